"""Dumps of right-to-left pages: controls that show the direction taken out, and lines that end where others begin.

Such a dump (`pdftotext -layout` writes one) embeds each line in controls of direction, and each number in it in
controls of the other one.  Inside of them the signs beside a number stand as they are seen from left to right, ` 11`
for `11 `.  The lines keep their columns, so that they are full at the left edge and short at the right one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from converters.formats.text.lines import Page

_CONTROLS = "\u202a\u202b\u202c\u202d\u202e"
_UNEVEN = 8  # columns by which lines of one width differ
_FEWEST = 8  # lines that must tell


def straighten(text: str) -> tuple[str, int]:
    """The text in the order in which it is read, without the controls that a dump set on most lines; how many went.

    >>> straighten("\\u202bin \\u202a 11\\u202cof \\u202a,2044\\u202c\\u202c")
    ('in 11 of 2044,', 6)
    """
    if "\u202b" not in text:
        return text, 0
    lines = text.split("\n")
    written = [line for line in lines if line.strip()]
    embedded = sum(line.lstrip()[:1] in ("\u202b", "\u202a") for line in written)
    if embedded * 2 < len(written):
        return text, 0
    made = "\n".join(_logical(line) if "\u202a" in line else line for line in lines)
    gone = {ord(c): None for c in _CONTROLS}
    plain = made.translate(gone)
    return plain, len(made) - len(plain)


def _logical(line: str) -> str:
    """A line whose embedded numbers have the signs at their edges where they are read."""
    line = re.compile(r"\)\u202a([^\u202c()]{0,80}\([^()\u202c]{0,80})\u202c").sub("\u202a\\1)\u202c", line)
    return re.compile(r"\u202a([^\u202a\u202c]*)\u202c").sub(lambda m: f"\u202a{_turned(m[1])}\u202c", line)


def _turned(run: str) -> str:
    first = next((i for i, c in enumerate(run) if c.isalnum()), -1)
    if first < 0:
        return run[::-1]
    last = max(i for i, c in enumerate(run) if c.isalnum()) + 1
    if run[last : last + 1] == ")" and "(" in run[: last + 1]:
        last += 1
    if first and run[first - 1] == "(" and run[first:last].count(")") > run[first:last].count("("):
        first -= 1
    return run[last:][::-1] + run[first:last] + run[:first][::-1]


def mirror(pages: list[Page]) -> None:
    """Count the columns from the right on pages of right-to-left text that a dump has set as they are seen.

    Their full lines begin at one column from the left, and the last lines of paragraphs at others.  Where the lines end
    is no more than near, as letters differ in width, so the indents of first lines cannot be told.
    """
    for page in pages:
        lines = [line for line in page.lines if _is_rtl(line.text)]
        if len(lines) < _FEWEST or len(lines) * 2 < len(page.lines):
            continue
        left = Counter(line.indent for line in lines).most_common(1)[0][0]
        ends = [line.indent + _columns(line.text) for line in lines]
        near = sorted(ends)[len(ends) // 2] - _UNEVEN
        full = sum(abs(line.indent - left) <= 1 for line in lines)
        short = [end >= near for line, end in zip(lines, ends, strict=True) if line.indent > left + _UNEVEN]
        if not left or full * 2 < len(lines) or len(short) < 2 or sum(short) * 2 < len(short):
            continue
        page.mirrored = True
        right = max(ends)
        for line in page.lines:
            line.indent, line.end = 0, right - line.indent


def _columns(text: str) -> int:
    """The columns of a text: vowel signs and controls take none."""
    if text.isascii():
        return len(text)
    return sum(unicodedata.category(c) not in ("Mn", "Cf") for c in text)


def _is_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
