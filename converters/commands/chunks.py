"""`akn chunks`: passages for search engines and language models, each with the place of the source that it is of."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from converters.claims import InputPath
from converters.commands.streams import (
    add_jobs,
    add_options,
    add_output,
    add_prefer,
    add_printing_arguments,
    fails,
    options_of,
    passed_over,
    preferred,
    print_diagnostics,
    print_left_out,
    put,
    put_told,
    severities,
)

if TYPE_CHECKING:
    from converters.batch.plan import Found
    from converters.chunks import Chunked

_EPILOG = """\
INPUT is anything that akn convert reads, and published AKN. One JSON object a line:

  "type": "chunk"  a paragraph, point, heading, note or row of a table: its address, a line of context ("A/RES/99/7,
                   operative paragraph 12 (b), Requests"), its text, what it cites and asks, and the slices of the
                   source that the text is made of (offsets of a text; page and box of a PDF file; paragraph of a Word
                   file; eId of AKN)
  "type": "rest"   at the end of each input what stands in no chunk: cover, title, closing lines, calls of notes, feet
                   of pages

white space aside, the slices of a chunk are its text, and all slices of a text file with its rest are that file.

exit codes: 0 fine, 1 an input could not be read or is doubtful (--fail-on), 2 called wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn chunks` understands."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "inputs", nargs="+", type=InputPath, metavar="FILE", help="resolutions, folders of them, - for standard input"
    )
    parser.add_argument("--to", choices=("jsonl",), default="jsonl", help="how they are written (default: jsonl)")
    add_output(parser)
    add_options(parser, "from_", "language", "body", "catalogue")
    add_prefer(parser)
    add_jobs(parser)
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the passages; the exit code is 1 if an input could not be read."""
    from functools import partial

    from msgspec.structs import replace

    from converters.batch import processes_for
    from converters.batch.plan import Plan
    from converters.batch.pool import in_order
    from converters.batch.rivals import sole
    from converters.chunks import chunk
    from converters.conversion import check

    options = options_of(args, to="xml", validate=False)
    print_diagnostics(check(options), form=args.format, severities=severities(quiet=args.quiet))
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    plan = Plan(args.inputs, "", replace(options, to=""))
    made: list[bytes] = []
    failed = False
    chunked = in_order(partial(chunk, options=options), plan.find(), processes_for(plan, args.jobs), _died)
    for one, left_out in sole(chunked, plan.sharing(), preferred(args)):
        if left_out:
            print_left_out([left_out], args)
            continue
        print_diagnostics(one.diagnostics, form=args.format, severities=shown)
        failed = failed or not one.status.there or fails(one.diagnostics, args)
        if args.output in ("", "-"):
            put(one.written)
        else:
            made.append(one.written)
    if not args.quiet:
        print_diagnostics(passed_over(plan.passed), form=args.format)
    if any(made):
        put_told(b"".join(made), args)
    return int(failed)


def _died(found: Found, reason: str) -> Chunked:
    from akn.diagnostics import Code, Position
    from converters.chunks import Chunked

    return Chunked(found.source, diagnostics=(Code.WORKER_DIED.at(Position(source=found.source), reason=reason),))
