"""PDF: the pages of a born-digital file, by their tags where the file has them, else by what stands where."""

from __future__ import annotations

from collections.abc import Mapping

from akn.blocks import Blocks
from akn.diagnostics import Result
from converters.formats.pdf.reading import read_pdf, read_properties

OCR = ("auto", "always", "never", "check")
"""What can be done with pages whose text is a picture: recognise it where there is no other, on all pages, nowhere.

`check` compares the text of the file with what its pages show.
"""


def read(data: bytes, source: str = "", *, ocr: str = "auto", language: str = "") -> Result[Blocks]:
    """The blocks of a PDF file, its notes after them; page furniture is left out and counted.

    `language` (ISO 639-2/T) is that of words to be recognised, which is found out if it is not given.

    Raises:
        UnreadableInput: the bytes are no PDF file, or one that is locked or too damaged; the message is one line.
        MissingDependency: pypdfium2 is not installed (extra `pdf`), or what recognition needs (extra `ocr`).
    """
    return read_pdf(data, source, ocr=ocr, language=language)


def properties(data: bytes, source: str = "") -> Mapping[str, str]:
    """What the file says of itself (title, subject, keywords): hints, never trusted over the text."""
    return read_properties(data, source)
