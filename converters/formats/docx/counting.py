"""What Word counts: the labels of lists (ECMA-376 17.9), footnotes and endnotes (17.11), in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.diagnostics import Code
from akn.patterns import lazy_pattern
from akn.vocabulary.numerals import roman
from converters.formats.docx.line import in_unicode
from converters.formats.docx.package import ID, TYPE, VAL, Tally, w
from converters.formats.docx.styles import is_on, number, run_look

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMAT = w("numFmt")
LIMIT = 9_999  # beyond it digits are printed: no list of a document is longer, and a file may say anything

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # Word leaves out ё й ъ ы ь
_CHINESE = "〇一二三四五六七八九"


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters one by one; after the last one they double, as Word does it: y, z, aa, bb."""

    def count(n: int) -> str:
        turn, at = divmod(n - 1, len(alphabet))
        return alphabet[at] * (turn + 1)

    return count


def _chinese(n: int) -> str:
    """Counting in words: ten, eleven, twenty-one, one hundred and one; a gap is bridged by one zero."""
    out, gap = "", False
    for value, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, value)
        if digit:
            bare = value == 10 and digit == 1 and not out
            out += (_CHINESE[0] if gap else "") + ("" if bare else _CHINESE[digit]) + word
            gap = False
        elif out:
            gap = n > 0
    return out


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "arabicAlpha": _letters("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    "arabicAbjad": _letters("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "chicago": _letters("*†‡§"),
    "none": lambda n: "",
}
"""The formats by the value of `w:numFmt`; every other one (circled, words of a language, Hebrew) prints digits."""


def printed(n: int, form: str) -> str:
    """A number as Word prints it in a format.

    >>> [printed(3, f) for f in ("decimal", "upperRoman", "lowerLetter", "arabicAbjad", "chineseCounting", "none")]
    ['3', 'III', 'c', 'ج', '三', '']
    >>> printed(28, "lowerLetter"), printed(110, "chineseCounting"), printed(1005, "chineseCounting")
    ('bb', '一百一十', '一千〇五')
    """
    if form == "none":
        return ""
    if (n < 1 and form not in ("decimal", "decimalZero")) or n > LIMIT:
        return str(n)
    return FORMATS.get(form, str)(n)


_DEPTH = 9
_place = lazy_pattern(r"%([1-9])")
_ABSTRACT, _ABSTRACT_ID, _NUM, _NUM_ID = w("abstractNum"), w("abstractNumId"), w("num"), w("numId")
_LVL, _ILVL, _OVERRIDE, _START_OVERRIDE = w("lvl"), w("ilvl"), w("lvlOverride"), w("startOverride")
_START, _LVL_TEXT, _RESTART, _LEGAL = w("start"), w("lvlText"), w("lvlRestart"), w("isLgl")
_PARAGRAPH_STYLE, _STYLE_LINK, _RPR = w("pStyle"), w("numStyleLink"), w("rPr")
_COURIER_BULLET = {"o": "○"}  # Word's own second bullet is the letter o in Courier New


class Level(Struct, frozen=True):
    """How one level of a list is numbered; `restart` is the level (from 1) that restarts it, -1 stands for any."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""


class _List(Struct):
    """A w:num: the abstract list whose counters it shares, its levels, and the starts that it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of one file and how far they have counted."""

    def __init__(self, root: _Element | None, style_list: Callable[[str], str] = lambda style: "") -> None:
        """Take the root of numbering.xml (None: no lists) and what a numbering style stands for."""
        self._lists: dict[str, _List | None] = {}  # those that were asked for: files bring many that nobody uses
        self._parsed: dict[str, dict[int, Level]] = {}
        self._style_list = style_list
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        of_root = root.iterchildren if root is not None else lambda tag: ()
        self._abstracts = {e.get(_ABSTRACT_ID, ""): e for e in of_root(_ABSTRACT)}
        self._elements = {e.get(_NUM_ID, ""): e for e in of_root(_NUM)}

    def _list(self, key: str) -> _List | None:
        if key not in self._lists:
            e = self._elements.get(key)
            self._lists[key] = None if e is None else self._read(e)
        return self._lists[key]

    def _read(self, e: _Element) -> _List:
        identity = _abstract_of(e)
        link = self._abstracts[identity].find(_STYLE_LINK) if identity in self._abstracts else None
        if link is not None:  # the levels stand where the numbering style says
            other = self._elements.get(self._style_list(link.get(VAL, "")))
            identity = _abstract_of(other) if other is not None else identity
        if identity not in self._parsed:
            self._parsed[identity] = _levels(self._abstracts[identity]) if identity in self._abstracts else {}
        return _overridden(e, identity, self._parsed[identity])

    def level_of_style(self, list_id: str, style_id: str, otherwise: int) -> int:
        """The level that a list ties to a paragraph style."""
        found = self._list(list_id)
        if found is not None and style_id:
            for at, level in found.levels.items():
                if level.style == style_id:
                    return at
        return otherwise

    def label(self, list_id: str, at: int) -> str:
        """Count one paragraph of a list at a level (from 0); the label as it prints, empty if the list is unknown."""
        found = self._list(list_id)
        level = found.levels.get(at) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.abstract, [None] * _DEPTH)
        before = counters[at]
        if at in found.starts and (list_id, at) not in self._started:
            counters[at] = found.starts[at]
        else:
            counters[at] = found.starts.get(at, level.start) if before is None else before + 1
        self._started.add((list_id, at))
        for deeper in range(at + 1, _DEPTH):
            below = found.levels.get(deeper)
            if below is None or below.restart < 0 or 0 <= at < below.restart:
                counters[deeper] = None
        return self._printed(found, level, counters)

    @staticmethod
    def _printed(found: _List, level: Level, counters: list[int | None]) -> str:
        if level.form == "bullet":
            return level.text.strip()

        def fill(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            shown = found.levels.get(at, Level())
            n = counters[at]
            form = "decimal" if level.legal and shown.form != "none" else shown.form
            return printed(found.starts.get(at, shown.start) if n is None else n, form)

        return _place.sub(fill, level.text).strip()


def _abstract_of(e: _Element) -> str:
    found = e.find(_ABSTRACT_ID)
    return found.get(VAL, "") if found is not None else ""


def _levels(abstract: _Element) -> dict[int, Level]:
    return {min(_DEPTH - 1, max(0, number(e.get(_ILVL)))): _level(e) for e in abstract.iterchildren(_LVL)}


def _level(e: _Element) -> Level:
    def value(tag: str, otherwise: str) -> str:
        found = e.find(tag)
        return found.get(VAL, otherwise) if found is not None else otherwise

    form, text = value(_FORMAT, "decimal"), value(_LVL_TEXT, "")
    properties, legal = e.find(_RPR), e.find(_LEGAL)
    if form == "bullet":
        font = run_look(properties).font if properties is not None else None
        text = in_unicode(text, font or "Symbol") if font or "\uf000" <= text[:1] <= "\uf0ff" else text
        text = _COURIER_BULLET.get(text, text)
    return Level(
        start=number(value(_START, "1")),
        form=form,
        text=text,
        restart=number(value(_RESTART, "-1")),
        legal=legal is not None and is_on(legal),
        style=value(_PARAGRAPH_STYLE, ""),
    )


def _overridden(e: _Element, identity: str, levels: dict[int, Level]) -> _List:
    """A list with the levels and starts that it sets anew."""
    own, starts = dict(levels), {}
    for override in e.iterchildren(_OVERRIDE):
        at = min(_DEPTH - 1, max(0, number(override.get(_ILVL))))
        level, start = override.find(_LVL), override.find(_START_OVERRIDE)
        if level is not None:
            own[at] = _level(level)
        if start is not None:
            starts[at] = number(start.get(VAL))
    return _List(identity, own, starts)


# notes


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

    return value(_FORMAT, otherwise), number(value(w("numStart"), "1")), value(w("numRestart"), "continuous")


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
        self._order = list(self._bodies)
        self._places = {note: i for i, note in enumerate(self._order)}
        self._waiting: list[int] = []  # a heap of places
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
