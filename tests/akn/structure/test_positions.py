"""Where the texts of cells and notes stand, as what is reported of them says."""

from __future__ import annotations

from akn.blocks import AnyBlock, Block, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Position
from akn.inline.context import Context
from akn.languages import load
from akn.parse import parse_blocks
from akn.text import Kind, Text, mark

HEAD = (
    Block(Text("99/7. Lamps of the harbour"), source=Position("a.docx", 1)),
    Block(Text("The General Assembly,"), source=Position("a.docx", 2)),
)
STRAY = "See paragraph 9 above."  # there is no such paragraph, and that is told


def called(content: str, line: int = 0) -> Block:
    text = Text(content, (mark(len(content), len(content), Kind.NOTE, key="1"),))
    return Block(text, source=Position("a.docx" if line else "", line))


def note(*blocks: Block | TableBlock, line: int = 0) -> NoteBlock:
    return NoteBlock("1", "1", blocks, source=Position("a.docx", line))


def table(*blocks: Block | TableBlock, line: int = 4) -> TableBlock:
    return TableBlock(((CellBlock(blocks),),), source=Position("a.docx", line))


def told(*blocks: AnyBlock) -> list[str]:
    lamps = Block(Text("1. Welcomes the lamps."), source=Position("a.docx", 3))
    found = parse_blocks((*HEAD, lamps, *blocks), source="a.docx").diagnostics
    return [str(d.position) for d in found if d.code.code == "C103"]


def test_a_text_in_a_cell_stands_in_its_own_line_if_that_is_known() -> None:
    assert told(table(Block(Text(STRAY), source=Position("a.docx", 6)))) == ["a.docx:6"]
    assert told(table(Block(Text(STRAY)))) == ["a.docx:4"]


def test_a_text_in_a_table_inside_a_cell_stands_somewhere_too() -> None:
    assert told(table(table(Block(Text(STRAY)), line=0))) == ["a.docx:4"]


def test_a_typed_label_in_a_cell_does_not_hide_where_it_stands() -> None:
    assert told(table(Block(Text(STRAY), label="(a)"))) == ["a.docx:4"]


def test_a_note_without_a_line_stands_where_it_is_called() -> None:
    assert told(called("2. Decides to wait.", 5), note(Block(Text(STRAY)))) == ["a.docx:5"]


def test_a_note_that_a_cell_calls_stands_there() -> None:
    assert told(table(called("Lamps", 7)), note(Block(Text(STRAY)))) == ["a.docx:7"]
    assert told(table(called("Lamps")), note(Block(Text(STRAY)))) == ["a.docx:4"]


def test_a_table_in_a_note_stands_where_the_note_does() -> None:
    assert told(called("2. Decides to wait.", 5), note(table(Block(Text(STRAY)), line=0), line=9)) == ["a.docx:9"]


def test_a_text_of_which_nothing_is_known_stands_in_the_source() -> None:
    assert str(Context(load("eng"), source="a.txt").where("Lamps", 3)) == "a.txt"
