"""`akn series`: the same resolution over the years, and when each of its paragraphs came in and was changed."""

from __future__ import annotations

import argparse
import os
import sys

from akn.diagnostics import printable
from converters.commands.streams import add_printing_arguments, document_files, form_of, put, read_documents

_EPILOG = """\
Files that are named are one series, whatever their titles. Of a folder, those files are a series that have one title,
or of which one recalls the other and has a title like it; files without another are left out.

  tsv    one row a paragraph: series, eId, name, when it came in, when it was last changed, when it was last there,
         in how many documents its words were changed, its text (default)
  jsonl  the same, with what became of it in each document
  html   a page: the text of the latest document with its history

exit codes: 0 fine, 1 a file could not be read or there is no series, 2 called wrongly.
"""

FORMATS = ("tsv", "jsonl", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn series` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("files", nargs="+", metavar="FILE", help="documents of a series, or folders of AKN files")
    parser.add_argument("--to", choices=FORMATS, default="", help="how the series are shown")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where it goes instead of standard output")
    parser.add_argument("--language", default="", metavar="CODE", help="the language of all, for example ar")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Trace the series of the files; the exit code is 1 if a file could not be read or none makes a series."""
    from akn.compare.comparison import LITTLE, series_of
    from akn.errors import UnreadableInput
    from converters.compare.comparisons import Series, series_lines, series_table

    failures: list[str] = []
    named = not any(os.path.isdir(name) for name in args.files)
    found = [
        pair
        for pair in read_documents(document_files(args.files), args, failures, language=args.language)
        if pair[0] not in failures
    ]
    documents = [d for _, d in found]
    groups = [sorted(range(len(found)), key=lambda i: documents[i].metadata.date)] if named else series_of(documents)
    series = [Series.of([found[i] for i in group]) for group in groups if len(group) > 1]
    if not series:
        raise UnreadableInput("there is no series: no two documents of one language that belong together")
    for made in series if not args.quiet else ():
        for k in range(1, len(made.documents)):
            if (share := made.carried(k)) < LITTLE:
                told = f"{share:.0%} of the paragraphs of {made.documents[k]} were in {made.documents[k - 1]}"
                sys.stderr.write(f"akn: {printable(told)}: they may not belong together\n")
    form = args.to or form_of(args.output, FORMATS, "tsv")
    if form == "html":
        from converters.compare.comparisons import series_page

        put(series_page(series), args.output)
    else:
        put(series_lines(series) if form == "jsonl" else series_table(series), args.output)
    return 1 if failures else 0
