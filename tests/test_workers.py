"""What `pytest --workers` does with tests that pass, fail, are skipped, warn or end their process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_TESTS = """
import os, warnings
import pytest

@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with open("made", "a") as file:
        file.write("made\\n")
    yield os.getpid()
    with open("made", "a") as file:
        file.write("undone\\n")

@pytest.mark.parametrize("number", range(40))
def test_number(made, number):
    assert made == os.getpid()
    with open("ran", "a") as file:
        file.write(f"{number} {made}\\n")
    print("said by", number)
    os.system(f"echo process of {number}")
    assert number != 7, "seven is wrong"
    if number == 11:
        os._exit(3)
    if number == 23:
        pytest.skip("not today")
    if number == 31:
        warnings.warn("a warning of number 31")
"""


def test_each_test_runs_once_in_one_of_the_forks_and_what_becomes_of_it_is_told(tmp_path: Path) -> None:
    run = _run(tmp_path, "--workers=3", "--capture=sys")
    assert run.returncode == 1
    assert " 2 failed, 37 passed, 1 skipped, 1 warning in " in run.stdout
    assert "AssertionError: seven is wrong" in run.stdout
    assert "said by 7" in run.stdout, "a failure comes with what was printed"
    assert "process of 7" in run.stdout, "and with what its processes printed"
    assert "process of 8" not in run.stdout + run.stderr
    assert "its worker ended with 3" in run.stdout
    assert "a warning of number 31" in run.stdout
    ran = [line.split() for line in (tmp_path / "ran").read_text().splitlines()]
    assert sorted(int(number) for number, _ in ran) == list(range(40))
    processes = {process for _, process in ran}
    assert 2 <= len(processes) <= 4, "three workers, and one for the one that was lost"
    made = (tmp_path / "made").read_text().splitlines()
    assert made.count("made") == len(processes)
    assert made.count("undone") == len(processes) - 1, "the one that was lost undoes nothing"


def test_a_run_that_stops_at_the_first_failure_stops_in_all_forks(tmp_path: Path) -> None:
    run = _run(tmp_path, "--workers=3", "--capture=sys", "-x", before="import time; time.sleep(.05)")
    assert run.returncode == 1
    assert "stopping after 1 failures" in run.stdout
    assert len((tmp_path / "ran").read_text().splitlines()) < 40


def test_forks_may_not_share_the_files_of_what_is_printed(tmp_path: Path) -> None:
    run = _run(tmp_path, "--workers=3", "--capture=fd")
    assert run.returncode == 4
    assert "--workers needs --capture=sys" in run.stderr


def _run(folder: Path, *options: str, before: str = "") -> subprocess.CompletedProcess[str]:
    code = _TESTS.replace("    assert made == os.getpid()\n", f"    assert made == os.getpid()\n    {before}\n")
    (folder / "test_numbers.py").write_text(code)
    (folder / "pytest.ini").write_text("[pytest]\n")
    line = [sys.executable, "-m", "pytest", "-p", "tests.workers", "-p", "no:cacheprovider", *options]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONUTF8": "1"}
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
