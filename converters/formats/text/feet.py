"""The notes at the foot of a page: which lines they are, and what each of them is a paragraph of."""

from __future__ import annotations

from msgspec import Struct

from converters.formats.text.labels import BARE, BODY, SIGNED, is_bare_note, plain_marker
from converters.formats.text.lines import UNSPACED, Line, Page, Paragraph, Role, is_marker, is_rule
from converters.formats.text.wrapping import Wraps

_FIRST = 3  # the first note of a document has this number or a lower one
_STOPS = frozenset(".。؟?!！")
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
    alone = begun = 0
    for page in pages:
        page.lines = _with_markers_above(page.lines, count)
        start = _below_rule(page.lines, count)
        if start is None:
            start = _last_groups(page.lines, count)
        if start is None:
            continue
        page.foot = page.lines[start:]
        del page.lines[start:]
        numbers = list(_begun(page.foot).values())
        page.markers = count.take(numbers) if numbers else set()
        alone += sum(1 for line in page.foot if is_marker(line.text))
        begun += len(page.markers)
    return alone * 2 > begun


def _with_markers_above(page: list[Line], count: _Count) -> list[Line]:
    """The lines of a page with each marker above its note, where a dump has set some markers apart from their notes.

    Such markers stand together, before all notes or after them, in the order of their notes; other markers stand above
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
            ended = before[-1:] in _STOPS and not line.text[:1].islower()
            if not notes or is_marker(before) or ended:
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


def _below_rule(lines: list[Line], count: _Count) -> int | None:
    """The line of the rule above the notes, if there is one: a marker follows it, or an earlier page's note goes on."""
    for i in range(len(lines) - 2, -1, -1):
        if lines[i].text and is_rule(lines[i].text):
            groups = [line.text for line in lines[i + 2 :] if line.gap]
            form = next((form for form in (SIGNED, BARE) if form.match(lines[i + 1].text)), None)
            others = sum(1 for text in groups if form and not form.match(text))
            return i if (form or count.high) and others * 6 <= len(groups) else None
    return None


def part_after_notes(pages: list[Page]) -> list[Page]:
    """A text without page ends, parted after notes below a rule that text follows, as an annex does in a typed text.

    Labels that count on begin them; they end at the first blank line after the last of these.
    """
    lines = pages[0].lines
    rule = next((i for i, line in enumerate(lines) if line.text and is_rule(line.text)), len(lines))
    due, last = 0, len(lines)
    typed = len(pages) == 1 and not any(is_marker(line.text) for line in lines[rule:])
    for i in range(rule + 1, len(lines)) if typed else ():
        m = BODY.match(lines[i].text) or BARE.match(lines[i].text)
        marker = plain_marker(m[1]) if m else ""
        if marker.isdecimal() and (int(marker) == due or i == rule + 1):
            due, last = int(marker) + 1, i
    end = next((i for i in range(last + 1, len(lines)) if lines[i].gap), 0)
    if not end:
        return pages
    rest = lines[end:]
    rest[0].gap = 0
    return [Page(lines[:end], ended=True), Page(rest)]


def _last_groups(lines: list[Line], count: _Count) -> int | None:
    """Where the last groups of lines begin, if they are notes without a rule above them.

    A number without a stop after it begins each of them, so that they are no numbered paragraphs.
    """
    stop = len(lines)
    for start in range(stop - 1, 0, -1):
        if lines[start].gap:
            if not is_bare_note(lines[start].text) or "\t" in lines[start].raw:
                return None
            if count.fits(list(_begun(lines[start:stop]).values())):
                return start
            stop = start
    return None


def _begun(lines: list[Line]) -> dict[int, int]:
    """The lines that begin with a number which may be a marker, by index, with the numbers.

    Where white space sets off the first marker, a number that a letter of a script without spaces follows belongs to a
    date or the like, which a wrap has divided.
    """
    found = [(i, m) for i, line in enumerate(lines) if (m := BARE.match(line.text))]
    apart = bool(found) and found[0][1].end() > found[0][1].end(1)
    return {i: int(m[1]) for i, m in found if not apart or m.string[m.end() : m.end() + 1] < UNSPACED or m[0] != m[1]}


def foot_paragraphs(page: Page, wraps: Wraps, right: int = 0) -> list[Paragraph]:
    """The paragraphs of a foot: the rule, if there is one, then the notes, each with its marker in front.

    `right` is the column that full lines of the page reach, which those of the notes may exceed.  Lines without a blank
    line before them are `more` of the note above unless they turn out to be a note of their own; so are lines without a
    marker at the beginning of a foot, for which a long note had no room on its page.
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
            note.more = not group[0].gap or (len(found) < 2 and not begun)
            found.append(note)
            group.clear()

    begun = False
    numbers = _begun(page.foot)
    for i, line in enumerate(page.foot):
        if not i and is_rule(line.text):
            found.append(Paragraph(line.text, line.number, line.indent + 1, line.page, Role.RULE))
            continue
        number = numbers.get(i, 0)
        begins = number in waiting or bool(SIGNED.match(line.text))
        if begins or (line.gap and not (len(group) == 1 and is_marker(group[0].text))):
            put()
        if begins:
            begun = True
            waiting.discard(number)
        group.append(line)
    put()
    return found
