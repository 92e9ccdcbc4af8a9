"""Volumes of treaty series ("vol. 2515, No. 44910"), in notes.

They have no address in the profile: they are reported in the table of citations, and "Ibid." after one means it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from akn.inline.context import Context, TextView
from akn.languages import words_of
from akn.languages.shape import Language
from akn.languages.view import folded
from akn.patterns import one_of
from akn.text import Kind, Mark, mark
from akn.walk import Place


def find(seen: TextView, context: Context) -> Iterator[Mark]:
    """The volumes in one note, each with its number in the series if one is printed after it."""
    content = seen.content
    if context.place is not Place.NOTE or not any(map(content.__contains__, _volumes(context.language))):
        return
    for m in _volume_pattern(context.language).finditer(content):
        yield mark(m.start(), m.end(), Kind.REF, treaty=m[0])


@cache
def _volumes(language: Language) -> tuple[str, ...]:
    return tuple(folded(words_of(language, "volume")))


@cache
def _volume_pattern(language: Language) -> re.Pattern[str]:
    words = language.citations
    volume, number = one_of(_volumes(language)), one_of(folded(words_of(language, "numberInSeries")))
    if words.noun_last:
        opening = f"{one_of(words.opening)}?"
        return re.compile(rf"{opening}[0-9]{{1,4}} ?{volume}(?:[，, ]{{1,2}}{opening}[0-9]{{1,6}} ?{number})?")
    return re.compile(rf"{volume} ?[0-9]{{1,4}}(?![0-9])(?:[,،] {number} ?[0-9]{{1,6}}(?![0-9]))?")
