"""Words that the ends of narrow lines divide, in print that was recognised or set in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock, TableBlock, blocks_in
from akn.patterns import lazy_pattern

_HYPHENS = frozenset("-\u2010\u2011\u00ad")
_word = lazy_pattern(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_before = lazy_pattern(r"(?<![^\W\d_])[^\W\d_]{2,}$")
_after = lazy_pattern(r"[^\W\d_]+")


class Mended(Struct, frozen=True):
    """Blocks whose divided words are whole again, and these words as they were printed."""

    blocks: Blocks
    words: list[str]


def without_hyphens(blocks: Blocks) -> Mended:
    """The blocks, without the hyphens that divide words at the ends of lines.

    A line that ends so and one that goes on with a small letter are one paragraph, whatever their indents say: those of
    a title hang or stand in the middle.  A hyphen stays where the source has the word with one elsewhere, or where its
    second half is a word of the source and the whole is none ("peace-" and "keeping"); a capital after it is never
    joined.
    """
    blocks = _with_joined(blocks)
    known = _WholeWords(blocks)
    words: list[str] = []
    found = tuple(_note(b, known, words) if isinstance(b, NoteBlock) else _mended(b, known, words) for b in blocks)
    return Mended(found, words)


def _with_joined(blocks: Blocks) -> Blocks:
    """The blocks, those one that a divided word holds together; notes may stand between them."""
    found: list[Block | NoteBlock | TableBlock] = []
    last = -1  # where the last block of the text stands
    for block in blocks:
        before = found[last] if last >= 0 else None
        if isinstance(block, Block) and isinstance(before, Block) and _goes_on(before, block):
            found[last] = _joined(before, block)
            continue
        if not isinstance(block, NoteBlock):
            last = len(found)
        found.append(block)
    return tuple(found)


def _goes_on(before: Block, block: Block) -> bool:
    """True if the end of a block and the beginning of the next are one word."""
    content = before.text.content
    tail = _after.match(block.text.content)
    divided = content[-1:] in _HYPHENS and bool(_before.search(content, 0, max(0, len(content) - 1)))
    return divided and tail is not None and tail[0].islower() and not block.label


def _joined(before: Block, block: Block) -> Block:
    size = len(before.text)
    spots = tuple(replace(spot, at=spot.at + size) for spot in block.spots)
    return replace(
        before,
        text=before.text + block.text,
        spots=(*before.spots, *spots),
        cut=block.cut,
        until=max(before.until, block.until, block.source.line if block.source.line > before.source.line else 0),
    )


class _WholeWords:
    """The words of a source, but those that the end of a line divides."""

    def __init__(self, blocks: Blocks) -> None:
        self._words: set[str] = set()
        for block in _texts(blocks):
            content = block.text.content
            ends = {spot.at for spot in block.spots}
            for m in _word.finditer(content):
                divided = any(content[at - 1] in _HYPHENS for at in ends if m.start() < at < m.end())
                if not divided:
                    self._words.add(m[0].lower())

    def divides(self, before: str, hyphen: str, after: str) -> bool:
        """True if a hyphen divides a word that has none."""
        first, second = before.lower(), after.lower()
        if first + second in self._words or hyphen == "\u00ad":
            return True
        if f"{first}{hyphen}{second}" in self._words:
            return False
        return second not in self._words


def _texts(blocks: Iterable[object]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, NoteBlock):
            yield from _texts(blocks_in(block))
        elif isinstance(block, Block):
            yield block


def _note(note: NoteBlock, known: _WholeWords, words: list[str]) -> NoteBlock:
    return replace(note, blocks=tuple(_mended(b, known, words) for b in note.blocks))


def _mended(block: Block | TableBlock, known: _WholeWords, words: list[str]) -> Block | TableBlock:
    if isinstance(block, TableBlock):
        return block
    text, spots = block.text, list(block.spots)
    for i in range(1, len(spots)):
        at = spots[i].at
        content = text.content
        head, tail = _before.search(content, 0, max(0, at - 1)), _after.match(content, at)
        if content[at - 1] not in _HYPHENS or head is None or tail is None or not tail[0].islower():
            continue
        if known.divides(head[0], content[at - 1], tail[0]):
            words.append(f"{head[0]}{content[at - 1]}{tail[0]}")
            text = text.replaced(at - 1, at)
            spots[i:] = [replace(spot, at=spot.at - 1) for spot in spots[i:]]
    return replace(block, text=text, spots=tuple(spots)) if text is not block.text else block
