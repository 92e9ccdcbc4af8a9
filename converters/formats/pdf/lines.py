"""The lines of a page, and how the text of a file is set: what all that reads by geometry stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from converters.formats.pdf.composing import SMALL, main_size, rows
from converters.formats.pdf.page import Page, Piece


class PageLine(Struct):
    """The pieces of one line, from its beginning to its end."""

    pieces: list[Piece]
    left: float
    right: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """Its characters, pieces parted by spaces."""
        return " ".join(p.text for p in self.pieces)


class TextMetrics(Struct):
    """How the text of a file is set: size, distance of lines, edges; `rtl` if it runs from right to left."""

    size: float
    distance: float
    left: float
    right: float
    rtl: bool = False


def lines_of(pieces: Sequence[Piece], *, rtl: bool = False) -> list[PageLine]:
    """The lines from the top, each in its order of reading."""
    found = []
    for row in rows(pieces):
        left, right = min([p.left for p in row]), max([p.right for p in row])
        size = main_size(row)
        bases = [p.base for p in row if p.face.size >= SMALL * size]
        base = round(bases[0], 1)
        if bases.count(bases[0]) < len(bases):
            base = Counter([round(b, 1) for b in bases]).most_common(1)[0][0]
        if rtl:  # as the library reads them
            row.sort(key=lambda p: p.at)
        found.append(PageLine(row, left, right, base, size))
    return found


def shape_of(pages: Sequence[Page], *, rtl: bool) -> TextMetrics:
    """What is usual in a file."""
    size = main_size(piece for page in pages for piece in page.pieces) or 10.0
    distances: list[float] = []
    lefts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for page in pages:
        lines = [x for x in lines_of(page.pieces) if abs(x.size - size) < 0.1 * size]
        for a, b in pairwise(lines):
            if 0.9 * size < a.base - b.base < 2 * size:
                distances.append(a.base - b.base)
        for line in lines:
            lefts[round(line.left)] += 1
            rights[round(line.right)] += 1
    left = max(lefts, key=lambda x: (lefts[x], -x), default=0)
    right = max(rights, key=lambda x: (rights[x], x), default=0)
    common = Counter(round(2 * d) / 2 for d in distances).most_common(1)
    return TextMetrics(size, common[0][0] if common else 1.2 * size, left, right, rtl)


def is_marked(line: PageLine) -> bool:
    """True if a line begins with a small raised sign, or a star."""
    first = line.pieces[0]
    return (first.face.size <= SMALL * line.size and first.base > line.base) or first.text[0] in "*†‡"
