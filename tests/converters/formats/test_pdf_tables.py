"""Tables of PDF files by their strokes, whatever the tags say: cells, heads, rows, pages; and what is no table."""

from __future__ import annotations

import pytest

from akn.blocks import Block, NoteBlock, TableBlock
from akn.diagnostics import Code
from converters import convert
from converters.formats.pdf import read
from converters.formats.pdf.lines import lines_of
from converters.formats.pdf.opening import Opened
from converters.formats.pdf.page import Paragraph
from converters.formats.pdf.tables import bars_of_pages, find_tables
from tests.converters.formats.pdf_file import Page, pdf

LEFT, RIGHT, FIRST = 123.0, 489.0, 147.0
CUTS = (375.0, 432.0)
TEXT = [
    (FIRST, 720.0, "Recalling that the tide keeps its own hours, and that all readers who come by boat"),
    (LEFT, 708.0, "have a right to dry paper, as the wardens of the northern quays have it,"),
]


def _bar(page: Page, height: float, thick: float = 0.5, cuts: tuple[float, ...] = CUTS) -> None:
    """A stroke from side to side, of one piece a cell as Word draws it."""
    for a, b in zip((LEFT, *cuts), (*cuts, RIGHT), strict=True):
        page.operators.append(f"{a + 0.5} {height} {b - a - 0.5} {thick} re f")


def _line(page: Page, x: float, y: float, to_x: float, to_y: float) -> None:
    page.operators.append(f"0.5 w {x} {y} m {to_x} {to_y} l S")


def _words(page: Page, height: float, *cells: str, size: float = 8.5) -> None:
    for x, text in zip((LEFT, 400.0, 450.0), cells, strict=True):
        if text:
            page.put(x, height, text, size=size)


def _scale(page: Page, top: float, rows: list[tuple[str, str, str]]) -> float:
    """A table as it is printed: a thin bar, the head, a thick bar, rows below each other, a thick bar; its foot."""
    _bar(page, top)
    _words(page, top - 10, "Library", "Readers", "Boats", size=7)
    _bar(page, top - 15, 1.4)
    y = top - 28
    for row in rows:
        _words(page, y, *row)
        y -= 14
    _bar(page, y + 9, 1.4)
    return y + 9


ROWS = [("North quay", "1 204", "3"), ("South quay", "980", "–"), ("Old pier", "77", "12")]
HEAD = ("Library", "Readers", "Boats")


def _tables(data: bytes) -> list[list[list[str]]]:
    return [
        [[" ".join(b.text.content for b in c.blocks if isinstance(b, Block)) for c in row] for row in block.rows]
        for block in read(data).value
        if isinstance(block, TableBlock)
    ]


def _text(page: Page, lines: list[tuple[float, float, str]] = TEXT) -> None:
    for x, y, text in lines:
        page.put(x, y, text)


def _paragraphs(data: bytes) -> list[str]:
    return [b.text.content for b in read(data).value if isinstance(b, Block)]


def test_a_table_between_bars_keeps_its_cells_and_its_head() -> None:
    page = Page()
    _text(page)
    _scale(page, 540, ROWS)
    page.put(FIRST, 420, "1. Decides to keep the lamps lit.")
    data = pdf([page])
    assert _tables(data) == [[list(HEAD), *map(list, ROWS)]]
    (table,) = [b for b in read(data).value if isinstance(b, TableBlock)]
    assert [c.header for c in table.rows[0]] == [True] * 3
    assert _paragraphs(data)[-1] == "1. Decides to keep the lamps lit."


def _tagged(rows: list[tuple[str, str, str]], kind: str) -> bytes:
    """The table with each cell tagged: as a paragraph, or as the cell of a table."""
    page = Page()
    page.tag("P", page.content(*TEXT))
    _bar(page, 540)
    _bar(page, 525, 1.4)
    cells = []
    for i, row in enumerate([HEAD, *rows]):
        y = 530 if i == 0 else 526 - 14 * i
        held = [page.content((x, y, text, "roman", 8.5)) for x, text in zip((LEFT, 400.0, 450.0), row, strict=True)]
        cells.append(held)
        if kind == "P":
            for n in held:
                page.tag("P", n)
    if kind == "Table":
        page.tag("Table", *[("TR", [("TD", [("P", [n])]) for n in held]) for held in cells])
    _bar(page, 526 - 14 * len(rows) - 5, 1.4)
    page.tag("P", page.content((FIRST, 420, "1. Decides to keep the lamps lit.")))
    return pdf([page])


@pytest.mark.parametrize("kind", ["P", "Table"])
def test_a_table_is_one_whatever_its_tags_say(kind: str) -> None:
    data = _tagged(ROWS, kind)
    assert _tables(data) == [[list(HEAD), *map(list, ROWS)]]
    assert _paragraphs(data)[-1] == "1. Decides to keep the lamps lit."
    assert not any(d.code is Code.TABLE_AS_LINES for d in read(data).diagnostics)


def test_tables_of_tags_that_go_on_overleaf_are_one_and_a_note_between_them_does_not_part_them() -> None:
    pages = [Page(), Page()]
    for number, page in enumerate(pages):
        rows = []
        for i, row in enumerate([("Library", "Readers"), (f"Quay {number + 1}", str(number))]):
            cells = [page.content((x, 700.0 - 14 * i, text)) for x, text in zip((LEFT, 400.0), row, strict=True)]
            rows.append(("TR", [("TD", [("P", [n])]) for n in cells]))
        page.tag("Table", *rows)
        note = (LEFT, 103, "1", "roman", 5.5), (128, 100, "See the chart.", "roman", 8.5)
        page.tag("Note", ("P", [page.content(*note)]))
    assert _tables(pdf(pages)) == [[["Library", "Readers"], ["Quay 1", "0"], ["Quay 2", "1"]]]


def test_a_table_that_runs_from_right_to_left_begins_at_the_right() -> None:
    """Figures and Latin words only, as the fonts of the tests hold no other ones: the file is told by its metrics."""
    page = Page()
    _scale(page, 540, ROWS)
    data = pdf([page])
    with Opened(data, "") as file:
        (found,) = [found for found in file.pages() if found is not None]
    lines = lines_of(found.pieces)
    (table,) = find_tables([found], bars_of_pages([found]), lambda _: lines, rtl=True)
    first = [
        [p.text for item in cell.items if isinstance(item, Paragraph) for p in item.pieces]
        for cell in table.table.rows[1]
    ]
    assert first == [["3"], ["1", "204"], ["North", "quay"]]


def test_no_cell_is_a_heading_or_a_paragraph_of_the_resolution() -> None:
    done = convert(_tagged([("Under-Secretary-General", "1", "1"), *ROWS], "P"), name="x.pdf")
    assert done.output.count(b"<table") == 1
    assert done.output.count(b"<td") + done.output.count(b"<th>") >= 15


def test_a_cell_of_several_lines_is_one_wherever_its_figures_stand() -> None:
    page = Page()
    _text(page)
    _bar(page, 540)
    _words(page, 530, *HEAD, size=7)
    _bar(page, 525, 1.4)
    _words(page, 512, "The library of the northern quay, of", "", "")
    _words(page, 502, "the lighthouse and of the bar", "1 204", "3")
    _words(page, 488, "The library of the southern quay, of", "980", "–")
    _words(page, 478, "the old pier", "", "")
    _bar(page, 470, 1.4)
    assert _tables(pdf([page])) == [
        [
            list(HEAD),
            ["The library of the northern quay, of the lighthouse and of the bar", "1 204", "3"],
            ["The library of the southern quay, of the old pier", "980", "–"],
        ]
    ]


def test_a_partial_bar_parts_the_rows_of_a_head() -> None:
    page = Page()
    _text(page)
    _bar(page, 540)
    page.put(405, 531, "Coming by", size=7)
    _line(page, 376, 528, 489, 528)
    _words(page, 520, "Library", "land", "sea", size=7)
    _bar(page, 515, 1.4)
    for i, row in enumerate(ROWS):
        _words(page, 502 - 14 * i, *row)
    _bar(page, 468, 1.4)
    (table,) = [b for b in read(pdf([page])).value if isinstance(b, TableBlock)]
    shown = [[(" ".join(b.text.content for b in c.blocks if isinstance(b, Block)), c.rowspan, c.colspan) for c in row]
             for row in table.rows[:2]]  # fmt: skip
    assert shown == [[("Library", 2, 1), ("Coming by", 1, 2)], [("land", 1, 1), ("sea", 1, 1)]]


def test_a_table_goes_on_overleaf_and_its_head_stands_once() -> None:
    one, two = Page(), Page()
    _text(one)
    rows = [(f"Quay of the {word} coast", str(i), "–") for i, word in enumerate(("northern", "southern", "outer"), 1)]
    _bar(one, 120)
    _words(one, 110, *HEAD, size=7)
    _bar(one, 105, 1.4)
    for i, row in enumerate(rows):
        _words(one, 92 - 14 * i, *row)
    _scale(two, 720, ROWS)
    two.put(FIRST, 460, "1. Decides to keep the lamps lit.")
    data = pdf([one, two])
    assert _tables(data) == [[list(HEAD), *map(list, rows), *map(list, ROWS)]]
    assert [d.message for d in read(data).diagnostics] == [
        "1 line that is no part of the text was left out: 1 head of a table"
    ]


def test_a_heading_between_two_tables_parts_them() -> None:
    page = Page()
    _text(page)
    foot = _scale(page, 540, ROWS)
    page.put(LEFT, foot - 25, "Annex II", "bold", 12)
    _scale(page, foot - 40, ROWS[:2])
    data = pdf([page])
    assert [len(t) for t in _tables(data)] == [4, 3]
    assert "Annex II" in _paragraphs(data)


def test_a_box_keeps_each_field_and_spans_where_no_stroke_lies() -> None:
    page = Page()
    _text(page)
    for y in (540, 520, 500, 480):
        _line(page, LEFT, y, RIGHT, y)
    for x in (LEFT, RIGHT):
        _line(page, x, 540, x, 480)
    _line(page, 300, 520, 300, 480)
    page.put(LEFT + 5, 526, "Libraries of the coast")
    page.put(LEFT + 5, 506, "North quay")
    page.put(305, 506, "1 204")
    page.put(305, 486, "980")
    (table,) = [b for b in read(pdf([page])).value if isinstance(b, TableBlock)]
    shown = [[(" ".join(b.text.content for b in c.blocks if isinstance(b, Block)), c.colspan) for c in row]
             for row in table.rows]  # fmt: skip
    assert shown == [[("Libraries of the coast", 2)], [("North quay", 1), ("1 204", 1)], [("", 1), ("980", 1)]]


def test_a_box_of_one_column_is_a_table() -> None:
    page = Page()
    _text(page)
    page.operators.append(f"0.5 w {LEFT} 480 {RIGHT - LEFT} 60 re S")
    _line(page, LEFT, 510, RIGHT, 510)
    page.put(LEFT + 5, 524, "The lamps are lit at low water.")
    page.put(LEFT + 5, 494, "The wardens keep the keys.")
    assert _tables(pdf([page])) == [[["The lamps are lit at low water."], ["The wardens keep the keys."]]]


def test_strokes_around_text_make_no_table() -> None:
    page = Page()
    _bar(page, 740, cuts=())
    _text(page)
    _bar(page, 550, cuts=())
    page.put(FIRST, 530, "1. Decides to keep the lamps lit.")
    _line(page, 270, 500, 340, 500)
    data = pdf([page])
    assert _tables(data) == []
    assert len(_paragraphs(data)) == 2


def test_a_table_may_lie_on_its_side() -> None:
    page = Page(792, 612)
    upright = Page()
    _scale(upright, 340, ROWS)
    page.operators += ["q 0 1 -1 0 700 0 cm", *upright.operators, "Q"]
    assert _tables(pdf([page])) == [[list(HEAD), *map(list, ROWS)]]


def test_notes_below_a_table_are_notes_and_no_rows() -> None:
    page = Page()
    _text(page)
    foot = _scale(page, 540, ROWS)
    page.put(LEFT + 48, 515.5, "a", size=5)
    page.put(LEFT, foot - 12, "a", size=5.5)
    page.put(LEFT + 4, foot - 15, "Closed at high water.", size=8)
    page.put(FIRST, 360, "1. Decides to keep the lamps lit.")
    blocks = read(pdf([page])).value
    (note,) = [b for b in blocks if isinstance(b, NoteBlock)]
    assert note.marker == "a"
    assert [b.text.content for b in note.blocks if isinstance(b, Block)] == ["Closed at high water."]
    assert [b.text.content for b in blocks if isinstance(b, Block)][-1] == "1. Decides to keep the lamps lit."


def test_lines_in_columns_that_no_table_was_made_of_are_reported() -> None:
    page = Page()
    page.tag("P", page.content(*TEXT))
    for i in range(5):
        page.tag("P", page.content((LEFT, 500 - 14 * i, f"Quay {'abcde'[i]}")))
        page.tag("P", page.content((400, 500 - 14 * i, str(1204 + i))))
    (remark,) = [d for d in read(pdf([page])).diagnostics if d.code is Code.TABLE_AS_LINES]
    assert remark.position.page == 1
    plain = Page()
    plain.tag("P", plain.content(*TEXT))
    assert not read(pdf([plain])).diagnostics


def _tagged_rows(page: Page, top: float, rows: list[dict[int, str]], head: bool = False) -> None:
    """Rows as Chromium and LibreOffice tag them: no cell that holds nothing."""
    tagged = []
    for i, row in enumerate(rows):
        cells = [
            ("TH" if head and i == 0 else "TD", [("P", [page.content(((LEFT, 250.0, 400.0)[k], top - 14 * i, text))])])
            for k, text in row.items()
        ]
        tagged.append(("TR", cells))
    page.tag("Table", *tagged)


def test_rows_without_tags_for_empty_cells_have_their_cells_where_they_stand_and_go_on_overleaf() -> None:
    one, two = Page(), Page()
    _tagged_rows(one, 200, [{0: "Section", 1: "Library", 2: "Readers"}, {0: "1", 1: "North quay of the east", 2: "3"},
                            {1: "Subtotal", 2: "3"}, {0: "2", 1: "South quay of the", 2: "4"}], head=True)  # fmt: skip
    _tagged_rows(two, 700, [{1: "western coast"}, {1: "Subtotal", 2: "4"}, {0: "3", 1: "Pier", 2: "5"}])
    two.tag("P", two.content((FIRST, 600, "1. Decides to keep the lamps lit.")))
    assert _tables(pdf([one, two])) == [
        [
            ["Section", "Library", "Readers"],
            ["1", "North quay of the east", "3"],
            ["", "Subtotal", "3"],
            ["2", "South quay of the western coast", "4"],
            ["", "Subtotal", "4"],
            ["3", "Pier", "5"],
        ]
    ]


def test_a_table_with_a_head_of_its_own_does_not_go_on_with_the_one_on_the_page_before() -> None:
    one, two = Page(), Page()
    rows = [{0: "1", 1: "North quay", 2: "3"}, {0: "2", 1: "South quay", 2: "4"}]
    _tagged_rows(one, 200, [{0: "No.", 1: "Library", 2: "Readers"}, *rows], head=True)
    _tagged_rows(two, 700, [{0: "No.", 1: "Library", 2: "Boats"}, *rows], head=True)
    assert [len(t) for t in _tables(pdf([one, two]))] == [3, 3]
