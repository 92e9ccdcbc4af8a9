"""Page furniture of files without tags: running heads, page numbers, job numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from akn.patterns import lazy_pattern
from converters.formats.pdf.composing import cells
from converters.formats.pdf.lines import PageLine, is_marked, lines_of
from converters.formats.pdf.page import Page

_EDGE_ROWS = 4  # furniture stands in as many first or last lines of a page
_REPEATED = 2  # on as many pages
_HEAD = 0.85  # of the height of a page: above it stand running heads
_FOOT = 0.09  # below it page numbers, job numbers and what stands beside them
_CLEAR = 1.6  # so many line distances part them from the text
_folio = lazy_pattern(r"[-–— ]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–— ]*|\d{2}-\d{5}(?:\s*\([A-Z]\))?(?:\s*\d{6})?|\*\d{5,9}\*")
_symbol = lazy_pattern(r"[A-Z]{1,4}/[\w./()-]*\d[\w./()-]*")
_digits = lazy_pattern(r"\d+")
STROKE = lazy_pattern(r"[_‗―—–\-]{3,}")
"""A line that is only a stroke."""


class Furniture:
    """Which lines come back on the pages of a file: running heads, page numbers, job numbers."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._seen: Counter[tuple[str, int]] = Counter()
        for page in pages:
            for line in _edges(lines_of(page.pieces)):
                self._seen[_key(line)] += 1

    def parted(self, lines: list[PageLine], page: Page) -> tuple[list[PageLine], list[PageLine]]:
        """The lines of the text, and those that are furniture."""
        start, end = _head(lines, page), _foot(lines, page)
        if page.number > 1:
            while start < min(end, _EDGE_ROWS) and self._is(lines[start]):
                start += 1
        last = max(start, end - _EDGE_ROWS)
        while end > last and self._is(lines[end - 1]):
            end -= 1
        return lines[start:end], lines[:start] + lines[end:]

    def _is(self, line: PageLine) -> bool:
        return (
            # notes of one form may stand at one height of two pages
            (self._seen[_key(line)] >= _REPEATED and not is_marked(line))
            or STROKE.fullmatch(line.text) is not None
            or all(_folio.fullmatch("".join(p.text for p in cell)) for cell in cells(line.pieces))
        )


def _head(lines: list[PageLine], page: Page) -> int:
    """The end of a running head: lines at the top of a later page, parted from the text, with a symbol at an edge."""
    if page.number == 1:
        return 0
    for end in range(1, min(len(lines), _EDGE_ROWS + 1)):
        above, below = lines[end - 1], lines[end]
        if above.base < _HEAD * page.height:
            break
        if above.base - below.base > _CLEAR * 1.2 * below.size:
            edges = (cell for line in lines[:end] for found in [cells(line.pieces)] for cell in (found[0], found[-1]))
            return end if any(_symbol.fullmatch("".join(p.text for p in cell)) for cell in edges) else 0
    return 0


def _foot(lines: list[PageLine], page: Page) -> int:
    """Where the foot of a page begins: lines at its very end that are parted from the text."""
    for i in range(len(lines) - 1, 0, -1):
        if lines[i].base > _FOOT * page.height:
            break
        above, line = lines[i - 1], lines[i]
        gap = above.base - line.base
        if above.base > _FOOT * page.height and gap > _CLEAR * 1.2 * min(line.size, above.size):
            note = is_marked(line) or STROKE.fullmatch(above.text)
            return len(lines) if note else i
    return len(lines)


def _edges(lines: list[PageLine]) -> list[PageLine]:
    return lines if len(lines) <= 2 * _EDGE_ROWS else lines[:_EDGE_ROWS] + lines[-_EDGE_ROWS:]


def _key(line: PageLine) -> tuple[str, int]:
    return _digits.sub("0", line.text), round(line.base / 4)
