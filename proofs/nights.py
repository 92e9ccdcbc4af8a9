"""A night as it goes wrong: thousands of mixed files in folders and archives, a run that is killed again and again.

Among the files are pairs of one name in two formats, locks of Word, pipes, sockets, broken and empty files, texts that
are no resolutions, damaged archives.  They are converted undisturbed; then in a run that is ended by SIGKILL, with all
its processes, five times on its way, and does the rest with `--resume`; some of them from a bucket into a bucket (moto
stands in for S3) and on a Dask cluster, each killed on the way as well.  Outputs must be those of the undisturbed run
byte for byte, and the report must have one line an input that says the same.  What became of the inputs is printed as
a table.  Needs Linux.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.resolutions import as_text
from converters import Options, convert
from proofs.account.texts import pages
from proofs.batches import dask, in_session, tree, wait_for

_LISTS = "Boat list\n\n- oars\n- rope\n- 2 kg tar\n"
_PLACES = 30  # folders that the files stand in
_MEMBERS = 40  # files of an archive
_KILLS = 5

Made = tuple[str, bytes]
"""A file: its name with its suffix, and its bytes."""


def _printed(language: str, paragraphs: int, number: str, notes: int = 0) -> bytes:
    """A resolution of that number, with words that no other one has."""
    text = as_text(language, paragraphs, notes, number).decode()
    arabic = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    return text.replace("99/12", f"99/{number}").replace("١٢/٩٩", f"{arabic}/٩٩").encode()


def _in_word(language: str, paragraphs: int, number: str) -> bytes:
    return convert(_printed(language, paragraphs, number), options=Options(to="docx")).output


def _text(r: random.Random, number: str) -> Made:
    return f"{number}.txt", _printed(r.choice(("en", "ar")), r.randrange(2, 5), number, r.randrange(2))


def _word(r: random.Random, number: str) -> Made:
    return f"{number}.docx", _in_word(r.choice(("en", "ar")), r.randrange(2, 4), number)


def _pdf(r: random.Random, number: str) -> Made:
    return f"{number}.pdf", pages(r).data


def _odd(r: random.Random, number: str) -> Made:
    """What is no resolution, or cannot be read."""
    word = _in_word("en", 2, number)
    return r.choice(
        (
            (f"{number}.txt", _LISTS.encode()),
            (f"{number}.txt", b""),
            (f"{number}.docx", word[: len(word) // 2]),
            (f"{number}.docx", b"\xd0\xcf\x11\xe0 no Word file"),
            (f"{number}.pdf", b"%PDF-1.7\nbroken"),
            (f"{number}.html", b"<p>Boat list</p>"),
        )
    )


_KINDS: tuple[tuple[float, Callable[[random.Random, str], Made]], ...] = (
    (0.72, _text),
    (0.88, _word),
    (0.91, _pdf),
    (1.0, _odd),
)
"""How many of the files are of which kind: a share, with those before it."""


def made(seed: int, number: int) -> list[Made]:
    """The files of one name: one, or a pair of two formats that hold one document or two."""
    r = random.Random(f"night {seed} {number}")
    share = r.random()
    stem = str(number + 1)
    one = next(maker for limit, maker in _KINDS if share <= limit)(r, stem)
    if r.random() >= 0.08:
        return [one]
    other = r.choice(
        (
            lambda: (f"{stem}.md", _printed("en", 2, stem)),
            lambda: (f"{stem}.docx", _in_word("en", 2, stem)),
            lambda: (f"{stem}.docx", b"PK\x03\x04 broken"),
        )
    )()
    return [one, other] if other[0] != one[0] else [one]


def fill(folder: Path, files: int, seed: int, *, plain: bool = False) -> None:
    """Make so many files in folders and archives, and what stands among the files of a real disk; `plain` ones stand in
    folders alone, as in a bucket.
    """
    r = random.Random(f"night {seed}")
    waiting: list[Made] = []
    number = count = archives = 0
    while count < files:
        group = made(seed, number)
        number += 1
        count += len(group)
        if not plain and r.random() < 0.15:  # into an archive
            waiting += group
            if len(waiting) >= _MEMBERS or count >= files:
                _pack(folder / f"session-{archives}", waiting, archives)
                archives += 1
                waiting = []
            continue
        place = folder / str(r.randrange(_PLACES)) / ("deep" * (r.random() < 0.2))
        place.mkdir(parents=True, exist_ok=True)
        for name, data in group:
            (place / name).write_bytes(data)
    if plain:
        return
    _pack(folder / "damaged", waiting or [("x.txt", _printed("en", 2, "9999"))], archives)
    for path in (folder / "damaged.zip", folder / "damaged.tar"):
        if path.exists():
            path.write_bytes(path.read_bytes()[:-300])
    for n, place in enumerate(sorted(p for p in folder.iterdir() if p.is_dir())[:6]):
        (place / f"~${n}.docx").write_bytes(b"\x05Keeper")
        (place / f"._{n}.docx").write_bytes(b"\x00\x05\x16\x07")
        os.mkfifo(place / f"pipe{n}.txt")
        (place / f"gone{n}.txt").symlink_to("nowhere.txt")
        (place / "loop").symlink_to("..", target_is_directory=True)
    with socket.socket(socket.AF_UNIX) as bound:
        before = Path.cwd()
        os.chdir(folder)  # the path of a socket may have 100 characters
        try:
            bound.bind("socket.txt")
        finally:
            os.chdir(before)


def _pack(path: Path, files: list[Made], number: int) -> None:
    """An archive of files, each kind in turn."""
    if number % 2:
        with tarfile.open(f"{path}.tar", "w") as tar:
            for name, data in files:
                info = tarfile.TarInfo(f"in/{name}")
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
        return
    with zipfile.ZipFile(f"{path}.zip", "w") as archive:
        for name, data in files:
            archive.writestr(f"in/{name}", data)


def prove(files: int, seed: int, jobs: int, some: int) -> int:
    """Run the night; 1 if anything is lost, half written or different."""
    work = Path(tempfile.mkdtemp(prefix="akn-night-"))
    try:
        night = Night(work, jobs)
        fill(work / "in", files, seed)
        fill(work / "some", some, seed + 1, plain=True)
        night.undisturbed("in", "calm")
        night.killed("in", "torn", "torn.jsonl", _KILLS)
        night.undisturbed("some", "few")
        with _bucket(work, "some") as environment:
            night.killed("s3://night/some", "s3://night/out", "s3://night/r.jsonl", 1, calm="few", more=environment)
        with dask(work / "cluster.py") as (_, started):
            there = ("--scheduler", started["address"])
            night.killed("some", "there", "there.jsonl", 2, *there, calm="few")
        print("\nall the same" if not night.broken else f"\nNOT THE SAME: {night.broken} broken")
        return 1 if night.broken else 0
    finally:
        shutil.rmtree(work, ignore_errors=True)


class Night:
    """The runs of a night in a folder, and how many promises they broke."""

    def __init__(self, work: Path, jobs: int) -> None:
        self.work, self.jobs, self.broken = work, jobs, 0

    def undisturbed(self, inputs: str, name: str) -> None:
        """The run that others are compared with, and the table of what became of its inputs."""
        began = time.monotonic()
        code = self._start(inputs, name, f"{name}.jsonl").wait()
        lines = self._lines(f"{name}.jsonl")
        print(f"{inputs}: {len(lines)} inputs, exit {code} after {time.monotonic() - began:.0f} s", flush=True)
        for (status, cause), count in sorted(table(lines).items(), key=lambda one: (-one[1], one[0])):
            print(f"  {count:6} {status}{f', {cause}' if cause else ''}", flush=True)

    def killed(
        self, inputs: str, name: str, report: str, kills: int, *more_arguments: str, calm: str = "calm",
        more: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        """A run that is killed so many times on its way, resumed each time, compared with an undisturbed one."""
        wanted, whole = self._lines(f"{calm}.jsonl"), self._outputs(calm)
        done: list[int] = []
        for nth in range(1, kills + 1):
            process = self._start(inputs, name, report, "--resume", *more_arguments, more=more)
            share = len(wanted) * nth // (kills + 2)
            until = time.monotonic() + 1800
            while process.poll() is None and time.monotonic() < until and self._done(name, report, more) < share:
                time.sleep(0.05)
            done.append(self._done(name, report, more))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            wait_for(lambda pid=process.pid: not in_session(pid), seconds=60)  # type: ignore[misc]
            if half := [p for p in self._outputs(name, more).items() if p[1] != whole.get(p[0])]:
                self._break(f"{name}: {half[0][0]} is half written or another after kill {nth}")
        code = self._start(inputs, name, report, "--resume", *more_arguments, more=more).wait()
        same = self._outputs(name, more) == whole
        told = self._facts(self._lines(report, more), name, inputs) == self._facts(wanted, calm, inputs)
        print(f"{name}: killed after {', '.join(map(str, done))} inputs, then exit {code}", flush=True)
        print(f"  outputs byte for byte those of the undisturbed run: {same}; the same report: {told}", flush=True)
        if not same:
            self._break(f"{name} has other outputs")
        if not told:
            self._break(f"{name} has another report")
        if not name.startswith("s3://") and list((self.work / name).rglob("*.part")):
            self._break(f"{name}: half files are left")

    def _break(self, told: str) -> None:
        self.broken += 1
        print(f"  BROKEN: {told}", flush=True)

    def _start(
        self, inputs: str, name: str, report: str, *arguments: str, more: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "converters", "convert", inputs, "--quiet", "--output-dir", name]
        command += ["--report", report, *arguments]
        command += [] if "--scheduler" in arguments else ["--jobs", str(self.jobs)]
        return subprocess.Popen(
            command, cwd=self.work, stderr=subprocess.DEVNULL, start_new_session=True, env=os.environ | (more or {})
        )

    def _lines(self, report: str, more: dict[str, str] | None = None) -> list[dict[str, Any]]:
        """The last line of each input, in the order of their names."""
        data = _store(more).cat(report) if report.startswith("s3://") else (self.work / report).read_bytes()
        last = {line["input"]: line for line in map(json.loads, data.splitlines())}
        return [last[name] for name in sorted(last)]

    def _done(self, name: str, report: str, more: dict[str, str] | None) -> int:
        """How many inputs have an outcome so far; of a bucket, how many outputs there are."""
        if name.startswith("s3://"):
            return len(_store(more).find(name))
        path = self.work / report
        return path.read_bytes().count(b"\n") if path.exists() else 0

    def _outputs(self, name: str, more: dict[str, str] | None = None) -> dict[str, bytes]:
        if name.startswith("s3://"):
            store = _store(more)
            return {path.partition("/out/")[2]: store.cat(path) for path in store.find(name)}
        found = tree(self.work / name) if (self.work / name).is_dir() else {}
        return {path: data for path, data in found.items() if not Path(path).name.startswith(".akn-")}

    def _facts(self, lines: list[dict[str, Any]], name: str, inputs: str) -> list[str]:
        """What a report says of inputs, without what differs from run to run and from place to place."""
        own = {"milliseconds": 0, "cpu_milliseconds": 0, "options": "", "output_dir": ""}
        told = [json.dumps(line | own, sort_keys=True).replace(f'"{name}/', '"OUT/') for line in lines]
        return [line.replace(inputs, "some") if inputs.startswith("s3://") else line for line in told]


def table(lines: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """How many inputs there are of each status and cause; what is well has none."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        graves = [d["code"] for d in line["diagnostics"] if d["severity"] == "error"]
        cause = graves[0] if graves and line["status"] not in ("converted", "superseded") else ""
        counts[line["status"], cause] += 1
    return counts


@contextmanager
def _bucket(work: Path, folder: str) -> Iterator[dict[str, str]]:
    """A bucket with the files of a folder, and the environment in which commands find it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    with subprocess.Popen(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: _answers(port), seconds=300)
            store = _store(environment)
            store.mkdir("night")
            for path in sorted((work / folder).rglob("*")):
                if path.is_file():
                    store.pipe(f"night/{path.relative_to(work)}", path.read_bytes())
            yield environment
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _store(environment: dict[str, str] | None) -> Any:
    import s3fs

    at = environment or {}
    s3fs.S3FileSystem.clear_instance_cache()
    return s3fs.S3FileSystem(
        key="testing", secret="testing", endpoint_url=at["AWS_ENDPOINT_URL"], skip_instance_cache=True,
        use_listings_cache=False,
    )  # fmt: skip
