"""Identifiers of all units of a finished document, in one pass (profile R-063 to R-079).

A unit is named by its path: the way to it from the document, field names and indices in turn.

    ("body", 0)                                    the first node of the body
    ("body", 0, "children", 2)                     the third child of a division
    ("body", 0, "content", 1)                      a list (or a table) in a paragraph
    ("body", 0, "content", 1, "points", 0)         its first point
    ("annexes", 0, "body", 3)                      a paragraph of the first annex
    ("parts", 1)                                   the second resolution of a multi-part issue
    ("notes", 4)                                   the fifth note, where it is called first
    ("preamble", 2, "content", 0, 1)               mark 1 of a text: a ref, or a repeated call of a note

Elements that AKN has and the model has not stand after the path of what they belong to: `(..., "intro")` after a list
or, where a kept element follows, a paragraph; `(..., "wrap_up")`; `(..., "alinea")` after the first content of an
alinea; `("cover",)`, `("preface",)`, `("body",)`, `("conclusions",)`, in annexes and parts after their path.

>>> from akn.document import Document, Operative, Point, PointList
>>> from akn.text import Text
>>> points = PointList((Point("(a)", (Text("One;"),)), Point("(b)", (Text("Two."),))))
>>> ids = assign_eids(Document(body=(Operative("3.", (Text("Decides:"), points)),)))
>>> ids["body", 0], ids["body", 0, "content", 1, "points", 1]
('para_3', 'para_3__list_1__point_b')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from akn.document import (
    Annex,
    BodyNode,
    Content,
    Division,
    Document,
    Formula,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Table,
)
from akn.patterns import lazy_pattern
from akn.text import Kind, Text
from akn.vocabulary import letters, level_number
from akn.vocabulary.numerals import cleaned, counted, english
from akn.xml.names import DIVISIONS, PREAMBULAR, REFERENCES
from akn.xml.nest import groups, is_cross_heading, needs_paragraph

Step = str | int
Path = tuple[Step, ...]


class Identifiers(Struct, frozen=True):
    """The eId of every path, and the wId of those paths where it differs (R-070, R-079)."""

    eids: dict[Path, str]
    wids: dict[Path, str]


def assign_eids(document: Document) -> dict[Path, str]:
    """The eId of every unit of the document that R-076 names, and of those that print one without need."""
    return identify(document).eids


def identify(document: Document, *, texts: bool = True) -> Identifiers:
    """eIds and wIds of every unit of the document; without `texts` those of references and notes are left out."""
    walk = _Walk(document, texts)
    walk.document()
    return Identifiers(walk.found, walk.wids_found)


EID = lazy_pattern(r"\beId=[\"']([^\"']+)")
REFERRING = frozenset({Kind.REF, Kind.RREF, Kind.MREF})
"""The marks of running text that have identifiers, beside the calls of notes."""
DEEPEST = 32
"""So many notes stand in each other at most; a further one is only referred to, as XML must not nest without end."""

_SIMPLE = lazy_pattern(r"[\w.:-]+")


class _Unique:
    """Hands out each identifier once: a repeated one gets `_2`, `_3` ... (R-073)."""

    __slots__ = ("_repeats", "used")

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._repeats: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        if wanted not in self.used:
            self.used.add(wanted)
            return wanted
        taken, n = wanted, self._repeats.get(wanted, 1)
        while taken in self.used:
            n += 1
            taken = f"{wanted}_{n}"
            self._repeats[wanted] = n
        self.used.add(taken)
        return taken


class _Context:
    """An element with an eId, the prefix of all below it (R-074), and how many of each kind it holds so far."""

    __slots__ = ("counts", "eid", "wid")

    def __init__(self, eid: str = "", wid: str = "") -> None:
        self.eid = f"{eid}__" if eid else ""
        self.wid = f"{wid}__" if wid else ""
        self.counts: dict[str, int] = {}

    def count(self, element: str) -> int:
        n = self.counts.get(element, 0) + 1
        self.counts[element] = n
        return n


class _Walk:
    """The pass: every method takes a node, its path and its context, in document order."""

    def __init__(self, document: Document, texts: bool) -> None:
        self.found: dict[Path, str] = {}
        self.wids_found: dict[Path, str] = {}
        self._eids, self._wids = _Unique(), _Unique()
        self._texts = texts
        self._document = document
        self._notes = {note.key: i for i, note in reversed(list(enumerate(document.notes)))}
        self._scope = _Context()  # the document element, through which notes are counted
        self._depth = 0  # of notes in notes
        self._eids.used.update(term.eid for term in document.terms)
        for raw in document.meta:
            self._eids.used.update(EID.findall(raw.xml))

    def document(self) -> None:
        document, root = self._document, self._scope
        self._lines(("cover",), "coverPage", document.cover, root)
        self._whole((), document, root)
        if document.parts:
            self._name(("components",), root, REFERENCES["components"])
            for i, part in enumerate(document.parts):
                reference = f"{REFERENCES['component']}_{cleaned(part.letter) or i + 1}"
                self._scope = self._name(("parts", i), root, reference)
                self._whole(("parts", i), part, self._scope)

    def _whole(self, path: Path, whole: Document | Part | Annex, context: _Context) -> None:
        """A document element: the document itself, a part of an issue, an annex."""
        self._lines((*path, "preface"), "preface", whole.preface, context)
        self._preamble((*path, "preamble"), whole.preamble, context)
        if isinstance(whole, Document) and whole.parts:
            self._collection(context)
        else:
            if path == ("parts", 0) and self._document.body:
                # the model keeps no body beside parts; a document that has one all the same loses nothing
                self._body(("body",), self._document.body, context)
            self._body((*path, "body"), whole.body, context)
        if not isinstance(whole, Annex):
            self._lines((*path, "conclusions"), "conclusions", whole.conclusions, context)
        outer = self._scope
        for i, annex in enumerate(whole.annexes):
            at = (*path, "annexes", i)
            self._scope = self._counted(at, context, "attachment")
            self._whole(at, annex, self._scope)
        self._scope = outer

    def _collection(self, context: _Context) -> None:
        inside = self._name(("body",), context, REFERENCES["collectionBody"])
        for i in range(len(self._document.parts)):
            component = self._counted(("parts", i, "component"), inside, "component")
            self._counted(("parts", i, "ref"), component, "documentRef")

    def _name(self, path: Path, context: _Context, reference: str, english_reference: str = "") -> _Context:
        """Give the unit at `path` its identifiers; the context of what stands below it."""
        return _Context(*self._pair(path, context, reference, english_reference))

    def _counted(self, path: Path, context: _Context, element: str) -> _Context:
        """The same for an element that has its count for a number."""
        return self._name(path, context, f"{REFERENCES.get(element, element)}_{context.count(element)}")

    def _pair(self, path: Path, context: _Context, reference: str, english_reference: str = "") -> tuple[str, str]:
        """Give the unit at `path` its identifiers: eId and wId."""
        eid = self._eids.take(context.eid + reference)
        self.found[path] = eid
        # without letters of its own a unit has its eId for a wId, unless a neighbour with such letters has taken that
        wid = self._wids.take(context.wid + (english_reference or eid.removeprefix(context.eid)))
        if wid != eid:
            self.wids_found[path] = wid
        return eid, wid

    def _lines(self, path: Path, name: str, lines: Sequence[Text], context: _Context) -> None:
        if lines:
            inside = self._name(path, context, name)
            for i, line in enumerate(lines):
                self._text((*path, i), line, inside)

    def _preamble(self, path: Path, nodes: Sequence[Formula | Preambular], context: _Context) -> None:
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Formula):
                inside = self._counted(at, context, "formula")
                self._text((*at, "text"), node.text, inside)
            else:
                inside = self._counted(at, context, "container")
                self._flow((*at, "content"), node.content, inside)

    def _body(self, path: Path, nodes: Sequence[BodyNode], context: _Context) -> None:
        if path not in self.found:
            self._name(path, context, REFERENCES["mainBody"])
        if nodes:
            self._nodes(path, nodes, context, in_division=False)
        else:
            # XSD: a body is never empty; an empty paragraph stands in it
            self._counted((*path, 0), context, "paragraph")

    def _nodes(self, path: Path, nodes: Sequence[BodyNode], context: _Context, *, in_division: bool) -> None:
        labels = []
        for i, node in enumerate(nodes):
            if isinstance(node, Operative):
                labels.append((i, "paragraph", REFERENCES["paragraph"], node.num, ""))
            elif isinstance(node, Division):
                kind = node.kind if node.kind in DIVISIONS else "division"
                name = REFERENCES.get(kind, kind)
                if kind == "hcontainer":  # by its name, without characters that an id must not hold
                    name = "".join(_SIMPLE.findall(node.name)) or "hcontainer"
                labels.append((i, kind, name, node.num, kind))
            elif isinstance(node, Preambular):
                name = "crossHeading" if is_cross_heading(node, in_division=in_division) else PREAMBULAR
                labels.append((i, name, name, "", ""))
            elif needs_paragraph(node, in_division=in_division):
                labels.append((i, "paragraph", REFERENCES["paragraph"], "", ""))
        inside = self._siblings(path, labels, context)
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Operative):
                self._content((*at, "content"), at, node.content, inside[i])
            elif isinstance(node, Division):
                self._text((*at, "heading"), node.heading, inside[i])
                self._nodes((*at, "children"), node.children, inside[i], in_division=True)
            elif isinstance(node, Preambular):
                self._flow((*at, "content"), node.content, inside[i])

    def _siblings(
        self, path: Path, labels: Sequence[tuple[int, str, str, str, str]], context: _Context
    ) -> dict[int, _Context]:
        """Name units that stand side by side: (index, element, reference, label, element if of a higher level).

        A numbered unit has the first claim to its number, so that "paragraph 3" is always `para_3`; an unnumbered one
        takes its count, with a suffix where the number is taken.  A number printed twice where the next is missing
        (34, 34, 36) is a misprint of this language: the wId has the number that is due.
        """
        inside: dict[int, _Context] = {}
        unnumbered: list[tuple[int, str]] = []
        previous: dict[str, str] = {}
        numbers = [level_number(label) if higher else (cleaned(label), 0) for _, _, _, label, higher in labels]
        meant = _misprinted(
            [(i, x[1], int(n)) for i, (x, (n, _)) in enumerate(zip(labels, numbers, strict=True)) if _decimal(n)]
        )
        for at, (i, element, reference, label, higher) in enumerate(labels):
            n = context.count(element)
            number, value = numbers[at]
            if not number:
                unnumbered.append((i, f"{reference}_{n}"))
                continue
            named = letters().get(number, number) if higher and not number.isascii() else number
            counterpart = (
                (counted(value, higher) if value else "")
                or meant.get(at)
                or english(label, named, previous.get(element, ""), higher=higher)
            )
            previous[element] = counterpart
            changed = f"{reference}_{counterpart}" if counterpart != number else ""
            inside[i] = self._name((*path, i), context, f"{reference}_{number}", changed)
        for i, reference in unnumbered:
            inside[i] = self._name((*path, i), context, reference)
        return inside

    def _content(self, path: Path, owner: Path, content: Sequence[Content], context: _Context) -> None:
        """The content of a paragraph or point; `path` leads to the content, `owner` to the unit."""
        if len(content) == 1 and isinstance(content[0], Text):
            self._text((*path, 0), content[0], context)
            return
        for k, group in enumerate(groups(content)):
            if group.tail is not None and isinstance(group.tail[1], PointList):
                self._list(path, group.blocks, group.tail[0], group.tail[1], context)
                continue
            inside = context
            if group.blocks and k:
                at = (*path, group.blocks[0][0], "alinea")
                inside = self._counted(at, context, "alinea")
            elif group.blocks and group.tail is not None:
                inside = self._name((*owner, "intro"), context, "intro")
            self._blocks(path, group.blocks, inside)

    def _list(
        self, path: Path, blocks: Sequence[tuple[int, Content]], i: int, points: PointList, context: _Context
    ) -> None:
        at = (*path, i)
        inside = self._counted(at, context, "list")
        if blocks:
            self._blocks(path, blocks, self._name((*at, "intro"), inside, "intro"))
        element = "indent" if points.bullets else "point"
        for n, (point, below) in enumerate(self._points((*at, "points"), element, points.points, inside)):
            self._content((*at, "points", n, "content"), (*at, "points", n), point.content, below)
        self._lines((*at, "wrap_up"), REFERENCES["wrapUp"], points.wrap_up, inside)

    def _points(
        self, path: Path, element: str, points: Sequence[Point], context: _Context
    ) -> Iterator[tuple[Point, _Context]]:
        inside = self._siblings(path, [(i, element, element, p.num, "") for i, p in enumerate(points)], context)
        return ((point, inside[i]) for i, point in enumerate(points))

    def _blocks(self, path: Path, blocks: Sequence[tuple[int, Content]], context: _Context) -> None:
        for i, block in blocks:
            if isinstance(block, Text):
                self._text((*path, i), block, context)
            elif isinstance(block, Table):
                self._table((*path, i), block, context)
            elif isinstance(block, PointList):
                for n, text in enumerate(block.wrap_up):
                    self._text((*path, i, "wrap_up", n), text, context)

    def _flow(self, path: Path, content: Sequence[Content], context: _Context) -> None:
        """Content of a container, where lists are blockLists (R-021)."""
        for i, item in enumerate(content):
            following = content[i + 1] if i + 1 < len(content) else None
            if isinstance(item, PointList) and item.points:
                self._block_list(path, i, content[i - 1] if i else None, item, context)
            elif not (isinstance(item, Text) and isinstance(following, PointList) and following.points):
                # a text before a list is its introduction and is named there
                self._blocks(path, ((i, item),), context)

    def _block_list(self, path: Path, i: int, before: Content | None, points: PointList, context: _Context) -> None:
        at = (*path, i)
        inside = self._counted(at, context, "list")
        if isinstance(before, Text):
            below = self._name((*at, "intro"), inside, REFERENCES["listIntroduction"])
            self._text((*path, i - 1), before, below)
        for n, (point, below) in enumerate(self._points((*at, "points"), "item", points.points, inside)):
            self._flow((*at, "points", n, "content"), point.content, below)
        self._lines((*at, "wrap_up"), REFERENCES["listWrapUp"], points.wrap_up, inside)

    def _table(self, path: Path, table: Table, context: _Context) -> None:
        inside = self._counted(path, context, "table")
        self._text((*path, "caption"), table.caption, inside)
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row):
                self._blocks((*path, "rows", r, c), tuple(enumerate(cell.content)), inside)

    def _text(self, path: Path, text: Text, context: _Context) -> None:
        if not text.marks or not self._texts:
            return
        outer: list[tuple[int, _Context]] = []  # the references that are open, with their ends
        last = len(text.marks) - 1
        for j, m in enumerate(text.marks):
            if m.kind is Kind.NOTE:
                self._call((*path, j), m.get("key"))
            elif m.kind in REFERRING:
                while outer and outer[-1][0] <= m.start:
                    outer.pop()
                within = outer[-1][1] if outer else context
                pair = self._pair((*path, j), within, f"{m.kind.value}_{within.count(m.kind)}")
                if j < last and text.marks[j + 1].start < m.end:
                    outer.append((m.end, _Context(*pair)))

    def _call(self, path: Path, key: str) -> None:
        i = self._notes.get(key)
        if i is None:
            return
        at = ("notes", i)
        if at in self.found or self._depth == DEEPEST:
            self._counted(path, self._scope, "noteRef")
            return
        inside = self._counted(at, self._scope, "authorialNote")
        self.found[path] = self.found[at]
        self._depth += 1
        self._blocks((*at, "content"), tuple(enumerate(self._document.notes[i].content)), inside)
        self._depth -= 1


def _decimal(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 5


def _misprinted(numbers: Sequence[tuple[int, str, int]]) -> dict[int, str]:
    """The numbers that are due where siblings repeat that of the one before: (index, element, number) in order.

    >>> _misprinted([(0, "paragraph", 34), (1, "paragraph", 34), (2, "paragraph", 36)])
    {1: '35'}
    """
    return {
        at: str(number + 1)
        for (_, before, last), (at, element, number), (_, after, next_) in zip(
            numbers, numbers[1:], numbers[2:], strict=False
        )
        if before == element == after and last == number == next_ - 2
    }
