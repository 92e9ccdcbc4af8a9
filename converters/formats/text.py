"""Plain text as a person holds it: typed, copied, scanned, or dumped from a PDF; UTF-8 or an older code page.

`read` undoes what printing did (pages, running headers, line wraps, notes at the foot) and reports the paragraphs,
tables and notes that it sees; `write` prints blocks as text.
"""

from __future__ import annotations

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.text import Kind, Mark, Text
from converters.formats._text.lines import Paragraph, Role, split_pages
from converters.formats._text.looks import find_looks
from converters.formats._text.notes import Call, Notes, find_notes
from converters.formats._text.paragraphs import to_paragraphs
from converters.formats.encoding import decode


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a plain text."""
    text, diagnostics = decode(data, source)
    pages = split_pages(text)
    if not any(pages):
        return Result((), (*diagnostics, Code.EMPTY_INPUT.at(Position(source=source))))
    paragraphs = to_paragraphs(pages)
    notes = find_notes(paragraphs)
    blocks = to_blocks(paragraphs, notes, source)
    return Result(blocks, diagnostics)


def to_blocks(paragraphs: list[Paragraph], notes: Notes, source: str) -> Blocks:
    blocks: list[AnyBlock] = []
    rows: list[tuple[CellBlock, ...]] = []
    for i, p in enumerate(paragraphs):
        where = Position(source, p.line, p.column, p.page)
        calls = notes.calls.get(i, [])
        if p.role is Role.ROW:
            rows.append(_row(p, calls))
            continue
        if rows:
            blocks.append(TableBlock(tuple(rows)))
            rows = []
        if p.role is Role.RULE and any(n > i for n in notes.bodies):
            continue
        body = notes.bodies.get(i)
        if body:
            inner = Block(_text(p.text, calls, body.start), source=where)
            blocks.append(NoteBlock(body.key, body.marker, (inner,), p.page, where))
            continue
        cut = p.cut or (i + 1 in notes.bodies)
        blocks.append(Block(_text(p.text, calls), cut=cut, page=p.page, source=where))
    if rows:
        blocks.append(TableBlock(tuple(rows)))
    return tuple(blocks)


def _row(p: Paragraph, calls: list[Call]) -> tuple[CellBlock, ...]:
    cells = []
    at = 0
    for piece in p.text.split("\t"):
        mine = [Call(c.start - at, c.end - at, c.marker, c.key) for c in calls if at <= c.start < at + len(piece)]
        text = _text(piece, mine)
        cells.append(CellBlock((Block(text.strip()),) if text else ()))
        at += len(piece) + 1
    return tuple(cells)


def _text(content: str, calls: list[Call], start: int = 0) -> Text:
    marks: list[Mark] = []
    pieces: list[str] = []
    at, size = start, 0
    for c in calls:
        pieces.append(content[at : c.start])
        size += c.start - at
        at = c.end
        marks.append(Mark(size, size, Kind.NOTE, (("key", c.key),)))
    pieces.append(content[at:])
    content = "".join(pieces)
    if "*" in content or "__" in content:
        content, looks, cuts = find_looks(content)
        marks = [m.moved(-_before(cuts, m.start)) for m in marks] + looks
    return Text(content, tuple(marks)).strip() if marks else Text(content.strip())


def _before(cuts: list[tuple[int, int]], at: int) -> int:
    return sum(size for start, size in cuts if start < at)
