"""What changed between two clauses, one of which says what the other one said: action, addressee, due, number, wording.

Which words changed tells what changed.  What a year brings along (the next session, the resolution and the report of
last year) is brought up to date and no change, and neither is another form of the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from akn.clauses import Due, Mandate
from akn.clauses.sessions import host_of
from akn.clauses.shape import renewed, renews, strength_between, words
from akn.clauses.values import is_due
from akn.compare.changes import Change, Detail
from akn.compare.members import SeriesMember, is_mandate
from akn.compare.worded import Clause
from akn.compare.words import readable_steps
from akn.languages import codes, load

_STEM_SAME = 5  # letters: that a word and another one that has one letter more at its end share at least
_MOVED = 3  # words, at most, of a stretch that stands elsewhere and says the same

_UPDATED = frozenset({"citation", "date"})


def changes_between(
    one: Clause, two: Clause, old: SeriesMember, new: SeriesMember
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What changed between two clauses, and what was only brought up to date or said in another form."""
    blocks = _blocks(one.words, two.words)
    touched = {part for a, b, c, d in blocks for part in (*one.parts[a:b], *two.parts[c:d])}
    telling = _of_meaning(blocks, one.words, two.words, _form_words(two.row.language))
    actions = list(action_between(one.row, two.row))
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


def _kinds(one: Clause, two: Clause, block: _Block) -> set[str]:
    a, b, c, d = block
    return {*one.parts[a:b], *two.parts[c:d]}


def _of_words(one: Clause, two: Clause, block: _Block, gaps: frozenset[int]) -> tuple[Change, bool]:
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


def action_between(one: Mandate, two: Mandate) -> Iterator[Change]:
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
