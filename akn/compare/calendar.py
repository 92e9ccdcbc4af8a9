"""What is due when, and what ends when: the deadlines and terms of mandates, with what is known of each.

Nothing is asked of the clock.  What is overdue is so as of a day that the caller names, and only where nothing that was
read answers it or asks for it again.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import Due, Mandate
from akn.clauses.sessions import day_after, opens_in
from akn.clauses.times import clock
from akn.clauses.values import is_due
from akn.compare.changes import Change
from akn.compare.events import convenes, is_told, tells_of_event
from akn.compare.following import Followed, FollowUp
from akn.compare.members import SeriesMember, is_mandate
from akn.compare.worded import ready_clause, ready_clauses
from akn.compare.words import words_of
from akn.languages import load
from akn.xml.uri import is_day

What = Literal["due", "ends"]
Known = Literal["", "answered", "perhaps answered", "asked again", "extended", "overdue", "ended", "overtaken"]

_MONTHS = 12
_REWORDED = 0.7  # share of the words that stayed: below it a name that changed makes it another matter
_KNOWN: tuple[Known, ...] = (
    "overtaken",
    "answered",
    "perhaps answered",
    "asked again",
    "extended",
)  # what tells most first


def _order_of(entry: DueEntry) -> int:
    """What tells most of an entry first: what nothing is known of but the day, or who speaks of it, is as much as a
    reading that went on further says.
    """
    return _KNOWN.index(entry.known) if entry.known in _KNOWN else len(_KNOWN)


class DueEntry(Struct, frozen=True):
    """Something that is due, or a term that ends: `date` is the day, month or year, of a session that opens in no
    certain month its year (empty where the text gives none, as "before the end of the mandate"), `last` the last day on
    which it is in time, `printed` what the text says, `mandate` the clause, `file` where it was read.

    `known` says what is known of it: answered, perhaps answered, asked again, extended (`by` which text), overdue
    or ended as of the day that was named (neither where the text `by` which is named recalls that it was done, or has
    another matter in its place), or overtaken: of a draft in whose place another text was adopted; what the
    speaker puts on its own agenda is never overdue, nor is anything of a text that is not adopted (`draft`).  It is so
    as far as the series was read: up to the text `read_to` (empty where no later one was).  At a session something is
    due from the month in which it `opens`, or by that in which it `ends` (`session`; empty where none is named).
    """

    what: What
    date: str
    last: str
    printed: str
    mandate: Mandate
    file: str
    known: Known = ""
    by: str = ""
    draft: bool = False
    read_to: str = ""
    session: Literal["", "opens", "ends"] = ""

    @property
    def order(self) -> tuple[str, str, str, int, str, str]:
        """What entries are ordered by, whatever the order in which texts were read: those without a date last."""
        mandate = self.mandate
        return self.date or "~", mandate.symbol, mandate.eId, mandate.clause, mandate.language, self.file


def calendar_of(
    series: Iterable[Followed], as_of: str = "", overtaken: Mapping[str, str] = MappingProxyType({})
) -> tuple[DueEntry, ...]:
    """The deadlines and terms of the mandates of series (`akn.compare.following`), by date; texts without another one
    are series of one.  `as_of` is the day (YYYY-MM-DD) that tells what is overdue; without it nothing is.

    >>> from akn.compare.following import Followed, follow
    >>> from akn.compare.members import member_of
    >>> from converters import convert
    >>> ask = "1. Requests the Secretary-General to submit a report by 1 March 2046."
    >>> head = "A/RES/99/7\\nResolution adopted by the General Assembly on 9 December 2044\\n"
    >>> text = member_of(convert(f"{head}\\nThe General Assembly,\\n\\n{ask}\\n".encode()).document)
    >>> alone = Followed((text,), follow([text]))
    >>> [(entry.date, entry.known) for entry in calendar_of([alone], "2046-03-02")]
    [('2046-03-01', 'overdue')]
    """
    found: dict[tuple[str, ...], tuple[int, int, DueEntry]] = {}
    for one in series:
        for row in one.rows:
            for entry in _entries(one, row, as_of) if row.mandate else ():
                read_to = one.members[-1].symbol if row.old < len(one.members) - 1 else ""
                entry = replace(entry, read_to=read_to)
                if entry.file in overtaken:
                    entry = replace(entry, known="overtaken", by=overtaken[entry.file])
                # a text that two series begin with: what is known by either of them counts, then which was read further
                mandate = entry.mandate
                place = (entry.file, mandate.work, mandate.language, mandate.eId, mandate.text, str(mandate.clause))
                key = (*place, entry.what, entry.date, entry.printed)
                told = (_order_of(entry), row.old - len(one.members), entry)
                if key not in found or told[:2] < found[key][:2]:
                    found[key] = told
    return tuple(sorted((entry for _, _, entry in found.values()), key=lambda entry: entry.order))


def _entries(series: Followed, row: FollowUp, as_of: str) -> Iterator[DueEntry]:
    mandate = row.mandate
    assert mandate is not None, "the caller has looked"
    member = series.members[row.old]
    for due in mandate.dates:
        if is_due(due) and _is_ahead(due, mandate):
            known, by = _known_of(series, row, due)
            teller = "" if known else _settled_by(series, row)
            if teller and as_of and "" < last_day(due) < as_of:
                by = teller
            yield _entry("due", due, mandate, member, known, by, "" if teller else as_of)
    for term in terms_of(mandate):
        if not _is_ahead(term, mandate):
            continue
        later = row.after is not None and bool(terms_of(row.after)) and not _is_only_proposed(series, row)
        extended: Known = "extended" if later else ""
        yield _entry("ends", term, mandate, member, extended, series.members[row.new].symbol if later else "", as_of)


def _settled_by(series: Followed, row: FollowUp) -> str:
    """The text after which nobody waits for what was asked: the next one, where it has put another matter in its place,
    of which nobody knows whether it was done, or tells or decides it; or a later one that tells of the meeting.
    """
    is_next = _is_of_another(row) or _is_told_of(row) or _is_decided(row)
    return series.members[row.new].symbol if is_next else _held_by(series, row)


def _is_ahead(due: Due, mandate: Mandate) -> bool:
    """Whether a date lies after the adoption: before it there is nothing to be done."""
    return not due.date or last_day(due) >= mandate.adopted


def _known_of(series: Followed, row: FollowUp, due: Due) -> tuple[Known, str]:
    """What became of something that was due: answered, else asked again by the text that follows."""
    if due == row.answered_due:
        sure = [answer for answer in row.answers if answer.sure]
        return "answered" if sure else "perhaps answered", "; ".join(answer.symbol for answer in sure or row.answers)
    again = row.after is not None and any(map(is_due, row.after.dates))
    if again and not _is_of_another(row) and not _is_only_proposed(series, row):
        return "asked again", series.members[row.new].symbol
    return "", ""


def _is_only_proposed(series: Followed, row: FollowUp) -> bool:
    """Whether what follows an adopted text is a draft: that cites what answers, but extends and asks nothing yet."""
    return series.members[row.new].draft and not series.members[row.old].draft


def _is_of_another(row: FollowUp) -> bool:
    """Whether a clause that is much reworded names another thing ("Day of" → "Decade for").

    Of 155 requests of real years that the next text repeats one is so, and asks for another matter.
    """
    return row.similarity < _REWORDED and any(change.kind == "wording" and _renames(change) for change in row.changes)


def _is_told_of(row: FollowUp) -> bool:
    """Whether the next text tells that what was asked was done ("Recalls the meeting", "Proclaims a Day"): not where it
    regrets or denies it, or asks or decides it again ("Recalls its request", "Welcomes that no report").
    """
    told = row.perhaps if row.mandate is None or row.after is None else row.after
    held = row.after is not None and row.mandate is not None and convenes(row.mandate)
    return told is not None and not is_mandate(told) and is_told(told, observing=held)


def _is_decided(row: FollowUp) -> bool:
    """Whether the next text decides, and for no day, what the speaker decided to consider by one ("Decides to consider
    … the measures required to proclaim the Decade", "Decides to proclaim the Decade").
    """
    one, two = row.mandate, row.after
    if one is None or two is None or two.review or any(map(is_due, two.dates)):
        return False
    return one.force == two.force == "deciding" and one.review == "review"


def _held_by(series: Followed, row: FollowUp) -> str:
    """The first later text that tells that the meeting was held which a clause convenes ("Endorses its outcome")."""
    if row.mandate is None or not convenes(row.mandate):
        return ""
    one = ready_clause(series.members[row.old], row.mandate)
    later = series.members[row.old + 1 :]
    return next((text.symbol for text in later if any(tells_of_event(one, two) for two in ready_clauses(text))), "")


def _renames(change: Change) -> bool:
    """Whether both sides of a change have a word with a capital that the other one lacks."""
    old, new = ({w.strip() for w in words_of(said or "")} for said in (change.old, change.new))
    return all(any(word[:1].isupper() for word in words) for words in (old - new, new - old))


def _entry(what: What, due: Due, mandate: Mandate, member: SeriesMember, known: Known, by: str, as_of: str) -> DueEntry:
    last = last_day(due)
    if not known and as_of and last and last < as_of and not member.draft:
        known = "ended" if what == "ends" else "" if mandate.review == "agenda" else "overdue"
    date = due.date or str(due.year or "")
    at: Literal["", "opens", "ends"] = ""
    if due.kind == "session" and due.date:
        at = "opens" if opens_in(due.value) == due.date else "ends"
    return DueEntry(what, date, last, due.text, mandate, member.file, known, by, member.draft, session=at)


def terms_of(mandate: Mandate) -> Sequence[Due]:
    """The terms that a clause sets: what its dates say, else when it ends; a length of time of which no words say from
    when it is counted is, on the calendar, from the adoption.
    """
    terms = [_counted(due, mandate) for due in mandate.dates if due.role == "term"]
    if terms or not mandate.expires:
        return terms
    kind = "period" if mandate.expires.startswith("P") else "date"
    day = "" if kind == "period" else mandate.expires
    return [_counted(Due("", kind, mandate.expires, int(day[:4]) if day else None, day, "term"), mandate)]


def _counted(term: Due, mandate: Mandate) -> Due:
    """A term with the day on which it ends if it begins with the adoption; as it is where words say another one."""
    if term.kind != "period" or term.date or any(due.role == "start" for due in mandate.dates):
        return term
    if clock(load(mandate.language)).counted_elsewhere(f"{mandate.lead} {mandate.text}"):
        return term
    day = day_after(mandate.adopted, term.value)
    return Due(term.text, term.kind, term.value, int(day[:4]), day, term.role) if day else term


def last_day(due: Due) -> str:
    """The last day (YYYY-MM-DD) of the day, month or year that a due date says, of a session that opens in its month
    that of the year which begins then; empty where nothing is known.

    >>> last_day(Due("by May 2044", "date", "2044-05", 2044, "2044-05"))
    '2044-05-31'
    >>> last_day(Due("at its ninety-ninth session", "session", "unga.99", 2044, "2044-09"))
    '2045-08-31'
    >>> last_day(Due("during its ninety-ninth session", "session", "unga.99", 2045, "2045-09"))
    '2045-09-30'
    """
    date = due.date or (str(due.year) if due.year else "")
    if is_day(date) or not date:
        return date
    year, _, month = date.partition("-")
    if not month:
        return f"{year}-12-31"
    at = int(year) * _MONTHS + int(month) - 1
    if opens_in(due.value) == date:
        at += _MONTHS - 1  # until the next one opens
    days = calendar.monthrange(at // _MONTHS, at % _MONTHS + 1)[1]
    return f"{at // _MONTHS:04}-{at % _MONTHS + 1:02}-{days}"
