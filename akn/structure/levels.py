"""How deep each heading of a body stands: by its rank, or as a person says."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from akn.structure.headings import Heading


class FoundHeading(Struct, frozen=True):
    """A heading of a body, and what stands around it.

    `filled` is True if text stands right below it; `said` is the level that a person gives it, 0 for none.
    """

    heading: Heading
    filled: bool = False
    said: int = 0


def levels(found: Sequence[FoundHeading]) -> list[int]:
    """The level of each heading of a body, 1 for the highest.

    What is said of one holds for the headings that are read as below it, too, so that they stay there.  One that would
    be two levels below the heading before it stays where it was.
    """
    read = _read(found)
    if not any(one.said for one in found):
        return read
    above: list[tuple[int, int]] = []  # the headings that a heading is below: the level as it was read, and as it is
    made: list[int] = []
    for level, one in zip(read, found, strict=True):
        while above and above[-1][0] >= level:
            above.pop()
        follows = above[-1][1] + 1 if above else 1
        made.append(one.said if 0 < one.said <= (made[-1] + 1 if made else 1) else follows)
        above.append((level, made[-1]))
    return made


class _OpenHeading(Struct):
    """A heading that further ones may stand below."""

    heading: Heading
    rank: int
    filled: bool


def _read(found: Sequence[FoundHeading]) -> list[int]:
    """The level of each heading as the headings tell it."""
    stack: list[_OpenHeading] = []
    made: list[int] = []
    for one in found:
        rank = one.heading.rank
        if len(stack) == 1 and not stack[0].filled and _heads_parts(stack[0].heading, one.heading):
            stack[0].rank = rank - 1
        depth = len(stack)
        while depth and _closes(stack[depth - 1], one.heading, rank):
            depth -= 1
        if 0 < depth < len(stack):
            stack[depth - 1].filled = True
        del stack[depth:]
        stack.append(_OpenHeading(one.heading, rank, one.filled))
        made.append(len(stack))
    return made


def _heads_parts(heading: Heading, new: Heading) -> bool:
    """True for a heading without number, and nothing under it, before a numbered part: it heads all parts that follow.

    "The Lamps Agenda" stands above "Part A"; of 1,165 published texts those of two works have such a heading.
    """
    return heading.kind == "division" and not heading.num and bool(new.num)


def _closes(opened: _OpenHeading, new: Heading, rank: int) -> bool:
    """True if the new heading ends the open division: it ranks as high or higher, and is not its first subheading."""
    unnumbered = new.kind == opened.heading.kind == "division" and not opened.heading.num
    if unnumbered and not opened.filled:
        return False  # two unnumbered headings in a row: the second is subordinate (profile 1.4)
    return rank <= opened.rank
