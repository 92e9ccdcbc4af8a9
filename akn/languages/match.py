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

from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import pairwise

from msgspec import Struct

from akn.languages import load
from akn.languages.shape import Language
from akn.languages.slots import SLOTS, slot_firsts, slot_longest, slot_needs
from akn.languages.templates import Found, Sequence, Slot, beginnings, longest, needed, parse, walk
from akn.languages.view import View, plain, view

# longer lines are running text: no masthead line is longer, except titles, which are matched by their number
_LONGEST = 1500

# no enacting formula is longer
_SHORT_FORMULA = 60

# so much of a line tells whether it can be of any kind; no fixed beginning of a template is half as long
_HEAD = 120

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
    """A line and what it is: one of `akn.languages.match.KINDS`, the actor code of the organ it names, its parts.

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
        return next((g for g in self.groups if g.name == name), None)

    def value(self, name: str) -> str:
        """The value of the first part of this name, empty if there is none."""
        found = self.group(name)
        return found.value if found else ""


class _Pattern(Struct, frozen=True):
    """A template taken apart, and what a line that it matches begins with (empty: anything): characters, and pieces;
    characters of which it holds some (none: any line may match), and how many characters it has at most."""

    kind: str
    pieces: Sequence
    firsts: frozenset[str]
    beginnings: tuple[str, ...]
    needed: tuple[str, ...]
    longest: float
    slot: str  # that it begins with, and what can follow that
    following: tuple[str, ...]

    def may_match(self, content: str, start: int) -> bool:
        """False where the cheap look tells that nothing matches at an offset of a view."""
        if not content.startswith(self.beginnings, start):
            return False
        for text in self.needed:
            if text in content:
                return True
        return not self.needed

    def may_begin(self, language: Language, head: str) -> bool:
        """False where the slot that a match begins with, or what follows it, is not that of a long line."""
        if len(head) > self.longest:
            return False
        return any(head.startswith(self.following, end) for end, _ in SLOTS[self.slot](language, head, 0))


def match_formula(language: Language, text: str) -> FormulaMatch | None:
    """The enacting formula that the whole text is, with or without its comma; None if it is none."""
    if len(text) > 200:
        return None
    seen = view(language, text)
    start, end = _bounds(seen.content)
    patterns = [p for p in _formulas(language) if not p.firsts.isdisjoint(("", seen.content[start : start + 1]))]
    for content in _without_a_space(seen.content[:end]) if patterns else ():
        for _, last, found in _matching(patterns, content, start, language):
            if last == len(content):
                actor = next((f.value for f in found if f.name == "organ"), "")
                return FormulaMatch(actor, seen.start(start), seen.end(end))
    return None


def _matching(
    patterns: Iterable[_Pattern], content: str, start: int, language: Language, size: float = 0
) -> Iterator[tuple[str, int, tuple[Found, ...]]]:
    """The ways in which patterns match at an offset of a view: kind, end, slots; of those that can be of a size."""
    for pattern in patterns:
        if pattern.longest >= size and pattern.may_match(content, start):
            for end, found in walk(pattern.pieces, content, start, language, SLOTS):
                yield pattern.kind, end, found


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
    first = several[0]
    more = tuple(g for m in several[1:] for g in (m.groups or (Group(m.kind, m.start, m.end, text[m.start : m.end]),)))
    return LineMatch(first.kind, first.body, first.groups + more, first.start, several[-1].end, several)


def match_lines(language: Language, text: str) -> tuple[LineMatch, ...]:
    """The entries that a line consists of: one as a rule, several if columns of a masthead ran together, else none."""
    if not text or len(text) > _LONGEST:
        return ()
    whole = _whole(language, text, None)
    if whole is None and language.fallback:
        whole = _whole(load(language.fallback), text, FALLBACK)
    if whole is not None:
        return (whole,)
    return _joined(language, text) if len(text) < 200 else ()


def _whole(language: Language, text: str, kinds: frozenset[str] | None) -> LineMatch | None:
    first = plain(language, text.lstrip()[:1]).strip() if kinds is not None else ""
    if first and not _candidates(language, first, kinds):
        return None  # a line of another script than that of the fallback
    seen = view(language, text)
    start, end = _bounds(seen.content)
    if start == end:
        return None
    if end - start > _HEAD:
        head = seen.content[start : start + _HEAD]
        literal, slotted = _long(language, head[0], kinds)
        if not head.startswith(literal) and not any(pattern.may_begin(language, head) for pattern in slotted):
            return None
    patterns = _candidates(language, seen.content[start], kinds)
    for kind, last, found in _matching(patterns, seen.content, start, language, end - start):
        if last == end:
            return _line(kind, found, seen, text, start, end)
    return None


def _joined(language: Language, text: str) -> tuple[LineMatch, ...]:
    """Two or more joinable entries with spaces between them that fill the whole line."""
    languages = [language] + ([load(language.fallback)] if language.fallback else [])
    found: list[LineMatch] = []
    at = 0
    while at < len(text):
        best = _longest_entry(languages, text, at)
        if best is None:
            return ()
        found.append(best)
        at = best.end + len(text[best.end :]) - len(text[best.end :].lstrip())
    return tuple(found)


def _longest_entry(languages: list[Language], text: str, at: int) -> LineMatch | None:
    best: LineMatch | None = None
    for i, language in enumerate(languages):
        seen = view(language, text[at:])
        start = len(seen.content) - len(seen.content.lstrip())
        if start == len(seen.content):
            return None
        patterns = _candidates(language, seen.content[start], FALLBACK if i else JOINABLE)
        for kind, last, found in _matching(patterns, seen.content, start, language):
            ends = seen.end(last) + at
            if (ends == len(text) or text[ends].isspace()) and (best is None or ends > best.end):
                best = _line(kind, found, seen, text[at:], start, last, at)
    return best


def _line(
    kind: str, found: tuple[Found, ...], seen: View, text: str, start: int, end: int, moved: int = 0
) -> LineMatch:
    body = next((f.value for f in found if f.name == "organ"), "")
    prefix = _PREFIX.get(kind, "")
    kind = "session" if kind in _PREFIX else kind
    groups = []
    for f in found:
        first, last = seen.start(f.start), seen.end(f.end)
        name = f.name
        value = f.value or text[first:last].strip()
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
    return LineMatch(kind, body, tuple(groups), seen.start(start) + moved, seen.end(end) + moved)


def _bounds(content: str) -> tuple[int, int]:
    start = len(content) - len(content.lstrip())
    return start, max(start, len(content.rstrip()))


@cache
def _formulas(language: Language) -> tuple[_Pattern, ...]:
    return tuple(_pattern("formula", template, language) for template in language.formulas)


@cache
def _candidates(language: Language, first: str, kinds: frozenset[str] | None) -> tuple[_Pattern, ...]:
    """The patterns of these kinds (None: of all) that a line with this first character can match."""
    found = (p for p in _lines(language) if kinds is None or p.kind in kinds)
    return tuple(p for p in found if not p.firsts.isdisjoint(("", first)))


@cache
def _long(language: Language, first: str, kinds: frozenset[str] | None) -> tuple[tuple[str, ...], tuple[_Pattern, ...]]:
    """Of the patterns that a long line can match: what those begin with that begin with words; those with a slot."""
    found = [p for p in _candidates(language, first, kinds) if p.longest > _HEAD]
    literal = [text for p in found if not p.slot for text in p.beginnings]
    return tuple(literal), tuple(p for p in found if p.slot)


@cache
def _lines(language: Language) -> tuple[_Pattern, ...]:
    return tuple(_pattern(kind, t, language) for kind in KINDS for t in language.lines.get(kind, ()))


def _pattern(kind: str, template: str, language: Language) -> _Pattern:
    pieces = parse(template, language, SLOTS)
    first = pieces[0]
    slot = first.name if isinstance(first, Slot) else ""
    firsts = partial(slot_firsts, language)
    begins = beginnings(pieces, firsts)
    return _Pattern(
        kind,
        pieces,
        frozenset(text[:1] for text in begins),
        ("",) if slot else begins,
        needed(pieces, partial(slot_needs, language)),
        longest(pieces, partial(slot_longest, language)),
        slot,
        beginnings(pieces[1:], firsts) if slot else ("",),
    )


KINDS = (
    *("publisher", "authority", "distribution", "originalLanguage", "documentLanguage", "symbol", "date", "session"),
    *("specialSession", "emergencySession", "sessionDates", "agendaItem", "adoption", "adoptionMeeting", "number"),
    *("proponent", "decisionType", "committee", "decisionKind", "meeting", "vote", "voteLabel", "annex", "appendix"),
    *("part", "chapter", "section", "article", "rule", "principle", "titleNumber"),
)
"""The kinds of lines that mastheads, heads and closings are made of; a closed set, in the order they are tried."""

# the kinds that mastheads print in the fallback language (Russian, Chinese and Arabic covers say "Distr.: General")
FALLBACK = frozenset((*KINDS[:5], "date", "session"))

# the kinds that print beside each other in a masthead of two or three columns, and so may come in one line
JOINABLE = FALLBACK | {"symbol", "agendaItem"}
