"""Resolutions of the bodies outside the main organs: invented texts in the form in which those bodies print theirs."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.document import Document
from akn.parse import parse_blocks
from akn.text import Kind, Text


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
