"""PDF files that are damaged, locked, empty or hostile: one clear line, never a crash, never without bounds."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.diagnostics import Code
from akn.errors import UnreadableInput
from converters import convert
from converters.formats.pdf import read
from tests.converters.formats.pdf_file import Page, assembled, pdf


def _one() -> bytes:
    page = Page()
    page.put(100, 700, "The wardens keep the keys.")
    return pdf([page])


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 999, b"no pdf at all"])
def test_what_is_no_pdf_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"^x\.pdf: not a PDF file, or one that is too damaged to be read$"):
        read(data, "x.pdf")


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    data = _one()
    (block,) = read(data[: data.index(b"xref") + 9], "x.pdf").value
    assert isinstance(block, Block)
    assert block.text.content == "The wardens keep the keys."


def test_a_file_without_pages_is_refused() -> None:
    data = assembled(["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 0 /Kids []>>"])
    with pytest.raises(UnreadableInput, match=r"without pages|too damaged"):
        read(data, "x.pdf")


def test_page_trees_in_circles_end() -> None:
    data = assembled(
        ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 3 /Kids [3 0 R]>>",
         "<</Type /Pages /Count 3 /Parent 2 0 R /Kids [2 0 R]>>"]
    )  # fmt: skip
    with pytest.raises(UnreadableInput, match=r"x\.pdf: "):
        read(data, "x.pdf")


def test_a_page_without_text_is_said_to_hold_none() -> None:
    result = read(pdf([Page()]), "x.pdf")
    assert result.value == ()
    assert [d.code for d in result.diagnostics] == [Code.EMPTY_INPUT]


def test_pdf_is_known_by_its_first_bytes() -> None:
    assert b"The wardens keep the keys." in convert(_one(), name="scan.bin", validate=False).output
