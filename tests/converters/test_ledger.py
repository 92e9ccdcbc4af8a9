"""An output that somebody changed by hand is not replaced without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from converters.files import LEDGER, Ledger, fingerprint, write_listed
from tests.converters.command import ENVIRONMENT, RESOLUTION, ROOT, akn
from tests.thorough import of_full


def _input(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text(RESOLUTION)
    return folder / "in/a.txt"


TARGETS = [("-o", "out/a.xml"), ("--output-dir", "out"), ("--output-dir", "out", "--jobs", "2")]


@pytest.mark.parametrize("target", TARGETS[: of_full(3, 2)])
def test_a_change_by_hand_stays_until_force(tmp_path: Path, target: tuple[str, ...]) -> None:
    _input(tmp_path)
    command = ("convert", "in/a.txt", *target)
    output = tmp_path / "out/a.xml"
    assert akn(*command, cwd=tmp_path).returncode == 0
    ours = output.read_bytes()
    assert akn(*command, cwd=tmp_path).returncode == 0, "what nobody changed is written again"

    output.write_bytes(by_hand := ours.replace(b"keepers", b"wardens"))
    assert by_hand != ours
    again = akn(*command, cwd=tmp_path)
    assert again.returncode == 1
    assert b"error B110" in again.stderr
    assert b"was changed after it was written" in again.stderr
    assert output.read_bytes() == by_hand

    assert akn(*command, "--force", cwd=tmp_path).returncode == 0
    assert output.read_bytes() == ours


def test_another_output_of_ours_is_no_change_by_hand(tmp_path: Path) -> None:
    source = _input(tmp_path)
    command = ("convert", "in/a.txt", "-o", "a.xml")
    for text in (RESOLUTION, RESOLUTION.replace("keepers", "wardens"), RESOLUTION):
        source.write_text(text)
        assert akn(*command, cwd=tmp_path).returncode == 0
    lines = [json.loads(line) for line in (tmp_path / LEDGER).read_text().splitlines()]
    assert [name for name, _ in lines] == ["a.xml", "a.xml"], "two outputs, each noted once"


@pytest.mark.parametrize("damage", [b"\xff{\n[1]\n", b"5\n", b"[[1], 2]\n", b'["a.xml", [1]]\n'])
def test_a_ledger_that_is_damaged_protects_nothing_and_breaks_nothing(tmp_path: Path, damage: bytes) -> None:
    _input(tmp_path)
    (tmp_path / LEDGER).write_bytes(damage)
    (tmp_path / "a.xml").write_text("mine")
    assert akn("convert", "in/a.txt", "-o", "a.xml", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.xml").read_text() != "mine"


def test_a_run_that_goes_on_leaves_it_too_and_says_so_in_the_report(tmp_path: Path) -> None:
    _input(tmp_path)
    command = ("convert", "in", "--output-dir", "out", "--report", "report.jsonl", "--resume")
    assert akn(*command, cwd=tmp_path).returncode == 0
    (tmp_path / "out/a.xml").write_text("mine")
    assert akn(*command, cwd=tmp_path).returncode == 1
    assert (tmp_path / "out/a.xml").read_text() == "mine"
    assert json.loads((tmp_path / "report.jsonl").read_text().splitlines()[-1])["diagnostics"][-1]["code"] == "B110"


def test_a_ledger_that_cannot_be_written_costs_no_output(tmp_path: Path) -> None:
    _input(tmp_path)
    (tmp_path / LEDGER).mkdir()
    assert akn("convert", "in/a.txt", "-o", "a.xml", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.xml").read_bytes().endswith(b"</akomaNtoso>\n")


def test_lines_are_only_added_and_the_rest_of_the_list_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in "ba":
        (tmp_path / f"in/{name}.txt").write_text(RESOLUTION)
    (tmp_path / "out").mkdir()
    before = b'["z.xml", "5"]\n["y.xml", "4"]\n'
    (tmp_path / "out" / LEDGER).write_bytes(before)
    place = (tmp_path / "out" / LEDGER).stat()
    akn("convert", "in", "--output-dir", "out", "--jobs", "2", "--quiet", cwd=tmp_path)
    assert (tmp_path / "out" / LEDGER).stat().st_ino == place.st_ino, "the file stays its owner's"
    data = (tmp_path / "out" / LEDGER).read_bytes()
    assert data.startswith(before)
    assert sorted(json.loads(line)[0] for line in data.splitlines()) == ["a.xml", "b.xml", "y.xml", "z.xml"]


_WRITER = """
import sys
from converters.files import write_listed
for n in range(100):
    write_listed(f"{sys.argv[1]}/{sys.argv[2]}-{n}.xml", b"lamp", frozenset())
"""


def test_runs_that_share_a_folder_lose_no_line(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), str(n)], cwd=ROOT, env=ENVIRONMENT)
        for n in range(3)
    ]
    assert [run.wait(timeout=250) for run in runs] == [0, 0, 0]
    lines = (tmp_path / LEDGER).read_bytes().splitlines()
    assert {json.loads(line)[0] for line in lines if line} == {f"{n}-{m}.xml" for n in range(3) for m in range(100)}


@pytest.mark.parametrize("damage", [b"\xff{\n", b"[" * 100_000 + b"\n", b'["b.xml", "\xff"]\n'])
def test_a_damaged_line_is_forgotten_and_no_other(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / LEDGER).write_bytes(b'["a", "1"]\n' + damage + b'["a", "2"]\n')
    assert Ledger().written(str(tmp_path / "a")) == {"1", "2"}


def test_a_line_does_not_join_one_that_a_killed_run_left_half_written(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_bytes(b'["a", "1"]\n["a", "2')
    write_listed(str(tmp_path / "b"), b"lamp", frozenset())
    write_listed(str(tmp_path / "c"), b"lamp", frozenset())
    assert Ledger().written(str(tmp_path / "a")) == {"1"}
    assert Ledger().written(str(tmp_path / "b")) == Ledger().written(str(tmp_path / "c")) == {fingerprint(b"lamp")}
    assert (tmp_path / LEDGER).read_bytes().count(b"\n") == 4, "no empty lines"
