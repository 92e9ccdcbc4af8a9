"""Symbols of documents and full symbols of resolutions: A/67/434, S/2022/720, A/RES/67/195, A/67/66-E/2012/49.

A symbol is the same in all languages.  It is found by its form alone; whether the body files know it is for
`akn.inline.resolve` to ask.  "Add.1" or "Corr.1" behind a symbol ("A/67/66 and Add.1") is a citation of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from akn.bodies.grammar import bracket_source, slashless, slashless_pattern
from akn.inline.context import Context, Seen
from akn.inline.numbers import letter_of
from akn.inline.words import lexicon
from akn.languages.shape import Language, forms
from akn.text import Kind, Mark, mark

_LOOK_ALIKE = str.maketrans("АВСЕНКМОРТХ–", "ABCEHKMOPTX-")  # Cyrillic letters that are typed for Latin ones


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """Symbols in one text, as REF marks with `cite`: what is printed, in Latin letters, a supplement in full."""
    content = seen.content
    if (named := slashless_pattern()) is not None and any(begins in content for begins in slashless()):
        for m in named.finditer(content):
            yield mark(m.start(), m.end(), Kind.REF, cite=m[0], basis="symbol")
    if "/" not in content:
        return
    for m in _symbol().finditer(content):
        start, end = m.span()
        if not _stands_free(content, start) or not _means(m[0]):
            continue
        end = _whole(content, end, m[0], context.language)
        symbol = content[start:end].translate(_LOOK_ALIKE)
        yield mark(start, end, Kind.REF, cite=_spelled(symbol, context.language), basis="symbol")
        if "/RES/" not in symbol and "/DEC/" not in symbol:
            yield from _supplements(content, end, symbol, context.language)


@cache
def _symbol() -> re.Pattern[str]:
    """A root of capitals, then elements behind slashes; a hyphen joins only what a symbol joins (66-E/2012, ES-10)."""
    element = r"[A-Za-z0-9АСЕ]+(?:\.[A-Za-z0-9]+|[-–](?:[A-ZАЕ](?![a-z])|(?=[0-9]+/)[0-9]+))*(?:\([0-9]{1,3}\))?"
    return re.compile(rf"[A-ZАЕ][A-Z]{{0,8}}(?:/{element})+")


def _stands_free(content: str, start: int) -> bool:
    """True if the symbol is not the end of a word, of an address or of a longer symbol."""
    before = content[start - 1 : start]
    return not before or not (before in "/.-_@" or (before.isalnum() and ord(before) < 0x530))


def _means(symbol: str) -> bool:
    """True for what can be a symbol: there are digits, and the root is no roman numeral ("IX/20")."""
    root, _, rest = symbol.partition("/")
    return bool(root.strip("IVX")) and any(c.isdigit() for c in rest)


@cache
def _session(language: Language) -> re.Pattern[str]:
    """What goes on behind A/RES/217 or S/RES/2231: a part letter, a bracket with a year or a session."""
    letters = "|".join(re.escape(form) for many in language.citations.parts for form in forms(many))
    part = rf"(?: ?(?:[A-ZАВС](?:-[A-Z])?{'|' + letters if letters else ''})(?!\w))"
    return re.compile(rf"{part}? ?\((?:[0-9]{{4}}|(?:E?S-)?[IVXLC]+)\)(?:\[[A-Z]\]|{part})?|{part}")


@cache
def _volume() -> re.Pattern[str]:
    """The volume in brackets behind a symbol, and what goes on behind that."""
    return re.compile(rf"{bracket_source()}(?:/(?:Add|Corr|Rev)\.[0-9]+)*")


def _whole(content: str, end: int, symbol: str, language: Language) -> int:
    if "/RES/" in symbol or "/DEC/" in symbol:
        m = _session(language).match(content, end)
    else:
        m = _volume().match(content, end)
    return m.end() if m else end


def _spelled(symbol: str, language: Language) -> str:
    """The symbol with its part letter as a Latin one."""
    head, _, last = symbol.rpartition(" ")
    letter = letter_of(last, language)
    return f"{head} {letter}" if head and letter != last and len(letter) == 1 else symbol


_MORE = re.compile(r"(?:Add|Corr|Rev|Amend)\.[0-9]+(?:/(?:Add|Corr|Rev)\.[0-9]+)*(?![0-9])")


def _supplements(content: str, end: int, symbol: str, language: Language) -> Iterator[Mark]:
    while True:
        at, _ = lexicon(language, "join").lead(content, end, end + 14)
        m = _MORE.match(content, at)
        if m is None or at == end:
            return
        symbol, end = supplement(symbol, m[0]), m.end()
        yield mark(m.start(), end, Kind.REF, cite=symbol, basis="symbol")


def supplement(symbol: str, more: str) -> str:
    """The full symbol of a supplement that is named by its last element behind a symbol.

    Both halves of a double symbol get it; behind one of its own kind it takes its place.

    >>> supplement("A/67/66-E/2012/49", "Add.1"), supplement("A/75/6/Add.1", "Add.2")
    ('A/67/66/Add.1-E/2012/49/Add.1', 'A/75/6/Add.2')
    """
    kind = more.partition(".")[0]
    halves = []
    for half in re.compile(r"-(?=[A-Z]+/)").split(symbol):
        base, _, last = half.rpartition("/")
        halves.append(f"{base if last.startswith(kind + '.') else half}/{more}")
    return "-".join(halves)
