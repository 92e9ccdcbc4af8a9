"""A pool of processes in which the death of one costs one task, and that task is known.

Every worker has one task at a time, sent through a pipe of its own.  When a pipe breaks, the task that was sent
through it is the culprit, and a new worker takes the place of the dead one.  (The standard pools either lose all
pending tasks with one worker, or never tell.)
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
R = TypeVar("R")

_STARTED = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_PRELOADED = ["converters.batch.task"]


class Death(Struct, frozen=True):
    """A worker ended in the middle of a task: its process id, and how, in words for a person."""

    process: int
    reason: str


class Pool(Generic[T, R]):
    """Runs one function on many tasks in `jobs` processes; function, tasks and results must pickle.

    >>> with Pool(len, 1) as pool:
    ...     list(pool.run(["one", "three"]))
    [('one', 3), ('three', 5)]
    """

    def __init__(self, function: Callable[[T], R], jobs: int) -> None:
        self._context = multiprocessing.get_context(_STARTED)
        if _STARTED == "forkserver":
            self._context.set_forkserver_preload(_PRELOADED)
        self._function = function
        self._jobs = jobs
        self._workers: list[_Worker[T]] = []

    def __enter__(self) -> Pool[T, R]:
        """The pool; its workers start with the first task."""
        return self

    def __exit__(self, *error: object) -> None:
        """End all workers, busy ones in the middle of their task."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def run(self, tasks: Iterable[T], *, stopped: Callable[[], bool] = lambda: False) -> Iterator[tuple[T, R | Death]]:
        """Each task with its result, as they come; tasks are drawn when a worker is free for them.

        When `stopped` says so no further task is drawn; those that are under way are still waited for.
        """
        waiting = iter(tasks)
        more = True
        while True:
            while more and not stopped() and sum(w.busy for w in self._workers) < self._jobs:
                try:
                    task = next(waiting)
                except StopIteration:
                    more = False
                else:
                    self._free().give(task)
            busy = {w.connection: w for w in self._workers if w.busy}
            if not busy:
                return
            # the timeout lets `stopped` be asked again while all workers are busy
            for connection in wait(list(busy), timeout=1.0):
                worker = busy[connection]  # type: ignore[index]
                yield worker.take()
                if worker.dead:
                    self._workers.remove(worker)

    def _free(self) -> _Worker[T]:
        """A worker without a task, a new one if there is none."""
        for worker in [w for w in self._workers if not w.busy]:
            if worker.process.is_alive():
                return worker
            worker.end()  # died between two tasks: nothing is lost
            self._workers.remove(worker)
        worker = _Worker(self._context, self._function)
        self._workers.append(worker)
        return worker


class _Worker(Generic[T]):
    """One process, its pipe, and the task that it has."""

    def __init__(self, context: Any, function: Callable[[T], Any]) -> None:
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, function), daemon=True)
        self.process.start()
        theirs.close()  # or a dead worker would not break the pipe
        self._task: list[T] = []
        self.dead = False

    @property
    def busy(self) -> bool:
        return bool(self._task)

    def give(self, task: T) -> None:
        self._task.append(task)
        with suppress(BrokenPipeError, ConnectionResetError):  # found again, and told, by `take`
            self.connection.send(task)

    def take(self) -> tuple[T, Any]:
        task = self._task.pop()
        try:
            return task, self.connection.recv()
        except (EOFError, OSError):
            self.dead = True
            self.process.join(10)
            self.connection.close()
            return task, Death(self.process.pid or 0, _manner(self.process.exitcode))

    def end(self) -> None:
        """Let an idle worker go; terminate a busy one."""
        self.connection.close()
        if self.busy:
            self.process.terminate()
        self.process.join(10)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()


def _serve(connection: Connection, function: Callable[[Any], Any]) -> None:
    """The life of a worker: task in, result out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what it means
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(function(task))


def _manner(exit_code: int | None) -> str:
    """How a process ended.

    >>> _manner(-9), _manner(3)
    ('signal SIGKILL', 'exit code 3')
    """
    if exit_code is not None and exit_code < 0:
        try:
            return f"signal {signal.Signals(-exit_code).name}"
        except ValueError:
            return f"signal {-exit_code}"
    return f"exit code {exit_code}"
