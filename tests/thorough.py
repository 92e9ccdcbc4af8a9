"""How much of a proof the tests run: all that continuous integration has time for, or what `make test` has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

_T = TypeVar("_T")


def of_full(full: int, quick: int) -> int:
    """How many things a proof tries: `full` where laws have many examples, as in `.ci/run`, `quick` in `make test`."""
    return full if is_full() else quick


def some_of(cases: Sequence[_T], step: int, first: int = 0) -> Sequence[_T]:
    """All cases in `.ci/run`; in `make test` one in so many, from a first one on."""
    return cases if is_full() else cases[first::step]


def is_full() -> bool:
    """True where laws have many examples."""
    return settings().max_examples >= settings.get_profile("ci").max_examples
