"""The messages of the schema validator in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.diagnostics import Code
from akn.schemas import full_schema
from akn.schemas.messages import plain
from akn.xml.parser import parse_xml

MINIMAL = (Path(__file__).parent.parent / "rules" / "minimal.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "problem", "remedy"),
    [
        (
            "<content><p>",
            "<content><zz/><p>",
            Code.XSD_ELEMENT,
            "zz cannot stand here",
            "missing before it, add that: ",
        ),
        ("</content>", "</content><num/>", Code.XSD_ELEMENT, "num cannot stand here", "nothing more may stand here"),
        ("<mainBody ", "<zz/><mainBody ", Code.XSD_ELEMENT, "zz cannot stand here", "mainBody"),
        (
            'showAs="Converter"',
            "",
            Code.XSD_ATTRIBUTE_MISSING,
            "the element TLCOrganization lacks the attribute showAs",
            "add showAs",
        ),
        ("<content>", '<content x="1">', Code.XSD_ATTRIBUTE_UNKNOWN, "content has no attribute x", "remove it"),
        ('"2052-01-15"', '"2052"', Code.XSD_VALUE, "date of FRBRdate is “2052”", "YYYY-MM-DD"),
        ('"originalVersion"', '"new"', Code.XSD_VALUE, "contains of statement is “new”", "singleVersion"),
        ('eId="para_1"', 'eId="para 1"', Code.XSD_VALUE, "eId of paragraph is “para 1”", "without spaces"),
        ('eId="para_1"', 'eId="body"', Code.XSD_DUPLICATE_ID, "the id “body” of this mainBody is taken", "of its own"),
        ("<content>", "<content>x", Code.XSD_TEXT, "text directly in content", "put it into p"),
        ("<content>", '<content xml:lang="a b">', Code.XSD_VALUE, "xml:lang of content is “a b”", "language code"),
        ("<content>", '<content xml:space="x">', Code.XSD_VALUE, "xml:space of content is “x”", "default, preserve"),
        (
            "</meta>",
            '<proprietary source="#akn" href="http://[x"/></meta>',
            Code.XSD_VALUE,
            "href of proprietary",
            "IRI",
        ),
        (
            "<preface eId",
            '<preface class="it\'s" x="\'" eId',
            Code.XSD_ATTRIBUTE_UNKNOWN,
            "preface has no attribute x",
            "",
        ),
    ],
)
def test_a_message_says_what_is_wrong_and_what_to_do(old: str, new: str, code: Code, problem: str, remedy: str) -> None:
    assert MINIMAL.count(old) == 1
    assert not full_schema().validate(parse_xml(MINIMAL.replace(old, new).encode()))
    said = plain(full_schema().error_log[0].message)
    assert said.code is code
    assert problem in said.problem
    assert remedy in said.remedy
    assert "{" not in said.problem + said.remedy


def test_an_unknown_message_keeps_its_words_without_namespaces() -> None:
    said = plain("Element '{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}p': Something new.")
    assert said.code is Code.XSD_OTHER
    assert said.problem == "Element 'p': Something new."


def test_a_long_list_of_what_may_stand_is_cut() -> None:
    names = ", ".join(f"n{i}" for i in range(40))
    said = plain(f"Element 'x': This element is not expected. Expected is one of ( {names} ).")
    assert ": " + ", ".join(f"n{i}" for i in range(12)) + " …; else move it" in said.remedy
