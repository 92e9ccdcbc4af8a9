"""What docs/comparing.md shows is what happens: its commands and programs run, its output is the output."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from converters.cli import main

pytest.importorskip("jinja2")

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "comparing.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (akn .+)$", GUIDE, re.M)
SHOWN = re.findall(r"```text\n(.*?)```", GUIDE, re.S)
PROGRAMS = re.findall(r"```python\n(.*?)```", GUIDE, re.S)


def test_the_guide_runs_from_its_first_command_to_its_last_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ROOT)
    for command in COMMANDS:
        assert main(shlex.split(command.replace("/tmp/", f"{tmp_path}/"))[1:]) == 0, command
    printed = capfdbinary.readouterr().out.decode()
    assert SHOWN
    for piece in SHOWN:
        assert piece in printed
    for suffix in ("html", "docx", "json"):
        assert (tmp_path / f"changes.{suffix}").stat().st_size > 1000
    assert (tmp_path / "series.tsv").read_text(encoding="utf-8").count("\n") > 20
    for program in PROGRAMS:
        *lines, last = program.replace("/tmp/", f"{tmp_path}/").rstrip().split("\n")
        names: dict[str, object] = {}
        exec("\n".join(lines), names)
        value, _, expected = last.partition("  # ")
        if expected:
            assert repr(eval(value, names)) == expected
        else:
            exec(last, names)
