"""Conversions of what strangers send: bounded in size, time and memory, and a worker that ends costs one input."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from concurrent.futures import Future

import pytest

from akn.errors import UsageError
from converters import BoundedConverter, Options, convert
from converters.batch.bounded import Readers
from converters.batch.pool import Death, Pool
from converters.conversion import Converted
from tests.converters.command import RESOLUTION
from tests.converters.work_of_workers import double_or_die

DATA = RESOLUTION.encode()
LONG = RESOLUTION.replace(
    "1. Calls", "".join(f"{n}. Calls upon A/RES/98/{n};\n\n" for n in range(1, 9000)) + "1. Calls"
)


def test_what_comes_out_is_what_convert_gives() -> None:
    with BoundedConverter(1) as bounded:
        done = bounded.convert(DATA, name="a.txt", options=Options(to="html"))
        assert done.output == convert(DATA, name="a.txt", options=Options(to="html")).output

        async def both() -> list[Converted]:
            one, two = bounded.convert_async(DATA, name="a.txt"), bounded.convert_async(b"PK\3\4", name="a.docx")
            return list(await asyncio.gather(one, two))

        good, bad = asyncio.run(both())
        assert (good.status.value, bad.status.value) == ("converted", "failed")
        assert [d.code.code for d in bad.diagnostics] == ["B101"]
        assert bounded.waiting == 0
        with pytest.raises(UsageError):
            bounded.convert(DATA, options=Options(to="nonsense"))


def test_what_is_too_large_is_seen_by_no_process() -> None:
    with BoundedConverter(1, size=1 << 20) as bounded:
        done = bounded.convert(b"x" * (1 << 20) + b"y", name="a.txt")
        assert [(d.code.code, d.message) for d in done.diagnostics] == [("B101", "larger than 1 MiB")]


def test_what_takes_too_long_is_ended_and_the_next_one_is_served() -> None:
    with BoundedConverter(1, seconds=0.2) as bounded:
        first = bounded.submit(LONG.encode(), name="long.txt")
        done = first.result(200)
        assert (done.status.value, done.output, [d.code.code for d in done.diagnostics]) == ("died", b"", ["B103"])
        assert "stopped after 0.2 seconds" in done.diagnostics[0].message


def test_what_takes_too_much_memory_costs_itself() -> None:
    with BoundedConverter(1, size=1 << 30, memory=300 << 20) as bounded:
        done = bounded.convert(b"lamps " * (20 << 20), name="large.txt", options=Options(validate=False))
        assert done.status.value == "failed"
        assert "needs more memory than there is" in done.diagnostics[0].message
        assert bounded.convert(DATA, name="a.txt").status.value == "converted"


@pytest.mark.parametrize("end", ["exit", "kill"])
def test_a_worker_that_ends_costs_its_own_task(end: str) -> None:
    with Readers(1) as readers:
        asked: list[Future[int | Death]] = [readers.ask(double_or_die, task) for task in (1, end, 3)]
        one, dead, three = (future.result(200) for future in asked)
        assert (one, three) == (2, 6)
        assert isinstance(dead, Death)


def test_nothing_waits_in_a_converter_that_was_closed() -> None:
    with BoundedConverter(jobs=1) as bounded:
        pass
    with pytest.raises(UsageError, match="was closed"):
        bounded.submit(b"The General Assembly,")
    assert bounded.waiting == 0


def test_a_pool_that_was_ended_starts_no_process() -> None:
    with Pool(len, 1) as pool:
        pass
    ((task, result),) = pool.run(["four"])
    assert task == "four"
    assert isinstance(result, Death)


def test_readers_that_end_while_a_process_starts_leave_none() -> None:
    before = set(multiprocessing.active_children())
    for pause in range(8):
        with Readers(1) as readers:
            asked = readers.ask(len, "four")
            time.sleep(pause / 200)
        if not asked.cancel():
            assert asked.result() == 4 or isinstance(asked.result(), Death)
    assert set(multiprocessing.active_children()) <= before
