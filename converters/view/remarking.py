"""What is remarked, in the language of a page: all that conversions of published documents give has words in each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from akn.data import Shape, checked, parsed_toml
from akn.diagnostics import Diagnostic
from akn.languages import load
from akn.patterns import lazy_pattern, one_of
from akn.xml.uri import is_day


class _Wording(Shape, frozen=True):
    """A table of a file of remarks: templates as in `akn/codes.toml`."""

    message: str
    several: str = ""
    hint: str = ""
    values: Mapping[str, str] = {}
    """What stands in details in English, with the words for it."""


class Remark(Struct, frozen=True):
    """A remark as a page says it, and what can be done about it; `own` is False where that is English on a page in
    another language.
    """

    message: str
    hint: str
    own: bool


@cache
def _wordings(language: str) -> Mapping[str, _Wording]:
    name = f"{language}.toml"
    known = [path for path in (files(__package__) / "remarks").iterdir() if path.name == name]
    found = {}
    for path in known:
        found = checked(dict[str, _Wording], parsed_toml(path.read_text(encoding="utf-8"), name), name)
    return found


def remark(d: Diagnostic, language: str, hints: Mapping[str, str] = MappingProxyType({})) -> Remark:
    """A diagnostic in the words of a language (ISO 639-2/T), in English where there are none; `hints` take the place of
    the English hints of some codes.

    >>> from akn.diagnostics import Code
    >>> remark(Code.NUMBER_GAP.at(found="3.", previous="1."), "fra").message
    'des numéros de paragraphe manquent : 1. est suivi de 3.'
    >>> told = remark(Code.DATE_CONTRADICTS.at(text="98/7", reading="A/RES/98/7", date="2043-12-01"), "fra").message
    >>> told.endswith("le 1 décembre 2043, date imprimée avec lui")
    True
    """
    words = _wordings(language).get(d.code.code)
    if words is None:
        return Remark(d.message, hints.get(d.code.code, d.page_hint), own=False)
    valued = _valued(d, words.values, language)
    if words.message == _RULE and valued == d:  # a rule that says something else than those with words
        return Remark(d.message, hints.get(d.code.code, d.page_hint), own=False)
    d = _dated(valued, language)
    if d.others and not words.several:
        return Remark(f"{replace(d, others=()).worded(words.message)} (+{len(d.others)})", words.hint, own=True)
    return Remark(d.worded(words.message, words.several), words.hint, own=True)


_RULE = "{problem}"  # the message of codes that say what a rule of validation says
# details that are words of the program, and none of the source
_SAID = frozenset({"why", "shown", "evidence", "problem", "reasons", "readings", "kinds"})


def _valued(d: Diagnostic, values: Mapping[str, str], language: str) -> Diagnostic:
    """A diagnostic with what its details say in English in the words of a language."""
    if not values:
        return d

    english = re.compile(one_of(values))

    def own(value: str) -> str:
        value = english.sub(lambda m: values[m[0]], value)
        return _DAY.sub(lambda m: _day(m[0], language) if is_day(m[0]) else m[0], value)

    details = tuple((name, own(value) if name in _SAID else value) for name, value in d.details)
    return replace(d, details=details, others=tuple(_valued(one, values, language) for one in d.others))


_DAY = lazy_pattern(r"(?<![0-9A-Za-z/-])\d{4}-\d{2}-\d{2}(?![0-9-])")


def _dated(d: Diagnostic, language: str) -> Diagnostic:
    """A diagnostic with the days that it names as the language writes them."""
    details = tuple((name, _day(value, language) if is_day(value) else value) for name, value in d.details)
    return replace(d, details=details, others=tuple(_dated(one, language) for one in d.others))


def _day(day: str, language: str) -> str:
    """A day as a language writes it: in the first of its forms, with the first name of the month."""
    year, month, number = day.split("-")
    dates = load(language).dates
    name = dates.months[int(month) - 1].partition(" | ")[0]
    said = dates.full[0].replace("{day}", str(int(number))).replace("{month}", name).replace("{year}", year)
    return _CHOICE.sub(r"\1", said).replace("~", "\u00a0")


_CHOICE = lazy_pattern(r"\{([^|}]*)\|[^}]*\}")  # words of which a date has one, the first of them the usual one
