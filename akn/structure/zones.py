"""Where the parts of the document begin: cover, title, formula, preamble, body, closing lines, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic
from akn.languages.fold import fold
from akn.languages.match import LineMatch
from akn.structure.evidence import Evidence
from akn.structure.lines import SHORT, Line
from akn.structure.positions import texts_in
from akn.structure.signs import ends_complete, ends_with_colon, ends_with_comma
from akn.text import Text

# A masthead with its agenda item, adoption line and title is never longer than this many lines.
_HEAD_LINES = 60
_REMARKS = 3  # lines, at most, that may stand below the closing lines
_LAST = 12  # lines among which such a meeting is
_MEETING = 60  # characters, at most, of a line with a meeting whose number looks like that of a paragraph
_CLOSING = frozenset({"meeting", "date", "vote", "voteLabel"})
_PAGE = re.compile(r"\s*1 ?/ ?[1-9]\d?\s*")  # the number of a first page
_ABOVE = frozenset({"publisher", "symbol", "authority", "distribution", "titleNumber"})  # never below a number
_OPENING = ("[", "［")
_CLOSING_BRACKETS = frozenset("]］")
_MASTHEAD = frozenset(
    {
        "publisher",
        "symbol",
        "authority",
        "distribution",
        "issueDate",
        "documentLanguage",
        "originalLanguage",
        "session",
        "sessionDates",
        "agendaItem",
        "adoption",
        "adoptionMeeting",
        "number",
        "proponent",
        "decisionType",
        "decisionKind",
        "committee",
    }
)


class AnnexLines(Struct):
    """The lines of one annex: label and title, then the rest; appendices of an annex stand under it."""

    head: list[Line]
    body: list[Line] = []
    appendix: bool = False
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
    zones = Zones()
    if _begins_with_page(lines, evidence):
        lines[0].known = LineMatch("pageNumber", "", (), 0, len(lines[0].source))
    formula = _formula(lines, evidence)
    start = _head(lines, formula, zones, evidence)
    _check_brackets(zones)
    start = _lone_letter(lines, start, formula, zones, evidence)
    rest = list(lines[start:])
    zones.recognised = bool(formula is not None or zones.title or any(_says_what(x) for x in zones.cover))
    annex_at = _first_annex(rest, evidence, after=0)
    main, behind = rest[:annex_at], rest[annex_at:]
    for letter, part in _parts(main, evidence, multipart_expected=bool(zones.title)):
        zones.parts.append(_part(letter, part, zones, evidence))
    last = zones.parts[-1]
    if not any(p.conclusions for p in zones.parts[:-1]):
        zones.conclusions, last.conclusions = last.conclusions, []
    zones.annexes = annexes(behind, evidence)
    _print_front(zones)
    return zones


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
        elif line.label and not line.source.content.startswith(line.label):
            whole = Text(f"{line.label} ") + line.source
            found.append(replace(line, text=whole, source=whole, label="", readings=(), known=None))
        else:
            found.append(line)
    return found


def _begins_with_page(lines: Sequence[Line], evidence: Evidence) -> bool:
    """True if the first line is the number of a page ("1/2") and not that of a resolution.

    That one stands below the masthead and above a title; a page number stands above a masthead, a number or a formula.
    """
    if len(lines) < 2 or not _short(lines[0]) or not _PAGE.fullmatch(fold(lines[0].source.content).content):
        return False
    for i, line in enumerate(lines[1:_HEAD_LINES]):
        if not _short(line):
            return False
        known = evidence.line(line.source.content)
        if known is not None and known.kind in _ABOVE:
            return True
        if evidence.formula(line.text.content) is not None:
            return i == 0
    return False


def _check_brackets(zones: Zones) -> None:
    """Say so if a bracketed line of the cover ("[on the report of ...") has no end; it may stand on a later line."""
    opened: Line | None = None
    for line in zones.cover:
        text = line.source.content
        if opened is None and text[:1] in _OPENING and not _CLOSING_BRACKETS.intersection(text):
            opened = line
        elif _CLOSING_BRACKETS.intersection(text):
            opened = None
    if opened is not None:
        zones.diagnostics.append(Code.BRACKET_OPEN.at(opened.where))


def _formula(lines: Sequence[Line], evidence: Evidence) -> int | None:
    """The index of the first enacting formula.

    A masthead names the organ too, and a formula may lack its comma: before the number or title of the resolution
    only a line that cannot be a masthead line is a formula.
    """
    titled = False
    for i, line in enumerate(lines):
        if not _short(line):
            continue
        known = line.known or (evidence.line(line.source.content) if i < 2 * _HEAD_LINES else None)
        if known is not None and known.kind in {"titleNumber", "number", "adoptionMeeting"}:
            titled = True
        elif evidence.formula(line.text.content) is not None and (
            titled or known is None or known.kind not in {"publisher", "authority"}
        ):
            return i
    return None


def _lone_letter(lines: Sequence[Line], at: int, formula: int | None, zones: Zones, evidence: Evidence) -> int:
    """Take the letter of a single part, and the title under it, to the title (76/235 B is issued alone)."""
    if not zones.title or at >= len(lines):
        return at
    letter = letter_of(lines[at], evidence)
    if not letter or any(letter_of(x, evidence) not in ("", letter) for x in lines[at:]):
        return at
    end = at + 1
    while formula is not None and end < formula and _title_like(lines[end]):
        end += 1
    zones.title += lines[at:end]
    zones.letter = letter
    return end


def _says_what(line: Line) -> bool:
    return line.known is not None and line.known.kind in {"adoption", "adoptionMeeting", "number", "decisionType"}


def _short(line: Line) -> bool:
    return line.table is None and not line.label and 0 < len(line.text) <= SHORT


def _head(lines: Sequence[Line], formula: int | None, zones: Zones, evidence: Evidence) -> int:
    """Fill cover and title; return the index of the first line behind them."""
    limit = min(len(lines), _HEAD_LINES if formula is None else min(formula, 2 * _HEAD_LINES))
    title = number = adoption = None
    last_known = -1
    known = 0
    for i in range(limit):
        line = lines[i]
        if line.table is not None or len(line.source) > 4 * SHORT:
            if formula is None:
                limit = i
                break
            continue
        line.known = line.known or evidence.line(line.source.content)
        if line.known is None:
            continue
        if line.known.kind == "titleNumber":
            title = i if title is None or formula is not None else title
        elif line.known.kind == "number":
            number = i
        elif line.known.kind in _MASTHEAD or (line.known.kind == "date" and i == last_known + 1 and known > 1):
            last_known, known = i, known + 1
            adoption = i if line.known.kind == "adoptionMeeting" else adoption
    if title is not None:
        zones.cover = list(lines[:title])
        end = _title_end(lines, title, formula, evidence)
        zones.title = list(lines[title:end])
        return end
    if number is None and formula is not None:
        number = adoption  # some files lack the number
    if number is not None:  # the Security Council prints the number and the sentence of adoption instead of a title
        end = formula if formula is not None else max(number, last_known) + 1
        zones.cover, zones.title = list(lines[:number]), list(lines[number:end])
        return end
    if formula is not None:
        # a draft prints its title without a number, behind its sponsors
        title = next((i + 1 for i in range(limit) if evidence.sponsors(lines[i].source.content)), formula)
        if title == formula and known and _is_bare_title(lines, formula):
            title -= 1
        zones.cover, zones.title = list(lines[:title]), list(lines[title:formula])
        return formula
    if known >= 2 or (known and last_known == 0):
        end = last_known + 1
        zones.cover = list(lines[:end])
        if _titles_statement(lines, end):
            zones.title = [lines[end]]
            end += 1
        return end
    return 0


def _titles_statement(lines: Sequence[Line], at: int) -> bool:
    """True if a title stands between a masthead with a symbol and running text, as on statements of presidents."""
    return (
        at + 1 < len(lines)
        and any(x.known is not None and x.known.holds("symbol") for x in lines[:at])
        and _title_like(lines[at])
        and not (lines[at + 1].label or _title_like(lines[at + 1]))
    )


def _is_bare_title(lines: Sequence[Line], formula: int) -> bool:
    """True if the line before the formula is a title without a number: no masthead line, and no agenda item's title."""
    if formula < 2 or lines[formula - 1].known is not None or not _title_like(lines[formula - 1]):
        return False
    before = lines[formula - 2].known
    return before is None or before.kind != "agendaItem"


def _title_end(lines: Sequence[Line], title: int, formula: int | None, evidence: Evidence) -> int:
    """The end of a title that goes on over several lines: up to the formula or a letter that heads the first part."""
    if formula is None:
        return title + 1
    end = title + 1
    while end < formula and _short(lines[end]) and not letter_of(lines[end], evidence):
        end += 1
    return end


def letter_of(line: Line, evidence: Evidence) -> str:
    """The letter A-Z of a line that is nothing but the letter of a part ("A", "ألف"); empty otherwise."""
    text = line.source.content.strip()
    if line.table is not None or not 0 < len(text) <= 6 or text.islower():
        return ""
    return evidence.letter(text)


def _parts(lines: list[Line], evidence: Evidence, multipart_expected: bool) -> list[tuple[str, list[Line]]]:
    """The lines of each lettered part; one part without a letter if there are none.

    The letters run on from the first, which is not always A: parts adopted later are issued together as well.
    """
    wanted = letter_of(lines[0], evidence) if multipart_expected and lines else ""
    starts: list[int] = []
    for i, line in enumerate(lines if wanted else ()):
        if letter_of(line, evidence) == wanted:
            starts.append(i)
            wanted = chr(ord(wanted) + 1)
    if len(starts) < 2:
        return [("", lines)]
    ends = [*starts[1:], len(lines)]
    return [(letter_of(lines[a], evidence), lines[a:b]) for a, b in zip(starts, ends, strict=True)]


def _part(letter: str, lines: list[Line], zones: Zones, evidence: Evidence) -> PartLines:
    part = PartLines(letter)
    at = next(
        (i for i, line in enumerate(lines) if _short(line) and evidence.formula(line.text.content)),
        None,
    )
    if at is not None and (at == 0 or letter):
        part.head, part.formula = lines[:at], lines[at]
        rest = lines[at + 1 :]
        split = preamble_end(part.formula, rest, evidence)
        part.preamble, rest = rest[:split], rest[split:]
    else:
        head = 1 if letter else 0
        while letter and head < len(lines) and letter_of(lines[head], evidence) == letter:
            head += 1  # printed twice
        while letter and head < len(lines) and head < 4 and _title_like(lines[head]):
            head += 1
        part.head, rest = lines[:head], lines[head:]
        split = _unenacted(rest, evidence)
        part.preamble, rest = rest[:split], rest[split:]
        if split:
            zones.diagnostics.append(Code.NO_FORMULA.at(part.preamble[0].where))
    closing = _closing(rest, evidence)
    part.body, part.conclusions = rest[:closing], [_unnumbered(line) for line in rest[closing:]]
    if part.formula is not None and not part.body:
        zones.diagnostics.append(Code.NO_OPERATIVE.at(part.formula.where))
    return part


def _unenacted(lines: Sequence[Line], evidence: Evidence) -> int:
    """The end of a preamble without an enacting formula, 0 if there is none.

    Each of its paragraphs opens with a preambular action and ends with a comma; the first numbered paragraph follows.
    """
    for i, line in enumerate(lines):
        if line.numbered:
            return i if evidence.operative(line.text) is not None else 0
        if line.table is not None or line.label or not ends_with_comma(line.text.content):
            return 0
        if evidence.preambular(line.text) is None:
            return 0
    return 0


def _title_like(line: Line) -> bool:
    return _short(line) and not ends_complete(line.text.content) and not ends_with_comma(line.text.content)


def preamble_end(formula: Line, lines: Sequence[Line], evidence: Evidence) -> int:
    """The index of the first line behind the preamble.

    The preamble ends where the first numbered paragraph begins, or a heading over one, or an unnumbered paragraph that
    opens with an operative action and does not end with a comma (profile 1.4: "single unnumbered operative paragraph").
    A formula without a comma has no preamble: an unnumbered act follows it (budget texts, political declarations).
    """
    if not ends_with_comma(formula.text.content) and not _opens_preamble(lines, evidence):
        return 0
    numbered = next((i for i, line in enumerate(lines) if line.numbered), len(lines))
    for i, line in enumerate(lines[:numbered]):
        if line.table is not None:
            return i
        text = line.text.content
        if not line.label or not text:  # a number alone heads a section in some languages and is a label in others
            known = evidence.line(line.source.content) if len(line.source) <= SHORT else None
            if known is not None and known.kind in {"section", "part", "chapter", "meeting", "annex"}:
                return i
        if _heads_section(lines, i):
            return i
        if line.label or ends_with_comma(text) or _lists_with_commas(lines, i, numbered):
            continue
        if evidence.preambular(line.text) is not None:
            # where both zones share their verbs (Chinese) and no number tells them apart, the full stop does; so does
            # the colon of an act that the numbered paragraphs or an adopted text complete
            last = numbered == len(lines) or (ends_with_colon(text) and _announces_all(lines, i, numbered))
            if last and ends_complete(text) and evidence.operative(line.text) is not None:
                return i
        elif evidence.operative(line.text) is not None or _heads_body(lines, i, numbered):
            return i
    return _without_numbers(lines, numbered, evidence)


def _without_numbers(lines: Sequence[Line], numbered: int, evidence: Evidence) -> int:
    """The index of the first operative paragraph where the first ones lack their numbers: "2." is the first printed.

    No more paragraphs are taken than numbers are missing; each opens with an operative action and ends as such do.
    """
    missing = lines[numbered].readings[0][1] - 1 if numbered < len(lines) else 0
    at = numbered
    while missing > 0 and at > 0:
        line = lines[at - 1]
        text = line.text.content
        if line.label or line.table is not None or ends_with_comma(text) or not ends_complete(text):
            break
        if evidence.operative(line.text) is None:
            break
        at, missing = at - 1, missing - 1
    return at


def _opens_preamble(lines: Sequence[Line], evidence: Evidence) -> bool:
    return bool(lines) and ends_with_comma(lines[0].text.content) and evidence.preambular(lines[0].text) is not None


def _announces_all(lines: Sequence[Line], at: int, numbered: int) -> bool:
    """True if neither a list nor a further preambular paragraph follows a line."""
    after = lines[at + 1] if at + 1 < numbered else None
    return after is None or not (after.label or ends_with_comma(after.text.content))


def _lists_with_commas(lines: Sequence[Line], at: int, end: int) -> bool:
    """True if the line announces a list whose points end with commas, as preambular paragraphs do."""
    last = at
    while last + 1 < end and lines[last + 1].label:
        last += 1
    return last > at and ends_with_comma(lines[last].text.content)


def _heads_section(lines: Sequence[Line], at: int) -> bool:
    """True for "A. Sanctions" behind a finished paragraph: a capital label, and no sign at the end as points have."""
    line = lines[at]
    if not any(alphabet.endswith("-capital") for alphabet, _ in line.readings) or len(line.text) > SHORT:
        return False
    text = line.text.content
    if not text or ends_complete(text) or ends_with_comma(text):
        return False
    return at == 0 or not ends_with_colon(lines[at - 1].text.content)


def _heads_body(lines: Sequence[Line], at: int, numbered: int) -> bool:
    """True if all from here to the first numbered paragraph looks like headings, or is the last paragraph of all."""
    if numbered < len(lines):
        return (
            all(
                line.table is None and len(line.text) <= SHORT and not ends_complete(line.text.content)
                for line in lines[at:numbered]
            )
            and numbered - at <= 3
        )
    return ends_complete(lines[at].text.content) and lines[at].text.content.rstrip()[-1:] in ".。"


def _closing(lines: Sequence[Line], evidence: Evidence) -> int:
    """The index of the closing lines: the meeting, with nothing but dates, meetings and votes from there on."""
    for i, line in enumerate(lines):
        last = i >= len(lines) - _LAST  # there a number in front may be that of the meeting
        if i == 0 or not (_short(line) or (last and line.table is None and 0 < len(line.source) <= _MEETING)):
            continue
        line.known = evidence.line(line.source.content)
        if line.known is not None and line.known.kind == "meeting" and _only_closing(lines[i:], evidence):
            return i
    return len(lines)


def _only_closing(lines: Sequence[Line], evidence: Evidence) -> bool:
    """True if the lines are closing lines; a vote in brackets may go on over several lines.

    Below the meeting and its date a few lines of any kind may stand at the end: a note called nowhere, a remark.
    """
    open_bracket = dated = False
    remarks = 0
    for line in lines:
        text = line.source.content
        if line.table is not None:
            return False
        known = evidence.line(text) if len(text) <= SHORT else None
        counted = bool(line.label) and not _is_closing(known)
        if (counted or remarks) and dated:
            remarks += 1
            continue
        if counted:
            return False
        if text.startswith("["):
            open_bracket = True
        elif not open_bracket and not _is_closing(known):
            if not dated:
                return False
            remarks += 1
            continue
        line.known = known
        dated = dated or (known is not None and known.kind == "date")
        if text.rstrip().rstrip(".。").endswith("]"):
            open_bracket = False
    return remarks <= _REMARKS


def _is_closing(known: LineMatch | None) -> bool:
    return known is not None and known.kind in _CLOSING


def _unnumbered(line: Line) -> Line:
    """A closing line whose first number is none of a paragraph, whole again: a German ordinal has a stop ("63.")."""
    typed = line.label and line.source.content.startswith(line.label)
    return replace(line, text=line.source, label="", readings=()) if typed and _is_closing(line.known) else line


def _first_annex(lines: Sequence[Line], evidence: Evidence, after: int) -> int:
    for i, line in enumerate(lines):
        if i >= after and i and _short(line):
            known = evidence.line(line.source.content)
            if known is not None and known.kind in {"annex", "appendix"}:
                line.known = known
                return i
    return len(lines)


def annexes(lines: list[Line], evidence: Evidence) -> list[AnnexLines]:
    """The annexes of these lines, the first of which heads an annex; an appendix under an annex is nested in it."""
    found: list[AnnexLines] = []
    at = 0
    while at < len(lines):
        end = at + 1 + _first_annex([lines[at], *lines[at + 1 :]], evidence, after=1) - 1
        known = lines[at].known
        annex = _annex(lines[at:end], evidence)
        annex.appendix = known is not None and known.kind == "appendix"
        if annex.appendix and found and not found[-1].appendix:
            found[-1].annexes.append(annex)
        else:
            found.append(annex)
        at = end
    return found


def _annex(lines: list[Line], evidence: Evidence) -> AnnexLines:
    """Label, title, rest: the title is the first line behind the label that looks like one."""
    head = 1
    titled = lines[0].known is not None and any(g.name == "title" for g in lines[0].known.groups)
    if not titled and len(lines) > 1 and _title_like(lines[1]) and evidence.line(lines[1].source.content) is None:
        head = 2
    return AnnexLines(lines[:head], lines[head:])
