"""What a PDF file costs from its bytes to validated AKN, as a multiple of what cannot be saved.

That is what the library under the reader needs to give up all characters with their boxes, and what it costs to convert
the same text.  `python -m benchmarks.pdf_reading` measures an invented tagged file, or the files named, and other
packages beside it, as far as installed, at the work that they do: text or Markdown.

    pip install pdfplumber 'markitdown[pdf]' pymupdf4llm docling
"""

from __future__ import annotations

import io
import sys
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.resolutions import lines
from benchmarks.timing import best

PARAGRAPHS = 90
_WIDTH, _STEP, _TOP, _FOOT = 88, 12, 720, 80  # characters of a line; points


def paragraphs() -> list[str]:
    """The paragraphs of the invented resolution, without notes."""
    return [part for line in lines("en", PARAGRAPHS, 0)[0] for part in line.text.replace("{note}", "").split("\n")]


def as_pdf() -> bytes:
    """The same as a tagged PDF file, as Word makes one: a paragraph is an element, and ends with a blank."""
    pages: list[tuple[list[str], list[list[int]]]] = []
    y = 0
    for text in paragraphs():
        wrapped = textwrap.wrap(text, _WIDTH)
        if y - _STEP * len(wrapped) < _FOOT:
            pages.append(([], []))
            y = _TOP
        shown, tags = pages[-1]
        tags.append([])
        for i, line in enumerate([*wrapped, ""]):
            x = (147 if i == 0 else 123) if line else 490
            base = y - _STEP * min(i, len(wrapped) - 1)
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            number = sum(map(len, tags))
            tags[-1].append(number)
            shown.append(f"/P <</MCID {number}>> BDC BT /F 10 Tf {x} {base} Td ({escaped} ) Tj ET EMC")
        y -= _STEP * len(wrapped) + 6
    return _assembled(pages)


def _assembled(pages: list[tuple[list[str], list[list[int]]]]) -> bytes:
    """The file of these pages: what is shown, and the marked content of each paragraph."""
    objects = ["", "", "<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding>>", ""]
    kids, elements, parents = [], [], []
    for i, (shown, tags) in enumerate(pages):
        stream = "\n".join(shown)
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>\nstream\n{stream}\nendstream")
        objects.append(
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources <</Font <</F 3 0 R>>>> /StructParents {i}>>"
        )
        page = len(objects)
        kids.append(f"{page} 0 R")
        held = []
        for numbers in tags:
            objects.append(f"<</Type /StructElem /S /P /P 4 0 R /Pg {page} 0 R /K [{' '.join(map(str, numbers))}]>>")
            elements.append(f"{len(objects)} 0 R")
            held += elements[-1:] * len(numbers)
        parents.append(f"{i} [{' '.join(held)}]")
    objects[0] = "<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 4 0 R>>"
    objects[1] = f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}]>>"
    objects[3] = f"<</Type /StructTreeRoot /K [{' '.join(elements)}] /ParentTree <</Nums [{' '.join(parents)}]>>>>"
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    return bytes(out + f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())


def characters(data: bytes) -> int:
    """All characters of a file with their boxes, as pypdfium2 gives them; how many."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    count = 0
    box = [ctypes.c_double() for _ in range(4)]
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            size = raw.FPDFText_CountChars(text)
            for i in range(size):
                chr(raw.FPDFText_GetUnicode(text, i))
                raw.FPDFText_GetCharBox(text, i, *box)
            count += size
            text.close()
            page.close()
    return count


def measure(files: dict[str, bytes]) -> dict[str, float]:
    """Each file from PDF to validated AKN, as a multiple of its characters with boxes and the same text converted."""
    from converters import Options, convert

    numbers: dict[str, float] = {}
    for name, data in files.items():
        text = convert(data, name="x.pdf", options=Options(to="text")).output
        times = best(
            {
                "characters": partial(characters, data),
                "text": partial(convert, text, name="x.txt"),
                "PDF": partial(convert, data, name="x.pdf"),
            }
        )
        numbers[f"milliseconds of the characters with their boxes ({name})"] = times["characters"] * 1000
        numbers[f"milliseconds of the same text to AKN ({name})"] = times["text"] * 1000
        numbers[f"PDF to AKN / characters and text to AKN ({name})"] = times["PDF"] / (
            times["characters"] + times["text"]
        )
    return numbers


def pdf_reading() -> dict[str, float]:
    """The invented file, and the packages beside it."""
    data = as_pdf()
    return {**measure({"as tagged by Word": data}), **peers(data, paragraphs())}


def peers(data: bytes, wanted: list[str]) -> dict[str, float]:
    """Other packages at the same file: their time as a multiple of ours; how many of the paragraphs come out whole."""
    from converters import Options, convert

    ways: dict[str, Callable[[], str]] = {
        "PDF to text, not validated": lambda: convert(data, name="x.pdf", options=Options(to="text")).output.decode()
    }
    for name, make in _PEERS.items():
        try:
            make(data)
        except ImportError:
            continue
        ways[name] = lambda make=make: make(data)  # type: ignore[misc]
    times = best(ways, rounds=3)
    ours = times["PDF to text, not validated"]
    numbers = {f"{name} / PDF to text": times[name] / ours for name in ways if name in _PEERS}
    for name, way in ways.items():
        found = {"".join(line.strip("*#_- ").split()) for line in way().splitlines()}
        whole = sum("".join(text.split()) in found for text in wanted) / len(wanted)
        numbers[f"share of paragraphs that come out whole: {name}"] = whole
    return numbers


def _pdfplumber(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def _markitdown(data: bytes) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert_stream(io.BytesIO(data), file_extension=".pdf").text_content)


def _pymupdf4llm(data: bytes) -> str:
    import pymupdf
    import pymupdf4llm

    return str(pymupdf4llm.to_markdown(pymupdf.open(stream=data)))


def _docling(data: bytes) -> str:
    from docling.datamodel.base_models import DocumentStream
    from docling.document_converter import DocumentConverter

    stream = DocumentStream(name="x.pdf", stream=io.BytesIO(data))
    return str(DocumentConverter().convert(stream).document.export_to_markdown())


_PEERS: dict[str, Callable[[bytes], str]] = {
    "pdfplumber": _pdfplumber,
    "markitdown": _markitdown,
    "pymupdf4llm": _pymupdf4llm,
    "docling": _docling,
}


def main(paths: list[str]) -> None:
    """Print the numbers for the invented file, or for those named."""
    numbers = measure({Path(p).name: Path(p).read_bytes() for p in paths}) if paths else pdf_reading()
    for name, value in numbers.items():
        print(f"{value:10.2f}  {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
