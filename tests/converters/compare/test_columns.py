"""Three texts side by side in Word: a column for each, the words that came and went marked, nothing left out."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from akn.text import Kind
from akn.walk import units
from converters.compare.columns import as_columns
from converters.formats.docx.package import w
from tests.converters.compare.test_several_page import FIRST, SECOND, _document

NAMES = ["text 0", "text 1", "text 2"]


def _rows(data: bytes) -> list[list[etree._Element]]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return [list(row.iterchildren(w("tc"))) for row in root.iter(w("tr"))]


def _said(cell: etree._Element, *styles: str, but: tuple[str, ...] = ()) -> str:
    """The words of a cell in these styles (all but some where none is named)."""
    parts = []
    for run in cell.iter(w("r")):
        style = next((e.get(w("val"), "") for e in run.iter(w("rStyle"))), "")
        if style in styles if styles else style not in but:
            parts += [t.text or "" for t in run.iter(w("t"))]
    return " ".join("".join(parts).split())


@pytest.fixture(scope="module")
def made() -> bytes:
    return as_columns([_document(98, FIRST), _document(99, SECOND), _document(100, SECOND)], NAMES)


def test_a_page_on_its_long_side_has_a_column_for_each_text_with_its_name_on_each_page(made: bytes) -> None:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    (size,) = root.iter(w("pgSz"))
    assert size.get(w("orient")) == "landscape"
    assert int(size.get(w("w"), "")) > int(size.get(w("h"), ""))
    heads, *rows = _rows(made)
    assert [_said(head, but=("WhatChanged",)) for head in heads] == NAMES
    assert "1 new" in _said(heads[1], "WhatChanged")
    assert next(root.iter(w("tr"))).find(f"{w('trPr')}/{w('tblHeader')}") is not None
    assert {len(row) for row in rows} == {3}


def test_the_words_that_came_and_went_are_marked_against_the_text_to_the_left(made: bytes) -> None:
    (row,) = [row for row in _rows(made) if "Welcomes" in _said(row[0])]
    assert [(_said(cell, "WentOut"), _said(cell, "CameIn")) for cell in row] == [
        ("", ""),
        ("bright", "and piers"),
        ("", ""),
    ]
    assert _said(row[1], "WhatChanged").startswith("changed")
    (gone,) = [row for row in _rows(made) if "Commends" in _said(row[0])]
    assert [_said(cell, "WhatChanged") for cell in gone] == ["", "gone", ""]
    (new,) = [row for row in _rows(made) if "lanterns" in _said(row[1])]
    assert _said(new[1], "CameIn").startswith("Decides")


def test_each_column_without_what_went_is_its_text(made: bytes) -> None:
    rows = _rows(made)[1:]
    for k, body in enumerate((FIRST, SECOND, SECOND)):
        told = [_said(row[k], but=("WentOut", "WhatChanged")) for row in rows]
        wanted = [f"{u.num} {u.text.content}".strip() for u in units(_document(98 + k, body)) if u.kind == "operative"]
        assert [said for said in told if said[:1].isdigit()] == wanted


def test_actions_stand_in_italics_and_the_same_texts_give_the_same_bytes(made: bytes) -> None:
    texts = [_document(98, FIRST), _document(99, SECOND), _document(100, SECOND)]
    assert any(u.text.of(Kind.ACTION) for u in units(texts[0]))
    (row,) = [row for row in _rows(made) if "Welcomes" in _said(row[0])]
    italic = [run for run in row[0].iter(w("r")) if next(run.iter(w("i")), None) is not None]
    assert ["".join(t.text or "" for t in run.iter(w("t"))) for run in italic] == ["Welcomes"]
    assert as_columns(texts, NAMES) == made


def test_notes_stand_below_their_paragraph_and_those_that_changed_are_marked() -> None:
    one = (
        "1. Welcomes the report of the Secretary-General;¹\n\n2. Notes the fog;²\n\n3. Counts the bells of piers.³\n\n"
        "¹ A/99/8.\n² Of the year 2043.\n³ See the lists.\n"
    )
    two = one.replace("A/99/8", "A/99/9").replace("fog;²", "fog;").replace("² Of the year 2043.\n", "")
    two = two.replace("³", "²")
    texts = [_document(98, one), _document(99, two), _document(100, two)]
    rows = [row for row in _rows(as_columns(texts, NAMES)) if _said(row[0])[:1].isdigit()]
    notes = [[[_said(p) for p in cell.iter(w("p"))][-1] for cell in row] for row in rows]
    assert notes[0] == ["1 A/99/8.", "1 A/99/8 A/99/9.", "1 A/99/9."]
    assert [(_said(cell, "WentOut"), _said(cell, "CameIn")) for cell in rows[0]] == [
        ("", ""),
        ("A/99/8", "A/99/9"),
        ("", ""),
    ]
    assert notes[1][0] == "2 Of the year 2043."
    assert _said(rows[1][1], "WentOut") == "Of the year 2043."
    assert notes[1][2].startswith("2. Notes the fog"), "it calls no note any more"
    assert notes[2] == ["3 See the lists.", "2 See the lists.", "2 See the lists."]
    assert [_said(cell, "WentOut", "CameIn") for cell in rows[2]] == ["", "", ""]


def test_what_moved_has_a_sign_that_the_legend_names(made: bytes) -> None:
    bells = "Decides to count the lanterns of every ship before winter"
    old = f"1. {bells};\n\n2. Welcomes the bright lamps of all harbours;\n\n3. Notes the long tides of spring;\n"
    new = f"1. Welcomes the bright lamps of all harbours;\n\n2. Notes the long tides of spring;\n\n3. {bells};\n"
    data = as_columns([_document(98, old), _document(99, new), _document(100, new)], NAMES)
    (row,) = [row for row in _rows(data) if "lanterns" in _said(row[0])]
    assert _said(row[1], "WhatChanged").startswith("⇅ moved")
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    before = [_said(p) for p in root.iter(w("p")) if p.getparent() is not None and p.getparent().tag == w("body")]
    assert "⇅ moved" in before
    plain = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    assert not [p for p in plain.iter(w("p")) if "⇅" in _said(p)], "nothing moved there"
