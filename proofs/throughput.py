"""Documents a second: a folder with one process, with several, and on Dask; processor time and the largest worker.

A machine that others use as well gives fewer documents a second than the processor time says: both are printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from proofs.batches import children_of, dask, files_of

_TICKS = os.sysconf("SC_CLK_TCK")


def prove(folder: Path, jobs: int, every: int) -> int:
    """Print a row for each way to run; 1 if a command was called wrongly or broke off."""
    work = Path(tempfile.mkdtemp(prefix="akn-throughput-"))
    inputs = files_of(folder.resolve())[::every]
    listed = work / "list"
    listed.write_text("".join(f"{path}\n" for path in inputs))
    good = True
    try:
        for name, options in ((f"{n} process{'es' * (n > 1)}", ("--jobs", str(n))) for n in sorted({1, jobs})):
            good &= _row(name, len(inputs), work, ["--files-from", str(listed), *options], [])
        with dask(work / "cluster.py") as (process, there):
            options = ("--files-from", str(listed), "--scheduler", there["address"])
            good &= _row("Dask, two workers", len(inputs), work, [*options], [process])
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0 if good else 1


def _row(name: str, count: int, work: Path, options: list[str], others: list[int]) -> bool:
    """Run once and print what it took; `others` are processes that work for it besides its own."""
    out = work / name
    began, before = time.monotonic(), {pid: t for other in others for pid, (t, _) in _all(other).items()}
    times: dict[int, int] = {}
    largest = 0
    line = [sys.executable, "-m", "converters", "convert", "--output-dir", str(out), "--quiet", *options]
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for root in (process.pid, *others):
                for pid, (ticks, size) in _all(root).items():
                    times[pid] = ticks - before.get(pid, 0)
                    largest = max(largest, size if pid != process.pid else 0)
            time.sleep(0.1)
    taken, used = time.monotonic() - began, sum(times.values()) / _TICKS
    done = sum(path.is_file() for path in out.rglob("[!.]*"))
    print(
        f"{name:20} {count:6} inputs, {done:6} outputs: {taken:7.1f} s, {count / taken:6.1f} a second; "
        f"{used:7.1f} s of processors, {count / used:6.1f} a processor second; the largest worker {largest} MB",
        flush=True,
    )
    return process.returncode in (0, 1)


def _all(process: int) -> dict[int, tuple[int, int]]:
    """A process and those below it: ticks of processor time, megabytes."""
    found = children_of(process)
    with suppress(OSError):
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        found[process] = (int(stat[11]) + int(stat[12]), int(stat[21]) * os.sysconf("SC_PAGE_SIZE") >> 20)
    return found
