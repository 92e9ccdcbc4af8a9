"""Resolutions of the bodies outside the main organs: invented texts in the form in which those bodies print theirs."""

from __future__ import annotations

import pytest

from akn import bodies
from akn.blocks import Block, NoteBlock
from akn.bodies.adopted import year_known
from akn.bodies.symbols import find_symbols, parse_symbol, span
from akn.document import Document
from akn.emit import emit_xml
from akn.languages import load
from akn.parse import parse_blocks
from akn.structure.evidence import Evidence
from akn.structure.house import house_style
from akn.text import Kind, Text, mark
from akn.validate import validate_xml
from converters import convert


def _read(*lines: str) -> Document:
    return parse_blocks(tuple(Block(Text(line)) for line in lines)).value


def _marked(document: Document, kind: Kind) -> list[str]:
    lines = (*document.cover, *document.preface, *document.conclusions)
    return [text.content[m.start : m.end] for text in lines for m in text.of(kind)]


@pytest.mark.parametrize(
    ("assembly", "place", "number", "day", "symbol", "work"),
    [
        (
            "United Nations Environment Assembly",
            "Nairobi, 11–15 March 2019",
            "4/77",
            "15 March 2019",
            "UNEP/EA.4/Res.77",
            "unea/2019-03-15/4-77",
        ),
        (
            "United Nations Habitat Assembly",
            "Nairobi, 5–9 June 2023",
            "2/55",
            "9 June 2023",
            "HSP/HA.2/Res.55",
            "unhabitat-ha/2023-06-09/2-55",
        ),
    ],
)
def test_an_assembly_of_a_programme_is_known_by_its_formula_and_number(
    assembly: str, place: str, number: str, day: str, symbol: str, work: str
) -> None:
    document = _read(
        place,
        f"Resolution adopted by the {assembly} on {day}",
        f"{number}. Lamps of small harbours",
        f"The {assembly},",
        "Recalling its resolution 1/3 on quays,",
        "Noting the number of lamps,",
        "1. Requests the Executive Director to count the lamps;",
        "2. Decides to remain seized of them.",
    )
    metadata = document.metadata
    assert metadata.symbols == (symbol,)
    assert f"{metadata.actor}/{metadata.date}/{metadata.number_iri}" == work
    assert _marked(document, Kind.DOC_NUMBER) == [number]
    assert _marked(document, Kind.DOC_TITLE) == ["Lamps of small harbours"]
    assert len(document.preamble) == 3
    assert len(document.body) == 2


def test_a_resolution_of_the_health_assembly_that_begins_with_its_symbol() -> None:
    document = _read(
        "WHA66.95 Lamps of small harbours",
        "The Sixty-sixth World Health Assembly, Having considered the report on lamps;",
        "Recalling resolution WHA62.91 and decision WHA65(93);",
        "Noting the number of lamps,",
        "1. URGES Member States:",
        "(1) to count the lamps;",
        "(2) to light them;",
        "REQUESTS the Director-General to report.",
    )
    assert document.metadata.symbols == ("WHA66.95",)
    assert (document.metadata.actor, document.metadata.date) == ("wha", "2013-01-01")
    assert _marked(document, Kind.DOC_NUMBER) == ["WHA66.95"]
    assert len(document.preamble) == 4
    assert len(document.body) == 2


def test_a_session_that_closes_in_its_year_gives_the_year_of_its_texts() -> None:
    symbol = parse_symbol("WHA72.93")
    assert symbol is not None
    assert span(symbol) == ("2019-05-01", "2019-12-31")
    assert year_known(symbol) == "2019"
    assert [s.printed for _, _, s in find_symbols("see WHA72.93 and decision WHA75(8).")] == ["WHA72.93", "WHA75 (8)"]


def test_the_cover_of_the_health_assembly_may_be_the_one_place_of_its_number() -> None:
    source = "\n\n".join(
        (
            "SEVENTY-SEVENTH WORLD HEALTH ASSEMBLY WHA77.95",
            "Agenda item 13.4 31 May 2024",
            "Lamps of small harbours",
            "The Seventy-seventh World Health Assembly,",
            "Noting the number of lamps,",
            "1. DECIDES to count them.",
            "Seventh plenary meeting, 31 May 2024",
        )
    )
    found = convert(source.encode(), name="a.txt")
    assert found.document is not None
    assert found.document.metadata.date == "2024-05-31"
    assert not [d for d in found.diagnostics if "R-006" in d.message]


def test_the_first_formula_says_whose_way_of_setting_a_text_has() -> None:
    formulas = Block(Text("The General Assembly,")), Block(Text("The Sixty-sixth World Health Assembly,"))
    evidence = Evidence.of(load("eng"))
    assert house_style(formulas, evidence) == bodies.load("ga").style
    assert house_style(formulas[::-1], evidence) == bodies.load("wha").style != bodies.load("ga").style


def test_notes_of_texts_cut_out_of_a_volume_begin_with_the_number_of_their_page() -> None:
    lines = (
        "WHA66.95 Lamps",
        "The Sixty-sixth World Health Assembly,",
        "Noting the lamps; and quays,",
        "1. DECIDES so.",
    )
    text = Text(lines[2], (mark(17, 17, Kind.NOTE, key="n"),))
    note = NoteBlock("n", "4", (Block(Text("Document A66/99.")),))
    blocks = (Block(Text(lines[0])), Block(Text(lines[1])), Block(text), Block(Text(lines[3])), note)
    xml = emit_xml(parse_blocks(blocks).value)
    found = validate_xml(xml)
    assert b'marker="4"' in xml
    assert not [d for d in found if "R-081" in d.message]
