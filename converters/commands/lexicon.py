"""`akn lexicon`: the opening phrases of many documents, counted, so that a language file can grow."""

from __future__ import annotations

import argparse

from converters.commands.inputs import paths, put, read_input
from converters.commands.printing import add_printing_arguments, print_diagnostics, severities


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn lexicon` understands."""
    parser.epilog = "one line a phrase: language, where, phrase, action, documents, paragraphs, the most frequent first"
    parser.add_argument("inputs", nargs="+", metavar="FOLDER", help="folders of documents, or single files")
    parser.add_argument("--from", dest="from_", default="", metavar="FORMAT", help="the format of the inputs")
    parser.add_argument("--language", default="", metavar="CODE", help="the language of the inputs")
    parser.add_argument("--unknown", action="store_true", help="only the phrases that no language file knows")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where it goes instead of standard output")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the table; the exit code is 1 if a file could not be read."""
    from akn.errors import AknError, UsageError
    from akn.lexicon import Lexicon, as_tsv
    from converters.conversion import as_diagnostic, read_file
    from converters.sniffing import format_by_suffix

    lexicon = Lexicon()
    failed = False
    for name in paths(args.inputs, lambda name: bool(format_by_suffix(name))):
        try:
            result = read_file(read_input(name), name=name, from_=args.from_, language=args.language)
        except UsageError:
            raise
        except AknError as error:
            failed = True
            print_diagnostics([as_diagnostic(error, name)], form=args.format, severities=severities(quiet=args.quiet))
            continue
        if not result.ok:
            failed = True
            print_diagnostics(result.diagnostics, form=args.format, severities=frozenset({"error"}))
        lexicon.add(result.value, result.diagnostics)
    put(as_tsv(lexicon, unknown_only=args.unknown), args.output)
    return 1 if failed else 0
