"""Changes of mandates that one language alone shows, though the texts say the same in another one: of a translation.

A series is followed in each language by itself (`akn.compare.following`).  Where it is there in two, and one of them
says a clause as it did before, other words in the other one are those of its translation; and a clause that one of them
takes for dropped goes on where the other one finds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from akn.clauses import Mandate
from akn.compare.changes import Change
from akn.compare.following import Followed, FollowUp, went_on
from akn.compare.members import SeriesMember, is_mandate
from akn.languages import codes, load, usual
from akn.languages.amounts import amounts

_Place = tuple[str, str, str, int, int, str, int, int]
"""Where a mandate stands in two texts, in all languages alike: the symbols, and in each of both the eId, the clause and
how many clauses the unit has."""

_PlacedRow = tuple[FollowUp, _Place | None]

_RENDERED = frozenset({"wording", "action", "addressee"})
"""Kinds of changes that a translation alone can make, or the way that it is read: it makes no other day or number."""


def of_all_languages(found: Sequence[Followed]) -> list[Followed]:
    """Series, where what changed of a mandate in one language alone is no change: it is listed under `updated`.

    >>> from akn.compare.following import follow
    >>> from akn.compare.members import member_of
    >>> from converters import convert
    >>> def text(session, head, ask):
    ...     given = f"A/RES/{session}/7\\n\\n{head},\\n\\n1. {ask}\\n"
    ...     return member_of(convert(given.encode()).document)
    >>> english = [text(n, "The General Assembly", "Urges all States to keep lamps lit by night;") for n in (98, 99)]
    >>> french = [
    ...     text(n, "L’Assemblée générale", f"Prie instamment tous les États de garder {lit} la nuit ;")
    ...     for n, lit in ((98, "les lampes allumées"), (99, "les feux allumés"))
    ... ]
    >>> apart = [Followed(tuple(those), follow(those)) for those in (english, french)]
    >>> [one.rows[0].became for one in apart], [one.rows[0].became for one in of_all_languages(apart)]
    (['renewed', 'changed'], ['renewed', 'renewed'])
    """
    found = _paired_elsewhere(found)
    placed = [(series.members[0].language, _placed(series)) for series in found]
    unchanged, usually = _unchanged(placed), _in_usual_language(placed)
    return _parted_otherwise(
        [
            Followed(series.members, tuple(_rendered(rows, language, unchanged, usually)))
            for series, (language, rows) in zip(found, placed, strict=True)
        ]
    )


_At = tuple[str | int, ...]
"""A place, one without how many clauses the later unit has and which of them it is, or the paragraphs of one."""


def _unchanged(placed: Iterable[tuple[str, Sequence[_PlacedRow]]]) -> dict[_At, str]:
    """The languages in which clauses are renewed, by their places, and in which whole paragraphs are word for word."""
    found: dict[_At, str] = {}
    for language, rows in placed:
        for row, place in rows:
            if place and row.became == "renewed":
                found[place] = language
            if place and row.mandate and row.after and row.mandate.text == row.after.text:
                found[_paragraphs_of(place)] = language
        found |= {place[:6]: language for row, place in _alone(rows) if row.became == "renewed"}
    return found


def _in_usual_language(placed: Iterable[tuple[str, Sequence[_PlacedRow]]]) -> dict[_At, FollowUp]:
    """The rows of the language in which most texts are drafted, by their places."""
    found: dict[_At, FollowUp] = {}
    for language, rows in placed:
        if language == usual():
            found |= {place[:6]: row for row, place in _alone(rows)} | {place: row for row, place in rows if place}
    return found


def _parted_otherwise(found: Sequence[Followed]) -> list[Followed]:
    """Series, where a clause is renewed that differs only in what another language has in a clause of its own.

    Serves two rows of 3,764.
    """
    placed = [_placed(series) for series in found]
    beside: dict[tuple[str | int, ...], list[tuple[str, SeriesMember, FollowUp, _Place]]] = {}
    for series, rows in zip(found, placed, strict=True):
        for row, place in rows:
            if place:  # by the paragraphs and the clause of the older text
                at = (*place[:4], place[5])
                beside.setdefault(at, []).append((series.members[0].language, series.members[row.new], row, place))
    kept = []
    for series, rows in zip(found, placed, strict=True):
        told = []
        for row, place in rows:
            those = beside[(*place[:4], place[5])] if place and row.became == "changed" else []
            others = [other for other in those if other[0] != series.members[0].language]
            if place and any(
                _is_without(row, place, other, at) or _has_a_tail(row, series.members[row.new], other, newer)
                for _, newer, other, at in others
            ):
                row = replace(row, became="renewed", changes=(), updated=(*row.updated, *row.changes))
            told.append(row)
        kept.append(Followed(series.members, tuple(told)))
    return kept


def _is_without(row: FollowUp, place: _Place, other: FollowUp, at: _Place) -> bool:
    """Whether only other words stand in a clause, of which another language only lost what is, in the clause of this
    one, a clause of its own.
    """
    lost = other.became == "changed" and all(c.kind == "wording" and c.detail == "removed" for c in other.changes)
    reworded = all(c.kind == "wording" and c.old and c.new for c in row.changes)
    return lost and reworded and place[5:] == at[5:] and place[4] > at[4]


def _has_a_tail(row: FollowUp, newer: SeriesMember, other: FollowUp, there: SeriesMember) -> bool:
    """Whether a clause only got a tail, where another language that has it as before only tells of something in the
    next clause.
    """
    tail = row.changes[0].new if len(row.changes) == 1 and row.changes[0].old is None else None
    if not tail or row.after is None or other.after is None or other.became != "renewed" or other.updated:
        return False
    return (
        row.after.ask.rstrip(" ;.").endswith(tail)
        and _tells_next(there, other.after)
        and not _tells_next(newer, row.after)
    )


def _tells_next(member: SeriesMember, clause: Mandate) -> bool:
    """Whether the next clause of the unit asks nothing."""
    after = (row for _, row in member.clauses if row.eId == clause.eId and row.clause == clause.clause + 1)
    return any(not is_mandate(row) for row in after)


_End = tuple[str, int, int]
"""Where a clause stands in a text, in all languages alike: its eId, its number in the unit, and how many that has."""


def _paired_elsewhere(found: Sequence[Followed]) -> list[Followed]:
    """Series, where a mandate that one language takes for dropped, or for praised, goes on in the clause that another
    one finds.
    """
    known: dict[tuple[str, str, _End], _End] = {}
    for series in found:
        for row, place in _placed(series):
            if place is not None and row.became in ("renewed", "changed"):
                known.setdefault((place[0], place[1], place[2:5]), place[5:])
    perhaps: dict[tuple[str, str, _End], str] = {}  # what most texts are drafted in tells before others
    for series in sorted(found, key=lambda one: one.members[0].language != usual()):
        for row in series.rows:
            if row.mandate is not None and row.perhaps is not None:
                perhaps.setdefault(_beginning(series, row, row.mandate), row.perhaps.eId)
    return [_with_pairs(series, known, perhaps) for series in found]


def _beginning(series: Followed, row: FollowUp, mandate: Mandate) -> tuple[str, str, _End]:
    """Where what was dropped stood, and in which text it is not there any more."""
    old, new = series.members[row.old], series.members[row.new]
    return old.symbol, new.symbol, _end_of(mandate, old)


def _with_pairs(
    series: Followed,
    known: Mapping[tuple[str, str, _End], _End],
    perhaps: Mapping[tuple[str, str, _End], str],
) -> Followed:
    ends = [_ends(member) for member in series.members]
    rows: list[FollowUp] = []
    since: dict[tuple[int, _End], int] = {}  # of clauses that are new no more
    for row in series.rows:
        if row.mandate is not None and _is_lost(row):
            began = _beginning(series, row, row.mandate)
            after = _found_again(row, ends[row.new], known.get(began))
            if after is not None:
                row = went_on(series, row, after)
                since[row.new, _end_of(after, series.members[row.new])] = row.since
            elif row.became == "dropped":
                row = _pointing(row, ends[row.new], perhaps.get(began))
        elif row.became == "new" and row.after is not None:
            if (row.new, _end_of(row.after, series.members[row.new])) in since:
                continue
        elif row.mandate is not None:
            first = since.get((row.old, _end_of(row.mandate, series.members[row.old])), row.since)
            if first != row.since:
                row = replace(row, since=first)
                if row.after is not None:
                    since[row.new, _end_of(row.after, series.members[row.new])] = first
        rows.append(row)
    return Followed(series.members, tuple(rows))


def _found_again(row: FollowUp, there: Mapping[_End, Mandate], end: _End | None) -> Mandate | None:
    """The clause where another language finds what was lost; if it is no mandate, then of what was dropped alone."""
    after = there.get(end) if end else None
    return after if after is not None and (row.became == "dropped" or is_mandate(after)) else None


def _pointing(row: FollowUp, there: Mapping[_End, Mandate], eid: str | None) -> FollowUp:
    """A dropped mandate that points into the unit of the later text into which another language points."""
    clauses = [clause for end, clause in there.items() if end[0] == eid]
    return row if row.perhaps in clauses else replace(row, perhaps=next(iter(clauses), row.perhaps))


def _is_lost(row: FollowUp) -> bool:
    """Whether a mandate is dropped, or taken for what a praise says."""
    return row.became == "dropped" or (row.became == "changed" and row.after is not None and not is_mandate(row.after))


def _ends(member: SeriesMember) -> dict[_End, Mandate]:
    return {_end_of(clause, member): clause for _, clause in member.clauses}


def _end_of(clause: Mandate, member: SeriesMember) -> _End:
    return clause.eId, clause.clause, sum(other.eId == clause.eId for _, other in member.clauses)


def _rendered(
    rows: Sequence[_PlacedRow], language: str, unchanged: Mapping[_At, str], usually: Mapping[_At, FollowUp]
) -> Iterable[FollowUp]:
    single = {place for _, place in _alone(rows)}
    for row, place in rows:
        # languages may part a paragraph into other clauses: where one of them has it word for word, all of them do
        other = unchanged.get(place) or unchanged.get(_paragraphs_of(place)) if place else ""
        if place and place in single:
            other = other or unchanged.get(place[:6])
        if other and other != language and _is_rendered(row, language):
            yield replace(row, became="renewed", changes=(), updated=(*row.updated, *map(_of_translation, row.changes)))
        elif place and language != usual() and (drafted := usually.get(place) or usually.get(place[:6])):
            yield _with_words_of(drafted, _with_verb_of(drafted, row), language)
        else:
            yield row


def _with_verb_of(drafted: FollowUp, row: FollowUp) -> FollowUp:
    """A follow-up, where another verb that the language in which most texts are drafted does not have is one of the
    translation, if the clause changed besides.
    """
    verbs = tuple(change for change in row.changes if change.kind == "action")
    rest = tuple(change for change in row.changes if change.kind != "action")
    if not rest or any(change.kind == "action" for change in drafted.changes):
        return row
    return replace(row, changes=rest, updated=(*map(_of_translation, verbs), *row.updated))


def _with_words_of(drafted: FollowUp, row: FollowUp, code: str) -> FollowUp:
    """A follow-up, where other words are those of the translation if nothing but the verb is another one in the
    language in which most texts are drafted; that verb is told even where those of the translation are one action.

    Serves two rows of 3,811.
    """
    one, two = row.mandate, row.after
    if not drafted.changes or any(change.kind != "action" for change in drafted.changes) or one is None or two is None:
        return row
    words = [c for c in row.changes if c.kind == "wording" and c.old and c.new and not _are_other_numbers(c, code)]
    rest = [change for change in row.changes if change not in words]
    if words and not rest and one.verb != two.verb:
        rest = [Change("action", one.verb, two.verb)]
    return replace(row, changes=tuple(rest), updated=(*row.updated, *words)) if rest else row


def _of_translation(change: Change) -> Change:
    """A change that a translation alone makes: its verb is no weaker, and no stronger."""
    return replace(change, detail="") if change.kind == "action" else change


def _alone(rows: Iterable[_PlacedRow]) -> Iterator[tuple[FollowUp, _Place]]:
    """The rows of mandates of which one clause alone of a paragraph of the later text says what they say, with their
    places: languages may part that paragraph into other clauses (one row of 3,764 is renewed for it).
    """
    told = [(row, place) for row, place in rows if place is not None]
    often = Counter(place[:6] for _, place in told)
    yield from ((row, place) for row, place in told if often[place[:6]] == 1)


def _paragraphs_of(place: _Place) -> tuple[str, str, str, str]:
    """The paragraphs of a place."""
    return place[0], place[1], place[2], place[5]


def _is_rendered(row: FollowUp, code: str) -> bool:
    """Whether all that changed are words that a translation chooses, and no number among them.

    What the language changed in which texts are mostly drafted, others may not have followed yet (three of the six
    such rows of 3,764: "small" → "micro-, small"), so that it is no translation.
    """
    return (
        row.became == "changed"
        and code != usual()
        and all(change.kind in _RENDERED and not _are_other_numbers(change, code) for change in row.changes)
    )


def _are_other_numbers(change: Change, code: str) -> bool:
    """Whether both sides of a change name numbers, and others: what one side alone says, with its numbers, says the
    language alone (two rows of 3,764: "since 1992"), and "one" is an article as well.
    """
    old, new = _numbers(change.old, code), _numbers(change.new, code)
    return bool(old and new) and old != new


def _numbers(said: str | None, code: str) -> Counter[str]:
    """The numbers in some words, in figures or in the words of a language."""
    text = said or ""
    if code not in codes():
        return Counter(re.findall(r"\d+", text))
    return Counter(amount.value for amount in amounts(load(code), text) if amount.sure)


def _placed(series: Followed) -> list[_PlacedRow]:
    """The rows of a series, those of a mandate in both texts with their place."""
    counts = [Counter(clause.eId for _, clause in member.clauses) for member in series.members]
    placed: list[_PlacedRow] = []
    for row in series.rows:
        place = None
        if row.mandate is not None and row.after is not None:
            old, new = series.members[row.old], series.members[row.new]
            ends = [(c.eId, c.clause, counts[k][c.eId]) for k, c in ((row.old, row.mandate), (row.new, row.after))]
            place = old.symbol, new.symbol, *ends[0], *ends[1]
        placed.append((row, place))
    return placed
