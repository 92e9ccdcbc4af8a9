"""Files are read in processes of their own, which may take only so much memory and time: a hostile one costs itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from akn.diagnostics import Code, Position
from akn.errors import AknError
from converters.batch.plan import Found
from converters.batch.pool import Death, Pool
from converters.conversion import Converted, convert_bytes
from converters.files import read_bytes
from converters.options import CorrectionsFile, Options
from converters.reading import Status
from converters.sources import read_corrections
from converters.view.site import SiteInput, see

MEMORY = 4 << 30
"""Bytes that a reading process may take: more than any real file needed (docs/architecture.md)."""
SECONDS = 120.0
"""That one file may take: the longest real one (58 scanned pages) took 70."""

T = TypeVar("T")


def limited() -> None:
    """Let this process take no more than MEMORY, where the system has such limits (Windows has only that of time)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def seen(path: str) -> SiteInput:
    """What a file says, with its corrections and its source; never raises."""
    limited()
    return see(Found(path, path), Options(to="html"), source="pictures")


def converted(path: str, *, to: str) -> Converted:
    """A file in another format; what befalls it is a diagnostic."""
    limited()
    options = Options(to=to, corrections=read_corrections(path, beside=True), validate=False)
    if path.lower().endswith((".xml", ".json")):
        options = replace(options, corrections=CorrectionsFile())
    try:
        return convert_bytes(read_bytes(path), path, options)
    except AknError as error:
        told = Code.INPUT_REFUSED.at(Position(source=path), reason=str(error), remedy=error.remedy)
        return Converted(b"", to, None, (told,), Status.FAILED)


def ready(_: str) -> None:
    """Load what reading a file needs, so that the first one does not wait for it."""
    limited()
    convert_bytes(
        b"The General Assembly,\n\n1. Decides to remain seized of the matter.\n", "ready.txt", Options(to="docx")
    )
    with suppress(AknError):
        convert_bytes(b"%PDF-1.4\n", "ready.pdf", Options())


class Readers:
    """Processes that read, each fed by a thread of its own.

    >>> with Readers(1) as readers:
    ...     readers.ask(len, "four").result()
    4
    """

    def __init__(self, jobs: int, limit: float = SECONDS) -> None:
        self._threads = ThreadPoolExecutor(jobs, "reader")
        self._jobs = jobs
        self._limit = limit
        self._own = threading.local()
        self._pools: list[Pool[tuple[Callable[[str], object], str], object]] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Readers:
        """The readers; their processes start with the first file."""
        return self

    def __exit__(self, *error: object) -> None:
        """End all processes, busy ones in the middle of a file."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for pool in self._pools:
                pool.__exit__()

    def warm(self) -> None:
        """Start all processes, and have them load what they need."""
        for _ in range(self._jobs):
            self.ask(ready, "")

    def ask(self, function: Callable[[str], T], path: str) -> Future[T | Death]:
        """What a function of this module makes of a file; a Death if its process came to an end."""
        return self._threads.submit(partial(self._asked, function, path))

    def _asked(self, function: Callable[[str], T], path: str) -> T | Death:
        if not hasattr(self._own, "pool"):
            self._own.pool = Pool(_call, 1, limit=self._limit).__enter__()
            with self._lock:
                self._pools.append(self._own.pool)
        ((_, result),) = self._own.pool.run([(function, path)])
        answer: T | Death = result
        return answer


def _call(task: tuple[Callable[[str], T], str]) -> T:
    function, path = task
    return function(path)
