"""Every text of a document in reading order, and the same document with its texts changed.

One walk for all passes that look at texts and not at structure: note numbers, findings, terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Content,
    Division,
    Document,
    Formula,
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Raw,
    Table,
)
from akn.text import Text


class Place(StrEnum):
    """Where a text stands; findings differ by it (R-104: doc* inlines only in the front matter)."""

    COVER = "cover"
    PREFACE = "preface"
    FORMULA = "formula"
    PREAMBLE = "preamble"
    HEADING = "heading"
    OPERATIVE = "operative"
    CONCLUSIONS = "conclusions"
    ANNEX = "annex"
    NOTE = "note"


RUNNING = frozenset({Place.PREAMBLE, Place.HEADING, Place.OPERATIVE, Place.ANNEX, Place.NOTE})
"""Where running text stands: neither front nor closing lines, which have elements of their own, nor the formula."""

Change = Callable[[Text, Place], Text]
_C = TypeVar("_C", bound=Content)


def with_texts(document: Document, change: Change) -> Document:
    """The document with each text replaced by what `change` makes of it, called in reading order.

    Parts share notes with the document: the notes come last.
    """
    return replace(
        document,
        cover=_each(document.cover, Place.COVER, change),
        preface=_each(document.preface, Place.PREFACE, change),
        preamble=tuple(_preamble(n, change) for n in document.preamble),
        body=_body(document.body, Place.OPERATIVE, change),
        parts=tuple(_part(p, change) for p in document.parts),
        conclusions=_each(document.conclusions, Place.CONCLUSIONS, change),
        annexes=tuple(_annex(a, change) for a in document.annexes),
        notes=tuple(_note(n, change) for n in document.notes),
    )


def texts_of(document: Document) -> Iterator[tuple[Text, Place]]:
    """Every text of the document with its place, in reading order, notes last."""
    found: list[tuple[Text, Place]] = []

    def keep(text: Text, place: Place) -> Text:
        found.append((text, place))
        return text

    with_texts(document, keep)
    return iter(found)


def _each(texts: tuple[Text, ...], place: Place, change: Change) -> tuple[Text, ...]:
    return tuple(change(t, place) for t in texts)


def _preamble(node: Formula | Preambular, change: Change) -> Formula | Preambular:
    if isinstance(node, Formula):
        return Formula(change(node.text, Place.FORMULA))
    return Preambular(tuple(_content(c, Place.PREAMBLE, change) for c in node.content))


def _body(nodes: tuple[BodyNode, ...], place: Place, change: Change) -> tuple[BodyNode, ...]:
    return tuple(_node(n, place, change) for n in nodes)


def _node(node: BodyNode, place: Place, change: Change) -> BodyNode:
    if isinstance(node, Operative):
        return Operative(node.num, tuple(_content(c, place, change) for c in node.content))
    if isinstance(node, Division):
        heading = change(node.heading, Place.HEADING) if node.heading else node.heading
        return replace(node, heading=heading, children=_body(node.children, place, change))
    if isinstance(node, Preambular):
        inside = Place.PREAMBLE if place is Place.OPERATIVE else place
        return Preambular(tuple(_content(c, inside, change) for c in node.content))
    return node


def _content(content: Content, place: Place, change: Change) -> Content:
    if isinstance(content, Text):
        return change(content, place)
    if isinstance(content, PointList):
        points = tuple(Point(p.num, tuple(_content(c, place, change) for c in p.content)) for p in content.points)
        return PointList(points, _each(content.wrap_up, place, change), content.bullets)
    if isinstance(content, Table):
        return _table(content, place, change)
    return content


def _table(table: Table, place: Place, change: Change) -> Table:
    def cell(c: Cell) -> Cell:
        inside = tuple(change(x, place) if isinstance(x, Text) else _table(x, place, change) for x in c.content)
        return replace(c, content=inside)

    caption = change(table.caption, place) if table.caption else table.caption
    return Table(tuple(tuple(cell(c) for c in row) for row in table.rows), caption)


def _part(part: Part, change: Change) -> Part:
    return replace(
        part,
        preface=_each(part.preface, Place.PREFACE, change),
        preamble=tuple(_preamble(n, change) for n in part.preamble),
        body=_body(part.body, Place.OPERATIVE, change),
        conclusions=_each(part.conclusions, Place.CONCLUSIONS, change),
        annexes=tuple(_annex(a, change) for a in part.annexes),
    )


def _annex(annex: Annex, change: Change) -> Annex:
    return replace(
        annex,
        preface=_each(annex.preface, Place.PREFACE, change),
        preamble=tuple(_preamble(n, change) for n in annex.preamble),
        body=_body(annex.body, Place.ANNEX, change),
        annexes=tuple(_annex(a, change) for a in annex.annexes),
    )


def _note(note: Note, change: Change) -> Note:
    def inside(c: Text | Table | Raw) -> Text | Table | Raw:
        if isinstance(c, Text):
            return change(c, Place.NOTE)
        return _table(c, Place.NOTE, change) if isinstance(c, Table) else c

    return replace(note, content=tuple(inside(c) for c in note.content))
