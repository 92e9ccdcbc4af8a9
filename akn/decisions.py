"""Decisions as tables: rows that name features, of which the first that fits decides.

A feature is a property of what is to be decided on (a pair of lines, of blocks), worked out when a row asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import Struct


class Row(Struct, frozen=True):
    """A row of a table: a verdict or a weight, and the features that it asks for; `-` asks that one is absent.

    `documents` counts the sources in which it decides; which these are says the table.
    """

    value: float
    features: str
    documents: int

    def fits(self, case: object) -> bool:
        """True if a case has all features that the row names and none that it excludes."""
        return all(getattr(case, name) is wanted for name, wanted in _asked(self.features))


@cache
def _asked(features: str) -> tuple[tuple[str, bool], ...]:
    """The features that a row asks for by name, each with whether it is to be there."""
    return tuple((f.removeprefix("-"), not f.startswith("-")) for f in features.split())


def deciding(rows: Iterable[Row], case: object) -> Row:
    """The first row that fits.

    >>> rows = Row(2, "imag", 0), Row(3, "", 0)  # a feature is there if it is True
    >>> deciding(rows, 1).value
    3.0
    """
    return next(row for row in rows if row.fits(case))
