"""Lines of which the layout of an engine has one half, in pictures drawn for the tests."""

from __future__ import annotations

import pytest

from converters.formats.pdf.halves import completed, grown

pytest.importorskip("PIL")
from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]
TEXT = [(100, 100 + 70 * i, 500, 146 + 70 * i) for i in (0, 1, 3)]  # the third line is the one that is parted


def _page(*printed: Box) -> Image.Image:
    page = Image.new("L", (600, 500), 255)
    for box in (*TEXT, *printed):
        ImageDraw.Draw(page).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=0)
    return page


UPPER, LOWER, CALL = (100, 240, 140, 262), (100, 265, 140, 286), (160, 238, 168, 258)


def test_the_half_that_the_layout_lost_is_of_its_line_with_its_shapes() -> None:
    page = _page(UPPER, LOWER, CALL)
    lines = [(box, ((box[0], box[3]), (box[2], box[3]))) for box in [*TEXT[:2], (100, 238, 168, 262), TEXT[2]]]
    boxes, whole = completed(page, sorted([*TEXT, UPPER, CALL]), lines)
    assert whole[2] == ((100, 238, 168, 286), ((100, 286), (168, 286)))
    assert {(100, 240, 140, 286), CALL} <= set(boxes)
    assert UPPER not in boxes


def test_two_halves_are_one_line() -> None:
    lines = [(box, ((box[0], box[3]), (box[2], box[3]))) for box in [*TEXT[:2], UPPER, LOWER, TEXT[2]]]
    _, whole = completed(_page(UPPER, LOWER), [], lines)
    assert [box for box, _ in whole] == [*TEXT[:2], (100, 240, 140, 286), TEXT[2]]


def test_a_low_line_with_white_around_it_stays_as_it_is() -> None:
    dashes = (100, 255, 300, 262)
    assert grown(_page(dashes), dashes, [*TEXT, dashes], 46) == dashes


def test_a_low_line_within_another_one_stays_as_it_is() -> None:
    inner = (120, 110, 160, 125)
    assert grown(_page(), inner, [*TEXT, inner], 46) == inner


def test_a_whole_line_stays_as_it_is() -> None:
    assert grown(_page(), TEXT[1], TEXT, 46) == TEXT[1]
