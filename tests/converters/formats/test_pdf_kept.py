"""Pages that were recognised before are read from a folder that nothing needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from converters.formats.pdf.kept import KeptPages
from converters.formats.pdf.page import Face, Page, Picture, Piece, Space
from converters.formats.pdf.words import Recognised

PICTURE = Picture(bytes(range(12)), 3, 3, 4, 300)
PIECE = Piece(0, "lamps", 1.0, 2.0, 3.0, 3.0, 4.0, Face(10.5), space=Space.PRINTED, confidence=0.9)
FOUND = Recognised(Page(1, 3.0, 3.0, [PIECE], [], [], [], strokes=[(0.0, 0.0, 1.0, 1.0)]), ["lamps"], [])


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeptPages:
    monkeypatch.setenv("AKN_PAGES", str(tmp_path / "pages"))
    return KeptPages("engine 5")


def test_what_was_kept_is_there(kept: KeptPages) -> None:
    key = kept.key(PICTURE, "page eng")
    assert kept.get(key, Recognised) is None
    kept.put(key, FOUND)
    assert kept.get(key, Recognised) == FOUND


def test_another_picture_language_or_engine_is_another_page(kept: KeptPages) -> None:
    key = kept.key(PICTURE, "page eng")
    assert key == kept.key(replace(PICTURE, data=PICTURE.data[:3] + b"\xff" + PICTURE.data[4:]), "page eng"), "padding"
    others = {
        kept.key(replace(PICTURE, data=b"\xff" + PICTURE.data[1:]), "page eng"),
        kept.key(replace(PICTURE, dpi=150), "page eng"),
        kept.key(PICTURE, "page rus"),
        KeptPages("engine 6").key(PICTURE, "page eng"),
    }
    assert len(others | {key}) == 5


def test_what_is_damaged_is_not_there(kept: KeptPages, tmp_path: Path) -> None:
    key = kept.key(PICTURE, "page eng")
    kept.put(key, FOUND)
    (path,) = (p for p in (tmp_path / "pages").rglob("*") if p.is_file())
    path.write_bytes(path.read_bytes()[:10])
    assert kept.get(key, Recognised) is None
    kept.put(key, "eng")
    assert kept.get(key, Recognised) is None


def test_the_oldest_go(kept: KeptPages, tmp_path: Path) -> None:
    folder = tmp_path / "pages" / "00"
    folder.mkdir(parents=True)
    mine = {f"{i:04}-my-file.txt" for i in range(45)}
    for name in mine:
        (folder / name).write_text("mine")
    for i in range(45):
        kept.put(f"00{i:062}", FOUND)
    held = sorted({p.name for p in folder.iterdir()} - mine)
    assert len(held) == 40
    assert held[-1] == f"{44:062}"
    assert mine <= {p.name for p in folder.iterdir()}, "files of somebody else"


def test_it_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for named, there in (("off", False), ("", True)):
        monkeypatch.setenv("AKN_PAGES", named)
        off = KeptPages("engine 5")
        off.put("0011", FOUND)
        assert (off.get("0011", Recognised) == FOUND) is there
    assert (tmp_path / ".cache" / "akn" / "pages" / "00" / "11").is_file()


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AKN_PAGES", str(tmp_path / "file" / "pages"))
    kept = KeptPages("engine 5")
    kept.put("0011", FOUND)
    assert kept.get("0011", Recognised) is None
