"""Workbooks of tables: a sheet with a fixed head, filters, columns that can be read, and days as dates."""

from __future__ import annotations

import io
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from akn.errors import MissingDependency
from akn.xml.uri import is_day

Cell = str | int | float | None
WIDE = 60
"""Characters of a column of sentences."""
_NARROW, _BUTTON = 12, 4  # characters: the least of any other column, and of the button of its filter
_NO_TIME = datetime(2000, 1, 1)  # a workbook has to name one; the clock is never asked
_LONGEST_CELL = 32_767  # what a cell of a workbook holds


def workbook(
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    long: Container[str] = (),
    days: Iterable[str] = (),
    further: Callable[[Any], None] | None = None,
) -> bytes:
    """A workbook of one table, the same bytes for the same rows: `long` columns hold sentences, `days` days
    (YYYY-MM-DD) that become dates; `further` adds sheets of its own to the book.

    Raises MissingDependency without the extra `tables`.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingDependency("workbooks need XlsxWriter: pip install 'akn-un[tables]'") from error
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _NO_TIME})
    add_sheet(book, name, columns, rows, long=long, days=days)
    if further is not None:
        further(book)
    book.close()
    return out.getvalue()


def add_sheet(
    book: Any,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    long: Container[str] = (),
    days: Iterable[str] = (),
) -> None:
    """Add a table to a workbook that is being made, as `workbook` has it."""
    sheet = book.add_worksheet(name)
    top, wrapped = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "text_wrap": True})
    for i, column in enumerate(columns):
        wide = column in long
        sheet.set_column(i, i, WIDE if wide else max(_NARROW, len(column) + _BUTTON), wrapped if wide else top)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
    dated = [columns.index(column) for column in days]
    last = 1
    for last, row in enumerate(rows, 1):
        sheet.write_row(last, 0, [_short(value) for value in row])
        for at in dated:
            if is_day(value := str(row[at])):
                sheet.write_datetime(last, at, datetime.fromisoformat(value), day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)


_SENTENCES = frozenset({"series", "ask", "next_ask", "changes", "updated", "evidence"})  # columns of records
_DAYS = ("adopted", "due_date", "next_adopted", "date", "last")


def book_of_records(
    name: str,
    record: type[Struct],
    rows: Iterable[Struct],
    heads: Mapping[str, str] = MappingProxyType({}),
    words: Mapping[object, str] = MappingProxyType({}),
    whole: str = "all columns",
) -> bytes:
    """Rows of one kind, follow-ups or what is due, as a workbook: a column a field, a list in one cell.

    With `heads`, what people call some of the fields, a sheet of these alone comes first; values that `words` has are
    told by these there.  `name` and `whole` are what the sheets are called.

    Raises MissingDependency without the extra `tables`.
    """
    columns = record.__struct_fields__
    kept = list(rows)
    made = ([_cell(getattr(row, column)) for column in columns] for row in kept)
    days = [day for day in _DAYS if day in columns]
    if not heads:
        return workbook(name, columns, made, long=_SENTENCES, days=days)
    read = ([words.get(value := _cell(getattr(row, column)), value) for column in heads] for row in kept)
    return workbook(
        name,
        tuple(heads.values()),
        read,
        long={heads[column] for column in heads if column in _SENTENCES},
        days=[heads[day] for day in _DAYS if day in heads],
        further=lambda book: add_sheet(book, whole, columns, made, long=_SENTENCES, days=days),
    )


def _cell(value: Any) -> Any:
    """A value as a cell of a workbook, a list in one cell."""
    return "; ".join(value) if isinstance(value, tuple) else value


def _short(value: Cell) -> Cell:
    """A value as a cell of a workbook takes it."""
    if isinstance(value, str) and len(value) > _LONGEST_CELL:
        return value[: _LONGEST_CELL - 1] + "…"
    return value
