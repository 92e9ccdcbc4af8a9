"""Pictures as SVG, made here: bars by year and a strip of years; each with a table that says the same in words.

They are read without colour (each series has a pattern of its own and its name beside it) and by a screen reader (the
table).  The same numbers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDE, _HIGH = 720, 200  # units of the picture
_LEFT, _FOOT, _HEAD = 34, 26, 26
_WIDEST = 80  # of a year
_MOST_LABELS = 12  # years that are written below the bars
_HALF_LABEL = 25  # of "2044-12": the last one stays in the picture
_PATTERNS = ("plain", "lines", "dots", "cross", "dense")


class Bars(Struct, frozen=True):
    """A picture of numbers by year: its title, the SVG, and the same as a table (names of the columns, rows)."""

    title: str
    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bars(title: str, series: Mapping[str, Mapping[str, int]], said: Mapping[str, str]) -> Bars:
    """A bar a year or month ("2044", "2044-12"), of a part a series; what has nothing between others stays empty.

    `said` are the words of the page.

    >>> from converters.view import words
    >>> made = bars("By year", {"cites": {"2044": 2}, "cited": {"2046": 1}}, words("eng"))
    >>> made.rows
    (('2044', '2', ''), ('2046', '', '1'))
    """
    from markupsafe import Markup

    names = [name for name, counts in series.items() if any(counts.values())]
    found = sorted({at for name in names for at, n in series[name].items() if n and at.replace("-", "").isdecimal()})
    years = _with_empty_years(found)
    counts = [[series[name].get(year, 0) for name in names] for year in years]
    top = max(map(sum, counts), default=1)
    parts = [_head(title), *_legend(names)]
    step = min(_WIDEST, (_WIDE - _LEFT) / max(1, len(years)))
    for k, (year, many) in enumerate(zip(years, counts, strict=True)):
        parts += _bar(many, _LEFT + k * step, step, top, year)
    for x, year in _labels(years, step):
        parts.append(f'<text x="{x:.1f}" y="{_HIGH - 8}" text-anchor="middle">{year}</text>')
    parts.append(f'<text class="top" x="{_LEFT - 6}" y="{_HEAD + 8}" text-anchor="end">{top}</text>')
    parts.append(f'<path class="axis" d="M{_LEFT} {_HIGH - _FOOT}H{_WIDE}"/></svg>')
    rows = tuple((year, *(str(series[name].get(year, 0) or "") for name in names)) for year in found)
    head = said["month" if any("-" in at for at in found) else "year"]
    return Bars(title, Markup("".join(parts)), (head, *names), rows)


def _with_empty_years(found: Sequence[str]) -> Sequence[str]:
    """Years with those between them; months alone, for those without anything would be most of the picture."""
    if not found or "-" in found[0]:
        return found
    return [str(year) for year in range(int(found[0]), int(found[-1]) + 1)]


def _bar(counts: Sequence[int], x: float, step: float, top: int, at: str) -> Iterator[str]:
    """The rectangles of one bar, a part a series, from the axis up; `top` is the number that is as high as the room,
    `at` the year or month, which a bar of one series says, so that a script can count it anew.
    """
    room, y = _HIGH - _FOOT - _HEAD, float(_HIGH - _FOOT)
    for n, count in enumerate(counts):
        if count:
            high = room * count / top
            y -= high
            yield _rect(x + step * 0.12, y, step * 0.76, high, n, f' data-at="{at}"' if len(counts) == 1 else "")


def _labels(years: Sequence[str], step: float) -> list[tuple[float, str]]:
    """The years or months that are written below the bars, none in another one, each with its middle."""
    every = max(1, -(-len(years) // _MOST_LABELS))
    found = [(min(_LEFT + (k + 0.5) * step, _WIDE - _HALF_LABEL), years[k]) for k in range(0, len(years), every)]
    if len(found) > 1 and found[-1][0] - found[-2][0] < 2 * _HALF_LABEL:
        del found[-2]  # the last one would stand in it
    return found


def strip(states: Sequence[tuple[str, str]], title: str) -> Markup:
    """The years of a paragraph as a strip of boxes in their order: full where its words changed or it came in, a line
    where they stayed, nothing where it was not there.  `states` are those of the years with their names.

    >>> str(strip([("first", "A/RES/98/7"), ("same", "A/RES/99/7")], "paragraph 1")).count("<rect")
    2
    """
    from markupsafe import Markup

    parts = [f'<svg class="strip" viewBox="0 0 {len(states) * 14} 14" role="img" aria-label="{escape(title)}">']
    for k, (state, name) in enumerate(states):
        if state == "absent":
            continue
        low = {"same": 4, "slight": 4, "gone": 2}.get(state, 12)
        parts.append(
            f'<rect class="{escape(state)}" x="{k * 14 + 1}" y="{13 - low}" width="12" height="{low}">'
            f"<title>{escape(name)}</title></rect>"
        )
    return Markup("".join(parts) + "</svg>")


def _head(title: str) -> str:
    patterns = "".join(
        f'<pattern id="chart-{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" class="s{n}"/>{_LINES[name]}</pattern>'
        for n, name in enumerate(_PATTERNS)
    )
    size = f'viewBox="0 0 {_WIDE} {_HIGH}"'
    return f'<svg class="chart" {size} role="img" aria-label="{escape(title)}"><defs>{patterns}</defs>'


_LINES = {
    "plain": "",
    "lines": '<path class="ink" d="M0 6L6 0"/>',
    "dots": '<circle class="dot" cx="3" cy="3" r="1.3"/>',
    "cross": '<path class="ink" d="M0 3H6M3 0V6"/>',
    "dense": '<path class="ink" d="M0 2H6M0 5H6"/>',
}


def _legend(names: Sequence[str]) -> list[str]:
    made, x = [], float(_LEFT)
    for n, name in enumerate(names):
        made.append(_rect(x, 4, 12, 12, n))
        made.append(f'<text x="{x + 17:.1f}" y="14">{escape(name)}</text>')
        x += 32 + 7.2 * len(name)
    return made


def _rect(x: float, y: float, wide: float, high: float, n: int, said: str = "") -> str:
    fill = _PATTERNS[n % len(_PATTERNS)]
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="url(#chart-{fill})"{said}/>'
