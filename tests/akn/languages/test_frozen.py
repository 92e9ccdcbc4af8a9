"""The frozen form of the language files says what the files say, and never hides a change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from akn.languages import codes, frozen, load
from akn.languages.check import built, checked
from akn.languages.frozen import FOLDER, freeze, heads, read_frozen, read_toml
from akn.languages.shape import Language


def _without_examples(code: str) -> dict[str, object]:
    table = read_toml(code)
    table.pop("examples", None)
    return table


@pytest.mark.parametrize("code", codes())
def test_the_frozen_form_is_up_to_date(code: str) -> None:
    assert read_frozen(code) == _without_examples(code), "run python -m akn.languages"


@pytest.mark.parametrize("code", codes())
def test_a_language_is_the_same_value_frozen_or_not(code: str) -> None:
    table = _without_examples(code)
    assert repr(built(Language, table)) == repr(checked(Language, table, code)) == repr(load(code))


def test_the_heads_name_every_language() -> None:
    assert [head.code for head in heads()] == list(codes())
    assert all(head.stop_words for head in heads())


def test_a_changed_language_file_is_read_instead_of_its_frozen_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xxx.toml").write_text("code = 'old'\nalso = []\nscript = 'Latin'\nstop_words = []\n", encoding="utf-8")
    monkeypatch.setattr(frozen, "FOLDER", tmp_path)
    monkeypatch.setattr(frozen, "_FROZEN", tmp_path / "frozen")
    monkeypatch.setattr(frozen, "codes", lambda: ("xxx",))
    written = freeze(tmp_path / "frozen")
    assert [path.name for path in written] == ["xxx.json", "heads.json"]
    assert read_frozen("xxx") == {"code": "old", "also": [], "script": "Latin", "stop_words": []}
    (tmp_path / "xxx.toml").write_text("code = 'new'\n", encoding="utf-8")
    assert read_frozen("xxx") is None


def test_freezing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in freeze(tmp_path / "a")}
    second = {path.name: path.read_bytes() for path in freeze(tmp_path / "b")}
    assert first == second
    assert json.loads(first["heads.json"]).keys() == set(codes())
    assert all((FOLDER / f"{code}.toml").exists() for code in codes())
