"""Texts with a place in them, as people type and paste them."""

from __future__ import annotations

import pytest

from akn.errors import UsageError
from akn_library import Library
from akn_library.answers import answer
from akn_library.typed import meant, parted


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("A/RES/97/31", ""),
        ("A/RES/97/31, para. 2", "para_2"),
        ("A/RES/97/31 para 2", "para_2"),
        ("A/RES/97/31 (para. 2)", "para_2"),
        ("A/RES/97/31, para. 2.", "para_2"),
        ("97/31, OP 2", "para_2"),
        ("A/RES/97/31 OP2", "para_2"),
        ("A/RES/97/31 § 2", "para_2"),
        ("A/RES/97/31#para_2", "para_2"),
        ("https://undocs.org/en/A/RES/97/31 para. 2", "para_2"),
        ("A/RES/97/31, paragraph 2 (b)", "para_2__list_1__point_b"),
        ("A/RES/97/31, para. 2(b)(ii)", "para_2__list_1__point_b__list_1__point_ii"),
        ("A/RES/97/31, operative paragraph 2 (b)", "para_2__list_1__point_b"),
        ("A/RES/97/31, paragraph 2, subparagraph (b)", "para_2__list_1__point_b"),
        ("paragraph 2 of resolution 97/31", "para_2"),
        ("paragraphe 2 b) de la résolution 97/31", "para_2__list_1__point_b"),
        ("A/RES/97/31, párr. 2", "para_2"),
        ("пункт 2 резолюции 97/31", "para_2"),
        ("A/RES/97/31، الفقرة 2", "para_2"),
        ("A/RES/97/31，第2段", "para_2"),
        ("A/RES/97/31, annex, para. 2", "att_1__para_2"),
        ("A/RES/97/31, annex II, sect. IV, para. 2", "att_2__sec_IV__para_2"),
        ("A/RES/97/31, preambular paragraph 1", "container_1"),
    ],
)
def test_a_place_beside_a_symbol_is_understood(library: Library, typed: str, eid: str) -> None:
    assert parted(library.connection, typed) == ("A/RES/97/31", eid)


@pytest.mark.parametrize(
    "said",
    ["paras. 1-2", "paras. 1 and 2", "para. 2 and what follows", "para. 2 bis", "PP 2", "preambular paragraph 77",
     "of 4 December 2042"],
)  # fmt: skip
def test_what_is_more_than_one_place_or_none_is_refused_with_it(library: Library, said: str) -> None:
    with pytest.raises(UsageError, match="A/RES/97/31 is one") as refused:
        parted(library.connection, f"A/RES/97/31, {said}")
    assert repr(said) in str(refused.value)


def test_a_place_in_a_resolution_is_in_none_of_another_kind(library: Library) -> None:
    db = library.connection
    assert parted(db, "para. 2 of resolution 97/31") == ("A/RES/97/31", "para_2")
    with pytest.raises(UsageError, match="is no symbol"):
        meant(db, "para. 2 of decision 97/31")


def test_all_questions_take_it(library: Library) -> None:
    typed = "A/RES/97/31, para. 2"
    assert list(library.cited_by(typed)) == list(library.cited_by("A/RES/97/31", "2")) != []
    assert list(library.history(typed)) == list(library.history("A/RES/97/31", "2")) != []
    assert list(library.follow(typed)) == list(library.follow("A/RES/97/31", paragraph="2")) != []
    assert list(library.cites("A/RES/98/40, para. 2")) == list(library.cites("A/RES/98/40", paragraph="2"))
    assert {row.paragraph for row in library.cites("A/RES/98/40, para. 2")} < {
        row.paragraph for row in library.cites("A/RES/98/40")
    }
    assert library.holds(typed)
    read = answer(library, "read", {"symbol": typed})
    assert read == answer(library, "read", {"symbol": "A/RES/97/31", "paragraph": "2"})
    assert '"place":"operative paragraph 2 (b)"' in read


def test_where_only_a_whole_text_can_be_asked_for_a_place_is_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="only a whole text"):
        list(library.find(symbol="A/RES/97/31, para. 2"))


def test_two_places_are_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="names a place already"):
        library.cited_by("A/RES/97/31, para. 2", "3")
    assert list(library.cited_by("A/RES/97/31, para. 2", "para. 2"))
