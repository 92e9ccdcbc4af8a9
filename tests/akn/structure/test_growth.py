"""The work of structure grows with the lines, whatever stands in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akn.blocks import Block
from akn.parse import parse_blocks
from akn.text import Text
from tests.work import grows_linearly

_LINES: dict[str, Callable[[int, int], str]] = {
    "a list that counts down": lambda i, n: f"({n - i}) Word {i};",
    "paragraphs that count down": lambda i, n: f"{n - i}. Word {i};",
    "text among points": lambda i, n: f"({i // 2}) Word;" if i % 2 else f"Word {i};",
    "drafts within drafts": lambda i, n: (
        "The General Assembly," if i % 2 else "Recommends the adoption of the following draft resolution, namely:"
    ),
    "letters of parts": lambda i, n: "ABCDEFGH"[i % 8],
    "passages of chapters that all begin alike": lambda i, n: (
        f"{'Chapter ' + str(i // 2) if i % 2 else '1. The tide shall be as in paragraph 1 above.'}"
    ),
    "headings": lambda i, n: f"{'IVX'[i % 3]}. Lamps",
}


@pytest.mark.parametrize("lines", _LINES.values(), ids=_LINES.keys())
def test_the_work_grows_with_the_lines(lines: Callable[[int, int], str]) -> None:
    def run(size: int) -> Callable[[], object]:
        blocks = tuple(
            Block(Text(line))
            for line in ("The General Assembly,", "1. Decides:", *(lines(i, size) for i in range(size)))
        )
        return lambda: parse_blocks(blocks)

    grows_linearly(run, 150)
