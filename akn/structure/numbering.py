"""How deep each numbered line stands: sequence-aware, so that (i) is a letter or a roman number by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from akn.structure.lines import Line, ends_with_colon

_WORD = re.compile(r"\w+")

# What a reading costs, by how well it fits the numbers before it.
_NEXT = 0.0  # the number that was due
_FIRST = 1.0  # the first number of a new list
_FIRST_ANNOUNCED = 0.4  # the same, behind a colon
_OTHER_FORM = 1.5  # the number that was due, typed another way
_GAP = 4.0  # a later number than was due
_BACK = 6.0  # an earlier number, or a list that does not begin at its beginning
_CLOSES = 0.15  # for every deeper list that the reading closes


@dataclass(frozen=True, slots=True)
class Level:
    """An open list: how its labels are typed, what they count with, and the last number seen."""

    form: str
    alphabet: str
    last: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a numbered line stands: 0 is a paragraph, 1 a point of its list, and so on; and the reading chosen."""

    depth: int
    alphabet: str
    value: int


def form_of(label: str) -> str:
    """How a label is typed: "(a)" and "(b)" have one form, "a)" another.

    >>> form_of("(a)"), form_of("12.")
    ('(N)', 'N.')
    """
    return _WORD.sub("N", "".join(label.split()))


class Numbering:
    """The open lists while lines go by.  `base` tells whether a first-level number is a paragraph of its own (in the
    body) or already a point (in a preamble, whose paragraphs have no numbers)."""

    __slots__ = ("_base", "levels")

    def __init__(self, base: bool = True) -> None:
        self.levels: list[Level] = []
        self._base = base

    def reset(self) -> None:
        """Forget all open lists: an unnumbered paragraph or a heading came between."""
        self.levels.clear()

    def close_points(self) -> None:
        """Forget the lists below the paragraphs: a new unnumbered paragraph begins."""
        del self.levels[1 if self._base else 0 :]

    def place(self, line: Line, previous: Line | None, following: Sequence[Line]) -> Placed:
        """The depth of a numbered line; `following`, the lines behind it, settle what its own label leaves open."""
        announced = previous is not None and ends_with_colon(previous.text.content)
        options = self._options(line, announced)
        best = min(options, key=lambda o: o[0])
        close = [o for o in options if o[0] - best[0] < _GAP and o is not best]
        if close and len(line.readings) > 1:
            after = next((x for x in following if x.label), None)
            if after is not None:
                best = min([best, *close], key=lambda o: o[0] + self._next_cost(o, after, line))
        _, depth, level = best
        self.levels = [*self.levels[:depth], level]
        return Placed(depth if self._base else depth + 1, level.alphabet, level.last)

    def _next_cost(self, option: tuple[float, int, Level], after: Line, line: Line) -> float:
        ahead = Numbering(self._base)
        ahead.levels = [*self.levels[: option[1]], option[2]]
        return min(o[0] for o in ahead._options(after, ends_with_colon(line.text.content)))

    def _options(self, line: Line, announced: bool) -> list[tuple[float, int, Level]]:
        """All (cost, depth, level) that the label allows; never empty."""
        form = form_of(line.label)
        found: list[tuple[float, int, Level]] = []
        deepest = len(self.levels)
        for rank, (alphabet, value) in enumerate(line.readings or (("other", 0),)):
            here = Level(form, alphabet, value)
            bias = rank * 0.05
            for depth in range(deepest):
                cost = self._continues(self.levels[depth], here, depth)
                if cost is not None:
                    found.append((cost + bias + _CLOSES * (deepest - 1 - depth), depth, here))
            found.append((self._opens(here, announced, deepest) + bias, deepest, here))
        return found

    def _continues(self, level: Level, here: Level, depth: int) -> float | None:
        """The cost of going on with an open list; None if the label counts with another alphabet."""
        if level.alphabet != here.alphabet:
            return None
        same = level.form == here.form
        if here.alphabet.startswith("bullet") or here.alphabet == "other":
            return _NEXT if same else None
        due = here.last - level.last
        if due == 1:
            return _NEXT if same else _OTHER_FORM
        if not same:
            return None
        if depth == 0 and self._base:  # paragraphs: any number in the paragraph form is a paragraph
            return _GAP / 4 if due > 0 else _FIRST / 2
        return _GAP if due > 0 else _BACK

    def _opens(self, here: Level, announced: bool, deepest: int) -> float:
        """The cost of opening a list below all open ones."""
        if any(x.form == here.form and x.alphabet == here.alphabet for x in self.levels):
            return _BACK + 2  # a list inside a list of the very same kind
        begins = here.last <= 1 or here.alphabet.startswith("bullet") or here.alphabet == "other"
        if deepest == 0:
            return _NEXT if begins else _FIRST
        if not begins:
            return _BACK
        return _FIRST_ANNOUNCED if announced else _FIRST
