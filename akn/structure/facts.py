"""What a document says about itself: in its first and closing lines, in its formula, in its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn import bodies, vocabulary
from akn.bodies import actor_named, grammar
from akn.diagnostics import Position
from akn.document import Metadata
from akn.languages.dates import find_dates
from akn.languages.shape import FACTS, Language, forms
from akn.languages.view import fold
from akn.structure.continuation import SHORT
from akn.structure.cover import LineFact, Marked, MarkedZones
from akn.structure.evidence import Evidence
from akn.structure.zones import PartLines, Zones
from akn.vocabulary import numerals

_ADOPTION = ("adoption", "adoptionMeeting", "number")


class Stated(Struct, frozen=True):
    """What a document says about itself, each as printed in as far as it is not a code or a date."""

    plain: Metadata = Metadata()  # what needs no working out: language, meeting, original language
    actors: tuple[str, ...] = ()  # the organs of the formula, of the adoption line and of the cover, weightiest first
    symbols: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # before titles, part letters already Latin
    session: str = ""
    adopted: tuple[str, ...] = ()  # dates in the order printed
    closing: tuple[str, ...] = ()
    title_days: tuple[str, ...] = ()  # dates after the number where a title may stand
    issued: str = ""
    settled: str = ""  # the day that a person gives: of adoption, of a draft or a report that of publication
    opening: str = ""  # a date in the first paragraph of a statement: the meeting at which it was made
    decision: bool = False  # a line says "Decision", or the text tells what an organ did at a meeting
    draft: str = ""  # the kind of draft that the line of the sponsors names
    enacted: bool = False  # there is an enacting formula or a line of adoption
    foreign: bool = False  # the formula names an organ that there is no file for
    parts: tuple[str, ...] = ()  # the letters of a multi-part issue
    recognised: bool = True  # False: nothing says that this is a resolution, a decision or a statement
    hints: tuple[str, ...] = ()  # what may hold a symbol outside the text, as a name of a file does
    where: Position = Position()
    symbol_where: Position = Position()  # the line that prints the symbol, as far as it is known


def state(
    zones: Zones,
    marked: MarkedZones,
    evidence: Evidence,
    *,
    hints: tuple[str, ...],
    where: Position,
    unsaid: Zones | None = None,
) -> Stated:
    """What a document says about itself, in every zone.

    `hints` may hold its symbol outside the text; `where` is the position for what is noticed of the whole; `unsaid` are
    the zones without what a person says of lines of the text, which makes no other kind of it.
    """
    unsaid = unsaid or zones
    said = stated(
        marked.cover, marked.title, marked.conclusions, language=evidence.language, formula=_speaker(zones, evidence)
    )
    first = unsaid.parts[0]
    opening = told_on(first, evidence)
    tells = not said.enacted and bool(opening) and not first.preamble and not first.body[0].label  # "At its 56th ..."
    line = next((x for x in zones.cover if any(symbol in x.text.content for symbol in said.symbols)), None)
    return replace(
        said,
        parts=tuple(p.letter for p in zones.parts if p.letter.isalpha()) or ((zones.letter,) if zones.letter else ()),
        opening=opening,
        decision=said.decision or tells,
        hints=hints,
        recognised=zones.recognised or unsaid.recognised,
        where=where,
        symbol_where=line.where if line is not None else Position(),
    )


def stated(
    cover: Marked, preface: Marked, closing: Marked, *, language: Language, formula: str | None = None
) -> Stated:
    """What the marked lines of cover, preface and closing say about their document.

    `formula` is the actor of the enacting formula, empty if it names an organ without a file, None without a formula.
    """
    head = [*cover.facts, *preface.facts]
    speakers = (
        formula or "",
        *values_of(head, "body", *_ADOPTION),
        *values_of(head, "organ", *_ADOPTION),
        *reversed(values_of(cover.facts, "body", "authority")),
        *reversed(values_of(cover.facts, "organ", "authority")),
    )
    kinds = {fact.kind for fact in head}
    titles = values_of(preface.facts, "title", "titleNumber")
    return Stated(
        plain=replace(
            Metadata(
                language=language.code,
                official=language.official,
                meeting=first_of(closing.facts, "meeting") or first_of(head, "meeting"),
            ),
            **{name: _printed(cover.facts, kind) for kind, name in FACTS.items()},
        ),
        actors=tuple(dict.fromkeys(a for a in speakers if a and a != bodies.GENERIC)),
        symbols=values_of(cover.facts, "symbol", "symbol"),
        numbers=_numbers(head, language),
        session=first_of(head, "session"),
        adopted=values_of(head, "date", *_ADOPTION),
        closing=values_of(closing.facts, "date"),
        title_days=tuple(d.value for t in titles for d in find_dates(language, t)),
        issued=first_of(cover.facts, "date", "date", "issueDate"),
        decision=not kinds.isdisjoint(("decisionType", "decisionKind")),
        draft=first_of(cover.facts, "kind", "sponsors"),
        enacted=formula is not None or not kinds.isdisjoint(("adoption", "adoptionMeeting")),
        foreign=formula == "",
    )


def _printed(facts: Sequence[LineFact], kind: str) -> str:
    """The value that the first line of a kind prints, empty if there is none."""
    return next((fact.value for fact in facts if fact.kind == kind and fact.value), "")


def values_of(facts: Sequence[LineFact], part: str, *kinds: str) -> tuple[str, ...]:
    """All values of a part of lines in order, each once; if kinds of lines are named, only of those."""
    found: dict[str, None] = {}
    for fact in facts:
        if fact.part == part and fact.value and (not kinds or fact.kind in kinds):
            found[fact.value] = None
    return tuple(found)


def first_of(facts: Sequence[LineFact], part: str, *kinds: str) -> str:
    """The first of them, empty if there is none."""
    return next(iter(values_of(facts, part, *kinds)), "")


def _speaker(zones: Zones, evidence: Evidence) -> str | None:
    """The actor that the first enacting formula names; empty if it is in no language or body file, None without one."""
    formula = next((p.formula.text.content for p in zones.parts if p.formula is not None), None)
    if formula is None:
        return None
    match = evidence.formulas[formula]
    return (match.actor if match is not None else "") or actor_named(formula, evidence.language.code)


def told_on(part: PartLines, evidence: Evidence) -> str:
    """The day of the meeting that the first paragraph tells: "At its 56th meeting, on 28 March 2044, ...".

    A presidential statement begins so, and a decision.  A date without another number beside it is of no meeting.
    """
    line = next((x for x in [*part.preamble, *part.body] if x.text.content), None)
    content = line.text.content[:SHORT] if line is not None else ""
    found = next(find_dates(evidence.language, content), None)
    if found is None or not any(map(str.isdigit, content[: found.start] + content[found.end :])):
        return ""
    return found.value


def _numbers(facts: Sequence[LineFact], language: Language) -> tuple[str, ...]:
    """The numbers of the text itself, with the year in brackets that some lines print apart."""
    found = []
    own = [fact for fact in facts if fact.kind == "number"]
    years = [f.value for f in own if f.part == "year"] or [f.value[:4] for f in own if f.part == "date"]
    for fact in facts:
        if fact.part == "number" and fact.kind in ("titleNumber", "number"):
            year = f" ({years[0]})" if fact.kind == "number" and years and "(" not in fact.value else ""
            found.append(latin_parts(fact.value, language) + year)
    return tuple(dict.fromkeys(found))


def latin_parts(number: str, language: Language) -> str:
    """A number with the part letters and old sessions of the language in Latin: "76/553 ألف وباء" is "76/553 A-B".

    What the language file does not know stays as it is.
    """
    plain = grammar.plain(number).rstrip(" .")
    if re.fullmatch(r"[0-9/]*", plain):
        return plain
    letters = _by_form({**vocabulary.letters(), **language.citations.parts})
    sessions = _by_form(language.citations.sessions)

    def latin(m: re.Match[str]) -> str:
        word = m[0]  # a conjunction of one letter may be glued to the name of a letter
        return letters.get(word) or ("-" + letters[word[1:]] if word[1:] in letters else word)

    def roman(m: re.Match[str]) -> str:
        prefix = sessions.get(m[1].replace(" ", ""))
        return m[0] if prefix is None else f"({prefix + '-' if prefix else ''}{numerals.roman(int(m[2])).upper()})"

    named = re.sub(r"[^\W\d_]+", latin, plain)
    joined = re.sub(r"(?<=[0-9 ])([A-Z]) ?[^\W\d_A-Z]{0,3} ?-?([A-Z])(?![^\W_])", r"\1-\2", named)
    counted = re.sub(r"\(([^()\d]+?) ?- ?([0-9]{1,2})\)", roman, joined)
    return re.sub(r" ?[(（]([^()（）\s\d]{1,4})[)）]", lambda m: _in_latin(numerals.ideographic(m[1]), m[0]), counted)


def _in_latin(session: int, printed: str) -> str:
    """A session in brackets as a Roman numeral; as `printed` where it is none."""
    return f" ({numerals.roman(session).upper()})" if session else printed


def _by_form(table: Mapping[str, str]) -> Mapping[str, str]:
    """The values of a table of the language file by each folded form of their names."""
    return {fold(form).content.replace(" ", ""): value for names, value in table.items() for form in forms(names)}
