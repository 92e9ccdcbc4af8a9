"""What changed between two clauses, one of which says what the other one said: action, addressee, due, number, wording.

Which words changed tells what changed.  What a year brings along (the next session, the resolution and the report of
last year) is brought up to date and no change, and neither is another form of the same words.

How many rows a function serves is of 3,764 rows of 96 resolutions of three years in two languages: so many are told
otherwise without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

from akn.clauses import Mandate
from akn.clauses.shape import renewed, renews, strength_between
from akn.compare.changes import Change, Detail
from akn.compare.clause_dates import dues_between, gaps_between, is_rolled
from akn.compare.clause_lists import Block, same_word, same_words, without_moved
from akn.compare.clause_parts import Beside
from akn.compare.form_words import (
    contained,
    form_words,
    insertions,
    joining_words,
    pointing_words,
    said_words,
    small_words,
)
from akn.compare.members import SeriesMember, is_mandate
from akn.compare.worded import Clause
from akn.compare.words import longest_run, readable_steps
from akn.patterns import lazy_pattern

_STEM_SAME = 5  # letters: that a word and another one that has one letter more at its end share at least
_PASSED = 0.7  # so many of the words of a stretch another clause has to have, if they went over to it
_RUN = 3  # words, one after the other, that two clauses have in common and that are no chance
_MOVED = 3  # words, at most, of a stretch that stands elsewhere and says the same
# words, at most, of a request that says nothing without its place ("calls for its implementation"): two of 112 series
_BRIEF = 6
# so many of the words that are named once more have to stand before what points back to them: of three stretches of 112
# series two
_NAMED = 0.9
_SIGNS = 12  # characters beside the words at the end of a paragraph

_UPDATED = frozenset({"citation", "date"})


_NOTHING = Beside()


def changes_between(
    one: Clause, two: Clause, old: SeriesMember, new: SeriesMember, beside: Beside = _NOTHING
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What changed between two clauses, and what was only brought up to date or said in another form.  What stands in a
    clause beside them did not go, or come, but went over.
    """
    found = _blocks(one, two, *_bounds(one, two, beside.whole))
    blocks, passed = _without_passed(found, one, two, beside)
    blocks, moved = without_moved(blocks, one, two)
    telling = _telling(blocks, one, two, old, new)
    actions = list(action_between(one.row, two.row))
    changes, updated = ([], [*actions]) if _asked_again(one.row, two.row) else ([*actions], [])
    if one.row.how == two.row.how == "inherited" or any("addressee" in _kinds(one, two, block) for block in found):
        changes += _addressees(one.row, two.row)
    for due, moved_on in dues_between(one, two, old, new, beside) if found else ():
        (updated if moved_on else changes).append(due)
    named: set[str] = {change.kind for change in (*changes, *actions)}
    gaps = gaps_between(old, new)
    for block in blocks:
        if _is_told(_kinds(one, two, block), named) or (named and _is_of_verb(block, one, two)):
            continue
        change, moved_on = _of_words(one, two, block, gaps)
        (updated if moved_on or block not in telling else changes).append(change)
    return tuple(changes), (*updated, *moved, *passed)


def _telling(blocks: Sequence[Block], one: Clause, two: Clause, old: SeriesMember, new: SeriesMember) -> list[Block]:
    """The stretches that change what a clause says: no short name, no end of a paragraph, no pronoun alone."""
    return [
        block
        for block in _of_meaning(blocks, one.words, two.words, two.row.language)
        if not _is_short_name(block, one, two, old, new)
        and not _is_at_end(block, one, two)
        and not _is_of_pronoun(block, one, two)
        and not _is_where_named(block, one, two)
        and not (
            _points_back((one, *block[:2]), (two, *block[2:])) or _points_back((two, *block[2:]), (one, *block[:2]))
        )
    ]


def _kinds(one: Clause, two: Clause, block: Block) -> set[str]:
    a, b, c, d = block
    return {*one.parts[a:b], *two.parts[c:d]}


def _of_words(one: Clause, two: Clause, block: Block, gaps: frozenset[int]) -> tuple[Change, bool]:
    """The change of a stretch of words; whether it only moves on with the texts."""
    a, b, c, d = block
    kinds = _kinds(one, two, block)
    said = _said(block, one, two)
    if a == b or c == d or "" in kinds or "addressee" in kinds:
        gone, come = said
        return Change("wording", gone, come, "" if gone and come else "added" if come else "removed"), False
    cites = bool(kinds & _UPDATED)
    if cites or is_rolled(one.values[a:b], two.values[c:d], gaps):
        return Change("citation" if cites else "number", *said), True
    return Change("number", *said), False


def _said(block: Block, one: Clause, two: Clause) -> tuple[str | None, str | None]:
    """The words of a stretch as printed: the whole of a word with a hyphen, or that
    another one leans on; of what one side alone has none at its end
    that leads on ("and", "of the").
    """
    a, b, c, d = block
    while a and c and one.words[a - 1] == two.words[c - 1] and (one.is_joined(a) or two.is_joined(c)):
        a, c = a - 1, c - 1
    while b < len(one.words) and d < len(two.words) and one.words[b] == two.words[d]:
        if not (one.leans(b - 1) or two.leans(d - 1)):
            break
        b, d = b + 1, d + 1
    if a == b or c == d:
        b, d = _led(one, a, b), _led(two, c, d)
    return one.said(a, b) or None, two.said(c, d) or None


def _led(clause: Clause, start: int, end: int) -> int:
    """Where a stretch of words ends without those that lead on in a list: "and", "and the", or an article after a
    comma.

    Serves 26 rows.
    """
    code = clause.row.language
    form, joints, small = form_words(code), joining_words(code), small_words(code)
    last = next((k for k in range(end, start, -1) if clause.words[k - 1] not in small), end)
    leads = clause.after_comma(last) or not joints.isdisjoint(set(clause.words[last:end]) - form)
    return last if last < end and leads and not clause.is_joined(last) else end


def _is_told(kinds: set[str], named: set[str]) -> bool:
    """Whether a stretch of words is what a change by another name is about, or is of the form alone."""
    if kinds <= {"verb"} or kinds <= {"due"} or ("verb" in kinds and "action" in named):
        return True
    return kinds <= {"addressee", "verb"} and "addressee" in named


def _blocks(one: Clause, two: Clause, ends: tuple[int, int], starts: tuple[int, int]) -> list[Block]:
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
    found = [(a + m, b + m, c + n, d + n) for equal, a, b, c, d in steps if not equal]
    parted = (part for block in found for part in _parted(_trimmed(block, one, two), one, two))
    return verbs + [_settled(block, one, two, m, n) for block in parted]


def _parted(block: Block, one: Clause, two: Clause) -> list[Block]:
    """A stretch of which both sides begin with words of a due date, as these and the rest."""
    a, b, c, d = block
    at = next((k for k in range(a, b) if one.parts[k] != "due"), b)
    to = next((k for k in range(c, d) if two.parts[k] != "due"), d)
    return [(a, at, c, to), (at, b, to, d)] if a < at and c < to and (at < b or to < d) else [block]


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
        if steps == _MOVED or start - steps <= least or words[start - steps - 1] != words[end - steps - 1]:
            return block
        steps += 1
    # what both sides have before the stretch moves with it
    return (a - steps, b - steps, c - steps, d - steps) if min(a - least_old, c - least_new) >= steps else block


def _bounds(one: Clause, two: Clause, whole: tuple[bool, bool]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where two clauses end and where they begin, as far as they are told of: one that is not told of as a whole only
    as far as it stands in the other one.
    """
    ends, starts = (len(one.words), len(two.words)), (0, 0)
    if all(whole):
        return ends, starts
    runs = _common(*_comparable(one, two), whole)
    long = [run for run in runs if run[1] - run[0] >= _RUN] or runs
    if not long:
        return ends, starts
    first, last = long[0], long[-1]
    form = small_words(two.row.language)
    for run in runs[runs.index(last) + 1 :]:  # "its implementation", "its prompt implementation and leadership"
        far = run[0] - last[1], run[2] - last[3]
        if any(gap > _MOVED and not kept for gap, kept in zip(far, whole, strict=True)):
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
    near = max(len(one), len(two)) if min(len(one), len(two)) <= _BRIEF else min(len(one), len(two))
    a, c = (0 if kept else max(0, start - near) for kept, start in zip(whole, (first, second), strict=True))
    b, d = (None if kept else start + near for kept, start in zip(whole, (first, second), strict=True))
    found = (k for k in LCSseq.opcodes(one[a:b], two[c:d]) if k.tag == "equal")
    return [(k.src_start + a, k.src_end + a, k.dest_start + c, k.dest_end + c) for k in found]


def _comparable(one: Clause, two: Clause) -> tuple[Sequence[str], Sequence[str]]:
    """The words of two clauses; those of one of a few words by their beginnings, as its verb may be a noun there."""
    if min(len(one.words), len(two.words)) > _BRIEF:
        return one.words, two.words
    return [w[:_STEM_SAME] for w in one.words], [w[:_STEM_SAME] for w in two.words]


def _is_of_verb(block: Block, one: Clause, two: Clause) -> bool:
    """Whether a stretch of a few words follows the verb and belongs to it ("Reiterates its call to", "Calls upon").

    Serves 25 rows, six of which would be changed instead of renewed.
    """
    a, b, c, d = block
    form = form_words(two.row.language)
    before = [word for at, side in ((a, one), (c, two)) for word in side.words[side.parts[:at].count("verb") : at]]
    short = all(sum(not side.leans(k) for k in range(*at)) <= _MOVED for side, at in ((one, (a, b)), (two, (c, d))))
    return short and form.issuperset(before)


def _without_passed(
    blocks: Iterable[Block], one: Clause, two: Clause, beside: Beside
) -> tuple[list[Block], list[Change]]:
    """The stretches without those that went over to another clause, or came from one; and which these are."""
    left: list[Block] = []
    passed: dict[tuple[str, str], Change] = {}
    for a, b, c, d in blocks:
        gone, to = _left_of(a, b, one, beside.newer)
        come, home = _left_of(c, d, two, beside.older)
        for ends in (*((one, there) for there in to), *((there, two) for there in home)):
            places = ends[0].row.number or ends[0].row.eId, ends[1].row.number or ends[1].row.eId
            if places[0] != places[1]:  # else it still stands where it stood
                passed[places] = Change("passage", *places, "moved")
        if not to and not home:
            left.append((a, b, c, d))
        else:
            left += [(start, end, d, d) for start, end in gone if not to or _is_more(one, start, end)]
            left += [(b, b, start, end) for start, end in come if not home or _is_more(two, start, end)]
    return left, list(passed.values())


def _is_more(clause: Clause, start: int, end: int) -> bool:
    """Whether what is left of a stretch beside what went over is more than the seam ("to end", "urges an end to")."""
    return len(_without(clause.words[start:end], small_words(clause.row.language))) > 1


def _left_of(
    start: int, end: int, clause: Clause, others: Iterable[Clause]
) -> tuple[list[tuple[int, int]], list[Clause]]:
    """What is left of a stretch of a clause without what stands in others, and these."""
    left, found = [(start, end)] if start < end else [], []
    for there in others:
        for at, (a, b) in enumerate(left):
            first, last = _stretch_in(clause.words[a:b], there)
            if first < last:
                form = small_words(clause.row.language)
                parts = (a, _seam(clause, a, a + first)), (_seam(clause, b, a + last), b)
                rest = [(part, clause.words[slice(*part)]) for part in parts]
                left[at : at + 1] = [part for part, said in rest if _without(said, form) and not _brief_in(said, there)]
                found.append(there)
                break
    return left, found


def _seam(clause: Clause, end: int, seam: int) -> int:
    """Where what is left of a stretch, from its other end on, meets what went over to another clause: at the comma that
    is next to that (", to take").
    """
    near = range(max(end, seam - _MOVED), seam) if end <= seam else range(seam + 1, min(end, seam + _MOVED) + 1)
    return next((k for k in near if clause.after_comma(k)), seam)


def _stretch_in(words: Sequence[str], clause: Clause) -> tuple[int, int]:
    """From where to where some words stand in another clause too, most of them; (0, 0) if these are few."""
    if brief := _brief_in(words, clause) or _request_in(words, clause):
        return brief
    runs = [(k.src_start, k.src_end) for k in LCSseq.opcodes(words, clause.words) if k.tag == "equal"]
    long = [run for run in runs if run[1] - run[0] >= _RUN] or [(0, 0)]
    first, last = long[0][0], long[-1][1]
    form = form_words(clause.row.language)
    shared = [w for a, b in runs if first <= a and b <= last for w in words[a:b]]
    telling = len(_without(words[first:last], form))
    return (first, last) if telling > _MOVED and len(_without(shared, form)) >= _PASSED * telling else (0, 0)


def _request_in(words: Sequence[str], clause: Clause) -> tuple[int, int] | None:
    """From where to where some words have all that a request of a few words is about ("calls for its implementation",
    "its prompt implementation, and"); None if they have not.

    Serves one row.
    """
    if len(clause.words) > _BRIEF:
        return None
    form = small_words(clause.row.language)
    said = [w for w, part in zip(clause.words, clause.parts, strict=True) if part != "verb" and w not in form]
    if not said or not all(word in words for word in said):
        return None
    at = [words.index(word) for word in said]
    return min(at), max(at) + 1


def _brief_in(words: Sequence[str], clause: Clause) -> tuple[int, int] | None:
    """From where to where some words tell something, if that is two words or three that stand in another clause, one
    after the other ("and January 2020"); None if they do not.

    Serves three rows.
    """
    form = small_words(clause.row.language)
    telling = [k for k, word in enumerate(words) if word not in form]
    if not 1 < len(telling) <= _MOVED:
        return None
    first, last = telling[0], telling[-1] + 1
    return (first, last) if clause.says(words[first:last]) else None


def _is_at_end(block: Block, one: Clause, two: Clause) -> bool:
    """Whether a stretch that one side alone has at the end of its paragraph ends that of the other one, too, where a
    further clause was put before it, and is of those that hold for a whole paragraph (", as appropriate"): a condition
    ("except in case of fog") is of its clause.

    Serves two rows.
    """
    a, b, c, d = block
    if (a == b) == (c == d):
        return False
    clause, start, end, other = (one, a, b, two) if c == d else (two, c, d, one)
    said = clause.words[start:end]
    if end < len(clause.words) or tuple(said) not in insertions(clause.row.language):
        return False
    return all(_ends_on(there.row.text, said, clause.row.language) for there in (clause, other))


def _is_where_named(block: Block, one: Clause, two: Clause) -> bool:
    """Whether a stretch that one side alone has only says where something is ("the recommendations contained therein",
    "these recommendations").

    Serves two rows.
    """
    a, b, c, d = block
    return (one.words[a:b] or two.words[c:d]) in contained(two.row.language) and (a == b or c == d)


def _points_back(short: tuple[Clause, int, int], full: tuple[Clause, int, int]) -> bool:
    """Whether a stretch only points back to what its clause named before, which the other side names once more ("such
    crimes").

    Serves two rows.
    """
    (clause, start, end), (there, a, b) = short, full
    code = clause.row.language
    form, back = small_words(code), pointing_words(code)
    while start < end and a < b and same_word(clause.words[start], there.words[a], code):
        start, a = start + 1, a + 1
    few, many = (_without(side.words[slice(*at)], form) for side, at in ((clause, (start, end)), (there, (a, b))))
    if clause.words[start:end] and clause.words[start] in back and len(few) == 1 and len(many) > _MOVED:
        before = {*clause.words[:start]} & {*there.words[:a]}
        return sum(word in before for word in many) >= _NAMED * len(many)
    return False


def _is_of_pronoun(block: Block, one: Clause, two: Clause) -> bool:
    """Whether a stretch that one side alone has names somebody whom the other one asks by a pronoun: a whole name, as
    of a part ("other", "in Africa") others may be asked.

    Serves four rows.
    """
    a, b, c, d = block
    if (a == b) == (c == d):
        return False
    clause, start, end, other = (one, a, b, two) if c == d else (two, c, d, one)
    asked = [word for word, part in zip(other.words, other.parts, strict=True) if part == "addressee"]
    form = small_words(clause.row.language)
    if asked and _without(clause.words[start:end], form) == _without(asked, form):
        return True
    keys = [who.key for who in clause.row.addressees]
    beside = {*clause.parts[max(start - 1, 0) : start], *clause.parts[end : end + 1]}
    named = set(clause.parts[start:end]) == {"addressee"} and "addressee" not in beside
    return named and all(keys) and sorted(keys) == sorted(who.key for who in other.row.addressees)


def _ends_on(text: str, said: Sequence[str], code: str) -> bool:
    """Whether a text ends on some words."""
    tail = text[-sum(len(word) + 2 for word in said) - _SIGNS :]
    found = said_words(code, tail)
    return len(found) > len(said) and found[-len(said) :] == tuple(said)


def _is_short_name(block: Block, one: Clause, two: Clause, old: SeriesMember, new: SeriesMember) -> bool:
    """Whether a stretch that one side alone has belongs to a name that the other side has in full elsewhere: it is the
    end of one that a year begins ("2030 Agenda for Sustainable Development"), the middle ("Programme de développement
    durable à l’horizon 2030"), or, where the same paragraph has it in full, the beginning or the end ("the General
    Assembly", "article X of the Convention").

    Others may mean another one in short: "Member States in Africa" are not all, a "Fund for Peace" is not any.

    Serves 23 rows, 18 of which would be changed.
    """
    a, b, c, d = block
    if (a == b) == (c == d):
        return _is_in_full((one, a, b), (two, c, d)) or _is_in_full((two, c, d), (one, a, b))
    clause, start, end, other, there = (one, a, b, new, two) if c == d else (two, c, d, old, one)
    before, after = clause.said(start - 1, start) if start else "", clause.said(end, end + 1)
    if _is_named(before) and _is_named(after):
        return _stands_in(clause.said(start - 1, end + 1), other)
    of_form = start > 1 and clause.words[start] in form_words(clause.row.language)
    ended = clause.said(start - 2, end) if of_form else ""
    if _OF_A_YEAR.match(ended):
        return _stands_in(ended, other)
    if not _is_of_a_name(clause, start, end):
        return False
    name = clause.said(start, end + 1) if _is_named(after) else ended if _is_named(before) else ""
    return bool(name) and name in there.row.text


def _is_of_a_name(clause: Clause, start: int, end: int) -> bool:
    """Whether words can be part of a name: all but those of form are printed so, and they name nobody addressed."""
    form = form_words(clause.row.language)
    printed = (clause.said(k, k + 1) for k in range(start, end) if clause.words[k] not in form)
    return all(map(_is_named, printed)) and "addressee" not in clause.parts[start:end]


def _stands_in(name: str, member: SeriesMember) -> bool:
    """Whether a text has a name."""
    return any(name in unit.text.content for unit in member.units)


def _is_named(word: str) -> bool:
    """Whether a word is printed as names are: with a capital, or a number."""
    return word[:1].isupper() or word[:1].isdigit()


def _is_in_full(short: tuple[Clause, int, int], full: tuple[Clause, int, int]) -> bool:
    """Whether a stretch is a name, and another one has some of its words, in whose paragraph the name stands in full
    ("review mechanism", "Mechanism for the Review of Implementation of the Convention").

    Serves two rows.
    """
    clause = short[0]
    code = clause.row.language
    form = small_words(code)
    few, many = (_without(there.words[start:end], form) for there, start, end in (short, full))
    name = full[0].said(*full[1:])
    named = len(few) < len(many) and name[:1].isupper() and name in clause.row.text
    return named and bool(few) and all(any(same_word(word, other, code) for other in many) for word in few)


_OF_A_YEAR = lazy_pattern(r"(?:19|20)\d\d [^\W\d_]")


def _of_meaning(blocks: Iterable[Block], one: Sequence[str], two: Sequence[str], code: str) -> list[Block]:
    """The stretches that change more than the form: not those of words of the form alone, of other endings of the same
    words, or of words that only stand elsewhere.
    """
    form = small_words(code)
    telling = [
        (a, b, c, d)
        for a, b, c, d in blocks
        if not same_words(_without(one[a:b], form), _without(two[c:d], form), code)
        and not _is_other_order(one[a:b], two[c:d], code)
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


def _is_other_order(one: Sequence[str], two: Sequence[str], code: str) -> bool:
    """Whether two stretches list the same few words in another order ("opinion and expression").

    Serves four rows, and one of 775 of other texts.
    """
    joints, form = joining_words(code), form_words(code)
    olds, news = (_without(said, form) for said in (one, two))
    listed = not joints.isdisjoint(olds) and len(olds) <= 2 * _MOVED and not any(w.isdigit() for w in olds)
    return listed and Counter(olds) == Counter(news)


def action_between(one: Mandate, two: Mandate) -> Iterator[Change]:
    if one.action == two.action:
        return
    said = one.verb or one.action, two.verb or two.action
    strength = _strength(one, two)
    detail: Detail = "stronger" if strength > 0 else "weaker" if strength < 0 else ""
    yield Change("action", *said, detail)


def _strength(one: Mandate, two: Mandate) -> int:
    """Whether a clause is stronger (1) or weaker (-1) than the one before; to ask again what is asked neither (0), nor
    to settle what somebody was asked for.
    """
    if one.force == "directive" and two.force == "deciding":
        return 0
    actions = [renewed(row.action) or row.action for row in (one, two)]
    return 0 if any(map(renews, actions)) else strength_between(*actions)


def _asked_again(one: Mandate, two: Mandate) -> bool:
    """Whether one of two clauses says of itself that it asks again what the other one asks ("once again urges")."""
    again = renews(one.action) != renews(two.action) and is_mandate(one) and is_mandate(two)
    return again and not _strength(one, two)


def _addressees(one: Mandate, two: Mandate) -> Iterator[Change]:
    """Who is asked no more, and who is asked now; somebody whom the other clause names is neither, and what was settled
    is asked of nobody.
    """
    if one.force == "directive" and two.force == "deciding" and not two.addressees:
        return
    gone = [a.text or a.key for a in one.addressees if not _names(two, a.key, a.text)]
    come = [a.text or a.key for a in two.addressees if not _names(one, a.key, a.text)]
    if gone or come:
        detail: Detail = "" if gone and come else "added" if come else "removed"
        yield Change("addressee", "; ".join(gone) or None, "; ".join(come) or None, detail)


def _names(row: Mandate, key: str, text: str) -> bool:
    return (bool(key) and any(a.key == key for a in row.addressees)) or (
        bool(text) and text.casefold() in row.text[row.start : row.end].casefold()
    )
