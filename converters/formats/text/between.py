"""Notes that stand in the middle of a page, as before an annex: it is parted behind them, so that they are its foot.

Typed texts have no pages, and what follows the notes must not hide them.  A block of lines is notes if its lines begin
with markers that the text before it calls, in order.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from converters.formats.text.calls import SUPERS, bare_calls, bracketed_calls, plain_marker, sure_calls
from converters.formats.text.feet import is_bare_note
from converters.formats.text.lines import Line, Page, is_rule, right_margin

_CALLED = 3.0  # how likely a bare number must be a call, at least, to show that a line begins a note
_LONG = 6  # lines of a long note
_FULL = 0.6  # of the usual width: a shorter line is not wrapped
_MARKERS = frozenset(map(str, range(1, 1000)))


class _Called(Struct):
    """The markers that are called so far, read as far as they are asked for; `raised` ones in sure forms only."""

    lines: list[Line]
    raised: bool
    read: int = 0
    markers: set[str] = set()

    def before(self, index: int) -> set[str]:
        """The markers that the lines before the one at `index` call."""
        for line in self.lines[self.read : index]:
            found = list(sure_calls(line.text))
            if not self.raised:
                found += bracketed_calls(line.text, _MARKERS)
                found += bare_calls(line.text, _MARKERS, False)
            self.markers |= {call.marker for call in found if call.weight >= _CALLED}
        self.read = max(self.read, index)
        return self.markers


def part_behind_notes(pages: list[Page]) -> list[Page]:
    """The pages, parted behind each block of notes that text follows; such a page has its notes at its foot.

    In a text of several pages only a rule shows such notes: without one, the notes at the foot would look the same.
    So it is for bare numbers where the notes below a rule have signs: rows of a table begin with numbers, too.
    """
    lines = [line for page in pages for line in page.lines]
    signed = any(is_rule(a.text) and _marker(b.text) and _form(b.text) for a, b in pairwise(lines))
    called = {raised: _Called(lines, raised) for raised in (True, False)}
    found: list[Page] = []
    offset = 0
    for page in pages:
        start = i = 0
        width = 0
        while i < len(page.lines):
            ruled = i > 0 and is_rule(page.lines[i - 1].text)
            text = page.lines[i].text
            if i and (ruled or len(pages) == 1) and _marker(text) and (ruled or _may_begin(text, signed)):
                width = width or _width(page.lines)
                raised = _form(text) in (SUPERS[1], "^")  # called by no bare number
                end, markers = _block(page.lines, i, width, called[raised].before(offset + i))
                at_foot = end == len(page.lines) and (ruled or page.lines[i].gap > 0)  # found there in any case
                if markers and not at_foot:
                    rule = i - 1 if ruled else i
                    numbers = {int(m) for m in markers if m.isdecimal()}
                    found.append(Page(page.lines[start:rule], page.lines[rule:end], numbers, ended=True))
                    start = end
                i = end
                continue
            i += 1
        offset += len(page.lines)
        if start:
            page.lines = page.lines[start:]
        if page.lines and start:
            page.lines[0].gap = 0
        if page.lines or not start:
            found.append(page)
    return found


def _may_begin(text: str, signed: bool) -> bool:
    """Whether a line with a marker may begin notes without a rule above it; most are numbered paragraphs and points."""
    form = _form(text)
    return form != "(" if form else not signed and is_bare_note(text)


def _block(lines: list[Line], start: int, width: int, called: set[str]) -> tuple[int, list[str]]:
    """The end of the notes that begin with a line, and their markers; none if they are no notes."""
    ruled = is_rule(lines[start - 1].text)
    apart = ruled or lines[start].gap > 0
    form = _form(lines[start].text)
    markers: list[str] = []
    end = start
    while end < len(lines):
        line = lines[end]
        marker = _marker(line.text)
        known = marker in called or (ruled and _leads(lines, end, called))
        follows = (_is_next(markers[-1], marker) if markers else known) and _form(line.text) == form
        if markers and not follows and marker in called and (line.gap or marker == markers[0]):
            return end, []  # notes out of order, as dumps of pages have them at their real foot; or no notes so far
        if follows and (ruled or form or is_bare_note(line.text)):
            markers.append(marker)
        elif not markers or line.gap or lines[end - 1].end < width * _FULL:
            break
        end += 1
    few = len(markers) < 2 and not (ruled or (form and apart))
    end = max(end, start + 1)
    return (end, []) if few or (form == "(" and not ruled) else (end, markers)


def _leads(lines: list[Line], start: int, called: set[str]) -> bool:
    """True if the number after that of a line begins one of the next lines and is called: the call of this one may
    have a form that only its note makes likely."""
    marker = _marker(lines[start].text)
    behind = (_marker(line.text) for line in lines[start + 1 : start + _LONG])
    return any(other in called and _is_next(marker, other) for other in behind)


def _is_next(before: str, marker: str) -> bool:
    return before.isdecimal() and marker.isdecimal() and int(marker) == int(before) + 1


def _width(lines: list[Line]) -> int:
    """The right margin: where most lines end that another follows without a blank line."""
    ends = sorted(a.end for a, b in pairwise(lines) if not b.gap) or [0]
    return right_margin(ends)


def _marker(text: str) -> str:
    """The marker with which a line may begin as a note, in plain digits; empty if there is none."""
    m = _BEGUN.match(text) if "\t" not in text else None  # no row of a table
    return plain_marker(m[1]) if m else ""


def _form(text: str) -> str:
    """The sign of a marker, empty for a bare number."""
    return SUPERS[1] if text[0] in SUPERS else "" if text[0].isdigit() else text[0]


_BEGUN = re.compile(r"([⁰¹²³⁴-⁹]{1,3}|\^\d{1,3}|[(\[]\d{1,3}[)\]]|\d{1,3})(?:[.)]?\s+(?=[^\s\-–—])|(?=[^\W\d_a-z]))")
