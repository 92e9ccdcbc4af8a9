"""A Text as the runs of a Word paragraph: looks, links, line breaks, note calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from msgspec import Struct

from akn.blocks import Block, CellBlock, TableBlock
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text
from converters.formats.docx.template import HYPERLINK, clean

_hyphen = re.compile("([\u2011\u00ad])")
_HYPHENS = {"\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}
# a symbol, an address or a date in Latin letters inside a sentence that runs from right to left
_latin = re.compile(
    r"(?:[0-9]{1,2} )?[A-Za-z][\w./()\-:#?=&%]*(?: [A-Za-z0-9][\w./()\-:#?=&%]*)*(?<=[A-Za-z0-9])", re.ASCII
)
_RTL_CLASS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_complex = re.compile(rf"{_RTL_CLASS}+(?:[ \u00a0]+{_RTL_CLASS}+)*")
_asian = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
_number = re.compile(r"(\S{1,12}(?: [-–—.])?) ")
_SCRIPT = {
    Kind.ITALIC: ("<w:i/>", "<w:i/><w:iCs/>"),
    Kind.BOLD: ("<w:b/>", "<w:b/><w:bCs/>"),
}
_ORDER = (Kind.BOLD, Kind.ITALIC)


def number_end(text: str, *, tabbed: bool, title: bool = False) -> int:
    """Where the typed number ends that a tab is to follow; 0 if there is none.

    The house sets a tab after the number of a title, wherever the text came from.

    >>> number_end("12. Decides", tabbed=True), number_end("12 - Decides", tabbed=True)
    (3, 4)
    >>> number_end("97/12. Lamps", tabbed=False, title=True), number_end("Lamps of 97/12", tabbed=False, title=True)
    (6, 0)
    """
    found = _number.match(text) if tabbed or (title and text[:1].isdigit()) else None
    return found.end(1) if found else 0


class Manner(Struct, frozen=True):
    """How the runs of a paragraph are set: its direction, its language, and how many characters stand large."""

    rtl: bool = False
    language: str = ""
    asian: bool = False
    large: int = 0


def manner(text: Text, direction: str, language: str, large: int = 0) -> Manner:
    """The manner that a text asks for."""
    asian = not text.content.isascii() and _asian.search(text.content) is not None
    return Manner(direction == "rtl", language, asian, large)


def properties(looks: frozenset[Kind], how: Manner, *, complex_script: bool, style: str = "", size: int = 0) -> str:
    """An rPr element, empty if there is nothing to say."""
    parts = [f'<w:rStyle w:val="{style}"/>'] if style else []
    if how.asian:
        parts.append('<w:rFonts w:hint="eastAsia"/>')
    parts += [_SCRIPT[kind][complex_script] for kind in _ORDER if kind in looks]
    if size:
        parts.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    if Kind.UNDERLINE in looks:
        parts.append('<w:u w:val="single"/>')
    if Kind.SUPERSCRIPT in looks or Kind.SUBSCRIPT in looks:
        raised = "superscript" if Kind.SUPERSCRIPT in looks else "subscript"
        parts.append(f'<w:vertAlign w:val="{raised}"/>')
    if complex_script:
        parts.append("<w:rtl/>")
    if how.language:
        code = escape(how.language, {'"': "&quot;"})
        parts.append(f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="{code}"/>')
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def run(text: str, looks: frozenset[Kind], how: Manner, *, style: str = "", size: int = 0) -> str:
    """The runs of a stretch of text in one look, parted by the direction of its scripts."""
    out = []
    for piece, complex_script in _by_direction(text, how.rtl):
        inner = "".join(
            _HYPHENS.get(part) or f'<w:t xml:space="preserve">{clean(part)}</w:t>'
            for part in _hyphen.split(piece)
            if part
        )
        out.append(f"<w:r>{properties(looks, how, complex_script=complex_script, style=style, size=size)}{inner}</w:r>")
    return "".join(out)


def _by_direction(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, each with whether Word is to set it from right to left.

    A Latin symbol in an Arabic sentence must not be set so, or its parts would print in the wrong order.
    """
    if not rtl and text.isascii():
        yield text, False
        return
    at = 0
    for m in (_latin if rtl else _complex).finditer(text):
        if m.start() > at:
            yield text[at : m.start()], rtl
        yield m[0], not rtl
        at = m.end()
    if at < len(text):
        yield text[at:], rtl


def runs(
    text: Text, how: Manner, *, tab_at: int, call: Callable[[Mark], str], link: Callable[[Mark], str]
) -> Iterator[str]:
    """The content of a paragraph.

    `tab_at` is where a tab stands for a space (0: nowhere), `call` gives the runs of a note call, `link` the opening
    tag of the hyperlink for a mark, empty if the mark is none.
    """
    content = text.content
    borders: dict[int, list[Mark]] = {}
    for m in text.marks:
        for at in {m.start, m.end}:
            borders.setdefault(at, []).append(m)
    cuts = {0, len(content), *borders}
    if tab_at:
        cuts |= {tab_at, tab_at + 1}
    if how.large:
        cuts.add(min(how.large, len(content)))
    looks: dict[Kind, None] = {}
    opened: Mark | None = None
    places = sorted(cuts)
    for i, at in enumerate(places):
        here = borders.get(at, ())
        if opened is not None and opened.end == at:
            yield "</w:hyperlink>"
            opened = None
        for m in here:
            if m.kind in LOOKS and m.end == at:
                looks.pop(m.kind, None)
        for m in here:
            if m.kind is Kind.NOTE:
                yield call(m)
            elif m.kind is Kind.BREAK:
                # a break between two words that no space parts says so, and is read back without one
                yield "<w:r><w:br/></w:r>" if content[at - 1 : at] == " " else '<w:r><w:br w:clear="none"/></w:r>'
            elif m.kind in LOOKS and m.start == at:
                looks[m.kind] = None
            elif m.kind not in ANCHORS and m.start == at and opened is None:
                tag = link(m)
                if tag:
                    yield tag
                    opened = m
        if i + 1 < len(places):
            piece = content[at : places[i + 1]]
            if tab_at and at == tab_at:
                yield f"<w:r>{properties(frozenset(looks), how, complex_script=False)}<w:tab/></w:r>"
            else:
                size = 40 if at < how.large else 0
                yield run(piece, frozenset(looks), how, style=HYPERLINK if opened else "", size=size)
    if opened is not None:
        yield "</w:hyperlink>"


_HEADER_CELL = '<w:cnfStyle w:firstColumn="1"/>'
_HEADER_ROW = "<w:tblHeader/>"
_GOES_ON = '<w:vMerge w:val="continue"/>'
_REST = 100  # so many rows may be missing below
_BEGINS = '<w:vMerge w:val="restart"/>'


class Laid(Struct):
    """A cell on the grid; `properties` are the elements that say how it spans and that it is a header."""

    blocks: tuple[Block | TableBlock, ...] = ()
    colspan: int = 1
    header: bool = False
    condition: str = ""
    merge: str = ""
    gap: bool = False  # the table has no cell here, but Word needs one

    @property
    def properties(self) -> tuple[str, str]:
        """What stands before and what stands after the width of the cell (the schema has an order)."""
        return self.condition, (f'<w:gridSpan w:val="{self.colspan}"/>' if self.colspan > 1 else "") + self.merge


class Row(Struct):
    """A row on the grid."""

    cells: list[Laid] = []
    header: bool = False
    missing: int = 0  # columns that the row leaves out at its end

    @property
    def properties(self) -> str:
        """The trPr element, empty if there is nothing to say."""
        after = f'<w:gridAfter w:val="{self.missing}"/>' if self.missing else ""
        inner = after + (_HEADER_ROW if self.header else "")
        return f"<w:trPr>{inner}</w:trPr>" if inner else ""


class Grid:
    """A table on the grid: its rows, and how many columns it has."""

    def __init__(self, table: TableBlock) -> None:
        """Lay out a table; a cell that spans rows is followed below by cells that continue it."""
        self._above: dict[int, tuple[int, int]] = {}  # column of a cell that reaches down -> rows left, width
        self.rows: list[Row] = []
        leading = True
        for cells in table.rows:
            if cells:
                leading = leading and all(c.header for c in cells)
                self.rows.append(self._row(cells, header=leading))
        for _ in range(_REST):
            if not self._above:
                break
            self.rows.append(self._row((), header=False))  # a cell that spans more rows than there are
        self.columns = max((sum(c.colspan for c in row.cells) for row in self.rows), default=0)
        for row in self.rows:
            row.missing = self.columns - sum(c.colspan for c in row.cells)

    def _row(self, cells: tuple[CellBlock, ...], *, header: bool) -> Row:
        row, below, column = Row(header=header), dict[int, tuple[int, int]](), 0
        for c in cells:
            column = self._go_on(row, below, column)
            width = max(1, c.colspan)
            if c.rowspan > 1:
                below[column] = (c.rowspan - 1, width)
            row.cells.append(
                Laid(
                    c.blocks,
                    width,
                    c.header,
                    _HEADER_CELL if c.header and not header else "",
                    _BEGINS if c.rowspan > 1 else "",
                )
            )
            column += width
        while self._above:  # cells from above that stand right of all cells of this row
            start = min(self._above)
            if start > column:
                row.cells.append(Laid(colspan=start - column, gap=True))
            elif start < column:  # covered by a wider cell: Word has no such merging
                del self._above[start]
                continue
            column = self._go_on(row, below, start)
        self._above = below
        return row

    def _go_on(self, row: Row, below: dict[int, tuple[int, int]], column: int) -> int:
        """Continue the cells that reach down into this row at this column; the column after them."""
        while column in self._above:
            left, width = self._above.pop(column)
            row.cells.append(Laid(colspan=width, merge=_GOES_ON))
            if left > 1:
                below[column] = (left - 1, width)
            column += width
        return column
