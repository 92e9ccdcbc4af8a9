"""The page on adding a language holds a whole language file; it fits the shape, and its own examples hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from akn.data import checked
from akn.languages.shape import Example, Language
from tests.akn.languages.test_examples import TESTS

_PAGE = Path(__file__).resolve().parents[3] / "docs" / "adding-a-language.md"


def _table() -> dict[str, Any]:
    blocks = re.findall(r"^```toml\n(.*?)^```", _PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return tomllib.loads("\n".join(blocks))


TABLE = _table()
EXAMPLES = [checked(Example, row, "adding-a-language.md") for row in TABLE.pop("examples")]
PORTUGUESE = checked(Language, TABLE, "adding-a-language.md")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.text)
def test_the_examples_of_the_page_hold(example: Example) -> None:
    TESTS[example.test](PORTUGUESE, example)


def test_the_page_shows_every_kind_of_example_but_detection() -> None:
    # a text can only be detected as a language whose file is in the folder
    assert {example.test for example in EXAMPLES} == set(TESTS) - {"detect"}
