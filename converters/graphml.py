"""The citations of many texts as a graph: GraphML, which Gephi, yEd, networkx and igraph read, or CSV of its edges."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from akn.citing import symbol_to, work_in

if TYPE_CHECKING:
    from akn.citing import Link

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


NODE_KEYS = ("label", "symbol", "address", "session", "date", "kind")
"""A work: its symbol (or what names it), its AKN address, the session and the date of a text of the run."""

EDGE_KEYS = ("text", "eid", "place", "part", "number", "paragraph", "kind", "how", "target")
"""A citation: the printed words, where they stand, how it was resolved, what it points at."""

Values = dict[str, str]


def graph(rows: Iterable[Link]) -> tuple[dict[str, Values], list[tuple[str, str, Values]]]:
    """The works by key, those that cite as those that are cited, and the citations between them (key to key).

    A work is one node whatever the dates of its addresses are; a text without a symbol is called by its file.
    Citations without an address, and those of a place in the same text, are left out.
    """
    nodes: dict[str, Values] = {}
    edges: list[tuple[str, str, Values]] = []
    for row in rows:
        source = _key(row.work) if row.work else row.file
        citing = (row.symbol or row.file, row.symbol, row.work, row.session, row.adopted, "citing")
        for end in row.target.split():
            address = end.partition("#")[0]
            target = _key(address) if address else source
            if target == source:
                continue
            nodes[source] = dict(zip(NODE_KEYS, citing, strict=True))
            nodes.setdefault(target, _cited(row, address))
            at = (row.eid, row.place, row.part, row.number, row.paragraph)
            edge = (row.text, *at, row.kind, row.how, end)
            edges.append((source, target, dict(zip(EDGE_KEYS, edge, strict=True))))
    return nodes, edges


def _key(address: str) -> str:
    work = work_in(address)
    return "/".join(work.identity) if work else address


def _cited(row: Link, address: str) -> Values:
    work = work_in(address)
    symbol = row.cited or (symbol_to(work, row.text) if work else "")
    cited = (symbol or address, symbol, str(work) if work else address, "", row.date, row.kind)
    return dict(zip(NODE_KEYS, cited, strict=True))


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
        _draw(drawn, "node", {"id": ids[key]}, node)
    for source, target, edge in edges:
        _draw(drawn, "edge", {"source": ids[source], "target": ids[target]}, edge)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return written


def _draw(drawn: ElementTree.Element, kind: str, attributes: Values, values: Values) -> None:
    element = ElementTree.SubElement(drawn, kind, attributes)
    for name, text in values.items():
        if text:
            ElementTree.SubElement(element, "data", {"key": f"{kind}_{name}"}).text = text


def as_csv(rows: Iterable[Link]) -> str:
    """The edges of the graph as CSV, with the columns `Source` and `Target` that graph programs ask for."""
    nodes, edges = graph(rows)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Source", "Target", "source_date", "source_session", "source_work", "target_work", *EDGE_KEYS))
    for one, other, edge in edges:
        source, target = nodes[one], nodes[other]
        cells = [source["label"], target["label"], source["date"], source["session"]]
        cells += [source["address"], target["address"], *edge.values()]
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return out.getvalue()
