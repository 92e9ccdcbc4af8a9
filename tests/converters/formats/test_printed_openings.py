"""Where lines run on by their form, what their words open tells that another paragraph begins."""

from __future__ import annotations

import pytest

from converters.formats.printed.lines import PrintedLine
from converters.formats.printed.openings import Openings
from converters.formats.text.lines import split_pages
from tests.converters.formats.text_shown import shown


def _paragraphs(*texts: str, room: bool = False) -> list[str]:
    """The paragraphs of lines that nothing but their words can part."""
    lines = split_pages("\n".join(texts))[0].lines
    words, found = Openings(texts), list[list[PrintedLine]]()
    for i, line in enumerate(lines):
        if not found or words.begins(found[-1], lines[i:], room):
            found.append([])
        found[-1].append(line)
    return [" ".join(line.text for line in group) for group in found]


def test_an_action_after_the_end_of_a_paragraph_opens_another() -> None:
    lines = ("Recalling the tides of", "the year before,", "Noting the shelves", "of the islands,")
    assert _paragraphs(*lines) == ["Recalling the tides of the year before,", "Noting the shelves of the islands,"]


def test_the_call_of_a_note_does_not_hide_the_end() -> None:
    assert len(_paragraphs("Recalling the tides of the year before,1", "Noting the shelves of the islands,")) == 2


def test_a_number_with_an_action_opens_a_paragraph() -> None:
    lines = ("11. Decides to close", "the harbour;", "12. Requests a report;")
    assert _paragraphs(*lines) == ["11. Decides to close the harbour;", lines[2]]


def test_the_title_of_an_agenda_item_stands_below_it() -> None:
    lines = ("Пункты 5 a), 12 c) и 19 c) повестки дня", "Социальные вопросы и вопросы приливов")
    assert _paragraphs(*lines) == list(lines)
    assert len(_paragraphs("Agenda items 5 (a), 12 (c)", "and 19 of the lighthouses")) == 1


def test_the_formula_and_the_meeting_stand_for_themselves() -> None:
    lines = ("99/7. The Year", "The General Assembly,", "Recalling the tides,")
    assert _paragraphs(*lines, room=True) == list(lines)
    old = ("25 (1947). Resolution of 22 May 1947", "The Security Council")  # without its comma
    assert _paragraphs(*old) == list(old)
    title = ("99/7. Status of the keepers in the", "General Assembly")
    assert len(_paragraphs(*title)) == 1
    closing = ("2. Decides to meet again.", "51st plenary meeting", "9 December 2044")
    assert _paragraphs(*closing) == list(closing)


@pytest.mark.parametrize(
    "lines",
    [
        ("Recalling the work of the", "Recalling Committee, and the boats,"),  # no sign before it
        ("Recalling the tides, the boats,", "noting that they come back,"),  # in lower case
        ("Recalling its work, in particular", "The General Assembly, which the islands,"),
        ("Recalling the decisions of", "12 islands and of their harbours,"),
        ("призывает острова,", "отмечая, что приливы возвращаются,"),  # a participle inside
        ("回顾其决议，", "注意到图书馆，"),  # lines are wrapped anywhere
    ],
)
def test_other_lines_go_on(lines: tuple[str, ...]) -> None:
    assert len(_paragraphs(*lines)) == 1


@pytest.mark.parametrize("lines", [("回顾其决议，", "注意到图书馆，"), ("ссылаясь на острова,", "отмечая приливы,")])
def test_where_actions_stand_inside_of_paragraphs_the_line_before_must_have_had_room(lines: tuple[str, ...]) -> None:
    assert len(_paragraphs(*lines, room=True)) == 2


def test_a_line_in_lower_case_begins_no_paragraph_where_blank_lines_do() -> None:
    """In Russian a paragraph may begin so, and only a dump without blank lines and indents leaves that open."""
    paragraph = "ссылаясь на свои резолюции о маяках и о смотрителях,\nотмечая огни, которые горят всю ночь над морем,"
    assert shown("\n\n".join([paragraph] * 4)) == [paragraph.replace("\n", " ")] * 4
