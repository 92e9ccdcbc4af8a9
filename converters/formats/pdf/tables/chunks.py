"""The words of a line as chunks: what stands together, parted where a table would part it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from converters.formats.pdf.page import Piece

_ROOM = 0.75  # of the size: more room parts two cells; a printed space has .25, in justified lines up to .6
_AT_CUT = 0.45  # so does more than this where two cells of the strokes meet: "(United States dollars)" stands on one
_OVERLAP = 3.0  # points: a chunk stands in each column that it reaches into by more, or with half of itself


class Chunk(Struct):
    """Pieces of a line that stand together, from left to right."""

    pieces: list[Piece]

    @property
    def left(self) -> float:
        """Where it begins on the page."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends on the page."""
        return max(p.right for p in self.pieces)

    @property
    def characters(self) -> int:
        """How many it has; what a program prints as one piece may be a letter or a line."""
        return sum(len(p.text) for p in self.pieces)


def chunks_of(pieces: Iterable[Piece], size: float, cuts: Sequence[float] = ()) -> list[Chunk]:
    """The chunks of a line from left to right; `cuts` are the places where cells meet."""
    found: list[Chunk] = []
    right = 0.0
    for piece in sorted(pieces, key=lambda p: p.left):
        room = piece.left - right
        cut = room > _AT_CUT * size and any(right - 1 <= at <= piece.left + 1 for at in cuts)
        if not found or room > _ROOM * size or cut:
            found.append(Chunk([]))
            right = piece.right
        found[-1].pieces.append(piece)
        right = max(right, piece.right)
    return found


def columns_under(chunk: Chunk, edges: Sequence[float]) -> range:
    """The columns (between `edges`) in which a chunk stands; the nearest one if it stands in none."""
    left, right = chunk.left, chunk.right
    least = min(_OVERLAP, (right - left) / 2)
    found = [i for i in range(len(edges) - 1) if min(right, edges[i + 1]) - max(left, edges[i]) >= least]
    if not found:
        middle = (left + right) / 2
        nearest = min(range(len(edges) - 1), key=lambda i: abs((edges[i] + edges[i + 1]) / 2 - middle))
        return range(nearest, nearest + 1)
    return range(found[0], found[-1] + 1)


def lanes(lines: Iterable[Sequence[Chunk]], size: float) -> list[float]:
    """The middles of the rooms that no line of several chunks crosses: column edges where no stroke shows any."""
    spans = sorted((c.left, c.right) for line in lines if len(line) > 1 for c in line)
    found: list[float] = []
    reach = spans[0][1] if spans else 0.0
    for left, right in spans:
        if left - reach > _ROOM * size:
            found.append((reach + left) / 2)
        reach = max(reach, right)
    return found
