"""`akn links`: what documents cite, as a table or a graph."""

from __future__ import annotations

import argparse

from converters.claims import InputPath
from converters.commands.streams import (
    add_options,
    add_output,
    add_prefer,
    add_printing_arguments,
    document_files,
    form_of,
    options_of,
    preferred,
    print_diagnostics,
    put_told,
    read_documents,
    severities,
)

_LINKS = """\
one row a citation: the file; address, symbol, session, date and language of the text that cites; eId of the reference;
the paragraph (of a note the one that calls it) as people say it, its part, number, eId and action; the printed words,
their kind, the symbol that is cited, the target and its date, the date as printed, and how it was resolved.

  tsv, jsonl     the table (default: tsv)
  graphml, csv   the graph: works that cite and are cited, one node a work; csv has its edges

a work has one address in all rows: a date that one of the files, or the catalogue, knows is used for all citations of
the work. exit codes: 0 fine, 1 a file could not be read, 2 called wrongly.
"""
_LINK_FORMS = ("tsv", "jsonl", "graphml", "csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn links` understands."""
    parser.epilog = _LINKS
    parser.add_argument(
        "files", nargs="+", type=InputPath, metavar="FILE", help="AKN files, folders of them, - for standard input"
    )
    parser.add_argument(
        "--to", choices=_LINK_FORMS, default="", help="how the table is printed (default: as -o says, tsv)"
    )
    add_output(parser)
    add_options(parser, "catalogue")
    add_prefer(parser)
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the citations of all files, unless none could be read; the exit code is 1 if one could not."""
    from akn.citing import as_json_lines, as_tsv, joined, links
    from converters.sources import catalogue_of

    form = args.to or form_of(args.output, _LINK_FORMS, "tsv")
    catalogue = None
    if args.catalogue:
        loaded = catalogue_of(args.catalogue)
        print_diagnostics(loaded.diagnostics, form=args.format, severities=severities(quiet=args.quiet))
        catalogue = loaded.value
    failures: list[str] = []
    names = document_files(args.files, form=args.format)
    documents = read_documents(names, args, failures, options_of(args, to="xml"), prefer=preferred(args))
    cited = [links(document, catalogue=catalogue, file=name) for name, document in documents]
    if not cited:
        return 1
    rows = joined([row for found in cited for row in found], catalogue)
    if form in ("graphml", "csv"):
        from converters.graphml import as_csv, as_graphml

        put_told(as_graphml(rows) if form == "graphml" else as_csv(rows), args)
    else:
        put_told(as_json_lines(rows) if form == "jsonl" else as_tsv(rows), args)
    return 1 if failures else 0
