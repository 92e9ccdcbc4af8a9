"""Page furniture: running heads, page numbers, job numbers and bar codes, known by form, place, and by coming back.

Only the edges of pages are looked at, never the middle of running text, and no word of any language is known here.  Of
each part of a line at an edge the features are named (`_EdgePart`), and `_KINDS` says what it is: the first row that
fits.  A page of characters does not tell how high a line stands, only at which edge: what a height alone shows no part
of such a page has (`placed`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from akn.decisions import Row, Table
from akn.patterns import lazy_pattern
from converters.formats.printed.lines import is_symbol

TEXT, BESIDE, PAGE_NUMBER, JOB_NUMBER, BAR_CODE, HEADER, FOOTER = range(7)
NAMES = ("", "", "page number", "job number", "bar code", "running header", "running footer")
"""What a part of a line at the edge of a page is, and how that is called; what is `BESIDE` is if others are."""

TOP, BOTTOM = -1, -2
"""Where a part stands on a page of characters; else its height, in steps."""

MASTHEAD = 40  # lines of the first page in which the title stands
SYMBOLS = 8  # lines of the first page in which the symbol stands
_OUTMOST = 3  # lines at either edge in which the number of a page stands
_WIDE = 240  # characters of a line of furniture, at most, with the gaps in it
_SHAPE = 24  # characters of a page number, at most, with the words beside it
_SHARED = 2  # pages have a part in common
_WORD = 3  # letters of a word of the masthead, and one more
_OFTEN = 3  # pages that have a part in common, at least, for it to be furniture

JOB_FORM = r"(?:[A-Z]{1,4}\.)?\d{2}-\d{5,6}(?:\s*\([A-Z]\))?"
BAR_FORM = r"\*\s?\d{5,12}\s?\*"
# what the printing plant sets at the foot of a page
_JOB, _BAR = lazy_pattern(rf"{JOB_FORM}(?:\s*\d{{6}})*"), lazy_pattern(BAR_FORM)
_FOLIO = lazy_pattern(r"[-–— ]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–— ]*")
_STROKE = lazy_pattern(r"[_‗―—–\-]{3,}")
_BESIDE_JOB = lazy_pattern(rf"(?:{JOB_FORM}\s+)?(\d{{1,4}})(?: ?/ ?(\d{{1,4}}))?(?:\s+{JOB_FORM})?")
_PAGE_NUMBER = lazy_pattern(
    r"[-–—(\[]*\s*(?:[^\W\d_]{1,8}[.:]?\s*)?(\d{1,4})(?:\s*/\s*\d{1,4}|\s+[^\W\d_]{1,4}\s+\d{1,3})?\s*[-–—)\]]*"
)
_DIGITS = lazy_pattern(r"\d+")


class EdgeLine(Struct):
    """A line at an edge of a page: its parts, which wide gaps separate, and its place.

    `outmost` tells that it is one of the first or last ones, where page numbers stand, `bound` that it belongs to the
    text: it is a note, has a label, or its sentence goes on.
    """

    parts: Sequence[str]
    place: int
    outmost: bool = True
    bound: bool = False


def is_folio(text: str) -> bool:
    """True for what has the form of a page number or a job number.

    >>> is_folio("– 12 –"), is_folio("12 May")
    (True, False)
    """
    return _FOLIO.fullmatch(text) is not None or is_printers(text)


def is_printers(text: str) -> bool:
    """True for what the printing plant sets: a job number or a bar code."""
    return printers(text) != TEXT


def printers(text: str) -> int:
    """What the printing plant sets, `JOB_NUMBER` or `BAR_CODE`; `TEXT` for anything else.

    >>> [NAMES[printers(text)] for text in ("44-12345 (E)", "*4412345*", "12")]
    ['job number', 'bar code', '']
    """
    if _JOB.fullmatch(text) is not None:
        return JOB_NUMBER
    return BAR_CODE if _BAR.fullmatch(text) is not None else TEXT


def is_stroke(text: str) -> bool:
    """True for a line that is only a stroke."""
    return _STROKE.fullmatch(text) is not None


def beside_job(text: str) -> tuple[int, int] | None:
    """The page number and the number of pages (0 if not printed) in a line that has a job number beside them."""
    m = _BESIDE_JOB.fullmatch(text) if len(text) < _WIDE else None
    return (int(m[1]), int(m[2] or 0)) if m and "-" in text else None


def squeezed(parts: Iterable[str]) -> str:
    """The characters without white space, for comparing texts that are set in other lines."""
    return "".join("".join(part.split()) for part in parts)


class Edges:
    """What comes back at the edges of the pages of a document.

    `first` are the parts of the lines of its first page; `copies` the number of the page that each one is a copy of,
    its own if of none: copies are no evidence for each other.
    """

    def __init__(
        self, pages: Sequence[Sequence[EdgeLine]], first: Sequence[Sequence[str]], copies: Sequence[int] = ()
    ) -> None:
        self.pages = len(pages)
        self.on: dict[tuple[str, int], set[int]] = {}
        numbers: set[tuple[str, int]] = set()
        for number, lines in enumerate(pages):
            for line in lines:
                for part in line.parts if not line.bound else ():
                    self.on.setdefault((part, line.place), set()).add(copies[number] if copies else number)
                numbers.update((part, number) for part in line.parts if line.outmost)
        self.masthead = squeezed(part for parts in first[:MASTHEAD] for part in parts)
        self.symbols = {part for parts in first[:SYMBOLS] for part in parts if is_symbol(part)}
        shapes = {(_DIGITS.sub("#", part), i) for part, i in numbers if len(part) < _SHAPE}
        self.shapes = Counter(shape for shape, _ in shapes)
        self.offset = _offset(numbers)

    def kinds(self, line: EdgeLine, index: int) -> list[int]:
        """What each part of a line is on page number `index`, counted from 0."""
        return [int(_KINDS.decide(_EdgePart(self, line, part, index)).value) for part in line.parts]

    def is_own(self, part: str) -> bool:
        """True for one of the document's own symbols, alone or beside words of its masthead."""
        for symbol in self.symbols:
            rest = part.removeprefix(symbol) if part.startswith(symbol) else part.removesuffix(symbol)
            if rest != part and (
                not rest or (len(rest) > SYMBOLS and rest != rest.strip() and squeezed([rest]) in self.masthead)
            ):
                return True
        return False


# counted in 3,845 sources: 1,165 published texts as plain text, as dumps of pages and as a scanner returns them, 180
# older and later ones, 142 readings of PDF files by their tags or their lines, 28 recognised volumes
# fmt: off
_KINDS = Table(
    # "3/7" on the third of seven pages
    Row(PAGE_NUMBER, "in_full", 1229),
    # any other number that counts with the pages ("3", "Page 3", 103/7 on the third), of which these sources have none;
    # where pages are numbered 2/7, a bare one belongs to a note
    Row(PAGE_NUMBER, "counts -of_a_note", 0),
    Row(PAGE_NUMBER, "beside_job", 0),  # in dumps without form feeds, of which none is among the sources
    Row(JOB_NUMBER,  "job", 1098),
    Row(BAR_CODE,    "bar", 70),
    # at a known height the form is enough
    Row(PAGE_NUMBER, "placed folio", 1),
    Row(TEXT,        "bound", 91),
    Row(HEADER,      "later own", 1042),
    Row(FOOTER,      "at_foot usual -wide", 91),
    Row(HEADER,      "usual -wide", 1),
    # may be text, if nothing else of the line or of the head is furniture
    Row(BESIDE,      "shared", 67),
    Row(BESIDE,      "at_foot bare", 8),
    Row(BESIDE,      "at_top in_masthead", 1),
    Row(TEXT,        "", 1281),
)
# fmt: on


class _EdgePart:
    """A part of a line at the edge of a page, and the features that the table asks for."""

    def __init__(self, edges: Edges, line: EdgeLine, part: str, index: int) -> None:
        self.edges, self.line, self.part, self.index = edges, line, part, index
        self.placed, self.at_top, self.at_foot = line.place >= 0, line.place == TOP, line.place == BOTTOM
        self.bound, self.bare = line.bound, part.isdecimal()
        # the number of its page, and that of all; not the first page; too long for furniture
        self.in_full, self.later, self.wide = part == f"{index + 1}/{edges.pages}", index > 0, len(part) > _WIDE

    @property
    def counts(self) -> bool:
        """A number differs from that of its page as those of other pages of this shape do."""
        number = _page_number(self.part)
        return (
            number is not None
            and number - self.index == self.edges.offset
            and self.edges.shapes[_DIGITS.sub("#", self.part)] > 1
        )

    @property
    def of_a_note(self) -> bool:
        """A bare number where pages are numbered 2/7."""
        return self.bare and self.edges.shapes["#/#"] > 1

    @property
    def beside_job(self) -> bool:
        """A page number beside a job number."""
        return beside_job(self.part) is not None

    @property
    def job(self) -> bool:
        """A job number of the printing plant."""
        return _JOB.fullmatch(self.part) is not None

    @property
    def bar(self) -> bool:
        """A bar code."""
        return _BAR.fullmatch(self.part) is not None

    @property
    def folio(self) -> bool:
        """The form of a page number."""
        return is_folio(self.part)

    @property
    def own(self) -> bool:
        """The document's own symbol, alone or beside words of its masthead."""
        return self.edges.is_own(self.part)

    @property
    def usual(self) -> bool:
        """On so many pages that it is no text; the heads of left and right pages may differ."""
        return len(self._on) >= (_SHARED if is_symbol(self.part) else max(_OFTEN, self.edges.pages * 2 // 5))

    @property
    def shared(self) -> bool:
        """On more than one page."""
        return len(self._on) >= _SHARED

    @property
    def in_masthead(self) -> bool:
        """Words of the masthead."""
        return len(self.part) > _WORD and squeezed([self.part]) in self.edges.masthead

    @cached_property
    def _on(self) -> set[int]:
        """The pages on which the part stands at this place."""
        return self.edges.on.get((self.part, self.line.place), set())


def _offset(numbers: set[tuple[str, int]]) -> int | None:
    """How page numbers differ from the index of their page, if they do so alike on at least two pages."""
    found = {(number - i, i) for part, i in numbers if (number := _page_number(part)) is not None}
    offsets = Counter(offset for offset, _ in found)
    best = min(offsets, key=lambda offset: (-offsets[offset], abs(offset - 1)), default=None)
    return best if best is not None and offsets[best] > 1 else None


def _page_number(part: str) -> int | None:
    """The number of a page as printed at its edge: `3`, `- 3 -`, `3/7`, `Page 3`, `3 of 7`; None for anything else."""
    m = _PAGE_NUMBER.fullmatch(part) if len(part) <= _SHAPE else None
    return int(m[1]) if m else None
