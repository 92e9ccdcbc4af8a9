"""A time that is said, who says it, and when sessions open and periods end."""

from __future__ import annotations

import calendar
import datetime
from functools import cache

from msgspec import Struct

from akn import bodies
from akn.bodies.grammar import year_of
from akn.clauses.shape import entities
from akn.patterns import lazy_pattern

DAY = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class When(Struct, frozen=True, gc=False):
    """Something said of time: where in the view, its kind, its value, its year (0 if it tells none), the day or month
    that it is (empty where the text gives none), and its role: deadline, event, term, start or aim.
    """

    start: int
    end: int
    kind: str
    value: str
    year: int = 0
    date: str = ""
    role: str = "deadline"


class Speaker(Struct, frozen=True, gc=False):
    """Whose session "its next session" is, and since when: actor code, number of the session, date of the document."""

    actor: str
    session: str
    date: str

    @property
    def year(self) -> int:
        """The year of the document, 0 if it is not known."""
        return int(self.date[:4]) if self.date[:4].isdigit() else 0


def day_after(date: str, period: str) -> str:
    """The day on which a period (`P6M`) ends that begins on a day (YYYY-MM-DD), empty if the day is not known.

    >>> day_after("2044-12-09", "P6M"), day_after("2044-08-31", "P6M"), day_after("2044", "P1Y")
    ('2045-06-09', '2045-02-28', '')
    """
    if not DAY.fullmatch(date):
        return ""
    year, month, day = map(int, date.split("-"))
    number, unit = int(period[1:-1]), period[-1]
    if unit in "DW":
        end = datetime.date(year, month, day) + datetime.timedelta(number * (7 if unit == "W" else 1))
        return end.isoformat()
    months = month - 1 + number * (12 if unit == "Y" else 1)
    year, month = year + months // 12, months % 12 + 1
    return f"{year}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}"


def session_of(start: int, end: int, actor: str, number: int, speaker: Speaker) -> When:
    """A session, with the month in which it opens where all of the body open in one, or in which it ends if the text
    is of it or it is open on the date of the text: what is due then cannot be done before.
    """
    month, date = session_month(actor, number), speaker.date
    own = (host_of(speaker.actor), speaker.session) == (actor, str(number))  # a draft may have no date but this
    if month and (own or (len(date) >= len(month) and month < date[: len(month)] < session_month(actor, number + 1))):
        month = session_month(actor, number + 1)
    return When(start, end, "session", f"{actor}.{number}", int(month[:4] or 0) or session_year(actor, number), month)


@cache
def actor_of(key: str) -> str:
    """The actor whose sessions an organ has, by the key of its name.

    >>> actor_of("hrc"), actor_of("unga")
    ('unga-hrc', 'unga')
    """
    return next((actor for actor, organ in entities().speakers.items() if organ == key), key)


def opens_in(value: str) -> str:
    """The month in which a session opens that is the value of a due date; empty where it is none or not known.

    >>> opens_in("unga.81"), opens_in("P6M")
    ('2026-09', '')
    """
    actor, _, number = value.rpartition(".")
    return session_month(actor, int(number)) if number.isdigit() else ""


@cache
def host_of(actor: str) -> str:
    """The organ whose sessions an actor counts: that of a committee is the one that it belongs to.

    >>> host_of("unga-c3"), host_of("unga"), host_of("unga-hrc")
    ('unga', 'unga', 'unga-hrc')
    """
    body = bodies.of_actor(actor)
    return body.actor if body and actor not in entities().speakers and not session_year(actor, 1) else actor


def session_month(actor: str, number: int) -> str:
    """The month in which a session of a body opens, where all of it open in one; else empty.

    >>> session_month("unga", 81), session_month("unhrc", 60)
    ('2026-09', '')
    """
    year, month = session_year(actor, number), entities().opening_months.get(actor)
    return f"{year}-{month:02}" if year and month else ""


@cache
def session_year(actor: str, number: int) -> int:
    """The year in which a session of a body opens, 0 if it is not known.

    >>> session_year("unga", 81), session_year("csw", 70)
    (2026, 2026)
    """
    if first := entities().first_sessions.get(actor):
        return first + number - 1
    body = bodies.of_actor(actor)
    year = year_of(body, str(number)) if body and body.actor == actor else ""
    return int(year) if year else 0
