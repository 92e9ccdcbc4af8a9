"""An output that somebody changed by hand is not replaced without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from converters.ledger import LEDGER, Ledger, sort
from tests.converters.command import RESOLUTION, akn


def _input(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text(RESOLUTION)
    return folder / "in/a.txt"


@pytest.mark.parametrize(
    "target", [("-o", "out/a.xml"), ("--output-dir", "out"), ("--output-dir", "out", "--jobs", "2")]
)
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


def test_the_lines_do_not_show_how_many_processes_there_were(tmp_path: Path) -> None:
    (tmp_path / "in/below").mkdir(parents=True)
    for n in range(6):
        text = RESOLUTION + "\n\n99. Decides to meet again.\n" * (60 - 10 * n)  # the first takes longest
        (tmp_path / f"in/{n}.txt").write_text(text)
        (tmp_path / f"in/below/{n}.txt").write_text(text)
    found = []
    for jobs in ("1", "2"):
        for command in (("convert", "in"), ("upgrade", f"out{jobs}")):
            out = {"convert": "out", "upgrade": "new"}[command[0]] + jobs
            akn(*command, "--output-dir", out, "--jobs", jobs, "--quiet", cwd=tmp_path)
            lists = [tmp_path / out / LEDGER, tmp_path / out / "below" / LEDGER]
            found.append([path.read_text() for path in lists])
    assert found[:2] == found[2:]
    assert [json.loads(line)[0] for line in found[0][0].splitlines()] == [f"{n}.xml" for n in range(6)]


def test_lines_of_one_name_keep_their_order_and_damaged_ones_stay(tmp_path: Path) -> None:
    path = tmp_path / LEDGER
    path.write_bytes(b'["b", "2"]\n["a", "9"]\n["a", "1"]\n\xff{\n' + b"[" * 100_000 + b"\n" + b'["a", "5"]')
    sort([str(tmp_path), str(tmp_path / "none")])
    lines = path.read_bytes().splitlines()
    assert lines[0] == b"\xff{"
    assert lines[2:] == [b'["a", "9"]', b'["a", "1"]', b'["a", "5"]', b'["b", "2"]']
    assert Ledger().written(str(tmp_path / "a")) == frozenset()  # a line that is no text: the list protects nothing
