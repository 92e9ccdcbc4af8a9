"""Rows of tables that the tags of a file tell without their empty cells, and rows that the end of a page cuts.

LibreOffice and Chromium tag no cell that holds nothing, so a row says less than where its cells stand.  The rows that
have all cells show the columns; cells of the others are put where they stand on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from converters.formats.pdf.page import PageCell, Piece, pieces_of

_NEAR = 0.5  # of the size: so far beyond the others of its column may a cell stand
_SPACE = 0.25  # of the size

Rows = list[list[PageCell]]
Span = tuple[float, float]
"""Where a cell or a column begins and ends, as the text runs (from the right: below zero)."""


def squared(rows: Rows, *, rtl: bool = False) -> Rows:
    """The rows with empty cells where the columns of a table have none; as they are where its columns are not plain."""
    columns = _columns(rows, rtl)
    if columns is None:
        return rows
    return [_placed(row, columns, rtl) or row for row in rows]


def go_on(above: Rows, below: Rows, *, rtl: bool = False) -> bool:
    """True if rows at the top of a page have the columns of those at the end of the one before, and no head."""
    if all(cell.header for cell in below[0]):
        return False
    columns = _columns(above, rtl)
    return columns is not None and all(_placed(row, columns, rtl) is not None for row in below)


def whole_rows(rows: Rows, *, rtl: bool = False) -> Rows:
    """The rows of all pages of a table, those that the end of a page cuts as one."""
    columns = _columns(rows, rtl)
    if columns is None:
        return rows
    found: Rows = []
    page = 0
    for row in rows:
        number = next((p.page for cell in row for p in cell.items), page)
        whole = _whole(found[-1], row, columns, rtl) if found and number > page else None
        if whole is None:
            found.append(row)
        else:
            found[-1] = whole
        page = max(page, number)
    return found


def _whole(
    above: Sequence[PageCell], below: Sequence[PageCell], columns: Sequence[Span], rtl: bool
) -> list[PageCell] | None:
    """Two rows as one that a page cuts; None if they are two."""
    last, first = _placed(above, columns, rtl), _placed(below, columns, rtl)
    if last is None or first is None or [c.colspan for c in last] != [c.colspan for c in first]:
        return None
    at = [sum(c.colspan for c in first[: i + 1]) - 1 for i in range(len(first))]
    both = [(a, f, columns[k]) for a, f, k in zip(last, first, at, strict=True) if f.items]
    if len(both) >= sum(bool(a.items) for a in last) or not all(_is_cut(a, f, column, rtl) for a, f, column in both):
        return None  # a row that begins has cells wherever the one above has some
    return [PageCell([*a.items, *f.items], a.header, a.rowspan, a.colspan) for a, f in zip(last, first, strict=True)]


def _is_cut(above: PageCell, below: PageCell, column: Span, rtl: bool) -> bool:
    """True if a cell goes on overleaf: its last line had no room for the first word there."""
    held, more = _pieces(above), _pieces(below)
    if not held:
        return False
    foot = min(p.base for p in held)
    end = max(_span([p], rtl)[1] for p in held if p.base - foot < _NEAR * p.face.size)
    word = more[0]
    return column[1] - end < word.right - word.left + _SPACE * word.face.size


def _columns(rows: Rows, rtl: bool) -> list[Span] | None:
    """Where the columns stand by the rows that have all cells; None if there is one, or cells span rows."""
    wide = max(map(_width, rows), default=0)
    if wide < 2 or any(cell.rowspan > 1 for row in rows for cell in row):
        return None
    held: list[list[Span]] = [[] for _ in range(wide)]
    for row in rows:
        for at, span in _spans(row, rtl) if _width(row) == wide else ():
            held[at].append(span)
    if not all(held):
        return None
    columns = [(min(a for a, _ in spans), max(b for _, b in spans)) for spans in held]
    return columns if all(a[1] <= b[0] for a, b in pairwise(columns)) else None


def _width(row: Sequence[PageCell]) -> int:
    """How many columns the cells of a row take."""
    return sum(cell.colspan for cell in row)


def _spans(row: Sequence[PageCell], rtl: bool) -> Iterator[tuple[int, Span]]:
    """The number of each column in which a cell with words stands alone, and where that stands."""
    at = 0
    for cell in row:
        pieces = _pieces(cell)
        if pieces and cell.colspan == 1:
            yield at, _span(pieces, rtl)
        at += cell.colspan


def _placed(row: Sequence[PageCell], columns: Sequence[Span], rtl: bool) -> list[PageCell] | None:
    """A row with a cell in each column; None if its cells do not fit the columns."""
    if _width(row) == len(columns):
        return list(row)
    found: list[PageCell] = []
    filled = 0
    for cell in row:
        pieces = _pieces(cell)
        if not pieces:
            return None
        at = _column(_span(pieces, rtl), columns, _NEAR * pieces[0].face.size)
        if at is None or at < filled:
            return None
        found += [PageCell([], cell.header) for _ in range(at - filled)]
        found.append(cell)
        filled = at + cell.colspan
    if filled > len(columns):
        return None
    return [*found, *(PageCell([]) for _ in range(len(columns) - filled))]


def _column(span: Span, columns: Sequence[Span], near: float) -> int | None:
    """The column in which a cell begins: between its left edge and that of the next one."""
    at = sum(span[0] >= left - near for left, _ in columns) - 1
    return at if at >= 0 else None


def _pieces(cell: PageCell) -> list[Piece]:
    return [p for item in cell.items for p in pieces_of(item)]


def _span(pieces: Sequence[Piece], rtl: bool) -> Span:
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    return (-right, -left) if rtl else (left, right)
