"""Stretches that one of two clauses alone has, whose words the other one has in another stretch: they moved.

Who reads of one change learns more than of one stretch that went and one that came.  What words say depends on where
they stand ("to fund boats and not to fund nets"): those that moved are a change as well.  Where only most of them
stand there, or in another order ("against dual nationals, protesters and prisoners", "experienced by prisoners,
protesters and dual nationals"), both are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from akn.compare.changes import Change
from akn.compare.clause_lists import Block, Span, beside_moved, is_wording, moved, same_words, telling_in
from akn.compare.form_words import articles_of, asides
from akn.compare.worded import Clause

_STEM = 6  # letters: of the beginning of a word, by which it is known
_FEW = 3  # telling words, at most, of a stretch that has to stand elsewhere as it is, and words of that at least
# share of the telling words of a longer stretch that stand in another one, if it became that, and of the telling words
# there, from the first of these to the last
_BECAME, _CLOSE = 0.6, 0.5
_OFTEN = 16  # times: a word that stands so often on one side tells of no place


class _Place(Struct, frozen=True):
    """A telling word of a stretch: the index of that, which of its telling words it is, and where it stands."""

    block: int
    nth: int
    at: int


class _There(Struct, frozen=True):
    """Where the words of a stretch stand in another one: its index, from where to where, the share of them, and whether
    these are the same words in the same order.
    """

    block: int
    span: Span
    share: float
    same: bool


def without_relocated(blocks: Sequence[Block], one: Clause, two: Clause) -> tuple[list[Block], list[Change]]:
    """The stretches without what one side alone has in one of them and the other side in another; what moved is told
    as such, what became other words as one stretch with them.
    """
    sides = _places(one, [(a, b) for a, b, _, _ in blocks]), _places(two, [(c, d) for _, _, c, d in blocks])
    left = {k: [block] for k, block in enumerate(blocks)}
    gone: list[Change] = []
    for k, block in enumerate(blocks):
        a, b, c, d = block
        if (a == b) == (c == d) or left[k] != [block] or not is_wording(block, one, two):
            continue
        clause, span, other = (one, (a, b), two) if c == d else (two, (c, d), one)
        there = _find(clause, span, other, sides[other is two])
        if there is None or left[there.block] != [blocks[there.block]]:
            continue
        if not is_wording(blocks[there.block], one, two):
            continue
        start, end = there.span
        while (
            other.words[start - 1] in articles_of(other.row.language)
            and start > blocks[there.block][2 * (other is two)]
        ):
            start -= 1
        left[there.block] = beside_moved(blocks[there.block], (start, end), one, two)
        if there.same:
            left[k] = []
            gone.append(moved(clause.said(*_bare(clause, span))))
        else:
            left[k] = [(*span, start, end) if clause is one else (start, end, *span)]
    return [rest for k in range(len(blocks)) for rest in left[k]], gone


def _places(clause: Clause, spans: Sequence[Span]) -> Mapping[str, list[_Place]]:
    """The telling words of some stretches, by their beginnings."""
    found: dict[str, list[_Place]] = {}
    for block, span in enumerate(spans):
        for nth, at in enumerate(telling_in(clause, *span)):
            found.setdefault(clause.words[at][:_STEM], []).append(_Place(block, nth, at))
    return found


def _find(clause: Clause, span: Span, other: Clause, places: Mapping[str, list[_Place]]) -> _There | None:
    """Where most of the telling words of a stretch stand close to each other in a stretch of the other side; if they
    are few, one after the other as they are.
    """
    telling = telling_in(clause, *_bare(clause, span))
    said = Counter(clause.words[k][:_STEM] for k in telling)
    known = {word: there for word in said if len(there := places.get(word, [])) <= _OFTEN}
    near = sorted((place.block, place.nth, place.at, word) for word, there in known.items() for place in there)
    best: _There | None = None
    for first, last in _closest(near):
        had = Counter(word for _, _, _, word in near[first : last + 1]) & said
        (block, begin, start, _), (_, end, stop, _) = near[first], near[last]
        share, close = had.total() / len(telling), had.total() / (end - begin + 1)
        whole = stop - start >= _FEW - 1 and clause.words[telling[0] : telling[-1] + 1] == other.words[start : stop + 1]
        long = had.total() > _FEW and close >= _CLOSE and share >= _BECAME
        if (whole or long) and (best is None or share > best.share):
            run = [other.words[k] for k in telling_in(other, start, stop + 1)]
            same = same_words([clause.words[k] for k in telling], run, clause.row.language)
            best = _There(block, (start, stop + 1), share, same)
    return best


def _closest(near: Sequence[tuple[int, int, int, str]]) -> Iterator[tuple[int, int]]:
    """From which to which some words, in the order of their stretches, stand closest together: of each stretch the run
    with the most of them, each worth as much as two others between them.
    """
    best = worth = 0.0
    first, run = 0, (0, -1)
    for k, (block, nth, _, _) in enumerate(near):
        if k and block != near[k - 1][0]:
            yield run
            best = worth = 0.0
        gap = nth - near[k - 1][1] - 1 if worth else 0
        if worth <= gap * _CLOSE:
            worth, first = 0.0, k
        else:
            worth -= gap * _CLOSE
        worth += 1
        if worth > best:
            best, run = worth, (first, k)
    if near:
        yield run


def _bare(clause: Clause, span: Span) -> Span:
    """A stretch without what may be put into any clause at its end ("in this regard"), up to its last telling word."""
    start, end = span
    for words in asides(clause.row.language):
        if start < end - len(words) and clause.words[end - len(words) : end] == words:
            end -= len(words)
            break
    telling = telling_in(clause, start, end)
    return (start, telling[-1] + 1) if telling else span
