"""The versions of one work in several languages side by side: rows of units, and where one language stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from akn.compare.evidence import Version, version
from akn.compare.findings import Finding, find
from akn.compare.order import Members
from akn.compare.rows import build_rows
from akn.document import Document
from akn.errors import UsageError
from akn.outline import Unit


class Row(Struct, frozen=True):
    """Units that belong together.

    `key` names the row within the work: the eId of its unit in the first language that has one, with a number after
    it where several rows are parts of one element (lines, rows of a table).  `units` are by language.
    """

    key: str
    units: Mapping[str, Unit]


class Concordance(Struct, frozen=True):
    """The versions of a work side by side; `languages` in the order of the columns, the first one to compare with.

    `documents` are the versions, in this order.
    """

    work: str
    languages: tuple[str, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]


def work_of(document: Document) -> tuple[str, str, str]:
    """What a document shares with its versions in other languages: kind, actor and number.

    Where the number is not known, the symbol stands for it.
    """
    meta = document.metadata
    number = meta.number_iri or next(iter(meta.symbols), "")
    return meta.kind, meta.actor, number


def concord(documents: Iterable[Document], files: Iterable[str] = (), *, first: str = "") -> Concordance:
    """The versions side by side, with findings.

    `files` are their names, for messages.  `first` is the language that the others are compared with where there is no
    majority; without it the language that most languages fall back on, else the first in the alphabet.
    Raises UsageError for fewer than two documents, for two in one language, and for an unknown language.

    >>> from akn.document import Metadata, Operative
    >>> from akn.text import Text
    >>> one = Document(Metadata(language="eng"), body=(Operative("1.", (Text("Requests 5 reports by 2044;"),)),))
    >>> two = Document(Metadata(language="fra"), body=(Operative("1.", (Text("Prie de faire 6 rapports en 2044 ;"),)),))
    >>> found = concord([one, two])
    >>> [(f.kind, f.key, f.languages, f.expected) for f in found.findings]
    [('number', 'para_1', {'fra': '6'}, '5')]
    """
    names = list(files)
    seen = [version(d, names[i] if i < len(names) else "") for i, d in enumerate(documents)]
    return concord_versions(seen, first=first)


def concord_versions(versions: Sequence[Version], *, first: str = "") -> Concordance:
    """The same for versions whose evidence is known already (`akn.compare.evidence.version`)."""
    if len(versions) < 2:
        raise UsageError("a concordance needs two versions of a work or more")
    twice = [code for code, n in Counter(v.language.code for v in versions).items() if n > 1]
    if twice:
        raise UsageError(f"two versions are in one language ({twice[0]})")
    versions = _ordered(versions, first)
    made, swapped = build_rows(versions)
    rows = _named(made, versions)
    return Concordance(
        _name(versions[0]),
        tuple(v.language.code for v in versions),
        tuple(Row(key, _units(members, versions)) for key, members in rows),
        tuple(find(rows, versions, swapped)),
        tuple(v.document for v in versions),
    )


def _ordered(versions: Sequence[Version], first: str) -> list[Version]:
    """The versions in the order of their codes, the one to compare with first."""
    ordered = sorted(versions, key=lambda v: v.language.code)
    codes = [v.language.code for v in ordered]
    fallbacks = Counter(v.language.fallback for v in ordered if v.language.fallback in codes)
    chosen = first if first in codes else max(codes, key=lambda c: (fallbacks[c], -codes.index(c)))
    return sorted(ordered, key=lambda v: v.language.code != chosen)


def _named(rows: Sequence[Members], versions: Sequence[Version]) -> list[tuple[str, Members]]:
    """The rows with their keys."""
    named: list[tuple[str, Members]] = []
    taken: Counter[str] = Counter()
    for members in rows:
        v = next(v for v in versions if v.language.code in members)
        eid = v.seen[members[v.language.code]].unit.eid or v.seen[members[v.language.code]].unit.kind
        taken[eid] += 1
        named.append((eid if taken[eid] == 1 else f"{eid}.{taken[eid]}", members))
    return named


def _units(members: Members, versions: Sequence[Version]) -> dict[str, Unit]:
    return {v.language.code: v.seen[members[v.language.code]].unit for v in versions if v.language.code in members}


def _name(first: Version) -> str:
    """The address of the work, as FRBRWork has it."""
    from akn.xml import uri

    return str(uri.work_of(first.document.metadata))


def as_json(concordance: Concordance) -> bytes:
    """The concordance as one JSON object in one line: work, languages, rows and findings."""
    made = {
        "work": concordance.work,
        "languages": list(concordance.languages),
        "rows": [{"key": row.key, "units": {code: u.eid for code, u in row.units.items()}} for row in concordance.rows],
        "findings": concordance.findings,
    }
    return msgspec.json.encode(made) + b"\n"
