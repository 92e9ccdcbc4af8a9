"""Files are written as a whole or not at all, and read with the reason of a failure."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from akn.errors import AknError, UnreadableInput
from converters import files
from converters.files import (
    LEDGER,
    part_prefix,
    read_bytes,
    remove_left,
    remove_parts,
    replacing,
    write_atomically,
    write_listed,
)


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / "a/b/c.xml"), b"<x/>")
    assert (tmp_path / "a/b/c.xml").read_bytes() == b"<x/>"
    assert os.listdir(tmp_path / "a/b") == ["c.xml"]


def test_an_exception_in_the_middle_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "c.xml"
    target.write_bytes(b"old")

    def write_half() -> None:
        with replacing(str(target)) as file:
            file.write(b"new, half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["c.xml"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "c.xml"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_atomically(str(target), b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_keeps_pointing_where_it_points(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xml", tmp_path / "link.xml"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(str(link), b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_device_is_written_to_directly() -> None:
    write_atomically("/dev/null", b"gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_name_that_is_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    name = "n" * 251 + ".xml"
    write_atomically(str(tmp_path / name), b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_a_folder_that_is_a_file_is_told_as_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(AknError, match="cannot be written"):
        write_atomically(str(tmp_path / "a/b.xml"), b"x")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing.txt", "no such file"), (".", "is a folder"), ("a\0b", "null")],
    ids=["missing", "folder", "null character"],
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read_bytes(f"{tmp_path}/{name}")


def test_a_file_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1 << 20)
    with open("/dev/zero", "rb") as zero, pytest.raises(UnreadableInput, match="larger than 1 MiB"):
        read_bytes(f"/dev/fd/{zero.fileno()}")


def test_the_parts_of_a_killed_process_are_removed_and_no_others(tmp_path: Path) -> None:
    (tmp_path / f"{part_prefix(17)}1.part").write_bytes(b"")
    (tmp_path / f"{part_prefix(171)}1.part").write_bytes(b"")
    (tmp_path / "a.xml").write_bytes(b"")
    remove_parts(str(tmp_path), 17)
    assert sorted(os.listdir(tmp_path)) == [f"{part_prefix(171)}1.part", "a.xml"]
    remove_parts(str(tmp_path / "no such folder"), 17)


def test_half_files_of_another_machine_are_left_until_they_are_a_day_old(tmp_path: Path) -> None:
    ours, theirs = tmp_path / f"{part_prefix(1 << 30)}1.part", tmp_path / ".akn-elsewhere.example-7-1.part"
    old, living = tmp_path / ".akn-elsewhere.example-7-2.part", tmp_path / f"{part_prefix(os.getpid())}1.part"
    for path in (ours, theirs, old, living):
        path.write_bytes(b"")
    os.utime(old, (0, 0))
    remove_left(str(tmp_path))
    assert set(tmp_path.iterdir()) == {theirs, living}


def test_an_output_that_cannot_be_listed_is_written_and_tells_why(tmp_path: Path) -> None:
    (tmp_path / LEDGER).mkdir()
    assert "is a directory" in write_listed(str(tmp_path / "a.xml"), b"x", frozenset())
    assert (tmp_path / "a.xml").read_bytes() == b"x"
