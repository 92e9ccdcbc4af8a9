"""The names of a text are read once, also where several threads ask for them at the same time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from akn.clauses.names import _Read
from akn.clauses.parts import Named


class _Slow:
    def found(self, content: str, start: int, end: int) -> Iterator[Named]:
        for n in range(start, end):
            time.sleep(0.005)  # another thread has its turn
            yield _named(n)


def _named(n: int) -> Named:
    return Named(n, n + 1, "states", n)


def test_threads_that_ask_together_get_all_names() -> None:
    names: Any = _Slow()
    read = _Read(names, "a lantern")
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(lambda: list(read.after(0))) for _ in range(4)]
    assert [future.result() for future in asked] == [list(map(_named, range(9)))] * 4
    assert list(read.after(7)) == [_named(7), _named(8)]
