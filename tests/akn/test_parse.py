"""What parse makes of blocks that formats with looks and line breaks bring."""

from __future__ import annotations

from akn.blocks import Block, Blocks
from akn.document import Operative
from akn.parse import parse_blocks
from akn.text import Kind, Mark, Text

HEAD = (Block(Text("99/7. Lamps of the harbour")), Block(Text("The General Assembly,")))


def the_text(blocks: Blocks) -> Text:
    node = parse_blocks((*HEAD, *blocks)).value.body[0]
    assert isinstance(node, Operative)
    text = node.content[0]
    assert isinstance(text, Text)
    return text


def test_a_look_on_the_very_words_of_a_date_gives_way() -> None:
    content = "1. Decides to meet on 19 December 2044 in Port Ellen."
    at, end = content.index("19"), content.index(" in")
    text = the_text((Block(Text(content, (Mark(at, end, Kind.ITALIC),))),))
    assert [m.get("date") for m in text.of(Kind.DATE)] == ["2044-12-19"]
    assert text.of(Kind.ITALIC) == ()


def test_a_look_on_more_words_than_a_date_stays() -> None:
    content = "1. Decides to meet on 19 December 2044 in Port Ellen."
    at, end = content.index("on 19"), content.index(" in")
    text = the_text((Block(Text(content, (Mark(at, end, Kind.ITALIC),))),))
    assert len(text.of(Kind.ITALIC)) == 1


def test_a_line_break_parts_the_meeting_and_the_date() -> None:
    closing = Text("51st plenary meeting 9 December 2044", (Mark(21, 21, Kind.BREAK),))
    document = parse_blocks((*HEAD, Block(Text("1. Decides to wait.")), Block(closing))).value
    assert [t.content for t in document.conclusions] == ["51st plenary meeting", "9 December 2044"]
    assert document.metadata.meeting == "51"


def test_a_line_break_in_running_text_parts_nothing() -> None:
    broken = Text("1. Decides to wait and to see.", (Mark(19, 19, Kind.BREAK),))
    assert the_text((Block(broken),)).content == "Decides to wait and to see."
