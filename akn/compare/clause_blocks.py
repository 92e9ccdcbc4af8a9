"""Which stretches of words differ between two clauses, as far as each is told of.

How many rows a function serves is of 3,764 rows of 96 resolutions of three years in two languages: so many are told
otherwise without it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from akn.compare.clause_lists import Block
from akn.compare.form_words import (
    small_words,
    without,
)
from akn.compare.worded import Clause
from akn.compare.words import longest_run, readable_steps

_STEM_SAME = 5  # letters: that a word and another one that has one letter more at its end share at least
RUN = 3  # words, one after the other, that two clauses have in common and that are no chance
# words that tell something, one after the other, that stayed within a stretch: of 27 stretches of 96 resolutions that
# have four words in common, the four words and less of a name are no chance to part them at ("small island States")
_STAYED, _STAYS = 5, 1 / 3  # and their share of what the shorter side tells
MOVED = 3  # words, at most, of a stretch that stands elsewhere and says the same
# words, at most, of a request that says nothing without its place ("calls for its implementation"): two of 112 series
BRIEF = 6
_DUE, _CITED = frozenset({"due"}), frozenset({"citation", "date"})  # parts of clauses


def blocks_between(one: Clause, two: Clause, ends: tuple[int, int], starts: tuple[int, int]) -> list[Block]:
    """The stretches of words that changed; the verbs, with which clauses begin, apart from what follows them.  What is
    before and after the bounds of each clause is left out.
    """
    m, n = (next((k for k, part in enumerate(clause.parts) if part != "verb"), 0) for clause in (one, two))
    if one.words[: max(m, n)] == two.words[: max(m, n)]:  # of one verb more was read in one of the texts
        m = n = max(m, n)
    verbs = [] if one.words[:m] == two.words[:n] else [(0, m, 0, n)]
    m, n = max(m, starts[0]), max(n, starts[1])
    olds, news = one.words[m : ends[0]], two.words[n : ends[1]]
    steps = readable_steps(olds, news, [len(w) + 1 for w in olds], [len(w) + 1 for w in news])
    found = _whole_citations([(a + m, b + m, c + n, d + n) for equal, a, b, c, d in steps if not equal], one, two)
    parted = (
        part
        for block in found
        for apart in _parted(_trimmed(block, one, two), one, two)
        for run in _around_run(apart, one, two)
        for part in _crossed(run, one, two)
    )
    return verbs + [_settled(block, one, two, m, n) for block in parted]


def _whole_citations(blocks: Sequence[Block], one: Clause, two: Clause) -> list[Block]:
    """The stretches, those of one date, or of one document that is cited, together with what both sides say between
    them ("10/2 of 16 October 2040", "11/6 of 21 October 2042").
    """
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else block
        between = (one.parts[last[1] - 1 : block[0] + 1], two.parts[last[3] - 1 : block[2] + 1])
        both = all(start < end for at in (last, block) for start, end in (at[:2], at[2:]))
        if found and both and all(len(set(parts)) == 1 and _CITED.issuperset(parts) for parts in between):
            found[-1] = last[0], block[1], last[2], block[3]
        else:
            found.append(block)
    return found


def _around_run(block: Block, one: Clause, two: Clause) -> list[Block]:
    """A stretch as what is before and after the longest run of words that both sides of it have, if that tells much: it
    stayed, however much changed around it.

    Serves four rows.
    """
    a, b, c, d = block
    small = small_words(two.row.language)
    if min(b - a, d - c) <= _STAYED:
        return [block]
    start, there = longest_run(one.words[a:b], two.words[c:d])
    at, to = a + start, c + there
    size = 0
    while at + size < b and to + size < d and one.words[at + size] == two.words[to + size]:
        size += 1
    least = min(len(without(said, small)) for said in (one.words[a:b], two.words[c:d])) * _STAYS
    if len(without(one.words[at : at + size], small)) < max(_STAYED, least):
        return [block]
    return [(a, at, c, to), (at + size, b, to + size, d)]


def _crossed(block: Block, one: Clause, two: Clause) -> list[Block]:
    """A stretch of which one side begins with words with which the other one ends: they stayed, what was before them is
    gone, or came, and so did what is after them ("as part of a recovery and of", "with the title …, as part of").
    """
    a, b, c, d = block
    small = small_words(two.row.language)
    for size in range(min(b - a, d - c) - 1, 1, -1):
        for here, there in (((a, a + size), (d - size, d)), ((b - size, b), (c, c + size))):
            said = one.words[slice(*here)]
            if said == two.words[slice(*there)] and not small.issuperset(said):
                return [(a, here[0], c, there[0]), (here[1], b, there[1], d)]
    return [block]


def _parted(block: Block, one: Clause, two: Clause) -> list[Block]:
    """A stretch of which both sides begin with words of a due date, or of what is cited, as these and the rest."""
    a, b, c, d = block
    for kinds in (_DUE, _CITED):
        at, to = _end_of(one, a, b, kinds), _end_of(two, c, d, kinds)
        if a < at and c < to and (at < b or to < d):
            return [(a, at, c, to), _trimmed((at, b, to, d), one, two)]
    return [block]


def _end_of(clause: Clause, start: int, end: int, kinds: frozenset[str]) -> int:
    """Where words of some kinds end with which a stretch begins; small words between those of citations are theirs."""
    small = small_words(clause.row.language) if kinds is _CITED else frozenset()
    rest = (k for k in range(start, end) if clause.parts[k] not in kinds and clause.words[k] not in small)
    return max((k + 1 for k in range(start, next(rest, end)) if clause.parts[k] in kinds), default=start)


def _trimmed(block: Block, one: Clause, two: Clause) -> Block:
    """A stretch without the words that both sides of it begin or end with ("pursuant to the schedule, to", "to").

    Serves 24 rows.
    """
    a, b, c, d = block
    while a < b and c < d and one.words[b - 1] == two.words[d - 1]:
        b, d = b - 1, d - 1
    while a < b and c < d and one.words[a] == two.words[c]:
        a, c = a + 1, c + 1
    return a, b, c, d


def _settled(block: Block, one: Clause, two: Clause, least_old: int, least_new: int) -> Block:
    """A stretch that one side alone has, from the comma on that is next to it ("including in the sea, including on
    land": not "in the sea, including").

    Serves six rows, and two of 775 of other texts.
    """
    a, b, c, d = block
    if (a == b) == (c == d):
        return block
    clause, start, end, least = (one, a, b, least_old) if c == d else (two, c, d, least_new)
    words = clause.words
    steps = 0
    while not clause.after_comma(start - steps):
        if steps == MOVED or start - steps <= least or words[start - steps - 1] != words[end - steps - 1]:
            return block
        steps += 1
    # what both sides have before the stretch moves with it
    return (a - steps, b - steps, c - steps, d - steps) if min(a - least_old, c - least_new) >= steps else block


def bounds_of(one: Clause, two: Clause, whole: tuple[bool, bool]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where two clauses end and where they begin, as far as they are told of: one that is not told of as a whole only
    as far as it stands in the other one.
    """
    ends, starts = (len(one.words), len(two.words)), (0, 0)
    if all(whole):
        return ends, starts
    runs = _common(*_comparable(one, two), whole)
    long = [run for run in runs if run[1] - run[0] >= RUN] or runs
    if not long:
        return ends, starts
    first, last = long[0], long[-1]
    form = small_words(two.row.language)
    for run in runs[runs.index(last) + 1 :]:  # "its implementation", "its prompt implementation and leadership"
        far = run[0] - last[1], run[2] - last[3]
        if any(gap > MOVED and not kept for gap, kept in zip(far, whole, strict=True)):
            break
        if not form.issuperset(one.words[run[0] : run[1]]):
            last = run
    return (
        (ends[0] if whole[0] else last[1], ends[1] if whole[1] else last[3]),
        (starts[0] if whole[0] else first[0], starts[1] if whole[1] else first[2]),
    )


def _common(one: Sequence[str], two: Sequence[str], whole: tuple[bool, bool]) -> list[Block]:
    """The runs of words that two clauses have in common; in one that is not told of as a whole beside the longest, no
    farther than the other one is long.
    """
    first, second = longest_run(one, two)
    near = max(len(one), len(two)) if min(len(one), len(two)) <= BRIEF else min(len(one), len(two))
    a, c = (0 if kept else max(0, start - near) for kept, start in zip(whole, (first, second), strict=True))
    b, d = (None if kept else start + near for kept, start in zip(whole, (first, second), strict=True))
    found = (k for k in LCSseq.opcodes(one[a:b], two[c:d]) if k.tag == "equal")
    return [(k.src_start + a, k.src_end + a, k.dest_start + c, k.dest_end + c) for k in found]


def _comparable(one: Clause, two: Clause) -> tuple[Sequence[str], Sequence[str]]:
    """The words of two clauses; those of one of a few words by their beginnings, as its verb may be a noun there."""
    if min(len(one.words), len(two.words)) > BRIEF:
        return one.words, two.words
    return [w[:_STEM_SAME] for w in one.words], [w[:_STEM_SAME] for w in two.words]
