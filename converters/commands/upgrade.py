"""`akn upgrade`: published AKN files become ones that follow the profile to the letter."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from converters.commands.inputs import paths, put, read_input
from converters.commands.printing import add_printing_arguments, print_diagnostics, severities

if TYPE_CHECKING:
    from akn.catalogue import Catalogue
    from akn.diagnostics import Diagnostic, Result

_EPILOG = """\
what was changed is told on standard error. exit codes: 0 fine, 1 a file could not be read or is still invalid, 2 called
wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn upgrade` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("files", nargs="+", metavar="FILE", help="AKN files, folders of them, - for standard input")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where the output of one file goes")
    parser.add_argument("--output-dir", default="", metavar="DIR", help="where the outputs of several inputs go")
    parser.add_argument("--catalogue", default="", metavar="FILE", help="symbols and their adoption dates")
    parser.add_argument("--no-validate", action="store_true", help="do not validate what comes out")
    parser.add_argument("--force", action="store_true", help="an output may replace its own input")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Upgrade all files; the exit code is 1 if one could not be read or is still invalid."""
    from akn.catalogue import load_catalogue
    from akn.diagnostics import Code, Position
    from akn.errors import AknError, MissingDependency, UsageError
    from converters.conversion import as_diagnostic

    targets = _targets(args)
    shown = severities(quiet=args.quiet)
    catalogue = None
    if args.catalogue:
        loaded = load_catalogue(args.catalogue)
        catalogue = loaded.value
        print_diagnostics(loaded.diagnostics, form=args.format, severities=shown)
    code = 0
    taken: set[str] = set()
    for name, target in targets:
        where = Position(source=name)
        try:
            if target and target in taken:
                raise UsageError(f"{target} is the output of an earlier file too")
            taken.add(target)
            result = _upgraded(name, catalogue, args)
            output, found = result.value, result.diagnostics
        except MissingDependency:
            raise
        except AknError as error:
            output, found = b"", (as_diagnostic(error, name),)
        except RecursionError:
            output, found = b"", (Code.INTERNAL_ERROR.at(where, error="nested too deeply"),)
        if output:
            found += _put(output, target, name)
        print_diagnostics(found, form=args.format, severities=shown)
        code |= any(d.severity == "error" for d in found)
    return code


def _put(output: bytes, target: str, name: str) -> tuple[Diagnostic, ...]:
    """Write the output of a file; a diagnostic that says so if its place cannot be written."""
    from akn.diagnostics import Code, Position
    from akn.errors import AknError

    if target in ("", "-"):
        put(output)
        return ()
    try:
        put(output, target)
    except AknError as error:
        return (Code.OUTPUT_NOT_WRITTEN.at(Position(source=name), reason=str(error)),)
    return ()


def _upgraded(name: str, catalogue: Catalogue | None, args: argparse.Namespace) -> Result[bytes]:
    from akn.upgrade import upgrade_xml
    from akn.validate import validate_xml

    result = upgrade_xml(read_input(name), source=name, catalogue=catalogue)
    if args.no_validate:
        return result
    return result.plus(validate_xml(result.value, source=f"{name} (upgraded)"))


def _targets(args: argparse.Namespace) -> list[tuple[str, str]]:
    """Every file with the place of its output, empty for standard output; raises UsageError."""
    from akn.errors import UsageError

    targets: list[tuple[str, str]] = []
    for given in args.files:
        for name in paths([given]):
            below = os.path.relpath(name, given) if os.path.isdir(given) else os.path.basename(name)
            targets.append((name, os.path.join(args.output_dir, below) if args.output_dir else args.output))
    if len(targets) > 1 and not args.output_dir:
        kind = "several inputs need" if len(args.files) > 1 else "a folder needs"
        raise UsageError(f"{kind} --output-dir DIR")
    if args.output_dir and os.path.isfile(args.output_dir):
        raise UsageError(f"{args.output_dir} is a file; --output-dir needs a folder")
    if args.output and args.output_dir:
        raise UsageError("give either -o FILE or --output-dir DIR")
    for name, target in targets:
        if target and name != "-" and not args.force and os.path.realpath(name) == os.path.realpath(target):
            raise UsageError(f"{target} is the input itself; say --force to replace it")
    return targets
