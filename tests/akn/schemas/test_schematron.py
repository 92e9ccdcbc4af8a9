"""The Schematron file says what the code says, as far as XPath can."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree, isoschematron

from akn.rules import Shown, rules
from akn.schemas import SCHEMATRON
from akn.validate import validate_xml
from akn.xml.parser import parse_xml

_RULES = Path(__file__).parent.parent / "rules"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"schematron_{name}", _RULES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


cases = _load("cases")
FAILING = [case for case in cases.read_cases() if not case.passes]
BY_NUMBER = {rule.number: rule for rule in rules()}


@cache
def source() -> etree._Element:
    return etree.parse(str(SCHEMATRON)).getroot()


@cache
def compiled() -> isoschematron.Schematron:
    return isoschematron.Schematron(source().getroottree(), store_report=True)


@cache
def broken(data: bytes) -> set[str]:
    """The rules that the Schematron finds broken."""
    compiled().validate(parse_xml(data))
    failed = compiled().validation_report.iter(f"{_SVRL}failed-assert")
    return {str(entry.findtext(f"{_SVRL}text"))[:5] for entry in failed}


def test_every_pattern_is_a_rule_with_its_sentence_and_its_level() -> None:
    patterns = source().findall(f"{_SCH}pattern")
    assert len(patterns) > 80
    for pattern in patterns:
        rule = BY_NUMBER[pattern.get("id")]
        assert pattern.findtext(f"{_SCH}title") == rule.sentence
        for assertion in pattern.iter(f"{_SCH}assert", f"{_SCH}report"):
            assert assertion.get("role") == ("error" if rule.must else "warning")
            assert str(assertion.text).startswith(f"{rule.number}: ")


def test_the_rule_table_says_which_rules_have_a_pattern() -> None:
    told = {rule.number for rule in rules() if rule.schematron != "none"}
    assert told == {pattern.get("id") for pattern in source().findall(f"{_SCH}pattern")}
    assert not [r.number for r in rules() if r.schematron != "none" and r.shown in (Shown.FILES, Shown.NEVER)]
    assert not [r.number for r in rules() if r.schematron == "part" and not r.note]


@pytest.mark.parametrize("name", ["resolution.xml", "issue.xml", "minimal.xml"])
def test_a_document_that_keeps_every_rule_passes(name: str) -> None:
    assert broken((_RULES / name).read_bytes()) == set()


@pytest.mark.parametrize("case", FAILING, ids=str)
def test_schematron_and_code_agree_on_a_broken_document(case: cases.Case) -> None:  # type: ignore[name-defined]
    by_code = {d.rule for d in validate_xml(case.data)}
    by_schematron = broken(case.data)
    assert by_schematron <= by_code
    assert {number for number in by_code if BY_NUMBER[number].schematron == "all"} <= by_schematron


def test_the_patterns_are_seen_to_fail() -> None:
    """Each pattern fires in some case, so that none of them agrees by never saying anything."""
    seen = set().union(*(broken(case.data) for case in FAILING if BY_NUMBER[case.rule].schematron != "none"))
    assert {rule.number for rule in rules() if rule.schematron != "none"} <= seen
