"""What a part of a line at the edge of a page is: one table for pages of characters and for pages of points."""

from __future__ import annotations

import pytest

from converters.formats.printed.furniture import (
    BAR_CODE,
    BESIDE,
    BOTTOM,
    HEADER,
    JOB_NUMBER,
    PAGE_NUMBER,
    TEXT,
    TOP,
    EdgeLine,
    Edges,
)

FIRST = [["A/97/12", "Distr.: General"], ["Lamps and buoys of the northern waters"]]
NUMBERS = [[EdgeLine([f"{i}/9"], BOTTOM)] for i in range(2, 7)]


@pytest.mark.parametrize(
    ("part", "place", "kind"),
    [
        ("4/9", BOTTOM, PAGE_NUMBER),
        ("5/9", BOTTOM, TEXT),  # it does not count with its page
        ("5/9", 12, PAGE_NUMBER),  # at a known height the form is enough
        ("97-12345 (E)", BOTTOM, JOB_NUMBER),
        ("*9712345*", BOTTOM, BAR_CODE),
        ("____", BOTTOM, TEXT),  # the rule above notes
        ("A/97/12", TOP, HEADER),
        ("Lamps and buoys", TOP, BESIDE),
        ("Lamps and buoys", BOTTOM, TEXT),
        ("17", BOTTOM, BESIDE),
        ("17", TOP, TEXT),
        ("Requests the keepers to report", TOP, TEXT),
    ],
)
def test_a_part_is_known_by_its_form_its_number_and_the_first_page(part: str, place: int, kind: int) -> None:
    assert Edges(NUMBERS, FIRST).kinds(EdgeLine([part], place), 2) == [kind]


@pytest.mark.parametrize(("pages", "kind"), [([0, 1, 2], HEADER), ([0, 1], BESIDE), ([0], TEXT)])
@pytest.mark.parametrize("place", [TOP, 180])
def test_what_comes_back_is_a_head_on_three_pages_and_may_be_text_on_two(
    pages: list[int], kind: int, place: int
) -> None:
    line = EdgeLine(["Report of the keepers"], place)
    edges = Edges([[line] if i in pages else [] for i in range(6)], FIRST)
    assert edges.kinds(line, 4) == [kind]
    assert edges.kinds(EdgeLine(line.parts, place + 1), 4) == [TEXT], "elsewhere it is none"


def test_copies_of_a_page_are_no_evidence_and_a_sentence_that_goes_on_is_text() -> None:
    line = EdgeLine(["Report of the keepers"], 180)
    assert Edges([[line]] * 4, FIRST, copies=[0, 0, 0, 0]).kinds(line, 1) == [TEXT]
    assert Edges([[line]] * 4, FIRST).kinds(EdgeLine(line.parts, 180, bound=True), 1) == [TEXT]
