"""Names with capitals in running text, and whether one took the place of another ("Day of", "Decade for")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from akn.patterns import lazy_pattern

_WORD = lazy_pattern(r"\w+(?:[-\u2010\u2011'\u2019]\w+)*")
_CAPITALS = 4  # words with a capital that a name has, at least: "the General Assembly" is in every text
_KEPT = 0.8  # share of them that a name has which took the place of another, its first and last word among them


@lru_cache(maxsize=4096)
def names_in(content: str, small: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The names of a text, in plain letters, each with its words that have a capital; `small` words join these.

    >>> [name for name, _ in names_in("Notes the World Day of Lamps and Granite Towers.", frozenset({"of", "and"}))]
    ['world day of lamps and granite towers']
    """
    found: list[tuple[str, frozenset[str]]] = []
    run: list[re.Match[str]] = []
    capitals: list[str] = []

    def take() -> None:
        if len(capitals) >= _CAPITALS:
            last = max(k for k, m in enumerate(run) if m[0][0].isupper())
            found.append((content[run[0].start() : run[last].end()].casefold(), frozenset(capitals)))
        run.clear()
        capitals.clear()

    for m in _WORD.finditer(content):
        if run and content[run[-1].end() : m.start()].strip(" \u00a0"):
            take()
        if m[0][0].isupper():
            run.append(m)
            capitals.append(m[0].casefold())
        elif run and m[0] in small:
            run.append(m)
        else:
            take()
    take()
    return tuple(found)


def gave_way(one: str, two: str, others: Iterable[str], small: frozenset[str]) -> bool:
    """Whether a name of a text is another one in the text that seems to take its place, and goes on in one of `others`:
    then these are two matters.
    """
    olds, news = names_in(one, small), names_in(two, small)
    if not olds or not news:
        return False
    folded = one.casefold(), two.casefold()
    gone = [(name, words) for name, words in olds if name not in folded[1]]
    come = [(name, words) for name, words in news if name not in folded[0]]
    alike = [name for name, words in gone if any(_is_beside(name, words, *other) for other in come)]
    return bool(alike) and any(name in other.casefold() for other in others for name in alike)


def _is_beside(name: str, words: frozenset[str], other: str, others: frozenset[str]) -> bool:
    """Whether two names begin and end alike, have most words in common, and each has one that the other lacks."""
    one, two = name.split(), other.split()
    if (one[0], one[-1]) != (two[0], two[-1]) or words <= others or others <= words:
        return False
    return len(words & others) >= _KEPT * max(len(words), len(others))
