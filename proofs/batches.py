"""Many files in one run: the same bytes whatever happens on the way.

A folder is converted undisturbed; by one process; by several, of which one is killed in the middle, the whole run is
then ended by SIGTERM, and `--resume` does the rest; and on a cluster of two workers, of which one is killed.  All
outputs must be the same, byte for byte, and every report must have one whole line for each input.  Needs Linux.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

_FIELDS = (
    *("input", "sha256", "output", "output_sha256", "status", "counts", "diagnostics", "milliseconds", "options"),
    *("version", "output_dir"),
)
CLUSTER = """
import json, os, sys
from distributed import Client, LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        workers = list(client.run(os.getpid).values())
        print(json.dumps({"address": cluster.scheduler_address, "workers": workers}), flush=True)
        sys.stdin.read()
"""


def prove(folder: Path, jobs: int, every: int, cluster: int) -> int:
    """Convert a folder in all these ways and compare; 1 if anything differs."""
    work = Path(tempfile.mkdtemp(prefix="akn-batches-"))
    proof = _Proof(folder.resolve(), work, jobs, every)
    try:
        for step in (proof.undisturbed, proof.alone, proof.disturbed, lambda: proof.on_a_cluster(cluster)):
            step()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("\nall the same" if proof.good else "\nNOT THE SAME")
    return 0 if proof.good else 1


class _Proof:
    def __init__(self, folder: Path, work: Path, jobs: int, every: int) -> None:
        self.folder, self.work, self.jobs = folder, work, jobs
        self.good = True
        self.inputs = sorted(p for p in folder.rglob("*") if p.is_file())[::every]
        if every > 1:  # a folder of its own, for the command takes folders whole
            self.folder = work / "in"
            for path in self.inputs:
                target = self.folder / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)

    def undisturbed(self) -> None:
        """The run that all others are compared with; how much memory its workers take."""
        with self._start("calm", "--jobs", str(self.jobs)) as process:
            sizes = _watch(process)
        self._told("undisturbed", "calm", process.returncode)
        if sizes:
            early, late = sizes[: len(sizes) // 2], sizes[len(sizes) // 2 :]
            print(f"  largest worker: {max(early)} MB in the first half of the run, {max(late)} MB in the second")

    def alone(self) -> None:
        """One process instead of several."""
        with self._start("alone", "--jobs", "1") as process:
            process.wait()
        self._told("one process", "alone", process.returncode)
        self._compare("alone")

    def disturbed(self) -> None:
        """A worker killed, the run ended, the rest done by `--resume`."""
        with self._start("torn", "--jobs", str(self.jobs)) as process:
            self._wait_for_lines("torn", len(self.inputs) // 5)
            killed = _kill_a_worker(process.pid)
            self._wait_for_lines("torn", len(self.inputs) * 2 // 5)
            process.send_signal(signal.SIGTERM)
            process.wait()
        done = self._lines("torn")
        statuses = Counter(line["status"] for line in done)
        print(f"killed worker {killed} and ended the run: exit {process.returncode}, {dict(statuses)}")
        self._check(process.returncode == 128 + signal.SIGTERM, "the exit code is not that of SIGTERM")
        self._check(statuses["died"] == 1, "one input died with its worker")
        self._check(0 < len(done) < len(self.inputs), "the run was not ended in the middle")
        self._check(not list((self.work / "torn").rglob("*.part")), "a half file is left")
        with self._start("torn", "--jobs", str(self.jobs), "--resume") as process:
            process.wait()
        self._told("resumed", "torn", process.returncode)
        self._compare("torn")

    def on_a_cluster(self, count: int) -> None:
        """The first files on Dask, one of its two workers killed."""
        step = max(1, len(self.inputs) // count)
        some = [p for p in sorted(self.folder.rglob("*")) if p.is_file()][::step][:count]
        (self.work / "list").write_text("".join(f"{p}\n" for p in some))
        self._here(some)
        script = self.work / "cluster.py"
        script.write_text(CLUSTER)
        with subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as cluster:
            assert cluster.stdin
            assert cluster.stdout
            started = json.loads(cluster.stdout.readline())
            scheduler = ("--scheduler", started["address"])
            with self._run("there", "--files-from", str(self.work / "list"), *scheduler) as process:
                self._wait_for_lines("there", len(some) // 4)
                os.kill(started["workers"][0], signal.SIGKILL)
                killed_at = len(self._lines("there"))
                process.wait()
            cluster.stdin.close()
            cluster.wait()
        print(f"on a cluster: a worker killed after {killed_at} of {len(some)}; exit {process.returncode}")
        self._check(killed_at < len(some), "the worker was not killed in the middle")
        self._check_report("there", len(some))
        self._check(_tree(self.work / "here") == _tree(self.work / "there"), "the cluster has other outputs")

    def _here(self, some: list[Path]) -> None:
        with self._run("here", "--files-from", str(self.work / "list"), "--jobs", str(self.jobs)) as process:
            process.wait()
        self._check_report("here", len(some))

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        return self._run(name, str(self.folder), *arguments)

    def _run(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "converters", "convert", "--quiet", "--report", str(self._report(name))]
        command += ["--output-dir", str(self.work / name), *arguments]
        return subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def _report(self, name: str) -> Path:
        return self.work / f"{name}.jsonl"

    def _lines(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._report(name).read_text().splitlines()]

    def _wait_for_lines(self, name: str, count: int) -> None:
        path = self._report(name)
        _wait_for(lambda: path.exists() and path.read_bytes().count(b"\n") >= count)

    def _told(self, what: str, name: str, code: int) -> None:
        statuses = Counter(line["status"] for line in self._lines(name))
        print(f"{what}: exit {code}, {dict(statuses)}", flush=True)
        self._check_report(name, len(self.inputs))

    def _check_report(self, name: str, inputs: int) -> None:
        lines = self._lines(name)
        whole = [line for line in lines if set(_FIELDS) == line.keys() and line["sha256"]]
        self._check(len(lines) == len({line["input"] for line in lines}) == inputs, "not one line for each input")
        self._check(len(whole) == len(lines), "a line is not whole")

    def _compare(self, name: str) -> None:
        wanted, found = _tree(self.work / "calm"), _tree(self.work / name)
        self._check(wanted == found, f"{name} has other outputs")
        facts = [{line["input"]: line["output_sha256"] for line in self._lines(n)} for n in ("calm", name)]
        self._check(facts[0] == facts[1], f"the report of {name} tells of other outputs")
        print(f"  {len(found)} outputs, byte for byte those of the undisturbed run: {wanted == found}", flush=True)

    def _check(self, fact: bool, otherwise: str) -> None:
        if not fact:
            self.good = False
            print(f"  BROKEN: {otherwise}", flush=True)


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _children(process: int) -> dict[int, tuple[int, int]]:
    """The processes below a process: their time on a processor in ticks, their memory in MB."""
    parents: dict[int, int] = {}
    facts: dict[int, tuple[int, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(stat[1])
                facts[int(entry.name)] = (int(stat[11]), int(stat[21]) * os.sysconf("SC_PAGE_SIZE") >> 20)
    found = {}
    for child in parents:
        at = child
        while at in parents and at != process:
            at = parents[at]
        if at == process and child != process:
            found[child] = facts[child]
    return found


def _watch(process: subprocess.Popen[bytes]) -> list[int]:
    """The memory of the largest worker, twice a second."""
    sizes = []
    while process.poll() is None:
        sizes.append(max((size for _, size in _children(process.pid).values()), default=0))
        time.sleep(0.5)
    return sizes


def _kill_a_worker(process: int) -> int:
    """Kill the busiest process below: a worker in the middle of its work."""
    children = _children(process)
    busiest = max(children, key=lambda child: children[child])
    os.kill(busiest, signal.SIGKILL)
    return busiest


def _wait_for(condition: Callable[[], bool], seconds: float = 1800) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.02)
