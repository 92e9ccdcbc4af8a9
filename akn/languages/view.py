"""A language's view of a text for matching: folded, lower case, letters that count as one made one.

On top of `akn.languages.fold.fold` a view reads alike the letters that the language file lists (Latin look-alikes in
Cyrillic, forms of alef, curly apostrophes), ignores case, and drops needless spaces: all of them where words are not
spaced, else all but one in a run.  Offsets always lead back to the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from msgspec import Struct

from akn.languages.fold import Folded, fold
from akn.languages.shape import Language

_runs = re.compile(r"(?<= ) +")
_all = re.compile(r" +")
_EVERYWHERE = {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "İ": "I", "（": "(", "）": ")", "［": "[", "］": "]"}


class View(Struct, frozen=True):
    """The characters to match against, and the way back: `start` and `end` give offsets of the text itself."""

    content: str
    _text: str
    _inner: Folded
    _outer: Folded

    def start(self, offset: int) -> int:
        """The offset in the text of a start found at `offset`."""
        return self._inner.origin(self._outer.origin(offset))

    def end(self, offset: int) -> int:
        """The offset in the text of an end found at `offset`; vowel signs belong to the letter before them."""
        end = self._inner.end(self._outer.end(offset))
        while end < len(self._text) and unicodedata.combining(self._text[end]):
            end += 1
        return end


@cache
def letters(language: Language) -> dict[int, str]:
    """The translation table of a language: each letter that is read as another one, in both cases."""
    table = dict(_EVERYWHERE)
    for many, one in language.letters.items():
        for letter in many:
            table[letter] = one
    return {ord(k): v for k, v in table.items()}


@cache
def _exchanged(language: Language) -> tuple[tuple[str, str], ...] | None:
    """The table of a language as single replacements, which are faster than a translation; None if they would meet."""
    table = {chr(letter): one for letter, one in letters(language).items()}
    return None if table.keys() & set("".join(table.values())) else tuple(table.items())


def read_alike(language: Language, text: str) -> str:
    """The text with the letters that the language reads alike made one."""
    pairs = _exchanged(language)
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
