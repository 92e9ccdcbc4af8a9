"""Tables without strokes: lines whose chunks stand below each other, with rooms between them that few lines cross.

Lines are looked at as they are read, page after page, so a table that goes on overleaf is one.  From a line of several
chunks a table goes down as long as a room stays open (`_run`); its columns are the rooms that nearly all lines leave
open (`_rooms`); its rows begin where lines stand further apart than within a cell, or where first column and another
one begin together (`_rows`).  What has too few rows, columns that are not aligned, or labels for a first column, is no
table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.pdf.composing import main_size
from converters.formats.pdf.lines import PageLine, TextMetrics
from converters.formats.pdf.page import PageTable
from converters.formats.pdf.tables.chunks import Chunk, chunks_of
from converters.formats.pdf.tables.frames import Region
from converters.formats.pdf.tables.joining import FoundTable, cells_of, spacers_out
from converters.formats.pdf.tables.rows import Entry, Row, in_lines
from converters.formats.pdf.tables.squares import whole_rows

_FAR = 4.0  # sizes: lines further apart do not belong to one table
_SIZES = (0.75, 1.25)  # of the size of the line above: a head has 7 points where its rows have 8.5
_LARGER = 1.08  # times the size of a table is what comes after it
_SENTENCE = 40  # characters: a chunk so long that crosses a room is a line of text
_OPEN = 0.85  # of the lines with several chunks leave a room between columns open
_WORDS = 12  # characters of a cell that goes on
_APART = 1.15  # of the distance of lines in a cell: rows stand 1.26 to 1.5 of it apart (LibreOffice, Chromium)
_ROWS = 3  # with several cells make a table
_SEVERAL = 0.3  # of the rows of a table have several cells
_LANE = 0.25  # of the size: where all lines leave more room, a lane between two columns may be as narrow
# one in so many pairs of lines, and one more, have the distance of lines in a cell: a vowel sign may stand off its line
_OFTEN = 20
_SAME = 0.35  # of the size: edges or middles that differ by less are aligned
_ALIGNED = 0.7  # of the chunks stand below others of their column
_TRIES = 3  # lines from which a table is looked for in a run of lines that may be one
_label = lazy_pattern(r"[•·●▪■◦–—*-]|[\[(（]?\w{1,5}[.)）\]、．]|\d{1,3}\s?[-–]|[-–]\s?\d{1,3}")

Lane = tuple[float, float]
"""A room between two columns: where it begins and ends, in the direction of reading."""


class Columns(Struct):
    """The columns of a table: the rooms between them, where each ends at most, and how its rows are parted.

    `tight` is the distance of lines in a cell; `spaced` says that rows stand further apart.
    """

    lanes: list[Lane]
    ends: list[float]
    tight: float
    spaced: bool
    rtl: bool

    def first_of(self, chunk: Chunk) -> int:
        """The column in which a chunk begins."""
        return _column(_span(chunk, self.rtl), self.lanes)[0]


class PlacedLine(Struct):
    """A line of a page: its number there, its chunks in the order of reading."""

    page: int
    at: int
    line: PageLine
    chunks: list[Chunk]


def aligned_tables(
    pages: Sequence[tuple[int, Sequence[PageLine]]], taken: Iterable[tuple[int, int, int]], shape: TextMetrics
) -> list[FoundTable]:
    """The tables in the lines of pages, which come with their numbers.

    `taken` are what is known to be tables: page, first line, the line after the last.
    """
    known = {(page, i) for page, start, end in taken for i in range(start, end)}
    found: list[FoundTable] = []
    for stretch in _stretches(pages, known, shape):
        found += _tables(stretch, shape)
    return found


def _stretches(
    pages: Sequence[tuple[int, Sequence[PageLine]]], known: set[tuple[int, int]], shape: TextMetrics
) -> Iterator[list[PlacedLine]]:
    """The lines that follow each other without a table between them."""
    held: list[PlacedLine] = []
    for page, lines in pages:
        for i, line in enumerate(lines):
            if (page, i) in known:
                if held:
                    yield held
                held = []
                continue
            chunks = chunks_of(line.pieces, line.size)
            held.append(PlacedLine(page, i, line, chunks[::-1] if shape.rtl else chunks))
    if held:
        yield held


def _tables(lines: Sequence[PlacedLine], shape: TextMetrics) -> Iterator[FoundTable]:
    at, tries = 0, 0
    while at < len(lines):
        begins = len(lines[at].chunks) > 1 and not _is_labelled(lines[at])
        end = _run(lines, at, shape.rtl) if begins else at
        if end - at < _ROWS:
            at, tries = at + 1, 0
            continue
        start = _head_above(lines, at, shape.rtl)
        table = _table(lines[start:end], shape)
        if table is not None:
            yield table
        at, tries = (at + 1, tries + 1) if table is None and tries + 1 < _TRIES else (end, 0)


def _span(chunk: Chunk, rtl: bool) -> Lane:
    """Where a chunk begins and ends in the direction of reading."""
    return (-chunk.right, -chunk.left) if rtl else (chunk.left, chunk.right)


def _run(lines: Sequence[PlacedLine], start: int, rtl: bool) -> int:
    """The end of the lines from one with several chunks on that leave a room open between them."""
    spans = [_span(c, rtl) for c in lines[start].chunks]
    rooms = [(a[1], b[0]) for a, b in pairwise(spans)]
    end = kept = start + 1
    size = 0.0
    while end < len(lines) and _near(lines[end - 1], lines[end]) and not _is_labelled(lines[end]):
        if end - start > _ROWS and lines[end].line.size > _LARGER * size:
            break
        size = max(size, lines[end].line.size)
        if _has_sentence_across(lines[end], rooms, rtl):
            break
        if len(lines[end].chunks) > 1:
            spans = [_span(c, rtl) for c in lines[end].chunks]
            rooms = [left for room in rooms for left in _left_open(room, spans, lines[end].line.size)]
            if not rooms:
                break
            kept = end + 1
        end += 1
    return _rest_of_cells(lines, start, kept, rooms, rtl) if kept - start >= _ROWS else kept


def _has_sentence_across(x: PlacedLine, rooms: Sequence[Lane], rtl: bool) -> bool:
    """True if a line of text crosses one of the rooms."""
    long = [_span(c, rtl) for c in x.chunks if c.characters >= _SENTENCE]
    return any(_crosses(span, room) for span in long for room in rooms)


def _rest_of_cells(lines: Sequence[PlacedLine], start: int, end: int, rooms: Sequence[Lane], rtl: bool) -> int:
    """The end of a run with the lines after it that only go on with a cell of its last row."""
    tight = _leading(lines[start:end])
    while end < len(lines) and len(lines[end].chunks) == 1 and _near(lines[end - 1], lines[end]):
        above, line = lines[end - 1], lines[end]
        span = _span(line.chunks[0], rtl)
        crossing = any(_crosses(span, room) for room in rooms)
        apart = above.page == line.page and above.line.base - line.line.base > _APART * tight
        if crossing or apart or (above.page != line.page) or abs(above.line.size - line.line.size) > 0.1:
            break
        end += 1
    return end


def _head_above(lines: Sequence[PlacedLine], start: int, rtl: bool) -> int:
    """Where a head begins whose first lines hold one chunk each, none of them in the first column."""
    second = _span(lines[start].chunks[1], rtl)[0]
    while start > 0 and _near(lines[start - 1], lines[start]) and lines[start - 1].page == lines[start].page:
        above = lines[start - 1]
        close = above.line.base - lines[start].line.base < 1.7 * above.line.size
        if not close or len(above.chunks) > 1 or _span(above.chunks[0], rtl)[0] < second - above.line.size:
            break
        start -= 1
    return start


def _near(above: PlacedLine, below: PlacedLine) -> bool:
    """True if two lines are near enough, and enough of one size, to belong to one table."""
    low, high = _SIZES
    if not low <= below.line.size / above.line.size <= high:
        return False
    return below.page != above.page or above.line.base - below.line.base <= _FAR * above.line.size


def _crosses(span: Lane, room: Lane) -> bool:
    return span[0] < room[0] and room[1] < span[1]


def _left_open(room: Lane, spans: Sequence[Lane], size: float) -> Iterator[Lane]:
    """What of a room other spans leave open, if it is still one."""
    start = room[0]
    for left, right in [*spans, (room[1], room[1])]:
        if right <= start:
            continue
        if min(left, room[1]) - start > _LANE * size:
            yield start, min(left, room[1])
        start = max(start, right)


def _table(lines: Sequence[PlacedLine], shape: TextMetrics) -> FoundTable | None:
    """The table of a run of lines; None if it is none."""
    size = main_size(p for x in lines for p in x.line.pieces)
    lanes = _between(lines, _rooms([x for x in lines if len(x.chunks) > 1], size, shape.rtl), shape.rtl)
    if not lanes:
        return None
    lines = [_parted(x, [abs(a + b) / 2 for a, b in lanes], size, shape.rtl) for x in lines]
    if _is_numbered([x for x in lines if len(x.chunks) > 1]) or not _is_aligned(lines, lanes, size, shape.rtl):
        return None
    rows, repeated = _rows(lines, lanes, shape)
    if sum(len(row) > 1 for row in rows) < max(_ROWS, _SEVERAL * len(rows)):
        return None
    rows, wide = spacers_out(rows)
    pages = sorted({x.page for x in lines})
    regions = [_region(page, [x for x in lines if x.page == page], size) for page in pages]
    return FoundTable(regions, PageTable(whole_rows(cells_of(rows, wide), rtl=shape.rtl), pages[0]), repeated)


def _region(page: int, lines: Sequence[PlacedLine], size: float) -> Region:
    return Region(page, lines[0].at, lines[-1].at + 1, [x.line for x in lines], [], [], size, False)


def _parted(x: PlacedLine, cuts: Sequence[float], size: float, rtl: bool) -> PlacedLine:
    """A line with its words parted where columns meet, too."""
    chunks = chunks_of(x.line.pieces, size, cuts)
    return PlacedLine(x.page, x.at, x.line, chunks[::-1] if rtl else chunks)


def _is_labelled(x: PlacedLine) -> bool:
    """True for the first line of a paragraph: a label, and words after it."""
    return len(x.chunks) == 2 and _label.fullmatch(_text(x.chunks[0])) is not None


def _is_numbered(lines: Sequence[PlacedLine]) -> bool:
    """True if what looks like the first of two columns counts, as the notes at an end do: 1, 2, 3, a."""
    first = [_text(x.chunks[0]) for x in lines]
    counted = [int(text) for text in first if text.isdecimal()]
    return (
        all(len(x.chunks) == 2 for x in lines)
        and all(text.isdecimal() or len(text) == 1 for text in first)
        and 2 * len(counted) > len(first)
        and all(a < b for a, b in pairwise(counted))
    )


def _text(chunk: Chunk) -> str:
    return "".join(p.text for p in sorted(chunk.pieces, key=lambda p: p.at))


def _rooms(lines: Sequence[PlacedLine], size: float, rtl: bool) -> list[Lane]:
    """The rooms that nearly all lines with several chunks leave open, from the first to the last column."""
    edges: list[tuple[float, int]] = []
    for x in lines:
        for left, right in (_span(c, rtl) for c in x.chunks):
            edges += [(left, 1), (right, -1)]
    edges.sort()
    most = (1 - _OPEN) * len(lines)
    found: list[Lane] = []
    over = 0
    best: tuple[int, float, float] | None = None  # how many lines cross, from where to where
    for (at, step), (following, _) in pairwise(edges):
        over += step
        if over > most:
            found += [best[1:]] if best is not None else []
            best = None
        elif following - at > _LANE * size and (best is None or over <= best[0]):
            best = (over, at, following)
    return found


def _between(lines: Sequence[PlacedLine], lanes: Sequence[Lane], rtl: bool) -> list[Lane]:
    """The rooms on both sides of which chunks of more than one line stand: a head may stand beside its column."""
    found = list(lanes)
    while found:
        columns = [_column(_span(c, rtl), found) for x in lines for c in x.chunks]
        held = Counter(first for first, last in columns if first == last)
        alone = next((i for i in range(len(found) + 1) if held[i] < 2), None)
        if alone is None:
            break
        found.pop(max(alone - 1, 0))
    return found


def _column(span: Lane, lanes: Sequence[Lane]) -> tuple[int, int]:
    """The first and the last column that a chunk stands in."""
    middles = [(a + b) / 2 for a, b in lanes]
    first = sum(span[0] >= m for m in middles)
    return first, max(first, sum(span[1] > m for m in middles))


def _is_aligned(lines: Sequence[PlacedLine], lanes: Sequence[Lane], size: float, rtl: bool) -> bool:
    """True if nearly all chunks stand at an edge, or around a middle, of others of their column."""
    columns: dict[int, list[Lane]] = {}
    for x in lines:
        for c in x.chunks:
            span = _span(c, rtl)
            first, last = _column(span, lanes)
            if first == last:
                columns.setdefault(first, []).append(span)
    if len(columns) < 2:
        return False
    near = _SAME * size
    good = sum(
        max(
            _most([a for a, _ in spans], near),
            _most([b for _, b in spans], near),
            _most([a + b for a, b in spans], near),
        )
        for spans in columns.values()
    )
    return good >= _ALIGNED * sum(map(len, columns.values()))


def _most(values: Sequence[float], near: float) -> int:
    """How many of some values lie within a distance of each other, at most; 0 if it is one alone."""
    held = sorted(values)
    best, start = 0, 0
    for i, value in enumerate(held):
        while value - held[start] > near:
            start += 1
        best = max(best, i - start + 1)
    return best if best > 1 else 0


# rows


def _leading(lines: Sequence[PlacedLine]) -> float:
    """The least distance of two lines, not less than their size, that a table has more than once."""
    found = sorted(
        a.line.base - b.line.base
        for a, b in pairwise(lines)
        if a.page == b.page and a.line.base - b.line.base >= 0.9 * max(a.line.size, b.line.size)
    )
    usual = (a for a, b in zip(found, found[1 + len(found) // _OFTEN :], strict=False) if b - a < 0.5)
    return next(usual, found[0] if found else 1.2 * lines[0].line.size)


def _rows(lines: Sequence[PlacedLine], lanes: Sequence[Lane], shape: TextMetrics) -> tuple[list[Row], int]:
    """The rows of a table, and on how many pages its head comes again (which is left out)."""
    size = main_size(p for x in lines for p in x.line.pieces)
    tight = min(_leading(lines), 1.05 * shape.distance * size / shape.size)
    spaced = _is_spaced(lines, len(lanes) + 1, _APART * tight)
    columns = Columns(list(lanes), _ends(lines, lanes, shape.rtl), tight, spaced, shape.rtl)
    found = _grouped(lines, columns)
    kept, again = _without_heads(lines, [x.line.text for x in found[0]])
    found = _grouped(kept, columns) if again else found
    made = [_row(row, columns) for row in found]
    if _is_head(made):
        for entry in made[0]:
            entry.header = True
    return made, again


def _is_spaced(lines: Sequence[PlacedLine], count: int, apart: float) -> bool:
    """True if rows stand further apart than lines: no line with all of `count` cells follows such a one closely."""
    pairs = [(a, b, a.line.base - b.line.base > apart) for a, b in pairwise(lines) if a.page == b.page]
    close = any(not far and len(a.chunks) == len(b.chunks) == count for a, b, far in pairs)
    return not close and any(far for _, _, far in pairs)


def _grouped(lines: Sequence[PlacedLine], columns: Columns) -> list[list[PlacedLine]]:
    """The lines row by row."""
    found: list[list[PlacedLine]] = []
    for x in lines:
        if found and not _begins(found[-1], x, columns):
            found[-1].append(x)
        else:
            found.append([x])
    return found


def _without_heads(lines: Sequence[PlacedLine], head: Sequence[str]) -> tuple[list[PlacedLine], int]:
    """The lines without those at the top of later pages that say what the head says, and on how many pages they do."""
    found: list[PlacedLine] = []
    again = 0
    for page, held in groupby(lines, key=lambda x: x.page):
        on_page = list(held)
        if page > lines[0].page and [x.line.text for x in on_page[: len(head)]] == head:
            again += 1
            on_page = on_page[len(head) :]
        found += on_page
    return found, again


def _ends(lines: Sequence[PlacedLine], lanes: Sequence[Lane], rtl: bool) -> list[float]:
    """Where each column ends: the furthest end of a chunk that stands in it alone."""
    found = [float("-inf")] * (len(lanes) + 1)
    for x in lines:
        for c in x.chunks:
            span = _span(c, rtl)
            first, last = _column(span, lanes)
            if first == last:
                found[first] = max(found[first], span[1])
    return found


def _begins(row: Sequence[PlacedLine], x: PlacedLine, columns: Columns) -> bool:
    """True if a line begins a row below the lines of another one."""
    held = [(columns.first_of(c), c) for c in x.chunks]
    whole = held[0][0] == 0 and len(held) > 1
    far = x.page != row[-1].page or row[-1].line.base - x.line.base > _APART * columns.tight
    if far or columns.spaced:
        return far
    if whole:
        # a line with all cells of its row goes on with them only if all hold words that fill their columns
        known = {columns.first_of(c) for y in row for c in y.chunks}
        words = len(held) < len(known) or all(c.characters >= _WORDS for y in row for c in y.chunks)
        return not words or not all(_goes_on(row, column, c, columns) for column, c in held)
    return len(held) == 1 and held[0][0] == 0 and not _goes_on(row, 0, held[0][1], columns)


def _goes_on(row: Sequence[PlacedLine], column: int, chunk: Chunk, columns: Columns) -> bool:
    """True if a chunk may go on with what a row holds in its column: its first word had no room there."""
    first = chunk.pieces[-1] if columns.rtl else chunk.pieces[0]
    above = next((c for y in reversed(row) for c in y.chunks if columns.first_of(c) == column), None)
    if above is None:
        return False
    room = columns.ends[column] - _span(above, columns.rtl)[1]
    return room < first.right - first.left + 0.25 * first.face.size


def _row(lines: Sequence[PlacedLine], columns: Columns) -> Row:
    """Lines of one row as cells: what stands in one column is one of them."""
    found: Row = []
    placed = [(_column(_span(c, columns.rtl), columns.lanes), c) for x in lines for c in x.chunks]
    for (first, last), chunk in sorted(placed, key=lambda at: at[0][0]):
        if found and first <= found[-1].last:
            found[-1].last = max(found[-1].last, last)
            found[-1].pieces += chunk.pieces
        else:
            found.append(Entry(first, last, list(chunk.pieces), lines[0].page))
    for entry in found:
        entry.pieces = in_lines(entry.pieces)
    return found


def _is_head(rows: Sequence[Row]) -> bool:
    """True if the first row is set as no other one is: in bold or italic letters."""

    def set_apart(row: Row) -> bool:
        return all(p.face.bold or p.face.italic for e in row for p in e.pieces)

    return set_apart(rows[0]) and not all(map(set_apart, rows[1:]))
