"""Blocks written as text: in the layout of the printed document, and never misread."""

from __future__ import annotations

import pytest

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock
from akn.text import Kind, Mark, Text, mark
from converters.formats import Loss, text, without


def _note(key: str, marker: str, content: str) -> NoteBlock:
    return NoteBlock(key, marker, (Block(Text(content)),))


def _cell(content: str) -> CellBlock:
    return CellBlock((Block(Text(content)),) if content else ())


def test_a_document_is_written_as_it_is_printed() -> None:
    blocks: Blocks = (
        Block(Text("The General Assembly,", (Mark(0, 21, Kind.ITALIC),))),
        Block(Text("Recalling its resolution 98/1,", (mark(30, 30, Kind.NOTE, key="n1"),))),
        _note("n1", "1", "A/98/1."),
        Block(Text("Requests a report;"), label="1.", style=Style.PARAGRAPH, indent=1),
        TableBlock(((_cell("Post"), _cell("Grade")), (_cell(""), _cell("G-2")))),
    )
    assert text.write(blocks).decode() == (
        "The General Assembly,\n\nRecalling its resolution 98/1,¹\n\n1. Requests a report;\n\nPost\tGrade\n\tG-2\n\n"
        "____________________\n\n¹ A/98/1.\n"
    )


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ("A *star* here", "A \\*star\\* here"),
        ("Anna (Norway),* Bo (Chad)**", "Anna (Norway),* Bo (Chad)**"),
        ("As 5 km², note ¹", "As 5 km\\², note \\¹"),
        ("C:\\dir", "C:\\\\dir"),
        ("x^2", "x\\^2"),
        ("3/7", "\\&3/7"),
        ("12 green bottles", "\\&12 green bottles"),
        ("44-12345", "\\&44-12345"),
        ("- 14 - Notes", "\\&- 14 - Notes"),
        ("4 December 2044", "4 December 2044"),
        ("(a) An item", "(a) An item"),
        ("1. Requests", "1. Requests"),
        ("____________________", "____________________"),
    ],
)
def test_only_what_would_be_misread_is_escaped(content: str, written: str) -> None:
    block = Block(Text(content))
    assert text.write((block,)).decode() == written + "\n"
    assert text.read(text.write((block,))).value == (block,)


def test_neighbouring_calls_and_calls_in_brackets_are_told_apart() -> None:
    marks = (mark(3, 3, Kind.NOTE, key="a"), mark(3, 3, Kind.NOTE, key="b"), mark(5, 5, Kind.NOTE, key="b"))
    blocks: Blocks = (Block(Text("one () two", marks)), _note("a", "1", "First."), _note("b", "2", "Second."))
    written = text.write(blocks).decode()
    assert written.startswith("one¹^(2) (^(2)) two\n")
    assert text.read(written.encode()).value == without(blocks, text.LOSES)


def test_a_call_behind_a_bracket_that_nothing_closes_is_printed_as_any_other() -> None:
    blocks: Blocks = (Block(Text("one (two( three", (mark(9, 9, Kind.NOTE, key="a"),))), _note("a", "1", "First."))
    written = text.write(blocks)
    assert written.decode().startswith("one (two(¹ three\n")
    assert text.read(written).value == without(blocks, text.LOSES)


def test_a_dollar_is_escaped_only_before_a_call_that_would_take_it() -> None:
    marks = (mark(13, 13, Kind.NOTE, key="a"),)
    blocks: Blocks = (Block(Text("$5 is 5 and a$$", marks)), _note("a", "a", "First."))
    written = text.write(blocks).decode()
    assert written.startswith("$5 is 5 and a^(a)$$\n")
    priced: Blocks = (Block(Text("$5 or $6$$", (mark(9, 9, Kind.NOTE, key="a"),))), _note("a", "a", "First."))
    assert text.write(priced).decode().startswith("$5 or $6\\$^(a)$\n")
    for each in (blocks, priced):
        assert text.read(text.write(each)).value == without(each, text.LOSES)


def test_two_tables_that_meet_stay_two() -> None:
    table = TableBlock(((_cell("a"), _cell("b")),))
    assert text.read(text.write((table, table))).value == (table, table)


def test_a_table_of_numbers_and_texts_stays_a_table() -> None:
    table = TableBlock(((_cell("1."), _cell("First")), (_cell("2."), _cell("Second"))))
    assert text.read(text.write((table,))).value == (table,)


def test_what_a_text_cannot_carry_is_what_it_declares() -> None:
    blocks: Blocks = (
        Block(Text("Called.", (mark(7, 7, Kind.NOTE, key="x"), mark(7, 7, Kind.NOTE, marker="9")))),
        _note("lost", "3", "Never called."),
        _note("x", "1", "Called."),
    )
    assert without(blocks, text.LOSES) == (
        Block(Text("Called.9", (mark(7, 7, Kind.NOTE, key="1"),))),
        Block(Text("3 Never called.")),
        _note("1", "1", "Called."),
    )
    assert text.read(text.write(blocks)).value == without(blocks, text.LOSES)
    assert Loss.LABEL in text.LOSES


def test_nothing_is_written_as_nothing() -> None:
    assert text.write(()) == b""
