"""Where a citation leads: the organisation's document site, a file of the same run, the address itself, or nowhere."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from msgspec import Struct

from akn.bodies import load
from akn.bodies.symbols import parse_symbol
from akn.citing import said_kinds, symbol_to, work_in
from akn.errors import UsageError
from akn.inline.context import Context
from akn.inline.documents import symbol_in
from akn.text import Kind, Mark, Text
from akn.xml.uri import UNKNOWN_DATE, WorkUri

MODES = ("docs", "relative", "akn", "none")

CHARTER = "https://www.un.org/{language}/about-us/un-charter/full-text"

Identity = tuple[str, str, str, str]
Siblings = Callable[[Identity, str], str]
"""Leads to the page of a work in the same run and a place in it; an empty string where there is none."""


def nowhere(identity: Identity, fragment: str) -> str:
    """Leads to no page: what a page that stands alone knows of others."""
    return ""


class Target(Struct, frozen=True):
    """What a reference points at: the address to follow (empty if none), the symbol, the date and the AKN address."""

    href: str
    symbol: str = ""
    date: str = ""
    address: str = ""


class Links(Struct, frozen=True):
    """How references are followed.

    `mode` is docs, relative, akn or none; `language` the language of the document site (BCP 47).  `siblings` gives, for
    `relative`, the page of a work in the same run by its identity (`WorkUri.identity`) and the place in it that is
    meant (an eId or nothing); an empty string if there is none.
    """

    mode: str = "docs"
    language: str = "en"
    siblings: Siblings = nowhere

    def __post_init__(self) -> None:
        """Raise UsageError for a mode that there is not."""
        if self.mode not in MODES:
            raise UsageError(f"links must be one of {', '.join(MODES)}, not {self.mode!r}")

    def target(self, address: str, printed: str = "", kind: str = "") -> Target:
        """Where a reference leads whose AKN address and printed words are these; `kind` is what the words around it
        say of it (`akn.citing.said_kinds`).

        >>> Links().target("/akn/un/statement/deliberation/unga/2043-12-01/98-12/!main#para_4").href
        'https://docs.un.org/en/A/RES/98/12'
        """
        if address.startswith("#"):
            return Target(address)
        work = work_in(address)
        if work is None:
            outside = "://" in address and self.mode != "none"
            return Target(address if outside or self.mode == "akn" else "", address=address)
        symbol = symbol_to(work, printed, kind)
        date = work.date if work.date != UNKNOWN_DATE else ""
        return Target(self._href(address, work, symbol), symbol, date, address)

    def _href(self, address: str, work: WorkUri, symbol: str) -> str:
        if self.mode == "none":
            return ""
        if self.mode == "akn":
            return address
        if self.mode == "relative" and (sibling := self.siblings(work.identity, address.partition("#")[2])):
            return sibling
        if symbol:
            return address_of(symbol, self.language)
        if work.doc_type == "act" and work.number == "charter":
            return CHARTER.format(language=self.language)
        return ""


def address_of(symbol: str, language: str) -> str:
    """Where a document is on the web, in a language (BCP 47); empty if the file of its body names no site.

    >>> address_of("A/RES/98/12", "fr"), address_of("A/RES/98/12", "pt")
    ('https://docs.un.org/fr/A/RES/98/12', 'https://docs.un.org/en/A/RES/98/12')
    """
    known = parse_symbol(symbol)
    if known is None:
        return ""
    body = load(known.body)
    if body.site_languages and language not in body.site_languages:
        language = body.site_languages[0]
    return body.site.format(language=language, symbol=quote(symbol, safe="/()-.,"))


def linked(text: Text, links: Links, context: Context | None = None) -> Text:
    """The text with a LINK mark in place of each reference to a document with a symbol: what Word and Markdown show.

    `context` is that of the text in its document, where its language is known: its words tell decisions.

    A reader takes a link to docs.un.org for a citation of the symbol, so that nothing changes on the way back; one to
    the Charter, to another site or to an AKN address would come back as a mere link.
    """
    if links.mode != "docs" or not any(m.kind in (Kind.REF, Kind.RREF) for m in text.marks):
        return text
    made = []
    kinds = said_kinds(text, context) if context else {}
    for m in text.marks:
        if m.kind in (Kind.REF, Kind.RREF):
            printed, kind = text.content[m.start : m.end], kinds.get((m.start, m.end), "")
            target = links.target(m.get("href") or m.get("from"), printed, kind)
            if target.symbol and symbol_in(target.href):
                m = Mark(m.start, m.end, Kind.LINK, (("href", target.href),))
        made.append(m)
    return Text(text.content, tuple(made))
