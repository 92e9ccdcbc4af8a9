"""Files as a whole: read with a bound, written at once or not at all; which of those in a folder are outputs of ours.

Each folder has a list of the outputs that we put into it, the file `.akn-outputs.jsonl`, one JSON line an output:
`["name", "sha256", "source"]`, the last being the input that it was made of, from that folder (`source_key`); lines
without it are of outputs that are made of many, or of earlier versions.  The fingerprints tell an output changed by
hand from one that is as we left it, the inputs which outputs go when their input holds something else.  A line is added
before the output is put in its place, so an output that a killed run left is known as well.  The list is only ever
added to, so that several processes and runs may share a folder and lose nothing: its lines stand in the order in which
outputs were done.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from _thread import get_ident
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from time import time
from typing import IO

from akn.errors import AknError, UnreadableInput
from akn.patterns import lazy_pattern
from converters.claims import is_address


class NoFileFound(UnreadableInput):
    """A folder that was named for its files has none that is read."""

    remedy = "check the path; a file of another suffix must be named itself"


class ChangedByHand(AknError):
    """An output that stays as it is, because somebody changed it after we wrote it, or because we never wrote it."""


LEDGER = ".akn-outputs.jsonl"
MAX_BYTES = 1 << 30  # one resolution is a few hundred kilobytes; more than a gigabyte is a mistake or an attack


def read_bytes(path: str) -> bytes:
    """What is in a file, up to MAX_BYTES, or comes through a pipe that a shell has opened for us (`/dev/fd/63`).

    Raises UnreadableInput with the reason of the system: no such file, a folder, no permission, too large; or because
    it is a named pipe, a device or a socket, in which nothing may ever come.
    """
    if is_address(path):
        raise UnreadableInput(f"{path}: is an address, and only a file is read here")
    if kind := no_file(path):
        raise UnreadableInput(
            f"{path}: is {kind}, not a file",
            remedy="name the file that is meant; what a program writes can be read from standard input (-)",
        )
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise UnreadableInput(f"{path}: is a folder, not a file") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise UnreadableInput(f"{path}: {reason(error)}", remedy=_remedy(error)) from error
    if len(data) > MAX_BYTES:
        raise UnreadableInput(f"{path}: larger than {MAX_BYTES >> 20} MiB")
    return data


_OPENED = ("/dev/fd/", "/dev/std", "/proc/self/fd/")  # names of what is open already


def no_file(path: str) -> str:
    """What there is at a path that is neither a file nor a folder, in words; empty for these, and for nothing.

    Opening it could wait for ever.
    """
    if path.startswith(_OPENED):
        return ""
    try:
        return _STREAMS.get(stat.S_IFMT(os.stat(path).st_mode), "")
    except (OSError, ValueError):
        return ""


_STREAMS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def stem_of(path: str) -> str:
    """The path without its suffix; digits after a point are no suffix.

    >>> stem_of("in/a.docx"), stem_of("A_RES_61.2")
    ('in/a', 'A_RES_61.2')
    """
    stem, suffix = os.path.splitext(path)
    return path if suffix[1:].isdigit() else stem


def is_left_out(name: str) -> bool:
    """True for the name of a file that is no input: hidden, or the lock of a file that Word has open.

    >>> is_left_out("._a.docx"), is_left_out("~$a.docx"), is_left_out("a.docx")
    (True, True, False)
    """
    return name.startswith((".", "~$"))


def walk(
    root: str, passed: Callable[[str, str], object] = lambda _path, _kind: None
) -> Iterator[tuple[str, list[str], OSError | None]]:
    """A folder and all folders below it, each with the names of its files, in alphabetical order.

    What is hidden is left out, the locks of Word files, and a link to a folder that holds the link.  A folder that
    cannot be listed comes with the reason.  `passed` is called with what is no file, and what it is (`no_file`).
    """
    # each with where it is in truth, after where the links on the way stood
    waiting: list[tuple[str, tuple[str, ...]]] = [(root, (os.path.realpath(root),))]
    while waiting:
        folder, places = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted((e for e in found if not is_left_out(e.name)), key=lambda e: e.name)
        except OSError as error:
            yield folder, [], error
            continue
        names = [e.name for e in entries if not _is_folder(e)]
        streams = {e.name: kind for e in entries if not _is_file(e) and (kind := no_file(e.path))}
        for name, kind in streams.items():
            passed(os.path.join(folder, name), kind)
        yield folder, [name for name in names if name not in streams], None
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


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_below(path: str, folder: str) -> bool:
    return f"{path}{os.sep}".startswith(f"{folder.rstrip(os.sep)}{os.sep}")


def nothing_in(folder: str, only: str = "") -> UnreadableInput:
    """Why a folder gave no file: it cannot be listed, or holds none of a kind that is read; `only` those of the format
    that comes out.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        return UnreadableInput(f"{folder}: {reason(error)}", remedy=_remedy(error))
    if only:
        told = f"{folder}: the folder holds nothing to convert but {only}, which is what comes out"
        return NoFileFound(told, remedy=f"use the option `--from {only}` to convert it all the same")
    return NoFileFound(f"{folder}: the folder holds no file of a kind that is read")


def check_folder(folder: str) -> None:
    """Make a folder if it is not there.  Raises AknError with the reason of the system if no file can be put there."""
    if is_address(folder):
        raise AknError(f"{folder}: is an address, and only a folder is written to here")
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
    if is_address(path):  # or it would be a folder here by the name of "s3:"
        raise AknError(f"{path}: is an address, and only a file is written here")
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


def _host() -> str:
    """The name of this machine as a part of file names; several may write into one folder."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return re.sub("[^A-Za-z0-9.]", "_", name)[:64] or "host"


def part_prefix(process: int) -> str:
    """How the temporary files of a process begin, so that those of one that was killed can be found."""
    return f".akn-{_host()}-{process}-"


def remove_parts(folder: str, process: int) -> None:
    """Remove what a killed process left half written in a folder."""
    prefix = part_prefix(process)
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            if name.startswith(prefix) and name.endswith(".part"):
                os.unlink(os.path.join(folder, name))


def remove_left(folder: str) -> None:
    """Remove what killed processes left half written in a folder and below it; what a living one writes stays.

    Whether a process of another machine lives nobody here knows: what it left goes when it is a day old.
    """
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            if name.endswith(".part") and is_left(path):
                with suppress(OSError):
                    os.unlink(path)


def is_left(path: str) -> bool:
    """True for a temporary file or folder of ours (`part_prefix`) whose process was killed."""
    found = _TEMPORARY.match(os.path.basename(path))
    if not found:
        return False
    if found[1] == _host():
        return not _is_alive(int(found[2]))
    try:
        return os.stat(path).st_mtime < time() - _DAY
    except OSError:
        return False


_TEMPORARY = lazy_pattern(r"\.akn-([\w.]+)-(\d+)-")
_DAY = 86_400


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is somebody else's
        pass
    try:  # one that was killed, and that nobody has asked for its end, is dead all the same
        with open(f"/proc/{process}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except OSError:
        return True


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return 0


def reason(error: Exception) -> str:
    """The words of the system in lower case, as the rest of a sentence."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[0].lower() + text[1:]


def _remedy(error: Exception) -> str:
    """What a person can do about a file or folder that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return "check how the path is spelt, and the folder from which it leads there"
    return "ask whoever it belongs to for the right to read it" if isinstance(error, PermissionError) else ""


def fingerprint(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


class Ledger:
    """What was written by earlier runs; the file of each folder is read once, when it is first asked for."""

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, frozenset[str]]] = {}

    def written(self, path: str) -> frozenset[str]:
        """The fingerprints of all that we wrote to a path, and what each was made of (`_made_of`); empty if there was
        nothing.
        """
        folder, name = os.path.split(os.path.realpath(path))
        if folder not in self._folders:
            self._folders[folder] = _read(folder)
        return self._folders[folder].get(name, frozenset())


def source_key(source: str, folder: str) -> str:
    """What a list of outputs calls an input: its path from the folder of the list, its address, empty for what has
    neither.

    >>> source_key("in/a.txt", "out"), source_key("s3://bucket/a.txt", "out"), source_key("-", "out")
    ('../in/a.txt', 's3://bucket/a.txt', '')
    """
    if source in ("", "-") or source.startswith(_OPENED):  # another text each time
        return ""
    if is_address(source):
        return source
    above, name = os.path.split(os.path.abspath(source))
    path = os.path.join(os.path.realpath(above), name)
    with suppress(ValueError):  # another drive
        path = os.path.relpath(path, os.path.realpath(folder))
    return path.replace(os.sep, "/")


def _made_of(sha256: str, key: str) -> str:
    """An output and the input that it was made of, beside the fingerprints alone in `Ledger.written`."""
    return f"{sha256} {key}"


def write_listed(path: str, data: bytes, before: frozenset[str] | None, source: str = "") -> str:
    """Put an output into its place, unless a file is there that is not as we left it (`before`: `Ledger.written`).

    `source` is the one input that it is made of, empty if there are several.
    With None whatever is there is replaced.  What is no file (a device, a pipe) is written to and not accounted for.
    Gives the reason why the output could not be entered into the list of its folder, empty if it was.
    Raises ChangedByHand, and AknError with the reason of the system.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        if before is not None and (kind := no_file(path)):
            raise ChangedByHand(f"{path} is {kind}, and nothing is written to it")
        write_atomically(path, data)
        return ""
    new = fingerprint(data)
    if before is not None and os.path.exists(path) and (there := fingerprint(read_bytes(path))) not in before | {new}:
        known = Ledger().written(path)  # another run may have written it since `before` was read
        if there not in known:
            told = "was changed after it was written" if known else "was not written by akn"
            raise ChangedByHand(f"{path} {told}, and stays as it is")
    key = source_key(source, os.path.dirname(os.path.realpath(path)))
    known_as = _made_of(new, key) if key else new
    unlisted = _add(path, new, key) if known_as not in (before or ()) else ""
    write_atomically(path, data)
    return unlisted


def withdraw(folder: str, suffix: str, source: str, keep: Collection[str] = ()) -> list[str]:
    """Take away the files of a folder that we made of one input and nobody changed, of a suffix and but for those to
    `keep`.

    Gives their names.  A folder of which nothing but the list of outputs stays goes as well.
    """
    if is_address(folder) or not os.path.isdir(folder) or os.path.islink(folder):
        return []
    listed = _read(folder)
    mine = sorted(
        name for name in listed if name.endswith(suffix) and name not in keep and name == os.path.basename(name)
    )
    gone = [name for name in mine if withdraw_file(os.path.join(folder, name), listed[name], source)]
    remove_emptied(folder)
    return gone


def withdraw_file(path: str, written: Collection[str], source: str) -> list[str]:
    """Take away a file that is as we left it (`Ledger.written`) and was made of one input: its name, nothing if it
    stays or is not there.

    It stays if the list does not say of what it was made, or says that another input gave the same bytes.
    """
    key = source_key(source, os.path.dirname(os.path.realpath(path)))
    try:
        if not key or os.path.islink(path) or not os.path.isfile(path):
            return []
        there = fingerprint(read_bytes(path))
        if {made for made in written if made.startswith(there)} != {there, _made_of(there, key)}:
            return []
        os.unlink(path)
    except (AknError, OSError):
        return []
    return [os.path.basename(path)]


def remove_emptied(folder: str) -> None:
    """Remove a folder in which nothing is left but the list of outputs."""
    with suppress(OSError):
        if os.listdir(folder) == [LEDGER]:
            os.unlink(os.path.join(folder, LEDGER))
            os.rmdir(folder)


def _add(path: str, sha256: str, key: str) -> str:
    """Enter an output into the list of its folder; the reason if that cannot be done."""
    folder, name = os.path.split(os.path.realpath(path))
    line = json.dumps([name, sha256, *([key] if key else [])]) + "\n"
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
    """What `Ledger.written` gives, by name, as the folder's file says; a line that is none is passed over."""
    found: dict[str, frozenset[str]] = {}
    if no_file(os.path.join(folder, LEDGER)):
        return found
    try:
        with open(os.path.join(folder, LEDGER), "rb") as file:
            for line in file:
                try:
                    name, sha256, *source = json.loads(line.decode())
                    if isinstance(sha256, str):
                        told = {sha256, _made_of(sha256, *source)} if source else {sha256}
                        found[name] = found.get(name, frozenset()) | told
                except (ValueError, TypeError, RecursionError):
                    continue
    except OSError:
        return {}
    return found
