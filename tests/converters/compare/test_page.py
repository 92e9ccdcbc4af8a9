"""The page of a comparison: both texts, what changed marked, a list that leads to it, readable without scripts."""

from __future__ import annotations

import pytest
from lxml import html
from lxml.html import HtmlElement
from msgspec.structs import replace

from akn.compare.comparison import compare
from akn.document import Document, Metadata, Note, Operative
from akn.text import Kind, Text, mark
from converters.compare.pages import comparison_page

pytest.importorskip("jinja2")

LAMPS = "Calls upon all keepers of lighthouses to keep their lamps burning from dusk until dawn;"
TIDES = "Encourages coastal States to print the tables of the tides & to <share> them freely;"


def _document(*texts: str, language: str = "eng") -> Document:
    call = (mark(5, 5, Kind.NOTE, key="1"), mark(0, 5, Kind.ITALIC))
    body = tuple(Operative(f"{n}.", (Text(t, call if n == 1 else ()),)) for n, t in enumerate(texts, 1))
    return Document(Metadata(language=language), body=body, notes=(Note("1", "1", (Text("See A/99/3."),)),))


def _page(old: Document, new: Document) -> HtmlElement:
    return html.fromstring(comparison_page(compare(old, new), "last <year>", "this year", new.metadata.language))


PAGE = _page(
    _document(LAMPS, "Notes the storm;"), _document(LAMPS.replace("dusk", "sunset"), "Notes the storm;", TIDES)
)


def test_each_change_of_the_list_leads_to_its_row() -> None:
    links = PAGE.xpath("//nav//a/@href")
    assert len(links) == 2
    assert all(PAGE.xpath(f"//div[@id='{link[1:]}']") for link in links)


def test_what_changed_is_marked_on_its_side() -> None:
    assert PAGE.xpath("//div[starts-with(@class, 'old')]//del/text()") == ["dusk"]
    assert [e.text_content() for e in PAGE.xpath("//div[starts-with(@class, 'new')]//ins")] == ["sunset", TIDES]


def test_two_texts_with_nothing_in_common_are_said_to_be_so() -> None:
    (doubt,) = _page(_document(LAMPS), _document(TIDES)).find_class("warning")
    assert "little in common (0%)" in doubt.text_content()
    assert not PAGE.find_class("warning")


def test_the_texts_keep_their_looks_calls_and_characters() -> None:
    (old,) = PAGE.xpath("//div[@id='change-1']/div[starts-with(@class, 'old')]")
    assert old.text_content() == f"1. {LAMPS[:5]}1{LAMPS[5:]}"
    assert old.xpath(".//i/text()") == ["Calls"]


def test_what_did_not_change_is_there_and_hidden_by_a_box_that_needs_no_script() -> None:
    assert PAGE.xpath("//input[@id='only' and @checked]")
    assert "Notes the storm;" in PAGE.xpath("//div[contains(@class, 'same')]")[0].text_content()
    assert not PAGE.xpath("//script")


def test_a_page_of_an_arabic_text_sets_the_text_from_right_to_left() -> None:
    page = _page(_document("تلاحظ العاصفة؛", language="ara"), _document("تلاحظ المد؛", language="ara"))
    assert set(page.xpath("//div[@role='group']/div/@dir")) == {"rtl"}
    assert set(page.xpath("//div[@role='group']/div/@lang")) == {"ar"}


def test_two_that_say_the_same_are_said_to() -> None:
    page = _page(_document(LAMPS), _document(LAMPS))
    assert "Both say the same." in page.xpath("//nav")[0].text_content()


def test_the_cover_and_the_title_are_folded_and_come_last_in_the_list() -> None:
    old, new = (replace(_document(LAMPS), cover=(Text(f"{n} December 2044"),)) for n in (3, 9))
    page = _page(old, replace(new, body=_document(LAMPS.replace("dusk", "sunset")).body))
    assert page.xpath("//div[@class='texts']/details[@class='front']//del/text()") == ["3"]
    assert [a.text for a in page.xpath("//nav//a")] == ["paragraph 1", "cover page"]


def test_a_page_speaks_the_language_of_its_texts_and_has_a_heading() -> None:
    page = _page(_document(LAMPS, language="fra"), _document(TIDES, language="fra"))
    assert page.get("lang") == "fr"
    assert "Changements" in page.xpath("string(//nav/h2)")
    assert page.xpath("//h1")[0].text_content() == "last <year> → this year"
