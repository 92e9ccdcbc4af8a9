"""The slices of the source that each unit of a document is made of, and what of the source is in none.

A slice is a stretch that stands in one piece: of a text by the offsets of its characters, of pages by page and box, of
a Word file by its paragraphs, of an AKN file by an eId.  White space aside, the slices of a unit one after the other
are its text, and those of all units with the rest are the source (`akn.source_map` tells why that can be had).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Blocks
from akn.document import Document
from akn.source_map import Box, Flow, SourceLines, SourcePlace, aligned, bare_of, flows_of, standing
from akn.walk import Unit, text_paths


class Slice(Struct, frozen=True, omit_defaults=True):
    """A stretch of the source.  Numbers count from 1, 0 is unknown.

    `at` are the offsets in the text of the unit that it holds.  `start` and `end` are offsets of characters in a source
    that is text, lines ended by a line feed, and `line` is its line; `page` and `box` (left, bottom, right, top in
    points from the lower left corner) are those of what has pages, `paragraph` and `note` count in a Word file, `eid`
    is of an AKN file.
    """

    at: tuple[int, int] = (0, 0)
    start: int = 0
    end: int = 0
    line: int = 0
    page: int = 0
    box: Box | None = None
    paragraph: int = 0
    note: int = 0
    eid: str = ""


class Left(Struct, frozen=True):
    """A stretch of the source that is in no unit that was asked for: its words and its place."""

    text: str
    place: Slice


class Slices(Struct, frozen=True):
    """For each unit the slices of its text, and those of its printed number; what is left of the source."""

    texts: tuple[tuple[Slice, ...], ...]
    numbers: tuple[tuple[Slice, ...], ...]
    rest: tuple[Left, ...]


class Remainder:
    """A source that is text, and what of it is in no unit: of all works of a volume together.

    >>> remainder = Remainder("One. Two.")
    >>> remainder.take([0, 1, 2, 3])
    >>> [(left.text, left.place.start) for left in remainder.left()]
    [('Two.', 5)]
    """

    def __init__(self, source: str) -> None:
        self.lines = SourceLines(source)
        self._source = source
        self._covered = bytearray(len(source))

    def take(self, offsets: Iterable[int]) -> None:
        """Characters at these offsets are in a unit."""
        for at in offsets:
            self._covered[at] = 1

    def left(self) -> Iterator[Left]:
        """What is left, in order."""
        source, line, passed = self._source, 1, 0
        for start, end in _gaps(self._covered, source.__getitem__):
            line, passed = line + source.count("\n", passed, start), start
            yield Left(source[start:end], Slice((0, end - start), start, end, line))


def left_of(blocks: Blocks, *, counts_paragraphs: bool = False) -> tuple[Left, ...]:
    """Blocks that are in no document, word for word: what stands between the works of a volume."""
    return tuple(_Work(blocks, (), (), None, counts_paragraphs).rest())


def slices_of(
    blocks: Blocks,
    document: Document,
    seen: Sequence[Unit],
    wanted: Sequence[bool],
    *,
    source: str | Remainder = "",
    counts_paragraphs: bool = False,
) -> Slices:
    """The slices of the units that are `wanted` (one value for each of `seen`, `akn.units`), and all that is left.

    `blocks` are those that the document was read from, none of an AKN file; `source` the characters of a source that
    is text, or of a volume its `Remainder`, which then tells what is left; `counts_paragraphs` tells that lines of the
    blocks are paragraphs of a Word file.

    >>> from akn.blocks import Block
    >>> from akn.diagnostics import Position
    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> from akn.walk import units
    >>> blocks = (Block(Text("1. Decides to meet;"), source=Position(line=1, column=1)),)
    >>> document = Document(body=(Operative("1.", (Text("Decides to meet;"),)),))
    >>> made = slices_of(blocks, document, units(document), [True], source="1.  Decides  to meet;\\nNo more")
    >>> [(s.at, s.start, s.end) for s in made.texts[0]], made.rest[0].text
    ([((0, 16), 4, 21)], 'No more')
    """
    if not blocks:
        return _of_akn(seen, wanted)
    shared = source if isinstance(source, Remainder) else Remainder(source) if source else None
    work = _Work(blocks, seen, wanted, shared.lines if shared else None, counts_paragraphs)
    work.place(document)
    texts = tuple(tuple(work.slices(i)) for i in range(len(seen)))
    numbers = tuple(tuple(work.number(i)) for i in range(len(seen)))
    if shared is None:
        return Slices(texts, numbers, tuple(work.rest()))
    shared.take(work.taken())
    return Slices(texts, numbers, () if shared is source else tuple(shared.left()))


def _of_akn(seen: Sequence[Unit], wanted: Sequence[bool]) -> Slices:
    texts, rest = [], []
    for unit, want in zip(seen, wanted, strict=True):
        content = unit.text.content
        texts.append((Slice((0, len(content)), eid=unit.eid),) if want and content else ())
        said = " ".join(filter(None, (unit.num, content)))
        if not want and said.strip():
            rest.append(Left(said, Slice((0, len(content)), eid=unit.eid)))
    return Slices(tuple(texts), ((),) * len(seen), tuple(rest))


class _Run(Struct, frozen=True):
    """So many characters of a flow from `start`, and where in the text of the unit the first and each next stand."""

    flow: Flow
    start: int
    offsets: Sequence[int]


class _Work:
    """The work on one document."""

    def __init__(
        self,
        blocks: Blocks,
        seen: Sequence[Unit],
        wanted: Sequence[bool],
        lines: SourceLines | None,
        counts_paragraphs: bool,
    ) -> None:
        self._seen, self._wanted = seen, wanted
        self._counts_paragraphs = counts_paragraphs
        self._flows = flows_of(blocks, lines)
        self._runs: list[list[_Run]] = [[] for _ in seen]
        self._covered = {id(flow): bytearray(len(flow.content)) for flow in self._flows}

    def place(self, document: Document) -> None:
        """Look for the text of each unit."""
        unit_at = {unit.text_path: i for i, unit in enumerate(self._seen)}
        reached: dict[int, int] = {}
        for path, text, _ in text_paths(document):
            content = text.content
            unit = next((unit_at[path[:n]] for n in range(len(path), 0, -1) if path[:n] in unit_at), -1)
            if unit < 0 or (where := standing(path, content, self._flows)) is None:
                continue
            at = max(self._seen[unit].text.content.find(content, reached.get(unit, 0)), 0)
            reached[unit] = at + len(content)
            flow, start, end = where
            offsets = [at + i for i, c in enumerate(content) if not c.isspace()]
            for i, j, size in aligned(bare_of(content), flow.content[start:end]):
                self._runs[unit].append(_Run(flow, start + j, offsets[i : i + size]))

    def slices(self, unit: int) -> Iterator[Slice]:
        """The slices of a unit that is wanted, in order; what was not found has no place."""
        if not self._wanted[unit]:
            return
        found = [made for run in self._runs[unit] for made in self._cut(run)]
        yield from found

    def number(self, unit: int) -> Iterator[Slice]:
        """The slices of the printed number of a unit that is wanted: it stands before its text."""
        bare, runs = bare_of(self._seen[unit].num), self._runs[unit]
        if not (self._wanted[unit] and bare and runs):
            return
        flow, start = runs[0].flow, runs[0].start - len(bare)
        if start >= 0 and flow.content.startswith(bare, start):
            yield from (replace(made, at=(0, 0)) for made in self._cut(_Run(flow, start, range(len(bare)))))

    def _cut(self, run: _Run) -> Iterator[Slice]:
        """A run as slices: one for each stretch of one paragraph, page and piece of the source."""
        flow, last = run.flow, run.start + len(run.offsets)
        covered = self._covered[id(flow)]
        covered[run.start : last] = b"\1" * len(run.offsets)
        for start, end, place in stretches(flow, run.start, last):
            first = run.start
            yield self._slice(place, (run.offsets[start - first], run.offsets[end - 1 - first] + 1))

    def _slice(self, place: SourcePlace, at: tuple[int, int]) -> Slice:
        line, paragraph = (0, place.line) if self._counts_paragraphs else (place.line, 0)
        note = place.note if self._counts_paragraphs else 0
        return Slice(at, place.start, place.end, line, place.page, place.box, paragraph, note)

    def rest(self) -> Iterator[Left]:
        """What is left of the paragraphs that were read."""
        for flow in self._flows:
            covered = self._covered[id(flow)]
            for start, end in _gaps(covered):
                for first, last, place in stretches(flow, start, end):
                    text = _printed(flow, first, last)
                    yield Left(text, self._slice(place, (0, len(text))))

    def taken(self) -> Iterator[int]:
        """The offsets of the characters of a source that is text which are in units."""
        for flow in self._flows:
            held = self._covered[id(flow)]
            yield from (at for at, is_taken in zip(flow.offsets, held, strict=True) if is_taken and at >= 0)


def stretches(flow: Flow, start: int, end: int) -> Iterator[tuple[int, int, SourcePlace]]:
    """The characters of a flow from one to another, cut where the paragraph, the page or the piece of a source that is
    text changes."""
    first, held = start, None
    for begin, place in flow.stretches(start, end):
        if held and not flow.offsets and (held.block, held.page) == (place.block, place.page):
            held = held.with_(place)
            continue
        if held:
            yield first, begin, held
        first, held = begin, place
    if held:
        yield first, end, held


def _gaps(covered: bytearray, character: Callable[[int], str] | None = None) -> Iterator[tuple[int, int]]:
    """The stretches that are not covered, without white space at their ends, from characters that are white space
    alone nothing."""
    at = covered.find(0)
    while at >= 0:
        end = covered.find(1, at)
        end = len(covered) if end < 0 else end
        start, until = at, end
        if character:
            while start < until and character(start).isspace():
                start += 1
            while until > start and character(until - 1).isspace():
                until -= 1
        if start < until:
            yield start, until
        at = covered.find(0, end)


def _printed(flow: Flow, start: int, end: int) -> str:
    """The words that some characters of a flow, all of one paragraph, are printed as."""
    begin, block = flow.blocks[bisect_right(flow.blocks, start, key=itemgetter(0)) - 1]
    shown = f"{block.label} {block.text.content}"
    places = [i for i, c in enumerate(shown) if not c.isspace()]
    return shown[places[start - begin] : places[end - begin - 1] + 1]


def rebuilt(pieces: Iterable[tuple[int, int]], source: str) -> str:
    """What slices of a text say together, in the order of the source, without white space.

    >>> rebuilt([(4, 7), (0, 3)], "One two")
    'Onetwo'
    """
    return "".join(bare_of(source[start:end]) for start, end in sorted(pieces))
