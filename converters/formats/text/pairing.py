"""Which call belongs to which note: the heaviest chain of calls that rises with the bodies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from converters.formats.text.bodies import Body, Place
from converters.formats.text.calls import SURE
from converters.formats.text.candidates import Found, weak_calls
from converters.formats.text.chain import heaviest_chain
from converters.formats.text.lines import UNSPACED, Paragraph

_LEAST = 0.3  # the least weight of a call on the page before or behind that of its note
_NEAR = 4  # bodies of the same marker that a call is tried with, before and behind it
_APART = 1.5  # the least weight of a call that white space sets apart in a text whose other calls are not
_ALONE = 0.8  # that of one that is the only number where the call of a note in the row must stand
_FAR = 10_000  # no number of a note


def pair(bodies: list[Body], calls: Found, pages: list[int]) -> None:
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


def worth(bodies: list[Body], calls: Found, pages: list[int]) -> float:
    """How much the calls weigh that the bodies would get."""
    pairs = _pairs(bodies, calls, pages)
    weights = {(at, n): weight for at, n, weight in pairs}
    return sum(weights[pair] for pair in heaviest_chain(pairs))


def set_apart(paragraphs: list[Paragraph], bodies: list[Body], starts: dict[int, int]) -> Found:
    """Give bodies that found no call one with white space in front, if one stands between the calls beside theirs.

    It must look like a call, or be the only number there that can be one: programs set some calls apart and not others.

    Where the text before a call ends with a number, some programs set the two apart; but a space in a script without
    spaces says nothing, as a wrap that was undone may have left it.
    """
    lost = [b for b in bodies if b.foot and b.call is None]
    if not lost or len(lost) == len(bodies):
        return []
    likely = [
        ((i, at), call)
        for (i, at), call in weak_calls(paragraphs, lost, starts, True)
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
