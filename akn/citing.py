"""The table of citations of a document: what is cited where, what it points at, and how that was told (`akn.links`).

Works on any AKN document that `akn.read` reads, ours or the published ones: the text is recognised anew, so the table
also holds what has no address (treaty volumes, "the Tunis Agenda", numbers that stay open), and says for each
reference where its date comes from.  References that the file has and the text alone would not give are listed too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType

from msgspec import Struct

from akn.bodies.symbols import fits, parse_symbol, symbol_of, where_unsaid, work_uri
from akn.document import Document
from akn.errors import UsageError
from akn.inline.context import Citation, CitationsRead, Context
from akn.inline.lexicon import lexicon
from akn.inline.recognise import offered_links, recognise
from akn.inline.resolve import citations
from akn.languages import load
from akn.languages.view import fold
from akn.locations import Location
from akn.outline import Outline
from akn.text import Kind, Text
from akn.walk import Place, Unit, text_paths, with_texts
from akn.xml.elements import Path
from akn.xml.names import ADOPTED
from akn.xml.uri import UNKNOWN_DATE, WorkUri, parse_uri, work_of

_REFERENCES = (Kind.REF, Kind.RREF, Kind.MREF)


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the table.

    Where it stands: `file` is what the caller calls the document; `work` (the AKN address), `symbol`, `session` and
    `adopted` (the day) are those of the text that cites, `language` its language.  `eid` is the eId of the reference
    or, where there is none, of the unit that it stands in; `place`, `part`, `number`, `paragraph` and `action` tell the
    paragraph, of a note the one that calls it (`akn.locations.Location`).

    What is cited: `text` is what is printed; `kind` what it is (docs/citations.md has the table), or link: what a
    recogniser of another package marked as one.  `cited` is the symbol in full (of a number that stays open its
    readings, `|` between), `target` the IRI or local reference (both ends of a range, a blank between), empty if there
    is none.  `date` is the date of the target, `printed_date` the one that is printed with it, right or wrong.
    `how`: printed, file, catalogue, year, unknown date (where the date comes from); cited, local, fixed, back (a place
    in something known); marked (the file says so); or ambiguous, contradicted, foreign, unknown, dangling, unnamed
    (why there is no target).
    """

    file: str = ""
    work: str = ""
    symbol: str = ""
    session: str = ""
    adopted: str = ""
    language: str = ""
    eid: str = ""
    place: str = ""
    part: str = ""
    number: str = ""
    paragraph: str = ""
    action: str = ""
    text: str = ""
    kind: str = ""
    cited: str = ""
    target: str = ""
    date: str = ""
    printed_date: str = ""
    how: str = ""


COLUMNS = tuple(field.name for field in fields(Link))
CITED = COLUMNS[COLUMNS.index("text") :]
"""The columns that say what is cited; those before them say where."""


class Occurrence(Struct, frozen=True):
    """A citation where it stands: its row, the unit whose text holds it (index and offsets there), and the unit of the
    paragraph, which for a note is the one that calls it.
    """

    link: Link
    unit: int
    start: int
    end: int
    paragraph: int


def links(document: Document, *, catalogue: Mapping[str, str] | None = None, file: str = "") -> tuple[Link, ...]:
    """The citations of a document in reading order, notes last; `catalogue` maps symbols to dates of adoption."""
    return tuple(found.link for found in occurrences(document, catalogue=catalogue, file=file))


def occurrences(
    document: Document,
    *,
    catalogue: Mapping[str, str] | None = None,
    file: str = "",
    outline: Outline | None = None,
) -> tuple[Occurrence, ...]:
    """The citations of a document with the units that they stand in, in reading order, notes last.

    `outline` is that of the document, where the caller has one.
    """
    found: dict[Path, list[Citation]] = {}
    context = context_of(document, catalogue or {})
    outline = outline or Outline(document)
    for c in _citations(document, context, outline.cited) if context else ():
        found.setdefault(c.path, []).append(c)
    table = _Table(document, file, outline.identifiers.eids, outline.units, outline.locations)
    made: list[Occurrence] = []
    for path, text, place in text_paths(document):
        offered = offered_links(text, context.at(place)) if context else frozenset()
        if known := list(_known(text, found.get(path, ()), offered)):
            made += table.rows(path, text, known)
    return tuple(made)


def _known(
    text: Text, found: Sequence[Citation], offered: Set[tuple[int, int]]
) -> Iterator[tuple[int, int, int, Link]]:
    """The references of a text: start, end, the index of the mark (-1 if there is none), and what is cited; `offered`
    are the links that count as references, by start and end.
    """
    by_place = {(c.start, c.end): c for c in found}
    marked = set()
    for j, m in enumerate(text.marks):
        if m.kind in (Kind.REF, Kind.RREF):
            marked.add((m.start, m.end))
            target = m.get("href") or f"{m.get('from')} {m.get('upTo')}"
            c = by_place.get((m.start, m.end))
            if c is not None and c.target == target:
                yield m.start, m.end, j, _row(c)
            else:
                row = Link(text=text.content[m.start : m.end], kind=_kind_of(target), target=target, how="marked")
                dated = (c.symbol, c.printed_date) if c is not None else ("", "")
                yield m.start, m.end, j, replace(row, cited=dated[0], printed_date=dated[1])
        elif m.kind is Kind.LINK and (m.start, m.end) in offered:
            printed, target = text.content[m.start : m.end], m.get("href")
            yield m.start, m.end, j, Link(text=printed, kind="link", target=target, how="marked")
    for c in found:
        if (c.start, c.end) not in marked:
            yield c.start, c.end, -1, _row(c)


def _row(c: Citation) -> Link:
    return Link(
        text=c.text, kind=c.kind, cited=c.symbol, target=c.target, date=c.date, printed_date=c.printed_date, how=c.how
    )


class _Table:
    """Makes rows of what the texts of a document cite."""

    def __init__(
        self,
        document: Document,
        file: str,
        eids: Mapping[Path, str],
        seen: Sequence[Unit],
        places: Sequence[Location],
    ) -> None:
        self._document = document
        self._file = file
        self._eids = eids
        self._seen = seen
        self._places = places
        self._unit_at = {unit.text_path: i for i, unit in enumerate(seen)}
        self._reached: dict[int, int] = {}  # where the next of several texts of a unit begins at the earliest

    def rows(self, path: Path, text: Text, known: list[tuple[int, int, int, Link]]) -> Iterator[Occurrence]:
        """The rows of what a text cites, in order."""
        eids, sizes = self._eids, range(len(path), 0, -1)
        around = next((eids[path[:size]] for size in sizes if path[:size] in eids), "")
        unit = next(self._unit_at[path[:size]] for size in sizes if path[:size] in self._unit_at)
        at = self._seen[unit].text.content.find(text.content, self._reached.get(unit, 0))
        self._reached[unit] = at + len(text.content)
        location = self._places[unit]
        citing = self._citing(self._seen[location.unit].path)
        # a place in a decision has the address of one in a resolution: what its words say is known of the whole
        named = {
            work.identity: row.cited
            for *_, row in known
            if row.cited and (work := work_in(row.target)) and row.kind in ADOPTED
        }
        for start, end, mark, row in sorted(known, key=itemgetter(0)):
            works = [work for work in map(work_in, row.target.split()) if work]
            symbols = (named.get(work.identity) or symbol_to(work, row.text) for work in works)
            cited = row.cited or next(filter(None, symbols), "")
            link = replace(
                row,
                file=self._file,
                **citing,
                eid=eids.get((*path, mark), around) if mark >= 0 else around,
                place=location.place,
                part=location.part,
                number=location.number,
                paragraph=location.paragraph,
                action=location.action,
                cited=cited,
            )
            yield Occurrence(link, unit, at + start, at + end, location.unit)

    def _citing(self, path: Path) -> dict[str, str]:
        """What a row says of the text that cites: of the part of an issue, where the place is in one."""
        whole = self._document.metadata
        metadata = self._document.parts[int(path[1])].metadata if path[:1] == ("parts",) else whole
        adopted = metadata.date if metadata.date_name in ("adoption", "voting") else ""
        return {
            "work": str(work_of(metadata)) if metadata.number_iri else "",
            "symbol": metadata.symbols[0] if metadata.symbols else "",
            "session": metadata.session,
            "adopted": adopted,
            "language": whole.language,
        }


def joined(rows: Sequence[Link], catalogue: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """The rows of several documents with one address a work: the date that one row or the catalogue knows is used by
    all, also by those whose text gave the year alone.

    >>> work = "/akn/un/statement/deliberation/unga"
    >>> rows = [Link("a", text="98/7", target=f"{work}/2043-12-03/98-7")]
    >>> rows += [Link("b", text="98/7", target=f"{work}/2043/98-7", how="year")]
    >>> [(row.target == rows[0].target, row.date) for row in joined(rows)]
    [(True, ''), (True, '2043-12-03')]
    """
    known: dict[tuple[str, ...], str] = {}
    for symbol, date in (catalogue or {}).items():
        if parsed := parse_symbol(symbol):
            known[work_uri(parsed, date).identity] = date
    addresses = (address for row in rows for address in (row.work, *row.target.split()))
    for work in map(work_in, dict.fromkeys(addresses)):
        if work and work.date != UNKNOWN_DATE and len(work.date) > len(known.get(work.identity, "")):
            known[work.identity] = work.date
    return tuple(_dated(row, known) for row in rows)


def _dated(row: Link, known: Mapping[tuple[str, ...], str]) -> Link:
    """The row with the dates that are known in the addresses of its target."""
    made, date = [], ""
    for address in row.target.split():
        work = work_in(address)
        better = known.get(work.identity, "") if work else ""
        if work and better and (work.date == UNKNOWN_DATE or len(better) > len(work.date)):
            address, date = address.replace(f"/{work.date}/", f"/{better}/", 1), better
        made.append(address)
    return replace(row, target=" ".join(made), date=date, how="catalogue") if date else row


def context_of(document: Document, catalogue: Mapping[str, str] = MappingProxyType({})) -> Context | None:
    """What the recognisers are told of a document; None in a language without a file."""
    try:
        language = load(document.metadata.language)
    except UsageError:
        return None
    return Context.of(document.metadata, language, catalogue=catalogue)


def _citations(document: Document, context: Context, cited: CitationsRead | None) -> tuple[Citation, ...]:
    """What the text of the document cites: as a parser found it, if it read the words as we would, else found anew."""
    return cited.citations if cited is not None and cited.is_of(context) else _recognised(document, context)


def _recognised(document: Document, context: Context) -> tuple[Citation, ...]:
    """What the text of the document cites, its references set aside."""

    def again(text: Text, place: Place) -> Text:
        return recognise(text.without(*_REFERENCES), context.at(place))

    return citations(with_texts(document, again), context)


def _kind_of(target: str) -> str:
    """What a reference is by its address alone."""
    if target.startswith("#"):
        return "internal"
    if "/act/" in target:
        return "charter"
    if "#" in target or "/!" in target:
        return "passage"
    return "document" if "/documentCollection/" in target else "resolution"


def as_dict(row: Link) -> dict[str, str]:
    """The row by the names of its columns."""
    return {name: getattr(row, name) for name in COLUMNS}


def as_tsv(rows: Iterable[Link]) -> str:
    """The table with tabs between the columns, the names of the columns first.

    >>> as_tsv([Link("a.xml", eid="para_1__ref_1", text="98/12")]).splitlines()[1].split("\\t")[:7]
    ['a.xml', '', '', '', '', '', 'para_1__ref_1']
    """
    lines = ["\t".join(" ".join(value.split()) for value in as_dict(row).values()) for row in rows]
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *lines))


def as_json_lines(rows: Iterable[Link]) -> str:
    """The table as one JSON object a line."""
    return "".join(json.dumps(as_dict(row), ensure_ascii=False) + "\n" for row in rows)


@lru_cache(maxsize=1024)
def work_in(address: str) -> WorkUri | None:
    """The work that an AKN address lies in, None if it is no such address."""
    uri = parse_uri(address)
    return uri.work if uri is not None else None


def said_kinds(text: Text, context: Context) -> dict[tuple[int, int], str]:
    """What a text calls the resolutions and decisions that it cites, by the start and the end of the references to them
    and to places in them ("paragraph 2 of decision 76/407"); empty where all are what their numbers are without a word.

    >>> from akn.document import Metadata
    >>> context = Context.of(Metadata(actor="unga"), load("eng"))
    >>> said_kinds(Text("Recalling its decision 98/407 and its resolution 98/7,"), context)
    {(23, 29): 'decision', (49, 53): 'resolution'}
    """
    marks = [(m, work_in(m.get("href") or m.get("from"))) for m in text.marks if m.kind in _REFERENCES]
    works = [(m.start, m.end, work) for m, work in marks if work]
    symbols = {parse_symbol(symbol_to(work, text.content[start:end])) for start, end, work in works}
    noun = lexicon(context.language, "decision")
    if not any(s and s.kind == "decision" for s in symbols) and not noun.may_stand_in(fold(text.content).content):
        return {}
    found = recognise(text.without(*_REFERENCES), context).of(Kind.REF)
    readings = ((m, parse_symbol(m.get("cite").partition("|")[0])) for m in found if m.get("cite"))
    said = {(m.start, m.end): s.kind for m, s in readings if s and s.kind in ADOPTED}
    named = {work.identity: said[start, end] for start, end, work in works if (start, end) in said}
    return {(start, end): named[work.identity] for start, end, work in works if work.identity in named} | said


@lru_cache(maxsize=1024)
def symbol_to(work: WorkUri, printed: str = "", kind: str = "") -> str:
    """The symbol of a work as printed in full, empty if its IRI and the words that cite it do not tell one.

    The IRI of a decision is that of a resolution with its number (R-059): `kind` is what the words say (`said_kinds`);
    where they do not, the symbol in full among the words that cite it, or the range of its number (`where_unsaid`).

    >>> symbol_to(work_in("/akn/un/documentCollection/publication/unga/2044/A-99-310"))
    'A/99/310'
    >>> work = work_in("/akn/un/statement/deliberation/unga/2044-12-09/99-7")
    >>> symbol_to(work), symbol_to(work, kind="decision")
    ('A/RES/99/7', 'A/DEC/99/7')
    """
    if work.doc_type == "statement":
        return _symbol_to_adopted(work, printed, kind)
    if work.doc_type != "documentCollection":
        return ""
    for text in (printed, work.number.replace("-", "/").replace("_", " ")):
        symbol = parse_symbol(text.strip()) if text else None
        if symbol and work.number in (symbol.number_iri, symbol.printed.replace("/", "-").replace(" ", "_")):
            return symbol.printed
    return ""


def _symbol_to_adopted(work: WorkUri, printed: str, kind: str) -> str:
    """The symbol of a resolution or decision (`symbol_to`)."""
    if kind and (said := symbol_of(work, kind)):
        return said.printed
    if (full := parse_symbol(printed.strip())) and full.adopted and work_uri(full).identity == work.identity:
        return full.printed
    first = ""
    for s in (where_unsaid(s) for kind in ADOPTED if (s := symbol_of(work, kind))):
        if not work.date[4:] or work.date == UNKNOWN_DATE or fits(s, work.date):
            return s.printed
        first = first or s.printed
    return first
