"""Where units come from: the map from eIds to pages and boxes, lines and columns, paragraphs."""

from __future__ import annotations

from akn import parse_blocks
from akn.blocks import Block, NoteBlock, Spot
from akn.diagnostics import Position
from akn.source_map import Place, as_json, source_map
from akn.text import Kind, Text, mark
from tests.work import grows_linearly

HEAD = ("General Assembly", "99/12. Lighthouses", "The General Assembly,")


def _printed(*texts: str, top: float = 700) -> tuple[Block, ...]:
    """Blocks of one line each on page 1, one below the other."""
    return tuple(
        Block(Text(t), page=1, spots=(Spot(0, 1, (70, top - 20 * i, 500, top + 10 - 20 * i)),))
        for i, t in enumerate(texts)
    )  # fmt: skip


def _map(*blocks: Block | NoteBlock) -> dict[str, tuple[Place, ...]]:
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
    assert boxes["para_1"] == (70, 600, 500, 650)


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
