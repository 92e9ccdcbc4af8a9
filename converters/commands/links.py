"""`akn links`: what AKN files (or files of any other format) cite, as a table or a graph."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converters.commands.inputs import paths, put, read_input
from converters.commands.printing import add_printing_arguments, print_diagnostics, severities

if TYPE_CHECKING:
    from akn.links import Link

_EPILOG = """\
one row a citation: file, eId of the reference, printed text, kind, symbol, target, date of the target, and how it
was resolved. exit codes: 0 fine, 1 a file could not be read, 2 called wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn links` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("files", nargs="+", metavar="FILE", help="AKN files, folders of them, - for standard input")
    parser.add_argument("--to", choices=("tsv", "jsonl", "graphml"), default="tsv", help="how the table is printed")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where it goes instead of standard output")
    parser.add_argument("--catalogue", default="", metavar="FILE", help="symbols and their adoption dates")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the citations of all files; the exit code is 1 if one could not be read."""
    failures: list[str] = []
    rows = _rows(args, failures)
    if args.to == "graphml":
        from converters.graphml import as_graphml

        put(as_graphml(rows), args.output)
    else:
        from akn.links import as_json_lines, as_tsv

        show = as_json_lines if args.to == "jsonl" else as_tsv
        put(show(rows), args.output)
    return 1 if failures else 0


def _rows(args: argparse.Namespace, failures: list[str]) -> Iterator[Link]:
    """The rows of all files; the names of those that cannot be read go into `failures`."""
    from akn.catalogue import load_catalogue
    from akn.errors import AknError
    from akn.links import links
    from converters.conversion import as_diagnostic, read_file

    catalogue = None
    if args.catalogue:
        loaded = load_catalogue(args.catalogue)
        catalogue = loaded.value
        print_diagnostics(loaded.diagnostics, form=args.format, severities=severities(quiet=args.quiet))
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    for name in paths(args.files):
        try:
            result = read_file(read_input(name), name=name, catalogue=args.catalogue)
        except AknError as error:
            failures.append(name)
            print_diagnostics([as_diagnostic(error, name)], form=args.format, severities=shown)
            continue
        print_diagnostics(result.diagnostics, form=args.format, severities=shown)
        if not result.ok:
            failures.append(name)
        yield from links(result.value, catalogue=catalogue, file=name)
