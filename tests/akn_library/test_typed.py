"""Texts with a place in them, as people type and paste them."""

from __future__ import annotations

import json
from collections.abc import Iterator

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


HEAD = """\
United Nations

A/RES/99/{n}

General Assembly

Resolution adopted by the General Assembly on 9 December 2044

99/{n}. {title}

The General Assembly,
"""
IN_SECTIONS = (
    HEAD.format(n=7, title="Beacons")
    + """
I
Beacons on land

1. Recalls its resolution 97/31 of 4 December 2042;

2. Recalls also its resolution 98/40 of 3 December 2043, and decides:

(a) To light the beacons;

(b) To keep them lit;

II
Beacons at sea

3. Decides to remain seized of the matter.

64th plenary meeting
9 December 2044
"""
)
CITING = (
    HEAD.format(n=8, title="Buoys")
    + """
1. Recalls paragraph 2 of its resolution 99/7 of 9 December 2044;

2. Recalls also section I, paragraph 2, of its resolution 99/7;

3. Decides to remain seized of the matter.
"""
)


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("sections")
    (folder / "a.txt").write_text(IN_SECTIONS)
    (folder / "b.txt").write_text(CITING)
    with Library(folder / "akn.db", create=True) as made:
        assert all(one.ok for one in made.add([folder]))
        yield made


@pytest.mark.parametrize("said", ["para. 2", "sect. I, para. 2"])
def test_paragraphs_in_sections_are_found_by_their_number_in_all_questions(sections: Library, said: str) -> None:
    typed = f"A/RES/99/7, {said}"
    assert [(row.paragraph, row.cited) for row in sections.cites(typed)] == [("sec_I__para_2", "A/RES/98/40")]
    read = json.loads(answer(sections, "read", {"symbol": typed}))["rows"]
    assert [row["eid"] for row in read] == [
        f"sec_I__para_2{rest}" for rest in ("", "__list_1__point_a", "__list_1__point_b")
    ]
    assert read == json.loads(answer(sections, "read", {"symbol": "A/RES/99/7", "paragraph": "2"}))["rows"]
    assert [stage.place for stage in sections.history(typed)] == ["section I, operative paragraph 2"]


def test_who_cites_a_paragraph_in_a_section_is_found_with_and_without_it(sections: Library) -> None:
    assert [row.paragraph for row in sections.cited_by("A/RES/99/7, para. 2")] == ["para_1", "para_2"]
    assert [row.paragraph for row in sections.cited_by("A/RES/99/7, sect. I, para. 2")] == ["para_2"]


def test_a_section_that_a_paragraph_is_not_in_has_it_not(sections: Library) -> None:
    assert not list(sections.cites("A/RES/99/7, sect. II, para. 2"))
    assert not json.loads(answer(sections, "read", {"symbol": "A/RES/99/7, sect. II, para. 2"}))["rows"]


@pytest.mark.parametrize("said", ["p. 4", "n. 4", "s. 4", "c 4", "v. 2", "P. 4", "A 4", "p."])
def test_a_letter_before_a_stop_or_a_number_is_no_part(library: Library, said: str) -> None:
    for symbol in ("A/RES/98/12", "S/RES/2231 (2015)"):
        with pytest.raises(UsageError) as refused:
            parted(library.connection, f"{symbol} {said}")
        assert f"{symbol} is one: {said.rstrip('.')!r}" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "symbol", "eid"),
    [
        ("A/RES/98/12 B", "A/RES/98/12 B", ""),
        ("A/RES/98/12B", "A/RES/98/12 B", ""),
        ("A/RES/98/12 B.", "A/RES/98/12 B", ""),
        ("A/RES/98/12 B, para. 4", "A/RES/98/12 B", "para_4"),
        ("A/RES/98/12B para. 4", "A/RES/98/12 B", "para_4"),
        ("para. 4 of A/RES/98/12 B.", "A/RES/98/12 B", "para_4"),
        ("a/res/98/12b", "A/RES/98/12 B", ""),
    ],
)
def test_a_capital_at_the_end_of_a_symbol_is_a_part(library: Library, typed: str, symbol: str, eid: str) -> None:
    assert parted(library.connection, typed) == (symbol, eid)


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("Charter", ""),
        ("the Charter", ""),
        ("UN Charter", ""),
        ("charter of the united nations", ""),
        ("Charter Article 51", "art_51"),
        ("Charter Art. 51", "art_51"),
        ("Charter, Article 51", "art_51"),
        ("Article 2, paragraph 4, of the Charter of the United Nations", "art_2__para_4"),
        ("Art. 51 UN Charter", "art_51"),
        ("Charter chapter 7", "chp_VII"),
        ("article 51 de la Charte des Nations Unies", "art_51"),
        ("le paragraphe 4 de l'article 2 de la Charte", "art_2__para_4"),
        ("Charta der Vereinten Nationen, Artikel 51", "art_51"),
        ("artículo 51 de la Carta de las Naciones Unidas", "art_51"),
        ("статья 51 Устава Организации Объединенных Наций", "art_51"),
        ("المادة 51 من ميثاق الأمم المتحدة", "art_51"),
        ("联合国宪章第51条", "art_51"),
    ],
)
def test_the_charter_is_known_by_its_names_with_its_articles_and_chapters(
    library: Library, typed: str, eid: str
) -> None:
    assert parted(library.connection, typed) == ("charter", eid)


@pytest.mark.parametrize(
    "typed",
    ["the Olympic charter, rule 40", "Charter of the African Union", "Charter of the African Union 4", "Charter page 5",
     "the African Charter, Article 4", "Charter 51", "Charter, para. 4"],
)  # fmt: skip
def test_other_charters_and_what_is_no_place_in_it_are_refused(library: Library, typed: str) -> None:
    with pytest.raises(UsageError, match="is no symbol"):
        meant(library.connection, typed)


def test_brackets_in_brackets_are_seen_through(library: Library) -> None:
    assert parted(library.connection, "97/31 (OP 4 (b))") == ("A/RES/97/31", "para_4__list_1__point_b")


@pytest.mark.parametrize("said", ["paragraph 4 paragraph 12", "000", "04"])
def test_two_paragraphs_and_nought_are_no_place(library: Library, said: str) -> None:
    with pytest.raises(UsageError, match="is no symbol"):
        meant(library.connection, f"97/31 {said}")
