"""Files at addresses of whatever fsspec opens (s3, gs, http, ftp, memory, ...): found, read and written whole.

fsspec is loaded when the first address is opened.
"""

from __future__ import annotations

from typing import Any

from akn.errors import AknError, MissingDependency, UnreadableInput
from converters.claims import is_address
from converters.files import MAX_BYTES, read_bytes

_OF_OBJECTS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss"})
"""Storage of objects in buckets: it has no folders, and a bucket that is not there is a slip, none to be made."""


def read_input(source: str) -> bytes:
    """The bytes of a path or an address; raises UnreadableInput."""
    if is_address(source):
        return read_address(source)
    return read_bytes(source)


def read_address(address: str) -> bytes:
    """The bytes at an address, up to MAX_BYTES; raises UnreadableInput with the reason, MissingDependency."""
    files, path = _open(address)
    try:
        with files.open(path, "rb") as file:
            data: bytes = file.read(MAX_BYTES + 1)
    except Exception as error:  # every file system has exceptions of its own
        raise UnreadableInput(f"{address}: cannot be read: {_words(error)}") from error
    if len(data) > MAX_BYTES:
        raise UnreadableInput(f"{address}: larger than {MAX_BYTES >> 20} MiB")
    return data


def write_address(address: str, data: bytes) -> None:
    """Put bytes at an address, as a whole or not at all: in a transaction of the file system.

    Raises AknError with the reason, MissingDependency.
    """
    files, path = _open(address)
    try:
        if address.partition("://")[0] not in _OF_OBJECTS:
            files.makedirs(files._parent(path), exist_ok=True)
        with files.transaction, files.open(path, "wb") as file:
            file.write(data)
    except Exception as error:
        raise AknError(f"{address}: cannot be written: {_words(error)}") from error


def is_there(address: str) -> bool:
    """True if there is something at an address; raises UnreadableInput, MissingDependency."""
    files, path = _open(address)
    try:
        files.invalidate_cache()
        return bool(files.exists(path))
    except Exception as error:
        raise UnreadableInput(f"{address}: cannot be listed: {_words(error)}") from error


def find_addresses(address: str) -> list[tuple[str, str]]:
    """All files that an address stands for (a file, a folder or a pattern): their addresses, and where they are below
    the folder, or below the fixed part of the pattern; sorted.
    """
    files, path = _open(address)
    root = path
    try:
        files.invalidate_cache()  # of what it has listed before, in this process
        if wildcards := [path.index(c) for c in "*?[" if c in path]:
            found = [p for p in files.glob(path) if files.isfile(p)]
            root = path[: min(wildcards)].rpartition("/")[0]
        elif files.isdir(path):
            found = files.find(path)
        else:
            return [(address, path.rpartition("/")[2])]
    except Exception as error:
        raise UnreadableInput(f"{address}: cannot be listed: {_words(error)}") from error
    below = len(root.rstrip("/")) + 1
    return sorted((files.unstrip_protocol(p), p[below:]) for p in found)


def _open(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise MissingDependency(f"{address}: needs fsspec: pip install 'akn-un[remote]'") from error
    try:
        files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:  # fsspec names the package that its file system needs
        raise MissingDependency(f"{address}: {_words(error)}") from error
    except ValueError as error:
        raise UnreadableInput(f"{address}: {_words(error)}") from error
    return files, path


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
