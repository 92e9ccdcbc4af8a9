"""Which clauses are looked at for parts of each other: few, and none is missed."""

from __future__ import annotations

import math
import random

import pytest
from rapidfuzz.distance import LCSseq

from akn.compare.clause_parts import _ALIKE_THERE, _LEAST, _sharing


def _clauses(seed: int, count: int, words: int) -> list[list[str]]:
    """Lists of words of different lengths, a few of which are in most of them."""
    rng = random.Random(seed)
    known = [f"word{int(rng.paretovariate(0.7))}" for _ in range(words)]
    return [rng.choices(known, k=rng.randrange(16)) for _ in range(count)]


@pytest.mark.parametrize("seed", range(20))
def test_no_pair_with_enough_in_common_is_passed_over(seed: int) -> None:
    gone, come = _clauses(seed, 20, 60), _clauses(seed + 100, 20, 60)
    for one, two in zip(gone, come, strict=True):
        two[:0] = one[: seed % 12]
    least = [max(_LEAST, math.ceil(_ALIKE_THERE[0] * n)) for n in range(60)]
    enough = {
        (i, j)
        for i, one in enumerate(gone)
        for j, two in enumerate(come)
        if LCSseq.similarity(one, two) >= least[min(len(one), len(two))]
    }
    assert enough or seed % 12 < _LEAST
    assert enough <= _sharing(gone, come)


def test_clauses_without_common_words_are_not_compared() -> None:
    gone = [[f"old{i}x{k}" for k in range(20)] for i in range(300)]
    come = [[f"new{i}x{k}" for k in range(20)] for i in range(300)]
    come[7] = gone[250][:15]
    assert _sharing(gone, come) == {(250, 7)}
