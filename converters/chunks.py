"""Passages for machines: a legal unit each with its address, what it cites and asks, and where the source has it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

import msgspec
from msgspec import Struct

from akn.blocks import Blocks
from akn.citing import CITED, Link, occurrences
from akn.clauses import Addressee, Deliverable, Due, Mandate, mandates
from akn.diagnostics import Diagnostic
from akn.document import Document
from akn.locations import Location, chain
from akn.outline import Outline
from akn.slices import Left, Remainder, Slice, left_of, slices_of
from akn.text import Kind
from akn.walk import Unit
from akn.xml.uri import work_of
from converters.batch.plan import Found
from converters.batch.task import fault, held_in, take_held
from converters.conversion import characters_of, looks
from converters.options import Options
from converters.reading import Look, Status

_APART = frozenset({"line"})
"""Kinds of units that are no passage: lines of the cover, the title and the closing."""


class CitedPlace(Struct, frozen=True):
    """A citation in a passage: its offsets in the text, and what is cited, in the columns of `akn.citing.CITED`."""

    start: int
    end: int
    text: str
    kind: str
    cited: str
    target: str
    date: str
    printed_date: str
    how: str


class Clause(Struct, frozen=True):
    """A clause of a passage: its offsets in the text, and who is asked for what by when (`akn.clauses.Mandate`)."""

    start: int
    end: int
    verb: str
    action: str
    force: str
    addressees: tuple[Addressee, ...]
    ask: str
    deliverables: tuple[Deliverable, ...]
    due: Due | None
    frequency: str


class Chunk(Struct, frozen=True, tag_field="type", tag="chunk"):
    """A legal unit.

    `file` is what the caller calls the document, `work` the AKN address, `symbol` the symbol and `language` the
    language of the text that it is in; `eid`, `place`, `part`, `number`, `paragraph` and `action` tell where it stands
    (`akn.locations.Location`), `kind` what it is (`akn.walk.Unit`).  `context` is a line to set before `text` where it
    stands alone; `num` is the number as printed, which `text` does not have.  `slices` are the stretches of the source
    that `text` is made of, `number_slices` those of `num` (`akn.slices.Slice`).
    """

    file: str
    work: str
    symbol: str
    language: str
    eid: str
    place: str
    part: str
    number: str
    paragraph: str
    action: str
    kind: str
    context: str
    num: str
    text: str
    citations: tuple[CitedPlace, ...]
    mandates: tuple[Clause, ...]
    slices: tuple[Slice, ...]
    number_slices: tuple[Slice, ...]


class Rest(Struct, frozen=True, tag_field="type", tag="rest"):
    """All of a document that stands in no passage."""

    file: str
    pieces: tuple[Left, ...]


class Chunked(Struct, frozen=True):
    """What was made of one input: its passages and rest as lines of JSON, what is to be told, whether it could be read,
    and the work that it holds, with its language (`converters.batch.task.work_held`, `identity_of`).
    """

    source: str
    written: bytes = b""
    diagnostics: tuple[Diagnostic, ...] = ()
    status: Status = Status.FAILED
    work: str = ""
    identity: tuple[str, ...] = ()


def chunk(found: Found, options: Options) -> Chunked:
    """The passages of one input; never raises: what befalls it is a diagnostic of it."""
    if found.refused:
        return Chunked(found.source, diagnostics=(found.refused,))
    try:
        data = take_held(found)
        seen = looks(data, found.source, options)
        encode = msgspec.json.Encoder().encode
        there = [one for one in seen if one.status.there]
        rows = passages_of(there, seen[0].between) if there else ()
        written = b"".join(encode(row) + b"\n" for row in rows)
    except Exception as error:
        return Chunked(found.source, diagnostics=(fault(error, found.source),))
    noticed = tuple(d for one in seen for d in one.diagnostics)
    return Chunked(found.source, written, noticed, *held_in(seen))


def passages(read: Look) -> Iterator[Chunk | Rest]:
    """The passages of a document that was read (`converters.conversion.look`), in reading order, notes last; at the
    end what stands in none.

    Every text of the document is in one passage or in the rest, once.

    >>> from converters.conversion import look
    >>> read = look(b"The General Assembly,\\n\\n1. Requests a report.\\n", "a.txt", Options(validate=False))
    >>> [(row.context, row.text, row.slices[0].start) for row in passages(read) if isinstance(row, Chunk)][1:]
    [('operative paragraph 1, Requests', 'Requests a report.', 26)]
    """
    yield from passages_of((read,))


def passages_of(works: Sequence[Look], between: Blocks = ()) -> Iterator[Chunk | Rest]:
    """The passages of the works of one source (`converters.conversion.looks`), work by work; at the end, once, what of
    the source stands in none of them.

    `between` are the blocks that stand in no work of a volume.  Offsets are those of the whole source.
    """
    first = works[0]
    characters = characters_of(first.data, first.name, first.format)
    remainder = Remainder(characters) if characters else None
    left: list[Left] = []
    for read in works:
        left += yield from _passages(read, remainder)
    if remainder is not None:
        left += remainder.left()
    else:
        left += left_of(between, counts_paragraphs=first.format == "docx")
    yield Rest(first.name, tuple(left))


def _passages(read: Look, remainder: Remainder | None) -> Generator[Chunk, None, tuple[Left, ...]]:
    """The passages of one work, and at the end what stands in none, as far as the remainder of the source does not
    have it.
    """
    document = read.document
    outline = read.outline or Outline(document, read.blocks)
    seen, places = outline.units, outline.locations
    wanted = [unit.kind not in _APART and bool(unit.text.content.strip()) for unit in seen]
    held = slices_of(
        read.blocks,
        document,
        seen,
        wanted,
        source=remainder or "",
        counts_paragraphs=read.format == "docx",
    )
    cited: dict[int, list[CitedPlace]] = {}
    for one in occurrences(document, file=read.name, outline=outline):
        cited.setdefault(one.unit, []).append(_cited(one.link, one.start, one.end))
    asked = _clauses(outline)
    for i, unit in enumerate(seen):
        if not wanted[i]:
            continue
        at = places[i]
        work, symbol = _work(document, seen[at.unit])
        yield Chunk(
            read.name,
            work,
            symbol,
            document.metadata.language,
            unit.eid,
            at.place,
            at.part,
            at.number,
            at.paragraph,
            at.action,
            unit.kind,
            ", ".join(filter(None, (symbol, at.place, _verb(seen, at)))),
            unit.num,
            unit.text.content,
            tuple(cited.get(i, ())),
            tuple(asked.get(i, ())),
            held.texts[i],
            held.numbers[i],
        )
    return held.rest


def _work(document: Document, unit: Unit) -> tuple[str, str]:
    """Address and symbol of the text that a unit is in: the document, or a part of an issue."""
    own = document.parts[int(unit.path[1])].metadata if unit.path[:1] == ("parts",) else document.metadata
    return (str(work_of(own)) if own.number_iri else "", own.symbols[0] if own.symbols else "")


def _verb(seen: Sequence[Unit], at: Location) -> str:
    """The verb as it is printed that says what a paragraph does, for a point that of the paragraph around it."""
    if not at.action:
        return ""
    for i in reversed(chain(seen, at.unit)):
        text = seen[i].text
        if (found := next(iter(text.of(Kind.ACTION)), None)) is not None:
            return text.content[found.start : found.end]
    return ""


def _cited(link: Link, start: int, end: int) -> CitedPlace:
    return CitedPlace(start, end, **{name: getattr(link, name) for name in CITED})


def _clauses(outline: Outline) -> dict[int, list[Clause]]:
    """The clauses that act, by unit.  A clause names its unit by eId and text: several units may share an eId."""
    at: dict[tuple[str, str], int] = {}
    for i, unit in enumerate(outline.units):
        at.setdefault((unit.eid, unit.text.content), i)
    found: dict[int, list[Clause]] = {}
    for row in mandates(outline.document, outline=outline):
        if row.action and (unit_at := at.get((row.eId, row.text))) is not None:
            found.setdefault(unit_at, []).append(_clause(row))
    return found


def _clause(row: Mandate) -> Clause:
    return Clause(
        row.start,
        row.end,
        row.verb,
        row.action,
        row.force,
        row.addressees,
        row.ask,
        row.deliverables,
        row.due,
        row.frequency,
    )
