"""The words of one page, as an engine of recognition returns them, as pieces; signs that only their shapes tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

from msgspec import Struct

from converters.formats.pdf.composing import is_unspaced
from converters.formats.pdf.seen import Box, Face, Page, Picture, Piece, Space

UNSURE = 0.6  # a word that was recognised with less confidence is reported
_PICTURE = 0.5  # a line with less confidence is no line but part of a picture
_TALL = 2.0  # so is one that is so many times as high as the others, if it was hardly read
_ALIKE = 0.09  # heights that differ by less than this share are one size
_LARGE = 1.5  # a first letter that is so many times as high as the rest of its word is read apart
_label = re.compile(r"\((?=[^)]*[ivxIVX])[ivxlIVX1|!]{2,5}\)")  # (i11) is (iii)
_POINTS = 2.2  # the size of a type, in heights of its small letters


class Recognised(Struct):
    """A page that was recognised: its pieces, and the words of which nobody can be sure."""

    page: Page
    unsure: list[str]
    left_out: list[str]  # what was read in pictures, emblems and bar codes


class Shapes(Struct):
    """What was seen of a page before its words: the boxes of all shapes by their left, the raised numbers among them.

    `again` reads a small part of the page once more.
    """

    boxes: list[Box]
    raised: list[tuple[Box, str]]
    again: Callable[[Box], str]


class _Line(Struct):
    """A line of text in dots from the upper left corner; `height` is that of its small letters."""

    box: Box
    base: float
    height: float
    slope: float


class _Word(Struct):
    """A word, its box in dots, and how sure it is (0 to 1)."""

    text: str
    box: Box
    sure: float
    raised: bool = False


def words_of(tesserocr: Any, engine: Any) -> Iterator[tuple[str, Any]]:
    """The words that an engine has recognised, each with the iterator that stands on it; strokes are none."""
    iterator, level = engine.GetIterator(), tesserocr.RIL.WORD
    for it in tesserocr.iterate_level(iterator, level) if iterator is not None else ():
        if not it.Empty(level) and (text := it.GetUTF8Text(level).strip()) and it.BoundingBox(level):
            yield text, it


def raised_shapes(
    boxes: Sequence[Box], line: Box, base: tuple[tuple[int, int], tuple[int, int]], ink: Callable[[Box], Box | None]
) -> Iterator[Box]:
    """The boxes of small raised shapes on a line and beside it, those next to each other as one.

    `boxes` are all shapes, sorted by their left; `ink` tells what is printed in a part of the page, for engines take a
    lone figure beside a line for dust.
    """
    (x0, y0), (x1, y1) = base
    slope = (y1 - y0) / max(1, x1 - x0)

    def foot(box: Box) -> float:
        return y0 + slope * ((box[0] + box[2]) / 2 - x0)

    room = line[3] - line[1]
    left, top, right, bottom = line[0] - 2, line[1] - 0.3 * room, line[2] + 2, line[3] + 4
    here = [b for b in boxes if left <= b[0] and b[2] <= right and top <= b[1] and b[3] <= bottom]
    standing = sorted(b[3] - b[1] for b in here if abs(foot(b) - b[3]) < 0.15 * room)
    if len(standing) < 4:
        return
    high = standing[int(0.9 * (len(standing) - 1))]  # capitals, figures, letters with a stem
    beside = [(line[0] - 2 * room, line[0] - 1), (line[2] + 1, line[2] + 2 * room)]
    outside: list[Box] = []
    for near, far in beside:  # the marker of a note stands before its line, a call may stand after it
        seen = ink((near, top, far, y0 + 0.1 * room))
        if seen is not None and near < seen[0] and seen[2] < far:
            outside.append(seen)
    open_: list[float] = []
    for b in sorted([*here, *outside]):
        tall, up, over = b[3] - b[1], foot(b) - b[3], foot(b) - b[1]
        wide = (1.8 if b in outside else 0.8) * high
        fits = 0.4 * high < tall < 0.85 * high and up > 0.2 * high and over > 0.75 * high and b[2] - b[0] < wide
        if fits and open_ and b[0] - open_[2] < 0.5 * high and abs(b[3] - open_[3]) < 0.2 * high:
            open_ = [open_[0], min(open_[1], b[1]), b[2], max(open_[3], b[3])]
            continue
        if open_:
            yield (open_[0], open_[1], open_[2], open_[3])
        open_ = list(b) if fits else []
    if open_:
        yield (open_[0], open_[1], open_[2], open_[3])


class Reading:
    """One page while its words become pieces."""

    def __init__(self, tesserocr: Any, engine: Any, picture: Picture, number: int, shapes: Shapes, rtl: bool) -> None:
        self._t, self._engine, self._picture, self._number = tesserocr, engine, picture, number
        self._shapes, self._rtl = shapes, rtl
        self._scale = 72 / picture.dpi

    def recognised(self) -> Recognised:
        """The page."""
        lines = list(self._lines())
        heights = [line.height for line, words in lines for _ in words]
        usual = median(heights) if heights else 1.0
        held = self._calls_of([line for line, _ in lines])
        slope = self._slope([line for line, _ in lines])
        pieces: list[Piece] = []
        bracket = False  # "[" is open
        unsure: list[str] = []
        left_out: list[str] = []
        for i, (line, words) in enumerate(lines):
            sure = sum(w.sure * len(w.text) for w in words) / max(1, sum(len(w.text) for w in words))
            if sure < _PICTURE or (line.height > _TALL * usual and sure < 0.75):
                left_out += [w.text for w in words]
                continue
            for w in words:
                self._mend(w, bracket)
                bracket = (bracket or "[" in w.text) and "]" not in w.text
            unsure += [w.text for w in words if w.sure < UNSURE]
            middle = (line.box[0] + line.box[2] - self._picture.width) / 2
            line.base -= slope * middle
            self._add(line, [*words, *held.get(i, ())], usual, pieces)
        wide, high = self._picture.width * self._scale, self._picture.height * self._scale
        return Recognised(Page(self._number, wide, high, pieces, [], [], [], pictures=1, covered=1.0), unsure, left_out)

    def _lines(self) -> Iterator[tuple[_Line, list[_Word]]]:
        """The lines in the order of reading, each with its words."""
        word, textline = self._t.RIL.WORD, self._t.RIL.TEXTLINE
        line: _Line | None = None
        words: list[_Word] = []
        for text, it in words_of(self._t, self._engine):
            if line is None or it.IsAtBeginningOf(textline):
                if line is not None and words:
                    yield line, words
                line, words = self._line(it), []
            words.append(_Word(text, it.BoundingBox(word), it.Confidence(word) / 100))
        if line is not None and words:
            yield line, words

    def _line(self, it: Any) -> _Line:
        level = self._t.RIL.TEXTLINE
        box, base, row = it.BoundingBox(level), it.Baseline(level), it.RowAttributes()
        (x0, y0), (x1, y1) = base or ((box[0], box[3]), (box[2], box[3]))
        height = row["row_height"] + row["descenders"] - row["ascenders"]
        if self._rtl:  # Tesseract only guesses the heights of such rows
            height = (box[3] - box[1]) / 2
        return _Line(box, (y0 + y1) / 2, max(1.0, height), (y1 - y0) / max(1, x1 - x0))

    def _mend(self, word: _Word, bracket: bool) -> None:
        """Put right what is often misread: symbols that begin large, labels of points, the end of a bracket."""
        if bracket and word.text[-1] == "|":
            word.text = word.text[:-1] + "]"
        if _label.fullmatch(word.text):
            word.text = re.sub("[1l|!I]", "i", word.text)
        if len(word.text) < 4 or self._rtl:
            return
        left, top, right, bottom = word.box
        first = bisect_left(self._shapes.boxes, (left - 1, 0.0, 0.0, 0.0))
        inside = []
        for box in self._shapes.boxes[first:]:
            if box[0] > right:
                break
            if box[2] <= right + 1 and top - 1 <= box[1] and box[3] <= bottom + 1:
                inside.append(box)
        heights = [b[3] - b[1] for b in inside]
        if len(inside) > 3 and heights[0] > _LARGE * max(heights[1:]):
            rest = inside[1:]
            around = (rest[0][0], min(b[1] for b in rest), max(b[2] for b in rest), max(b[3] for b in rest))
            if text := self._shapes.again(around):
                word.text = word.text[0] + text

    def _slope(self, lines: Sequence[_Line]) -> float:
        """How a page that lies askew slopes: by its long lines."""
        found = [x.slope for x in lines if x.box[2] - x.box[0] > 20 * x.height]
        return median(found) if found else 0.0

    def _calls_of(self, lines: Sequence[_Line]) -> dict[int, list[_Word]]:
        """The raised numbers by the lines that they stand on: the nearest whose foot is below them."""
        found: dict[int, list[_Word]] = {}
        for box, text in self._shapes.raised:
            near: tuple[float, int] | None = None
            for i, line in enumerate(lines):
                gap = max(line.box[0] - box[2], box[0] - line.box[2], 0.0)
                if line.base - 2.6 * line.height < (box[1] + box[3]) / 2 < line.base - 0.3 * line.height:
                    near = min(near or (gap, i), (gap, i))
            if near is not None and near[0] < 4 * lines[near[1]].height:
                found.setdefault(near[1], []).append(_Word(text, box, 1.0, raised=True))
        return found

    def _add(self, line: _Line, words: list[_Word], usual: float, pieces: list[Piece]) -> None:
        """Put the words of a line to the pieces, the raised numbers where they stand among them."""
        height = usual if abs(line.height - usual) < _ALIKE * usual else line.height
        size = round(height * self._scale * _POINTS * 2) / 2
        raised = [w for w in words if w.raised]
        ordered = [w for w in words if not w.raised]
        for call in raised:
            at = sum(w.box[0] > call.box[0] if self._rtl else w.box[0] < call.box[0] for w in ordered)
            ordered.insert(at, call)
        before: _Word | None = None
        for w in ordered:
            space = Space.PRINTED
            if before is None or is_unspaced(w.text[0]) or is_unspaced(before.text[-1]):
                space = Space.GAP
            elif w.raised or (before.raised and not w.text[0].isalnum()):
                space = Space.NONE
            foot = line.base - 0.6 * height if w.raised else line.base
            pieces.append(self._piece(len(pieces), w, foot, Face(size * 0.6 if w.raised else size), space))
            before = w

    def _piece(self, at: int, word: _Word, foot: float, face: Face, space: Space) -> Piece:
        s, high, (left, top, right, bottom) = self._scale, self._picture.height, word.box
        return Piece(
            at, word.text, left * s, right * s, (high - foot) * s, (high - bottom) * s, (high - top) * s, face,
            space=space, confidence=word.sure,
        )  # fmt: skip
