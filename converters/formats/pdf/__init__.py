"""PDF: the pages of a born-digital file, by their tags where the file has them, else by what stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from akn.blocks import Blocks
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.errors import MissingDependency, UnreadableInput
from converters.formats.pdf.believed import is_doubtful
from converters.formats.pdf.columns import InColumns, in_columns, place, restored
from converters.formats.pdf.hyphens import without_hyphens
from converters.formats.pdf.note_numbers import calls_of_no_note
from converters.formats.pdf.opening import Opened
from converters.formats.pdf.page import Page, listed
from converters.formats.pdf.reading import FileReading, is_rtl

_PICTURE = 0.3  # a page without text is a scan if pictures cover this share of it
_SCANNED = 0.8  # a page whose pictures cover this share of it is a scan, whatever text it has
_UNMAPPED = 0.2  # and text is none if it does not tell as many of its letters
_LOST = 0.02  # of the letters of a damaged file: the rest of its fonts is not to be trusted either


opened = Opened
"""A file opened and looked through, which `read` (once: it closes it) and `properties` take as well as bytes."""


def read(data: bytes | Opened, source: str = "", *, ocr: str = "auto", language: str = "") -> Result[Blocks]:
    """The blocks of a PDF file, its notes after them; page furniture is left out and counted.

    `ocr` says in pictures of which pages words are recognised: of those without text (auto), of all (always), of none
    (never); `check` compares the text of the file with what its pages show.
    `language` (ISO 639-2/T) is that of words to be recognised, which is found out if it is not given.

    Raises:
        UnreadableInput: the bytes are no PDF file, or one that is locked or too damaged; the message is one line.
        MissingDependency: pypdfium2 is not installed (extra `pdf`), or what recognition needs (extra `ocr`).
    """
    with data if isinstance(data, Opened) else Opened(data, source) as file:
        pages = list(file.pages())
        tagged = file.tagged
        readable = [p for p in pages if p is not None]
        if not readable:
            raise UnreadableInput(f"{source or '-'}: no page of the PDF file can be read")
        if file.mended and ocr != "always" and sum(p.unmapped for p in readable) > _LOST * _letters(readable):
            lost = "the PDF file is damaged or cut off, and its fonts do not tell any more which letters they are"
            raise UnreadableInput(f"{source or '-'}: {lost}; get the file again")
        readable, remarks = _recognised(file, readable, ocr, language, source)
        shown = {p.number: p for p in readable}
        noticed = [*_noticed(file, [p and shown[p.number] for p in pages], source), *remarks]
    result = read_pages(readable, source, tagged=tagged)
    return replace(result, diagnostics=(*noticed, *result.diagnostics))


def read_pages(pages: list[Page], source: str, *, tagged: bool = False) -> Result[Blocks]:
    """The blocks of pages; where nothing is printed, a diagnostic says so."""
    held = None if tagged else in_columns(pages, rtl=is_rtl(pages))
    if held is not None:
        return _read_columns(held, source)
    reading = FileReading(pages, source, tagged)
    blocks = reading.blocks()
    empty = () if blocks else (Code.EMPTY_INPUT.at(Position(source=source)),)
    result = Result(blocks, (*empty, *reading.diagnostics()))
    recognised = any(piece.confidence < 1 for page in pages for piece in page.pieces)
    return _with_whole_words(result, source) if recognised else result


def _read_columns(held: InColumns, source: str) -> Result[Blocks]:
    """The blocks of pages in two columns, column by column."""
    reading = FileReading(held.pages, source, tagged=False)
    for page, pieces in held.heads:
        reading.count_furniture(page, pieces)
    blocks = restored(reading.blocks(), held.columns)
    noticed = [replace(d, position=place(d.position, held.columns)) for d in reading.diagnostics()]
    count = len(held.parted)
    told = Code.COLUMNS_READ.at(Position(source), count=count, pages=_numbers(held.parted))
    calls = [
        Code.CALL_LEVEL.at(Position(source, page=page), number=number) for page, number in calls_of_no_note(blocks)
    ]
    return _with_whole_words(Result(blocks, (told, *noticed, *calls)), source)


def _with_whole_words(result: Result[Blocks], source: str) -> Result[Blocks]:
    """What was read, without the hyphens that divide words at the ends of lines."""
    mended = without_hyphens(result.value)
    if not mended.words:
        return result
    told = Code.WORDS_MENDED.at(Position(source), count=len(mended.words), words=listed(mended.words))
    return Result(mended.blocks, (*result.diagnostics, told))


def _recognised(
    file: Opened, pages: list[Page], ocr: str, language: str, source: str
) -> tuple[list[Page], list[Diagnostic]]:
    """The pages, with what recognition finds on those that need it; of those that are compared, what it says of them.

    Without being asked for, recognition is done only where it is installed: `_noticed` tells of the pages that need it.
    """
    if ocr == "never":
        return pages, []
    from converters.formats.pdf import recognition

    if ocr == "check":
        return pages, list(recognition.compare(file.picture, [p for p in pages if p.pieces], language, source))
    stored = {p.number: p for p in pages if ocr == "auto" and _has_doubtful_words(p)}
    wanted = [p.number for p in pages if ocr == "always" or p.number in stored or _needs_recognition(p)]
    if not wanted:
        return pages, []
    try:
        found, remarks = recognition.recognise(file.picture, wanted, language, source, stored)
    except MissingDependency as error:
        if ocr == "always":
            raise
        if len(stored) == len(wanted):  # all have words
            return pages, []
        return pages, [Code.RECOGNITION_MISSING.at(Position(source), reason=str(error))]
    known = {p.number: p for p in found}
    return [known.get(p.number, p) for p in pages], remarks


def _letters(pages: Iterable[Page]) -> int:
    return sum(len(piece.text) for page in pages for piece in page.pieces)


def _needs_recognition(page: Page) -> bool:
    """True for a picture without text, and for text in fonts that do not tell which letters they are."""
    letters = _letters([page])
    return (not letters and page.covered > _PICTURE) or page.unmapped > _UNMAPPED * letters


def _has_doubtful_words(page: Page) -> bool:
    """True for a picture with a text that may be poor."""
    return bool(page.pieces) and page.covered > _SCANNED and not _needs_recognition(page) and is_doubtful(page)


def _noticed(file: Opened, pages: Sequence[Page | None], source: str) -> Iterator[Diagnostic]:
    """What is to be said of the file as a whole."""
    where = Position(source=source)
    if file.mended:
        yield Code.PDF_MENDED.at(where)
    if file.count > len(pages):
        yield Code.PAGES_TOO_MANY.at(where, count=file.count, read=len(pages))
    damaged = [i for i, page in enumerate(pages, 1) if page is None]
    if damaged and len(damaged) < len(pages):
        yield Code.PAGES_UNREADABLE.at(where, count=len(damaged), pages=_numbers(damaged))
    pictures = [p.number for p in pages if p is not None and not p.pieces and p.covered > _PICTURE]
    if pictures:
        yield Code.PAGES_ARE_PICTURES.at(where, count=len(pictures), pages=_numbers(pictures))
    unknown = sum(p.unmapped for p in pages if p is not None)
    if unknown:
        yield Code.LETTERS_UNKNOWN.at(where, count=unknown)
    stored = sum(p.radicals for p in pages if p is not None)
    if stored:
        yield Code.RADICALS_READ.at(where, count=stored)


def _numbers(pages: Sequence[int]) -> str:
    """Numbers of pages as people write them: 1, 3-5.

    >>> _numbers([1, 3, 4, 5])
    '1, 3-5'
    """
    runs = ([n for _, n in run] for _, run in groupby(enumerate(pages), key=lambda at: at[1] - at[0]))
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def properties(data: bytes | Opened, source: str = "") -> Mapping[str, str]:
    """What the file says of itself (title, subject, keywords): hints, never trusted over the text."""
    if isinstance(data, Opened):
        return data.properties
    with Opened(data, source) as file:
        return file.properties
