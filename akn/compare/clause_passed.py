"""Which of the words that differ between two clauses went over to another clause beside them, or came from one.

How many rows a function serves is of 3,764 rows of 96 resolutions of three years in two languages: so many are told
otherwise without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

from akn.compare.changes import Change
from akn.compare.clause_blocks import BRIEF, MOVED, RUN
from akn.compare.clause_lists import Block, moved, telling_in
from akn.compare.clause_parts import Beside
from akn.compare.form_words import (
    form_words,
    small_words,
    without,
)
from akn.compare.worded import Clause

_SAME = 0.9  # so many of the words of a stretch another clause of its paragraph has, if it moved there
_PASSED = 0.7  # so many of the words of a stretch another clause has to have, if they went over to it


def without_passed(
    blocks: Iterable[Block], one: Clause, two: Clause, beside: Beside
) -> tuple[list[Block], list[Change]]:
    """The stretches without those that went over to another clause, or came from one; and which these are."""
    left: list[Block] = []
    passed: dict[tuple[str, str], Change] = {}
    for a, b, c, d in blocks:
        gone, to = _left_of(a, b, one, beside.newer)
        come, home = _left_of(c, d, two, beside.older)
        for ends in (*((one, there) for there in to), *((there, two) for there in home)):
            places = ends[0].row.number or ends[0].row.eId, ends[1].row.number or ends[1].row.eId
            if places[0] != places[1]:  # else it still stands where it stood
                passed[places] = Change("passage", *places, "moved")
        if not to and not home:
            left.append((a, b, c, d))
        else:
            left += [(start, end, d, d) for start, end in gone if not to or _is_more(one, start, end)]
            left += [(b, b, start, end) for start, end in come if not home or _is_more(two, start, end)]
    return left, [*passed.values()]


def without_around(
    blocks: Sequence[Block], one: Clause, two: Clause, beside: Beside
) -> tuple[list[Block], list[Change]]:
    """The stretches that one side alone has without those that another clause of the paragraph says there, which asks
    alike, and none did before; these as moved.
    """
    older, newer = ([o for o in those if _asks_alike(o, one)] for those in beside.around)
    left: list[Block] = []
    found: list[Change] = []
    for a, b, c, d in blocks:
        clause, span, there, here = (one, (a, b), newer, older) if c == d else (two, (c, d), older, newer)
        gone = (a == b) != (c == d) and any(_says(other, clause, span) for other in there if other is not two)
        if gone and not any(_says(other, clause, span) for other in here if other is not one):
            found.append(moved(clause.said(span[0], telling_in(clause, *span)[-1] + 1)))
        else:
            left.append((a, b, c, d))
    return left, found


def _asks_alike(other: Clause, clause: Clause) -> bool:
    """Whether a clause has the action of another one, asks nobody besides whom that asks, and refuses what it does."""
    asked, known = ({who.key or who.text for who in those.row.addressees} for those in (other, clause))
    return (other.row.action, other.refused) == (clause.row.action, clause.refused) and asked <= known


def _says(other: Clause, clause: Clause, span: tuple[int, int]) -> bool:
    """Whether a clause says a stretch of another one of more than a few words, nearly as it is."""
    said = [clause.words[k] for k in telling_in(clause, *span)]
    if len(said) <= MOVED or not any(_stretch_in(clause.words[slice(*span)], other)):
        return False
    return LCSseq.similarity(said, other.words) >= _SAME * len(said)


def _is_more(clause: Clause, start: int, end: int) -> bool:
    """Whether what is left of a stretch beside what went over is more than the seam ("to end", "urges an end to")."""
    return len(without(clause.words[start:end], small_words(clause.row.language))) > 1


def _left_of(
    start: int, end: int, clause: Clause, others: Iterable[Clause]
) -> tuple[list[tuple[int, int]], list[Clause]]:
    """What is left of a stretch of a clause without what stands in others, and these."""
    left, found = [(start, end)] if start < end else [], []
    for there in others:
        for at, (a, b) in enumerate(left):
            first, last = _stretch_in(clause.words[a:b], there)
            if first < last:
                form = small_words(clause.row.language)
                parts = (a, _seam(clause, a, a + first)), (_seam(clause, b, a + last), b)
                rest = [(part, clause.words[slice(*part)]) for part in parts]
                left[at : at + 1] = [part for part, said in rest if without(said, form) and not _brief_in(said, there)]
                found.append(there)
                break
    return left, found


def _seam(clause: Clause, end: int, seam: int) -> int:
    """Where what is left of a stretch, from its other end on, meets what went over to another clause: at the comma that
    is next to that (", to take").
    """
    near = range(max(end, seam - MOVED), seam) if end <= seam else range(seam + 1, min(end, seam + MOVED) + 1)
    return next((k for k in near if clause.after_comma(k)), seam)


def _stretch_in(words: Sequence[str], clause: Clause) -> tuple[int, int]:
    """From where to where some words stand in another clause too, most of them; (0, 0) if these are few."""
    if brief := _brief_in(words, clause) or _request_in(words, clause):
        return brief
    runs = [(k.src_start, k.src_end) for k in LCSseq.opcodes(words, clause.words) if k.tag == "equal"]
    long = [run for run in runs if run[1] - run[0] >= RUN] or [(0, 0)]
    first, last = long[0][0], long[-1][1]
    form = form_words(clause.row.language)
    shared = [w for a, b in runs if first <= a and b <= last for w in words[a:b]]
    telling = len(without(words[first:last], form))
    return (first, last) if telling > MOVED and len(without(shared, form)) >= _PASSED * telling else (0, 0)


def _request_in(words: Sequence[str], clause: Clause) -> tuple[int, int] | None:
    """From where to where some words have all that a request of a few words is about ("calls for its implementation",
    "its prompt implementation, and"); None if they have not.

    Serves one row.
    """
    if len(clause.words) > BRIEF:
        return None
    form = small_words(clause.row.language)
    said = [w for w, part in zip(clause.words, clause.parts, strict=True) if part != "verb" and w not in form]
    if not said or not all(word in words for word in said):
        return None
    at = [words.index(word) for word in said]
    return min(at), max(at) + 1


def _brief_in(words: Sequence[str], clause: Clause) -> tuple[int, int] | None:
    """From where to where some words tell something, if that is two words or three that stand in another clause, one
    after the other ("and January 2020"); None if they do not.

    Serves three rows.
    """
    form = small_words(clause.row.language)
    telling = [k for k, word in enumerate(words) if word not in form]
    if not 1 < len(telling) <= MOVED:
        return None
    first, last = telling[0], telling[-1] + 1
    return (first, last) if clause.says(words[first:last]) else None
