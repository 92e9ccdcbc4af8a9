"""A table laid out on a grid for Word: which columns each cell covers, and where it goes on downwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from akn.blocks import Block, CellBlock, TableBlock

_HEADER_CELL = '<w:cnfStyle w:firstColumn="1"/>'
_GOES_ON = '<w:vMerge w:val="continue"/>'


@dataclass(slots=True)
class Laid:
    """A cell on the grid; `span`, `merge` and `condition` are elements of its properties."""

    blocks: tuple[Block | TableBlock, ...] = ()
    colspan: int = 1
    span: str = ""
    merge: str = ""
    condition: str = ""


@dataclass(slots=True)
class Row:
    """A row on the grid."""

    cells: list[Laid] = field(default_factory=list)
    properties: str = ""


@dataclass(slots=True)
class Grid:
    """All rows, and how many columns they have."""

    rows: list[Row]
    columns: int


def lay_out(table: TableBlock) -> Grid:
    """The grid of a table.  A cell that spans rows is followed below by cells that continue it."""
    rows: list[Row] = []
    columns = 0
    reaching: dict[int, tuple[int, int]] = {}  # first column of a cell from above -> rows left, columns
    leading = True
    for cells in table.rows:
        row = Row()
        column, below = 0, {}

        def go_on(column: int, row: Row = row, below: dict[int, tuple[int, int]] = below) -> int:
            """Continue the cells that reach down into this row at this column."""
            while column in reaching:
                left, width = reaching.pop(column)
                row.cells.append(Laid(colspan=width, span=_span(width), merge=_GOES_ON))
                if left > 1:
                    below[column] = (left - 1, width)
                column += width
            return column

        leading = leading and all(c.header for c in cells)
        for c in cells:
            column = go_on(column)
            row.cells.append(_laid(c, all_headers=leading))
            if c.rowspan > 1:
                below[column] = (c.rowspan - 1, max(1, c.colspan))
            column += max(1, c.colspan)
        column = go_on(column)
        for start in sorted(reaching):  # cells from above that stand further right than this row reaches
            if start >= column:
                row.cells.append(Laid(colspan=start - column, span=_span(start - column))) if start > column else None
                column = go_on(start)
        reaching = below
        columns = max(columns, column)
        if cells:
            row.properties = "<w:trPr><w:tblHeader/></w:trPr>" if leading else ""
            rows.append(row)
    for row in rows:
        missing = columns - sum(c.colspan for c in row.cells)
        if missing:
            after = f'<w:gridAfter w:val="{missing}"/>'
            row.properties = f"<w:trPr>{after}{row.properties[7:-8]}</w:trPr>"
    return Grid(rows, columns)


def _laid(c: CellBlock, *, all_headers: bool) -> Laid:
    return Laid(
        c.blocks,
        max(1, c.colspan),
        _span(c.colspan),
        '<w:vMerge w:val="restart"/>' if c.rowspan > 1 else "",
        _HEADER_CELL if c.header and not all_headers else "",
    )


def _span(width: int) -> str:
    return f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
