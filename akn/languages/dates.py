"""Dates of a language: full calendar dates, ranges and lists of them, the names of months (profile 2.3, R-103).

A date counts if day, month and year are printed.  In a range or a list that prints only once what its days share ("16
to 18 November 2044", "4 and 5 March 2044") the shorter ones count too: what they lack stands right beside.  Anything
else that is incomplete ("May 2044") is none.  All words come from the `[dates]` table of the language file; patterns
are made for views of the language (`akn.languages.view`) and begin with a digit or the name of a month.

>>> from akn.languages import load
>>> [found.value for found in find_dates(load("eng"), "from 16 to 18 May 2044")]
['2044-05-16', '2044-05-18']
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, takewhile
from types import MappingProxyType

from msgspec import Struct

from akn.languages.shape import Language
from akn.languages.templates import Gap, Literal, Piece, held, parse, source
from akn.languages.view import keyed, shown, view
from akn.patterns import hinted_pattern, lazy_pattern, one_of

_DAY = r"[0-9][0-9]?(?![0-9])"  # begins with one set of characters, which makes the search fast
_YEAR = r"[12][0189][0-9]{2}(?![0-9])"
_CENTURIES = "12١٢۱۲１２"
_any_year = hinted_pattern(rf"[{_CENTURIES}]\d{{3}}", _CENTURIES)
_SLOTS = frozenset({"day", "month", "year", "day2", "month2", "year2"})
_REACH = 48
"""So many characters before a date may hold the shorter end of its range."""
_DASHES = frozenset("-–—")


class DateFound(Struct, frozen=True):
    """A date in a text: offsets, and its value as YYYY-MM-DD."""

    start: int
    end: int
    value: str


def find_dates(language: Language, text: str) -> Iterator[DateFound]:
    """All dates in a text, in order; offsets are those of the text."""
    if not may_hold_dates(text):
        return
    seen = view(language, text)
    content, last = seen.content, 0
    whole = -1  # where the last whole date ends
    for m in _found(language, content):
        got = held(m)
        year, of_month = got["year"], got["month"]
        value = _iso(language, year, of_month, got["day"]) if m.start() >= last else ""
        if not value:
            continue
        shorter: list[tuple[int, int, str]] = []
        start, following, month = m.start(), value, of_month
        while (first := _before(language, content, last, start, year, month)) is not None:
            # where words run from right to left, the ends of a range may be printed so too: "18-16"
            turned = language.direction == "rtl" and content[first[1] : start].strip() in _DASHES
            calls = whole >= 0 and content[whole : first[0]] == " "  # "3 May 2043 9 and 15 May 2044": 9 calls a note
            if calls or (first[2] > following and not turned):
                break
            shorter.append(first[:3])
            start, _, following, month = first
        last = whole = m.end()
        for start, end, day in (*reversed(shorter), (m.start(), last, value)):
            yield DateFound(*seen.span(start, end), day)
        while (second := _after(language, content, last, year, of_month)) is not None and second[2] >= value:
            start, last, value, of_month = second
            yield DateFound(*seen.span(start, last), value)


def find_impossible(language: Language, text: str) -> Iterator[tuple[int, int]]:
    """What looks like a date and is none ("31 February 2044"), as start and end in the text."""
    if not may_hold_dates(text):
        return
    seen = view(language, text)
    for m in _found(language, seen.content):
        if not date_value(language, m):
            yield seen.span(*m.span())


_SHORT = lazy_pattern(r"(?<![0-9.,/])[0-9]{1,2}(?![0-9]|[.,/][0-9])")
_TO_DAY = 8  # characters between the days of a month: " to ", " and ", " по "


def days_of_months(language: Language, text: str) -> frozenset[int]:
    """Where days of a month begin, of whatever year ("24 to 26 July"); offsets are those of the text.

    >>> from akn.languages import load
    >>> sorted(days_of_months(load("eng"), "met from 24 to 26 July with 12 keepers"))
    [9, 15]
    """
    return frozenset(day for day, _ in days_with_months(language, text))


def days_with_months(language: Language, text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where days of a month begin, and the stretch from the day to its month, or from the month to the day.

    >>> from akn.languages import load
    >>> dict(days_with_months(load("eng"), "met from 24 to 26 July with 12 keepers"))
    {15: (15, 22), 9: (9, 22)}
    >>> dict(days_with_months(load("zho"), "在7月26日开会"))
    {3: (1, 6)}
    """
    seen = view(language, text)
    numbers = [m.span() for m in _SHORT.finditer(seen.content)]
    if not numbers:
        return
    full = language.dates.full[0]
    before = full.index("{day}") < full.index("{month}")
    sign = "" if before or language.spaced else full.partition("{day}")[2].partition("{")[0]
    starts, ends = [start for start, _ in numbers], [end for _, end in numbers]
    for month in _months_near(numbers, seen.content, month_pattern(language)):
        at = month.start() if before else month.end()
        i = bisect_right(ends, at) - 1 if before else bisect_left(starts, at)
        while 0 <= i < len(numbers) and (at - ends[i] if before else starts[i] - at) <= _TO_DAY:
            more = len(sign) if seen.content.startswith(sign, ends[i]) else 0
            outer = (starts[i], month.end()) if before else (month.start(), ends[i] + more)
            yield seen.start(starts[i]), seen.span(*outer)
            at, i = (starts[i], i - 1) if before else (ends[i], i + 1)


_MONTH = 40  # characters: longer than the name of any month, two of which may stand together ("تشرين الثاني/نوفمبر")


def _months_near(
    numbers: Sequence[tuple[int, int]], content: str, months: re.Pattern[str]
) -> Iterator[re.Match[str]]:  # fmt: skip
    """The months that can be those of some numbers: most of a text is too far from any."""
    reach = _TO_DAY + _MONTH
    start, end = numbers[0][0] - reach, numbers[0][1] + reach
    for first, last in (*numbers[1:], (len(content) + 2 * reach + 1, 0)):  # one beyond all ends the last stretch
        if first - reach <= end:
            end = last + reach
            continue
        found = months.finditer(content, max(start, 0), min(end, len(content)))
        yield from (m for m in found if m.end() < end)  # one that the end cuts may be another word
        start, end = first - reach, last + reach


def may_hold_dates(text: str) -> bool:
    """False for nearly all texts without a date, at little cost: there are no four digits of a year."""
    return _any_year.search(text) is not None


@lru_cache(1024)  # dates, and what looks like one, are looked for in the same texts
def _found(language: Language, content: str) -> tuple[re.Match[str], ...]:
    """All that fits a template of whole dates, in order."""
    found = [m for pattern in whole_dates(language) for m in pattern.finditer(content) if _is_apart(content, m.start())]
    return tuple(sorted(found, key=lambda m: (m.start(), -m.end())))


def _is_apart(content: str, at: int) -> bool:
    """False if what begins there continues a number or a word before it ("1.16 May 2044" is no date)."""
    before = content[at - 1] if at else " "
    if before.isdigit() or (before in ".,/:" and at > 1 and content[at - 2].isdigit()):
        return False
    return not (before.isalpha() and content[at].isalpha())


_End = tuple[int, int, str, str]
"""The shorter end of a range: where it stands, its value, its month."""


def _before(language: Language, content: str, last: int, start: int, year: str, month: str) -> _End | None:
    """A day that shares the year, or year and month, of the date that begins right after it."""
    pattern = _shorter(language)[0]
    at = max(last, start - _REACH)
    m = pattern.search(content, at, start) if pattern else None
    return _end(language, m, year, month) if m and _is_apart(content, m.start("short")) else None


def _after(language: Language, content: str, last: int, year: str, month: str) -> _End | None:
    """A day that shares the year, or year and month, of the date that ends right before it."""
    pattern = _shorter(language)[1]
    m = pattern.match(content, last) if pattern else None
    return _end(language, m, year, month) if m else None


def _end(language: Language, m: re.Match[str], year: str, month: str) -> _End | None:
    found = held(m)
    month = found.get("month", month)
    value = _iso(language, year, month, found["day"])
    return (*m.span("short"), value, month) if value else None


def match_date(language: Language, content: str, at: int) -> tuple[int, str] | None:
    """The whole date at an offset of a view: where it ends, and its value; None if there is none."""
    for pattern in whole_dates(language):
        if found := pattern.match(content, at):
            value = date_value(language, found)
            return (found.end(), value) if value else None
    return None


def opens_date(language: Language, first: str) -> bool:
    """Whether a date can begin with a character: a digit, the first letter of a month, or any if a template has words
    before these.
    """
    return first.isdecimal() or first in _first_letters(language) or not _slots_open_dates(language)


@cache
def _slots_open_dates(language: Language) -> bool:
    return all(template.startswith(("{day}", "{month}", "{year}")) for template in language.dates.full)


@cache
def _first_letters(language: Language) -> frozenset[str]:
    return frozenset(name[0] for name in month_numbers(language))


def date_value(language: Language, found: re.Match[str]) -> str:
    """The date that `date_pattern` found as YYYY-MM-DD; empty if there is no such day."""
    got = held(found)
    return _iso(language, got["year"], got["month"], got["day"])


def range_value(language: Language, found: re.Match[str]) -> str:
    """The range that `range_pattern` found as YYYY-MM-DD/YYYY-MM-DD; empty if there are no such days."""
    got = held(found)
    last = _iso(language, got["year2"], got["month2"], got["day2"])
    first = _iso(language, got.get("year", got["year2"]), got.get("month", got["month2"]), got["day"])
    return f"{first}/{last}" if first and last else ""


@lru_cache(maxsize=4096)
def _iso(language: Language, year: str, month: str, day: str) -> str:
    number = month_numbers(language).get(month.replace(" ", ""), 0)
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


# ---- patterns from the templates of the language file


@cache
def month_numbers(language: Language) -> Mapping[str, int]:
    """Every form of a month's name, as views of the language show it and without spaces, and the month's number."""
    names = keyed(language, dict(enumerate(language.dates.months, 1)))
    return MappingProxyType({name.replace(" ", ""): number for name, number in names.items()})


@cache
def month_pattern(language: Language) -> re.Pattern[str]:
    """A pattern of the names of months for views of the language; group 1 is the name that `month_numbers` has.

    Where words do not stand between spaces the name is a number, and what stands after it in a date shows its meaning.
    """
    if language.spaced:
        return re.compile(rf"(?<![^\W_])({_month(language)})(?![^\W_])")
    following = language.dates.full[0].partition("{month}")[2].partition("{")[0]
    return re.compile(rf"(?:(?<![0-9])|(?![0-9]))({_month(language)}){_literal(language, following)}")


@cache
def date_pattern(language: Language) -> re.Pattern[str]:
    """A pattern of whole dates for views of the language; groups day, month, year, one set a template: `date_value`."""
    return re.compile("|".join(pattern.pattern for pattern in whole_dates(language)))


@cache
def day_pattern(language: Language) -> re.Pattern[str]:
    """A pattern of days without their year ("30 August") for views of the language, in the first form of its dates;
    groups day and month: `day_from`.  A whole date has such a day as well.
    """
    template = language.dates.full[0]
    slots = [m for m in re.compile(r"\{(\w+)\}").finditer(template) if m[1] in ("day", "month")]
    last = template[slots[-1].end() :].partition("{")[0] if not language.spaced else ""
    return re.compile(_source(language, template[slots[0].start() : slots[-1].end()] + last, "0"))


def day_from(language: Language, printed: str, date: str) -> str:
    """The next day on or after a date (YYYY-MM-DD) that `day_pattern` finds in some words; empty if there is none.

    >>> from akn.languages import load
    >>> day_from(load("eng"), "30 august", "2044-12-09"), day_from(load("eng"), "9 december", "2044-12-09")
    ('2045-08-30', '2044-12-09')
    """
    found = day_pattern(language).fullmatch(printed)
    got = held(found) if found else {}
    years = [str(int(date[:4]) + later) for later in (0, 1)] if got else []
    days = (_iso(language, year, got["month"], got["day"]) for year in years)
    return next((day for day in days if day >= date), "")


@cache
def range_pattern(language: Language) -> re.Pattern[str]:
    """A pattern of ranges of dates for views of the language: `range_value`."""
    several = [parse(template, language, _SLOTS) for template in language.dates.ranges]
    if not several:
        return lazy_pattern("(?!)")
    first = _alike(zip(*several, strict=False))
    last = _alike(zip(*(reversed(pieces[first:]) for pieces in several), strict=False))
    rests = [pieces[first : len(pieces) - last] for pieces in several]
    ways = [_source(language, pieces, str(i)) for i, pieces in enumerate(rests)]
    begins, ends = _source(language, several[0][:first], "first"), several[0][len(several[0]) - last :]
    return lazy_pattern(f"(?<![0-9]){begins}(?:{'|'.join(ways)}){_source(language, ends, 'last')}")


def _alike(pieces: Iterable[tuple[Piece, ...]]) -> int:
    """How many pieces all templates begin with, which then are tried, and made, but once."""
    return sum(1 for _ in takewhile(lambda beside: len(set(beside)) == 1, pieces))


_BETWEEN = "[^0-9;,(]{1,30}"  # from a day to the number after it
_FROM_YEAR = "[^0-9;,(]{1,10}"  # from a year to the day after it: " bis zum ", " года по "
_ranged = lazy_pattern(f"(?<![0-9/]){_DAY}{_BETWEEN}(?:{_YEAR}{_FROM_YEAR})?{_DAY}{_BETWEEN}{_YEAR}")


def may_hold_ranges(language: Language, content: str) -> bool:
    """False for a view of spaced words without two days and a year close together: no range stands in it."""
    return not language.spaced or _ranged.search(content) is not None


def ranges_in(language: Language, content: str) -> Iterable[re.Match[str]]:
    """The ranges of dates in a view, in order."""
    return range_pattern(language).finditer(content) if may_hold_ranges(language, content) else ()


@cache
def whole_dates(language: Language) -> tuple[re.Pattern[str], ...]:
    """Whole dates: one pattern for all templates that begin with the same slot, which so is tried but once."""
    rests: dict[str, list[str]] = {}
    for i, template in enumerate(language.dates.full):
        first, closed, rest = template.partition("}")
        pattern = _source(language, rest, str(i))
        sign = rest.rpartition("}")[2]
        if sign and not language.spaced and (joint := _joint(language)):  # "11月16至18日": once for both days
            sign = _literal(language, sign)
            pattern = pattern.removesuffix(sign) + f"(?:{sign}|(?={joint}{_DAY}{sign}))"
        rests.setdefault(first + closed, []).append(pattern)
    return tuple(
        lazy_pattern(f"{_source(language, first, f'first{i}')}(?:{'|'.join(ways)})")
        for i, (first, ways) in enumerate(rests.items())
    )


@cache
def _shorter(language: Language) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Patterns of "16 to " and "30 October to ", right before a whole date that begins with its day, and of "至18日"
    and "至12月18日", right after one that begins with its year.
    """
    joint = _joint(language)
    first: list[str] = []
    second: list[str] = []
    for i, template in enumerate(language.dates.full if joint else ()):
        slots = list(re.compile(r"\{(day|month|year)\}").finditer(template))
        if not slots:
            continue
        if slots[0][1] == "day":
            cuts = [_cut(template, one, two) for one, two in pairwise(slots)]
            first += [_source(language, template[:cut], f"{i}{j}") for j, cut in enumerate(cuts)]
        elif slots[0][1] == "year":
            second += [_source(language, template[s.start() :], f"{i}{j}") for j, s in enumerate(slots[1:])]
    before = rf"(?P<short>{'|'.join(reversed(first))}){joint}\Z"  # the longest first
    after = rf"{joint}(?P<short>{'|'.join(second)})"
    return re.compile(before) if first else None, re.compile(after) if second else None


def _cut(template: str, slot: re.Match[str], following: re.Match[str]) -> int:
    """Where a template can end after a slot: signs that touch it stay ("16."), words go."""
    between = template[slot.end() : following.start()].rstrip(" ~")
    return slot.end() + (len(between) if between and not any(c.isalpha() or c == " " for c in between) else 0)


@cache
def _joint(language: Language) -> str:
    """The source of what stands between the ends of a range or the days of a list, empty if the file does not say."""
    words = dict.fromkeys(language.dates.lists)
    for template in language.dates.ranges:
        if m := re.compile(r"\{([^{}]*\|[^{}]*)\}~?\{\w+2\}").search(template):
            words.update(dict.fromkeys(w for w in m[1].split("|") if w))
    several = "|".join(_literal(language, w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return f" ?(?:{several}) ?" if several else ""


def _source(language: Language, template: str | Sequence[Piece], tag: str) -> str:
    """The source of a pattern for a template of dates; its groups are those of the slots, each with `_` and `tag`.

    A space that is not printed before the month or the year counts as if it were ("16 May2044").
    """

    def slot(name: str) -> str:
        kind = name.rstrip("2")
        pattern = {"day": _DAY, "year": _YEAR}.get(kind) or _month(language)
        return f"(?P<{name}_{tag}>{pattern})" + (_suffix(language) if kind == "day" else "")

    pieces = parse(template, language, _SLOTS) if isinstance(template, str) else template
    return source(tuple(Gap() if piece == Literal(" ") else piece for piece in pieces), slot)


@cache
def _month(language: Language) -> str:
    edge = r"(?![^\W\d_])" if language.spaced else r"(?![0-9])"
    return one_of(shown(language, language.dates.months)).replace("/", " ?/ ?") + edge


def loose_dates(language: Language) -> str:
    """The source of `date_pattern` without groups and loose: part of many patterns, it is made faster, and
    `date_pattern` tells which of the words that it finds are a date.

    Where the year stands last it is the first one after a day, with no digit between; else any signs that names of
    months have stand for each of these, and where words are not spaced any letters and digits.
    """
    names, month = shown(language, language.dates.months), _month(language).rpartition("(?!")[0]
    signs = re.escape("".join(sorted({*"".join(names), " "}))) if language.spaced else r"\w "
    longest = max(map(len, names), default=0)
    loose = rf"[{signs}]{{1,{longest + 2}}}?"
    befores, _, afters = zip(*(template.partition("{year}") for template in language.dates.full), strict=True)
    if not language.spaced or len(set(afters)) > 1 or not all("{day}" in before for before in befores):
        return re.sub(r"\?P<\w+>", "?:", date_pattern(language).pattern.replace(month, loose))
    first = f"(?:{loose})?" if any(before.startswith("{month}") for before in befores) else ""
    between = (
        longest + max(map(len, befores)) - len("{day}{month}") + max(map(len, language.dates.day_suffixes), default=0)
    )
    return rf"{first}{_DAY}[^0-9]{{1,{between + 2}}}?{_YEAR}{_literal(language, afters[0])}"


@cache
def _suffix(language: Language) -> str:
    several = shown(language, language.dates.day_suffixes)
    return f"(?: ?{one_of(several)})?" if several else ""


def _literal(language: Language, text: str) -> str:
    return source(parse(text, language, _SLOTS), str)
