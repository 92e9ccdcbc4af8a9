"""PDF files with tags, as Word and LibreOffice make them: paragraphs, notes, tables, furniture, all from the tree."""

from __future__ import annotations

import pytest

from akn.blocks import Block, NoteBlock, TableBlock, Zone
from akn.diagnostics import Code
from akn.text import Kind
from converters import Options, convert
from converters.formats.pdf import read
from tests.converters.formats.pdf_file import Page, pdf

LEFT, FIRST, NEXT = 123.4, 147.0, 12.0  # the edges of the text and of first lines; the distance of lines


def _shown(data: bytes) -> list[str]:
    return [b.text.content for b in read(data).value if isinstance(b, Block)]


def _resolution() -> list[Page]:
    """Two pages as Word tags them: paragraph marks are blanks, a paragraph goes on overleaf, a note at the foot."""
    one = Page()
    one.artifact(LEFT, 734, "United Nations ", size=14)
    one.artifact(482, 735, "A/RES/99/7", size=10)
    one.artifact(LEFT, 705, "General Assembly ", "bold", 20)
    one.artifact(397, 705, "Distr.: General ")
    one.artifact(397, 693, "9 December 2044 ")
    one.artifact(65, 44, "44-12345 (E) 101244 ")
    one.artifact(65, 30, "*4412345* ")
    title = one.content((LEFT, 500, "99/7. Tidal libraries", "bold", 12.0), (300, 500, " "))
    one.tag("H1", title)
    formula = one.content((FIRST, 480, "The General Assembly", "italic", 10.0), (234, 480, ","), (240, 480, " "))
    one.tag("P", formula)
    lead = one.content((LEFT, 460, " "))
    words = one.content(
        (FIRST, 460, "Recalling ", "italic", 10.0), (190, 460, "that the tide keeps its own hours and that readers "),
        (LEFT, 448, "come by boat,"), (178, 451.5, "1", "roman", 6.5),
    )  # fmt: skip
    end = one.content((185, 448, " "))
    one.tag("P", lead, words, end)
    note = one.content((118, 100, "1", "roman", 5.5), (123, 97, " See the coastal almanac.", "roman", 8.5))
    one.tag("Note", ("P", [note]))
    blank = one.content((LEFT, 120, " "))
    cut = one.content((FIRST, 120, "1. "), (160, 120, "Decides ", "italic", 10.0), (200, 120, "that each self-"))
    one.tag("P", blank, cut)
    two = Page()
    two.artifact(60, 733, "A/RES/99/7 ", size=8.5)
    two.artifact(60, 38, "2/2 ", size=7)
    rest = two.content((LEFT, 710, "governing library shall open at low water; "), (320, 710, " "))
    two.tag("P", rest)
    blank = two.content((LEFT, 690, " "))
    words = (160, 690, "Requests ", "italic", 10.0)
    last = two.content((FIRST, 690, "2. "), words, (205, 690, "a report."), (245, 690, " "))
    two.tag("P", blank, last)
    return [one, two]


def test_the_masthead_is_kept_and_the_furniture_is_counted() -> None:
    result = read(pdf(_resolution()), "x.pdf")
    cover = [b.text.content for b in result.value if isinstance(b, Block) and b.zone is Zone.MASTHEAD]
    assert cover == ["United Nations", "A/RES/99/7", "General Assembly", "Distr.: General", "9 December 2044"]
    (told,) = result.diagnostics
    assert told.code is Code.FURNITURE_DROPPED
    assert (
        told.message
        == "4 lines that are no part of the text were left out: 1 running header, 1 footer, 1 job number, 1 bar code"
    )


def test_a_paragraph_that_goes_on_overleaf_is_one_and_keeps_its_hyphen() -> None:
    shown = _shown(pdf(_resolution()))
    assert shown[5:] == [
        "99/7. Tidal libraries",
        "The General Assembly,",
        "Recalling that the tide keeps its own hours and that readers come by boat,",
        "1. Decides that each self-governing library shall open at low water;",
        "2. Requests a report.",
    ]


def test_a_blank_after_some_paragraphs_is_no_mark_that_all_others_lack() -> None:
    one, two = Page(), Page()
    texts = ("Recalling the tide,", "Noting the moon,", "Noting the charts,", "Noting the oil,", "Acting by boat,")
    for i, text in enumerate(texts):
        blank = [(280.0, 700.0 - 20 * i, " ")] if i in (0, 1, 3) else []
        one.tag("P", one.content((FIRST, 700 - 20 * i, text), *blank))
    two.tag("P", two.content((LEFT, 700, "1. Decides to sail;"), (280, 700, " ")))
    assert _shown(pdf([one, two]))[-2:] == ["Acting by boat,", "1. Decides to sail;"]


def _full(next_page: list[tuple[float, float, str, str, float]], *, mark: float = 0) -> bytes:
    """Five marked paragraphs, then one whose last line is full and printed with the blank at which it breaks."""
    full = "boat have a right to dry paper, as the wardens of the quays have it for always and"
    one, two = Page(), Page()
    for i in range(5):
        y = 700 - 60 * i
        words = (FIRST, y, f"{i + 1}. Recalling that the tide keeps its own hours and that all who come by")
        one.tag("P", one.content(words, (LEFT, y - 12, full), (LEFT, y - 24, "by night;"), (160, y - 24, " ")))
    words = (FIRST, 112, "6. Recalling that the tide keeps its own hours and that all readers who come by")
    one.tag("P", one.content(words, (LEFT, 100, full), (447.2 + mark, 100, " ")))
    y = 700 - 12 * len(next_page)
    two.tag("P", two.content(*next_page, (300, y + 12, " ")))
    two.tag("P", two.content((FIRST, y - 24, "7. Decides to rest."), (300, y - 24, " ")))
    return pdf([one, two])


def test_a_blank_at_the_end_of_a_full_last_line_does_not_end_its_paragraph() -> None:
    shown = _shown(_full([(LEFT, 700, "76/179 of 16 December 2021 and by night", "roman", 10.0)]))
    assert shown[5].endswith("for always and 76/179 of 16 December 2021 and by night")


@pytest.mark.parametrize(
    "line",
    [
        (FIRST, 700, "Also by night", "roman", 10.0),
        (LEFT, 700, "Action by night", "bold", 10.0),
        (LEFT, 700, "7. By night", "roman", 10.0),
        (LEFT, 700, "• By night", "roman", 10.0),
    ],
)
def test_what_begins_otherwise_than_a_line_within_is_a_paragraph(line: tuple[float, float, str, str, float]) -> None:
    assert _shown(_full([line]))[6] == line[2]


def test_a_mark_that_stands_off_from_the_last_word_ends_a_full_line() -> None:
    assert _shown(_full([(LEFT, 700, "night and day", "roman", 10.0)], mark=5))[6] == "night and day"


def test_a_call_of_three_quarters_of_the_size_is_one() -> None:
    page = Page()
    page.tag("P", page.content((LEFT, 700, "Recalling the tide"), (205, 703.5, "1", "roman", 7.7), (209, 700, ",")))
    page.tag("Note", ("P", [page.content((LEFT, 103, "1", "roman", 6.5), (128, 100, "See the chart.", "roman", 8.5))]))
    note, calling = sorted(read(pdf([page])).value, key=lambda block: isinstance(block, Block))
    assert isinstance(note, NoteBlock)
    assert isinstance(calling, Block)
    assert [m.get("key") for m in calling.text.of(Kind.NOTE)] == [note.key]


def test_a_raised_small_figure_calls_the_note_of_its_page() -> None:
    blocks = read(pdf(_resolution())).value
    (note,) = [b for b in blocks if isinstance(b, NoteBlock)]
    assert note.marker == "1"
    assert [b.text.content for b in note.blocks if isinstance(b, Block)] == ["See the coastal almanac."]
    calling = next(b for b in blocks if isinstance(b, Block) and b.text.of(Kind.NOTE))
    (call,) = calling.text.of(Kind.NOTE)
    assert call.get("key") == note.key
    assert calling.text.content[: call.start].endswith("by boat,")


def test_italics_are_kept_and_pages_are_known() -> None:
    block = next(b for b in read(pdf(_resolution())).value if isinstance(b, Block) and "Requests" in b.text.content)
    (italic,) = block.text.of(Kind.ITALIC)
    assert block.text.content[italic.start : italic.end] == "Requests"
    assert block.page == 2


def test_a_tagged_file_converts_to_a_valid_resolution() -> None:
    done = convert(pdf(_resolution()), name="x.pdf")
    assert done.status == "converted"
    document = done.document
    assert document is not None
    assert document.metadata.number == "99/7"
    assert b'<concept refersTo="#action_decides">Decides</concept>' in done.output
    assert done.output.count(b"<authorialNote") == 1


@pytest.mark.parametrize("spread", [0.0, 1.2])
def test_no_word_is_torn_by_a_space_that_is_not_printed(spread: float) -> None:
    page = Page()
    number = page.marked
    page.marked += 1
    page.operators.append(f"/Span <</MCID {number}>> BDC")
    page.put(LEFT, 700, "Tidal libraries lend at low water, to all.", spread=spread)
    page.put(LEFT, 688, "Their rooms are ")
    page.put(190, 688, "dry")
    page.put(205, 688, "-shod; ")
    page.operators.append("EMC")
    page.tag("P", number)
    assert _shown(pdf([page])) == ["Tidal libraries lend at low water, to all. Their rooms are dry-shod;"]


def test_a_space_that_is_printed_over_is_none_and_one_after_a_dash_is_one() -> None:
    page = Page()
    words = page.content(
        (LEFT, 700, "They re"), (155.5, 700, "- "), (159.2, 700, "open the rooms "),
        (LEFT, 688, "for two seasons "), (200, 688, "–"), (205, 688, " "),
        (LEFT, 676, "spring and "), (168, 676, "fall", "italic", 10.0), (181.4, 676, " "), (185, 676, "tide."),
    )  # fmt: skip
    page.tag("P", words)
    assert _shown(pdf([page])) == ["They re-open the rooms for two seasons – spring and fall tide."]


def test_a_table_keeps_its_cells() -> None:
    page = Page()
    page.tag("P", page.content((LEFT, 740, "The scale of readers:")))
    names = [["Library", "Readers"], ["North quay", "1,204"]]
    rows = []
    for i, row in enumerate(names):
        cells = [page.content((LEFT + 150 * k, 700 - 14 * i, text)) for k, text in enumerate(row)]
        rows.append(("TR", [("TH" if i == 0 else "TD", [("P", [n])]) for n in cells]))
    page.tag("Table", ("TBody", rows))
    (table,) = [b for b in read(pdf([page])).value if isinstance(b, TableBlock)]
    shown = [[b.text.content for c in row for b in c.blocks if isinstance(b, Block)] for row in table.rows]
    assert shown == names
    assert [c.header for c in table.rows[0]] == [True, True]


def test_closing_lines_in_one_tag_are_lines_of_their_own() -> None:
    page = Page()
    page.tag(
        "P",
        page.content((LEFT, 700, "1. Decides to sail whenever the tide is high and the wardens of the quays agree.")),
    )
    page.tag("P", page.content((400, 670, "3rd plenary meeting"), (405, 658, "22 September 2044")))
    assert _shown(pdf([page]))[1:] == ["3rd plenary meeting", "22 September 2044"]


def test_a_list_item_is_its_label_and_its_text() -> None:
    page = Page()
    label, text = page.content((LEFT, 700, "(a)")), page.content((FIRST, 700, "To lend charts;"))
    page.tag("L", ("LI", [("Lbl", [label]), ("LBody", [("P", [text])])]))
    assert _shown(pdf([page])) == ["(a) To lend charts;"]


def test_text_that_is_in_no_tag_and_no_artifact_is_kept() -> None:
    page = Page()
    page.tag("P", page.content((LEFT, 700, "Tagged words that make up most of this page.")))
    page.put(LEFT, 600, "Left out.")
    assert _shown(pdf([page])) == ["Tagged words that make up most of this page.", "Left out."]


def test_a_link_marks_the_words_in_its_place_and_only_addresses_of_the_web_count() -> None:
    page = Page()
    page.tag("P", page.content((LEFT, 700, "See the almanac ("), (200, 700, "A/99/7,"), (235, 700, " annex), page 2.")))
    page.links = [((199, 696, 233, 709), "https://undocs.org/A/99/7"), ((120, 696, 140, 709), "javascript:alert(1)")]
    (block,) = [b for b in read(pdf([page])).value if isinstance(b, Block)]
    (link,) = block.text.of(Kind.LINK)
    assert block.text.content[link.start : link.end] == "A/99/7"
    assert link.get("href") == "https://undocs.org/A/99/7"


def test_every_unit_knows_its_pages_and_boxes() -> None:
    done = convert(pdf(_resolution()), name="x.pdf", options=Options(source_map=True))
    places = done.source_map
    assert [p["page"] for p in places["para_1"]] == [1, 2]
    assert [p["page"] for p in places["para_2"]] == [2]
    for eid, (left, base, right) in {"para_2": (FIRST, 690, 242), "authorialNote_1": (123, 97, 215)}.items():
        box = places[eid][0]["box"]
        assert isinstance(box, list)
        assert box[0] == pytest.approx(left, abs=6)
        assert box[2] == pytest.approx(right, abs=9)
        assert box[1] < base < box[3] < base + 12


def _with_notes_as_artifacts() -> list[Page]:
    """Two pages: a call drawn as large as the text, its note an artifact at the foot, again on the last page."""
    one = Page()
    words = one.content(
        (FIRST, 700, "Recalling the report on tides"), (270, 707.4, "3", "roman", 10.0), (LEFT, 680, "and moons; ")
    )
    one.tag("P", words)
    one.tag("P", one.content((LEFT, 660, "Noting the quays; ")))
    two = Page()
    two.tag("P", two.content((LEFT, 700, "1. Decides to count 3 lamps. ")))
    for page in (one, two):
        page.artifact(72, 65, "3", size=9.5)
        page.artifact(80, 58, "See the coastal almanac,")
        page.artifact(80, 46, "second edition.")
    one.artifact(300, 30, "44-12345 (E) ")
    two.artifact(300, 30, "2")
    return [one, two]


def test_a_note_that_the_file_calls_no_part_of_its_text_is_one_where_a_raised_sign_calls_it() -> None:
    result = read(pdf(_with_notes_as_artifacts()), "x.pdf")
    notes = [b for b in result.value if isinstance(b, NoteBlock)]
    texts = [[b.text.content for b in note.blocks if isinstance(b, Block)] for note in notes]
    assert texts == [["See the coastal almanac, second edition."]]
    assert [b.text.content for b in result.value if isinstance(b, Block)] == [
        "Recalling the report on tides and moons;",
        "Noting the quays;",
        "1. Decides to count 3 lamps.",
    ]
    first = next(b for b in result.value if isinstance(b, Block))
    assert [(m.start, m.get("key")) for m in first.text.of(Kind.NOTE)] == [(29, notes[0].key)]
    (told,) = result.diagnostics
    assert told.code is Code.FURNITURE_DROPPED  # nothing calls the copy on the last page


def test_stretches_of_a_paragraph_that_have_tags_without_a_kind_are_one_paragraph() -> None:
    """As Chromium tags text with links and italics; a NonStruct outside of paragraphs is one all the same."""
    page = Page()
    first = [page.content((72, 700, "Recalling ", "italic", 10)), page.content((120, 700, "its resolution 98/4,"))]
    page.tag("NonStruct", ("P", [("NonStruct", [first[0]]), ("Link", [("NonStruct", [first[1]])])]))
    page.tag("NonStruct", page.content((72, 670, "1. Decides to keep the lamps lit.")))
    shown = [b.text.content for b in read(pdf([page])).value if isinstance(b, Block)]
    assert shown == ["Recalling its resolution 98/4,", "1. Decides to keep the lamps lit."]


def test_running_heads_in_no_tag_that_the_file_does_not_call_artifacts_are_furniture() -> None:
    pages = []
    for number in range(1, 4):
        page = Page()
        page.put(72, 760, "Lamps for the libraries of the coast")
        page.put(300, 30, f"{number} / 3")
        page.tag("P", page.content((72, 700, f"{number}. Decides to keep lamp {'abc'[number - 1]} lit.")))
        pages.append(page)
    result = read(pdf(pages))
    assert [b.text.content for b in result.value if isinstance(b, Block)] == [
        "Lamps for the libraries of the coast",
        "1. Decides to keep lamp a lit.",
        "2. Decides to keep lamp b lit.",
        "3. Decides to keep lamp c lit.",
    ]
    (left_out,) = [d for d in result.diagnostics if d.code is Code.FURNITURE_DROPPED]
    assert "2 running headers, 3 footers" in left_out.message


@pytest.mark.parametrize(("turn", "italic"), [("1 0 0.34 1", True), ("1 0 0.02 1", False), ("1 0 0 1.2", False)])
def test_letters_that_are_slanted_are_italics(turn: str, italic: bool) -> None:
    page = Page()
    page.put(FIRST, 480, "Requests the keepers to report.", turn=turn)
    (block,) = read(pdf([page])).value
    assert isinstance(block, Block)
    assert bool(block.text.of(Kind.ITALIC)) is italic
