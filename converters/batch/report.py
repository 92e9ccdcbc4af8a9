"""The report of a batch: one JSON line an input, written as it happens, and read again to go on from.

A line is appended when its input is done, so a run that is killed leaves a report that holds all that was done.  If
an input has several lines, the last one counts; `compact` leaves only those.  A report is written by one run at a time.
By its report an input keeps its place in later runs, and no other input takes it (`places_before`).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from io import FileIO
from types import TracebackType
from typing import IO, Any

from msgspec import Struct
from msgspec.structs import asdict

from akn import __version__
from akn.data import outside_fingerprint
from akn.diagnostics import Code, Diagnostic
from akn.errors import AknError, UnreadableInput, UsageError
from converters.addresses import is_there, read_address, write_address
from converters.batch.task import Done, Outcome
from converters.claims import is_address
from converters.conversion import Status
from converters.files import fingerprint, part_prefix, replacing
from converters.options import Options

_OF_ANOTHER = "an input that the report does not name"


class Report:
    """A report that is being written; a context manager.  `path` may be empty: then nothing is written; `-` is
    standard output.  Nothing can be added to what is at an address: a report there is written here, and put there
    every `EVERY` seconds and at the end, less often where that takes long.

    `folder` is the output folder, which stands in every line: what is below it is the place of an output.
    """

    def __init__(self, path: str, options: Options, *, go_on: bool = False, folder: str = "") -> None:
        self._path = path
        self._go_on = go_on
        self._same = {"options": options_fingerprint(options), "version": __version__, "output_dir": folder}
        self._added: dict[str, Diagnostic] = {}
        self._file: FileIO | None = None
        self._address = _Address(path) if is_address(path) else None

    def __enter__(self) -> Report:
        """Open the file.

        Raises AknError with the reason why it cannot be written, UsageError if another run is writing it or if it is
        something else.
        """
        if self._address:
            self._path = self._address.fetched(go_on=self._go_on)
        if self._path:
            try:
                with ExitStack() as failed:
                    file = failed.enter_context(_opened(self._path))
                    if self._path != "-" and os.path.isfile(self._path):
                        self._begin(file)
                    failed.pop_all()
                self._file = file
            except OSError as error:
                raise AknError(f"{self._path}: the report cannot be written: {error.strerror}") from error
        return self

    def _begin(self, file: FileIO) -> None:
        if not self._go_on:
            _check_replaceable(self._path)
            file.truncate(0)
        elif os.path.getsize(self._path):
            with open(self._path, "rb") as written:
                written.seek(-1, os.SEEK_END)
                if written.read(1) != b"\n":  # a killed run left a line half written; the next one is to be whole
                    file.write(b"\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; a report that went on from an earlier one is left with one line an input."""
        if self._file:
            try:
                if (self._go_on or self._added) and kind is None and os.path.isfile(self._path):
                    compact(self._path, self._added)  # while nobody else may write it
            finally:
                with suppress(OSError):  # each line was written, or that has failed before
                    self._file.close()
                if self._address:
                    self._address.close()

    def add(self, outcome: Outcome) -> None:
        """Write the line of one input, at once.

        What was left unchanged has its line from the run that did it, with counts and diagnostics, and gets no other.
        """
        if self._file and outcome.status is not Status.UNCHANGED:
            data = _line(outcome.as_dict() | self._same)
            try:
                while data:  # at once, unless the disk is full
                    data = data[self._file.write(data) :]
                if self._address:
                    self._address.send_now_and_then()
            except OSError as error:
                raise AknError(f"{self._path}: the report cannot be written: {error.strerror}") from error

    def tell(self, found: Iterable[Diagnostic]) -> None:
        """Keep what is only known of inputs when all are done: it goes into their lines when the file is closed.

        What was written to a pipe or to standard output cannot be changed any more.
        """
        self._added = {diagnostic.position.source: diagnostic for diagnostic in found}


class _Address:
    """A report at an address, and the file in which it is written."""

    EVERY, SHARE = 10.0, 20.0  # seconds between two times; the time between them is at least so many times as long

    def __init__(self, address: str) -> None:
        self._address = address
        self._folder = ""
        self._path = ""
        self._next = 0.0

    def fetched(self, *, go_on: bool) -> str:
        """The path of the file, with what is at the address if the report is to keep that.

        Raises UsageError if something else than a report is there, AknError if it cannot be read.
        """
        there = is_there(self._address)
        if there and not go_on:
            _check_replaceable(self._address)
        before = read_address(self._address) if there and go_on else b""
        self._folder = tempfile.mkdtemp(prefix=part_prefix(os.getpid()))
        self._path = os.path.join(self._folder, "report.jsonl")
        with open(self._path, "wb") as file:
            file.write(before)
        self.send()
        return self._path

    def send(self) -> None:
        """Put the report to its address; raises AknError."""
        started = time.monotonic()
        with open(self._path, "rb") as file:
            write_address(self._address, file.read())
        now = time.monotonic()
        self._next = now + max(self.EVERY, self.SHARE * (now - started))

    def send_now_and_then(self) -> None:
        """Put it there if it is time to."""
        if time.monotonic() >= self._next:
            self.send()

    def close(self) -> None:
        """Put it there as it is at the end."""
        self.send()
        shutil.rmtree(self._folder, ignore_errors=True)


def _line(value: dict[str, Any]) -> bytes:
    # a file name that is not UTF-8 has surrogates, which JSON can hold only as escapes
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def options_fingerprint(options: Options) -> str:
    """What stands in the report for the options, so that a run with others does not take its outputs for done.

    Data files and plug-ins from outside are options, too.

    >>> options_fingerprint(Options()) == options_fingerprint(Options(to="text"))
    False
    """
    values = asdict(options)
    for name in ("catalogue", "register"):  # by what is in it: the name of a file that was changed is the same
        if isinstance(value := values[name], (str, os.PathLike)) and os.path.isfile(value):
            with open(value, "rb") as file:
                values[name] = hashlib.file_digest(file, "sha256").hexdigest()
    if outside := outside_fingerprint():
        values["outside"] = outside
    return fingerprint(json.dumps(values, sort_keys=True, default=os.fspath).encode())[:16]


def done_before(path: str, options: Options) -> dict[str, Done]:
    """What was done by input, of all that this version converted with these options.

    A report that is not there yet means that nothing was done.
    """
    if not (is_there(path) if is_address(path) else os.path.exists(path)):
        return {}
    same = (options_fingerprint(options), __version__)
    done = {}
    for line in read_report(path):
        if line["status"] == Status.CONVERTED and (line.get("options"), line.get("version")) == same:
            works = tuple((work["output"], work["output_sha256"]) for work in line.get("works", ()))
            done[line["input"]] = Done(line["sha256"], line["output_sha256"], line.get("work", ""), works=works)
        elif line["status"] == Status.SUPERSEDED and (line.get("options"), line.get("version")) == same:
            done[line["input"]] = Done(line["sha256"], superseded=True)
        else:
            done.pop(line["input"], None)
    return done


def failed_before(path: str) -> list[str]:
    """The inputs whose last line records a failure or an invalid output, in order."""
    status: dict[str, str] = {}
    for line in read_report(path):
        status[line["input"]] = line["status"]
    return [name for name, value in status.items() if not Status(value).good]


def read_report(path: str) -> Iterator[dict[str, Any]]:
    """The lines of a report; one that a killed run left half written is passed over.

    Raises UnreadableInput if the file is no report.
    """
    try:
        with _text(path) as file:
            for line in file:
                try:
                    found = json.loads(line)
                except json.JSONDecodeError:
                    if not line.startswith("{"):
                        raise UnreadableInput(f"{path}: is no report of a batch") from None
                    continue
                if not isinstance(found, dict) or not {"input", "status", "sha256"} <= found.keys():
                    raise UnreadableInput(f"{path}: is no report of a batch")
                yield found
    except UnicodeDecodeError:
        raise UnreadableInput(f"{path}: is no report of a batch") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: the report cannot be read: {error.strerror}") from error


def _text(path: str) -> IO[str]:
    return io.StringIO(read_address(path).decode()) if is_address(path) else open(path, encoding="utf-8")


class Places(Struct, frozen=True):
    """The places of an earlier run: `stems` by input, as in `Found.stem`, and `owners`, inputs by output."""

    stems: dict[str, str] = {}
    owners: dict[str, str] = {}

    def stem(self, source: str) -> str:
        """Where the output of an input went under the output folder, without suffix; empty if that is not known."""
        return self.stems.get(source, "")

    def owner(self, output: str) -> str:
        """The input whose output stands at this place, or would if it had not failed; empty if there is none."""
        return self.owners.get(_place(output), "")


def places_before(path: str, folder: str) -> Places:
    """The places that a report lists; `folder` is the output folder where a line does not name its own.

    An input that was refused because its output belonged to another one (B104) has no claim to that place, even if
    the report does not name the other one.  Raises UnreadableInput if the file is no report.
    """
    places = Places()
    for line in read_report(path):
        source, output = line["input"], line.get("output", "")
        if not output:
            continue
        if stem := _stem(output, line.get("output_dir", folder)):
            places.stems[source] = stem
        if any(found.get("code") == Code.OUTPUT_TAKEN.code for found in line.get("diagnostics", ())):
            places.owners.setdefault(_place(output), _OF_ANOTHER)
        else:
            places.owners[_place(output)] = source
    return places


def _stem(output: str, folder: str) -> str:
    """The output below the folder, without the suffix that every output has; empty if it is not below it."""
    root = folder.rstrip("/") + "/"
    return os.path.splitext(output.removeprefix(root))[0] if output.startswith(root) else ""


def _place(output: str) -> str:
    """One spelling for all that name one place."""
    return output if is_address(output) else os.path.abspath(output)


def compact(path: str, added: Mapping[str, Diagnostic] | None = None) -> None:
    """Leave only the last line of every input, in the order of these lines, with its diagnostics at the end."""
    last: dict[str, int] = {}
    with open(path, "rb") as file:
        for at, line in enumerate(file):
            with suppress(json.JSONDecodeError):
                last[json.loads(line)["input"]] = at
    keep = set(last.values())
    with open(path, "rb") as file, replacing(path) as new:
        new.writelines(_added(line, added or {}) for at, line in enumerate(file) if at in keep)


def _added(line: bytes, added: Mapping[str, Diagnostic]) -> bytes:
    """A line with the diagnostics of this run on its input at the end, in place of those of an earlier run."""
    value = json.loads(line)
    before = value.get("diagnostics", [])
    found = [one for one in before if one.get("code") != Code.SAME_WORK.code]
    if value["input"] in added:
        found.append(added[value["input"]].as_dict())
    return line if found == before else _line(value | {"diagnostics": found})


def _opened(path: str) -> FileIO:
    """A report, to write to its end; every `write` is one of the system, so that a line is there or not."""
    if path == "-":
        return os.fdopen(os.dup(1), "wb", buffering=0)
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    while True:
        file = open(path, "ab", buffering=0)  # noqa: SIM115
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
        if not _locked(file):
            file.close()
            raise UsageError(f"{path}: another run is writing this report; give each run a report of its own")
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                return file
        file.close()  # the run that had it has put another file in its place


def _check_replaceable(path: str) -> None:
    """Raise UsageError if something else than a report would be lost."""
    try:
        next(read_report(path), None)
    except UnreadableInput as error:
        raise UsageError(f"{error}, and is not replaced by one") from error


def _locked(file: FileIO) -> bool:
    """True if nobody else writes a file, as far as the system knows; it is ours until it is closed."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return True
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
