"""Language files are found by listing, checked strictly, and loaded once."""

from __future__ import annotations

import pytest

from akn.errors import UsageError
from akn.languages import codes, load


def test_english_and_arabic_are_there() -> None:
    assert {"eng", "ara"} <= set(codes())


@pytest.mark.parametrize("code", codes())
def test_every_file_fits_its_shape_and_answers_to_all_its_codes(code: str) -> None:
    language = load(code)
    assert language.code == code
    assert all(load(other) is language for other in language.also)


def test_an_unknown_code_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="eng"):
        load("tlh")
