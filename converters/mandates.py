"""Tables of mandates: the clauses of many inputs as CSV for a spreadsheet, or as JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

import msgspec
from msgspec import Struct

from akn.clauses import Mandate, action_of, mandates
from akn.diagnostics import Diagnostic
from akn.document import Document
from akn.text import Kind
from akn.walk import texts_of
from converters.batch.plan import Found
from converters.batch.task import fault, read_input
from converters.conversion import Options, Status, look

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_JOINED = "; "


class Tabled(Struct, frozen=True):
    """What was made of one input: its rows, what there is to tell of it, and whether it could be read."""

    source: str
    rows: tuple[Mandate, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    status: Status = Status.FAILED


def tabulate(found: Found, options: Options) -> Tabled:
    """The clauses of one input; never raises: what befalls it is a diagnostic of it, with `status` FAILED."""
    if found.refused:
        return Tabled(found.source, diagnostics=(found.refused,))
    try:
        data = read_input(found.source) if found.data is None else found.data
        seen = look(data, found.source, options)
        return Tabled(found.source, mandates(understood(seen.document)), seen.diagnostics, seen.status)
    except Exception as error:
        return Tabled(found.source, diagnostics=(fault(error, found.source),))


def understood(document: Document) -> Document:
    """The document with its actions marked: one that marks none, as published files, is upgraded."""
    if not document.body and not document.parts:
        return document
    if any(action_of(m) for text, _ in texts_of(document) for m in text.of(Kind.ACTION)):
        return document
    from akn.upgrade import upgrade_document

    return upgrade_document(document).value


def as_json_lines(rows: Iterable[Mandate]) -> bytes:
    """Each clause as a JSON object on a line of its own, with all that is known of it."""
    encode = msgspec.json.Encoder().encode
    return b"".join(encode(row) + b"\n" for row in rows)


def _joined(values: Iterable[str]) -> str:
    """The values in one cell, each once."""
    return _JOINED.join(dict.fromkeys(v for v in values if v))


_Cell = str | int | None
# fields that hold more than a word or a number, and the columns that they are spread into
_SPREAD: dict[str, dict[str, Callable[[Any], _Cell]]] = {
    "addressees": {
        "addressees": lambda found: _joined(a.text or a.key for a in found),
        "addressee_keys": lambda found: _joined(a.key for a in found),
        "addressee_kinds": lambda found: _joined(a.kind for a in found),
    },
    "deliverables": {
        "deliverables": lambda found: _joined(d.text for d in found),
        "deliverable_kinds": lambda found: _joined(d.kind for d in found),
    },
    "recipient": {
        "recipient": lambda found: found.text if found else "",
        "recipient_key": lambda found: found.key if found else "",
    },
    "due": {
        "due": lambda found: found.text if found else "",
        "due_kind": lambda found: found.kind if found else "",
        "due_value": lambda found: found.value if found else "",
        "due_year": lambda found: found.year if found else None,
    },
    "cites": {"cites": _joined},
}
_FIELDS = tuple(field.name for field in fields(Mandate))
COLUMNS = tuple(column for name in _FIELDS for column in _SPREAD.get(name, (name,)))


def flat(row: Mandate) -> dict[str, _Cell]:
    """A clause as the cells of one row: what a list holds stands in one cell, texts and keys in columns of their own.

    Who is asked by an inherited clause is shown by the key, because the row does not print it.
    """
    cells: dict[str, _Cell] = {}
    for name in _FIELDS:
        value = getattr(row, name)
        cells.update({column: of(value) for column, of in _SPREAD[name].items()} if name in _SPREAD else {name: value})
    return cells


def as_csv(rows: Iterable[Mandate], *, mark: bool = False) -> bytes:
    """The clauses as CSV (RFC 4180, UTF-8), the names of the columns first; `mark` puts a byte order mark before them.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_neutral(value) for value in flat(row).values()])
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace")


def _neutral(value: _Cell) -> _Cell:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
