"""Rows as people and programs read them: lines of text, JSON lines, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any

import msgspec
from msgspec import Struct

FORMS = ("text", "jsonl", "csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(rows: Iterable[object], form: str, columns: tuple[str, ...], line: Callable[[Any], str]) -> Iterator[bytes]:
    """Rows in one of the forms, a piece at a time: what `line` makes of each, an object of JSON a line, or CSV with
    the names of the columns first.
    """
    if form == "jsonl":
        encode = msgspec.json.Encoder().encode
        yield from (encode(row) + b"\n" for row in rows)
    elif form == "csv":
        yield _csv(columns)
        yield from (_csv(_cell(getattr(row, name)) for name in columns) for row in rows)
    else:
        yield from (line(row).encode("utf-8", "replace") + b"\n" for row in rows)


def columns_of(row: object) -> tuple[str, ...]:
    """The names of the columns of a row."""
    if isinstance(row, Struct):
        return row.__struct_fields__
    return tuple(field.name for field in fields(row))  # type: ignore[arg-type]


def _csv(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    """A value as a cell; lists as "one; two", offsets as "0-8; 15-22", and no text that a spreadsheet would take for a
    formula.
    """
    if isinstance(value, tuple):
        value = "; ".join(one if isinstance(one, str) else "-".join(map(str, one)) for one in value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and isinstance(value, str) else text
