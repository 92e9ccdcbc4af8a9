"""Page furniture of texts (`converters.formats.printed.furniture` says what it is), and pages that lost their ends.

A header is the group of lines above the first blank one, as a whole or not at all.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.printed.furniture import (
    BAR_FORM,
    BESIDE,
    BOTTOM,
    HEADER,
    JOB_FORM,
    MASTHEAD,
    NAMES,
    SYMBOLS,
    TEXT,
    TOP,
    EdgeLine,
    Edges,
    beside_job,
    is_printers,
)
from converters.formats.text.lines import Page, TextLine, is_rule

_HEADER = 8  # lines at the top of a page, at most, that can be its header
_FOOTER = 5
_LONE = 40  # characters that a line with nothing but a page number has at most
_EXAMPLES = 3  # lines that were left out, at most, that are shown
_SHOWN = 40  # characters of them
_APART = 400  # characters, at least, between two page numbers in a text without form feeds

_OF_FORM = r"\d{1,4}(?: ?/ ?\d{1,4})?"
_LONE_NUMBER = lazy_pattern(r"(?:(\d{1,4})\s*/\s*(\d{1,4})|[-–—] ?(\d{1,4}) ?[-–—])(?:\s{2,}\S+)?")
_LONE_LABEL = lazy_pattern(r"\d{1,3}(?:[.)）]| ?[-–])|[(（]\w{1,4}[)）]")
_GAPS = lazy_pattern(r"\s*\t\s*|\s{3,}")
# what is furniture at the end of any text
_LAST = lazy_pattern(
    rf"{JOB_FORM}(?:\s+\d{{6}})*|{BAR_FORM}|1/1"
    rf"|{JOB_FORM}\s+{_OF_FORM}(?:\s+{JOB_FORM})?|{_OF_FORM}\s+{JOB_FORM}"
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
        edges = _edges(pages)
        for index, page in enumerate(pages):
            _strip_bottom(page.lines, index, edges, found)
            if index:
                _strip_top(page.lines, index, edges, found)
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
    return alone > 2 or any(_is_printers(line.text) for line in pages[0].lines[:SYMBOLS])


def _strip_bottom(lines: list[TextLine], index: int, edges: Edges, found: list[Dropped]) -> None:
    for _ in range(_FOOTER):
        if not lines:
            return
        kinds = edges.kinds(EdgeLine(segments(lines[-1].text), BOTTOM), index)
        sure = next((kind for kind in kinds if kind > BESIDE), TEXT)
        if not sure or not all(kinds):
            return
        gone = lines.pop()
        found.append((NAMES[sure], gone.number, gone.text))


def _strip_top(lines: list[TextLine], index: int, edges: Edges, found: list[Dropped]) -> None:
    """Take the header off: the lines above the first blank one, if they are furniture as a whole.

    One of them must surely be; the others recur at the top of pages or repeat words of the masthead.
    """
    header = _top(lines)
    kinds = [kind for line in header for kind in edges.kinds(EdgeLine(segments(line.text), TOP), index)]
    if max(kinds, default=TEXT) > BESIDE and all(kinds):
        found += [(NAMES[HEADER], line.number, line.text) for line in header]
        del lines[: len(header)]
        if lines:
            lines[0].gap = 0


def _edges(pages: list[Page]) -> Edges:
    """What comes back at the edges of pages; the top of the first one is no head."""
    shown = []
    for i, page in enumerate(pages):
        bottom = page.lines[-_FOOTER:]
        own = [EdgeLine(segments(line.text), TOP, n < 3) for n, line in enumerate(_top(page.lines) if i else ())]
        own += [EdgeLine(segments(line.text), BOTTOM, n >= len(bottom) - 3) for n, line in enumerate(bottom)]
        shown.append(own)
    return Edges(shown, [segments(line.text) for line in pages[0].lines[:MASTHEAD]])


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
    if beside := beside_job(text):
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


def _is_printers(text: str) -> bool:
    """True for a line of the printing plant: a job number or a bar code."""
    return any(map(is_printers, segments(text)))


def is_lone_number(line: str) -> bool:
    """True for a line that may be a page number in a text without form feeds."""
    return len(line) < _LONE and bool(_LONE_NUMBER.fullmatch(line))


def is_footer(line: str) -> bool:
    """True for a line that is furniture at the end of any text: a job number, a bar code, `1/1`."""
    return any(map(_LAST.fullmatch, segments(line)))


def segments(text: str) -> list[str]:
    """The parts of a line that wide gaps separate."""
    return _GAPS.split(text) if "   " in text or "\t" in text else [text]
