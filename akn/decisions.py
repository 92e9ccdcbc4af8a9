"""Decisions as tables: rows that name features, of which the first that fits decides.

A feature is an attribute of what is to be decided on (a pair of lines, of blocks); one that costs more than a look is
a property, worked out when a row asks for it.
"""

from __future__ import annotations

from msgspec import Struct


class Row(Struct, frozen=True):
    """A row of a table: a verdict or a weight, and the features that it asks for; `-` asks that one is absent.

    `documents` counts the sources in which it decides; a comment at the table names them.
    """

    value: float
    features: str
    documents: int


class Table:
    """Rows, of which the first one that fits decides; the last one asks for nothing.

    >>> table = Table(Row(2, "imag", 0), Row(3, "", 0))  # a feature is present if it is True
    >>> table.decide(1).value
    3
    """

    def __init__(self, *rows: Row) -> None:
        self.rows = rows
        self._asked = [([(f.removeprefix("-"), f[0] != "-") for f in row.features.split()], row) for row in rows]

    def decide(self, case: object) -> Row:
        """The first row that has all the features that it names, and none that it excludes."""
        for asked, row in self._asked:
            for name, wanted in asked:
                if getattr(case, name) is not wanted:
                    break
            else:
                return row
        raise LookupError("the last row of a table fits everything")

    def without(self, feature: str) -> Table:
        """The table where nothing has a feature.

        >>> Table(Row(2, "imag -real", 0), Row(3, "", 0)).without("real").rows[0].features
        'imag'
        """
        rows = [row for row in self.rows if feature not in row.features.split()]
        kept = [" ".join(f for f in row.features.split() if f != f"-{feature}") for row in rows]
        return Table(*(Row(row.value, features, row.documents) for row, features in zip(rows, kept, strict=True)))


def weighed(case: object, *tables: Table) -> float:
    """What several tables say of a case, in sum.

    >>> weighed(1, Table(Row(2, "", 0)), Table(Row(0.5, "", 0)))
    2.5
    """
    return sum([table.decide(case).value for table in tables])
