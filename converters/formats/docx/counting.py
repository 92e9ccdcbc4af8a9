"""The labels of lists, which Word counts in the order of the text (ECMA-376 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.patterns import lazy_pattern
from akn.vocabulary.numerals import roman
from converters.formats.docx.line import in_unicode
from converters.formats.docx.package import VAL, w
from converters.formats.docx.styles import is_on, number, run_look

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT = w("numFmt")
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


class ListLevel(Struct, frozen=True):
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
    levels: dict[int, ListLevel]
    starts: dict[int, int]


class Numbering:
    """The lists of one file and how far they have counted."""

    def __init__(self, root: _Element | None, style_list: Callable[[str], str] = lambda style: "") -> None:
        """Take the root of numbering.xml (None: no lists) and what a numbering style stands for."""
        self._lists: dict[str, _List | None] = {}  # those that were asked for: files bring many that nobody uses
        self._parsed: dict[str, dict[int, ListLevel]] = {}
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
    def _printed(found: _List, level: ListLevel, counters: list[int | None]) -> str:
        if level.form == "bullet":
            return level.text.strip()

        def fill(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            shown = found.levels.get(at, ListLevel())
            n = counters[at]
            form = "decimal" if level.legal and shown.form != "none" else shown.form
            return printed(found.starts.get(at, shown.start) if n is None else n, form)

        return _place.sub(fill, level.text).strip()


def _abstract_of(e: _Element) -> str:
    found = e.find(_ABSTRACT_ID)
    return found.get(VAL, "") if found is not None else ""


def _levels(abstract: _Element) -> dict[int, ListLevel]:
    return {min(_DEPTH - 1, max(0, number(e.get(_ILVL)))): _level(e) for e in abstract.iterchildren(_LVL)}


def _level(e: _Element) -> ListLevel:
    def value(tag: str, otherwise: str) -> str:
        found = e.find(tag)
        return found.get(VAL, otherwise) if found is not None else otherwise

    form, text = value(FORMAT, "decimal"), value(_LVL_TEXT, "")
    properties, legal = e.find(_RPR), e.find(_LEGAL)
    if form == "bullet":
        font = run_look(properties).font if properties is not None else None
        text = in_unicode(text, font or "Symbol") if font or "\uf000" <= text[:1] <= "\uf0ff" else text
        text = _COURIER_BULLET.get(text, text)
    return ListLevel(
        start=number(value(_START, "1")),
        form=form,
        text=text,
        restart=number(value(_RESTART, "-1")),
        legal=legal is not None and is_on(legal),
        style=value(_PARAGRAPH_STYLE, ""),
    )


def _overridden(e: _Element, identity: str, levels: dict[int, ListLevel]) -> _List:
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
