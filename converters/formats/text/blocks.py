"""Paragraphs to blocks: tables put together, note calls and looks made marks, notes set apart."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Position
from akn.text import Kind, Mark, Text, joined
from converters.formats._losses import rectangle
from converters.formats.text.labels import POINTS, SURE, Call
from converters.formats.text.lines import Paragraph, Role
from converters.formats.text.notes import Body, Notes
from converters.formats.text.signs import find_looks, guard, show


class Builder(Struct):
    """Builds the blocks of one source; `base` is where escaped characters are hidden (see `escapes`)."""

    source: str
    notes: Notes
    base: int = 0
    rules: list[Paragraph] = []  # rules above notes, left out
    blocks: list[AnyBlock] = []
    _before_note: int = -1  # where the block stands that a note in running text interrupts
    _note: int = -1  # where the last note stands
    _more: list[Text] = []  # what goes on with it

    def build(self, paragraphs: list[Paragraph]) -> Blocks:
        """The blocks of all paragraphs, in order."""
        table: list[tuple[Paragraph, list[Call]]] = []
        for i, p in enumerate(paragraphs):
            calls = self.notes.calls.get(i, [])
            if p.role is Role.ROW:
                table.append((p, calls))
                continue
            if table:
                self._add_table(table)
                table = []
            if i in self.notes.bodies:
                self._add_note(self.notes.bodies[i], p, calls)
            elif p.role is Role.RULE and self._is_above_notes(paragraphs, i):
                self.rules.append(p)
            elif p.more and self._note >= 0:
                self._more.append(marked(p.text, calls, self.base))
            else:
                self._add_paragraph(p, calls)
        if table:
            self._add_table(table)
        self._end_note()
        return tuple(self.blocks)

    def _is_above_notes(self, paragraphs: list[Paragraph], i: int) -> bool:
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        return i + 1 in self.notes.bodies or (
            following is not None and following.role is Role.NOTE and bool(self.notes.bodies)
        )

    def _where(self, p: Paragraph) -> Position:
        return Position(self.source, p.line, p.column, p.page)

    def _add_paragraph(self, p: Paragraph, calls: list[Call]) -> None:
        text, label = p.text, ""
        if text[0] in "-*" and (m := _BULLET.match(text)):
            label, text = m[1], text[m.end() :]
            calls = [_moved(c, -m.end()) for c in calls]
        content = marked(text, calls, self.base)
        if not content and not label:
            return
        if self._before_note >= 0:
            interrupted = self.blocks[self._before_note]
            if isinstance(interrupted, Block):
                self.blocks[self._before_note] = replace(interrupted, cut=True)
            self._before_note = -1
        where = self._where(p)
        self.blocks.append(
            Block(
                content,
                label,
                cut=p.cut,
                tabbed=p.tabbed,
                page=p.page,
                opening=p.opening,
                wrapped=p.wrapped,
                until=p.until,
                source=where,
            )
        )

    def _add_note(self, body: Body, p: Paragraph, calls: list[Call]) -> None:
        self._end_note()
        if p.role is not Role.NOTE and self.blocks and isinstance(self.blocks[-1], Block):
            self._before_note = len(self.blocks) - 1
        where = self._where(p)
        text = marked(p.text[body.start :], [_moved(c, -body.start) for c in calls], self.base)
        inner = (Block(text, page=p.page, wrapped=p.wrapped, source=where),) if text else ()
        self._note = len(self.blocks)
        self.blocks.append(NoteBlock(body.key, body.marker, inner, p.page, where))

    def _end_note(self) -> None:
        """Put what goes on with the last note behind it."""
        if not self._more:
            return
        note = self.blocks[self._note]
        if isinstance(note, NoteBlock):
            texts = [b.text for b in note.blocks if isinstance(b, Block)]
            text = joined([*texts, *self._more], " ")
            self.blocks[self._note] = replace(
                note, blocks=(Block(text, page=note.page, wrapped=True, source=note.source),)
            )
        self._more = []

    def _add_table(self, rows: list[tuple[Paragraph, list[Call]]]) -> None:
        self._before_note = -1
        first = rows[0][0]
        # tabs cannot tell a short row from one that ends in empty cells, so a table is a rectangle from the start
        cells = rectangle([self._row(p, calls) for p, calls in rows])
        self.blocks.append(TableBlock(tuple(map(tuple, cells)), page=first.page, source=self._where(first)))

    def _row(self, p: Paragraph, calls: list[Call]) -> list[CellBlock]:
        cells = []
        at = n = 0
        for piece in p.text.split("\t"):
            mine = []
            while n < len(calls) and calls[n].start < at + len(piece):
                mine.append(_moved(calls[n], -at))
                n += 1
            text = marked(piece, mine, self.base)
            cells.append(CellBlock((Block(text, page=p.page, source=self._where(p)),) if text else ()))
            at += len(piece) + 1
        return cells


def marked(content: str, calls: list[Call], base: int) -> Text:
    """The text of a paragraph: calls become anchors, look signs become looks, hidden characters come back."""
    if base and content[:1] == guard(base):
        content, calls = content[1:], [_moved(c, -1) for c in calls]
    marks: list[Mark] = []
    if calls:
        pieces: list[str] = []
        at = size = 0
        for call in calls:
            piece = content[at : call.start]
            if piece[-1:] == " " and _stands_apart(call, content[call.end : call.end + 1]):
                piece = piece[:-1]  # it belongs to the word before it
            pieces.append(piece)
            size += len(piece)
            at = call.end
            marks.append(Mark(size, size, Kind.NOTE, (("key", call.key),)))
        pieces.append(content[at:])
        content = "".join(pieces)
    if "*" in content:
        content, looks, cuts = find_looks(content)
        marks = _shifted(marks, cuts) + looks if cuts else marks
    if base:
        content = show(content, base)
    text = Text(content, tuple(marks))
    return text.strip() if content and (content[0].isspace() or content[-1].isspace()) else text


def _stands_apart(call: Call, following: str) -> bool:
    """True if the space before a call is not one between words: dumps and typists set calls apart."""
    return following in (" ", "") or (call.weight < SURE and following in POINTS)


def is_numbered_bullet(text: str) -> bool:
    """True for a Markdown bullet before a number."""
    return bool(_BULLET.match(text))


def _moved(call: Call, by: int) -> Call:
    return Call(call.start + by, call.end + by, call.marker, call.weight, call.key)


def _shifted(marks: list[Mark], cuts: list[tuple[int, int]]) -> list[Mark]:
    """The marks where they stand after the cuts; both are in order."""
    found: list[Mark] = []
    gone = n = 0
    for m in marks:
        while n < len(cuts) and cuts[n][0] < m.start:
            gone += cuts[n][1]
            n += 1
        found.append(m.moved(-gone))
    return found


_BULLET = re.compile(r"[-*] (\d{1,4}(?: ?[-–]|[.)]))\s+(?=[^\W\d])")
