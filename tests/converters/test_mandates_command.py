"""`akn mandates`: tables of clauses made of many files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.converters.command import RESOLUTION, akn

TEXT = RESOLUTION.replace(
    "keep the light burning;", "keep the light burning, and requests the Secretary-General to report;"
)
KEYS = (
    "symbol work body adopted session title eId number clause language text start end verb action force addressees ask "
    "deliverables recipient due frequency review expires resources cites how"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A resolution as text, and another one as AKN without a mark of an action, as others publish it."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT.replace("99/12", "99/13"))
    assert akn("convert", "b.txt", "-o", "b.xml", cwd=tmp_path).returncode == 0
    (tmp_path / "b.txt").unlink()
    published = (tmp_path / "b.xml").read_text().replace('<concept refersTo="#action_', '<concept refersTo="#gone_')
    (tmp_path / "b.xml").write_text(published)
    return tmp_path


def test_json_lines_hold_the_fixed_keys_one_object_a_clause(folder: Path) -> None:
    done = akn("mandates", "a.txt", "--to", "jsonl", cwd=folder)
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(row) for row in rows] == [KEYS.split()] * 3
    assert [row["verb"] for row in rows] == ["Calls upon", "requests", "Decides"]
    assert rows[1]["addressees"] == [
        {"text": "the Secretary-General", "key": "secretaryGeneral", "kind": "Secretariat", "inherited": False}
    ]
    assert rows[1]["deliverables"] == [{"text": "report", "kind": "report"}]
    assert rows[1]["due"] is None


def test_files_are_read_by_several_processes_and_come_in_the_order_of_their_names(folder: Path) -> None:
    one = akn("mandates", ".", "--jobs", "1", "--to", "jsonl", cwd=folder)
    two = akn("mandates", ".", "--jobs", "2", "--to", "jsonl", cwd=folder)
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert [json.loads(line)["symbol"] for line in one.stdout.splitlines()] == ["A/RES/99/12"] * 3 + ["A/RES/99/13"] * 3


def test_published_files_are_upgraded_on_the_way(folder: Path) -> None:
    rows = [json.loads(line) for line in akn("mandates", "b.xml", "--to", "jsonl", cwd=folder).stdout.splitlines()]
    assert [(row["verb"], row["how"]) for row in rows] == [
        ("Calls upon", "marked"),
        ("requests", "marked"),
        ("Decides", "marked"),
    ]


def test_csv_is_for_a_spreadsheet(folder: Path) -> None:
    (folder / "c.txt").write_text(TEXT.replace("Lighthouses", "=2+3 lighthouses"))
    done = akn("mandates", "c.txt", "-o", "out.csv", "--bom", cwd=folder)
    assert done.returncode == 0
    data = (folder / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfsymbol,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["addressee_keys"] for row in rows] == ["", "secretaryGeneral", ""]
    assert rows[0]["title"] == "'=2+3 lighthouses"


def test_rows_can_be_chosen_by_force_and_by_who_is_asked(folder: Path) -> None:
    asked = akn("mandates", ".", "--addressee", "secretaryGeneral", "--to", "jsonl", cwd=folder)
    assert [json.loads(line)["verb"] for line in asked.stdout.splitlines()] == ["requests"] * 2
    decided = akn("mandates", ".", "--force", "deciding", "--to", "jsonl", cwd=folder)
    assert [json.loads(line)["verb"] for line in decided.stdout.splitlines()] == ["Decides"] * 2


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_tabled(folder: Path) -> None:
    (folder / "z.xml").write_bytes(b"<broken")
    done = akn("mandates", ".", "--to", "jsonl", cwd=folder)
    assert done.returncode == 1
    assert b"z.xml" in done.stderr
    assert len(done.stdout.splitlines()) == 6
