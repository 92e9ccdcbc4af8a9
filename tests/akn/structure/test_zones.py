"""Where the parts of a document begin: what is taken for its number and its title, and what is not."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.document import Document
from akn.parse import parse_blocks
from akn.text import Kind, Text


def parsed(*lines: str) -> Document:
    return parse_blocks(tuple(Block(Text(line)) for line in lines)).value


def numbers(document: Document) -> list[str]:
    texts = (*document.cover, *document.preface)
    return [t.content[m.start : m.end] for t in texts for m in t.of(Kind.DOC_NUMBER)]


BELOW = ("The General Assembly,", "1. Welcomes the lamps of the harbour.")


@pytest.mark.parametrize("head", [("United Nations", "Distr.: General"), ("General Assembly",), ()])
@pytest.mark.parametrize("page", ["1/2", "1 / 12"])
def test_a_page_number_above_the_masthead_or_the_title_is_not_the_number(page: str, head: tuple[str, ...]) -> None:
    document = parsed(page, *head, "99/8. Lamps of the harbour", *BELOW)
    assert document.metadata.symbols == ("A/RES/99/8",)
    assert document.cover[0] == Text(page)
    assert numbers(document) == ["99/8"]


def test_a_page_number_above_the_formula_is_not_the_number() -> None:
    document = parsed("1/2", *BELOW)
    assert document.metadata.number == ""
    assert document.cover == (Text("1/2"),)


def test_a_number_above_a_title_stays_the_number_though_it_looks_like_that_of_a_page() -> None:
    document = parsed("1/2", "Lamps of the harbour", "The Human Rights Council,", BELOW[1])
    assert document.metadata.symbols == ("A/HRC/RES/1/2",)
    assert numbers(document) == ["1/2"]


def test_an_ordinal_with_a_stop_is_no_number_of_a_paragraph_in_the_closing_lines() -> None:
    """As German prints the meeting and the day: “63. Plenarsitzung”."""
    lines = ("Die Generalversammlung,", "1. ersucht die Leuchttürme um Licht.", "63. Plenarsitzung", "9. Dezember 2044")
    document = parsed(*lines)
    assert [t.content for t in document.conclusions] == ["63. Plenarsitzung", "9. Dezember 2044"]
    assert len(document.body) == 1


def test_a_numbered_paragraph_that_begins_as_a_date_is_no_closing_line() -> None:
    document = parsed("Die Generalversammlung,", "1. ersucht die Leuchttürme um Licht;", "2. begrüßt den 9. Dezember.")
    assert not document.conclusions
