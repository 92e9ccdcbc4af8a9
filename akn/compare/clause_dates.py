"""When something is due in two clauses, one of which says what the other one said: later, earlier, added, removed.

A date is seen from the text that says it: the next session instead of this one only moves on with the texts.

How many rows a function serves is of 3,764 rows of 96 resolutions of three years in two languages: so many are told
otherwise without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq, Opcodes

from akn.clauses import Due, Mandate
from akn.clauses.sessions import host_of
from akn.clauses.values import is_due
from akn.compare.changes import Change, Detail
from akn.compare.clause_parts import Beside
from akn.compare.members import SeriesMember
from akn.compare.worded import Clause, how_often
from akn.languages import codes, load
from akn.languages.dates import ranges_in
from akn.languages.view import view
from akn.patterns import lazy_pattern

_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def dues_between(
    one: Clause, two: Clause, old: SeriesMember, new: SeriesMember, beside: Beside
) -> Iterator[tuple[Change, bool]]:
    """What changed in when something is due, but for what went to a clause beside these two or came from one; whether
    it only goes on.
    """
    olds, news = _dates_of_their_own(one.row, two.row)
    for due in (*_changed_dates(one.row, olds, news, old, new), *_changed_frequency(one.row, two.row)):
        change, moved_on = _by_reference(due, one, two)
        if _is_of_whole(change, beside):
            yield change, moved_on


def _is_of_whole(due: Change, beside: Beside) -> bool:
    """Whether a date that went or came did so in a clause that is told of as a whole, and in none beside it: of a part
    it may be another's.
    """
    older, newer = beside.whole
    if due.detail == "removed":
        return older and not any(_has(there.row, due.old) for there in beside.newer)
    return due.detail != "added" or (newer and not any(_has(there.row, due.new) for there in beside.older))


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


def _dates_of_their_own(one: Mandate, two: Mandate) -> tuple[list[Due], list[Due]]:
    """When something is due in two clauses, but for what the other one says as well: that did not become another."""
    olds, news = ([d for d in row.dates if d.role == "term" or is_due(d)] for row in (one, two))
    if [d.value for d in olds] == [d.value for d in news]:
        return olds, news
    return [d for d in olds if not _has(two, d.text)], [d for d in news if not _has(one, d.text)]


def _changed_dates(
    one: Mandate, olds: Sequence[Due], news: Sequence[Due], old: SeriesMember, new: SeriesMember
) -> Iterator[tuple[Change, bool]]:
    """What became of the dates of a clause; whether one is only as much later as the text itself."""
    pairs = list(_alike(olds, news, old, new))
    yield from (_moved(olds[i], news[j], old, new) for i, j in pairs if olds[i].value != news[j].value)
    for i, gone in enumerate(olds):
        if i not in dict(pairs):
            yield Change("due", gone.text, None, "removed"), False
    for j, come in enumerate(news):
        if j not in {k for _, k in pairs}:
            yield _since_before(come, one, old, new)


def _alike(olds: Sequence[Due], news: Sequence[Due], old: SeriesMember, new: SeriesMember) -> Iterator[tuple[int, int]]:
    """Which dates are set side by side, by their indices: those that name a session of one organ, or that both name a
    day, before others, each in their order.

    Serves no row of these, and five of 775 of other texts: one resolution in five languages.
    """
    kinds = [_relative(due, old)[:2] for due in olds], [_relative(due, new)[:2] for due in news]
    left = list(range(len(news)))
    others = []
    for i, kind in enumerate(kinds[0]):
        same = next((j for j in left if kinds[1][j] == kind), None)
        if same is None:
            others.append(i)
        else:
            left.remove(same)
            yield i, same
    yield from zip(others, left, strict=False)


def _changed_frequency(one: Mandate, two: Mandate) -> Iterator[tuple[Change, bool]]:
    """How often something is due, if that changed."""
    if one.frequency != two.frequency and one.force == two.force == "directive":
        often = tuple(how_often(row) or row.frequency or None for row in (one, two))
        yield Change("due", often[0], often[1], "" if all(often) else "added" if often[1] else "removed"), False


def _since_before(come: Due, one: Mandate, old: SeriesMember, new: SeriesMember) -> tuple[Change, bool]:
    """A date that came, as a later one where the older clause has the same words with a year that was over when it was
    adopted ("by 2020" in a text of 2021): nothing was due then.

    Serves two rows.
    """
    said = one.text[one.start : one.end]
    named = come.year or 0
    before, after = come.text.rpartition(str(named))[::2]
    for year in _YEAR.finditer(said) if come.kind == "date" and named else ():
        start, end = year.start() - len(before), year.end() + len(after)
        found, grown = said[max(start, 0) : end], named - int(year[0])
        same = found.casefold() == f"{before}{year[0]}{after}".casefold()
        beside = said[start - 1 : start] + said[end : end + 1]
        if grown and same and not any(map(str.isalnum, beside)):
            return Change("due", found, come.text, "later" if grown > 0 else "earlier"), grown in gaps_between(old, new)
    return Change("due", None, come.text, "added"), False


def _by_reference(due: tuple[Change, bool], one: Clause, two: Clause) -> tuple[Change, bool]:
    """A date that is gone, as one that goes on where its last word stands where it stood, but for the name of another
    one before it ("its seventy-eighth session" → "the same session").

    Serves four rows.
    """
    gone = due[0].old or ""
    if due[0].detail == "removed" and (exact := _in_a_date(gone, two)):
        return Change("due", gone, exact), True
    ends = one.row.text.find(gone, one.row.start) + len(gone)
    last = next((k for k, span in enumerate(one.spans) if span[1] == ends and one.parts[k] == "due"), -1)
    if due[0].detail != "removed" or last < 0:
        return due
    start, end = _in_place_of(LCSseq.opcodes(one.words, two.words), last)
    if start == end or "due" in two.parts[start:end]:  # that is a date of its own
        return due
    return Change("due", gone, two.said(start, end)), True


def _in_a_date(gone: str, two: Clause) -> str:
    """A day in a year that alone was said before ("in 2024" → "28 June 2024"), as printed; empty if there is none.

    Serves two rows.
    """
    year = next((m[0] for m in _YEAR.finditer(gone) if m.end() == len(gone)), "")
    at = next((k for k, word in enumerate(two.words) if year and word == year and two.parts[k] == "date"), -1)
    if at < 0:
        return ""
    first = at
    while first and two.parts[first - 1] == "date":
        first -= 1
    begins = _begins(two, two.spans[at])
    return two.said(next((k for k in range(first) if two.spans[k][1] > begins), first), at + 1)


def _begins(two: Clause, last: tuple[int, int]) -> int:
    """Where the days begin of which a word is the last one ("17 to 28 June 2024"), else where that word begins."""
    language = load(two.row.language) if two.row.language in codes() else None
    if language is None:
        return last[0]
    seen = view(language, two.row.text)
    days = (seen.span(*m.span()) for m in ranges_in(language, seen.content))
    return next((start for start, end in days if start < last[1] <= end), last[0])


def _in_place_of(steps: Opcodes, last: int) -> tuple[int, int]:
    """From where to where words stand in place of others that end with a word that both have; (0, 0) if none do."""
    at = next(i for i, step in enumerate(steps) if step.src_start <= last < step.src_end)
    first = at
    while first and steps[first - 1].tag != "equal":
        first -= 1
    start, end = steps[first].dest_start, steps[at].dest_start
    stays = steps[at].tag == "equal" and steps[at].src_start == last
    return (start, end + 1) if stays and start < end else (0, 0)


def _moved(one: Due, two: Due, old: SeriesMember, new: SeriesMember) -> tuple[Change, bool]:
    """What became of one date, and whether it is only as much later as the text itself."""
    if one.kind == two.kind == "date" and len(one.value) < len(two.value) and two.value.startswith(one.value):
        return Change("due", one.text, two.text), True  # a day in the year that was said is more exact
    was, now = _relative(one, old), _relative(two, new)
    detail: Detail = ""
    if was[:2] == now[:2] and was != now:
        detail = "later" if now[2:] > was[2:] else "earlier"
    return Change("due", one.text, two.text, detail), was == now


def _has(row: Mandate, said: str | None) -> bool:
    """Whether a clause has some words."""
    return bool(said) and str(said).casefold() in row.text[row.start : row.end].casefold()


def gaps_between(old: SeriesMember, new: SeriesMember) -> frozenset[int]:
    """By how much the numbers of sessions and years grow from one text to the next."""
    found = set()
    if old.adopted and new.adopted:
        found.add(int(new.adopted[:4]) - int(old.adopted[:4]))
    if old.session.isdigit() and new.session.isdigit():
        found.add(int(new.session) - int(old.session))
    return frozenset(found - {0})


def is_rolled(one: Sequence[int | None], two: Sequence[int | None], gaps: frozenset[int]) -> bool:
    """Whether numbers grew as those of sessions and years do."""
    olds, news = ([value for value in side if value is not None] for side in (one, two))
    return len(olds) == len(news) > 0 and all(b - a in gaps for a, b in zip(olds, news, strict=True))
