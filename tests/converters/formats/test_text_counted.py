"""Numbers of typed texts that belong to words beside them and call no note."""

from __future__ import annotations

import pytest

from converters.formats.printed.labels import likely_references
from converters.formats.text.counted import Counted

_ENGLISH = "The Security Council, recalling the report of the wardens on the lamps of the northern quays"
_FRENCH = "Le Conseil de sécurité, rappelant le rapport des gardiens sur les feux des quais du nord"


def _calls(text: str, labels: set[str], whole: str = _ENGLISH, note: str = "") -> list[str]:
    """The numbers that may call a note and belong to no word."""
    counted = Counted([whole])
    return [r.marker for r in likely_references(text, labels, (), apart=True) if not counted.has(text, r, note)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("and paragraph 3 of that resolution", {"3"}),
        ("as in Article 4 of the Charter", {"4"}),
        ("under agenda item 7 of the session", {"7"}),
        ("Noting the reports on items 7 and 8 of the list", {"7", "8"}),
        ("Noting the maps of areas 1, 2 and 3 of the bay", {"1", "2", "3"}),
        ("Noting areas A 1 and B 2 of the bay", {"1", "2"}),
        ("by votes of 12 States, with 3 abstentions", {"12", "3"}),
        ("to report on area 1; and", {"1"}),
        ("its letter dated 12 of the same month", {"12"}),
        ("Endorses stage 1 and stage 2 of the plan", {"1", "2"}),
    ],
)
def test_numbers_of_words_call_no_note(text: str, labels: set[str]) -> None:
    assert _calls(text, labels) == []


def test_numbers_after_nouns_of_another_language_call_no_note() -> None:
    assert _calls("et le paragraphe 3 de cette résolution", {"3"}, _FRENCH) == []
    assert _calls("les points 7 et 8 de la liste", {"7", "8"}, _FRENCH) == []
    assert _calls("le rapport du Secrétaire général 3 sur la question", {"3"}, _FRENCH) == ["3"]


def test_other_numbers_beside_words_still_call_notes() -> None:
    assert _calls("Having received the report of the wardens 3 on the quays", {"3"}) == ["3"]
    assert _calls("Recalling its resolution 900 (2044) of 4 March 2044, 5", {"5"}) == ["5"]
    assert _calls("of the Council on 10 September 14 and 8 October 15 of that year", {"14", "15"}) == ["14", "15"]
    assert _calls("Adopted unanimously at the 9999th meeting. 6", {"6"}) == ["6"]


def test_a_number_counts_what_its_note_begins_with() -> None:
    text = "Decides to close the quays after 2 years and by June 6 months later"
    assert _calls(text, {"6"}, note=" months from June of that year.") == []
    assert _calls(text, {"6"}, note=" See the report of the wardens.") == ["6"]


@pytest.mark.parametrize("text", ["the bay has 1 old lamp and 2 new ones", "Appoints 1 keeper and 3 deputies"])
def test_the_first_of_two_counts_may_be_no_call(text: str) -> None:
    counted = Counted([_ENGLISH])
    references = likely_references(text, {"1", "2", "3"}, (), apart=True)
    assert [r.marker for r in references if not (counted.has(text, r, "") or counted.may_have(text, r))] == []


@pytest.mark.parametrize(
    ("text", "note", "whole"),
    [
        ("Noting the report of the wardens 2 the lamps of which are low", " The report is in S/2042/17.", _ENGLISH),
        ("Noting the report of the wardens 2 a copy of which is kept", " A report is in S/2042/17.", _ENGLISH),
        ("Prenant note du rapport des gardiens 2 les feux étant bas", " Les pages sont celles de S/2042/17.", _FRENCH),
    ],
)
def test_an_article_that_a_note_begins_with_is_not_counted(text: str, note: str, whole: str) -> None:
    assert _calls(text, {"2"}, whole, note) == ["2"]


def test_the_heading_of_a_list_is_no_text_above_notes() -> None:
    counted = Counted([_ENGLISH])
    assert counted.heads_list(["2. Decides to remain seized of the matter.", "Annex", "Budget"])
    assert counted.heads_list(["2. Decides to remain seized of the matter.", "Annex I", "Budget of 2045"])
    assert not counted.heads_list(["2. Decides to remain seized of the matter.", "Adopted at the 9999th meeting"])
    assert not counted.heads_list(["1. Urges all keepers to report.", "Adopted at the 9999th meeting by 9 votes 6"])
    assert not counted.heads_list([])
