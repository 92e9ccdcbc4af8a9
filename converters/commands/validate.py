"""`akn validate`: what is wrong with AKN files, where, and what to do about it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converters.commands.inputs import paths, positive, put, read_input
from converters.commands.printing import add_printing_arguments, severities

if TYPE_CHECKING:
    from akn.diagnostics import Diagnostic

_EPILOG = """\
findings go to standard output. exit codes: 0 every file passes, 1 one has an error or could not be read, 2 called
wrongly. Warnings and remarks do not fail a file.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn validate` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("files", nargs="+", metavar="FILE", help="AKN files, folders of them, - for standard input")
    parser.add_argument(
        "--profile",
        choices=("akn4un", "xsd"),
        default="akn4un",
        help="the profile with the schema, or the schema alone",
    )
    parser.add_argument("--max-errors", type=positive, default=0, metavar="N", help="tell no more than N errors a file")
    parser.add_argument("--second-opinion", action="store_true", help="ask the package xmlschema too (slow)")
    add_printing_arguments(parser, ("text", "json", "sarif"))


def run(args: argparse.Namespace) -> int:
    """Print the findings of all files; the exit code is 1 if one of them is an error."""
    from akn.validate import exit_code

    code = 0
    shown = severities(quiet=args.quiet)
    collected: list[Diagnostic] = []
    invalid: set[str] = set()
    checked: set[str] = set()
    for name, found in _findings(args):
        checked.add(name)
        if exit_code(found):
            invalid.add(name)
            code = 1
        told = [d for d in found if d.severity in shown]
        if args.format == "sarif":
            collected += told
        else:
            _print(name, told, args)
    if args.format == "sarif":
        from converters.reports import format_sarif

        put(format_sarif(collected) + "\n")
    elif args.format == "text" and len(checked) > 1 and not args.quiet:
        sys.stderr.write(f"akn: {len(checked):,} files: {len(checked - invalid):,} valid, {len(invalid):,} invalid\n")
    return code


def _findings(args: argparse.Namespace) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
    """Files and their findings; a file that cannot be read has one that says why."""
    from akn.errors import AknError
    from akn.validate import validate_files
    from converters.conversion import as_diagnostic

    unread: list[tuple[str, tuple[Diagnostic, ...]]] = []

    def files() -> Iterator[tuple[str, bytes]]:
        for name in paths(args.files):
            try:
                yield name, read_input(name)
            except AknError as error:
                unread.append((name, (as_diagnostic(error, name),)))

    options = {"profile": args.profile, "max_errors": args.max_errors, "second_opinion": args.second_opinion}
    for finding in validate_files(files(), **options):
        yield finding
        yield from unread
        unread.clear()
    yield from unread


def _print(name: str, told: list[Diagnostic], args: argparse.Namespace) -> None:
    if args.format == "json":
        if told:
            from converters.reports import format_json_lines

            put(format_json_lines(told) + "\n")
    elif told:
        from converters.reports import format_text

        put(format_text(told) + "\n")
    elif not args.quiet:
        put(f"{name}: valid\n")
