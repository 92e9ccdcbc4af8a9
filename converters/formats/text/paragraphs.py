"""Lines to paragraphs: where the form of the lines shows that one goes on with the other, they are one paragraph.

Typed and scanned texts part paragraphs by blank lines, printed ones by the indent of the first line, some by neither.
So each pair of neighbouring lines is weighed: blank lines, indents, how full the first line is, how it ends, how the
second begins (see `weighing`).
"""

from __future__ import annotations

import re

from akn.blocks import Opening
from akn.text import has_case
from converters.formats.text.columns import columns, rows
from converters.formats.text.feet import foot_paragraphs
from converters.formats.text.flowing import breaks_off, is_flowing
from converters.formats.text.lines import Line, Page, Paragraph, Role, is_rule, is_symbol
from converters.formats.text.shapes import Shape, narrowed, shapes_of
from converters.formats.text.weighing import goes_on, is_number_of
from converters.formats.text.wrapping import Wraps, is_loose

_SYMBOL = 3  # lines at the top of the first page that may set the symbol off by a tab
_MASTHEAD = 12  # lines at the top of the first page that may be set in two columns


def to_paragraphs(pages: list[Page]) -> tuple[list[Paragraph], Wraps]:
    """The paragraphs of all pages in order, notes at the foot behind the running text of their page.

    The last paragraph of a page is marked `cut` unless the next page begins with the indent of a new paragraph.
    """
    found: list[Paragraph] = []
    wrapped = any(line.gap == 0 for page in pages for line in page.lines[1:])
    texts = [line.text for page in pages for line in page.lines] if wrapped else []
    flowing = wrapped and is_flowing(pages)
    shapes = [Shape()] * len(pages) if flowing or not wrapped else shapes_of(pages)
    wraps = Wraps(loose=len(pages) > 1 and is_loose(texts), texts=texts)
    open_end: Paragraph | None = None
    ended = False  # by notes, not by the edge of a page
    left = 0  # the left edge of the page with the open end
    for number, page in enumerate(pages):
        lines = page.lines
        shape = shapes[number]
        shape.edged = (shape.indents or shape.blanks) and not page.mirrored
        start = len(found)
        _group(lines, shape, wraps, found, masthead=not number)
        if open_end and lines:
            first = lines[0]
            open_end.cut = first.text[0].islower() or not (ended or (shape.indents and first.indent > shape.left + 1))
            if shape.indents and not ended:
                found[start].opening = _opening(lines, shape, begun=open_end.column > left + 2)
            open_end = None
        if len(found) > start and found[-1].role is Role.TEXT:
            open_end, ended, left = found[-1], page.ended, shape.left
        if page.foot:
            found += foot_paragraphs(page, wraps, shape.right)
    return found, wraps


def _opening(lines: list[Line], shape: Shape, *, begun: bool) -> Opening:
    """Whether the first line of a page begins a paragraph, as far as indents tell.

    A deeper line is a first line if the next one is not as deep; one at the left edge is none if the paragraph before
    has `begun` with a deeper line.
    """
    first = lines[0]
    if first.indent <= shape.left + 1:
        return Opening.REST if begun else Opening.UNKNOWN
    if len(lines) > 1 and not lines[1].gap and lines[1].indent < first.indent - 1:
        return Opening.NEW
    return Opening.UNKNOWN


def _group(lines: list[Line], shape: Shape, wraps: Wraps, found: list[Paragraph], *, masthead: bool) -> None:
    group: list[Line] = []
    taken = rows(lines)
    title = _own_number(lines) if masthead else ""
    masthead = masthead and any("    " in line.raw or "\t" in line.raw for line in lines[:_MASTHEAD])
    if not taken and not shape.right and not masthead and all(line.gap for line in lines[1:]):
        found += [_paragraph([line], wraps, shape) for line in lines]
        return
    near = shape
    depth = 0  # how many brackets are open
    heading = _set_off_by_tabs(taken) if masthead else 0
    for i, line in enumerate(lines):
        row = taken.get(i)
        if shape.right and (not i or line.gap):
            near = narrowed(shape, lines, i)
        if (
            row is None
            and group
            and not (title and line.text.startswith(title))
            and (not line.gap or is_number_of(group, line))
            and (goes_on(group, line, (shape, near), depth > 0) if shape.right else breaks_off(group[-1], line))
        ):
            small = line.text[0].islower() or not (line.text[0].isdecimal() or has_case(line.text))
            line.flush = shape.edged and line.indent <= shape.left + 1 and small
            group.append(line)
            depth += _depth(line.text)
            continue
        if group:
            found.append(_paragraph(group, wraps, shape))
            group = []
        if row is not None and i < heading:
            found += columns(line) or [wraps.paragraph([line])]
        elif row is not None:
            found.append(Paragraph(row, line.number, line.indent + 1, line.page, Role.ROW))
        elif masthead and i < _MASTHEAD and (parts := columns(line)):
            found += parts
        else:
            group = [line]
            depth = _depth(line.text)
    if group:
        found.append(_paragraph(group, wraps, shape))


def _own_number(lines: list[Line]) -> str:
    """What the title of a document begins with if its symbol ends in the number: "99/7." for A/RES/99/7, else empty."""
    found = (_NUMBERED_SYMBOL.search(line.text) for line in lines[:_MASTHEAD])
    return next((f"{m[1]}." for m in found if m), "")


_NUMBERED_SYMBOL = re.compile(r"(?:^|\s)[A-Z][A-Z/.]*/(\d{1,3}/\d{1,4}(?: ?[A-Z])?)(?=\s|$)")


def _depth(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")


def _set_off_by_tabs(taken: dict[int, str]) -> int:
    """How many lines at the top set the masthead in columns by tabs; one of the first three has a symbol."""
    if not any(is_symbol(cell) for i in range(_SYMBOL) for cell in taken.get(i, "").split("\t")):
        return 0
    return next(i for i in range(_MASTHEAD + 1) if i not in taken or i == _MASTHEAD)


def _paragraph(lines: list[Line], wraps: Wraps, shape: Shape) -> Paragraph:
    role = Role.TEXT
    if len(lines) == 1:
        text = lines[0].text
        role = Role.RULE if is_rule(text) else Role.TEXT
    return wraps.paragraph(lines, role, shape.right, shape.wide)
