"""`akn upgrade`: published AKN files become ones that follow the profile to the letter."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from converters.claims import Claims, InputPath, OutputFolder, Replacement, is_address, same_file
from converters.commands.streams import (
    add_options,
    add_printing_arguments,
    fails,
    needs_folder,
    paths,
    positive,
    print_diagnostics,
    put,
    read_input,
    severities,
)

_Target = tuple[str, str, frozenset[str] | None]

if TYPE_CHECKING:
    from akn.catalogue import Catalogue
    from converters.batch.task import Outcome
    from converters.files import Ledger

_EPILOG = """\
what was changed is told on standard error. exit codes: 0 fine, 1 a file could not be read or is still invalid, 2 called
wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn upgrade` understands."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "files", nargs="+", type=InputPath, metavar="FILE", help="AKN files, folders of them, - for standard input"
    )
    parser.add_argument(
        "-o", "--output", type=Replacement, default="", metavar="FILE", help="where the output of one file goes"
    )
    parser.add_argument(
        "--output-dir", type=OutputFolder, default="", metavar="DIR", help="where the outputs of several inputs go"
    )
    add_options(parser, "catalogue")
    parser.add_argument("--no-validate", action="store_true", help="do not validate what comes out")
    parser.add_argument("--force", action="store_true", help="replace what akn did not leave there, and inputs")
    parser.add_argument("--jobs", "-j", type=positive, default=1, metavar="N", help="processes (1)")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Upgrade all files; the exit code is 1 if one could not be read or is still invalid."""
    from converters.batch.pool import in_order
    from converters.batch.progress import progress
    from converters.files import Ledger
    from converters.sources import catalogue_of

    ledger = Ledger()
    targets = [(*t, None if args.force else _before(t[1], args, ledger)) for t in _targets(args)]
    shown = severities(quiet=args.quiet)
    catalogue = None
    if args.catalogue:
        loaded = catalogue_of(args.catalogue)
        catalogue = loaded.value
        print_diagnostics(loaded.diagnostics, form=args.format, severities=shown)
    failed = 0
    upgrade = partial(_upgraded, catalogue=catalogue, validate=not args.no_validate)
    jobs = 1 if any(name == "-" for name, *_ in targets) else min(args.jobs, len(targets))
    with progress(lambda: len(targets), quiet=args.quiet or len(targets) == 1 or args.format == "json") as bar:
        for outcome in in_order(upgrade, targets, jobs, _died):
            print_diagnostics(outcome.diagnostics, form=args.format, severities=shown, write=bar.print)
            bar.add(outcome)
            failed += not outcome.status.there or fails(outcome.diagnostics, args)
            if outcome.content:
                put(outcome.content)
    if len(targets) > 1 and not args.quiet and args.format == "text":
        sys.stderr.write(f"akn: {len(targets):,} files: {len(targets) - failed:,} upgraded, {failed:,} failed\n")
    return 1 if failed else 0


def _upgraded(target: _Target, *, catalogue: Catalogue | None, validate: bool) -> Outcome:
    """One file upgraded, and written unless that is for standard output; never raises but for a missing extra."""
    from akn.errors import MissingDependency
    from akn.remarks import in_lines
    from akn.upgrade import upgrade_xml
    from akn.validate import validate_xml
    from converters.batch.task import Outcome, deliver, fault
    from converters.conversion import Status

    name, place, written = target
    failed = Outcome(name, place, Status.FAILED)
    try:
        result = upgrade_xml(read_input(name), source=name, catalogue=catalogue)
        if validate:
            result = result.plus(validate_xml(result.value, source=f"{name} (upgraded)"))
    except MissingDependency:
        raise
    except Exception as error:
        return replace(failed, diagnostics=(fault(error, name),))
    if not result.value:
        return replace(failed, diagnostics=result.diagnostics)
    result = replace(result, diagnostics=in_lines(result.diagnostics))
    status = Status.CONVERTED if result.ok else Status.INVALID
    done = replace(failed, status=status, diagnostics=result.diagnostics)
    if place in ("", "-"):
        return replace(done, content=result.value)
    return deliver(done, result.value, written)


def _died(target: _Target, reason: str) -> Outcome:
    from converters.batch.task import Task, died

    return died(Task(*target[:2]), reason)


def _targets(args: argparse.Namespace) -> list[tuple[str, str]]:
    """Every file with the place of its output, empty for standard output; raises UsageError."""
    from akn.errors import UsageError

    targets: list[tuple[str, str]] = []
    for given in args.files:
        for name in paths([given], form=args.format):
            place = os.path.join(args.output_dir, _below(name, given)) if args.output_dir else args.output
            targets.append((name, place))
    if len(targets) > 1 and not args.output_dir:
        raise UsageError(needs_folder(args.files))
    if args.output_dir and os.path.isfile(args.output_dir):
        raise UsageError(f"{args.output_dir} is a file; --output-dir needs a folder")
    if args.output and args.output_dir:
        raise UsageError("give either -o FILE or --output-dir DIR")
    _check_places(targets, args.force)
    return targets


def _check_places(targets: list[tuple[str, str]], force: bool) -> None:
    """Raise UsageError where an output would replace its input, unless that is wished, or another's input or output."""
    from akn.errors import UsageError

    claims = Claims(inputs=[name for name, _ in targets])
    for name, target in targets:
        if not target:
            continue
        if same_file(name, target) and not force:
            remedy = "write into another file; the option `--force` overwrites the input, so keep a copy first"
            raise UsageError(f"{target} is the input itself; {remedy}")
        if why := claims.of_output(target, own=name):
            raise UsageError(f"{target} would be {why}; upgrade them into different folders")


def _below(name: str, given: str) -> str:
    """Where a file is below the folder, or the address, that was given; its name if it was given itself."""
    if is_address(given) and name != given:
        return name.removeprefix(given.rstrip("/") + "/")
    return os.path.relpath(name, given) if os.path.isdir(given) else os.path.basename(name)


def _before(target: str, args: argparse.Namespace, ledger: Ledger) -> frozenset[str] | None:
    """What was written to a place; None where -o names a file that we never wrote, which is replaced."""
    return ledger.written(target) or (frozenset() if args.output_dir else None)
