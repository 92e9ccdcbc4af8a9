"""`akn check`: every citation of documents against the shipped dates, and against a library where there is one."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from converters.claims import InputPath
from converters.commands.streams import (
    add_jobs,
    add_library,
    add_options,
    add_output,
    add_prefer,
    add_printing_arguments,
    fails,
    form_of,
    options_of,
    preferred,
    print_diagnostics,
    print_left_out,
    put_told,
    register_of,
    severities,
)
from converters.status import Status

if TYPE_CHECKING:
    from akn.checking import Checked, Verdict
    from akn.diagnostics import Diagnostic
    from akn.register import Register
    from converters.batch.plan import Found
    from converters.options import Options

FORMS = ("text", "jsonl", "csv")
_EPILOG = """\
INPUT is anything that akn convert reads, and published AKN. Each citation is compared with the dates of adoption that
this program ships, and with the texts of a library (--library FILE): is it of the date that is printed with it, has it
the paragraph, the title, the part, is the number one of that organ?

  contradicted      what is printed is not what is known
  confirmed         it is
  not in register   the number or its session is above the highest known one: too new, or wrong
  unknown           nothing is known, or nothing that is printed can be compared: most have no date printed with them

text prints what is contradicted or not in register, a line each; jsonl and csv all citations, with the columns of
akn links and verdict, what, printed, known, source. A line on standard error counts the verdicts.

exit codes: 0 nothing is contradicted, 1 something is, or an input could not be read or is doubtful (--fail-on),
2 called wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn check` understands."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "inputs", nargs="+", type=InputPath, metavar="INPUT", help="resolutions, folders of them, archives"
    )
    add_library(parser)
    parser.add_argument("--to", choices=FORMS, default="", help="how rows are printed (default: as -o says, text)")
    add_output(parser)
    add_options(parser, "from_", "language", "body", "catalogue")
    add_prefer(parser)
    add_jobs(parser)
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is found; the exit code is 1 if something is contradicted or an input could not be read."""
    import sys
    from functools import partial

    from msgspec.structs import replace

    from akn.register import Shipped, Together
    from akn_library.tables import written
    from converters.batch import processes_for
    from converters.batch.plan import Plan
    from converters.batch.pool import in_order
    from converters.batch.rivals import sole
    from converters.conversion import check

    form = args.to or form_of(args.output, FORMS, "text")
    options = options_of(args, to="xml", validate=False)
    print_diagnostics(check(options), form=args.format, severities=severities(quiet=args.quiet))
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    plan = Plan(args.inputs, "", replace(options, to=""))
    library = register_of(args)
    register = Together((library, Shipped())) if library is not None else Shipped()
    read = partial(checked, options=options, register=register)
    rows: list[Checked] = []
    read_any = False
    failed = 0
    made = in_order(read, plan.find(), processes_for(plan, args.jobs), _died)
    for one, left_out in sole(made, plan.sharing(), preferred(args)):
        if left_out:
            print_left_out([left_out], args)
            continue
        print_diagnostics(one.diagnostics, form=args.format, severities=shown)
        failed += not one.status.there or fails(one.diagnostics, args)
        rows += one.rows
        read_any = read_any or one.status.there
    told = [row for row in rows if row.verdict in _TOLD] if form == "text" else rows
    from akn.checking import COLUMNS

    put_told(b"".join(written(told, form, COLUMNS, line_of)), args)
    if read_any and not args.quiet and args.format == "text":
        sys.stderr.write(f"akn: {_summary(rows, args.library, lists_all=form != 'text')}\n")
    return int(failed > 0 or any(row.verdict == "contradicted" for row in rows))


_COUNTED: tuple[Verdict, ...] = ("contradicted", "not in register", "confirmed", "unknown")
"""What is counted in the line at the end."""


def _summary(rows: list[Checked], library: str, *, lists_all: bool) -> str:
    """How many citations have which verdict, what they were compared with, and how the unknown ones are seen."""
    if not rows:
        return "no citations"
    counts = Counter(row.verdict for row in rows)
    said = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in _COUNTED if counts[verdict])
    bare = sum(_is_bare(row) for row in rows)
    said += f" ({bare:,} without a printed date)" if bare else ""
    asked = f"{library} and the shipped dates" if library else _SHIPPED
    how = "; --to csv lists all, including the unknown" if counts["unknown"] and not lists_all else ""
    return f"{said}; compared with {asked}{how}"


_SHIPPED = "the shipped dates only (--library FILE adds texts of yours)"


def _is_bare(row: Checked) -> bool:
    """True for a text that is cited without a date, so that there is nothing to compare; most unknown ones are."""
    return row.verdict == "unknown" and row.kind != "passage" and bool(row.cited) and not row.printed_date


_TOLD: tuple[Verdict, ...] = ("contradicted", "not in register")
"""What is printed as text."""


def checked(found: Found, options: Options, register: Register) -> _Checkings:
    """The citations of one input with what is known of them; never raises: what befalls it is a diagnostic."""
    from akn.checking import check
    from converters.batch.task import fault, identity_of, take_held, work_held
    from converters.conversion import looks, worst

    if found.refused:
        return _Checkings(found.source, diagnostics=(found.refused,))
    try:
        data = take_held(found)
        held = looks(data, found.source, options)
        rows = tuple(row for seen in held for row in check(seen.document, register, file=found.source))
    except Exception as error:
        return _Checkings(found.source, diagnostics=(fault(error, found.source),))
    noticed = tuple(d for seen in held for d in seen.diagnostics)
    status = worst(seen.status for seen in held)
    if len(held) > 1:  # no other file holds the same works
        return _Checkings(found.source, rows, noticed, status)
    metadata = held[0].document.metadata
    return _Checkings(found.source, rows, noticed, status, work_held(metadata), identity_of(metadata))


def _died(found: Found, reason: str) -> _Checkings:
    from akn.diagnostics import Code, Position

    return _Checkings(found.source, diagnostics=(Code.WORKER_DIED.at(Position(source=found.source), reason=reason),))


class _Checkings(NamedTuple):
    """What was made of one input: its citations, what is to be told, whether it could be read, and the work that it
    holds (`converters.batch.rivals.Made`).
    """

    source: str
    rows: tuple[Checked, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    status: Status = Status.FAILED
    work: str = ""
    identity: tuple[str, ...] = ()


def line_of(row: Checked) -> str:
    """What is found of a citation as a line for a person."""
    from akn.checking import said_of

    where = f"{row.file}: {row.symbol}{', ' * bool(row.symbol)}{row.place}"
    return f"{where}: {said_of(row)}"
