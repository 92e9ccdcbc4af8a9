"""Which of the paired units moved: out of the order of all others, or to another part of the document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from akn.compare.align import PARTS, Pair
from akn.compare.chain import heaviest_chain
from akn.compare.units import Unit

_LONG = 10_000


def moved(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> frozenset[int]:
    """The old units that moved, by index.

    The fewest paragraphs that had to move are those that did, of two that changed places the shorter one.  What stands
    in a paragraph moves with it; within the paragraph the points are looked at by themselves.  Notes do not move: they
    stand where they are called.
    """
    found = {p.old for p in pairs if old[p.old].place is not new[p.new].place}
    partner = {p.old: p.new for p in pairs}
    roots = _roots(old), _roots(new)
    outer = [p for p in pairs if p.old == roots[0][p.old] and p.new == roots[1][p.new] and p.old not in found]
    chain = heaviest_chain((p.old, p.new, 1 + min(len(old[p.old].text), _LONG) / _LONG**2) for p in outer)
    kept = {i for i, _, _ in chain}
    found |= {p.old for p in outer if p.old not in kept}
    olds, news = [i for i, _, _ in chain], [j for _, j, _ in chain]
    inside: dict[tuple[int, int], list[Pair]] = {}
    for p in pairs:
        i, j = roots[0][p.old], roots[1][p.new]
        if (p.old == i and p.new == j) or p.old in found:
            continue
        if partner.get(i) == j:
            inside.setdefault((i, j), []).append(p)
        else:
            at = bisect_left(olds, p.old)
            if not (at == 0 or news[at - 1] <= p.new) or not (at == len(news) or p.new <= news[at]):
                found.add(p.old)
    for (i, _), those in inside.items():
        stayed = {k for k, _, _ in heaviest_chain((p.old, p.new, 1.0) for p in those)} if i not in found else set()
        found |= {p.old for p in those if p.old not in stayed}
    return frozenset(i for i in found if old[i].kind != "note")


def _roots(units: Sequence[Unit]) -> list[int]:
    """For each unit the paragraph, heading or line in which it stands, or which it is."""
    roots: list[int] = []
    for i, unit in enumerate(units):
        roots.append(roots[unit.parent] if unit.kind in PARTS and unit.parent >= 0 else i)
    return roots
