"""Which blocks after the end of a page are the rest of a paragraph, and which begin one."""

from __future__ import annotations

import re

import pytest

from akn.blocks import AnyBlock, Block, NoteBlock, Opening
from akn.diagnostics import Position
from akn.parse import parse_blocks
from akn.text import Kind, Text, mark
from tests.akn.structure.outline import outline

_EN = "Recalling the report of the keepers of the lamps of the harbour"
_ZH = "回顾灯塔守护者关于港口灯塔的报告"


def _parsed(formula: str, *blocks: AnyBlock) -> list[str]:
    """The paragraphs that the blocks make, with their actions in braces."""
    found = outline(parse_blocks((Block(Text("99/7. Lamps")), Block(Text(formula)), *blocks)).value)
    return [line.partition(": ")[2] for line in found if line.startswith(("preambular", "operative"))]


def _halves(head: str, tail: str, *, opening: Opening = Opening.UNKNOWN) -> list[str]:
    """The paragraphs that two blocks make, the first cut by a page."""
    formula = "大会，" if head[0] > "\u2e80" else "The General Assembly,"
    blocks = Block(Text(head), cut=True), Block(Text(tail), opening=opening)
    return [re.sub(r"\{([^=]*)=[^}]*\}", r"\1", line) for line in _parsed(formula, *blocks)]


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (f"{_EN} in its resolutions", "98/12 of 3 December 2043 and 98/14 of the same day,"),
        (f"{_EN} and of the", "United Nations,"),
        (f"{_EN} (chapter", "V) and its annex,"),
        ("Requests the keepers to prevent the disease (MOHID-", "39) from spreading;"),
    ],
)
def test_words_that_look_like_a_title_or_a_number_end_a_cut_paragraph(head: str, tail: str) -> None:
    glue = "" if head.endswith("-") else " "
    assert _halves(head, tail) == [head + glue + tail]


@pytest.mark.parametrize(
    "tail", ["决定和建议，", "98/12号决议所述，", "法委员会、灯塔委员会和守护者委员会的工作，", "第四章所述，"]
)
def test_words_that_look_like_an_action_end_a_cut_paragraph_without_capitals(tail: str) -> None:
    assert _halves(_ZH, tail) == [_ZH + tail]


def test_a_paragraph_that_begins_as_the_one_before_is_no_rest_of_it() -> None:
    assert len(_halves(_ZH, f"{_ZH}和另一份报告，")) == 2


def test_a_capital_may_begin_a_paragraph_behind_one_without_its_sign() -> None:
    assert len(_halves(_EN, "Noting the report of the harbour master,")) == 2


def test_the_indent_of_the_first_line_tells_more_than_words_and_commas() -> None:
    head, tail = f"{_EN},", "Noting bodies and others,"
    assert len(_halves(head, tail)) == 2
    assert _halves(head, tail, opening=Opening.REST) == [f"{head} {tail}"]
    plain = "Having the keepers in mind,"
    assert len(_halves(head, plain, opening=Opening.NEW)) == 2
    assert len(_halves(f"{_EN} of the", "keepers,", opening=Opening.NEW)) == 1


def test_a_paragraph_on_three_pages_is_one() -> None:
    note = NoteBlock("1", "1", (Block(Text("A/98/1.")),))
    called = Text(f"{_ZH}和").marked([mark(2, 2, Kind.NOTE, key="1")])
    pages = Block(called, cut=True), note, Block(Text("关于守护者的报告，其中"), cut=True)
    assert len(_parsed("大会，", *pages, Block(Text("欢迎守护者的工作，")))) == 1


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("Requests the keepers to submit a report on the year until 15.", "November, and to submit another;"),
        ("Requests the keepers to submit a report. It has to be short.", "The keepers may submit another."),
    ],
)
def test_a_full_stop_at_the_end_of_a_page_ends_no_paragraph_that_goes_on_without_an_indent(
    head: str, tail: str
) -> None:
    assert _halves(head, tail, opening=Opening.REST) == [f"{head} {tail}"]
    assert len(_halves(head, tail)) == 2
    assert len(_halves(head, "Lamps of the harbour", opening=Opening.REST)) == 2
    assert len(_halves(head, "Thanks the keepers;", opening=Opening.REST)) == 2


def test_a_rule_below_a_list_with_stars_stands_for_itself_and_a_sign_does_not() -> None:
    blocks = [Block(Text(line), cut=True) for line in (f"{_EN}.*", "__________________", "* Until 15 November 2044.")]
    assert len(_parsed("The General Assembly,", *blocks)) == 3
    assert _halves(_ZH, "，") == [f"{_ZH}，"]


def test_the_paragraphs_of_a_word_file_are_whole() -> None:
    items = [f"{i}. {_EN}, item {i} of the agenda of the keepers, which has no sign at its end" for i in (1, 2)]
    rest = "and the report that goes with it"
    assert len(_parsed("The General Assembly,", *(Block(Text(t)) for t in (*items, rest)))) == 2
    typed = [Block(Text(t), source=Position(line=i, column=1)) for i, t in enumerate((*items, rest), 1)]
    assert _parsed("The General Assembly,", *typed)[-1].endswith(f"its end {rest}")


_LONG = (
    "Decides to extend until March the mandate of the keepers of the lamps of the harbour, defined in its resolutions"
)


@pytest.mark.parametrize("tail", ["1662 (2006), 1746 (2007) and 2344 (2017);", "98/12 of 3 December 2043 and 98/14;"])
def test_words_that_look_like_a_title_end_a_long_paragraph_that_has_no_sign(tail: str) -> None:
    blocks = Block(Text(f"1. {_LONG}")), Block(Text(tail)), Block(Text("2. Decides to wait."))
    assert len(_parsed("The General Assembly,", *blocks)) == 2


def test_a_title_below_a_long_paragraph_has_no_sign_at_its_end() -> None:
    blocks = Block(Text(f"1. {_LONG}")), Block(Text("98/12. Lamps of the southern coast"))
    assert not any("98/12" in paragraph for paragraph in _parsed("The General Assembly,", *blocks)[:1])


def _below(head: str, tail: str) -> str:
    """What is made of a line and of words two lines below it, in a source of lines that hold 80 characters."""
    wrapped = Block(Text("1. Requests the keepers " + "of the lamps " * 18 + ":"), until=4, source=Position(line=1))
    blocks = wrapped, Block(Text(head), source=Position(line=6)), Block(Text(tail), source=Position(line=8))
    front = Block(Text("99/7. Lamps")), Block(Text("The General Assembly,"))
    return "\n".join(outline(parse_blocks((*front, *blocks)).value))


def test_the_heading_of_a_point_is_shorter_than_a_wrapped_line() -> None:
    tail = "to assist the keepers in the southern harbour, in direct support of the pilots;"
    assert "Quick lamps to assist" not in _below("(a) Quick lamps", tail)
    wrapped = "(a) To light the quick lamps of the northern coast, and of the islands, and"
    assert f"{wrapped[4:]} {tail}" in _below(wrapped, tail)


def _heading_above(heading: str, tail: str, *, paged: bool = True) -> str:
    """What is made of a heading of two lines and a text an empty line below it, in a source of lines of 80 characters
    that has pages, or none."""
    wrapped = Block(Text("1. Requests the keepers " + "of the lamps " * 18 + ":"), until=4, source=Position(line=1))
    head, below = Block(Text(heading), until=7, source=Position(line=6)), Block(Text(tail), source=Position(line=9))
    page = Block(Text("2. Decides to wait;"), cut=paged, source=Position(line=11))
    front = Block(Text("99/7. Lamps")), Block(Text("The General Assembly,"))
    return "\n".join(outline(parse_blocks((*front, wrapped, head, below, page)).value))


_HARBOUR = "Ensure that all keepers of the lamps of the harbour have access to dry matches"


def test_a_heading_does_not_go_on_below_an_empty_line_of_a_page() -> None:
    below = "Lamps of the northern coast are in need of dry matches."
    full = "and to the wicks which the chandlers of the harbour sell to keepers and the"
    assert "and wicks Lamps of the northern" not in _heading_above(f"{_HARBOUR} and wicks", below)
    assert "and the Lamps of the northern" not in _heading_above(f"{_HARBOUR} {full}", below)


def test_the_heading_of_a_point_does_not_go_on_below_an_empty_line_of_a_page() -> None:
    point = "(a) keeping of the lamps of the harbour, of the islands and of the northern coast, and of their wicks and"
    below = "to see that the lamps burn all night;"
    assert "wicks and to see" not in _heading_above(point, below)
    assert "wicks and to see" in _heading_above(point, below, paged=False)
