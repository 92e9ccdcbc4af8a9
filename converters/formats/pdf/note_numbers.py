"""Numbers of notes that recognition lost or misread, settled by their order.

Notes at the foot of a column begin with an indent, and their numbers rise by one.  So where most numbers of a foot say
the same, a note between two others has the number between theirs.  What calls notes stands in the same order in the
text above: where as many raised signs between two calls are no numbers of notes as notes there are not called, they
call those.  What stands for a number then may be another number, or a sign that no word has there (`^`, `›`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock
from akn.chains import heaviest_chain
from akn.patterns import lazy_pattern
from converters.formats.pdf.composing import main_size, rows
from converters.formats.pdf.page import Page, Piece, Space

_SMALL = 0.93  # of the size of the text: notes are set in at most so much
_INDENT = 0.5  # of the size: a note begins deeper than its lines by so much
_LIFTED, _LIFT = 0.6, 0.34  # of the size: that of a number that calls a note, and how far it stands above the line
_NEAR = 0.65  # of the size: smaller print above the notes is raised; a line of the text was measured at .71
_HIGHEST = 1 / 3  # of a column, from the top: notes begin below
_SURE = 2  # numbers of a foot, at least, say what all of them are
_junk = lazy_pattern(r"(?P<word>.*?)(?P<junk>[!\^°›‹'’”»*#\"]{1,3})(?P<stop>[,.;:]?)")
_sign = lazy_pattern(r"[\W_]{1,3}")
_numbered = lazy_pattern(r"(?P<number>[1-9]\d{0,2})(?P<rest>(?:[^\W\d].*)?)")
_PITCH = 2.0  # of the size: notes stand no further apart


_OPENING, _CLOSING, _EITHER = "“«(", "”»)", '"'


class _Start(Struct):
    """The first line of a note: its number as it was read, 0 if it was not."""

    line: list[Piece]
    number: int


class _Call(Struct):
    """What may call a note: its number, 0 if it is none; where a sign stands for it, the piece with that sign."""

    piece: Piece
    number: int
    signed: Piece | None = None


_level = lazy_pattern(r"(?<=[^\W\d_])[,;.:)”»]{1,2} ?(?P<number>[1-9]\d{0,2})(?=$| [^\W\d_])")


def calls_of_no_note(blocks: Blocks) -> Iterator[tuple[int, str]]:
    """The pages and numbers of what seems to call a note that is not at the foot of its page.

    That is a figure after the sign at the end of a word whose number is missing among those of the notes there, or
    next to them: a text that was set up again has the figure of a note, and the note no more.
    """
    notes: dict[int, set[int]] = {}
    for block in blocks:
        if isinstance(block, NoteBlock) and block.marker.isdecimal():
            notes.setdefault(block.page, set()).add(int(block.marker))
    for block in blocks:
        numbers = notes.get(block.page)
        if numbers and isinstance(block, Block):
            for m in _level.finditer(block.text.content):
                number = int(m["number"])
                if number not in numbers and min(numbers) - 1 <= number <= max(numbers) + 1:
                    yield block.page, m["number"]


def with_numbers(pages: Sequence[Page]) -> list[Page]:
    """The pages, each one column that runs from left to right, with the numbers of notes that their order tells.

    Text layers stay as they are.
    """
    return [_settled(page) if any(p.confidence < 1 for p in page.pieces) else page for page in pages]


def _settled(page: Page) -> Page:
    lines = rows(page.pieces)
    size = main_size(p for line in lines[: (len(lines) + 1) // 2] for p in line)  # of notes there may be more
    foot = next((i for i, line in enumerate(lines) if i > _HIGHEST * len(lines) and _begins_note(line, size)), None)
    if foot is None:
        return page
    while (reached := _with_note_above(page, lines, foot)) is not None:
        page, foot = reached, foot - 1
        lines = rows(page.pieces)
    page = replace(page, pieces=_evened(page.pieces, lines, foot, size))
    lines = rows(page.pieces)
    starts = _starts(lines[foot:], size)
    changed = _in_order(starts)
    numbers = [start.number for start in starts if start.number]
    for call, number in _completed(_calls(lines[:foot], size), numbers):
        changed.pop(id(call.piece), None)
        changed |= _with_number(call, number, size)
    if not changed:
        return page
    ordered = sorted(page.pieces, key=lambda piece: piece.at)
    pieces = [made for piece in ordered for made in changed.get(id(piece), [piece])]
    return replace(page, pieces=[replace(piece, at=i) for i, piece in enumerate(pieces)])


def _with_note_above(page: Page, lines: Sequence[list[Piece]], foot: int) -> Page | None:
    """The page with the line above the first note as the note before that, if it begins with the number before.

    A short note ("1 S/11536.") is of figures and capitals, by which its print seems no smaller than the text, and its
    number is read as a part of its first word.
    """
    first, above = lines[foot], lines[foot - 1] if foot else []
    found = _numbered.fullmatch(above[0].text) if above else None
    if found is None or int(found["number"]) != int(first[0].text) - 1 or (len(above) == 1 and not found["rest"]):
        return None
    small, begins = first[1].face, above[0]
    near = 0 < begins.base - first[1].base < _PITCH * small.size
    if not near or abs(begins.left - first[0].left) > _INDENT * small.size:
        return None
    at = begins.left + (begins.right - begins.left) * len(found["number"]) / len(begins.text)
    number = replace(_raised(replace(begins, face=small), found["number"], small.size), right=at)
    rest = [replace(begins, text=found["rest"], left=at, face=small, space=Space.NONE)] if found["rest"] else []
    made = {id(begins): [number, *rest]} | {id(piece): [replace(piece, face=small)] for piece in above[1:]}
    ordered = sorted(page.pieces, key=lambda piece: piece.at)
    pieces = [new for piece in ordered for new in made.get(id(piece), [piece])]
    return replace(page, pieces=[replace(piece, at=i) for i, piece in enumerate(pieces)])


def _in_order(starts: Sequence[_Start]) -> dict[int, list[Piece]]:
    """What becomes of the first pieces of notes that get the numbers which their order tells."""
    changed: dict[int, list[Piece]] = {}
    offset = _offset(starts)
    for i, start in enumerate(starts if offset is not None else (), offset or 0):
        if start.number != i:
            changed[id(start.line[0])] = _marked(start.line[0], i)
            start.number = i
    return changed


def _with_number(call: _Call, number: int, size: float) -> dict[int, list[Piece]]:
    """What becomes of the pieces of a call that has this number."""
    made: dict[int, list[Piece]] = {}
    if call.signed is not None:
        made[id(call.signed)] = _parted(call.signed, 0 if call.piece is not call.signed else number, size)
    if call.piece is not call.signed:
        made[id(call.piece)] = [_raised(call.piece, str(number), size)]
    return made


def _evened(pieces: Sequence[Piece], lines: Sequence[list[Piece]], foot: int, size: float) -> list[Piece]:
    """The pieces, the lines of the text in its size and those of the notes in theirs.

    How high a line is is only estimated, and a line of figures is taken for small print.
    """
    small = median([p.face.size for line in lines[foot:] for p in line if p.face.size > _LIFTED * size])
    sizes = {id(p): size for line in lines[:foot] for p in line if _NEAR * size < p.face.size < size}
    sizes |= {id(p): small for line in lines[foot:] for p in line if p.face.size > _LIFTED * size}
    return [replace(p, face=replace(p.face, size=sizes.get(id(p), p.face.size))) for p in pieces]


def _begins_note(line: Sequence[Piece], size: float) -> bool:
    """True for a line of small print after a raised number."""
    return len(line) > 1 and line[0].text.isdecimal() and line[0].face.size < line[1].face.size <= _SMALL * size


def _starts(foot: Sequence[list[Piece]], size: float) -> list[_Start]:
    """The first lines of the notes at the foot of a column."""
    left = _left(foot)
    found: list[_Start] = []
    for i, line in enumerate(foot):
        raised = line[0].text.isdecimal() and len(line) > 1 and line[0].face.size < line[1].face.size
        if raised or (found and line[0].left - left > _INDENT * size) or i == 0:
            found.append(_Start(line, int(line[0].text) if raised else 0))
    return found


def _left(lines: Sequence[list[Piece]]) -> float:
    """Where most lines begin that are not indented."""
    lefts = sorted(line[0].left for line in lines)
    return lefts[len(lefts) // 4]


def _offset(starts: Sequence[_Start]) -> int | None:
    """What has to be added to the place of a note to have its number; None if too few of the numbers agree."""
    votes = Counter(start.number - i for i, start in enumerate(starts) if start.number)
    if not votes:
        return None
    offset, count = votes.most_common(1)[0]
    others = votes.total() - count
    return offset if count >= _SURE and count > 2 * others and offset > 0 else None


def _marked(first: Piece, number: int) -> list[Piece]:
    """The first piece of a note with its number before it, in place of what was read for that."""
    size = first.face.size
    junk = first.text.isdecimal() or _sign.fullmatch(first.text) is not None
    made = _raised(first, str(number), size / _LIFTED if first.text.isdecimal() else size)
    rest = first.text.lstrip("'’\"”°^*#` ") or first.text
    body = [] if junk else [replace(first, text=rest, left=first.left + 0.3 * size, space=Space.NONE)]
    return [replace(made, right=first.left + 0.25 * size if body else first.right), *body]


def _raised(piece: Piece, text: str, size: float) -> Piece:
    """A piece as a raised number."""
    if piece.face.size < _SMALL * size and piece.text.isdecimal():
        return replace(piece, text=text)
    face = replace(piece.face, size=_LIFTED * piece.face.size)
    return replace(piece, text=text, base=piece.base + _LIFT * piece.face.size, face=face, space=Space.NONE)


def _calls(lines: Sequence[list[Piece]], size: float) -> list[_Call]:
    """What may call notes in the text of a column: raised numbers, and signs at the ends of words.

    A sign beside a raised number is what was left of it.  A sign after an opening one in its line, or in the lines
    before it in its paragraph, closes a quotation.
    """
    found: list[_Call] = []
    before: Piece | None = None
    for piece, opened in _with_quotations(lines, size):
        follows = bool(found) and found[-1].piece is before
        if piece.text.isdecimal() and piece.face.size <= _SMALL * size and before and piece.base > before.base:
            if follows and not found[-1].number:
                found.pop()
                found.append(_Call(piece, int(piece.text), before))
            else:
                found.append(_Call(piece, int(piece.text)))
        elif not opened and _junk.fullmatch(piece.text):
            if follows and found[-1].number and _sign.fullmatch(piece.text):
                found[-1].signed = piece
            else:
                found.append(_Call(piece, 0, piece))
        before = piece
    return found


def _with_quotations(lines: Sequence[list[Piece]], size: float) -> Iterator[tuple[Piece, bool]]:
    """The pieces of a text, each with whether a quotation or a bracket was opened before it."""
    left = _left(lines) if lines else 0.0
    open_ = 0  # when a line begins
    for line in lines:
        if line[0].left - left > _INDENT * size:  # a paragraph begins
            open_ = 0
        opened = open_
        for piece in line:
            opened += sum(piece.text.count(c) for c in _OPENING + _EITHER)
            yield piece, opened > 0
        open_ = _open_after("".join(piece.text for piece in line), open_)


def _open_after(line: str, before: int) -> int:
    """How many quotations and brackets are open after a line, if so many were before it.

    >>> _open_after("an item called “Tides", 0), _open_after("and quays”.", 1), _open_after("quays”", 0)
    (1, 0, 0)
    """
    opened = sum(line.count(c) for c in _OPENING) - sum(line.count(c) for c in _CLOSING)
    held = max(0, before + opened)
    return abs(held - 1) if line.count(_EITHER) % 2 else held


def _completed(calls: Sequence[_Call], numbers: Sequence[int]) -> Iterator[tuple[_Call, int]]:
    """What calls notes without being their number, with the number that it stands for.

    Notes stand in the order of their calls, whatever their numbers are.  Between two calls whose numbers are those of
    notes, as many must be left as there are notes between.
    """
    places = {number: i for i, number in reversed(list(enumerate(numbers, 1)))}
    found = [places.get(call.number, 0) for call in calls]
    rising = _rising(found)
    last = 0
    waiting: list[_Call] = []
    for i, call in enumerate([*calls, None]):
        if call is not None and i not in rising:
            waiting.append(call)
            continue
        until = found[i] if call is not None else len(numbers) + 1
        missing = numbers[last : until - 1]
        raised = [one for one in waiting if one.number]
        chosen = waiting if len(waiting) == len(missing) else raised if len(raised) == len(missing) else []
        yield from zip(chosen, missing, strict=False)
        last, waiting = until, []


def _rising(numbers: Sequence[int]) -> frozenset[int]:
    """The places of the longest run of numbers that never fall, zeros left out."""
    links = ((i, number * len(numbers) + i, 1.0) for i, number in enumerate(numbers) if number)
    return frozenset(i for i, _, _ in heaviest_chain(links))


def _parted(piece: Piece, number: int, size: float) -> list[Piece]:
    """A word without the sign that was read for the call after it; the call itself if it has a number."""
    found = _junk.fullmatch(piece.text)
    if found is None:
        return [piece]
    word, stop = found["word"], found["stop"]
    at = piece.right - (piece.right - piece.left) * (len(found["junk"]) + len(stop)) / len(piece.text)
    made = [replace(piece, text=word, right=at)] if word else []
    if number:
        call = _raised(replace(piece, left=at), str(number), size)
        made.append(call if word else replace(call, space=Space.NONE))
    return [*made, replace(piece, text=stop, left=piece.right, space=Space.NONE)] if stop else made
