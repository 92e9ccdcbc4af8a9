"""What is said about numbers that are missing, misread or out of order, and about a missing formula or bracket."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.diagnostics import Position
from akn.parse import parse_blocks
from akn.text import Text

_TOLD = {"S203", "S209", "S210", "S211", "S212", "S213", "S214"}
HEAD = ("99/7. Lamps of the harbour", "The General Assembly,")


def told(*lines: str, indents: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    deep = (*indents, *(0 for _ in lines[len(indents) :]))
    blocks = (
        Block(Text(line), indent=indent, source=Position(line=n))
        for n, (line, indent) in enumerate(zip(lines, deep, strict=True), 1)
    )
    found = parse_blocks(tuple(blocks)).diagnostics
    return [(d.code.code, lines[d.position.line - 1].split(" ")[0]) for d in found if d.code.code in _TOLD]


@pytest.mark.parametrize("label", ["l.", "I.", "i."])
def test_a_label_that_looks_like_one_is_the_number_one(label: str) -> None:
    assert told(*HEAD, f"{label} Welcomes the lamps;", "2. Decides to read on.") == [("S209", label)]


def test_a_first_number_without_its_full_stop_is_told() -> None:
    assert told(*HEAD, "1 Welcomes the lamps;", "2. Decides to read on.") == [("S209", "1")]


def test_the_first_number_is_told_if_it_is_not_one() -> None:
    assert told(*HEAD, "Welcomes the lamps;", "2. Decides to read on.") == [("S210", "2.")]


def test_a_number_that_begins_again_is_told() -> None:
    paragraphs = ("1. Welcomes the lamps;", "2. Invites the keepers to meet;", "1. Decides to read on.")
    assert told(*HEAD, *paragraphs) == [("S211", "1.")]


def test_a_number_that_is_printed_twice_is_told_and_no_gap_behind_it() -> None:
    paragraphs = ("1. Welcomes the lamps;", "1. Invites the keepers to meet;", "2. Decides to read on.")
    assert told(*HEAD, *paragraphs) == [("S211", "1.")]


def test_a_number_that_was_put_in_is_due_behind_its_own() -> None:
    paragraphs = ("1. Welcomes the lamps;", "1 bis. Invites the keepers to meet;", "2. Decides to read on.")
    assert told(*HEAD, *paragraphs) == []
    assert told(*HEAD, *paragraphs, "1 ter. Requests the gulls to wait.") == [("S211", "1")]


@pytest.mark.parametrize(("number", "words"), [("1.", "Lamps shall be lit."), ("9.", "Lamps shall be put out.")])
def test_what_is_quoted_after_a_colon_has_numbers_of_its_own(number: str, words: str) -> None:
    before = ("1. Welcomes the lamps;", "2. Invites the keepers to meet;", "3. Approves this amendment to the rules:")
    after = "4. Decides to read on."
    assert told(*HEAD, *before, f"{number} {words}", after) == []
    assert told(*HEAD, *before, f"{number} {words}", "5. Decides to read on."), "they do not go on behind it"
    assert told(*HEAD, *before[:2], "3. Approves the rules;", f"{number} {words}", after), "no colon leads to it"


def test_numbers_may_begin_again_under_a_heading() -> None:
    paragraphs = ("I", "Lamps", "1. Welcomes the lamps;", "II", "Shelves", "1. Decides to read on.")
    assert told(*HEAD, *paragraphs) == []


def test_a_gap_is_told() -> None:
    assert told(*HEAD, "1. Welcomes the lamps;", "3. Decides to read on.") == [("S203", "3.")]


@pytest.mark.parametrize(("labels", "wanted"), [("ac", ["(c)"]), ("abd", ["(d)"]), ("abc", [])])
def test_a_point_that_is_missing_is_told(labels: str, wanted: list[str]) -> None:
    points = [f"({label}) To mend lamps;" for label in labels]
    found = told(*HEAD, "1. Invites the keepers:", *points, "2. Decides to read on.")
    assert found == [("S212", label) for label in wanted]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("[without reference to a Main Committee (A/99/L.7)",), [("S214", "[without")]),
        (("[without reference to a Main Committee (A/99/L.7)]",), []),
        (("[on the report of the Lamp Committee", "(A/99/7)]"), []),
    ],
)
def test_a_bracket_without_its_end_is_told(lines: tuple[str, ...], wanted: list[tuple[str, str]]) -> None:
    front = ("Resolution adopted by the General Assembly on 12 December 2044", *lines)
    assert told(*front, *HEAD, "1. Welcomes the lamps;", "2. Decides to read on.") == wanted


def test_a_missing_formula_is_told() -> None:
    lines = ("99/7. Lamps of the harbour", "Recalling the flood,", "1. Welcomes the lamps;", "2. Decides to read on.")
    assert told(*lines) == [("S213", "Recalling")]
    assert told(lines[0], "Harbours are wet,", *lines[2:]) == []
