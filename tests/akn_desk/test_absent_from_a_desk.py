"""What is cited and not here: rows and their order."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("starlette")

from akn_desk.absent import _cited_absent


def test_a_document_with_two_symbols_is_one_row_and_the_most_cited_stand_first() -> None:
    def cites(symbol: str, paragraph: str) -> Any:
        return SimpleNamespace(file="a.txt", cited=symbol, paragraph=paragraph, place=paragraph)

    folder: Any = SimpleNamespace(root="/papers")
    wish: Any = SimpleNamespace(of=lambda _: [SimpleNamespace(path="/papers/a.txt")])
    references = [
        cites("A/98/1", "para_1"),  # three times in one paragraph is one place
        cites("A/98/1", "para_1"),
        cites("A/98/1", "para_1"),
        cites("A/98/486", "para_1"),
        cites("A/98/486-S/26560", "para_2"),
        cites("A/CONF.99/L.1-2", "para_2"),
    ]
    found = _cited_absent(folder, wish, references)
    assert {symbol: len(those) for symbol, those in found.items()} == {
        "A/98/486-S/26560": 2,
        "A/98/1": 3,
        "A/CONF.99/L.1-2": 1,
    }
    assert next(iter(found)) == "A/98/486-S/26560"
