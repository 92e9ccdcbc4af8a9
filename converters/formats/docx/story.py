"""Paragraphs and tables in reading order: what stands in a body, a cell, a note or a header becomes blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.blocks import Block, CellBlock, Style, TableBlock, Zone, paragraphs
from akn.diagnostics import Code, Position
from akn.text import Text
from converters.formats.docx.counting import Numbering
from converters.formats.docx.line import ALTERNATIVES, ParagraphBuilder, chosen
from converters.formats.docx.package import MASTHEAD, REL_ID, SYMBOL, TABLE, TYPE, VAL, Tally, w
from converters.formats.docx.runs import Inline
from converters.formats.docx.styles import (
    PARAGRAPH_CHANGE,
    PARAGRAPH_STYLE,
    ParagraphLook,
    Styles,
    is_on,
    number,
    paragraph_look,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_TR_PR, _TC_PR, _TBL_PR = w("trPr"), w("tcPr"), w("tblPr")
_SPAN, _V_MERGE, _CONDITION = w("gridSpan"), w("vMerge"), w("cnfStyle")
_BEFORE, _HEADER, _HIDDEN = w("gridBefore"), w("tblHeader"), w("hidden")
_TABLE_STYLE, _T = w("tblStyle"), w("t")
_WIDTH = w("tcW")
_FIRST = (w("firstRow"), w("firstColumn"))
_COLUMNS = 1_000  # Word allows 63; a file may say anything


class _Cell(Struct):
    """A cell while its table is read."""

    blocks: list[Block | TableBlock]
    header: bool
    colspan: int
    rowspan: int = 1


class Grid:
    """Takes rows and cells as they stand in the file and joins what is merged."""

    def __init__(self) -> None:
        """Start with no row."""
        self._rows: list[list[_Cell]] = []
        self._merging: dict[int, _Cell] = {}  # column -> the cell that goes on downwards
        self._column = 0
        self._header = False

    def row(self, tr: _Element) -> None:
        """Begin a row."""
        properties = tr.find(_TR_PR)
        before = header = None
        if properties is not None:
            before, header = properties.find(_BEFORE), properties.find(_HEADER)
        self._column = number(before.get(VAL)) if before is not None else 0
        self._header = header is not None and is_on(header)
        self._rows.append([])

    def cell(self, tc: _Element, blocks: list[Block | TableBlock]) -> None:
        """Take the next cell of the row."""
        properties = tc.find(_TC_PR)
        span, merge, header, gap = 1, "", self._header, False
        for e in properties if properties is not None else ():
            tag = e.tag
            if tag == _SPAN:
                span = max(1, min(_COLUMNS, number(e.get(VAL))))
            elif tag == _V_MERGE:
                merge = e.get(VAL, "continue")
            elif tag == _WIDTH:
                gap = e.get(TYPE) == "nil" and not blocks
            elif tag == _CONDITION:
                header = header or any(e.get(a, "0") in ("1", "true", "on") for a in _FIRST)
        if gap and not merge:
            pass  # our own way to say that there is no cell
        elif merge == "continue" and self._column in self._merging:
            above = self._merging[self._column]
            above.rowspan += 1
            above.blocks += blocks  # Word hides such text; nothing may get lost
        else:
            cell = _Cell(blocks, header, span)
            self._rows[-1].append(cell)
            for column in range(self._column, self._column + span):
                self._merging.pop(column, None)
            if merge:
                self._merging[self._column] = cell
        self._column += span

    def rows(self) -> tuple[tuple[CellBlock, ...], ...]:
        """The rows with their cells."""
        return tuple(
            tuple(CellBlock(tuple(c.blocks), c.header, c.rowspan, c.colspan) for c in row) for row in self._rows if row
        )


def is_masthead_table(tbl: _Element, *, before_all_text: bool) -> bool:
    """True for a table in our own masthead style, and for one before all text in which a symbol stands by itself."""
    style = tbl.find(f"{_TBL_PR}/{_TABLE_STYLE}")
    named = style.get(VAL) if style is not None else ""
    if named in (MASTHEAD, TABLE):
        return named == MASTHEAD
    if not before_all_text or len(list(tbl.iter(_TR))) > 8:
        return False
    return any(SYMBOL.fullmatch("".join(t.text or "" for t in p.iter(_T)).strip()) for p in tbl.iter(_P))


def is_removed_row(tr: _Element, keep_new: bool, tally: Tally) -> bool:
    """True if a tracked change or Word's hiding leaves a row out."""
    properties = tr.find(_TR_PR)
    if properties is None:
        return False
    new, old, hidden = properties.find(_INS), properties.find(_DEL), properties.find(_HIDDEN)
    if new is not None:
        tally.count("insertion")
    if old is not None:
        tally.count("deletion")
    if hidden is not None and is_on(hidden):
        tally.count("hidden", sum(len(t.text or "") for t in tr.iter(_T)))
        return True
    return (old if keep_new else new) is not None


_P, _TBL, _TR, _TC, _PPR = w("p"), w("tbl"), w("tr"), w("tc"), w("pPr")
_RPR, _INS, _DEL, _SECTION = w("rPr"), w("ins"), w("del"), w("sectPr")
_ALT_CHUNK, _SUB_DOCUMENT, _STYLE_SEPARATOR = w("altChunk"), w("subDoc"), w("specVanish")
_LEVEL = 475  # one step of the tab stops and indents of the house styles, in twentieths of a point

Found = list[Block | TableBlock]


class Story:
    """Reads one part of a file: its body, its first-page header, or one note."""

    def __init__(
        self, inline: Inline, styles: Styles, numbering: Numbering, tally: Tally, *,
        zone: Zone = Zone.BODY, in_note: bool = False, opens: bool = False,
        embedded: Callable[[str], Found] | None = None,
    ) -> None:  # fmt: skip
        """Take what reads the runs and what the paragraphs hang on.

        `opens` says that the page has no masthead yet, so that a table before all text may be it.  `embedded` gives the
        blocks of a document that stands in the file, by the id of its relationship.
        """
        self._embedded = embedded
        self._inline, self._styles, self._numbering, self._tally = inline, styles, numbering, tally
        self._zone, self._in_note = zone, in_note
        self._before_text = opens
        self._keep_new = tally.revisions != "reject"
        self._open: ParagraphBuilder | None = None  # a paragraph whose end a tracked change removes
        self._breaks = False
        self._count = 0

    def blocks(self, container: Iterable[_Element]) -> Found:
        """The blocks of a body, a cell, a note or a header."""
        found: Found = []
        self._fill(container, found)
        self._close_open(found)
        return found

    def _close_open(self, found: Found) -> None:
        """Close a paragraph whose end a tracked change removes where nothing follows that it could join."""
        if self._open is not None:
            line, self._open = self._open, None
            self._close(line, None, "", found)

    def _fill(self, container: Iterable[_Element], found: Found) -> None:
        for e in container:
            tag = e.tag
            if tag == _P:
                self._paragraph(e, found)
            elif tag == _TBL:
                self._table(e, found)
            elif tag == _ALT_CHUNK and self._embedded:
                self._close_open(found)
                found += self._embedded(e.get(REL_ID, ""))
            elif tag in (_ALT_CHUNK, _SUB_DOCUMENT):
                self._tally.count("embedded document")
            elif tag == ALTERNATIVES:
                self._fill(chosen(e), found)
            elif len(e) and tag != _SECTION:  # content controls and other wrappers
                self._fill(e, found)

    # paragraphs

    def _paragraph(self, p: _Element, found: Found) -> None:
        line, self._open = self._open or ParagraphBuilder(), None
        self._count += 1
        self._inline.content(p, line)
        self._inline.end_of_line(line)
        properties, style_id, removed, section = line.properties, "", False, False
        for e in properties if properties is not None else ():
            tag = e.tag
            if tag == PARAGRAPH_STYLE:
                style_id = e.get(VAL, "")
            elif tag == _RPR:
                removed = self._end_is_removed(e)
            elif tag == _SECTION:
                section = True
            elif tag == PARAGRAPH_CHANGE:
                self._tally.count("change of format")
                before = e.find(_PPR)
                if not self._keep_new and before is not None:
                    properties, style = before, before.find(PARAGRAPH_STYLE)
                    style_id = style.get(VAL, "") if style is not None else ""
        if removed:
            self._open, line.properties = line, None
        else:
            self._close(line, properties, style_id, found)
        if section:
            self._inline.next_section()

    def _end_is_removed(self, mark: _Element) -> bool:
        """True if a tracked change joins this paragraph with the next one, or two styles share a printed paragraph."""
        removed = False
        for e in mark:
            if e.tag == _INS:
                self._tally.count("insertion")
                removed = removed or not self._keep_new
            elif e.tag == _DEL:
                self._tally.count("deletion")
                removed = removed or self._keep_new
            elif e.tag == _STYLE_SEPARATOR:
                removed = True
        return removed

    def _close(self, line: ParagraphBuilder, properties: _Element | None, style_id: str, found: Found) -> None:
        look = self._styles.paragraph(style_id)
        if properties is not None:
            look = paragraph_look(properties, look)
        block = self._block(line, line.text(), look, style_id)
        if block is not None:
            found.append(block)
        for box in line.boxes:
            found += self.blocks(box)

    def _block(self, line: ParagraphBuilder, text: Text, look: ParagraphLook, style_id: str) -> Block | None:
        label, level = self._numbered(look, style_id)
        if look.hidden:
            self._tally.count("hidden", len(text))
            return None
        new_page = look.new_page or line.new_page or self._breaks
        self._breaks = line.breaks or (self._breaks and not text)
        where = Position(self._tally.source, self._count, page=line.page)
        if not text:
            if label[-1:].isalnum() or label[-1:] in tuple(".)"):
                self._tally.tell(Code.NUMBER_WITHOUT_TEXT, where, label=label)
            return None
        self._before_text = self._before_text and self._zone is not Zone.BODY
        tabs = 0 if self._in_note else line.tabs
        level = max(level, look.depth) if label else tabs + _levels(look)
        zone = Zone.MASTHEAD if look.masthead else self._zone
        return Block(
            text, label, self._style(look, zone), level, zone, look.align, look.direction, line.language,
            tabbed=line.tabbed, new_page=new_page, page=line.page, source=where,
        )  # fmt: skip

    def _numbered(self, look: ParagraphLook, style_id: str) -> tuple[str, int]:
        """The label that Word counts for a paragraph, and the level of its list; numbering 0 is none."""
        if not look.number or look.number == "0":
            return "", 0
        level = self._numbering.level_of_style(look.number, style_id, look.level)
        return self._numbering.label(look.number, level), level

    def _style(self, look: ParagraphLook, zone: Zone) -> Style:
        """The style of a paragraph; none where its place says the same, or the house sets it like a title."""
        by_place = zone is Zone.MASTHEAD or (self._in_note and look.style is Style.NOTE)
        return Style.NONE if by_place and not look.own else look.style

    # tables

    def _table(self, tbl: _Element, found: Found) -> None:
        self._close_open(found)
        zone = self._zone
        if is_masthead_table(tbl, before_all_text=self._before_text):
            self._zone = Zone.MASTHEAD
        grid = Grid()
        position = Position(self._tally.source, self._count + 1, page=self._inline.page)
        self._rows(tbl, grid)
        table = TableBlock(grid.rows(), page=self._inline.page, source=position)
        if self._zone is Zone.MASTHEAD:
            found += paragraphs((table,))
        elif table.rows:
            found.append(table)
        self._zone = zone

    def _rows(self, parent: _Element, grid: Grid) -> None:
        for e in parent:
            if e.tag == _TR:
                if is_removed_row(e, self._keep_new, self._tally):
                    continue
                grid.row(e)
                self._cells(e, grid)
            elif len(e) and e.tag.endswith(("sdt", "sdtContent", "customXml", "ins", "moveTo")):
                self._rows(e, grid)
            elif e.tag in (_P, _TBL, _TC):  # the row is missing; nothing may get lost
                grid.row(e)
                self._cells((e,), grid)

    def _cells(self, parent: Iterable[_Element], grid: Grid) -> None:
        for e in parent:
            if e.tag == _TC:
                grid.cell(e, self.blocks(e))
            elif e.tag in (_P, _TBL):
                grid.cell(e, self.blocks((e,)))
            elif len(e) and e.tag.endswith(("sdt", "sdtContent", "customXml")):
                self._cells(e, grid)


def _levels(look: ParagraphLook) -> int:
    """How many levels a paragraph stands in: where its first line begins, seen from the margin of its style."""
    return max(0, int((look.left - look.hanging - look.base) / _LEVEL + 0.3))
