"""`akn convert` on many inputs: nothing stops it, nothing is lost, and it can go on where it was stopped."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from akn.blocks import Blocks
from converters.batch.progress import Silence
from converters.batch.task import Outcome
from converters.cli import main
from converters.commands import many
from converters.files import part_prefix
from converters.formats import markdown
from converters.writing import writer_of
from proofs.batches import kill, missing
from tests.converters.command import RESOLUTION, akn, alone, start, workers
from tests.thorough import some_of

SIGNALS = (signal.SIGTERM, signal.SIGINT)
LENGTHS = (300, 300, 600, 600, 30, 30)  # who is disturbed at once, or after the first, is in the middle of a long one
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes through /proc")


def _lines(report: Path) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert len({line["input"] for line in lines}) == len(lines), "one line an input"
    return {line["input"]: line for line in lines}


def _files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("[!.]*")) if p.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten resolutions in two folders, and one input that fails."""
    for n in range(10):
        path = tmp_path / "in" / ("odd" if n % 2 else "") / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RESOLUTION.replace("99/12", f"99/{n}"))
    (tmp_path / "in/empty.txt").write_bytes(b"")
    return tmp_path


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resolutions of which some are long, and what comes out of them when nothing disturbs."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "long").mkdir()
    for n, length in enumerate(LENGTHS):
        paragraphs = "".join(f"{i}. Requests {n} lamps;\n\n" for i in range(length))
        (folder / f"long/{n}.txt").write_text(RESOLUTION.replace("1. Calls", f"{paragraphs}1. Calls"))
    assert akn("convert", "long", "--output-dir", "calm", cwd=folder).returncode == 0
    return folder


def test_a_folder_is_converted_mirrored_and_reported_and_goes_on_after_a_failure(folder: Path) -> None:
    done = alone("convert", "in", "--output-dir", "out", "--report", "r/report.jsonl", "--jobs", "2", cwd=folder)
    assert done.returncode == 1
    assert sorted(_files(folder / "out")) == sorted(
        [f"{n}.xml" for n in range(0, 10, 2)] + [f"odd/{n}.xml" for n in range(1, 10, 2)]
    )
    lines = _lines(folder / "r/report.jsonl")
    assert len(lines) == 11
    assert lines["in/empty.txt"]["status"] == "failed"
    good = lines["in/odd/3.txt"]
    assert (good["status"], good["output"]) == ("converted", "out/odd/3.xml")
    assert good["counts"]["operative"] == 2
    assert good["counts"]["preambular"] == 1
    assert good["milliseconds"] > 0
    assert b"11 inputs: 10 converted, 1 failed" in done.stderr
    assert b"in/empty.txt: error R103" in done.stderr
    used = [line["cpu_milliseconds"] for line in lines.values()]
    assert sum(used) > 0, "the report has what workers kept processors busy"
    assert all(0 <= n < 60_000 for n in used)
    akn("convert", "in", "--output-dir", "here", cwd=folder)
    assert _files(folder / "out") == _files(folder / "here"), "two processes or none are the same"


def test_outputs_do_not_depend_on_the_order(folder: Path) -> None:
    akn("convert", "in", "--output-dir", "out", cwd=folder)
    names = "\n".join(sorted((f"in/{n}.txt" for n in range(0, 10, 2)), reverse=True))
    (folder / "list").write_text(names)
    akn("convert", "--files-from", "list", "--output-dir", "list.out", cwd=folder)
    assert len(_files(folder / "out")) == 10
    assert _files(folder / "list.out") == {k: v for k, v in _files(folder / "out").items() if "odd" not in k}


def test_quiet_is_silent_but_for_errors_and_json_is_json_only(folder: Path) -> None:
    quiet = akn("convert", "in", "--output-dir", "out", "--quiet", cwd=folder)
    assert [line.split(b":")[0] for line in quiet.stderr.splitlines()] == [b"in/empty.txt"]
    for line in akn("convert", "in", "--output-dir", "out", "--format", "json", cwd=folder).stderr.splitlines():
        assert {"code", "summary"} & json.loads(line).keys()


def test_resume_does_only_what_is_not_done_or_has_changed(folder: Path) -> None:
    command = ("convert", "in", "--output-dir", "out", "--report", "report", "--resume")
    akn(*command, cwd=folder)
    before, times = _files(folder / "out"), {p: p.stat().st_mtime_ns for p in (folder / "out").rglob("*.xml")}
    (folder / "in/0.txt").write_text(RESOLUTION.replace("99/12", "99/40"))
    (folder / "out/2.xml").unlink()
    (folder / "in/empty.txt").write_text(RESOLUTION)
    done = akn(*command, cwd=folder)
    assert done.returncode == 0
    assert b"3 converted, 8 unchanged" in done.stderr
    after = _files(folder / "out")
    assert after.pop("empty.xml")
    assert [name for name in before if before[name] != after[name]] == ["0.xml"]
    again = [p.name for p, at in times.items() if p.stat().st_mtime_ns != at]
    assert sorted(again) == ["0.xml", "2.xml"]
    lines = _lines(folder / "report")
    assert {line["status"] for line in lines.values()} == {"converted"}
    assert len(lines) == 11
    other = akn(*command, "--markup-date", "2045-01-31", cwd=folder)
    assert b"11 converted" in other.stderr, "other options make other outputs"
    forced = akn(*command, "--markup-date", "2045-01-31", "--force", cwd=folder)
    assert b"11 converted" in forced.stderr


def test_only_what_failed_is_tried_again(folder: Path) -> None:
    akn("convert", "in", "--output-dir", "out", "--report", "report", cwd=folder)
    (folder / "in/empty.txt").write_text(RESOLUTION)
    done = akn("convert", "--only-failed", "report", "--output-dir", "out", "--report", "second", cwd=folder)
    assert done.returncode == 0
    assert list(_lines(folder / "second")) == ["in/empty.txt"]


@pytest.fixture
def clash(tmp_path: Path) -> Path:
    """Two inputs with one output, and one that fails in a folder below; all converted once."""
    (tmp_path / "in/sub").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "in/a.txt").write_text(RESOLUTION.replace("99/12", "99/1"))
    (tmp_path / "other/a.txt").write_text(RESOLUTION.replace("99/12", "99/2"))
    (tmp_path / "in/sub/en1.txt").write_bytes(b"")
    done = akn("convert", "in", "other", "--output-dir", "c", "--report", "r", cwd=tmp_path)
    assert {name: line["status"] for name, line in _lines(tmp_path / "r").items()} == {
        "in/a.txt": "converted",
        "in/sub/en1.txt": "failed",
        "other/a.txt": "failed",
    }, done.stderr
    assert [missing(line) for line in _lines(tmp_path / "r").values()] == [[], [], []], "all lines are whole"
    (tmp_path / "in/sub/en1.txt").write_text(RESOLUTION)
    return tmp_path


@pytest.mark.parametrize("inputs", [(), ("in", "other"), ("other/a.txt", "in/sub/en1.txt")], ids=str)
@pytest.mark.parametrize("output_dir", ["c", "./c/"])
def test_what_is_tried_again_has_its_place_and_takes_none(
    clash: Path, inputs: tuple[str, ...], output_dir: str
) -> None:
    before = (clash / "c/a.xml").read_bytes()
    again = akn("convert", *inputs, "--only-failed", "r", "--output-dir", output_dir, "-q", cwd=clash)
    assert again.returncode == 1
    assert b"other/a.txt: error B104" in again.stderr
    assert (clash / "c/a.xml").read_bytes() == before, "the output of in/a.txt"
    assert sorted(_files(clash / "c")) == ["a.xml", "sub/en1.xml"]


def test_what_is_tried_again_in_another_folder_is_mirrored_there(clash: Path) -> None:
    assert akn("convert", "--only-failed", "r", "--output-dir", "d", "--to", "text", cwd=clash).returncode == 0
    assert sorted(_files(clash / "d")) == ["a.txt", "sub/en1.txt"]


@pytest.mark.parametrize("second", ["r", "s"])
def test_an_output_stays_taken_however_often_what_failed_is_tried_again(clash: Path, second: str) -> None:
    before = (clash / "c/a.xml").read_bytes()
    akn("convert", "--only-failed", "r", "--output-dir", "c", "--report", second, cwd=clash)
    if second == "r":
        assert _lines(clash / "r")["in/a.txt"]["status"] == "converted", "the other lines are kept"
    third = akn("convert", "--only-failed", second, "--output-dir", "c", cwd=clash)
    assert b"other/a.txt: error B104" in third.stderr
    assert (clash / "c/a.xml").read_bytes() == before


def test_members_of_an_archive_below_a_folder_keep_their_place_and_a_mended_archive_is_read(tmp_path: Path) -> None:
    (tmp_path / "in/sub").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "in/sub/a.zip", "w") as archive:
        archive.writestr("m.txt", b"")
    (tmp_path / "in/b.zip").write_bytes(b"PK\x03\x04 and nothing more")
    assert akn("convert", "in", "--output-dir", "c", "--report", "r", cwd=tmp_path).returncode == 1
    for name, member in (("sub/a.zip", "m.txt"), ("b.zip", "n.txt")):
        with zipfile.ZipFile(tmp_path / "in" / name, "w") as archive:
            archive.writestr(member, RESOLUTION)
    assert akn("convert", "--only-failed", "r", "--output-dir", "c", cwd=tmp_path).returncode == 0
    assert sorted(_files(tmp_path / "c")) == ["b/n.xml", "sub/a/m.xml"]


@pytest.mark.parametrize("jobs", some_of(("1", "2"), step=2))
def test_fail_fast_stops_at_the_first_failure(folder: Path, jobs: str) -> None:
    for n in range(60):
        (folder / f"in/z{n}.txt").write_text(RESOLUTION)
    (folder / "in/0.txt").write_bytes(b"")
    done = akn("convert", "in", "--output-dir", "out", "--fail-fast", "--report", "report", "-j", jobs, cwd=folder)
    assert done.returncode == 1
    assert len(_lines(folder / "report")) < 60
    assert b"akn: stopped by --fail-fast" in done.stderr


def test_an_output_folder_that_cannot_be_is_told_before_the_work_begins(folder: Path) -> None:
    done = akn("convert", "in", "--output-dir", "in/0.txt/out", "--report", "report", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == b"akn: error: in/0.txt/out: cannot be written: not a directory\n"
    assert not (folder / "report").exists()


def test_a_report_can_be_printed_and_replaces_no_input(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    print("before", flush=True)
    for name in ("-", "/dev/stdout"):
        akn("convert", "in", "--output-dir", "out", "--report", name, cwd=folder)
    first, *lines = capfd.readouterr().out.splitlines()
    assert first == "before", "it is added to what stands there"
    assert [json.loads(line)["status"] for line in lines].count("converted") == len(lines) - 2 == 20
    assert akn("convert", "in", "--output-dir", "out", "--report", "-", "--resume", cwd=folder).returncode == 2
    wrong = akn("convert", "in", "--output-dir", "out", "--report", "in/0.txt", cwd=folder)
    assert wrong.returncode == 2
    assert b"in/0.txt: is no report of a batch, and is not replaced by one" in wrong.stderr
    assert (folder / "in/0.txt").read_text().startswith("General Assembly")


def test_progress_is_no_line_among_those_for_a_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def told(_total: object, *, quiet: bool) -> Silence:
        asked.append(quiet)
        return Silence()

    monkeypatch.setattr(many, "progress", told)
    for form in ("text", "json"):
        main(["convert", str(folder / "in/empty.txt"), "--output-dir", str(folder / "out"), "--format", form])
    assert asked == [False, True]


def test_two_inputs_with_one_output_are_told(folder: Path) -> None:
    (folder / "in/odd/0.txt").write_text(RESOLUTION)
    inputs = ("in/0.txt", "in/odd/1.txt", "in/2.txt", "in/odd/0.txt")
    done = akn("convert", *inputs, "--output-dir", "out", cwd=folder)
    assert done.returncode == 1
    assert b"error B104" in done.stderr
    assert sorted(_files(folder / "out")) == ["0.xml", "1.xml", "2.xml"]


def test_archives_are_read_in_place_and_may_be_damaged(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(folder / "in/0.txt", "deep/0.txt")
        archive.write(folder / "in/empty.txt", "empty.txt")
        archive.writestr("../../up.txt", "evil")
    (folder / "b.zip").write_bytes((folder / "a.zip").read_bytes()[:100])
    done = akn("convert", "a.zip", "b.zip", "--output-dir", "out", "--report", "report", cwd=folder)
    assert done.returncode == 1
    assert {name: line["status"] for name, line in _lines(folder / "report").items()} == {
        "a.zip!/deep/0.txt": "converted",
        "a.zip!/empty.txt": "failed",
        "a.zip!/../../up.txt": "failed",
        "b.zip": "failed",
    }
    akn("convert", "in/0.txt", "--output-dir", "alone", cwd=folder)
    assert _files(folder / "out") == {"a/deep/0.xml": (folder / "alone/0.xml").read_bytes()}
    again = akn("convert", "--only-failed", "report", "--output-dir", "out", cwd=folder)
    assert b"3 inputs: 3 failed" in again.stderr


def test_a_folder_without_an_input_is_told_and_is_no_success(folder: Path) -> None:
    (folder / "none").mkdir()
    done = akn("convert", "none", "--output-dir", "out", "--report", "report", cwd=folder)
    assert done.returncode == 1
    assert b"none: error B109: no file was found" in done.stderr
    assert {name: line["status"] for name, line in _lines(folder / "report").items()} == {"none": "failed"}


def test_nothing_left_to_do_is_fine_and_said(folder: Path) -> None:
    (folder / "list").write_text("\n")
    done = akn("convert", "--files-from", "list", "--output-dir", "out", cwd=folder)
    assert done.returncode == 0
    assert b"0 inputs" in done.stderr


@linux
def test_a_report_that_cannot_be_written_ends_the_run_and_is_told(folder: Path) -> None:
    done = akn("convert", "in", "--output-dir", "out", "--report", "/dev/full", "--quiet", cwd=folder)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == (
        "akn: error: /dev/full: the report cannot be written: No space left on device"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--files-from", "missing"),
        ("--only-failed", "missing"),
        ("--only-failed", "in"),
        ("--only-failed", "noise"),
        ("in", "--resume", "--report", "noise"),
        ("in", "--output-dir", "noise"),
        ("in", "--report", "out/1.xml"),
    ],
)
def test_a_list_or_a_report_that_is_none_is_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "noise").write_bytes(bytes(range(128, 256)))
    done = akn("convert", "--output-dir", "out", *arguments, cwd=folder)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("akn: error: ")
    assert "Errno" not in line
    assert not (folder / "out").exists()


@linux
def test_resume_removes_what_a_killed_run_left_half_written(folder: Path) -> None:
    command = ("convert", "in", "--output-dir", "out", "--report", "report", "--resume")
    (folder / "out/odd").mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    left = folder / f"out/odd/{part_prefix(gone.pid)}7.part"
    living = folder / f"out/{part_prefix(os.getpid())}7.part"
    left.write_text("half")
    living.write_text("half")
    akn(*command, cwd=folder)
    assert not left.exists()
    assert living.exists()


@linux
def test_a_killed_worker_costs_one_input_and_resume_makes_it_whole(calm: Path, tmp_path: Path) -> None:
    command = ("convert", str(calm / "long"), "--output-dir", "out", "--report", "report", "--resume", "--jobs", "2")
    with start(*command, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        _wait_for(lambda: len(workers(process.pid, 0.1)) == 2)
        os.kill(workers(process.pid)[0], signal.SIGKILL)  # in the middle of its work
        assert process.stderr
        stderr = process.stderr.read()
        assert process.wait() == 1, stderr
    died = [line for line in _lines(tmp_path / "report").values() if line["status"] == "died"]
    assert len(died) == 1
    assert "SIGKILL" in died[0]["diagnostics"][0]["message"]
    assert died[0]["sha256"] == sha256(Path(died[0]["input"]).read_bytes()).hexdigest()
    assert died[0]["input"].encode() in stderr
    assert len(_files(tmp_path / "out")) == len(LENGTHS) - 1, "no output of the dead one, no half file"
    done = akn(*command[:-2], cwd=tmp_path)
    assert f"1 converted, {len(LENGTHS) - 1} unchanged" in done.stderr.decode()
    assert _files(tmp_path / "out") == _files(calm / "calm")


@linux
@pytest.mark.parametrize(("number", "to_all"), some_of([*product(SIGNALS, (False, True))], 4, 1))
def test_a_stopped_run_is_complete_as_far_as_it_goes_and_resume_does_the_rest(
    calm: Path, tmp_path: Path, number: int, to_all: bool
) -> None:
    command = ("convert", str(calm / "long"), "--output-dir", "out", "--report", "report", "--resume", "--jobs", "2")
    with start(*command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True) as process:
        _wait_for(lambda: (tmp_path / "report").exists() and (tmp_path / "report").read_bytes().count(b"\n") >= 1)
        process.send_signal(number)
        if to_all:  # as `timeout` does: once to the command, once to its group
            os.killpg(process.pid, number)
        assert process.wait(200) == 128 + number
        assert process.stderr
        told = process.stderr.read()
    # after SIGTERM what takes more than three seconds is given up, as on a machine that is busy
    assert b"what was under way is finished" in told or (number == signal.SIGTERM and b"is given up" in told)
    lines = _lines(tmp_path / "report")
    assert 1 <= len(lines) < len(LENGTHS)
    assert {line["status"] for line in lines.values()} == {"converted"}
    reported, there = {line["output"] for line in lines.values()}, {f"out/{name}" for name in _files(tmp_path / "out")}
    assert reported == there if number == signal.SIGINT else reported <= there
    assert akn(*command[:-2], cwd=tmp_path).returncode == 0
    assert _files(tmp_path / "out") == _files(calm / "calm")
    assert len(_lines(tmp_path / "report")) == len(LENGTHS)


@linux
@pytest.mark.parametrize("number", some_of(SIGNALS, 2))
def test_a_second_signal_ends_at_once_keeps_what_was_found_and_leaves_no_half_file(tmp_path: Path, number: int) -> None:
    slow = "".join(f"({i}) recalls resolution 98/{i};\n" for i in range(5000))
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(RESOLUTION if n < 2 else f"The General Assembly,\n\n1. Decides {n}:\n{slow}")
    command = ("convert", ".", "--output-dir", "out", "--report", "report", "--jobs", "2")
    with start(*command, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        _wait_for(lambda: (tmp_path / "report").exists() and (tmp_path / "report").read_bytes().count(b"\n") == 2)
        for worker in workers(process.pid):  # they take nothing of the processor, and do not end
            os.kill(worker, signal.SIGSTOP)
        process.send_signal(number)
        time.sleep(0.5)
        process.send_signal(number)
        assert process.wait(100) == 128 + number
        assert process.stderr
        told = process.stderr.read()
    assert f"akn: stopped by {signal.Signals(number).name}; what was under way is given up" in told.decode()
    assert b"./1.txt: warning B114" in told
    lines = _lines(tmp_path / "report")
    assert {name: "B114" in str(line["diagnostics"]) for name, line in lines.items()} == {
        "./0.txt": False,
        "./1.txt": True,
    }
    assert sorted(_files(tmp_path / "out")) == ["0.xml", "1.xml"]


def _wait_for(condition: Any) -> None:
    until = time.monotonic() + 200
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.03)  # to look through all processes takes some milliseconds


@linux
@pytest.mark.disturbed
def test_a_run_that_is_killed_at_any_moment_leaves_nothing_half_written(tmp_path: Path) -> None:
    # with this seed the command is killed, then all its processes, then one of those below it, each in the middle
    assert kill(3, 192, tmp_path) == 0


def test_two_inputs_that_hold_the_same_work_are_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(RESOLUTION)
    (tmp_path / "c.txt").write_text(RESOLUTION.replace("99/12", "99/13"))
    done = akn("convert", ".", "--output-dir", "out", "--report", "report.jsonl", cwd=tmp_path)
    lines = _lines(tmp_path / "report.jsonl").values()
    assert (
        b"./b.txt: warning B114: this file and ./a.txt say that they are the same text in the same language: /akn/un/"
        in done.stderr
    )
    assert done.stderr.count(b"B114") == 1
    assert len({line["work"] for line in lines}) == 2
    assert b"1 warning (they are in report.jsonl)" in done.stderr
    first = (tmp_path / "report.jsonl").read_bytes()
    assert [line["input"] for line in lines if "B114" in str(line["diagnostics"])] == ["./b.txt"]

    again = akn("convert", ".", "--output-dir", "out", "--report", "report.jsonl", "--resume", cwd=tmp_path)
    assert b"3 unchanged" in again.stderr
    assert again.stderr.count(b"B114") == 1
    assert (tmp_path / "report.jsonl").read_bytes() == first
    assert akn("convert", ".", "--output-dir", "out", "--strict", "--quiet", cwd=tmp_path).returncode == 1


def test_what_a_folder_holds_beside_inputs_is_counted_and_misnamed_corrections_are_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "a.txt.akn.toml.txt").write_text("[document]\n")
    done = akn("convert", ".", "--output-dir", "out", cwd=tmp_path)
    assert b"a.txt.akn.toml.txt: warning B111" in done.stderr
    assert b"B108: 1 file of another kind" in done.stderr
    assert set(_files(tmp_path / "out")) == {"a.xml"}


def test_an_interruption_that_no_signal_told_ends_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Iterator[Outcome]:
        raise KeyboardInterrupt
        yield

    (tmp_path / "a.txt").write_text(RESOLUTION)
    monkeypatch.setattr(many, "_outcomes", interrupted)
    done = akn("convert", "a.txt", "--output-dir", "out", cwd=tmp_path)
    assert done.returncode == 130
    assert b"inputs" not in done.stderr


@pytest.mark.parametrize(("asked", "told"), [(["--to", "text"], True), (["--stop-after", "blocks"], True), ([], False)])
def test_an_option_that_no_output_shows_is_told(asked: list[str], told: bool, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    done = akn("convert", "a.txt", "--page-breaks", *asked, cwd=tmp_path)
    assert (b"B115" in done.stderr) == (b"`--page-breaks`" in done.stderr) == told
    assert done.returncode == 0


def test_an_option_reaches_a_writer_that_has_a_keyword_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[str, bool]] = []

    def write(blocks: Blocks, *, language: str = "", page_breaks: bool = False) -> bytes:
        given.append((language, page_breaks))
        return b"written"

    monkeypatch.setattr(markdown, "write", write)
    writer_of.cache_clear()
    (tmp_path / "a.txt").write_text(RESOLUTION)
    try:
        plain = akn("convert", "a.txt", "--to", "markdown", cwd=tmp_path)
        asked = akn("convert", "a.txt", "--to", "markdown", "--page-breaks", cwd=tmp_path)
    finally:
        writer_of.cache_clear()
    assert plain.stdout == asked.stdout == b"written"
    assert given == [("en", False), ("en", True)]
    assert b"B115" not in asked.stderr


@linux
def test_on_a_full_disk_nothing_is_half_written(folder: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, before[1]))
    try:
        done = akn("convert", "in", "--output-dir", "out", "--quiet", cwd=folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert done.returncode == 1
    assert done.stderr.count(b"error B106") == 10, done.stderr
    assert b"file too large" in done.stderr
    assert [p.name for p in (folder / "out").rglob("*") if p.is_file() and p.name != ".akn-outputs.jsonl"] == []


@linux
def test_a_folder_that_cannot_be_written_is_told_before_any_work(folder: Path) -> None:
    done = akn("convert", "in", "--output-dir", "/proc/akn", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith(b"akn: error: /proc/akn: cannot be written: ")
    assert done.stderr.count(b"\n") == 1


def test_a_folder_of_an_archive_may_be_called_as_it_likes(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("x.akn.toml.d/one.txt", "The General Assembly,\n\n1. Decides to wait.\n")
    done = akn("convert", "in.zip", "--output-dir", "out", cwd=tmp_path)
    assert b"1 input: 1 converted" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("allowed", "code"),
    [("0", 1), ("1", 1), ("2", 0), ("16%", 1), ("16.7%", 0), ("100%", 0)],
)
def test_so_many_inputs_may_fail_before_the_run_does(folder: Path, allowed: str, code: int) -> None:
    (folder / "in/lunch.txt").write_text("Bring salad.\n")  # foreign: ten of twelve are well
    done = akn("convert", "in", "--output-dir", "out", "--max-failed", allowed, cwd=folder)
    assert done.returncode == code
    told = done.stderr.decode()
    assert "akn: 1 failed, R103: in/empty.txt (" in told
    assert "akn: 1 not a resolution, " in told
    assert "in/lunch.txt (" in told
    if allowed != "0":
        assert ("2 failed, within the" if code == 0 else "2 failed, more than the") in told


@pytest.mark.parametrize("wrong", ["many", "-1", "101%", "5 %%", "1.5", "nan%"])
def test_what_is_no_number_of_inputs_is_called_wrongly(folder: Path, wrong: str) -> None:
    done = akn("convert", "in", "--output-dir", "out", f"--max-failed={wrong}", cwd=folder)
    assert done.returncode == 2
    assert b"neither a number of inputs" in done.stderr
    assert not (folder / "out").exists()


def test_failures_of_one_cause_are_one_line_with_the_first_names(folder: Path) -> None:
    for n in range(7):
        (folder / f"in/empty{n}.txt").write_bytes(b"")
    (line,) = [
        line
        for line in akn("convert", "in", "--output-dir", "out", cwd=folder).stderr.decode().splitlines()
        if line.startswith("akn: 8 failed, R103: ")
    ]
    assert "in/empty.txt, in/empty0.txt, in/empty1.txt, in/empty2.txt, in/empty3.txt and 3 more (for example: " in line


def test_the_summary_of_a_log_says_of_each_input_why_it_failed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/empty.docx").write_bytes(b"")
    (tmp_path / "in/cut.docx").write_bytes(b"PK\3\4 cut off")
    command = ("convert", "in", "--output-dir", "out", "--format", "json", "--jobs", "1")
    lines = [json.loads(line) for line in akn(*command, cwd=tmp_path).stderr.splitlines()]
    (cause,) = lines[-1]["summary"]["causes"]
    said = dict(zip(cause["inputs"], cause["messages"], strict=True))
    assert set(said) == {"in/empty.docx", "in/cut.docx"}
    assert "empty" in said["in/empty.docx"]
    assert "empty" not in said["in/cut.docx"]


def test_lines_of_a_log_have_time_level_and_run_and_the_last_one_sums_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("convert", "in", "--output-dir", "out", "--format", "json", "--force")
    lines = [json.loads(line) for line in akn(*command, cwd=folder).stderr.splitlines()]
    for line in lines:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
        assert line["level"] in ("error", "warning", "info")
    assert len({line["run"] for line in lines}) == 1
    summary = lines[-1]["summary"]
    assert (summary["inputs"], summary["statuses"]) == (11, {"converted": 10, "failed": 1})
    assert [(c["code"], c["count"], c["inputs"]) for c in summary["causes"]] == [("R103", 1, ["in/empty.txt"])]
    assert [len(c["messages"]) for c in summary["causes"]] == [1]
    monkeypatch.setenv("AKN_RUN", "night 7")
    again = akn(*command, cwd=folder).stderr.splitlines()
    assert {json.loads(line)["run"] for line in again} == {"night 7"}
