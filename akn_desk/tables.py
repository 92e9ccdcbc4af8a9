"""The tables of the desk: who is asked for what, what became of it, what is due; of all documents or of the chosen."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.concord import work_of
from akn.errors import UsageError
from akn.languages import usual
from akn.text import Kind
from akn_desk.folder import Folder, Paper
from akn_desk.pages import (
    MOST_COMPARED,
    as_json,
    differences_left,
    isolated,
    named,
    page_of,
    told_apart,
    with_desk,
)
from akn_desk.said import said
from akn_desk.years import Years
from converters import calendars
from converters.compare import follows
from converters.mandates import asked_as
from converters.view.site import natural
from converters.view.wording import as_set, own_name
from converters.workbooks import book_of_records

if TYPE_CHECKING:
    from akn.clauses import Mandate
    from akn.compare.calendar import DueEntry
    from akn.compare.follow_rows import FollowRecord
    from akn.compare.following import Followed, FollowUp
    from converters.mandates import Filters

EVERY = "all"
"""What stands for all languages in an address."""


class Wish(Struct, frozen=True):
    """What a table is of: the documents that are named, all where none is; the language in which each work is taken, of
    none each in one (that of who reads, if it is there), or `EVERY`; the language of who reads.
    """

    named: tuple[Paper, ...]
    language: str
    asked: str

    @property
    def keys(self) -> str:
        """The same as an address has it."""
        return "&".join(filter(None, (named(self.named), f"lang={quote(self.language)}" if self.language else "")))

    def of(self, folder: Folder) -> list[Paper]:
        """The documents, each work in the language that is wanted."""
        groups: dict[object, list[Paper]] = {}
        for paper in self.named or folder.standing():
            work = work_of(paper.document)
            name = work if all(work) else paper.key
            found = groups.setdefault(name, [])
            found += [p for p in (folder.versions(paper) if self.named else (paper,)) if p not in found]
        return [paper for group in groups.values() for paper in self._taken(group)]

    def _taken(self, group: Sequence[Paper]) -> Iterable[Paper]:
        if self.language == EVERY:
            return group
        if self.language:
            return [p for p in group if p.document.metadata.language == self.language]
        codes = [p.document.metadata.language for p in group]
        wanted = min(codes, key=lambda code: (code != self.asked, code != usual(), code))
        return [p for p, code in zip(group, codes, strict=True) if code == wanted]

    def offered(self, folder: Folder) -> list[tuple[str, str]]:
        """The languages that there is a choice of, with their names; none where all is in one."""
        papers = replace(self, language=EVERY).of(folder)
        found = sorted({p.document.metadata.language for p in papers})
        words = said(self.asked)
        several = [
            ("", words["one_each"]),
            *((code, own_name(code)) for code in found),
            (EVERY, words["every_language"]),
        ]
        return several if len(found) > 1 else []

    def told(self, folder: Folder) -> dict[str, Any]:
        """What the tools of a table say of it: values of their templates."""
        return {
            "keys": self.keys,
            "named": [p.key for p in self.named],
            "language_wanted": self.language,
            "language_options": self.offered(folder),
            "of_chosen": said(self.asked)["of_chosen"].format(n=len(self.named)) if len(self.named) > 1 else "",
            "left": "" if self.named else _left_out(folder, self.asked),
        }


def _titled(paper: Paper) -> str:
    """A document as people know it: its symbol with its title; the name of the file of one without both."""
    metadata = paper.document.metadata
    title = " ".join(t.content[m.start : m.end] for t in paper.document.preface for m in t.of(Kind.DOC_TITLE))
    return " · ".join(filter(None, (next(iter(metadata.symbols), ""), title))) or paper.name


def _apart(folder: Folder, wish: Wish) -> str:
    """What the texts of a table say otherwise than their other languages: by the places that rows lead to, what it is
    in words, and where to look at it; as JSON.
    """
    found = {
        f"/d/{paper.key}#{quote(eid)}": (told, f"/w/{paper.key}#next") for paper, eid, told in _differing(folder, wish)
    }
    return as_json({"told": said(wish.asked)["differences"], "rows": found})


def _differing(folder: Folder, wish: Wish) -> Iterator[tuple[Paper, str, str]]:
    """Where the texts of a table say something else than their other languages, as far as these were compared and
    nobody has ticked it off: the text, the place (eId), and what it is in words.
    """
    ticked = folder.ticked()
    for paper in wish.of(folder):
        language, versions = paper.document.metadata.language, folder.versions(paper)
        known = len(versions) > 1 and folder.is_compared(versions)
        for one in differences_left(folder, versions, ticked) if known else ():
            eid, printed = one.places.get(language, ("", ""))
            if eid:
                yield paper, eid, f"{told_apart(one, wish.asked)} {isolated(as_set(printed, language))}".strip()


def _rows(folder: Folder, wish: Wish) -> list[tuple[Mandate, Paper]]:
    """The clauses of the documents, of what is adopted first."""
    from akn.clauses import mandates

    papers = sorted(wish.of(folder), key=folder.claims().is_aside)
    return [(row, p) for p in papers for row in mandates(p.document)]


def mandates_page(folder: Folder, wish: Wish) -> bytes:
    """The mandates of documents as a table with filters."""
    from converters.mandates import as_page

    claims, rows = folder.claims(), _rows(folder, wish)
    addresses = [f"/d/{p.key}#{quote(row.eId)}" for row, p in rows]
    drafts, rivals = [_draft_word(p) for _, p in rows], [claims.is_rival(p) for _, p in rows]
    texts = [_titled(p) for p in wish.named]
    page = as_page([row for row, _ in rows], addresses, drafts, rivals, language=wish.asked, texts=texts)
    count = sum(bool(row.action) for row, _ in rows)
    told = wish.told(folder) | {"apart_json": _apart(folder, wish)}
    return with_desk(page, "tools_mandates.html", wish.asked, count=count, **told)


def mandates_book(folder: Folder, wish: Wish, filters: Filters) -> bytes:
    """The rows that the page of mandates shows while its filters are set so, as a workbook."""
    from converters.mandates import as_xlsx, filtered

    claims, rows = folder.claims(), _rows(folder, wish)
    of_drafts = [_draft_word(p) for _, p in rows]
    kept = [rows[i] for i in filtered([row for row, _ in rows], filters, of_drafts, language=wish.asked)]
    drafts, rivals = [_draft_word(p) for _, p in kept], [claims.is_rival(p) for _, p in kept]
    return as_xlsx([row for row, _ in kept], [p.name for _, p in kept], drafts, rivals, language=wish.asked)


def _draft_word(paper: Paper) -> str:
    """The word for a document that is not adopted: draft, or undated for what does not say that it is proposed."""
    metadata = paper.document.metadata
    return "" if not metadata.is_draft else "draft" if metadata.is_proposed else "undated"


def _left_out(folder: Folder, asked: str) -> str:
    """The files that are in no table of all documents, as another one stands for them."""
    claims, words = folder.claims(), said(asked)
    names = [isolated(p.name) for p in folder.papers() if claims.kind_of(p) and not claims.stands(p)]
    return f"{words['left_out']}{words['colon']}{words['comma'].join(names)}" if names else ""


def _followed(folder: Folder, years: Years, wish: Wish, *, proposed: bool = False) -> list[Followed]:
    """What became of the mandates of the series of the documents, in the order of their latest texts; `proposed` puts
    drafts that are named after the texts that they follow.
    """
    papers, claims = wish.of(folder), folder.claims()
    if len(wish.named) == 1 and len(papers) == 1:
        found = years.followed(folder.standing(), claims.is_aside, papers[0])
    else:
        paths = {p.path for p in papers}
        after = [p for p in papers if claims.is_aside(p)] if proposed and wish.named else []
        held = years.followed(folder.standing(), claims.is_aside, proposed=after)
        found = [one for one in held if any(member.file in paths for member in one.members)]
    return sorted(found, key=lambda one: natural(one.members[-1].symbol))


def _series(folder: Folder, years: Years, wish: Wish) -> list[Followed]:
    """The same, of those in which a text follows another.  Raises UsageError where there are none."""
    found = [one for one in _followed(folder, years, wish, proposed=True) if len(one.members) > 1]
    if not found:
        words = said(wish.asked)
        names = words["comma"].join(p.name for p in wish.named)
        raise UsageError(words["one_year"].format(name=names) if names else words["no_series"])
    return found


def follow_page(folder: Folder, years: Years, wish: Wish) -> bytes:
    """What became of the mandates of documents in the texts that follow them.

    Raises UsageError where no text follows another.
    """
    series, claims = _series(folder, years, wish), folder.claims()
    kinds = {p.path: kind for p in folder.papers() if (kind := claims.word_of(p))}
    page = follows.follow_page(series, page_of=page_of(folder), kinds=kinds, language=wish.asked)
    drafts = [] if wish.named else _drafts(folder, years)
    made = {"here": "/follow", "other": "/calendar", "forms": ["xlsx"], "as_of": "", "drafts": drafts, "apart_json": ""}
    compared = _compared(folder, series, wish)
    told = {**wish.told(folder), "alone": _alone(folder, series, wish), "compared": compared}
    return with_desk(page, "tools_table.html", wish.asked, **made, **told)


def _compared(folder: Folder, series: Sequence[Followed], wish: Wish) -> str:
    """The texts whose comparison the page leads to, as an address has them: those that are named, of one that is named
    the last two of its series, up to what it shows; nothing where there are not two in one language, or too many.
    """
    papers = {p.path: p for p in folder.papers()}
    texts = list(wish.named)
    if len(texts) == 1 and len(series) == 1:
        texts = [papers[member.file] for member in series[0].members[-2:] if member.file in papers]
    languages = {p.document.metadata.language for p in texts}
    return named(texts) if 2 <= len(texts) <= MOST_COMPARED and len(languages) == 1 else ""


def _alone(folder: Folder, series: Sequence[Followed], wish: Wish) -> str:
    """The documents that are named and follow no text of the folder, nor are followed by one."""
    shown = {member.file for one in series for member in one.members}
    names = [isolated(p.name) for p in wish.named if not any(q.path in shown for q in (p, *folder.versions(p)))]
    return said(wish.asked)["one_year"].format(name=said(wish.asked)["comma"].join(names)) if names else ""


def _drafts(folder: Folder, years: Years) -> list[tuple[str, str]]:
    """The drafts that follow a text of the folder: the key of each, and what it is called."""
    claims, standing = folder.claims(), folder.standing()
    drafts = [p for p in standing if claims.is_draft(p)]
    found = [p for p in drafts if len(years.of(p, standing, claims.is_aside)) > 1]
    return [(p.key, next(iter(p.document.metadata.symbols), "") or p.name) for p in found]


def follow_book(
    folder: Folder,
    years: Years,
    wish: Wish,
    became: Sequence[str],
    who: str = "",
    subject: str = "",
    *,
    answered: bool = False,
) -> bytes:
    """The rows of that page as a workbook: all, or those of which one of these `became`, that ask `who` (as
    `asked_as` has it), are of a `subject` (its key) and, if `answered`, that a document answers.
    """
    from akn.compare.follow_rows import FollowRecord, record_of

    asked = wish.asked
    records = [
        _since_known(record_of(one, row), row, asked)
        for one in _followed(folder, years, wish, proposed=True)
        if len(one.members) > 1 and (not subject or subject == follows.subject_of_series(one))
        for row in one.rows
        if (not became or row.became in became) and (row.answers or not answered)
        if not who or who in map(asked_as, row.asked)
    ]
    told = [replace(r, file=_name_of(r.file), next_file=_name_of(r.next_file)) for r in records]
    words: dict[object, str] = {
        name: said(asked)[f"became_{name}"] for name in ("renewed", "changed", "dropped", "new", "open")
    }
    return book_of_records(
        said(asked)["sheet_follow"], FollowRecord, told, _heads(_FOLLOW_HEADS, asked), words, said(asked)["sheet_all"]
    )


def _since_known(record: FollowRecord, row: FollowUp, asked: str) -> FollowRecord:
    """A row as the page has it: what stands since the first text that is here may be older."""
    first = row.since == 0 and row.became != "new"
    return replace(record, since=f"{record.since} {said(asked)['or_earlier']}") if first else record


_FOLLOW_HEADS = {
    "symbol": "symbol", "number": "series_paragraph", "addressees": "addressee", "ask": "ask", "due": "due",
    "became": "became", "changes": "diff", "next_symbol": "symbol", "next_number": "series_paragraph",
    "next_ask": "ask", "next_due": "due", "since": "series_since", "answered_by": "known_answered",
    "perhaps_answered_by": "known_perhaps",
}  # fmt: skip
_CALENDAR_HEADS = {
    "date": "date", "symbol": "symbol", "number": "series_paragraph", "addressees": "addressee", "verb": "mandate",
    "ask": "ask", "printed": "due", "known": "state", "by": "known_by", "draft": "adopted_or_draft",
}  # fmt: skip
"""The columns that people read of what became of mandates and of what is due, by the words at their heads."""


def _heads(columns: Mapping[str, str], asked: str) -> dict[str, str]:
    """Columns with what stands at their heads in a language; those of a later text with an arrow."""
    words = said(asked)
    return {name: f"{'→ ' if name.startswith('next_') else ''}{words[word]}" for name, word in columns.items()}


def _name_of(path: str) -> str:
    """The name of a file alone: where the folder lies is nobody's business who is sent a workbook."""
    return os.path.basename(path)


def _due(folder: Folder, years: Years, wish: Wish, as_of: str) -> list[DueEntry]:
    """What is due in the documents, with what is known of it as of a day."""
    from akn.compare.calendar import calendar_of
    from converters.calendars import check_day

    paths, claims, standing = {p.path for p in wish.of(folder)}, folder.claims(), folder.standing()
    drafts = [p for p in standing if claims.is_draft(p)]
    overtaken = years.overtaken(standing, claims.is_aside)
    open_ = [p for p in drafts if p.path not in overtaken]  # else what was adopted tells
    proposed = [one for p in open_ for one in years.followed(standing, claims.is_aside, p)]  # they cite answers, too
    known = [one for one in proposed if any(member.file in paths for member in one.members)]
    series = [*_followed(folder, years, wish), *known]
    entries = calendar_of(series, check_day(as_of) if as_of else "", overtaken)
    return [entry for entry in entries if entry.file in paths]


def _undated(folder: Folder) -> frozenset[str]:
    """The files of drafts that do not say that they are proposed."""
    return frozenset(p.path for p in folder.papers() if _draft_word(p) == "undated")


def calendar_page(folder: Folder, years: Years, wish: Wish, as_of: str) -> bytes:
    """What is due when in the documents.  Raises UsageError where nothing is."""
    entries = _due(folder, years, wish, as_of)
    if not entries:
        raise UsageError(said(wish.asked)["nothing_due"])
    page = calendars.calendar_page(
        entries,
        as_of,
        page_of=page_of(folder),
        rivals=folder.claims().rivals,
        undated=_undated(folder),
        language=wish.asked,
    )
    made = {
        "here": "/calendar",
        "other": "/follow",
        "forms": ["ics", "xlsx"],
        "as_of": as_of,
        "drafts": [],
        "alone": "",
        "compared": "",
        "apart_json": _apart(folder, wish),
    }
    return with_desk(page, "tools_table.html", wish.asked, **made, **wish.told(folder))


def calendar_file(
    folder: Folder, years: Years, wish: Wish, as_of: str, form: str, wishes: Mapping[str, str] | None = None
) -> bytes:
    """The entries of that page for a program of calendars (`ics`), or as a workbook (`xlsx`); those that its filters
    leave where they are set so (`converters.calendars.filtered`).
    """
    asked, rivals = wish.asked, folder.claims().rivals
    told = calendars.told_once(_due(folder, years, wish, as_of), asked)  # as the page: words of one language alone
    entries = calendars.filtered(told, wishes or {}, rivals=rivals, undated=_undated(folder), language=asked)
    words = said(asked)
    apart = {
        (p.path, eid): f"{words['differences']}{words['colon']}{told}" for p, eid, told in _differing(folder, wish)
    }
    if form == "ics":
        return calendars.as_ical(entries, rivals, asked, apart)
    tag = words["status_rival"]
    found = [calendars.row_of(e) for e in entries]
    found = [replace(r, symbol=f"{r.symbol} ({tag})") if r.file in rivals else r for r in found]
    found = [replace(r, number=f"{r.number} ({apart[at]})") if (at := (r.file, r.eid)) in apart else r for r in found]
    rows = [replace(r, file=_name_of(r.file)) for r in found]
    states: dict[object, str] = {True: words["status_draft"], False: words["status_adopted"]}
    return book_of_records(
        words["sheet_calendar"],
        calendars.CalendarRow,
        rows,
        _heads(_CALENDAR_HEADS, asked),
        states,
        words["sheet_all"],
    )
