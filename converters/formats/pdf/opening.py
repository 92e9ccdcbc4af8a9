"""A PDF file that is opened: what it says of itself, its pages, pictures of them; looked through for bombs first."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from akn.errors import MissingDependency, UnreadableInput
from akn.patterns import lazy_pattern
from converters.formats.pdf.library import PageReading
from converters.formats.pdf.page import Page, Picture

PAGES = 3_000  # a volume of resolutions has some 900
_DOTS = 6_000  # of the longer side of a picture
_CATALOGUE = lazy_pattern(rb"(\d{1,9}) (\d{1,5}) obj[^>]{0,200}/Type ?/Catalog\b")
_STREAM = lazy_pattern(rb"(?<!end)stream\r?\n")
_HEAD = 1_000  # bytes in which the dictionary of a stream stands before it
# pictures and fonts are not unpacked here
_FREE = (b"/Image", b"/Length1", b"/CIDFontType0C", b"/Type1C", b"/OpenType")
# Bytes that another stream may inflate to.  That of a full page of text has 50,000, of a map or chart 20 million.  Of
# 64 MB of lines or rectangles the library makes 0.6 to 1.3 GB, in 9 to 22 s.
_INFLATED = 64 << 20
_IN_ALL = 512 << 20  # all of them together: three times what 3,000 full pages have
_BLOCK = 1 << 16


class Opened:
    """A PDF file that is open; to be closed (it is a context manager).  `properties` is what it says of itself."""

    def __init__(self, data: bytes, source: str) -> None:
        """Open the bytes of a file.

        Raises UnreadableInput with one line for a person, MissingDependency without pypdfium2.
        """
        try:
            import pypdfium2
            import pypdfium2.raw as raw
        except ImportError as error:
            raise MissingDependency(
                "reading PDF needs pypdfium2: install it with `pip install 'akn-un[pdf]'`"
            ) from error
        name = source or "-"
        if _inflates_without_end(data):
            bounds = f"{_INFLATED >> 20} MB, or its parts together to more than {_IN_ALL >> 20} MB"
            raise UnreadableInput(f"{name}: a part of the PDF file inflates to more than {bounds}")
        self.mended = False
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code != raw.FPDF_ERR_FORMAT or not (again := _with_trailer(data)):
                raise UnreadableInput(f"{name}: {_reason(error.err_code, raw)}") from error
            try:
                self._document = pypdfium2.PdfDocument(again)
            except pypdfium2.PdfiumError:
                raise UnreadableInput(f"{name}: {_reason(error.err_code, raw)}") from error
            self.mended = True
        self._raw = raw
        self.tagged = bool(raw.FPDFCatalog_IsTagged(self._document))
        self.count = len(self._document)
        said = self._document.get_metadata_dict(skip_empty=True)
        self.properties = {key: str(said[key]) for key in ("Title", "Subject", "Keywords") if said.get(key)}
        if self.count < 1:
            self.close()
            raise UnreadableInput(f"{name}: a PDF file without pages")

    def __enter__(self) -> Opened:
        """The file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give back all memory."""
        self._document.close()

    def pages(self) -> Iterator[Page | None]:
        """The pages in order, None for one that is damaged."""
        import pypdfium2

        for i in range(min(self.count, PAGES)):
            try:
                with closing(self._document[i]) as page:
                    yield PageReading(self._raw, self._document, page, page.get_textpage()).page(i + 1)
            except pypdfium2.PdfiumError:
                yield None

    def picture(self, number: int, dpi: int) -> Picture:
        """What a page looks like in shades of grey; `number` counts from 1, the density gives way to a huge page.

        Raises UnreadableInput for a damaged page.
        """
        page = self._page(number)
        dpi = max(36, int(min(dpi, _DOTS * 72 / max(1.0, *page.get_size()))))
        with closing(page), closing(page.render(scale=dpi / 72, grayscale=True)) as shown:
            return Picture(bytes(shown.buffer), shown.width, shown.height, shown.stride, dpi)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points; `number` counts from 1.  Raises UnreadableInput for a damaged page."""
        with closing(self._page(number)) as page:
            width, height = page.get_size()
            return width, height

    def _page(self, number: int) -> Any:
        import pypdfium2

        try:
            return self._document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise UnreadableInput(f"page {number} is damaged") from error


def _with_trailer(data: bytes) -> bytes:
    """A file that was cut off, with a trailer that names its catalogue; empty if it has none.

    The library finds the objects by itself, but not where to begin.
    """
    found = _CATALOGUE.search(data)
    return data + b"\nendobj\ntrailer\n<</Root %s %s R>>\n%%%%EOF\n" % found.groups() if found else b""


def _reason(code: int | None, raw: Any) -> str:
    """Why a file could not be opened, in words."""
    if code == raw.FPDF_ERR_PASSWORD:
        return "the PDF file is locked with a password"
    if code == raw.FPDF_ERR_SECURITY:
        return "the PDF file is locked in a way that cannot be opened"
    return "not a PDF file, or one that is too damaged to be read"


def _inflates_without_end(data: bytes) -> bool:
    """True if a stream inflates to more than any page needs: the library would take all memory that there is.

    What it needs for a stream is up to a hundred times what the stream inflates to.
    """
    total = 0
    for m in _STREAM.finditer(data):
        head = data[max(0, m.start() - _HEAD) : m.start()].rpartition(b"obj")[2]
        depth = min(head.count(b"/FlateDecode") + head.count(b"/Fl "), 3)
        if depth and not any(name in head for name in _FREE):
            size = _inflated(data, m.end(), depth)
            total += size
            if size > _INFLATED or total > _IN_ALL:
                return True
    return False


def _inflated(data: bytes, start: int, depth: int) -> int:
    """How much a stream that was deflated so many times inflates to; a little more than the bound stands for more."""
    inflate, size = zlib.decompressobj(), 0
    held: list[bytes] = []
    try:
        while not inflate.eof and size <= _INFLATED:
            block = inflate.unconsumed_tail or data[start : start + _BLOCK]
            start += 0 if inflate.unconsumed_tail else _BLOCK
            if not block:
                break
            found = inflate.decompress(block, 1 << 20)
            size += len(found)
            if depth > 1:
                held.append(found)
    except zlib.error:
        pass  # damaged, or locked
    return size if depth == 1 or size > _INFLATED else max(size, _inflated(b"".join(held), 0, depth - 1))
