"""Pages in two columns: each column is read whole, with the notes at its foot, over the ends of columns and pages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from akn.blocks import Block, NoteBlock
from akn.diagnostics import Code
from akn.text import Kind
from converters.formats.pdf import read
from converters.formats.pdf.columns import in_columns
from converters.formats.pdf.page import Face, Piece, Space
from converters.formats.pdf.page import Page as Printed
from tests.converters.formats.pdf_file import Page, pdf

LEFT, RIGHT, INDENT = 60, 312, 12
WORDS = str.split(
    "that the tide keeps its own hours and all readers who come by boat have a right to dry paper whatever the moon "
    "may say of it and whoever keeps the lamps"
)


def _filled(first: str, last: str, lines: int = 4) -> list[str]:
    """The lines of a paragraph that fill their column, from `first` to `last`."""
    held: list[str] = []
    for i in range(lines):
        line = " ".join([first if i == 0 else "and", *(WORDS[(5 * i + k) % len(WORDS)] for k in range(9))])
        held.append(line[: 46 if i else 44].rsplit(" ", 1)[0])
    return [*held, last]


def _column(page: Page, x: float, y: float, paragraphs: list[list[str]], *, begun: bool = False) -> float:
    """Set paragraphs one below the other; the first one goes on from elsewhere if it is `begun`."""
    for n, paragraph in enumerate(paragraphs):
        for i, line in enumerate(paragraph):
            room = 0 if i or (begun and n == 0) else INDENT
            wide = 232 - room
            page.put(
                x + room,
                y,
                line,
                spread=max(0.0, (wide - 4.1 * len(line)) / len(line)) if i + 1 < len(paragraph) else 0,
            )
            y -= 11
        y -= 5
    return y


def _text(data: bytes) -> list[str]:
    return [b.text.content for b in read(data).value if isinstance(b, Block)]


def _volume() -> bytes:
    first, second = Page(), Page()
    first.put(200, 760, "Resolutions of the Council of Tides", font="italic")
    first.put(540, 760, "7")
    _column(first, LEFT, 720, [_filled("Recalling the almanac", "of the first year,") for _ in range(5)])
    _column(
        first,
        RIGHT,
        719,
        [_filled("Noting the report", "of the wardens,"), _filled("1. Decides", "to keep")],
        begun=False,
    )
    _column(
        first, RIGHT, 500, [_filled("2. Requests all", "keepers of the lamps at low water and at high, who are", 16)]
    )
    second.put(56, 760, "8")
    second.put(200, 760, "Resolutions of the Council of Tides", font="italic")
    _column(
        second,
        LEFT,
        720,
        [_filled("of lamps", "to report;", 2), *[_filled("3. Urges", "to come;") for _ in range(4)]],
        begun=True,
    )
    _column(second, RIGHT, 720, [_filled("4. Decides", "to remain seized.", 6)])
    return pdf([first, second])


def test_columns_are_read_one_after_the_other() -> None:
    shown = _text(_volume())
    assert [text.split()[0] for text in shown] == [*["Recalling"] * 5, "Noting", "1.", "2.", "of", *["3."] * 4, "4."]
    assert all(text.endswith("first year,") for text in shown[:5]), "no line of the other column stands in between"


def test_running_heads_of_left_and_right_pages_are_left_out_and_counted() -> None:
    result = read(_volume())
    assert not any("Council of Tides" in text for text in _text(_volume()))
    codes = {d.code: d.message for d in result.diagnostics}
    assert "4 running headers" in codes[Code.FURNITURE_DROPPED]
    assert codes[Code.COLUMNS_READ].startswith("2 pages have two columns: pages 1-2;")


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    blocks = [b for b in read(_volume()).value if isinstance(b, Block)]
    cut = next(b for b in blocks if b.text.content.startswith("2."))
    assert cut.cut, "what the parser needs to join the two"


def test_places_are_those_of_the_page() -> None:
    blocks = [b for b in read(_volume()).value if isinstance(b, Block)]
    noting = next(b for b in blocks if b.text.content.startswith("Noting"))
    last = next(b for b in blocks if b.text.content.startswith("4."))
    assert (noting.page, last.page) == (1, 2)
    assert noting.spots[0].box[0] == pytest.approx(RIGHT + INDENT, abs=1)
    assert noting.source.box[0] == pytest.approx(RIGHT + INDENT, abs=1)


def test_a_heading_over_both_columns_parts_the_page() -> None:
    page = Page()
    _column(page, LEFT, 720, [_filled("Recalling one", "ends,", 7)])
    _column(page, RIGHT, 720, [_filled("Recalling two", "ends,", 7)])
    page.put(180, 590, "RESOLUTIONS ADOPTED ON THE REPORTS OF THE COMMITTEE", font="bold")
    _column(page, LEFT, 560, [_filled("Noting three", "ends,", 7)])
    _column(page, RIGHT, 560, [_filled("Noting four", "ends,", 7)])
    shown = [text.split()[1].lower() for text in _text(pdf([page]))]
    assert shown == ["one", "two", "adopted", "three", "four"]


def test_notes_stand_at_the_foot_of_their_column() -> None:
    page = Page()
    _column(page, LEFT, 720, [_filled("Recalling one", "of the almanac,", 20), ["Noting that the lamps are lit,"]])
    page.put(LEFT + 140, 487, "4", size=6)
    page.put(LEFT + 8, 140, "4", size=5.5)
    page.put(LEFT + 14, 137, "See the almanac of the northern coast, part two.", size=8)
    _column(page, RIGHT, 720, [_filled("Noting four", "of the wardens,", 24)])
    page.put(RIGHT + 80, 459, "5", size=6)
    page.put(RIGHT + 8, 140, "5", size=5.5)
    page.put(RIGHT + 14, 137, "Ibid., supplement for the spring tides.", size=8)
    notes = [b for b in read(pdf([page])).value if isinstance(b, NoteBlock)]
    assert [(n.marker, n.blocks[0].text.content) for n in notes if isinstance(n.blocks[0], Block)] == [
        ("4", "See the almanac of the northern coast, part two."),
        ("5", "Ibid., supplement for the spring tides."),
    ]


def test_numbers_that_stand_level_begin_and_call_notes() -> None:
    page = Page()
    _column(
        page,
        LEFT,
        720,
        [_filled("Recalling one of 25 October", "and the almanac, 25", 20), ["Noting that the lamps are lit,"]],
    )
    page.put(LEFT + 8, 137, "25 See the almanac of the northern coast, part two.", size=8)
    page.put(LEFT + 8, 127, "26. Ibid., supplement for the spring tides.", size=8)
    _column(page, RIGHT, 720, [_filled("Noting four", "of the wardens,", 24)])
    blocks = read(pdf([page])).value
    notes = [b for b in blocks if isinstance(b, NoteBlock)]
    assert [(n.marker, n.blocks[0].text.content[:7]) for n in notes if isinstance(n.blocks[0], Block)] == [
        ("25", "See the"),
        ("26", "Ibid., "),
    ]
    first = next(b for b in blocks if isinstance(b, Block))
    assert [m.get("key") for m in first.text.of(Kind.NOTE)] == [notes[0].key]
    assert first.text.content.endswith("the almanac,")
    assert "25 October" in first.text.content, "a number within a sentence is none"


def test_a_table_of_two_columns_is_no_page_of_two() -> None:
    page = Page()
    for i in range(20):
        page.put(LEFT, 700 - 12 * i, f"Harbour {i}")
        page.put(RIGHT, 700 - 12 * i, f"{i} boats")
    assert not any(d.code is Code.COLUMNS_READ for d in read(pdf([page])).diagnostics)


def _printed(lines: list[tuple[float, float, str]], wide: float = 560.0) -> Printed:
    """A page of lines, each with its right edge, base and text, words from right to left."""
    pieces: list[Piece] = []
    for right, base, text in lines:
        at, small = right, base < 150
        for word in text.split():
            left, size = at - 5.0 * len(word), 8.0 if small else 10.0
            pieces.append(Piece(len(pieces), word, left, at, base, base - 2, base + 8, Face(size), space=Space.PRINTED))
            at = left - 3
    return Printed(1, wide, 800, pieces, [], [], [])


def test_pages_from_right_to_left_are_read_from_the_right_column() -> None:
    full = "وإذ تلاحظ أن المنارات تضاء كل ليلة في الشمال"
    right = [(520.0, 700.0 - 14 * i, full) for i in range(12)]
    left = [(260.0, 700.0 - 14 * i, full.replace("الشمال", "الجنوب")) for i in range(12)]
    notes = [(512.0, 120.0, "1 انظر تقويم المنارات"), (520.0, 110.0, "الجزء الثاني من التقويم")]
    page = _printed([*left, *right, *notes])
    held = in_columns([page], rtl=True)
    assert held is not None
    first, second = held.pages
    assert "الشمال" in {p.text for p in first.pieces}
    assert "الجنوب" in {p.text for p in second.pieces}
    (number,) = [p for p in first.pieces if p.text == "1"]
    assert number.face.size < 8, "the number of a note at the foot of its column is raised"
    first_of = [min(p.left for p in part.pieces) for part in held.pages]
    assert first_of[0] == pytest.approx(first_of[1], abs=0.1), "both columns stand in one place"
    shown = [column.page for column in held.columns], [round(c.shift) for c in held.columns]
    assert shown == ([1, 1], [0, -260])


def test_short_paragraphs_are_running_text_by_what_their_full_lines_hold() -> None:
    full, short = "المنارات تضاء كل ليلة في الشمال وإذ تلاحظ أن", "المنارات تضاء كل ليلة"
    text = [(right, 700.0 - 14 * i, short if i % 5 > 1 else full) for right in (520.0, 260.0) for i in range(20)]
    assert in_columns([_printed(text)], rtl=True) is not None
    text = [(right, 700.0 - 14 * i, short if i % 5 else full) for right in (520.0, 260.0) for i in range(20)]
    assert in_columns([_printed(text)], rtl=True) is None, "a table with few long cells"


def test_notes_longer_than_the_text_are_small_and_figures_that_begin_their_lines_are_none() -> None:
    words = "وإذ تلاحظ أن المنارات تضاء كل ليلة في الشمال"
    text = [(right, 700.0 - 14 * i, words) for right in (520.0, 260.0) for i in range(12)]
    lines = [f"11 {words}", *[words] * 5]
    rest = [(520.0, 135.0 - 10 * i, line) for i, line in enumerate(lines)]
    notes = [
        (512.0, 145.0, "1 انظر"),
        *rest,
        (512.0, 75.0, "2 انظر"),
        *((520.0, 65.0 - 10 * i, words) for i in range(5)),
    ]
    page = _printed([*text, *notes])
    held = in_columns([page], rtl=True)
    assert held is not None
    assert [p.text for p in held.pages[0].pieces if p.face.size < 8 and p.text.isdecimal()] == ["1", "2"]


def test_text_that_two_columns_begin_with_is_kept_where_no_room_parts_it() -> None:
    page = Page()
    for x in (LEFT, RIGHT):
        _column(page, x, 720, [_filled("Requests the wardens", "to report,", 12), _filled("Noting", "tides,", 8)])
    shown = _text(pdf([page]))
    assert sum(text.startswith("Requests the wardens") for text in shown) == 2


def test_a_running_head_whose_number_stands_in_its_line_is_left_out_where_pages_share_its_words() -> None:
    text = [
        (x, 700.0 - 12 * i, WORDS[i % 9] + " and the keepers of the lamps") for x in (270.0, 530.0) for i in range(12)
    ]

    def heads(*first: str) -> list[int]:
        pages = [_printed([(420.0, 770.0, line), *text]) for line in first]
        held = in_columns([replace(page, number=i) for i, page in enumerate(pages, 1)])
        assert held is not None
        return [page.number for page, _ in held.heads]

    title = "Resolutions adopted by the Council of Tides"
    assert heads(f"1 — {title}", f"2 — {title}", f"3 — {title}") == [1, 2, 3]
    assert heads(f"7 — {title}", f"{title} — 8") == [1, 2], "the two pages of a sheet have their numbers outside"
    assert heads(f"1 — {title}", "2 — The lamps that the Council of Tides has lit") == []


def test_headings_over_two_columns_that_end_in_numbers_are_kept() -> None:
    text = [
        (x, 700.0 - 12 * i, WORDS[i % 9] + " and the keepers of the lamps") for x in (270.0, 530.0) for i in range(12)
    ]

    def heads(*first: str, size: float = 10.0) -> int:
        pages = [_printed([(420.0, 770.0, line), *text]) for line in first]
        for page in pages:
            page.pieces[:] = [replace(p, face=replace(p.face, size=size)) if p.base > 760 else p for p in page.pieces]
        held = in_columns([replace(page, number=i) for i, page in enumerate(pages, 1)])
        assert held is not None
        return len(held.heads)

    title = "Programme of the Council for the lamps of"
    assert heads(f"{title} 2045", f"{title} 2046", f"{title} 2047") == 0, "years are no numbers of pages"
    assert heads(f"{title} 3", f"{title} 4") == 0, "parts are counted as pages are"
    assert heads(f"{title} 2", f"{title} 4", f"{title} 5") == 0, "they do not rise as the pages do"
    assert heads(f"{title} 2", f"{title} 3", f"{title} 4", size=13) == 0, "headings are larger than the text"
    assert heads(f"{title} 2", f"{title} 3", f"{title} 4") == 3
