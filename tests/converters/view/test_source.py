"""The source beside a page: lines, paragraphs and pictures of pages, and where each unit came from."""

from __future__ import annotations

import re
from base64 import b64encode
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from msgspec.structs import replace

from akn.blocks import paragraphs
from akn.diagnostics import Code, Position
from akn.errors import UnreadableInput
from akn.structure.correcting import Correcting
from akn.structure.corrections import corrections_in
from converters.batch.plan import Found
from converters.conversion import convert, look
from converters.formats.pdf.page import Picture
from converters.options import CorrectionsFile, Options
from converters.view.page import write_page
from converters.view.site import SiteInput, see
from converters.view.source import page_picture, png
from tests.browser import ROOT, browser, needs_browser
from tests.converters.command import RESOLUTION
from tests.converters.formats.pdf_file import Page, pdf
from tests.thorough import some_of


def _seen(name: str, data: bytes, source: str = "pictures") -> SiteInput:
    return see(Found(name, "a", data), Options(to="html"), source=source)


def _text_of(seen: SiteInput, eid: str) -> str:
    first, last = seen.shown.units[eid]
    return " ".join(line.text for line in seen.shown.lines[first - 1 : last])


def _two_pages() -> bytes:
    pages = [Page(), Page()]
    for page, texts in zip(
        pages,
        (
            ["The General Assembly,", "Recalling the tide,", "1. Decides that all libraries shall be open;"],
            ["2. Requests all keepers to light their lamps;", "3. Decides to remain seized of the matter."],
        ),
        strict=True,
    ):
        for n, text in enumerate(texts):
            page.put(123, 600 - 30 * n, text)
    return pdf(pages)


@pytest.mark.parametrize(("name", "kind"), [("a.txt", "lines"), ("a.docx", "paragraphs")])
def test_a_unit_leads_to_its_lines_or_paragraphs(name: str, kind: str) -> None:
    data = RESOLUTION.encode()
    seen = _seen(
        name, convert(data, name="a.txt", options=Options(to="docx")).output if name.endswith("docx") else data
    )
    assert seen.shown.kind == kind
    assert _text_of(seen, "para_1").endswith("Calls upon all keepers to keep the light burning;")
    assert "Recalling its resolution 98/7" in _text_of(seen, "container_1")


def test_a_remark_about_a_line_stands_at_the_unit_of_the_line() -> None:
    seen = _seen("a.txt", RESOLUTION.encode())
    assert seen.shown.by_line()[11] == "para_1"
    assert 12 not in seen.shown.by_line() or seen.shown.by_line()[12] == "body"
    word = _seen("a.docx", convert(RESOLUTION.encode(), name="a.txt", options=Options(to="docx")).output)
    assert "para_2" in word.shown.by_line().values()


def test_what_is_said_of_the_first_lines_leads_to_them_and_not_to_a_note() -> None:
    text = b"Tides of 2044\n\nReport of the keepers[^1]\n\n1. The light burned.\n\n[^1]: Excludes lamps ashore.\n"
    seen = _seen("a.docx", convert(text, name="a.md", options=Options(to="docx")).output)
    assert "S201" in [d.code.code for d in seen.diagnostics]
    page = write_page(seen.document, diagnostics=seen.diagnostics, source=seen.shown).decode()
    (said,) = re.findall(r'S201</span>\s*<a href="#([^"]*)">.*?</li>', page, re.S)
    assert f'id="{said}"' in page.split("<main")[1]
    assert said in ("coverPage", "preface", "preamble", "body")
    assert 'starts = "Excludes' not in unescape(" ".join(re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.S)))


def test_a_unit_of_a_pdf_file_leads_to_its_box_on_the_picture_of_its_page() -> None:
    seen = _seen("a.pdf", _two_pages())
    assert [(sheet.number, sheet.width, sheet.height) for sheet in seen.shown.sheets] == [(1, 612, 792), (2, 612, 792)]
    number, left, top, width, height = map(float, seen.shown.boxes["para_3"].split())
    assert number == 2
    assert left == pytest.approx(100 * 123 / 612, abs=1)
    assert top + height == pytest.approx(100 * (792 - 570) / 792, abs=1)
    assert width > 20
    page = write_page(seen.document, source=seen.shown).decode()
    assert f'data-from="2 2" data-boxes="{seen.shown.boxes["para_3"]}"' in page
    assert page.count('<img src="data:image/png;base64,') == 2


def test_pictures_can_be_left_to_whoever_shows_the_page() -> None:
    seen, without = (_seen("a.pdf", _two_pages(), kind).shown for kind in ("pictures", "pages"))
    assert [replace(sheet, picture="") for sheet in seen.sheets] == list(without.sheets)
    assert replace(seen, sheets=()) == replace(without, sheets=())
    made = page_picture(_two_pages(), "a.pdf", 2)
    assert seen.sheets[1].picture == f"data:image/png;base64,{b64encode(made).decode()}"
    for number in (0, 3):
        with pytest.raises(UnreadableInput, match=f"no page {number}"):
            page_picture(_two_pages(), "a.pdf", number)


def test_what_is_shown_of_the_source_can_be_chosen() -> None:
    assert _seen("a.pdf", _two_pages(), "text").shown.kind == "paragraphs"
    assert _seen("a.pdf", _two_pages(), "text").shown.lines[0].label == "p. 1"
    assert not _seen("a.pdf", _two_pages(), "none").shown.lines
    assert _seen("a.pdf", _two_pages(), "none").shown.units == {}


DOCUMENTS = sorted((ROOT / "examples").glob("*.txt")) + sorted((ROOT / "tests" / "golden").glob("*/source.txt"))


@pytest.mark.parametrize(
    ("format_", "path"),
    [*(("text", path) for path in DOCUMENTS), *(("docx", path) for path in some_of(DOCUMENTS, 3))],
    ids=lambda of: of if isinstance(of, str) else of.parent.name if of.name == "source.txt" else of.stem,
)
def test_every_line_is_named_so_that_a_correction_finds_it_and_no_other(path: Path, format_: str) -> None:
    data = path.read_bytes()
    if format_ == "docx":
        data = convert(data, name=path.name, options=Options(to="docx")).output
    options = Options(to="html")
    seen = _seen(f"{path.stem}.{format_}", data)
    keys = dict.fromkeys(filter(None, (*seen.shown.keys.values(), *(of.key for of in seen.shown.texts.values()))))
    assert len(keys) >= 2
    text = "".join(f'[[line]]\n{key}\nrole = "furniture"\n' for key in keys)
    corrected = look(data, f"{path.stem}.{format_}", replace(options, corrections=CorrectionsFile("x.toml", text)))
    told = [
        d.message for d in corrected.diagnostics if d.code in (Code.CORRECTION_UNMATCHED, Code.CORRECTION_AMBIGUOUS)
    ]
    assert told == []


def test_headings_titles_cells_and_notes_can_be_named() -> None:
    text = RESOLUTION.replace("burning;", "burning;[^1]")
    table = "\n| Keepers of the north | 39 |\n|---|---|\n| Keepers of the south | 17 |\n"
    markdown = f"{text}{table}\n[^1]: See the tables of the tides.\n".encode()
    seen = _seen("a.docx", convert(markdown, name="a.md", options=Options(to="docx")).output)
    page = html.fromstring(write_page(seen.document, source=seen.shown))
    named = {
        " ".join(e.text_content().split()).rstrip("¶"): e.get("data-key") for e in page.xpath("//main//*[@data-key]")
    }
    for words in ("99/12. Lighthouses", "Keepers of the south", "See the tables of the tides."):
        assert words.replace(" ", "")[:8] in named[words].replace(" ", "")


def test_a_correction_is_offered_with_the_line_that_it_speaks_of() -> None:
    text = RESOLUTION.replace("2. Decides", "3. Decides")
    seen = _seen("a.txt", text.encode())
    page = write_page(seen.document, diagnostics=seen.diagnostics, source=seen.shown).decode()
    offered = [unescape(one) for one in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.S)]
    assert any(one.startswith('[[line]]\nstarts = "3. Decides to remain seized') for one in offered)
    assert 'symbol = "A/RES/99/12"' in offered
    for one in offered:
        corrections_in(one, "a.toml")


def test_a_misprinted_date_is_offered_with_the_text_that_the_number_means() -> None:
    text = RESOLUTION.replace("98/7 of 3 December 2043", "66/288 of 28 July 2012")
    assert text != RESOLUTION
    seen = _seen("a.txt", text.encode())
    page = write_page(seen.document, diagnostics=seen.diagnostics, source=seen.shown).decode()
    (told,) = [d for d in seen.diagnostics if d.code is Code.DATE_MISPRINTED]
    assert f'[[reference]]\ntext = "{dict(told.details)["text"]}"\nto = "A/RES/66/288"' in unescape(page)


def test_both_lines_of_a_title_are_offered_where_they_were_joined() -> None:
    seen = _seen("a.txt", RESOLUTION.encode())
    first, second = "99/12. Lighthouses", "61st plenary meeting"
    told = Code.PARAGRAPH_JOINED.at(Position(eid="preface"), opening=first, following=second, before=18, parted=False)

    def offered(opening: str) -> str:
        wrong = replace(told, details=(("opening", opening), *told.details[1:]))
        page = write_page(seen.document, diagnostics=[wrong], source=seen.shown).decode()
        return unescape(page).partition('<pre tabindex="0">')[2].partition("</pre>")[0]

    both = f'[[line]]\nstarts = "{first}"\nrole = "title"\n\n[[line]]\nstarts = "{second}"\nrole = "title"'
    assert dict(told.details)["opening"] == first
    assert offered(first) == both
    assert 'role = "title"' not in offered("Words that stand nowhere"), "what is not known is not said"


def test_paragraphs_that_begin_alike_are_named_by_more_words_or_by_what_stands_before() -> None:
    text = RESOLUTION.replace(
        "1. Calls", "Recalling its resolution 98/7 of 4 December 2043,\n\nLamps\n\nLamps\n\n1. Calls"
    )
    lines = {line.text: line.key for line in _seen("a.txt", text.encode()).shown.lines}
    assert lines["Recalling its resolution 98/7 of 3 December 2043,"].endswith('of 3 December 2043,"') or lines[
        "Recalling its resolution 98/7 of 3 December 2043,"
    ].endswith('of 3"')
    assert lines["Lamps"] == 'starts = "Lamps"\nafter = "Lamps"'


@pytest.mark.parametrize("form", ["md", "docx"])
def test_each_of_many_lines_with_the_same_words_has_a_name_that_leads_to_it_alone(form: str) -> None:
    table = "\n| – | – | 3 |\n|---|---|---|\n| – | – | – |\n| – | – | 3 |\n"
    text = RESOLUTION.replace("1. Calls", f"Targets:\n\nTargets:\n{table}\nTargets: all\n\n1. Calls")
    data, name = text.encode(), "a.md"
    if form == "docx":
        data, name = convert(data, name=name, options=Options(to="docx")).output, "a.docx"
    held = look(data, name, Options(to="html"))
    found = [block for block in paragraphs(held.blocks) if block.text.content.strip()]
    shown = _seen(name, data).shown
    keys = list(shown.says)
    assert len(keys) == len(set(keys)) == len(found)
    for key, block in zip(keys, found, strict=True):
        given = corrections_in(f'[[line]]\n{key}\nwords = "Keepers"', "a.toml")
        correcting = Correcting(given, name)
        now = [b for b in paragraphs(correcting.worded(held.blocks)) if b.text.content.strip()]
        changed = [old for old, new in zip(found, now, strict=True) if old != new]
        assert changed == [block], key


@pytest.mark.parametrize("width", [7, 8])
def test_a_picture_comes_back_in_sixteen_greys(width: int) -> None:
    image = pytest.importorskip("PIL.Image")
    stride = width + 3
    data = bytes((17 * x + 40 * y) % 256 if x < width else 1 for y in range(5) for x in range(stride))
    with image.open(BytesIO(png(Picture(data, width, 5, stride, 100)))) as opened:
        assert opened.size == (width, 5)
        grey = opened.convert("L")
        for y in range(5):
            for x in range(width):
                assert abs(grey.getpixel((x, y)) - data[y * stride + x]) <= 9


@needs_browser
def test_corrections_are_put_together_by_clicks(tmp_path: Path) -> None:
    seen = _seen("a.txt", RESOLUTION.encode())
    (tmp_path / "a.html").write_bytes(write_page(seen.document, source=seen.shown))
    with browser(tmp_path / "profile") as shown:
        shown.open(tmp_path / "a.html")
        for script in (
            "document.getElementById('view-with-source').click(); document.getElementById('view-correct').open = true",
            "document.getElementById('view-from-5').click()",
            "window.e = document.getElementById('view-correct-role'); e.value = 'title'",
            "e.dispatchEvent(new Event('change'))",
            "document.getElementById('view-correct-add').click()",
            "document.querySelector('#para_1 > p').click()",
            "document.getElementById('view-correct-action').click()",
            "document.getElementById('view-correct-add').click()",
        ):
            shown.run(script)
        made = shown.run("return document.getElementById('view-correct-text').value")
        saved = unquote(shown.run("return document.getElementById('view-correct-save').href"))
        assert shown.messages() == []
    assert saved == f"data:application/toml;charset=utf-8,{made}"
    found = corrections_in(made, "a.toml")
    assert [(one.starts, one.role, one.action) for one in found.line] == [
        ("99/12. Lighthouses", "title", True),
        ("1. Calls upon all keepers to keep", "", False),
    ]


@needs_browser
def test_a_click_on_the_picture_shows_what_became_of_it_and_a_click_on_a_unit_its_box(tmp_path: Path) -> None:
    seen = _seen("a.pdf", _two_pages())
    (tmp_path / "a.html").write_bytes(write_page(seen.document, source=seen.shown))
    with browser(tmp_path / "profile") as shown:
        shown.open(tmp_path / "a.html")
        shown.run("document.getElementById('view-with-source').click()")
        shown.run("document.querySelector('#para_2 > p').click()")
        assert shown.run("return document.querySelector('.sheet i').parentElement.id") == "view-from-2"
        left, top = map(float, seen.shown.boxes["para_1"].split()[1:3])
        shown.run(
            "const e = document.querySelector('#view-from-1 img'); const r = e.getBoundingClientRect();"
            "e.dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: r.left + r.width * arguments[0] / 100,"
            "clientY: r.top + r.height * arguments[1] / 100}))",
            left + 5,
            top + 0.5,
        )
        assert shown.run("return document.querySelector('main .unit-at').id") == "para_1"
        assert shown.messages() == []


def test_the_source_cannot_become_markup() -> None:
    seen = _seen("</ol><script>.txt", RESOLUTION.replace("keepers", "<script>alert(1)</script>").encode())
    page = write_page(seen.document, source=seen.shown).decode()
    assert "<script>alert" not in page
    assert not re.search(r"</ol><script>", page)
