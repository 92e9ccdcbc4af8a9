"""Walks over a document: its nodes with their paths, its texts in reading order, and its units (`akn.units`).

A unit is a paragraph as it is printed: what a paragraph says up to its first point, each point, each line of the cover,
each row of a table, each note.  No unit holds another, so together they hold every text exactly once.  They are what a
comparison pairs, what text refers to ("(a) of paragraph 5"), and what whoever reads a resolution goes through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from operator import is_
from typing import Any, Literal

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
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Raw,
    Table,
)
from akn.text import EMPTY, Text, joined
from akn.xml.eids import Identifiers, Path, identify
from akn.xml.nest import is_cross_heading, words_in


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

_WITHIN: dict[type, dict[str, Place | None]] = {
    Document: {
        "cover": Place.COVER,
        "preface": Place.PREFACE,
        "preamble": Place.PREAMBLE,
        "body": Place.OPERATIVE,
        "parts": None,
        "conclusions": Place.CONCLUSIONS,
        "annexes": None,
        "notes": Place.NOTE,  # parts share notes with the document
    },
    Part: {
        "preface": Place.PREFACE,
        "preamble": Place.PREAMBLE,
        "body": Place.OPERATIVE,
        "conclusions": Place.CONCLUSIONS,
        "annexes": None,
    },
    Annex: {"preface": Place.PREFACE, "preamble": Place.PREAMBLE, "body": Place.ANNEX, "annexes": None},
    Formula: {"text": Place.FORMULA},
    Preambular: {"content": None},
    Operative: {"content": None},
    Division: {"heading": Place.HEADING, "children": None},
    PointList: {"points": None, "wrap_up": None},
    Point: {"content": None},
    Table: {"caption": None, "rows": None},
    Cell: {"content": None},
    Note: {"content": None},
}
"""What is printed in the values of each class: its fields in reading order, and the place that their texts stand in;
None for that of what is around it."""

_NOTHING: dict[str, Place | None] = {}


def walk(node: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """All nodes below a node that are printed, itself first, in reading order, with their paths.

    >>> from akn.document import Operative
    >>> [path for path, node in walk(Operative("1.", (Text("Decides;"),))) if isinstance(node, Text)]
    [('content', 0)]
    """
    found: list[tuple[Path, object]] = []
    _walk(node, path, found)
    return iter(found)


def _walk(node: object, path: Path, found: list[tuple[Path, object]]) -> None:
    found.append((path, node))
    if isinstance(node, Text):
        return
    if isinstance(node, Cell):  # the path of a cell is that of its contents
        node = node.content
    if isinstance(node, tuple):
        for i, item in enumerate(node):
            _walk(item, (*path, i), found)
    else:
        for name in _WITHIN.get(type(node), ()):
            _walk(getattr(node, name), (*path, name), found)


Change = Callable[[Text, Place], Text]


def with_texts(document: Document, change: Change) -> Document:
    """The document with each text replaced by what `change` makes of it, called in reading order, notes last.

    What does not change stays the same object.
    """
    made: Document = _changed(document, Place.OPERATIVE, change)
    return made


def _changed(node: Any, place: Place, change: Change) -> Any:
    if isinstance(node, Text):
        return change(node, place)
    if isinstance(node, tuple):
        items = [_changed(item, place, change) for item in node]
        return node if all(map(is_, items, node)) else tuple(items)
    if isinstance(node, Preambular) and place is Place.OPERATIVE:
        place = Place.PREAMBLE
    new = {}
    for name, inside in _WITHIN.get(type(node), _NOTHING).items():
        value = getattr(node, name)
        if value and (made := _changed(value, inside or place, change)) is not value:
            new[name] = made
    return replace(node, **new) if new else node


def texts_of(document: Document) -> Iterator[tuple[Text, Place]]:
    """Every text of the document with its place, in reading order, notes last."""
    found: list[tuple[Text, Place]] = []
    _gather(document, Place.OPERATIVE, found)
    return iter(found)


def _gather(node: Any, place: Place, found: list[tuple[Text, Place]]) -> None:
    if isinstance(node, Text):
        found.append((node, place))
    elif isinstance(node, tuple):
        for item in node:
            _gather(item, place, found)
    else:
        if isinstance(node, Preambular) and place is Place.OPERATIVE:
            place = Place.PREAMBLE
        for name, inside in _WITHIN.get(type(node), _NOTHING).items():
            if value := getattr(node, name):
                _gather(value, inside or place, found)


def text_paths(document: Document) -> list[tuple[Path, Text]]:
    """Every text with its path, one for one what `texts_of` yields.

    >>> from akn.document import Operative
    >>> [path for path, _ in text_paths(Document(body=(Operative("1.", (Text("Decides;"),)),)))]
    [('body', 0, 'content', 0)]
    """
    optional = ("text", "heading", "caption")
    nodes = walk(document)
    return [(path, node) for path, node in nodes if isinstance(node, Text) and (node or path[-1] not in optional)]


UnitKind = Literal[
    "line",  # of the cover page, the preface, the closing lines, the head of an annex
    "annex",  # the first line of the head of an annex
    "part",  # the first line of the head of a part
    "formula",
    "preambular",
    "operative",
    "heading",
    "point",
    "text",  # a further text of a paragraph or point: a second sentence, the end of a sentence after its points
    "caption",
    "row",
    "note",
    "kept",  # an element that the model has no word for
]


class Unit(Struct, frozen=True):
    """One unit: its place in the model, its eId, what it is, its printed number and its text.

    `path` leads to it (see `akn.xml.eids`), `text_path` to its text (to the row of a table, to the content of a note).
    `eid` is that of the unit or, where it has none of its own (a line, a row, a further text), of the nearest element
    around it that has one.  `place` is where it stands, for a heading the place of what it heads.  `depth` counts
    divisions and points around it; `parent` is the index of the unit that it belongs to, -1 if there is none.
    `element` is the AKN element of what text can refer to (`paragraph`, `section`, `point`, `container`, `attachment`,
    `component` ...), empty for the rest.
    """

    path: Path
    text_path: Path
    eid: str
    kind: UnitKind
    num: str
    text: Text
    place: Place
    depth: int
    parent: int
    element: str = ""


def units(document: Document, identifiers: Identifiers | None = None) -> tuple[Unit, ...]:
    """All units of the document in the order of the page, notes last.

    `identifiers` are those of the document, where the caller has them already.

    >>> from akn.document import Point
    >>> points = PointList((Point("(a)", (Text("One;"),)), Point("(b)", (Text("Two."),))))
    >>> for u in units(Document(body=(Operative("3.", (Text("Decides:"), points)),))):
    ...     print(u.eid, u.kind, u.num, u.text.content, u.depth)
    para_3 operative 3. Decides: 0
    para_3__list_1__point_a point (a) One; 1
    para_3__list_1__point_b point (b) Two. 1
    """
    known = identifiers or identify(document, texts=bool(document.notes))
    return tuple(_Walk(known.eids).document(document))


class _Walk:
    """The pass over a document: every method yields the units of one kind of node."""

    def __init__(self, eids: dict[Path, str]) -> None:
        self._eids = eids
        self._count = 0

    def document(self, document: Document) -> Iterator[Unit]:
        yield from self._lines(("cover",), document.cover, Place.COVER)
        yield from self._lines(("preface",), document.preface, Place.PREFACE)
        yield from self._whole((), document, -1)
        for i, note in enumerate(document.notes):
            said = joined((_said(c) for c in note.content), "\n")
            yield self._unit(("notes", i), ("notes", i, "content"), "note", said, Place.NOTE, num=note.marker)

    def _unit(
        self,
        path: Path,
        text_path: Path,
        kind: UnitKind,
        text: Text,
        place: Place,
        *,
        num: str = "",
        depth: int = 0,
        parent: int = -1,
        element: str = "",
    ) -> Unit:
        self._count += 1
        return Unit(path, text_path, self._eid(text_path, path), kind, num, text, place, depth, parent, element)

    def _eid(self, text_path: Path, path: Path) -> str:
        """The eId of a unit, or of the nearest element around it."""
        eids = self._eids
        if path in eids:
            return eids[path]
        alinea = eids.get((*text_path, "alinea"))
        while not alinea and path:
            path = path[:-1]
            alinea = eids.get(path)
        return alinea or ""

    def _lines(self, path: Path, lines: Sequence[Text], place: Place, parent: int = -1) -> Iterator[Unit]:
        for i, line in enumerate(lines):
            yield self._unit((*path, i), (*path, i), "line", line, place, parent=parent)

    def _head(self, path: Path, whole: Part | Annex, parent: int) -> Iterator[Unit]:
        """The lines of the head of a part or an annex; the first stands for the whole."""
        kind: UnitKind = "part" if isinstance(whole, Part) else "annex"
        num, element = (whole.letter, "component") if isinstance(whole, Part) else ("", "attachment")
        place = Place.PREFACE if isinstance(whole, Part) else Place.ANNEX
        lines = whole.preface
        first = self._count
        said = lines[0] if lines else EMPTY
        yield self._unit(path, (*path, "preface", 0), kind, said, place, num=num, parent=parent, element=element)
        for i, line in enumerate(lines[1:], 1):
            at = (*path, "preface", i)
            yield self._unit(at, at, "line", line, place, parent=first)

    def _whole(self, path: Path, whole: Document | Part | Annex, parent: int) -> Iterator[Unit]:
        """What follows the head of the document, of a part or of an annex."""
        annexed = isinstance(whole, Annex)
        inside = Place.ANNEX if annexed else Place.PREAMBLE
        for i, node in enumerate(whole.preamble):
            at = (*path, "preamble", i)
            if isinstance(node, Formula):
                said = node.text
                yield self._unit(at, (*at, "text"), "formula", said, Place.FORMULA, parent=parent, element="formula")
            else:
                yield from self._paragraph(at, "preambular", "", node.content, inside, 0, parent, "container", "item")
        place = Place.ANNEX if annexed else Place.OPERATIVE
        yield from self._nodes((*path, "body"), whole.body, place, 0, parent, in_division=False)
        for i, part in enumerate(whole.parts if isinstance(whole, Document) else ()):
            head = self._count
            yield from self._head(("parts", i), part, -1)
            yield from self._whole(("parts", i), part, head)
        if not isinstance(whole, Annex):
            yield from self._lines((*path, "conclusions"), whole.conclusions, Place.CONCLUSIONS, parent)
        for i, annex in enumerate(whole.annexes):
            at = (*path, "annexes", i)
            head = self._count
            yield from self._head(at, annex, parent)
            yield from self._whole(at, annex, head)

    def _nodes(
        self, path: Path, nodes: Sequence[BodyNode], place: Place, depth: int, parent: int, *, in_division: bool
    ) -> Iterator[Unit]:
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Operative):
                yield from self._paragraph(
                    at, "operative", node.num, node.content, place, depth, parent, "paragraph", "point"
                )
            elif isinstance(node, Preambular):
                inside = Place.PREAMBLE if place is Place.OPERATIVE else place
                element = "crossHeading" if is_cross_heading(node, in_division=in_division) else "hcontainer"
                yield from self._paragraph(at, "preambular", "", node.content, inside, depth, parent, element, "item")
            elif isinstance(node, Division):
                head = self._count
                yield self._unit(
                    at,
                    (*at, "heading"),
                    "heading",
                    node.heading,
                    place,
                    num=node.num,
                    depth=depth,
                    parent=parent,
                    element=node.kind,
                )
                yield from self._nodes((*at, "children"), node.children, place, depth + 1, head, in_division=True)
            else:
                yield self._kept(at, node, place, depth, parent)

    def _paragraph(
        self,
        path: Path,
        kind: UnitKind,
        num: str,
        content: Sequence[Content],
        place: Place,
        depth: int,
        parent: int,
        element: str,
        inside: str,
    ) -> Iterator[Unit]:
        """A paragraph or point: its first text with its number, then all that follows, each a unit of its own.

        `inside` is the element of its points.
        """
        head = self._count
        first = (*path, "content", 0)
        rest = list(enumerate(content))
        said = EMPTY
        if content and isinstance(content[0], Text):
            said, rest = content[0], rest[1:]
        yield self._unit(path, first, kind, said, place, num=num, depth=depth, parent=parent, element=element)
        for i, item in rest:
            at = (*path, "content", i)
            if isinstance(item, Text):
                yield self._unit(at, at, "text", item, place, depth=depth, parent=head)
            elif isinstance(item, PointList):
                yield from self._points(at, item, place, depth, head, inside)
            elif isinstance(item, Table):
                yield from self._table(at, item, place, depth, head)
            else:
                yield self._kept(at, item, place, depth, head)

    def _points(
        self, path: Path, points: PointList, place: Place, depth: int, parent: int, element: str
    ) -> Iterator[Unit]:
        name = "indent" if points.bullets and element == "point" else element
        for k, point in enumerate(points.points):
            at = (*path, "points", k)
            yield from self._paragraph(at, "point", point.num, point.content, place, depth + 1, parent, name, element)
        for k, text in enumerate(points.wrap_up):
            at = (*path, "wrap_up", k)
            yield self._unit(at, at, "text", text, place, depth=depth, parent=parent)

    def _table(self, path: Path, table: Table, place: Place, depth: int, parent: int) -> Iterator[Unit]:
        if table.caption:
            at = (*path, "caption")
            yield self._unit(at, at, "caption", table.caption, place, depth=depth, parent=parent)
        for r, row in enumerate(table.rows):
            at = (*path, "rows", r)
            yield self._unit(at, at, "row", row_text(row), place, depth=depth, parent=parent)

    def _kept(self, path: Path, node: Raw, place: Place, depth: int, parent: int) -> Unit:
        return self._unit(path, path, "kept", Text(words_in(node.xml)), place, depth=depth, parent=parent)


def row_text(row: Sequence[Cell]) -> Text:
    """The cells of a row in one text, a tab between two."""
    return joined((joined((_said(c) for c in cell.content), "\n") for cell in row), "\t")


def _said(content: Text | Table | Raw) -> Text:
    if isinstance(content, Table):
        lines = [content.caption] if content.caption else []
        return joined([*lines, *(row_text(row) for row in content.rows)], "\n")
    return content if isinstance(content, Text) else Text(words_in(content.xml))
