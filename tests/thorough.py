"""How much of a proof the tests run: all that continuous integration has time for, or what `make test` has."""

from __future__ import annotations

from hypothesis import settings


def of_full(full: int, quick: int) -> int:
    """How many things a proof tries: `full` where laws have many examples, as in `.ci/run`, `quick` in `make test`."""
    return full if settings().max_examples >= settings.get_profile("ci").max_examples else quick
