"""Comparisons, series and concordances as pages: texts side by side, what differs marked, lists that lead to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.compare.comparison import Compared, Comparison, name_of
from akn.compare.concord import Concordance
from akn.compare.concord import Row as ConcordRow
from akn.compare.findings import Finding
from akn.compare.words import compare_words
from akn.languages import codes, load
from akn.outline import Unit
from akn.text import Kind, Text
from converters.compare.text import Series
from converters.view.templates import render, words

if TYPE_CHECKING:
    from markupsafe import Markup

_QUIET = ("same", "renumbered")
_KINDS = ("changed", "moved", "split", "merged", "added", "removed", "renumbered", "same")
_LOOKS = {Kind.ITALIC: "i", Kind.ACTION: "i", Kind.BOLD: "b", Kind.SUPERSCRIPT: "sup", Kind.SUBSCRIPT: "sub"}

Span = tuple[int, int]


class Row(Struct, frozen=True):
    """One row of the page: both texts of a unit, and what it is called."""

    id: str
    kind: str
    name: str
    changes: tuple[str, ...]
    place: str
    depth: int
    old: Markup
    new: Markup


def comparison_page(comparison: Comparison, old: str, new: str, language: str) -> bytes:
    """The page of two documents called `old` and `new` in a language (ISO 639-2/T); needs the extra `view`."""
    rows = list(_rows(comparison))
    counts = Counter(row.kind for row in rows)
    script = _script(language)
    return render(
        "diff.html",
        title=f"{old} → {new}",
        language="en",
        description="",
        direction="ltr",
        words=words("eng"),
        old=old,
        new=new,
        lang=script[0],
        dir=script[1],
        counts=[(kind, counts[kind]) for kind in _KINDS if counts[kind]],
        rows=rows,
        entries=[row for row in rows if row.kind not in _QUIET],
    )


def _rows(comparison: Comparison) -> Iterator[Row]:
    seen: set[tuple[str, int]] = set()
    for n, p in enumerate(comparison.pairs, 1):
        old = comparison.old_units[p.old] if p.old >= 0 else None
        new = comparison.new_units[p.new] if p.new >= 0 else None
        # of what was split or merged each side stands in one row
        show = ("old", p.old) not in seen, ("new", p.new) not in seen
        seen |= {("old", p.old), ("new", p.new)}
        unit = new or old
        if unit is None:
            continue
        yield Row(
            f"change-{n}",
            p.kind,
            _name(comparison, p),
            tuple(c.shown() for c in p.changes if c.kind != "paragraph"),
            unit.kind,
            unit.depth,
            _side(old, new, p, "del") if old is not None and show[0] else _nothing(),
            _side(new, old, p, "ins") if new is not None and show[1] else _nothing(),
        )


def _name(comparison: Comparison, p: Compared) -> str:
    before = name_of(comparison.old_units, p.old) if p.old >= 0 else ""
    after = name_of(comparison.new_units, p.new) if p.new >= 0 else ""
    return f"{before} → {after}" if before and after and before != after else after or before


def _side(unit: Unit, other: Unit | None, p: Compared, tag: str) -> Markup:
    """The text of one side; what the other side does not have stands in `del` or `ins`."""
    text = unit.text
    if other is None:
        spans = [(0, len(text))]
    elif p.kind in _QUIET or p.similarity == 1:
        spans = []
    else:
        spans = list(_own(other.text.content, text.content))
    number = f"{unit.num} " if unit.num else ""
    return _escaped(number) + _marked(text, spans, tag)


def _own(other: str, text: str) -> Iterator[Span]:
    """The stretches of a text that another does not have, without the spaces before them."""
    at = 0
    for sign, piece in compare_words(other, text).pieces:
        if sign == "-":
            continue
        if sign == "+":
            yield at + len(piece) - len(piece.lstrip()), at + len(piece)
        at += len(piece)


def _marked(text: Text, spans: list[Span], tag: str) -> Markup:
    """The text with its looks, the spans in elements of this name."""
    found: list[tuple[int, int, str]] = [(start, end, tag) for start, end in spans]
    found += [(m.start, m.end, _LOOKS[m.kind]) for m in text.marks if m.kind in _LOOKS]
    calls = {m.start: m.get("marker") or m.get("key") for m in text.of(Kind.NOTE)}
    cuts = sorted({0, len(text), *calls, *(at for start, end, _ in found for at in (start, end))})
    made = _nothing()
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if start in calls:
            made += _element("sup", _escaped(calls[start]))
        piece = _escaped(text.content[start:end])
        if piece:
            for name in sorted({name for a, b, name in found if a <= start and end <= b}, key=_inner):
                piece = _element(name, piece)
            made += piece
    return made


def _inner(tag: str) -> tuple[bool, str]:
    """Looks first, so that they stand inside what changed."""
    return tag in ("ins", "del", "mark"), tag


def _element(tag: str, inside: Markup) -> Markup:
    from markupsafe import Markup

    return Markup(f"<{tag}>{inside}</{tag}>")


def _escaped(text: str) -> Markup:
    from markupsafe import escape

    return escape(text)


def _nothing() -> Markup:
    return _escaped("")


# concordances


class Line(Struct, frozen=True):
    """One row of a concordance: its texts by language, and the languages that stand alone in it."""

    id: str
    kind: str
    cells: dict[str, Markup]
    alone: frozenset[str]
    found: bool


def concordance_page(concordances: Sequence[Concordance]) -> bytes:
    """The page of works in several languages; needs the extra `view`."""
    works, entries = [], []
    for n, one in enumerate(concordances, 1):
        ids = {row.key: f"row-{n}-{k}" for k, row in enumerate(one.rows, 1)}
        found: dict[str, list[Finding]] = {}
        for finding in one.findings:
            found.setdefault(finding.key, []).append(finding)
            entries.append((ids[finding.key], finding.key, finding))
        works.append((one.work, [_line(ids[row.key], row, found.get(row.key, ())) for row in one.rows]))
    codes = dict.fromkeys(code for one in concordances for code in one.languages)
    return render(
        "concord.html",
        title=concordances[0].work if len(concordances) == 1 else words("eng")["concord"],
        language="en",
        direction="ltr",
        description="",
        words=words("eng"),
        columns=[(code, *_script(code)) for code in codes],
        works=works,
        entries=entries,
    )


def _line(id: str, row: ConcordRow, findings: Sequence[Finding]) -> Line:
    alone = {code: printed for f in findings for code, printed in f.languages.items()}
    cells = {}
    for code, unit in row.units.items():
        content = unit.text.content
        spans = []
        for finding in findings:
            printed = finding.languages.get(code) if code in finding.languages else finding.expected
            at = content.find(printed) if printed else -1
            if at >= 0:
                spans.append((at, at + len(printed or "")))
        number = f"{unit.num} " if unit.num else ""
        cells[code] = _escaped(number) + _marked(unit.text, spans, "mark")
    return Line(id, next(iter(row.units.values())).kind, cells, frozenset(alone), bool(findings))


# series


def series_page(series: Sequence[Series]) -> bytes:
    """The page of the series; needs the extra `view`."""
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
