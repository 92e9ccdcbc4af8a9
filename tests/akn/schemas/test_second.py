"""The second opinion: another validator is asked, and any disagreement is reported."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest

from akn import schemas
from akn.diagnostics import Code
from akn.errors import MissingDependency
from akn.schemas import disagreements
from akn.validate import validate_xml
from akn.xml.parser import parse_xml

_RULES = Path(__file__).parent.parent / "rules"


@pytest.mark.parametrize("name", ["resolution.xml", "issue.xml"])
def test_both_validators_agree_on_valid_and_on_invalid_documents(name: str) -> None:
    data = (_RULES / name).read_bytes()
    assert validate_xml(data, second_opinion=True) == ()
    for old, new in ((b"<preface ", b"<bogus/><preface "), (b'as="#author"', b'as2="#author"')):
        found = validate_xml(data.replace(old, new, 1), second_opinion=True)
        assert found
        assert Code.VALIDATORS_DISAGREE not in {d.code for d in found}


def test_a_disagreement_is_a_finding_of_its_own() -> None:
    data = (_RULES / "minimal.xml").read_bytes()
    (found,) = disagreements(parse_xml(data), valid=False, source="x.xml")
    assert found.code is Code.VALIDATORS_DISAGREE
    said = "the validator of akn, lxml, calls the file invalid here, and a second one, xmlschema, valid: "
    assert found.message == f"{said}it finds nothing wrong"
    (found,) = disagreements(parse_xml(data.replace(b"<preface ", b"<bogus/><preface ", 1)), valid=True)
    assert "lxml, calls the file valid here, and a second one, xmlschema, invalid" in found.message
    assert "bogus" in found.message


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] == "xmlschema":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    schemas._xmlschema.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    try:
        with pytest.raises(MissingDependency, match="second-opinion"):
            validate_xml((_RULES / "minimal.xml").read_bytes(), second_opinion=True)
    finally:
        schemas._xmlschema.cache_clear()
