"""Ordinals in words and digits, both ways that documents print them, up to 130.

The words are made from the small tables of the language file: `simple` ordinals, `tens` that stand before or after
a unit, and `join` templates.  All genders and cases are made; none that the language lacks does harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from akn.languages.shape import Language, Ordinals, forms
from akn.languages.view import plain

HIGHEST = 130
_ROW = "\x1f"


def ordinal_value(language: Language, text: str) -> int | None:
    """The number that an ordinal says, in words or digits; None if it is none.

    >>> from akn.languages import load
    >>> ordinal_value(load("eng"), "Ninety-ninth"), ordinal_value(load("eng"), "61st")
    (99, 61)
    """
    content = plain(language, text).strip()
    found = digits_pattern(language).fullmatch(content)
    if found:
        return int(found[1])
    return ordinal_words(language).get(content)


@cache
def digits_pattern(language: Language) -> re.Pattern[str]:
    """Digits with what may follow them in an ordinal, for views of the language; group 1 is the number."""
    suffixes = sorted({plain(language, s) for s in language.ordinals.suffixes}, key=lambda s: (-len(s), s))
    # dumps set a hyphen of another font apart from the letters after it: "54- е"
    ways = [re.escape(suffix).replace(r"\-", "- ?") for suffix in suffixes]
    behind = "(?: ?(?:" + "|".join(ways) + ")(?!\\w))?" if suffixes else ""
    return re.compile(rf"(?<!\d)(\d{{1,5}})(?!\d){behind}")


@cache
def ordinal_words(language: Language) -> Mapping[str, int]:
    """Every spelled-out ordinal of the language as its views show it, and its value."""
    table = language.ordinals
    made = spelled(table)
    # one view for all words: a view for each would cost more than all the rest
    shown = plain(language, _ROW.join([table.prefix + word for word, _ in made])).split(_ROW)
    words: dict[str, int] = {}
    for word, (_, number) in zip(shown, made, strict=True):
        words.setdefault(word, number)
    return MappingProxyType(words)


@cache
def ordinal_beginnings(language: Language) -> frozenset[str]:
    """The first three characters of all ordinals in words, so that other text is told from them at a glance."""
    return frozenset(word[:3] for word in ordinal_words(language))


def spelled(table: Ordinals, highest: int = HIGHEST) -> list[tuple[str, int]]:
    """All words with their numbers, ascending; of one number, those of its own before those of a ten and a unit."""
    tens = sorted(map(int, table.tens))
    stems = {ten: _expanded(table.tens[str(ten)], table) for ten in tens}
    joints = [template.replace("{ten}", "\0").replace("{unit}", "\1") for template in table.join]
    words: dict[int, list[str]] = {}
    for number in range(highest + 1):
        made = words[number] = _expanded(table.simple.get(str(number), ""), table)
        ten = next((ten for ten in reversed(tens) if ten < number), 0)
        if ten:
            units = _expanded(table.compound.get(str(number - ten), ""), table) or words[number - ten]
            for joint in joints:
                for stem in stems[ten]:
                    with_ten = joint.replace("\0", stem)
                    made += [with_ten.replace("\1", unit) for unit in units]
    return [(word, number) for number, made in words.items() for word in made]


def _expanded(written: str, table: Ordinals) -> list[str]:
    made: list[str] = []
    for form in forms(written):
        made += [form[:-1] + ending for ending in table.endings] if form.endswith("+") else [form]
    return made
