"""Numbers by their values: digits, words, ordinals, and what multiplies them, in every language."""

from __future__ import annotations

import pytest

from akn.languages import codes, load
from akn.languages.amounts import amounts

CASES = [
    ("eng", "800 million people and 1,500 boats", ["800000000", "1500"]),
    ("eng", "one hundred and first session, twenty-five days, two hundred and five thousand", ["101", "25", "205000"]),
    ("eng", "Ninety-ninth and one hundredth session, the hundredth, its two hundredth", ["99", "100", "100", "200"]),
    ("eng", "3.5 per cent, target 3.10", ["3.5", "3.1"]),
    ("fra", "800 millions, 1 500 et 3,5", ["800000000", "1500", "3.5"]),
    ("fra", "quatre-vingt-dix-septième session, soixante-dix-sept jours, vingt et un", ["97", "77", "21"]),
    ("spa", "800 mil millones, 1.500, treinta y cinco, septuagésimo noveno", ["800000000000", "1500", "35", "79"]),
    ("rus", "800 млн, двадцати пяти, семьдесят девятой, сто первой", ["800000000", "25", "79", "101"]),
    ("ara", "٨٠٠ مليون، وثلاثة، خمسة وعشرون، في دورتها التاسعة والسبعين", ["800000000", "3", "25", "79"]),
    ("ara", "السادس عشر والسابع عشر", ["16", "17"]),
    ("zho", "8亿, 1.492亿, 20多亿, 第七十九届, 第二八七条, 第三百零三条", [
        "800000000", "149200000", "2000000000", "79", "287", "303"]),
    ("deu", "800 Millionen, fünfundzwanzig, auf der neunundsiebzigsten Tagung, 3,5", ["800000000", "25", "79", "3.5"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "values"), CASES)
def test_numbers_are_read_by_their_values(code: str, text: str, values: list[str]) -> None:
    assert [a.value for a in amounts(load(code), text) if a.sure] == values


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("eng", "a decade of lamps", "10"),
        ("fra", "un plan décennal", "10"),
        ("rus", "десятилетний план", "10"),
        ("zho", "双方", "2"),
        ("deu", "ein zehnjähriger Plan", "10"),
    ],
)
def test_words_that_hold_a_number_prove_nothing_but_are_told(code: str, text: str, value: str) -> None:
    found = [a for a in amounts(load(code), text) if a.value == value]
    assert found
    assert not any(a.sure for a in found)


def test_the_sign_of_a_century_is_no_part_of_its_number() -> None:
    assert [a.value for a in amounts(load("zho"), "二十一世纪")] == ["21", "100"]
    assert [a.value for a in amounts(load("zho"), "第二十一世纪") if a.sure] == ["21"]


def test_a_word_that_only_multiplies_counts_nothing_alone() -> None:
    assert not [a for a in amounts(load("eng"), "25 per hundred, thousands of lamps") if a.sure and a.how == "word"]
    assert [a.value for a in amounts(load("ara"), "٢٥ في المائة") if a.sure] == ["25"], "per cent"


def test_groups_that_are_typed_from_right_to_left_are_turned() -> None:
    (found,) = amounts(load("ara"), "458 1")
    assert (found.value, found.parts[0]) == ("1458", "4581")


def test_places_lead_to_the_text_itself() -> None:
    text = "the  seventy\u2011ninth session of ٤٢ readers"
    assert [text[a.start : a.end] for a in amounts(load("eng"), text)] == ["seventy\u2011ninth", "٤٢"]


@pytest.mark.parametrize("code", codes())
def test_every_language_says_the_numbers_up_to_ten(code: str) -> None:
    cardinals = load(code).numbers.cardinals.simple
    scales = load(code).numbers.scales
    assert {str(n) for n in range(1, 10)} <= cardinals.keys()
    assert "10" in cardinals or "10" in scales
    assert {"100", "1000"} <= scales.keys()
