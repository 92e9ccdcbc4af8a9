"""The notes at the foot of a page: which lines they are, and what each of them is a paragraph of."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from converters.formats.text.calls import SYMBOLS, bare_calls
from converters.formats.text.furniture import segments
from converters.formats.text.lines import UNSPACED, Line, Page, Paragraph, Role, is_marker, is_rule
from converters.formats.text.wrapping import Wraps

_FIRST = 3  # the first note of a document has this number or a lower one
_MASTHEAD = 20  # lines at the beginning in which a star may stand
_SIGNS = frozenset(SYMBOLS)
_STOPS = frozenset(".。؟?!！")
_CALLED, _PERHAPS = 3.0, 0.8  # how likely a number above must be the call of a note
_AHEAD = 2  # how far a number may be ahead of the next one that is due


class _Count(Struct):
    """The numbers of the notes so far.  On a page they need not stand in order, and one may be missing."""

    high: int = 0
    sure: set[int] = set()
    seen: set[int] = set()

    def fits(self, numbers: list[int]) -> bool:
        """True if the numbers begin with one that is due or missing, or begin again with 1."""
        if not numbers:
            return False
        first = numbers[0]
        if not self.high:
            return first == 1 or min(numbers) <= _FIRST
        due = range(self.high + 1, self.high + 1 + _AHEAD)
        return first == 1 or (first < self.high and first not in self.sure) or any(n in due for n in numbers)

    def take(self, numbers: list[int]) -> set[int]:
        """Count the numbers of a foot; those that are new may be markers.

        A number in wrapped text can stand at the beginning of a line as well: only those that go on from the number
        before are sure, and only those within the number of lines count as the highest so far.
        """
        if numbers[0] == 1 and self.high:
            self.high, self.sure, self.seen = 0, set(), set()
        limit = self.high + len(numbers) + _AHEAD
        new = {n for n in numbers if n not in self.sure}
        self.sure |= {n for n, before in zip(numbers, [numbers[0] - 1, *numbers], strict=False) if n == before + 1}
        self.seen |= {n for n in new if n <= limit}
        self.high = max(self.seen, default=0)
        if len(self.seen) == self.high:
            self.sure |= self.seen  # in whatever order, none is missing
        return new


def split_feet(pages: list[Page]) -> bool:
    """Move the lines of notes from the running text of each page to its foot.

    Notes begin below a rule, or where the last group of lines of a page begins with numbers that go on from the pages
    before.  True if most marker lines stand alone (a superscript number set on its own line by a PDF dump), which means
    that calls in the text have white space around them, too.
    """
    count = _Count()
    stars = _stars(pages[0].lines)
    alone = begun = 0
    for page in pages:
        if page.ended:
            count.take(_numbers(page.foot) or [*page.markers])
            continue
        ordered = _with_markers_above(page.lines, count)
        moved, page.lines = ordered is not page.lines, ordered
        starred = _starred(page.lines, stars)
        above = page.lines[:starred]
        start = _below_rule(above, count)
        if start is None:
            start = _last_groups(above, count)
        if start is None:
            start = _unruled(above, count, moved)
        if start is None:
            start = starred
        if start == len(page.lines):
            continue
        page.foot = page.lines[start:]
        del page.lines[start:]
        numbers = _numbers(page.foot)
        page.markers = count.take(numbers) if numbers else set()
        alone += sum(1 for line in page.foot if is_marker(line.text))
        begun += len(page.markers)
    return alone * 2 > begun


def _with_markers_above(page: list[Line], count: _Count) -> list[Line]:
    """The lines of a page with each marker above its note, where a dump has set some markers apart from their notes.

    Such markers stand together, before all notes or behind them, in the order of their notes; other markers stand above
    theirs.  A note ends where a line ends with a stop and the next one does not go on in lower case.  Where that gives
    more or fewer notes than there are markers, nobody can tell, and the lines stay as they are.
    """
    first = next((i for i in range(len(page), 0, -1) if is_rule(page[i - 1].text)), 0) or _first_marker(page, count)
    lines = page[first:]
    markers = [line for line in lines if is_marker(line.text)]
    if not markers or len(markers) == len(lines):
        return page
    above: list[Line] = []  # markers that no note follows at once
    notes: list[list[Line]] = []  # notes without a marker
    placed: list[tuple[int, list[Line]]] = []
    own: list[Line] | None = None  # the note whose marker stands above it
    before = ""
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if is_marker(line.text):
            own = None
            if following is None or following.gap or is_marker(following.text):
                above.append(line)
            else:
                own = [line]
                placed.append((int(line.text), own))
        elif own is not None and (not line.gap or is_marker(before)):
            own.append(line)
        else:
            own = None
            if not notes or is_marker(before) or _ends_note(before, line.text):
                notes.append([])
            notes[-1].append(line)
        before = line.text
    if not above or len(above) != len(notes):
        return page
    above.sort(key=lambda line: int(line.text))
    placed += [(int(marker.text), [marker, *note]) for marker, note in zip(above, notes, strict=True)]
    ordered = [line for _, note in sorted(placed, key=lambda note: note[0]) for line in note]
    for line in ordered:
        line.gap = 0
    return page[:first] + ordered


def _first_marker(page: list[Line], count: _Count) -> int:
    """Where the markers of notes without a rule begin: from there on stand all numbers from the one due to the last."""
    numbers = {i: int(line.text) for i, line in enumerate(page) if is_marker(line.text)}
    due = count.high + 1
    first = max((i for i, number in numbers.items() if number == due), default=len(page))
    below = sorted(number for i, number in numbers.items() if i >= first)
    return first if below == [*range(due, due + len(below))] else len(page)


def _ends_note(text: str, following: str) -> bool:
    return text[-1:] in _STOPS and not following[:1].islower()


def _below_rule(lines: list[Line], count: _Count) -> int | None:
    """The line of the rule above the notes, if there is one: a marker follows it, or an earlier page's note goes on."""
    for i in range(len(lines) - 2, -1, -1):
        text = lines[i].text
        if text and is_rule(text):
            groups = [line.text for line in lines[i + 2 :] if line.gap]
            form = next((f for f in (_SIGNED, _BARE) if f.match(lines[i + 1].text)), None)
            others = sum(1 for text in groups if form and not form.match(text))
            return i if (form or count.high) and others * 6 <= len(groups) else None
    return None


def _last_groups(lines: list[Line], count: _Count) -> int | None:
    """Where the last groups of lines begin, if they are notes without a rule above them.

    A number without a stop behind begins each of them, so that they are no numbered paragraphs.
    """
    stop = len(lines)
    for start in range(stop - 1, 0, -1):
        if lines[start].gap:
            if not is_bare_note(lines[start].text) or "\t" in lines[start].raw:
                return None
            if count.fits(_numbers(lines[start:stop])):
                return start
            stop = start
    return None


def _unruled(lines: list[Line], count: _Count, moved: bool) -> int | None:
    """Where notes without a rule begin, as in dumps of files whose rule was drawn: a number begins each, mostly on a
    line of its own; it goes on from the one before, and most are surely called on the page.

    Where blank lines set the numbers apart, where the dump had `moved` them, and where several stand alone, any number
    above that is no part of another may be the call.
    """
    for lone in (True, False):
        start, numbers = _lone_markers(lines) if lone else _markers_due(lines, count.high + 1)
        if not numbers or not count.fits(numbers):
            continue
        apart = lone and all(a.gap and b.gap for a, b in pairwise(lines[start:]) if is_marker(a.text))
        markers = {str(number) for number in numbers}
        calls = [c for line in lines[:start] for c in bare_calls(line.text, markers, lone) if c.weight >= _PERHAPS]
        sure, likely = {c.marker for c in calls if c.weight >= _CALLED}, {c.marker for c in calls}
        enough = likely if lone and (apart or moved) else sure
        if len(enough) * 2 > len(markers) or (lone and likely == markers and (sure or len(markers) > 1)):
            return start
    return None


def _lone_markers(lines: list[Line]) -> tuple[int, list[int]]:
    """The last lines that hold nothing but numbers in a row: where the first stands, and the numbers."""
    numbers: list[int] = []
    start = len(lines)
    for i in range(len(lines) - 1, 0, -1):
        text = lines[i].text
        if is_marker(text):
            if (numbers and int(text) != numbers[0] - 1) or i + 1 == len(lines) or is_marker(lines[i + 1].text):
                break
            start = i
            numbers.insert(0, int(text))
    return start, numbers


def _markers_due(lines: list[Line], due: int) -> tuple[int, list[int]]:
    """The last lines that numbers in a row begin, from the one that is due: where that stands, and the numbers.

    Other numbers begin lines of wrapped text.
    """
    start = len(lines)
    begun: dict[int, int] = {}
    for i in range(1, len(lines)):
        text = lines[i].text
        m = _DIGITS.match(text)
        if m is None or m.end() == len(text) or "\t" in lines[i].raw or not is_bare_note(text):
            continue
        if text[m.end() :].lstrip()[0] < UNSPACED:  # a wrap divides dates in scripts without spaces
            begun[i] = int(m[0])
            if begun[i] == due:
                start = i
    numbers: list[int] = []
    for i, number in begun.items():
        if i >= start and number == due + len(numbers):
            numbers.append(number)
    return start, numbers


_DIGITS = re.compile(r"\d+")


def _stars(lines: list[Line]) -> set[str]:
    """The star or dagger behind the symbol or another line of the masthead."""
    parts = [part for line in lines[:_MASTHEAD] for part in segments(line.text)]
    return {part[-1] for part in parts if part[-1:] in _SIGNS and part.count(part[-1]) == 1 and len(part) > 1}


def _starred(lines: list[Line], stars: set[str]) -> int:
    """Where the note begins that a star in the masthead calls, if it is the last paragraph of a page; else its end."""
    if stars:
        for i in range(len(lines) - 1, -1, -1):
            if lines[i].text[:1] in stars and lines[i].text.count(lines[i].text[:1]) == 1:
                return i
            if lines[i].gap:
                break
    return len(lines)


def begins_foot(text: str) -> bool:
    """True for a line that, below a rule, begins the notes."""
    return bool(_SIGNED.match(text) or _BARE.match(text))


def is_bare_note(text: str) -> bool:
    """True for a paragraph that may be a note without a rule above it: a number without a stop, and no date."""
    m = _BARE.match(text)
    return m is not None and m[0].rstrip()[-1:] not in (".", ")") and not _DATE.fullmatch(text)


def _numbers(lines: list[Line]) -> list[int]:
    """The numbers with which lines begin."""
    return list(_begun(lines).values())


def _begun(lines: list[Line]) -> dict[int, int]:
    """The lines that begin with a number which may be a marker, by index, with the numbers.

    Where white space sets off the first marker, a number that a letter of a script without spaces follows belongs to a
    date or the like, which a wrap has divided.
    """
    found = [(i, m) for i, line in enumerate(lines) if (m := _BARE.match(line.text))]
    apart = bool(found) and found[0][1].end() > found[0][1].end(1)
    return {i: int(m[1]) for i, m in found if not apart or m.string[m.end() : m.end() + 1] < UNSPACED or m[0] != m[1]}


def foot_paragraphs(page: Page, wraps: Wraps, right: int = 0) -> list[Paragraph]:
    """The paragraphs of a foot: the rule, if there is one, then the notes, each with its marker in front.

    `right` is the column that full lines of the page reach, which those of the notes may exceed.

    Lines without a blank line before them are `more` of the note above unless they turn out to be a note of their
    own; so are lines without a marker at the beginning of a foot, for which a long note had no room on its page.
    """
    found: list[Paragraph] = []
    group: list[Line] = []
    waiting = set(page.markers)
    right = right and max(right, *(line.end for line in page.foot))

    def put() -> None:
        if group:
            alone = len(group) > 1 and is_marker(group[0].text)
            note = wraps.paragraph(group[1:] if alone else group, Role.NOTE, right)
            if alone:
                first = group[0]
                note.text, note.line, note.column = f"{first.text} {note.text}", first.number, first.indent + 1
            found.append(note)
            found[-1].more = not group[0].gap or (len(found) < 3 and not begun)
            group.clear()

    begun = False
    numbers = _begun(page.foot)
    for i, line in enumerate(page.foot):
        if not i and is_rule(line.text):
            found.append(Paragraph(line.text, line.number, line.indent + 1, line.page, Role.RULE))
            continue
        number = numbers.get(i, 0)
        begins = number in waiting or bool(_SIGNED.match(line.text))
        if begins or (line.gap and not (len(group) == 1 and is_marker(group[0].text))):
            put()
        if begins:
            begun = True
            waiting.discard(number)
        group.append(line)
    put()
    return found


_BARE = re.compile(r"(\d{1,3})(?:[.)]?\s+(?=[^\s\-–—])|(?=[^\W\d_a-z])|$)")


_DATE = re.compile(r"\d{1,2}\s+\D{2,40}\s\d{4}(?:\s\w{1,6})?")


_SIGNED = re.compile(r"[⁽(]?[⁰¹²³⁴-⁹]+|\^|\[\^?\w{1,4}\]|[()]\d{1,3}[()]|[*†‡§]{1,3}(?!\w)|[ᵃ-ᵿ]|\$\^|<sup>")
