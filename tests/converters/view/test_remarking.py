"""Remarks in the language of a page: the files of words hold what the codes hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

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
