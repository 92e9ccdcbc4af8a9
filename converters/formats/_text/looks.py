"""Markdown-like looks in plain text: **bold**, *italic*, ***both*** and __bold__ become marks."""

from __future__ import annotations

import re
from functools import cache

from akn.text import Kind, Mark


def find_looks(text: str) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    """The text without look signs, the looks as marks, and what was cut out as (place in the old text, length).

    A sign that has no partner in its paragraph stays a character.

    >>> find_looks("a **b** c*")[0:2]
    ('a b c*', [Mark(start=2, end=3, kind=<Kind.BOLD: 'b'>, attributes=())])
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    cuts: list[tuple[int, int]] = []
    at = size = 0
    for m in _looks().finditer(text):
        sign = len(m[1])
        pieces += [text[at : m.start()], m[2]]
        start = size + m.start() - at
        size = start + len(m[2])
        kinds = (Kind.BOLD, Kind.ITALIC) if sign == 3 else (Kind.BOLD,) if sign == 2 else (Kind.ITALIC,)
        marks += [Mark(start, size, kind) for kind in kinds]
        cuts += [(m.start(), sign), (m.end() - sign, sign)]
        at = m.end()
    pieces.append(text[at:])
    return "".join(pieces), marks, cuts


@cache
def _looks() -> re.Pattern[str]:
    return re.compile(r"(?<![\w*])(\*{1,3}|__)(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*])")
