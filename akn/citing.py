"""The table of citations of a document: what is cited where, what it points at, and how that was told (`akn.links`).

Works on any AKN document that `akn.read` reads, ours or the published ones: the text is recognised anew, so the table
also holds what has no address (treaty volumes, "the Tunis Agenda", numbers that stay open), and says for each
reference where its date comes from.  References that the file has and the text alone would not give are listed too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from akn.bodies.symbols import parse_symbol, work_uri
from akn.catalogue import work_in
from akn.document import Document
from akn.errors import UsageError
from akn.inline.context import Citation, Context
from akn.inline.resolve import citations, recognise
from akn.languages import load
from akn.languages.shape import Language
from akn.text import Kind, Text
from akn.walk import Place, text_paths, with_texts
from akn.xml.eids import Path, identify
from akn.xml.uri import UNKNOWN_DATE, work_of

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
    found = _recognised(document, catalogue or {})
    eids = identify(document).eids
    rows: list[tuple[int, int, Link]] = []
    by_place: dict[tuple[Path, int, int], Citation] = {(c.path, c.start, c.end): c for c in found}
    listed: set[tuple[Path, int, int]] = set()
    order: dict[Path, int] = {}
    for i, (path, text) in enumerate(text_paths(document)):
        order[path] = i
        for j, m in enumerate(text.marks):
            if m.kind not in (Kind.REF, Kind.RREF):
                continue
            place = (path, m.start, m.end)
            listed.add(place)
            target = m.get("href") or f"{m.get('from')} {m.get('upTo')}"
            eid = eids.get((*path, j)) or _enclosing(path, eids)
            known = by_place.get(place)
            printed = text.content[m.start : m.end]
            if known and known.target == target:
                row = Link(file, eid, printed, known.kind, known.symbol, target, known.date, known.how)
            else:
                row = Link(file, eid, printed, _kind_of(target), known.symbol if known else "", target, "", "marked")
            rows.append((i, m.start, row))
    for c in found:
        if (c.path, c.start, c.end) not in listed:
            eid = _enclosing(c.path, eids)
            rows.append((order[c.path], c.start, Link(file, eid, c.text, c.kind, c.symbol, c.target, c.date, c.how)))
    paths = {i: path for path, i in order.items()}
    citing = {path[:2]: _citing(document, path) for path in order}
    return tuple(replace(row, **citing[paths[i][:2]]) for i, _, row in sorted(rows, key=lambda r: r[:2]))


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
    """What the text of the document cites, its references set aside."""
    language = _language(document)
    if language is None:
        return ()
    metadata = document.metadata
    context = Context(
        language,
        actor=metadata.actor,
        session=metadata.session,
        number=metadata.number,
        date=f"{metadata.date[:4]}-12-31" if metadata.date_name == "adoptionYear" else metadata.date,
        catalogue=catalogue,
    )

    def again(text: Text, place: Place) -> Text:
        return recognise(text.without(*_REFERENCES), context.at(place))

    return citations(with_texts(document, again), context)


def _language(document: Document) -> Language | None:
    try:
        return load(document.metadata.language)
    except UsageError:
        return None


def _enclosing(path: Path, eids: Mapping[Path, str]) -> str:
    """The eId of the innermost unit that a text stands in."""
    for size in range(len(path), 0, -1):
        if path[:size] in eids:
            return eids[path[:size]]
    return ""


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


def as_tsv(rows: Iterable[Link], *, header: bool = True) -> str:
    """The table with tabs between the columns, the names of the columns first.

    >>> as_tsv([Link("a.xml", "para_1__ref_1", "98/12", "resolution")], header=False).split("\\t")[:4]
    ['a.xml', 'para_1__ref_1', '98/12', 'resolution']
    """
    lines = ["\t".join(COLUMNS)] if header else []
    lines += ["\t".join(" ".join(value.split()) for value in as_dict(row).values()) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def as_json_lines(rows: Iterable[Link]) -> str:
    """The table as one JSON object a line."""
    return "".join(json.dumps(as_dict(row), ensure_ascii=False) + "\n" for row in rows)
