"""Items of the lists in two clauses that only stand elsewhere, and stretches that only got longer: what is the same on
both sides is neither gone nor new.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from akn.compare.changes import Change
from akn.compare.form_words import (
    articles_of,
    closing_words,
    denying_words,
    inflections,
    list_joints,
    small_words,
)
from akn.compare.worded import Clause
from akn.languages import codes, load

_STEM_SAME = 5  # letters, at least, of a word that is another form of a longer one
# words that tell something, at most, of the items of a list that may be parts of anything else: with one instead five
# rows of five of 112 series differ, without a bound one row
_BRIEF = 3
_LONG = 9  # letters, at least, of a single word that parts what came before it from what came after it
_SAID = frozenset({"verb", "addressee", "due"})  # what changes of another kind tell of

Block = tuple[int, int, int, int]
"""A stretch of words that changed: from where to where on both sides."""

Span = tuple[int, int]
"""From where to where words stand in one clause."""


class _Item(Struct, frozen=True):
    """An item of a list: from where to where it stands, the index of the stretch, the words that tell what it is,
    whether it is there as a whole, and whether the stretch has items of a few words alone.
    """

    span: Span
    block: int
    words: tuple[str, ...]
    whole: bool
    listed: bool = False


class _Shifted(Struct, frozen=True):
    """Words that stand in the stretch beside theirs: as printed, the index of that stretch, from where to where they
    stand there, and whether they are more than a few.
    """

    said: str
    block: int
    span: Span
    long: bool


def without_moved(blocks: Sequence[Block], one: Clause, two: Clause) -> tuple[list[Block], list[Change], list[Change]]:
    """The stretches without what stands on both sides: the words of one that only got longer, those that stand in the
    stretch beside theirs, and the items of lists that one side lost and the other one got; and which moved: more than a
    few words, which may say something else there, and others.
    """
    left = [rest for block in blocks for rest in _grown(block, one, two)]
    gone = _items(one, [(a, b) for a, b, _, _ in left])
    come = _items(two, [(c, d) for _, _, c, d in left]) if gone else []
    pairs = list(_pairs(gone, come, lambda at, to: _stays_in_list(at, to, left, one, two)))
    left = [rest for k, block in enumerate(left) for rest in _rest(k, block, one, two, pairs)]
    shifted = {k: at for k in range(len(left)) if (at := _shifted(k, left, one, two))}
    there = {at.block: at.span for at in shifted.values() if at.long}
    rest = [beside_moved(block, there.get(k), one, two) for k, block in enumerate(left) if k not in shifted]
    return (
        list(itertools.chain(*rest)),
        [moved(at.said) for at in shifted.values() if at.long],
        [
            moved(said)
            for said in (*(at.said for at in shifted.values() if not at.long), *(two.said(*to.span) for _, to in pairs))
        ],
    )


def moved(said: str) -> Change:
    """Words that stand elsewhere now."""
    return Change("wording", said, None, "moved")


def _shifted(k: int, blocks: Sequence[Block], one: Clause, two: Clause) -> _Shifted | None:
    """The words of a stretch that one side alone has, if the next stretch, or the one before, has them on the other
    side, too: a few words ("an independent office of", "an office that is independent"), or more that stand there as
    they are ("asks that pilots convene a meeting on lamps to", "convene a meeting on lamps, with pilots to").
    """
    a, b, c, d = blocks[k]
    if (a == b) == (c == d) or not is_wording(blocks[k], one, two):
        return None
    clause, at, other = (one, (a, b), two) if c == d else (two, (c, d), one)
    places = telling_in(clause, *at)
    said = [clause.words[n] for n in places]
    for n in (k - 1, k + 1) if said and not denies(clause, *at) else ():
        near = blocks[n] if 0 <= n < len(blocks) else (0, 0, 0, 0)
        if near[0] == near[1] or near[2] == near[3]:  # what is only added, or gone, is another thing
            continue
        there = telling_in(other, *(near[2:] if other is two else near[:2]))
        words = [other.words[m] for m in there]
        first = next((m for m in range(len(words) - len(said) + 1) if words[m : m + len(said)] == said), None)
        if first is None:
            continue
        start, end = there[first], there[first + len(said) - 1] + 1
        whole = clause.words[places[0] : places[-1] + 1] == other.words[start:end]
        if len(said) <= _BRIEF or whole:
            return _Shifted(clause.said(*_without_parts(clause, *at, [])[0]), n, (start, end), len(said) > _BRIEF)
    return None


def beside_moved(block: Block, span: Span | None, one: Clause, two: Clause) -> list[Block]:
    """What is left of a stretch of which one side has words that only moved."""
    if span is None:
        return [block]
    a, b, c, d = block
    newer = c <= span[0] < span[1] <= d
    rest = _without_parts(two, c, d, [span]) if newer else _without_parts(one, a, b, [span])
    there = (a, b) if newer else (c, d)
    if not rest:
        return [(a, b, d, d) if newer else (b, b, c, d)] if there[0] < there[1] else []
    clause, end = (two, d) if newer else (one, b)
    rest = [(start, _led_on(clause, stop, span[0] if stop <= span[0] else end)) for start, stop in rest]
    first = (*there, *rest[0]) if newer else (*rest[0], *there)
    return [first, *((b, b, *span) if newer else (*span, d, d) for span in rest[1:])]


def _led_on(clause: Clause, at: int, end: int) -> int:
    """Where some words end with the small words after them ("suffered by"), but for those of a list ("and the")."""
    code = clause.row.language
    stops = closing_words(code) | articles_of(code)
    return next((k for k in range(at, end) if clause.words[k] in stops), end)


def _grown(block: Block, one: Clause, two: Clause) -> list[Block]:
    """A stretch of which one side has all that the other one says, one after the other, as what that has besides."""
    a, b, c, d = block
    olds, news = telling_in(one, a, b), telling_in(two, c, d)
    if len(olds) == len(news) or not is_wording(block, one, two):
        return [block]
    if not olds or not news:
        return [_without_articles(block, one, two)]
    code = one.row.language
    if code in codes() and not load(code).spaced:  # a sign more or less makes another word
        return [block]
    if len(olds) < len(news):
        return [(b, b, s, e) for s, e in _besides(two, (c, d), [one.words[k] for k in olds])] or [block]
    return [(s, e, d, d) for s, e in _besides(one, (a, b), [two.words[k] for k in news])] or [block]


def _besides(clause: Clause, span: Span, said: Sequence[str]) -> list[Span]:
    """What a stretch of a clause has besides some words that it says one after the other; nothing if it does not."""
    at = telling_in(clause, *span)
    words, size = [clause.words[k] for k in at], len(said)
    starts = range(len(at) - size + 1)
    found = next((k for k in starts if same_words(words[k : k + size], said, clause.row.language)), None)
    if found is None:
        return []
    runs = _without_parts(clause, *span, [(at[found], at[found + size - 1] + 1)])
    alone = size == 1 and len(said[0]) < _LONG  # a single short word both may have by chance
    return runs if len(runs) == 1 or not alone else []


def _without_articles(block: Block, one: Clause, two: Clause) -> Block:
    """A stretch without the articles that both sides begin with, where one has no more: "a", "an action-oriented"."""
    a, b, c, d = block
    short = b - a == 1 or d - c == 1
    leads = short and a < b and c < d and {one.words[a], two.words[c]} <= articles_of(one.row.language)
    return (a + 1, b, c + 1, d) if leads else block


def is_wording(block: Block, one: Clause, two: Clause) -> bool:
    a, b, c, d = block
    return _SAID.isdisjoint((*one.parts[a:b], *two.parts[c:d]))


def _items(clause: Clause, spans: Sequence[Span]) -> list[_Item]:
    """The items of lists in some stretches: from a comma or a word that joins to the next."""
    joints = list_joints(clause.row.language)
    found: list[_Item] = []
    for block, (a, b) in enumerate(spans):
        cuts = {k for k in range(a, b + 1) if _is_between(clause, k, joints)}
        edges = sorted({a, *cuts, b})
        parts = [(s, e, telling_in(clause, s, e)) for s, e in itertools.pairwise(edges)]
        listed = all(len(telling) <= _BRIEF for _, _, telling in parts)
        found += [
            _Item((at[0], at[-1] + 1), block, tuple(clause.words[k] for k in at), {s, e} <= cuts, listed)
            for s, e, at in parts
            if at and _SAID.isdisjoint(clause.parts[s:e])
        ]
    return found


def _is_between(clause: Clause, at: int, joints: frozenset[str]) -> bool:
    """Whether two items meet before a word, or a clause begins or ends there."""
    words = clause.words
    return at in (0, len(words)) or clause.after_comma(at) or words[at] in joints or words[at - 1] in joints


def _pairs(
    gone: Sequence[_Item], come: Sequence[_Item], near: Callable[[_Item, _Item], bool]
) -> Iterator[tuple[_Item, _Item]]:
    """The items of two stretches that are the same, each once."""
    there: dict[tuple[str, ...], list[_Item]] = {}
    for to in come:
        there.setdefault(_stems(to), []).append(to)
    for at in gone:
        those = there.get(_stems(at), [])
        mate = next((to for to in those if _is_whole(at, to) and near(at, to)), None)
        if mate is not None:
            those.remove(mate)
            yield at, mate


def _is_whole(at: _Item, to: _Item) -> bool:
    """Whether two items stand in two places as wholes."""
    listed = len(at.words) > _BRIEF or (at.listed and to.listed)
    return listed and at.whole and to.whole and at.block != to.block


def _stays_in_list(at: _Item, to: _Item, blocks: Sequence[Block], one: Clause, two: Clause) -> bool:
    """Whether two items are one, whose two places are in one list, in either text: who is protected now and was
    prosecuted did not only move.
    """
    a, b, _, _ = blocks[to.block]
    _, _, c, d = blocks[at.block]
    return (
        same_words(at.words, to.words, one.row.language)
        and _is_one_list(one, *_from_to(at.span, (a, b)))
        and _is_one_list(two, *_from_to(to.span, (c, d)))
    )


def _from_to(item: Span, there: Span) -> Span:
    """From an item to the near end of a stretch, as words stand."""
    return (there[1], item[1]) if there[1] <= item[0] else (item[0], there[0])


def _is_one_list(clause: Clause, start: int, end: int) -> bool:
    """Whether some words are of one list: no joint comes after the item that a joint leads to ("pilots and divers, and
    to prosecute raiders"), which else was a part of an item ("owners and masters of boats, pilots"), and no item is
    led otherwise than the one before ("pilots, to prosecute raiders"), or denied ("not oil").
    """
    code = clause.row.language
    closing, form = closing_words(code), small_words(code) - articles_of(code)
    closed = held = False
    leads, last = set[str](), set[str]()  # of the items, and of those after a joint
    start, end = _item_before(clause, start, closing), min(end, len(clause.words))
    if denies(clause, start, end):
        return False
    for k in range(start, end):
        word = clause.words[k]
        joins = word in closing
        if held and joins:
            return False
        if held and clause.after_comma(k):
            closed = held = False
            last.clear()
        if k and not joins and (clause.after_comma(k) or clause.words[k - 1] in closing):
            (last if closed else leads).add(word if word in form else "")
        closed = closed or joins
        held = closed and not joins
    return len(leads | last) <= 1


def denies(clause: Clause, start: int, end: int) -> bool:
    """Whether some words of a clause deny: where these stand tells what is not asked for."""
    said = denying_words(clause.row.language)
    return any(clause.words[k : k + len(words)] == words for words in said for k in range(start, end))


def _item_before(clause: Clause, at: int, closing: frozenset[str]) -> int:
    """Where the item of a list begins in which a word stands, with what joins it."""
    while at and not (clause.after_comma(at) or clause.words[at - 1] in closing):
        at -= 1
    return at - 1 if at and clause.words[at - 1] in closing else at


def _stems(item: _Item) -> tuple[str, ...]:
    return tuple(word[:_STEM_SAME] for word in item.words)


def _rest(k: int, block: Block, one: Clause, two: Clause, pairs: Sequence[tuple[_Item, _Item]]) -> list[Block]:
    """What is left of a stretch without the items that moved: what both sides begin with stays together."""
    a, b, c, d = block
    out, into = [at.span for at, _ in pairs if at.block == k], [to.span for _, to in pairs if to.block == k]
    if not out and not into:
        return [block]
    olds, news = _without_parts(one, a, b, out), _without_parts(two, c, d, into)
    first = []
    if olds and news and not any(at < olds[0] for at in out) and not any(at < news[0] for at in into):
        first = [(*olds.pop(0), *news.pop(0))]
    return [*first, *((s, e, d, d) for s, e in olds), *((b, b, s, e) for s, e in news)]


def _without_parts(clause: Clause, start: int, end: int, without: Sequence[Span]) -> list[Span]:
    """The words of a stretch beside some parts of it, up to the last one that tells something."""
    edges = [start, *(k for at in sorted(without) for k in at), end]
    found = ((s, telling_in(clause, s, e)) for s, e in zip(edges[::2], edges[1::2], strict=True))
    return [(s, telling[-1] + 1) for s, telling in found if telling]


def telling_in(clause: Clause, start: int, end: int) -> list[int]:
    """The words of a stretch that tell something, by their places."""
    form = small_words(clause.row.language)
    return [k for k in range(start, end) if clause.words[k] not in form]


def same_words(one: Sequence[str], two: Sequence[str], code: str) -> bool:
    """Whether two stretches have the same words, whatever their endings ("divide", "divides")."""
    return len(one) == len(two) and all(same_word(*words, code) for words in zip(one, two, strict=True))


def same_word(one: str, two: str, code: str) -> bool:
    """Whether two words are one, but for endings that change nothing in their language ("divide", "divides"; "obtenus",
    "obtenues"): any others make other words ("office", "officer"; "planes", "planets").

    Serves 26 pairs of words in 192 texts of two languages, 23 of them French.
    """
    return one == two or not stems_of(one, code).isdisjoint(stems_of(two, code))


def stems_of(word: str, code: str) -> set[tuple[int, str]]:
    """What a word shares with those that are the same: itself, and what is left of a longer one without each ending,
    with the number of the endings that stand for that.
    """
    stems = {(-1, word)}
    if len(word) >= _STEM_SAME:
        for number, group in enumerate(inflections(code)):
            stems |= {(number, word[: len(word) - len(end)]) for end in group if word.endswith(end)}
    return stems
