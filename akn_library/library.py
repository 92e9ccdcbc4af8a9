"""`Library`: the file as an object with the questions that it answers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

from msgspec import Struct

from akn_library import asked as asking
from akn_library import citations
from akn_library import find as searching
from akn_library import records as cataloguing
from akn_library.adding import LEFT_OUT, Added, add, path_in
from akn_library.asked import Asking
from akn_library.citations import Reference, identity_in
from akn_library.filters import Filters, check, code_of
from akn_library.find import Passage
from akn_library.folding import require_stems
from akn_library.held import Held, versions
from akn_library.records import Absent, Double, Holding, Record
from akn_library.schema import MEMORY, connect, lacking, meaning, told, transaction
from akn_library.store import remove
from akn_library.typed import meant
from converters.options import Options

if TYPE_CHECKING:
    from akn.compare.following import Followed
    from akn_library.history import Stage
    from akn_library.registers import LibraryRegister

DEFAULT = "akn-library.db"
"""The name of a library where none is named."""


class Status(Struct, frozen=True):
    """How much a library holds; `unread` are the files that could not be read, each with the reason, `gone` those that
    are no longer where they were, and `size` are the bytes of the library itself.

    `foreign` are the files that hold no resolution, which `works` and `versions` do not count; `left_out` those in
    folders and archives that are of no format that is read, each with the reason, which `files` does not count.
    `volumes` counts the files that hold several works, `outdated` those that an earlier version read; `lacking` is what
    is not known of these until they are added again.  `doubtful` are the files that are in the library, but whose
    structure as a whole is in doubt, each with the reason.
    """

    path: str
    files: int
    works: int
    versions: dict[str, int]
    units: int
    citations: int
    mandates: int
    unread: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    size: int
    volumes: int
    outdated: int
    lacking: tuple[str, ...]
    foreign: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    doubtful: tuple[tuple[str, str], ...]


class Library:
    """The resolutions in one file.  A context manager; what it gives are iterators of typed rows.

    `path` is the file, by default the one that `library_here` finds.  It is opened for reading, or for changes where
    `writing` says so; `create` makes it if it is not there.

    Raises UsageError if there is no such file, UnreadableInput if it is no library, LibraryBusy when another process
    writes for longer than `akn_library.schema.WAIT`.

    >>> with Library(":memory:") as library:
    ...     list(library.find("climate change", language="en"))
    []
    """

    def __init__(self, path: str | os.PathLike[str] = "", *, writing: bool = False, create: bool = False) -> None:
        self.path = os.fspath(path) or library_here()
        self._db = connect(self.path, writing=writing or create, create=create)

    def __enter__(self) -> Library:
        """The library itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file.  What SQLite reports of it is raised as an error of ours (`akn_library.schema.meaning`)."""
        self.close()
        if error is not None and (meant := meaning(error, self.path)) is not None:
            raise meant from error

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._db.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for questions of your own in SQL (docs/library.md draws the tables)."""
        return self._db

    @property
    def folder(self) -> str:
        """The folder that the paths in the library begin at."""
        return os.path.dirname(os.path.abspath(self.path)) if self.path != MEMORY else os.getcwd()

    def add(
        self,
        inputs: Iterable[str | os.PathLike[str]],
        options: Options | None = None,
        *,
        jobs: int = 1,
        again: bool = False,
        stopped: Callable[[], bool] = lambda: False,
        leave: Callable[[str], object] = lambda _path: None,
    ) -> Iterator[Added]:
        """Read files, folders, archives and addresses into the library; what became of each file, as it is written.

        What is there already is left alone as long as its bytes, its corrections, the options and the version of this
        program are the same, unless `again`.  `jobs` processes read; when `stopped` says so no further file is begun.
        `leave` is called with each file of a folder or an archive that is of no format that is read.
        The iterator does the work: it must be drawn to its end.  Raises MissingDependency without the package of stems.
        """
        require_stems()
        names = [os.fspath(name) for name in inputs]
        at = os.path.join(self.folder, DEFAULT) if self.path == MEMORY else self.path
        return add(self._db, at, names, options or Options(), jobs=jobs, again=again, stopped=stopped, leave=leave)

    def remove(self, names: Iterable[str | os.PathLike[str]] = (), *, gone: bool = False) -> tuple[str, ...]:
        """Take files out: paths, folders with all below them, archives; with `gone` also what is no longer there.

        The paths that were taken out, as the library had them.
        """
        with told(self.path), transaction(self._db):
            paths = [path for (path,) in self._db.execute("SELECT path FROM file ORDER BY path")]
            wanted = [path_in(os.fspath(name), self.folder) for name in names]
            chosen = [p for p in paths if any(_is_in(p, w) for w in wanted) or (gone and not self._is_there(p))]
            for path in chosen:
                remove(self._db, path)
        return tuple(chosen)

    def gone(self) -> tuple[str, ...]:
        """The files that are no longer where they were."""
        paths = self._db.execute("SELECT path FROM file ORDER BY path").fetchall()
        return tuple(path for (path,) in paths if not self._is_there(path))

    def _is_there(self, path: str) -> bool:
        outer = path.partition("!/")[0]
        return "://" in outer or os.path.exists(os.path.join(self.folder, outer))

    def register(self) -> LibraryRegister:
        """What the library knows of texts that are cited, for `akn.checking.check`."""
        from akn_library.registers import LibraryRegister

        return LibraryRegister(self._db, self.path)

    def add_dates(self, catalogue: str | os.PathLike[str]) -> int:
        """Put the dates of a catalogue (`akn.catalogue`: symbol, tab, day) into the table `register`, in place of those
        that it gave before; how many there are.

        Raises UsageError for a file that cannot be read or is no catalogue.
        """
        from converters.sources import catalogue_of

        path = os.fspath(catalogue)
        dates = catalogue_of(path).value
        source = path_in(path, self.folder)
        rows = {identity_in(symbol): day for symbol, day in dates.items()}
        with told(self.path), transaction(self._db):
            self._db.execute("DELETE FROM register WHERE source = ?", (source,))
            self._db.executemany(
                "INSERT INTO register (body, kind, session, number, part, adopted, source)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((i.body, i.kind, i.session, i.number, i.part, day, source) for i, day in rows.items()),
            )
        return len(rows)

    def holds(self, symbol: str) -> bool:
        """Whether a text is there, in any language; without the letter of a part any of its parts.

        Raises UsageError for what is no symbol.
        """
        identity = meant(self._db, symbol).identity
        values = {name: getattr(identity, name) for name in identity.__struct_fields__}
        found = self._db.execute(
            "SELECT 1 FROM work JOIN version ON version.work = work.id WHERE body = :body AND kind = :kind"
            " AND session = :session AND number = :number AND (part = :part OR :part = '') LIMIT 1",
            values,
        )
        return found.fetchone() is not None

    def held(self, *, language: str = "", body: str = "", foreign: bool = False) -> Iterator[Held]:
        """The texts that the library holds, a row a language and file, in the order of bodies, sessions and numbers;
        those of files that hold no resolution only if `foreign` asks for them.

        Raises UsageError for a language or a body that is not known.
        """
        check(body)
        for version in versions(self._db, code_of(language), body, foreign=foreign):
            yield version.held

    def records(self, *, body: str = "", base_url: str = "", foreign: bool = False) -> Iterator[Record]:
        """The catalogue: a record a text, in the order of bodies, sessions and numbers.

        `base_url` is the address of a site that `akn publish` made of the same files.  What is no resolution has a
        record only if `foreign` asks for it.
        """
        return cataloguing.records(self._db, body, base_url, foreign=foreign)

    def mandates(self, **filters: Unpack[Filters]) -> Iterator[Asking]:
        """Who is asked by whom to do what by when: the clauses that act, in the order of the texts.

        The filters are those of `find` (`akn_library.filters.Filters`); `action` is what the clause does, and the
        clause itself must ask the `addressee`.
        Raises UsageError for a language or a body that is not known, for what is no day and for what is no symbol.
        """
        return asking.asked(self._db, filters)

    def gaps(self, body: str = "") -> Iterator[Absent]:
        """Numbers that are absent here among the texts that a body counts together, in a session, in a year or from the
        first, and languages that others of the body are there in.

        It says nothing of what exists.  Raises UsageError for a body that is not known.
        """
        check(body)
        return cataloguing.gaps(self._db, body)

    def holdings(self, body: str = "") -> list[Holding]:
        """What is here, by what a body counts together.  Raises UsageError for a body that is not known."""
        check(body)
        return cataloguing.holdings(self._db, body)

    def duplicates(self, of: Container[tuple[str, str]] | None = None) -> Iterator[Double]:
        """The texts that several files hold in one language; only those with one of these symbols and languages (`of`),
        where such are given.
        """
        return cataloguing.duplicates(self._db, of)

    def export(
        self, form: str, folder: str | os.PathLike[str], *, base_url: str = "", foreign: bool = False
    ) -> list[tuple[str, int]]:
        """Write all that is held into a new folder, as parquet, opensearch or nt (`akn_library.export`): the names of
        the files there, each with the number of its rows.  `base_url` begins addresses of pages and names of texts.
        What is no resolution is there only if `foreign` asks for it.

        Raises UsageError for another form and for a folder that is not empty, MissingDependency for Parquet without the
        extra `tables`.
        """
        from akn_library.export import export

        with told(self.path):
            return export(self._db, form, os.fspath(folder), base_url, foreign=foreign)

    def status(self) -> Status:
        """How much the library holds, and which of its files are no longer there or could not be read."""
        one = self._db.execute
        works, units, cited, clauses = one(
            "SELECT (SELECT count(DISTINCT work) FROM version JOIN file ON file.id = version.file"
            " WHERE file.status <> 'foreign'), (SELECT count(*) FROM unit), (SELECT count(*) FROM citation),"
            " (SELECT count(*) FROM mandate)"
        ).fetchone()
        unread = one("SELECT path, cause FROM file WHERE status IN ('failed', 'died') ORDER BY path").fetchall()
        left_out = one("SELECT path, cause FROM file WHERE status = ? ORDER BY path", (LEFT_OUT,)).fetchall()
        foreign = one("SELECT path FROM file WHERE status = 'foreign' ORDER BY path").fetchall()
        doubtful = one(
            "SELECT path, cause FROM file WHERE status = 'converted' AND cause <> '' ORDER BY path"
        ).fetchall()
        paths = one("SELECT path FROM file ORDER BY path").fetchall()
        languages = one(
            "SELECT language, count(*) FROM version JOIN file ON file.id = version.file WHERE file.status <> 'foreign'"
            " GROUP BY language ORDER BY language"
        )
        (volumes,) = one(
            "SELECT count(*) FROM (SELECT version.file FROM version JOIN work ON work.id = version.work"
            " WHERE work.issue IS NULL GROUP BY version.file HAVING count(*) > 1)"
        ).fetchone()
        outdated, missing = self._outdated()
        return Status(
            self.path,
            len(paths) - len(left_out),
            works,
            dict(languages.fetchall()),
            units,
            cited,
            clauses,
            tuple((path, cause) for path, cause in unread),
            self.gone(),
            os.path.getsize(self.path) if os.path.isfile(self.path) else 0,
            volumes,
            outdated,
            missing,
            tuple(path for (path,) in foreign),
            tuple((path, cause) for path, cause in left_out),
            tuple((path, cause) for path, cause in doubtful),
        )

    def _outdated(self) -> tuple[int, tuple[str, ...]]:
        """How many files an earlier version read, and what is not known of them."""
        count, missing = 0, dict[str, None]()
        for read_as, files in self._db.execute(
            "SELECT read_as, count(*) FROM file WHERE status IN ('converted', 'foreign') GROUP BY read_as"
        ):
            if found := lacking(read_as):
                count += files
                missing |= dict.fromkeys(found)
        return count, tuple(missing)

    def find(self, words: str = "", *, limit: int = 20, **filters: Unpack[Filters]) -> Iterator[Passage]:
        """The passages that hold all words, the best first; without words those that the filters let through, in the
        order of the texts.

        `words` may hold phrases in quotation marks and beginnings of words (`clim*`); nothing is a syntax error.
        `akn_library.filters.Filters` says what the filters are: `language`, `body`, `since`, `until`, `part`,
        `action`, `addressee`, `binding`, `cites` and `symbol`.

        Raises UsageError for a language or a body that is not known, for what is no day and for what is no symbol.
        """
        return searching.find(self._db, words, filters, limit)

    def count(self, words: str = "", **filters: Unpack[Filters]) -> int:
        """How many passages `find` finds without a limit.  Raises what that raises."""
        return searching.count(self._db, words, filters)

    def cited_by(
        self, symbol: str, paragraph: str = "", language: str = "", *, copies: bool = False
    ) -> Iterator[Reference]:
        """The citations of a text, or of one paragraph of it ("12", "12 (b)", an eId), by the texts of the library.

        A paragraph within a range that is cited is cited.  Without the letter of a part those of the parts count too;
        with a language only texts in it cite.  Of a text that several files hold in one language the one that
        stands for it cites, with `copies` each.  Raises UsageError for what is no symbol.
        """
        asked = meant(self._db, symbol, paragraph)
        return citations.cited_by(self._db, asked.identity, asked.place, code_of(language), copies=copies)

    def cites(
        self, symbol: str, language: str = "", paragraph: str = "", *, copies: bool = False
    ) -> Iterator[Reference]:
        """What a text of the library cites, or one paragraph of it, in reading order; of several files that hold it in
        one language the one that stands for it says it, with `copies` each.

        Raises UsageError for what is no symbol.
        """
        asked = meant(self._db, symbol, paragraph)
        return citations.cites(self._db, asked.identity, asked.place, code_of(language), copies=copies)

    def cited_not_held(self) -> Iterator[Reference]:
        """The citations of texts that the library does not hold in any language, in the order of the texts that cite.

        >>> with Library(":memory:") as library:
        ...     list(library.cited_not_held())
        []
        """
        return citations.cited_not_held(self._db)

    def history(self, symbol: str, paragraph: str = "", language: str = "") -> Iterator[Stage]:
        """The series that a text of the library stands in, oldest first: what it follows and what follows it, each with
        the evidence; with a paragraph ("12", "12 (b)", an eId) what that says in each of the texts, and how it changed.

        Without a language in English, else in the first that the text is held in.  Raises UsageError for what is no
        symbol.
        """
        from akn_library import history as histories

        asked = meant(self._db, symbol, paragraph)
        return histories.history(self._db, asked.identity, code_of(language), asked.place)

    def follow(self, symbol: str = "", language: str = "", paragraph: str = "") -> Iterator[Followed]:
        """The series that a text of the library stands in, oldest first, each mandate with what became of it in the
        text that follows (`akn.compare.following`), of one `paragraph` of the text if it is named ("12", "12 (b)", an
        eId); without a symbol all series, texts without another one as well.

        Raises UsageError for what is no symbol and for a language that is not known.
        """
        from akn.compare.following import through
        from akn_library.following import followed

        asked = meant(self._db, symbol, paragraph) if symbol else None
        named = paragraph or (asked.place if asked else "")
        for series in followed(self._db, asked.identity if asked else None, code_of(language)):
            yield through(series, asked.symbol, named) if asked and named else series


def _is_in(path: str, wanted: str) -> bool:
    """True for a file of the library that is meant by a name: itself, below that folder, in that archive."""
    return wanted in (path, ".") or path.startswith((f"{wanted}/", f"{wanted}!/"))


def library_here(folder: str = "") -> str:
    """The library that is meant where none is named: `library = "FILE"` of the nearest akn.toml, from whose folder the
    file is named; else `akn-library.db` in this folder or one above it; else that name in this folder.
    """
    from converters.settings import setting

    place = os.path.abspath(folder)
    path, named = setting("library", place)
    if named:
        return os.path.join(os.path.dirname(path), named)
    at = place
    while True:
        if os.path.isfile(os.path.join(at, DEFAULT)):
            return os.path.join(at, DEFAULT)
        above = os.path.dirname(at)
        if above == at:
            return os.path.join(place, DEFAULT)
        at = above
