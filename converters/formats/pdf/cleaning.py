"""The picture of a page before it is recognised: paper that is grey, or has a grain, becomes white.

An engine of recognition parts a page into paper and ink place by place: where a place holds nothing but paper, it takes
the grain of that for letters.  So what is nearer to paper than to ink, by the whole page, is made white first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_WHITE = 0.5  # of the page is pure white: it was drawn or cleaned, and stays as it is
_PAPER = 0.4  # of the way from paper to ink: what is lighter is paper


def cleaned(image: Image) -> Image:
    """A page in shades of grey (mode L) on white paper; the same one if its paper is white."""
    counts = image.histogram()
    if counts[255] > _WHITE * image.width * image.height:
        return image
    dark = _threshold(counts)
    paper, ink = _mean(counts, dark + 1, 256), _mean(counts, 0, dark + 1)
    edge = paper - _PAPER * (paper - ink)
    stretched = [255 if v >= edge else max(0, round((v - ink) * 255 / (edge - ink))) for v in range(256)]
    return image.point(stretched)


def _threshold(counts: Sequence[int]) -> int:
    """The darkest shade that is paper, less one: between the two groups of shades that are most unlike (Otsu, 1979)."""
    total, weighted = sum(counts), sum(i * n for i, n in enumerate(counts))
    best, at = -1.0, 127
    below = sum_below = 0
    for shade, count in enumerate(counts[:-1]):
        below += count
        sum_below += shade * count
        if not below or below == total:
            continue
        apart = sum_below / below - (weighted - sum_below) / (total - below)
        between = below * (total - below) * apart * apart
        if between > best:
            best, at = between, shade
    return at


def _mean(counts: Sequence[int], first: int, end: int) -> float:
    """The mean of the shades from the first to the one before the end."""
    held = sum(counts[first:end])
    return sum(i * counts[i] for i in range(first, end)) / held if held else (first + end - 1) / 2
