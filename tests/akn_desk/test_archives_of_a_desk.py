"""Archives at the desk: their files go into the folder, none of them anywhere else."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from akn_desk import archives
from akn_desk.folder import Folder, key_of
from converters.batch.bounded import Readers


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    idle = Readers(1)
    return Folder(str(tmp_path / "desk"), idle, idle)


def _zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _there(folder: Folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder.root).iterdir() if path.is_file()}


def test_the_files_of_an_archive_that_is_dropped_lie_in_the_folder(folder: Folder) -> None:
    Path(folder.root).mkdir()
    Path(folder.root, "b.txt").write_bytes(b"mine")
    data = _zip(**{"a.txt": b"one", "session/b.txt": b"two", "notes.doc": b"x", ".hidden.txt": b"x", "b.akn.toml": b""})
    assert folder.take("session.zip", data) == [("a.txt", ""), ("b (2).txt", "")]
    assert _there(folder) == {"a.txt": b"one", "b.txt": b"mine", "b (2).txt": b"two"}
    assert folder.take("session.zip", data) == [("a.txt", ""), ("b (2).txt", "")], "the same bytes are there already"


def test_a_name_that_leads_out_of_an_archive_is_refused(folder: Folder, tmp_path: Path) -> None:
    Path(folder.root).mkdir()
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name in ("../outside.txt", "in.txt"):
            info = tarfile.TarInfo(name)
            info.size = 1
            archive.addfile(info, io.BytesIO(b"x"))
    taken = folder.take("x.tar.gz", made.getvalue())
    assert [(name, bool(why)) for name, why in taken] == [("../outside.txt", True), ("in.txt", False)]
    assert not (tmp_path / "outside.txt").exists()
    assert _there(folder) == {"in.txt": b"x"}


def test_an_archive_that_is_none_says_so_by_its_name(folder: Folder) -> None:
    Path(folder.root).mkdir()
    ((name, why),) = folder.take("broken.zip", b"PK nothing")
    assert (name, why.startswith("broken.zip: the archive cannot be read")) == ("broken.zip", True)
    assert _there(folder) == {}


def test_no_more_than_a_bound_comes_out_of_an_archive(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(folder.root).mkdir()
    monkeypatch.setattr(archives, "MOST", 10)
    data = _zip(**{"a.txt": b"12345678", "b.txt": b"12345678", "c.txt": b"1"})
    assert folder.take("x.zip", data) == [("a.txt", ""), ("b.txt", "too_much")]


def test_an_archive_of_the_folder_is_listed_and_opened_when_asked(folder: Folder) -> None:
    Path(folder.root).mkdir()
    Path(folder.root, "old.zip").write_bytes(_zip(**{"a.txt": b"one"}))
    folder.look()
    assert [Path(path).name for path in folder.archives().values()] == ["old.zip"]
    assert folder.open(key_of("nothing.zip")) == []
    assert folder.open(key_of("old.zip")) == [("a.txt", "")]
    assert _there(folder)["a.txt"] == b"one"


def test_a_name_of_a_file_is_no_template() -> None:
    from akn_desk.app import _why

    assert _why("{draft}.tar.gz: cut off", {"too_large": "larger than {n} MB"}) == "{draft}.tar.gz: cut off"
    assert _why("too_large", {"too_large": "larger than {n} MB"}).startswith("larger than ")
