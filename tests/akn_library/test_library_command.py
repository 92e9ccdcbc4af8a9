"""`akn library` as it is called: where the library is, what is printed, and what the exit codes say."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import sqlite3
import time
import zipfile
from pathlib import Path

import pytest

from akn_library import Library
from tests.akn_library.dump import dump
from tests.akn_library.family import LIGHTHOUSES, write_family
from tests.converters.command import akn, alone, start
from tests.thorough import of_full, some_of


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The family and the library that it was added to, which each test has a copy of."""
    folder = tmp_path_factory.mktemp("added")
    write_family(folder / "in")
    done = akn("library", "add", "in", cwd=folder)
    assert done.returncode == 0
    assert done.stderr.decode().splitlines()[-1].endswith("akn-library.db: 6 converted; 97 paragraphs and other units")
    return folder


@pytest.fixture
def folder(added: Path, tmp_path: Path) -> Path:
    shutil.copytree(added, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_what_is_added_is_listed_and_counted(folder: Path) -> None:
    lines = akn("library", "list", cwd=folder).stdout.decode().splitlines()
    assert lines[0].split("\t") == [
        "A/RES/97/31",
        "eng",
        "2042-12-04",
        "Lighthouses for sustainable navigation",
        "in/lighthouses-97.txt",
    ]
    assert len(lines) == 6
    status = akn("library", "status", cwd=folder).stdout.decode()
    assert "6 files, 4 texts; by language: eng 4, fra 1, zho 1" in status
    assert json.loads(akn("library", "status", "--to", "jsonl", cwd=folder).stdout)["works"] == 4
    again = akn("library", "add", "in", cwd=folder)
    assert b"6 unchanged" in again.stderr


def test_what_is_found_has_the_same_columns_in_json_lines_and_csv(folder: Path) -> None:
    lines = akn("library", "find", "refugees", "--to", "jsonl", cwd=folder).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    table = list(
        csv.DictReader(io.StringIO(akn("library", "find", "refugees", "--to", "csv", cwd=folder).stdout.decode()))
    )
    assert len(rows) == len(table) == 3
    assert list(rows[0]) == list(table[0])
    assert {"file", "work", "symbol", "language", "eid", "place", "part", "number", "action", "text", "hits"} <= set(
        rows[0]
    )
    assert [rows[0]["text"][start:end] for start, end in rows[0]["hits"]] == ["refugees"]
    text = akn("library", "find", "refugees", cwd=folder).stdout.decode()
    assert "A/RES/97/31, preambular paragraph 2, noting (eng, 2042-12-04, in/lighthouses-97.txt)\n    Noting" in text


def test_a_list_in_csv_is_one_cell_with_its_names_whole(folder: Path) -> None:
    done = akn("library", "mandates", "--in", "A/RES/98/40", "--language", "en", "--to", "csv", cwd=folder)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [row["addressees"] for row in rows if row["number"] == "3"] == [
        "Member States; the United Nations Environment Programme"
    ]


def test_who_cites_whom_is_printed_a_line_a_citation(folder: Path) -> None:
    lines = akn("library", "cited-by", "A/RES/97/31", "--paragraph", "2 (a)", cwd=folder).stdout.decode().splitlines()
    assert lines == ["A/RES/98/40\teng\toperative paragraph 1\tparagraph 2 (a) #para_2__list_1__point_a"]
    rows = [
        json.loads(x) for x in akn("library", "cites", "A/RES/99/52", "--to", "jsonl", cwd=folder).stdout.splitlines()
    ]
    assert {row["cited"] for row in rows} >= {"A/RES/97/31", "A/RES/98/40"}


def test_wrong_calls_are_told_in_one_line(folder: Path) -> None:
    for arguments in (("cited-by", "nothing"), ("remove",), ("find", "x", "--library", "none.db")):
        done = akn("library", *arguments, cwd=folder)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


def test_the_library_is_found_in_a_folder_above_and_where_the_settings_say(folder: Path) -> None:
    below = folder / "in" / "deep"
    below.mkdir()
    assert len(akn("library", "list", cwd=below).stdout.splitlines()) == 6
    (folder / "in" / "akn.toml").write_text('library = "ours.db"\n')
    assert akn("library", "list", cwd=below).returncode == 2
    assert akn("library", "add", str(folder / "in" / "council.txt"), cwd=below).returncode == 0
    assert (folder / "in" / "ours.db").exists()
    assert len(akn("library", "list", cwd=below).stdout.splitlines()) == 1


def test_an_input_that_cannot_be_read_is_told_and_the_others_are_added(tmp_path: Path) -> None:
    write_family(tmp_path / "in")
    (tmp_path / "in" / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    done = akn("library", "add", "in", cwd=tmp_path)
    assert done.returncode == 1
    assert b"in/broken.docx" in done.stderr
    assert b"6 converted, 1 failed" in done.stderr
    assert b"could not be read: in/broken.docx" in akn("library", "status", cwd=tmp_path).stdout


def test_removing_names_what_is_gone(folder: Path) -> None:
    assert akn("library", "remove", "in/council.txt", cwd=folder).stdout == b"in/council.txt\n"
    assert akn("library", "remove", "in/council.txt", cwd=folder).returncode == 1
    assert len(akn("library", "list", cwd=folder).stdout.splitlines()) == 5


def test_several_processes_read_the_same_rows(folder: Path) -> None:
    done = alone("library", "add", "in", "--library", "two.db", "--jobs", "2", cwd=folder)
    assert done.returncode == 0
    with Library(folder / "akn-library.db") as one, Library(folder / "two.db") as two:
        assert dump(one) == dump(two)


@pytest.mark.disturbed
def test_a_run_that_is_killed_leaves_a_library_and_the_next_one_does_the_rest(folder: Path) -> None:
    for i in range(90):
        (folder / "in" / f"lamp-{i}.txt").write_text(f"The General Assembly,\n\n1. Decides to light lamp {i}.\n")
    killed = 0
    for delay in some_of((0.3, 0.6, 0.9, 1.2, 1.5), 3):
        run = start("library", "add", "in", "--library", "killed.db", "--jobs", "1", cwd=folder, stderr=-3)
        time.sleep(delay)
        run.send_signal(signal.SIGKILL)
        killed += run.wait() == -signal.SIGKILL
        if (folder / "killed.db").exists() and (folder / "killed.db").stat().st_size:
            db = sqlite3.connect(folder / "killed.db")
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            db.close()
    assert killed
    for path in ("killed.db", "whole.db"):
        assert akn("library", "add", "in", "--library", path, "--jobs", "1", cwd=folder).returncode == 0
    with Library(folder / "killed.db") as one, Library(folder / "whole.db") as two:
        assert dump(one) == dump(two)


def test_two_writers_wait_for_each_other(folder: Path) -> None:
    each = of_full(70, 25)
    for part in ("one", "two"):
        (folder / part).mkdir()
        for i in range(each):
            (folder / part / f"{i}.txt").write_text(f"The General Assembly,\n\n1. Decides to light {part} lamp {i}.\n")
    runs = [
        start("library", "add", part, "--library", "both.db", "--jobs", "1", cwd=folder, stderr=-3)
        for part in ("one", "two")
    ]
    assert [run.wait(timeout=250) for run in runs] == [0, 0]
    with Library(folder / "both.db") as library:
        assert library.status().files == 2 * each
        assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_writer_that_waits_too_long_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akn_library.schema.WAIT", 0.2)
    other = sqlite3.connect(folder / "akn-library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = akn("library", "remove", "in", cwd=folder)
    other.execute("ROLLBACK")
    other.close()
    assert done.returncode == 1
    assert b"another process is writing" in done.stderr
    assert len(akn("library", "list", cwd=folder).stdout.splitlines()) == 6


@pytest.mark.parametrize(
    ("line", "told", "code"),
    [
        ("remove in/nope.txt", "holds nothing of in/nope.txt", 1),
        ("remove --gone", "every file is where it was", 0),
        ("history A/RES/50/1", "does not hold A/RES/50/1", 1),
        ("history A/RES/97/31 77", "A/RES/97/31 has no paragraph 77", 1),
        ("history A/RES/97/31 --language ru", "does not hold A/RES/97/31 in that language", 1),
        ("cited-by A/RES/50/1", "nothing cites A/RES/50/1", 1),
        ("cited-by A/RES/97/31 --paragraph 99", "nothing cites paragraph 99 of A/RES/97/31", 1),
        ("cites A/RES/50/1", "does not hold A/RES/50/1", 1),
        ("find zeppelin", "no such paragraph", 1),
        ("list --language ru", "holds no such text", 1),
        ("mandates --in A/RES/50/1", "nobody is asked for such a thing; A/RES/50/1 is not in the library", 1),
        ("duplicates", "no text is held twice in a language", 0),
        ("gaps --body hrc", "nothing is absent between what is there", 0),
    ],
)
def test_what_is_absent_is_told_in_one_line(folder: Path, line: str, told: str, code: int) -> None:
    done = akn("library", *line.split(), cwd=folder)
    assert (done.stdout, done.returncode) == (b"", code)
    (said,) = done.stderr.decode().splitlines()
    assert said.endswith(f"akn-library.db: {told}")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("find x --since yesterday", "'yesterday' is no day"),
        ("find x --body parish", "parish"),
        ("mandates --until 2044-1", "'2044-1' is no day"),
        ("gaps --body parish", "parish"),
        ("find lamps --action request", "there is no action 'request': did you mean requests"),
        ("find lamps --action Requests", "there is no action 'Requests': did you mean requests"),
        ("find lamps --addressee zzzzzz", "there is no addressee 'zzzzzz': akn mandates --keys lists all"),
        ("mandates --addressee Secretary-General", "did you mean secretaryGeneral"),
        ("list --body parish", "parish"),
        ("status --library s3://bucket/un.db", "is an address, and a library is a file of this machine"),
        ("add in --library s3://bucket/un.db", "is an address, and a library is a file of this machine"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(folder: Path, line: str, told: str) -> None:
    done = akn("library", *line.split(), cwd=folder)
    assert (done.stdout, done.returncode) == (b"", 2)
    (said,) = done.stderr.decode().splitlines()
    assert told in said


@pytest.mark.parametrize(
    "typed",
    ["97/31", "resolution 97/31", "a/res/97/31", "A_RES_97_31", "A/RES/97/31.", "https://undocs.org/en/A/RES/97/31"],
)
def test_a_symbol_is_taken_as_people_type_it(folder: Path, typed: str) -> None:
    plain = akn("library", "cited-by", "A/RES/97/31", cwd=folder)
    assert plain.stdout
    assert akn("library", "cited-by", typed, cwd=folder).stdout == plain.stdout
    assert akn("library", "find", "--in", typed, cwd=folder).stdout.startswith(b"A/RES/97/31, ")


@pytest.mark.parametrize(
    "typed",
    ["E/RES/97/31", "HRC/RES/97/31", "ES-97/31", "S-97/31", "decision 97/31", "97/31 (2043)", "I do not recall 97/31",
     "UNCL/RES/97/31", "Charter 97/31"],
)  # fmt: skip
def test_what_says_more_than_a_number_means_no_other_text_with_that_number(folder: Path, typed: str) -> None:
    for arguments in (("cited-by", typed), ("history", typed), ("find", "lamps", "--in", typed)):
        done = akn("library", *arguments, cwd=folder)
        assert (done.stdout, done.returncode in (1, 2)) == (b"", True), arguments


def test_a_number_that_several_texts_have_is_told_with_them(folder: Path) -> None:
    with sqlite3.connect(folder / "akn-library.db") as db:
        db.execute(
            "INSERT INTO cited (symbol, body, kind, session, number, part)"
            " VALUES ('A/HRC/RES/97/31', 'hrc', 'resolution', '97', '31', '')"
        )
    done = akn("library", "cited-by", "97/31", cwd=folder)
    assert (done.returncode, b"can be A/HRC/RES/97/31, A/RES/97/31" in done.stderr) == (2, True)
    assert akn("library", "cited-by", "HRC 97/31", cwd=folder).returncode == 1
    done = akn("library", "history", "A/RES/97/31 and paragraph 1", cwd=folder)
    assert b"A/RES/97/31 is one: 'and paragraph 1' names no place in it" in done.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("find lighthouses zeppelin", "no such paragraph; none has zeppelin"),
        ("find lighthouses --in A/RES/12/1", "no such paragraph; A/RES/12/1 is not in the library"),
        ("find lighthouses --action deplores", "no such paragraph; action 'deplores' is not here"),
    ],
)
def test_what_nothing_here_has_is_named(folder: Path, line: str, told: str) -> None:
    done = akn("library", *line.split(), cwd=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert told in done.stderr.decode()


def test_volumes_are_counted_and_what_they_hold_twice_is_told(folder: Path) -> None:
    work = "Resolution {} (2044)\n\nof 12 January 2044\n\nThe Security Council,\n\n1. Decides to keep lamp {};\n\n"
    (folder / "volume.txt").write_text("".join(work.format(n, i) for i, n in enumerate((900, 901, 900))))
    assert akn("library", "add", "volume.txt", cwd=folder).returncode == 0
    assert "7 files (1 of them with several works), 6 texts; " in akn("library", "status", cwd=folder).stdout.decode()
    doubles = akn("library", "duplicates", cwd=folder).stdout.decode()
    assert doubles == "S/RES/900 (2044)\teng\tvolume.txt (2 times)\ttheir words differ\n"


def test_what_is_not_known_of_files_that_an_earlier_version_added_is_told(folder: Path) -> None:
    assert "earlier version" not in akn("library", "status", cwd=folder).stdout.decode()
    with sqlite3.connect(folder / "akn-library.db") as db:
        db.execute("UPDATE file SET read_as = '0.2.0/3' WHERE path = 'in/lighthouses-97.txt'")
    told = akn("library", "status", cwd=folder).stdout.decode()
    assert "added by an earlier version: 1 files, of which is not known: how binding mandates are" in told
    again = akn("library", "add", "in", cwd=folder)
    assert (b"1 converted" in again.stderr, b"5 unchanged" in again.stderr) == (True, True)
    assert "earlier version" not in akn("library", "status", cwd=folder).stdout.decode()


RECIPE = "Recipe\n\n1. Mix the flour with the eggs.\n"


@pytest.mark.parametrize("organ", ["", "Commission on the Status of Women "])
def test_a_number_with_a_date_that_is_none_of_its_own_is_listed_with_that(tmp_path: Path, organ: str) -> None:
    """54/7 is of another year: it is of another organ, surely where one is named, or the date is wrong."""
    numbers = f"{organ}resolutions 52/2 of 7 March 2008 and 54/7 of 12 March 2010"
    text = f"A/RES/98/61\n\n98/61. Lamps\n\nThe General Assembly,\n\nRecalling {numbers},\n\n1. Decides to meet.\n"
    (tmp_path / "a.txt").write_text(text)
    akn("library", "add", "a.txt", "--library", "a.db", cwd=tmp_path)
    citing = akn("library", "cited-by", "A/RES/54/7", "--library", "a.db", cwd=tmp_path).stdout.decode()
    where = "A/RES/98/61\teng\tpreambular paragraph 1\t54/7"
    assert citing == ("" if organ else f"{where}\tprinted with 2010-03-12: of another body, or a wrong date\n")
    cited = akn("library", "cites", "A/RES/98/61", "--library", "a.db", cwd=tmp_path).stdout.decode()
    assert cited.splitlines()[1] == "preambular paragraph 1\teng\t54/7\tforeign"


def test_a_file_whose_structure_is_in_doubt_is_named_as_long_as_it_is_there(tmp_path: Path) -> None:
    text = "A/RES/98/70\n\n98/70. Lamps\n\nA first paragraph,\n\n1. Requests a report;\n\n2. Decides to meet.\n"
    (tmp_path / "a.txt").write_text(text)
    for told in ("1 converted", "1 unchanged"):
        added = akn("library", "add", "a.txt", "--library", "a.db", cwd=tmp_path)
        assert (added.returncode, told in added.stderr.decode()) == (0, True)
        status = akn("library", "status", "--library", "a.db", cwd=tmp_path).stdout.decode()
        assert "in doubt as a whole: a.txt: the structure of the whole document is in doubt: it has no enact" in status


def test_files_that_are_left_out_and_those_that_are_no_resolution_are_named(folder: Path) -> None:
    for name in ("photo.png", "minutes.doc", "notes.DOC", "akn.toml", "lighthouses-97.txt.akn.toml"):
        (folder / "in" / name).write_bytes(b"")
    (folder / "in" / "recipe.txt").write_text(RECIPE)
    with zipfile.ZipFile(folder / "in" / "more.zip", "w") as archive:
        archive.writestr("scan.png", b"")
        archive.writestr("decision.txt", "The General Assembly,\n\n1. Decides to keep the lamps.\n")
    done = akn("library", "add", "in", cwd=folder)
    told = done.stderr.decode()
    assert "left out: 2 .doc: in/minutes.doc, in/notes.DOC: save it as .docx" in told
    assert "left out: 2 .png: in/more.zip!/scan.png, in/photo.png: .png is no format that is read" in told
    assert "no resolution: in/recipe.txt: find, list, catalogue and export leave it out unless --foreign" in told
    assert "1 converted, 1 foreign, 4 left out, 6 unchanged; " in told
    status = akn("library", "status", cwd=folder).stdout.decode()
    assert "8 files, 5 texts; by language: eng 5, " in status
    for line in (
        "no resolution: in/recipe.txt: find",
        "left out: in/photo.png: .png is no",
        "left out: in/notes.DOC: save",
    ):
        assert line in status
    assert ".toml" not in told + status
    rows = akn("library", "add", "in", "--format", "json", cwd=folder).stderr.decode()
    assert ("B121" in rows, "B108" in rows) == (True, True)
    (folder / "in" / "photo.png").unlink()
    assert akn("library", "remove", "--gone", cwd=folder).stdout == b"in/photo.png\n"
    assert "photo.png" not in akn("library", "status", cwd=folder).stdout.decode()


def test_what_was_read_by_name_stays_when_its_folder_leaves_it_out(folder: Path) -> None:
    (folder / "in" / "keeper.log").write_text("The General Assembly,\n\n1. Decides to keep the lamps.\n")
    assert akn("library", "add", "in/keeper.log", "--from", "text", cwd=folder).returncode == 0
    before = akn("library", "list", "--foreign", cwd=folder).stdout
    assert b"keeper.log" in before
    assert b"left out: 1 .log: in/keeper.log" in akn("library", "add", "in", cwd=folder).stderr
    assert akn("library", "list", "--foreign", cwd=folder).stdout == before


def test_what_is_no_resolution_is_found_and_listed_only_if_it_is_asked_for(folder: Path) -> None:
    (folder / "in" / "recipe.txt").write_text(RECIPE)
    report = "United Nations\nA/98/411\n\nGeneral Assembly\n\nReport on the lamps of the harbour\n\n1. Oil is short.\n"
    (folder / "in" / "report.txt").write_text(report)
    assert akn("library", "add", "in", cwd=folder).returncode == 0
    assert b"A/98/411" in akn("library", "find", "oil", cwd=folder).stdout, "a report has a symbol"
    (folder / "in" / "report.txt").unlink()
    assert akn("library", "remove", "--gone", cwd=folder).returncode == 0
    for line in ("find flour", "list"):
        plain, asked = (akn("library", *line.split(), *more, cwd=folder).stdout for more in ((), ("--foreign",)))
        assert (b"recipe" in plain, b"recipe" in asked) == (False, True)
    with Library(folder / "akn-library.db") as library:
        assert [len(list(library.records(foreign=foreign))) for foreign in (False, True)] == [4, 5]
        for foreign in (False, True):
            library.export("opensearch", folder / f"out-{foreign}", foreign=foreign)
            data = (folder / f"out-{foreign}" / "passages-00001.ndjson").read_text()
            assert ("flour" in data) is foreign
    tables = [akn("catalogue", "in", "--to", "csv", *more, cwd=folder) for more in ((), ("--foreign",))]
    assert [b"recipe" in one.stdout for one in tables] == [False, True]
    assert b"no resolution, left out without --foreign: in/recipe.txt" in tables[0].stderr


def test_a_paragraph_within_a_range_that_is_cited_is_cited(folder: Path) -> None:
    (folder / "range.txt").write_text(
        "Resolution 99/90\n\nThe General Assembly,\n\n1. Reaffirms paragraphs 9 to 14 of resolution 97/31;\n\n"
        "2. Recalls paragraph 2 (b) to (d) of resolution 97/31;\n"
    )
    assert akn("library", "add", "range.txt", cwd=folder).returncode == 0

    def citing(paragraph: str) -> list[str]:
        done = akn("library", "cited-by", "97/31", "--paragraph", paragraph, cwd=folder)
        return [line.split("\t")[2] for line in done.stdout.decode().splitlines() if "99/90" in line]

    assert [citing(n) for n in ("8", "9", "10", "14", "15")] == [[], *[["operative paragraph 1"]] * 3, []]
    assert [citing(n) for n in ("2 (a)", "2 (c)", "2 (e)")] == [[], ["operative paragraph 2"], []]
    shown = akn("library", "cited-by", "97/31", "--paragraph", "10", cwd=folder).stdout
    assert b"paragraphs 9 to 14 #para_9 to #para_14" in shown


def test_who_cites_is_narrowed_by_language_and_goes_into_a_file_in_its_form(folder: Path) -> None:
    every = akn("library", "cited-by", "A/RES/97/31", cwd=folder).stdout.decode().splitlines()
    english = akn("library", "cited-by", "A/RES/97/31", "--language", "en", cwd=folder).stdout.decode().splitlines()
    assert english == [line for line in every if line.split("\t")[1] == "eng"]
    assert 0 < len(english) < len(every)
    for work in ("mandates", "gaps", "list", "find light*"):
        done = akn("library", *work.split(), "-o", "rows.csv", "--library", "akn-library.db", cwd=folder)
        assert (done.stdout, done.returncode) == (b"", 0)
        if work != "gaps":
            assert "," in (folder / "rows.csv").read_text().splitlines()[0]


def test_an_option_that_there_is_not_is_told_with_the_usage_of_its_part(folder: Path) -> None:
    done = akn("library", "gaps", "--colour", "red", cwd=folder)
    assert done.returncode == 2
    assert "usage: akn library gaps " in done.stderr.decode()


def test_how_many_more_paragraphs_there_are_is_told(folder: Path) -> None:
    done = akn("library", "find", "light*", "--limit", "2", cwd=folder)
    with Library(folder / "akn-library.db") as library:
        count = len(list(library.find("light*", limit=-1)))
        assert (library.count("light*"), library.count("light*", language="fr")) == (
            count,
            len(list(library.find("light*", limit=-1, language="fr"))),
        )
        assert library.count(part="annex") == len(list(library.find(part="annex", limit=-1)))
    assert f"akn: 2 of {count}; --limit {count} has all" in done.stderr.decode()
    assert b" has all" not in akn("library", "find", "light*", "--limit", str(count), cwd=folder).stderr


def test_a_text_that_two_files_hold_is_found_once(folder: Path) -> None:
    questions = (
        ("find", "lighthouses"),
        ("find", "--in", "A/RES/97/31"),
        ("mandates", "--in", "A/RES/97/31"),
        ("cites", "A/RES/97/31"),
        ("cited-by", "A/RES/96/12"),
    )

    def places(*asked: str) -> list[tuple[str, ...]]:
        done = akn("library", *asked, "--to", "csv", cwd=folder)
        rows = csv.DictReader(io.StringIO(done.stdout.decode()))
        return sorted((row["symbol"], row["language"], row["eid"], row["file"]) for row in rows)

    once = [places(*question) for question in questions]
    (folder / "in" / "a-copy.txt").write_text(LIGHTHOUSES["97"])
    assert akn("library", "add", "in", cwd=folder).returncode == 0
    for question, before in zip(questions, once, strict=True):
        first_by_name = [(*row[:-1], row[-1].replace("lighthouses-97", "a-copy")) for row in before]
        assert first_by_name != before
        assert places(*question) == sorted(first_by_name)
        assert set(places(*question, "--copies")) == {*before, *first_by_name}


def test_files_that_were_moved_are_named_by_the_next_run(folder: Path) -> None:
    (folder / "in" / "council.txt").rename(folder / "in" / "moved.txt")
    said = akn("library", "add", "in", cwd=folder).stderr.decode()
    assert "akn: no longer there: in/council.txt: akn library remove --gone takes out what they said\n" in said
    assert akn("library", "remove", "--gone", cwd=folder).stdout == b"in/council.txt\n"
    assert "no longer there" not in akn("library", "add", "in", cwd=folder).stderr.decode()


def test_mandates_are_chosen_by_what_they_ask_for_and_by_force(folder: Path) -> None:
    rows = akn("library", "mandates", "--product", "report", "--to", "csv", cwd=folder).stdout.decode()
    made = list(csv.DictReader(rows.splitlines()))
    assert made
    assert all("report" in row["products"] for row in made)
    assert {row["due_kind"] for row in made} & {"date"}
    assert "2044-03-01" in {row["due_value"] for row in made}
    every = list(csv.DictReader(akn("library", "mandates", "--to", "csv", cwd=folder).stdout.decode().splitlines()))
    deciding = akn("library", "mandates", "--force", "deciding", "--to", "csv", cwd=folder).stdout.decode()
    assert list(csv.DictReader(deciding.splitlines())) == [row for row in every if row["force"] == "deciding"] != []
    assert akn("library", "find", "--product", "report", cwd=folder).stdout
