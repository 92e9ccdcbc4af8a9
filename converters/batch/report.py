"""The report of a batch: one JSON line an input, written as it happens, and read again to go on from.

A line is appended when its input is done, so a run that is killed leaves a report that holds all that was done.  If
an input has several lines, the last one counts; `compact` leaves only those.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import IO, Any

from msgspec.structs import asdict

from akn import __version__
from akn.errors import AknError, UnreadableInput
from converters.batch.task import Outcome, fingerprint
from converters.conversion import Options, Status


class Report:
    """A report that is being written; a context manager.  `path` may be empty: then nothing is written.

    `folder` is the output folder, which stands in every line: what is below it is the place of an output.
    """

    def __init__(self, path: str, options: Options, *, go_on: bool = False, folder: str = "") -> None:
        self._path = path
        self._go_on = go_on
        self._same = {"options": options_fingerprint(options), "version": __version__, "output_dir": folder}
        self._file: IO[str] | None = None

    def __enter__(self) -> Report:
        """Open the file, or raise AknError with the reason why it cannot be written."""
        if self._path:
            try:
                os.makedirs(os.path.dirname(self._path) or ".", exist_ok=True)
                if self._go_on:
                    _end_last_line(self._path)
                # a file name that is not UTF-8 has surrogates, which JSON can hold only as escapes
                self._file = open(self._path, "a" if self._go_on else "w", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                raise AknError(f"{self._path}: the report cannot be written: {error.strerror}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; a report that went on from an earlier one is left with one line an input."""
        if self._file:
            with suppress(OSError):  # each line was flushed, or that has failed before
                self._file.close()
            if self._go_on and kind is None:
                compact(self._path)

    def add(self, outcome: Outcome) -> None:
        """Write the line of one input, at once.

        What was left unchanged has its line from the run that did it, with counts and diagnostics, and gets no other.
        """
        if self._file and outcome.status is not Status.UNCHANGED:
            try:
                self._file.write(json.dumps(outcome.as_dict() | self._same, ensure_ascii=False) + "\n")
                self._file.flush()
            except OSError as error:
                raise AknError(f"{self._path}: the report cannot be written: {error.strerror}") from error


def options_fingerprint(options: Options) -> str:
    """What stands in the report for the options, so that a run with others does not take its outputs for done.

    >>> options_fingerprint(Options()) == options_fingerprint(Options(to="text"))
    False
    """
    values = asdict(options)
    if options.catalogue and os.path.isfile(options.catalogue):
        with open(options.catalogue, "rb") as file:
            values["catalogue"] = fingerprint(file.read())
    return fingerprint(json.dumps(values, sort_keys=True).encode())[:16]


def done_before(path: str, options: Options) -> dict[str, tuple[str, str]]:
    """The fingerprints of input and output by input, of all that this version converted with these options.

    A report that is not there yet means that nothing was done.
    """
    if not os.path.exists(path):
        return {}
    same = (options_fingerprint(options), __version__)
    done = {}
    for line in read_report(path):
        if line["status"] == Status.CONVERTED and (line.get("options"), line.get("version")) == same:
            done[line["input"]] = (line["sha256"], line["output_sha256"])
        else:
            done.pop(line["input"], None)
    return done


def failed_before(path: str) -> list[str]:
    """The inputs whose last line tells of a failure or of an invalid output, in order."""
    status: dict[str, str] = {}
    for line in read_report(path):
        status[line["input"]] = line["status"]
    return [name for name, value in status.items() if not Status(value).good]


def read_report(path: str) -> Iterator[dict[str, Any]]:
    """The lines of a report; one that a killed run left half written is passed over.

    Raises UnreadableInput if the file is no report.
    """
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                try:
                    found = json.loads(line)
                except json.JSONDecodeError:
                    if line.endswith("\n") and not line.startswith("{"):
                        raise UnreadableInput(f"{path}: is no report of a batch") from None
                    continue
                if not isinstance(found, dict) or not {"input", "status", "sha256"} <= found.keys():
                    raise UnreadableInput(f"{path}: is no report of a batch")
                yield found
    except UnicodeDecodeError:
        raise UnreadableInput(f"{path}: is no report of a batch") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: the report cannot be read: {error.strerror}") from error


def compact(path: str) -> None:
    """Leave only the last line of every input, in the order of these lines."""
    from converters.files import replacing

    last: dict[str, int] = {}
    for at, line in _lines(path):
        last[line["input"]] = at
    keep = set(last.values())
    with open(path, "rb") as file, replacing(path) as new:
        new.writelines(line for at, line in _with_offsets(file) if at in keep)


def _lines(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with open(path, "rb") as file:
        for at, line in _with_offsets(file):
            try:
                yield at, json.loads(line)
            except json.JSONDecodeError:
                continue


def _with_offsets(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    at = 0
    for line in file:
        yield at, line
        at += len(line)


def _end_last_line(path: str) -> None:
    """Put a line end behind what a killed run left half written, so that the next line is whole."""
    if os.path.exists(path) and os.path.getsize(path):
        with open(path, "rb+") as file:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
