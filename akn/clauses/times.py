"""When: what a clause says of sessions, dates, periods and repetitions, by values that all languages share.

"at its eighty-first session"         session   unga.81      2026
"no later than 30 June 2026"          date      2026-06-30   2026
"within six months"                   period    P6M
"before the end of its mandate"       event     mandateEnd
"every two years"                     frequency P2Y
"""

from __future__ import annotations

import bisect
import itertools
import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

from msgspec.structs import replace

from akn.clauses.holding import Holding
from akn.clauses.lookup import (
    CLAUSE_END,
    PART_END,
    Kernel,
    Places,
    Taken,
    Templates,
    TemplateTable,
    Way,
    beginnings,
    endings,
    needs_of,
    slots_of,
)
from akn.clauses.sessions import DAY, Speaker, When, day_after, host_of, session_of
from akn.clauses.shape import quoted, words
from akn.languages import templates
from akn.languages.dates import (
    date_pattern,
    date_value,
    day_from,
    day_pattern,
    loose_dates,
    match_date,
    may_hold_ranges,
    month_numbers,
    range_pattern,
    range_value,
    ranges_in,
)
from akn.languages.labels import ordinal_words, spelled
from akn.languages.shape import Language, forms
from akn.languages.view import keyed, plain, shown, view, views
from akn.patterns import hinted_pattern, holds_any, lazy_pattern, least, one_of
from akn.punctuation import CLAUSE_COMMAS, COMMAS, has_comma

_KINDS = ("session", "date", "period", "workingDays", "event")
_SLOTS = frozenset({"ordinal", "date", "day", "month", "year", "number", "unit", "word", "infinitive"})
_TELLING = frozenset({"date", "day", "month", "year", "number", "unit"})  # slots that few texts fill
_LAST = 32  # views that are asked about one after another: those of a clause
# a due date lies in the next years, not in the past: older sessions are those of reports that are there already
_AHEAD = 12
# years after that of the text, from which on a year alone is an aim ("by 2030"): deadlines lie in the next ones
_AIM = 4
_YEARLY = "P1Y"
_SMALLER = {"Y": (12, "M"), "M": (1, "M"), "W": (7, "D"), "D": (1, "D")}
_WORKING = "B"  # the unit of working days in the data files
# characters before a time that say that it is a start
_STARTS = 40
_SUBJECT = 30  # characters, at most, of the subject of a verb of holding that stands after its date
_BEFORES = 60  # characters, at most, of what something lies before by a length of time that follows
# characters, at most, between a day and words that tell its year ("of the year of the session"): it cuts
# none of the 12 such days in 1,165 texts
_BESIDE = 40
# characters, at most, between a period and the day on which it ends ("for six months, that is, until")
_SAME = 24
_MORE = 8  # and words that say from when it is counted ("لمدة 12 شهرا أخرى")
# words, at most, that lead to what is decided ("qu'elle continuera d'"), characters of an insertion before them
_FEW, _INSERTED = 3, 160
_LEADS = f" {COMMAS}"  # between a verb and what it asks
_NUMBERED = (templates.Slot("number"), templates.Literal(" "))  # what a number stands before is counted
_DATED = ((templates.Slot("date"),), (templates.Slot("day"),))
_DIGITS = lazy_pattern(r"[0-9]+")
_YEAR = hinted_pattern(r"(?:19|20)[0-9][0-9]", ["19", "20"])  # all dates have one
_YEARS = hinted_pattern(r"[12][0-9]{3}(?![0-9])", ["1", "2"])
_NUMBER_PARTS = lazy_pattern("[ -]")
_LETTERS = r"[^\W\d_]+"
_WORD = r"[^\W\d_][\w'-]*+"

BodiesBefore = Callable[[int, int], Iterator[str]]
"""The bodies whose session a stretch of a view can name, the likeliest first."""


def is_ahead(content: str, since: str) -> bool:
    """Whether a view holds a year that is not before a date; without one no whole date of it is.

    >>> is_ahead("recalling resolution 98/7 of 9 december 2043", "2044-12-09"), is_ahead("by 2044", "2044-12-09")
    (False, True)
    """
    return any(m[0] >= since[:4] for m in _YEARS.finditer(content))


class Clock:
    """What the words of one language say of time; made once (`clock`)."""

    def __init__(self, language: Language) -> None:
        self.language = language
        times = words(language.code).times
        self._kernels: dict[templates.Sequence, Kernel] = {}
        self._units = keyed(language, times.units)
        self._lengths = least(self._units)
        self._months = least(max(name.split("/"), key=len).strip() for name in shown(language, language.dates.months))
        self._sources = cache(self._slot)
        self.sessions = TemplateTable((written, self.pattern([written])) for written in times.sessions)
        self.next = self.pattern(times.next_sessions)
        self.span_hints = least(shown(language, (*times.span_leads, *times.span_ends)))
        self.span_leads = lazy_pattern(f"{one_of(shown(language, times.span_leads))} ?$")
        self.span_ends = lazy_pattern(f" ?{one_of(shown(language, times.span_ends))}")
        self.span_rests = self.pattern(times.span_rests, "(?![0-9])")
        self.held = self.pattern(times.held)
        self.held_that = self.pattern(times.held_that)
        self.held_finite = self.pattern(times.held_finite)
        self.held_further = self.pattern(times.held_further)
        self.start_dates = self.pattern(times.start_dates, "(?![0-9])")
        self.held_dates = self.pattern(times.held_dates, "(?![0-9])")
        self.reported = self.pattern(times.reported)
        self.holding = Holding(language)
        self.dates = self.pattern(times.dates, "(?![0-9])")
        self.days = self.pattern(times.days)
        self.periods = self.pattern(times.periods)
        self.not_due = self.pattern(times.not_due)
        self.adoption = self.pattern(times.adoption)
        self.counted = self.pattern(times.counted_from)
        self.quoted = quoted(language)
        self.not_periods = self.pattern(times.not_periods)
        self.lasting = self.pattern(times.lengths)
        self.not_lasting = self.pattern(times.not_lengths)
        edge = (r"(?<!\w)", r"(?!\w)") if language.spaced else ("", "")
        years = (*shown(language, times.years), *(word for word, unit in self._units.items() if unit.endswith("Y")))
        self._years = lazy_pattern(f"{edge[0]}{one_of(years)}{edge[1]}")
        self.starts = lazy_pattern(f"{edge[0]}{one_of(shown(language, times.starts))} ?$")
        self._met = lazy_pattern(f"{edge[0]}{one_of(shown(language, times.met))} ?$")
        self.befores = lazy_pattern(f"{edge[0]}{one_of(shown(language, times.befores))}{edge[1]}")
        joints = one_of(shown(language, times.joints))
        self._paired = lazy_pattern(f"(?<![0-9])([0-3]?[0-9]) {joints} ?$")  # "22 and 23 September 2024"
        self.amounts = tuple(shown(language, times.amounts))
        self.joined_dates = lazy_pattern(f"(?:,? ?{joints} ?|, )")
        self.events = self._table(times.events)
        self.until_is_by = times.until_is_by
        self.expiries = self.pattern(times.expires)
        self.frequencies = self._table(times.frequencies)
        self.reviews = self._table(times.reviews)
        self.reviewed = self.pattern(times.reviewed)
        self.resources = self._table(times.resources)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """The numbers in words, as views show them."""
        made = spelled(self.language.numbers.cardinals, 99)
        numbers = dict(zip(views(self.language, [word for word, _ in made]), [n for _, n in made], strict=True))
        if not self.language.spaced:  # 十, 十二, 三十
            ones = [("", 0), *((sign, n) for sign, n in numbers.items() if 0 < n < 10)]
            for ten in forms(self.language.numbers.scales.get("10", "")):
                numbers |= {a + ten + b: 10 * (n or 1) + m for a, n in ones for b, m in ones}
        return numbers

    @cached_property
    def _number_ends(self) -> tuple[str, ...]:
        """How a text ends, a space included, in which a number is said last."""
        last = {_NUMBER_PARTS.split(number)[-1] for number in self._numbers}
        return tuple(f"{end} " for end in sorted({*last, *"0123456789"}))

    def _table(self, written: Mapping[str, Sequence[str]]) -> TemplateTable:
        return TemplateTable((key, self.pattern(ways)) for key, ways in written.items())

    def pattern(self, written: Sequence[str], end: str = "") -> Templates:
        """A pattern of templates for views; the groups of slots are their names, each with a number of its own.

        Where words have no spaces between them, `end` is what ends a match: no digit after the month of a whole date.
        """
        edges = (r"(?<!\w)", r"(?!\w)") if self.language.spaced else ("", end)

        def way(pieces: templates.Sequence) -> Way:
            def source() -> str:
                count = itertools.count()

                def slot(name: str) -> str:
                    return _WORD if name == "word" else f"(?P<{name}_{next(count)}>{self._sources(name)})"

                made = templates.source(pieces, slot)
                return f"{edges[0]}(?:{made}){edges[1]}"

            def places() -> Places:
                before, slots, after = slots_of(pieces)
                if self.language.spaced and slots[:2] == _NUMBERED and len(slots) > 2:
                    # a number is told by the word before what it counts: all in one pattern with that are a long one
                    return Places(self._kernel(slots[2:]), self._number_ends, beginnings(after))
                if slots[:1] in _DATED:  # of two dates the first one tells enough, and its pattern is there
                    slots, after = slots[:1], (*slots[1:], *after)
                if kernel := self._kernel(slots):
                    return Places(kernel, endings(before) if self._is_placed(slots) else ("",), beginnings(after))
                return Places(None, (), endings(pieces))

            return Way(needs_of(pieces, self._needs), source, places, self._counts)

        return Templates(lambda: [way(templates.parse(t, self.language, _SLOTS)) for t in written])

    def _kernel(self, slots: templates.Sequence) -> Kernel | None:
        """What tells where slots can find anything in a view, kept for the last ones; None if that tells nothing."""
        if not any(isinstance(piece, templates.Slot) and piece.name in _TELLING for piece in slots):
            return None
        if slots not in self._kernels:
            late = lazy_pattern(lambda: templates.source(slots, lambda name: f"(?:{self._end_of_slot(name)})"))
            known = {"date": date_pattern, "day": day_pattern}
            made = next((known[name] for name in known if slots == (templates.Slot(name),)), None)

            def places(content: str) -> Sequence[tuple[int, int]]:
                pattern = made(self.language) if made else late
                found, m = [], pattern.search(content)
                while m:
                    found.append(m.span())
                    m = pattern.search(content, m.start() + 1)
                return found

            self._kernels[slots] = lru_cache(_LAST)(places)
        return self._kernels[slots]

    def _is_placed(self, slots: templates.Sequence) -> bool:
        """Whether it tells something where slots begin: that of a word does not, of a number its last word is known."""
        first = slots[0].name if slots and isinstance(slots[0], templates.Slot) else ""
        return first in _TELLING and (first != "number" or not self.language.spaced)

    def _end_of_slot(self, name: str) -> str:
        """The source of a pattern of a slot, the whole; of numbers in words of the last one, which is that of few."""
        if name == "date":
            return re.sub(r"\?P<\w+>", "?:", date_pattern(self.language).pattern)
        if name != "number" or not self.language.spaced:
            return self._sources(name)
        return one_of(end.rstrip() for end in self._number_ends)

    def _counts(self, m: re.Match[str]) -> bool:
        """Whether the words in all slots of numbers and dates are such."""
        return all(said is None or self._fills(name.partition("_")[0], said) for name, said in m.groupdict().items())

    def _fills(self, slot: str, said: str) -> bool:
        if slot == "number":
            return not self.language.spaced or said.isdigit() or said in self._numbers
        return slot != "date" or date_pattern(self.language).fullmatch(said) is not None

    def _needs(self, slot: str) -> Sequence[str]:
        """Words of which what fills a slot has one, none where that can be anything."""
        if slot in ("date", "day", "month"):
            return self._months
        if slot == "year":
            return ("19", "20")
        return self._lengths if slot == "unit" else ()

    def _slot(self, name: str) -> str:
        spaced = self.language.spaced
        if name == "ordinal":
            prefix = re.escape(plain(self.language, self.language.ordinals.prefix))
            word = rf"{_WORD}(?: {_WORD}){{0,3}}" if spaced else rf"{prefix}[^\W_]{{1,7}}?"
            return rf"{word}|[0-9]{{1,3}}(?:[^\W\d_]{{1,2}}|-[^\W\d_]{{1,3}})?"
        if name == "date":
            return loose_dates(self.language)  # those count that are dates
        if name == "day":
            return re.sub(r"\?P<\w+>", "?:", day_pattern(self.language).pattern)
        if name == "month":
            return one_of(shown(self.language, self.language.dates.months))
        if name == "word":
            return _WORD
        if name == "infinitive":
            endings = one_of(shown(self.language, words(self.language.code).verb_endings))
            return rf"[^\W\d_]\w*?{endings}(?!\w)"
        if name == "year":
            return rf"(?<![0-9]){_YEAR.pattern}(?![0-9])"
        if name == "number":
            if spaced:  # any words, of which those count that are numbers (`_counts`): all numbers are a long pattern
                longest = max(map(len, map(_NUMBER_PARTS.findall, self._numbers)), default=0)
                return rf"[0-9]{{1,3}}|{_LETTERS}(?:[ -]{_LETTERS}){{0,{longest}}}?"
            signs = "".join(sorted(set("".join(self._numbers))))
            return rf"(?<![0-9])[0-9]{{1,3}}|[{signs}]{{1,3}}"
        return one_of(self._units)

    def ordinal(self, text: str) -> tuple[int, int]:
        """The number of the ordinal that a text begins with, and how long that is; zeros if there is none."""
        digits = _DIGITS.match(text)
        if digits:
            return int(digits[0]), len(text)
        table = ordinal_words(self.language)
        end = len(text)
        while end > 0:
            if value := table.get(text[:end]):
                return value, end
            end = text.rfind(" ", 0, end)
        return 0, 0

    def is_number(self, printed: str) -> bool:
        """Whether some words of a view are an ordinal, or a number of several."""
        several = int(printed) if printed.isdigit() else self._numbers.get(printed, 0)
        return several > 1 or (not printed[:1].isdigit() and self.ordinal(printed)[1] == len(printed))

    def day(self, m: re.Match[str]) -> str:
        """The date that a match tells: YYYY-MM-DD, YYYY-MM or YYYY; empty if there is no such day."""
        got = templates.held(m)
        if "date" in got:
            found = date_pattern(self.language).fullmatch(got["date"])
            return date_value(self.language, found) if found else ""
        if "month" in got:
            number = month_numbers(self.language).get(got["month"].replace(" ", ""), 0)
            return f"{got['year']}-{number:02}" if number else ""
        return got.get("year", "")

    def period(self, m: re.Match[str]) -> str:
        """The length of time that a match tells, as in ISO 8601; empty if it is none, and of working days."""
        value = self._length(m)
        return "" if value.endswith(_WORKING) else value

    def _length(self, m: re.Match[str]) -> str:
        """The length of time that a match tells, in working days as well."""
        got = templates.held(m)
        unit = self._units.get(got.get("unit", ""), "")
        printed = got.get("number", "1")
        number = int(printed) if printed.isdigit() else self._numbers.get(printed, 0)
        times = int(unit[:-1] or 1) if unit else 0  # a dual: two months in one word
        return f"P{number * times}{unit[-1]}" if unit and number else ""

    def lengths(self, content: str) -> Iterator[tuple[int, int, str]]:
        """The lengths of time that a view names, whatever they are of: where each stands, and the value of it; years
        are so many months and weeks so many days, for languages choose between them.

        >>> from akn.languages import load
        >>> list(clock(load("eng")).lengths("for one year, within six months, for a period of 14 days"))
        [(4, 12, 'P12M'), (21, 31, 'P6M'), (49, 56, 'P14D')]
        """
        found = list(self.lasting.finditer(content))
        taken = Taken(content, self.not_lasting) if found else None
        for m in found:
            value, unit = self._length(m), templates.held(m).get("unit", "")
            alone = m[0] == unit and self._units[unit][:-1] in ("", "1")
            if value and value[-1] in _SMALLER and not alone and not (taken and taken.meet(m)):
                times, smaller = _SMALLER[value[-1]]
                yield m.start(), m.end(), f"P{int(value[1:-1]) * times}{smaller}"

    def may_be_due(self, content: str, since: str) -> bool:
        """False of most views in which `due` finds nothing for a document of a date: they hold none of the words that
        patterns look for, no day without its year and no date with a year from then on ("the 2030 Agenda")."""
        return (
            bool(self.sessions.of(content))
            or holds_any(content, self.next.hints)
            or holds_any(content, self._lengths)
            or bool(self.events.of(content))
            or self.days.search(content) is not None
            or (is_ahead(content, since) and self._may_be_dated(content))
        )

    def _may_be_dated(self, content: str) -> bool:
        """False of most views in which no year is that of a date on which something is due, begins, ends or is held."""
        dated = (self.dates, self.start_dates, self.reported)
        return (
            holds_any(content, self.span_hints)
            or any(pattern.search(content) for pattern in dated)
            or self._may_be_held(content)
        )

    def due(self, content: str, speaker: Speaker, bodies_before: BodiesBefore, ask: int = 0) -> tuple[When, ...]:
        """What is said of when: deadlines first, of these sessions, dates, lengths of time, events in this order, and
        those of a kind as they stand; `bodies_before` names whose session it can be, the likeliest first, `ask` is
        where the words begin that say what is asked.
        """
        found: list[When] = []
        whens = list(self._whens(content, speaker, bodies_before))
        ends = [m.span() for m in self.expiries.finditer(content)] if whens else []
        said = [self._with_role(content, when, speaker, ends) for when in whens]
        before: list[When] = []
        after: list[When] = []
        if is_ahead(content, speaker.date):  # most dates are those of what is cited
            before = [*self._spans(content, speaker), *self._started(content, speaker)]
            held = list(self._held_on(content, ask, speaker))
            said = [self._with_holding(content, ask, when, held) for when in said] if held else said
            after = [*self._reported_on(content, speaker), *held]
        taken: list[tuple[int, int]] = []  # in the order of the text, of which none overlap
        for when in (*before, *said, *after):
            at = bisect.bisect_left(taken, (when.start, when.end))
            if (not at or taken[at - 1][1] <= when.start) and (at == len(taken) or when.end <= taken[at][0]):
                taken.insert(at, (when.start, when.end))
                found.append(when)
        return tuple(sorted(self._without_met(content, found), key=_order))

    def _without_met(self, content: str, found: Sequence[When]) -> Sequence[When]:
        """The times without a further session at which something else is held: "a report on the panel held at the
        fifty-ninth session …, at its sixty-first session" (13 rows of three paragraphs).
        """
        due = [when for when in found if when.kind == "session" and when.role == "deadline"]
        met = [when for when in due if self._met.search(content, max(0, when.start - _STARTS), when.start)]
        return [w for w in found if w not in met] if len(due) > len(met) else found

    def _with_holding(self, content: str, ask: int, when: When, held: Sequence[When]) -> When:
        """A time beside days on which what is asked is held (`held`): an event as well if it is one of these ("hold it
        in December 2045"), or the session in which it takes place ("on 5 November 2045 … at its session").
        """
        if when.role != "deadline":
            return when
        same = any((when.start, when.end) == (day.start, day.end) for day in held)
        after = min(day.end for day in held)
        within = when.kind == "session" and after <= when.start and self.holding.near(content, after, when.start)
        return replace(when, role="event") if same or within else when

    def of_another(self, content: str, ask: int, when: When) -> bool:
        """Whether a time is not that of what is asked or meant, whose words begin at `ask`, but of a thing in them."""
        return self.holding.of_another(content, ask, when)

    def _with_role(self, content: str, when: When, speaker: Speaker, ends: Sequence[tuple[int, int]]) -> When:
        """What a time is said of: the end of what lasts ("until", at one of the `ends`), a start ("effective from"), an
        aim of later years ("by 2030"), or a deadline.
        """
        begin = content[max(0, when.start - _STARTS) : when.start]
        ahead = _YEAR.fullmatch(when.value) and speaker.year and when.year > speaker.year + _AIM
        if ahead and self.until_is_by:
            return replace(when, role="aim")
        # of ends, which do not overlap, the last that begins before a place can hold it
        begun = bisect.bisect_right(ends, (when.start, len(content))) - 1
        ended = bisect.bisect_left(ends, (when.end,)) - 1
        if when.kind in ("date", "period") and (
            (begun >= 0 and when.start < ends[begun][1]) or (ended >= 0 and when.end <= ends[ended][1])
        ):
            return replace(when, role="term")
        if self.starts.search(begin):
            return replace(when, role="start")
        return replace(when, role="aim") if ahead else when

    def _whens(self, content: str, speaker: Speaker, bodies_before: BodiesBefore) -> Iterator[When]:
        """What is said of when, what tells most first: sessions, dates, lengths of time, events.

        `taken` are stretches that say it of something else; what is looked for later must not stand in them either.
        """
        taken = Taken(content, self.not_due, self.quoted)
        yield from self._sessions(content, taken, speaker, bodies_before)
        yield from self._next_session(content, speaker, bodies_before)
        yield from self._dates(content, taken, speaker)
        yield from self._periods(content, taken, speaker)
        for key, pattern in self.events.of(content):
            for m in pattern.finditer(content):
                if not taken.meet(m):
                    yield When(m.start(), m.end(), "event", key)

    def _sessions(self, content: str, taken: Taken, speaker: Speaker, bodies_before: BodiesBefore) -> Iterator[When]:
        for m in (m for _, pattern in self.sessions.of(content) for m in pattern.overlapping(content)):
            for start, end, number in () if taken.meet(m) else self._numbered(content, m):
                if found := self._session(start, end, number, speaker, bodies_before):
                    yield found

    def _numbered(self, content: str, m: re.Match[str]) -> Iterator[tuple[int, int, int]]:
        """The sessions that a match names: where each is said, and its number."""
        groups = [name for name in m.groupdict() if name.startswith("ordinal") and m[name] is not None]
        if len(groups) > 1 and not self.ordinal(m[groups[0]])[0]:
            return  # words before the first number are in its slot, which the next match has alone
        for i, group in enumerate(groups):
            number, size = self.ordinal(m[group])
            end = m.start(group) + size if m.end(group) == m.end() else m.end()
            if not number or (end == m.end() and size < len(m[group])):
                continue
            # "its eightieth and eighty-first sessions": each number stands for itself
            further = list(self._further_ordinals(content, end, m))
            alone = len(groups) == 1
            first = m.start() if alone or not i else m.start(group)
            last = m.start(group) + size if further else (end if alone else m.end(group))
            yield from ((first, last, number), *further)

    def _further_ordinals(self, content: str, end: int, m: re.Match[str]) -> Iterator[tuple[int, int, int]]:
        """A second session after the number of the first one in the same match: where it is said, and its number."""
        if "number" in (got := templates.held(m)):  # "第七十八和七十九届会议"
            printed = got["number"]
            start = content.rindex(printed, m.start(), m.end())
            number = int(printed) if printed.isdigit() else self._numbers.get(printed, 0)
            if number:
                yield start, m.end(), number
        elif end < m.end() and (joint := self.joined_dates.match(content, end)):  # "دورتيها الثامنة والتاسعة"
            number, size = self.ordinal(content[joint.end() : m.end()])
            if number:
                yield joint.end(), joint.end() + size, number

    def _next_session(self, content: str, speaker: Speaker, bodies_before: BodiesBefore) -> Iterator[When]:
        following = self.next.search(content) if speaker.session.isdigit() else None
        host = host_of(speaker.actor)
        if following and next(bodies_before(following.start(), following.end()), host) == host:
            following_one = int(speaker.session) + 1
            yield session_of(following.start(), following.end(), host, following_one, speaker)

    def _dates(self, content: str, taken: Taken, speaker: Speaker) -> Iterator[When]:
        whole: list[When] = []
        written = self.dates.finditer(content) if _YEAR.search(content) else ()
        if dates := [(m, value) for m in written if (value := self.day(m))]:
            if may_hold_ranges(self.language, content):
                taken.add(range_pattern(self.language))
            for m, value in dates:
                if value < speaker.date[: len(value)] or taken.meet(m):
                    continue
                days = [m.span(name) for name in m.groupdict() if name.startswith("date") and m[name]]
                if len(days) > 1:  # "le 1er février 2045 puis le 1er août 2045"
                    named = (match_date(self.language, content, start) for start, _ in days)
                    values = [found[1] for found in named if found]
                    whole += [
                        When(start, end, "date", day, int(day[:4]), day)
                        for (start, end), day in zip(days, values, strict=False)
                    ]
                    continue
                whole.append(When(m.start(), m.end(), "date", value, int(value[:4]), value))
                whole += self._further_dates(content, m.end())
        yield from whole
        yield from self._days_of_year(content, taken, speaker, whole)

    def _days_of_year(self, content: str, taken: Taken, speaker: Speaker, whole: Sequence[When]) -> Iterator[When]:
        """Days that are printed without their year: the next one after the date of the text, or after the last of the
        whole dates before; none where the year of one can be another.
        """
        may_be = DAY.fullmatch(speaker.date) and holds_any(content, string.digits)
        found = list(self.days.finditer(content)) if may_be else []
        if not found:
            return
        printed = list(date_pattern(self.language).finditer(content))
        found = [m for m in found if not _meets(m, map(re.Match.span, printed))]
        if (
            not found
            or self._unsure(content, found, whole)
            or self._dated_else(content, found, printed, speaker, whole)
        ):
            return
        for m in found:
            day = next(part for name, part in m.groupdict().items() if name.startswith("day") and part)
            after = max([speaker.date, *(when.value for when in whole if when.end <= m.start())])
            value = day_from(self.language, day, after)
            if value > after and not self._year_beside(content, m) and not taken.meet(m):
                yield When(m.start(), m.end(), "date", value, int(value[:4]), value)

    def _unsure(self, content: str, days: Sequence[re.Match[str]], whole: Sequence[When]) -> bool:
        """Whether the year of days without it is not told by the dates before: they are no days or stand after, or
        something is repeated from them on, or in years of which some are left out.
        """
        often = self.frequency(content)
        if often and (whole or (often.endswith("Y") and often != _YEARLY)):
            return True  # "by 1 May 2046 and, thereafter, by 1 May every two years"
        return any(not DAY.fullmatch(when.value) or when.end > days[0].start() for when in whole)

    def _dated_else(
        self,
        content: str,
        days: Sequence[re.Match[str]],
        printed: Sequence[re.Match[str]],
        speaker: Speaker,
        whole: Sequence[When],
    ) -> bool:
        """Whether a clause holds, beside its days without a year and the whole dates that something is due on, a date
        ahead, a later year or another day without its year, which can tell the year of those.
        """
        due = [(when.start, when.end) for when in whole]
        known = [*due, *map(re.Match.span, printed)]
        ahead = (m for m in printed if date_value(self.language, m) >= speaker.date)
        later = (m for m in _YEAR.finditer(content) if int(m[0]) > speaker.year)
        others = day_pattern(self.language).finditer(content)
        return (
            not all(_meets(m, due) for m in ahead)
            or not all(_meets(m, known) for m in later)
            or not all(_meets(m, [*known, *map(re.Match.span, days)]) for m in others)
        )

    def _year_beside(self, content: str, day: re.Match[str]) -> bool:
        """Whether words beside a day tell its year, which is another one than the next ("of the following year"), and
        do not only say that it is each year.
        """
        before = CLAUSE_END.split(content[max(0, day.start() - _BESIDE) : day.start()])[-1]
        after = PART_END.split(content[day.end() : day.end() + _BESIDE])[0]
        yearly = [m for value, m in self._often(content) if value == _YEARLY]
        years = self._years.finditer(content, day.start() - len(before), day.end() + len(after))
        return not all(any(m.start() <= y.start() and y.end() <= m.end() for m in yearly) for y in years)

    def _started(self, content: str, speaker: Speaker) -> Iterator[When]:
        """From which day, month or year on something holds: "effective from 1 January 2045"."""
        quoted_ = Taken(content, self.quoted)
        for m in self.start_dates.finditer(content) if _YEAR.search(content) else ():
            value = self.day(m)
            if value and value >= speaker.date[: len(value)] and not quoted_.meet(m):
                yield When(m.start(), m.end(), "date", value, int(value[:4]), value, "start")

    def _spans(self, content: str, speaker: Speaker) -> Iterator[When]:
        """From when to when something lasts, as a start and a term: "for the period from 1 to 9 July 2045"."""
        if not holds_any(content, self.span_hints) or not _YEAR.search(content):
            return
        yield from self._joined_spans(content, speaker)
        yield from self._short_spans(content, speaker)
        for m in ranges_in(self.language, content):
            first, _, last = range_value(self.language, m).partition("/")
            said = self.span_leads.search(content, 0, m.start()) or self.span_ends.match(content, m.end())
            if not said or last < speaker.date[: len(last)]:
                continue
            named = [(name, part) for name, part in m.groupdict().items() if part]
            whole = date_pattern(self.language).match(content, m.start())
            ends = whole.end() if whole else max(m.end(name) for name, _ in named if "2_" not in name)
            second = min(m.start(name) for name, _ in named if "2_" in name)
            yield When(m.start(), ends, "date", first, int(first[:4]), first, "start")
            yield When(second, m.end(), "date", last, int(last[:4]), last, "term")

    def _joined_spans(self, content: str, speaker: Speaker) -> Iterator[When]:
        """The first and the last day of what lasts "between 1 July 2045 and 30 June 2046"."""
        for m in date_pattern(self.language).finditer(content):
            joint = self.joined_dates.match(content, m.end())
            if joint is None or not self.span_leads.search(content, 0, m.start()):
                continue
            first, last = date_value(self.language, m), match_date(self.language, content, joint.end())
            if first and last and first < last[1] and last[1] >= speaker.date[: len(last[1])]:
                yield When(m.start(), m.end(), "date", first, int(first[:4]), first, "start")
                yield When(joint.end(), last[0], "date", last[1], int(last[1][:4]), last[1], "term")

    def _short_spans(self, content: str, speaker: Speaker) -> Iterator[When]:
        """The first and the last day of what lasts to a day of the same year: "2045年7月1日至11月15日期间"."""
        for m in date_pattern(self.language).finditer(content):
            first, rest = date_value(self.language, m), self.span_rests.match(content, m.end())
            if not first or not rest or not self.span_ends.match(content, rest.end()):
                continue
            day = next(part for name, part in rest.groupdict().items() if name.startswith("day") and part)
            last = day_from(self.language, day, first)
            if last[:4] == first[:4] and last >= speaker.date[: len(last)]:
                yield When(m.start(), m.end(), "date", first, int(first[:4]), first, "start")
                yield When(rest.end() - len(day), rest.end(), "date", last, int(last[:4]), last, "term")

    def terms(self, content: str, speaker: Speaker) -> Iterator[When]:
        """How long what is decided lasts, as a length of time, of which the last day is known if it begins on the one
        day that is named, or with the adoption ("for twelve months from the adoption of this resolution"), or until
        when: "beginning on 21 August and ending on 31 December 2045".
        """
        expiries = list(self.expiries.finditer(content))
        starts = {when.value for when in self._started(content, speaker)} if expiries else set()
        begun = starts.pop() if len(starts) == 1 else ""  # "for a three-year term beginning on 1 January"
        for m in expiries:
            if value := self.period(m):
                if self._of_meeting(content, m):
                    continue
                date = day_after(begun or (speaker.date if self._from_adoption(content, m) else ""), value)
                yield When(m.start(), m.end(), "period", value, int(date[:4] or 0), date, "term")
            elif (value := self.day(m)) and not _YEAR.fullmatch(value) and value >= speaker.date[: len(value)]:
                yield When(m.start(), m.end(), "date", value, int(value[:4]), value, "term")

    def _of_meeting(self, content: str, period: re.Match[str]) -> bool:
        """Whether a length of days or weeks is that of a meeting which is held, or describes one ("为期一天的会议")."""
        short = self.period(period)[-1:] in ("D", "W")
        return short and (self.held.search(content) is not None or self.holding.attribute(content, period.end()))

    def _reported_on(self, content: str, speaker: Speaker) -> Iterator[When]:
        """The days of the future on which a report is due: "to report on 9 July 2045 and 9 January 2046"."""
        taken = Taken(content, self.not_due, self.quoted)
        for m in self.reported.finditer(content) if _YEAR.search(content) else ():
            value = self.day(m)
            if value and value >= speaker.date and not taken.meet(m):
                day = next(m.start(name) for name in m.groupdict() if name.startswith("date") and m[name])
                start = self.holding.before(content, day)
                yield When(start, m.end(), "date", value, int(value[:4]), value)
                yield from self._further_dates(content, m.end())

    def _held_on(self, content: str, ask: int, speaker: Speaker) -> Iterator[When]:
        """When what is asked to be convened takes place, on days of the future: "to hold a conference from 4 to 8 July
        2045".  A date of anything but the verb that the ask begins with is none.
        """
        if not speaker.date or not _YEAR.search(content) or not self._may_be_held(content):
            return
        taken = Taken(content, self.not_due, self.quoted)
        for start, m, value in self._days(content):
            ahead = value >= speaker.date[: len(value)] and int(value[:4]) <= speaker.year + _AHEAD
            if ahead and not taken.meet(m) and self._governed(content, ask, start, m):
                yield When(start, m.end(), "date", value, int(value[:4]), value, "event")

    def _may_be_held(self, content: str) -> bool:
        """Whether a view has a verb of holding, without which no day is one on which something is held."""
        if self.held.search(content):
            return True
        if self.holding.last:
            return False
        that = self.held_that.search(content) and self.held_finite.search(content)
        return bool(that or self.held_further.search(content))

    def _governed(self, content: str, ask: int, start: int, day: re.Match[str]) -> bool:
        """Whether the verb that the ask begins with is one of holding, and a day says when."""
        first = self.holding.before(content, start)
        governed = self._held_after if self.holding.last else self._held_before
        return governed(content, ask, first, day)

    def _held_after(self, content: str, ask: int, first: int, day: re.Match[str]) -> bool:
        """Whether a verb of holding stands near after a day, and before what says of it that it is one, from an offset
        on, nothing but a short subject.
        """
        holding = self.holding
        verb = next((m for m in self.held.finditer(content) if m.start() >= day.end()), None)
        if verb is None or not holding.near(content, day.end(), verb.start()) or holding.attribute(content, verb.end()):
            return False
        between = content[ask:first].strip(_LEADS)
        alone = not between or (len(between) <= _SUBJECT and not has_comma(between))
        return alone and holding.subject(content, ask, first)

    def _held_before(self, content: str, ask: int, first: int, day: re.Match[str]) -> bool:
        """Whether a verb of holding that opens what is asked, or a further one, stands near before what says of a day
        that it is one, from an offset on; or after the day, which "that" leads to.
        """
        holding = self.holding
        verbs = [m for m in self.held.finditer(content) if self._opens(content, ask, m)]
        for that in (m for m in self.held_that.finditer(content) if self._opens(content, ask, m)):
            finite = [m for m in self.held_finite.finditer(content) if holding.subject(content, that.end(), m.start())]
            verbs += finite
            led = that.end() <= first and not content[that.end() : first].strip(_LEADS)
            if led and any(holding.near(content, day.end(), verb.start()) for verb in finite):
                return True  # "que en 2045 se celebrasen"
        verbs += [m for m in self.held_further.finditer(content) if holding.further(content, ask, m.start())]
        return any(holding.near(content, verb.end(), first) for verb in verbs)

    def _opens(self, content: str, ask: int, m: re.Match[str]) -> bool:
        """Whether what is asked begins with a match."""
        return ask < m.end() and not content[ask : m.start()].strip(_LEADS)

    def _days(self, content: str) -> Iterator[tuple[int, re.Match[str], str]]:
        """The ranges and pairs of days (of each its first one), days, months and years in a view on which something is
        held: where each begins, what is whole in it, its value.
        """
        for m in ranges_in(self.language, content):
            if self.holding.on(content, m.start(), lasts=True) and (value := range_value(self.language, m)):
                yield m.start(), m, value.partition("/")[0]
        for m in date_pattern(self.language).finditer(content):
            value = date_value(self.language, m)
            pair = self._paired.search(content, 0, m.start()) if value else None
            first = f"{value[:-2]}{int(pair[1]):02}" if pair else ""
            if pair and first < value and self.holding.on(content, pair.start(), lasts=True):
                yield pair.start(), m, first
            elif value and self.holding.on(content, m.start()):
                yield m.start(), m, value
        for m in self.held_dates.finditer(content):
            if value := self.day(m):
                yield m.start(), m, value

    def _further_dates(self, content: str, end: int) -> Iterator[When]:
        """Dates joined to one before: "by 4 July 2045 and 3 January 2046"."""
        while joint := self.joined_dates.match(content, end):
            day = date_pattern(self.language).match(content, joint.end())
            if day is None or not (value := date_value(self.language, day)):
                return
            yield When(day.start(), day.end(), "date", value, int(value[:4]), value)
            end = day.end()

    def _periods(self, content: str, taken: Taken, speaker: Speaker) -> Iterator[When]:
        lengths = self.periods.overlapping(content) if holds_any(content, self._lengths) else ()
        if periods := [(m, value) for m in lengths if (value := self._length(m))]:
            taken.add(self.not_periods, *(pattern for _, pattern in self.frequencies.entries))
            for m, value in periods:
                if taken.meet(m):
                    continue
                kind, adopted = "period", self._from_adoption(content, m)
                if value.endswith(_WORKING):  # no calendar tells on which day they end
                    kind, value, adopted = "workingDays", value.replace(_WORKING, "D"), False
                if self._lies_before(content, m):
                    yield When(m.start(), m.end(), kind, f"-{value}")  # before something, not after the adoption
                    continue
                date = day_after(speaker.date, value) if adopted else ""
                yield When(m.start(), m.end(), kind, value, int(date[:4] or 0), date)

    def _lies_before(self, content: str, period: re.Match[str]) -> bool:
        """Whether a length of time lies before something: "a month before", "قبل انتهاء الولاية بشهر"."""
        if self.befores.search(period[0]) or self.befores.match(content, period.end() + 1):
            return True
        before = content[max(0, period.start() - _BEFORES) : period.start()]
        return period[0].startswith(self.amounts) and bool(self.befores.search(PART_END.split(before)[-1]))

    def _from_adoption(self, content: str, period: re.Match[str]) -> bool:
        """Whether the words beside a period say that it begins with the adoption of the text."""
        adoptions = self.adoption.finditer(content)
        return any(m.start() <= period.end() + _MORE and m.end() >= period.start() - 1 for m in adoptions)

    def counted_elsewhere(self, text: str) -> bool:
        """Whether words of a clause say from when a length of time is counted, and not that it is from the adoption.

        >>> from akn.languages import load
        >>> clock(load("eng")).counted_elsewhere("for six months from the end of its mandate")
        True
        """
        content = view(self.language, text).content
        return self.adoption.search(content) is None and self.counted.search(content) is not None

    def _session(self, start: int, end: int, number: int, speaker: Speaker, bodies_before: BodiesBefore) -> When | None:
        """A session that lies ahead, of the likeliest body, or goes on when the text is adopted."""
        found: list[When] = []
        for actor in (*bodies_before(start, end), host_of(speaker.actor)):
            when = session_of(start, end, actor, number, speaker)
            if when.year and (not speaker.year or speaker.year <= when.year <= speaker.year + _AIM):
                return when
            if when.year and speaker.year <= when.year <= speaker.year + _AHEAD:
                found.append(when)  # an organ of which the number is of the next years is meant rather
        return found[0] if found else None

    def frequency(self, content: str, names: Iterable[tuple[int, int]] = ()) -> str:
        """How often, as an ISO 8601 period, that which is said first, and not in one of some `names` ("annual report");
        empty if it says nothing.
        """
        often = ((value, m) for value, m in self._said_often(content) if not _meets(m, names))
        said = min(often, key=lambda said: said[1].start(), default=None)
        return said[0] if said else ""

    def often(self, content: str) -> tuple[int, int] | None:
        """Where some words say how often, from where to where."""
        return next((m.span() for _, m in self._said_often(content)), None)

    def _said_often(self, content: str) -> Iterator[tuple[str, re.Match[str]]]:
        taken = Taken(content, self.not_due, self.quoted)
        return ((value, m) for value, m in self._often(content) if not taken.meet(m))

    def _often(self, content: str) -> Iterator[tuple[str, re.Match[str]]]:
        """What says how often, as ISO 8601 periods."""
        for value, pattern in self.frequencies.of(content):
            for m in pattern.finditer(content):
                if found := self.period(m) if "{" in value else value:
                    yield found, m

    def expires(self, content: str, adopted: str = "") -> str:
        """When it ends: a date, else a period ("for six months, that is until 10 July"); empty if it does not say.

        A day before the adoption is that of something else ("the account for the period prior to 16 June 1993").
        """
        named = [m.span() for m in self.not_due.finditer(content)]
        found, ends = "", 0
        for m in self.expiries.finditer(content):
            if found and m.start() > ends + _SAME:
                break
            if any(a < m.start() and m.end() <= b for a, b in named):
                continue  # "the Agenda for the period until 2050"
            if day := self.day(m):
                if day >= adopted[: len(day)]:
                    return day
                continue
            if self._of_meeting(content, m):
                continue
            found, ends = found or self.period(m), m.end()
        return found

    def says_when(self, content: str) -> bool:
        """Whether some words say until, by or from when something holds ("resolution 2607 until 17 November")."""
        return any(pattern.search(content) for pattern in (self.expiries, self.dates, self.start_dates))

    def review(self, content: str, *, alone: bool) -> str:
        """How the speaker comes back to a matter, by a key; empty if it does not.  `alone` says that nobody else has to
        do anything: then words that open the view can say that it reviews ("to review the mandate"); elsewhere they say
        what something is for ("a conference to review": of 160 such rows of 52,000, 40).
        """
        if not content:
            return ""
        if found := self.first(self.reviews, content):
            return found
        opens = alone and any(self._opens_view(content[: m.start()]) for m in self.reviewed.finditer(content))
        return "review" if opens else ""

    def _opens_view(self, before: str) -> bool:
        """Whether few words or only an insertion ("in order to …, to") stand before what opens a view; where words are
        not spaced the template says it.
        """
        if has_comma(before.lstrip()[:1]) and len(before) <= _INSERTED:
            before = before[max(map(before.rfind, CLAUSE_COMMAS)) + 1 :]
        few = len(before.split()) <= _FEW and not has_comma(before)
        return few or not self.language.spaced

    def first(self, table: TemplateTable, content: str) -> str:
        """The first entry of a table that the words hold."""
        for key, pattern in table.of(content):
            if pattern.search(content):
                return key
        return ""


def _order(when: When) -> tuple[bool, bool, int, int]:
    """What tells most first: deadlines, of these sessions, dates, lengths of time and events, those of a kind as they
    stand (of sessions "its" before "the"); others in the order in which they were found.
    """
    due = when.role == "deadline"
    kind = _KINDS.index(when.kind) if due and when.kind in _KINDS else len(_KINDS)
    return not due, _holds_at(when), kind, when.start if due and when.kind != "session" else 0


def _holds_at(when: When) -> bool:
    """Whether a time is the session in which something takes place, which tells less than the day."""
    return when.role == "event" and when.kind == "session"


def _meets(m: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a match overlaps one of some stretches."""
    return any(start < m.end() and m.start() < end for start, end in spans)


@cache
def clock(language: Language) -> Clock:
    """What a language says of time."""
    return Clock(language)
