"""`akn diff`: two files in, what changed between them out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from converters import convert
from tests.converters.command import RESOLUTION, akn

NEXT = (
    RESOLUTION.replace("99/12", "100/9")
    .replace("2044", "2045")
    .replace("2. Decides", "2. Invites States to give oil for the lamps of the north;\n\n3. Decides")
    .replace("Recalling its resolution 98/7 of 3 December 2043", "Recalling its resolution 99/12 of 9 December 2044")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A resolution and that of the next year, the first as text, the second as AKN."""
    (tmp_path / "last.txt").write_text(RESOLUTION)
    (tmp_path / "this.txt").write_text(NEXT)
    assert akn("convert", "this.txt", "-o", "this.xml", cwd=tmp_path).returncode == 0
    return tmp_path


def test_the_lines_for_a_terminal_show_what_changed_and_nothing_else(folder: Path) -> None:
    done = akn("diff", "last.txt", "this.xml", cwd=folder)
    assert done.returncode == 0
    shown = done.stdout.decode()
    assert shown.startswith("--- last.txt\n+++ this.xml\n")
    assert "+ paragraph 2: added\n    {+Invites States to give oil for the lamps of the north;+}\n" in shown
    assert "~ preamble 1: changed" in shown
    assert "[-98/7" in shown
    assert "Calls upon" not in shown


def test_everything_is_shown_if_it_is_asked_for(folder: Path) -> None:
    assert (
        "  paragraph 1: same\n    Calls upon"
        in akn("diff", "last.txt", "this.xml", "--all", cwd=folder).stdout.decode()
    )


def test_json_goes_to_a_file_by_its_suffix(folder: Path) -> None:
    assert akn("diff", "last.txt", "this.xml", "-o", "diff.json", cwd=folder).returncode == 0
    told = json.loads((folder / "diff.json").read_bytes())
    assert (told["old"], told["new"]) == ("last.txt", "this.xml")
    assert {"old": "para_2", "new": "para_3", "kind": "renumbered"}.items() <= told["pairs"][-3].items()


def test_two_languages_are_not_compared(folder: Path) -> None:
    done = akn("diff", "last.txt", str(Path("examples/tidal-libraries.ar.txt").resolve()), cwd=folder)
    assert done.returncode == 2
    assert b"only documents of one language are compared" in done.stderr
    assert b"last.txt is in English and " in done.stderr, "by their names, not by codes"
    assert b" in Arabic;" in done.stderr


def test_a_file_that_cannot_be_read_is_told_in_one_line(folder: Path) -> None:
    done = akn("diff", "last.txt", "missing.xml", cwd=folder)
    assert done.returncode == 1
    assert done.stdout == b""
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("suffix", "start"), [("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("xml", b"<?xml")])
def test_the_suffix_of_the_output_says_what_it_is(folder: Path, suffix: str, start: bytes) -> None:
    if suffix == "html":
        pytest.importorskip("jinja2")
    assert akn("diff", "last.txt", "this.xml", "-o", f"changes.{suffix}", cwd=folder).returncode == 0
    assert (folder / f"changes.{suffix}").read_bytes().startswith(start)


def test_two_documents_that_say_little_alike_are_said_to(folder: Path) -> None:
    (folder / "other.txt").write_text(
        "The General Assembly,\n\n1. Welcomes the harvest of kelp in the northern bays.\n"
    )
    done = akn("diff", "last.txt", "other.txt", cwd=folder)
    assert done.returncode == 0
    assert b"last.txt and other.txt may not belong together" in done.stderr
    assert akn("diff", "last.txt", "this.xml", cwd=folder).stderr == b""
    assert akn("diff", "last.txt", "other.txt", "--quiet", cwd=folder).stderr == b""
    done = akn("series", "last.txt", "other.txt", cwd=folder)
    assert b"they may not belong together" in done.stderr


@pytest.mark.parametrize("command", [("diff",), ("concord",), ("series", "b.txt")])
def test_what_was_read_with_an_error_is_not_compared(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    (tmp_path / "b.txt").write_text(NEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    done = akn(*command, "a.txt", "empty.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert any(line.startswith("empty.txt: error R103") for line in done.stderr.decode().splitlines())
    assert b"empty.txt" not in done.stdout
    assert b"belong together" not in done.stderr


def test_slight_changes_are_counted_in_a_line_and_shown_on_demand(folder: Path) -> None:
    shown = akn("diff", "last.txt", "this.xml", cwd=folder).stdout.decode()
    assert "not shown (--all): " in shown
    assert "changes of the front matter" in shown
    assert "~ cover" not in shown
    assert "~ cover: changed (" in akn("diff", "--all", "last.txt", "this.xml", cwd=folder).stdout.decode()


def test_tracked_changes_are_told_and_settled_as_asked(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(RESOLUTION)
    (tmp_path / "two.txt").write_text(NEXT)
    assert akn("diff", "one.txt", "two.txt", "-o", "tracked.docx", cwd=tmp_path).returncode == 0
    done = akn("diff", "one.txt", "tracked.docx", cwd=tmp_path)
    assert "R201" in done.stderr.decode()
    assert "{+Invites States to give oil" in done.stdout.decode()
    rejected = akn("diff", "--revisions", "reject", "one.txt", "tracked.docx", cwd=tmp_path)
    assert "Invites States to give oil" not in rejected.stdout.decode()
    assert "R201" not in akn("diff", "-q", "one.txt", "tracked.docx", cwd=tmp_path).stderr.decode()


def test_tracked_changes_of_both_files_are_settled_and_reported_as_asked(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(RESOLUTION)
    for name, word in (("a", "bright"), ("b", "steady")):
        (tmp_path / "two.txt").write_text(RESOLUTION.replace("burning", word))
        assert akn("diff", "one.txt", "two.txt", "-o", f"{name}.docx", cwd=tmp_path).returncode == 0
    assert "[-bright-] {+steady+}" in akn("diff", "a.docx", "b.docx", cwd=tmp_path).stdout.decode()
    rejected = akn("diff", "--revisions", "reject", "a.docx", "b.docx", cwd=tmp_path)
    assert rejected.stdout.decode() == "--- a.docx\n+++ b.docx\n9 same\n"
    reported = akn("diff", "--revisions", "report", "a.docx", "b.docx", cwd=tmp_path).stderr.decode()
    deleted = re.findall(r"^(\S+)\.docx:.* R202: tracked change, deletion .*burning", reported, re.MULTILINE)
    assert deleted == ["a", "b"]


def test_three_texts_stand_side_by_side(folder: Path) -> None:
    adopted = NEXT.replace("give oil", "give oil and wicks").replace("100/9", "100/10")
    (folder / "adopted.txt").write_text(adopted)
    shown = akn("diff", "last.txt", "this.xml", "adopted.txt", cwd=folder).stdout.decode()
    assert "1: last.txt\n2: this.xml\n3: adopted.txt\n" in shown
    assert "paragraph 2 (absent, new, changed)\n    1: –\n    2: Invites States to give oil" in shown
    assert "3: Invites States to give oil {+and wicks+}" in shown
    assert "Calls upon" not in shown
    assert akn("diff", "last.txt", "this.xml", "adopted.txt", "-o", "x.html", cwd=folder).returncode == 0
    page = (folder / "x.html").read_text()
    assert "<ins>and wicks</ins>" in page.replace(' class="akn-span"', "")
    assert akn("diff", "last.txt", "this.xml", "adopted.txt", "-o", "x.docx", cwd=folder).returncode == 0
    assert convert((folder / "x.docx").read_bytes(), name="x.docx").document
    word = ZipFile(folder / "x.docx").read("word/document.xml").decode()
    assert re.search(r'w:val="CameIn"/>.{0,200}and wicks', word)
    assert akn("diff", "last.txt", "this.xml", "adopted.txt", "-o", "x.json", cwd=folder).returncode == 2
