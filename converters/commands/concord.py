"""`akn concord`: the versions of a work in several languages side by side, and where one stands alone."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from converters.commands.streams import add_printing_arguments, form_of, is_readable, paths, put, read_documents

if TYPE_CHECKING:
    from akn.compare.concord import Concordance
    from akn.document import Document

_EPILOG = """\
Several FILEs in different languages are versions of one work; a FOLDER holds many works, which are told apart by
their kind, body and number. Both may be AKN files, or anything that akn convert reads.

  text   where a language stands alone, for a terminal (default)
  json   rows and findings, one object a work
  html   a page with the languages in columns, differences marked and listed
  tmx    a translation memory (TMX 1.4): each row with all its languages
  xliff  pairs of the first language with each other (XLIFF 1.2), findings as notes
  tsv    a table: work, row, a column a language, findings

exit codes: 0 the languages agree, 1 there are findings, or a file could not be read, 2 called wrongly.
"""

FORMATS = ("text", "json", "html", "tmx", "xliff", "tsv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn concord` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="+", metavar="FILE|FOLDER", help="versions of a work, or folders of them")
    parser.add_argument("--to", choices=FORMATS, default="", help="how the concordance is shown")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where it goes instead of standard output")
    parser.add_argument(
        "--first", default="", metavar="CODE", help="the language that the others are compared with, for example en"
    )
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Compare and show; the exit code is 1 if there are findings or a file could not be read."""
    from akn.compare.concord import concord
    from akn.errors import UsageError
    from akn.languages import load

    form = args.to or form_of(args.output, FORMATS, "text")
    first = load(args.first).code if args.first else ""
    failures: list[str] = []
    documents = [
        pair for pair in read_documents(paths(args.inputs, is_readable), args, failures) if pair[0] not in failures
    ]
    works = _works(documents, args.inputs)
    if not works:
        if failures:
            return 1
        raise UsageError("there is no work in two languages among the inputs")
    found = [concord([d for _, d in group], [name for name, _ in group], first=first) for group in works]
    put(_shown(form, found), args.output)
    return 1 if failures or any(c.findings for c in found) else 0


def _works(documents: Iterable[tuple[str, Document]], inputs: Iterable[str]) -> list[list[tuple[str, Document]]]:
    """The documents by work, in the order of their names; of two in one language the first.

    Files that are named one by one are one work if each has its own language.
    """
    from akn.compare.concord import work_of

    given = list(documents)
    languages = [d.metadata.language for _, d in given]
    if len(set(languages)) == len(languages) > 1 and not any(os.path.isdir(name) for name in inputs):
        return [given]
    works: dict[tuple[str, str, str], dict[str, tuple[str, Document]]] = {}
    for name, document in given:
        works.setdefault(work_of(document), {}).setdefault(document.metadata.language, (name, document))
    return [list(versions.values()) for versions in works.values() if len(versions) > 1]


def _shown(form: str, found: list[Concordance]) -> str | bytes:
    if form == "json":
        from akn.compare.concord import as_json

        return b"".join(map(as_json, found))
    if form == "html":
        from converters.view.site import concordance_page

        return concordance_page(found)
    if form in ("tmx", "xliff"):
        from converters.compare.concordances import as_tmx, as_xliff

        return as_tmx(found) if form == "tmx" else as_xliff(found)
    from converters.compare.concordances import concordance_table, concordance_text

    return concordance_table(found) if form == "tsv" else "\n".join(map(concordance_text, found))
