"""Every kind of page of a published site: for everybody, without scripts, on every screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from converters.cli import main
from tests.browser import ROOT, Browser, browser, needs_axe, needs_browser
from tests.converters.command import RESOLUTION, without_processes

pytestmark = [needs_browser, pytest.mark.timeout(300)]

NOTED = RESOLUTION.replace("light burning;", "light burning;¹").replace(
    "61st plenary meeting", "¹ See A/99/12.\n\n61st plenary meeting"
)
TABLE = NOTED.replace("99/12. L", "99/14. Posts and l").replace(
    "2. Decides", "|  | 2045 |\n|---|---|\n| Lamps | 39 |\n\n2. Decides"
)
LATER = NOTED.replace("99/12", "100/3").replace("9 December 2044", "7 December 2045").replace("all keepers", "keepers")
WORK = "Resolution {} (2044)\n\nThe Security Council,\n\n1. Decides to meet again.\n\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for path in sorted((ROOT / "examples").glob("tidal*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    for name, text in (
        ("a.txt", NOTED),
        ("b.txt", LATER),
        ("t.md", TABLE),
        ("v.txt", WORK.format(9) + WORK.format(10)),
    ):
        (folder / name).write_text(text)
    made = folder / "site"
    with without_processes():
        assert main(["publish", str(folder), "--output-dir", str(made), "--volume", "A/RES/*", "--quiet"]) == 0
    return made


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


KINDS = {
    "index.html": "A/RES/99/12",
    "a.html": "Calls upon all keepers",
    "t.html": "Lamps",
    "tidal-libraries.ar.html": "A/RES/69/907",
    "tidal-libraries.zh.html": "A/RES/99/7",
    "versions/A-RES-99-7.html": "Encourages",
    "years/A-RES-100-3.eng.html": "Calls upon",
    "compared/A-RES-99-12--A-RES-100-3.eng.html": "Calls upon",
    "volume.html": "Calls upon all keepers",
    "v.txt.works/S_RES_9(2044).html": "Decides to meet again",
    "search.html": "The search needs a script",
}


@needs_axe
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_any_kind_of_page(shown: Browser, site: Path, dark: bool) -> None:
    found = {}
    for name in KINDS:
        shown.open(site / name, dark=dark)
        shown.run("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
        if faults := shown.faults():
            found[name] = faults
    assert found == {}


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_no_kind_of_page_is_wider_than_the_screen(shown: Browser, site: Path, width: int) -> None:
    shown.messages()
    wide = {}
    for name in KINDS:
        shown.open(site / name, width=width)
        if (needed := shown.run("return document.documentElement.scrollWidth")) > width:
            wide[name] = needed
    assert wide == {}
    assert shown.messages() == []


def test_every_kind_of_page_says_all_with_scripts_off_and_on_paper(shown: Browser, site: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    shown.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for name, words in KINDS.items():
            shown.open(site / name)
            document = pdfium.PdfDocument(shown.printed())
            text = "".join(page.get_textpage().get_text_range() for page in document)
            document.close()
            assert "".join(words.split()) in "".join(text.split()), name
    finally:
        shown.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_by_keyboard_alone_from_the_index_to_a_paragraph(shown: Browser, site: Path) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    shown.open(site / "index.html")

    def tab_to(test: str) -> None:
        for _ in range(120):
            shown.driver.switch_to.active_element.send_keys(Keys.TAB)
            if shown.run(f"const e = document.activeElement; return {test}"):
                return
        raise AssertionError(f"no Tab leads to what is {test}")

    tab_to("e.getAttribute('href') === 'search.html'")
    shown.driver.switch_to.active_element.send_keys(Keys.ENTER)
    tab_to("e.matches('input[type=search]')")
    shown.driver.switch_to.active_element.send_keys("keepers", Keys.ENTER)
    WebDriverWait(shown.driver, 20).until(lambda _: shown.run("return document.querySelector('#view-found a')"))
    tab_to("e.closest('#view-found') !== null")
    shown.driver.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(shown.driver, 20).until(
        lambda _: shown.run("return location.hash && document.querySelector(':target')")
    )
    assert "keepers" in shown.run("return document.querySelector(':target').textContent").lower()


def test_a_picture_can_be_read_without_colour_and_without_sight(shown: Browser, site: Path) -> None:
    shown.open(site / "index.html")
    label, columns, rows = shown.run(
        "const f = document.querySelector('figure.picture'); const s = f.querySelector('svg');"
        "return [s.getAttribute('role') + s.getAttribute('aria-label'), f.querySelectorAll('thead th').length,"
        "  f.querySelectorAll('tbody tr').length]"
    )
    assert label.startswith("img")
    assert len(label) > 10
    assert columns >= 3, "a column a body"
    assert rows >= 2, "a row a year"
    fills = shown.run(
        "return [...new Set([...document.querySelectorAll('figure.picture rect')].map((e) => e.getAttribute('fill'))"
        ".filter((fill) => fill?.startsWith('url')))].length"
    )
    assert fills == columns - 1, "each body has a pattern of its own"
