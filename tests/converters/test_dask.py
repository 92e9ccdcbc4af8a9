"""A batch on a real Dask cluster of two workers, one of which is killed in the middle."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofs.batches import CLUSTER
from tests.converters.command import ENVIRONMENT, RESOLUTION, akn, start

pytestmark = pytest.mark.skipif(not importlib.util.find_spec("distributed"), reason="the extra `dask` is not installed")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[dict[str, str | list[int]]]:
    """The address of a scheduler on this machine, and the process ids of its two workers."""
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    with subprocess.Popen(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield json.loads(process.stdout.readline())
        process.stdin.close()
        process.wait(100)


def _files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.glob("[!.]*")}


@pytest.mark.disturbed
def test_a_cluster_gives_the_same_bytes_although_a_worker_is_killed(
    tmp_path: Path, cluster: dict[str, str | list[int]]
) -> None:
    (tmp_path / "in").mkdir()
    for n in range(12):
        many = "".join(f"{i}. Requests {n} lamps;\n\n" for i in range(60))
        (tmp_path / f"in/{n:02}.txt").write_text(RESOLUTION.replace("1. Calls", many + "1. Calls"))
    (tmp_path / "in/empty.txt").write_bytes(b"")
    akn("convert", "in", "--output-dir", "here", cwd=tmp_path)
    remote = ("convert", "in", "--output-dir", "there", "--report", "report", "--scheduler", str(cluster["address"]))
    with start(*remote, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        report, until = tmp_path / "report", time.monotonic() + 200
        while not (report.exists() and report.read_bytes().count(b"\n") >= 2):
            assert time.monotonic() < until
            time.sleep(0.01)
        worker = cluster["workers"][0]
        assert isinstance(worker, int)
        os.kill(worker, signal.SIGKILL)
        assert report.read_bytes().count(b"\n") < 13, "it was in the middle"
        assert process.wait(200) == 1, "the empty file fails there too"
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert {line["input"]: line["status"] for line in lines if line["status"] != "converted"} == {
        "in/empty.txt": "failed"
    }
    assert len(lines) == 13
    assert len(_files(tmp_path / "here")) == 12
    assert _files(tmp_path / "here") == _files(tmp_path / "there")


_IMPATIENT = """
import sys
from functools import partial
from converters.batch import pool
from converters.cli import main
pool.dask_executor = partial(pool.dask_executor, patience=0.5)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.disturbed
def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    line = [sys.executable, "-c", _IMPATIENT, "convert", "r.txt", "--output-dir", "out", "--scheduler"]
    line.append("tcp://127.0.0.1:9")
    done = subprocess.run(line, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 1
    assert (
        done.stderr.decode().strip().splitlines()[-1].startswith("akn: error: no Dask scheduler at tcp://127.0.0.1:9")
    )
