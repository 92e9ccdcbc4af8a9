"""What says of a day that something is held on it, and what rules that out."""

from __future__ import annotations

import itertools
from functools import partial

from akn.clauses.lookup import CLAUSE_END, PART_END, any_of
from akn.clauses.sessions import When
from akn.clauses.shape import words
from akn.languages.shape import Language
from akn.languages.view import shown
from akn.patterns import hinted_pattern, lazy_pattern, one_of

# characters, at most, between a verb of holding and when: in the texts of 1,165 that ever had events, 80 find 41 of
# them, 100 find 44, 400 find 45
_HELD = 100
_SAID = 40  # characters, at most, before a day that say that something is held on it ("at any time from")
# what citations hold, and dates of something else
_CITED = lazy_pattern(r"/|[0-9]{4}|[(\[]")


class Holding:
    """What says of a day in the words of one language that something is held on it, and what rules that out."""

    def __init__(self, language: Language) -> None:
        said = words(language.code)
        times = said.times
        words_of = partial(any_of, language)
        self.last = times.held_last
        self._expected = words_of(times.expected)
        self._which = words_of((*said.which, *times.held_relatives))
        self._days = lazy_pattern(lambda: f"(?:{words_of(times.held_on).pattern}) ?$")
        self._ranges = lazy_pattern(lambda: f"(?:{words_of(times.held_from).pattern}) ?$")
        self._not_on = lazy_pattern(lambda: f"(?:{words_of(times.held_not).pattern}) ?$") if times.held_not else None
        self._attributes = words_of(times.held_attributes)
        self._musts = words_of(itertools.chain.from_iterable(said.musts.values()))
        joint = words_of(times.joints)

        makes = said.makes if language.spaced and times.joints else ()

        def endings() -> str:
            others = f"(?!{words_of(times.held_whole).pattern})" if times.held_whole else ""
            beyond = f"(?= ?$| (?:{words_of(times.held_after).pattern}))" if times.held_after else ""
            return rf"(?<!\w){others}\w+{one_of(shown(language, times.held_endings))}(?!\w){beyond}"

        self._break = words_of(times.held_breaks)
        self._breaks = (
            self._break,
            # "to hold a meeting and submit a report in 2045"
            hinted_pattern(
                lambda: rf"(?:{joint.pattern}) (?:\w+ )?(?:{words_of(makes).pattern})", lambda: shown(language, makes)
            ),
            hinted_pattern(endings, lambda: shown(language, times.held_endings)),
        )
        self._comma = lazy_pattern(lambda: f"[,،]{f'(?: (?:{joint.pattern}))?' if times.joints else ''} ?$")

    def near(self, content: str, start: int, end: int) -> bool:
        """Whether the words between two offsets are short, and say nothing of another thing."""
        between = content[start:end]
        return (
            0 <= end - start <= _HELD
            and not _CITED.search(between)
            and not CLAUSE_END.search(between)
            and not any(pattern.search(between) for pattern in self._breaks)
        )

    def subject(self, content: str, start: int, end: int) -> bool:
        """Whether the words between "that" and a verb can be its subject: no other verb says what shall be done, and
        the verb stands in no relative clause.
        """
        between = content[start:end]
        return (
            start <= end
            and not self._musts.search(between)
            and not self._which.search(between)
            and not any(m.end() >= len(between.rstrip()) for m in self._break.finditer(between))
            and not CLAUSE_END.search(between)
        )

    def further(self, content: str, ask: int, verb: int) -> bool:
        """Whether a verb in the infinitive is a further one of those that an ask has: a comma stands before it, and
        no relative clause.
        """
        before = content[ask:verb]
        return bool(self._comma.search(before)) and not any(
            pattern.search(before) for pattern in (self._which, self._musts, CLAUSE_END)
        )

    def before(self, content: str, day: int) -> int:
        """Where the words before a day begin that say that something is held on it; else where the day begins."""
        near = max(0, day - _SAID)
        found = self._days.search(content, near, day) or self._ranges.search(content, near, day)
        return found.start() if found else day

    def on(self, content: str, day: int, *, lasts: bool = False) -> bool:
        """Whether the words before a day, or before the first of several, can say that something is held then."""
        near = max(0, day - _SAID)
        if (self._ranges if lasts else self._days).search(content, near, day):
            return True
        return self._not_on is not None and not self._not_on.search(content, near, day)

    def of_another(self, content: str, start: int, when: When) -> bool:
        """Whether a time is that of a thing which words from an offset on name before it, or after it: a relative
        clause, a word of what must be done or one of `expected` stands between ("the report due by").
        """
        parts = [m.end() for m in PART_END.finditer(content, start, when.start)]
        begin = max([start, *parts])
        before = any(p.search(content, begin, when.start) for p in (self._expected, self._which, self._musts))
        after = content[when.end :].lstrip()
        return before or self._expected.match(after) is not None

    def attribute(self, content: str, start: int) -> bool:
        """Whether what ends at an offset describes a name after it ("2045年召开的 | 会议")."""
        return self._attributes.match(content, start) is not None
