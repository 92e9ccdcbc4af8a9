"""Pictures of pages (PNG, JPEG, TIFF, several pages in one file too): their words are recognised (extra `ocr`)."""

from __future__ import annotations

import os
from io import BytesIO
from typing import Any

from akn.blocks import Blocks
from akn.diagnostics import Code, Position, Result
from akn.errors import MissingDependency, UnreadableInput
from converters.formats import by_suffix
from converters.formats.encoding import looks_like
from converters.formats.pdf.page import Picture

_PAGES = 1_000
_DOTS = 120_000_000  # of one page; at 600 to the inch it has 35 million
_LENGTH = 11.5  # inches: the longer side of a page, letter or A4
_DENSITIES = range(60, 1201)  # dots an inch that a file may tell and be believed


def read(data: bytes, source: str = "", *, ocr: str = "auto", language: str = "") -> Result[Blocks]:
    """The blocks of the pages that a file shows, as those of a PDF file; of the ways of `ocr` only `never` differs.

    Raises:
        UnreadableInput: the bytes are no picture, or one too damaged or too large; recognition was forbidden; a
            picture that cannot be read has the name of a file of another format.
        MissingDependency: what recognition needs is not installed.
    """
    try:
        return _read(data, source, ocr, language)
    except (UnreadableInput, MissingDependency) as error:
        if by_suffix(source) in ("", "image"):
            raise
        # whoever gave it did not know that it is a picture: that comes first
        kind, suffix = looks_like(data) or "read as a picture", os.path.splitext(source)[1]
        raise UnreadableInput(
            f"{source}: this is {kind}, not a {suffix} file; the words of pictures are recognised: "
            + str(error).removeprefix(f"{source}: ")
        ) from error


def _read(data: bytes, source: str, ocr: str, language: str) -> Result[Blocks]:
    if ocr == "never":
        raise UnreadableInput(f"{source or '-'}: a picture holds no text but what is recognised in it (--ocr auto)")
    from converters.formats.pdf import read_pages
    from converters.formats.pdf.recognition import recognise

    try:
        from PIL import Image
    except ImportError as error:
        raise MissingDependency("reading pictures needs Pillow: install it with `pip install 'akn-un[ocr]'`") from error
    try:
        opened = Image.open(BytesIO(data))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        what = "the picture is" if looks_like(data) else "not a picture, or one that is"
        raise UnreadableInput(f"{source or '-'}: {what} too damaged to be read") from error
    with opened:
        count = getattr(opened, "n_frames", 1)
        numbers = range(1, min(count, _PAGES) + 1)
        found, remarks = recognise(lambda number, dpi: _picture(opened, number, dpi, source), numbers, language, source)
    if count > _PAGES:
        remarks.append(Code.PAGES_TOO_MANY.at(Position(source), count=count, read=_PAGES))
    result = read_pages(found, source)
    return Result(result.value, (*remarks, *result.diagnostics))


def _picture(opened: Any, number: int, dpi: int, source: str) -> Picture:
    """A page in shades of grey, in the density that is asked for."""
    try:
        opened.seek(number - 1)
        wide, high = opened.size
        if wide * high > _DOTS:
            raise UnreadableInput(f"{source or '-'}: the picture of page {number} is too large")
        given = float(opened.info.get("dpi", (0, 0))[1])
        density = given if round(given) in _DENSITIES else max(wide, high) / _LENGTH
        grey = opened.convert("RGBA") if opened.mode in ("P", "LA", "PA", "RGBA") else opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableInput(f"{source or '-'}: page {number} of the picture is damaged") from error
    if grey.mode == "RGBA":  # what shines through is paper
        from PIL import Image

        grey = Image.alpha_composite(Image.new("RGBA", grey.size, "white"), grey)
    grey = grey.convert("L")
    scale = dpi / density
    if abs(scale - 1) > 0.05:
        grey = grey.resize((max(1, round(wide * scale)), max(1, round(high * scale))))
    return Picture(grey.tobytes(), grey.width, grey.height, grey.width, dpi)
