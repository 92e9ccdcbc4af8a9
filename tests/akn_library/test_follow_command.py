"""`akn follow`, `akn calendar` and `akn library history --mandates`, of files and of a library."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.akn.compare.harbours import YEARS
from tests.converters.command import akn


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The years and the library that they were added to, which each test has a copy of."""
    folder = tmp_path_factory.mktemp("added")
    (folder / "in").mkdir()
    for session, text in YEARS.items():
        (folder / "in" / f"{session}.txt").write_text(text)
    assert akn("library", "add", "in", "--library", "un.db", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def folder(added: Path, tmp_path: Path) -> Path:
    shutil.copytree(added, tmp_path, dirs_exist_ok=True)
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
    assert table[2]["addressees"] == "the World Health Organization; the International Labour Organization"
    assert table[2]["next_addressees"] == "the World Health Organization"


def test_lines_for_a_terminal_say_what_changed(folder: Path) -> None:
    lines = akn("follow", "in", cwd=folder).stdout.decode()
    assert "A/RES/97/31 1 → A/RES/98/40 1: renewed [answered by A/98/77]\n" in lines
    assert "A/RES/97/31 2 → A/RES/98/40 2: changed (action weaker: Urges → Encourages)\n" in lines
    assert "A/RES/98/40 6: new\n    Calls upon (all States) mark every wreck" in lines
    assert "6 → A/RES/99/52: dropped\n    Calls upon (all States) mark every wreck" in lines


def test_lines_name_a_mandate_of_the_last_text_once_unless_the_open_ones_are_asked_for(folder: Path) -> None:
    lines = akn("follow", "in", cwd=folder).stdout.decode()
    last = [(row["number"], row["became"]) for row in _rows(folder, "follow", "in") if row["symbol"] == "A/RES/99/52"]
    assert [became for _, became in last] == ["open"] * len(last) != []
    assert ": open" not in lines
    for number, _ in last:
        assert f"A/RES/99/52 {number}: " in lines, "it stands there as what a mandate became, or as new"
    asked = akn("follow", "in", "--became", "open", cwd=folder).stdout.decode()
    assert asked.count(": open\n") == len(last)


def test_texts_in_no_series_are_told_in_a_line(folder: Path) -> None:
    french = "A/RES/99/52\n\nL’Assemblée générale,\n\n1. Prie instamment tous les États de compter les lampes ;\n"
    (folder / "in" / "a.txt").write_text(french)
    assert akn("follow", "in", cwd=folder).stderr.decode() == "akn: 1 text is in no series: A/RES/99/52 (fra)\n"
    for n in range(1, 6):
        text = f"A/RES/99/{n}\n\nThe General Assembly,\n\n1. Urges all States to count the {n} lamps of pier {n};\n"
        (folder / "in" / f"b{n}.txt").write_text(text)
    done = akn("follow", "in", cwd=folder)
    told = "akn: 6 texts are in no series: A/RES/99/52 (fra), A/RES/99/1, A/RES/99/2, A/RES/99/3, A/RES/99/4, …\n"
    assert (done.returncode, done.stderr.decode()) == (0, told)
    assert akn("follow", "in", "--quiet", cwd=folder).stderr == b""


@pytest.mark.parametrize(("command", "name"), [("follow", "a.csv"), ("follow", "a.html"), ("calendar", "a.ics")])
def test_a_person_is_told_where_the_output_went(folder: Path, command: str, name: str) -> None:
    pytest.importorskip("icalendar" if name == "a.ics" else "jinja2")
    told = akn(command, "in", "-o", name, cwd=folder).stderr.decode()
    assert told == f"akn: wrote {folder / name}\n"
    assert akn(command, "in", "-o", name, "-q", cwd=folder).stderr == b""


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
    assert "<del>Urges </del><ins>Encourages</ins> all States" in page
    why = (
        "is of the session that was named, goes to the organ that was to have it, is called the report of who was asked"
    )
    told = f'<a href="https://docs.un.org/en/A/98/77"><bdi>A/98/77</bdi></a> <span class="quiet">A/RES/98/40: {why}'
    assert f"{told}, is on the same matter</span>" in page


def test_the_calendar_says_what_is_overdue_as_of_a_day_only(folder: Path) -> None:
    assert {row["known"] for row in _rows(folder, "calendar", "in")} == {"", "answered", "asked again", "extended"}
    rows = _rows(folder, "calendar", "in", "--as-of", "2046-06-01", "--known", "overdue")
    assert [(row["date"], row["symbol"], row["number"], row["read_to"]) for row in rows] == [
        ("2044-03-01", "A/RES/97/31", "7", "A/RES/99/52")
    ]
    done = akn("calendar", "in", "--as-of", "2046-13-01", cwd=folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_lines_of_the_calendar_have_a_head(folder: Path) -> None:
    head, *lines = akn("calendar", "in", cwd=folder).stdout.decode().splitlines()
    assert head.split("\t") == ["date", "what", "symbol", "number", "addressees", "ask", "known"]
    rows = _rows(folder, "calendar", "in")
    assert [line.split("\t")[1:4] for line in lines] == [[row[name] for name in head.split("\t")[1:4]] for row in rows]
    assert akn("calendar", "in", "--known", "overdue", cwd=folder).stdout == b"", "no head of nothing"


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
    months = re.findall(r'class="month" id="([^"]+)"', page)
    assert months[0] == "overdue", "what is overdue stands first"
    assert months[1:] == sorted(months[1:])
    assert {"m2043-09", "m2046-09"} <= set(months)
    assert "as of 2046-06-01" in page
    basis = '<span class="quiet">not answered in texts up to A/RES/99/52</span>'
    assert f'<span class="tag overdue">overdue</span><br>{basis}' in page


def test_a_text_alone_says_that_no_later_one_was_read_and_no_agenda_is_late(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    head = "A/RES/97/31\nResolution adopted by the General Assembly on 9 December 2042\n\nThe General Assembly,\n"
    ask = "\n1. Requests the Secretary-General to report by 1 March 2044;\n\n"
    item = "2. Decides to include in the provisional agenda"
    (tmp_path / "a.txt").write_text(f"{head}{ask}{item} of its ninety-ninth session the item entitled “Lamps”.\n")
    page = akn("calendar", "a.txt", "--to", "html", "--as-of", "2046-06-01", cwd=tmp_path).stdout.decode()
    assert page.count('<span class="tag overdue">overdue</span>') == page.count("no later text was read") == 1


# texts that are there twice, volumes, filters

_COUNCIL = """Resolution {0} (2044)
of {1} March 2044

The Security Council,

1. Requests the Secretary-General to report on the lamps of quay {0} by 1 May 2045;

Adopted unanimously at the 9999th meeting.

"""


def _stderr(folder: Path, *arguments: str) -> list[str]:
    done = akn(*arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stderr.decode().splitlines()


def test_a_text_that_is_there_twice_counts_once(folder: Path) -> None:
    once, due = _rows(folder, "follow", "in"), _rows(folder, "calendar", "in", "--as-of", "2046-06-01")
    (folder / "in" / "98-copy.txt").write_text(YEARS[98])
    (folder / "in" / "aa.txt").write_text(YEARS[99])
    assert akn("library", "add", "in", "--library", "un.db", cwd=folder).returncode == 0

    def same(rows: list[dict[str, object]]) -> list[dict[str, object]]:  # of two files the first by name is taken
        renamed = {"98-copy.txt": "98.txt", "in/98-copy.txt": "in/98.txt"}
        return [
            {k: renamed.get(v, v) if isinstance(v, str) and "file" in k else v for k, v in row.items()} for row in rows
        ]

    for given in (["in"], ["--library", "un.db"], ["--library", "un.db", "A/RES/98/40"]):
        assert same(_rows(folder, "follow", *given)) == once
        assert same(_rows(folder, "calendar", *given, "--as-of", "2046-06-01")) == due
        for command in ("follow", "calendar"):
            lines = _stderr(folder, command, *given)
            if given[0] == "--library":  # known, and the same at each question
                assert lines == [
                    "akn: 2 files hold texts for which another one stands in that language, and count only once"
                    " (akn library duplicates names them)"
                ]
                lines = _stderr(folder, command, *given, "--format", "json")
                assert [line.count('"B114"') for line in lines] == [1, 1]
            else:
                assert [line.partition(" say that they are")[0] for line in lines] == [
                    "in/98.txt: warning B114: this file and in/98-copy.txt",
                    "in/aa.txt: warning B114: this file and in/99.txt",
                ]
            assert _stderr(folder, command, *given, "--quiet") == []


def test_two_symbols_of_one_series_give_it_once(folder: Path) -> None:
    both = ("--library", "un.db", "A/RES/97/31", "A/RES/98/40")
    assert _rows(folder, "follow", *both) == _rows(folder, "follow", "in")
    assert _rows(folder, "calendar", *both) == _rows(folder, "calendar", "in")


def test_the_order_of_adding_changes_nothing(folder: Path) -> None:
    for name in ("99.txt", "98.txt", "97.txt"):
        assert akn("library", "add", f"in/{name}", "--library", "other.db", cwd=folder).returncode == 0
    for command in ("follow", "calendar"):
        assert _rows(folder, command, "--library", "other.db") == _rows(folder, command, "in")


def test_every_work_of_a_volume_is_read_by_itself(folder: Path) -> None:
    (folder / "volume").mkdir()
    (folder / "volume" / "v.txt").write_text(_COUNCIL.format(900, 4) + _COUNCIL.format(901, 6))
    (folder / "volume" / "w.txt").write_text(_COUNCIL.format(901, 6) + _COUNCIL.format(902, 8))
    rows = _rows(folder, "calendar", "volume")
    assert [(row["symbol"], row["file"], row["number"], row["adopted"]) for row in rows] == [
        ("S/RES/900 (2044)", "volume/v.txt", "1", "2044-03-04"),
        ("S/RES/901 (2044)", "volume/v.txt", "1", "2044-03-06"),
        ("S/RES/902 (2044)", "volume/w.txt", "1", "2044-03-08"),
    ]
    assert akn("library", "add", "volume", "--library", "volumes.db", cwd=folder).returncode == 0
    assert _rows(folder, "calendar", "--library", "volumes.db") == rows


def test_works_without_a_symbol_are_not_taken_for_one(folder: Path) -> None:
    works = "".join(_COUNCIL.format(number, 4) for number in (900, 901))
    (folder / "volume").mkdir()
    (folder / "volume" / "v.txt").write_text(works.replace("The Security Council", "The Council of Keepers"))
    assert akn("library", "add", "volume", "--library", "volumes.db", cwd=folder).returncode == 0
    for given in (["volume"], ["--library", "volumes.db"]):
        asks = [row["ask"] for row in _rows(folder, "calendar", *given)]
        assert [ask for ask in asks if "quay 900" in str(ask)] + [ask for ask in asks if "quay 901" in str(ask)] == asks
        assert len(asks) == 2


def test_a_filter_that_leaves_nothing_gives_a_table_without_rows(folder: Path) -> None:
    for command, filters in (
        ("follow", ["--addressee", "worldBank"]),
        ("calendar", ["--known", "overdue"]),
    ):
        full = akn(command, "in", "--to", "csv", cwd=folder)
        none = akn(command, "in", "--to", "csv", *filters, cwd=folder)
        assert (none.returncode, none.stdout) == (0, full.stdout.splitlines(keepends=True)[0])
        assert none.stderr.decode() == "akn: nothing is left: no row is as the arguments ask\n"
        for form in ("text", "jsonl"):
            assert akn(command, "in", "--to", form, *filters, cwd=folder).stdout == b""


def test_a_language_chooses_among_files_as_in_a_library(folder: Path) -> None:
    assert _rows(folder, "follow", "in", "--language", "en") == _rows(folder, "follow", "in")
    for given in (["in"], ["--library", "un.db"]):
        done = akn("calendar", *given, "--language", "fr", cwd=folder)
        assert (done.returncode, done.stdout) == (1, b"")
        assert "nothing is due there" in done.stderr.decode()
        assert akn("calendar", *given, "--language", "tlh", cwd=folder).returncode == 2


@pytest.mark.parametrize("command", ["follow", "calendar"])
def test_a_workbook_has_the_columns_of_the_table(folder: Path, command: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    done = akn(command, "in", "-o", "table.xlsx", cwd=folder)
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(folder / "table.xlsx").worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    expected = _rows(folder, command, "in")
    assert (sheet.title, list(head), len(rows)) == (command, list(expected[0]), len(expected))
    at = head.index("adopted")
    assert [row[at].date().isoformat() if row[at] else "" for row in rows] == [row["adopted"] for row in expected]


def test_the_history_and_the_series_of_a_library_say_the_same_of_two_languages(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    heads = {
        "es": ("Resolución aprobada por la Asamblea General el 9 de diciembre de", "La Asamblea General,"),
        "fr": ("Résolution adoptée par l’Assemblée générale le 9 décembre", "L’Assemblée générale,"),
    }
    asks = {
        ("es", 98): ("que presente un informe a más tardar el 1 de mayo de 2045", "guardianes"),
        ("es", 99): ("que presente un informe a más tardar el 1 de mayo de 2045", "guardianes"),
        ("fr", 98): ("de présenter un rapport le 1er mai 2045 au plus tard", "gardiens"),
        ("fr", 99): ("de présenter un rapport le 1er juin 2047 au plus tard", "veilleurs"),
    }
    for (code, session), (due, who) in asks.items():
        first, head = heads[code]
        verb = "Solicita al Secretario General" if code == "es" else "Prie le Secrétaire général"
        gives = (
            "que entregue los fondos de las lámparas a los" if code == "es" else "de remettre les fonds des lampes aux"
        )
        title = "Linternas de la costa" if code == "es" else "Lampes de la côte"
        text = f"A/RES/{session}/7\n\n{first} {session + 1945}\n\n{session}/7. {title}\n\n{head}\n\n"
        text += f"1. {verb} {due};\n\n2. {verb} {gives} {who}.\n"
        (tmp_path / "in" / f"{code}{session}.txt").write_text(text)
    assert akn("library", "add", "in", "--library", "un.db", cwd=tmp_path).returncode == 0
    told = [
        [(row["number"], row["became"]) for row in rows if row["language"] == "fra" and row["became"] != "open"]
        for rows in (
            _rows(tmp_path, "library", "history", "A/RES/99/7", "--mandates", "--library", "un.db"),
            _rows(tmp_path, "follow", "--library", "un.db"),
            _rows(tmp_path, "follow", "in"),
        )
    ]
    assert told == [[("1", "changed"), ("2", "renewed")]] * 3
