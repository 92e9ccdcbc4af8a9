"""What somebody meets first: the files that are double-clicked, and the pictures of the README."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="start.command is for a Mac")
@pytest.mark.parametrize(("given", "folder"), [((), "documents"), (("my papers",), "my papers")])
def test_a_double_click_opens_the_desk(tmp_path: Path, given: tuple[str, ...], folder: str) -> None:
    script = tmp_path / "here" / "start.command"
    python = tmp_path / "here" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    script.write_bytes((ROOT / "start.command").read_bytes())
    script.chmod(0o755)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n')
    python.chmod(0o755)
    made = subprocess.run([str(script), *given], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert made.stdout.splitlines() == [str(script.parent), "-m", "converters", "desk", folder]


def test_both_files_do_the_same_and_windows_is_said_not_to_have_been_run() -> None:
    for name in ("start.command", "start.bat"):
        text = (ROOT / name).read_text()
        assert "-m converters desk" in text
        assert "[desk]" in text
    assert (ROOT / "start.bat").read_bytes().count(b"%~1") == 2, "a folder that is dropped on it"
    assert "This was not run on Windows" in (ROOT / "docs" / "desk.md").read_text()


def test_the_readme_begins_with_three_pictures_that_the_program_takes() -> None:
    text = (ROOT / "README.md").read_text()
    pictures = re.findall(r"!\[[^\]]{20,}\]\(([^)]*)\)", text.partition("\n## ")[0])
    assert len(pictures) == 3
    build = (ROOT / "docs" / "build.py").read_text()
    for name in pictures:
        data = (ROOT / name).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert Path(name).name in build or Path(name).stem in build, "it is taken anew by make docs PICTURE=1"
    assert "$(if $(PICTURE),--picture)" in (ROOT / "Makefile").read_text()


def test_the_readme_names_all_extras_and_those_that_all_has() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    (every,) = extras.pop("all")
    section = (ROOT / "README.md").read_text().partition("\n## Extras\n")[2].partition(" Word needs none.")[0]
    inside, _, outside = section.partition("By name:")[2].partition("not in `all`:")
    assert set(re.findall(r"`([\w-]+)`\s\(", inside)) == set(re.findall(r"[\w-]+", every.partition("[")[2]))
    assert set(re.findall(r"`([\w-]+)`\s\(", inside + outside)) == set(extras)
