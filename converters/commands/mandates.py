"""`akn mandates`: who is asked by whom to do what by when, as a table with a row a clause."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from converters.claims import InputPath, is_address
from converters.commands.streams import (
    add_jobs,
    add_options,
    add_output,
    add_prefer,
    add_printing_arguments,
    add_resume,
    fails,
    form_of,
    options_of,
    passed_over,
    preferred,
    print_diagnostics,
    print_left_out,
    print_resumed,
    put_told,
    severities,
)

if TYPE_CHECKING:
    from converters.batch.earlier import Earlier, EarlierMade
    from converters.batch.plan import Found, Plan
    from converters.mandates import Tabled, Wanted
    from converters.options import Options

FORMATS = ("csv", "jsonl", "parquet", "xlsx", "html")
FORCES = ("directive", "deciding", "evaluative", "observing", "reinforcing")
BINDING = ("must", "should", "asked", "may")
PRODUCTS = ("report", "briefing", "update", "review", "meeting", "study", "recommendations", "strategy")
_EPILOG = """\
INPUT is anything that akn convert reads: files of all formats, folders, patterns, archives, and - for standard input.
Published AKN, which marks no actions, is upgraded on the way.

  csv      for a spreadsheet: lists in one cell, keys in columns of their own (default)
  jsonl    the full record, one JSON object a clause
  xlsx     a workbook, parquet  a file for data frames, both with the columns of csv (extra: tables)
  html     a page that sorts and filters, with what is due by year and who is asked how often (extra: view)

exit codes: 0 fine, 1 an input could not be read or is doubtful (--fail-on), 2 called wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn mandates` understands."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "inputs", nargs="*", type=InputPath, metavar="INPUT", help="resolutions, folders of them, - for standard input"
    )
    parser.add_argument("--to", choices=FORMATS, default="", help="how the table is written (default: as -o says, csv)")
    add_output(parser)
    parser.add_argument(
        "--force", choices=FORCES, action="append", default=[], help="only clauses of this force; may be repeated"
    )
    parser.add_argument(
        "--binding",
        choices=BINDING,
        action="append",
        default=[],
        help="only clauses in which someone must, should, is asked to or may do something; may be repeated",
    )
    parser.add_argument(
        "--product",
        choices=PRODUCTS,
        action="append",
        default=[],
        help="only clauses that ask for this; may be repeated",
    )
    parser.add_argument(
        "--addressee",
        type=str,
        default="",
        metavar="KEY",
        help="only clauses that ask this one, for example secretaryGeneral",
    )
    parser.add_argument(
        "--explode", action="store_true", help="a row for each addressee and deadline of a clause, to count them"
    )
    parser.add_argument("--keys", action="store_true", help="list the keys of those who can be asked, and end")
    parser.add_argument("--bom", action="store_true", help="a byte order mark before CSV, for older spreadsheets")
    add_options(parser, "from_", "language", "body", "catalogue")
    add_prefer(parser)
    add_jobs(parser)
    add_resume(parser)
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the table, unless no input could be read; the exit code is 1 if one could not."""
    from msgspec.structs import replace

    from akn.errors import UsageError
    from converters.batch.plan import Plan
    from converters.batch.rivals import sole
    from converters.conversion import check
    from converters.mandates import Wanted

    if args.keys:
        if args.to:
            raise UsageError("--keys lists keys, a line each: --to is for tables of mandates")
        if args.inputs:
            raise UsageError("--keys reads no inputs: it lists all keys that there are")
        put_told(_keys(), args)
        return 0
    if not args.inputs:
        raise UsageError("name an input, or ask for --keys")
    _check_key(args.addressee)
    options = options_of(args, to="xml", validate=False)
    print_diagnostics(check(options), form=args.format, severities=severities(quiet=args.quiet))
    form = args.to or form_of(args.output, FORMATS, "csv")
    wanted = Wanted(tuple(args.force), tuple(args.binding), tuple(args.product), args.addressee, form, args.explode)
    # a plan leaves out files of the format that comes out: here none of theirs does
    plan = Plan(args.inputs, "", replace(options, to=""))
    earlier = _earlier(args, options, wanted)
    tabled = sole(_tabled(plan, earlier, args.jobs), plan.sharing(), preferred(args))
    found = sorted(tabled, key=lambda pair: pair[0].source)
    made = [one for one, left_out in found if not left_out]
    earlier.end()
    _report(made, plan, args)
    print_left_out((left_out for _, left_out in found), args)
    print_resumed(earlier.count, args)
    if not any(one.status.there for one in made):
        return 1
    put_told(_table(made, form, bom=args.bom), args)
    return 1 if any(not one.status.there or fails(one.diagnostics, args) for one in made) else 0


def _report(made: Sequence[Tabled], plan: Plan, args: argparse.Namespace) -> None:
    """Print what there is to say of the inputs and of the table."""
    from akn.diagnostics import Code, Position
    from converters.batch.task import Works

    shown = severities(quiet=args.quiet, many=True, form=args.format)
    works = Works()
    for one in made:
        # of many inputs errors only are told, and what a table cannot show: that one is no resolution, or there twice
        foreign = {Code.NOT_A_RESOLUTION} if not args.quiet else set()
        told = [d for d in one.diagnostics if d.severity in shown or d.code in foreign]
        print_diagnostics(told, form=args.format)
        works.add(one.source, one.work)
    if args.quiet:
        return
    lost = sum(one.lost for one in made) if not args.binding else 0
    hints = [Code.OBLIGATIONS_LEFT_OUT.at(Position(), count=lost)] if lost else []
    print_diagnostics([*passed_over(plan.passed), *works.diagnostics(), *hints], form=args.format)


def _table(made: Sequence[Tabled], form: str, *, bom: bool) -> bytes:
    """The rows of all inputs, written."""
    from converters.mandates import CSV_HEAD, WRITTEN, as_page, as_parquet, as_xlsx

    if form in WRITTEN:
        head = (b"\xef\xbb\xbf" if bom else b"") + CSV_HEAD if form == "csv" else b""
        return head + b"".join(one.written for one in made)
    rows, files = [row for one in made for row in one.rows], [one.source for one in made for _ in one.rows]
    if form == "html":
        return as_page(rows)
    return (as_xlsx if form == "xlsx" else as_parquet)(rows, files)


def _keys() -> bytes:
    """The keys of those who can be asked, a line each: key, kind, what they are called in English."""
    from akn.clauses.parts import kinds, label_of

    return "".join(f"{key}\t{kind}\t{label_of(key)}\n" for key, kind in sorted(kinds().items())).encode()


def _check_key(key: str) -> None:
    """Raise UsageError for an addressee that no clause can have, with the nearest keys."""
    if not key:
        return
    from akn.clauses.parts import kinds
    from akn.data import near_keys
    from akn.errors import UsageError

    known = kinds()
    if key in known:
        return
    near = near_keys(key, known)
    meant = f"did you mean {' or '.join(near)}?" if near else "akn mandates --keys lists them"
    raise UsageError(f"there is no addressee {key!r}; {meant}")


def _earlier(args: argparse.Namespace, options: Options, wanted: Wanted) -> Earlier[Tabled]:
    """What becomes of each input, taken from an earlier run with --resume."""
    from functools import partial

    from msgspec.json import encode

    from akn.errors import UsageError
    from converters.batch.earlier import Earlier
    from converters.mandates import Tabled, tabulate

    if args.resume and is_address(args.output):
        raise UsageError("--resume needs a file here: what was read is kept beside -o FILE, not at an address")
    if args.resume and args.output in ("", "-"):
        raise UsageError("--resume needs -o FILE, beside which it keeps what was read")
    output = args.output if args.resume else ""
    return Earlier(partial(tabulate, options=options, wanted=wanted), Tabled, output, options, encode(wanted).decode())


def _tabled(plan: Plan, earlier: Earlier[Tabled], jobs: int | None) -> Iterator[Tabled]:
    """What was made of each input: one here, several by processes of our own."""
    from converters.batch import processes_for
    from converters.batch.pool import in_order

    yield from map(earlier.take, in_order(earlier.made, plan.find(), processes_for(plan, jobs), _died))


def _died(found: Found, reason: str) -> EarlierMade[Tabled]:
    from akn.diagnostics import Code, Position
    from converters.batch.earlier import EarlierMade
    from converters.conversion import Status
    from converters.mandates import Tabled

    told = Code.WORKER_DIED.at(Position(source=found.source), reason=reason)
    return EarlierMade(Tabled(found.source, diagnostics=(told,), status=Status.DIED))
