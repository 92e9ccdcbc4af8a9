"""The citations of many texts as a graph: GraphML, which Gephi, yEd, networkx and igraph read, or CSV of its edges."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from msgspec import Struct

from akn.citing import symbol_to, work_in

if TYPE_CHECKING:
    from akn.citing import Link

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Node(Struct, frozen=True):
    """A work: its symbol (or what names it), its AKN address, the session and the date of a text of the run."""

    label: str
    symbol: str = ""
    address: str = ""
    session: str = ""
    date: str = ""
    kind: str = ""


class Edge(Struct, frozen=True):
    """A citation: from a node to a node (by their keys), the printed words, where they stand, what they point at."""

    source: str
    target: str
    text: str
    eid: str
    kind: str
    how: str
    place: str


NODE_KEYS = Node.__struct_fields__
EDGE_KEYS = ("text", "eid", "kind", "how", "place")


def graph(rows: Iterable[Link]) -> tuple[dict[str, Node], list[Edge]]:
    """The works by key, those that cite as those that are cited, and the citations between them.

    A work is one node whatever the dates of its addresses are; a text without a symbol is called by its file.
    Citations without an address, and those of a place in the same text, are left out.
    """
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for row in rows:
        source = _key(row.citing_work) if row.citing_work else row.file
        citing = Node(
            row.citing_symbol or row.file,
            row.citing_symbol,
            row.citing_work,
            row.citing_session,
            row.citing_date,
            "citing",
        )
        for end in row.target.split():
            address = end.partition("#")[0]
            target = _key(address) if address else source
            if target == source:
                continue
            nodes[source] = citing
            nodes.setdefault(target, _cited(row, address))
            edges.append(Edge(source, target, row.text, row.eid, row.kind, row.how, end))
    return nodes, edges


def _key(address: str) -> str:
    work = work_in(address)
    return "/".join(work.identity) if work else address


def _cited(row: Link, address: str) -> Node:
    work = work_in(address)
    symbol = row.symbol or (symbol_to(work, row.text) if work else "")
    return Node(symbol or address, symbol, str(work) if work else address, "", row.date, row.kind)


def as_graphml(rows: Iterable[Link]) -> bytes:
    """The graph as GraphML."""
    nodes, edges = graph(rows)
    root = ElementTree.Element("graphml", {"xmlns": _NAMESPACE})
    for kind, names in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name in names:
            attributes = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": "string"}
            ElementTree.SubElement(root, "key", attributes)
    drawn = ElementTree.SubElement(root, "graph", {"edgedefault": "directed"})
    ids = {key: f"n{i}" for i, key in enumerate(nodes)}
    for key, node in nodes.items():
        _data(ElementTree.SubElement(drawn, "node", {"id": ids[key]}), "node", NODE_KEYS, node)
    for edge in edges:
        element = ElementTree.SubElement(drawn, "edge", {"source": ids[edge.source], "target": ids[edge.target]})
        _data(element, "edge", EDGE_KEYS, edge)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return written


def _data(parent: ElementTree.Element, kind: str, names: Iterable[str], value: Node | Edge) -> None:
    for name in names:
        if text := getattr(value, name):
            ElementTree.SubElement(parent, "data", {"key": f"{kind}_{name}"}).text = text


def as_csv(rows: Iterable[Link]) -> str:
    """The edges of the graph as CSV, with the columns `Source` and `Target` that graph programs ask for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Source", "Target", "source_date", "source_session", "source_work", "target_work", *EDGE_KEYS))
    writer.writerows(_lines(*graph(rows)))
    return out.getvalue()


def _lines(nodes: dict[str, Node], edges: list[Edge]) -> Iterator[list[str]]:
    for edge in edges:
        source, target = nodes[edge.source], nodes[edge.target]
        cells = [source.label, target.label, source.date, source.session, source.address, target.address]
        cells += [getattr(edge, name) for name in EDGE_KEYS]
        yield [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
