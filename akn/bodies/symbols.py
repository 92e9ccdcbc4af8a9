"""Document symbols: the grammar of the body files, from a printed symbol to a work IRI.

A symbol names an adopted text ("A/RES/67/195", "S/RES/2231 (2015)") or an issued document ("A/67/434").  All shapes,
sessions and years come from `akn.bodies`; profile section 5 is the source of the IRIs.

>>> symbol = parse_symbol("A/RES/217(III)[A]")
>>> symbol.printed, symbol.number, symbol.session
('A/RES/217 A (III)', '217 A (III)', '3')
>>> str(work_uri(symbol, "1948-12-10"))
'/akn/un/statement/deliberation/unga/1948-12-10/217A-III'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from akn import bodies
from akn.bodies import Body, Series, SymbolShape, grammar
from akn.bodies.grammar import year_of
from akn.languages.view import fold
from akn.patterns import lazy_pattern, one_of
from akn.xml.uri import COLLECTION, DELIBERATION, PUBLICATION, STATEMENT, UNKNOWN_DATE, WorkUri


class Symbol(Struct, frozen=True):
    """A symbol, read.

    `printed` is the symbol in full in its usual spelling, `number` the short form in which texts cite it ("67/195";
    for documents the symbol), `number_iri` the last segment of the work IRI.  `kind` is resolution, decision,
    presidentialStatement, resolutionDraft or document; `body` the name of a body file.  `session` is "67", "S-32",
    "ES-11", empty if there is none; `year` the year by rule (profile section 5), empty if no rule gives one.
    `part` is "A" or, for an issue of several, "A-B".  `aliases` are the symbols of a double symbol.
    """

    printed: str
    kind: str
    body: str
    actor: str
    number: str
    number_iri: str
    session: str = ""
    year: str = ""
    part: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def adopted(self) -> bool:
        """True if it names an adopted text, False if an issued document."""
        return self.kind not in ("document", "resolutionDraft")

    @property
    def issue(self) -> bool:
        """True if it names an issue that collects several adopted texts (75/101 A-B)."""
        return "-" in self.part


def work_uri(symbol: Symbol, date: str = "") -> WorkUri:
    """The work IRI that a reference to the symbol points to (profile section 5).

    `date` is the date of the work as far as known, YYYY-MM-DD or YYYY; without it the year rule counts, and where
    there is none the date is `akn.xml.uri.UNKNOWN_DATE`.

    >>> str(work_uri(parse_symbol("A/C.2/59/3")))
    '/akn/un/documentCollection/publication/unga-c2/2004/A-C.2-59-3'
    """
    when = date or symbol.year or UNKNOWN_DATE
    if symbol.adopted and not symbol.issue:
        return WorkUri(STATEMENT, DELIBERATION, symbol.actor, when, symbol.number_iri)
    number = issue_number(symbol) if symbol.issue else symbol.number_iri
    return WorkUri(COLLECTION, PUBLICATION, symbol.actor, when, number)


def issue_number(symbol: Symbol) -> str:
    """The IRI segment of an issue that collects several adopted texts: "A-RES-75-101A-B"."""
    prefix = re.match(r"(?:[A-Z]+/)+", symbol.printed)
    return (prefix[0].replace("/", "-") if prefix else "") + symbol.number_iri


@lru_cache(maxsize=2048)
def parse_symbol(text: str) -> Symbol | None:
    """The symbol that the text is, None if it is none that the body files know.

    White space, no-break spaces, Arabic-Indic digits, Cyrillic letters that look like Latin ones, square brackets
    and small letters are seen through.

    >>> parse_symbol("A/67/66-E/2012/49").aliases
    ('A/67/66', 'E/2012/49')
    >>> parse_symbol("and/or") is None, parse_symbol("E/CN.4/RES") is None  # the second has lost its number
    (True, True)
    """
    plain = grammar.plain(text)
    if "/" not in plain and not grammar.may_be_slashless(plain):
        return None
    if found := grammar.adopted(plain):
        return _adopted(*found)
    return None if plain.rpartition("/")[2].casefold() in _kind_words() else _document(plain)


def is_of_others(text: str) -> bool:
    """True for what has the form of a symbol and is none of the body files, nor a misprint of one: of another
    organization.

    >>> is_of_others("LEG/CONF.15/21"), is_of_others("A/HRC/55/43.Add.1"), is_of_others("https://undocs.org/ar/A/")
    (True, False, False)
    >>> is_of_others("AIRES/97/40"), is_of_others("GA/RES/67/1"), is_of_others("B/67/371")
    (False, False, False)
    """
    printed = grammar.spelled(grammar.plain(text))
    first = printed.partition("/")[0]
    if not (printed[:1].isalpha() and first.isalnum()) or first in grammar.slashless():
        return False
    known = [series for _, series in grammar.series_of(printed)]
    if known:
        return any(s.dated == "year" and _YEAR_LAST.fullmatch(printed, len(s.prefix)) for s in known)
    return not _is_misprint(printed)


def _is_misprint(printed: str) -> bool:
    """True if another beginning makes it the symbol of an adopted text, or one character in the beginning (or of the
    slash after it) that of a text or a document of a known session.

    A year tells as much only after a single letter, which is the name of no other organization: "EU/2016/679".
    """
    if _has_other_beginning(printed):
        return True
    prefixes = {series.prefix for _, series in grammar.all_series()}
    cuts = ((f"{prefix}/", len(prefix) + 1 + more) for prefix in prefixes for more in (-1, 0, 1))
    near = (parse_symbol(prefix + printed[cut:]) for prefix, cut in cuts if _differs_once(prefix, printed[:cut]))
    lone = not printed[1:2].isalpha()
    dated = (s for s in near if s and (s.adopted or s.session or (lone and s.year)))
    return any(s.adopted or s.number[-1:].isdigit() for s in dated)


def _has_other_beginning(printed: str) -> bool:
    """True if another beginning makes it the symbol of an adopted text."""
    later = [printed[m.end() :] for m in re.finditer("^|/", printed)]
    led = (f"{prefix}/{rest}" for prefix, words in _led() for rest in later if rest.casefold().startswith(words))
    return any((symbol := parse_symbol(whole)) and symbol.adopted for whole in led)


@cache
def _led() -> frozenset[tuple[str, str]]:
    """The prefixes of series with what follows them in symbols of adopted texts, in small letters: ("A", "res/")."""
    prefixes = {series.prefix for _, series in grammar.all_series()}
    full = [shape.full for _, shape in grammar.shapes()]
    following = (
        (p, f[len(p) + 1 :].partition("{")[0].casefold()) for p in prefixes for f in full if f.startswith(f"{p}/")
    )
    return frozenset((prefix, words) for prefix, words in following if words)


@cache
def _kind_words() -> frozenset[str]:
    """What tells the kind of an adopted text in its symbol, in small letters, as an element of it: "res", "prst"."""
    return frozenset(words.removesuffix("/").rpartition("/")[2] for _, words in _led() if words.endswith("/"))


def lacks_organ(text: str) -> bool:
    """True for a symbol of an adopted text without the organ before it.

    >>> lacks_organ("PRST/35/1"), lacks_organ("S/PRST/2044/1")
    (True, False)
    """
    return text.partition("/")[0].casefold() in _kind_words()


def _differs_once(one: str, other: str) -> bool:
    """True if one character was exchanged, put in or left out.

    >>> _differs_once("A/", "AI"), _differs_once("A/", "AA/"), _differs_once("A/", "A"), _differs_once("A/", "BC")
    (True, True, True, False)
    """
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = (one[same:], other[same:])
    return one != other and any(rests[0][a:] == rests[1][b:] for a, b in ((1, 1), (1, 0), (0, 1)))


@lru_cache(maxsize=2048)
def numbered(actor: str, number: str, kind: str = "resolution") -> Symbol | None:
    """The text of a body with a number as texts cite it, None if the body has no such numbers.

    >>> numbered("unsc", "1325 (2000)").printed, numbered("unga", "77/512", "decision").printed
    ('S/RES/1325 (2000)', 'A/DEC/77/512')
    >>> numbered("unga", "195/67") is None
    True
    """
    plain = grammar.plain(number)
    for body, shape in grammar.shapes_of(actor):
        if shape.kind == kind and (found := grammar.match(shape.bare, plain)) is not None:
            return _adopted(body, shape, found) if grammar.counted_so(shape, found) else None
    return None


def readings(number: str, kind: str = "resolution") -> tuple[Symbol, ...]:
    """Every adopted text, of any body, that a bare number can mean, as printed or with its two halves exchanged.

    Arabic prints the number before the session, and copies of right-to-left texts turn symbols round; which
    reading is right is for the caller to decide, from the organ, the session or the date (`fits`).

    >>> [s.printed for s in readings("195/67")]
    ['A/RES/67/195', 'A/HRC/RES/67/195']
    """
    plain = grammar.plain(number)
    swapped = re.sub(r"^((?:E?S-)?\d+)/((?:E?S-)?\d+)", r"\2/\1", plain)
    found: dict[str, Symbol] = {}
    for form in dict.fromkeys((plain, swapped)):
        for body in bodies.all_bodies():
            symbol = numbered(body.organ.actor, form, kind)
            if symbol:
                found.setdefault(symbol.printed, symbol)
    return tuple(found.values())


def exchanged(text: str) -> Symbol | None:
    """The symbol with its last two numbers exchanged, as copies of right-to-left texts turn it; None if it is none.

    >>> exchanged("A/DEC/573/76").printed
    'A/DEC/76/573'
    """
    plain = grammar.plain(text)
    turned = re.sub(r"/((?:E?S-)?\d+)/((?:E?S-)?\d+)(?=\D*$)", r"/\2/\1", plain)
    return parse_symbol(turned) if turned != plain else None


@lru_cache(maxsize=2048)
def symbol_of(work: WorkUri, kind: str = "resolution") -> Symbol | None:
    """The symbol of an adopted text from its work IRI; `kind` as in `statement/@name` (R-059: only it tells decisions).

    >>> uri = WorkUri("statement", "deliberation", "unga", "1948-12-10", "217A-III")
    >>> symbol_of(uri).printed
    'A/RES/217 A (III)'
    """
    for body, shape in grammar.shapes_of(work.actor):
        if shape.kind == kind and (found := grammar.match(shape.iri, work.number)) is not None:
            return _adopted(body, shape, found)
    return None


@lru_cache(maxsize=2048)
def where_unsaid(symbol: Symbol) -> Symbol:
    """The text that an adopted one is by its number alone: bodies number their decisions from 101, 201 or 401 on.

    >>> [where_unsaid(parse_symbol(s)).printed for s in ("A/RES/98/407", "A/RES/98/400", "A/HRC/RES/97/101")]
    ['A/DEC/98/407', 'A/RES/98/400', 'A/HRC/DEC/97/101']
    """
    for body, shape in grammar.shapes_of(symbol.actor):
        if shape.unsaid and (found := grammar.match(shape.bare, symbol.number)) is not None:
            number = int(found.get("number") or found.get("running") or 0)
            return (_adopted(body, shape, found) or symbol) if number >= shape.unsaid else symbol
    return symbol


@lru_cache(maxsize=2048)
def span(symbol: Symbol) -> tuple[str, str]:
    """The first and the last day on which the text can have been adopted; empty strings where no rule says.

    A regular session that opens in September ends in the September after, if the body file does not say in which month
    of the same year it closes; a session of the table ends with the year
    of its closing; where a symbol says the year, the session of that year opens in the year before if the body file
    names a month.  For an issued document the span is a year wider at both ends.

    >>> span(parse_symbol("A/RES/67/195"))
    ('2012-09-01', '2013-09-30')
    """
    if not symbol.year:
        return ("", "")
    if not symbol.adopted:
        return (f"{int(symbol.year) - 1}-01-01", f"{int(symbol.year) + 1}-12-31")
    sessions = bodies.load(symbol.body).sessions
    if symbol.session in sessions.table:
        opened, closed = sessions.table[symbol.session]
        return (f"{opened}-01-01", f"{closed or 9999}-12-31")
    if symbol.session and sessions.closes:
        return (f"{symbol.year}-{sessions.opens or 1:02}-01", f"{symbol.year}-{sessions.closes:02}-31")
    if symbol.session and sessions.opens:
        opened = int(symbol.year)
        return (f"{opened}-{sessions.opens:02}-01", f"{opened + 1}-{sessions.opens:02}-30")
    if not symbol.session and sessions.opens:
        return (f"{int(symbol.year) - 1}-{sessions.opens:02}-01", f"{symbol.year}-12-31")
    return (f"{symbol.year}-01-01", f"{symbol.year}-12-31")


def fits(symbol: Symbol, date: str) -> bool:
    """True if the text can have been adopted on that date (YYYY-MM-DD or YYYY), or no rule says.

    >>> fits(parse_symbol("A/RES/67/195"), "2012-12-21"), fits(parse_symbol("A/RES/56/183"), "2012-12-21")
    (True, False)
    """
    first, last = span(symbol)
    if not first or not date:
        return True
    return first[: len(date)] <= date <= last[: len(date)]


# the symbols in a text


@cache
def _candidates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may be a symbol in running text, of an adopted text and of any: a known first element, then elements with
    slashes between."""
    firsts = one_of(s.prefix.partition("/")[0] for _, s in grammar.all_series())
    element = r"(?:ES-|S-)?[0-9]+|[A-Za-z]{1,8}(?:\.[0-9]+)*(?:\([0-9]+\))?"
    document = rf"{firsts}(?:/(?:{element})|\.[0-9]+(?=/)){{1,9}}"
    one = rf"{document}(?:{grammar.bracket_source()}(?:/[A-Z][a-z]+\.[0-9]+)*)?"
    session = r"(?: ?[A-Z])? ?\((?:E?S-)?[IVXLC]+\)(?:\[[A-Z]\]| [A-Z](?![\w’'.]))?| ?\([0-9]{4}\)"
    part = r" ?[A-Z](?:-[A-Z])?(?![\w’'.-])"
    end = "(?![A-Za-z0-9/]|-[A-Za-z0-9])"
    adopted = rf"(?=[A-Z/]{{1,90}}/(?:RES|DEC)/){document}(?:{session}|{part})?{end}"
    return lazy_pattern(adopted), lazy_pattern(rf"{one}(?:-{one})?{end}")


# a cheap first search; what it finds is then matched in full
_START = lazy_pattern(r"[A-Z]{1,6}/")


def find_symbols(text: str) -> Iterator[tuple[int, int, Symbol]]:
    """The symbols in running text, as start, end and symbol; offsets are those of the text.

    >>> [s.printed for _, _, s in find_symbols("See A/67/434, para. 3, and resolution A/RES/66/2.")]
    ['A/67/434', 'A/RES/66/2']
    """
    if "/" not in text and not grammar.slashless():
        return
    seen = fold(text)
    content, last = seen.content, 0
    plain = grammar.slashless_pattern() if any(map(content.__contains__, grammar.slashless())) else None
    for whole in plain.finditer(content) if plain else ():
        if symbol := parse_symbol(whole[0]):
            yield seen.origin(whole.start()), seen.end(whole.end()), symbol
    for start in _START.finditer(content):
        at = start.start()
        if at < last or (at and _continues(content[at - 1])):
            continue
        adopted, every = _candidates()
        m = adopted.match(content, at) or every.match(content, at)
        if m and (symbol := parse_symbol(m[0])):
            last = m.end()
            yield seen.origin(at), seen.end(last), symbol


def _continues(before: str) -> bool:
    """True if a symbol cannot begin after this character; scripts without spaces, and Arabic, set it right beside."""
    return before in "/.-_" or (before.isalnum() and before < "\u0590")


def _adopted(body: Body, shape: SymbolShape, found: Mapping[str, str]) -> Symbol | None:
    """The symbol whose placeholders hold what was found, None if its session cannot be."""
    values = {name: value.upper() for name, value in found.items()}
    values["part"] = grammar.part(values.get("part", ""))
    session = values.get("session", "") or grammar.session_of(values.get("roman", ""))
    if ("session" in values or "roman" in values) and not grammar.plausible(body, session):
        return None
    return Symbol(
        printed=grammar.filled(shape.full, values),
        kind=shape.kind,
        body=body.name,
        actor=body.actor,
        number=grammar.filled(shape.bare, values),
        number_iri=grammar.filled(shape.iri, values).replace(" ", ""),
        session=session,
        year=values.get("year") or year_of(body, session),
        part=values["part"],
    )


# documents

_ELEMENT = r"(?:E?S-)?[0-9]+[A-Z]?|[A-Za-z]+(?:\.[0-9A-Za-z]+)*(?:\([0-9]+\))?"
_QUALIFIER = r"\s?\(\s?[A-Za-z]+\.?(?:\s[A-Za-z]+\.?){0,3}\s?(?:[IVXLC0-9]*|[0-9]+[A-Z])\s?\)"


_DOCUMENT_PATTERN = lazy_pattern(rf"[A-Za-z]+(?:/(?:{_ELEMENT})(?:{_QUALIFIER})?)+")


def _document(plain: str) -> Symbol | None:
    """The symbol of an issued document, or of one issued under two symbols at once."""
    halves = re.split(r"-(?=[A-Za-z]+/)", plain)
    symbols = [s for s in map(_one_document, halves) if s]
    if len(symbols) != len(halves) or len(halves) > 3:
        return None
    first = symbols[0]
    if len(symbols) == 1:
        return first
    names = tuple(s.printed for s in symbols)
    printed = "-".join(names)
    year = next((s.year for s in symbols if s.year and not s.session), first.year)  # printed in one of them
    return Symbol(
        printed, first.kind, first.body, first.actor, printed, first.number_iri, first.session, year, "", names
    )


def _one_document(plain: str) -> Symbol | None:
    if not _DOCUMENT_PATTERN.fullmatch(plain):
        return None
    printed = grammar.spelled(plain)
    body, series = next(grammar.series_of(printed), (None, None))
    if body is None or series is None or not any(c.isdigit() for c in printed[len(series.prefix) :]):
        return None
    if re.compile(r"/(?:RES|DEC)/", re.IGNORECASE).match(printed, len(series.prefix)) and any(
        shape.full.startswith(f"{series.prefix}/RES/") for _, shape in grammar.shapes()
    ):
        return None  # an adopted text, but of no shape that its body has
    if series.dated == "year" and _YEAR_LAST.fullmatch(printed, len(series.prefix)):
        return None  # the year stands first in this series: "S/1906/2020" is of another organization
    session, year = _dated(body, series, printed)
    draft = body.kind("resolutionDraft") is not None and grammar.draft_pattern().search(printed)
    return Symbol(
        printed=printed,
        kind="resolutionDraft" if draft else "document",
        body=body.name,
        actor=series.actor,
        number=printed,
        number_iri=printed.replace("/", "-").replace(" ", "_"),
        session=session,
        year=year,
    )


_YEAR_LAST = lazy_pattern(r"/(?!(?:19[4-9]|20[0-9])[0-9]/)[0-9]+/(?:19[4-9]|20[0-9])[0-9]")


def _begins(text: str, prefix: str) -> bool:
    """True if the text begins with the prefix and that is where an element of it ends."""
    return text.startswith(prefix) and text[len(prefix) : len(prefix) + 1] in ("/", ".", "(", " ", "")


def _dated(body: Body, series: Series, printed: str) -> tuple[str, str]:
    """The session and the year that the symbol of a document tells."""
    elements = printed[len(series.prefix) :].strip("./").split("/")
    if series.dated == "session" and len(elements) > 1 and re.fullmatch(r"(?:E?S-)?[0-9]{1,3}", elements[0]):
        year = year_of(body, elements[0])
        if year:
            return elements[0], year
    if series.dated:
        for element in elements[:-1]:  # the last element is a running number
            if m := re.fullmatch(r"(?:[A-Z]+\.)?(19[4-9][0-9]|20[0-9]{2})", element):
                return "", m[1]
    known = [prefix for prefix in body.years if _begins(printed, prefix)]
    return "", str(body.years[max(known, key=len)]) if known else ""
