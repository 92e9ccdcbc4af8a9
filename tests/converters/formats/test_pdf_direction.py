"""Lines that run from right to left: reading order from the places of glyphs."""

from __future__ import annotations

import pytest

from converters.formats.pdf.composing import Spacing, compose
from converters.formats.pdf.direction import in_reading_order, of_one_glyph
from converters.formats.pdf.page import Blanks, Face, Piece, Space
from converters.formats.pdf.turning import upright

WIDTH = 5.0


def _glyphs(shown: str, *, size: float = 10, base: float = 700) -> list[Piece]:
    """Glyphs of one width from left to right; a space is a gap."""
    found = []
    for i, c in enumerate(shown):
        if c != " ":
            left = 100 + i * WIDTH
            found.append(Piece(i, c, left, left + WIDTH, base, base - 2, base + 8, Face(size)))
    return found


def _read(shown: str) -> str:
    """What is read in a line that looks so, its first character the leftmost one."""
    return compose(in_reading_order(_glyphs(shown), ()), Blanks(()), Spacing(), []).text.content


def _printed(logical: str) -> str:
    """The letters as they stand on the page."""
    return logical[::-1]


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        (_printed("مكتبات المد"), "مكتبات المد"),
        (f"2044 {_printed('سنة')}", "سنة 2044"),
        (f"A/99/7 {_printed('القرار')}", "القرار A/99/7"),
        (f".Tidal Atlas, vol. 12 {_printed('انظر')}", "انظر Tidal Atlas, vol. 12."),
        (f"(2044) 99/7 {_printed('القرار')}", "القرار 99/7 (2044)"),
        (f"(A/99/7) 2044 {_printed('سنة')}", "سنة 2044 (A/99/7)"),
        (f")A/99/7( 2044 {_printed('سنة')}", "سنة 2044 (A/99/7)"),
        (f"{_printed('قواربها')} (1) {_printed('تعير')}", "تعير (1) قواربها"),
        (f"2045-2044 {_printed('الفترة')}", "الفترة 2044-2045"),
        ("S/RES/99 (2044)", "S/RES/99 (2044)"),
        (f"{_printed('الفصل')} A/CONF.157/24 (Part I) {_printed('الوثيقة')}", "الوثيقة A/CONF.157/24 (Part I) الفصل"),
        (f"(A/CONF.157/24 (Part I {_printed('الوثيقة')}", "الوثيقة A/CONF.157/24 (Part I)"),
    ],
)
def test_a_line_is_read_as_it_was_written(shown: str, read: str) -> None:
    assert _read(shown) == read


def test_a_bracket_may_be_closed_in_the_next_line() -> None:
    first = _glyphs(f"2044) 99/7 {_printed('القرار')}")
    second = _glyphs(f"{_printed('حتى')} (", base=688)
    for i, glyph in enumerate(second):
        glyph.at = 100 + i
    text = compose(in_reading_order([*first, *second], ()), Blanks(()), Spacing(), []).text.content
    assert text == "القرار 99/7 (2044) حتى"


def test_a_vowel_sign_follows_the_letter_above_which_it_stands() -> None:
    glyphs = _glyphs(_printed("مدة"))
    sign = Piece(9, "ّ", 106, 109, 702, 704, 712, Face(10))  # above the middle letter
    assert [p.text for p in in_reading_order([sign, *glyphs], ())] == ["مدّة"]


def test_the_sign_of_a_doubled_letter_stands_before_its_vowel() -> None:
    glyphs = _glyphs(_printed("مدة"))
    signs = [Piece(9 + i, sign, 106, 109, 702, 704, 712, Face(10)) for i, sign in enumerate("\u064e\u0651")]
    assert [p.text for p in in_reading_order([*signs, *glyphs], ())] == ["مد\u0651\u064eة"]


@pytest.mark.parametrize(
    ("letters", "lefts", "read"),
    [(["ا", "ل"], [0, 2], "لا"), (["ل", "ا"], [2, 0], "لا"), (["ً", "ا"], [2, 0], "اً"), (["أ", "ل"], [0, 0], "لأ")],
)
def test_the_letters_of_one_glyph_are_in_order(letters: list[str], lefts: list[float], read: str) -> None:
    assert of_one_glyph(letters, lefts) == read


def test_a_vowel_sign_that_holds_letters_apart_tears_no_word() -> None:
    glyphs = _glyphs(_printed("مدة"))
    glyphs[1].text = "دّ"
    for glyph in glyphs[:2]:  # the letters on the left of the first gap
        glyph.left, glyph.right = glyph.left - 1.8, glyph.right - 1.8
    assert [p.space.name for p in in_reading_order(glyphs, ())] == ["GAP", "SOLID"]


def test_the_number_of_a_note_is_no_part_of_the_symbol_beside_it() -> None:
    number = Piece(99, "1", 138, 141, 704, 703, 709, Face(6.4))
    read = in_reading_order([*_glyphs(".A/99/7"), number], ())
    assert [p.text for p in read] == ["1", "A", "/", "99", "/", "7", "."]
    assert read[-1].space is Space.SOLID


@pytest.mark.parametrize(
    ("end", "begin", "read"), [("2030", "年的", "2030年的"), ("第", "98", "第98"), ("by", "sea", "by sea")]
)
def test_a_line_of_chinese_goes_on_without_a_space_beside_digits_too(end: str, begin: str, read: str) -> None:
    pieces = [
        Piece(i, text, 100, 150, base, base - 2, base + 8, Face(10))
        for i, (text, base) in enumerate(((end, 700), (begin, 688)))
    ]
    assert compose(pieces, Blanks(()), Spacing(), []).text.content == read


def test_lines_are_read_from_the_top() -> None:
    glyphs = [*_glyphs(_printed("ثان"), base=688), *_glyphs(_printed("أول"), base=700)]
    assert [p.text for p in in_reading_order(glyphs, ())] == ["أول", "ثان"]


def _leaning(shown: str, shear: float) -> list[Piece]:
    """Glyphs whose boxes hold what they lean over those beside them."""
    glyphs = _glyphs(shown)
    for g in glyphs:
        g.left, g.right = g.left + shear * (g.bottom - g.base), g.right + shear * (g.top - g.base)
    return glyphs


def test_slanted_letters_keep_the_spaces_between_words() -> None:
    """As LibreOffice prints the italics of Arabic fonts, which have none: each box leans over the next one."""
    shown, shear = "ةعمج نإ", 0.4
    assert [p.space for p in in_reading_order(_leaning(shown, shear), ())] == [Space.GAP, Space.SOLID]
    glyphs = _leaning(shown, shear)
    for g in glyphs:
        g.left, g.bottom, g.right, g.top = upright(g.box, g.base, shear)
    found = [(p.text, p.space) for p in in_reading_order(glyphs, ())]
    assert found == [("إن", Space.GAP), ("جمعة", Space.PRINTED)]


@pytest.mark.parametrize(("sign", "size", "raised"), [("2", 6.5, [1]), ("2", 10.0, []), ("two", 6.5, [])])
def test_a_small_number_that_a_wrap_puts_on_its_own_line_is_raised(sign: str, size: float, raised: list[int]) -> None:
    """As LibreOffice wraps between the sign at the end of a Chinese paragraph and the call after it."""
    text = Piece(0, "审议了报告，", 100.0, 300.0, 700.0, 698.0, 708.0, Face(10.0))
    call = Piece(1, sign, 100.0, 104.0, 686.0, 685.0, 692.0, Face(size))
    assert compose([text, call], Blanks(()), Spacing(), []).raised == raised
