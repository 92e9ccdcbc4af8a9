"""The base of all pages: it stands alone, and values are escaped."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from converters import view
from converters.view import words
from converters.view.places import spoken


def _base(**values: object) -> str:
    given = {"title": "A & B", "language": "en", "direction": "ltr", "description": "", "words": words("eng")} | values
    return view.render("base.html", **given).decode()


def test_a_page_has_its_style_inside_and_loads_nothing() -> None:
    page = _base()
    assert "<title>A &amp; B</title>" in page
    assert "--paper" in page
    assert not re.search(r"<link|<script src|@import|url\(", page)


def test_a_forgotten_value_is_an_error_and_not_a_hole() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        view.render("base.html", language="en")


def test_words_fall_back_to_english() -> None:
    assert words("xxx") == words("eng")


def test_all_languages_have_all_words_of_their_own() -> None:
    from akn.languages import codes

    folder = Path(view.__file__).parent / "words"
    own = {code: tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8")) for code in codes()}
    for code, found in own.items():
        assert found.keys() == own["eng"].keys(), code
        english = [key for key in found if found[key] == own["eng"][key] and re.search("[A-Za-z]{3}", found[key])]
        # "notes", "table {n}" are words of several languages
        assert code == "eng" or len(english) < 24, (code, english)
        for key, said in found.items():
            slots, expected = (set(re.findall(r"\{\w+\}", text)) for text in (said, own["eng"][key]))
            assert slots == expected, (code, key)


@pytest.mark.parametrize(
    ("eid", "code", "said"),
    [
        ("sec_XIII__para_331", "eng", "section XIII, paragraph 331"),
        ("container_7", "eng", "preambular paragraph 7"),
        ("para_12__list_1__point_b__list_1__point_ii", "eng", "paragraph 12 (b) (ii)"),
        ("att_1__authorialNote_12", "eng", "annex, note 12"),
        ("att_2__dvs_3__para_4", "fra", "annexe 2, paragraphe 4"),
        ("att_2__dvs_3", "fra", "annexe 2, rubrique 3"),
        ("sec_I_2__para_4", "eng", "section I, paragraph 4"),
        ("att_1__sec_I_2", "zho", "附件，第I节（同号第2处）"),
        ("para_3__list_1__point_a", "zho", "第3段(a)"),
        ("para_66", "ara", "الفقرة 66"),
        ("body", "eng", "body"),
    ],
)
def test_places_are_said_as_people_say_them(eid: str, code: str, said: str) -> None:
    assert spoken(eid, words(code)) == said


def test_the_first_of_two_annexes_has_its_number() -> None:
    assert spoken("att_1__para_2", words("eng"), ("att_1", "att_2")) == "annex 1, paragraph 2"
