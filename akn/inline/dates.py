"""Full calendar dates in running text, in every language: profile 2.3, R-103.

A date is marked if day, month and year are printed.  In a range or a list that prints only once what its days share
("16 to 18 November 2044", "4 and 5 March 2044", "2044年11月16日至18日") the shorter ones are marked too: what they lack
stands right beside.  Anything else that is incomplete ("May 2044") stays plain text.

All words come from the `[dates]` table of the language file.  Patterns begin with a digit or the name of a month and
are made for folded text (`akn.languages.view`), so that the scan of a text is one fast search.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from akn.diagnostics import Code, Diagnostic
from akn.inline.context import Context, Seen
from akn.languages.shape import Language, forms
from akn.languages.view import fold
from akn.text import Kind, Mark, Text, mark
from akn.walk import RUNNING

_DAY = r"[0-9][0-9]?(?![0-9])"  # begins with one set of characters, which makes the search fast
_YEAR = r"[12][0189][0-9]{2}(?![0-9])"
_ANY_YEAR = re.compile(r"[12][0189][0-9]{2}(?![0-9])")
_REACH = 48
"""So many characters before a date may hold the shorter end of its range."""


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """The dates in one text, as DATE marks; offsets are those of the folded text.

    Front and closing lines have docDate instead (profile 2.3).
    """
    if context.place not in RUNNING:
        return
    for start, end, value in dates_in(seen.content, context.language):
        yield Mark(start, end, Kind.DATE, (("date", value),))


def find_dates(text: str, language: Language) -> Iterator[Mark]:
    """The dates in a text, as DATE marks in order; offsets are those of the text.

    >>> from akn.languages import load
    >>> [(m.start, m.end, m.get("date")) for m in find_dates("from 16 to 18 May 2044", load("eng"))]
    [(5, 7, '2044-05-16'), (11, 22, '2044-05-18')]
    """
    seen = fold(text)
    for start, end, value in dates_in(seen.content, language):
        yield mark(seen.origin(start), seen.end(end), Kind.DATE, date=value)


def find_impossible(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """What looks like a date and is none ("31 February 2044"), as start and end in the text."""
    if language.spaced and not (any(map(text.__contains__, _TENS)) and _late_days().search(text)):
        return  # all days that are printed are days of every month
    seen = fold(text)
    for m in _found(seen.content, language):
        if _separate(seen.content, m) and not _value(language, *_parts(m)):
            yield seen.origin(m.start()), seen.end(m.end())


def impossible_dates(text: Text, context: Context, nth: int = 0) -> Iterator[Diagnostic]:
    """A diagnostic for each day in a text that is none of the calendar; such dates stay plain text (R-103).

    The text is the `nth` of those with its characters.
    """
    if context.place in RUNNING:
        for start, end in find_impossible(text.content, context.language):
            where = context.where(text.content, start, nth)
            yield Code.IMPOSSIBLE_DATE.at(where, printed=text.content[start:end])


_TENS = "23٢٣۲۳２３"


@cache
def _late_days() -> re.Pattern[str]:
    """A day that not every month has, in any digits, and a year not far after; begins with one set of characters."""
    two, three = _TENS[::2], _TENS[1::2]
    return re.compile(rf"[{two}{three}][019٠١٩۰۱۹０１９](?<![{two}][01٠١۰۱０１])(?!\d)\D{{2,30}}[12١٢۱۲１２]\d{{3}}")


def dates_in(content: str, language: Language, start: int = 0) -> Iterator[tuple[int, int, str]]:
    """The dates in a folded text from `start` on: where each stands, and its value."""
    last = start
    for m in _found(content, language):
        if m.start() < last or not _separate(content, m):
            continue
        year, month, day = _parts(m)
        value = _value(language, year, month, day)
        if not value:
            continue
        shorter: list[tuple[int, int, str]] = []
        start, following, of_month = m.start(), value, month
        while (first := _shorter(_shorter_first(language), content, last, start, year, of_month, language)) is not None:
            if first[2] > following:
                break
            shorter.append(first[:3])
            start, _, following, of_month = first
        yield from reversed(shorter)
        last = m.end()
        yield m.start(), last, value
        while (second := _shorter(_shorter_second(language), content, last, None, year, month, language)) is not None:
            if second[2] < value:
                break
            _, last, value, month = second
            yield second[:3]


def _found(content: str, language: Language) -> list[re.Match[str]]:
    """All that fits a template of whole dates, in order."""
    # looking for a character is many times faster than looking for a pattern, and most texts have no number
    if not ("1" in content or "2" in content) or not _ANY_YEAR.search(content):
        return []
    patterns = _whole(language)
    found = [m for pattern in patterns for m in pattern.finditer(content)]
    return sorted(found, key=lambda m: (m.start(), -m.end())) if len(patterns) > 1 else found


def _separate(content: str, m: re.Match[str]) -> bool:
    """False if the match goes on with a number or a word before it ("1.16 May 2044" is no date)."""
    at = m.start()
    if not at:
        return True
    before = content[at - 1]
    if before.isdigit() or (before in ".,/:" and at > 1 and content[at - 2].isdigit()):
        return False
    return not (before.isalpha() and content[at].isalpha())


def _shorter(
    pattern: re.Pattern[str] | None,
    content: str,
    last: int,
    start: int | None,
    year: str,
    month: str,
    language: Language,
) -> tuple[int, int, str, str] | None:
    """A day that shares the year, or year and month, of the date beside it: start, end, value and month.

    It ends where that date starts, or else (`start` is None) follows at `last`, where that date ends.
    """
    if pattern is None:
        return None
    if start is None:
        m, offset = pattern.match(content, last), 0
    else:
        window = content[max(last, start - _REACH) : start]
        m, offset = pattern.search(window), start - len(window)
        m = m if m is not None and _separate(window, m) else None
    if m is None:
        return None
    found = {name.rstrip("_0123456789"): value for name, value in m.groupdict().items() if value is not None}
    month = found.get("month", month)
    value = _value(language, year, month, found["day"])
    return (offset + m.start("short"), offset + m.end("short"), value, month) if value else None


def _parts(m: re.Match[str]) -> tuple[str, str, str]:
    found = {name.partition("_")[0]: value for name, value in m.groupdict().items() if value is not None}
    return found["year"], found["month"], found["day"]


@lru_cache(maxsize=4096)
def _value(language: Language, year: str, month: str, day: str) -> str:
    """The date as YYYY-MM-DD, empty if there is no such day."""
    try:
        return datetime.date(int(year), _months(language).get(_key(language, month), 0), int(day)).isoformat()
    except ValueError:
        return ""


# patterns from the templates of the language file


@cache
def _whole(language: Language) -> tuple[re.Pattern[str], ...]:
    """Whole dates: one pattern for all templates that begin with the same slot, which so is tried but once."""
    rests: dict[str, list[str]] = {}
    for i, template in enumerate(language.dates.full):
        first, closed, rest = template.partition("}")
        source = _source(language, rest, str(i))
        sign = rest.rpartition("}")[2]
        if sign and not language.spaced and (joint := _joint(language)):  # "11月16至18日": once for both days
            sign = _source(language, sign, "")
            source = source.removesuffix(sign) + f"(?:{sign}|(?={joint}{_DAY}{sign}))"
        rests.setdefault(first + closed, []).append(source)
    return tuple(
        re.compile(f"{_source(language, first, 'first')}(?:{'|'.join(ways)})") for first, ways in rests.items()
    )


@cache
def _shorter_first(language: Language) -> re.Pattern[str] | None:
    """ "16 to " and "30 October to ", right before a whole date that begins with its day."""
    joint = _joint(language)
    ways = []
    for i, template in enumerate(language.dates.full):
        slots = list(re.compile(r"\{(day|month|year)\}").finditer(template))
        if joint and slots and slots[0][1] == "day":
            cuts = [_cut(template, one, two) for one, two in pairwise(slots)]
            ways += [_source(language, template[:cut], f"{i}{j}") for j, cut in enumerate(cuts)]
    if not ways:
        return None
    longest_first = "|".join(reversed(ways))
    return re.compile(rf"(?P<short>{longest_first}){joint}\Z")


def _cut(template: str, slot: re.Match[str], following: re.Match[str]) -> int:
    """Where a template can end after a slot: signs that touch it stay ("16."), words go."""
    between = template[slot.end() : following.start()].rstrip(" ~")
    return slot.end() + (len(between) if between and not any(c.isalpha() or c == " " for c in between) else 0)


@cache
def _shorter_second(language: Language) -> re.Pattern[str] | None:
    """ "至18日" and "至12月18日", right after a whole date that begins with its year."""
    joint = _joint(language)
    ways = []
    for i, template in enumerate(language.dates.full):
        slots = list(re.compile(r"\{(day|month|year)\}").finditer(template))
        if joint and slots and slots[0][1] == "year":
            ways += [_source(language, template[s.start() :], f"{i}{j}") for j, s in enumerate(slots[1:])]
    return re.compile(rf"{joint}(?P<short>{'|'.join(ways)})") if ways else None


@cache
def _joint(language: Language) -> str:
    """The source of what stands between the ends of a range or the days of a list, empty if the file does not say."""
    words: dict[str, None] = {}
    for template in language.dates.ranges:
        if m := re.compile(r"\{([^{}]*\|[^{}]*)\}~?\{\w+2\}").search(template):
            words.update(dict.fromkeys(w for w in m[1].split("|") if w))
    words.update(dict.fromkeys(language.dates.lists))
    if not words:
        return ""
    several = "|".join(_literal(language, w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return f" ?(?:{several}) ?"


def _source(language: Language, template: str, tag: str) -> str:
    """The source of a pattern for a template of dates; its groups are day, month and year, each with `_` and `tag`."""
    gap = "" if language.spaced else " ?"
    source = []
    for piece in re.compile(r"(\{[^{}]*\})").split(template):
        name = piece[1:-1]
        if piece in ("{day}", "{month}", "{year}"):
            slot = {"day": _DAY, "year": _YEAR}.get(name) or _month(language)
            source.append(f"(?P<{name}_{tag}>{slot})" + (_suffix(language) if name == "day" else ""))
        elif piece.startswith("{"):
            source.append("(?:" + "|".join(_literal(language, way) for way in name.split("|")) + ")")
        elif piece:
            source.append(gap + _literal(language, piece) + gap)
    return "".join(source)


@cache
def _suffix(language: Language) -> str:
    several = "|".join(_literal(language, s) for s in language.dates.day_suffixes)
    return f"(?: ?(?:{several}))?" if several else ""


@cache
def _month(language: Language) -> str:
    """The source of any name of a month, longest first: as the file has it, capitalised, or in capitals."""
    names = {name for several in language.dates.months for name in forms(several)}
    cased = {c for n in names for c in (n, n.upper(), n[0].upper() + n[1:])}
    ordered = sorted(cased, key=lambda n: (-len(n), n))
    end = r"(?![^\W_])" if language.spaced else r"(?![0-9])"
    return f"(?:{'|'.join(_literal(language, n) for n in ordered)}){end}"


def _literal(language: Language, text: str) -> str:
    """The source that matches a text of the language file in folded text; letters that read alike match alike."""
    alike = _alike(language)
    out = []
    for c in fold(text).content:
        if c == "~":
            out.append(" ?")
        elif c == "/":
            out.append(" ?/ ?")
        elif c in alike:
            out.append(f"[{re.escape(alike[c])}]")
        else:
            out.append(c if c == " " else re.escape(c))
    return "".join(out)


@cache
def _alike(language: Language) -> Mapping[str, str]:
    """For each letter all letters of the language that are read as the same one."""
    groups: dict[str, str] = {}
    for many, one in language.letters.items():
        groups[one] = groups.get(one, one) + many
    return {c: group for group in groups.values() for c in group}


@cache
def _months(language: Language) -> Mapping[str, int]:
    return {
        _key(language, name): number
        for number, several in enumerate(language.dates.months, 1)
        for name in forms(several)
    }


def _key(language: Language, month: str) -> str:
    """What all spellings of the name of a month share."""
    alike = _alike(language)
    return "".join(alike[c][0] if c in alike else c for c in fold(month).content.lower() if c != " ")
