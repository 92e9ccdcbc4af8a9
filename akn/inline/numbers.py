"""The shapes that numbers of resolutions and decisions have, without asking what they mean.

    67/195, 57/270 B          a session (or a year) and a number, in either order where a language prints it so
    S-32/1, ES-11/1           the same in a special and an emergency special session
    2231 (2015)               a number and a year
    217 A (III), 1000 (ES-I)  a number and a session in roman numerals

Sources: profile section 5; the shapes of General Assembly, Security Council and Economic and Social Council documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from msgspec import Struct

from akn.languages.shape import Language, forms
from akn.languages.view import fold, folded
from akn.patterns import lazy_pattern, one_of
from akn.vocabulary.numerals import roman, unroman


class NumberForm(Enum):
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
    shape: NumberForm
    first: str
    second: str
    part: str = ""
    session: str = ""


LIKE_LATIN = "АВСЕНКМРТХІ"  # Cyrillic letters that print like Latin ones, but for О, which is a word
CAPITALS = str.maketrans(LIKE_LATIN, "ABCEHKMPTXI")
_NOT_BEFORE = frozenset("0123456789/.-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_%°#")


def numbers(content: str, language: Language) -> Iterator[Number]:
    """All numbers of these shapes in a folded text, in order, none inside a word, a symbol or a longer number.

    >>> from akn.languages import load
    >>> [n.first for n in numbers("resolutions 67/195 and 217 A (III), 24.5/7, decree 22/065", load("eng"))]
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
        yield Number(m.start("bare"), m.end("bare"), NumberForm.BARE, m["bare"], "")


@cache
def _bare(language: Language) -> re.Pattern[str]:
    words = language.citations
    nouns = one_of(folded(words.resolution))
    if words.noun_last:
        return re.compile(rf"(?<![0-9/.,])(?P<bare>[0-9]{{3,4}}){one_of(folded(words.after))}{nouns}")
    return re.compile(rf"(?i:{nouns}) (?P<bare>[0-9]{{3,4}})(?![\w/%]|[.,-][0-9]| ?\()")


def _number(m: re.Match[str], start: int, session: str, content: str, language: Language) -> Number | None:
    part = letter_of(m["part"] or m["inner"] or "", language)
    if m["second"]:
        end = m.end("part") if m["part"] else m.end("second")
        if _goes_on(content, end) or "0" in (m["first"][0], m["second"][0]):
            return None  # "Decree No. 22/065": no session, year or number of a text begins with a zero
        return Number(start, end, NumberForm.SLASH, m["first"], m["second"], part, session)
    if session:
        return None
    if m["year"]:
        if m["inner"] or not 1946 <= int(m["year"]) <= 2199:
            return None
        return Number(start, m.end("close"), NumberForm.YEAR, m["first"], m["year"])
    second = _session(m, language)
    if not second:
        return None
    if not part and m["following"]:
        part = letter_of(m["following"], language)
    return Number(start, m.end(), NumberForm.ROMAN, m["first"], second[1], part, second[0])


def _goes_on(content: str, end: int) -> bool:
    """True if what follows shows that the number was a piece of something longer."""
    after = content[end : end + 2]
    if _ANOTHER.match(content, end):
        return False
    return bool(after) and (after[0] in "/%_" or (after[0] in "-.," and after[1:].isdigit() and after[1:].isascii()))


_ANOTHER = lazy_pattern(r",[0-9]{1,3}/[0-9]{1,4}(?![0-9/])")
"""The next number of a list whose blank is lost: "70/291,72/284"."""


def _session_before(content: str, start: int, language: Language) -> tuple[str, int]:
    """The session word glued before a number ("S-", "ES-") and where it starts; empty if there is none."""
    m = _glued(language).search(content, max(0, start - 8), start)
    if m is None:
        return "", start
    return _session_words(language).get(m[1].replace(" ", ""), ""), m.start(1)


def _session(m: re.Match[str], language: Language) -> tuple[str, str]:
    """Kind of session and roman numeral of a bracket: `(III)`, `(S-VI)`, or the language's own `(د-3)`."""
    if m["roman"]:
        kind, _, numeral = m["roman"].translate(CAPITALS).rpartition("-")
        return (kind, numeral) if unroman(numeral) else ("", "")
    kind = _session_words(language).get(m["own"].replace(" ", ""), "")
    value = int(m["count"])
    return (kind, roman(value).upper()) if 0 < value < 100 else ("", "")


def letter_of(printed: str, language: Language) -> str:
    """A part letter as A to Z."""
    return _letters(language).get(printed) or printed.translate(CAPITALS)


@cache
def _letters(language: Language) -> dict[str, str]:
    return {fold(form).content: letter for many, letter in language.citations.parts.items() for form in forms(many)}


@cache
def part_letters(language: Language) -> re.Pattern[str]:
    """A pattern that matches a part letter that stands alone."""
    end = r"(?![\w/(]|[.]\S)" if language.spaced else r"(?![A-Za-z0-9/(]|[.]\S)"
    return re.compile(f"(?:[A-Z{LIKE_LATIN}]|{one_of(_letters(language))}){end}")


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
    names = one_of(["S", "ES", *folded(language.citations.sessions)])
    return re.compile(rf"(?<![^\W\u2e80-\u9fff])(?:{one_of(glued_joints(language))})?({names}) ?-$")


def glued_joints(language: Language) -> tuple[str, ...]:
    """Words like "and" that are written together with the word after them."""
    return tuple(form for form in language.citations.join if form in language.citations.prefixes)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """One pass for all shapes; it begins with a digit, so the scan skips everything else at once."""
    own = one_of(folded(language.citations.sessions))
    part = rf"(?:[A-Z{LIKE_LATIN}]|{one_of(_letters(language))})(?!\w)" if language.spaced else "[A-Z](?![A-Za-z0-9])"
    return re.compile(
        rf"(?P<first>[0-9]{{1,4}})"
        rf"(?:/(?P<second>[0-9]{{1,4}})(?![0-9A-Za-z]*[0-9]|[a-z])(?: ?(?P<part>{part}))?"
        rf"|(?: ?(?P<inner>{part}))? ?\((?:(?P<year>[0-9]{{4}})|(?P<roman>(?:E?S-)?[IVXLCХІ]+)"
        rf"|(?P<own>{own}) ?- ?(?P<count>[0-9]{{1,2}}))(?P<close>\))"
        rf"(?: ?(?P<following>{part}))?)"
    )
