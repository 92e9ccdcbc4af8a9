"""References of a text become links where a format can show some."""

from __future__ import annotations

import io
import re
import zipfile

from akn.citing import links
from akn.text import Kind, Text, mark
from converters import Options, convert
from converters.links import Links, linked

_TO = "/akn/un/statement/resolution/unga/2043-12-03/98-12"


def test_a_text_that_holds_nothing_but_references_has_links() -> None:
    text = Text("98/12", (mark(0, 5, Kind.REF, href=_TO),))
    (link,) = linked(text, Links("docs", "en")).marks
    assert (link.kind, link.get("href")) == (Kind.LINK, "https://docs.un.org/en/A/RES/98/12")


def test_a_text_without_references_stays_the_same_object() -> None:
    text = Text("98/12", (mark(0, 5, Kind.ITALIC),))
    assert linked(text, Links("docs", "en")) is text


_CITED = b"""A/RES/80/7

Resolution adopted by the General Assembly on 9 December 2025

80/7. Lanterns of the coast

The General Assembly,

Recalling its resolutions 79/350 of 5 September 2025 and 78/340 of 5 September 2024, and its decision 79/3,

1. Takes note of paragraph 3 of resolution 79/451, of paragraph 2 of decision 79/407 and of A/DEC/79/408;

2. Decides to follow resolution 79/350.

3. Recalls paragraph 2 of A/DEC/79/4.
"""


def test_resolutions_with_high_numbers_and_decisions_lead_to_themselves_in_every_output() -> None:
    """The words say what is cited; that no higher number was ever seen of a session says nothing."""
    wanted = ["A/RES/79/350", "A/RES/78/340", "A/DEC/79/3", "A/RES/79/451", "A/DEC/79/407", "A/DEC/79/408"]
    document = convert(_CITED).document
    assert document is not None
    cited = {row.cited for row in links(document)}
    assert cited == {*wanted, "A/DEC/79/4"}
    page = convert(_CITED, options=Options(to="html")).output.decode()
    assert set(re.findall(r'href="https://docs.un.org/en/([^"#]*)"', page)) == cited
    word = zipfile.ZipFile(io.BytesIO(convert(_CITED, options=Options(to="docx")).output))
    relations = word.read("word/_rels/document.xml.rels").decode()
    assert set(re.findall(r'"https://docs.un.org/en/([^"#]*)"', relations)) == cited


def test_a_number_without_a_word_is_a_decision_only_in_their_range() -> None:
    works = {number: f"/akn/un/statement/deliberation/unga/2025/79-{number}" for number in (400, 401)}
    found = [Links().target(work, f"79/{number}").symbol for number, work in works.items()]
    assert found == ["A/RES/79/400", "A/DEC/79/401"]
