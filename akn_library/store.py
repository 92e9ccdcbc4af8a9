"""What changes the tables: the rows of a file put in and taken out, each statement beside what runs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from akn.bodies.identity import Identity
from akn_library.entry import CitationRow, Entry, MandateRow, UnitRow, VersionRow
from akn_library.folding import folded

FileRow = tuple[str, str, str, str, str, str]
"""path, sha256, read_as, format, status, cause"""


def put(db: sqlite3.Connection, file: FileRow, entries: Iterable[Entry]) -> None:
    """Put a file with the rows of its works (of a volume several) in place of what the library has of it.  Runs inside
    a transaction of the caller.
    """
    remove(db, file[0])
    at: int = db.execute(
        "INSERT INTO file (path, sha256, read_as, format, status, cause) VALUES (?, ?, ?, ?, ?, ?) RETURNING id", file
    ).fetchone()[0]
    for entry in entries:
        _put_entry(db, at, entry)


def _put_entry(db: sqlite3.Connection, at: int, entry: Entry) -> None:
    works: list[int] = []
    versions: list[int] = []
    for row in entry.versions:
        works.append(_work(db, row, works[0] if works else None))
        versions.append(_version(db, row, works[-1], at))
    first = _units(db, entry.units, versions)
    _citations(db, entry.citations, first)
    _mandates(db, entry.mandates, first)
    db.executemany(
        "INSERT OR IGNORE INTO mark (unit, start, length, kind, value) VALUES (?, ?, ?, ?, ?)",
        ((first + unit, *rest) for unit, *rest in entry.marks),
    )
    settle(db, works)


def _work(db: sqlite3.Connection, row: VersionRow, issue: int | None) -> int:
    """The id of the work of a version, which is made if it is the first."""
    key = _key(row.identity)
    found = db.execute(
        "SELECT id FROM work WHERE body = ? AND kind = ? AND session = ? AND number = ? AND part = ?", key
    ).fetchone()
    if found is None:
        found = db.execute(
            "INSERT INTO work (body, kind, session, number, part, symbol, iri) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            (*key, row.symbol, row.work),
        ).fetchone()
    if issue is not None:
        db.execute("UPDATE work SET issue = ? WHERE id = ?", (issue, found[0]))
    at: int = found[0]
    return at


def _key(identity: Identity) -> tuple[str, str, str, str, str]:
    return identity.body, identity.kind, identity.session, identity.number, identity.part


def _version(db: sqlite3.Connection, row: VersionRow, work: int, file: int) -> int:
    at: int = db.execute(
        "INSERT INTO version (work, file, language, title, adopted, year, iri) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        (work, file, row.language, row.title, row.adopted, row.year, row.work),
    ).fetchone()[0]
    db.executemany("INSERT INTO fact VALUES (?, ?, ?)", ((at, name, value) for name, value in row.facts))
    return at


def settle(db: sqlite3.Connection, works: Iterable[int]) -> None:
    """What works say in all, from their versions: the date that most have, of two the earlier one; a work without a
    version goes.  The result is the same in whatever order the versions came.
    """
    for work in works:
        db.execute(
            """
            UPDATE work SET
              adopted = (SELECT adopted FROM version WHERE work = work.id AND adopted IS NOT NULL
                         GROUP BY adopted ORDER BY count(*) DESC, adopted LIMIT 1),
              year = (SELECT year FROM version WHERE work = work.id AND year IS NOT NULL
                      GROUP BY year ORDER BY count(*) DESC, year LIMIT 1),
              iri = (SELECT iri FROM version WHERE work = work.id
                     GROUP BY iri ORDER BY count(*) DESC, iri LIMIT 1)
            WHERE id = ? AND EXISTS (SELECT 1 FROM version WHERE work = work.id)
            """,
            (work,),
        )
        db.execute("DELETE FROM work WHERE id = ? AND NOT EXISTS (SELECT 1 FROM version WHERE work = work.id)", (work,))


def _units(db: sqlite3.Connection, rows: Sequence[UnitRow], versions: Sequence[int]) -> int:
    """Put units and their words in; the id of the first."""
    first: int = db.execute("SELECT coalesce(max(id), 0) + 1 FROM unit").fetchone()[0]
    db.executemany(
        "INSERT INTO unit (id, version, parent, eid, kind, part, place, number, action, text, page, line)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                first + i,
                versions[row.version],
                first + row.parent if row.parent >= 0 else None,
                *(row.eid, row.kind, row.part, row.place, row.number, row.action, row.text, row.page, row.line),
            )
            for i, row in enumerate(rows)
        ),
    )
    db.executemany(
        "INSERT INTO unit_fts (rowid, surface, stem) VALUES (?, ?, ?)",
        ((first + i, row.surface, row.stem) for i, row in enumerate(rows)),
    )
    return first


def _citations(db: sqlite3.Connection, rows: Sequence[CitationRow], first: int) -> None:
    cited: dict[Identity, int] = {}
    for row in rows:
        if row.cited is not None and row.cited not in cited:
            cited[row.cited] = _cited(db, row.cited, row.symbol)
    db.executemany(
        "INSERT INTO citation (unit, note, eid, start, length, kind, cited, fragment, printed_date, date, how,"
        " fragment_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                first + row.unit,
                first + row.note if row.note >= 0 else None,
                *(row.eid, row.start, row.length, row.kind),
                cited[row.cited] if row.cited is not None else None,
                *(row.fragment, row.printed_date, row.date, row.how, row.fragment_to),
            )
            for row in rows
        ),
    )


def _cited(db: sqlite3.Connection, identity: Identity, symbol: str) -> int:
    """The id of what is cited, which is put in if it was not yet."""
    key = _key(identity)
    found = db.execute(
        "SELECT id FROM cited WHERE body = ? AND kind = ? AND session = ? AND number = ? AND part = ?", key
    ).fetchone() or (
        db.execute(
            "INSERT INTO cited (body, kind, session, number, part, symbol) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            (*key, symbol),
        ).fetchone()
    )
    at: int = found[0]
    return at


def _mandates(db: sqlite3.Connection, rows: Sequence[MandateRow], unit: int) -> None:
    first: int = db.execute("SELECT coalesce(max(id), 0) + 1 FROM mandate").fetchone()[0]
    db.executemany(
        "INSERT INTO mandate (id, unit, clause, start, length, ask_start, ask_length, verb, action, force, recipient,"
        " frequency, expires, binding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                first + i,
                unit + row.unit,
                *(row.clause, row.start, row.length, row.ask_start, row.ask_length),
                *(row.verb, row.action, row.force, row.recipient, row.frequency, row.expires, row.binding),
            )
            for i, row in enumerate(rows)
        ),
    )
    db.executemany(
        "INSERT INTO addressee (mandate, nth, key, printed) VALUES (?, ?, ?, ?)",
        ((first + i, k, *who) for i, row in enumerate(rows) for k, who in enumerate(row.addressees, 1)),
    )
    db.executemany(
        "INSERT INTO product (mandate, nth, kind, printed) VALUES (?, ?, ?, ?)",
        ((first + i, k, *what) for i, row in enumerate(rows) for k, what in enumerate(row.products, 1)),
    )
    db.executemany(
        "INSERT INTO due (mandate, nth, kind, value, year, printed, date, role) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((first + i, k, *when) for i, row in enumerate(rows) for k, when in enumerate(row.dues, 1)),
    )


def remove(db: sqlite3.Connection, path: str) -> bool:
    """Take a file out with all that came from it; False if it was not there.  Inside a transaction of the caller."""
    found = db.execute("SELECT id FROM file WHERE path = ?", (path,)).fetchone()
    if found is None:
        return False
    works = [row[0] for row in db.execute("SELECT work FROM version WHERE file = ?", found)]
    cited = db.execute(
        "SELECT DISTINCT cited FROM citation JOIN unit ON unit.id = citation.unit"
        " JOIN version ON version.id = unit.version WHERE version.file = ? AND cited IS NOT NULL",
        found,
    ).fetchall()
    db.executemany(
        "INSERT INTO unit_fts (unit_fts, rowid, surface, stem) VALUES ('delete', ?, ?, ?)", list(_indexed(db, found[0]))
    )
    db.execute("DELETE FROM file WHERE id = ?", found)
    db.executemany(
        "DELETE FROM cited WHERE id = ? AND NOT EXISTS (SELECT 1 FROM citation WHERE citation.cited = cited.id)", cited
    )
    settle(db, works)
    return True


def _indexed(db: sqlite3.Connection, file: int) -> Iterator[tuple[int, str, str]]:
    """The units of a file as they stand in the index, which keeps no texts: what goes in has to come out."""
    rows = db.execute(
        "SELECT unit.id, unit.text, version.language FROM unit JOIN version ON version.id = unit.version"
        " WHERE version.file = ?",
        (file,),
    )
    for at, text, language in rows:
        yield at, *folded(text, language)


_SHARE = 10
"""So many times the units that are new, at most, are worth putting the index in order for."""


def tidy(db: sqlite3.Connection, new: int) -> None:
    """Put the index of words in order after many new units, and give back the room that this frees: of 902 bytes a unit
    some 61 (the published files).  Inside no transaction.
    """
    held: int = db.execute("SELECT count(*) FROM unit").fetchone()[0]
    if new * _SHARE >= held:
        db.execute("INSERT INTO unit_fts (unit_fts) VALUES ('optimize')")
        db.executescript("PRAGMA incremental_vacuum")  # execute() would give back one page: it takes a single step
