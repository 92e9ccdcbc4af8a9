"""Which place of the source each unit of a document came from: page and box, line and column, or paragraph.

A document holds no places, so that two that say the same are equal.  But no character of a source is lost or made up
on the way, so the texts of both, one after the other without white space, tell where each unit was printed: the text of
a unit begins, as a rule, where that of the unit before ended.  Notes, which stand elsewhere in a document, are looked
for among the notes first.

The same way leads back: `with_breaks` puts the ends of the printed pages and lines into the texts, for their XML.

That no character is lost, made up or moved, `akn.balance` proves on every conversion.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, count
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock, paragraphs
from akn.diagnostics import Position
from akn.document import Document
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text, mark
from akn.walk import Place, text_paths, with_texts
from akn.xml.eids import Identifiers, identifiers_in
from akn.xml.elements import Path
from akn.xml.lower import Lowered, lower

Box = tuple[float, float, float, float]

_LABEL = 24  # characters of a number that may stand before a text
_SURE = 24  # a text of so many characters is looked for further on; a shorter one only where it fills a block
_SIGN = 4  # characters of the label of a note, "(12)", before which a short text fills a block
_END = 40  # of a text that is interrupted: so many characters at its beginning and its end are looked for
_HAN = "\u2e80"  # from here on, characters of scripts that set no spaces between words
_BUDGET = 60  # times the characters of the source may be looked through in vain


class SourcePlace(Struct, frozen=True, omit_defaults=True):
    """A place in the source, as far as it is known; numbers count from 1, 0 is unknown.

    `page` and `box` (left, bottom, right, top in points from the lower left corner) for what has pages; `line`,
    `column` and `last`, the last line, for text; in a Word file `line` counts paragraphs.  `block` and `last_block`
    count the paragraphs that the reader saw.  `start` and `end` are offsets of characters in a source that is text; an
    `end` of 0 is unknown.
    """

    page: int = 0
    box: Box | None = None
    line: int = 0
    column: int = 0
    last: int = 0
    note: int = 0
    block: int = 0
    last_block: int = 0
    start: int = 0
    end: int = 0

    def with_(self, other: SourcePlace) -> SourcePlace:
        """The place that holds both, of one page."""
        a, b = self.box, other.box
        box = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])) if a and b else a or b
        first = self if not other.line or 0 < self.line <= other.line else other
        blocks = min(self.block, other.block), max(self.last_block, other.last_block)
        starts = min(p.start for p in (self, other) if p.end) if self.end or other.end else 0
        ends = starts, max(self.end, other.end)
        return SourcePlace(
            self.page, box, first.line, first.column, max(self.last, other.last), self.note, *blocks, *ends
        )


def source_map(
    blocks: Blocks,
    document: Document,
    source: str = "",
    *,
    lowered: Lowered | None = None,
    identifiers: Identifiers | None = None,
) -> dict[str, tuple[SourcePlace, ...]]:
    """For each eId the places its text was read from, one a page, in order; what has no text of the source has none.

    `source` are the characters of a source that is text, lines ended by a line feed: with it places have offsets.
    `lowered` are the elements of the document with the marks that have names, `identifiers` those of these elements,
    where the caller has them already.

    >>> from akn.document import Operative
    >>> from akn.diagnostics import Position
    >>> from akn.text import Text
    >>> block = Block(Text("1. Decides;"), source=Position(line=7, column=1))
    >>> places = source_map((block,), Document(body=(Operative("1.", (Text("Decides;"),)),)))
    >>> places["para_1"][0].line, places["para_1"][0].column
    (7, 4)
    """
    flows = flows_of(blocks, SourceLines(source) if source else None)
    lowered = lowered or lower(document, marks="named")
    named = identifiers or identifiers_in(lowered.root)
    calls = frozenset(lowered.places.values())  # a note has the eId of its first call
    found: dict[str, dict[int, SourcePlace]] = {}

    def put(eid: str, places: Iterable[SourcePlace]) -> None:
        held = found.setdefault(eid, {})
        for place in places:
            held[place.page] = held[place.page].with_(place) if place.page in held else place

    for path, text, _ in text_paths(document):
        content = text.content
        if (where := standing(path, content, flows)) is None:
            continue
        way, start, end = where
        places = list(way.places(start, end))
        for eid in named.around.get(path, ()):
            put(eid, places)
        at = passed = 0  # characters, and those of them that are no white space
        for j, m in enumerate(text.marks):
            if (own := named.eids.get((*path, j))) and own not in calls:
                passed += len(bare_of(content[at : m.start]))
                at, first = m.start, start + passed
                put(own, way.places(first, min(end, first + max(1, len(bare_of(content[at : m.end]))))))
    return {eid: tuple(map(held.__getitem__, sorted(held))) for eid, held in found.items()}


def text_places(blocks: Blocks, document: Document) -> dict[Path, tuple[SourcePlace, ...]]:
    """For the path of each text (`akn.walk.text_paths`) the places it was read from, one a page; none for other texts.

    They are those of whole lines: their columns are where these begin.

    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> document = Document(body=(Operative("1.", (Text("Decides;"),)),))
    >>> {path: places[0].block for path, places in text_places((Block(Text("1. Decides;")),), document).items()}
    {('body', 0, 'content', 0): 1}
    """
    flows = flows_of(blocks)
    found: dict[Path, tuple[SourcePlace, ...]] = {}
    for path, text, _ in text_paths(document):
        if where := standing(path, text.content, flows):
            held: dict[int, SourcePlace] = {}
            for place in where[0].lines(*where[1:]):
                held[place.page] = held[place.page].with_(place) if place.page in held else place
            found[path] = tuple(map(held.__getitem__, sorted(held)))
    return found


def with_breaks(blocks: Blocks, document: Document) -> tuple[Document, int]:
    """The document with an anchor where a page or a line of the source ends, and how many pages' ends have no place.

    Only what is written as XML may have them (`eop` and `eol`): nothing else knows that they are no printed breaks of
    a title. The end of a page stands after the last words on it. Inside of a word nothing is put: the anchor stands
    before it and tells how many characters of the word come before the break (AKN 3.0, `eol`, `eop`).

    >>> from akn.blocks import Spot
    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> box = (0.0, 0.0, 1.0, 1.0)
    >>> block = Block(Text("Decides;"), spots=(Spot(0, 1, box), Spot(4, 2, box)))
    >>> made, lost = with_breaks((block,), Document(body=(Operative("", (Text("Decides;"),)),)))
    >>> made.body[0].content[0].marks
    (Mark(start=0, end=0, kind=<Kind.BREAK: 'eol'>, attributes=(('breakAt', '4'), ('of', 'page'))),)
    """
    flows = flows_of(blocks)
    texts = text_paths(document)
    held = _spans(texts, flows)
    marks: dict[int, list[Mark]] = defaultdict(list)
    lost = 0
    for flow in flows:
        spans = held[flow]
        for at, of, times in flow.breaks():
            n = bisect_left(spans, (at,)) - 1
            start, end, i = spans[max(n, 0)] if spans else (0, 0, -1)
            content = texts[i][1].content
            if n >= 0 and at < end:  # inside of a text, if all its characters up to there are those of the source
                bare = bare_of(content)
                offset = _offset(content, at - start) if flow.holds(start, bare[: at - start]) else -1
            else:  # between two texts: lines end there without a word
                offset = -1 if i < 0 or of == "line" or flow is not flows[0] else len(content) if n >= 0 else 0
            if offset >= 0:
                marks[i] += times * [_break(content, offset, of)]
            elif of == "page" and flow is flows[0]:
                lost += times
    numbers = count()
    return with_texts(document, lambda text, _: text.marked(marks.get(next(numbers), ()))), lost


def _spans(
    texts: Sequence[tuple[Path, Text, Place]], flows: tuple[Flow, Flow]
) -> dict[Flow, list[tuple[int, int, int]]]:
    """By flow its texts that were found in the source, in the order of the source: start, end, number of the text."""
    held: dict[Flow, list[tuple[int, int, int]]] = {flow: [] for flow in flows}
    for i, (path, text, _) in enumerate(texts):
        if where := standing(path, text.content, flows):
            held[where[0]].append((*where[1:], i))
    return {flow: sorted(spans) for flow, spans in held.items()}


def _break(content: str, at: int, of: str) -> Mark:
    """The anchor of a break before a character, or before the word that it would part."""
    start = at
    parts = at < len(content) and content[at] < _HAN
    while parts and start and not content[start - 1].isspace() and content[start - 1] < _HAN:
        start -= 1
    return mark(start, start, Kind.BREAK, of=of, breakAt=str(at - start) if start < at else "")


def as_json(places: Mapping[str, tuple[SourcePlace, ...]], line: str = "line") -> dict[str, list[dict[str, object]]]:
    """The map as values of JSON; `line` is what the format counts (a Word file counts paragraphs).

    >>> as_json({"para_1": (SourcePlace(page=1, box=(70.0, 90.0, 500.0, 102.0), block=4, last_block=4),)})
    {'para_1': [{'page': 1, 'box': [70.0, 90.0, 500.0, 102.0]}]}
    """
    return {eid: [_fields(place, line) for place in held] for eid, held in places.items()}


def _fields(place: SourcePlace, line: str) -> dict[str, object]:
    last = place.last if place.last > place.line else 0
    where = {"note": place.note if line != "line" else 0, line: place.line, "column": place.column, "last": last}
    offsets: dict[str, object] = {"start": place.start, "end": place.end} if place.end else {}
    values: dict[str, object] = {"page": place.page, "box": place.box and list(place.box), **where}
    return {name: value for name, value in values.items() if value} | offsets


def flows_of(blocks: Blocks, lines: SourceLines | None = None) -> tuple[Flow, Flow]:
    """The characters of the running text and those of the notes; with the `lines` of a source their offsets in it."""
    flow, notes = Flow(lines), Flow(lines)
    numbers, note = count(1), 0
    for block in blocks:
        note += isinstance(block, NoteBlock)
        for paragraph in (block,) if isinstance(block, Block) else paragraphs((block,)):
            if isinstance(block, NoteBlock):
                notes.add(paragraph, next(numbers), note)
            else:
                flow.add(paragraph, next(numbers), 0)
    return flow, notes


def standing(path: Path, content: str, flows: tuple[Flow, Flow]) -> tuple[Flow, int, int] | None:
    """Where the text at a path stands: in which flow, between which characters."""
    bare = bare_of(content)
    for way in reversed(flows) if path[0] == "notes" else flows:
        if bare and (span := way.find(bare)):
            return way, *span
    return None


class SourceLines:
    """The characters of a source that is text, by lines; the works of a volume can share it."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._reached: dict[Position, int] = {}
        self._begins = [0, *(i + 1 for i, c in enumerate(source) if c == "\n"), len(source) + 1]

    def is_blank(self, start: int, end: int) -> bool:
        """True if white space alone stands between two offsets."""
        return self._source[start:end].isspace()

    def line_at(self, offset: int) -> int:
        """The number of the line that an offset is in, from 1."""
        return bisect_right(self._begins, offset)

    def offsets(self, block: Block, bare: str) -> list[int]:
        """Where each character of a paragraph stands, -1 for one that is not found in its lines."""
        found = [-1] * len(bare)
        last = max(block.until, block.source.line)
        if not 0 < block.source.line <= last < len(self._begins):
            return found
        begin = self._offset_of(block.source.line, block.source.column)
        begin = max(begin, self._reached.get(block.source, 0))  # the cells of a row have one place
        held = self._source[begin : self._begins[last] - 1]
        runs = aligned(bare, bare_of(held))
        if sum(size for *_, size in runs) < len(bare):  # of a note at the foot only its first line is known
            further = self._source[begin : begin + _MORE * len(block.label + block.text.content) + _LABEL]
            longer = aligned(bare, bare_of(further)) if len(further) > len(held) else runs
            if sum(size for *_, size in longer) == len(bare):
                held, runs = further, longer
        seen = _seen_at(held)
        for i, j, size in runs:
            found[i : i + size] = [begin + at for at in seen[j : j + size]]
            self._reached[block.source] = found[i + size - 1] + 1
        return found

    def _offset_of(self, line: int, column: int) -> int:
        """Where a column of a line is; columns count a tab at the beginning of a line as so wide as it is shown."""
        start = self._begins[line - 1]
        blank = _BLANK.match(self._source, start)
        margin = blank[0] if blank else ""
        return start + max(column - 1 - len(margin.expandtabs()) + len(margin), 0)


_BLANK = lazy_pattern(r"(?<![ \t]) *\t[ \t]*")
"""A margin with a tab in it."""

_NEAR = ((24, 4000), (8, 400), (3, 40), (1, 8))
"""How many characters that agree end a stretch of others, and how long that is at most: a long foot of a page stands
between two halves of a paragraph, a sign of Markdown between two letters."""


def aligned(wanted: str, held: str) -> list[tuple[int, int, int]]:
    """The stretches of `wanted` that stand in `held`, in order: where in both they begin, and how long they are.

    >>> aligned("Decides to meet", "Decides *to* meet")
    [(0, 0, 8), (8, 9, 2), (10, 12, 5)]
    """
    if wanted == held:
        return [(0, 0, len(wanted))] if wanted else []
    found = []
    i = j = 0
    while i < len(wanted) and j < len(held):
        if size := _alike(wanted, i, held, j):
            found.append((i, j, size))
            i, j = i + size, j + size
            continue
        nearest = (held.find(wanted[i : i + size], j, j + reach) for size, reach in _NEAR)
        at = next((at for at in nearest if at >= 0), -1)
        i, j = (i, at) if at >= 0 else (i + 1, j)
    return found


def _alike(one: str, i: int, other: str, j: int) -> int:
    """How many characters agree from two places on."""
    size = 0
    while (a := one[i + size : i + size + _STEP]) and a == other[j + size : j + size + _STEP]:
        size += len(a)
    for a, b in zip(one[i + size : i + size + _STEP], other[j + size : j + size + _STEP], strict=False):
        if a != b:
            break
        size += 1
    return size


_MORE = 2  # times the characters of a note that its lines may have: white space at the margin
_STEP = 64  # characters that are compared at once


class Flow(Struct, dict=True, eq=False):
    """The characters of paragraphs, and where each of their lines stands.

    `blocks` tells where each paragraph begins, `offsets` where its characters stand in a source that is text.
    """

    source: SourceLines | None = None
    blocks: list[tuple[int, Block]] = []
    offsets: list[int] = []
    _lines: list[tuple[int, SourcePlace, Block]] = []  # where each starts, its place, what it is of
    _whole: dict[str, list[int]] = {}  # where the characters of each block begin, after its label
    _parts: list[str] = []
    _size: int = 0
    _at: int = 0  # the end of the text that was found last
    _spent: int = 0  # characters that were looked through from the beginning

    def add(self, block: Block, number: int, note: int) -> None:
        where, content = block.source, block.text.content
        place = SourcePlace(where.page, None, where.line, where.column, block.until or where.line, note, number, number)
        label, bare = bare_of(block.label), bare_of(content)
        start = self._size + len(label)
        self.blocks.append((self._size, block))
        if self.source:
            self.offsets += self.source.offsets(block, label + bare)
        self._whole.setdefault(bare, []).append(start)
        at = passed = 0
        for i, spot in enumerate(block.spots):
            passed += len(bare_of(content[at : spot.at]))
            at = spot.at
            here = replace(place, page=spot.page, box=spot.box)
            self._lines.append((start + passed if i else self._size, here, block))
        if not block.spots:
            self._lines.append((self._size, place, block))
        self._parts += (label, bare)
        self._size = start + len(bare)

    @cached_property
    def content(self) -> str:
        """All characters that are no white space."""
        return "".join(self._parts)

    def find(self, bare: str) -> tuple[int, int] | None:
        """Where a text stands, in characters; after the one found before, if it can be there."""
        content, size = self.content, len(bare)
        start = content.find(bare, self._at, self._at + size + _LABEL)
        if start < 0 and (whole := self._whole.get(bare)):
            start = whole[bisect_left(whole, self._at) % len(whole)]
        end = start + size
        if start < 0 and size >= _SURE and self._spent <= _BUDGET * len(content):
            self._spent += len(content)
            start = max(content.find(bare, self._at), content.find(bare))
            end = start + size
            if start < 0 and (start := content.find(bare[:_END], self._at)) >= 0:
                end = content.find(bare[-_END:], start, start + 4 * size) + min(size, _END)
        elif start < 0 and self._spent <= _BUDGET * len(content):
            self._spent += len(content)
            start = self._after_label(bare)
            end = start + size
        if start < 0 or end < start:
            return None
        self._at = end
        return start, end

    def _after_label(self, bare: str) -> int:
        """Where a text ends a paragraph that nothing but a label begins, as a note under a table does; else -1."""
        start = self.content.find(bare)
        while start >= 0:
            at = bisect_right(self.blocks, start, key=itemgetter(0)) - 1
            begin = self.blocks[at][0]
            end = self.blocks[at + 1][0] if at + 1 < len(self.blocks) else self._size
            if start - begin <= min(_SIGN, len(bare) - 1) and start + len(bare) == end:
                return start
            start = self.content.find(bare, start + 1)
        return -1

    def holds(self, start: int, bare: str) -> bool:
        """True if these characters stand there."""
        return self.content.startswith(bare, start)

    def breaks(self) -> Iterator[tuple[int, str, int]]:
        """Where a line begins on another page (with how many pages end before it), or inside of a paragraph."""
        page = block = 0
        for start, place, _ in self._lines:
            if not place.box and not place.column:
                continue  # of a Word file, where only the pages of the beginnings of paragraphs are known
            if 0 < page < place.page and (place.block == block or not place.note):
                yield start, "page", place.page - page
            elif place.block == block:
                yield start, "line", 1
            page, block = place.page if place.note else max(page, place.page), place.block

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, SourcePlace]]:
        """The characters between two, cut where a printed line begins, and where they do not follow one another in a
        source that is text; each with where it begins."""
        first = max(0, bisect_right(self._lines, start, key=itemgetter(0)) - 1)
        for i in range(first, len(self._lines)):
            begin, place, _ = self._lines[i]
            if i > first and begin >= end:
                return
            until = self._lines[i + 1][0] if i + 1 < len(self._lines) else end
            begin = max(begin, start)
            if not self.offsets:
                yield begin, place
            elif begin < min(until, end):
                yield from self._pieces(begin, min(until, end), place)

    def _pieces(self, start: int, end: int, place: SourcePlace) -> Iterator[tuple[int, SourcePlace]]:
        offsets, first = self.offsets, start
        for at in range(start + 1, end + 1):
            if at < end and self._follows(offsets[at - 1], offsets[at]):
                continue
            known = offsets[first] >= 0
            line = self.source.line_at(offsets[first]) if known and self.source else place.line
            ends = (offsets[first], offsets[at - 1] + 1) if known else (0, 0)
            yield first, replace(place, line=line, column=0, start=ends[0], end=ends[1])
            first = at

    def _follows(self, one: int, other: int) -> bool:
        """True if nothing but white space stands between two characters of a source that is text."""
        if one < 0 or other < 0:
            return one == other
        return other == one + 1 or (other > one and self.source is not None and self.source.is_blank(one + 1, other))

    def _between(self, start: int, end: int) -> range:
        """The numbers of the lines that stand between two characters, that of the first one always."""
        first = max(0, bisect_right(self._lines, start, key=itemgetter(0)) - 1)
        return range(first, max(first + 1, bisect_left(self._lines, end, key=itemgetter(0))) if self._lines else 0)

    def lines(self, start: int, end: int) -> Iterator[SourcePlace]:
        """The lines that stand between two characters, whole."""
        return (self._lines[i][1] for i in self._between(start, end))

    def places(self, start: int, end: int) -> Iterator[SourcePlace]:
        """The lines that stand between two characters; what begins inside of an unwrapped line has its column."""
        for i in self._between(start, end):
            begin, place, block = self._lines[i]
            if place.column and begin < start:
                inside = _offset(block.text.content, start - begin)
                place = replace(place, column=0 if block.wrapped else place.column + inside)
            if self.offsets:
                until = self._lines[i + 1][0] if i + 1 < len(self._lines) else len(self.offsets)
                known = [at for at in self.offsets[max(begin, start) : max(min(end, until), start + 1)] if at >= 0]
                place = replace(place, start=min(known), end=max(known) + 1) if known else place
            yield place


def bare_of(words: str) -> str:
    """The characters without white space."""
    return "".join(words.split())


def _offset(content: str, bare: int) -> int:
    """The offset of the character before which so many stand that are no white space."""
    starts, passed = _words_at(content)
    word = bisect_right(passed, bare) - 1
    return starts[word] + bare - passed[word] if word < len(starts) else len(content)


_WORD = lazy_pattern(r"\S+")


@lru_cache(maxsize=1)  # a paragraph may hold thousands of units
def _words_at(content: str) -> tuple[list[int], list[int]]:
    """Where the words of a text begin, and how many characters of words stand before each and at the end."""
    return [word.start() for word in _WORD.finditer(content)], [0, *accumulate(map(len, content.split()))]


@lru_cache(maxsize=1)  # a paragraph may hold thousands of units
def _seen_at(content: str) -> list[int]:
    """The offsets of the characters that are no white space."""
    return [i for i, c in enumerate(content) if not c.isspace()]
