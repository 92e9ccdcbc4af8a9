"""Characters and inline elements as XML; the inner loop of emit, built from strings and cached by mark.

Also the notes that no text calls: a parser makes none, but emit loses no note of any document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from akn.document import Content, Document, Note, Raw
from akn.patterns import lazy_pattern
from akn.text import ANCHORS, EMPTY, Attributes, Kind, Mark, Text, mark
from akn.walk import calls_in
from akn.xml.eids import DEEPEST, REFERRING, Path, identify
from akn.xml.names import AKN, ALLOWED, COMMON, PRINTED, REQUIRED, STATUS, URIS, XML
from akn.xml.nest import Op, sweep
from akn.xml.uri import is_day

OBJECT = "\ufffc"
"""Stands in a text for an element that holds no text of its own (an image): a FOREIGN mark on it has its `xml`."""

# what XML 1.0 cannot hold; lone surrogates too, which UTF-8 cannot
_ILLEGAL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})

_NAME = lazy_pattern(r"(?:\{([^{}\s\"<&]*)\})?([A-Za-z_][\w.-]*)")
_PLAIN_URI = lazy_pattern(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[^\x00-\x1f:#\[\]%\ud800-\udfff\ufffe\uffff]*"
    r"(?:#[^\x00-\x1f#\[\]%\ud800-\udfff\ufffe\uffff]*)?"
)
_UNSAFE = lazy_pattern(r"[\[\]\x00-\x1f\ud800-\udfff\ufffe\uffff]|%(?![0-9A-Fa-f]{2})")
_PERIOD = lazy_pattern(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?")


def escape(text: str) -> str:
    """Characters as XML content."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def quoted(text: str) -> str:
    """Characters as the value of an attribute, without the quotation marks around it."""
    text = escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "\n" in text or "\t" in text:
        text = text.replace("\n", "&#10;").replace("\t", "&#9;")
    return text


def encoded(xml: str) -> bytes:
    """The finished XML in UTF-8; characters that XML cannot hold become U+FFFD, so that none is lost unseen.

    Readers of formats report and drop such characters; here is only the last line of defence.
    """
    if "\r" in xml:
        xml = xml.replace("\r", "&#13;")
    try:
        data = xml.encode()
    except UnicodeEncodeError:
        return _ILLEGAL.sub("\ufffd", xml).encode()
    if len(data.translate(None, _CONTROLS)) != len(data) or b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        return _ILLEGAL.sub("\ufffd", xml).encode()
    return data


def uri(value: str) -> str:
    """The value as an xsd:anyURI: what the type does not allow is percent-encoded.

    >>> uri("https://example.org/?a=[1]"), uri("/akn/un/x#para_1")
    ('https://example.org/?a=%5B1%5D', '/akn/un/x#para_1')
    """
    if _PLAIN_URI.fullmatch(value):
        return value
    value = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode("utf-8", "replace")), value)
    base, hash_, fragment = value.partition("#")
    scheme, colon, rest = base.partition(":")
    if colon and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        base = base.replace(":", "%3A")
    elif colon and rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        if not re.fullmatch(r"[^:]*(?::\d+)?", host):
            host = host.replace(":", "%3A")
        base = f"{scheme}://{host}{slash}{path}"
    return base + hash_ + fragment.replace("#", "%23")


def is_date(value: str) -> bool:
    """Whether the value is an xsd:date or xsd:dateTime that exists in the calendar."""
    return _PERIOD.fullmatch(value) is not None and is_day(value[:10])


@lru_cache(maxsize=8192)
def start(kind: Kind, attributes: Attributes) -> tuple[str, str]:
    """The element name and the attributes, ready to be written, of a mark.

    A mark without the attributes that its element needs becomes a `span` whose class tells what it was: the words are
    kept and the file is valid.
    """
    if kind is Kind.FOREIGN:
        return _foreign(attributes)
    written = dict(as_written(kind, attributes))
    if any(name not in written for name in REQUIRED.get(kind, ())):
        return "span", f' class="{kind.value}"'
    return kind.value, "".join(_attribute(i, name, value) for i, (name, value) in enumerate(written.items()))


@lru_cache(maxsize=8192)
def as_written(kind: Kind, attributes: Attributes) -> Attributes:
    """The attributes of a mark that the XSD allows, with values that it allows."""
    allowed = ALLOWED[kind]
    return tuple(
        (name, _value(name, value))
        for name, value in attributes
        if name.startswith("{") or ((name in allowed or name in COMMON) and _fits(name, value))
    )


def _fits(name: str, value: str) -> bool:
    if name == "date":
        return is_date(value)
    return name != "status" or value in STATUS


def _value(name: str, value: str) -> str:
    if name in URIS:
        return uri(value)
    return " ".join(uri(token) for token in value.split()) if name == "refersTo" else value


def _attribute(i: int, name: str, value: str) -> str:
    """One attribute; a name with a namespace (`{urn:x}name`) declares it on the spot."""
    if not name.startswith("{"):
        return f' {name}="{quoted(value)}"'
    found = _NAME.fullmatch(name)
    if found is None:
        return ""
    namespace, local = found.groups()
    if namespace == XML:  # bound to its prefix by XML itself, and to no other
        return f' xml:{local}="{quoted(value)}"'
    return f' xmlns:n{i}="{quoted(namespace)}" n{i}:{local}="{quoted(value)}"'


def _foreign(attributes: Attributes) -> tuple[str, str]:
    """An element that the library has no kind for, under the name in its `tag`."""
    tag = ""
    written = []
    for i, (name, value) in enumerate(attributes):
        if name == "tag":
            tag = value
        elif name != "xml":
            written.append(_attribute(i, name, value))
    found = _NAME.fullmatch(tag)
    if found is None:
        return "span", ' class="foreign"'
    namespace, local = found.groups()
    if namespace == AKN:
        return local, "".join(written)
    return f"f:{local}", f' xmlns:f="{quoted(namespace or "")}"' + "".join(written)


def kept(raw: Raw) -> str:
    """The XML of a kept element, without the declaration of the namespace that the root declares already."""
    end = raw.xml.find(">") + 1
    return raw.xml[:end].replace(f' xmlns="{AKN}"', "", 1) + raw.xml[end:]


class RunningText:
    """Writes the texts of a document as inline XML, notes where they are called first."""

    def __init__(self, document: Document) -> None:
        ids = identify(document)
        if any(("notes", i) not in ids.eids for i in range(len(document.notes))):
            document = with_all_notes_called(document)
            ids = identify(document)
        self._document = document
        self._eids, self._wids = ids.eids, ids.wids
        self._notes = {note.key: i for i, note in reversed(list(enumerate(document.notes)))}
        self._out: list[str] = []

    def _blocks(self, nl: str, path: Path, blocks: Sequence[tuple[int, Content]]) -> None:
        """Write the blocks of a note."""
        raise NotImplementedError

    def _id(self, path: Path) -> str:
        """The identifying attributes of the unit at a path."""
        eid = self._eids[path]
        wid = self._wids.get(path)
        return f' eId="{eid}" wId="{wid}"' if wid else f' eId="{eid}"'

    def _text(self, text: Text, path: Path) -> str:
        """The text as inline XML."""
        content, marks = text.content, text.marks
        if not marks:
            return escape(content)
        out: list[str] = []
        at = 0
        as_it_is = escape(content) == content
        for j, m in enumerate(marks):
            if m.start < at or m.kind is Kind.FOREIGN:
                return self._nested(text, path)
            if m.start > at:
                before = content[at : m.start]
                out.append(before if as_it_is else escape(before))
            if m.kind in ANCHORS:
                out.append(self._anchor(m, (*path, j)))
                at = m.start
            else:
                name, attributes = start(m.kind, m.attributes)
                id_ = self._id((*path, j)) if m.kind in REFERRING else ""
                at = m.end
                words = content[m.start : at]
                out.append(f"<{name}{id_}{attributes}>{words if as_it_is else escape(words)}</{name}>")
        if at < len(content):
            out.append(escape(content[at:]))
        return "".join(out)

    def _nested(self, text: Text, path: Path) -> str:
        """The same for marks that nest or cross: it follows the steps of `sweep`, which costs more."""
        content, marks = text.content, text.marks
        out: list[str] = []
        names: dict[int, str] = {}
        kept_whole = False
        for op, first, second in sweep(text):
            if op is Op.CHARACTERS:
                if not kept_whole:
                    out.append(escape(content[first:second]))
            elif op is Op.OPEN:
                m = marks[first]
                if m.kind is Kind.FOREIGN and content[m.start : m.end] == OBJECT and m.get("xml"):
                    out.append(kept(Raw(m.get("xml"))))
                    kept_whole = True
                    continue
                name, attributes = start(m.kind, m.attributes)
                names[first] = name
                id_ = self._id((*path, first)) if second and m.kind in REFERRING else ""
                out.append(f"<{name}{id_}{attributes}>")
            elif op is Op.CLOSE:
                if first in names:
                    out.append(f"</{names[first]}>")
                kept_whole = False
            else:
                out.append(self._anchor(marks[first], (*path, first)))
        return "".join(out)

    def _anchor(self, anchor: Mark, path: Path) -> str:
        return _break(anchor) if anchor.kind is Kind.BREAK else self._call(anchor, path)

    def _call(self, call: Mark, path: Path) -> str:
        """A note at its first call, a reference to it at the others (profile 1.6)."""
        i = self._notes.get(call.get("key"))
        if i is None:
            # a call without a note: what is printed stays
            printed = call.get("marker") or call.get("key")
            return f"<sup>{escape(printed)}</sup>" if printed else ""
        note = self._document.notes[i]
        at: Path = ("notes", i)
        eid = self._eids[at]
        if self._eids[path] != eid:
            marker = quoted(call.get("marker") or note.marker)
            return f'<noteRef{self._id(path)} href="#{eid}" marker="{marker}" placement="bottom"/>'
        outer, self._out = self._out, []
        self._blocks("", (*at, "content"), tuple(enumerate(note.content)))
        if note.content and not any(isinstance(item, Text) for item in note.content):
            self._out.insert(0, "<p/>")  # a note of a table alone has a p too
        body, self._out = "".join(self._out), outer
        marker = quoted(note.marker)
        return f'<authorialNote{self._id(at)} marker="{marker}" placement="bottom">{body}</authorialNote>'


def _break(anchor: Mark) -> str:
    """A line break; the end of a printed page or line, which `akn.source_map.with_breaks` knows (profile 1.4)."""
    inside = f' breakAt="{at}"' if (at := anchor.get("breakAt")) else ""
    if anchor.get("of") == "page":
        return f"<eop{inside}/>"
    return f'<eol class="{PRINTED}"{inside}/>' if anchor.get("of") else "<eol/>"


def with_all_notes_called(document: Document) -> Document:
    """The document with a call for each note that has no place, after its last words, so that no note is lost.

    A parser reports such notes; a document that comes from elsewhere may still hold some.  A note that is called in
    `DEEPEST` others has no place there.
    """
    uncalled: dict[str, Note] = {}
    for note in document.notes:
        uncalled.setdefault(note.key, note)

    def follow(keys: Iterable[str], depth: int = 0) -> None:
        """Take out the notes that are called, and those that their own texts call."""
        for key in keys if depth < DEEPEST else ():
            if note := uncalled.pop(key, None):
                follow(calls_in(note), depth + 1)

    follow(calls_in(replace(document, notes=())) if uncalled else ())
    missing = []
    while uncalled:
        key = next(iter(uncalled))
        missing.append(key)
        follow((key,))
    calls = Text("", tuple(mark(0, 0, Kind.NOTE, key=key) for key in missing))
    lines = document.conclusions or document.preface or document.cover or (EMPTY,)
    name = next((n for n in ("conclusions", "preface", "cover") if getattr(document, n)), "conclusions")
    return replace(document, **{name: (*lines[:-1], lines[-1] + calls)}) if missing else document
