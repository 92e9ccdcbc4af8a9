"""The rules that only several files of one run can break."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.diagnostics import Diagnostic
from akn.rules import Facts, compare, facts_of
from akn.rules.index import Index
from akn.validate import compared, validate_one
from akn.xml.parser import parse_xml

_HERE = Path(__file__).parent
MINIMAL = (_HERE / "minimal.xml").read_text(encoding="utf-8")


def _together(**texts: str) -> list[tuple[str, Diagnostic]]:
    """The findings between files, named by keyword, as pairs of source and finding."""
    alone = {name: compared([validate_one(text.encode(), name)]) for name, text in texts.items()}
    expected = [pair for found in alone.values() for pair in found]
    found = list(compared(validate_one(text.encode(), name) for name, text in texts.items()))
    assert found[: len(texts)] == expected
    return [(source, diagnostic) for source, diagnostics in found[len(texts) :] for diagnostic in diagnostics]


def _in(language: str, text: str = MINIMAL) -> str:
    return text.replace("/eng@", f"/{language}@").replace('language="eng"', f'language="{language}"')


def test_one_work_in_two_languages_is_as_it_should_be() -> None:
    assert _together(a=MINIMAL, b=_in("fra")) == []


def test_two_works_in_one_language_are_as_they_should_be() -> None:
    assert _together(a=MINIMAL, b=MINIMAL.replace("501", "502")) == []


def test_two_files_of_one_work_in_one_language_break_r_062() -> None:
    ((source, found),) = _together(a=MINIMAL, b=MINIMAL)
    assert (source, found.rule) == ("b", "R-062")
    assert "a holds the same work in the same language" in found.message
    assert found.position.line > 1
    assert found.position.path.endswith("/FRBRExpression/FRBRuri")


def test_a_reissued_text_is_another_expression() -> None:
    assert _together(a=MINIMAL, b=MINIMAL.replace("/eng@", "/eng@2052-03-01")) == []


def test_one_work_with_two_dates_breaks_r_061_and_stays_one_work() -> None:
    other = MINIMAL.replace("2051-12-05", "2051-12-06")
    found = _together(a=MINIMAL, b=other)
    assert [(source, d.rule) for source, d in found] == [("b", "R-062"), ("b", "R-061")]
    assert "the work is dated 2051-12-06, in a 2051-12-05" in found[1][1].message


def test_expressions_with_other_ids_break_r_079() -> None:
    other = _in("fra").replace('eId="para_1"', 'eId="para_2"')
    ((source, found),) = _together(a=MINIMAL, b=other)
    assert (source, found.rule) == ("b", "R-079")
    assert found.message == "other ids than in a: 1 missing (para_1); 1 more (para_2)"


def test_a_wid_counts_before_the_eid() -> None:
    native = _in("ara").replace('eId="para_1"', 'eId="para_أ" wId="para_1"')
    assert [d.rule for _, d in _together(a=MINIMAL, b=native)] == []


def test_the_parts_of_an_issue_are_works_of_their_own() -> None:
    issue = (_HERE / "issue.xml").read_bytes()
    facts = facts_of(Index(parse_xml(issue).getroot()), "issue.xml")
    assert [f.work[3] for f in facts] == ["A-RES-106-15A-B", "106-15A", "106-15B"]
    assert compare(facts) == []
    doubled = [*facts, *facts_of(Index(parse_xml(issue).getroot()), "copy.xml")]
    ((source, found),) = compare(doubled)
    assert source == "copy.xml"
    assert [d.rule for d in found] == ["R-062"] * 3


def test_a_document_without_a_work_iri_is_compared_with_nothing() -> None:
    text = MINIMAL.replace("/akn/un/", "/x/")
    assert facts_of(Index(parse_xml(text.encode()).getroot()), "x") == []


def test_facts_stay_small_and_are_equal_if_they_say_the_same() -> None:
    one, other = (facts_of(Index(parse_xml(MINIMAL.encode()).getroot()), "x") for _ in range(2))
    assert one == other
    assert isinstance(one[0], Facts)
    assert one[0].ids == {"preface", "body", "para_1"}


def test_of_three_languages_the_one_that_differs_is_told_and_not_the_others() -> None:
    other = MINIMAL.replace('eId="para_1"', 'eId="para_2"')
    ((source, found),) = _together(a=other, b=_in("fra"), c=_in("spa"))
    assert (source, found.rule) == ("a", "R-079")
    assert found.message == "other ids than in most of its versions: 1 missing (para_1); 1 more (para_2)"


@pytest.mark.parametrize("lacking", ["ara", "eng", "zho"])
def test_of_six_languages_the_one_that_lacks_a_paragraph_is_told_wherever_it_stands(lacking: str) -> None:
    second = (
        '<paragraph eId="para_2"><num>2.</num><content><p>Decides to meet again.</p></content></paragraph></mainBody>'
    )
    whole = MINIMAL.replace("</mainBody>", second)
    texts = {code: MINIMAL if code == lacking else whole for code in ("ara", "eng", "fra", "rus", "spa", "zho")}
    ((source, found),) = _together(**{code: _in(code, text) for code, text in texts.items()})
    assert (source, found.rule) == (lacking, "R-079")
    assert found.message == "other ids than in most of its versions: 1 missing (para_2)"
