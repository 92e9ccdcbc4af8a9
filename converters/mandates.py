"""Tables of mandates: the clauses of many inputs as CSV, a workbook, Parquet, JSON lines, or a page."""

from __future__ import annotations

import codecs
import csv
import dataclasses
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from itertools import compress
from operator import attrgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import Addressee, Due, Mandate, mandates
from akn.clauses.parts import label_of
from akn.clauses.sessions import opens_in
from akn.clauses.values import is_due
from akn.compare.succession import masked_title, title_words
from akn.diagnostics import Diagnostic
from akn.errors import MissingDependency, UnreadableInput
from akn.languages import load, usual
from akn.patterns import lazy_pattern
from akn.xml.uri import is_day
from converters.batch.plan import Found
from converters.batch.task import fault, held_in, take_held
from converters.conversion import Status, looks
from converters.links import address_of
from converters.options import Options
from converters.workbooks import WIDE, add_sheet, workbook

if TYPE_CHECKING:
    from converters.view.charts import Bars

_FORMULA = frozenset("=+-@\t\r")
_JOINED = "; "
_LONG = frozenset({"text", "lead", "ask"})  # columns of a workbook that hold sentences
_MOST_ASKED = 40
_UNDATED, _PERIOD = "undated", "P"  # choices of when: no time is said; what a length of time begins with
_MONTH = lazy_pattern(r"[0-9]{4}-[0-9]{2}")

FORCES = {
    "directive": "asks others to act (requests, urges, invites)",
    "deciding": "settles something by being said (decides, adopts)",
    "evaluative": "praises or regrets (welcomes, deplores)",
    "observing": "states or notes (notes, recognizes)",
    "reinforcing": "says again (reaffirms, stresses, reiterates)",
}
"""What the forces mean."""
_BINDING = ("must", "should", "asked", "may")
"""How those who are asked may have to do it (`akn.clauses.Mandate`), what binds most first."""


class Wanted(Struct, frozen=True):
    """Which clauses are wanted, and how: of some forces, that bind in some ways, for some kinds of products, that ask
    one addressee (by key), as rows or written (`form`), one for each addressee and deadline if it shall `explode`.
    """

    forces: tuple[str, ...] = ()
    bindings: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    addressee: str = ""
    form: str = ""
    explode: bool = False

    def loses(self, row: Mandate) -> bool:
        """Whether the force alone leaves out a row of someone who has to do something."""
        return row.binding == "must" and row.force not in (self.forces or FORCES)

    def holds(self, row: Mandate) -> bool:
        """Whether a row is wanted."""
        if self.forces and row.force not in self.forces:
            return False
        if self.bindings and row.binding not in self.bindings:
            return False
        if self.products and not any(d.asked and d.kind in self.products for d in row.deliverables):
            return False
        return not self.addressee or any(a.key == self.addressee for a in row.addressees)


class Tabled(Struct, frozen=True):
    """What was made of one input: its rows, or what they are written as, what there is to tell of it, whether it could
    be read, and the work that it holds, with its language (`converters.batch.task.work_held`, `identity_of`).  `lost`
    counts rows of someone who has to do something that only their force leaves out.
    """

    source: str
    rows: tuple[Mandate, ...] = ()
    written: bytes = b""
    diagnostics: tuple[Diagnostic, ...] = ()
    status: Status = Status.FAILED
    work: str = ""
    identity: tuple[str, ...] = ()
    lost: int = 0


def tabulate(found: Found, options: Options, wanted: Wanted) -> Tabled:
    """The clauses of one input; never raises: what befalls it is a diagnostic of it, with `status` FAILED.

    Where the form is a line a row (`WRITTEN`), the lines are made here: in a batch every worker writes its own.
    """
    if found.refused:
        return Tabled(found.source, diagnostics=(found.refused,))
    try:
        data = take_held(found)
        _refuse_tables(data)
        seen = looks(data, found.source, options)
        found_rows = [row for one in seen for row in mandates(one.document)]
        rows, lost = tuple(filter(wanted.holds, found_rows)), sum(map(wanted.loses, found_rows))
        if wanted.explode:
            rows = tuple(exploded(rows))
    except Exception as error:
        return Tabled(found.source, diagnostics=(fault(error, found.source),))
    status, work, identity = held_in(seen)
    noticed = tuple(d for one in seen for d in one.diagnostics)
    made = Tabled(found.source, (), b"", noticed, status, work, identity, lost)
    return (
        replace(made, written=WRITTEN[wanted.form](rows, found.source))
        if wanted.form in WRITTEN
        else replace(made, rows=rows)
    )


def _refuse_tables(data: bytes) -> None:
    """Raise UnreadableInput for a table of mandates, whose rows would be taken for a text, and for a workbook."""
    if data.removeprefix(codecs.BOM_UTF8).startswith((CSV_HEAD.rstrip(), b'{"symbol":')):
        raise UnreadableInput("is a table of mandates, not a document")
    if data.startswith(b"PK") and b"xl/workbook.xml" in data:
        raise UnreadableInput("is a workbook, not a document")


def exploded(rows: Iterable[Mandate]) -> Iterator[Mandate]:
    """The clauses, each as many times as it has addressees and deadlines, with one of each."""
    for row in rows:
        deadlines: list[tuple[Due, ...]] = [(due,) for due in row.dates if is_due(due)]
        asked: list[tuple[Addressee, ...]] = [(one,) for one in row.addressees]
        for who in asked or [()]:
            for due in deadlines or [()]:
                yield dataclasses.replace(row, addressees=who, due=due[0] if due else None, dates=due)


def as_json_lines(rows: Iterable[Mandate], file: str = "") -> bytes:
    """Each clause as a JSON object on a line of its own, with all that is known of it."""
    encode = msgspec.json.Encoder().encode
    return b"".join(encode(row) + b"\n" for row in rows)


def _joined(values: Iterable[str]) -> str:
    """The values in one cell, each once."""
    return _JOINED.join(dict.fromkeys(v for v in values if v))


_Value = str | int | list[str] | None
_Cell = str | int | None
# fields that hold more than a word or a number, and the columns that they are spread into
_SPREAD: dict[str, dict[str, Callable[[Any], _Value]]] = {
    "addressees": {
        # who is asked by an inherited clause is shown by what they are called, because the row does not print it; the
        # three columns stand side by side: the n-th of one is the n-th of the others
        "addressees": lambda found: [a.text or label_of(a.key) for a in found],
        "addressee_keys": lambda found: [a.key for a in found],
        "addressee_kinds": lambda found: [a.kind for a in found],
    },
    "deliverables": {
        "deliverables": lambda found: [d.text for d in found if d.asked],
        "deliverable_kinds": lambda found: [d.kind for d in found if d.asked],
        "mentioned": lambda found: [d.kind for d in found if not d.asked],
    },
    "recipient": {
        "recipient": lambda found: found.text if found else "",
        "recipient_key": lambda found: [found.key, *found.also] if found else [],
    },
    "due": {
        "due": lambda found: found.text if found else "",
        "due_kind": lambda found: found.kind if found else "",
        "due_value": lambda found: found.value if found else "",
        "due_year": lambda found: found.year if found else None,
        "due_date": lambda found: found.date if found else "",
    },
    "dates": {"dates": lambda found: [f"{d.role} {d.date or d.value}" for d in found]},
    # as in the tables of links; the n-th of one is the n-th of the others
    "cites": {},
    "citations": {
        "cited": lambda found: [c.cited for c in found],
        "target": lambda found: [c.target for c in found],
        "printed_date": lambda found: [c.printed_date for c in found],
    },
    "eId": {"eid": str},
}
_FIELDS = tuple(field.name for field in fields(Mandate))
COLUMNS = ("file", *(column for name in _FIELDS for column in _SPREAD.get(name, (name,))))
LISTS = frozenset(
    {"addressees", "addressee_keys", "addressee_kinds", "deliverables", "deliverable_kinds", "mentioned"}
) | {
    "recipient_key",
    "dates",
    "cited",
    "target",
    "printed_date",
}
"""Columns that hold lists."""
DAYS = frozenset({"adopted", "due_date"})
"""Columns that hold days (YYYY-MM-DD), or a month or year where no day is known."""
_SPACES = str.maketrans({0xA0: " ", 0x202F: " ", 0x2007: " "})  # a search for "12 August" is for ordinary ones
_values = attrgetter(*_FIELDS)
_spreads = tuple(tuple(_SPREAD[name].values()) if name in _SPREAD else None for name in _FIELDS)


def values(row: Mandate, file: str = "") -> list[_Value]:
    """A clause as the values of its columns, lists as lists, with ordinary spaces; `file` is the input it is from."""
    made: list[_Value] = [file]
    for value, spread in zip(_values(row), _spreads, strict=True):
        made += [value] if spread is None else [of(value) for of in spread]
    return [value.translate(_SPACES) if isinstance(value, str) else value for value in made]


def cells(row: Mandate, file: str = "") -> list[_Cell]:
    """A clause as the cells of a row: what a list holds stands in one cell."""
    return [_JOINED.join(v).translate(_SPACES) if isinstance(v, list) else v for v in values(row, file)]


def csv_lines(rows: Iterable[Mandate], file: str = "") -> bytes:
    """The clauses as lines of CSV (RFC 4180, UTF-8).

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    csv.writer(out).writerows(
        [f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value for value in cells(row, file)]
        for row in rows
    )
    return out.getvalue().encode("utf-8", "replace")


def as_csv(rows: Iterable[Mandate]) -> bytes:
    """The clauses as CSV, the names of the columns first."""
    return CSV_HEAD + csv_lines(rows)


CSV_HEAD = (",".join(COLUMNS) + "\r\n").encode()
WRITTEN: dict[str, Callable[[Iterable[Mandate], str], bytes]] = {"csv": csv_lines, "jsonl": as_json_lines}
"""Forms that have a line a row: how rows are written."""


def _with_files(rows: Sequence[Mandate], files: Sequence[str]) -> Iterable[tuple[Mandate, str]]:
    """The rows with the inputs that they are from, where these are known."""
    return zip(rows, files or [""] * len(rows), strict=True)


def as_xlsx(
    rows: Sequence[Mandate],
    files: Sequence[str] = (),
    drafts: Sequence[str] = (),
    rivals: Sequence[bool] = (),
    *,
    language: str = "",
) -> bytes:
    """The clauses as a workbook: a sheet with what a person reads, in the words of the page (`as_page`), one with all
    columns of the table (`COLUMNS`), and one with what is due by addressee and year, each with a fixed head, filters,
    columns that can be read and days as dates; the same bytes for the same rows.  `files` are the inputs of the rows,
    `drafts` says of which rows the texts are not adopted (draft, or undated for what says neither), `rivals` of which
    another file has other words, `language` in which the heads and names are, as of the page.

    Raises MissingDependency without the extra `tables`.
    """
    _, said, names, shown = _as_shown(rows, drafts=drafts, rivals=rivals, language=language)
    heads = tuple(said[name] for name in _READ)

    def add_others(book: Any) -> None:
        made = (cells(row, file) for row, file in _with_files(rows, files))
        add_sheet(book, said["sheet_all"], COLUMNS, made, long=_LONG, days=DAYS)
        _add_sums(book.add_worksheet(said["sheet_sums"]), rows, book.add_format({"bold": True}), said, names)

    read = (
        [str(of(row, one, file)).translate(_SPACES) for of in _READ.values()]
        for (row, file), one in zip(_with_files(rows, files), shown, strict=True)
    )
    return workbook(
        said["sheet_mandates"],
        heads,
        read,
        long={said["lead"], said["ask"]},
        days=[said["adopted"]],
        further=add_others,
    )


_READ: Mapping[str, Callable[[Mandate, SimpleNamespace, str], str]] = {
    "symbol": lambda row, shown, file: row.symbol,
    "title": lambda row, shown, file: row.title,
    "adopted": lambda row, shown, file: row.adopted,
    "status": lambda row, shown, file: _joined(filter(None, (shown.draft, shown.rival))),
    "series_paragraph": lambda row, shown, file: row.number,
    "addressee": lambda row, shown, file: _joined(a.text or label_of(a.key) for a in row.addressees),
    "lead": lambda row, shown, file: shown.lead,
    "ask": lambda row, shown, file: f"{shown.before}{shown.verb}{shown.after}",
    "deliverable": lambda row, shown, file: shown.made,
    "recipient": lambda row, shown, file: shown.to,
    "due": lambda row, shown, file: "; ".join(filter(None, (shown.due, shown.frequency))),
    "due_day": lambda row, shown, file: shown.days,
    "force": lambda row, shown, file: shown.force_said,
    "binding": lambda row, shown, file: shown.binding_said,
    "file": lambda row, shown, file: file,
}
"""The columns of the sheet that people read, by the words at their heads: what each has of a clause, of the clause as
the page shows it, and of its file.
"""


def _add_sums(
    sheet: Any, rows: Iterable[Mandate], bold: Any, said: Mapping[str, str], names: Mapping[str, str]
) -> None:
    """How many clauses ask each addressee for something by a year, and in all: of one with two years both count it, the
    sum once.
    """
    dated = [
        (list(dict.fromkeys(who.key or who.text for who in row.addressees)), years)
        for row in rows
        if (years := {int(at) for due in _deadlines(row) if due.year for at in _times_of(due)})
    ]
    count = Counter((who, year) for asked, years in dated for who in asked for year in years)
    columns = sorted({year for _, year in count})
    sheet.write_row(0, 0, [said["addressee"], *columns, said["all"]], bold)
    total = Counter(who for asked, _ in dated for who in asked)
    for i, (who, n) in enumerate(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])), 1):
        sheet.write_row(i, 0, [names.get(who, who), *(count[who, year] or None for year in columns), n])
    sheet.set_column(0, 0, WIDE)
    sheet.freeze_panes(1, 1)


def as_parquet(rows: Sequence[Mandate], files: Sequence[str] = ()) -> bytes:
    """The clauses as a Parquet file with the columns of CSV, lists as lists and days as dates (null where only a month
    is known); `files` are the inputs of the rows.  Raises MissingDependency without the extra `tables`.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependency("Parquet needs pyarrow: pip install 'akn-un[tables]'") from error
    kinds = dict.fromkeys(("clause", "start", "end", "due_year"), pyarrow.int32())
    kinds |= dict.fromkeys(LISTS, pyarrow.list_(pyarrow.string())) | dict.fromkeys(DAYS, pyarrow.date32())
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in COLUMNS])
    made = []
    for row, file in _with_files(rows, files):
        record: dict[str, object] = dict(zip(COLUMNS, values(row, file), strict=True))
        record |= {name: date.fromisoformat(day) if is_day(day := str(record[name])) else None for name in DAYS}
        made.append(record)
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(made, schema=schema), out)
    return out.getvalue()


class Filters(Struct, frozen=True):
    """What the filters of the page are set to: words that a row holds, a force, the key of an addressee, when
    something is due (a year, an event, how often, or `undated`), a kind of product, what is adopted or a draft, how
    binding it is, the key of a subject, whether somebody is asked (`asks`: yes); empty ones leave all.
    """

    words: str = ""
    force: str = ""
    who: str = ""
    year: str = ""
    product: str = ""
    status: str = ""
    binding: str = ""
    subject: str = ""
    document: str = ""
    body: str = ""
    asks: str = ""

    def holds(self, shown: SimpleNamespace) -> bool:
        """Whether the page shows a row (as `mandates.js` has it)."""
        set_to = (self.force, self.who, self.year, self.product, self.status, self.binding, self.subject, self.asks)
        of_row = (
            shown.force,
            shown.keys,
            shown.year,
            shown.products,
            shown.status,
            shown.binding,
            shown.subject,
            shown.asks,
        )
        text = shown.all_words.lower()
        return (
            all(not wish or wish in had.split() for wish, had in zip(set_to, of_row, strict=True))
            and self.document in ("", shown.text_of)
            and self.body in ("", shown.body)
            and all(word in text for word in self.words.lower().split())
        )


def filtered(rows: Sequence[Mandate], filters: Filters, drafts: Sequence[str] = (), *, language: str = "") -> list[int]:
    """The indices of the clauses that the page of all of them in a language shows while its filters are set so; those
    in which nobody acts are on no page.

    Raises MissingDependency without the extra `view`.
    """
    acting = [i for i, row in enumerate(rows) if row.action]
    of_drafts = [drafts[i] for i in acting] if drafts else ()
    _, _, _, shown = _as_shown([rows[i] for i in acting], drafts=of_drafts, language=language)
    return [i for i, one in zip(acting, shown, strict=True) if filters.holds(one)]


def _as_shown(
    rows: Sequence[Mandate],
    addresses: Sequence[str] = (),
    drafts: Sequence[str] = (),
    rivals: Sequence[bool] = (),
    language: str = "",
) -> tuple[str, Mapping[str, str], Mapping[str, str], list[SimpleNamespace]]:
    """The language of the page of some clauses, its words, the names of those who are asked, and its rows."""
    from converters.view import words

    languages = {row.language for row in rows}
    language = language or (languages.pop() if len(languages) == 1 else usual())
    said = words(language)
    names = names_asked(rows, language)
    there = addresses or [""] * len(rows)
    shown = [_shown(row, i, names, said, page) for i, (row, page) in enumerate(zip(rows, there, strict=True))]
    kinds, others = drafts or [""] * len(rows), rivals or [False] * len(rows)
    for one, kind, rival in zip(shown, kinds, others, strict=True):
        one.status, one.draft = (kind, said[f"status_{kind}"]) if kind else ("adopted", "")
        one.rival = said["status_rival"] if rival else ""
    return language, said, names, shown


def as_page(
    rows: Sequence[Mandate],
    addresses: Sequence[str] = (),
    drafts: Sequence[str] = (),
    rivals: Sequence[bool] = (),
    *,
    language: str = "",
    texts: Sequence[str] = (),
) -> bytes:
    """The clauses as a page that sorts and filters, with sums by year and by addressee; those in which nobody acts are
    left out.  `addresses` say where each clause is shown; without them symbols lead to the document site.
    `drafts` says of which the texts are not adopted (draft, or undated for what says neither), `rivals` of which
    another file has other words; `language` is that of whoever reads, without one the page has that of all clauses.
    `texts` are the titles of the documents that were chosen, which stand at the top.

    Raises MissingDependency without the extra `view`.
    """
    from converters.view import render
    from converters.view.page import language_of

    acts = [bool(row.action) for row in rows]
    there, of_drafts = (list(compress(each, acts)) for each in (addresses, drafts))
    of_rivals = list(compress(rivals, acts))
    rows = list(compress(rows, acts))
    language, said, names, shown = _as_shown(rows, there, of_drafts, of_rivals, language)
    code, direction = language_of(language)
    years = _counted(year for r in shown for year in r.year.split())
    times = [(time, _time_said(time, said)) for time in sorted(years, key=_time_order)]
    asked = _counted(asked_as(a) for row in rows for a in row.addressees)
    return render(
        "mandates.html",
        title=said["mandates"],
        language=code or "en",
        direction=direction or "ltr",
        words=said,
        chart=_by_month(shown, said),
        named=texts,
        no_month=sum(bool(r.no_month) for r in shown),
        rows=shown,
        years=[(time_said, time, years[time]) for time, time_said in times],
        in_both=any(len(_times_of(due)) > 1 for row in rows for due in _deadlines(row)),
        addressees=[(names[key], key, n) for key, n in asked.most_common()],
        most_asked=_MOST_ASKED,
        most={
            "year": max((n for time, n in years.items() if time != _UNDATED), default=1),
            "who": max(asked.values(), default=1),
        },
        meanings=FORCES,
        asking=sum(bool(one.asks) for one in shown),
        addressee_options=sorted(names.items(), key=lambda option: option[1]),
        year_options=times,
        **_choices(rows, shown, said, language),
    )


def _choices(
    rows: Sequence[Mandate], shown: Sequence[SimpleNamespace], said: Mapping[str, str], language: str
) -> dict[str, list[tuple[str, str]]]:
    """What the filters of the page offer, that which its rows have, with the words for it."""
    from converters.view.site import natural, organ_name

    forces = {row.force for row in rows}
    products = {d.kind for row in rows for d in row.deliverables if d.asked}
    return {
        "forces": [(force, said[f"force_{force}"]) for force in FORCES if force in forces],
        "bindings": [(kind, said[f"binding_{kind}"]) for kind in _BINDING if kind in {row.binding for row in rows}],
        "products": [(kind, said.get(f"product_{kind}", kind)) for kind in sorted(products)],
        "statuses": [(name, said[f"status_{name}"]) for name in sorted({one.status for one in shown})],
        "subjects": subjects_of(shown),
        "texts": [(text, text) for text in sorted({one.text_of for one in shown} - {""}, key=natural)],
        "bodies": [(body, organ_name(body, language) or body) for body in sorted({row.body for row in rows} - {""})],
    }


@cache
def subject_of(title: str, language: str) -> str:
    """The key of what a title names, in whatever year and however it is typed; empty for no title.

    >>> subject_of("Tides of 2044", "eng") == subject_of("Tides  of 2045", "eng") != subject_of("Lamps of 2045", "eng")
    True
    """
    words = title_words([title.casefold()])
    return "-".join(masked_title(" ".join(words), language) or words)


def subjects_of(shown: Iterable[SimpleNamespace]) -> list[tuple[str, str]]:
    """The subjects of some rows by their titles, of those that differ in year or type the last one's."""
    found = {one.subject: one.title for one in shown if one.subject}
    return sorted(found.items(), key=lambda option: option[1].casefold())


def _by_month(shown: Sequence[Any], said: Mapping[str, str]) -> Bars | None:
    """The picture of what is due by month, of a session the one in which it opens; None where all is due in one."""
    from converters.view.charts import bars

    months = Counter(month for row in shown for month in row.months.split())
    return bars(said["chart_due"], {said["mandates"]: months}, said) if len(months) > 1 else None


def asked_as(one: Addressee) -> str:
    """What the filter of the page knows one who is asked by: the key, else the words that print it, without spaces.

    >>> asked_as(Addressee("Secretary-General", "secretaryGeneral", "")), asked_as(Addressee("The  Commission", "", ""))
    ('secretaryGeneral', '=the_commission')
    """
    return one.key or (one.text and f"={'_'.join(one.text.casefold().split())}")


def names_asked(rows: Sequence[Mandate], language: str) -> dict[str, str]:
    """Who clauses ask, as filters know them (`asked_as`), each with a name in a language, without a key as printed."""
    from converters.view.wording import names_in

    unknown = (a for row in rows for a in row.addressees if not a.key and a.text)
    return {**{asked_as(a): " ".join(a.text.split()) for a in unknown}, **names_in(rows, language)}


def _counted(values: Iterable[str]) -> Counter[str]:
    """How often each value stands there; empty ones do not count."""
    return Counter(filter(None, values))


def _recipients(row: Mandate) -> Iterator[tuple[str, str]]:
    """Those to whom a product goes: the key of each and a name of it, in languages without labels what is printed."""
    found = row.recipient
    if found:
        printed = "" if row.language == usual() else found.text
        yield found.key, printed or label_of(found.key)
        yield from ((key, label_of(key)) for key in found.also)


def _deadlines(row: Mandate) -> list[Due]:
    """When something is due: each deadline of a clause ("a report by May and an interim one by January"), else the
    event by which it is.
    """
    found = {date.value: date for date in row.dates if date.role == "deadline" and is_due(date)}
    return list(found.values()) or ([row.due] if row.due else [])


def printed_due(due: Due) -> str:
    """A date as printed, with its year where that is not among the words.

    >>> printed_due(Due("at its ninetieth session", "session", "unga.90", 2035, "2035-09"))
    'at its ninetieth session (2035–2036)'
    """
    return f"{due.text} ({_years(due)})" if due.year and str(due.year) not in due.text else due.text


def numbered(number: str, said: Mapping[str, str]) -> str:
    """The number of a paragraph in the words of a page; what is no number is as it is.

    >>> numbered("12 (b)", {"place_para": "paragraph {n}"}), numbered("annex", {"place_para": "paragraph {n}"})
    ('paragraph 12 (b)', 'annex')
    """
    return said["place_para"].format(n=number) if number[:1].isdigit() else number


def _years(due: Due) -> str:
    """The year of what is due, of a session both in which it sits: "2044–2045"."""
    return "–".join(_times_of(due))


def _shown(row: Mandate, i: int, names: Mapping[str, str], said: Mapping[str, str], page: str = "") -> SimpleNamespace:
    """A clause as the page shows it, where it stands on `page` if that is known."""
    from converters.view.wording import clause_of

    before, verb, after = clause_of(row)
    known = load(row.language)
    made = SimpleNamespace(
        order=f"{i:06}",
        symbol=row.symbol,
        text_of=row.symbol,
        body=row.body,
        href=page or address_of(row.symbol, known.tag),
        number=numbered(row.number, said),
        force=row.force,
        force_said=said.get(f"force_{row.force}", ""),
        title=row.title,
        subject=subject_of(row.title, row.language),
        binding=row.binding,
        asks="yes" if row.binding and row.addressees else "",
        lead=" ".join(row.lead.split()),
        binding_said=said.get(f"binding_{row.binding}", ""),
        who=_joined(a.text or names.get(a.key, "") for a in row.addressees),
        keys=" ".join(dict.fromkeys(filter(None, map(asked_as, row.addressees)))),
        code=known.tag,
        direction=known.direction,
        before=before,
        verb=verb,
        after=after,
        made=_joined(said.get(f"product_{d.kind}", d.kind) for d in row.deliverables if d.asked),
        to=_joined(names.get(key, name) for key, name in _recipients(row)),
        products=" ".join(dict.fromkeys(d.kind for d in row.deliverables if d.asked)),
        frequency=_often(row.frequency, said),
        **_when(row),
    )
    asked = (made.who, made.lead, f"{before}{verb}{after}", made.made)
    printed = (made.symbol, row.title, made.number, made.force_said, *asked)
    made.all_words = "\n".join((*printed, said["to"] if made.to else "", made.to, made.due, made.frequency))
    return made


def _when(row: Mandate) -> dict[str, object]:
    """When what a clause asks for is due: in words, in an order, and as the filters of the page know it."""
    due, dues = row.due, _deadlines(row)
    months = " ".join(dict.fromkeys(one.date[:7] for one in dues if _MONTH.match(one.date)))
    return {
        "due": "; ".join(map(printed_due, dues)),
        "due_order": f"{due.year or 9999} {due.value}" if due else "~",
        "months": months,
        "no_month": not months and any(one.year for one in dues),
        "days": _joined(one.date or (str(one.year) if len(dues) > 1 and one.year else "") for one in dues),
        "year": " ".join(_times(row, dues)),
    }


def _times(row: Mandate, dues: Sequence[Due]) -> Iterator[str]:
    """What the filter of the page knows by when a clause asks for something: years, events (`nextReport`), how often;
    of one that asks somebody and says none of these, that it does not (`_UNDATED`).
    """
    found = [time for one in dues for time in _times_of(one)]
    found += [row.frequency] if row.frequency else []
    yield from dict.fromkeys(found or ([_UNDATED] if row.binding and row.addressees else []))


def _times_of(due: Due) -> list[str]:
    """The years of a date, of a session both in which it sits; the event that it is."""
    opens = opens_in(due.value) if due.kind == "session" else ""
    both = [opens[:4], str(int(opens[:4]) + 1)] if opens else [str(due.year)]
    return both if due.year else [due.value] if due.kind == "event" else []


def _time_order(time: str) -> tuple[bool, bool, bool, str]:
    """What choices of the filter are ordered by: years, events, how often, without a date."""
    return not time.isdigit(), time == _UNDATED, time.startswith(_PERIOD), time


def _time_said(time: str, said: Mapping[str, str]) -> str:
    """A choice of the filter in the words of a page."""
    if time.isdigit():
        return time
    if time.startswith(_PERIOD):
        return (often := _often(time, said))[:1].upper() + often[1:]
    return said["no_date" if time == _UNDATED else f"due_{time}"]


def _often(period: str, said: Mapping[str, str]) -> str:
    """An ISO 8601 period in the words of a page.

    >>> from converters.view import words
    >>> _often("P1Y", words("eng")), _often("P6M", words("eng")), _often("", {})
    ('every year', 'every 6 months', '')
    """
    if not period:
        return ""
    number, unit = period[1:-1], period[-1]
    return said[f"every_{unit}"] if number == "1" else said[f"every_{unit}s"].format(n=number)
