"""The units of a document that text can refer to, in document order: for "section II", "(a) of paragraph 5"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from akn.content import is_cross_heading
from akn.document import (
    Annex,
    BodyNode,
    Content,
    Division,
    Document,
    Formula,
    Operative,
    Part,
    PointList,
    Preambular,
)
from akn.text import EMPTY, Text
from akn.xml.eids import Identifiers, Path, identify


class Unit(Struct, frozen=True):
    """A unit that text can refer to: where it stands, its eId, its element, its label and its first text.

    `element` is the AKN element (`paragraph`, `section`, `point`, `container`, `attachment`, `component`, ...).  The
    label of an annex is empty: what it prints as its label is part of `text`, the first line of its preface.
    """

    path: Path
    eid: str
    element: str
    num: str
    text: Text


def outline(document: Document, identifiers: Identifiers | None = None) -> Iterator[Unit]:
    """The units of the document in document order, for whoever resolves "section II", "(a) of paragraph 5".

    `identifiers` are those of the document, where the caller has them already.

    >>> from akn.document import Document, Operative
    >>> [(u.eid, u.num) for u in outline(Document(body=(Operative("1.", (Text("Decides;"),)),)))]
    [('para_1', '1.')]
    """
    ids = (identifiers or identify(document)).eids
    yield from _outline_of((), document, ids)
    for i, part in enumerate(document.parts):
        path: Path = ("parts", i)
        yield Unit(path, ids[path], "component", part.letter, part.preface[0] if part.preface else EMPTY)
        yield from _outline_of(path, part, ids)


def _outline_of(path: Path, whole: Document | Part | Annex, ids: dict[Path, str]) -> Iterator[Unit]:
    for i, node in enumerate(whole.preamble):
        at = (*path, "preamble", i)
        if isinstance(node, Formula):
            yield Unit(at, ids[at], "formula", "", node.text)
        else:
            yield Unit(at, ids[at], "container", "", _first(node.content))
            yield from _outline_content((*at, "content"), node.content, "item", ids)
    yield from _outline_nodes((*path, "body"), whole.body, ids, in_division=False)
    for i, annex in enumerate(whole.annexes):
        at = (*path, "annexes", i)
        yield Unit(at, ids[at], "attachment", "", annex.preface[0] if annex.preface else EMPTY)
        yield from _outline_of(at, annex, ids)


def _outline_nodes(path: Path, nodes: Sequence[BodyNode], ids: dict[Path, str], *, in_division: bool) -> Iterator[Unit]:
    for i, node in enumerate(nodes):
        at = (*path, i)
        if isinstance(node, Operative):
            yield Unit(at, ids[at], "paragraph", node.num, _first(node.content))
            yield from _outline_content((*at, "content"), node.content, "point", ids)
        elif isinstance(node, Division):
            yield Unit(at, ids[at], node.kind, node.num, node.heading)
            yield from _outline_nodes((*at, "children"), node.children, ids, in_division=True)
        elif isinstance(node, Preambular):
            element = "crossHeading" if is_cross_heading(node, in_division=in_division) else "hcontainer"
            yield Unit(at, ids[at], element, "", _first(node.content))
            yield from _outline_content((*at, "content"), node.content, "item", ids)


def _outline_content(path: Path, content: Sequence[Content], element: str, ids: dict[Path, str]) -> Iterator[Unit]:
    for i, item in enumerate(content):
        if isinstance(item, PointList):
            name = "indent" if item.bullets and element == "point" else element
            for n, point in enumerate(item.points):
                at = (*path, i, "points", n)
                yield Unit(at, ids[at], name, point.num, _first(point.content))
                yield from _outline_content((*at, "content"), point.content, element, ids)


def _first(content: Sequence[Content]) -> Text:
    return next((item for item in content if isinstance(item, Text)), EMPTY)
