"""HTML: what was written comes back, a written page is safe and can be linked to, and pages of others are read."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.errors import UnreadableInput
from akn.text import Kind, Mark, Text, mark
from converters.formats import html, without
from tests.converters.formats.word_blocks import documents


@given(documents())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_was_written_comes_back(blocks: Blocks) -> None:
    assert html.read(html.write(blocks), "a.html").value == without(blocks, html.LOSES)


def page(body: str) -> Blocks:
    return html.read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "a.html").value


def written(*blocks: Block | TableBlock | NoteBlock) -> str:
    text = html.write(blocks).decode()
    return text[text.index("<main") : text.index("</main>")]


def test_a_unit_can_be_linked_to_and_has_the_class_of_its_element() -> None:
    block = Block(Text("1. Decides"), tabbed=True, anchor="sec_I__para_1")
    expected = '<p id="sec_I__para_1" class="akn-paragraph"><span class="akn-num">1.</span> Decides</p>'
    assert expected in written(block)


def test_what_findings_mean_stands_in_classes_and_data() -> None:
    text = Text(
        "Recalling 98/12 of 2043 here",
        (
            mark(0, 9, Kind.ACTION, refersTo="#action_recalling"),
            mark(10, 15, Kind.REF, href="/akn/un/x"),
            mark(19, 23, Kind.DATE, date="2043-12-01"),
        ),
    )
    assert (
        '<span class="akn-concept" data-refersTo="#action_recalling">Recalling</span> '
        '<a class="akn-ref" href="/akn/un/x">98/12</a> of '
        '<time class="akn-date" datetime="2043-12-01">2043</time> here'
    ) in written(Block(text))


def test_a_page_runs_in_the_direction_of_its_language() -> None:
    page = html.write((Block(Text("إذ تشير"), direction="rtl", language="ar"),)).decode()
    assert '<html lang="ar" dir="rtl">' in page


def test_notes_and_calls_lead_to_each_other() -> None:
    text = Text("it", (mark(2, 2, Kind.NOTE, key="1"), mark(2, 2, Kind.NOTE, key="1")))
    found = written(Block(text), NoteBlock("1", "*", (Block(Text("See.")),)))
    assert '<a id="call-1-1" href="#note-1" role="doc-noteref">*</a>' in found
    assert '<a id="call-1-2" href="#note-1"' in found
    assert 'id="note-1" class="akn-authorialNote"' in found
    assert 'href="#call-1-1">*</a>' in found


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x"])
def test_an_address_that_could_run_is_never_a_link(address: str) -> None:
    found = written(Block(Text("x", (Mark(0, 1, Kind.LINK, (("href", address),)),))))
    assert not re.search(r'href="(?!#)[^"]*:', found.replace("data-href", "data-address"))


def test_text_is_never_markup() -> None:
    found = written(Block(Text('<script>alert("x")</script> & <b>', (mark(0, 3, Kind.SPAN, title='"><script>'),))))
    assert "<script" not in found


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = html.write((Block(Text("x")),)).decode()
    assert not re.search(r"src=|@import|url\(|<link|<script", page)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ud800", "\ufffe"])
def test_what_html_cannot_hold_is_replaced(character: str) -> None:
    assert "a\ufffdb" in html.write((Block(Text(f"a{character}b")),)).decode()


def test_the_masthead_is_the_header() -> None:
    masthead = Block(Text("United Nations"), zone=Zone.MASTHEAD)
    assert written(masthead, Block(Text("x"))).startswith(
        '<main class="akn-akomaNtoso">\n<header class="akn-coverPage">\n<p class="akn-p">United Nations</p>\n</header>'
    )


def test_a_page_of_others_is_read_by_what_it_shows() -> None:
    assert page("<h1>Title</h1><p>One <em>two</em><br>three</p>Loose <b>text</b><div>Own</div>") == (
        Block(Text("Title"), style=Style.TITLE),
        Block(Text("One twothree", (Mark(4, 7, Kind.ITALIC), Mark(7, 7, Kind.BREAK)))),
        Block(Text("Loose text", (Mark(6, 10, Kind.BOLD),))),
        Block(Text("Own")),
    )


def test_a_reference_that_a_number_cuts_keeps_its_space() -> None:
    text = Text("12. x y", (mark(2, 4, Kind.REF, href="#para_1"), mark(3, 7, Kind.ITALIC)))
    (read,) = html.read(html.write((Block(text, tabbed=True),))).value
    assert isinstance(read, Block)
    assert read.text.content == "12. x y"


def test_a_note_of_ours_that_lost_its_key_is_a_note() -> None:
    bodies = '<p class="akn-authorialNote" id="n">One.</p><p class="akn-authorialNote">x'
    called, *notes = html.read(f'<p>Two<sup><a href="#n">1</a></sup></p>{bodies}'.encode()).value
    assert isinstance(called, Block)
    assert [m.get("key") for m in called.text.of(Kind.NOTE)] == ["1"]
    assert [(n.key, n.marker) for n in notes if isinstance(n, NoteBlock)] == [("1", "1"), ("2", "2")]


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
    assert isinstance(html.read(b"<div>" * 100_000 + b"x", "a.html").value, tuple)
