"""Who is asked by whom to do what by when, over all texts of a library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.json import decode

from akn_library.filters import OF_UNITS, Filters, narrowed


class Asking(Struct, frozen=True):
    """A clause that acts: where it stands (the columns of `akn links`), how binding it is (must, should, asked, may),
    who is asked (`addressees`, as printed, and `keys`), for what (`ask`, the kinds of `products`), by when (`due`, the
    first deadline as printed, its `due_year`, and `due_date`, the day or the month where the text gives one; `due_kind`
    and `due_value` are those of `akn mandates`, so is `recipient`, who gets it).
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
    binding: str
    addressees: tuple[str, ...]
    keys: tuple[str, ...]
    ask: str
    products: tuple[str, ...]
    due: str
    due_year: int | None
    due_date: str
    frequency: str
    due_kind: str
    due_value: str
    recipient: str


_ASKED = """
SELECT file.path, version.iri, work.symbol, coalesce(work.adopted, ''), version.language, unit.eid, unit.place,
  unit.part, unit.number, mandate.verb, mandate.action, mandate.force, mandate.binding,
  (SELECT json_group_array(printed) FROM
    (SELECT printed FROM addressee AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  (SELECT json_group_array(key) FROM
    (SELECT key FROM addressee AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  substr(unit.text, mandate.ask_start + 1, mandate.ask_length),
  (SELECT json_group_array(kind) FROM
    (SELECT kind FROM product AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  coalesce(due.printed, ''), due.year, coalesce(due.date, ''), coalesce(mandate.frequency, ''),
  coalesce(due.kind, ''), coalesce(due.value, ''), coalesce(mandate.recipient, '')
FROM mandate JOIN unit ON unit.id = mandate.unit JOIN version ON version.id = unit.version
  JOIN work ON work.id = version.work JOIN file ON file.id = version.file
  LEFT JOIN due ON due.mandate = mandate.id AND due.nth = 1 AND due.role = 'deadline'
"""

_ORDER = """
ORDER BY work.body, work.year, CAST(work.session AS INTEGER), CAST(work.number AS INTEGER), work.symbol,
  version.language, file.path, mandate.unit, mandate.clause
"""

_WHERE = {
    **OF_UNITS,
    "action": "mandate.action = :action",
    "addressee": "mandate.id IN (SELECT mandate FROM addressee WHERE key = :addressee)",
    "binding": "mandate.binding = :binding",
    "force": "mandate.force = :force",
    "product": "mandate.id IN (SELECT mandate FROM product WHERE kind = :product)",
}
"""By the name of a filter what it asks of a clause."""


def asked(db: sqlite3.Connection, filters: Filters) -> Iterator[Asking]:
    """The clauses that the filters let through, in the order of the texts."""
    conditions, values = narrowed(db, filters, _WHERE)
    return _rows(db, " AND ".join(conditions), values)


def asked_in(db: sqlite3.Connection, version: int) -> Iterator[Asking]:
    """The clauses of a version, by its id, in reading order."""
    yield from _rows(db, "unit.version = :version", {"version": version})


def _rows(db: sqlite3.Connection, where: str, values: Mapping[str, Any]) -> Iterator[Asking]:
    for row in db.execute(_ASKED + (f"WHERE {where}" if where else "") + _ORDER, values):
        lists = {i: tuple(decode(row[i], type=list[str])) for i in (13, 14, 16)}
        yield Asking(*(lists.get(i, value) for i, value in enumerate(row)))
