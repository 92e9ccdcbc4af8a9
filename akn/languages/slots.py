"""What may stand in the slots of templates: `SLOTS`, for each name patterns or, where those do not say it, a reader.

A reader gives the ends that it can find at an offset, longest first, each with its value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType

from akn.languages.dates import date_value, opens_date, range_pattern, range_value, whole_dates
from akn.languages.labels import digits_pattern, letter_values, ordinal_words
from akn.languages.shape import Language
from akn.languages.templates import Candidates, SlotPattern, SlotReader, Slots, SlotWords, WordTable
from akn.languages.view import keyed, letters, shown, view, whole
from akn.patterns import lazy_pattern, one_of
from akn.vocabulary.numerals import unroman

_resolution = lazy_pattern(
    r"(?:\w{1,2}-)?\d{1,5}/\d{1,4}(?: [^\W\d_](?:(?:-|–| \w+ )[^\W\d_](?!\w)|(?![\w.])))?"
    r"|\d{1,5}(?: [^\W\d_])? ?\((?:\w(?:-| ?- ?)?)?[^\W_]{1,8}\)(?: ?\[?[^\W\d_]\]?(?!\w))?"
)


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
    return (re.compile(source.replace(r" \(", r" ?\(")),)  # a space before a bracket is often lost


def _named(field: str) -> SlotPattern:
    def code(language: Language, found: re.Match[str]) -> str:
        return names(language, field)[found[0].replace(" ", "")]

    def opens(language: Language, first: str) -> bool:
        return first in _first_letters(language, field)

    return SlotPattern(partial(_alternation, field=field), code, opens=opens)


@cache
def _first_letters(language: Language, field: str) -> frozenset[str]:
    return frozenset(name[:1] for name in names(language, field))


def _opens_number(_language: Language, first: str) -> bool:
    return first.isdecimal()


@cache
def _organisation_pattern(language: Language) -> tuple[re.Pattern[str]]:
    words = one_of(shown(language, language.organisation_words))
    return (re.compile(rf"[^,;:.()\d]{{0,80}}?{words}[^,;:.()\d]{{0,80}}"),)


@cache
def _ordinals(language: Language) -> WordTable:
    return WordTable.of(ordinal_words(language), spaced=language.spaced)


def ordinals_in(language: Language, text: str) -> Iterator[str]:
    """The ordinals that a text says in words, in digits.

    >>> from akn.languages import load
    >>> list(ordinals_in(load("eng"), "Ninety-eighth Session, first part, 3rd meeting"))
    ['98', '1']
    """
    content, read = view(language, text).content, SlotWords(_ordinals)
    at = 0
    while at < len(content):
        within = language.spaced and at and content[at - 1].isalnum()
        said = () if within or not read.may_open(language, content[at]) else read(language, content, at)
        end, value = next(iter(said), (at + 1, ""))
        if value:
            yield value
        at = end


@cache
def _headings(language: Language) -> WordTable:
    return WordTable.of(keyed(language, dict(enumerate(language.labels.headings, 1))), spaced=True)


@cache
def _named_letters(language: Language) -> WordTable:
    return WordTable.of(letter_values(language), spaced=language.spaced)


@cache
def _nth(language: Language) -> tuple[re.Pattern[str]]:
    return (digits_pattern(language),)


@cache
def _ranges(language: Language) -> tuple[re.Pattern[str]]:
    return (range_pattern(language),)


_two_days_and_a_year = lazy_pattern(r"(?:[^0-9]{0,40}[0-9]{1,4}(?![0-9])){3}")


def _opens_range(language: Language, first: str) -> bool:
    return first.isdecimal() or not _digits_open_ranges(language)


@cache
def _digits_open_ranges(language: Language) -> bool:
    return all(template.startswith(("{day}", "{year}")) for template in language.dates.ranges)


def _pattern(
    source: str,
    printed: bool = False,
    symbols: bool = False,
    opens: Callable[[Language, str], bool] | None = None,
) -> SlotPattern:
    """A slot of one pattern for all languages; with `symbols` also those of bodies that have no slash in theirs."""

    @cache
    def patterns(_language: Language) -> tuple[re.Pattern[str], ...]:
        slashless = _slashless() if symbols else None
        return (lazy_pattern(source), *((slashless,) if slashless else ()))

    return SlotPattern(patterns, printed=printed, opens=opens)


def _opens_symbol(_language: Language, first: str) -> bool:
    return not first.isdecimal() or first in _slashless_firsts()


@cache
def _slashless_firsts() -> frozenset[str]:
    from akn.bodies.grammar import slashless

    return frozenset(beginning[0] for beginning in slashless())


_digits = partial(_pattern, opens=_opens_number)
"""A slot of one pattern that begins with a digit."""


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


@cache
def _romans(language: Language, *, whole: bool = False) -> tuple[re.Pattern[str]]:
    first = "".join(map(re.escape, sorted(_roman_letters(language))))
    return (re.compile(rf"(?=[{first}])[^\W\d_]{{1,8}}" + (r"(?![^\W_])" if whole else "")),)


def _opens_roman(language: Language, first: str) -> bool:
    return first in _roman_letters(language)


def _roman(language: Language, found: re.Match[str]) -> str:
    """The value of a roman numeral below a hundred; some languages read Latin letters as their own."""
    table = _roman_letters(language)
    value = unroman("".join(table.get(c, c) for c in found[0]))
    return str(value) if 0 < value < 100 else ""


_SERIES = r"[^\W\d_]{1,6}(?:/[\w.-]*\w)+"
_DOCUMENTS = rf"{_SERIES}(?:(?: ?[,،、] ?| [^\W\d_]{{1,3}} |[^\W\d_]{{1,2}})(?:{_SERIES}|[^\W\d_]{{3,5}}\.\d+))*"
# "(Sect. 3)/Corr.1", "(Plan outline)", " A (III)"
_VOLUME = r"(?: [^\W\d_](?:-[^\W\d_])?)? ?\([^\W\d_][^()/\[\]]{0,30}\)(?:/[\w.-]+)*"
_SYMBOL = (
    rf"(?:(?=[\x00-\u2e7f])[^\W\d_]){{1,5}}(?:/[\w.()-]+)+(?: ?\(\d{{4}}\)|{_VOLUME})?(?:\[[^\W\d_]\])?"
    r"(?: [^\W\d_](?:(?:-| \w+ )[^\W\d_])?(?![\w/]))?\*?"
)

_NTH = SlotPattern(_nth, shorter=True, opens=_opens_number)
_ORDINAL = (SlotWords(_ordinals), _NTH)
_REST = _pattern(r"(?s:.+)", printed=True)

_READERS: Mapping[str, SlotReader | tuple[SlotReader, ...]] = {
    "date": SlotPattern(whole_dates, date_value, opens=opens_date),
    "range": SlotPattern(_ranges, range_value, begins=_two_days_and_a_year, opens=_opens_range),
    "heading": SlotWords(_headings),
    "other": _until("[]", 3, 160),  # free words
    "phrase": _until("[]()（", 3, 160),  # free words, none of them in brackets
    "spoilt": _pattern(r"\S{3,12}"),  # what a scanner made of a number, brackets and all
    "organ": _named("organs"),
    "committee": _named("committees"),
    "language": _named("languages"),
    "organisation": SlotPattern(_organisation_pattern, printed=True),
    "ordinal": _ORDINAL,
    "nth": _NTH,
    "digits": _digits(r"\d{1,4}"),
    "votes": _pattern(r"\d{1,3}|[^\W\d_]+"),
    "year": _digits(r"(?:1[89]|2[01])\d\d(?!\d)"),
    "number": _digits(r"\d{1,5}(?!\d)"),
    "symbol": _pattern(_SYMBOL, printed=True, symbols=True, opens=_opens_symbol),
    "documents": _pattern(_DOCUMENTS, printed=True),
    "paragraph": _digits(r"\d{1,3}(?:(?: ?[-–,،、] ?| \w{1,3} |[^\W\d_]{1,2})\d{1,3})*", printed=True),
    "item": _digits(
        r"\d{1,3}(?:\.\d{1,2})?(?: ?\(?\w{1,3}(?: \w)?\)){0,2}"
        r"(?:(?:, ?| \w+ | ?- ?|\w| ?[،、] ?)\d{1,3}(?: ?\(?\w{1,3}\)){0,2})*",
        printed=True,
    ),
    "resolution": SlotPattern(_resolution_pattern, printed=True),
    "roman": SlotPattern(_romans, _roman, opens=_opens_roman),
    # the number of an annex, part or chapter: digits, a roman numeral, an ordinal, or a letter of the alphabet
    "label": (
        _digits(r"\d{1,3}(?![\d/])"),
        SlotPattern(partial(_romans, whole=True), _roman, opens=_opens_roman),
        *_ORDINAL,
        SlotWords(_named_letters),
    ),
    "title": _REST,  # all that is left of the line
    "rest": _REST,
}

SLOTS: Slots = {name: one if isinstance(one, tuple) else (one,) for name, one in _READERS.items()}
