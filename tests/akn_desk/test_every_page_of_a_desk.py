"""Every kind of page of the desk: for everybody, by day and by night, on every screen, on paper, by keyboard."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")
pytest.importorskip("pypdfium2")

from akn_desk.folder import key_of
from converters import Options, convert
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.akn_desk.test_publishing_from_a_desk import FRENCH
from tests.browser import Browser, needs_axe, needs_browser
from tests.converters.view.test_source import _two_pages

pytestmark = [needs_browser, pytest.mark.timeout(400)]

TABLE = RESOLUTION.replace("99/12. Lighthouses", "99/14. Posts").replace(
    "2. Decides", "|  | 2045 |\n|---|---|\n| Lamps | 39 |\n| Other | 12 |\n| Other | 13 |\n\n2. Decides"
)
ASKED = (
    "2. Requests the Secretary-General and the United Nations Entity for Gender Equality and the Empowerment of Women "
    "to submit a report by 1 March 2049;\n\n3. Decides"
)
LATER = RESOLUTION.replace("99/12", "100/3").replace("9 December 2044", "7 December 2045").replace("2. Decides", ASKED)
REPORT = "A/99/310\n\nReport of the keepers\n\nContents\n\nLamps\n\nThe lamps were lit.\n\nLamps\n\nThey burn.\n"
WORK = "Resolution {} (2044)\n\nThe Security Council,\n\n1. Decides to meet again.\n\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, shown: Browser) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("desk") / "papers"
    folder.mkdir()
    (folder / "a.docx").write_bytes(convert(RESOLUTION.encode(), name="a.txt", options=Options(to="docx")).output)
    (folder / "b.txt").write_text(LATER.replace("keep the light burning", "keep all lights burning"))
    (folder / "c.txt").write_text(LATER.replace("100/3", "101/9").replace("7 December 2045", "8 December 2046"))
    (folder / "f.txt").write_text(FRENCH)
    (folder / "t.docx").write_bytes(convert(TABLE.encode(), name="t.md", options=Options(to="docx")).output)
    (folder / "p.pdf").write_bytes(_two_pages())
    (folder / "x.xml").write_bytes(convert(RESOLUTION.replace("99/12", "99/15").encode(), name="x.txt").output)
    (folder / "report.txt").write_text(REPORT)
    (folder / "volume.txt").write_text(WORK.format(900) + WORK.format(901))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    (folder / "old.doc").write_bytes(b"old")
    with desk(folder) as found:
        found.wait()
        shown.resize(1280)
        shown.driver.get(found.address)
        for _ in range(300):
            if found.json("/progress")["index"]:
                break
            time.sleep(0.1)
        yield found


OPEN = "document.querySelectorAll('details').forEach((e) => { e.open = true; });"
SOURCE = "document.getElementById('view-with-source').click();"
CORRECT = "document.getElementById('desk-correct').click(); document.querySelector('main [data-key]').click();"
KINDS = {
    "list": ("/", OPEN),
    "document": ("/d/a.docx", ""),
    "correct": ("/d/a.docx", CORRECT),
    "source of text": ("/d/b.txt", SOURCE),
    "source of pages": ("/d/p.pdf", SOURCE + CORRECT),
    "remarks": ("/d/report.txt", OPEN),
    "table": ("/d/t.docx", SOURCE + OPEN),
    "published": ("/d/x.xml", OPEN),
    "beside": ("/w/a.docx", OPEN),
    "years": ("/y/a.docx", OPEN),
    "compared": ("/compare?d=a.docx&d=b.txt", OPEN),
    "three": ("/compare?d=a.docx&d=b.txt&d=c.txt", ""),
    "mandates": ("/mandates", OPEN),
    "follow": ("/follow", OPEN),
    "calendar": ("/calendar?as_of=2050-01-01", OPEN),
    "gaps": ("/gaps", ""),
    "search": ("/search?q=keepers", ""),
    "cited": ("/cited?of=A/RES/98/7", ""),
    "publish": ("/publish", OPEN),
    "error": ("/d/none", ""),
}


def _address(path: str) -> str:
    """A path with the keys of files in the place of their names."""
    return re.sub(r"(?<=/)[\w.]+\.(?:docx|txt|md|pdf|xml)|(?<=d=)[\w.]+", lambda m: key_of(m[0]), path)


def _each(shown: Browser, running: Running, width: int, *, dark: bool, look: Callable[[str], object]) -> None:
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    shown.resize(width)
    shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    for kind, (path, script) in KINDS.items():
        shown.driver.get(running.base + _address(path))
        shown.run("sessionStorage.clear()")
        if script:
            shown.run(script)
        look(kind)
        shown.run("sessionStorage.clear()")


@needs_axe
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_any_kind_of_page(shown: Browser, running: Running, dark: bool) -> None:
    found: dict[str, list[str]] = {}
    _each(shown, running, 1280, dark=dark, look=lambda kind: found.update({kind: shown.faults()}))
    assert {kind: faults for kind, faults in found.items() if faults} == {}
    assert found.keys() == KINDS.keys()


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_no_kind_of_page_is_wider_than_the_screen(shown: Browser, running: Running, width: int) -> None:
    wide: dict[str, int] = {}
    script = "return document.documentElement.scrollWidth"
    _each(shown, running, width, dark=False, look=lambda kind: wide.update({kind: shown.run(script)}))
    assert {kind: needed for kind, needed in wide.items() if needed > width} == {}


def test_on_a_narrow_screen_the_tools_are_in_sight(shown: Browser, running: Running) -> None:
    shown.resize(390, 800)
    shown.driver.get(running.base + _address("/d/a.docx"))
    bottom = shown.run("return document.getElementById('desk-correct').getBoundingClientRect().bottom")
    assert 0 < bottom <= 800
    shown.run("document.querySelectorAll('.desk-menu')[1].open = true")
    left, right = shown.run(
        "const box = document.querySelector('.desk-menu[open] ul, .desk-menu[open] form').getBoundingClientRect();"
        "return [box.left, box.right]"
    )
    assert left >= 0
    assert right <= 390


@pytest.mark.parametrize("width", [820, 1000, 1180, 1360])
def test_what_a_menu_shows_stays_within_the_window(shown: Browser, running: Running, width: int) -> None:
    shown.resize(width, 800)
    shown.driver.get(running.base + _address("/d/a.docx"))
    for menu in shown.driver.find_elements("css selector", ".desk-menu summary"):
        menu.click()
        shown.until("return document.querySelector('.desk-menu[open]') !== null")
        shown.until(
            "const box = document.querySelector('.desk-menu[open]').lastElementChild.getBoundingClientRect();"
            "return box.left >= 0 && box.right <= document.documentElement.clientWidth"
        )
        assert shown.run("return document.documentElement.scrollWidth") <= width


def test_of_two_menus_one_is_open(shown: Browser, running: Running) -> None:
    shown.resize(1280)
    shown.driver.get(running.base + _address("/d/a.docx"))
    for menu in shown.driver.find_elements("css selector", ".desk-menu summary"):
        menu.click()
    assert shown.run("return document.querySelectorAll('.desk-menu[open]').length") == 1
    shown.driver.find_element("css selector", "main p, main td, main h1").click()
    assert shown.until("return document.querySelector('.desk-menu[open]') === null"), "a click elsewhere closes it"


def test_a_line_that_stands_twice_is_corrected_and_says_so(shown: Browser, running: Running) -> None:
    shown.resize(1280)
    page = running.base + _address("/d/t.docx")
    shown.driver.get(page)
    shown.run("sessionStorage.clear()")
    shown.driver.find_element("id", "desk-correct").click()
    shown.run("[...document.querySelectorAll('main td[data-key]')].filter((e) => e.textContent === 'Other')[1].click()")
    assert shown.driver.find_element("id", "desk-save").is_enabled()
    its_words = "const one = document.getElementById('desk-its-words'); return one.closest('[hidden]') ? '' : one.value"
    assert shown.until(its_words) == "Other"  # the desk is asked for them
    words = shown.driver.find_element("id", "desk-its-words")
    words.clear()
    words.send_keys("Others")
    shown.driver.find_element("id", "desk-save").click()
    shown.until("return document.querySelectorAll('main .desk-corrected').length > 0")
    said = (running.folder / "t.docx.akn.toml").read_text()
    assert 'starts = "Other"' in said
    assert "after = " in said
    cells = shown.run("return [...document.querySelectorAll('main table tr')].map((row) => row.textContent.trim())")
    assert cells == ["2045", "Lamps39", "Other12", "Others13"]
    # a line that was corrected is marked, and says what was said of it
    shown.run("document.querySelector('main .desk-corrected').click()")
    assert shown.until(its_words) == "Others"
    shown.driver.find_element("id", "desk-undo").click()
    shown.until("return document.querySelectorAll('main .desk-corrected').length === 0")
    assert not (running.folder / "t.docx.akn.toml").exists()


def test_remarks_by_keyboard(shown: Browser, running: Running) -> None:
    from selenium.webdriver.common.keys import Keys

    shown.driver.get(running.base + _address("/d/report.txt"))
    shown.run("sessionStorage.clear()")
    count = "return Number(document.querySelector('header a[href=\"#view-doubts\"] .tag').textContent)"
    before = shown.run(count)
    boxes = shown.driver.find_elements("css selector", ".doubts .desk-tick input")
    assert len(boxes) == before > 0
    boxes[0].send_keys(Keys.SPACE)
    shown.until(f"{count} === {before - 1}")
    shown.driver.get(running.base + _address("/d/report.txt"))
    assert shown.run(count) == before - 1, "it stays seen"
    shown.driver.get(running.base)
    row = "[...document.querySelectorAll('.index tbody tr')].find((r) => r.textContent.includes('A/99/310'))"
    states = shown.run(f"return {row}.dataset.status").split("|")
    assert states[0] == "no resolution"
    assert states[1] in ("remarks to look at", "all seen"), "a filter for remarks finds what is no resolution too"


def test_search_by_keyboard_leads_to_the_paragraph_and_to_who_cites(shown: Browser, running: Running) -> None:
    from selenium.webdriver.common.keys import Keys

    shown.driver.get(running.base)
    shown.driver.find_element("css selector", "#desk input[name=q]").send_keys("A/RES/98/7", Keys.ENTER)
    shown.until("return document.querySelector('.found a[href^=\"/cited\"]')")
    shown.driver.find_element("css selector", ".found a[href^='/cited']").send_keys(Keys.ENTER)
    shown.until("return document.querySelector('.found li mark')")
    said = shown.run("return document.querySelector('.found li p').textContent")
    assert said.startswith("Recalling its resolution 98/7"), "the whole paragraph, not the number alone"
    shown.driver.find_element("css selector", ".found li a").send_keys(Keys.ENTER)
    shown.until("return document.querySelector('#desk[data-desk=document]') && location.hash")


def test_paper_has_the_text_and_no_tools(shown: Browser, running: Running) -> None:
    import pypdfium2

    for kind in ("document", "years", "compared", "mandates", "beside"):
        shown.driver.get(running.base + _address(KINDS[kind][0]))
        document = pypdfium2.PdfDocument(shown.printed())
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert "keepers" in text or "gardiens" in text, kind
        assert "Print, or save" not in text, kind
        assert "Whole document" not in text, kind


def test_the_list_names_what_is_left_out_and_what_was_not_read(shown: Browser, running: Running) -> None:
    shown.driver.get(running.base)
    said = shown.run("return document.querySelector('main').textContent")
    for words in ("broken.docx", "old.doc", "volume.txt", "Take the 2 works apart"):
        assert words in said


def test_a_wrong_call_says_what_is_wrong_and_nothing_else(running: Running) -> None:
    page = running.ask(_address("/y/x.xml"), Accept_Language="ar")[2].decode()
    assert "x.xml" in page
    assert "see whether the program" not in page
