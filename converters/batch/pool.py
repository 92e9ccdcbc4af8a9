"""A pool of processes in which the death of one costs one task, and that task is known.

Every worker has one task at a time, sent through a pipe of its own.  When a pipe breaks, the task that was sent
through it is the culprit, and a new worker takes the place of the dead one.  (The standard pools either lose all
pending tasks with one worker, or never tell.)
"""

from __future__ import annotations

import atexit
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
R = TypeVar("R")

_STARTED = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_PRELOADED = ["converters.batch.task"]
LIMIT = 600.0
"""Seconds that one task may take: a thousand times what the longest resolution of the General Assembly needs."""


class Death(Struct, frozen=True):
    """A worker ended in the middle of a task: how, in words for a person."""

    reason: str


class Pool(Generic[T, R]):
    """Runs one function on many tasks in `jobs` processes; function, tasks and results must pickle.

    `clean` is called with the task and the process id of every worker that ended in the middle of a task.  A worker
    that has been busy with one task for `limit` seconds is ended as well, so that no input holds it for ever.

    >>> with Pool(len, 1) as pool:
    ...     list(pool.run(["one", "three"]))
    [('one', 3), ('three', 5)]
    """

    def __init__(
        self,
        function: Callable[[T], R],
        jobs: int,
        clean: Callable[[T, int], object] = lambda _task, _process: None,
        limit: float = LIMIT,
    ) -> None:
        self._context = multiprocessing.get_context(_STARTED)
        if _STARTED == "forkserver":
            self._context.set_forkserver_preload(_PRELOADED)
        self._function = function
        self._jobs = jobs
        self._clean = clean
        self._limit = limit
        self._workers: list[_Worker[T]] = []

    def __enter__(self) -> Pool[T, R]:
        """The pool; its workers start with the first task."""
        atexit.register(self._end)  # for a generator that nobody closes: `multiprocessing` would wait for its workers
        return self

    def __exit__(self, *error: object) -> None:
        """End all workers, busy ones in the middle of their task."""
        atexit.unregister(self._end)
        self._end()

    def _end(self) -> None:
        for worker in self._workers:
            for task in worker.end():
                self._clean(task, worker.number)
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
                task, result = worker.take()
                if isinstance(result, Death):
                    self._workers.remove(worker)
                    self._clean(task, worker.number)
                yield task, result
            for worker in [w for w in self._workers if w.busy and w.busy_for() > self._limit]:
                self._workers.remove(worker)
                for task in worker.end():
                    self._clean(task, worker.number)
                    yield task, Death(f"stopped after {self._limit:g} seconds")

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


def in_order(function: Callable[[T], R], tasks: Iterable[T], jobs: int, died: Callable[[T, str], R]) -> Iterator[R]:
    """The results of a function on many tasks, in the order of the tasks; `died` stands for a result there is none of.

    With one job everything is done here, without processes.

    >>> list(in_order(len, ["one", "three"], 2, lambda task, reason: 0))
    [3, 5]
    """
    if jobs == 1:
        yield from map(function, tasks)
        return
    with Pool(partial(_second, function), jobs) as pool:
        done: dict[int, R] = {}
        at = 0
        for (i, task), result in pool.run(enumerate(tasks)):
            done[i] = died(task, result.reason) if isinstance(result, Death) else result
            while at in done:
                yield done.pop(at)
                at += 1


def _second(function: Callable[[T], R], pair: tuple[int, T]) -> R:
    return function(pair[1])


class _Worker(Generic[T]):
    """One process, its pipe, and the task that it has."""

    def __init__(self, context: Any, function: Callable[[T], Any]) -> None:
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, function), daemon=True)
        with _signals_blocked():
            self.process.start()
        theirs.close()  # or a dead worker would not break the pipe
        self._task: list[T] = []
        self._since = 0.0

    @property
    def number(self) -> int:
        return self.process.pid or 0

    @property
    def busy(self) -> bool:
        return bool(self._task)

    def busy_for(self) -> float:
        """How long the worker has had its task, in seconds."""
        return time.monotonic() - self._since

    def give(self, task: T) -> None:
        self._task.append(task)
        self._since = time.monotonic()
        with suppress(BrokenPipeError, ConnectionResetError):  # found again, and told, by `take`
            self.connection.send(task)

    def take(self) -> tuple[T, Any]:
        task = self._task.pop()
        try:
            return task, self.connection.recv()
        except (EOFError, OSError):
            self.process.join(10)
            self.connection.close()
            return task, Death(_manner(self.process.exitcode))

    def end(self) -> list[T]:
        """Let an idle worker go; kill a busy one, and tell what it was busy with."""
        self.connection.close()
        if not self.busy:
            self.process.join(10)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        return self._task


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """What starts here never sees Ctrl-C or SIGTERM, which `timeout`, Slurm and systemd send to the whole group.

    The parent decides what they mean, and sees those that come meanwhile a moment later.  A handler in the worker would
    be too late for the process that starts the workers.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, function: Callable[[Any], Any]) -> None:
    """The life of a worker: task in, result out, until the pipe is closed."""
    for number in (signal.SIGINT, signal.SIGTERM):  # where they are not blocked
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        result = function(task)
        try:
            connection.send(result)
        except OSError:  # nobody is left to take it
            return


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
