"""Findings to work through: a workbook with a column to tick, and what was there before (`commented`: a Word file)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.concord import Concordance
from akn.errors import AknError, MissingDependency
from akn.languages import load
from akn.walk import Unit
from converters.compare.concordances import called, mark_of

_COLUMNS = (
    "done", "weight", "kind", "language", "place", "says", "others say", "text", "compared with", "remark", "work",
    "key",
)  # fmt: skip
_SHEET = "findings"
_WIDTHS = (7, 9, 12, 11, 28, 24, 24, 60, 60, 30, 24, 24)
_LONGEST = 32_767  # characters of a cell
_BY_HAND = ("done", "remark")
_SAME = ("kind", "language", "says", "others say", "work", "key")  # what makes two rows one finding
_GONE = "gone"  # the weight of a finding that somebody worked on and that is no longer found
_NO_TIME = "1980-01-01T00:00:00Z"


# a workbook


class Worked(Struct, frozen=True):
    """What somebody wrote into a workbook of findings: the ticked or remarked rows, each as its cells by column."""

    rows: tuple[dict[str, str], ...]

    def of(self, row: dict[str, str]) -> dict[str, str]:
        """The row with what was written to the same finding."""
        found = next((old for old in self.rows if _mark(old) == _mark(row)), None)
        return row | {name: found[name] for name in _BY_HAND} if found else row

    def without(self, rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
        """What was written to findings that are no longer found."""
        marks = set(map(_mark, rows))
        return [old | {"weight": _GONE} for old in self.rows if _mark(old) not in marks]


def _mark(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in _SAME)


def worked_in(data: bytes) -> Worked:
    """What was ticked and remarked in a workbook; nothing if it is not one of findings.

    Raises MissingDependency without the extra `tables`.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise MissingDependency(
            "to keep what is ticked in a workbook needs openpyxl: pip install 'akn-un[tables]'"
        ) from error
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError):
        return Worked(())
    if _SHEET not in book.sheetnames:
        return Worked(())
    lines = [["" if cell is None else str(cell) for cell in line] for line in book[_SHEET].iter_rows(values_only=True)]
    if not lines or not set(_COLUMNS) <= set(lines[0]):
        return Worked(())
    rows = (dict(zip(lines[0], line, strict=False)) for line in lines[1:])
    return Worked(tuple(row for row in rows if any(row[name].strip() for name in _BY_HAND)))


def as_worklist(concordances: Sequence[Concordance], before: Worked | None = None) -> bytes:
    """The findings as a workbook of one sheet, a row for each language of each, with a column to tick and one for
    remarks; the same bytes for the same findings.

    What was ticked or remarked `before` stays at its finding; of findings that are gone such rows are kept at the end.
    Raises MissingDependency without the extra `tables`.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingDependency("workbooks need XlsxWriter: pip install 'akn-un[tables]'") from error
    from datetime import datetime

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.fromisoformat(_NO_TIME)})
    sheet = book.add_worksheet(_SHEET)
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    for i, width in enumerate(_WIDTHS):
        sheet.set_column(i, i, width, wrapped)
    sheet.write_row(0, 0, _COLUMNS, book.add_format({"bold": True}))
    rows = [dict(zip(_COLUMNS, row, strict=True)) for one in concordances for row in _worklist(one)]
    if before is not None:
        rows = [*map(before.of, rows), *before.without(rows)]
    for i, row in enumerate(rows, 1):
        sheet.write_row(i, 0, [row[name][:_LONGEST] for name in _COLUMNS])
    last = max(1, len(rows))
    sheet.data_validation(1, 0, last, 0, {"validate": "list", "source": ["x"]})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    book.close()
    return out.getvalue()


def _worklist(one: Concordance) -> Iterator[tuple[str, ...]]:
    table = {row.key: row for row in one.rows}
    for finding in one.findings:
        units = table[finding.key].units
        other = next((code for code in units if code not in finding.languages), "")
        for code, own in finding.languages.items():
            text, beside = (_text(units[c]) if c in units else "" for c in (code, other))
            place = called(finding.key, units.get(code), code)
            what = "", finding.severity, finding.kind, load(code).name
            yield (*what, place, own, finding.expected, text, beside, "", one.work, finding.key)


def _text(unit: Unit) -> str:
    return f"{unit.num} {unit.text.content}".strip()


# what was there before


def seen_in(data: bytes) -> frozenset[str]:
    """The marks of findings in a file of state; raises AknError if it is none."""
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    marks = found["seen"] if isinstance(found, dict) and set(found) == {"seen"} else None
    if not isinstance(marks, list) or not all(isinstance(mark, str) for mark in marks):
        raise AknError("it is no file of findings that were seen (write one with --seen)")
    return frozenset(marks)


def as_seen(concordances: Iterable[Concordance], before: Iterable[str] = ()) -> bytes:
    """The file of state: the marks of these findings and of those before, in order."""
    marks = {mark_of(one.work, finding) for one in concordances for finding in one.findings}
    return (json.dumps({"seen": sorted(marks | set(before))}, indent=1) + "\n").encode()


def unseen(concordance: Concordance, seen: frozenset[str]) -> Concordance:
    """The concordance with the findings that are new."""
    new = tuple(f for f in concordance.findings if mark_of(concordance.work, f) not in seen)
    return replace(concordance, findings=new)
