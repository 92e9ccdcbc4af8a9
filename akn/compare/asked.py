"""Who is asked: the language that names somebody else in a clause than the others do.

Languages name the same people by wider and narrower words ("States", "Governments", "the parties"), and a long list is
not read alike in all of them.  So what counts is another kind of those who can be asked (the Secretariat, Member
States), or another number of them, whom neither side names anywhere else in the paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from akn.clauses import Mandate
from akn.clauses.names import names
from akn.clauses.parts import kinds
from akn.clauses.shape import entities
from akn.compare.evidence import ComparedUnit
from akn.languages.shape import Language
from akn.languages.view import view

Asked = dict[str, str]
"""Those who are asked, by key, and how the text names them."""

_LEAST = 3  # languages, or all others, have to ask the same
_VAGUE = "other"  # the kind of stakeholders, groups and others of whom each language speaks in its own way


def others_asked(
    row: Mapping[str, ComparedUnit], languages: Mapping[str, Language]
) -> Iterator[tuple[str, Asked, Asked, Mapping[str, Asked]]]:
    """The language that asks somebody else in a clause, whom it asks, whom the others do, and what each says.

    Clauses answer each other by their order where all languages have as many, else the first ones.  Of 2,223 clauses of
    183 works in six languages two are told: a misprint, and one of a version that is another text.
    """
    right = next(iter(row)) if len(row) == 2 else ""
    counts = {len(seen.clauses) for seen in row.values()}
    for n in range(max(counts) if len(counts) == 1 else min(1, *counts)):
        many = {code: len(seen.clauses[n].addressees) for code, seen in row.items()}
        asked = {code: who for code, seen in row.items() if (who := _asked(seen.clauses[n]))}
        for code, own in asked.items():
            usual, times = _asked_elsewhere(code, asked, min(_LEAST, len(row) - 1))
            if not usual or own.keys() & usual or code == right:
                continue
            sample = next(other for other, who in asked.items() if other != code and who.keys() == usual)
            as_many = times < _LEAST or many[code] == many[sample]  # of two languages one may not read all
            if _are_others(own, usual, as_many) and not _are_named(row, languages, code, own, asked, usual):
                yield code, own, asked[sample], asked


def _asked_elsewhere(code: str, asked: Mapping[str, Asked], least: int) -> tuple[frozenset[str], int]:
    """Whom more than half of the languages but one ask, and `least` of them, and how many do; else nobody."""
    others = Counter(frozenset(who) for other, who in asked.items() if other != code)
    usual, times = next(iter(others.most_common(1)), (frozenset[str](), 0))
    return (usual, times) if times >= least and 2 * times > others.total() else (frozenset(), 0)


def _asked(clause: Mandate) -> Asked:
    """Those whom the words of a clause ask; nobody where it is not known, or said elsewhere, who one of them is."""
    who = clause.addressees
    known = clause.how == "marked" and all(
        a.key and not a.inherited and a.text and a.text in clause.text[clause.start : clause.end] for a in who
    )
    return {a.key: a.text for a in who} if known else {}


def _are_others(own: Asked, usual: frozenset[str], as_many: bool) -> bool:
    """Whether those whom one side asks cannot be those whom the other one does, by what they are."""
    general = entities().general
    one, two = ({kinds().get(key, _VAGUE) for key in keys} for keys in (own, usual))
    if _VAGUE in one or not own.keys().isdisjoint(general):
        return False
    apart = one.isdisjoint(two) and _VAGUE not in two
    return apart or (not as_many and usual.isdisjoint(general))


def _are_named(
    row: Mapping[str, ComparedUnit],
    languages: Mapping[str, Language],
    code: str,
    own: Asked,
    asked: Mapping[str, Asked],
    usual: frozenset[str],
) -> bool:
    """Whether one side names somewhere in the paragraph all whom the other one asks: then a clause was not read
    alike."""
    there = (other for other, who in asked.items() if who.keys() == usual)
    return usual <= _names_in(row[code], languages[code]) or any(
        own.keys() <= _names_in(row[other], languages[other]) for other in there
    )


def _names_in(seen: ComparedUnit, language: Language) -> set[str]:
    content = view(language, seen.unit.text.content).content
    marked = {entity.removeprefix("#") for entity in seen.entities}
    return marked | {named.key for named in names(language).find(content, 0, len(content))}
