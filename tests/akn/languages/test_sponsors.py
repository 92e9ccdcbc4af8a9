"""Drafts: their sponsors, their title without a number, their own kind, address and workflow."""

from __future__ import annotations

import pytest

from akn.blocks import AnyBlock, Block, NoteBlock
from akn.document import Document
from akn.emit import emit_xml
from akn.languages import load
from akn.languages.sponsors import match_more, match_sponsors
from akn.parse import parse_blocks
from akn.read import read_xml
from akn.text import Kind, Text, mark
from akn.validate import validate_xml
from akn.xml.uri import work_of

CHAIR = "Ana Perez (Uruguay)"


@pytest.mark.parametrize(
    ("code", "line", "sponsors", "kind"),
    [
        ("eng", "Brazil and Fiji: draft resolution", ["Brazil", "Fiji"], "resolutionDraft"),
        ("eng", "Fiji:* revised draft resolution", ["Fiji"], "resolutionDraft"),  # the star calls a note
        ("eng", "Brazil, Fiji* and Kenya: revised draft resolution*", ["Brazil", "Fiji", "Kenya"], "resolutionDraft"),
        ("eng", "Brazil and Fiji: draft decision", ["Brazil", "Fiji"], "decisionDraft"),
        ("eng", "Fiji: amendments to draft resolution A/C.3/99/L.3", ["Fiji"], "amendment"),
        ("eng", "Draft decision submitted by the Chair", ["the Chair"], "decisionDraft"),
        (
            "eng",
            f"Draft resolution submitted by the Vice-Chair, {CHAIR}, on the basis of informal consultations",
            [f"the Vice-Chair, {CHAIR}"],
            "resolutionDraft",
        ),
        (
            "eng",
            "Trinidad and Tobago, Micronesia (Federated States of) and Bosnia and Herzegovina: draft resolution",
            ["Trinidad and Tobago", "Micronesia (Federated States of)", "Bosnia and Herzegovina"],
            "resolutionDraft",
        ),
        ("fra", "Brésil et Fidji\u00a0: projet de résolution", ["Brésil", "Fidji"], "resolutionDraft"),
        ("fra", "Projet de décision déposé par le Président", ["le Président"], "decisionDraft"),
        ("fra", "Fidji\u00a0: amendement au projet de résolution A/C.3/99/L.3", ["Fidji"], "amendment"),
        (
            "spa",
            "Trinidad y Tabago e Italia: proyecto de resolución",
            ["Trinidad y Tabago", "Italia"],
            "resolutionDraft",
        ),
        ("spa", "Proyecto de decisión presentado por el Presidente", ["el Presidente"], "decisionDraft"),
        ("spa", "Fiji: enmienda al proyecto de resolución A/C.3/99/L.3", ["Fiji"], "amendment"),
        ("rus", "Тринидад и Тобаго и Фиджи: проект резолюции", ["Тринидад и Тобаго", "Фиджи"], "resolutionDraft"),
        ("rus", "Проект решения, представленный Председателем", ["Председателем"], "decisionDraft"),
        ("rus", "Фиджи: поправка к проекту резолюции A/C.3/99/L.3", ["Фиджи"], "amendment"),
        ("zho", "巴西、大韩民国和斐济：决议草案", ["巴西", "大韩民国", "斐济"], "resolutionDraft"),
        ("zho", "主席提出的决定草案", ["主席"], "decisionDraft"),
        ("zho", "斐济：对决议草案的修正案 A/C.3/99/L.3", ["斐济"], "amendment"),
        (
            "ara",
            "البرازيل، وترينيداد وتوباغو وفيجي: مشروع قرار",
            ["البرازيل", "ترينيداد وتوباغو", "فيجي"],
            "resolutionDraft",
        ),
        ("ara", "مشروع مقرر مقدم من الرئيس", ["الرئيس"], "decisionDraft"),
        ("ara", "فيجي: تعديل لمشروع القرار A/C.3/99/L.3", ["فيجي"], "amendment"),
        ("deu", "Brasilien und Fidschi: Resolutionsentwurf", ["Brasilien", "Fidschi"], "resolutionDraft"),
        ("eng", "Culture of the sea: tidal libraries", None, ""),
        ("eng", "Culture of the sea: amendments to the rules", None, ""),
        ("eng", "Draft resolution*", [], "resolutionDraft"),
        ("fra", "Projet de décision", [], "decisionDraft"),
        ("zho", "决议草案", [], "resolutionDraft"),
        ("eng", "Amendments", None, ""),
        ("eng", "Draft resolution on the sea", None, ""),
        ("eng", ": draft resolution", None, ""),
        ("eng", "Brazil: draft resolution A/C.2/99/L.60 withdrawn", None, ""),
    ],
)
def test_a_line_tells_what_is_proposed_and_by_whom(code: str, line: str, sponsors: list[str] | None, kind: str) -> None:
    found = match_sponsors(line, load(code))
    if sponsors is None:
        assert found is None
    else:
        assert found is not None
        assert ([line[a:b] for a, b in found.names], found.kind) == (sponsors, kind)


def test_notes_name_further_sponsors() -> None:
    def named(code: str, line: str) -> list[str]:
        return [line[a:b] for a, b in match_more(line, load(code))]

    assert named("eng", "Additional sponsors: Fiji, Kenya and Samoa.") == ["Fiji", "Kenya", "Samoa"]
    assert named("spa", "Fiji y Kenya se sumaron a los patrocinadores.") == ["Fiji", "Kenya"]
    assert named("eng", "On behalf of the States that are members of the Alliance.") == []


def _draft(*changes: tuple[str, str]) -> list[str]:
    lines = [
        "United Nations",
        "A/C.2/99/L.61",
        "General Assembly",
        "Distr.: Limited",
        "13 November 2044",
        "Ninety-ninth session",
        "Second Committee",
        "Agenda item 18",
        "Culture of the sea",
        "Brazil, Fiji* and Kenya: draft resolution",
        "International Year of Tidal Libraries",
        "The General Assembly,",
        "Recalling its resolution 98/12 of 1 December 2043,",
        "1. Decides to proclaim 2046 the International Year of Tidal Libraries.",
    ]
    for old, new in changes:
        lines = [line.replace(old, new) for line in lines]
    return [line for line in lines if line]


def _parse(lines: list[str], *more: AnyBlock) -> Document:
    return parse_blocks((*(Block(Text(line)) for line in lines), *more)).value


def _marked(document: Document, kind: Kind) -> list[str]:
    return [line.content[m.start : m.end] for line in document.cover for m in line.of(kind)]


def test_a_draft_is_parsed_as_a_draft_with_its_sponsors_and_its_committee() -> None:
    document = _parse(_draft())
    metadata = document.metadata
    assert (metadata.kind, metadata.actor, metadata.date_name) == ("resolutionDraft", "unga-c2", "publication")
    assert str(work_of(metadata)) == "/akn/un/statement/deliberation/unga-c2/2044-11-13/A-C.2-99-L.61"
    assert _marked(document, Kind.DOC_PROPONENT) == ["Brazil", "Fiji", "Kenya"]
    assert _marked(document, Kind.DOC_COMMITTEE) == ["Second Committee"]
    assert _marked(document, Kind.DOC_TYPE) == ["draft resolution"]
    assert [line.content for line in document.preface] == ["International Year of Tidal Libraries"]
    assert document.preface[0].of(Kind.DOC_TITLE)


def test_a_line_that_is_nothing_but_the_kind_is_no_title_and_says_that_the_text_is_proposed() -> None:
    document = _parse(_draft(("Brazil, Fiji* and Kenya: draft resolution", "Draft resolution"), ("A/C.2/99/L.61", "")))
    assert document.metadata.is_proposed
    assert _marked(document, Kind.DOC_TYPE) == ["Draft resolution"]
    assert [line.content for line in document.preface] == ["International Year of Tidal Libraries"]


@pytest.mark.parametrize("formula", ["The General Assembly,", "The General Assembly"])
def test_a_formula_right_below_the_sponsors_is_no_title(formula: str) -> None:
    untitled = ("International Year of Tidal Libraries", "")
    recital = ("Recalling its resolution 98/12 of 1 December 2043,", "")
    act = ("1. Decides to proclaim 2046 the .", "Adopts the following declaration of the tidal libraries:")
    document = _parse(_draft(untitled, recital, act, ("The General Assembly,", formula)))
    assert document.preface == ()
    assert [node.text.content for node in document.preamble] == [formula]


def test_nobody_takes_a_draft_for_adopted_text() -> None:
    xml = emit_xml(_parse(_draft())).decode()
    assert '<FRBRalias name="symbol" value="A/C.2/99/L.61"/>' in xml
    assert '<step date="2044-11-13" by="#secondCommittee" outcome="#submitted"/>' in xml
    assert "#adopted" not in xml
    again = read_xml(xml.encode())
    assert emit_xml(again.value).decode() == xml


LONG = ", ".join(f"State {a}{b}" for a in "ABCDEFGHIJ" for b in "abcdefghij")

GOOD = {
    "committee": _draft(),
    "plenary": _draft(("A/C.2/99/L.61", "A/99/L.61"), ("Second Committee", "")),
    "a hundred sponsors": _draft(("Brazil, Fiji* and Kenya", f"{LONG} and Kenya")),
    "decision": _draft(("Brazil, Fiji* and Kenya: draft resolution", "Draft decision submitted by the Chair")),
    "amendment": _draft(
        ("Brazil, Fiji* and Kenya: draft resolution", "Fiji: amendment to draft resolution A/C.2/99/L.3"),
        ("The General Assembly,", ""),
        ("Recalling its resolution 98/12 of 1 December 2043,", ""),
        ("1. Decides to proclaim 2046 the International Year of Tidal Libraries.", "1. Delete paragraph 5."),
    ),
    "council": _draft(
        ("A/C.2/99/L.61", "S/2044/720"),
        ("General Assembly", "Security Council"),
        ("Second Committee", ""),
        ("Ninety-ninth session", ""),
        ("Agenda item 18", ""),
        ("Culture of the sea", ""),
        ("International Year of Tidal Libraries", ""),
        ("1. Decides to proclaim 2046 the .", "1. Decides to remain seized of the matter."),
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_draft_breaks_no_rule(name: str) -> None:
    document = _parse(GOOD[name])
    kind = {"decision": "decisionDraft", "amendment": "amendment"}.get(name, "resolutionDraft")
    assert document.metadata.kind == kind
    assert [d for d in validate_xml(emit_xml(document)) if d.severity == "error"] == []


def test_each_of_a_hundred_sponsors_has_its_mark() -> None:
    assert len(_marked(_parse(GOOD["a hundred sponsors"]), Kind.DOC_PROPONENT)) == 101


def test_further_sponsors_of_a_note_are_marked_in_it() -> None:
    lines = _draft()
    at = lines.index("Brazil, Fiji* and Kenya: draft resolution")
    sponsors = Text("Brazil and Fiji: draft resolution").marked([mark(15, 15, Kind.NOTE, key="n")])
    note = NoteBlock("n", "*", (Block(Text("Additional sponsors: Kenya and Samoa.")),))
    blocks = [Block(Text(line)) for line in lines]
    blocks[at] = Block(sponsors)
    document = parse_blocks((*blocks, note)).value
    assert _marked(document, Kind.DOC_PROPONENT) == ["Brazil", "Fiji"]
    xml = emit_xml(document).decode()
    assert "<docProponent>Samoa</docProponent>" in xml
    assert [d for d in validate_xml(xml.encode()) if d.severity == "error"] == []
