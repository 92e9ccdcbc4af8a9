"""Parquet: four tables, whose columns are the fields of the rows; lists are lists, days are dates."""

from __future__ import annotations

import os
import sqlite3
import typing
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from akn.errors import MissingDependency
from akn_library.asked import Asking
from akn_library.citations import Reference
from akn_library.export.rows import PassageRow, mandates, passages, references
from akn_library.records import Record, records

_GROUP = 4_096
"""Rows that are written together: passages of published texts take some 12 MB then."""

_DAYS = frozenset({"adopted", "published", "date", "printed_date", "due_date"})
"""Columns of days.  One of which a text gives the year alone is empty, and `NAME_year` has the year."""

_YEARS = frozenset({"date"})
"""Days that have such a column beside them: an address carries the year where no text says the day."""

TABLES: dict[str, tuple[type, Callable[[sqlite3.Connection, str, bool], Iterable[Any]]]] = {
    "texts": (Record, lambda db, base_url, foreign: records(db, "", base_url, foreign=foreign)),
    "passages": (PassageRow, lambda db, _, foreign: passages(db, foreign=foreign)),
    "citations": (Reference, lambda db, _, foreign: references(db, foreign=foreign)),
    "mandates": (Asking, lambda db, _, foreign: mandates(db, foreign=foreign)),
}
"""By the name of a table what its rows are, and what gives them."""


def write(db: sqlite3.Connection, folder: str, base_url: str, foreign: bool = False) -> Iterator[tuple[str, int]]:
    """A file for each of `TABLES`."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependency("Parquet needs pyarrow: pip install 'akn-un[tables]'") from error
    for name, (row, rows) in TABLES.items():
        schema = pyarrow.schema(list(_columns(row)))
        count = 0
        drawn = iter(rows(db, base_url, foreign))
        with parquet.ParquetWriter(os.path.join(folder, f"{name}.parquet"), schema, compression="zstd") as out:
            while some := list(islice(drawn, _GROUP)):
                out.write_table(pyarrow.Table.from_pylist([_values(one) for one in some], schema=schema))
                count += len(some)
        yield f"{name}.parquet", count


def _columns(row: type) -> Iterator[tuple[str, Any]]:
    """The names and types of the columns of a kind of rows."""
    import pyarrow

    for name, kind in typing.get_type_hints(row).items():
        yield name, pyarrow.date32() if name in _DAYS else _arrow(kind)
        if name in _YEARS:
            yield f"{name}_year", pyarrow.int32()


def _arrow(kind: Any) -> Any:
    """The type of Arrow that holds values of a type of Python."""
    import pyarrow

    of = typing.get_args(kind)
    match typing.get_origin(kind):
        case None if isinstance(kind, type) and issubclass(kind, Struct):
            return pyarrow.struct([(name, _arrow(held)) for name, held in typing.get_type_hints(kind).items()])
        case None:
            return {str: pyarrow.string(), int: pyarrow.int32()}[kind]
        case origin if origin is tuple:
            return pyarrow.list_(_arrow(of[0]))
        case origin if origin is dict:
            return pyarrow.map_(_arrow(of[0]), _arrow(of[1]))
        case _:  # int | None
            return _arrow(of[0])


def _values(row: object) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(row)
    for name in _DAYS & values.keys():
        printed: str = values[name]
        if name in _YEARS:
            values[f"{name}_year"] = int(printed[:4]) if printed else None
        values[name] = _day(printed)
    return {name: list(v.items()) if isinstance(v, dict) else v for name, v in values.items()}


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None
