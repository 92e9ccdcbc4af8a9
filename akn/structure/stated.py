"""What a document says about itself: the marked lines of cover, head and closing, read as statements.

`akn.structure.identity` decides what follows from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from akn import bodies, vocabulary
from akn.bodies import grammar
from akn.diagnostics import Position
from akn.languages.dates import find_dates
from akn.languages.shape import Language, forms
from akn.languages.view import fold

Says = Sequence[tuple[str, str, str]]
"""What marked lines say: kind of line, name of the part, value (see `akn.structure.cover`)."""

_ADOPTION = ("adoption", "adoptionMeeting", "number")


class Stated(Struct, frozen=True):
    """What a document says about itself, each as printed in as far as it is not a code or a date.

    `actors` are the organs of the formula, of the adoption line and of the cover, in that order of weight;
    `numbers` the numbers before titles, part letters already Latin; `adopted` and `closing` dates in the order
    printed; `parts` the letters of a multi-part issue; `hints` strings that may hold a symbol without being part of the
    text (a property of a Word file, the name of the file), believed only if nothing is printed.
    """

    language: str = "und"
    actors: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    session: str = ""
    adopted: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    title_days: tuple[str, ...] = ()  # dates after the number where a title may stand
    issued: str = ""
    opening: str = ""  # a date in the first paragraph of a statement: the meeting at which it was made
    meeting: str = ""
    original_language: str = ""
    decision: bool = False  # a line says "Decision"
    draft: str = ""  # the kind of draft that the line of the sponsors names
    enacted: bool = False  # there is an enacting formula or a line of adoption
    foreign: bool = False  # the formula names an organ that there is no file for
    parts: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    where: Position = Position()
    symbol_where: Position = Position()  # the line that prints the symbol, as far as it is known


def stated(
    cover: Says,
    preface: Says,
    closing: Says,
    *,
    language: Language,
    formula: str | None = None,
    parts: tuple[str, ...] = (),
    opening: str = "",
    hints: tuple[str, ...] = (),
    where: Position | None = None,
) -> Stated:
    """What the marked lines of a document say about it.

    `formula` is the actor of the enacting formula, empty if it names an organ without a file, None without a formula;
    `parts` are the letters of the parts, `opening` is the date in the first paragraph, for `hints` see `Stated`.
    """
    head = [*cover, *preface]

    def values(said: Iterable[tuple[str, str, str]], name: str, *kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v for k, n, v in said if n == name and v and (not kinds or k in kinds)))

    speakers = (
        formula or "",
        *values(head, "body", *_ADOPTION),
        *values(head, "organ", *_ADOPTION),
        *reversed(values(cover, "body", "authority")),
        *reversed(values(cover, "organ", "authority")),
    )
    return Stated(
        language=language.code,
        actors=tuple(dict.fromkeys(a for a in speakers if a and a != bodies.GENERIC)),
        symbols=values(cover, "symbol", "symbol"),
        numbers=_numbers(head, language),
        session=next(iter(values(head, "session")), ""),
        adopted=values(head, "date", *_ADOPTION),
        closing=values(closing, "date"),
        title_days=tuple(d.value for t in values(preface, "title", "titleNumber") for d in find_dates(language, t)),
        issued=next(iter(values(cover, "date", "date", "issueDate")), ""),
        opening=opening,
        meeting=next(iter((*values(closing, "meeting"), *values(head, "meeting"))), ""),
        original_language=next(iter(values(cover, "language", "originalLanguage")), ""),
        decision=any(k in ("decisionType", "decisionKind") for k, _, _ in head),
        draft=next(iter(values(cover, "kind", "sponsors")), ""),
        enacted=formula is not None or any(k in ("adoption", "adoptionMeeting") for k, _, _ in head),
        foreign=formula == "",
        parts=parts,
        hints=hints,
        where=where or Position(),
    )


def _numbers(said: Says, language: Language) -> tuple[str, ...]:
    """The numbers of the text itself, with the year in brackets that some lines print apart."""
    found = []
    years = [v for k, n, v in said if k == "number" and n == "year"]
    for kind, name, value in said:
        if name == "number" and kind in ("titleNumber", "number"):
            year = f" ({years[0]})" if kind == "number" and years and "(" not in value else ""
            found.append(latin_parts(value, language) + year)
    return tuple(dict.fromkeys(found))


def latin_parts(number: str, language: Language) -> str:
    """A number with the part letters and old sessions of the language in Latin: "76/553 ألف وباء" is "76/553 A-B".

    What the language file does not know stays as it is.
    """
    plain = grammar.plain(number).rstrip(" .")
    if re.compile(r"[0-9/]*").fullmatch(plain):
        return plain
    names, sessions = _part_names(language), _session_names(language)
    latin = re.compile(r"[^\W\d_]+").sub(lambda m: _latin(m[0], names), plain)
    joined = re.compile(r"(?<=[0-9 ])([A-Z]) ?[^\W\d_A-Z]{0,3} ?-?([A-Z])(?![^\W_])").sub(r"\1-\2", latin)
    return re.compile(r"\(([^()\d]+?) ?- ?([0-9]{1,2})\)").sub(lambda m: _roman_session(m, sessions), joined)


def _latin(word: str, names: Mapping[str, str]) -> str:
    """The letter that a word names; a conjunction of one letter may be glued to it."""
    return names.get(word) or ("-" + names[word[1:]] if word[1:] in names else word)


def _roman_session(m: re.Match[str], sessions: Mapping[str, str]) -> str:
    name = m[1].replace(" ", "")
    if name not in sessions:
        return m[0]
    prefix = sessions[name]
    return f"({prefix + '-' if prefix else ''}{grammar.roman(int(m[2]))})"


def _part_names(language: Language) -> Mapping[str, str]:
    table = {**vocabulary.letters(), **language.citations.parts}
    return {fold(form).content: letter for several, letter in table.items() for form in forms(several)}


def _session_names(language: Language) -> Mapping[str, str]:
    table = language.citations.sessions
    return {fold(form).content.replace(" ", ""): kind for several, kind in table.items() for form in forms(several)}
