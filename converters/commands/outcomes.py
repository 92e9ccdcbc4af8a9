"""What a run of many inputs came to: how many of each kind, what failed and why, and which exit code that is."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator

from akn.diagnostics import Code, Diagnostic, Severity, printable
from converters.batch.progress import duration, summary
from converters.batch.task import Outcome, Works
from converters.commands.streams import fails, log_line
from converters.conversion import Status

_NAMED = 5  # inputs of one cause that a person wants to see before the report says more
_WELL = (Status.UNCHANGED, Status.SUPERSEDED)


class Tally:
    """Counts the outcomes of a run, and keeps the names of what failed by its cause."""

    def __init__(self, args: argparse.Namespace) -> None:
        """Take `--fail-on` and `--max-failed`."""
        self._args = args
        self._works = Works()
        self._causes: dict[tuple[Status, str], _Cause] = {}
        self.statuses: Counter[Status] = Counter()
        self._started = time.monotonic()
        self.warnings = 0
        self.failed = 0
        self.cpu = 0.0  # milliseconds, in all processes

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self._works.add(outcome.source, outcome.work)
        self.statuses[outcome.status] += 1
        self.cpu += outcome.cpu_milliseconds
        self.warnings += sum(d.severity is Severity.WARNING for d in outcome.diagnostics)
        if self._has_failed(outcome):
            self.failed += 1
            self._causes.setdefault(_cause(outcome), _Cause()).add(outcome)

    def _has_failed(self, outcome: Outcome) -> bool:
        """Whether an input gave no output, is no resolution, or has findings of the grade asked for."""
        if outcome.status in _WELL:
            return False
        foreign = outcome.status is Status.FOREIGN and self._args.fail_on != "schema"
        return not outcome.status.there or foreign or fails(outcome.diagnostics, self._args)

    def same(self) -> list[Diagnostic]:
        """A warning for each input that holds the same work as one before; counted once, at the end."""
        return self._works.diagnostics()

    def end(self) -> list[Diagnostic]:
        """Count what is only known at the end, and give it."""
        found = self.same()
        self.warnings += len(found)
        self.failed += sum(fails([one], self._args) for one in found)
        return found

    def exit_code(self) -> int:
        """1 if more failed than `--max-failed` allows."""
        return 0 if self._args.max_failed.holds(self.failed, self.statuses.total()) else 1

    def tell(self) -> None:
        """The summary on standard error: lines for a person, one JSON object for a program."""
        if self._args.format == "json":
            sys.stderr.write(log_line({"level": "info", "summary": self.as_dict()}) + "\n")
            return
        for line in self.lines():
            sys.stderr.write(f"akn: {line}\n")
        whole = summary(self.statuses, time.monotonic() - self._started)
        cpu = f", {duration(self.cpu / 1000)} of processors" if self.cpu >= 1000 else ""
        sys.stderr.write(f"akn: {whole}{cpu}\n")

    def lines(self) -> Iterator[str]:
        """What failed, a line a cause, the most frequent first; and what that means for the exit code."""
        for (status, code), cause in sorted(self._causes.items(), key=lambda item: (-item[1].count, item[0])):
            yield f"{cause.count:,} {status.words}{f', {code}' if code else ''}: {cause.text}"
        if self.failed and self._args.max_failed.number:
            within = "within" if self.exit_code() == 0 else "more than"
            allowed = self._args.max_failed
            unit = "%" if allowed.percent else ""
            yield f"{self.failed:,} failed, {within} the {allowed.number:g}{unit} that --max-failed allows"

    def as_dict(self) -> dict[str, object]:
        """The same for a program, in the order of `lines`."""
        causes = sorted(self._causes.items(), key=lambda item: (-item[1].count, item[0]))
        return {
            "inputs": self.statuses.total(),
            "statuses": {status.value: self.statuses[status] for status in Status if self.statuses[status]},
            "warnings": self.warnings,
            "failed": self.failed,
            "cpu_milliseconds": round(self.cpu),
            "causes": [
                {"status": status.value, "code": code, "count": cause.count, "inputs": cause.names,
                 "messages": cause.messages}
                for (status, code), cause in causes
            ],
        }  # fmt: skip


class _Cause:
    """The inputs that failed for one cause: how many, and of the first few the name and the message."""

    def __init__(self) -> None:
        self.count = 0
        self.names: list[str] = []
        self.messages: list[str] = []

    def add(self, outcome: Outcome) -> None:
        self.count += 1
        if len(self.names) < _NAMED:
            self.names.append(printable(outcome.source))
            self.messages.append(found.message if (found := _gravest(outcome)) else "")

    @property
    def text(self) -> str:
        more = self.count - len(self.names)
        names = ", ".join(self.names) + (f" and {more:,} more" if more else "")
        said = next(filter(None, self.messages), "")
        return f"{names} ({'for example: ' if self.count > 1 else ''}{said})" if said else names


def _gravest(outcome: Outcome) -> Diagnostic | None:
    """The finding that an input failed for: that it is no resolution, else its first error, else its first warning."""
    if outcome.status is Status.FOREIGN:
        found = next((d for d in outcome.diagnostics if d.code is Code.NOT_A_RESOLUTION), None)
        if found is not None:
            return found
    for severity in (Severity.ERROR, Severity.WARNING):
        for found in outcome.diagnostics:
            if found.severity is severity:
                return found
    return None


def _cause(outcome: Outcome) -> tuple[Status, str]:
    found = _gravest(outcome)
    return outcome.status, found.code.code if found else ""
