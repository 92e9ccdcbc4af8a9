"""Tables: spans, header cells, nesting, what stands in cells."""

from __future__ import annotations

import pytest

from akn.blocks import Block, CellBlock, TableBlock
from converters.conversion import convert_bytes
from converters.options import Options
from tests.converters.formats.word_file import blocks, p, r, told, word


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> TableBlock:
    (found,) = blocks(word(f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"))
    assert isinstance(found, TableBlock)
    return found


def shape(found: TableBlock) -> list[list[tuple[str, int, int]]]:
    return [[(words(c), c.rowspan, c.colspan) for c in line] for line in found.rows]


def words(c: CellBlock) -> str:
    return " / ".join(b.text.content for b in c.blocks if isinstance(b, Block))


def test_cells_stand_in_rows() -> None:
    assert shape(table(row(cell("a"), cell("b")), row(cell("c"), cell("")))) == [
        [("a", 1, 1), ("b", 1, 1)],
        [("c", 1, 1), ("", 1, 1)],
    ]


def test_merged_cells_span_rows_and_columns() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    found = table(
        row(cell("a", down), cell("b", wide)),
        row(cell("", on), cell("c", down), cell("d")),
        row(cell("e"), cell("", on), cell("f")),
    )
    assert shape(found) == [
        [("a", 2, 1), ("b", 1, 2)],
        [("c", 2, 1), ("d", 1, 1)],
        [("e", 1, 1), ("f", 1, 1)],
    ]


def test_text_that_a_merged_cell_hides_is_not_lost() -> None:
    found = table(row(cell("a", '<w:vMerge w:val="restart"/>')), row(cell("b", "<w:vMerge/>")))
    assert shape(found) == [[("a / b", 2, 1)]]


def test_a_merged_cell_without_a_beginning_is_a_cell() -> None:
    assert shape(table(row(cell("a", "<w:vMerge/>")))) == [[("a", 1, 1)]]


def test_a_row_that_leaves_out_columns_finds_the_cell_above() -> None:
    before = '<w:gridBefore w:val="1"/>'
    found = table(
        row(cell("a"), cell("b", '<w:vMerge w:val="restart"/>')), row(cell("", "<w:vMerge/>"), properties=before)
    )
    assert found.rows[0][1].rowspan == 2


def test_header_rows_and_header_cells() -> None:
    found = table(
        row(cell("a"), cell("b"), properties="<w:tblHeader/>"),
        row(cell("c", '<w:cnfStyle w:firstColumn="1"/>'), cell("d", '<w:cnfStyle w:val="000000000000"/>')),
    )
    assert [[c.header for c in line] for line in found.rows] == [[True, True], [True, False]]


def test_a_table_inside_a_cell_is_a_table() -> None:
    inner = f"<w:tbl>{row(cell('b'))}</w:tbl>"
    found = table(row(f"<w:tc>{p('a')}{inner}{p()}</w:tc>"))
    outer = found.rows[0][0].blocks
    assert [type(b) for b in outer] == [Block, TableBlock]
    assert isinstance(outer[1], TableBlock)
    assert shape(outer[1]) == [[("b", 1, 1)]]


def test_hidden_rows_are_left_out_and_counted() -> None:
    data = word(f"<w:tbl>{row(cell('a'))}{row(cell('bcd'), properties='<w:hidden/>')}</w:tbl>")
    assert len(blocks(data)[0].rows) == 1  # type: ignore[union-attr]
    assert "3 characters" in told(data)["R204"]


def test_looks_and_several_paragraphs_in_a_cell() -> None:
    found = table(row(f"<w:tc>{p(r('a', '<w:i/>'))}{p('b')}</w:tc>"))
    first = found.rows[0][0].blocks[0]
    assert isinstance(first, Block)
    assert words(found.rows[0][0]) == "a / b"
    assert len(first.text.marks) == 1


def test_absurd_spans_stay_bounded() -> None:
    found = table(row(cell("a", '<w:gridSpan w:val="999999999"/>'), cell("b", '<w:gridSpan w:val="-3"/>')))
    assert [c.colspan for c in found.rows[0]] == [1000, 1]
    assert len(table(row(cell("a"), properties='<w:gridBefore w:val="999999999"/>')).rows) == 1


_RAISED = '<w:vertAlign w:val="superscript"/>'
_AROUND = [
    ("<w:bookmarkStart w:id='4' w:name='m'/>", "<w:bookmarkEnd w:id='4'/>"),
    ("<w:proofErr w:type='spellStart'/>", "<w:proofErr w:type='spellEnd'/>"),
    ("<w:commentRangeStart w:id='4'/>", "<w:commentRangeEnd w:id='4'/>"),
    ("<w:permStart w:id='4'/>", "<w:permEnd w:id='4'/>"),
    ("<w:smartTag><w:smartTagPr/>", "</w:smartTag>"),
    ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    *((r(sign), r(sign)) for sign in "\u200e\u200f\u061c\u2067"),
]


@pytest.mark.parametrize(("before", "after"), _AROUND)
def test_marks_around_every_word_hide_no_raised_letter_and_no_typed_label(before: str, after: str) -> None:
    def line(*runs: str) -> str:
        return p(*(f"{before}{run if run.startswith('<') else r(run)}{after} " for run in runs))

    cells = "".join(f"<w:tc>{line(*runs)}</w:tc>" for runs in (("Bells", r("a", _RAISED)), ("40",)))
    note = line(r("a", _RAISED)).replace("</w:p>", f"{r(' ')}{before}{r('Cast.')}{after}</w:p>")
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    label = f"{before}{r('1.')}{after}{r(' ')}"
    data = word(p("The General Assembly,") + p(label, "Decides to ring:") + table + note)
    done = convert_bytes(data, "a.docx", Options(validate=False))
    assert b"authorialNote_1" in done.output
    assert b'<paragraph eId="para_1">' in done.output
