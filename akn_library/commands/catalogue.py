"""`akn catalogue`: the texts of folders and of libraries, as dates for citations or for the catalogues of libraries."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from converters.claims import InputPath
from converters.commands.streams import (
    add_jobs,
    add_options,
    add_output,
    add_printing_arguments,
    form_of,
    options_of,
    paths,
    print_diagnostics,
    put_told,
    read_input,
    severities,
)

FORMS = ("tsv", "csv", "jsonl", "bibtex", "ris", "csl", "marcxml", "dc", "jsonld")
_SUFFIXES = {".bib": "bibtex", ".mrcx": "marcxml", ".txt": "tsv"}
_EPILOG = """\
tsv (the default) lists the symbols and days of adoption of AKN files, a line each, for --catalogue of other commands.
All other forms have a record a text, with titles by language, body, session, agenda item, days, report, sponsors,
languages, files and addresses; INPUT is then whatever akn convert reads, or a library is named:

  csv, jsonl         tables           bibtex, ris, csl   references
  marcxml, dc        MARC 21 and Dublin Core as XML
  jsonld             schema.org and ELI

exit codes: 0 fine, 1 a file could not be read, 2 called wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn catalogue` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="*", type=InputPath, metavar="INPUT", help="folders of files, or single files")
    parser.add_argument("--to", choices=FORMS, default="", help="how it is written (default: as -o says, tsv)")
    parser.add_argument("--library", type=InputPath, default="", metavar="FILE", help="the texts of this library")
    parser.add_argument("--base-url", type=str, default="", metavar="URL", help="the address of a site of akn publish")
    told = "also files that hold no resolution"
    parser.add_argument("--foreign", action="store_true", help=told)
    add_output(parser)
    add_options(parser, "from_", "language", "body")
    add_jobs(parser)
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the catalogue; the exit code is 1 if a file could not be read."""
    import os

    from akn.errors import UsageError

    suffix = os.path.splitext(args.output)[1].lower()
    form = args.to or _SUFFIXES.get(suffix) or form_of(args.output, (*FORMS, "text"), "tsv")
    if bool(args.inputs) == bool(args.library):
        raise UsageError("name folders and files, or one library with --library")
    if args.base_url and not args.base_url.startswith(("https://", "http://")):
        raise UsageError("--base-url is the address of the site: https://…")
    if form in ("tsv", "text") and not args.library:
        return _dates(args)
    return _records(args, form)


def _dates(args: argparse.Namespace) -> int:
    """Print the days of adoption, unless no file could be read; the exit code is 1 if one could not."""
    from akn.catalogue import build_catalogue, format_catalogue
    from akn.diagnostics import Diagnostic
    from akn.errors import AknError
    from converters.conversion import as_diagnostic

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
        put_told(format_catalogue(result.value), args)
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    print_diagnostics((*unread, *result.diagnostics), form=args.format, severities=shown)
    return 1 if failed else 0


def _records(args: argparse.Namespace, form: str) -> int:
    from akn_library.bibliography import WRITTEN
    from akn_library.library import Library
    from akn_library.schema import MEMORY
    from converters.batch import processors

    failed = False
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    with Library(args.library or MEMORY, create=not args.library) as library:
        if args.inputs:
            options = options_of(args, validate=False)
            for one in library.add(args.inputs, options, jobs=args.jobs or processors()):
                print_diagnostics(one.diagnostics, form=args.format, severities=shown)
                failed = failed or not one.ok
        if not (args.foreign or args.quiet or args.format == "json") and (left := library.status().foreign):
            import sys

            sys.stderr.write(f"akn: no resolution, left out without --foreign: {', '.join(left)}\n")
        rows = library.records(base_url=args.base_url, foreign=args.foreign)
        if form in ("tsv", "text"):
            dated = (row for row in rows if row.symbol and row.adopted)
            put_told("".join(f"{row.symbol}\t{row.adopted}\n" for row in dated), args)
        else:
            put_told(WRITTEN[form](rows), args)
    return int(failed)
