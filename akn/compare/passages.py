"""Passages that stand in another paragraph now: words of one unit that came over into a unit that is not its pair.

Of a paragraph that was divided, of two that became one, of a clause that moved the words are reported as gone here and
as new there, and nobody sees that they are the same.  A passage is a run of words that stands once among what changed
of the old document and once among what changed of the new one, so that a formula or the name of an organ is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice

from msgspec import Struct
from rapidfuzz.distance import Postfix, Prefix

from akn.compare.words import RUN, Wording, plain_words

# so many words are no chance.  Of the runs of 8 to 11 words in 30 pairs of real years most are names and formulas ("the
# Economic and Social Council, the high-level political forum on")
_LEAST = 12.0
_MOVED = 0.75  # so much of a passage has to be among what its paragraphs lost and got
_ROOM = 2 * _MOVED * _LEAST - 1  # characters, which so many words have at least, with what is between them
# so many runs of words of it have to stand nowhere else in either text: of 72 passages of 162 pairs 11 have fewer,
# names and formulas ("the implementation of the Programme of Action and the International Tracing Instrument")
_OWN = 5
_FEW = 16
_MANY = 256  # runs: to look for fewer costs less than to make all runs of the texts
_Lost = Mapping[int, str | None]
_NOTHING: Mapping[int, str] = {}
_OF_A_SIGN = 0.5  # a sign of Han is half a word


class MovedPassage(Struct, frozen=True):
    """Words that two units share: the indices of the units, and how many words they are."""

    old: int
    new: int
    words: int


def passages(
    old: Wording,
    new: Wording,
    changed: Collection[tuple[int, int]],
    gone: Mapping[int, str] = _NOTHING,
    come: Mapping[int, str] = _NOTHING,
) -> tuple[MovedPassage, ...]:
    """The passages of old units that stand in new units which are not their pairs, in the order of the old side.

    `old` and `new` is what the units of both sides say, by index, in the same signs.  `changed` are the units to look
    at: an old and a new one that are a pair, -1 for none.  Of units in `gone` and `come` only these words left them or
    came to them: what stays in its paragraph did not move (of units that are not there all words did).

    >>> from akn.compare.words import Signs
    >>> signs = Signs()
    >>> clause = "asks all keepers of the northern shore to light their lamps before the tide turns"
    >>> old = Wording([f"Notes the fog; and {clause};"], signs)
    >>> new = Wording(["Notes the fog;", f"Also {clause};"], signs)
    >>> passages(old, new, [(0, 0), (-1, 1)])
    (MovedPassage(old=0, new=1, words=15),)
    """
    pairs = {(i, j) for i, j in changed if i >= 0 and j >= 0}
    olds = _looked_at({i for i, _ in changed}, gone)
    news = _looked_at({j for _, j in changed}, come)
    runs: list[tuple[int, int, int, int]] = []
    for i, j, start, end in _shared(old, olds, new, news, pairs):
        if (i, j) in pairs or end - start < _LEAST:  # no word weighs more than one
            continue
        run = old.words(i)[start:end]
        if _weight(run) >= _LEAST and _moved(run, olds[i]) and _moved(run, news[j]):
            runs.append((i, j, start, end))
    once = _Once(old, new, runs)
    found: dict[tuple[int, int], int] = {}
    for i, j, start, end in runs:
        own = (k for k in range(start, end - RUN + 1) if once.holds(i, j, k))
        if len(list(islice(own, _OWN))) == _OWN:
            found[i, j] = found.get((i, j), 0) + sum(map(_says, old.words(i)[start:end]))
    return tuple(MovedPassage(i, j, count) for (i, j), count in sorted(found.items()))


def _looked_at(units: Collection[int], words: Mapping[int, str]) -> dict[int, str | None]:
    """The units of a side in their order, each with the words that alone left it or came to it; None if all may."""
    return {i: words.get(i) for i in sorted(units) if i >= 0}


class _Once:
    """Which runs of words in passages (old unit, new unit, first word, last word) stand in no other unit."""

    def __init__(self, old: Wording, new: Wording, those: Sequence[tuple[int, int, int, int]]) -> None:
        self._old = old
        self._times: list[Counter[str]] = []
        self._letters: list[list[str]] = []
        if len(those) > _FEW:
            wanted = {run for i, _, start, end in those for run in old.runs(i)[start : end - RUN + 1]}
            for side in (old, new):
                runs = (wanted.intersection(side.runs(k)) for k in range(len(side.keys)))
                self._times.append(Counter(chain.from_iterable(runs)))
        elif those:  # to look for their letters costs less than to divide all texts into words
            self._letters = [side.letters for side in (old, new)]
            self._whole = ["\n".join(texts) for texts in self._letters]

    def holds(self, i: int, j: int, k: int) -> bool:
        """Whether the run from a word of an old unit on stands nowhere but there and in a new unit."""
        if self._times:
            return all(times[self._old.runs(i)[k]] == 1 for times in self._times)
        text = "".join(self._old.words(i)[k : k + RUN])
        places = zip(self._whole, self._letters, (i, j), strict=True)
        return all(whole.count(text) == letters[at].count(text) for whole, letters, at in places)


def _runs(side: Wording, those: Iterable[int]) -> Iterator[str]:
    return chain.from_iterable(map(side.runs, those))


def _is_room(text: str | None) -> bool:
    """Whether what a unit lost or got (None: all of it) can be a passage."""
    return text is None or (len(text) >= _ROOM and len(plain_words(text)) >= _MOVED * _LEAST)


def _moved(run: Sequence[str], text: str | None) -> bool:
    """Whether the words of a passage are among those that a unit lost or got (None: all of them)."""
    return text is None or sum(map(set(plain_words(text.casefold())).__contains__, run)) >= _MOVED * len(run)


def _shared(
    old: Wording, olds: _Lost, new: Wording, news: _Lost, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """The runs of words that stand once on each side, as long as they are, in an old unit that may have lost them and,
    but for its pairs, in a new one that may have got them: the old unit, the new one, and where the run begins and ends
    in the old one."""
    came = set(_runs(new, (j for j, text in news.items() if _is_room(text))))
    here = {i: came.intersection(old.runs(i)) for i, text in olds.items() if _is_room(text)} if came else {}
    for i, j in pairs:
        if here.get(i):
            here[i].difference_update(new.runs(j))
    left = {i: those for i, those in here.items() if len(those) >= _OWN}
    stays = (set(old.runs(i)).intersection(new.runs(j)) for i, j in pairs if i in left)
    both = set().union(*left.values(), *stays)
    there = _once(new, [*news], _once(old, [*olds], both).keys())
    for i in left:
        text, reached = old.signs(i), 0
        for at, run in enumerate(old.runs(i)):
            if at < reached or run not in there:
                continue
            j, k = there[run]
            other = new.signs(j)
            first = at - Postfix.similarity(text[reached:at], other[:k])
            reached = at + Prefix.similarity(text[at:], other[k:])
            yield i, j, first, reached


def _once(side: Wording, those: Sequence[int], wanted: Collection[str]) -> dict[str, tuple[int, int]]:
    """The wanted runs of words that some units say once: in which, and from which of its words on."""
    if not wanted:
        return {}
    texts = [side.signs(i) for i in those]
    whole = "\n".join(texts)
    if len(wanted) > _MANY:
        runs = [whole[k : k + RUN] for k in range(len(whole) - RUN + 1)]
        times = Counter(filter(wanted.__contains__, runs))
        places = {run: k for k, run in enumerate(runs) if times.get(run) == 1}
    else:
        found_at = ((run, whole.find(run)) for run in wanted)
        places = {run: k for run, k in found_at if k >= 0 and whole.find(run, k + 1) < 0}  # places may overlap
    begins = [*accumulate((len(text) + 1 for text in texts), initial=0)]
    found = {run: (bisect_right(begins, k) - 1, k) for run, k in places.items()}
    return {run: (those[n], k - begins[n]) for run, (n, k) in found.items()}


def _weight(run: Sequence[str]) -> float:
    return sum(_OF_A_SIGN if len(w) == 1 and not w.isascii() else 1.0 for w in run if _says(w))


def _says(word: str) -> bool:
    """Whether a word is more than a sign of punctuation."""
    return len(word) > 1 or word.isalnum()
