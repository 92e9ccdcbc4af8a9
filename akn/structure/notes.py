"""Notes and tables: every note called, every call answered, keys in order of first call; where all texts stand."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, blocks_in, paragraphs
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Cell, Document, Note, Table
from akn.patterns import lazy_pattern
from akn.text import DIRECTION, Kind, Mark, Text, mark
from akn.walk import Place, number_calls, with_texts

if TYPE_CHECKING:
    from akn.structure.lines import Line


def with_lone_notes_shown(blocks: Blocks) -> Result[Blocks]:
    """The blocks; a note that no text calls stands at their end as paragraphs, its marker typed.  This is reported."""
    diagnostics: list[Diagnostic] = []
    notes = _by_key(blocks)
    if not notes:
        return Result(blocks)
    called: set[str] = set()
    waiting = _called_by(b for b in blocks if not isinstance(b, NoteBlock))
    while waiting:
        key = waiting.pop()
        if key in notes and key not in called:
            called.add(key)
            waiting += _called_by((notes[key],))
    shown: list[AnyBlock] = []
    kept: list[AnyBlock] = []
    for block in blocks:
        if isinstance(block, NoteBlock) and not (block.key in called and notes[block.key] is block):
            first = next((x.text.content[:_SHOWN] for x in paragraphs(block.blocks)), "")
            diagnostics.append(Code.NOTE_NOT_CALLED.at(block.source, marker=block.marker, words=first))
            shown += typed(block)
            block = replace(block, blocks=())  # it still tells where a page ends
        kept.append(block)
    return Result((*kept, *shown) if shown else blocks, tuple(diagnostics))


_SHOWN = 40  # characters of a note that a message shows


def _by_key(blocks: Iterable[AnyBlock]) -> dict[str, NoteBlock]:
    """The notes by their keys: of those with one key the first that has words."""
    found: dict[str, NoteBlock] = {}
    for block in blocks:
        if isinstance(block, NoteBlock) and not (block.key in found and (found[block.key].blocks or not block.blocks)):
            found[block.key] = block
    return found


_MARKS = f"[{DIRECTION}]*"
_CALL = lazy_pattern(rf"(?<![{DIRECTION}]){_MARKS}(\^?)\(?([a-z])\)?(?=[{DIRECTION}\s]*$)")
_NOTE = lazy_pattern(rf"{_MARKS}(\^?)\(?([a-z])\)?{_MARKS}(?=\s)")


def with_table_notes(blocks: Blocks, lines: Container[Block] = ()) -> Blocks:
    """The blocks, the lettered notes below a table as notes that its cells call (profile 1.6); but for `lines`, which
    are none.

    A raised letter at the end of a cell calls the paragraph below the table that begins with the same raised letter.
    """
    found: list[AnyBlock] = []
    at = 0
    while at < len(blocks):
        table = blocks[at]
        at += 1
        if not isinstance(table, TableBlock):
            found.append(table)
            continue
        below: dict[str, NoteBlock] = {}
        while at < len(blocks) and (note := _lettered(blocks[at], len(found))) and note.marker not in below:
            if blocks[at] in lines:
                break
            below[note.marker] = note
            at += 1
        called = _calling(table, below) if below else table
        keys = set(_called_by((called,)))
        if any(note.key not in keys for note in below.values()):
            at -= len(below)  # some of them are called by nothing: they are paragraphs
            found.append(table)
        else:
            found += [called, *below.values()]
    return tuple(found)


def _lettered(block: AnyBlock, number: int) -> NoteBlock | None:
    """The note that a paragraph with a raised letter before its words is; None if it is none."""
    if not isinstance(block, Block) or block.label:
        return None
    m = _NOTE.match(block.text.content)
    if m is None or not _is_raised(block.text, m):
        return None
    rest = replace(block, text=block.text.slice(m.end()).strip())
    return NoteBlock(f"{number} {m[2]}", m[2], (rest,), page=block.page, source=block.source)


def _is_raised(text: Text, m: re.Match[str]) -> bool:
    return bool(m[1]) or any(x.start <= m.start(2) < x.end for x in text.of(Kind.SUPERSCRIPT))


def _calling(table: TableBlock, notes: Mapping[str, NoteBlock]) -> TableBlock:
    """The table, the raised letters at the ends of its cells as calls of the notes."""

    def called(block: Block | TableBlock) -> Block | TableBlock:
        if isinstance(block, TableBlock):
            return block
        m = _CALL.search(block.text.content)
        if m is None or m[2] not in notes or not _is_raised(block.text, m):
            return block
        text = block.text.slice(0, m.start())
        call = mark(len(text), len(text), Kind.NOTE, key=notes[m[2]].key)
        return replace(block, text=Text(text.content, (*text.marks, call)))

    rows = (tuple(replace(c, blocks=tuple(map(called, c.blocks))) for c in row) for row in table.rows)
    return replace(table, rows=tuple(rows))


def typed(note: NoteBlock, style: Style = Style.NOTE) -> Iterable[Block | TableBlock]:
    """A note as paragraphs, its marker typed before the first."""
    first = note.blocks[0] if note.blocks else None
    if isinstance(first, Block):
        text = Text(f"{note.marker} {first.label} " if first.label else f"{note.marker} ") + first.text
        yield replace(first, text=text.strip(), label="", style=style)
    else:
        yield Block(Text(note.marker), style=style, source=note.source)
    for block in note.blocks[isinstance(first, Block) :]:
        yield replace(block, style=style) if isinstance(block, Block) else block


def _called_by(blocks: Iterable[AnyBlock]) -> list[str]:
    """The keys of the notes that blocks call."""
    return [m.get("key") for b in paragraphs(blocks) for m in b.text.of(Kind.NOTE)]


def number_notes(document: Document, blocks: Sequence[NoteBlock]) -> Document:
    """The document, which has none yet, with its notes, keyed "1", "2", ... in order of first call (R-077, R-081).

    A call whose note is missing is text again: its printed marker, in superscript.  Calls inside notes are numbered
    where the note stands, as the XML has them.
    """
    by_key = {key: Note(key, note.marker, tuple(_contents(note.blocks))) for key, note in _by_key(blocks).items()}
    order: dict[str, str] = {}

    def rekey(text: Text, place: Place) -> Text:
        if text.marks and (calls := text.of(Kind.NOTE)):
            number_calls((call.get("key") for call in calls), by_key, order)
            text = _rekeyed(text, order, by_key)
        return text

    document = with_texts(document, rekey)
    if not order:
        return document
    notes = tuple(replace(by_key[k], key=n) for k, n in order.items())
    return replace(document, notes=with_texts(Document(notes=notes), rekey).notes)


def _rekeyed(text: Text, order: Mapping[str, str], notes: Mapping[str, Note]) -> Text:
    marks: list[Mark] = []
    lost: list[Mark] = []
    for m in text.marks:
        if m.kind is not Kind.NOTE:
            marks.append(m)
        elif m.get("key") in order:
            marker = m.get("marker")
            own = notes[m.get("key")].marker
            marks.append(
                mark(m.start, m.start, Kind.NOTE, key=order[m.get("key")], marker="" if marker == own else marker)
            )
        else:
            lost.append(m)
    out = Text(text.content, tuple(marks))
    for m in reversed(lost):  # the call is printed, so it stays: as the superscript that it is
        shown = m.get("marker")
        out = out.replaced(m.start, m.start, shown).marked([Mark(m.start, m.start + len(shown), Kind.SUPERSCRIPT)])
    return out


_NESTED = 20  # tables inside each other; XML nests 256 elements at most, and each table takes three


def table_of(table: TableBlock, depth: int = 1) -> Table:
    """The table that a table block shows.  Lists in a cell are paragraphs with their labels typed, and so is what
    nests deeper than any table that is read by people."""

    def cell(held: CellBlock) -> Cell:
        content = tuple(c for c in _contents(held.blocks, depth + 1) if c)
        return Cell(content, held.header, held.rowspan, held.colspan)

    return Table(tuple(tuple(map(cell, row)) for row in table.rows))


def _contents(blocks: Iterable[Block | TableBlock], depth: int = 1) -> Iterator[Text | Table]:
    """What the blocks of a note or a cell show; tables there are so deep."""
    for block in blocks:
        if isinstance(block, Block):
            yield _with_label(block)
        elif depth <= _NESTED:
            yield table_of(block, depth)
        else:
            yield from _contents(blocks_in(block), depth)


def _with_label(block: Block) -> Text:
    """The text of a block, its label typed before it."""
    return (Text(f"{block.label} ") + block.text).strip() if block.label else block.text


def positions(lines: Sequence[Line], notes: Sequence[NoteBlock]) -> dict[str, list[Position]]:
    """Where each text starts; of one that was wrapped, or stands in a cell, only the line is known.

    A note stands where it is printed or, if the source does not tell that, where it is called.
    """
    places: dict[str, list[Position]] = {}
    for line in lines:
        where, content = line.where, line.text.content
        if where.column:
            typed = 0 if line.wrapped else max(0, line.source.content.find(content))
            where = replace(where, column=0 if line.wrapped else where.column + typed)
        if content:
            places.setdefault(content, []).append(where)
        if line.table is not None:
            for text, at in texts_in((line.table,), where):
                places.setdefault(text.content, []).append(at)
    calls = _calls(lines) if any(not note.source.line for note in notes) else {}
    for note in notes:
        where = replace(note.source if note.source.line else calls.get(note.key, note.source), column=0)
        for text, _ in texts_in(note.blocks, where):
            places.setdefault(text.content, []).append(where)
    return places


def texts_in(blocks: Iterable[Block | TableBlock], where: Position) -> Iterator[tuple[Text, Position]]:
    """The texts of cells and notes, labels typed, with their lines; `where` is that of what holds them."""
    for block in blocks:
        at = block.source if block.source.line else where
        if isinstance(block, TableBlock):
            yield from texts_in(blocks_in(block), at)
        else:
            yield _with_label(block), replace(at, column=0)


def _calls(lines: Sequence[Line]) -> dict[str, Position]:
    """Where each note is first called."""
    calls: dict[str, Position] = {}
    for line in lines:
        held = texts_in((line.table,), line.where) if line.table is not None else ((line.text, line.where),)
        for text, where in held:
            for m in text.of(Kind.NOTE):
                calls.setdefault(m.get("key"), where)
    return calls
