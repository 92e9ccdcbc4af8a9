"""Tables that strokes show against what the tags of a file say: who knows more of a table has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.formats.pdf.page import Item, PageCell, PageNotes, PageTable, Paragraph, pieces_of
from converters.formats.pdf.tables.joining import FoundTable
from converters.formats.pdf.tables.squares import go_on, squared, whole_rows

_KNOWN = 0.9  # of the letters of a table, over all its pages: if tags of tables hold as many, their cells are taken

Key = tuple[int, int]
"""A piece: its page, and its number on it."""


def settled(items: Sequence[Item], tables: Sequence[FoundTable], *, rtl: bool = False) -> tuple[list[Item], int]:
    """The items of pages that are read by their tags, each table as it is known best, on all its pages one.

    With them, how many heads of tables that come again overleaf were left out.
    """
    found, again = list(items), 0
    for table in tables:
        found, more = _with(found, table)
        again += more
    found, more = _joined(found, rtl)
    for item in found:
        if isinstance(item, PageTable):
            item.rows = whole_rows(squared(item.rows, rtl=rtl), rtl=rtl)
    return found, again + more


def _with(items: list[Item], table: FoundTable) -> tuple[list[Item], int]:
    """The items with one table that strokes show, if the tags do not know it; how many heads were left out."""
    keys = {(region.page, p.at) for region in table.regions for line in region.lines for p in line.pieces}
    size = sum(len(p.text) for region in table.regions for line in region.lines for p in line.pieces)
    holders = [i for i, item in enumerate(items) if any((item.page, p.at) in keys for p in pieces_of(item))]
    known = sum(
        len(p.text)
        for i in holders
        if isinstance(items[i], PageTable)
        for p in pieces_of(items[i])
        if (items[i].page, p.at) in keys
    )
    if known > _KNOWN * size:
        parts = [i for i in holders if isinstance(items[i], PageTable)]
        return _merged(items, parts)
    found: list[Item] = []
    within = set(holders)
    for i, item in enumerate(items):
        if i == holders[0]:
            found.append(table.table)
        found += _without(item, keys) if i in within else [item]
    return found, table.again


def _merged(items: list[Item], parts: Sequence[int]) -> tuple[list[Item], int]:
    """The items with some of them, which are parts of one table, as one; how many heads were left out."""
    first = items[parts[0]]
    assert isinstance(first, PageTable)
    rows, again = list(first.rows), 0
    for i in parts[1:]:
        part = items[i]
        if isinstance(part, PageTable):
            more = _new_rows(first, part)
            again += len(more) < len(part.rows)
            rows += more
    gone = set(parts[1:])
    whole = PageTable(rows, first.page)
    return [whole if i == parts[0] else item for i, item in enumerate(items) if i not in gone], again


def _joined(items: Sequence[Item], rtl: bool) -> tuple[list[Item], int]:
    """The items with tables that go on overleaf as one: nothing but notes between them, equal first rows or columns."""
    found: list[Item] = []
    again = 0
    notes: list[Item] = []  # since the last table
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, PageTable) and isinstance(last, PageTable) and _last_page(last) + 1 == item.page:
            if _words(last.rows[0]) == _words(item.rows[0]):
                found[-1] = PageTable([*last.rows, *_new_rows(last, item)], last.page)
                again += 1
                continue
            if go_on(last.rows, item.rows, rtl=rtl):
                found[-1] = PageTable([*last.rows, *item.rows], last.page)
                continue
        if isinstance(item, PageNotes) and isinstance(last, PageTable):
            notes.append(item)
        else:
            found += [*notes, item]
            notes = []
    return found + notes, again


def _last_page(table: PageTable) -> int:
    return max((item.page for row in table.rows for cell in row for item in cell.items), default=table.page)


def _new_rows(first: PageTable, part: PageTable) -> list[list[PageCell]]:
    """The rows of a part of a table overleaf, without those that repeat its first rows."""
    again = 0
    while again < min(len(first.rows), len(part.rows)) and _words(first.rows[again]) == _words(part.rows[again]):
        again += 1
    return part.rows[again:]


def _words(row: Sequence[PageCell]) -> list[str]:
    return ["".join(p.text for item in cell.items for p in pieces_of(item)) for cell in row]


def _without(item: Item, keys: set[Key]) -> Iterator[Item]:
    """What is left of an item without some pieces."""
    if isinstance(item, Paragraph):
        item.pieces = [p for p in item.pieces if (item.page, p.at) not in keys]
        item.label = [p for p in item.label if (item.page, p.at) not in keys]
        if item.pieces or item.label:
            yield item
    elif isinstance(item, PageTable):  # of a table that is partly another one the rest is kept as paragraphs
        for row in item.rows:
            for cell in row:
                for inner in cell.items:
                    yield from _without(inner, keys)
    else:
        yield item
