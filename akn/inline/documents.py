"""Documents by what names them: symbols, web addresses, words that point back.

A symbol (A/67/434, A/RES/67/195, A/67/66-E/2012/49) is found by its form alone; whether the body files know it is for
`akn.inline.resolve` to ask.  "Add.1" or "Corr.1" after a symbol ("A/67/66 and Add.1") is a citation of its own.
A web address becomes a LINK only outside the symbols of the United Nations (R-089).  What "Ibid." and "the same
resolution" mean depends on what was cited before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from akn.bodies.grammar import bracket_source, slashless, slashless_pattern
from akn.inline.context import Context, TextView
from akn.inline.lexicon import lexicon
from akn.inline.numbers import letter_of
from akn.languages.shape import Language
from akn.languages.view import folded
from akn.patterns import lazy_pattern, one_of
from akn.text import Kind, Mark, Text, mark
from akn.vocabulary.numerals import LOOK_ALIKES
from akn.walk import Place
from akn.xml.values import uri

_AS_TYPED = LOOK_ALIKES | {ord("–"): "-"}


def find(seen: TextView, context: Context) -> Iterator[Mark]:
    """What names documents in one text, as REF and LINK marks (see the module).

    "Ibid." is looked for in notes only.

    >>> from akn.languages import load
    >>> [m.get("href") for m in find(TextView.of("see www.un.org/sea."), Context(load("eng")))]
    ['https://www.un.org/sea']
    """
    content, language = seen.content, context.language
    if "://" in content or "www." in content:
        yield from _addresses(content)
    if any(map(content.__contains__, slashless())) and (named := slashless_pattern()) is not None:
        for m in named.finditer(content):
            yield mark(m.start(), m.end(), Kind.REF, cite=m[0], basis="symbol")
    if "/" in content:
        yield from _symbols(content, language)
    if context.place is Place.NOTE:
        yield from _ibid(content, language)
    for start, _, end, _ in lexicon(language, "same").find(content):
        if not content[end : end + 2].strip()[:1].isdigit():  # "reaffirming that resolution 2216 (2015) ..."
            yield mark(start, end, Kind.REF, back="same")


# ---- symbols


def _symbols(content: str, language: Language) -> Iterator[Mark]:
    """Symbols with `cite`: what is printed, in Latin letters, a supplement in full, a part letter as a Latin one."""
    for m in _symbol().finditer(content):
        start, end = m.span()
        if not _stands_free(content, start) or not _means(m[0]):
            continue
        following = _session(language) if "/RES/" in m[0] or "/DEC/" in m[0] else _volume()
        more = following.match(content, end)
        end = more.end() if more else end
        symbol = content[start:end].translate(_AS_TYPED)
        head, _, last = symbol.rpartition(" ")
        letter = letter_of(last, language) if head else ""
        cite = f"{head} {letter}" if letter != last and len(letter) == 1 else symbol
        yield mark(start, end, Kind.REF, cite=cite, basis="symbol")
        if "/RES/" not in symbol and "/DEC/" not in symbol:
            yield from _supplements(content, end, symbol, language)


@cache
def _symbol() -> re.Pattern[str]:
    """A root of capitals, then elements after slashes; a hyphen joins only what a symbol joins (66-E/2012, ES-10)."""
    element = r"[A-Za-z0-9АСЕ]+(?:\.[A-Za-z0-9]+|[-–](?:[A-ZАЕ](?![a-z])|(?=[0-9]+/)[0-9]+))*(?:\([0-9]{1,3}\))?"
    return re.compile(rf"[A-ZАЕ][A-Z]{{0,8}}(?:/{element})+")


def _stands_free(content: str, start: int) -> bool:
    """True if the symbol is not the end of a word, of an address or of a longer symbol."""
    before = content[start - 1 : start]
    return not before or not (before in "/.-_@" or (before.isalnum() and ord(before) < 0x530))


def _means(symbol: str) -> bool:
    """True for what can be a symbol: there are digits, and the root is no roman numeral ("IX/20")."""
    root, _, rest = symbol.partition("/")
    return bool(root.strip("IVX")) and any(map(str.isdigit, rest))


@cache
def _session(language: Language) -> re.Pattern[str]:
    """What goes on after A/RES/217 or S/RES/2231: a part letter, a bracket with a year or a session."""
    part = rf"(?: ?(?:[A-ZАВС](?:-[A-Z])?|{one_of(folded(language.citations.parts))})(?!\w))"
    return re.compile(rf"{part}? ?\((?:[0-9]{{4}}|(?:E?S-)?[IVXLC]+)\)(?:\[[A-Z]\]|{part})?|{part}")


@cache
def _volume() -> re.Pattern[str]:
    """The volume in brackets after a symbol, and what goes on after that."""
    return re.compile(rf"{bracket_source()}(?:/(?:Add|Corr|Rev)\.[0-9]+)*")


_MORE = lazy_pattern(r"(?:Add|Corr|Rev|Amend)\.[0-9]+(?:/(?:Add|Corr|Rev)\.[0-9]+)*(?![0-9])")


def _supplements(content: str, end: int, symbol: str, language: Language) -> Iterator[Mark]:
    while True:
        at, _ = lexicon(language, "join").lead(content, end, end + 14)
        m = _MORE.match(content, at)
        if m is None or at == end:
            return
        symbol, end = supplement(symbol, m[0]), m.end()
        yield mark(m.start(), end, Kind.REF, cite=symbol, basis="symbol", via="link")


def supplement(symbol: str, more: str) -> str:
    """The full symbol of a supplement that is named by its last element after a symbol.

    Both halves of a double symbol get it; after one of its own kind it takes its place.

    >>> supplement("A/67/66-E/2012/49", "Add.1"), supplement("A/75/6/Add.1", "Add.2")
    ('A/67/66/Add.1-E/2012/49/Add.1', 'A/75/6/Add.2')
    """
    kind = more.partition(".")[0]
    halves = []
    for half in re.compile(r"-(?=[A-Z]+/)").split(symbol):
        base, _, last = half.rpartition("/")
        halves.append(f"{base if last.startswith(kind + '.') else half}/{more}")
    return "-".join(halves)


# ---- web addresses

_SYMBOL_HOSTS = ("undocs.org/", "docs.un.org/")
_LANGUAGE = lazy_pattern(r"^(?:en|fr|es|ru|ar|zh|ch|sp|ot)/", re.IGNORECASE)


def _addresses(content: str) -> Iterator[Mark]:
    """Addresses with a scheme, or that begin with `www.`; the address of a symbol is a citation of it.

    What closes a sentence or a bracket after an address is not part of it.
    """
    for m in _ADDRESS.finditer(content):
        printed = _trimmed(m[0])
        end = m.start() + len(printed)
        symbol = symbol_in(printed)
        if symbol:
            yield mark(m.start(), end, Kind.REF, cite=symbol, basis="symbol", via="link")
        elif "." in _without_scheme(printed).partition("/")[0]:
            yield mark(m.start(), end, Kind.LINK, href=uri(printed if "://" in printed else f"https://{printed}"))


def symbol_in(address: str) -> str:
    """The symbol that an address of the document system names, empty for any other address.

    >>> symbol_in("https://undocs.org/en/A/RES/2200%20(XXI)"), symbol_in("https://example.org/A/RES/1/1")
    ('A/RES/2200 (XXI)', '')
    """
    bare = _without_scheme(address)
    host = next((host for host in _SYMBOL_HOSTS if bare.startswith(host)), "")
    if not host:
        return ""
    from urllib.parse import unquote

    return unquote(_LANGUAGE.sub("", bare.removeprefix(host))).strip()


def _without_scheme(address: str) -> str:
    return re.compile(r"^https?://(?:www\.)?|^www\.").sub("", address)


def linked_symbols(text: Text) -> list[Mark]:
    """The links of a source that lead to documents of the United Nations, as citations of their symbols.

    Published files and Word files link a symbol piece by piece ("A/67/" and "434"); pieces side by side with one
    address are one citation.  A link on nothing but signs cites nothing.
    """
    found: list[Mark] = []
    for m in text.of(Kind.LINK):
        symbol = symbol_in(m.get("href"))
        if not symbol:
            continue
        last = found[-1] if found else None
        if last and last.get("cite") == symbol and not _has_words(text.content[last.end : m.start]):
            found[-1] = mark(last.start, m.end, Kind.REF, cite=symbol, basis="symbol", via="link")
        else:
            found.append(mark(m.start, m.end, Kind.REF, cite=symbol, basis="symbol", via="link"))
    return [_stripped(m, text.content) for m in found if _has_words(text.content[m.start : m.end])]


def _has_words(content: str) -> bool:
    return any(c.isalnum() for c in content)


def _stripped(m: Mark, content: str) -> Mark:
    """The mark without white space and commas at its ends, which are no part of a symbol (R-091)."""
    printed, signs = content[m.start : m.end], " ,;،，"
    start, end = m.end - len(printed.lstrip(signs)), m.start + len(printed.rstrip(signs))
    return Mark(start, end, m.kind, m.attributes)


_ADDRESS = lazy_pattern(r"(?:https?://|(?<![\w./@-])www\.)[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


def _trimmed(printed: str) -> str:
    """The address without the punctuation of the sentence around it."""
    while printed.endswith(tuple(".,;:!?'")) or (printed.endswith(")") and printed.count(")") > printed.count("(")):
        printed = printed[:-1]
    return printed


# ---- words that point back

_HEAD = 24
"""Before "Ibid." there is at most a word like "See"."""


def _ibid(content: str, language: Language) -> Iterator[Mark]:
    """ "Ibid." where a note begins with it."""
    for form in _ibid_words(language):
        at = content.find(form, 0, _HEAD + len(form))
        if at >= 0 and lexicon(language, "see").cover(content, 0, at) is not None:
            yield mark(at, at + len(form), Kind.REF, back="ibid")
            return


@cache
def _ibid_words(language: Language) -> tuple[str, ...]:
    return tuple(sorted(folded(language.citations.ibid), key=len, reverse=True))
