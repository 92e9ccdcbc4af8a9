"""The redline in readers of others: accepted it says what the new document says, rejected what the old one says."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from akn.document import Document
from akn.layout import layout_blocks
from converters.compare.redline import as_redline
from converters.formats.docx.writing import write_word
from tests.converters.compare.lighthouses import LAST, THIS, resolution

OLD, NEW = resolution(*LAST), resolution(*THIS)


@pytest.mark.parametrize(("how", "document"), [("accept", NEW), ("reject", OLD)])
def test_pandoc_reads_what_was_and_what_is(tmp_path: Path, how: str, document: Document) -> None:
    pandoc = pytest.importorskip("pypandoc")

    def said(data: bytes, changes: str) -> list[str]:
        path = tmp_path / "out.docx"
        path.write_bytes(data)
        options = [f"--track-changes={changes}", "--wrap=none"]
        text: str = pandoc.convert_file(str(path), "plain", format="docx", extra_args=options)
        return text.split()

    plain = write_word(layout_blocks(document), notes=True)
    assert said(as_redline(OLD, NEW), how) == said(plain, "accept")


def test_mammoth_reads_what_is_with_its_notes() -> None:
    mammoth = pytest.importorskip("mammoth")
    page = mammoth.convert_to_html(io.BytesIO(as_redline(OLD, NEW))).value
    assert all(text[:-1] in page for text, _ in THIS)
    assert LAST[1][0][:-1] not in page
    assert page.count('<li id="footnote-') == len(THIS)
