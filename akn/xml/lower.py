"""Document → elements, following the AKN4UN profile (sections 1 and 2): what is written, with its identifiers, once.

Every document gives valid XML, also one that no parser would make: what AKN has no place for takes the nearest place
that keeps its words and their order.  Nothing is corrected.  `akn.emit` writes the elements, `akn.xml.eids` reads how
they are named and what stands around each text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

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
from akn.patterns import lazy_pattern
from akn.text import ANCHORS, Kind, Mark, Text
from akn.vocabulary.numerals import cleaned
from akn.xml.elements import Child, Element, Path
from akn.xml.names import AKN, DIVISIONS, ENACTING, PREAMBULAR, PRINTED, REFERENCES, STATEMENTS
from akn.xml.naming import Ids, Label, Namer, Scope
from akn.xml.nest import Op, groups, ids_in, is_cross_heading, looks_like_bullets, needs_paragraph, sweep
from akn.xml.values import OBJECT, element_of

REFERRING = frozenset({Kind.REF, Kind.RREF, Kind.MREF})
"""The marks of running text that have identifiers, beside the calls of notes."""
DEEPEST = 32
"""So many notes stand in each other at most; a further one is only referred to, as XML must not nest without end."""

_SIMPLE = lazy_pattern(r"[\w.:-]+")

Blocks = Sequence[tuple[int, Content]]
"""Contents with their indices in what they are the content of."""
Meta = Callable[[Path, str], Element]
"""What makes the `meta` of the document, part or annex at a path, given its eId."""


Marks = Literal["all", "named", "none", "units", "noted"]
"""Which marks become elements: all, those that have identifiers, or none, so that there are no notes either.  For the
eIds of `units` alone there are no words and no wIds, and with those of notes (`noted`) their calls."""


class Lowered(Struct, frozen=True):
    """The root element of a document, and the eIds of the notes and parts that have a place in it, by their paths."""

    root: Element
    places: dict[Path, str]


def lower(document: Document, meta: Meta | None = None, *, marks: Marks = "all") -> Lowered:
    """A document as elements, with a `meta` where something makes it.

    >>> from akn.document import Operative
    >>> root = lower(Document(body=(Operative("1.", (Text("Decides;"),)),))).root
    >>> body = root.children[0].children[0]
    >>> body.name, body.children[0].eid, body.children[0].path
    ('mainBody', 'para_1', ('body', 0))
    """
    lowering = _Lowering(document, meta, marks)
    return Lowered(lowering.root(), lowering.places)


class _Lowering:
    """Makes the elements of one document.

    A method is given what it makes elements of, the path of that and the scope in which that is named, and asks for
    names in the order of the document.
    """

    def __init__(self, document: Document, meta: Meta | None, marks: Marks) -> None:
        self._document, self._meta, self._marks = document, meta, marks
        used = {term.eid for term in document.terms}
        for raw in document.meta:
            used.update(ids_in(raw))
        self._bare = marks in ("units", "noted")
        self._namer = Namer(dict.fromkeys(used, 1), with_wids=not self._bare)
        self._notes = {note.key: i for i, note in reversed(list(enumerate(document.notes)))}
        self._scope = Scope()  # the document element, through which notes are counted
        self._depth = 0  # of notes in notes
        self.places: dict[Path, str] = {}  # the eIds of notes and parts, which others refer to
        self._referring: list[tuple[Element, Path]] = []  # to a note or a part

    def root(self) -> Element:
        """The `akomaNtoso` element."""
        document, root = self._document, self._scope
        kind = document.metadata.kind
        if document.parts:
            names = "documentCollection", "publication" + kind[:1].upper() + kind[1:]
        else:
            names = _element_of(kind), kind
        made: list[Child] = [self._whole(*names, (), "", document, root)]
        if document.parts:
            made.append(self._components(root))
        for element, path in self._referring:
            element.attributes = (("href", f"#{self.places.get(path, '')}"), *element.attributes)
        return Element("akomaNtoso", (("xmlns", AKN),), made, broken=True)

    def _whole(
        self, element: str, name: str, path: Path, eid: str, whole: Document | Part | Annex, scope: Scope
    ) -> Element:
        """The document itself, a part of an issue, an annex."""
        made: list[Child] = [self._meta(path, eid)] if self._meta else []
        if isinstance(whole, Document):
            made += self._lines("coverPage", "coverPage", (*path, "cover"), whole.cover, scope)
        made += self._lines("preface", "preface", (*path, "preface"), whole.preface, scope)
        made += self._preamble((*path, "preamble"), whole.preamble, scope)
        if isinstance(whole, Document) and whole.parts:
            made.append(self._collection(whole, scope))
        else:
            made.append(self._body((*path, "body"), whole.body, scope))
        if not isinstance(whole, Annex):
            made += self._lines("conclusions", "conclusions", (*path, "conclusions"), whole.conclusions, scope)
        if whole.annexes:  # one attachment an annex, appendices inside of the annex they belong to (profile 1.5)
            annexes = [self._annex((*path, "annexes", i), annex, scope) for i, annex in enumerate(whole.annexes)]
            made.append(Element("attachments", (), annexes, broken=True))
        return Element(element, (("name", name), ("contains", "originalVersion")), made, broken=True)

    def _annex(self, at: Path, annex: Annex, scope: Scope) -> Child:
        ids = self._namer.counted(scope, "attachment")
        outer, self._scope = self._scope, Scope(*ids)
        whole = self._whole("doc", annex.name, at, ids[0], annex, self._scope)
        self._scope = outer
        return Element("attachment", (), [whole], at, *ids, broken=True)

    def _collection(self, document: Document, scope: Scope) -> Element:
        """The list of the resolutions of a multi-part issue (profile 1.5)."""
        ids = self._namer.name(scope, REFERENCES["collectionBody"])
        inside, made = Scope(*ids), Element("collectionBody", (), [], ("body",), *ids, broken=True)
        for i, part in enumerate(document.parts):
            number = part.metadata.number or f"{document.metadata.number} {part.letter}".strip()
            own = self._namer.counted(inside, "component")
            at: Path = ("parts", i)
            reference = self._namer.counted(Scope(*own), "documentRef")
            to = Element("documentRef", (("showAs", number),), [], (*at, "ref"), *reference)
            self._referring.append((to, at))
            made.children.append(Element("component", (), [to], (*at, "component"), *own))
        return made

    def _components(self, scope: Scope) -> Element:
        ids = self._namer.name(scope, REFERENCES["components"])
        made = Element("components", (), [], ("components",), *ids, broken=True)
        for i, part in enumerate(self._document.parts):
            at: Path = ("parts", i)
            reference = f"{REFERENCES['component']}_{cleaned(part.letter) or i + 1}"
            own = self._namer.name(scope, reference)
            self.places[at] = own[0]
            self._scope = Scope(*own)
            kind = part.metadata.kind
            whole = self._whole(_element_of(kind), kind, at, own[0], part, self._scope)
            made.children.append(Element("component", (), [whole], at, *own, broken=True))
        return made

    # the parts of a document

    def _lines(self, element: str, reference: str, path: Path, lines: Sequence[Text], scope: Scope) -> list[Child]:
        """Cover page, preface and conclusions: a `p` a line; nothing without lines."""
        if not lines:
            return []
        ids = self._namer.name(scope, reference)
        return [Element(element, (), self._blocks(path, tuple(enumerate(lines)), Scope(*ids)), path, *ids, broken=True)]

    def _preamble(self, path: Path, nodes: Sequence[Formula | Preambular], scope: Scope) -> list[Child]:
        """The preamble; it has no eId, because `preamble` is the id of a concept (R-078)."""
        made: list[Child] = []
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Formula):
                ids = self._namer.counted(scope, "formula")
                p = self._p((*at, "text"), node.text, Scope(*ids))
                made.append(Element("formula", (("name", ENACTING),), [p], at, *ids))
            else:
                ids = self._namer.counted(scope, "container")
                name, refers = _action_of(node)
                about = (("name", name), ("refersTo", refers)) if refers else (("name", name),)
                flow = self._flow((*at, "content"), node.content, Scope(*ids))
                made.append(Element("container", about, flow, at, *ids, broken=True))
        return [Element("preamble", (), made, broken=True)] if made else []

    def _body(self, path: Path, nodes: Sequence[BodyNode], scope: Scope) -> Element:
        ids = self._namer.name(scope, REFERENCES["mainBody"])
        made: list[Child] = []
        if path == ("parts", 0, "body") and self._document.body:
            # no parser gives a document a body beside its parts; if it has one, its words come first
            made += self._nodes(("body",), self._document.body, scope, in_division=False)
        made += self._nodes(path, nodes, scope, in_division=False)
        if not made:  # XSD: a body is never empty; an empty paragraph stands in it
            empty: list[Child] = [Element("content", (), [Element("p")])]
            made.append(Element("paragraph", (), empty, (*path, 0), *self._namer.counted(scope, "paragraph")))
        return Element("mainBody", (), made, path, *ids, broken=True)

    # the body

    def _nodes(self, path: Path, nodes: Sequence[BodyNode], scope: Scope, *, in_division: bool) -> list[Child]:
        named = self._namer.siblings(scope, _labels(nodes, in_division=in_division))
        made: list[Child] = []
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Operative):
                made.append(self._unit("paragraph", at, named[i], node.num, node.content))
            elif isinstance(node, Division):
                made.append(self._division(at, named[i], node))
            elif isinstance(node, Preambular):
                made.append(self._preambular(at, named[i], node, in_division=in_division))
            elif i in named:
                made.append(Element("paragraph", (), [Element("content", (), [node])], at, *named[i]))
            else:
                made.append(node)
        return made

    def _division(self, at: Path, ids: Ids, node: Division) -> Element:
        scope = Scope(*ids)
        kind = _kind_of(node)
        made = _numbered(node.num)
        heading = self._text((*at, "heading"), node.heading, scope)
        if node.heading:
            made.append(Element("heading", (), heading, (*at, "heading")))
        made += self._nodes((*at, "children"), node.children, scope, in_division=True)
        name = (("name", node.name or kind),) if kind == "hcontainer" else ()
        return Element(kind, name, made or [""], at, *ids, broken=bool(node.children))

    def _preambular(self, at: Path, ids: Ids, node: Preambular, *, in_division: bool) -> Element:
        """Preambular text in the body: a crossHeading where the XSD takes one (profile section 4, row 24)."""
        scope, path, content = Scope(*ids), (*at, "content"), node.content
        about = ("refersTo", f"#preamble {_action_of(node)[1]}".strip())
        if is_cross_heading(node, in_division=in_division) and isinstance(content[0], Text):
            inside = Element("", (), self._text((*path, 0), content[0], scope), (*path, 0))
            return Element("crossHeading", (about,), [inside], at, *ids)
        flow = Element("content", (), self._flow(path, content, scope), broken=True)
        return Element("hcontainer", (("name", PREAMBULAR), about), [flow], at, *ids, broken=True)

    def _point(self, element: str, at: Path, ids: Ids, point: Point) -> Element:
        """A point, which begins with the line above it."""
        made = self._unit(element, at, ids, point.num, point.content)
        made.children[:0] = self._headed(at, ids, point)
        return made

    def _headed(self, at: Path, ids: Ids, point: Point) -> list[Child]:
        """The line above a point, if it has one."""
        if not point.heading:
            return []
        path = (*at, "heading")
        return [Element("subheading", (), self._text(path, point.heading, Scope(*ids)), path)]

    def _unit(self, element: str, at: Path, ids: Ids, num: str, content: Sequence[Content]) -> Element:
        """A paragraph or a point: its number, and its content as `akn.xml.nest` groups it."""
        scope, path, made = Scope(*ids), (*at, "content"), _numbered(num)
        if len(content) == 1 and isinstance(content[0], Text):  # most units
            if self._marks == "units":
                return Element(element, (), [], at, *ids)
            made.append(Element("content", (), [self._p((*path, 0), content[0], scope)]))
            return Element(element, (), made, at, *ids, broken=True)
        for k, group in enumerate(groups(content)):
            blocks, tail = group.blocks, group.tail
            if tail and isinstance(tail[1], PointList):
                made.append(self._list(path, blocks, tail[0], tail[1], scope))
                continue
            if blocks and k:
                own = self._namer.counted(scope, "alinea")
                inside = self._holder("content", path, blocks, Scope(*own))
                made.append(Element("alinea", (), [inside], (*path, blocks[0][0], "alinea"), *own, broken=True))
            elif not tail:
                made.append(self._holder("content", path, blocks, scope))
            elif blocks:
                own = self._namer.name(scope, "intro")
                made.append(self._holder("intro", path, blocks, Scope(*own), (*at, "intro"), own))
            if tail and isinstance(tail[1], Raw):
                made.append(tail[1])
        return Element(element, (), made, at, *ids, broken=True)

    def _list(self, path: Path, blocks: Blocks, i: int, points: PointList, scope: Scope) -> Element:
        at = (*path, i)
        ids = self._namer.counted(scope, "list")
        inside = Scope(*ids)
        made: list[Child] = []
        if blocks:
            own = self._namer.name(inside, "intro")
            made.append(self._holder("intro", path, blocks, Scope(*own), (*at, "intro"), own))
        element = "indent" if points.bullets else "point"
        named = self._points(element, points, inside)
        for n, point in enumerate(points.points):
            made.append(self._point(element, (*at, "points", n), named[n], point))
        if points.wrap_up:
            own, last = self._namer.name(inside, REFERENCES["wrapUp"]), (*at, "wrap_up")
            made.append(self._holder("wrapUp", last, tuple(enumerate(points.wrap_up)), Scope(*own), last, own))
        return Element("list", (), made, at, *ids, broken=True)

    def _points(self, element: str, points: PointList, scope: Scope) -> dict[int, Ids]:
        return self._namer.siblings(scope, [(i, element, element, p.num, "") for i, p in enumerate(points.points)])

    # blocks

    def _holder(
        self, element: str, path: Path, blocks: Blocks, scope: Scope, at: Path = (), ids: Ids = ("", "")
    ) -> Element:
        """An element that holds blocks; a single text stays on its line."""
        alone = len(blocks) == 1 and isinstance(blocks[0][1], Text)
        return Element(element, (), self._blocks(path, blocks, scope), at, *ids, broken=not alone)

    def _p(self, path: Path, text: Text, scope: Scope) -> Element:
        return Element("p", (), self._text(path, text, scope), path)

    def _blocks(self, path: Path, blocks: Blocks, scope: Scope) -> list[Child]:
        """Texts, tables and kept elements; at least one `p`, so that nothing is without content (R-013)."""
        made: list[Child] = []
        for i, block in blocks:
            if isinstance(block, Text):
                made.append(self._p((*path, i), block, scope))
            elif isinstance(block, Table):
                made.append(self._table((*path, i), block, scope))
            elif isinstance(block, Raw):
                made.append(block)
            else:
                made += [self._p((*path, i, "wrap_up", n), text, scope) for n, text in enumerate(block.wrap_up)]
        return made or [Element("p")]

    def _flow(self, path: Path, content: Sequence[Content], scope: Scope) -> list[Child]:
        """The content of a container, in which lists are blockLists (R-021)."""
        made: list[Child] = []
        waiting: list[tuple[int, Content]] = []
        for i, item in enumerate(content):
            if not isinstance(item, PointList) or not item.points:
                waiting.append((i, item))
                continue
            intro = waiting.pop()[1] if waiting and isinstance(waiting[-1][1], Text) else None
            if waiting:
                made += self._blocks(path, waiting, scope)
                waiting = []
            made.append(self._block_list(path, i, intro if isinstance(intro, Text) else None, item, scope))
        return made + self._blocks(path, waiting, scope) if waiting or not made else made

    def _block_list(self, path: Path, i: int, intro: Text | None, points: PointList, scope: Scope) -> Element:
        at = (*path, i)
        ids = self._namer.counted(scope, "list")
        inside = Scope(*ids)
        made: list[Child] = []
        if intro is not None:
            own, before = self._namer.name(inside, REFERENCES["listIntroduction"]), (*path, i - 1)
            text = Element("", (), self._text(before, intro, Scope(*own)), before)
            made.append(Element("listIntroduction", (), [text], (*at, "intro"), *own))
        named = self._points("item", points, inside)
        for n, point in enumerate(points.points):
            own_at = (*at, "points", n)
            flow = self._flow((*own_at, "content"), point.content, Scope(*named[n]))
            head = self._headed(own_at, named[n], point) + _numbered(point.num)
            made.append(Element("item", (), head + flow, own_at, *named[n], broken=True))
        if points.wrap_up:  # XSD: one listWrapUp, inline only
            own, last = self._namer.name(inside, REFERENCES["listWrapUp"]), (*at, "wrap_up")
            lines: list[Child] = []
            for n, text_ in enumerate(points.wrap_up):
                lines += [Element("eol")] if n else []
                lines.append(Element("", (), self._text((*last, n), text_, Scope(*own)), (*last, n)))
            made.append(Element("listWrapUp", (), lines, last, *own))
        looks = "bullets" if points.bullets else "points"
        kind = (("class", looks),) if points.bullets != looks_like_bullets(points) else ()
        return Element("blockList", kind, made, at, *ids, broken=True)

    def _table(self, path: Path, table: Table, scope: Scope) -> Element:
        ids = self._namer.counted(scope, "table")
        inside = Scope(*ids)
        caption = self._text((*path, "caption"), table.caption, inside)
        rows: list[Child] = [
            Element("tr", (), [self._cell((*path, "rows", r, c), cell, inside) for c, cell in enumerate(row)])
            for r, row in enumerate(table.rows)
            if row
        ]
        if not rows:  # XSD: no table without a cell; its title is all there is
            return Element("p", (), caption, (*path, "caption"))
        head: list[Child] = [Element("caption", (), caption, (*path, "caption"))] if table.caption else []
        return Element("table", (), head + rows, path, *ids, broken=True)

    def _cell(self, path: Path, cell: Cell, scope: Scope) -> Child:
        spans = (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        attributes = tuple((name, str(size)) for name, size in spans if size > 1)
        return Element(
            "th" if cell.header else "td", attributes, self._blocks(path, tuple(enumerate(cell.content)), scope)
        )

    # running text

    def _text(self, path: Path, text: Text, scope: Scope) -> list[Child]:
        """The text as characters and inline elements."""
        content, marks = text.content, text.marks
        if self._bare:
            return self._calls(path, marks) if marks and self._marks == "noted" else []
        if not marks or self._marks == "none":
            return [content]
        named, flat = self._named(path, text, scope)
        if self._marks != "all":
            return [content, *named.values()]
        if not flat:
            return self._nested(text, named)
        made: list[Child] = []
        at = 0
        for j, m in enumerate(marks):
            if m.start > at:
                made.append(content[at : m.start])
            if m.kind in ANCHORS:
                at = m.start
                made += self._anchor(m, named.get(j))
            else:
                at = m.end
                element = named.get(j) or Element(*element_of(m.kind, m.attributes))
                element.children.append(content[m.start : at])
                made.append(element)
        if at < len(content):
            made.append(content[at:])
        return made or [""]

    def _calls(self, path: Path, marks: Sequence[Mark]) -> list[Child]:
        """The calls of notes in a text."""
        calls = [(j, m) for j, m in enumerate(marks) if m.kind is Kind.NOTE]
        return [self._call((*path, j), i, m) for j, m in calls if (i := self._notes.get(m.get("key"))) is not None]

    def _named(self, path: Path, text: Text, scope: Scope) -> tuple[dict[int, Element], bool]:
        """The elements of references and calls of notes, which have identifiers, by the index of the mark; and whether
        all marks stand one after the other.
        """
        named: dict[int, Element] = {}
        outer: list[tuple[int, Scope]] = []  # the references that others stand in, with their ends
        flat, at, marks = True, 0, text.marks
        for j, m in enumerate(marks):
            flat = flat and m.start >= at and m.kind is not Kind.FOREIGN
            at = m.end
            if m.kind is Kind.NOTE:
                if (i := self._notes.get(m.get("key"))) is not None:
                    named[j] = self._call((*path, j), i, m)
            elif m.kind in REFERRING:
                while outer and outer[-1][0] <= m.start:
                    outer.pop()
                within = outer[-1][1] if outer else scope
                ids = self._namer.name(within, f"{m.kind.value}_{within.count(m.kind)}")
                named[j] = Element(*element_of(m.kind, m.attributes), [], (*path, j), *ids)
                if j + 1 < len(marks) and marks[j + 1].start < m.end:
                    outer.append((m.end, Scope(*ids)))
        return named, flat

    def _nested(self, text: Text, named: dict[int, Element]) -> list[Child]:
        """The same for marks that nest or cross: it follows the steps of `sweep`, which costs more."""
        content, marks = text.content, text.marks
        made: list[Child] = []
        within = [made]
        open_: set[int] = set()
        kept_whole = False
        for op, first, second in sweep(text):
            m = marks[first] if op is not Op.CHARACTERS else None
            if m is None:
                if not kept_whole:
                    within[-1].append(content[first:second])
            elif op is Op.OPEN:
                if m.kind is Kind.FOREIGN and content[m.start : m.end] == OBJECT and m.get("xml"):
                    within[-1].append(Raw(m.get("xml")))
                    kept_whole = True
                    continue
                again = Element(*element_of(m.kind, m.attributes))
                element = named.get(first, again) if second else again
                within[-1].append(element)
                within.append(element.children)
                open_.add(first)
            elif op is Op.CLOSE:
                if first in open_:
                    within.pop().append("")  # start and end, whatever it holds
                kept_whole = False
            else:
                within[-1] += self._anchor(m, named.get(first))
        return made or [""]

    def _anchor(self, anchor: Mark, call: Element | None) -> list[Child]:
        """A line break, a note or a reference to one; of a call without a note what is printed."""
        if anchor.kind is Kind.BREAK:
            return [_break(anchor)]
        if call is not None:
            return [call]
        printed = anchor.get("marker") or anchor.get("key")
        return [Element("sup", (), [printed])] if printed else []

    def _call(self, path: Path, i: int, call: Mark) -> Element:
        """A note at its first call, a reference to it at the others (profile 1.6)."""
        note, at = self._document.notes[i], ("notes", i)
        if at in self.places or self._depth == DEEPEST:
            ids = self._namer.counted(self._scope, "noteRef")
            made = Element("noteRef", _printed(call.get("marker") or note.marker), [], path, *ids)
            self._referring.append((made, at))
            return made
        ids = self._namer.counted(self._scope, "authorialNote")
        self.places[at] = ids[0]
        self._depth += 1
        content = self._note(("notes", i, "content"), note, Scope(*ids))
        self._depth -= 1
        return Element("", (), [Element("authorialNote", _printed(note.marker), content, at, *ids)], path, ids[0])

    def _note(self, path: Path, note: Note, scope: Scope) -> list[Child]:
        blocks = self._blocks(path, tuple(enumerate(note.content)), scope)
        if note.content and not any(isinstance(item, Text) for item in note.content):
            return [Element("p"), *blocks]  # a note of a table alone has a p too
        return blocks


def _numbered(num: str) -> list[Child]:
    """The number that a unit begins with, if it has one."""
    return [Element("num", (), [num])] if num else []


def _printed(marker: str) -> tuple[tuple[str, str], ...]:
    return ("marker", marker), ("placement", "bottom")


def _break(anchor: Mark) -> Element:
    """A line break; the end of a printed page or line, which `akn.source_map.with_breaks` knows (profile 1.4)."""
    at = anchor.get("breakAt")
    inside = (("breakAt", at),) if at else ()
    if anchor.get("of") == "page":
        return Element("eop", inside)
    return Element("eol", (("class", PRINTED), *inside) if anchor.get("of") else ())


def _labels(nodes: Sequence[BodyNode], *, in_division: bool) -> list[Label]:
    """What names the nodes of a body; a kept element that stands there by itself has its own name."""
    found: list[Label] = []
    for i, node in enumerate(nodes):
        if isinstance(node, Operative):
            found.append((i, "paragraph", REFERENCES["paragraph"], node.num, ""))
        elif isinstance(node, Division):
            kind = _kind_of(node)
            name = REFERENCES.get(kind, kind)
            if kind == "hcontainer":  # by its name, without characters that an id must not hold
                name = "".join(_SIMPLE.findall(node.name)) or "hcontainer"
            found.append((i, kind, name, node.num, kind))
        elif isinstance(node, Preambular):
            name = "crossHeading" if is_cross_heading(node, in_division=in_division) else PREAMBULAR
            found.append((i, name, name, "", ""))
        elif needs_paragraph(node, in_division=in_division):
            found.append((i, "paragraph", REFERENCES["paragraph"], "", ""))
    return found


def _kind_of(node: Division) -> str:
    return node.kind if node.kind in DIVISIONS else "division"


def _element_of(kind: str) -> str:
    return "statement" if kind in STATEMENTS else "doc"


def _action_of(node: Preambular) -> tuple[str, str]:
    """The words of the first action of a preambular paragraph and what it refers to (profile 2.1, R-101)."""
    first = node.content[0] if node.content else None
    if isinstance(first, Text):
        for m in first.marks:
            if m.kind is Kind.ACTION:
                words = " ".join(first.content[m.start : m.end].split())
                if words:
                    return words, m.get("refersTo")
    return PREAMBULAR, ""
