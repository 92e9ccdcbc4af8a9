"""Words recognised in the picture of a page (by Tesseract), as the pieces that the geometry reads.

What recognition loses are the small raised signs that call notes.  So they are sought first, among the connected
shapes of the picture.  They are cut out, enlarged and read as digits; the page is then recognised without them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from statistics import median
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import MissingDependency
from converters.formats.pdf.composing import is_unspaced
from converters.formats.pdf.seen import Box, Face, Page, Picture, Piece, Space

if TYPE_CHECKING:
    from PIL.Image import Image

NAMES = {
    **{"ara": "Arabic", "zho": "Chinese", "eng": "English", "fra": "French", "rus": "Russian", "spa": "Spanish"},
    "deu": "German",
}
"""The languages that are looked for, and what they are called."""

_DATA = {"zho": "chi_sim"}  # what Tesseract calls a language that it calls otherwise
_SCRIPTS = {
    "Arabic": ("ara",),
    "Cyrillic": ("rus",),
    "Han": ("zho",),
    "HanS": ("zho",),
    "HanT": ("zho",),
    "Latin": ("eng", "fra", "spa", "deu"),
}
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
DENSITY = {"ara": 150}
USUAL_DENSITY = 300
"""Dots an inch: Latin letters are read best at 300, Arabic ones at 150 (more lines are lost at 300)."""

UNSURE = 0.6  # a word that was recognised with less confidence is reported
_SURE = 0.85  # one that speaks against the text of a file was recognised with more
_PICTURE = 0.5  # a line with less confidence is no line but part of a picture
_TALL = 2.0  # so is one that is so many times as high as the others, if it was hardly read
_ALIKE = 0.09  # heights that differ by less than this share are one size
_POINTS = 2.2  # the size of a type, in heights of its small letters
_PARAGRAPH = 150  # as many letters tell a language
_SCRIPT = 2.0  # how sure the search for the script must be
_MARGIN = 6  # dots around an enlarged sign
_ENLARGED = 4
_RAISED = "0123456789()*"


class Recognised(Struct):
    """A page that was recognised: its pieces, and the words of which nobody can be sure."""

    page: Page
    unsure: list[str]
    left_out: list[str]  # what was read in pictures, emblems and bar codes


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


Shown = Callable[[int, int], Picture]
"""What a page looks like, by its number (from 1) and the dots an inch that the picture shall have."""


def recognise(shown: Shown, numbers: Sequence[int], language: str, source: str) -> tuple[list[Page], list[Diagnostic]]:
    """The pages with these numbers, recognised in their pictures, and what is to be said of them.

    Raises MissingDependency without tesserocr or the data of the language, in one line that tells what to install.
    """
    told: list[Diagnostic] = []
    pages: list[Page] = []
    with Recogniser(language) as reader:
        for done in reader.pages(shown, numbers):
            where = Position(source, page=done.page.number)
            pages.append(done.page)
            if done.unsure:
                told.append(Code.WORDS_UNSURE.at(where, count=len(done.unsure), words=_listed(done.unsure)))
            if done.left_out:
                told.append(Code.PICTURES_LEFT_OUT.at(where, words=_listed(done.left_out)))
        named = NAMES.get(reader.language, reader.language)
        told.insert(0, Code.PAGES_RECOGNISED.at(Position(source), count=len(pages), language=named))
    return pages, told


def compare(shown: Shown, pages: Sequence[Page], language: str, source: str) -> Iterator[Diagnostic]:
    """Where the text that a file stores is not what its pages show; exceptions as for `recognise`."""
    with Recogniser(language) as reader:
        for page, done in zip(pages, reader.pages(shown, [p.number for p in pages]), strict=True):
            stored, seen = _words_of(page), _words_of(done.page)
            blocks = SequenceMatcher(None, [w for w, _ in stored], [w for w, _ in seen], autojunk=False).get_opcodes()
            for tag, a, b, c, d in blocks:
                for (was, _), (shows, sure) in zip(stored[a:b], seen[c:d], strict=False):
                    if tag == "replace" and b - a == d - c and sure > _SURE and was not in shows and shows not in was:
                        yield Code.TEXT_NOT_SHOWN.at(Position(source, page=page.number), stored=was, shown=shows)


def _words_of(page: Page) -> list[tuple[str, float]]:
    """The words of a page without their signs, and how sure they are."""
    words: list[tuple[str, float]] = []
    for piece in page.pieces:
        letters = "".join(c for c in piece.text if c.isalnum())
        if letters and piece.space is Space.NONE and words:
            words[-1] = (words[-1][0] + letters, min(words[-1][1], piece.confidence))
        elif letters:
            words.append((letters, piece.confidence))
    return words


def _listed(words: Sequence[str]) -> str:
    """Some of the words, for a message."""
    return ", ".join(f"“{w}”" for w in words[:8]) + (", …" if len(words) > 8 else "")


class Recogniser:
    """Recognises the pages of one input; to be closed (it is a context manager)."""

    def __init__(self, language: str = "") -> None:
        """Get ready; `language` (ISO 639-2/T) spares the search for it.

        Raises MissingDependency, in one line that tells what to install.
        """
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one page is not faster with more, and many processes slower
        try:
            import tesserocr
            from PIL import Image as pillow
        except ImportError as error:
            raise MissingDependency(
                "recognising scans needs tesserocr: install it with `pip install 'akn-un[ocr]'`"
            ) from error
        self._t, self._pillow = tesserocr, pillow
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        self._path, self._there = _data_of(tesserocr)
        self._engines: dict[tuple[str, int], Any] = {}
        self.language = language
        if language:
            self._needed((language,))

    def __enter__(self) -> Recogniser:
        """The recogniser itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        for engine in self._engines.values():
            engine.End()

    @property
    def density(self) -> int:
        """Dots an inch that pictures should have, once the language is known."""
        return DENSITY.get(self.language, USUAL_DENSITY)

    def pages(self, shown: Shown, numbers: Sequence[int]) -> Iterator[Recognised]:
        """The pages with these numbers, recognised; the first of them tells the language, if it is not known."""
        for i, number in enumerate(numbers):
            if i == 0:
                self.choose(shown(number, USUAL_DENSITY))
            yield self.page(shown(number, self.density), number)

    def choose(self, picture: Picture) -> None:
        """Find the language of an input, if it is not known, by one of its pages."""
        if self.language:
            return
        script = ""
        if "osd" in self._there:
            engine = self._engine("osd", self._t.PSM.OSD_ONLY)
            self._show(engine, picture)
            seen = engine.DetectOrientationScript()
            script = seen["script_name"] if seen and seen["script_conf"] >= _SCRIPT else ""
        known = self._needed(_SCRIPTS.get(script, tuple(NAMES)))
        self.language = known[0] if len(known) == 1 else self._likeliest(known, picture)

    def page(self, picture: Picture, number: int) -> Recognised:
        """What a page says."""
        engine = self._engine(self.language, self._t.PSM.AUTO)
        image = self._pillow.frombuffer(
            "L", (picture.width, picture.height), picture.data, "raw", "L", picture.stride, 1
        )
        engine.SetImage(image)
        engine.SetSourceResolution(picture.dpi)
        raised = self._raised(engine, image)
        if raised:
            image = image.copy()
            for (left, top, right, bottom), _ in raised:
                image.paste(255, (int(left), int(top), int(right), int(bottom)))
            engine.SetImage(image)
            engine.SetSourceResolution(picture.dpi)
        engine.Recognize()
        return _Reading(self._t, engine, picture, number, raised, self.language == "ara").recognised()

    # languages

    def _needed(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Those of the languages that there is data for; raises MissingDependency if there is none."""
        known = tuple(c for c in codes if _DATA.get(c, c) in self._there)
        if not known:
            packages = " ".join(f"tesseract-ocr-{_DATA.get(c, c).replace('_', '-')}" for c in codes)
            named = " or ".join(NAMES.get(c, c) for c in codes)
            raise MissingDependency(f"recognising {named} needs its data: install it with `apt install {packages}`")
        return known

    def _likeliest(self, codes: Sequence[str], picture: Picture) -> str:
        """The language whose model and dictionary know most of a page; a third of it tells, if it holds a paragraph."""
        level = self._t.RIL.WORD
        for top, bottom in ((0.35, 0.65), (0.0, 1.0)):
            found: list[tuple[float, int]] = []
            most = 0.0
            for i, code in enumerate(codes):
                engine = self._engine(code, self._t.PSM.AUTO)
                self._show(engine, picture)
                engine.SetRectangle(0, int(top * picture.height), picture.width, int((bottom - top) * picture.height))
                engine.Recognize()
                size = sure = known = 0.0
                for text, word in _words(self._t, engine):
                    size += len(text)
                    sure += len(text) * word.Confidence(level)
                    known += len(text) * word.WordIsFromDictionary()
                found.append((-sure * (size + known) / max(1.0, size) ** 2, i))
                most = max(most, size)
            if most >= _PARAGRAPH:
                break
        return codes[min(found)[1]]

    def _engine(self, language: str, mode: int) -> Any:
        key = (language, mode)
        if key not in self._engines:
            names = "+".join(_DATA.get(c, c) for c in language.split("+"))
            self._engines[key] = self._t.PyTessBaseAPI(path=self._path, lang=names, psm=mode)
        return self._engines[key]

    def _show(self, engine: Any, picture: Picture) -> None:
        engine.SetImageBytes(picture.data, picture.width, picture.height, 1, picture.stride)
        engine.SetSourceResolution(picture.dpi)

    # raised signs

    def _raised(self, engine: Any, image: Image) -> list[tuple[Box, str]]:
        """The raised numbers of a page, and where they stand."""
        layout = engine.AnalyseLayout()
        if layout is None:
            return []
        level = self._t.RIL.TEXTLINE
        boxes = [(c["x"], c["y"], c["x"] + c["w"], c["y"] + c["h"]) for _, c in engine.GetConnectedComponents() if c]
        boxes.sort()
        found: list[tuple[Box, str]] = []
        for line in self._t.iterate_level(layout, level):
            box, base = line.BoundingBox(level), line.Baseline(level)
            if not box or not base or box[2] - box[0] < 3 * (box[3] - box[1]) / 2:
                continue
            for cluster in _clusters(boxes, box, base):
                text = self._digits(image, cluster)
                if text:
                    found.append((cluster, text))
        return found

    def _digits(self, image: Image, box: Box) -> str:
        """What a small sign says, read in an enlarged picture; empty if it is no number of a note."""
        left, top, right, bottom = (int(v) for v in box)
        sign = image.crop((left - 1, top - 1, right + 1, bottom + 1))
        size = (sign.width * _ENLARGED, sign.height * _ENLARGED)
        wide = self._pillow.new("L", (size[0] + 8 * _MARGIN, size[1] + 8 * _MARGIN), 255)
        wide.paste(sign.resize(size, self._pillow.Resampling.LANCZOS), (4 * _MARGIN, 4 * _MARGIN))
        engine = self._engine("eng" if "eng" in self._there else self.language, self._t.PSM.SINGLE_WORD)
        engine.SetVariable("tessedit_char_whitelist", _RAISED)
        engine.SetImage(wide)
        engine.SetSourceResolution(USUAL_DENSITY)
        text = str(engine.GetUTF8Text()).strip().strip("()")
        return text if text.isdecimal() and text[0] != "0" and len(text) < 4 else ""


def _words(tesserocr: Any, engine: Any) -> Iterator[tuple[str, Any]]:
    """The words that an engine has recognised, each with the iterator that stands on it; strokes are none."""
    iterator, level = engine.GetIterator(), tesserocr.RIL.WORD
    for it in tesserocr.iterate_level(iterator, level) if iterator is not None else ():
        if not it.Empty(level) and (text := it.GetUTF8Text(level).strip()) and it.BoundingBox(level):
            yield text, it


def _data_of(tesserocr: Any) -> tuple[str, frozenset[str]]:
    """The folder with the data of languages, and the names of those that are there."""
    for place in (os.environ.get("TESSDATA_PREFIX", ""), *_PLACES, tesserocr.get_languages()[0]):
        if place and os.path.isdir(place):
            names = {n.removesuffix(".traineddata") for n in os.listdir(place) if n.endswith(".traineddata")}
            if names:
                return place, frozenset(names)
    raise MissingDependency(
        "recognising scans needs the data of Tesseract: install it with `apt install tesseract-ocr`"
    )


def _clusters(boxes: Sequence[Box], line: Box, base: tuple[tuple[int, int], tuple[int, int]]) -> Iterator[Box]:
    """The boxes of small raised shapes on a line, those beside each other as one; `boxes` are sorted by their left."""
    (x0, y0), (x1, y1) = base
    slope = (y1 - y0) / max(1, x1 - x0)

    def foot(box: Box) -> float:
        return y0 + slope * ((box[0] + box[2]) / 2 - x0)

    here = [
        b for b in boxes if line[0] - 2 <= b[0] and b[2] <= line[2] + 2 and line[1] - 4 <= b[1] <= b[3] <= line[3] + 4
    ]
    standing = [b[3] - b[1] for b in here if abs(foot(b) - b[3]) < 0.15 * (line[3] - line[1])]
    if len(standing) < 4:
        return
    high = sorted(standing)[int(0.9 * (len(standing) - 1))]  # capitals, figures, letters with a stem
    open_: list[float] = []
    for b in here:
        tall, up = b[3] - b[1], foot(b) - b[3]
        top = foot(b) - b[1]
        fits = 0.4 * high < tall < 0.85 * high and up > 0.2 * high and top > 0.75 * high and b[2] - b[0] < 0.8 * high
        if fits and open_ and b[0] - open_[2] < 0.3 * high and abs(b[3] - open_[3]) < 0.2 * high:
            open_ = [open_[0], min(open_[1], b[1]), b[2], max(open_[3], b[3])]
            continue
        if open_:
            yield (open_[0], open_[1], open_[2], open_[3])
        open_ = list(b) if fits else []
    if open_:
        yield (open_[0], open_[1], open_[2], open_[3])


class _Reading:
    """One page while its words become pieces."""

    def __init__(
        self, tesserocr: Any, engine: Any, picture: Picture, number: int, raised: list[tuple[Box, str]], rtl: bool
    ) -> None:
        self._t, self._engine, self._picture, self._number = tesserocr, engine, picture, number
        self._raised, self._rtl = raised, rtl
        self._scale = 72 / picture.dpi

    def recognised(self) -> Recognised:
        """The page."""
        lines = list(self._lines())
        heights = [line.height for line, words in lines for _ in words]
        usual = median(heights) if heights else 1.0
        held = self._calls_of([line for line, _ in lines])
        slope = self._slope([line for line, _ in lines])
        pieces: list[Piece] = []
        unsure: list[str] = []
        left_out: list[str] = []
        for i, (line, words) in enumerate(lines):
            sure = sum(w.sure * len(w.text) for w in words) / max(1, sum(len(w.text) for w in words))
            if sure < _PICTURE or (line.height > _TALL * usual and sure < 0.75):
                left_out += [w.text for w in words]
                continue
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
        for text, it in _words(self._t, self._engine):
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

    def _slope(self, lines: Sequence[_Line]) -> float:
        """How a page that lies askew slopes: by its long lines."""
        found = [x.slope for x in lines if x.box[2] - x.box[0] > 20 * x.height]
        return median(found) if found else 0.0

    def _calls_of(self, lines: Sequence[_Line]) -> dict[int, list[_Word]]:
        """The raised numbers by the lines that they stand on: the nearest whose foot is below them."""
        found: dict[int, list[_Word]] = {}
        for box, text in self._raised:
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
