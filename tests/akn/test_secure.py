"""XML from anyone is parsed without following anything that it points to."""

from __future__ import annotations

import pytest

from akn.errors import AknError, InvalidXml
from akn.xml.parser import MAX_DEPTH, parse_xml

BOMB = b"""<?xml version="1.0"?>
<!-- a comment first -->
<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<r>&b;</r>"""


def test_a_plain_file_is_parsed_and_lines_are_kept() -> None:
    tree = parse_xml(b"<?xml version='1.0'?>\n<r>\n<a/></r>")
    assert tree.getroot()[0].sourceline == 3


def test_comments_and_instructions_do_not_cut_a_text_in_two() -> None:
    root = parse_xml(b"<p>a<!-- b -->c<?d e?>f</p>").getroot()
    assert root.text == "acf"
    assert len(root) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_dtd_is_refused_in_any_encoding(encoding: str) -> None:
    with pytest.raises(InvalidXml, match=r"DTD|Document|encoding|Char"):
        parse_xml(BOMB.decode().replace(' version="1.0"', f' version="1.0" encoding="{encoding[:6]}"').encode(encoding))


def test_a_dtd_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidXml, match="DTD") as caught:
        parse_xml(BOMB)
    assert caught.value.line == 3


def test_a_dtd_in_an_encoding_of_mainframes_is_refused() -> None:
    text = '<?xml version="1.0" encoding="IBM037"?><!DOCTYPE r [<!ENTITY a "x">]><r b="&a;"/>'
    with pytest.raises(InvalidXml):
        parse_xml(text.encode("cp037"))


def test_an_external_entity_is_not_read() -> None:
    with pytest.raises(InvalidXml, match="DTD"):
        parse_xml(b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>')


def test_an_inclusion_stays_a_plain_element() -> None:
    data = b'<r xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="/etc/hostname" parse="text"/></r>'
    root = parse_xml(data).getroot()
    assert root[0].tag == "{http://www.w3.org/2001/XInclude}include"
    assert not root[0].text


@pytest.mark.parametrize("depth", [MAX_DEPTH + 10, 100_000])
def test_elements_may_not_nest_without_end(depth: int) -> None:
    with pytest.raises(InvalidXml):
        parse_xml(b"<a>" * depth + b"</a>" * depth)


def test_a_deep_file_with_a_huge_text_is_still_refused() -> None:
    data = b"<a>" * 300 + b"x" * 10_000_001 + b"</a>" * 300
    with pytest.raises(InvalidXml, match="deep"):
        parse_xml(data)


def test_a_huge_text_is_read() -> None:
    assert len(parse_xml(b"<p>" + b"x" * 10_500_000 + b"</p>").getroot().text or "") == 10_500_000


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\0" * 100, b"plain text", b"<a>", b"<a></b>", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"<a>\0</a>"]
)
def test_what_is_no_xml_is_named_as_such(data: bytes) -> None:
    with pytest.raises(AknError):
        parse_xml(data)


def test_the_place_of_an_error_is_told() -> None:
    with pytest.raises(InvalidXml) as caught:
        parse_xml(b"<a>\n <b>\n</a>")
    assert caught.value.line == 3
    assert "line 3" in str(caught.value)
