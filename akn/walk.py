"""Walks over a document: its nodes with their paths, its texts in reading order, and the same with texts changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Content,
    Division,
    Document,
    Formula,
    Metadata,
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Raw,
    Table,
    Term,
)
from akn.text import Text

Path = tuple[str | int, ...]


def walk(node: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """All nodes below a node, itself first, in the order of the fields (captions before rows), with their paths.

    >>> from akn.document import Operative
    >>> [path for path, node in walk(Operative("1.", (Text("Decides;"),))) if isinstance(node, Text)]
    [('content', 0)]
    """
    yield path, node
    if isinstance(node, tuple):
        for i, item in enumerate(node):
            if not isinstance(item, str):
                yield from walk(item, (*path, i))
    elif isinstance(node, Cell):  # the path of a cell is that of its contents
        for i, item in enumerate(node.content):
            yield from walk(item, (*path, i))
    elif isinstance(node, Struct) and not isinstance(node, (Text, Metadata, Term, Raw)):
        for name in ("caption", "rows") if isinstance(node, Table) else node.__struct_fields__:
            value = getattr(node, name)
            if not isinstance(value, (str, int)):
                yield from walk(value, (*path, name))


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

    __hash__ = str.__hash__  # that of Enum is slow


RUNNING = frozenset({Place.PREAMBLE, Place.HEADING, Place.OPERATIVE, Place.ANNEX, Place.NOTE})
"""Where running text stands: neither front nor closing lines, which have elements of their own, nor the formula."""

Change = Callable[[Text, Place], Text]


def with_texts(document: Document, change: Change) -> Document:
    """The document with each text replaced by what `change` makes of it, called in reading order.

    Parts share notes with the document: the notes come last.  What does not change stays the same object.
    """
    return replace(
        document,
        cover=_each(document.cover, Place.COVER, change),
        preface=_each(document.preface, Place.PREFACE, change),
        preamble=tuple([_preamble(n, change) for n in document.preamble]),
        body=_body(document.body, Place.OPERATIVE, change),
        parts=tuple([_part(p, change) for p in document.parts]),
        conclusions=_each(document.conclusions, Place.CONCLUSIONS, change),
        annexes=tuple([_annex(a, change) for a in document.annexes]),
        notes=tuple([_note(n, change) for n in document.notes]),
    )


def texts_of(document: Document) -> Iterator[tuple[Text, Place]]:
    """Every text of the document with its place, in reading order, notes last."""
    found: list[tuple[Text, Place]] = []

    def keep(text: Text, place: Place) -> Text:
        found.append((text, place))
        return text

    with_texts(document, keep)
    return iter(found)


def text_paths(document: Document) -> list[tuple[Path, Text]]:
    """Every text with its path, one for one what `texts_of` yields.

    >>> from akn.document import Operative
    >>> [path for path, _ in text_paths(Document(body=(Operative("1.", (Text("Decides;"),)),)))]
    [('body', 0, 'content', 0)]
    """
    nodes = (found for name in IN_ORDER for found in walk(getattr(document, name), (name,)))
    optional = ("heading", "caption")
    return [(path, node) for path, node in nodes if isinstance(node, Text) and (node or path[-1] not in optional)]


IN_ORDER = ("cover", "preface", "preamble", "body", "parts", "conclusions", "annexes", "notes")
"""The fields of a document that hold what is printed, in the order of the page, notes last."""


def _each(texts: tuple[Text, ...], place: Place, change: Change) -> tuple[Text, ...]:
    return tuple([change(t, place) for t in texts])


def _contents(contents: tuple[Content, ...], place: Place, change: Change) -> tuple[Content, ...]:
    """The contents changed; the very same tuple if none did."""
    if len(contents) == 1 and isinstance(contents[0], Text):  # nearly every paragraph is one text
        text = change(contents[0], place)
        return contents if text is contents[0] else (text,)
    made = [_content(c, place, change) for c in contents]
    return contents if all(a is b for a, b in zip(made, contents, strict=True)) else tuple(made)


def _preamble(node: Formula | Preambular, change: Change) -> Formula | Preambular:
    if isinstance(node, Formula):
        return Formula(change(node.text, Place.FORMULA))
    made = _contents(node.content, Place.PREAMBLE, change)
    return node if made is node.content else Preambular(made)


def _body(nodes: tuple[BodyNode, ...], place: Place, change: Change) -> tuple[BodyNode, ...]:
    return tuple([_node(n, place, change) for n in nodes])


def _node(node: BodyNode, place: Place, change: Change) -> BodyNode:
    if isinstance(node, Operative):
        made = _contents(node.content, place, change)
        return node if made is node.content else Operative(node.num, made)
    if isinstance(node, Division):
        heading = change(node.heading, Place.HEADING) if node.heading else node.heading
        return Division(node.kind, node.num, heading, _body(node.children, place, change), node.name)
    if isinstance(node, Preambular):
        inside = Place.PREAMBLE if place is Place.OPERATIVE else place
        made = _contents(node.content, inside, change)
        return node if made is node.content else Preambular(made)
    return node


def _content(content: Content, place: Place, change: Change) -> Content:
    if isinstance(content, Text):
        return change(content, place)
    if isinstance(content, PointList):
        points = tuple([_point(p, place, change) for p in content.points])
        return PointList(points, _each(content.wrap_up, place, change), content.bullets)
    if isinstance(content, Table):
        return _table(content, place, change)
    return content


def _point(point: Point, place: Place, change: Change) -> Point:
    made = _contents(point.content, place, change)
    return point if made is point.content else Point(point.num, made)


def _table(table: Table, place: Place, change: Change) -> Table:
    def cell(c: Cell) -> Cell:
        inside = tuple([change(x, place) if isinstance(x, Text) else _table(x, place, change) for x in c.content])
        return Cell(inside, c.header, c.rowspan, c.colspan)

    caption = change(table.caption, place) if table.caption else table.caption
    return Table(tuple([tuple([cell(c) for c in row]) for row in table.rows]), caption)


def _part(part: Part, change: Change) -> Part:
    return replace(
        part,
        preface=_each(part.preface, Place.PREFACE, change),
        preamble=tuple([_preamble(n, change) for n in part.preamble]),
        body=_body(part.body, Place.OPERATIVE, change),
        conclusions=_each(part.conclusions, Place.CONCLUSIONS, change),
        annexes=tuple([_annex(a, change) for a in part.annexes]),
    )


def _annex(annex: Annex, change: Change) -> Annex:
    return replace(
        annex,
        preface=_each(annex.preface, Place.PREFACE, change),
        preamble=tuple([_preamble(n, change) for n in annex.preamble]),
        body=_body(annex.body, Place.ANNEX, change),
        annexes=tuple([_annex(a, change) for a in annex.annexes]),
    )


def _note(note: Note, change: Change) -> Note:
    def inside(c: Text | Table | Raw) -> Text | Table | Raw:
        if isinstance(c, Text):
            return change(c, Place.NOTE)
        return _table(c, Place.NOTE, change) if isinstance(c, Table) else c

    return Note(note.key, note.marker, tuple([inside(c) for c in note.content]))
