"""Places as people say them, and the way between the source and the document."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from akn.blocks import Block
from akn.diagnostics import Code, Position
from akn.document import Document, Operative, Point, PointList
from akn.locations import locations
from akn.outline import Outline
from akn.parse import parse_blocks
from akn.remarks.merging import in_lines
from akn.remarks.places import place_of, shown_place, shown_places, with_places
from akn.text import Text
from akn.walk import units
from converters import Options, convert
from tests.converters.formats.word_file import p, r, word


@pytest.mark.parametrize(
    ("eid", "said"),
    [
        ("para_12__list_1__point_b", "paragraph 12 (b)"),
        ("para_12__list_1__point_b__list_1__point_iii", "paragraph 12 (b) (iii)"),
        ("att_1__authorialNote_3", "annex, note 3"),
        ("att_2__para_4", "annex 2, paragraph 4"),
        ("sec_XIII__para_331", "section XIII, paragraph 331"),
        ("dvs_2__para_5", "paragraph 5"),
        ("dvs_2", "division 2"),
        ("container_7", "preambular paragraph 7"),
        ("cmp_A__container_1", "part A, preambular paragraph 1"),
        ("para_3_2", "paragraph 3 (second of that number)"),
        ("para_12_bis", "paragraph 12 bis"),
        ("para_4__ref_1", "paragraph 4"),
        ("coverPage", "the cover"),
        ("", ""),
        ("action_requests", ""),
    ],
)
def test_a_place_is_said_as_people_say_it(eid: str, said: str) -> None:
    assert place_of(eid) == said


def test_a_number_with_a_point_is_said_as_printed() -> None:
    text = (
        "The General Assembly,\n\n1. Requests lamps;\n\n1.1 Requests the keepers to light them on 31 February 2044.\n"
    )
    done = convert(text.encode(), options=Options(validate=True))
    places = {shown_places(d) for d in done.diagnostics if d.position.eid}
    assert places == {"paragraph 1 (1.1)"}


def test_a_language_without_words_has_the_english_ones() -> None:
    assert place_of("para_1", "fra") == place_of("para_1")


def test_the_first_of_several_annexes_has_its_number() -> None:
    assert place_of("att_1__para_1", annexes=3) == "annex 1, paragraph 1"


def test_a_page_comes_before_the_unit() -> None:
    assert shown_place(Position(page=3, eid="para_2")) == "page 3, paragraph 2"


TEXT = b"""\
The General Assembly,

Recalling the lamps,

1. Yearns for light;

2. Decides that on 31 April 2044 it waits.
"""


def test_text_has_line_column_and_unit() -> None:
    told = {d.code: d.position for d in convert(TEXT, name="a.txt", options=Options(from_="text")).diagnostics}
    where = told[Code.IMPOSSIBLE_DATE]
    assert (where.line, where.column, where.eid) == (7, 20, "para_2")


def test_a_finding_about_the_xml_stands_where_its_unit_was_read() -> None:
    blocks = tuple(
        Block(Text(line), source=Position("a.txt", n)) for n, line in enumerate(TEXT.decode().split("\n"), 1)
    )
    document = parse_blocks(tuple(b for b in blocks if b.text), source="a.txt").value
    xml = Position("a.xml", 40, 7, eid="para_2__list_1__intro", path="/akomaNtoso/statement")
    (found,) = with_places((Code.PROFILE_MUST.at(xml, problem="x", remedy="y"),), Outline(document, blocks), "a.txt")
    assert (found.position.source, found.position.line) == ("a.txt", 7)
    whole = Position("a.xml", 3, path="/akomaNtoso/statement/meta")
    (found,) = with_places((Code.PROFILE_MUST.at(whole, problem="x", remedy="y"),), Outline(document, blocks), "a.txt")
    assert found.position == whole


def test_nothing_to_place_costs_nothing() -> None:
    told = (Code.NO_NUMBER.at(Position("a.txt")),)
    assert with_places(told, Outline(Document())) == told


def test_a_word_file_has_paragraphs() -> None:
    body = "".join(p(r(line)) for line in TEXT.decode().split("\n\n"))
    told = {d.code: d for d in convert(word(body), name="a.docx").diagnostics}
    where = told[Code.IMPOSSIBLE_DATE].position
    assert (where.paragraph, where.eid) == (4, "para_2")
    assert told[Code.IMPOSSIBLE_DATE].as_dict()["paragraph"] == 4


def test_many_places_are_named_in_a_line_the_rest_counted() -> None:
    each = [Code.NUMBER_TWICE.at(Position("a.txt", line=n, eid=f"para_{n}"), number=str(n)) for n in range(1, 10)]
    (line,) = in_lines([*each, each[-1]])
    assert shown_places(line).startswith("line 1: paragraph 1; line 2: paragraph 2; ")
    assert shown_places(line).endswith("line 6: paragraph 6; and 3 more")
    assert line.line(shown_places(line)).endswith(f"and 3 more] ({Code.NUMBER_TWICE.hint})")


def test_places_of_a_word_file_are_paragraphs_and_those_of_a_pdf_file_pages() -> None:
    word = Code.NUMBER_TWICE.at(Position("a.docx", line=4, paragraph=4, eid="para_2"), number="2")
    page = Code.NUMBER_TWICE.at(Position("a.pdf", page=3, box=(1.0, 2.0, 3.0, 4.0), eid="para_2"), number="2")
    assert shown_places(replace(word, others=(page,))) == "paragraph 4 of the file: paragraph 2; page 3, paragraph 2"
    assert shown_places(page) == "page 3, paragraph 2"
    assert not shown_places(Code.EMPTY_INPUT.at(Position("a.txt")))


def test_of_two_texts_of_one_line_the_one_that_begins_with_the_words_is_meant() -> None:
    page = "<p>The General Assembly,</p><p>Recalling the lamps,</p><p>1. Decides to wait.</p><p>2. bl</p>"
    blocks = tuple(Block(Text(x), source=Position("a.html", 1)) for x in re.findall("<p>(.*?)</p>", page))
    document = parse_blocks(blocks).value
    said = Code.UNKNOWN_OPENING.at(Position("a.html", 1), phrase="bl")
    (placed,) = with_places([said], Outline(document, blocks), "a.html")
    assert placed.position.eid == "para_2"


def test_a_citation_in_a_note_of_a_word_file_is_in_that_note() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(r("The General Assembly,")) + p(r("1. Recalls the lamps") + call) + p(r("2. Decides to wait."))
    note = '<w:footnote w:id="2">' + p(r("See A/CONF.900/8.")) + "</w:footnote>"
    done = convert(word(body, footnotes=note), name="a.docx")
    (said,) = [d for d in done.diagnostics if d.code is Code.YEAR_UNKNOWN]
    assert shown_place(said.position).endswith("note 1")


def test_a_point_without_a_letter_has_the_place_of_the_point_around_it() -> None:
    points = PointList((Point("(a)", (Text("lamps;"),)), Point("", (Text("Boats of the coast"),))))
    document = Document(body=(Operative("3.", (Text("Decides:"), points)),))
    said = Code.HEADING_IN_LIST.at(Position(eid="para_3__list_1__point_2"), words="Boats of the coast")
    (placed,) = with_places([said], Outline(document, (Block(Text("x"), source=Position("a.txt", 1)),)), "a.txt")
    assert shown_place(placed.position) == "paragraph 3"


def test_what_is_said_of_the_document_itself_has_no_place_in_it() -> None:
    done = convert(b"Dear keeper,\n\nThe lamp is out.\n", name="a.txt")
    (said,) = [d for d in done.diagnostics if d.code is Code.NOT_A_RESOLUTION]
    assert (said.position.line, shown_place(said.position)) == (1, "")


def test_a_piece_of_a_symbol_is_named_in_full() -> None:
    done = convert(b"The General Assembly,\n\n1. Takes note of A/CONF.900/8 and Add.1;\n\n2. Decides to wait.\n")
    (said,) = [d for d in done.diagnostics if d.code is Code.YEAR_UNKNOWN]
    assert "“A/CONF.900/8”, “A/CONF.900/8/Add.1”" in said.message


def test_a_number_with_a_point_is_said_as_it_is_printed() -> None:
    found = units(
        Document(body=(Operative("2.4 .", (Text("Requests a lamp;"),)), Operative("2-5.", (Text("Requests oil;"),))))
    )
    assert [(at.number, at.place, at.paragraph) for at in locations(found)] == [
        ("2.4", "operative paragraph 2.4", "para_2-4"),
        ("2-5", "operative paragraph 2-5", "para_2-5"),
    ]
