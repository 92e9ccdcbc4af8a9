"""A library that was damaged on its way, or is none: one line that says so, from every command that reads it."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from akn_library.schema import is_sound
from tests.converters.command import RESOLUTION, akn
from tests.thorough import some_of

COMMANDS = (
    *(("library", work) for work in ("status", "list", "gaps", "duplicates", "mandates")),
    ("library", "find", "light"),
    ("library", "cited-by", "A/RES/98/7"),
    ("library", "cites", "A/RES/99/12"),
    ("library", "history", "A/RES/99/12"),
    ("library", "history", "A/RES/99/12", "1"),
    ("library", "export", "--to", "nt", "--output-dir", "export"),
    ("library", "add", "in", "--again"),
    ("library", "remove", "in/12.txt"),
    ("follow", "A/RES/99/12"),
    ("calendar",),
    ("catalogue",),
    ("check", "in"),
    ("convert", "in/12.txt", "-o", "a.xml"),
    ("view", "in", "--output-dir", "pages"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two texts, and the texts."""
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "in").mkdir()
    (folder / "in" / "12.txt").write_text(RESOLUTION)
    (folder / "in" / "7.txt").write_text(RESOLUTION.replace("99/12", "98/7").replace("2044", "2043"))
    assert akn("library", "add", "in", "--library", "whole.db", cwd=folder).returncode == 0
    return folder


def _told(folder: Path, command: tuple[str, ...]) -> str:
    """What a command says of a damaged library; `akn` refuses what calls itself an internal error."""
    done = akn(*command, "--library", "l.db", cwd=folder)
    told = done.stderr.decode()
    assert "B102" not in told
    return told


def _damage(data: bytes, seed: int) -> bytes:
    r = random.Random(f"damage {seed}")
    damaged = bytearray(data)
    for _ in range(r.choice((1, 10, 60, 400))):
        damaged[r.randrange(100, len(data))] = r.randrange(256)
    return bytes(damaged[: r.randrange(4096, len(data))] if r.random() < 0.2 else damaged)


@pytest.mark.parametrize("seed", some_of(range(8), 2))
def test_bytes_that_changed_are_no_fault_of_the_program(folder: Path, seed: int) -> None:
    whole = (folder / "whole.db").read_bytes()
    for command in COMMANDS:
        (folder / "l.db").write_bytes(_damage(whole, seed))
        _told(folder, command)


def test_a_text_that_is_none_is_said_to_be_damage_by_all(folder: Path) -> None:
    (folder / "l.db").write_bytes((folder / "whole.db").read_bytes())
    with closing(sqlite3.connect(folder / "l.db")) as db:
        db.execute("UPDATE unit SET text = CAST(x'ff' AS TEXT)")
        db.execute("UPDATE file SET path = CAST(x'ff61' AS TEXT) WHERE id = 1")
        db.execute("UPDATE version SET title = CAST(x'ff' AS TEXT)")
        db.commit()
    for command in (("library", "status"), ("library", "list"), ("library", "history", "A/RES/99/12", "1")):
        assert "l.db: is no library, or a damaged one" in _told(folder, command), command


@pytest.mark.parametrize("there", ["a folder", "a device"])
def test_what_is_no_file_is_refused_in_words(folder: Path, there: str) -> None:
    path = "in" if there == "a folder" else "/dev/null"
    done = akn("library", "add", "in", "--library", path, cwd=folder)
    assert done.returncode == 2
    assert "is a folder or a device, and a library is a file" in done.stderr.decode()


def test_what_sqlite_finds_whole_is_whole(folder: Path) -> None:
    assert is_sound(str(folder / "whole.db"))
    (folder / "x.db").write_bytes((folder / "whole.db").read_bytes()[:8192])
    assert not is_sound(str(folder / "x.db"))
