"""Which paragraphs are notes, where their calls stand, and which call belongs to which note.

Bodies come in the order of their first calls: so the calls are found as the chain of likely places that rises with
the bodies and weighs most, page by page where notes stand at the foot.  What is left over of likely calls are
repeated calls.  Numbers may begin again in an annex; the order keeps the runs apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from msgspec import Struct

from converters.formats.text.bodies import Body, Place, bodies_of, in_order
from converters.formats.text.calls import LIKELY, SURE, Call, bare_calls
from converters.formats.text.candidates import Found, sure_calls_of, weak_calls
from converters.formats.text.lines import Paragraph, Role
from converters.formats.text.pairing import pair, set_apart, worth

_WORTH = 3.0  # what a call weighs, at least, where it is glued to what it stands behind
_MORE = 1.5  # times the weight that calls with white space in front must have, so that all are looked for
_STEP = 2  # how far the numbers of neighbouring notes are apart, at most
_GLUED = 5.0  # how likely a bare number must be a call that no note has


class Notes(Struct):
    """What was found: bodies by the index of their paragraph, calls by the index of theirs, and what does not fit."""

    bodies: dict[int, Body] = {}
    calls: dict[int, list[Call]] = {}
    lone_bodies: list[Body] = []
    lone_calls: list[tuple[int, Call]] = []


def find_notes(paragraphs: list[Paragraph], *, loose: bool = False) -> Notes:
    """The notes of a document and their calls.

    `loose` tells that bare numbers with white space in front may be calls (see `calls.bare_calls`); that is found out,
    too, by what calls the notes would have.
    """
    notes = Notes()
    bodies = list(bodies_of(paragraphs))
    sure = sure_calls_of(paragraphs)
    if not bodies:
        notes.lone_calls = _lone(sure, set())
        return notes
    starts = {b.index: b.start for b in bodies}
    sure = [(at, c) for at, c in sure if c.start >= starts.get(at[0], 0)]
    pages = [p.page for p in paragraphs]
    pair(bodies, sure, pages)
    # `(1)` in running text begins a list item; where calls have a sure form it is nothing else
    waiting = in_order(
        [b for b in bodies if b.call is None and (b.foot or b.sure or (b.marker.isdecimal() and not sure))]
    )
    weak: Found = []
    if waiting:
        weak = weak_calls(paragraphs, waiting, starts, loose)
        tight = 0.0 if loose else worth(waiting, weak, pages)
        if not loose and tight < _WORTH * len(waiting):
            apart = weak_calls(paragraphs, waiting, starts, True)
            if worth(waiting, apart, pages) > tight * _MORE:
                weak, loose = apart, True
        pair(waiting, weak, pages)
        if not loose:
            weak = sorted(weak + set_apart(paragraphs, waiting, starts), key=lambda found: found[0])
    _finish(notes, bodies, sure, weak)
    _part_lone(notes, bodies, paragraphs)
    if weak and not loose:
        notes.lone_calls += _lone_numbers(notes, bodies, paragraphs)
    return notes


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
