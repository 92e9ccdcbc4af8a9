"""The heaviest chain of pairs that keep the order of both sides: what has not moved."""

from __future__ import annotations

from collections.abc import Iterable

Link = tuple[int, int, float]
"""A place on the old side, a place on the new side, and what the pair is worth (more than 0)."""


def heaviest_chain(links: Iterable[Link]) -> list[Link]:
    """Those of the pairs that are worth most together, each after the one before on both sides.

    The work grows with the number of pairs, not with the product of the two sides.

    >>> heaviest_chain([(0, 0, 1), (1, 9, 1), (2, 1, 1), (3, 2, 1)])
    [(0, 0, 1), (2, 1, 1), (3, 2, 1)]
    """
    # of pairs with one place on the old side the furthest on the new side comes first: so they never follow each other
    ordered = sorted(links, key=lambda link: (link[0], -link[1], link[2]))
    places = {new: n for n, new in enumerate(sorted({link[1] for link in ordered}), 1)}
    # a Fenwick tree: the best chain that ends at or before a place of the new side
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    end = (0.0, -1)
    for at, (_, new, worth) in enumerate(ordered):
        place = places[new]
        value, last = _best_until(best, place - 1)
        before.append(last)
        found = (value + worth, at)
        _keep(best, place, found)
        if found[0] > end[0]:
            end = found
    chain = []
    at = end[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _best_until(best: list[tuple[float, int]], place: int) -> tuple[float, int]:
    found = (0.0, -1)
    while place:
        if best[place][0] > found[0]:
            found = best[place]
        place -= place & -place
    return found


def _keep(best: list[tuple[float, int]], place: int, found: tuple[float, int]) -> None:
    while place < len(best):
        if found[0] > best[place][0]:
            best[place] = found
        place += place & -place
