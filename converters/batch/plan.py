"""What is to be done: inputs as a user names them (files, folders, patterns, archives, addresses, lists) to tasks.

The plan is drawn one task at a time and in one order, whatever the number of processes.  An input that is named twice
(by itself and with its folder, say) is one input.

Archives are read in place, one member after the other: nothing is unpacked, nothing can break out.  A member with a
name that leaves the folder, and one that is larger than an input may be, is refused by name, and so is a link or a
device with the name of an input; a bomb is stopped by its size as it unpacks, not by what it says.
"""

from __future__ import annotations

import codecs
import glob
import hashlib
import os
import stat
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from msgspec import Struct, field
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import AknError, UnreadableInput
from converters.addresses import find_addresses
from converters.batch.spool import LARGE, Spool
from converters.batch.task import Done, Task
from converters.claims import is_address, place_of_output, reading, same_file
from converters.conversion import as_diagnostic
from converters.files import (
    Ledger,
    is_left_out,
    no_file,
    nothing_in,
    read_bytes,
    read_standard_input,
    stem_of,
    walk,
)
from converters.formats import format_by_suffix, input_format, suffix_of
from converters.options import Options

_MAGIC = "*?["
OFFICE = (".doc", ".dot", ".rtf", ".odt", ".ott", ".wpd", ".wps", ".pages")  # documents that nothing here reads
MAX_MEMBER = 256 << 20  # bytes
MAX_MEMBERS = 1_000_000

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Found(Struct, frozen=True):
    """An input that was found: its name, and where its output goes under the output folder, without suffix.

    What only the planner can read comes with it: `data`, or if that is large the path of a file, `unpacked`.
    """

    source: str
    stem: str
    data: bytes | None = None
    refused: Diagnostic | None = None
    unpacked: str = ""

    @property
    def is_path(self) -> bool:
        """True if `source` is where the input can be read."""
        return self.data is None and not self.unpacked


class Plan(Struct):
    """The tasks of a batch, in order.

    `folder` is the output folder (or address), empty if outputs come back with the outcomes.  `done` says what
    an earlier run did, by the name of an input.  `keep` says which inputs to work on at all.
    `stem` gives the place of an output in an earlier run by the name of an input, `owner` the input by its output: what
    belongs to another input is not replaced.  `replace` allows an output to take the place of its own input.
    `left_alone` counts files in folders that are of no format; `stray` are corrections there of no input, `unread`
    documents of office programs that are of no format, `passed` what is there
    and is no file, with what it is.  `leave` is called with each file of a folder or an archive that is of no format.
    """

    inputs: Iterable[str]
    folder: str
    options: Options
    done: Callable[[str], Done] = lambda _source: Done()
    keep: Callable[[str], bool] = lambda _source: True
    stem: Callable[[str], str] = lambda _source: ""
    owner: Callable[[str], str] = lambda _output: ""
    replace: bool = False
    left_alone: int = 0
    stray: dict[str, None] = {}
    unread: dict[str, None] = {}
    passed: dict[str, str] = {}
    leave: Callable[[str], object] = lambda _path: None
    spool: Spool = field(default_factory=Spool)

    def __iter__(self) -> Iterator[Task]:
        """The tasks; an input that may not be converted is a task that says why."""
        drawing = _Drawing(self)
        for found in self.find():
            if self.keep(found.source):
                yield drawing.task(found)

    def sharing(self) -> Callable[[str], int]:
        """Tells how many inputs have the name of one, but for the suffix."""
        rivals = self._rivals()
        return lambda source: rivals.get(_key(stem_of(source)), 1)

    def _rivals(self) -> dict[bytes, int]:
        """How many inputs have the same name but for the suffix, where there are several; by the key of the name."""
        once: set[bytes] = set()
        found: dict[bytes, int] = {}
        left_alone = self.left_alone
        for source in self._sources():
            key = _key(stem_of(source))
            if key in once:
                found[key] = found.get(key, 1) + 1
            once.add(key)
        self.left_alone = left_alone
        return found

    def _sources(self) -> Iterator[str]:
        """The names of all inputs; archives are listed for it, and read later."""
        for found in self._files():
            if not self._is_archive(found):
                names = [] if found.refused else [found.source]
            else:
                try:
                    wanted = dict.fromkeys(name for name in member_names(found.source) if self._wanted(name))
                    names = [f"{found.source}!/{name}" for name in wanted]
                except UnreadableInput:  # told when it is read
                    names = []
            yield from filter(self.keep, names)

    def suffix(self) -> str:
        """The suffix of the outputs."""
        return ".json" if self.options.stop_after else suffix_of(self.options.to)

    def count(self) -> int | None:
        """How many inputs there are; None if one is an archive, which is not opened for this."""
        left_alone, count = self.left_alone, 0
        try:
            for found in self._files():
                if self._is_archive(found):
                    return None
                count += self.keep(found.source)
            return count
        finally:
            self.left_alone = left_alone

    def find(self) -> Iterator[Found]:
        """All inputs, without a look at their outputs."""
        for found in self._files():
            if found.source == "-":
                yield _standard_input()
            elif self._is_archive(found):
                yield from self._members(found)
            else:
                yield found

    def _is_archive(self, found: Found) -> bool:
        return bool(archive_stem(found.source)) and not found.refused and not self.options.from_

    def _files(self) -> Iterator[Found]:
        """All inputs, each once, with archives as they are."""
        seen: set[bytes] = set()
        for found in self._named():
            name = found.source if is_address(found.source) or found.source == "-" else os.path.abspath(found.source)
            if (key := _key(name)) not in seen:
                seen.add(key)
                reading(found.source)
                yield found

    def _named(self) -> Iterator[Found]:
        """All inputs as often as they are named."""
        for name in self.inputs:
            if is_address(name):
                yield from self._addresses(name)
            elif os.path.isdir(name):
                yield from self._folder(name)
            elif any(c in name for c in _MAGIC) and not os.path.exists(name):
                yield from self._pattern(name)
            else:
                yield Found(name, stem_of(os.path.basename(name)))

    def _members(self, archive: Found) -> Iterator[Found]:
        path = archive.source
        folder = os.path.join(os.path.dirname(archive.stem), os.path.basename(archive_stem(path)))
        try:
            for member in members(path, self.spool):
                source = f"{path}!/{member.name}"
                if not self._wanted(member.name):
                    self._leave(source, member.name)
                    continue
                if member.refused:
                    reason = Code.MEMBER_REFUSED.at(Position(source=source), reason=member.refused)
                    yield Found(source, "", refused=reason)
                else:
                    yield Found(source, os.path.join(folder, stem_of(member.name)), member.data, None, member.unpacked)
        except UnreadableInput as error:
            yield _refused(path, error)

    def _folder(self, root: str) -> Iterator[Found]:
        """All files of a folder and its folders that are of a format that can be read, sorted.

        A folder without such a file, and one that cannot be listed, is one that is refused.  What has the suffix of the
        outputs in an output folder below `root` is left out and not counted: it may be there or not yet.
        """
        empty, same = True, False
        outputs = self._outputs_below(root)
        for folder, files, error in walk(root, self.passed.__setitem__):
            if error:
                empty = False
                yield _refused(folder, nothing_in(folder))
            if outputs and _place(folder).startswith(outputs):
                files = [name for name in files if not name.endswith(self.suffix())]
            for name in files:
                path = os.path.join(folder, name)
                self._notice(path, name, files)
                if archive_stem(name) or self._wanted(name):
                    empty = False
                    yield Found(path, stem_of(os.path.relpath(path, root)))
                else:
                    self._leave(path, name)
                same = same or format_by_suffix(name) == self.options.to

        if empty:
            yield _refused(root, nothing_in(root, self.options.to if same and not self.options.from_ else ""))

    def _outputs_below(self, root: str) -> str:
        """Where the outputs go in truth, if that is below a folder; else empty."""
        if not self.folder or is_address(self.folder):
            return ""
        here, outputs = _place(root), _place(self.folder)
        return outputs if outputs != here and outputs.startswith(here) else ""

    def _leave(self, path: str, name: str) -> None:
        """Say that a file is left out, unless somebody wished it or it is our own: settings, corrections."""
        base = os.path.basename(name)
        ours = is_left_out(base) or ".akn.toml" in base or base == "akn.toml"
        if not (ours or self.options.from_ or input_format(name)):
            self.leave(path)

    def _notice(self, path: str, name: str, files: list[str]) -> None:
        """Take note of corrections of no input, and of documents of office programs."""
        named = name.removesuffix(".akn.toml")
        misnamed = ".akn.toml" in name or (".akn" in name and name.endswith(".toml"))
        if misnamed and (named == name or named not in files):
            self.stray[path] = None
        if name.lower().endswith(OFFICE):
            self.unread[path] = None

    def _pattern(self, pattern: str) -> Iterator[Found]:
        """All files that match, with the folders below the fixed part of the pattern."""
        root = os.path.dirname(pattern[: min(pattern.index(c) for c in _MAGIC if c in pattern)]) or "."
        found = [p for p in glob.iglob(pattern, recursive=True) if not is_left_out(os.path.basename(p))]
        paths = sorted(p for p in found if os.path.isfile(p))
        self.passed.update((p, kind) for p in sorted(found) if (kind := no_file(p)))
        if not paths:
            yield _refused(pattern, UnreadableInput(f"{pattern}: no file matches"))
        for path in paths:
            yield Found(path, stem_of(os.path.relpath(path, root)))

    def _addresses(self, address: str) -> Iterator[Found]:
        """An address, or all addresses below it or that match it."""
        try:
            found = find_addresses(address)
        except AknError as error:
            yield _refused(address, error)
            return
        for name, below in found:
            if name == address or self._wanted(name):
                yield Found(name, stem_of(below))

    def _wanted(self, name: str) -> bool:
        """True for a file of a folder or an archive that is of a format, but not of the one that comes out."""
        base = os.path.basename(name)
        if is_left_out(base) or ".akn.toml" in base:  # what we keep beside outputs, inputs
            return False
        format_ = input_format(name)
        wanted = format_ == self.options.from_ if self.options.from_ else format_ not in ("", self.options.to)
        self.left_alone += not wanted
        return wanted

    def identities(self) -> Iterator[tuple[int, int]]:
        """What the system knows all inputs by, archives as they are."""
        left_alone = self.left_alone
        for found in self._files():
            if identity := _identity(found.source):
                yield identity
        self.left_alone = left_alone


class _Drawing:
    """Tasks while they are drawn: which places are taken, what earlier runs wrote, which inputs share a place."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._suffix = plan.suffix()
        self._sharing = plan.sharing() if plan.folder else lambda _source: 1
        self._ledger = Ledger()
        self._taken: set[bytes] = set()
        self._inputs: set[tuple[int, int]] = set()
        self._shared: dict[bytes, set[str]] = {}  # by place, the rivals for all of whom the first has claimed it

    def task(self, found: Found) -> Task:
        """The task of an input."""
        plan = self._plan
        stem = found.stem and (plan.stem(found.source) or found.stem)
        place = f"{plan.folder.rstrip('/') or '/'}/{stem}" if plan.folder and stem else ""
        output = place and f"{place}{self._suffix}"
        key = _key(f"{stem_of(found.source)}\0{output}")
        shares = key in self._shared and found.source not in self._shared[key]
        refused = found.refused or (None if shares else self._collision(found, output))
        task = Task(
            found.source, output, found.data, plan.done(found.source), refused,
            written=self._written(output), unpacked=found.unpacked,
        )  # fmt: skip
        count = self._sharing(found.source) if stem == found.stem and output else 1
        if count < 2 or refused:
            return task
        self._shared.setdefault(key, set()).add(found.source)
        return self._rival(task, found, count, place)

    def _rival(self, task: Task, found: Found, count: int, place: str) -> Task:
        """The task of one of several inputs that share a place, with the other place that it may have."""
        other = f"{place}{os.path.splitext(found.source)[1]}{self._suffix}"
        other = "" if self._collision(found, other) else other
        done = task.done if found.is_path else Done()
        return replace(task, sent=True, rivals=count, other=other, other_written=self._written(other), done=done)

    def _written(self, output: str) -> frozenset[str] | None:
        return None if self._plan.replace or not output or is_address(output) else self._ledger.written(output)

    def _collision(self, found: Found, output: str) -> Diagnostic | None:
        """Why an output may not have its place: it is that of another one, or an input's (all of which are listed when
        a file is first there)."""
        if not output:
            return None
        where = Position(source=found.source)
        key = _key(output if is_address(output) else place_of_output(output))
        if key in self._taken or self._plan.owner(output) not in ("", found.source):
            return Code.OUTPUT_TAKEN.at(where, output=output)
        self._taken.add(key)
        if not self._plan.replace and found.is_path and same_file(found.source, output):
            return Code.OUTPUT_IS_INPUT.at(where)
        if (there := _identity(output)) and not (found.is_path and same_file(found.source, output)):
            self._inputs.update(() if self._inputs else self._plan.identities())
            if there in self._inputs:
                return Code.OUTPUT_IS_ANOTHER.at(where, output=output)
        return None


def read_list(path: str) -> list[str]:
    """The names in a list: one a line, or ended by null characters as `find -print0` does; `-` is standard input."""
    data = read_standard_input() if path == "-" else read_bytes(path)
    data = data.removeprefix(codecs.BOM_UTF8)  # of lists made on Windows
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(name) for name in names if name.strip()]


def _standard_input() -> Found:
    try:
        return Found("-", "stdin", read_standard_input())
    except UnreadableInput as error:
        return _refused("-", error)


def _key(name: str) -> bytes:
    """A name of any length in 16 bytes."""
    return hashlib.blake2b(os.fsencode(name), digest_size=16).digest()


def _identity(path: str) -> tuple[int, int] | None:
    """What the system knows a file by; None for what is no file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _place(folder: str) -> str:
    """Where a folder is in truth; the places of all that is below it begin so."""
    return os.path.join(os.path.realpath(folder), "")


def _refused(source: str, error: AknError) -> Found:
    return Found(source, "", refused=as_diagnostic(error, source))


class Member(Struct, frozen=True):
    """One file of an archive: its name as stored, and its bytes, a file with them, or the reason why there are none."""

    name: str
    data: bytes | None = None
    refused: str = ""
    unpacked: str = ""


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


def members(path: str, spool: Spool) -> Iterator[Member]:
    """The files of an archive in their stored order; large ones are unpacked into the spool.

    Raises UnreadableInput if the archive as a whole cannot be read (any further).
    """
    walk = _zip_members if path.lower().endswith(_ZIP) else _tar_members
    try:
        for count, member in enumerate(walk(path, spool)):
            if count == MAX_MEMBERS:
                raise UnreadableInput(f"{path}: holds more than {MAX_MEMBERS} files")
            yield member
    except _BROKEN as error:
        raise UnreadableInput(f"{path}: the archive cannot be read: {error}") from error


def member_names(path: str) -> Iterator[str]:
    """The names of the files of an archive; raises UnreadableInput."""
    try:
        if path.lower().endswith(_ZIP):
            with zipfile.ZipFile(path) as archive:
                yield from (info.filename for info in archive.infolist() if not info.is_dir())
            return
        with _opened_tar(path) as stream:
            for info in stream:
                if info.isfile():
                    yield info.name
    except _BROKEN as error:
        raise UnreadableInput(f"{path}: the archive cannot be read: {error}") from error


def _zip_members(path: str, spool: Spool) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if reason := _refusal(info.filename):
                yield Member(info.filename, refused=reason)
            elif info.flag_bits & 1:
                yield Member(info.filename, refused="it is encrypted")
            elif info.file_size > MAX_MEMBER:
                yield Member(info.filename, refused=_TOO_LARGE)
            elif stat.S_ISLNK(info.external_attr >> 16):
                yield Member(info.filename, refused=_NO_FILE)
            else:
                with archive.open(info) as file:
                    yield _member(info.filename, file, info.file_size, spool)


def _opened_tar(path: str) -> tarfile.TarFile:
    """An archive as a stream: one pass, however it is compressed."""
    if sys.version_info >= (3, 13):
        return tarfile.open(path, "r|*", stream=True)  # or the header of each member would be kept
    return tarfile.open(path, "r|*")  # keeps them: 490 bytes a member


def _tar_members(path: str, spool: Spool) -> Iterator[Member]:
    with _opened_tar(path) as archive:
        for info in archive:
            if info.isdir():
                continue
            if reason := _refusal(info.name):
                yield Member(info.name, refused=reason)
            elif info.size > MAX_MEMBER:
                yield Member(info.name, refused=_TOO_LARGE)
            elif not info.isfile() or (file := archive.extractfile(info)) is None:
                yield Member(info.name, refused=_NO_FILE)
            else:
                yield _member(info.name, file, info.size, spool)


def _member(name: str, file: IO[bytes], size: int, spool: Spool) -> Member:
    # a read without a number would unpack all, whatever the archive says of the size
    if size >= LARGE:
        return Member(name, unpacked=spool.keep(file, size + 1))
    return Member(name, file.read(size + 1))


_NO_FILE = "it is a link, a device or a pipe"
_TOO_LARGE = f"it is larger than {MAX_MEMBER >> 20} MiB"


def _refusal(name: str) -> str:
    """Why no output may be named after a member, empty if it may."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name:
        return "its name leads out of the folder"
    return ""
