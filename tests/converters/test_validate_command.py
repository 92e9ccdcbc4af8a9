"""`akn validate`: every file has its verdict, and the exit code tells whether all pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.converters.command import RESOLUTION, akn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A valid file, an invalid one, and one that is no AKN."""
    (tmp_path / "r.txt").write_text(RESOLUTION)
    assert akn("convert", "r.txt", "-o", "good.xml", cwd=tmp_path).returncode == 0
    good = (tmp_path / "good.xml").read_bytes()
    (tmp_path / "bad.xml").write_bytes(good.replace(b"<preamble", b"<nonsense/><preamble"))
    (tmp_path / "other.xml").write_bytes(b"<html/>")
    return tmp_path


def test_a_valid_file_is_exit_code_0(folder: Path) -> None:
    done = akn("validate", "good.xml", cwd=folder)
    assert done.returncode == 0
    assert b"error" not in done.stdout
    assert done.stderr == b""


def test_an_invalid_file_is_exit_code_1_with_its_place_and_what_to_do(folder: Path) -> None:
    done = akn("validate", "bad.xml", cwd=folder)
    assert done.returncode == 1
    line = next(i for i, text in enumerate((folder / "bad.xml").read_text().splitlines(), 1) if "<nonsense/>" in text)
    assert f"bad.xml:{line}:" in done.stdout.decode()
    assert "error" in done.stdout.decode()
    assert "help" in done.stdout.decode()


def test_several_files_and_folders_each_have_a_verdict(folder: Path) -> None:
    (folder / "bad.xml").rename(folder / "bad.txt")  # the same expression twice would be a finding of its own
    done = akn("validate", ".", "missing.xml", cwd=folder)
    assert done.returncode == 1
    assert b"missing.xml: error B101" in done.stdout
    assert b"other.xml" in done.stdout
    assert b"3 files: 1 valid, 2 invalid" in done.stderr


def test_json_is_one_object_a_line(folder: Path) -> None:
    done = akn("validate", "bad.xml", "other.xml", "--format", "json", cwd=folder)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {f["file"] for f in found} == {"bad.xml", "other.xml"}
    assert done.stderr == b""


def test_sarif_is_one_document_for_all_files(folder: Path) -> None:
    done = akn("validate", "good.xml", "bad.xml", "--format", "sarif", cwd=folder)
    log = json.loads(done.stdout)
    assert (done.returncode, log["version"]) == (1, "2.1.0")
    assert any(result["level"] == "error" for result in log["runs"][0]["results"])


def test_standard_input_can_be_validated_as_a_filter(folder: Path) -> None:
    xml = akn("convert", "r.txt", cwd=folder).stdout
    assert akn("validate", "-", cwd=folder, stdin=xml).returncode == 0
    assert akn("validate", "-", "--profile", "xsd", "--quiet", cwd=folder, stdin=xml).stdout == b""


def test_errors_can_be_limited_and_wrong_usage_is_exit_code_2(folder: Path) -> None:
    all_of_them = akn("validate", "bad.xml", "--format", "json", cwd=folder).stdout.count(b'"error"')
    limited = akn("validate", "bad.xml", "--format", "json", "--max-errors", "1", cwd=folder).stdout
    assert limited.count(b'"error"') == 1 <= all_of_them
    assert akn("validate", cwd=folder).returncode == 2
    assert akn("validate", "good.xml", "--profile", "nonsense", cwd=folder).returncode == 2


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xd8", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_bad_input_is_a_finding_and_no_traceback(folder: Path, content: bytes) -> None:
    (folder / "x.xml").write_bytes(content)
    done = akn("validate", "x.xml", cwd=folder)
    assert done.returncode == 1
    assert b"internal error" not in done.stdout + done.stderr
    assert b"x.xml" in done.stdout
