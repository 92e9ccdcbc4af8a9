"""Archives of inputs, read in place, one member after the other: nothing is unpacked, nothing can break out.

An archive is untrusted: a member with a name that leaves the folder, and one that is larger than an input may be, is
refused by name; links and devices are left out; a bomb is stopped by its size as it unpacks, not by what it says.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from msgspec import Struct

from akn.errors import UnreadableInput

MAX_MEMBER = 256 << 20  # bytes
MAX_MEMBERS = 1_000_000

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Member(Struct, frozen=True):
    """One file of an archive: its name as stored, and its bytes or the reason why there are none."""

    name: str
    data: bytes = b""
    refused: str = ""


def archive_stem(path: str) -> str:
    """The path without the suffix of an archive; empty if it is none.

    >>> archive_stem("in/session.tar.gz"), archive_stem("a.docx")
    ('in/session', '')
    """
    lower = path.lower()
    for suffix in sorted(_ZIP + _TAR, key=len, reverse=True):
        if lower.endswith(suffix):
            return path[: -len(suffix)]
    return ""


def members(path: str) -> Iterator[Member]:
    """The files of an archive in their stored order.

    Raises UnreadableInput if the archive as a whole cannot be read (any further).
    """
    walk = _zip_members if path.lower().endswith(_ZIP) else _tar_members
    try:
        for count, member in enumerate(walk(path)):
            if count == MAX_MEMBERS:
                raise UnreadableInput(f"{path}: holds more than {MAX_MEMBERS} files")
            yield member
    except _BROKEN as error:
        raise UnreadableInput(f"{path}: the archive cannot be read: {error}") from error


def _zip_members(path: str) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if reason := _refusal(info.filename):
                yield Member(info.filename, refused=reason)
            elif info.flag_bits & 1:
                yield Member(info.filename, refused="it is encrypted")
            else:
                with archive.open(info) as file:
                    yield _bounded(info.filename, file)


def _tar_members(path: str) -> Iterator[Member]:
    # as a stream: one pass, however it is compressed
    with tarfile.open(path, "r|*") as archive:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # tarfile would keep every header it has seen
            if not info.isfile():
                continue
            file = archive.extractfile(info)
            if reason := _refusal(info.name):
                yield Member(info.name, refused=reason)
            elif file is not None:
                yield _bounded(info.name, file)


def _bounded(name: str, file: IO[bytes]) -> Member:
    data = file.read(MAX_MEMBER + 1)
    if len(data) > MAX_MEMBER:
        return Member(name, refused=f"it is larger than {MAX_MEMBER >> 20} MiB")
    return Member(name, data)


def _refusal(name: str) -> str:
    """Why no output may be named after a member, empty if it may."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name:
        return "its name leads out of the folder"
    return ""
