"""The counter of work counts, and the law of growth can fail."""

from __future__ import annotations

import pytest

from tests.thorough import of_full
from tests.work import calls, grows_linearly


def test_calls_in_python_and_in_c_are_counted_and_nothing_else() -> None:
    def inner() -> int:
        return abs(-1)

    assert calls(lambda: [inner() for _ in range(100)]) - calls(lambda: None) >= 200


def test_work_in_proportion_passes_and_work_that_grows_with_the_square_fails() -> None:
    grows_linearly(lambda n: lambda: [abs(i) for i in range(n)], 100)
    with pytest.raises(AssertionError, match=f"calls for {of_full(100, 50)},"):
        grows_linearly(lambda n: lambda: [abs(i) for i in range(n * n)], 100)
