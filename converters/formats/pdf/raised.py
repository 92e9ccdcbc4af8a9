"""Small raised shapes in the picture of a page: what may be the calls and markers of notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from converters.formats.pdf.page import Box

# Of the height of a line, at least.  On three pages of a made volume and a real one of 1971, poorly printed, the raised
# numbers have .34 to .50 of it; what is left of broken letters, and is read as a number, .20 to .31.
_TALL = 0.33
# Of the height of a capital: letters of one word stand nearer.  On a picture of 1971 an apostrophe has .02 and .06
# beside it, words of its line stand .46 apart.
_NEAR = 0.15


Line = tuple[Box, tuple[tuple[int, int], tuple[int, int]]]
"""The box of a line of text and the two ends of its baseline."""


def raised_shapes(
    boxes: Sequence[Box],
    lines: Sequence[Line],
    ink: Callable[[Box], Box | None],
    lift: float,
    *,
    spaced: bool = False,
) -> Iterator[Box]:
    """The boxes of small raised shapes on lines and beside them, those next to each other as one.

    `boxes` are all shapes, sorted by their left; `lines` stand in the order of reading; `ink` tells what is printed in
    a part of the page, for engines take a lone figure beside a line for dust.  `lift` is how far above its line a shape
    stands, in heights of capitals.  Where spaces part words (`spaced`), what stands inside of a word is its apostrophe
    and no call.
    """
    for row in _rows(boxes, lines, spaced):
        high = row.high
        outside = list(_beside(row.box, row.top, row.ground + 0.1 * row.room, ink)) if high else []
        found = (
            b for b in sorted([*row.here, *outside]) if row.has_raised(b, lift, _WIDE if b in outside else _NARROW)
        )
        for c in _clustered(found if high else (), high):
            inside = spaced and _stands_in_a_word(c, [b for b in row.letters if b[3] > c[3]], high)
            if not inside and not any(_stands_below(b, c, high) for b in row.here):
                yield c


# Heights of capitals that a raised shape beside a line, and one within it, is wide, at most.
_WIDE, _NARROW = 1.8, 0.8
_STANDING = 4  # shapes on the baseline, at least, to tell how high capitals are
# Of the height of what most lines hold: capitals and letters with a stem, where that is small letters, as it is in
# Cyrillic.  Small letters have .62 to .75 of the height of capitals; a note has .8 of that of the text above it.
_TALLER = 1.3, 1.65
_FEW = 2  # of them, at least, in the lines around


def _rows(boxes: Sequence[Box], lines: Sequence[Line], spaced: bool) -> Iterator[_Row]:
    """The lines with their shapes; those of small letters have the height of capitals from the lines around."""
    rows = [_Row(boxes, box, base) for box, base in lines]
    capitals = [0.0] * len(rows)
    for i, row in enumerate(rows):
        beside = rows[max(0, i - _AROUND) : i + _AROUND + 1]
        if not row.high:
            tall = sorted(other.high for other in beside if other.high and row.shares(other) > 0)
            capitals[i] = tall[len(tall) // 2] if tall else 0.0
        elif spaced:
            near = [other for other in beside if row.has_beside(other)]
            tall = sorted(h for other in near for h in other.standing if _TALLER[0] < h / row.high < _TALLER[1])
            capitals[i] = tall[len(tall) // 2] if len(tall) >= _FEW else 0.0
    for row, high in zip(rows, capitals, strict=True):
        row.high = high or row.high
        yield row


_AROUND = 4  # lines on either side


class _Row:
    """The shapes of a line, and where its baseline runs.

    `high` is the height of its capitals, 0 if too few shapes stand on the baseline.
    """

    def __init__(self, boxes: Sequence[Box], line: Box, base: tuple[tuple[int, int], tuple[int, int]]) -> None:
        (self._start, self.ground), (x1, y1) = base
        self._slope = (y1 - self.ground) / max(1, x1 - self._start)
        self.room = line[3] - line[1]
        self.box = line
        left, self.top, right, bottom = line[0] - 2, line[1] - 0.3 * self.room, line[2] + 2, line[3] + 4
        within = boxes[bisect_left(boxes, (left,)) : bisect_left(boxes, (right,))]
        self.here = [b for b in within if b[2] <= right and self.top <= b[1] and b[3] <= bottom]
        standing = self.standing = sorted(
            b[3] - b[1] for b in self.here if abs(self._foot(b) - b[3]) < 0.15 * self.room
        )
        # capitals, figures, letters with a stem
        self.high = standing[int(0.9 * (len(standing) - 1))] if len(standing) >= _STANDING else 0.0

    def _foot(self, box: Box) -> float:
        """The baseline below a shape."""
        return self.ground + self._slope * ((box[0] + box[2]) / 2 - self._start)

    def has_beside(self, other: _Row) -> bool:
        """True for a line of the same column that is set as large as this one, and for itself."""
        return self.shares(other) > 0 and 0.9 * self.high <= other.high <= 1.1 * self.high > 0

    def shares(self, other: _Row) -> float:
        """How wide two lines stand above each other; less than nothing if they stand apart."""
        return min(self.box[2], other.box[2]) - max(self.box[0], other.box[0])

    @property
    def letters(self) -> list[Box]:
        """The shapes of the line that are as high as letters."""
        return [b for b in self.here if b[3] - b[1] > 0.4 * self.high]

    def has_raised(self, b: Box, lift: float, wide: float) -> bool:
        """True for a shape of the size of a raised figure that stands as far above the line."""
        high, foot = self.high, self._foot(b)
        least = max(0.4 * high, _TALL * self.room)
        if not (least < b[3] - b[1] < 0.85 * high and b[2] - b[0] < wide * high):
            return False
        if foot - b[3] <= lift * high:  # the ground is no lower: the letters beside need not be looked at
            return False
        close = sorted(self.here, key=lambda o: abs(o[0] + o[2] - b[0] - b[2]))[1:12]
        stood = sorted(o[3] for o in close if o[3] - o[1] > 0.4 * high) or [foot]
        ground = min(foot, stood[len(stood) // 2])  # what the engine takes for the baseline is now and then too low
        return ground - b[3] > lift * high and ground - b[1] > 0.75 * high


def _stands_below(letter: Box, shape: Box, high: float) -> bool:
    """True for a letter below a shape, as there are below dots and accents."""
    shared = min(letter[2], shape[2]) - max(letter[0], shape[0])
    return letter[3] > shape[3] + 0.1 * high and shared > 0.3 * (shape[2] - shape[0])


def _stands_in_a_word(shape: Box, letters: Sequence[Box], high: float) -> bool:
    """True for a shape with a letter close on either side."""
    near = _NEAR * high
    before = any(-near < shape[0] - b[2] < near and b[0] < shape[0] for b in letters)
    return before and any(-near < b[0] - shape[2] < near and b[2] > shape[2] for b in letters)


def _beside(line: Box, top: float, bottom: float, ink: Callable[[Box], Box | None]) -> Iterator[Box]:
    """What is printed beside a line: the marker of a note stands before it, a call may stand after it."""
    room = line[3] - line[1]
    for near, far in ((line[0] - 2 * room, line[0] - 1), (line[2] + 1, line[2] + 2 * room)):
        box = ink((near, top, far, bottom))
        if box is not None and near < box[0] and box[2] < far:
            yield box


def _clustered(shapes: Iterable[Box], high: float) -> list[Box]:
    """Shapes from the left, those next to each other as one; `high` is the height of capitals."""
    found: list[Box] = []
    for b in shapes:
        last = found[-1] if found else None
        if last is not None and b[0] - last[2] < 0.5 * high and abs(b[3] - last[3]) < 0.2 * high:
            found[-1] = (last[0], min(last[1], b[1]), b[2], max(last[3], b[3]))
        else:
            found.append(b)
    return found
