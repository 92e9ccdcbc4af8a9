"""What was written where: each folder has a list of the outputs that we put into it.

It is the file `.akn-outputs.jsonl`, one JSON line an output: `["name", "sha256"]`.  The fingerprints tell an output
changed by hand from one that is as we left it.  A line is added before the output is put in its place, so an output
that a killed run left is known as well.  The file is only ever added to, so that several processes and runs may share
a folder and lose nothing: its lines stand in the order in which outputs were done.
"""

from __future__ import annotations

import json
import os

from akn.errors import AknError
from converters.files import fingerprint, read_bytes, reason, write_atomically

LEDGER = ".akn-outputs.jsonl"


class ChangedByHand(AknError):
    """An output that stays as it is, because somebody changed it after we wrote it."""


class Ledger:
    """What was written by earlier runs; the file of each folder is read once, when it is first asked for."""

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, frozenset[str]]] = {}

    def written(self, path: str) -> frozenset[str]:
        """The fingerprints of all that we wrote to a path; empty if there was nothing."""
        folder, name = os.path.split(os.path.realpath(path))
        if folder not in self._folders:
            self._folders[folder] = _read(folder)
        return self._folders[folder].get(name, frozenset())


def write(path: str, data: bytes, before: frozenset[str]) -> str:
    """Put an output into its place, unless it was changed by hand since it was written (`before`: `Ledger.written`).

    What we never wrote is replaced.  What is no file (a device, a pipe) is written to and not accounted for.
    Gives the reason why the output could not be entered into the list of its folder, empty if it was.
    Raises ChangedByHand, and AknError with the reason of the system.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        write_atomically(path, data)
        return ""
    new = fingerprint(data)
    if before and os.path.exists(path) and fingerprint(read_bytes(path)) not in before | {new}:
        raise ChangedByHand(f"{path} was changed after it was written, and stays as it is")
    unlisted = _add(path, new) if new not in before else ""
    write_atomically(path, data)
    return unlisted


def _add(path: str, sha256: str) -> str:
    """Enter an output into the list of its folder; the reason if that cannot be done."""
    folder, name = os.path.split(os.path.realpath(path))
    line = json.dumps([name, sha256]) + "\n"
    try:  # the list may be another user's: the output counts, and tells itself if it cannot be written
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, LEDGER), "a+b", buffering=0) as file:
            if size := file.seek(0, os.SEEK_END):
                file.seek(size - 1)
                if file.read(1) != b"\n":  # a line that a killed run left half written
                    line = f"\n{line}"
            file.write(line.encode())  # one write: processes share it
    except OSError as error:
        return f"{os.path.join(folder, LEDGER)}: {reason(error)}"
    return ""


def _read(folder: str) -> dict[str, frozenset[str]]:
    """The fingerprints by name, as the folder's file says; a line that is none is passed over."""
    found: dict[str, frozenset[str]] = {}
    try:
        with open(os.path.join(folder, LEDGER), "rb") as file:
            for line in file:
                try:
                    name, sha256 = json.loads(line.decode())
                    found[name] = found.get(name, frozenset()) | {sha256}
                except (ValueError, TypeError, RecursionError):
                    continue
    except OSError:
        return {}
    return found
