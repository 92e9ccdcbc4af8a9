"""The pages of a file as blocks: by their tags or by geometry, paragraphs that pages cut, notes and their calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter

from msgspec.structs import replace

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Opening, Spot, Style, TableBlock, Zone
from akn.diagnostics import Code, Diagnostic, Position
from akn.text import Kind, joined
from converters.formats.pdf.composing import (
    KINDS,
    PLURALS,
    Composed,
    NoteBook,
    cells,
    compose,
    count_furniture,
    learn_spacing,
    rows,
)
from converters.formats.pdf.foot import notes_in_artifacts
from converters.formats.pdf.furniture import Furniture
from converters.formats.pdf.geometry import PageParts, items_of_parts, parts_of, printed
from converters.formats.pdf.lines import APART, TextMetrics, lines_of, shape_of
from converters.formats.pdf.overleaf import continues
from converters.formats.pdf.page import (
    Blanks,
    Box,
    Item,
    Page,
    PageCell,
    PageNotes,
    PageTable,
    Paragraph,
    Piece,
    is_right_to_left,
    is_unspaced,
    listed,
    pieces_of,
    rounded,
)
from converters.formats.pdf.tables import bars_of_pages, extent_of, find_tables
from converters.formats.pdf.tables.aligned import aligned_tables
from converters.formats.pdf.tables.doubtful import doubtful_pages
from converters.formats.pdf.tables.tagged import settled
from converters.formats.pdf.tags import items_of
from converters.formats.printed.lines import PrintedLine
from converters.formats.printed.openings import Openings
from converters.formats.printed.page_ends import page_end
from converters.formats.printed.paragraphs import PageFlow, PageLayout, layouts

_LEVEL = 23.75  # points: one step of the indents of the house
_TAGGED = 0.5  # a page is read by its tags if they name at least this share of what is no artifact
_HYPHENS = "-‐‑–/"
_MARKS = 0.8  # of the paragraphs that another follows on their page


class FileReading:
    """One file while its pages become blocks: `blocks`, then `diagnostics`."""

    def __init__(self, pages: list[Page], source: str, tagged: bool) -> None:
        self._pages, self._source, self._tagged = pages, source, tagged
        self._rtl = is_rtl(pages)
        self._spacing = learn_spacing(pages)
        self._blanks = {page.number: Blanks(page.blanks) for page in pages}
        self._notes = NoteBook()
        self._furniture: Counter[str] = Counter()
        self._repeated: list[tuple[int, str]] = []  # page and words of lines whose first copy stays
        self._doubtful: list[int] = []  # pages that may hold a table which was read as lines
        self._boxes: list[Box] = []  # of all lines, in the order in which they were composed
        self._on: list[int] = []  # the page of each
        self._layouts: dict[int, PageLayout] = {}  # how pages are set

    def blocks(self) -> Blocks:
        """Masthead, text, notes."""
        tagged: dict[int, list[Item]] = {}
        if self._tagged:
            tagged = {page.number: items for page in self._pages if (items := self._by_tags(page)) is not None}
        flow = [item for items in tagged.values() for item in items]
        if tagged:
            flow = self._with_tables(flow, [page for page in self._pages if page.number in tagged])
        if len(tagged) < len(self._pages):
            flow += self._by_geometry([page for page in self._pages if page.number not in tagged])
            flow.sort(key=lambda item: item.page)
        self._doubtful = list(doubtful_pages(flow, rtl=self._rtl))
        self._take_notes(flow)
        return (*self._body([i for i in flow if not isinstance(i, PageNotes)]), *self._note_blocks())

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was noticed."""
        found = [(self._furniture[kind], kind) for kind in KINDS if self._furniture[kind]]
        if found:
            kinds = ", ".join(f"{n} {kind}" if n == 1 else f"{n} {PLURALS[kind]}" for n, kind in found)
            where = Position(source=self._source)
            yield Code.FURNITURE_DROPPED.at(where, count=sum(n for n, _ in found), kinds=kinds)
        for page, lines in groupby(self._repeated, key=itemgetter(0)):
            said = [text for _, text in lines]
            yield Code.LINES_REPEATED.at(self._place(page), count=len(said), lines=listed(said))
        for page, calls in groupby(sorted(self._notes.lone, key=itemgetter(0)), key=itemgetter(0)):
            markers = [marker for _, marker in calls]
            yield Code.CALL_WITHOUT_NOTE.at(self._place(page), count=len(markers), markers=", ".join(markers))
        for page in self._doubtful:
            yield Code.TABLE_AS_LINES.at(self._place(page))

    # pages

    @cached_property
    def _edges(self) -> Furniture:
        return Furniture(self._pages, rtl=self._rtl)

    @cached_property
    def _shape(self) -> TextMetrics:
        return shape_of(self._pages, rtl=self._rtl)

    def _by_tags(self, page: Page) -> list[Item] | None:
        """What the tags of a page hold; None if they leave out most of it."""
        found, named = items_of(page)
        items = [part for item in found for part in self._by_lines(item)]
        text = [p for p in page.pieces if p.tag in named]
        rest = [p for p in page.pieces if p.tag not in named]
        missed = [p for p in rest if not p.artifact]
        if sum(len(p.text) for p in missed) > (1 - _TAGGED) * sum(len(p.text) for p in (*text, *missed)):
            return None
        above, rest = self._above(page, text, rest)
        # what is neither in a tag nor an artifact is kept, after the rest of its page
        kept, left_out = self._outside(page, [p for p in rest if not p.artifact])
        items += kept
        notes, furniture = notes_in_artifacts(page.number, [p for p in rest if p.artifact], text, page.height / 2)
        items += [notes] if notes is not None else []
        self.count_furniture(page, furniture + left_out)
        return self._masthead(above) + items

    def _outside(self, page: Page, pieces: list[Piece]) -> tuple[list[Paragraph], list[Piece]]:
        """The lines in no tag that the file does not call furniture, and what of them is furniture all the same."""
        if not pieces:
            return [], []
        lines = lines_of(pieces, rtl=self._rtl)
        parted = self._edges.parted(lines, page)
        kept = [line for line in lines if line not in parted.furniture]
        return [Paragraph(x.pieces, page.number) for x in kept], [p for x in parted.furniture for p in x.pieces]

    @staticmethod
    def _above(page: Page, text: Sequence[Piece], rest: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        """What stands above the text of the first page, its masthead, and the others of the `rest`."""
        if page.number != 1:
            return [], rest
        top = max((p.top for p in text), default=0.0)
        return [p for p in rest if p.base > top], [p for p in rest if p.base <= top]

    def _masthead(self, pieces: Sequence[Piece]) -> list[Item]:
        """What stands above the text of the first page, column by column."""
        return [Paragraph(cell, 1, masthead=True) for row in rows(pieces) for cell in cells(row, rtl=self._rtl)]

    def _by_lines(self, item: Item) -> Iterator[Item]:
        """An item; the lines of a paragraph by themselves if all stand in the far half of the page, as the closing do.

        The meeting and its date are set so, and a tag may hold both (one of 81 real files).
        """
        middle = (self._shape.left + self._shape.right) / 2
        if (
            not isinstance(item, Paragraph)
            or item.label
            or not all(p.right < middle if self._rtl else p.left > middle for p in item.pieces)
        ):
            yield item
            return
        lines = lines_of(item.pieces, rtl=self._rtl)
        for i, line in enumerate(lines):
            begun, ended = (item.begun if i == 0 else True), (item.ended if i == len(lines) - 1 else True)
            yield Paragraph(line.pieces, item.page, item.kind, ended, begun)

    def _with_tables(self, items: list[Item], pages: list[Page]) -> list[Item]:
        """The items of pages that are read by their tags, with the tables that strokes show."""
        held: dict[int, list[Piece]] = {}
        for item in items:
            if not (isinstance(item, PageNotes) or (isinstance(item, Paragraph) and item.masthead)):
                held.setdefault(item.page, []).extend(p for p in pieces_of(item) if p.tag >= 0)
        bars = bars_of_pages(pages)
        tables = find_tables(
            pages, bars, lambda page: lines_of(held.get(page.number, ()), rtl=self._rtl), rtl=self._rtl
        )
        found, again = settled(items, tables, rtl=self._rtl)
        self._furniture["head of a table"] += again
        return found

    def _by_geometry(self, pages: list[Page]) -> list[Item]:
        shape = shape_of(pages, rtl=self._rtl)
        furniture, bars = Furniture(pages, rtl=self._rtl), bars_of_pages(pages)
        parts: dict[int, PageParts] = {}
        for page in pages:
            ruled = extent_of(bars.get(page.number, ()))
            parted = furniture.parted(lines_of(page.pieces, rtl=self._rtl), page, ruled)
            self.count_furniture(page, [p for line in parted.furniture for p in line.pieces])
            self._repeated += [(page.number, line.text) for line in parted.repeated]
            parts[page.number] = parts_of(page, parted.text, shape, ruled[0] if ruled else page.height)
        tables = find_tables(pages, bars, lambda page: parts[page.number].body, rtl=self._rtl)
        taken = [(r.page, r.start, r.end) for table in tables for r in table.regions]
        tables += aligned_tables([(page.number, parts[page.number].body) for page in pages], taken, shape)
        self._furniture["head of a table"] += sum(table.again for table in tables)
        lines = [printed(parts[page.number].body, shape, self._blanks[page.number], self._spacing) for page in pages]
        words = Openings([line.text for held in lines for line in held])
        self._layouts |= zip(parts, layouts(lines), strict=True)
        flows = [PageFlow(held, self._layouts[page.number], words) for page, held in zip(pages, lines, strict=True)]
        return [i for page, flow in zip(pages, flows, strict=True)
                for i in items_of_parts(parts[page.number], tables, flow, shape)]  # fmt: skip

    def count_furniture(self, page: Page, pieces: Sequence[Piece]) -> None:
        """Take note of what is left out of a page."""
        self._furniture.update(count_furniture(pieces, page.height / 2))

    def _place(self, page: int) -> Position:
        return Position(self._source, page=page)

    def _composed(self, pieces: Sequence[Piece], page: int) -> Composed:
        """The text of pieces, its lines told by BREAK anchors (see `_placed`)."""
        composed = compose(pieces, self._blanks[page], self._spacing, self._boxes)
        self._on += [page] * (len(self._boxes) - len(self._on))
        return composed

    def _placed(self, block: Block) -> Block:
        """The block with its lines as spots beside its text."""
        lines = [(m.start, int(m.get("box"))) for m in block.text.of(Kind.BREAK)]
        spots = tuple(Spot(at, self._on[i], rounded(self._boxes[i])) for at, i in lines)
        where = replace(block.source, page=spots[0].page, box=spots[0].box) if spots else block.source
        return replace(block, text=block.text.without(Kind.BREAK), spots=spots, source=where)

    # notes

    def _take_notes(self, flow: Sequence[Item]) -> None:
        for item in flow:
            if isinstance(item, PageNotes):
                for inner in item.items:
                    if isinstance(inner, Paragraph):
                        composed = self._composed(inner.pieces, inner.page)
                        self._notes.take(composed, inner)

    def _note_blocks(self) -> Iterator[NoteBlock]:
        for note in self._notes.notes:
            blocks = tuple(self._placed(Block(t, page=note.page, source=self._place(note.page))) for t in note.texts)
            yield NoteBlock(note.key, note.marker, blocks, page=note.page, source=self._place(note.page))

    # text

    def _body(self, items: Sequence[Item]) -> list[Block | TableBlock]:
        found: list[Block | TableBlock] = []
        before: Paragraph | None = None
        paragraphs = [i for i in items if isinstance(i, Paragraph) and not i.masthead]
        # Word prints a mark after every paragraph; a blank after some of them is none
        ends = [a.ended for a, b in pairwise(paragraphs) if a.page == b.page]
        marks = self._tagged and sum(e is True for e in ends) > _MARKS * len(ends)
        left = -self._shape.right if self._rtl else self._shape.left
        if not marks:
            self._lay_out()
        for item in self._flat(items):
            if isinstance(item, PageTable):
                found.append(self._table(item))
                before = None
            elif isinstance(item, Paragraph):
                block = self._block(item, left)
                last = found[-1] if found else None
                if before is None or not isinstance(last, Block):
                    found.append(block)
                elif self._is_one(before, item, last.text.content, marks=marks):
                    found[-1] = self._glued(last, block)
                else:
                    found[-1:] = self._parted(before, item, last, block, marks=marks)
                before = item
        return found

    def _is_one(self, above: Paragraph, below: Paragraph, text: str, *, marks: bool) -> bool:
        """True if two paragraphs are one; `text` is that of the first, `marks` says that the file marks their ends."""
        overleaf = marks and below.page > above.page and self._continues(above, below)
        return overleaf or _is_one_heading(above, below, text)

    def _parted(
        self, above: Paragraph, below: Paragraph, last: Block, block: Block, *, marks: bool
    ) -> tuple[Block, Block]:
        """The blocks of two paragraphs, with what the page shows of where one ends and another begins."""
        if below.page > above.page:
            if marks:
                return last, block
            lines, first = self._lines_of(above.pieces, above.page), self._lines_of(below.pieces, below.page)
            before, page = self._layouts[above.page], self._layouts[below.page]
            end = page_end(lines[-1], lines[0].indent, before, first, page, closed=False)
            return replace(last, cut=end.cut), replace(block, opening=end.opening)
        if self._tagged or self._is_apart(above, below):
            return last, replace(block, opening=Opening.NEW)
        return last, block

    def _continues(self, above: Paragraph, below: Paragraph) -> bool:
        """True if a paragraph of a file that marks their ends goes on as the first one of the next page."""
        if above.ended:
            return continues(above, below, self._shape, self._blanks[above.page])
        return above.ended is False and not below.begun and below.kind == above.kind

    def _is_apart(self, above: Paragraph, below: Paragraph) -> bool:
        """True if more room parts two paragraphs than the lines of one."""
        distance = above.pieces[-1].base - below.pieces[0].base
        return distance > max(self._shape.apart, APART * 0.9 * below.pieces[0].face.size)

    def _lay_out(self) -> None:
        """See how the pages are set of which only the tags were asked so far; nothing ends on a page that is alone."""
        pages = [page for page in self._pages if page.number not in self._layouts and len(self._pages) > 1]
        held = [self._lines_of(page.pieces, page.number) for page in pages]
        self._layouts |= zip([page.number for page in pages], layouts(held), strict=True)

    def _lines_of(self, pieces: Sequence[Piece], page: int) -> list[PrintedLine]:
        """The lines of pieces of a page in columns of characters."""
        return printed(lines_of(pieces, rtl=self._rtl), self._shape, self._blanks[page], self._spacing)

    def _flat(self, items: Sequence[Item]) -> Iterator[Item]:
        """The items; tables before all text that only set lines below each other as the paragraphs that they hold.

        Covers are set so: session, agenda item and title in the first column, nothing in the others.
        """
        opens = True
        for item in items:
            opens = opens and (isinstance(item, PageTable) or (isinstance(item, Paragraph) and item.masthead))
            if isinstance(item, PageTable) and opens:
                held = [[c for c in row if c.items] for row in item.rows]
                if all(len(row) <= 1 for row in held):
                    for row in held:
                        yield from (i for c in row for i in self._flat(c.items))
                    continue
            yield item

    def _glued(self, head: Block, tail: Block) -> Block:
        """Two halves of a paragraph as one."""
        end, start = head.text.content[-1:], tail.text.content[:1]
        glue = "" if end in _HYPHENS or is_unspaced(end or " ") or is_unspaced(start or " ") else " "
        text = joined((head.text, tail.text), glue)
        by = len(text) - len(tail.text)
        return replace(head, text=text, spots=head.spots + tuple(replace(x, at=x.at + by) for x in tail.spots))

    def _block(self, item: Paragraph, left: float) -> Block:
        composed = self._composed([*item.label, *item.pieces], item.page)
        where = self._place(item.page)
        if item.masthead:
            return self._placed(Block(composed.text, zone=Zone.MASTHEAD, page=item.page, source=where))
        text = self._notes.called(composed, item.page)
        first = item.pieces[0]
        inset = (-first.right if self._rtl else first.left) - left
        style = Style.TITLE if item.kind in ("H1", "Title") else Style.NONE
        return self._placed(Block(text, "", style, max(0, round(inset / _LEVEL)), page=item.page, source=where))

    def _table(self, item: PageTable) -> TableBlock:
        rows_ = tuple(tuple(self._cell(c) for c in row) for row in item.rows)
        return TableBlock(rows_, page=item.page, source=self._place(item.page))

    def _cell(self, cell: PageCell) -> CellBlock:
        blocks: list[Block | TableBlock] = []
        for item in cell.items:
            if isinstance(item, Paragraph):
                blocks.append(replace(self._block(item, 0), indent=0, style=Style.NONE))
            elif isinstance(item, PageTable):
                blocks.append(self._table(item))
        return CellBlock(tuple(blocks), cell.header, cell.rowspan, cell.colspan)


def _is_one_heading(first: Paragraph, second: Paragraph, head: str) -> bool:
    """True if a heading goes on in a second one: a bracket that is open at the end of the first.

    So "[on the report of the ... Committee" and "(Fourth Committee) (A/...)]" are set on some covers.
    """
    return first.kind == second.kind and first.kind[0] == "H" and head[0] == "[" and "]" not in head


def is_rtl(pages: Sequence[Page]) -> bool:
    """True if most of the letters run from right to left."""
    counts = [0, 0]
    for page in pages:
        for piece in page.pieces:
            if piece.text[0].isalpha():
                counts[is_right_to_left(piece.text[0])] += len(piece.text)
    return counts[1] > counts[0]
