"""What is given to be converted, as bytes; and the files that say more of it: corrections, catalogues of dates."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any, BinaryIO, Protocol

from akn.diagnostics import Result
from akn.errors import UnreadableInput, UsageError
from converters.claims import is_address
from converters.options import CorrectionsFile

_LONG = 60  # characters of a text that is shown


class WordDocument(Protocol):
    """What a document of python-docx offers to whoever wants its bytes."""

    def save(self, path_or_stream: Any) -> None:
        """Write the file."""


Source = str | os.PathLike[str] | bytes | BinaryIO | WordDocument


def load_source(source: Source, name: str) -> tuple[bytes, str]:
    """The bytes of a source, and what it is called."""
    if isinstance(source, bytes):
        return source, name
    if isinstance(source, (str, os.PathLike)):
        return _read_path(os.fspath(source), name)
    if hasattr(source, "read"):
        return source.read(), name or str(getattr(source, "name", ""))
    if hasattr(source, "save"):  # a document of python-docx
        from io import BytesIO

        source.save(target := BytesIO())
        return target.getvalue(), name or "document.docx"
    kind = type(source).__name__  # not its value, which may be a whole document
    raise UsageError(f"a source is a path, bytes, a binary stream or a document of python-docx, not {kind}")


def _read_path(path: str, name: str) -> tuple[bytes, str]:
    """The bytes of a file, and what it is called; a text that was taken for a path is told as such."""
    from converters.files import read_bytes
    from converters.formats import format_by_suffix

    try:
        return read_bytes(path), name or path
    except UnreadableInput as error:
        if os.path.exists(path) or (format_by_suffix(path) and len(path) < 256 and "\n" not in path):
            raise
        shown = " ".join(path[:_LONG].split()) + "…" * (len(path) > _LONG)
        told = "is no file; a str is a path, a text is given as bytes: convert(text.encode())"
        raise UnreadableInput(f"{shown}: {told}") from error


def corrections_file(given: str | os.PathLike[str] | CorrectionsFile) -> CorrectionsFile:
    """What `Options.corrections` stands for: a file that is read, or what was read already."""
    return given if isinstance(given, CorrectionsFile) else read_corrections(os.fspath(given))


def read_corrections(path: str, *, beside: bool = False) -> CorrectionsFile:
    """A file of corrections; the one beside an input that has its name and `.akn.toml`, if there is one.

    Raises UnreadableInput if it cannot be read.
    """
    path = f"{path}.akn.toml" if beside else path
    if not path or (beside and not os.path.isfile(path)):
        return CorrectionsFile()
    from converters.files import read_bytes

    try:
        return CorrectionsFile(path, read_bytes(path).decode())
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: is not UTF-8") from error


def catalogue_of(path: str | os.PathLike[str]) -> Result[dict[str, str]]:
    """The adoption dates by symbol that a file, or what is at an address, tells, read once and when the file changes.

    Raises UsageError if it cannot be read or holds no line of a catalogue.
    """
    name = os.fspath(path)
    try:
        there = os.stat(name)
    except OSError:  # an address, or what the reader says is not there
        return _catalogue(name, ())
    return _catalogue(name, (os.path.abspath(name), there.st_mtime_ns, there.st_size))


@lru_cache(maxsize=8)
def _catalogue(path: str, _version: tuple[object, ...]) -> Result[dict[str, str]]:
    from akn.catalogue import catalogue_in, load_catalogue

    if not is_address(path):
        return load_catalogue(path)
    from converters.addresses import read_address

    try:
        data = read_address(path)
    except UnreadableInput as error:
        raise UsageError(f"cannot read the catalogue {error}") from error
    return catalogue_in(data, path)
