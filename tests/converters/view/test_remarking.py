"""Remarks in the language of a page: the files of words hold what the codes hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

import converters.view
from akn.diagnostics import Code, Diagnostic
from converters.view.remarking import remark

FILES = sorted((Path(converters.view.__file__).parent / "remarks").glob("*.toml"))
_SLOT = re.compile(r"\{(\w+)")


def _slots(template: str) -> set[str]:
    return set(_SLOT.findall(template))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_says_of_each_code_what_the_code_says(path: Path) -> None:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(found) == list(tomllib.loads(FILES[0].read_text(encoding="utf-8")))
    by_code = {one.code: one for one in Code}
    for code, words in found.items():
        known = by_code[code]
        assert _slots(words["message"]) | {"count"} == _slots(known.message) | {"count"}, code
        assert bool(words.get("several")) == bool(known.several), code
        assert _slots(words.get("several", "")) == _slots(known.several), code
        assert words["hint"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_program_says_in_details_is_in_the_language_too(path: Path) -> None:
    causes = [code for code in Code if code.reason]
    told = [
        Code.WITHOUT_ADDRESS.at(text="1/1", why=code.reason, shown=f"“1/1” ({code.brief})", eid=str(n))
        for n, code in enumerate(causes)
    ]
    several = replace(told[0], others=tuple(told[1:]))
    worked_out = [
        Code.SYMBOL_WORKED_OUT.at(symbol="A/RES/99/7", evidence=evidence)
        for evidence in (
            "the number 99/7, session 99 and the date 2044-12-09",
            "the name of the file, “A_RES_99_7”",
            "the properties of the file, “A_RES_99_7”",
        )
    ]
    english = re.compile(r"\b(the|and|of|form|symbol|number|session|date|file|it|akn|texts)\b")
    for one in (*told, several, *worked_out, Code.PARAGRAPH_WITHOUT_NUMBER.at(words="Lampes")):
        said = remark(one, path.stem)
        assert said.own
        assert not english.search(said.message.replace("la date ", "").replace("session 99", "")), said.message
        assert "2044-12-09" not in said.message


def test_a_remark_is_in_the_language_of_the_page_where_that_has_words_for_it() -> None:
    gaps = tuple(Code.NUMBER_GAP.at(found=f"{n}.", previous=f"{n - 2}.") for n in (3, 7))
    both = Diagnostic(gaps[0].code, gaps[0].position, gaps[0].details, others=(gaps[1],))
    assert remark(both, "rus").message == "не хватает номеров пунктов, мест: 2, перед 3., 7."
    assert remark(both, "eng").message == both.message
    assert not remark(both, "eng").own
    dates = tuple(
        Code.DATE_MISPRINTED.at(text=t, date="2044", reading="A/RES/1/1", known="2045") for t in ("1/1", "1/2")
    )
    several = Diagnostic(dates[0].code, dates[0].position, dates[0].details, others=(dates[1],))
    assert remark(several, "fra").message.endswith("(+1)")
    assert remark(several, "fra").own
    unknown = Code.TARGET_LATER.at(text="1/1", reading="A/RES/1/1", date="2044-12-09")
    assert remark(unknown, "fra", {unknown.code.code: "look"}).hint == "look"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fra", "9 décembre 2044"),
        ("spa", "9 de diciembre de 2044"),
        ("rus", "9 декабря 2044\u00a0года"),
        ("ara", "9 كانون الأول/ديسمبر 2044"),
        ("zho", "2044年12月9日"),
        ("deu", "9.\u00a0Dezember 2044"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language: str, written: str) -> None:
    told = Code.DATE_CONTRADICTS.at(text="98/7", reading="A/RES/98/7", date="2044-12-09")
    assert written in remark(told, language).message
