"""Timing that a busy machine disturbs as little as possible.

Processor time is counted, not time on the wall; all subjects take turns; the best of many rounds counts.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

Subject = Callable[[], object]


def best(subjects: Mapping[str, Subject], *, rounds: int = 15) -> dict[str, float]:
    """Seconds of processor time of each subject: the best of so many rounds, in each of which every subject runs once.

    As all run in turn, whatever slows the machine down slows all of them, and their ratios stand.
    """
    for call in subjects.values():
        call()  # load what is loaded once a process
    return _best(subjects, rounds, _own_time)


def best_commands(commands: Mapping[str, tuple[str, ...]], *, rounds: int = 12) -> dict[str, float]:
    """Seconds of processor time of Python interpreters that are started with these arguments, as `best` counts them."""
    subjects = {name: _command(arguments) for name, arguments in commands.items()}
    for call in subjects.values():
        call()  # compile the modules
    return _best(subjects, rounds, children_time)


def _best(subjects: Mapping[str, Subject], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    times = {name: float("inf") for name in subjects}
    for _ in range(rounds):
        for name, call in subjects.items():
            gc.collect()
            started = clock()
            call()
            times[name] = min(times[name], clock() - started)
    return times


def _own_time() -> float:
    return time.process_time()


def children_time() -> float:
    """Seconds of processor time that processes used which this one has waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _command(arguments: tuple[str, ...]) -> Subject:
    line = [sys.executable, *arguments]
    # compiled modules are kept, as they are for every user
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> object:
        # wherever the command is meant to say no (a file that is invalid), the time counts all the same
        return subprocess.run(line, check=False, capture_output=True, env=environment)

    return run
