"""Which paragraphs are notes, where their calls stand, and which call belongs to which note.

Bodies come in the order of their first calls: so the calls are found as the chain of likely places that rises with
the bodies and weighs most, page by page where notes stand at the foot.  What is left over of likely calls are
repeated calls.  Numbers may begin again in an annex; the order keeps the runs apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from msgspec import Struct

from akn.patterns import regex
from converters.formats._text.calls import (
    LETTERS,
    LIKELY,
    SIGNS,
    SUPERS,
    SURE,
    SYMBOLS,
    WORD,
    Call,
    bare_calls,
    bracketed_calls,
    plain_marker,
    sure_calls,
    symbol_calls,
)
from converters.formats._text.chain import heaviest_chain
from converters.formats._text.lines import UNSPACED, Paragraph, Role
from converters.formats._text.wrapping import begins_with_year

_WORTH = 3.0  # what a call weighs, at least, where it is glued to what it stands behind
_MORE = 1.5  # times the weight that calls with white space in front must have, so that all are looked for
_STEP = 2  # how far the numbers of neighbouring notes are apart, at most
_GLUED = 5.0  # how likely a bare number must be a call that no note has
_NEAR = 4  # bodies of the same marker that a call is tried with, before and behind it
Place = tuple[int, int]  # index of the paragraph, offset in it


class Body(Struct):
    """A note body: the paragraph at `index`, its text from `start` on; `sure` if its form means nothing else."""

    index: int
    start: int
    marker: str
    page: int
    sure: bool
    foot: bool
    bracketed: bool
    key: str = ""
    call: Place | None = None


class Notes(Struct):
    """What was found: bodies by the index of their paragraph, calls by the index of theirs, and what does not fit."""

    bodies: dict[int, Body] = {}
    calls: dict[int, list[Call]] = {}
    lone_bodies: list[Body] = []
    lone_calls: list[tuple[int, Call]] = []


Found = list[tuple[Place, Call]]
_LEAST = 0.3  # the least weight of a call on the page before or behind that of its note
_APART = 1.5  # the least weight of a call that white space sets apart in a text whose other calls are not


def find_notes(paragraphs: list[Paragraph], *, loose: bool = False) -> Notes:
    """The notes of a document and their calls.

    `loose` tells that bare numbers with white space in front may be calls (see `calls.bare_calls`); that is found out,
    too, by what calls the notes would have.
    """
    notes = Notes()
    bodies = list(_bodies(paragraphs))
    sure = _sure_calls(paragraphs)
    if not bodies:
        notes.lone_calls = _lone(sure, set())
        return notes
    starts = {b.index: b.start for b in bodies}
    sure = [(at, c) for at, c in sure if c.start >= starts.get(at[0], 0)]
    pages = [p.page for p in paragraphs]
    _pair(bodies, sure, pages)
    # `(1)` in running text begins a list item; where calls have a sure form it is nothing else
    waiting = _in_order(
        [b for b in bodies if b.call is None and (b.foot or b.sure or (b.marker.isdecimal() and not sure))]
    )
    weak: Found = []
    if waiting:
        weak = _weak_calls(paragraphs, waiting, starts, loose)
        tight = 0.0 if loose else _worth(waiting, weak, pages)
        if not loose and tight < _WORTH * len(waiting):
            apart = _weak_calls(paragraphs, waiting, starts, True)
            if _worth(waiting, apart, pages) > tight * _MORE:
                weak, loose = apart, True
        _pair(waiting, weak, pages)
        if not loose:
            weak = sorted(weak + _set_apart(paragraphs, waiting, starts), key=lambda found: found[0])
    _finish(notes, bodies, sure, weak)
    _part_lone(notes, bodies, paragraphs)
    if weak and not loose:
        notes.lone_calls += _lone_numbers(notes, bodies, paragraphs)
    return notes


def _set_apart(paragraphs: list[Paragraph], bodies: list[Body], starts: dict[int, int]) -> Found:
    """Give bodies that found no call one with white space in front, if one stands between the calls beside theirs.

    Where the text before a call ends with a number, some programs set the two apart; but a space in a script without
    spaces says nothing, as a wrap that was undone may have left it.
    """
    lost = [b for b in bodies if b.foot and b.call is None]
    if not lost or len(lost) == len(bodies):
        return []
    likely = [
        ((i, at), call)
        for (i, at), call in _weak_calls(paragraphs, lost, starts, True)
        if call.weight >= _APART
        and max(paragraphs[i].text[max(0, at - 3) : call.end + 2]) < UNSPACED
        and not paragraphs[i].text[call.end : call.end + 2].strip().isdigit()  # "3 044 259"
    ]
    by_marker: dict[str, Found] = {}
    for x in likely:
        by_marker.setdefault(x[1].marker, []).append(x)
    found: Found = []
    last: Place = (-1, 0)
    following: list[Place | None] = [None]
    for b in reversed(bodies):
        following.append(b.call or following[-1])
    for b, after in zip(bodies, following[-2::-1], strict=True):
        if b.call is None and b.foot:
            own = by_marker.get(b.marker, [])
            first = bisect_right(own, last, key=lambda x: x[0])
            between = own[first : bisect_left(own, after, key=lambda x: x[0]) if after else None]
            if between:
                b.call, call = max(between, key=lambda x: x[1].weight)
                found.append((b.call, call))
        last = b.call or last
    return found


def _bodies(paragraphs: list[Paragraph]) -> Iterator[Body]:
    """Paragraphs that have the form of a note body."""
    for i, p in enumerate(paragraphs):
        if p.role is Role.ROW or not p.text:
            continue
        foot = p.role is Role.NOTE
        if not foot and p.text[0] not in _FIRST:
            continue
        m = (_foot_form() if foot else _body_form()).match(p.text)
        if m and (m.end() < len(p.text) or not m[0].strip().isdecimal()):  # a bare number alone has lost its note
            sure = any(sign in m[1] for sign in SIGNS)
            yield Body(i, m.end(), plain_marker(m[1]), p.page, sure, foot, bracketed=m[1][0] in "()[")


def note_marker(text: str) -> str:
    """The marker of a paragraph of running text that is a note if it has a call, empty if it cannot be one."""
    m = _body_form().match(text)
    return plain_marker(m[1]) if m else ""


def _sure_calls(paragraphs: list[Paragraph]) -> Found:
    joined = "".join([p.text for p in paragraphs])
    present = [sign for sign in SIGNS if sign in joined]  # few or none; looking for each is faster than a pattern
    found: Found = []
    if present:
        for i, p in enumerate(paragraphs):
            text = p.text
            for sign in present:
                if sign in text:
                    found += [((i, c.start), c) for c in sure_calls(text)]
                    break
    return found


def _in_order(bodies: list[Body]) -> list[Body]:
    """Bodies in the order of their numbers, run by run: on a page they may stand in another."""
    runs: list[list[Body]] = [[]]
    seen: set[str] = set()
    for b in bodies:
        if b.marker in seen:
            runs.append([])
            seen = set()
        seen.add(b.marker)
        runs[-1].append(b)
    return [b for run in runs for b in sorted(run, key=lambda b: int(b.marker) if b.marker.isdecimal() else 0)]


def _weak_calls(paragraphs: list[Paragraph], bodies: list[Body], starts: dict[int, int], loose: bool) -> Found:
    """Likely calls of the bodies that have no sure call, near enough to them."""
    everywhere = {b.marker for b in bodies if not b.foot or b.page == bodies[-1].page == bodies[0].page}
    by_page: dict[int, set[str]] = {}
    for b in bodies:
        for page in (b.page - 1, b.page, b.page + 1):
            by_page.setdefault(page, set()).add(b.marker)
    symbols = {b.marker for b in bodies if b.marker[:1] in SYMBOLS}
    bare = {b.marker for b in bodies if b.foot and not b.bracketed}
    bracketed = {b.marker for b in bodies if b.bracketed}
    found: Found = []
    page, bare_here, bracketed_here, symbols_here = -1, bare, bracketed, symbols
    for i, p in enumerate(paragraphs):
        if p.page != page:
            page = p.page
            here = by_page.get(page, set()) | everywhere
            bare_here, bracketed_here, symbols_here = bare & here, bracketed & here, symbols & here
        if p.role is Role.RULE or p.role is Role.NOTE:
            continue
        calls = list(bare_calls(p.text, bare_here, loose)) if bare_here else []
        if bracketed_here or symbols_here:
            calls += bracketed_calls(p.text, bracketed_here)
            calls += symbol_calls(p.text, symbols_here)
            calls.sort(key=lambda c: c.start)
        if p.cut and calls and _at_wrap(p.text, calls[-1]) and _number_ahead(paragraphs, i):
            calls.pop()
        found += [((i, c.start), c) for c in calls if c.start >= starts.get(i, 0)]
    # a sign that stands against many names is explained by a legend, as in lists of members, not by a note
    often = {m for m, n in Counter(c.marker for _, c in found).items() if m in symbols and n > 1}
    found = [(at, c) for at, c in found if c.marker not in often]
    return found


def _at_wrap(text: str, call: Call) -> bool:
    """True if a bare number ends a text in a script without spaces, which is wrapped inside numbers."""
    return call.end == len(text) and text[-1].isdigit() and text[max(0, call.start - 1)] >= UNSPACED


def _number_ahead(paragraphs: list[Paragraph], index: int) -> bool:
    """True if digits that are no year begin the next paragraph: the end of a page may divide a number."""
    ahead = index + 1
    while ahead < len(paragraphs) and paragraphs[ahead].role in (Role.NOTE, Role.RULE):
        ahead += 1
    if ahead == len(paragraphs):
        return False
    digits = _digits().match(paragraphs[ahead].text)
    return digits is not None and not begins_with_year(paragraphs[ahead].text)


def _worth(bodies: list[Body], calls: Found, pages: list[int]) -> float:
    """How much the calls weigh that the bodies would get."""
    pairs = _pairs(bodies, calls, pages)
    weights = {(at, n): weight for at, n, weight in pairs}
    return sum(weights[pair] for pair in heaviest_chain(pairs))


def _pairs(bodies: list[Body], calls: Found, pages: list[int]) -> list[tuple[Place, int, float]]:
    """Which body each call may belong to, and how well."""
    places: dict[str, list[int]] = {}
    for n, b in enumerate(bodies):
        places.setdefault(b.marker, []).append(n)
    pairs: list[tuple[Place, int, float]] = []
    for at, call in calls:
        own = places.get(call.marker, ())
        middle = bisect_left(own, at[0], key=lambda n: bodies[n].index) if len(own) > 1 else 0
        for n in own[max(0, middle - _NEAR) : middle + _NEAR]:
            body = bodies[n]
            away = abs(body.page - pages[at[0]]) if body.foot else 1
            if body.foot and away and call.weight < _LEAST:
                continue  # where a page ends may have been told wrongly, but then a call has to look like one
            if away < 2 and at[0] != body.index:
                pairs.append((at, n, call.weight + 1 - away))
    return pairs


def _pair(bodies: list[Body], calls: Found, pages: list[int]) -> None:
    """Give each body its first call: the heaviest chain that rises in both."""
    for at, n in heaviest_chain(_pairs(bodies, calls, pages)):
        bodies[n].call = at
    waiting: dict[str, Body] = {b.marker: b for b in reversed(bodies) if b.sure and b.call is None}
    taken = {b.call for b in bodies} if waiting else set()
    for at, call in calls:  # calls out of order
        late = waiting.get(call.marker)
        if late and late.call is None and call.weight >= SURE and at not in taken and at[0] != late.index:
            late.call = at


def _finish(notes: Notes, bodies: list[Body], sure: Found, weak: Found) -> None:
    runs: Counter[str] = Counter()
    by_marker: dict[str, list[Body]] = {}
    for b in bodies:
        if b.call is None:
            if b.sure or b.foot:
                notes.lone_bodies.append(b)
            continue
        runs[b.marker] += 1
        b.key = b.marker if runs[b.marker] == 1 else f"{b.marker}.{runs[b.marker]}"
        notes.bodies[b.index] = b
        by_marker.setdefault(b.marker, []).append(b)
    firsts = {(b.call, b.marker): b for own in by_marker.values() for b in own}
    for own in by_marker.values():
        own.sort(key=lambda b: b.call or (0, 0))
    strong = {m for m, own in by_marker.items()}
    kept: Found = []
    for at, call in sorted(sure + weak, key=lambda found: found[0]):
        body = firsts.get((at, call.marker))
        if body is None and call.marker in strong and call.weight >= LIKELY:
            own = by_marker[call.marker]
            n = bisect_right(own, at, key=lambda b: b.call or (0, 0))
            body = own[max(0, n - 1)]
            if call.weight < SURE and n == 0:
                continue
        if body is None or (kept and kept[-1][0][0] == at[0] and kept[-1][1].end > call.start):
            continue
        call.key = body.key
        kept.append((at, call))
        notes.calls.setdefault(at[0], []).append(call)
    notes.lone_calls = _lone(sure, {at for at, _ in kept})


def _part_lone(notes: Notes, bodies: list[Body], paragraphs: list[Paragraph]) -> None:
    """Tell notes that are called nowhere from wrapped text, which may begin with a number and goes on with its note.

    A number next to that of the note before is one; a note that a blank line parts is none in any case.
    """
    lone = {b.index for b in notes.lone_bodies}
    for a, b in pairwise(bodies):
        known = a.index in notes.bodies or a.index in lone
        if known and b.call is None and b.index not in lone and b.index == a.index + 1 and _goes_on(a, b):
            lone.add(b.index)  # `(3)` behind the note `(1)`
            notes.lone_bodies.append(b)
    notes.lone_bodies.sort(key=lambda b: b.index)
    before = {b.index: a.marker for a, b in pairwise(bodies)}
    wrapped: set[int] = set()
    above, cuts = False, []  # whether the paragraph above the notes at each place is cut
    for p in paragraphs:
        above = above if p.role in (Role.NOTE, Role.RULE) else p.cut
        cuts.append(above)
    for b in notes.lone_bodies:
        p = paragraphs[b.index]
        last = before.get(b.index, "")
        if not p.more:
            continue
        if b.sure or (b.marker.isdecimal() and last.isdecimal() and 0 < abs(int(b.marker) - int(last)) <= _STEP):
            p.more = cuts[b.index]
        else:
            wrapped.add(b.index)
    notes.lone_bodies = [b for b in notes.lone_bodies if b.index not in wrapped]


def _goes_on(a: Body, b: Body) -> bool:
    """True if two numbers in brackets are in order, which no item of a list among notes is."""
    return (
        a.bracketed and b.bracketed and a.marker.isdecimal() and b.marker.isdecimal() and int(a.marker) < int(b.marker)
    )


def _lone_numbers(notes: Notes, bodies: list[Body], paragraphs: list[Paragraph]) -> list[tuple[int, Call]]:
    """Bare numbers glued to a word or sign, which no note has, where other bare numbers are calls."""
    if not any(b.foot and not b.bracketed and b.marker.isdecimal() for b in notes.bodies.values()):
        return []
    others = {str(n) for n in range(1, 1000)}.difference(b.marker for b in bodies)
    found: list[tuple[int, Call]] = []
    for i, p in enumerate(paragraphs):
        if p.role is Role.TEXT:
            for call in bare_calls(p.text, others, False):
                after = p.text[call.end : call.end + 1]
                # a short word may be a preposition or an article, which Arabic sets before numbers without a space
                short = p.text[call.start - 1].isalpha() and not p.text[max(0, call.start - 4) : call.start].isalpha()
                if call.weight >= _GLUED and not after.isalnum() and not short:
                    found.append((i, call))
    return found


def _lone(sure: Found, kept: set[Place]) -> list[tuple[int, Call]]:
    return [(at[0], c) for at, c in sure if at not in kept]


_FORMS = (
    rf"[(⁽]?[⁰¹²³⁴-⁹]{{1,3}}[)⁾]?|[ᵃ-ᵿ](?=\s)|\^?\({WORD}\)(?=\s|$)|\^\((?:{WORD}|[*†‡§]{{1,3}})\)|\^\d{{1,3}}"
    rf"|\$?\^\{{\(?{WORD}\)?\}}\$?|\[\d{{1,3}}\](?=\s|$)|\[\^{WORD}\]:?|<sup>\(?{WORD}\)?</sup>"
)
_FIRST = frozenset("(⁽^[$<").union(SUPERS, LETTERS)  # what a note in running text begins with
_FOOT_FORMS = r"|\)\d{1,3}\(|\d{1,3}(?=[\s.)]|[^\W\d_a-z]|$)[.)]?(?!\s*[-–—])|[*†‡§]{1,3}(?![*†‡§])"


@cache
def _digits() -> re.Pattern[str]:
    return regex(r"\d+(?![\d.)])")


@cache
def _body_form() -> re.Pattern[str]:
    return regex(rf"({_FORMS})\s*")


@cache
def _foot_form() -> re.Pattern[str]:
    return regex(rf"({_FORMS}{_FOOT_FORMS})\s*")
