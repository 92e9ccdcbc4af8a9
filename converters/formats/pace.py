"""How many pages of an input are read at once, and who hears how far that is: neither changes what comes out.

>>> said = []
>>> with paced(Pace(lambda: 2, lambda done, of: said.append((done, of)))):
...     list(each(str.upper, ["a", "b"]))
['A', 'B']
>>> said
[(1, 2), (2, 2)]
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")


def _one() -> int:
    return 1


def _nobody(_done: int, _of: int) -> None:
    """Hears nothing."""


class Pace(Struct, frozen=True):
    """`at_once` is asked again and again how many pages may be read at once, by threads of this process.

    `told` hears how many of how many pages are done.
    """

    at_once: Callable[[], int] = _one
    told: Callable[[int, int], object] = _nobody


_ALONE = Pace()
_pace: ContextVar[Pace] = ContextVar("pace", default=_ALONE)


@contextmanager
def paced(pace: Pace) -> Iterator[None]:
    """What is read meanwhile keeps to a pace.

    >>> with paced(Pace(lambda: 4)):
    ...     _pace.get().at_once()
    4
    """
    before = _pace.set(pace)
    try:
        yield
    finally:
        _pace.reset(before)


def each(function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """The results of a function that lets other threads run, in the order of the tasks, at the pace that was set.

    As many results wait for one before them, at most, as are made at once.

    >>> with paced(Pace(lambda: 3)):
    ...     list(each(len, ["one", "three", "four", "eleven"]))
    [3, 5, 4, 6]
    """
    pace = _pace.get()
    for done, result in enumerate(_made(function, tasks, pace), 1):
        pace.told(done, len(tasks))
        yield result


def _made(function: Callable[[T], R], tasks: Sequence[T], pace: Pace) -> Iterator[R]:
    from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

    waiting: deque[Future[R]] = deque()
    at = 0
    with ThreadPoolExecutor(max(1, len(tasks))) as threads:  # starts one when none is free, and not before
        try:
            while at < len(tasks) or waiting:
                busy, room = [f for f in waiting if not f.done()], max(1, pace.at_once())
                if at < len(tasks) and room == 1 and not waiting:
                    yield function(tasks[at])
                    at += 1
                elif at < len(tasks) and len(busy) < room and len(waiting) < 2 * room:
                    waiting.append(threads.submit(function, tasks[at]))
                    at += 1
                elif waiting[0].done():
                    yield waiting.popleft().result()
                else:
                    wait(busy, return_when=FIRST_COMPLETED)
        finally:
            threads.shutdown(cancel_futures=True)
