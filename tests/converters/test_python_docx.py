"""Documents of python-docx go in and come out, and every Word file that we write is one that it opens."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import akn
from akn.errors import UsageError
from converters import Options, convert

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_word_file_that_we_write_opens_with_all_paragraphs_in_order(example: Path) -> None:
    done = convert(example, options=Options(to="python-docx"))
    assert done.ok
    assert done.document is not None
    shown = "\n".join(paragraph.text for paragraph in done.value.paragraphs)
    at = 0
    for paragraph in done.document.body[:4]:
        for text in getattr(paragraph, "content", ()):
            if isinstance(text, akn.Text):
                words = text.content.split()[:4]
                at = shown.index(" ".join(words), at)


def test_a_document_of_python_docx_is_a_source() -> None:
    word = docx.Document()
    for line in ("The General Assembly,", "Recalling its resolution 98/12 of 1 December 2043,"):
        word.add_paragraph(line)
    word.add_paragraph("1. Decides to remain seized of the matter.")
    done = convert(word)
    assert b'<formula eId="formula_1" name="enactingFormula">' in done.output
    assert b'href="/akn/un/statement/deliberation/unga/2043-12-01/98-12"' in done.output


def test_there_and_back_is_the_same_document() -> None:
    first = convert(EXAMPLES[0])
    word = convert(first.output, options=Options(to="python-docx")).value
    again = convert(word)
    assert again.document is not None
    assert first.document is not None
    assert again.document.body == first.document.body


def test_what_is_no_source_is_told_in_one_line() -> None:
    with pytest.raises(UsageError, match="not int"):
        convert(42)  # type: ignore[arg-type]


def test_a_conversion_is_shown_in_a_line_without_its_bytes() -> None:
    done = convert(b"The General Assembly,\n\n1. Decides to remain seized of the matter.\n")
    assert repr(done).startswith("<Converted ")
    assert len(repr(done)) < 100
    assert "<li>" in done._repr_html_()
