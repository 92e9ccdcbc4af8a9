"""Series of documents as a table, as JSON lines and as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from akn.compare.series import Traced, trace
from akn.document import Document
from akn.languages import codes, load
from akn.text import Kind

COLUMNS = ("series", "eid", "name", "came_in", "last_changed", "last_seen", "changes", "text")


class Series(Struct, frozen=True):
    """A series: its title, its language, what its documents are called, oldest first, and its paragraphs."""

    title: str
    language: str
    documents: tuple[str, ...]
    dates: tuple[str, ...]
    rows: tuple[Traced, ...]

    @staticmethod
    def of(documents: Sequence[tuple[str, Document]]) -> Series:
        """The series of documents, each with the name of its file, oldest first."""
        latest = documents[-1][1]
        titles = [t.content[m.start : m.end] for t in latest.preface for m in t.of(Kind.DOC_TITLE)]
        return Series(
            " ".join(titles or [t.content for t in latest.preface]) or documents[-1][0],
            latest.metadata.language,
            tuple(next(iter(d.metadata.symbols), "") or name for name, d in documents),
            tuple(d.metadata.date for _, d in documents),
            trace([d for _, d in documents]),
        )


class _Row(Struct, frozen=True):
    series: str
    eid: str
    name: str
    came_in: str
    last_changed: str
    last_seen: str
    changes: int
    text: str
    states: dict[str, str]


def _rows(series: Sequence[Series]) -> list[_Row]:
    return [
        _Row(
            one.title,
            row.eid,
            row.name,
            one.documents[row.came_in],
            one.documents[row.last_changed],
            one.documents[row.last_seen],
            row.states.count("changed"),
            row.text,
            dict(zip(one.documents, row.states, strict=True)),
        )
        for one in series
        for row in one.rows
    ]


def as_tsv(series: Sequence[Series]) -> bytes:
    """One row a paragraph, with a line of names."""
    out = io.StringIO()
    table = csv.writer(
        out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None, escapechar="\\"
    )
    table.writerow(COLUMNS)
    for row in _rows(series):
        table.writerow([" ".join(str(getattr(row, name)).split()) for name in COLUMNS])
    return out.getvalue().encode()


def as_json_lines(series: Sequence[Series]) -> bytes:
    """One object a paragraph."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in _rows(series))


def as_page(series: Sequence[Series]) -> bytes:
    """The page of the series; needs the extra `view`."""
    from converters.view.templates import render
    from converters.view.words import words

    return render(
        "series.html",
        title=series[0].title if len(series) == 1 else words("eng")["series"],
        language="en",
        direction="ltr",
        description="",
        words=words("eng"),
        series=[(one, *_script(one.language)) for one in series],
    )


def _script(language: str) -> tuple[str, str]:
    """The language as HTML names it, and the direction of its script."""
    known = load(language) if language in codes() else None
    if known is None:
        return language, "ltr"
    return min((known.code, *known.also), key=len), known.direction or "ltr"


FORMS: dict[str, Callable[[Sequence[Series]], bytes]] = {"tsv": as_tsv, "jsonl": as_json_lines, "html": as_page}
