"""Inline XML as text with marks, the mirror of the running text of emit; and what all parts of a reading share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Note, Raw, Table
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text, even, mark
from akn.xml.names import AKN, ALLOWED, COMMON, HIERARCHY, PRINTED, REQUIRED, XML
from akn.xml.values import OBJECT, as_written, element_of

if TYPE_CHECKING:
    from lxml.etree import _Element


_KINDS = {k.value: k for k in Kind if k not in ANCHORS and k is not Kind.FOREIGN}

# what cannot stand in running text, so that an inline element around it is kept whole
_BLOCKS = HIERARCHY | {
    *("p", "block", "table", "ul", "ol", "blockList", "tblock", "toc", "content", "container", "blockContainer"),
    *("num", "heading", "subheading", "formula", "item", "li", "tr"),
}

INLINE = frozenset({*_KINDS, "authorialNote", "noteRef"})
"""What stands in running text and has a mark in the model."""

TARGETS = ("href", "from", "upTo")
"""The attributes of references that say where they lead."""

_REFERENCES = (Kind.REF, Kind.RREF)
_LANG = f"{{{XML}}}lang"
_MEANT = frozenset(("status", "period", "start", "end", "alternativeTo", "lang", "startEfficacy", "endEfficacy"))
"""Attributes that say something of the text, and nothing of its looks or its structure."""
_IDENTIFIERS = frozenset({"eId", "wId", "GUID", f"{{{XML}}}space"})


def read_text(element: _Element, context: Context) -> Text:
    """All that stands in an element as one text; white space evened out, none at the ends."""
    if len(element) == 0:
        return even(Text(element.text or ""))
    pieces: list[str] = []
    marks: list[Mark] = []
    _read(element, pieces, marks, 0, context)
    return even(Text("".join(pieces), tuple(marks)))


def raw_of(element: _Element) -> Raw:
    """An element as it stands, with the namespaces that it needs and no others."""
    from copy import deepcopy

    from lxml import etree

    own = deepcopy(element)
    own.tail = None
    etree.cleanup_namespaces(own)
    xml = etree.tostring(own, encoding="unicode")
    # one form for one element, wherever its namespace was declared: that of AKN stands first
    start, end, rest = xml.partition(">")
    declared = f' xmlns="{AKN}"'
    if declared in start:
        name, space, attributes = start.replace(declared, "", 1).partition(" ")
        closed = "/" if not space and name.endswith("/") else ""
        start = f"{name.removesuffix(closed)}{declared}{space}{attributes}{closed}"
    return Raw(start + end + rest)


def read_inline(element: _Element, context: Context) -> Text:
    """An inline element that stands among blocks, as a text of its own."""
    pieces: list[str] = []
    marks: list[Mark] = []
    _read_child(element, pieces, marks, 0, context)
    return even(Text("".join(pieces), tuple(marks)))


def attributes_of(element: _Element) -> tuple[tuple[str, str], ...]:
    """The attributes of an inline element, identifiers left out, in alphabetical order."""
    found = []
    items: Any = element.items()
    for name, value in items:
        if name not in _IDENTIFIERS:
            found.append(("xml:lang" if name == _LANG else name, value))
    if len(found) > 1:
        found.sort()
    return tuple(found)


def _read(element: _Element, pieces: list[str], marks: list[Mark], at: int, context: Context) -> int:
    """Add what stands in an element; the offset after it."""
    if element.text:
        pieces.append(element.text)
        at += len(element.text)
    for child in element:
        at = _read_child(child, pieces, marks, at, context)
        if child.tail:
            pieces.append(child.tail)
            at += len(child.tail)
    return at


def _read_child(child: _Element, pieces: list[str], marks: list[Mark], at: int, context: Context) -> int:
    name = name_of(child)
    kind = _KINDS.get(name)
    if kind is None:
        return _read_without_kind(child, name, pieces, marks, at, context)
    attributes = attributes_of(child)
    if kind in LOOKS and attributes:
        return _read_foreign(child, pieces, marks, at, context)
    place = len(marks)
    if len(child):
        end = _read(child, pieces, marks, at, context)
    else:
        words = child.text or ""
        pieces.append(words)
        end = at + len(words)
    if end > at:
        marks.append(Mark(at, end, *_meaning(kind, name, attributes, context)))
    elif len(marks) == place:
        context.say(Code.WORDLESS_MARK, child, element=name)
    return end


def _read_without_kind(
    child: _Element, name: str, pieces: list[str], marks: list[Mark], at: int, context: Context
) -> int:
    """What stands at a point of the text (calls of notes, ends of lines and pages), or an element of others."""
    wordless = not (len(child) or child.text)
    if name == "authorialNote":
        marks.append(mark(at, at, Kind.NOTE, key=open_note(child, context)))
    elif name == "noteRef" and wordless:
        return _read_recall(child, pieces, marks, at, context)
    elif name == "eop" or (name == "eol" and (child.get("class") == PRINTED or child.get("breakAt"))):
        context.breaks += 1
    elif name == "eol" and wordless and not attributes_of(child):
        marks.append(Mark(at, at, Kind.BREAK))
    else:
        return _read_foreign(child, pieces, marks, at, context)
    return at


def _meaning(
    kind: Kind, name: str, attributes: tuple[tuple[str, str], ...], context: Context
) -> tuple[Kind, tuple[tuple[str, str], ...]]:
    """The kind and the attributes of the mark that an element with words is."""
    if attributes and kind not in LOOKS:
        attributes = as_written(kind, _known(kind, attributes, context))
    if kind in REQUIRED and element_of(kind, attributes)[0] == "span":  # it lacks what makes it one
        return Kind.SPAN, (("class", name),)
    if kind in _REFERENCES:
        context.targets.update(value[1:] for name, value in attributes if name in TARGETS and value[:1] == "#")
    return kind, attributes


def _known(kind: Kind, attributes: tuple[tuple[str, str], ...], context: Context) -> tuple[tuple[str, str], ...]:
    """The attributes that the XSD gives the element; others are counted."""
    allowed = ALLOWED[kind]
    if len(attributes) == 1 and attributes[0][0] in allowed:
        return attributes
    unknown = [name for name, _ in attributes if name not in allowed and name not in COMMON and name[0] != "{"]
    if not unknown:
        return attributes
    context.left_out.update(unknown)
    return tuple((name, value) for name, value in attributes if name not in unknown)


def _read_foreign(child: _Element, pieces: list[str], marks: list[Mark], at: int, context: Context) -> int:
    """An element without a kind: a mark on its words, or an object if it has none or holds blocks."""
    if _holds_blocks(child) or _is_wordless(child):
        context.say(Code.ELEMENT_KEPT, child, element=name_of(child))
        pieces.append(OBJECT)
        marks.append(mark(at, at + 1, Kind.FOREIGN, tag=str(child.tag), xml=raw_of(child).xml))
        return at + 1
    if name_of(child) in _BLOCKS:
        # a heading in a p, and the like: the words stand in the line
        context.read_as(child, "plain words")
        return _read(child, pieces, marks, at, context)
    end = _read(child, pieces, marks, at, context)
    tag = (("tag", str(child.tag)),)
    attributes = tuple(a for a in attributes_of(child) if a[0] not in ("tag", "xml"))
    marks.append(Mark(at, end, Kind.FOREIGN, tuple(sorted(attributes + tag))))
    return end


def _is_wordless(element: _Element) -> bool:
    """Whether an element holds no character, or only the white space of a file that is laid out."""
    words = "".join(str(piece) for piece in element.itertext())
    return words != " " and not words.strip(" \t\r\n")


def _holds_blocks(element: _Element) -> bool:
    """Whether anything but running text and notes stands in an inline element."""
    return any(
        name != "authorialNote" and (name in _BLOCKS or _holds_blocks(child))
        for child in element
        if (name := name_of(child))
    )


def open_note(element: _Element, context: Context, marker: str = "") -> str:
    """The key of the note that an authorialNote holds; the note is read where it is called first.

    One that is called in another note is read after that: notes may call each other without end.
    """
    key = context.note_keys.get(element)
    if key is None:
        key = str(len(context.notes) + 1)
        context.note_keys[element] = key
        if eid := element.get("eId"):  # this one is called, where one in a kept element has the same eId
            context.note_by_eid[eid] = element
        context.notes.append(Note(key, element.get("marker") or marker))
        context.count_attributes(element, "marker", "placement", "class")
        context.waiting.append(element)
        if len(context.waiting) == 1:
            _read_waiting(context)
    return key


def _read_waiting(context: Context) -> None:
    """Read the notes that are called, and what they call in their turn."""
    for element in context.waiting:  # it grows
        i = int(context.note_keys[element]) - 1
        note = context.notes[i]
        context.notes[i] = Note(note.key, note.marker, context.note_blocks(element, context))
    context.nested = context.nested or len(context.waiting) > 1
    context.waiting.clear()


def _read_recall(child: _Element, pieces: list[str], marks: list[Mark], at: int, context: Context) -> int:
    """A further call of a note; one that leads nowhere leaves its marker as printed."""
    href = child.get("href") or ""
    target = context.note_by_eid.get(href.removeprefix("#"))
    marker = child.get("marker") or ""
    if target is not None:
        key = open_note(target, context, marker)
        own = marker if marker != context.notes[int(key) - 1].marker else ""
        marks.append(mark(at, at, Kind.NOTE, key=key, marker=own))
        return at
    context.say(Code.NOTE_UNKNOWN, child, href=href, marker=marker)
    pieces.append(marker)
    marks.append(Mark(at, at + len(marker), Kind.SUPERSCRIPT))
    return at + len(marker)


_PREFIX = f"{{{AKN}}}"
PARTS = frozenset({*("meta", "coverPage", "preface", "preamble", "conclusions", "attachments", "components")})
"""The parts of a document beside its body."""


def name_of(element: _Element) -> str:
    """The local name of an AKN element; the full `{namespace}name` of any other.

    Comments and processing instructions are gone since parsing.
    """
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.removeprefix(_PREFIX)


class Context:
    """The state of one reading."""

    def __init__(
        self, root: _Element, source: str, note_blocks: Callable[[_Element, Context], tuple[Text | Table | Raw, ...]]
    ) -> None:
        self.source = source
        self.note_blocks = note_blocks  # reads what a note holds, where it is called
        self.diagnostics: list[Diagnostic] = []
        self.left_out: Counter[str] = Counter()
        self.breaks = 0  # ends of printed pages and lines
        self.eids: list[tuple[object, str]] = []  # nodes of the model with their eIds in the file, in order of reading
        # elements are held here so that lxml gives the same object for the same element all through the reading
        # notes stand at their call, or in files of others among the metadata
        self.note_elements = list(root.iter(f"{_PREFIX}authorialNote", f"{_PREFIX}note"))
        self.note_by_eid = {eid: e for e in self.note_elements if (eid := e.get("eId"))}
        self.note_keys: dict[_Element, str] = {}
        self.targets: set[str] = set()  # the eIds that references name
        self.notes: list[Note] = []
        self.waiting: list[_Element] = []  # the note that is being read, and those that are called in it
        self.nested = False  # whether a note calls another that was not called before
        self._wrapped: set[_Element] = set()  # each `p` that `wrap` made

    def position(self, element: _Element) -> Position:
        """Where an element stands."""
        return Position(
            source=self.source, line=cast("int | None", element.sourceline) or 0, eid=element.get("eId") or ""
        )

    def say(self, code: Code, at: _Element, /, **found: object) -> None:
        """Note a diagnostic at an element."""
        self.diagnostics.append(code.at(self.position(at), **found))

    def read_as(self, element: _Element, what: str) -> None:
        """Note that an element of others is read as something else."""
        if element in self._wrapped:
            return
        parent = element.getparent()
        within = name_of(parent) if parent is not None else "the file"
        self.say(Code.ELEMENT_READ_AS, element, element=name_of(element), parent=within, what=what)

    def gather(self, element: _Element) -> None:
        """Make a document that repeats a part, or has text between its parts, one whose parts hold everything.

        A part goes to the end of the one before it that has its name; text becomes a `p`.
        """
        self.wrap(element)
        first: dict[str, _Element] = {}
        for child in list(element):
            name = name_of(child)
            one = first.setdefault("body" if name.endswith("Body") else name, child)
            if one is not child and (name in PARTS or name == "body" or name.endswith("Body")):
                self.read_as(child, f"the end of the {name_of(one)} before it")
                self.wrap(child)
                one.extend(child)
                element.remove(child)

    def wrap(self, element: _Element) -> None:
        """Put text that stands directly in an element which holds only elements into a `p`, where it stands."""
        if not "".join([element.text or "", *[child.tail or "" for child in element]]).strip(" \t\r\n"):
            return  # nearly always
        for at, child in [(-1, element), *enumerate(element)][::-1]:
            text = child.text if child is element else child.tail
            if text and text.strip(" \t\r\n"):
                self.say(Code.TEXT_MISPLACED, element, element=name_of(element))
                p = element.makeelement(f"{_PREFIX}p")
                p.text = text
                self._wrapped.add(p)
                if child is element:
                    child.text = None
                else:
                    child.tail = None
                element.insert(at + 1, p)

    def came_from(self, node: object, element: _Element) -> None:
        """Remember which eId a node had in the file, for local references."""
        eid = element.get("eId")
        if eid:
            self.eids.append((node, eid))

    def count_attributes(self, element: _Element, *known: str) -> None:
        """Count the attributes of a structural element that go nowhere."""
        items: Any = element.items()
        for name, _ in items:
            if name not in _IDENTIFIERS and name not in known:
                self.left_out[name.rpartition("}")[2]] += 1

    def finish(self, root: _Element) -> None:
        """Say once what was counted."""
        if self.breaks:
            self.diagnostics.append(Code.BREAKS_LEFT_OUT.at(self.position(root), count=self.breaks))
        for code, of_looks in ((Code.ATTRIBUTES_LEFT_OUT, True), (Code.ATTRIBUTES_LOST, False)):
            names = sorted(name for name in self.left_out if (name not in _MEANT) == of_looks)
            if names:
                count = sum(self.left_out[name] for name in names)
                self.diagnostics.append(code.at(self.position(root), count=count, names=", ".join(names)))
