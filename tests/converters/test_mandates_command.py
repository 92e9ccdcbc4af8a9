"""`akn mandates`: tables of clauses made of many files."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from itertools import groupby
from pathlib import Path

import pytest

from akn import mandates
from akn.clauses.shape import words
from akn.languages import codes
from converters.commands.mandates import PRODUCTS
from converters.mandates import COLUMNS, Filters, as_page, filtered
from tests.browser import browser, needs_browser
from tests.converters.command import RESOLUTION, akn
from tests.documents import document_of

TEXT = RESOLUTION.replace(
    "keep the light burning;", "keep the light burning, and requests the Secretary-General to report;"
)
KEYS = (
    "symbol work body adopted session title eId place part number paragraph clause language text lead start end "
    "verb action force binding "
    "addressees ask deliverables recipient due dates frequency review expires resources cites citations how"
)


def test_a_text_that_is_no_resolution_has_the_work_that_convert_gives_it_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Boat list\n\n- oars\n- rope\n- 2 kg tar\n1. lamps\n2. wicks\n")
    done = akn("mandates", "list.txt", cwd=tmp_path)
    works = {row["work"] for row in csv.DictReader(io.StringIO(done.stdout.decode()))}
    assert works == {"/akn/un/doc/deliberation/un/9999-12-31/unnumbered"}
    xml = akn("convert", "list.txt", cwd=tmp_path).stdout.decode()
    assert f'<FRBRuri value="{works.pop()}"' in xml
    assert b"warning S201" in done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A resolution as text, and another one as AKN without a mark of an action, as others publish it."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT.replace("99/12", "99/13"))
    assert akn("convert", "b.txt", "-o", "b.xml", cwd=tmp_path).returncode == 0
    (tmp_path / "b.txt").unlink()
    published = (tmp_path / "b.xml").read_text().replace('<concept refersTo="#action_', '<concept refersTo="#gone_')
    published = published.replace('"#akn"', '"#press"').replace('eId="akn"', 'eId="press"')
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
    assert rows[1]["deliverables"] == [{"text": "report", "kind": "report", "asked": True}]
    assert rows[1]["due"] is None


def test_files_are_read_by_several_processes_and_come_in_the_order_of_their_names(folder: Path) -> None:
    (folder / "letter.txt").write_text("Dear keeper,\n\nThe lamp is out.\n")
    (folder / "z.txt").write_text(TEXT)
    one = akn("mandates", ".", "--to", "jsonl", cwd=folder)
    two = akn("mandates", ".", "--jobs", "2", "--to", "jsonl", cwd=folder)
    assert one.returncode == two.returncode == 0
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    symbols = [json.loads(line)["symbol"] for line in one.stdout.splitlines()]
    assert [symbol for symbol, _ in groupby(symbols)] == ["A/RES/99/12", "A/RES/99/13", "", "A/RES/99/12"]


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
    assert data.startswith(b"\xef\xbb\xbffile,symbol,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["addressee_keys"] for row in rows] == ["", "secretaryGeneral", ""]
    assert rows[0]["title"] == "'=2+3 lighthouses"


def test_rows_can_be_chosen_by_force_and_by_who_is_asked(folder: Path) -> None:
    asked = akn("mandates", ".", "--addressee", "secretaryGeneral", "--to", "jsonl", cwd=folder)
    assert [json.loads(line)["verb"] for line in asked.stdout.splitlines()] == ["requests"] * 2
    decided = akn("mandates", ".", "--force", "deciding", "--to", "jsonl", cwd=folder)
    assert [json.loads(line)["verb"] for line in decided.stdout.splitlines()] == ["Decides"] * 2


def test_rows_can_be_chosen_by_what_shall_be_made(folder: Path) -> None:
    reports = akn("mandates", ".", "--product", "report", "--product", "briefing", "--to", "jsonl", cwd=folder)
    assert [json.loads(line)["verb"] for line in reports.stdout.splitlines()] == ["requests"] * 2
    both = akn("mandates", ".", "--force", "deciding", "--force", "directive", "--product", "report", cwd=folder)
    assert len(both.stdout.splitlines()) == 1 + 2
    assert akn("mandates", ".", "--product", "meeting", "--to", "jsonl", cwd=folder).stdout == b""
    assert akn("mandates", ".", "--product", "poem", cwd=folder).returncode == 2


def test_what_the_command_line_chooses_replaces_what_the_project_has_settled(folder: Path) -> None:
    def verbs(*options: str) -> list[str]:
        done = akn("mandates", "a.txt", "--to", "jsonl", *options, cwd=folder)
        assert done.returncode == 0
        return [json.loads(line)["verb"] for line in done.stdout.splitlines()]

    (folder / "akn.toml").write_text('[mandates]\nforce = "directive"\n')
    assert verbs() == ["Calls upon", "requests"]
    assert verbs("--force", "deciding") == ["Decides"]
    assert verbs("--force", "deciding", "--force=directive") == ["Calls upon", "requests", "Decides"]
    (folder / "akn.toml").write_text('[mandates]\nproduct = ["briefing", "meeting"]\n')
    assert verbs() == []
    assert verbs("--product", "report") == ["requests"]


def test_every_product_that_a_row_can_hold_can_be_chosen() -> None:
    kinds = {kind for code in codes() for kind in words(code).products}
    assert kinds == set(PRODUCTS)


def test_an_addressee_that_there_is_not_is_told_with_the_nearest_ones(folder: Path) -> None:
    done = akn("mandates", ".", "--addressee", "secretary-genral", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no addressee 'secretary-genral'; did you mean secretaryGeneral" in done.stderr


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_tabled(folder: Path) -> None:
    (folder / "z.xml").write_bytes(b"<broken")
    done = akn("mandates", ".", "--to", "jsonl", cwd=folder)
    assert done.returncode == 1
    assert b"z.xml" in done.stderr
    assert len(done.stdout.splitlines()) == 6


def test_workbooks_and_parquet_hold_the_columns_of_csv_and_are_the_same_bytes_each_time(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("xlsxwriter")
    assert akn("mandates", "a.txt", "-o", "a.csv", cwd=folder).returncode == 0
    header = (folder / "a.csv").read_text().splitlines()[0].split(",")
    for suffix in ("xlsx", "parquet"):
        for name in ("one", "two"):
            assert akn("mandates", "a.txt", "-o", f"{name}.{suffix}", cwd=folder).returncode == 0
        data = (folder / f"one.{suffix}").read_bytes()
        assert data == (folder / f"two.{suffix}").read_bytes()
    table = parquet.read_table(folder / "one.parquet")
    assert table.column_names == header
    assert table["addressee_keys"].to_pylist() == [[""], ["secretaryGeneral"], []]
    assert {str(day) for day in table["adopted"].to_pylist()} == {"2044-12-09"}
    with zipfile.ZipFile(folder / "one.xlsx") as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert all(f"<t>{name}</t>" in strings for name in header)


def test_the_columns_of_a_workbook_can_be_read(folder: Path) -> None:
    pytest.importorskip("xlsxwriter")
    assert akn("mandates", "a.txt", "-o", "a.xlsx", cwd=folder).returncode == 0
    with zipfile.ZipFile(folder / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*/>|<xf [^>]*>.*?</xf>", styles.partition("<cellXfs")[2])
    widths: dict[str, tuple[float, bool]] = {}
    for first, last, width, style in re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)" style="(\d+)"', sheet):
        for i in range(int(first), int(last) + 1):
            widths[COLUMNS[i - 1]] = float(width), "wrapText" in formats[int(style)]
    assert list(widths) == list(COLUMNS)
    assert {name for name, (_, wraps) in widths.items() if wraps} == {"text", "lead", "ask"}
    assert all(width > 50 if wraps else len(name) < width < 50 for name, (width, wraps) in widths.items())
    assert '<pane xSplit="1" ySplit="1"' in sheet
    assert "<autoFilter " in sheet


def test_the_sums_of_a_workbook_are_those_of_the_page_with_both_years_of_a_session(folder: Path) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("jinja2")
    (folder / "a.txt").write_text(TEXT.replace("to report;", "to report at its one hundredth session;"))
    for suffix in ("xlsx", "html"):
        assert akn("mandates", "a.txt", "-o", f"a.{suffix}", cwd=folder).returncode == 0
    page = re.findall(r'data-filter="year" data-value="(\d+)"', (folder / "a.html").read_text())
    with zipfile.ZipFile(folder / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet3.xml").decode()
    head = sheet.partition("<row ")[2].partition("</row>")[0]
    assert re.findall(r"<v>(20\d\d)</v>", head) == sorted(set(page)) == ["2045", "2046"]


def test_the_page_has_the_rows_their_sums_and_no_link_to_elsewhere_but_the_document_site(folder: Path) -> None:
    pytest.importorskip("jinja2")
    due = TEXT.replace("to report;", "to report every six months by 30 June 2046;")
    (folder / "a.txt").write_text(due)
    assert akn("mandates", "a.txt", "-o", "a.html", cwd=folder).returncode == 0
    page = (folder / "a.html").read_text()
    assert page.count("<tr data-force=") == 3
    assert 'data-filter="year" data-value="2046"' in page
    assert "every 6 months" in page
    assert "<dt>directive</dt><dd>asks others to act" in page
    assert 'data-filter="who" data-value="secretaryGeneral"' in page
    assert set(re.findall(r'(?:href|src)="(https?://[^"]*)"', page)) == {"https://docs.un.org/en/A/RES/99/12"}


def test_the_picture_of_what_is_due_counts_sessions_in_the_month_in_which_they_open(folder: Path) -> None:
    pytest.importorskip("jinja2")
    for name, when in (("a", "by 30 June 2046"), ("b", "to the General Assembly at its one hundred and first session")):
        (folder / f"{name}.txt").write_text(TEXT.replace("to report;", f"to report {when};"))
    assert akn("mandates", "a.txt", "b.txt", "-o", "a.html", cwd=folder).returncode == 0
    page = (folder / "a.html").read_text()
    assert re.findall(r">(20[0-9]{2}-[0-9]{2})</t[hd]>", page) == ["2046-06", "2046-09"]


def test_what_has_a_month_and_a_year_alone_is_not_told_as_left_out_of_the_picture(folder: Path) -> None:
    pytest.importorskip("jinja2")
    for name, when in (("a", "by 1 March 2045 and by 2046"), ("b", "by 30 June 2046"), ("c", "by 2048")):
        (folder / f"{name}.txt").write_text(TEXT.replace("to report;", f"to submit a report {when};"))
    for files, left in (("abc", 1), ("ab", 0)):
        made = akn("mandates", *(f"{name}.txt" for name in files), "-o", "a.html", cwd=folder)
        assert made.returncode == 0
        page = (folder / "a.html").read_text()
        assert 'data-year="2045 2046"' in page
        assert page.count(" data-no-month>") + page.count(" data-no-month ") == left
        assert ("no month is known: 1" in page) == bool(left)


@needs_browser
def test_sums_stand_in_one_order_whatever_was_filtered_before(folder: Path) -> None:
    pytest.importorskip("jinja2")
    asked = {
        "Economic and Social Council": "30 June 2046", "Human Rights Council": "1 May 2046", "Security Council": "2047",
    }  # fmt: skip
    for n, (whom, when) in enumerate(asked.items()):
        more = TEXT.replace("the Secretary-General to report;", f"the {whom} to report by {when};")
        (folder / f"{n}.txt").write_text(more)
    assert akn("mandates", "0.txt", "1.txt", "2.txt", "-o", "a.html", cwd=folder).returncode == 0
    order = (
        "return [...document.querySelectorAll('[data-sums=who] li')].filter((e) => e.offsetParent)"
        ".map((e) => e.querySelector('button').textContent)"
    )
    with browser(folder / "profile") as shown:
        shown.open(folder / "a.html")
        before = shown.run(order)
        assert set(asked) <= set(before)
        button = shown.driver.find_element("css selector", "[data-sums=year] button[data-value='2047']")
        button.click()
        assert shown.run(order) == ["Security Council"]
        button.click()
        assert shown.run(order) == before


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx", "html"])
def test_a_table_stays_if_no_input_could_be_read(tmp_path: Path, suffix: str) -> None:
    kept = tmp_path / f"keep.{suffix}"
    kept.write_bytes(b"an earlier table")
    done = akn("mandates", "absent.txt", "-o", kept.name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert kept.read_bytes() == b"an earlier table"


def test_what_is_no_resolution_and_what_is_there_twice_is_told(folder: Path) -> None:
    (folder / "letter.txt").write_text("Dear keeper,\n\nThe lamp is out.\n")
    (folder / "z.txt").write_text(TEXT)
    done = akn("mandates", ".", cwd=folder)
    lines = done.stderr.decode().splitlines()
    assert [line.partition(" (")[0] for line in lines] == [
        "./letter.txt:1: warning S201: akn did not recognise a resolution, a decision or a statement by the symbol "
        "and the first lines; the text was kept as a plain document",
        "./z.txt: warning B114: this file and ./a.txt say that they are the same text in the same language: "
        "/akn/un/statement/deliberation/unga/2044-12-09/99-12/eng@",
    ]
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1 + 3 * 3 + 2  # the letter has its paragraphs there too
    assert akn("mandates", ".", "--quiet", cwd=folder).stderr == b""
    told = akn("mandates", ".", "--format", "json", cwd=folder).stderr.splitlines()
    assert [code for line in told if (code := json.loads(line)["code"]) in ("S201", "B114")] == ["S201", "B114"]


def test_a_row_for_each_addressee_and_deadline_can_be_counted(tmp_path: Path) -> None:
    asked = "Requests the Keeper, the Secretary-General and Member States to report by 4 July 2045 and 3 January 2046;"
    (tmp_path / "a.txt").write_text(TEXT.replace("Calls upon", f"{asked}\n\n2. Calls\u00a0upon"))
    done = akn("mandates", "a.txt", "--explode", "--binding", "asked", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    first = [(row["addressee_keys"], row["due_date"]) for row in rows if row["number"] == "1"]
    assert first[-4:] == [
        ("secretaryGeneral", "2045-07-04"),
        ("secretaryGeneral", "2046-01-03"),
        ("memberStates", "2045-07-04"),
        ("memberStates", "2046-01-03"),
    ]
    assert {row["file"] for row in rows} == {"a.txt"}
    assert "\u00a0" not in done.stdout.decode()


def test_an_obligation_that_a_force_leaves_out_is_reported_and_can_be_asked_for(tmp_path: Path) -> None:
    decided = TEXT.replace("Calls upon", "Decides that all States shall light the lamp, and calls upon")
    (tmp_path / "a.txt").write_text(decided)
    done = akn("mandates", "a.txt", "--force", "directive", cwd=tmp_path)
    assert b"info B130: 1 binding clause is not in the list" in done.stderr
    bound = akn("mandates", "a.txt", "--binding", "must", cwd=tmp_path)
    assert bound.stderr == b""
    rows = list(csv.DictReader(io.StringIO(bound.stdout.decode())))
    assert [(row["binding"], row["addressee_keys"]) for row in rows] == [("must", "states")]
    assert b"B130" not in akn("mandates", "a.txt", cwd=tmp_path).stderr


@pytest.mark.parametrize(("suffix", "options"), [("csv", ()), ("csv", ("--bom",)), ("jsonl", ()), ("xlsx", ())])
def test_a_table_is_no_input(folder: Path, suffix: str, options: tuple[str, ...]) -> None:
    if suffix == "xlsx":
        pytest.importorskip("xlsxwriter")
    assert akn("mandates", "a.txt", "-o", f"t.{suffix}", *options, cwd=folder).returncode == 0
    done = akn("mandates", f"t.{suffix}", cwd=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    what = "a workbook" if suffix == "xlsx" else "a table of mandates"
    assert f"t.{suffix}: error B101: is {what}, not a document" in done.stderr.decode()


@pytest.mark.parametrize("more", [["--to", "csv"], ["."]])
def test_keys_are_listed_without_inputs_and_as_no_table(more: list[str], folder: Path) -> None:
    done = akn("mandates", "--keys", *more, cwd=folder)
    assert done.returncode == 2
    assert b"--keys" in done.stderr
    assert done.stdout == b""


def test_the_filter_of_those_that_ask_somebody_holds_no_row_that_names_nobody() -> None:
    pytest.importorskip("jinja2")
    head = "A/RES/99/7\nResolution adopted by the General Assembly on 9 December 2044\n\nThe General Assembly,\n\n"
    asks = (
        "1. Requests the Secretary-General to report;\n\n2. Encourages wider use of lamps;\n\n3. Takes note of them.\n"
    )
    rows = mandates(document_of(f"{head}{asks}"))
    assert [bool(row.binding) for row in rows] == [True, True, False]
    assert filtered(rows, Filters(asks="yes")) == [0]
    assert re.findall(r'data-asks="(\w*)"', as_page(rows).decode()) == ["yes", "", ""]
    assert ">somebody (1)<" in as_page(rows).decode()


def test_what_is_due_at_a_session_is_found_by_both_years_in_which_it_sits() -> None:
    ask = "Requests the Secretary-General to report on lamps at its hundredth session."
    head = "A/RES/99/7\nResolution adopted by the General Assembly on 9 December 2044\n\nThe General Assembly,\n\n"
    pytest.importorskip("jinja2")
    rows = mandates(document_of(f"{head}1. {ask}\n"))
    assert [filtered(rows, Filters(year=year)) for year in ("2044", "2045", "2046", "2047")] == [[], [0], [0], []]
    told = "A session is counted under both of its years."
    assert told in as_page(rows).decode()
    assert (
        told
        not in as_page(
            mandates(document_of(f"{head}1. {ask.replace('at its hundredth session', 'by 2046')}\n"))
        ).decode()
    )


def test_every_deadline_of_a_clause_is_on_the_page_and_found_by_its_year() -> None:
    ask = "Requests the Secretary-General to submit an interim report by 1 March 2046 and a final report by 1 May 2047."
    head = "A/RES/99/7\nResolution adopted by the General Assembly on 9 December 2044\n\nThe General Assembly,\n\n"
    pytest.importorskip("jinja2")
    rows = mandates(document_of(f"{head}1. {ask}\n"))
    page = as_page(rows).decode()
    assert "by 1 March 2046; by 1 May 2047" in page
    assert 'data-year="2046 2047"' in page
    assert [filtered(rows, Filters(year=year)) for year in ("2046", "2047", "2048")] == [[0], [0], []]


def test_a_workbook_has_all_days_of_a_clause_that_is_due_twice(folder: Path) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    (folder / "a.txt").write_text(TEXT.replace("to report;", "to submit a report by 1 March 2045 and by 2046;"))
    assert akn("mandates", "a.txt", "-o", "a.xlsx", cwd=folder).returncode == 0
    heads, *rows = openpyxl.load_workbook(folder / "a.xlsx").worksheets[0].iter_rows(values_only=True)
    at = next(n for n, head in enumerate(heads) if "month" in str(head))
    assert [row[at] for row in rows if row[at]] == ["2045-03-01; 2046"]
