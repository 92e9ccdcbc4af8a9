"""Plain views of a text for matching, with the way back to the offsets of the text itself.

Recognisers must see through typography: no-break spaces, non-breaking hyphens, Arabic-Indic digits, tatweel, vowel
signs, bidirectional controls, soft hyphens.  The text is never rewritten for that; it is folded (`fold`), and what is
found in the fold is mapped back.

On top of that a language's `view` is in lower case, reads alike the letters that the language file lists (Latin
look-alikes in Cyrillic, forms of alef, curly apostrophes), and drops needless spaces: all of them where words are not
spaced, else all but one in a run.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct

from akn.languages.shape import Language, forms
from akn.patterns import escaped, lazy_pattern, one_of

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f"
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
# characters of no width or no weight: format controls, tatweel, Arabic vowel signs
_GONE = (
    "\u00ad\u034f\u061c\u0640\u064b-\u0652\u0670\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_gone = lazy_pattern(f"[{_GONE}]")
_MARKS = "\u0300-\u036f"  # accents that stand beside their letter, as some programs write them
_mark = lazy_pattern(f"[{_MARKS}]")
_accented = lazy_pattern(f"\\w[{_MARKS}]")


@cache
def _table() -> dict[str, str]:
    table = dict.fromkeys(_SPACES, " ")
    table.update(dict.fromkeys(_HYPHENS, "-"))
    for row in _DIGITS:
        table.update({c: str(i) for i, c in enumerate(row)})
    return table


@cache
def _evened() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_table()))}]")


@cache
def _uneven() -> re.Pattern[str]:
    """Anything that is evened out, or gone."""
    return re.compile(f"[{re.escape(''.join(_table()))}{_GONE}{_MARKS}]")


class Folded(Struct, frozen=True, gc=False):
    """The folded characters, and where each stood: `origin(i)` is the offset in the text of fold offset `i`."""

    content: str
    gaps: tuple[tuple[int, int], ...] = ()  # (fold offset, characters left out before it), ascending

    def origin(self, offset: int) -> int:
        """The offset in the text of a start found at `offset` of the fold (after what was left out there)."""
        if not self.gaps:
            return offset
        before = bisect_right(self.gaps, offset, key=itemgetter(0))
        return offset + (self.gaps[before - 1][1] if before else 0)

    def end(self, offset: int) -> int:
        """The offset in the text of an end found at `offset` of the fold (before what was left out there)."""
        return self.origin(offset - 1) + 1 if offset else 0


@lru_cache(512)  # a line is asked about several times
def fold(text: str) -> Folded:
    """The text with typography evened out: see the module.

    >>> f = fold("الأمــم ٦٧")
    >>> f.content, f.origin(len("الأم"))
    ('الأمم 67', 6)
    """
    if text.isascii() and "\t" not in text and "\n" not in text:
        return Folded(text)
    # looking for the few characters with a pattern is many times faster than translating all
    if not _uneven().search(text):
        return Folded(text)
    table, plain = _table(), text
    for character in set(_evened().findall(text)):
        plain = plain.replace(character, table[character])
    if _mark.search(plain):
        plain = _accented.sub(_composed, plain)
    if not _gone.search(plain):
        return Folded(plain)
    gaps: list[tuple[int, int]] = []
    for total, m in enumerate(_gone.finditer(plain), 1):
        at = m.start() - total + 1
        if gaps and gaps[-1][0] == at:
            gaps[-1] = (at, total)
        else:
            gaps.append((at, total))
    return Folded(_gone.sub("", plain), tuple(gaps))


def folded(rows: Iterable[str]) -> list[str]:
    """All forms in rows of a language file, as folded texts show them."""
    return [fold(form).content for row in rows for form in forms(row)]


def _composed(m: re.Match[str]) -> str:
    """A letter and the accent beside it as one letter, and a character that is left out; both if there is no such."""
    one = unicodedata.normalize("NFC", m[0])
    return f"{one}\u00ad" if len(one) == 1 else m[0]


# ---- the view of a language

K = TypeVar("K")
_ROW = "\x1f"

_runs = lazy_pattern(r"(?<= ) +")
_all = lazy_pattern(r" +")
_EVERYWHERE = {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "İ": "I", "（": "(", "）": ")", "［": "[", "］": "]"}


class View(Struct, frozen=True, gc=False):
    """The characters to match against, and the way back: `start` and `end` give offsets of the text itself."""

    content: str
    _text: str
    _inner: Folded
    _outer: Folded

    def start(self, offset: int) -> int:
        """The offset in the text of a start found at `offset`."""
        if not (self._inner.gaps or self._outer.gaps):
            return offset
        return self._inner.origin(self._outer.origin(offset))

    def place(self, offset: int) -> int:
        """The first offset at which what stands at `offset` of the text, or after it, is seen."""
        if not offset or not (self._inner.gaps or self._outer.gaps):
            return offset
        return bisect_left(range(len(self.content)), offset, key=self.start)

    def end(self, offset: int) -> int:
        """The offset in the text of an end found at `offset`; vowel signs belong to the letter before them."""
        gaps = self._inner.gaps or self._outer.gaps
        end = self._inner.end(self._outer.end(offset)) if gaps else offset
        while end < len(self._text) and unicodedata.combining(self._text[end]):
            end += 1
        return end

    def part(self, language: Language, start: int, end: int) -> View:
        """The view of a stretch of the text."""
        text = self._text[start:end]
        if self._inner.gaps or self._outer.gaps:
            return view(language, text)
        return View(self.content[start:end], text, self._inner, self._outer)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text of what was found from `start` to `end`."""
        return self.start(start), self.end(end)


@cache
def letters(language: Language) -> dict[int, str]:
    """The translation table of a language: each letter that is read as another one, in both cases."""
    table = dict(_EVERYWHERE)
    for many, one in language.letters.items():
        for letter in many:
            table[letter] = one
    return {ord(k): v for k, v in table.items()}


@cache
def _exchanged(language: Language, is_ascii: bool) -> tuple[tuple[str, str], ...] | None:
    """The table of a language as single replacements, which are faster than a translation; None if they would meet."""
    table = {chr(letter): one for letter, one in letters(language).items() if letter < 128 or not is_ascii}
    return None if table.keys() & set("".join(table.values())) else tuple(table.items())


def read_alike(language: Language, text: str) -> str:
    """The text with the letters that the language reads alike made one."""
    pairs = _exchanged(language, text.isascii())
    if pairs is None:
        return text.translate(letters(language))
    for letter, one in pairs:
        if letter in text:
            text = text.replace(letter, one)
    return text


def plain(language: Language, text: str) -> str:
    """A short text (a name, a literal of a template) as views of the language show it.

    >>> from akn.languages import load
    >>> plain(load("fra"), "L’Assemblée")
    "l'assemblée"
    """
    return view(language, text).content


def views(language: Language, texts: Iterable[str]) -> list[str]:
    """Several short texts as views of the language show them; many at once cost little more than one."""
    several = list(texts)
    return plain(language, _ROW.join(several)).split(_ROW) if several else []


def shown(language: Language, rows: Iterable[str]) -> list[str]:
    """All forms in rows of a language file, as views of the language show them."""
    return views(language, [form for row in rows for form in forms(row)])


def whole(language: Language, rows: Iterable[str]) -> str:
    """The source of a pattern of the forms in rows of a language file, for views; spaced words end where they do.

    >>> from akn.languages import load
    >>> whole(load("eng"), ["part | parts", "Annex"])
    '(?:annex|parts?)(?!\\\\w)'
    """
    return edged(language, shown(language, rows), after=r"\w")


def edged(
    language: Language, words: Iterable[str], *, before: str = "", after: str, sign: Callable[[str], str] = escaped
) -> str:
    """The source of a pattern of some words of a view; of spaced words, none has a sign of `before` or `after` there.

    A word that may follow a prefix written in one with it has nothing `before`.  `sign` gives the source of a
    character.
    """
    found = one_of(words, sign)
    signs = [sign if sign == r"\w" else f"[{sign}]" for sign in (before, after)]
    return f"{f'(?<!{signs[0]})' if before else ''}{found}(?!{signs[1]})" if language.spaced else found


def keyed(language: Language, table: Mapping[K, str | Iterable[str]]) -> dict[str, K]:
    """Each form in a table of a language file, as views of the language show it, with its key."""
    found = [(form, key) for key, row in table.items() for form in (forms(row) if isinstance(row, str) else row)]
    return dict(zip(views(language, [form for form, _ in found]), [key for _, key in found], strict=True))


@lru_cache(1024)
def view(language: Language, text: str) -> View:
    """The view of a text."""
    inner = fold(text)
    content = read_alike(language, inner.content).lower()
    outer = _without(content, _runs if language.spaced else _all)
    return View(outer.content, text, inner, outer)


def _without(content: str, pattern: re.Pattern[str]) -> Folded:
    """The content without what the pattern finds, and the gaps that this leaves."""
    if "  " not in content and (pattern is _runs or " " not in content):
        return Folded(content)
    gaps: list[tuple[int, int]] = []
    left_out = 0
    for m in pattern.finditer(content):
        left_out += m.end() - m.start()
        gaps.append((m.end() - left_out, left_out))
    return Folded(pattern.sub("", content), tuple(gaps))
