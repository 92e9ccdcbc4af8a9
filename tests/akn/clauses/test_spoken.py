"""The words of those who declare, made to be slow to read."""

from __future__ import annotations

from akn.clauses.spoken import find_spoken
from akn.languages import load


def test_a_row_of_commas_after_the_speaker_has_an_end() -> None:
    commas = " ," * 400  # tried in two to the power of 400 ways, it has none
    assert list(find_spoken(f"We{commas} lamps", load("eng"))) == []
    assert [s.key for s in find_spoken("We, therefore, reaffirm that lamps are lit", load("eng"))] == ["reaffirms"]
