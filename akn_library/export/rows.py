"""The rows that are exported, version by version: in an order that does not depend on that of adding, none kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct
from msgspec.json import decode

from akn_library.asked import Asking, asked_in
from akn_library.citations import Reference, cited_in
from akn_library.held import HeldVersion, versions


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


def passages(db: sqlite3.Connection, *, foreign: bool = False) -> Iterator[PassageRow]:
    """The units of all versions."""
    for version in versions(db, foreign=foreign):
        yield from passages_of(db, version)


def passages_of(db: sqlite3.Connection, version: HeldVersion) -> Iterator[PassageRow]:
    """The units of a version, in the order of its pages, notes last."""
    held = version.held
    text = (held.file, held.work, held.symbol, held.body, held.kind, held.session, held.adopted, held.year)
    for at, parent, *unit, cites, addressees in db.execute(_UNITS, (version.id,)):
        named = _id(held.file, at - version.first)
        around = _id(held.file, parent - version.first) if parent is not None else ""
        lists = (tuple(decode(found, type=list[str])) for found in (cites, addressees))
        yield PassageRow(named, around, *text, held.language, held.title, *unit, *lists)


def _id(file: str, nth: int) -> str:
    return sha256(f"{file}\0{nth}".encode("utf-8", "replace")).hexdigest()[:32]


def references(db: sqlite3.Connection, *, foreign: bool = False) -> Iterator[Reference]:
    """The citations of all versions, in reading order."""
    for version in versions(db, foreign=foreign):
        yield from cited_in(db, version.id)


def mandates(db: sqlite3.Connection, *, foreign: bool = False) -> Iterator[Asking]:
    """The clauses that act of all versions, in reading order."""
    for version in versions(db, foreign=foreign):
        yield from asked_in(db, version.id)
