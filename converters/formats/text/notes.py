"""Footnotes: the lines at the foot of a page that they are, and which reference belongs to which note.

Notes come in the order of their first references.  So these are found as the chain of likely places that rises with
the notes and weighs most, page by page where notes stand at the foot.  Likely references that are left over are
repeated ones.  Numbers may begin again in an annex; the order keeps the runs apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from akn.chains import heaviest_chain
from converters.formats.printed.feet import heads_notes
from converters.formats.printed.labels import (
    BARE,
    LIKELY,
    SIGNS,
    SURE,
    SYMBOLS,
    Reference,
    form_of,
    is_bare,
    likely_references,
    match_note,
    plain,
    sure_references,
)
from converters.formats.printed.lines import UNSPACED
from converters.formats.text.counted import Counted
from converters.formats.text.lines import Page, Paragraph, Role, TextLine, is_marker
from converters.formats.text.wrapping import Wraps

_AHEAD = 3  # how far the number of a note may be ahead of those before it
_LEAST = 0.3  # the least weight of a reference on the page before or after that of its note
_NEAR = 4  # notes of the same label that a reference is tried with, before and after it
_REFERRED = 0.8  # that of a number among words which are no date, and no count of anything
_LOOKS_LIKE_ONE = 1.5  # the weight of one after a year or a closing mark
_ALONE = 0.6  # that of one which white space sets apart, in a text whose others are not

Place = tuple[int, int]  # index of the paragraph, offset in it
Found = list[tuple[Place, Reference]]


class NoteBody(Struct):
    """What may be a note: the paragraph at `index`, its text from `start` on; `sure` if its label has a sign."""

    index: int
    start: int
    marker: str
    page: int
    sure: bool
    foot: bool
    bracketed: bool
    key: str = ""
    call: Place | None = None


class PairedNotes(Struct):
    """What was found: notes by the index of their paragraph, references by that of theirs, and what has no partner.

    `more` are the indices of the paragraphs that go on with a note.
    """

    bodies: dict[int, NoteBody] = {}
    calls: dict[int, list[Reference]] = {}
    more: dict[int, list[int]] = {}
    lone_bodies: list[NoteBody] = []
    lone_calls: Found = []


def split_feet(pages: list[Page]) -> bool:
    """Move the lines of notes from the running text of each page to its foot.

    Notes begin below a rule, or where the last group of lines of a page begins with numbers that go on from the pages
    before, or that the text above refers to.  True if most of their numbers stand on lines of their own, as `pdftotext
    -layout` sets what is raised: then references in the text have white space around them, too; so have those of old
    texts that were typed off paper.
    """
    seen: set[int] = set()
    counted = Counted([line.text for page in pages for line in page.lines])
    alone = begun = 0
    has_feet = False
    above: list[TextLine] = []  # the lines of the pages before
    before = 0  # where the last of these begins
    for page in pages:
        is_last = page is pages[-1]
        # notes at the end of all may belong to any page
        start, apart = _foot(page.lines, above if is_last and not has_feet else above[before:], seen, counted, is_last)
        alone += apart
        before = len(above)
        above += page.lines[:start]
        if start is None:
            continue
        has_feet = True
        page.foot = page.lines[start:]
        del page.lines[start:]
        numbers = list(_begun(page.foot).values())
        if numbers[:1] == [1]:
            seen.clear()
        page.markers = set(numbers) - seen
        # a number can begin a line of wrapped text as well: only what is near counts for the pages that follow
        seen |= {n for n in page.markers if n <= max(seen, default=0) + len(numbers) + _AHEAD}
        alone += sum(1 for line in page.foot if is_marker(line.text))
        begun += len(page.markers)
    return alone * 2 > begun


def _foot(
    lines: list[TextLine], before: list[TextLine], seen: set[int], counted: Counted, is_last: bool
) -> tuple[int | None, int]:
    """The line with which the notes of a page begin, None if it has none, and how many of their numbers stand apart."""
    if (start := _below_rule(lines, bool(seen))) is not None:
        return start, 0
    groups = _bare_groups(lines)
    last = _last_groups(groups, seen) if groups else None
    if not groups or (last is not None and not is_last):
        return last, 0
    start, apart = _referred_to(lines, groups, before, counted)
    return (last, 0) if start is None or (last is not None and last < start) else (start, apart)


def _below_rule(lines: list[TextLine], has_notes: bool) -> int | None:
    """The line of the rule above the notes, if there is one; a note of an earlier page may go on below it."""
    for i in range(len(lines) - 2, -1, -1):
        if lines[i].ruled:
            texts = [line.text for line in lines]
            begun = [line.text for line in lines[i + 2 :] if line.gap]
            return i if heads_notes(texts[:i], texts[i + 1 :], begun, known=has_notes) else None
    return None


def _bare_groups(lines: list[TextLine]) -> list[tuple[int, dict[int, int]]]:
    """The last groups of lines, from the end, that may be notes with no rule above: where each begins, and its numbers.

    A number without a stop after it begins each of them, so that they are no numbered paragraphs.
    """
    found: list[tuple[int, dict[int, int]]] = []
    stop = len(lines)
    for start in range(stop - 1, 0, -1):
        if lines[start].gap:
            if not is_bare(lines[start].text) or "\t" in lines[start].raw:
                break
            found.append((start, _begun(lines[start:stop])))
            stop = start
    return found


def _last_groups(groups: list[tuple[int, dict[int, int]]], seen: set[int]) -> int | None:
    """Where the last groups of lines begin, if they are notes whose numbers begin with 1 or go on from those `seen`."""
    due = max(seen, default=0) + _AHEAD
    for start, begun in groups:
        numbers = list(begun.values())
        if numbers[:1] == [1] or any(n <= due and n not in seen for n in numbers):
            return start
    return None


def _referred_to(
    lines: list[TextLine], groups: list[tuple[int, dict[int, int]]], before: list[TextLine], counted: Counted
) -> tuple[int | None, int]:
    """Where the last groups of lines begin, if they are notes with numbers that the text above refers to.

    `before` are the lines of the page before.  Numbers that belong to words refer to nothing (`counted`), and no notes
    stand right below the heading of a list.

    Volumes number the notes of a year through, so that those of a text typed off one begin anywhere: 456 of 478
    resolutions of 1946 to 1994.  Their numbers rise by one; the second value is how many references stand apart from
    their words.
    """
    first, due = None, 0
    numbers: list[tuple[int, str]] = []  # with what follows each
    for start, begun in groups:
        own = list(begun.values())
        if own != list(range(own[0], own[0] + len(own))) or (due and own[-1] + 1 != due):
            break
        first, due = start, own[0]
        numbers = [(n, lines[start + i].text.partition(str(n))[2]) for i, n in begun.items()] + numbers
    if first is None:
        return None, 0
    weights = [_likeliest([*before, *lines[:first]], str(n), text, counted) for n, text in numbers]
    found = [(weight, apart) for weight, apart in weights if weight >= _REFERRED]
    if len(found) * 2 < len(numbers) or counted.heads_list(_groups(lines[:first])):
        return None, 0
    return first, sum(apart for _, apart in found)


def _groups(lines: list[TextLine]) -> list[str]:
    """The lines that no gap parts as one text each."""
    found: list[str] = []
    for line in lines:
        if found and not line.gap:
            found[-1] += f" {line.text}"
        else:
            found.append(line.text)
    return found


def _likeliest(lines: list[TextLine], label: str, note: str, counted: Counted) -> tuple[float, bool]:
    """The weight of the likeliest reference to a note, and whether white space stands before it."""
    found = [
        (r.weight, line.text[r.start - 1 : r.start].isspace())
        for line in lines
        if label in line.text
        for r in likely_references(line.text, {label}, (), True)
        if not (counted.has(line.text, r, note) or counted.may_have(line.text, r))
    ]
    return max(found, default=(0.0, False))


def _begun(lines: list[TextLine]) -> dict[int, int]:
    """The lines that begin with a number which may be a label, by index, with the numbers.

    Where white space sets off the first one, a number that a letter of a script without spaces follows belongs to a
    date or the like, which a wrap has divided.
    """
    found = [(i, m) for i, line in enumerate(lines) if (m := BARE.match(line.text))]
    apart = bool(found) and found[0][1].end() > found[0][1].end(1)
    return {
        i: int(m[1].rstrip(".)"))
        for i, m in found
        if not apart or m.string[m.end() : m.end() + 1] < UNSPACED or m[0] != m[1]
    }


def part_after_notes(pages: list[Page]) -> list[Page]:
    """A text without page ends, parted after notes below a rule that text follows, as an annex does in a typed text.

    Labels that count on begin them; they end at the first blank line after the last of these.
    """
    lines = pages[0].lines
    rule = next((i for i, line in enumerate(lines) if line.ruled), len(lines))
    due, last = 0, len(lines)
    is_typed = len(pages) == 1 and not any(is_marker(line.text) for line in lines[rule:])
    for i in range(rule + 1, len(lines)) if is_typed else ():
        m = match_note(lines[i].text, at_foot=True)
        label = plain(m[1]) if m else ""
        if label.isdecimal() and (int(label) == due or i == rule + 1):
            due, last = int(label) + 1, i
    end = next((i for i in range(last + 1, len(lines)) if lines[i].gap), 0)
    if not end:
        return pages
    rest = lines[end:]
    rest[0].gap = 0
    return [Page(lines[:end], ended=True), Page(rest)]


def foot_paragraphs(page: Page, wraps: Wraps, right: int = 0) -> list[Paragraph]:
    """The paragraphs of a foot: the rule, if there is one, then the notes, each with its label in front.

    `right` is the column that full lines of the page reach, which those of the notes may exceed.  Lines without a blank
    line before them are `more` of the note above unless they turn out to be a note of their own; so are lines without a
    label at the beginning of a foot, for which a long note had no room on its page.
    """
    ruled = page.foot[0].ruled
    groups, labelled = _foot_groups(page, ruled)
    right = right and max(right, *(line.end for line in page.foot))
    found: list[Paragraph] = []
    if ruled:
        rule = page.foot[0]
        found.append(Paragraph(rule.text, rule.number, rule.indent + 1, rule.page, Role.RULE))
    for n, group in enumerate(groups):
        first = group[0]
        alone = len(group) > 1 and is_marker(first.text)
        note = wraps.paragraph(group[1:] if alone else group, Role.NOTE, right)
        if alone:
            note.text, note.line, note.column = f"{first.text} {note.text}", first.number, first.indent + 1
        note.more = not first.gap or (n == 0 and labelled != 1)
        found.append(note)
    return found


def _foot_groups(page: Page, ruled: bool) -> tuple[list[list[TextLine]], int]:
    """The lines of a foot below its rule, note by note; and which of these, counted from 1, is the first with a label.

    0 if none has a label.
    """
    groups: list[list[TextLine]] = []
    labelled = 0
    numbers, waiting = _begun(page.foot), set(page.markers)
    for i, line in enumerate(page.foot[ruled:], ruled):
        begins = numbers.get(i, 0) in waiting or form_of(line.text) == "sign"
        alone = groups and len(groups[-1]) == 1 and is_marker(groups[-1][0].text)
        if begins or not groups or (line.gap and not alone):
            groups.append([])
        if begins:
            labelled = labelled or len(groups)
            waiting.discard(numbers.get(i, 0))
        groups[-1].append(line)
    return groups, labelled


def find_notes(paragraphs: list[Paragraph], *, apart: bool = False) -> PairedNotes:
    """The notes of a document and their references; `apart` tells that white space may stand before bare ones."""
    notes = PairedNotes()
    bodies = list(_bodies(paragraphs))
    sure = _sure_references(paragraphs)
    if not bodies:
        notes.lone_calls = sure
        return notes
    starts = {b.index: b.start for b in bodies}
    sure = [(at, r) for at, r in sure if r.start >= starts.get(at[0], 0)]
    pages = [p.page for p in paragraphs]
    _pair(bodies, sure, pages)
    # `(1)` in running text begins a list item; where references have a sure form it is nothing else
    waiting = [b for b in bodies if b.call is None and (b.foot or b.sure or (b.marker.isdecimal() and not sure))]
    waiting = _in_order(waiting)
    likely = _likely_references(paragraphs, waiting, starts, apart)
    _pair(waiting, likely, pages)
    _finish(notes, bodies, sure, likely)
    _tell_apart(notes, bodies, paragraphs)
    return notes


def rename(notes: PairedNotes, prefix: str) -> None:
    """Put something before the names of notes, so that those of several works are not the same."""
    for body in notes.bodies.values():
        body.key = f"{prefix}{body.key}"
    for reference in (r for calls in notes.calls.values() for r in calls):
        reference.key = f"{prefix}{reference.key}"


def _bodies(paragraphs: list[Paragraph]) -> Iterator[NoteBody]:
    """Paragraphs that have the form of a note."""
    for i, p in enumerate(paragraphs):
        is_foot = p.role is Role.NOTE
        m = match_note(p.text, at_foot=is_foot) if p.role is not Role.ROW else None
        if m and (m.end() < len(p.text) or not m[1].isdecimal()):  # a bare number alone has lost its note
            sure = not SIGNS.isdisjoint(m[1])
            yield NoteBody(i, m.end(), plain(m[1]), p.page, sure, is_foot, bracketed=m[1][0] in "()[")


def _in_order(bodies: list[NoteBody]) -> list[NoteBody]:
    """Notes in the order of their numbers, run by run: at the foot of a page they may stand in another."""
    run = 0
    seen: set[str] = set()
    keys: dict[int, tuple[int, int]] = {}
    for b in bodies:
        if b.marker in seen:
            run += 1
            seen.clear()
        seen.add(b.marker)
        keys[b.index] = run, int(b.marker) if b.marker.isdecimal() else 0
    return sorted(bodies, key=lambda b: keys[b.index])


def _sure_references(paragraphs: list[Paragraph]) -> Found:
    joined = "".join([p.text for p in paragraphs])
    present = [sign for sign in SIGNS if sign in joined]  # few or none; looking for each is faster than a pattern
    if not present:
        return []
    told = [i for i, p in enumerate(paragraphs) if any(sign in p.text for sign in present)]
    return [((i, r.start), r) for i in told for r in sure_references(paragraphs[i].text)]


def _likely_references(
    paragraphs: list[Paragraph], bodies: list[NoteBody], starts: dict[int, int], apart: bool
) -> Found:
    """Likely references to notes that have no sure one, near enough to them."""
    if not bodies:
        return []
    everywhere = {b.marker for b in bodies if not b.foot or b.page == bodies[-1].page == bodies[0].page}
    by_page = _markers_near(bodies)
    bare = {b.marker for b in bodies if (b.foot and not b.bracketed) or b.marker[:1] in SYMBOLS}
    bracketed = {b.marker for b in bodies if b.bracketed}
    found: Found = []
    for i, p in enumerate(paragraphs):
        here = by_page.get(p.page, set()) | everywhere
        if here and p.role is not Role.RULE and p.role is not Role.NOTE:
            references = likely_references(p.text, bare & here, bracketed & here, apart)
            found += [((i, r.start), r) for r in references if r.start >= starts.get(i, 0)]
    if apart or any(r.doubtful for _, r in found):
        found = _without_counted(paragraphs, bodies, found, apart)
    return _without_legends(_without_doubtful(paragraphs, found))


def _without_counted(paragraphs: list[Paragraph], bodies: list[NoteBody], found: Found, apart: bool) -> Found:
    """The references less numbers that belong to words beside them.

    What may be the first of two counts is the call of its note if it is the only one, and stands after a call of the
    number before it and before one of the next.
    """
    counted = Counted([p.text for p in paragraphs])
    notes = {b.marker: paragraphs[b.index].text[b.start - 1 :] for b in bodies}
    found = [
        (at, r)
        for at, r in found
        if not (apart or r.doubtful) or not counted.has(paragraphs[at[0]].text, r, notes.get(r.marker, ""))
    ]
    counts = {at for at, r in found if (apart or r.doubtful) and counted.may_have(paragraphs[at[0]].text, r)}
    return _in_sequence(found, counts) if counts else found


def _in_sequence(found: Found, counts: set[Place]) -> Found:
    """The references less those at the places of counts that do not stand alone between their neighbours."""
    first: dict[str, Place] = {}
    last: dict[str, Place] = {}
    for at, r in found:
        if at not in counts:
            first.setdefault(r.marker, at)
            last[r.marker] = at

    def is_due(at: Place, number: int) -> bool:
        before, after = first.get(str(number - 1)), last.get(str(number + 1))
        return str(number) not in first and before is not None and after is not None and before < at < after

    return [(at, r) for at, r in found if at not in counts or is_due(at, int(r.marker))]


def _markers_near(bodies: list[NoteBody]) -> dict[int, set[str]]:
    """The labels of the notes on each page, the page before it and the page after it."""
    found: dict[int, set[str]] = {}
    for b in bodies:
        for page in (b.page - 1, b.page, b.page + 1):
            found.setdefault(page, set()).add(b.marker)
    return found


def _without_legends(found: Found) -> Found:
    """The references less signs that stand against many names: a legend explains those, as in lists of members."""
    often = {m for m, n in Counter(r.marker for _, r in found).items() if m[0] in SYMBOLS and n > 1}
    return [(at, r) for at, r in found if r.marker not in often]


def _without_doubtful(paragraphs: list[Paragraph], found: Found) -> Found:
    """The references less those set apart from their words, but for the only number that can be, or looks like, one.

    A space in a script without spaces says nothing, as a wrap that was undone may have left it.
    """
    count = Counter(r.marker for _, r in found)
    looks = Counter(r.marker for _, r in found if r.weight >= _LOOKS_LIKE_ONE)

    def is_likely(i: int, r: Reference) -> bool:
        near, after = paragraphs[i].text[max(0, r.start - 3) : r.end + 2], paragraphs[i].text[r.end : r.end + 2]
        is_number = after.strip().isdigit()  # "3 044 259"
        is_one = count[r.marker] == 1 or (r.weight >= _LOOKS_LIKE_ONE and looks[r.marker] == 1)
        return is_one and r.weight >= _ALONE and max(near) < UNSPACED and not is_number

    return [(at, r) for at, r in found if not r.doubtful or is_likely(at[0], r)]


def _pair(bodies: list[NoteBody], references: Found, pages: list[int]) -> None:
    """Give each note its first reference: the heaviest chain that rises in both."""
    for at, n, _ in heaviest_chain(list(_possible_pairs(bodies, references, pages))):
        bodies[n].call = at
    waiting = {b.marker: b for b in reversed(bodies) if b.sure and b.call is None}
    taken = {b.call for b in bodies} if waiting else set()
    for at, reference in references:  # out of order
        late = waiting.get(reference.marker)
        if late and late.call is None and reference.weight >= SURE and at not in taken and at[0] != late.index:
            late.call = at
    _pair_only_ones(bodies, references, pages)


def _pair_only_ones(bodies: list[NoteBody], references: Found, pages: list[int]) -> None:
    """Give notes that no chain reached, as they are out of order, the only reference of their number on their page."""
    own = Counter(b.marker for b in bodies)
    waiting = {b.marker: b for b in bodies if b.foot and b.call is None and own[b.marker] == 1}
    found = [(at, r) for at, r in references if r.marker in waiting] if waiting else []
    count = Counter(r.marker for _, r in found)
    taken = {b.call for b in bodies} if found else set()
    for at, r in found:
        body = waiting[r.marker]
        is_near = body.page == pages[at[0]] and r.weight >= _REFERRED
        if count[r.marker] == 1 and is_near and at not in taken and _may_answer(body, at, r):
            body.call = at


def _possible_pairs(bodies: list[NoteBody], references: Found, pages: list[int]) -> Iterator[tuple[Place, int, float]]:
    """References with notes of their label near them, and what speaks for each pair.

    Where a page ends may have been read wrongly, but then a reference has to look like one.
    """
    places: dict[str, list[int]] = {}
    for n, b in enumerate(bodies):
        places.setdefault(b.marker, []).append(n)
    at_end = len({b.page for b in bodies}) == 1  # all notes stand at the end, wherever their references do
    for at, reference in references:
        own = places.get(reference.marker, ())
        middle = bisect_left(own, at[0], key=lambda n: bodies[n].index) if len(own) > 1 else 0
        for n in own[max(0, middle - _NEAR) : middle + _NEAR]:
            body = bodies[n]
            away = abs(body.page - pages[at[0]]) if body.foot else 1
            if at_end:
                away = min(away, 1) if reference.weight < LIKELY else 0
            is_weak = body.foot and away and reference.weight < _LEAST
            if _may_answer(body, at, reference) and away < 2 and not is_weak:
                yield at, n, reference.weight + 1 - away


def _may_answer(body: NoteBody, at: Place, reference: Reference) -> bool:
    """False for a reference within the note, or with brackets where the note has none, or the other way round.

    In running text a paragraph with a number in brackets stands below its reference, or it is a point of a list that is
    named further down: "fail to comply with (1) and (2)".
    """
    if at[0] == body.index or reference.weight >= SURE:
        return at[0] != body.index
    return reference.bracketed == body.bracketed and (body.foot or not body.bracketed or at[0] < body.index)


def _finish(notes: PairedNotes, bodies: list[NoteBody], sure: Found, likely: Found) -> None:
    """Name the notes that have a reference, and find the references that repeat."""
    by_marker = _named(notes, bodies)
    firsts = {(b.call, b.marker): b for own in by_marker.values() for b in own}
    taken: set[Place] = set()
    last, end = -1, 0  # the paragraph of the reference before, and where that ends
    for at, reference in sorted(sure + likely, key=lambda found: found[0]):
        body = firsts.get((at, reference.marker)) or _repeated(at, reference, by_marker)
        if body is not None and (at[0] != last or end <= reference.start):
            reference.key = body.key
            taken.add(at)
            last, end = at[0], reference.end
            notes.calls.setdefault(at[0], []).append(reference)
    notes.lone_calls = [(at, r) for at, r in sure if at not in taken]


def _named(notes: PairedNotes, bodies: list[NoteBody]) -> dict[str, list[NoteBody]]:
    """Give each note with a reference its name, and keep the others; those that are named, by label, in order."""
    by_marker: dict[str, list[NoteBody]] = {}
    for b in bodies:
        if b.call is not None:
            own = by_marker.setdefault(b.marker, [])
            own.append(b)
            b.key = b.marker if len(own) == 1 else f"{b.marker}.{len(own)}"
            notes.bodies[b.index] = b
        elif b.sure or b.foot:
            notes.lone_bodies.append(b)
    for own in by_marker.values():
        own.sort(key=lambda b: b.call or (0, 0))
    return by_marker


def _repeated(at: Place, reference: Reference, by_marker: dict[str, list[NoteBody]]) -> NoteBody | None:
    """The note that a reference refers to again: the one before it, or the first if it can be nothing else."""
    own = by_marker.get(reference.marker, []) if reference.weight >= LIKELY else []
    n = bisect_right(own, at, key=lambda b: b.call or (0, 0))
    return own[max(0, n - 1)] if own and (n or reference.weight >= SURE) else None


def _tell_apart(notes: PairedNotes, bodies: list[NoteBody], paragraphs: list[Paragraph]) -> None:
    """Tell notes without a reference from wrapped text, which may begin with a number and goes on with its note.

    What a blank line parts is a note in any case, a number next to that of the note before as well; but it stays with
    that note where a sentence would be torn that the end of the page cuts.
    """
    misplaced = _misplaced(bodies)
    lone = {b.index: b for b in notes.lone_bodies if b.index not in misplaced}
    labels = {b.index: b.marker for b in bodies}
    notes.lone_bodies = []
    is_cut, last, label = False, -1, ""
    for i, p in enumerate(paragraphs):
        if p.role is not Role.NOTE and p.role is not Role.RULE:
            is_cut = p.cut
        b = lone.get(i)
        if b and (not p.more or b.sure or _is_near(b.marker, label)):
            p.more = p.more and is_cut
            notes.lone_bodies.append(b)
        if i in notes.bodies:
            last = i
        elif p.more and last >= 0:
            notes.more.setdefault(last, []).append(i)
        label = labels.get(i, label)


def _misplaced(bodies: list[NoteBody]) -> set[int]:
    """Paragraphs whose number another note has after them, or that a smaller one follows: "2 ... recommendation / 3."

    Numbers may begin again below the last of a series.
    """
    found: set[int] = set()
    for before, b, after in zip([None, *bodies], bodies, bodies[1:], strict=False):
        if b.marker.isdecimal() and after.marker.isdecimal():
            number, following = int(b.marker), int(after.marker)
            ends = before is not None and before.marker == str(number - 1) and following < number
            if following <= number and not ends:
                found.add(b.index)
    return found


def _is_near(marker: str, label: str) -> bool:
    """True for two numbers at most two apart."""
    return marker.isdecimal() and label.isdecimal() and abs(int(marker) - int(label)) < 3
