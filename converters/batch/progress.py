"""How far a batch is: a bar on a terminal, a line now and then in a log, nothing if that is wished."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol, Self

from converters.conversion import Status

EVERY = 10.0  # seconds between two lines in a log
_SURE = 10  # inputs, or a twentieth, before the time that is left is estimated: one gave 31 hours for 10 minutes
_WHOLE = 10  # inputs a second from which the rate is a whole number


def progress(total: Callable[[], int | None], *, quiet: bool = False) -> Silence:
    """What suits standard error: a bar if it is a terminal and rich is installed, else lines; silent if `quiet`.

    `total` counts the inputs, or tells that nobody knows; it is not called if nobody would see it.
    """
    if quiet:
        return Silence()
    if sys.stderr.isatty():
        try:
            return Bar(total())
        except ImportError:
            pass
    return Lines(total())


class Ended(Protocol):
    """What became of an input (`Outcome`, or of other work than converting)."""

    @property
    def ok(self) -> bool: ...


def silent(_line: str) -> None:
    """Takes a line, and prints it nowhere."""


class PagesTold:
    """Tells in a line, every ten seconds, how many pages of an input are read, and how long the others will take."""

    def __init__(self, write: Callable[[str], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._write, self._clock = write, clock
        self._begun: dict[str, tuple[float, int]] = {}  # when each input was first heard of, with how many pages
        self._said: dict[str, float] = {}

    def __call__(self, name: str, done: int, of: int) -> None:
        """Hear that so many of so many pages of an input are read, and tell if it is time to."""
        now = self._clock()
        began, before = self._begun.setdefault(name, (now, done))
        if now - self._said.setdefault(name, now) >= EVERY and done < of:
            self._said[name] = now
            left = duration((of - done) * (now - began) / max(1, done - before))
            self._write(f"akn: {name}: {done} of {of} pages read, {left} left")


class Silence:
    """A context manager that takes every outcome and prints lines; this one shows no progress."""

    _done = _failed = 0

    def __enter__(self) -> Self:
        """Nothing to open."""
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to close."""

    def add(self, outcome: Ended) -> None:
        """Count an outcome."""
        self._done += 1
        self._failed += not outcome.ok

    def print(self, line: str) -> None:
        """A line on standard error."""
        sys.stderr.write(line + "\n")


class Lines(Silence):
    """Tells in a line, every ten seconds, what is done, how fast, and how long it will take."""

    def __init__(self, total: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._clock = clock
        self._started = self._reported = clock()

    def add(self, outcome: Ended) -> None:
        """Count an outcome, and tell if it is time to."""
        super().add(outcome)
        now = self._clock()
        if now - self._reported >= EVERY:
            self._reported = now
            self.print(self._line(now - self._started))

    def _line(self, seconds: float) -> str:
        line = f"{self._failed} with errors, {rate(self._done, seconds)}"
        if self._total is None:
            return f"akn: {self._done} done, {line}"
        total = max(self._total, self._done)
        sure = self._done >= _SURE or self._done * 20 >= total
        left = f", {duration((total - self._done) * seconds / self._done)} left" if sure else ""
        return f"akn: {self._done}/{total} done, {line}{left}"


class Bar(Silence):
    """A bar with rate and time left, by rich."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Rich

        self._rich = Rich(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[bad]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._total = total
        self._task = self._rich.add_task("", total=total, rate="", bad="")

    def __enter__(self) -> Self:
        """Draw the bar."""
        self._rich.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Take the bar away; the summary takes its place."""
        self._rich.stop()

    def add(self, outcome: Ended) -> None:
        """Count an outcome, and move on."""
        super().add(outcome)
        task: Any = self._rich.tasks[0]
        seconds = task.elapsed or 0.001
        self._rich.update(
            self._task,
            completed=self._done,
            total=None if self._total is None else max(self._total, self._done),
            rate=rate(self._done, seconds),
            bad=f"{self._failed} with errors" if self._failed else "",
        )

    def print(self, line: str) -> None:
        """A line above the bar."""
        self._rich.console.print(line, markup=False, highlight=False, soft_wrap=True)


def summary(statuses: Counter[Status], seconds: float) -> str:
    """What happened, in one line.

    >>> summary(Counter({Status.CONVERTED: 1200, Status.FAILED: 2}), 4.0)
    '1,202 inputs: 1,200 converted, 2 failed in 4 s (300/s)'
    """
    total = statuses.total()
    parts = ", ".join(f"{statuses[s]:,} {s.words}" for s in Status if statuses[s])
    inputs = "input" if total == 1 else "inputs"
    fast = f" ({rate(total, seconds)})" if seconds > 0 and total > 1 else ""
    return f"{total:,} {inputs}{': ' if parts else ''}{parts} in {duration(seconds)}{fast}"


def rate(count: int, seconds: float) -> str:
    """How many a second; a minute, where that would be 0.0.

    >>> rate(1200, 4.0), rate(3, 9.0), rate(2, 60.0)
    ('300/s', '0.3/s', '2.0/min')
    """
    each = count / seconds
    if 0 < each < 0.05:
        return f"{each * 60:.1f}/min"
    return f"{each:.{0 if each >= _WHOLE else 1}f}/s"


def duration(seconds: float) -> str:
    """Seconds as a person says them.

    >>> duration(7.6), duration(95), duration(7320)
    ('8 s', '1 min 35 s', '2 h 2 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
