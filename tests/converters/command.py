"""Runs the command `akn`: here, which is what most tests need, or as a user does, in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest import mock

from converters.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

RESOLUTION = """\
General Assembly

Resolution adopted by the General Assembly on 9 December 2044

99/12. Lighthouses

The General Assembly,

Recalling its resolution 98/7 of 3 December 2043,

1. Calls upon all keepers to keep the light burning;

2. Decides to remain seized of the matter.

61st plenary meeting
9 December 2044
"""


def start(*arguments: str, cwd: Path, **options: object) -> subprocess.Popen[bytes]:
    """The command, started and not waited for."""
    line = [sys.executable, "-m", "converters", *arguments]
    return subprocess.Popen(line, cwd=cwd, env=ENVIRONMENT, **options)  # type: ignore[call-overload, no-any-return]


def akn(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The finished command, run in this process: its exit code and what it wrote; no fault of ours may show.

    So does the work that the command would give to processes (see `as_asked`).  What a process has of its
    own (closed streams, signals, data files and modules that nobody has loaded) is for `alone` and `start`.
    """
    assert "--data" not in arguments, "what was read of other folders stays in this process"
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8", "surrogateescape") for data in (stdin, b"", b"")]
    before = Path.cwd()
    os.chdir(cwd)
    try:
        with (
            mock.patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
            as_asked(arguments),
        ):
            code = main(arguments)
    finally:
        os.chdir(before)
    out, err = (_written(stream) for stream in streams[1:])
    assert b"akn: internal error" not in err, err.decode()
    return subprocess.CompletedProcess(arguments, code, out, err)


def as_asked(arguments: Sequence[str]) -> AbstractContextManager[None]:
    """While it lasts, a command has processes only if its `--jobs` asks for them."""
    return nullcontext() if {"--jobs", "-j"} & {*arguments} else without_processes()


@contextmanager
def without_processes() -> Iterator[None]:
    """While it lasts, whatever a pool of processes would do is done in this one, whose memory stays unlimited."""
    with mock.patch("converters.batch.pool.Pool", _Here), mock.patch("resource.setrlimit"):
        yield


class _Here:
    """Stands for `converters.batch.pool.Pool`: each task is done when it is drawn."""

    def __init__(self, function: Callable[[Any], Any], *_: object, **_options: object) -> None:
        self.function = function

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *error: object) -> None: ...

    def run(self, tasks: Iterable[Any], *, stopped: Callable[[], bool] = lambda: False) -> Iterator[tuple[Any, Any]]:
        waiting = iter(tasks)
        for task in iter(lambda: None if stopped() else next(waiting, None), None):
            yield task, self.function(task)


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def alone(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The finished command as a process of its own; there must never be a traceback."""
    line = [sys.executable, "-m", "converters", *arguments]
    done = subprocess.run(line, cwd=cwd, env=ENVIRONMENT, input=stdin, capture_output=True, timeout=250, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def descendants(process: int) -> dict[int, int]:
    """The processes below a process, each with the one that started it (Linux only)."""
    parents = {int(entry.name): int(_stat(entry)[1]) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    found = {}
    for child, parent in parents.items():
        at = parent
        while at in parents and at != process:
            at = parents[at]
        if at == process:
            found[child] = parent
    return found


def workers(process: int, seconds: float = 0.0) -> list[int]:
    """The workers of a command that have used a processor for more than so long; what it started itself starts them."""
    started = [child for child, parent in descendants(process).items() if parent != process]
    ticks = {child: int(_stat(Path(f"/proc/{child}"))[11]) for child in started}
    return [child for child, used in ticks.items() if used > seconds * os.sysconf("SC_CLK_TCK")]


def _stat(process: Path) -> list[str]:
    """What /proc tells of a process behind its name, from its state on; zeros of one that is gone."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 12
