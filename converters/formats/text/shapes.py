"""How the lines of pages are set: their edges, and what usually parts paragraphs there."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from converters.formats.text.lines import Line, Page, right_margin
from converters.formats.text.wrapping import width

_NARROWEST = 44  # columns, at least, of a heading that is wrapped
_WORD = 8  # letters of a word, with the space before it


class Shape(Struct):
    """How the lines of a page are set: their left and right edge, and what usually parts paragraphs."""

    left: int = 0
    right: int = 0
    blanks: bool = False  # blank lines part paragraphs
    indents: bool = False  # the indent of a first line parts paragraphs
    ragged: bool = False  # lines end anywhere, so that a short one says little
    edged: bool = False  # lines begin paragraphs only if they are set in or a blank line stands above
    wide: int = 0  # the right edge if the letters of scripts without spaces take two columns; 0 where there are none


def shapes_of(pages: list[Page]) -> list[Shape]:
    """The shape of each page; whether first lines are indented is asked of the document as a whole."""
    shapes = [_shape(page.lines) for page in pages]
    below = deeper = inner = firsts = wrapped = short = 0
    for page, shape in zip(pages, shapes, strict=True):
        for a, b in pairwise(page.lines):
            if b.gap:
                continue
            inner += 1
            if b.text[:1].islower() and a.text[-1:].isalpha():  # surely a wrap
                wrapped += 1
                short += a.end + _WORD < shape.right - (shape.right - shape.left) * 0.12
            firsts += b.indent > shape.left + 1 and a.indent <= shape.left + 1
            if a.end > shape.right * 0.8 and (a.gap or (a is page.lines[0] and a.indent > b.indent + 1)):
                below += 1
                deeper += a.indent > b.indent + 1
    indents = deeper * 2 > below or firsts * 12 > inner
    for shape in shapes:
        shape.indents = indents
        shape.ragged = short > 2 and short * 6 > wrapped
    return shapes


def _shape(lines: list[Line]) -> Shape:
    wrapped = [a for a, b in pairwise(lines) if not b.gap]
    if not wrapped:
        return Shape()
    inner = sorted(line.end for line in wrapped)
    right = right_margin(inner)
    widths = sorted(line.indent + width(line.text) for line in wrapped)
    wide = right_margin(widths) if widths[-1] > inner[-1] else 0
    full = [line.end > right * 0.8 for line in lines]
    # full lines, and those behind them, which more often go on than begin
    edges = sorted(
        line.indent
        for line, own, before in zip(lines, full, [False, *full], strict=False)
        if own or (before and not line.gap)
    )
    left = edges[len(edges) // 4] if edges else 0
    return Shape(left, right, blanks=(len(lines) - len(inner)) * 5 > len(lines), wide=wide)


def narrowed(shape: Shape, lines: list[Line], start: int) -> Shape:
    """The shape for the lines up to the next blank line: a block of narrow lines, as a heading, has its own width."""
    right, left = lines[start].end, lines[start].indent
    for i in range(start + 1, len(lines)):
        line = lines[i]
        if line.gap:
            break
        right = max(right, line.end)
        left = min(left, line.indent)
    right = max(right, left + _NARROWEST)
    if right > shape.left + (shape.right - shape.left) * 0.75:
        return shape
    return Shape(shape.left, right, shape.blanks, shape.indents, shape.ragged)
