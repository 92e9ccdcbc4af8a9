"""What the lines of a cover say: each entry of a masthead, also where its columns stand in one line."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.document import Document
from akn.parse import parse_blocks
from akn.text import Kind, Text

REST = ("99/8. Lamps of the harbour", "The General Assembly,", "1. Welcomes the lamps.")


def parsed(*cover: str, language: str = "eng") -> Document:
    return parse_blocks(tuple(Block(Text(line)) for line in (*cover, *REST)), language=language).value


def marked(line: Text) -> list[tuple[Kind, str]]:
    return [(m.kind, line.content[m.start : m.end]) for m in line.marks]


@pytest.mark.parametrize(
    ("language", "publisher"),
    [
        ("eng", "United Nations"),
        ("fra", "Nations Unies"),
        ("spa", "Naciones Unidas"),
        ("rus", "Организация Объединенных Наций"),
        ("zho", "联合国"),
    ],
)
def test_a_symbol_behind_the_publisher_is_the_printed_symbol(language: str, publisher: str) -> None:
    document = parsed(f"{publisher} A/RES/99/8", "Distr.: General", language=language)
    assert marked(document.cover[0]) == [(Kind.DOC_AUTHORITY, publisher), (Kind.DOC_NUMBER, "A/RES/99/8")]
    found = parse_blocks(tuple(Block(Text(line)) for line in (f"{publisher} A/RES/99/8", *REST)), language=language)
    assert "M101" not in {d.code.code for d in found.diagnostics}


@pytest.mark.parametrize(
    ("language", "organ"),
    [("eng", "General Assembly"), ("fra", "Assemblée générale"), ("rus", "Генеральная Ассамблея")],
)
def test_the_distribution_behind_the_organ_keeps_its_status(language: str, organ: str) -> None:
    document = parsed("A/RES/99/8", f"{organ} Distr.: General", language=language)
    assert marked(document.cover[1]) == [(Kind.DOC_AUTHORITY, organ), (Kind.DOC_STATUS, "General")]


def test_each_entry_of_a_line_is_heard_and_marked_as_what_it_is() -> None:
    document = parsed("United Nations A/RES/99/8", "General Assembly Distr.: General 12 December 2044 Original: French")
    assert marked(document.cover[1]) == [
        (Kind.DOC_AUTHORITY, "General Assembly"),
        (Kind.DOC_STATUS, "General"),
        (Kind.DOC_DATE, "12 December 2044"),
        (Kind.INLINE, "French"),
    ]
    assert document.metadata.published == "2044-12-12"
    assert document.metadata.original_language == "fra"


def test_a_session_behind_a_date_is_marked_with_its_word() -> None:
    document = parsed("A/RES/99/8", "12 December 2044 Ninety-ninth session")
    assert marked(document.cover[1])[1] == (Kind.SESSION, "Ninety-ninth session")
    assert document.metadata.session == "99"


def test_a_second_symbol_in_a_line_stays_text() -> None:
    document = parsed("United Nations A/RES/99/8 A/99/310")
    assert [what for kind, what in marked(document.cover[0]) if kind is Kind.DOC_NUMBER] == ["A/RES/99/8"]
