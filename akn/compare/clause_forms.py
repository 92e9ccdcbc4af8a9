"""Which of the words that differ between two clauses change what they say: no other form of the same, no name in short.

How many rows a function serves is of 3,764 rows of 96 resolutions of three years in two languages: so many are told
otherwise without it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from akn.compare.clause_blocks import MOVED
from akn.compare.clause_lists import Block, denies, same_word, same_words
from akn.compare.form_words import (
    asides,
    contained,
    form_words,
    insertions,
    joining_words,
    pointing_words,
    said_words,
    small_words,
    without,
)
from akn.compare.members import SeriesMember
from akn.compare.worded import Clause
from akn.patterns import lazy_pattern

# so many of the words that are named once more have to stand before what points back to them: of three stretches of 112
# series two
_NAMED = 0.9
_SIGNS = 12  # characters beside the words at the end of a paragraph


def telling(blocks: Sequence[Block], one: Clause, two: Clause, old: SeriesMember, new: SeriesMember) -> list[Block]:
    """The stretches that change what a clause says: no short name, no end of a paragraph, no pronoun alone."""
    return [
        block
        for block in _of_meaning(blocks, one, two)
        if not _is_short_name(block, one, two, old, new)
        and not _is_at_end(block, one, two)
        and not _is_of_pronoun(block, one, two)
        and not _is_where_named(block, one, two)
        and not _is_written_out(block, one, two)
        and not _is_aside(block, one, two)
        and not (
            _points_back((one, *block[:2]), (two, *block[2:])) or _points_back((two, *block[2:]), (one, *block[:2]))
        )
    ]


def elsewhere(blocks: Sequence[Block], one: Clause, two: Clause) -> tuple[set[Block], set[Block]]:
    """The stretches that are gone, and those that came, of which the words are the same: they only stand elsewhere.

    Serves five rows of 3,811.
    """
    come: dict[tuple[str, ...], list[Block]] = {}
    for block in blocks:
        a, b, c, d = block
        if a == b:
            come.setdefault(two.words[c:d], []).append(block)
    here, there = set[Block](), set[Block]()
    for block in blocks:
        a, b, c, d = block
        if c == d and (mates := come.get(one.words[a:b])):
            here.add(block)
            there.add(mates.pop(0))
    return here, there


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


def _is_written_out(block: Block, one: Clause, two: Clause) -> bool:
    """Whether a stretch that one side alone has is what a name in short stands for, which follows it in brackets and
    stands without it on the other side ("lamp fever (LF-40)", "LF-40").
    """
    a, b, c, d = block
    if (a == b) == (c == d):
        return False
    clause, end, other, at = (one, b, two, d) if c == d else (two, d, one, b)
    after = end < len(clause.words) and at < len(other.words)
    return after and clause.after_bracket(end) and not other.after_bracket(at)


def _is_aside(block: Block, one: Clause, two: Clause) -> bool:
    """Whether a stretch that one side alone has right after the verb only leads on from what was said before ("in this
    regard").
    """
    a, b, c, d = block
    if (a == b) == (c == d):
        return False
    clause, start, end = (one, a, b) if c == d else (two, c, d)
    led = start > 0 and clause.parts[start - 1] == "verb"
    return led and clause.words[start:end] in asides(clause.row.language)


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
    few, many = (without(side.words[slice(*at)], form) for side, at in ((clause, (start, end)), (there, (a, b))))
    if clause.words[start:end] and clause.words[start] in back and len(few) == 1 and len(many) > MOVED:
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
    if asked and without(clause.words[start:end], form) == without(asked, form):
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
    few, many = (without(there.words[start:end], form) for there, start, end in (short, full))
    name = full[0].said(*full[1:])
    named = len(few) < len(many) and name[:1].isupper() and name in clause.row.text
    return named and bool(few) and all(any(same_word(word, other, code) for other in many) for word in few)


_OF_A_YEAR = lazy_pattern(r"(?:19|20)\d\d [^\W\d_]")


def _of_meaning(blocks: Iterable[Block], older: Clause, newer: Clause) -> list[Block]:
    """The stretches that change more than the form: not those of words of the form alone, of other endings of the same
    words, or of a few words that only stand elsewhere and deny nothing.
    """
    one, two, code = older.words, newer.words, newer.row.language
    form = small_words(code)
    telling = [
        (a, b, c, d)
        for a, b, c, d in blocks
        if not same_words(without(one[a:b], form), without(two[c:d], form), code)
        and not _is_other_order(one[a:b], two[c:d], code)
    ]
    gone = Counter(one[a:b] for a, b, c, d in telling if c == d and b - a <= MOVED and not denies(older, a, b))
    come = Counter(two[c:d] for a, b, c, d in telling if a == b and d - c <= MOVED)
    moved = gone & come
    left = {True: moved.copy(), False: moved.copy()}  # of those removed, of those added
    found = []
    for block in telling:
        a, b, c, d = block
        said = one[a:b] or two[c:d]
        if (a == b or c == d) and left[c == d][said] > 0:
            left[c == d][said] -= 1
            continue
        found.append(block)
    return found


def _is_other_order(one: Sequence[str], two: Sequence[str], code: str) -> bool:
    """Whether two stretches list the same few items in another order ("opinion and expression").

    Serves four rows, and one of 775 of other texts.
    """
    joints, form = joining_words(code), form_words(code)
    olds, news = (without(said, form) for said in (one, two))
    listed = not joints.isdisjoint(olds) and len(olds) <= 2 * MOVED and not any(w.isdigit() for w in olds)
    return listed and Counter(_items_of(olds, joints)) == Counter(_items_of(news, joints))


def _items_of(said: Sequence[str], joints: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The items of a list, parted by the words that join them."""
    for joins, words in itertools.groupby(said, joints.__contains__):
        if not joins:
            yield tuple(words)
