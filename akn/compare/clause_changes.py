"""What changed between two clauses, one of which says what the other one said: action, addressee, due, number, wording.

Which words changed tells what changed.  What a year brings along (the next session, the resolution and the report of
last year) is brought up to date and no change, and neither is another form of the same words.

How many rows a function serves is of 3,764 rows of 96 resolutions of three years in two languages: so many are told
otherwise without it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from akn.clauses import Addressee, Mandate
from akn.clauses.shape import renewed, renews, strength_between
from akn.compare.changes import Change, Detail
from akn.compare.clause_blocks import MOVED, blocks_between, bounds_of
from akn.compare.clause_dates import dues_between, gaps_between, is_rolled
from akn.compare.clause_forms import elsewhere
from akn.compare.clause_forms import telling as telling_of
from akn.compare.clause_lists import Block, moved, same_word, stems_of, without_moved
from akn.compare.clause_moved import without_relocated
from akn.compare.clause_parts import Beside
from akn.compare.clause_passed import without_around, without_passed
from akn.compare.form_words import (
    form_words,
    joining_words,
    long_joints,
    small_words,
    telling_letters,
    telling_sequence,
    vague_words,
)
from akn.compare.members import SeriesMember, is_mandate
from akn.compare.worded import Clause

_UPDATED = frozenset({"citation", "date"})
_NOTHING = Beside()


def changes_between(
    one: Clause, two: Clause, old: SeriesMember, new: SeriesMember, beside: Beside = _NOTHING
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What changed between two clauses, and what was only brought up to date or said in another form.  What stands in a
    clause beside them did not go, or come, but went over.
    """
    found = blocks_between(one, two, *bounds_of(one, two, beside.whole))
    blocks, passed = without_passed(found, one, two, beside)
    blocks, around = without_around(blocks, one, two, beside)
    blocks, more, few = without_moved(blocks, one, two)
    blocks, relocated = without_relocated(blocks, one, two)
    telling = telling_of(blocks, one, two, old, new)
    actions = list(action_between(one.row, two.row, old, new))
    heard = one, two
    changes, updated = ([], [*actions]) if _asked_again(one.row, two.row) else ([*actions], [])
    if (
        became_own(one.row, two.row)
        or one.row.how == two.row.how == "inherited"
        or any("addressee" in _kinds(one, two, block) for block in found)
    ):
        olds, news = _addressees(one.row, two.row)
        changes += _of_addressees(olds, news)
        heard = _without_others(one, two, olds), _without_others(two, one, news)
    for due, moved_on in dues_between(one, two, old, new, beside) if found else ():
        (updated if moved_on else changes).append(due)
    gone, come = elsewhere([block for block in blocks if block not in telling], one, two)
    few += [moved(one.said(*block[:2])) for block in blocks if block in gone]
    named: set[str] = {change.kind for change in (*changes, *actions)}
    gaps = gaps_between(old, new)
    for block in blocks:
        if block in gone or block in come:
            continue
        if _is_told(_telling_kinds(*heard, block), named) or (named and _is_of_verb(block, one, two)):
            continue
        change, moved_on = _of_words(one, two, _without_asked(block, *heard) if "addressee" in named else block, gaps)
        (updated if moved_on or block not in telling else changes).append(change)
    return (*changes, *around, *more, *relocated), (*updated, *few, *passed)


def _kinds(one: Clause, two: Clause, block: Block) -> set[str]:
    a, b, c, d = block
    return {*one.parts[a:b], *two.parts[c:d]}


def _telling_kinds(one: Clause, two: Clause, block: Block) -> set[str]:
    """What the words of a stretch that tell something are part of; of one without any all of them."""
    a, b, c, d = block
    small = small_words(two.row.language)
    sides = ((one, two, k) for k in range(a, b)), ((two, one, k) for k in range(c, d))
    telling = {
        side.parts[k]
        for side, other, k in itertools.chain(*sides)
        if side.words[k] not in small and not _ends_due(side, k, other)
    }
    return telling or _kinds(one, two, block)


def _ends_due(clause: Clause, at: int, other: Clause) -> bool:
    """Whether a word follows a due date, and is of one on the other side ("its next session", "at its next and third
    sessions").
    """
    if not at or clause.parts[at] or clause.parts[at - 1] != "due":
        return False
    code = clause.row.language
    dues = (word for word, part in zip(other.words, other.parts, strict=True) if part == "due")
    return any(same_word(clause.words[at], word, code) for word in dues)


def _of_words(one: Clause, two: Clause, block: Block, gaps: frozenset[int]) -> tuple[Change, bool]:
    """The change of a stretch of words; whether it only moves on with the texts."""
    a, b, c, d = block
    kinds = _kinds(one, two, block)
    if "citation" in kinds:  # "resolution 98/4 of 9 December 2043"
        kinds = _telling_kinds(one, two, block)
    said = _said(block, one, two)
    if a == b or c == d or "" in kinds or "addressee" in kinds:
        gone, come = said
        return Change("wording", gone, come, "" if gone and come else "added" if come else "removed"), False
    cites = bool(kinds & _UPDATED)
    if cites or is_rolled(one.values[a:b], two.values[c:d], gaps):
        return Change("citation" if cites else "number", *said), True
    return Change("number", *said), False


def _without_asked(block: Block, one: Clause, two: Clause) -> Block:
    """A stretch without those who are asked, with whom it begins and of whom another change tells."""
    a, b, c, d = block
    return _after_asked(one, a, b), b, _after_asked(two, c, d), d


def _after_asked(clause: Clause, start: int, end: int) -> int:
    """Where a stretch goes on after those who are asked, with whom it begins, and the small words between them."""
    small = small_words(clause.row.language)
    rest = (k for k in range(start, end) if clause.parts[k] != "addressee" and clause.words[k] not in small)
    first = next(rest, end)
    return max((k + 1 for k in range(start, first) if clause.parts[k] == "addressee"), default=start)


def _said(block: Block, one: Clause, two: Clause) -> tuple[str | None, str | None]:
    """The words of a stretch as printed: the whole of a word with a hyphen, or that
    another one leans on; of what one side alone has none at its end
    that leads on ("and", "of the").
    """
    a, b, c, d = block
    while a and c and one.words[a - 1] == two.words[c - 1] and (one.is_joined(a) or two.is_joined(c)):
        a, c = a - 1, c - 1
    if a < b and c < d:
        inside = max(_in_joint(one, a), _in_joint(two, c))
        if inside <= min(a, c) and one.words[a - inside : a] == two.words[c - inside : c]:
            a, c = a - inside, c - inside
    while b < len(one.words) and d < len(two.words) and one.words[b] == two.words[d]:
        if not (one.leans(b - 1) or two.leans(d - 1)):
            break
        b, d = b + 1, d + 1
    if a == b or c == d:
        b, d = _led(one, a, b), _led(two, c, d)
    return one.said(a, b) or None, two.said(c, d) or None


def _in_joint(clause: Clause, at: int) -> int:
    """How many words of what joins two of a list stand before a place inside of it ("as | well as"); 0 for no such."""
    for joint in long_joints(clause.row.language):
        for before in range(1, min(len(joint), at + 1)):
            if clause.words[at - before : at - before + len(joint)] == joint:
                return before
    return 0


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


def _is_of_verb(block: Block, one: Clause, two: Clause) -> bool:
    """Whether a stretch of a few words follows the verb and belongs to it ("Reiterates its call to", "Calls upon").

    Serves 25 rows, six of which would be changed instead of renewed.
    """
    a, b, c, d = block
    form = form_words(two.row.language)
    before = [word for at, side in ((a, one), (c, two)) for word in side.words[side.parts[:at].count("verb") : at]]
    short = all(sum(not side.leans(k) for k in range(*at)) <= MOVED for side, at in ((one, (a, b)), (two, (c, d))))
    return short and form.issuperset(before)


def action_between(one: Mandate, two: Mandate, old: SeriesMember, new: SeriesMember) -> Iterator[Change]:
    """The change of the verb of two clauses."""
    if one.action == two.action:
        return
    said = old.verb_of(one), new.verb_of(two)
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


def became_own(one: Mandate, two: Mandate) -> bool:
    """Whether what somebody was asked for is what the speaker decides itself, and asks nobody.

    Serves two rows of 3,804: whom it asked is told, and since when it holds.
    """
    return one.force == "directive" and two.force == "deciding" and bool(one.addressees) and not two.addressees


def _addressees(one: Mandate, two: Mandate) -> tuple[list[str], list[str]]:
    """Who is asked no more, and who is asked now; somebody whom the other clause names is neither, unless it asks more
    or fewer of them.
    """
    gone = [a.text or a.key for a in one.addressees if not _names(two, a.key, a.text)]
    come = [a.text or a.key for a in two.addressees if not _names(one, a.key, a.text)]
    for fewer, more in _qualified(one, two):
        gone.append(fewer)
        come.append(more)
    return gone, come


def _of_addressees(gone: Sequence[str], come: Sequence[str]) -> Iterator[Change]:
    """The change of who is asked."""
    if gone or come:
        detail: Detail = "" if gone and come else "added" if come else "removed"
        yield Change("addressee", "; ".join(gone) or None, "; ".join(come) or None, detail)


def _without_others(clause: Clause, other: Clause, told: Iterable[str]) -> Clause:
    """A clause in which only the words of those who are asked and are told of are theirs, and those that do not tell
    who is asked, or that the other clause calls them by, too: the rest ("Africa" where donors came) is wording.
    """
    code, row = clause.row.language, clause.row
    vague = vague_words(code)
    asked = (word for word, part in zip(other.words, other.parts, strict=True) if part == "addressee")
    theirs = {stem for word in asked for stem in stems_of(word, code)}
    spans = [(at, at + len(text)) for text in told if (at := row.text.find(text, row.start, row.end)) >= 0]
    parts = (
        ""
        if part == "addressee"
        and word not in vague
        and theirs.isdisjoint(stems_of(word, code))
        and not any(a < end and start < b for a, b in spans)
        else part
        for word, part, (start, end) in zip(clause.words, clause.parts, clause.spans, strict=True)
    )
    return replace(clause, parts=tuple(parts))


def _qualified(one: Mandate, two: Mandate) -> Iterator[tuple[str, str]]:
    """Those whom both clauses ask by one key, of whom other words tell who of them is asked: "boat owners", "boat
    owners who fish by night".  Names of one are printed with capitals: "the Government of" asks no others.  Where
    a script has no small letters, other words stay wording.

    Who is called by a name without a word of the other one ("Ruritania", "the Ruritanian authorities"), is another,
    too, but for one of a single word ("the Government"), which is one in short.

    Serves six rows of 3,811.
    """
    code = two.language
    olds, news = ([(a, telling_letters(code, a.text)) for a in row.addressees if a.key] for row in (one, two))
    every = [{stem for _, said in those for word in said for stem in stems_of(word, code)} for those in (olds, news)]
    mates: dict[str, list[tuple[Addressee, dict[str, str]]]] = {}
    for other, says in news:
        mates.setdefault(other.key, []).append((other, says))
    for asked, said in olds:
        there = mates.get(asked.key, [])
        at = next((k for k, (_, says) in enumerate(there) if not said.keys().isdisjoint(says)), None)
        if at is None:
            others = (other.text for other, says in there if len(said) > 1 and len(says) > 1)
            if renamed := next(others, ""):
                yield asked.text, renamed
            continue
        other, says = there.pop(at)
        more = (printed for word, printed in says.items() if every[0].isdisjoint(stems_of(word, code)))
        fewer = (printed for word, printed in said.items() if every[1].isdisjoint(stems_of(word, code)))
        if any(map(str.islower, (*fewer, *more))):
            yield asked.text, other.text


def _names(row: Mandate, key: str, text: str) -> bool:
    """Whether a clause asks somebody by a key, or has the name, or all but the vague words of one of several words."""
    said = row.text[row.start : row.end]
    if (bool(key) and any(a.key == key for a in row.addressees)) or (bool(text) and text.casefold() in said.casefold()):
        return True
    name = [*telling_letters(row.language, text)]
    return len(name) > 1 and f" {' '.join(name)} " in _telling_of(row.language, said)


@lru_cache(maxsize=2)  # for all who are asked by the other one of two clauses
def _telling_of(code: str, said: str) -> str:
    """The words of a text that tell something, by their bare letters."""
    return f" {' '.join(bare for bare, _ in telling_sequence(code, said))} "
