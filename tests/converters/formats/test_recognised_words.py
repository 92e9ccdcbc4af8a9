"""What becomes of the words that an engine of recognition gives: Arabic pages of an engine made up for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from converters.formats.pdf import read_pages
from converters.formats.pdf.page import Box, Page, Picture
from converters.formats.pdf.words import Reading, Shapes

WIDE, HIGH = 1240, 1754  # an A4 page of 150 dots an inch
Word = tuple[str, Box, float]
OPENS = "تحيط علما بتقرير لجنة المنارات عن أعمالها في السنة"


class _Words:
    """Words line by line, as the iterator of Tesseract gives them; letters from right to left stand turned round."""

    def __init__(self, lines: list[list[Word]]) -> None:
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
                RowAttributes=lambda: {"row_height": 20.0, "descenders": 0.0, "ascenders": 0.0},
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


def _page(lines: list[list[Word]], raised: list[tuple[Box, str]], seen: dict[float, str] | None = None) -> Page:
    """The page; `seen` is what cells say when they are read again as Latin letters, by their tops."""
    known = seen or {}
    shapes = Shapes(
        boxes=[],
        raised=raised,
        again=lambda box: (known[box[1]], 0.94) if box[1] in known else ("", 0.0),
        call=lambda part: None,
        rest=lambda boxes: iter(()),
    )
    picture = Picture(b"", WIDE, HIGH, WIDE, 150)
    return Reading(TESSERACT, _Words(lines), picture, 1, shapes, True).recognised().page


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
