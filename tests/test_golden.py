"""Whole invented documents, end to end: the XML and the diagnostics of each are kept as files and compared.

A folder of `tests/golden` is a case: `source.*`, `expected.xml`, `diagnostics.txt`.  After a change of the output that
is meant, `pytest tests/test_golden.py --renew` writes them anew; read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from akn import read_xml, validate_xml
from akn.rules import OF_WHAT_WAS_READ
from converters import convert

CASES = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())


def _source(case: Path) -> Path:
    (source,) = case.glob("source.*")
    return source


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_gives_the_expected_xml_and_diagnostics(case: Path, request: pytest.FixtureRequest) -> None:
    done = convert(_source(case).read_bytes(), name=_source(case).name)
    diagnostics = "".join(f"{diagnostic}\n" for diagnostic in done.diagnostics)
    if request.config.getoption("--renew"):
        (case / "expected.xml").write_bytes(done.output)
        (case / "diagnostics.txt").write_text(diagnostics, encoding="utf-8")
    assert diagnostics == (case / "diagnostics.txt").read_text(encoding="utf-8")
    assert done.output.decode() == (case / "expected.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_expected_xml_reads_back_without_an_error(case: Path) -> None:
    read = read_xml((case / "expected.xml").read_bytes())
    assert not [d for d in read.diagnostics if d.severity == "error"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_expected_xml_breaks_no_rule_but_of_what_was_read(case: Path) -> None:
    found = validate_xml((case / "expected.xml").read_bytes())
    assert not [str(d) for d in found if d.rule and d.rule not in OF_WHAT_WAS_READ]


def test_there_are_cases_of_every_body_and_language() -> None:
    names = " ".join(case.name for case in CASES)
    for kind in ("english", "french", "spanish", "russian", "chinese", "arabic", "rights-council", "decision", "draft"):
        assert kind in names


def test_nothing_is_renewed_unless_asked(request: pytest.FixtureRequest) -> None:
    """A run that renews must not be mistaken for a run that compares."""
    assert not request.config.getoption("--renew"), "expected files were written anew; run again without --renew"
