"""The lexicons that recognisers share, made once per language from its `[citations]` words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from akn.bodies import named_in
from akn.inline.lexicon import Lexicon
from akn.languages.citations_shape import Citations
from akn.languages.shape import Language

NOT_ADOPTING = frozenset({"un"})
"""Actors that adopt nothing: the name of the organisation is in half of all other names."""


@cache
def lexicon(language: Language, *kinds: str) -> Lexicon[str]:
    """The words of some fields of `Citations`, each with the name of its field; the first field that has it counts.

    `organ` stands for the names of all organs, the short ones of councils included.
    """
    entries: dict[str, str] = {}
    for kind in kinds:
        for form in _forms(language, kind):
            entries.setdefault(form, kind)
    return Lexicon(language, entries)


def _forms(language: Language, kind: str) -> Iterable[str]:
    words: Citations = language.citations
    if kind == "organ":
        return [names for _, names in organs(language)] + list(words.council)
    if kind == "parts":
        return [*words.parts, *"ABCDEFАВС"]
    found: Iterable[str] = getattr(words, kind)
    return found


def organs(language: Language) -> Iterable[tuple[str, str]]:
    """The names of the organs that adopt texts, as actor code and forms; `foreign` for those without addresses."""
    for table in (named_in(language.code), language.organs, language.citations.organs):
        for actor, names in table.items():
            if actor not in NOT_ADOPTING:
                yield actor, names
    for names in language.citations.foreign:
        yield "foreign", names


@cache
def passage_nouns(language: Language) -> Lexicon[str]:
    """Nouns of passages that stand before their numbers, with their level."""
    return Lexicon(language, {names: level for level, names in language.citations.passages.items()})
