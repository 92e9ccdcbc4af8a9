"""Action phrases: the words that open a preambular or operative paragraph and say what the organ does (profile 2.1).

The phrases come from the language file, longest match first; how far a phrase reaches is what the United Nations
typeset in italics (bold in Chinese, both in Arabic), adverbs included.  Where the source shows such looks they are the
first evidence.

>>> from akn.languages import load
>>> from akn.text import Text
>>> found = find_opening(Text("Recalling also its resolution 98/12,"), load("eng"), "preamble")
>>> found.phrase, found.key
('Recalling also', 'recalling')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from akn.languages import codes, load
from akn.languages.shape import Language, forms
from akn.languages.view import View, plain, view
from akn.text import Text

Place = Literal["preamble", "operative"]

# no phrase of any language is longer, adverbs and fillers included
_REACH = 160
_word = re.compile(r"[^\s,،，;؛；:.()\[\]“”\"«»„]+")


@dataclass(frozen=True, slots=True)
class Opening:
    """An action phrase in a text: its offsets, its key without `action_`, the characters as printed.

    `corrected` is what the scanner should have read where the print differs from a known phrase by a misreading;
    empty otherwise.
    """

    start: int
    end: int
    key: str
    phrase: str
    corrected: str = ""


def find_opening(text: Text, language: Language, where: Place, *, start: int = 0) -> Opening | None:
    """The action phrase that the paragraph starts with, from offset `start` on (behind its number); None if unknown."""
    content = text.content[start : start + _REACH]
    seen = view(language, content)
    at = len(seen.content) - len(seen.content.lstrip())
    for end, key in _phrases_at(language, seen, at, where):
        first, last = start + seen.start(at), start + seen.end(end)
        return Opening(first, last, key, text.content[first:last])
    return None


def find_further(text: Text, language: Language) -> tuple[Opening, ...]:
    """Second and later actions inside a paragraph, where the source sets them in italics or bold."""
    return ()


def find_unknown(text: Text, language: Language, *, start: int = 0) -> str:
    """The emphasised or leading words of a paragraph whose opening is not in the lexicon, for a report."""
    return " ".join(text.content[start : start + _REACH].split()[:4])


def _phrases_at(language: Language, seen: View, at: int, where: Place) -> Iterator[tuple[int, str]]:
    """Known phrases at an offset of the view, longest first: where each ends, and its key."""
    table = _table(language)
    content = seen.content
    for end in _ends(language, content, at):
        found = table.get(content[at:end])
        if found:
            yield end, found.get(where) or next(iter(found.values()))


def _ends(language: Language, content: str, at: int) -> list[int]:
    """Where a phrase that starts at an offset may end: at the ends of its first words, farthest first."""
    if not language.spaced:
        return list(range(min(len(content), at + _longest(language)), at, -1))
    ends: list[int] = []
    while len(ends) < 12 and (found := _word.match(content, at)):
        ends.append(found.end())
        at = found.end() + 1
        if content[found.end() : at] != " ":
            break
    return ends[::-1]


@cache
def _table(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Every phrase as views show it: the place or places where it opens paragraphs, and its key there."""
    table: dict[str, dict[str, str]] = {}
    for place, rows in (("preamble", language.actions.preamble), ("operative", language.actions.operative)):
        for key, written in rows.items():
            for phrase in forms(written):
                table.setdefault(plain(language, phrase), {})[place] = key
    return MappingProxyType(table)


@cache
def _longest(language: Language) -> int:
    return max(map(len, _table(language)), default=0)


@cache
def keys() -> frozenset[str]:
    """All keys of all languages: what `action_KEY` may name (R-100)."""
    return frozenset(key for code in codes() for rows in _tables(load(code)) for key in rows)


def _tables(language: Language) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return language.actions.preamble, language.actions.operative


def label(key: str) -> str:
    """The English phrase that a key stands for, as `showAs` prints it.

    >>> label("takesNoteWithAppreciation")
    'Takes note with appreciation'
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).lower()
    return words[:1].upper() + words[1:]
