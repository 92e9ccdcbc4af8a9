"""Tables that go on overleaf, and the rows of all their pages as one table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from converters.formats.pdf.page import PageCell, PageTable, Paragraph
from converters.formats.pdf.tables.boxes import edges_of, fields_of
from converters.formats.pdf.tables.chunks import chunks_of, lanes
from converters.formats.pdf.tables.frames import Region
from converters.formats.pdf.tables.rows import Entry, Row, head_of, rows_of
from converters.formats.pdf.tables.squares import whole_rows
from converters.formats.pdf.tables.strokes import SAME, clustered

_NEAR = 4.0  # points: edges of two pages that differ by less are one

Chain = list[Region]
"""A table: what of it lies on each page."""


class FoundTable(Struct):
    """A table that strokes show: its regions, what it holds, on how many pages its head comes again."""

    regions: Chain
    table: PageTable
    again: int


def chained(pages: Sequence[tuple[Sequence[Region], int]]) -> list[Chain]:
    """The regions of pages as tables; with each page comes the number of its lines of text.

    A table goes on with the first one of the next page if nothing stands between them, it is not closed and begins
    where that one does.
    """
    found: list[Chain] = []
    reaches_end = False
    for regions, count in pages:
        for i, region in enumerate(regions):
            above = found[-1][-1] if found and reaches_end and i == 0 and region.start == 0 else None
            if above is not None and _continues(above, region):
                found[-1].append(region)
            else:
                found.append([region])
        reaches_end = bool(regions) and regions[-1].end == count
    return found


def _continues(above: Region, below: Region) -> bool:
    agree = abs(above.left - below.left) <= _NEAR and abs(above.right - below.right) <= _NEAR
    if not agree or above.boxed != below.boxed:
        return False
    if above.boxed:
        return _agree(edges_of(above), edges_of(below))
    return _words(above) == _words(below) or not above.closed


def _agree(edges: Sequence[float], others: Sequence[float]) -> bool:
    return len(edges) == len(others) and all(abs(a - b) <= _NEAR for a, b in zip(edges, others, strict=True))


def _words(region: Region) -> str:
    """What the head says."""
    return " ".join(line.text for line in region.bands()[0])


def table_of(chain: Chain, *, rtl: bool) -> FoundTable | None:
    """The table of a chain; None if its strokes part nothing, or a word of its lines would stand in no cell."""
    read = _boxed if chain[0].boxed else _ruled
    rows, repeated = read(chain)
    again, dropped = len(repeated), sum(repeated)
    held = sum(len(e.pieces) for row in rows for e in row)
    if not rows or held + dropped != sum(len(x.pieces) for region in chain for x in region.lines):
        return None
    rows, wide = spacers_out(rows)
    shown = cells_of(rows, wide)
    shown = whole_rows([row[::-1] for row in shown] if rtl else shown, rtl=rtl)
    return FoundTable(chain, PageTable(shown, chain[0].page), again)


def cells_of(rows: Sequence[Row], wide: int) -> list[list[PageCell]]:
    """Rows of a table as cells from its first column to the last of `wide`, empty ones where nothing stands."""
    return [_cells(row, wide, taken) for row, taken in zip(rows, _taken(rows), strict=True)]


def _ruled(chain: Chain) -> tuple[list[Row], list[int]]:
    """The rows of a table that bars rule; for each page that repeats its head, how many pieces do."""
    edges = _edges(chain)
    if len(edges) < 3:
        return [], []
    rows = head_of(chain[0], edges)
    repeated: list[int] = []
    for region in chain:
        bands = region.bands()
        again = region is not chain[0] and _words(region) == _words(chain[0])
        if again:
            repeated.append(sum(len(x.pieces) for x in bands[0]))
        shift = region.left - chain[0].left
        rows += rows_of(region, bands[1:] if again or region is chain[0] else bands, [x + shift for x in edges])
    return (rows, repeated) if sum(len(row) > 1 for row in rows) > 1 else ([], [])


def _edges(chain: Chain) -> list[float]:
    """The column edges of all pages: frame, cuts, ends of partial bars; rooms that no row crosses where none is cut."""
    first = chain[0]
    found: list[float] = []
    for region in chain:
        shift = region.left - first.left
        for bar in (*region.bars, *region.partial):
            found += [x - shift for x in (*bar.cuts, *((bar.left, bar.right) if bar in region.partial else ()))]
    inside = [x for x in clustered(found) if first.left + SAME < x < first.right - SAME]
    if not inside:
        lines = [chunks_of(x.pieces, region.size) for region in chain for x in region.lines]
        inside = lanes(lines, first.size)
    return [first.left, *inside, first.right]


def _boxed(chain: Chain) -> tuple[list[Row], list[int]]:
    """The rows of a table in a box, a field that goes on overleaf joined; as `_ruled` what repeats its first rows."""
    rows = fields_of(chain[0], edges_of(chain[0]))
    first = [_texts(row) for row in rows]
    repeated: list[int] = []
    for region in chain[1:]:
        more = fields_of(region, edges_of(region))
        again = 0
        while again < min(len(more) - 1, len(first)) and _texts(more[again]) == first[again]:
            again += 1
        if again:
            repeated.append(sum(len(e.pieces) for row in more[:again] for e in row))
        more = more[again:]
        if more and rows and not more[0][0].pieces and len(more[0]) == len(rows[-1]):
            for above, below in zip(rows[-1], more.pop(0), strict=True):
                above.pieces += below.pieces
        rows += more
    return rows, repeated


def _texts(row: Row) -> list[str]:
    return [" ".join(p.text for p in e.pieces) for e in row]


def spacers_out(rows: list[Row]) -> tuple[list[Row], int]:
    """The rows without columns in which no cell with words begins, and how many columns are left."""
    kept = sorted({e.first for row in rows for e in row if e.pieces})
    for row in rows:
        row[:] = [e for e in row if e.pieces or any(e.first <= k <= e.last for k in kept)]
        for e in row:
            inside = [i for i, k in enumerate(kept) if e.first <= k <= e.last]
            e.first, e.last = inside[0], inside[-1]
    return [row for row in rows if any(e.pieces for e in row)], len(kept)


def _taken(rows: Sequence[Row]) -> list[set[int]]:
    """For each row the columns that cells of rows above it reach into."""
    found: list[set[int]] = [set() for _ in rows]
    for i, row in enumerate(rows):
        for e in row:
            for k in range(i + 1, min(i + e.rowspan, len(rows))):
                found[k].update(range(e.first, e.last + 1))
            e.rowspan = min(e.rowspan, len(rows) - i)
    return found


def _cells(row: Row, wide: int, taken: set[int]) -> list[PageCell]:
    """A row as cells, empty ones where nothing stands."""
    found: list[PageCell] = []
    column = 0
    header = all(e.header for e in row)
    for entry in [*row, Entry(wide, wide, [], 0)]:
        while column < entry.first:
            if column not in taken:
                found.append(PageCell([], header))
            column += 1
        if entry.first < wide:
            items = [Paragraph(entry.pieces, entry.page)] if entry.pieces else []
            found.append(PageCell([*items], entry.header, entry.rowspan, entry.last - entry.first + 1))
            column = entry.last + 1
    return found
