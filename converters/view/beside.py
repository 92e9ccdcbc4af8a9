"""The versions of a work in up to six languages on one page, row by row, with what one language says alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.compare.concord import Concordance, concord
from akn.compare.findings import Finding
from akn.document import Document
from akn.outline import Unit
from akn.walk import Place
from converters.compare.text import NAMES
from converters.links import Links
from converters.view.inline import Inliner
from converters.view.page import Version, symbol_of, title_of
from converters.view.templates import render
from converters.view.words import DEFAULT, words

if TYPE_CHECKING:
    from markupsafe import Markup


class Cell(Struct, frozen=True):
    """A unit in its language: its number, where it stands on its own page, its text; `text` is None if it is not
    there.  `alone` tells that the language stands alone in this row."""

    version: Version
    num: str
    href: str
    text: Markup | None
    alone: bool


class Row(Struct, frozen=True):
    """Units that belong together, what they are, and what is to be said of them."""

    id: str
    kind: str
    depth: int
    cells: tuple[Cell, ...]
    remarks: tuple[str, ...]


def write_beside(versions: Sequence[tuple[Document, Version]], *, links: str = "docs", up: str = "") -> bytes:
    """The page of several versions, each with the address of its own page; `up` is the address of the index.

    Raises UsageError for fewer than two versions and for two in one language.
    """
    found = concord(document for document, _ in versions)
    by_code = {document.metadata.language: (document, version) for document, version in versions}
    ordered = {code: by_code[code] for code in found.languages}
    english = by_code.get(DEFAULT, next(iter(ordered.values())))[0]
    symbol = symbol_of(english)
    return render(
        "beside.html",
        title=f"{symbol} – {title_of(english)}".strip(" –") or found.work,
        symbol=symbol or found.work,
        language="en",
        direction="ltr",
        description="",
        words=words(DEFAULT),
        versions=[version for _, version in ordered.values()],
        rows=_rows(found, ordered, links),
        remarks=len(found.findings),
        up=up,
    )


def _rows(found: Concordance, versions: Mapping[str, tuple[Document, Version]], links: str) -> list[Row]:
    keys = frozenset(row.key for row in found.rows)
    inliners = {
        code: Inliner(document, {}, Links(links, version.code), rtl=version.direction == "rtl", rows=keys)
        for code, (document, version) in versions.items()
    }
    findings = {key: list(group) for key, group in groupby(found.findings, key=lambda f: f.key)}
    rows = []
    for row in found.rows:
        told = findings.get(row.key, [])
        alone = {code for finding in told for code in finding.languages}
        cells = tuple(
            _cell(row.units.get(code), version, inliners[code], alone=code in alone)
            for code, (_, version) in versions.items()
        )
        first = next(iter(row.units.values()))
        remarks = tuple(_told(finding, versions) for finding in told)
        kind = "title" if first.place is Place.PREFACE else first.kind
        rows.append(Row(row.key, kind, first.depth, cells, remarks))
    return rows


def _cell(unit: Unit | None, version: Version, inliner: Inliner, *, alone: bool) -> Cell:
    from markupsafe import Markup

    if unit is None:
        return Cell(version, "", "", None, alone)
    text = Markup(inliner.html(unit.text, ("beside",)))
    return Cell(version, unit.num, f"{version.href}#{unit.eid}" if unit.eid else version.href, text, alone)


def _told(finding: Finding, versions: Mapping[str, tuple[Document, Version]]) -> str:
    """What a finding says, in a line."""
    expected = f" (the others: {finding.expected})" if finding.expected else ""
    own = "; ".join(f"{versions[code][1].name} {printed or '–'}" for code, printed in finding.languages.items())
    return f"{NAMES[finding.kind]}: {own}{expected}"
