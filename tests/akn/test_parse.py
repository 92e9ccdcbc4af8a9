"""What parse makes of blocks that formats with looks and line breaks bring."""

from __future__ import annotations

from akn.blocks import Block, Blocks, NoteBlock
from akn.document import Division, Operative
from akn.emit import emit_xml
from akn.parse import parse_blocks
from akn.read import read_xml
from akn.text import Kind, Mark, Text, mark
from converters.formats import text as text_format

HEAD = (Block(Text("99/7. Lamps of the harbour")), Block(Text("The General Assembly,")))


def the_text(blocks: Blocks) -> Text:
    node = parse_blocks((*HEAD, *blocks)).value.body[0]
    assert isinstance(node, Operative)
    text = node.content[0]
    assert isinstance(text, Text)
    return text


def places(text: str) -> list[tuple[str, int, int]]:
    blocks = text_format.read(text.encode("utf-8")).value
    found = parse_blocks(blocks, source="a.txt").diagnostics
    return [(d.code.code, d.position.line, d.position.column) for d in found if d.code.code[0] == "C"]


def test_equal_texts_are_told_apart_by_their_lines() -> None:
    twice = "(a) To mend lamps, as paragraph 9 above has it;\n\n"
    text = f"The General Assembly,\n\n1. Invites keepers:\n\n{twice}2. Urges gulls:\n\n{twice}3. Decides to wait."
    column = twice.index("paragraph") + 1
    assert places(text) == [("C103", 5, column), ("C103", 9, column)]


def test_a_wrapped_text_has_a_line_and_no_column() -> None:
    text = (
        "The General Assembly,\n\n1. Invites the keepers of all the lamps of the harbour to\n"
        "mend what was broken in the flood, as paragraph 9 above\nhas it;\n\n2. Decides to wait.\n"
    )
    assert places(text) == [("C103", 3, 0)]


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


def test_a_plain_document_with_a_date_comes_back_from_its_xml() -> None:
    blocks = tuple(Block(Text(line)) for line in ("Report on lamps", "5 July 2043", "This is a report about lamps."))
    document = parse_blocks(blocks).value
    assert document.metadata.kind == "document"
    assert read_xml(emit_xml(document)).value == document


def test_letters_below_one_preamble_head_sections_of_one_text() -> None:
    lines = ("Recalling its resolution 98/12,", "A", "1. Decides to wait;", "B", "1. Requests lamps.")
    document = parse_blocks((*HEAD, *(Block(Text(line)) for line in lines))).value
    assert document.parts == ()
    assert [node.heading.content for node in document.body if isinstance(node, Division) and node.heading] == ["A", "B"]


def test_letters_of_parts_with_formulas_of_their_own_are_those_of_an_issue() -> None:
    part = ("The General Assembly,", "Recalling its resolution 98/12,", "1. Decides to wait.")
    document = parse_blocks((*HEAD[:-1], *(Block(Text(line)) for line in ("A", *part, "B", *part)))).value
    assert [len(part.body) for part in document.parts] == [1, 1]


def test_the_draft_below_a_number_is_no_title() -> None:
    lines = ("99 (1949). Resolution of 11 August 1949", "[S/9901, II]", "The Security Council,", "1. Decides to wait.")
    preface = parse_blocks(tuple(Block(Text(line)) for line in lines)).value.preface
    assert preface[1].of(Kind.DOC_TITLE) == ()
    assert [m.get("name") for m in preface[1].of(Kind.INLINE)] == ["originating document"]


def test_a_date_in_the_first_paragraph_is_that_of_a_meeting_only_beside_its_number() -> None:
    head = ("Economic and Social Council", "2024/12. Lamps")
    since = (
        "Since the storm of 11 September 2001 the harbour has changed.",
        "1. Decides to wait;",
        "2. Requests lamps.",
    )
    found = parse_blocks(tuple(Block(Text(line)) for line in (*head, *since))).value.metadata
    assert (found.kind, found.date[:4]) == ("resolution", "2024")
    letter = "Letter dated 5 May 2024 from the Keeper of the Harbour"
    assert parse_blocks((Block(Text(letter)), Block(Text("The lamps burn.")))).value.metadata.date == ""


def test_thousands_of_notes_that_call_each_other_are_numbered() -> None:
    count = 3000

    def calling(words: str, key: int) -> Block:
        return Block(Text(words, (mark(len(words), len(words), Kind.NOTE, key=f"n{key}"),) if key < count else ()))

    notes = (NoteBlock(f"n{i}", str(i), (calling(f"Lamp {i}", i + 1),)) for i in range(count))
    found = parse_blocks((*HEAD, calling("1. Decides to wait.", 0), *notes), language="eng").value.notes
    assert [note.key for note in found] == [str(i + 1) for i in range(count)]
    assert [note.marker for note in found] == [str(i) for i in range(count)]


def test_a_hyphen_before_the_number_of_a_paragraph_stays() -> None:
    text = "General Assembly\n\n99/12. Lamps\n\nThe General Assembly,\n\n- 1. Requests a lamp;\n\n- 2. Decides to go.\n"
    body = parse_blocks(text_format.read(text.encode()).value).value.body
    assert [unit.num for unit in body if isinstance(unit, Operative)] == ["- 1.", "- 2."]
