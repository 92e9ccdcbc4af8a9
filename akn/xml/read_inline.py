"""Inline XML as text with marks: the mirror of the running text of emit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from akn.diagnostics import Code
from akn.document import Note, Raw
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text, even, mark
from akn.xml.emit_markup import OBJECT, as_written, start
from akn.xml.names import AKN, ALLOWED, COMMON, HIERARCHY, REQUIRED, XML
from akn.xml.read_context import Context, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {k.value: k for k in Kind if k not in ANCHORS and k is not Kind.FOREIGN}

# what cannot stand in running text, so that an inline element around it is kept whole
_BLOCKS = HIERARCHY | {
    *("p", "block", "table", "ul", "ol", "blockList", "tblock", "toc", "content", "container", "blockContainer"),
    *("num", "heading", "subheading", "formula", "item", "li", "tr"),
}

_LANG = f"{{{XML}}}lang"
_SKIPPED = frozenset({"eId", "wId", "GUID", f"{{{XML}}}space"})


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


def attributes_of(element: _Element) -> tuple[tuple[str, str], ...]:
    """The attributes of an inline element, identifiers left out, in alphabetical order."""
    found = []
    items: Any = element.items()
    for name, value in items:
        if name not in _SKIPPED:
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
        if name == "authorialNote":
            marks.append(mark(at, at, Kind.NOTE, key=open_note(child, context)))
            return at
        if name == "noteRef":
            return _read_recall(child, pieces, marks, at, context)
        if name == "eol" and not attributes_of(child):
            marks.append(Mark(at, at, Kind.BREAK))
            return at
        return _read_foreign(child, pieces, marks, at, context)
    attributes = attributes_of(child)
    if kind in LOOKS and attributes:
        return _read_foreign(child, pieces, marks, at, context)
    place = len(marks)
    end = _read(child, pieces, marks, at, context)
    if end == at:
        if len(marks) == place:
            context.say(Code.WORDLESS_MARK, child, element=name)
        return end
    if attributes and kind not in LOOKS:
        attributes = as_written(kind, _known(kind, attributes, context))
    if kind in REQUIRED and start(kind, attributes)[0] == "span":  # it lacks what makes it one
        kind, attributes = Kind.SPAN, (("class", name),)
    marks.append(Mark(at, end, kind, attributes))
    return end


def _known(kind: Kind, attributes: tuple[tuple[str, str], ...], context: Context) -> tuple[tuple[str, str], ...]:
    """The attributes that the XSD gives the element; others are counted."""
    allowed = ALLOWED.get(kind, frozenset())
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
    """The key of the note that an authorialNote holds; the note is read where it is called first."""
    from akn.xml.read_blocks import read_note_blocks

    key = context.note_keys.get(id(element))
    if key is None:
        i = len(context.notes)
        key = str(i + 1)
        context.note_keys[id(element)] = key
        marker = element.get("marker") or marker
        context.notes.append(Note(key, marker))
        context.count_attributes(element, "marker", "placement", "class")
        context.notes[i] = Note(key, marker, read_note_blocks(element, context))
    return key


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
