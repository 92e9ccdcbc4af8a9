"""Every rule of the profile on documents that keep it and documents that break it (`cases/*.md`)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from akn.diagnostics import Code, Diagnostic
from akn.rules import Shown, rules
from akn.rules.cases import Case, read_cases
from akn.validate import validate_xml

_HERE = Path(__file__).parent


ALL = read_cases()
SOURCES = ("resolution.xml", "issue.xml", "minimal.xml")


def _data(case: Case) -> bytes:
    return case.applied((_HERE / case.on).read_text(encoding="utf-8")).encode()


@cache
def _found(data: bytes) -> tuple[Diagnostic, ...]:
    return validate_xml(data, source="case.xml")


def _labels(found: tuple[Diagnostic, ...]) -> Counter[str]:
    """Findings by rule; those of the schema are called XSD, and break R-001."""
    return Counter("XSD" if d.rule == "R-001" else d.rule or d.code.code for d in found)


@pytest.mark.parametrize("name", SOURCES)
def test_the_documents_that_the_cases_change_keep_every_rule(name: str) -> None:
    assert validate_xml((_HERE / name).read_bytes()) == ()


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_case_breaks_its_rule_as_it_says_and_no_other(case: Case) -> None:
    found = _found(_data(case))
    labels = _labels(found)
    said = [d.message for d in found if d.rule == case.rule]
    own = {"XSD"} if case.rule == "R-001" else {case.rule}
    assert set(labels) - own == case.also, [str(d) for d in found if d.rule != case.rule]
    if case.passes:
        assert said == []
        return
    assert case.wording
    assert len(said) == len(case.wording), said
    for text, part in zip(said, case.wording, strict=True):
        assert part in text


@pytest.mark.parametrize("case", [c for c in ALL if not c.passes], ids=str)
def test_a_finding_tells_where_it_is_and_what_to_do(case: Case) -> None:
    for diagnostic in _found(_data(case)):
        assert diagnostic.position.source == "case.xml"
        assert diagnostic.position.line > 0
        assert diagnostic.hint
        if diagnostic.code in (Code.PROFILE_MUST, Code.PROFILE_SHOULD):
            assert diagnostic.position.column > 0
            assert diagnostic.position.path.startswith("/akomaNtoso")


def test_every_rule_that_one_file_can_show_has_a_passing_and_a_failing_case() -> None:
    told = {(c.rule, c.passes) for c in ALL}
    shown = [r.number for r in rules() if r.shown in (Shown.FILE, Shown.PARTLY)]
    assert len(shown) > 100
    assert [n for n in shown if (n, True) not in told or (n, False) not in told] == []


def test_no_case_passes_for_want_of_anything_to_look_at() -> None:
    assert [str(c) for c in ALL if not c.changes and not c.shows] == []
