"""Page furniture of files without tags: running heads, page numbers, job numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.pdf.composing import cells
from converters.formats.pdf.lines import PageLine, is_marked, lines_of
from converters.formats.pdf.page import Page, Piece
from converters.formats.printed.furniture import BESIDE, MASTHEAD, EdgeLine, Edges, is_folio, is_stroke

_EDGE_ROWS = 4  # furniture stands in as many first or last lines of a page
_HEIGHT = 4  # points: lines of one key stand at one height, within half of that
_HEAD = 0.85  # of the height of a page: above it stand running heads
_FOOT = 0.09  # below it page numbers, job numbers and what stands beside them
_CLEAR = 1.6  # so many line distances part them from the text
_symbol = lazy_pattern(r"[A-Z]{1,4}/(?:[^\W\d]|[./()-])*+\d[\w./()-]*")
_label = lazy_pattern(r"(?:\(?\w{1,5}[.)）、]|[（(]\w{1,3}[)）])\s*[^\W\d_]")
_GOING_ON = frozenset(",;:،؛，；：、-‐")  # no running head ends so


class Parted(Struct):
    """The lines of a page: those of its text, its furniture, and those left out because another page has them too."""

    text: list[PageLine]
    furniture: list[PageLine]
    repeated: list[PageLine]


class Furniture:
    """Which lines come back on the pages of a file: running heads, page numbers, job numbers.

    What has the form of a page number or only a stroke is furniture.  A line of other words is furniture if enough
    pages have it; if only a few have it, it may be text that two pages share, so its first copy stays.  Copies of one
    page (a file printed twice, two versions in one) are no evidence for each other.
    """

    def __init__(self, pages: Sequence[Page], *, rtl: bool = False) -> None:
        """Count the lines at the edges of all pages."""
        lines = [lines_of(page.pieces, rtl=rtl) for page in pages]
        shown = [[_shown(line) for line in _edges(held)] for held in lines]
        first = [[_words(cell) for cell in cells(line.pieces)] for line in (lines[0] if lines else ())[:MASTHEAD]]
        self._edges = Edges(shown, first, _copies(lines))
        self._kept: set[tuple[str, int]] = set()  # the first copies of lines that some pages share

    def parted(self, lines: list[PageLine], page: Page, ruled: tuple[float, float] | None = None) -> Parted:
        """What is text of a page and what is not; pages come in their order.

        `ruled` are the heights of the lowest and the highest bar of tables on the page: no line between them is
        furniture, and the head of a table comes back on each of its pages.
        """
        low, high = ruled or (page.height, 0.0)
        start = min(_head(lines, page), sum(x.base > high for x in lines))
        end = max(_foot(lines, page), sum(x.base >= low for x in lines))
        first = min(end, _EDGE_ROWS) if page.number > 1 else start
        out = {*range(start), *range(end, len(lines))}
        repeated: set[int] = set()
        for edge in (range(start, first), range(end - 1, max(start, end - _EDGE_ROWS) - 1, -1)):
            self._go_inwards([i for i in edge if not low <= lines[i].base <= high], lines, page, out, repeated)
        self._kept.update(_key(_shown(line)) for line in (lines[:_EDGE_ROWS] if page.number == 1 else ()))
        if len(out | repeated) == len(lines):  # a page is not emptied because others say the same
            repeated = set()
        repeated -= set(_of_the_text(lines, out | repeated))
        return Parted(
            [x for i, x in enumerate(lines) if i not in out and i not in repeated],
            [lines[i] for i in sorted(out)],
            [lines[i] for i in sorted(repeated - out)],
        )

    def _go_inwards(
        self, edge: list[int], lines: list[PageLine], page: Page, out: set[int], repeated: set[int]
    ) -> None:
        """Put the lines of an edge to what is furniture or repeated, as far as they go on being so."""
        for i in edge:
            line = _shown(lines[i])
            kinds = self._edges.kinds(line, page.number - 1)
            if min(kinds) > BESIDE:
                out.add(i)
            elif all(kinds) and i not in repeated and not _is_of_note(lines, i) and self._is_copy(line):
                repeated.add(i)
            elif _key(line) not in self._kept:
                return

    def _is_copy(self, line: EdgeLine) -> bool:
        """True for a line that was kept on a page before; the first one is kept."""
        key = _key(line)
        if key in self._kept:
            return True
        self._kept.add(key)
        return False


def _may_come_back(line: PageLine) -> bool:
    """True for a line that may be furniture: it is no note, has no label of a paragraph, and no sentence goes on."""
    # notes of one form may stand at one height of two pages
    return not (is_marked(line) or _label.match(line.text) or line.text[-1] in _GOING_ON)


def _is_of_note(lines: Sequence[PageLine], i: int) -> bool:
    """True for a line below that of a note which no room parts from it: notes of two pages often say the same."""
    while i and not is_marked(lines[i]):
        if lines[i - 1].base - lines[i].base > _CLEAR * 1.2 * min(lines[i].size, lines[i - 1].size):
            return False
        i -= 1
    return is_marked(lines[i])


def _of_the_text(lines: Sequence[PageLine], left: Set[int]) -> Iterator[int]:
    """Those of the lines to be `left` out at either edge that no room parts from the text: it only says the same."""
    held = [i for i in range(len(lines)) if i not in left]
    for inner, step in ((held[0], -1), (held[-1], 1)) if held else ():
        i = inner + step
        while 0 <= i < len(lines):
            above, below = sorted((lines[i], lines[i - step]), key=lambda x: -x.base)
            if above.base - below.base > _CLEAR * 1.2 * min(above.size, below.size):
                break
            yield i
            i += step


def _copies(pages: Sequence[list[PageLine]]) -> list[int]:
    """For each page the number of the first page that it is a copy of, its own if of none.

    Copies have more than half of the lines between their edges in common, short pages more than half of all lines.
    """
    first: dict[str, int] = {}  # the page on which a line stands first
    found: list[int] = []
    for number, lines in enumerate(pages):
        inner = lines[_EDGE_ROWS:-_EDGE_ROWS] or [x for x in lines if not is_folio(x.text)]
        shared = Counter(first.setdefault(line.text, number) for line in inner)
        shared.pop(number, None)
        page, times = max(shared.items(), key=lambda at: (at[1], -at[0]), default=(number, 0))
        found.append(found[page] if 2 * times > len(inner) else number)
    return found


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
            return end if any(_symbol.fullmatch(_words(cell)) for cell in edges) else 0
    return 0


def _foot(lines: list[PageLine], page: Page) -> int:
    """Where the foot of a page begins: lines at its very end that are parted from the text, and no sentence goes on.

    In a volume a work may begin there, with its heading and the line that names the organ ("The Security Council,"):
    one of four volumes of sixty real resolutions has it; of 70 real files the output stays as it was.
    """
    for i in range(len(lines) - 1, 0, -1):
        if lines[i].base > _FOOT * page.height:
            break
        above, line = lines[i - 1], lines[i]
        gap = above.base - line.base
        if above.base > _FOOT * page.height and gap > _CLEAR * 1.2 * min(line.size, above.size):
            text = is_stroke(above.text) or any(is_marked(x) or _label.match(x.text) for x in lines[i:])
            return len(lines) if text or lines[-1].text[-1] in _GOING_ON else i
    return len(lines)


def _edges(lines: list[PageLine]) -> list[PageLine]:
    return lines if len(lines) <= 2 * _EDGE_ROWS else lines[:_EDGE_ROWS] + lines[-_EDGE_ROWS:]


def _shown(line: PageLine) -> EdgeLine:
    """A line as furniture is known by it."""
    parts = [_words(cell) for cell in cells(line.pieces)]
    return EdgeLine(parts, max(0, round(line.base / _HEIGHT)), bound=not _may_come_back(line))


def _words(cell: Sequence[Piece]) -> str:
    return "".join(p.text for p in cell)


def _key(line: EdgeLine) -> tuple[str, int]:
    return " ".join(line.parts), line.place
