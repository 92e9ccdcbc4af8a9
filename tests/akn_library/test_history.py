"""A text through the years, and one of its paragraphs in each of them."""

from __future__ import annotations

from pathlib import Path

from akn.compare.succession import Edition, overlap, runs_of, title_words
from akn_library import Library
from akn_library.history import _is_masthead
from tests.converters.command import akn


def test_a_series_is_told_from_whichever_of_its_texts(library: Library) -> None:
    for symbol in ("A/RES/97/31", "A/RES/98/40", "A/RES/99/52"):
        found = [(stage.symbol, stage.follows, stage.why) for stage in library.history(symbol)]
        assert found == [
            ("A/RES/97/31", "", ()),
            ("A/RES/98/40", "A/RES/97/31", ("title", "recalled")),
            ("A/RES/99/52", "A/RES/98/40", ("title", "recalled")),
        ]


def test_a_text_that_nothing_follows_stands_alone(library: Library) -> None:
    assert [stage.symbol for stage in library.history("S/RES/3010 (2040)")] == ["S/RES/3010 (2040)"]
    assert [stage.language for stage in library.history("A/RES/98/40", language="fr")] == ["fra"]
    assert list(library.history("A/RES/1/1")) == []


def test_lines_of_a_masthead_and_letters_of_parts_are_no_titles(tmp_path: Path) -> None:
    assert _is_masthead("Resolution 3010 (2040) Adopted by the Council on 7 May 2040", "3010", "2040-05-07")
    assert _is_masthead("принятая Советом 7 мая 2040 года", "3010", "2040-05-07")
    assert not _is_masthead("Expenses for the year 2040", "3010", "2040-05-07")
    assert title_words(["A"]) == title_words(["ألف"]) == []
    assert title_words(["海洋"]) == ["海", "洋"]


def test_a_text_that_is_quoted_in_a_longer_one_is_not_its_former_edition() -> None:
    words = [f"lamp {n} burns at sea in its own tower" for n in range(400)]
    short, long = (Edition("eng", "unga", (), "1", "2044", runs=runs_of(words[:n])) for n in (100, 400))
    assert overlap(short, long) == 0
    assert overlap(long, Edition("eng", "unga", (), "2", "2045", runs=runs_of(words[:300]))) == 1


def test_a_paragraph_is_followed_by_its_words_and_not_by_its_number(library: Library) -> None:
    found = list(library.history("A/RES/99/52", "2"))
    assert [(stage.symbol, stage.place, stage.state) for stage in found] == [
        ("A/RES/97/31", "operative paragraph 1", "first"),
        ("A/RES/98/40", "operative paragraph 2", "changed"),
        ("A/RES/99/52", "operative paragraph 2", "changed"),
    ]
    added = "".join(words for sign, words in found[1].words if sign == "+")
    assert "and their keepers" in added
    last = list(library.history("A/RES/99/52", "3"))
    assert [stage.state for stage in last] == ["absent", "absent", "new"]


def test_the_command_shows_the_years_and_the_changes(made: Path) -> None:
    lines = akn("library", "history", "A/RES/98/40", cwd=made.parent).stdout.decode().splitlines()
    assert lines[1].split("\t") == [
        "A/RES/98/40",
        "2043-12-03",
        "Lighthouses for sustainable navigation",
        "title, recalled",
    ]
    text = akn("library", "history", "A/RES/98/40", "2", cwd=made.parent).stdout.decode()
    assert "A/RES/98/40, operative paragraph 2 (2043-12-03): changed" in text
    assert "{+ and their keepers+}" in text or "{+and their keepers +}" in text


def test_a_number_names_the_operative_paragraph_of_a_section_too(tmp_path: Path) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(library.add(["examples/tidal-libraries.en.txt"]))
        (stage,) = library.history("A/RES/99/7", "1")
        assert stage.place == "section I, operative paragraph 1", "the annex has a paragraph 1 as well"
        (absent,) = library.history("A/RES/99/7", "77")
        assert absent.state == "absent"
