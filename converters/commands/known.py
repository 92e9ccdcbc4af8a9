"""The short commands: what is known (languages, bodies, rules), what files cite and hold, what makes a shell complete.

Each has its arguments in `add_arguments_NAME` and its work in `run_NAME`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converters.claims import InputPath
from converters.commands.streams import (
    add_options,
    add_output,
    add_printing_arguments,
    document_files,
    fails,
    form_of,
    options_of,
    paths,
    print_diagnostics,
    put,
    read_documents,
    read_input,
    severities,
)

if TYPE_CHECKING:
    from akn.rules import Rule


def add_arguments_languages(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a language: its codes, its name"


def run_languages(args: argparse.Namespace) -> int:
    """Print one line a language: ISO 639-2/T code, other codes, English name, separated by tabs."""
    from akn.languages import codes, load

    put("".join(f"{code}\t{','.join(load(code).also)}\t{load(code).name}\n" for code in codes()))
    return 0


def add_arguments_bodies(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a body: the name that --body takes, the actor in its IRIs, its name"


def run_bodies(args: argparse.Namespace) -> int:
    """Print one line a body: name, actor, label, separated by tabs."""
    from akn.bodies import all_bodies

    put("".join(f"{body.name}\t{body.organ.actor}\t{body.organ.label}\n" for body in all_bodies()))
    return 0


_SHOWN = {
    "file": "one file shows it",
    "partly": "one file shows some cases, the source or a reader the others",
    "files": "several files of one run show it",
    "never": "only the source or a reader shows it: no check",
}


def add_arguments_rule(parser: argparse.ArgumentParser) -> None:
    """What `akn rule` understands."""
    parser.epilog = "without a number: all rules, a line each. The whole profile: docs/profile.md."
    parser.add_argument(
        "numbers",
        nargs="*",
        type=str,
        metavar="RULE",
        help="the number of a rule (R-102) or the code of a diagnostic (S201)",
    )


def run_rule(args: argparse.Namespace) -> int:
    """Explain rules; the exit code is 2 for a number that no rule has, 1 if those of a plug-in cannot be loaded."""
    from akn.diagnostics import Code, Position, readable
    from akn.errors import UsageError
    from akn.rules import rules, unloaded

    table = {rule.number: rule for rule in rules()}
    print_diagnostics(Code.PLUG_IN_FAILED.at(Position(), reason=str(fault)) for fault in unloaded())
    if not args.numbers:
        put("".join(f"{r.number}  {_level(r):6}  {r.sentence}\n" for r in table.values()))
        return 1 if unloaded() else 0
    codes = {code.code: code for code in Code}
    told, unknown = [], []
    for text in args.numbers:
        if code := codes.get(text.upper()):
            hint = readable(code.hint) or "nothing to do"
            told.append(f"{code.code} ({code.severity.value}): {readable(code.message)}\n  {hint}\n")
        elif rule := table.get(_number(text)):
            told.append("\n".join(_explained(rule)) + "\n")
        else:
            unknown.append(text)
    if unknown:
        raise UsageError(f"there is no rule {', '.join(unknown)}; akn rule lists them")
    put("\n".join(told))
    return 1 if unloaded() else 0


def _number(text: str) -> str:
    """The number of a rule as it is written in the profile: `102` and `r102` are R-102."""
    digits = text.upper().removeprefix("R").lstrip("-")
    return f"R-{digits.zfill(3)}" if digits.isdigit() else text


def _level(rule: Rule) -> str:
    return "MUST" if rule.must else "SHOULD"


def _explained(rule: Rule) -> Iterator[str]:
    from akn.rules import OF_THE_SOURCE
    from akn.rules.cases import read_cases

    yield f"{rule.number} ({_level(rule)}): {rule.sentence}"
    yield f"  {_SHOWN[rule.shown]}"
    if rule.note:
        yield f"  note: {rule.note}"
    if rule.number in OF_THE_SOURCE:
        yield "  after a conversion a warning (V304): the source may break it although the markup is right"
    cases = read_cases(rule.number)
    broken = next((case for case in cases if not case.passes and case.changes), None)
    if broken is not None:
        yield from ("", f"breaks it: {broken.title}", *_markup(broken.changes, 1))
        yield from (f"  → {text}" for text in broken.wording)
        yield from ("", "keeps it:", *_markup(broken.changes, 0))
    others = [case for case in cases if case is not broken]
    if others:
        yield from ("", "more examples:")
        yield from (f"  {'keeps it' if case.passes else 'breaks it'}: {case.title}" for case in others)


def _markup(changes: list[tuple[str, str]], side: int) -> Iterator[str]:
    for change in changes:
        lines = change[side].splitlines()
        yield from (f"    {line}" for line in lines or ["(nothing)"])


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


def add_arguments_links(parser: argparse.ArgumentParser) -> None:
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
    add_printing_arguments(parser)


def run_links(args: argparse.Namespace) -> int:
    """Print the citations of all files, unless none could be read; the exit code is 1 if one could not."""
    from akn.catalogue import load_catalogue
    from akn.citing import as_json_lines, as_tsv, joined, links

    form = args.to or form_of(args.output, _LINK_FORMS, "tsv")
    catalogue = None
    if args.catalogue:
        loaded = load_catalogue(args.catalogue)
        print_diagnostics(loaded.diagnostics, form=args.format, severities=severities(quiet=args.quiet))
        catalogue = loaded.value
    failures: list[str] = []
    documents = read_documents(document_files(args.files, form=args.format), args, failures, options_of(args, to="xml"))
    cited = [links(document, catalogue=catalogue, file=name) for name, document in documents]
    if not cited:
        return 1
    rows = joined([row for found in cited for row in found], catalogue)
    if form in ("graphml", "csv"):
        from converters.graphml import as_csv, as_graphml

        put(as_graphml(rows) if form == "graphml" else as_csv(rows), args.output)
    else:
        put(as_json_lines(rows) if form == "jsonl" else as_tsv(rows), args.output)
    return 1 if failures else 0


def add_arguments_catalogue(parser: argparse.ArgumentParser) -> None:
    """What `akn catalogue` understands."""
    parser.epilog = "one line a symbol: symbol, tab, date. exit codes: 0 fine, 1 a file could not be read."
    parser.add_argument(
        "inputs", nargs="+", type=InputPath, metavar="FOLDER", help="folders of AKN files, or single files"
    )
    add_output(parser)
    add_printing_arguments(parser)


def run_catalogue(args: argparse.Namespace) -> int:
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


def add_arguments_lexicon(parser: argparse.ArgumentParser) -> None:
    """What `akn lexicon` understands."""
    parser.epilog = "one line a phrase: language, where, phrase, action, documents, paragraphs, the most frequent first"
    parser.add_argument(
        "inputs", nargs="+", type=InputPath, metavar="FOLDER", help="folders of documents, or single files"
    )
    add_options(parser, "from_", "language")
    parser.add_argument("--unknown", action="store_true", help="only the phrases that no language file knows")
    add_output(parser)
    add_printing_arguments(parser)


def run_lexicon(args: argparse.Namespace) -> int:
    """Print the table, unless no file could be read; the exit code is 1 if one could not."""
    from akn.errors import AknError, UsageError
    from akn.vocabulary.lexicon import OpeningCounts, as_tsv
    from converters.conversion import as_diagnostic
    from converters.formats import format_by_suffix
    from converters.reading import format_of, read

    lexicon = OpeningCounts()
    form = form_of(args.output, ("tsv", "text", "csv"), "tsv")
    options = options_of(args)
    failed = some = False
    for name in paths(args.inputs, format_by_suffix, form=args.format):
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
    put(_as_csv(table) if form == "csv" else table, args.output)
    return 1 if failed else 0


def _as_csv(table: str) -> str:
    """A table with tabs as one with commas."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows(line.split("\t") for line in table.splitlines())
    return out.getvalue()


def add_arguments_completion(parser: argparse.ArgumentParser) -> None:
    """What `akn completion` understands."""
    parser.epilog = """\
bash:  akn completion bash > ~/.local/share/bash-completion/completions/akn
zsh:   akn completion zsh > ~/.zfunc/_akn
"""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")


def run_completion(args: argparse.Namespace) -> int:
    """Print the script of a shell.  Raises MissingDependency without the package `shtab`."""
    from akn.errors import MissingDependency
    from converters.cli import whole_parser

    try:
        import shtab
    except ImportError as error:
        raise MissingDependency("akn completion needs shtab: pip install 'akn-un[completion]'") from error
    put(shtab.complete(whole_parser(), args.shell))
    return 0
