"""What is left of blocks when a format has lost what it cannot carry (see `converters.formats.without`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.text import LOOKS, Kind, Mark, Text, joined
from converters.formats import Loss

Keys = dict[str, str]  # the new name of each note that has both a call and a body


def leave_out(blocks: Blocks, loses: frozenset[Loss]) -> Blocks:
    """The same blocks less what is lost; blocks that hold nothing at all are left out in any case."""
    keys = _keys(blocks, loses)
    kept = list(chain.from_iterable(_block(b, loses, keys) for b in blocks))
    if Loss.NOTE_PLACES in loses:
        kept.sort(key=lambda b: isinstance(b, NoteBlock))
    return tuple(kept)


def _keys(blocks: Blocks, loses: frozenset[Loss]) -> Keys:
    """Names of the notes: their own, or marker, marker.2 and so on, in the order of the bodies."""
    called = {m.get("key") for t in texts(blocks) for m in t.of(Kind.NOTE)}
    found: Keys = {}
    seen: dict[str, int] = {}
    for b in blocks:
        if isinstance(b, NoteBlock) and b.key not in found and (b.key in called or Loss.UNPAIRED not in loses):
            seen[b.marker] = seen.get(b.marker, 0) + 1
            name = b.marker if seen[b.marker] == 1 else f"{b.marker}.{seen[b.marker]}"
            found[b.key] = name if Loss.NOTE_KEYS in loses else b.key
    return found


def texts(blocks: Iterable[AnyBlock]) -> Iterator[Text]:
    """Every text of the blocks, those in cells and notes included."""
    for b in blocks:
        if isinstance(b, Block):
            yield b.text
        elif isinstance(b, NoteBlock):
            yield from texts(b.blocks)
        else:
            for row in b.rows:
                for cell in row:
                    yield from texts(cell.blocks)


def _block(b: AnyBlock, loses: frozenset[Loss], keys: Keys) -> Iterator[AnyBlock]:
    if isinstance(b, Block):
        yield from _paragraph(b, loses, keys)
    elif isinstance(b, TableBlock):
        yield from _table(b, loses, keys)
    else:
        yield from _note(b, loses, keys)


def _paragraph(b: Block, loses: frozenset[Loss], keys: Keys) -> Iterator[Block]:
    text = left_of(b.text, loses, keys)
    label = b.label
    if Loss.LABEL in loses and label:
        text = joined([Text(label), text], " ") if text else Text(label)
        label = ""
    if text or label:
        yield Block(
            text,
            label,
            Style.NONE if Loss.STYLE in loses else b.style,
            0 if Loss.INDENT in loses else b.indent,
            Zone.BODY if Loss.ZONE in loses else b.zone,
            "" if Loss.ALIGN in loses else b.align,
            "" if Loss.DIRECTION in loses else b.direction,
            "" if Loss.LANGUAGE in loses else b.language,
            b.cut and Loss.CUT not in loses,
        )


def left_of(text: Text, loses: frozenset[Loss], keys: Keys) -> Text:
    """A text without the marks that are lost, its note calls renamed."""
    if not text.marks:
        return text
    kept: list[Mark] = []
    for m in text.marks:
        if m.kind is Kind.NOTE:
            key = keys.get(m.get("key"), "" if Loss.UNPAIRED in loses else m.get("key"))
            # a marker on a call is only told where it differs from that of its note
            lost = Loss.NOTE_KEYS in loses and bool(key)
            kept.append(m.with_attributes(key=key, marker="" if lost else m.get("marker")))
        elif m.kind is Kind.BREAK or m.kind in LOOKS:
            if (Loss.BREAKS if m.kind is Kind.BREAK else Loss.LOOKS) not in loses or m.kind is Kind.BREAK:
                kept.append(m)
        elif Loss.FINDINGS not in loses and (Loss.MEANINGS not in loses or _is_link(m)):
            kept.append(m)
    text = Text(text.content, tuple(kept))
    if Loss.BREAKS in loses:
        text = _without_breaks(text)
    return _without_unpaired(text) if Loss.UNPAIRED in loses else text


def _is_link(m: Mark) -> bool:
    return m.kind is Kind.LINK and m.get("href")[:1] not in ("", "#")


def _without_breaks(text: Text) -> Text:
    """A space where a line break parted two words."""
    for m in reversed(text.of(Kind.BREAK)):
        around = text.content[max(0, m.start - 1) : m.start + 1]
        if 0 < m.start < len(text) and " " not in around:
            text = text.replaced(m.start, m.start, " ")
    return text.without(Kind.BREAK)


def _without_unpaired(text: Text) -> Text:
    """The characters of its marker for each call that has no note."""
    lone = [m for m in text.of(Kind.NOTE) if not m.get("key")]
    if lone:
        text = text.keeping(lambda m: m.kind is not Kind.NOTE or bool(m.get("key")))
        for m in reversed(lone):
            text = text.replaced(m.start, m.start, m.get("marker"))
    return text


def _table(b: TableBlock, loses: frozenset[Loss], keys: Keys) -> Iterator[Block | TableBlock]:
    rows = [[_cell(c, loses, keys) for c in row] for row in b.rows]
    if Loss.SPANS in loses:
        rows = rectangle(rows)
        if rows and len(rows[0]) == 1:
            for row in rows:
                for block in row[0].blocks:
                    if not isinstance(block, NoteBlock):
                        yield block
            return
    if rows:
        yield TableBlock(tuple(map(tuple, rows)))


def rectangle(rows: list[list[CellBlock]]) -> list[list[CellBlock]]:
    """Rows of one length, without the empty rows at top and bottom and the empty columns on the left."""
    while rows and not any(cell.blocks for cell in rows[-1]):
        rows.pop()
    first = next((i for i, row in enumerate(rows) if any(cell.blocks for cell in row)), 0)
    left = min(
        (next(i for i, c in enumerate(row) if c.blocks) for row in rows if any(c.blocks for c in row)), default=0
    )
    rows = [row[left:] for row in rows[first:]]
    width = max(map(len, rows), default=0)
    return [row + [CellBlock(())] * (width - len(row)) for row in rows]


def _cell(cell: CellBlock, loses: frozenset[Loss], keys: Keys) -> CellBlock:
    inner = tuple(x for b in cell.blocks for x in _block(b, loses, keys) if not isinstance(x, NoteBlock))
    if Loss.CELL_PARAGRAPHS in loses:
        text = joined((t for t in texts(inner) if t), " ")
        inner = (Block(text),) if text else ()
    return CellBlock(inner) if Loss.SPANS in loses else replace(cell, blocks=inner)


def _note(b: NoteBlock, loses: frozenset[Loss], keys: Keys) -> Iterator[AnyBlock]:
    inner = tuple(x for i in b.blocks for x in _block(i, loses, keys) if not isinstance(x, NoteBlock))
    if Loss.NOTE_PARAGRAPHS in loses:
        text = joined((t for t in texts(inner) if t), " ")
        inner = (Block(text),) if text else ()
    if b.key in keys:
        yield NoteBlock(keys[b.key], b.marker, inner)
    else:
        lead = Block(Text(b.marker))
        first = inner[0] if inner else None
        if isinstance(first, Block):
            yield replace(first, text=joined([lead.text, first.text], " "))
            yield from inner[1:]
        else:
            yield lead
            yield from inner
