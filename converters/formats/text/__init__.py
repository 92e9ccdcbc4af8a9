"""Plain text as a person holds it: typed, copied, scanned, or dumped from a PDF; UTF-8 or an older code page.

`read` undoes what printing did (pages, running headers, line wraps, notes at the foot) and reports the paragraphs,
tables and notes that it sees; `write` prints blocks as text.
"""

from __future__ import annotations

from akn.blocks import Blocks
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.text import Kind
from converters.formats import Loss, without
from converters.formats._losses import texts
from converters.formats.encoding import decode, encode
from converters.formats.text.blocks import Builder
from converters.formats.text.feet import part_after_notes, split_feet
from converters.formats.text.furniture import Furniture, strip_furniture
from converters.formats.text.joining import to_paragraphs
from converters.formats.text.lines import Paragraph, split_pages, straighten
from converters.formats.text.notes import Notes, find_notes
from converters.formats.text.printing import print_blocks
from converters.formats.text.signs import escapes, hide, show
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
    loose = split_feet(pages)
    paragraphs, wraps = to_paragraphs(pages)
    notes = find_notes(paragraphs, loose=loose)
    builder = Builder(source, notes, base)
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
        found.append(Code.WRAPS_UNDONE.at(where, count=wraps.count, hyphens=wraps.hyphens, words=words))
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
