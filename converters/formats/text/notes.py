"""Notes: the lines at the foot of a page that they are, where their calls stand, and which call belongs to which note.

Bodies come in the order of their first calls.  So the calls are found as the chain of likely places that rises with the
bodies and weighs most, page by page where notes stand at the foot.  Likely calls that are left over are repeated calls.
Numbers may begin again in an annex; the order keeps the runs apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from converters.formats.text.labels import (
    BODY,
    FIRST_OF_BODY,
    FOOT_BODY,
    LIKELY,
    SIGNS,
    SURE,
    SYMBOLS,
    Call,
    bare_calls,
    bracketed_calls,
    plain_marker,
    sure_calls,
    symbol_calls,
)
from converters.formats.text.lines import UNSPACED, Paragraph, Role

_LEAST = 0.3  # the least weight of a call on the page before or after that of its note
_NEAR = 4  # bodies of the same marker that a call is tried with, before and after it
_APART = 1.5  # the least weight of a call that white space sets apart in a text whose other calls are not
_ALONE = 0.8  # that of one that is the only number where the call of a note in the row must stand
_FAR = 10_000  # no number of a note

Place = tuple[int, int]  # index of the paragraph, offset in it
Found = list[tuple[Place, Call]]


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
    lone_calls: Found = []


def find_notes(paragraphs: list[Paragraph], *, loose: bool = False) -> Notes:
    """The notes of a document and their calls; `loose` tells that white space may stand before bare ones."""
    notes = Notes()
    bodies = list(_bodies(paragraphs))
    sure = _sure_calls(paragraphs)
    if not bodies:
        notes.lone_calls = sure
        return notes
    starts = {b.index: b.start for b in bodies}
    sure = [(at, c) for at, c in sure if c.start >= starts.get(at[0], 0)]
    pages = [p.page for p in paragraphs]
    _pair(bodies, sure, pages)
    # `(1)` in running text begins a list item; where calls have a sure form it is nothing else
    waiting = _in_order(
        [b for b in bodies if b.call is None and (b.foot or b.sure or (b.marker.isdecimal() and not sure))]
    )
    weak = _weak_calls(paragraphs, waiting, starts, loose) if waiting else []
    _pair(waiting, weak, pages)
    if not loose:
        weak = sorted(weak + _set_apart(paragraphs, waiting, starts), key=lambda found: found[0])
    _finish(notes, bodies, sure, weak)
    _part_lone(notes, bodies, paragraphs)
    return notes


def _bodies(paragraphs: list[Paragraph]) -> Iterator[Body]:
    """Paragraphs that have the form of a note body."""
    for i, p in enumerate(paragraphs):
        foot = p.role is Role.NOTE
        if p.role is Role.ROW or not p.text or (not foot and p.text[0] not in FIRST_OF_BODY):
            continue
        m = (FOOT_BODY if foot else BODY).match(p.text)
        if m and (m.end() < len(p.text) or not m[0].strip().isdecimal()):  # a bare number alone has lost its note
            sure = any(sign in m[1] for sign in SIGNS)
            yield Body(i, m.end(), plain_marker(m[1]), p.page, sure, foot, bracketed=m[1][0] in "()[")


def _in_order(bodies: list[Body]) -> list[Body]:
    """Bodies in the order of their numbers, run by run: on a page they may stand in another (18 dumps of 826)."""
    runs: list[list[Body]] = [[]]
    seen: set[str] = set()
    for b in bodies:
        if b.marker in seen:
            runs.append([])
            seen = set()
        seen.add(b.marker)
        runs[-1].append(b)
    return [b for run in runs for b in sorted(run, key=lambda b: int(b.marker) if b.marker.isdecimal() else 0)]


def _sure_calls(paragraphs: list[Paragraph]) -> Found:
    joined = "".join([p.text for p in paragraphs])
    present = [sign for sign in SIGNS if sign in joined]  # few or none; looking for each is faster than a pattern
    told = [i for i, p in enumerate(paragraphs) if any(sign in p.text for sign in present)] if present else []
    return [((i, c.start), c) for i in told for c in sure_calls(paragraphs[i].text)]


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
    for i, p in enumerate(paragraphs):
        if p.role is Role.RULE or p.role is Role.NOTE:
            continue
        here = by_page.get(p.page, set()) | everywhere
        calls = list(bare_calls(p.text, bare & here, loose)) if bare & here else []
        calls += bracketed_calls(p.text, bracketed & here) if bracketed & here else ()
        calls += symbol_calls(p.text, symbols & here) if symbols & here else ()
        found += [((i, c.start), c) for c in sorted(calls, key=lambda c: c.start) if c.start >= starts.get(i, 0)]
    # a sign that stands against many names is explained by a legend, as in lists of members, not by a note
    often = {m for m, n in Counter(c.marker for _, c in found).items() if m in symbols and n > 1}
    return [(at, c) for at, c in found if c.marker not in often]


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


def _set_apart(paragraphs: list[Paragraph], bodies: list[Body], starts: dict[int, int]) -> Found:
    """Give bodies that found no call one with white space in front, if one stands between the calls beside theirs.

    It must look like a call, or be the only number there that can be one: programs set some calls apart and not others.

    Where the text before a call ends with a number, some programs set the two apart (7 of 389 dumps); but a space in a
    script without spaces says nothing, as a wrap that was undone may have left it.
    """
    lost = [b for b in bodies if b.foot and b.call is None]
    if not lost or len(lost) == len(bodies):
        return []
    likely = [
        ((i, at), call)
        for (i, at), call in _weak_calls(paragraphs, lost, starts, True)
        if call.weight >= _ALONE
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
    markers = [int(b.marker) if b.marker.isdecimal() else -_FAR for b in bodies]
    beside = zip([0, *markers], markers, [*markers[1:], _FAR], strict=False)
    in_row = [number - 1 == before or number + 1 == behind for before, number, behind in beside]
    for b, after, due in zip(bodies, following[-2::-1], in_row, strict=True):
        if b.call is None and b.foot:
            own = by_marker.get(b.marker, [])
            first = bisect_right(own, last, key=lambda x: x[0])
            between = own[first : bisect_left(own, after, key=lambda x: x[0]) if after else None]
            if len(between) > 1 or not due:
                between = [x for x in between if x[1].weight >= _APART]
            if between:
                b.call, call = max(between, key=lambda x: x[1].weight)
                found.append((b.call, call))
        last = b.call or last
    return found


def heaviest_chain(pairs: list[tuple[Place, int, float]]) -> list[tuple[Place, int]]:
    """Of (place, number, weight) pairs those that rise strictly in place and number and weigh most together.

    Takes n log n steps (a Fenwick tree of the best chains by their last number).  Of equal chains the earliest wins.

    >>> heaviest_chain([((0, 4), 0, 1.0), ((0, 9), 2, 5.0), ((1, 0), 1, 1.0), ((2, 0), 2, 5.0)])
    [((0, 4), 0), ((1, 0), 1), ((2, 0), 2)]
    """
    if not pairs:
        return []
    ordered = sorted(range(len(pairs)), key=lambda i: pairs[i][0])
    size = max(n for _, n, _ in pairs) + 1
    best = [-1] * (size + 1)  # index of the last pair of the best chain
    total = [0.0] * len(pairs)
    previous = [-1] * len(pairs)
    waiting: list[int] = []
    for i in ordered:
        if waiting and pairs[waiting[-1]][0] != pairs[i][0]:
            for done in waiting:
                node = pairs[done][1] + 1
                while node <= size:
                    if best[node] < 0 or total[best[node]] < total[done]:
                        best[node] = done
                    node += node & -node
            waiting = []
        node, found = pairs[i][1], -1
        while node:
            if best[node] >= 0 and (found < 0 or total[best[node]] > total[found]):
                found = best[node]
            node -= node & -node
        total[i] = pairs[i][2] + (total[found] if found >= 0 else 0.0)
        previous[i] = found
        waiting.append(i)
    at = max(ordered, key=lambda i: total[i])
    chain: list[tuple[Place, int]] = []
    while at >= 0:
        chain.append((pairs[at][0], pairs[at][1]))
        at = previous[at]
    return chain[::-1]


def _finish(notes: Notes, bodies: list[Body], sure: Found, weak: Found) -> None:
    """Name the notes that are called, and find the calls that repeat."""
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
    kept: Found = []
    for at, call in sorted(sure + weak, key=lambda found: found[0]):
        body = firsts.get((at, call.marker))
        if body is None and call.marker in by_marker and call.weight >= LIKELY:
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
    found = {at for at, _ in kept}
    notes.lone_calls = [(at, c) for at, c in sure if at not in found]


def _part_lone(notes: Notes, bodies: list[Body], paragraphs: list[Paragraph]) -> None:
    """Tell notes that are called nowhere from wrapped text, which may begin with a number and goes on with its note.

    A note that a blank line parts is one in any case, a number next to that of the note before as well; but it stays
    with that note where a sentence would be torn that the end of the page cuts.
    """
    before = {b.index: a.marker for a, b in pairwise(bodies)}
    lone: list[Body] = []
    for b in notes.lone_bodies:
        p, last = paragraphs[b.index], before.get(b.index, "")
        if not p.more or b.sure or (b.marker.isdecimal() and last.isdecimal() and abs(int(b.marker) - int(last)) < 3):
            above = next((q for q in paragraphs[b.index :: -1] if q.role not in (Role.NOTE, Role.RULE)), p)
            p.more = p.more and above.cut
            lone.append(b)
    notes.lone_bodies = lone
