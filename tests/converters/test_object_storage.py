"""A batch between buckets of object storage, with a server that stands in for S3 (`pip install moto[server] s3fs`)."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from converters import convert
from tests.converters.command import RESOLUTION, akn

pytest.importorskip("moto", reason="moto is not installed")
s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
pytestmark = pytest.mark.store


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket with six resolutions and a file that is none."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with subprocess.Popen(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            bucket = s3fs.S3FileSystem(skip_instance_cache=True)
            bucket.mkdir("corpus")
            for n in range(6):
                bucket.pipe(f"corpus/in/{n % 2}/{n}.txt", RESOLUTION.replace("99/12", f"99/{n}").encode())
            bucket.pipe("corpus/in/empty.txt", b"")
            yield bucket
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.skip("the stand-in for object storage does not answer")


def test_a_bucket_is_converted_into_a_bucket_and_goes_on(
    storage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.converters.command.ENVIRONMENT", dict(os.environ))
    command = ("convert", "s3://corpus/in", "--output-dir", "s3://corpus/out", "--report", "report.jsonl", "--resume")
    first = akn(*command, cwd=tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert {line["input"]: line["status"] for line in lines} == {
        **{f"s3://corpus/in/{n % 2}/{n}.txt": "converted" for n in range(6)},
        "s3://corpus/in/empty.txt": "failed",
    }, first.stderr.decode()
    storage.invalidate_cache()
    for n in range(6):
        written = storage.cat(f"corpus/out/{n % 2}/{n}.xml")
        assert written == convert(RESOLUTION.replace("99/12", f"99/{n}").encode(), name=f"{n}.txt").output
    storage.pipe("corpus/in/0/0.txt", RESOLUTION.replace("99/12", "99/77").encode())
    again = akn(*command, cwd=tmp_path)
    assert b"1 converted" in again.stderr
    assert b"5 unchanged" in again.stderr
