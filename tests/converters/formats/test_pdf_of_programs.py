"""Tables of PDF files as LibreOffice and Chromium make them, ruled and without strokes, with tags and without."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from akn.blocks import Block, Blocks, CellBlock, TableBlock
from akn.text import Text
from converters import Options, convert
from converters.formats import docx, pdf
from proofs.pdfs import untagged
from tests.browser import CHROMIUM

pytestmark = pytest.mark.timeout(600)

PLACE = "width: 12em; vertical-align: top; break-inside: avoid"
WORDS = ("quay", "lighthouse", "pier", "harbour", "breakwater", "mole", "jetty", "dry dock")
TEXT = "of the coast keep the keys of all of its lamps, and that they count them at low water and write down how many"
BEFORE = [f"{n}. Decides that the wardens of the {word} {TEXT};" for n, word in enumerate(WORDS, 1)]
POSTS = [(a, b) for a in WORDS for b in WORDS[:6]]
ROWS = [
    ("Action", "Title of post", "Lamps"),
    *((f"Move of the {a}", f"Warden of the {b}, of {3 * i} boats and of the lamp {a[::-1]}{b[:4]}", str(7 * i))
      for i, (a, b) in enumerate(POSTS, 1)),
]  # fmt: skip


def _blocks() -> Blocks:
    def cell(text: str, header: bool) -> CellBlock:
        return CellBlock((Block(Text(text)),), header)

    table = TableBlock(tuple(tuple(cell(text, i == 0) for text in row) for i, row in enumerate(ROWS)))
    return (*(Block(Text(text)) for text in BEFORE), table, Block(Text("9. Requests the wardens to count the lamps.")))


def _cells(data: bytes) -> list[list[list[str]]]:
    """The cells of a file, without what white space and hyphens at the ends of lines make of them."""
    return [
        [["".join("".join(b.text.content for b in c.blocks if isinstance(b, Block)).split()) for c in row]
         for row in block.rows]
        for block in pdf.read(data, ocr="never").value
        if isinstance(block, TableBlock)
    ]  # fmt: skip


def _without_strokes(data: bytes) -> bytes:
    """A Word file whose tables have no borders."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for name in source.namelist():
            held = source.read(name)
            if name == "word/styles.xml":
                held = re.sub(rb"<w:tblBorders>.*?</w:tblBorders>", b"", held, flags=re.DOTALL)
            out.writestr(name, held)
    return target.getvalue()


def _by_office(folder: Path, bare: bool) -> bytes:
    data = docx.write(_blocks())
    (folder / "x.docx").write_bytes(_without_strokes(data) if bare else data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "x.docx")]
    subprocess.run(command, check=True, timeout=300, capture_output=True)
    return (folder / "x.pdf").read_bytes()


def _by_browser(folder: Path, bare: bool) -> bytes:
    rows = "".join(
        f"<tr>{''.join(f'<{tag}>{text}</{tag}>' for text in row)}</tr>"
        for tag, row in zip(("th", *("td" for _ in ROWS[1:])), ROWS, strict=True)
    )
    line = "0" if bare else "1px solid"
    style = f"table {{border-collapse: collapse}} td, th {{border-bottom: {line}; padding: 4px 12px; {PLACE}}}"
    before = "".join(f"<p>{text}</p>" for text in BEFORE)
    (folder / "x.html").write_text(f"<meta charset=utf-8><style>{style}</style>{before}<table>{rows}</table>")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'x.pdf'}",
               (folder / "x.html").as_uri()]  # fmt: skip
    subprocess.run(command, check=True, timeout=300, capture_output=True)
    return (folder / "x.pdf").read_bytes()


@pytest.mark.parametrize("bare", [False, True], ids=["ruled", "without strokes"])
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(_by_office, marks=pytest.mark.office, id="LibreOffice"),
        pytest.param(_by_browser, marks=pytest.mark.browser, id="Chromium"),
    ],
)
def test_a_table_over_pages_is_one_with_all_its_cells(
    make: Callable[[Path, bool], bytes], bare: bool, tmp_path: Path
) -> None:
    wanted = [["".join(cell.split()) for cell in row] for row in ROWS]
    data = make(tmp_path, bare)
    assert _cells(data) == [wanted]
    assert _cells(untagged(data)) == [wanted]


@pytest.mark.browser
def test_a_page_that_chromium_prints_has_the_paragraphs_of_its_document(tmp_path: Path) -> None:
    text = (
        "United Nations A/RES/99/7\n\nGeneral Assembly\n\nThe General Assembly,\n\n"
        "Recalling its resolutions 98/4 of 5 December 2043 and 98/5 of the same day,\n\n"
        "1. Decides that the lamps shall be lit, as set out in resolution 98/4 and in document A/99/12;\n\n"
        "2. Requests the Secretary-General to report on the lamps at the hundredth session.\n"
    )
    (tmp_path / "x.html").write_bytes(convert(text.encode(), name="x.txt", options=Options(to="html")).output)
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'x.pdf'}",
               (tmp_path / "x.html").as_uri()]  # fmt: skip
    subprocess.run(command, check=True, timeout=300, capture_output=True)
    shown = [b.text.content for b in pdf.read((tmp_path / "x.pdf").read_bytes()).value if isinstance(b, Block)]
    assert "Recalling its resolutions 98/4 of 5 December 2043 and 98/5 of the same day," in shown
    assert "1. Decides that the lamps shall be lit, as set out in resolution 98/4 and in document A/99/12;" in shown
