"""Print that no line of a page covers: what the layout of an engine of recognition has lost.

Seven of 15 files have some, 19 pieces: eleven in Arabic (whole lines among them), five in Chinese, a symbol in English,
and two grains.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converters.formats.pdf.page import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_CELL = 4  # cells in the height of a line: within one the dots above and below letters are of them
_INKED = 240  # a cell whose mean is darker holds print: one dot of thirty-six is a grain
_NEAR = 6  # cells from a word to the next one of its line, at most: one and a half times the height
_LOW, _HIGH = 0.5, 3.0  # of the height of a line: that of lost print; what is lower was left of letters, or is a rule
_WIDE = 0.8  # of the height of a line: lost print is wider, dots are not


def islands(image: Image, usual: float, edges: Box) -> Iterator[tuple[int, int, int, int]]:
    """The boxes (dots from the upper left corner) of lost print, from the top.

    `image` is a page in shades of grey (mode L) without the lines that were found, `usual` their height in dots,
    `edges` the box that they fill.
    """
    size = max(2, round(usual / _CELL))
    left, top, right, bottom = (int(v) for v in edges)
    across, down = -(-(right - left) // size), -(-(bottom - top) // size)
    cells = image.crop((left, top, left + across * size, top + down * size)).reduce(size).tobytes()
    inked = {(i % across, i // across) for i, grey in enumerate(cells) if grey < _INKED}
    for part in _parts(inked):
        xs, ys = [x for x, _ in part], [y for _, y in part]
        box = (min(xs) * size + left, min(ys) * size + top, (max(xs) + 1) * size + left, (max(ys) + 1) * size + top)
        inner = image.crop(box).point([255] * 128 + [0] * 128).getbbox()
        if inner is None:
            continue
        wide, high = inner[2] - inner[0], inner[3] - inner[1]
        if _LOW * usual < high < _HIGH * usual and wide > _WIDE * usual:
            yield (box[0] + inner[0], box[1] + inner[1], box[0] + inner[2], box[1] + inner[3])


def _parts(inked: set[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The cells that hold print, those of one line together, from the top.

    >>> [sorted(part) for part in _parts({(0, 0), (5, 1), (0, 4)})]
    [[(0, 0), (5, 1)], [(0, 4)]]
    """
    for start in sorted(inked, key=lambda cell: (cell[1], cell[0])):
        if start not in inked:
            continue
        inked.discard(start)
        part = [start]
        for x, y in part:
            for other in [(x + i, y + j) for j in (-1, 0, 1) for i in range(-_NEAR, _NEAR + 1)]:
                if other in inked:
                    inked.discard(other)
                    part.append(other)
        yield part
