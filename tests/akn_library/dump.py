"""What a library holds, without the numbers that its rows happen to have: two that hold the same are equal."""

from __future__ import annotations

import sqlite3

from akn_library import Library

_UNIT = """
  SELECT file.path || '|' || version.language || '|' || work.symbol || '|' || (unit.id - (SELECT min(u.id) FROM unit u
    JOIN version v ON v.id = u.version WHERE v.file = version.file)) FROM unit JOIN version ON version.id = unit.version
    JOIN work ON work.id = version.work JOIN file ON file.id = version.file WHERE unit.id = """

_TABLES = {
    "file": "SELECT path, sha256, read_as, format, status, cause FROM file",
    "work": "SELECT w.symbol, w.body, w.kind, w.session, w.number, w.part, w.adopted, w.year, w.iri, i.symbol"
    " FROM work w LEFT JOIN work i ON i.id = w.issue",
    "version": "SELECT work.symbol, file.path, language, title, version.adopted, version.year, version.iri FROM version"
    " JOIN work ON work.id = work JOIN file ON file.id = file",
    "fact": "SELECT file.path, version.iri, name, value FROM fact JOIN version ON version.id = version"
    " JOIN file ON file.id = file",
    "unit": f"SELECT ({_UNIT} me.id), ({_UNIT} me.parent), me.eid, me.kind, me.part, me.place, me.number, me.action,"
    " me.text, me.page, me.line FROM unit me",
    "cited": "SELECT symbol, body, kind, session, number, part FROM cited",
    "citation": f"SELECT ({_UNIT} me.unit), ({_UNIT} me.note), me.eid, start, length, me.kind, cited.symbol,"
    " cited.kind, fragment, fragment_to, printed_date, date, how FROM citation me"
    " LEFT JOIN cited ON cited.id = me.cited",
    "mandate": f"SELECT ({_UNIT} me.unit), clause, start, length, ask_start, ask_length, verb, action, force,"
    " recipient, frequency, expires, binding,"
    " (SELECT group_concat(key || printed) FROM addressee WHERE mandate = me.id),"
    " (SELECT group_concat(kind || printed) FROM product WHERE mandate = me.id),"
    " (SELECT group_concat(value || printed || role || coalesce(date, '')) FROM due WHERE mandate = me.id)"
    " FROM mandate me",
    "mark": f"SELECT ({_UNIT} me.unit), start, length, kind, value FROM mark me",
    "register": "SELECT * FROM register",
    "words": "SELECT term, col, doc, cnt FROM words",
}


def dump(library: Library) -> dict[str, list[str]]:
    """The rows of each table, sorted, with what they name in place of ids; of the index how often it has each word."""
    db = library.connection
    db.execute("PRAGMA query_only = OFF")
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'unit_fts', 'col')")
    return {name: sorted(map(repr, _rows(db, sql))) for name, sql in _TABLES.items()}


def _rows(db: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return db.execute(sql).fetchall()
