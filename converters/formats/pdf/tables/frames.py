"""Where the tables of a page lie: frames of bars, bands of lines between them, boxes of upright strokes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from converters.formats.pdf.composing import main_size
from converters.formats.pdf.lines import PageLine, is_marked
from converters.formats.pdf.page import Box
from converters.formats.pdf.tables.chunks import Chunk, chunks_of
from converters.formats.pdf.tables.strokes import SAME, Bar, bars_of, clustered, is_upright

_NARROW = 90.0  # points: narrower bars are strokes of notes and of the end
_MASTHEAD = 0.72  # of the height of the first page: strokes above it are those of the masthead
_HEADS = 0.5  # of the later pages: the topmost bar that stands at one height on so many is that of the running head
_OUT_LEFT, _OUT_RIGHT = 4.0, 6.0  # points: a line that begins or ends so far outside of a frame is none of the table
_MOST = 0.6  # of the width of a frame
_NEAR = 1.7  # of the size: so near each other and the bar stand the lines of a head above it
_SMALLER = 0.8  # of the size of a table: the head has at least that
_LARGER = 1.08  # nor one that is so many times as large as the text of the table (a heading between two tables)
_SENTENCE = 40  # characters: nor a chunk so long that crosses the meeting of two cells
_BODY = 1.3  # times as large as its head at most is the text of a table: heads have 7 points, rows 8.5
_THICKER = 1.5  # a bar so many times as thick as the first one closes a table
_FAR = 4.0  # of the size: lines below the last bar that are further apart do not belong to the table
_ROWS = 0.3  # of those lines have several chunks
_HOLE = 2.0  # points without stroke in the side of a box


class Region(Struct):
    """A table as it lies on one page: its lines, the strokes around and in it.

    `start` and `end` are the numbers of its lines on the page.  `bars` reach from side to side, `partial` ones do not;
    of a `box` both sides are strokes, and `uprights` all upright strokes in it.  `closed` says that a thick bar ends
    it, `above` that its head stands above its first bar.
    """

    page: int
    start: int
    end: int
    lines: list[PageLine]
    bars: list[Bar]
    partial: list[Bar]
    size: float
    closed: bool
    uprights: list[Box] = []
    level: list[Box] = []
    bottom: float = 0.0
    above: bool = False

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.bars[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.bars[0].right

    @property
    def boxed(self) -> bool:
        """True if strokes stand at both sides."""
        return bool(self.uprights)

    def bands(self) -> list[list[PageLine]]:
        """The lines between its bars, and those after the last one."""
        found: list[list[PageLine]] = [[]]
        heights = [bar.height for bar in self.bars[(not self.above) :]]
        for line in self.lines:
            while len(found) <= len(heights) and line.base < heights[len(found) - 1]:
                found.append([])
            found[-1].append(line)
        return [band for band in found if band]


def head_height(pages: Sequence[tuple[int, Sequence[Box]]]) -> float | None:
    """The height of the stroke under the running heads of later pages (their numbers and strokes), if they have one.

    The first bar of a table that goes on over pages comes back too; the next bar below that one has its ends.
    """
    tops = [bars for number, strokes in pages if number > 1 and (bars := bars_of(strokes))]
    later = sum(number > 1 for number, _ in pages)
    for first in tops if later > 1 else ():
        alike = [bars for bars in tops if abs(bars[0].height - first[0].height) <= 1]
        if len(alike) > _HEADS * later:
            of_tables = sum(len(bars) > 1 and bars[0].spans(bars[1]) for bars in alike)
            return first[0].height if 2 * of_tables < len(alike) else None
    return None


def bars_of_text(page: int, height: float, strokes: Sequence[Box], head: float | None) -> list[Bar]:
    """The bars of a page that may be those of tables, none if fewer than two have one width.

    `height` is that of the page, `head` that of the stroke under running heads.
    """
    bars = [bar for bar in bars_of(strokes) if not _is_of_the_head(bar, page, height, head)]
    wide = [bar for bar in bars if bar.width >= _NARROW]
    return bars if any(a.spans(b) for a, b in pairwise(wide)) or len(wide) > 2 else []


def extent_of(bars: Sequence[Bar]) -> tuple[float, float] | None:
    """The heights of the lowest and the highest bar of a page that have the ends of another one; None without such."""
    heights = [b.height for b in bars if b.width >= _NARROW and sum(b.spans(other) for other in bars) > 1]
    return (min(heights), max(heights)) if heights else None


def regions_of(page: int, lines: Sequence[PageLine], bars: Sequence[Bar], strokes: Sequence[Box]) -> list[Region]:
    """The tables of a page from the top; `lines` are those of its text without furniture and notes."""
    uprights = [box for box in strokes if is_upright(box)]
    found: list[Region] = []
    for i, bar in enumerate(bars):
        if bar.width < _NARROW or (found and bar.height > found[-1].bottom - 1 and bar.left < found[-1].right):
            continue
        below = list(_below(bars[i:]))
        again = next((b for b in below[1:] if b.spans(bar)), None)
        if again is not None and not any(again.height < x.base < bar.height for x in lines):
            continue  # the stroke under a running head, the end of a table above another
        region = _box(page, lines, below, bars[i:], uprights, strokes) or _ruled(page, lines, below, bars[i:])
        if region is not None and (not found or region.start >= found[-1].end):
            found.append(region)
    return found


def _is_of_the_head(bar: Bar, page: int, height: float, head: float | None) -> bool:
    if page == 1:
        return bar.height > _MASTHEAD * height
    return head is not None and abs(bar.height - head) <= 1


def _below(bars: Sequence[Bar]) -> Iterator[Bar]:
    """The first of the bars and those below it that have its ends or lie inside, as far as no other comes between."""
    for bar in bars:
        if not (bars[0].holds(bar) or bars[0].spans(bar)):
            return
        yield bar


def _ruled(page: int, lines: Sequence[PageLine], below: Sequence[Bar], bars: Sequence[Bar]) -> Region | None:
    """The table between bars of one width."""
    top = below[0]
    own = [bar for bar in below if bar.spans(top)]
    if len(own) < 2:
        return None
    start = _first_below(lines, top.height)
    cuts = _cuts([bar for bar in below if bar.height >= own[-1].height - 1])
    size = _size_of(lines, own)
    end, kept = _bands_in(lines, start, own, size, cuts)
    own = own[:kept]
    if kept < 2 or end == start:
        return None
    start = _head_above(lines, start, top, size, cuts)
    closed = own[-1].thickness >= _THICKER * top.thickness and kept > 2
    if not closed:
        if kept == 2 and end < len(lines) and lines[end].size <= _BODY * size:  # only the head is ruled
            size = max(size, lines[end].size)
        stop = next((b.height for b in bars if b.height < own[-1].height - 1 and b.width >= _NARROW), 0.0)
        end = _open_end(lines, end, top, size, cuts, stop)
    bottom = min(own[-1].height, lines[end - 1].base)
    partial = [b for b in below if not b.spans(top) and b.height > bottom]
    above = start < len(lines) and lines[start].base > top.height
    return Region(page, start, end, list(lines[start:end]), own, partial, size, closed, bottom=bottom, above=above)


def _first_below(lines: Sequence[PageLine], height: float) -> int:
    """The number of the first line below a height."""
    return next((i for i, x in enumerate(lines) if x.base <= height), len(lines))


def _bands_in(
    lines: Sequence[PageLine], start: int, own: Sequence[Bar], size: float, cuts: Sequence[float]
) -> tuple[int, int]:
    """Where the bands of a table end, the first that holds a foreign line left out, and how many bars it so has."""
    end, kept = start, 1
    for bar in own[1:]:
        last = max(end, _first_below(lines, bar.height))
        if any(_is_foreign(x, own[0], size, cuts) for x in lines[end:last]):
            break
        end, kept = last, kept + 1
    return end, kept


def _cuts(bars: Sequence[Bar]) -> list[float]:
    """Where cells meet inside of the first bar, by all of them."""
    top = bars[0]
    ends = [x for b in bars if not b.spans(top) for x in (b.left, b.right)]
    inside = [x for x in (*ends, *(c for b in bars for c in b.cuts)) if top.left + SAME < x < top.right - SAME]
    return clustered(inside)


def _size_of(lines: Sequence[PageLine], own: Sequence[Bar]) -> float:
    """The size of the text of a table: that of its first lines below the head, where it has some."""
    for above, below in reversed(list(pairwise(own))[:2]):
        band = [p for x in lines if below.height < x.base < above.height for p in x.pieces]
        if band:
            return main_size(band)
    return 10.0


def _is_foreign(line: PageLine, frame: Bar, size: float, cuts: Sequence[float]) -> bool:
    """True for a line that is none of the table in a frame."""
    if line.left < frame.left - _OUT_LEFT or line.right > frame.right + _OUT_RIGHT:
        return True
    if line.size > _LARGER * size or is_marked(line):
        return True
    return any(_crosses(c, frame, cuts) for c in chunks_of(line.pieces, size, cuts) if c.characters >= _SENTENCE)


def _crosses(chunk: Chunk, frame: Bar, cuts: Sequence[float]) -> bool:
    """True for a chunk that lies over the meeting of two cells; where no cells are shown, over most of the frame."""
    if not cuts:
        return chunk.right - chunk.left > _MOST * frame.width
    return any(chunk.left + 1 < cut < chunk.right - 1 for cut in cuts)


def _head_above(lines: Sequence[PageLine], start: int, frame: Bar, size: float, cuts: Sequence[float]) -> int:
    """Where the head of a table begins that stands above its first bar, as it does where strokes lie below the rows.

    It stands close to the bar, each of its chunks in one column, and one of them in a column that is not the first.
    """
    first, beyond, height = start, False, frame.height
    for i in range(start - 1, -1, -1):
        line = lines[i]
        chunks = chunks_of(line.pieces, size, cuts)
        crossing = any(c.left + 1 < cut < c.right - 1 for c in chunks for cut in cuts)
        if line.base - height > _NEAR * size or line.size < _SMALLER * size or crossing or not cuts:
            break
        if _is_foreign(line, frame, size, cuts):
            break
        height = line.base
        first = i
        beyond = beyond or any(c.left >= cuts[0] - 1 for c in chunks)
    return first if beyond else start


def _open_end(lines: Sequence[PageLine], end: int, frame: Bar, size: float, cuts: Sequence[float], stop: float) -> int:
    """The end of a table that no bar closes: the lines below its last bar that go on with its columns."""
    last, several, kept = end, 0, end
    while last < len(lines) and lines[last].base > stop and not _is_foreign(lines[last], frame, size, cuts):
        if last > 0 and lines[last - 1].base - lines[last].base > _FAR * size:
            break
        several += len(chunks_of(lines[last].pieces, size, cuts)) > 1
        last += 1
        if several and several >= _ROWS * (last - end):
            kept = last
    return kept


# boxes


def _box(
    page: int,
    lines: Sequence[PageLine],
    below: Sequence[Bar],
    bars: Sequence[Bar],
    uprights: Sequence[Box],
    strokes: Sequence[Box],
) -> Region | None:
    """The table in a box: strokes at both sides reach from the first bar to a later one without a hole."""
    top = below[0]
    reach = max(_reach(uprights, edge, top.height) for edge in (top.left, top.right))
    own = [bar for bar in below if bar.spans(top) and bar.height >= reach - SAME]
    if len(own) < 2:
        return None
    bottom = own[-1].height
    start, end = _first_below(lines, top.height), _first_below(lines, bottom)
    held = list(lines[start:end])
    outside = any(x.left < top.left - _OUT_LEFT or x.right > top.right + _OUT_RIGHT for x in held)
    if outside or not held:
        return None
    frame = (top.left - SAME, bottom - SAME, top.right + SAME, top.height + SAME)
    inner = [box for box in uprights if _meet(box, frame)]
    level = [box for box in strokes if _meet(box, frame) and not is_upright(box)]
    size = main_size(p for x in held for p in x.pieces)
    return Region(page, start, end, held, own, [], size, False, inner, level, bottom)


def _meet(a: Box, b: Box) -> bool:
    """True if two boxes have a place in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _reach(uprights: Sequence[Box], edge: float, top: float) -> float:
    """How far down strokes stand at an edge without a hole, from a height on."""
    reach = top
    for box in sorted((b for b in uprights if abs((b[0] + b[2]) / 2 - edge) <= SAME), key=lambda b: -b[3]):
        if box[3] < reach - _HOLE:
            break
        reach = min(reach, box[1])
    return reach
