"""PDF files that are damaged, locked, empty or hostile: one clear line, never a crash, never without bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from akn.blocks import Block
from akn.diagnostics import Code
from akn.errors import UnreadableInput
from converters import Options, convert
from converters.formats.pdf import opening, read
from tests.converters.command import alone
from tests.converters.formats.pdf_file import Page, assembled, pdf
from tests.thorough import of_full


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


def _with_stream(stream: bytes, filters: str = "/FlateDecode", font: str = "") -> bytes:
    """A page whose content is these bytes, in one font."""
    return assembled(
        ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
         "<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
         f"<</Length {len(stream)} {filters and f'/Filter {filters}'}>>\nstream\n{stream.decode('latin-1')}\nendstream",
         font or "<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>"],
        encoding="latin-1",
    )  # fmt: skip


WORDS = b"BT /F 10 Tf 100 700 Td (The wardens keep the keys.) Tj ET "


def test_a_stream_that_inflates_without_end_is_refused_before_it_is_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_INFLATED", 4 << 20)
    bomb = zlib.compress(WORDS + b" " * (5 << 20), 9)
    assert len(read(_with_stream(zlib.compress(WORDS))).value) == 1
    for data in (_with_stream(bomb), _with_stream(zlib.compress(bomb, 9), "[/FlateDecode /FlateDecode]")):
        with pytest.raises(UnreadableInput, match=r"^x\.pdf: a part of the PDF file inflates to more than 4 MB, or"):
            read(data, "x.pdf")


def test_a_page_with_a_map_is_read() -> None:
    lines = b"".join(b"%d %d m %d %d l S\n" % (i % 600, i % 790, i % 590, i % 780) for i in range(5_500))
    lines *= of_full(100, 12)
    assert len(lines) > of_full(9, 1) << 20
    (block,) = read(_with_stream(zlib.compress(WORDS + lines)), "x.pdf").value
    assert isinstance(block, Block)
    assert block.text.content == "The wardens keep the keys."


def test_streams_that_inflate_to_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_IN_ALL", 1 << 20)
    with pytest.raises(UnreadableInput, match=r"its parts together to more than 1 MB$"):
        read(_with_stream(zlib.compress(WORDS + b" " * (2 << 20))), "x.pdf")


def test_a_file_that_is_locked_is_refused_in_one_line() -> None:
    lock = "<</Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + ">>>"
    data = assembled(
        ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 0 /Kids []>>"],
        f"/Encrypt {lock} /ID [<4142> <4142>]",
    )
    with pytest.raises(UnreadableInput, match=r"^x\.pdf: the PDF file is locked with a password$"):
        read(data, "x.pdf")


def test_of_too_many_pages_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PAGES", 2)
    pages = [Page() for _ in range(5)]
    for i, page in enumerate(pages):
        page.put(100, 700, f"The wardens keep {'abcde'[i] * 4} keys.")
    result = read(pdf(pages), "x.pdf")
    assert [b.text.content[17:21] for b in result.value if isinstance(b, Block)] == ["aaaa", "bbbb"]
    assert Code.PAGES_TOO_MANY in [d.code for d in result.diagnostics]


def test_letters_of_a_font_that_does_not_tell_them_are_counted_and_shown_as_unknown() -> None:
    codes = "<</Type /Encoding /Differences [1 /g1 /g2 /g3]>>"
    font = f"<</Type /Font /Subtype /Type1 /BaseFont /XYZABC+Odd /Encoding {codes}>>"
    result = read(_with_stream(b"BT /F 10 Tf 100 700 Td <010103> Tj ET", "", font), "x.pdf", ocr="never")
    (block,) = result.value
    assert isinstance(block, Block)
    assert block.text.content == "\ufffd\ufffd\ufffd"
    assert [(d.code, dict(d.details)["count"]) for d in result.diagnostics] == [(Code.LETTERS_UNKNOWN, "3")]


def test_a_file_that_never_ends_costs_one_line_and_no_output(tmp_path: Path) -> None:
    """Forms that show the next one twice, twenty-eight times over: they take the library hours."""
    depth = 28
    forms = []
    for i in range(depth):
        shown = "/X Do /X Do" if i < depth - 1 else WORDS.decode()
        held = f"<</XObject <</X {6 + i} 0 R>> /Font <</F 4 0 R>>>>"
        forms.append(
            f"<</Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources {held} /Length {len(shown)}>>\n"
            f"stream\n{shown}\nendstream"
        )
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources <</XObject <</X 5 0 R>>>>>>"
    data = assembled(
        ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 1 /Kids [3 0 R]>>", page,
         "<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>", *forms]
    )  # fmt: skip
    (tmp_path / "x.pdf").write_bytes(data)
    done = alone("convert", "x.pdf", "-o", "x.xml", "--timeout", "1", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(b"x.pdf: error R316: reading the file was broken off (stopped after 1 ")
    assert done.stderr.count(b"\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["x.pdf"]


def test_a_page_without_text_is_said_to_hold_none() -> None:
    result = read(pdf([Page()]), "x.pdf")
    assert result.value == ()
    assert [d.code for d in result.diagnostics] == [Code.EMPTY_INPUT]


def test_pdf_is_known_by_its_first_bytes() -> None:
    assert b"The wardens keep the keys." in convert(_one(), name="scan.bin", options=Options(validate=False)).output


def test_a_damaged_file_whose_fonts_tell_no_letters_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _one()
    cut = data[: data.index(b"xref") + 9]
    whole = opening.Opened.pages

    def pages(self: opening.Opened) -> Iterator[object]:
        return (page and replace(page, unmapped=9) for page in whole(self))

    monkeypatch.setattr(opening.Opened, "pages", pages)
    with pytest.raises(UnreadableInput, match=r"^x\.pdf: the PDF file is damaged or cut off, .*; get the file again$"):
        read(cut, "x.pdf", ocr="never")
    assert read(data, "x.pdf", ocr="never").value


def _mapped(shown: bytes, codes: dict[str, int]) -> bytes:
    """A page of text in a font that says which characters its codes are."""
    pairs = " ".join(f"<{ord(c):02X}> <{code:04X}>" for c, code in codes.items())
    table = f"1 begincodespacerange <00> <FF> endcodespacerange {len(codes)} beginbfchar {pairs} endbfchar"
    stream = f"BT /F 10 Tf 100 700 Td ({shown.decode()}) Tj ET"
    return assembled(
        ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
         "<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
         f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
         "<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding /ToUnicode 6 0 R>>",
         f"<</Length {len(table)}>>\nstream\n{table}\nendstream"]
    )  # fmt: skip


def test_characters_that_a_file_stores_as_radicals_are_characters_and_counted() -> None:
    codes = {"a": 0x2F24, "b": 0x4F1A, "c": 0x2EE2, "d": 0x2F00}
    result = read(_mapped(b"abcd", codes), "x.pdf", ocr="never")
    assert [b.text.content for b in result.value if isinstance(b, Block)] == ["大会马一"]
    assert [(d.code, dict(d.details)["count"]) for d in result.diagnostics] == [(Code.RADICALS_READ, "3")]
    assert not read(_mapped(b"b", codes), "x.pdf", ocr="never").diagnostics
