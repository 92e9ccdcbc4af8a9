"""Marks beside a text as elements that nest, so that the marks can be read back from them.

Three rules make it work (for every text whose findings do not cross):

* findings never cross each other; the recognisers see to it, and one that crosses all the same is cut in two;
* looks may cross anything: they are cut at the border of a finding or of another look that they cross, and what touches
  is joined again;
* an anchor at a border stands outside: after what ends there, before what begins there; and a note call stands
  outside of raised type, which is cut there (R-082).

And how the content of a paragraph falls into the elements of AKN, decided once, for identifiers, emit and read: the
model holds it in reading order; AKN wants a `list` with an `intro`, and what follows it in an `alinea` (profile 1.4,
R-018 to R-020).  The rules here give every sequence exactly one shape, and that shape the sequence back.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct

from akn.document import Content, PointList, Preambular, Raw
from akn.patterns import lazy_pattern
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text
from akn.xml.names import HIERARCHY

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
        place = marks[i].start if i < count else len(text.content)
        for k in open_:
            if marks[k].end < place:
                place = marks[k].end
        if place > at:
            steps.append((Op.CHARACTERS, at, place))
            at = place
        reopen = _close(place, marks, open_, steps) if open_ else []
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
    lowest = 0
    for k in open_:
        if marks[k].end == place:
            break
        lowest += 1
    closing = open_[lowest:]
    del open_[lowest:]
    for k in reversed(closing):
        steps.append((Op.CLOSE, k, 0))
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
    """Open marks, longest first, findings outside looks; a look that ends inside of a finding continues within it."""
    waiting = fresh + reopen if reopen else fresh
    if len(waiting) > 1:
        waiting.sort(key=lambda k: _rank(marks[k]))
    for k in waiting:
        inner: list[int] = []
        if open_ and marks[k].kind not in LOOKS:
            lowest = len(open_)
            while lowest and marks[open_[lowest - 1]].kind in LOOKS:
                lowest -= 1
            while lowest < len(open_) and marks[open_[lowest]].end >= marks[k].end:
                lowest += 1
            inner = open_[lowest:]
            del open_[lowest:]
            steps.extend((Op.CLOSE, look, 0) for look in reversed(inner))
        open_.append(k)
        steps.append((Op.OPEN, k, 0 if k in reopen else 1))
        for look in inner:
            open_.append(look)
            steps.append((Op.OPEN, look, 0))


def _rank(m: Mark) -> tuple[int, bool, bool, int, str]:
    kept = m.kind is Kind.FOREIGN and bool(m.get("xml"))  # nothing stands in what is kept as it is
    return (-m.end, kept, m.kind in LOOKS, _OUTER.get(m.kind, len(_OUTER)), m.kind)


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


_TAG = lazy_pattern(r"<[^<>]*>")
_EID = lazy_pattern(r"\beId=[\"']([^\"']+)")
_NAME = lazy_pattern(r"<(?:[^\s/>:]+:)?([^\s/>:]+)")


def raw_name(raw: Raw) -> str:
    """The local name of a kept element.

    >>> raw_name(Raw('<a:clause xmlns:a="urn:x"/>'))
    'clause'
    """
    found = _NAME.match(raw.xml)
    return found.group(1) if found else ""


def ids_in(raw: Raw) -> list[str]:
    """The eIds in a kept element.

    >>> ids_in(Raw('<clause eId="cl_1"><p eId="cl_1__p_1"/></clause>'))
    ['cl_1', 'cl_1__p_1']
    """
    return _EID.findall(raw.xml)


def words_in(xml: str) -> str:
    """The characters of an element that is kept as XML, without its tags, white space evened out.

    >>> words_in("<list><num>1</num> <p>A &amp; b</p></list>")
    '1 A & b'
    """
    from html import unescape  # its table of entities is slow to load, and few documents need it

    return " ".join(unescape(_TAG.sub("", xml)).split())


class Group(Struct, frozen=True):
    """Blocks, and the hierarchical element that they lead to, if any: each with its index in the content."""

    blocks: tuple[tuple[int, Content], ...]
    tail: tuple[int, PointList | Raw] | None = None


def groups(content: Sequence[Content]) -> list[Group]:
    """The content of a paragraph, a point or a division as groups; at least one.

    A list, or a kept element of the hierarchy, ends a group.  The first group stands in the paragraph itself, the
    blocks before a list are its `intro`; what comes after the last list is an `alinea`.  A list without points has
    no place in AKN and counts as a block.
    """
    found: list[Group] = []
    blocks: list[tuple[int, Content]] = []
    for i, item in enumerate(content):
        if (isinstance(item, PointList) and item.points) or (isinstance(item, Raw) and raw_name(item) in HIERARCHY):
            found.append(Group(tuple(blocks), (i, item)))
            blocks = []
        else:
            blocks.append((i, item))
    if blocks or not found:
        found.append(Group(tuple(blocks)))
    return found


def is_cross_heading(node: Preambular, *, in_division: bool) -> bool:
    """Whether preambular text in the body is a `crossHeading`.

    The XSD wants inline content there and allows none directly in `mainBody` (profile section 4, row 24); all other
    preambular text in the body is an `hcontainer`.
    """
    return in_division and len(node.content) == 1 and isinstance(node.content[0], Text)


def looks_like_bullets(points: PointList) -> bool:
    """Whether no label of the list holds a letter or a digit: a list in a preamble shows bullets in no other way."""
    return not any(c.isalnum() for point in points.points for c in point.num)


def needs_paragraph(node: Raw, *, in_division: bool) -> bool:
    """Whether a kept element stands in a paragraph of its own: in a division the XSD takes only units beside units."""
    name = raw_name(node)
    return in_division and name not in HIERARCHY and name not in ("crossHeading", "componentRef")
