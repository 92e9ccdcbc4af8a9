"""How elements become characters: what is escaped, what stands on lines of its own, what is one tag."""

from __future__ import annotations

import pytest

from akn.document import Document, Note, Operative, Point, PointList, Raw
from akn.text import Kind, Text, mark
from akn.xml.eids import identifiers_in
from akn.xml.elements import Element, written
from akn.xml.lower import lower


def _lines(element: Element) -> list[str]:
    return written(element).split("\n")[1:-1]


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (Element("p"), "<p/>"),
        (Element("p", (), [""]), "<p></p>"),
        (Element("p", (), ['a < b & c > "d"']), '<p>a &lt; b &amp; c &gt; "d"</p>'),
        (Element("a", (("href", '"x" & <y>\n\t'),), ["x"]), '<a href="&quot;x&quot; &amp; &lt;y&gt;&#10;&#9;">x</a>'),
        (Element("p", (), [Element("", (), ["x"], ("body", 0, "content", 0))], eid="p_1"), '<p eId="p_1">x</p>'),
        (Element("sec", (), ["x"], eid="sec_ثانيا", wid="sec_II"), '<sec eId="sec_ثانيا" wId="sec_II">x</sec>'),
        (Element("p", (), [Raw('<b xmlns="urn:b">&amp;</b>')]), '<p><b xmlns="urn:b">&amp;</b></p>'),
    ],
)
def test_an_element_on_a_line(element: Element, expected: str) -> None:
    assert _lines(element) == [expected]


def test_what_is_broken_stands_on_lines_but_for_a_number_and_what_stands_in_a_line() -> None:
    table = Element("table", (), [Element("tr")], broken=True)
    unit = Element("point", (), [Element("num", (), ["(a)"]), Element("content", (), [table])], broken=True)
    assert _lines(unit) == ["<point><num>(a)</num>", " <content><table><tr/></table></content>", "</point>"]


def test_the_texts_of_a_note_stand_in_the_note_alone_and_those_of_a_list_in_all_around_them() -> None:
    called = Text("Decides:", (mark(8, 8, Kind.NOTE, key="1"),))
    points = PointList((Point("(a)", (Text("One;"),)),), (Text("and rests."),))
    document = Document(body=(Operative("3.", (called, points)),), notes=(Note("1", "1", (Text("See."),)),))
    around = identifiers_in(lower(document).root).around
    listed = ("body", "para_3", "para_3__list_1")
    assert around["body", 0, "content", 0] == (*listed, "para_3__list_1__intro")
    assert around["body", 0, "content", 1, "wrap_up", 0] == (*listed, "para_3__list_1__wrapup")
    assert around["notes", 0, "content", 0] == ("authorialNote_1",)
