"""PDF: the pages of a born-digital file, by their tags where the file has them, else by what stands where."""

from __future__ import annotations

from collections.abc import Mapping

from akn.blocks import Blocks
from akn.diagnostics import Result
from converters.formats.pdf.reading import read_pdf, read_properties


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a PDF file, its notes after them; page furniture is left out and counted.

    Raises:
        UnreadableInput: the bytes are no PDF file, or one that is locked or too damaged; the message is one line.
        MissingDependency: pypdfium2 is not installed (extra `pdf`).
    """
    return read_pdf(data, source)


def properties(data: bytes, source: str = "") -> Mapping[str, str]:
    """What the file says of itself (title, subject, keywords): hints, never trusted over the text."""
    return read_properties(data, source)
