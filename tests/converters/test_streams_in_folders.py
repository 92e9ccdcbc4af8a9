"""What is no file holds no run up, and a run that is to end ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from converters.files import no_file, read_bytes
from tests.converters.command import RESOLUTION, akn, descendants, start, workers
from tests.thorough import some_of

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs named pipes and /proc")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a text and its XML; in each a pipe and a socket, and what Word and macOS leave."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(RESOLUTION)
    (tmp_path / "in/~$a.docx").write_bytes(b"\x05Keeper")
    (tmp_path / "in/._a.docx").write_bytes(b"\0\5\x16\7")
    os.mkfifo(tmp_path / "in/pipe.txt")
    assert akn("convert", "in/a.txt", "-o", "akn/a.xml", cwd=tmp_path).returncode == 0
    os.mkfifo(tmp_path / "akn/pipe.xml")
    before = Path.cwd()
    os.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("in/server.txt")
        os.chdir(before)
        yield tmp_path


@pytest.mark.parametrize(
    "line",
    [
        ("convert", "in", "--output-dir", "out"),
        ("convert", "in/*", "--output-dir", "out"),
        ("view", "in", "--output-dir", "out"),
        ("mandates", "in", "-o", "out.csv"),
        ("lexicon", "in"),
        ("validate", "akn"),
        ("links", "akn"),
        ("catalogue", "akn"),
        ("upgrade", "akn", "--output-dir", "out"),
    ],
)
def test_in_a_folder_they_are_passed_over_with_a_line(folder: Path, line: tuple[str, ...]) -> None:
    done = akn(*line, cwd=folder)
    told = done.stderr.decode()
    assert done.returncode == 0, told
    assert "pipe." in told
    assert "warning B118: passed over: this is a named pipe, not a file" in told
    assert ("akn" in line) or "in/server.txt: warning B118: passed over: this is a socket" in told
    assert "~$" not in told
    assert "._" not in told


@pytest.mark.parametrize(
    "line",
    [
        ("convert", "{}"),
        ("convert", "{}", "--output-dir", "out"),
        ("validate", "{}"),
        ("upgrade", "{}"),
        ("links", "{}"),
        ("mandates", "{}"),
        ("view", "{}", "-o", "out.html"),
        ("diff", "{}", "in/a.txt"),
    ],
)
@pytest.mark.parametrize("name", ["in/pipe.txt", "/dev/zero", "in/server.txt"])
def test_named_singly_they_are_refused_in_one_line(folder: Path, line: tuple[str, ...], name: str) -> None:
    done = akn(*(part.format(name) for part in line), cwd=folder)
    kind = {"in/pipe.txt": "a named pipe", "/dev/zero": "a device", "in/server.txt": "a socket"}[name]
    assert done.returncode == 1
    assert f"is {kind}, not a file" in done.stderr.decode() + done.stdout.decode()


def test_a_pipe_that_a_shell_has_opened_is_read(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    with open(writer, "wb") as file:
        file.write(RESOLUTION.encode())
    assert no_file(f"/dev/fd/{reader}") == ""
    assert read_bytes(f"/dev/fd/{reader}") == RESOLUTION.encode()
    os.close(reader)


def test_nothing_is_written_to_a_pipe_in_an_output_folder(folder: Path) -> None:
    (folder / "out").mkdir()
    os.mkfifo(folder / "out/a.xml")
    os.mkfifo(folder / "out/.akn-outputs.jsonl")
    done = akn("convert", "in", "--output-dir", "out", cwd=folder)
    assert done.returncode == 1
    assert b"error B110: out/a.xml is a named pipe, and nothing is written to it" in done.stderr


# a run that is to end


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A folder with inputs that take longer than anybody waits."""
    (tmp_path / "in").mkdir()
    paragraphs = "".join(f"{n}. Recalls its resolution 98/7 of 3 December 2043;\n\n" for n in range(1, 10_000))
    for name in "ab":
        (tmp_path / f"in/{name}.txt").write_text(RESOLUTION.replace("1. Calls", f"{paragraphs}1. Calls"))
    return tmp_path


def _until(condition: Callable[[], bool], seconds: float = 200) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _gone(processes: set[int]) -> bool:
    return not any(Path(f"/proc/{process}").exists() for process in processes)


@pytest.mark.parametrize(
    "line",
    some_of(
        [
            ("convert", "in", "--output-dir", "out", "--report", "report", "--jobs", "2"),
            ("mandates", "in", "-o", "out.csv", "--jobs", "2"),
            ("view", "in", "--output-dir", "out", "--jobs", "2"),
        ],
        3,
    ),
)
def test_sigterm_ends_a_run_and_all_its_processes(endless: Path, line: tuple[str, ...]) -> None:
    with start(*line, cwd=endless, stderr=subprocess.DEVNULL) as process:
        assert _until(lambda: len(workers(process.pid, 0.05)) == 2)
        below, at_work = {*descendants(process.pid)}, workers(process.pid)
        for worker in at_work:  # it takes nothing of the processor while the command waits for it
            os.kill(worker, signal.SIGSTOP)
        process.send_signal(signal.SIGTERM)
        ended = process.wait(30)
        for worker in at_work:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGCONT)
        assert ended in (143, -signal.SIGTERM)
    assert _until(lambda: _gone(below), 30)
    assert not list(endless.glob("out/*.part")), "nothing half written"


def test_sigterm_ends_a_run_that_waits_for_its_input(tmp_path: Path) -> None:
    line = ("convert", "-", "--output-dir", "out", "--jobs", "1")
    with start(*line, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert _until(lambda: (tmp_path / "out").exists())
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143


def test_no_process_is_left_of_a_run_that_was_killed(endless: Path) -> None:
    line = ("convert", "in", "--output-dir", "out", "--jobs", "2")
    with start(*line, cwd=endless, stderr=subprocess.DEVNULL) as process:
        assert _until(lambda: len(workers(process.pid, 0.05)) == 2)
        below = {*descendants(process.pid)}
        process.kill()
        process.wait()
    assert _until(lambda: _gone(below), 30)
