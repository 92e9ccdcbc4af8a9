"""Search: words in seven languages, phrases, beginnings, filters, and nothing that is typed is an error."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.errors import UsageError
from akn_library import Library
from akn_library.find import asked_of, hits_in, match_of, terms_of
from akn_library.folding import folded, foldings, pairs, pieces, root, stem
from tests.strategies import ANY


def _places(library: Library, words: str, **filters: str) -> list[tuple[str, str]]:
    return [(row.symbol, row.place) for row in library.find(words, limit=100, **filters)]  # type: ignore[arg-type]


def test_all_words_must_be_there_in_any_form(library: Library) -> None:
    assert ("A/RES/97/31", "preambular paragraph 2") in _places(library, "refugee lighthouse", language="en")
    assert _places(library, "refugee oil") == []
    assert ("A/RES/98/40", "preambular paragraph 2") in _places(library, "réfugié", language="fr")
    assert ("A/RES/98/40", "preambular paragraph 2") in _places(library, "refugies", language="fr")


def test_a_phrase_stands_as_it_is_printed(library: Library) -> None:
    assert len(_places(library, '"all lighthouses and their keepers"')) == 2
    assert _places(library, '"keepers and their lighthouses"') == []
    assert _places(library, "« phares pour les réfugiés »")


def test_a_word_can_be_begun(library: Library) -> None:
    assert ("A/RES/99/52", "operative paragraph 3") in _places(library, "refug* child*")
    assert _places(library, "lamp*") == [("A/RES/97/31", "operative paragraph 2 (a)")]


@pytest.mark.parametrize(
    ("words", "found"), [("气候变化", True), ("饮用水", True), ("水", True), ("气候水", False), ("灯塔", True)]
)
def test_chinese_words_are_found_without_spaces(library: Library, words: str, found: bool) -> None:
    assert bool(_places(library, words, language="zh")) is found
    assert bool(_places(library, words)) is found


@pytest.mark.parametrize(
    "day", ["2044-13", "2044-00-01", "2044-02-30", "٢٠٤٤", "2044-1", "20441203", "2044-W01-1", "no"]
)
def test_what_is_no_day_is_refused(library: Library, day: str) -> None:
    for name in ("since", "until"):
        with pytest.raises(UsageError, match="is no day: YYYY, YYYY-MM or YYYY-MM-DD"):
            _places(library, "lighthouses", **{name: day})


def test_a_number_and_a_symbol_are_words(library: Library) -> None:
    assert ("A/RES/98/40", "operative paragraph 1") in _places(library, "97/31")
    assert _places(library, "A/98/77") == [("A/RES/98/40", "operative paragraph 3, note 1")]


def test_filters_narrow_what_is_found(library: Library) -> None:
    assert {symbol for symbol, _ in _places(library, "lighthouses", body="sc")} == {"S/RES/3010 (2040)"}
    assert {symbol for symbol, _ in _places(library, "lighthouses", since="2043", until="2043-12")} == {"A/RES/98/40"}
    assert {symbol for symbol, _ in _places(library, "lighthouses", until="2042")} == {
        "A/RES/97/31",
        "S/RES/3010 (2040)",
    }
    assert {place for _, place in _places(library, "lighthouses", part="preamble")} == {"preambular paragraph 2"}
    assert {place for _, place in _places(library, "lighthouses", action="welcomes")} == {"operative paragraph 3"}
    assert len(_places(library, "lighthouses", addressee="secretaryGeneral")) == 3
    cites = _places(library, "", cites="A/RES/97/31", language="en")
    assert [symbol for symbol, _ in cites] == ["A/RES/98/40", "A/RES/98/40", "A/RES/99/52"]
    assert {symbol for symbol, _ in _places(library, "lighthouses", symbol="a/res/99/52")} == {"A/RES/99/52"}
    assert _places(library, "lighthouses", cites="A/RES/1/1") == []


def test_filters_that_cannot_be_meant_are_wrong_calls(library: Library) -> None:
    with pytest.raises(UsageError, match="language"):
        library.find("x", language="tlh")
    with pytest.raises(UsageError, match="no symbol"):
        library.find("x", cites="the Protocol")


def test_hits_are_the_offsets_of_the_words_in_the_text(library: Library) -> None:
    for words, language in (("refugee", "en"), ("réfugié phare", "fr"), ("饮用水", "zh"), ('"all lighthouses"', "en")):
        (row, *_) = library.find(words, language=language)
        assert row.hits
        for start, end in row.hits:
            piece = row.text[start:end].lower()
            assert any(piece.startswith(w[:5]) for w in words.strip('"').split() or [words]) or piece in words


def test_the_best_passages_come_first_and_the_order_is_settled(library: Library) -> None:
    found = list(library.find("lighthouses", language="en"))
    assert [row.rank for row in found] == sorted((row.rank for row in found), reverse=True)
    assert found == list(library.find("lighthouses", language="en"))
    assert list(library.find("lighthouses", language="en", limit=2)) == found[:2]


@pytest.mark.parametrize("drawn", [1, 2, 3])
@pytest.mark.parametrize("filters", [{}, {"language": "en"}, {"part": "operative"}, {"since": "2044"}, {"body": "sc"}])
def test_what_ranks_first_is_the_same_however_few_are_ranked_before_the_filters(
    library: Library, monkeypatch: pytest.MonkeyPatch, drawn: int, filters: dict[str, str]
) -> None:
    all_words = ("lighthouses", "the", "Assembly", "98")
    whole = {words: list(library.find(words, limit=1000, **filters)) for words in all_words}  # type: ignore[arg-type]
    monkeypatch.setattr("akn_library.find._DRAWN", drawn)
    for words in all_words:
        for limit in (1, 2, 3, 5, 8):
            assert list(library.find(words, limit=limit, **filters)) == whole[words][:limit]  # type: ignore[arg-type]


@given(st.text(ANY, max_size=60) | st.text(alphabet="\"'*()AND OR NOT NEAR:-^+{}ab水", max_size=40))
def test_nothing_that_is_typed_is_an_error(library_path: str, words: str) -> None:
    with Library(library_path) as library:
        for row in library.find(words, limit=3):
            assert all(0 <= start < end <= len(row.text) for start, end in row.hits)


@pytest.fixture(scope="module")
def library_path(made: object) -> str:
    return str(made)


def test_only_signs_find_nothing(library: Library) -> None:
    assert _places(library, '??? --- ""') == []


def test_without_words_all_that_the_filters_let_through_comes_in_order(library: Library) -> None:
    assert [place for _, place in _places(library, "", symbol="A/RES/99/52", part="operative")] == [
        f"operative paragraph {n}" for n in (1, 2, 3)
    ]


# ---- folding


def test_chinese_is_indexed_in_pairs_and_the_last_character() -> None:
    assert pairs("气候变化") == ["气候", "候变", "变化", "化"]
    assert match_of(terms_of("气候变化", "zho"), "zho") == 'surface : "气候 候变 变化"'
    assert match_of(terms_of("水", "zho"), "zho") == 'surface : "水" *'


def test_the_stem_column_holds_only_what_the_surface_does_not() -> None:
    assert folded("refugees at sea", "eng")[1].split() == ["refuge"]
    assert folded("refugiados en el mar", "spa")[1] == ""


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ara", "اللاجئين", "لاجئون"),
        ("ara", "الإرهاب", "ارهاب"),
        ("ara", "الولاية", "ولاية"),
        ("rus", "беженцев", "беженцы"),
        ("fra", "réfugiés", "réfugiée"),
        ("eng", "requests", "requested"),
    ],
)
def test_forms_of_a_word_meet(language: str, one: str, other: str) -> None:
    assert root(one, language) == root(other, language)


def test_arabic_letters_that_are_written_in_several_ways_are_one() -> None:
    assert folded("إرهاب", "ara")[0] == folded("ارهاب", "ara")[0]
    assert folded("٢٠٤٤", "ara")[0] == "2044"


def test_a_letter_that_may_begin_a_word_is_asked_with_it_and_not_taken_away() -> None:
    asked = {words for column, words, _ in asked_of(terms_of("حقوق", "ara")[0], "ara") if column == "surface"}
    assert {"حقوق", "بحقوق", "لحقوق", "وحقوق"} <= asked
    text = "بحقوق"
    assert list(hits_in(text, terms_of("حقوق", "ara"), "ara")) == [(0, len(text))]
    assert stem("بلدان", "ara") == stem("البلدان", "ara")


def test_short_words_of_other_roots_stay_apart() -> None:
    assert stem("الفقرة", "ara") != stem("الفقر", "ara")  # paragraph, poverty


def test_a_stem_keeps_enough_letters() -> None:
    folding = next(f for f in foldings() if "ara" in f.languages)
    assert all(len(stem(word, "ara")) >= folding.least for word in ("والدول", "بالبيئه", "حقوقهم"))


@given(st.text(ANY, max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    last = 0
    held = pieces(text)
    for word, (start, end) in zip(held.words, held.offsets((i, i) for i in range(len(held.words))), strict=True):
        assert last <= start <= end <= len(text)
        assert pieces(text[start:end]).words == [word]
        last = end


def test_hits_do_not_overlap() -> None:
    terms = terms_of('"lamp oil" oil lamp*', "eng")
    assert list(hits_in("The lamp oil and lamps", terms, "eng")) == [(4, 12), (17, 22)]


def test_a_number_is_marked_where_no_space_parts_it_from_chinese() -> None:
    text = "通过2030年议程"
    assert list(hits_in(text, terms_of("2030", "zho"), "zho")) == [(2, 6)]
    assert list(hits_in(text, terms_of("2030年", "zho"), "zho")) == [(2, 7)]


def test_what_is_elided_before_a_french_word_is_no_part_of_it() -> None:
    for words in ("l’éducation", "d'éducation", "qu’éducation"):
        assert terms_of(words, "fra") == terms_of("éducation", "fra")
        assert terms_of(words, "") == terms_of("éducation", "")
    (joined,) = terms_of("aujourd’hui", "fra")
    assert joined.words == ("aujourd", "hui")
    (quoted,) = terms_of('"l’homme"', "fra")
    assert quoted.words == ("l", "homme")


@pytest.mark.parametrize(("one", "other"), [("пыток", "пытки"), ("конец", "конца"), ("девочек", "девочками")])
def test_russian_forms_without_their_vowel_meet(one: str, other: str) -> None:
    assert stem(one, "rus") == stem(other, "rus")


def test_russian_words_keep_the_vowels_that_all_their_forms_have() -> None:
    assert stem("век", "rus") == "век"
    assert stem("истоки", "rus") == stem("исток", "rus")
    assert stem("человек", "rus") == stem("человека", "rus")


def test_without_the_stemmer_it_is_named_once_before_anything_is_read() -> None:
    told = (
        "import sys; sys.modules['Stemmer'] = None; from akn_library import Library;"
        " Library(':memory:', create=True).add(['a.txt'])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, timeout=250, check=False)
    assert "MissingDependency: stems of words need PyStemmer: pip install" in done.stderr


def test_a_first_day_after_the_last_is_a_wrong_call(library: Library) -> None:
    with pytest.raises(UsageError, match="nothing is since 2044 and until 2043-12"):
        list(library.find("lamps", since="2044", until="2043-12"))
    assert {row.adopted for row in library.find("phares", since="2043-12-03", until="2043")} == {"2043-12-03"}
