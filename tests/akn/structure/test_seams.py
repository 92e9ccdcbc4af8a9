"""Where a wrapped block is several paragraphs, what opens its lines tells."""

from __future__ import annotations

import pytest

from akn.blocks import Block, Seam
from akn.diagnostics import Position
from akn.inline import actions
from akn.languages import load
from akn.structure.evidence import Evidence
from akn.structure.seams import parted
from akn.text import Kind, Text, mark


def _block(*lines: str, number: int = 10, cut: bool = False, joint: str = " ") -> Block:
    """The block that a reader makes of wrapped lines, the first of which has this number; a `_` ends a short line."""
    content, seams = lines[0], []
    for i, line in enumerate(lines[1:], number + 1):
        room = 40 if content[-1] == "_" else 0
        content = content.rstrip("_") + joint
        seams.append(Seam(len(content), i, room))
        content += line
    where = Position("a.txt", number, 5)
    return Block(Text(content), wrapped=bool(seams), seams=tuple(seams), cut=cut, source=where)


def _parted(block: Block, language: str = "eng") -> list[tuple[int, str]]:
    found = parted(block, Evidence(load(language), actions))
    return [(b.source.line, b.text.content) for b in found if isinstance(b, Block)]


def test_an_action_behind_the_end_of_a_paragraph_opens_another() -> None:
    block = _block("Recalling the tides of", "the year before,", "Noting the shelves", "of the islands,")
    assert _parted(block) == [
        (10, "Recalling the tides of the year before,"),
        (12, "Noting the shelves of the islands,"),
    ]


def test_a_number_with_an_action_opens_a_paragraph_and_what_stands_before_it_alone_is_a_heading() -> None:
    block = _block("11. Decides to close", "the harbour;", "Follow-up in the islands", "12. Requests a report;")
    assert _parted(block) == [
        (10, "11. Decides to close the harbour;"),
        (12, "Follow-up in the islands"),
        (13, "12. Requests a report;"),
    ]


def test_the_formula_and_the_meeting_stand_for_themselves() -> None:
    block = _block("99/7. The Year", "The General Assembly,", "Recalling the tides,")
    assert _parted(block) == [(10, "99/7. The Year"), (11, "The General Assembly,"), (12, "Recalling the tides,")]
    assert _parted(_block("2. Decides to meet again.", "51st plenary meeting")) == [
        (10, "2. Decides to meet again."),
        (11, "51st plenary meeting"),
    ]


def test_the_date_below_the_meeting_is_another_line() -> None:
    assert _parted(_block("51st plenary meeting", "9 December 2044")) == [
        (10, "51st plenary meeting"),
        (11, "9 December 2044"),
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("eng", ("Recalling the work of the", "Recalling Committee, and the boats,")),  # no sign before it
        ("eng", ("Recalling the tides, the boats,", "noting that they come back,")),  # in lower case
        ("eng", ("Recalling its work, in particular", "The General Assembly, which the islands,")),
        ("eng", ("1.", "Decides to open the libraries;")),  # a number on a line of its own
        ("eng", ("Recalling the decisions of", "12 islands and of their harbours,")),
        ("rus", ("призывает острова,", "отмечая, что приливы возвращаются,")),  # a participle inside
        ("zho", ("回顾其决议，", "注意到图书馆，")),  # lines are wrapped anywhere
    ],
)
def test_other_lines_go_on(language: str, lines: tuple[str, ...]) -> None:
    block = _block(*lines)
    assert parted(block, Evidence(load(language), actions)) == (block,)


def test_nothing_is_lost_and_the_end_keeps_what_the_reader_saw_of_it() -> None:
    block = _block("Recalling the tides,", "Noting the boats,", "and the harbours,", "Welcoming all", cut=True)
    text = block.text.marked([mark(25, 25, Kind.NOTE, key="1")])
    found = parted(
        Block(text, wrapped=True, seams=block.seams, cut=True, source=block.source), Evidence(load("eng"), actions)
    )
    pieces = [b for b in found if isinstance(b, Block)]
    assert " ".join(b.text.content for b in pieces) == block.text.content
    assert [b.cut for b in pieces] == [False, False, True]
    assert [[seam.line for seam in b.seams] for b in pieces] == [[], [12], []]
    assert [len(b.text.of(Kind.NOTE)) for b in pieces] == [0, 1, 0]


def test_a_block_without_seams_or_with_a_number_of_its_format_stays_whole() -> None:
    whole = Block(Text("Recalling the tides, Noting the boats,"))
    listed = Block(Text("Decides; 2. Requests"), label="1.", seams=(Seam(9, 2),))
    for block in (whole, listed):
        assert parted(block, Evidence(load("eng"), actions)) == (block,)


def test_seams_outside_of_the_text_say_nothing() -> None:
    block = Block(Text("Recalling the tides,"), wrapped=True, seams=(Seam(0, 1), Seam(20, 2), Seam(99, 3)))
    assert [b.text for b in parted(block, Evidence(load("eng"), actions)) if isinstance(b, Block)] == [block.text]
    assert parted(Block(Text(""), seams=(Seam(0, 2),)), Evidence(load("eng"), actions))


@pytest.mark.parametrize("short", ["", "_"])
def test_an_action_in_lower_case_opens_a_paragraph_behind_one_that_began_so(short: str) -> None:
    lines = (
        "ссылаясь на свои резолюции о маяках,",
        f"отмечая работу смотрителей,{short}",
        "учитывая погоду,",
    )
    assert _parted(_block(*lines), "rus") == [
        (10, "ссылаясь на свои резолюции о маяках,"),
        (11, "отмечая работу смотрителей,"),
        (12, "учитывая погоду,"),
    ]


@pytest.mark.parametrize(("short", "pieces"), [("", 1), ("_", 2)])
def test_in_the_rest_of_a_paragraph_it_does_so_behind_a_short_line(short: str, pieces: int) -> None:
    """Behind the head of a page nobody knows how the paragraph began, and operative ones hold such clauses."""
    for first in ("маяков, которые горят всю ночь,", "1. призывает смотрителей зажигать маяки,"):
        assert len(_parted(_block(f"{first}{short}", "принимая во внимание погоду,"), "rus")) == pieces


def test_an_action_without_spaces_opens_a_paragraph_behind_a_short_line() -> None:
    lines = ("回顾其以往的决议，", "注意到看守人的工作，_", "铭记天气，")
    assert _parted(_block(*lines, joint=""), "zho") == [
        (10, "回顾其以往的决议，注意到看守人的工作，"),
        (12, "铭记天气，"),
    ]


def test_lower_case_opens_no_paragraph_of_a_language_that_opens_with_capitals() -> None:
    """A dump ends a line behind the call of a note, wherever it stands."""
    lines = ("Recalling the adoption of the charter of 16 May 2044,_", "calling for lamps in all harbours,")
    assert len(_parted(_block(*lines))) == 1
