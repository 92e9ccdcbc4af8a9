"""`akn check`, and a library as a register."""

from __future__ import annotations

import csv
import io
import json
import shutil
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


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The family and the library that it was added to, which each test has a copy of."""
    folder = tmp_path_factory.mktemp("added")
    write_family(folder / "in")
    assert akn("library", "add", "in", "--library", "a.db", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def folder(added: Path, tmp_path: Path) -> Path:
    shutil.copytree(added, tmp_path, dirs_exist_ok=True)
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
    assert akn("check", "draft.txt", "--library", "a.db", "-o", "t.csv", cwd=folder).returncode == 1
    assert (folder / "t.csv").read_bytes().decode() == table
    assert akn("check", "draft.txt", "-o", "t.xlsx", cwd=folder).returncode == 2


def test_without_a_library_the_shipped_dates_are_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The General Assembly,\n\n1. Recalls resolution 66/288 of 28 July 2012.\n")
    done = akn("check", "a.txt", cwd=tmp_path)
    assert b"66/288 is printed with 2012-07-28; A/RES/66/288 was adopted on 2012-07-27 (shipped dates)" in done.stdout
    assert akn("check", "none.txt", cwd=tmp_path).returncode == 1
    assert akn("check", "none.txt", "no.txt", "not.txt", cwd=tmp_path).returncode == 1
    assert akn("check", "a.txt", "--library", "none.db", cwd=tmp_path).returncode == 2


# ---- remarks of a conversion, and what a page shows


def test_what_a_library_contradicts_is_a_remark_of_a_conversion_and_changes_no_output(folder: Path) -> None:
    plain = akn("convert", "draft.txt", "-o", "plain.xml", cwd=folder)
    asked = akn("convert", "draft.txt", "-o", "asked.xml", "--library", "a.db", cwd=folder)
    assert (folder / "plain.xml").read_bytes() == (folder / "asked.xml").read_bytes()
    told = asked.stderr.decode()
    assert "C113: “97/31” is printed with the date 2042-12-14, but A/RES/97/31 was adopted on 2042-12-04" in told
    assert "C114: A/RES/98/40 has no paragraph 12 (a.db)" in told
    assert not {"C113", "C114"} & {word.rstrip(":") for word in plain.stderr.decode().split()}


def test_workers_ask_the_library_each_for_itself(folder: Path) -> None:
    (folder / "drafts").mkdir()
    for name in ("one.txt", "two.txt", "three.txt"):
        (folder / "drafts" / name).write_text((folder / "draft.txt").read_text())
    line = ("convert", "drafts", "--output-dir", "out", "--library", "a.db", "--jobs", "2", "--report", "report.jsonl")
    akn(*line, cwd=folder)
    lines = [json.loads(line) for line in (folder / "report.jsonl").read_text().splitlines()]
    codes = [{d["code"] for d in line["diagnostics"]} for line in lines]
    assert len(codes) == 3
    assert all({"C113", "C114"} <= found for found in codes)


def test_a_date_that_the_shipped_ones_contradict_too_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "dates.tsv").write_text("A/RES/66/288\t2012-07-27\n")
    with Library(tmp_path / "a.db", create=True) as library:
        library.add_dates(tmp_path / "dates.tsv")
    (tmp_path / "a.txt").write_text("The General Assembly,\n\n1. Recalls resolution 66/288 of 28 July 2012.\n")
    done = akn("convert", "a.txt", "-o", "a.xml", "--library", "a.db", cwd=tmp_path)
    assert done.stderr.count(b"C113") == 1


def test_the_page_marks_what_is_contradicted_and_says_what_is_known(folder: Path) -> None:
    pytest.importorskip("jinja2")
    akn("view", "draft.txt", "-o", "page.html", "--library", "a.db", cwd=folder)
    page = (folder / "page.html").read_text()
    tags = [tag for tag in page.split("<") if tag.startswith(("a ", "span "))]
    wrong = next(tag for tag in tags if 'data-verdict="contradicted"' in tag)
    assert "A/RES/97/31 was adopted on 2042-12-04 (a.db)" in wrong
    assert any('data-verdict="confirmed"' in tag and "confirmed 2043-12-03 (a.db)" in tag for tag in tags)
    assert "C114" in page
    akn("view", "draft.txt", "-o", "plain.html", cwd=folder)
    assert 'data-verdict="' not in (folder / "plain.html").read_text().partition("</style>")[2]


def test_a_register_of_another_kind_is_asked_in_the_same_way() -> None:
    from akn.bodies.symbols import Symbol
    from converters import Options, convert

    class Mine:
        """It knows one text."""

        def known(self, symbol: Symbol, language: str) -> Known | None:
            return Known(("2043-12-03",), "mine") if symbol.printed == "A/RES/98/40" else None

        def places(self, symbol: Symbol) -> None:
            return None

        def highest(self, symbol: Symbol) -> int:
            return 0

    text = b"The General Assembly,\n\n1. Recalls resolution 98/40 of 4 December 2043.\n"
    made = convert(text, options=Options(register=Mine()))
    assert [d.message for d in made.diagnostics if d.code.value == "C113"] == [
        "“98/40” is printed with the date 2043-12-04, but A/RES/98/40 was adopted on 2043-12-03"
    ]


@pytest.mark.parametrize("command", ["convert", "view", "check"])
def test_a_library_that_is_not_there_is_told_before_anything_is_read(folder: Path, command: str) -> None:
    done = akn(command, "draft.txt", "--library", "none.db", cwd=folder)
    assert done.returncode == 2
    assert b"there is no library none.db" in done.stderr
    assert not done.stdout


_WORK = """\
Resolution {} (2044)

The Security Council,

Recalling General Assembly resolution 66/288 of {} July 2012,

1. Decides to meet again.

"""


def test_the_citations_of_each_work_of_a_volume_are_checked(tmp_path: Path) -> None:
    (tmp_path / "volume.txt").write_text(_WORK.format(900, 27) + _WORK.format(901, 28), encoding="utf-8")
    done = akn("check", "volume.txt", "--to", "jsonl", cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["symbol"], row["verdict"]) for row in rows] == [
        ("S/RES/900 (2044)", "confirmed"),
        ("S/RES/901 (2044)", "contradicted"),
    ]
    assert done.returncode == 1


def test_the_last_line_counts_the_verdicts_of_the_table_and_says_what_was_compared(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(
        "The General Assembly,\n\n1. Recalls resolutions 66/288 of 27 July 2012, 66/68, 67/1"
        " and paragraph 3 of resolution 66/288;\n\n2. Decides to do as in paragraph 1 above.\n"
    )
    done = akn("check", "draft.txt", cwd=tmp_path)
    counted = "akn: 1 confirmed, 5 unknown (3 without a printed date)"
    shipped = "; compared with the shipped dates only (--library FILE adds texts of yours)"
    assert done.stderr.decode().splitlines()[-1] == f"{counted}{shipped}; --to csv lists all, including the unknown"
    table = akn("check", "draft.txt", "--to", "csv", cwd=tmp_path)
    assert table.stderr.decode().splitlines()[-1] == f"{counted}{shipped}"
    verdicts = [row["verdict"] for row in csv.DictReader(io.StringIO(table.stdout.decode()))]
    assert sorted(verdicts) == ["confirmed", *["unknown"] * 5]
    with Library(tmp_path / "a.db", create=True):
        pass
    named = akn("check", "draft.txt", "--library", "a.db", "--to", "csv", cwd=tmp_path)
    assert named.stderr.decode().splitlines()[-1] == f"{counted}; compared with a.db and the shipped dates"
    (tmp_path / "none.txt").write_text("The General Assembly,\n\n1. Decides to meet again.\n")
    assert akn("check", "none.txt", cwd=tmp_path).stderr.decode().splitlines()[-1] == "akn: no citations"


def test_libraries_of_one_name_in_two_folders_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from akn_library.registers import register_in

    opened = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        with Library("l.db", create=True):
            opened.append(register_in("l.db"))
    assert opened[0] is not opened[1]
