"""How long somebody waits at the desk: from a dropped file to its page, from a saved correction to the new page.

`python -m benchmarks.desk FOLDER` measures the files of a folder: seconds by the clock, seconds of processor that the
processes of the desk took (on a machine that others use too), and these as a multiple of converting the same file.  The
benchmark gives multiples of reading the same invented Word file in this process.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit


class Visitor:
    """Somebody before a desk: what they do, and how long it takes."""

    def __init__(self, address: str, process: int = 0) -> None:
        self.process = process
        parts = urlsplit(address)
        self._host = parts.netloc
        self._headers = {
            "Cookie": f"akn-desk-{parts.port}={parts.query.partition('=')[2]}",
            "Origin": f"http://{parts.netloc}",
            "Accept": "application/json",
        }

    def ask(self, path: str, body: bytes | None = None, kind: str = "application/json") -> bytes:
        """The answer of the desk."""
        connection = http.client.HTTPConnection(self._host, timeout=300)
        method = "GET" if body is None else "POST"
        connection.request(method, path, body, {**self._headers, "Content-Type": kind})
        answer = connection.getresponse().read()
        connection.close()
        return answer

    def drop(self, name: str, data: bytes) -> Waited:
        """A dropped file, up to its page."""
        from akn_desk.folder import key_of

        head = f'--edge\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        start = self._now()
        self.ask("/drop", head + data + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge")
        self.ask(f"/d/{key_of(name)}")
        return self._since(start)

    def save(self, name: str) -> Waited:
        """A saved correction, up to the new page."""
        from akn_desk.folder import key_of

        choice = json.dumps({"fact": "symbol", "value": "A/RES/99/12"}).encode()
        start = self._now()
        self.ask(f"/d/{key_of(name)}/correct", choice)
        self.ask(f"/d/{key_of(name)}")
        return self._since(start)

    def _now(self) -> Waited:
        return Waited(time.perf_counter(), _processor(self.process))

    def _since(self, start: Waited) -> Waited:
        now = self._now()
        return Waited(now.seconds - start.seconds, now.processor - start.processor)


class Waited(NamedTuple):
    """How long something took: by the clock, and of a processor (0 where the system does not tell)."""

    seconds: float
    processor: float


def _processor(process: int) -> float:
    """Seconds of processor that a process has taken with all below it (Linux)."""
    parents: dict[int, list[tuple[int, float]]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            taken = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
            parents.setdefault(int(fields[1]), []).append((int(path.parent.name), taken))
    own = {pid: taken for below in parents.values() for pid, taken in below}
    total, left = own.get(process, 0.0), [process]
    while left:
        for pid, taken in parents.get(left.pop(), []):
            total += taken
            left.append(pid)
    return total


@contextmanager
def visitor() -> Iterator[Visitor]:
    """Somebody before a desk on an empty folder, which is ready."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "converters", "desk", folder, "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
            assert process.stdout
            one = Visitor(process.stdout.readline().strip(), process.pid)
            time.sleep(3)  # its processes load what they need while somebody looks for a file
            try:
                yield one
            finally:
                process.terminate()


def measured(files: Sequence[tuple[str, bytes]]) -> tuple[list[Waited], list[Waited]]:
    """What each file took: from drop to page, from save to page."""
    with visitor() as one:
        dropped = [one.drop(name, data) for name, data in files]
        return dropped, [one.save(name) for name, _ in files]


def desk() -> dict[str, float]:
    """Waiting at the desk for an invented Word file, as a multiple of reading it in this process."""
    from benchmarks.resolutions import as_docx
    from converters import Options, convert

    texts = [as_docx("en", 40, 8, own) for own in ("qav", "qem", "qil", "qon", "qur")]
    convert(texts[0], options=Options(to="html"))
    start = time.perf_counter()
    for data in texts:
        convert(data, options=Options(to="html"))
    alone = (time.perf_counter() - start) / len(texts)
    dropped, saved = measured([(f"{n}.docx", data) for n, data in enumerate(texts)])
    middle = len(texts) // 2
    drop, save = (sorted(one.seconds for one in found)[middle] for found in (dropped, saved))
    return {"drop to page / converting": drop / alone, "save to page / converting": save / alone}


def main() -> int:
    """Measure the files of a folder."""
    from converters import Options, convert

    paths = sorted(Path(sys.argv[1]).glob("*")) if len(sys.argv) == 2 else []
    files = [(path.name, path.read_bytes()) for path in paths if path.is_file()]
    if not files:
        print("python -m benchmarks.desk FOLDER: it needs a folder with files to measure", file=sys.stderr)
        return 2
    found = measured(files)
    alone = []
    for name, data in files:
        convert(data, name=name, options=Options(to="html"))  # loads what it needs
        start = time.process_time()
        convert(data, name=name, options=Options(to="xml"))
        alone.append(time.process_time() - start)
    for what, waited in zip(("drop to page", "save to page"), found, strict=True):
        print(f"{what}: {len(files)} files")
        print(f"  by the clock {_spread([one.seconds for one in waited])}")
        word = [one.seconds for one, (name, _) in zip(waited, files, strict=True) if name.lower().endswith(".docx")]
        if 0 < len(word) < len(files):
            print(f"  by the clock, the {len(word)} Word files alone {_spread(word)}")
        print(f"  of processor {_spread([one.processor for one in waited])}")
        shares = [one.processor / max(own, 0.01) for one, own in zip(waited, alone, strict=True)]
        print(f"  of processor, as multiples of converting {_spread(shares)}")
    return 0


def _spread(found: Sequence[float]) -> str:
    ordered = sorted(found)
    half, most = (ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.9))
    return f"median {half:.2f}, 90 % in {most:.2f}, longest {ordered[-1]:.2f}"


if __name__ == "__main__":
    sys.exit(main())
