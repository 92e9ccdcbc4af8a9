"""From the words of a language file to patterns: the only place where the words of `[citations]` meet `re`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from akn.fold import fold
from akn.languages.shape import Language, forms


def alternatives(language: Language, several: Iterable[str]) -> str:
    """The source of a group that matches any of the forms whole, longest first; a group that never matches if none.

    A word form matches with a small or a capital first letter and with one of the language's `prefixes` glued on.
    """
    found = {fold(form).content for many in several for form in forms(many)}
    if not found:
        return "(?!)"
    ordered = sorted(found, key=lambda form: (-len(form), form))
    inner = "|".join(_either_case(form) for form in ordered)
    if not language.spaced:
        return f"(?:{inner})"
    glued = "|".join(sorted(map(re.escape, language.citations.prefixes), key=lambda p: (-len(p), p)))
    prefix = f"(?:{glued})?" if glued else ""
    return rf"(?<!\w){prefix}(?:{inner})(?!\w)"


def _either_case(form: str) -> str:
    first, rest = form[0], re.escape(form[1:]).replace(r"\ ", " ").replace("’", "[’']")
    low, high = first.lower(), first.upper()
    head = re.escape(first) if low == high or len(high) != 1 else f"[{low}{high}]"
    return head + rest


@cache
def joint(language: Language) -> str:
    """The source of a group that matches one word between the members of a list ("and")."""
    return "(?:" + "|".join(_either_case(form) for form in _ordered(language.citations.join)) + ")"


@cache
def run_of(language: Language, kinds: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that matches a stretch of nothing but these words, blanks and light punctuation.

    `kinds` name fields of `Citations`.  Used with `fullmatch` on what stands between two findings.
    """
    several = [form for kind in kinds for form in getattr(language.citations, kind)]
    words = "|".join(_either_case(form) for form in _ordered(several))
    body = f"(?:{words}|[ ,،、，;(])*" if words else "[ ,،、，;(]*"
    return re.compile(body)


def _ordered(several: Iterable[str]) -> list[str]:
    found = {fold(form).content for many in several for form in forms(many)}
    return sorted(found, key=lambda form: (-len(form), form))


@dataclass(frozen=True, slots=True)
class Dating:
    """What may stand between a number and the date that is printed with it; `shared` finds "both of" in it."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    shared: re.Pattern[str]


@cache
def dating(language: Language) -> Dating:
    """The patterns by which a date belongs to the number before it or, where dates come first, behind it."""
    words = language.citations
    organs = [names for table in (language.organs, words.organs) for names in table.values()]
    letters = list(words.parts)
    several = [*words.dated, *words.shared, *words.of, *words.after, *organs, *letters]
    run = "|".join(_either_case(form) for form in _ordered(several))
    behind = re.compile(rf"(?:{run}|[ ,،，()])*" if run else "[ ,]*")
    leading = [*words.before, *organs, *words.own, *words.of]
    first = "|".join(_either_case(form) for form in _ordered(leading))
    before = re.compile(rf"(?:{first}|[ (（])*" if words.noun_last else r" ?[(（]")
    shared = "|".join(_either_case(form) for form in _ordered(words.shared)) or "(?!)"
    return Dating(behind, before, re.compile(shared))
