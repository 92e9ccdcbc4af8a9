"""The report survives a killed run, and tells the next one what is done."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from akn.diagnostics import Code, Position
from akn.errors import AknError, UnreadableInput, UsageError
from converters.batch.report import Report, done_before, failed_before, read_report
from converters.batch.task import Done, Outcome
from converters.conversion import Status
from converters.options import Options


def _outcome(name: str, status: Status = Status.CONVERTED, digest: str = "1") -> Outcome:
    diagnostics = (
        (Code.INPUT_REFUSED.at(Position(source=name), reason="why", remedy="how"),) if status is Status.FAILED else ()
    )
    return Outcome(name, f"out/{name}.xml", status, digest, f"o{digest}", (("notes", 2),), diagnostics, 12.34)


def test_a_line_tells_all_about_one_input(tmp_path: Path) -> None:
    path = tmp_path / "new/report.jsonl"
    with Report(str(path), Options()) as report:
        report.add(_outcome("a.txt", Status.FAILED))
        assert path.read_text().count("\n") == 1, "the line is there at once"
    (line,) = read_report(str(path))
    assert line["input"] == "a.txt"
    assert line["output"] == "out/a.txt.xml"
    assert line["status"] == "failed"
    assert line["counts"] == {"notes": 2}
    assert line["milliseconds"] == 12.3
    assert line["diagnostics"][0]["code"] == "B101"
    assert line["version"]
    assert line["options"]


def test_what_is_known_at_the_end_only_goes_into_the_line_of_its_input_and_out_again(tmp_path: Path) -> None:
    path = str(tmp_path / "r")
    same = Code.SAME_WORK.at(Position(source="b.txt"), work="w", first="a.txt")
    with Report(path, Options()) as report:
        report.add(_outcome("a.txt"))
        report.add(_outcome("b.txt", Status.FAILED))
        report.tell([same])
    assert [[d["code"] for d in line["diagnostics"]] for line in read_report(path)] == [[], ["B101", "B114"]]
    before = Path(path).read_bytes()
    with Report(path, Options(), go_on=True) as report:
        report.tell([same])
    assert Path(path).read_bytes() == before
    with Report(path, Options(), go_on=True) as report:
        report.tell([])
    assert [[d["code"] for d in line["diagnostics"]] for line in read_report(path)] == [[], ["B101"]]


def test_what_is_done_is_what_was_converted_with_the_same_options(tmp_path: Path) -> None:
    path = str(tmp_path / "r")
    with Report(path, Options()) as report:
        report.add(_outcome("a.txt"))
        report.add(_outcome("b.txt", Status.FAILED))
        report.add(_outcome("c.txt", Status.INVALID))
    assert done_before(path, Options()) == {"a.txt": Done("1", "o1")}
    assert done_before(path, Options(language="ar")) == {}
    assert failed_before(path) == ["b.txt", "c.txt"]
    assert done_before(str(tmp_path / "none"), Options()) == {}


def test_a_catalogue_that_changed_makes_other_options(tmp_path: Path) -> None:
    path, catalogue = str(tmp_path / "r"), tmp_path / "c.tsv"
    catalogue.write_text("A/RES/99/1\t2044-12-01\n")
    options = Options(catalogue=str(catalogue))
    with Report(path, options) as report:
        report.add(_outcome("a.txt"))
    assert done_before(path, options)
    catalogue.write_text("A/RES/99/1\t2044-12-02\n")
    assert not done_before(path, options)


def test_a_report_that_goes_on_ends_with_one_line_an_input(tmp_path: Path) -> None:
    path = str(tmp_path / "r")
    with Report(path, Options()) as report:
        report.add(_outcome("a.txt"))
        report.add(_outcome("b.txt", Status.DIED))
    with Report(path, Options(), go_on=True) as report:
        report.add(_outcome("a.txt", Status.UNCHANGED))
        report.add(_outcome("b.txt", digest="2"))
    assert [(line["input"], line["status"], line["sha256"]) for line in read_report(path)] == [
        ("a.txt", "converted", "1"),
        ("b.txt", "converted", "2"),
    ]


def test_a_line_that_was_cut_by_a_killed_run_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "r"
    with Report(str(path), Options()) as report:
        report.add(_outcome("a.txt"))
        report.add(_outcome("b.txt"))
    path.write_bytes(path.read_bytes()[:-40])
    assert list(done_before(str(path), Options())) == ["a.txt"]
    with Report(str(path), Options(), go_on=True) as report:
        report.add(_outcome("b.txt"))
    assert list(done_before(str(path), Options())) == ["a.txt", "b.txt"]
    assert len(path.read_text().splitlines()) == 2


def test_a_later_failure_undoes_an_earlier_success(tmp_path: Path) -> None:
    path = str(tmp_path / "r")
    with Report(path, Options()) as report:
        report.add(_outcome("a.txt"))
        report.add(_outcome("a.txt", Status.FAILED))
    assert done_before(path, Options()) == {}
    assert failed_before(path) == ["a.txt"]


def test_a_name_that_is_not_utf8_is_the_same_name_when_read_again(tmp_path: Path) -> None:
    path, name = str(tmp_path / "r"), "bad-\udcff-قرار.txt"
    with Report(path, Options()) as report:
        report.add(_outcome(name))
    assert [line["input"] for line in read_report(path)] == [name]
    assert "قرار" in Path(path).read_text(), "what can be read by a person can be read"


@pytest.mark.parametrize("content", ["a novel\n", '{"other": 1}\n', "[1]\n"])
def test_a_file_that_is_no_report_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "r").write_text(content)
    with pytest.raises(UnreadableInput, match="no report"):
        list(read_report(str(tmp_path / "r")))


def test_a_report_that_cannot_be_written_is_told_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(AknError, match="cannot be written"):
        Report(str(tmp_path), Options()).__enter__()


@pytest.mark.parametrize("go_on", [False, True])
def test_a_report_is_written_by_one_run_at_a_time(tmp_path: Path, go_on: bool) -> None:
    pytest.importorskip("fcntl")
    path = str(tmp_path / "r")
    with Report(path, Options(), go_on=go_on) as report:
        report.add(_outcome("a.txt"))
        with pytest.raises(UsageError, match="another run is writing this report"):
            Report(path, Options(), go_on=go_on).__enter__()
        report.add(_outcome("b.txt"))
    with Report(path, Options(), go_on=True) as report:
        report.add(_outcome("c.txt"))
    assert [line["input"] for line in read_report(path)] == ["a.txt", "b.txt", "c.txt"]


def test_a_file_that_is_no_report_is_not_replaced_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a novel\n")
    with pytest.raises(UsageError, match=r"a.txt: is no report of a batch, and is not replaced by one"):
        Report(str(path), Options()).__enter__()
    assert path.read_text() == "a novel\n"


def test_every_line_is_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r"
    with Report(str(path), Options()) as report:
        assert report._file
        sizes: list[int] = []
        write = report._file.write
        monkeypatch.setattr(
            report, "_file", SimpleNamespace(write=lambda d: sizes.append(len(d)) or write(d), close=report._file.close)
        )
        report.add(_outcome("a" * 100_000))
    assert sizes == [path.stat().st_size]


def test_without_a_path_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Report("", Options()) as report:
        report.add(_outcome("a.txt"))
    assert list(tmp_path.iterdir()) == []


def test_lines_are_json_one_a_line_whatever_the_message(tmp_path: Path) -> None:
    path = tmp_path / "r"
    diagnostic = Code.INPUT_REFUSED.at(Position(source="a"), reason="two\nlines", remedy="one")
    with Report(str(path), Options()) as report:
        report.add(Outcome("a", "", Status.FAILED, diagnostics=(diagnostic,)))
    assert [json.loads(line)["input"] for line in path.read_text().splitlines()] == ["a"]
