"""The table of citations of a document: what is cited where, what it points at, and how that was told (`akn.links`).

Works on any AKN document that `akn.read` reads, ours or the published ones: the text is recognised anew, so the table
also holds what has no address (treaty volumes, "the Tunis Agenda", numbers that stay open), and says for each
reference where its date comes from.  References that the file has and the text alone would not give are listed too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from akn.bodies.symbols import fits, parse_symbol, symbol_of, work_uri
from akn.document import Document
from akn.errors import UsageError
from akn.inline.context import Citation, Context
from akn.inline.recognise import recognise
from akn.inline.resolve import citations
from akn.languages import load
from akn.text import Kind, Text
from akn.walk import Place, text_paths, with_texts
from akn.xml.eids import Path, identify
from akn.xml.names import ADOPTED
from akn.xml.uri import UNKNOWN_DATE, WorkUri, parse_uri, work_of

if TYPE_CHECKING:
    pass


_REFERENCES = (Kind.REF, Kind.RREF, Kind.MREF)


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the table.

    `file` is what the caller calls the document, `eid` the eId of the reference or, where there is none, of the unit
    that it stands in.  `text` is what is printed; `kind` resolution, decision, presidentialStatement,
    resolutionDraft, document, passage, charter, internal, treaty or back.  `symbol` is the symbol in full, `target`
    the IRI or local reference (both ends of a range, a blank between), empty if there is none.  `date` is the date of
    the target.  `how`: printed, file, catalogue, year, unknown date (where the date comes from); cited, local, fixed,
    back (a place in something known); marked (the file says so); or ambiguous, contradicted, foreign, unknown,
    dangling, unnamed (why there is no target).  `citing_symbol`, `citing_work` (the AKN address), `citing_session` and
    `citing_date` (of adoption) are those of the text that cites.
    """

    file: str
    eid: str
    text: str
    kind: str
    symbol: str = ""
    target: str = ""
    date: str = ""
    how: str = ""
    citing_symbol: str = ""
    citing_work: str = ""
    citing_session: str = ""
    citing_date: str = ""


COLUMNS = tuple(field.name for field in fields(Link))


def links(document: Document, *, catalogue: Mapping[str, str] | None = None, file: str = "") -> tuple[Link, ...]:
    """The citations of a document in reading order, notes last; `catalogue` maps symbols to dates of adoption."""
    found: dict[Path, list[Citation]] = {}
    for c in _recognised(document, catalogue or {}):
        found.setdefault(c.path, []).append(c)
    eids = identify(document).eids
    rows: list[Link] = []
    for path, text in text_paths(document):
        around = next((eids[path[:size]] for size in range(len(path), 0, -1) if path[:size] in eids), "")
        known = {(c.start, c.end): c for c in found.get(path, ())}
        here: list[tuple[int, Link]] = []
        linked = set()
        for j, m in enumerate(text.marks):
            if m.kind in (Kind.REF, Kind.RREF):
                linked.add((m.start, m.end))
                target = m.get("href") or f"{m.get('from')} {m.get('upTo')}"
                row = Link(file, eids.get((*path, j), around), text.content[m.start : m.end], _kind_of(target))
                row = replace(row, target=target, how="marked")
                if cited := known.get((m.start, m.end)):
                    row = replace(row, symbol=cited.symbol)
                    if cited.target == target:
                        row = replace(row, kind=cited.kind, date=cited.date, how=cited.how)
                here.append((m.start, row))
        for c in found.get(path, ()):
            if (c.start, c.end) not in linked:
                here.append((c.start, Link(file, around, c.text, c.kind, c.symbol, c.target, c.date, c.how)))
        rows += [replace(row, **_citing(document, path)) for _, row in sorted(here, key=itemgetter(0))]
    return tuple(rows)


def _citing(document: Document, path: Path) -> dict[str, str]:
    """What a row says of the text that cites: of the part of an issue, where the place is in one."""
    part = document.parts[int(path[1])] if path[:1] == ("parts",) else document
    metadata = part.metadata
    adopted = metadata.date if metadata.date_name in ("adoption", "voting") else ""
    return {
        "citing_symbol": metadata.symbols[0] if metadata.symbols else "",
        "citing_work": str(work_of(metadata)) if metadata.number_iri else "",
        "citing_session": metadata.session,
        "citing_date": adopted,
    }


def joined(rows: Sequence[Link], catalogue: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """The rows of several documents with one address a work: the date that one row or the catalogue knows is used by
    all, also by those whose text gave the year alone.

    >>> work = "/akn/un/statement/deliberation/unga"
    >>> rows = [Link("a", "", "98/7", "resolution", target=f"{work}/2043-12-03/98-7")]
    >>> rows += [Link("b", "", "98/7", "resolution", target=f"{work}/2043/98-7", how="year")]
    >>> [(row.target == rows[0].target, row.date) for row in joined(rows)]
    [(True, ''), (True, '2043-12-03')]
    """
    known: dict[tuple[str, ...], str] = {}
    for symbol, date in (catalogue or {}).items():
        if parsed := parse_symbol(symbol):
            known[work_uri(parsed, date).identity] = date
    addresses = (address for row in rows for address in (row.citing_work, *row.target.split()))
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


def _recognised(document: Document, catalogue: Mapping[str, str]) -> tuple[Citation, ...]:
    """What the text of the document cites, its references set aside; nothing in a language without a file."""
    try:
        language = load(document.metadata.language)
    except UsageError:
        return ()
    context = Context.of(document.metadata, language, catalogue=catalogue)

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

    >>> as_tsv([Link("a.xml", "para_1__ref_1", "98/12", "resolution")]).splitlines()[1].split("\\t")[:4]
    ['a.xml', 'para_1__ref_1', '98/12', 'resolution']
    """
    lines = ["\t".join(" ".join(value.split()) for value in as_dict(row).values()) for row in rows]
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *lines))


def as_json_lines(rows: Iterable[Link]) -> str:
    """The table as one JSON object a line."""
    return "".join(json.dumps(as_dict(row), ensure_ascii=False) + "\n" for row in rows)


@lru_cache(maxsize=8192)
def work_in(address: str) -> WorkUri | None:
    """The work that an AKN address lies in, None if it is no such address."""
    uri = parse_uri(address)
    return uri.work if uri is not None else None


@lru_cache(maxsize=8192)
def symbol_to(work: WorkUri, printed: str = "") -> str:
    """The symbol of a work as printed in full, empty if its IRI and the words that cite it do not tell one.

    >>> symbol_to(work_in("/akn/un/documentCollection/publication/unga/2044/A-99-310"))
    'A/99/310'
    """
    if work.doc_type == "statement":
        found = [s for kind in ADOPTED if (s := symbol_of(work, kind))]
        fitting = [s for s in found if not work.date[4:] or work.date == UNKNOWN_DATE or fits(s, work.date)]
        return (fitting or found)[0].printed if found else ""
    if work.doc_type != "documentCollection":
        return ""
    for text in (printed, work.number.replace("-", "/").replace("_", " ")):
        symbol = parse_symbol(text.strip()) if text else None
        if symbol and work.number in (symbol.number_iri, symbol.printed.replace("/", "-").replace(" ", "_")):
            return symbol.printed
    return ""
