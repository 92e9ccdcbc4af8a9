"""Print that no line of a page covers, in pictures drawn for the tests."""

from __future__ import annotations

import pytest

from converters.formats.pdf.islands import islands

pytest.importorskip("PIL")
from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]


def _page(*printed: Box) -> Image.Image:
    page = Image.new("L", (600, 400), 255)
    for box in printed:
        ImageDraw.Draw(page).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=0)
    return page


def test_words_near_each_other_are_one_and_lines_are_apart() -> None:
    words = [(100, 50, 160, 70), (180, 50, 240, 70), (100, 90, 160, 110), (400, 50, 460, 70)]
    found = list(islands(_page(*words), 24, (0, 0, 600, 400)))
    assert sorted(found) == [(100, 50, 240, 70), (100, 90, 160, 110), (400, 50, 460, 70)]


@pytest.mark.parametrize(
    ("printed", "what"),
    [((100, 50, 400, 53), "a rule"), ((100, 50, 112, 70), "a dot"), ((100, 50, 400, 250), "a picture")],
)
def test_what_is_no_word_stays_out(printed: Box, what: str) -> None:
    assert not list(islands(_page(printed), 24, (0, 0, 600, 400))), what


def test_print_outside_of_the_text_stays_out() -> None:
    assert not list(islands(_page((500, 50, 560, 70)), 24, (0, 0, 480, 400)))
