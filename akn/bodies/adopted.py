"""When a text was adopted, as far as it is known: the catalogue that the library ships (profile section 5).

`adopted.tsv` beside this file holds dates of adoption by series.  It is read when a date is first asked for, and a
series is taken apart when one of its texts is.  Where it has no date, the year of a text may still be known: it is
printed in the symbol, or the session was held in one year, or the numbers around it were adopted in that year (texts
are numbered as they are adopted), or so low a number was adopted before New Year in every session on record.  A year
that none of this tells is not guessed.

>>> from akn.bodies.symbols import parse_symbol
>>> day_of(parse_symbol("A/RES/66/288")), year_known(parse_symbol("A/RES/78/317"))
('2012-07-27', '2024')
>>> year_known(parse_symbol("A/RES/99/300")), year_known(parse_symbol("A/RES/99/300"), by="2044-12-20")
('', '2044')
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from akn import bodies
from akn.patterns import lazy_pattern

if TYPE_CHECKING:
    from akn.bodies.symbols import Symbol


class _Series(Struct, frozen=True):
    """The dates of a session or year by number, and the numbers at which its first year ends and its second begins."""

    days: dict[str, str]
    last_of_first: int
    first_of_second: int


def day_of(symbol: Symbol) -> str:
    """The date of adoption as the catalogue has it (YYYY-MM-DD), empty if it has none."""
    series = _series(symbol.actor, symbol.session or symbol.year) if symbol.adopted else None
    return series.days.get(_number(symbol), "") if series else ""


def year_known(symbol: Symbol, by: str = "") -> str:
    """The year of a text, empty where the session alone would tell it and had more than one.

    `by` is a date on which the text was there, as the date of a document that cites it.
    """
    year = symbol.year
    if not year and symbol.kind == "document":
        return _year_of_document(symbol)
    if not year or not symbol.session:
        return year  # printed in the symbol
    sessions = bodies.load(symbol.body).sessions
    if symbol.session in sessions.table:
        opened, closed = sessions.table[symbol.session]
        return year if opened == closed else ""
    if not sessions.opens or sessions.closes or by[:4] == year or not symbol.adopted:
        return year
    number = re.match("[0-9]+", _number(symbol))
    if number is None or symbol.kind != "resolution":
        return ""
    return _year_by_number(symbol, int(number[0]))


def _year_by_number(symbol: Symbol, number: int) -> str:
    """The year of a resolution of a session of two years, by the numbers at which one ends and the other begins."""
    series = _series(symbol.actor, symbol.session)
    if series is not None and number >= series.first_of_second:
        return str(int(symbol.year) + 1)
    counted = symbol.session.isdigit() and "(" not in symbol.number  # in each session anew
    last = max(series.last_of_first if series else 0, _least() if counted else 0)
    return symbol.year if number <= last and symbol.part in ("", "A") else ""


def _year_of_document(symbol: Symbol) -> str:
    """The year of a document that its body counts through (S/12345), if dated ones of one year stand on both sides.

    >>> from akn.bodies.symbols import parse_symbol
    >>> [year_known(parse_symbol(symbol)) for symbol in ("S/12325", "S/12400/Add.1", "S/12700", "S/PV.12400")]
    ['1977', '1977', '', '']
    """
    counted = _COUNTED.match(symbol.number)
    if counted is None:
        return ""
    number, of = int(counted["number"]), (symbol.actor, counted["before"])
    return next((year for *key, year, first, last in _documents() if (*key,) == of and first <= number <= last), "")


_COUNTED = lazy_pattern(r"(?P<before>[A-Z]/)(?P<number>[0-9]+)(?:/(?:Add|Corr|Rev)\.[0-9]+)*$")


@cache
def _documents() -> tuple[tuple[str, str, str, int, int], ...]:
    with open(os.path.join(os.path.dirname(__file__), "documents.tsv"), encoding="utf-8") as file:
        rows = (line.split("\t") for line in file if not line.startswith("#"))
        return tuple((actor, before, year, int(first), int(last)) for actor, before, year, first, last, _ in rows)


def highest_of(symbol: Symbol) -> int:
    """The highest number of the session of a resolution that was seen on one; 0 if nobody looked.

    It is no last number: a session may go on, and texts that nobody has seen here may have numbers.

    >>> from akn.bodies.symbols import parse_symbol
    >>> highest_of(parse_symbol("A/RES/78/1"))
    328
    """
    return _highest().get((symbol.actor, symbol.session), 0) if symbol.kind == "resolution" else 0


@cache
def last_of(actor: str) -> int:
    """The last session of a body, or year where it counts by years, of which something is known; 0 if nothing is.

    >>> last_of("unga-hrc") < 70 < last_of("unga"), last_of("nobody")
    (True, 0)
    """
    names = [name for of, name in (*_lines(), *_highest()) if of == actor and name.isdecimal()]
    return max(map(int, names), default=0)


@cache
def _highest() -> dict[tuple[str, str], int]:
    with open(os.path.join(os.path.dirname(__file__), "highest.tsv"), encoding="utf-8") as file:
        rows = (line.split("\t") for line in file if not line.startswith("#"))
        return {(actor, session): int(number) for actor, session, number in rows}


@cache
def _least() -> int:
    """So many resolutions at least were adopted before New Year in each session on record."""
    return min(int(last) for last, _ in _lines().values() if last.isdigit())


@cache
def year_of_running(actor: str, number: str) -> str:
    """The year of a text of a body that counts through from the first, by its number; empty if it is not known.

    >>> year_of_running("unsc", "2231")
    '2015'
    """
    return _running(actor).get(number, "")


@cache
def _running(actor: str) -> dict[str, str]:
    names = (name for of, name in _lines() if of == actor)
    return {number: name for name in names if (series := _series(actor, name)) for number in series.days}


def years_of_running(actor: str, number: int) -> tuple[str, str]:
    """The years of the nearest texts on record at or below a number and at or above it, where a body counts through:
    numbers rise with the years.  Empty where there is none.

    >>> years_of_running("unsc", 567), years_of_running("unsc", 967)
    (('1981', '1990'), ('1994', '1995'))
    """
    rising = _rising(actor)
    below = bisect_right(rising, (number, "9999"))
    above = bisect_left(rising, (number, ""))
    return rising[below - 1][1] if below else "", rising[above][1] if above < len(rising) else ""


def last_year(actor: str) -> str:
    """The year of the last text on record of a body that counts through; empty where there is none.

    >>> last_year("unsc") > "2020"
    True
    """
    return max((year for _, year in _rising(actor)), default="")


@cache
def figures_of_running(actor: str, year: str) -> frozenset[int]:
    """How many figures the numbers of a year have, where a body counts through: those of the nearest texts on record.

    >>> figures_of_running("unsc", "1985"), figures_of_running("unsc", "2002")
    (frozenset({3}), frozenset({4}))
    """
    rising = _rising(actor)
    last = max((number for number, of in rising if of <= year), default=0)
    first = min((number for number, of in rising if of >= year), default=0)
    return frozenset(len(str(number)) for number in (last, first) if number)


@cache
def _rising(actor: str) -> list[tuple[int, str]]:
    return sorted((int(number), year) for number, year in _running(actor).items() if number.isdigit())


def series_of(actor: str) -> Iterator[tuple[str, str]]:
    """The texts of a body whose dates the catalogue has: the session or year of each, and its number there.

    >>> ("26", "2819") in set(series_of("unga"))
    True
    """
    for of, name in _lines():
        series = _series(actor, name) if of == actor else None
        for number in series.days if series else ():
            yield name, number


def _number(symbol: Symbol) -> str:
    """The number within the series: "288", "2B", "217A"."""
    series = f"{symbol.session or symbol.year}-"
    rest = symbol.number_iri.removeprefix(series)
    return rest if rest != symbol.number_iri else rest.partition("-")[0]


@cache
def _lines() -> dict[tuple[str, str], tuple[str, str]]:
    """The lines of the file by actor and series, not yet taken apart."""
    with open(os.path.join(os.path.dirname(__file__), "adopted.tsv"), encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file if not line.startswith("#"))
        return {(actor, series): (last, days) for actor, series, last, days in rows}


@cache
def _series(actor: str, name: str) -> _Series | None:
    if (actor, name) not in _lines():
        return None
    last, listed = _lines()[actor, name]
    days: dict[str, str] = {}
    for group in listed.split(";"):
        day, *numbers = group.split(" ")
        for number in numbers:
            first, _, end = number.partition("-")
            days |= dict.fromkeys(map(str, range(int(first), int(end) + 1)) if end else [first], day)
    opened = min(days.values())[:4]
    in_first = [int(n) for n, day in days.items() if day[:4] == opened and n.isdigit()]
    border = int(last) if last.isdigit() else max(in_first, default=0)
    later = [int(n) for n, day in days.items() if day[:4] > opened and n.isdigit() and int(n) > border]
    return _Series(days, border, min(later, default=10_000))
