"""Where units come from: the map from eIds to pages and boxes, lines and columns, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

from akn import emit_xml, parse_blocks, read_xml
from akn.blocks import Block, NoteBlock, Spot
from akn.diagnostics import Code, Position
from akn.document import Document, Note, Operative, Point, PointList
from akn.source_map import SourcePlace, as_json, source_map, with_breaks
from akn.text import Kind, Text, mark
from akn.validate import validate_xml
from tests.work import grows_linearly

HEAD = ("General Assembly", "99/12. Lighthouses", "The General Assembly,")


def _printed(*texts: str, top: float = 700) -> tuple[Block, ...]:
    """Blocks of one line each on page 1, one below the other."""
    return tuple(
        Block(Text(t), page=1, spots=(Spot(0, 1, (70, top - 20 * i, 500, top + 10 - 20 * i)),))
        for i, t in enumerate(texts)
    )  # fmt: skip


def _map(*blocks: Block | NoteBlock) -> dict[str, tuple[SourcePlace, ...]]:
    return source_map(blocks, parse_blocks(blocks).value)


def test_a_paragraph_on_two_pages_has_a_box_on_each() -> None:
    words = "1. Calls upon all keepers of lights to keep them burning until sunrise;"
    at = words.index("to keep")
    one = Block(Text(words), spots=(Spot(0, 1, (94, 80, 500, 90)), Spot(at, 2, (70, 700, 300, 710))))
    found = _map(*_printed(*HEAD), one, *_printed("2. Decides to rest.", top=600))
    assert [(p.page, p.box) for p in found["para_1"]] == [(1, (94, 80, 500, 90)), (2, (70, 700, 300, 710))]
    assert [p.box for p in found["para_2"]] == [(70, 600, 500, 610)]


def test_the_lines_of_a_point_are_its_own_and_those_of_a_paragraph_hold_them() -> None:
    found = _map(*_printed(*HEAD, "1. Requests:", "(a) That lamps be lit;", "(b) That lamps be lit;", "2. Rests."))
    boxes = {eid.rpartition("__")[2]: places[0].box for eid, places in found.items()}
    assert boxes["intro"] == (70, 640, 500, 650)
    assert boxes["point_a"] == (70, 620, 500, 630)
    assert boxes["point_b"] == (70, 600, 500, 610), "the second of two that say the same"
    assert boxes["list_1"] == (70, 600, 500, 650), "with the words that lead to it"
    assert boxes["para_1"] == (70, 600, 500, 650)


def test_all_texts_that_lead_to_a_list_are_the_place_of_its_introduction() -> None:
    texts = (Text("Requests lamps."), Text("It requests:"))
    points = PointList((Point("(a)", (Text("That they be lit;"),)),))
    found = source_map(
        _printed("1. Requests lamps.", "It requests:", "(a) That they be lit;"),
        Document(body=(Operative("1.", (*texts, points)),)),
    )
    assert found["para_1__list_1__intro"][0].box == (70, 680, 500, 710)
    assert found["para_1__list_1"][0].box == (70, 660, 500, 710)


def test_a_reference_has_the_line_on_which_it_stands() -> None:
    words = "1. Recalls all its decisions on lamps and oil, and its resolution 98/7 of 3 December 2043;"
    block = Block(Text(words), spots=(Spot(0, 1, (0, 20, 9, 30)), Spot(words.index("and its"), 1, (0, 8, 9, 18))))
    found = _map(*_printed(*HEAD), block, *_printed("2. Decides to rest.", top=0))
    assert [p.box for p in found["para_1__ref_1"]] == [(0, 8, 9, 18)]
    assert [p.box for p in found["para_1"]] == [(0, 8, 9, 30)]


def test_a_note_is_where_its_body_is_and_a_paragraph_goes_on_behind_it() -> None:
    text = Text("1. Calls upon all the keepers of lights in the", (mark(20, 20, Kind.NOTE, key="n"),))
    first = Block(text, cut=True, page=1, source=Position(line=7, column=1))
    note = NoteBlock("n", "1", (Block(Text("See the almanac."), source=Position(line=9, column=3)),))
    rest = Block(Text("northern isles to keep them burning;"), source=Position(line=12, column=1))
    head = tuple(Block(Text(t), source=Position(line=i, column=1)) for i, t in enumerate(HEAD, 1))
    found = _map(*head, first, note, rest, Block(Text("2. Rests."), source=Position(line=14, column=1)))
    assert as_json(found)["para_1"] == [{"line": 7, "column": 4, "last": 12}]
    assert as_json(found)["authorialNote_1"] == [{"line": 9, "column": 3}]
    assert as_json(found, "paragraph")["authorialNote_1"] == [{"note": 1, "paragraph": 9, "column": 3}]


def test_work_grows_with_the_text() -> None:
    def run(size: int) -> object:
        blocks = _printed(*HEAD, *(f"{i}. Calls upon all keepers to rest;" for i in range(1, 10 * size)))
        document = parse_blocks(blocks).value
        return lambda: source_map(blocks, document)

    grows_linearly(run, 5)  # type: ignore[arg-type]


def _lines(page: int, *lines: str, at: int = 0) -> tuple[str, tuple[Spot, ...]]:
    """Words in lines of one page that a space parts, and where the lines begin."""
    spots, content = [], ""
    for line in lines:
        content += " " if content else ""
        spots.append(Spot(at + len(content), page, (70, 700, 500, 710)))
        content += line
    return content, tuple(spots)


def _with_breaks(*blocks: Block | NoteBlock) -> str:
    document = parse_blocks(blocks).value
    marked, lost = with_breaks(blocks, document)
    xml = emit_xml(marked)
    assert lost == 0
    assert [d for d in validate_xml(xml, profile="xsd") if d.severity == "error"] == []
    again = read_xml(xml)
    assert emit_xml(again.value) == emit_xml(document), "no text is lost when it is read"
    assert [d.code for d in again.diagnostics].count(Code.BREAKS_LEFT_OUT) == 1
    return xml.decode()


def test_the_ends_of_pages_and_lines_stand_where_they_are_printed() -> None:
    head, more = _lines(1, "1. Calls upon all keepers", "of lights to keep them")
    rest, last = _lines(2, "burning until", "sunrise;", at=len(head) + 1)
    block = Block(Text(f"{head} {rest}"), spots=more + last)
    end = Block(Text("2. Decides to rest."), spots=(Spot(0, 4, (70, 600, 500, 610)),))
    xml = _with_breaks(*_printed(*HEAD), block, end)
    assert 'all keepers <eol class="printed"/>of lights' in xml
    assert 'keep them <eop/>burning until <eol class="printed"/>sunrise;<eop/><eop/></p>' in xml, "page 3 is blank"
    assert len(re.findall("<eop", xml)) == 3


def test_a_break_inside_of_a_word_stands_before_it_and_counts() -> None:
    words = "1. Recalls the all-night watch of the keepers;"
    block = Block(Text(words), spots=(Spot(0, 1, (0, 20, 9, 30)), Spot(words.index("night"), 2, (0, 8, 9, 18))))
    assert 'the <eop breakAt="4"/>all-night watch' in _with_breaks(*_printed(*HEAD), block)


def test_a_script_without_spaces_breaks_where_it_breaks() -> None:
    words = "1. 回顾各灯塔看守人的报告;"
    block = Block(Text(words), spots=(Spot(0, 1, (0, 20, 9, 30)), Spot(words.index("看守"), 1, (0, 8, 9, 18))))
    assert '灯塔<eol class="printed"/>看守' in _with_breaks(*_printed(*HEAD), block)


def test_a_note_has_the_breaks_of_its_own_lines_and_its_call_stays_on_its_page() -> None:
    text = Text("1. Recalls the almanac;", (mark(23, 23, Kind.NOTE, key="n"),))
    head, spots = _lines(1, "See the almanac of")
    rest, more = _lines(2, "the isles.", at=len(head) + 1)
    note = NoteBlock("n", "1", (Block(Text(f"{head} {rest}"), spots=spots + more),))
    box = (70.0, 700.0, 500.0, 710.0)
    blocks = (Block(text, spots=(Spot(0, 1, box),)), Block(Text("2. Rests."), spots=(Spot(0, 2, box),)), note)
    xml = _with_breaks(*_printed(*HEAD), *blocks)
    assert "See the almanac of <eop/>the isles.</p></authorialNote><eop/></p>" in xml


def test_words_that_the_document_has_otherwise_get_no_marker_and_it_is_told() -> None:
    block = Block(Text("Decides to rest."), spots=(Spot(0, 1, (0, 20, 9, 30)), Spot(8, 2, (0, 8, 9, 18))))
    document = parse_blocks((Block(Text("Recalls the almanac.")),)).value
    marked, lost = with_breaks((block,), document)
    assert (marked, lost) == (document, 1)


def test_breaks_are_put_in_linear_time() -> None:
    def run(size: int) -> Callable[[], object]:
        words = " ".join(["keepers"] * 12)
        spots = [tuple(Spot(8 * i, 1 + n // 8, (0, 0, 9, 9)) for i in range(12)) for n in range(size)]
        blocks = tuple(Block(Text(f"{words} {n};"), spots=s) for n, s in enumerate(spots))
        document = parse_blocks(blocks).value
        return lambda: with_breaks(blocks, document)

    grows_linearly(run, 40, 4)


def test_a_short_note_that_stands_in_the_text_is_found_after_its_label() -> None:
    """So the notes under a table do."""
    call = Text("Rests.", (mark(6, 6, Kind.NOTE, key="n"),))
    document = Document(body=(Operative("1.", (call,)),), notes=(Note("n", "a", (Text("See A/98/505."),)),))
    blocks = _printed("1. Rests.", "The lamps, and what they cost, See A/98/505.", "a See A/98/505.", "2")
    found = source_map(blocks, document)
    assert [p.box for p in found["authorialNote_1"]] == [(70, 660, 500, 670)]
