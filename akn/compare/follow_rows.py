"""Follow-ups as rows of a table."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import Mandate
from akn.clauses.parts import label_of
from akn.compare.following import Followed, FollowUp
from akn.compare.members import SeriesMember


class FollowRecord(Struct, frozen=True):
    """A follow-up as a row of a table: the title of the `series` and its `language`; of the earlier text the file, the
    symbol, the day of adoption, where the clause stands (`eid`, `number`), its verb, who is asked (as printed, and by
    keys), what (`ask`), the products that are asked for, by when (as printed, and the day or month).  `became` is what
    became of it, `what` the kinds of changes, `changes` and `updated` these in words; then the later text and what the
    clause says there, `next_addressees` and `next_keys` who is asked there.  `since` is the symbol of the text in which
    the mandate came in, `answered_by` are the documents that answer it, `perhaps_answered_by` those that may answer it
    or another request of their author, with the `evidence` of both; `perhaps` is the number of the paragraph of the
    later text that speaks of much of what was dropped, or of the earlier one that speaks of much of what is new.  Of
    what is new the columns of the earlier text are empty, of what was dropped and what is open those of the later one.
    """

    series: str
    language: str
    file: str
    symbol: str
    adopted: str
    eid: str
    number: str
    verb: str
    addressees: tuple[str, ...]
    keys: tuple[str, ...]
    ask: str
    products: tuple[str, ...]
    due: str
    due_date: str
    became: str
    what: tuple[str, ...]
    changes: tuple[str, ...]
    updated: tuple[str, ...]
    next_file: str
    next_symbol: str
    next_adopted: str
    next_eid: str
    next_number: str
    next_verb: str
    next_ask: str
    next_due: str
    since: str
    answered_by: tuple[str, ...]
    evidence: tuple[str, ...]
    similarity: float
    perhaps: str = ""
    next_addressees: tuple[str, ...] = ()
    next_keys: tuple[str, ...] = ()
    perhaps_answered_by: tuple[str, ...] = ()


class _SideOfRow(Struct, frozen=True):
    """What a row says of one clause and its text; all empty where there is none."""

    file: str = ""
    symbol: str = ""
    adopted: str = ""
    eid: str = ""
    number: str = ""
    verb: str = ""
    ask: str = ""
    due: str = ""
    due_date: str = ""
    addressees: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


def _side_of(member: SeriesMember, clause: Mandate) -> _SideOfRow:
    said = _SideOfRow(
        member.file,
        member.symbol,
        member.adopted,
        clause.eId,
        clause.number,
        member.verb_of(clause),
        clause.ask,
        addressees=tuple(a.text or label_of(a.key) for a in clause.addressees),
        keys=tuple(a.key for a in clause.addressees),
        products=tuple(dict.fromkeys(d.kind for d in clause.deliverables if d.asked)),
    )
    return replace(said, due=clause.due.text, due_date=clause.due.date) if clause.due else said


def record_of(series: Followed, row: FollowUp) -> FollowRecord:
    """A follow-up of a series as a row of a table."""
    older = _side_of(series.members[row.old], row.mandate) if row.mandate else _SideOfRow()
    newer = _side_of(series.members[row.new], row.after) if row.after else _SideOfRow()
    if not newer.due:  # a clause that only tells of a day has none on which something is due
        newer = replace(newer, due=next((c.new for c in (*row.changes, *row.updated) if c.kind == "due" and c.new), ""))
    if row.new >= 0:  # the text in which a mandate was dropped
        later = series.members[row.new]
        newer = replace(newer, file=later.file, symbol=later.symbol, adopted=later.adopted)
    return FollowRecord(
        series=series.members[-1].title,
        language=series.members[-1].language,
        file=older.file,
        symbol=older.symbol,
        adopted=older.adopted,
        eid=older.eid,
        number=older.number,
        verb=older.verb,
        addressees=older.addressees,
        keys=older.keys,
        ask=older.ask,
        products=older.products,
        due=older.due,
        due_date=older.due_date,
        became=row.became,
        what=tuple(dict.fromkeys(change.kind for change in row.changes)),
        changes=tuple(change.shown() for change in row.changes),
        updated=tuple(change.shown() for change in row.updated),
        next_file=newer.file,
        next_symbol=newer.symbol,
        next_adopted=newer.adopted,
        next_eid=newer.eid,
        next_number=newer.number,
        next_verb=newer.verb,
        next_ask=newer.ask,
        next_due=newer.due,
        since=series.members[row.since].symbol,
        answered_by=tuple(answer.symbol for answer in row.answers if answer.sure),
        evidence=tuple(dict.fromkeys(why for answer in row.answers for why in answer.why)),
        similarity=row.similarity,
        perhaps=(row.perhaps.number or row.perhaps.eId) if row.perhaps else "",
        next_addressees=newer.addressees,
        next_keys=newer.keys,
        perhaps_answered_by=tuple(answer.symbol for answer in row.answers if not answer.sure),
    )
