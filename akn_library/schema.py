"""The file: its tables, how it is opened, made and brought up to date.  docs/library.md draws and explains it.

The tables are public: whatever reads SQLite may read them.  `user_version` counts what is in them as well as how they
are made, the folding of words for search included (`akn_library.folding`): a change of either is a new version, and a
step in `STEPS` that brings an older file there.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import DecodeError

from akn.errors import AknError, UnreadableInput, UsageError
from converters.claims import is_address

APPLICATION = 0x414B4E4C
"""`application_id` of the file: "AKNL"."""

MEMORY = ":memory:"
"""The path of a library that is in no file and ends with its connection."""

VERSION = 5
"""`user_version` of a file that this module writes."""

WAIT = 30.0
"""Seconds that a writer waits for another one.  Both write for a few milliseconds at a time."""

PAGE = 8192
"""Bytes of a page of a new file.  Units are rows of some 400 bytes, many much longer: of 76,599 published ones with all
tables each takes 840 bytes with pages of 4096, 817 with these, 809 with pages of 16,384.
"""

SCHEMA = """
CREATE TABLE file (                 -- what was added: one row a file, also one that could not be read
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,        -- from the folder of the library, with slashes; "a.zip!/b.txt" in an archive
  sha256 TEXT NOT NULL,             -- of its bytes and of its corrections
  read_as TEXT NOT NULL,            -- program, version of the schema and options that it was read with
  format TEXT NOT NULL,
  status TEXT NOT NULL,             -- converted, foreign (no resolution), failed, died
  cause TEXT NOT NULL               -- why it could not be read
) STRICT;

CREATE TABLE work (                 -- a text that some file holds, whatever its language
  id INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL,             -- in full, in its usual spelling; empty if nothing printed identifies it
  body TEXT NOT NULL,               -- ga, sc, hrc, ecosoc ...: a name of `akn bodies`
  kind TEXT NOT NULL,               -- resolution, decision, presidentialStatement, resolutionDraft, document
  session TEXT NOT NULL,            -- or the year, where the body counts by years or prints it with the number
  number TEXT NOT NULL,             -- of an issued document its symbol, of a text without one its path
  part TEXT NOT NULL,               -- "A", or of an issue of several "A-B"
  adopted TEXT,                     -- YYYY-MM-DD, as most of its versions say; NULL if none does
  year INTEGER,
  iri TEXT NOT NULL,                -- AKN address
  issue INTEGER REFERENCES work ON DELETE SET NULL,   -- the issue of several that it is part of
  UNIQUE (body, kind, session, number, part)
) STRICT;
CREATE INDEX work_symbol ON work (symbol);
CREATE INDEX work_issue ON work (issue);

CREATE TABLE version (              -- a work in one language, as one file has it
  id INTEGER PRIMARY KEY,
  work INTEGER NOT NULL REFERENCES work,
  file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
  language TEXT NOT NULL,           -- ISO 639-2/T: eng, fra, spa, rus, ara, zho, deu
  title TEXT NOT NULL,
  adopted TEXT,                     -- as this file says
  year INTEGER,
  iri TEXT NOT NULL
) STRICT;
CREATE INDEX version_work ON version (work, language);
CREATE INDEX version_file ON version (file);

CREATE TABLE fact (                 -- what the cover and the closing lines say: agendaItem, report, proponent ...
  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (version, name, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (                 -- a paragraph as it is printed, a point, a heading, a note, a row of a table ...
  id INTEGER PRIMARY KEY,           -- in the order of the page within a version, notes last
  version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
  parent INTEGER,                   -- the unit that it stands in, of the same version; NULL if none
  eid TEXT NOT NULL,
  kind TEXT NOT NULL,               -- preambular, operative, point, text, heading, note, row, line ...
  part TEXT NOT NULL,               -- operative, preamble, annex, cover, preface, conclusions
  place TEXT NOT NULL,              -- as people say it: "operative paragraph 12 (b)"
  number TEXT NOT NULL,             -- as printed, with those around it: "12 (b)"
  action TEXT NOT NULL,             -- requests, welcomes ...: docs/actions.md
  text TEXT NOT NULL,
  page INTEGER,                     -- where it begins in the source: the page of a PDF file or a scan,
  line INTEGER                      -- the line of a text, the paragraph of a Word file; NULL if not known
) STRICT;
CREATE INDEX unit_version ON unit (version);

CREATE VIRTUAL TABLE unit_fts USING fts5 (  -- rowid: unit.id; folded words, so ask with `akn library find`
  surface, stem, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE cited (                -- what is cited, held or not
  id INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL,
  body TEXT NOT NULL,
  kind TEXT NOT NULL,
  session TEXT NOT NULL,
  number TEXT NOT NULL,
  part TEXT NOT NULL,
  UNIQUE (body, kind, session, number, part)
) STRICT;
CREATE INDEX cited_symbol ON cited (symbol);

CREATE TABLE citation (             -- its words are substr(text, start + 1, length) of the note or the unit
  id INTEGER PRIMARY KEY,
  unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,   -- the paragraph, for a note the one that calls it
  note INTEGER REFERENCES unit ON DELETE CASCADE,            -- the note whose text holds the words
  eid TEXT,                         -- of the reference; NULL if it has none
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- what is cited (`akn.citing.Link`)
  cited INTEGER REFERENCES cited,   -- NULL for a place in the same text, and where the words do not say what
  fragment TEXT NOT NULL,           -- the place in it, as an eId
  printed_date TEXT,                -- as it stands there, right or wrong
  date TEXT,                        -- that the address carries
  how TEXT NOT NULL,                -- printed | file | catalogue | year | cited | local | contradicted | ambiguous ...
  fragment_to TEXT                  -- the last place of a range that begins with `fragment`; NULL if it is none
) STRICT;
CREATE INDEX citation_unit ON citation (unit);
CREATE INDEX citation_note ON citation (note) WHERE note IS NOT NULL;
CREATE INDEX citation_cited ON citation (cited, fragment);

CREATE TABLE mandate (              -- a clause of the operative part or an annex that acts
  id INTEGER PRIMARY KEY,
  unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
  clause INTEGER NOT NULL,          -- counted within its unit
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  ask_start INTEGER NOT NULL,       -- the words that say what is asked
  ask_length INTEGER NOT NULL,
  verb TEXT NOT NULL,               -- as printed; empty where the paragraph around has it
  action TEXT NOT NULL,
  force TEXT NOT NULL,              -- directive, deciding, evaluative, observing, reinforcing
  recipient TEXT,
  frequency TEXT,                   -- ISO 8601: P1Y
  expires TEXT,
  binding TEXT NOT NULL DEFAULT ''  -- must, should, asked, may; empty where nobody has to do anything
) STRICT;
CREATE INDEX mandate_unit ON mandate (unit);

CREATE TABLE addressee (            -- who is asked
  mandate INTEGER NOT NULL REFERENCES mandate ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  key TEXT NOT NULL,
  printed TEXT NOT NULL,
  PRIMARY KEY (mandate, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX addressee_key ON addressee (key);

CREATE TABLE product (              -- what shall be made: report, briefing ...
  mandate INTEGER NOT NULL REFERENCES mandate ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  kind TEXT NOT NULL,
  printed TEXT NOT NULL,
  PRIMARY KEY (mandate, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE due (                  -- by when, deadlines first
  mandate INTEGER NOT NULL REFERENCES mandate ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- date, session, period, workingDays, event
  value TEXT NOT NULL,              -- 2045-03-01, unga.81, P6M, mandateEnd
  year INTEGER,
  printed TEXT NOT NULL,
  date TEXT,                        -- YYYY-MM-DD or YYYY-MM, where the text gives it (of a period: its last day)
  role TEXT NOT NULL DEFAULT 'deadline',  -- deadline, term, start, aim
  PRIMARY KEY (mandate, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_year ON due (year);
CREATE INDEX due_date ON due (date);

CREATE TABLE mark (                 -- what else was found in a text: dates, entities, quantities
  unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (unit, start, length, kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE register (             -- dates of adoption that are known from elsewhere
  body TEXT NOT NULL,
  kind TEXT NOT NULL,
  session TEXT NOT NULL,
  number TEXT NOT NULL,
  part TEXT NOT NULL,
  adopted TEXT NOT NULL,
  source TEXT NOT NULL,             -- the file that told
  PRIMARY KEY (body, kind, session, number, part, source)
) STRICT, WITHOUT ROWID;
"""

VIEWS = """
CREATE VIEW passage AS              -- every unit with all that a reader wants to know of it
  SELECT unit.id, work.symbol, work.body, work.kind AS text_kind, work.session, work.year, work.adopted,
    version.language, version.title, unit.part, unit.place, unit.kind, unit.number, unit.action, unit.eid, unit.text,
    file.path AS file, unit.page, unit.line
  FROM unit JOIN version ON version.id = unit.version JOIN work ON work.id = version.work
    JOIN file ON file.id = version.file;

CREATE VIEW reference AS            -- every citation with the paragraph that cites and what is cited
  SELECT citation.id, file.path AS file, version.iri AS work, work.symbol, version.language,
    coalesce(citation.eid, note.eid, unit.eid) AS eid, coalesce(note.place, unit.place) AS place, unit.part,
    unit.number, unit.eid AS paragraph, unit.action,
    substr(coalesce(note.text, unit.text), citation.start + 1, citation.length) AS text, citation.kind,
    cited.symbol AS cited, citation.fragment, citation.fragment_to, citation.date, citation.printed_date, citation.how
  FROM citation JOIN unit ON unit.id = citation.unit JOIN version ON version.id = unit.version
    JOIN work ON work.id = version.work JOIN file ON file.id = version.file
    LEFT JOIN unit AS note ON note.id = citation.note LEFT JOIN cited ON cited.id = citation.cited;
"""

Step = Callable[[sqlite3.Connection], object]


def _sources(db: sqlite3.Connection) -> None:
    """From 1 to 2: where a unit stands in its source, and the day by which something is due.  Both are empty in what
    was added before, until it is added again: `file.read_as` has the version, so the next run does that.
    """
    for column in ("unit ADD COLUMN page INTEGER", "unit ADD COLUMN line INTEGER", "due ADD COLUMN date TEXT"):
        db.execute(f"ALTER TABLE {column}")
    db.execute("CREATE INDEX due_date ON due (date)")
    for view in ("passage", "reference"):
        db.execute(f"DROP VIEW {view}")
    _run(db, VIEWS)


def _folded_anew(db: sqlite3.Connection) -> None:
    """From 2 to 3: Arabic words keep a letter at their beginning, and one at their end where three would stay."""
    from akn_library.folding import folded

    db.execute("INSERT INTO unit_fts (unit_fts) VALUES ('delete-all')")
    rows = db.execute("SELECT unit.id, unit.text, version.language FROM unit JOIN version ON version.id = unit.version")
    db.executemany(
        "INSERT INTO unit_fts (rowid, surface, stem) VALUES (?, ?, ?)",
        ((at, *folded(text, language)) for at, text, language in rows),
    )


def _bound(db: sqlite3.Connection) -> None:
    """From 3 to 4: how binding a mandate is and what its days are, which the next run fills in; Russian stems are
    without the vowels that some forms of a word do not have.
    """
    db.execute("ALTER TABLE mandate ADD COLUMN binding TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE due ADD COLUMN role TEXT NOT NULL DEFAULT 'deadline'")
    _folded_anew(db)


def _ranges(db: sqlite3.Connection) -> None:
    """From 4 to 5: where a range of paragraphs that is cited ends, which the next run fills in."""
    db.execute("ALTER TABLE citation ADD COLUMN fragment_to TEXT")
    for view in ("passage", "reference"):
        db.execute(f"DROP VIEW {view}")
    _run(db, VIEWS)


STEPS: dict[int, tuple[str, Step]] = {
    1: ("sources and days", _sources),
    2: ("words folded anew", _folded_anew),
    3: ("how binding mandates are, roles of days, words folded anew", _bound),
    4: ("ends of ranges", _ranges),
}
"""By the version that a file has: the name and the function of the step that brings it to the next one."""


SINCE: dict[int, str] = {
    2: "where paragraphs stand in their source, days by which something is due",
    4: "how binding mandates are, what their days are",
    5: "which paragraphs a range that is cited ends with",
}
"""What a version of the schema brought that only reading the files again can fill in."""


def lacking(read_as: str) -> tuple[str, ...]:
    """What is not known of a file that was read with this (`file.read_as`), because a later version brought it.

    >>> lacking("0.2.0/4"), lacking("0.2.0/5 text")
    (('which paragraphs a range that is cited ends with',), ())
    """
    version = (read_as.split() or [""])[0].rpartition("/")[2]
    return tuple(what for of, what in SINCE.items() if version.isdecimal() and of > int(version))


class LibraryBusy(AknError):
    """Another process was writing to the library all the time that we waited."""

    remedy = "try again when it is done"


def connect(path: str, *, writing: bool = False, create: bool = False) -> sqlite3.Connection:
    """A connection to the library at `path`, made if there is none and `create` says so, brought up to date.

    Transactions begin and end where the caller says (`transaction`).  What only reads cannot write by mistake.
    Raises UsageError if there is no such file or it is an address,
    UnreadableInput if it is no library or of a later version, LibraryBusy.
    """
    memory = path == MEMORY
    at = MEMORY if memory else _address(path, create=create)
    with told(path):
        db = sqlite3.connect(at, timeout=WAIT, isolation_level=None, uri=not memory)
        try:
            _prepare(db, path, create=create or memory)
            if not (writing or create or memory):
                db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return db


def _address(path: str, *, create: bool) -> str:
    """The URI by which SQLite opens a library in a file.  Raises UsageError for what is none or is not there."""
    if is_address(path):
        raise UsageError(f"{path}: is an address, and a library is a file of this machine")
    if os.path.exists(path) and not os.path.isfile(path):
        raise UsageError(f"{path}: is a folder or a device, and a library is a file")
    if not create and not os.path.isfile(path):
        raise UsageError(f"there is no library {path}; akn library add FOLDER --library {path} makes one")
    quoted = "".join(f"%{ord(c):02x}" if c in "?#%" else c for c in os.path.abspath(path))
    mode = "rwc" if create else "rw" if os.access(path, os.W_OK) else "ro"
    return f"file:{quoted}?mode={mode}"


def _prepare(db: sqlite3.Connection, path: str, *, create: bool) -> None:
    for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "journal_mode = DELETE", "cell_size_check = ON"):
        db.execute(f"PRAGMA {pragma}")
    found = _pragma(db, "application_id")
    if found != APPLICATION:
        empty = not found and not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if not (create and empty):
            raise UnreadableInput(f"{path}: is an SQLite file of another program, not a library of akn")
        # both are heeded only before the first table is made
        db.execute(f"PRAGMA page_size = {PAGE}")
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        with transaction(db):
            if _pragma(db, "application_id") != APPLICATION:  # another process may have made it just now
                _make(db)
    version = _pragma(db, "user_version")
    if version > VERSION:
        raise UnreadableInput(f"{path}: was made by a later version of akn (its schema is {version}, ours {VERSION})")
    while (version := _pragma(db, "user_version")) < VERSION:
        with transaction(db):
            if _pragma(db, "user_version") == version:
                STEPS[version][1](db)
                db.execute(f"PRAGMA user_version = {version + 1}")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    found: int = db.execute(f"PRAGMA {name}").fetchone()[0]
    return found


def _make(db: sqlite3.Connection) -> None:
    _run(db, SCHEMA + VIEWS)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _run(db: sqlite3.Connection, statements: str) -> None:
    """Run statements one by one, inside the transaction of the caller."""
    statement = ""
    for line in statements.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: what is done inside is there at the end, or none of it is."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextmanager
def told(path: str) -> Iterator[None]:
    """What SQLite reports of a file, as exceptions of this library.

    Raises LibraryBusy, UnreadableInput for a file that is no database or a damaged one, AknError for a full disk.
    """
    try:
        yield
    except Exception as error:
        if meant := meaning(error, path):
            raise meant from error
        raise


def meaning(error: BaseException, path: str) -> AknError | None:
    """What an exception says of the file of a library: another process writes, it is damaged; None if it says nothing.

    Texts that are no UTF-8 and values that are no JSON stand in no library that was written here.  A rule between
    tables may be broken by us: then that is for whoever mends this program, unless SQLite finds the file damaged.
    """
    if isinstance(error, sqlite3.OperationalError):
        words = str(error)
        if "locked" in words:
            return LibraryBusy(f"{path}: another process is writing to the library")
        return _damaged(path, error) if words.startswith(_DAMAGES) else AknError(f"{path}: {words}")
    if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
        return _damaged(path, error) if isinstance(error, sqlite3.IntegrityError) and not is_sound(path) else None
    if isinstance(error, (sqlite3.DatabaseError, UnicodeDecodeError, DecodeError)):
        return _damaged(path, error)
    return None


def _damaged(path: str, error: BaseException) -> UnreadableInput:
    return UnreadableInput(f"{path}: is no library, or a damaged one: {error}", remedy=_ANEW)


_DAMAGES = ("no such ", "Could not decode ")  # a table or a column is not there, a text is none
_ANEW = "take a copy from before, or add the files to a new one"


def is_sound(path: str) -> bool:
    """Whether SQLite finds nothing wrong with a file, and with what one table of it says of another."""
    if path == MEMORY:
        return True
    try:
        with closing(sqlite3.connect(f"{Path(os.path.abspath(path)).as_uri()}?mode=ro", uri=True)) as db:
            whole = db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            return whole and db.execute("PRAGMA foreign_key_check").fetchone() is None
    except (sqlite3.Error, UnicodeDecodeError):
        return False
