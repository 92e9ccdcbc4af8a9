"""Calendars of what is due: as rows of a table, as iCalendar (RFC 5545), as a page by month and addressee."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType, SimpleNamespace
from urllib.parse import quote

from msgspec import Struct

from akn.clauses import Due
from akn.clauses.parts import label_of, name_of
from akn.compare.calendar import DueEntry
from akn.errors import MissingDependency, UsageError
from akn.languages import load, usual
from akn.xml.uri import is_day
from converters.links import address_of
from converters.mandates import asked_as, names_asked, numbered, printed_due, subject_of, subjects_of

_MOST = 60  # characters of what is asked that the name of an event holds


class CalendarRow(Struct, frozen=True):
    """An entry as a row of a table: the day, month or year, the last day on which it is in time, whether something is
    `due` or a term `ends`, the text and where it says so, who is asked (as printed, and by keys), what, as what
    (products), by when as printed; what is `known` of it (answered, asked again, extended, overdue, ended; overtaken:
    of a draft), and `by` which document; whether the text is a draft, and up to which later text of its series was read
    (`read_to`, empty where none was): what is overdue is so as far as that; and, where a session is named, whether it
    opens or ends in the month (`session`).
    """

    date: str
    last: str
    what: str
    file: str
    symbol: str
    adopted: str
    language: str
    eid: str
    number: str
    verb: str
    addressees: tuple[str, ...]
    keys: tuple[str, ...]
    ask: str
    products: tuple[str, ...]
    printed: str
    known: str
    by: str
    draft: bool = False
    read_to: str = ""
    session: str = ""


def row_of(entry: DueEntry) -> CalendarRow:
    """An entry as a row."""
    mandate = entry.mandate
    return CalendarRow(
        entry.date,
        entry.last,
        entry.what,
        entry.file,
        mandate.symbol,
        mandate.adopted,
        mandate.language,
        mandate.eId,
        mandate.number,
        mandate.verb or mandate.action,
        tuple(a.text or name_of(a.key, mandate.language) or label_of(a.key) for a in mandate.addressees),
        tuple(a.key for a in mandate.addressees),
        mandate.ask,
        tuple(dict.fromkeys(d.kind for d in mandate.deliverables if d.asked)),
        entry.printed,
        entry.known,
        entry.by,
        entry.draft,
        entry.read_to,
        entry.session,
    )


def chosen(entries: Sequence[DueEntry], addressee: str = "", known: Sequence[str] = ()) -> list[DueEntry]:
    """The entries of one addressee (by key), or of whom something is known (`known`); all where neither is named."""
    return [
        entry
        for entry in entries
        if (not addressee or any(a.key == addressee for a in entry.mandate.addressees))
        and (not known or entry.known in known)
    ]


def check_day(day: str) -> str:
    """A day as it is written in all tables.  Raises UsageError for what is none."""
    try:
        if is_day(day):
            datetime.date.fromisoformat(day)
            return day
    except ValueError:
        pass
    raise UsageError(f"{day!r} is no day: YYYY-MM-DD")


def told_once(entries: Sequence[DueEntry], language: str = "") -> list[DueEntry]:
    """The entries, what several languages of one text say of one day only once.

    It is told in the language in which most is said of that day, of two such in the one that is asked for, if any, in
    the one that stands for others (`akn.languages.usual`), else in the first by code.  Tables have them all.
    """
    held: dict[tuple[str, str, str], Counter[str]] = {}
    for entry in entries:
        held.setdefault(_of_day(entry), Counter())[entry.mandate.language] += 1
    taken = {day: _language_of_most(of_day, language) for day, of_day in held.items()}
    return [entry for entry in entries if not entry.mandate.work or taken[_of_day(entry)] == entry.mandate.language]


def _language_of_most(counts: Mapping[str, int], language: str) -> str:
    return min(counts, key=lambda code: (-counts[code], code != language, code != usual(), code))


def _of_day(entry: DueEntry) -> tuple[str, str, str]:
    return entry.mandate.work, entry.what, entry.date


# iCalendar


def as_ical(
    entries: Sequence[DueEntry],
    rivals: Container[str] = (),
    language: str = "",
    remarks: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> bytes:
    """The entries as a calendar (RFC 5545), each once whatever the languages (`told_once`, which prefers `language`).

    Each is an event of a whole day, of a month or year that of all its days; what has no date is not in it.  What is
    of a draft, or of one of several files that say other things of one text (`rivals`), is tentative.  The same bytes
    for the same entries: nothing is taken from the clock.
    `remarks` are what else is to be said of places, by file and eId.

    Raises MissingDependency without the extra `calendar`.
    """
    try:
        import icalendar
    except ImportError as error:
        raise MissingDependency("calendars need icalendar: pip install 'akn-un[calendar]'") from error
    book = icalendar.Calendar()
    book.add("prodid", "-//akn-un//calendar of mandates//EN")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    often: Counter[str] = Counter()
    for entry in told_once(entries, language):
        if not entry.date:
            continue
        first, after = _days(entry.date)
        row = row_of(entry)
        event = icalendar.Event()
        said = _said(entry)
        event.add("uid", _uid(said, often[said]))
        often[said] += 1
        event.add("dtstamp", _stamp(entry))
        event.add("dtstart", first)
        event.add("dtend", after)
        event.add("transp", "TRANSPARENT")
        if entry.known == "overtaken":
            event.add("status", "CANCELLED")
        elif entry.draft or entry.file in rivals:
            event.add("status", "TENTATIVE")
        event.add("summary", _summary(row))
        event.add("description", _description(entry, row, remarks.get((row.file, row.eid), "")))
        if row.products:
            event.add("categories", list(row.products))
        if address := address_of(row.symbol, load(row.language).tag):
            event.add("url", address)
        book.add_component(event)
    made: bytes = book.to_ical()
    return made


def _days(date: str) -> tuple[datetime.date, datetime.date]:
    """The first day of a day, month or year, and the day after its last."""
    year, month, day = (int(part) for part in f"{date}-01-01"[:10].split("-"))
    first = datetime.date(year, month, day)
    if is_day(date):
        return first, first + datetime.timedelta(1)
    if len(date) > 4:
        return first, datetime.date(year + month // 12, month % 12 + 1, 1)
    return first, datetime.date(year + 1, 1, 1)


def _said(entry: DueEntry) -> str:
    """What makes an event the one that it is, in every run."""
    mandate = entry.mandate
    said = "|".join((mandate.work, mandate.language, mandate.eId, str(mandate.clause), entry.what, entry.printed))
    return f"{said}|{entry.date}|{mandate.text}"


def _uid(said: str, before: int) -> str:
    """The identifier of an event; `before` counts the events that say the same, as no two may share one."""
    return f"{hashlib.sha256(f'{said}|{before}'.encode() if before else said.encode()).hexdigest()[:32]}@akn-un"


def _stamp(entry: DueEntry) -> datetime.datetime:
    """When an event was made, which a calendar has to say: at the beginning of the day of adoption."""
    day = entry.mandate.adopted if is_day(entry.mandate.adopted) else f"{entry.date}-01-01"[:10]
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), datetime.UTC)


def _summary(row: CalendarRow) -> str:
    who = ", ".join(row.addressees)
    ask = row.ask if len(row.ask) <= _MOST else f"{row.ask[:_MOST].rsplit(' ', 1)[0]} …"
    return ": ".join(part for part in (row.symbol, who, ask) if part)


def _description(entry: DueEntry, row: CalendarRow, remark: str) -> str:
    parts = (f"{row.symbol}, {row.number}", entry.mandate.text, row.printed, f"{row.known} {row.by}".strip(), remark)
    return "\n".join(filter(None, parts))


# the page


_SHORT = {"asked again": "asked", "perhaps answered": "perhaps"}


def calendar_page(
    entries: Sequence[DueEntry],
    as_of: str = "",
    *,
    page_of: Callable[[str], str] = lambda _file: "",
    rivals: Container[str] = (),
    undated: Container[str] = (),
    language: str = "",
) -> bytes:
    """The entries as a page by month, with filters by addressee and state.

    `page_of` gives the address of the page of a file, an empty string if it has none: then the symbol leads to the
    document site.  `rivals` are files of texts of which another file has other words: their entries say so;
    `undated` those of drafts that do not say that they are proposed.  `language` is that of whoever reads; without one
    the page has that of all entries.
    Raises MissingDependency without the extra `view`.
    """
    from converters.view import render, words
    from converters.view.charts import bars
    from converters.view.page import language_of

    entries = told_once(entries, language)
    language = language or _language_of_all(entries)
    tag, direction = language_of(language)
    said = words(language)
    counts = Counter(entry.date[:7] for entry in entries if len(entry.date) > 4)
    marks = _Marks(rivals, undated)
    months = _months(entries, said, page_of, marks)
    names = names_asked([entry.mandate for entry in entries], language)
    rows = [row for month in months for row in month.rows]
    return render(
        "calendar.html",
        title=said["calendar"],
        language=tag or "en",
        direction=direction or "ltr",
        words=said,
        as_of=said["as_of"].format(day=as_of) if as_of else "",
        day=as_of,
        total=len(entries),
        chart=bars(said["chart_due"], {said["mandates"]: counts}, said) if len(counts) > 1 else None,
        no_month=sum(not row.month for row in rows),
        months=months,
        subjects=subjects_of(rows),
        addressees=sorted(names.items(), key=lambda option: option[1]),
        states=[(state, said[f"known_{state}"]) for state in sorted({row.known for row in rows} - {""})],
        statuses=[(status, said[f"status_{status}"]) for status in sorted({row.status for row in rows})],
    )


FILTERS = {"who": "keys", "subject": "subject", "known": "known", "status": "status"}
"""What the page is filtered by besides words (`words`), and what of its rows that is."""


def filtered(
    entries: Sequence[DueEntry],
    wishes: Mapping[str, str],
    *,
    rivals: Container[str] = (),
    undated: Container[str] = (),
    language: str = "",
) -> list[DueEntry]:
    """The entries of which the page leaves the rows while its filters are set so (by the names of `FILTERS`, and the
    `words` that a row holds; an empty wish leaves all), as `calendar.js` has it; the others are those of the page.
    """
    from converters.view import words

    said, marks = words(language or usual()), _Marks(rivals, undated)
    wanted = {FILTERS[name]: wish for name, wish in wishes.items() if wish and name in FILTERS}
    typed = wishes.get("words", "").lower().split()
    return [
        entry
        for entry, row in ((entry, vars(_shown(entry, said, "", marks))) for entry in entries)
        if all(wish in row[name].split() for name, wish in wanted.items())
        and all(word in row["all_words"].lower() for word in typed)
    ]


def _language_of_all(entries: Iterable[DueEntry]) -> str:
    """The language of all entries, the usual one where they have several."""
    languages = {entry.mandate.language for entry in entries}
    return languages.pop() if len(languages) == 1 else usual()


class _Marks(Struct, frozen=True):
    """The files whose entries say something of their text (`calendar_page`)."""

    rivals: Container[str]
    undated: Container[str]


def _months(
    entries: Sequence[DueEntry], said: Mapping[str, str], page_of: Callable[[str], str], marks: _Marks
) -> list[SimpleNamespace]:
    """The entries by month, as the page shows them."""
    grouped = groupby(sorted(entries, key=_month_order), key=_month_order)
    return [
        SimpleNamespace(
            id="overdue" if late else f"m{month or event.strip('~') or 'none'}",
            last="" if late else max(entry.last for entry in those).replace("-", ""),
            name=said["overdue_first"] if late else month or said.get(f"due_{event}") or said["no_date"],
            rows=_by_addressee(those, said, page_of, marks),
        )
        for late, event, month, those in ((not key[0], *key[2:], list(those)) for key, those in grouped)
    ]


def _month_order(entry: DueEntry) -> tuple[bool, bool, str, str]:
    """What the sections of the page are ordered by: what is overdue, months, the events without a date by their keys,
    what says neither.
    """
    if entry.known == "overdue":
        return False, False, "", ""
    due = _due_of(entry)
    event = due.value if due and due.kind == "event" and not entry.date else ""
    return True, not entry.date, event or ("" if entry.date else "~"), entry.date[:7]


def _by_addressee(
    entries: Iterable[DueEntry], said: Mapping[str, str], page_of: Callable[[str], str], marks: _Marks
) -> list[SimpleNamespace]:
    """The entries of a month as the page shows them, by day and by who is asked."""
    rows = [(e.date, _shown(e, said, page_of(e.file), marks)) for e in entries]
    return [row for _, row in sorted(rows, key=lambda row: (row[0], not row[1].keys, row[1].keys))]


def _basis(row: CalendarRow, said: Mapping[str, str]) -> str:
    """What "overdue" rests on, or why nobody knows whether a document answers; empty for other states."""
    if row.known == "perhaps answered":
        return said["unsure_answer"]
    if row.by and not row.known:
        return said["told_of"]
    if row.known != "overdue":
        return ""
    return said["overdue_to"].format(symbol=row.read_to) if row.read_to else said["overdue_alone"]


def _told(entry: DueEntry) -> str:
    """When something is due that has no day: as printed, of a session with the years in which it sits."""
    due = _due_of(entry)
    return printed_due(due) if due else entry.printed


def _due_of(entry: DueEntry) -> Due | None:
    """The date of the clause that an entry is of; None for a term that only its end tells."""
    return next((due for due in entry.mandate.dates if due.text == entry.printed), None)


def _session(row: CalendarRow, said: Mapping[str, str]) -> str:
    """What stands beside a session: that it ends in the month, and until when it is in time."""
    told = (said["session_ends"] if row.session == "ends" else "", said["in_time"].format(day=row.last))
    return said["comma"].join(filter(None, told)) if row.session and row.last else told[0]


def _shown(entry: DueEntry, said: Mapping[str, str], page: str, marks: _Marks) -> SimpleNamespace:
    """An entry as the page shows it; `page` is the address of the page of its text."""
    from converters.view.wording import clause_of

    row = row_of(entry)
    before, verb, after = clause_of(entry.mandate)
    known = load(row.language)
    short = _SHORT.get(row.known, row.known)
    status = "adopted" if not row.draft else "undated" if entry.file in marks.undated else "draft"
    made = SimpleNamespace(
        dated=bool(entry.date),
        month=row.date[:7] if len(row.date) > 4 else "",
        date=_told(entry) if not row.date or len(row.date) < 8 else row.date,
        ends=row.what == "ends",
        session=_session(row, said),
        who="; ".join(dict.fromkeys(row.addressees)),
        keys=" ".join(dict.fromkeys(filter(None, map(asked_as, entry.mandate.addressees)))),
        code=known.tag,
        direction=known.direction,
        before=before,
        verb=verb,
        after=after,
        symbol=row.symbol,
        title=entry.mandate.title,
        subject=subject_of(entry.mandate.title, row.language),
        href=f"{page}#{quote(row.eid)}" if page else address_of(row.symbol, known.tag),
        number=numbered(row.number, said),
        known=short,
        state=said[f"known_{short}"] if short else "",
        by=row.by,
        basis=_basis(row, said),
        status=status,
        draft=said[f"status_{status}"] if row.draft else "",
        rival=said["status_rival"] if entry.file in marks.rivals else "",
    )
    date = (made.date, said["due_ends"] if made.ends else "", made.session)
    text = (made.symbol, made.draft, made.rival, made.number, made.title)
    made.all_words = "\n".join((*date, made.who, f"{before}{verb}{after}", *text, made.state, made.by, made.basis))
    return made
