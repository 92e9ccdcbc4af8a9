"""The batch side of `akn convert`: report, progress, signals, summary."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from akn.diagnostics import Code, Position
from akn.errors import AknError, UsageError
from converters.batch.plan import Plan, read_list
from converters.batch.progress import PagesTold, Silence, progress, silent
from converters.batch.report import Report, done_before, failed_before, places_before
from converters.batch.task import Done, Outcome
from converters.claims import is_address
from converters.commands.outcomes import Tally
from converters.commands.streams import passed_over, preferred, print_diagnostics, severities
from converters.files import check_folder, remove_left
from converters.formats import suffix_of
from converters.options import Options

_TOGETHER = 30  # documents of a task of Dask, whose client and scheduler need some milliseconds for each
_STANDARD_OUTPUT = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")  # to be written on, never emptied


def convert_folder(args: argparse.Namespace, options: Options) -> int:
    """Convert all inputs of a command line; the exit code is 1 if more failed than `--max-failed` allows."""
    plan = _prepared(args, options)
    tally, stop = Tally(args), Stop()
    with (
        _giving_up(stop),
        stop,
        Report(args.report, options, go_on=_goes_on(args), folder=args.output_dir) as report,
        progress(plan.count, quiet=args.quiet or args.format == "json") as bar,
    ):
        if args.resume and not is_address(args.output_dir):
            remove_left(args.output_dir)
        with _giving_up(stop):
            for outcome in _outcomes(args, plan, options, stop, bar):
                tally.add(outcome)
                report.add(outcome)
                _show(outcome, args, bar)
                if args.fail_fast and not outcome.ok:
                    stop.now = True
        report.tell(tally.same())
    same = tally.end()
    if not args.quiet:
        print_diagnostics(same, form=args.format)
        _close(args, plan, tally.warnings, stop)
        tally.tell()
    return 128 + stop.signal if stop.signal else tally.exit_code()


def _prepared(args: argparse.Namespace, options: Options) -> Plan:
    """The plan of a command line whose arguments go together; raises UsageError before hours are spent."""
    args.report = "-" if args.report in _STANDARD_OUTPUT else args.report
    try:
        args.prefer = preferred(args)
        plan = _plan(args, options)
        _check_report(args, options)
        if not is_address(args.output_dir):
            check_folder(args.output_dir)
    except AknError as error:
        raise UsageError(str(error)) from error
    return plan


@contextmanager
def _giving_up(stop: Stop) -> Iterator[None]:
    """A second signal gives up what is under way, not what was found."""
    try:
        yield
    except KeyboardInterrupt:
        if not stop.signal:
            raise
        stop.at_once = True


def _show(outcome: Outcome, args: argparse.Namespace, bar: Silence) -> None:
    """Print what was noticed of an input, and how far the run is."""
    shown = severities(quiet=args.quiet, many=True, form=args.format)
    print_diagnostics(outcome.diagnostics, form=args.format, severities=shown, settled=not args.quiet, write=bar.print)
    bar.add(outcome)


def _check_report(args: argparse.Namespace, options: Options) -> None:
    """Raise UsageError if the report has a place and a name that an output may have."""
    suffix = ".json" if options.stop_after else suffix_of(options.to)
    if not args.report.endswith(suffix) or is_address(args.output_dir) or not args.output_dir:
        return
    folder, report = os.path.realpath(args.output_dir), os.path.realpath(args.report)
    if report.startswith(os.path.join(folder, "")):
        raise UsageError(f"{args.report} may be the name of an output; give the report another suffix, such as .jsonl")


def _plan(args: argparse.Namespace, options: Options) -> Plan:
    inputs = list(args.inputs)
    if args.files_from:
        inputs += read_list(args.files_from)
    plan = Plan(inputs, args.output_dir, options, replace=args.force)
    if args.only_failed:
        failed = failed_before(args.only_failed)
        plan.keep = _kept(failed)
        if not inputs:  # an archive is read once for all its members
            plan.inputs = list(dict.fromkeys(name.partition("!/")[0] for name in failed))
        places = places_before(args.only_failed, args.output_dir)
        plan.stem, plan.owner = places.stem, places.owner
    if args.resume and not args.force:
        done = done_before(args.report, options)
        plan.done = lambda source: done.get(source, Done())
    return plan


def _kept(failed: list[str]) -> Callable[[str], bool]:
    """Tells an input that failed, and a member of an archive that could not be read at all."""
    names = frozenset(failed)
    return lambda source: source in names or source.partition("!/")[0] in names


def _goes_on(args: argparse.Namespace) -> bool:
    """True if the report is to keep the lines it has: those of a run that this one goes on with."""
    same = args.report and args.only_failed and os.path.realpath(args.report) == os.path.realpath(args.only_failed)
    return bool(args.resume or same)


def _outcomes(args: argparse.Namespace, plan: Plan, options: Options, stop: Stop, bar: Silence) -> Iterator[Outcome]:
    prefer = args.prefer
    if args.scheduler:
        from converters.batch.pool import dask_executor, run_on
        from converters.batch.rivals import Rivals

        executor, window = dask_executor(args.scheduler)
        rivals = Rivals(options, prefer)
        tasks = rivals.tasks(plan)
        return rivals.settled(run_on(executor, tasks, options, window=window, together=_TOGETHER, stopped=stop))
    from converters.batch import processors, run

    pages = PagesTold(silent if args.quiet or args.format == "json" else bar.print)
    return run(
        plan, options, args.jobs or processors(), stopped=stop, timeout=args.timeout, prefer=prefer,
        told=lambda task, sign: pages(task.source, sign.done, sign.of),
    )  # fmt: skip


def _close(args: argparse.Namespace, plan: Plan, warnings: int, stop: Stop) -> None:
    """What is told at the end besides the numbers."""
    print_diagnostics(passed_over(plan.passed), form=args.format)
    print_diagnostics([Code.CORRECTIONS_STRAY.at(Position(source=path)) for path in plan.stray], form=args.format)
    print_diagnostics([Code.DOCUMENT_LEFT_OUT.at(Position(source=path)) for path in plan.unread], form=args.format)
    if plan.left_alone:
        note = Code.OTHER_FILES.at(Position(source=", ".join(plan.inputs)), count=plan.left_alone)
        print_diagnostics([note], form=args.format)
    if args.format == "json":
        return
    if warnings:
        told = {"": "--report keeps them", "-": "they are in the report"}
        where = told.get(args.report, f"they are in {args.report}")
        sys.stderr.write(f"akn: {warnings:,} warning{'s' * (warnings > 1)} ({where})\n")
    if stop.now:
        why = signal.Signals(stop.signal).name if stop.signal else "--fail-fast"
        way = "given up" if stop.at_once else "finished"
        rest = "--resume does the rest" if args.report else "with --report and --resume the next run does the rest"
        sys.stderr.write(f"akn: stopped by {why}; what was under way is {way} ({rest})\n")


class Stop:
    """Turns the first Ctrl-C or SIGTERM into a wish to stop, which calling it tells; the second one interrupts.

    `timeout` sends the same signal to us and to our group: what comes at once is not a second one.  After SIGTERM what
    is under way has `GRACE` seconds, for no person is there who could send it again; what then still does not end,
    wherever it waits, is ended without being asked.
    """

    SAME, GRACE, LAST = 0.3, 3.0, 1.5  # seconds

    def __init__(self) -> None:
        self.now = self.at_once = False
        self.signal = 0
        self._heard_at = 0.0
        self._before: dict[int, Any] = {}
        self._over = threading.Event()

    def __call__(self) -> bool:
        """True if no further input is to be begun."""
        return self.now

    def __enter__(self) -> Stop:
        """Listen to the signals."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._heard)
        return self

    def __exit__(self, *error: object) -> None:
        """Leave the signals to whoever listened before."""
        self._over.set()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if self.signal and now - self._heard_at > self.SAME:
            raise KeyboardInterrupt
        if not self.signal:
            self.now, self.signal, self._heard_at = True, number, now
            if number == signal.SIGTERM:
                threading.Thread(target=self._end, daemon=True).start()

    def _end(self) -> None:
        if self._over.wait(self.GRACE):
            return
        if hasattr(signal, "pthread_kill"):  # wakes it from whatever it waits for
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        if not self._over.wait(self.LAST):
            os._exit(128 + signal.SIGTERM)
