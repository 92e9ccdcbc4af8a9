"""What became of each mandate of a resolution in the one that follows it: renewed, changed, dropped, new.

The texts of a series are compared two by two.  Their units are paired as in every comparison (`akn.compare.align`),
the clauses of a pair by their words, and what is left on both sides by its words wherever it stands.  Which words
changed tells what changed: those that name who is asked, by when, with which verb, or any others.  What a year brings
along (the next session, the resolution and the report of last year) is brought up to date and no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from akn.bodies.symbols import parse_symbol
from akn.clauses import Addressee, Due, Mandate
from akn.compare.answers import Answer, answers_to, told_apart
from akn.compare.changes import Change
from akn.compare.clause_changes import action_between, became_own, changes_between
from akn.compare.clause_pairs import ClausePairs
from akn.compare.clause_parts import Beside
from akn.compare.members import SeriesMember, is_mandate, member_of
from akn.compare.namings import LaterText
from akn.compare.succession import series_of
from akn.compare.worded import ready_clause
from akn.compare.worded import wording as wording  # by the name that pages know it by
from akn.document import Document

Became = Literal["renewed", "changed", "dropped", "new", "open"]


class FollowUp(Struct, frozen=True):
    """A mandate and what became of it in the text that follows.

    `old` and `new` are the indices of the two texts in the series, `mandate` and `after` the clauses there; one of the
    two is None for what was dropped or is new, and for what is `open`: the text is the last of its series, so nobody
    knows.  `changes` say what changed (kinds action, addressee, due, number, wording), `updated` what the year brought
    along (due, citation, date, number) or what is said in another form (wording).  `since` is the index of the text in
    which the mandate came in, `similarity` how much of the words stayed, and `answers` are the documents that the later
    text cites as what was asked for; `perhaps` is the clause of the later text that speaks of much of what was dropped,
    or of the earlier one that speaks of much of what is new.  A mandate that was divided has one for each of its parts.
    """

    old: int
    new: int
    became: Became
    mandate: Mandate | None = None
    after: Mandate | None = None
    changes: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    since: int = 0
    similarity: float = 0.0
    answers: tuple[Answer, ...] = ()
    perhaps: Mandate | None = None

    @property
    def latest(self) -> Mandate:
        """The clause in the later text, in the earlier one if it is not there."""
        found = self.after or self.mandate
        assert found is not None, "a mandate stands somewhere"
        return found

    def asks(self, addressee: str) -> bool:
        """Whether the clause asks somebody in either text, by key; true for no key."""
        return not addressee or any(a.key == addressee for a in self.asked)

    @property
    def asked(self) -> tuple[Addressee, ...]:
        """Who is asked in the earlier text, after them who is asked in the later one alone."""
        first, then = ([*clause.addressees] if clause else [] for clause in (self.mandate, self.after))
        return (*first, *(a for a in then if not any((a.key or a.text) == (b.key or b.text) for b in first)))

    @property
    def answered_due(self) -> Due | None:
        """What was due of the earlier clause, where documents answer it, or may do so: its first deadline."""
        return self.mandate.due if self.mandate and self.answers else None


def follow_documents(
    documents: Sequence[Document], files: Sequence[str] = (), *, alone: bool = False
) -> Iterator[Followed]:
    """The series of two documents or more among some documents (`akn.series`), each with its mandates followed.

    `files` are what the caller calls the documents.  With `alone` a document without another one comes by itself.
    """
    names = files or [""] * len(documents)
    for those in series_of(documents):
        if len(those) > 1 or alone:
            members = tuple(member_of(documents[i], names[i]) for i in those)
            yield Followed(members, follow(members))


class Followed(Struct, frozen=True):
    """A series, oldest text first, and what became of its mandates (`follow`)."""

    members: tuple[SeriesMember, ...]
    rows: tuple[FollowUp, ...]


def follow(members: Sequence[SeriesMember]) -> tuple[FollowUp, ...]:
    """What became of the mandates of a series, oldest text first: those of each text in their order, after them what is
    new in the next one, and those of the last text, which are open.

    >>> from akn.compare.members import member_of
    >>> from converters import convert
    >>> def text(session, ask):
    ...     head = f"A/RES/{session}/7\\nResolution adopted by the General Assembly on 9 December {session + 1945}\\n"
    ...     return convert(f"{head}\\nThe General Assembly,\\n\\n1. {ask}\\n".encode()).document
    >>> old = text(98, "Urges all States to keep their lighthouses lit by night;")
    >>> new = text(99, "Encourages all States to keep their lighthouses lit by night;")
    >>> [(row.became, [c.shown() for c in row.changes]) for row in follow([member_of(old), member_of(new)])]
    [('changed', ['action weaker: Urges → Encourages']), ('open', [])]
    """
    found: list[FollowUp] = []
    since: dict[int, int] = {}  # by the index of a clause of the older text
    for k in range(len(members) - 1):
        rows, since = _step(members, k, since)
        found += rows
    last = len(members) - 1
    for i, (_, row) in enumerate(members[last].clauses if members else ()):
        if is_mandate(row):
            found.append(FollowUp(last, -1, "open", row, None, since=since.get(i, last)))
    return tuple(found)


def _passed(paired: ClausePairs, i: int, j: int, joined: Sequence[int]) -> tuple[Change, ...]:
    """The other paragraphs in which a clause that has a pair is asked once more, in a few words, and the one that says
    most of it, where this pair is told of no farther than what both say; and those from which other clauses became one
    with it.
    """
    one, two = _place(paired.old[i].row), _place(paired.new[j].row)
    from_there = dict.fromkeys(_place(paired.old[k].row) for k in joined if k != i and k not in paired.recalled)
    there = [paired.new[k].row for k, at in paired.briefly_on.items() if at == i and k != j]
    there += [paired.new[k].row for k in (paired.pairs[i][0],) if k != j]
    to = dict.fromkeys(_place(row) for row in there)
    return (
        *(Change("passage", one, place, "moved") for place in to if place != two),
        *(Change("passage", place, two, "moved") for place in from_there if place not in (one, two)),
    )


def _step(members: Sequence[SeriesMember], k: int, since: Mapping[int, int]) -> tuple[list[FollowUp], dict[int, int]]:
    """What became of the mandates of the k-th text and what is new in the next, and since when each clause of that
    stands; `since` is the same of the k-th.
    """
    older, newer = members[k], members[k + 1]
    paired = ClausePairs(older, newer)
    later = [_citing(member) for member in members[k + 1 :]]
    found: list[FollowUp] = []
    after: dict[int, int] = {}
    links: dict[int, list[int]] = {}
    joined: dict[int, list[int]] = {}
    noted: dict[int, int] = {}
    for i, j in paired.links():
        if _is_only_noted(paired.old[i].row, paired.new[j].row):
            noted[j] = i
            continue
        links.setdefault(i, []).append(j)
        joined.setdefault(j, []).append(i)
        began = k + 1 if became_own(paired.old[i].row, paired.new[j].row) else since.get(i, k)
        after[j] = min(began, after.get(j, began))
    asked = [
        i
        for i, one in enumerate(paired.old)
        if is_mandate(one.row) or any(is_mandate(paired.new[j].row) for j in links.get(i, ()))
    ]
    answered = told_apart([_answered(paired.old[i].row, older, later) for i in asked])
    for i, answers in zip(asked, answered, strict=True):
        one, began = paired.old[i], since.get(i, k)
        if i not in links:
            perhaps = paired.perhaps(i)
            found.append(FollowUp(k, k + 1, "dropped", one.row, None, since=began, answers=answers, perhaps=perhaps))
        for j in links.get(i, ()):
            two = paired.new[j]
            changes, updated = changes_between(one, two, older, newer, paired.beside(i, j))
            updated += tuple(passed for passed in _passed(paired, i, j, joined[j]) if passed not in updated)
            if i in paired.recalled:  # its words stand in the older text alone
                changes, updated = tuple(action_between(one.row, two.row, older, newer)), ()
            became: Became = "changed" if changes else "renewed"
            alike = round(paired.alike(i, j), 3)
            found.append(FollowUp(k, k + 1, became, one.row, two.row, changes, updated, began, alike, answers))
    for j, two in enumerate(paired.new):
        after.setdefault(j, k + 1)
        if (j in noted or j not in paired.taken) and is_mandate(two.row):
            perhaps = paired.old[noted[j]].row if j in noted else paired.perhaps_from(j)
            found.append(FollowUp(k, k + 1, "new", None, two.row, since=k + 1, perhaps=perhaps))
    return found, after


def _is_only_noted(one: Mandate, two: Mandate) -> bool:
    """Whether a clause only notes ("Recognizes the importance of") what another one asks for, or settles: it stresses
    nothing, so that nothing is asked in other words.

    Serves one row of 3,811.
    """
    return is_mandate(two) and not is_mandate(one) and one.force != "reinforcing"


def _place(row: Mandate) -> str:
    """The number of the paragraph of a clause."""
    return row.number or row.eId


def went_on(series: Followed, row: FollowUp, after: Mandate) -> FollowUp:
    """A follow-up of what was dropped, or taken for what a praise says, if it goes on in a clause of the later text."""
    older, newer = series.members[row.old], series.members[row.new]
    assert row.mandate is not None, "what was dropped was there"
    one, two = ready_clause(older, row.mandate), ready_clause(newer, after)
    praise = [ready_clause(newer, row.after)] if row.after else []
    changes, updated = changes_between(one, two, older, newer, Beside(praise))
    became: Became = "changed" if changes else "renewed"
    alike = round(Indel.normalized_similarity(one.words, two.words), 3)
    return replace(row, became=became, after=after, changes=changes, updated=updated, similarity=alike, perhaps=None)


def _citing(member: SeriesMember) -> LaterText:
    return LaterText(member.symbol, member.language, member.units, member.named, member.adopted)


def _answered(row: Mandate, asking: SeriesMember, later: Sequence[LaterText]) -> tuple[Answer, ...]:
    """The documents that answer a clause of a text, as the first of the later texts says that cites one.

    Where no session was named, that is one of the texts up to the first that was adopted after the day named, or the
    next text alone: a later one tells what answers the request of that.
    """
    known = frozenset(naming.symbol for naming in asking.named)
    due = row.due
    if due and due.kind == "session":
        asked = later
    else:
        before = sum("" < text.adopted < due.date for text in later) if due and due.role == "deadline" else 0
        asked = later[: before + 1]
    return next(filter(None, (answers_to(row, citing, known) for citing in asked)), ())


def through(series: Followed, symbol: str, paragraph: str) -> Followed:
    """A series with the mandates of one paragraph of one of its texts alone ("12", "12 (b)", an eId), before and after.

    Of a paragraph that is not there nothing is left.
    """
    known = parse_symbol(symbol)
    named = known.printed if known else symbol
    at = next((i for i, member in enumerate(series.members) if member.symbol == named), -1)
    wanted = {
        (at, row.eId, row.clause)
        for _, row in (series.members[at].clauses if at >= 0 else ())
        if paragraph in (row.eId, row.number)
        or row.eId.startswith(f"{paragraph}__")
        or row.number.startswith(f"{paragraph} ")
    }
    steps = [
        (row, {(k, c.eId, c.clause) for k, c in ((row.old, row.mandate), (row.new, row.after)) if c})
        for row in series.rows
    ]
    for way in (steps, steps[::-1]):  # rows are in the order of the texts: once forwards, once backwards
        for _, ends in way:
            if ends & wanted:
                wanted |= ends
    return Followed(series.members, tuple(row for row, ends in steps if ends & wanted))
