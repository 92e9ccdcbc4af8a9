"""The second opinion: another validator is asked, and any disagreement is reported."""

from __future__ import annotations

import builtins
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from akn import schemas
from akn.diagnostics import Code
from akn.errors import MissingDependency
from akn.schemas import disagreements, official_xsd, xsd_folder
from akn.schemas.cut import cut
from akn.validate import validate_xml
from akn.xml.parser import parse_xml
from tests.thorough import is_full

_RULES = Path(__file__).parent.parent / "rules"


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second validator: in `make test` one with a schema that takes a fifth of the time to make."""
    if not is_full():
        monkeypatch.setattr(schemas, "_xmlschema", _small)


@cache
def _small() -> Any:
    """What xmlschema makes of the official schema, cut to the elements of the files here."""
    xmlschema = pytest.importorskip("xmlschema")
    held = [parse_xml((_RULES / name).read_bytes()).iter("{*}*") for name in ("resolution.xml", "issue.xml")]
    names = frozenset(etree.QName(element).localname for elements in held for element in elements)
    made = etree.tostring(cut(Path(official_xsd()).read_bytes(), names))
    places = {"http://www.w3.org/XML/1998/namespace": str(xsd_folder() / "xml.xsd")}
    return xmlschema.XMLSchema10(made, base_url=str(xsd_folder()), allow="local", locations=places)


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize("name", ["resolution.xml", "issue.xml"])
def test_both_validators_agree_on_valid_and_on_invalid_documents(name: str) -> None:
    data = (_RULES / name).read_bytes()
    assert validate_xml(data, second_opinion=True) == ()
    for old, new in ((b"<preface ", b"<bogus/><preface "), (b'as="#author"', b'as2="#author"')):
        found = validate_xml(data.replace(old, new, 1), second_opinion=True)
        assert found
        assert Code.VALIDATORS_DISAGREE not in {d.code for d in found}


@pytest.mark.usefixtures("second")
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
