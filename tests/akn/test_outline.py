"""What is worked out of a document once is what each pass would work out for itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from akn.blocks import Block
from akn.citing import occurrences
from akn.clauses import mandates
from akn.outline import Outline
from akn.parse import parse_blocks
from akn.source_map import source_map
from akn.text import Kind, Text, mark
from akn.walk import units
from akn.xml.eids import identify
from converters import Options
from converters.conversion import look

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/source.txt"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_all_passes_say_the_same_with_an_outline_and_without(path: Path) -> None:
    seen = look(path.read_bytes(), path.name, Options(validate=False))
    document, outline = seen.document, seen.outline
    assert outline is not None
    assert outline.cited is not None
    assert (outline.identifiers, outline.units) == (identify(document), units(document))
    assert outline.sources == source_map(seen.blocks, document)
    assert mandates(document, outline=outline) == mandates(document)
    found = occurrences(document, outline=outline)
    assert found == occurrences(document)
    assert found == occurrences(document, outline=Outline(document))


def _linked(text: str, words: str, symbol: str) -> tuple[Block, ...]:
    at = text.index(words)
    link = mark(at, at + len(words), Kind.LINK, href=f"https://undocs.org/en/{symbol}")
    return Block(Text("The General Assembly,")), Block(Text(text, (link,)))


def test_citations_that_the_words_alone_tell_are_not_looked_for_again() -> None:
    parsed = parse_blocks(_linked("1. Recalls its resolution 66/288 of 27 July 2012;", "66/288", "A/RES/66/288"))
    assert parsed.cited is not None
    assert [c.symbol for c in parsed.cited.citations] == ["A/RES/66/288"]
    assert occurrences(parsed.value, outline=Outline(parsed.value, cited=parsed.cited)) == occurrences(parsed.value)


@pytest.mark.parametrize(
    ("text", "words", "symbol"),
    [
        ("1. Recalls the Plan of Ostrava of lamps;", "Plan of Ostrava", "A/RES/66/288"),  # no words of a citation
        ("1. وفقا للقرار 62/61؛", "62/61", "A/RES/62/61"),  # words with two readings
    ],
)
def test_what_a_link_alone_told_is_looked_for_again(text: str, words: str, symbol: str) -> None:
    parsed = parse_blocks(_linked(text, words, symbol))
    assert parsed.cited is None


def test_citations_read_for_another_document_are_not_taken() -> None:
    parsed = parse_blocks((Block(Text("The General Assembly,")), Block(Text("1. Recalls its resolution 66/288;"))))
    assert parsed.cited is not None
    context = parsed.cited.context
    assert parsed.cited.is_of(context)
    for name in ("actor", "session", "number", "date"):
        assert not parsed.cited.is_of(replace(context, **{name: "other"}))
    assert not parsed.cited.is_of(replace(context, catalogue={"A/RES/66/288": "2012-07-27"}))
