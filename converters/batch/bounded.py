"""Files of strangers for programs that go on: each is read in a process with limits, and costs nobody but itself.

`BoundedConverter` is what a server wants: one conversion at a time and worker, bounded in size, time and memory, from
threads or from `async` functions.  `Readers` are the processes behind it, which run any function.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from akn.diagnostics import Code, Position
from akn.errors import UnreadableInput, UsageError
from converters.batch.pool import CLOSED, Death, Pool, at_once
from converters.batch.task import fault
from converters.conversion import Converted, as_diagnostic, check, convert_bytes
from converters.options import DEFAULT, Options
from converters.reading import Status

MEMORY = 4 << 30
"""Bytes that a reading process may take: more than any real file needed (docs/architecture.md)."""
SECONDS = 120.0
"""That one file may take: the longest real one (58 scanned pages) took 70."""

A = TypeVar("A")
T = TypeVar("T")


def limited(memory: int = MEMORY) -> None:
    """Let this process take no more than `memory` bytes, where the system has such limits (Windows has none)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


class Readers:
    """Processes that work, each fed by a thread of its own.

    >>> with Readers(1) as readers:
    ...     readers.ask(len, "four").result()
    4
    """

    def __init__(self, jobs: int, limit: float = SECONDS, begin: Callable[[], object] = at_once) -> None:
        """Take how many processes there are, the seconds that one call may take, and what each process does first."""
        self._threads = ThreadPoolExecutor(jobs, "reader")
        self._jobs = jobs
        self._limit, self._begin = limit, begin
        self._own = threading.local()
        self._pools: list[Pool[Any, object]] = []
        self._lock = threading.Lock()
        self._ended = False

    def __enter__(self) -> Readers:
        """The readers; their processes start with the first call."""
        return self

    def __exit__(self, *error: object) -> None:
        """End all processes, busy ones in the middle of a file."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._ended = True
            for pool in self._pools:
                pool.__exit__()

    def warm(self, function: Callable[[A], object], argument: A) -> None:
        """Start all processes, and have them load what a call needs."""
        for _ in range(self._jobs):
            self.ask(function, argument)

    def ask(self, function: Callable[[A], T], argument: A) -> Future[T | Death]:
        """What a function of a module makes of an argument; a Death if its process came to an end."""
        return self._threads.submit(partial(self._asked, function, argument))

    def _asked(self, function: Callable[[A], T], argument: A) -> T | Death:
        if not hasattr(self._own, "pool"):
            pool: Pool[Any, object] = Pool(_call, 1, limit=self._limit, begin=self._begin, strict=True).__enter__()
            with self._lock:
                if self._ended:  # while it was made
                    pool.__exit__()
                self._pools.append(pool)
            self._own.pool = pool
        results = (result for _, result in self._own.pool.run([(function, argument)]))
        try:
            answer: T | Death = next(results, Death(CLOSED))
        except (OSError, ValueError):  # the pipe was closed by `__exit__` meanwhile
            if not self._ended:
                raise
            return Death(CLOSED)
        return answer


def _call(task: tuple[Callable[[A], T], A]) -> T:
    function, argument = task
    return function(argument)


class BoundedConverter:
    """`converters.convert` for bytes from strangers: in processes, bounded in size, time and memory.

    `jobs` conversions run at a time, others wait (`waiting` tells how many there are in all).  An input larger than
    `size` bytes, one that takes longer than `seconds` (the start of a process does not count), or more than
    `memory` bytes, is a result that says so: nothing but a wrong call raises.  A worker that ends takes only its own
    input with it.

    A script that uses it needs `if __name__ == "__main__":`, as for all pools of processes.

    >>> with BoundedConverter(jobs=1) as bounded:
    ...     done = bounded.convert(b"The General Assembly,\\n\\n1. Decides to meet again.\\n", name="a.txt")
    >>> done.status.value, done.output[:5]
    ('converted', b'<?xml')
    """

    def __init__(self, jobs: int = 2, *, size: int = 20 << 20, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Take the bounds: bytes of an input, seconds of a conversion, bytes of a process."""
        self._readers = Readers(jobs, seconds, _loaded)
        self._size, self._memory = size, memory
        self._lock = threading.Lock()
        self._waiting = 0

    def __enter__(self) -> BoundedConverter:
        """The converter; its processes start with the first input."""
        return self

    def __exit__(self, *error: object) -> None:
        """End all processes; what was under way is lost."""
        self._readers.__exit__()

    @property
    def waiting(self) -> int:
        """How many inputs are being converted, or wait for it."""
        return self._waiting

    def submit(self, data: bytes, *, name: str = "", options: Options = DEFAULT) -> Future[Converted]:
        """A conversion to come; arguments as for `converters.convert`.

        Raises UsageError for options that no input could satisfy, and after the converter was closed.
        """
        check(options)
        done: Future[Converted] = Future()
        if len(data) > self._size:
            done.set_result(_refused(name, options, f"larger than {self._size >> 20} MiB"))
            return done
        with self._lock:
            self._waiting += 1
        try:
            asked = self._readers.ask(_bounded, (data, name, options, self._memory))
        except RuntimeError as error:  # the processes were ended
            with self._lock:
                self._waiting -= 1
            raise UsageError("the converter was closed: submit inside its with statement") from error
        asked.add_done_callback(partial(self._settle, done, name, options))
        return done

    def convert(self, data: bytes, *, name: str = "", options: Options = DEFAULT) -> Converted:
        """What `submit` gives, waited for."""
        return self.submit(data, name=name, options=options).result()

    async def convert_async(self, data: bytes, *, name: str = "", options: Options = DEFAULT) -> Converted:
        """What `submit` gives, for `async` functions: the loop goes on meanwhile."""
        return await asyncio.wrap_future(self.submit(data, name=name, options=options))

    def _settle(self, done: Future[Converted], name: str, options: Options, asked: Future[Converted | Death]) -> None:
        with self._lock:
            self._waiting -= 1
        if asked.cancelled():
            done.cancel()
        elif not done.set_running_or_notify_cancel():
            return  # whoever asked is gone
        elif (error := asked.exception()) is not None:
            done.set_exception(error)
        elif isinstance(result := asked.result(), Death):
            told = Code.WORKER_DIED.at(Position(source=name), reason=result.reason)
            done.set_result(Converted(b"", options.to, None, (told,), Status.DIED))
        else:
            done.set_result(result)


def _loaded() -> None:
    """Convert a few words, so that what every conversion needs is there before the first input comes."""
    convert_bytes(b"The General Assembly,\n\n1. Decides to meet again.\n", "a.txt", DEFAULT)


def _bounded(task: tuple[bytes, str, Options, int]) -> Converted:
    data, name, options, memory = task
    limited(memory)
    try:
        return convert_bytes(data, name, options)
    except Exception as error:
        return Converted(b"", options.to, None, (fault(error, name),), Status.FAILED)


def _refused(name: str, options: Options, reason: str) -> Converted:
    told = as_diagnostic(UnreadableInput(reason), name)
    return Converted(b"", options.to, None, (told,), Status.FAILED)
