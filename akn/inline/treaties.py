"""Volumes of treaty series: "vol. 2515, No. 44910", "第2515卷，第44910号".

A volume is no work with an address in the profile, so no reference comes of it; it is reported in the table of
citations, and "Ibid." behind it means it.  Marked REF with `treaty` for stage two, which removes the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from akn.inline.context import Context, Seen
from akn.languages.fold import fold
from akn.languages.shape import Language, forms
from akn.text import Kind, Mark, mark
from akn.walk import Place


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """The volumes in one note, each with its number in the series if one is printed behind it."""
    content = seen.content
    if context.place is not Place.NOTE or not any(form in content for form in _volumes(context.language)):
        return
    for m in _pattern(context.language).finditer(content):
        yield mark(m.start(), m.end(), Kind.REF, treaty=m[0])


@cache
def _volumes(language: Language) -> tuple[str, ...]:
    return tuple(fold(form).content for many in language.citations.volume for form in forms(many))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    words = language.citations
    volume = "|".join(map(re.escape, _volumes(language)))
    number = "|".join(re.escape(fold(form).content) for many in words.number for form in forms(many))
    if words.noun_last:
        return re.compile(rf"第?[0-9]{{1,4}} ?(?:{volume})(?:[，, ]{{1,2}}第?[0-9]{{1,6}} ?(?:{number}))?")
    return re.compile(rf"(?:{volume}) ?[0-9]{{1,4}}(?![0-9])(?:[,،] (?:{number}) ?[0-9]{{1,6}}(?![0-9]))?")
