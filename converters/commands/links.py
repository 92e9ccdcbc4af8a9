"""`akn links`: what AKN files (or files of any other format) cite, as a table or a graph."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converters.commands.streams import (
    add_printing_arguments,
    document_files,
    print_diagnostics,
    put,
    read_documents,
    severities,
)

if TYPE_CHECKING:
    from akn.citing import Catalogue, Link

_EPILOG = """\
one row a citation: file, eId of the reference, printed text, kind, symbol, target, date of the target, how it was
resolved, and symbol, address, session and date of the text that cites.

  tsv, jsonl     the table (default: tsv)
  graphml, csv   the graph: works that cite and are cited, one node a work; csv has its edges

a work has one address in all rows: a date that one of the files, or the catalogue, knows is used for all citations of
the work. exit codes: 0 fine, 1 a file could not be read, 2 called wrongly.
"""


FORMATS = ("tsv", "jsonl", "graphml", "csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn links` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("files", nargs="+", metavar="FILE", help="AKN files, folders of them, - for standard input")
    parser.add_argument("--to", choices=FORMATS, default="", help="how the table is printed (default: as -o says, tsv)")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where it goes instead of standard output")
    parser.add_argument("--catalogue", default="", metavar="FILE", help="symbols and their adoption dates")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the citations of all files; the exit code is 1 if one could not be read."""
    from akn.citing import as_json_lines, as_tsv, joined

    failures: list[str] = []
    catalogue = _catalogue(args)
    rows = joined(list(_rows(args, failures, catalogue)), catalogue)
    suffix = args.output.rpartition(".")[2].lower()
    form = args.to or (suffix if suffix in FORMATS else "tsv")
    if form in ("graphml", "csv"):
        from converters.graphml import as_csv, as_graphml

        put(as_graphml(rows) if form == "graphml" else as_csv(rows), args.output)
    else:
        show = as_json_lines if form == "jsonl" else as_tsv
        put(show(rows), args.output)
    return 1 if failures else 0


def _catalogue(args: argparse.Namespace) -> Catalogue | None:
    """The catalogue that the arguments name."""
    from akn.citing import load_catalogue

    if not args.catalogue:
        return None
    loaded = load_catalogue(args.catalogue)
    print_diagnostics(loaded.diagnostics, form=args.format, severities=severities(quiet=args.quiet))
    return loaded.value


def _rows(args: argparse.Namespace, failures: list[str], catalogue: Catalogue | None) -> Iterator[Link]:
    """The rows of all files; the names of those that cannot be read go into `failures`."""
    from akn.citing import links

    for name, document in read_documents(document_files(args.files), args, failures, catalogue=args.catalogue):
        yield from links(document, catalogue=catalogue, file=name)
