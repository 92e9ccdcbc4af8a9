"""What the tags of a page say (ISO 32000-1, 14.8): its paragraphs, tables and notes in order.

Word gives each paragraph as one P, all notes of a page as one Note with a P each, and its paragraph marks as blanks;
a paragraph that goes on overleaf is two P, the first without a mark.  LibreOffice nests lists (L, LI, Lbl, LBody) and
prints no marks.  Chromium has a NonStruct for each stretch of text.  What stands in no element is no part of the text
(running heads, page numbers).
"""

from __future__ import annotations

from collections.abc import Iterator

from converters.formats.pdf.page import (
    Blank,
    Item,
    Page,
    PageCell,
    PageNotes,
    PageTable,
    Paragraph,
    Piece,
    Tag,
    is_level,
    is_right_to_left,
)

_PARAGRAPHS = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Caption", "Figure", "Formula", "TOCI"})
_NOTES = frozenset({"Note", "Footnote", "Endnote", "FENote"})
_NO_KIND = "NonStruct"  # no paragraph of its own inside of one: Chromium puts each stretch of its text in one
_GROUPS = frozenset(
    {*("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "NonStruct", "Private", "BlockQuote")}
    | {*("TOC", "Index", "L", "StructTreeRoot")}
)
_CELLS = frozenset({"TD", "TH"})


def items_of(page: Page) -> tuple[list[Item], set[int]]:
    """What the tags of a page hold, in order, and the ids of all marked content that they name."""
    reading = _Walk(page)
    found = reading.top(page.tags)
    return found, reading.named


class _Walk:
    """One walk over the tags of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: dict[int, list[Piece]] = {}
        for piece in page.pieces:
            if piece.tag >= 0:
                self._held.setdefault(piece.tag, []).append(piece)
        self._blanks: dict[int, list[Blank]] = {}
        for blank in page.blanks:
            self._blanks.setdefault(blank.tag, []).append(blank)
        # where lines run from right to left, reading order is found line by line, whatever the order of the tags
        self._sorted = any(is_right_to_left(p.text) for p in page.pieces)
        self.named: set[int] = set()
        self._out: list[Item] = []
        self._open = Paragraph([], page.number)
        self._white: list[Blank] = []  # in the open paragraph
        self._labelled = False  # only the label of a list item so far
        self._within = 0  # paragraphs that are open

    def top(self, tags: list[Tag]) -> list[Item]:
        for tag in tags:
            self._tag(tag)
        self._flush()
        return self._out

    def _tag(self, tag: Tag) -> None:
        kind = tag.kind
        if kind in _NOTES:
            if found := self._inside(tag):
                self._out.append(PageNotes(found, self._page.number))
        elif kind == "Table":
            self._flush()
            rows = list(self._rows(tag))
            if rows:
                self._out.append(PageTable(rows, self._page.number))
        elif (kind in _PARAGRAPHS or kind in _GROUPS or kind == "LI") and not (kind == _NO_KIND and self._within):
            if not self._labelled:
                self._flush()
                self._open.kind = kind
            self._labelled = False
            self._within += kind in _PARAGRAPHS
            self._children(tag)
            self._within -= kind in _PARAGRAPHS
            self._flush()
        elif kind == "Lbl":
            before, self._open.pieces = self._open.pieces, []
            self._children(tag)
            self._open.label, self._open.pieces = self._open.label + self._open.pieces, before
            self._labelled = not before
        else:  # Span, Link, LBody, ...
            self._children(tag)

    def _children(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                self._tag(child)
            else:
                self._content(child)

    def _content(self, number: int) -> None:
        if number in self.named:
            return
        self.named.add(number)
        self._open.pieces += self._held.get(number, ())
        self._white += self._blanks.get(number, ())

    def _flush(self) -> None:
        paragraph, white = self._open, self._white
        if not paragraph.pieces:
            paragraph.pieces, paragraph.label = paragraph.label, []
        if paragraph.pieces:
            if self._sorted:
                paragraph.pieces.sort(key=lambda p: p.at)
            else:
                paragraph.pieces = _line_by_line(paragraph.pieces)
            first, last = paragraph.pieces[0], paragraph.pieces[-1]
            paragraph.begun = any(_beside(b, first, before=True) for b in white)
            paragraph.ended = any(_beside(b, last, before=False) for b in white)
            self._out.append(paragraph)
        self._open, self._white = Paragraph([], self._page.number), []
        self._labelled = False

    def _inside(self, tag: Tag) -> list[Item]:
        """What a note or a cell holds, by itself."""
        outside = self._out, self._open, self._white, self._labelled, self._within
        self._out, self._open, self._white = [], Paragraph([], self._page.number), []
        self._labelled, self._within = False, 0
        self._children(tag)
        self._flush()
        found = self._out
        self._out, self._open, self._white, self._labelled, self._within = outside
        return found

    def _rows(self, tag: Tag) -> Iterator[list[PageCell]]:
        """The rows of a table, through THead, TBody and TFoot."""
        row: list[PageCell] = []
        for child in tag.children:
            if not isinstance(child, Tag):
                self._content(child)
                self._flush()
            elif child.kind == "TR":
                cells = [self._cell(c) for c in child.children if isinstance(c, Tag)]
                if cells:
                    yield cells
            elif child.kind in _CELLS:
                row.append(self._cell(child))
            elif child.kind == "Caption":
                self._tag(child)
            else:
                yield from self._rows(child)
        if row:
            yield row

    def _cell(self, tag: Tag) -> PageCell:
        return PageCell(self._inside(tag), tag.kind == "TH", tag.rowspan, tag.colspan)


def _line_by_line(pieces: list[Piece]) -> list[Piece]:
    """The pieces with those of each line from left to right; signs in a font of their own come late in some files."""
    found: list[Piece] = []
    start = 0
    for i in range(1, len(pieces) + 1):
        if i == len(pieces) or not is_level(pieces[i - 1], pieces[i]):
            found += sorted(pieces[start:i], key=lambda p: p.left)
            start = i
    return found


def _beside(blank: Blank, piece: Piece, *, before: bool) -> bool:
    """True if white space stands on the line of a piece, before it or after it, whichever way the text runs."""
    if abs(blank.base - piece.base) > 0.6 * piece.face.size:
        return False
    left = blank.left < piece.left + 0.1
    return left == (before != is_right_to_left(piece.text))
