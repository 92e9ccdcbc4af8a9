"""Which document answers a request: the report that the resolution of the next year cites.

A document answers if it goes to the organ that is to have it (A/99/12 to the General Assembly, A/HRC/60/3 to the Human
Rights Council), at the session that was named, and the words that cite it say what was asked for, by whom, on what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import Mandate
from akn.compare.answer_words import Evidence, Reader, cited_as, reader_of
from akn.compare.namings import LaterText
from akn.languages import codes

_SURE = frozenset({"title", "resolution", "paragraph", "alone"})  # evidence of what a document is on
_NEXT_REPORT, _REPORT = "nextReport", "report"  # due in which asks for one, whatever else is asked for in it


class Answer(Struct, frozen=True):
    """A document that answers a request: its symbol, the text that cites it, where (eId) and in which words, and the
    evidence: recipient (it goes to the organ that is to have it), session (that which was named) or year (the one that
    was named, or a later one than that of the request), author (who was asked), title (the same matter), resolution
    (it is called the report that this one asked for), paragraph (that which this paragraph asked for), alone (nothing
    else was asked that it may answer).
    """

    symbol: str
    cited_by: str
    eid: str
    text: str
    why: tuple[Evidence, ...]

    @property
    def sure(self) -> bool:
        """Whether anything says what it is on: else it may answer another request of its author for that session."""
        return not _SURE.isdisjoint(self.why)


def told_apart(found: Sequence[tuple[Answer, ...]]) -> list[tuple[Answer, ...]]:
    """The answers to the clauses of a text, where each document answers those alone of which it says so; one that tells
    nothing of what it is on answers the only clause that it can.

    >>> sure, vague = (Answer("A/99/12", "", "", "", why) for why in (("author", "title"), ("author",)))
    >>> told_apart([(sure,), (vague,)]), told_apart([(vague,), ()])[0][0].why
    ([(Answer(symbol='A/99/12', cited_by='', eid='', text='', why=('author', 'title')),), ()], ('author', 'alone'))
    >>> [answer.sure for answers in told_apart([(vague,), (vague,)]) for answer in answers]
    [False, False]
    """
    sure = {answer.symbol for answers in found for answer in answers if answer.sure}
    often = Counter(answer.symbol for answers in found for answer in answers)
    return [
        tuple(
            answer if answer.sure or often[answer.symbol] > 1 else replace(answer, why=(*answer.why, "alone"))
            for answer in answers
            if answer.sure or answer.symbol not in sure
        )
        for answers in found
    ]


def answers_to(row: Mandate, citing: LaterText, known: Container[str] = ()) -> tuple[Answer, ...]:
    """The documents that a later text cites as what a clause asked for, those with most evidence; none for a clause
    that asks for nothing that is handed in, if no document is said to answer its paragraph, and where the language has
    no file.

    `known` are the symbols of the documents that the text of the clause cites itself: those are no answers to it.
    """
    wanted = {d.kind for d in row.deliverables if d.asked} | {_REPORT for due in row.dates if due.value == _NEXT_REPORT}
    if not (wanted or row.addressees) or citing.language not in codes():
        return ()
    reader = reader_of(citing.language)
    found: list[Answer] = []
    breaths: list[tuple[int, str]] = []  # of each, which document the words before it begin with, and its own words
    asked_in: dict[str, set[str]] = {}
    for naming in citing.named:
        asked_in.setdefault(naming.symbol, set()).update(reader.asked_in(row, citing, naming))
    passages, goes_on = _introduced(citing, reader)
    first = 0
    for k, (naming, passage) in enumerate(zip(citing.named, passages, strict=True)):
        first = first if goes_on[k] else k
        if naming.symbol in known:
            continue
        unit = citing.units[naming.unit]
        if paragraphs := asked_in[naming.symbol]:  # of other paragraphs it is no answer
            why = reader.in_answer(row, naming.symbol, paragraphs)
        elif not wanted:
            continue
        else:
            cited = cited_as(unit.text, naming.end, row.symbol)
            said = reader.with_head(passages[first], passage) if first < k else passage
            near = row.text if any(goes_on[k : k + 2]) else ""
            why = reader.evidence(row, wanted, naming.symbol, said, cited, near)
        if why:
            found.append(Answer(naming.symbol, citing.symbol, unit.eid, passage, why))
            breaths.append((first, passage))
    return _with_most(reader.nearest(row, found, breaths))


def _introduced(citing: LaterText, reader: Reader) -> tuple[list[str], list[bool]]:
    """The words that introduce each document that a text cites, and whether they go on with the one before."""
    passages = [reader.passage(citing.units[naming.unit].text, naming, citing.named) for naming in citing.named]
    goes_on = [
        k > 0 and citing.named[k - 1].unit == citing.named[k].unit and reader.goes_on(passage)
        for k, passage in enumerate(passages)
    ]
    return passages, goes_on


def _with_most(found: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers with most evidence, those to the paragraph itself if there are any; each document once."""
    found = [answer for answer in found if "paragraph" in answer.why] or found
    most = max((len(answer.why) for answer in found), default=0)
    best = {answer.symbol: answer for answer in reversed(found) if len(answer.why) == most}
    return tuple(reversed(best.values()))
