"""The strokes of a page as bars: level strokes of one height that join, with the cuts that joints leave in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from converters.formats.pdf.page import Box

THIN = 2.5  # points: what is thicker is an area (Word draws strokes of .2 to 1.5, LibreOffice of .05 to 2.2)
_WIDE, _HIGH = 8.0, 4.0  # a level stroke is at least so wide, an upright one so high; joints are squares of .5 to 1.5
_LEVEL = 1.2  # strokes whose heights differ by less are one bar: thick and thin ones stand on one edge
_JOINED = 2.0  # the room of a joint
_SPACER = 8.0  # the room of a narrow cell that has no stroke; more room parts two bars
SAME = 2.5  # edges that differ by less are one


class Bar(Struct):
    """Level strokes of one height: from left to right, with the places at which cells meet."""

    left: float
    right: float
    height: float
    thickness: float
    cuts: list[float]

    @property
    def width(self) -> float:
        """From end to end."""
        return self.right - self.left

    def spans(self, other: Bar) -> bool:
        """True if both have the same ends."""
        return abs(self.left - other.left) <= SAME and abs(self.right - other.right) <= SAME

    def holds(self, other: Bar) -> bool:
        """True if another bar lies within its ends."""
        return self.left - SAME <= other.left and other.right <= self.right + SAME


def is_level_stroke(box: Box) -> bool:
    """True for a stroke from left to right."""
    return box[3] - box[1] <= THIN and box[2] - box[0] >= _WIDE


def is_upright(box: Box) -> bool:
    """True for a stroke from top to bottom."""
    return box[2] - box[0] <= THIN and box[3] - box[1] >= _HIGH


def bars_of(strokes: Iterable[Box]) -> list[Bar]:
    """The bars of a page from the top, those of one height from the left."""
    levels: list[list[Box]] = []
    for box in sorted(filter(is_level_stroke, strokes), key=lambda b: (-_middle(b), b[0])):
        if levels and _middle(levels[-1][0]) - _middle(box) <= _LEVEL:
            levels[-1].append(box)
        else:
            levels.append([box])
    return [bar for level in levels for bar in _joined(level)]


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _joined(level: list[Box]) -> list[Bar]:
    """The strokes of one height as bars."""
    found: list[Bar] = []
    widest = 0.0
    for left, bottom, right, top in sorted(level):
        last = found[-1] if found else None
        room = left - last.right if last else _SPACER + 1
        if last is None or room > _SPACER:
            found.append(Bar(left, right, (bottom + top) / 2, top - bottom, []))
            widest = right - left
            continue
        if room > _JOINED:
            last.cuts += [last.right, left]
        elif room > -_JOINED:
            last.cuts.append((last.right + left) / 2)
        if right - left > widest:
            widest, last.thickness = right - left, top - bottom
        last.right = max(last.right, right)
    return found


def clustered(values: Iterable[float], near: float = SAME) -> list[float]:
    """Places from the left, those as one that are near each other (the first of them).

    >>> clustered([10.0, 50.2, 50.0, 11.5])
    [10.0, 50.0]
    """
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def covered(strokes: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    """True if strokes, each from one place to another, cover more than half of a stretch."""
    return 2 * sum(max(0.0, min(b, end) - max(a, start)) for a, b in strokes) > end - start
