"""Passages in a text, each a noun with its numbers: "paragraphs 35 to 37", "sect. D.4", "第5和第6段", "annex".

What they belong to is for `akn.inline.passages` to tell.  Numbers become steps of identifiers (profile R-065 to R-070).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from akn.inline.lexicon import Lexicon, lexicon, organs, passage_nouns, worded
from akn.inline.numbers import CAPITALS, LIKE_LATIN, letter_of
from akn.languages.shape import Language, forms
from akn.languages.view import fold, folded
from akn.patterns import lazy_pattern, one_of
from akn.vocabulary import inserted
from akn.vocabulary.numerals import english, ideographic, roman, unroman

LEVELS = ("annex", "part", "chp", "sec", "art", "rule", "para", "point")
"""Levels of a place, the outer ones first."""

_MEMBERS = 60  # no list of places is longer: a bound, as each of them may begin one
_IN_ROMAN = frozenset({"sec", "chp", "part"})
POINT = r"(?:\((?:[^\W\d_]{1,4}|[^\W\d_] [^\W\d_])\)|[a-zа-я]{1,4}\)(?!\w)|[㈠-㈩]|[’”][0-9]{1,2}[‘“])"
"""The source of a pattern for a point in brackets: "(b)", "b)", "㈢", "(ل ل)", "’2‘"."""
_POINT = lazy_pattern(POINT)


class Value(Struct, frozen=True):
    """A number as printed: its value, or its letter, and the points after it ("4 (b) (ii)")."""

    number: int = 0
    letter: str = ""
    points: tuple[str, ...] = ()

    @staticmethod
    def of(m: re.Match[str], language: Language) -> Value:
        """The value of a match of `value_source`; of points alone, the points."""
        found = m.groupdict("")
        names = ("digits", "roman", "numeral", "word", "letter")
        return _value_of(language, *(found[name] for name in names), found["points"] or found.get("alone", ""))


@lru_cache(maxsize=4096)  # a text says "paragraph 1" and "paragraph 2 (b)" again and again
def _value_of(language: Language, digits: str, roman: str, numeral: str, word: str, letter: str, rest: str) -> Value:
    points = tuple([point_of("".join(filter(str.isalnum, p)), language) for p in _POINT.findall(rest)])
    if digits:
        return Value(int(digits), "", points)
    if roman:
        count = unroman(roman.translate(CAPITALS))
        # nothing is numbered up to fifty in Roman numerals: "annex C" has a letter
        return Value(count, "", points) if count < 50 else Value(0, roman[:1], points)
    if numeral:
        return Value(ideographic(numeral), "", points)
    if word:
        return Value(_ordinals(language)[word], "", points)
    return Value(0, letter_of(letter, language), points)


def point_of(printed: str, language: Language) -> str:
    """The letter or number of a point as the English text has it."""
    nth = language.citations.branches.find(printed) if len(printed) == 1 else -1
    return chr(ord("a") + nth) if nth >= 0 else english(f"’{printed}‘", printed, "")


def step_of(level: str, value: Value | None, language: Language) -> str:
    """The steps to a place of this level; the first annex if an annex has no number; empty if it can be none.

    >>> from akn.languages import load
    >>> step_of("para", Value(4, "", ("b",)), load("eng")), step_of("sec", Value(2), load("eng"))
    ('para_4/point_b', 'sec_II')
    """
    if value is None:
        return f"{level}_1"
    following = "".join(f"/point_{p}" for p in value.points)
    if level == "point":
        return following.removeprefix("/")
    if value.letter:
        return f"{level}_{ord(value.letter) - 64 if level == 'annex' else value.letter}{following}"
    if not 0 < value.number < 1000:
        return ""
    number = roman(value.number).upper() if level in _IN_ROMAN and value.number < 100 else value.number
    return f"{level}_{number}{following}"


@cache
def _ordinals(language: Language) -> dict[str, int]:
    """Spelled-out numbers as folded texts show them."""
    return {fold(word).content: i for i, many in enumerate(language.citations.ordinals, 1) for word in forms(many)}


def value_source(language: Language, *, named: bool = True, point: bool = False) -> str:
    """The source of a pattern for one number of a passage; with `named` it has the groups that `Value.of` reads.

    Where it is one of a `point`, the point may stand alone: "subparagraph (b)".
    """

    def group(name: str, source: str) -> str:
        return f"(?P<{name}>{source})" if named else f"(?:{source})"

    words = language.citations
    end = r"(?!\w)" if language.spaced else ""
    kinds = [
        group("digits", r"[0-9]{1,3}(?![0-9]|[/.][0-9])"),
        group("roman", r"[IVXLCХ]+(?![\wА-я/])"),
        group("numeral", f"[{words.numerals}]{{1,5}}" if words.numerals else "(?!)"),
        group("word", one_of(_ordinals(language)) + end),
        group("letter", f"(?:[A-ZАВСЕНКМРТ]|{one_of(folded(words.parts))})(?![A-Za-z0-9/]){end}"),
    ]
    following = rf"(?: ?{POINT})"
    if point:
        return f"(?:{'|'.join(kinds)})?{group('points', following + '{1,3}')}"
    return f"(?:{'|'.join(kinds)}){group('points', following + '{0,3}')}"


# ---- finding passages


_REACH = 90


class Member(Struct, frozen=True):
    """One number or one range in a passage: offsets and steps; of a range, where its two numbers end and begin."""

    start: int
    end: int
    first: str
    last: str = ""
    between: tuple[int, int] = (0, 0)

    def ends(self) -> tuple[Member, Member]:
        """The two ends of a range, each for itself."""
        return replace(self, end=self.between[0], last=""), replace(
            self, start=self.between[1], first=self.last, last=""
        )


class Passage(Struct, frozen=True):
    """A noun with its numbers."""

    start: int
    end: int
    level: str
    members: tuple[Member, ...]


def passages_in(content: str, language: Language) -> Iterator[Passage]:
    """The passages in a text: those whose noun stands first in their order, then those whose noun stands last."""
    last = 0
    for start, _, end, level in passage_nouns(language).find(content):
        if start < last:
            continue
        values = _values(content, end, language, point=level == "point")
        passage: Passage | None
        if values is None:
            passage = _unnumbered(content, start, end, level, language)
        elif _inserted().match(content, values[1]):
            passage, last = None, values[1]  # "paragraph 2 bis" is not paragraph 2
        else:
            passage = _numbered(content, values, start, level, language)
        if passage is not None:
            last = passage.end
            yield passage
    if language.citations.noun_after and any(map(content.__contains__, _levels_after(language))):
        yield from _passages_after(content, language)


def _numbered(content: str, values: tuple[int, int], start: int, level: str, language: Language) -> Passage | None:
    """The passage of a noun and the numbers after it, with what divides the last of them."""
    members = tuple(_members(content, *values, level, language))
    if not members:
        return None
    *others, one = members
    if level == "art" and (letter := _letter_point(content, one.end, language)):
        one = Member(one.start, one.end + 2, f"{one.first}/point_{letter}", one.last)
    if level in _LETTERED and (divided := _DIVISION.match(content, one.end)):
        one = replace(one, end=divided.end())  # "sect. D.4" is in section D
    return Passage(start, one.end, level, (*others, one))


def _unnumbered(content: str, start: int, end: int, level: str, language: Language) -> Passage | None:
    """The passage of a noun without a number in its own form: "alinéa b de l'Article 73", "the annex"."""
    if level == "point" and (bare := _bare_point(language).match(content, end)):
        after = bare.end()
        _, words = owners(language).lead(content, after, min(len(content), after + _REACH))
        point = Member(end + 1, after, f"point_{bare[1]}")
        return Passage(start, after, level, (point,)) if words[:1] == ["of"] else None
    if level in language.citations.bare:
        return Passage(start, end, level, (Member(start, end, step_of(level, None, language)),))
    return None


@cache
def _bare_point(language: Language) -> re.Pattern[str]:
    """A letter without brackets before a word like "of"."""
    return re.compile(rf" ([a-z])(?= {one_of(folded(language.citations.of))})")


@cache
def _inserted() -> re.Pattern[str]:
    """What stands after the number of a paragraph that was put in after another."""
    return re.compile(rf" ?-?(?:{'|'.join(inserted())})(?!\w)")


def _passages_after(content: str, language: Language) -> Iterator[Passage]:
    """Passages whose noun stands after the numbers ("第4段", "第5和第6段", "A节", "(c)和(d)分段")."""
    levels = _levels_after(language)
    for m in _following(language).finditer(content):
        level = levels[m["noun"] or m["of_points"]]
        start, end = m.span("values") if m["values"] else m.span("letters") if m["letters"] else m.span("points")
        if members := tuple(_members(content, start, end, level, language)):
            yield Passage(m.start(), m.end(), level, members)


@cache
def _levels_after(language: Language) -> dict[str, str]:
    return {form: level for level, names in language.citations.noun_after.items() for form in forms(names)}


@cache
def _following(language: Language) -> re.Pattern[str]:
    """Numbers and the noun after them; what divides a section ("第三.E节", "B.1节") goes with it."""
    nouns = language.citations.noun_after
    numbers = rf"{one_of(language.citations.opening)}(?P<values>{_several(language)})(?:\.[A-Z])?"
    letters = r"(?<![A-Za-z0-9])(?P<letters>[A-Z](?:\W?[^\WA-Z]?[A-Z]){0,40})(?:\.[0-9]{1,2}(?:\([a-z]{1,3}\))?)?"
    points = rf"(?P<points>{_several(language, point=True)})"
    of_points = one_of(forms(nouns.get("point", "")))
    return re.compile(
        rf"(?:{numbers}|{letters})(?P<noun>{one_of(folded(nouns.values()))})|{points}(?P<of_points>{of_points})"
    )


_DIVISION = lazy_pattern(rf"[.-](?:[0-9]{{1,2}}|[A-Z{LIKE_LATIN}](?![^\W\d_]))(?:\([a-z]{{1,3}}\))?")
_LETTER = lazy_pattern(r" ([^\W\d_])(?= )")
_LETTERED = frozenset({"sec", "chp", "part"})


def _members(content: str, start: int, end: int, level: str, language: Language) -> Iterator[Member]:
    """The numbers in a stretch; a point that stands alone is one of the number before it ("12 (a) and (c)")."""
    found: list[tuple[re.Match[str], str]] = []
    last: Value | None = None
    for m in _value(language, point=level == "point").finditer(content, start, end):
        value = Value.of(m, language)
        if level != "point" and not (value.number or value.letter):
            value = Value(last.number, last.letter, (*last.points[:-1], *value.points)) if last else value
        last = value
        found.append((m, step_of(level, value, language)))
    to = lexicon(language, "to")
    i = 0
    while i < len(found):
        m, step = found[i]
        if i + 1 < len(found) and to.cover(content, m.end(), found[i + 1][0].start(), " "):
            following = found[i + 1]
            lettered = level in _LETTERED and bool(m["letter"]) != bool(following[0]["letter"])
            if lettered or _descends(m, following[0]):
                if step:
                    yield Member(
                        _shown(m), following[0].end(), step
                    )  # "section B-1", "section III-E", "المادة 2-1" are no ranges
            elif step and following[1]:
                between = (m.end(), _shown(following[0]))
                yield Member(_shown(m), following[0].end(), step, following[1], between)
            i += 2
            continue
        if step:
            yield Member(_shown(m), m.end(), step)
        i += 1


def _descends(first: re.Match[str], last: re.Match[str]) -> bool:
    """True for two numbers without points of which the second is no higher."""
    plain = bool(first["digits"] and last["digits"]) and not first["points"] and not last["points"]
    return plain and int(first["digits"]) >= int(last["digits"])


def _shown(m: re.Match[str]) -> int:
    """Where a value begins, without the space before a point that stands alone."""
    return m.end() - len(m[0].lstrip(" "))


@cache
def _value(language: Language, *, point: bool) -> re.Pattern[str]:
    return re.compile(value_source(language, point=point) + ("" if point else f"|(?P<alone>{POINT})"))


def _values(content: str, at: int, language: Language, *, point: bool) -> tuple[int, int] | None:
    """Where one number or several after an offset begin and end, in a list or a range; None if there is none."""
    begin = before.end() if (before := _before_values(language).match(content, at)) else at
    found = _value(language, point=point).match(content, begin)
    if found is None or (not point and found["alone"]):
        return None
    further = _further(language, point=point).match(content, found.end())
    return begin, further.end() if further else found.end()


@cache
def _before_values(language: Language) -> re.Pattern[str]:
    """What may stand before the first number."""
    return re.compile(rf" ?(?:{one_of(folded(language.citations.start))} )?")


@cache
def _further(language: Language, *, point: bool) -> re.Pattern[str]:
    """The numbers after the first, each with what stands before it: in "c), e)" a comma, though "e" may join, too."""
    return re.compile(_more(language, point=point))


def _joint(language: Language) -> str:
    words = language.citations
    opening = f"{one_of(words.opening)}?" if words.opening else ""
    return rf"(?:,? ?{one_of(folded((*words.join, *words.to)))} ?|, |، |、){opening}"


def _several(language: Language, *, point: bool = False) -> str:
    """The source of a pattern for one number or several ("12 (a) and (c) and 15")."""
    return value_source(language, named=False, point=point) + _more(language, point=point)


def _more(language: Language, *, point: bool) -> str:
    value = value_source(language, named=False, point=point)
    more = value if point else f"(?:{value}|{POINT})"
    return rf"(?:{_joint(language)}{more}){{0,{_MEMBERS}}}"


def _letter_point(content: str, end: int, language: Language) -> str:
    """The letter in "Article 73 e of the Charter", which has no brackets; empty if there is none, or no Charter."""
    m = _LETTER.match(content, end)
    if m is None or "charter" not in owners(language).lead(content, end + 2, min(len(content), end + 40))[1]:
        return ""
    return english(f"({m[1]})", m[1], "")


@cache
def owners(language: Language) -> Lexicon[str]:
    """Words that lead from a passage to what it belongs to, each with its kind."""
    words = language.citations
    entries: dict[str, str] = {}
    for kind in ("above", "present", "charter", "same"):
        for form in getattr(words, kind):
            entries.setdefault(form, kind)
    for kind in ("of", "own", "resolution", "decision", "document", "council", "before"):
        for form in getattr(words, kind):
            entries.setdefault(form, kind)
    for _, names in organs(language):
        entries.setdefault(names, "organ")
    return worded(language, entries, proper="charter")
