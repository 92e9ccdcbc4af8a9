"""What a line of a masthead, a head or a closing is, and whether a line is an enacting formula.

Templates come from the language file; a line is matched whole.  Offsets are those of the text that was given.

>>> from akn.languages import load
>>> match_formula(load("eng"), "The General Assembly,").actor
'unga'
>>> found = match_line(load("eng"), "Ninety-ninth session")
>>> found.kind, found.groups[0].value
('session', '99')
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from akn.languages import load
from akn.languages.shape import KINDS, Language
from akn.languages.slots import SLOTS
from akn.languages.templates import SlotMatch, Templates, parse, readers
from akn.languages.view import View, view

# longer lines are running text: no masthead line is longer, except titles, which are matched by their number
_LONGEST = 1500

# no enacting formula of a short line is longer, none of any line longer than the second
_SHORT_FORMULA = 60
_LONGEST_FORMULA = 200
_REMEMBERED = 4096  # short lines: who looks for volumes, who divides a document and who doubts it ask for the same

# what the number in a line of this kind is called
_NUMBERED = {"session": "session", "meeting": "meeting", "adoptionMeeting": "meeting"}
_PREFIX = {"session": "", "specialSession": "S-", "emergencySession": "ES-"}


class FormulaMatch(Struct, frozen=True):
    """An enacting formula: who speaks (actor code; empty for a body outside the language file) and where it stands."""

    actor: str
    start: int
    end: int


class Group(Struct, frozen=True):
    """A part of a line: its name, its offsets, and its value in a form that does not depend on the language.

    Dates are YYYY-MM-DD, sessions `67`, `S-32`, `ES-11`, committees and organs actor codes, numbers digits; all
    else is as printed.
    """

    name: str
    start: int
    end: int
    value: str


class LineMatch(Struct, frozen=True):
    """A line and what it is: one of `akn.languages.shape.KINDS`, the actor code of the organ it names, its parts.

    `entries` are what stands beside each other in a line of several masthead entries.
    """

    kind: str
    body: str
    groups: tuple[Group, ...]
    start: int
    end: int
    entries: tuple[LineMatch, ...] = ()

    def holds(self, kind: str) -> bool:
        """True if the line, or an entry of it, is of this kind."""
        return kind in (self.kind, *(entry.kind for entry in self.entries))

    def group(self, name: str) -> Group | None:
        """The first part of this name."""
        for group in self.groups:
            if group.name == name:
                return group
        return None

    def value(self, name: str) -> str:
        """The value of the first part of this name, empty if there is none."""
        found = self.group(name)
        return found.value if found else ""


def match_formula(language: Language, text: str) -> FormulaMatch | None:
    """The enacting formula that the whole text is, with or without its comma; None if it is none."""
    return None if len(text) > _LONGEST_FORMULA else _formula_in(language, text)


@lru_cache(_REMEMBERED)
def _formula_in(language: Language, text: str) -> FormulaMatch | None:
    seen = view(language, text)
    start, end = len(seen.content) - len(seen.content.lstrip()), len(seen.content.rstrip())
    for content in _without_a_space(seen.content[:end]):
        for _, last, found in _formulas(language).matches(content, start, len(content)):
            if last == len(content):
                actor = next((f.value for f in found if f.name == "organ"), "")
                return FormulaMatch(actor, *seen.span(start, end))
    return None


def _without_a_space(content: str) -> Iterator[str]:
    """A short line, and the line without one space that sets a lone letter or two apart, as justified type does."""
    yield content
    words = content.split(" ") if len(content) < _SHORT_FORMULA else []
    for i, (a, b) in enumerate(pairwise(words)):
        if 0 < len(a) < 3 and 0 < len(b) < 3:
            yield " ".join((*words[:i], a + b, *words[i + 2 :]))


def match_line(language: Language, text: str) -> LineMatch | None:
    """What one line is; None for running text.

    A line that holds several masthead entries beside each other is reported as the first of them, with the groups of
    the others after its own; `entries` has each of them.
    """
    several = match_lines(language, text)
    if len(several) < 2:
        return several[0] if several else None
    first, groups = several[0], several[0].groups
    for m in several[1:]:
        groups += m.groups or (Group(m.kind, m.start, m.end, text[m.start : m.end]),)
    return LineMatch(first.kind, first.body, groups, first.start, several[-1].end, several)


def match_lines(language: Language, text: str) -> tuple[LineMatch, ...]:
    """The entries that a line consists of: one as a rule, several if columns of a masthead ran together, else none."""
    if not text or len(text) > _LONGEST:
        return ()
    begun = False  # whether an entry begins the line, in either language
    for among, kinds in _asked(language):
        seen = view(among, text)
        start, end = len(seen.content) - len(seen.content.lstrip()), len(seen.content.rstrip())
        for kind, last, found in _lines(among, kinds).matches(seen.content, start, end):
            begun = True
            if last == end:
                return (_line(kind, found, seen, text, start, end),)
    return _joined(language, text) if begun and len(text) < 200 else ()


@cache
def _asked(language: Language) -> tuple[tuple[Language, frozenset[str] | None], ...]:
    """The languages that a line can be in, and the kinds of lines that are asked for in each: None for all."""
    return ((language, None), (load(language.fallback), FALLBACK)) if language.fallback else ((language, None),)


def _joined(language: Language, text: str) -> tuple[LineMatch, ...]:
    """Two or more joinable entries with spaces between them that fill the whole line."""
    found: list[LineMatch] = []
    at = 0
    while at < len(text):
        best = _longest_entry(language, text, at)
        if best is None:
            return ()
        found.append(best)
        at = best.end + len(text[best.end :]) - len(text[best.end :].lstrip())
    return tuple(found)


def _longest_entry(language: Language, text: str, at: int) -> LineMatch | None:
    best: LineMatch | None = None
    for among, kinds in _asked(language):
        seen = view(among, text[at:])
        start = len(seen.content) - len(seen.content.lstrip())
        if start == len(seen.content):
            return None
        entries = _lines(among, kinds or JOINABLE)
        for kind, last, found in entries.matches(seen.content, start):
            ends = seen.end(last) + at
            if (ends == len(text) or text[ends].isspace()) and (best is None or ends > best.end):
                best = _line(kind, found, seen, text[at:], start, last, at)
    return best


def _line(
    kind: str, found: tuple[SlotMatch, ...], seen: View, text: str, start: int, end: int, moved: int = 0
) -> LineMatch:
    body = ""
    prefix = _PREFIX.get(kind, "")
    kind = "session" if kind in _PREFIX else kind
    groups = []
    for f in found:
        first, last = seen.span(f.start, f.end)
        name = f.name
        value = f.value or text[first:last].strip()
        if name == "organ":
            body = body or f.value
        if name in ("ordinal", "nth", "label", "roman", "digits", "heading"):
            name = _NUMBERED.get(kind, "number")
            value = prefix + value if kind == "session" else value
        elif name == "documents":
            name = "document"
        elif name == "range":
            # both days stand over the whole range as printed
            days = zip(("first", "last"), value.split("/"), strict=True)
            groups += [Group(name, first + moved, last + moved, day) for name, day in days]
            continue
        elif name == "other":
            name, value = "committee", ""
        elif name == "resolution":
            name = "number"
        elif name == "year" and kind == "session":  # councils that count no sessions name the year
            name = "session"
        groups.append(Group(name, first + moved, last + moved, value))
    first, last = seen.span(start, end)
    return LineMatch(kind, body, tuple(groups), first + moved, last + moved)


@cache
def _formulas(language: Language) -> Templates:
    return Templates((("formula", parse(t, language, SLOTS)) for t in language.formulas), readers(language, SLOTS))


@cache
def _lines(language: Language, kinds: frozenset[str] | None) -> Templates:
    """The templates of lines of these kinds, of all if None."""
    from akn.bodies import lines_in

    wanted = [kind for kind in KINDS if kinds is None or kind in kinds]
    of_bodies = lines_in(language.code)
    found = ((kind, t) for kind in wanted for t in (*language.lines.get(kind, ()), *of_bodies.get(kind, ())))
    return Templates(((kind, parse(t, language, SLOTS)) for kind, t in found), readers(language, SLOTS))


# the kinds that mastheads print in the fallback language (Russian, Chinese and Arabic covers say "Distr.: General")
FALLBACK = frozenset((*KINDS[: KINDS.index("symbol")], "date", "session"))

# the kinds that print beside each other in a masthead of two or three columns, and so may come in one line
JOINABLE = FALLBACK | {"symbol", "agendaItem"}
