"""The page of a series: what changed and the words of it, the latest year first, and nothing new in the first year."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from msgspec import structs

from akn.compare.comparison import compare
from akn.document import Document, Metadata, Note, Operative
from akn.text import Kind, Text, mark
from converters.compare.comparisons import Series
from converters.compare.pages import comparison_page, series_page
from converters.compare.several import several_page
from tests.browser import browser, needs_browser

pytest.importorskip("jinja2")

LAMPS = "Calls upon all keepers of lighthouses to keep their lamps burning from dusk until dawn;"
TIDES = "Encourages coastal States to print the tables of the tides and to share them freely;"
CITED = "Recalls its resolution 98/7, and the tables of the tides that stand in its annex;"


def _document(year: int, *texts: str) -> Document:
    symbol = f"A/RES/{year}/12"
    metadata = Metadata(
        kind="resolution",
        actor="unga",
        symbols=(symbol,),
        number_iri=f"{year}-12",
        language="eng",
        date=f"{1945 + year}-12-09",
    )
    return Document(metadata, body=tuple(Operative(f"{n}.", (_text(t),)) for n, t in enumerate(texts, 1)))


def _text(content: str) -> Text:
    at = content.find("98/7")
    address = "/akn/un/statement/deliberation/unga/2043-12-03/98-7"
    return Text(content, (mark(at, at + 4, Kind.REF, href=address),) if at >= 0 else ())


YEARS = [
    ("a.xml", _document(98, LAMPS, CITED, "Notes the storm of that year and its lessons;")),
    ("b.xml", _document(99, LAMPS.replace("dusk", "sunset"), CITED)),
    ("c.xml", _document(100, LAMPS.replace("dusk", "sunset").replace("dawn", "noon"), CITED, TIDES)),
]


@pytest.fixture(scope="module")
def page() -> HtmlElement:
    return html.fromstring(series_page([Series.of(YEARS)], page_of=lambda name: f"{name[0]}.html", up="index.html"))


def _states(page: HtmlElement, row: int) -> list[str]:
    return [cell.text for cell in page.xpath(f"//tbody/tr[{row}]/td[contains(@class, 'state')]")]


def test_the_latest_year_comes_first_and_the_first_one_is_not_all_new(page: HtmlElement) -> None:
    assert [th.xpath("string(.//bdi)") for th in page.xpath("//th[contains(@class, 'year')]")] == [
        "A/RES/100/12",
        "A/RES/99/12",
        "A/RES/98/12",
    ]
    assert _states(page, 1) == ["changed", "changed", "there"]
    assert _states(page, 3) == ["new", "–", "–"]
    assert _states(page, 4) == ["–", "gone", "there"]


def test_what_stands_in_the_first_text_may_be_older_and_the_page_says_so(page: HtmlElement) -> None:
    told = [" ".join(e.text_content().split()) for e in page.xpath("//tbody/tr/td[1]/span[contains(@class, 'quiet')]")]
    assert "so since A/RES/100/12 · there since A/RES/98/12 or earlier" in told[0]
    assert "so since A/RES/98/12 or earlier" in told[1]
    assert "so since A/RES/100/12" in told[2]
    assert "there since" not in "".join(told[1:])
    assert "earlier" not in told[2]


def test_a_paragraph_that_is_gone_is_told_apart_from_the_one_that_has_its_number(page: HtmlElement) -> None:
    names = [row.xpath("string(td[1]/span/a)") for row in page.xpath("//tbody/tr")]
    assert names == ["paragraph 1", "paragraph 2", "paragraph 3", "paragraph 3 (A/RES/98/12)"]


def test_the_legend_has_the_signs_of_the_strips_and_the_filter_says_since_when(page: HtmlElement) -> None:
    legend = page.xpath("//header//span[contains(@class, 'tag')]")
    assert [(e.text_content().strip(), e.xpath("string(.//rect/@class)")) for e in legend] == [
        (state, state) for state in ("new", "changed", "moved", "gone")
    ]
    (label,) = page.xpath("//label[input[@id='view-only']]")
    assert " ".join(label.text_content().split()) == "Only what changed (since A/RES/98/12)"


def test_heads_say_how_much_changed(page: HtmlElement) -> None:
    told = [(cell.get("data-year"), cell.text) for cell in page.xpath("//thead/tr[@class='counts']/td[@data-year]")]
    assert told == [
        ("A/RES/100/12", "1 new, 1 changed, 0 gone"),
        ("A/RES/99/12", "0 new, 1 changed, 1 gone"),
        ("A/RES/98/12", "first one here"),
    ]
    assert not page.xpath("//thead//th[contains(., 'changed')]"), "heads that stay in sight are short"


def test_where_words_were_cut_and_none_came_the_text_says_so() -> None:
    before = (
        "Calls upon all the keepers of the lighthouses of the north to keep the lamps of the towers burning until dawn;"
    )
    cases = {
        before.replace(" of the north", ""): ["[…]"],
        before.replace("the north", "the south"): [],
        before.replace("all the keepers", "all keepers"): [],
    }
    for after, cuts in cases.items():
        series = Series.of([("a.xml", _document(98, before, CITED)), ("b.xml", _document(99, after, CITED))])
        page = html.fromstring(series_page([series]))
        assert [e.text for e in page.xpath("//tbody/tr[1]/td/div[not(@class)]/del")] == cuts, after


def test_an_insertion_that_goes_on_behind_a_name_leaves_that_in_one_piece() -> None:
    board = mark(12, 26, Kind.ORGANIZATION, refersTo="#b")
    now = Text("Invites the Board of Lamps of the north to meet again;", (board,))
    before = "Invites the Board to meet again;"
    one, two = _document(98, before, CITED), _document(99, before, CITED)
    two = structs.replace(two, body=(Operative("1.", (now,)), *two.body[1:]))
    page = html.fromstring(series_page([Series.of([("a.xml", one), ("b.xml", two)])]))
    (text,) = page.xpath("//tbody/tr[1]/td/div[not(@class)]")
    assert [e.text_content() for e in text.xpath(".//*[contains(@class, 'organization')]")] == ["Board of Lamps"]
    assert "".join(text.xpath(".//ins//text()")) == "of Lamps of the north"


def test_the_words_that_changed_are_marked_and_the_old_ones_stand_behind_a_summary(page: HtmlElement) -> None:
    (row,) = page.xpath("//tbody/tr[1]")
    assert row.xpath("./td/div//ins/text()") == ["noon;"] or row.xpath("./td/div//ins/text()") == ["noon"]
    wordings = row.xpath(".//details//div[@class='wording']")
    assert [w.xpath("string(p)") for w in wordings] == ["A/RES/99/12 → A/RES/100/12", "A/RES/98/12 → A/RES/99/12"]
    assert "dusk" in wordings[1].xpath("string(.//del)")
    assert "sunset" in wordings[1].xpath("string(.//ins)")


def test_what_never_changed_can_be_hidden_without_a_script(page: HtmlElement) -> None:
    assert [row.get("class") for row in page.xpath("//tbody/tr")] == [None, "still", None, "left"]
    assert page.xpath("//input[@id='view-only']")
    assert "body:has(#view-only:checked) .series tr.still" in page.xpath("string(//style)")
    assert page.xpath("//form[@id='view-jump'][@hidden]"), "what needs a script is not there without one"


@needs_browser
@pytest.mark.parametrize("typed", ["2bis", "2 bis", " 2 Bis. "])
def test_a_number_is_found_as_it_is_printed_and_as_it_is_called(typed: str, tmp_path: Path) -> None:
    inserted = Operative("2 bis.", (_text(TIDES),))
    years = [(name, structs.replace(one, body=(*one.body, inserted))) for name, one in YEARS[:2]]
    (tmp_path / "years.html").write_bytes(series_page([Series.of(years)]))
    with browser(tmp_path) as shown:
        shown.open(tmp_path / "years.html")
        shown.driver.find_element("css selector", "#view-jump input").send_keys(f"{typed}\n")
        there = "return [location.hash.slice(1), document.querySelector('#view-jump input').validationMessage]"
        row = shown.run("return document.querySelector('tr[data-number^=\"2 bis\"]').id")
        assert shown.run(there) == [row, ""]


def test_years_paragraphs_and_citations_lead_somewhere(page: HtmlElement) -> None:
    assert page.xpath("//th//a/@href") == ["c.html", "b.html", "a.html"]
    assert "c.html#para_1" in page.xpath("//tbody//a/@href")
    assert "a.html#para_3" in page.xpath("//tbody//a/@href")
    assert "https://docs.un.org/en/A/RES/98/7" in page.xpath("//tbody//a/@href")
    assert "index.html" in page.xpath("//header//a/@href")


def test_without_pages_the_years_lead_to_the_document_site() -> None:
    page = html.fromstring(series_page([Series.of(YEARS)]))
    assert page.xpath("//th//a/@href")[0] == "https://docs.un.org/en/A/RES/100/12"


def test_what_is_put_back_is_there_again_and_each_year_has_the_number_of_the_paragraph() -> None:
    years = [
        ("a.xml", _document(98, LAMPS, TIDES)),
        ("b.xml", _document(99, LAMPS)),
        ("c.xml", _document(100, TIDES, LAMPS)),
    ]
    made = html.fromstring(series_page([Series.of(years)]))
    told = {
        row.xpath("string(td[1]/div)").lstrip("1234. "): [
            (cell.text, cell.xpath("string(span)")) for cell in row.xpath("td[contains(@class, 'state')]")
        ]
        for row in made.xpath("//tbody/tr")
    }
    assert told == {
        TIDES: [("there again", "paragraph 1"), ("gone", ""), ("there", "paragraph 2")],
        LAMPS: [("same", "paragraph 2"), ("same", "paragraph 1"), ("there", "paragraph 1")],
    }
    assert "1 there again" in made.xpath("string(//thead/tr[2]/td[2])")


def test_a_divided_paragraph_says_so() -> None:
    first, second = (
        "Urges keepers to trim the wicks of their lamps each evening",
        "to paint the doors of the towers white in spring",
    )
    years = [
        ("a.xml", _document(98, f"{first}, and also urges them {second};", CITED)),
        ("b.xml", _document(99, f"{first};", f"Also urges them {second};", CITED)),
    ]
    made = html.fromstring(series_page([Series.of(years)]))
    cells = [cell.xpath("string(span)") for cell in made.xpath("//tbody/tr/td[@data-year='A/RES/98/12']")]
    assert cells.count("paragraph 1, divided") == 2


def _counted(year: int, verb: str, note: str, *more: str) -> Document:
    made = _document(year, f"{verb} all keepers of lighthouses to keep their lamps burning until dawn;", CITED, *more)
    first, second, *rest = made.body
    acting = first.content[0].marked([mark(0, len(verb), Kind.ACTION, refersTo="#action_callsUpon")])
    calling = second.content[0].marked([mark(len(CITED), len(CITED), Kind.NOTE, key="1")])
    body = (Operative("1.", (acting,)), Operative("2.", (calling,)), *rest)
    return structs.replace(made, body=body, notes=(Note("1", "1", (Text(note),)),))


def test_the_same_two_texts_have_the_same_numbers_on_all_pages() -> None:
    storm = "Notes the storm of that year and its many lessons;"
    old = _counted(98, "Calls upon", "A/75/75.", storm, TIDES)
    new = _counted(99, "Also calls upon", "A/76/75.", TIDES.replace("print", "publish"), storm)
    names = ["A/RES/98/12", "A/RES/99/12"]
    years = html.fromstring(series_page([Series.of([("a.xml", old), ("b.xml", new)])]))
    columns = html.fromstring(several_page([old, new], names))
    two = html.fromstring(comparison_page(compare(old, new), *names, "eng"))
    told = "0 new, 1 changed, 0 gone, 1 moved, notes changed: 1"
    assert told in " ".join(years.xpath("string(//thead)").split())
    assert told in " ".join(columns.xpath("string(//thead)").split())
    tags = [" ".join(tag.text_content().split()) for tag in two.xpath("//header//span[contains(@class, 'tag')]")]
    assert tags == ["1 changed", "1 moved", "1 same", "notes changed: 1"]
    (row,) = years.xpath("//tr[.//td[contains(@class, 'slight')]]")
    assert "still" in row.get("class"), "nothing that changed"
    assert "there since" not in row.text_content()
    (noting,) = years.xpath("//tr[.//span[contains(@class, 'more')][.='note 1']]")
    assert "still" not in (noting.get("class") or "")
    assert [e.text_content() for e in noting.xpath(".//details//del|.//details//ins")] == ["A/75/75 ", "A/76/75"], (
        "what went and what came do not touch"
    )
    (moved,) = years.xpath("//tr[.//td[contains(@class, 'moved')]]")
    assert "now after paragraph 3" in moved.text_content()
    (note,) = two.xpath("//div[contains(@class, 'row')][contains(@aria-label, 'note')]")
    assert "note 1, paragraph 2" in note.text_content()
