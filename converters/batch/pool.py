"""Who runs the tasks: a pool of processes in which the death of one costs one task, and that task is known.

Every worker has one task at a time, sent through a pipe of its own.  When a pipe breaks, the task that was sent
through it is the culprit, and a new worker takes the place of the dead one.  (The standard pools either lose all
pending tasks with one worker, or never tell.)

`run_on` uses somebody else's engine instead: any `concurrent.futures.Executor`, Dask among them.  What runs there
shares nothing with us, least of all a disk: local inputs travel with the task, local outputs come back with the outcome
and are written here.  Addresses (`s3://...`) are read and written by the workers.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from akn.errors import AknError, MissingDependency
from converters.batch.spool import drop
from converters.batch.task import (
    Done,
    Outcome,
    Task,
    deliver,
    died,
    is_done,
    run_task,
    sha256_of,
    unchanged,
)
from converters.claims import is_address
from converters.conversion import Status, as_diagnostic
from converters.files import read_bytes, reason
from converters.formats.pace import Pace, paced
from converters.options import Options
from converters.sources import read_corrections

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")

_STARTED = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_PRELOADED = ["converters.batch.task"]
LIMIT = 600.0
"""Seconds that one task may take: a thousand times what the longest resolution of the General Assembly needs."""

START = 120.0
"""Seconds that a process may take to start: on a machine with ten times the work that it can do, some ten."""

WINDOW = 64  # tasks under way at once: enough for any engine to be busy, few enough for memory to stay flat

_WITHOUT = "akn mandates, validate and upgrade need none with -j 1, akn convert none for one input that is no PDF file"


CLOSED = "its pool of processes was closed"

_SAFE_PATH = "PYTHONSAFEPATH"
_starting = threading.Lock()


def at_once() -> None:
    """What a worker does first that has nothing to do first."""


class Death(Struct, frozen=True):
    """A worker ended in the middle of a task: how, in words for a person."""

    reason: str


class Sign(Struct, frozen=True):
    """What a worker says of a task that it has: so many of so many pages are done."""

    done: int
    of: int


class _Share(Struct, frozen=True):
    """What a worker hears: so many pages of its task may be read at once."""

    pages: int


def nobody(_task: object, _sign: Sign) -> None:
    """Hears how far a task is, and says nothing."""


class Pool(Generic[T, R]):
    """Runs one function on many tasks in `jobs` processes; function, tasks and results must pickle.

    `clean` is called with the task and the process id of every worker that ended in the middle of a task.  A worker
    that has been busy with one task for `limit` seconds is ended as well, so that no input holds it for ever; where
    pages are told of (`told` hears it), the time is that of each page, unless the limit is `strict`.  Each worker calls
    `begin` first; starting is no part of the time of a task.  When no task is left to be begun, the workers that are
    busy share the `jobs`: they read pages at once.

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
        begin: Callable[[], object] = at_once,
        told: Callable[[T, Sign], object] = nobody,
        *,
        strict: bool = False,
    ) -> None:
        self._told, self._strict = told, strict
        self._context = multiprocessing.get_context(_STARTED)
        if _STARTED == "forkserver":
            self._context.set_forkserver_preload(_PRELOADED)
        self._function = function
        self._jobs = jobs
        self._clean = clean
        self._limit = limit
        self._begin = begin
        self._workers: list[_Worker[T]] = []
        self._lock = threading.Lock()
        self._ended = False

    def __enter__(self) -> Pool[T, R]:
        """The pool; its workers start with the first task."""
        self._ended = False
        atexit.register(self._end)  # for a generator that nobody closes: `multiprocessing` would wait for its workers
        return self

    def __exit__(self, *error: object) -> None:
        """End all workers, busy ones in the middle of their task."""
        atexit.unregister(self._end)
        self._end()

    def _end(self) -> None:
        with self._lock:  # a thread may be starting one
            self._ended = True
            workers, self._workers = self._workers, []
        for worker in workers:
            for task in worker.end():
                self._clean(task, worker.number)

    def run(self, tasks: Iterable[T], *, stopped: Callable[[], bool] = lambda: False) -> Iterator[tuple[T, R | Death]]:
        """Each task with its result, as they come; tasks are drawn when a worker is free for them.

        When `stopped` says so no further task is drawn; those that are under way are still waited for.  Of a pool that
        another thread ended meanwhile each is a Death.
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
                    worker = self._free()
                    if worker is None:
                        yield task, Death(CLOSED)
                    else:
                        worker.give(task)
            busy = {w.connection: w for w in self._workers if w.busy}
            if not busy:
                return
            if not more:
                self._share(list(busy.values()))
            yield from self._done(busy)
            yield from self._overdue()

    def _done(self, busy: Mapping[Connection, _Worker[T]]) -> Iterator[tuple[T, R | Death]]:
        """The tasks that workers are done with, or died of, as they say so within a second, or before one of them has
        taken too long: then `stopped` is asked again, though all of them are busy.
        """
        now = time.monotonic()
        left = min(worker.since + self._bound(worker) - now for worker in busy.values())
        for connection in wait(list(busy), timeout=min(1.0, max(0.0, left))):
            worker = busy[connection]  # type: ignore[index]
            if not worker.ready:
                worker.hear()
                continue
            task, result = worker.take()
            if isinstance(result, Sign):
                worker.since = worker.since if self._strict else time.monotonic()
                self._told(task, result)
                continue
            if isinstance(result, Death):
                self._workers.remove(worker)
                self._clean(task, worker.number)
            yield task, result

    def _overdue(self) -> Iterator[tuple[T, Death]]:
        """The tasks of workers that took too long, which are ended."""
        now = time.monotonic()
        for worker in [w for w in self._workers if w.busy and now - w.since > self._bound(w)]:
            self._workers.remove(worker)
            for task in worker.end():
                self._clean(task, worker.number)
                yield task, Death(f"stopped after {self._bound(worker):g} seconds")

    def _share(self, busy: Sequence[_Worker[T]]) -> None:
        """Let the workers that are busy have what the others do not need."""
        each, left = divmod(self._jobs, len(busy))
        for i, worker in enumerate(busy):
            worker.have(max(1, each + (i < left)))

    def _bound(self, worker: _Worker[T]) -> float:
        """The seconds that a worker has for what it does: a task, or starting."""
        return self._limit if worker.ready else max(self._limit, START)

    def _free(self) -> _Worker[T] | None:
        """A worker without a task, a new one if there is none; None once the pool was ended."""
        for worker in [w for w in self._workers if not w.busy]:
            if worker.process.is_alive():
                return worker
            worker.end()  # died between two tasks: nothing is lost
            self._workers.remove(worker)
        with self._lock:
            if self._ended:
                return None
            try:
                worker = _Worker(self._context, self._function, self._begin)
            except (OSError, EOFError) as error:  # the process that starts them is not there, or may not
                raise AknError(f"worker processes cannot be started here ({reason(error)}); {_WITHOUT}") from error
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

    def __init__(self, context: Any, function: Callable[[T], Any], begin: Callable[[], object]) -> None:
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, function, begin), daemon=True)
        with _signals_blocked(), _without_the_folder():
            self.process.start()
        theirs.close()  # or a dead worker would not break the pipe
        self._task: list[T] = []
        self._share = 1
        self.since = 0.0  # when it was given its task, was ready for it, or told of it
        self.ready = False  # it says so before its first result

    @property
    def number(self) -> int:
        return self.process.pid or 0

    @property
    def busy(self) -> bool:
        return bool(self._task)

    def give(self, task: T) -> None:
        self._task.append(task)
        self._share = 1
        self.since = time.monotonic()
        self._send(task)

    def have(self, pages: int) -> None:
        if pages != self._share:
            self._share = pages
            self._send(_Share(pages))

    def _send(self, said: object) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # found again, and told, by `take`
            self.connection.send(said)

    def hear(self) -> None:
        """Take its word that it has started; if it has ended instead, `take` finds that."""
        self.ready, self.since = True, time.monotonic()
        with suppress(EOFError, OSError):
            self.connection.recv()

    def take(self) -> tuple[T, Any]:
        """The task with its result, or with a Sign, after which it is still busy."""
        (task,) = self._task
        try:
            result = self.connection.recv()
        except (EOFError, OSError):
            self.process.join(10)
            self.connection.close()
            result = Death(_manner(self.process.exitcode))
        if not isinstance(result, Sign):
            self._task.clear()
        return task, result

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
def _without_the_folder() -> Iterator[None]:
    """What starts here takes no module from the folder in which the command runs: documents lie there, no program.

    `multiprocessing` starts its processes with `python -c`, which looks there before anywhere else
    (https://docs.python.org/3/using/cmdline.html#envvar-PYTHONSAFEPATH).
    """
    with _starting:
        before = os.environ.get(_SAFE_PATH)
        os.environ[_SAFE_PATH] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_SAFE_PATH]
            else:
                os.environ[_SAFE_PATH] = before


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


def _serve(connection: Connection, function: Callable[[Any], Any], begin: Callable[[], object]) -> None:
    """The life of a worker: a word that it is ready, then task in, result out, until the pipe is closed."""
    for number in (signal.SIGINT, signal.SIGTERM):  # where they are not blocked
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(50_000)  # as `converters.cli` does: hardly anything that a conversion makes is a cycle
    begin()
    with suppress(OSError):
        connection.send(None)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        if isinstance(task, _Share):  # of a task that was done meanwhile
            continue
        talk = _Talk(connection)
        with paced(Pace(talk.at_once, talk.told)):
            result = function(task)
        try:
            connection.send(result)
        except OSError:  # nobody is left to take it
            return


class _Talk:
    """What a worker says and hears while it has a task."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._pages = connection, 1

    def at_once(self) -> int:
        with suppress(EOFError, OSError):
            while self._connection.poll():
                self._pages = self._connection.recv().pages
        return self._pages

    def told(self, done: int, of: int) -> None:
        with suppress(OSError):
            self._connection.send(Sign(done, of))


def _end_with_parent() -> None:
    """End this process when the one that gives it tasks has ended, whatever it is busy with."""
    if (parent := multiprocessing.parent_process()) is not None:
        wait([parent.sentinel])
        os._exit(1)


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


def run_on(
    executor: Executor,
    tasks: Iterable[Task],
    options: Options,
    *,
    window: int = WINDOW,
    together: int = 1,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """The outcomes of tasks run by an executor, as they come; at most `window` parcels are under way.

    A parcel is one task at first, then up to `together`, for an engine whose parcels cost more than a short document.
    The tasks of a parcel that was lost with its worker go out again one by one; a task whose worker the engine gave up
    is an outcome that says so.  If the engine itself broke down, so are all tasks that are left.  The executor is not
    shut down.
    """
    from concurrent.futures import FIRST_COMPLETED
    from concurrent.futures import wait as wait_for

    parcels = _Parcels(executor, tasks, options, window, together)
    while parcels.left or parcels.under_way:
        while parcels.left and not stopped() and parcels.have_room():
            yield from parcels.send()
        if stopped():
            parcels.stop()
        done = wait_for(parcels.under_way, timeout=1.0, return_when=FIRST_COMPLETED).done
        for future in [
            one for one in parcels.under_way if one in done
        ]:  # those of one moment in the order of the input
            yield from parcels.take(future)


class _Parcels:
    """Tasks on their way to an executor and back."""

    def __init__(self, executor: Executor, tasks: Iterable[Task], options: Options, window: int, together: int) -> None:
        self._executor, self._options, self._window, self._together = executor, options, window, together
        self._waiting = iter(tasks)
        self._more = True
        self._again: list[Task] = []  # of parcels that were lost
        self._done = 0
        self.under_way: dict[Future[list[Outcome]], tuple[list[Task], int]] = {}

    @property
    def left(self) -> bool:
        """True if there may be tasks that are not sent."""
        return self._more or bool(self._again)

    def have_room(self) -> bool:
        """True if another parcel may be under way."""
        return len(self.under_way) < self._window and sum(size for _, size in self.under_way.values()) < _UNDER_WAY

    def stop(self) -> None:
        """Send nothing any more."""
        self._more = False
        self._again.clear()

    def send(self) -> Iterator[Outcome]:
        """Send a parcel; the outcomes of what needs no sending, or cannot be sent."""
        parcel: list[tuple[Task, Task]] = []
        size = 1 if self._again else min(self._together, 1 + self._done // self._window)
        while len(parcel) < size and _bytes_of(parcel) < _PARCEL:
            task = self._again.pop() if self._again else next(self._waiting, None)
            if task is None:
                self._more = False
                break
            if isinstance(sent := _travelling(task, self._options), Outcome):
                yield sent
                break
            parcel.append((task, sent))
        try:
            if parcel:
                future = self._executor.submit(run_tasks, [sent for _, sent in parcel], self._options)
                self.under_way[future] = [task for task, _ in parcel], _bytes_of(parcel)
        except Exception as error:  # a broken or closed executor; each engine has its own class for that
            yield from (died(task, _words(error)) for task, _ in parcel)

    def take(self, future: Future[list[Outcome]]) -> Iterator[Outcome]:
        """The outcomes of a parcel that is back; the tasks of one that was lost are sent again, one by one."""
        from concurrent.futures import CancelledError

        tasks, _ = self.under_way.pop(future)
        self._done += len(tasks)
        try:
            outcomes = future.result()
        except (Exception, CancelledError) as error:
            if len(tasks) > 1:
                self._again += tasks
            else:
                yield died(tasks[0], _words(error))
            return
        yield from map(_arrived, tasks, outcomes)
        for task in tasks:
            drop(task.unpacked)


def _bytes_of(parcel: list[tuple[Task, Task]]) -> int:
    return sum(len(sent.data or b"") for _, sent in parcel)


def run_tasks(tasks: list[Task], options: Options) -> list[Outcome]:
    """The outcomes of tasks, one after another."""
    return [run_task(task, options) for task in tasks]


_PARCEL = 4 << 20  # bytes after which a parcel takes no further task
_UNDER_WAY = 256 << 20  # bytes under way after which no parcel is sent until one is back: the client holds them


def dask_executor(address: str, *, patience: float = 5.0) -> tuple[Executor, int]:
    """An executor that runs on the Dask scheduler at an address, and the window that keeps its workers busy.

    The scheduler has `patience` seconds to answer.

    Dask runs the task of a lost worker again on another one, and gives it up after the `allowed-failures` of its
    configuration.  Raises MissingDependency without the extra `dask`, AknError if no scheduler answers.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingDependency("--scheduler needs Dask: pip install 'akn-un[dask]'") from error
    try:
        client: Any = distributed.Client(address, timeout=patience)
    except (OSError, ValueError) as error:
        raise AknError(f"no Dask scheduler at {address}: {error}") from error
    return client.get_executor(), max(8, 4 * sum(client.ncores().values()))


def _travelling(task: Task, options: Options) -> Task | Outcome:
    """The task as it is sent: with its bytes, and asking for those of the output, if these are local.

    What needs no conversion is an outcome at once.
    """
    if task.refused:
        return run_task(task, options)
    here = task.unpacked or not is_address(task.source)
    if here and task.data is None:
        try:
            corrections = read_corrections(task.source, beside=True)
            task = replace(task, data=read_bytes(task.unpacked or task.source), unpacked="", corrections=corrections)
        except AknError as error:
            return Outcome(task.source, task.output, Status.FAILED, diagnostics=(as_diagnostic(error, task.source),))
    if not task.output or (is_address(task.output) and task.rivals == 1):
        return task
    if task.data is not None and is_done(task, sha256_of(task.data, task.corrections)):
        return unchanged(task)
    return replace(task, sent=True, done=Done())


def _arrived(task: Task, outcome: Outcome) -> Outcome:
    if task.rivals > 1:  # who gets the place is settled when all are there
        return outcome
    brought = task.output and not is_address(task.output) and outcome.status.there
    return deliver(outcome, outcome.content, task.written) if brought else outcome


def _words(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
