"""How deep each heading of a body stands: by its rank, by the numbers that begin anew below it, or as a person says."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from akn.structure.headings import Heading


class FoundHeading(Struct, frozen=True):
    """A heading of a body, and what stands around it.

    `lone` is True if no label stands before its words, `first` if it begins a numbering ("I", "A."), `filled` if text
    stands right below it; `said` is the level that a person gives it, 0 for none.
    """

    heading: Heading
    lone: bool = False
    first: bool = False
    filled: bool = False
    said: int = 0


def levels(found: Sequence[FoundHeading]) -> list[int]:
    """The level of each heading of a body, 1 for the highest.

    What is said of one holds for the headings that are read as below it, too, so that they stay there.  One that would
    be two levels below the heading before it stays where it was.  One that is raised ends the headings of its new level
    and below: what would have stood in these stands in it, and headings that follow beside each other stay so.
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
        while above and above[-1][1] >= made[-1]:
            level = above.pop()[0]  # it stands in the place of the highest that it ends
        above.append((level, made[-1]))
    return made


class _OpenHeading(Struct):
    """A heading that further ones may stand below."""

    heading: Heading
    rank: float
    filled: bool


def _read(found: Sequence[FoundHeading]) -> list[int]:
    """The level of each heading as the headings tell it."""
    stack: list[_OpenHeading] = []
    made: list[int] = []
    for one, rank in zip(found, _ranks(found), strict=True):
        if len(stack) == 1 and not stack[0].filled and _heads_parts(stack[0].heading, one.heading):
            stack[0].rank = min(stack[0].rank, rank - 1)
        depth = len(stack)
        while depth and _closes(stack[depth - 1], one.heading, rank):
            depth -= 1
        if 0 < depth < len(stack):
            stack[depth - 1].filled = True
        del stack[depth:]
        stack.append(_OpenHeading(one.heading, rank, one.filled))
        made.append(len(stack))
    return made


def _ranks(found: Sequence[FoundHeading]) -> list[float]:
    """The rank of each heading; those below which a numbering begins anew each time rank above that.

    "Priority area 1", "I.", "II.", "Priority area 2", "I.": each of the first numbers has a heading without a label
    right before it.  Other headings that the same word counts ("Priority area 3") rank with these.  A/RES/79/233 is so
    (35 headings); none of 1,165 published texts changes.
    """
    ranks: list[float] = [one.heading.rank for one in found]
    begun: dict[tuple[str, int], list[int]] = {}
    for i, one in enumerate(found):
        if one.first:
            begun.setdefault((one.heading.kind, one.heading.rank), []).append(i)
    for (_, rank), firsts in begun.items():
        heads = [i - 1 for i in firsts if i and found[i - 1].lone and found[i - 1].heading.kind == "division"]
        if 1 < len(heads) == len(firsts):
            words = {_word(found[i]) for i in heads} - {""}
            for i, one in enumerate(found):
                if i in heads or _word(one) in words:
                    ranks[i] = min(ranks[i], rank - 0.5)  # below what ranks higher, as chapters do
    return ranks


def _word(one: FoundHeading) -> str:
    """The word that counts a heading, "Priority area" of "Priority area 2:"; empty for none."""
    return "".join(filter(str.isalpha, one.heading.num)) if one.lone else ""


def _heads_parts(heading: Heading, new: Heading) -> bool:
    """True for a heading without number, and nothing under it, before a numbered part: it heads all parts that follow.

    "The Lamps Agenda" stands above "Part A"; of 1,165 published texts those of two works have such a heading.
    """
    return heading.kind == "division" and not heading.num and bool(new.num)


def _closes(opened: _OpenHeading, new: Heading, rank: float) -> bool:
    """True if the new heading ends the open division: it ranks as high or higher, and is not its first subheading."""
    unnumbered = new.kind == opened.heading.kind == "division" and not opened.heading.num
    if unnumbered and not opened.filled and rank == new.rank:
        return False  # two unnumbered headings in a row: the second is subordinate (profile 1.4), but for a chapter
    return rank <= opened.rank
