"""Findings to work through: a workbook with a column to tick, and what was there before (`commented`: a Word file)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence

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
_WIDTHS = (7, 9, 12, 11, 28, 24, 24, 60, 60, 30, 24, 24)
_LONGEST = 32_767  # characters of a cell
_NO_TIME = "1980-01-01T00:00:00Z"


# a workbook


def as_worklist(concordances: Sequence[Concordance]) -> bytes:
    """The findings as a workbook of one sheet, a row for each language of each, with a column to tick and one for
    remarks; the same bytes for the same findings.  Raises MissingDependency without the extra `tables`.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingDependency("workbooks need XlsxWriter: pip install 'akn-un[tables]'") from error
    from datetime import datetime

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.fromisoformat(_NO_TIME)})
    sheet = book.add_worksheet("findings")
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    for i, width in enumerate(_WIDTHS):
        sheet.set_column(i, i, width, wrapped)
    sheet.write_row(0, 0, _COLUMNS, book.add_format({"bold": True}))
    rows = [row for one in concordances for row in _worklist(one)]
    for i, row in enumerate(rows, 1):
        sheet.write_row(i, 0, [cell[:_LONGEST] for cell in row])
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
