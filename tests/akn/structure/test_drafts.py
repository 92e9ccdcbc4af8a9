"""Drafts: their sponsors, their title without a number, their own kind and address."""

from __future__ import annotations

import doctest

import pytest

import akn.structure.drafts
from akn.blocks import Block
from akn.languages import load
from akn.parse import parse_blocks
from akn.structure.drafts import match_sponsors
from akn.text import Kind, Text
from akn.xml.uri import work_of


@pytest.mark.parametrize(
    ("code", "line", "sponsors", "kind"),
    [
        ("eng", "Brazil and Fiji: draft resolution", "Brazil and Fiji", "resolutionDraft"),
        ("eng", "Brazil and Fiji:* revised draft resolution", None, ""),
        ("eng", "Brazil, Fiji and Kenya: revised draft resolution*", "Brazil, Fiji and Kenya", "resolutionDraft"),
        ("eng", "Brazil and Fiji: draft decision", "Brazil and Fiji", "decisionDraft"),
        ("fra", "Brésil et Fidji\u00a0: projet de résolution", "Brésil et Fidji", "resolutionDraft"),
        ("spa", "Brasil y Fiji: proyecto de resolución", "Brasil y Fiji", "resolutionDraft"),
        ("rus", "Бразилия и Фиджи: проект резолюции", "Бразилия и Фиджи", "resolutionDraft"),
        ("zho", "巴西和斐济：决议草案", "巴西和斐济", "resolutionDraft"),
        ("ara", "البرازيل وفيجي: مشروع قرار", "البرازيل وفيجي", "resolutionDraft"),
        ("deu", "Brasilien und Fidschi: Resolutionsentwurf", "Brasilien und Fidschi", "resolutionDraft"),
        ("eng", "Culture of the sea: tidal libraries", None, ""),
        ("eng", "Draft resolution", None, ""),
        ("eng", ": draft resolution", None, ""),
        ("eng", "Brazil: draft resolution A/C.2/99/L.60 withdrawn", None, ""),
    ],
)
def test_sponsors_stand_before_the_word_for_a_draft(code: str, line: str, sponsors: str | None, kind: str) -> None:
    found = match_sponsors(line, load(code))
    if sponsors is None:
        assert found is None
    else:
        assert found is not None
        assert (line[found.start : found.end], found.kind) == (sponsors, kind)


DRAFT = [
    "United Nations",
    "A/C.2/99/L.61",
    "General Assembly",
    "Distr.: Limited",
    "13 November 2044",
    "Ninety-ninth session",
    "Agenda item 18",
    "Culture of the sea",
    "Brazil, Fiji* and Kenya: draft resolution",
    "International Year of Tidal Libraries",
    "The General Assembly,",
    "Recalling its resolution 98/12 of 1 December 2043,",
    "1. Decides to proclaim 2046 the International Year of Tidal Libraries.",
]


def test_a_draft_is_parsed_as_a_draft_with_its_sponsors() -> None:
    document = parse_blocks(tuple(Block(Text(line)) for line in DRAFT)).value
    metadata = document.metadata
    assert (metadata.kind, metadata.actor, metadata.date_name) == ("resolutionDraft", "unga-c2", "publication")
    assert str(work_of(metadata)) == "/akn/un/statement/deliberation/unga-c2/2044-11-13/A-C.2-99-L.61"
    (proponent,) = [line.content[m.start : m.end] for line in document.cover for m in line.of(Kind.DOC_PROPONENT)]
    assert proponent == "Brazil, Fiji* and Kenya"
    assert [line.content for line in document.preface] == ["International Year of Tidal Libraries"]
    assert document.preface[0].of(Kind.DOC_TITLE)
    assert "adopted" not in [t.eid for t in document.terms]


def test_a_draft_decision_is_known_by_the_line_of_its_sponsors() -> None:
    lines = [line.replace("draft resolution", "draft decision") for line in DRAFT]
    assert parse_blocks(tuple(Block(Text(line)) for line in lines)).value.metadata.kind == "decisionDraft"


def test_the_examples_of_the_module_run() -> None:
    outcome = doctest.testmod(akn.structure.drafts)
    assert outcome.attempted > 0
    assert outcome.failed == 0
