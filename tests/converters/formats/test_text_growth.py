"""Work grows with the text and not faster, whatever the text is made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.hostile import TEXTS
from converters.formats import text as text_format
from tests.thorough import of_full
from tests.work import grows_linearly


@pytest.mark.parametrize("kind", TEXTS)
def test_work_grows_with_the_text_and_not_faster(kind: str) -> None:
    def run(n: int) -> Callable[[], object]:
        data = TEXTS[kind](n)
        return lambda: text_format.read(data)

    grows_linearly(run, 1, of_full(8, 3))
