"""Where the parts of a document begin: what is taken for its number and its title, and what is not."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.document import Document, Formula
from akn.parse import parse_blocks
from akn.text import Kind, Text


def parsed(*lines: str) -> Document:
    return parse_blocks(tuple(Block(Text(line)) for line in lines)).value


def numbers(document: Document) -> list[str]:
    texts = (*document.cover, *document.preface)
    return [t.content[m.start : m.end] for t in texts for m in t.of(Kind.DOC_NUMBER)]


BELOW = ("The General Assembly,", "1. Welcomes the lamps of the harbour.")


def test_an_ordinal_with_a_stop_is_no_number_of_a_paragraph_in_the_closing_lines() -> None:
    """As German prints the meeting and the day: “63. Plenarsitzung”."""
    lines = ("Die Generalversammlung,", "1. ersucht die Leuchttürme um Licht.", "63. Plenarsitzung", "9. Dezember 2044")
    document = parsed(*lines)
    assert [t.content for t in document.conclusions] == ["63. Plenarsitzung", "9. Dezember 2044"]
    assert len(document.body) == 1


def test_a_numbered_paragraph_that_begins_as_a_date_is_no_closing_line() -> None:
    document = parsed("Die Generalversammlung,", "1. ersucht die Leuchttürme um Licht;", "2. begrüßt den 9. Dezember.")
    assert not document.conclusions


def test_appendices_without_an_annex_stand_beside_each_other() -> None:
    document = parsed(*BELOW, "Appendix I", "Lamps", "1. One lamp.", "Appendix II", "Oil", "1. One can.")
    assert [(annex.preface[0].content, annex.annexes) for annex in document.annexes] == [
        ("Appendix I", ()),
        ("Appendix II", ()),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("回顾其以往的各项决议，", "审议了灯塔委员会的报告和各港口理事会，", "1. 决定保持灯火；"),
        (
            "ссылаясь на свою резолюцию 98/12,",
            "рассмотрев доклад Комитета по маякам,",
            "1. постановляет сохранить огни;",
        ),
    ],
)
def test_a_recital_that_ends_in_the_name_of_an_organ_is_no_formula(lines: tuple[str, ...]) -> None:
    """Where the formula is lost, the next line that ends in a name took its place, and the recitals above it moved."""
    document = parsed(*lines)
    assert not any(isinstance(node, Formula) for node in document.preamble)
    assert len(document.preamble) == 2
