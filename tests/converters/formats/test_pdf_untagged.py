"""PDF files without tags: lines, paragraphs, notes and tables by what stands where on the page."""

from __future__ import annotations

import pytest

from akn.blocks import Block, NoteBlock, Opening, TableBlock, Zone
from akn.diagnostics import Code, Severity
from converters.formats.pdf import read
from tests.converters.formats.pdf_file import Page, pdf

LEFT, FIRST = 123.4, 147.0


def _page(lines: list[tuple[float, str]], top: float = 640) -> Page:
    page = Page()
    y = top
    for x, text in lines:
        if text:
            page.put(x, y, text)
        y -= 12
    return page


LINES = [
    (FIRST, "Recalling that the tide keeps its own hours, and that all readers who come by"),
    (LEFT, "boat have a right to dry paper,"),
    (0, ""),
    (FIRST, "Noting the reports of the wardens of the northern quays and of the southern ones,"),
    (LEFT, "and of those between them,"),
    (0, ""),
    (FIRST, "1. Decides that all libraries shall be open at low water, whatever the hour is,"),
    (LEFT, "and that lamps shall be lit;"),
]


def _shown(data: bytes) -> list[str]:
    return [b.text.content for b in read(data).value if isinstance(b, Block)]


def test_paragraphs_are_found_by_indent_and_gap() -> None:
    assert _shown(pdf([_page(LINES)])) == [
        "Recalling that the tide keeps its own hours, and that all readers who come by boat have a right to dry paper,",
        "Noting the reports of the wardens of the northern quays and of the southern ones, and of those between them,",
        "1. Decides that all libraries shall be open at low water, whatever the hour is, and that lamps shall be lit;",
    ]


def test_a_paragraph_that_is_set_apart_is_said_to_be_a_new_one() -> None:
    lines = [(FIRST, "Round table 1: The tide and its readers"), (0, ""), (FIRST, "Round table 2: Lamps and their oil")]
    first, second = read(pdf([_page(lines)])).value
    assert isinstance(first, Block)
    assert isinstance(second, Block)
    assert (first.opening, second.opening) == (Opening.UNKNOWN, Opening.NEW), "the words alone would not tell"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [_page([(x, text and f"{text} {'abc'[i] * 3}") for x, text in LINES]) for i in range(3)]
    for i, page in enumerate(pages):
        if i:
            page.put(60, 733, "A/RES/99/7", size=8.5)
        page.put(60, 38, f"{i + 1}/3", size=7)
    result = read(pdf(pages))
    assert not any("/3" in b.text.content or "A/RES" in b.text.content for b in result.value if isinstance(b, Block))
    assert (
        result.diagnostics[0].message
        == "5 lines that are no part of the text were left out: 2 running headers, 3 footers"
    )


def test_notes_stand_below_a_stroke_in_small_print() -> None:
    page = _page(LINES)
    page.put(273, 631.5, "1", size=6)
    page.put(100, 150, "__________________", size=8)
    page.put(117, 137, "1", size=5.5)
    page.put(123, 133.5, "See the almanac of the northern coast, which the wardens keep,", size=8.5)
    page.put(123, 123, "and its supplement.", size=8.5)
    (note,) = [b for b in read(pdf([page])).value if isinstance(b, NoteBlock)]
    assert note.marker == "1"
    assert [b.text.content for b in note.blocks if isinstance(b, Block)] == [
        "See the almanac of the northern coast, which the wardens keep, and its supplement."
    ]


def test_text_of_one_size_is_a_note_below_a_stroke_only_with_a_label() -> None:
    found = []
    for below in ("Requests the wardens to keep this stroke;", "* See the almanac of the northern coast."):
        page = _page(LINES)
        page.put(100, 150, "__________________")
        page.put(FIRST, 137, below)
        found.append([b for b in read(pdf([page])).value if isinstance(b, NoteBlock)])
    assert [len(notes) for notes in found] == [0, 1]


def _many(numbers: range, top: float = 700) -> Page:
    """A page of numbered paragraphs of one line."""
    texts = ("Decides to keep the lamps lit", "Requests a report", "Invites readers to come by boat")
    return _page([(FIRST, f"{n}. {texts[n % 3]};") for n in numbers], top)


def test_a_page_that_was_printed_twice_is_read_twice() -> None:
    texts = ["The General Assembly,", "Recalling the tide,", "1. Requests a report;"]
    few = [line for text in texts for line in ((FIRST, text), (0.0, ""))]
    short = [_page(few), _page(few), _page([(FIRST, "2. Decides to sail.")])]
    assert _shown(pdf(short)) == [*texts, *texts, "2. Decides to sail."]
    assert _shown(pdf(short[:2])) == texts * 2
    shown = " ".join(_shown(pdf([_many(range(1, 30)), _many(range(1, 30))])))
    assert [w[:-1] for w in shown.split() if w[:-1].isdecimal()] == [str(n) for n in range(1, 30)] * 2
    assert _shown(pdf([_page(LINES), _page(LINES)])) == 2 * _shown(pdf([_page(LINES)]))


def test_two_versions_in_one_file_lose_no_line_that_they_share() -> None:
    other = [(x, text.replace("lamps", "lanterns").replace("wardens", "keepers")) for x, text in LINES]
    shown = _shown(pdf([_page(LINES), _page(other)]))
    assert len(shown) == 6
    assert shown[3] == shown[0]
    assert "lanterns shall be lit;" in shown[5]


def test_paragraphs_with_labels_and_sentences_that_go_on_are_no_furniture() -> None:
    pages = [_page([(FIRST, "The General Assembly,"), (0, ""), (FIRST, f"Noting the {word},"), (0, ""),
                    (FIRST, "1. Decides to sail;")])
             for word in ("tide", "moon", "oil", "charts")]  # fmt: skip
    result = read(pdf(pages))
    assert [b.text.content for b in result.value if isinstance(b, Block)].count("The General Assembly,") == 4
    assert not result.diagnostics


def test_of_a_line_that_only_some_pages_share_the_first_copy_stays_and_a_warning_names_the_others() -> None:
    heads = ("Lamps", "Oil", "Lamps", "Charts", "Boats", "Tides", "Moon")
    pages = [_page([(LEFT, head), (0, ""), *[(x, t and t + "abcdefg"[i]) for x, t in LINES]])
             for i, head in enumerate(heads)]  # fmt: skip
    result = read(pdf(pages))
    assert [b.text.content for b in result.value if isinstance(b, Block)].count("Lamps") == 1
    (remark,) = result.diagnostics
    assert (remark.code, remark.severity, remark.position.page) == (Code.LINES_REPEATED, Severity.WARNING, 3)
    assert "“Lamps”" in remark.message


def test_a_page_with_nothing_but_what_others_have_too_keeps_it() -> None:
    head = [(LEFT, "Annex"), (LEFT, "of the almanac")]
    texts = ("tide", "moon", "oil", "boats", "stars", "lamps", "keys")
    pages = [_page([*head, *[(x, f"{t} {word}" if t else t) for x, t in LINES]] if i in (1, 2) else
                   [(x, f"{t} {word}" if t else t) for x, t in LINES]) for i, word in enumerate(texts)]  # fmt: skip
    shown = _shown(pdf([*pages, _page(head)]))
    assert shown[-1] == "Annex of the almanac", "the last page has nothing else"


def test_a_last_line_with_a_label_in_the_lower_margin_is_text() -> None:
    page = _page(LINES)
    page.put(FIRST, 60, "2. Decides to sail.")
    assert _shown(pdf([page]))[-1] == "2. Decides to sail."


def test_the_only_running_head_of_two_pages_is_known_by_what_the_first_page_says() -> None:
    one, two = _page(LINES, top=600), _page([(x, text.replace("1. ", "2. ")) for x, text in LINES], top=710)
    one.put(482, 735, "A/RES/99/7")
    one.put(LEFT, 640, "99/7. Tidal libraries", "bold", 12)
    two.put(60, 733, "Tidal libraries", "bold", 8.5)
    two.put(505, 733, "A/RES/99/7", "bold", 8.5)
    shown = _shown(pdf([one, two]))
    assert shown.count("A/RES/99/7") == 1
    assert "Tidal libraries" not in shown
    assert len(shown) == 2 + 6


def test_small_print_at_the_top_of_a_page_stays_if_the_first_page_does_not_say_it() -> None:
    one, two = _page(LINES), _page(LINES, top=690)
    two.put(60, 733, "The scale of readers", "bold", 8.5)
    assert "The scale of readers" in _shown(pdf([one, two]))


def test_notes_of_one_form_at_one_height_of_two_pages_are_no_furniture() -> None:
    pages = []
    for number in ("1", "2"):
        page = _page([(x, text.replace("1. ", f"{number}. ")) for x, text in LINES])
        page.put(273, 631.5, number, size=6)
        page.put(100, 80, "__________________", size=8)
        page.put(117, 66.5, number, size=5.5)
        page.put(123, 63, f"A/99/{number}{number}8.", size=8.5)
        pages.append(page)
    notes = [b for b in read(pdf(pages)).value if isinstance(b, NoteBlock)]
    assert [b.text.content for n in notes for b in n.blocks if isinstance(b, Block)] == ["A/99/118.", "A/99/228."]


def test_a_full_line_at_the_foot_may_go_on_overleaf() -> None:
    one = _page(
        [*LINES[:6], (FIRST, "Recalling its resolutions 96/1 of 3 December 2041, 97/2 of 4 December 2042, of 98/3,")]
    )
    two = _page([(LEFT, "98/4 of 5 December 2043 and 98/5,"), *LINES[2:]])
    blocks = [b for b in read(pdf([one, two])).value if isinstance(b, Block)]
    cut = next(i for i, b in enumerate(blocks) if b.cut)
    assert blocks[cut].text.content.startswith("Recalling its")
    assert blocks[cut + 1].opening == "rest"


@pytest.mark.parametrize(("ending", "is_text"), [("The Council of Wardens,", True), ("Job of the press", False)])
def test_lines_at_the_foot_that_a_sentence_goes_on_from_are_no_furniture(ending: str, is_text: bool) -> None:
    page = _page(LINES)
    page.put(FIRST, 68, "Resolution 98 (2044) of 9 December 2044")
    page.put(FIRST, 55, ending)
    assert any(ending in text for text in _shown(pdf([page, _page(LINES)]))) is is_text


def test_the_columns_of_a_masthead_are_parted() -> None:
    page = _page(LINES, top=500)
    page.put(LEFT, 734, "United Nations", size=14)
    page.put(482, 735, "A/RES/99/7")
    page.put(LEFT, 705, "General Assembly", "bold", 20)
    page.put(397, 705, "Distr.: General")
    page.put(397, 693, "9 December 2044")
    cover = [b.text.content for b in read(pdf([page])).value if isinstance(b, Block) and b.zone is Zone.MASTHEAD]
    assert cover == ["United Nations", "A/RES/99/7", "General Assembly", "Distr.: General", "9 December 2044"]


def test_cells_that_stand_below_each_other_are_a_table() -> None:
    page = _page(LINES, top=700)
    rows = [("Library", "Readers"), ("North quay", "1,204"), ("South quay", "980"), ("Old pier", "77")]
    for i, row in enumerate(rows):
        for k, text in enumerate(row):
            page.put(LEFT + 160 * k, 500 - 14 * i, text)
    (table,) = [b for b in read(pdf([page])).value if isinstance(b, TableBlock)]
    shown = [tuple(b.text.content for c in row for b in c.blocks if isinstance(b, Block)) for row in table.rows]
    assert shown == rows


def test_a_page_that_lies_on_its_side_is_read_upright() -> None:
    page = Page(792, 612)
    for i, (x, text) in enumerate(LINES[:2]):
        page.put(100 + 12 * i, x, text, turn="0 1 -1 0")
    assert _shown(pdf([page])) == [
        "Recalling that the tide keeps its own hours, and that all readers who come by boat have a right to dry paper,"
    ]


def test_a_running_head_stands_once_if_the_file_has_two_pages() -> None:
    first, second = _page(LINES), _page(LINES, top=700)
    second.put(60, 733, "Lamps for the libraries of the coast", size=8.5)
    second.put(500, 733, "A/RES/99/7", size=8.5)
    first.put(60, 51, "44-21234 (E)", size=10)
    first.put(400, 51, "Please recycle", size=8)
    shown = _shown(pdf([first, second]))
    assert not any("Lamps for the libraries" in text or "recycle" in text for text in shown)
    assert len(shown) == 6


def test_the_lines_of_a_cover_in_a_column_are_parted_where_a_word_would_have_had_room() -> None:
    page = _page(LINES)
    for i, line in enumerate(
        ["Ninety-ninth session", "Agenda item 18", "Culture of the sea, of the tidal flats", "and of the coasts"]
    ):
        page.put(60, 716 - 12 * i, line)
    assert _shown(pdf([page]))[:3] == [
        "Ninety-ninth session",
        "Agenda item 18",
        "Culture of the sea, of the tidal flats and of the coasts",
    ]


def test_notes_may_have_the_size_of_the_text() -> None:
    page = _page(LINES)
    page.put(273, 631.5, "1", size=6)
    page.put(100, 146, "1", size=6)
    page.put(106, 142, "See the report of the wardens.")
    blocks = read(pdf([page])).value
    (note,) = [b for b in blocks if isinstance(b, NoteBlock)]
    assert note.marker == "1"
    assert [b.text.content for b in note.blocks if isinstance(b, Block)] == ["See the report of the wardens."]
