"""The zones of the source: cover, title, parts, closing lines, annexes, each with its lines in their order.

Which role a line has is read by `akn.structure.roles`; here the line is put where that role has its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Result
from akn.structure.evidence import Evidence
from akn.structure.lines import Line
from akn.structure.looks import CLOSED, OPENING, is_title_like, letter_of, looks_of
from akn.structure.notes import texts_in
from akn.structure.roles import OVERRIDES, Role, roles_of

_ADOPTED = frozenset({"adoption", "adoptionMeeting", "number", "decisionType"})  # kinds of lines of what was adopted


class AnnexLines(Struct):
    """The lines of one annex: label and title, then the rest; appendices of an annex stand under it.

    An annex may lack its label: then what it has of a head is a title.
    """

    head: list[Line] = []
    body: list[Line] = []
    appendix: bool = False
    labelled: bool = True
    annexes: list[AnnexLines] = []


class PartLines(Struct):
    """The lines of one resolution: of the only one, or of one lettered part of a multi-part issue."""

    letter: str = ""
    head: list[Line] = []
    formula: Line | None = None
    moved: list[Line] = []  # what stands above the formula
    preamble: list[Line] = []
    body: list[Line] = []
    conclusions: list[Line] = []


class Zones(Struct):
    """All lines of the source, each in its zone."""

    cover: list[Line] = []
    title: list[Line] = []
    parts: list[PartLines] = []
    conclusions: list[Line] = []
    annexes: list[AnnexLines] = []
    letter: str = ""  # of a single part that is issued alone
    recognised: bool = True  # False: nothing says that this is a resolution, a decision or a statement


def divide(lines: Sequence[Line], evidence: Evidence) -> Result[Zones]:
    """Each line in its zone.  Nothing is dropped; the order is that of the source."""
    zones = Zones(parts=[PartLines()])
    impossible: list[Diagnostic] = []
    for line, role in zip(lines, roles_of(looks_of(lines, evidence)), strict=True):
        if line.override and role not in OVERRIDES[line.override]:
            words = line.source.content[:60]
            impossible.append(Code.CORRECTION_IMPOSSIBLE.at(line.where, role=line.override, words=words))
            line.override = ""
        _put(line, role, zones, evidence)
    _settle_letters(zones)
    formula = any(part.formula is not None for part in zones.parts)
    known = (evidence.lines[line.source.content] for line in zones.cover)
    adopted = any(match is not None and match.kind in _ADOPTED for match in known)
    zones.recognised = bool(formula or zones.title or adopted)
    return Result(zones, (*impossible, *_lacking(zones)))


_RUNNING = {Role.PREAMBLE: attrgetter("preamble"), Role.ACT: attrgetter("body"), Role.BODY: attrgetter("body")}
"""The lines of a part that are no more than a list."""


def _put(line: Line, role: Role, zones: Zones, evidence: Evidence) -> None:
    """Put a line where its role has its place."""
    part = zones.parts[-1]
    if role in _RUNNING:  # most
        _RUNNING[role](part).append(line)
    elif role is Role.LETTER:
        zones.parts.append(PartLines(letter_of(line, evidence), head=_as_printed(line)))
    elif role in (Role.FORMULA, Role.ACT_FORMULA):
        if part.formula is None:
            part.formula, part.moved, part.preamble = line, part.preamble, []
        else:  # a second one is one of its recitals
            part.preamble.append(line)
    elif role in (Role.ANNEX, Role.LOOSE):
        _open_annex(line, role, zones, evidence)
    elif role in (Role.ANNEX_TITLE, Role.ANNEX_BODY):
        last = zones.annexes[-1].annexes[-1] if zones.annexes[-1].annexes else zones.annexes[-1]
        last.head += _as_printed(line) if role is Role.ANNEX_TITLE else []
        last.body += [line] if role is Role.ANNEX_BODY else []
    else:
        printed = {Role.COVER: zones.cover, Role.TITLE: zones.title, Role.HEAD: part.head}
        printed.get(role, part.conclusions).extend(_as_printed(line))


def _open_annex(line: Line, role: Role, zones: Zones, evidence: Evidence) -> None:
    """Begin an annex, or an appendix under the annex before it, with its label or else its first line."""
    if role is Role.LOOSE:
        titled = is_title_like(line)
        zones.annexes.append(AnnexLines([line] if titled else [], [] if titled else [line], labelled=False))
        return
    known = evidence.lines[line.source.content]
    appendix = known is not None and known.kind == "appendix"
    under = appendix and zones.annexes and not zones.annexes[-1].appendix
    annex = AnnexLines(_as_printed(line), appendix=appendix)
    (zones.annexes[-1].annexes if under else zones.annexes).append(annex)


def _as_printed(line: Line) -> list[Line]:
    """A line of the front or the end with all that it prints: a table as the lines of its cells, numbers typed.

    A closing line has no number: a German ordinal has a stop ("63.").
    """
    if line.table is not None:
        return [Line(text, where, source=text) for text, where in texts_in((line.table,), line.where)]
    if not line.label:
        return [line]
    return [replace(line, text=line.printed, source=line.printed, label="", readings=())]


def _settle_letters(zones: Zones) -> None:
    """Drop the part that only stands for what comes before a letter; one letter alone is part of the title.

    A part that lost its letter has the one that is due before the next; what stands before the letter A is part 0.
    """
    if len(zones.parts) > 1 and _is_one_text(zones.parts):
        first = zones.parts[0]
        for part in zones.parts[1:]:
            first.body += [*part.head, *part.body]
            first.conclusions += part.conclusions
        del zones.parts[1:]
    if len(zones.parts) > 1:
        first, second = zones.parts[:2]
        if first.formula or first.preamble or first.body:
            first.letter = chr(ord(second.letter) - 1) if second.letter > "A" else "0"
        else:
            del zones.parts[0]
    if len(zones.parts) == 1 and zones.parts[0].letter:  # 76/235 B is issued alone
        alone = zones.parts[0]
        zones.letter, alone.letter = alone.letter, ""
        zones.title += alone.head
        alone.head = []
    if not any(part.conclusions for part in zones.parts[:-1]):
        zones.conclusions, zones.parts[-1].conclusions = zones.parts[-1].conclusions, []


def _is_one_text(parts: Sequence[PartLines]) -> bool:
    """True for one text whose body has sections A, B, C, as S/RES/101 (1953).

    Letters are those of parts where one of these has a formula or a preamble; else they head sections.
    """
    begun = [bool(part.formula or part.preamble) for part in parts]
    return begun[0] and not any(begun[1:]) and not any(part.conclusions for part in parts[:-1])


def _lacking(zones: Zones) -> Iterator[Diagnostic]:
    """What is to be said of what a resolution lacks."""
    opened: Line | None = None  # a bracketed line of the cover ("[on the report of ..."); its end may stand later
    for line in zones.cover:
        text = line.source.content
        if opened is None and text.startswith(OPENING) and not CLOSED.intersection(text):
            opened = line
        elif CLOSED.intersection(text):
            opened = None
    if opened is not None:
        yield Code.BRACKET_OPEN.at(opened.where)
    for part in zones.parts:
        if part.formula is None and part.preamble:
            yield Code.NO_FORMULA.at(part.preamble[0].where)
        elif part.formula is not None and not part.body:
            yield Code.NO_OPERATIVE.at(part.formula.where)
