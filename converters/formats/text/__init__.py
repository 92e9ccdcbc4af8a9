"""Plain text as a person holds it: typed, copied, scanned, or dumped from a PDF; UTF-8 or an older code page.

`read` undoes what printing did (pages, running headers, line wraps, notes at the foot) and reports the paragraphs,
tables and notes that it sees; `write` prints blocks as text.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.text import Kind, Text, joined
from converters.formats import Loss, without
from converters.formats._losses import rectangle, texts
from converters.formats.encoding import decode, encode
from converters.formats.text.furniture import Furniture, strip_furniture
from converters.formats.text.joining import to_paragraphs
from converters.formats.text.labels import Reference
from converters.formats.text.lines import Paragraph, Role, split_pages, straighten
from converters.formats.text.notes import Body, Notes, find_notes, part_after_notes, split_feet
from converters.formats.text.printing import print_blocks
from converters.formats.text.signs import NUMBERED_BULLET, escapes, hide, marked, show
from converters.formats.text.wrapping import Wraps

# A printed page shows no styles and no levels; it types numbers and sets notes apart; and so does a text.
LOSES = frozenset(Loss) - {Loss.MEANINGS}


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a plain text.

    Raises UnreadableInput if the bytes are no text at all.
    """
    text, diagnostics = decode(data, source)
    text, controls = straighten(text)
    text, base = hide(text)
    escaped, line = escapes(text, base)
    pages = split_pages(text)
    if not any(page.lines for page in pages):
        return Result((), (*diagnostics, Code.EMPTY_INPUT.at(Position(source=source))))
    pages, furniture = strip_furniture(pages)
    pages = part_after_notes(pages)
    apart = split_feet(pages)
    paragraphs, wraps = to_paragraphs(pages)
    notes = find_notes(paragraphs, apart=apart)
    builder = _Builder(source, notes, base)
    blocks = builder.build(paragraphs)
    for rule in builder.rules:
        furniture.drop("horizontal rule", rule.line, rule.text)
    if controls:
        diagnostics = (*diagnostics, Code.DIRECTION_READ.at(Position(source=source), count=controls))
    told = [*diagnostics, *_noticed(source, furniture, wraps, notes, paragraphs, base)]
    if "*" in text:
        told += _looks(blocks)
    if escaped:
        told.append(Code.ESCAPES_READ.at(Position(source=source, line=line), count=escaped))
    return Result(blocks, tuple(told))


def write(blocks: Blocks, *, marks: bool = False) -> bytes:
    """The blocks as a clean text in UTF-8, in the layout of the printed document.

    With `marks`, bold and italic are shown as in Markdown, **bold** and *italic*, where they begin and end at words.

    >>> from akn.blocks import Block
    >>> from akn.text import Text
    >>> write((Block(Text("Decides to meet again."), label="1."),))
    b'1. Decides to meet again.\\n'
    """
    loses = LOSES - {Loss.LOOKS} if marks else LOSES
    return encode(print_blocks(without(blocks, loses), marks=marks))


def _noticed(
    source: str, furniture: Furniture, wraps: Wraps, notes: Notes, paragraphs: list[Paragraph], base: int
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    count = furniture.kinds.total()
    if count:
        where = Position(source, furniture.first)
        found.append(Code.FURNITURE_DROPPED.at(where, count=count, kinds=show(str(furniture), base)))
    if wraps.count:
        where = Position(source, wraps.first)
        words = show(wraps.words, base)
        found.append(Code.WRAPS_UNDONE.at(where, count=wraps.count, hyphens=len(wraps.mended), words=words))
    for i, marker in [(b.index, b.marker) for b in notes.lone_bodies][:1]:
        p = paragraphs[i]
        markers = ", ".join(dict.fromkeys(b.marker for b in notes.lone_bodies[:20]))
        found.append(
            Code.NOTE_WITHOUT_CALL.at(
                Position(source, p.line, p.column, p.page), count=len(notes.lone_bodies), markers=markers, marker=marker
            )
        )
    for (i, _), call in notes.lone_calls[:1]:
        p = paragraphs[i]
        markers = ", ".join(dict.fromkeys(c.marker for _, c in notes.lone_calls[:20]))
        found.append(
            Code.CALL_WITHOUT_NOTE.at(
                Position(source, p.line, p.column + call.start, p.page), count=len(notes.lone_calls), markers=markers
            )
        )
    return found


def _looks(blocks: Blocks) -> list[Diagnostic]:
    """What is to be said of the stars that became looks, at the first of them."""
    count, where = 0, Position()
    for block in blocks:
        found = sum(len(t.of(Kind.BOLD, Kind.ITALIC)) for t in texts((block,)))
        if found and not count:
            where = block.source
        count += found
    return [Code.LOOKS_READ.at(where, count=count)] if count else []


class _Builder(Struct):
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
        table: list[tuple[Paragraph, list[Reference]]] = []
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

    def _add_paragraph(self, p: Paragraph, calls: list[Reference]) -> None:
        text, label = p.text, ""
        if text[0] in "-*" and (m := NUMBERED_BULLET.match(text)):
            label, text = m[1], text[m.end() :]
            calls = [c.moved(-m.end()) for c in calls]
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
                opening=p.opening,
                tabbed=p.tabbed,
                page=p.page,
                wrapped=p.wrapped,
                until=p.until,
                source=where,
            )
        )

    def _add_note(self, body: Body, p: Paragraph, calls: list[Reference]) -> None:
        self._end_note()
        if p.role is not Role.NOTE and self.blocks and isinstance(self.blocks[-1], Block):
            self._before_note = len(self.blocks) - 1
        where = self._where(p)
        text = marked(p.text[body.start :], [c.moved(-body.start) for c in calls], self.base)
        inner = (Block(text, page=p.page, wrapped=p.wrapped, source=where),) if text else ()
        self._note = len(self.blocks)
        self.blocks.append(NoteBlock(body.key, body.marker, inner, p.page, where))

    def _end_note(self) -> None:
        """Put what goes on with the last note after it."""
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

    def _add_table(self, rows: list[tuple[Paragraph, list[Reference]]]) -> None:
        self._before_note = -1
        first = rows[0][0]
        # tabs cannot tell a short row from one that ends in empty cells, so a table is a rectangle from the start
        cells = rectangle([self._row(p, calls) for p, calls in rows])
        self.blocks.append(TableBlock(tuple(map(tuple, cells)), page=first.page, source=self._where(first)))

    def _row(self, p: Paragraph, calls: list[Reference]) -> list[CellBlock]:
        cells = []
        at = n = 0
        for piece in p.text.split("\t"):
            mine = []
            while n < len(calls) and calls[n].start < at + len(piece):
                mine.append(calls[n].moved(-at))
                n += 1
            text = marked(piece, mine, self.base)
            cells.append(CellBlock((Block(text, page=p.page, source=self._where(p)),) if text else ()))
            at += len(piece) + 1
        return cells
