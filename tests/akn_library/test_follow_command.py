"""`akn follow`, `akn calendar` and `akn library history --mandates`, of files and of a library."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.akn.compare.harbours import YEARS
from tests.converters.command import akn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for session, text in YEARS.items():
        (tmp_path / "in" / f"{session}.txt").write_text(text)
    assert akn("library", "add", "in", "--library", "un.db", cwd=tmp_path).returncode == 0
    return tmp_path


def _rows(folder: Path, *arguments: str) -> list[dict[str, object]]:
    done = akn(*arguments, "--to", "jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_folder_and_a_library_give_one_answer(folder: Path) -> None:
    files, held = _rows(folder, "follow", "in"), _rows(folder, "follow", "--library", "un.db")
    assert len(files) == 16
    assert files == held


def test_rows_are_chosen_by_what_became_of_them_and_by_who_is_asked(folder: Path) -> None:
    rows = _rows(folder, "follow", "in", "--became", "changed", "--became", "dropped")
    assert {row["became"] for row in rows} == {"changed", "dropped"}
    rows = _rows(folder, "follow", "in", "--addressee", "secretaryGeneral")
    assert [row["became"] for row in rows] == ["renewed", "changed", "open"]


def test_the_table_has_a_column_for_each_field(folder: Path) -> None:
    table = list(csv.DictReader(io.StringIO(akn("follow", "in", "--to", "csv", cwd=folder).stdout.decode())))
    assert list(table[0]) == list(_rows(folder, "follow", "in")[0])
    assert table[0]["answered_by"] == "A/98/77"
    assert table[2]["addressees"] == "the World Health Organization"


def test_lines_for_a_terminal_say_what_changed(folder: Path) -> None:
    lines = akn("follow", "in", cwd=folder).stdout.decode()
    assert "A/RES/97/31 1 → A/RES/98/40 1: renewed [answered by A/98/77]\n" in lines
    assert "A/RES/97/31 2 → A/RES/98/40 2: changed (action weaker: Urges → Encourages)\n" in lines


def test_the_history_of_a_paragraph_in_a_library_tells_what_became_of_its_mandates(folder: Path) -> None:
    rows = _rows(folder, "library", "history", "A/RES/98/40", "2", "--mandates", "--library", "un.db")
    assert [(row["symbol"], row["became"]) for row in rows] == [
        ("A/RES/97/31", "changed"),
        ("A/RES/98/40", "renewed"),
        ("A/RES/99/52", "open"),
    ]
    none = akn("library", "history", "A/RES/98/40", "77", "--mandates", "--library", "un.db", cwd=folder)
    assert (none.returncode, none.stderr.decode()) == (1, "akn: un.db: holds no mandate of A/RES/98/40 77\n")


def test_one_series_of_a_library_is_asked_by_its_symbol(folder: Path) -> None:
    assert len(_rows(folder, "follow", "--library", "un.db", "A/RES/98/40")) == 16
    done = akn("follow", "--library", "un.db", "A/RES/90/1", cwd=folder)
    assert done.returncode == 2
    assert "un.db does not hold A/RES/90/1" in done.stderr.decode()


def test_what_makes_no_series_is_told_in_a_line(folder: Path) -> None:
    done = akn("follow", "in/97.txt", cwd=folder)
    assert done.returncode == 1
    assert "there is no series" in done.stderr.decode()
    assert akn("follow", cwd=folder).returncode == 2


def test_the_page_shows_the_words_that_changed_and_what_answered(folder: Path) -> None:
    pytest.importorskip("jinja2")
    page = akn("follow", "in", "--to", "html", cwd=folder).stdout.decode()
    assert "<del>Urges</del><ins>Encourages</ins> all States" in page
    assert '<a href="https://docs.un.org/en/A/98/77" title="A/RES/98/40: session, recipient, author, title">' in page


def test_the_calendar_says_what_is_overdue_as_of_a_day_only(folder: Path) -> None:
    assert {row["known"] for row in _rows(folder, "calendar", "in")} == {"", "answered", "asked again", "extended"}
    rows = _rows(folder, "calendar", "in", "--as-of", "2046-06-01", "--known", "overdue")
    assert [(row["date"], row["symbol"], row["number"]) for row in rows] == [("2044-03-01", "A/RES/97/31", "7")]
    done = akn("calendar", "in", "--as-of", "2046-13-01", cwd=folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_the_calendar_of_a_library_is_that_of_its_files(folder: Path) -> None:
    assert _rows(folder, "calendar", "--library", "un.db") == _rows(folder, "calendar", "in")


def test_calendar_programs_read_the_calendar(folder: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    first = akn("calendar", "in", "--to", "ics", cwd=folder)
    assert first.stdout == akn("calendar", "in", "--to", "ics", cwd=folder).stdout
    book = icalendar.Calendar.from_ical(first.stdout)
    events = book.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) == 6
    days = {(event.decoded("dtstart"), event.decoded("dtend")) for event in events}
    assert (date(2044, 3, 1), date(2044, 3, 2)) in days
    assert (date(2043, 9, 1), date(2043, 10, 1)) in days
    report = next(event for event in events if "97/31: the Secretary-General" in str(event["summary"]))
    assert "answered A/98/77" in str(report["description"])
    assert {line[:1] for line in first.stdout.split(b"\r\n") if len(line) > 75} == set()


def test_the_page_of_the_calendar_is_by_month(folder: Path) -> None:
    pytest.importorskip("jinja2")
    page = akn("calendar", "in", "--to", "html", "--as-of", "2046-06-01", cwd=folder).stdout.decode()
    assert page.index('id="m2043-09"') < page.index('id="m2044-03"') < page.index('id="m2046-09"')
    assert "as of 2046-06-01" in page
    assert '<span class="tag overdue">overdue</span>' in page
