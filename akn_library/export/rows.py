"""The rows that are exported, version by version: in an order that does not depend on that of adding, none kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct
from msgspec.json import decode

from akn_library.asked import Asking, asked_in
from akn_library.citations import Reference, cited_in


class VersionHeld(Struct, frozen=True):
    """A version that is held: its id, its work's, and what all its passages have in common.

    `first` is the id of the first unit of the same file: units are counted from there.
    """

    id: int
    work_id: int
    file: str
    work: str
    symbol: str
    body: str
    text_kind: str
    session: str
    number: str
    part: str
    adopted: str
    year: int | None
    language: str
    title: str
    first: int


class PassageRow(Struct, frozen=True):
    """A unit with the text that it stands in.

    `id` is made of the file and of the place in it, so that it is the same in every export; `text_kind` is what the
    text is (resolution, decision …), `kind` what the unit is, `cites` the symbols of what it cites, also in its notes,
    `addressees` the keys of those whom it asks, `page` and `line` where it begins in the source.  `parent` is the `id`
    of the unit that it stands in, if any.
    """

    id: str
    parent: str
    file: str
    work: str
    symbol: str
    body: str
    text_kind: str
    session: str
    adopted: str
    year: int | None
    language: str
    title: str
    eid: str
    place: str
    part: str
    kind: str
    number: str
    action: str
    text: str
    page: int | None
    line: int | None
    cites: tuple[str, ...]
    addressees: tuple[str, ...]


_OF_VERSION = PassageRow.__struct_fields__[2 : PassageRow.__struct_fields__.index("eid")]
"""What a passage has of its version."""

_VERSIONS = """
SELECT version.id, work.id, file.path, version.iri, work.symbol, work.body, work.kind, work.session, work.number,
  work.part, coalesce(work.adopted, ''), work.year, version.language, version.title,
  (SELECT coalesce(min(unit.id), 0) FROM unit JOIN version AS beside ON beside.id = unit.version
   WHERE beside.file = file.id)
FROM version JOIN work ON work.id = version.work JOIN file ON file.id = version.file
ORDER BY work.body, work.kind, CAST(work.session AS INTEGER), work.session, CAST(work.number AS INTEGER), work.number,
  work.part, version.language, file.path, version.iri
"""

_UNITS = """
SELECT unit.id, unit.parent, unit.eid, unit.place, unit.part, unit.kind, unit.number, unit.action, unit.text,
  unit.page, unit.line,
  (SELECT json_group_array(symbol) FROM (
    SELECT cited.symbol FROM citation JOIN cited ON cited.id = citation.cited
    WHERE citation.unit = unit.id GROUP BY cited.symbol ORDER BY min(citation.id))),
  (SELECT json_group_array(key) FROM (
    SELECT addressee.key FROM mandate JOIN addressee ON addressee.mandate = mandate.id
    WHERE mandate.unit = unit.id AND addressee.key <> '' GROUP BY addressee.key ORDER BY min(mandate.id), min(nth)))
FROM unit WHERE unit.version = ? ORDER BY unit.id
"""


def versions(db: sqlite3.Connection) -> Iterator[VersionHeld]:
    """The versions that are held, in the order of bodies, sessions and numbers, then of languages and files."""
    for row in db.execute(_VERSIONS):
        yield VersionHeld(*row)


def passages(db: sqlite3.Connection) -> Iterator[PassageRow]:
    """The units of all versions."""
    for version in versions(db):
        yield from passages_of(db, version)


def passages_of(db: sqlite3.Connection, version: VersionHeld) -> Iterator[PassageRow]:
    """The units of a version, in the order of its pages, notes last."""
    for at, parent, *unit, cites, addressees in db.execute(_UNITS, (version.id,)):
        named = _id(version.file, at - version.first)
        around = _id(version.file, parent - version.first) if parent is not None else ""
        lists = (tuple(decode(found, type=list[str])) for found in (cites, addressees))
        yield PassageRow(*(named, around, *(getattr(version, name) for name in _OF_VERSION), *unit, *lists))


def _id(file: str, nth: int) -> str:
    return sha256(f"{file}\0{nth}".encode("utf-8", "replace")).hexdigest()[:32]


def references(db: sqlite3.Connection) -> Iterator[Reference]:
    """The citations of all versions, in reading order."""
    for version in versions(db):
        yield from cited_in(db, version.id)


def mandates(db: sqlite3.Connection) -> Iterator[Asking]:
    """The clauses that act of all versions, in reading order."""
    for version in versions(db):
        yield from asked_in(db, version.id)
