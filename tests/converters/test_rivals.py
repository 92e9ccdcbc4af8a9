"""Inputs of one name in several formats: one document is written once, two documents are written both."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from converters import Options, convert, convert_many
from tests.converters.command import RESOLUTION, akn
from tests.thorough import some_of

OTHER = RESOLUTION.replace("99/12", "99/13").replace("keepers", "pilots")
FRENCH = """\
Assemblée générale

Résolution adoptée par l'Assemblée générale le 9 décembre 2044

99/12. Phares

L'Assemblée générale,

Rappelant sa résolution 98/7 du 3 décembre 2043,

1. Demande à tous les gardiens de garder la lumière;

2. Décide de rester saisie de la question.

61e séance plénière
9 décembre 2044
"""


def _word(text: str) -> bytes:
    return convert(text.encode(), name="a.txt", options=Options(to="docx")).output


def _deliver(folder: Path, **files: str | bytes) -> None:
    (folder / "in").mkdir(exist_ok=True)
    for suffix, content in files.items():
        path = folder / f"in/a.{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _written(folder: Path) -> dict[str, str]:
    """The outputs, each by a word that tells which input it is of."""
    words = ("keepers", "pilots", "gardiens")
    return {
        path.name: next(word for word in words if word in path.read_text())
        for path in sorted((folder / "out").glob("*.xml"))
    }


def _report(folder: Path) -> dict[str, tuple[str, str]]:
    lines = map(json.loads, (folder / "report").read_text().splitlines())
    return {line["input"]: (line["status"], line["output"]) for line in lines}


RUN = ("convert", "in", "--output-dir", "out", "--report", "report")


@pytest.mark.parametrize("jobs", some_of([(), ("--jobs", "2")], 2))
def test_one_document_in_two_formats_is_written_once_from_the_better_one(tmp_path: Path, jobs: tuple[str, ...]) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=RESOLUTION)
    done = akn(*RUN, *jobs, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert _report(tmp_path) == {"in/a.docx": ("converted", "out/a.xml"), "in/a.txt": ("superseded", "")}
    assert _written(tmp_path) == {"a.xml": "keepers"}
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"B119"} == {one["code"] for one in told if one.get("code", "").startswith("B")}
    assert "in/a.docx" in next(one["message"] for one in told if one.get("code") == "B119")


def test_prefer_says_which_is_taken(tmp_path: Path) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=RESOLUTION)
    assert akn(*RUN, "--prefer", "txt,pdf", cwd=tmp_path).returncode == 0
    assert _report(tmp_path) == {"in/a.docx": ("superseded", ""), "in/a.txt": ("converted", "out/a.xml")}
    wrong = akn(*RUN, "--prefer", "dokx", cwd=tmp_path)
    assert (wrong.returncode, b"there is no format 'dokx'" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("second", [OTHER, FRENCH], ids=["another number", "another language"])
def test_two_documents_of_one_name_are_written_both(tmp_path: Path, second: str) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=second)
    done = akn(*RUN, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert _report(tmp_path) == {"in/a.docx": ("converted", "out/a.xml"), "in/a.txt": ("converted", "out/a.txt.xml")}
    assert list(_written(tmp_path)) == ["a.txt.xml", "a.xml"]
    assert _written(tmp_path)["a.xml"] == "keepers"


@pytest.mark.parametrize("broken", [_word(RESOLUTION)[:400], b""], ids=["cut", "empty"])
def test_a_broken_one_keeps_no_good_one_from_being_written(tmp_path: Path, broken: bytes) -> None:
    _deliver(tmp_path, docx=broken, txt=RESOLUTION)
    done = akn(*RUN, cwd=tmp_path)
    assert done.returncode == 1, "one cannot be read"
    assert _report(tmp_path) == {"in/a.docx": ("failed", ""), "in/a.txt": ("converted", "out/a.xml")}
    assert _written(tmp_path) == {"a.xml": "keepers"}


def test_a_run_that_goes_on_does_nothing_again_until_one_is_lost(tmp_path: Path) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=RESOLUTION)
    akn(*RUN, "--resume", cwd=tmp_path)
    before = _report(tmp_path)
    again = akn(*RUN, "--resume", cwd=tmp_path)
    assert b"2 inputs: 2 unchanged" in again.stderr
    assert _report(tmp_path) == before
    _deliver(tmp_path, docx=b"PK\3\4 cut")
    third = akn(*RUN, "--resume", cwd=tmp_path)
    assert third.returncode == 1
    assert _report(tmp_path) == {"in/a.docx": ("failed", ""), "in/a.txt": ("converted", "out/a.xml")}


def test_what_comes_later_goes_beside_or_is_left_out(tmp_path: Path) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION))
    akn(*RUN, "--resume", cwd=tmp_path)
    _deliver(tmp_path, txt=RESOLUTION, md=OTHER)
    assert akn(*RUN, "--resume", cwd=tmp_path).returncode == 0
    assert _report(tmp_path) == {
        "in/a.docx": ("converted", "out/a.xml"),
        "in/a.txt": ("superseded", ""),
        "in/a.md": ("converted", "out/a.md.xml"),
    }


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _tar(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize(("name", "pack"), [("all.zip", _zip), ("all.tar.gz", _tar)])
def test_members_of_an_archive_are_treated_alike(tmp_path: Path, name: str, pack: object) -> None:
    files = {"a.txt": RESOLUTION.encode(), "b.txt": OTHER.encode(), "a.docx": _word(RESOLUTION), "~$a.docx": b"lock"}
    (tmp_path / name).write_bytes(pack(files))  # type: ignore[operator]
    done = akn("convert", name, "--output-dir", "out", "--report", "report", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {source.partition("!/")[2]: status for source, (status, _) in _report(tmp_path).items()} == {
        "a.txt": "superseded",
        "a.docx": "converted",
        "b.txt": "converted",
    }


def test_another_executor_settles_them_too(tmp_path: Path) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=RESOLUTION, md=OTHER)
    with ThreadPoolExecutor(2) as executor:
        outcomes = list(convert_many([tmp_path / "in"], output_dir=tmp_path / "out", executor=executor))
    assert {Path(one.source).name: one.status.value for one in outcomes} == {
        "a.docx": "converted",
        "a.txt": "superseded",
        "a.md": "converted",
    }
    assert _written(tmp_path) == {"a.md.xml": "pilots", "a.xml": "keepers"}


def test_a_strangers_file_stays_and_so_does_what_was_changed_by_hand(tmp_path: Path) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=OTHER)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.txt.xml").write_text("precious")
    done = akn(*RUN, cwd=tmp_path)
    assert (done.returncode, b"out/a.txt.xml was not written by akn" in done.stderr) == (1, True)
    assert (tmp_path / "out/a.txt.xml").read_text() == "precious"


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "view in --output-dir out --links none": lambda folder: sorted(
        path.name for path in (folder / "out").glob("*.html") if path.name != "index.html"
    ),
    "publish in --output-dir out": lambda folder: sorted(
        path.name for path in (folder / "out").glob("a*.html") if path.name != "index.html"
    ),
    "mandates in --to jsonl -o out.jsonl": lambda folder: _of_lines(folder, "text"),
    "chunks in -o out.jsonl": lambda folder: _of_lines(folder, "text"),
    "check in --to jsonl -o out.jsonl": lambda folder: _of_lines(folder, "file"),
    "links in --to jsonl -o out.jsonl": lambda folder: _of_lines(folder, "file"),
}


def _of_lines(folder: Path, name: str) -> list[str]:
    """What a table says in a column, for what tells the documents apart."""
    rows = map(json.loads, (folder / "out.jsonl").read_text().splitlines())
    return sorted(value for row in rows if (value := row.get(name, "")).startswith(("in/", "Calls upon")))


@pytest.mark.parametrize("command", COMMANDS)
def test_all_commands_take_one_of_a_pair(tmp_path: Path, command: str) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=RESOLUTION, md=OTHER)
    done = akn(*command.split(), "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(COMMANDS[command](tmp_path)) == 2, "one of the pair, and the other document"
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["file"] for one in told if one.get("code") == "B119"] == ["in/a.txt"]

    preferred = akn(*command.split(), "--prefer", "txt", "--format", "json", cwd=tmp_path)
    told = [json.loads(line) for line in preferred.stderr.splitlines()]
    assert [one["file"] for one in told if one.get("code") == "B119"] == ["in/a.docx"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_one_of_a_pair_keeps_no_command_from_the_good_one(tmp_path: Path, command: str) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION)[:400], txt=RESOLUTION)
    done = akn(*command.split(), cwd=tmp_path)
    assert (done.returncode, b"in/a.docx: error" in done.stderr) == (1, True)
    assert len(COMMANDS[command](tmp_path)) == 1
    assert akn(*command.split(), "--prefer", "dokx", cwd=tmp_path).returncode == 2


def test_documents_that_are_compared_by_name_are_read_both(tmp_path: Path) -> None:
    _deliver(tmp_path, docx=_word(RESOLUTION), txt=RESOLUTION)
    done = akn("diff", "in/a.docx", "in/a.txt", "--to", "json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
