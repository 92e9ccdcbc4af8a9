"""Hours of the day: which half a text says that a time is in, and the time as languages that count to 24 have it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from akn.compare.words import plain_words
from akn.languages.amounts import Amount, written
from akn.languages.shape import Language
from akn.languages.view import fold
from akn.patterns import lazy_pattern

HOUR = 48
"""Characters from an hour to the word that says so: "from 3 to 6 p.m.", "de las 15.00 a las 18.00 horas"."""
_NOON = 12
_TIME = lazy_pattern(r"[\s\d.:,]+")


def of_day(amount: Amount, content: str, language: Language) -> Amount:
    """A number as languages that count hours to 24 have it: 17.30 for "5.30 p.m."; any other as it is.

    >>> from akn.languages import load
    >>> from akn.languages.amounts import amounts
    >>> text = "Opens at 5 p.m."
    >>> [of_day(a, text, load("eng")).value for a in amounts(load("eng"), text)]
    ['17']
    """
    hour, *minutes = amount.parts or (amount.value,)
    if int(float(amount.value)) != int(float(hour)) or not 0 < int(float(hour)) <= _NOON:
        return amount
    half = _half_of_day(amount, content, language)
    if half is None:
        return amount
    later = int(hour) % _NOON + _NOON * half.afternoon - int(hour)
    parts = tuple(dict.fromkeys((str(int(hour) + later), *minutes))) if minutes else ()
    value = written(round(float(amount.value) + later, 2))
    return Amount(min(amount.start, half.start), max(amount.end, half.end), value, amount.how, parts, amount.named)


class _HalfOfDay(NamedTuple):
    start: int
    end: int
    afternoon: bool


def _half_of_day(amount: Amount, content: str, language: Language) -> _HalfOfDay | None:
    """The words that say in which half of the day a time is, which follow it or precede it."""
    before, after = _halves_of_day(language)
    if after:
        m = after.search(content, amount.end, amount.end + HOUR)
        if m and _is_range(content[amount.end : m.start()], language):
            return _HalfOfDay(m.start(), m.end(), m.lastgroup == "afternoon")
    *_, m = (None, *before.finditer(content, max(0, amount.start - HOUR), amount.start)) if before else (None,)
    if m and _is_range(content[m.end() : amount.start], language):
        return _HalfOfDay(m.start(), m.end(), m.lastgroup == "afternoon")
    return None


def _is_range(between: str, language: Language) -> bool:
    """Whether nothing stands between a time and the half of its day but the end of a range: "3 to 6 p.m."."""
    words = (*language.citations.to, *language.numbers.joints)
    hours = clock(language)
    return _TIME.sub("", hours.sub("", between) if hours else between) in ("", *words)


@cache
def _halves_of_day(language: Language) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What says before and after a time in which half of the day it is."""
    end = r"(?!\w)" if language.spaced else ""
    forms_of = (("forenoon", language.numbers.forenoon), ("afternoon", language.numbers.afternoon))
    made: list[re.Pattern[str] | None] = []
    for n in (0, 1):
        words = {
            name: [w for f in forms if (w := fold(f.split("{time}")[n].strip()).content)] for name, forms in forms_of
        }
        groups = (f"(?P<{name}>{'|'.join(map(_either, those))})" for name, those in words.items() if those)
        said = "|".join(groups)
        made.append(re.compile(f"(?:{said}){end}", re.IGNORECASE) if said else None)
    return made[0], made[1]


def _either(form: str) -> str:
    """The pattern of a form, with a typewritten apostrophe or not."""
    return re.escape(form).replace("\u2019", "['\u2019]")


@cache
def clock(language: Language) -> re.Pattern[str] | None:
    """What says in a language that a number beside it is an hour."""
    words = "|".join(map(re.escape, language.numbers.hours))
    return re.compile(rf"\b(?:{words})(?!\w)" if language.spaced else words) if words else None


@cache
def telling_words(language: Language) -> frozenset[str]:
    """The words by which one half of the day is told from the other, in small letters.

    >>> from akn.languages import load
    >>> sorted(telling_words(load("eng"))), "du" in telling_words(load("fra"))
    (['a.m', 'p.m'], False)
    """
    halves = (language.numbers.forenoon, language.numbers.afternoon)
    one, two = ({w for form in forms for w in plain_words(form.replace("{time}", " ").casefold())} for forms in halves)
    return frozenset(word for word in one ^ two if any(map(str.isalnum, word)))
