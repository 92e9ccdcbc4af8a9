"""Labels of paragraphs and points as they are printed: numbers, letters, roman numerals, bullets.

A label can often be read in several ways ("(i)" is a letter and a roman numeral); its neighbours decide, so all
readings are given.

>>> from akn.languages import load
>>> found = match_label(load("eng"), "(i) To report on funding;")
>>> found.printed, found.readings
('(i)', (('latin', 9), ('roman', 1)))
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from akn.fold import fold
from akn.languages.shape import Language, forms
from akn.languages.view import letters


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the characters as printed, where the paragraph's own text starts, and what the label can mean.

    Each reading is the name of an alphabet and the place in it: `number`, `outline` ("3.10", place 10), `roman`,
    `roman-capital`, `bullet` (place 0), and the alphabets of the language file (`latin`, `latin-capital`, ...).
    """

    printed: str
    end: int
    readings: tuple[tuple[str, int], ...]


_ROMAN = re.compile(r"(?=.)(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def match_label(language: Language, text: str) -> Label | None:
    """The label that a paragraph starts with; None if it starts with its text."""
    head = fold(text[:24])
    content = head.content
    start = len(content) - len(content.lstrip())
    for pattern in _patterns(language):
        found = pattern.match(content, start)
        if not found:
            continue
        readings = _readings(language, found)
        if readings:
            end = head.origin(found.end("label") - 1) + 1
            after = end + len(text[end:]) - len(text[end:].lstrip(" \t\u00a0\u202f\u2009\u3000\u200e\u200f"))
            first = head.origin(start)
            return Label(text[first:end], after, readings)
    return None


def _readings(language: Language, found: re.Match[str]) -> tuple[tuple[str, int], ...]:
    groups = found.groupdict()
    if groups.get("bullet"):
        return (("bullet", 0),)
    if groups.get("number"):
        above, _, value = groups["number"].rpartition(".")
        return (("outline" if above else "number", int(value)),)
    letter = groups.get("letter") or ""
    return tuple((name, table[letter]) for name, table in alphabets(language).items() if letter in table)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(s) for s in _sources(language))


def _sources(language: Language) -> list[str]:
    """One pattern for each template: the label, then white space, the end, or text that cannot go on with it."""
    known = sorted({letter for table in alphabets(language).values() for letter in table}, key=lambda x: (-len(x), x))
    slots = {
        "number": r"(?P<number>\d{1,3}(?:\.\d{1,3})*)",
        "letter": "(?P<letter>" + "|".join(map(re.escape, known)) + ")",
    }
    sources = []
    for template in language.labels.templates:
        parts = re.split(r"\{(\w+)\}", template)
        body = "".join(
            slots[p] if i % 2 else re.escape(p).replace(r"\ ", " ").replace("~", " ?") for i, p in enumerate(parts)
        )
        # a closing sign may touch the text; a full stop may not be a decimal point
        last = template[-1]
        edge = r"(?=\s|$|[^\d\s])" if last in ")）、》]" else r"(?=\s|$)" if last != "." else r"(?=\s|$|[^\W\d_]{2})"
        sources.append(f"(?P<label>{body}){edge}")
    bullets = "|".join(re.escape(b) for b in language.labels.bullets)
    sources.append(rf"(?P<label>(?P<bullet>{bullets}))(?=\s)")
    return sources


@cache
def alphabets(language: Language) -> Mapping[str, Mapping[str, int]]:
    """For each alphabet the letters, as folded, and their places; doubled letters go on behind the last."""
    tables: dict[str, Mapping[str, int]] = {}
    for name, written in language.labels.alphabets.items():
        table: dict[str, int] = {}
        rows = [row.split("/") for row in written.split()]
        for place, row in enumerate(rows, 1):
            for letter in row:
                table.setdefault(fold(letter).content, place)
        for place, row in enumerate(rows, 1):
            for letter in row:
                shown = fold(letter).content
                if len(shown) == 1 and shown.isalpha():
                    table.setdefault(shown * 2, place + len(rows))
                    table.setdefault(f"{shown} {shown}", place + len(rows))
        tables[name] = table
    tables.update(_roman_tables())
    return MappingProxyType(tables)


@cache
def _roman_tables() -> dict[str, Mapping[str, int]]:
    lower: dict[str, int] = {}
    tens = ("", "x", "xx", "xxx", "xl", "l")
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    for t, ten in enumerate(tens):
        for u, unit in enumerate(units):
            if ten + unit:
                lower[ten + unit] = 10 * t + u
    return {"roman": lower, "roman-capital": {k.upper(): v for k, v in lower.items()}}


@cache
def letter_values(language: Language) -> Mapping[str, str]:
    """Letters that number annexes and parts, as views of the language show them, and the letter in its plain form.

    Capital Latin letters, the letters of the language's own alphabet, and letters spelled by name.
    """
    table: dict[str, str] = {}
    translation = letters(language)
    for code in range(ord("A"), ord("Z") + 1):
        table[chr(code).translate(translation).lower()] = chr(code)
    for written, letter in language.labels.spelled.items():
        for form in forms(written):
            table[fold(form).content.translate(translation).lower()] = letter
    return MappingProxyType(table)
