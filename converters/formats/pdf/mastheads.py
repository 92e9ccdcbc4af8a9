"""What is printed on a page beside its text: the masthead of the first page, running heads, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from converters.formats.pdf.composing import is_level
from converters.formats.pdf.seen import Piece

_COLUMN = 1.2  # a gap of this share of the size parts the columns of a masthead
_job_number = re.compile(r"\d{2}-\d{5,6}\b")
_bar_code = re.compile(r"\*[0-9A-Z]{5,}\*")
_rule = re.compile(r"[_‗―—–\-.*\s]+")

KINDS = ("running header", "footer", "job number", "bar code")


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces by their lines from the top of the page, each line from left to right."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.base, p.left)):
        if found and is_level(found[-1][0], piece):
            found[-1].append(piece)
        else:
            found.append([piece])
    for row in found:
        row.sort(key=lambda p: p.left)
    return found


def cells(row: list[Piece], *, rtl: bool = False) -> list[list[Piece]]:
    """The pieces of a line, parted at wide gaps, in the order of reading."""
    found = [[row[0]]]
    for a, b in pairwise(row):
        if b.left - a.right > _COLUMN * max(a.face.size, b.face.size):
            found.append([])
        found[-1].append(b)
    if rtl:
        found.reverse()
        for cell in found:
            cell.sort(key=lambda p: p.at)
    return found


def count_furniture(pieces: Iterable[Piece], middle: float) -> dict[str, int]:
    """How many lines of each kind stand on a page beside its text; strokes are none."""
    counts: dict[str, int] = {}
    for row in rows(pieces):
        for cell in cells(row):
            text = " ".join(p.text for p in cell)
            if _rule.fullmatch(text):
                continue
            if _bar_code.fullmatch(text):
                kind = "bar code"
            elif row[0].base > middle:
                kind = "running header"
            else:
                kind = "job number" if _job_number.match("".join(p.text for p in cell)) else "footer"
            counts[kind] = counts.get(kind, 0) + 1
    return counts
