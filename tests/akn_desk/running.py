"""A desk that runs beside the tests, and how they speak to it."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.browser import ROOT

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

    def __init__(self, folder: Path, address: str, process: subprocess.Popen[str]) -> None:
        self.folder, self.address, self.process = folder, address, process
        parts = urlsplit(address)
        assert parts.port, f"the desk printed {address!r}"
        self.base = f"http://{parts.netloc}"
        self.port = parts.port
        self.token = parts.query.partition("=")[2]

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", *, trusted: bool = True, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """The answer to a request: status, headers, body; `trusted` sends the cookie and the Origin of the desk."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=50)
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
def desk(folder: Path, *more: str) -> Iterator[Running]:
    """A desk on a folder, ended at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "converters", "desk", str(folder), "--no-browser", "--jobs", "1", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": "true"}  # nothing is opened
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            yield Running(folder, process.stdout.readline().strip(), process)
        finally:
            process.terminate()
            process.wait(20)
