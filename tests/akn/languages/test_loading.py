"""Language files are found by listing, checked strictly, and loaded once."""

from __future__ import annotations

import pytest

from akn.errors import DataError, UsageError
from akn.languages import codes, load
from akn.languages.check import checked
from akn.languages.shape import Ordinals


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


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"simple": {}, "tens": {}, "join": [], "extra": 1}, "x.toml: ordinals.extra is not a known key"),
        ({"simple": {}, "tens": {}}, "x.toml: ordinals.join is missing"),
        ({"simple": {"1": 2}, "tens": {}, "join": []}, "x.toml: ordinals.simple.1 must be str, not int"),
        ({"simple": {}, "tens": {}, "join": "x"}, "x.toml: ordinals.join must be an array, not str"),
        ([], "x.toml: ordinals must be a table, not list"),
    ],
)
def test_a_file_that_does_not_fit_names_file_key_and_what_is_wrong(table: object, message: str) -> None:
    with pytest.raises(DataError) as raised:
        checked(Ordinals, table, "x.toml", "ordinals")
    assert str(raised.value) == message
