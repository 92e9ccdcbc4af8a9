"""How much work a call is, counted and not timed, so that a busy machine changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from cProfile import Profile

from tests.thorough import of_full


def calls(run: Callable[[], object]) -> int:
    """How many functions `run` calls, in Python and in C; pattern matching counts as one call, however long it takes.

    >>> calls(lambda: [abs(n) for n in range(100)]) > 100
    True
    """
    counting = Profile(subcalls=False)  # in C: half of what a function that is told of each call takes
    counting.enable()
    try:
        run()
    finally:
        counting.disable()
    return sum(entry.callcount for entry in counting.getstats())


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Assert that what is done takes no more of the processor; the clock of a busy machine tells nothing."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


def grows_linearly(run: Callable[[int], Callable[[], object]], size: int, factor: int = 0) -> None:
    """Assert that `run(factor * size)` is at most 1.5 times `factor` the work of `run(size)`.

    In `.ci/run` the factor is 8 where nothing else is said; in `make test` it is 4, and the size is the half.

    The first call, which fills caches, is not counted.  What work is not made of calls is bounded by a minute of the
    processor, and measured by `python -m benchmarks hostile`.
    """
    factor, size = factor or of_full(8, 4), of_full(size, max(1, size // 2))
    with within(60):
        run(size)()
        few, many = calls(run(size)), calls(run(factor * size))
    assert many <= 1.5 * factor * few + 1000, f"{few} calls for {size}, {many} for {factor * size}"
