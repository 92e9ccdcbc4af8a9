"""The words of the desk: all languages have all of them, and none stands in code or in templates."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import akn_desk
import converters.view
from akn.languages import codes
from akn.structure.corrections import ROLES
from akn_desk.said import language_asked, said

HERE = Path(akn_desk.__file__).parent
_TEMPLATES = sorted((*HERE.glob("house/*.html"), *Path(converters.view.__file__).parent.glob("house/*.html")))


def test_all_languages_have_all_words_of_their_own() -> None:
    own = {code: tomllib.loads((HERE / f"words/{code}.toml").read_text(encoding="utf-8")) for code in codes()}
    for code, found in own.items():
        assert found.keys() == own["eng"].keys(), code
        alike = [key for key in found if found[key] == own["eng"][key]]
        assert code == "eng" or len(alike) < 3, (code, alike)
        for key, sentence in found.items():
            slots, expected = (set(re.findall(r"\{\w+\}", text)) for text in (sentence, own["eng"][key]))
            assert slots == expected, (code, key)


def test_every_word_is_used() -> None:
    code = (p.read_text(encoding="utf-8") for p in (*HERE.glob("*.py"), *HERE.glob("house/*")))
    used = {word for text in code for word in re.findall(r"\w+", text)}
    told = {f"why_{role}" for role in ROLES}  # what each role of a line is
    known = tomllib.loads((HERE / "words/eng.toml").read_text()).keys()
    assert known - told - used == set()
    assert told <= known


@pytest.mark.parametrize("path", sorted(HERE.glob("house/*.html")), ids=lambda path: path.name)
def test_no_template_holds_words(path: Path) -> None:
    text = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall("[A-Za-z]{2,}", text) == []


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ar", "ara"),
        ("zh-CN,zh;q=0.9", "zho"),
        ("en;q=0.1,ru;q=0.5", "rus"),
        ("*", "eng"),
        ("x;q=a,fr", "fra"),
    ],
)
def test_the_language_is_that_of_the_browser(header: str, code: str) -> None:
    assert language_asked(header) == code
    assert said(code)["name"]


@pytest.mark.parametrize("path", _TEMPLATES, ids=lambda path: path.name)
def test_no_template_asks_the_words_for_what_a_dict_has_itself(path: Path) -> None:
    asked = set(re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8")))
    assert asked & set(dir(dict)) == set(), "a method of the dict is printed in the place of the word"
