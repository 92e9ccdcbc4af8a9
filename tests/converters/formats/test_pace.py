"""Pages at once: as many as may be, in the order of the pages, and no more of them held than that."""

from __future__ import annotations

import threading
import time

import pytest

from converters.formats.pace import Pace, each, paced


def _least_first(number: int) -> int:
    """A page that takes longer than the one after it."""
    time.sleep(0.01 * (9 - number))
    return number


@pytest.mark.parametrize("at_once", [1, 2, 5, 40])
def test_results_come_in_the_order_of_the_pages(at_once: int) -> None:
    said: list[tuple[int, int]] = []
    with paced(Pace(lambda: at_once, lambda done, of: said.append((done, of)))):
        assert list(each(_least_first, range(9))) == list(range(9))
    assert said == [(n, 9) for n in range(1, 10)]


def test_no_more_are_read_or_wait_than_may_be() -> None:
    begun: list[int] = []
    now: list[int] = []
    most: list[int] = []

    def page(number: int) -> int:
        begun.append(number)
        now.append(number)
        most.append(len(now))
        time.sleep(0.2 if number == 0 else 0.01)
        now.remove(number)
        return number

    with paced(Pace(lambda: 3)):
        held = each(page, range(30))
        assert next(held) == 0
        assert len(begun) <= 6, "twice as many, while the first one is waited for"
        assert list(held) == list(range(1, 30))
    assert max(most) == 3


def test_the_number_may_rise_while_pages_are_read() -> None:
    free = [1]
    threads: list[str] = []

    def page(number: int) -> int:
        threads.append(threading.current_thread().name)
        time.sleep(0.01)
        if number == 2:
            free[0] = 4
        return number

    with paced(Pace(lambda: free[0])):
        assert list(each(page, range(12))) == list(range(12))
    assert set(threads[:3]) == {threading.current_thread().name}
    assert len(set(threads[3:])) > 1


@pytest.mark.parametrize("at_once", [1, 3])
def test_what_a_page_raises_is_raised_when_its_turn_comes(at_once: int) -> None:
    def page(number: int) -> int:
        if number == 2:
            raise ValueError("a damaged page")
        return number

    found: list[int] = []
    with paced(Pace(lambda: at_once)), pytest.raises(ValueError, match="a damaged page"):
        found.extend(each(page, range(6)))
    assert len(found) in (0, 2)
