"""What a line looks like, before anyone asks what it is for: the evidence for `akn.structure.roles`."""

from __future__ import annotations

from collections.abc import Container, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Style
from akn.languages.labels import form_of
from akn.languages.match import LineMatch
from akn.languages.shape import FACTS
from akn.patterns import lazy_pattern
from akn.punctuation import SEMICOLONS
from akn.structure.continuation import SHORT
from akn.structure.evidence import QUOTES, Evidence, ends_of
from akn.structure.lines import Line
from akn.structure.numbering import is_paragraph
from akn.vocabulary.numerals import unroman

_HEAD_LINES = 120  # a masthead with agenda item, adoption line and title is never longer, with its sponsors either
_MEETING = 60  # characters, at most, of a closing line whose number looks like that of a paragraph
_ROMAN_FIRST = lazy_pattern(r"([IVXL]+)\s+(?=\S)")
_LETTER_FIRST = lazy_pattern(r"(\w{2,6})\s*[-–—]\s+(?=\S)")
_HEADING = 220  # characters, at most, of a heading after a number without a sign
_LETTER = 6  # characters, at most, of the letter of a part or of its name


class Look(StrEnum):
    """One thing that a line may be by its form."""

    MASTHEAD = "masthead"
    AGENDA_TITLE = "agendaTitle"
    SPONSORS = "sponsors"
    AFTER_SPONSORS = "afterSponsors"
    AGENDA_AGAIN = "agendaAgain"
    ADOPTION = "adoption"
    NUMBER_LINE = "numberLine"
    TITLE_NUMBER = "titleNumber"
    BARE_NUMBER = "bareNumber"
    FORMULA = "formula"
    FORMULA_OPEN = "formulaOpen"
    LETTER = "letter"
    ANNEX = "annex"
    ANNEX_TITLE = "annexTitle"
    MEETING = "meeting"
    DATE = "date"
    VOTE = "vote"
    SECTION = "section"
    FIRST_NUMBER = "firstNumber"
    NUMBER = "number"
    POINT = "point"
    TABLE = "table"
    NOTE = "note"
    PRE_COMMA = "preComma"
    PRE_STOP = "preStop"
    PRE_COLON = "preColon"
    PRE_OPEN = "preOpen"
    OP_COMMA = "opComma"
    OP_STOP = "opStop"
    OP_COLON = "opColon"
    OP_OPEN = "opOpen"
    COMMA = "comma"
    STOP = "stop"
    COLON = "colon"
    LINE = "line"
    LONG = "long"
    BLANK = "blank"
    WITHIN = "within"  # title, formula or preamble of a draft within the text

    __hash__ = str.__hash__  # that of Enum is slow


_KINDS: dict[str, Look] = {
    **dict.fromkeys(("publisher", "symbol", "authority", "distribution", "issueDate"), Look.MASTHEAD),
    **dict.fromkeys((*FACTS, "documentLanguage", "session", "sessionDates"), Look.MASTHEAD),
    **dict.fromkeys(("agendaItem", "proponent", "decisionType", "decisionKind", "committee"), Look.MASTHEAD),
    **dict.fromkeys(("adoption", "adoptionMeeting"), Look.ADOPTION),
    **dict.fromkeys(("annex", "appendix"), Look.ANNEX),
    **dict.fromkeys(("section", "part", "chapter"), Look.SECTION),
    **dict.fromkeys(("vote", "voteLabel"), Look.VOTE),
    "pageNumber": Look.MASTHEAD,
    "number": Look.NUMBER_LINE,
    "titleNumber": Look.TITLE_NUMBER,
    "meeting": Look.MEETING,
    "date": Look.DATE,
}
_CLOSING = frozenset({Look.MEETING, Look.DATE, Look.VOTE})
_FRONT = frozenset({Look.TITLE_NUMBER, Look.BARE_NUMBER, Look.NUMBER_LINE, Look.ADOPTION, Look.MASTHEAD})
OPENING, CLOSED = ("[", "［"), frozenset("]］")
_UNQUOTES = "\"'“”»›」』’"
_ANNOUNCEMENT = 40  # characters, at least, of an announcement whose verb is not known
_TITLE = 400  # characters, at most, of the title of an annex: one of 79/243 has 290
_PARTS_TITLE = tuple(SEMICOLONS)
_TITLE_LINES = 4  # lines, at most, between the announcement of a draft and its formula


class LineFeatures(Struct):
    """The looks of a line, and the letter of a part that it may be, 1 for A; 0 if it is none."""

    looks: tuple[Look, ...]
    letter: int = 0
    override: str = ""  # what a person says it is


class _KnownLine(Struct, frozen=True):
    """What the language files know of a line: what it is, its look, and whether it announces a draft."""

    match: LineMatch | None
    look: Look | None
    labels_annex: bool  # it is the label of an annex and no more
    proposes: bool


def looks_of(lines: Sequence[Line], evidence: Evidence) -> list[LineFeatures]:
    """The looks of all lines."""
    known = _known(lines, evidence)
    items = {_bare(lines[i]) for i in range(1, min(len(lines), _HEAD_LINES)) if _below_item(i, known)}
    # texts within the text, before their bodies
    within = {i for nested in find_nested(lines, evidence).values() for i in range(nested.start, nested.body)}
    seen: list[LineFeatures] = []
    for i, line in enumerate(lines):
        letter = letter_of(line, evidence) if i not in within else ""
        looks = (Look.WITHIN,) if i in within else _by_itself(lines, i, known, evidence, items)
        if letter:
            looks = (Look.LETTER, Look.SECTION) if Look.SECTION in looks else (Look.LETTER,)
        seen.append(LineFeatures(looks, ord(letter) - ord("A") + 1 if letter else 0, line.override))
    return seen


def _bare(line: Line) -> str:
    """The words of a line, by which an item of the agenda is known where it stands again."""
    return line.text.content.casefold().strip()


def _by_itself(
    lines: Sequence[Line], i: int, known: Sequence[_KnownLine], evidence: Evidence, items: Container[str]
) -> tuple[Look, ...]:
    """The looks of a line that stands in no text within the text; `items` are those of the agenda in the head."""
    line = lines[i]
    if line.table is not None:
        return (Look.TABLE,)
    if line.label:
        return _labelled(lines, i, known[i].look, evidence)
    if line.style is Style.NOTE:
        return (Look.NOTE,)
    looks = _unlabelled(lines, i, known, evidence) if line.text.content else (Look.BLANK,)
    again = i < _HEAD_LINES and not _below_item(i, known) and _bare(line) in items
    return (Look.AGENDA_AGAIN, *looks) if again else looks


def letter_of(line: Line, evidence: Evidence) -> str:
    """The letter A-Z of a line that is nothing but the letter of a part ("A", "ألف"); empty otherwise."""
    text = line.source.content.strip()
    if line.table is not None or not 0 < len(text) <= _LETTER or text.islower():
        return ""
    return evidence.letter(text)


def counted_title(content: str, evidence: Evidence) -> tuple[str, int, int] | None:
    """What counts a heading with a number in a form that no label has, its number, and where its title begins.

    "VII Working methods" or "ثانيا Working methods" without a sign; "ألف - Title" with the name of a letter.
    """
    if (m := _ROMAN_FIRST.match(content)) and (value := unroman(m[1])):
        return "section", value, m.end()
    number, end = evidence.heading(content)
    if number:
        return "section", number, end
    if (m := _LETTER_FIRST.match(content)) and (letter := evidence.letter(m[1])):
        return "title", ord(letter), m.end()
    return None


def _known(lines: Sequence[Line], evidence: Evidence) -> list[_KnownLine]:
    """What the language files know the lines to be; of long lines only a title is asked for, which has no label.

    A line of the head announces a draft unless it stands below the label of an annex: then it is the title of that.
    Nobody asks it of one with a label above another one.
    """
    found: list[_KnownLine] = []
    labels_annex = False
    for i, line in enumerate(lines):
        content = line.source.content
        longest = 4 * SHORT if i < _HEAD_LINES and not line.label else SHORT
        match = evidence.lines[content] if len(content) <= longest else None
        look = _KINDS.get(match.kind) if match is not None else None
        untitled = match is not None and match.group("title") is None
        if look is Look.TITLE_NUMBER and untitled:
            look = Look.BARE_NUMBER
        asked = i < _HEAD_LINES and not (labels_annex or (line.label and lines[i + 1 : i + 2] and lines[i + 1].label))
        proposes = asked and evidence.drafts[content] is not None
        labels_annex = look is Look.ANNEX and untitled
        found.append(_KnownLine(match, look, labels_annex, proposes))
    return found


def _unlabelled(lines: Sequence[Line], i: int, known: Sequence[_KnownLine], evidence: Evidence) -> tuple[Look, ...]:
    """The looks of a line of words without a number: by its words, by the lines above it, as a sentence."""
    line, look, content = lines[i], known[i].look, lines[i].text.content
    short = len(content) <= SHORT
    found = [look] if look else []
    if short and evidence.formulas[content] is not None:
        if i and known[i - 1].proposes:
            return (Look.FORMULA,)  # of a draft without a title, which may lack its comma
        found.insert(0, Look.FORMULA if line.ends.comma else Look.FORMULA_OPEN)
    if look and (look in (Look.VOTE, Look.ADOPTION) or not line.ends.signed):
        return tuple(found)
    if known[i].proposes:
        return (Look.SPONSORS,)  # of any length: a hundred States sponsor some drafts
    found += _below(lines, i, known, bare=not found)
    ends_here = Look.AGENDA_TITLE in found or (found and not look)
    return tuple(found) if ends_here else (*found, *_sentence(lines, i, evidence))


def _below(lines: Sequence[Line], i: int, known: Sequence[_KnownLine], *, bare: bool) -> list[Look]:
    """The looks that a line has from those above it: a list of sponsors, an agenda item and no more, an annex."""
    above = known[i - 1] if i else None
    found: list[Look] = []
    if above is not None and len(lines[i].text.content) <= SHORT:
        if above.proposes:
            found.append(Look.AFTER_SPONSORS)
        if _below_item(i, known):
            found.append(Look.AGENDA_TITLE)
    return [Look.ANNEX_TITLE] if bare and not found and _titles_annex(lines, i, known) else found


def _below_item(i: int, known: Sequence[_KnownLine]) -> bool:
    """True for the line below the number of an agenda item that stands alone."""
    above = known[i - 1].match if i else None
    return above is not None and above.kind == "agendaItem" and not above.entries


def _titles_annex(lines: Sequence[Line], i: int, known: Sequence[_KnownLine]) -> bool:
    """True for the title below the label of an annex, however long; a semicolon may part it into two lines."""
    line = lines[i]
    if line.label or not i or len(line.text.content) > _TITLE or line.ends.lower:
        return False
    labelled = known[i - 1].labels_annex
    if not line.ends.signed:
        return labelled or (lines[i - 1].ends.sign in _PARTS_TITLE and _titles_annex(lines, i - 1, known))
    after = lines[i + 1] if i + 1 < len(lines) else None
    goes_on = after is not None and not after.label and after.table is None and not after.ends.signed
    return labelled and goes_on and line.ends.sign in _PARTS_TITLE


def _labelled(lines: Sequence[Line], i: int, look: Look | None, evidence: Evidence) -> tuple[Look, ...]:
    """A line with a number: a paragraph or a point, unless the whole line is something else.

    A point that acts after a comma is operative text: drafts of decisions go on so after their preamble.
    """
    line = lines[i]
    if look is not None and look in _CLOSING and len(line.source.content) <= _MEETING:
        return (look,)
    if (look is Look.SECTION and not line.text.content) or heads_section(lines, i):
        return (Look.SECTION,)
    counted = Look.POINT
    if line.numbered:
        counted = Look.FIRST_NUMBER if line.readings[0][1] == 1 else Look.NUMBER
    elif i and lines[i - 1].ends.comma and evidence.acts_in_point(line.text):
        return (counted, Look.OP_STOP)
    return (look, counted) if look is not None and look in _FRONT else (counted,)


def heads_section(lines: Sequence[Line], at: int) -> bool:
    """True for "A. Sanctions" or "一 Sanctions" after a finished paragraph: no sign at its end as points have."""
    line = lines[at]
    text = line.text.content
    if not text or len(text) > SHORT or line.ends.signed or line.numbered:
        return False
    bare = form_of(line.label).rstrip(" .、-–—") == "N" and len(text) <= _HEADING and not line.ends.lower
    capital = any(alphabet.endswith("-capital") for alphabet, _ in line.readings)
    if not capital and not (bare and not any(c.islower() for c in line.label)):
        return False
    return at == 0 or not lines[at - 1].ends.colon


def _sentence(lines: Sequence[Line], i: int, evidence: Evidence) -> tuple[Look, ...]:
    """The looks of running text: the actions that open it in either zone, and the sign that ends it."""
    content = evidence.clause(lines[i].text.content)
    ends = ends_of(content)
    end = ends.kind
    recital = ends.comma or (ends.sign or " ") in evidence.style.recitals
    pre, op = _opens_zones(lines, i, end, evidence)
    if pre or op:
        zones = (("pre", pre, "comma" if recital else end), ("op", op, end))
        return tuple([Look(zone + sign.capitalize()) for zone, opens, sign in zones if opens])
    if recital:
        return (Look.COMMA,)
    if end != "open":
        return (Look(end),)
    if len(content) > SHORT:
        return (Look.LONG,)
    return (Look.SECTION if counted_title(content, evidence) else Look.LINE,)


def _opens_zones(lines: Sequence[Line], i: int, end: str, evidence: Evidence) -> tuple[bool, bool]:
    """Whether an action opens a line in a preamble, and in an operative part.

    An action of both zones and a colon: points below it, or clauses that end with commas; numbers complete an act.
    """
    pre, op = evidence.zones(lines[i].text)
    if pre and op and end == "colon":
        after = lines[i + 1] if i + 1 < len(lines) else None
        pre = after is not None and not after.numbered and bool(after.label or after.ends.comma)
    return pre, op


class Nested(Struct, frozen=True):
    """Where a text within the text stands: its title from `start` on, its formula, where its numbers begin, its end.

    A decision has no formula: it begins with its body.
    """

    start: int
    formula: int
    body: int
    end: int


def find_nested(lines: Sequence[Line], evidence: Evidence) -> dict[int, Nested]:
    """The texts within a body by the index of their first line."""
    starts: list[tuple[int, int, bool]] = []  # the first line of each text, its formula or its first words, and which
    announced: set[int] = set()
    colon = False  # a line above ends with one, as what announces a text does
    for i, line in enumerate(lines):
        if colon:
            enacts = line.ends.comma and is_formula(line, evidence)
            if enacts or (line.ends.signed and _decides(lines, i, evidence)):
                starts.append((start := _start(lines, i), i, enacts))
                if start and _announces(lines[start - 1], evidence):
                    announced.add(start)
        colon |= line.ends.colon
    if not announced:
        return {}
    numbers = _numbers_before(lines)
    found: dict[int, Nested] = {}
    reached = -1
    for (start, at, enacts), (limit, *_) in pairwise([*starts, (len(lines), len(lines), False)]):
        if start in announced or start == reached:  # one after another
            end = reached = _end(lines, numbers[start], at, limit)
            body = next((i for i in range(at + 1, end) if _acts(lines[i], evidence)), end) if enacts else at
            found[start] = Nested(start, at, body, end)
    return found


def _numbers_before(lines: Sequence[Line]) -> list[int]:
    """The last number of a paragraph before each line, 0 before the first."""
    numbers = [0]
    for line in lines:
        numbers.append(line.readings[0][1] if is_paragraph(line) else numbers[-1])
    return numbers


def _announces(line: Line, evidence: Evidence) -> bool:
    """True for the line above a text within the text: a paragraph, an act or a long line that ends with a colon."""
    return line.ends.colon and (bool(line.label) or evidence.zones(line.text)[1] or len(line.text) > _ANNOUNCEMENT)


def is_formula(line: Line, evidence: Evidence) -> bool:
    """True for the formula of a text within the text, in quotation marks or not."""
    if line.label:
        return False
    text = line.source.content.strip().lstrip(QUOTES)
    if len(text) > SHORT or not ends_of(text).comma:
        return False
    formula = evidence.formulas[text]
    return formula is not None and bool(formula.actor)


def _decides(lines: Sequence[Line], at: int, evidence: Evidence) -> bool:
    """True for the first words of a decision that the line above recommends to an organ."""
    if lines[at].label:
        return False
    start = _start(lines, at)
    above = lines[start - 1] if start else None
    return (
        above is not None
        and above.table is None
        and above.ends.colon
        and evidence.zones(above.text)[1]
        and lines[at].ends.signed
        and evidence.opens_with_organ(lines[at].source.content)
    )


def is_title_like(line: Line) -> bool:
    """True for a short line without a number that no sign ends."""
    short = 0 < len(line.text.content) <= SHORT
    return short and line.table is None and not line.label and not line.ends.signed


def relabelled(lines: Sequence[Line], evidence: Evidence) -> list[Line]:
    """The lines, the numbers after opening quotation marks taken off their texts: each paragraph repeats the marks."""
    result: list[Line] = []
    for line in lines:
        text = line.text
        marks = len(text.content) - len(text.content.lstrip(QUOTES))
        found = evidence.labels[text.content[marks:]] if marks and not line.label and line.table is None else None
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
    bare = line.text.content.lstrip(QUOTES)
    label = evidence.labels[bare] if not line.label else None
    if is_paragraph(line) or (label is not None and label.readings[0][0] == "number"):
        return True
    return not line.label and not ends_of(bare).comma and evidence.zones(line.text)[1]


def _end(lines: Sequence[Line], around: int, formula: int, limit: int) -> int:
    """Where a text within the text ends: with its quotation marks, or where the numbers around it go on."""
    if lines[formula].source.content[:1] in QUOTES:
        for i in range(formula, limit):
            after = lines[i + 1].source.content if i + 1 < limit else ""
            if lines[i].source.content.rstrip()[-1:] in _UNQUOTES and after[:1] not in QUOTES:
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
