"""The numbers of the works of a volume: those that are hard to read settled by what stands around them.

Numbers that a body counts through its years rise, and with them its sessions.  So each heading has the sessions (or
years) that its print can mean, and of those one is left where the date of its work, the other headings of the volume
and the dates that the library ships allow no other.  A number that these speak against, or leave open, is doubtful: it
names no work.

>>> lines = ["2751 (XXVI). Tides", "2752 (ХХУП). Quays", "2753 (ХХVI). Lamps"]
>>> found = settle([Heading(line, "unga", ("1971-09-21",)) for line in lines])
>>> [one.number for one in found], found[1].text
(['2751 (XXVI)', '2752 (XXVI)', '2753 (XXVI)'], '2752 (XXVI). Quays')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from akn.bodies import SymbolShape, grammar
from akn.bodies.adopted import day_of, series_of
from akn.bodies.symbols import Symbol, fits, numbered, span
from akn.patterns import lazy_pattern
from akn.vocabulary import misread
from akn.vocabulary.numerals import roman

_loose = lazy_pattern(
    r"(?:[^\W\d_]{2,12} |[^\W\d_])?(?P<number>[0-9OoОоlI|!]{1,4}) ?\((?P<mark>[^()\s.]{1,10})(?P<end>\)?\.?)"
    r"(?=\s|$|(?<=[.)])[^\W\d])"
)
_FAR, _SHARE = 2, 0.5  # in so many signs, and in that share of its signs, a session may be another than was read
_UNDATED = 2  # what it costs, in such signs, that the date of a work is of another session
_UNKNOWN = 3  # or that its number is not between those of the session that the library knows
_CHANGED = 2  # or that the next number is of another session
_EXACT = 1  # or that a session was read without a fault and is another
_SURE = 2  # by so much the best reading of a volume is better than any in which this number is of another session


class Heading(Struct, frozen=True):
    """A line with the number of a work: the actor of its formula, and the days that the work prints as its own.

    `number` is the number as other languages cite it, and `place` where it stands in the line, if the language of the
    line tells: "2751 (د - 26)" is 2751 (XXVI).
    """

    text: str
    actor: str
    days: tuple[str, ...] = ()
    number: str = ""
    place: tuple[int, int] = (0, 0)


class Settled(Struct, frozen=True):
    """What the number of a heading is: as texts cite it, empty if it is doubtful; the line as it is to be read.

    `read` is the number as it was read where that is another, or doubtful.
    """

    number: str
    text: str
    read: str = ""


class _Ranked(Struct):
    """A heading while its number is settled: where that stands in the line, what each possible session costs."""

    heading: Heading
    start: int
    end: int
    running: int
    costs: dict[Symbol, int]


def is_numbered(text: str) -> bool:
    """True for a line that begins with a number and what may be a session or a year in brackets, however misread.

    >>> is_numbered("2751 (ХХУЮ. Tides"), is_numbered("Tides (XXVI)"), is_numbered("12 (see above)")
    (True, False, False)
    """
    found = _loose.match(text)
    if found is None:
        return False
    mark = found["mark"]
    return any(_distance(mark, name, kind) <= _far(name) for kind in ("roman", "figures") for name in _names(kind))


def settle(headings: Sequence[Heading]) -> list[Settled]:
    """The numbers of headings that follow each other in a volume.

    What each session costs is in how many signs it differs from what was read, more where the date of the work or the
    numbers that the library knows speak against it, or where the next number is of another session.  The cheapest
    reading of the whole volume is taken; a number whose session could be another for little more is doubtful.
    """
    readings = [_reading(heading) for heading in headings]
    rising = sorted(((n, one) for n, one in enumerate(readings) if one and one.costs), key=lambda read: read[1].running)
    chosen = dict(zip((n for n, _ in rising), _cheapest([one for _, one in rising]), strict=True))
    return [_settled(h, one, chosen.get(n)) for n, (h, one) in enumerate(zip(headings, readings, strict=True))]


def contradicted(number: str, actor: str, days: Sequence[str]) -> str:
    """What speaks against a number as it was read: the day on which another text of that number was adopted, or that
    was adopted in another session than its neighbours; empty if nothing does.

    >>> contradicted("238 (1967)", "unsc", ["1967-06-19"]), contradicted("237 (1967)", "unsc", ["1967-06-19"])
    ('', '1967-06-14')
    """
    symbol = numbered(actor, number)
    if symbol is None:
        return ""
    known = day_of(symbol)
    if known and days and known not in days:
        return known
    if days and not any(fits(symbol, day) for day in days):
        return _opened(symbol)[:4]
    running = re.match("[0-9]+", number)
    within = running is None or _between(symbol, _around(_known(actor), int(running[0])))
    return "" if within else _opened(symbol)[:4]


def _reading(heading: Heading) -> _Ranked | None:
    told = _loose.match(heading.number)
    found, shape = told or _loose.match(heading.text), _counted(heading.actor)
    if found is None or shape is None:
        return None
    start, end = heading.place if told else (found.start("number"), found.end())
    kind = _kind_of(shape)
    running = found["number"].translate(misread("figures"))
    if not running.isdecimal():
        return None
    costs: dict[Symbol, int] = {}
    exact = grammar.plain(found["mark"])
    shipped = _around(_known(heading.actor), int(running))
    for name in _names(kind):
        far = _distance(found["mark"], name, kind)
        symbol = numbered(heading.actor, f"{running} ({name})") if far <= _far(name) else None
        if symbol is not None:
            dated = not heading.days or any(fits(symbol, day) for day in heading.days)
            cost = far + _UNDATED * (not dated) + _UNKNOWN * (not _between(symbol, shipped))
            costs[symbol] = cost + _EXACT * (name != exact and exact in _names(kind))
    return _Ranked(heading, start, end, int(running), costs)


def _cheapest(readings: Sequence[_Ranked]) -> list[tuple[Symbol, int]]:
    """For each reading what it means in the cheapest reading of all, and by how much any other costs more.

    Sessions rise with the numbers, so a walk from either end gives what each session costs with all before and after.
    """
    before = _walked(readings)
    after = _walked(readings[::-1], falling=True)[::-1]
    found: list[tuple[Symbol, int]] = []
    for one, lower, upper in zip(readings, before, after, strict=True):
        total = sorted((lower[s] + upper[s] - one.costs[s], one.costs[s], s.printed, s) for s in one.costs)
        found.append((total[0][3], total[1][0] - total[0][0] if len(total) > 1 else _UNKNOWN))
    return found


def _walked(readings: Sequence[_Ranked], *, falling: bool = False) -> list[dict[Symbol, int]]:
    """The cost of each session of each reading, with the cheapest sessions of all readings before it."""
    found: list[dict[Symbol, int]] = []
    for one in readings:
        costs: dict[Symbol, int] = {}
        for symbol, cost in one.costs.items():
            ways = [
                total + _CHANGED * (_opened(other) != _opened(symbol))
                for other, total in (found[-1].items() if found else ())
                if (_opened(other) >= _opened(symbol) if falling else _opened(other) <= _opened(symbol))
            ]
            lost = max(found[-1].values(), default=0) + _UNKNOWN if found else 0  # the numbers do not rise here
            costs[symbol] = cost + min([*ways, lost])
        found.append(costs)
    return found


def _settled(heading: Heading, one: _Ranked | None, chosen: tuple[Symbol, int] | None) -> Settled:
    """What is known at the end; a session that was read without a fault needs nothing that speaks for it."""
    if one is None:
        return Settled("", heading.text)
    read = heading.text[one.start : one.end].rstrip(". ")
    if chosen is None:
        return Settled("", heading.text, read)
    symbol, margin = chosen
    exact = numbered(heading.actor, heading.number or read)
    if exact == symbol:
        return Settled(symbol.number, heading.text)
    if exact is not None or margin < _SURE:
        return Settled("", heading.text, read)
    tail = "." if heading.text[one.end - 1] == "." else ""
    text = f"{heading.text[: one.start]}{symbol.number}{tail}{heading.text[one.end :]}"
    return Settled(symbol.number, text, read)


# what a session can be


@cache
def _counted(actor: str) -> SymbolShape | None:
    """How a body numbers the resolutions that it counts through, with a session or a year in brackets."""
    for body, shape in grammar.shapes():
        if body.actor == actor and shape.kind == "resolution" and "{running}" in shape.bare and "(" in shape.bare:
            return shape
    return None


@cache
def _names(kind: str) -> tuple[str, ...]:
    """What may stand in the brackets: sessions in Roman numerals, special ones too, or years."""
    if kind != "roman":
        return tuple(str(year) for year in range(_FIRST, _FIRST + _YEARS))
    return tuple(
        f"{before}{roman(n).upper()}" for before, most in (("", 30), ("S-", 7), ("ES-", 5)) for n in range(1, most + 1)
    )


_FIRST, _YEARS = 1946, 120


def _far(name: str) -> int:
    return min(_FAR, int(_SHARE * len(name)))


def _kind_of(shape: SymbolShape) -> str:
    """What stands in the brackets of a shape, as misread.toml calls it."""
    return "roman" if "{roman}" in shape.bare else "figures"


def _distance(mark: str, name: str, kind: str) -> int:
    """How many signs have to be put in, left out or exchanged to make a mark a name; those that look alike are one."""
    table = misread(kind)
    return edits(mark.translate(table).upper(), name)


def edits(one: str, other: str) -> int:
    """The edit distance of two short words (Levenshtein).

    >>> edits("XXVVI", "XXVI"), edits("XXII", "XXVI")
    (1, 1)
    """
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
    return row[-1]


# numbers that are known


@cache
def _known(actor: str) -> tuple[tuple[int, Symbol], ...]:
    """Texts of a body that counts through whose dates the library has, by their numbers."""
    return tuple(sorted(_texts(actor), key=lambda one: one[0]))


def _texts(actor: str) -> Iterator[tuple[int, Symbol]]:
    shape = _counted(actor)
    for session, number in series_of(actor) if shape else ():
        digits = re.match("[0-9]+", number)
        if digits is None or shape is None:
            continue
        name = session
        if "{roman}" in shape.bare:
            before, _, count = session.rpartition("-")
            name = f"{before}-{roman(int(count)).upper()}".lstrip("-")
        symbol = numbered(actor, f"{digits[0]} ({name})")
        if symbol is not None:
            yield int(digits[0]), symbol


def _around(known: Sequence[tuple[int, Symbol]], number: int) -> tuple[str, str]:
    """The days on which the sessions of the nearest numbers below and above opened; empty where there is none."""
    below = max((one for one in known if one[0] <= number), key=lambda one: one[0], default=None)
    above = min((one for one in known if one[0] >= number), key=lambda one: one[0], default=None)
    return (_opened(below[1]) if below else "", _opened(above[1]) if above else "")


def _between(symbol: Symbol, days: tuple[str, str]) -> bool:
    """True if the session of a text opened between two days, which may be unknown."""
    opened = _opened(symbol)
    return (not days[0] or days[0] <= opened) and (not days[1] or opened <= days[1])


def _opened(symbol: Symbol) -> str:
    """The day on which the session of a text, or its year, opened at the earliest."""
    return span(symbol)[0]
