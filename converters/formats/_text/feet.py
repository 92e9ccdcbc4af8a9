"""The notes at the foot of a page: which lines they are, and what each of them is a paragraph of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from converters.formats._text.lines import Line, Page, Paragraph, Role, is_rule
from converters.formats._text.wrapping import Wraps

_FIRST = 3  # the first note of a document has this number or a lower one
_AHEAD = 2  # how far a number may be ahead of the next one that is due


@dataclass(slots=True)
class _Count:
    """The numbers of the notes so far: the highest one, and those below it that did not come yet.

    Notes need not stand in order on a page; the highest number cannot outrun the number of lines that have one.
    """

    high: int = 0
    holes: set[int] = field(default_factory=set)

    def fits(self, numbers: list[int]) -> bool:
        """True if numbers go on with those so far, or begin again with 1."""
        if not numbers:
            return False
        if not self.high:
            return min(numbers) <= _FIRST
        due = range(self.high + 1, self.high + 1 + _AHEAD)
        return numbers[0] == 1 or any(n in due or n in self.holes for n in numbers)

    def due(self, numbers: list[int]) -> set[int]:
        """Those of the numbers at line beginnings that are new markers, as against numbers in wrapped text."""
        if numbers[0] == 1 and self.high:
            self.high, self.holes = 0, set()
        limit = self.high + len(numbers) + _AHEAD
        return {n for n in numbers if self.high < n <= limit or n in self.holes}

    def take(self, number: int) -> None:
        """Count a note."""
        self.holes.discard(number)
        if number > self.high:
            if self.high:
                self.holes.update(range(self.high + 1, number))
            self.high = number


def split_feet(pages: list[Page]) -> bool:
    """Move the lines of notes from the running text of each page to its foot.

    Notes begin below a rule, or where the last group of lines of a page begins with numbers that go on from the pages
    before.  True if marker lines stand alone (a superscript number set on its own line by a PDF dump), which means
    that calls in the text have white space around them, too.
    """
    count = _Count()
    alone = False
    for page in pages:
        start = _below_rule(page.lines, count)
        if start is None and len(pages) > 1:
            start = _last_group(page.lines, count)
        if start is None:
            continue
        page.foot = page.lines[start:]
        del page.lines[start:]
        numbers = _numbers(page.foot)
        page.markers = count.due(numbers) if numbers else set()
        for number in numbers:
            if number in page.markers:
                count.take(number)
        alone = alone or any(_lone_marker(line) for line in page.foot)
    return alone


def _below_rule(lines: list[Line], count: _Count) -> int | None:
    """The line of the rule above the notes, if there is one: a marker follows it, or an earlier page's note goes on."""
    for i in range(len(lines) - 2, -1, -1):
        text = lines[i].text
        if text and is_rule(text):
            groups = [line.text for line in lines[i + 2 :] if line.gap]
            form = next((f for f in (_signed(), _bare()) if f.match(lines[i + 1].text)), None)
            others = sum(1 for text in groups if form and not form.match(text))
            return i if (form or count.high) and others * 3 <= len(groups) else None
    return None


def _last_group(lines: list[Line], count: _Count) -> int | None:
    """Where the last group of lines begins, if it is one of notes without a rule above it."""
    for start in range(len(lines) - 1, 0, -1):
        if lines[start].gap:
            text = lines[start].text
            if _signed().match(text):
                return None  # a form that needs no place at the foot to be known
            return start if _bare().match(text) and count.fits(_numbers(lines[start:])) else None
    return None


def _numbers(lines: list[Line]) -> list[int]:
    """The numbers with which lines begin."""
    return [int(m[1]) for line in lines if (m := _bare().match(line.text))]


def _lone_marker(line: Line) -> bool:
    return len(line.text) < 4 and line.text.isdecimal()


def foot_paragraphs(page: Page, wraps: Wraps) -> list[Paragraph]:
    """The paragraphs of a foot: the rule, if there is one, then the notes, each with its marker in front.

    Lines without a blank line before them are `more` of the note above unless they turn out to be a note of their
    own; so are lines without a marker at the beginning of a foot, for which a long note had no room on its page.
    """
    found: list[Paragraph] = []
    group: list[Line] = []
    waiting = set(page.markers)

    def put() -> None:
        if group:
            found.append(wraps.paragraph(group, Role.NOTE))
            found[-1].more = not group[0].gap or (len(found) < 3 and not begun)
            group.clear()

    begun = False
    for i, line in enumerate(page.foot):
        if not i and is_rule(line.text):
            found.append(Paragraph(line.text, line.number, line.indent + 1, line.page, Role.RULE))
            continue
        m = _bare().match(line.text)
        number = int(m[1]) if m else 0
        begins = number in waiting or bool(_signed().match(line.text))
        if begins or (line.gap and not (len(group) == 1 and _lone_marker(group[0]))):
            put()
        if begins:
            begun = True
            waiting.discard(number)
        group.append(line)
    put()
    return found


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"(\d{1,3})(?:[.)]?\s+(?=\S)|$)")


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(r"[⁽(]?[⁰¹²³⁴-⁹]+|\^|\[\^?\w{1,4}\]|[()]\d{1,3}[()]|[*†‡§]{1,3}(?!\w)|[ᵃ-ᵿ]")
