"""Page furniture: running headers, page numbers, job numbers and bar codes, known by where they stand and recur.

Only the edges of pages are looked at, never the middle of running text, and no word of any language is known here:
a header is what recurs at the top of pages or repeats the masthead, a page number is what counts along with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.printed.lines import is_symbol
from converters.formats.text.lines import Page, TextLine, is_rule

_HEADER = 8  # lines at the top of a page, at most, that can be its header
_FOOTER = 5
_MASTHEAD = 40  # lines of the first page in which the title stands
_SYMBOL = 8  # lines of the first page in which the symbol stands
_WIDE = 240  # characters of a line of furniture, at most, with the gaps in it
_LONE = 40  # characters that a line with nothing but a page number has at most
_EXAMPLES = 3  # lines that were left out, at most, that are shown
_SHOWN = 40  # characters of them
_APART = 400  # characters, at least, between two page numbers in a text without form feeds

_JOB_FORM = r"(?:[A-Z]{1,4}\.)?\d{2}-\d{5,6}(?:\s*\([A-Z]\))?"
_OF_FORM = r"\d{1,4}(?: ?/ ?\d{1,4})?"
_BAR_FORM = r"\*\s?\d{5,12}\s?\*"
_BESIDE_JOB = lazy_pattern(rf"(?:{_JOB_FORM}\s+)?(\d{{1,4}})(?: ?/ ?(\d{{1,4}}))?(?:\s+{_JOB_FORM})?")
_LONE_NUMBER = lazy_pattern(r"(?:(\d{1,4})\s*/\s*(\d{1,4})|[-–—] ?(\d{1,4}) ?[-–—])(?:\s{2,}\S+)?")
_PAGE_NUMBER = lazy_pattern(
    r"[-–—(\[]*\s*(?:[^\W\d_]{1,8}[.:]?\s*)?(\d{1,4})(?:\s*/\s*\d{1,4}|\s+[^\W\d_]{1,4}\s+\d{1,3})?\s*[-–—)\]]*"
)
_LONE_LABEL = lazy_pattern(r"\d{1,3}(?:[.)）]| ?[-–])|[(（]\w{1,4}[)）]")
_GAPS = lazy_pattern(r"\s*\t\s*|\s{3,}")
_DIGITS = lazy_pattern(r"\d+")
# what the printing plant sets at the foot of a page, and what is furniture at the end of any text
_PRINTERS = lazy_pattern(rf"(?P<job>{_JOB_FORM}(?:\s+\d{{6}})*)|{_BAR_FORM}")
_LAST = lazy_pattern(
    rf"{_JOB_FORM}(?:\s+\d{{6}})*|{_BAR_FORM}|1/1"
    rf"|{_JOB_FORM}\s+{_OF_FORM}(?:\s+{_JOB_FORM})?|{_OF_FORM}\s+{_JOB_FORM}"
)


Dropped = tuple[str, int, str]
"""A line that is left out: its kind, its number, its text."""


def shown(dropped: list[Dropped]) -> str:
    """The kinds with their counts, in alphabetical order, and the first few lines, by which a person can check."""
    counts = Counter(kind for kind, _, _ in dropped)
    kinds = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(counts.items()))
    lines = sorted((is_rule(text), number, text) for _, number, text in dropped)  # words tell more than strokes
    texts = dict.fromkeys(" ".join(text.split()) for _, _, text in lines)
    told = [text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…" for text in texts]
    return f"{kinds}: {', '.join(f'“{text}”' for text in told[:_EXAMPLES])}{', …' * (len(told) > _EXAMPLES)}"


def strip_furniture(pages: list[Page]) -> tuple[list[Page], list[Dropped]]:
    """The pages without their furniture, and what that was.

    A text that has lost its form feeds is first parted into pages where its page numbers show that one ends.
    """
    found: list[Dropped] = []
    while len(pages) > 1 and not pages[0].lines:  # a form feed before the first word
        pages = pages[1:]
    if not pages[0].lines:
        return pages, found
    if len(pages) == 1:
        pages = _part(pages[0])
    if len(pages) > 1 or is_footer(pages[0].lines[-1].text):
        known = _Known(pages)
        for index, page in enumerate(pages):
            _strip_bottom(page.lines, index, known, found)
            if index:
                _strip_top(page.lines, index, known, found)
    return pages, found


def has_lost_layout(pages: list[Page]) -> bool:
    """True for a dump of pages without their indents, as `pdftotext` makes without -layout.

    In the order of printing, marks of the printing plant stand in the masthead; in the order of reading, numbers of
    paragraphs stand on lines of their own.
    """
    if len(pages) < 2:
        return False
    lines = [line for page in pages for line in page.lines]
    if sum(line.indent > 1 for line in lines) * 50 > len(lines):
        return False
    alone = sum(1 for line in lines if len(line.text) < 8 and _LONE_LABEL.fullmatch(line.text))
    return alone > 2 or any(_is_printers(line.text) for line in pages[0].lines[:_SYMBOL])


class _Known:
    """What recurs at the edges of the pages of one document."""

    def __init__(self, pages: list[Page]) -> None:
        tops = [_top(page.lines) for page in pages[1:]]
        bottoms = [page.lines[-_FOOTER:] for page in pages]
        self.headers = _counted(tops)
        self.footers = _counted(bottoms)
        first = pages[0].lines
        self.masthead = _squeezed(line.text for line in first[:_MASTHEAD])
        self.symbols = {s for line in first[:_SYMBOL] for s in segments(line.text) if is_symbol(s)}
        self.pages = len(pages)
        self.often = max(3, len(pages) * 2 // 5)  # headers of left and right pages may differ
        self.mostly = max(3, len(pages) * 3 // 5)
        edges = {(s, i) for i, low in enumerate(bottoms) for line in low[-3:] for s in segments(line.text)}
        edges |= {(s, i) for i, top in enumerate(tops, 1) for line in top[:3] for s in segments(line.text)}
        shapes = {(_DIGITS.sub("#", s), i) for s, i in edges if len(s) < 24}
        self.shapes = Counter(shape for shape, _ in shapes)
        # where pages are numbered 2/7, a bare number belongs to a note
        self.fractions = self.shapes["#/#"] > 1
        self.offset = _offset(edges)

    def kind(self, segment: str, index: int, recurring: Counter[str]) -> str:
        """The kind of furniture that a part of a line at the edge of a page is, empty if it may be text."""
        if self._is_page_number(segment, index):
            return "page number"
        if printers := _PRINTERS.fullmatch(segment):
            return "job number" if printers["job"] else "bar code"
        if index and self.is_own(segment):
            return "running header"
        if len(segment) > _WIDE:
            return ""
        if recurring is self.footers:
            return "running footer" if recurring[segment] >= self.mostly else ""
        often = 2 if is_symbol(segment) else self.often
        return "running header" if recurring[segment] >= often else ""

    def _is_page_number(self, segment: str, index: int) -> bool:
        """True for a number that counts with the pages, for the last of "7/7", and for one beside a job number."""
        number = _page_number(segment)
        counts = number is not None and number - index == self.offset and self.shapes[_DIGITS.sub("#", segment)] > 1
        if counts and not (self.fractions and segment.isdecimal()):
            return True
        return segment == f"{index + 1}/{self.pages}" or _beside_job(segment) is not None

    def is_own(self, segment: str) -> bool:
        """True for one of the document's own symbols, alone or beside words of its masthead."""
        for symbol in self.symbols:
            rest = segment.removeprefix(symbol) if segment.startswith(symbol) else segment.removesuffix(symbol)
            if rest != segment and (
                not rest or (len(rest) > _SYMBOL and rest != rest.strip() and _squeezed([rest]) in self.masthead)
            ):
                return True
        return False


def _counted(edges: list[list[TextLine]]) -> Counter[str]:
    """On how many pages each part of a line stands at an edge."""
    return Counter(s for lines in edges for s in {s for line in lines for s in segments(line.text)})


def _offset(edges: set[tuple[str, int]]) -> int | None:
    """How page numbers differ from the index of their page, if they do so alike on at least two pages."""
    numbers = {(number - i, i) for s, i in edges if (number := _page_number(s)) is not None}
    offsets = Counter(offset for offset, _ in numbers)
    best = min(offsets, key=lambda offset: (-offsets[offset], abs(offset - 1)), default=None)
    return best if best is not None and offsets[best] > 1 else None


def _strip_bottom(lines: list[TextLine], index: int, known: _Known, found: list[Dropped]) -> None:
    for _ in range(_FOOTER):
        parts = segments(lines[-1].text) if lines else []
        kinds = [known.kind(s, index, known.footers) for s in parts]
        sure = next((kind for kind in kinds if kind), "")
        beside = (kind or s.isdecimal() or known.footers[s] > 1 for s, kind in zip(parts, kinds, strict=True))
        if not sure or not all(beside):
            return
        gone = lines.pop()
        found.append((sure, gone.number, gone.text))


def _strip_top(lines: list[TextLine], index: int, known: _Known, found: list[Dropped]) -> None:
    """Take the header off: the lines above the first blank one, if they are furniture as a whole.

    One of them must surely be; the others recur at the top of pages or repeat words of the masthead.
    """
    header = _top(lines)
    kinds = [(s, known.kind(s, index, known.headers)) for line in header for s in segments(line.text)]
    if any(kind for _, kind in kinds) and all(
        kind or known.headers[s] > 1 or (len(s) > 3 and _squeezed([s]) in known.masthead) for s, kind in kinds
    ):
        found += [("running header", line.number, line.text) for line in header]
        del lines[: len(header)]
        if lines:
            lines[0].gap = 0


def _top(lines: list[TextLine]) -> list[TextLine]:
    """The group of lines at the top of a page, up to the first blank line."""
    end = next((i for i, line in enumerate(lines[: _HEADER + 1]) if i and line.gap), _HEADER)
    return lines[:end]


class _Printed(Struct, frozen=True):
    """A page number in a text without form feeds: of how many (0 if not printed), and whether it is nothing else."""

    number: int
    of: int
    sure: bool


def _part(page: Page) -> list[Page]:
    """A text without form feeds, parted after page numbers that count on; one page if none do.

    Dumps whose form feeds an editor dropped: 39 of 39 real ones keep what they show with them, a third of their
    paragraphs is lost otherwise.
    """
    lines, ends = page.lines, list[int]()
    last = total = size = 0
    sure = False
    for i, line in enumerate(lines):
        size += len(line.text)
        found = _printed_number(lines, i, is_first=not last and size > _APART)
        if found is None:
            if ends and size < _APART and ends[-1] == i - 1 and _is_printers(line.text):
                ends[-1] = i  # a line of the printing plant below the number
        elif (not last and (found.number <= found.of or not found.of)) or (
            size > _APART and _counts_on(found, last, total)
        ):
            ends.append(i)
            last, total, size = found.number, found.of, 0
            sure = sure or found.sure
    return _cut_after(lines, ends) if sure or len(ends) > 1 else [page]


def _printed_number(lines: list[TextLine], i: int, *, is_first: bool) -> _Printed | None:
    """The page number that a line is; the first page often has a job number and a bar code alone."""
    text = lines[i].text
    if is_first and _is_printers(text):
        return _Printed(1, 0, True)
    if beside := _beside_job(text):
        return _Printed(*beside, True)
    m = _LONE_NUMBER.fullmatch(text[:_LONE])
    if m and (lines[i].gap or i + 1 == len(lines) or lines[i + 1].gap):
        return _Printed(int(m[1] or m[3]), int(m[2] or 0), False)
    return None


def _counts_on(found: _Printed, last: int, total: int) -> bool:
    """True for a page number after `last` of `total`; one of `3/7` may be lost, a bare one may not."""
    if found.of:
        return found.of == (total or found.of) and last < found.number <= found.of
    return not total and found.number == last + 1


def _cut_after(lines: list[TextLine], ends: list[int]) -> list[Page]:
    """The pages that end with the lines at these places."""
    starts = [end + 1 for end in ends if end + 1 < len(lines)]
    pages: list[Page] = []
    for number, (start, end) in enumerate(pairwise([0, *starts, len(lines)]), 1):
        own = lines[start:end]
        own[0].gap = 0
        for line in own:
            line.page = number
        pages.append(Page(own))
    return pages


def _beside_job(text: str) -> tuple[int, int] | None:
    """The page number and the number of pages (0 if not printed) in a line that has a job number beside them."""
    m = _BESIDE_JOB.fullmatch(text) if len(text) < _WIDE else None
    return (int(m[1]), int(m[2] or 0)) if m and "-" in text else None


def _is_printers(text: str) -> bool:
    """True for a line of the printing plant: a job number or a bar code."""
    return any(map(_PRINTERS.fullmatch, segments(text)))


def is_lone_number(line: str) -> bool:
    """True for a line that may be a page number in a text without form feeds."""
    return len(line) < _LONE and bool(_LONE_NUMBER.fullmatch(line))


def is_footer(line: str) -> bool:
    """True for a line that is furniture at the end of any text: a job number, a bar code, `1/1`."""
    return any(map(_LAST.fullmatch, segments(line)))


def segments(text: str) -> list[str]:
    """The parts of a line that wide gaps separate."""
    return _GAPS.split(text) if "   " in text or "\t" in text else [text]


def _squeezed(parts: Iterable[str]) -> str:
    """The characters without white space, for comparing texts that are set in other lines."""
    return "".join("".join(part.split()) for part in parts)


def _page_number(segment: str) -> int | None:
    """The number of a page as printed at its edge: `3`, `- 3 -`, `3/7`, `Page 3`, `3 of 7`; None for anything else."""
    m = _PAGE_NUMBER.fullmatch(segment) if len(segment) <= 24 else None
    return int(m[1]) if m else None
