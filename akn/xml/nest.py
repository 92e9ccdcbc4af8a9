"""Marks beside a text ⇄ elements that nest: `nest` and `flatten`, each the inverse of the other.

Three rules make it work (and `flatten(nest(text)) == text` for every text whose findings do not cross):

* findings never cross each other; the recognisers see to it, and one that crosses all the same is cut in two;
* looks may cross anything: they are cut at the border of a finding or of another look that they cross, and what touches
  is joined again;
* an anchor at a border stands outside: after what ends there, before what begins there; and a note call stands
  outside of raised type, which is cut there (R-082).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from msgspec import Struct

from akn.text import ANCHORS, LOOKS, Kind, Mark, Text

# of two findings over the same words, the one that stands outside; all others by their names
_OUTER = {
    kind: i
    for i, kind in enumerate(
        (Kind.DOC_PROPONENT, Kind.VOTE, Kind.OUTCOME, Kind.QUOTED, Kind.INLINE, Kind.MREF, Kind.EVENT, Kind.SPAN)
    )
}


class Op(IntEnum):
    """What happens at a place of a text."""

    CHARACTERS = 0
    OPEN = 1
    CLOSE = 2
    ANCHOR = 3


Step = tuple[Op, int, int]
"""(CHARACTERS, start, end), (OPEN, mark, 1 if it is its first piece), (CLOSE, mark, 0), (ANCHOR, mark, 0)."""


class Inline(Struct, frozen=True):
    """An inline element: its mark's kind and attributes, and what stands in it; an anchor holds nothing."""

    kind: Kind
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[str | Inline, ...] = ()


def sweep(text: Text) -> list[Step]:
    """The text from left to right as openings, closings, anchors and runs of characters, well nested.

    Cutting is decided here; `nest` and emit only follow the steps.
    """
    marks = text.marks
    count = len(marks)
    steps: list[Step] = []
    open_: list[int] = []  # indices of the open marks, outermost first
    at = i = 0
    while i < count or open_:
        place = min(marks[k].end for k in open_) if open_ else marks[i].start
        if i < count and marks[i].start < place:
            place = marks[i].start
        if place > at:
            steps.append((Op.CHARACTERS, at, place))
            at = place
        reopen = _close(place, marks, open_, steps)
        fresh: list[int] = []
        while i < count and marks[i].start == place:
            if marks[i].kind in ANCHORS:
                if open_ and marks[i].kind is Kind.NOTE:
                    reopen += _lower(marks, open_, steps)
                steps.append((Op.ANCHOR, i, 0))
            else:
                fresh.append(i)
            i += 1
        if fresh or reopen:
            _open(fresh, reopen, marks, open_, steps)
    if at < len(text.content):
        steps.append((Op.CHARACTERS, at, len(text.content)))
    return steps


def _close(place: int, marks: Sequence[Mark], open_: list[int], steps: list[Step]) -> list[int]:
    """Close what ends at a place, and what is open inside of it; the latter is to be opened again."""
    lowest = next((n for n, k in enumerate(open_) if marks[k].end == place), len(open_))
    closing = open_[lowest:]
    del open_[lowest:]
    steps.extend((Op.CLOSE, k, 0) for k in reversed(closing))
    return [k for k in closing if marks[k].end > place]


def _lower(marks: Sequence[Mark], open_: list[int], steps: list[Step]) -> list[int]:
    """Close raised type, and the looks inside of it, before a note; they are to be opened again."""
    lowest = len(open_)
    for n in range(len(open_) - 1, -1, -1):
        if marks[open_[n]].kind not in LOOKS:
            break
        if marks[open_[n]].kind is Kind.SUPERSCRIPT:
            lowest = n
    raised = open_[lowest:]
    del open_[lowest:]
    steps.extend((Op.CLOSE, k, 0) for k in reversed(raised))
    return raised


def _open(fresh: list[int], reopen: list[int], marks: Sequence[Mark], open_: list[int], steps: list[Step]) -> None:
    """Open marks, longest first, findings outside looks; a look that ends inside of a finding goes on within it."""
    cut = set(reopen)
    waiting = fresh + reopen
    if len(waiting) > 1:
        waiting.sort(key=lambda k: _rank(marks[k]))
    for k in waiting:
        inner: list[int] = []
        if marks[k].kind not in LOOKS:
            lowest = len(open_)
            while lowest and marks[open_[lowest - 1]].kind in LOOKS:
                lowest -= 1
            while lowest < len(open_) and marks[open_[lowest]].end >= marks[k].end:
                lowest += 1
            inner = open_[lowest:]
            del open_[lowest:]
            steps.extend((Op.CLOSE, look, 0) for look in reversed(inner))
        open_.append(k)
        steps.append((Op.OPEN, k, 0 if k in cut else 1))
        for look in inner:
            open_.append(look)
            steps.append((Op.OPEN, look, 0))


def _rank(m: Mark) -> tuple[int, bool, int, str]:
    return (-m.end, m.kind in LOOKS, _OUTER.get(m.kind, len(_OUTER)), m.kind)


def nest(text: Text) -> tuple[str | Inline, ...]:
    """The text as strings and inline elements in order.

    >>> nest(Text("a bc", (Mark(0, 3, Kind.ITALIC), Mark(2, 4, Kind.REF, (("href", "#x"),)))))[1].children
    (Inline(kind=<Kind.ITALIC: 'i'>, attributes=(), children=('b',)), 'c')
    """
    content, marks = text.content, text.marks
    stack: list[list[str | Inline]] = [[]]
    for op, first, second in sweep(text):
        if op is Op.CHARACTERS:
            stack[-1].append(content[first:second])
        elif op is Op.OPEN:
            stack.append([])
        elif op is Op.CLOSE:
            children = tuple(stack.pop())
            stack[-1].append(Inline(marks[first].kind, marks[first].attributes, children))
        else:
            stack[-1].append(Inline(marks[first].kind, marks[first].attributes))
    return tuple(stack[0])


def flatten(nodes: Iterable[str | Inline]) -> Text:
    """Strings and inline elements as one text with marks; the inverse of `nest`."""
    pieces: list[str] = []
    marks: list[Mark] = []
    _flatten(nodes, pieces, marks, 0)
    return Text("".join(pieces), tuple(marks))


def _flatten(nodes: Iterable[str | Inline], pieces: list[str], marks: list[Mark], at: int) -> int:
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
            at += len(node)
            continue
        start = at
        at = _flatten(node.children, pieces, marks, at)
        marks.append(Mark(start, at, node.kind, node.attributes))
    return at
