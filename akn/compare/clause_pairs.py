"""Which clause of a text says what one of the text before said: by its words, in its place or anywhere."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from rapidfuzz.distance import Indel, LCSseq

from akn.chains import heaviest_chain
from akn.clauses import Mandate
from akn.clauses.shape import expects, renews, words
from akn.compare.align import align
from akn.compare.clause_lists import same_words
from akn.compare.clause_parts import Beside, parts_between
from akn.compare.events import convenes, tells_of_event, tells_of_named
from akn.compare.form_words import said_words
from akn.compare.members import SeriesMember, is_mandate
from akn.compare.namings import Recalled
from akn.compare.proper_names import gave_way
from akn.compare.worded import Clause, ready_clauses, wording
from akn.languages import codes, load

_IN_PLACE = 0.4
"""Agreement of the words of two clauses of units that are a pair, as for the units themselves (`akn.compare.align`)."""
_ELSEWHERE = 0.6  # and of clauses that stand anywhere
_TOLD = 3.5
"""And how many words that no third paragraph of the two texts has weigh as much as what each of these is about that the
other one says, if the words agree less than `_HELD`: of 16 such pairs of 64 real pairs of years 15 have 3.8 and more;
the one with 2.4 is two requests of information in the next report.  Without it 11 rows of one of 112 series differ.
"""
_ASKED, _REWORDED = 0.6, 0.45
"""Share of the words of the shorter of two clauses that the other one has, and agreement of both, if they ask the same
ones: of seven such pairs, left by the steps before of 64 real pairs of years, five were one mandate, reworded, and two
asked for other information in the same report."""
_RENAMED = 0.7  # below it two clauses are of two matters where a name is another one, and goes on elsewhere
_HELD = 0.8  # share of the words of a clause that stand in another one, which has taken it in
_LONG = 8  # words: of fewer nothing can be said without the place
_SHORT = 6  # words, beside verb, names and dates, of a clause that is left of a longer one
_SAID, _MATTER, _FULL = 0.62, 6, 10
"""Share of what a clause is about (by words, those of few clauses weighing more) that another one says, and its words
at least: of 170 clauses of 64 real pairs of years that nothing else paired five have so much, all of them the same
mandate in other words; of the three with .55 to .62 one.  Of clauses about fewer words than the third number nearly
all (`_HELD`): of three with so few the two with .90 and more are one mandate, the one with .69 says "provide further
information on the functioning … in the next report" of something else."""
_SAID_THERE = 0.4
"""And of a clause that stands where it stood: of 64 real pairs of years three clauses that nothing else paired have so
much (.43, .53, .54), all of them the same mandate in other words; those with .34 and less are other ones."""
_PERHAPS = (0.4, 3.1), (0.27, 6.3)
"""Of a clause that was dropped, how much a paragraph of the next text says where it may go on, and how many words that
no third paragraph of the two texts has weigh as much: most of it, or less by many words.  The formula of a report alone
("provide information in the next report") weighs less.  Serves 63 rows of 23 of 112 series."""
_PERHAPS_THERE = 0.29, 1.1  # and of the paragraph that stands where it stood: 57 rows of 18 series
_HALF, _PART, _ASKED_ALIKE = 7.0, (0.85, 2.0), 0.35
"""Of what is left, how many words that no third paragraph of the two texts has weigh as much as what a clause in its
place says of it; else how much of what that is about the older one says, and by how much weight, and how much if both
ask the same ones with one verb: half of it goes on.  Of 262 clauses of real years and other texts of six languages 19
have so much, all of them one mandate; in other places, or with less, half of them were others."""
_EACH = 0.4, 0.3  # or how much of what the older one is about the newer one says, and that of it, if both ask
_PERHAPS_FROM = ((0.6, 2.7),)  # and of a new one, of the paragraph from which it may come: 28 rows of 14 series
_TAKEN_NOTE = "takesNote"  # the action of a clause that takes note
_TELLING, _STEM = 4, 6  # letters: of a word that tells what a clause is about, and of its beginning
# and of one of the few words of a request, whose verb and noun are one thing ("appliquer", "application"): of five of
# 112 series in which a clause says all of a brief request, one does by beginnings alone
_BRIEF = 5


class ClausePairs:
    """The clauses of two texts, one of which follows the other, in pairs: `pairs` has the newer clause of an older one
    and how alike they are, `taken` are the newer ones that have an older one.  `parts` are further newer clauses of an
    older one, which say a part of it alone; `moved` are older ones with a praise that says
    what a request of a few words after it is about.
    """

    def __init__(self, old: SeriesMember, new: SeriesMember) -> None:
        self.members = old, new
        language = load(new.language) if new.language in codes() else None
        self.stop_words = frozenset(language.stop_words) if language else frozenset()
        self.old, self.new = ready_clauses(old), ready_clauses(new)
        self.pairs: dict[int, tuple[int, float]] = {}
        self.recalled: set[int] = set()  # of the older clauses, those whose paragraph the newer text only recalls
        self.taken: set[int] = set()
        self.parts: dict[int, list[int]] = {}
        self.moved: list[tuple[int, int]] = []
        self.facing: dict[int, int] = {}  # the newer unit of an older one
        self._found: dict[int, Mandate | None] = {}  # what `_found_for` found, when all pairs were known
        self._pair()

    def _pair(self) -> None:
        old, new = self.members
        olds, news = _by_unit(self.old), _by_unit(self.new)
        places = [(olds[p.old], news[p.new]) for p in align(old.units, new.units) if p.old in olds and p.new in news]
        self.facing = {self.old[those[0]].unit: self.new[these[0]].unit for those, these in places}
        for alone in (True, False):  # what asks before what asks nobody, so that no praise takes the mate of a request
            for those, these in places:
                self._in_place(those, these, _ELSEWHERE, alone=alone)
            self._elsewhere(alone=alone)
            for those, these in places:
                self._in_place(those, these, _IN_PLACE, alone=alone)
        self._reworded()
        self._taken_in()
        self._shortened()
        self._said_again()
        for those, these in places:
            self._said_in_place(those, these)
        self._awaited()
        self._held()
        self._recalled_by_number()
        self._briefly_in_place(places)
        self._briefly_after_praise()
        self._parts()
        self._goes_on_in_part()

    def links(self) -> Iterator[tuple[int, int]]:
        """The older clauses with the newer ones that say them, those of one after each other; what nothing says is left
        out.
        """
        for i in sorted(self.pairs):
            yield i, self.pairs[i][0]
            yield from ((i, j) for j in self.parts.get(i, ()))

    def beside(self, i: int, j: int) -> Beside:
        """What stands beside an older clause and a newer one; each is told of as a whole with the one it is most of."""
        links = list(self.links())
        shared = (*links, *self.moved)
        nearest = max((k for k, at in links if at == j), key=lambda k: (self.alike(k, j), -k))
        newer = [self.new[k] for at, k in shared if at == i and k != j]
        older = [self.old[k] for k, at in shared if at == j and k != i and k not in self.recalled]
        if renews(self.new[j].row.action):  # what is said again may be all of its paragraph, in one clause
            older += [one for k, one in enumerate(self.old) if k not in self.pairs and one.unit == self.old[i].unit]
        olds, news = self._around
        around = olds[self.old[i].unit], news[self.new[j].unit]
        return Beside(newer, older, (self.pairs[i][0] == j, nearest == i), around)

    def _take(self, i: int, j: int, similarity: float) -> None:
        if not similarity and self._gave_way(i, j):
            return
        self.pairs[i] = j, similarity
        self.taken.add(j)

    def _same_kind(self, i: int, j: int) -> bool:
        """Whether two clauses both ask or settle something, or neither does."""
        return is_mandate(self.old[i].row) == is_mandate(self.new[j].row)

    def _in_place(self, olds: Sequence[int], news: Sequence[int], least: float, *, alone: bool) -> None:
        """Pair the clauses of two units that have no mate yet, in their order; of the same kind `alone`."""
        free = [(i, j) for i in olds if i not in self.pairs for j in news if j not in self.taken]
        leasts = {(i, j): least if self._same_kind(i, j) else _ELSEWHERE for i, j in free}
        alike = {at: self.alike(*at, self._least(*at, leasts[at])) for at in free if not alone or self._same_kind(*at)}
        links = ((i, j, worth - _IN_PLACE + 0.01) for (i, j), worth in alike.items() if worth)
        for i, j, _ in heaviest_chain(links):
            self._take(i, j, alike[i, j])

    def _elsewhere(self, *, alone: bool) -> None:
        """Pair what is left on both sides, the most alike first; of the same kind `alone`."""
        olds = [i for i, one in enumerate(self.old) if i not in self.pairs and len(one.words) >= _LONG]
        news = [j for j, two in enumerate(self.new) if j not in self.taken and len(two.words) >= _LONG]
        pairs = ((i, j) for i in olds for j in news if not alone or self._same_kind(i, j))
        found = [(-alike, i, j) for i, j in pairs if (alike := self.alike(i, j, self._least(i, j, _ELSEWHERE)))]
        for less, i, j in sorted(found):
            if i not in self.pairs and j not in self.taken and (-less >= _HELD or self._is_told(i, j)):
                self._take(i, j, -less)

    def _is_told(self, i: int, j: int) -> bool:
        """Whether each of two clauses says much of what the other one is about, beside the formulas of requests."""
        said, _ = self._by_place
        ends = (self.old[i], self.new[j]), (self.new[j], self.old[i])
        return all(
            said.weight(self._matter(one) & {word[:_STEM] for word in two.words}) >= _TOLD * said.rarest
            for one, two in ends
        )

    def _reworded(self) -> None:
        """Pair what is left and asks the same ones in other words."""
        olds = [i for i, one in enumerate(self.old) if i not in self.pairs and _asks(one)]
        news = [j for j, two in enumerate(self.new) if j not in self.taken and _asks(two)]
        found = []
        for i in olds:
            for j in news:
                if _asks(self.old[i]) & _asks(self.new[j]) and (alike := self.alike(i, j, _REWORDED)):
                    words = self.old[i].words, self.new[j].words
                    if LCSseq.similarity(*words) >= _ASKED * min(map(len, words)):
                        found.append((-alike, i, j))
        for less, i, j in sorted(found):
            if i not in self.pairs and j not in self.taken and self._is_told(i, j):
                self._take(i, j, -less)

    def _taken_in(self) -> None:
        """Pair what is left with the clause that says nearly all its words, and nearly all that it is about, though it
        says more: two reports to one organ at one session may have the other words in common.
        """
        for i, one in enumerate(self.old):
            if i in self.pairs or len(one.words) < _LONG or not is_mandate(one.row):
                continue
            still = [j for j in range(len(self.new)) if not self._opposed(i, j) and self._is_asked_in(i, j)]
            shares = [(self._share(one, self.new[j]), -j) for j in still]
            share, at = max(shares, default=(0.0, 0))
            if share >= _HELD and self._newer.share(self._matter(one), -at) >= _HELD:
                self._take(i, -at, self.alike(i, -at, 0.0))

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
                self._take(i, -at, self.alike(i, -at, 0.0))

    @staticmethod
    def _content(one: Clause) -> list[str]:
        """The words of a clause that are part of no verb, name, date or citation."""
        return [word for word, part in zip(one.words, one.parts, strict=True) if part in ("", "number")]

    def _said_again(self) -> None:
        """Pair what is left and asks with the clause that says most of what it says, in whatever order."""
        asking = {j for j, two in enumerate(self.new) if is_mandate(two.row)}
        for i, one in enumerate(self.old):
            if i in self.pairs or one.row.force != "directive" or len(matter := self._matter(one)) < _MATTER:
                continue
            shares = self._newer.shares(matter, asking)
            said = (told for told in shares if not self._opposed(i, -told[1]) and self._is_asked_in(i, -told[1]))
            share, at = max(said, default=(0.0, 0))
            if share >= (_SAID if len(matter) >= _FULL else _HELD):
                self._take(i, -at, self.alike(i, -at, 0.0))

    def _said_in_place(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair what is left of two units and asks, where the one says much of what the other is about, or what it looks
        forward to.
        """
        free = [
            j for j in news if j not in self.taken and (is_mandate(self.new[j].row) or expects(self.new[j].row.action))
        ]
        for i in olds:
            one = self.old[i]
            if i in self.pairs or one.row.force != "directive" or len(matter := self._matter(one)) < _MATTER:
                continue
            still = {j for j in free if j not in self.taken and not self._opposed(i, j)}
            share, at = max(self._newer.shares(matter, still), default=(0.0, 0))
            if share >= _SAID_THERE:
                self._take(i, -at, self.alike(i, -at, 0.0))

    def _awaited(self) -> None:
        """Pair what is left and convenes a meeting with the clause that looks forward to the meeting of that name."""
        for j, two in enumerate(self.new):
            if j in self.taken or not expects(two.row.action):
                continue
            verb, end = two.parts.count("verb"), len(two.words)
            first = next((k for k in range(verb, end) if self._tells(two.words[k])), end)
            last = next((k for k in range(first + 1, len(two.words)) if two.after_comma(k)), end)
            name = two.words[first:last]
            if sum(map(self._tells, name)) < _TELLING:
                continue
            left = [i for i in range(len(self.old)) if i not in self.pairs]
            named = next((i for i in left if convenes(self.old[i].row) and self.old[i].says(name)), len(self.old))
            for i in left[left.index(named) :] if named in left else ():
                # what its paragraph decides besides is about that meeting, too
                if i == named or (self.old[i].unit == self.old[named].unit and self.old[i].row.force == "deciding"):
                    self._take(i, j, self.alike(i, j, 0.0))

    def _held(self) -> None:
        """Pair what is left and convenes a meeting with the clause that tells that it was held, in its place first."""
        news = range(len(self.new))
        for i, one in enumerate(self.old):
            if i in self.pairs or not is_mandate(one.row):
                continue
            there = self.facing.get(one.unit, -1)
            for j in sorted(news, key=lambda j: (j in self.taken, self.new[j].unit != there)):
                near = j not in self.taken and self.new[j].unit == there
                if tells_of_event(one, self.new[j], there=near) or tells_of_named(one, self.new[j]):
                    if j in self.taken:  # "Endorses the outcome" of a meeting, as it did that of the one before
                        self.recalled.add(i)
                    self._take(i, j, self.alike(i, j, 0.0))
                    break

    def _recalled_by_number(self) -> None:
        """Pair what is left with the clause that only recalls its paragraph ("Recalls paragraph 5 of resolution…"), but
        none of a paragraph that a clause decides to end.
        """
        old, new = self.members
        ended = {(cited.symbol, cited.eid) for cited in new.recalled if self._is_ended(cited)}
        said = frozenset(self.taken)
        for cited in new.recalled:
            if (cited.symbol, cited.eid) in ended:
                continue
            recalling = [
                j
                for j, two in enumerate(self.new)
                if two.unit == cited.unit and two.row.start <= cited.start < two.row.end
                if j not in said  # "in which it supported …": another clause of that paragraph is recalled
                if two.row.force == "reinforcing" and not is_mandate(two.row)
            ]
            for i, one in enumerate(self.old) if recalling and cited.symbol == old.symbol else ():
                eid = old.units[one.unit].eid
                if (
                    i not in self.pairs
                    and is_mandate(one.row)
                    and (eid == cited.eid or eid.startswith(f"{cited.eid}__"))
                ):
                    self._take(i, recalling[0], self.alike(i, recalling[0], 0.0))
                    self.recalled.add(i)

    def _briefly_in_place(self, places: Iterable[tuple[Sequence[int], Sequence[int]]]) -> None:
        """Pair requests of a few words ("calls for its full implementation"), which say nothing alone: with the clause
        of the same place that says their words.
        """
        for those, these in places:
            for i in those:
                if i in self.pairs or not self._is_brief(self.old[i]):
                    continue
                said = [j for j in these if is_mandate(self.new[j].row) and self._holds(self.new[j], self.old[i])]
                if said:
                    self._take(i, said[0], self.alike(i, said[0], 0.0))

    def _briefly_after_praise(self) -> None:
        """Pair what a praise seemed to take with the request of a few words after it, in the same place."""
        praised = {j: i for i, (j, _) in self.pairs.items() if is_mandate(self.old[i].row)}
        at = _by_unit(self.new)
        for j, two in enumerate(self.new):
            if j in self.taken or not self._is_brief(two):
                continue
            before = [k for k in at[two.unit] if k < j and k in praised and not is_mandate(self.new[k].row)]
            if before and self._holds(self.old[praised[before[-1]]], two):
                i = praised[before[-1]]
                self.moved.append((i, before[-1]))
                self._take(i, j, self.alike(i, j, 0.0))

    def _is_brief(self, one: Clause) -> bool:
        return one.row.force == "directive" and 0 < len(self._matter(one)) < _MATTER

    def _holds(self, long: Clause, brief: Clause) -> bool:
        """Whether a clause asks, and says all that another one is about."""
        if long.row.force != "directive" or long.refused != brief.refused:
            return False
        return all(any(word.startswith(said[:_BRIEF]) for word in long.words) for said in self._matter(brief))

    def _parts(self) -> None:
        """Find what else stands where: parts of clauses that were divided or became one."""
        pairs = {i: j for i, (j, _) in self.pairs.items()}
        for i, j in parts_between(self.old, self.new, pairs, self._tells, self.facing):
            if self._opposed(i, j) or not (is_mandate(self.old[i].row) and is_mandate(self.new[j].row)):
                continue
            if i not in self.pairs:
                if self._is_asked_in(i, j):
                    self._take(i, j, self.alike(i, j, 0.0))
            elif j not in self.taken:
                self.parts.setdefault(i, []).append(j)
                self.taken.add(j)

    def _goes_on_in_part(self) -> None:
        """Pair what is left with the clause that nothing else paired and that says a part of it, where it stood or may
        go on: one that asks, settles or stresses.
        """
        at = _by_unit(self.new)
        for i, one in enumerate(self.old):
            if i in self.pairs or not is_mandate(one.row):
                continue
            perhaps = self._perhaps(i)
            units = {self.facing.get(one.unit, -1), next((two.unit for two in self.new if two.row is perhaps), -1)}
            free = [j for unit in sorted(units) for j in at.get(unit, ()) if j not in self.taken]
            parts = [(self._older.share(self._matter(self.new[j]), i), -j) for j in free if self._is_part(i, j)]
            if parts:
                j = -max(parts)[1]
                self._take(i, j, self.alike(i, j, 0.0))

    def _is_part(self, i: int, j: int) -> bool:
        """Whether a clause says a part of what another one says, and little else or much of it."""
        one, two = self.old[i], self.new[j]
        if self._opposed(i, j) or two.ends or not (is_mandate(two.row) or two.row.force == "reinforcing"):
            return False
        matter = self._matter(one)
        weight = self._newer.share(matter, j) * self._newer.weight(matter) / self._newer.rarest if matter else 0.0
        within = self._older.share(self._matter(two), i) if is_mandate(two.row) else 0.0
        asked = {a.key for a in one.row.addressees if a.key} & {a.key for a in two.row.addressees}
        alike = bool(asked) and one.row.action == two.row.action and within >= _ASKED_ALIKE
        there = self.facing.get(one.unit, -1) == two.unit and weight >= _HALF
        share = self._newer.share(matter, j)
        both = one.row.force == two.row.force == "directive" and share >= _EACH[0] and within >= _EACH[1]
        return there or alike or both or (within >= _PART[0] and weight >= _PART[1])

    def _least(self, i: int, j: int, least: float) -> float:
        """How much of two clauses has to agree: more of two that ask, where one does not ask what the other one asks.

        A praise may say all that a request was about, which goes on in a few words after it (`_briefly_after_praise`).
        """
        return _HELD if self._same_kind(i, j) and not self._is_asked_in(i, j) else least

    def _is_asked_in(self, i: int, j: int) -> bool:
        """Whether a clause asks what another one asks: with its verb, or it names whom that asks, or it asks others.

        Else the words that both have are of what is said besides ("the conference, which will be aimed at …").
        """
        one, two = self.old[i].row, self.new[j].row
        if one.action == two.action or not one.addressees or two.addressees:
            return True
        said = two.text[two.start : two.end].casefold()
        return any(who.text and who.text.casefold() in said for who in one.addressees)

    def _is_ended(self, cited: Recalled) -> bool:
        """Whether the clause that cites a paragraph, or one after it in its unit, decides that it ends."""
        return any(two.ends and two.unit == cited.unit and cited.start < two.row.end for two in self.new)

    def _matter(self, one: Clause) -> frozenset[str]:
        """What a clause is about: the beginnings of its long words that are part of no verb, name, date or citation."""
        told = zip(one.words, one.parts, strict=True)
        return frozenset(w[:_STEM] for w, part in told if part in ("", "number") and self._tells(w))

    def _words_of(self, one: Clause) -> set[str]:
        """The beginnings of all long words of a clause."""
        return {word[:_STEM] for word in one.words if self._tells(word)}

    def _tells(self, word: str) -> bool:
        return len(word) >= _TELLING and word not in self.stop_words

    @cached_property
    def _newer(self) -> _Said:
        return self._said_by(self.new)

    @cached_property
    def _older(self) -> _Said:
        return self._said_by(self.old)

    def _said_by(self, clauses: Sequence[Clause]) -> _Said:
        return _said_by([frozenset(w[:_STEM] for w in clause.words if self._tells(w)) for clause in clauses])

    @cached_property
    def _by_place(self) -> tuple[_Said, tuple[range, range]]:
        """What the paragraphs of both texts say, and which of them are those of the older and of the newer one."""
        said: list[frozenset[str]] = []
        ends = [0]
        for clauses, there in ((self.old, self._older), (self.new, self._newer)):
            said += [frozenset().union(*(there.clauses[k] for k in at)) for at in _by_unit(clauses).values()]
            ends.append(len(said))
        return _said_by(said), (range(ends[0], ends[1]), range(ends[1], ends[2]))

    @cached_property
    def _unit_of(self) -> dict[int, int]:
        """The units of the newer clauses, by the identity of their rows."""
        return {id(two.row): two.unit for two in self.new}

    @cached_property
    def _clauses_of(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """The older and the newer clauses by their units."""
        return _by_unit(self.old), _by_unit(self.new)

    @cached_property
    def _around(self) -> tuple[dict[int, list[Clause]], dict[int, list[Clause]]]:
        """The same, as clauses."""
        olds, news = self._clauses_of
        return (
            {unit: [self.old[k] for k in those] for unit, those in olds.items()},
            {unit: [self.new[k] for k in those] for unit, those in news.items()},
        )

    @cached_property
    def _units(self) -> tuple[dict[int, int], dict[int, int]]:
        """The units of the older and of the newer clauses, each with its number among them."""
        old, new = ({unit: k for k, unit in enumerate(_by_unit(those))} for those in (self.old, self.new))
        return old, new

    def perhaps(self, i: int) -> Mandate | None:
        """The clause of the newer text that speaks of much of what one that was dropped is about, or tells what became
        of it.
        """
        return self._found_for(i) or self._perhaps_beside(i)

    def _found_for(self, i: int) -> Mandate | None:
        """The same of one clause alone, looked for once: others beside it ask for it as well."""
        if i not in self._found:
            self._found[i] = self._perhaps(i)
        return self._found[i]

    def _perhaps(self, i: int) -> Mandate | None:
        """The clause of the newer text whose paragraph speaks of much of what one that was dropped is about; less is
        enough of the paragraph that stands in its place.  What takes note of reports alone goes on with no request: of
        51 such pointers of 64 real series two, both of other requests.
        """
        one = self.old[i]
        found = (
            next((self.new[j].row for j, at in self.briefly_on.items() if at == i), None)
            or self._speaks_of(one, self.new, _PERHAPS)
            or self._speaks_of(one, self.new, (_PERHAPS_THERE,), self.facing.get(one.unit, -1))
            or self._told_beside(i)
            or self._done(one)
            or self._asked_there(one)
        )
        if found and found.action == _TAKEN_NOTE and found is not self._told_beside(i):
            found = None
        return found or self._noted(one)

    def _perhaps_beside(self, i: int) -> Mandate | None:
        """The clause that tells what became of what was asked beside a clause that was dropped, if its paragraph speaks
        of that clause as well.

        Serves four rows of 3,811.
        """
        said, (_, news) = self._by_place
        words_of_it = self._words_of(self.old[i])
        for k in self._clauses_of[0][self.old[i].unit]:
            if k == i or k in self.pairs or not is_mandate(self.old[k].row) or not (found := self._found_for(k)):
                continue
            unit = self._unit_of[id(found)]
            shared = words_of_it & said.clauses[news.start + self._units[1][unit]]
            if said.weight(frozenset(shared)) >= said.rarest and not is_mandate(found):
                return found
        return None

    def _noted(self, one: Clause) -> Mandate | None:
        """The new clause that takes note of, or looks forward to, what another one asked for by a name of two words and
        more: a product ("its final report") or what it was to set up ("to establish a preparatory committee").
        """
        names = [*self._named_in(one), *(name for name in self._set_up if self._says(one, name))]
        matter = self._words_of(one)
        for two in self.new if names else ():
            if is_mandate(two.row) or not (two.row.action == _TAKEN_NOTE or expects(two.row.action)):
                continue
            shared = self._words_of(two) & matter
            if any(self._says(two, name) and shared - {word[:_STEM] for word in name} for name in names):
                return two.row
        return None

    @cached_property
    def _set_up(self) -> frozenset[tuple[str, ...]]:
        """What clauses of the older text that settle something ask for, or would have made, by two words and more: what
        others ask of it may go on with it ("candidates for the preparatory committee").

        Serves six rows of 3,806.
        """
        settling = (one for one in self.old if one.row.force == "deciding")
        return frozenset(name for one in settling for name in self._named_in(one))

    @staticmethod
    def _says(clause: Clause, name: Sequence[str]) -> bool:
        """Whether a clause says a name, whatever the endings of its words ("regional meetings")."""
        size, code = len(name), clause.row.language
        said = (clause.words[k : k + size] for k in range(len(clause.words) - size + 1))
        return any(same_words(words, name, code) for words in said)

    def _named_in(self, one: Clause) -> list[tuple[str, ...]]:
        """What a clause asks for by two words and more: its products, and what it would have made."""
        code = one.row.language
        names = [said_words(code, product.text) for product in one.row.deliverables if product.asked]
        said = (k for k, word in enumerate(one.words) if one.parts[k] in ("", "number") and self._tells(word))
        makes = next(said, len(one.words))
        if code in codes() and one.words[makes + 1 : makes + 2] and one.words[makes + 1] in words(code).indefinite:
            names.append(one.words[makes + 2 : makes + 4])
        return [name for name in names if len(name) > 1 and all(map(self._tells, name))]

    def _done(self, one: Clause) -> Mandate | None:
        """The clause that asks nothing and tells first of what another one asked to do ("to appoint", "Welcomes the
        appointment").

        Serves six rows of 3,764.
        """
        asked = self._content(one)
        first = next((word for word in asked if self._tells(word)), "") if one.row.force == "directive" else ""
        matter = self._words_of(one) - {first[:_STEM]}
        for two in self.new if len(first) >= _STEM else ():
            told = next((word for word in self._content(two) if self._tells(word)), "")
            if told.startswith(first[:_STEM]) and not is_mandate(two.row) and self._words_of(two) & matter:
                return two.row
        return None

    def _asked_there(self, one: Clause) -> Mandate | None:
        """The clause that asks the same ones, with the same verb, of something else in the place of another one.

        Serves four rows of 3,764.
        """
        keys = {a.key for a in one.row.addressees if a.key}
        for j, two in enumerate(self.new):
            there = j not in self.taken and two.unit == self.facing.get(one.unit) and is_mandate(two.row)
            if there and two.row.action == one.row.action and keys & {a.key for a in two.row.addressees}:
                return two.row
        return None

    def _told_beside(self, i: int) -> Mandate | None:
        """The clause that only tells ("Recalls the meeting") of what was asked beside a clause that was dropped."""
        unit = self.old[i].unit
        asked = (k for k, one in enumerate(self.old) if one.unit == unit and is_mandate(one.row) and k in self.pairs)
        told = (self.new[self.pairs[k][0]].row for k in asked)
        return next((row for row in told if not is_mandate(row)), None)

    def perhaps_from(self, j: int) -> Mandate | None:
        """The clause of the older text whose paragraph speaks of much of what a new one is about."""
        if j in self.briefly_on:
            return self.old[self.briefly_on[j]].row
        two = self.new[j]
        return self._speaks_of(two, self.old, _PERHAPS_FROM) or self._gone_there(two)

    def _gone_there(self, two: Clause) -> Mandate | None:
        """The clause that was dropped in the place of a new one, or of the paragraph whose point that is, and of
        which that says much.
        """
        eid = self.members[1].units[two.unit].eid
        while eid and eid not in self._faced:
            eid = eid.rpartition("__")[0]
        lost = [self.old[i] for i in self._clauses_of[0].get(self._faced.get(eid, -1), ()) if i not in self.pairs]
        told = (one.row for one in lost if self._speaks_of(one, self.new, (_PERHAPS_THERE,), two.unit) is two.row)
        return next((row for row in told if is_mandate(row)), None)

    @cached_property
    def _faced(self) -> dict[str, int]:
        """The older units by the eIds of the newer ones that have them."""
        return {self.members[1].units[new].eid: old for old, new in self.facing.items()}

    @cached_property
    def briefly_on(self) -> dict[int, int]:
        """New requests of a few words ("calls for its implementation"), each with the older one that asks that of what
        the clause before it speaks of ("the bill on lamps"): of 13 with such a clause of 3,764 rows one, of another
        775 one more; the others say a fifth of it at most.
        """
        found: dict[int, int] = {}
        for j, two in enumerate(self.new):
            before = self.new[j - 1] if j else two
            if j in self.taken or before.unit != two.unit or is_mandate(before.row) or not self._is_brief(two):
                continue
            matter = self._matter(before) | self._matter(two)
            asking = [i for i, one in enumerate(self.old) if is_mandate(one.row) and self._holds(one, two)]
            share, at = max(self._older.shares(matter, asking), default=(0.0, 0))
            least, rare = _PERHAPS[0]
            if share >= least and share * self._older.weight(matter) >= rare * self._older.rarest:
                found[j] = -at
        return found

    def _speaks_of(
        self, one: Clause, there: Sequence[Clause], leasts: Iterable[tuple[float, float]], unit: int | None = None
    ) -> Mandate | None:
        """The clause of a text whose paragraph, or that of one unit, speaks of what another one is about: of so large a
        share of it, and by so much weight.
        """
        matter = self._matter(one)
        if unit is None and len(matter) < _MATTER:
            return None
        said, ranges = self._by_place
        among, units = ranges[there is self.new], self._units[there is self.new]
        if unit is not None:
            among = range(among.start + units[unit], among.start + units[unit] + 1) if unit in units else range(0)
        found = said.shares(matter, among)
        if there is self.new and unit is None:  # what a paragraph said all along went on elsewhere
            before = self._said_before
            found = (told for told in found if said.share(matter, before.get(-told[1], -1)) < told[0])
        share, at = max(found, default=(0.0, 0))
        weight = share * said.weight(matter)
        if not any(share >= least and weight >= rare * said.rarest for least, rare in leasts):
            return None
        place = list(units)[-at - ranges[there is self.new].start]
        inside = [k for k, clause in enumerate(there) if clause.unit == place]
        clauses = self._newer if there is self.new else self._older
        return there[-max(clauses.shares(matter, inside))[1]].row

    @cached_property
    def _said_before(self) -> dict[int, int]:
        """The paragraphs of the newer text, by their numbers in `_by_place`, with the older ones in their place."""
        _, (olds, news) = self._by_place
        old, new = self._units
        return {news.start + new[two]: olds.start + old[one] for one, two in self.facing.items()}

    def _opposed(self, i: int, j: int) -> bool:
        """Whether one of two clauses asks that something be not done, and the other one does not."""
        return self.old[i].refused != self.new[j].refused

    def alike(self, i: int, j: int, least: float = 0.0) -> float:
        """How much of the words of two clauses is the same, if it is so much; 0 if one refuses what the other asks."""
        if self._opposed(i, j):
            return 0.0
        alike = Indel.normalized_similarity(self.old[i].words, self.new[j].words, score_cutoff=least)
        return 0.0 if 0 < alike < _RENAMED and self._gave_way(i, j) else alike

    def _gave_way(self, i: int, j: int) -> bool:
        """Whether a name of what is asked is another one there, and goes on in another clause."""
        others = (two.row.text for two in self.new if two.unit != self.new[j].unit)
        return gave_way(wording(self.old[i].row), wording(self.new[j].row), others, self.stop_words)

    def _share(self, one: Clause, two: Clause) -> float:
        """How much of the words of a clause another one has in the same order."""
        return LCSseq.similarity(one.words, two.words) / len(one.words) if len(two.words) >= len(one.words) else 0.0


class _Said(Struct, frozen=True):
    """The long words of each clause of a text, and for each of them which clauses have it."""

    clauses: tuple[frozenset[str], ...]
    having: dict[str, list[int]]

    def shares(self, matter: frozenset[str], among: Container[int]) -> Iterator[tuple[float, int]]:
        """How much of what a clause is about those of some clauses say that say any of it, each with its index turned
        negative, so that of two alike the first is the greater; words that few clauses have tell more.
        """
        weights = self._weights(matter)
        whole = sum(weights.values())
        for k in {k for word in matter for k in self.having.get(word, ()) if k in among}:
            yield sum(told for word, told in weights.items() if word in self.clauses[k]) / whole, -k

    def share(self, matter: frozenset[str], k: int) -> float:
        """How much of what a clause is about one of the clauses says; all of what is about nothing."""
        return max((share for share, _ in self.shares(matter, (k,))), default=0.0) if matter else 1.0

    def weight(self, matter: frozenset[str]) -> float:
        """How much the words weigh that a clause is about."""
        return sum(self._weights(matter).values())

    @property
    def rarest(self) -> float:
        """How much a word weighs that two have, and no third one."""
        return math.log((len(self.clauses) + 1) / 2.5)

    def _weights(self, matter: frozenset[str]) -> dict[str, float]:
        every = len(self.clauses) + 1
        return {w: math.log(every / (len(self.having.get(w, ())) + 0.5)) for w in sorted(matter)}


def _said_by(clauses: Sequence[frozenset[str]]) -> _Said:
    having: dict[str, list[int]] = {}
    for k, those in enumerate(clauses):
        for word in those:
            having.setdefault(word, []).append(k)
    return _Said(tuple(clauses), having)


def _asks(one: Clause) -> set[str]:
    """Who is asked by a clause, by keys; nobody by one of a few words."""
    long = one.row.force == "directive" and len(one.words) >= _LONG
    return {a.key for a in one.row.addressees if a.key} if long else set()


def _by_unit(clauses: Sequence[Clause]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for i, one in enumerate(clauses):
        found.setdefault(one.unit, []).append(i)
    return found
