"""Every example runs and says what it is there to show."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from examples.__main__ import HERE, main

PROGRAMS = sorted(p.stem for p in HERE.glob("*.py") if not p.stem.startswith("__"))


def test_the_demonstration_converts_every_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(tmp_path)) == 0
    shown = capsys.readouterr().out
    texts = sorted(p.stem for p in HERE.glob("*.txt"))
    assert [p.stem for p in sorted(tmp_path.glob("*.xml"))] == texts
    assert shown.count("errors: 0") == len(texts) >= 3
    told = [Path(line.strip()) for line in shown.splitlines() if line.endswith(".html")]
    assert [path.name for path in told] == ["tidal-libraries.en.html", "A-RES-99-7.html", "index.html"]
    assert told[1].read_text(encoding="utf-8").count("<th scope") == 6


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_program_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(HERE / f"{name}.py"), run_name="__main__")
    assert capsys.readouterr().out.strip()


def test_there_is_a_program_for_each_use() -> None:
    assert {"actions", "citations", "round_trip"} <= set(PROGRAMS)
