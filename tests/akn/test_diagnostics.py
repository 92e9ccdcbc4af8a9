"""Messages of diagnostics are sentences, whatever fills them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

import akn
from akn.data import read_toml
from akn.diagnostics import Code

_PLACE = re.compile(r"\{(\w+)")
_COUNTING = [code for code in Code if re.search(r"\{(?:count|hyphens)", code.message)]


def _text(code: Code, number: int) -> str:
    names = set(_PLACE.findall(code.message + code.hint))
    return code.at(**{name: number if name in ("count", "hyphens") else "X" for name in names}).message


def test_one_and_many_have_their_words() -> None:
    assert _text(Code.FURNITURE_DROPPED, 1) == "1 line of page furniture left out (X)"
    assert _text(Code.FURNITURE_DROPPED, 12) == "12 lines of page furniture left out (X)"
    assert _text(Code.OTHER_FILES, 1) == "1 file of another kind left alone"
    assert (
        _text(Code.NOTE_WITHOUT_CALL, 1)
        == "1 note has a text, and no call was found in the document; its words stay where the source has them: X"
    )
    assert _text(Code.WRAPS_UNDONE, 1) == "1 hard line wrap undone, 1 hyphen that divided a word left outX"
    assert _text(Code.WRAPS_UNDONE, 0) == "0 hard line wraps undone, 0 hyphens that divided words left outX"


@pytest.mark.parametrize("code", _COUNTING, ids=lambda code: code.code)
def test_no_count_of_one_has_the_word_for_many(code: Code) -> None:
    bare = re.search(r"\{(?:count|hyphens)\} (?!of )\w", code.message)
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
    assert (Code.WRAPS_UNDONE.hint, Code.NUMBER_GAP.hint) == ("", told["S203"]["hint"])


@pytest.mark.parametrize("code", Code, ids=lambda code: code.code)
def test_a_hint_has_no_brackets_of_its_own(code: Code) -> None:
    assert not re.search(r"(?<!\^)\(", code.hint), "it is printed in brackets after the message; only calls are ^(1)"


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
