"""`akn diff`, `akn concord`, `akn series`: documents side by side, by what changed, by language, over the years.

Each has its arguments in `add_arguments_NAME` and its work in `run_NAME`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from converters.claims import InputPath, KeptPath
from converters.commands.streams import (
    add_output,
    add_prefer,
    add_printing_arguments,
    document_files,
    form_of,
    paths,
    preferred,
    put,
    put_told,
    read_documents,
    read_input,
)

if TYPE_CHECKING:
    from akn.compare.comparison import Comparison
    from akn.compare.concord import Concordance
    from akn.document import Document

_DIFF = """\
OLD and NEW are AKN files, or anything that akn convert reads, in the same language. With LATER, three texts or more
stand side by side: last year's, the draft, what was adopted.

  text   what changed, unit by unit, for a terminal (default)
  json   every unit of both, with what became of it
  html   a page with both texts, what changed marked, and a list of the changes
  docx   a Word file with revision marks: accepted all are NEW, rejected all OLD; of three texts or more one with
         a column for each, what changed marked
  akn    NEW with the changes in its metadata (passiveModifications)

exit codes: 0 fine, 1 a file could not be read, 2 called wrongly.
"""
_CONCORD = """\
Several FILEs in different languages are versions of one work; a FOLDER holds many works, which are told apart by
their kind, body and number. Both may be AKN files, or anything that akn convert reads.

  text   where a language stands alone, for a terminal (default)
  json   rows and findings, one object a work
  html   a page with the languages in columns, differences marked and listed
  tmx    a translation memory (TMX 1.4): each row with all its languages
  xliff  pairs of the first language with each other (XLIFF 1.2), findings as notes
  tsv    a table: work, row, a column a language, findings
  docx   a Word file of the translation with the findings as comments at their places (one work; --of LANGUAGE)
  xlsx   a workbook: a row a finding, with a column to tick and one for remarks, which a later run keeps
         (extra: tables)

What language editions have by their kind is no finding: the volume of a treaty series, the page of a report, a
corrigendum of one language, a small number in other words; --all lists it. With --seen FILE only what is not in FILE
is shown, and then kept in it.

exit codes: 0 the languages agree, or differ as before (--seen) or in what weighs little, 1 there are findings, or a
file could not be read, 2 called wrongly.
"""
_SERIES = """\
Files that are named are one series, whatever their titles. Of a folder, those files are a series that have one title,
or of which one recalls the other and has a title like it; files without another are left out.

  tsv    one row a paragraph: series, eId, name, when it came in, when it was last changed, when it was last there,
         in how many documents its words were changed, its text (default)
  jsonl  the same, with what became of it in each document
  html   a page: the text of the latest document with its history

exit codes: 0 fine, 1 a file could not be read or there is no series, 2 called wrongly.
"""
_DIFF_FORMS = ("text", "json", "html", "docx", "akn")
_CONCORD_FORMS = ("text", "json", "html", "tmx", "xliff", "tsv", "docx", "xlsx")
_SERIES_FORMS = ("tsv", "jsonl", "html")


def add_arguments_diff(parser: argparse.ArgumentParser) -> None:
    """What `akn diff` understands."""
    parser.epilog = _DIFF
    parser.add_argument("old", type=InputPath, metavar="OLD", help="the earlier document")
    parser.add_argument("new", type=InputPath, metavar="NEW", help="the later document")
    parser.add_argument(
        "later",
        nargs="*",
        type=InputPath,
        metavar="LATER",
        help="further texts in their order, for example what was adopted: all stand side by side (text, html, docx)",
    )
    _add_output(parser, _DIFF_FORMS, "how the comparison is shown")
    parser.add_argument(
        "--all", action="store_true", help="show what did not change, and slight changes one by one, as well (text)"
    )
    parser.add_argument("--language", type=str, default="", metavar="CODE", help="the language of both, for example ar")
    parser.add_argument(
        "--revisions",
        choices=("accept", "reject", "report"),
        default="",
        help="what to do with tracked changes of Word files (default: accept, with a warning)",
    )
    add_printing_arguments(parser)


def add_arguments_concord(parser: argparse.ArgumentParser) -> None:
    """What `akn concord` understands."""
    parser.epilog = _CONCORD
    parser.add_argument(
        "inputs", nargs="+", type=InputPath, metavar="FILE|FOLDER", help="versions of a work, or folders of them"
    )
    _add_output(parser, _CONCORD_FORMS, "how the concordance is shown")
    parser.add_argument(
        "--first",
        type=str,
        default="",
        metavar="CODE",
        help="the language that the others are compared with, for example en",
    )
    parser.add_argument("--of", type=str, default="", metavar="CODE", help="the version that gets the comments (docx)")
    parser.add_argument("--all", action="store_true", help="show what weighs little as well (text, docx, xlsx)")
    parser.add_argument(
        "--seen",
        type=KeptPath,
        default="",
        metavar="FILE",
        help="show what is new since the run that wrote FILE, and write all findings into it",
    )
    add_prefer(parser)
    add_printing_arguments(parser)


def add_arguments_series(parser: argparse.ArgumentParser) -> None:
    """What `akn series` understands."""
    parser.epilog = _SERIES
    parser.add_argument(
        "files", nargs="+", type=InputPath, metavar="FILE", help="documents of a series, or folders of AKN files"
    )
    _add_output(parser, _SERIES_FORMS, "how the series are shown")
    parser.add_argument("--language", type=str, default="", metavar="CODE", help="the language of all, for example ar")
    add_prefer(parser)
    add_printing_arguments(parser)


def _add_output(parser: argparse.ArgumentParser, forms: tuple[str, ...], shown: str) -> None:
    parser.add_argument("--to", choices=forms, default="", help=shown)
    add_output(parser)


def _read(
    names: Iterable[str],
    args: argparse.Namespace,
    failures: list[str],
    language: str = "",
    *,
    prefer: Sequence[str] | None = None,
    revisions: str = "",
) -> list[tuple[str, Document]]:
    """The documents that could be read, with the names of their files; the names of the others go into `failures`."""
    from akn.diagnostics import Code
    from converters.options import Options

    options = Options(language=language, revisions=revisions)
    told = (Code.REVISIONS_SETTLED.code, Code.REVISION_FOUND.code)  # the second comes with "report" alone
    read = read_documents(names, args, failures, options, reported=told, prefer=prefer)
    return [(name, document) for name, document in read if name not in failures]


def _doubt(told: str, args: argparse.Namespace) -> None:
    """Say that something about documents is doubtful."""
    from akn.diagnostics import printable

    if not args.quiet:
        sys.stderr.write(f"akn: {printable(told)}\n")


def run_diff(args: argparse.Namespace) -> int:
    """Compare and show; the exit code is 1 if one of the two could not be read."""
    from akn.compare.comparison import LITTLE, compare
    from akn.errors import UsageError
    from akn.languages import codes, load

    if args.old == args.new == "-":
        raise UsageError("standard input can be OLD or NEW, not both")
    form = args.to or form_of(args.output, _DIFF_FORMS, "text")
    names = (args.old, args.new, *args.later)
    documents = [document for _, document in _read(names, args, [], args.language, revisions=args.revisions)]
    if len(documents) < len(names):
        return 1
    old, new = documents[:2]
    for name, document in zip(names, documents, strict=True):
        one, two = old.metadata.language, document.metadata.language
        if one != two and "und" not in (one, two):
            first, second = (load(code).name if code in codes() else code for code in (one, two))
            told = f"{args.old} is in {first} and {name} in {second}"
            raise UsageError(f"{told}; only documents of one language are compared")
    if args.later:
        return _side_by_side(form, documents, names, args)
    found = compare(old, new)
    if found.agreement < LITTLE:
        both = f"{args.old} and {args.new} may not belong together"
        _doubt(f"{found.agreement:.0%} of the paragraphs agree: {both}", args)
    put_told(_compared(form, found, old, new, args), args)
    return 0


def _side_by_side(form: str, documents: list[Document], names: Sequence[str], args: argparse.Namespace) -> int:
    """Show three texts or more."""
    from akn.errors import UsageError
    from converters.compare.comparisons import called

    if form == "text":
        from converters.compare.several import several_text

        put_told(several_text(documents, names, everything=args.all), args)
        return 0
    if form not in ("html", "docx"):
        raise UsageError(f"three texts are shown as text, html or docx, not as {form}")
    told = [called(document, name) for document, name in zip(documents, names, strict=True)]
    told = told if len(set(told)) == len(told) else [*names]  # of one symbol the files
    if form == "docx":
        from converters.compare.columns import as_columns

        put_told(as_columns(documents, told), args)
    else:
        from converters.compare.several import several_page

        put_told(several_page(documents, told), args)
    return 0


def _compared(form: str, found: Comparison, old: Document, new: Document, args: argparse.Namespace) -> str | bytes:
    if form == "docx":
        from converters.compare.redline import as_redline

        return as_redline(old, new)
    if form == "json":
        from akn.compare.comparison import as_json

        return as_json(found, args.old, args.new)
    from converters.compare.comparisons import as_akn, comparison_text

    if form == "html":
        from converters.compare.comparisons import called
        from converters.compare.pages import comparison_page

        return comparison_page(found, called(old, args.old), called(new, args.new), new.metadata.language)
    return as_akn(found, old, new) if form == "akn" else comparison_text(found, args.old, args.new, everything=args.all)


def run_concord(args: argparse.Namespace) -> int:
    """Compare and show; the exit code is 1 if there are findings or a file could not be read."""
    from akn.compare.concord import concord
    from akn.errors import UsageError
    from akn.languages import load
    from converters.formats import input_format

    form = args.to or form_of(args.output, _CONCORD_FORMS, "text")
    first = load(args.first).code if args.first else ""
    failures: list[str] = []
    names = paths(args.inputs, input_format, form=args.format)
    works = _works(_read(names, args, failures, prefer=preferred(args)), args.inputs)
    if not works:
        if failures:
            return 1
        raise UsageError("there is no work in two languages among the inputs")
    found = [concord([d for _, d in group], [name for name, _ in group], first=first) for group in works]
    new, before = _new_ones(found, args.seen)
    of = load(args.of).code if args.of else ""
    hidden = [len(all_.findings) - len(some.findings) for all_, some in zip(found, new, strict=True)]
    put_told(
        _workbook(new, args) if form == "xlsx" else _concorded(form, new, hidden, everything=args.all, of=of), args
    )
    if args.seen and not failures:
        _keep_seen([_shown(one, form, of, everything=args.all) for one in new], before, args.seen)
    return 1 if failures or any(map(_weighs, new)) else 0


def _weighs(one: Concordance) -> bool:
    """True if a finding is there that weighs."""
    return any(f.severity != "low" for f in one.findings)


def _keep_seen(shown: list[Concordance], before: frozenset[str], path: str) -> None:
    """Write the file of what was seen: these findings, and those of the runs before."""
    from converters.compare.worklists import as_seen

    put(as_seen(shown, before), path)


def _shown(one: Concordance, form: str, of: str, *, everything: bool) -> Concordance:
    """The findings that somebody is shown: in a Word file those of its language, and those that weigh unless the form
    shows all."""
    from msgspec.structs import replace

    commented = {of} if of else set(one.languages[1:])
    findings, variants = (
        tuple(
            f
            for f in those
            if (form != "docx" or commented & set(f.languages))
            and (form not in _FOLDED or everything or f.severity != "low")
        )
        for those in (one.findings, one.variants)
    )
    return replace(one, findings=findings, variants=variants)


_FOLDED = ("text", "docx", "xlsx")  # the forms that show findings of little weight with --all only


def _new_ones(found: list[Concordance], seen: str) -> tuple[list[Concordance], frozenset[str]]:
    """The concordances with the findings that a file of an earlier run does not have, and what that has."""
    if not seen or not os.path.exists(seen):
        return found, frozenset()
    from converters.compare.worklists import seen_in, unseen

    before = seen_in(read_input(seen))
    return [unseen(one, before) for one in found], before


def _works(documents: list[tuple[str, Document]], inputs: Iterable[str]) -> list[list[tuple[str, Document]]]:
    """The documents by work, in the order of their names; of two in one language the first.

    Files that are named one by one are one work if each has its own language.
    """
    from akn.compare.concord import work_of

    languages = [d.metadata.language for _, d in documents]
    if len(set(languages)) == len(languages) > 1 and not any(os.path.isdir(name) for name in inputs):
        return [documents]
    works: dict[tuple[str, str, str], dict[str, tuple[str, Document]]] = {}
    for name, document in documents:
        works.setdefault(work_of(document), {}).setdefault(document.metadata.language, (name, document))
    return [list(versions.values()) for versions in works.values() if len(versions) > 1]


def _workbook(found: list[Concordance], args: argparse.Namespace) -> bytes:
    """The findings as a workbook, with what was written into the one that it replaces; says how many it hides."""
    from converters.compare.worklists import as_worklist, count_hidden, worked_in

    there = os.path.isfile(args.output) and os.path.getsize(args.output) > 0
    before = worked_in(read_input(args.output), args.output) if there else None
    made = as_worklist(found, before, everything=args.all)
    if not args.all and (hidden := count_hidden(found, before)):
        _doubt(f"{hidden} difference{'s' * (hidden != 1)} of little weight, hidden (--all shows all)", args)
    return made


def _concorded(form: str, found: list[Concordance], hidden: list[int], *, everything: bool, of: str) -> str | bytes:
    if form == "json":
        from akn.compare.concord import as_json

        return b"".join(map(as_json, found))
    if form == "html":
        from converters.view.site import concordance_page

        return concordance_page(found)
    if form == "docx":
        from converters.compare.commented import as_commented

        return as_commented(found, of, everything=everything)
    from converters.compare.concordances import as_tmx, as_xliff, concordance_table, concordance_text

    shows = {"tmx": as_tmx, "xliff": as_xliff, "tsv": concordance_table}
    if form in shows:
        return shows[form](found)
    shown = zip(found, hidden, strict=True)
    return "\n".join(concordance_text(one, everything=everything, before=before) for one, before in shown)


def run_series(args: argparse.Namespace) -> int:
    """Trace the series of the files; the exit code is 1 if a file could not be read or none makes a series."""
    from akn.compare.comparison import LITTLE
    from akn.compare.succession import series_of
    from akn.errors import UnreadableInput
    from converters.compare.comparisons import Series, series_lines, series_table

    form = args.to or form_of(args.output, _SERIES_FORMS, "tsv")
    failures: list[str] = []
    names = document_files(args.files, form=args.format)
    found = _read(names, args, failures, args.language, prefer=preferred(args))
    documents = [d for _, d in found]
    named = not any(os.path.isdir(name) for name in args.files)
    groups = [sorted(range(len(found)), key=lambda i: documents[i].metadata.date)] if named else series_of(documents)
    series = [Series.of([found[i] for i in group]) for group in groups if len(group) > 1]
    if not series:
        raise UnreadableInput("there is no series: no two documents of one language that belong together")
    for made in series:
        for k in range(1, len(made.documents)):
            if (share := made.carried(k)) < LITTLE:
                together = f"{made.documents[k]} were in {made.documents[k - 1]}: they may not belong together"
                _doubt(f"{share:.0%} of the paragraphs of {together}", args)
        for other in made.dated_otherwise():
            _doubt(other, args)
    if form == "html":
        from converters.compare.pages import series_page

        put_told(series_page(series), args)
    else:
        put_told((series_lines if form == "jsonl" else series_table)(series), args)
    return 1 if failures else 0
