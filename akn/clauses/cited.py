"""What the clauses of a text cite, each work with the date that is printed beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from akn.citing import symbol_to, work_in
from akn.clauses.lookup import any_of, at_end
from akn.clauses.names import names
from akn.clauses.parts import kinds
from akn.clauses.times import Clock
from akn.clauses.values import CitedWork
from akn.languages.shape import Language
from akn.languages.view import view
from akn.punctuation import STOPS
from akn.text import Kind, Mark, Text

# characters, at most, between a citation and its date: after it (" المؤرخ "); before it, words not being spaced ("第")
_DATED, _DATED_BEFORE = 14, 2
# characters, at most, after a citation that only say of which organ it is; beside the name of that one
_WHOSE, _BESIDE_WHOSE = 45, 10
# characters after a day that say that something is due on it ("au plus tard"): one of 8,109 clauses of the corpus in
# French and Spanish, none of 7,268 of three years
_AT_LATEST = 16
_BRACKETED = 9  # characters before a citation that hold the bracket before it, and the end of a date before that
_LEAD = 40  # characters before a date that hold the words that say what it is ("dated")
_SEVERAL = 9  # characters before a date that hold the first day of those of which it is the last


class CitedWithin:
    """The citations of a text, the notes that it calls, and its dates, which all of its clauses share."""

    def __init__(self, text: Text, clock: Clock) -> None:
        self._content = text.content
        self._clock = clock
        self._marks = text.of(Kind.REF, Kind.RREF, Kind.NOTE)
        self._dates = text.of(Kind.DATE)

    def by(self, start: int, end: int, noted: Mapping[str, Sequence[Text]]) -> tuple[CitedWork, ...]:
        """What the clause between two offsets cites, in its words and in the notes that it calls, by their keys, in the
        order of the text.
        """
        found: list[CitedWork] = []
        first, last = bisect_left(self._marks, start, key=_start), bisect_right(self._marks, end, key=_start)
        for m in self._marks[first:last] if start < end else ():
            if m.kind is Kind.NOTE:
                for note in noted.get(m.get("key"), ()):
                    found += CitedWithin(note, self._clock).all()
            else:
                found += self._works([m])
        return tuple(dict.fromkeys(found))

    def all(self) -> Iterator[CitedWork]:
        """What all of the text cites itself."""
        return self._works(m for m in self._marks if m.kind is not Kind.NOTE)

    def _works(self, marks: Iterable[Mark]) -> Iterator[CitedWork]:
        """What marks cite, where it has a symbol."""
        for m in marks:
            target = m.get("href") or m.get("from")
            work = work_in(target)
            symbol = symbol_to(work, self._content[m.start : m.end]) if work else ""
            if symbol:
                until = f" {m.get('upTo')}" if m.kind is Kind.RREF else ""
                yield CitedWork(symbol, target + until, self._date_of(m))

    def _date_of(self, cited: Mark) -> str:
        """The date that is printed with a citation: after it, or before it where words are not spaced or it stands in
        brackets ("the letter dated 4 July 2044 (S/2044/7)"); else empty.
        """
        language, content = self._clock.language, self._content
        if dated := self._bracketed(cited):
            return dated
        spaced = language.spaced
        for m in self._beside(cited):
            gap = content[cited.end : m.start] if spaced else content[m.end : cited.start]
            if any(c.isdigit() or c in STOPS for c in gap):
                continue
            if len(gap) <= (_DATED if spaced else _DATED_BEFORE) or _is_whose(gap, language):
                after = view(language, content[cited.end : m.end + _AT_LATEST]).content if spaced else ""
                return "" if self._clock.says_when(after) else m.get("date")
        return ""

    def _bracketed(self, cited: Mark) -> str:
        """The date right before the brackets that a citation opens, where words say that it is that of a document ("the
        letter dated 4 July 2044 (S/2044/7)", but not "by 4 July 2044 (A/99/7)"); empty where there is none, and of the
        last of several days ("from 9 to 20 July 2044 (A/7)"), on which something took place.
        """
        language, begin = self._clock.language, max(cited.start - _BRACKETED, 0)
        near = self._content[begin : cited.start]
        before = near.rstrip("(（")
        end = begin + len(before.rstrip())
        if len(before) == len(near):
            return ""
        at = bisect_left(self._dates, end, key=_end)
        dated = next((m for m in self._dates[at : at + 1] if m.end == end), None)
        if dated is None or any(c.isdigit() for c in self._content[max(dated.start - _SEVERAL, 0) : dated.start]):
            return ""
        lead = self._content[max(dated.start - _LEAD, 0) : dated.start]
        if at_end(_dating(language), view(language, lead).content) is None:
            return ""
        due = view(language, lead + self._content[dated.start : end]).content  # "à compter du 4 juillet 2044"
        return "" if self._clock.says_when(due) else dated.get("date")

    def _beside(self, cited: Mark) -> tuple[Mark, ...]:
        """The dates that may be that of a citation, in order."""
        after, before = (cited.end, cited.end + _WHOSE), (cited.start - _DATED_BEFORE, cited.start)
        (first, last), edge = (after, _start) if self._clock.language.spaced else (before, _end)
        return self._dates[bisect_left(self._dates, first, key=edge) : bisect_right(self._dates, last, key=edge)]


@cache
def _dating(language: Language) -> re.Pattern[str]:
    """The words that stand between a document and its date."""
    return any_of(language, (form for form in language.citations.dated if "…" not in form))


def _start(m: Mark) -> int:
    return m.start


def _end(m: Mark) -> int:
    return m.end


def _is_whose(gap: str, language: Language) -> bool:
    """Whether the words between a citation and its date only say of which organ it is ("del Consejo, de": 17 of a
    quarter of the corpus in five languages).
    """
    wording = view(language, gap).content
    who = next(names(language).find(wording, 0, len(wording)), None)
    return (
        who is not None
        and kinds().get(who.key) == "UN organs"
        and len(wording[: who.start].strip()) <= _BESIDE_WHOSE
        and len(wording[who.end :].strip()) <= _BESIDE_WHOSE
    )
