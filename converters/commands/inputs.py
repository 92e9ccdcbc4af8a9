"""The files that a command is given: named ones, those of folders, and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator


def is_xml(name: str) -> bool:
    """True for the name of an XML file."""
    return name.endswith((".xml", ".akn"))


def paths(names: Iterable[str], wanted: Callable[[str], bool] = is_xml) -> Iterator[str]:
    """Files as they are named, and all files of folders that are wanted by their name, in alphabetical order."""
    for name in names:
        if not os.path.isdir(name):
            yield name
            continue
        for folder, folders, files in os.walk(name):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            yield from (os.path.join(folder, f) for f in sorted(files) if wanted(f) and not f.startswith("."))


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises UnreadableInput."""
    if name == "-":
        return sys.stdin.buffer.read()
    from converters.files import read_bytes

    return read_bytes(name)


def put(text: str | bytes, target: str = "") -> None:
    """Text or bytes to standard output, or to a file as a whole; text as UTF-8 whatever the terminal says."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    if target in ("", "-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        from converters.files import write_atomically

        write_atomically(target, data)
