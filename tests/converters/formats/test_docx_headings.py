"""Headings that only their style tells from numbered paragraphs."""

from __future__ import annotations

import re

from converters.conversion import convert_bytes
from converters.options import Options
from tests.converters.formats.word_file import p, word


def numbers(*body: str) -> list[tuple[str, str, str]]:
    """Element, number and heading of every unit of the report that has a number or a heading."""
    head = p("United Nations") + p("A/80/999") + p("General Assembly") + p("A report on lamps", style="HCh")
    out = convert_bytes(word(head + "".join(body)), "a.docx", Options(to="xml")).output.decode()
    unit = r"<(\w+) eId=\"[^\"]*\"[^>]*>\s*(?:<num[^>]*>([^<]*)</num>)?\s*(?:<heading[^>]*>([^<]*)</heading>)?"
    every = [(tag, num, heading) for tag, num, heading in re.findall(unit, out) if num or heading]
    return [one for one in every if one[2] != "A report on lamps"]


def test_a_number_in_the_style_of_a_heading_is_no_paragraph() -> None:
    found = numbers(
        p("13. The resources of the mission are shown below.", style="SingleTxt"),
        p("1. Personnel of lamps", style="H23"),
        p("14. The Committee trusts that lamps will be lit.", style="SingleTxt"),
        p("Posts", style="H4"),
        p("15. The Committee recommends approval.", style="SingleTxt"),
        p("2. Operational costs", style="H23"),
        p("16. The Committee recommends approval again.", style="SingleTxt"),
    )
    assert found == [
        ("paragraph", "13.", ""),
        ("division", "1.", "Personnel of lamps"),
        ("paragraph", "14.", ""),
        ("division", "", "Posts"),
        ("paragraph", "15.", ""),
        ("division", "2.", "Operational costs"),
        ("paragraph", "16.", ""),
    ]


def test_a_sentence_in_the_style_of_a_heading_stays_a_paragraph() -> None:
    found = numbers(
        p("1. The lamps of the mission are lit.", style="H23"), p("2. The Committee trusts so.", style="H23")
    )
    assert found == [("paragraph", "1.", ""), ("paragraph", "2.", "")]


def test_headings_part_the_paragraphs_of_a_budget() -> None:
    found = numbers(
        p("Overview", style="H1"),
        p("36.1 The resources for lamps are shown below.", style="SingleTxt"),
        p("36.2 The lamps are lit.", style="SingleTxt"),
        p("Technical adjustments", style="H23"),
        p("36.3 The changes reflect an increase.", style="SingleTxt"),
        p("Other changes", style="H23"),
        p("36.4 The changes reflect a decrease.", style="SingleTxt"),
    )
    assert [heading for _, _, heading in found if heading] == ["Overview", "Technical adjustments", "Other changes"]
    assert [num for _, num, _ in found if num] == ["36.1", "36.2", "36.3", "36.4"]


def test_what_an_agenda_item_is_called_is_the_title_where_it_stands_again() -> None:
    def preface(*again: str) -> list[str]:
        head = (
            p("United Nations") + p("A/80/6 (Sect. 99)") + p("General Assembly") + p("Item 137 of the preliminary list")
        )
        above = p("Proposed budget of lamps", style="AgendaTitleH2") + p("Planning of lamps", style="AgendaTitleH2")
        part = p("Part XIV", style="H1") + p("Lamps", style="H1") + p("99.1 The lamps are lit.", style="SingleTxt")
        made = convert_bytes(word(head + above + "".join(again) + part), "a.docx", Options(to="xml")).document
        return [line.content for line in made.preface] if made else []

    assert preface(p("Proposed budget of lamps", style="TitleHCH")) == ["Proposed budget of lamps"]
    assert preface() != ["Proposed budget of lamps"], "that is the agenda item"
