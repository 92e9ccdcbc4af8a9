"""Typed numbers at the head of paragraphs: what is one, and what it can mean."""

from __future__ import annotations

import re

import pytest

from akn.diagnostics import Code
from akn.emit import emit_xml
from akn.languages import codes, load
from akn.languages.labels import match_label
from akn.parse import parse_blocks
from akn.validate import validate_xml
from converters.formats import text as text_format


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


@pytest.mark.parametrize(
    ("code", "text", "printed"),
    [
        ("zho", "一 灯塔", "一"),
        ("eng", "aa bis) Lamps", "aa bis)"),
        ("eng", "a of lamps", ""),
        ("eng", "Water bis lamps", ""),
    ],
)
def test_a_letter_is_a_label_before_a_sign_or_where_the_language_says_so(code: str, text: str, printed: str) -> None:
    found = match_label(load(code), text)
    assert (found.printed if found else "") == printed


VERBS = {
    "eng": ("The General Assembly,", "Recalling its resolution 99/1,", "Requests all keepers to listen"),
    "fra": ("L’Assemblée générale,", "Rappelant sa résolution 99/1,", "Prie les gardiens d’écouter"),
    "spa": ("La Asamblea General,", "Recordando su resolución 99/1,", "Solicita a los guardianes que escuchen"),
    "rus": ("Генеральная Ассамблея,", "ссылаясь на свою резолюцию 99/1,", "просит хранителей слушать"),
    "zho": ("大会，", "回顾其第99/1号决议，", "请看守人倾听"),
    "ara": ("إن الجمعية العامة،", "إذ تشير إلى قرارها 99/1،", "تطلب إلى الحراس أن يستمعوا"),
    "deu": ("Die Generalversammlung,", "unter Hinweis auf ihre Resolution 99/1,", "ersucht die Wärter zuzuhören"),
}
TYPED = [
    *("1.", "1 .", "( 1 )", "(1)", "1 –", "1 -", "1-", "1—", "1．", "（1）", "1）", "1)", "[1]", "1.-", "1. –"),
    *("1º", "1º.", "1°", "1ª", "1、", "OP1.", "OP 1.", "OP1"),
]


def _valid(*paragraphs: str, language: str = "eng") -> str:
    """The XML of a text; the rules for labels and their numbers find nothing in it."""
    blocks = text_format.read("\n\n".join(paragraphs).encode()).value
    xml = emit_xml(parse_blocks(blocks, language=language).value)
    assert not [d for d in validate_xml(xml) if d.code is Code.PROFILE_MUST and d.rule in ("R-014", "R-021", "R-067")]
    return xml.decode()


@pytest.mark.parametrize("language", VERBS)
@pytest.mark.parametrize("label", TYPED)
def test_paragraphs_have_their_numbers_however_these_are_typed(label: str, language: str) -> None:
    formula, recital, verb = VERBS[language]
    numbered = [f"{label.replace('1', str(i))} {verb}{'.' if i == 3 else ';'}" for i in (1, 2, 3)]
    xml = _valid(formula, recital, *numbered, language=language)
    assert re.findall(r'<paragraph eId="para_(\w+)".*?><num>(.*?)</num>', xml) == [
        (str(i), label.replace("1", str(i))) for i in (1, 2, 3)
    ]


@pytest.mark.parametrize("label", ["(a)", "a)", "( a )", "（a）", "a）", "[a]", "a.-"])
def test_points_have_their_letters_however_these_are_typed(label: str) -> None:
    points = [f"{label.replace('a', letter)} To report on lamps;" for letter in "abc"]
    xml = _valid("The General Assembly,", "Recalling its resolution 99/1,", "1. Requests all keepers:", *points)
    assert re.findall(r'point_(\w)"', xml) == ["a", "b", "c"]


@pytest.mark.parametrize("label", ["（一）", "(一)", "㈠", "一、"])
def test_chinese_points(label: str) -> None:
    points = [
        label.replace("一", n).replace("㈠", ringed) + "报告灯塔；"
        for n, ringed in zip("一二三", "㈠㈡㈢", strict=True)
    ]
    assert _valid("大会，", "回顾其第99/1号决议，", "1. 请看守人：", *points, language="zho").count("<point ") == 3


@pytest.mark.parametrize(
    "text",
    [
        *("2030 Agenda", "3.5 per cent", "(resumed) x", "A/RES/1", "a x", "1 March", "(United Nations) x", "12th"),
        *("12 – 14 May", "1º de enero", "3 . 5", "OPEC", "[1944]", "12 – lamps", "1-2 years"),
    ],
)
def test_words_and_numbers_are_no_labels(text: str) -> None:
    assert match_label(load("eng"), text) is None
