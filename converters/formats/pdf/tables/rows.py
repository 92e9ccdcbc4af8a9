"""The rows of a table that bars rule: its head, and what of a band of lines is one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from converters.formats.pdf.lines import PageLine
from converters.formats.pdf.page import Piece
from converters.formats.pdf.tables.chunks import Chunk, chunks_of, columns_under
from converters.formats.pdf.tables.frames import Region
from converters.formats.pdf.tables.strokes import Bar

_APART = 1.32  # of the size: baselines within a cell are 1.2 apart, those of two rows 1.4 and more
_BANDS = 3  # so many bands of ...
_FULL = 1.2  # ... at most so many lines of several chunks each: bars part the rows
_LINES = 3  # or of at most so many lines each, or of one line of several chunks, if all bars are alike
_EVEN = 1.3  # times as thick at most as the thinnest one


class Entry(Struct):
    """A cell while its table is put together: its first and last column, its pieces, how many rows it spans."""

    first: int
    last: int
    pieces: list[Piece]
    page: int
    rowspan: int = 1
    header: bool = False


Row = list[Entry]


class ChunkedLine(Struct):
    """A line of a table: its baseline, and its chunks with the columns in which each stands."""

    base: float
    chunks: list[tuple[range, Chunk]]


def chunked(lines: Iterable[PageLine], size: float, edges: Sequence[float]) -> list[ChunkedLine]:
    """The lines with their chunks in columns between edges."""
    cuts = edges[1:-1]
    return [ChunkedLine(x.base, [(columns_under(c, edges), c) for c in chunks_of(x.pieces, size, cuts)]) for x in lines]


def head_of(region: Region, edges: Sequence[float]) -> list[Row]:
    """The rows of the first band: each column's lines are one cell, partial bars part them."""
    band = chunked(region.bands()[0], region.size, edges)
    cells: list[Entry] = []
    levels: list[int] = []
    feet: list[float] = []
    for line in band:
        for columns, chunk in line.chunks:
            over = [i for i, e in enumerate(cells) if e.first < columns.stop and columns.start <= e.last]
            last = over[-1] if over else None
            if last is not None and _continues(cells[last], columns, region.partial, feet[last], line.base, edges):
                cells[last].pieces += chunk.pieces
                feet[last] = line.base
            else:
                levels.append(1 + max((levels[i] for i in over), default=-1))
                cells.append(Entry(columns.start, columns.stop - 1, list(chunk.pieces), region.page, header=True))
                feet.append(line.base)
    depth = 1 + max(levels)
    for i, entry in enumerate(cells):
        under = [
            levels[j]
            for j, e in enumerate(cells)
            if levels[j] > levels[i] and e.first <= entry.last and entry.first <= e.last
        ]
        entry.rowspan = min(under, default=depth) - levels[i]
        entry.pieces = in_lines(entry.pieces)
    return [sorted((e for e, n in zip(cells, levels, strict=True) if n == level), key=lambda e: e.first)
            for level in range(depth)]  # fmt: skip


def _continues(
    cell: Entry, columns: range, partial: Sequence[Bar], above: float, below: float, edges: Sequence[float]
) -> bool:
    """True if a chunk of the head goes on with the cell above it: no partial bar lies between, it is not narrower."""
    left, right = edges[columns.start], edges[columns.stop]
    if any(below < b.height < above and min(right, b.right) - max(left, b.left) > 1 for b in partial):
        return False
    return (
        cell.first <= columns.start
        and columns.stop - 1 <= cell.last
        and (cell.first == cell.last or (columns.start, columns.stop - 1) == (cell.first, cell.last))
    )


def rows_of(region: Region, bands: Sequence[Sequence[PageLine]], edges: Sequence[float]) -> list[Row]:
    """The rows of bands below the head."""
    split = [chunked(band, region.size, edges) for band in bands]
    full = sum(len(line.chunks) > 1 for band in split for line in band)
    single = full <= len(split) or sum(map(len, split)) <= _LINES * len(split)
    if len(split) >= _BANDS and _is_even(region) and single:
        return [_row(band, region.page) for band in split]
    ruled = len(split) >= _BANDS and full <= _FULL * len(split)
    return [
        row
        for band in split
        for lines in _parted(band, region.size, ruled, len(edges) - 2)
        for row in [_row(lines, region.page)]
    ]


def _is_even(region: Region) -> bool:
    """True if all bars are of one thickness: one below each row, as on the web; printed tables have a thick one."""
    thick = [bar.thickness for bar in region.bars]
    return max(thick) <= _EVEN * min(thick)


def _parted(band: Sequence[ChunkedLine], size: float, ruled: bool, last: int) -> list[list[ChunkedLine]]:
    """The lines of a band, row by row."""
    found: list[list[ChunkedLine]] = []
    for line in band:
        if found and not _begins(found[-1], line, size, ruled, last):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _begins(row: Sequence[ChunkedLine], line: ChunkedLine, size: float, ruled: bool, last: int) -> bool:
    """True if a line begins a row below the lines of another one."""
    if row[-1].base - line.base <= _APART * size:
        return False
    if not ruled:
        return True
    # bars part the rows, and lines in a cell may stand far apart: a row begins below a heading, or where two are whole
    heading = len(line.chunks) > 1 and all(len(x.chunks) == 1 for x in row)
    return heading or (_is_whole(line, last) and any(_is_whole(x, last) for x in row))


def _is_whole(line: ChunkedLine, last: int) -> bool:
    """True for a line with something in its first and in its last column."""
    columns = [c for c, _ in line.chunks]
    return columns[0].start == 0 and columns[-1].stop - 1 >= last


def _row(lines: Sequence[ChunkedLine], page: int) -> Row:
    """Lines of one row as cells: what stands in one column is one of them."""
    found: Row = []
    for columns, chunk in sorted(((c, k) for x in lines for c, k in x.chunks), key=lambda at: at[0].start):
        last = found[-1] if found else None
        if last is not None and columns.start <= last.last:
            last.last = max(last.last, columns.stop - 1)
            last.pieces += chunk.pieces
        else:
            found.append(Entry(columns.start, columns.stop - 1, list(chunk.pieces), page))
    for entry in found:
        entry.pieces = in_lines(entry.pieces)
    return found


def in_lines(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of a cell as they are read: by their lines from the top, each as the page has it."""
    found = sorted(pieces, key=lambda p: -p.base)
    lines: list[list[Piece]] = []
    for piece in found:
        if lines and lines[-1][0].base - piece.base < 0.5 * max(piece.face.size, lines[-1][0].face.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [p for line in lines for p in sorted(line, key=lambda p: p.at)]
