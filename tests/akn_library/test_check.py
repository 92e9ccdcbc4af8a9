"""`akn check`, and a library as a register."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from akn.bodies.symbols import parse_symbol
from akn.checking import COLUMNS
from akn.register import Known
from akn_library import Library
from tests.akn_library.family import LIGHTHOUSES, write_family
from tests.converters.command import akn


def test_a_library_knows_days_titles_places_and_the_highest_number(library: Library) -> None:
    register = library.register()
    symbol = parse_symbol("A/RES/98/40")
    assert symbol is not None
    assert register.known(symbol, "fra") == Known(
        ("2043-12-03",), "akn-library.db", ("Des phares pour une navigation durable",), ()
    )
    places = register.places(symbol)
    assert places is not None
    assert {"para_1", "para_4", "container_1"} <= places
    assert register.highest(symbol) == 40
    absent = parse_symbol("A/RES/98/41")
    assert absent is not None
    assert register.known(absent, "eng") is None
    assert register.places(absent) is None


def test_dates_that_were_put_in_from_elsewhere_are_known_with_their_source(tmp_path: Path) -> None:
    (tmp_path / "dates.tsv").write_text("A/RES/98/41\t2043-12-04\n")
    with Library(tmp_path / "a.db", create=True) as library:
        assert library.add_dates(tmp_path / "dates.tsv") == 1
        symbol = parse_symbol("A/RES/98/41")
        assert symbol is not None
        assert library.register().known(symbol, "eng") == Known(("2043-12-04",), "dates.tsv")
        assert library.add_dates(tmp_path / "dates.tsv") == 1
        assert library.connection.execute("SELECT count(*) FROM register").fetchone() == (1,)


def test_the_command_takes_dates_in(folder: Path) -> None:
    (folder / "dates.tsv").write_text("A/RES/96/12\t2041-12-03\n")
    assert akn("library", "dates", "dates.tsv", "--library", "a.db", cwd=folder).stdout == b"1 dates\n"
    done = akn("check", "in/lighthouses-97.txt", "--library", "a.db", cwd=folder)
    assert b"96/12 is printed with 2041-12-02; A/RES/96/12 was adopted on 2041-12-03 (dates.tsv)" in done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_family(tmp_path / "in")
    assert akn("library", "add", "in", "--library", "a.db", cwd=tmp_path).returncode == 0
    wrong = LIGHTHOUSES["99"].replace("97/31 of 4 December", "97/31 of 14 December")
    (tmp_path / "draft.txt").write_text(wrong.replace("paragraph 2 of its", "paragraph 12 of its"))
    return tmp_path


def test_what_is_contradicted_is_printed_a_line_each(folder: Path) -> None:
    done = akn("check", "draft.txt", "--library", "a.db", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "draft.txt: A/RES/99/52, preambular paragraph 1: 97/31 is printed with 2042-12-14; "
        "A/RES/97/31 was adopted on 2042-12-04 (a.db)",
        "draft.txt: A/RES/99/52, operative paragraph 1: A/RES/98/40 has no paragraph 12 (a.db)",
    ]
    assert "2 contradicted" in done.stderr.decode()
    assert akn("check", "in/lighthouses-99.txt", "--library", "a.db", cwd=folder).returncode == 0


def test_all_citations_are_rows_of_json_lines_and_of_csv(folder: Path) -> None:
    lines = akn("check", "draft.txt", "--library", "a.db", "--to", "jsonl", cwd=folder).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    table = akn("check", "draft.txt", "--library", "a.db", "--to", "csv", cwd=folder).stdout.decode()
    assert [row["verdict"] for row in rows] == [row["verdict"] for row in csv.DictReader(io.StringIO(table))]
    assert list(rows[0]) == list(COLUMNS)
    assert {row["verdict"] for row in rows} == {"confirmed", "contradicted", "unknown"}


def test_without_a_library_the_shipped_dates_are_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The General Assembly,\n\n1. Recalls resolution 66/288 of 28 July 2012.\n")
    done = akn("check", "a.txt", cwd=tmp_path)
    assert b"66/288 is printed with 2012-07-28; A/RES/66/288 was adopted on 2012-07-27 (shipped dates)" in done.stdout
    assert akn("check", "none.txt", cwd=tmp_path).returncode == 1
    assert akn("check", "a.txt", "--library", "none.db", cwd=tmp_path).returncode == 2
