"""How formats are found, and what is left of blocks when one has lost what it cannot carry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock
from akn.errors import UsageError
from akn.text import Kind, Mark, Text, mark
from converters import formats
from converters.formats import Loss, by_suffix, load, names, without


def test_formats_are_found_by_their_file_names() -> None:
    assert {"text", "docx"} <= set(names())
    assert "encoding" not in names()
    assert not any(name.startswith("_") for name in names())


@pytest.mark.parametrize(
    ("path", "name"), [("a.txt", "text"), ("b/c.TXT", "text"), ("d.docx", "docx"), ("e.zip", ""), ("f", "")]
)
def test_a_suffix_stands_for_a_format(path: str, name: str) -> None:
    assert by_suffix(path) == name


def test_every_format_offers_a_reader_or_a_writer_that_declares_its_losses() -> None:
    for name in names():
        module = load(name)
        assert any(hasattr(module, part) for part in ("read", "write", "write_document")), name
        if hasattr(module, "write"):
            assert frozenset(Loss).issuperset(module.LOSES), name


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no format 'odt'.*text"):
        load("odt")


def test_listing_formats_loads_none() -> None:
    code = (
        "import sys; from converters.formats import names, by_suffix; names(); by_suffix('a.txt');"
        "print([m for m in sys.modules if m.startswith('converters.formats.') and m.count('.') == 2])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_format_that_loses_nothing_keeps_blocks_as_they_are() -> None:
    blocks: Blocks = (
        Block(Text("One", (Mark(0, 3, Kind.ITALIC), mark(3, 3, Kind.NOTE, key="k"))), "1.", Style.HEADING, 2, cut=True),
        NoteBlock("k", "1", (Block(Text("Note")), Block(Text("more")))),
        TableBlock(((CellBlock((Block(Text("a")),), header=True, colspan=2),),)),
    )
    assert without(blocks, frozenset()) == blocks


def test_each_loss_takes_its_own_part() -> None:
    block = Block(
        Text("One", (Mark(0, 3, Kind.ITALIC), mark(0, 3, Kind.REF, href="#a"))), "1.", Style.HEADING, 2, cut=True
    )

    def left(*loses: Loss) -> Block:
        (only,) = without((block,), frozenset(loses))
        assert isinstance(only, Block)
        return only

    assert left(Loss.STYLE).style is Style.NONE
    assert left(Loss.INDENT).indent == 0
    assert left(Loss.CUT).cut is False
    assert left(Loss.LOOKS).text.of(Kind.ITALIC) == ()
    assert left(Loss.FINDINGS).text.of(Kind.REF) == ()
    labelled = left(Loss.LABEL)
    assert (labelled.label, labelled.text.content) == ("", "1. One")
    assert labelled.text.of(Kind.ITALIC) == (Mark(3, 6, Kind.ITALIC),)


def test_a_line_break_becomes_a_space_only_between_words() -> None:
    blocks = (Block(Text("ab c", (mark(1, 1, Kind.BREAK), mark(2, 2, Kind.BREAK)))),)
    assert without(blocks, frozenset({Loss.BREAKS})) == (Block(Text("a b c")),)


def test_a_ragged_table_becomes_a_rectangle_and_a_single_column_paragraphs() -> None:
    def cell(content: str) -> CellBlock:
        return CellBlock((Block(Text(content)),) if content else ())

    ragged = TableBlock(((cell(""), cell("a"), cell("b")), (cell(""), cell("c")), (cell(""),)))
    full = TableBlock(((cell("a"), cell("b")), (cell("c"), cell(""))))
    assert without((ragged,), frozenset({Loss.SPANS})) == (full,)
    column = TableBlock(((cell("a"),), (cell("b"),)))
    assert without((column,), frozenset({Loss.SPANS})) == (Block(Text("a")), Block(Text("b")))


def test_a_file_that_begins_with_an_underscore_is_no_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_private", "odt"):
        (tmp_path / f"{name}.py").write_text("")
    monkeypatch.setattr(formats, "__path__", [str(tmp_path)])
    formats.names.cache_clear()
    try:
        assert formats.names() == ("odt",)
    finally:
        monkeypatch.undo()
        formats.names.cache_clear()
