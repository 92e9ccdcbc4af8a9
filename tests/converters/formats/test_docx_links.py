"""Links of Word files: one that Word has cut into several is one."""

from __future__ import annotations

import pytest

from akn.text import Kind
from converters.formats.docx.line import ParagraphBuilder


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("between", [False, True])
def test_a_link_that_goes_on_is_one_though_notes_are_called_in_it(between: bool, inside: bool) -> None:
    paragraph = ParagraphBuilder()
    for n, piece in enumerate(("See the ", "resolution", " of", " the sea")):
        start = paragraph.size
        if between and n:
            paragraph.note("1")
        paragraph.put(piece)
        if inside and n:
            paragraph.note("2")
            paragraph.put(" of 2044")
        paragraph.link(start, "http://example.org/x")
    text = paragraph.text()
    assert [(m.start, m.end) for m in text.of(Kind.LINK)] == [(0, len(text.content))]
    assert len(list(text.of(Kind.NOTE))) == 3 * (between + inside)


def test_a_link_to_another_place_is_its_own() -> None:
    paragraph = ParagraphBuilder()
    for piece in ("a", "b"):
        start = paragraph.size
        paragraph.put(piece)
        paragraph.note(piece)
        paragraph.link(start, f"http://example.org/{piece}")
    assert [(m.start, m.end) for m in paragraph.text().of(Kind.LINK)] == [(0, 1), (1, 2)]
