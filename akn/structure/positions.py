"""Where the texts of a source stand, for what is reported of them when the document is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from akn.blocks import Block, TableBlock
from akn.diagnostics import Position
from akn.structure.lines import Gathered
from akn.text import Kind, Text


def positions(gathered: Gathered) -> dict[str, list[Position]]:
    """Where each text starts; of one that was wrapped, or stands in a cell, only the line is known.

    A note stands where it is printed or, if the source does not tell that, where it is called.
    """
    places: dict[str, list[Position]] = {}
    for line in gathered.lines:
        where, content = line.where, line.text.content
        if where.column:
            typed = 0 if line.wrapped else max(0, line.source.content.find(content))
            where = replace(where, column=0 if line.wrapped else where.column + typed)
        if content:
            places.setdefault(content, []).append(where)
        if line.table is not None:
            for text, at in texts_in((line.table,), where):
                places.setdefault(text.content, []).append(at)
    calls = _calls(gathered) if any(not note.source.line for note in gathered.notes) else {}
    for note in gathered.notes:
        where = replace(note.source if note.source.line else calls.get(note.key, note.source), column=0)
        for text, _ in texts_in(note.blocks, where):
            places.setdefault(text.content, []).append(where)
    return places


def texts_in(blocks: Iterable[Block | TableBlock], where: Position) -> Iterator[tuple[Text, Position]]:
    """The texts of cells and notes, labels typed, with their lines; `where` is that of what holds them."""
    for block in blocks:
        if isinstance(block, TableBlock):
            inner = (b for row in block.rows for cell in row for b in cell.blocks)
            yield from texts_in(inner, block.source if block.source.line else where)
        else:
            text = Text(f"{block.label} ") + block.text if block.label else block.text
            yield text, replace(block.source if block.source.line else where, column=0)


def _calls(gathered: Gathered) -> dict[str, Position]:
    """Where each note is first called."""
    calls: dict[str, Position] = {}
    for line in gathered.lines:
        held = texts_in((line.table,), line.where) if line.table is not None else ((line.text, line.where),)
        for text, where in held:
            for m in text.of(Kind.NOTE):
                calls.setdefault(m.get("key"), where)
    return calls
