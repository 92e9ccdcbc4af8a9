"""Pieces in reading order to one text: spaces where spaces are printed, looks, raised characters, calls of notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text, joined, mark
from converters.formats.pdf.page import (
    Blanks,
    Box,
    Page,
    Paragraph,
    Piece,
    Space,
    around,
    is_level,
    is_right_to_left,
    is_unspaced,
)
from converters.formats.printed.furniture import BAR_CODE, NAMES, is_stroke, printers

# A note reference is at most this much of the size of its text, and raised.  In every third PDF file of two sessions
# 4,373 raised runs have .64 to .66 of it, 38 have .76 or .77; nothing lies between .77 and .95.
SMALL = 0.85
# Of the size, at least, between the baseline of a text and that of a raised sign: references have .34 to .43, the
# small end of a symbol on a masthead .09 to .11.
_RAISED = 0.12
_LINE = 1.2  # sizes from one baseline to the next
_TAB = 0.6  # a gap of this share of the size parts words, whatever the file prints
_WORD = 0.14  # where a file prints no spaces, a gap of this share does
_LEAN = 0.2  # and a slanted letter reaches over this share of the room after it
_UNSPACED = 1.5  # Han is set apart by up to a size to fill a line
_HYPHENS = frozenset("-‐‑–—/")


class Spacing(Struct):
    """How a file prints white space, learnt from all of its pages."""

    within: bool = True  # spaces between words are characters
    at_ends: bool = True  # and so are those at the ends of lines


def learn_spacing(pages: Iterable[Page]) -> Spacing:
    """See whether the words of a file, and its lines, are parted by printed spaces."""
    within: Counter[bool] = Counter()
    at_ends: Counter[bool] = Counter()
    for page in pages:
        stood = {(round(b.base), b.tag) for b in page.blanks}
        for a, b in pairwise(page.pieces):
            if b.space is Space.NONE or a.tag != b.tag or is_unspaced(a.text[-1]) or is_unspaced(b.text[0]):
                continue
            printed = b.space is Space.PRINTED
            if is_level(a, b):
                if abs(b.left - a.right) < 3 * a.face.size:
                    within[printed or (round(a.base), a.tag) in stood] += 1
            elif a.text[-1] not in _HYPHENS:
                at_ends[printed] += 1
    return Spacing(within[True] >= within[False], at_ends[True] > at_ends[False])


def is_parted(a: Piece, b: Piece, level: bool, blanks: Blanks, spacing: Spacing) -> bool:
    """True if a space stands between two pieces of a text, which stand on one line (`level`) or not."""
    adjacent = b.at == a.at + 1  # what is known of the space before a piece is true of its neighbour only
    if adjacent and b.space in (Space.PRINTED, Space.SOLID):
        return b.space is Space.PRINTED
    if level:
        return _is_parted_in_line(a, b, adjacent and b.space is Space.NONE, blanks, spacing)
    return _is_parted_at_end(a, b, adjacent and spacing.at_ends, blanks)


def _is_parted_in_line(a: Piece, b: Piece, follows: bool, blanks: Blanks, spacing: Spacing) -> bool:
    """True if a space stands between two pieces of a line; `follows` says that the second goes on where one ends."""
    size = max(a.face.size, b.face.size)
    gap = max(b.left - a.right, a.left - b.right)  # whichever comes first; negative where they overlap
    if gap < 0.05 * size:
        return False
    left, right = (a.right, b.left) if b.left >= a.right else (b.right, a.left)
    # a slanted letter may lean over the space after it
    if any(blanks.inside(base, left - _LEAN * size, right + 0.05 * size) for base in (a.base, b.base)):
        return True
    if follows:
        return False
    if is_unspaced(a.text[-1]) or is_unspaced(b.text[0]):
        return gap > _UNSPACED * size
    tight = spacing.within and not (is_right_to_left(a.text) or is_right_to_left(b.text))
    return gap > (_TAB if tight else _WORD) * size


def _is_parted_at_end(a: Piece, b: Piece, printed: bool, blanks: Blanks) -> bool:
    """True if a space stands where a line ends; `printed` says that the file prints those spaces."""
    if is_unspaced(a.text[-1]) or is_unspaced(b.text[0]):
        return False
    if b.text[0] in ")]}" or a.text[-1] in "([{":  # a line may be broken inside of a bracket
        return False
    if printed:
        size = max(a.face.size, b.face.size)
        if blanks.inside(a.base, a.right - _LEAN * size, a.right + _TAB * size):
            return True
        return not (a.text[-1] in _HYPHENS or b.text[0] in _HYPHENS)
    # a line may end at a hyphen, a dash or a slash inside a word, a range or a symbol
    return not (a.text[-1] in _HYPHENS and a.text[-2:-1].isalnum() and b.text[0].isalnum())


def line_text(pieces: Sequence[Piece], blanks: Blanks, spacing: Spacing) -> str:
    """The characters of one line, without looks and marks."""
    found = [pieces[0].text]
    for a, b in pairwise(pieces):
        called = is_call(b.text) and lift(a, b) > 0
        found += (" " if not called and is_parted(a, b, True, blanks, spacing) else "", b.text)
    return "".join(found)


_LOOKS = {
    (False, False): (),
    (True, False): (Kind.ITALIC,),
    (False, True): (Kind.BOLD,),
    (True, True): (Kind.ITALIC, Kind.BOLD),
}


class Composed(Struct):
    """A text, and where each piece of it begins; raised pieces by their places."""

    text: Text
    pieces: Sequence[Piece]
    starts: list[int]
    raised: list[int]  # numbers of pieces


def compose(pieces: Sequence[Piece], blanks: Blanks, spacing: Spacing, boxes: list[Box]) -> Composed:
    """The text of pieces of one page.

    A BREAK anchor begins each line; its attribute `box` is the place in `boxes` at which the box of the line is put.
    """
    size = main_size(pieces)
    page = _Composing(boxes)
    before: Piece | None = None
    for i, piece in enumerate(pieces):
        lifted = before is not None and is_call(piece.text) and lift(before, piece) > 0 and not is_level(before, piece)
        level = lifted or (before is not None and is_level(before, piece))
        parted = before is not None and not lifted and is_parted(before, piece, level, blanks, spacing)
        page.put(piece, parted=parted, level=level)
        if lifted:  # its line is that of the text before it
            page.shift(i, 1)
            continue
        if piece.face.size <= SMALL * size:
            page.shift(i, _shift(pieces, i, size))
        before = piece
    page.end_line()
    content = "".join(page.parts)
    marks = (*page.marks, *_links(pieces, page.starts, content))
    return Composed(Text(content, marks), pieces, page.starts, page.raised)


class _Composing:
    """A text while its pieces are put one after another."""

    def __init__(self, boxes: list[Box]) -> None:
        self.parts: list[str] = []
        self.marks: list[Mark] = []
        self.starts: list[int] = []
        self.raised: list[int] = []
        self._boxes = boxes
        self._at = 0
        self._looks: tuple[Kind, ...] = ()
        self._line: list[Box] = []

    def put(self, piece: Piece, *, parted: bool, level: bool) -> None:
        """Put a piece after the others: a space before it if `parted`, on a new line if not `level` with them."""
        before = self._at
        if parted:
            self.parts.append(" ")
            self._at += 1
        start = self._at
        self.starts.append(start)
        if not level:
            self.end_line()
            self.marks.append(mark(start, start, Kind.BREAK, box=str(len(self._boxes))))
        self._line.append(piece.box)
        self.parts.append(piece.text)
        self._at += len(piece.text)
        kinds = _LOOKS[piece.face.italic, piece.face.bold]
        for kind in kinds:  # a look that goes on covers the space, too
            self.marks.append(Mark(before if kind in self._looks else start, self._at, kind))
        self._looks = kinds

    def shift(self, i: int, direction: int) -> None:
        """Say that piece number `i`, the last one, is raised (1) or lowered (-1); nothing for 0."""
        if direction:
            kind = Kind.SUPERSCRIPT if direction > 0 else Kind.SUBSCRIPT
            self.marks.append(Mark(self.starts[-1], self._at, kind))
        if direction > 0:
            self.raised.append(i)

    def end_line(self) -> None:
        """Keep the box of the line."""
        if self._line:
            self._boxes.append(around(self._line))
        self._line = []


def is_call(text: str) -> bool:
    """True for a sign that may call a note and nothing else."""
    return _calls.fullmatch(text) is not None and not text.isalpha()


def lift(before: Piece, piece: Piece) -> float:
    """How far a piece stands above the one before it in the text, in sizes of that; 0 if it is more than a line.

    Reading goes down a page: what stands higher than the text before it is raised, be it as large as the text.  Twelve
    real files that Word made of drawn notes have .67 to 1.09.
    """
    up = (piece.base - before.base) / before.face.size
    return up if _RAISED < up < _LINE and piece.left >= before.right - before.face.size else 0.0


def _links(pieces: Sequence[Piece], starts: list[int], content: str) -> Iterator[Mark]:
    """What leads to one address, without the punctuation around it."""
    for href, group in groupby(range(len(pieces)), key=lambda i: pieces[i].href):
        if href:
            held = list(group)
            start, end = starts[held[0]], starts[held[-1]] + len(pieces[held[-1]].text)
            printed = content[start:end].lstrip(" ([,;.")
            start = end - len(printed)
            while printed and (printed[-1] in " ,;.:" or (printed[-1] in ")]" and not {"(", "["} & set(printed))):
                printed = printed[:-1]
            yield mark(start, start + len(printed), Kind.LINK, href=href)


def main_size(pieces: Iterable[Piece]) -> float:
    """The size in which most of the characters are set."""
    sizes: dict[float, int] = {}
    for piece in pieces:
        size = piece.face.size
        sizes[size] = sizes.get(size, 0) + len(piece.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=0.0)


def _shift(pieces: Sequence[Piece], i: int, size: float) -> int:
    """1 if a small piece is raised over the text beside it on its line, -1 if it is lowered, else 0.

    A call that a wrap has put on a line of its own has no text beside it.
    """
    piece = pieces[i]
    for j in (*range(i - 1, max(-1, i - 8), -1), *range(i + 1, min(len(pieces), i + 8))):
        other = pieces[j]
        if other.face.size > SMALL * size and is_level(piece, other):
            up = piece.base - other.base
            if up > _RAISED * size:
                return 1
            return -1 if up < -_RAISED * size / 2 else 0
    beside = [pieces[j] for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
    wrapped = i > 0 and is_call(piece.text) and not any(is_level(piece, other) for other in beside)
    return 1 if wrapped else 0


# lines and what stands beside the text: the masthead of the first page, running heads, page numbers

_COLUMN = 1.2  # a gap of this share of the size parts the columns of a masthead

PLURALS = {
    "running header": "running headers",
    "footer": "footers",
    "job number": "job numbers",
    "bar code": "bar codes",
    "head of a table": "heads of tables",
}
KINDS = tuple(PLURALS)


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces by their lines from the top of the page, each line from left to right."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.base, p.left)):
        if found and is_level(found[-1][0], piece):
            found[-1].append(piece)
        else:
            found.append([piece])
    for row in found:
        row.sort(key=lambda p: p.left)
    return found


def cells(line: Iterable[Piece], *, rtl: bool = False, wide: float = _COLUMN) -> list[list[Piece]]:
    """The pieces of a line, parted at wide gaps, in the order of reading."""
    row = sorted(line, key=lambda p: p.left)
    found = [[row[0]]]
    for a, b in pairwise(row):
        if b.left - a.right > wide * max(a.face.size, b.face.size):
            found.append([])
        found[-1].append(b)
    if rtl:
        found.reverse()
        for cell in found:
            cell.sort(key=lambda p: p.at)
    return found


def count_furniture(pieces: Iterable[Piece], middle: float) -> dict[str, int]:
    """How many lines of each kind stand on a page beside its text; strokes are none."""
    counts: dict[str, int] = {}
    for row in rows(pieces):
        for cell in cells(row):
            text = "".join(p.text for p in cell)
            if is_stroke(text):
                continue
            sets = printers(text)
            kind = "running header" if row[0].base > middle and sets != BAR_CODE else NAMES[sets] or "footer"
            counts[kind] = counts.get(kind, 0) + 1
    return counts


# notes: their markers, their bodies, and the references in the text that call them

_marker = lazy_pattern(r"(?:\d{1,4}|\*{1,4}|[†‡§¶#]{1,3}|[a-z]{1,2})(?=\s|$|\W|[^\W\d_])")
_calls = lazy_pattern(r"\d{1,4}|\*{1,4}|[†‡§¶#]{1,3}|[a-z]{1,2}")


class Note(Struct):
    """A note while it is put together."""

    key: str
    marker: str
    page: int
    texts: list[Text]


class NoteBook:
    """The notes of a file, and which of them a reference on a page means.

    `lone` are the pages and signs of recognised references that no note answers.
    """

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.lone: list[tuple[int, str]] = []

    def take(self, composed: Composed, paragraph: Paragraph) -> None:
        """A paragraph at the foot of a page: a note, or more of the one before it."""
        text = composed.text
        marker = self._marker(composed)
        if paragraph.label:
            marker = "".join(p.text for p in paragraph.label)
            text = Text(marker) + text
        if marker or not self.notes:
            body = text.replaced(0, len(marker)).strip()
            key = f"{paragraph.page}:{marker or '?'}:{len(self.notes)}"
            self.notes.append(Note(key, marker, paragraph.page, [body]))
        elif paragraph.page > self.notes[-1].page and not paragraph.begun:
            last = self.notes[-1].texts[-1]
            self.notes[-1].texts[-1] = joined((last, text.strip()), " ")
        else:
            self.notes[-1].texts.append(text.strip())

    @staticmethod
    def _marker(composed: Composed) -> str:
        """The sign with which a note begins: raised, or small, or a star."""
        m = _marker.match(composed.text.content)
        return m[0] if m and (0 in composed.raised or m[0][0] in "*†‡") else ""

    def called(self, composed: Composed, page: int) -> Text:
        """The text of a paragraph with its references to notes as anchors."""
        text = composed.text
        if not composed.raised:
            return text
        spans: list[tuple[int, int, Note]] = []
        for i in composed.raised:
            start = composed.starts[i]
            for m in _calls.finditer(composed.pieces[i].text):
                same = [note for note in self.notes if note.marker == m[0]]
                if note := next((n for on in (page, page + 1) for n in same if n.page == on), None):
                    spans.append((start + m.start(), start + m.end(), note))
                elif composed.pieces[i].confidence < 1:
                    self.lone.append((page, m[0]))
        for start, end, note in reversed(spans):
            text = text.replaced(start, end)
            at = start
            while at and text.content[at - 1] == " ":
                at -= 1
            if at < start and (start >= len(text) or text.content[start] == " "):
                text = text.replaced(at, start)
            else:
                at = start
            text = text.marked([mark(at, at, Kind.NOTE, key=note.key)])
        return text.strip()
