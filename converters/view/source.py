"""The source of a page, and which unit of the document came from where.

The document says nothing of its source.  But no character of a source is lost or moved on the way (notes aside), so
the texts of both, one after the other without white space, tell which block of the source each unit came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from msgspec import Struct

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock, TableBlock
from akn.diagnostics import Position
from akn.document import Document
from akn.layout import layout_blocks
from converters.formats.encoding import decode

# how much of a unit is looked for; the beginning of one is enough to tell it from its neighbours
_PROBE = 48
_TEXTS = ("text", "markdown")  # formats whose positions are lines


class Line(Struct, frozen=True):
    """A line or paragraph of the source: its number on the page, its text, what it is called ("12", "p. 3")."""

    number: int
    text: str
    label: str = ""


class Source(Struct, frozen=True):
    """The source as it is shown; `units` maps eIds to the first and the last line that they came from.

    `kind` is lines or paragraphs.  `numbers` gives the paragraph by the number that diagnostics know it by.
    """

    name: str = ""
    kind: str = "lines"
    lines: tuple[Line, ...] = ()
    units: Mapping[str, tuple[int, int]] = {}
    numbers: Mapping[int, int] = {}

    def unit_at(self, line: int) -> str:
        """The eId of the unit that a line belongs to, empty if none does."""
        if self.kind == "paragraphs":
            line = self.numbers.get(line, 0)
        return next((eid for eid, (first, last) in self.units.items() if first <= line <= last), "")

    def label(self, first: int, last: int) -> str:
        """What a stretch of lines is called."""
        ends = [self.lines[n - 1].label or str(n) for n in (first, last) if 0 < n <= len(self.lines)]
        return "–".join(dict.fromkeys(ends))


NO_SOURCE = Source()


def source_of(name: str, data: bytes, format_: str, blocks: Blocks, document: Document) -> Source:
    """The source of a document: the lines of a text, or the paragraphs that were seen where there are no lines.

    `blocks` are what the reader of its format saw; the document formats, which have none, have no source to show.
    """
    leaves = list(_leaves(blocks))
    if format_ in _TEXTS and any(place.line for place, _, _ in leaves):
        text = decode(data, name)[0]
        lines = tuple(Line(n, line) for n, line in enumerate(text.replace("\f", "").split("\n"), 1))
        spans = [(place.line, max(until, place.line)) for place, until, _ in leaves]
        return Source(name, "lines", lines, _units(document, leaves, spans, len(lines)))
    paragraphs = tuple(Line(n, words, _page(place)) for n, (place, _, words) in enumerate(leaves, 1))
    spans = [(n, n) for n in range(1, len(leaves) + 1)]
    numbers = {place.line: n for n, (place, _, _) in reversed(list(enumerate(leaves, 1))) if place.line}
    return Source(name, "paragraphs", paragraphs, _units(document, leaves, spans, len(paragraphs)), numbers)


def _page(place: Position) -> str:
    return f"p. {place.page}" if place.page else ""


def _leaves(blocks: tuple[AnyBlock, ...]) -> Iterator[tuple[Position, int, str]]:
    """The paragraphs of blocks in order, notes and cells included: position, last line, words."""
    for block in blocks:
        if isinstance(block, Block):
            words = f"{block.label} {block.text.content}" if block.label else block.text.content
            yield block.source, block.until, words
        elif isinstance(block, TableBlock):
            for row in block.rows:
                for cell in row:
                    yield from _leaves(cell.blocks)
        elif isinstance(block, NoteBlock):
            yield from _leaves(block.blocks)


def _units(
    document: Document, leaves: list[tuple[Position, int, str]], spans: list[tuple[int, int]], count: int
) -> dict[str, tuple[int, int]]:
    """Where each unit came from: its text is looked for after that of the unit before."""
    pieces = [_bare(words) for _, _, words in leaves]
    starts, size = [], 0
    for piece in pieces:
        starts.append(size)
        size += len(piece)
    whole = "".join(pieces)
    found: dict[str, tuple[int, int]] = {}
    at, unit = 0, ""
    for block in layout_blocks(document):
        if isinstance(block, NoteBlock):
            continue
        unit = getattr(block, "anchor", "") or unit
        for _, _, words in _leaves((block,)):
            text = _bare(words)
            place = whole.find(text[:_PROBE], at) if text else -1
            if place < 0:
                continue
            at = place + len(text)
            first, last = bisect_right(starts, place) - 1, bisect_right(starts, max(place, at - 1)) - 1
            here = (spans[first][0], min(spans[last][1], count))
            if unit and here[0]:
                before = found.get(unit, here)
                found[unit] = (min(before[0], here[0]), max(before[1], here[1]))
    return found


def _bare(words: str) -> str:
    return "".join(words.split())
