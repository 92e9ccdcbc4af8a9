"""Large members of archives, unpacked to files, so that their bytes travel through no pipe and stand in one process."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from typing import IO

from akn.errors import UnreadableInput
from converters.files import is_left, part_prefix, reason

LARGE = 8 << 20
"""Bytes from which a member goes to a file: what travels is copied three or four times on its way (a zip with three
members of 200 MB took 841 MB in the process that plans and 629 MB in each that converts, now 31 and 228)."""

_PIECE = 1 << 20


class Spool:
    """A folder of its own for unpacked members; it goes with the spool, or with the process.

    >>> import io
    >>> spool = Spool()
    >>> path = spool.keep(io.BytesIO(b"large"), 100)
    >>> drop(path)
    """

    def __init__(self) -> None:
        self._folder = ""

    def keep(self, member: IO[bytes], size: int) -> str:
        """The path of a new file with what is in `member`, up to `size` bytes.

        Raises UnreadableInput if there is no room for it; faults of the archive as they are.
        """
        if not self._folder:
            _remove_left()
            self._folder = tempfile.mkdtemp(prefix=part_prefix(os.getpid()))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        handle, path = tempfile.mkstemp(dir=self._folder)
        with open(handle, "wb") as file:
            while size > 0 and (piece := member.read(min(size, _PIECE))):
                size -= len(piece)
                try:
                    file.write(piece)
                except OSError as error:
                    drop(path)
                    raise UnreadableInput(f"{self._folder}: no room to unpack it: {reason(error)}") from error
        return path


def drop(path: str) -> None:
    """Remove an unpacked member that is needed no more; nothing for an input that is none."""
    if path:
        with suppress(OSError):
            os.unlink(path)


def _remove_left() -> None:
    """Remove what killed runs left unpacked."""
    folder = tempfile.gettempdir()
    with suppress(OSError):
        for path in (os.path.join(folder, name) for name in os.listdir(folder) if name.startswith(".akn-")):
            if os.path.isdir(path) and is_left(path):
                shutil.rmtree(path, ignore_errors=True)
