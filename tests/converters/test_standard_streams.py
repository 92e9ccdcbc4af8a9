"""What a shell can do to a command: streams that are closed, full or no longer read give one line and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from converters import cli
from tests.converters.command import ENVIRONMENT, RESOLUTION, akn

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
every = pytest.mark.parametrize("command", COMMANDS)
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
        timeout=50,
        check=False,
    )
    return done.returncode, done.stderr.decode().splitlines()


@linux
@every
def test_a_full_disk_behind_standard_output_is_told(folder: Path, command: str) -> None:
    code, told = _shell(folder, f"$AKN {command} {COMMANDS[command]} > /dev/full")
    assert code == 1
    assert told[-1] == "akn: error: standard output cannot be written: no space left on device"


@linux
@every
def test_a_closed_standard_output_is_told(folder: Path, command: str) -> None:
    code, told = _shell(folder, f"$AKN {command} {COMMANDS[command]} >&-")
    assert code == 1
    assert told[-1] == "akn: error: standard output is closed"


@linux
@every
def test_a_closed_standard_error_changes_nothing(folder: Path, command: str) -> None:
    assert _shell(folder, f"$AKN {command} {COMMANDS[command]} 2>&- > /dev/null") == (0, [])


@linux
@reading
def test_a_closed_standard_input_is_told(folder: Path, command: str) -> None:
    code, told = _shell(folder, f"$AKN {command} - <&- >&2")
    assert code == 1
    assert [line for line in told if "standard input is closed" in line and "B101" in line]
    assert not [line for line in told if "internal error" in line]


@linux
@every
def test_a_reader_that_has_had_enough_is_no_fault(folder: Path, command: str) -> None:
    code, told = _shell(folder, f"(sleep 1; $AKN {command} {COMMANDS[command]} -q 2>&1 >&3) 3>&1 | true")
    assert code in (0, 1, 2)  # languages and bodies have no -q
    assert not [line for line in told if "internal error" in line or "Traceback" in line or "BrokenPipe" in line]


@linux
@pytest.mark.parametrize("ends", ["2> >(true)", "2>/dev/full", "2> >(head -n 1 > /dev/null)"])
def test_a_reader_of_standard_error_that_leaves_costs_no_output(folder: Path, ends: str) -> None:
    (folder / "told.txt").write_text(RESOLUTION + "\n\n".join(f"{n}. Recalls resolution 1/{n};" for n in range(900)))
    for line in ("$AKN convert told.txt -o ended.xml", "$AKN convert told.txt > ended.xml"):
        code, _ = _shell(folder, f"{{ sleep 0.2; {line}; }} {ends}")
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
