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
from akn.diagnostics import Code, Diagnostic, Result
from akn.document import Metadata
from akn.patterns import lazy_pattern
from akn.structure.facts import Stated
from akn.xml.names import DRAFTS


def identify(
    said: Stated, *, body: str = "", markup: str = "", catalogue: Mapping[str, str] | None = None
) -> Result[Metadata]:
    """The metadata of a document, and what was noticed on the way.

    `body` is the name of a body file that the caller insists on, `markup` the date of the markup; without it the
    date of publication or adoption stands for it, never a clock.  `catalogue` maps symbols to dates of adoption.
    """
    found = _Identity(said, body)
    symbol = found.symbol()
    actor, kind = found.actor(symbol), _kind(said, symbol)
    if said.foreign and actor == bodies.GENERIC:
        found.report(Code.FORMULA_WITHOUT_ORGAN)
    date, date_name = found.date(symbol, kind, catalogue or {})
    adopted = date if date_name == "adoption" else ""
    number = found.number(symbol)
    session = found.session(symbol)
    issued = found.issued(adopted)
    metadata = replace(
        said.plain,
        kind=kind,
        actor=actor,
        number=number,
        number_iri=_number_iri(symbol, number),
        symbols=_aliases(said, symbol),
        date=date,
        date_name=date_name,
        published=issued,
        markup=markup or issued or adopted,
        session=session,
    )
    if kind == "document" or not (body or said.recognised or said.symbols):
        # nothing says that it is more than a document; all is said of it that its XML says
        published = said.settled or issued or (date if date_name == "publication" else "")
        metadata = replace(metadata, kind="document", published=published)
        found.reported.append(Code.NOT_A_RESOLUTION.at(said.where))
    return Result(metadata, tuple(found.reported))


def identify_part(issue: Metadata, letter: str, closing: tuple[str, ...] = (), meeting: str = "") -> Metadata:
    """The metadata of one part of a multi-part issue; a date in its own closing lines counts before that of the issue.

    >>> issue = Metadata(number="A/RES/99/8 A-B", number_iri="A-RES-99-8A-B", symbols=("A/RES/99/8 A-B",))
    >>> part = identify_part(issue, "A", ("2044-12-09",))
    >>> part.number, part.number_iri, part.symbols, part.date
    ('99/8 A', '99-8A', ('A/RES/99/8 A',), '2044-12-09')

    What stands before the part A has no letter in its number:

    >>> identify_part(issue, "0").number_iri
    '99-8'
    """
    letter = letter if letter.isalpha() else ""
    known = [s for s in map(parse_symbol, issue.symbols) if s]
    whole = next((s for s in known if s.issue), known[0] if known else None)
    symbol = None
    if whole is not None:
        symbol = _lettered(re.sub(r" [A-Z]-[A-Z](?= |$)", "", whole.printed), letter)
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


class _Identity:
    """One document while its symbol, organ and date are worked out; `reported` is what was noticed."""

    def __init__(self, said: Stated, body: str) -> None:
        self.said = said
        self.body = body
        self.speakers = list(filter(bodies.of_actor, said.actors))
        self.reported: list[Diagnostic] = []

    def report(self, code: Code, **values: str) -> None:
        """Note a finding, at the symbol if it is about a printed one."""
        at_symbol = code in (Code.SYMBOL_OF_ANOTHER, Code.SYMBOL_OF_NO_SERIES) and self.said.symbol_where.line
        self.reported.append(code.at(self.said.symbol_where if at_symbol else self.said.where, **values))

    def symbol(self) -> Symbol | None:
        """The symbol of the document: printed, or worked out from its number, or from a hint."""
        printed = next(filter(None, map(parse_symbol, self.said.symbols)), None)
        if printed is None and (turned := [(t, s) for t in self.said.symbols if (s := exchanged(t))]):
            text, printed = turned[0]  # it makes sense only with its last two numbers exchanged
            evidence = "the order of its numbers"
            self.report(Code.SYMBOL_OF_ANOTHER, printed=text, symbol=printed.printed, evidence=evidence)
        symbol = (self._by_number(printed) if self.said.numbers else None) or printed or self._by_hint()
        return _with_parts(symbol, self.said.parts) if symbol is not None and self.said.parts else symbol

    def _by_number(self, printed: Symbol | None) -> Symbol | None:
        """The symbol that the number before the title stands for, if it is not the one that is printed."""
        said = self.said
        if (printed is not None and not printed.adopted) or (said.foreign and printed is None):
            return None
        number = said.numbers[0]
        kind = printed.kind if printed else _kind(said, None)
        candidates = [s for s in readings(number, kind) if self._belongs(s, printed)]
        if printed is not None and (same := [s for s in candidates if _same(printed, s)]):
            return None if printed.part else next((s for s in same if s.part), None)
        if not candidates:
            return None
        symbol, other = self._best(candidates)
        evidence = _listed(_evidence(symbol, said, number))
        if printed is not None:
            self.report(Code.SYMBOL_OF_ANOTHER, printed=printed.printed, symbol=symbol.printed, evidence=evidence)
        elif other is not None:
            self.report(Code.IDENTITY_AMBIGUOUS, first=symbol.printed, second=other.printed, evidence=evidence)
        elif "".join(number.split()) != symbol.printed:  # "WHA66.20": number and symbol are one
            self.report(Code.SYMBOL_WORKED_OUT, symbol=symbol.printed, evidence=evidence)
        return symbol

    def _belongs(self, symbol: Symbol, printed: Symbol | None) -> bool:
        """True if the symbol is one of the body that speaks, as far as that is known."""
        if self.body:
            return symbol.body == self.body
        host = bodies.of_actor(self.speakers[0]) if self.speakers and printed is None else None
        return symbol.actor == (printed.actor if printed is not None else host.actor if host else symbol.actor)

    def _best(self, candidates: list[Symbol]) -> tuple[Symbol, Symbol | None]:
        """The candidate that session and dates speak for, and one for which they speak as well.

        Such a tie goes to the order as printed.
        """
        days = (*self.said.adopted, *self.said.closing)

        def weight(symbol: Symbol) -> tuple[int, int]:
            return int(symbol.session == self.said.session != ""), sum(fits(symbol, day) for day in days)

        ranked = sorted(candidates, key=weight, reverse=True)  # stable: the printed order stands first
        tied = len(ranked) > 1 and weight(ranked[0]) == weight(ranked[1])
        return ranked[0], ranked[1] if tied else None

    def _by_hint(self) -> Symbol | None:
        """The symbol that a hint names ("A_RES_99_7" as well as "A/RES/99/7"), if the text prints none."""
        if self.said.symbols or self.said.numbers:
            return None
        for i, hint in enumerate(self.said.hints, 1):
            source = "the name of the file" if i == len(self.said.hints) else "the properties of the file"
            words = (hint.strip(), *re.split(r"[\s.,;]+", hint.strip()))  # names of files have "_", or small letters
            spelled = (parse_symbol(word) or parse_symbol(re.sub(r"[_\-]", "/", word)) for word in words)
            if symbol := next((s for _, _, s in find_symbols(hint)), None) or next(filter(None, spelled), None):
                self.report(Code.SYMBOL_WORKED_OUT, symbol=symbol.printed, evidence=f"{source}, “{hint}”")
                return symbol
        return None

    def actor(self, symbol: Symbol | None) -> str:
        """Whose text it is: of the body that was asked for, of the symbol, of the formula, of the cover."""
        if self.body:
            return symbol.actor if symbol and symbol.body == self.body else bodies.load(self.body).actor
        speakers = self.speakers
        if symbol is None:
            return next(iter(speakers), bodies.GENERIC)
        host = bodies.load(symbol.body)
        speaker = speakers[0] if speakers and speakers[0] != symbol.actor else ""
        if speaker and symbol.adopted and self.said.enacted and speaker not in {o.actor for o in host.organs}:
            other = bodies.organ(speaker)
            label = other.label if other else speaker
            self.report(Code.ORGAN_DISAGREES, symbol=symbol.printed, organ=host.organ.label, other=label)
        return symbol.actor

    def number(self, symbol: Symbol | None) -> str:
        """The number in the docket: that of the symbol, else as printed before the title (R-060)."""
        if symbol is not None:
            return symbol.printed if symbol.issue else symbol.number
        if not self.said.numbers:
            missing = Code.SYMBOL_OF_NO_SERIES if self.said.symbols else Code.NO_NUMBER
            self.report(missing, **({"printed": self.said.symbols[0]} if self.said.symbols else {}))
        number = next(iter(self.said.numbers), "")
        if _SESSIONED.match(number):
            self.report(Code.SYMBOL_OF_NO_SERIES, printed=number)
        return number

    def session(self, symbol: Symbol | None) -> str:
        """The session of the symbol, else as printed."""
        session, printed = symbol.session if symbol else "", self.said.session
        if symbol and session and printed and session != printed:
            self.report(Code.SESSION_DISAGREES, printed=printed, found=session, symbol=symbol.printed)
        return session or printed

    def issued(self, adopted: str) -> str:
        """The date of publication; nothing is issued before it is adopted (R-034), the cover keeps what is printed."""
        issued = self.said.issued
        if issued and self.said.settled and not adopted:
            return self.said.settled
        if not issued or issued >= adopted:
            return issued
        self.report(Code.ISSUED_BEFORE_ADOPTION, issued=issued, adopted=adopted)
        return ""

    def date(self, symbol: Symbol | None, kind: str, catalogue: Mapping[str, str]) -> tuple[str, str]:
        """The date of the work and what it is the date of (R-031, R-032)."""
        said = self.said
        if kind == "document" or kind in DRAFTS:
            issued = said.settled or said.issued or next(iter((*said.adopted, *said.closing)), "")
            return (issued, "publication") if issued else self._by_rule(symbol)
        given = known = ""
        if symbol is not None:
            given = catalogue.get(symbol.printed, "")
            known = given or day_of(symbol)
        source = "the list that was given" if given else "the list that comes with akn"
        if day := self._day(symbol, kind):
            if symbol is not None and not fits(symbol, day):
                self.report(Code.ADOPTION_OUTSIDE_SESSION, date=day, symbol=symbol.printed)
            elif symbol is not None and known not in ("", day):
                self.report(Code.ADOPTION_CONTRADICTED, date=day, known=known, symbol=symbol.printed, list=source)
            return day, "adoption"
        if symbol is not None and known:
            self.report(Code.ADOPTION_FROM_CATALOGUE, date=known, symbol=symbol.printed, list=source)
            return known, "adoption"
        return self._by_rule(symbol)

    def _day(self, symbol: Symbol | None, kind: str) -> str:
        """The day of adoption as printed.

        It stands on cover and closing lines, of two the one that the session allows; in the title of a body whose texts
        have no titles ("41 (1948). Resolution of ..."); in the first words of a statement or a decision ("At its 56th
        meeting, on 28 March 2044, ...").
        """
        said = self.said
        cover, closing = next(iter(said.adopted), ""), next(iter(said.closing), "")
        if cover and closing and cover not in said.closing:
            used = closing if symbol is not None and not fits(symbol, cover) and fits(symbol, closing) else cover
            self.report(Code.ADOPTION_DATES_DISAGREE, cover=cover, closing=closing, used=used)
            return used
        if found := cover or closing:
            return found
        host = bodies.load(symbol.body).kind(kind) if said.title_days and symbol is not None else None
        if host is not None and "title" not in host.preface:
            return said.title_days[0]
        opening = said.opening if kind in ("presidentialStatement", "decision") else ""
        return opening or (said.issued if kind == "presidentialStatement" else "")

    def _by_rule(self, symbol: Symbol | None) -> tuple[str, str]:
        """1 January of the year that follows from the symbol, or nothing."""
        if symbol is None or not symbol.year:
            self.report(Code.ADOPTION_UNKNOWN)
            return "", "unknown"
        year = year_known(symbol, self.said.issued) or symbol.year
        self.report(Code.ADOPTION_YEAR_ONLY, year=str(year), symbol=symbol.printed)
        return f"{year}-01-01", "adoptionYear"


def _kind(said: Stated, symbol: Symbol | None) -> str:
    """What it is, in the words of `statement/@name` (R-003); `document` if nothing says that anything was adopted."""
    if said.draft and (symbol is None or not symbol.adopted):
        return said.draft
    if symbol is not None and symbol.kind != "document":
        return symbol.kind
    if said.decision:
        return "decision"
    return "resolution" if symbol is None and (said.enacted or said.numbers) else "document"


def _same(printed: Symbol, symbol: Symbol) -> bool:
    """True if both name one text, or one a part of the other."""
    if printed == symbol:
        return True
    one, other = (s.number.replace(f" {s.part}", "") if s.part else s.number for s in (printed, symbol))
    letters = set(printed.part.split("-")) & set(symbol.part.split("-"))
    return one == other and (bool(letters) or not printed.part or not symbol.part)


def _evidence(symbol: Symbol, said: Stated, number: str) -> list[str]:
    """What speaks for a symbol that was worked out, in words."""
    found = [f"the number {number}"]
    if said.session and symbol.session == said.session:
        found.append(f"session {said.session}")
    day = next((d for d in (*said.adopted, *said.closing) if fits(symbol, d)), "")
    if day and symbol.year:
        found.append(f"the date {day}")
    return found


def _listed(words: list[str]) -> str:
    """Words with "and" before the last."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _with_parts(symbol: Symbol, parts: tuple[str, ...]) -> Symbol:
    """The symbol with the letters of the parts that the text has, if the symbol does not say them all."""
    if symbol.issue or not symbol.adopted:
        return symbol
    letters = parts[0] if len(parts) == 1 else f"{parts[0]}-{parts[-1]}"
    bare = symbol.printed.replace(f" {symbol.part}", "") if symbol.part else symbol.printed
    return _lettered(bare, letters) or symbol


def _lettered(bare: str, letters: str) -> Symbol | None:
    """A symbol with the letters of parts, which stand before the year or session in brackets."""
    head, bracket, tail = bare.partition(" (")
    return parse_symbol(f"{head} {letters}{bracket}{tail}")


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


# a number with what is to be its session or year: had it been readable, the number would be a symbol ("2801 (XXVD)")
_SESSIONED = lazy_pattern(r"[0-9]+\s*[(\uff08]")


def _number_iri(symbol: Symbol | None, number: str) -> str:
    """The last segment of the work IRI; a number of no known shape by R-060, none where its session is unreadable."""
    if symbol is not None:
        return issue_number(symbol) if symbol.issue else symbol.number_iri
    if _SESSIONED.match(number):
        return ""
    return re.sub(r"\s+", "_", grammar.plain(number).replace("/", "-"))
