"""Which unit of one document answers to which of another in the same language, which moved, which were divided.

Units are paired by what they say and where they stand, in steps, each of which leaves to the next what it cannot tell:

    the same words, once on both sides, in order        the anchors
    the best chain of like units between two anchors    what stayed in its place, reworded or not
    like units anywhere                                 what moved

Words that stand in many units say little about one and do not count, so formulas do not pair what is only of one form.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from math import fsum, log, sqrt

from msgspec import Struct
from rapidfuzz.distance import Indel, LCSseq

from akn.chains import heaviest_chain
from akn.compare.form_words import small_words
from akn.compare.note_pairs import pair_notes
from akn.compare.passages import passages
from akn.compare.proper_names import gave_way
from akn.compare.words import Signs, Wording, likeness, plain_text, words_of
from akn.languages.shape import Language
from akn.locations import quoted
from akn.text import ANCHORS, LOOKS, Kind
from akn.walk import Place, Unit

# measured by `python -m proofs edits` on 200 documents in six languages; see docs/proofs.md
_LIKE = 0.4  # in its place a unit that kept so much is the same one
_MOVED = 0.6  # elsewhere it has to have kept more
_ANNEXED = 0.85  # into an annex or out of it, or into what is quoted from another text
_LEFT = 0.55  # between two pairs, in all its words
_WITHIN, _WHOLE = 0.74, 20  # or so much of the shorter one, if it has so many words, stands in the longer one
# written anew: set where the candidates of 64 pairs of real years, which were read, begin to have other subjects
_SUBJECT, _SUBJECT_ELSEWHERE, _SUBJECT_HELD = 0.38, 0.5, 0.18
_SUBJECT_LONE = (
    0.26  # alone between two pairs: nine of nine in 128 pairs of real years are on one subject, below are others
)
# between the same two pairs, with two words that no other unit has: 15 pairs of 162 real comparisons, all right
_SUBJECT_OWN, _OWN = 0.2, 2
_FAR = 0.65  # so much less alike is any other unit
_SHORT = 4  # words: less than that says nothing out of its place
_SAME_ROLE = 0.5  # what a line of the front matter is, its marks say: the symbol, the date, the session
# another verb, another day, and so little else in common: another event ("Takes note of the Conference in A on 9 May",
# "Recalls the meeting in B on 10 July"); one pair of a draft of a delegate, none of 5,471 pairs of 162 real comparisons
_EVENT = 0.25
# so much alike, and yet of another matter, where a name is another one ("Day of", "Decade for") and goes on elsewhere
_RENAMED = 0.7
_ALL_PAIRS = 2500  # the most pairs between two anchors that are all looked at
_RARE, _CANDIDATES = 16, 8  # else: the rarest words of a unit, and the units that share most of them


_Gap = tuple[Sequence[int], Sequence[int]]
"""What stands on both sides between two pairs."""


class Pair(Struct, frozen=True, gc=False):
    """Two units that answer to each other, by their indices, and how alike they are (1: the same words)."""

    old: int
    new: int
    similarity: float


def wordings(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Wording, Wording]:
    """What the units of both sides say, in the same signs."""
    signs = Signs()
    return Wording((u.text.content for u in old), signs), Wording((u.text.content for u in new), signs)


def align(
    old: Sequence[Unit],
    new: Sequence[Unit],
    said: tuple[Wording, Wording] | None = None,
    language: Language | None = None,
) -> tuple[Pair, ...]:
    """The pairs, in the order of the old side; each unit is in one of them at most.

    `said` is what the units say (`wordings`), where the caller has it, `language` that of both.

    >>> from akn.walk import units
    >>> from akn.document import Document, Operative
    >>> from akn.text import Text
    >>> def document(*texts):
    ...     return Document(body=tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1)))
    >>> one = document("Welcomes the lamps;", "Requests a report by 2044;")
    >>> two = document("Notes the tide;", "Welcomes the lamps;", "Requests a full report by 2045;")
    >>> [(p.old, p.new, round(p.similarity, 2)) for p in align(units(one), units(two))]
    [(0, 1, 1.0), (1, 2, 0.77)]
    """
    one, two = said or wordings(old, new)
    sides = _Side(old, one), _Side(new, two)
    found: dict[int, Pair] = {}
    for group in _GROUPS:
        part = _Part(sides, group, found, language)
        part.pair()
        found = part.pairs
    for i, j in list(_unchanged(old, new, found)):
        found[i] = Pair(i, j, 1.0)
    partner = {p.old: p.new for p in found.values()}
    for i, j in pair_notes(old, new, partner, language):  # last: notes are known by the units that call them
        found[i] = Pair(i, j, likeness(one.words(i), two.words(j)))
    return tuple(found[i] for i in sorted(found))


_GROUPS: tuple[frozenset[Place], ...] = (
    frozenset({Place.COVER}),
    frozenset({Place.PREFACE}),
    frozenset({Place.FORMULA, Place.PREAMBLE, Place.OPERATIVE, Place.ANNEX, Place.HEADING}),
    frozenset({Place.CONCLUSIONS}),
)
PARTS = frozenset({"point", "text", "row", "caption", "kept"})
"""The kinds of units that stand in a paragraph."""


def _unchanged(old: Sequence[Unit], new: Sequence[Unit], found: Mapping[int, Pair]) -> Iterator[tuple[int, int]]:
    """What is paired with nothing, but has its address and its words on both sides: as a rule texts without a word."""
    taken = {p.new for p in found.values()}
    waiting: defaultdict[tuple[Place, str, str, str], list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in taken and new[j].place is not Place.NOTE:
            waiting[_address(new[j])].append(j)
    for i, unit in enumerate(old):
        if i not in found and waiting[_address(unit)]:
            yield i, waiting[_address(unit)].pop()


def _address(unit: Unit) -> tuple[Place, str, str, str]:
    return unit.place, unit.eid, unit.num, unit.text.content


class _Side:
    """One document made ready: what its units say, and what they are."""

    def __init__(self, units: Sequence[Unit], said: Wording) -> None:
        self.units = units
        self.said = said
        self.keys = said.keys
        self.roles = [_role(u) for u in units]
        self._quoted = quoted(units)
        # for units that are not told by their keys: their words as one sign each, with and without the common ones
        self.full: dict[int, str] = {}
        self.telling: dict[int, str] = {}

    def apart(self, at: int) -> tuple[bool, bool]:
        """Whether a unit is in an annex, and whether it is quoted from another text."""
        return self.units[at].place is Place.ANNEX, at in self._quoted


def _encode(sides: tuple[_Side, _Side], chosen: tuple[Sequence[int], Sequence[int]]) -> Counter[str]:
    """Make the words of some units of both sides ready; in how many of them each stands."""
    for side, those in zip(sides, chosen, strict=True):
        side.full.update((i, side.said.signs(i)) for i in those)
    full = chain.from_iterable((side.full[i] for i in those) for side, those in zip(sides, chosen, strict=True))
    count = Counter(chain.from_iterable(map(set, full)))
    many = _many(len(chosen[0]) + len(chosen[1]))
    common = [sign for sign, times in count.items() if times > many]
    for side, those in zip(sides, chosen, strict=True):
        whole = "\n".join([side.full[i] for i in those])
        for sign in common:  # to look at each sign of the texts costs far more
            whole = whole.replace(sign, "")
        side.telling.update(zip(those, whole.split("\n"), strict=False))
    return count


def _many(units: int) -> int:
    """In how many of some units a word stands that says little about one."""
    return max(6, units // 8)


def _role(unit: Unit) -> str:
    """What the marks of a line say that it is; empty for running text."""
    if unit.kind not in ("line", "part"):
        return ""
    marks = (m for m in unit.text.marks if m.kind not in LOOKS and m.kind not in ANCHORS)
    return " ".join(sorted({f"{m.kind} {m.get('name')}" for m in marks}))


class _Part:
    """The units of some places on both sides while they are paired."""

    def __init__(
        self,
        sides: tuple[_Side, _Side],
        places: frozenset[Place],
        pairs: dict[int, Pair],
        language: Language | None,
    ) -> None:
        self.old, self.new = sides
        self.olds = [i for i, u in enumerate(self.old.units) if u.place in places]
        self.news = [j for j, u in enumerate(self.new.units) if u.place in places]
        self.pairs = dict(pairs)
        self.taken = {p.new for p in pairs.values()}
        self._weight: dict[str, tuple[frozenset[str], float]] = {}
        self._form = small_words(language.code) if language else frozenset()

    def pair(self) -> None:
        unique = list(self._unique())
        anchors = [(i, j) for i, j, _ in heaviest_chain(unique)]
        for i, j in anchors:
            self._take(i, j, 1.0)
        self._count = _encode((self.old, self.new), self._free())
        for olds, news in _gaps(self.olds, self.news, anchors):
            self._in_place(olds, news)
        self._elsewhere((i, j) for i, j, _ in unique)
        self._left_over()
        self._reworded()

    def _take(self, i: int, j: int, similarity: float) -> None:
        if self._is_other_matter(i, j, similarity):  # asked last: to divide into words what is compared costs most
            return
        self.pairs[i] = Pair(i, j, similarity)
        self.taken.add(j)

    def _take_best(self, found: Iterable[tuple[float, int, int]]) -> None:
        """Pair units that are not yet in a pair, the most alike first; those that are not alike (0) stay alone."""
        for less, i, j in sorted((-alike, i, j) for alike, i, j in found if alike):
            if i not in self.pairs and j not in self.taken:
                self._take(i, j, -less)

    def _free(self) -> tuple[list[int], list[int]]:
        return [i for i in self.olds if i not in self.pairs], [j for j in self.news if j not in self.taken]

    def _unique(self) -> Iterator[tuple[int, int, float]]:
        """Units whose words stand once on both sides."""
        old, new = self.old.keys, self.new.keys
        times = Counter(old[i] for i in self.olds), Counter(new[j] for j in self.news)
        where = {new[j]: j for j in self.news}
        for i in self.olds:
            key = old[i]
            if key and times[0][key] == 1 and times[1].get(key) == 1:
                yield i, where[key], len(key) + 1.0

    def _in_place(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair what stayed in its place between two anchors."""
        similar = {(i, j): self._similarity(i, j, _LIKE) for i, j in self._candidates(olds, news)}
        worths = ((i, j, self._worth(i, j, similarity)) for (i, j), similarity in similar.items())
        for i, j, _ in heaviest_chain((i, j, worth - _LIKE + 0.01) for i, j, worth in worths if worth > _LIKE):
            self._take(i, j, similar[i, j])

    def _elsewhere(self, unique: Iterable[tuple[int, int]]) -> None:
        """Pair what moved: what says the same words once on both sides, then the most alike first."""
        for i, j in unique:
            if i not in self.pairs and j not in self.taken:
                self._take(i, j, 1.0)
        self._take_best(
            (self._similarity(i, j, _MOVED), i, j)
            for i, j in self._candidates(*self._free())
            if min(len(self.old.full[i]), len(self.new.full[j])) >= _SHORT
        )

    def _left_over(self) -> None:
        """Pair what is left on both sides between two pairs and says much the same in all its words: of paragraphs that
        are made of common words only ("Notes that, at its sixty-first session, the Subcommittee continued its work")
        the telling ones say little."""
        olds, news = self._free()
        if not olds or not news:
            return
        self._take_best(
            (max(self._all_words(i, j), self._label(i, j)), i, j)
            for left, right in self._between()
            for i, j in self._of_one_kind(left, right)
        )

    def _reworded(self) -> None:
        """Pair what is left on both sides and was written anew on the same subject: words that few units have weigh
        most, and a passage that both hold does."""
        olds, news = self._free()
        if not olds or not news or len(olds) * len(news) > _ALL_PAIRS:
            return
        weights = self._weights()
        changed = {p.old: p.new for p in self._own_pairs() if p.similarity < 1}
        free = [*((i, -1) for i in olds), *((-1, j) for j in news)]
        stays = dict.fromkeys(changed, ""), dict.fromkeys(changed.values(), "")  # what is a pair gives and gets nothing
        held = {(m.old, m.new) for m in passages(self.old.said, self.new.said, [*changed.items(), *free], *stays)}
        alike = {(i, j): self._on_one_subject(i, j, weights) for i in olds for j in news if not self._is_apart(i, j)}
        gaps = list(self._between())
        lone = set(self._lone(gaps, (olds, news), alike))
        held |= {
            (i, j)
            for ones, twos in gaps
            for i, j in self._of_one_kind(ones, twos)
            if _SUBJECT_OWN <= alike.get((i, j), 0.0) < _SUBJECT and len(self._own_words(i, j)) >= _OWN
        }
        self._take_best(
            (much, i, j) for (i, j), much in alike.items() if much >= self._least_on_subject(i, j, held, lone)
        )

    def _between(self) -> Iterator[_Gap]:
        """What is left on both sides between two pairs that stayed."""
        stayed = heaviest_chain((p.old, p.new, 1.0) for p in self._own_pairs())
        for left, right in _gaps(self.olds, self.news, [(i, j) for i, j, _ in stayed]):
            yield [i for i in left if i not in self.pairs], [j for j in right if j not in self.taken]

    def _of_one_kind(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        return ((i, j) for i in olds for j in news if self.old.units[i].kind == self.new.units[j].kind)

    def _is_other_matter(self, i: int, j: int, similarity: float) -> bool:
        """Whether two units that all else takes for a pair name another matter each, and are little alike beside it."""
        if similarity >= _RENAMED:
            return False
        return self._gave_way(i, j) or (similarity < _MOVED and self._are_other_events(i, j))

    def _are_other_events(self, i: int, j: int) -> bool:
        """Whether two units do other things on other days, and share few of the words that tell what they speak of."""
        units = self.old.units[i], self.new.units[j]
        for kind, key in ((Kind.DATE, "date"), (Kind.ACTION, "refersTo")):
            one, two = ({m.get(key) for m in unit.text.of(kind)} for unit in units)
            if not one or not two or one & two:
                return False
        one, two = self._matter(self.old, i), self._matter(self.new, j)
        return len(one & two) < _EVENT * min(len(one), len(two))

    def _gave_way(self, i: int, j: int) -> bool:
        """Whether a name of a unit is another one in a unit of the other side, and goes on in another unit there."""
        said = self.old.units[i].text.content, self.new.units[j].text.content
        others = (self.new.units[k].text.content for k in self.news if k != j)
        return gave_way(*said, others, self._form)

    def _matter(self, side: _Side, at: int) -> set[str]:
        """The words of a unit that few others have and that are neither of the form nor of its actions."""
        text = side.units[at].text
        acts = (plain_text(text.content[m.start : m.end]).casefold() for m in text.of(Kind.ACTION))
        known = self._form.union(word.strip() for act in acts for word in words_of(act))
        return {word for word in side.said.words(at) if word[:1].isalpha()} - known - self._usual

    @cached_property
    def _usual(self) -> frozenset[str]:
        """The words that many units of both sides have, those that are pairs already among them: the subject of all."""
        sides = (self.old, self.olds), (self.new, self.news)
        count = Counter(chain.from_iterable(set(side.said.words(at)) for side, those in sides for at in those))
        many = _many(len(self.olds) + len(self.news))
        return frozenset(word for word, times in count.items() if times > many)

    def _own_words(self, i: int, j: int) -> set[str]:
        """The words that two units share and no other unit has, but for those of their actions."""
        there = frozenset(self.new.full[j])
        words = zip(self.old.full[i], self.old.said.words(i), strict=True)
        own = {word for sign, word in words if self._count[sign] <= 2 and sign in there and word[0].isalnum()}
        text = self.old.units[i].text
        acts = (plain_text(text.content[m.start : m.end]).casefold() for m in text.of(Kind.ACTION))
        return own.difference(word.strip() for act in acts for word in words_of(act))

    def _lone(
        self, gaps: Iterable[_Gap], free: _Gap, alike: Mapping[tuple[int, int], float]
    ) -> Iterator[tuple[int, int]]:
        """Of what is left, the units of one kind between two pairs that stayed which are alone there, or far more alike
        than either and any other unit."""
        for ones, twos in gaps:
            alone = len(ones) == len(twos) == 1
            for i, j in self._of_one_kind(ones, twos):
                others = [alike.get((i, b), 0.0) for b in free[1] if b != j]
                others += [alike.get((a, j), 0.0) for a in free[0] if a != i]
                if alone or max(others) < _FAR * alike.get((i, j), 0.0):
                    yield i, j

    def _least_on_subject(
        self, i: int, j: int, held: Container[tuple[int, int]], lone: Container[tuple[int, int]]
    ) -> float:
        """How alike two units have to be to be on one subject; `held` are those that both hold a passage, `lone` those
        that are alone between two pairs."""
        if (i, j) in lone:
            return _SUBJECT_HELD if (i, j) in held else _SUBJECT_LONE
        one, two = self.old.units[i], self.new.units[j]
        if (i, j) in held:
            return _SUBJECT_HELD
        return _SUBJECT if one.kind == two.kind and one.place is two.place else _SUBJECT_ELSEWHERE

    def _is_apart(self, i: int, j: int) -> bool:
        """Whether one of two units alone is in an annex, or is quoted from another text."""
        return self.old.apart(i) != self.new.apart(j)

    def _weights(self) -> dict[str, float]:
        """How much it says that two units share a word: the fewer have it, the more."""
        total = len(self.olds) + len(self.news)
        weight = {times: log(total / times) ** 2 for times in set(self._count.values())}
        return {sign: weight[times] for sign, times in self._count.items()}

    def _on_one_subject(self, i: int, j: int, weights: Mapping[str, float]) -> float:
        """How alike two units are in their words, by weight, and in the order of these; 0 if they are short."""
        a, b = self.old.full[i], self.new.full[j]
        (one, first), (two, second) = self._weighed(a, weights), self._weighed(b, weights)
        if min(len(one), len(two)) < 2 * _SHORT:
            return 0.0
        shared = fsum(map(weights.__getitem__, one & two))
        if not shared:
            return 0.0
        return (shared / sqrt(first * second) + Indel.normalized_similarity(a, b)) / 2

    def _weighed(self, words: str, weights: Mapping[str, float]) -> tuple[frozenset[str], float]:
        """The words of a unit, which is looked at beside many others, and what they weigh."""
        if words not in self._weight:
            own = frozenset(words)
            self._weight[words] = own, fsum(map(weights.__getitem__, own))
        return self._weight[words]

    def _own_pairs(self) -> list[Pair]:
        """The pairs of these places, in the order of the old side."""
        own = set(self.olds)
        return sorted((p for p in self.pairs.values() if p.old in own), key=lambda p: p.old)

    def _all_words(self, i: int, j: int) -> float:
        """How alike two units of one kind are in all their words, 0 if they are short or less than `_LEFT` and none
        of them stands in the other (less than any that are alike)."""
        one, two = self.old.units[i], self.new.units[j]
        a, b = self.old.full[i], self.new.full[j]
        if one.place is not two.place or self._is_apart(i, j) or min(len(a), len(b)) < 2 * _SHORT:
            return 0.0
        alike = Indel.normalized_similarity(a, b, score_cutoff=_LEFT)
        shorter = min(len(a), len(b))
        if alike or shorter < _WHOLE:
            return alike
        held = LCSseq.similarity(a, b) / shorter
        return alike if held < _WITHIN else held / 2

    def _label(self, i: int, j: int) -> float:
        """Half if two rows of a table differ in their numbers alone ("Total", 300 and 450), else nothing."""
        one, two = self.old.units[i], self.new.units[j]
        if one.kind != "row" or one.place is not two.place:
            return 0.0
        said, there = ("".join(filter(str.isalpha, u.text.content)) for u in (one, two))
        return 0.5 if said and said == there else 0.0

    def _candidates(self, olds: Sequence[int], news: Sequence[int]) -> Iterable[tuple[int, int]]:
        """The pairs that are worth a look: all, or where these are many those that share their rarest words."""
        if len(olds) * len(news) <= _ALL_PAIRS:
            return [(i, j) for i in olds for j in news]
        return self._sharing(olds, news)

    def _sharing(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for j in news:
            for sign in set(self.new.full[j]):
                index[sign].append(j)
        for at, i in enumerate(olds):
            known = sorted((len(index[s]), s) for s in set(self.old.full[i]) if s in index)
            shared: Counter[int] = Counter()
            for size, sign in known[:_RARE]:
                if size <= _RARE * 2:
                    shared.update(index[sign])
                else:  # a word of many units: those that stand about as far along
                    middle = at * size // len(olds)
                    shared.update(index[sign][max(0, middle - _RARE) : middle + _RARE])
            for j, _ in sorted(shared.items(), key=lambda x: (-x[1], x[0]))[:_CANDIDATES]:
                yield i, j

    def _similarity(self, i: int, j: int, least: float) -> float:
        """How alike two units are, 0 if less than `least`; words that many units have do not count in long ones."""
        old, new = self.old, self.new
        if old.keys[i] == new.keys[j]:
            return 1.0
        if self._is_apart(i, j):
            least = max(least, _ANNEXED)
        a, b = old.full[i], new.full[j]
        if min(len(a), len(b)) > 2 * _SHORT and old.telling[i] and new.telling[j]:
            a, b = old.telling[i], new.telling[j]
        return Indel.normalized_similarity(a, b, score_cutoff=least)

    def _worth(self, i: int, j: int, similarity: float) -> float:
        """The similarity of two units, more if they are the same line of the front matter."""
        role = self.old.roles[i]
        return max(similarity, _SAME_ROLE) if role and role == self.new.roles[j] else similarity


def _gaps(olds: Sequence[int], news: Sequence[int], chain: Sequence[tuple[int, int]]) -> Iterator[_Gap]:
    """What stands on both sides between the pairs of a chain."""
    place = {i: n for n, i in enumerate(olds)}, {j: n for n, j in enumerate(news)}
    borders = [(-1, -1), *((place[0][i], place[1][j]) for i, j in chain), (len(olds), len(news))]
    for (a, c), (b, d) in pairwise(borders):
        if b - a > 1 and d - c > 1:
            yield olds[a + 1 : b], news[c + 1 : d]


# which units moved


_LONG = 10_000


def moved(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> frozenset[int]:
    """The old units that moved, by index.

    The fewest paragraphs that had to move are those that did, of two that changed places the shorter one.  What stands
    in a paragraph moves with it; within the paragraph the points are looked at by themselves.  Notes do not move: they
    stand where they are called.
    """
    found = {p.old for p in pairs if old[p.old].place is not new[p.new].place}
    roots = _roots(old), _roots(new)
    outer = [p for p in pairs if p.old == roots[0][p.old] and p.new == roots[1][p.new] and p.old not in found]
    chain = heaviest_chain((p.old, p.new, 1 + min(len(old[p.old].text), _LONG) / _LONG**2) for p in outer)
    kept = {i for i, _, _ in chain}
    found |= {p.old for p in outer if p.old not in kept}
    for i, those in _inside(pairs, *roots, found).items():
        stayed = {k for k, _, _ in heaviest_chain((p.old, p.new, 1.0) for p in those)} if i not in found else set()
        found |= {p.old for p in those if p.old not in stayed}
    return frozenset(i for i in found if old[i].kind != "note")


def _inside(
    pairs: Sequence[Pair], old_roots: Sequence[int], new_roots: Sequence[int], found: Container[int]
) -> dict[int, list[Pair]]:
    """The pairs in paragraphs that are a pair themselves, by the old paragraph; without those found to have moved."""
    partner = {p.old: p.new for p in pairs}
    inside: dict[int, list[Pair]] = {}
    for p in pairs:
        i, j = old_roots[p.old], new_roots[p.new]
        if (p.old != i or p.new != j) and p.old not in found and partner.get(i) == j:
            inside.setdefault(i, []).append(p)
    return inside


def _roots(units: Sequence[Unit]) -> list[int]:
    """For each unit the paragraph, heading or line in which it stands, or which it is."""
    roots: list[int] = []
    for i, unit in enumerate(units):
        roots.append(roots[unit.parent] if unit.kind in PARTS and unit.parent >= 0 else i)
    return roots


# which units were divided or joined


_HELD = 0.8  # so much of the smaller unit is found in the larger one
_LEAST = 4  # words: less than that is found anywhere
_GAIN = 0.05  # by so much the parts together are more like the whole than the first part alone
_MOST = 12


def divided(many: Sequence[Unit], pairs: Iterable[Pair], said: tuple[Wording, Wording]) -> dict[int, tuple[int, ...]]:
    """For each unit of one side that several of `many`, the other side, hold together: their indices in order.

    `pairs` pairs the one side (as `old`) with `many`; `said` is what the units of both say (`wordings`).  Called with
    the sides exchanged it finds what was joined.
    """
    known = {p.old: p for p in pairs}
    taken = {p.new for p in known.values()}
    found: dict[int, tuple[int, ...]] = {}
    for p in known.values():
        if p.similarity == 1 or not any(True for step in (1, -1) for _ in _run(p.new, step, many, taken)):
            continue
        parts = _parts(said[0].words(p.old), said[1], many, p.new, taken)
        if len(parts) > 1:
            found[p.old] = parts
            taken.update(parts)
    return found


def _run(at: int, step: int, many: Sequence[Unit], taken: set[int]) -> Iterable[int]:
    """The unpaired units of the same place next to a paired one, nearest first."""
    place = many[at].place
    for k in range(1, _MOST):
        j = at + k * step
        if not 0 <= j < len(many) or j in taken or many[j].place is not place or many[j].kind == "note":
            return
        yield j


def _parts(wanted: Sequence[str], said: Wording, many: Sequence[Unit], first: int, taken: set[int]) -> tuple[int, ...]:
    """The units of `many`, which say so (`said`), that hold the words that are wanted together with the first one."""
    parts, words = [first], said.words(first)
    best = likeness(wanted, words)
    for step in (1, -1):
        for j in _run(first, step, many, taken):
            more = said.words(j)
            if len(more) < _LEAST or LCSseq.similarity(more, wanted) < _HELD * len(more):
                break
            together = [*words, *more] if step > 0 else [*more, *words]
            alike = likeness(wanted, together)
            if alike < best + min(_GAIN, len(more) / len(wanted) / 2):
                break
            parts.append(j)
            words, best = together, alike
    return tuple(sorted(parts))
