"""What the README shows is what happens: its commands run, its programs run, its XML is in the output."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from converters import convert
from converters.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (akn .+)$", README, re.M)
PROGRAMS = re.findall(r"```python\n(.*?)```", README, re.S)
XML = re.findall(r"```xml\n(.*?)```", README, re.S)


def test_the_commands_of_the_readme_run_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert len(COMMANDS) >= 8
    for command in COMMANDS:
        arguments = shlex.split(command.replace("/tmp/", f"{tmp_path}/"))[1:]
        assert main(arguments) == 0, f"{command}\n{capsys.readouterr().err}"


def test_the_readme_installs_from_the_clone_and_says_where_the_command_is() -> None:
    installs = re.findall(r"^    pip install (.+)$", README, re.M)
    assert installs == ["'.[all]'"]
    assert "`.venv/bin/akn`" in README


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_the_programs_of_the_readme_run(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(program, "README.md", "exec"), {})


def test_the_markup_that_the_readme_shows_is_in_the_output() -> None:
    output = " ".join(convert(ROOT / "examples" / "tidal-libraries.en.txt").output.decode("utf-8").split())
    shown = [piece for block in XML for line in block.splitlines() for piece in line.split("…")]
    pieces = [" ".join(p.split()) for p in shown]
    long_enough = [p for p in pieces if len(p) > 20]
    assert len(long_enough) > 8
    squeezed = output.replace("> <", "><")
    for piece in long_enough:
        assert piece.replace("> <", "><") in squeezed, piece
