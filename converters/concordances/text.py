"""The findings of a concordance as lines for a terminal: where a language stands alone, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from akn.compare.concord import Concordance, Row
from akn.compare.findings import Finding
from akn.compare.units import Unit

_AROUND = 40  # characters of the text on both sides of what is told
_NAMES = {
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


def as_text(concordance: Concordance) -> str:
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
        yield f"  {code}  {_NAMES[finding.kind]}: {printed or 'not there'}{expected}"
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
