"""`akn diff`: what is new in one document against another."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from akn.diagnostics import printable
from converters.commands.streams import add_printing_arguments, form_of, print_diagnostics, put, read_input, severities

if TYPE_CHECKING:
    from akn.compare.comparison import Comparison
    from akn.document import Document

_EPILOG = """\
OLD and NEW are AKN files, or anything that akn convert reads, in the same language.

  text   what changed, unit by unit, for a terminal (default)
  json   every unit of both, with what became of it
  html   a page with both texts, what changed marked, and a list of the changes
  docx   a Word file with revision marks: accepted all are NEW, rejected all OLD
  akn    NEW with the changes in its metadata (passiveModifications)

exit codes: 0 fine, 1 a file could not be read, 2 called wrongly.
"""

FORMATS = ("text", "json", "html", "docx", "akn")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn diff` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("old", metavar="OLD", help="the earlier document")
    parser.add_argument("new", metavar="NEW", help="the later document")
    parser.add_argument("--to", choices=FORMATS, default="", help="how the comparison is shown")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where it goes instead of standard output")
    parser.add_argument("--all", action="store_true", help="show what did not change as well (text)")
    parser.add_argument("--language", default="", metavar="CODE", help="the language of both, for example ar")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Compare and show; the exit code is 1 if one of the two could not be read."""
    from akn.compare.comparison import LITTLE, compare
    from akn.errors import AknError, MissingDependency, UsageError
    from converters.conversion import as_diagnostic

    if args.old == args.new == "-":
        raise UsageError("standard input can be OLD or NEW, not both")
    form = args.to or form_of(args.output, FORMATS, "text")
    documents: list[Document] = []
    for name in (args.old, args.new):
        try:
            documents.append(_document(name, args))
        except (UsageError, MissingDependency):
            raise
        except AknError as error:
            print_diagnostics([as_diagnostic(error, name)], form=args.format)
    if len(documents) < 2:
        return 1
    old, new = documents
    one, two = old.metadata.language, new.metadata.language
    if one != two and "und" not in (one, two):
        raise UsageError(f"{args.old} is in {one} and {args.new} in {two}; only documents of one language are compared")
    found = compare(old, new)
    if found.agreement < LITTLE and not args.quiet:
        told = f"akn: {found.agreement:.0%} of the paragraphs agree: {args.old} and {args.new} may not belong together"
        sys.stderr.write(f"{printable(told)}\n")
    put(_shown(form, found, old, new, args), args.output)
    return 0


def _document(name: str, args: argparse.Namespace) -> Document:
    """The document that a file holds; what was noticed goes to standard error, errors only for a person."""
    from akn.errors import UnreadableInput
    from converters.conversion import read_file

    result = read_file(read_input(name), name=name, language=args.language)
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    print_diagnostics(result.diagnostics, form=args.format, severities=shown)
    if not result.ok:
        raise UnreadableInput(f"{name}: nothing to compare")
    return result.value


def _shown(form: str, found: Comparison, old: Document, new: Document, args: argparse.Namespace) -> str | bytes:
    if form == "docx":
        from converters.compare.redline import as_redline

        return as_redline(old, new)
    if form == "json":
        from akn.compare.comparison import as_json

        return as_json(found, args.old, args.new)
    if form == "html":
        from converters.compare.comparisons import comparison_page

        return comparison_page(found, args.old, args.new, new.metadata.language)
    if form == "akn":
        from converters.compare.comparisons import as_akn

        return as_akn(found, old, new)
    from converters.compare.comparisons import comparison_text

    return comparison_text(found, args.old, args.new, everything=args.all)
