"""The comparison in AKN: valid, the text of the new document, every change with its two places."""

from __future__ import annotations

from hypothesis import given
from lxml import etree

from akn.compare.comparison import compare
from akn.document import Document, Metadata, Operative, Raw
from akn.emit import emit_xml
from akn.read import read_xml
from akn.text import Text
from akn.xml.names import AKN
from converters.compare.comparisons import as_akn
from tests.strategies import documents
from tests.xsd import why_invalid

NAMES = {"a": AKN}


def _document(number: str, *texts: str, meta: tuple[Raw, ...] = ()) -> Document:
    metadata = Metadata(
        language="eng", actor="unga", number=number, number_iri=number.replace("/", "-"), date="2044-12-09"
    )
    body = tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1))
    return Document(metadata, body=body, meta=meta)


OLD = _document("98/7", "Welcomes the lamps of the north;", "Requests a report by 2044;", "Notes the storm;")
NEW = _document("99/7", "Requests a report by 2045;", "Decides to meet again;", "Notes the storm;")


def test_each_change_has_its_kind_its_places_and_its_words() -> None:
    root = etree.fromstring(as_akn(compare(OLD, NEW), OLD, NEW))
    mods = root.findall(".//a:passiveModifications/a:textualMod", NAMES)
    assert [m.get("type") for m in mods] == ["repeal", "substitution", "insertion"]
    assert [m.find("a:destination", NAMES).get("href") for m in mods] == [
        "/akn/un/statement/deliberation/unga/2044-12-09/98-7/!main#para_1",
        "#para_1",
        "#para_2",
    ]
    assert mods[1].find("a:previous", NAMES).get("href").endswith("/98-7/!main#para_2")
    said = ["".join(mods[1].find(f"a:{name}", NAMES).itertext()) for name in ("old", "new")]
    assert said == ["Requests a report by 2044;", "Requests a report by 2045;"]


def test_the_text_is_that_of_the_new_document() -> None:
    marked = read_xml(as_akn(compare(OLD, NEW), OLD, NEW)).value
    assert marked.body == read_xml(emit_xml(NEW)).value.body


def test_an_analysis_that_is_there_is_kept() -> None:
    told = f'<analysis xmlns="{AKN}" source="#source"><otherAnalysis source="#source"/></analysis>'
    new = _document("99/7", "Notes the storm;", meta=(Raw(told),))
    xml = as_akn(compare(OLD, new), OLD, new)
    assert why_invalid(xml) == ""
    root = etree.fromstring(xml)
    assert len(root.findall(".//a:analysis", NAMES)) == 1
    assert root.find(".//a:analysis/a:otherAnalysis", NAMES) is not None
    assert root.find(".//a:analysis/a:passiveModifications", NAMES) is not None


def test_the_same_document_has_no_change() -> None:
    assert as_akn(compare(NEW, NEW), NEW, NEW) == emit_xml(NEW)


@given(documents(), documents())
def test_it_is_valid_whatever_is_compared(old: Document, new: Document) -> None:
    assert why_invalid(as_akn(compare(old, new), old, new)) == ""
