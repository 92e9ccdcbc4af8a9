"""The laws of XML: what is written is valid, is unique in its ids, holds every word, and is read back as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from lxml import etree

from akn.document import Document
from akn.emit import emit_xml
from akn.outline import Outline
from akn.read import read_xml
from akn.text import LOOKS, Mark, Text
from akn.walk import units, walk
from akn.xml.eids import assign_eids, identify
from akn.xml.names import AKN
from akn.xml.nest import Inline, nest
from tests.strategies import BODY_KINDS, FRONT_KINDS, any_documents, documents, texts
from tests.xsd import why_invalid

# whole documents take their time, more so when several test runs share a machine
pytestmark = pytest.mark.timeout(1200)


def difference(one: Document, other: Document) -> str:
    """The first place at which two documents differ, empty if they are equal."""
    if one == other:
        return ""
    theirs = dict(walk(other))
    deepest = [path for path, node in walk(one) if path not in theirs or theirs[path] != node]
    path = max(deepest, key=len, default=())
    return f"{path}: {dict(walk(one)).get(path)!r}\n{theirs.get(path)!r}"


def flatten(nodes: Iterable[str | Inline]) -> Text:
    """Strings and inline elements as one text with marks: what `nest` must not lose."""
    pieces: list[str] = []
    marks: list[Mark] = []

    def add(nodes: Iterable[str | Inline], at: int) -> int:
        for node in nodes:
            if isinstance(node, str):
                pieces.append(node)
                at += len(node)
            else:
                start, at = at, add(node.children, at)
                marks.append(Mark(start, at, node.kind, node.attributes))
        return at

    add(nodes, 0)
    return Text("".join(pieces), tuple(marks))


@given(texts(BODY_KINDS + FRONT_KINDS, breaks=True))
def test_nesting_is_undone_by_flattening(text: Text) -> None:
    assert flatten(nest(text)) == text


@given(texts(BODY_KINDS))
def test_a_finding_is_never_cut_by_a_look(text: Text) -> None:
    def count(nodes: tuple[str | Inline, ...]) -> int:
        return sum((n.kind not in LOOKS) + count(n.children) for n in nodes if isinstance(n, Inline))

    assert count(nest(text)) == sum(m.kind not in LOOKS for m in text.marks)


@given(documents())
def test_a_document_is_read_back_as_it_was_written(document: Document) -> None:
    assert difference(document, read_xml(emit_xml(document)).value) == ""


@given(documents())
def test_a_document_is_valid_xml_with_unique_ids(document: Document) -> None:
    xml = emit_xml(document)
    assert why_invalid(xml) == ""
    ids = etree.fromstring(xml).xpath("//@eId")
    assert len(ids) == len(set(ids))
    assert len(set(assign_eids(document).values()) - set(ids)) == 0


@given(any_documents())
def test_any_document_at_all_gives_valid_xml(document: Document) -> None:
    assert why_invalid(emit_xml(document)) == ""


@given(any_documents())
def test_what_was_read_from_any_document_is_stable(document: Document) -> None:
    once = read_xml(emit_xml(document)).value
    assert difference(once, read_xml(emit_xml(once)).value) == ""


@given(any_documents())
def test_every_letter_of_any_document_is_in_its_xml(document: Document) -> None:
    written = Counter("".join(str(piece) for piece in etree.fromstring(emit_xml(document)).itertext()))
    held = Counter("".join(node.content for _, node in walk(document) if isinstance(node, Text)))
    lost = {c: n - written[c] for c, n in held.items() if n > written[c] and c.isalnum()}
    assert lost == {}


@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert emit_xml(document) == emit_xml(document)


@given(documents())
def test_an_eid_has_the_eid_of_its_nearest_ancestor_as_prefix(document: Document) -> None:
    root = etree.fromstring(emit_xml(document))
    skipped = {"mainBody", "content", "components", "collectionBody"}
    for element in root.iter():
        eid, name = element.get("eId"), etree.QName(element).localname
        if not eid or element.xpath("ancestor::*[local-name()='meta' or local-name()='toc' or local-name()='clause']"):
            continue
        if name in ("authorialNote", "noteRef", "clause", "documentRef") or etree.QName(element).namespace != AKN:
            continue
        above = [a for a in element.iterancestors() if a.get("eId") and etree.QName(a).localname not in skipped]
        prefix = f"{above[0].get('eId')}__" if above else ""
        if name == "component" and element.getparent().tag == f"{{{AKN}}}collectionBody":
            prefix = "body__"
        assert eid.startswith(prefix), (eid, prefix)
        assert "__" not in eid[len(prefix) :], eid


@given(documents())
def test_a_wid_is_there_only_where_it_differs_and_is_unique(document: Document) -> None:
    ids = identify(document)
    assert all(ids.eids[path] != wid for path, wid in ids.wids.items())
    wids = [ids.wids.get(path, eid) for path, eid in ids.eids.items() if not _is_first_call(path, ids.eids)]
    assert len(wids) == len(set(wids))


def _is_first_call(path: tuple[str | int, ...], eids: dict[tuple[str | int, ...], str]) -> bool:
    """Whether the path leads to the call of a note and not to the note, which has the same eId there."""
    return not (path[0] == "notes" and len(path) == 2) and "authorialNote" in eids[path].rpartition("__")[2]


@given(documents())
def test_units_are_named_by_their_eids(document: Document) -> None:
    ids = assign_eids(document)
    xml = emit_xml(document).decode()
    for unit in units(document):
        if unit.element:
            assert ids[unit.path] == unit.eid
        assert f'eId="{unit.eid}"' in xml


@given(any_documents())
def test_identifiers_are_the_same_among_all_elements(document: Document) -> None:
    named, whole = Outline(document), Outline(document, is_written=True)
    assert list(whole.identifiers.eids.items()) == list(named.identifiers.eids.items())
    assert whole.identifiers.wids == named.identifiers.wids
    assert whole.identifiers.around == named.identifiers.around
    assert emit_xml(document, whole.whole) == emit_xml(document)
