"""What became of each mandate of a resolution in the one that follows it: renewed, changed, dropped, new.

The texts of a series are compared two by two.  Their units are paired as in every comparison (`akn.compare.align`),
the clauses of a pair by their words, and what is left on both sides by its words wherever it stands.  Which words
changed tells what changed: those that name who is asked, by when, with which verb, or any others.  What a year brings
along (the next session, the resolution and the report of last year) is brought up to date and no change.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel, LCSseq

from akn.bodies.symbols import parse_symbol
from akn.chains import heaviest_chain
from akn.clauses import Due, Mandate, mandates
from akn.clauses.parts import label_of
from akn.clauses.products import products
from akn.clauses.sessions import host_of
from akn.clauses.shape import expects, renewed, renews, strength_between, words
from akn.clauses.values import is_due
from akn.compare.align import align
from akn.compare.answers import Answer, LaterText, Naming, Recalled, answers_to, namings, paragraphs_recalled
from akn.compare.changes import Change, Detail
from akn.compare.succession import series_of
from akn.compare.words import plain_text, readable_steps, words_of
from akn.document import Document
from akn.languages import codes, load
from akn.languages.amounts import amounts
from akn.languages.shape import Language, forms
from akn.languages.view import view
from akn.patterns import lazy_pattern, one_of
from akn.text import Kind
from akn.walk import Unit, units
from akn.xml.eids import identify

Became = Literal["renewed", "changed", "dropped", "new", "open"]

_IN_PLACE = 0.4
"""Agreement of the words of two clauses of units that are a pair, as for the units themselves (`akn.compare.align`)."""
_ELSEWHERE = 0.6  # and of clauses that stand anywhere
_ASKED, _REWORDED = 0.6, 0.45
"""Share of the words of the shorter of two clauses that the other one has, and agreement of both, if they ask the same
ones: of seven such pairs, left by the steps before of 64 real pairs of years, five were one mandate, reworded, and two
asked for other information in the same report."""
_HELD = 0.8  # share of the words of a clause that stand in another one, which has taken it in
_LONG = 8  # words: of fewer nothing can be said without the place
_SHORT = 6  # words, beside verb, names and dates, of a clause that is left of a longer one
_SAID, _MATTER = 0.62, 6
"""Share of what a clause is about (by words, those of few clauses weighing more) that another one says, and its words
at least: of 170 clauses of 64 real pairs of years that nothing else paired five have so much, all of them the same
mandate in other words; of the three with .55 to .62 one."""
_SAID_THERE = 0.4
"""And of a clause that stands where it stood: of 64 real pairs of years three clauses that nothing else paired have so
much (.43, .53, .54), all of them the same mandate in other words; those with .34 and less are other ones."""
_PERHAPS = 0.45
"""Of a clause that was dropped, how much the clause of the next text says where it may go on without being asked: of 33
read, seven have so much, six of which the next text speaks of under another verb."""
_TELLING, _STEM = 4, 6  # letters: of a word that tells what a clause is about, and of its beginning
_STEM_SAME = 5  # letters: that a word and another one that has one letter more at its end share at least
_MOVED = 3  # words, at most, of a stretch that stands elsewhere and says the same
_YEARS = (1900, 2200)


class SeriesMember(Struct, frozen=True):
    """A text of a series as far as its mandates are followed: what it is called, the day of adoption (YYYY-MM-DD, empty
    if it is not known), the number of its session, its body (actor code), language (ISO 639-2/T), title and file, its
    units (`akn.units`), its clauses with the index of the unit that each stands in, the documents that it names, and
    the paragraphs of other texts that it cites; `draft` as `akn.document.Metadata.is_draft`.
    """

    symbol: str
    adopted: str
    session: str
    actor: str
    language: str
    title: str
    file: str
    units: tuple[Unit, ...]
    clauses: tuple[tuple[int, Mandate], ...]
    named: tuple[Naming, ...] = ()
    draft: bool = False
    recalled: tuple[Recalled, ...] = ()


class FollowUp(Struct, frozen=True):
    """A mandate and what became of it in the text that follows.

    `old` and `new` are the indices of the two texts in the series, `mandate` and `after` the clauses there; one of the
    two is None for what was dropped or is new, and for what is `open`: the text is the last of its series, so nobody
    knows.  `changes` say what changed (kinds action, addressee, due, number, wording), `updated` what the year brought
    along (due, citation, date, number) or what is said in another form (wording).  `since` is the index of the text in
    which the mandate came in, `similarity` how much of the words stayed, and `answers` are the documents that the later
    text cites as what was asked for; `perhaps` is the clause of the later text that speaks of much of what was dropped.
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
        """Whether the clause asks somebody, by key; true for no key."""
        return not addressee or any(a.key == addressee for a in self.latest.addressees)

    @property
    def answered_due(self) -> Due | None:
        """What was due of the earlier clause, where documents answer it: its first deadline."""
        return self.mandate.due if self.mandate and self.answers else None


def is_mandate(row: Mandate) -> bool:
    """Whether a clause asks somebody for something, or settles something."""
    return row.force in ("directive", "deciding") or bool(row.binding)


def member_of(document: Document, file: str = "") -> SeriesMember:
    """A document as a member of its series; `file` is what the caller calls it."""
    metadata = document.metadata
    identifiers = identify(document)
    seen = units(document, identifiers)
    rows = [row for row in mandates(document) if row.action]
    first = rows[0].title if rows else ""
    return SeriesMember(
        next(iter(metadata.symbols), "") or metadata.number or file,
        metadata.date if metadata.date_name in ("adoption", "voting") else "",
        metadata.session,
        metadata.actor,
        metadata.language,
        first,
        file,
        seen,
        placed(seen, rows),
        namings(document, seen),
        metadata.is_draft,
        paragraphs_recalled(seen),
    )


def placed(seen: Sequence[Unit], rows: Iterable[Mandate]) -> tuple[tuple[int, Mandate], ...]:
    """Clauses with the indices of their units.  A clause names its unit by eId and text: several may share an eId."""
    at: dict[tuple[str, str], int] = {}
    for i, unit in enumerate(seen):
        at.setdefault((unit.eid, unit.text.content), i)
    return tuple((at[row.eId, row.text], row) for row in rows if (row.eId, row.text) in at)


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
        pair = _Following(members[k], members[k + 1])
        rows, since = pair.rows(k, since, [_citing(member) for member in members[k + 1 :]])
        found += rows
    last = len(members) - 1
    for i, (_, row) in enumerate(members[last].clauses if members else ()):
        if is_mandate(row):
            found.append(FollowUp(last, -1, "open", row, None, since=since.get(i, last)))
    return tuple(found)


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


class _Clause(Struct, frozen=True):
    """A clause made ready: its words as they are compared, where each stands in its unit, and what each is part of
    (verb, addressee, due, citation, date, number, or nothing of these); `refused` if it asks for something not to
    be done, `ends` if it decides that something ends.
    """

    row: Mandate
    unit: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    parts: tuple[str, ...]
    values: tuple[int | None, ...]
    refused: bool = False
    ends: bool = False

    def said(self, start: int, end: int) -> str:
        """The words from one to another as printed."""
        return self.row.text[self.spans[start][0] : self.spans[end - 1][1]].strip() if start < end else ""


class _Following:
    """Two texts, one of which follows the other, while their clauses are paired."""

    def __init__(self, old: SeriesMember, new: SeriesMember) -> None:
        self.members = old, new
        language = load(new.language) if new.language in codes() else None
        self.stop_words = frozenset(language.stop_words) if language else frozenset()
        self.old, self.new = ([_ready(m.units[i], i, row, language) for i, row in m.clauses] for m in (old, new))
        self.pairs: dict[int, tuple[int, float]] = {}
        self.recalled: set[int] = set()  # of the older clauses, those whose paragraph the newer text only recalls
        self.taken: set[int] = set()
        self._pair()

    def rows(self, k: int, since: dict[int, int], later: Sequence[LaterText]) -> tuple[list[FollowUp], dict[int, int]]:
        """What became of the mandates of the k-th text and what is new in the next, and since when each clause of that
        stands; `since` is the same of the k-th, `later` are all texts after it.
        """
        older, newer = self.members
        found: list[FollowUp] = []
        after: dict[int, int] = {}
        for i, one in enumerate(self.old):
            j, similarity = self.pairs.get(i, (-1, 0.0))
            began = since.get(i, k)
            two = self.new[j] if j >= 0 else None
            if j >= 0:
                after[j] = min(began, after.get(j, began))
            if not is_mandate(one.row) and not (two and is_mandate(two.row)):
                continue
            answers = _answered(one.row, older, later)
            if two is None:
                perhaps = self._perhaps(i)
                found.append(
                    FollowUp(k, k + 1, "dropped", one.row, None, since=began, answers=answers, perhaps=perhaps)
                )
                continue
            changes, updated = _changes(one, two, older, newer)
            if i in self.recalled:  # its words stand in the older text alone
                changes, updated = tuple(_action(one.row, two.row)), ()
            became: Became = "changed" if changes else "renewed"
            found.append(
                FollowUp(k, k + 1, became, one.row, two.row, changes, updated, began, round(similarity, 3), answers)
            )
        for j, two in enumerate(self.new):
            after.setdefault(j, k + 1)
            if j not in self.taken and is_mandate(two.row):
                found.append(FollowUp(k, k + 1, "new", None, two.row, since=k + 1))
        return found, after

    def _pair(self) -> None:
        old, new = self.members
        olds, news = _by_unit(self.old), _by_unit(self.new)
        places = [(olds[p.old], news[p.new]) for p in align(old.units, new.units) if p.old in olds and p.new in news]
        for alone in (True, False):  # what asks before what asks nobody, so that no praise takes the mate of a request
            for those, these in places:
                self._in_place(those, these, alone=alone)
            self._elsewhere(alone=alone)
        self._reworded()
        self._taken_in()
        self._shortened()
        self._said_again()
        for those, these in places:
            self._said_in_place(those, these)
        self._recalled_by_number()

    def _take(self, i: int, j: int, similarity: float) -> None:
        self.pairs[i] = j, similarity
        self.taken.add(j)

    def _same_kind(self, i: int, j: int) -> bool:
        """Whether two clauses both ask or settle something, or neither does."""
        return is_mandate(self.old[i].row) == is_mandate(self.new[j].row)

    def _in_place(self, olds: Sequence[int], news: Sequence[int], *, alone: bool) -> None:
        """Pair the clauses of two units that have no mate yet, in their order; of the same kind `alone`."""
        free = [(i, j) for i in olds if i not in self.pairs for j in news if j not in self.taken]
        least = {(i, j): _IN_PLACE if self._same_kind(i, j) else _ELSEWHERE for i, j in free}
        alike = {at: self._alike(*at, least[at]) for at in free if not alone or self._same_kind(*at)}
        links = ((i, j, worth - _IN_PLACE + 0.01) for (i, j), worth in alike.items() if worth)
        for i, j, _ in heaviest_chain(links):
            self._take(i, j, alike[i, j])

    def _elsewhere(self, *, alone: bool) -> None:
        """Pair what is left on both sides, the most alike first; of the same kind `alone`."""
        olds = [i for i, one in enumerate(self.old) if i not in self.pairs and len(one.words) >= _LONG]
        news = [j for j, two in enumerate(self.new) if j not in self.taken and len(two.words) >= _LONG]
        pairs = ((i, j) for i in olds for j in news if not alone or self._same_kind(i, j))
        found = [(-alike, i, j) for i, j in pairs if (alike := self._alike(i, j, _ELSEWHERE))]
        for less, i, j in sorted(found):
            if i not in self.pairs and j not in self.taken:
                self._take(i, j, -less)

    def _reworded(self) -> None:
        """Pair what is left and asks the same ones in other words."""
        olds = [i for i, one in enumerate(self.old) if i not in self.pairs and _asks(one)]
        news = [j for j, two in enumerate(self.new) if j not in self.taken and _asks(two)]
        found = []
        for i in olds:
            for j in news:
                if _asks(self.old[i]) & _asks(self.new[j]) and (alike := self._alike(i, j, _REWORDED)):
                    words = self.old[i].words, self.new[j].words
                    if LCSseq.similarity(*words) >= _ASKED * min(map(len, words)):
                        found.append((-alike, i, j))
        for less, i, j in sorted(found):
            if i not in self.pairs and j not in self.taken:
                self._take(i, j, -less)

    def _taken_in(self) -> None:
        """Pair what is left with the clause that says nearly all its words, though it says more."""
        for i, one in enumerate(self.old):
            if i in self.pairs or len(one.words) < _LONG or not is_mandate(one.row):
                continue
            shares = [(self._share(one, two), -j) for j, two in enumerate(self.new) if not self._opposed(i, j)]
            share, at = max(shares, default=(0.0, 0))
            if share >= _HELD:
                self._take(i, -at, self._alike(i, -at, 0.0))

    def _shortened(self) -> None:
        """Pair what is left and asks with a clause that nothing else paired, of which it has nearly all the words."""
        news = [j for j, two in enumerate(self.new) if j not in self.taken and two.row.force == "directive"]
        matter = {j: self._content(self.new[j]) for j in news}
        for i, one in enumerate(self.old):
            if i in self.pairs or one.row.force != "directive":
                continue
            words = self._content(one)
            shares = [
                (LCSseq.similarity(matter[j], words) / len(matter[j]), -j)
                for j in news
                if j not in self.taken and _SHORT <= len(matter[j]) <= len(words) and not self._opposed(i, j)
            ]
            share, at = max(shares, default=(0.0, 0))
            if share >= _HELD:
                self._take(i, -at, self._alike(i, -at, 0.0))

    @staticmethod
    def _content(one: _Clause) -> list[str]:
        """The words of a clause that are part of no verb, name, date or citation."""
        return [word for word, part in zip(one.words, one.parts, strict=True) if part in ("", "number")]

    def _said_again(self) -> None:
        """Pair what is left and asks with the clause that says most of what it says, in whatever order."""
        asking = [j for j, two in enumerate(self.new) if is_mandate(two.row)]
        for i, one in enumerate(self.old):
            if i in self.pairs or one.row.force != "directive" or len(self._matter(one)) < _MATTER:
                continue
            share, at = max(((self._said(i, j), -j) for j in asking if not self._opposed(i, j)), default=(0.0, 0))
            if share >= _SAID:
                self._take(i, -at, self._alike(i, -at, 0.0))

    def _said_in_place(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair what is left of two units and asks, where the one says much of what the other is about, or what it looks
        forward to.
        """
        free = [
            j for j in news if j not in self.taken and (is_mandate(self.new[j].row) or expects(self.new[j].row.action))
        ]
        for i in olds:
            if i in self.pairs or self.old[i].row.force != "directive" or len(self._matter(self.old[i])) < _MATTER:
                continue
            shares = [(self._said(i, j), -j) for j in free if j not in self.taken and not self._opposed(i, j)]
            share, at = max(shares, default=(0.0, 0))
            if share >= _SAID_THERE:
                self._take(i, -at, self._alike(i, -at, 0.0))

    def _recalled_by_number(self) -> None:
        """Pair what is left with the clause that only recalls its paragraph ("Recalls paragraph 5 of resolution…"), but
        none of a paragraph that a clause decides to end.
        """
        old, new = self.members
        ended = {(cited.symbol, cited.eid) for cited in new.recalled if self._is_ended(cited)}
        for cited in new.recalled:
            if (cited.symbol, cited.eid) in ended:
                continue
            recalling = [
                j
                for j, two in enumerate(self.new)
                if two.unit == cited.unit and two.row.start <= cited.start < two.row.end
                if two.row.force == "reinforcing" and not is_mandate(two.row)
            ]
            for i, one in enumerate(self.old) if recalling and cited.symbol == old.symbol else ():
                eid = old.units[one.unit].eid
                if (
                    i not in self.pairs
                    and is_mandate(one.row)
                    and (eid == cited.eid or eid.startswith(f"{cited.eid}__"))
                ):
                    self._take(i, recalling[0], self._alike(i, recalling[0], 0.0))
                    self.recalled.add(i)

    def _is_ended(self, cited: Recalled) -> bool:
        """Whether the clause that cites a paragraph, or one after it in its unit, decides that it ends."""
        return any(two.ends and two.unit == cited.unit and cited.start < two.row.end for two in self.new)

    def _matter(self, one: _Clause) -> frozenset[str]:
        """What a clause is about: the beginnings of its long words that are part of no verb, name, date or citation."""
        told = zip(one.words, one.parts, strict=True)
        return frozenset(w[:_STEM] for w, part in told if part in ("", "number") and self._tells(w))

    def _tells(self, word: str) -> bool:
        return len(word) >= _TELLING and word not in self.stop_words

    @cached_property
    def _newer(self) -> tuple[tuple[frozenset[str], ...], Counter[str]]:
        """The long words of each clause of the newer text, and in how many of them each stands."""
        found = tuple(frozenset(w[:_STEM] for w in two.words if self._tells(w)) for two in self.new)
        return found, Counter(word for those in found for word in those)

    def _said(self, i: int, j: int) -> float:
        """How much of what a clause is about another one says; words that few clauses have tell more."""
        clauses, count = self._newer
        weight = {w: math.log((len(clauses) + 1) / (count[w] + 0.5)) for w in sorted(self._matter(self.old[i]))}
        whole = sum(weight.values())
        return sum(told for word, told in weight.items() if word in clauses[j]) / whole if whole else 0.0

    def _perhaps(self, i: int) -> Mandate | None:
        """The clause of the newer text that speaks of much of what one that was dropped is about."""
        if len(self._matter(self.old[i])) < _MATTER:
            return None
        share, at = max(((self._said(i, j), -j) for j in range(len(self.new))), default=(0.0, 0))
        return self.new[-at].row if share >= _PERHAPS else None

    def _opposed(self, i: int, j: int) -> bool:
        """Whether one of two clauses asks that something be not done, and the other one does not."""
        return self.old[i].refused != self.new[j].refused

    def _alike(self, i: int, j: int, least: float) -> float:
        if self._opposed(i, j):
            return 0.0
        return Indel.normalized_similarity(self.old[i].words, self.new[j].words, score_cutoff=least)

    def _share(self, one: _Clause, two: _Clause) -> float:
        """How much of the words of a clause another one has in the same order."""
        return LCSseq.similarity(one.words, two.words) / len(one.words) if len(two.words) >= len(one.words) else 0.0


def _asks(one: _Clause) -> set[str]:
    """Who is asked by a clause, by keys; nobody by one of a few words."""
    long = one.row.force == "directive" and len(one.words) >= _LONG
    return {a.key for a in one.row.addressees if a.key} if long else set()


def _by_unit(clauses: Sequence[_Clause]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for i, one in enumerate(clauses):
        found.setdefault(one.unit, []).append(i)
    return found


_HYPHENS = lazy_pattern(r"(?<=\w[-\u2010\u2011])")  # they come and go: "credit-rating agencies"
_MARKED = {Kind.REF: "citation", Kind.RREF: "citation", Kind.MREF: "citation", Kind.DATE: "date"}


def _ready(unit: Unit, at: int, row: Mandate, language: Language | None) -> _Clause:
    """A clause with its words up to the end of what is asked: those after it lead to the next clause."""
    text, end = row.text, _end(row)
    parts = list(_parts(unit, row, language))
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    kinds: list[str] = []
    values: list[int | None] = []
    start = row.start
    for word in (part for whole in words_of(text[row.start : end]) for part in _HYPHENS.split(whole)):
        start, before = start + len(word), start
        plain = plain_text(word).strip().rstrip("-").casefold()
        if not any(c.isalnum() for c in plain):
            continue
        first = start - len(word.lstrip())
        part = next(((kind, value) for a, b, kind, value in parts if a < start and first < b), ("", None))
        words.append(plain)
        spans.append((before, start))
        kinds.append(part[0])
        values.append(part[1])
    asked = view(language, row.ask).content if language is not None and is_mandate(row) else ""
    refused = language is not None and products(language).refuses(asked)
    ends = language is not None and row.force == "deciding" and products(language).ends(asked)
    return _Clause(row, at, tuple(words), tuple(spans), tuple(kinds), tuple(values), refused, ends)


def _end(row: Mandate) -> int:
    """Where the words of a clause end that do not lead to the next one."""
    asked = row.text.rfind(row.ask, row.start, row.end) if row.ask else -1
    return asked + len(row.ask) if asked >= 0 else row.end


def wording(row: Mandate) -> str:
    """The words of a clause, without those that lead to the next one."""
    return row.text[row.start : _end(row)].strip()


def _parts(unit: Unit, row: Mandate, language: Language | None) -> Iterator[tuple[int, int, str, int | None]]:
    """The stretches of a clause that say something that has a name; of two at one place the first counts."""
    text = row.text
    if row.verb:
        at = text.find(row.verb, row.start)
        yield row.start, at + len(row.verb), "verb", None
    for one in row.dates:
        yield from _stretches(text, one.text, row, "due")
    for m in unit.text.of(*_MARKED):
        yield m.start, m.end, _MARKED[m.kind], None
    for who in row.addressees:
        yield from _stretches(text, who.text, row, "addressee")
    if language is not None:
        for cited in _paragraphs(language).finditer(text, row.start, row.end):
            yield cited.start(), cited.end(), "citation", None
        for amount in amounts(language, text[row.start : row.end]):
            if amount.sure and amount.value.isdigit():
                value = int(amount.value)
                yield row.start + amount.start, row.start + amount.end, "number", value


@cache
def _paragraphs(language: Language) -> re.Pattern[str]:
    """A pattern of "paragraph 144", of the report of a year: that of the next one has another number."""
    labels = forms(language.citations.passages.get("para", "")) if language.spaced else ()
    return re.compile(rf"(?<!\w){one_of(labels, re.escape)}\s[0-9]+(?![\w./])" if labels else "(?!)")


def _stretches(text: str, printed: str, row: Mandate, kind: str) -> Iterator[tuple[int, int, str, None]]:
    at = text.find(printed, row.start, row.end) if printed else -1
    if at >= 0:
        yield at, at + len(printed), kind, None


# what changed

_UPDATED = frozenset({"citation", "date"})


def _changes(
    one: _Clause, two: _Clause, old: SeriesMember, new: SeriesMember
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What changed between two clauses, and what was only brought up to date or said in another form."""
    blocks = _blocks(one.words, two.words)
    touched = {part for a, b, c, d in blocks for part in (*one.parts[a:b], *two.parts[c:d])}
    telling = _of_meaning(blocks, one.words, two.words, _form_words(two.row.language))
    actions = list(_action(one.row, two.row))
    again = _asked_again(one.row, two.row)
    changes = [] if again else actions
    if "addressee" in touched or one.row.how == two.row.how == "inherited":
        changes += _addressees(one.row, two.row)
    dues = list(_dues(one.row, two.row, old, new)) if blocks else []
    changes += [change for change, moved_on in dues if not moved_on]
    updated = [change for change, moved_on in dues if moved_on] + (actions if again else [])
    named: set[str] = {change.kind for change in (*changes, *actions)}
    gaps = _gaps(old, new)
    for block in blocks:
        change, moved_on = _of_words(one, two, block, gaps)
        if not _is_named(_kinds(one, two, block), named):
            (updated if moved_on or block not in telling else changes).append(change)
    return tuple(changes), tuple(updated)


_Block = tuple[int, int, int, int]
"""A stretch of words that changed: from where to where on both sides."""


def _kinds(one: _Clause, two: _Clause, block: _Block) -> set[str]:
    a, b, c, d = block
    return {*one.parts[a:b], *two.parts[c:d]}


def _of_words(one: _Clause, two: _Clause, block: _Block, gaps: frozenset[int]) -> tuple[Change, bool]:
    """The change of a stretch of words; whether it only moves on with the texts."""
    a, b, c, d = block
    kinds = _kinds(one, two, block)
    said = one.said(a, b) or None, two.said(c, d) or None
    if a == b or c == d or "" in kinds or "addressee" in kinds:
        return Change("wording", *said), False
    cites = bool(kinds & _UPDATED)
    if cites or _rolled(one.values[a:b], two.values[c:d], gaps):
        return Change("citation" if cites else "number", *said), True
    return Change("number", *said), False


def _is_named(kinds: set[str], named: set[str]) -> bool:
    """Whether a stretch of words is what a change by another name is about, or is of the form alone."""
    if kinds <= {"verb"} or kinds <= {"due"} or ("verb" in kinds and "action" in named):
        return True
    return kinds <= {"addressee", "verb"} and "addressee" in named


def _blocks(one: Sequence[str], two: Sequence[str]) -> list[_Block]:
    """The stretches of words that changed."""
    steps = readable_steps(one, two, [len(w) + 1 for w in one], [len(w) + 1 for w in two])
    return [(a, b, c, d) for equal, a, b, c, d in steps if not equal]


@cache
def _form_words(code: str) -> frozenset[str]:
    """The words of a language that are of the form alone ("the", "that"): its stop words, but for those that join and
    those that say how many.
    """
    if code not in codes():
        return frozenset()
    said = words(code)
    telling = {w for piece in (*said.joints, *said.first_openings, *said.negations) for w in piece.casefold().split()}
    return frozenset(load(code).stop_words) - telling


def _of_meaning(blocks: Iterable[_Block], one: Sequence[str], two: Sequence[str], form: frozenset[str]) -> list[_Block]:
    """The stretches that change more than the form: not those of words of the form alone, of other endings of the same
    words, or of words that only stand elsewhere.
    """
    telling = [
        block
        for block in blocks
        if not _same_words(_without(one[block[0] : block[1]], form), _without(two[block[2] : block[3]], form))
    ]
    gone = Counter(tuple(one[a:b]) for a, b, c, d in telling if c == d and b - a <= _MOVED)
    come = Counter(tuple(two[c:d]) for a, b, c, d in telling if a == b and d - c <= _MOVED)
    moved = gone & come
    left = {True: moved.copy(), False: moved.copy()}  # of those removed, of those added
    found = []
    for block in telling:
        a, b, c, d = block
        said = tuple(one[a:b]) or tuple(two[c:d])
        if (a == b or c == d) and left[c == d][said] > 0:
            left[c == d][said] -= 1
            continue
        found.append(block)
    return found


def _without(said: Sequence[str], form: frozenset[str]) -> list[str]:
    return [word for word in said if word not in form]


def _same_words(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two stretches have the same words, whatever their endings ("divide", "divides")."""
    return len(one) == len(two) and all(map(_same_word, one, two))


def _same_word(one: str, two: str) -> bool:
    """Whether two words are one, but for a letter at the end of one of them ("divide", "divides"): with more they are
    others as often as not ("Niger", "Nigeria"; "employees", "employers").
    """
    short, long = sorted((one, two), key=len)
    return one == two or (len(short) >= _STEM_SAME and long[:-1] == short and long.isalpha())


def _action(one: Mandate, two: Mandate) -> Iterator[Change]:
    if one.action == two.action:
        return
    said = one.verb or one.action, two.verb or two.action
    strength = _strength(one, two)
    detail: Detail = "stronger" if strength > 0 else "weaker" if strength < 0 else ""
    yield Change("action", *said, detail)


def _strength(one: Mandate, two: Mandate) -> int:
    """Whether a clause is stronger (1) or weaker (-1) than the one before; to ask again what is asked neither (0)."""
    actions = [renewed(row.action) or row.action for row in (one, two)]
    return 0 if any(map(renews, actions)) else strength_between(*actions)


def _asked_again(one: Mandate, two: Mandate) -> bool:
    """Whether one of two clauses says of itself that it asks again what the other one asks ("once again urges")."""
    again = renews(one.action) != renews(two.action) and is_mandate(one) and is_mandate(two)
    return again and not _strength(one, two)


def _addressees(one: Mandate, two: Mandate) -> Iterator[Change]:
    """Who is asked no more, and who is asked now; somebody whom the other clause names is neither."""
    gone = [a.text or a.key for a in one.addressees if not _names(two, a.key, a.text)]
    come = [a.text or a.key for a in two.addressees if not _names(one, a.key, a.text)]
    if gone or come:
        detail: Detail = "" if gone and come else "added" if come else "removed"
        yield Change("addressee", "; ".join(gone) or None, "; ".join(come) or None, detail)


def _names(row: Mandate, key: str, text: str) -> bool:
    return (bool(key) and any(a.key == key for a in row.addressees)) or (
        bool(text) and text.casefold() in row.text[row.start : row.end].casefold()
    )


_Relative = tuple[str, str, int, str]


def _relative(due: Due, member: SeriesMember) -> _Relative:
    """When something is due, as seen from the text that says it: so many sessions or years later."""
    body, _, number = due.value.rpartition(".")
    if due.kind == "session" and number.isdigit():
        if body == host_of(member.actor) and member.session.isdigit():
            return "session", body, int(number) - int(member.session), ""
        return "year", body, (due.year or 0) - int(member.adopted[:4] or 0), ""
    if due.kind == "date" and due.year and member.adopted:
        return "date", "", due.year - int(member.adopted[:4]), due.value[4:]
    return due.kind, due.value, 0, ""


def _dues(one: Mandate, two: Mandate, old: SeriesMember, new: SeriesMember) -> Iterator[tuple[Change, bool]]:
    """What changed in when something is due; whether it is only as much later as the text itself."""
    olds, news = ([d for d in row.dates if d.role == "term" or is_due(d)] for row in (one, two))
    for a, b in zip(olds, news, strict=False):
        if a.value != b.value:
            was, now = _relative(a, old), _relative(b, new)
            detail: Detail = ""
            if was[:2] == now[:2] and was != now:
                detail = "later" if now[2:] > was[2:] else "earlier"
            yield Change("due", a.text, b.text, detail), was == now
    for gone in olds[len(news) :]:
        if gone.text.casefold() not in two.text.casefold():
            yield Change("due", gone.text, None, "removed"), False
    for come in news[len(olds) :]:
        if come.text.casefold() not in one.text.casefold():
            yield Change("due", None, come.text, "added"), False
    if one.frequency != two.frequency:
        yield Change("due", one.frequency or None, two.frequency or None), False


def _gaps(old: SeriesMember, new: SeriesMember) -> frozenset[int]:
    """By how much the numbers of sessions and years grow from one text to the next."""
    found = set()
    if old.adopted and new.adopted:
        found.add(int(new.adopted[:4]) - int(old.adopted[:4]))
    if old.session.isdigit() and new.session.isdigit():
        found.add(int(new.session) - int(old.session))
    return frozenset(found - {0})


def _rolled(one: Sequence[int | None], two: Sequence[int | None], gaps: frozenset[int]) -> bool:
    """Whether numbers grew as those of sessions and years do."""
    olds, news = ([value for value in side if value is not None] for side in (one, two))
    return len(olds) == len(news) > 0 and all(b - a in gaps for a, b in zip(olds, news, strict=True))


# as a row of a table


class FollowRecord(Struct, frozen=True):
    """A follow-up as a row of a table: the title of the `series` and its `language`; of the earlier text the file, the
    symbol, the day of adoption, where the clause stands (`eid`, `number`), its verb, who is asked (as printed, and by
    keys), what (`ask`), the products that are asked for, by when (as printed, and the day or month).  `became` is what
    became of it, `what` the kinds of changes, `changes` and `updated` these in words; then the later text and what the
    clause says there.  `since` is the symbol of the text in which the mandate came in, `answered_by` are the documents
    that answer it, with the `evidence`; `perhaps` is the number of the paragraph of the later text that speaks of much
    of what was dropped.  Of what is new the columns of the earlier text are empty, of what was dropped
    and what is open those of the later one.
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


def _side_of(member: SeriesMember, clause: Mandate) -> _SideOfRow:
    said = _SideOfRow(
        member.file, member.symbol, member.adopted, clause.eId, clause.number, clause.verb or clause.action, clause.ask
    )
    return replace(said, due=clause.due.text, due_date=clause.due.date) if clause.due else said


def record_of(series: Followed, row: FollowUp) -> FollowRecord:
    """A follow-up of a series as a row of a table."""
    older = _side_of(series.members[row.old], row.mandate) if row.mandate else _SideOfRow()
    newer = _side_of(series.members[row.new], row.after) if row.after else _SideOfRow()
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
        addressees=tuple(a.text or label_of(a.key) for a in row.latest.addressees),
        keys=tuple(a.key for a in row.latest.addressees),
        ask=older.ask,
        products=tuple(dict.fromkeys(d.kind for d in row.latest.deliverables if d.asked)),
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
        answered_by=tuple(answer.symbol for answer in row.answers),
        evidence=tuple(dict.fromkeys(why for answer in row.answers for why in answer.why)),
        similarity=row.similarity,
        perhaps=(row.perhaps.number or row.perhaps.eId) if row.perhaps else "",
    )
