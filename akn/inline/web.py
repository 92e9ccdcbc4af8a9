"""Web addresses, as LINK marks: only for what lies outside the symbols of the United Nations (R-089)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

from akn.inline.context import Context, Seen
from akn.text import Kind, Mark, mark

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
    for m in _address().finditer(content):
        printed = _trimmed(m[0])
        end = m.start() + len(printed)
        bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", printed)
        for host in _SYMBOL_HOSTS:
            if bare.startswith(host):
                symbol = unquote(_LANGUAGE.sub("", bare.removeprefix(host)))
                yield mark(m.start(), end, Kind.REF, cite=symbol, basis="symbol")
                break
        else:
            if "." in bare.partition("/")[0]:
                yield mark(m.start(), end, Kind.LINK, href=printed if "://" in printed else f"https://{printed}")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(?:https?://|(?<![\w./@-])www\.)[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


def _trimmed(printed: str) -> str:
    """The address without the punctuation of the sentence around it."""
    while printed:
        last = printed[-1]
        if last in ".,;:!?'" or (last == ")" and printed.count(")") > printed.count("(")):
            printed = printed[:-1]
        else:
            break
    return printed
