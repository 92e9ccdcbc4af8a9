"""A table laid out on a grid for Word: which columns each cell covers, and where it goes on downwards."""

from __future__ import annotations

from msgspec import Struct

from akn.blocks import Block, CellBlock, TableBlock

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
        """What stands before and what stands behind the width of the cell (the schema has an order)."""
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
        """Continue the cells that reach down into this row at this column; the column behind them."""
        while column in self._above:
            left, width = self._above.pop(column)
            row.cells.append(Laid(colspan=width, merge=_GOES_ON))
            if left > 1:
                below[column] = (left - 1, width)
            column += width
        return column
