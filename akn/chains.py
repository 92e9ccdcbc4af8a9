"""What keeps its order: units of two documents, notes and what refers to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeVar

P = TypeVar("P", int, tuple[int, int])


def heaviest_chain(links: Iterable[tuple[P, int, float]]) -> list[tuple[P, int, float]]:
    """Of links between two sides (a place on each, and what the link is worth: more than 0) those that are worth most
    together, each after the one before on both sides.

    The work grows with the number of links, not with the product of the two sides.

    >>> heaviest_chain([(0, 0, 1), (1, 9, 1), (2, 1, 1), (3, 2, 1)])
    [(0, 0, 1), (2, 1, 1), (3, 2, 1)]
    """
    # of links with one place on the first side the furthest on the other comes first: so they never follow each other
    ordered = sorted(links, key=lambda link: (link[0], -link[1], link[2]))
    # the chains worth keeping, by the place where they end on the other side: each is worth more than those before it
    places: list[int] = [-1]
    worths: list[float] = [0.0]
    ends: list[int] = [-1]
    before: list[int] = []
    for at, (_, place, worth) in enumerate(ordered):
        best = bisect_left(places, place) - 1
        before.append(ends[best])
        total = worths[best] + worth
        last = best + 1
        if last < len(places) and places[last] == place and worths[last] >= total:
            continue
        while last < len(places) and worths[last] < total:
            last += 1
        places[best + 1 : last], worths[best + 1 : last], ends[best + 1 : last] = [place], [total], [at]
    chain = []
    at = ends[-1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]
