"""The numbers in passages ("4 (b)", "II", "الثاني", "第七") and the steps of identifiers that they make.

Steps are those of the English text (profile R-065 to R-070): "para_4", "point_b", "sec_II", "art_41", "chp_VII",
"annex_2".  A place in another work is written with them, because a work has no language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from msgspec import Struct

from akn.inline.numbers import letter_of, roman, roman_value
from akn.languages.fold import fold
from akn.languages.shape import Language, forms
from akn.numerals import english

LEVELS = ("annex", "chp", "part", "sec", "art", "rule", "para", "point")
"""Levels of a place, the outer ones first."""

_IN_ROMAN = frozenset({"sec", "chp", "part"})
_CAPITALS = str.maketrans("ХІС", "XIC")  # Cyrillic letters that print like Latin ones
_POINT = re.compile(r"[^\W_]+")
POINT = r"(?:\([^\W\d_]{1,4}\)|[a-z]{1,4}\)(?!\w))"
"""The source of a pattern for a point in brackets: "(b)", "b)"."""


class Value(Struct, frozen=True):
    """A number as printed: its value, or its letter, and the points behind it ("4 (b) (ii)")."""

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
    points = tuple([point_of(p, language) for p in _POINT.findall(behind)]) if behind else ()
    if digits:
        return Value(int(digits), "", points)
    if roman:
        count = roman_value(roman.translate(_CAPITALS))
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
    return chr(ord("a") + nth) if nth >= 0 else english(f"({printed})", printed, "")


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
        group("roman", r"[IVXLCХ]+(?![\wА-я])"),
        group("numeral", f"[{words.numerals}]{{1,5}}" if words.numerals else "(?!)"),
        group("word", _one_of(_ordinals(language)) + end),
        group("letter", f"(?:[A-ZАВСЕНКМРТ]|{_one_of(letters)})(?![A-Za-z0-9]){end}"),
    ]
    behind = rf"(?: ?{POINT})"
    if point:
        return f"(?:{'|'.join(kinds)})?{group('points', behind + '{1,3}')}"
    return f"(?:{'|'.join(kinds)}){group('points', behind + '{0,3}')}"


def _one_of(words: dict[str, int] | list[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
