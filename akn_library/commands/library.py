"""`akn library`: what is in it, what is found in it, who cites whom.

The arguments and the work of each part are two functions here (`_add_NAME`, `_run_NAME`); what they do is `Library`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import indent, shorten
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from converters.claims import InputPath, KeptPath, OutputFolder
from converters.commands.streams import (
    add_jobs,
    add_options,
    add_output,
    add_printing_arguments,
    form_of,
    options_of,
    positive,
    print_diagnostics,
    put,
    severities,
)

if TYPE_CHECKING:
    from akn.diagnostics import Diagnostic
    from akn_library.asked import Asking
    from akn_library.citations import Reference
    from akn_library.find import Passage
    from akn_library.held import Held
    from akn_library.history import Stage
    from akn_library.library import Library, Status
    from akn_library.records import Absent, Double

FORMS = ("text", "jsonl", "csv")
PARTS = ("operative", "preamble", "annex", "cover", "preface", "conclusions")


class _OfText(Protocol):
    """A row of what a text says."""

    @property
    def symbol(self) -> str: ...
    @property
    def language(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfText)

_EPILOG = """\
The library is one file: --library FILE, else `library = "FILE"` of the nearest akn.toml, else akn-library.db here or in
a folder above. It holds what the files say, not the files; paths in it are relative to it. It is SQLite, so any program
that reads SQLite may ask it (docs/library.md draws the tables).

exit codes: 0 fine, 1 an input could not be read or nothing was found, 2 called wrongly.
"""

_ADD = """\
INPUT is anything that akn convert reads, and published AKN: files, folders, patterns, archives. What is in the library
already is left alone as long as its bytes, its corrections, the options and this program are the same. What was written
when a run is stopped or killed stays, and the next run does the rest.
"""

_GAPS = """\
absent here: numbers between the lowest and the highest of a body, kind and session, and languages that other texts of
that session are there in. It says nothing of what exists.
"""

_NO_RESOLUTION = "find, list, catalogue and export leave it out unless --foreign asks for it"

_FIND = """\
all words must be in the paragraph, in any form (plural, case, article) where the language is known for that; "words in
quotation marks" stand so, wor* begins a word. Nothing is a syntax error. Without words: all that the options let
through.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn library` understands."""
    parser.epilog = _EPILOG
    choice = parser.add_subparsers(dest="work", metavar="WORK", title="what to do", required=True)
    for name, (told, epilog, add, _) in _WORKS.items():
        description = f"{told[0].upper()}{told[1:]}."
        one = choice.add_parser(
            name, help=told, description=description, epilog=epilog, formatter_class=parser.formatter_class
        )
        add(one)
        kind = KeptPath if name in ("add", "remove", "dates") else InputPath
        told = "the library (else the one that is near)"
        one.add_argument("--library", type=kind, default="", metavar="FILE", help=told)
        if name not in ("add", "remove", "dates", "export"):
            add_output(one)
        if name not in ("add", "remove", "dates", "status", "export"):
            one.add_argument("--to", choices=FORMS, default="", help="how rows are printed (default: as -o says, text)")
        one.set_defaults(called=one)


def run(args: argparse.Namespace) -> int:
    """Do one of the works; the exit code is 1 if an input could not be read, or if nothing was found."""
    if hasattr(args, "output") and args.work != "status":
        args.to = args.to or form_of(args.output, FORMS, "text")
    code: int = _WORKS[args.work][3](args)
    return code


def _open(args: argparse.Namespace, **how: bool) -> Library:
    from akn_library.library import Library

    return Library(args.library, **how)


# ---- what is in it


def _add_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="+", type=InputPath, metavar="INPUT", help="resolutions, folders of them, archives"
    )
    parser.add_argument("--again", action="store_true", help="also what is there already and unchanged")
    add_options(parser, "from_", "language", "body", "catalogue")
    add_jobs(parser)
    add_printing_arguments(parser)


def _run_add(args: argparse.Namespace) -> int:
    from collections import Counter

    from msgspec.structs import replace

    from akn_library.adding import Added
    from converters.batch import processors
    from converters.batch.plan import Plan
    from converters.batch.progress import progress
    from converters.commands.many import Stop
    from converters.conversion import check
    from converters.status import Status

    options = options_of(args, validate=False)
    print_diagnostics(check(options), form=args.format, severities=severities(quiet=args.quiet))
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    counted: Counter[str] = Counter()
    foreign: list[str] = []
    left: list[str] = []
    units, failed = 0, False
    plan = Plan(args.inputs, "", replace(options, to=""))
    silent = args.quiet or args.format == "json"
    with _open(args, create=True) as library, Stop() as stop, progress(plan.count, quiet=silent) as bar:
        one: Added
        for one in library.add(
            args.inputs,
            options,
            jobs=args.jobs or processors(),
            again=args.again,
            stopped=lambda: stop(),
            leave=left.append,
        ):
            print_diagnostics(one.diagnostics, form=args.format, severities=shown)
            bar.add(one)
            counted[one.status.value] += 1
            if one.status is Status.FOREIGN:
                foreign.append(one.source)
            units += one.units
            failed = failed or not one.ok
        if args.format == "json":
            print_diagnostics(_left_out(left), form=args.format)
        elif not args.quiet:
            import sys

            for line in (*_by_kind(left), *_foreign(foreign), *_gone(library.gone())):
                _say(line)
            counted["left out"] += len(left)
            counts = ", ".join(f"{n:,} {name}" for name, n in sorted(counted.items()) if n)
            sys.stderr.write(f"akn: {library.path}: {counts or 'nothing new'}; {units:,} paragraphs and other units\n")
        return 130 if stop.now else int(failed)


_DOUBLES = "akn library duplicates"
_NAMED = 5  # so many files of a kind are named after a run; akn library status names all


def _names(paths: Sequence[str], where: str = "akn library status") -> str:
    more = len(paths) - _NAMED
    return ", ".join(paths[:_NAMED]) + (f" and {more:,} more ({where})" if more > 0 else "")


def _by_kind(left: Iterable[str]) -> Iterator[str]:
    """A line for each kind of file that was left out, by the end of its name: how many, and which."""
    import os

    from akn_library.adding import why_left

    kinds: dict[str, list[str]] = {}
    for path in left:
        kinds.setdefault(os.path.splitext(path)[1].lower(), []).append(path)
    for suffix, paths in sorted(kinds.items()):
        count = f"{len(paths):,} {suffix or 'without a suffix'}"
        yield f"left out: {count}: {_names(paths)}: {why_left(paths[0])}"


def _left_out(left: Sequence[str]) -> Iterator[Diagnostic]:
    """What was left out as diagnostics: documents of office programs by name, other files as a count."""
    from akn.diagnostics import Code, Position
    from converters.batch.plan import OFFICE

    yield from (Code.DOCUMENT_LEFT_OUT.at(Position(source=path)) for path in left if path.lower().endswith(OFFICE))
    if others := [path for path in left if not path.lower().endswith(OFFICE)]:
        yield Code.OTHER_FILES.at(Position(source=", ".join(others)), count=len(others))


def _foreign(paths: Sequence[str]) -> Iterator[str]:
    """The line for files that hold no resolution."""
    if paths:
        yield f"no resolution: {_names(paths)}: {_NO_RESOLUTION}"


def _gone(paths: Sequence[str]) -> Iterator[str]:
    """The line for files that were moved or deleted: the library still has what they said."""
    if paths:
        yield f"no longer there: {_names(paths)}: akn library remove --gone takes out what they said"


def _add_copies(parser: argparse.ArgumentParser) -> None:
    told = "also what further files hold of a text in the same language"
    parser.add_argument("--copies", action="store_true", help=told)


def _add_foreign(parser: argparse.ArgumentParser) -> None:
    told = "also what stands in files that hold no resolution"
    parser.add_argument("--foreign", action="store_true", help=told)


def _add_remove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="*", type=InputPath, metavar="INPUT", help="files, folders and archives that were added"
    )
    parser.add_argument("--gone", action="store_true", help="all files that are no longer where they were")


def _run_remove(args: argparse.Namespace) -> int:
    from akn.errors import UsageError

    if not args.inputs and not args.gone:
        raise UsageError("say which files to remove, or --gone for those that are no longer there")
    with _open(args, writing=True) as library:
        removed = library.remove(args.inputs, gone=args.gone)
        if not removed:
            what = "every file is where it was" if args.gone else f"holds nothing of {', '.join(args.inputs)}"
            _say(f"{library.path}: {what}")
    put("".join(f"{path}\n" for path in removed))
    return 0 if removed or args.gone else 1


def _say(told: str) -> None:
    """A line for the person who asked; rows alone go to standard output."""
    import sys

    sys.stderr.write(f"akn: {told}\n")


def _add_dates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "catalogue", type=InputPath, metavar="FILE", help="symbols and days of adoption, as akn catalogue writes them"
    )


def _run_dates(args: argparse.Namespace) -> int:
    with _open(args, writing=True) as library:
        count = library.add_dates(args.catalogue)
    put(f"{count:,} dates\n")
    return 0


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--body", type=str, default="", metavar="NAME", help="only texts of this body (see akn bodies)")
    add_options(parser, "language")
    _add_foreign(parser)


def _run_list(args: argparse.Namespace) -> int:
    with _open(args) as library:
        rows = library.held(language=args.language, body=args.body, foreign=args.foreign)
        return _print(args, rows, _held_line, "holds no such text")


def _held_line(row: Held) -> str:
    return "\t".join((row.symbol or "-", row.language, row.adopted or "-", row.title or "-", row.file))


def _add_gaps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--body", type=str, default="", metavar="NAME", help="only texts of this body (see akn bodies)")


def _run_gaps(args: argparse.Namespace) -> int:
    with _open(args) as library:
        rows = library.gaps(args.body)
        shown = _runs(rows) if args.to == "text" else rows
        return _print(args, shown, _gap_line, "nothing is absent between what is there", fine=True)


def _runs(rows: Iterable[Absent]) -> Iterator[Absent]:
    """Numbers that follow each other as one row ("408-417"), languages of a text as one."""
    from itertools import groupby

    from msgspec.structs import replace

    for (what, _), these in groupby(rows, key=lambda row: (row.what, (row.body, row.kind, row.session, row.symbol))):
        group = list(these)
        if what != "number":
            yield replace(group[0], absent=", ".join(row.absent for row in group))
            continue
        numbers = enumerate(int(row.absent) for row in group)
        for _, run in groupby(numbers, key=lambda pair: pair[1] - pair[0]):
            held = [number for _, number in run]
            yield replace(group[0], absent=str(held[0]) if len(held) == 1 else f"{held[0]}-{held[-1]}")


def _gap_line(row: Absent) -> str:
    return "\t".join(
        (row.symbol or f"{row.body} {row.kind} {row.session}".rstrip(), row.what, f"{row.absent} absent here")
    )


def _add_duplicates(parser: argparse.ArgumentParser) -> None:
    """It has no arguments of its own."""


def _run_duplicates(args: argparse.Namespace) -> int:
    with _open(args) as library:
        return _print(args, library.duplicates(), _double_line, "no text is held twice in a language", fine=True)


def _double_line(row: Double) -> str:
    files = (f"{path} ({row.files.count(path)} times)" if row.files.count(path) > 1 else path for path in row.files)
    words = ("their words differ",) if row.differ else ()
    return "\t".join((row.symbol, row.language, ", ".join(dict.fromkeys(files)), *words))


def _add_status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", choices=("text", "jsonl"), default="text", help="how it is printed (default: text)")


def _run_status(args: argparse.Namespace) -> int:
    import msgspec

    with _open(args) as library:
        status = library.status()
    if args.to == "jsonl":
        put(msgspec.json.encode(status) + b"\n", args.output)
        return 0
    languages = ", ".join(f"{code} {count:,}" for code, count in status.versions.items()) or "none"
    lines = [
        f"{status.path}: {status.size / 1e6:,.1f} MB",
        f"{status.files:,} files{_volumes(status.volumes)}, {status.works:,} texts; by language: {languages}",
        f"{status.units:,} paragraphs and other units, {status.citations:,} citations, {status.mandates:,} mandates",
    ]
    lines += _outdated(status)
    lines += [f"in doubt as a whole: {path}: {cause}" for path, cause in status.doubtful]
    lines += [f"could not be read: {path}: {cause}" for path, cause in status.unread]
    lines += [f"no resolution: {path}: {_NO_RESOLUTION}" for path in status.foreign]
    lines += [f"left out: {path}: {cause}" for path, cause in status.left_out]
    lines += [f"no longer there: {path}" for path in status.gone]
    put("".join(f"{line}\n" for line in lines), args.output)
    return 0


def _volumes(count: int) -> str:
    return f" ({count:,} of them with several works)" if count else ""


def _outdated(status: Status) -> list[str]:
    """The line for files that an earlier version read."""
    if not status.outdated:
        return []
    what = "; ".join(status.lacking)
    return [f"added by an earlier version: {status.outdated:,} files, of which is not known: {what}; add them again"]


# ---- what is found in it


def _add_find(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", type=str, metavar="WORDS", help="what to look for")
    _add_filters(parser)
    parser.add_argument("--limit", type=positive, default=20, metavar="N", help="so many at most (default: 20)")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    """The filters of passages and clauses: `akn_library.filters.Filters`."""
    from converters.commands.mandates import BINDING, FORCES, PRODUCTS

    add_options(parser, "language", "body")
    parser.add_argument(
        "--since", type=str, default="", metavar="DAY", help="adopted on this day or later (2044-12-09, 2044)"
    )
    parser.add_argument("--until", type=str, default="", metavar="DAY", help="adopted on this day or before")
    parser.add_argument("--part", choices=PARTS, default="", help="only in this part of the texts")
    parser.add_argument(
        "--action", type=str, default="", metavar="KEY", help="only what does this (requests; docs/actions.md)"
    )
    parser.add_argument(
        "--addressee",
        type=str,
        default="",
        metavar="KEY",
        help="only what asks this one (secretaryGeneral; akn mandates --keys lists all)",
    )
    parser.add_argument("--binding", choices=BINDING, default="", help="only what binds those who are asked like this")
    parser.add_argument("--force", choices=FORCES, default="", help="only clauses of this force")
    parser.add_argument("--product", choices=PRODUCTS, default="", help="only what asks for this")
    parser.add_argument("--cites", type=str, default="", metavar="SYMBOL", help="only what cites this text")
    parser.add_argument("--in", dest="symbol", type=str, default="", metavar="SYMBOL", help="only in this text")
    _add_foreign(parser)
    _add_copies(parser)


def _filters(args: argparse.Namespace) -> dict[str, Any]:
    from akn_library.filters import NAMES

    return {name: getattr(args, name) for name in NAMES}


def _run_find(args: argparse.Namespace) -> int:
    with _open(args) as library, _Rivals(library, args) as rivals:
        found = rivals.watch(library.find(" ".join(args.words), limit=args.limit, **_filters(args)))
        code = _print(args, found, _passage_line, lambda: f"no such paragraph{_why_none(library, args)}")
        count = library.count(" ".join(args.words), **_filters(args)) if args.to == "text" and not code else 0
        if count > args.limit:
            _say(f"{args.limit:,} of {count:,}; --limit {count} has all")
        return code


def _why_none(library: Library, args: argparse.Namespace) -> str:
    """What a search that found nothing asks for that nothing here has: a key, or some of its words."""
    from akn.data import near_keys

    if args.symbol and not library.holds(args.symbol):
        return f"; {args.symbol} is not in the library"
    for name, sql in _KEYS.items():
        key = getattr(args, name)
        held = [key for (key,) in library.connection.execute(sql)] if key else []
        if key and key not in held:
            like = near_keys(key, held)
            return f"; {name} {key!r} is not here{', but ' * bool(like)}{', '.join(like)}"
    words = " ".join(getattr(args, "words", ())).split()
    filters = _filters(args)
    absent = [word for word in words if next(library.find(word, limit=1, **filters), None) is None]
    return f"; none has {', '.join(absent)}" if absent and len(words) > 1 else ""


_KEYS = {
    "action": "SELECT DISTINCT action FROM unit WHERE action <> '' ORDER BY action",
    "addressee": "SELECT DISTINCT key FROM addressee WHERE key <> '' ORDER BY key",
}
"""By the name of a filter the keys of it that are in a library."""

_BEFORE, _SHOWN = 80, 320  # characters of a passage that are printed before its first hit, and in all


class _Rivals:
    """What is said after rows: of which of their texts several files are held, and their words differ, as only one of
    those stands for the text.
    """

    def __init__(self, library: Library, args: argparse.Namespace) -> None:
        self._library = library
        self._silent = getattr(args, "copies", False)
        self._of: set[tuple[str, str]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None and self._of and not self._silent:
            apart = [row for row in self._library.duplicates(self._of) if row.differ]
            for row in apart[:_NAMED]:
                files = list(dict.fromkeys(row.files))
                count = f"{len(files):,} files" if len(files) > 1 else f"{len(row.files):,} texts of one file"
                where = "" if len(files) > _NAMED else f" ({_DOUBLES})"
                _say(f"{row.symbol}: {count}, their words differ: {_names(files, _DOUBLES)}{where}")
            if (more := len(apart) - _NAMED) > 0:
                _say(f"{more:,} more texts of which the words of files differ ({_DOUBLES})")

    def watch(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        """Rows as they are, their texts remembered."""
        for row in rows:
            self._of.add((row.symbol, row.language))
            yield row


def _passage_line(row: Passage) -> str:
    first = row.hits[0][0] if row.hits else 0
    start = row.text.rfind(" ", 0, max(0, first - _BEFORE)) + 1 if first > _BEFORE else 0
    text = " ".join(row.text[start:].split())
    shown = shorten(text, _SHOWN, placeholder=" …") if " " in text[:_SHOWN] else text[:_SHOWN]
    action = f", {row.action}" if row.action else ""
    facts = ", ".join(filter(None, (row.language, row.adopted, row.file if row.symbol else "")))
    head = f"{row.symbol or row.file}, {row.place}{action} ({facts})"
    return f"{head}\n{indent(('… ' if start else '') + shown, '    ')}"


# ---- who cites whom

_AS = "(A/RES/70/1, or with a place in it: A/RES/70/1, para. 12)"


def _add_cited_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("symbol", type=str, metavar="SYMBOL", help=f"the text that is cited {_AS}")
    parser.add_argument("--paragraph", type=str, default="", metavar="N", help="only this paragraph of it: 12, 12 (b)")
    add_options(parser, "language")
    _add_copies(parser)


def _run_cited_by(args: argparse.Namespace) -> int:
    with _open(args) as library, _Rivals(library, args) as rivals:
        where = f"paragraph {args.paragraph} of {args.symbol}" if args.paragraph else args.symbol
        rows = rivals.watch(library.cited_by(args.symbol, args.paragraph, args.language, copies=args.copies))
        return _print(args, rows, _citing_line, f"nothing cites {where}")


def _citing_line(row: Reference) -> str:
    doubt = f"printed with {row.printed_date}: of another body, or a wrong date" if row.how == "foreign" else ""
    cells = (row.symbol or row.file, row.language, row.place, f"{row.text}{_fragment(row)}", doubt)
    return "\t".join(cells[: 4 + bool(doubt)])


def _fragment(row: Reference) -> str:
    """The place that is cited, of a range both ends."""
    last = f" to #{row.fragment_to}" if row.fragment_to else ""
    return f" #{row.fragment}{last}" if row.fragment else ""


def _add_cites(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("symbol", type=str, metavar="SYMBOL", help=f"the text that cites {_AS}")
    add_options(parser, "language")
    _add_copies(parser)


def _run_cites(args: argparse.Namespace) -> int:
    with _open(args) as library, _Rivals(library, args) as rivals:
        none = f"{args.symbol} cites nothing" if library.holds(args.symbol) else f"does not hold {args.symbol}"
        rows = rivals.watch(library.cites(args.symbol, args.language, copies=args.copies))
        return _print(args, rows, _cited_line, none)


def _cited_line(row: Reference) -> str:
    target = ("" if row.how == "foreign" else row.cited) + _fragment(row)
    return "\t".join((row.place, row.language, row.text, target or row.how))


# ---- through the years


_HISTORY = """\
without a paragraph a line a text: symbol, day, title, and what says that it follows the one before it (title, recalled
in the preamble, agenda item, words). With one: what that says in each text; changed words as [-old-] and {+new+}.
"""


def _add_history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("symbol", type=str, metavar="SYMBOL", help="a text of the library (A/RES/70/1)")
    parser.add_argument(
        "paragraph", nargs="?", type=str, default="", metavar="PARAGRAPH", help="one paragraph of it: 12, 12 (b)"
    )
    parser.add_argument(
        "--mandates", action="store_true", help="what became of its mandates in each text, and what answered them"
    )
    add_options(parser, "language")


def _run_history(args: argparse.Namespace) -> int:
    with _open(args) as library, _Rivals(library, args) as rivals:
        if args.mandates:
            from akn.compare.follow_rows import record_of
            from akn_library.commands.follow import follow_line

            series = library.follow(args.symbol, args.language, args.paragraph)
            rows = rivals.watch(record_of(one, row) for one in series for row in one.rows)
            return _print(args, rows, follow_line, f"holds no mandate of {args.symbol} {args.paragraph}".rstrip())
        stages = list(rivals.watch(library.history(args.symbol, args.paragraph, args.language)))
        if args.paragraph and stages and all(stage.state == "absent" for stage in stages):
            stages, none = [], f"{args.symbol} has no paragraph {args.paragraph}"
        else:
            none = f"does not hold {args.symbol}{' in that language' if args.language else ''}"
        return _print(args, stages, _stage_line, none)


_SHOWN_CHANGES = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


def _stage_line(row: Stage) -> str:
    head = "\t".join((row.symbol, row.adopted, row.title, ", ".join(row.why)))
    if not row.state:
        return head
    said = "".join(_SHOWN_CHANGES[sign].format(words) for sign, words in row.words) or row.text
    place = f", {row.place}" if row.place else ""
    return f"{row.symbol}{place} ({row.adopted}): {row.state}\n{indent(said, '    ')}".rstrip()


# ---- for other engines


_EXPORT = """\
  parquet       texts, passages, citations, mandates as tables for DuckDB, Spark and pandas (extra: tables)
  opensearch    passages as files for _bulk, and index.json, the body of the request that makes their index
  nt            texts, versions, paragraphs and citations as N-Triples, with the terms of ELI and schema.org

docs/scale.md shows how they are taken in. The folder is there when all is written.
"""


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", choices=("parquet", "opensearch", "nt"), required=True, help="what is written")
    parser.add_argument(
        "--output-dir", type=OutputFolder, required=True, metavar="DIR", help="a new or an empty folder"
    )
    parser.add_argument(
        "--base-url", type=str, default="", metavar="URL", help="the address that names of texts begin with"
    )
    _add_foreign(parser)


def _run_export(args: argparse.Namespace) -> int:
    with _open(args) as library:
        written = library.export(args.to, args.output_dir, base_url=args.base_url, foreign=args.foreign)
    put("".join(f"{name}\t{count:,}\n" for name, count in written))
    return 0


def _run_mandates(args: argparse.Namespace) -> int:
    with _open(args) as library, _Rivals(library, args) as rivals:
        return _print(
            args,
            rivals.watch(library.mandates(**_filters(args))),
            _asking_line,
            lambda: f"nobody is asked for such a thing{_why_none(library, args)}",
        )


def _asking_line(row: Asking) -> str:
    who = ", ".join(printed or key for printed, key in zip(row.addressees, row.keys, strict=True))
    return "\t".join((row.symbol or row.file, row.language, row.place, row.verb or row.action, who, row.ask, row.due))


def _print(
    args: argparse.Namespace, rows: Iterable[Any], line: Any, none: str | Callable[[], str], *, fine: bool = False
) -> int:
    """Print rows as they come, a few at a time; `none` is what is said where there are none, or makes it; the exit code
    is then 1 unless that is `fine`.
    """
    from itertools import islice

    from akn_library.tables import columns_of, written
    from converters.files import write_standard_output

    found = iter(rows)
    first = next(found, None)
    if first is None:
        from akn_library.library import library_here

        _say(f"{args.library or library_here()}: {none if isinstance(none, str) else none()}")
        return 0 if fine else 1
    pieces = written(_with(first, found), args.to, columns_of(first), line)
    if args.output:
        put(b"".join(pieces), args.output)
    while some := list(islice(pieces, 256)):
        write_standard_output(b"".join(some))
    return 0


def _with(first: Any, rest: Iterable[Any]) -> Iterable[Any]:
    yield first
    yield from rest


_WORKS: dict[str, tuple[str, str, Any, Any]] = {
    "add": ("read files into the library", _ADD, _add_add, _run_add),
    "remove": ("take files out of the library", "", _add_remove, _run_remove),
    "dates": ("take in days of adoption that are known from elsewhere, for akn check", "", _add_dates, _run_dates),
    "list": ("list the texts in the library: symbol, language, day of adoption, title", "", _add_list, _run_list),
    "status": ("say how much is in the library, and what is not", "", _add_status, _run_status),
    "gaps": ("list numbers and languages that are absent among what is in the library", _GAPS, _add_gaps, _run_gaps),
    "duplicates": (
        "list texts that several files hold in one language",
        "",
        _add_duplicates,
        _run_duplicates,
    ),
    "find": ("search the paragraphs in the library", _FIND, _add_find, _run_find),
    "cited-by": ("list the paragraphs that cite a text", "", _add_cited_by, _run_cited_by),
    "mandates": ("list who is asked to do what by when", "", _add_filters, _run_mandates),
    "cites": ("list what a text cites", "", _add_cites, _run_cites),
    "history": ("list what a text follows and what follows it", _HISTORY, _add_history, _run_history),
    "export": (
        "write the library for other engines: Parquet, OpenSearch, N-Triples",
        _EXPORT,
        _add_export,
        _run_export,
    ),
}
"""By the name of a work its line in the help, what stands below that, its arguments and what it does."""
