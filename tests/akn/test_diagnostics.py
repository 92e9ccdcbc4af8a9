"""Messages of diagnostics are sentences, whatever fills them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

import akn
from akn.data import read_toml
from akn.diagnostics import Code, Diagnostic, Position

_PLACE = re.compile(r"\{(\w+)")
_COUNTING = [code for code in Code if re.search(r"\{count", code.message)]


def _text(code: Code, number: int) -> str:
    names = set(_PLACE.findall(code.message + code.hint))
    return code.at(**{name: number if name == "count" else "X" for name in names}).message


def test_one_and_many_have_their_words() -> None:
    assert _text(Code.FURNITURE_DROPPED, 1) == "1 line that is no part of the text was left out: X"
    assert _text(Code.FURNITURE_DROPPED, 12) == "12 lines that are no part of the text were left out: X"
    assert _text(Code.OTHER_FILES, 1) == "1 file of another kind was passed over"
    assert _text(Code.OTHER_FILES, 0) == "0 files of other kinds were passed over"


@pytest.mark.parametrize("code", _COUNTING, ids=lambda code: code.code)
def test_no_count_of_one_has_the_word_for_many(code: Code) -> None:
    bare = re.search(r"\{count\} (?!of )\w", code.message)
    assert not bare, "a bare count stands at the end, behind a colon, or before “of”"
    if "|" in code.message:
        assert _text(code, 1).replace("1", "2") != _text(code, 2)
    assert not re.search(r"[{|}]", _text(code, 1) + _text(code, 2))


def test_a_detail_may_hold_braces_and_bars() -> None:
    assert Code.INPUT_REFUSED.at(reason="{a|b} {count:x|y}").message == "{a|b} {count:x|y}"


def test_every_code_has_its_table_and_every_table_its_code() -> None:
    told = read_toml(str(Path(akn.__file__).parent / "codes.toml"))
    assert sorted(told) == sorted(code.code for code in Code)
    assert (Code.NUMBER_GAP.severity, Code.NUMBER_GAP.message) == ("warning", told["S203"]["message"])
    assert Code.NUMBER_GAP.hint == Code.NUMBER_GAP.page_hint == told["S203"]["hint"]
    assert Code.PAGES_ARE_PICTURES.page_hint == told["R305"]["page"] != Code.PAGES_ARE_PICTURES.hint


@pytest.mark.parametrize("code", Code, ids=lambda code: code.code)
def test_a_hint_has_no_brackets_of_its_own(code: Code) -> None:
    assert code.hint, "each says what to do, be it nothing"
    assert not re.search(r"(?<!\^)\(", code.hint + code.page_hint), (
        "it is printed in brackets after the message; only calls are ^(1)"
    )


def test_a_line_names_each_kind_of_fault_with_how_many_there_are_like_it() -> None:
    said = [
        "“a” has no #",
        "“b” has no #",
        "“x1” is no entry",
        "“x2” is no entry",
        "“x3” is no entry",
        "nothing refers to “c”",
    ]
    each = [Code.PROFILE_MUST.at(problem=words, remedy="mend it") for words in said]
    line = replace(each[0], others=tuple(each[1:]))
    assert line.message == "“a” has no # (and 1 more); “x1” is no entry (and 2 more); nothing refers to “c”"
    assert replace(each[2], others=(each[3],)).message == "“x1” is no entry; and 1 more"
    many = [Code.PROFILE_MUST.at(problem=f"fault {'x' * n}", remedy="mend it") for n in range(11)]
    assert replace(many[0], others=tuple(many[1:])).message.endswith("fault xxxxxxx; and 3 of other kinds")


def test_a_line_of_several_kinds_says_what_is_to_be_done_about_each() -> None:
    said = [
        ("href is “a”", "in href write # and the eId of an organ"),
        ("href is “b”", "in href write # and the eId of an organ"),
        ("as is “c”", "in as write # and the eId of a role"),
        ("as is “#d”", "define #d in references"),
        ("as is “#e”", "define #e in references"),
    ]
    each = [Code.PROFILE_MUST.at(problem=problem, remedy=remedy) for problem, remedy in said]
    line = replace(each[0], others=tuple(each[1:]))
    assert line.message == "href is “a” (and 1 more); as is “c”; as is “#d” (and 1 more)"
    assert line.hint == f"{said[0][1]}; {said[2][1]}; define #d in references; define #e in references"
    assert [place.get("hint") for place in line.as_dict()["places"]] == [remedy for _, remedy in said]
    source = [Code.PROFILE_SOURCE.at(problem=problem, remedy=remedy) for problem, remedy in said[:3]]
    line = replace(source[0], others=tuple(source[1:]))
    assert line.hint == f"nothing to do if the source has it so; else {said[0][1]}; {said[2][1]}"


def test_what_is_to_be_done_otherwise_at_each_place_is_said_by_lines() -> None:
    def numbered(count: int) -> Diagnostic:
        each = [
            Code.PROFILE_MUST.at(Position("a.xml", line=10 + n), problem="another number", remedy=f"write para_{n}")
            for n in range(count)
        ]
        return replace(each[0], others=tuple(each[1:]))

    assert numbered(2).message == "another number; and 1 more"
    assert numbered(2).hint == "line 10: write para_0; line 11: write para_1"
    shown = "line 10: write para_0; line 11: write para_1; line 12: write para_2; and 2 more"
    assert numbered(5).hint == f"{shown}, which `--format json` lists"
    assert numbered(5).page_hint == shown
    assert [place["hint"] for place in numbered(5).as_dict()["places"]] == [f"write para_{n}" for n in range(5)]


def test_each_kind_of_a_line_says_where_its_first_place_is() -> None:
    said = [(7, "a tab in the text"), (9, "the note begins with a space"), (12, "a tab in the text")]
    each = [Code.PROFILE_MUST.at(Position("a.xml", line=line), problem=problem, remedy="x") for line, problem in said]
    line = replace(each[0], others=tuple(each[1:]))
    assert line.message == "a tab in the text (line 7, and 1 more); the note begins with a space (line 9)"


def test_a_list_of_codes_gives_an_example_of_what_is_filled_in_as_a_whole() -> None:
    for code in Code:
        message, hint = code.described()
        bare = re.fullmatch(r"\W*⟨\w+⟩\W*", message) or re.fullmatch(r"\W*⟨\w+⟩\W*", hint)
        assert not bare, code.code
        assert "{" not in message + hint, code.code
    assert Code.PROFILE_SOURCE.described()[1].startswith("for example: nothing to do if the source has it so; else ")
