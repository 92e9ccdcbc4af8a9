"""`akn catalogue`: symbols and adoption dates of AKN files, for `--catalogue`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from converters.commands.inputs import paths, put, read_input
from converters.commands.printing import add_printing_arguments, print_diagnostics, severities


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn catalogue` understands."""
    parser.epilog = "one line a symbol: symbol, tab, date. exit codes: 0 fine, 1 a file could not be read."
    parser.add_argument("inputs", nargs="+", metavar="FOLDER", help="folders of AKN files, or single files")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where it goes instead of standard output")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the catalogue; the exit code is 1 if a file could not be read."""
    from akn.catalogue import build_catalogue, format_catalogue
    from akn.diagnostics import Diagnostic
    from akn.errors import AknError
    from converters.conversion import as_diagnostic

    unread: list[Diagnostic] = []

    def files() -> Iterator[tuple[str, bytes]]:
        for name in paths(args.inputs):
            try:
                yield name, read_input(name)
            except AknError as error:
                unread.append(as_diagnostic(error, name))

    result = build_catalogue(files())
    put(format_catalogue(result.value), args.output)
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    print_diagnostics((*unread, *result.diagnostics), form=args.format, severities=shown)
    return 0 if result.ok and not unread else 1
