"""One pass over a document, so that no rule has to search it again.

`Index` holds every element as a `Node` in document order, and mappings that rules read: the nodes by name and by
attribute, the first bearer of every `eId`, the entries of `references`, what identifies the documents.  What is absent
is an empty list or an empty string: the file may break any rule, the schema included.

    for node in index.named["docTitle"]:
        if not node.in_meta and node.attributes["refersTo"]:
            ...
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from akn.xml import names
from akn.xml.names import HIERARCHY

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


class Attributes(dict[str, str]):
    """The attributes of an element: one that is absent reads as an empty string, and stays absent (`in`, `get`)."""

    def __missing__(self, name: str) -> str:
        return ""


class Node(Struct, eq=False):
    """An element: its local name (`{namespace}name` outside AKN), its attributes, its text, its place in the tree."""

    name: str
    element: _Element
    attributes: Attributes
    text: str
    tail: str
    parent: Node | None
    nodes: list[Node]  # all of the document
    order: int  # its own place among them
    last: int  # that of its last descendant
    in_meta: bool  # whether it is `meta`, or in it
    children: Sequence[Node] = ()
    doc: Doc | None = None  # the document element that it is, or belongs to
    step: str = ""  # the last step of its path, once it is asked for
    way: str = ""  # the path, likewise

    def refers_to(self, token: str) -> bool:
        """True if `refersTo` holds the token."""
        return token in self.attributes["refersTo"].split()

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

    def below(self, *names: str) -> list[Node]:
        """The elements of some names below, in document order."""
        return [node for node in self.descendants() if node.name in names]

    @property
    def acts(self) -> bool:
        """True if it refers to an action."""
        return any(token.startswith("#action_") for token in self.attributes["refersTo"].split())

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


class Level(Struct):
    """One level of FRBR identification (work, expression or manifestation) of one document element."""

    node: Node | None
    named: Mapping[str, list[Node]]
    """Its elements by their names."""
    first: dict[str, Node]
    """The first of each name."""
    uri: str = ""
    """The value of `FRBRuri`."""
    this: str = ""
    """The value of `FRBRthis`."""

    def value(self, name: str, attribute: str = "value") -> str:
        """An attribute of the first element of a name, empty if there is none."""
        node = self.first.get(name)
        return node.attributes[attribute] if node is not None else ""


class Doc:
    """A document element (statement, collection, annex) with its identification and the document that it belongs to."""

    name: str
    """What kind of text it is: the `name` attribute."""

    is_annex: bool
    """True for a document inside an `attachment`."""

    is_issued: bool
    """True for a statement or a collection that is no annex: what carries a number and a symbol of its own."""

    is_resolution: bool
    """True for a resolution or the draft of one."""

    is_draft: bool
    """True for what is proposed and not adopted: a draft, an amendment, an issue of several drafts."""

    holder: Node | None
    """The `attachment` or `component` that holds the document."""

    parts: tuple[str, ...]
    """The segments of the work IRI: docType, subtype, actor, date, number; fewer if it has another shape."""

    actor: str
    """The actor segment of the work IRI, empty if there is none."""

    language: str
    """The language of the expression (ISO 639-2/T)."""

    aliases: list[str]
    """Its symbols by its metadata, in full, and as a misprint has them."""

    cover: Node | None
    preface: Node | None

    symbols: list[Node]
    """The symbols that its cover page marks as such."""

    numbers: list[Node]
    """The numbers that its preface marks, symbols set aside."""

    def __init__(self, node: Node, host: Doc | None) -> None:
        self.node = node
        self.host = host
        self.name = node.attributes["name"]
        self.is_annex = node.inside("attachment")
        self.is_issued = node.name in ("statement", "documentCollection") and not self.is_annex
        self.is_resolution = node.name == "statement" and self.name in ("resolution", "resolutionDraft")
        bare = self.name.removeprefix("publication") if node.name == "documentCollection" else self.name
        self.is_draft = bare[:1].lower() + bare[1:] in names.DRAFTS
        parent = node.parent
        self.holder = parent if parent is not None and parent.name in ("attachment", "component") else None
        self.meta = node.child("meta")
        identification = self.meta.child("identification") if self.meta else None
        self.work = _level(identification, "FRBRWork")
        self.expression = _level(identification, "FRBRExpression")
        self.manifestation = _level(identification, "FRBRManifestation")
        pieces = self.work.uri.split("/")
        self.parts = tuple(pieces[3:]) if pieces[:3] == ["", "akn", "un"] else ()
        self.actor = self.parts[2] if len(self.parts) > 2 else ""
        self.language = self.expression.value("FRBRlanguage", "language")
        aliases = [alias.attributes for alias in self.work.named["FRBRalias"]]
        self.aliases = [alias["value"] for alias in aliases if alias["name"] in (names.SYMBOL, names.PRINTED)]
        self.cover, self.preface = node.child("coverPage"), node.child("preface")
        on_cover = self.cover.below("docNumber") if self.cover is not None else []
        in_preface = self.preface.below("docNumber") if self.preface is not None else []
        self.symbols = [n for n in on_cover if n.refers_to("#symbol")]
        self.numbers = [n for n in in_preface if not n.refers_to("#symbol")]

    @property
    def whole(self) -> Doc:
        """The document that an annex belongs to, through all annexes around it; of any other, itself."""
        doc = self
        while doc.is_annex and doc.host is not None:
            doc = doc.host
        return doc


def _level(identification: Node | None, name: str) -> Level:
    level = Level(identification.child(name) if identification else None, defaultdict(list), {})
    for node in level.node.children if level.node else ():
        level.named[node.name].append(node)
        level.first.setdefault(node.name, node)
    level.uri, level.this = level.value("FRBRuri"), level.value("FRBRthis")
    return level


Identified = Mapping[str, list[tuple[Doc, Node]]]
"""By the name of an element: the documents a level of whose identification has such, each with the first."""


def _nodes(root: _Element) -> list[Node]:
    """All elements of a tree as nodes, in document order."""
    known: dict[str, str] = {}
    at: dict[_Element | None, Node] = {}
    nodes: list[Node] = []
    for element in root.iter():
        tag = element.tag
        name = known.get(tag) or known.setdefault(tag, tag.removeprefix(AKN))
        parent = at.get(element.getparent())
        items: Any = element.items()
        text, tail, order = element.text or "", element.tail or "", len(nodes)
        in_meta = name == "meta" or (parent is not None and parent.in_meta)
        node = at[element] = Node(name, element, Attributes(items), text, tail, parent, nodes, order, order, in_meta)
        nodes.append(node)
        if parent is not None:
            if parent.children:
                parent.children.append(node)  # type: ignore[attr-defined]  # a list since the first one
            else:
                parent.children = [node]
    for node in reversed(nodes):
        if node.children:
            node.last = node.children[-1].last
    return nodes


class Index:
    """A document, read once: see the module."""

    nodes: list[Node]
    """All elements, in document order."""

    names: tuple[str, ...]
    """The names that elements have, each once."""

    named: Mapping[str, list[Node]]
    """The elements of a name, in document order; without those that others put into `meta`."""

    bearing: Mapping[str, list[Node]]
    """The elements that have an attribute, likewise."""

    ids: dict[str, Node]
    """The first element of each `eId`."""

    of_others: list[Node]
    """The elements that others put into `meta` (of another namespace, and all in them), in document order: they follow
    rules of others."""

    terms: list[Node]
    """The entries of `references` that `refersTo` may point to (TLC...), in document order."""

    entries: dict[str, Node]
    """The entries of `references` by what names them: `#` and the `eId`; of several the first."""

    documents: list[Doc]
    """The document elements in document order, each with the one that it stands in."""

    work: Identified
    expression: Identified
    manifestation: Identified

    def __init__(self, root: _Element) -> None:
        self.nodes = _nodes(root)
        self.root = self.nodes[0]
        self.of_others, self.terms, self.documents = [], [], []
        self.named, self.bearing = defaultdict(list), defaultdict(list)
        self.work, self.expression, self.manifestation = defaultdict(list), defaultdict(list), defaultdict(list)
        self._made: dict[object, Any] = {}
        self._enter()
        self.names = tuple(dict.fromkeys([node.name for node in self.nodes]))
        self.ids = {node.attributes["eId"]: node for node in reversed(self.bearing["eId"])}
        self.entries = {"#" + node.attributes["eId"]: node for node in reversed(self.terms)}

    def _enter(self) -> None:
        """Enter each node where it belongs."""
        foreign: set[int] = set()
        named, bearing = self.named, self.bearing
        for node in self.nodes:
            name, parent = node.name, node.parent
            node.doc = parent.doc if parent is not None else None
            if node.in_meta and (name[0] == "{" or (parent is not None and parent.order in foreign)):
                foreign.add(node.order)
                self.of_others.append(node)
                continue
            named[name].append(node)
            for attribute in node.attributes:
                bearing[attribute].append(node)
            if name in DOCUMENTS and not node.inside(*_EMBEDDING):
                doc = node.doc = Doc(node, node.doc)
                self.documents.append(doc)
                levels = (
                    (self.work, doc.work),
                    (self.expression, doc.expression),
                    (self.manifestation, doc.manifestation),
                )
                for identified, level in levels:
                    for held, first in level.first.items():
                        identified[held].append((doc, first))
            elif name.startswith("TLC"):
                self.terms.append(node)

    def close(self) -> None:
        """Let go of the nodes, which hold each other: memory that is free at once is used again at once."""
        for node in self.nodes:
            node.children, node.doc = (), None
        self.nodes.clear()

    def all(self, *names: str) -> list[Node]:
        """All elements of some names, one name after the other; of one name `named` has them."""
        return list(chain.from_iterable(map(self.named.__getitem__, names)))

    def holding(self, mark: re.Pattern[str]) -> Iterator[tuple[Node, str]]:
        """The runs of characters outside `meta` in which a pattern is found, each with the element it stands in."""
        if not mark.search("\n".join([*[node.text for node in self.nodes], *[node.tail for node in self.nodes]])):
            return
        for node in self.nodes:
            for holder, text in ((node, node.text), (node.parent, node.tail)):
                if text and holder is not None and not holder.in_meta and mark.search(text):
                    yield holder, text

    def once(self, make: Callable[[Index], T]) -> T:
        """What a function makes of the document, made once: several rules of a family share it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def names_entry(self, reference: str, kind: str) -> bool:
        """True if a `#reference` names an entry of `references` that is of a kind (`TLCConcept`)."""
        return reference in self.entries and self.entries[reference].name == kind

    def unnamed(self, attribute: str, value: str, kind: str = "") -> str:
        """What is said of an attribute whose value names no entry (of a kind), or one without the # before its eId."""
        if not value:
            return f"the attribute {attribute} is empty"
        shown = value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1].rstrip()}…"
        term = self.entries.get(f"#{value}")
        if term is not None and kind in ("", term.name):
            return f"the attribute {attribute} is “{shown}”, without the # before the eId of an entry"
        if value.startswith("#"):
            return f"the attribute {attribute} is “{shown}”, but no {kind or 'TLC entry'} has this eId"
        return f"the attribute {attribute} is “{shown}”, which is not # and the eId of a {kind or 'TLC entry'}"


_SHOWN = 60  # characters of a value: published steps list sixty sponsors in one


_EMBEDDING = ("embeddedStructure", "quotedStructure")


def stripped(text: str) -> str:
    """Without XML white space at the ends."""
    return text.strip(SPACE)


def without_content(paragraph: Node) -> bool:
    """True if a paragraph has neither content nor anything of a level in it: no words but a number or a heading."""
    return not any(child.name == "content" or child.name in HIERARCHY for child in paragraph.children)


def how_many(found: Sized, word: str) -> str:
    """The number of things found, with their word: "no symbol", "1 symbol", "2 symbols"."""
    return f"{len(found) or 'no'} {word}{'s' * (len(found) > 1)}"


def one_line(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return " ".join(text.split())
