"""Passages that stand in another paragraph now: words of one unit that came over into a unit that is not its pair.

Of a paragraph that was divided, of two that became one, of a clause that moved the words are reported as gone here and
as new there, and nobody sees that they are the same.  A passage is a run of words that stands once among what changed
of the old document and once among what changed of the new one, so that a formula or the name of an organ is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from akn.compare.words import plain_words
from akn.walk import Unit

_SEED = 6  # words that are looked up; a run of them that stands twice says nothing
# so many words are no chance.  Of the runs of 8 to 11 words in 30 pairs of real years most are names and formulas ("the
# Economic and Social Council, the high-level political forum on")
_LEAST = 12.0
_MOVED = 0.75  # so much of a passage has to be among what its paragraphs lost and got
_NOTHING: Mapping[int, str] = {}
_OF_A_SIGN = 0.5  # a sign of Han is half a word


class MovedPassage(Struct, frozen=True):
    """Words that two units share: the indices of the units, and how many words they are."""

    old: int
    new: int
    words: int


def passages(
    old: Sequence[Unit],
    new: Sequence[Unit],
    changed: Collection[tuple[int, int]],
    gone: Mapping[int, str] = _NOTHING,
    come: Mapping[int, str] = _NOTHING,
) -> tuple[MovedPassage, ...]:
    """The passages of old units that stand in new units which are not their pairs, in the order of the old side.

    `changed` are the units to look at: an old and a new one that are a pair, -1 for none.  Of units in `gone` and
    `come` only these words left them or came to them: what stays in its paragraph did not move (of units that are not
    there all words did).

    >>> from akn.text import Text
    >>> from akn.walk import Place
    >>> def unit(text):
    ...     return Unit((), (), "", "operative", "", Text(text), Place.OPERATIVE, 0, -1)
    >>> clause = "asks all keepers of the northern shore to light their lamps before the tide turns"
    >>> old = [unit(f"Notes the fog; and {clause};")]
    >>> new = [unit("Notes the fog;"), unit(f"Also {clause};")]
    >>> passages(old, new, [(0, 0), (-1, 1)])
    (MovedPassage(old=0, new=1, words=15),)
    """
    pairs = {(i, j) for i, j in changed if i >= 0 and j >= 0}
    sides = [_Side(old, {i for i, _ in changed if i >= 0}), _Side(new, {j for _, j in changed if j >= 0})]
    found: dict[tuple[int, int], int] = {}
    left, arrived = ({i: set(plain_words(text.casefold())) for i, text in those.items()} for those in (gone, come))
    for i, j, run in _runs(*sides):
        if (i, j) in pairs or _weight(run) < _LEAST:
            continue
        if all(sum(w in words for w in run) >= _MOVED * len(run) for words in (left.get(i, run), arrived.get(j, run))):
            found[i, j] = found.get((i, j), 0) + sum(map(_says, run))
    return tuple(MovedPassage(i, j, count) for (i, j), count in sorted(found.items()))


class _Side:
    """The words of the units of one document that changed, and where each seed stands that stands once."""

    def __init__(self, units: Sequence[Unit], chosen: Collection[int]) -> None:
        self.words = {i: plain_words(units[i].text.content.casefold()) for i in sorted(chosen)}
        self.seeds: dict[tuple[str, ...], tuple[int, int] | None] = {}
        for i, words in self.words.items():
            for at in range(len(words) - _SEED + 1):
                seed = tuple(words[at : at + _SEED])
                self.seeds[seed] = None if seed in self.seeds else (i, at)


def _runs(old: _Side, new: _Side) -> Iterator[tuple[int, int, list[str]]]:
    """The runs of words that hold a seed which stands once on each side, as long as they are: the old unit, the new
    one, the words."""
    for i, words in old.words.items():
        reached = 0
        for at in range(len(words) - _SEED + 1):
            seed = tuple(words[at : at + _SEED])
            there = new.seeds.get(seed)
            if at < reached or there is None or old.seeds[seed] is None:
                continue
            j, k = there
            others = new.words[j]
            first = at
            while first > reached and k - (at - first) > 0 and words[first - 1] == others[k - (at - first) - 1]:
                first -= 1
            reached = at + _SEED
            while (
                reached < len(words) and k + reached - at < len(others) and words[reached] == others[k + reached - at]
            ):
                reached += 1
            yield i, j, words[first:reached]


def _weight(run: Sequence[str]) -> float:
    return sum(_OF_A_SIGN if len(w) == 1 and not w.isascii() else 1.0 for w in run if _says(w))


def _says(word: str) -> bool:
    """Whether a word is more than a sign of punctuation."""
    return len(word) > 1 or word.isalnum()
