"""The catalogue of a library: a record a text, with all that its files say of it, and what is absent or there twice."""

from __future__ import annotations

import posixpath
import sqlite3
from collections.abc import Container, Iterator
from urllib.parse import quote

from msgspec import Struct

from akn.bodies import load as load_body
from akn.languages import load, working
from akn_library.standing import differ, rivals_in
from converters.links import address_of


class Address(Struct, frozen=True):
    """Where a text is on the web in a language (BCP 47): `official` on the site of its body, `own` on another."""

    language: str
    official: str
    own: str


class Record(Struct, frozen=True):
    """A text: its identity, its titles by language (ISO 639-2/T), days (YYYY-MM-DD), and what the covers say of it.

    `number` is printed within its session; `adopted` and `published` are empty where nothing says them, `year` is None
    then, too.  `agenda_item`, `report` and `sponsors` are as printed, in the first language of English, French and the
    others that says them.  `languages` are in the order of their codes, `files` the paths in that order.
    """

    symbol: str
    body: str
    authority: str
    kind: str
    session: str
    number: str
    part: str
    titles: dict[str, str]
    adopted: str
    year: int | None
    published: str
    agenda_item: str
    report: str
    sponsors: tuple[str, ...]
    languages: tuple[str, ...]
    files: tuple[str, ...]
    addresses: tuple[Address, ...]
    work: str

    @property
    def title(self) -> str:
        """The title in the first language that is preferred (`akn.languages.working`), else the first by its code."""
        return next((self.titles[code] for code in (*working(), *self.titles) if self.titles.get(code)), "")

    @property
    def name(self) -> str:
        """What identifies the record: the symbol, else the first file."""
        return self.symbol or next(iter(self.files), self.work)

    @property
    def url(self) -> str:
        """An address of the text in the language of its title; empty if there is none."""
        of_title = next((load(c).tag for c in (*working(), *self.titles) if self.titles.get(c)), "")
        found = sorted(self.addresses, key=lambda a: a.language != of_title)
        return next((a.own or a.official for a in found if a.own or a.official), "")


_RECORDS = """
SELECT work.id, work.symbol, work.body, work.kind, work.session, work.number, work.part, coalesce(work.adopted, ''),
  work.year, work.iri
FROM work
WHERE EXISTS (SELECT 1 FROM version JOIN file ON file.id = version.file
  WHERE version.work = work.id AND (:foreign OR file.status <> 'foreign')) AND (work.body = :body OR :body = '')
ORDER BY work.body, work.kind, CAST(work.session AS INTEGER), work.session, CAST(work.number AS INTEGER), work.number,
  work.part
"""

_VERSIONS = """
SELECT version.id, version.language, version.title, file.path FROM version JOIN file ON file.id = version.file
WHERE version.work = ? ORDER BY version.language, file.path
"""


def records(db: sqlite3.Connection, body: str = "", base_url: str = "", *, foreign: bool = False) -> Iterator[Record]:
    """The texts of a library, in the order of bodies, sessions and numbers; `base_url` is the address of a site that
    `akn publish` made of the same files; `foreign` has those of files that hold no resolution, too.
    """
    for at, symbol, of, kind, session, number, part, adopted, year, iri in db.execute(
        _RECORDS, {"body": body, "foreign": foreign}
    ):
        versions = db.execute(_VERSIONS, (at,)).fetchall()
        facts = _facts(db, at)
        titles: dict[str, str] = {}
        for _, language, title, _ in versions:
            if title and title != part:
                titles.setdefault(language, title)
        if part and titles.keys() < {language for _, language, _, _ in versions}:
            titles = dict(sorted((_titles_of_issue(db, at) | titles).items()))
        numbered = "/" not in number  # of a text that nothing printed identifies it is the path
        yield Record(
            symbol,
            of,
            load_body(of).organ.label if of else "",
            kind,
            session,
            number if numbered or symbol else "",
            part,
            titles,
            adopted,
            year,
            min(facts.get("published", ()), default=""),
            next(iter(facts.get("agendaItem", ())), ""),
            next(iter(facts.get("report", ())), ""),
            tuple(facts.get("proponent", ())[:1]),
            tuple(dict.fromkeys(language for _, language, _, _ in versions)),
            tuple(path for *_, path in versions),
            tuple(_addresses(symbol, versions, base_url)),
            iri,
        )


def _titles_of_issue(db: sqlite3.Connection, work: int) -> dict[str, str]:
    """The titles of the issue of several that a work is a part of, in the languages of the work: of a part without a
    title of its own the letter alone is printed above it.
    """
    rows = db.execute(
        "SELECT of.language, of.title FROM work JOIN version AS of ON of.work = work.issue"
        " JOIN file ON file.id = of.file"
        " WHERE work.id = ? AND of.title <> '' AND of.language IN"
        " (SELECT language FROM version WHERE version.work = work.id) ORDER BY of.language, file.path",
        (work,),
    )
    titles: dict[str, str] = {}
    for language, title in rows:
        titles.setdefault(language, title)
    return titles


def _facts(db: sqlite3.Connection, work: int) -> dict[str, list[str]]:
    """What the versions of a work say, by name, in the order of the languages that are preferred."""
    rows = db.execute(
        "SELECT fact.name, fact.value, version.language FROM fact JOIN version ON version.id = fact.version"
        " WHERE version.work = ?",
        (work,),
    ).fetchall()
    order = {code: i for i, code in enumerate(working())}
    found: dict[str, list[str]] = {}
    for name, value, _ in sorted(rows, key=lambda row: (order.get(row[2], len(order)), row[2], row[1])):
        if value not in found.setdefault(name, []):
            found[name].append(value)
    return found


def _addresses(symbol: str, versions: list[tuple[int, str, str, str]], base_url: str) -> Iterator[Address]:
    done = set()
    for _, language, _, path in versions:
        if language in done:
            continue
        done.add(language)
        tag = load(language).tag
        stem = posixpath.splitext(posixpath.basename(path))[0]
        own = f"{base_url.rstrip('/')}/{quote(stem)}.html" if base_url else ""
        yield Address(tag, address_of(symbol, tag) if symbol else "", own)


# ---- what is absent, what is there twice


class Absent(Struct, frozen=True):
    """Something that is not in a library: `what` is number or language, `absent` the number within the session, or the
    language in which others of the same body and session are there; `symbol` is that of the text, where it is there.
    It says nothing of what exists.
    """

    body: str
    kind: str
    session: str
    what: str
    absent: str
    symbol: str


class Double(Struct, frozen=True):
    """A text that is held several times in one language: by several files, that which stands for it first
    (`akn_library.standing`), or by a volume that has it twice, whose path is there as often.  `differ` tells that their
    words are not the same: one of them may be a draft.
    """

    symbol: str
    language: str
    files: tuple[str, ...]
    differ: bool = False


_NUMBERED = """
SELECT work.body, work.kind, work.session, work.number, work.symbol, group_concat(DISTINCT version.language)
FROM work JOIN version ON version.work = work.id
WHERE work.symbol <> '' AND work.body <> ''
GROUP BY work.id ORDER BY work.body, work.kind, CAST(work.session AS INTEGER), work.session,
  CAST(work.number AS INTEGER), work.number, work.part
"""


class Holding(Struct, frozen=True):
    """What is there of the texts that a body counts together: its session, or its year where it counts by years, empty
    where it counts through from the first; the numbers; the symbol and the languages of each text.
    """

    body: str
    kind: str
    session: str
    numbers: tuple[int, ...]
    texts: tuple[tuple[str, frozenset[str]], ...]

    @property
    def between(self) -> tuple[int, ...]:
        """The numbers between the lowest and the highest that are not there."""
        there = frozenset(self.numbers)
        return tuple(n for n in range(min(there, default=0), max(there, default=0)) if n not in there)


def holdings(db: sqlite3.Connection, body: str = "") -> list[Holding]:
    """What is there, by body, kind and session; of a body that counts through, by body and kind."""
    groups: dict[tuple[str, str, str], list[tuple[str, str, frozenset[str]]]] = {}
    for of, kind, session, number, symbol, languages in db.execute(_NUMBERED):
        if not body or of == body:
            key = (of, kind, "" if counts_through(of, kind) else session)
            groups.setdefault(key, []).append((number, symbol, frozenset(languages.split(","))))
    return [
        Holding(
            *key,
            tuple(sorted({int(number) for number, _, _ in held if number.isdecimal()})),
            tuple((symbol, languages) for _, symbol, languages in held),
        )
        for key, held in groups.items()
    ]


def counts_through(body: str, kind: str) -> bool:
    """True for texts that a body counts through from the first, the year being printed with the number.

    >>> counts_through("sc", "resolution"), counts_through("ga", "resolution")
    (True, False)
    """
    known = load_body(body)
    shapes = (shape.full for shape in known.symbols if shape.kind == kind)
    return known.citing.through and any("{running}" in full and "{year}" in full for full in shapes)


def gaps(db: sqlite3.Connection, body: str = "") -> Iterator[Absent]:
    """What is absent here: numbers between the lowest and the highest of those that a body counts together, and
    languages that other texts of the same body are there in.
    """
    held = holdings(db, body)
    wanted: dict[str, frozenset[str]] = {}
    for one in held:
        some = frozenset().union(*(languages for _, languages in one.texts))
        wanted[one.body] = wanted.get(one.body, frozenset()) | some
    for one in held:
        for number in one.between:
            yield Absent(one.body, one.kind, one.session, "number", str(number), "")
        for symbol, languages in one.texts:
            for language in sorted(wanted[one.body] - languages):
                yield Absent(one.body, one.kind, one.session, "language", language, symbol)


def duplicates(db: sqlite3.Connection, of: Container[tuple[str, str]] | None = None) -> Iterator[Double]:
    """The texts that are held several times in one language, in the order of their symbols; only those with one of
    these symbols and languages (`of`), where such are given.
    """
    said = "SELECT symbol, language, path FROM version JOIN work ON work.id = version.work"
    said += " JOIN file ON file.id = version.file WHERE version.id = ?"
    for ids in rivals_in(db):
        rows = [db.execute(said, (at,)).fetchone() for at in ids]
        symbol, language, _ = rows[0]
        if symbol and (of is None or (symbol, language) in of):
            yield Double(symbol, language, tuple(path for *_, path in rows), differ(db, ids))
