"""Tables whose cells lie between strokes on all sides: each field is a cell, and goes on where no stroke lies."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from converters.formats.pdf.page import Box, Piece
from converters.formats.pdf.tables.frames import Region
from converters.formats.pdf.tables.rows import Entry, Row, in_lines
from converters.formats.pdf.tables.strokes import SAME, clustered, covered, is_level_stroke, is_upright


class Grid(Struct):
    """The edges of a box: columns from the left, rows from the top; whether a stroke lies beside and below a field."""

    edges: list[float]
    heights: list[float]
    beside: list[list[bool]]
    below: list[list[bool]]


def edges_of(region: Region) -> list[float]:
    """The column edges of a box: its sides and the uprights between them."""
    inner = [(b[0] + b[2]) / 2 for b in region.uprights]
    inside = [x for x in clustered(inner) if region.left + SAME < x < region.right - SAME]
    return [region.left, *inside, region.right]


def grid_of(region: Region, edges: Sequence[float]) -> Grid:
    """The fields of a box between column edges."""
    levels = [box for box in region.level if is_level_stroke(box)]
    heights = _heights(region, levels)
    uprights = [
        [(b[1], b[3]) for b in region.uprights if is_upright(b) and abs((b[0] + b[2]) / 2 - x) <= SAME]
        for x in edges[1:]
    ]
    under = [[(b[0], b[2]) for b in levels if abs((b[1] + b[3]) / 2 - y) <= SAME] for y in heights[1:]]
    rows, columns = range(len(heights) - 1), range(len(edges) - 1)
    return Grid(
        list(edges),
        heights,
        [[covered(uprights[c], heights[r + 1], heights[r]) for c in columns] for r in rows],
        # where only the strokes at the sides meet, a row ends all the same
        [[not under[r] or covered(under[r], edges[c], edges[c + 1]) for c in columns] for r in rows],
    )


def _heights(region: Region, levels: Sequence[Box]) -> list[float]:
    """The row edges of a box from the top: its level strokes, and where the strokes at its left side meet."""
    sides = [b for b in region.uprights if abs((b[0] + b[2]) / 2 - region.left) <= SAME]
    drawn = [(b[1] + b[3]) / 2 for b in levels] + [y for b in sides for y in (b[1], b[3])]
    top = region.bars[0].height
    edges = clustered([*drawn, top, region.bottom])
    return [h for h in reversed(edges) if region.bottom - SAME <= h <= top + SAME]


def fields_of(region: Region, edges: Sequence[float]) -> list[Row]:
    """The rows of a box; an entry without pieces is an empty field."""
    grid = grid_of(region, edges)
    held: dict[tuple[int, int], list[Piece]] = {}
    for line in region.lines:
        for piece in line.pieces:
            middle = (piece.left + piece.right) / 2
            row = sum(piece.base <= h for h in grid.heights[1:-1])
            column = sum(middle >= x for x in edges[1:-1])
            held.setdefault((row, column), []).append(piece)
    return [row for row in _fields(grid, held, region.page) if row]


def _fields(grid: Grid, held: dict[tuple[int, int], list[Piece]], page: int) -> list[Row]:
    """The cells of a grid, row by row."""
    count, wide = len(grid.heights) - 1, len(grid.edges) - 1
    taken: set[tuple[int, int]] = set()
    found: list[Row] = []
    for r in range(count):
        row: Row = []
        for c in range(wide):
            if (r, c) in taken:
                continue
            last = c
            while last + 1 < wide and not grid.beside[r][last] and (r, last + 1) not in taken:
                last += 1
            bottom = r
            while bottom + 1 < count and not any(grid.below[bottom][k] for k in range(c, last + 1)):
                bottom += 1
            fields = [(i, k) for i in range(r, bottom + 1) for k in range(c, last + 1)]
            taken.update(fields)
            pieces = [p for field in fields for p in held.get(field, ())]
            row.append(Entry(c, last, in_lines(pieces), page, bottom - r + 1))
        found.append(row)
    return found
