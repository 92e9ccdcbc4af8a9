"""How deep headings stand where a person says it of one of them."""

from __future__ import annotations

import random

import pytest

from akn.structure.headings import Heading
from akn.structure.levels import FoundHeading, levels
from akn.text import EMPTY

KINDS = ("part", "chapter", "section", "title")


def _levels(ranks: list[int], said: dict[int, int]) -> list[int]:
    headings = [Heading(KINDS[rank], rank, f"{i}.", EMPTY) for i, rank in enumerate(ranks)]
    return levels([FoundHeading(heading, said=said.get(i, 0)) for i, heading in enumerate(headings)])


def test_a_heading_raised_by_two_levels_ends_what_is_open_above_it() -> None:
    ranks = [0, 1, 2, 2, 2, 2, 1, 0]  # Part, Chapter, A., B., C., D., Chapter, Part
    assert _levels(ranks, {}) == [1, 2, 3, 3, 3, 3, 2, 1]
    assert _levels(ranks, {3: 2}) == [1, 2, 3, 2, 3, 3, 2, 1]
    assert _levels(ranks, {3: 1}) == [1, 2, 3, 1, 2, 2, 2, 1]


@pytest.mark.parametrize("seed", range(100))
def test_headings_after_a_raised_one_stay_beside_each_other(seed: int) -> None:
    chance = random.Random(seed)
    ranks = [chance.randrange(4) for _ in range(9)]
    read = _levels(ranks, {})
    raised = chance.randrange(1, 9)
    said = chance.randint(1, read[raised])
    made = _levels(ranks, {raised: said})
    assert made[: raised + 1] == [*read[:raised], said]
    for i in range(1, 9):
        assert made[i] <= made[i - 1] + 1, "none stands two levels below the one before it"
        beside = next((k for k in range(i - 1, raised, -1) if read[k] <= read[i]), None)
        if beside is not None and read[beside] == read[i]:
            assert made[beside] == made[i]
