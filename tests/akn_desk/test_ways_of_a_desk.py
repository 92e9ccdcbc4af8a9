"""Ways through the desk in a real browser: filters that stay, what is next, keys, symbols, print, mandates."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.browser import Browser, browser, needs_browser

pytestmark = [needs_browser, pytest.mark.timeout(600)]

GAP = RESOLUTION.replace("2. Decides", "3. Decides")  # a number that is missing is a remark
FRENCH = """\
Assemblée générale

Résolution adoptée par l’Assemblée générale le 9 décembre 2044

99/12. Phares

L’Assemblée générale,

Rappelant sa résolution 98/7 du 4 décembre 2043,

1. Demande à tous les gardiens d’entretenir la lumière ;

2. Décide de rester saisie de la question.

61e séance plénière
9 décembre 2044
"""
CITED = RESOLUTION.replace("99/12. Lighthouses", "98/7. Lamps").replace("9 December 2044", "3 December 2043")
FILES = {
    "a-en.txt": RESOLUTION,
    "a-fr.txt": FRENCH,
    "b.txt": GAP.replace("99/12", "99/13"),
    "c.txt": GAP.replace("99/12", "99/14"),
    "d.txt": CITED.replace("98/7 of 3", "97/7 of 3"),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("ways") / "desk"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    with desk(folder) as found:
        found.wait()
        while not found.json("/progress")["counted"]:
            time.sleep(0.1)
        yield found


@pytest.fixture(scope="module")
def browsing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture
def shown(browsing: Browser, running: Running) -> Browser:
    browsing.resize(1280)
    browsing.driver.get(running.address)
    browsing.run("sessionStorage.clear()")
    browsing.driver.get(f"{running.base}/")
    return browsing


def _press(shown: Browser, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(shown.driver).send_keys(*keys).perform()


def _next(shown: Browser) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(shown.driver).key_down(Keys.ALT).send_keys("n").key_up(Keys.ALT).perform()


def test_filters_are_kept_and_the_next_document_with_remarks_is_one_click_away(shown: Browser) -> None:
    from selenium.webdriver.support.ui import Select

    Select(shown.driver.find_element("id", "view-status")).select_by_value("remarks to look at")
    shown.driver.find_element("id", "view-words").send_keys("99/1")
    count = "return document.getElementById('view-count').textContent"
    before = shown.run(count)
    assert "/" in before
    shown.run(
        "[...document.querySelectorAll('.index tr')].find((r) => /99.13/.test(r.textContent))"
        ".querySelector('td > a').click()"
    )
    shown.until("return document.querySelector('#desk[data-desk=document]') !== null")
    shown.driver.find_element("css selector", "#desk a[href$='#view-doubts']").click()
    shown.until("return document.title.includes('99/14')")
    shown.driver.find_element("css selector", "#desk a[href='/']").click()
    shown.until("return document.getElementById('view-status')?.value === 'remarks to look at'")
    assert shown.run(count) == before
    shown.driver.find_element("id", "desk-show-all").click()
    assert "/" not in shown.run(count)


def test_by_keyboard_few_keys_lead_from_the_list_to_a_finding_and_tick_it(shown: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    _press(shown, Keys.TAB, Keys.ENTER)  # to the list
    _press(shown, Keys.ARROW_DOWN)
    assert "Lighthouses" in shown.run("return document.activeElement.textContent")
    _press(shown, Keys.ENTER)
    shown.until("return document.querySelector('#desk[data-desk=beside]') !== null")
    _next(shown)
    assert shown.run("return document.activeElement.closest('tr.told')?.dataset.mark")
    mine, listed = shown.run(
        "return [document.getElementById('desk-told').textContent, document.querySelector('[data-left]').textContent]"
    )
    assert f"/ {listed.split()[-1]}" in mine, "both count the same"


def test_from_a_hit_the_key_leads_to_the_differences_of_the_work(shown: Browser, running: Running) -> None:
    shown.driver.get(f"{running.base}/search?q=99/12")
    called = shown.driver.find_element("css selector", ".called a")
    assert "/w/" in str(called.get_attribute("href")), "the work first, its languages beside"
    assert [a.text for a in shown.driver.find_elements("css selector", ".called span a")] == ["English", "Français"]
    shown.driver.get(f"{running.base}/d/{key_of('a-fr.txt')}")
    _next(shown)
    shown.until("return document.querySelector('#desk[data-desk=beside]') !== null")
    shown.until("return document.activeElement.closest('tr.told') !== null")


def test_a_misprint_that_is_ticked_as_a_difference_is_ticked_as_a_remark(shown: Browser, running: Running) -> None:
    shown.driver.get(f"{running.base}/w/{key_of('a-en.txt')}")
    box = "document.querySelector('tr.told .desk-tick input')"
    shown.run(f"{box}.click()")
    shown.until("return /ticked off, too/.test(document.getElementById('desk-told').textContent)")
    shown.driver.get(f"{running.base}/d/{key_of('a-fr.txt')}")
    ticked = "return [...document.querySelectorAll('.doubts > li.desk-seen')].map((e) => e.textContent)"
    assert any("C113" in told for told in shown.run(ticked))
    shown.driver.get(f"{running.base}/w/{key_of('a-en.txt')}")
    shown.run(f"{box}.click()")
    shown.until("return /open again/.test(document.getElementById('desk-told').textContent)")


def test_print_has_no_blank_page_and_no_arrows(shown: Browser, running: Running) -> None:
    pdfium: Any = pytest.importorskip("pypdfium2")
    shown.driver.get(f"{running.base}/d/{key_of('d.txt')}")
    assert shown.run("return document.querySelector('a.desk-away') !== null")
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(io.BytesIO(shown.printed()))]
    assert all(len(page.strip()) > 80 for page in pages)
    assert "↗" not in "".join(pages)


def test_mandates_are_at_first_those_that_ask_somebody(shown: Browser, running: Running) -> None:
    from selenium.webdriver.support.ui import Select

    shown.driver.get(f"{running.base}/mandates")
    rows = "return [...document.querySelectorAll('.mandates tbody tr')].filter((e) => e.offsetParent).length"
    asking, book = shown.run(rows), shown.driver.find_element("id", "desk-workbook")
    asks = Select(shown.driver.find_element("id", "view-asks"))
    assert asks.first_selected_option.text.endswith(f"({asking})")
    assert book.text.endswith(f"{asking})")
    who = "return [...document.querySelectorAll('.mandates tr[data-asks=yes] td:nth-child(3)')].map((e) => e.innerText)"
    assert all(shown.run(who)), "each of them names who is asked"
    asks.select_by_index(1)
    assert shown.run(rows) > asking
    assert book.text.endswith(f"{shown.run(rows)})")


def test_a_page_of_what_is_not_known_yet_renews_itself(shown: Browser, running: Running) -> None:
    (running.folder / "e.txt").write_text(RESOLUTION.replace("99/12", "99/15").replace("keepers", "zephyrs"))
    shown.driver.get(f"{running.base}/")
    shown.driver.get(f"{running.base}/search?q=zephyrs")
    shown.until("return document.querySelector('.found ol li') !== null", 150)  # its readers start anew
    assert shown.run("return document.querySelector('[data-index]')") is None
