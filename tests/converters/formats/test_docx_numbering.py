"""Word's automatic numbering: the label that prints, computed in one pass."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from converters.formats.docx.counting import FORMATS, printed
from tests.converters.formats.word_file import blocks, lines, p, told, word


def level(n: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    begin = f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'{begin}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, overrides: str = "") -> str:
    """List 1, and list 2 that shares its counters, with overrides."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
    )


def item(n: int, text: str = "x", num: int = 1, style: str = "") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(text, properties=properties, style=style)


HOUSE = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))

OTHER = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}</w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)


def labels(data: bytes) -> list[str]:
    return [b.label for b in blocks(data) if isinstance(b, Block)]


def test_levels_count_and_start_again_below_a_higher_one() -> None:
    order = [0, 1, 2, 2, 1, 2, 0, 1]
    found = labels(word("".join(map(item, order)), numbering=HOUSE))
    assert found == ["1.", "(a)", "(i)", "(ii)", "(b)", "(i)", "2.", "(a)"]


def test_the_label_stands_apart_from_the_text_and_the_level_is_the_indent() -> None:
    (block,) = blocks(word(item(1, "Oil;"), numbering=HOUSE))
    assert isinstance(block, Block)
    assert (block.label, block.text.content, block.indent) == ("(a)", "Oil;", 1)


def test_a_style_for_lists_inside_lists_stands_deeper() -> None:
    style = '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="List Number 2"/></w:style>'
    found = blocks(word(item(0, "Oil:") + item(0, "Cod;", 3, "X"), numbering=HOUSE + OTHER, styles=style))
    assert [(b.label, b.indent) for b in found if isinstance(b, Block)] == [("1.", 0), ("1.", 1)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", ["1", "2", "3", "4"]),
        ("decimalZero", ["01", "02", "03", "04"]),
        ("upperLetter", ["A", "B", "C", "D"]),
        ("lowerLetter", ["a", "b", "c", "d"]),
        ("upperRoman", ["I", "II", "III", "IV"]),
        ("lowerRoman", ["i", "ii", "iii", "iv"]),
        ("arabicAlpha", ["أ", "ب", "ت", "ث"]),
        ("arabicAbjad", ["أ", "ب", "ج", "د"]),
        ("russianLower", ["а", "б", "в", "г"]),
        ("chineseCounting", ["一", "二", "三", "四"]),
        ("chineseCountingThousand", ["一", "二", "三", "四"]),
        ("none", ["", "", "", ""]),
        ("cardinalText", ["1", "2", "3", "4"]),
    ],
)
def test_numbers_print_in_the_form_of_their_level(form: str, expected: list[str]) -> None:
    numbering = lists(level(0, form, "(%1)"))
    assert labels(word(item(0) * 4, numbering=numbering)) == [f"({n})" for n in expected]


@pytest.mark.parametrize(
    ("n", "form", "expected"),
    [
        (27, "lowerLetter", "aa"),
        (53, "lowerLetter", "aaa"),
        (29, "arabicAlpha", "أأ"),
        (1944, "upperRoman", "MCMXLIV"),
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (21, "chineseCounting", "二十一"),
        (101, "chineseCountingThousand", "一百〇一"),
        (110, "chineseCountingThousand", "一百一十"),
        (5, "chicago", "**"),
        (0, "lowerRoman", "0"),
        (10**9, "lowerLetter", "1000000000"),
    ],
)
def test_high_numbers_print_as_word_prints_them(n: int, form: str, expected: str) -> None:
    assert printed(n, form) == expected


def test_every_form_prints_every_number_of_a_long_list() -> None:
    for form in FORMATS:
        assert len({printed(n, form) for n in range(1, 10)}) in (9, 1), form


def test_a_label_may_name_the_levels_above_it() -> None:
    numbering = lists(
        level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    found = labels(word("".join(map(item, [0, 1, 1, 2, 0, 1])), numbering=numbering))
    assert found == ["I.", "I.1", "I.2", "1.2.1", "II.", "II.1"]


def test_a_level_that_never_restarts_goes_on() -> None:
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>'))
    assert labels(word("".join(map(item, [0, 1, 0, 1])), numbering=numbering)) == ["1.", "(a)", "2.", "(b)"]


def test_a_level_may_restart_only_below_a_certain_level() -> None:
    third = level(2, "lowerRoman", "%3", '<w:lvlRestart w:val="1"/>')
    numbering = lists(level(0, "decimal", "%1"), level(1, "lowerLetter", "%2"), third)
    found = labels(word("".join(map(item, [0, 1, 2, 1, 2, 0, 1, 2])), numbering=numbering))
    assert found == ["1", "a", "i", "b", "ii", "2", "a", "i"]


def test_lists_that_share_an_abstract_list_share_its_counters() -> None:
    assert labels(word(item(0) + item(0, num=2) + item(0), numbering=HOUSE)) == ["1.", "2.", "3."]


def test_an_overridden_start_counts_from_there() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = lists(level(0, "decimal", "%1."), overrides=override)
    assert labels(word(item(0) * 3 + item(0, num=2) * 2, numbering=numbering)) == ["1.", "2.", "3.", "1.", "2."]


def test_an_overridden_level_prints_in_its_own_form() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    assert labels(word(item(0, num=2) * 2, numbering=lists(level(0, "decimal", "%1."), overrides=override))) == [
        "C)",
        "D)",
    ]


def test_the_number_may_come_from_the_paragraph_style_and_be_taken_away_again() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Item"/>'))
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    data = word(p("x", style="Item") + p("y", style="Item", properties=none), styles=styles, numbering=numbering)
    assert lines(data) == ["(a) x", "y"]


def test_a_numbering_style_lends_its_levels() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="House"><w:name w:val="House"/>'
        '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="House"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "upperRoman", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert labels(word(item(0) * 2, styles=styles, numbering=numbering)) == ["I.", "II."]


@pytest.mark.parametrize(
    ("character", "font", "expected"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("\uf0fc", "Wingdings", "✓"),
        ("o", "Courier New", "○"),
        ("–", "", "–"),
    ],
)
def test_bullets_print_as_unicode_characters(character: str, font: str, expected: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    one = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{character}"/>{fonts}</w:lvl>'
    assert labels(word(item(0), numbering=lists(one))) == [expected]


def test_a_typed_number_stays_in_the_text_and_tells_of_its_tab() -> None:
    tab = "<w:r><w:tab/></w:r>"
    (one, two) = blocks(word(p(tab, "12.", tab, "Decides") + p(tab, tab, "(a)", tab, "Oil;")))
    assert isinstance(one, Block)
    assert isinstance(two, Block)
    assert (one.text.content, one.label, one.tabbed, one.indent) == ("12. Decides", "", True, 1)
    assert (two.text.content, two.tabbed, two.indent) == ("(a) Oil;", True, 2)


def test_a_tab_far_inside_a_line_follows_no_number() -> None:
    (block,) = blocks(word(p("A long line of text", "<w:r><w:tab/></w:r>", "and more")))
    assert isinstance(block, Block)
    assert (block.text.content, block.tabbed) == ("A long line of text and more", False)


def test_an_empty_numbered_paragraph_counts_and_is_told() -> None:
    data = word(item(0) + item(0, "") + item(0), numbering=HOUSE)
    assert labels(data) == ["1.", "3."]
    assert "2." in told(data)["R212"]


def test_lists_are_counted_through_the_cells_of_a_table() -> None:
    table = f"<w:tbl><w:tr><w:tc>{item(0)}</w:tc><w:tc>{item(0)}</w:tc></w:tr></w:tbl>"
    found = blocks(word(item(0) + table + item(0), numbering=HOUSE))
    cells = [c.blocks[0].label for row in found[1].rows for c in row]  # type: ignore[union-attr]
    assert ([found[0].label, *cells, found[2].label]) == ["1.", "2.", "3.", "4."]  # type: ignore[union-attr]


def test_a_list_that_the_file_does_not_hold_numbers_nothing() -> None:
    assert lines(word(item(0, num=9), numbering=HOUSE)) == ["x"]
    assert lines(word(item(0))) == ["x"]


def test_absurd_numbers_stay_bounded() -> None:
    numbering = lists(level(0, "lowerRoman", "%1.", start=10**12), level(1, "lowerLetter", "%2", start=-5))
    found = labels(word(item(0) + item(1) + item(99), numbering=numbering))
    assert max(map(len, found)) < 12
