"""The shapes that numbers of resolutions and decisions have, without asking what they mean.

    67/195, 57/270 B          a session (or a year) and a number, in either order where a language prints it so
    S-32/1, ES-11/1           the same in a special and an emergency special session
    2231 (2015)               a number and a year
    217 A (III), 1000 (ES-I)  a number and a session in roman numerals

Sources: profile section 5; the shapes of General Assembly, Security Council and Economic and Social Council documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache

from msgspec import Struct

from akn.bodies.grammar import roman, unroman
from akn.languages.shape import Language, forms
from akn.languages.view import fold
from akn.numerals import english


class Shape(Enum):
    """The outer form of a number."""

    SLASH = "67/195"
    YEAR = "2231 (2015)"
    ROMAN = "217 A (III)"
    BARE = "2231"


class Number(Struct, frozen=True):
    """A number found in a text: where it stands, its shape and its two halves as printed, digits as 0-9.

    `session` is "", "S" or "ES" (a special or an emergency special session); `part` a part letter as A to Z.
    In a SLASH number `first` and `second` stand as printed; in the others `first` is the number, `second` the year or
    the roman session.
    """

    start: int
    end: int
    shape: Shape
    first: str
    second: str
    part: str = ""
    session: str = ""


_LIKE_LATIN = "АВСЕНКМРТХІ"  # Cyrillic letters that print like Latin ones, but for О, which is a word
_CAPITALS = str.maketrans(_LIKE_LATIN, "ABCEHKMPTXI")
_NOT_BEFORE = frozenset("0123456789/.-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_%°#")


def numbers(content: str, language: Language) -> Iterator[Number]:
    """All numbers of these shapes in a folded text, in order, none inside a word, a symbol or a longer number.

    >>> from akn.languages import load
    >>> [n.first for n in numbers("resolutions 67/195 and 217 A (III), 24.5/7", load("eng"))]
    ['67', '217']
    """
    for m in _pattern(language).finditer(content):
        start = m.start()
        session = ""
        before = content[start - 1 : start]
        if before == "-":
            session, start = _session_before(content, start, language)
            if not session:
                continue
            before = content[start - 1 : start]
        if before in _NOT_BEFORE and before:
            continue
        found = _number(m, start, session, content, language)
        if found:
            yield found


def bare_numbers(content: str, language: Language) -> Iterator[Number]:
    """Numbers of resolutions without a year, right at their noun: "resolution 2216"; `second` is empty."""
    for m in _bare(language).finditer(content):
        yield Number(m.start("bare"), m.end("bare"), Shape.BARE, m["bare"], "")


@cache
def _bare(language: Language) -> re.Pattern[str]:
    words = language.citations
    nouns, after = (
        "|".join(re.escape(fold(f).content) for many in forms_ for f in sorted(forms(many), key=len, reverse=True))
        for forms_ in (words.resolution, words.after)
    )
    if words.noun_last:
        return re.compile(rf"(?<![0-9/.,])(?P<bare>[0-9]{{3,4}})(?:{after})(?:{nouns})")
    return re.compile(rf"(?i:{nouns}) (?P<bare>[0-9]{{3,4}})(?![\w/%]|[.,-][0-9]| ?\()")


def _number(m: re.Match[str], start: int, session: str, content: str, language: Language) -> Number | None:
    part = letter_of(m["part"] or m["inner"] or "", language)
    if m["second"]:
        end = m.end("part") if m["part"] else m.end("second")
        if _goes_on(content, end):
            return None
        return Number(start, end, Shape.SLASH, m["first"], m["second"], part, session)
    if session:
        return None
    if m["year"]:
        if m["inner"] or not 1946 <= int(m["year"]) <= 2199:
            return None
        return Number(start, m.end("close"), Shape.YEAR, m["first"], m["year"])
    second = _session(m, language)
    if not second:
        return None
    if not part and m["behind"]:
        part = letter_of(m["behind"], language)
    return Number(start, m.end(), Shape.ROMAN, m["first"], second[1], part, second[0])


def _goes_on(content: str, end: int) -> bool:
    """True if what follows shows that the number was a piece of something longer."""
    after = content[end : end + 2]
    return bool(after) and (after[0] in "/%_" or (after[0] in "-.," and after[1:].isdigit() and after[1:].isascii()))


def _session_before(content: str, start: int, language: Language) -> tuple[str, int]:
    """The session word glued before a number ("S-", "ES-") and where it starts; empty if there is none."""
    m = _glued(language).search(content, max(0, start - 8), start)
    if m is None:
        return "", start
    return _session_words(language).get(m[1].replace(" ", ""), ""), m.start(1)


def _session(m: re.Match[str], language: Language) -> tuple[str, str]:
    """Kind of session and roman numeral of a bracket: `(III)`, `(S-VI)`, or the language's own `(د-3)`."""
    if m["roman"]:
        kind, _, numeral = m["roman"].translate(_CAPITALS).rpartition("-")
        return (kind, numeral) if unroman(numeral) else ("", "")
    kind = _session_words(language).get(m["own"].replace(" ", ""), "")
    value = int(m["count"])
    return (kind, roman(value)) if 0 < value < 100 else ("", "")


def letter_of(printed: str, language: Language) -> str:
    """A part letter as A to Z."""
    return _letters(language).get(printed) or printed.translate(_CAPITALS)


@cache
def _letters(language: Language) -> dict[str, str]:
    return {fold(form).content: letter for many, letter in language.citations.parts.items() for form in forms(many)}


@cache
def part_letters(language: Language) -> re.Pattern[str]:
    """A pattern that matches a part letter that stands alone."""
    named = sorted(_letters(language), key=lambda n: (-len(n), n))
    end = r"(?![\w/.(])" if language.spaced else "(?![A-Za-z0-9/.(])"
    return re.compile("(?:" + "|".join([f"[A-Z{_LIKE_LATIN}]", *map(re.escape, named)]) + ")" + end)


@cache
def _session_words(language: Language) -> dict[str, str]:
    own = {
        fold(form).content.replace(" ", ""): kind
        for many, kind in language.citations.sessions.items()
        for form in forms(many)
    }
    return {"S": "S", "ES": "ES", **own}


@cache
def _glued(language: Language) -> re.Pattern[str]:
    names = {"S", "ES"} | {fold(f).content for many in language.citations.sessions for f in forms(many)}
    joined = "|".join(glued_joints(language))
    return re.compile(
        rf"(?<![^\W\u2e80-\u9fff])(?:{joined})?({'|'.join(sorted(names, key=lambda n: (-len(n), n)))}) ?-$"
    )


def glued_joints(language: Language) -> tuple[str, ...]:
    """Words like "and" that are written together with the word after them."""
    return tuple(form for form in language.citations.join if form in language.citations.prefixes)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """One pass for all shapes; it begins with a digit, so the scan skips everything else at once."""
    own = sorted(
        (fold(f).content for many in language.citations.sessions for f in forms(many)), key=lambda n: (-len(n), n)
    )
    letters = sorted(_letters(language), key=lambda n: (-len(n), n))
    part = f"(?:[A-Z{_LIKE_LATIN}]" + "".join(f"|{re.escape(letter)}" for letter in letters) + r")(?!\w)"
    if not language.spaced:
        part = "[A-Z](?![A-Za-z0-9])"
    session = (
        f"|(?P<own>{'|'.join(map(re.escape, own))}) ?- ?(?P<count>[0-9]{{1,2}})" if own else "|(?P<own>(?!))(?P<count>)"
    )
    return re.compile(
        rf"(?P<first>[0-9]{{1,4}})"
        rf"(?:/(?P<second>[0-9]{{1,4}})(?![0-9A-Za-z]*[0-9]|[a-z])(?: ?(?P<part>{part}))?"
        rf"|(?: ?(?P<inner>{part}))? ?\((?:(?P<year>[0-9]{{4}})|(?P<roman>(?:E?S-)?[IVXLCХІ]+){session})(?P<close>\))"
        rf"(?: ?(?P<behind>{part}))?)"
    )


# ---- the numbers of passages, and the steps of identifiers that they make (profile)

LEVELS = ("annex", "part", "chp", "sec", "art", "rule", "para", "point")
"""Levels of a place, the outer ones first."""

_IN_ROMAN = frozenset({"sec", "chp", "part"})
POINT = r"(?:\((?:[^\W\d_]{1,4}|[^\W\d_] [^\W\d_])\)|[a-zа-я]{1,4}\)(?!\w)|[㈠-㈩]|[’”][0-9]{1,2}[‘“])"
"""The source of a pattern for a point in brackets: "(b)", "b)", "㈢", "(ل ل)", "’2‘"."""
_POINT = re.compile(POINT)


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
def _value_of(language: Language, digits: str, roman: str, numeral: str, word: str, letter: str, behind: str) -> Value:
    points = tuple([point_of("".join(filter(str.isalnum, p)), language) for p in _POINT.findall(behind)])
    if digits:
        return Value(int(digits), "", points)
    if roman:
        count = unroman(roman.translate(_CAPITALS))
        # nothing is numbered up to fifty in Roman numerals: "annex C" has a letter
        return Value(count, "", points) if count < 50 else Value(0, roman[:1], points)
    if numeral:
        return Value(numeral_value(numeral), "", points)
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
    behind = "".join(f"/point_{p}" for p in value.points)
    if level == "point":
        return behind.removeprefix("/")
    if value.letter:
        return f"{level}_{ord(value.letter) - 64 if level == 'annex' else value.letter}{behind}"
    if not 0 < value.number < 1000:
        return ""
    return f"{level}_{roman(value.number) if level in _IN_ROMAN and value.number < 100 else value.number}{behind}"


def numeral_value(printed: str) -> int:
    """The value of a number written with ideographs, up to 999; 0 if it is none.

    >>> numeral_value("七"), numeral_value("十三"), numeral_value("一百零二")
    (7, 13, 102)
    """
    total = digit = 0
    for sign in printed:
        value = int(unicodedata.numeric(sign, 0))
        if value >= 10:
            total += (digit or 1) * value
            digit = 0
        else:
            digit = value
    return total + digit


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
    letters = [fold(f).content for many in words.parts for f in forms(many)]
    kinds = [
        group("digits", r"[0-9]{1,3}(?![0-9]|[/.][0-9])"),
        group("roman", r"[IVXLCХ]+(?![\wА-я/])"),
        group("numeral", f"[{words.numerals}]{{1,5}}" if words.numerals else "(?!)"),
        group("word", _one_of(_ordinals(language)) + end),
        group("letter", f"(?:[A-ZАВСЕНКМРТ]|{_one_of(letters)})(?![A-Za-z0-9/]){end}"),
    ]
    behind = rf"(?: ?{POINT})"
    if point:
        return f"(?:{'|'.join(kinds)})?{group('points', behind + '{1,3}')}"
    return f"(?:{'|'.join(kinds)}){group('points', behind + '{0,3}')}"


def _one_of(words: dict[str, int] | list[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
