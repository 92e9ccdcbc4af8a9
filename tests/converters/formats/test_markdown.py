"""Markdown: what was written comes back, no character is taken for a sign, and texts of others are read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock
from akn.text import Kind, Mark, Text, mark
from converters.formats import markdown, without
from tests.converters.formats import text_blocks, word_blocks
from tests.thorough import of_full

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def _comes_back(blocks: Blocks) -> None:
    # of styles only titles and headings come back, so styles are set aside
    back = markdown.read(markdown.write(blocks), "a.md").value
    assert without(back, markdown.LOSES) == without(blocks, markdown.LOSES)


@given(word_blocks.documents())
@settings(suppress_health_check=_SLOW)
def test_what_was_written_comes_back(blocks: Blocks) -> None:
    _comes_back(blocks)


@given(text_blocks.documents())
@settings(suppress_health_check=_SLOW)
def test_signs_of_markup_in_the_text_come_back_as_text(blocks: Blocks) -> None:
    _comes_back(blocks)


def written(*blocks: Block | TableBlock | NoteBlock) -> str:
    return markdown.write(blocks).decode()


def read(text: str) -> Blocks:
    return markdown.read(text.encode(), "a.md").value


def test_titles_and_headings_are_headings() -> None:
    blocks = (Block(Text("Title"), style=Style.TITLE), Block(Text("On ships"), style=Style.HEADING))
    assert written(*blocks) == "# Title\n\n## On ships\n"
    assert read(written(*blocks)) == blocks


def test_looks_are_signs_where_signs_hold_and_html_elsewhere() -> None:
    text = Text("Decides to go on", (Mark(0, 7, Kind.ITALIC), Mark(8, 11, Kind.BOLD), Mark(14, 16, Kind.UNDERLINE)))
    assert written(Block(text)) == "*Decides* <b>to </b>go <u>on</u>\n"


@pytest.mark.parametrize(
    "line", ["1. x", "# x", "- x", "> x", "* x", "---", "a | b", "[^1]: x", "<b>x</b>", "&amp;", "***"]
)
def test_a_line_that_looks_like_markup_is_text(line: str) -> None:
    assert read(written(Block(Text(line)))) == (Block(Text(line)),)


def test_notes_are_footnotes() -> None:
    text = Text("it (a)", (mark(2, 2, Kind.NOTE, key="k"),))
    found = written(Block(text), NoteBlock("k", "1", (Block(Text("See.")), Block(Text("And.")))))
    assert found == "it[^1] (a)\n\n[^1]: See.\n\n    And.\n"


def test_a_table_has_pipes() -> None:
    cells = tuple(CellBlock((Block(Text(t)),)) for t in "ab")
    assert written(TableBlock((cells, cells))) == "| a | b |\n| --- | --- |\n| a | b |\n"


def test_texts_of_others_are_read_by_what_they_show() -> None:
    assert read("Title\n=====\n\nOne *two*\nthree  \nfour\n\n- a\n  - b\n\n3. c\n") == (
        Block(Text("Title"), style=Style.TITLE),
        Block(Text("One two threefour", (Mark(4, 7, Kind.ITALIC), Mark(13, 13, Kind.BREAK)))),
        Block(Text("a"), "•", Style.LIST, 0),
        Block(Text("b"), "•", Style.LIST, 1),
        Block(Text("c"), "3.", Style.LIST, 0),
    )


def test_a_note_that_nothing_calls_is_kept() -> None:
    assert read("x\n\n[^1]: Lost.\n") == (Block(Text("x")), NoteBlock("1", "1", (Block(Text("Lost.")),)))


def test_html_in_the_text_is_read_as_such() -> None:
    assert read("<table><tr><td>a</td></tr></table>\n") == (TableBlock(((CellBlock((Block(Text("a")),)),),)),)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"---\n", b"<!-- x -->"])
def test_a_text_without_words_has_no_blocks_and_says_so(data: bytes) -> None:
    found = markdown.read(data, "a.md")
    assert found.value == ()
    assert [d.code.code for d in found.diagnostics] == ["R103"]


def test_a_wall_of_signs_takes_linear_time() -> None:
    for sign in ("*", "[", "<b>", "`", "_a", "[^1]", "> ", "|", "&", "![", "- "):
        assert isinstance(read(sign * of_full(5000, 1000)), tuple)
