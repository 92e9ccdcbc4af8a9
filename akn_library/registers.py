"""A library as a register: what it knows of the texts that others cite (`akn.register.Register`)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache

from akn.bodies.identity import Identity, identity_of
from akn.bodies.symbols import Symbol
from akn.document import Document
from akn.register import Known
from akn.walk import Unit
from akn_library.following import texts_before
from akn_library.schema import connect, told


class LibraryRegister:
    """The texts that a library holds, and the dates that were put into its table `register`.

    That of a file may be sent to another process, which opens the file for itself.
    """

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self._db = db
        self._path = path
        self._source = os.path.basename(path)
        self._known = lru_cache(maxsize=8192)(self._look_up)
        self._held = lru_cache(maxsize=256)(self._look_into)

    def __reduce__(self) -> tuple[Callable[[str], LibraryRegister], tuple[str]]:
        """How it is sent: by the path of the file."""
        return register_in, (self._path,)

    def __fspath__(self) -> str:
        """The path of the library, by which a report of a batch knows it."""
        return self._path

    def known(self, symbol: Symbol, language: str) -> Known | None:
        """Days, titles in the language and letters of parts of a text that is held; only days of one that is not."""
        with told(self._path):
            return self._known(identity_of(symbol), language)

    def places(self, symbol: Symbol) -> frozenset[str] | None:
        """The eIds of a text in all languages in which it is held."""
        with told(self._path):
            return self._held(identity_of(symbol))

    def highest(self, symbol: Symbol) -> int:
        """The highest number that is held of its series."""
        identity = identity_of(symbol)
        with told(self._path):
            found: int | None = self._db.execute(
                "SELECT max(CAST(number AS INTEGER)) FROM work WHERE body = ? AND kind = ? AND session = ?",
                (identity.body, identity.kind, identity.session),
            ).fetchone()[0]
        return found or 0

    def texts_before(self, document: Document) -> list[tuple[str, tuple[Unit, ...]]]:
        """The texts that a document follows, oldest first: the symbol and the units of each (`akn.units`)."""
        with told(self._path):
            return texts_before(self._db, document)

    def _look_up(self, identity: Identity, language: str) -> Known | None:
        values = _values(identity)
        days = [
            day
            for (day,) in self._db.execute(
                "SELECT version.adopted FROM version JOIN work ON work.id = version.work"
                " WHERE version.adopted IS NOT NULL AND work.body = :body AND work.kind = :kind"
                " AND work.session = :session AND work.number = :number AND (work.part = :part OR :part = '')"
                " GROUP BY version.adopted ORDER BY count(*) DESC, version.adopted",
                values,
            )
        ]
        parts = [
            part
            for (part,) in self._db.execute(
                "SELECT DISTINCT part FROM work WHERE body = :body AND kind = :kind AND session = :session"
                " AND number = :number ORDER BY part",
                values,
            )
        ]
        if not parts:
            rows = self._db.execute(
                """
                SELECT DISTINCT adopted, source FROM register WHERE body = :body AND kind = :kind
                  AND session = :session AND number = :number AND (part = :part OR :part = '')
                ORDER BY source, adopted
                """,
                values,
            ).fetchall()
            return Known(tuple(day for day, _ in rows), rows[0][1]) if rows else None
        titles = self._db.execute(
            "SELECT DISTINCT version.title FROM version JOIN work ON work.id = version.work"
            " WHERE version.language = :language AND version.title <> '' AND work.body = :body AND work.kind = :kind"
            " AND work.session = :session AND work.number = :number AND (work.part = :part OR :part = '') ORDER BY 1",
            {**values, "language": language},
        )
        return Known(tuple(days), self._source, tuple(title for (title,) in titles), letters_of(parts))

    def _look_into(self, identity: Identity) -> frozenset[str] | None:
        rows = self._db.execute(
            "SELECT DISTINCT unit.eid FROM unit JOIN version ON version.id = unit.version"
            " JOIN work ON work.id = version.work WHERE work.body = :body AND work.kind = :kind"
            " AND work.session = :session AND work.number = :number"
            " AND (work.part = :part OR :part = '' OR instr(work.part, '-'))",
            _values(identity),
        )
        return frozenset(eid for (eid,) in rows) or None


def register_in(path: str) -> LibraryRegister:
    """The library at a path as a register, opened once in a process and then kept open.

    Raises UsageError if there is no such file, UnreadableInput if it is no library or of a later version.
    """
    return _opened(os.path.abspath(path), path, os.getpid())


@lru_cache(maxsize=8)
def _opened(whole: str, path: str, process: int) -> LibraryRegister:
    """The library, opened once in each process: a connection must not be used in a copy of the process that made it.

    It is known by its `whole` path: another folder may have one of the same name.
    """
    return LibraryRegister(connect(path), path)


def letters_of(parts: Sequence[str]) -> tuple[str, ...] | None:
    """The letters of the parts of a text, from those of what is held: the text itself, an issue of several, a part.

    A part that is held alone does not say which others there are.

    >>> letters_of(["A", "A-C"]), letters_of([""]), letters_of(["B"]), letters_of(["", "B"])
    (('A', 'B', 'C'), (), None, None)
    """
    found = {part for part in parts if part and "-" not in part}
    issues = [part.split("-") for part in parts if "-" in part]
    if not issues and (found or "" not in parts):
        return None
    for first, *_, last in issues:
        found |= {chr(letter) for letter in range(ord(first[:1]), ord(last[:1]) + 1)}
    return tuple(sorted(found))


def _values(identity: Identity) -> dict[str, str]:
    return {name: getattr(identity, name) for name in identity.__struct_fields__}
