"""What a shell can do to a command: streams that are closed, full or no longer read give one line and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import TextIO

import pytest

from converters import cli
from tests.converters.command import ENVIRONMENT, RESOLUTION, akn
from tests.thorough import some_of

linux = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full and a shell")

COMMANDS = {
    "convert": "a.txt",
    "validate": "a.xml",
    "upgrade": "a.xml",
    "links": "a.xml",
    "catalogue": "a.xml",
    "lexicon": "a.txt",
    "languages": "",
    "bodies": "",
}
WHOLE = some_of(("languages", "convert"), 2)  # in a process that a shell starts; what the others do is tried here
every = pytest.mark.parametrize("command", COMMANDS)
whole = pytest.mark.parametrize("command", WHOLE)
here = pytest.mark.parametrize("command", [name for name in COMMANDS if name != "languages"])
reading = pytest.mark.parametrize("command", [name for name, file in COMMANDS.items() if file])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("streams")
    (made / "a.txt").write_text(RESOLUTION)
    assert akn("convert", "a.txt", "-o", "a.xml", cwd=made).returncode == 0
    (made / "empty.xml").write_bytes(b"")
    (made / "empty.txt").write_bytes(b"")
    return made


def _shell(folder: Path, line: str) -> tuple[int, list[str]]:
    """The exit code of a line of shell in which $AKN is the command, and what it said on standard error."""
    environment = ENVIRONMENT | {"AKN": f"{sys.executable} -m converters"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=250,
        check=False,
    )
    return done.returncode, done.stderr.decode().splitlines()


FULL = "akn: error: standard output cannot be written: no space left on device"
CLOSED = "akn: error: standard output is closed"


@linux
@whole
def test_a_full_disk_behind_standard_output_is_told(folder: Path, command: str) -> None:
    code, told = _shell(folder, f"$AKN {command} {COMMANDS[command]} > /dev/full")
    assert code == 1
    assert told[-1] == FULL


@linux
@whole
def test_a_closed_standard_output_is_told(folder: Path, command: str) -> None:
    code, told = _shell(folder, f"$AKN {command} {COMMANDS[command]} >&-")
    assert code == 1
    assert told[-1] == CLOSED


@linux
@whole
def test_a_closed_standard_error_changes_nothing(folder: Path, command: str) -> None:
    assert _shell(folder, f"$AKN {command} {COMMANDS[command]} 2>&- > /dev/null") == (0, [])


@linux
def test_a_closed_standard_input_is_told(folder: Path) -> None:
    code, told = _shell(folder, "$AKN convert - <&- >&2")
    assert code == 1
    assert [line for line in told if "standard input is closed" in line and "B101" in line]
    assert not [line for line in told if "internal error" in line]


@linux
@whole
def test_a_reader_that_has_had_enough_is_no_fault(folder: Path, command: str) -> None:
    gone, output = os.pipe()
    os.close(gone)
    line = [sys.executable, "-m", "converters", command, *COMMANDS[command].split()]
    done = subprocess.run(line, cwd=folder, env=ENVIRONMENT, stdout=output, stderr=subprocess.PIPE, check=False)
    os.close(output)
    assert done.returncode == 1
    assert not [word for word in (b"internal error", b"Traceback", b"BrokenPipe") if word in done.stderr]


@linux
@here
def test_what_befalls_standard_output_is_told_by_every_command(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(output: TextIO | None) -> list[str]:
        monkeypatch.setattr("sys.stdout", output)
        assert cli.main([command, *COMMANDS[command].split()]) == 1
        if output:
            with suppress(OSError):  # what is left in it can go nowhere
                output.close()
        return capsys.readouterr().err.splitlines()

    monkeypatch.chdir(folder)
    assert told(open("/dev/full", "w"))[-1] == FULL  # noqa: SIM115
    assert told(None)[-1] == CLOSED
    gone, pipe = os.pipe()
    os.close(gone)
    assert not [line for line in told(open(pipe, "w")) if "error" in line]  # noqa: SIM115


@linux
@here
def test_without_standard_error_a_command_does_the_same(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    wanted = akn(command, *COMMANDS[command].split(), cwd=folder)
    assert wanted.returncode == 0
    monkeypatch.chdir(folder)
    monkeypatch.setattr("sys.stderr", None)
    assert cli.main([command, *COMMANDS[command].split()]) == 0
    sys.stderr.close()  # what it has opened to have one
    assert capsysbinary.readouterr().out == wanted.stdout


@reading
def test_without_standard_input_every_command_says_so(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert cli.main([command, "-"]) == 1
    told = "".join(capsys.readouterr())
    assert "standard input is closed" in told
    assert "B101" in told
    assert "internal error" not in told


@linux
@pytest.mark.parametrize(
    ("output", "ends"),
    some_of([*product(("-o", ">"), ("2> >(true)", "2>/dev/full", "2> >(head -n 1 > /dev/null)"))], 2),
)
def test_a_reader_of_standard_error_that_leaves_costs_no_output(folder: Path, output: str, ends: str) -> None:
    (folder / "told.txt").write_text(RESOLUTION + "\n\n".join(f"{n}. Recalls resolution 1/{n};" for n in range(100)))
    code, _ = _shell(folder, f"{{ sleep 0.1; $AKN convert told.txt {output} ended.xml; }} {ends}")
    assert code == 0
    assert (folder / "ended.xml").read_bytes().endswith(b"</akomaNtoso>\n")
    (folder / "ended.xml").unlink()
    (folder / "told.txt").unlink()


@reading
def test_an_output_that_cannot_be_written_is_told_and_nothing_is_left(folder: Path, command: str) -> None:
    if command == "validate":
        pytest.skip("has no output but its findings")
    output = "a.txt/b" if command in ("catalogue", "lexicon", "links") else "a.txt/b.xml"  # these write no .xml
    done = akn(command, COMMANDS[command], "-q", "-o", output, cwd=folder)
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert f"{output}: cannot be written: not a directory" in line
    assert sorted(p.name for p in folder.glob("[!.]*")) == ["a.txt", "a.xml", "empty.txt", "empty.xml"]


@reading
def test_an_empty_file_is_no_success(folder: Path, command: str) -> None:
    name = "empty.txt" if command in ("convert", "lexicon") else "empty.xml"
    done = akn(command, name, "-q", cwd=folder)
    assert done.returncode == 1
    told = [line for line in (done.stdout + done.stderr).decode().splitlines() if "error" in line]
    assert told[0].startswith(name)


def test_a_number_of_errors_is_one_or_more(folder: Path) -> None:
    done = akn("validate", "a.xml", "--max-errors", "-1", cwd=folder)
    assert done.returncode == 2
    assert b"must be 1 or more" in done.stderr


def test_a_reader_that_has_had_enough_of_a_command_without_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(arguments: list[str]) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(cli, "_run", broken)
    monkeypatch.setattr("sys.stdout", None)
    assert cli.main(["languages"]) == cli.FAILED


def test_what_others_registered_for_the_end_of_the_process_is_done(tmp_path: Path) -> None:
    code = (
        "import atexit, sys; from converters.__main__ import program;"
        "atexit.register(print, 'written at the end'); sys.argv = ['akn', 'languages', '--nonsense']; program()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "written at the end\n")
