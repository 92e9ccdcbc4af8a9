"""Typed numbers at the head of paragraphs: what is one, and what it can mean."""

from __future__ import annotations

import pytest

from akn.languages import codes, load
from akn.languages.labels import match_label


@pytest.mark.parametrize("code", [c for c in codes() if c != "ara"])
@pytest.mark.parametrize("label", ["2 bis.", "2\u00a0ter.", "2bis.", "2-quater.", "(2 bis)"])
def test_a_number_that_was_put_in_behind_another_is_one_in_all_languages(code: str, label: str) -> None:
    found = match_label(load(code), f"{label} Lamps")
    assert found is not None
    assert (found.printed, found.readings[0], found.inserted) == (label, ("number", 2), True)


def test_arabic_numbers_with_dashes_may_be_put_in_too() -> None:
    found = match_label(load("ara"), "٢ bis - مصابيح")
    assert found is not None
    assert (found.printed, found.readings, found.inserted) == ("٢ bis -", (("number", 2),), True)


@pytest.mark.parametrize("text", ["2 bison. Graze", "2 bis Lamps", "2 bis 3 Lampen", "2 terns. Fly", "bis. Lamps"])
def test_other_words_behind_a_number_make_no_label(text: str) -> None:
    assert match_label(load("eng"), text) is None


def test_a_plain_number_is_not_put_in() -> None:
    found = match_label(load("eng"), "2. bis repetita")
    assert found is not None
    assert (found.printed, found.inserted) == ("2.", False)
