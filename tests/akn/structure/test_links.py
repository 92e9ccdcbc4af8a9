"""Links of a source: kept, mended or taken away; the words always stay."""

from __future__ import annotations

import pytest

from akn.blocks import AnyBlock, Block, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Code
from akn.emit import emit_xml
from akn.parse import parse_blocks
from akn.text import Kind, Text, mark
from akn.validate import validate_xml

MENDED = {
    "https://example.org/lamps": ("https://example.org/lamps", None),
    "www.example.org/en": ("https://www.example.org/en", Code.LINK_MENDED),
    "https://example.org/a b": ("https://example.org/a%20b", Code.LINK_MENDED),
    " HTTP://example.org/a ": ("http://example.org/a", Code.LINK_MENDED),
    **dict.fromkeys(
        (
            *("mailto:keeper@example.org", "annex.docx", "file:///C:/annex.docx", "\\\\server\\share\\annex", "#_Toc1"),
            *(
                "ftp://example.org/a",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " java\nscript:alert(1)",
                "https://",
            ),
            *("data:text/html,x", "vbscript:x"),
        ),
        ("", Code.LINK_UNUSABLE),
    ),
}


def _linked(words: str, href: str) -> Block:
    return Block(Text(f"see {words}", (mark(4, 4 + len(words), Kind.LINK, href=href),)))


@pytest.mark.parametrize("href", MENDED)
def test_links_of_texts_notes_and_cells(href: str) -> None:
    address, code = MENDED[href]
    cell = CellBlock((_linked("the table", href),))
    call = Text("1. Requests lamps;", (mark(18, 18, Kind.NOTE, key="n"),))
    blocks: tuple[AnyBlock, ...] = (
        *(
            Block(Text("The General Assembly,")),
            Block(call),
            Block(Text("2. Decides on lamps;")),
            _linked("this", href),
        ),
        *(TableBlock(((cell,),)), NoteBlock("n", "1", (_linked("the note", href),))),
    )
    result = parse_blocks(blocks)
    xml = emit_xml(result.value).decode()
    for words in ("this", "the table", "the note"):
        assert (f'see <a href="{address}">{words}</a>' if address else f"see {words}") in xml
    assert "script:" not in xml
    assert [d.code for d in result.diagnostics if d.code in (Code.LINK_MENDED, Code.LINK_UNUSABLE)] == [
        code
    ] * 3 * bool(code)
    assert not [d for d in validate_xml(xml.encode()) if d.rule in ("R-086", "R-089")]
