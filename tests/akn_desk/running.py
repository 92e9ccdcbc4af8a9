"""A desk that runs beside the tests, and how they speak to it."""

from __future__ import annotations

import http.client
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar
from unittest import mock
from urllib.parse import urlsplit

from converters.batch.bounded import Readers
from tests.browser import ROOT
from tests.converters.command import without_processes

A = TypeVar("A")
T = TypeVar("T")

RESOLUTION = """\
General Assembly

Resolution adopted by the General Assembly on 9 December 2044

99/12. Lighthouses

The General Assembly,

Recalling its resolution 98/7 of 3 December 2043,

Strengthening international cooperation for

1. Calls upon all keepers to keep the light burning;

2. Decides to remain seized of the matter.

61st plenary meeting
9 December 2044
"""


class Running:
    """A desk: its folder, the address that it printed, and its parts."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        parts = urlsplit(address)
        assert parts.port, f"the desk printed {address!r}"
        self.base = f"http://{parts.netloc}"
        self.port = parts.port
        self.token = parts.query.partition("=")[2]

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", *, trusted: bool = True, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """The answer to a request: status, headers, body; `trusted` sends the cookie and the Origin of the desk."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=250)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if trusted:
            given = {"Cookie": f"akn-desk-{self.port}={self.token}", "Origin": self.base} | given
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def json(self, path: str, body: Any = None) -> Any:
        """The JSON that comes back; `body` is sent as JSON."""
        sent = b"" if body is None else json.dumps(body).encode()
        method = "GET" if body is None else "POST"
        status, _, answer = self.ask(path, method, sent, Accept="application/json")
        return {"status": status, **json.loads(answer)}

    def drop(self, *files: tuple[str, bytes]) -> Any:
        """Files sent as the page sends them."""
        parts = [
            f'--edge\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
            + data
            + b"\r\n"
            for name, data in files
        ]
        kind = "multipart/form-data; boundary=edge"
        body = b"".join(parts) + b"--edge--\r\n"
        _, _, answer = self.ask("/drop", "POST", body, Content_Type=kind, Accept="application/json")
        return json.loads(answer)

    def wait(self) -> None:
        """Until all documents are read."""
        import time

        while True:
            state = self.json("/progress")
            if state["done"] >= state["total"]:
                return
            time.sleep(0.05)


@contextmanager
def desk_alone(folder: Path) -> Iterator[Running]:
    """A desk on a folder as a user starts it, in a process of its own, ended at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "converters", "desk", str(folder), "--no-browser", "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": "true"}  # nothing is opened
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            yield Running(folder, process.stdout.readline().strip())
        finally:
            process.terminate()
            process.wait(100)


@contextmanager
def desk(folder: Path) -> Iterator[Running]:
    """A desk on a folder, in a thread of this process, ended at the end.

    It reads in this process, too, where the patterns of all languages are there already: to start processes takes
    longer than most tests do.  `desk_alone` has its own.
    """
    import uvicorn

    from akn_desk import serving

    servers: list[uvicorn.Server] = []

    class Ended(uvicorn.Server):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            servers.append(self)

    folder.mkdir(parents=True, exist_ok=True)
    told = _Told()
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(serving, "Readers", _Here))
        stack.enter_context(mock.patch.object(serving.uvicorn, "Server", Ended))
        stack.enter_context(without_processes())
        thread = stack.enter_context(ThreadPoolExecutor(1, "desk"))
        served = thread.submit(serving.serve, str(folder), jobs=1, browser=False, out=told)
        served.add_done_callback(lambda _: told.lines.put(""))
        address = told.lines.get(timeout=250)
        if not address:
            served.result()
        try:
            yield Running(folder, address.strip())
        finally:
            servers[0].should_exit = servers[0].force_exit = True
            assert served.result(100) == 0


@contextmanager
def desk_of(folder: Path, files: Mapping[str, str]) -> Iterator[Running]:
    """A desk on a folder into which files were written, once it has read them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with desk(folder) as found:
        found.wait()
        yield found


class _Told(io.StringIO):
    """What is written to it, as a queue."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: SimpleQueue[str] = SimpleQueue()

    def write(self, text: str) -> int:
        self.lines.put(text)
        return len(text)


class _Here(Readers):
    """Readers in this process, which one after another do what they are asked, and have nothing to load in advance."""

    _turn = threading.Lock()

    def __exit__(self, *error: object) -> None:
        """End once what is under way is done, for it is done within the limits of the tests."""
        self._threads.shutdown(cancel_futures=True)

    def warm(self, function: Callable[[A], object], argument: A) -> None: ...

    def _asked(self, function: Callable[[A], T], argument: A) -> T:
        with self._turn:
            return function(argument)
