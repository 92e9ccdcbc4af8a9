"""One pass over a document, so that no rule has to search it again.

`Index` holds every element as a `Node` in document order, the nodes by name, the first bearer of every `eId`, the
entries of `references`, and the document elements with what their metadata say.  Everything is tolerant: the file may
break any rule, the schema included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from msgspec import Struct

from akn.xml import names

if TYPE_CHECKING:
    from lxml.etree import _Element

T = TypeVar("T")

AKN, XML = f"{{{names.AKN}}}", f"{{{names.XML}}}"


DOCUMENTS = frozenset(
    {
        *("act", "amendment", "amendmentList", "bill", "debate", "debateReport", "doc", "documentCollection"),
        *("judgment", "officialGazette", "portion", "statement"),
    }
)
"""The elements that are documents of their own, with their own `meta`."""

SPACE = " \t\r\n"
"""The white space of XML."""


class Node(Struct, eq=False):
    """An element: its local name (`{namespace}name` outside AKN), its attributes, its text, its place in the tree."""

    name: str
    element: _Element
    attributes: dict[str, str]
    text: str
    tail: str
    parent: Node | None
    nodes: list[Node]  # all of the document
    order: int  # its own place among them
    last: int  # that of its last descendant
    children: Sequence[Node] = ()
    step: str = ""  # the last step of its path, once it is asked for
    way: str = ""  # the path, likewise

    def get(self, attribute: str) -> str:
        """The value of an attribute, empty if it is absent."""
        return self.attributes.get(attribute, "")

    def tokens(self, attribute: str) -> list[str]:
        """The values of a list attribute (`refersTo`)."""
        return self.attributes.get(attribute, "").split()

    def refers_to(self, token: str) -> bool:
        """True if `refersTo` holds the token."""
        return "refersTo" in self.attributes and token in self.attributes["refersTo"].split()

    def child(self, name: str) -> Node | None:
        """The first child of a name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def named(self, *names: str) -> list[Node]:
        """The children of some names, in order."""
        return [c for c in self.children if c.name in names]

    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent, and so on to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def inside(self, *names: str) -> bool:
        """True if an ancestor has one of the names."""
        node = self.parent
        while node is not None:
            if node.name in names:
                return True
            node = node.parent
        return False

    def descendants(self) -> list[Node]:
        """All elements below, in document order."""
        return self.nodes[self.order + 1 : self.last + 1]

    @property
    def acts(self) -> bool:
        """True if it refers to an action."""
        return any(token.startswith("#action_") for token in self.tokens("refersTo"))

    @property
    def holds_text(self) -> bool:
        """True if text stands directly in it, between its children."""
        return bool(stripped(self.text)) or any(stripped(child.tail) for child in self.children)

    def words(self, *, notes: bool = False) -> str:
        """The text of the element; that of footnotes only on demand."""
        if not self.children:
            return self.text
        parts = [self.text]
        _gather(self, parts, notes)
        return "".join(parts)

    @property
    def line(self) -> int:
        """The line of the start tag, as far as the parser knows; 0 if it does not."""
        found: Any = self.element.sourceline
        return found if isinstance(found, int) else 0

    @property
    def path(self) -> str:
        """An XPath to the element, its names in the namespace of AKN; a position where a name occurs several times."""
        if not self.way:
            parent = self.parent
            if not self.step:
                _set_steps(parent.children if parent is not None else (self,))
            self.way = parent.path + self.step if parent is not None else self.step
        return self.way


def _set_steps(siblings: Sequence[Node]) -> None:
    """Set the steps of the children of a node: once, however many are asked for."""
    counts: dict[str, int] = {}
    for node in siblings:
        name = node.name if node.name[0] != "{" else "*:" + node.name.rpartition("}")[2]
        counts[node.name] = n = counts.get(node.name, 0) + 1
        node.step = f"/{name}[{n}]"
    for node in siblings:
        if counts[node.name] == 1:
            node.step = node.step.removesuffix("[1]")


def _gather(node: Node, parts: list[str], notes: bool) -> None:
    for child in node.children:
        if notes or child.name != "authorialNote":
            parts.append(child.text)
            if child.children:
                _gather(child, parts, notes)
        parts.append(child.tail)


class FrbrLevel(Struct):
    """One level of FRBR identification (work, expression or manifestation) of one document element."""

    node: Node | None

    def all(self, name: str) -> list[Node]:
        """The elements of a name on this level."""
        return self.node.named(name) if self.node else []

    def first(self, name: str) -> Node | None:
        """The first element of a name, None if there is none."""
        return self.node.child(name) if self.node else None

    def value(self, name: str, attribute: str = "value") -> str:
        """An attribute of the first element of a name, empty if there is none."""
        node = self.first(name)
        return node.get(attribute) if node is not None else ""

    @property
    def uri(self) -> str:
        """The value of `FRBRuri`."""
        return self.value("FRBRuri")

    @property
    def this(self) -> str:
        """The value of `FRBRthis`."""
        return self.value("FRBRthis")


class Doc:
    """A document element (statement, collection, annex) with its identification and the document that it belongs to."""

    def __init__(self, node: Node, host: Doc | None) -> None:
        self.node = node
        self.host = host
        self.meta = node.child("meta")
        identification = self.meta.child("identification") if self.meta else None
        levels = (identification.child(f"FRBR{n}") if identification else None for n in _LEVELS)
        self.work, self.expression, self.manifestation = (FrbrLevel(level) for level in levels)

    @property
    def name(self) -> str:
        """What kind of text it is: the `name` attribute."""
        return self.node.get("name")

    @cached_property
    def holder(self) -> Node | None:
        """The `attachment` or `component` that holds the document."""
        parent = self.node.parent
        return parent if parent is not None and parent.name in ("attachment", "component") else None

    @cached_property
    def is_annex(self) -> bool:
        """True for a document inside an `attachment`."""
        return self.node.inside("attachment")

    @property
    def whole(self) -> Doc:
        """The document that an annex belongs to, through all annexes around it; of any other, itself."""
        doc = self
        while doc.is_annex and doc.host is not None:
            doc = doc.host
        return doc

    @property
    def is_issued(self) -> bool:
        """True for a statement or a collection that is no annex: what carries a number and a symbol of its own."""
        return self.node.name in ("statement", "documentCollection") and not self.is_annex

    @property
    def is_resolution(self) -> bool:
        """True for a resolution or the draft of one."""
        return self.node.name == "statement" and self.name in ("resolution", "resolutionDraft")

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The segments of the work IRI: docType, subtype, actor, date, number; fewer if it has another shape."""
        pieces = self.work.uri.split("/")
        return tuple(pieces[3:]) if pieces[:3] == ["", "akn", "un"] else ()

    @cached_property
    def actor(self) -> str:
        """The actor segment of the work IRI, empty if there is none."""
        return self.parts[2] if len(self.parts) > 2 else ""

    @cached_property
    def language(self) -> str:
        """The language of the expression (ISO 639-2/T)."""
        return self.expression.value("FRBRlanguage", "language")


_LEVELS = ("Work", "Expression", "Manifestation")


class Index:
    """A document, read once: see the module."""

    def __init__(self, root: _Element) -> None:
        self.nodes: list[Node] = []
        self.by_name: dict[str, list[Node]] = {}
        self._read(root)
        self.root = self.nodes[0]
        self._made: dict[object, Any] = {}
        self._meta = bytearray(len(self.nodes))  # for each node, whether it is `meta` or in it
        for top in self.by_name.get("meta", ()):
            self._meta[top.order : top.last + 1] = b"\1" * (top.last + 1 - top.order)
        others: set[int] = set()  # elements of other namespaces in `meta`, and all in them, follow rules of others
        for node in self.nodes if any(name.startswith("{") for name in self.by_name) else ():
            if node.name.startswith("{") and self._meta[node.order] and node.order not in others:
                others.update(range(node.order, node.last + 1))
        for name, namesakes in self.by_name.items() if others else ():
            self.by_name[name] = [node for node in namesakes if node.order not in others]
        self._bearing = bearing = defaultdict[str, list[Node]](list)
        for node in self.nodes:
            for name in node.attributes if node.order not in others else ():
                bearing[name].append(node)
        self.ids = {node.attributes["eId"]: node for node in reversed(self.bearing("eId"))}

    def _read(self, root: _Element) -> None:
        known: dict[str, tuple[str, list[Node]]] = {}
        at: dict[_Element | None, Node] = {}
        nodes = self.nodes
        for element in root.iter():
            tag = element.tag
            entry = known.get(tag)
            if entry is None:
                name = tag.removeprefix(AKN)
                entry = known[tag] = (name, self.by_name.setdefault(name, []))
            name, namesakes = entry
            parent = at.get(element.getparent())
            items: Any = element.items()
            order = len(nodes)
            node = at[element] = Node(
                name, element, dict(items), element.text or "", element.tail or "", parent, nodes, order, order
            )
            if parent is not None:
                if parent.children:
                    parent.children.append(node)  # type: ignore[attr-defined]  # a list since the first one
                else:
                    parent.children = [node]
            nodes.append(node)
            namesakes.append(node)
        for node in reversed(nodes):
            if node.children:
                node.last = node.children[-1].last

    def close(self) -> None:
        """Let go of the nodes, which hold each other: memory that is free at once is used again at once."""
        for node in self.nodes:
            node.children = ()
        self.nodes.clear()

    def all(self, *names: str) -> list[Node]:
        """All elements of one name in document order; of several names, one name after the other."""
        if len(names) == 1:
            return self.by_name.get(names[0], [])
        return [node for name in names for node in self.by_name.get(name, ())]

    def bearing(self, attribute: str) -> Sequence[Node]:
        """The elements that have an attribute, in document order."""
        return self._bearing.get(attribute, ())

    def holding(self, *marks: str) -> Iterator[tuple[Node, str]]:
        """The runs of characters outside `meta` that hold one of some marks, each with the element it stands in."""
        nodes = {n for m in marks if m in self._characters for n in self.nodes if m in n.text or m in n.tail}
        for node in sorted(nodes, key=lambda n: n.order):
            for holder, text in ((node, node.text), (node.parent, node.tail)):
                if holder is not None and not self.in_meta(holder) and any(mark in text for mark in marks):
                    yield holder, text

    @cached_property
    def _characters(self) -> str:
        """All characters of the document in any order, to ask whether something occurs in it at all."""
        return "\n".join([*[node.text for node in self.nodes], *[node.tail for node in self.nodes]])

    def once(self, make: Callable[[Index], T]) -> T:
        """What a function makes of the document, made once: several rules of a family share it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def in_meta(self, node: Node) -> bool:
        """True for `meta` and all that is in it."""
        return bool(self._meta[node.order])

    @cached_property
    def documents(self) -> list[Doc]:
        """The document elements in document order, each with the one that it stands in."""
        found: dict[int, Doc] = {}
        for node in sorted(self.all(*DOCUMENTS), key=lambda n: n.order):
            if any(a.name in _EMBEDDING for a in node.ancestors()):
                continue
            host = next((found[a.order] for a in node.ancestors() if a.order in found), None)
            found[node.order] = Doc(node, host)
        return list(found.values())

    def each(self, level: Literal["work", "expression", "manifestation"], name: str) -> Iterator[tuple[Doc, Node]]:
        """The documents that have an element of a name on a level of their identification, with the first such."""
        for doc in self.documents:
            if (node := getattr(doc, level).first(name)) is not None:
                yield doc, node

    def document_of(self, node: Node) -> Doc | None:
        """The document element that a node belongs to."""
        found, at = self._document_at, node  # a loop, as this is asked of thousands of nodes
        while at.order not in found and at.parent is not None:
            at = at.parent
        return found.get(at.order)

    @cached_property
    def _document_at(self) -> dict[int, Doc]:
        return {doc.node.order: doc for doc in self.documents}

    @cached_property
    def terms(self) -> list[Node]:
        """The entries of `references` that `refersTo` may point to (TLC...), in document order."""
        found = [node for name, nodes in self.by_name.items() if name.startswith("TLC") for node in nodes]
        return sorted(found, key=lambda n: n.order)

    @cached_property
    def _terms_by_eid(self) -> dict[str, Node]:
        return {node.get("eId"): node for node in reversed(self.terms)}

    def term(self, reference: str, kind: str = "") -> Node | None:
        """The TLC entry that a `#reference` names; None if it is none, of another kind, or does not start with `#`."""
        found = self._terms_by_eid.get(reference[1:]) if reference.startswith("#") else None
        return found if found is not None and kind in ("", found.name) else None


_EMBEDDING = ("embeddedStructure", "quotedStructure")


def stripped(text: str) -> str:
    """Without XML white space at the ends."""
    return text.strip(SPACE)


def one_line(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return " ".join(text.split())
