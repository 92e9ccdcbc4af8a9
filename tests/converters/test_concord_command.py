"""`akn concord`: the versions of a work in, rows and findings out."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.converters.command import akn

if TYPE_CHECKING:
    import openpyxl

EXAMPLES = Path(__file__).parents[2] / "examples"
VERSIONS = [str(EXAMPLES / f"tidal-libraries.{code}.txt") for code in ("en", "fr", "es", "ru", "zh")]
VERSIONS.append(str(EXAMPLES / "tidal-libraries-99-7.ar.txt"))


def test_the_versions_of_the_example_say_the_same() -> None:
    done = akn("concord", "--quiet", *VERSIONS, cwd=EXAMPLES)
    assert done.returncode == 0, done.stdout.decode()
    work, told = done.stdout.decode().splitlines()[:2]
    assert work == "/akn/un/statement/deliberation/unga/2044-12-09/99-7"
    assert told.startswith("eng ara fra rus spa zho: ")
    assert told.endswith(" rows, no findings")


def test_a_wrong_number_is_shown_with_what_stands_around_it(tmp_path: Path) -> None:
    wrong = (EXAMPLES / "tidal-libraries.fr.txt").read_text().replace("paragraphe 4 de", "paragraphe 5 de")
    (tmp_path / "wrong.fr.txt").write_text(wrong)
    done = akn("concord", "--quiet", VERSIONS[0], str(tmp_path / "wrong.fr.txt"), cwd=tmp_path)
    assert done.returncode == 1
    shown = done.stdout.decode()
    assert "1 finding" in shown
    assert "container_1\n  fra  reference: “5” in French, “4” in English\n       alinéa 1 du préambule: " in shown
    assert "le paragraphe 5 de la résolution 98/12" in shown
    assert "in particular paragraph 4 of resolution 98/12" in shown


def test_a_folder_holds_many_works_one_object_a_line(tmp_path: Path) -> None:
    for path in VERSIONS[:2]:
        text = Path(path).read_text()
        (tmp_path / Path(path).name).write_text(text)
        (tmp_path / f"other.{Path(path).name}").write_text(text.replace("99/7", "99/8"))
    done = akn("concord", "-q", str(tmp_path), "-o", str(tmp_path / "out.json"), cwd=tmp_path)
    assert done.returncode == 0
    lines = [json.loads(line) for line in (tmp_path / "out.json").read_text().splitlines()]
    assert [line["work"].rpartition("/")[2] for line in lines] == ["99-8", "99-7"]
    assert all(line["languages"] == ["eng", "fra"] for line in lines)


def test_bad_files_and_lone_ones_are_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<akomaNtoso")
    done = akn("concord", str(tmp_path / "broken.xml"), VERSIONS[0], cwd=tmp_path)
    assert done.returncode == 1
    assert "broken.xml" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    alone = akn("concord", "-q", VERSIONS[0], cwd=tmp_path)
    assert alone.returncode == 2
    assert "no work in two languages" in alone.stderr.decode()


def _workbook(path: Path) -> openpyxl.Workbook:
    """What another program reads; it is loaded by those tests alone, not by each process that collects them."""
    from openpyxl import load_workbook

    return load_workbook(path)


def _wrong(folder: Path) -> str:
    """The French version with a wrong date in the preamble and a wrong symbol in a note."""
    text = (EXAMPLES / "tidal-libraries.fr.txt").read_text()
    assert "1er décembre 2043" in text
    (folder / "wrong.fr.txt").write_text(text.replace("1er décembre 2043", "2 décembre 2043"))
    return str(folder / "wrong.fr.txt")


def test_a_second_run_shows_what_is_new(tmp_path: Path) -> None:
    wrong, state = _wrong(tmp_path), tmp_path / "seen.json"
    first = akn("concord", "-q", VERSIONS[0], wrong, "--seen", str(state), cwd=tmp_path)
    assert (first.returncode, "1 finding\n" in first.stdout.decode()) == (1, True)
    again = akn("concord", "-q", VERSIONS[0], wrong, "--seen", str(state), cwd=tmp_path)
    assert (again.returncode, "no findings, 1 seen before" in again.stdout.decode()) == (0, True)
    Path(wrong).write_text(Path(wrong).read_text().replace("paragraphe 4 de", "paragraphe 5 de"))
    more = akn("concord", "-q", VERSIONS[0], wrong, "--seen", str(state), cwd=tmp_path)
    assert (more.returncode, "1 finding, 1 seen before" in more.stdout.decode()) == (1, True)
    assert len(json.loads(state.read_text())["seen"]) == 2


def test_what_nobody_was_shown_is_not_seen(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    wrong, state = _wrong(tmp_path), tmp_path / "seen.json"
    files = (VERSIONS[0], wrong, VERSIONS[2])
    first = akn("concord", "-q", *files, "--of", "es", "-o", "es.docx", "--seen", str(state), cwd=tmp_path)
    assert json.loads(state.read_text())["seen"] == [], "the finding is one of the French version"
    again = akn("concord", "-q", *files, "--seen", str(state), cwd=tmp_path)
    assert (first.returncode, again.returncode) == (1, 1)
    assert "1 finding" in again.stdout.decode()
    assert len(json.loads(state.read_text())["seen"]) == 1


@pytest.mark.parametrize("held", ["[]", '{"seen": "abc"}', '{"seen": {"mine": 1}, "other": 5}', '{"seen": [1]}', "{"])
def test_a_file_that_is_no_state_is_told_and_stays(tmp_path: Path, held: str) -> None:
    state = tmp_path / "seen.json"
    state.write_text(held)
    done = akn("concord", "-q", VERSIONS[0], _wrong(tmp_path), "--seen", str(state), cwd=tmp_path)
    assert done.returncode != 0
    assert "no file of findings" in done.stderr.decode()
    assert state.read_text() == held


def test_a_word_file_of_the_translation_has_the_findings_as_comments(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    wrong = _wrong(tmp_path)
    done = akn("concord", "-q", VERSIONS[0], wrong, VERSIONS[2], "--of", "fr", "-o", "out.docx", cwd=tmp_path)
    assert done.returncode == 1
    opened = docx.Document(str(tmp_path / "out.docx"))
    assert any("2 décembre 2043" in p.text for p in opened.paragraphs)
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        comments, body = (archive.read(f"word/{name}.xml").decode() for name in ("comments", "document"))
    assert "“2 décembre 2043” in French, “1 December 2043” in English" in comments
    marked = body.partition("<w:commentRangeStart")[2].partition("<w:commentRangeEnd")[0]
    assert re.sub("<[^>]*>", "", f"<{marked}").strip() == "2 décembre 2043"


def _slight(tmp_path: Path) -> list[str]:
    """Two versions that differ in the volume of a treaty series."""
    for code, note in (("en", "vol. 1974, No. 33757"), ("fr", "vol. 1975, no 33757")):
        text = Path(VERSIONS[code == "fr"]).read_text(encoding="utf-8")
        at = text.index("\n1")  # a note of its own to the first operative paragraph
        end = text.index("\n\n", at)
        path = tmp_path / f"tidal.{code}.md"
        path.write_text(f"{text[:end]}[^77]{text[end:]}\n\n[^77]: {note}.\n", encoding="utf-8")
    return [str(tmp_path / f"tidal.{code}.md") for code in ("en", "fr")]


def test_what_weighs_little_is_folded_in_comments(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    files = _slight(tmp_path)
    for more, shown in (((), False), (("--all",), True)):
        akn("concord", "-q", *files, *more, "-o", "out.docx", cwd=tmp_path)
        with zipfile.ZipFile(tmp_path / "out.docx") as archive:
            comments = archive.read("word/comments.xml").decode()
        assert ("“1975” in French" in comments, "1 of little weight (--all)" in comments) == (shown, not shown)


def test_what_editions_have_by_their_kind_is_counted_in_a_line_and_listed_on_request(tmp_path: Path) -> None:
    files = _slight(tmp_path)
    done = akn("concord", "-q", *files, cwd=tmp_path)
    line = "1 difference that language editions have: volumes and pages 1"
    said = done.stdout.decode()
    assert (done.returncode, f"{line} (--all)" in said, "no findings" in said, "1975" in said) == (0, True, True, False)
    said = akn("concord", "-q", *files, "--all", cwd=tmp_path).stdout.decode()
    assert line in said
    assert "“1975” in French, “1974” in English" in said.partition(line)[2]
    made = json.loads(akn("concord", "-q", *files, "--to", "json", cwd=tmp_path).stdout)
    assert (made["findings"], [one["variant"] for one in made["variants"]]) == ([], ["volume"])


def test_a_workbook_says_how_many_rows_it_hides_and_hides_none_that_somebody_worked_on(tmp_path: Path) -> None:
    def hidden(*more: str) -> tuple[list[bool], list[str]]:
        done = akn("concord", *files, *more, "-o", "out.xlsx", cwd=tmp_path)
        told = [line for line in done.stderr.decode().splitlines() if "of little weight" in line]
        sheet = _workbook(tmp_path / "out.xlsx")["findings"]
        rows = [n for n, row in enumerate(sheet.iter_rows(values_only=True), 1) if "low" in row]
        return [bool(sheet.row_dimensions[n].hidden) for n in rows], told

    files = _slight(tmp_path)
    assert hidden() == ([True], ["akn: 1 difference of little weight, hidden (--all shows all)"])
    assert hidden("--quiet") == ([True], [])
    assert hidden("--all") == ([False], [])
    book = _workbook(tmp_path / "out.xlsx")
    columns = [cell.value for cell in book["findings"][1]]
    book["findings"].cell(2, columns.index("Remark") + 1, "the treaty has two volumes")
    book.save(tmp_path / "out.xlsx")
    assert hidden() == ([False], []), "what somebody wrote stays in sight, also where a program filters anew"
    assert _workbook(tmp_path / "out.xlsx")["findings"].auto_filter.filterColumn == []


def test_comments_need_one_version_of_one_work(tmp_path: Path) -> None:
    done = akn("concord", "-q", *VERSIONS[:3], "--to", "docx", "-o", "out.docx", cwd=tmp_path)
    assert done.returncode == 2
    assert "--of" in done.stderr.decode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of a French version with a fault."""
    folder = tmp_path_factory.mktemp("made")
    akn("concord", "-q", VERSIONS[0], _wrong(folder), "-o", "out.xlsx", cwd=folder)
    return (folder / "out.xlsx").read_bytes()


def test_what_was_ticked_in_a_workbook_stays(tmp_path: Path, made: bytes) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(made)
    book = _workbook(path)
    columns = [cell.value for cell in book["findings"][1]]
    book["findings"].cell(2, columns.index("Worked through") + 1, "x")
    book["findings"].cell(2, columns.index("Remark") + 1, "asked the translator")
    book.save(path)

    def first() -> dict[str, object]:
        (row, *_) = _workbook(path)["findings"].iter_rows(min_row=2, values_only=True)
        return dict(zip(columns, row, strict=True))

    akn("concord", "-q", VERSIONS[0], _wrong(tmp_path), "-o", "out.xlsx", cwd=tmp_path)
    assert (first()["Worked through"], first()["Remark"], first()["Weight"]) == ("x", "asked the translator", "high")

    akn("concord", "-q", *VERSIONS[:2], "-o", "out.xlsx", cwd=tmp_path)  # the fault is mended
    assert (first()["Worked through"], first()["Remark"], first()["Weight"]) == ("x", "asked the translator", "gone")


def _own_column(book: openpyxl.Workbook) -> None:
    book["findings"]["P1"], book["findings"]["P2"] = "asked", "on Monday"


def _own_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("my notes")["A1"] = "ask the translator"


def _renamed(book: openpyxl.Workbook) -> None:
    book["findings"].title = "Findings"


@pytest.mark.parametrize("change", [_own_column, _own_sheet, _renamed])
def test_a_workbook_with_more_than_findings_stays(
    tmp_path: Path, made: bytes, change: Callable[[openpyxl.Workbook], None]
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(made)
    book = _workbook(path)
    change(book)
    book.save(path)
    before = path.read_bytes()
    done = akn("concord", "-q", VERSIONS[0], _wrong(tmp_path), "-o", "out.xlsx", cwd=tmp_path)
    assert (done.returncode, path.read_bytes()) == (1, before)
    assert "it stays as it is: move it away, or name another file" in done.stderr.decode()


@pytest.mark.parametrize("data", [b"my precious notes", b"PK\x03\x04 half a workbook"])
def test_what_is_no_workbook_stays(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(data)
    done = akn("concord", "-q", VERSIONS[0], _wrong(tmp_path), "-o", "out.xlsx", cwd=tmp_path)
    assert (done.returncode, path.read_bytes()) == (1, data)
    assert "Traceback" not in done.stderr.decode()
    assert "out.xlsx" in done.stderr.decode()


def test_rows_that_other_programs_end_early_are_read(tmp_path: Path, made: bytes) -> None:
    from openpyxl import Workbook

    path = tmp_path / "out.xlsx"
    path.write_bytes(made)
    (head, row) = _workbook(path)["findings"].iter_rows(values_only=True)
    short = Workbook()
    short.active.title = "findings"
    short.active.append(head)
    short.active.append(["x", *row[1:3]])
    short.save(path)
    assert akn("concord", "-q", VERSIONS[0], _wrong(tmp_path), "-o", "out.xlsx", cwd=tmp_path).returncode == 1
    weights = [line[1] for line in _workbook(path)["findings"].iter_rows(min_row=2, values_only=True)]
    assert weights == ["high", "gone"]


def test_a_workbook_has_a_row_a_finding_and_a_column_to_tick(tmp_path: Path, made: bytes) -> None:
    (tmp_path / "out.xlsx").write_bytes(made)
    head, row = _workbook(tmp_path / "out.xlsx")["findings"].iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert (found["Worked through"], found["Weight"], found["Language"]) == (None, "high", "French")
    assert (found["Place"], found["What it says differently"], found["The others"]) == (
        "preambular paragraph 1",
        "2 décembre 2043",
        "1 December 2043",
    )
