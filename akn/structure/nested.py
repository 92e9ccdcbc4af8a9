"""Texts within the text: the draft that one organ recommends to another, with its own formula, preamble and numbers.

"Recommends to the General Assembly the adoption of the following draft resolution:" announces it.  The draft is a
division of its own in its place, so that its paragraphs are not taken for those of the text around it (profile 1.4).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.structure.evidence import Evidence, ends_with_colon, ends_with_comma, has_end
from akn.structure.lines import SHORT, Line
from akn.structure.numbering import is_paragraph

_OPENERS = "\"'“”„«‹「『‘"
_CLOSERS = "\"'”“»›」』’"
_ANNOUNCEMENT = 40  # characters, at least, of an announcement whose verb is not known
_TITLE_LINES = 4  # lines, at most, between the announcement and the formula


class Nested(Struct, frozen=True):
    """Where a text within the text stands: its title from `start` on, its formula, where its numbers begin, its end."""

    start: int
    formula: int
    body: int
    end: int


def find_nested(lines: Sequence[Line], evidence: Evidence) -> dict[int, Nested]:
    """The texts within a body by the index of their first line."""
    formulas = [i for i, line in enumerate(lines) if is_formula(line, evidence)]
    starts = [(_start(lines, i), i) for i in formulas]
    numbers = [0]  # the last number of a paragraph before each line
    for line in lines if formulas else ():
        numbers.append(line.readings[0][1] if is_paragraph(line) else numbers[-1])
    found: dict[int, Nested] = {}
    reached = 0
    for k, (start, at) in enumerate(starts):
        above = lines[start - 1] if start else None
        announced = (
            above is not None
            and ends_with_colon(above.text.content)
            and (bool(above.label) or evidence.zones(above.text)[1] or len(above.text) > _ANNOUNCEMENT)
        )
        after_another = bool(found) and reached == start
        if not (announced or after_another):
            continue
        limit = starts[k + 1][0] if k + 1 < len(starts) else len(lines)
        end = reached = _end(lines, numbers[start], at, limit)
        body = next((i for i in range(at + 1, end) if _acts(lines[i], evidence)), end)
        found[start] = Nested(start, at, body, end)
    return found


def is_formula(line: Line, evidence: Evidence) -> bool:
    """True for the formula of a text within the text, in quotation marks or not."""
    text = line.source.content.strip().lstrip(_OPENERS)
    if line.table is not None or line.label or not ends_with_comma(text) or len(text) > SHORT:
        return False
    formula = evidence.formula(text)
    return formula is not None and bool(formula.actor)


def is_short(line: Line) -> bool:
    """True for a line without a number that may stand in a masthead, a head or a closing."""
    return line.table is None and not line.label and 0 < len(line.text) <= SHORT


def is_title_like(line: Line) -> bool:
    """True for a short line that no sign ends."""
    return is_short(line) and not has_end(line.text.content)


def relabelled(lines: Sequence[Line], evidence: Evidence) -> list[Line]:
    """The lines, the numbers after opening quotation marks taken off their texts: each paragraph repeats the marks."""
    result: list[Line] = []
    for line in lines:
        text = line.text
        marks = len(text.content) - len(text.content.lstrip(_OPENERS))
        found = evidence.label(text.content[marks:]) if marks and not line.label and line.table is None else None
        if found is None:
            result.append(line)
            continue
        rest = text.slice(marks + found.end).strip()
        printed = text.content[:marks] + found.printed
        result.append(replace(line, text=rest, label=printed, readings=found.readings, inserted=found.inserted))
    return result


def _start(lines: Sequence[Line], formula: int) -> int:
    """The first line of the title above a formula."""
    at = formula
    while at > max(0, formula - _TITLE_LINES) and is_title_like(lines[at - 1]):
        at -= 1
    return at


def _acts(line: Line, evidence: Evidence) -> bool:
    """True for the first line of the operative part of a text within the text."""
    bare = line.text.content.lstrip(_OPENERS)
    label = evidence.label(bare) if not line.label else None
    if is_paragraph(line) or (label is not None and label.readings[0][0] == "number"):
        return True
    return not line.label and not ends_with_comma(bare) and evidence.zones(line.text)[1]


def _end(lines: Sequence[Line], around: int, formula: int, limit: int) -> int:
    """Where a text within the text ends: with its quotation marks, or where the numbers around it go on."""
    if lines[formula].source.content[:1] in _OPENERS:
        for i in range(formula, limit):
            after = lines[i + 1].source.content if i + 1 < limit else ""
            if lines[i].source.content.rstrip()[-1:] in _CLOSERS and after[:1] not in _OPENERS:
                return i + 1
        return limit
    last = 0
    for i in range(formula, limit):
        if is_paragraph(lines[i]):
            value = lines[i].readings[0][1]
            if around and value == around + 1 and value != last + 1:
                return i
            last = value
    return limit
