"""The structure of a document as lines that a person can read and write: one line a unit, indented by depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from akn.document import (
    Annex,
    BodyNode,
    Content,
    Division,
    Document,
    Formula,
    Operative,
    PointList,
    Preambular,
    Raw,
    Table,
)
from akn.text import ANCHORS, Kind, Text


def outline(document: Document) -> list[str]:
    """Every unit of the document: its kind, its number, its text with actions and note calls."""
    return list(_document(document))


def _document(d: Document) -> Iterator[str]:
    for name, lines in (("cover", d.cover), ("preface", d.preface)):
        for t in lines:
            yield f"{name}: {_shown(t)}"
    yield from _parts(d.preamble, d.body)
    for part in d.parts:
        yield f"part {part.letter}: " + " / ".join(_shown(t) for t in part.preface)
        yield from _indented(_parts(part.preamble, part.body))
    for t in d.conclusions:
        yield f"closing: {_shown(t)}"
    for a in d.annexes:
        yield from _annex(a)
    for n in d.notes:
        yield f"note {n.key} ({n.marker}): " + " / ".join(_shown(t) for t in n.content if isinstance(t, Text))


def _annex(a: Annex) -> Iterator[str]:
    yield "annex: " + " / ".join(_shown(t) for t in a.preface)
    yield from _indented(_parts(a.preamble, a.body))
    for inner in a.annexes:
        yield from _indented(_annex(inner))


def _parts(preamble: Iterable[Formula | Preambular], body: Iterable[BodyNode]) -> Iterator[str]:
    for node in preamble:
        if isinstance(node, Formula):
            yield f"formula: {_shown(node.text)}"
        else:
            yield from _content("preambular", node.content)
    for child in body:
        yield from _node(child)


def _node(node: BodyNode) -> Iterator[str]:
    if isinstance(node, Operative):
        yield from _content(f"operative {node.num}".rstrip(), node.content)
    elif isinstance(node, Preambular):
        yield from _content("preambular", node.content)
    elif isinstance(node, Division):
        yield f"{node.name or node.kind} {node.num}".rstrip() + f": {_shown(node.heading)}".rstrip(" ")
        for child in node.children:
            yield from _indented(_node(child))
    else:
        assert isinstance(node, Raw)
        yield "raw"


def _content(head: str, content: Iterable[Content]) -> Iterator[str]:
    first = True
    for c in content:
        if isinstance(c, Text):
            yield f"{head}: {_shown(c)}" if first else f"  text: {_shown(c)}"
        else:
            if first:
                yield f"{head}:"
            yield from _indented(_list(c) if isinstance(c, PointList) else _table(c))
        first = False


def _list(points: PointList) -> Iterator[str]:
    for p in points.points:
        if p.heading:
            yield f"above: {_shown(p.heading)}"
        yield from _content(f"{'dash' if points.bullets else 'point'} {p.num}".rstrip(), p.content)
    for t in points.wrap_up:
        yield f"wrap-up: {_shown(t)}"


def _table(table: Content) -> Iterator[str]:
    assert isinstance(table, Table)
    for row in table.rows:
        yield "row: " + " | ".join(" / ".join(_shown(t) for t in c.content if isinstance(t, Text)) for c in row)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _shown(text: Text) -> str:
    """The text with its actions in braces and its note calls in brackets."""
    pieces: list[str] = []
    at = 0
    marks = [(m.start, 1, m) for m in text.marks if m.kind in ANCHORS]
    for m in text.of(Kind.ACTION):
        marks += [(m.start, 2, m), (m.end, 0, m)]
    for offset, which, m in sorted(marks, key=lambda x: x[:2]):
        pieces.append(text.content[at:offset])
        at = offset
        if which == 1:
            pieces.append(f"[{m.get('key')}]")
        else:
            pieces.append("{" if which == 2 else f"={m.get('refersTo').removeprefix('#action_')}" + "}")
    return "".join(pieces) + text.content[at:]
