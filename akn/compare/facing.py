"""Which words of two texts stand opposite each other, and whether two stretches of them answer each other.

Words that both texts have in the same order stand opposite each other.  Of what lies between them a stretch of the old
text answers one of the new text where the words beside both are the same ("by 2044, the" and "by 2045, the"), or where
the two have a word in common ("5.2 billion" and "5.8 billion").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import sub

from akn.compare.words import SplitText, Step, readable, split_text, way

Span = tuple[int, int]
"""Where a stretch begins and ends, in characters of its text."""

_NEXT = 5  # words: "Notes {+with satisfaction the work of+} the Keeper"
_BESIDE = 3  # words on each side that are looked at
ENOUGH = 2
"""So much speaks for two stretches that answer each other: of single words beside them many are "of", "the" or a
comma."""


class Facing:
    """Two texts word by word."""

    def __init__(self, old: str | SplitText, new: str | SplitText) -> None:
        split = [split_text(side) if isinstance(side, str) else side for side in (old, new)]
        self._starts = tuple(side.starts for side in split)
        self._ends = tuple(side.ends for side in split)
        words = [
            " ".join(side.words).casefold().split(" ") if side.words else [] for side in split
        ]  # at once: less work
        to_new = [-1] * len(words[0])
        to_old = [-1] * len(words[1])
        self._way = way(words[0], words[1])
        for equal, i, j, k, n in self._way:
            if equal:
                to_new[i:j] = range(k, n)
                to_old[k:n] = range(i, j)
        self._opposite = to_new, to_old

    def _words(self, side: int, span: Span) -> range:
        """The words of a stretch, by their indices."""
        return range(bisect_right(self._ends[side], span[0]), bisect_left(self._starts[side], span[1]))

    def kept(self, side: int, span: Span) -> bool:
        """Whether all words of a stretch of the old (0) or new (1) text stand in the other one too, in their place."""
        return all(self._opposite[side][n] >= 0 for n in self._words(side, span))

    def alone(self, side: int, span: Span) -> int:
        """How many words the whole stretch has around these that its text has alone, as a person reads the change."""
        start = self._words(side, span).start
        equal, *step = self._steps[bisect_right(self._firsts[side], start) - 1]
        first, last = step[2 * side : 2 * side + 2]
        return last - first if first <= start < last and not equal else 0

    def exchanged(self, one: Span, two: Span) -> bool:
        """Whether a stretch of the old text and one of the new text stand in one change, as a person reads it.

        >>> Facing("asks for 14 lamps by 2044", "asks the Keeper for 15 lamps").exchanged((9, 11), (20, 22))
        True
        """
        old, new = self._words(0, one).start, self._words(1, two).start
        return any(not equal and i <= old < j and k <= new < n for equal, i, j, k, n in self._steps)

    @cached_property
    def _steps(self) -> list[Step]:
        return readable(self._way, self._sizes[0], self._sizes[1])

    @cached_property
    def _firsts(self) -> tuple[list[int], list[int]]:
        """The words with which the steps begin on both sides."""
        return [step[1] for step in self._steps], [step[3] for step in self._steps]

    @cached_property
    def _sizes(self) -> list[list[int]]:
        """The characters of the words."""
        return [[*map(sub, *side)] for side in zip(self._ends, self._starts, strict=True)]

    def opposite(self, side: int, span: Span) -> Span:
        """The stretch of the other text with as many words, from the word that stands opposite the first; empty if
        there is none."""
        words = self._words(side, span)
        first = self._opposite[side][words.start] if words else -1
        last = first + len(words)
        held = first >= 0 and last <= len(self._starts[1 - side])
        return self._stretch(1 - side, first, last) if held else (0, 0)

    def _stretch(self, side: int, first: int, last: int) -> Span:
        """The stretch of a text from one of its words up to another."""
        return self._starts[side][first], self._ends[side][last - 1]

    def replaced(self, side: int, span: Span) -> Span | None:
        """The stretch of the other text that stands in the place of exactly these words; None if there is none.

        >>> Facing("asks the Keeper to report", "asks the Council to report").replaced(0, (9, 15))
        (9, 16)
        """
        words = self._words(side, span)
        opposite, other = self._opposite[side], 1 - side
        if not words or any(opposite[n] >= 0 for n in words):
            return None
        first = (
            opposite[words.start - 1] + 1
            if words.start and opposite[words.start - 1] >= 0
            else len(self._starts[other])
        )
        end = opposite[words.stop] if words.stop < len(opposite) else 0
        return self._stretch(other, first, end) if first < end else None

    def shared(self, one: Span, two: Span) -> float:
        """How much of a stretch of the old text and of one of the new text stands opposite each other, by the length of
        the words, from 0 to 1.

        >>> Facing("to report by 2044", "to report in 2045").shared((0, 17), (0, 17))
        0.5714285714285714
        """
        olds, news = self._words(0, one), self._words(1, two)
        sizes = self._sizes
        both = sum(sizes[0][n] for n in olds) + sum(sizes[1][n] for n in news)
        return 2 * sum(sizes[0][n] for n in olds if self._opposite[0][n] in news) / both if both else 0.0

    def meet(self, one: Span, two: Span) -> bool:
        """Whether one of the next words after two stretches is the same."""
        olds, news = self._words(0, one), self._words(1, two)
        there = range(news.stop, news.stop + _NEXT)
        return any(j in there for j in self._opposite[0][olds.stop : olds.stop + _NEXT])

    def answer(self, one: Span, two: Span) -> int:
        """How much speaks for it that a stretch of the new text stands for one of the old text: the words beside them
        that are the same, up to three on each side, more where they have words in common.

        >>> facing = Facing("to report by 2044, in full", "to report in writing by 2045, in full")
        >>> facing.answer((13, 17), (24, 28)), facing.answer((13, 17), (10, 20))
        (4, 0)
        """
        olds, news = self._words(0, one), self._words(1, two)
        if not olds or not news:
            return 0
        (few, there), opposite = ((olds, news), 0) if len(olds) <= len(news) else ((news, olds), 1)
        shared = sum(self._opposite[opposite][n] in there for n in few)
        return 2 * _BESIDE * shared + self._beside(olds.start, news.start, -1) + self._beside(olds.stop, news.stop, 1)

    def near(self, ones: Sequence[Span], twos: Sequence[Span]) -> Iterator[tuple[int, int]]:
        """Which stretches of the old text and of the new one may answer each other, by their indices: all for which
        something speaks (`answer`), as the words in them, before them or after them stand opposite each other.

        >>> facing = Facing("by 2044, by 2046", "by 2045, or by 2047")
        >>> list(facing.near([(3, 7), (12, 16)], [(3, 7), (15, 19)]))
        [(0, 0), (1, 1)]
        """
        places: dict[tuple[str, int], list[int]] = {}
        for j, span in enumerate(twos):
            news = self._words(1, span)
            for place in (("begins", news.start), ("ends", news.stop), *(("has", n) for n in news)) if news else ():
                places.setdefault(place, []).append(j)
        to_new, to_old = self._opposite
        for i, span in enumerate(ones):
            olds = self._words(0, span)
            begins = to_new[olds.start - 1] + 1 if olds.start else 0
            ends = to_new[olds.stop] if olds.stop < len(to_new) else len(to_old)
            wanted = (("begins", begins), ("ends", ends), *(("has", to_new[n]) for n in olds)) if olds else ()
            yield from ((i, j) for j in dict.fromkeys(j for place in wanted for j in places.get(place, ())))

    def _beside(self, i: int, j: int, step: int) -> int:
        """The words in a row that stand opposite each other before two places, or after them; an end is as good as two
        words."""
        opposite, other = self._opposite
        for count in range(_BESIDE):
            i, j = (i - 1, j - 1) if step < 0 else (i + bool(count), j + bool(count))
            ends = (i in (-1, len(opposite))), (j in (-1, len(other)))
            if any(ends):
                return max(count, ENOUGH) if all(ends) else count
            if opposite[i] != j:
                return count
        return _BESIDE
