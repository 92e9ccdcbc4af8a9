"""`akn upgrade`: a published file in, one that follows the profile out, and what was changed told."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from converters.files import LEDGER
from tests.converters.command import RESOLUTION, akn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file as they are published: plain web links instead of references, ids of another kind."""
    (tmp_path / "r.txt").write_text(RESOLUTION)
    xml = akn("convert", "r.txt", cwd=tmp_path).stdout.decode()
    xml = re.sub(r"<ref [^>]*>98/7</ref>", '<a href="https://undocs.org/en/A/RES/98/7">98/7</a>', xml)
    assert "undocs.org" in xml
    (tmp_path / "old").mkdir()
    (tmp_path / "old/r.xml").write_text(xml.replace('eId="para_1"', 'eId="para_17"'))
    return tmp_path


def test_an_upgraded_file_is_valid_and_has_references_instead_of_links(folder: Path) -> None:
    done = akn("upgrade", "old/r.xml", "-o", "new.xml", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert b"old/r.xml" in done.stderr, "what was changed is told"
    new = (folder / "new.xml").read_text()
    assert "undocs.org" not in new
    assert re.search(r'<ref [^>]*href="/akn/un/statement/deliberation/unga/2043-12-03/98-7"[^>]*>98/7</ref>', new)
    assert 'eId="para_1"' in new
    assert akn("validate", "new.xml", cwd=folder).returncode == 0


def test_a_folder_is_mirrored_and_a_file_that_cannot_be_read_does_not_stop_it(folder: Path) -> None:
    (folder / "old/a").mkdir()
    (folder / "old/a/broken.xml").write_text("<unclosed>")
    done = akn("upgrade", "old", "--output-dir", "new", cwd=folder)
    assert done.returncode == 1
    assert b"old/a/broken.xml" in done.stderr
    assert b"internal error" not in done.stderr
    assert [str(p.relative_to(folder)) for p in (folder / "new").rglob("*.xml")] == ["new/r.xml"]


def test_an_output_does_not_replace_its_input_by_chance(folder: Path) -> None:
    before = (folder / "old/r.xml").read_bytes()
    assert akn("upgrade", "old", "--output-dir", "old", cwd=folder).returncode == 2
    assert akn("upgrade", "old/r.xml", "-o", "old/r.xml", cwd=folder).returncode == 2
    assert (folder / "old/r.xml").read_bytes() == before
    assert akn("upgrade", "old/r.xml", "-o", "old/r.xml", "--force", cwd=folder).returncode == 0
    assert sorted(os.listdir(folder / "old")) == [LEDGER, "r.xml"], "no temporary file is left"


def test_upgrading_is_a_filter_too_and_doing_it_twice_changes_nothing(folder: Path) -> None:
    once = akn("upgrade", "-", cwd=folder, stdin=(folder / "old/r.xml").read_bytes()).stdout
    twice = akn("upgrade", "-", cwd=folder, stdin=once)
    assert twice.returncode == 0
    assert twice.stdout == once


def test_several_outputs_need_a_folder_in_the_words_of_convert(folder: Path) -> None:
    (folder / "in").mkdir()
    for name in ("1.xml", "2.xml"):
        (folder / "in" / name).write_bytes(b"<a/>")
    for inputs, words in ((("in",), b"a folder needs"), (("in/1.xml", "in/2.xml"), b"several inputs need")):
        for command in ("upgrade", "convert"):
            done = akn(command, *inputs, "-o", "x.xml", cwd=folder)
            assert done.returncode == 2
            assert words + b" --output-dir DIR" in done.stderr
