"""Pages in a real browser: for everybody to use, on every screen and on paper, and nothing leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from akn.compare.comparison import compare
from akn.document import Annex, Division, Document, Metadata, Operative, Preambular
from akn.text import Text
from converters.batch.plan import Found
from converters.compare.comparisons import Series
from converters.compare.pages import comparison_page, series_page
from converters.conversion import convert
from converters.options import Options
from converters.view.page import write_page
from converters.view.site import Site, see
from tests.browser import ROOT, Browser, browser, needs_axe, needs_browser
from tests.shared import SHARED, needs_shared

pytestmark = needs_browser

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*/source.txt"))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages: the examples, and one of each golden document."""
    found = [Found(str(path), path.stem) for path in EXAMPLES]
    found += [Found(str(path), path.parent.name) for path in GOLDEN]
    folder = _written(found, tmp_path_factory.mktemp("pages"))
    old, new = (see(Found(str(path), path.stem), Options(to="html")).document for path in (_english[0], _english[0]))
    texts = "lamps", "storms"
    last = (Operative(f"{len(new.body) + 1}.", (Text(f"Notes the {word} of the coast;"),)) for word in texts)
    body = [(*new.body, one) for one in last]
    years = [("a", replace(old, body=body[0])), ("b", replace(new, body=body[1])), ("c", old)]
    for code in ("eng", "ara"):
        told = [(name, replace(d, metadata=replace(d.metadata, language=code))) for name, d in years]
        (folder / f"series.{code}.html").write_bytes(series_page([Series.of(told)]))
        page = comparison_page(compare(told[0][1], told[1][1]), "last year", "this year", code)
        (folder / f"diff.{code}.html").write_bytes(page)
    return folder


_english = [path for path in EXAMPLES if ".en." in path.name]


def _written(found: list[Found], folder: Path) -> Path:
    for name, page in Site([see(one, Options(to="html")) for one in found], "relative").pages():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(page)
    return folder


@needs_axe
def test_axe_finds_nothing_in_any_language_by_day_and_by_night(shown: Browser, pages: Path) -> None:
    found, languages = {}, set()
    for page in sorted(pages.rglob("*.html")):
        shown.open(page)
        language = shown.run("return document.querySelector('main').lang || document.title")
        if language in languages:
            continue
        languages.add(language)
        for dark in (False, True):
            shown.open(page, dark=dark)
            if faults := shown.faults():
                found[page.name, dark] = faults
            shown.run("document.getElementById('view-with-source')?.click()")
            shown.run("document.querySelectorAll('details, input[type=checkbox]').forEach((e) => e.click())")
            if faults := shown.faults():
                found[page.name, dark, "all open"] = faults
    assert found == {}
    assert {"ar", "zh", "en", "fr", "ru", "es"} < languages, "and the index, and versions side by side"


@needs_axe
@needs_shared
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_axe_finds_nothing_on_published_resolutions_in_seven_languages(shown: Browser, tmp_path: Path) -> None:
    assert SHARED
    found = []
    for number, folder in enumerate(sorted((SHARED / "corpus").glob("*/*"))):
        files = sorted(folder.glob("*.xml"))
        found += [Found(str(path), f"{number}-{path.stem}") for path in files[:: max(1, len(files) - 1)][:2]]
    folder = _written(found, tmp_path)
    every = [page for page in sorted(folder.glob("*.html")) if page.name != "index.html"]
    languages, faults = set(), {}
    for page in every[:49]:
        shown.open(page)
        languages.add(shown.run("return document.querySelector('main').lang"))
        if told := shown.faults():
            faults[page.name] = told
    assert faults == {}
    assert len(every) >= 40
    assert languages == {"ar", "zh", "en", "fr", "ru", "es", "de"}


def test_nothing_leaves_the_page_and_the_console_is_silent(shown: Browser, pages: Path) -> None:
    shown.messages()
    shown.requests()
    for page in sorted(pages.rglob("*.html")):
        shown.open(page)
        shown.run("document.querySelectorAll('input, button').forEach((e) => e.click())")
        assert shown.messages() == []
        # the first tab of the browser loads pages of its own
        asked = {url for url in shown.requests() if not url.startswith(("data:", "chrome:", "chrome-untrusted:"))}
        assert asked == {page.as_uri()}


def test_nothing_is_wider_than_the_screen(shown: Browser, pages: Path) -> None:
    wide = {}
    for page in sorted(pages.rglob("*.html")):
        for width in (390, 640, 1024, 1280):
            if width == 390:  # a screen of this kind is one from the beginning
                shown.open(page, width=width)
            else:
                shown.resize(width)
            if (needed := shown.run("return document.documentElement.scrollWidth")) > width:
                wide[page.name, width] = needed
    assert wide == {}


def test_pictures_of_the_pages_are_kept_to_look_at(shown: Browser, pages: Path) -> None:
    for width in (1280, 390):
        names = ["tidal-libraries.en", "tidal-libraries.ar", "tidal-libraries.zh", "versions/A-RES-99-7", "index"]
        for name in (*names, "series.eng", "diff.ara"):
            shown.open(pages / f"{name}.html", width=width)
            shown.shoot(f"{name.rpartition('/')[2]}.{width}")
            assert shown.run("return document.body.scrollHeight") > 300


def test_with_the_keyboard_alone(shown: Browser, pages: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    shown.open(pages / "tidal-libraries.en.html")

    def press(*keys: str) -> str:
        shown.driver.switch_to.active_element.send_keys(*keys)
        return str(shown.run("const e = document.activeElement; return e.id || e.className || e.textContent"))

    assert press(Keys.TAB) == "skip"
    assert shown.run("return document.activeElement.getBoundingClientRect().left") >= 0
    seen = []
    while "view-with-source" not in seen:
        seen.append(press(Keys.TAB))
        assert len(seen) < 30
    press(Keys.ENTER)
    assert shown.run("return document.documentElement.classList.contains('with-source')")
    for _ in range(400):
        if press(Keys.TAB) == "view-from":
            break
    press(Keys.ENTER)
    assert shown.run("return document.querySelectorAll('.source .unit-at').length") >= 1


def test_a_click_on_a_paragraph_shows_where_it_came_from(shown: Browser, pages: Path) -> None:
    shown.open(pages / "tidal-libraries.en.html")
    shown.run("document.getElementById('view-with-source').click()")
    shown.run("document.querySelector('#sec_I__para_3 > p').click()")
    told = shown.run("return [...document.querySelectorAll('.source .unit-at')].map((e) => e.textContent).join(' ')")
    assert told.startswith("3. Invites the United Nations Educational")
    assert (
        shown.run("const r = document.querySelector('.source .unit-at').getBoundingClientRect(); return r.top") < 1000
    )


def test_marks_have_no_colour_until_the_legend_switches_them_on(shown: Browser, pages: Path) -> None:
    shown.open(pages / "tidal-libraries.en.html")
    colour = "return getComputedStyle(document.querySelector('.akn-{}')).backgroundColor"
    calm = "rgba(0, 0, 0, 0)"
    assert shown.run(colour.format("concept")) == shown.run(colour.format("date")) == calm
    shown.run("document.getElementById('view-show-actions').click()")
    assert shown.run(colour.format("concept")) != calm
    assert shown.run(colour.format("date")) == calm
    shown.open(pages / "versions" / "A-RES-99-7.html")
    assert shown.run(colour.format("concept")) == calm
    shown.run("document.getElementById('view-marks').click()")
    assert shown.run(colour.format("concept")) != calm


def test_the_index_sorts_by_its_columns_with_the_keyboard(shown: Browser, pages: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    shown.open(pages / "index.html")
    dates = "return [...document.querySelectorAll('.index .date')].map((cell) => cell.textContent.trim())"
    before = shown.run(dates)
    button = shown.driver.find_element("css selector", ".index th:nth-child(3) button")
    button.send_keys(Keys.ENTER)
    assert shown.run(dates) == sorted(before)
    button.send_keys(Keys.ENTER)
    assert shown.run(dates) == sorted(before, reverse=True)
    assert (
        shown.run("return document.querySelector('.index th:nth-child(3)').getAttribute('aria-sort')") == "descending"
    )


def test_the_contents_and_the_index_can_be_searched(shown: Browser, pages: Path) -> None:
    count = "return [...document.querySelectorAll('{}')].filter((e) => !e.hidden).length"
    type_ = (
        "const e = document.getElementById('{}'); e.value = '{}'; "
        "e.dispatchEvent(new Event('input', {{bubbles: true}}))"
    )
    shown.open(pages / "tidal-libraries.en.html")
    before = shown.run(count.format(".contents li"))
    shown.run(type_.format("view-search", "lighthouse"))
    assert 0 < shown.run(count.format(".contents li")) < before
    shown.open(pages / "index.html")
    every = shown.run(count.format(".index tbody tr"))
    shown.run(type_.format("view-words", "tidal 99/7"))
    assert shown.run(count.format(".index tbody tr")) == 1
    shown.run(type_.format("view-words", ""))
    shown.run(type_.format("view-language", "ru"))
    assert 0 < shown.run(count.format(".index tbody tr")) < every


def test_columns_can_be_switched_off(shown: Browser, pages: Path) -> None:
    shown.open(pages / "versions" / "A-RES-99-7.html")
    columns = "return [...document.querySelectorAll('tbody tr:first-child td')].filter((e) => e.offsetWidth).length"
    assert shown.run(columns) == 6
    shown.run("document.getElementById('view-show-fr').click()")
    assert shown.run(columns) == 5


def test_paper_has_the_symbol_the_number_of_the_page_and_the_notes_but_no_buttons(shown: Browser, pages: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    shown.open(pages / "tidal-libraries.en.html")
    document = pdfium.PdfDocument(shown.printed())
    text = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(text) >= 2
    assert all("A/RES/99/7" in page for page in text)
    numbers = [re.search(r"^(\d+) / (\d+)\s*$", page, re.M) for page in text]
    assert [n.groups() if n else () for n in numbers] == [(str(i), str(len(text))) for i in range(1, len(text) + 1)]
    assert "See also resolution" in "".join(text)
    assert not re.search(r"Side by side|Search in|Marked in", "".join(text))


@pytest.mark.parametrize(("name", "columns"), [("versions/A-RES-99-7", 6), ("series.eng", 4)])
def test_paper_has_all_columns(shown: Browser, pages: Path, name: str, columns: int) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    shown.open(pages / f"{name}.html")
    heads = shown.run(
        "return [...document.querySelectorAll('thead th')]"
        ".map((head) => head.firstElementChild?.textContent || head.textContent)"
    )
    assert len(heads) == columns
    document = pdfium.PdfDocument(shown.printed())
    first = document[0]
    text = first.get_textpage()
    wide, high = first.get_size()
    words = text.get_text_range()
    right = max(text.get_charbox(i)[2] for i in range(text.count_chars()))
    document.close()
    assert wide > high, "landscape"
    assert right < wide
    assert all("".join(head.split())[:6] in "".join(words.split()) for head in heads if head.isascii())


@pytest.mark.parametrize("width", [1024, 1440])
def test_heads_of_columns_stay_in_sight(shown: Browser, pages: Path, width: int) -> None:
    for name in ("versions/A-RES-99-7", "series.eng"):
        shown.open(pages / f"{name}.html", width=width, height=500)
        shown.run("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 400)")
        top, under = shown.run(
            "const head = document.querySelector('thead th:last-child').getBoundingClientRect();"
            "const at = document.elementFromPoint(head.left + 5, head.top + 5);"
            "const bar = document.querySelector('header.bar.stays'); const below = bar ? bar.offsetHeight : 0;"
            "return [head.top - below, at.closest('th') !== null]"
        )
        assert (round(top), under) == (0, True), "below what the page can do, where that stays as well"


def test_a_narrow_screen_shows_the_latest_year_first(shown: Browser, pages: Path) -> None:
    shown.open(pages / "series.eng.html", width=390)
    last = shown.run("return document.querySelector('thead th.year bdi').textContent")
    state = shown.run(
        "const s = document.querySelector('td.state:not(.absent)');"
        "return [s.dataset.year, s.getBoundingClientRect().right]"
    )
    assert state[0] == last
    assert state[1] <= 390
    heads = shown.run(
        "return [...document.querySelectorAll('thead th.year, thead [data-year]')]"
        ".map((e) => [e.getBoundingClientRect().right, e.innerText])"
    )
    assert len(heads) > 2
    assert all(0 < right <= 390 for right, _ in heads), "the heads of the years are there"
    assert any("changed" in told for _, told in heads), "and count what changed"
    words, first = shown.run(
        "const row = document.querySelector('.series tbody tr');"
        "return ['td.text', 'td.state:not(.absent)'].map((s) => row.querySelector(s).getBoundingClientRect().top)"
    )
    assert words < first, "what became of a paragraph stands below it, as on wide screens it stands beside it"


def test_a_wide_table_has_the_room_beside_the_text_and_notes_make_way(shown: Browser, tmp_path: Path) -> None:
    head = "| Lamps | " + " | ".join(f"expenditure{n}" for n in range(2040, 2047)) + " |"
    row = "| Ordinary | " + " | ".join(f"{n} 342.8" for n in range(100, 107)) + " |"
    table = "\n".join([head, "|---" * 8 + "|", *[row] * 4])
    note = "See what is said of the lamps of the coast. " * 12
    text = f"The General Assembly,\n\n1. Decides as follows:[^1]\n\n{table}\n\n2. Decides to wait.\n\n[^1]: {note}\n"
    made = convert(text.encode(), name="a.md", options=Options(to="html")).output
    (tmp_path / "a.html").write_bytes(made)
    boxes = (
        "const box = (selector) => { const { left, right, top, bottom } = document.querySelector(selector)"
        ".getBoundingClientRect(); return { left, right, top, bottom }; };"
        "return [box('main'), box('main .scroll'), box('.akn-authorialNote'), document.documentElement.scrollWidth]"
    )
    for width in (1400, 1100, 390):
        shown.open(tmp_path / "a.html", width=width)
        text_box, wide, beside, whole = shown.run(boxes)
        assert whole <= width
        assert (wide["right"] > text_box["right"] + 20) is (width > 1000)
        if width == 1400:
            assert beside["left"] > text_box["right"], "notes stand beside the text"
            assert beside["top"] >= wide["bottom"] or beside["bottom"] <= wide["top"], "and not on the table"
    lines = "const one = [...document.querySelectorAll('td')].find((e) => e.textContent.includes('103 342.8'));"
    assert shown.run(f"{lines} return one.getBoundingClientRect().height") < 45, "a figure stands on one line"


def test_a_page_says_all_with_scripts_off(shown: Browser, pages: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    shown.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        shown.open(pages / "tidal-libraries.en.html")
        document = pdfium.PdfDocument(shown.printed())
    finally:
        shown.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    for words in ("Encourages Member States", "See also resolution", "The flag is blue"):
        assert words in text


def test_no_text_can_run_a_script(shown: Browser, tmp_path: Path) -> None:
    bad = "</script></style><img src=x onerror=\"window.bad=1\"><svg onload='window.bad=1'> {{7*7}} \\\"'"
    document = Document(
        Metadata(symbols=(bad,), number=bad, kind=bad),
        preface=(Text(bad),),
        preamble=(Preambular((Text(bad),)),),
        body=(Division("section", bad, Text(bad)), Operative(bad, (Text(bad),))),
        annexes=(Annex((Text(bad),)),),
    )
    (tmp_path / "bad.html").write_bytes(write_page(document))
    shown.messages()
    shown.open(tmp_path / "bad.html")
    assert shown.run("return window.bad === undefined && !document.querySelector('img, svg, iframe, object')")
    assert shown.messages() == []
    assert shown.run("return document.querySelector('h1').textContent").strip() == bad
