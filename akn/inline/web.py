"""Web addresses, as LINK marks: only for what lies outside the symbols of the United Nations (R-089)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.inline.context import Context, Seen
from akn.text import Kind, Mark, Text, mark

_SYMBOL_HOSTS = ("undocs.org/", "docs.un.org/")
_LANGUAGE = re.compile(r"^(?:en|fr|es|ru|ar|zh|ch|sp|ot)/", re.IGNORECASE)


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """Addresses with a scheme, or that begin with `www.`; the address of a symbol is a citation of it.

    What closes a sentence or a bracket behind an address is not part of it.

    >>> from akn.languages import load
    >>> [m.get("href") for m in find(Seen.of("see www.un.org/sea."), Context(load("eng")))]
    ['https://www.un.org/sea']
    """
    content = seen.content
    if "://" not in content and "www." not in content:
        return
    for m in _ADDRESS.finditer(content):
        printed = _trimmed(m[0])
        end = m.start() + len(printed)
        symbol = symbol_in(printed)
        if symbol:
            yield mark(m.start(), end, Kind.REF, cite=symbol, basis="symbol")
        elif "." in _without_scheme(printed).partition("/")[0]:
            yield mark(m.start(), end, Kind.LINK, href=printed if "://" in printed else f"https://{printed}")


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
            found[-1] = mark(last.start, m.end, Kind.REF, cite=symbol, basis="symbol")
        else:
            found.append(mark(m.start, m.end, Kind.REF, cite=symbol, basis="symbol"))
    return [_stripped(m, text.content) for m in found if _has_words(text.content[m.start : m.end])]


def _has_words(content: str) -> bool:
    return any(c.isalnum() for c in content)


def _stripped(m: Mark, content: str) -> Mark:
    """The mark without white space and commas at its ends, which are no part of a symbol (R-091)."""
    start, end = m.start, m.end
    while content[start] in " ,;،，":
        start += 1
    while content[end - 1] in " ,;،，":
        end -= 1
    return Mark(start, end, m.kind, m.attributes)


_ADDRESS = re.compile(r"(?:https?://|(?<![\w./@-])www\.)[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


def _trimmed(printed: str) -> str:
    """The address without the punctuation of the sentence around it."""
    while printed:
        last = printed[-1]
        if last in ".,;:!?'" or (last == ")" and printed.count(")") > printed.count("(")):
            printed = printed[:-1]
        else:
            break
    return printed
