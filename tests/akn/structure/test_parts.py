"""Issues of several resolutions: each part has its number, and the whole is valid."""

from __future__ import annotations

import re

import pytest

from akn.parse import parse_blocks
from akn.upgrade import upgrade_xml
from akn.validate import validate_xml
from converters import convert
from converters.formats import text as text_format

_PART = (
    "{letter}\n\n{organ},\n\nTaking note of the report of the keepers,\n\n"
    "1. Urges all States to wait;\n\n2. Requests a report.\n\n"
)
_GA = "The General Assembly"


def _issue(head: str, organ: str, letters: str = "AB", closing: str = "") -> bytes:
    return (head + "\n\n" + "".join(_PART.format(letter=c, organ=organ) + closing for c in letters)).encode()


_CASES = {
    "assembly": (
        _issue(
            "A/RES/99/8 A-B\n\nGeneral Assembly\n\nResolution adopted by the General Assembly on 9 December 2044\n\n"
            "99/8 A–B. Questions relating to lamps",
            _GA,
            closing="47th plenary meeting\n\n9 December 2044\n\n",
        ),
        ["A/RES/99/8 A-B", "A/RES/99/8 A", "A/RES/99/8 B"],
    ),
    "council": (
        _issue("161 (1961). Resolution of 21 February 1961\n\n[S/4741]", "The Security Council"),
        ["S/RES/161 A-B (1961)", "S/RES/161 A (1961)", "S/RES/161 B (1961)"],
    ),
    "economic": (
        _issue(
            "E/RES/2043/5 A-C\n\nEconomic and Social Council\n\n"
            "Resolution adopted by the Economic and Social Council on 7 June 2043\n\n2043/5. Lamps",
            "The Economic and Social Council",
            "ABC",
            "20th plenary meeting\n\n7 June 2043\n\n",
        ),
        ["E/RES/2043/5 A-C", "E/RES/2043/5 A", "E/RES/2043/5 B", "E/RES/2043/5 C"],
    ),
    "drafts": (
        _issue(
            "A/C.5/99/L.6\n\nGeneral Assembly\n\nDistr.: Limited\n\n29 December 2044\n\nNinety-ninth session\n\n"
            "Fifth Committee\n\nDraft resolutions submitted by the Chair of the Committee\n\nBudget of the lamps",
            _GA,
        ),
        ["A/C.5/99/L.6"],
    ),
}


@pytest.mark.parametrize(("source", "symbols"), _CASES.values(), ids=_CASES)
def test_an_issue_of_several_parts_is_valid_and_upgrades_clean(source: bytes, symbols: list[str]) -> None:
    done = convert(source, name="issue.txt")
    assert done.ok
    output = done.output.decode()
    assert re.findall(r'<FRBRalias name="symbol" value="([^"]+)"', output) == symbols
    assert [str(d.code) for d in validate_xml(done.output)] == []
    assert [str(d.code) for d in validate_xml(upgrade_xml(done.output).value)] == []


def test_a_letter_whose_note_call_was_lost_begins_its_part() -> None:
    """The brackets of a call stay empty where the number of the note is gone."""
    symbols = _CASES["assembly"][1]
    source = _CASES["assembly"][0].replace(b"\n\nA\n\n", b"\n\nA()\n\n").replace(b"\n\nB\n\n", b"\n\nB ()\n\n")
    output = convert(source, name="issue.txt").output.decode()
    assert re.findall(r'<FRBRalias name="symbol" value="([^"]+)"', output) == symbols
    assert "A()" in output  # nothing is lost
    assert "B ()" in output


def test_the_letters_belong_to_the_number_and_not_to_the_title() -> None:
    output = convert(_CASES["assembly"][0], name="issue.txt").output.decode()
    assert ">99/8 A–B</docNumber>" in output
    assert ">Questions relating to lamps</docTitle>" in output


def test_a_part_that_another_part_cites_has_its_date() -> None:
    """Nothing else in the file says when the part A was adopted, and no list knows it."""
    head = "A/DEC/99/418\n\nGeneral Assembly\n\nDecision\n\n99/418 Appointment of keepers\n\n"
    first = "A\n\nAt its 56th plenary meeting, on 9 December 2044, the General Assembly appointed a keeper.\n\n"
    second = "B\n\nThe General Assembly, in accordance with its decision 99/418 A, appointed another keeper.\n\n"
    closing = "56th plenary meeting\n\n9 December 2044\n\n"
    done = convert((head + first + closing + second + closing).encode())
    assert b'href="/akn/un/statement/deliberation/unga/2044-12-09/99-418A"' in done.output
    assert "C108" not in {d.code.code for d in done.diagnostics}


@pytest.mark.parametrize(
    ("told", "dates", "meetings"),
    [
        ("At its 57th plenary meeting, on 24 January 2044, the", ["2044-01-21", "2044-01-24"], ["56", "57"]),
        ("At its 58th plenary meeting, on 30 January 2044, the", ["2044-01-21", "2044-01-21"], ["56", "56"]),
        ("The", ["2044-01-21", "2044-01-21"], ["56", "56"]),
    ],
    ids=["told", "not printed below", "not told"],
)
def test_a_part_of_a_decision_tells_its_day(told: str, dates: list[str], meetings: list[str]) -> None:
    """The issue prints the days and the meetings of all its parts below the last one."""
    head = "A/DEC/98/418 A and B\n\nGeneral Assembly\n\nDecision\n\n98/418 A and B. Appointment of keepers\n\n"
    first = "A\n\nAt its 56th plenary meeting, on 21 January 2044, the General Assembly appointed a keeper.\n\n"
    second = f"B\n\n{told} General Assembly took note of the report of 20 January 2044 on lamps.\n\n"
    closing = "56th plenary meeting\n\n21 January 2044\n\n57th plenary meeting\n\n24 January 2044\n\n"
    parts = parse_blocks(text_format.read((head + first + second + closing).encode()).value).value.parts
    assert [part.metadata.date for part in parts] == dates
    assert [part.metadata.meeting for part in parts] == meetings
