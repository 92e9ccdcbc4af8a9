"""Tables of PDF files without strokes: columns by alignment, rows by distance, and what is no table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from akn.blocks import Block, TableBlock
from akn.diagnostics import Code
from converters.formats.pdf import read
from converters.formats.pdf.lines import TextMetrics, lines_of
from converters.formats.pdf.opening import Opened
from converters.formats.pdf.tables.aligned import aligned_tables
from tests.converters.formats.pdf_file import Page, pdf

LEFT, FIRST = 123.0, 147.0
COLUMNS = (LEFT, 260.0, 400.0, 460.0)
TEXT = [
    (FIRST, 720.0, "Recalling that the tide keeps its own hours, and that all readers who come by boat"),
    (LEFT, 708.0, "have a right to dry paper, as the wardens of the northern quays have it,"),
]
HEAD = ("Action", "Title of post", "Grade", "Lamps")
POSTS = [
    ("New post", "Warden of the tide", "P-3", "1"),
    ("New post", "Keeper of the\nlong pier", "P-4", "12"),
    ("Move from the\nquay to the lighthouse", "Warden of the\nlamps", "G-5", "2"),
    ("Total", "", "", "15"),
]


def _rows(page: Page, top: float, rows: list[tuple[str, ...]], leading: float = 11, gap: float = 15) -> float:
    """Rows whose cells hold lines; the height below them."""
    for row in rows:
        for x, cell in zip(COLUMNS, row, strict=True):
            for i, line in enumerate(cell.split("\n")):
                if line:
                    page.put(x, top - i * leading, line, size=9)
        top -= (max(cell.count("\n") for cell in row)) * leading + gap
    return top


def _text(page: Page) -> None:
    for x, y, text in TEXT:
        page.put(x, y, text)


def _tables(data: bytes) -> list[list[list[str]]]:
    return [
        [[" ".join(b.text.content for b in c.blocks if isinstance(b, Block)) for c in row] for row in block.rows]
        for block in read(data).value
        if isinstance(block, TableBlock)
    ]


def _shown(rows: Sequence[tuple[str, ...]]) -> list[list[str]]:
    return [[cell.replace("\n", " ") for cell in row] for row in rows]


@pytest.mark.parametrize("turned", [False, True], ids=["upright", "on its side"])
def test_cells_of_several_lines_below_each_other_are_a_table(turned: bool) -> None:
    upright = Page()
    _text(upright)
    foot = _rows(upright, 600, [HEAD, *POSTS])
    upright.put(FIRST, foot - 30, "1. Decides to keep the lamps lit.")
    page = Page(792, 612) if turned else upright
    if turned:
        page.operators += ["q 0 1 -1 0 792 0 cm", *upright.operators, "Q"]
    data = pdf([page])
    assert _tables(data) == [_shown([HEAD, *POSTS])]
    assert [b.text.content for b in read(data).value if isinstance(b, Block)][-1] == "1. Decides to keep the lamps lit."


def test_a_head_in_bold_letters_is_one_and_rows_may_stand_as_near_as_lines() -> None:
    page = Page()
    _text(page)
    for x, text in zip((LEFT, 400.0), ("Library", "Readers"), strict=True):
        page.put(x, 600, text, "bold")
    for i, (name, number) in enumerate([("North quay", "1,204"), ("South quay", "980"), ("Old pier", "77")]):
        page.put(LEFT, 588 - 12 * i, name)
        page.put(400, 588 - 12 * i, number)
    (table,) = [b for b in read(pdf([page])).value if isinstance(b, TableBlock)]
    assert [[c.header for c in row] for row in table.rows] == [[True, True]] + 3 * [[False, False]]


def test_a_table_goes_on_overleaf_with_a_row_that_the_page_cuts_and_its_head_stands_once() -> None:
    one, two = Page(), Page()
    _text(one)
    _rows(one, 150, [HEAD, *POSTS[:2], ("New post", "Keeper of the books of the", "P-2", "4")])
    foot = _rows(two, 720, [HEAD, ("", "eastern quay", "", ""), *POSTS[2:]])
    two.put(FIRST, foot - 30, "1. Decides to keep the lamps lit.")
    data = pdf([one, two])
    cut = ("New post", "Keeper of the books of the eastern quay", "P-2", "4")
    assert _tables(data) == [_shown([HEAD, *POSTS[:2], cut, *POSTS[2:]])]
    assert "1 head of a table" in next(d for d in read(data).diagnostics if d.code is Code.FURNITURE_DROPPED).message


def test_the_first_column_of_a_page_from_right_to_left_is_the_right_one() -> None:
    """Latin words, as the fonts of the tests hold no other ones; the lines are said to run from right to left."""
    page = Page()
    _rows(page, 600, [HEAD, *POSTS])
    with Opened(pdf([page]), "") as file:
        (found,) = [found for found in file.pages() if found is not None]
    lines = lines_of(found.pieces)
    (table,) = aligned_tables([(1, lines)], (), TextMetrics(9, 11, LEFT, 480, rtl=True))
    last = [
        " ".join(p.text for item in cell.items for p in getattr(item, "pieces", ())) for cell in table.table.rows[1]
    ]
    assert last == ["1", "P-3", "Warden of the tide", "New post"]


def test_points_notes_at_the_end_and_text_in_columns_are_no_tables() -> None:
    points, notes, columns = Page(), Page(), Page()
    for i in range(8):
        points.put(LEFT, 700 - 24 * i, f"({'abcdefgh'[i]})")
        points.put(LEFT + 30, 700 - 24 * i, "The keys of the quay;")
        notes.put(LEFT, 700 - 12 * i, str(i + 1) if i < 7 else "a")
        notes.put(LEFT + 30, 700 - 12 * i, f"A/99/{i + 7}.")
    for i in range(20):
        for x in (72, 320):
            columns.put(x, 700 - 12 * i, "The tide keeps its own hours in all harbours,")
    assert [_tables(pdf([page])) for page in (points, notes, columns)] == [[], [], []]


def test_a_table_whose_columns_part_the_page_in_the_middle_is_not_read_column_by_column() -> None:
    first, page = Page(), Page()
    _text(first)
    rows = [(f"Establish the post of the {n} quay", f"Keeper {n}", "P-4", str(n)) for n in range(1, 13)]
    for i, row in enumerate(rows):
        for x, cell in zip((72, 320, 420, 520), row, strict=True):
            page.put(x, 700 - 16 * i, cell)
    data = pdf([first, page])
    assert _tables(data) == [_shown(rows)]
    assert not any(d.code is Code.COLUMNS_READ for d in read(data).diagnostics)


def test_a_table_as_small_as_notes_down_to_the_foot_of_its_page_is_no_note() -> None:
    one, two = Page(), Page()
    for i in range(40):
        one.put(LEFT, 720 - 14 * i, "The wardens of the northern quays keep the keys of all lamps,", size=11)
    foot = _rows(two, 720, [HEAD, *POSTS])
    two.put(LEFT, 99, "a", size=5)
    two.put(LEFT + 4, 96, "Closed at high water.", size=8)
    assert foot > 96
    assert _tables(pdf([one, two])) == [_shown([HEAD, *POSTS])]
