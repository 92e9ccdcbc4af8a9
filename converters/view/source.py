"""The source of a page as it is shown beside the text, and which unit of the document came from where."""

from __future__ import annotations

import json
import os
import struct
import zlib
from base64 import b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, paragraphs
from akn.document import Document, Operative, Point, Preambular
from akn.errors import UnreadableInput
from akn.source_map import Box, SourcePlace, source_map, text_places
from akn.structure.correcting import Correcting
from akn.structure.corrections import NONE, Corrections, corrections_in
from akn.walk import walk
from akn.xml.elements import Path
from converters.formats.encoding import decode
from converters.sources import corrections_file

if TYPE_CHECKING:
    from converters.formats.pdf.page import Picture
    from converters.options import Options
    from converters.reading import Look

_TEXTS = ("text", "markdown")  # formats whose positions are lines
_DENSITY = 100  # dots an inch of the pictures of pages: 40 kB for a page of text
_SHEETS = 60  # pages of which pictures are shown; a longer file shows its paragraphs
_POINTS = 72  # an inch
_KEY, _LONGEST = 24, 400  # characters of the first words that name a paragraph
_BEFORE = 60  # of those of the paragraph before, where these do not

_LOW = bytes((b + 8) // 17 for b in range(256))  # a shade of grey as the nearest of 16
_HIGH = bytes(b << 4 for b in _LOW)


class SourceLine(Struct, frozen=True):
    """A line or paragraph of the source: its number on the page, its text, what it is called ("12", "p. 3").

    `key` tells how a correction names it: a line of TOML.
    """

    number: int
    text: str
    label: str = ""
    key: str = ""


class Area(Struct, frozen=True):
    """Where a paragraph stands on a page of the source: left, top, width and height in hundredths; how it is named."""

    box: tuple[float, float, float, float]
    key: str


class Sheet(Struct, frozen=True):
    """The picture of a page of the source: its address (data:, or empty if it is shown by somebody else), its size on
    the screen, the paragraphs on it.
    """

    number: int
    picture: str
    width: int
    height: int
    areas: tuple[Area, ...] = ()


class TextSource(Struct, frozen=True):
    """Where a text came from: the first and the last line, paragraph or page, how a correction names it, its boxes."""

    first: int
    last: int
    key: str
    boxes: str = ""


class Source(Struct, frozen=True):
    """The source as it is shown: `lines` of a text, paragraphs (`kind` tells which), or pictures of its pages.

    `units` maps eIds to the first and the last line, paragraph or page that they came from.  `boxes` tells where on
    pictures they stand: page, left, top, width and height in hundredths of the page, several after semicolons.
    `numbers` gives the line or paragraph by the number that diagnostics know it by.  `keys` tells how a correction
    names the line of a unit: a line of TOML; `corrections` is the file of those that there are already.  `texts` tells
    the same of texts by their paths, of those that are no unit or are of another line than their unit: headings, lines
    of the title and of annexes, cells, notes.  `says` gives the words of each line by how a correction names it.
    """

    name: str = ""
    kind: str = "lines"
    lines: tuple[SourceLine, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    units: Mapping[str, tuple[int, int]] = {}
    boxes: Mapping[str, str] = {}
    numbers: Mapping[int, int] = {}
    keys: Mapping[str, str] = {}
    corrections: str = ""
    texts: Mapping[Path, TextSource] = {}
    says: Mapping[str, str] = {}

    def by_line(self) -> dict[int, str]:
        """The eId of the smallest unit at each line, by the number that diagnostics know it by."""
        best: dict[int, tuple[int, str]] = {}
        if not self.sheets:
            for eid, (first, last) in self.units.items():
                for n in range(first, last + 1):
                    if n not in best or last - first < best[n][0]:
                        best[n] = last - first, eid
        named = {n: eid for n, (_, eid) in best.items()}
        return {told: named[n] for told, n in self.numbers.items() if n in named} if self.numbers else named

    def label(self, first: int, last: int) -> str:
        """What a stretch of lines is called."""
        if self.sheets:
            return f"p. {first}"
        ends = [self.lines[n - 1].label or str(n) for n in (first, last) if 0 < n <= len(self.lines)]
        return "–".join(dict.fromkeys(ends))


NO_SOURCE = Source()


def shown(look: Look, data: bytes, name: str, options: Options, kind: str = "pictures") -> Source:
    """The source of what was read as its page shows it: pictures of its pages (of PDF), the lines of a text, or the
    paragraphs that were seen where there are no lines; nothing if `kind` is none, and of the formats of documents.

    With the kind `pages` the pictures are left to whoever shows the page (`page_picture`): their addresses are empty.
    """
    if kind == "none" or not look.blocks:
        return NO_SOURCE
    text = corrections_file(options.corrections).text
    given = corrections_in(text, name) if "words" in text else NONE
    found = _source(os.path.basename(name), data, look, kind if look.format == "pdf" else "text", given)
    return replace(found, corrections=text)


class _Seen(Struct, frozen=True):
    """What was seen of a source: its paragraphs, how a correction names each; places of units and of texts."""

    paragraphs: Sequence[Block]
    named: Sequence[str]
    places: Mapping[str, tuple[SourcePlace, ...]]
    texts: Sequence[tuple[Path, tuple[SourcePlace, ...], str]]


def _source(name: str, data: bytes, look: Look, kind: str, given: Corrections) -> Source:
    blocks = look.blocks
    found = list(paragraphs(blocks))
    named = _keys(found, [isinstance(block, Block) for block in blocks for _ in paragraphs([block])])
    places = look.outline.sources if look.outline is not None and given is NONE else None
    blocks = Correcting(given, name).worded(blocks)  # the document has the words that a person gave
    says = {key: block.text.content for key, block in zip(named, paragraphs(blocks), strict=True) if key}
    places = source_map(blocks, look.document) if places is None else places
    seen = _Seen(found, named, places, list(_texts(blocks, look.document, named)))
    keys = {eid: key for eid, held in places.items() if held[0].block and (key := named[held[0].block - 1])}
    only = frozenset(spot.page for block in found for spot in block.spots) if look.number else None
    if kind != "text" and (sheets := _sheets(name, data, seen, only, pictures=kind == "pictures")):
        made = _in_sheets(sheets, seen)
    elif look.format in _TEXTS and any(block.source.line for block in found):
        made = _in_lines(decode(data, name)[0].replace("\f", "").split("\n"), seen)
    else:
        made = _in_paragraphs(seen)
    return replace(made, name=name, keys=keys, says=says)


def _in_sheets(sheets: tuple[Sheet, ...], seen: _Seen) -> Source:
    """The source as pages: units are where their boxes are."""
    boxes = {eid: text for eid, held in seen.places.items() if (text := _boxes(held, sheets))}
    made = Source(kind="pages", sheets=sheets, boxes=boxes)
    return _placed(made, seen, lambda held: (held[0].page, held[-1].page), lambda held: _boxes(held, sheets))


def _in_lines(text: Sequence[str], seen: _Seen) -> Source:
    """The source as the lines of a text."""
    of_line = {
        n: key
        for block, key in zip(seen.paragraphs, seen.named, strict=True)
        for n in range(block.source.line, max(block.until, block.source.line) + 1)
    }
    lines = tuple(SourceLine(n, line, key=of_line.get(n, "")) for n, line in enumerate(text, 1))

    def span(held: Sequence[SourcePlace]) -> tuple[int, int] | None:
        first = held[0].line
        return (first, min(max(held[-1].last, held[-1].line), len(lines))) if first else None

    return _placed(Source(lines=lines), seen, span)


def _in_paragraphs(seen: _Seen) -> Source:
    """The source as the paragraphs that were seen."""
    lines = tuple(
        SourceLine(
            n,
            f"{b.label} {b.text.content}" if b.label else b.text.content,
            f"p. {b.source.page}" if b.source.page else "",
            seen.named[n - 1],
        )
        for n, b in enumerate(seen.paragraphs, 1)
    )
    numbers = {b.source.line: n for n, b in reversed(list(enumerate(seen.paragraphs, 1))) if b.source.line}
    made = Source(kind="paragraphs", lines=lines, numbers=numbers)
    return _placed(made, seen, lambda held: (held[0].block, held[-1].last_block))


def _placed(
    source: Source,
    seen: _Seen,
    span: Callable[[Sequence[SourcePlace]], tuple[int, int] | None],
    boxes: Callable[[tuple[SourcePlace, ...]], str] = lambda _: "",
) -> Source:
    """The source with the places of units and texts: the first and the last of what it counts (`span`)."""
    units = {eid: at for eid, held in seen.places.items() if (at := span(held))}
    texts = {path: TextSource(*at, key, boxes(held)) for path, held, key in seen.texts if (at := span(held))}
    return replace(source, units=units, texts=texts)


def _texts(
    blocks: Blocks, document: Document, named: Sequence[str]
) -> Iterator[tuple[Path, tuple[SourcePlace, ...], str]]:
    """The texts that a correction can name apart from the unit around them: path, places, how it names them."""
    units = {path for path, node in walk(document) if isinstance(node, (Operative, Preambular, Point))}
    first: dict[Path, int] = {}  # the paragraph that a unit begins in
    for path, held in text_places(blocks, document).items():
        around = [path[:size] for size in range(1, len(path)) if path[:size] in units]
        for unit in around:
            first.setdefault(unit, held[0].block)
        own = held[0].block and (not around or first[around[-1]] != held[0].block)
        if own and (key := named[held[0].block - 1]):
            yield path, held, key


def _keys(blocks: Sequence[Block], flow: Sequence[bool]) -> list[str]:
    """How a correction names each paragraph: by its first words, as many as no other begins with, else by those of the
    paragraph before it too, else by which one it is of those that both do not tell apart.

    Only of a cell and of a note the words must be those of no other paragraph at all: a correction looks into tables
    and notes where no line of the running text has its words.
    """
    texts = ["".join(block.text.content.split()) for block in blocks]
    of_flow = _shared(texts, [i for i, flows in enumerate(flow) if flows])
    of_all = _shared(texts, range(len(texts)))
    starts = [
        _first(block.text.content, max((of_flow if flows else of_all)[i] + 1, _KEY))
        for i, (block, flows) in enumerate(zip(blocks, flow, strict=True))
    ]
    shared = {
        i: words
        for i, (words, flows) in enumerate(zip(starts, flow, strict=True))
        if words and (of_flow if flows else of_all)[i] >= len(_bare(words))
    }
    apart = _apart(shared, [block.text.content for block in blocks], texts)
    return [f"starts = {_quoted(words)}{apart.get(i, '')}" if words else "" for i, words in enumerate(starts)]


def _apart(shared: Mapping[int, str], contents: Sequence[str], texts: Sequence[str]) -> dict[int, str]:
    """The lines of TOML that tell paragraphs apart which begin with words that others begin with, too (`shared`): what
    the paragraph before begins with, and which one it is of those that this does not tell apart.
    """
    there = [i for i, text in enumerate(texts) if text]
    last = dict(zip(there[1:], there, strict=False))

    def before(i: int) -> str:
        return texts[last[i]] if i in last else ""

    ordered = sorted(there, key=texts.__getitem__)
    after = {i: _first(contents[last[i]], _BEFORE) if i in last else "" for i in shared}
    found: dict[int, str] = {}
    for words in dict.fromkeys(shared.values()):
        those = sorted(_begun(ordered, texts.__getitem__, _bare(words)), key=before)
        for around in dict.fromkeys(after[i] for i in those if shared.get(i) == words):
            same = sorted(_begun(those, before, _bare(around)))
            for n, i in enumerate(same, 1):
                if shared.get(i) == words and after[i] == around:
                    found[i] = f"\nafter = {_quoted(around)}" if around else ""
                    found[i] += f"\nnth = {n}\nof = {len(same)}" if len(same) > 1 else ""
    return found


def _begun(ordered: Sequence[int], text: Callable[[int], str], words: str) -> Sequence[int]:
    """Those of which the text begins with some words, of some in the order of their texts."""
    low = bisect_left(ordered, words, key=text)
    return ordered[low : bisect_right(ordered, words, lo=low, key=lambda i: text(i)[: len(words)])]


def _bare(words: str) -> str:
    return "".join(words.split())


def _quoted(words: str) -> str:
    """A value of TOML: its basic strings are those of JSON."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _shared(texts: Sequence[str], among: Iterable[int]) -> list[int]:
    """How many characters of each text another one of some begins with as well."""
    shared = [0] * len(texts)
    for one, other in pairwise(sorted(among, key=texts.__getitem__)):
        same = _same(texts[one], texts[other])
        shared[one], shared[other] = max(shared[one], same), max(shared[other], same)
    return shared


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    unlike = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(unlike, min(len(one), len(other)))


def _first(content: str, size: int) -> str:
    """The first words of a text with at least so many characters that are no white space."""
    kept: list[str] = []
    for word in content.split():
        kept.append(word)
        size -= len(word)
        if size <= 0:
            break
    return " ".join(kept)[:_LONGEST]


def _sheets(name: str, data: bytes, seen: _Seen, only: frozenset[int] | None, *, pictures: bool) -> tuple[Sheet, ...]:
    """The pages of a PDF file, with their pictures if those are wanted; none of a file that has too many.

    Of a volume `only` those are shown on which the work stands.
    """
    from converters.formats.pdf.opening import Opened

    with Opened(data, name) as opened:
        numbers = sorted(only) if only is not None else range(1, opened.count + 1)
        if len(numbers) > _SHEETS:
            return ()
        found = []
        for number in numbers:
            try:
                picture = opened.picture(number, _DENSITY) if pictures else None
                sides = (picture.width, picture.height) if picture else opened.size(number)
            except UnreadableInput:
                return ()
            address = f"data:image/png;base64,{b64encode(png(picture)).decode()}" if picture else ""
            wide, high = (max(1, round(side * _POINTS / picture.dpi if picture else side)) for side in sides)
            areas = tuple(_areas(number, wide, high, seen.paragraphs, seen.named))
            found.append(Sheet(number, address, wide, high, areas))
        return tuple(found)


def page_picture(data: bytes, name: str, number: int) -> bytes:
    """The picture of a page of a PDF file, a PNG file; `number` counts from 1.

    Raises UnreadableInput for a page that is not there or is damaged.
    """
    from converters.formats.pdf.opening import Opened

    with Opened(data, name) as opened:
        if not 0 < number <= opened.count:
            raise UnreadableInput(f"{name}: there is no page {number}")
        return png(opened.picture(number, _DENSITY))


def _boxes(places: tuple[SourcePlace, ...], sheets: tuple[Sheet, ...]) -> str:
    """The boxes of a unit as a page has them: from the upper left corner, in hundredths of the page."""
    found = []
    numbered = {sheet.number: sheet for sheet in sheets}
    for place in places:
        if place.box and (sheet := numbered.get(place.page)) is not None:
            box = _hundredths(place.box, sheet.width, sheet.height)
            found.append(f"{place.page} " + " ".join(f"{x:.1f}" for x in box))
    return ";".join(found)


def _areas(page: int, wide: int, high: int, blocks: Sequence[Block], keys: Sequence[str]) -> Iterator[Area]:
    """Where the paragraphs stand that a page has, wholly or in part."""
    for block, key in zip(blocks, keys, strict=True):
        whole = SourcePlace()
        for spot in block.spots:
            if spot.page == page:
                whole = whole.with_(SourcePlace(box=spot.box))
        if whole.box and key:
            yield Area(_hundredths(whole.box, wide, high), key)


def _hundredths(box: Box, wide: int, high: int) -> Box:
    """A box in points from the lower left corner, in hundredths of the page: left, top, width, height."""
    left, bottom, right, top = box
    sides = (left / wide, 1 - top / high, (right - left) / wide, (top - bottom) / high)
    return tuple(round(100 * x, 1) for x in sides)  # type: ignore[return-value]


def png(picture: Picture) -> bytes:
    """A picture as a PNG file in 16 shades of grey (ISO/IEC 15948), the same bytes for the same picture."""
    rows = []
    for y in range(picture.height):
        row = picture.data[y * picture.stride : y * picture.stride + picture.width]
        row += b"\xff" * (len(row) % 2)
        pairs = int.from_bytes(row[::2].translate(_HIGH)) | int.from_bytes(row[1::2].translate(_LOW))
        rows.append(b"\0" + pairs.to_bytes(len(row) // 2))
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
