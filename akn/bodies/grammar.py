"""The grammar of symbols, compiled from the body files: shapes, series, sessions, spelling.

`akn.bodies.symbols` reads symbols with it; nothing here knows what a symbol is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial

from akn import bodies
from akn.bodies import Body, Series, SymbolShape
from akn.bodies.slots import SLOTS
from akn.languages.templates import Candidates, Reader, Readers, Sequence, Templates, parse, source
from akn.languages.view import fold
from akn.patterns import lazy_pattern, one_of
from akn.vocabulary.numerals import LOOK_ALIKES, unroman


@cache
def shapes() -> tuple[tuple[Body, SymbolShape], ...]:
    """Every shape of an adopted text."""
    return tuple((body, shape) for body in bodies.all_bodies() for shape in body.symbols)


@cache
def shapes_of(actor: str) -> tuple[tuple[Body, SymbolShape], ...]:
    """The shapes of what one organ adopts."""
    return tuple((body, shape) for body, shape in shapes() if body.actor == actor)


def match(template: str, text: str) -> dict[str, str] | None:
    """What stands in the placeholders of a template that is all of a text, as printed; None if it is another text."""
    found = _walked(_alone(template), text)
    return dict(found[1]) if found else None


def adopted(text: str) -> tuple[Body, SymbolShape, dict[str, str]] | None:
    """The shape that a text has in full, and what stands in its placeholders; None if it is of none."""
    found = _walked(_in_full(), text)
    return (*shapes()[int(found[0])], dict(found[1])) if found else None


@lru_cache(maxsize=4096)  # of a bare number each body is asked, and most write theirs alike
def _walked(known: Templates, text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The first of some templates that is all of a text, and what stands in its placeholders."""
    for kind, end, slots in known.matches(text.lower(), 0, len(text)):
        if end == len(text):
            return kind, tuple([(slot.name, text[slot.start : slot.end]) for slot in slots])
    return None


@cache
def _alone(template: str) -> Templates:
    return Templates((("", _pieces(template.lower())),), _readers())


@cache
def _in_full() -> Templates:
    """The symbols in full of all shapes, each with the number of its shape."""
    full = ((i, template) for i, (_, shape) in enumerate(shapes()) for template in (shape.full, *shape.also))
    return Templates(((str(i), _pieces(template.lower())) for i, template in full), _readers())


def _pieces(template: str) -> Sequence:
    """A template of a body file as one of languages, where "~" is a space that may be missing."""
    return parse(re.sub(r"\{(\w+)\?\}", r"{{\1}|}", template).replace(" ", "~"), None, _slots())


@cache
def _readers() -> Readers:
    """What can fill the placeholders."""
    return {name: (Reader(partial(_read, lazy_pattern(source, re.IGNORECASE))),) for name, source in _slots().items()}


def _read(pattern: re.Pattern[str], content: str, at: int) -> Candidates:
    """What a pattern finds, and what it finds at the least: "217A-III" is no part "A-I"."""
    found = pattern.match(content, at)
    return ((end, "") for end in dict.fromkeys((found.end(), found.end(found.lastindex or 0)))) if found else ()


@cache
def _slots() -> dict[str, str]:
    """The sources of patterns of what fills the placeholders."""
    return {**SLOTS, "part": rf"([A-Z])(?:\s?{_joins()}\s?[A-Z])?"}


def filled(template: str, values: dict[str, str]) -> str:
    """The template with its placeholders filled, spaces evened out."""
    filled = re.sub(r"\{(\w+)\??\}", lambda m: values.get(m[1], ""), template)
    return " ".join(filled.split())


def session_of(numeral: str) -> str:
    """The session that Roman numerals name: "XV" is 15, "S-VI" is S-6; empty if they are none."""
    prefix, _, letters = numeral.rpartition("-")
    number = unroman(letters)
    return f"{prefix}-{number}" if prefix and number else str(number or "")


def plausible(body: Body, session: str) -> bool:
    """True if the body can have had that session; special ones only if its file lists one of the kind."""
    if session.isdigit():
        return 0 < int(session) <= (body.sessions.most or 999)
    kind = session.rpartition("-")[0]
    return bool(kind) and any(listed.rpartition("-")[0] == kind for listed in body.sessions.table)


def counted_so(shape: SymbolShape, values: Mapping[str, str]) -> bool:
    """True if the session (or year) and the number of a bare number are such as the shape is used for."""
    session = values.get("year") or values.get("session") or session_of(values.get("roman") or "")
    number = values.get("number") or values.get("running") or "1"
    kind, _, nth = session.rpartition("-")
    if kind and nth.isdigit() and int(nth) < shape.special.get(kind, 0):
        return False
    inside = not shape.sessions or not session.isdigit() or shape.sessions[0] <= int(session) <= shape.sessions[1]
    least, most = shape.numbers or (1, 9999)
    return inside and least <= int(number) <= most


def _printed_beginning(template: str) -> str:
    return re.split("[{ ]", template, maxsplit=1)[0]


@cache
def slashless() -> tuple[str, ...]:
    """The beginnings of full symbols that have no slash, as they are printed: "WHA"."""
    plain = (t for _, shape in shapes() for t in (shape.full, *shape.also) if "/" not in t)
    return tuple(sorted({_printed_beginning(template) for template in plain} - {""}))


def may_be_slashless(text: str) -> bool:
    """True for a text that begins as full symbols without a slash do, in small letters or capitals."""
    return text.casefold().startswith(_slashless_folded())


@cache
def _slashless_folded() -> tuple[str, ...]:
    return tuple(beginning.casefold() for beginning in slashless())


@cache
def slashless_pattern(flags: int = 0) -> re.Pattern[str] | None:
    """A pattern of full symbols without a slash in running text; None if no body has such."""
    plain = [t for _, shape in shapes() for t in (shape.full, *shape.also) if "/" not in t and _printed_beginning(t)]
    plain.sort(key=len, reverse=True)  # "WHA73.1 (2020)" before "WHA73.1"
    sources = [source(_pieces(template), _slots().__getitem__, r"\s*") for template in plain]
    return lazy_pattern(rf"(?<![\w/.-])(?:{'|'.join(sources)})(?![\w/]|[.-]\d)", flags) if sources else None


@cache
def _joins() -> str:
    """The source of what stands between the letters of parts."""
    return one_of(_of_all("joins"))


def part(letters: str) -> str:
    """The letters of parts as IRIs have them: "A and B" is "A-B"."""
    return _joint().sub("-", letters) if letters else ""


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s?{_joins()}\s?", re.IGNORECASE)


@cache
def _of_all(field: str) -> tuple[str, ...]:
    """What the grammars of all bodies have in one of their fields (see `akn.bodies.Grammar`)."""
    return tuple(word for body in bodies.all_bodies() for word in getattr(body.grammar, field))


@cache
def bracket_source() -> str:
    """The source of a pattern for the volume in brackets after an element: " (Part II)", " (Plan outline)"."""
    numbered = "|".join(rf"{re.escape(q.rstrip('.'))}s?\.?" for q in _of_all("qualifiers")) or "(?!)"
    return rf" ?\((?:(?:{numbered}) ?(?:[IVXLC0-9]{{0,5}}|[0-9]{{1,2}}[A-Z])|{one_of(_of_all('volumes'))})\)"


@cache
def draft_pattern() -> re.Pattern[str]:
    """A pattern of the element that tells a draft, for `search`."""
    words = one_of(b.grammar.draft for b in bodies.all_bodies() if b.grammar.draft)
    return re.compile(rf"/{words}\.[0-9]+(?:/|$)")


@cache
def all_series() -> tuple[tuple[Body, Series], ...]:
    """Every series with the body in whose file it stands, the longest prefix first."""
    found = ((body, s) for body in bodies.all_bodies() for s in body.series)
    return tuple(sorted(found, key=lambda found: (-len(found[1].prefix), found[1].prefix)))


@cache
def _by_prefix() -> dict[str, tuple[Body, Series]]:
    """Every series by its prefix; of several bodies that have one, the first."""
    return {series.prefix: (body, series) for body, series in reversed(all_series())}


def series_of(symbol: str) -> Iterator[tuple[Body, Series]]:
    """The series whose prefixes a symbol begins with, up to where an element of it ends, the longest first."""
    for end in reversed([m.start() for m in _element_end.finditer(symbol)]):
        if found := _by_prefix().get(symbol[:end]):
            yield found


_element_end = lazy_pattern(r"[/.( ]|\Z")


def year_of(body: Body, session: str) -> str:
    """The year in which a session of the body opened, empty if the body file does not say.

    >>> year_of(bodies.load("ga"), "ES-11"), year_of(bodies.load("hrc"), "54")
    ('2022', '2023')
    """
    sessions = body.sessions
    if session in sessions.table:
        return str(sessions.table[session][0])
    if session.isdigit() and sessions.first_year and 0 < int(session) <= sessions.most:
        return str(sessions.first_year + (int(session) - 1) // sessions.per_year)
    return ""


def spelled(symbol: str) -> str:
    """A symbol in its usual spelling: capitals, "Add.1", "(Part I)", "(Plan outline)" after a space, no "(SUPP)"."""

    def element(m: re.Match[str]) -> str:
        word = m[0]
        return suffixes.get(word.casefold(), word.upper() if word.islower() or "/" not in symbol else word)

    def qualifier(m: re.Match[str]) -> str:
        known = next(q for q in _of_all("qualifiers") if q.rstrip(".").casefold() == m[1].casefold())
        return f" ({known} {m[2].upper()})" if m[2] else ""

    def volume(m: re.Match[str]) -> str:
        known = next((v for v in _of_all("volumes") if v.casefold() == m[1].casefold()), m[1])
        return f" ({known})"

    suffixes = {suffix.casefold(): suffix for suffix in _of_all("suffixes")}
    numbered, bracketed = _brackets()
    even = bracketed.sub(volume, numbered.sub(qualifier, symbol)) if "(" in symbol else symbol
    pieces = re.split(r"( \([^)]*\))", even)
    return "".join(p if p.startswith(" (") else re.sub(r"[A-Za-z]+", element, p) for p in pieces)


@cache
def _brackets() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a qualifier with a number in brackets, and of a volume."""
    words, named = one_of(q.rstrip(".") for q in _of_all("qualifiers")), one_of(_of_all("volumes"))
    numbered = re.compile(rf"\s?\(\s?({words})\.?\s?([IVXLC0-9]*[A-Z]?)\s?\)", re.IGNORECASE)
    return numbered, re.compile(rf"\s?\(\s?({named}|[A-Z]+\.?\s[^()]*?)\s?\)", re.IGNORECASE)


def plain(text: str) -> str:
    """The text as the patterns of the grammar expect it: folded, look-alikes made Latin, spaces evened out."""
    content = " ".join(fold(text).content.translate(LOOK_ALIKES).split())
    return re.sub(r"\[([A-Za-z])\]", r" \1", content) if "[" in content else content
