"""Published files whose end tags do not go with their start tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.diagnostics import Code
from akn.errors import InvalidXml
from akn.read import read_xml
from akn.upgrade import upgrade_xml
from akn.upgrade.ends import with_ends

PUBLISHED = (Path(__file__).parent / "published.xml").read_bytes()


@pytest.mark.parametrize(
    ("printed", "mended", "codes"),
    [
        ("<a><b>x</b></a>", "<a><b>x</b></a>", 0),
        ("<a><p><t>x</t></d></q><p>y</p></a>", "<a><p><t>x</t></p><p>y</p></a>", 2),
        ("<a><p><c>x</c></i><p><c>y</c></p></a>", "<a><p><c>x</c></p><p><c>y</c></p></a>", 1),
        ("<a><b><c>x</b></a>", "<a><b><c>x</c></b></a>", 1),
        ("<a>x</q></a>", "<a>x</a>", 1),
        ("<a><!-- </q> --><![CDATA[</q>]]></a>", "<a><!-- </q> --><![CDATA[</q>]]></a>", 0),
        ("<a><b/><c x='</a'/></a>", "<a><b/><c x='</a'/></a>", 0),
    ],
)
def test_end_tags_end_what_is_open(printed: str, mended: str, codes: int) -> None:
    found, noticed = with_ends(printed.encode(), "x.xml")
    assert (found.decode(), len(noticed)) == (mended, codes)


def test_a_published_file_with_a_wrong_end_tag_is_upgraded_and_the_line_is_told() -> None:
    at = PUBLISHED.index(b"</paragraph>")
    broken = PUBLISHED[:at] + b"</alinea>" + PUBLISHED[at + len(b"</paragraph>") :]
    with pytest.raises(InvalidXml):
        read_xml(broken)
    result = upgrade_xml(broken, source="x.xml")
    assert result.value == upgrade_xml(PUBLISHED, source="x.xml").value
    told = [d for d in result.diagnostics if d.code is Code.END_TAG_MENDED]
    assert [d.position.line for d in told] == [PUBLISHED.count(b"\n", 0, at) + 1]


def test_what_is_broken_in_another_way_stays_an_error() -> None:
    with pytest.raises(InvalidXml):
        upgrade_xml(PUBLISHED.replace(b"<mainBody", b"<mainBody x=1", 1))
