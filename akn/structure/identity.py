"""Who speaks, what it is called, and when it was adopted: from what a document says about itself to its metadata.

The printed text is trusted where it agrees with itself.  Where two places disagree, the one that fits the session wins:
published files print the symbol of a neighbour, turn symbols round, and misprint years, and each of these shows against
the session, the number before the title or the closing lines.  Every disagreement is reported; the text itself always
stays as printed.  Rules of years and sessions are those of the body files (profile section 5, R-030 to R-034).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from akn import bodies
from akn.bodies import grammar
from akn.bodies.adopted import day_of, year_known
from akn.bodies.symbols import Symbol, exchanged, find_symbols, fits, issue_number, parse_symbol, readings
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Metadata
from akn.structure.stated import Stated
from akn.xml.names import DRAFTS


def identify(
    said: Stated, *, body: str = "", markup: str = "", catalogue: Mapping[str, str] | None = None
) -> Result[Metadata]:
    """The metadata of a document, and what was noticed on the way.

    `body` is the name of a body file that the caller insists on, `markup` the date of the markup; without it the
    date of publication or adoption stands for it, never a clock.  `catalogue` maps symbols to dates of adoption.
    """
    told: list[Diagnostic] = []
    symbol = _symbol(said, body, told)
    actor = _actor(said, symbol, body, told)
    kind = _kind(said, symbol)
    if said.foreign and actor == bodies.GENERIC:
        told.append(Code.FORMULA_WITHOUT_ORGAN.at(said.where))
    date, date_name = _date(said, symbol, kind, catalogue or {}, told)
    if symbol is None and not said.numbers:
        told.append(
            Code.SYMBOL_OF_NO_SERIES.at(_at_symbol(said), printed=said.symbols[0])
            if said.symbols
            else Code.NO_NUMBER.at(said.where)
        )
    number = _number(symbol) or next(iter(said.numbers), "")
    session = symbol.session if symbol else ""
    if symbol and session and said.session and session != said.session:
        told.append(Code.SESSION_DISAGREES.at(said.where, printed=said.session, found=session, symbol=symbol.printed))
    issued = said.issued
    if issued and date_name == "adoption" and issued < date:
        issued = ""  # nothing is issued before it is adopted; the cover page keeps the date as printed
        told.append(Code.ISSUED_BEFORE_ADOPTION.at(said.where, issued=said.issued, adopted=date))
    printed = markup or issued or (date if date_name == "adoption" else "")
    metadata = Metadata(
        kind=kind,
        language=said.language,
        actor=actor,
        number=number,
        number_iri=_number_iri(symbol, number),
        symbols=_aliases(said, symbol),
        date=date,
        date_name=date_name,
        published=issued,
        markup=printed,
        session=session or said.session,
        meeting=said.meeting,
        original_language=said.original_language,
    )
    return Result(metadata, tuple(told))


def identify_part(issue: Metadata, letter: str, closing: tuple[str, ...] = (), meeting: str = "") -> Metadata:
    """The metadata of one part of a multi-part issue; a date in its own closing lines counts before that of the issue.

    >>> issue = Metadata(number="A/RES/99/8 A-B", number_iri="A-RES-99-8A-B", symbols=("A/RES/99/8 A-B",))
    >>> part = identify_part(issue, "A", ("2044-12-09",))
    >>> part.number, part.number_iri, part.symbols, part.date
    ('99/8 A', '99-8A', ('A/RES/99/8 A',), '2044-12-09')
    """
    known = [s for s in map(parse_symbol, issue.symbols) if s]
    whole = next((s for s in known if s.issue), known[0] if known else None)
    symbol = None
    if whole is not None:
        base = re.compile(r" [A-Z]-[A-Z](?= |$)").sub("", whole.printed)
        symbol = parse_symbol(f"{base.partition(' (')[0]} {letter}{base[len(base.partition(' (')[0]) :]}")
    number = symbol.number if symbol else f"{re.sub(r' [A-Z]-[A-Z]$', '', issue.number)} {letter}".strip()
    date = closing[0] if closing else issue.date
    return replace(
        issue,
        number=number,
        number_iri=symbol.number_iri if symbol else _number_iri(None, number),
        symbols=(symbol.printed,) if symbol else (),
        date=date,
        date_name="adoption" if closing else issue.date_name,
        meeting=meeting or issue.meeting,
    )


# the symbol


def _symbol(said: Stated, body: str, told: list[Diagnostic]) -> Symbol | None:
    """The symbol of the document: printed, or worked out from its number, or from a hint."""
    printed = next((s for s in map(parse_symbol, said.symbols) if s), None) or _turned(said, told)
    symbol = _by_number(said, printed, body, told) or printed or _by_hint(said, told)
    return _with_parts(symbol, said.parts) if symbol else None


def _by_number(said: Stated, printed: Symbol | None, body: str, told: list[Diagnostic]) -> Symbol | None:
    """The symbol that the number before the title stands for, if it is not the one that is printed."""
    if not said.numbers or (printed is not None and not printed.adopted) or (said.foreign and printed is None):
        return None
    number = said.numbers[0]
    kind = printed.kind if printed else _kind(said, None)
    candidates = [s for s in readings(number, kind) if _belongs(s, said, printed, body)]
    if printed is not None:
        if not candidates or any(_same(printed, s) for s in candidates):
            return None if printed.part else next((s for s in candidates if _same(printed, s) and s.part), None)
        symbol = _best(candidates, said, number, [])
        evidence = ", ".join(_evidence(symbol, said, number))
        told.append(
            Code.SYMBOL_OF_ANOTHER.at(
                _at_symbol(said), printed=printed.printed, symbol=symbol.printed, evidence=evidence
            )
        )
        return symbol
    if not candidates:
        return None
    symbol = _best(candidates, said, number, told)
    evidence = ", ".join(_evidence(symbol, said, number))
    told.append(Code.SYMBOL_WORKED_OUT.at(said.where, symbol=symbol.printed, evidence=evidence))
    return symbol


def _same(printed: Symbol, symbol: Symbol) -> bool:
    """True if both name one text, or one a part of the other."""
    one, other = (s.number.replace(f" {s.part}", "") if s.part else s.number for s in (printed, symbol))
    letters = set(printed.part.split("-")) & set(symbol.part.split("-"))
    return one == other and (bool(letters) or not printed.part or not symbol.part)


def _belongs(symbol: Symbol, said: Stated, printed: Symbol | None, body: str) -> bool:
    """True if the symbol is one of the body that speaks, as far as that is known."""
    if body:
        return symbol.body == body
    if printed is not None:
        return symbol.actor == printed.actor
    known = [b.actor for b in map(bodies.of_actor, said.actors) if b is not None]
    return symbol.actor == known[0] if known else True


def _best(candidates: list[Symbol], said: Stated, number: str, told: list[Diagnostic]) -> Symbol:
    """The candidate that session and dates speak for; a tie is reported and goes to the order as printed."""
    days = (*said.adopted, *said.closing)

    def weight(symbol: Symbol) -> tuple[int, int]:
        in_session = int(bool(said.session) and symbol.session == said.session)
        return (in_session, sum(fits(symbol, day) for day in days))

    ranked = sorted(candidates, key=weight, reverse=True)  # stable: the printed order stands first
    if len(ranked) > 1 and weight(ranked[0]) == weight(ranked[1]):
        told.append(
            Code.IDENTITY_AMBIGUOUS.at(said.where, number=number, first=ranked[0].printed, second=ranked[1].printed)
        )
    return ranked[0]


def _evidence(symbol: Symbol, said: Stated, number: str) -> list[str]:
    """What speaks for a symbol that was worked out, in words."""
    found = [f"the number {number}"]
    if said.session and symbol.session == said.session:
        found.append(f"session {said.session}")
    day = next((d for d in (*said.adopted, *said.closing) if fits(symbol, d)), "")
    if day and symbol.year:
        found.append(f"the date {day}")
    return found


def _turned(said: Stated, told: list[Diagnostic]) -> Symbol | None:
    """A printed symbol that makes sense only with its last two numbers exchanged."""
    for text in said.symbols:
        if symbol := exchanged(text):
            told.append(
                Code.SYMBOL_OF_ANOTHER.at(
                    _at_symbol(said), printed=text, symbol=symbol.printed, evidence="the order of its numbers"
                )
            )
            return symbol
    return None


def _at_symbol(said: Stated) -> Position:
    """Where the symbol is printed, else where the document begins."""
    return said.symbol_where if said.symbol_where.line else said.where


def _by_hint(said: Stated, told: list[Diagnostic]) -> Symbol | None:
    """The symbol that a hint names ("A_RES_99_7" as well as "A/RES/99/7"), if the text prints none."""
    if said.symbols or said.numbers:
        return None
    for hint in said.hints:
        symbol = next((found for _, _, found in find_symbols(hint)), None) or _spelled_otherwise(hint)
        if symbol:
            told.append(Code.SYMBOL_WORKED_OUT.at(said.where, symbol=symbol.printed, evidence=f"“{hint}”"))
            return symbol
    return None


def _spelled_otherwise(hint: str) -> Symbol | None:
    """The symbol of a hint that is not spelled as in running text: as names of files have it, or in small letters."""
    for text in (hint.strip(), *re.compile(r"[\s.,;]+").split(hint.strip())):
        if symbol := parse_symbol(text) or parse_symbol(re.compile(r"[_\-]").sub("/", text)):
            return symbol
    return None


def _with_parts(symbol: Symbol, parts: tuple[str, ...]) -> Symbol:
    """The symbol with the letters of the parts that the text has, if the symbol does not say them all."""
    if not parts or symbol.issue or not symbol.adopted:
        return symbol
    letters = parts[0] if len(parts) == 1 else f"{parts[0]}-{parts[-1]}"
    bare = symbol.printed.replace(f" {symbol.part}", "") if symbol.part else symbol.printed
    head, bracket, tail = bare.partition(" (")
    return parse_symbol(f"{head} {letters}{bracket}{tail}") or symbol


def _aliases(said: Stated, symbol: Symbol | None) -> tuple[str, ...]:
    """The symbols for FRBRalias: as printed where the print is right, both halves of a double one (R-030)."""
    if symbol is None:
        return ()
    if symbol.aliases:
        return symbol.aliases
    printed = [grammar.plain(text) for text in said.symbols if parse_symbol(text) == symbol]
    known = printed or [symbol.printed]
    # the cover of an issue may print its symbol without the letters of the parts
    shorter = [s.printed for s in map(parse_symbol, said.symbols) if s and s != symbol and _same(s, symbol)]
    return tuple(dict.fromkeys((*known, *shorter)))


def _number(symbol: Symbol | None) -> str:
    """The number that `FRBRnumber` shows: of an issue, which is a publication, the symbol (R-060)."""
    if symbol is None:
        return ""
    return symbol.printed if symbol.issue else symbol.number


def _number_iri(symbol: Symbol | None, number: str) -> str:
    """The last segment of the work IRI; a number of no known shape by R-060."""
    if symbol is not None:
        return issue_number(symbol) if symbol.issue else symbol.number_iri
    return re.compile(r"\s+").sub("_", grammar.plain(number).replace("/", "-"))


# organ and kind


def _actor(said: Stated, symbol: Symbol | None, body: str, told: list[Diagnostic]) -> str:
    """Whose text it is: of the body that was asked for, of the symbol, of the formula, of the cover."""
    if body:
        chosen = bodies.load(body)
        return symbol.actor if symbol and symbol.body == body else chosen.actor
    speakers = [a for a in said.actors if bodies.of_actor(a)]
    if symbol is None:
        return speakers[0] if speakers else bodies.GENERIC
    host = bodies.load(symbol.body)
    if symbol.adopted and said.enacted and speakers and speakers[0] not in {o.actor for o in host.organs}:
        other = bodies.organ(speakers[0])
        told.append(
            Code.ORGAN_DISAGREES.at(
                said.where,
                symbol=symbol.printed,
                organ=host.organ.label,
                other=other.label if other else speakers[0],
            )
        )
    return symbol.actor


def _kind(said: Stated, symbol: Symbol | None) -> str:
    """What it is, in the words of `statement/@name` (R-003); `document` if nothing says that anything was adopted."""
    if said.draft and (symbol is None or not symbol.adopted):
        return said.draft
    if symbol is not None and symbol.kind != "document":
        return symbol.kind
    if said.decision:
        return "decision"
    if symbol is not None:
        return "document"
    return "resolution" if said.enacted or said.numbers else "document"


# dates


def _date(
    said: Stated, symbol: Symbol | None, kind: str, catalogue: Mapping[str, str], told: list[Diagnostic]
) -> tuple[str, str]:
    """The date of the work and what it is the date of (R-031, R-032)."""
    if kind == "document" or kind in DRAFTS:
        issued = said.issued or next(iter((*said.adopted, *said.closing)), "")
        return (issued, "publication") if issued else _by_rule(said, symbol, told)
    day = _printed_day(said, symbol, told) or _day_for_title(said, symbol, kind)
    if not day and kind == "presidentialStatement":
        day = said.opening or said.issued
    if day:
        if symbol is not None and not fits(symbol, day):
            told.append(Code.ADOPTION_OUTSIDE_SESSION.at(said.where, date=day, symbol=symbol.printed))
        return day, "adoption"
    known = (catalogue.get(symbol.printed, "") or day_of(symbol)) if symbol else ""
    if known:
        told.append(Code.ADOPTION_FROM_CATALOGUE.at(said.where, date=known))
        return known, "adoption"
    return _by_rule(said, symbol, told)


def _printed_day(said: Stated, symbol: Symbol | None, told: list[Diagnostic]) -> str:
    """The day of adoption as printed on the cover and in the closing lines; of two, the one that the session allows."""
    cover, closing = next(iter(said.adopted), ""), next(iter(said.closing), "")
    if not cover or not closing or cover in said.closing:
        return cover or closing
    used = cover
    if symbol is not None and not fits(symbol, cover) and fits(symbol, closing):
        used = closing
    told.append(Code.ADOPTION_DATES_DISAGREE.at(said.where, cover=cover, closing=closing, used=used))
    return used


def _day_for_title(said: Stated, symbol: Symbol | None, kind: str) -> str:
    """The day printed after the number, for a body whose texts have no titles ("41 (1948). Resolution of ...")."""
    host = bodies.load(symbol.body).kind(kind) if symbol else None
    return next(iter(said.title_days), "") if host is not None and "title" not in host.preface else ""


def _by_rule(said: Stated, symbol: Symbol | None, told: list[Diagnostic]) -> tuple[str, str]:
    """1 January of the year that follows from the symbol, or nothing."""
    if symbol is not None and symbol.year:
        year = year_known(symbol, said.issued) or symbol.year
        told.append(Code.ADOPTION_YEAR_ONLY.at(said.where, year=year, symbol=symbol.printed))
        return f"{year}-01-01", "adoptionYear"
    told.append(Code.ADOPTION_UNKNOWN.at(said.where))
    return "", "unknown"
