"""`akn lexicon`: with which words paragraphs begin, and how often."""

from __future__ import annotations

import argparse

from converters.claims import InputPath
from converters.commands.streams import (
    add_options,
    add_output,
    add_printing_arguments,
    fails,
    form_of,
    options_of,
    paths,
    print_diagnostics,
    put_told,
    read_input,
    severities,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn lexicon` understands."""
    parser.epilog = "one line a phrase: language, where, phrase, action, documents, paragraphs, the most frequent first"
    parser.add_argument(
        "inputs", nargs="+", type=InputPath, metavar="FOLDER", help="folders of documents, or single files"
    )
    add_options(parser, "from_", "language")
    parser.add_argument("--unknown", action="store_true", help="only the phrases that no language file knows")
    add_output(parser)
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the table, unless no file could be read; the exit code is 1 if one could not."""
    from akn.errors import AknError, UsageError
    from akn.vocabulary.lexicon import OpeningCounts, as_tsv
    from converters.conversion import as_diagnostic
    from converters.formats import input_format
    from converters.reading import format_of, read

    lexicon = OpeningCounts()
    form = form_of(args.output, ("tsv", "text", "csv"), "tsv")
    options = options_of(args)
    failed = some = False
    for name in paths(args.inputs, input_format, form=args.format):
        try:
            data = read_input(name)
            _, result = read(data, name, format_of(data, name, options), options)
        except UsageError:
            raise
        except AknError as error:
            failed = True
            print_diagnostics([as_diagnostic(error, name)], form=args.format, severities=severities(quiet=args.quiet))
            continue
        if not result.ok:
            failed = failed or fails(result.diagnostics, args)
            print_diagnostics(result.diagnostics, form=args.format, severities=frozenset({"error"}))
        some = True
        lexicon.add(result.value, result.diagnostics)
    if not some:
        return 1
    table = as_tsv(lexicon, unknown_only=args.unknown)
    put_told(_as_csv(table) if form == "csv" else table, args)
    return 1 if failed else 0


def _as_csv(table: str) -> str:
    """A table with tabs as one with commas."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows(line.split("\t") for line in table.splitlines())
    return out.getvalue()
