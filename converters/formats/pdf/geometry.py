"""Paragraphs, notes and tables of pages without tags, by what stands where: lines, indents, gaps, sizes, alignment.

The same facts serve words that are recognised in a picture: all it needs are pieces with boxes and baselines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from converters.formats.pdf.composing import Spacing, cells, line_text
from converters.formats.pdf.lines import APART, PageLine, TextMetrics, is_marked
from converters.formats.pdf.page import Blanks, Item, Page, PageNotes, Paragraph
from converters.formats.pdf.tables import FoundTable
from converters.formats.pdf.tables.chunks import chunks_of
from converters.formats.printed.feet import heads_notes
from converters.formats.printed.furniture import is_stroke
from converters.formats.printed.lines import PrintedLine
from converters.formats.printed.paragraphs import PageFlow

_NOTE_SIZE = 0.93  # notes are set in at most this much of the size of the text
_COLUMN = 0.5  # of the size: the width of a column of characters
_OTHER = 0.12  # of the size: lines whose sizes differ by more are of two paragraphs


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


def printed(lines: list[PageLine], shape: TextMetrics, blanks: Blanks, spacing: Spacing) -> list[PrintedLine]:
    """Lines of a page in columns of characters, from where lines begin in the file.

    Another size parts paragraphs as a blank line does.
    """
    found: list[PrintedLine] = []
    width = _COLUMN * shape.size
    for above, line in pairwise([None, *lines]):
        if line is None:
            continue
        edges = (shape.right - line.right, shape.right - line.left) if shape.rtl else (line.left, line.right)
        begin, end = (round((x - (0.0 if shape.rtl else shape.left)) / width) for x in edges)
        gap = above is not None and (_is_apart(above, line, shape) or _is_resized(above, line))
        found.append(PrintedLine(line_text(line.pieces, blanks, spacing), max(0, begin), int(gap), end))
    return found


def _is_apart(above: PageLine, line: PageLine, shape: TextMetrics) -> bool:
    share = 1.0 if shape.is_usual(line.size) else line.size / shape.size
    return above.base - line.base > max(shape.apart * share, APART * 0.9 * line.size)


def _is_resized(above: PageLine, line: PageLine) -> bool:
    return abs(line.size - above.size) > _OTHER * max(line.size, above.size)


def items_of_parts(parts: PageParts, tables: Sequence[FoundTable], flow: PageFlow, shape: TextMetrics) -> list[Item]:
    """What a page holds, in order; `tables` are those of the whole file, `flow` the lines of the text."""
    items = list(parts.masthead)
    body, page = parts.body, parts.page
    ruled = {r.start: (r.end, found.table if r is found.regions[0] else None) for found in tables
             for r in found.regions if r.page == page}  # fmt: skip
    last = Paragraph([], page)
    end = 0  # of a table and its notes
    for i, line in enumerate(body):
        if i >= end and i in ruled:
            below, table = ruled[i]
            end = _table_notes(body, below, shape)
            items += [table] if table is not None else []
            items += [PageNotes(_note_items(body[below:end], page), page)] if end > below else []
        if flow.goes_on(i, parted=i < end):
            last.pieces += line.pieces
        elif i >= end:
            last = Paragraph([*line.pieces], page)
            items.append(last)
    if parts.notes:
        items.append(PageNotes(_note_items(parts.notes, page), page))
    return items


def _table_notes(lines: Sequence[PageLine], start: int, shape: TextMetrics) -> int:
    """Where the notes below a table end: small lines close to each other, the first with a raised sign."""
    end = start
    while end < len(lines) and lines[end].size <= _NOTE_SIZE * shape.size:
        line = lines[end]
        near = end > start and lines[end - 1].base - line.base < shape.apart
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
    texts = [line.text for line in lines]
    stroke = next((i for i in range(len(lines) - 1, -1, -1) if is_stroke(texts[i])), None)
    if stroke is not None and (at <= stroke + 1 or at == len(lines)):
        small = at <= stroke + 1  # what stands below, and nothing above
        if heads_notes(texts[:stroke], texts[stroke + 1 :], known=small):
            return lines[:stroke], lines[stroke + 1 :]
    first = next((i for i in range(at, len(lines)) if is_marked(lines[i])), len(lines))
    if first == len(lines) or sum(len(chunks_of(x.pieces, x.size)) > 1 for x in lines[at:first]) > 1:
        at = first  # a table may be set as small as notes
    for i in range(1, at):  # notes of the size of the text, or one of them with a line of that size
        apart = lines[i - 1].base - lines[i].base > shape.apart
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
