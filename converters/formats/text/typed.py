"""Notes that were typed at the end of a work, in blocks of a format whose own notes are another thing.

Old resolutions that were typed off into one file keep their notes as paragraphs after the closing lines, and the calls
as numbers beside words.  They are found as those of a plain text are.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock
from akn.text import Kind, Text, mark
from converters.formats.printed.labels import Reference
from converters.formats.text.lines import Paragraph, Role, split_pages
from converters.formats.text.notes import NoteBody, find_notes, rename, split_feet
from converters.formats.text.signs import stands_apart


def with_typed_notes(blocks: Sequence[Block], prefix: str) -> Blocks:
    """The blocks of one work, the paragraphs at its end that its text refers to as notes.

    The keys of the notes begin with `prefix`.  A paragraph that nothing refers to stays one.

    >>> work = [Block(Text(line)) for line in ("Recalling the almanac, 23", "Adopted.", "23 See A/99/7.")]
    >>> [type(block).__name__ for block in with_typed_notes(work, "")]
    ['Block', 'Block', 'NoteBlock']
    """
    lines = [f"{block.label} {block.text.content}".strip().replace("\n", " ") for block in blocks]
    pages = split_pages("\n\n".join(lines))  # every other line is one of a block
    apart = split_feet(pages)
    feet = {(line.number - 1) // 2 for page in pages for line in page.foot}
    paragraphs = [
        Paragraph(block.text.content, i, 1, 1, Role.NOTE if i in feet else Role.TEXT) for i, block in enumerate(blocks)
    ]
    notes = find_notes(paragraphs, apart=apart)
    rename(notes, prefix)
    bodies = {i: body for i, body in notes.bodies.items() if i in feet and not blocks[i].label}
    keys = {body.key for body in bodies.values()}
    return tuple(
        _note(block, bodies[i]) if i in bodies else _called(block, [r for r in notes.calls.get(i, ()) if r.key in keys])
        for i, block in enumerate(blocks)
    )


def _note(block: Block, body: NoteBody) -> NoteBlock:
    inner = replace(block, text=block.text.slice(body.start).strip())
    return NoteBlock(body.key, body.marker, (inner,), block.page, block.source)


def _called(block: Block, calls: Sequence[Reference]) -> Block:
    """A block in whose text numbers are calls of notes."""
    text: Text = block.text
    for call in reversed(calls):
        start, content = call.start, text.content
        if content[start - 1 : start] == " " and stands_apart(call, content[call.end : call.end + 1]):
            start -= 1  # it belongs to the word before it
        text = text.replaced(start, call.end).marked([mark(start, start, Kind.NOTE, key=call.key)])
    return replace(block, text=text) if calls else block
