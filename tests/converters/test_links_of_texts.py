"""References of a text become links where a format can show some."""

from __future__ import annotations

from akn.text import Kind, Text, mark
from converters.links import Links, linked

_TO = "/akn/un/statement/resolution/unga/2043-12-03/98-12"


def test_a_text_that_holds_nothing_but_references_has_links() -> None:
    text = Text("98/12", (mark(0, 5, Kind.REF, href=_TO),))
    (link,) = linked(text, Links("docs", "en")).marks
    assert (link.kind, link.get("href")) == (Kind.LINK, "https://docs.un.org/en/A/RES/98/12")


def test_a_text_without_references_stays_the_same_object() -> None:
    text = Text("98/12", (mark(0, 5, Kind.ITALIC),))
    assert linked(text, Links("docs", "en")) is text
