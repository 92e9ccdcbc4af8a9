"""Paragraphs, notes and tables of pages without tags, by what stands where: lines, indents, gaps, sizes, alignment.

The same facts serve words that are recognised in a picture: all it needs are pieces with boxes and baselines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.pdf.composing import SMALL, cells, main_size, rows
from converters.formats.pdf.seen import Item, Page, PageCell, PageNotes, PageTable, Paragraph, Piece

APART = 1.3  # lines further apart than this many line distances belong to two paragraphs
_INDENT = 0.8  # of the size: a first line is deeper by at least this
_NOTE_SIZE = 0.93  # notes are set in at most this much of the size of the text
_EDGE_ROWS = 4  # furniture stands in as many first or last lines of a page
_REPEATED = 2  # on as many pages
_COVER = 0.7  # of the width of the text: the first column of a cover
_COLUMN = 1.8  # a gap of this share of the size parts the cells of a table
_rule = lazy_pattern(r"[_‗―—–\-]{3,}")
_folio = lazy_pattern(r"[-–— ]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–— ]*|\d{2}-\d{5}(?:\s*\([A-Z]\))?(?:\s*\d{6})?|\*\d{5,9}\*")
_symbol = lazy_pattern(r"[A-Z]{1,4}/[\w./()-]*\d[\w./()-]*")
_digits = lazy_pattern(r"\d+")
_HEAD = 0.85  # of the height of a page: above it stand running heads
_FOOT = 0.09  # below it page numbers, job numbers and what stands beside them
_CLEAR = 1.6  # so many line distances part them from the text
_label = lazy_pattern(r"\(?\w{1,5}[.)](?:\s|$)")


class PageLine(Struct):
    """The pieces of one line, from its beginning to its end."""

    pieces: list[Piece]
    left: float
    right: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """Its characters, pieces parted by spaces."""
        return " ".join(p.text for p in self.pieces)


class TextMetrics(Struct):
    """How the text of a file is set: size, distance of lines, edges; `rtl` if it runs from right to left."""

    size: float
    distance: float
    left: float
    right: float
    rtl: bool = False


def lines_of(pieces: Sequence[Piece], *, rtl: bool = False) -> list[PageLine]:
    """The lines from the top, each in its order of reading."""
    found = []
    for row in rows(pieces):
        left, right = min([p.left for p in row]), max([p.right for p in row])
        size = main_size(row)
        bases = [p.base for p in row if p.face.size >= SMALL * size]
        base = round(bases[0], 1)
        if bases.count(bases[0]) < len(bases):
            base = Counter([round(b, 1) for b in bases]).most_common(1)[0][0]
        if rtl:  # as the library reads them
            row.sort(key=lambda p: p.at)
        found.append(PageLine(row, left, right, base, size))
    return found


def shape_of(pages: Sequence[Page], *, rtl: bool) -> TextMetrics:
    """What is usual in a file."""
    size = main_size(piece for page in pages for piece in page.pieces) or 10.0
    distances: list[float] = []
    lefts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for page in pages:
        lines = [x for x in lines_of(page.pieces) if abs(x.size - size) < 0.1 * size]
        for a, b in pairwise(lines):
            if 0.9 * size < a.base - b.base < 2 * size:
                distances.append(a.base - b.base)
        for line in lines:
            lefts[round(line.left)] += 1
            rights[round(line.right)] += 1
    left = max(lefts, key=lambda x: (lefts[x], -x), default=0)
    right = max(rights, key=lambda x: (rights[x], x), default=0)
    common = Counter(round(2 * d) / 2 for d in distances).most_common(1)
    return TextMetrics(size, common[0][0] if common else 1.2 * size, left, right, rtl)


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
            (self._seen[_key(line)] >= _REPEATED and not _is_marked(line))
            or _rule.fullmatch(line.text) is not None
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
            note = _is_marked(line) or _rule.fullmatch(above.text)
            return len(lines) if note else i
    return len(lines)


def _edges(lines: list[PageLine]) -> list[PageLine]:
    return lines if len(lines) <= 2 * _EDGE_ROWS else lines[:_EDGE_ROWS] + lines[-_EDGE_ROWS:]


def _key(line: PageLine) -> tuple[str, int]:
    return _digits.sub("0", line.text), round(line.base / 4)


def items_by_geometry(page: Page, lines: list[PageLine], shape: TextMetrics) -> list[Item]:
    """What the lines of a page hold, in order; furniture has been taken off."""
    items: list[Item] = []
    masthead, lines = _masthead(page, lines, shape)
    items += masthead
    body, notes = _notes(lines, shape)
    i = 0
    while i < len(body):
        end = _table_end(body, i, shape)
        if end:
            items.append(_table(body[i:end], page.number))
            i = end
            continue
        j = i + 1
        while j < len(body) and not _opens(body, j, shape) and not _table_end(body, j, shape):
            j += 1
        items.append(Paragraph([p for line in body[i:j] for p in line.pieces], page.number))
        i = j
    if notes:
        items.append(PageNotes(_note_items(notes, page.number), page.number))
    return items


def _masthead(page: Page, lines: list[PageLine], shape: TextMetrics) -> tuple[list[Item], list[PageLine]]:
    """The lines of several columns at the top of the first page, cell by cell."""
    if page.number != 1:
        return [], lines
    end = 0
    for i, line in enumerate(lines[:8]):
        found = cells(line.pieces)
        if line.base < page.height * 0.6 or (len(found) == 1 and line.right - line.left > page.width * 0.45):
            break
        if len(found) > 1 or (line.right < page.width / 2 if shape.rtl else line.left > page.width / 2):
            end = i + 1
    items: list[Item] = []
    for line in lines[:end]:
        items += [Paragraph(c, page.number, masthead=True) for c in cells(line.pieces, rtl=shape.rtl)]
    return items, lines[end:]


def _notes(lines: list[PageLine], shape: TextMetrics) -> tuple[list[PageLine], list[PageLine]]:
    """The lines of the text and those of the notes at the foot: smaller, after a stroke or with a raised number."""
    at = len(lines)
    while at and lines[at - 1].size <= _NOTE_SIZE * shape.size:
        at -= 1
    stroke = next((i for i in range(len(lines) - 1, -1, -1) if _rule.fullmatch(lines[i].text)), None)
    if stroke is not None and stroke >= len(lines) / 3 and (at <= stroke + 1 or at == len(lines)):
        return lines[:stroke], lines[stroke + 1 :]
    if not any(_is_marked(x) for x in lines[at:]):
        at = len(lines)
    for i in range(1, at):  # notes of the size of the text, or one of them with a line of that size
        apart = lines[i - 1].base - lines[i].base > APART * shape.distance
        if _is_marked(lines[i]) and apart:
            return lines[:i], lines[i:]
    return lines[:at], lines[at:]


def _is_marked(line: PageLine) -> bool:
    """True if a line begins with a small raised sign, or a star."""
    first = line.pieces[0]
    return (first.face.size <= SMALL * line.size and first.base > line.base) or first.text[0] in "*†‡"


def _note_items(lines: list[PageLine], page: int) -> list[Item]:
    found: list[Paragraph] = []
    for line in lines:
        if _is_marked(line) or not found:
            found.append(Paragraph([], page))
        found[-1].pieces += line.pieces
    return [*found]


def _opens(lines: list[PageLine], i: int, shape: TextMetrics) -> bool:
    """True if a line begins another paragraph than the line above it ends."""
    line, above = lines[i], lines[i - 1]
    distance = above.base - line.base
    if distance > APART * max(shape.distance * line.size / shape.size, 0.9 * line.size):
        return True
    if abs(line.size - above.size) > 0.12 * max(line.size, above.size):
        return True
    inset = (above.right - line.right) if shape.rtl else (line.left - above.left)
    rooms = above.left - shape.left, shape.right - above.right
    edge, room = reversed(rooms) if shape.rtl else rooms
    if inset > _INDENT * line.size and abs(edge) < _INDENT * line.size:
        return True
    if _is_set_apart(above, shape) and _is_set_apart(line, shape):
        return True
    first = line.pieces[0]
    width = first.right - first.left
    if inset > _INDENT * line.size and room > width + _INDENT * line.size:
        return True
    return _column_end(lines, i, shape) > width + _INDENT * line.size


def _column_end(lines: list[PageLine], i: int, shape: TextMetrics) -> float:
    """The room after the line above, in the column of lines that begin where it begins: a cover is set in columns."""
    above = lines[i - 1]

    def begins(line: PageLine) -> float:
        return line.right if shape.rtl else line.left

    def alike(j: int) -> bool:
        near = lines[j].base - lines[j + 1].base < APART * shape.distance
        return near and abs(begins(lines[j]) - begins(lines[j + 1])) < 0.3 * above.size

    first, last = i - 1, i - 1
    while first > 0 and alike(first - 1):
        first -= 1
    while last + 1 < len(lines) and alike(last):
        last += 1
    column = lines[first : last + 1]
    outside = (above.right - shape.right if shape.rtl else shape.left - above.left) > 3 * shape.size
    usual = _COVER * (shape.right - shape.left) if outside else 0.0  # the first column of a cover
    if shape.rtl:
        return above.left - min(*(x.left for x in column), above.right - usual)
    return max(*(x.right for x in column), above.left + usual) - above.right


def _is_set_apart(line: PageLine, shape: TextMetrics) -> bool:
    """True if a line stands in the far half of the page, as the closing lines do."""
    middle = (shape.left + shape.right) / 2
    return line.right < middle if shape.rtl else line.left > middle


def _table_end(lines: list[PageLine], i: int, shape: TextMetrics) -> int:
    """The end of a table that begins with a line, 0 if none does: rows of cells that stand below each other."""
    first = _columns(lines[i])
    if len(first) < 2:
        return 0
    edges = [cell[0].left for cell in first]
    end = i + 1
    full = 1
    while end < len(lines):
        found = _columns(lines[end])
        starts = [cell[0].left for cell in found]
        if not all(any(abs(s - e) < shape.size for e in edges) for s in starts):
            break
        if lines[end - 1].base - lines[end].base > 4 * shape.distance:
            break
        full += len(found) > 1
        end += 1
    while end > i and len(_columns(lines[end - 1])) < 2:
        end -= 1
    return end if full >= 3 and not all(_label.match(x.text) for x in lines[i:end]) else 0


def _columns(line: PageLine) -> list[list[Piece]]:
    """The pieces of a line, parted where a table would part them."""
    return cells(line.pieces, wide=_COLUMN)


def _table(lines: list[PageLine], page: int) -> PageTable:
    """A table of rows of lines; each line is a row."""
    edges: list[float] = []
    for line in lines:
        for cell in _columns(line):
            if not any(abs(cell[0].left - e) < line.size for e in edges):
                edges.append(cell[0].left)
    edges.sort()
    found: list[list[PageCell]] = []
    for line in lines:
        row: list[PageCell] = [PageCell([]) for _ in edges]
        for cell in _columns(line):
            column = min(range(len(edges)), key=lambda k: abs(edges[k] - cell[0].left))
            row[column] = PageCell([Paragraph(cell, page)])
        found.append(row)
    return PageTable(found, page)
