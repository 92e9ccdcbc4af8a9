"""No file can break the validator: one clear diagnostic, in bounded time, and nothing outside is touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.diagnostics import Code
from akn.schemas import _streamed, full_schema, schema_errors
from akn.validate import validate_xml
from akn.xml.parser import parse_xml
from benchmarks.hostile import LONG, WIDE
from tests.work import grows_linearly, within

_RULES = Path(__file__).parent / "rules"
MINIMAL = (_RULES / "minimal.xml").read_bytes()
RESOLUTION = (_RULES / "resolution.xml").read_bytes()
AKN = b"http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def _with(new: bytes, old: bytes = b"took note") -> bytes:
    assert MINIMAL.count(old) == 1
    return MINIMAL.replace(old, new)


def _bomb() -> bytes:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 12))
    return (
        b'<!DOCTYPE a [<!ENTITY l0 "lol">' + levels + b"]>" + MINIMAL.partition(b"?>\n")[2].replace(b"took", b"&l11;")
    )


REFUSED = {
    "an entity bomb": (_bomb(), "V103", "DTD"),
    "an external entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "V103", "DTD"),
    "a parameter entity": (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><a/>', "V103", "DTD"),
    "an external DTD": (b'<!DOCTYPE akomaNtoso SYSTEM "akn.dtd">\n<akomaNtoso/>', "V103", "DTD"),
    "a DTD behind comments": (b"<!-- a --> <?x y?>\n<!DOCTYPE akomaNtoso>\n<akomaNtoso/>", "V103", "DTD"),
    "an element of that name": (b"<DTD></DOCTYPE>", "V102", "DTD"),
    "an entity that nobody declares": (_with(b"took&nbsp;note"), "V102", "nbsp"),
    "elements 100,000 deep": (b"<a xmlns='%s'>" % AKN + b"<p>" * 100_000 + b"</p>" * 100_000 + b"</a>", "V103", "deep"),
    "elements that never close": (b"<a>" * 100_000, "V103", "deep"),
    "an attribute twice": (_with(b'<paragraph eId="a"', b"<paragraph"), "V102", "eId"),
    "a null": (_with(b"took\0note"), "V102", "0x0"),
    "a reference to a null": (_with(b"took&#0;note"), "V102", "0"),
    "a control character": (_with(b"took\x01note"), "V102", "1"),
    "bytes that are no UTF-8": (_with(b"t\xe9 note"), "V102", "UTF-8"),
    "an encoding that nobody knows": (_with(b"x-martian", b"UTF-8"), "V102", "x-martian"),
    "a false declaration": (_with(b"UTF-16", b"UTF-8"), "V102", "the declaration says UTF-16"),
    "a file cut short": (MINIMAL[:1500], "V102", ""),
    "two roots": (MINIMAL + b"<a/>", "V102", "Extra content"),
    "attributes by the thousand": (
        _with(b"<mainBody " + b" ".join(b'a%d="1"' % i for i in range(50_000)), b"<mainBody"),
        "V103",
        "256 attributes",
    ),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_hostile_file_gives_one_clear_diagnostic(name: str) -> None:
    data, code, words = REFUSED[name]
    with within(20):
        (found,) = validate_xml(data, source="x.xml")
    assert found.code.code == code
    assert words in found.message
    assert "\n" not in found.message
    assert found.hint
    assert found.position.source == "x.xml"


def test_an_inclusion_is_an_element_like_any_other(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    (found,) = validate_xml(_with(include.encode()))
    assert found.code is Code.XSD_ELEMENT
    assert "include" in found.message
    assert "secret" not in found.message


def test_a_repeated_xml_id_is_one_finding_that_says_so() -> None:
    data = _with(b'<i xml:id="a">took</i> <i xml:id="a">note</i>')
    (found,) = validate_xml(data)
    assert "xml:id “a” of i is taken already" in found.message


def test_a_schema_location_is_never_followed() -> None:
    located = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="%s http://127.0.0.1:9/x.xsd"'
    assert validate_xml(_with(b"<akomaNtoso " + located % AKN, b"<akomaNtoso")) == ()


def _validating(make: Callable[[int], bytes]) -> Callable[[int], Callable[[], object]]:
    def run(n: int) -> Callable[[], object]:
        data = make(n)
        return lambda: validate_xml(data)

    return run


@pytest.mark.parametrize("name", LONG)
def test_work_grows_with_the_length_of(name: str) -> None:
    grows_linearly(_validating(LONG[name]), 50_000)


@pytest.mark.parametrize("name", WIDE)
def test_work_grows_with_the_number_of(name: str) -> None:
    grows_linearly(_validating(WIDE[name]), 100)


def test_a_wide_document_is_judged_from_its_stream_with_the_same_errors() -> None:
    wrong = b'<paragraph foo="1"><content><q/></content></paragraph><paragraph eId="para_1"/>'
    tree = parse_xml(_with(b"</paragraph>" + wrong * 50, b"</paragraph>"))
    full = full_schema()
    assert not full.validate(tree)
    messages = [e.message for e in full.error_log]
    assert len(messages) > 100
    assert [e.message for e in _streamed(tree.getroot(), full)] == messages
    assert _streamed(parse_xml(MINIMAL).getroot(), full) == ()
    wide = validate_xml(_with(b"</paragraph>" + wrong * 3000, b"</paragraph>"), profile="xsd")
    assert len(wide) > 6000
    assert not [d for d in wide if d.code is Code.XSD_OTHER]


# bytes at random


@given(st.binary(max_size=400))
def test_any_bytes_give_diagnostics_and_never_an_exception(data: bytes) -> None:
    assert validate_xml(data)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=4))
def test_a_document_with_bytes_changed_gives_diagnostics_and_never_an_exception(
    edits: list[tuple[int, bytes, int]],
) -> None:
    data = RESOLUTION
    for at, new, drop in edits:
        start = at * len(data) // 10_001
        data = data[:start] + new + data[start + drop :]
    for diagnostic in validate_xml(data, source="x"):
        assert str(diagnostic)
        assert diagnostic.as_dict()


@given(st.data())
def test_a_document_with_any_values_gives_diagnostics_and_never_an_exception(data: st.DataObject) -> None:
    """Texts and attribute values of any characters that XML takes, where rules read them."""
    import re

    words = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"), max_size=30)
    text = RESOLUTION.decode()
    places = [m.span(1) for m in re.finditer(r'="([^"]*)"', text)] + [
        m.span(1) for m in re.finditer(r">([^<>]+)<", text)
    ]
    for start, end in sorted(data.draw(st.lists(st.sampled_from(places), max_size=5, unique=True)), reverse=True):
        value = data.draw(words).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        text = text[:start] + value + text[end:]
    for diagnostic in validate_xml(text.encode()):
        assert str(diagnostic)


def test_a_wide_paragraph_never_meets_a_schema_that_counts_siblings(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    wide = parse_xml(f'<akomaNtoso xmlns="{name}"><doc><p>{"<i/>" * 5001}</p></doc></akomaNtoso>'.encode())
    asked: list[object] = []
    monkeypatch.setattr("akn.schemas.accepts", lambda *tree: asked.append(tree) or False)
    full_schema.cache_clear()
    assert schema_errors(wide)
    assert not asked, "the cut schema would spend the square of their number on the paths of its errors"
