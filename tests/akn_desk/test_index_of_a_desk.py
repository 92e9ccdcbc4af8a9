"""The index of a desk that cannot be made: it is told, and tried again; what is done is not told as changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn.checking import check, remarks_of
from akn.diagnostics import Code, Position
from akn_desk import ticks
from akn_desk.folder import key_of
from akn_desk.indexing import LIBRARY, Index, State
from akn_desk.pages import told_of_index
from akn_library import Library
from converters import convert
from converters.options import CorrectionsFile, Options
from tests.akn_desk.running import RESOLUTION, desk


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akn_desk.indexing._PATIENCE", 0.01)
    monkeypatch.setattr("akn_desk.indexing._AGAIN", (0.3,))


def _until(index: Index, holds: Callable[[State], object]) -> State:
    until = time.monotonic() + 200
    while not holds(state := index.state()):
        assert time.monotonic() < until, state
        time.sleep(0.01)
    return state


@pytest.mark.usefixtures("quick")
def test_an_index_that_fails_says_so_and_is_made_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text(RESOLUTION)
    add = Library.add
    full = [True]

    def refused(library: Library, *given: Any, **more: Any) -> Any:
        if full[0]:
            raise OSError(28, "No space left on device")
        return add(library, *given, **more | {"jobs": 1})

    monkeypatch.setattr(Library, "add", refused)
    index = Index(str(tmp_path), lambda: [str(tmp_path / "one.txt")])
    index.wake()
    state = _until(index, lambda s: s.fault)
    assert "No space left" in state.fault
    assert not state.ready
    assert "could not be made" in told_of_index(state, "eng")
    assert "n’a pas pu être fait" in told_of_index(state, "fra")
    assert index.find("keepers") == []
    full[0] = False
    _until(index, lambda s: s.ready)
    index.end()
    assert index.state().fault == ""
    assert len(index.find("keepers")) == 1


@pytest.mark.usefixtures("quick")
def test_files_that_the_readers_of_the_index_lose_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from converters.conversion import Status

    (tmp_path / "one.txt").write_text(RESOLUTION)
    add = Library.add
    lost = [True]

    def without(library: Library, *given: Any, **more: Any) -> Any:
        from msgspec.structs import replace

        made = add(library, *given, **more | {"jobs": 1})
        return (replace(one, status=Status.DIED) if lost[0] else one for one in made)

    monkeypatch.setattr(Library, "add", without)
    index = Index(str(tmp_path), lambda: [str(tmp_path / "one.txt")])
    index.wake()
    assert "1 / 1: one.txt" in _until(index, lambda s: s.fault).fault
    lost[0] = False
    _until(index, lambda s: s.ready)
    index.end()


@pytest.mark.usefixtures("quick")
def test_a_damaged_index_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text(RESOLUTION)
    (tmp_path / LIBRARY).write_bytes(b"no library at all" * 99)
    add = Library.add
    monkeypatch.setattr(Library, "add", lambda library, *given, **more: add(library, *given, **more | {"jobs": 1}))
    index = Index(str(tmp_path), lambda: [str(tmp_path / "one.txt")])
    index.wake()
    _until(index, lambda s: s.ready)
    index.end()
    assert len(index.find("keepers")) == 1


def test_a_symbol_that_a_link_has_already_changes_nothing(tmp_path: Path) -> None:
    text = RESOLUTION.replace("Recalling its", "Recalling document S/PV.7813 and its")
    with desk(tmp_path / "desk") as running:
        running.drop(("a.txt", text.encode()))
        running.wait()
        answer = running.json(f"/d/{key_of('a.txt')}/correct", {"text": "S/PV.7813", "to": "S/PV.7813"})
        assert answer["refused"] == ["The document is the same with it."]
        assert not (running.folder / "a.txt.akn.toml").exists()
        assert "refused" not in running.json(f"/d/{key_of('a.txt')}/correct", {"text": "S/PV.7813", "to": "S/PV.7814"})


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\nRecalling its resolution {},\n\n1. Requests a report.\n",
        "The General Assembly,\n\n1. Recalls its resolution {}.\n\n2. Recalls the lamps.\n",
        "The General Assembly,\n\n1. Recalls:\n\n(a) Its resolution {};\n\n(b) The lamps.\n",
        "The General Assembly,\n\n1. Recalls the lamps.[^1]\n\n[^1]: See resolution {}.\n",
    ],
)
def test_a_tick_on_a_misprinted_date_holds_once_a_person_says_where_the_link_leads(text: str) -> None:
    source = text.format("66/288 of 28 July 2012").encode()
    read = convert(source)
    (told,) = [d for d in read.diagnostics if d.code is Code.DATE_MISPRINTED]
    said = CorrectionsFile("a.toml", '[[reference]]\ntext = "66/288"\nto = "A/RES/66/288"\n')
    led = convert(source, options=Options(corrections=said))
    assert led.document is not None
    assert Code.DATE_MISPRINTED not in {d.code for d in led.diagnostics}
    (again,) = remarks_of(check(led.document), led.diagnostics)
    assert again.position.eid != told.position.eid
    assert ticks.place_keys(again) == ticks.place_keys(told)
    assert ticks.unseen([again], ticks.place_keys(told)) == []
    assert list(ticks.new_remarks([told], [again])) == []
    assert "printed date" not in again.message, "the link has the known one"
    assert ticks.unseen([again], []) == [again]


def test_a_remark_and_a_difference_on_the_same_words_of_a_place_have_one_cause() -> None:
    where = Position(eid="container_1")
    one = Code.DATE_MISPRINTED.at(where, text="98/7", date="2043-12-04", reading="A/RES/98/7", known="2043-12-03")
    assert len(list(ticks.keys_at([one], "container_1", "4 décembre 2043"))) == 1
    assert len(list(ticks.keys_at([one], "container_1", "98/7"))) == 1
    link = Code.DATE_MISPRINTED.at(Position(eid="container_1__ref_1"), text="98/7", date="2043-12-04")
    assert len(list(ticks.keys_at([link], "container_1", "4 décembre 2043"))) == 1
    assert list(ticks.keys_at([one], "container_2", "4 décembre 2043")) == []
    assert list(ticks.keys_at([one], "container_1", "5 mai 1999")) == []
    assert list(ticks.keys_at([one], "container_1", "")) == []
