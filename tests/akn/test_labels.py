"""Printed labels as the numbers of identifiers, native and English."""

from __future__ import annotations

import pytest

from akn.vocabulary import ordinals
from akn.vocabulary.numerals import cleaned, counted, english, letter, roman, spelled, without_level


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("1.", "1"),
        ("(a)", "a"),
        ("i)", "i"),
        ("11.2 Rev. A", "11-2RevA"),
        ("A/1", "A-1"),
        ("٣ -", "3"),
        ("१२.", "12"),
        ("(أ)", "أ"),
        ("(أ أ)", "أأ"),
        ("(هـ)", "ه"),
        ("\u200f(ب)\u200f", "ب"),
        ("（一）", "一"),
        ("㈠", "㈠"),
        ("’1‘", "1"),
        ("12 bis", "12bis"),
        ("–", ""),
        ("•", ""),
        ("* *", ""),
        ("", ""),
    ],
)
def test_a_number_is_its_label_without_white_space_and_punctuation(label: str, number: str) -> None:
    assert cleaned(label) == number


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Section II", "II"),
        ("II.", "II"),
        ("Annexe IV", "IV"),
        ("Article 3", "3"),
        ("Article 3 bis", "3bis"),
        ("Chapter A", "A"),
        ("Глава 2", "2"),
        ("第一章", "一"),
        ("第3条", "3"),
        ("第十二条", "十二"),
        ("Part One", "One"),
        ("A", "A"),
    ],
)
def test_the_word_for_the_level_is_no_part_of_the_number(label: str, number: str) -> None:
    assert without_level(label) == number


def test_letters_are_doubled_behind_z() -> None:
    assert [letter(n) for n in (1, 26, 27, 28, 52, 53)] == ["a", "z", "aa", "bb", "zz", "aaa"]


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99, 400, 1999)] == [
        *("i", "iv", "ix", "xiv", "xl", "xcix", "cd", "mcmxcix")
    ]


def _english(labels: list[str], higher: str = "") -> list[str]:
    found: list[str] = []
    for label in labels:
        number = without_level(label) if higher else cleaned(label)
        found.append(english(label, number, found[-1] if found else "", higher=higher))
    return found


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["(أ)", "(ب)", "(ج)", "(د)", "(ه)", "(و)"], ["a", "b", "c", "d", "e", "f"]),
        (["(ذ)", "(ض)", "(أ أ)", "(ب ب)"], ["y", "z", "aa", "bb"]),
        (["’1‘", "’2‘", "’4‘"], ["i", "ii", "iv"]),
        (["㈠", "㈡", "㈣", "㈩"], ["i", "ii", "iv", "x"]),
        (["(一)", "（二）"], ["i", "ii"]),
        (["а)", "б)", "в)", "г)", "д)", "е)", "ж)"], ["a", "b", "c", "d", "e", "f", "g"]),
        (["a)", "b)", "c)"], ["a", "b", "c"]),
        (["1.", "2.", "(1)"], ["1", "2", "1"]),
        (["①", "②"], ["1", "2"]),
        (["ⅱ)"], ["ii"]),
        (["(子)", "(丑)", "(寅)"], ["a", "b", "c"]),
    ],
    ids=[
        *("abjad", "behind the alphabet", "quoted digits", "circled ideographs", "bracketed ideographs"),
        *("Cyrillic", "Latin", "digits are digits", "circled digits", "Roman characters", "branches"),
    ],
)
def test_a_point_has_the_english_number_of_its_place(labels: list[str], expected: list[str]) -> None:
    assert _english(labels) == expected


def test_latin_letters_typed_in_cyrillic_are_what_they_look_like() -> None:
    # "a)" and "c)" are often typed with the Cyrillic letters of the same shape in Russian texts
    assert _english(["а)", "b)", "с)", "d)", "е)"]) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("labels", "higher", "expected"),
    [
        (["أولا", "ثانيا", "ثالثا"], "section", ["I", "II", "III"]),
        (["一、", "二、", "十一、"], "section", ["I", "II", "XI"]),
        (["第一条", "第二条"], "article", ["1", "2"]),
        (["I", "II"], "section", ["I", "II"]),
        (["ІІ"], "section", ["II"]),
    ],
    ids=["ordinal words", "ideographs", "articles", "Roman", "Roman typed in Cyrillic"],
)
def test_a_section_has_the_roman_number_of_its_place(labels: list[str], higher: str, expected: list[str]) -> None:
    assert _english(labels, higher) == expected


def test_a_lettered_heading_has_the_english_letter_of_its_place() -> None:
    assert _english(["ألف -", "باء -", "جيم -"], "title") == ["A", "B", "C"]
    assert _english(["أ.", "ب."], "title") == ["A", "B"]


@pytest.mark.parametrize(
    ("label", "said", "number"),
    [
        ("Part three", "three", "III"),
        ("Première partie", "Première", "I"),
        ("Primera parte", "Primera", "I"),
        ("Часть вторая", "вторая", "II"),
        ("الجزء الثاني", "الثاني", "II"),
        ("ثاني عشر", "ثانيعشر", "XII"),
        ("حاديا وعشرين", "حادياوعشرين", "XXI"),
        ("عشرون -", "عشرون", "XX"),
    ],
)
def test_a_division_counted_by_a_word_has_the_numeral_of_its_number(label: str, said: str, number: str) -> None:
    found = spelled(label, ordinals())
    assert found is not None
    assert found[0] == said
    assert counted(found[1], "section") == number


def test_an_article_counted_by_a_word_has_its_digits() -> None:
    found = spelled("Article premier", ordinals())
    assert found == ("premier", 1)
    assert counted(1, "article") == "1"
    assert spelled("Section II", ordinals()) is None


def test_a_heading_typed_as_a_point_has_the_numeral_of_points() -> None:
    assert _english(["㈠", "㈡"], "title") == ["i", "ii"]
    assert _english(["’1‘", "’2‘"], "title") == ["i", "ii"]
