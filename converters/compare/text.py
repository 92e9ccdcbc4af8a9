"""Comparisons, concordances and series as lines for a terminal and as tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import fill

import msgspec
from msgspec import Struct

from akn.compare.comparison import Compared, Comparison, PairKind, name_of
from akn.compare.concord import Concordance, Row
from akn.compare.findings import Finding
from akn.compare.series import Traced, trace
from akn.document import Document
from akn.outline import Unit
from akn.text import Kind

# comparisons


_SIGNS: dict[PairKind, str] = {
    "same": " ", "renumbered": " ", "changed": "~", "moved": ">", "split": "/", "merged": "\\", "added": "+",
    "removed": "-",
}  # fmt: skip
_KEPT = 70  # characters of unchanged words before and after a change
_WIDTH = 110


def comparison_text(comparison: Comparison, old: str, new: str, *, everything: bool = False) -> str:
    """The comparison of two documents called `old` and `new`; units that say the same only if `everything`.

    Words that are gone stand in [- -], new words in {+ +}, as in the word diff of version control.
    """
    counts = Counter(p.kind for p in comparison.pairs)
    lines = [f"--- {old}", f"+++ {new}", ", ".join(f"{counts[kind]} {kind}" for kind in _SIGNS if counts[kind]), ""]
    for p in comparison.pairs:
        if everything or p.kind not in ("same", "renumbered"):
            lines += _unit(comparison, p)
    return "\n".join(lines).rstrip() + "\n"


def _unit(comparison: Comparison, p: Compared) -> Iterator[str]:
    before = name_of(comparison.old_units, p.old) if p.old >= 0 else ""
    after = name_of(comparison.new_units, p.new) if p.new >= 0 else ""
    place = f"{before} → {after}" if before and after and before != after else after or before
    told = ", ".join(c.shown() for c in p.changes if c.kind != "paragraph")
    yield f"{_SIGNS[p.kind]} {place}: {p.kind}{f' ({told})' if told else ''}"
    said = _said(comparison, p)
    if said:
        yield fill(said, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False)
    yield ""


def _said(comparison: Comparison, p: Compared) -> str:
    if p.words:
        return "".join(_piece(sign, text) for sign, text in p.words)
    if p.kind in ("split", "merged"):
        return ""
    unit = comparison.new_units[p.new] if p.new >= 0 else comparison.old_units[p.old]
    text = unit.text.content.strip()
    return {"added": f"{{+{text}+}}", "removed": f"[-{text}-]"}.get(p.kind) or _piece("=", text)


def _piece(sign: str, text: str) -> str:
    if sign == "=":
        return text if len(text) < 3 * _KEPT else f"{text[:_KEPT]} … {text[-_KEPT:]}"
    space = text[: len(text) - len(text.lstrip())]
    return f"{space}[-{text.strip()}-]" if sign == "-" else f"{space}{{+{text.strip()}+}}"


# concordances


_AROUND = 40  # characters of the text on both sides of what is told
NAMES = {
    "number": "number",
    "date": "date",
    "symbol": "symbol",
    "reference": "reference",
    "note": "number of notes",
    "missing": "missing",
    "extra": "only here",
    "order": "order",
    "addressee": "addressee",
    "due": "due",
    "action": "action",
}


def concordance_text(concordance: Concordance) -> str:
    """The work, the numbers of rows and findings, then the findings row by row with what the languages print."""
    rows, found = len(concordance.rows), len(concordance.findings)
    counts = f"{rows} row{'s' * (rows != 1)}, {found or 'no'} finding{'s' * (found != 1)}"
    lines = [f"{concordance.work}", f"{' '.join(concordance.languages)}: {counts}", ""]
    table = {row.key: row for row in concordance.rows}
    for key, group in groupby(concordance.findings, key=lambda f: f.key):
        lines.append(key)
        for finding in group:
            lines += _finding(finding, table[key], concordance.languages[0])
        lines.append("")
    return "\n".join(lines)


def _finding(finding: Finding, row: Row, first: str) -> Iterator[str]:
    expected = f" (the others: {finding.expected})" if finding.expected else ""
    for code, printed in finding.languages.items():
        yield f"  {code}  {NAMES[finding.kind]}: {printed or 'not there'}{expected}"
        if finding.kind not in ("missing", "extra") and code in row.units:
            yield f"       {around(row.units[code], printed)}"
    if finding.kind not in ("missing", "extra") and first not in finding.languages and first in row.units:
        yield f"  {first}  {around(row.units[first], finding.expected)}"


def around(unit: Unit, printed: str) -> str:
    """What stands around a piece of the text of a unit, in one line; its beginning if the piece is not there."""
    content = " ".join(f"{unit.num} {unit.text.content}".split())
    found = re.search(rf"(?<![\w/]){re.escape(' '.join(printed.split()))}(?![\w/])", content) if printed else None
    at = found.start() if found else -1
    if at < 0:
        return content if len(content) <= 3 * _AROUND else f"{content[: 3 * _AROUND].rstrip()} …"
    start, end = max(0, at - _AROUND), min(len(content), at + len(printed) + _AROUND)
    return f"{'… ' if start else ''}{content[start:end].strip()}{' …' if end < len(content) else ''}"


def concordance_table(concordances: Sequence[Concordance]) -> bytes:
    """One row a row of the concordance: work, key, the text in each language, and what was found there."""
    codes = list(dict.fromkeys(code for one in concordances for code in one.languages))
    rows = []
    for one in concordances:
        told: dict[str, list[str]] = {}
        for f in one.findings:
            told.setdefault(f.key, []).extend(
                f"{code} {f.kind}: {printed or 'not there'}{f' (the others: {f.expected})' if f.expected else ''}"
                for code, printed in f.languages.items()
            )
        for row in one.rows:
            texts = [row.units[code].text.content if code in row.units else "" for code in codes]
            rows.append([one.work, row.key, *texts, "; ".join(told.get(row.key, ()))])
    return _tsv(["work", "key", *codes, "findings"], rows)


def _tsv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table with tabs, a line of names first; white space in a cell is one space."""
    lines = ["\t".join(" ".join(str(cell).split()) for cell in row) for row in (names, *rows)]
    return ("\n".join(lines) + "\n").encode()


# series


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


def series_table(series: Sequence[Series]) -> bytes:
    """One row a paragraph, with a line of names."""
    return _tsv(COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in _rows(series)))


def series_lines(series: Sequence[Series]) -> bytes:
    """One object a paragraph."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in _rows(series))
