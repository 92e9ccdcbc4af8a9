"""How long somebody waits at the desk: from a dropped file to its page, from a saved correction to the new page.

`python -m benchmarks.desk FOLDER` measures the files of a folder in seconds; the benchmark gives multiples of reading
the same invented Word file in this process.
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
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


class Visitor:
    """Somebody before a desk: what they do, and how long it takes."""

    def __init__(self, address: str) -> None:
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

    def drop(self, name: str, data: bytes) -> float:
        """Seconds from a dropped file to its page."""
        from akn_desk.folder import key_of

        head = f'--edge\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        start = time.perf_counter()
        self.ask("/drop", head + data + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge")
        self.ask(f"/d/{key_of(name)}")
        return time.perf_counter() - start

    def save(self, name: str) -> float:
        """Seconds from a saved correction to the new page."""
        from akn_desk.folder import key_of

        choice = json.dumps({"fact": "symbol", "value": "A/RES/99/12"}).encode()
        start = time.perf_counter()
        self.ask(f"/d/{key_of(name)}/correct", choice)
        self.ask(f"/d/{key_of(name)}")
        return time.perf_counter() - start


@contextmanager
def visitor() -> Iterator[Visitor]:
    """Somebody before a desk on an empty folder, which is ready."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "converters", "desk", folder, "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
            assert process.stdout
            one = Visitor(process.stdout.readline().strip())
            time.sleep(3)  # its processes load what they need while somebody looks for a file
            try:
                yield one
            finally:
                process.terminate()


def measured(files: Sequence[tuple[str, bytes]]) -> tuple[list[float], list[float]]:
    """Seconds for each file, sorted: from drop to page, from save to page."""
    with visitor() as one:
        dropped = sorted(one.drop(name, data) for name, data in files)
        return dropped, sorted(one.save(name) for name, _ in files)


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
    return {"drop to page / converting": dropped[middle] / alone, "save to page / converting": saved[middle] / alone}


def main() -> int:
    """Measure the files of a folder."""
    files = [(path.name, path.read_bytes()) for path in sorted(Path(sys.argv[1]).iterdir()) if path.is_file()]
    for name, seconds in zip(("drop to page", "save to page"), measured(files), strict=True):
        half, most = (seconds[min(len(seconds) - 1, int(share * len(seconds)))] for share in (0.5, 0.9))
        print(f"{name}: {len(seconds)} files, median {half:.2f} s, 90 % in {most:.2f} s, longest {seconds[-1]:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
