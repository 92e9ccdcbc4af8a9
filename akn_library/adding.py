"""Files into the library: read where there are processors, written by one hand, a few at a time.

What is under way when a run is killed is lost and nothing else is: rows are written in transactions of some files each,
and the next run does what is missing.  The library is locked only while these are written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position
from akn.outline import Outline
from akn_library.entry import Entry, entry_of
from akn_library.schema import VERSION, told, transaction
from akn_library.store import put, tidy
from converters.addresses import read_input
from converters.batch.plan import OFFICE, Found, Plan
from converters.batch.task import fault, sha256_of, take_held
from converters.claims import is_address
from converters.conversion import Look, Status, looks
from converters.files import fingerprint
from converters.options import CorrectionsFile, Options
from converters.reading import few_collections, format_of
from converters.sources import read_corrections

TOGETHER = 8
"""So many files are written in one transaction at most."""

LETTERS = 100_000
"""So many characters wait to be written at most, with all that was found in them."""


LEFT_OUT = "left out"
"""`file.status` of a file of a folder or an archive that is of no format that is read."""


class Added(Struct, frozen=True):
    """What became of a file: its name, how it was read, and what was noticed.

    `status` is converted (of a volume if one of its works is), foreign (no resolution: it is in the library all the
    same), unchanged, failed or died.  `works` are the rows of the works that the file holds, more than one of a volume.
    """

    source: str
    path: str
    status: Status
    sha256: str = ""
    format: str = ""
    read_as: str = ""
    units: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    works: tuple[Entry, ...] = ()

    @property
    def ok(self) -> bool:
        """True if the library holds what the file says."""
        return self.status in (Status.CONVERTED, Status.FOREIGN, Status.UNCHANGED)


class Job(Struct, frozen=True):
    """A file to be read, under the path that it has in the library; what the library has of it already."""

    found: Found
    path: str
    sha256: str = ""
    read_as: str = ""


def path_in(source: str, folder: str) -> str:
    """The name of an input as the library has it: from its folder, with slashes; an address as it is.

    >>> path_in("/data/un/a.zip!/b.txt", "/data/lib")
    '../un/a.zip!/b.txt'
    """
    if is_address(source) or source == "-":
        return source
    outer, sign, member = source.partition("!/")
    try:
        outer = os.path.relpath(outer, folder)
    except ValueError:  # on another drive
        outer = os.path.abspath(outer)
    return outer.replace(os.sep, "/") + sign + member


def reading(options: Options) -> str:
    """What a file is read with besides its bytes and corrections: a change of it is a reason to read it again."""
    from akn import __version__
    from akn.data import outside_fingerprint

    catalogue = fingerprint(read_input(os.fspath(options.catalogue)))[:16] if options.catalogue else ""
    given = (
        options.from_,
        options.language,
        options.body,
        options.ocr,
        options.revisions,
        catalogue,
        outside_fingerprint(),
    )
    return " ".join((f"{__version__}/{VERSION}", *given)).rstrip()


def add(
    db: sqlite3.Connection,
    library: str,
    inputs: Iterable[str],
    options: Options,
    *,
    jobs: int = 1,
    again: bool = False,
    stopped: Callable[[], bool] = lambda: False,
    leave: Callable[[str], object] = lambda _path: None,
) -> Iterator[Added]:
    """Read files into the library at the path `library`; what became of each, as it is written.

    `leave` is called with each file of a folder or an archive that is of no format that is read; the library keeps
    their names.

    Files that are there already are left alone, unless `again`, as long as bytes, corrections, options, data and
    plug-ins from outside and version are the same.
    """
    folder = os.path.dirname(os.path.abspath(library))
    read_as = reading(options)
    catalogue = os.fspath(options.catalogue)
    own = os.path.abspath(library)
    left: list[str] = []

    def leaves(path: str) -> None:
        if not os.path.abspath(path).startswith(own):  # the library and its journal
            left.append(path)
            leave(path)

    plan = Plan(inputs, "", replace(options, to=""), leave=leaves)

    def drawn() -> Iterator[Job]:
        for found in plan.find():
            if stopped():
                return
            path = path_in(found.source, folder)
            if os.path.abspath(found.source) != own:
                yield Job(found, path, *(("", "") if again else _known(db, path)))

    read = partial(read_job, options=options, read_as=read_as, catalogue=catalogue)
    waiting: list[Added] = []
    letters = new = 0
    for one in _in_order(read, drawn(), jobs):
        waiting.append(one)
        new += one.units
        letters += sum(len(unit.text) for work in one.works for unit in work.units)
        if len(waiting) >= TOGETHER or letters > LETTERS:
            yield from _written(db, library, waiting, read_as)
            waiting, letters = [], 0
    yield from _written(db, library, waiting, read_as)
    if left:
        with told(library), transaction(db):
            db.executemany(
                "INSERT OR IGNORE INTO file (path, sha256, read_as, format, status, cause) VALUES (?, '', ?, '', ?, ?)",
                ((path_in(path, folder), read_as, LEFT_OUT, why_left(path)) for path in left),
            )
    if new:
        with told(library):
            tidy(db, new)


def _in_order(read: Callable[[Job], Added], tasks: Iterable[Job], jobs: int) -> Iterator[Added]:
    """What became of each file; with one job here, and nothing that starts processes is loaded."""
    if jobs == 1:
        return map(read, tasks)
    from converters.batch.pool import in_order

    return in_order(read, tasks, jobs, _died)


def why_left(path: str) -> str:
    """Why a file is of no format that is read, by its name."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix in OFFICE:
        return Code.DOCUMENT_LEFT_OUT.at(Position()).hint
    return f"{suffix} is no format that is read" if suffix else "its name tells no format"


def _known(db: sqlite3.Connection, path: str) -> tuple[str, str]:
    """The fingerprint of a file in the library and what it was read with; empty if it is not there or was not read."""
    row: tuple[str, str] | None = db.execute(
        "SELECT sha256, read_as FROM file WHERE path = ? AND status IN ('converted', 'foreign')", (path,)
    ).fetchone()
    return row or ("", "")


def read_job(job: Job, options: Options, read_as: str, catalogue: str) -> Added:
    """The rows of one file; never raises: what befalls it is a diagnostic of it."""
    found = job.found
    failed = Added(found.source, job.path, Status.FAILED)
    if found.refused:
        return replace(failed, diagnostics=(found.refused,))
    try:
        data = take_held(found)
        outside = is_address(found.source) or "!/" in found.source or found.source == "-"
        corrections = CorrectionsFile() if outside else read_corrections(found.source, beside=True)
        failed = replace(failed, sha256=sha256_of(data, corrections), read_as=read_as)
        if (failed.sha256, read_as) == (job.sha256, job.read_as):
            return replace(failed, status=Status.UNCHANGED)
        with few_collections():
            return _read(failed, data, replace(options, validate=False, corrections=corrections), catalogue)
    except Exception as error:
        return replace(failed, diagnostics=(fault(error, found.source),))


def _read(failed: Added, data: bytes, options: Options, catalogue: str) -> Added:
    from converters.sources import catalogue_of

    format_ = format_of(data, failed.source, options)
    if format_ == "xml":
        options = replace(options, corrections=CorrectionsFile())
    held = looks(data, failed.source, options)
    failed = replace(failed, format=format_, diagnostics=tuple(d for seen in held for d in seen.diagnostics))
    there = [seen for seen in held if seen.status.there]
    if not there:
        return failed
    dates = catalogue_of(catalogue).value if catalogue else None
    works = tuple(
        entry_of(
            seen.outline or Outline(seen.document, seen.blocks),
            _path_of(seen, i, failed.path, len(held)),
            catalogue=dates,
        )
        for i, seen in enumerate(there, 1)
    )
    # a report or a letter with a symbol is searched and cited like a resolution
    foreign = all(m.kind == "document" and not m.symbols for m in (seen.document.metadata for seen in there))
    status = Status.FOREIGN if foreign else Status.CONVERTED
    return replace(failed, status=status, units=sum(len(work.units) for work in works), works=works)


def _path_of(seen: Look, nth: int, path: str, count: int) -> str:
    """What identifies a work where nothing printed does: the path of the file, of a volume with its place in it."""
    return f"{path}#{seen.number or nth}" if count > 1 else path


def _died(job: Job, reason: str) -> Added:
    told = Code.WORKER_DIED.at(Position(source=job.found.source), reason=reason)
    return Added(job.found.source, job.path, Status.DIED, diagnostics=(told,))


def _cause(one: Added) -> str:
    """Why a file could not be read, or is in doubt as a whole; empty if neither."""
    causes = (
        d.message
        for d in one.diagnostics
        if d.code is Code.STRUCTURE_DOUBTFUL or (not one.ok and d.severity == "error")
    )
    return next(causes, "")


def _written(db: sqlite3.Connection, library: str, made: list[Added], read_as: str) -> Iterator[Added]:
    """Write what was made, in one transaction; then tell it."""
    new = [one for one in made if one.status is not Status.UNCHANGED]
    if new:
        with told(library), transaction(db):
            for one in new:
                row = (one.path, one.sha256, one.read_as or read_as, one.format, one.status.value, _cause(one))
                put(db, row, one.works)
    yield from (replace(one, works=()) for one in made)
