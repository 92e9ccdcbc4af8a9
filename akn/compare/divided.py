"""Units that were divided into several, or joined to one: found beside the pair that holds most of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

from akn.compare.align import Pair
from akn.compare.units import Unit
from akn.compare.words import likeness, plain_words

_HELD = 0.8  # so much of the smaller unit is found in the larger one
_LEAST = 4  # words: less than that is found anywhere
_GAIN = 0.05  # by so much the parts together are more like the whole than the first part alone
_MOST = 12


def divided(one: Sequence[Unit], many: Sequence[Unit], pairs: Iterable[Pair]) -> dict[int, tuple[int, ...]]:
    """For each unit of `one` that several of `many` hold together: their indices in order.

    `pairs` pairs `one` (as `old`) with `many`.  Called with the sides exchanged it finds what was joined.
    """
    known = {p.old: p for p in pairs}
    taken = {p.new for p in known.values()}
    found: dict[int, tuple[int, ...]] = {}
    for p in known.values():
        if p.similarity == 1 or not any(True for step in (1, -1) for _ in _run(p.new, step, many, taken)):
            continue
        parts = _parts(one[p.old], many, p.new, taken)
        if len(parts) > 1:
            found[p.old] = parts
            taken.update(parts)
    return found


def _run(at: int, step: int, many: Sequence[Unit], taken: set[int]) -> Iterable[int]:
    """The unpaired units of the same place next to a paired one, nearest first."""
    place = many[at].place
    for k in range(1, _MOST):
        j = at + k * step
        if not 0 <= j < len(many) or j in taken or many[j].place is not place or many[j].kind == "note":
            return
        yield j


def _parts(whole: Unit, many: Sequence[Unit], first: int, taken: set[int]) -> tuple[int, ...]:
    wanted = _words(whole)
    parts, words = [first], _words(many[first])
    best = likeness(wanted, words)
    for step in (1, -1):
        for j in _run(first, step, many, taken):
            more = _words(many[j])
            if len(more) < _LEAST or LCSseq.similarity(more, wanted) < _HELD * len(more):
                break
            together = [*words, *more] if step > 0 else [*more, *words]
            alike = likeness(wanted, together)
            if alike < best + min(_GAIN, len(more) / len(wanted) / 2):
                break
            parts.append(j)
            words, best = together, alike
    return tuple(sorted(parts))


def _words(unit: Unit) -> list[str]:
    return plain_words(unit.text.content.casefold())
