"""The cut schema never accepts what the official schema refuses."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from akn.errors import InvalidXml
from akn.schemas import full_schema, official_xsd, schema_errors, xsd_folder
from akn.schemas.cut import USED_ELEMENTS, accepts, akn_in_foreign, cut, cut_schema
from akn.xml.parser import parse_xml
from tests.shared import SHARED, needs_shared
from tests.thorough import of_full, some_of

_HERE = Path(__file__).parent
_RULES = _HERE.parent / "rules"
XS = "{http://www.w3.org/2001/XMLSchema}"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"schema_{name}", _HERE / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


mutations = _load("mutations")


@cache
def official() -> etree._Element:
    return etree.parse(str(xsd_folder() / "akomantoso30.xsd")).getroot()


@cache
def made() -> etree._Element:
    """The cut schema as a document."""
    return cut((xsd_folder() / "akomantoso30.xsd").read_bytes())


@cache
def vocabulary() -> tuple[list[str], list[str], list[str]]:
    """The names of all elements, attributes and types of the official schema."""
    root = official()
    elements = [str(e.get("name")) for e in root.findall(f"{XS}element")]
    attributes = sorted({str(a.get("name")) for a in root.iter(f"{XS}attribute") if a.get("name")})
    types = [str(t.get("name")) for t in root.findall(f"{XS}complexType")]
    return elements, attributes, types


def _with_foreign() -> bytes:
    """A document with elements of another namespace where the schema has wildcards."""
    text = (_RULES / "resolution.xml").read_text(encoding="utf-8")
    facts = '<proprietary source="#akn"><f:facts xmlns:f="urn:other"><f:fact>1</f:fact></f:facts></proprietary>'
    votes = '<voting outcome="#adopted"><count value="120"/></voting>'
    text = text.replace("</references>", f"</references>{facts}", 1)
    analysis = f'<analysis source="#akn"><parliamentary>{votes}</parliamentary></analysis>'
    return text.replace("<references", f"{analysis}<references", 1).encode()


@cache
def documents() -> tuple[etree._Element, ...]:
    files = ("resolution.xml", "issue.xml", "minimal.xml")
    data = [*((_RULES / name).read_bytes() for name in files), _with_foreign()]
    return tuple(parse_xml(each).getroot() for each in data)


def test_the_cut_accepts_what_the_profile_is_written_with() -> None:
    for root in documents():
        assert cut_schema(official_xsd()).validate(root), cut_schema(official_xsd()).error_log


def _compare(seeds: range) -> tuple[int, int]:
    """How many of the changed documents the cut and the official schema accept; the cut alone may accept none."""
    by_cut = by_official = 0
    for seed in seeds:
        root = documents()[seed % len(documents())]
        try:
            changed = parse_xml(etree.tostring(mutations.mutated(root, *vocabulary(), seed))).getroot()
        except InvalidXml:  # a repeated or odd xml:id
            continue
        valid = full_schema().validate(changed)
        accepted = accepts(changed, official_xsd())
        verdict = accepted or valid  # of a process that asks the official schema only where the cut does not accept
        assert verdict == valid, f"seed {seed}: {full_schema().error_log}"
        by_cut += accepted
        by_official += valid
    return by_cut, by_official


def test_damaged_documents_are_judged_as_the_official_schema_judges_them() -> None:
    changes = of_full(1200, 400)
    by_cut, by_official = _compare(range(changes))
    assert by_cut > changes / 8, "most changes left by the cut must be about valid documents"
    assert changes - by_official > changes * 5 / 12, "many changes must make the document invalid"
    assert by_official > by_cut, "some changes must be valid, but foreign to the cut"


def test_a_cut_to_the_elements_of_a_document_accepts_it_and_nothing_that_is_invalid() -> None:
    accepted = 0
    for seed in range(120):
        root = documents()[seed % len(documents())]
        try:
            changed = parse_xml(etree.tostring(mutations.mutated(root, *vocabulary(), seed))).getroot()
        except InvalidXml:
            continue
        names = frozenset(e.tag.removeprefix(f"{{{AKN}}}") for e in changed.iter())
        if names <= USED_ELEMENTS and cut_schema(official_xsd(), names).validate(changed):
            assert full_schema().validate(changed), f"seed {seed}: {full_schema().error_log}"
            accepted += 1
    assert accepted > 12
    for root in documents():
        names = frozenset(e.tag.removeprefix(f"{{{AKN}}}") for e in root.iter()) & USED_ELEMENTS
        assert cut_schema(official_xsd(), names).validate(root)


def test_a_document_with_more_elements_than_the_first_is_judged_by_all() -> None:
    names = [str(_RULES / name) for name in ("minimal.xml", "resolution.xml")]
    code = (
        "from akn.schemas import full_schema, schema_errors; from akn.xml.parser import parse_xml;"
        f"trees = [parse_xml(open(name, 'rb').read()) for name in {names!r}];"
        "assert all(schema_errors(t) == () for t in trees); print(full_schema.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_damaged_documents_are_judged_as_the_official_schema_judges_them_in_depth() -> None:
    by_cut, _ = _compare(range(10_000, 50_000))
    assert by_cut > 5000


def test_an_akn_element_in_a_foreign_one_is_never_asked_of_the_cut() -> None:
    bad = _with_foreign().replace(b"<f:fact>", b'<f:fact><act bogus="1"/>')
    tree = parse_xml(bad)
    assert akn_in_foreign(tree.getroot())
    assert not accepts(tree, official_xsd())
    assert not akn_in_foreign(parse_xml(_with_foreign()).getroot())


@needs_shared
def test_both_schemas_agree_on_the_published_files() -> None:
    assert SHARED is not None
    files = sorted((SHARED / "corpus").rglob("*.xml"))[::12]
    assert len(files) > 50
    for path in files:
        try:
            tree = parse_xml(path.read_bytes())
        except InvalidXml:
            continue
        assert full_schema().validate(tree) or not accepts(tree, official_xsd()), path.name


@pytest.mark.parametrize("name", sorted(USED_ELEMENTS))
def test_a_used_element_has_a_type_that_the_official_schema_knows(name: str) -> None:
    assert [e.get("name") for e in official().findall(f"{XS}element[@name='{name}']")] == [name]
    assert [e.get("name") for e in made().findall(f"{XS}element[@name='{name}']")] == [name]


def test_the_cut_adds_nothing() -> None:
    """Every particle, attribute and constraint of the cut names something that the official schema names too."""
    for tag in ("attribute", "attributeGroup", "group", "unique", "enumeration", "simpleType", "complexType"):
        known = {tuple(sorted(e.items())) for e in official().iter(f"{XS}{tag}")}
        assert {tuple(sorted(e.items())) for e in made().iter(f"{XS}{tag}")} <= known
    attributes = {str(name) for e in official().iter(f"{XS}element") for name in e.attrib}
    assert {str(name) for e in made().iter(f"{XS}element") for name in e.attrib} <= attributes


def test_ids_stay_unique_in_the_cut() -> None:
    text = (_RULES / "resolution.xml").read_bytes().replace(b'eId="formula_1"', b'eId="container_1"')
    tree = parse_xml(text)
    assert not cut_schema(official_xsd()).validate(tree)
    assert any("Duplicate" in e.message for e in cut_schema(official_xsd()).error_log)


def test_the_cut_is_the_same_bytes_every_time() -> None:
    code = "import sys; from lxml import etree; from akn.schemas import xsd_folder; from akn.schemas.cut import cut;"
    code += "sys.stdout.buffer.write(etree.tostring(cut((xsd_folder() / 'akomantoso30.xsd').read_bytes())))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_a_foreign_namesake_of_a_used_element_is_not_used() -> None:
    """Wildcards let a foreign `p` in, with elements below it that the cut does not declare."""
    step = '<step date="2044-12-09" by="#x" refersTo="#x"><f:p xmlns:f="urn:other"><table/></f:p></step>'
    bad = (_RULES / "resolution.xml").read_text(encoding="utf-8").replace("</workflow>", f"{step}</workflow>", 1)
    tree = parse_xml(bad.encode())
    assert "urn:other" in bad
    assert not accepts(tree, official_xsd())


def test_a_valid_document_does_not_load_the_official_schema() -> None:
    code = (
        "from akn.schemas import full_schema, schema_errors; from akn.xml.parser import parse_xml;"
        f"tree = parse_xml(open({str(_RULES / 'resolution.xml')!r}, 'rb').read());"
        "assert schema_errors(tree) == (); print(full_schema.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


def test_the_official_schema_decides_where_the_cut_does_not_know() -> None:
    text = (_RULES / "minimal.xml").read_bytes().replace(b"took note of", b"took <ins>note</ins> of")
    tree = parse_xml(text)
    assert not cut_schema(official_xsd()).validate(tree)
    assert schema_errors(tree) == ()


def test_the_schema_of_every_element_alone_can_be_made() -> None:
    """A first document of any elements, however little of what must stand in them there is."""
    for name in some_of(sorted(USED_ELEMENTS), 3):
        assert cut_schema(official_xsd(), frozenset({name})) is not None, name


def test_a_first_document_without_what_must_be_there_is_left_to_the_official_schema() -> None:
    for content in ("", "<statement name='resolution'/>", "<doc name='a'><meta><references source='#a'/></meta></doc>"):
        document = etree.fromstring(f"<akomaNtoso xmlns='{AKN}'>{content}</akomaNtoso>")
        names = frozenset(str(element.tag).rpartition("}")[2] for element in document.iter())
        assert not cut_schema(official_xsd(), names).validate(document)
