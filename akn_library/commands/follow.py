"""`akn follow`, `akn calendar`: what became of mandates in the resolutions that follow, and what is due when.

Each has its arguments in `add_arguments_NAME` and its work in `run_NAME`; both read files, or ask a library.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from converters.claims import InputPath
from converters.commands.streams import (
    add_output,
    add_prefer,
    add_printing_arguments,
    document_files,
    form_of,
    preferred,
    print_diagnostics,
    put_told,
    read_documents,
)

if TYPE_CHECKING:
    from msgspec import Struct

    from akn.compare.follow_rows import FollowRecord
    from akn.compare.following import Followed
    from akn.diagnostics import Diagnostic
    from akn.document import Document
    from akn_library.library import Library
    from converters.calendars import CalendarRow

FOLLOW_FORMS = ("text", "csv", "jsonl", "xlsx", "html")
CALENDAR_FORMS = ("text", "csv", "jsonl", "xlsx", "ics", "html")
STATES = ("renewed", "changed", "dropped", "new", "open")
KNOWN = ("answered", "perhaps answered", "asked again", "extended", "overdue", "ended")

_INPUTS = """\
INPUT is anything that akn convert reads, or a folder; with --library FILE nothing, or the symbols of texts of it.
"""
_FOLLOW = (
    _INPUTS
    + """\
Those that have one title but for numbers, or of which one recalls the other and is like it, are a series (akn series).
Texts that are in none are named on standard error.

  renewed   the next text says the same; the session, the year, what it cites may be the next ones
  changed   who is asked, by when, with which verb (weaker, stronger), or other words
  dropped   the next text does not say it          new   the text before did not say it
  open      no later text is there: nobody knows; text leaves out what stands above as renewed, changed or new

Answered is what asks for a report or the like where a later text cites a document that goes to the same organ, at the
session or in the years that were named, and whose words name who was asked, or the same matter.

exit codes: 0 fine, 1 a file could not be read or there is no series, 2 called wrongly.
"""
)
_CALENDAR = (
    _INPUTS
    + """\
Rows are what is due (deadlines, and the days of what is to be held: event among the dates of akn mandates), and the
ends of terms. What is known of each: answered (perhaps, where nothing tells which request a document answers) or
asked again by a later text among the inputs, extended; overdue or ended as of a day that --as-of names, never by the
clock: without it nothing is overdue.
A session of the General Assembly stands at the month in which it opens, and is in time until the next one opens.

  text, csv, jsonl   tables      xlsx  a workbook (extra: tables)
  ics   a calendar for calendar programs (extra: calendar)      html   a page by month

exit codes: 0 fine, 1 a file could not be read or nothing is due, 2 called wrongly.
"""
)


def _add_inputs(parser: argparse.ArgumentParser, forms: tuple[str, ...]) -> None:
    parser.add_argument(
        "inputs", nargs="*", type=InputPath, metavar="INPUT", help="resolutions, folders of them; symbols of a library"
    )
    parser.add_argument("--library", type=InputPath, default="", metavar="FILE", help="the texts of this library")
    parser.add_argument("--to", choices=forms, default="", help="how it is written (default: as -o says, text)")
    add_output(parser)
    parser.add_argument("--addressee", type=str, default="", metavar="KEY", help="only what this one is asked")
    parser.add_argument("--language", type=str, default="", metavar="CODE", help="only the texts in this language")


def add_arguments_follow(parser: argparse.ArgumentParser) -> None:
    """What `akn follow` understands."""
    parser.epilog = _FOLLOW
    _add_inputs(parser, FOLLOW_FORMS)
    parser.add_argument(
        "--became", choices=STATES, action="append", default=[], help="only what became so; may be repeated"
    )
    add_prefer(parser)
    add_printing_arguments(parser)


def add_arguments_calendar(parser: argparse.ArgumentParser) -> None:
    """What `akn calendar` understands."""
    parser.epilog = _CALENDAR
    _add_inputs(parser, CALENDAR_FORMS)
    parser.add_argument(
        "--as-of", type=str, default="", metavar="DAY", help="the day (YYYY-MM-DD) that tells what is overdue"
    )
    parser.add_argument(
        "--known", choices=KNOWN, action="append", default=[], help="only what this is known of; may be repeated"
    )
    add_prefer(parser)
    add_printing_arguments(parser)


def _series(args: argparse.Namespace, failures: list[str]) -> list[Followed]:
    """The series of the inputs or of the library, a text without another one by itself; what one language alone changed
    is no change.
    """
    from akn.compare.renderings import of_all_languages

    return of_all_languages(_of_each_language(args, failures))


def _of_each_language(args: argparse.Namespace, failures: list[str]) -> list[Followed]:
    """The same, each language by itself."""
    from akn.errors import UsageError

    if args.library:
        from akn_library.library import Library

        with Library(args.library) as library:
            symbols = args.inputs or [""]
            lacking = [symbol for symbol in args.inputs if not library.holds(symbol)]
            if lacking:
                raise UsageError(f"{args.library} does not hold {', '.join(lacking)}")
            found = [one for symbol in symbols for one in library.follow(symbol, args.language)]
            if args.inputs:  # two symbols may be of one series
                found = list({_files_of(one): one for one in found}.values())
            held = {(member.file, member.language) for one in found for member in one.members}
            _tell_doubles(list(_doubles(library, held)), args)
            return found
    if not args.inputs:
        raise UsageError("name folders and files, or one library with --library")
    from akn.compare.following import follow_documents
    from akn_library.filters import code_of
    from converters.options import Options

    language = code_of(args.language)
    names = document_files(args.inputs, form=args.format)
    options = Options(validate=False)
    read = read_documents(names, args, failures, options, prefer=preferred(args), apart=True)
    chosen = [one for one in read if not language or one[1].metadata.language == language]
    single = list(_single(chosen, args))
    return list(follow_documents([document for _, document in single], [name for name, _ in single], alone=True))


def _files_of(series: Followed) -> tuple[tuple[str, str, str], ...]:
    """What a series is known by, from whichever of its texts it was asked."""
    return tuple((member.file, member.symbol, member.language) for member in series.members)


def _single(held: Iterable[tuple[str, Document]], args: argparse.Namespace) -> Iterator[tuple[str, Document]]:
    """Documents with their files; of one work in one language the first by the name of its file."""
    from converters.batch.task import Works, work_held

    found = [(name, document, work_held(document.metadata)) for name, document in held]
    works = Works()
    for name, _, work in found:
        works.add(name, work)
    noticed = works.diagnostics()
    _print_doubles(noticed, args)
    left = {(d.position.source, dict(d.details)["work"]) for d in noticed}
    for name, document, work in found:
        if (name, work) not in left:
            yield name, document
            left |= {(name, work)} if work else set()  # a volume may have a work twice, too


def _doubles(library: Library, held: Container[tuple[str, str]]) -> Iterator[Diagnostic]:
    """A warning for each file of a library that has a text in a language that another one has, whose text is held."""
    from akn.diagnostics import Code, Position

    for one in library.duplicates():
        first, *rest = one.files
        if (first, one.language) in held:
            yield from (Code.SAME_WORK.at(Position(source=path), work=one.symbol, first=first) for path in rest)


def _print_doubles(found: Iterable[Diagnostic], args: argparse.Namespace) -> None:
    """Say which texts are left out, because another file has them."""
    if not args.quiet:
        print_diagnostics(found, form=args.format)


def _tell_doubles(found: list[Diagnostic], args: argparse.Namespace) -> None:
    """Say how many files of a library are left out, because another file has their text: they are known, and the same
    at each question.
    """
    if args.format == "json":
        _print_doubles(found, args)
    elif found and not args.quiet:
        what = "file holds a text" if len(found) == 1 else "files hold texts"
        sys.stderr.write(
            f"akn: {len(found):,} {what} for which another one stands in that language, and count only once"
            " (akn library duplicates names them)\n"
        )


def run_follow(args: argparse.Namespace) -> int:
    """Write the follow-ups; the exit code is 1 if a file could not be read or none makes a series."""
    from msgspec.structs import replace

    from akn.compare.follow_rows import FollowRecord, record_of
    from akn.errors import UnreadableInput

    form = args.to or form_of(args.output, FOLLOW_FORMS, "text")
    failures: list[str] = []
    found = _series(args, failures)
    series = [one for one in found if len(one.members) > 1]
    if not series:
        raise UnreadableInput("there is no series: no two documents of one language that belong together")
    _print_alone(found, args)
    states = args.became or STATES
    series = [
        replace(one, rows=tuple(row for row in one.rows if row.became in states and row.asks(args.addressee)))
        for one in series
    ]
    if not any(one.rows for one in series):
        _print_nothing_left(args)
    if form == "html":
        from converters.compare.follows import follow_page

        put_told(follow_page(series), args)
    else:
        listed = map(_each_once, series) if form == "text" else series
        rows = [record_of(one, row) for one in listed for row in one.rows]
        _put_rows(rows, FollowRecord, form, follow_line, args)
    return 1 if failures else 0


_MOST_NAMED = 5  # texts that a line names


def _print_alone(found: Iterable[Followed], args: argparse.Namespace) -> None:
    """Say how many texts are in no series, and which the first of them are."""
    from akn.diagnostics import printable

    if args.quiet or args.format != "text":
        return
    members = [(one.members, member) for one in found for member in one.members]
    named = Counter(member.symbol for _, member in members)
    alone = [
        f"{member.symbol} ({member.language})" if named[member.symbol] > 1 else member.symbol or member.file
        for those, member in members
        if len(those) == 1
    ]
    if alone:
        what = "text is" if len(alone) == 1 else "texts are"
        more = ", …" * (len(alone) > _MOST_NAMED)
        sys.stderr.write(
            f"akn: {len(alone):,} {what} in no series: {printable(', '.join(alone[:_MOST_NAMED]))}{more}\n"
        )


def _each_once(one: Followed) -> Followed:
    """A series without what is open in its last text and stands above, as what a mandate became or as new: lines name
    each once, where a table has both rows.
    """
    from msgspec.structs import replace

    above = {(row.new, row.after.eId, row.after.clause) for row in one.rows if row.after}
    rows = (
        row for row in one.rows if (row.old, row.latest.eId, row.latest.clause) not in above or row.became != "open"
    )
    return replace(one, rows=tuple(rows))


def follow_line(row: FollowRecord) -> str:
    """A follow-up as two lines of text."""
    places = " → ".join(
        f"{symbol} {number}".rstrip()
        for symbol, number in ((row.symbol, row.number), (row.next_symbol, row.next_number))
        if symbol
    )
    told = "; ".join(row.changes)
    told += f"perhaps in paragraph {row.perhaps}" if row.perhaps else ""
    answered = f" [answered by {', '.join(row.answered_by)}]" if row.answered_by else ""
    answered += f" [perhaps answered by {', '.join(row.perhaps_answered_by)}]" if row.perhaps_answered_by else ""
    who = ", ".join(row.next_addressees if row.next_verb else row.addressees)
    said = " ".join(part for part in (row.next_verb or row.verb, who and f"({who})", row.next_ask or row.ask) if part)
    return f"{places}: {row.became}{f' ({told})' if told else ''}{answered}\n    {said}"


def run_calendar(args: argparse.Namespace) -> int:
    """Write the calendar; the exit code is 1 if a file could not be read or nothing is due."""
    from akn.compare.calendar import calendar_of
    from akn.errors import UnreadableInput
    from converters.calendars import CalendarRow, as_ical, calendar_page, check_day, chosen, row_of

    as_of = check_day(args.as_of) if args.as_of else ""
    form = args.to or form_of(args.output, CALENDAR_FORMS, "text")
    failures: list[str] = []
    due = calendar_of(_series(args, failures), as_of)
    if not due:
        raise UnreadableInput("nothing is due there")
    entries = chosen(due, args.addressee, args.known)
    if not entries:
        _print_nothing_left(args)
    if form == "ics":
        put_told(as_ical(entries), args)
    elif form == "html":
        put_told(calendar_page(entries, as_of), args)
    else:
        head = f"{_CALENDAR_HEAD}\n" if form == "text" and entries else ""
        _put_rows([row_of(entry) for entry in entries], CalendarRow, form, _calendar_line, args, head)
    return 1 if failures else 0


_CALENDAR_HEAD = "date\twhat\tsymbol\tnumber\taddressees\task\tknown"
"""What stands in the columns of `_calendar_line`."""


def _calendar_line(row: CalendarRow) -> str:
    who = ", ".join(row.addressees)
    state = f"{row.known} {row.by}".strip()
    return "\t".join((row.date or row.printed, row.what, row.symbol, row.number, who, row.ask, state))


def _put_rows(
    rows: Iterable[Any], record: type[Struct], form: str, line: Any, args: argparse.Namespace, head: str = ""
) -> None:
    columns = record.__struct_fields__
    if form == "xlsx":
        from converters.workbooks import book_of_records

        put_told(book_of_records("follow" if "became" in columns else "calendar", record, rows), args)
        return
    from akn_library.tables import written

    put_told(head.encode() + b"".join(written(rows, form, columns, line)), args)


def _print_nothing_left(args: argparse.Namespace) -> None:
    """Say that there are rows, but none that was asked for; it fails nothing."""
    if not args.quiet:
        sys.stderr.write("akn: nothing is left: no row is as the arguments ask\n")
