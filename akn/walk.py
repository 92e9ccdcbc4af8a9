"""Walks over a document: its nodes with their paths, its texts in reading order, and its units (`akn.units`).

A unit is a paragraph as it is printed: what a paragraph says up to its first point, each point, each line of the cover,
each row of a table, each note.  No unit holds another, so together they hold every text exactly once.  They are what a
comparison pairs, what text refers to ("(a) of paragraph 5"), and what whoever reads a resolution goes through.

The classes of a document are a closed set without subclasses: nodes are told apart by their type, as `WITHIN` names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from akn.text import EMPTY, Kind, Text, joined
from akn.xml.eids import Identifiers, eids_in
from akn.xml.elements import Path
from akn.xml.lower import lower
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

WITHIN: dict[type, dict[str, Place | None]] = {
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
    Point: {"heading": Place.HEADING, "content": None},
    Table: {"caption": None, "rows": None},
    Cell: {"content": None},
    Note: {"content": None},
}
"""What is printed in the values of each class: its fields in reading order, and the place that their texts stand in;
None for that of what is around it."""

_NOTHING: dict[str, Place | None] = {}


def walk(node: object) -> Iterator[tuple[Path, object]]:
    """All nodes below a node that are printed, itself first, in reading order, with their paths; no empty field.

    >>> from akn.document import Operative
    >>> [path for path, node in walk(Operative("1.", (Text("Decides;"),))) if isinstance(node, Text)]
    [('content', 0)]
    """
    found: list[tuple[Path, object]] = []
    _walk(node, (), found)
    return iter(found)


def _walk(node: object, path: Path, found: list[tuple[Path, object]]) -> None:
    found.append((path, node))
    if type(node) is Cell:  # the path of a cell is that of its contents
        node = node.content
    kind = type(node)
    if isinstance(node, tuple):
        for i, item in enumerate(node):
            if type(item) is Text:  # most nodes
                found.append(((*path, i), item))
            else:
                _walk(item, (*path, i), found)
    elif kind is not Text:
        for name in WITHIN.get(kind, ()):
            if value := getattr(node, name):
                _walk(value, (*path, name), found)


Change = Callable[[Text, Place], Text]


def with_texts(document: Document, change: Change) -> Document:
    """The document with each text replaced by what `change` makes of it, called in reading order, notes last.

    What does not change stays the same object.
    """
    made: Document = _changed(document, Place.OPERATIVE, change)
    return made


def _changed(node: Any, place: Place, change: Change) -> Any:
    kind = type(node)
    if kind is Text:
        return change(node, place)
    if kind is tuple:
        items = [change(item, place) if type(item) is Text else _changed(item, place, change) for item in node]
        return node if all(map(is_, items, node)) else tuple(items)
    if kind is Preambular and place is Place.OPERATIVE:
        place = Place.PREAMBLE
    new = {}
    for name, inside in WITHIN.get(kind, _NOTHING).items():
        value = getattr(node, name)
        if value and (made := _changed(value, inside or place, change)) is not value:
            new[name] = made
    return replace(node, **new) if new else node


def texts_of(document: Document) -> list[tuple[Text, Place]]:
    """Every text of the document with its place, in reading order, notes last."""
    return [(text, place) for _, text, place in text_paths(document)]


def text_paths(node: object) -> list[tuple[Path, Text, Place]]:
    """Every text of a document, or of nodes of it, with its path and its place, in reading order, notes last.

    >>> from akn.document import Operative
    >>> [path for path, _, _ in text_paths(Document(body=(Operative("1.", (Text("Decides;"),)),)))]
    [('body', 0, 'content', 0)]
    """
    found: list[tuple[Path, Text, Place]] = []
    _gather(node, (), Place.OPERATIVE, found)
    return found


def _gather(node: Any, path: Path, place: Place, found: list[tuple[Path, Text, Place]]) -> None:
    kind = type(node)
    if kind is Text:
        found.append((path, node, place))
    elif kind is tuple:
        for i, item in enumerate(node):
            if type(item) is Text:
                found.append(((*path, i), item, place))
            else:
                _gather(item, (*path, i), place, found)
    elif kind is Cell:  # the path of a cell is that of its contents
        _gather(node.content, path, place, found)
    else:
        if kind is Preambular and place is Place.OPERATIVE:
            place = Place.PREAMBLE
        for name, inside in WITHIN.get(kind, _NOTHING).items():
            if value := getattr(node, name):
                _gather(value, (*path, name), inside or place, found)


def calls_in(node: object) -> Iterator[str]:
    """The keys of the notes that texts call, in reading order: of a document, of nodes of it."""
    return (call.get("key") for _, text, _ in text_paths(node) for call in text.of(Kind.NOTE))


def number_calls(keys: Iterable[str], notes: Mapping[str, Note], order: dict[str, str]) -> None:
    """Number the notes that are called by these keys, in the order of the XML: "1", "2", ... by their keys in `order`.

    A note that calls another stands before all that is called after it, however many call each other.
    """
    open_ = [iter(keys)]  # what calls the note that is being visited, outermost first
    while open_:
        key = next(open_[-1], None)
        if key is None:
            open_.pop()
        elif key in notes and key not in order:
            order[key] = str(len(order) + 1)
            open_.append(calls_in(notes[key].content))


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


class Unit(Struct, frozen=True, gc=False):
    """One unit: its place in the model, its eId, what it is, its printed number and its text.

    `path` leads to it (see `akn.xml.eids`), `text_path` to its text (to the row of a table, to the content of a note).
    `eid` is that of the unit or, where it has none of its own (a line, a row, a further text), of the nearest element
    around it that has one.  `place` is where it stands, for a heading the place of what it heads.  `depth` counts
    divisions and points around it; `parent` is the index of the unit that it belongs to, -1 if there is none.
    `element` is the AKN element of what text can refer to (`paragraph`, `section`, `point`, `container`, `attachment`,
    `component` ...), empty for the rest.  `key` is that of a note, by which its calls name it.
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
    key: str = ""


def units(document: Document, identifiers: Identifiers | None = None, *, noted: bool = True) -> tuple[Unit, ...]:
    """All units of the document in the order of the page, notes last; these have eIds of their own if it is `noted`.

    `identifiers` are those of the document, where the caller has them already.

    >>> from akn.document import Point
    >>> points = PointList((Point("(a)", (Text("One;"),)), Point("(b)", (Text("Two."),))))
    >>> for u in units(Document(body=(Operative("3.", (Text("Decides:"), points)),))):
    ...     print(u.eid, u.kind, u.num, u.text.content, u.depth)
    para_3 operative 3. Decides: 0
    para_3__list_1__point_a point (a) One; 1
    para_3__list_1__point_b point (b) Two. 1
    """
    if identifiers:
        return tuple(_Units(identifiers.eids).of(document))
    written = lower(document, marks="noted" if noted and document.notes else "units")
    return tuple(_Units(eids_in(written.root)).of(document))


class _Here(Struct, frozen=True, gc=False):
    """Where the pass is: at which path, in which place of the page, how deep, below which unit."""

    path: Path
    place: Place
    depth: int = 0
    parent: int = -1

    def at(self, *steps: str | int, place: Place | None = None, deeper: bool = False, parent: int = -1) -> _Here:
        """So many steps further on, with what changes there."""
        below = self.parent if parent < 0 else parent
        return _Here(self.path + steps, place or self.place, self.depth + deeper, below)


class _Units(Struct):
    """The pass over a document that gathers its units: every method adds those of one kind of node."""

    _eids: dict[Path, str]
    _found: list[Unit] = []

    def of(self, document: Document) -> list[Unit]:
        self._lines(_Here(("cover",), Place.COVER), document.cover)
        self._lines(_Here(("preface",), Place.PREFACE), document.preface)
        self._whole(_Here((), Place.OPERATIVE), document)
        for i, note in enumerate(document.notes):
            own = joined((_text_of(c) for c in note.content), "\n")
            at = self._add(_Here(("notes", i), Place.NOTE), "note", own, "content", num=note.marker)
            self._found[at] = replace(self._found[at], key=note.key)
        return self._found

    def _add(self, here: _Here, kind: UnitKind, text: Text, *steps: str | int, num: str = "", element: str = "") -> int:
        """Add a unit whose text is so many steps from it; its index."""
        at, around, eids = here.path + steps, here.path, self._eids
        eid = eids.get(around)  # of the unit, or of the nearest element around it
        if eid is None:
            eid = eids.get((*at, "alinea"))
            while not eid and around:
                around = around[:-1]
                eid = eids.get(around)
        unit = Unit(here.path, at, eid or "", kind, num, text, here.place, here.depth, here.parent, element)
        self._found.append(unit)
        return len(self._found) - 1

    def _lines(self, here: _Here, lines: Sequence[Text]) -> None:
        for i, line in enumerate(lines):
            self._add(here.at(i), "line", line)

    def _whole(self, here: _Here, whole: Document | Part | Annex) -> None:
        """What follows the head of the document, of a part or of an annex."""
        annexed = isinstance(whole, Annex)
        for i, node in enumerate(whole.preamble):
            if isinstance(node, Formula):
                at = here.at("preamble", i, place=Place.FORMULA)
                self._add(at, "formula", node.text, "text", element="formula")
            else:
                at = here.at("preamble", i, place=Place.ANNEX if annexed else Place.PREAMBLE)
                self._paragraph(at, "preambular", "", node.content, "container", "item")
        at = here.at("body", place=Place.ANNEX if annexed else Place.OPERATIVE)
        self._nodes(at, whole.body, in_division=False)
        for i, part in enumerate(whole.parts if isinstance(whole, Document) else ()):
            self._headed(here.at("parts", i, place=Place.PREFACE), part, "part", part.letter, "component")
        if not isinstance(whole, Annex):
            self._lines(here.at("conclusions", place=Place.CONCLUSIONS), whole.conclusions)
        for i, annex in enumerate(whole.annexes):
            self._headed(here.at("annexes", i, place=Place.ANNEX), annex, "annex", "", "attachment")

    def _headed(self, here: _Here, whole: Part | Annex, kind: UnitKind, num: str, element: str) -> None:
        """A part or an annex: the first line of its head stands for the whole."""
        first, *lines = whole.preface or (EMPTY,)
        below = replace(here, parent=self._add(here, kind, first, "preface", 0, num=num, element=element))
        for i, line in enumerate(lines, 1):
            self._add(below.at("preface", i), "line", line)
        self._whole(below, whole)

    def _nodes(self, here: _Here, nodes: Sequence[BodyNode], *, in_division: bool) -> None:
        for i, node in enumerate(nodes):
            at = here.at(i)
            if isinstance(node, Operative):
                self._paragraph(at, "operative", node.num, node.content, "paragraph", "point")
            elif isinstance(node, Preambular):
                at = replace(at, place=Place.PREAMBLE if at.place is Place.OPERATIVE else at.place)
                element = "crossHeading" if is_cross_heading(node, in_division=in_division) else "hcontainer"
                self._paragraph(at, "preambular", "", node.content, element, "item")
            elif isinstance(node, Division):
                head = self._add(at, "heading", node.heading, "heading", num=node.num, element=node.kind)
                inside = at.at("children", deeper=True, parent=head)
                self._nodes(inside, node.children, in_division=True)
            else:
                self._add(at, "kept", Text(words_in(node.xml)))

    def _paragraph(
        self, here: _Here, kind: UnitKind, num: str, content: Sequence[Content], element: str, inside: str
    ) -> None:
        """A paragraph or point: its first text with its number, then all that follows, each a unit of its own.

        `inside` is the element of its points.
        """
        own = content[0] if content and isinstance(content[0], Text) else EMPTY
        head = self._add(here, kind, own, "content", 0, num=num, element=element)
        for i, item in enumerate(content):
            if not i and item is own:  # all that most have
                continue
            at = here.at("content", i, parent=head)
            if isinstance(item, PointList):
                name = "indent" if item.bullets and inside == "point" else inside
                for k, point in enumerate(item.points):
                    below = at.at("points", k, deeper=True)
                    if point.heading:
                        self._add(below, "heading", point.heading, "heading")
                    self._paragraph(below, "point", point.num, point.content, name, inside)
                for k, text in enumerate(item.wrap_up):
                    self._add(at.at("wrap_up", k), "text", text)
            elif isinstance(item, Table):
                if item.caption:
                    self._add(at.at("caption"), "caption", item.caption)
                for r, row in enumerate(item.rows):
                    self._add(at.at("rows", r), "row", row_text(row))
            elif isinstance(item, Raw):
                self._add(at, "kept", Text(words_in(item.xml)))
            else:
                self._add(at, "text", item)


def row_text(row: Sequence[Cell]) -> Text:
    """The cells of a row in one text, a tab between two."""
    return joined((joined((_text_of(c) for c in cell.content), "\n") for cell in row), "\t")


def _text_of(content: Text | Table | Raw) -> Text:
    if isinstance(content, Table):
        lines = [content.caption] if content.caption else []
        return joined([*lines, *(row_text(row) for row in content.rows)], "\n")
    return content if isinstance(content, Text) else Text(words_in(content.xml))
