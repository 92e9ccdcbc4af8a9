"""Plain text as a person holds it: typed, copied, scanned, or dumped from a PDF; UTF-8 or an older code page.

`read` undoes what printing did (pages, running headers, line wraps, notes at the foot) and reports the paragraphs,
tables and notes that it sees; `write` prints blocks as text.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.text import Kind, joined
from converters.formats import Loss, rectangle, texts, without
from converters.formats.encoding import decode, encode
from converters.formats.text.furniture import Furniture, has_lost_layout, strip_furniture
from converters.formats.text.joining import to_paragraphs
from converters.formats.text.labels import Reference
from converters.formats.text.lines import Paragraph, Role, split_pages, straighten
from converters.formats.text.notes import Body, Notes, find_notes, part_after_notes, split_feet
from converters.formats.text.printing import print_blocks
from converters.formats.text.signs import NUMBERED_BULLET, hide, marked, show
from converters.formats.text.wrapping import Wraps

# A printed page shows no styles and no levels; it types numbers and sets notes apart; and so does a text.
LOSES = frozenset(Loss) - {Loss.MEANINGS}


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a plain text.

    Raises UnreadableInput if the bytes are no text at all.
    """
    text, diagnostics = decode(data, source)
    text, controls = straighten(text)
    text, escaped, line = hide(text)
    pages = split_pages(text)
    if not any(page.lines for page in pages):
        return Result((), (*diagnostics, Code.EMPTY_INPUT.at(Position(source=source))))
    if has_lost_layout(pages):
        diagnostics = (*diagnostics, Code.LAYOUT_LOST.at(Position(source=source)))
    pages, furniture = strip_furniture(pages)
    pages = part_after_notes(pages)
    apart = split_feet(pages)
    paragraphs, wraps = to_paragraphs(pages)
    notes = find_notes(paragraphs, apart=apart)
    builder = _Builder(source, notes)
    blocks = builder.build(paragraphs)
    for rule in builder.rules:
        furniture.drop("horizontal rule", rule.line, rule.text)
    if controls:
        diagnostics = (*diagnostics, Code.DIRECTION_READ.at(Position(source=source), count=controls))
    told = [*diagnostics, *_noticed(source, furniture, wraps, notes, paragraphs)]
    if "*" in text:
        told += _looks(blocks)
    if escaped:
        told.append(Code.ESCAPES_READ.at(Position(source=source, line=line), count=escaped))
    return Result(blocks, tuple(told))


def write(blocks: Blocks) -> bytes:
    """The blocks as a clean text in UTF-8, in the layout of the printed document.

    >>> from akn.blocks import Block
    >>> from akn.text import Text
    >>> write((Block(Text("Decides to meet again."), label="1."),))
    b'1. Decides to meet again.\\n'
    """
    return encode(print_blocks(without(blocks, LOSES)))


def _noticed(
    source: str, furniture: Furniture, wraps: Wraps, notes: Notes, paragraphs: list[Paragraph]
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    count = furniture.kinds.total()
    if count:
        kinds = show(str(furniture))
        found.append(Code.FURNITURE_DROPPED.at(Position(source, furniture.first), count=count, kinds=kinds))
    if wraps.count:
        words, hyphens = show(wraps.words), len(wraps.mended)
        where = Position(source, wraps.first)
        found.append(Code.WRAPS_UNDONE.at(where, count=wraps.count, hyphens=hyphens, words=words))
    lone_bodies = [(b.index, 0, b.marker) for b in notes.lone_bodies]
    lone_calls = [(i, call.start, call.marker) for (i, _), call in notes.lone_calls]
    for code, lone in ((Code.NOTE_WITHOUT_CALL, lone_bodies), (Code.CALL_WITHOUT_NOTE, lone_calls)):
        for i, at, marker in lone[:1]:
            p = paragraphs[i]
            where = Position(source, p.line, p.column + at, p.page)
            markers = ", ".join(dict.fromkeys(m for _, _, m in lone[:20]))
            found.append(code.at(where, count=len(lone), markers=markers, marker=marker))
    return found


def _looks(blocks: Blocks) -> list[Diagnostic]:
    """What is to be said of the stars that became looks, at the first of them."""
    counts = [(block, sum(len(t.of(Kind.BOLD, Kind.ITALIC)) for t in texts((block,)))) for block in blocks]
    first = next((block for block, count in counts if count), None)
    return [Code.LOOKS_READ.at(first.source, count=sum(count for _, count in counts))] if first else []


class _Builder(Struct):
    """Builds the blocks of one source."""

    source: str
    notes: Notes
    rules: list[Paragraph] = []  # rules above notes, left out
    blocks: list[AnyBlock] = []
    _before_note: int = -1  # where the block stands that a note in running text interrupts

    def build(self, paragraphs: list[Paragraph]) -> Blocks:
        """The blocks of all paragraphs, in order; what goes on with a note on a later page stands with it."""
        table: list[tuple[Paragraph, list[Reference]]] = []
        later = {j for more in self.notes.more.values() for j in more}
        for i, p in enumerate(paragraphs):
            calls = self.notes.calls.get(i, [])
            if p.role is Role.ROW:
                table.append((p, calls))
                if i + 1 == len(paragraphs) or paragraphs[i + 1].role is not Role.ROW:
                    self._add_table(table)
                    table = []
            elif i in self.notes.bodies:
                more = [(paragraphs[j], self.notes.calls.get(j, [])) for j in self.notes.more.get(i, ())]
                self._add_note(self.notes.bodies[i], p, calls, more)
            elif p.role is Role.RULE and self._is_above_notes(paragraphs, i):
                self.rules.append(p)
            elif i not in later:
                self._add_paragraph(p, calls)
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
        if m := NUMBERED_BULLET.match(text):
            label, text = m[1], text[m.end() :]
            calls = [c.moved(-m.end()) for c in calls]
        content = marked(text, calls)
        if not content and not label:
            return
        interrupted = self.blocks[self._before_note] if self._before_note >= 0 else None
        if isinstance(interrupted, Block):
            self.blocks[self._before_note] = replace(interrupted, cut=True)
        self._before_note = -1
        block = Block(content, label, cut=p.cut, opening=p.opening, tabbed=p.tabbed, page=p.page, wrapped=p.wrapped)
        self.blocks.append(replace(block, until=p.until, source=self._where(p)))

    def _add_note(
        self, body: Body, p: Paragraph, calls: list[Reference], more: list[tuple[Paragraph, list[Reference]]]
    ) -> None:
        if p.role is not Role.NOTE and self.blocks and isinstance(self.blocks[-1], Block):
            self._before_note = len(self.blocks) - 1
        own = marked(p.text[body.start :], [c.moved(-body.start) for c in calls])
        parts = [own, *(marked(q.text, references) for q, references in more)]
        text = joined([part for part in parts if part], " ") if more else own
        where = self._where(p)
        inner = (Block(text, page=p.page, wrapped=p.wrapped or bool(more), source=where),) if text else ()
        self.blocks.append(NoteBlock(body.key, body.marker, inner, p.page, where))

    def _add_table(self, rows: list[tuple[Paragraph, list[Reference]]]) -> None:
        self._before_note = -1
        first = rows[0][0]
        # tabs cannot tell a short row from one that ends in empty cells, so a table is a rectangle from the start
        cells = rectangle([self._row(p, calls) for p, calls in rows])
        self.blocks.append(TableBlock(tuple(map(tuple, cells)), page=first.page, source=self._where(first)))

    def _row(self, p: Paragraph, calls: list[Reference]) -> list[CellBlock]:
        cells: list[CellBlock] = []
        at = n = 0
        for piece in p.text.split("\t"):
            first = n
            while n < len(calls) and calls[n].start < at + len(piece):
                n += 1
            mine = [call.moved(-at) for call in calls[first:n]]
            text = marked(piece, mine)
            cells.append(CellBlock((Block(text, page=p.page, source=self._where(p)),) if text else ()))
            at += len(piece) + 1
        return cells
