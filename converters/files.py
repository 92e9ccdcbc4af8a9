"""Files as a whole: read with a bound, written at once or not at all."""

from __future__ import annotations

import os
import stat
import sys
from _thread import get_ident
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from akn.errors import AknError, UnreadableInput


class NoFileFound(UnreadableInput):
    """A folder that was named for its files has none that is read."""


MAX_BYTES = 1 << 30  # one resolution is a few hundred kilobytes; more than a gigabyte is a mistake or an attack


def read_bytes(path: str) -> bytes:
    """What is in a file, a pipe or a device, up to MAX_BYTES.

    Raises UnreadableInput with the reason of the system: no such file, a folder, no permission, too large.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise UnreadableInput(f"{path}: is a folder, not a file") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise UnreadableInput(f"{path}: {reason(error)}") from error
    if len(data) > MAX_BYTES:
        raise UnreadableInput(f"{path}: larger than {MAX_BYTES >> 20} MiB")
    return data


def walk(root: str) -> Iterator[tuple[str, list[str], OSError | None]]:
    """A folder and all folders below it, each with the names of its files, in alphabetical order.

    What is hidden is left out, and a link to a folder that holds the link.  A folder that cannot be listed comes with
    the reason.
    """
    # each with where it is in truth, after where the links on the way stood
    waiting: list[tuple[str, tuple[str, ...]]] = [(root, (os.path.realpath(root),))]
    while waiting:
        folder, places = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield folder, [], error
            continue
        yield folder, [e.name for e in entries if not _is_folder(e)], None
        for entry in reversed([e for e in entries if _is_folder(e)]):
            if not entry.is_symlink():
                waiting.append((entry.path, (*places[:-1], os.path.join(places[-1], entry.name))))
                continue
            real = os.path.realpath(entry)
            if not any(_is_below(place, real) for place in places):
                waiting.append((entry.path, (*places, real)))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_below(path: str, folder: str) -> bool:
    return f"{path}{os.sep}".startswith(f"{folder.rstrip(os.sep)}{os.sep}")


def nothing_in(folder: str) -> UnreadableInput:
    """Why a folder gave no file: it cannot be listed, or holds none of a kind that is read."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        return UnreadableInput(f"{folder}: {reason(error)}")
    return NoFileFound(f"{folder}: the folder holds none of a kind that is read here")


def check_folder(folder: str) -> None:
    """Make a folder if it is not there.  Raises AknError with the reason of the system if no file can be put there."""
    part = os.path.join(folder, f"{part_prefix(os.getpid())}{get_ident()}.part")
    try:
        os.makedirs(folder, exist_ok=True)
        open(part, "wb").close()
        os.unlink(part)
    except (OSError, ValueError) as error:
        raise AknError(f"{folder}: cannot be written: {reason(error)}") from error


def read_standard_input() -> bytes:
    """All of standard input.  Raises UnreadableInput if it is closed."""
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError):  # None if it was closed when we were started
        raise UnreadableInput("standard input is closed") from None


def write_standard_output(data: bytes) -> None:
    """Put bytes out and push them through.  Raises AknError with the reason of the system, BrokenPipeError as it is."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except AttributeError:
        raise AknError("standard output is closed") from None
    except (OSError, ValueError) as error:
        raise AknError(f"standard output cannot be written: {reason(error)}") from error


def write_atomically(path: str, data: bytes) -> None:
    """Put `data` into the file at `path`, as `replacing` does.  Raises AknError with the reason of the system."""
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: str) -> Iterator[IO[bytes]]:
    """A file to write to, folders made as needed: at the end it is at `path` as a whole, or `path` is untouched.

    The bytes go to a temporary file in the same folder, which then takes the name.  A file that is replaced keeps
    its permissions, a link keeps pointing where it points, a device or pipe is written to directly.
    Raises AknError with the reason of the system.
    """
    try:
        real = os.path.realpath(path)
        mode = _mode(real)
        if mode and not stat.S_ISREG(mode):
            with open(real, "wb") as file:
                yield file
        else:
            with _part(real, mode) as file:
                yield file
    except (OSError, ValueError) as error:
        raise AknError(f"{path}: cannot be written: {reason(error)}") from error


@contextmanager
def _part(path: str, mode: int) -> Iterator[IO[bytes]]:
    """A temporary file that takes the name `path` at the end, or goes away with an exception."""
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    part = os.path.join(folder, f"{part_prefix(os.getpid())}{get_ident()}.part")
    try:
        with open(part, "wb") as file:
            yield file
        if mode:
            os.chmod(part, stat.S_IMODE(mode))
        os.replace(part, path)
    except BaseException:
        if os.path.exists(part):
            os.unlink(part)
        raise


def part_prefix(process: int) -> str:
    """How the temporary files of a process begin, so that those of one that was killed can be found."""
    return f".akn-{process}-"


def remove_parts(folder: str, process: int) -> None:
    """Remove what a killed process left half written in a folder."""
    prefix = part_prefix(process)
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            if name.startswith(prefix) and name.endswith(".part"):
                os.unlink(os.path.join(folder, name))


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return 0


def reason(error: Exception) -> str:
    """The words of the system in lower case, as the rest of a sentence."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[0].lower() + text[1:]
