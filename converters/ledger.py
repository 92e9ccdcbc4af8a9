"""What was written where: the fingerprints that tell an output changed by hand from one that is as we left it.

Beside its outputs each folder has a file, `.akn-outputs.jsonl`, one JSON line an output: `["name", "sha256"]`.  A line
is added before the output is put in its place, so an output that a killed run left is known as well.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress

from akn.errors import AknError
from converters.files import read_bytes, reason, write_atomically

NAME = ".akn-outputs.jsonl"


class ChangedByHand(AknError):
    """An output that stays as it is, because somebody changed it after we wrote it."""


def fingerprint(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


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


def write(path: str, data: bytes, before: frozenset[str]) -> None:
    """Put an output into its place, unless it was changed by hand since it was written (`before`: `Ledger.written`).

    What we never wrote is replaced.  What is no file (a device, a pipe) is written to and not accounted for.
    Raises ChangedByHand, and AknError with the reason of the system.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        write_atomically(path, data)
        return
    new = fingerprint(data)
    if before and os.path.exists(path) and fingerprint(read_bytes(path)) not in before | {new}:
        raise ChangedByHand(f"{path} was changed after it was written, and stays as it is")
    if new not in before:
        _add(path, new)
    write_atomically(path, data)


def _add(path: str, sha256: str) -> None:
    folder, name = os.path.split(os.path.realpath(path))
    line = json.dumps([name, sha256]) + "\n"
    with suppress(OSError):
        os.makedirs(folder, exist_ok=True)
    try:
        with open(os.path.join(folder, NAME), "ab", buffering=0) as file:  # one write: processes add to it side by side
            file.write(line.encode())
    except OSError as error:
        raise AknError(f"{path}: cannot be written: {reason(error)}") from error


def _read(folder: str) -> dict[str, frozenset[str]]:
    """The fingerprints by name, as the folder's file says; a line that is none is passed over."""
    found: dict[str, frozenset[str]] = {}
    try:
        with open(os.path.join(folder, NAME), encoding="utf-8") as file:
            for line in file:
                try:
                    name, sha256 = json.loads(line)
                except ValueError:
                    continue
                found[name] = found.get(name, frozenset()) | {sha256}
    except (OSError, UnicodeDecodeError):
        return {}
    return found
