"""Scans: words recognised in pictures that the tests make of their own PDF files."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from akn.blocks import Block, NoteBlock
from akn.diagnostics import Result
from akn.errors import DataError, MissingDependency, UnreadableInput
from akn.text import Kind
from converters import Options, convert
from converters.formats.pace import Pace, paced
from converters.formats.pdf import read
from converters.formats.pdf.believed import Doubt, doubted, is_doubtful
from converters.formats.pdf.direction import in_order
from converters.formats.pdf.opening import Opened
from converters.formats.pdf.page import Box
from converters.formats.pdf.raised import raised_shapes
from converters.formats.pdf.recognition import USUAL_DENSITY, Recogniser, compare
from converters.formats.pdf.tongues import tongue, tongues, written_in
from tests.converters.formats.pdf_file import Page, pdf
from tests.shared import SHARED, needs_shared
from tests.thorough import some_of

pytest.importorskip("tesserocr", reason="the engine of recognition is not installed (extra ocr)")
try:
    with Recogniser("eng"):
        pass
except MissingDependency as missing:
    pytest.skip(f"there is no data of the language: {missing}", allow_module_level=True)

pytestmark = pytest.mark.timeout(600)  # a page takes the engine seconds of a processor, and longer beside other work

LEFT, FIRST = 123.4, 147.0
PARAGRAPHS = [
    "Recalling that the tide keeps its own hours, and that all readers who come by boat have a right to dry paper,",
    "1. Decides that all libraries shall be open at low water, whatever the hour is, and that lamps shall be lit;",
]


def _page(note: str = "See the report of the wardens (A/99/123), chapter two, section three.") -> Page:
    """A page with a call after the first paragraph, and its note below a stroke."""
    page = Page()
    y = 640.0
    for paragraph in PARAGRAPHS:
        words = paragraph.split()
        page.put(FIRST, y, " ".join(words[:14]))
        page.put(LEFT, y - 12, " ".join(words[14:]))
        y -= 36
    page.put(LEFT + page_width(" ".join(PARAGRAPHS[0].split()[14:])), 632, "1", size=6)
    page.put(LEFT, 150, "__________________", size=8)
    page.put(LEFT + 4, 141, "1", size=5.5)
    page.put(LEFT + 12, 138, note, size=8.5)
    return page


def page_width(text: str) -> float:
    """How wide a text of ten points is, about, with a little room."""
    return 4.35 * len(text)


def _pictures(data: bytes, dpi: int = 200) -> list[Any]:
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in file]
    finally:
        file.close()


def _saved(pictures: list[Any], form: str) -> bytes:
    target = BytesIO()
    extra = {"save_all": True, "append_images": pictures[1:]} if form in ("PDF", "TIFF") else {}
    known = {"resolution": 200.0} if form == "PDF" else {"dpi": (200, 200)}
    pictures[0].save(target, form, **known, **extra)
    return target.getvalue()


@pytest.fixture(scope="module")
def scan() -> bytes:
    return _saved(_pictures(pdf([_page()])), "PDF")


@pytest.fixture(scope="module")
def was_read(scan: bytes) -> Result[Any]:
    """What the scan says, whose language is given."""
    return read(scan, "x.pdf", language="eng")


def _shown(blocks: Any) -> list[str]:
    return [b.text.content for b in blocks if isinstance(b, Block)]


def test_a_scan_says_what_its_page_shows(was_read: Result[Any]) -> None:
    assert _shown(was_read.value) == PARAGRAPHS
    assert next(d.code.name for d in was_read.diagnostics) == "PAGES_RECOGNISED"
    assert "in English" in was_read.diagnostics[0].message


def test_two_lines_tell_their_language() -> None:
    # neither the search for the script nor the middle of the page has enough of them: each engine reads them all
    result = read(_volume(1), "scan.pdf")
    assert _shown(result.value) == ["1. Takes note of the report number 0 of the wardens,", PARAGRAPHS[1][3:75]]
    assert next(d.code.name for d in result.diagnostics) == "PAGES_RECOGNISED"
    assert "in English" in result.diagnostics[0].message


def test_the_middle_of_a_full_page_tells_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    # the search for the script is sure of nothing here, and the engine of each language reads the page
    known = {code: tongues()[code] for code in some_of(sorted(tongues()), 3, 2)}
    monkeypatch.setattr("converters.formats.pdf.recognition.tongues", lambda: known)
    page = Page()
    for i in range(16):
        page.put(FIRST, 740 - 40 * i, PARAGRAPHS[i % 2][:35])
    with Opened(_saved(_pictures(pdf([page])), "PDF"), "") as file, Recogniser() as reader:
        reader.choose(file.picture(1, USUAL_DENSITY))
        assert reader.language == "eng"


def test_the_call_of_a_note_is_found_in_the_picture(was_read: Result[Any]) -> None:
    blocks = was_read.value
    (note,) = [b for b in blocks if isinstance(b, NoteBlock)]
    assert note.marker == "1"
    assert _shown(note.blocks) == ["See the report of the wardens (A/99/123), chapter two, section three."]
    (call,) = [m for b in blocks if isinstance(b, Block) for m in b.text.of(Kind.NOTE)]
    assert (call.start, call.get("key")) == (len(PARAGRAPHS[0]), note.key)


def test_an_apostrophe_calls_no_note() -> None:
    capital = [(x, 100, x + 8, 120) for x in (0, 10, 20, 42, 52, 62, 72)]
    sign = (29, 98, 34, 108)  # between the third letter and what stands after it
    line = [((0, 96, 80, 124), ((0, 120), (80, 120)))]
    assert list(raised_shapes(sorted([*capital, sign]), line, _blank, 0.2, spaced=True))
    word = sorted([*capital, sign, (35, 106, 41, 120)])
    assert not list(raised_shapes(word, line, _blank, 0.2, spaced=True))
    assert list(raised_shapes(word, line, _blank, 0.2)), "words are not parted"


def test_a_line_of_small_letters_has_its_capitals_around_it() -> None:
    above = [(x, 60 if x < 20 else 67, x + 8, 80) for x in range(0, 150, 10)]  # two capitals
    below = [(x, 107, x + 8, 120) for x in range(0, 50, 10)]
    call = (52, 96, 58, 108)  # nearly as high as the small letters
    line = ((0, 96, 60, 124), ((0, 120), (60, 120)))
    assert not list(raised_shapes(sorted([*below, call]), [line], _blank, 0.2, spaced=True))
    lines = [((0, 56, 150, 84), ((0, 80), (150, 80))), line]
    assert list(raised_shapes(sorted([*above, *below, call]), lines, _blank, 0.2, spaced=True)) == [call]


def test_a_line_of_few_letters_is_as_high_as_those_around_it() -> None:
    above = [(x, 60, x + 8, 80) for x in range(0, 150, 10)]
    short, call = [(0, 100, 8, 120), (10, 100, 18, 120)], (30, 96, 36, 108)
    line = ((0, 96, 50, 124), ((0, 120), (50, 120)))
    assert not list(raised_shapes(sorted([*short, call]), [line], _blank, 0.2))
    lines = [((0, 56, 150, 84), ((0, 80), (150, 80))), line]
    assert list(raised_shapes(sorted([*above, *short, call]), lines, _blank, 0.2)) == [call]


def _blank(_: Box) -> Box | None:
    """Nothing is printed beside the line."""
    return None


@needs_shared
@pytest.mark.parametrize(
    ("year", "title"),
    [
        pytest.param(  # one of both shows the way of a real picture; this one takes the engine twice as long
            "1971",
            "2758 (XXVI). Restoration of the lawful rights of the People’s Republic of China in the United Nations",
            marks=pytest.mark.slow,
        ),
        ("1992", "47/1. Recommendation of the Security Council of 19 September 1992"),
    ],
)
def test_small_pictures_of_single_resolutions_have_their_language_and_number(year: str, title: str) -> None:
    assert SHARED is not None
    if not (SHARED / "scans").is_dir():
        pytest.skip("the folder of scans is not here")
    done = convert(SHARED / "scans" / f"resolution-{year}-en-small.png", options=Options(to="text"))
    assert done.document is not None
    assert done.document.metadata.language == "eng"
    assert done.output.decode().splitlines()[0] == title


def test_the_same_picture_gives_the_same_blocks(scan: bytes, was_read: Result[Any]) -> None:
    assert read(scan, "x.pdf", language="eng") == was_read


def test_a_page_that_lies_a_little_askew_is_read_as_a_level_one(scan: bytes) -> None:
    picture = _pictures(pdf([_page()]))[0].rotate(0.7, fillcolor=255)
    blocks = read(_saved([picture], "PDF"), language="eng").value
    assert _shown(blocks) == PARAGRAPHS
    assert sum(isinstance(b, NoteBlock) for b in blocks) == 1


@pytest.mark.parametrize(
    ("form", "name"), some_of([("TIFF", "scan.tif"), ("PNG", "scan.png"), ("JPEG", "scan.jpeg")], 2)
)
def test_pictures_are_inputs(form: str, name: str) -> None:
    pages = [Page(), Page()]
    pages[0].put(LEFT, 640, f"1. Decides {PARAGRAPHS[0][11:55]};")
    pages[1].put(LEFT, 640, "2. Requests all wardens to keep a lamp, a bench and a kettle for those who wait.")
    pictures = _pictures(pdf(pages))
    done = convert(_saved(pictures, form), name=name, options=Options(validate=False, language="en"))
    assert b"keeps its own hours" in done.output
    assert (b"a bench and a kettle" in done.output) is (form == "TIFF")  # the others hold one page


def test_a_picture_that_is_damaged_or_not_to_be_read_says_so_in_one_line() -> None:
    whole = _saved(_pictures(pdf([_page()])), "PNG")
    for data, extra in ((whole[:2000], {}), (b"\x89PNG\r\n\x1a\n", {}), (whole, {"ocr": "never"})):
        with pytest.raises(UnreadableInput, match=r"^scan\.png: [^\n]+$"):
            convert(data, name="scan.png", options=Options(**extra))  # type: ignore[arg-type]


def test_a_page_with_text_is_recognised_only_when_asked(scan: bytes) -> None:
    text = pdf([_page()])
    for ocr, recognised in (("auto", False), ("never", False), ("always", True)):
        codes = [d.code.name for d in read(text, ocr=ocr, language="eng").diagnostics]
        assert ("PAGES_RECOGNISED" in codes) is recognised
    assert "PAGES_ARE_PICTURES" in [d.code.name for d in read(scan, ocr="never").diagnostics]


def test_a_text_that_lies_is_told_by_comparing_it_with_the_page() -> None:
    honest, lying = pdf([_page()]), pdf([_page("See the report of the maoor (A/99/123), chapter two, section three.")])
    with Opened(lying, "") as stored, Opened(honest, "") as shown:
        pages = [p for p in stored.pages() if p is not None]
        (told,) = compare(shown.picture, pages, "eng", "file.pdf")
        assert list(compare(stored.picture, pages, "eng", "file.pdf")) == []
    assert "“maoor”, differ from those that the page shows, “wardens”" in told.message
    assert told.position.page == 1


@pytest.fixture(scope="module")
def fuller() -> Sequence[Any]:
    """The blocks of the page with a second note, called in the line of the first, and with a label."""
    page = _page()
    page.put(FIRST, 500, LABELLED)
    page.put(LEFT + 180, 632, ", but not on Sundays")
    page.put(LEFT + 180 + 4.3 * 20, 636, "11", size=6)
    page.put(LEFT, 131 - 5, "11", size=5.5)
    page.put(LEFT + 12, 123, "See the calendar of the wardens, and its supplement.", size=8.5)
    return read(_saved(_pictures(pdf([page])), "PDF"), language="eng").value


LABELLED = "(iii) The opening of all reading rooms at night, and of those of the harbour;"


def test_a_label_in_small_roman_numbers_is_read(fuller: Sequence[Any]) -> None:
    assert LABELLED in _shown(fuller)


def test_two_notes_of_two_figures_are_called_in_one_line(fuller: Sequence[Any]) -> None:
    assert [b.marker for b in fuller if isinstance(b, NoteBlock)] == ["1", "11"]


@pytest.mark.parametrize(
    ("shown", "meant"),
    [("2021/ربمسيد", "ديسمبر/2021"), (",2024-2014", "2014-2024،"), (".74/15", "74/15."), ("A/77/5", "A/77/5")],
)
def test_words_that_run_from_right_to_left_are_put_in_the_order_of_reading(shown: str, meant: str) -> None:
    assert in_order(shown, rtl=True) == meant


def test_what_is_missing_is_named_with_how_to_get_it(
    scan: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("converters.formats.pdf.recognition._PLACES", ())
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    (tmp_path / "fra.traineddata").write_bytes(b"")
    with pytest.raises(
        MissingDependency, match="Arabic needs its data: install it with `apt install tesseract-ocr-ara`"
    ):
        Recogniser("ara")
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(MissingDependency, match="pip install 'akn-un\\[ocr\\]'"):
        read(scan, ocr="always")
    codes = [d.code.name for d in read(scan).diagnostics]
    assert "RECOGNITION_MISSING" in codes
    assert "PAGES_ARE_PICTURES" in codes


def test_words_that_are_mostly_guesses_are_told_as_an_error(
    was_read: Result[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "R317" not in [d.code.code for d in was_read.diagnostics]
    monkeypatch.setattr("converters.formats.pdf.recognition._GUESSED", -0.1)
    (told,) = (d for d in read(_volume(1), "x.pdf", language="eng").diagnostics if d.code.code == "R317")
    assert told.severity == "error"


def _volume(count: int, height: int = 200) -> bytes:
    """Small pages of a paragraph, each with a number of its own."""
    pages = []
    for n in range(count):
        page = Page()
        page.put(LEFT, 640, f"{n + 1}. Takes note of the report number {n} of the wardens,")
        page.put(LEFT, 628, PARAGRAPHS[1][3:75])
        pages.append(page)
    return _saved([picture.crop((300, 350, 1500, 350 + height)) for picture in _pictures(pdf(pages))], "PDF")


def test_pages_that_are_read_at_once_are_what_they_are_one_by_one() -> None:
    volume, english = _volume(4), Options(language="en")
    outputs = []
    for at_once in (1, 3):
        said: list[int] = []
        with paced(Pace(lambda at_once=at_once: at_once, lambda done, of, said=said: said.append(done))):  # type: ignore[misc]
            outputs.append(convert(volume, name="volume.pdf", options=english).output)
        assert said == [1, 2, 3, 4]
    assert outputs[0] == outputs[1]
    assert all(f"report number {n} of".encode() in outputs[0] for n in range(4))


@pytest.mark.parametrize("at_once", [1, 3])
def test_pictures_go_once_they_are_read(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    alive: weakref.WeakSet[_Shown] = weakref.WeakSet()
    most: list[int] = []

    def shown(number: int, dpi: int) -> Any:
        picture = _Shown()
        alive.add(picture)
        most.append(len(alive))
        return picture

    monkeypatch.setattr(Recogniser, "page", lambda self, picture, number: time.sleep(0.01) or number)
    with Recogniser("eng") as reader, paced(Pace(lambda: at_once)):
        assert list(reader.pages(shown, range(1, 31))) == list(range(1, 31))
    assert max(most) <= at_once + 1
    assert not alive


class _Shown:
    """A picture that tells whether anybody holds it."""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the most that a process held is not told here")
def test_memory_does_not_grow_with_the_pages_but_by_their_words() -> None:
    code = (
        "import sys; from converters import Options, convert; from pathlib import Path\n"
        "convert(Path(sys.argv[1]).read_bytes(), name='volume.pdf', options=Options(language='en', validate=False))\n"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (12, 36):
            path = Path(folder, f"{count}.pdf")
            path.write_bytes(_volume(count, height=1600))
            done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
            peaks[count] = int(done.stdout) / 1024
    assert peaks[36] - peaks[12] < 24, "megabytes, of which a picture of such a page has 2"


def test_nothing_needs_the_pages_that_were_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    volume, held = _volume(2), tmp_path / "pages"
    asked: list[Any] = []
    # how a language is found is asked above
    monkeypatch.setattr(Recogniser, "_chosen", lambda self, picture: asked.append(picture) or "eng")
    outputs = [convert(volume, name="volume.pdf").output]
    monkeypatch.setenv("AKN_PAGES", str(held))
    outputs.append(convert(volume, name="volume.pdf").output)
    kept = [path for path in held.rglob("*") if path.is_file()]
    assert len(kept) == 3, "two pages and their language"
    with monkeypatch.context() as without:
        without.setattr(Recogniser, "_recognised", None)
        outputs.append(convert(volume, name="volume.pdf").output)
    for path in kept:
        path.write_bytes(b"nothing of ours")
    assert len(asked) == 2, "the language was kept too"
    outputs.append(convert(volume, name="volume.pdf").output)
    assert len(asked) == 3
    assert len(set(outputs)) == 1


def test_a_language_from_outside_is_looked_for_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "recognition").mkdir()
    path = tmp_path / "recognition" / "nld.toml"
    monkeypatch.setenv("AKN_DATA", str(tmp_path))
    path.write_text("name = 'Dutch'\nscripts = ['Latin']\n", encoding="utf-8")
    tongues.cache_clear()
    try:
        assert written_in("Latin") == ("eng", "deu", "fra", "nld", "spa")
        assert tongue("nld").name == "Dutch"
        path.write_text("name = 'Dutch'\nscript = ['Latin']\n", encoding="utf-8")
        tongues.cache_clear()
        with pytest.raises(DataError, match=r"nld\.toml: script is not a known key"):
            tongues()
        path.write_text("name = 'Dutch'\nlift = 2.0\n", encoding="utf-8")
        tongues.cache_clear()
        with pytest.raises(DataError, match=r"nld\.toml: lift"):
            tongues()
    finally:
        monkeypatch.delenv("AKN_DATA")
        tongues.cache_clear()


def _with_layer(words: Sequence[str]) -> bytes:
    """A picture of a page, and below it words that the file stores for it, as archives add them."""
    import pypdfium2
    import pypdfium2.raw as raw

    file = pypdfium2.PdfDocument(_saved(_pictures(pdf([_page()])), "PDF"))
    page = file[0]
    for i, line in enumerate(words):
        text = raw.FPDFPageObj_NewTextObj(file, b"Times-Roman", 10)
        raw.FPDFText_SetText(text, (ctypes.c_ushort * (len(line) + 1))(*map(ord, line), 0))
        raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, LEFT, 640 - 12 * i)
        raw.FPDFPage_InsertObject(page, text)
    raw.FPDFPage_GenerateContent(page)
    target = BytesIO()
    file.save(target)
    file.close()
    return target.getvalue()


def _lines(text: Sequence[str], note: str) -> list[str]:
    """Paragraphs as the lines of a page."""
    halves = [paragraph.split() for paragraph in text]
    return [line for words in halves for line in (" ".join(words[:14]), " ".join(words[14:]))] + [note]


GOOD = _lines(PARAGRAPHS, "See the report of the wardens (A/99/123), chapter two, section three.")
POOR = [
    line.replace("that", "t~at").replace("tide", "t1de").replace("reports", "rep0rts").replace("the ", "tlie ")
    for line in GOOD
]


@pytest.mark.parametrize("ocr", ["auto", "always", "never"])
def test_a_picture_with_a_good_text_keeps_it(ocr: str) -> None:
    result = read(_with_layer(GOOD), "scan.pdf", ocr=ocr, language="eng")
    codes = [d.code.name for d in result.diagnostics]
    assert ("PAGES_RECOGNISED" in codes) is (ocr == "always")
    assert not {"STORED_WORDS_LEFT", "STORED_WORDS_KEPT"} & set(codes)


@pytest.mark.parametrize("ocr", ["auto", "never"])
def test_a_picture_with_a_poor_text_is_recognised_and_the_page_is_named(ocr: str) -> None:
    result = read(_with_layer(POOR), "scan.pdf", ocr=ocr, language="eng")
    told = [d for d in result.diagnostics if d.code.name == "STORED_WORDS_LEFT"]
    if ocr == "never":
        assert not told
        assert "t~at" in " ".join(_shown(result.value))
        return
    assert _shown(result.value) == PARAGRAPHS, "of one reading alone"
    assert [(d.position.source, d.position.page) for d in told] == [("scan.pdf", 1)]
    assert "PAGES_RECOGNISED" in [d.code.name for d in result.diagnostics]


def test_a_text_with_odd_words_that_the_picture_shows_as_well_stays() -> None:
    odd = ["t~at" if i % 9 == 0 else word for i, word in enumerate(" ".join(GOOD).split())]
    stored = [" ".join(odd[i : i + 12]) for i in range(0, len(odd), 12)]
    with Opened(_with_layer(stored), "") as file:
        (page,) = [p for p in file.pages() if p is not None]
    assert is_doubtful(page)
    assert doubted(page, page) == Doubt(len(odd), 0, 0)
    unsure = replace(page, pieces=[replace(p, text=p.text.replace("~", "h"), confidence=0.4) for p in page.pieces])
    assert not doubted(page, unsure).is_worse, "the picture says otherwise, and is not sure of it"


def test_without_recognition_a_doubtful_text_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    result = read(_with_layer(POOR), "scan.pdf")
    assert "t~at" in " ".join(_shown(result.value))
    assert "RECOGNITION_MISSING" not in [d.code.name for d in result.diagnostics], "all pages have words"
