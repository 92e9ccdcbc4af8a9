"""Findings to work through: a workbook with a column to tick, and what was there before (`commented`: a Word file)."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, get_args
from xml.etree.ElementTree import ParseError

from msgspec.structs import replace

from akn.compare.concord import Concordance
from akn.compare.findings import Finding, FindingKind, beginning_of
from akn.compare.values import Severity
from akn.errors import AknError, MissingDependency
from akn.languages import usual
from akn.walk import Unit
from converters.compare.concordances import FindingNote, mark_of, others_say, place_in
from converters.view import words
from converters.view.wording import as_set, name_in

_COLUMNS = (
    "done", "weight", "kind", "language", "place", "says", "others say", "text", "with", "compared with", "remark",
    "work", "key",
)  # fmt: skip
_FOR_PROGRAMS = frozenset({"key"})
_HEADS = {
    "done": "ticked", "weight": "weight", "kind": "difference_kind", "language": "language", "place": "place",
    "says": "legend_mark", "others say": "others", "text": "whole_text", "with": "beside_language",
    "compared with": "beside_text",
    "remark": "own_remark", "work": "of_work", "key": "of_key",
}  # fmt: skip
"""The words of pages at the heads of the columns."""
_WORDED = {"weight": "weight", "kind": "finding"}
"""The columns whose cells are words of pages, too, with what the names of these begin with."""
_SHEET = "findings"
_WIDTHS = (7, 9, 12, 11, 28, 24, 24, 60, 11, 60, 30, 24, 24)
_LATER = frozenset({"with"})  # columns that workbooks did not have from the beginning
_LONGEST = 32_767  # characters of a cell
_BY_HAND = ("done", "remark")
_SAME = ("kind", "language", "says", "others say", "work", "key")  # what makes two rows one finding
_OTHERS = "is no workbook of findings that akn concord wrote"
_ELSEWHERE = "it stays as it is: move it away, or name another file"
_LITTLE: Severity = "low"
_GONE = "gone"  # the weight of a finding that somebody worked on and that is no longer found
_NO_TIME = "1980-01-01T00:00:00Z"


# a workbook


class Worked:
    """What somebody wrote into a workbook of findings: the ticked or remarked rows, each as its cells by column."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._rows = {_mark(row): row for row in rows}

    def of(self, row: dict[str, str]) -> dict[str, str]:
        """The row with what was written to the same finding."""
        found = self._rows.get(_mark(row))
        return row | {name: found[name] for name in _BY_HAND} if found else row

    def without(self, rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
        """What was written to findings that are no longer found."""
        marks = set(map(_mark, rows))
        return [old | {"weight": _GONE} for mark, old in self._rows.items() if mark not in marks]


def _mark(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in _SAME)


def worked_in(data: bytes, name: str) -> Worked:
    """What was ticked and remarked in a workbook of findings; `name` is that of its file, for messages.

    Raises AknError for any other file, and for a workbook with sheets or columns of somebody's own, which a new one
    would not have; MissingDependency without the extra `tables`.
    """
    sheets = _sheets_of(data, name)
    head, rows = _findings_of(sheets.pop(_SHEET, []), name)
    own = [name for name in head if name not in _COLUMNS and any(row[name] for row in rows)]
    own += [name for name, those in sheets.items() if any(cell is not None for line in those for cell in line)]
    if own:
        raise AknError(f"{name} has columns or sheets of your own ({', '.join(map(repr, own))}); {_ELSEWHERE}")
    return Worked(row for row in rows if any(row[name].strip() for name in _BY_HAND))


def _findings_of(sheet: Sequence[Sequence[object]], name: str) -> tuple[list[str], list[dict[str, str]]]:
    """The heads of the sheet of findings and its rows by them, as programs call columns and kinds."""
    lines = [["" if cell is None else str(cell) for cell in line] for line in sheet]
    said = words(usual())
    columns = {_capital(said[_HEADS[name]]): name for name in _COLUMNS}
    head = [columns.get(cell, cell) for cell in (lines[0] if lines else [])]
    if not set(_COLUMNS) - _LATER <= set(head):
        raise AknError(
            f"{name} {_OTHERS} (it lacks the sheet {_SHEET!r} with the columns that findings have); {_ELSEWHERE}"
        )
    rows = [dict(zip_longest(head, line[: len(head)], fillvalue="")) for line in lines[1:]]
    kinds = {said[f"finding_{kind}"]: kind for kind in get_args(FindingKind)}
    later = dict.fromkeys(_LATER, "")
    return head, [
        later
        | row
        | {"kind": kinds.get(row["kind"], row["kind"]), "says": row["says"] if row["says"] != said["not_there"] else ""}
        for row in rows
    ]


def _sheets_of(data: bytes, name: str) -> dict[str, list[tuple[Any, ...]]]:
    """The cells of each sheet of a workbook, line by line."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        told = "to keep what is ticked in a workbook needs openpyxl: pip install 'akn-un[tables]'"
        raise MissingDependency(told) from error
    # what its parser raises for files that other programs left half written or wrote in their own way
    unreadable = (InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, LookupError, ValueError, TypeError,
                  AttributeError, EOFError, OSError)  # fmt: skip
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        return {sheet: [*book[sheet].iter_rows(values_only=True)] for sheet in book.sheetnames}
    except unreadable as error:
        raise AknError(f"{name} {_OTHERS} (it cannot be read as a workbook); {_ELSEWHERE}") from error


def as_worklist(
    concordances: Sequence[Concordance],
    before: Worked | None = None,
    *,
    everything: bool = False,
    noted: Mapping[str, FindingNote] = MappingProxyType({}),
    language: str = "",
    beside: str = "",
    keys: bool = True,
) -> bytes:
    """The findings as a workbook of one sheet, a row for each language of each, with a column to tick and one for
    remarks; the same bytes for the same findings.

    Those of little weight are filtered out, as a person can undo, unless `everything` (`count_hidden`).  What was
    ticked or remarked `before` stays at its finding, in sight; of findings that are gone such rows are kept at the end.
    `noted` is the same by the marks of findings.  Columns that only a program reads are hidden; without `keys` there
    are none, and nothing can be taken over.  `language` is that of
    the heads, the kinds and the places, and of the texts to compare with, unless `beside` names another one for those;
    what was written into a workbook can be taken over (`worked_in`) in the usual language alone.
    Raises MissingDependency without the extra `tables`.
    """
    out = io.BytesIO()
    book = _new_book(out)
    language = language or usual()
    said = words(language)
    sheet = book.add_worksheet(said["sheet_findings"])
    columns = [name for name in _COLUMNS if keys or name not in _FOR_PROGRAMS]
    unseen = _FOR_PROGRAMS | ({"work"} if len(concordances) == 1 else set())
    _write_heads(book, sheet, columns, said, unseen)
    rows = [row for _, row in _rows(concordances, before, noted, language, beside)]
    if before is not None:
        rows += before.without(rows)
    for i, row in enumerate(rows, 1):
        shown = _in_words(row, said)
        sheet.write_row(i, 0, [shown[name][:_LONGEST] for name in columns])
    last = max(1, len(rows))
    sheet.data_validation(1, 0, last, 0, {"validate": "list", "source": ["x"]})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    if not everything:
        _filter_slight(sheet, rows, said)
    book.close()
    return out.getvalue()


def _write_heads(
    book: Any, sheet: Any, columns: Sequence[str], said: Mapping[str, str], unseen: Container[str]
) -> None:
    """Write what stands above the columns of a sheet, and set how wide they are, and which nobody sees."""
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    widths = dict(zip(_COLUMNS, _WIDTHS, strict=True))
    for i, name in enumerate(columns):
        sheet.set_column(i, i, widths[name], wrapped, {"hidden": name in unseen})
    sheet.write_row(0, 0, [_capital(said[_HEADS[name]]) for name in columns], book.add_format({"bold": True}))


def _filter_slight(sheet: Any, rows: Sequence[dict[str, str]], said: Mapping[str, str]) -> None:
    """Hide the rows of little weight, as a filter that a person can undo; where one of them stays in sight, for it has
    a remark, without the filter: who filters anew would hide that too.
    """
    for i, row in enumerate(rows, 1):
        if _hidden(row):
            sheet.set_row(i, None, None, {"hidden": True})
    slight = [row for row in rows if row["weight"] == _LITTLE]
    if slight and all(map(_hidden, slight)):
        sheet.filter_column(_COLUMNS.index("weight"), f"x != {said.get(f'weight_{_LITTLE}', _LITTLE)}")


def _new_book(out: io.BytesIO) -> Any:
    """A workbook in which what is written is text, with the same bytes at any time."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingDependency("workbooks need XlsxWriter: pip install 'akn-un[tables]'") from error
    from datetime import datetime

    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.fromisoformat(_NO_TIME)})
    return book


def _in_words(row: dict[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row as a person reads them."""
    worded = {name: said.get(f"{of}_{row[name]}", row[name]) for name, of in _WORDED.items()}
    return row | worded | {"says": row["says"] or said["not_there"]}


def _capital(head: str) -> str:
    return head[:1].upper() + head[1:]


def count_hidden(concordances: Sequence[Concordance], before: Worked | None = None) -> int:
    """How many findings have rows that a workbook of them has out of sight."""
    return len({at for at, row in _rows(concordances, before) if _hidden(row)})


def _hidden(row: dict[str, str]) -> bool:
    """True for a row of little weight on which nobody worked."""
    return row["weight"] == _LITTLE and not any(row[name].strip() for name in _BY_HAND)


_Place = tuple[int, int]  # the number of a work and of a finding of it


def _rows(
    concordances: Sequence[Concordance],
    before: Worked | None,
    noted: Mapping[str, FindingNote] = MappingProxyType({}),
    language: str = "",
    beside: str = "",
) -> Iterator[tuple[_Place, dict[str, str]]]:
    """The rows of all findings, each with what was written to it before and the number of its finding."""
    language = language or usual()
    for at, one in enumerate(concordances):
        marks = [mark_of(one.work, finding) for finding in one.differences]
        for number, cells in _worklist(one, language, beside or language, chosen=bool(beside)):
            row = dict(zip(_COLUMNS, cells, strict=True))
            if note := noted.get(marks[number]):
                row |= {"done": "x" if note.done else "", "remark": note.said}
            yield (at, number), row if before is None else before.of(row)


def _worklist(one: Concordance, language: str, beside: str, *, chosen: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    said = words(language) if language != usual() else {}
    table = {row.key: row for row in one.rows}
    among = frozenset(key.partition(".")[0] for key in table)
    for number, finding in enumerate(one.differences):
        units = table[finding.key].units
        others = [code for code in units if code not in finding.languages]
        wanted = [code for code in (beside, language) if code in others]
        other = next(iter((*wanted, *others)), "")
        for code, own in finding.languages.items():
            text, other_text = (_text(units[c]) if c in units else "" for c in (code, other))
            place = place_in(finding.key, units.get(code), code, language, among)
            what = "", finding.severity, finding.kind, name_in(code, language)
            # what was ticked before is known by what the others say as the finding has it
            says = _others_say(finding, other, units) if said or chosen else finding.expected
            with_ = name_in(other, language) if other else ""
            yield (
                number,
                (
                    *what,
                    place,
                    as_set(own, code),
                    as_set(says, other),
                    text,
                    with_,
                    other_text,
                    "",
                    one.work,
                    finding.key,
                ),
            )


def _others_say(finding: Finding, other: str, units: Mapping[str, Unit]) -> str:
    """What the others say, as the language says it that the text stands beside."""
    if finding.kind == "missing" and other in units:
        return beginning_of(units[other])
    return others_say(finding, other)


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
    marks = {mark_of(one.work, finding) for one in concordances for finding in one.differences}
    return (json.dumps({"seen": sorted(marks | set(before))}, indent=1) + "\n").encode()


def unseen(concordance: Concordance, seen: frozenset[str]) -> Concordance:
    """The concordance with the findings and variants that are new."""
    findings, variants = (
        tuple(f for f in those if mark_of(concordance.work, f) not in seen)
        for those in (concordance.findings, concordance.variants)
    )
    return replace(concordance, findings=findings, variants=variants)
