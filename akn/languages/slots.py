"""What may stand in the slots of templates: `SLOTS`, for each name patterns or, where those do not say it, a reader.

A reader gives the ends that it can find at an offset, longest first, each with its value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from types import MappingProxyType

from akn.languages.dates import match_date, range_pattern, range_value, ranges_begin_with_digits
from akn.languages.labels import digits_pattern, letter_values, ordinal_beginnings, ordinal_words
from akn.languages.shape import Language
from akn.languages.templates import Candidates, SlotPattern, SlotReader, Slots
from akn.languages.view import keyed, letters, shown, whole
from akn.patterns import lazy_pattern, one_of
from akn.vocabulary.numerals import unroman

_letters = lazy_pattern(r"[^\W\d_]{1,8}")
_resolution = lazy_pattern(
    r"(?:\w{1,2}-)?\d{1,5}/\d{1,4}(?: [^\W\d_](?:(?:-|–| \w+ )[^\W\d_](?!\w)|(?![\w.])))?"
    r"|\d{1,5}(?: [^\W\d_])? ?\((?:\w(?:-| ?- ?)?)?[^\W_]{1,8}\)(?: ?\[?[^\W\d_]\]?(?!\w))?"
)
_short_number = lazy_pattern(r"\d{1,3}(?![\d/])")


@cache
def names(language: Language, field: str) -> Mapping[str, str]:
    """The names in a table of the language (organs, committees, languages), shown without spaces, and their codes."""
    found = keyed(language, _written(language, field))
    return MappingProxyType({name.replace(" ", ""): code for name, code in reversed(found.items())})


@cache
def _written(language: Language, field: str) -> Mapping[str, str]:
    """The table of a language file; of organs also those that only a body file names."""
    table: Mapping[str, str] = getattr(language, field)
    if field != "organs":
        return table
    from akn.bodies import named_in

    return {**named_in(language.code), **table}


@cache
def _alternation(language: Language, field: str) -> tuple[re.Pattern[str]]:
    source = whole(language, _written(language, field).values())
    return (re.compile(source.replace(r"\ \(", r"\ ?\(")),)  # a space before a bracket is often lost


def _named(field: str) -> SlotPattern:
    return SlotPattern(partial(_alternation, field=field), partial(names, field=field))


@cache
def _organisation_pattern(language: Language) -> tuple[re.Pattern[str]]:
    words = one_of(shown(language, language.organisation_words))
    return (re.compile(rf"[^,;:.()\d]{{0,80}}?{words}[^,;:.()\d]{{0,80}}"),)


def _date(language: Language, content: str, at: int) -> Candidates:
    found = match_date(language, content, at)
    return (found,) if found else ()


def _ordinal(language: Language, content: str, at: int) -> Candidates:
    begun = ordinal_beginnings(language)
    if content[at : at + 3] not in begun and content[at : at + 2] not in begun:
        return _nth(language, content, at)
    words = _listed(ordinal_words(language), _longest(language), content, at, edged=language.spaced)
    return (*words, *_nth(language, content, at))


@cache
def _longest(language: Language) -> int:
    return max(map(len, ordinal_words(language)), default=0)


def _nth(language: Language, content: str, at: int) -> Candidates:
    found = digits_pattern(language).match(content, at)
    return [(end, found[1]) for end in sorted({found.end(), found.end(1)}, reverse=True)] if found else ()


_TWO_DAYS_AND_A_YEAR = lazy_pattern(r"(?:[^0-9]{0,40}[0-9]{1,4}(?![0-9])){3}")


def _range(language: Language, content: str, at: int) -> Candidates:
    if not content[at : at + 1].isdigit() and ranges_begin_with_digits(language):
        return ()
    found = range_pattern(language).match(content, at) if _TWO_DAYS_AND_A_YEAR.match(content, at) else None
    value = range_value(language, found) if found else ""
    return ((found.end(), value),) if found and value else ()


@cache
def _heading_numbers(language: Language) -> Mapping[str, int]:
    return MappingProxyType(keyed(language, dict(enumerate(language.labels.headings, 1))))


def _heading(language: Language, content: str, at: int) -> Candidates:
    return _listed(_heading_numbers(language), 12, content, at, edged=True)


def _listed(table: Mapping[str, int | str], longest: int, content: str, at: int, *, edged: bool) -> Candidates:
    """The words of a table that begin at an offset, the longest first; if `edged` only whole ones."""
    for end in range(min(len(content), at + longest), at, -1):
        if (not edged or _edge(content, end)) and content[at:end] in table:
            yield end, str(table[content[at:end]])


def _pattern(source: str, printed: bool = False, symbols: bool = False) -> SlotPattern:
    """A slot of one pattern for all languages; with `symbols` also those of bodies that have no slash in theirs."""

    @cache
    def patterns(_language: Language) -> tuple[re.Pattern[str], ...]:
        slashless = _slashless() if symbols else None
        return (lazy_pattern(source), *((slashless,) if slashless else ()))

    return SlotPattern(patterns, printed=printed)


@cache
def _resolution_pattern(language: Language) -> tuple[re.Pattern[str], ...]:
    """The number of a resolution, with the letters of its parts.

    A language may have names for them ("99/7 ألف وباء"), or print them without spaces ("99/7 A和B").
    """
    letter = f"(?:[a-z]|{one_of(shown(language, language.citations.parts))})"
    joint = one_of(shown(language, language.citations.join))
    several = rf"\d{{1,5}}/\d{{1,4}} ?{letter} ?{joint} ?{letter}(?!\w)"
    slashless = _slashless()
    return tuple(p for p in (re.compile(several), _resolution, slashless) if p)


@cache
def _slashless() -> re.Pattern[str] | None:
    """Symbols without a slash, of bodies that have such, in views (which are in lower case)."""
    from akn.bodies.grammar import slashless_pattern

    return slashless_pattern(re.IGNORECASE)


def _rest(language: Language, content: str, at: int) -> Candidates:
    return ((len(content), ""),) if at < len(content) else ()


def _until(stops: str, least: int = 1, most: int = 200) -> SlotReader:
    """Characters up to one of `stops`, shorter pieces at word ends too, longest first."""
    compiled = cache(lambda: re.compile(rf"[^{re.escape(stops)}]{{{least},{most}}}"))

    def read(language: Language, content: str, at: int) -> Candidates:
        found = compiled().match(content, at)
        if not found:
            return
        yield found.end(), ""
        for end in range(found.end() - 1, at + least - 1, -1):
            if content[end] in " ,،(":
                yield end, ""

    return read


@cache
def _roman_letters(language: Language) -> dict[str, str]:
    """How views of the language show the letters of roman numerals, and those letters."""
    table = letters(language)
    return {c.translate(table).lower(): c.lower() for c in "ivxlcIVXLC"}


def _roman(language: Language, content: str, at: int) -> Candidates:
    table = _roman_letters(language)  # some languages read Latin letters as their own
    found = _letters.match(content, at) if content[at : at + 1] in table else None
    value = unroman("".join(table.get(c, c) for c in found[0])) if found else 0
    return ((found.end(), str(value)),) if found and 0 < value < 100 else ()


def _label(language: Language, content: str, at: int) -> Candidates:
    """The number of an annex, part or chapter: digits, a roman numeral, an ordinal, or a letter of the alphabet."""
    found = _short_number.match(content, at)
    if found:
        yield found.end(), found[0]
    yield from ((end, value) for end, value in _roman(language, content, at) if _edge(content, end))
    yield from _ordinal(language, content, at)
    yield from _listed(letter_values(language), 6, content, at, edged=language.spaced)


def _edge(content: str, end: int) -> bool:
    return end >= len(content) or not content[end].isalnum()


_SERIES = r"[^\W\d_]{1,6}(?:/[\w.-]*\w)+"
_DOCUMENTS = rf"{_SERIES}(?:(?: ?[,،、] ?| [^\W\d_]{{1,3}} |[^\W\d_]{{1,2}})(?:{_SERIES}|[^\W\d_]{{3,5}}\.\d+))*"
# "(Sect. 3)/Corr.1", "(Plan outline)", " A (III)"
_VOLUME = r"(?: [^\W\d_](?:-[^\W\d_])?)? ?\([^\W\d_][^()/\[\]]{0,30}\)(?:/[\w.-]+)*"
_SYMBOL = (
    rf"(?:(?=[\x00-\u2e7f])[^\W\d_]){{1,5}}(?:/[\w.()-]+)+(?: ?\(\d{{4}}\)|{_VOLUME})?(?:\[[^\W\d_]\])?"
    r"(?: [^\W\d_](?:(?:-| \w+ )[^\W\d_])?(?![\w/]))?\*?"
)

SLOTS: Slots = {
    "date": _date,
    "range": _range,
    "heading": _heading,
    "other": _until("[]", 3, 160),
    "phrase": _until("[]()（", 3, 160),
    "organ": _named("organs"),
    "committee": _named("committees"),
    "language": _named("languages"),
    "organisation": SlotPattern(_organisation_pattern, printed=True),
    "ordinal": _ordinal,
    "nth": _nth,
    "digits": _pattern(r"\d{1,4}"),
    "votes": _pattern(r"\d{1,3}|[^\W\d_]+"),
    "year": _pattern(r"(?:1[89]|2[01])\d\d(?!\d)"),
    "number": _pattern(r"\d{1,5}(?!\d)"),
    "symbol": _pattern(_SYMBOL, printed=True, symbols=True),
    "documents": _pattern(_DOCUMENTS, printed=True),
    "paragraph": _pattern(r"\d{1,3}(?:(?: ?[-–,،、] ?| \w{1,3} |[^\W\d_]{1,2})\d{1,3})*", printed=True),
    "item": _pattern(
        r"\d{1,3}(?:\.\d{1,2})?(?: ?\(?\w{1,3}(?: \w)?\)){0,2}"
        r"(?:(?:, ?| \w+ | ?- ?|\w| ?[،、] ?)\d{1,3}(?: ?\(?\w{1,3}\)){0,2})*",
        printed=True,
    ),
    "resolution": SlotPattern(_resolution_pattern, printed=True),
    "roman": _roman,
    "label": _label,
    "title": _rest,
    "rest": _rest,
}
