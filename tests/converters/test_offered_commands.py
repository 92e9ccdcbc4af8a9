"""Commands that other packages offer: they run, they are listed, and one that fails costs only itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from converters.commands import COMMANDS
from tests.forked import forked, forked_in_turn

ROOT = Path(__file__).resolve().parents[2]
SOURCE = str(ROOT / "examples/tidal-libraries.en.txt")
FAILS = {
    "it cannot be loaded": ("import lighthouse\n", "ModuleNotFoundError: No module named 'lighthouse'"),
    "it lacks a part": ("HELP = 'x'\ndef run(arguments): ...\n", "has no add_arguments"),
}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with an installed package that offers the command of docs/adding-a-command.md."""
    (tmp_path / "harbours").mkdir()
    (tmp_path / "harbours/__init__.py").write_text("", encoding="utf-8")
    page = (ROOT / "docs/adding-a-command.md").read_text(encoding="utf-8")
    (tmp_path / "harbours/tides.py").write_text(page.split("```python\n")[1].split("```")[0], encoding="utf-8")
    _offer(tmp_path, "harbours", tides="harbours.tides")
    return tmp_path


def _offer(folder: Path, package: str, **commands: str) -> None:
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    lines = [f"{name} = {module}\n" for name, module in commands.items()]
    (info / "entry_points.txt").write_text("[akn.commands]\n" + "".join(lines), encoding="utf-8")


def _akn(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (done,) = _akn_in_turn(installed, arguments)
    return done


def _akn_in_turn(installed: Path, *commands: Sequence[str]) -> list[subprocess.CompletedProcess[str]]:
    many = forked_in_turn(*commands, path=installed, cwd=installed, COLUMNS="120")
    assert not [done.stderr for done in many if "Traceback" in done.stderr]
    return many


def test_a_command_of_another_package_runs_with_what_is_settled(installed: Path) -> None:
    found = _akn_in_turn(installed, ("tides", SOURCE), ("tides", SOURCE, "--word", "eel"))
    assert [done.stdout for done in found] == ["3\n", "0\n"]
    (installed / "akn.toml").write_text('[tides]\nword = "eel"\n', encoding="utf-8")
    assert _akn(installed, "tides", SOURCE).stdout == "0\n"


def test_it_is_listed_after_ours_and_has_a_help_of_its_own(installed: Path) -> None:
    listed, told = _akn_in_turn(installed, ("--help",), ("tides", "--help"))
    assert (listed.returncode, listed.stderr) == (0, "")
    assert " tides " in listed.stdout.partition("  completion")[2]
    assert "count the paragraphs that speak of the sea" in listed.stdout
    assert "--word WORD" in told.stdout


def test_a_misspelt_one_is_told_with_the_nearest(installed: Path) -> None:
    done = _akn(installed, "tide", SOURCE)
    assert done.returncode == 2
    assert "there is no command 'tide'; did you mean akn tides?" in done.stderr


@pytest.mark.parametrize("fault", FAILS)
def test_one_that_fails_costs_only_itself_and_is_named(installed: Path, fault: str) -> None:
    text, reason = FAILS[fault]
    (installed / "harbours/storms.py").write_text(text, encoding="utf-8")
    _offer(installed, "harbours", storms="harbours.storms", tides="harbours.tides")
    named = "the plug-in storms (akn.commands: harbours.storms) of the package harbours failed: "
    called, listed, another = _akn_in_turn(installed, ("storms",), ("--help",), ("tides", SOURCE))
    assert (called.returncode, called.stdout) == (1, "")
    assert called.stderr.startswith(f"akn: error: {named}")
    assert reason in called.stderr
    assert listed.returncode == 0
    assert " tides " in listed.stdout
    assert "storms" not in listed.stdout
    assert listed.stderr.startswith(f"akn: warning: {named}")
    assert another.stdout == "3\n"


def test_one_that_raises_while_it_works_is_named(installed: Path) -> None:
    (installed / "harbours/tides.py").write_text(
        "HELP = 'x'\ndef add_arguments(parser): ...\ndef run(arguments): return 1 // 0\n", encoding="utf-8"
    )
    done = _akn(installed, "tides")
    assert done.returncode == 1
    assert "the plug-in tides (akn.commands: harbours.tides) of the package harbours failed: Zero" in done.stderr


def test_the_name_of_a_command_of_ours_is_refused(installed: Path) -> None:
    _offer(installed, "harbours", convert="harbours.tides")
    listed, called = _akn_in_turn(installed, ("--help",), ("convert", SOURCE))
    assert listed.stdout == forked("--help", COLUMNS="120").stdout
    assert listed.stderr == (
        "akn: warning: the plug-in convert (akn.commands: harbours.tides) of the package harbours is refused: "
        "akn convert is a command of akn itself\n"
    )
    assert "<akomaNtoso" in called.stdout


def test_a_name_that_two_packages_give_is_refused(installed: Path) -> None:
    _offer(installed, "wharves", tides="harbours.tides")
    refused = "is refused: the plug-in tides (akn.commands: harbours.tides) of the package "
    called, listed = _akn_in_turn(installed, ("tides", SOURCE), ("--help",))
    assert (called.returncode, called.stdout) == (1, "")
    assert refused in called.stderr
    assert "tides" not in listed.stdout
    assert refused in listed.stderr


def test_no_entry_point_is_asked_for_a_command_of_ours(installed: Path) -> None:
    names = [name for name in COMMANDS if name != "completion"]
    code = (
        f"import sys\nfrom converters.cli import main\nfor name in {names}:\n"
        "    assert main([name, '--help']) == 0, name\n"
        "    assert not {'akn.extensions', 'importlib.metadata'} & {*sys.modules}, name"  # once there they stay
    )
    line = [sys.executable, "-c", code]
    environment = os.environ | {"PYTHONPATH": f"{installed}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"}
    done = subprocess.run(line, env=environment, cwd=installed, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("usage: akn ") == len(names)


def test_the_completion_knows_it(installed: Path) -> None:
    pytest.importorskip("shtab")
    assert "tides" in _akn(installed, "completion", "bash").stdout
