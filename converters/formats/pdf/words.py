"""The words of one page, as an engine of recognition returns them, as pieces; signs that only their shapes tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from akn.patterns import lazy_pattern
from converters.formats.pdf.direction import in_order
from converters.formats.pdf.halves import HALF
from converters.formats.pdf.page import Box, Face, Page, Picture, Piece, Space, around, is_right_to_left, is_unspaced
from converters.formats.pdf.tongues import Tongue

UNSURE = 0.6  # a word that was recognised with less confidence is reported
_PICTURE = 0.5  # a line with less confidence is no line but part of a picture, if it is short or of an odd height
_KNOWN = 0.7  # words that are read in another script were recognised with at least that much
_LEVEL = 0.5  # of the height of the lower one: two parts of one line share more
_BESIDE = 2.0  # heights from what was lost to the line that it is of, at most
# Lines on which each of these acts, of 46 pages of twelve volumes in six languages, a made one and two real documents.
_ONE_LINE = 1.25  # of the usual height: what two parts of one line have together, at most (7 lines in Chinese)
_NEXT = 2.2  # times its height, at most, from a short line to the next one of its paragraph (3 lines with symbols)
_SURER = 0.8  # a short line that was recognised with less is read once more, by itself (39 lines of nine files)
_SHORT = 15  # letters
_ROOM = 3  # dots by which the box of a word that is a raised number is wider than that, at most
_CERTAIN = 0.9  # of letters of that height
_TALL = 2.0  # so is one that is so many times as high as the others, if it was hardly read
_ALIKE = 0.09  # heights that differ by less than this share are one size
# Of the usual height: what the engine measures where it takes small letters for capitals of smaller print has .67 of it
# (up to a third of the lines of a volume in Russian, most of whose letters have no ascender); notes have .8.
_MISJUDGED = 0.75
# Of the height of the small letters above: capitals of their print have 1.4, small letters at most (6 Russian lines).
_AS_HIGH = 1.12
_LARGE = 1.5  # a first letter that is so many times as high as the rest of its word is read apart
_symbol = lazy_pattern(r"(?P<end>[-.·]?)(?P<symbol>\(?[A-Z]{1,4}/(?:[^\W\d]|[./()-])*+\d[\w./()-]*)[.,]?")
_latin = lazy_pattern("[A-Za-z]")
_mirrored = lazy_pattern(r"\)[0-9]+\(")
_QUOTES = "\"'”“‘’«»"
_glued = lazy_pattern(
    rf"(?P<word>[^{_QUOTES}*]{{2,}}?)(?:(?P<sign>[{_QUOTES}*؟]{{1,3}})|(?<=[^\W\d_]|[،؛:,])\d{{1,3}})(?P<stop>[،؛.]?)"
)
# The letter before the stroke of a symbol, read as a sign that is like it: no part has so many parts in a whole.
# 26 symbols in five of 15 files.
_like_letter = lazy_pattern(r"(?<![\w$/])(?P<before>\d{0,2})[$5](?=/\d{5}(?!\d))")
_figures = lazy_pattern("[0-9]")
_SMALL_PRINT = 0.87  # of the usual height: figures of notes in Arabic have .76 to .82 of it, lines in Chinese .8
_TEXT = 2 / 3  # of the lines, from the lowest: one of the text; at the foot of a page nearly half may be of notes
_ODD = 0.5  # of the usual height: what is lower is no figure
_NEAR = 0.9  # of the usual distance of lines: those of small print are no further apart
_TIGHT = 0.25  # of the height of a figure: figures of one number stand nearer
# Of the height of a figure, from the middle of one to that of the next where no word is there: .76 to .91 in two fonts
# (beside a narrow 1 the room is wider), and over 1.1 where a space is between.
_PITCH = 1.0
_LIKE_COMMA = "ء.:"  # what an Arabic comma is read as
_label = lazy_pattern(r"\((?=[^)]*[ivxIVX])[ivxlIVX1|!]{2,5}\)")  # (i11) is (iii)
_SMALL, _RAISE = 0.6, 0.27  # of the size: that of a call, and how far it stands above the line
_POINTS = 2.2  # the size of a type, in heights of its small letters


class Recognised(Struct):
    """A page that was recognised: its pieces, and the words of which nobody can be sure."""

    page: Page
    unsure: list[str]
    left_out: list[str]  # what was read in pictures, emblems and bar codes


Place = tuple[int, int]
"""Where the picture of a part of a page stands: dots from the left and from the top."""


class Shapes(Struct):
    """What was seen of a page before its words: the boxes of all shapes by their left, the raised numbers among them.

    `again` reads a small part of the page once more, as Latin letters; `alone` as one line in the language of the page.
    `whole` is the box of a line, given those of all lines and their usual height, with the other half of a parted one.
    """

    boxes: list[Box]
    raised: list[tuple[Box, str]]
    again: Callable[[Box], tuple[str, float]]
    # the engine after it has read the line of a part between two places, and where the picture of that stands
    alone: Callable[[Box, tuple[float, float]], tuple[Any, Place]]
    whole: Callable[[Box, Sequence[Box], float], Box]
    call: Callable[[Box], tuple[Box, str] | None]  # the raised number at the left of a part of the page
    # the engine after each piece of print that none of the lines covers, and where the picture of that stands
    rest: Callable[[Sequence[Box]], Iterator[tuple[Any, Place]]]
    left_in: Sequence[Box] = ()  # the raised numbers that the engine read with the words around them


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
    doubtful: bool = False  # a quotation mark that may be the call of a note


def words_of(tesserocr: Any, engine: Any, *, rtl: bool = False) -> Iterator[tuple[str, Any]]:
    """The words that an engine has recognised, each with the iterator that stands on it; strokes are none."""
    iterator, level = engine.GetIterator(), tesserocr.RIL.WORD
    for it in tesserocr.iterate_level(iterator, level) if iterator is not None else ():
        if not it.Empty(level) and (text := it.GetUTF8Text(level).strip()) and it.BoundingBox(level):
            yield in_order(text, rtl=rtl), it


def _level(lines: Sequence[_Line], heights: Sequence[float]) -> None:
    """Give lines whose heights Tesseract only guesses one height, small print a smaller one.

    The `heights` of what shows their size, 0 where a line holds no such thing, tell small print: of lines that stand
    nearer to each other than those of the text do, half of them together.
    """
    whole = median([line.box[3] - line.box[1] for line in lines] or [2.0]) / _POINTS
    shown = sorted(high for high in heights if high)
    usual = shown[int(_TEXT * len(shown))] if shown else 1.0
    near = _NEAR * _usual_distance(lines, whole)
    at = 0
    while at < len(lines):
        after = at + 1
        while after < len(lines) and 0 < _middle(lines[after]) - _middle(lines[after - 1]) < near:
            after += 1
        share = median([high for high in heights[at:after] if high > _ODD * usual] or [usual]) / usual
        for line in lines[at:after]:
            line.height = whole * (share if share < _SMALL_PRINT else 1.0)
        at = after


def _stand_evenly(lines: Sequence[_Line]) -> None:
    """Give lines in Arabic the foot that is usual at where they stand."""
    usual = median([(line.base - _middle(line)) / line.height for line in lines] or [0.0])
    for line in lines:
        line.base = _middle(line) + usual * line.height


def _middle(line: _Line) -> float:
    """Where a line stands: its foot is placed up to a fifth of its height too high or too low in Arabic."""
    return (line.box[1] + line.box[3]) / 2


def _center(box: Box) -> float:
    return (box[0] + box[2]) / 2


def _usual_distance(lines: Sequence[_Line], least: float) -> float:
    """How far lines stand below each other."""
    apart = (_middle(below) - _middle(above) for above, below in pairwise(lines))
    return median([d for d in apart if d > least] or [0.0])


def _slope(lines: Sequence[_Line]) -> float:
    """How far a page lies askew: the slope of its long lines."""
    long = [line.slope for line in lines if line.box[2] - line.box[0] > 20 * line.height]
    return median(long) if long else 0.0


def _above_foot(word: _Word, line: _Line) -> float:
    """How high a word stands above the foot of its line."""
    return line.base + line.slope * (_center(word.box) - _center(line.box)) - word.box[1]


def _small_letters(lines: Sequence[_Read]) -> float:
    """How high letters without ascenders stand in lines: as the lowest of their words; 0 if there is none."""
    found = [
        _above_foot(w, line)
        for line, words in lines
        for w in words
        if w.text.islower() and sum(c.isalpha() for c in w.text) > 1
    ]
    return min(found, default=0.0)


def _judged(lines: Sequence[_Read]) -> None:
    """Give lines in smaller print whose small letters are as high as the usual ones the usual height.

    The engine judges lines that stand together as one.
    """
    usual = median([line.height for line, words in lines for _ in words] or [1.0])
    for share, held in groupby(lines, key=lambda one: round(one[0].height / usual, 1)):
        together = list(held)
        if share < _MISJUDGED and _small_letters(together) * _AS_HIGH > usual:
            for line, _ in together:
                line.height = usual


def _in_small_letters(lines: Sequence[_Read]) -> None:
    """Put capitals that are no higher than the small letters of the line whose sentence they go on with in small ones.

    Where letters look the same in both, a short line of them is read as capitals.
    """
    for (above, before), (line, words) in pairwise(lines):
        text = "".join(w.text for w in words)
        goes_on = before[-1].text[-1] in "-,\u00ad" or before[-1].text[-1].islower()
        near = 0 < line.base - above.base < _NEXT * 2 * above.height and _shared(line.box, above.box) > 0
        if not (text.isupper() and sum(c.isalpha() for c in text) > 2 and goes_on and near):
            continue
        high = max(_above_foot(w, line) for w in words)
        if high < _AS_HIGH * _small_letters([(above, before)]) and high < _AS_HIGH * above.height:
            for w in words:
                w.text = w.text.lower()


def _is_of_a_picture(line: _Line, words: Sequence[_Word], usual: float) -> bool:
    """True if a line was hardly read and is short or of an odd height: part of an emblem, a bar code."""
    size = sum(len(w.text) for w in words)
    sure = sum(w.sure * len(w.text) for w in words) / max(1, size)
    odd = size < _SHORT or not 0.5 * usual < line.height < 1.5 * usual
    return (sure < _PICTURE and odd) or (line.height > _TALL * usual and sure < _CERTAIN)


def _space_between(before: _Word | None, word: _Word) -> Space:
    """What lies between two words of a line: a space, but where Han or the call of a note stands."""
    if before is None or is_unspaced(word.text[0]) or is_unspaced(before.text[-1]):
        return Space.GAP
    if word.raised or word.doubtful or ((before.raised or before.doubtful) and not word.text[0].isalnum()):
        return Space.NONE
    if is_right_to_left(word.text + before.text) and "/" in (word.text[0], before.text[-1]):
        return Space.NONE  # a stroke between the two names of a month is read as the end or the beginning of a word
    return Space.PRINTED


def _is_dust(word: _Word, *, first: bool) -> bool:
    """True for a stroke that was read with little confidence, as the room after a number is now and then.

    So is a stop that is the `first` sign of a line: none begins with one (two lines of 25,000 words of volumes).
    """
    return word.sure < _PICTURE and set(word.text) <= set("|/_—–-~'.·" + ";:," * first)


def _is_comma(sign: Box, word: Box) -> bool:
    """True for the last sign of an Arabic word if it is narrow and low, as hamza and full stop are not."""
    wide, high = sign[2] - sign[0], sign[3] - sign[1]
    return 1.4 * wide < high < 2.5 * wide and high < 0.4 * (word[3] - word[1]) and sign[0] - word[0] < wide


def _cells(words: Sequence[_Word], gap: float) -> list[list[_Word]]:
    """The words of a line that runs from right to left, parted where so much room is between them."""
    found: list[list[_Word]] = []
    for word in words:
        if found and min(w.box[0] for w in found[-1]) - word.box[2] < gap:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _spread(text: str, box: Box, sure: float) -> list[_Word]:
    """The words of a text that fills a box."""
    found: list[_Word] = []
    at, step = box[0], (box[2] - box[0]) / len(text)
    for word in text.split():
        found.append(_Word(word, (at, box[1], at + step * len(word), box[3]), sure))
        at += step * (len(word) + 1)
    return found


_Read = tuple[_Line, list[_Word]]


def _size(held: Sequence[_Read]) -> int:
    return sum(len(w.text) for _, words in held for w in words)


def _sure(held: Sequence[_Read]) -> float:
    """How sure the words of lines are, by their letters."""
    return sum(w.sure * len(w.text) for _, words in held for w in words) / max(1, _size(held))


def _unsure_rows(lines: Sequence[_Read]) -> Iterator[list[_Read]]:
    """The lines one by one, short ones that were hardly read and are parts of one line together."""
    usual = median([line.box[3] - line.box[1] for line, words in lines for _ in words] or [1.0])
    held: list[_Read] = []
    for one in lines:
        low = one[0].box[3] - one[0].box[1] < HALF * usual
        unsure = _size([one]) < _SHORT and (low or _sure([one]) < _SURER)
        if held and not (unsure and _is_part(held[-1][0].box, one[0].box, usual)):
            yield held
            held = []
        if unsure:
            held.append(one)
        else:
            yield [one]
    if held:
        yield held


def _put(lost: _Read, lines: list[_Read], *, rtl: bool) -> None:
    """Put what was lost to the line that it stands beside, or among the lines below the one above it."""
    box = lost[0].box
    high = box[3] - box[1]
    for i, (line, words) in enumerate(lines):
        _, top, _, bottom = line.box
        level = min(bottom, box[3]) - max(top, box[1]) > _LEVEL * min(bottom - top, high)
        if level and max(line.box[0] - box[2], box[0] - line.box[2]) < _BESIDE * high:
            held = sorted([*words, *lost[1]], key=lambda w: w.box[0] + w.box[2], reverse=rtl)
            lines[i] = replace(line, box=around((line.box, box))), held
            return
    above = [i for i, (line, _) in enumerate(lines) if line.box[3] < box[3] and _shared(line.box, box) > 0]
    at = max(above, key=lambda i: lines[i][0].box[3], default=len(lines) - 1)
    lines.insert(at + 1, lost)


def _shared(one: Box, other: Box) -> float:
    """How far two boxes stand above each other; less than nothing if they stand apart."""
    return min(one[2], other[2]) - max(one[0], other[0])


def _room(box: Box, others: Sequence[Box], width: int) -> tuple[float, float]:
    """From where to where a line may reach, with those that stand beside it."""
    level = [b for b in others if min(b[3], box[3]) - max(b[1], box[1]) > 0]
    before = [b[2] for b in level if b[0] + b[2] < box[0] + box[2]]
    after = [b[0] for b in level if b[0] + b[2] >= box[0] + box[2]]
    return min(box[0], max(before, default=0.0)), max(box[2], min(after, default=float(width)))


def _is_part(one: Box, other: Box, usual: float) -> bool:
    """True for the boxes of two lines, beside or above each other, that are no higher than one `usual` line."""
    _, top, _, bottom = around((one, other))
    return bottom - top < _ONE_LINE * usual and max(one[0] - other[2], other[0] - one[2]) < 2 * usual


def _moved(box: Box, place: Place) -> Box:
    """A box of a part of a page, where it stands on the page."""
    return (box[0] + place[0], box[1] + place[1], box[2] + place[0], box[3] + place[1])


def _overlaps(one: Box, other: Box) -> bool:
    """True for two boxes that share a place."""
    return _shared(one, other) > 0 and min(one[3], other[3]) > max(one[1], other[1])


def _within(word: Box, numbers: Sequence[Box]) -> bool:
    """True for a word that is nothing but a raised number."""
    return any(_overlaps(word, b) and b[0] - _ROOM <= word[0] and word[2] <= b[2] + _ROOM for b in numbers)


class Reading:
    """One page while its words become pieces."""

    def __init__(
        self, tesserocr: Any, engine: Any, picture: Picture, number: int, shapes: Shapes, language: Tongue
    ) -> None:
        self._t, self._engine, self._picture, self._number = tesserocr, engine, picture, number
        self._shapes, self._language, self._rtl = shapes, language, language.right_to_left
        self._scale = 72 / picture.dpi
        self._calls: list[Piece] = []  # raised numbers inside of lines, and what may be some
        self._doubtful: set[int] = set()  # which of them, by their numbers on the page
        self._quoted = False  # a quotation is open
        self._markers: list[Piece] = []  # and at their beginning
        self._bracket = False  # "[" is open

    def recognised(self) -> Recognised:
        """The page."""
        lines = self._all_lines()
        found = [line for line, _ in lines]
        if self._language.size_by == "letters":
            _judged(lines)
            _in_small_letters(lines)
        else:
            _level(found, [self._high(*one) for one in lines])
        usual = median([line.height for line, words in lines for _ in words] or [1.0])
        held = self._calls_of(found)
        slope = _slope(found)
        if self._language.size_by == "figures":
            _stand_evenly(found)
        pieces: list[Piece] = []
        unsure: list[str] = []
        left_out: list[str] = []
        for i, (line, words) in enumerate(lines):
            if _is_of_a_picture(line, words, usual) and not self._is_in_a_column(line, lines):
                left_out += [w.text for w in words]
                continue
            dust = [_is_dust(w, first=not at) for at, w in enumerate(words)]
            left_out += [w.text for w, is_dust in zip(words, dust, strict=True) if is_dust]
            words, calls = self._read([w for w, is_dust in zip(words, dust, strict=True) if not is_dust], line)
            unsure += [w.text for w in words if w.sure < UNSURE]
            words = self._upright([*words, *calls, *held.get(i, ())], line, slope)
            self._add(line, words, usual, pieces)
        self._complete_calls()
        wide, high = self._picture.width * self._scale, self._picture.height * self._scale
        return Recognised(Page(self._number, wide, high, pieces, [], [], [], covered=1.0), unsure, left_out)

    def _all_lines(self) -> list[_Read]:
        """The lines in the order of reading, with those that the layout of the page has lost."""
        lines = list(self._surer(list(self._without_raised(list(self._lines(self._engine, (0, 0)))))))
        for engine, place in self._shapes.rest([line.box for line, _ in lines]):
            for lost in list(self._lines(engine, place)):
                _put(lost, lines, rtl=self._rtl)
        return lines

    def _without_raised(self, lines: Sequence[_Read]) -> Iterator[_Read]:
        """The lines without what was read of their raised numbers.

        One in which a number and a word were read together is read once more, by itself and without the number.
        """
        numbers = self._shapes.left_in
        for line, words in lines:
            rest = [w for w in words if not any(_overlaps(w.box, box) for box in numbers)]
            if len(rest) < len(words) and any(not _within(w.box, numbers) for w in words if w not in rest):
                engine, place = self._shapes.alone(line.box, (line.box[0], line.box[2]))
                again = [w for _, held in self._lines(engine, place) for w in held]
                rest = again or [w for w in words if not _within(w.box, numbers)]
            if rest:
                yield line, rest

    def _upright(self, words: Sequence[_Word], line: _Line, slope: float) -> list[_Word]:
        """The words of a line of a page that lies askew by a slope, where they stand once it is turned upright."""
        line.base -= slope * (line.box[0] + line.box[2] - self._picture.width) / 2
        across = slope * (line.base - self._picture.height / 2)
        for w in words:
            left, top, right, bottom = w.box
            w.box = (left + across, top, right + across, bottom)
        return list(words)

    def _high(self, line: _Line, words: Sequence[_Word]) -> float:
        """How high a line is by what shows its size, 0 if it holds no such thing."""
        if self._language.size_by == "lines":
            return line.box[3] - line.box[1] - abs(line.slope) * (line.box[2] - line.box[0])
        figures = [w.box for w in words if w.text.isdecimal()]
        return median([max(b[3] - b[1] for b in self._inside(box) or [box]) for box in figures] or [0.0])

    def _is_in_a_column(self, line: _Line, lines: Sequence[_Read]) -> bool:
        """True if a line begins where a line of text above or below it does, as no part of an emblem does."""
        at = 2 if self._rtl else 0
        high = max(line.box[3] - line.box[1], median(one[0].box[3] - one[0].box[1] for one in lines))
        return any(
            _size([one]) >= _SHORT
            and _sure([one]) > _SURER
            and abs(one[0].box[at] - line.box[at]) < 2 * high
            and 0.5 * high < abs(one[0].base - line.base) < _NEXT * high
            for one in lines
        )

    def _read(self, words: list[_Word], line: _Line) -> tuple[list[_Word], list[_Word]]:
        """The words of a line put right, and the calls of notes that were read as parts of them."""
        calls: list[_Word] = []
        if self._rtl:
            words, calls = self._called(self._with_latin(words, line), line)
        elif "Latin" not in self._language.scripts:
            words = list(self._with_latin_runs(words))
        for w in words:
            self._mend(w, words)
            self._bracket = (self._bracket or "[" in w.text) and "]" not in w.text
            small = w.box[3] - w.box[1] < 1.2 * line.height and w.box[3] < line.base - 0.3 * line.height
            w.raised = small and w.text.isdecimal() and len(w.text) < 4
        return words, calls

    def _lines(self, engine: Any, place: Place) -> Iterator[tuple[_Line, list[_Word]]]:
        """The lines in the order of reading, each with its words."""
        word, textline = self._t.RIL.WORD, self._t.RIL.TEXTLINE
        line: _Line | None = None
        words: list[_Word] = []
        for text, it in words_of(self._t, engine, rtl=self._rtl):
            if line is None or it.IsAtBeginningOf(textline):
                if line is not None and words:
                    yield line, words
                line, words = self._line(it, place), []
            words.append(_Word(text, _moved(it.BoundingBox(word), place), it.Confidence(word) / 100))
        if line is not None and words:
            yield line, words

    def _line(self, it: Any, place: Place) -> _Line:
        level = self._t.RIL.TEXTLINE
        box, base, row = it.BoundingBox(level), it.Baseline(level), it.RowAttributes()
        (x0, y0), (x1, y1) = base or ((box[0], box[3]), (box[2], box[3]))
        height = row["row_height"] + row["descenders"] - row["ascenders"]
        return _Line(_moved(box, place), (y0 + y1) / 2 + place[1], max(1.0, height), (y1 - y0) / max(1, x1 - x0))

    def _mend(self, word: _Word, line: Sequence[_Word]) -> None:
        """Put right what is often misread: symbols that begin large, labels of points, the end of a bracket."""
        if self._bracket and word.text[-1] == "|":
            word.text = word.text[:-1] + "]"
        elif word.text == "|":
            word.text = "1"
        word.text = _like_letter.sub(r"\g<before>S", word.text)
        if _label.fullmatch(word.text):
            word.text = re.sub("[1l|!I]", "i", word.text)
        if self._rtl:
            self._mend_arabic(word, line)
        else:
            self._mend_large(word)

    def _surer(self, lines: Sequence[_Read]) -> Iterator[_Read]:
        """The lines, short ones that were hardly read as they are read by themselves where that is surer.

        An engine of recognition takes the upper and the lower half of a line of two characters for two lines.
        """
        for held in _unsure_rows(lines):
            if len(held) == 1 and _sure(held) >= _SURER:
                yield held[0]
                continue
            usual = median(line.box[3] - line.box[1] for line, _ in lines)
            box = around(line.box for line, _ in held)
            box = self._shapes.whole(box, [line.box for line, _ in lines], usual)
            others = [one[0].box for one in lines if all(one is not part for part in held)]
            engine, place = self._shapes.alone(box, _room(box, others, self._picture.width))
            again = list(self._lines(engine, place))
            yield from again if again and _sure(again) > _sure(held) else held

    def _with_latin_runs(self, words: Sequence[_Word]) -> Iterator[_Word]:
        """The words of a line in another script, Roman numerals and symbols among them as they are in Latin letters."""
        for ascii_, held in groupby(words, key=lambda w: w.text.isascii()):
            run = list(held)
            if ascii_ and any(_latin.search(w.text) for w in run):
                box, printed = around(w.box for w in run), "".join(w.text for w in run)
                text, known = self._shapes.again(box)
                same = _figures.findall(text) == _figures.findall(printed) and text.isascii()
                if same and known >= max(_KNOWN, min(w.sure for w in run)):
                    run = _spread(text, box, known)
            yield from run

    def _mend_figures(self, word: _Word, line: Sequence[_Word]) -> None:
        """Read a number of a line once more that has fewer figures than stand there: Arabic lines lose the first ones.

        What stays shorter than its figures is a word of which nobody can be sure.
        """
        high = [b for b in self._inside(word.box) if b[3] - b[1] > 0.4 * (word.box[3] - word.box[1])]
        beside = self._beside(high, [other.box for other in line if other is not word])
        if len(beside) <= len(word.text):
            return
        text, sure = self._shapes.again(around(beside))
        if len(text) == len(beside) and text.isdecimal() and word.text in text and sure > UNSURE:
            word.text, word.box, word.sure = text, around(beside), sure

    def _beside(self, held: Sequence[Box], others: Sequence[Box]) -> list[Box]:
        """The shapes that stand as near to some as figures of one number, on one line and as high as they are.

        What none of the `others`, the words beside, holds may stand further off: the boxes of words are not exact.
        """
        found = list(held)
        if not found:
            return []
        _, top, _, bottom = around(found)
        high = bottom - top
        row = [b for b in self._inside((0.0, top - 2, self._picture.width, bottom + 2)) if b[3] - b[1] > 0.7 * high]
        free = {b for b in row if not any(o[0] <= _center(b) <= o[2] for o in others)}

        def is_next(b: Box) -> bool:
            left, right = min(found), max(found, key=lambda box: box[2])
            tight = max(b[0] - right[2], left[0] - b[2]) < _TIGHT * high
            return tight or (b in free and min(abs(_center(b) - _center(o)) for o in (left, right)) < _PITCH * high)

        while near := [b for b in row if b not in found and is_next(b)]:
            found += near
        return found

    def _mend_arabic(self, word: _Word, line: Sequence[_Word]) -> None:
        """Read once more what is foreign or hardly read in a line of Arabic, and tell its comma from other signs."""
        if word.text.isdecimal():
            self._mend_figures(word, line)
        foreign = not is_right_to_left(word.text) and (word.sure < _CERTAIN or word.text.count("/") > 1)
        if foreign or word.sure < UNSURE:
            text, sure = self._shapes.again(word.box)
            if m := _symbol.fullmatch(text):  # a stop before it ends the sentence that runs from right to left
                word.text, word.sure = m["symbol"] + ("." if m["end"] else ""), max(sure, UNSURE)
            elif sure > _CERTAIN:
                word.text, word.sure = in_order(text, rtl=True), sure
        if _mirrored.fullmatch(word.text):
            word.text = f"({word.text[1:-1]})"
        inside = self._inside(word.box) if word.text[-1] in _LIKE_COMMA and len(word.text) > 1 else []
        if inside and _is_comma(inside[0], word.box):
            word.text = word.text[:-1] + "،"

    def _mend_large(self, word: _Word) -> None:
        """Read the rest of a word once more whose first letter is much larger."""
        inside = self._inside(word.box) if len(word.text) > 3 else []
        heights = [b[3] - b[1] for b in inside]
        large = len(inside) > 3 and heights[0] > _LARGE * max(heights[1:])
        if large and (text := self._shapes.again(around(inside[1:]))[0]):
            word.text = word.text[0] + text

    def _with_latin(self, words: list[_Word], line: _Line) -> list[_Word]:
        """The words, those of a cell that says more in Latin letters read so: mastheads and notes hold some."""
        found: list[_Word] = []
        for cell in _cells(words, 4 * line.height):
            box = around(w.box for w in cell)
            size = sum(len(w.text) for w in cell)
            sure = sum(w.sure * len(w.text) for w in cell) / size
            if sure > _CERTAIN or (sure > UNSURE and not any(_latin.search(w.text) for w in cell)):
                found += cell
                continue
            text, known = self._shapes.again(box)
            if known < _KNOWN or known < sure or len(_latin.findall(text)) < max(4, size / 3):
                found += cell
                continue
            found += _spread(text, box, known)
        return found

    def _complete_calls(self) -> None:
        """Make signs that may be calls some, if between two others there are as many as notes that nothing calls."""
        numbers = [int(p.text) for p in self._markers]
        called = {int(p.text) for p in self._calls if p.at not in self._doubtful}
        before = min(numbers, default=1) - 1
        waiting: list[Piece] = []
        for call in [*self._calls, None]:
            if call is not None and call.at in self._doubtful:
                waiting.append(call)
                continue
            number = int(call.text) if call is not None else max(numbers, default=0) + 1
            if number in numbers or call is None:
                missing = [n for n in numbers if before < n < number and n not in called]
                for piece, n in zip(waiting, missing, strict=True) if len(waiting) == len(missing) else ():
                    piece.text, piece.base = str(n), piece.base + _RAISE * piece.face.size
                    piece.face = Face(_SMALL * piece.face.size)
                before, waiting = max(before, number), []

    def _called(self, words: list[_Word], line: _Line) -> tuple[list[_Word], list[_Word]]:
        """The words, and the raised numbers at their ends that were read as quotation marks or figures of the words."""
        found: list[_Word] = []
        calls: list[_Word] = []
        for word in words:
            self._quoted = self._quoted or word.text[0] in _QUOTES
            m = _glued.fullmatch(word.text)
            if m is None:
                found.append(word)
                continue
            left, top, right, bottom = word.box
            part = (left - 1, top - 0.3 * line.height, left + 2.5 * line.height, line.base - 0.4 * line.height)
            number = self._shapes.call(part)
            if number is None and (self._quoted or not m["sign"]):
                found.append(word)
                self._quoted = self._quoted and not m["sign"]
                continue
            edge = number[0][0] if number is not None else left + line.height
            found.append(_Word(m["word"], (edge, top, right, bottom), word.sure))
            if number is not None:
                calls.append(_Word(number[1], number[0], 1.0, raised=True))
            else:
                found.append(_Word(m["sign"], (left, top, edge, bottom), word.sure, doubtful=True))
            if stop := m["stop"]:  # is a word of its own
                inside = self._inside(word.box)
                stop = "،" if inside and _is_comma(inside[0], word.box) else stop
                found.append(_Word(stop, (left, top, edge, bottom), word.sure))
        return found, calls

    def _inside(self, word: Box) -> list[Box]:
        """The shapes of a word, from the left."""
        left, top, right, bottom = word
        found = []
        for box in self._shapes.boxes[bisect_left(self._shapes.boxes, (left - 1, 0.0, 0.0, 0.0)) :]:
            if box[0] > right:
                break
            if box[2] <= right + 1 and top - 1 <= box[1] and box[3] <= bottom + 1:
                found.append(box)
        return found

    def _calls_of(self, lines: Sequence[_Line]) -> dict[int, list[_Word]]:
        """The raised numbers by the lines that they stand on: the nearest whose foot is below them."""
        found: dict[int, list[_Word]] = {}
        for box, text in self._shapes.raised:
            near: list[tuple[float, int]] = []
            for i, line in enumerate(lines):
                gap = max(line.box[0] - box[2], box[0] - line.box[2], 0.0)
                up = line.base - (box[1] + box[3]) / 2
                if 0.3 * line.height < up < 2.6 * line.height and gap < 4 * line.height:
                    near.append((gap + abs(up - 1.3 * line.height), i))
            if near:
                found.setdefault(min(near)[1], []).append(_Word(text, box, 1.0, raised=True))
        return found

    def _add(self, line: _Line, words: list[_Word], usual: float, pieces: list[Piece]) -> None:
        """Put the words of a line to the pieces, the raised numbers where they stand among them."""
        height = usual if abs(line.height - usual) < _ALIKE * usual else line.height
        size = round(height * self._scale * _POINTS * 2) / 2
        before: _Word | None = None
        for w in self._with_raised(words):
            space = _space_between(before, w)
            foot = line.base - 0.6 * height if w.raised else line.base
            pieces.append(self._piece(len(pieces), w, foot, Face(size * _SMALL if w.raised else size), space))
            if w.doubtful:
                self._doubtful.add(pieces[-1].at)
            if w.raised or w.doubtful:
                (self._calls if before is not None else self._markers).append(pieces[-1])
            before = w

    def _with_raised(self, words: Sequence[_Word]) -> list[_Word]:
        """The words of a line in their order, the raised ones where they stand among the others."""
        ordered = [w for w in words if not w.raised]
        for call in [w for w in words if w.raised]:
            at = sum((w.box[0] + w.box[2] > call.box[0] + call.box[2]) is self._rtl for w in ordered)
            ordered.insert(at, call)
        return ordered

    def _piece(self, at: int, word: _Word, foot: float, face: Face, space: Space) -> Piece:
        s, high, (left, top, right, bottom) = self._scale, self._picture.height, word.box
        return Piece(
            at, word.text, left * s, right * s, (high - foot) * s, (high - bottom) * s, (high - top) * s, face,
            space=space, confidence=word.sure,
        )  # fmt: skip
