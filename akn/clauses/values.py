"""A clause of a resolution and what it holds, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is asked: as printed (empty if another paragraph says it and the key is known), the key (empty for a name
    that is not known), its kind (Member States, UN organs, Secretariat, UN system, other), and whether the paragraph
    around says it.
    """

    text: str
    key: str
    kind: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What is made: as printed, its kind (report, briefing, update, review, meeting, study ...), and whether it is what
    the clause asks for, not only named in it ("in its annual reports").
    """

    text: str
    kind: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom it shall be made: the first organ as printed, its key, and the keys of further organs it goes to."""

    text: str
    key: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """By when: as printed; its kind (session, date, period, workingDays, event); its value; its year, None where
    none is known; the day or month that it is (`date`: YYYY-MM-DD, YYYY-MM or YYYY), where the text gives one: that
    of a date, the day on which a period ends that begins with the adoption, the month in which a session of the
    General Assembly opens; and its role: deadline, event (what is convened takes place then), term (until then
    something lasts), start (from then on), aim (a year far ahead: "by 2030").

    The value of a session is body and number (`unga.81`), of a date YYYY-MM-DD, YYYY-MM or YYYY, of a period its
    length as in ISO 8601 (`P6M`; `-P1M` where it lies before something; also that of working days), of an event
    what it is: mandateEnd, elections, nextReview, nextReport, entryIntoForce, completion or
    meeting.
    """

    text: str
    kind: str
    value: str
    year: int | None
    date: str = ""
    role: str = "deadline"


class _Timed(Protocol):
    """Something with the role of a date."""

    @property
    def role(self) -> str: ...


_T = TypeVar("_T", bound=_Timed)


def is_due(date: _Timed) -> bool:
    """Whether something has to be done by then, or takes place then.

    >>> is_due(Due("in 2045", "date", "2045", 2045, "2045", "event"))
    True
    >>> is_due(Due("by 2060", "date", "2060", 2060, "2060", "aim"))
    False
    """
    return date.role in ("deadline", "event")


def first_due(dates: Iterable[_T]) -> _T | None:
    """The first deadline of some dates, else the first event, None where there is neither."""
    return min(filter(is_due, dates), key=lambda date: date.role != "deadline", default=None)


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What a clause cites, in the columns of `akn.links`: the symbol in full (`cited`), the IRI (`target`; both ends of
    a range, a blank between), and the date that is printed with it (YYYY-MM-DD, empty where none is).
    """

    cited: str
    target: str
    printed_date: str = ""


@dataclass(frozen=True, slots=True)
class Mandate:
    """One clause, and the resolution that it stands in.  Dates are YYYY-MM-DD; what is not known or not said is empty.

    `symbol`, `work` (the AKN address), `body` (actor code), `adopted`, `session` and `title` are those of the
    resolution. `eId`, `place` ("operative paragraph 3 (a)"), `part`, `number` ("3 (a)": the number of the paragraph in
    Western digits, the labels of points as printed) and `paragraph` tell where it stands, as in all tables
    (`akn.locations.Location`); `text` is all that the paragraph or point says, `lead` what the paragraph around says
    before it where it inherits its action, `language` in which language; `clause` counts
    its clauses, and `start` and `end` are the offsets of this one. `verb` is printed (empty if the verb is
    inherited), `action` is its key, `force` is directive, deciding, evaluative, observing or reinforcing. `binding`
    says how those who are asked have to do it: must (the speaker demands it, or decides or says that they shall,
    must or will), should, asked (a request, an invitation), may (they are authorized); empty where nobody has to do
    anything. `ask` are the words after the verb and the addressees. `due` is the first deadline, else the first event,
    `dates` all that the clause says of when, deadlines first. `frequency` is an ISO 8601 period; `review` means that
    the speaker comes back to the matter (seized, agenda, review), `expires` when the clause ends, `resources` that it
    has to do without new ones (existing) or with gifts (voluntary); `cites` are the symbols of resolutions and
    documents, `citations` the same with address and printed date.
    `how` is marked (the action is marked in the document), spoken (said by "we" in a declaration, in the passive, or
    within a point), inherited (from the paragraph around) or none (there is no action).
    """

    symbol: str
    work: str
    body: str
    adopted: str
    session: str
    title: str
    eId: str
    place: str
    part: str
    number: str
    paragraph: str
    clause: int
    language: str
    text: str
    lead: str
    start: int
    end: int
    verb: str
    action: str
    force: str
    binding: str
    addressees: tuple[Addressee, ...]
    ask: str
    deliverables: tuple[Deliverable, ...]
    recipient: Recipient | None
    due: Due | None
    dates: tuple[Due, ...]
    frequency: str
    review: str
    expires: str
    resources: str
    cites: tuple[str, ...]
    citations: tuple[CitedWork, ...]
    how: str
