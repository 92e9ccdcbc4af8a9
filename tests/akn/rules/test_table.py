"""The table of rules: whole, in order, and honest about what it checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from akn.rules import IDENTIFIED, Rule, Shown, rules
from akn.rules.index import AKN, Index
from akn.xml.names import REFERENCES

FILES = sorted((*Path(__file__).parent.glob("*.xml"), *Path(__file__).parents[2].glob("golden/*/*.xml")))


def test_the_table_holds_the_rules_of_the_profile_in_order() -> None:
    assert [rule.number for rule in rules()] == [f"R-{i:03d}" for i in range(1, 111)]


def test_rules_without_a_check_say_why() -> None:
    without = [rule for rule in rules() if rule.check is None]
    assert [rule.number for rule in without] == ["R-001", "R-016", "R-026", "R-061", "R-062", "R-079"]
    assert all(rule.note for rule in without)
    assert {rule.shown for rule in without} == {Shown.FILE, Shown.NEVER, Shown.FILES}


def test_rules_that_a_file_shows_in_part_say_what_it_shows() -> None:
    assert [rule.number for rule in rules() if rule.shown is Shown.PARTLY and not rule.note] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.number)
def test_a_rule_is_one_sentence_and_its_check_is_documented(rule: object) -> None:
    sentence = rule.sentence  # type: ignore[attr-defined]
    assert 10 < len(sentence) < 120
    assert not sentence.endswith(".")
    check = rule.check  # type: ignore[attr-defined]
    assert check is None or check.__doc__


def test_should_rules_are_warnings_and_must_rules_errors() -> None:
    should = {rule.number for rule in rules() if not rule.must}
    assert should == {
        "R-007",
        "R-023",
        "R-024",
        "R-040",
        "R-042",
        "R-070",
        "R-079",
        "R-091",
        "R-097",
        "R-102",
        "R-109",
        "R-110",
    }


def test_every_identified_element_has_a_reference_of_its_own() -> None:
    references = [REFERENCES.get(name, name) for name in sorted(IDENTIFIED)]
    assert len(set(references)) == len(references) - 1, "list and blockList share theirs"


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.about], ids=lambda rule: rule.number)
def test_a_rule_finds_nothing_in_a_document_without_what_it_is_about(rule: Rule) -> None:
    assert rule.check is not None
    assert len(FILES) > 3
    for path in FILES:
        root = etree.parse(path).getroot()
        etree.strip_elements(root, *(f"{AKN}{name}" for name in rule.about), with_tail=False)
        assert list(rule.check(Index(root))) == [], path.name
