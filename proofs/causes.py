"""Why versions of a work differ in a unit, as far as a machine can tell: what they print, or how they were read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from statistics import median_low

from msgspec import Struct, field

from akn.languages import load
from akn.languages.phrases import lexicon
from akn.languages.shape import forms
from akn.languages.view import fold, plain
from akn.vocabulary.numerals import ideographic, unroman

BESIDE = frozenset({"intro", "wrapUp"})  # parts of a unit: where they end is no matter of the skeleton
_SYNONYMS = {
    one: first
    for first, *others in (
        ("emphasizing", "stressing", "underlining", "underscoring"),
        ("emphasizes", "stresses", "underlines", "underscores"),
        ("recognizing", "acknowledging", "cognizant"),
        ("recognizes", "acknowledges"),
        ("noting", "takingNote"),
        ("notes", "takesNote"),
        ("mindful", "bearingInMind"),
        ("callsUpon", "callsFor"),
        ("decides", "resolves"),
    )
    for one in others
}
"""Verbs that versions of one text use for each other, as most languages have fewer of them."""


class Unit(Struct):
    """What one version says in one unit."""

    kind: str
    label: str = ""
    text: str = ""
    refs: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    actions: list[str] = field(default_factory=list)
    clauses: dict[str, frozenset[str]] = field(default_factory=dict)


Version = Mapping[str, Unit]


def other_labels(odd: Iterable[str], x: str, versions: Mapping[str, Version]) -> list[str]:
    """The labels, or kinds of units without one, of which a version prints more or fewer than the others, told."""
    labels = {
        v: Counter(unit.label or unit.kind for unit in units.values() if unit.kind not in BESIDE)
        for v, units in versions.items()
    }
    any_of = {name: unit for units in versions.values() for name, unit in units.items()}
    kinds = {any_of[name].label or any_of[name].kind for name in odd}
    due = {kind: median_low([labels[v][kind] for v in labels if v != x]) for kind in kinds}
    return [f"{labels[x][kind]} {kind}, not {due[kind]}" for kind in sorted(kinds) if labels[x][kind] != due[kind]]


def of_actions(x: str, have: Mapping[str, Unit]) -> str:
    """Why a version has not as many actions in a unit as most: "printed" if the texts have not as many of the words.

    "read" if words of such an action stand unmarked in the version that has fewer, or in most others if it has more.
    """
    marked = {v: Counter(map(sense, unit.actions)) for v, unit in have.items()}
    more = len(have[x].actions) > median_low([len(unit.actions) for unit in have.values()])
    for key in sorted(set().union(*marked.values())):
        others = [v for v in have if v != x]
        due = median_low([marked[v][key] for v in others])
        if more and marked[x][key] > due:
            with_words = sum(_printed(v, have[v], key) >= marked[x][key] for v in others)
            if 2 * with_words >= len(others):
                return "read"
        if not more and marked[x][key] < due <= _printed(x, have[x], key):
            return "read"
    return "printed"


def sense(key: str) -> str:
    """The key that stands for an action and its synonyms."""
    return _SYNONYMS.get(key, key)


def _printed(code: str, unit: Unit, key: str) -> int:
    """How often the phrases of a sense stand in the text of a unit, marked or not."""
    return len(_phrases(code, key).findall(plain(load(code), unit.text)))


@cache
def _phrases(code: str, wanted: str) -> re.Pattern[str]:
    language = load(code)
    tables = lexicon(language).tables.exact.values()
    phrases = {phrase for table in tables for phrase, key in table.keys.items() if sense(key) == wanted}
    bound = r"(?<!\w)(?:%s)(?!\w)" if language.spaced else "(?:%s)"
    several = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(bound % (several or "(?!)"), re.IGNORECASE)


def of_mark(value: str, unit: Unit, version: Version, language: str) -> str:
    """Why the text of a unit cannot hold an address or a day that others have; empty if that has to be read."""
    there = numbers_in(unit.text, language)
    if not all(number in there for number in numbers_of(value)):
        return "not printed"
    if (supplement := _SUPPLEMENT.search(value)) and supplement[0] not in unit.text:
        return "not printed"
    begins, _, number = value.rpartition("_")
    ranges = (href.split() for href in unit.refs if " " in href)
    if number and any(all(end.rpartition("_")[0] == begins for end in ends) for ends in ranges):
        return "in a range"
    if (dated := _DATED.match(value)) and all(dated[2] not in other.dates for other in version.values()):
        begins, ends = value[: dated.start(2)], value[dated.end(2) :]
        same = [href for href in unit.refs if href.startswith(begins[: begins.index("/", 1)]) and href.endswith(ends)]
        if any((other := _DATED.match(href)) and other[1] == dated[1] and other[2] != dated[2] for href in same):
            return "dated otherwise"
    return ""


_SUPPLEMENT = re.compile(r"(?:Add|Corr|Rev)[.][0-9]+(?=/!|$)")
_DATED = re.compile(r"(/akn/\S*?/)([0-9]{4}-[0-9]{2}-[0-9]{2})(?=/)")


def numbers_of(value: str) -> list[int]:
    """The numbers that an address or a day is printed with; for an annex and for letters there are none.

    >>> numbers_of("2021-06-30"), numbers_of("/akn/un/statement/deliberation/unga/1968/2480B-XXIII/!main#chp_IV")
    ([2021, 30], [2480, 23, 4])
    """
    if "/" not in value:
        return [int(value[:4]), int(value[8:])]
    found: list[int] = []
    for address in value.split():
        work, _, place = address.partition("/!")
        step = place.rpartition("#")[2].rpartition("__")[2] if "#" in place else ""
        for token in re.findall("[0-9]+|(?<![A-Za-z])[IVXLC]+(?![A-Za-z])", f"{work.rpartition('/')[2]} {step[-8:]}"):
            found.append(int(token) if token.isdecimal() else unroman(token))
    return found


@lru_cache(maxsize=64)
def numbers_in(text: str, language: str) -> frozenset[int]:
    """The numbers in a text, however they are written: digits, Roman numerals, ideographs, words.

    >>> sorted(numbers_in("第七章第12段", "zho") | numbers_in("the fourth of part II", "eng"))
    [2, 4, 7, 12]
    """
    words, content = load(language).citations, unicodedata.normalize("NFKC", fold(text).content)
    found = {int(digits) for digits in re.findall(r"\d+", content)}
    found |= {unroman(m) for m in re.findall("(?<![A-Za-z])[IVXLC]+(?![A-Za-z])", content)}
    if words.numerals:
        found |= {ideographic(m) for m in re.findall(f"[{words.numerals}]+", content)}
    spelled = ((i, form) for i, many in enumerate(words.ordinals, 1) for form in forms(many))
    return frozenset(found | {i for i, form in spelled if fold(form).content in content})
