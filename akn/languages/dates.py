"""Dates of a language: month names to numbers, and the pattern that its templates make.

>>> from akn.languages import load
>>> [found.value for found in find_dates(load("eng"), "9 December 2044")]
['2044-12-09']
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from akn.languages.shape import Language, forms
from akn.languages.view import letters, plain, view


class DateFound(Struct, frozen=True):
    """A date in a text: offsets, and its value as YYYY-MM-DD."""

    start: int
    end: int
    value: str


@cache
def month_numbers(language: Language) -> Mapping[str, int]:
    """Every form of a month's name, as views of the language show it and without spaces, and the month's number."""
    table: dict[str, int] = {}
    for number, names in enumerate(language.dates.months, 1):
        for name in forms(names):
            table[plain(language, name).replace(" ", "")] = number
    return MappingProxyType(table)


@cache
def date_pattern(language: Language) -> re.Pattern[str]:
    """A pattern of whole dates for views of the language; groups day, month, year, one set a template: `date_value`."""
    ways = [template_pattern(language, template, str(i)) for i, template in enumerate(language.dates.full)]
    return re.compile("|".join(ways))


def template_pattern(language: Language, template: str, suffix: str) -> str:
    """The source of a regular expression for a date template; its groups are day, month, year plus `suffix`."""
    source = []
    for piece in re.compile(r"(\{[^{}]*\})").split(template):
        name = piece[1:-1]
        if piece.startswith("{") and name.isidentifier():
            kind = name.rstrip("0123456789")
            source.append(f"(?P<{name}_{suffix}>{_slot(language, kind)}){_after(language, kind)}")
        elif piece.startswith("{"):
            source.append("(?:" + "|".join(_literal(language, way) for way in name.split("|")) + ")")
        else:
            source.append(_literal(language, piece))
    return "".join(source)


def _literal(language: Language, text: str) -> str:
    shown = text.translate(letters(language)).lower()
    shown = shown if language.spaced else shown.replace(" ", "")
    return re.escape(shown).replace(r"\ ", " ").replace(r"\~", "~").replace("~", " ?" if language.spaced else "")


@cache
def month_pattern(language: Language) -> re.Pattern[str]:
    """A pattern of the names of months for views of the language; group 1 is the name that `month_numbers` has.

    Where words do not stand between spaces the name is a number, and what stands after it in a date shows its meaning.
    """
    if language.spaced:
        return re.compile(rf"(?<![^\W_])({_slot(language, 'month')})(?![^\W_])")
    behind = language.dates.full[0].partition("{month}")[2].partition("{")[0]
    return re.compile(rf"(?:(?<![0-9])|(?![0-9]))({_slot(language, 'month')}){_literal(language, behind)}")


@cache
def range_pattern(language: Language) -> re.Pattern[str]:
    """A pattern of ranges of dates for views of the language: `range_value`."""
    ways = [template_pattern(language, template, str(i)) for i, template in enumerate(language.dates.ranges)]
    return re.compile("|".join(ways) or "(?!)")


def range_value(language: Language, found: re.Match[str]) -> str:
    """The range that `range_pattern` found as YYYY-MM-DD/YYYY-MM-DD; empty if there are no such days."""
    got = {name.partition("_")[0]: value for name, value in found.groupdict().items() if value is not None}
    last = _iso(language, got["year2"], got["month2"], got["day2"])
    first = _iso(language, got.get("year", got["year2"]), got.get("month", got["month2"]), got["day"])
    return f"{first}/{last}" if first and last else ""


@cache
def _slot(language: Language, kind: str) -> str:
    if kind == "year":
        return r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)"
    if kind == "day":
        return r"(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?!\d)"
    names = {plain(language, name) for names in language.dates.months for name in forms(names)}
    ordered = sorted(names, key=lambda n: (-len(n), n))
    edge = r"(?!\d)" if any(n.isdigit() for n in names) else ""
    return "(?:" + "|".join(re.escape(n).replace(r"\ ", " ").replace("/", " ?/ ?") for n in ordered) + ")" + edge


def _after(language: Language, kind: str) -> str:
    if kind != "day" or not language.dates.day_suffixes:
        return ""
    return "(?: ?(?:" + "|".join(re.escape(plain(language, s)) for s in language.dates.day_suffixes) + "))?"


def date_value(language: Language, found: re.Match[str]) -> str:
    """The date that `date_pattern` found as YYYY-MM-DD; empty if there is no such day."""
    got = {name.partition("_")[0]: value for name, value in found.groupdict().items() if value is not None}
    return _iso(language, got["year"], got["month"], got["day"])


def _iso(language: Language, year: str, month: str, day: str) -> str:
    number = month_numbers(language).get(month.replace(" ", ""), 0)
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def find_dates(language: Language, text: str) -> Iterator[DateFound]:
    """All whole dates in a text, in order; offsets are those of the text."""
    seen = view(language, text)
    for found in date_pattern(language).finditer(seen.content):
        if value := date_value(language, found):
            yield DateFound(seen.start(found.start()), seen.end(found.end()), value)
