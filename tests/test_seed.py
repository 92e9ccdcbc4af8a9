"""The reference input, an Arabic resolution as a scanner returned it, against the facts that it must show."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from akn.diagnostics import Code
from akn.document import Document, Operative, Preambular
from akn.emit import emit_xml
from akn.parse import parse_blocks
from akn.text import Kind, Text
from akn.validate import validate_xml
from akn.walk import Place, texts_of
from akn.xml.uri import parse_uri
from converters.formats import text as text_format
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared


@cache
def expected() -> dict[str, Any]:
    assert SHARED is not None
    found: dict[str, Any] = json.loads((SHARED / "seed" / "expected.json").read_text(encoding="utf-8"))
    return found


@cache
def converted() -> tuple[Document, tuple[str, ...]]:
    assert SHARED is not None
    source = SHARED / "seed" / expected()["source"]
    result = parse_blocks(text_format.read(source.read_bytes(), source.name).value, source=source.name)
    return result.value, tuple(d.code.code for d in result.diagnostics)


def document() -> Document:
    return converted()[0]


def operative() -> list[Operative]:
    return [n for n in document().body if isinstance(n, Operative)]


def first_text(node: Operative | Preambular) -> Text:
    found = node.content[0]
    assert isinstance(found, Text)
    return found


def marked(kind: Kind, attribute: str) -> list[tuple[str, str]]:
    return [(t.content[m.start : m.end], m.get(attribute)) for t, _ in texts_of(document()) for m in t.of(kind)]


def test_its_metadata_are_found_though_the_symbol_is_not_printed() -> None:
    wanted = expected()["metadata"]
    metadata = document().metadata
    assert metadata.symbols == (wanted["symbol"],)
    assert metadata.number == wanted["number"]
    assert metadata.language == wanted["language"]
    assert metadata.session == str(wanted["session"])
    assert metadata.date == wanted["adopted"]
    assert metadata.meeting == str(wanted["meeting"])
    work = f'<FRBRuri value="{wanted["work"]}"/>'
    assert work in emit_xml(document()).decode()


def test_its_cover_and_title_say_what_is_printed() -> None:
    wanted = expected()["metadata"]
    assert ("agenda item", wanted["agenda_item"]) in [
        (m.get("name"), m.get("title")) for t in document().cover for m in t.of(Kind.INLINE)
    ]
    assert [c for c, _ in marked(Kind.DOC_TITLE, "")] == [wanted["title"]]
    assert marked(Kind.DOC_COMMITTEE, "refersTo") == [(wanted["committee"], "#secondCommittee")]
    assert [c for c, n in marked(Kind.INLINE, "name") if n == "originating document"] == [wanted["source_document"]]


def test_its_paragraphs_and_notes_are_all_there() -> None:
    counts = expected()["counts"]
    calls = [m for t, _ in texts_of(document()) for m in t.of(Kind.NOTE)]
    assert sum(isinstance(n, Preambular) for n in document().preamble) == counts["preambular"]
    assert len(operative()) == counts["operative"]
    assert len(document().notes) == counts["footnotes"]
    assert len(calls) == counts["anchors"]
    assert len(calls) - len({m.get("key") for m in calls}) == counts["repeated_anchors"]


def test_its_repeated_calls_stand_where_they_are_printed() -> None:
    for repeated in expected()["repeated_anchors"]:
        keys = [m.get("key") for m in first_text(operative()[repeated["operative"] - 1]).of(Kind.NOTE)]
        assert [int(document().notes[int(k) - 1].marker) for k in keys] == repeated["markers"]


def test_the_paragraphs_that_pages_cut_in_two_are_whole() -> None:
    whole = [" ".join(t.content.split()) for t, place in texts_of(document()) if place is not Place.NOTE]
    for piece in expected()["joined_across_pages"]:
        assert any(piece in text for text in whole), piece
    assert converted()[1].count(Code.PARAGRAPH_JOINED.code) == len(expected()["joined_across_pages"])


@pytest.mark.parametrize("number", range(1, 25))
def test_each_action_has_its_phrase_and_concept(number: int) -> None:
    wanted = expected()["operative_actions"][number - 1]
    text = first_text(operative()[number - 1])
    action = text.of(Kind.ACTION)[0]
    assert text.content[action.start : action.end] == wanted["phrase"]
    assert action.get("refersTo") == f"#action_{wanted['concept']}"


def test_the_misread_action_is_reported_and_stays_as_printed() -> None:
    assert converted()[1].count(Code.ACTION_CORRECTED.code) == 1


def test_every_resolution_cited_has_its_address_and_date() -> None:
    from akn.bodies.symbols import parse_symbol, work_uri

    found = {m.get("href") for t, _ in texts_of(document()) for m in t.of(Kind.REF)}
    works = {(uri.actor, uri.number): uri.date for href in found if (uri := _work(href)) is not None}
    for cited in expected()["resolutions_cited"]:
        symbol = parse_symbol(cited["symbol"])
        assert symbol is not None
        uri = work_uri(symbol)
        date = works[uri.actor, uri.number]
        if "date" in cited:
            assert date == cited["date"], cited


def _work(href: str) -> Any:
    return parse_uri(href) if href.startswith("/akn/") else None


def test_every_document_cited_has_its_address() -> None:
    from akn.bodies.symbols import parse_symbol, work_uri

    found = {m.get("href") for t, _ in texts_of(document()) for m in t.of(Kind.REF)}
    for cited in expected()["documents_cited"]:
        symbol = parse_symbol(cited)
        assert symbol is not None, cited
        assert str(work_uri(symbol)) in found, cited


def test_the_xml_is_valid_and_follows_the_profile() -> None:
    found = [str(d) for d in validate_xml(emit_xml(document())) if d.severity.value == "error"]
    assert found == []
