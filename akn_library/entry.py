"""One document as rows of the library: what is worked out where it is read, so that only the rows travel.

The rows stand in the order of the columns of their tables; ids that the database gives are filled in by
`akn_library.store`.  Units are counted within the file, and the other rows name them by these numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from akn.bodies.adopted import year_known
from akn.bodies.identity import Identity, identity_of
from akn.bodies.symbols import Symbol, parse_symbol
from akn.citing import Occurrence, occurrences, work_in
from akn.clauses import Mandate, mandates
from akn.document import Document, Metadata, Part
from akn.locations import Location
from akn.outline import Outline
from akn.source_map import SourcePlace
from akn.text import LOOKS, Kind, Mark, Text, title_lines
from akn.walk import Unit
from akn.xml.uri import work_of
from akn_library.folding import folded

CHARTER = Identity("un", "act", "", "charter", "")
"""What places in the Charter are places of (profile section 5)."""


class VersionRow(Struct, frozen=True):
    """A version and its work: the identity, the symbol, what the work is an issue or a part of."""

    identity: Identity
    symbol: str
    year: int | None
    work: str  # AKN address
    language: str
    title: str
    adopted: str | None
    facts: tuple[tuple[str, str], ...]
    issue: bool = False


class UnitRow(Struct, frozen=True, gc=False):
    """A unit: `version` and `parent` count within the file, `page` and `line` are where it begins in the source;
    `surface` and `stem` are for the index.
    """

    version: int
    parent: int
    eid: str
    kind: str
    part: str
    place: str
    number: str
    action: str
    text: str
    page: int | None
    line: int | None
    surface: str
    stem: str


class CitationRow(Struct, frozen=True, gc=False):
    """A citation: `unit` is the paragraph, `note` the note that holds the words (-1: none), `cited` what is cited."""

    unit: int
    note: int
    eid: str | None
    start: int
    length: int
    kind: str
    symbol: str
    cited: Identity | None
    fragment: str
    printed_date: str | None
    date: str | None
    how: str
    fragment_to: str | None


class MandateRow(Struct, frozen=True, gc=False):
    """A clause, with those who are asked, what shall be made and by when."""

    unit: int
    clause: int
    start: int
    length: int
    ask_start: int
    ask_length: int
    verb: str
    action: str
    force: str
    recipient: str | None
    frequency: str | None
    expires: str | None
    binding: str
    addressees: tuple[tuple[str, str], ...]
    products: tuple[tuple[str, str], ...]
    dues: tuple[tuple[str, str, int | None, str, str | None, str], ...]


MarkRow = tuple[int, int, int, str, str]
"""Unit, start, length, kind, value."""


class Entry(Struct, frozen=True):
    """All rows of one document; the first version is the whole, those of its parts follow."""

    versions: tuple[VersionRow, ...]
    units: tuple[UnitRow, ...]
    citations: tuple[CitationRow, ...]
    mandates: tuple[MandateRow, ...]
    marks: tuple[MarkRow, ...]


def entry_of(outline: Outline, path: str, *, catalogue: Mapping[str, str] | None = None) -> Entry:
    """The rows of a document that this library made or upgraded; `path` names what nothing printed identifies.

    >>> from converters import convert
    >>> done = convert(b"The General Assembly,\\n\\n1. Welcomes resolution 98/12 of 1 December 2043.\\n")
    >>> entry = entry_of(Outline(done.document), "a.txt")
    >>> [(row.cited.number, row.printed_date) for row in entry.citations]
    [('12', '2043-12-01')]
    """
    document, seen, places = outline.document, outline.units, outline.locations
    language = document.metadata.language
    versions = (
        _version(document, document.metadata, language, path),
        *(_version(part, part.metadata, language, f"{path}#{part.letter}") for part in document.parts),
    )
    owners = [_owner(seen[place.unit]) for place in places]
    found = occurrences(document, catalogue=catalogue, outline=outline)
    sources = outline.sources
    rows = zip(seen, places, owners, strict=True)
    return Entry(
        versions,
        tuple(_unit(unit, place, owner, language, sources.get(unit.eid, ())) for unit, place, owner in rows),
        tuple(_citation(one, seen) for one in found),
        tuple(_mandates(outline)),
        tuple(_marks(seen)),
    )


def _owner(unit: Unit) -> int:
    """The version that a unit belongs to: the whole, or the part of an issue."""
    return int(unit.path[1]) + 1 if unit.path[:1] == ("parts",) else 0


def _version(whole: Document | Part, metadata: Metadata, language: str, path: str) -> VersionRow:
    symbol = next((s for s in map(parse_symbol, metadata.symbols) if s), None)
    if symbol is not None and not symbol.adopted and metadata.kind in ("resolution", "decision"):
        symbol = None if metadata.number_iri and not metadata.number_iri.startswith(symbol.number_iri) else symbol
    identity = identity_of(symbol) if symbol else Identity("", metadata.kind, metadata.session, path, "")
    adopted = metadata.date if metadata.date_name in ("adoption", "voting") else ""
    return VersionRow(
        identity,
        symbol.printed if symbol else "",
        _year(symbol, metadata, adopted),
        str(work_of(metadata, collection=isinstance(whole, Document) and bool(whole.parts))),
        language,
        _title(whole),
        adopted or None,
        tuple(sorted(set(_facts(whole)))),
        isinstance(whole, Document) and bool(whole.parts),
    )


def _year(symbol: Symbol | None, metadata: Metadata, adopted: str) -> int | None:
    year = adopted[:4] or (metadata.date[:4] if metadata.date_name == "adoptionYear" else "")
    year = year or (year_known(symbol) if symbol else "")
    return int(year) if year else None


def _title(whole: Document | Part) -> str:
    lines = [line for line in whole.preface if line.content.strip()]
    if not title_lines(lines):
        return ""  # what stood above the line of adoption was lost
    said = [line.content[m.start : m.end] for line in lines for m in line.of(Kind.DOC_TITLE)]
    return " ".join(" ".join(said or [line.content for line in lines]).split())


_FACTS = {
    Kind.DOC_PROPONENT: "proponent",
    Kind.DOC_COMMITTEE: "committee",
    Kind.DOC_TYPE: "type",
    Kind.SESSION: "session",
    Kind.OUTCOME: "outcome",
}
"""Marks of the cover and the closing lines that tell a fact, and its name."""

_INLINE = {
    "agenda item": "agendaItem",
    "agenda item name": "agendaItemName",
    "originating document": "report",
    "decision type": "decisionType",
    "originalLanguage": "originalLanguage",
}
"""The same for marks that say with a name of their own what they are."""


def _facts(whole: Document | Part) -> Iterator[tuple[str, str]]:
    metadata = whole.metadata
    yield from (("meeting", metadata.meeting),) if metadata.meeting else ()
    yield from (("published", metadata.published),) if metadata.published else ()
    yield from (("symbol", symbol) for symbol in metadata.symbols)
    lines = (*(whole.cover if isinstance(whole, Document) else ()), *whole.preface, *whole.conclusions)
    for line in lines:
        for m in line.marks:
            name = _INLINE.get(m.get("name"), "") if m.kind is Kind.INLINE else _FACTS.get(m.kind, "")
            if name:
                said = m.get("title") or m.get("value") or line.content[m.start : m.end]
                yield name, " ".join(said.split())


def _unit(unit: Unit, at: Location, owner: int, language: str, sources: Sequence[SourcePlace]) -> UnitRow:
    content = unit.text.content
    surface, stem = folded(content, language)
    page, line = (sources[0].page or None, sources[0].line or None) if sources else (None, None)
    return UnitRow(
        owner,
        unit.parent,
        unit.eid,
        unit.kind,
        at.part,
        at.place,
        at.number,
        at.action,
        content,
        page,
        line,
        surface,
        stem,
    )


def _citation(found: Occurrence, seen: Sequence[Unit]) -> CitationRow:
    link = found.link
    target = link.target.split()
    cited = _cited(link.cited, target)
    held = seen[found.unit]
    return CitationRow(
        found.paragraph,
        found.unit if found.unit != found.paragraph else -1,
        link.eid if link.eid != held.eid else None,
        found.start,
        found.end - found.start,
        link.kind,
        link.cited if cited else "",
        cited,
        fragment_in(target[0]) if target else "",
        link.printed_date or None,
        link.date or None,
        link.how,
        fragment_in(target[-1]) if len(target) > 1 else None,
    )


def fragment_in(address: str) -> str:
    """The eId of the place that an address names: of an annex alone that of the annex; empty for a work.

    >>> fragment_in("/akn/un/statement/deliberation/unga/2043-12-01/98-12/!annex_2")
    'att_2'
    """
    before, _, fragment = address.partition("#")
    if fragment or address.startswith("#"):
        return fragment
    component = before.partition("/!")[2]
    return component.replace("annex_", "att_", 1) if component.startswith("annex_") else ""


def _cited(symbol: str, target: Sequence[str]) -> Identity | None:
    known = parse_symbol(symbol) if symbol and "|" not in symbol else None
    if known is not None:
        return identity_of(known)
    work = work_in(target[0]) if target else None
    return CHARTER if work is not None and work.doc_type == "act" and work.number == CHARTER.number else None


def _mandates(outline: Outline) -> Iterator[MandateRow]:
    """The clauses that act.  A clause names its unit by eId and text: several units may share an eId."""
    at: dict[tuple[str, str], int] = {}
    for i, unit in enumerate(outline.units):
        at.setdefault((unit.eid, unit.text.content), i)
    for row in mandates(outline.document, outline=outline):
        if row.action and (row.eId, row.text) in at:
            yield _mandate(row, at[row.eId, row.text])


def _mandate(row: Mandate, unit: int) -> MandateRow:
    ask = row.text.find(row.ask, row.start) if row.ask else row.end
    return MandateRow(
        unit,
        row.clause,
        row.start,
        row.end - row.start,
        max(ask, row.start),
        len(row.ask) if ask >= 0 else 0,
        row.verb,
        row.action,
        row.force,
        row.recipient.key or row.recipient.text if row.recipient else None,
        row.frequency or None,
        row.expires or None,
        row.binding,
        tuple((a.key, a.text) for a in row.addressees),
        tuple((d.kind, d.text) for d in row.deliverables if d.asked),
        tuple((d.kind, d.value, d.year, d.text, d.date or None, d.role) for d in row.dates),
    )


_STORED_APART = frozenset({Kind.ACTION, Kind.REF, Kind.RREF, Kind.MREF, Kind.NOTE, Kind.BREAK, Kind.LINK, *LOOKS})
_UNNAMED = frozenset({Kind.SPAN, Kind.QUOTED, Kind.OMISSIS, Kind.FOREIGN})


def _marks(seen: Sequence[Unit]) -> Iterator[MarkRow]:
    """What was found in texts besides actions, citations and calls of notes: dates, entities, quantities, titles."""
    for i, unit in enumerate(seen):
        for m in _others(unit.text):
            value = m.get("date") or m.get("normalized") or m.get("value") or m.get("refersTo").removeprefix("#")
            yield i, m.start, m.end - m.start, m.kind.value, value or m.get("name")


def _others(text: Text) -> list[Mark]:
    return [m for m in text.marks if m.kind not in _STORED_APART and m.kind not in _UNNAMED]
