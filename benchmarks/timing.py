"""Timing that a busy machine disturbs as little as possible: all subjects in turn, the best of many rounds each."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence


def best(subjects: Mapping[str, Callable[[], object]], *, rounds: int = 15) -> dict[str, float]:
    """Seconds of each subject: the best of so many rounds, in each of which every subject runs once.

    As all run in turn, whatever slows the machine down slows all of them, and their ratios stand.
    """
    times = {name: float("inf") for name in subjects}
    for call in subjects.values():
        call()  # load what is loaded once a process
    for _ in range(rounds):
        for name, call in subjects.items():
            gc.collect()
            started = time.perf_counter()
            call()
            times[name] = min(times[name], time.perf_counter() - started)
    return times


def command(*arguments: str) -> Callable[[], object]:
    """A subject that runs a Python interpreter with these arguments."""
    line: Sequence[str] = [sys.executable, *arguments]
    # compiled modules are kept, as they are for every user
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(line, check=True, capture_output=True, env=environment)
