"""Concordances for people and their tools: TMX as its DTD wants it, XLIFF, a table, a page."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree, html

from akn.compare.concord import Concordance, concord
from akn.document import Document, Metadata, Note, Operative
from akn.text import Kind, Text, mark
from converters.compare.concordances import as_tmx, as_xliff, concordance_table

_XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _document(language: str, *texts: str) -> Document:
    first = texts[0]
    end = first.index(" ")
    marks = (mark(0, end, Kind.ACTION, refersTo="#action_request"), mark(end, end, Kind.NOTE, key="1", marker="¹"))
    body = [Operative(f"{n}.", (Text(t, marks if n == 1 else ()),)) for n, t in enumerate(texts, 1)]
    notes = (Note("1", "1", (Text("A/99/3."),)),)
    return Document(Metadata(language=language, number="99/7", actor="unga"), body=tuple(body), notes=notes)


@cache
def works() -> list[Concordance]:
    english = _document("eng", "Requests 5 lamps & <wicks>;", "Decides to meet in 2044.")
    french = _document("fra", "Prie de fournir 6 lampes & <mèches> ;", "Décide de se réunir en 2044.")
    arabic = _document("ara", "تطلب 5 مصابيح و <فتائل> &؛", "تقرر أن تجتمع في 2044.")
    return [concord([english, french, arabic])]


# what TMX 1.4 allows: children in order of appearance, the attributes that have to be there, and those that may
_TMX: dict[str, tuple[set[str], set[str], set[str]]] = {
    "tmx": ({"header", "body"}, {"version"}, set()),
    "header": (
        {"note", "prop", "ude"},
        {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"},
        {"o-encoding", "creationdate", "creationid", "changedate", "changeid"},
    ),
    "body": ({"tu"}, set(), set()),
    "tu": ({"note", "prop", "tuv"}, set(), {"tuid", "srclang", "segtype", "datatype"}),
    "tuv": ({"note", "prop", "seg"}, {_LANG}, {"datatype"}),
    "seg": ({"bpt", "ept", "it", "ph", "hi", "ut"}, set(), set()),
    "hi": ({"bpt", "ept", "it", "ph", "hi", "ut"}, set(), {"x", "type"}),
    "ph": ({"sub"}, set(), {"x", "assoc", "type"}),
}


def _against_the_dtd(root: etree._Element) -> list[str]:
    wrong = []
    for e in root.iter():
        children, required, optional = _TMX[e.tag]
        names = set(map(str, e.attrib))
        if not required <= names <= required | optional or not {c.tag for c in e} <= children:
            wrong.append(f"{e.tag}: {sorted(names)} {[c.tag for c in e]}")
        if e.tag not in ("seg", "hi", "ph") and ((e.text or "").strip() or any((c.tail or "").strip() for c in e)):
            wrong.append(f"{e.tag}: text")
    if [e.tag for e in root] != ["header", "body"]:
        wrong.append("tmx")
    wrong += ["tuv" for e in root.iter("tuv") if [c.tag for c in e][-1:] != ["seg"] or len(e.findall("seg")) != 1]
    wrong += ["tu" for e in root.iter("tu") if not e.findall("tuv")]
    header = root.find("header")
    if header is None or header.get("segtype") not in ("block", "paragraph", "sentence", "phrase"):
        wrong.append("segtype")
    return wrong


def test_tmx_is_as_its_dtd_wants_it_and_holds_all_languages_of_a_row() -> None:
    root = etree.fromstring(as_tmx(works()))
    assert _against_the_dtd(root) == []
    units = root.findall(".//tu")
    assert [[v.get(_LANG) for v in u] for u in units] == [["en", "ar", "fr"]] * 3
    said = ["".join(s.itertext()) for s in units[0].iter("seg")]
    assert said[0] == "Requests¹ 5 lamps & <wicks>;"
    assert [(e.tag, e.get("type"), e.text) for e in units[0][2][0]] == [("hi", "action", "Prie"), ("ph", "fnote", "¹")]
    assert len({u.get("tuid") for u in units}) == len(units)


def test_the_check_of_tmx_sees_what_is_wrong() -> None:
    root = etree.fromstring(as_tmx(works()).replace(b'type="action"', b'kind="action"'))
    assert _against_the_dtd(root) != []


def test_xliff_holds_pairs_with_the_findings_of_the_other_language() -> None:
    root = etree.fromstring(as_xliff(works()))
    files = root.findall(f"{_XLIFF}file")
    assert [(f.get("source-language"), f.get("target-language")) for f in files] == [("en", "ar"), ("en", "fr")]
    assert [len(f.findall(f".//{_XLIFF}trans-unit")) for f in files] == [3, 3]
    notes = [[n.text for n in f.iter(f"{_XLIFF}note")] for f in files]
    assert notes == [[], ["number: “6” in French, “5” in English, Arabic"]]
    for unit in root.iter(f"{_XLIFF}trans-unit"):
        tags = [etree.QName(e).localname for e in unit]
        assert tags[:2] == ["source", "target"]
        ids = [[e.get("id") for e in side.iter(f"{_XLIFF}g", f"{_XLIFF}x")] for side in unit[:2]]
        assert ids[0] == ids[1]


def test_the_table_has_a_column_a_language_and_the_findings() -> None:
    lines = [line.split("\t") for line in concordance_table(works()).decode().splitlines()]
    assert lines[0] == ["work", "key", "eng", "ara", "fra", "findings"]
    assert {len(line) for line in lines} == {6}
    assert lines[1][1:3] == ["para_1", "Requests 5 lamps & <wicks>;"]
    assert [line[5] for line in lines[1:]] == ["fra number: “6” in French, “5” in English, Arabic", "", ""]


def test_the_page_marks_what_stands_alone_and_lists_it() -> None:
    pytest.importorskip("jinja2")
    from converters.view.site import concordance_page

    page = html.fromstring(concordance_page(works()))
    (link,) = page.xpath("//details//a/@href")
    (row,) = page.xpath(f"//tr[@id='{link[1:]}']")
    assert [cell.get("dir") for cell in row] == ["ltr", "rtl", "ltr"]
    assert [[m.text for m in cell.iter("mark")] for cell in row] == [[], [], ["6"]]
    assert "alone" in row[2].get("class")
    (told,) = page.xpath("//tr[@class='told']")
    assert [cell.xpath("string(.//bdi)") for cell in told] == ["5", "5", "6"], "each says it in its own column"
    assert [cell.get("class") for cell in told] == ["in-en", "in-ar", "in-fr odd"]
    assert told[2].text_content().split() == ["¶", "number:", "6"]
    listed = [[part.text_content() for part in div] for div in page.xpath("//details//dl/div")]
    assert listed == [["English, العربية", "5"], ["Français", "6"]], "in the order of the columns"
    assert len(page.xpath("//tbody/tr[not(@class='told')]")) == 3
    assert page.xpath("//input/@id") == ["view-show-en", "view-show-ar", "view-show-fr", "view-marks", "view-only"]
    assert "<wicks>" in row[0].text_content()


def test_a_page_of_several_works_tells_them_apart_and_has_a_column_for_every_language() -> None:
    pytest.importorskip("jinja2")
    from converters.view.site import concordance_page

    other = concord([_document("eng", "Notes the tide."), _document("spa", "Toma nota de la marea.")])
    page = html.fromstring(concordance_page([*works(), other]))
    languages = [f"view-show-{code}" for code in ("en", "ar", "fr", "es")]
    assert page.xpath("//input/@id") == [*languages, "view-marks", "view-only"]
    assert [len(table.xpath("./tbody/tr[1]/td")) for table in page.xpath("//table")] == [4, 4]
    assert len(page.xpath("//h1")) == 2
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
