"""Numbers by their shape alone."""

from __future__ import annotations

import pytest

from akn.inline.numbers import NumberForm, numbers
from akn.languages import load


@pytest.mark.parametrize(("year", "found"), [(1945, 0), (1946, 1), (2044, 1), (2199, 1), (2200, 0)])
def test_a_year_after_a_number_is_one_in_which_there_can_be_resolutions(year: int, found: int) -> None:
    assert [n.second for n in numbers(f"resolution 112 ({year})", load("eng")) if n.shape is NumberForm.YEAR] == (
        [str(year)] * found
    )
