"""What the readers of a desk read before anybody asks, and what they send with a document."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import akn_desk
from akn.citing import occurrences
from akn.languages import codes
from akn_desk.reading import read, ready_in_languages

TEXT = "The General Assembly,\n\nRecalling its resolution 66/288 of 28 July 2012,\n\n1. Decides to meet again.\n"


def test_readers_have_read_something_in_each_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = tomllib.loads((files(akn_desk) / "ready.toml").read_text(encoding="utf-8"))
    assert held.keys() == set(codes())
    seen = []
    monkeypatch.setattr("akn_desk.reading.limited", lambda: None)
    monkeypatch.setattr("akn_desk.reading.read", lambda path: seen.append(read(path)))
    ready_in_languages("")
    assert [one.document.metadata.language for one in seen] == list(held), "patterns of each language were used"
    for one in seen:
        assert one.document.metadata.symbols == ("A/RES/98/12",)
        assert len(one.document.notes) == 1
        assert {link.link.cited for link in one.cited or ()} >= {"A/RES/97/310", "A/98/310"}
        assert "table" in repr(one.document.body).lower()


def test_a_document_comes_with_what_it_cites(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = read(str(path))
    assert found.cited, "the citation of the text"
    assert found.cited == occurrences(found.document), "as it is found anew"
