"""Who is asked by whom to do what by when, over all texts of a library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.json import decode


class Asking(Struct, frozen=True):
    """A clause that acts: where it stands (the columns of `akn links`), who is asked (`addressees`, as printed, and
    `keys`), for what (`ask`, the kinds of `products`), by when (`due`, as printed, its `due_year`, and its
    `due_date` where the text gives the day).
    """

    file: str
    work: str
    symbol: str
    adopted: str
    language: str
    eid: str
    place: str
    part: str
    number: str
    verb: str
    action: str
    force: str
    addressees: tuple[str, ...]
    keys: tuple[str, ...]
    ask: str
    products: tuple[str, ...]
    due: str
    due_year: int | None
    due_date: str
    frequency: str


_ASKED = """
SELECT file.path, version.iri, work.symbol, coalesce(work.adopted, ''), version.language, unit.eid, unit.place,
  unit.part, unit.number, mandate.verb, mandate.action, mandate.force,
  (SELECT json_group_array(printed) FROM
    (SELECT printed FROM addressee AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  (SELECT json_group_array(key) FROM
    (SELECT key FROM addressee AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  substr(unit.text, mandate.ask_start + 1, mandate.ask_length),
  (SELECT json_group_array(kind) FROM
    (SELECT kind FROM product AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  coalesce((SELECT printed FROM due WHERE due.mandate = mandate.id ORDER BY nth LIMIT 1), ''),
  (SELECT year FROM due WHERE due.mandate = mandate.id ORDER BY nth LIMIT 1),
  coalesce((SELECT date FROM due WHERE due.mandate = mandate.id ORDER BY nth LIMIT 1), ''),
  coalesce(mandate.frequency, '')
FROM mandate JOIN unit ON unit.id = mandate.unit JOIN version ON version.id = unit.version
  JOIN work ON work.id = version.work JOIN file ON file.id = version.file
"""

_ORDER = """
ORDER BY work.body, work.year, CAST(work.session AS INTEGER), CAST(work.number AS INTEGER), work.symbol,
  version.language, file.path, mandate.unit, mandate.clause
"""

_WHERE = {
    "symbol": "work.symbol = :symbol",
    "addressee": "mandate.id IN (SELECT mandate FROM addressee WHERE key = :addressee)",
    "action": "mandate.action = :action",
    "body": "work.body = :body",
    "since": "work.adopted >= :since",
    "until": "work.adopted <= :until || char(127)",  # "2044" ends where the year does
    "language": "version.language = :language",
}
"""By the name of a filter what it asks of a row."""


def asked(db: sqlite3.Connection, filters: Mapping[str, str]) -> Iterator[Asking]:
    """The clauses that the filters let through (`_WHERE`; empty ones ask for nothing), in the order of the texts."""
    given = {name: value for name, value in filters.items() if value}
    where = " AND ".join(_WHERE[name] for name in given)
    yield from _rows(db, where, given)


def asked_in(db: sqlite3.Connection, version: int) -> Iterator[Asking]:
    """The clauses of a version, by its id, in reading order."""
    yield from _rows(db, "unit.version = :version", {"version": version})


def _rows(db: sqlite3.Connection, where: str, values: Mapping[str, str | int]) -> Iterator[Asking]:
    for row in db.execute(_ASKED + (f"WHERE {where}" if where else "") + _ORDER, values):
        lists = {i: tuple(decode(row[i], type=list[str])) for i in (12, 13, 15)}
        yield Asking(*(lists.get(i, value) for i, value in enumerate(row)))
