"""The base of all pages: it stands alone, and values are escaped."""

from __future__ import annotations

import re

import pytest

from converters import view
from converters.view import words


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


def test_all_languages_have_all_words() -> None:
    from akn.languages import codes

    for code in codes():
        assert words(code).keys() == words("eng").keys()
        assert code == "eng" or words(code)["contents"] != "Contents", code
