"""Words recognised in the picture of a page (by Tesseract), as the pieces that the geometry reads.

What recognition loses are the small raised signs that call notes.  So they are sought first, among the connected
shapes of the picture.  They are cut out, enlarged and read as digits; the page is then recognised without them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import MissingDependency
from converters.formats.pace import each
from converters.formats.pdf.believed import SURE, differences, doubted, words_on
from converters.formats.pdf.cleaning import cleaned
from converters.formats.pdf.halves import completed, grown
from converters.formats.pdf.islands import islands
from converters.formats.pdf.kept import KeptPages
from converters.formats.pdf.page import Box, Page, Picture, listed
from converters.formats.pdf.raised import raised_shapes
from converters.formats.pdf.tongues import tongue, tongues, written_in
from converters.formats.pdf.words import Place, Reading, Recognised, Shapes, words_of

if TYPE_CHECKING:
    from PIL.Image import Image


USUAL_DENSITY = 300

_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_SEEN = 0.3  # a raised number was read with at least that much
_PARAGRAPH = 150  # as many letters tell a language
_GUESSED, _FEW = 0.25, 20  # on pages that people can read at most .03 of the words are unsure
_SCRIPT = 2.0  # how sure the search for the script must be
_MARGIN = 24  # dots of paper around what is read once more
_TIGHT = 8  # as many around what holds a few words: with more, stops are read before and after them
_PAPER = 250  # a column of dots with a darker mean holds print
_INK = [255] * 128 + [0] * 128  # what is dark enough to be printed
_RAISED = "0123456789()*"
# Of a hundred: how sure an engine is of the words of a page, at least, if only its lines with raised numbers are read
# once more, and not all of it (a sixth of the time).  Of 11,800 words of such pages (93 and more) three differ, two of
# them better; of a real page of 1971 (84) nine of six hundred would, four of them worse.
_WELL = 90
_WAY = 9  # of recognising: another one makes what was kept worthless


Shown = Callable[[int, int], Picture]
"""What a page looks like, by its number (from 1) and the dots an inch that the picture shall have."""


def recognise(
    shown: Shown, numbers: Sequence[int], language: str, source: str, stored: Mapping[int, Page] | None = None
) -> tuple[list[Page], list[Diagnostic]]:
    """The pages with these numbers, recognised in their pictures, and what is to be said of them.

    Those of which the words that the file stores (`stored`) are as good are left out.  Raises MissingDependency without
    tesserocr or the data of the language, in one line that tells what to install.
    """
    remarks: list[Diagnostic] = []
    read: list[Recognised] = []
    with Recogniser(language) as reader:
        for done in reader.pages(shown, numbers):
            where = Position(source, page=done.page.number)
            if held := (stored or {}).get(done.page.number):
                doubt = doubted(held, done.page)
                code = Code.STORED_WORDS_LEFT if doubt.is_worse else Code.STORED_WORDS_KEPT
                remarks.append(code.at(where, worse=doubt.stored, count=doubt.words, others=doubt.recognised))
                if not doubt.is_worse:
                    continue
            read.append(done)
            if done.unsure:
                remarks.append(Code.WORDS_UNSURE.at(where, count=len(done.unsure), words=listed(done.unsure)))
            if done.left_out:
                remarks.append(Code.PICTURES_LEFT_OUT.at(where, words=listed(done.left_out)))
        unsure = sum(len(done.unsure) for done in read)
        if unsure > _GUESSED * (words := sum(len(words_on(done.page)) for done in read)) and words >= _FEW:
            remarks.insert(0, Code.PAGES_ILLEGIBLE.at(Position(source), unsure=unsure, count=words))
        if read:
            named = tongue(reader.language).name
            remarks.insert(0, Code.PAGES_RECOGNISED.at(Position(source), count=len(read), language=named))
    return [done.page for done in read], remarks


def compare(shown: Shown, pages: Sequence[Page], language: str, source: str) -> Iterator[Diagnostic]:
    """Where the text that a file stores is not what its pages show; exceptions as for `recognise`."""
    with Recogniser(language) as reader:
        for page, done in zip(pages, reader.pages(shown, [p.number for p in pages]), strict=True):
            for stored, seen in differences(words_on(page), words_on(done.page)):
                for was, shows in zip(stored, seen, strict=False) if len(stored) == len(seen) else ():
                    within = was.letters in shows.letters or shows.letters in was.letters
                    if shows.sure > SURE and not within:
                        where = Position(source, page=page.number)
                        yield Code.TEXT_NOT_SHOWN.at(where, stored=was.letters, shown=shows.letters)


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
        self._engines: dict[tuple[str, bool], Any] = {}
        self._beside: list[Recogniser] = []  # that read other pages meanwhile
        self._kept = KeptPages(f"{_WAY} {tesserocr.tesseract_version()} {_sizes(self._path, self._there)} {tongues()}")
        self.language = language
        if language:
            self._needed((language,))

    def __enter__(self) -> Recogniser:
        """The recogniser itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._close()
        for other in self._beside:
            other._close()

    def _close(self) -> None:
        for engine in self._engines.values():
            engine.End()
        self._engines.clear()

    def pages(self, shown: Shown, numbers: Sequence[int]) -> Iterator[Recognised]:
        """The pages with these numbers, recognised; the first of them tells the language, if it is not known.

        As many are read at once as the pace allows (`converters.formats.pace`), by engines of their own.
        """
        if not numbers:
            return
        first = shown(numbers[0], USUAL_DENSITY)
        self.choose(first)
        density = tongue(self.language).density
        ready = {numbers[0]: first} if density == USUAL_DENSITY else {}
        del first
        free, one_by_one = [self], Lock()

        def read(number: int) -> Recognised:
            with one_by_one:  # what shows pages, and starting an engine, are not for several threads
                picture = ready.pop(number) if number in ready else shown(number, density)
                if not free:
                    self._beside.append(Recogniser(self.language))
                    free.append(self._beside[-1])
                reader = free.pop()
            try:
                return reader.page(picture, number)
            finally:
                free.append(reader)

        yield from each(read, numbers)

    def choose(self, picture: Picture) -> None:
        """Find the language of an input, if it is not known, by one of its pages."""
        if not self.language:
            key = self._kept.key(picture, "language")
            self.language = self._kept.get(key, str) or self._chosen(picture)
            self._kept.put(key, self.language)
            self._close()  # those of the languages that it is not

    def _chosen(self, picture: Picture) -> str:
        script = ""
        if "osd" in self._there:
            engine = self._engine("osd", self._t.PSM.OSD_ONLY)
            self._show(engine, self._image(picture), picture.dpi)
            seen = engine.DetectOrientationScript()
            script = seen["script_name"] if seen and seen["script_conf"] >= _SCRIPT else ""
        known = self._needed(written_in(script) or tuple(tongues()))
        return known[0] if len(known) == 1 else self._likeliest(known, picture)

    def page(self, picture: Picture, number: int) -> Recognised:
        """What a page says."""
        key = self._kept.key(picture, f"page {self.language}")
        found = self._kept.get(key, Recognised)
        if found is None:
            found = self._recognised(picture, number)
            self._kept.put(key, found)
        found.page.number = number
        return found

    def _recognised(self, picture: Picture, number: int) -> Recognised:
        engine = self._engine(self.language, self._t.PSM.AUTO)
        image = self._image(picture)
        self._show(engine, image, picture.dpi)
        boxes, raised = self._shapes(engine, image)
        clean = image.copy()
        for (left, top, right, bottom), _ in raised:
            clean.paste(255, (int(left), int(top), int(right), int(bottom)))
        # where spaces part words, a line is read as well by itself: the page need not be laid out again for its numbers
        left_in = [box for box, _ in raised] if tongue(self.language).spaced else []
        if left_in or not raised:
            engine.Recognize()
        if raised and (not left_in or engine.MeanTextConf() < _WELL):
            left_in = []
            self._show(engine, clean, picture.dpi)
            engine.Recognize()

        enlarged = round(USUAL_DENSITY / picture.dpi) or 1
        shapes = Shapes(
            boxes,
            raised,
            again=partial(self._again, image, mode=self._t.PSM.SINGLE_LINE, enlarged=enlarged),
            alone=partial(self._alone, clean.copy(), picture=picture),
            whole=partial(grown, clean.copy()),
            call=partial(self._call, image),
            rest=partial(self._rest, clean, picture=picture),
            left_in=left_in,
        )
        return Reading(self._t, engine, picture, number, shapes, tongue(self.language)).recognised()

    # languages

    def _needed(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Those of the languages that there is data for; raises MissingDependency if there is none."""
        known = tuple(c for c in codes if (tongue(c).data or c) in self._there)
        if not known:
            packages = " ".join(f"tesseract-ocr-{(tongue(c).data or c).replace('_', '-')}" for c in codes)
            named = " or ".join(tongue(c).name for c in codes)
            raise MissingDependency(f"recognising {named} needs its data: install it with `apt install {packages}`")
        return known

    def _likeliest(self, codes: Sequence[str], picture: Picture) -> str:
        """The language whose model and dictionary know most of a page; a third of it tells, if it holds a paragraph."""
        level, image = self._t.RIL.WORD, self._image(picture)
        rows = image.resize((1, image.height), self._pillow.Resampling.BOX).tobytes()
        for top, bottom in ((0.35, 0.65), (0.0, 1.0)):
            upper, lower = (_lightest(rows, int(share * image.height), picture.dpi // 4) for share in (top, bottom))
            found: list[tuple[float, int]] = []
            most = 0.0
            for i, code in enumerate(codes):
                engine = self._engine(code, self._t.PSM.AUTO)
                self._show(engine, image.crop((0, upper, image.width, lower)), picture.dpi)
                engine.Recognize()
                size = sure = known = 0.0
                for text, word in words_of(self._t, engine):
                    size += len(text)
                    sure += len(text) * word.Confidence(level)
                    known += len(text) * word.WordIsFromDictionary()
                found.append((-sure * (size + known) / max(1.0, size) ** 2, i))
                most = max(most, size)
            if most >= _PARAGRAPH:
                break
        return codes[min(found)[1]]

    def _engine(self, language: str, mode: int) -> Any:
        """The engine of a language that reads pages, or the one that reads parts of them while the words of a page are
        asked for.
        """
        key = (language, mode in (self._t.PSM.AUTO, self._t.PSM.OSD_ONLY))
        if key not in self._engines:
            names = "+".join((tongue(c).data or c) for c in language.split("+"))
            self._engines[key] = self._t.PyTessBaseAPI(path=self._path, lang=names, psm=mode)
        self._engines[key].SetPageSegMode(mode)
        return self._engines[key]

    def _image(self, picture: Picture) -> Image:
        size = (picture.width, picture.height)
        return cleaned(self._pillow.frombuffer("L", size, picture.data, "raw", "L", picture.stride, 1))

    @staticmethod
    def _show(engine: Any, image: Image, dpi: int) -> None:
        engine.SetImage(image)
        engine.SetSourceResolution(dpi)

    # raised signs

    def _shapes(self, engine: Any, image: Image) -> tuple[list[Box], list[tuple[Box, str]]]:
        """The boxes of all shapes of a page, by their left, and the raised numbers among them."""
        layout, level = engine.AnalyseLayout(), self._t.RIL.TEXTLINE
        if layout is None:
            return [], []
        symbol = self._t.RIL.SYMBOL  # before recognition these are the shapes, and their boxes come without pictures
        boxes: list[Box] = sorted(
            box for it in self._t.iterate_level(layout, symbol) if (box := it.BoundingBox(symbol))
        )
        layout.Begin()
        found: dict[Box, str] = {}
        lift, spaced = tongue(self.language).lift, tongue(self.language).spaced

        def ink(part: Box) -> Box | None:
            left, top = int(part[0]), int(part[1])
            seen = image.crop((left, top, int(part[2]), int(part[3]))).point(_INK, "1").getbbox()
            return (left + seen[0], top + seen[1], left + seen[2], top + seen[3]) if seen else None

        lines = [
            (box, base)
            for line in self._t.iterate_level(layout, level)
            if (box := line.BoundingBox(level))
            and (base := line.Baseline(level))
            and box[2] - box[0] > 1.5 * (box[3] - box[1])
        ]
        boxes, lines = completed(image, boxes, lines)
        for shape in raised_shapes(boxes, lines, ink, lift, spaced=spaced):
            if shape not in found:
                found[shape] = self._number(image, shape)
        return boxes, [(box, text) for box, text in found.items() if text]

    def _call(self, image: Image, part: Box) -> tuple[Box, str] | None:
        """The number in a part of a page that lies above the line, with its box: shapes that reach down are letters."""
        left, top, right, bottom = (int(v) for v in part)
        band = image.crop((left, top, right, bottom)).point(_INK, "1")
        columns = [band.crop((x, 0, x + 1, band.height)).getbbox() for x in range(band.width)]
        found: list[int] = []
        for x, seen in enumerate([*columns, None]):
            if seen is not None and seen[3] < band.height - 1:
                found.append(x)
            elif found and (seen is not None or x - found[-1] > 3):
                break
        if not found:
            return None
        held = [seen for seen in columns[found[0] : found[-1] + 1] if seen is not None]
        box = (left + found[0], top + min(s[1] for s in held), left + found[-1] + 1, top + max(s[3] for s in held))
        text = self._number(image, box) if box[3] - box[1] > 3 else ""
        return (box, text) if text else None

    def _alone(self, image: Image, box: Box, within: tuple[float, float], picture: Picture) -> tuple[Any, Place]:
        """The engine after it has read the line of a part of a page, and where the strip with that line stands.

        What is printed beside that part `within` two places, as near as letters are, is of the line.
        """
        left, top, right, bottom = (int(v) for v in box)
        band = image.crop((0, top, image.width, bottom)).resize((image.width, 1), self._pillow.Resampling.BOX).tobytes()
        left -= _printed_beside(band[int(within[0]) : left][::-1], bottom - top)
        right += _printed_beside(band[right : int(within[1])], bottom - top)
        room = _MARGIN * picture.dpi // USUAL_DENSITY
        part = image.crop((left - 2, top - 2, right + 3, bottom + 3))
        strip = self._pillow.new("L", (image.width, part.height + 2 * room), 255)
        strip.paste(part, (left - 2, room))
        engine = self._engine(self.language, self._t.PSM.SINGLE_LINE)
        engine.SetVariable("tessedit_char_whitelist", "")
        self._show(engine, strip, picture.dpi)
        engine.Recognize()
        return engine, (0, top - 2 - room)

    def _rest(self, image: Image, lines: Sequence[Box], picture: Picture) -> Iterator[tuple[Any, Place]]:
        """The engine after each piece of print that no line covers, and where the strip with that stands.

        The layout of a page in Arabic loses a line now and then, or words at the beginning or in the middle of one.
        """
        if not lines:
            return
        for left, top, right, bottom in lines:
            image.paste(255, (int(left), int(top), int(right), int(bottom)))
        usual = sorted(b[3] - b[1] for b in lines)[len(lines) // 2]
        edges = min(b[0] for b in lines), min(b[1] for b in lines), max(b[2] for b in lines), max(b[3] for b in lines)
        modes, room = self._t.PSM, _TIGHT * picture.dpi // USUAL_DENSITY
        for left, top, right, bottom in islands(image, usual, edges):
            part = image.crop((left, top, right, bottom))
            strip = self._pillow.new("L", (part.width + 2 * room, part.height + 2 * room), 255)
            strip.paste(part, (room, room))
            # a few joined letters are no line to the layout: they are read as what the strip holds, whatever that is
            for mode in (modes.SINGLE_LINE, modes.RAW_LINE):
                engine = self._engine(self.language, mode)
                engine.SetVariable("tessedit_char_whitelist", "")
                self._show(engine, strip, picture.dpi)
                engine.Recognize()
                if engine.MeanTextConf():
                    yield engine, (left - room, top - room)
                    break

    def _number(self, image: Image, box: Box) -> str:
        """The number that a small sign is, empty if it is none: the surest of several readings that fit its width."""
        modes = self._t.PSM
        ways = ((modes.SINGLE_WORD, 6), (modes.SINGLE_WORD, 3), (modes.SINGLE_LINE, 3), (modes.SINGLE_CHAR, 4))
        found: dict[str, float] = {}
        for mode, enlarged in ways:
            text, sure = self._again(image, box, mode, enlarged, _RAISED)
            text = text.strip("()")
            if sure > _SEEN and text.isdecimal() and text[0] != "0" and len(text) < 4 and _fits(text, box):
                found[text] = found.get(text, 0.0) + sure
        return max(found, key=lambda text: found[text], default="")

    def _again(self, image: Image, box: Box, mode: int, enlarged: int, among: str = "") -> tuple[str, float]:
        """What a part of a page says, read once more: enlarged, on white paper, as signs `among` those given.

        With it, how sure that is (0 to 1).
        """
        left, top, right, bottom = (int(v) for v in box)
        part = image.crop((left - 1, top - 1, right + 1, bottom + 1))
        part = part.resize((part.width * enlarged, part.height * enlarged), self._pillow.Resampling.LANCZOS)
        paper = self._pillow.new("L", (part.width + 2 * _MARGIN, part.height + 2 * _MARGIN), 255)
        paper.paste(part, (_MARGIN, _MARGIN))
        engine = self._engine(_OF_NUMBERS if _OF_NUMBERS in self._there else self.language, mode)
        engine.SetVariable("tessedit_char_whitelist", among)
        self._show(engine, paper, USUAL_DENSITY)
        return str(engine.GetUTF8Text()).strip(), engine.MeanTextConf() / 100


_OF_NUMBERS = "eng"
"""The data of Tesseract that reads the small numbers of calls: they are Western digits in all languages."""


def _printed_beside(band: bytes, room: int) -> int:
    """How many dots of a band of a page are of the line that ends where it begins: up to so much white room.

    >>> _printed_beside(bytes([255, 90, 255, 255, 255, 90]), 3)
    2
    """
    last = 0
    for x, grey in enumerate(band, 1):
        if grey < _PAPER:
            last = x
        elif x - last >= room:
            break
    return last


def _lightest(rows: bytes, near: int, reach: int) -> int:
    """The lightest of the rows of a page at most `reach` from one, so that no line of print is cut through.

    >>> _lightest(bytes([90, 90, 255, 90, 90]), 4, 2), _lightest(bytes([255, 255, 90, 90]), 0, 3)
    (2, 0)
    """
    within = range(max(0, near - reach), min(len(rows), near + reach + 1))
    return max(within, key=lambda y: (rows[y], -abs(y - near)))


def _fits(number: str, box: Box) -> bool:
    """True if a box is as wide as one that holds so many figures."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return 0.4 * high * (len(number) - 1) < wide < 0.85 * high * len(number)


def _data_in(folder: str) -> frozenset[str]:
    """The names of the languages whose data lies in a folder; none where there is no such folder."""
    if not folder or not os.path.isdir(folder):
        return frozenset()
    return frozenset(n.removesuffix(".traineddata") for n in os.listdir(folder) if n.endswith(".traineddata"))


def _sizes(folder: str, names: Iterable[str]) -> str:
    """The data of languages with its sizes, which tell one set of data from another."""
    return " ".join(f"{n} {os.path.getsize(os.path.join(folder, f'{n}.traineddata'))}" for n in sorted(names))


def _data_of(tesserocr: Any) -> tuple[str, frozenset[str]]:
    """The folder with the data of languages, and the names of those that are there."""
    for place in (os.environ.get("TESSDATA_PREFIX", ""), *_PLACES):
        if names := _data_in(place):
            return place, names
    place = tesserocr.get_languages()[0]  # asked last: it starts the engine
    if names := _data_in(place):
        return place, names
    raise MissingDependency(
        "recognising scans needs the data of Tesseract: install it with `apt install tesseract-ocr`"
    )
