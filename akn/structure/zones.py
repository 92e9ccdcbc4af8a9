"""The parts of the document as the roles of its lines say: cover, title, preamble, body, closing lines, annexes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic
from akn.structure.evidence import Evidence
from akn.structure.lines import Line
from akn.structure.looks import is_title_like, letter_of, looks_of
from akn.structure.notes import texts_in
from akn.structure.roles import Role, can_be, roles_of
from akn.text import Text

_OPENING = ("[", "［")
_CLOSING_BRACKETS = frozenset("]］")
_ADOPTED = frozenset({"adoption", "adoptionMeeting", "number", "decisionType"})


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
    diagnostics: list[Diagnostic] = []
    letter: str = ""  # of a single part that is issued alone
    recognised: bool = True  # False: nothing says that this is a resolution, a decision or a statement

    @property
    def multipart(self) -> bool:
        """True for an issue of several lettered resolutions."""
        return len(self.parts) > 1


def divide(lines: Sequence[Line], evidence: Evidence) -> Zones:
    """Each line in its zone.  Nothing is dropped; the order is that of the source."""
    zones = Zones(parts=[PartLines()])
    for line, role in zip(lines, roles_of(looks_of(lines, evidence)), strict=True):
        _put(line, role, zones, evidence)
        if not can_be(role, line.told):
            zones.diagnostics.append(
                Code.CORRECTION_IMPOSSIBLE.at(line.where, role=line.told, words=line.source.content[:60])
            )
            line.told = ""
    _settle_letters(zones)
    _report(zones)
    formula = any(part.formula is not None for part in zones.parts)
    adopted = any(line.known is not None and line.known.kind in _ADOPTED for line in zones.cover)
    zones.recognised = bool(formula or zones.title or adopted)
    _print_front(zones)
    return zones


def _put(line: Line, role: Role, zones: Zones, evidence: Evidence) -> None:
    """Put a line where its role has its place."""
    part = zones.parts[-1]
    if role is Role.COVER or role is Role.TITLE:
        line.known = line.known or evidence.line(line.source.content)
        (zones.cover if role is Role.COVER else zones.title).append(line)
    elif role is Role.LETTER:
        zones.parts.append(PartLines(letter_of(line, evidence), head=[line]))
    elif role is Role.HEAD:
        part.head.append(line)
    elif role is Role.FORMULA or role is Role.ACT_FORMULA:
        part.formula = line
    elif role is Role.PREAMBLE:
        part.preamble.append(line)
    elif role is Role.ACT or role is Role.BODY:
        part.body.append(line)
    elif role is Role.CLOSING or role is Role.REMARK:
        line.known = line.known or evidence.line(line.source.content)
        part.conclusions.append(_unnumbered(line) if role is Role.CLOSING else line)
    elif role is Role.ANNEX:
        line.known = line.known or evidence.line(line.source.content)
        appendix = line.known is not None and line.known.kind == "appendix"
        under = appendix and zones.annexes and not zones.annexes[-1].appendix
        annex = AnnexLines([line], appendix=appendix)
        (zones.annexes[-1].annexes if under else zones.annexes).append(annex)
    elif role is Role.LOOSE:
        titled = is_title_like(line)
        zones.annexes.append(AnnexLines([line] if titled else [], [] if titled else [line], labelled=False))
    else:
        last = zones.annexes[-1].annexes[-1] if zones.annexes[-1].annexes else zones.annexes[-1]
        (last.head if role is Role.ANNEX_TITLE else last.body).append(line)


def _settle_letters(zones: Zones) -> None:
    """Drop the part that only stands for what comes before a letter; one letter alone is part of the title.

    A part that lost its letter has the one that is due before the next.
    """
    first = zones.parts[0]
    if len(zones.parts) > 1:
        if first.formula or first.preamble or first.body:
            first.letter = chr(ord(zones.parts[1].letter) - 1) if zones.parts[1].letter > "A" else "0"
        else:
            del zones.parts[0]
    if len(zones.parts) == 1 and zones.parts[0].letter:  # 76/235 B is issued alone
        alone = zones.parts[0]
        zones.letter, alone.letter = alone.letter, ""
        zones.title += alone.head
        alone.head = []
    if not any(part.conclusions for part in zones.parts[:-1]):
        zones.conclusions, zones.parts[-1].conclusions = zones.parts[-1].conclusions, []


def _report(zones: Zones) -> None:
    """Say what a resolution lacks."""
    opened: Line | None = None  # a bracketed line of the cover ("[on the report of ..."); its end may stand later
    for line in zones.cover:
        text = line.source.content
        if opened is None and text[:1] in _OPENING and not _CLOSING_BRACKETS.intersection(text):
            opened = line
        elif _CLOSING_BRACKETS.intersection(text):
            opened = None
    if opened is not None:
        zones.diagnostics.append(Code.BRACKET_OPEN.at(opened.where))
    for part in zones.parts:
        if part.formula is None and part.preamble:
            zones.diagnostics.append(Code.NO_FORMULA.at(part.preamble[0].where))
        elif part.formula is not None and not part.body:
            zones.diagnostics.append(Code.NO_OPERATIVE.at(part.formula.where))


def _unnumbered(line: Line) -> Line:
    """A closing line whose first number is none of a paragraph, whole again: a German ordinal has a stop ("63.")."""
    return replace(line, text=line.source, label="", readings=()) if line.typed and line.known is not None else line


def _print_front(zones: Zones) -> None:
    """Let the lines of covers, heads and closings say all that they print: they have no tables and no numbers."""
    zones.cover, zones.title = _as_printed(zones.cover), _as_printed(zones.title)
    zones.conclusions = _as_printed(zones.conclusions)
    for part in zones.parts:
        part.head, part.conclusions = _as_printed(part.head), _as_printed(part.conclusions)
    waiting = list(zones.annexes)
    while waiting:
        annex = waiting.pop()
        annex.head = _as_printed(annex.head)
        waiting += annex.annexes


def _as_printed(lines: Sequence[Line]) -> list[Line]:
    """The lines, a table as the lines of its cells, a number that the format keeps apart typed before its text."""
    if all(line.table is None and not line.label for line in lines):
        return list(lines)
    found: list[Line] = []
    for line in lines:
        if line.table is not None:
            found += [Line(text, where, source=text) for text, where in texts_in((line.table,), line.where)]
        elif line.label and not line.typed:
            whole = Text(f"{line.label} ") + line.source
            found.append(replace(line, text=whole, source=whole, label="", readings=(), known=None))
        else:
            found.append(line)
    return found
