"""`akn convert`: one input to standard output or a file, many to a folder."""

from __future__ import annotations

import argparse
import os
from functools import partial
from typing import TYPE_CHECKING

from converters.claims import InputPath, KeptPath, OutputFolder, OutputPath, Replacement, is_address
from converters.commands.policy import Allowed
from converters.commands.streams import (
    add_jobs,
    add_library,
    add_options,
    add_prefer,
    add_printing_arguments,
    fails,
    form_of,
    kind_of_many,
    needs_folder,
    options_of,
    positive,
    print_diagnostics,
    put,
    put_output,
    read_input,
    register_of,
    severities,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from converters.conversion import Converted
    from converters.options import Options

_EPILOG = """\
inputs are files, folders (their tree is mirrored), quoted patterns ('in/**/*.txt'), zip and tar archives, addresses
(s3://..., with the extra "remote"), and - for standard input. One input goes to standard output, or to -o FILE;
several go to DIR/STEM.xml. Diagnostics go to standard error: file:line:column: severity code: message (hint).

exit codes: 0 fine, 1 inputs failed or are invalid (see --fail-on and --max-failed), 2 called wrongly, 3 the one
input is not a resolution, decision or statement (of a text all words are kept), 130 and 143 interrupted.
"""


NOT_A_RESOLUTION = 3
_MEMORY = 4 << 30  # bytes that the process may take in which a PDF file is read
_PAGE = 512 << 20  # and for each further page that it reads at once: an engine, a picture, the room of a thread


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn convert` understands: all `converters.Options`, and what becomes of inputs and outputs."""
    from converters.options import arguments

    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="*", type=InputPath, metavar="INPUT", help="what to convert")
    parser.add_argument(
        "-o", "--output", type=Replacement, default="", metavar="FILE", help="where the output of one input goes"
    )
    parser.add_argument(
        "--output-dir",
        type=OutputFolder,
        default="",
        metavar="DIR",
        help="where the outputs go, a folder or an address",
    )
    add_options(parser, *arguments())
    add_library(parser)
    parser.add_argument(
        "--source-map",
        type=OutputPath,
        default="",
        metavar="FILE",
        help="write where each unit stands in the source, as JSON (one input)",
    )
    parser.add_argument(
        "--strict",
        dest="fail_on",
        action="store_const",
        const="style",
        default="meaning",
        help="a warning fails an input too, for pipelines (--fail-on style)",
    )
    add_printing_arguments(parser)
    many = parser.add_argument_group("many inputs")
    many.add_argument(
        "--timeout",
        type=positive,
        default=600,
        metavar="SECONDS",
        help="give up an input, or a page of a scan, after this (600)",
    )
    add_jobs(many)
    many.add_argument(
        "--files-from",
        type=InputPath,
        default="",
        metavar="FILE",
        help="a list of inputs, one a line; - reads it here",
    )
    many.add_argument(
        "--report",
        type=KeptPath,
        default="",
        metavar="FILE",
        help="one JSON line an input: what became of it (- prints)",
    )
    many.add_argument("--resume", action="store_true", help="skip what --report says is done, if nothing changed")
    many.add_argument(
        "--only-failed", type=KeptPath, default="", metavar="REPORT", help="only the inputs that failed there"
    )
    many.add_argument(
        "--force", action="store_true", help="skip nothing; replace what akn did not leave there, and inputs"
    )
    add_prefer(many)
    many.add_argument(
        "--max-failed",
        type=Allowed.parse,
        default=Allowed(),
        metavar="N|P%",
        help="exit code 0 with up to so many failed inputs, a number or a share of all (0; see --fail-on)",
    )
    many.add_argument("--fail-fast", action="store_true", help="stop at the first input that fails")
    many.add_argument(
        "--scheduler", type=str, default="", metavar="ADDRESS", help="run on a Dask cluster (tcp://HOST:PORT)"
    )


def run(args: argparse.Namespace) -> int:
    """Convert; the exit code tells whether all went well."""
    from msgspec.structs import replace

    from converters.conversion import check
    from converters.sources import corrections_file

    _check_together(args)
    options = options_of(
        args, to=args.to or _format_of_output(args), source_map=bool(args.source_map), register=register_of(args)
    )
    options = replace(options, corrections=corrections_file(options.corrections))
    print_diagnostics(check(options), form=args.format, severities=severities(quiet=args.quiet))
    if not args.output_dir and _is_one(args):
        return _convert_one(args, options)
    from converters.commands.many import convert_folder

    return convert_folder(args, options)


def _check_together(args: argparse.Namespace) -> None:
    """Raise UsageError for arguments that do not go together."""
    from akn.errors import UsageError

    if not (args.inputs or args.files_from or args.only_failed):
        raise UsageError("nothing to convert: name an input, or - for standard input")
    one = _is_one(args)
    if not args.output_dir and not one:
        raise UsageError(_needs_folder(args))
    for told, wrong in _contradictions(args, many=bool(args.output_dir) or not one).items():
        if wrong:
            raise UsageError(told)


def _contradictions(args: argparse.Namespace, *, many: bool) -> dict[str, bool]:
    """What does not go together, and whether a command line has it."""
    return {
        "give either -o FILE or --output-dir DIR": bool(args.output and args.output_dir),
        f"{args.output_dir} is a file; --output-dir needs a folder": os.path.isfile(args.output_dir),
        "--source-map FILE is for one input that is converted; a folder has none": bool(
            args.source_map and (args.stop_after or many)
        ),
        "--corrections is for one input; those of many lie beside them, as INPUT.akn.toml": bool(
            args.corrections and many
        ),
        "--resume needs --report FILE, which tells what is done": args.resume and args.report in ("", "-"),
        "standard input can be the list or an input, not both": args.files_from == "-" and "-" in args.inputs,
    }


def _is_one(args: argparse.Namespace) -> bool:
    """True if there is one input that is one file, and nothing that only many have."""
    if len(args.inputs) != 1 or args.files_from or args.only_failed or args.scheduler or args.report:
        return False
    return not kind_of_many(args.inputs[0], args.from_)


def _needs_folder(args: argparse.Namespace) -> str:
    """Why the arguments need an output folder."""
    if args.inputs and (told := needs_folder(args.inputs, args.from_)):
        return told
    options = ("files_from", "only_failed", "report", "scheduler")
    return "--" + next(name for name in options if getattr(args, name)).replace("_", "-") + " needs --output-dir DIR"


def _format_of_output(args: argparse.Namespace) -> str:
    """The format that the suffix of -o stands for, XML if there is none; UsageError for one that stands for nothing."""
    if not args.output or args.stop_after:
        return "xml"
    from converters.formats import format_by_suffix
    from converters.writing import written_suffixes

    return format_by_suffix(args.output) or form_of(args.output, written_suffixes(), "xml")


def _convert_one(args: argparse.Namespace, options: Options) -> int:
    from akn.errors import AknError, MissingDependency, NotText, UsageError
    from akn.extensions import plug_in_fault

    name = args.inputs[0]
    shown = severities(quiet=args.quiet)
    try:
        done = _converted(name, options, args)
    except (UsageError, MissingDependency):
        raise
    except Exception as error:
        from converters.conversion import as_diagnostic

        if not isinstance(told := plug_in_fault(error), AknError):
            raise
        print_diagnostics([as_diagnostic(told, name)], form=args.format, severities=shown)
        return NOT_A_RESOLUTION if isinstance(error, NotText) else 1
    print_diagnostics(done.diagnostics, form=args.format, severities=shown)
    if done.status.there:
        if not put_output(done.output, args.output, name, args):
            return 1
        if args.source_map:
            put(_as_json(done.source_map), args.source_map)
    if not done.status.there or fails(done.diagnostics, args):
        return 1
    return NOT_A_RESOLUTION if done.status.value == "foreign" else 0


def _as_json(places: Mapping[str, list[dict[str, object]]]) -> bytes:
    """A source map as JSON, one unit a line."""
    from json import dumps

    lines = (f"{dumps(eid)}: {dumps(where)}" for eid, where in places.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _converted(name: str, options: Options, args: argparse.Namespace) -> Converted:
    import sys

    from msgspec.structs import replace

    from converters.batch import processors
    from converters.batch.progress import PagesTold, silent
    from converters.conversion import convert_bytes
    from converters.formats.pace import Pace, paced
    from converters.sources import corrections_file, read_corrections

    if not corrections_file(options.corrections).path and name != "-" and not is_address(name):
        options = replace(options, corrections=read_corrections(name, beside=True))
    data = read_input(name)
    jobs = args.jobs or processors()
    quiet = args.quiet or args.format == "json"
    told = partial(PagesTold(silent if quiet else lambda line: sys.stderr.write(line + "\n")), name)
    if data.startswith(b"%PDF") or name.lower().endswith(".pdf"):
        return _apart((data, name, options, args.output, jobs), args.timeout, told)
    with paced(Pace(lambda: jobs, told)):
        return convert_bytes(data, name, options, output_name=args.output)


_Attempt = tuple[bytes, str, "Options", str, int]


def _apart(task: _Attempt, seconds: int, told: Callable[[int, int], object]) -> Converted:
    """The conversion in a process of its own: a hostile file can crash a library in C++, or keep it busy for ever."""
    from akn.diagnostics import Code, Position
    from converters.batch.pool import Death, Pool
    from converters.conversion import Converted, Status

    jobs = task[-1]
    with Pool(_attempt, jobs, limit=seconds, told=lambda _, sign: told(sign.done, sign.of)) as pool:
        ((_, found),) = pool.run([task])
    if isinstance(found, Death):
        told_of = Code.READER_DIED.at(Position(source=task[1]), reason=found.reason)
        return Converted(b"", task[2].to, None, (told_of,), Status.DIED)
    if isinstance(found, Exception):
        raise found
    return found


def _attempt(task: _Attempt) -> Converted | Exception:
    """What comes of a conversion, in a process that may not take more memory than any file needs."""
    from contextlib import suppress

    from akn.errors import AknError
    from akn.extensions import plug_in_fault
    from converters.conversion import convert_bytes

    data, name, options, output, jobs = task
    with suppress(ImportError, ValueError, OSError):  # not everywhere, and not above what is allowed already
        import resource

        most = _MEMORY + (jobs - 1) * _PAGE
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
    try:
        return convert_bytes(data, name, options, output_name=output)
    except Exception as error:
        if isinstance(told := plug_in_fault(error), AknError):
            return told
        raise
