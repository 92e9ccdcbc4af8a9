"""The grid of a table: rows, spans, header cells (ECMA-376 17.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from akn.blocks import Block, CellBlock, TableBlock
from converters.formats.docx.looks import is_on, number
from converters.formats.docx.names import MASTHEAD, TABLE, TYPE, VAL, w
from converters.formats.docx.tally import Tally

if TYPE_CHECKING:
    from lxml.etree import _Element

_TR_PR, _TC_PR, _TBL_PR = w("trPr"), w("tcPr"), w("tblPr")
_SPAN, _V_MERGE, _H_MERGE, _CONDITION = w("gridSpan"), w("vMerge"), w("hMerge"), w("cnfStyle")
_BEFORE, _HEADER, _HIDDEN, _INS, _DEL = w("gridBefore"), w("tblHeader"), w("hidden"), w("ins"), w("del")
_TABLE_STYLE, _T, _TR, _P = w("tblStyle"), w("t"), w("tr"), w("p")
_WIDTH = w("tcW")
_FIRST = (w("firstRow"), w("firstColumn"))
_COLUMNS = 1_000  # Word allows 63; a file may say anything

SYMBOL = re.compile(r"(?<![^\W_])[A-Z]{1,8}(?:/[\w.()\-]+)+")
"""The shape of a document symbol: capital letters, then parts behind slashes."""


class _Cell:
    """A cell while its table is read."""

    __slots__ = ("blocks", "colspan", "header", "rowspan")

    def __init__(self, blocks: list[Block | TableBlock], header: bool, colspan: int) -> None:
        self.blocks, self.header, self.colspan, self.rowspan = blocks, header, colspan, 1


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
        span, merge, header, left, gap = 1, "", self._header, False, False
        for e in properties if properties is not None else ():
            tag = e.tag
            if tag == _SPAN:
                span = max(1, min(_COLUMNS, number(e.get(VAL))))
            elif tag == _V_MERGE:
                merge = e.get(VAL, "continue")
            elif tag == _H_MERGE:
                left = e.get(VAL, "continue") == "continue"
            elif tag == _WIDTH:
                gap = e.get(TYPE) == "nil" and not blocks
            elif tag == _CONDITION:
                header = header or any(e.get(a, "0") in ("1", "true", "on") for a in _FIRST)
        row = self._rows[-1]
        if gap and not merge:
            pass  # our own way to say that there is no cell
        elif left and row:  # the old way to merge sideways
            row[-1].colspan += span
            row[-1].blocks += blocks
        elif merge == "continue" and self._column in self._merging:
            above = self._merging[self._column]
            above.rowspan += 1
            above.blocks += blocks  # Word hides such text; nothing may get lost
        else:
            cell = _Cell(blocks, header, span)
            row.append(cell)
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
