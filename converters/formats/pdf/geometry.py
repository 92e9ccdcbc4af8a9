"""Paragraphs, notes and tables of pages without tags, by what stands where: lines, indents, gaps, sizes, alignment.

The same facts serve words that are recognised in a picture: all it needs are pieces with boxes and baselines.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from converters.formats.pdf.composing import cells
from converters.formats.pdf.furniture import STROKE
from converters.formats.pdf.lines import PageLine, TextMetrics, is_marked
from converters.formats.pdf.page import Item, Page, PageNotes, Paragraph
from converters.formats.pdf.tables import FoundTable
from converters.formats.pdf.tables.chunks import chunks_of

APART = 1.3  # lines further apart than this many line distances belong to two paragraphs
_INDENT = 0.8  # of the size: a first line is deeper by at least this
_NOTE_SIZE = 0.93  # notes are set in at most this much of the size of the text
_COVER = 0.7  # of the width of the text: the first column of a cover


class PageParts(Struct):
    """A page without furniture: what its masthead holds, the lines of its text, those of its notes."""

    page: int
    masthead: list[Item]
    body: list[PageLine]
    notes: list[PageLine]


def parts_of(page: Page, lines: list[PageLine], shape: TextMetrics, ruled: float) -> PageParts:
    """The parts of a page; furniture has been taken off its lines.  No line above the height `ruled` is a note."""
    masthead, lines = _masthead(page, lines, shape)
    above = sum(line.base > ruled for line in lines) if ruled < page.height else 0
    body, notes = _notes(lines[above:], shape)
    return PageParts(page.number, masthead, lines[:above] + body, notes)


def items_of_parts(parts: PageParts, tables: Sequence[FoundTable], shape: TextMetrics) -> list[Item]:
    """What a page holds, in order; `tables` are those of the whole file."""
    items = list(parts.masthead)
    body, page = parts.body, parts.page
    ruled = {r.start: (r.end, found.table if r is found.regions[0] else None) for found in tables
             for r in found.regions if r.page == page}  # fmt: skip
    i = 0
    while i < len(body):
        if i in ruled:
            i, table = ruled[i]
            end = _table_notes(body, i, shape)
            items += [table] if table is not None else []
            items += [PageNotes(_note_items(body[i:end], page), page)] if end > i else []
            i = end
            continue
        j = i + 1
        while j < len(body) and j not in ruled and not _opens(body, j, shape):
            j += 1
        items.append(Paragraph([p for line in body[i:j] for p in line.pieces], page))
        i = j
    if parts.notes:
        items.append(PageNotes(_note_items(parts.notes, page), page))
    return items


def _table_notes(lines: Sequence[PageLine], start: int, shape: TextMetrics) -> int:
    """Where the notes below a table end: small lines close to each other, the first with a raised sign."""
    end = start
    while end < len(lines) and lines[end].size <= _NOTE_SIZE * shape.size:
        line = lines[end]
        near = end > start and lines[end - 1].base - line.base < APART * shape.distance
        if not (is_marked(line) or near):
            break
        end += 1
    return end


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
    stroke = next((i for i in range(len(lines) - 1, -1, -1) if STROKE.fullmatch(lines[i].text)), None)
    if stroke is not None and stroke >= len(lines) / 3 and (at <= stroke + 1 or at == len(lines)):
        return lines[:stroke], lines[stroke + 1 :]
    first = next((i for i in range(at, len(lines)) if is_marked(lines[i])), len(lines))
    if first == len(lines) or sum(len(chunks_of(x.pieces, x.size)) > 1 for x in lines[at:first]) > 1:
        at = first  # a table may be set as small as notes
    for i in range(1, at):  # notes of the size of the text, or one of them with a line of that size
        apart = lines[i - 1].base - lines[i].base > APART * shape.distance
        if is_marked(lines[i]) and apart:
            return lines[:i], lines[i:]
    return lines[:at], lines[at:]


def _note_items(lines: list[PageLine], page: int) -> list[Item]:
    found: list[Paragraph] = []
    for line in lines:
        if is_marked(line) or not found:
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
