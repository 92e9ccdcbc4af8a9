"""Runs the command `akn` as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
    """The finished command; there must never be a traceback."""
    line = [sys.executable, "-m", "converters", *arguments]
    done = subprocess.run(line, cwd=cwd, env=ENVIRONMENT, input=stdin, capture_output=True, timeout=50, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def descendants(process: int) -> dict[int, str]:
    """The processes below a process, with their command lines (Linux only)."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found: dict[int, str] = {}
    for child in parents:
        at = child
        while at in parents and at != process:
            at = parents[at]
        if at == process and child != process:
            found[child] = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found
