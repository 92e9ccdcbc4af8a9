"""Notes that stars call: of a cover, its symbol and its sponsors (the house numbers all others)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, TableBlock, paragraphs
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS, SEMICOLONS, SENTENCE_ENDS
from akn.structure.evidence import ends_of
from akn.text import Kind, mark

_NOTE = lazy_pattern(r"(\*{1,4})\s*(?=[^\W\d_])")
_CALL = lazy_pattern(r"(?<=[^\s*])(\*{1,4})(?=[\s.,;:)\]،؛。，；：]|$)")

B = TypeVar("B", Block, TableBlock, AnyBlock)


class _Star(Struct, frozen=True):
    """A paragraph that begins with stars, or a note whose marker they are: its place among the blocks, its note."""

    at: int
    note: NoteBlock


class _Call(Struct, frozen=True):
    """Stars after a word: the place of the block, where in its text they begin."""

    at: int
    start: int


def with_star_notes(blocks: Blocks, lines: Container[Block] = ()) -> Blocks:
    """The blocks, what stars call as notes: a paragraph that begins with the stars that stand after a word before it;
    but for `lines`, which are none.

    On one page, where the pages are known, and once; two paragraphs there that begin alike are points of a list.  So
    drafts print who else sponsors them, and what was reissued: seven of ten real ones.
    """
    stars = list(_stars(blocks, lines))
    if not stars:
        return blocks
    alike = Counter((star.note.page, star.note.marker) for star in stars)
    found: list[AnyBlock | None] = list(blocks)
    apart: list[AnyBlock] = []  # notes of a format without pages, where they part no paragraph
    for star in stars:
        if alike[star.note.page, star.note.marker] > 1 or (call := _call(blocks, star)) is None:
            continue
        caller = found[call.at]
        assert isinstance(caller, Block)
        end = call.start + len(star.note.marker)
        text = caller.text.replaced(call.start, end)
        found[call.at] = replace(caller, text=text.marked([mark(call.start, call.start, Kind.NOTE, key=star.note.key)]))
        found[star.at] = star.note if star.note.page else None
        apart += () if star.note.page else (star.note,)
    return (*(block for block in found if block is not None), *apart)


def marker_of(block: Block) -> str:
    """The stars that a paragraph begins with, empty if it begins otherwise."""
    m = _NOTE.match(block.text.content)
    return m[1] if m else ""


def called_by_sign(blocks: Blocks, note: NoteBlock) -> Blocks:
    """The blocks, every place where the sign of a note stands right after a word calling it, in cells too; for a person
    who says so.  `blocks` are those above the note.

    What stands before another note with this sign, or a line that begins with it, calls that one: pages begin to count
    anew.  Signs of another number of strokes call others: "**" is no call of "*".
    """
    sign = re.escape(note.marker)
    stroke = re.escape(note.marker[0])
    alone = rf"{sign}(?!{stroke})"
    first = re.compile(alone)
    start = next((at for at in range(len(blocks), 0, -1) if _has_sign(blocks[at - 1], note.marker, first)), 0)
    pattern = re.compile(rf"(?<=[^\s{stroke}]){alone}")
    return (*blocks[:start], *(_with_calls(block, pattern, note) for block in blocks[start:]))


def _has_sign(block: AnyBlock, marker: str, first: re.Pattern[str]) -> bool:
    """True for a note with a sign, and for what has a line that begins with it."""
    if isinstance(block, NoteBlock):
        return block.marker == marker
    return any(first.match(p.text.content) for p in paragraphs((block,)))


def _with_calls(block: B, pattern: re.Pattern[str], note: NoteBlock) -> B:
    if isinstance(block, TableBlock):
        rows = tuple(tuple(_cell_with_calls(cell, pattern, note) for cell in row) for row in block.rows)
        return block if rows == block.rows else replace(block, rows=rows)
    if not isinstance(block, Block):
        return block
    text = block.text
    for m in reversed(list(pattern.finditer(text.content))):
        call = mark(m.start(), m.start(), Kind.NOTE, key=note.key, marker=note.marker)
        text = text.replaced(m.start(), m.end()).marked([call])
    return block if text is block.text else replace(block, text=text)


def _cell_with_calls(cell: CellBlock, pattern: re.Pattern[str], note: NoteBlock) -> CellBlock:
    return replace(cell, blocks=tuple(_with_calls(block, pattern, note) for block in cell.blocks))


def _is_sentence(block: Block) -> bool:
    """True for running text, which a sign ends; symbols, titles and sponsors have none."""
    content = block.text.content.rstrip("* ")
    return ends_of(content).sign in tuple(SENTENCE_ENDS + COMMAS + SEMICOLONS)


def _stars(blocks: Sequence[AnyBlock], lines: Container[Block]) -> Iterator[_Star]:
    """What may be a note: a paragraph with stars before its words that is none of `lines`, a note with such a marker
    that nothing calls."""
    called = {m.get("key") for b in blocks if isinstance(b, Block) for m in b.text.marks if m.kind is Kind.NOTE}
    for at, block in enumerate(blocks):
        if isinstance(block, NoteBlock):
            if set(block.marker) == {"*"} and block.key not in called:
                yield _Star(at, block)
        elif isinstance(block, Block) and not block.label and (m := _NOTE.match(block.text.content)):
            if lines and block in lines:
                continue
            body = replace(block, text=block.text.slice(m.end()).strip())
            yield _Star(at, NoteBlock(f"{m[1]} {at}", m[1], (body,), page=block.page, source=block.source))


def _call(blocks: Sequence[AnyBlock], star: _Star) -> _Call | None:
    """The call of a note by stars; None if there is none, or several: such a note tells of many names."""
    typed = isinstance(blocks[star.at], Block)  # then it stands below what calls it
    above = blocks[: star.at] if typed else blocks
    calls = [
        _Call(at, m.start())
        for at, block in enumerate(above)
        if isinstance(block, Block) and block.page == star.note.page and not _is_sentence(block)
        for m in _CALL.finditer(block.text.content)
        if m[1] == star.note.marker
    ]
    return calls[0] if len(calls) == 1 else None
