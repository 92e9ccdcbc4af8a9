"""Plain text as a person holds it: typed, copied, scanned, or dumped from a PDF; UTF-8 or an older code page.

`read` undoes what printing did (pages, running headers, line wraps, notes at the foot) and reports the paragraphs,
tables and notes that it sees.  `write` prints blocks clean, in the layout of the printed document, such that they read
back as the same blocks: blank lines part paragraphs, numbers are typed, a table is a line a row with tabs between its
cells, calls are superscript digits, and the notes stand at the end below a rule.  What would be read as a sign is
escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.text import Kind, Text, joined
from converters.formats import Loss, rectangle, texts, without
from converters.formats.encoding import decode, encode
from converters.formats.printed.labels import SUPERS, Reference, bracketed_numbers, is_bare, is_metre, match_note, plain
from converters.formats.printed.lines import is_symbol
from converters.formats.text.furniture import (
    Dropped,
    has_lost_layout,
    is_footer,
    is_lone_number,
    shown,
    strip_furniture,
)
from converters.formats.text.joining import to_paragraphs
from converters.formats.text.lines import (
    Paragraph,
    Role,
    is_rule,
    parted,
    sets_off_numbers,
    split_pages,
    straighten,
)
from converters.formats.text.notes import NoteBody, PairedNotes, find_notes, part_after_notes, rename, split_feet
from converters.formats.text.signs import GUARD, NUMBERED_BULLET, escape, find_looks, hide, marked, show
from converters.formats.text.wrapping import Wraps, words_of

# A printed page shows no styles and no levels; it types numbers and sets notes apart; and so does a text.
LOSES = frozenset(Loss) - {Loss.MEANINGS}

_RULE = "_" * 20
_RAISED = str.maketrans("0123456789", SUPERS)
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\u2028\u2029"), " ")


PARTS = True
"""`read` takes `starts=`: the lines, counted from 1, at which the works of a text begin that holds several."""


def read(data: bytes, source: str = "", *, starts: Sequence[int] = ()) -> Result[Blocks]:
    """The blocks of a plain text.

    Each part of it that begins at one of the lines `starts` has notes of its own, which may stand at its end.

    Raises UnreadableInput if the bytes are no text at all.
    """
    text, diagnostics = decode(data, source)
    text, controls = straighten(text)
    text, escaped, line = hide(text)
    if not text.strip():
        return Result((), (*diagnostics, Code.EMPTY_INPUT.at(Position(source=source))))
    pages = split_pages(text)
    if has_lost_layout(pages):
        diagnostics = (*diagnostics, Code.LAYOUT_LOST.at(Position(source=source)))
    pages, furniture = strip_furniture(pages)
    blocks: Blocks = ()
    parts: list[_ReadPart] = []
    for i, held in enumerate(parted(pages, starts) if starts else [pages]):
        held = part_after_notes(held)
        apart = split_feet(held)
        paragraphs, wraps = to_paragraphs(held)
        notes = find_notes(paragraphs, apart=apart)
        if i:
            rename(notes, f"{i}:")
        builder = _Builder(source, notes)
        blocks += builder.build(paragraphs)
        furniture += builder.rules
        parts.append(_ReadPart(wraps, notes, paragraphs))
    if controls:
        diagnostics = (*diagnostics, Code.DIRECTION_READ.at(Position(source=source), count=controls))
    told = [*diagnostics, *_noticed(source, furniture, parts)]
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
    return encode(_printed(without(blocks, LOSES)))


class _ReadPart(Struct):
    """A text, or one of the works in it: its wraps, its notes, and the paragraphs that they count."""

    wraps: Wraps
    notes: PairedNotes
    paragraphs: list[Paragraph]


def _noticed(source: str, furniture: list[Dropped], parts: list[_ReadPart]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    if furniture:
        where = Position(source, min(number for _, number, _ in furniture))
        found.append(Code.FURNITURE_DROPPED.at(where, count=len(furniture), kinds=show(shown(furniture))))
    if count := sum(part.wraps.count for part in parts):
        first = min(part.wraps.first for part in parts if part.wraps.count)
        found.append(Code.WRAPS_UNDONE.at(Position(source, first), count=count))
    if mended := [one for part in parts for one in part.wraps.mended]:
        where = Position(source, min(mended)[0])
        found.append(Code.WORDS_MENDED.at(where, count=len(mended), words=show(words_of(mended))))
    lone_bodies = [(part.paragraphs[b.index], 0, b.marker) for part in parts for b in part.notes.lone_bodies]
    lone_calls = [
        (part.paragraphs[i], call.start, call.marker) for part in parts for (i, _), call in part.notes.lone_calls
    ]
    for code, lone in ((Code.NOTE_WITHOUT_CALL, lone_bodies), (Code.CALL_WITHOUT_NOTE, lone_calls)):
        for p, at, marker in lone[:1]:
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
    notes: PairedNotes
    rules: list[Dropped] = []  # those above notes
    blocks: list[AnyBlock] = []
    _before_note: int = -1  # where the block stands that a note in running text interrupts

    def build(self, paragraphs: list[Paragraph]) -> Blocks:
        """The blocks of all paragraphs, in order; what goes on with a note on a later page stands with it."""
        table: list[tuple[Paragraph, list[Reference]]] = []
        later = set[int]().union(*self.notes.more.values())
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
                self.rules.append(("horizontal rule", p.line, p.text))
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
            label, text = m[0].rstrip(), text[m.end() :]
            calls = [c.moved(-m.end()) for c in calls]
        content = marked(text, calls)
        if not (content.content or content.marks or label):
            return
        interrupted = self.blocks[self._before_note] if self._before_note >= 0 else None
        if isinstance(interrupted, Block):
            self.blocks[self._before_note] = replace(interrupted, cut=True)
        self._before_note = -1
        block = Block(
            content, label, cut=p.cut, opening=p.opening, tabbed=p.tabbed, page=p.page, wrapped=p.wrapped,
            until=p.until, source=self._where(p),
        )  # fmt: skip
        self.blocks.append(block)

    def _add_note(
        self, body: NoteBody, p: Paragraph, calls: list[Reference], more: list[tuple[Paragraph, list[Reference]]]
    ) -> None:
        if p.role is not Role.NOTE and self.blocks and isinstance(self.blocks[-1], Block):
            self._before_note = len(self.blocks) - 1
        own = marked(p.text[body.start :], [c.moved(-body.start) for c in calls])
        parts = [own, *(marked(q.text, references) for q, references in more)]
        text = joined([part for part in parts if part], " ")
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


def _printed(blocks: Blocks) -> str:
    """The text of blocks from which what a text cannot carry has been left out (see `text.LOSES`)."""
    markers = {b.key: b.marker for b in blocks if isinstance(b, NoteBlock)}
    printed: list[str] = []
    notes: list[str] = []
    for i, block in enumerate(blocks):
        if isinstance(block, Block):
            shown = _text(block.text, markers)
            printed.append(shown if block.text.content else GUARD + shown)
        elif isinstance(block, NoteBlock):
            notes.append(f"{_call(block.marker)} {_inside(block, markers)}".rstrip())
        else:
            if i and isinstance(blocks[i - 1], TableBlock):
                printed.append(GUARD)  # or the two were one table
            printed.append(_table(block, markers, first=not i))
    _guard(printed, set(markers.values()))
    if notes:
        printed += [_RULE, *notes]
    return "\n\n".join(printed) + "\n" if printed else ""


def _guard(printed: list[str], markers: set[str]) -> None:
    """Put a guard before paragraphs that would be taken for a note, a rule, a page number or a Markdown list."""
    if not markers:  # then numbers in brackets may be calls
        count = Counter(plain(m) for line in printed for m in bracketed_numbers(line))
        markers = {marker for marker, n in count.items() if n > 1}
        head, line_end, last = printed[-1].rpartition("\n") if printed else ("", "", "")
        if is_footer(last.strip()) or is_bare(last):
            printed[-1] = head + line_end + GUARD + last
        for i in range(len(printed) - 2, -1, -1):
            if is_rule(printed[i]):
                if match_note(printed[i + 1], at_foot=True):
                    printed[i] = GUARD + printed[i]
                break
    for i, line in enumerate(printed):
        if is_lone_number(line) or NUMBERED_BULLET.match(line) or _label(line) in markers:
            printed[i] = GUARD + line


def _label(line: str) -> str:
    """The label of a paragraph that would be a note if anything referred to it."""
    m = match_note(line, at_foot=False)
    return plain(m[1]) if m else ""


def _table(table: TableBlock, markers: dict[str, str], *, first: bool) -> str:
    shown = ([_inside(cell, markers) for cell in row] for row in table.rows)
    lines = ["\t".join(GUARD + text if first and is_symbol(text) else text for text in row) for row in shown]
    if sets_off_numbers(lines):
        lines = [GUARD + line if line[0] != "\t" else line for line in lines]
    return "\n".join(lines)


def _inside(holder: CellBlock | NoteBlock, markers: dict[str, str]) -> str:
    """What a cell or a note holds: a paragraph at most."""
    return "".join(_text(text, markers) for text in texts(holder.blocks))


def _text(text: Text, markers: dict[str, str]) -> str:
    """The text of one paragraph, references to notes shown, everything else that looks like them or like looks escaped.

    A reader takes the references out before it looks for looks.
    """
    has_stars = "*" in text.content and bool(find_looks(escape(_one_line(text.content)))[1])

    def written(content: str) -> str:
        escaped = escape(_one_line(content))
        return escaped.replace("*", "\\*") if has_stars else escaped

    made, at, before = "", 0, -1
    for m in text.of(Kind.NOTE):
        made += written(text.content[at : m.start])
        call = _call(markers[m.get("key")], text.content, m.start, alone=before != m.start)
        if call[0] == "^" and made.endswith("$"):  # $^(1)$ is read as a call, dollars and all
            made = f"{made[:-1]}\\$"
        made += call
        at = before = m.start
    return made + written(text.content[at:])


def _call(marker: str, content: str = "", at: int = 0, *, alone: bool = True) -> str:
    """A note call: superscript digits; ^(marker) if it has none, or if they were read with what is beside them."""
    if not (marker.isascii() and marker.isdecimal() and len(marker) < 4) or not alone:
        return f"^({marker})"
    bracketed = at and content[at - 1] in "(⁽" and (at == 1 or content[at : at + 1] in (")", "⁾"))
    if bracketed or (at and is_metre(content, at, marker)):
        return f"^({marker})"
    return marker.translate(_RAISED)


def _one_line(content: str) -> str:
    """The content with ordinary spaces for tabs and line ends, which have a meaning of their own in a text."""
    return content if content.isprintable() else content.translate(_SPACES)
