"""How deep each numbered line stands: sequence-aware, so that (i) is a letter or a roman number by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from akn.languages.labels import Label, form_of
from akn.structure.evidence import Evidence
from akn.structure.lines import Line
from akn.text import Text

_PARAGRAPH = ".-–—"  # what may stand after the number of a paragraph

# A point before a line that heads the next ones stands no more lines above it, with the dashes below that point.
_POINTS = 12
# A paragraph stands no more lines above a line among or after its points.
FAR = 200

# What a reading costs, by how well it fits the numbers before it.
_NEXT = 0.0  # the number that was due
_FIRST = 1.0  # the first number of a new list
_FIRST_ANNOUNCED = 0.4  # the same, after a colon
_OTHER_FORM = 1.5  # the number that was due, typed another way
_GAP = 4.0  # a later number than was due
_BACK = 6.0  # an earlier number, or a list that does not begin at its beginning
_CLOSES = 0.15  # for every deeper list that the reading closes


class OpenList(Struct, frozen=True):
    """An open list: how its labels are typed, what they count with, and the last number seen.

    `inserted` tells that this one stands after the number of the same value ("2 bis.").
    """

    form: str
    alphabet: str
    last: int
    inserted: bool = False


class Placed(Struct, frozen=True):
    """Where a numbered line stands: 0 is a paragraph, 1 a point of it, 2 a point of that; and the reading chosen.

    `follows` is the number of the point before it in the same list; 0 if it opens one.
    """

    depth: int
    alphabet: str
    value: int
    follows: int = 0


class Numbering(Struct):
    """The open lists while lines go by; of these `points` are the ones below the paragraphs.

    `numbered` tells whether a number at the margin can be a paragraph of its own (in a body) or is always a point (in
    a preamble, whose paragraphs have no numbers).
    """

    numbered: bool = True
    points: list[OpenList] = []
    paragraph: OpenList | None = None  # the numbers of paragraphs; they run on over headings

    def place(self, line: Line, previous: Line | None, following: Sequence[Line], *, below: bool) -> Placed:
        """The depth of a numbered line; `following`, the lines after it, settle what its own label leaves open.

        `below` tells that there is a paragraph that the line could be a point of.
        """
        announced = previous is not None and previous.ends.colon
        options = self._options(line, announced, below)
        best = min(options, key=itemgetter(0))
        after = next((x for x in following if x.label), None) if len(line.readings) > 1 else None
        close = [o for o in options if o[0] - best[0] < _GAP and o is not best] if after is not None else []
        if after is not None and close:
            best = min([best, *close], key=lambda o: o[0] + self._next_cost(o, after, line))
        _, depth, level = best
        before = self.points[depth - 1] if 0 < depth <= len(self.points) else None
        self._take(best)
        return Placed(depth, level.alphabet, level.last, before.last if before is not None else 0)

    def told(self, line: Line) -> Placed | None:
        """Take a line for a paragraph, as a person says it is, whatever number was due; None if it has no number."""
        found = next((value for alphabet, value in line.readings if alphabet == "number"), 0)
        if not found:
            self.points = []
            return None
        self._take((0.0, 0, OpenList(form_of(line.label), "number", found, line.inserted)))
        return Placed(0, "number", found)

    def resumed_by(self, after: Line) -> int:
        """The depth of the open list of points whose next number a line has; 0 if it goes on with none."""
        for depth in range(len(self.points), 0, -1):
            level = self.points[depth - 1]
            here = (
                OpenList(form_of(after.label), alphabet, value, after.inserted) for alphabet, value in after.readings
            )
            if not _unordered(level.alphabet) and any(_continues(level, x) == _NEXT for x in here):
                return depth
        return 0

    def _take(self, option: tuple[float, int, OpenList]) -> None:
        _, depth, level = option
        if depth == 0:
            self.paragraph = level
            self.points = []
        else:
            self.points = [*self.points[: depth - 1], level]

    def _next_cost(self, option: tuple[float, int, OpenList], after: Line, line: Line) -> float:
        ahead = Numbering(self.numbered, self.points, self.paragraph)
        ahead._take(option)
        return min(o[0] for o in ahead._options(after, line.ends.colon, below=True))

    def _options(self, line: Line, announced: bool, below: bool) -> list[tuple[float, int, OpenList]]:
        """All (cost, depth, level) that the label allows; never empty."""
        form = form_of(line.label)
        found: list[tuple[float, int, OpenList]] = []
        deepest = len(self.points)
        for rank, (alphabet, value) in enumerate(line.readings):
            here = OpenList(form, alphabet, value, line.inserted)
            bias = rank * 0.05
            for depth, level in enumerate(self.points, 1):
                cost = _continues(level, here)
                if cost is not None:
                    found.append((cost + bias + _CLOSES * (deepest - depth), depth, here))
            cost = self._as_paragraph(here, below, announced)
            if cost is not None:
                found.append((cost + bias + _CLOSES * deepest, 0, here))
            if below:
                found.append((self._as_point(here, announced) + bias, deepest + 1, here))
        return found

    def _as_paragraph(self, here: OpenList, below: bool, announced: bool) -> float | None:
        """The cost of a paragraph of its own; None if the label cannot number one here."""
        if not self.numbered:
            return None
        last = self.paragraph
        if last is None:
            return _as_first(here, below, announced)
        if last.alphabet != here.alphabet or last.form != here.form:
            if here.alphabet == "number":
                return _FIRST + _OTHER_FORM
            counts_on = _continues(last, here) == _OTHER_FORM
            return _OTHER_FORM if counts_on else None if below else _FIRST + _OTHER_FORM
        # any number in the paragraph form is a paragraph: numbers restart in sections, and sources lose some
        due = here.last - last.last
        return _NEXT if due == 1 or (here.inserted and not due) else _GAP / 4 if due > 0 else _FIRST / 2

    def _as_point(self, here: OpenList, announced: bool) -> float:
        """The cost of opening a list below all open ones."""
        paragraph = self.paragraph
        for level in self.points if paragraph is None else (*self.points, paragraph):
            if level.alphabet == here.alphabet and level.form == here.form:
                return _BACK + 2  # a list inside a list of the very same kind
        if here.last <= 1 or _unordered(here.alphabet):
            return _FIRST_ANNOUNCED if announced else _FIRST
        return _BACK


def _as_first(here: OpenList, below: bool, announced: bool) -> float | None:
    """The cost of the first paragraph; None for "1)" below "Calls upon the parties:" and for letters below a text."""
    if below and announced and here.form.rstrip(_PARAGRAPH) != "N":
        return None
    if here.alphabet == "number":
        return _NEXT
    return None if below else _FIRST


def one_label_each(lines: Sequence[Line], evidence: Evidence) -> list[Line]:
    """The lines, those with several labels parted: "10. (a) (i) Keepers" is a paragraph, a point, a point of that."""
    found: list[Line] = []
    for line in lines:
        rest = line
        while (inner := _second_label(rest, evidence)) is not None and (text := rest.text.slice(inner.end).strip()):
            found.append(replace(rest, text=Text()))
            rest = replace(
                rest, text=text, label=inner.printed, readings=inner.readings, inserted=inner.inserted, source=rest.text
            )
        found.append(rest)
    return found


def _second_label(line: Line, evidence: Evidence) -> Label | None:
    """The label of a point that the text after the label of a line begins with."""
    if not line.label or line.bulleted or line.table is not None:
        return None
    inner = evidence.labels[line.text.content]
    return inner if inner is not None and inner.may_follow and inner.printed != line.label else None


def is_paragraph(line: Line) -> bool:
    """True for the number of a paragraph, "12." or "12 -", not of a point, "(12)", "12)" or "’12‘"."""
    return line.numbered and form_of(line.label).rstrip(_PARAGRAPH) == "N"


def next_of(line: Line, after: Line) -> bool:
    """True if `after` has the number that is due after `line` in a list of points typed alike."""
    if not line.label or not after.label or form_of(line.label) != form_of(after.label) or is_paragraph(line):
        return False
    step = 0 if after.inserted else 1
    due = {(alphabet, value + step) for alphabet, value in line.readings if not _unordered(alphabet)}
    return not due.isdisjoint(after.readings)


def _continues(level: OpenList, here: OpenList) -> float | None:
    """The cost of going on with an open list; None if the label counts with another alphabet or is typed otherwise."""
    if level.alphabet != here.alphabet:
        return None
    same = level.form == here.form
    if _unordered(here.alphabet):
        return _NEXT if same else None
    due = here.last - level.last
    if due == 1 or (here.inserted and not due):
        return _NEXT if same else _OTHER_FORM
    if not same:
        return None
    return _GAP if due > 0 else _BACK


def _unordered(alphabet: str) -> bool:
    return alphabet in ("bullet", "other")


def inside_list(lines: Sequence[Line], at: int) -> bool:
    """True for an unnumbered line between two points: mandates of the Security Council head points so.

    One is due after the other, dashes below the first one aside, or the second opens a list below the first.
    """
    after = next((x for x in lines[at + 1 : at + 4] if x.label), None)
    if after is None or not any(x.label for x in lines[max(0, at - 3) : at]):
        return False
    points = (x for x in reversed(lines[max(0, at - _POINTS) : at]) if x.label and (after.bulleted or not x.bulleted))
    before = next(points, after)
    if next_of(before, after) or not lines[at - 1].label:
        return next_of(before, after)
    kinds = [(form_of(x.label), {alphabet for alphabet, _ in x.readings}) for x in (before, after)]
    return kinds[0] != kinds[1] and after.readings[0][1] == 1 and not (is_paragraph(before) or is_paragraph(after))
