"""Signs count everywhere or nowhere: whoever asks what ends a sentence asks one table."""

from __future__ import annotations

import unicodedata

import pytest

from akn import punctuation
from akn.structure.evidence import ends_of

SETS = {name: value for name, value in vars(punctuation).items() if name.isupper()}


@pytest.mark.parametrize("signs", SETS.values(), ids=SETS)
def test_no_sign_stands_twice_in_a_set_and_all_are_punctuation(signs: str) -> None:
    assert len(set(signs)) == len(signs)
    assert all(unicodedata.category(sign) == "Po" for sign in signs)


def test_what_ends_a_sentence_is_no_comma_and_no_semicolon() -> None:
    assert not set(punctuation.SENTENCE_ENDS) & set(punctuation.COMMAS + punctuation.SEMICOLONS + punctuation.COLONS)


@pytest.mark.parametrize("sign", punctuation.STOPS)
def test_a_paragraph_that_ends_in_any_stop_is_complete(sign: str) -> None:
    assert ends_of(f"Lamps{sign}").complete
    assert ends_of(f"Lamps{sign}”").complete
