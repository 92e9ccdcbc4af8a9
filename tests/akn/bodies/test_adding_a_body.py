"""The body file of docs/adding-a-body.md: complete, read like those of the library, every example true."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from akn import bodies
from akn.blocks import Block
from akn.bodies import grammar, symbols
from akn.parse import parse_blocks
from akn.text import Text

DOC = Path(__file__).parents[3] / "docs" / "adding-a-body.md"
FOLDER = Path(bodies.__file__).parent


def _forget() -> None:
    """Everything that was made from the body files."""
    for module in (bodies, grammar, symbols):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def _with_the_body_of_the_doc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found = re.search(r"```toml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "libraries.toml").write_text(found[1], encoding="utf-8")
    monkeypatch.setattr(bodies, "_FOLDER", str(tmp_path))
    _forget()
    yield
    monkeypatch.undo()
    _forget()


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_the_examples_of_the_documented_file_are_true() -> None:
    body = bodies.load("libraries")
    assert len(body.examples) > 6
    for example in body.examples:
        symbol = (
            symbols.resolution(example.actor, example.text) if example.actor else symbols.parse_symbol(example.text)
        )
        if example.none:
            assert symbol is None
            continue
        assert symbol is not None, example.text
        assert symbol.printed == example.printed
        assert symbol.kind == example.kind
        assert example.session in ("", symbol.session)
        if example.work:
            assert str(symbols.work_uri(symbol)) == example.work


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_a_new_file_disturbs_no_other_body() -> None:
    symbol = symbols.parse_symbol("A/RES/67/195")
    assert symbol is not None
    assert str(symbols.work_uri(symbol)) == "/akn/un/statement/deliberation/unga/2012/67-195"
    assert bodies.names() == tuple(sorted((*(p.stem for p in FOLDER.glob("*.toml")), "libraries")))


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_a_text_of_the_new_body_is_identified_without_a_line_of_code() -> None:
    lines = [
        "CL/RES/30/4",
        "Resolution adopted by the Congress of Libraries on 3 May 2004",
        "30/4. Tidal libraries",
        "The Congress of Libraries,",
        "Recalling its resolution 29/1,",
        "1. Decides to build tidal libraries.",
    ]
    metadata = parse_blocks(tuple(Block(Text(line)) for line in lines)).value.metadata
    assert (metadata.kind, metadata.actor, metadata.number_iri) == ("resolution", "uncl", "30-4")
    assert metadata.symbols == ("CL/RES/30/4",)


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_the_formula_is_read_by_the_names_of_the_body_file() -> None:
    assert bodies.actor_named("The Congress of Libraries,", "eng") == "uncl"
    assert bodies.actor_named("Le Congrès des bibliothèques,", "fra") == "uncl"
    assert bodies.actor_named("The Congress of Librariess,", "eng") == ""
    lines = ["30/4. Tidal libraries", "The Congress of Libraries,", "Recalling its resolution 29/1,", "1. Decides so."]
    result = parse_blocks(tuple(Block(Text(line)) for line in lines))
    assert result.value.metadata.actor == "uncl"
    assert "S208" not in [d.code.code for d in result.diagnostics]


def test_the_body_of_the_doc_is_forgotten_afterwards() -> None:
    assert "libraries" not in bodies.names()
    assert symbols.parse_symbol("CL/RES/30/4") is None
