"""What becomes of the words that an engine of recognition gives: Arabic pages of an engine made up for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from converters.formats.pdf import read_pages
from converters.formats.pdf.page import Box, Page, Picture
from converters.formats.pdf.tongues import tongue
from converters.formats.pdf.words import Reading, Shapes

WIDE, HIGH = 1240, 1754  # an A4 page of 150 dots an inch
Word = tuple[str, Box, float]
OPENS = "تحيط علما بتقرير لجنة المنارات عن أعمالها في السنة"


class _Words:
    """Words line by line, as the iterator of Tesseract gives them; letters from right to left stand turned round."""

    def __init__(self, lines: list[list[Word]], measured: dict[float, float] | None = None) -> None:
        self._measured = measured or {}
        self._words = [(i == 0, line, word) for line in lines for i, word in enumerate(line)]

    def GetIterator(self) -> Iterator[Any]:
        for first, line, (text, box, sure) in self._words:
            around = (min(b[0] for _, b, _ in line), box[1], max(b[2] for _, b, _ in line), box[3])
            turned = text[::-1] if any("\u0600" <= c <= "\u06ff" for c in text) else text
            yield SimpleNamespace(
                Empty=lambda level: False,
                GetUTF8Text=lambda level, turned=turned: turned,
                BoundingBox=lambda level, box=box, around=around: around if level == "line" else box,
                IsAtBeginningOf=lambda level, first=first: first,
                Confidence=lambda level, sure=sure: 100 * sure,
                Baseline=lambda level: None,
                RowAttributes=lambda box=box: {
                    "row_height": self._measured.get(box[3], 20.0),
                    "descenders": 0.0,
                    "ascenders": 0.0,
                },
            )


TESSERACT = SimpleNamespace(
    RIL=SimpleNamespace(WORD="word", TEXTLINE="line"), iterate_level=lambda iterator, level: iterator
)


def _line(top: float, *words: str, right: float = 1100.0, sure: float = 0.95) -> list[Word]:
    """Words from right to left."""
    found = []
    for word in words:
        left = right - 12.0 * len(word)
        found.append((word, (left, top, right, top + 26), sure))
        right = left - 12
    return found


def _page(
    lines: list[list[Word]],
    raised: list[tuple[Box, str]],
    seen: dict[float, str] | None = None,
    *,
    language: str = "ara",
    boxes: list[Box] | None = None,
    alone: list[Word] | None = None,
    lost: Sequence[list[Word]] = (),
    call: Callable[[Box], tuple[Box, str] | None] = lambda part: None,
    measured: dict[float, float] | None = None,
    left_in: bool = False,
) -> Page:
    """The page; `seen` is what cells say when they are read again as Latin letters, by their tops.

    `boxes` are those of its shapes, `alone` is what a line that was hardly read says by itself,
    `lost` what stands in no line; `call` reads a raised number, and `measured` are heights that the
    engine gives lines by their feet.  The raised numbers were read with the words around them if they were `left_in`.
    """
    known = seen or {}
    shapes = Shapes(
        boxes=boxes or [],
        raised=raised,
        again=lambda box: (known[box[1]], 0.94) if box[1] in known else ("", 0.0),
        call=call,
        alone=lambda box, within: (_Words([alone] if alone else []), (0, 0)),
        whole=lambda box, lines, usual: box,
        rest=lambda boxes: ((_Words([line]), (0, 0)) for line in lost),
        left_in=[box for box, _ in raised] if left_in else (),
    )
    picture = Picture(b"", WIDE, HIGH, WIDE, 150)
    return Reading(TESSERACT, _Words(lines, measured), picture, 1, shapes, tongue(language)).recognised().page


def _shapes_of(boxes: list[Box], raised: list[tuple[Box, str]]) -> Shapes:
    """Shapes of a page that nothing is read of once more."""
    return Shapes(
        boxes,
        raised,
        again=lambda box: ("", 0.0),
        alone=lambda box, within: (_Words([]), (0, 0)),
        whole=lambda box, lines, usual: box,
        call=lambda part: None,
        rest=lambda boxes: iter(()),
    )


def _noted(*texts: str) -> Page:
    """Paragraphs, and two notes at the foot of the page, called by nothing but what the paragraphs hold."""
    lines = [_line(300.0 + 90 * i, *OPENS.split()) + _line(330.0 + 90 * i, *t.split()) for i, t in enumerate(texts)]
    lines = [part for line in lines for part in (line[: len(OPENS.split())], line[len(OPENS.split()) :])]
    notes = [_line(1500.0 + 40 * i, "انظر", "التقويم", "السنوي", "للمنارات", right=1080) for i in range(2)]
    markers = [((1085.0, 1496.0 + 40 * i, 1095.0, 1508.0 + 40 * i), str(i + 1)) for i in range(2)]
    return _page(lines + notes, markers)


def _calls(page: Page) -> list[str]:
    blocks = read_pages([page], "x").value
    keys = {b.key: b.marker for b in blocks if hasattr(b, "marker")}
    texts = [b.text for b in blocks if hasattr(b, "text")]
    return [keys[m.get("key")] for t in texts for m in t.marks if m.get("key")]


def test_latin_words_of_a_page_in_arabic_are_read_as_latin_ones() -> None:
    masthead = [*_line(200.0, "الجمعية", "العامة"), ("لعمعء", (120.0, 200.0, 250.0, 226.0), 0.1)]
    page = _page([masthead, *(_line(400.0 + 30 * i, *OPENS.split()) for i in range(6))], [], {200.0: "Distr.: General"})
    assert [p.text for p in page.pieces[:4]] == ["الجمعية", "العامة", "Distr.:", "General"]


def test_a_number_that_is_read_once_more_stands_in_the_order_of_reading() -> None:
    lines = [_line(400.0 + 30 * i, *OPENS.split()) for i in range(6)]
    lines[2] = [("05-", (1050.0, 460.0, 1100.0, 486.0), 0.4), *_line(460.0, *OPENS.split(), right=1040.0)]
    page = _page(lines, [], {460.0: "-15"})
    assert "15-" in [p.text for p in page.pieces]


def test_a_figure_between_mirrored_brackets_has_them_turned() -> None:
    lines = [_line(400.0 + 30 * i, *OPENS.split()) for i in range(6)]
    lines[0] = [*_line(400.0, "القرار"), (")1974(", (900.0, 400.0, 960.0, 426.0), 0.95)]
    assert "(1974)" in [p.text for p in _page(lines, []).pieces]


def test_columns_of_a_masthead_that_stand_side_by_side_are_two() -> None:
    masthead = [*_line(200.0, "الجمعية", "العامة"), ("A/99/7", (120.0, 200.0, 250.0, 226.0), 0.95)]
    page = _page([masthead, *(_line(400.0 + 30 * i, *OPENS.split()) for i in range(6))], [])
    shown = [b.text.content for b in read_pages([page], "x").value if hasattr(b, "text")]
    assert shown[:2] == ["الجمعية العامة", "A/99/7"]


def test_signs_that_stand_where_calls_are_due_are_the_calls() -> None:
    assert _calls(_noted("وما يتصل بها من تقارير'؛", "وما يتصل بها من خرائط»؛")) == ["1", "2"]


@pytest.mark.parametrize(
    "texts",
    [
        ("وما يتصل بها من تقارير'؛", "وما يتصل بها من خرائط؛"),  # one sign, two notes
        ("وما يتصل «بها من تقارير»؛", "وما يتصل «بها من خرائط»؛"),  # quotations
    ],
)
def test_signs_that_may_be_quotation_marks_stay(texts: tuple[str, str]) -> None:
    page = _noted(*texts)
    assert _calls(page) == []
    words = " ".join(p.text for p in page.pieces)
    assert sum(words.count(c) for c in "'»") == sum(t.count(c) for t in texts for c in "'»")


def test_figures_that_a_line_in_arabic_lost_are_read_again() -> None:
    lines = [_line(400.0 + 30 * i, *OPENS.split()) for i in range(6)]
    lines[0] = [("1", (1088.0, 400.0, 1100.0, 426.0), 0.97), *_line(400.0, "منارات", "الشمال", right=1040.0)]
    digits = [(1055.0 + 12 * i, 402.0, 1064.0 + 12 * i, 420.0) for i in range(4)]
    page = _page(lines, [], {402.0: "2801"}, boxes=digits)
    assert page.pieces[0].text == "2801"
    again = _page(lines, [], {402.0: "2807"}, boxes=digits)
    assert again.pieces[0].text == "1", "what does not hold the figure that was read is another number"


def test_a_lost_figure_may_stand_a_little_off_where_no_word_holds_it() -> None:
    """Beside a narrow 1 there is as much room as a space takes; an alef is as narrow, and is of its word."""
    lines = [_line(400.0 + 30 * i, *OPENS.split()) for i in range(6)]
    digits = [(1071.0, 402.0, 1076.0, 420.0), (1083.0, 402.0, 1092.0, 420.0), (1094.0, 402.0, 1103.0, 420.0)]
    lines[0] = [("7", (1083.0, 400.0, 1103.0, 426.0), 0.97), *_line(400.0, "منارات", "الشمال", right=1040.0)]
    assert _page(lines, [], {402.0: "187"}, boxes=digits).pieces[0].text == "187"
    lines[0][1] = ("آذار", (1010.0, 400.0, 1077.0, 426.0), 0.97)
    assert _page(lines, [], {402.0: "187"}, boxes=digits).pieces[0].text == "7"


def test_brackets_around_a_year_stay_as_they_open_when_it_is_read_once_more() -> None:
    lines = [_line(400.0 + 30 * i, *OPENS.split()) for i in range(6)]
    lines[0] = [*_line(400.0, "القرار"), ("(1974)", (900.0, 400.0, 960.0, 426.0), 0.5)]
    page = _page(lines, [], {400.0: "(1974)"})
    assert "(1974)" in [p.text for p in page.pieces]


def test_small_print_in_arabic_is_told_by_most_figures_of_lines_near_each_other() -> None:
    """The figures of one line of the notes measure as much as those of the text; some lines have none."""
    high = [16.0, 17.0, 16.0, 17.0, 17.0, 16.0]
    lines = [_line(200.0 + 44 * i, "74", *OPENS.split()) for i in range(6)]
    boxes = [(1080.0, 202.0 + 44 * i, 1090.0, 202.0 + 44 * i + h) for i, h in enumerate(high)]
    for i, h in enumerate([14.0, 0.0, 13.0, 16.0, 13.0, 0.0]):
        lines.append(_line(1500.0 + 31 * i, *(("74",) if h else ()), *OPENS.split()))
        boxes += [(1080.0, 1502.0 + 31 * i, 1090.0, 1502.0 + 31 * i + h)] if h else []
    sizes = [p.face.size for p in _page(lines, [], boxes=sorted(boxes)).pieces]
    text, notes = sizes[: 6 * (1 + len(OPENS.split()))], sizes[6 * (1 + len(OPENS.split())) :]
    assert len(set(text)) == len(set(notes)) == 1
    assert notes[0] < 0.87 * text[0]


def test_lines_in_arabic_stand_evenly_whatever_their_feet_are_taken_for() -> None:
    class Uneven(_Words):
        def GetIterator(self) -> Iterator[Any]:
            for it in super().GetIterator():
                box = it.BoundingBox("line")
                foot = int(box[3]) - (8 if int(box[1]) // 40 % 2 else 2)
                it.Baseline = lambda level, b=box, y=foot: ((int(b[0]), y), (int(b[2]), y))
                yield it

    shapes = _shapes_of([], [])
    picture = Picture(b"", WIDE, HIGH, WIDE, 150)
    lines = Uneven([_line(400.0 + 40 * i, *OPENS.split()) for i in range(6)])
    page = Reading(TESSERACT, lines, picture, 1, shapes, tongue("ara")).recognised().page
    feet = sorted({round(p.base, 2) for p in page.pieces})
    assert len({round(b - a, 1) for a, b in pairwise(feet)}) == 1


def test_the_two_halves_of_a_short_line_are_one() -> None:
    halves = [[("人", (100.0, 300.0, 130.0, 312.0), 0.9)], [("到，", (100.0, 314.0, 140.0, 328.0), 0.3)]]
    lines = [
        [("满意地注意到各专门机构的工作，", (100.0, 400.0 + 40 * i, 600.0, 428.0 + 40 * i), 0.95)] for i in range(4)
    ]
    page = _page([*halves, *lines], [], language="zho", alone=[("大会，", (80.0, 300.0, 140.0, 328.0), 0.9)])
    assert [p.text for p in page.pieces[:2]] == ["大会，", "满意地注意到各专门机构的工作，"]


def test_roman_numerals_in_chinese_are_read_as_latin_letters() -> None:
    def heading(again: str) -> str:
        line = [("2801", (100.0, 300.0, 150.0, 326.0), 0.9), ("(XXVDT).", (160.0, 300.0, 230.0, 326.0), 0.3)]
        text = [("满意地注意到各专门机构的工作，", (100.0, 400.0, 600.0, 426.0), 0.95)]
        return " ".join(p.text for p in _page([line, text], [], {300.0: again}, language="zho").pieces[:2])

    assert heading("2801 (XXVI).") == "2801 (XXVI)."
    assert heading("2807 (XXVI).") == "2801 (XXVDT).", "another number is none of its readings"


def test_small_print_in_chinese_is_told_by_the_height_of_lines() -> None:
    text = [
        [("满意地注意到各专门机构的工作，", (100.0, 100.0 + 40 * i, 600.0, 128.0 + 40 * i), 0.95)] for i in range(6)
    ]
    note = [("见《大会正式记录》，第二十六届会议，", (100.0, 1600.0, 500.0, 1622.0), 0.95)]
    sizes = [p.face.size for p in _page([*text, note], [], language="zho").pieces]
    assert len(set(sizes[:6])) == 1
    assert sizes[6] < 0.87 * sizes[0]


def test_a_page_that_lies_askew_has_level_lines_and_upright_edges() -> None:
    class Askew(_Words):
        def GetIterator(self) -> Iterator[Any]:
            for it in super().GetIterator():
                box = it.BoundingBox("line")
                foot = int(box[3])
                it.Baseline = lambda level, b=box, y=foot: ((int(b[0]), y), (int(b[2]), y + 10))
                yield it

    lines = [
        [("lamps", (100.0 - 0.01 * y, y, 1100.0 - 0.01 * y, y + 26), 0.95)] for y in (200.0, 600.0, 1000.0, 1400.0)
    ]
    shapes = _shapes_of([], [])
    picture = Picture(b"", WIDE, HIGH, WIDE, 150)
    page = Reading(TESSERACT, Askew(lines), picture, 1, shapes, tongue("eng")).recognised().page
    assert max(p.left for p in page.pieces) - min(p.left for p in page.pieces) < 0.5


def test_a_short_line_of_a_column_is_text_however_hard_to_read() -> None:
    lines = [_line(400.0 + 40 * i, *OPENS.split()) for i in range(3)]
    lines.insert(2, _line(465.0, "والجزن", sure=0.4))
    assert "والجزن" in [p.text for p in _page(lines, []).pieces]
    far = _page([*lines[:2], _line(900.0, "والجزن", sure=0.4)], [])
    assert "والجزن" not in [p.text for p in far.pieces], "what stands by itself may be part of an emblem"


def test_what_the_layout_lost_stands_in_its_line_or_between_those_above_and_below_it() -> None:
    lines = [_line(400.0 + 40 * i, *OPENS.split()) for i in range(3)]
    held = lines[1][:2] + lines[1][3:]
    lost = [[lines[1][2]], _line(520.0, "والجزر")]
    words = [p.text for p in _page([lines[0], held, *_shifted(lines[2:], 80.0)], [], lost=lost).pieces]
    assert words == [*OPENS.split(), *OPENS.split(), "والجزر", *OPENS.split()]


def _shifted(lines: list[list[Word]], down: float) -> list[list[Word]]:
    return [[(text, (a, b + down, c, d + down), sure) for text, (a, b, c, d), sure in line] for line in lines]


def test_a_figure_at_the_end_of_a_word_in_arabic_is_a_call_if_it_stands_above_the_line() -> None:
    def call(part: Box) -> tuple[Box, str] | None:
        left, top, _, _ = part
        return ((left + 1, top, left + 8, top + 10), "1") if raised else None

    raised = True
    lines = [
        _line(300.0, *OPENS.split()),
        _line(330.0, "تقارير،1"),
        *(_line(400.0 + 30 * i, *OPENS.split()) for i in range(4)),
    ]
    texts = [p.text for p in _page(lines, [], call=call).pieces]
    assert texts[len(OPENS.split()) :][:2] == ["تقارير،", "1"]
    raised = False
    assert "تقارير،1" in [p.text for p in _page(lines, [], call=call).pieces]


@pytest.mark.parametrize(("sure", "said"), [(0.3, "of 18 March"), (0.9, "; of 18 March")])
def test_a_stop_that_begins_a_line_and_was_hardly_read_is_dust(sure: float, said: str) -> None:
    spoilt = [(";", (60.0, 90.0, 66.0, 100.0), sure), *_standing(100.0, ("of", 20.0), ("18", 20.0), ("March", 29.0))]
    rest = [_standing(135.0 + 35 * i, ("keepers", 20.0), ("of", 20.0), ("lights;", 29.0)) for i in range(3)]
    pieces = _page([spoilt, *rest], [], language="eng").pieces
    assert " ".join(p.text for p in pieces[: len(said.split())]) == said


CALL = (275.0, 70.0, 285.0, 84.0)  # after the second word of the line on the foot 100


def _noted_line(second: str, edge: float, *, alone: str = "") -> list[str]:
    """What a line says whose raised number 7 was read with its words; the second of them ends at an edge."""
    words = [("lights", (100.0, 76.0, 180.0, 100.0), 0.95), (second, (190.0, 71.0, edge, 100.0), 0.6)]
    again = [("lights", (100.0, 76.0, 180.0, 100.0), 0.9), (alone, (190.0, 71.0, 272.0, 100.0), 0.9)] if alone else None
    rest = [_standing(135.0 + 35 * i, ("keepers", 20.0), ("of", 20.0)) for i in range(3)]
    page = _page([words, *rest], [(CALL, "7")], language="eng", left_in=True, alone=again)
    return [p.text for p in page.pieces if p.base > HIGH * 72 / 150 - 60]


def test_a_word_that_was_read_with_its_raised_number_is_read_without_it() -> None:
    assert _noted_line("Harbour,’", 286.0, alone="Harbour,") == ["lights", "Harbour,", "7"]


def test_a_word_that_is_not_read_without_its_number_stays_as_it_was_read() -> None:
    assert _noted_line("Harbour,’", 286.0) == ["lights", "Harbour,’", "7"]


def test_what_was_read_of_a_raised_number_alone_is_no_word() -> None:
    page = [("lights", (100.0, 76.0, 180.0, 100.0), 0.95), ("’", CALL, 0.6)]
    rest = [_standing(135.0 + 35 * i, ("keepers", 20.0), ("of", 20.0)) for i in range(3)]
    shown = _page([page, *rest], [(CALL, "7")], language="eng", left_in=True, alone=page)
    assert [p.text for p in shown.pieces][:3] == ["lights", "7", "keepers"]


def _standing(foot: float, *words: tuple[str, float]) -> list[Word]:
    """Words from left to right, each so many dots high, on one foot."""
    return [(text, (100.0 + 90 * i, foot - high, 180.0 + 90 * i, foot), 0.95) for i, (text, high) in enumerate(words)]


def _in_russian(last: float, above: str, measured: float, *, capitals: str = "ИХ;") -> Page:
    """Three lines of the usual height, two that the engine measures otherwise; the last one is so many dots high."""
    text = [_standing(100.0 + 35 * i, ("призывает", 20.0), ("всех", 20.0), ("Совет", 29.0)) for i in range(3)]
    odd = [_standing(205.0, ("прежние", 20.0), (above, 20.0)), _standing(240.0, ("ВЫПОЛНЯТЬ", last), (capitals, last))]
    return _page([*text, *odd], [], language="rus", measured={205.0: measured, 240.0: measured})


def test_small_letters_that_were_measured_as_capitals_of_small_print_have_the_size_of_the_text() -> None:
    pieces = _in_russian(20.0, "касается,", 13.4).pieces
    assert len({p.face.size for p in pieces}) == 1
    assert " ".join(p.text for p in pieces[-4:]) == "прежние касается, выполнять их;"


@pytest.mark.parametrize(("last", "above"), [(29.0, "касается,"), (20.0, "касается.")])
def test_capitals_stay_that_are_higher_than_small_letters_or_begin_a_sentence(last: float, above: str) -> None:
    assert _in_russian(last, above, 20.0).pieces[-1].text == "ИХ;"


def test_small_print_stays_small() -> None:
    text = [_standing(100.0 + 35 * i, ("призывает", 20.0), ("всех", 20.0)) for i in range(3)]
    page = _page(
        [*text, _standing(240.0, ("прежние", 13.4), ("отчеты", 13.4))], [], language="rus", measured={240.0: 13.4}
    )
    assert page.pieces[-1].face.size < 0.7 * page.pieces[0].face.size


@pytest.mark.parametrize(
    ("read", "said"),
    [("5/11536.", "S/11536."), ("$/11512;", "S/11512;"), ("15/11536.", "1S/11536."), ("5/1974", "5/1974"),
     ("A/5/11536", "A/5/11536"), ("$5/115361", "$5/115361")],
)  # fmt: skip
def test_the_letter_of_a_symbol_that_was_read_as_a_sign_like_it(read: str, said: str) -> None:
    assert _page([_standing(100.0, ("документ", 20.0), (read, 20.0))], [], language="rus").pieces[-1].text == said
