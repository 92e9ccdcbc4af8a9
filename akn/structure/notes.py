"""Notes and tables: every note called, every call answered, keys in order of first call; where all texts stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock, Style, TableBlock
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Cell, Document, Note, Raw, Table
from akn.patterns import lazy_pattern
from akn.structure.lines import Gathered
from akn.text import DIRECTION, Kind, Mark, Text, mark
from akn.walk import Change, Place, texts_of, with_texts


def note_of(block: NoteBlock) -> Note:
    """The note that a note block shows."""
    content: list[Text | Table | Raw] = []
    for b in block.blocks:
        if isinstance(b, TableBlock):
            content.append(table_of(b))
        else:
            content.append(Text(f"{b.label} ") + b.text if b.label else b.text)
    return Note(block.key, block.marker, tuple(content))


def with_lone_notes_shown(blocks: Blocks, diagnostics: list[Diagnostic]) -> Blocks:
    """The blocks; a note that no text calls stands at their end as paragraphs, its marker typed.  This is reported."""
    notes: dict[str, NoteBlock] = {}
    for note in _with_words_first(blocks):
        notes.setdefault(note.key, note)
    called: set[str] = set()
    waiting: list[AnyBlock] = [b for b in blocks if not isinstance(b, NoteBlock)]
    while waiting:
        for key in _called_by(waiting.pop()):
            if key in notes and key not in called:
                called.add(key)
                waiting.append(notes[key])
    shown: list[AnyBlock] = []
    kept: list[AnyBlock] = []
    for block in blocks:
        if isinstance(block, NoteBlock) and not (block.key in called and notes[block.key] is block):
            diagnostics.append(Code.NOTE_NOT_CALLED.at(block.source, marker=block.marker))
            shown += _typed(block)
            block = replace(block, blocks=())  # it still tells where a page ends
        kept.append(block)
    return (*kept, *shown) if shown else blocks


def _with_words_first(blocks: Iterable[AnyBlock]) -> list[NoteBlock]:
    """The notes, those that have no words last."""
    return sorted((b for b in blocks if isinstance(b, NoteBlock)), key=lambda note: not note.blocks)


_MARKS = f"[{DIRECTION}]*"
_CALL = lazy_pattern(rf"{_MARKS}(\^?)\(?([a-z])\)?(?=[{DIRECTION}\s]*$)")
_NOTE = lazy_pattern(rf"{_MARKS}(\^?)\(?([a-z])\)?{_MARKS}(?=\s)")


def with_table_notes(blocks: Blocks) -> Blocks:
    """The blocks, the lettered notes below a table as notes that its cells call (profile 1.6).

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
            below[note.marker] = note
            at += 1
        called = _calling(table, below) if below else table
        keys = set(_called_by(called))
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


def _typed(note: NoteBlock) -> Iterable[Block | TableBlock]:
    """A note as paragraphs, its marker typed before the first."""
    first = note.blocks[0] if note.blocks else None
    if isinstance(first, Block):
        text = Text(f"{note.marker} {first.label} " if first.label else f"{note.marker} ") + first.text
        yield replace(first, text=text.strip(), label="", style=Style.NOTE)
    else:
        yield Block(Text(note.marker), style=Style.NOTE, source=note.source)
    for block in note.blocks[isinstance(first, Block) :]:
        yield replace(block, style=Style.NOTE) if isinstance(block, Block) else block


def _called_by(block: AnyBlock) -> Iterable[str]:
    """The keys of the notes that a block calls."""
    if isinstance(block, Block):
        return [m.get("key") for m in block.text.of(Kind.NOTE)]
    inside: Iterable[Block | TableBlock] = (
        block.blocks if isinstance(block, NoteBlock) else (b for row in block.rows for cell in row for b in cell.blocks)
    )
    return [key for b in inside for key in _called_by(b)]


def number_notes(document: Document, blocks: Sequence[NoteBlock], then: Change | None = None) -> Document:
    """The document with its notes, keyed "1", "2", ... in order of first call (R-077, R-081).

    A call whose note is missing is text again: its printed marker, in superscript.  Calls inside notes are numbered
    where the note stands, as the XML has them.  `then` changes each text once more, on the same walk.
    """
    by_key: dict[str, Note] = {}
    for block in _with_words_first(blocks):
        by_key.setdefault(block.key, note_of(block))
    order: dict[str, str] = {}

    def reach(text: Text) -> None:
        """Number what the text calls, and what those notes call, in the order of the XML."""
        for m in text.marks:
            if m.kind is Kind.NOTE and (key := m.get("key")) in by_key and key not in order:
                order[key] = str(len(order) + 1)
                for inner in by_key[key].content:
                    for t in _texts(inner):
                        reach(t)

    def rekey(text: Text, place: Place) -> Text:
        for m in text.marks:
            if m.kind is Kind.NOTE:
                text = _rekeyed(text, order, by_key)
                break
        return text if then is None else then(text, place)

    for text, _ in texts_of(document) if by_key else ():
        reach(text)
    notes = tuple(replace(by_key[k], key=n) for k, n in order.items())
    return with_texts(replace(document, notes=notes), rekey)


def _texts(content: Text | Table | Raw) -> list[Text]:
    if isinstance(content, Text):
        return [content]
    if isinstance(content, Table):
        return [t for row in content.rows for cell in row for c in cell.content for t in _texts(c)]
    return []


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

    def cell_content(blocks: tuple[Block | TableBlock, ...]) -> tuple[Text | Table, ...]:
        found: list[Text | Table] = []
        for b in blocks:
            if isinstance(b, TableBlock) and depth < _NESTED:
                found.append(table_of(b, depth + 1))
            elif isinstance(b, TableBlock):
                found += cell_content(tuple(inner for row in b.rows for cell in row for inner in cell.blocks))
            elif b.text or b.label:
                found.append(Text(f"{b.label} ") + b.text if b.label else b.text)
        return tuple(found)

    return Table(
        tuple(tuple(Cell(cell_content(c.blocks), c.header, c.rowspan, c.colspan) for c in row) for row in table.rows)
    )


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
