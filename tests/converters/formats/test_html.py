"""HTML: pages of others are read by what they show, ours that somebody changed too."""

from __future__ import annotations

import pytest

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock
from akn.errors import UnreadableInput
from akn.text import Kind, Mark, Text, mark
from converters.formats import html
from tests.thorough import of_full


def page(body: str) -> Blocks:
    return html.read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "a.html").value


def test_a_page_of_others_is_read_by_what_it_shows() -> None:
    assert page("<h1>Title</h1><p>One <em>two</em><br>three</p>Loose <b>text</b><div>Own</div>") == (
        Block(Text("Title"), style=Style.TITLE),
        Block(Text("One twothree", (Mark(4, 7, Kind.ITALIC), Mark(7, 7, Kind.BREAK)))),
        Block(Text("Loose text", (Mark(6, 10, Kind.BOLD),))),
        Block(Text("Own")),
    )


def test_a_note_of_ours_that_lost_its_key_is_a_note() -> None:
    bodies = '<p class="akn-authorialNote" id="n">One.</p><p class="akn-authorialNote">x'
    called, *notes = html.read(f'<p>Two<sup><a href="#n">1</a></sup></p>{bodies}'.encode()).value
    assert isinstance(called, Block)
    assert [m.get("key") for m in called.text.of(Kind.NOTE)] == ["1"]
    assert [(n.key, n.marker) for n in notes if isinstance(n, NoteBlock)] == [("1", "1"), ("2", "2")]


@pytest.mark.parametrize(
    "inside", ["<p>One.</p><p>Two.</p>", '<a class="akn-marker">7</a><p>One.</p><p>Two.</p>', "One.<p>Two.</p>"]
)
def test_a_note_of_ours_that_was_edited_keeps_all_its_words(inside: str) -> None:
    (note,) = html.read(f'<div class="akn-authorialNote" data-key="1" data-marker="7">{inside}</div>'.encode()).value
    assert isinstance(note, NoteBlock)
    assert [b.text.content for b in note.blocks if isinstance(b, Block)] == ["One.", "Two."]


def test_lists_have_their_numbers_as_labels() -> None:
    found = page('<ol start="3"><li>a</li><li>b<ol type="a"><li>c</li></ol></li></ol><ul><li>d</li></ul>')
    assert [(b.label, b.text.content, b.indent) for b in found if isinstance(b, Block)] == [
        ("3.", "a", 0),
        ("4.", "b", 0),
        ("a.", "c", 1),
        ("•", "d", 0),
    ]


def test_tables_of_others() -> None:
    found = page(
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td colspan=2>b<p>c</p></td></tr></tbody></table>"
    )
    assert found == (
        TableBlock(
            (
                (CellBlock((Block(Text("A")),), header=True),),
                (CellBlock((Block(Text("b")), Block(Text("c"))), colspan=2),),
            )
        ),
    )


def test_footnotes_of_others_stand_at_their_calls() -> None:
    found = page('<p>Text<sup><a href="#fn1">1</a></sup> on.</p><ol><li id="fn1">See it. <a href="#r1">↩</a></li></ol>')
    assert found == (
        Block(Text("Text on.", (mark(4, 4, Kind.NOTE, key="1"),))),
        NoteBlock("1", "1", (Block(Text("See it.")),)),
    )


def test_scripts_and_styles_are_no_text() -> None:
    assert page("<script>x()</script><style>p{}</style><p>y</p>") == (Block(Text("y")),)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20])
def test_bytes_that_are_no_page_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        html.read(data, "a.html")


@pytest.mark.parametrize("data", [b"", b"   ", b"<html></html>", b"<!DOCTYPE html>", b"<p>"])
def test_a_page_without_text_has_no_blocks_and_says_so(data: bytes) -> None:
    found = html.read(data, "a.html")
    assert found.value == ()
    assert [d.code.code for d in found.diagnostics] == ["R103"]


def test_a_deep_page_is_no_danger() -> None:
    assert isinstance(html.read(b"<div>" * of_full(100_000, 10_000) + b"x", "a.html").value, tuple)
