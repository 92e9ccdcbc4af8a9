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
            s3fs.S3FileSystem.clear_instance_cache()  # the commands run here, and the server before had another port
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


def test_a_report_in_a_bucket_is_kept_there_and_gone_on_with(
    storage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.converters.command.ENVIRONMENT", dict(os.environ))
    report = "s3://corpus/reports/r.jsonl"
    command = ("convert", "s3://corpus/in", "--output-dir", "s3://corpus/out", "--report", report)
    first = akn(*command, cwd=tmp_path)
    assert first.returncode == 1, first.stderr.decode()
    storage.invalidate_cache()
    lines = [json.loads(line) for line in storage.cat("corpus/reports/r.jsonl").splitlines()]
    assert sorted(line["status"] for line in lines) == ["converted"] * 6 + ["failed"]
    again = akn(*command, "--resume", cwd=tmp_path)
    assert b"6 unchanged" in again.stderr
    storage.pipe("corpus/in/empty.txt", RESOLUTION.encode())
    last = akn("convert", "--only-failed", report, "--output-dir", "s3://corpus/out", "--report", report, cwd=tmp_path)
    assert (last.returncode, b"1 input: 1 converted" in last.stderr) == (0, True), last.stderr.decode()
    storage.invalidate_cache()
    lines = [json.loads(line) for line in storage.cat("corpus/reports/r.jsonl").splitlines()]
    assert [line["status"] for line in lines] == ["converted"] * 7
    assert list(tmp_path.iterdir()) == []
    storage.pipe("corpus/notes.txt", b"mine")
    refused = akn(*command[:-1], "s3://corpus/notes.txt", cwd=tmp_path)
    assert refused.returncode == 2
    storage.invalidate_cache()
    assert storage.cat("corpus/notes.txt") == b"mine"


def test_a_bucket_that_is_not_there_is_told_and_not_made(
    storage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.converters.command.ENVIRONMENT", dict(os.environ))
    (tmp_path / "r.txt").write_text(RESOLUTION)
    done = akn("convert", "r.txt", "-o", "s3://corpse/r.xml", "-q", cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1), done.stderr.decode()
    assert b"s3://corpse/r.xml: cannot be written" in done.stderr
    storage.invalidate_cache()
    assert not storage.exists("corpse")


def test_tables_and_checks_read_and_write_addresses_or_say_why_not(
    storage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.converters.command.ENVIRONMENT", dict(os.environ))
    akn("convert", "s3://corpus/in", "--output-dir", "s3://corpus/out", cwd=tmp_path)
    for command, target in {
        ("links", "s3://corpus/out"): "links.tsv",
        ("catalogue", "s3://corpus/out"): "catalogue.tsv",
        ("mandates", "s3://corpus/out"): "mandates.csv",
    }.items():
        done = akn(*command, "-o", f"s3://corpus/made/{target}", cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        storage.invalidate_cache()
        assert storage.size(f"corpus/made/{target}") > 100
    assert storage.cat("corpus/made/links.tsv").count(b"s3://corpus/out/") == 6
    checked = akn("validate", "s3://corpus/out", cwd=tmp_path)
    assert (checked.returncode, b"6 files: 6 valid" in checked.stderr) == (0, True), checked.stdout.decode()
    done = akn("upgrade", "s3://corpus/out", "--output-dir", "s3://corpus/upgraded", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    storage.invalidate_cache()
    assert len(storage.find("corpus/upgraded")) == 6
    missing = akn("links", "s3://corpus/nowhere.xml", cwd=tmp_path)
    assert missing.returncode == 1
    assert missing.stderr.startswith(b"s3://corpus/nowhere.xml: error B101: cannot be read")
    assert list(tmp_path.iterdir()) == []


def test_one_input_and_a_catalogue_may_be_at_an_address(
    storage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.converters.command.ENVIRONMENT", dict(os.environ))
    storage.pipe("corpus/dates.tsv", b"A/RES/98/7\t2043-12-03\nA/RES/98/8\t2043-12-04\n")
    citing = RESOLUTION.replace("98/7 of 3 December 2043", "98/8")
    storage.pipe("corpus/one.txt", citing.encode())
    at = ("--catalogue", "s3://corpus/dates.tsv")
    done = akn("convert", "s3://corpus/one.txt", *at, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert b"/unga/2043-12-04/98-8" in done.stdout
    written = akn("convert", "s3://corpus/one.txt", "-o", "s3://corpus/one.xml", cwd=tmp_path)
    assert written.returncode == 0, written.stderr.decode()
    storage.invalidate_cache()
    assert b"/unga/2043/98-8" in storage.cat("corpus/one.xml")
    for command in ("links", "upgrade"):
        assert b"/unga/2043-12-04/98-8" in akn(command, "s3://corpus/one.xml", *at, cwd=tmp_path).stdout, command
    page = akn("view", "s3://corpus/one.txt", *at, "-o", "page.html", cwd=tmp_path)
    assert page.returncode == 0, page.stderr.decode()
    wrong = akn("links", "s3://corpus/one.xml", "--catalogue", "s3://corpus/none.tsv", cwd=tmp_path)
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (2, 1)
    assert wrong.stderr.startswith(b"akn: error: cannot read the catalogue s3://corpus/none.tsv:")
    assert [path.name for path in tmp_path.iterdir() if path.name[0] != "."] == ["page.html"]


@pytest.mark.parametrize(
    "command",
    [
        ("library", "add", "r.txt", "--library", "s3://corpus/l.db"),
        ("library", "list", "--library", "s3://corpus/l.db"),
        ("check", "r.txt", "--library", "s3://corpus/l.db"),
        ("catalogue", "--library", "s3://corpus/l.db"),
        ("view", "r.txt", "--output-dir", "s3://corpus/pages"),
        ("publish", "r.txt", "--output-dir", "s3://corpus/pages"),
        ("convert", "r.txt", "--corrections", "s3://corpus/c.toml"),
        ("convert", "--files-from", "s3://corpus/list", "--output-dir", "out"),
    ],
)
def test_what_takes_no_address_says_so_in_a_line_and_makes_no_folder(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    done = akn(*command, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert b"address" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["r.txt"]
