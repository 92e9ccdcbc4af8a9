"""House styles as evidence, and files that have none."""

from __future__ import annotations

from itertools import permutations

import pytest

from akn.blocks import Block, Style
from tests.converters.formats.word_file import blocks, lines, p, word


def one(data: bytes) -> Block:
    found = [b for b in blocks(data) if isinstance(b, Block)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("style", "meaning"),
    [
        ("SingleTxt", Style.PARAGRAPH),
        ("SingleTxtG", Style.PARAGRAPH),
        ("H1", Style.TITLE),
        ("HCh", Style.TITLE),
        ("HChG", Style.TITLE),
        ("TitleHCH", Style.TITLE),
        ("H23", Style.HEADING),
        ("H23G", Style.HEADING),
        ("H4", Style.HEADING),
        ("H56", Style.HEADING),
        ("Session", Style.SESSION),
        ("AgendaItemNormal", Style.AGENDA_ITEM),
        ("AgendaTitleH2", Style.AGENDA_TITLE),
        ("MeetingNumber", Style.MEETING),
        ("Bullet1", Style.LIST),
        ("Bullet1G", Style.LIST),
        ("ListParagraph", Style.LIST),
        ("FootnoteText", Style.NOTE),
        ("Whatever", Style.NONE),
        ("", Style.NONE),
    ],
)
def test_the_id_of_a_house_style_says_what_it_is_without_any_styles_part(style: str, meaning: Style) -> None:
    assert one(word(p("x", style=style))).style is meaning


def test_the_style_of_a_translated_word_is_known_by_its_name() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    assert one(word(p("x", style="berschrift2"), styles=styles)).style is Style.HEADING


def test_a_style_of_ones_own_is_what_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Between"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Between"><w:name w:val="B"/><w:basedOn w:val="SingleTxt"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="SingleTxt"><w:name w:val="__Single Txt"/></w:style>'
    )
    assert one(word(p("x", style="Mine"), styles=styles)).style is Style.PARAGRAPH


def test_styles_based_on_each_other_do_not_hang_the_reader() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    assert lines(word(p("x", style="A"), styles=styles)) == ["x"]


def test_styles_in_a_circle_are_the_same_in_whatever_order_they_are_used() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/>{own}</w:style>'
        for a, b, own in (("A", "B", "<w:rPr><w:vanish/></w:rPr>"), ("B", "A", ""), ("C", "B", ""))
    )
    kept = "<w:rPr><w:vanish w:val='0'/></w:rPr>"
    styles += f'<w:style w:type="paragraph" w:styleId="D"><w:name w:val="D"/><w:basedOn w:val="B"/>{kept}</w:style>'
    for order in permutations("ABCD"):
        assert lines(word("".join(p(style, style=style) for style in order), styles=styles)) == ["D"]


def test_direction_and_place_come_from_the_style_where_the_paragraph_says_nothing() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
        '<w:pPr><w:bidi/><w:jc w:val="center"/></w:pPr></w:style>'
    )
    found = one(word(p("x"), styles=styles))
    assert (found.direction, found.align) == ("rtl", "center")
    other = one(word(p("x", properties='<w:bidi w:val="0"/><w:jc w:val="both"/>'), styles=styles))
    assert (other.direction, other.align) == ("ltr", "")


def test_levels_of_indentation_are_counted_from_the_margin_of_the_style() -> None:
    margin = '<w:pPr><w:ind w:left="1267"/></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="SingleTxt"><w:name w:val="a"/>{margin}</w:style>'

    def at(left: int, more: str = "") -> int:
        indent = f'<w:ind w:left="{left}" {more}/>'
        return one(word(p("x", style="SingleTxt", properties=indent), styles=styles)).indent

    assert [at(1267), at(1742), at(2218)] == [0, 1, 2]
    assert at(1742, 'w:hanging="475"') == 0
    assert one(word(p("x", properties='<w:ind w:left="720"/>'))).indent == 1


def test_empty_paragraphs_are_spacers() -> None:
    assert lines(word(p() + p("  ") + p("x") + p("<w:r><w:tab/></w:r>"))) == ["x"]
