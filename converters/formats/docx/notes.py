"""Footnotes and endnotes (ECMA-376 17.11), and fields (17.16): their results are text, their instructions are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.diagnostics import Code
from converters.formats.docx.line import Line, in_unicode
from converters.formats.docx.numbering import printed
from converters.formats.docx.package import ID, TYPE, VAL, Tally, w
from converters.formats.docx.styles import number

if TYPE_CHECKING:
    from lxml.etree import _Element

_word = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\\\*|\\[A-Za-z@#!]|[^\s"“]+)')
_OPENED, _CLOSED, _NAME, _TEXT = w("bookmarkStart"), w("bookmarkEnd"), w("name"), w("t")
_CALLS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}

# fields that print something which Word does not keep in the file
UNSTORED = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})

NoteId = tuple[str, str]  # footnote or endnote, and the id in its part


class Field(Struct):
    """A field that is open: its instruction so far, and from `separate` on what it is."""

    pieces: list[str] = []
    in_result: bool = False
    kind: str = ""
    start: int = 0  # where in its line the result starts
    href: str = ""
    note: NoteId | None = None
    muted: bool = False  # the result is not text: it is the number of a note
    result: list[str] = []
    unprinted: list[Callable[[Line], None]] = []  # puts what stands before the result into a line, if none comes

    def words(self) -> list[str]:
        """The instruction in words: the name of the field first, quotation marks removed."""
        found = _word.findall("".join(self.pieces))
        return [re.compile(r"\\(.)").sub(r"\1", quoted) if quoted else curly or bare for quoted, curly, bare in found]


def address(words: list[str]) -> str:
    """The address that a HYPERLINK instruction leads to; empty if it stays in the document.

    >>> address(["HYPERLINK", "https://example.org/a", "\\\\l", "b"]), address(["HYPERLINK", "\\\\l", "_Toc1"])
    ('https://example.org/a#b', '')
    """
    target = place = ""
    i = 1
    while i < len(words):
        if words[i] in ("\\l", "\\m", "\\n", "\\o", "\\t"):
            if words[i] == "\\l" and i + 1 < len(words):
                place = words[i + 1]
            i += 2 if words[i] in ("\\l", "\\o", "\\t") else 1
            continue
        target = target or words[i]
        i += 1
    return f"{target}#{place}" if target and place and "#" not in target else target


def symbol(words: list[str]) -> str:
    """The character that a SYMBOL instruction prints, empty if it makes no sense."""
    code, font = (words[1] if len(words) > 1 else ""), "Symbol"
    if "\\f" in words[:-1]:
        font = words[words.index("\\f") + 1]
    try:
        return in_unicode(chr(int(code, 16 if code.lower().startswith("0x") else 10)), font)
    except (ValueError, OverflowError):
        return ""


class NotePlaces:
    """Which bookmarks stand around note calls: what NOTEREF and REF fields mean by them."""

    def __init__(self, root: _Element) -> None:
        """Take the root of the document; it is searched when the first such field is met."""
        self._root = root
        self._found: dict[str, tuple[NoteId, bool]] | None = None

    def has(self, tag: str) -> bool:
        """True if there is any element of this name."""
        return next(self._root.iter(tag), None) is not None

    def note(self, name: str, *, alone: bool) -> NoteId | None:
        """The note whose call stands in this bookmark; `alone` asks that nothing else stands in it."""
        if self._found is None:
            self._found = self._search()
        found = self._found.get(name)
        return found[0] if found is not None and (found[1] or not alone) else None

    def _search(self) -> dict[str, tuple[NoteId, bool]]:
        found: dict[str, tuple[NoteId, bool]] = {}
        names: dict[str, str] = {}  # id of a bookmark that is open -> name
        for e in self._root.iter(_OPENED, _CLOSED, _TEXT, *_CALLS):
            if e.tag == _OPENED:
                names[e.get(ID, "")] = e.get(_NAME, "")
            elif e.tag == _CLOSED:
                names.pop(e.get(ID, ""), None)
            elif e.tag == _TEXT:
                for name in names.values():
                    if name in found:
                        found[name] = (found[name][0], False)
                    elif (e.text or "").strip():
                        found[name] = (("", ""), False)
            else:
                note = (_CALLS[e.tag], e.get(ID, ""))
                for name in names.values():
                    alone = name not in found
                    if alone or not found[name][0][0]:
                        found[name] = (note, alone)
        return {name: place for name, place in found.items() if place[0][0]}


_FORMAT, _START, _RESTART = w("numFmt"), w("numStart"), w("numRestart")
_PROPERTIES = {"footnote": w("footnotePr"), "endnote": w("endnotePr")}
_OTHERWISE = {"footnote": "decimal", "endnote": "lowerRoman"}  # what Word does if nothing is said (17.11.17)


class _Counter:
    """The automatic numbers of one kind of note."""

    def __init__(self, kind: str, settings: _Element | None, sections: list[_Element]) -> None:
        tag = _PROPERTIES[kind]
        general = settings.find(tag) if settings is not None else None
        own = [s.find(tag) for s in sections] or [None]
        self._rules = [_rules((local, general), _OTHERWISE[kind]) for local in own]
        self._count = 0
        self._where: tuple[int, int] = (-1, -1)

    def next(self, section: int, page: int) -> str:
        """The marker of the next automatic note."""
        form, start, restart = self._rules[min(section, len(self._rules) - 1)]
        turned = restart == "eachSect" and section != self._where[0]
        if turned or (restart == "eachPage" and page != self._where[1]):
            self._count = 0
        self._where = (section, page)
        self._count += 1
        return printed(self._count + start - 1, form)


def _rules(properties: tuple[_Element | None, ...], otherwise: str) -> tuple[str, int, str]:
    """The form of the numbers, the first of them and where they start again: of the section, or of the whole file."""

    def value(tag: str, otherwise: str) -> str:
        for p in properties:
            found = p.find(tag) if p is not None else None
            if found is not None:
                return found.get(VAL, otherwise)
        return otherwise

    return value(_FORMAT, otherwise), number(value(_START, "1")), value(_RESTART, "continuous")


class Called(Struct, frozen=True):
    """A note that is called: footnote or endnote, key, marker, whether the marker is typed by hand, and its element."""

    kind: str
    key: str
    marker: str
    custom: bool
    element: _Element


class Notes:
    """All notes of a file.  Keys are markers; a marker that comes again is told apart by a number: `1`, `1.2`."""

    def __init__(
        self, parts: dict[str, _Element | None], settings: _Element | None, sections: list[_Element], tally: Tally
    ) -> None:
        """Take the roots of footnotes.xml and endnotes.xml (by `footnote`, `endnote`), settings.xml, all sectPr."""
        self._bodies: dict[NoteId, _Element] = {}
        for kind, root in parts.items():
            for e in root.iterchildren(w(kind)) if root is not None else ():
                if e.get(TYPE, "normal") == "normal":  # the others are the rules above the notes
                    self._bodies.setdefault((kind, e.get(ID, "")), e)
        self._counters = {kind: _Counter(kind, settings, sections) for kind in _PROPERTIES}
        self._tally = tally
        self._called: dict[NoteId, tuple[str, str]] = {}  # key, marker
        self._custom: set[NoteId] = set()
        self._taken: dict[str, int] = {}
        self.section = 0  # counted by the reader of the text

    def call(self, note: NoteId, custom: str | None, page: int = 0) -> tuple[str, str]:
        """Count a call: the key of the note and, where it differs from that of the note, the marker of this call.

        `custom` is a mark that is typed by hand.  A note that the file does not hold has no key.
        """
        found = self._called.get(note)
        if found is not None:
            key, marker = found
            return (key, custom if custom is not None and custom != marker else "") if key else ("", marker)
        marker = custom if custom is not None else self._counters[note[0]].next(self.section, page)
        key = ""
        if custom is not None:
            self._custom.add(note)
        if note in self._bodies:
            times = self._taken[marker] = self._taken.get(marker, 0) + 1
            key = _key(marker, times)
        else:
            self._tally.tell(Code.NOTE_MISSING, marker=marker)
        self._called[note] = (key, marker)
        return (key, "") if key else ("", marker)

    def called(self) -> Iterator[Called]:
        """The notes that were called, in the order of the file."""
        for note, body in self._bodies.items():
            if note in self._called:
                key, marker = self._called[note]
                yield Called(note[0], key, marker, note in self._custom, body)

    def renamed(self) -> dict[str, str]:
        """New keys for notes with one marker that are called in another order than they stand in the file."""
        taken: dict[str, int] = {}
        found: dict[str, str] = {}
        for note in self.called():
            times = taken[note.marker] = taken.get(note.marker, 0) + 1
            key = _key(note.marker, times)
            if key != note.key:
                found[note.key] = key
        return found


def _key(marker: str, times: int) -> str:
    return marker if times == 1 else f"{marker}.{times}"
