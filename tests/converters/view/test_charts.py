"""Pictures: the numbers are in the bars and in the table, and nothing depends on colour."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from converters.view import words
from converters.view.charts import bars, strip

SAID = words("eng")


def test_each_number_is_a_bar_and_a_row() -> None:
    made = bars("Due & done", {"one": {"2044": 2, "2046": 1}, "two": {"2044": 1}}, SAID)
    picture = etree.fromstring(str(made.svg))
    drawn = [r for r in picture.iter("{*}rect") if r.get("fill") and float(r.get("y", "0")) > 20]
    assert len(drawn) == 3
    heights = sorted(float(r.get("height", "0")) for r in drawn)
    assert heights[2] / heights[0] == pytest.approx(2, rel=0.01)
    assert made.columns == ("Year", "one", "two")
    assert made.rows == (("2044", "2", "1"), ("2046", "1", ""))
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == "Due & done"


def test_series_differ_by_pattern_and_not_by_colour_alone() -> None:
    made = bars("x", {str(n): {"2044": 1} for n in range(5)}, SAID)
    fills = set(re.findall(r'fill="url\(#([^)]*)\)"', str(made.svg)))
    assert len(fills) == 5
    assert set(re.findall(r"<text[^>]*>(\d)</text>", str(made.svg))) >= {"0", "1", "2", "3", "4"}


def test_months_without_anything_leave_the_picture_and_years_stay() -> None:
    assert ">2045</text>" in str(bars("x", {"due": {"2044": 1, "2046": 3}}, SAID).svg)
    made = bars("x", {"due": {"2044-11": 1, "2045-02": 3}}, SAID)
    assert "2044-12" not in str(made.svg)
    assert [row[0] for row in made.rows] == ["2044-11", "2045-02"]


def test_nothing_is_a_picture_of_nothing() -> None:
    assert bars("x", {}, SAID).rows == ()


def test_the_years_of_a_paragraph_are_a_strip() -> None:
    states = [("first", "a"), ("same", "b"), ("changed", "c"), ("gone", "d"), ("absent", "e")]
    picture = etree.fromstring(str(strip(states, "paragraph 1")))
    heights = [rect.get("height") for rect in picture.iter("{*}rect")]
    assert heights == ["12", "4", "12", "2"]
    assert [title.text for title in picture.iter("{*}title")] == ["a", "b", "c", "d"]
