"""What workers of a pool do in tests: a module of its own, as each worker imports it and pytest takes its time."""

from __future__ import annotations

import os
import signal
import sys
import time

from converters.formats.pace import each


def double_or_die(task: int | str) -> int:
    """Twice the task, unless it is one of those that end a worker or keep it busy."""
    if task == "exit":
        os._exit(3)
    if task == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "raise":
        raise ValueError("a fault")
    if task == "slow":
        time.sleep(300)
    assert isinstance(task, int)
    return task * 2


def signalled(task: tuple[int, int]) -> int:
    """The second part of a task, after the worker and the server that starts workers got the signal of its first."""
    for process in (os.getpid(), os.getppid()):
        os.kill(process, task[0])
    time.sleep(0.1)
    return task[1]


def slow_start() -> None:
    """Take longer to start than a task may take."""
    time.sleep(3)


def broken_start() -> None:
    """Fail before the first task."""
    sys.exit(1)


def pages_at_once(count: int) -> int:
    """How many of a task of so many pages were read at once, at most; each takes a fifth of a second."""
    now: list[int] = []
    most = 0

    def page(number: int) -> None:
        nonlocal most
        now.append(number)
        most = max(most, len(now))
        time.sleep(0.2)
        now.remove(number)

    list(each(page, range(count)))
    return most
