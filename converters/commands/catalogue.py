"""`akn catalogue`: the dates of the works of documents, for the citations of others."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from converters.commands.streams import (
    form_of,
    paths,
    print_diagnostics,
    put,
    read_input,
    severities,
)


def run(args: argparse.Namespace) -> int:
    """Print the catalogue, unless no file could be read; the exit code is 1 if one could not."""
    from akn.catalogue import build_catalogue, format_catalogue
    from akn.diagnostics import Diagnostic
    from akn.errors import AknError
    from converters.conversion import as_diagnostic

    form_of(args.output, ("tsv", "text"), "tsv")
    unread: list[Diagnostic] = []

    def files() -> Iterator[tuple[str, bytes]]:
        for name in paths(args.inputs, form=args.format):
            try:
                yield name, read_input(name)
            except AknError as error:
                unread.append(as_diagnostic(error, name))

    result = build_catalogue(files())
    failed = bool(unread) or not result.ok
    if result.value or not failed:
        put(format_catalogue(result.value), args.output)
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    print_diagnostics((*unread, *result.diagnostics), form=args.format, severities=shown)
    return 1 if failed else 0
