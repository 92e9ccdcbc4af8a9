"""What commands share: the files that they are given, what they put out, and diagnostics on standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from akn.patterns import lazy_pattern
from converters.claims import InputPath, OutputPath, is_address, reading

if TYPE_CHECKING:
    from akn.diagnostics import Diagnostic
    from akn.document import Document
    from akn.register import Register
    from converters.files import Ledger
    from converters.options import Options
    from converters.reading import Status

FORMATS = ("text", "json")
_SETTLED = ("S221", "S222", "S223", "S224", "S225", "S226", "B123")
"""Codes of what became of corrections, and of outputs that earlier runs made."""
_SEVERITY = lazy_pattern(r": (error|warning|info) ([A-Z]\d{3})")


def is_xml(name: str) -> bool:
    """True for the name of an XML file."""
    return name.endswith((".xml", ".akn"))


def kind_of_many(name: str, from_: str) -> str:
    """What an input is called that can stand for many, empty for one that is one file.

    An address is one file if it has the suffix of one; nobody is asked.
    """
    if name == "-" or os.path.isfile(name):
        return "an archive" if not from_ and _is_archive(name) else ""
    if os.path.isdir(name):
        return "a folder"
    magic = any(c in name for c in "*?[")
    if is_address(name):
        from converters.formats import format_by_suffix

        return "an address" if magic or not format_by_suffix(name) else ""
    return "a pattern" if magic else ""


def needs_folder(inputs: Sequence[str], from_: str = "") -> str:
    """Why inputs need a folder for what comes out, empty for one that is one file."""
    if len(inputs) > 1:
        return "several inputs need --output-dir DIR"
    kind = kind_of_many(inputs[0], from_)
    return f"{kind} needs --output-dir DIR" if kind else ""


def _is_archive(name: str) -> bool:
    if not name.lower().endswith((".zip", ".tar", "gz", "bz2", "xz")):
        return False
    from converters.batch.plan import archive_stem

    return bool(archive_stem(name))


def paths(names: Iterable[str], wanted: Callable[[str], object] = is_xml, *, form: str = "text") -> Iterator[str]:
    """Files as they are named, and all files of folders that are wanted by their name, in alphabetical order.

    A folder without such a file, or one that cannot be listed, comes by its own name, so that `read_input` can say so.
    What is no file (a named pipe, say) is passed over, and that is printed, in the form of diagnostics.
    """
    from converters.files import walk

    def passed(path: str, kind: str) -> None:
        if wanted(path):
            print_diagnostics(passed_over({path: kind}), form=form)

    for name in names:
        if is_address(name):
            yield from _at_address(name, wanted)
            continue
        if not os.path.isdir(name):
            yield name
            continue
        empty = True
        for folder, files, error in walk(name, passed):
            if error:
                empty = False
                yield folder
            for file in files:
                if wanted(file):
                    empty = False
                    yield reading(os.path.join(folder, file))
        if empty:
            yield name


def _at_address(address: str, wanted: Callable[[str], object]) -> Iterator[str]:
    """What an address stands for; the address itself where there is nothing, so that reading it says why."""
    from akn.errors import UnreadableInput
    from converters.addresses import find_addresses

    try:
        found = [name for name, _ in find_addresses(address) if name == address or wanted(name)]
    except UnreadableInput:
        found = []
    yield from found or [address]


def passed_over(found: Mapping[str, str]) -> list[Diagnostic]:
    """What there is to tell of paths that are no files, with what they are (`converters.files.no_file`)."""
    from akn.diagnostics import Code, Position

    return [Code.NO_FILE.at(Position(source=path), kind=kind) for path, kind in found.items()]


def document_files(names: Iterable[str], *, form: str = "text") -> Iterator[str]:
    """Files as they are named, and of each folder the AKN files, or all that can be read if there are none: a folder
    that holds sources and outputs has each document once."""
    from converters.formats import input_format

    for name in names:
        found = list(paths([name], form=form))
        yield from paths([name], input_format, form=form) if found == [name] and os.path.isdir(name) else found


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises UnreadableInput, NoFileFound for a folder."""
    from converters.files import nothing_in, read_bytes, read_standard_input

    if name == "-":
        return read_standard_input()

    if is_address(name):
        from converters.addresses import read_address

        return read_address(name)
    if os.path.isdir(name):
        raise nothing_in(name)
    return read_bytes(name)


class FileRead(NamedTuple):
    """A file as it was read, for `converters.batch.rivals.sole`."""

    source: str
    document: Document
    diagnostics: Sequence[Diagnostic]
    status: Status
    work: str = ""
    identity: tuple[str, ...] = ()
    works: Sequence[Document] = ()


def read_documents(
    names: Iterable[str],
    args: argparse.Namespace,
    failures: list[str],
    options: Options,
    *,
    prefer: Sequence[str] | None = None,
    reported: Container[str] = (),
    apart: bool = False,
) -> Iterator[tuple[str, Document]]:
    """The documents that files hold, with the names of the files; what was noticed is printed as `args` wish.

    With `prefer` one is taken of files that differ in the suffix alone and hold one document: of the formats that it
    names if there is one.
    The names of files that cannot be read, or were read with an error, go into `failures`; the latter come too.
    Diagnostics with a code of `reported` are printed whatever their severity, unless `args.quiet`.
    With `apart` every work of a volume comes by itself, with the name of the file.
    """
    from converters.batch.rivals import sole
    from converters.files import stem_of

    found = list(names)
    stems = Counter(map(stem_of, found)) if prefer is not None else {}
    held = _held(found, args, failures, options, reported, apart=apart)
    for one, left_out in sole(held, lambda name: stems.get(stem_of(name), 1), prefer or ()):
        if left_out:
            print_left_out([left_out], args)
        elif one.status.there:
            if fails(one.diagnostics, args):
                failures.append(one.source)
            for document in one.works or (one.document,):
                yield one.source, document


def _held(
    names: Iterable[str],
    args: argparse.Namespace,
    failures: list[str],
    options: Options,
    reported: Container[str],
    *,
    apart: bool = False,
) -> Iterator[FileRead]:
    """What each file holds; what was noticed is printed."""
    from akn.document import Document
    from akn.errors import AknError, MissingDependency, UsageError
    from converters.batch.task import identity_of, work_held
    from converters.conversion import as_diagnostic
    from converters.reading import Status

    shown = severities(quiet=args.quiet, many=True, form=args.format)
    for name in names:
        try:
            works, noticed = _works_in(name, options, apart=apart)
        except (UsageError, MissingDependency):
            raise
        except AknError as error:
            failures.append(name)
            print_diagnostics([as_diagnostic(error, name)], form=args.format, severities=shown)
            yield FileRead(name, Document(), (), Status.FAILED)
            continue
        print_diagnostics(noticed, form=args.format, severities=shown)
        more = [d for d in noticed if d.code.code in reported and d.severity not in shown]
        print_diagnostics([] if args.quiet else more, form=args.format)
        status = Status.INVALID if fails(noticed, args) else Status.CONVERTED
        metadata = works[0].metadata
        found = FileRead(name, works[0], noticed, status, work_held(metadata), identity_of(metadata), works)
        if len(works) > 1:  # a volume has no address of one work; its identity is made of those of its works
            held = tuple(work_held(one.metadata) for one in works)
            found = found._replace(work="", identity=held if all(held) else ())
        yield found


def _works_in(name: str, options: Options, *, apart: bool) -> tuple[Sequence[Document], Sequence[Diagnostic]]:
    """The document that a file holds, with `apart` those of all its works, and what was noticed."""
    from converters.conversion import looks, read_file

    if not apart:
        result = read_file(read_input(name), name=name, options=options)
        return [result.value], result.diagnostics
    seen = looks(read_input(name), name, options)
    return [one.document for one in seen], [d for one in seen for d in one.diagnostics]


def print_left_out(left_out: Iterable[Diagnostic | None], args: argparse.Namespace) -> None:
    """Say which inputs are left out for another of their name; it fails none."""
    if not args.quiet:
        print_diagnostics([one for one in left_out if one], form=args.format)


def fails(diagnostics: Iterable[Diagnostic], args: argparse.Namespace) -> bool:
    """Whether what was found fails an input, by `--fail-on`."""
    from akn.remarks.merging import fails

    return fails(diagnostics, args.fail_on)


def put(text: str | bytes, target: str = "") -> None:
    """Text or bytes to standard output, or to a file as a whole; text as UTF-8 whatever the terminal says."""
    from converters.files import write_atomically, write_standard_output

    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    if target in ("", "-"):
        write_standard_output(data)
    elif is_address(target):
        from converters.addresses import write_address

        write_address(target, data)
    else:
        write_atomically(target, data)


def put_told(text: str | bytes, args: argparse.Namespace) -> None:
    """A table or a page into the place of the one output of a command (`add_output`); a person is told where it is."""
    put(text, args.output)
    if args.output not in ("", "-") and not args.quiet and args.format == "text":
        from akn.diagnostics import printable

        where = args.output if is_address(args.output) else os.path.abspath(args.output)
        sys.stderr.write(f"akn: wrote {printable(where)}\n")


def put_output(
    data: bytes, target: str, source: str, args: argparse.Namespace, ledger: Ledger | None = None, made_of: str = ""
) -> bool:
    """Put an output into its place; False, and told, if what is there stays (without --force).

    `ledger` knows what was written where, if many outputs go to a folder: there a file that we never wrote stays too,
    as nobody named it.  `made_of` is the one input that an output in a folder is made of.
    """
    if target in ("", "-") or is_address(target):  # of what stands at an address there is no list
        put(data, target)
        return True
    from akn.diagnostics import Code, Position
    from converters.files import ChangedByHand, write_listed

    try:
        unlisted = write_listed(target, data, None if args.force else _before(target, ledger), made_of)
    except ChangedByHand as error:
        print_diagnostics([Code.OUTPUT_CHANGED.at(Position(source=source), reason=error)], form=args.format)
        return False
    if unlisted:
        print_diagnostics([Code.OUTPUT_UNLISTED.at(Position(source=source), reason=unlisted)], form=args.format)
    return True


def _before(target: str, ledger: Ledger | None) -> frozenset[str] | None:
    from converters.files import Ledger

    return ledger.written(target) if ledger else Ledger().written(target) or None


def form_of(output: str, forms: tuple[str, ...], default: str) -> str:
    """The form that the suffix of -o stands for; `default` for standard output and for a name without a suffix.

    Raises UsageError for a suffix of another kind, which whoever opens the file would believe.
    """
    suffix = os.path.splitext(output)[1].lower().lstrip(".")
    form = {"xml": "akn", "xlf": "xliff", "txt": "text"}.get(suffix, suffix)
    if form in forms:
        return form
    if suffix and output != "-" and not output.startswith("/dev/"):
        from akn.data import did_you_mean
        from akn.errors import UsageError

        meant = did_you_mean(suffix, forms)
        raise UsageError(f"{output}: nothing is written as {suffix} here, but {', '.join(forms)}{meant}")
    return default


def positive(text: str) -> int:
    """The number that an argument gives, 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def add_options(parser: argparse._ActionsContainer, *names: str) -> None:
    """Arguments for fields of `converters.Options`, as these say; `options_of` gives what they hold."""
    from converters.options import arguments, flag_of

    for name in names:
        argument = arguments()[name]
        flag = flag_of(name)
        if argument.metavar:
            kind = InputPath if argument.metavar == "FILE" else str
            parser.add_argument(flag, dest=name, type=kind, default="", metavar=argument.metavar, help=argument.help)
        elif argument.choices:
            parser.add_argument(flag, dest=name, choices=argument.choices, default="", help=argument.help)
        else:  # a flag says what is not done anyhow
            action = "store_false" if argument.flag.startswith("--no-") else "store_true"
            parser.add_argument(flag, dest=name, action=action, default=None, help=argument.help)


def add_library(parser: argparse._ActionsContainer) -> None:
    """The library that citations are compared with."""
    told = "texts to compare citations with, besides the shipped dates"
    parser.add_argument("--library", type=InputPath, default="", metavar="FILE", help=told)


def register_of(args: argparse.Namespace) -> Register | None:
    """The library that a command line names (`add_library`) as a register, None if it names none.

    Raises UsageError if there is no such file, UnreadableInput if it is no library.
    """
    if not args.library:
        return None
    from importlib import import_module

    from converters.commands import REGISTER

    register: Register = import_module(REGISTER).register_in(args.library)
    return register


def options_of(args: argparse.Namespace, **fixed: Any) -> Options:
    """The options that a command line gives; `fixed` are those that the command settles.

    Raises UsageError for a value that no input could ever satisfy.
    """
    from converters.options import Options, arguments

    given = {name: value for name in arguments() if (value := getattr(args, name, None)) not in (None, "")}
    return Options(**given | fixed)


def add_output(parser: argparse._ActionsContainer) -> None:
    """Where one output goes."""
    told = "where it goes instead of standard output"
    parser.add_argument("-o", "--output", type=OutputPath, default="", metavar="FILE", help=told)


def add_prefer(parser: argparse._ActionsContainer) -> None:
    """Which of several inputs of one name is taken; `preferred` gives what it holds."""
    told = "which of a.docx, a.pdf, ... is taken, if they are one document (docx,pdf,html,markdown,text,image)"
    parser.add_argument("--prefer", type=str, default="", metavar="FORMATS", help=told)


def preferred(args: argparse.Namespace) -> list[str]:
    """The formats that `--prefer` names, by their names or their suffixes; raises UsageError."""
    from converters.formats import format_by_suffix, names, no_format

    wanted = args.prefer.replace(",", " ").split()
    found = {name: format_by_suffix(f"x.{name.lstrip('.')}") or name for name in wanted}
    if unknown := [name for name, format_ in found.items() if format_ not in names()]:
        raise no_format(unknown[0])
    return list(found.values())


def add_jobs(parser: argparse._ActionsContainer) -> None:
    """How many processes work."""
    told = "processes (default: the processors there are)"
    parser.add_argument("--jobs", "-j", type=positive, default=None, metavar="N", help=told)


def add_resume(parser: argparse._ActionsContainer) -> None:
    """Whether a run takes what earlier ones made of inputs (`converters.batch.earlier`)."""
    told = "keep what is made of each input in .akn-kept beside the output, and take it from there if nothing changed"
    parser.add_argument("--resume", action="store_true", help=told)


def print_resumed(count: int, args: argparse.Namespace) -> None:
    """Say to a person how many inputs a run took from an earlier one."""
    if args.resume and not args.quiet and args.format == "text":
        sys.stderr.write(f"akn: {count:,} unchanged since an earlier run\n")


def add_printing_arguments(parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """`--format` and `--quiet`, which all commands share that have something to tell."""
    parser.add_argument(
        "--format", choices=formats, default="text", help="how diagnostics are printed (json: one object a line)"
    )
    parser.add_argument(
        "--fail-on",
        choices=("schema", "meaning", "style", "never"),
        default="meaning",
        help="how grave a finding is that fails an input: the schema refuses it, it says something wrong or cannot be "
        "relied on (meaning, the default), any warning (style); never: only a wrong call fails",
    )
    parser.add_argument("--quiet", "-q", action="store_true", help="no progress, and no diagnostics but errors")


def print_diagnostics(
    diagnostics: Iterable[Diagnostic],
    *,
    form: str = "text",
    severities: frozenset[str] = frozenset({"error", "warning", "info"}),
    settled: bool = False,
    write: Callable[[str], object] | None = None,
) -> None:
    """One line for each diagnostic of these severities, on standard error unless `write` takes them; with `settled` for
    each that says what became of corrections and of earlier outputs too."""
    show = _logged if form == "json" else _in_words
    for diagnostic in diagnostics:
        if diagnostic.severity in severities or (settled and diagnostic.code.code in _SETTLED):
            line = show(diagnostic)
            if form == "text":
                line = painted(line, sys.stderr)
            if write:
                write(line)
            else:
                sys.stderr.write(line + "\n")


def _in_words(diagnostic: Diagnostic) -> str:
    """A diagnostic in one line, with the places of the document that it speaks of as people call them."""
    where = ""
    if any(d.position.eid or d.position.page for d in (diagnostic, *diagnostic.others)) and not diagnostic.code.notice:
        from akn.remarks import shown_places

        where = shown_places(diagnostic)
    return diagnostic.line(where)


def severities(*, quiet: bool, many: bool = False, form: str = "text") -> frozenset[str]:
    """What is worth a line: errors only if `quiet`, and for a person who has many inputs."""
    if quiet or (many and form == "text"):
        return frozenset({"error"})
    return frozenset({"error", "warning", "info"})


_PAINT = {"error": "31;1", "warning": "33", "info": "36"}


def painted(text: str, stream: object) -> str:
    """The lines of diagnostics as a terminal shows them, their severity in colour; for anything else as they are.

    `NO_COLOR` in the environment turns it off (no-color.org).
    """
    isatty = getattr(stream, "isatty", None)
    if "NO_COLOR" in os.environ or isatty is None or not isatty():
        return text
    return _SEVERITY.sub(lambda m: f": \x1b[{_PAINT[m[1]]}m{m[1]} {m[2]}\x1b[0m", text)


def _logged(diagnostic: Diagnostic) -> str:
    found = diagnostic.as_dict()
    return log_line({"level": found["severity"], **found})


def log_line(found: Mapping[str, Any]) -> str:
    """A line of the log that `--format json` writes to standard error: with the time, and the run that wrote it.

    The environment may name the run (`AKN_RUN`), else it is named after its time and its process.
    """
    import json
    from datetime import UTC, datetime

    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps(
        {"time": now, "run": os.environ.get("AKN_RUN") or _run_id(os.getpid()), **found}, ensure_ascii=False
    )


@cache
def _run_id(process: int) -> str:
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{process}"


def as_json(diagnostic: Diagnostic) -> str:
    """A diagnostic as a JSON object on one line."""
    import json

    return json.dumps(diagnostic.as_dict(), ensure_ascii=False)
