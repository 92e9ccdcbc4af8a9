"""Words that a scanner took for others: what the first word of a paragraph was meant to be.

Letters that look alike are read for each other (in Arabic they differ by their dots).  A word is corrected only if
exactly one first word of the phrases of the language has its shape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from akn.languages.phrases import Lexicon

_word = re.compile(r"[^\s,،，;؛:：.。“”\"«»()]+")
# shorter words have too many neighbours
_LEAST = 3


def corrected_word(words: Lexicon, content: str, at: int) -> tuple[str, str] | None:
    """The first word at an offset of a view, as printed and as meant; None if it is no misread word.

    A conjunction of the language before it is not part of the word.
    """
    if not words.language.actions.confusions and not words.language.actions.misread:
        return None
    found = _word.match(content, at)
    if not found or len(found[0]) < _LEAST:
        return None
    printed = found[0]
    meant = _listed(words).get(printed) or _by_shape(words).get(_shape(words, printed), "")
    return (printed, meant) if meant and meant != printed else None


@cache
def _listed(words: Lexicon) -> Mapping[str, str]:
    return MappingProxyType({words.shown(k): words.shown(v) for k, v in words.language.actions.misread.items()})


@cache
def _by_shape(words: Lexicon) -> Mapping[str, str]:
    """The first words of all phrases by their shape, as far as the shape tells them."""
    table: dict[str, str] = {}
    for first in {p.partition(" ")[0] for table in words.tables.values() for p in table.keys}:
        shape = _shape(words, first)
        table[shape] = "" if table.get(shape, first) != first else first
    return MappingProxyType({shape: word for shape, word in table.items() if word})


@cache
def _rows(words: Lexicon) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = []
    for row in words.language.actions.confusions:
        letters = tuple(words.shown(letter) for letter in row.split())
        # several letters that are read for one ("rn") go first, else their own letters would be replaced before
        rows.append((letters[-1] if len(letters[0]) > 1 else letters[0], letters))
    return tuple(sorted(rows, key=lambda r: -max(map(len, r[1]))))


def _shape(words: Lexicon, word: str) -> str:
    for one, letters in _rows(words):
        for letter in letters:
            word = word.replace(letter, one)
    return word
