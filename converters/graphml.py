"""The table of citations as a graph: GraphML, which Gephi, yEd, networkx and igraph read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from akn.links import Link

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = ("kind", "label")
_EDGE_KEYS = ("text", "eid", "how", "date")


def as_graphml(rows: Iterable[Link]) -> bytes:
    """A directed graph: a node for every file and every address that is cited, an edge for every citation.

    The fragment of an address is left to the edge's `target`, so that all that cites a text meets in one node.
    Citations without an address are left out.
    """
    root = ElementTree.Element("graphml", {"xmlns": _NAMESPACE})
    for kind, names in (("node", _NODE_KEYS), ("edge", (*_EDGE_KEYS, "target"))):
        for name in names:
            attributes = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": "string"}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", {"edgedefault": "directed"})
    nodes: dict[str, str] = {}
    edges: list[tuple[str, str, Link, str]] = []
    for row in rows:
        for end in row.target.split():
            address = end.partition("#")[0] or row.file
            source = _node(graph, nodes, row.file, "file", row.file)
            edges.append((source, _node(graph, nodes, address, row.kind, row.symbol or address), row, end))
    for source, target, row, end in edges:
        edge = ElementTree.SubElement(graph, "edge", {"source": source, "target": target})
        for name in _EDGE_KEYS:
            _data(edge, f"edge_{name}", getattr(row, name))
        _data(edge, "edge_target", end)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return written


def _node(graph: ElementTree.Element, nodes: dict[str, str], name: str, kind: str, label: str) -> str:
    if name not in nodes:
        nodes[name] = f"n{len(nodes)}"
        node = ElementTree.SubElement(graph, "node", {"id": nodes[name]})
        _data(node, "node_kind", kind)
        _data(node, "node_label", label)
    return nodes[name]


def _data(parent: ElementTree.Element, key: str, value: str) -> None:
    if value:
        ElementTree.SubElement(parent, "data", {"key": key}).text = value
