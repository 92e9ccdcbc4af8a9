"""Lines of a page of which the layout of an engine has the upper or the lower half alone.

A short line of two Chinese characters and the call of a note is parted so: of 23 notes of a made volume the calls of
seven stand in such lines.  The print below or above the half, with less white between than between lines, is of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from converters.formats.pdf.page import Box

if TYPE_CHECKING:
    from PIL.Image import Image

    from converters.formats.pdf.raised import Line

HALF = 0.62  # of the usual height: a lower line may be the half of one; in Chinese the halves have .5
_WHITE = 0.25  # of the usual height: halves are no further apart; those of Chinese .07, lines .6
_INK = [255] * 128 + [0] * 128  # what is dark enough to be printed


def completed(image: Image, boxes: Sequence[Box], lines: Sequence[Line]) -> tuple[list[Box], list[Line]]:
    """The shapes and the lines of a page (mode L), where a line is half of one the whole line and its shapes."""
    usual = median([box[3] - box[1] for box, _ in lines] or [0.0])
    whole: dict[Box, Line] = {}
    shapes = list(boxes)
    for box, base in lines:
        full = grown(image, box, [other for other, _ in lines], usual)
        if full == box:
            whole[box] = box, base
        elif full not in whole:
            left, _, right, bottom = (int(v) for v in full)
            whole[full] = full, ((left, bottom), (right, bottom))
            shapes = [b for b in shapes if not _holds(full, b)] + _shapes(image, full)
    return sorted(shapes), list(whole.values())


def grown(image: Image, box: Box, others: Sequence[Box], usual: float) -> Box:
    """The box of a line, if that is half of one with the print of the other half.

    `others` are the boxes of all lines, `usual` is their height.
    """
    left, top, right, bottom = box
    if bottom - top >= HALF * usual:
        return box
    whole = [b for b in others if b[3] - b[1] >= HALF * usual and min(b[2], right) > max(b[0], left)]
    highest = min(top, max([top - usual, *(b[3] for b in whole if b[1] < top)]))  # the boxes of lines may overlap
    lowest = max(bottom, min([bottom + usual, *(b[1] for b in whole if b[3] > bottom)]))
    strip = image.crop((int(left), int(highest), int(right), int(lowest))).point(_INK, "1")
    inked = [strip.crop((0, y, strip.width, y + 1)).getbbox() is not None for y in range(strip.height)]
    above, below = int(top) - int(highest), int(bottom) - int(highest)
    upper = _reach(inked[:above][::-1], _WHITE * usual)
    lower = _reach(inked[below:], _WHITE * usual)
    return (left, top - upper, right, bottom + lower)


def _reach(inked: Sequence[bool], white: float) -> int:
    """How far print reaches that is not parted by so much white.

    >>> _reach([False, True, True, False, False, False, True], 2)
    3
    """
    last = 0
    for y, is_inked in enumerate(inked, 1):
        if is_inked:
            last = y
        elif y - last > white:
            break
    return last


def _shapes(image: Image, line: Box) -> list[Box]:
    """What a line holds, parted where no print is between."""
    left, top, right, bottom = (int(v) for v in line)
    band = image.crop((left, top, right, bottom)).point(_INK, "1")
    found: list[Box] = []
    for is_inked, held in groupby(
        range(band.width), lambda x: band.crop((x, 0, x + 1, band.height)).getbbox() is not None
    ):
        columns = list(held)
        seen = band.crop((columns[0], 0, columns[-1] + 1, band.height)).getbbox() if is_inked else None
        if seen:
            found.append((left + columns[0], top + seen[1], left + columns[-1] + 1, top + seen[3]))
    return found


def _holds(line: Box, shape: Box) -> bool:
    return line[0] <= shape[0] and shape[2] <= line[2] and line[1] - 2 <= shape[1] and shape[3] <= line[3] + 2
