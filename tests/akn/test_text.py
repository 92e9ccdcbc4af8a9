"""What can be told of characters alone."""

from __future__ import annotations

import pytest

from akn.text import has_case


@pytest.mark.parametrize(
    ("content", "cased"),
    [
        ("Lamps", True),
        ("(a) lamps", True),
        ("12. Фонари", True),
        ("«λύχνοι»", True),
        ("(أ) مصابيح", False),
        ("1. 灯", False),
        ("(1) …", False),
        ("", False),
    ],
)
def test_a_script_has_case_if_its_first_letter_has(content: str, cased: bool) -> None:
    assert has_case(content) is cased
