"""The index of a document: nodes, paths, documents."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from akn.rules.index import AKN, Index
from akn.xml.parser import parse_xml

_HERE = Path(__file__).parent


def _index(name: str) -> Index:
    return Index(parse_xml((_HERE / name).read_bytes()).getroot())


def test_nodes_are_all_elements_in_document_order() -> None:
    root = parse_xml((_HERE / "resolution.xml").read_bytes()).getroot()
    index = Index(root)
    assert [n.element for n in index.nodes] == list(root.iter())
    assert [n.order for n in index.nodes] == list(range(len(index.nodes)))
    assert index.nodes[0] is index.root
    assert sum(map(len, index.named.values())) == len(index.nodes)


def test_a_path_leads_back_to_its_element() -> None:
    root = parse_xml((_HERE / "resolution.xml").read_bytes()).getroot()
    prefixed = Index(root)
    assert len({node.path for node in prefixed.nodes}) == len(prefixed.nodes)
    for node in prefixed.nodes:
        steps = node.path.replace("/", "/a:")
        assert root.getroottree().xpath(steps, namespaces={"a": AKN.strip("{}")}) == [node.element]


def test_text_is_that_of_the_element_without_its_notes() -> None:
    index = _index("resolution.xml")
    container = index.ids["container_1"]
    assert container.words() == "Recalling its resolution 104/8 of 2 December 2049,"
    assert container.words(notes=True) == "".join(
        etree.tostring(container.element, method="text", encoding="unicode", with_tail=False)
    )


def test_documents_know_their_hosts_and_their_holders() -> None:
    documents = _index("resolution.xml").documents
    assert [(d.node.name, d.is_annex, d.is_issued) for d in documents] == [
        ("statement", False, True),
        ("doc", True, False),
    ]
    assert documents[1].host is documents[0]
    issue = _index("issue.xml").documents
    assert [d.holder.attributes["eId"] if d.holder else "" for d in issue] == ["", "cmp_A", "cmp_B"]
    assert [d.host for d in issue] == [None, None, None]
    assert [(d.actor, d.parts[-1], d.language) for d in issue][1] == ("unga", "106-15A", "eng")


def test_what_is_in_meta_is_told_apart() -> None:
    index = _index("resolution.xml")
    inside = [n for n in index.nodes if n.in_meta]
    assert {n.name for n in inside} >= {"meta", "FRBRWork", "TLCConcept", "step"}
    outside = [n for n in index.nodes if not n.in_meta]
    assert not {n.name for n in outside} & {"meta", "FRBRWork", "TLCConcept", "step"}
    assert len(inside) + len(outside) == len(index.nodes)


def test_what_is_absent_is_empty_and_stays_absent() -> None:
    index = _index("resolution.xml")
    note = index.named["authorialNote"][0]
    assert note.attributes["lantern"] == ""
    assert "lantern" not in note.attributes
    assert index.named["lantern"] == index.bearing["lantern"] == index.work["lantern"] == []
    assert "lantern" not in index.names


def test_entries_of_references_are_named_by_kind() -> None:
    index = _index("resolution.xml")
    concept = index.named["TLCConcept"][0]
    name = "#" + concept.attributes["eId"]
    assert index.entries[name] is concept
    assert index.names_entry(name, "TLCConcept")
    assert not index.names_entry(name, "TLCRole")
    assert not index.names_entry(name[1:], "TLCConcept")
