"""Footnotes and endnotes, which Word counts in the order of their calls (ECMA-376 17.11)."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.diagnostics import Code
from converters.formats.docx.counting import FORMAT, printed
from converters.formats.docx.package import ID, TYPE, VAL, Tally, w
from converters.formats.docx.styles import number

if TYPE_CHECKING:
    from lxml.etree import _Element

NoteId = tuple[str, str]
"""Footnote or endnote, and the id in its part."""

_OPENED, _CLOSED, _NAME, _TEXT = w("bookmarkStart"), w("bookmarkEnd"), w("name"), w("t")
_CALLS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


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

    return value(FORMAT, otherwise), number(value(w("numStart"), "1")), value(w("numRestart"), "continuous")


class Called(Struct, frozen=True):
    """A note that is called: footnote or endnote, key, marker, whether the marker is typed by hand, and its element."""

    kind: str
    key: str
    marker: str
    custom: bool
    element: _Element


class WordNotes:
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
        self._order = list(self._bodies)
        self._places = {note: i for i, note in enumerate(self._order)}
        self._waiting: list[int] = []  # a heap of places
        self._counters = {kind: _Counter(kind, settings, sections) for kind in _PROPERTIES}
        self._tally = tally
        self._called: dict[NoteId, tuple[str, str]] = {}  # key, marker
        self._custom: set[NoteId] = set()
        self._given: dict[str, int] = {}
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
            key = _key(marker, self._given)
            heappush(self._waiting, self._places[note])
        else:
            self._tally.tell(Code.NOTE_MISSING, marker=marker)
        self._called[note] = (key, marker)
        return (key, "") if key else ("", marker)

    def waiting(self) -> Iterator[Called]:
        """The notes that were called, each once, the first in the file first.

        Notes that are called meanwhile come too: a note may be called by one that stands after it.
        """
        while self._waiting:
            yield self._one(self._order[heappop(self._waiting)])

    def called(self) -> Iterator[Called]:
        """The notes that were called, in the order of the file."""
        return (self._one(note) for note in self._order if note in self._called)

    def _one(self, note: NoteId) -> Called:
        key, marker = self._called[note]
        return Called(note[0], key, marker, note in self._custom, self._bodies[note])

    def renamed(self) -> dict[str, str]:
        """New keys for notes with one marker that are called in another order than they stand in the file."""
        given: dict[str, int] = {}
        found: dict[str, str] = {}
        for note in self.called():
            key = _key(note.marker, given)
            if key != note.key:
                found[note.key] = key
        return found


def _key(marker: str, given: dict[str, int]) -> str:
    """A key that no other note has (the keys of `given`): a mark that is typed may look like one ("1.2")."""
    key = marker
    while key in given:
        given[marker] += 1
        key = f"{marker}.{given[marker]}"
    given[key] = 1
    return key
