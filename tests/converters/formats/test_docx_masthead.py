"""The masthead wherever it stands, and the page furniture."""

from __future__ import annotations

import pytest

from akn.blocks import Block, TableBlock, Zone
from converters.formats import docx
from tests.converters.formats.word_file import blocks, p, parts, r, told, word, zipped

FIRST = (
    '<w:headerReference w:type="first" r:id="header1"/><w:headerReference w:type="default" r:id="header2"/><w:titlePg/>'
)
LINES = ["United Nations", "A/RES/97/3", "General Assembly", "Distr.: General", "4 May 2044"]


def table(*rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{''.join(map(p, c)) or p()}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


MASTHEAD = table([[], LINES[:1], LINES[1:2]], [[], LINES[2:3], LINES[3:]])


def box(*texts: str) -> str:
    inner = f"<w:txbxContent>{''.join(map(p, texts))}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def zones(data: bytes) -> list[tuple[str, str]]:
    return [(b.zone.value, b.text.content) for b in blocks(data) if isinstance(b, Block)]


EXPECTED = [*(("masthead", line) for line in LINES), ("body", "The General Assembly,")]


def test_it_is_read_from_the_first_page_header_in_reading_order() -> None:
    data = word(p("The General Assembly,"), section=FIRST, header1=MASTHEAD + p(), header2=p("A/RES/97/3"))
    assert zones(data) == EXPECTED


def test_it_is_read_from_a_table_in_the_body() -> None:
    assert zones(word(p() + MASTHEAD + p("The General Assembly,"))) == EXPECTED


def test_it_is_read_from_the_only_header_of_a_file_without_a_first_page() -> None:
    only = '<w:headerReference w:type="default" r:id="header1"/>'
    assert zones(word(p("The General Assembly,"), section=only, header1=MASTHEAD)) == EXPECTED


def test_a_running_header_is_no_masthead() -> None:
    only = '<w:headerReference w:type="default" r:id="header1"/>'
    data = word(p("The General Assembly,"), section=only, header1=p("A/RES/97/3"))
    assert zones(data) == [("body", "The General Assembly,")]
    assert "1 running header" in told(data)["R102"]


def test_a_table_that_names_no_symbol_is_a_table_and_one_behind_text_too() -> None:
    for body in (table([["Harbour"], ["Lamps"]]) + p("x"), p("x") + MASTHEAD):
        found = blocks(word(body))
        assert [type(b) for b in found if not isinstance(b, Block)] == [TableBlock]
        assert all(b.zone is Zone.BODY for b in found if isinstance(b, Block))


def test_a_text_box_is_read_once_after_its_paragraph_although_the_file_holds_it_twice() -> None:
    assert zones(word(p("One.") + p("Two.", box("Box.")))) == [("body", "One."), ("body", "Two."), ("body", "Box.")]


def test_headers_and_footers_are_counted_as_furniture() -> None:
    section = (
        FIRST + '<w:footerReference w:type="first" r:id="footer1"/><w:footerReference w:type="even" r:id="footer2"/>'
    )
    barcode = r("*4400001*", '<w:rFonts w:ascii="Barcode 3 of 9 by request"/>')
    data = word(
        p("x"), section=section, header1=MASTHEAD, header2=p("A/RES/97/3"),
        footer1=p("44-00001 (E) 040544") + p(barcode), footer2=p("2/3"),
    )  # fmt: skip
    assert told(data)["R102"] == (
        "4 lines that are no part of the text were left out: 1 running header, 1 footer, 1 job number, 1 bar code"
    )


@pytest.mark.parametrize(
    ("stored", "reported"), [("A/RES/97/3", False), ("A/RES/96/3", True), ("a/res/97/3", False), ("", False)]
)
def test_a_symbol_in_the_properties_is_reported_where_the_page_prints_another(stored: str, reported: bool) -> None:
    data = zipped(
        parts(p("x"), section=FIRST, header1=MASTHEAD, header2=p(), custom={"Symbol1": stored, "JobNo": "4400001"})
    )
    assert ("R210" in told(data)) is reported
    if reported:
        assert stored in told(data)["R210"]


def test_properties_are_hints_that_can_be_asked_for() -> None:
    data = zipped(
        parts(p("x"), custom={"Symbol1": "A/RES/97/3", "Session1": "Ninety-seventh session _x000d_", "No": " "})
    )
    assert docx.properties(data) == {"Symbol1": "A/RES/97/3", "Session1": "Ninety-seventh session"}
