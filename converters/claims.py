"""Which files a run reads and which it writes, so that no output takes the place of an input or of another output.

Every option and argument of a command that names a file says so by its type:

    parser.add_argument("inputs", nargs="+", type=InputPath)      # is read
    parser.add_argument("--source-map", type=OutputPath)          # is written
    parser.add_argument("--report", type=KeptPath)                # is read, added to and written again
    parser.add_argument("--output-dir", type=OutputFolder)        # outputs go below it
    parser.add_argument("--language", type=str)                   # names no file

`claim` compares what one command line names before the command begins; what a folder or a pattern stands for is
claimed as it is found (`reading`).  Whoever makes the names of many outputs asks `Claims` for each.

Two names are one file if the system says so (links of both kinds, `./`, capitals where it makes no difference of
them), and two outputs also if they would be one on another system.  Streams, devices and pipes are nobody's: nothing
in them is replaced.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any


class _Path(str):
    """The value of an argument that names a file."""

    __slots__ = ()


class InputPath(_Path):
    """A file, a folder, a pattern or an address that a command reads; `-` is standard input."""

    __slots__ = ()


class OutputPath(_Path):
    """A file that a command writes as a whole; `-` is standard output, nothing is no file."""

    __slots__ = ()


class Replacement(OutputPath):
    """An output that may take the place of an input, if `--force` says so."""

    __slots__ = ()


class KeptPath(_Path):
    """A file that a command reads, and writes again on purpose (a report, a store).

    Two options of this type may name the same one.
    """

    __slots__ = ()


class OutputFolder(_Path):
    """A folder, or an address, below which outputs go."""

    __slots__ = ()


def is_address(name: str) -> bool:
    """True for an address that fsspec opens, as against a path.

    >>> is_address("s3://bucket/a.txt"), is_address("a.txt"), is_address("C:/a.txt")
    (True, False, False)
    """
    return "://" in name


class Claims:
    """The files that a run reads and writes.

    >>> claims = Claims(outputs=["out/a.xml"])
    >>> claims.of_output("./out/A.xml")
    'the output of another input'
    >>> claims.of_output("out/b.xml")
    ''
    """

    def __init__(self, inputs: Iterable[str] = (), outputs: Iterable[str] = ()) -> None:
        self._inputs: set[Hashable] = set()
        self._outputs: set[Hashable] = set()
        for path in inputs:
            self.read(path)
        for path in outputs:
            self.write(path)

    def read(self, path: str) -> None:
        """Take note of an input."""
        self._inputs.update(_names(path))

    def write(self, path: str) -> None:
        """Take note of an output."""
        self._outputs.update(_names(path), _folded(path))

    def is_input(self, path: str) -> bool:
        """True if a path is one of the inputs."""
        return not self._inputs.isdisjoint(_names(path))

    def is_output(self, path: str, *, folded: bool = True) -> bool:
        """True if a path is one of the outputs; with `folded` also if it would be on a system without capitals."""
        if not self._outputs:
            return False
        return not self._outputs.isdisjoint((*_names(path), *(_folded(path) if folded else ())))

    def of_output(self, path: str, *, own: str = "") -> str:
        """Claim an output; why it may not be written, empty if it may.  `own` is an input that it may replace."""
        if self.is_output(path):
            return "the output of another input"
        if self.is_input(path) and not (own and same_file(own, path)):
            return "an input"
        self.write(path)
        return ""


_RUN: ContextVar[Claims | None] = ContextVar("run", default=None)
"""What the options of the command that runs say is written."""


@contextmanager
def claim(arguments: Any) -> Iterator[None]:
    """Claim what a command line names, for as long as its command runs; all values become plain strings.

    `arguments` is a namespace of argparse.  Raises UsageError if an output is an input or another output.
    """
    found = {name: _paths(value) for name, value in vars(arguments).items()}
    for name, paths in found.items():
        if paths:
            value = getattr(arguments, name)
            setattr(arguments, name, [str(v) for v in value] if isinstance(value, list) else str(value))
    _compare([path for paths in found.values() for path in paths], force=getattr(arguments, "force", False) is True)
    written = [p for paths in found.values() for p in paths if isinstance(p, (OutputPath, KeptPath))]
    before = _RUN.set(Claims(outputs=map(str, written)))
    try:
        yield
    finally:
        _RUN.reset(before)


def reading(path: str) -> str:
    """Claim an input that a folder or a pattern stands for; gives it back.

    Raises UsageError if it is an output that the command line names.
    """
    if (claims := _RUN.get()) and claims.is_output(path, folded=False):
        from akn.errors import UsageError

        raise UsageError(f"{path} is one of the inputs; let the output go somewhere else")
    return path


def same_file(one: str, other: str) -> bool:
    """True if two names stand for one file, or for one address.

    >>> same_file("a.txt", "./a.txt"), same_file("a.txt", "-"), same_file("/dev/null", "/dev/null")
    (True, False, False)
    """
    return not set(_names(one)).isdisjoint(_names(other))


def _paths(value: object) -> list[_Path]:
    values = value if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, _Path)]


def _compare(paths: list[_Path], *, force: bool) -> None:
    """Raise UsageError if an output of a command line is one of its inputs, or another output."""
    outputs: list[_Path] = []
    inputs = [p for p in paths if isinstance(p, InputPath)]
    for path in paths:
        if not isinstance(path, (OutputPath, KeptPath)):
            continue
        if told := _conflict(path, inputs, outputs, force=force):
            from akn.errors import UsageError

            raise UsageError(told)
        outputs.append(path)


def _conflict(path: _Path, inputs: Sequence[_Path], outputs: Sequence[_Path], *, force: bool) -> str:
    """Why an output may not be written where the command line says, empty if it may."""
    if not (force and isinstance(path, Replacement)) and any(same_file(path, other) for other in inputs):
        remedy = (
            "write into another file; the option `--force` overwrites the input, so keep a copy first"
            if isinstance(path, Replacement)
            else "let it go somewhere else"
        )
        return f"{path} is the input itself; {remedy}"
    for other in outputs:
        both_kept = isinstance(path, KeptPath) and isinstance(other, KeptPath)
        if not both_kept and (path == other == "-" or Claims(outputs=[other]).is_output(path)):
            return f"{'standard output' if path == '-' else path} would be two outputs; give each a file of its own"
    return ""


def _names(path: str) -> tuple[Hashable, ...]:
    """By what a file is known: what the system says it is, where it is in truth; nothing for a stream or a device."""
    if path in ("", "-"):
        return ()
    if is_address(path):
        return (path,)
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return (_place(path),)
    if not stat.S_ISREG(found.st_mode):
        return ()
    return ((found.st_dev, found.st_ino), _place(path))


def _folded(path: str) -> tuple[Hashable, ...]:
    """The place of an output without the differences that some systems do not make."""
    if path in ("", "-") or is_address(path) or (os.path.exists(path) and not os.path.isfile(path)):
        return ()
    return (("folded", place_of_output(path)),)


def place_of_output(path: str) -> str:
    """Where an output is in truth, without the differences between names that some systems do not make.

    >>> place_of_output("out/../A.xml") == place_of_output("a.xml")
    True
    """
    return unicodedata.normalize("NFC", _place(path)).casefold()


def _place(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # a null character
        return path
