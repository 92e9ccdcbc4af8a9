"""The heaviest chain that rises in two orders at once: a weighted longest increasing subsequence."""

from __future__ import annotations


def heaviest_chain(pairs: list[tuple[tuple[int, int], int, float]]) -> list[tuple[tuple[int, int], int]]:
    """Of (place, number, weight) pairs those that rise strictly in place and number and weigh most together.

    Takes n log n steps (a Fenwick tree of the best chains by their last number).  Of equal chains the earliest wins.

    >>> heaviest_chain([((0, 4), 0, 1.0), ((0, 9), 2, 5.0), ((1, 0), 1, 1.0), ((2, 0), 2, 5.0)])
    [((0, 4), 0), ((1, 0), 1), ((2, 0), 2)]
    """
    if not pairs:
        return []
    ordered = sorted(range(len(pairs)), key=lambda i: pairs[i][0])
    size = max(n for _, n, _ in pairs) + 1
    best = [-1] * (size + 1)  # index of the last pair of the best chain
    total = [0.0] * len(pairs)
    previous = [-1] * len(pairs)
    waiting: list[int] = []

    def enter(i: int) -> None:
        node = pairs[i][1] + 1
        while node <= size:
            if best[node] < 0 or total[best[node]] < total[i]:
                best[node] = i
            node += node & -node

    for i in ordered:
        if waiting and pairs[waiting[-1]][0] != pairs[i][0]:
            for done in waiting:
                enter(done)
            waiting = []
        node, found = pairs[i][1], -1
        while node:
            if best[node] >= 0 and (found < 0 or total[best[node]] > total[found]):
                found = best[node]
            node -= node & -node
        total[i] = pairs[i][2] + (total[found] if found >= 0 else 0.0)
        previous[i] = found
        waiting.append(i)
    at = max(ordered, key=lambda i: total[i])
    chain: list[tuple[tuple[int, int], int]] = []
    while at >= 0:
        chain.append((pairs[at][0], pairs[at][1]))
        at = previous[at]
    return chain[::-1]
