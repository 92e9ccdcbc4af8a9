"""The names of works, expressions and manifestations: FRBR IRIs as values, parsed and printed.

The shapes are those of the AKN Naming Convention, chapter 4, as AKN4UN uses them (profile section 5, R-046 to R-062,
R-092):

    work            /akn/un/{docType}/{subtype}/{actor}/{date}/{number}
    expression      {work}/{language}@{version}
    manifestation   {expression}.{format}

Each of them may continue a component (`/!main`, `/!annex_1`); a work and an expression also with a fragment
(`#para_4`), which follows the component.  `str(parse_uri(text)) == text` for every text that parses.

>>> uri = parse_uri("/akn/un/statement/deliberation/unga/2044-12-09/99-7/!main#para_4")
>>> uri.number, uri.fragment
('99-7', 'para_4')
>>> str(uri.work.expression("eng").manifestation())
'/akn/un/statement/deliberation/unga/2044-12-09/99-7/eng@.xml'
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from akn.document import Metadata
from akn.patterns import lazy_pattern
from akn.xml.names import STATEMENTS

STATEMENT = "statement"
COLLECTION = "documentCollection"
DELIBERATION = "deliberation"
PUBLICATION = "publication"
MAIN = "main"

UNNUMBERED = "unnumbered"
"""The last segment of the address of a document whose number is not known."""

UNKNOWN_DATE = "9999-12-31"
"""Stands where the schema or an IRI requires a date and the source supports none, always with `name="unknown"`.

R-033 forbids 0001-01-01 and 1900-01-01.  A date at the end of the calendar cannot be taken for a date of adoption, is a
legal xsd:date, and sorts after all real ones.
"""


FALSE_DATES = ("0001-01-01", "1900-01-01", "")
"""What published files write for a date that nobody knows (R-033)."""


def is_day(text: str) -> bool:
    """True for a day of the calendar as YYYY-MM-DD, the only one of the forms of ISO 8601 that the schema knows."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class WorkUri(Struct, frozen=True):
    """A work, or with a component or a fragment a place in it; `str` prints it.

    `date` is YYYY-MM-DD, or YYYY in a reference whose full date is not known.  `component` is the name without `!`.
    """

    doc_type: str
    subtype: str
    actor: str
    date: str
    number: str
    component: str = ""
    fragment: str = ""

    def __str__(self) -> str:
        base = f"/akn/un/{self.doc_type}/{self.subtype}/{self.actor}/{self.date}/{self.number}"
        return base + _place(self.component, self.fragment)

    @property
    def work(self) -> WorkUri:
        """The work itself, without component and fragment."""
        return replace(self, component="", fragment="")

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What two IRIs of one work share whatever their dates (R-061): docType, subtype, actor, number."""
        return (self.doc_type, self.subtype, self.actor, self.number)

    def at(self, component: str = MAIN, fragment: str = "") -> WorkUri:
        """The place in this work: a component, and a fragment of it (R-092)."""
        return replace(self, component=component, fragment=fragment)

    def expression(self, language: str, version: str = "") -> ExpressionUri:
        """The expression in a language (ISO 639-2/T); a version date only for a reissued text (R-049)."""
        return ExpressionUri(self.work, language, version, self.component, self.fragment)


class ExpressionUri(Struct, frozen=True):
    """A work in one language; `work` has neither component nor fragment of its own."""

    work: WorkUri
    language: str
    version: str = ""
    component: str = ""
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.work}/{self.language}@{self.version}" + _place(self.component, self.fragment)

    def at(self, component: str = MAIN, fragment: str = "") -> ExpressionUri:
        """The place in this expression: a component, and a fragment of it."""
        return replace(self, component=component, fragment=fragment)

    def manifestation(self, format: str = "xml") -> ManifestationUri:
        """The file that holds this expression in a format (R-050)."""
        return ManifestationUri(replace(self, component="", fragment=""), format, self.component)


class ManifestationUri(Struct, frozen=True):
    """An expression in one format; `expression` has neither component nor fragment of its own."""

    expression: ExpressionUri
    format: str = "xml"
    component: str = ""

    def __str__(self) -> str:
        return f"{self.expression}{_place(self.component, '')}.{self.format}"

    @property
    def work(self) -> WorkUri:
        """The work itself, without component and fragment."""
        return self.expression.work

    def at(self, component: str = MAIN) -> ManifestationUri:
        """A component of this manifestation (`/!main.xml`, R-051)."""
        return replace(self, component=component)


Uri = WorkUri | ExpressionUri | ManifestationUri


def _place(component: str, fragment: str) -> str:
    return (f"/!{component}" if component else "") + (f"#{fragment}" if fragment else "")


# no segment is empty or holds a space; `~` would ask for a portion document, which we never name
_ACTOR = r"/akn/un/(?P<doc_type>[A-Za-z]+)/(?P<subtype>[A-Za-z]+)/(?P<actor>[^\s/#!@~]+)"
_WORK = _ACTOR + r"/(?P<date>[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)/(?P<number>[^\s/#!@~]+)"
_EXPRESSION = r"(?:/(?P<language>[a-z]{3})@(?P<version>[0-9]{4}-[0-9]{2}-[0-9]{2})?)?"
_COMPONENT = r"(?:/!(?P<component>[^\s/#!@~.]+(?:/[^\s/#!@~.]+)*))?"
_END = r"(?:\.(?P<format>[a-z0-9]+)|#(?P<fragment>[^\s#]+))?"

_STRICT = lazy_pattern(_WORK + _EXPRESSION + _COMPONENT + _END)


def parse_uri(text: str) -> Uri | None:
    """The IRI as a value, None if it is not exactly of the shape that this library writes.

    A local reference (`#para_1`) and the looser IRIs of published files are None here; for the latter see
    `parse_published`.

    >>> parse_uri("/akn/un/act/provision/un/1945-06-26/charter/!main#art_17").component
    'main'
    >>> parse_uri("/akn/un/statement/deliberation/unga/2044-12-09/99-7/") is None
    True
    """
    m = _STRICT.fullmatch(text)
    return _built(m.groupdict(default="")) if m else None


def _built(found: dict[str, str]) -> Uri | None:
    """The value of the named groups of a match; None for a combination without meaning."""
    work = WorkUri(found["doc_type"], found["subtype"], found["actor"], found["date"], found["number"])
    component, fragment, format = found["component"], found["fragment"], found["format"]
    if not found["language"]:
        # without an expression there is no file: "/x.xml" is a number with a full stop in it
        if format and component:
            return None
        if format:
            work = replace(work, number=f"{work.number}.{format}")
        return replace(work, component=component, fragment=fragment)
    expression = ExpressionUri(work, found["language"], found["version"])
    if format:
        return ManifestationUri(expression, format, component)
    return replace(expression, component=component, fragment=fragment)


_LOOSE = lazy_pattern(
    rf"{_ACTOR}/(?P<date>[0-9]{{4}}(?:-[0-9]{{2}}-[0-9]{{2}})?)?/(?P<number>[^\s/#!@~]+?){_EXPRESSION}"
    rf"/?(?:!(?P<component>[^\s#!@~.]+?))?/?{_END}"
)


def parse_published(text: str) -> Uri | None:
    """The IRI of a published AKN4UN file as the value that this library would write for it; None if it is none.

    Bears with what the published files do (profile section 4, rows 5 to 8 and 43): slashes at the end, a component
    after the language without a slash (`eng@!main/`), a slash before the format (`eng@/.xml`), annexes named
    `!main/annex`, a missing date or the year 0001, which become `UNKNOWN_DATE`.

    >>> str(parse_published("/akn/un/statement/deliberation/unga/2044-12-09/99-7/eng@!main/"))
    '/akn/un/statement/deliberation/unga/2044-12-09/99-7/eng@/!main'
    >>> parse_published("/akn/un/statement/deliberation/unga//99-7/!main/annex").component
    'annex_1'
    """
    m = _STRICT.fullmatch(text)
    published = m is None or "/!main/" in text or _built(m.groupdict("")) is None
    loose = _LOOSE.fullmatch(text.strip()) if published else None
    if (m := loose or m) is None:
        return None
    found = m.groupdict(default="")
    if loose:
        found["component"] = _component(found["component"])
    if found["date"] in (*FALSE_DATES, "0001", "1900"):
        found["date"] = UNKNOWN_DATE
    return _built(found)


def _component(name: str) -> str:
    """The component name of ours for a published one: `main/annex` and `annex` are `annex_1`."""
    own = name.removeprefix("main/")
    return f"{own}_1" if own in ("annex", "appendix") else own


def work_of(metadata: Metadata, *, collection: bool = False) -> WorkUri:
    """The work IRI of a document from its metadata: of a statement, of the issue that collects several, or of a plain
    `doc` (R-047).

    An unknown date is `UNKNOWN_DATE`; a document without number gets the number `unnumbered`, because no segment may
    be empty (R-046).

    >>> str(work_of(Metadata(actor="unga", date="2044-12-09", number_iri="99-7")))
    '/akn/un/statement/deliberation/unga/2044-12-09/99-7'
    """
    doc_type, subtype = (COLLECTION, PUBLICATION) if collection else (STATEMENT, DELIBERATION)
    if not collection and metadata.kind not in STATEMENTS:
        doc_type = "doc"
    number = number_part(metadata.number_iri) or UNNUMBERED
    return WorkUri(doc_type, subtype, metadata.actor, metadata.date or UNKNOWN_DATE, number)


def number_part(number: str) -> str:
    """A number as it stands in an IRI.

    >>> number_part("99/7 A")
    '99_7_A'
    """
    return re.sub(r"[\s/#!@~]+", "_", number)
