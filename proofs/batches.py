"""Many files in one run: the same bytes whatever happens on the way.

A folder is converted undisturbed; by one process; by several, of which one is killed in the middle, the whole run is
then ended by SIGTERM, and `--resume` does the rest; and on a cluster of two workers, of which one is killed.  All
outputs must be the same, byte for byte, and every report must have one whole line for each input, which tells the
same whatever happened.  Needs Linux.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.resolutions import as_text
from converters.files import LEDGER
from converters.formats import format_by_suffix

_FIELDS = (
    *(
        "input",
        "sha256",
        "output",
        "output_sha256",
        "status",
        "counts",
        "diagnostics",
        "milliseconds",
        "cpu_milliseconds",
        "options",
    ),
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


@contextmanager
def dask(script: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """A Dask cluster of two workers for as long as the context lasts: its process, its address and its workers."""
    script.write_text(CLUSTER)
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin
        assert process.stdout
        yield process.pid, json.loads(process.stdout.readline())
        process.stdin.close()


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
        self.inputs = files_of(folder)[::every]
        print(f"{len(self.inputs)} files, {jobs} processes", flush=True)
        if every > 1:  # a folder of its own, for the command takes folders whole
            self.folder = work / "in"
            for path in self.inputs:
                target = self.folder / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)

    def undisturbed(self) -> None:
        """The run that all others are compared with; how much memory its workers take."""
        began = time.monotonic()
        with self._start("calm", "--jobs", str(self.jobs)) as process:
            memory = _watch(process)
        self._told("undisturbed", "calm", process.returncode, began)
        memory.tell()

    def alone(self) -> None:
        """One process instead of several."""
        began = time.monotonic()
        with self._start("alone", "--jobs", "1") as process:
            memory = _watch(process)
        self._told("one process", "alone", process.returncode, began)
        memory.tell()
        self._compare("alone")

    def disturbed(self) -> None:
        """A worker killed, the run ended, the rest done by `--resume`."""
        began = time.monotonic()
        with self._start("torn", "--jobs", str(self.jobs)) as process:
            self._wait_for_lines("torn", len(self.inputs) // 5)
            print(f"killed a worker after {self._so_far('torn', began)}", flush=True)
            self._kill_a_worker_at_work(process.pid)
            self._wait_for_lines("torn", len(self.inputs) * 2 // 5)
            print(f"ended the run after {self._so_far('torn', began)}", flush=True)
            process.send_signal(signal.SIGTERM)
            process.wait()
        done = self._lines("torn")
        statuses = Counter(line["status"] for line in done)
        print(f"torn: exit {process.returncode} after {time.monotonic() - began:.0f} s, {dict(statuses)}", flush=True)
        self._check_report("torn", len(done))
        self._check(process.returncode == 128 + signal.SIGTERM, "the exit code is not that of SIGTERM")
        self._check(statuses["died"] == 1, "one input died with its worker")
        self._check(0 < len(done) < len(self.inputs), "the run was not ended in the middle")
        self._check(not list((self.work / "torn").rglob("*.part")), "a half file is left")
        began = time.monotonic()
        with self._start("torn", "--jobs", str(self.jobs), "--resume") as process:
            memory = _watch(process)
        self._told("resumed", "torn", process.returncode, began)
        memory.tell()
        self._compare("torn")

    def on_a_cluster(self, count: int) -> None:
        """The first files on Dask, one of its two workers killed."""
        step = max(1, len(self.inputs) // count)
        some = files_of(self.folder)[::step][:count]
        (self.work / "list").write_text("".join(f"{p}\n" for p in some))
        self._here(some)
        with dask(self.work / "cluster.py") as (_, started):
            scheduler = ("--scheduler", started["address"])
            began = time.monotonic()
            with self._run("there", "--files-from", str(self.work / "list"), *scheduler) as process:
                self._wait_for_lines("there", len(some) // 4)
                os.kill(started["workers"][0], signal.SIGKILL)
                killed_at = self._report("there").read_bytes().count(b"\n")
                print(f"on a cluster: killed one of two workers after {self._so_far('there', began)}", flush=True)
                process.wait()
        self._told("on a cluster", "there", process.returncode, began, len(some))
        self._check(killed_at < len(some), "the worker was not killed in the middle")
        self._compare("there", "here")

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
        wait_for(lambda: path.exists() and path.read_bytes().count(b"\n") >= count)

    def _so_far(self, name: str, began: float) -> str:
        lines = self._report(name).read_bytes().count(b"\n")
        return f"{lines} inputs, {time.monotonic() - began:.1f} s"

    def _kill_a_worker_at_work(self, process: int) -> None:
        """Kill until an input is lost: a worker between two inputs takes none with it."""
        for _ in range(10):
            _kill_a_worker(process)
            with suppress(TimeoutError):
                return wait_for(lambda: b'"status": "died"' in self._report("torn").read_bytes(), seconds=5)
        raise TimeoutError("no input died with its worker")

    def _told(self, what: str, name: str, code: int, began: float, inputs: int = 0) -> None:
        seconds = time.monotonic() - began
        statuses = Counter(line["status"] for line in self._lines(name))
        print(f"{what}: exit {code} after {seconds:.0f} s, {dict(statuses)}", flush=True)
        self._check_report(name, inputs or len(self.inputs))

    def _check_report(self, name: str, inputs: int) -> None:
        lines = self._lines(name)
        self._check(len(lines) == len({line["input"] for line in lines}) == inputs, "not one line for each input")
        for line in lines:
            if lacks := missing(line):
                self._check(False, f"the line of {line['input']} lacks {', '.join(lacks)}")

    def _compare(self, name: str, calm: str = "calm") -> None:
        wanted, found = tree(self.work / calm), tree(self.work / name)
        self._check(wanted == found, f"{name} has other outputs")
        facts = [self._facts(n) for n in (calm, name)]
        self._check(facts[0] == facts[1], f"the report of {name} tells something else")
        print(f"  {len(found)} outputs, byte for byte those of the undisturbed run: {wanted == found}", flush=True)
        print(f"  the same lines in the report, but for the time taken: {facts[0] == facts[1]}", flush=True)

    def _facts(self, name: str) -> dict[str, str]:
        """The lines of a report by input, without the time taken and with one name for the output folder."""
        lines = {line["input"]: line | {"milliseconds": 0, "cpu_milliseconds": 0} for line in self._lines(name)}
        folder = str(self.work / name)
        return {k: json.dumps(line, sort_keys=True).replace(folder, "OUT") for k, line in lines.items()}

    def _check(self, fact: bool, otherwise: str) -> None:
        if not fact:
            self.good = False
            print(f"  BROKEN: {otherwise}", flush=True)


def kill(rounds: int, seed: int, folder: Path | None = None) -> int:
    """Kill a run over a few texts at a random moment and let `--resume` do the rest; 1 if anything differs.

    Each round kills the command, one of the processes below it, or all of them at once; the number of the round and the
    seed tell which, and when.
    """
    with tempfile.TemporaryDirectory(prefix="akn-kills-", dir=folder) as work:
        killed = _Kills(Path(work))
        for number in range(rounds):
            killed.round(random.Random(f"kill {seed} {number}"), number)
        counts = ", ".join(f"{n} {what}" for what, n in sorted(killed.counts.items()))
        print(f"{rounds} rounds, {counts}; {killed.broken} broken")
        return 1 if killed.broken else 0


class _Kills:
    def __init__(self, work: Path) -> None:
        self.work, self.broken = work, 0
        self.counts: Counter[str] = Counter()
        (work / "in").mkdir()
        for i in range(24):
            (work / "in" / f"{i}.txt").write_bytes(as_text("ar" if i % 3 else "en", 4 + i % 5, 2))
        began = time.monotonic()
        if self._start("calm").wait() != 0:
            raise RuntimeError("the undisturbed run failed")
        self.seconds = time.monotonic() - began
        self.wanted, self.facts = self._outputs("calm"), self._facts("calm")

    def _start(self, name: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "converters", "convert", "--quiet", "--jobs", "2", "--output-dir", name]
        command += ["--report", f"{name}.jsonl", "in", *more]
        return subprocess.Popen(command, cwd=self.work, stderr=subprocess.DEVNULL, start_new_session=True)

    def _facts(self, name: str) -> dict[str, str]:
        """The lines of a report by input, without what differs from run to run."""
        text = (self.work / f"{name}.jsonl").read_text().replace(f'"{name}', '"OUT')
        lines = [json.loads(line) | {"milliseconds": 0, "cpu_milliseconds": 0} for line in text.splitlines()]
        if len({line["input"] for line in lines}) != len(lines):
            raise AssertionError("two lines for one input")
        return {line["input"]: json.dumps(line, sort_keys=True) for line in lines}

    def _outputs(self, name: str) -> dict[str, bytes]:
        """What stands in an output folder, without what runs note for themselves there."""
        return {path: data for path, data in tree(self.work / name).items() if not path.startswith(".akn-")}

    def round(self, r: random.Random, number: int) -> None:
        shutil.rmtree(self.work / "torn", ignore_errors=True)
        (self.work / "torn.jsonl").unlink(missing_ok=True)
        process = self._start("torn")
        time.sleep(r.uniform(0.05, self.seconds))
        whom = r.choice(("the command", "a process below it", "all"))
        below = sorted(children_of(process.pid))
        with suppress(ProcessLookupError):  # it was through already
            if whom == "all":
                os.killpg(process.pid, signal.SIGKILL)
            elif whom == "the command" or not below:
                os.kill(process.pid, signal.SIGKILL)
            else:
                os.kill(r.choice(below), signal.SIGKILL)
        process.wait(120)
        wait_for(lambda: not in_session(process.pid), seconds=60)
        left = self._outputs("torn")
        self.counts[f"killed {whom}"] += 1
        self.counts["ended in the middle"] += len(left) < len(self.wanted)
        wrong = [f"{p} is half written" for p, data in left.items() if self.wanted.get(p) != data]
        if self._start("torn", "--resume").wait(120) != 0:
            wrong.append("the resumed run failed")
        elif self._outputs("torn") != self.wanted:
            wrong.append("other outputs after --resume")
        elif parts := list((self.work / "torn").glob("*.part")):
            wrong.append(f"{len(parts)} half files are left")
        elif self._facts("torn") != self.facts:
            wrong.append("another report after --resume")
        if wrong:
            self.broken += 1
            print(f"BROKEN round {number}, {whom} killed: {'; '.join(wrong)}", flush=True)


def in_session(session: int) -> list[int]:
    """The processes of a session that are still there."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, IndexError, ValueError):
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(stat[3]) == session and stat[0] != "Z":
                found.append(int(entry.name))
    return found


def missing(line: dict[str, Any]) -> list[str]:
    """What a line of the report lacks: a field, the hash of an input that can be read, that of an output."""
    lacks = [name for name in _FIELDS if name not in line]
    there = line.get("status") in ("converted", "invalid")
    lacks += ["a value for sha256"] * (not line.get("sha256"))
    lacks += ["a value for output_sha256"] * (there and not line.get("output_sha256"))
    return lacks + ["a diagnostic"] * (line.get("status") != "converted" and not line.get("diagnostics"))


def files_of(folder: Path) -> list[Path]:
    """What `akn convert` takes of a folder."""
    paths = (Path(at) / name for at, _, names in os.walk(folder, followlinks=True) for name in names)
    return sorted(p for p in paths if format_by_suffix(p.name) not in ("", "xml") and not p.name.startswith("."))


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder; the lines of a list of outputs, which stand in the order of completion, sorted."""
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    lists = {path: data for path, data in found.items() if Path(path).name == LEDGER}
    return found | {path: b"".join(sorted(data.splitlines(keepends=True))) for path, data in lists.items()}


def children_of(process: int) -> dict[int, tuple[int, int]]:
    """The processes below a process: their time on a processor in ticks, their memory in MB."""
    parents: dict[int, int] = {}
    facts: dict[int, tuple[int, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(stat[1])
                facts[int(entry.name)] = (
                    int(stat[11]) + int(stat[12]),
                    int(stat[21]) * os.sysconf("SC_PAGE_SIZE") >> 20,
                )
    found = {}
    for child in parents:
        at = child
        while at in parents and at != process:
            at = parents[at]
        if at == process and child != process:
            found[child] = facts[child]
    return found


class _Memory:
    """MB of the command, of its largest worker, and of all its processes, five times a second."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int, int]] = []

    def look(self, process: int) -> None:
        workers = [size for _, size in children_of(process).values()]
        with suppress(OSError):
            pages = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[21])
            command = pages * os.sysconf("SC_PAGE_SIZE") >> 20
            self.sizes.append((command, max(workers, default=0), command + sum(workers)))

    def tell(self) -> None:
        half = len(self.sizes) // 2
        if not half:
            return
        early, late = (
            tuple(max(part) for part in zip(*s, strict=True)) for s in (self.sizes[:half], self.sizes[half:])
        )
        names = ("the command", "its largest worker", "all together")
        told = ", ".join(f"{name} {a} and {b}" for name, a, b in zip(names, early, late, strict=True))
        print(f"  peak memory in MB in the first and second half: {told}", flush=True)


def _watch(process: subprocess.Popen[bytes]) -> _Memory:
    """Wait for the end of a command and look at its memory."""
    memory = _Memory()
    while process.poll() is None:
        memory.look(process.pid)
        time.sleep(0.2)
    return memory


def _kill_a_worker(process: int) -> None:
    """Kill the busiest process below."""
    children = children_of(process)
    os.kill(max(children, key=lambda child: children[child]), signal.SIGKILL)


def wait_for(condition: Callable[[], bool], seconds: float = 1800) -> None:
    """Wait until a condition holds; raises TimeoutError after so many seconds."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.02)
