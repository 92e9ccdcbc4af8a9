"""The table of citations: rows of our files, of the reference input, of files with references of their own."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from akn.citing import COLUMNS, Link, as_json_lines, as_tsv, links, occurrences
from akn.document import Document, Metadata, Note, Operative
from akn.inline.context import Context
from akn.inline.recognise import recognise
from akn.inline.resolve import resolve
from akn.languages import load
from akn.text import Kind, Text, mark
from akn.walk import units, with_texts
from tests.shared import SHARED, needs_shared

_CALLED = "Recalls paragraph 4 of its resolution 98/12 of 1 December 2043 and resolution 98/13;"
_BODY = (
    Operative("1.", (Text(_CALLED, (mark(len(_CALLED), len(_CALLED), Kind.NOTE, key="1"),)),)),
    Operative("2.", (Text("Reaffirms paragraphs 35 to 37 and 67 of the Tidal Agenda, and paragraph 1 above."),)),
)
_NOTES = (Note("1", "1", (Text("United Nations, Treaty Series, vol. 2515, No. 44910."),)),)


def _document() -> Document:
    document = Document(metadata=Metadata(language="eng", actor="unga"), body=_BODY, notes=_NOTES)
    context = Context(load("eng"), actor="unga")
    return resolve(with_texts(document, lambda t, p: recognise(t, context.at(p))), context).value


def test_each_citation_is_a_row_with_its_place_its_target_and_how_it_was_told() -> None:
    work = "/akn/un/statement/deliberation/unga"
    rows = links(_document(), file="a.xml")
    assert {row.file for row in rows} == {"a.xml"}
    assert [(row.eid, row.text, row.kind, row.cited, row.target, row.date, row.how) for row in rows] == [
        (
            "para_1__ref_1",
            "paragraph 4",
            "passage",
            "A/RES/98/12",
            f"{work}/2043-12-01/98-12/!main#para_4",
            "2043-12-01",
            "cited",
        ),
        ("para_1__ref_2", "98/12", "resolution", "A/RES/98/12", f"{work}/2043-12-01/98-12", "2043-12-01", "printed"),
        ("para_1__ref_3", "98/13", "resolution", "A/RES/98/13", f"{work}/2043/98-13", "2043", "year"),
        ("para_2", "paragraphs 35 to 37 and 67 of the Tidal Agenda", "passage", "", "", "", "unnamed"),
        ("para_2__ref_1", "paragraph 1", "internal", "", "#para_1", "", "local"),
        ("authorialNote_1", "vol. 2515, No. 44910", "treaty", "", "", "", "unnamed"),
    ]


def test_a_citation_stands_in_the_paragraph_that_calls_its_note() -> None:
    note = (Note("1", "1", (Text("See resolution 98/13 of 2 December 2043."), Text("See resolution 98/12."))),)
    rows = links(replace(_document(), notes=note))
    (one, two) = [row for row in rows if "note" in row.place]
    assert (one.place, one.part, one.number, one.paragraph) == (
        "operative paragraph 1, note 1",
        "operative",
        "1",
        "para_1",
    )
    assert (one.eid, one.cited, one.printed_date) == ("authorialNote_1", "A/RES/98/13", "2043-12-02")
    assert (two.cited, two.paragraph) == ("A/RES/98/12", "para_1")


def test_a_printed_date_stays_in_the_row_where_it_cannot_be_that_of_the_text() -> None:
    text = "Recalls resolution 98/13 of 2 December 1999 of the General Assembly;"
    document = Document(Metadata(language="eng", actor="unga"), body=(Operative("1.", (Text(text),)),))
    (row,) = links(document)
    assert (row.cited, row.printed_date, row.date[:4]) == ("A/RES/98/13", "1999-12-02", "2043")


def test_the_offsets_of_an_occurrence_are_those_of_its_unit() -> None:
    document = replace(_document(), notes=(Note("1", "1", (Text("Lamps."), Text("See resolution 98/12."))),))
    seen = units(document)
    found = occurrences(document)
    assert len(found) == 6
    for one in found:
        assert seen[one.unit].text.content[one.start : one.end] == one.link.text
        assert seen[one.paragraph].eid == one.link.paragraph


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("as in paragraph 7 of general comment No. 36, again", "paragraph 7 of general comment No. 36"),
        ("as in paragraph 7 of general comment No.36", "paragraph 7 of general comment No.36"),
        ("as in paragraph 7 of the Tidal Agenda. Lamps stay lit.", "paragraph 7 of the Tidal Agenda"),
        ("as in paragraph 7 of the Tidal Agenda. 30 lamps stay lit.", "paragraph 7 of the Tidal Agenda"),
    ],
)
def test_the_name_of_what_a_passage_is_of_goes_on_after_an_abbreviation(text: str, name: str) -> None:
    document = Document(metadata=Metadata(language="eng", actor="unga"), body=(Operative("1.", (Text(text),)),))
    assert [(row.text, row.how) for row in links(document)] == [(name, "unnamed")]


def test_a_note_that_is_not_called_still_has_its_rows() -> None:
    document = Document(metadata=Metadata(language="eng", actor="unga"), notes=_NOTES)
    assert [(row.eid, row.text) for row in links(document)] == [("", "vol. 2515, No. 44910")]


def test_a_reference_that_only_the_file_knows_is_listed_as_marked() -> None:
    href = "/akn/un/act/provision/un/2044-12-09/tides"
    text = Text("the Tidal Charter", (mark(4, 17, Kind.REF, href=href),))
    document = Document(metadata=Metadata(language="eng"), body=(Operative("1.", (text,)),))
    (row,) = links(document)
    assert row == Link(
        language="eng",
        eid="para_1__ref_1",
        place="operative paragraph 1",
        part="operative",
        number="1",
        paragraph="para_1",
        text="Tidal Charter",
        kind="charter",
        target=href,
        how="marked",
    )


def test_a_document_in_a_language_without_words_lists_what_is_marked() -> None:
    text = Text("x", (mark(0, 1, Kind.REF, href="#para_1"),))
    rows = links(Document(metadata=Metadata(language="und"), body=(Operative("1.", (text,)),)))
    assert [(row.kind, row.target, row.how) for row in rows] == [("internal", "#para_1", "marked")]


def test_the_table_prints_one_line_a_row_with_the_names_of_the_columns_first() -> None:
    rows = links(_document(), file="a.xml")
    lines = as_tsv(rows).splitlines()
    assert lines[0].split("\t") == list(COLUMNS)
    assert len(lines) == len(rows) + 1
    assert all(line.count("\t") == len(COLUMNS) - 1 for line in lines)


def test_a_row_tells_the_text_that_cites() -> None:
    metadata = Metadata(
        actor="unga",
        language="eng",
        symbols=("A/RES/99/12",),
        number_iri="99-12",
        session="99",
        date="2044-12-09",
        date_name="adoption",
    )
    (row,) = links(replace(Document(body=_BODY[:1]), metadata=metadata))[:1]
    assert (row.symbol, row.session, row.adopted) == ("A/RES/99/12", "99", "2044-12-09")
    assert row.work == "/akn/un/statement/deliberation/unga/2044-12-09/99-12"


def test_each_json_line_is_a_row() -> None:
    rows = links(_document())
    assert [Link(**json.loads(line)) for line in as_json_lines(rows).splitlines()] == list(rows)


# ---- the reference input


@cache
def _expected() -> dict[str, Any]:
    assert SHARED is not None
    found: dict[str, Any] = json.loads((SHARED / "seed" / "expected.json").read_text(encoding="utf-8"))
    return found


@cache
def _rows() -> tuple[Link, ...]:
    from akn.parse import parse_blocks
    from converters.formats import text

    assert SHARED is not None
    source = SHARED / "seed" / _expected()["source"]
    return links(parse_blocks(text.read(source.read_bytes(), source.name).value, source=source.name).value)


@needs_shared
def test_every_resolution_of_the_reference_input_is_cited_with_its_date() -> None:
    rows = [row for row in _rows() if row.kind == "resolution"]
    wanted = _expected()["resolutions_cited"]
    assert [row.cited for row in rows] == [w["symbol"] for w in wanted]
    assert len(rows) == 21
    for row, want in zip(rows, wanted, strict=True):
        if "date" in want:
            assert (row.date, row.how) == (want["date"], "printed")
        else:
            assert row.eid.startswith(f"authorialNote_{want['note']}__")
    again = [row for row in rows if row.cited == "A/RES/59/220"]
    assert [row.how for row in again] == ["printed", "file"]
    assert len({row.target for row in again}) == 1


@needs_shared
def test_every_document_of_the_reference_input_is_cited() -> None:
    assert [row.cited for row in _rows() if row.kind == "document"] == _expected()["documents_cited"]


@needs_shared
@pytest.mark.parametrize("numbers", [("٤", "٥", "٥٥"), ("٣٥", "٣٧", "٦٧", "٧٢"), ("١١١",)])
def test_every_passage_of_the_reference_input_is_listed_though_it_has_no_address(numbers: tuple[str, ...]) -> None:
    assert len(_expected()["passages_cited"]) == 3
    found = [row for row in _rows() if row.kind == "passage" and all(n in row.text.split() for n in numbers)]
    assert [(row.target, row.how) for row in found] == [("", "unnamed")]
