"""Published files become files of this library: valid, by the rules, with the same words, and every change told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from akn.diagnostics import Code, Result, Severity
from akn.document import Annex, Division, Document, Metadata, Operative, Part
from akn.emit import emit_xml
from akn.parse import parse_blocks
from akn.text import Text
from akn.upgrade import upgrade_xml
from akn.upgrade.mending import tidied
from akn.validate import validate_xml
from akn.xml.names import AKN
from converters.formats.text import read
from tests.shared import SHARED, needs_shared
from tests.thorough import some_of

NS = {"a": AKN}

# an invented file as the organization publishes them: looks as spans, links as addresses, typed numbers, false metadata
PUBLISHED = (Path(__file__).parent / "upgrade" / "published.xml").read_bytes()


@pytest.fixture(scope="module")
def upgraded() -> Result[bytes]:
    return upgrade_xml(PUBLISHED, source="a.xml")


@pytest.fixture(scope="module")
def root(upgraded: Result[bytes]) -> etree._Element:
    return etree.fromstring(upgraded.value)


def values(root: etree._Element, path: str) -> list[str]:
    return [" ".join(str(value).split()) for value in root.xpath(path, namespaces=NS)]


def test_no_must_of_the_profile_is_broken(upgraded: Result[bytes]) -> None:
    assert [str(d) for d in validate_xml(upgraded.value) if d.severity is Severity.ERROR] == []


def test_links_are_references(root: etree._Element) -> None:
    assert values(root, "//a:container//a:ref[not(ancestor::a:authorialNote)]/@href") == [
        "/akn/un/statement/deliberation/unga/2043-12-01/98-12"
    ]
    assert values(root, "//a:authorialNote//a:ref/@href")[0].endswith("/A-99-12")
    assert values(root, "//a:a") == []


def test_what_only_a_link_told_is_kept_when_the_result_is_upgraded_again() -> None:
    # "the first one" is no citation by its words, in the published file or in ours
    data = PUBLISHED.replace(b">98/12</a> of 1 December 2043", b">the first one</a> of that year")
    assert data != PUBLISHED
    once = upgrade_xml(data).value
    kept = values(etree.fromstring(once), "//a:container//a:ref[.='the first one']/@href")
    assert kept == ["/akn/un/statement/deliberation/unga/2043/98-12"]
    assert upgrade_xml(once).value == once


def test_white_space_is_tidied_at_once() -> None:
    data = PUBLISHED.replace(b"To count them;", "To count them;\u202f\u202f".encode())
    data = data.replace(b"on t<authorialNote", b"on <sup>(</sup><authorialNote").replace(
        b"</authorialNote>hem.", b"</authorialNote><sup>)</sup> them."
    )
    once = upgrade_xml(data).value
    root = etree.fromstring(once)
    assert [str(t) for t in root.xpath("//a:point//a:p/text()", namespaces=NS)] == [
        "To count them;",
        "To report on",
        "In writing.",
        " them.",
    ]
    assert upgrade_xml(once).value == once


def test_typed_numbers_and_paragraphs_side_by_side_are_numbers_and_lists(root: etree._Element) -> None:
    assert values(root, "//a:paragraph/@eId") == ["para_1", "para_2"]
    assert values(root, "//a:paragraph/a:num/text()") == ["1.", "2."]
    assert values(root, "//a:point/@eId") == ["para_2__list_1__point_a", "para_2__list_1__point_b"]


def test_a_number_in_a_paragraph_by_itself_has_the_words_of_the_next_one() -> None:
    typed = b'<paragraph eId="para_7" class="SingleTxt"><content><p>\t1.\t'
    assert PUBLISHED.count(typed) == 1
    alone = b'<paragraph eId="para_6"><num>1.</num></paragraph><paragraph eId="para_7" class="SingleTxt"><content><p>'
    upgraded = upgrade_xml(PUBLISHED.replace(typed, alone), source="a.xml")
    whole = upgrade_xml(PUBLISHED, source="a.xml")
    paragraphs = "//a:mainBody//a:paragraph//text()"
    assert values(etree.fromstring(upgraded.value), paragraphs) == values(etree.fromstring(whole.value), paragraphs)
    assert [d.message for d in upgraded.diagnostics if d.code is Code.NUMBERS_JOINED] == [
        "1 number that stood alone in a paragraph was joined to the paragraph after it, which it numbers"
    ]


def test_a_number_by_itself_has_the_words_of_the_next_paragraph_in_parts_and_annexes_too() -> None:
    words = (Operative("1."), Operative("", (Text("Keeps lamps;"),)))
    annex = Annex(body=(Division("section", "I", children=words),), annexes=(Annex(body=words),))
    changes = Counter[str]()
    mended = tidied(Document(parts=(Part("A", Metadata(), body=words, annexes=(annex,)),)), changes)
    whole = (Operative("1.", (Text("Keeps lamps;"),)),)
    (part,) = mended.parts
    assert part.body == whole
    assert part.annexes == (Annex(body=(Division("section", "I", children=whole),), annexes=(Annex(body=whole),)),)
    assert changes["numbers"] == 3


def test_opening_words_are_actions(root: etree._Element) -> None:
    assert values(root, "//a:mainBody//a:concept/text()") == ["Decides", "Requests"]
    assert values(root, "//a:container/@name") == ["Recalling"]
    assert values(root, "//a:span") == []


def test_calls_of_notes_stand_free_of_sup_and_words_and_count_from_one(root: etree._Element) -> None:
    assert values(root, "//a:authorialNote/@marker") == ["1", "2"]
    assert values(root, "//a:sup") == []
    assert values(root, "//a:point[2]//a:p/text()")[0].endswith("report on")


def test_what_no_text_says_is_kept_with_entries_for_all_that_it_names(root: etree._Element) -> None:
    assert values(root, "//a:keyword/@value") == ["LIBRARIES", "18"]
    assert values(root, "//a:step/@date") == ["2044-11-10", "2044-12-09"]
    assert values(root, "//a:count/@value") == ["100"]
    assert values(root, "//a:quorum | //a:presentation | //a:img") == []
    ids = set(values(root, "//a:references/*/@eId"))
    named = values(root, "//@refersTo | //@source | //@by | //@outcome | //@as")
    assert {token.removeprefix("#") for value in named for token in value.split()} <= ids
    assert "Atlantis and Utopia" in values(root, "//a:TLCOrganization/@showAs")


def test_the_words_are_those_of_the_file(upgraded: Result[bytes]) -> None:
    assert _words(upgraded.value) == _words(PUBLISHED)


def test_every_change_is_told(upgraded: Result[bytes]) -> None:
    told = {d.code for d in upgraded.diagnostics}
    assert {
        *(Code.LINKS_UPGRADED, Code.SPANS_UPGRADED, Code.IMAGES_LEFT_OUT, Code.CALLS_MOVED, Code.MARKERS_RENUMBERED),
        *(Code.NUMBERS_UPGRADED, Code.LISTS_UPGRADED, Code.IDS_UPGRADED, Code.METADATA_LEFT_OUT, Code.IRI_MENDED),
    } <= told
    assert Code.WORDS_CHANGED not in told
    left_out = [d.message for d in upgraded.diagnostics if d.code is Code.METADATA_LEFT_OUT]
    assert "a step was left out: it has no date, which a step needs (outcome “recommendedForAdoption”)" in left_out
    assert all(d.position.source == "a.xml" for d in upgraded.diagnostics)


def test_a_file_of_ours_comes_back_as_it_is(upgraded: Result[bytes]) -> None:
    again = upgrade_xml(upgraded.value, source="a.xml")
    assert again.value == upgraded.value


_IN_PARTS = """United Nations

A/DEC/98/553 A and B

General Assembly

Decision

98/553 A and B. Reports of the keepers

A

At its 56th plenary meeting, on 21 January 2044, the General Assembly took note of the report on lamps.

56th plenary meeting
21 January 2044

B

At its 57th plenary meeting, on 24 January 2044, the General Assembly took note of the report on bells.

57th plenary meeting
24 January 2044
"""


@pytest.mark.parametrize(("declared", "told"), [("2044-01-24", []), ("2044-01-25", ["2044-01-25"])])
def test_the_day_of_any_part_is_a_right_day_of_the_whole(declared: str, told: list[str]) -> None:
    data = emit_xml(parse_blocks(read(_IN_PARTS.encode()).value).value)
    head, found, rest = data.partition(b'<FRBRdate date="2044-01-21" name="adoption"/>')
    assert found
    changed = head + found.replace(b"2044-01-21", declared.encode()) + rest
    corrected = (d for d in upgrade_xml(changed).diagnostics if d.code is Code.DATE_CORRECTED)
    assert [dict(d.details)["said"] for d in corrected] == told


def _words(xml: bytes) -> Counter[str]:
    root = etree.fromstring(xml)
    for meta in list(root.iter(f"{{{AKN}}}meta")):
        parent = meta.getparent()
        assert parent is not None
        parent.remove(meta)
    return Counter("".join("".join(str(piece) for piece in root.itertext()).split()))


def _files() -> list[str]:
    if SHARED is None:
        return []
    return [str(path) for path in some_of(sorted(SHARED.glob("corpus/*/*/*.xml"))[::90], 3)]


@needs_shared
@pytest.mark.parametrize("path", _files())
def test_a_published_file_comes_out_by_the_rules_with_its_words(path: str) -> None:
    with open(path, "rb") as stream:
        data = stream.read()
    result = upgrade_xml(data, source=path)
    assert [str(d) for d in validate_xml(result.value) if d.severity is Severity.ERROR] == []
    one, two = _words(data), _words(result.value)
    # brackets around the calls of notes are a part of the calls
    assert {c: n for c, n in (one - two).items() if c not in "()"} == {}
    assert {c: n for c, n in (two - one).items() if c not in "()"} == {}
