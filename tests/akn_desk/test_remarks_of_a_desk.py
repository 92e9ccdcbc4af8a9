"""Remarks at the desk: what one advises is a button, the way back, a search, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.browser import Browser, needs_browser

pytestmark = [needs_browser, pytest.mark.timeout(600)]

_GROUP = "## Coast {n}\n\nTargets:\n\n{n}. Requests the keepers of coast {n} to count what they have seen;\n\n"
TARGETS = RESOLUTION.replace(
    "2. Decides to remain", "".join(_GROUP.format(n=n) for n in range(2, 16)) + "16. Decides to remain"
)


@pytest.fixture
def running(shown: Browser, tmp_path: Path) -> Iterator[Running]:
    shown.resize(1400)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.md").write_text(TARGETS)
    with desk(tmp_path / "papers") as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.md')}")
        yield one


def test_what_a_remark_advises_of_many_lines_is_one_button(shown: Browser, running: Running) -> None:
    headings = (
        "return [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')]"
        ".filter((e) => /^Targets:/.test(e.textContent)).length"
    )
    assert shown.run(headings) == 0
    button = shown.driver.find_element("css selector", ".doubts .desk-choose-line")
    assert button.text == "Correct all 14: a heading"
    shown.run("arguments[0].click()", button)
    assert shown.until(f"{headings} === 14")
    assert (running.folder / "a.md.akn.toml").read_text().count('role = "heading"') == 14
    assert "S326" not in shown.run("return document.querySelector('.after').textContent")
    shown.driver.find_element("id", "desk-undo").click()
    assert shown.until(f"{headings} === 0")


def test_each_line_that_occurs_again_is_chosen_and_one_that_cannot_be_says_so(shown: Browser, running: Running) -> None:
    targets = "[...document.querySelectorAll('main [data-key]')].filter((e) => /^Targets:/.test(e.textContent.trim()))"
    assert shown.run(f"return {targets}.length") >= 14
    shown.driver.find_element("id", "desk-correct").click()
    for n in (3, 9):
        shown.run(f"{targets}[{n}].click()")
        assert shown.run("return [...document.querySelectorAll('main .desk-chosen')].length") == 1
        assert shown.run(f"return {targets}[{n}].classList.contains('desk-chosen')")
    shown.run(
        "const p = document.createElement('p'); Object.assign(p, { id: 'strange', textContent: 'Strange' });"
        "document.querySelector('main').append(p)"
    )
    shown.run("document.getElementById('strange').click()")
    assert "cannot tell this line from others" in shown.driver.find_element("id", "desk-told").text
    assert not shown.driver.find_element("id", "desk-line-fields").is_displayed(), "the form is of no other line"


def test_back_after_a_jump_leads_to_the_remark(shown: Browser, running: Running) -> None:
    link = shown.driver.find_element("css selector", "#view-doubt-2 a[href^='#']")
    shown.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", link)
    at = shown.run("return scrollY")
    assert at > 500
    link.click()
    assert shown.until(f"return scrollY < {at} - 200")
    shown.driver.back()
    assert shown.until(f"return Math.abs(scrollY - {at}) < 100")
    assert shown.driver.current_url.startswith(f"{running.base}/d/")


def test_corrections_are_not_printed(shown: Browser, running: Running) -> None:
    running.json(
        f"/d/{key_of('a.md')}/correct", {"lines": ['starts = "Strengthening"'], "words": "Keeping watch together for"}
    )
    shown.driver.refresh()
    line = "return getComputedStyle(document.querySelector('main .desk-corrected')).textDecorationLine"
    assert shown.run(line) == "underline"
    shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert shown.run(line) == "none"
    finally:
        shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_search_of_a_page_finds_all_of_its_text(shown: Browser, running: Running) -> None:
    from selenium.webdriver.common.keys import Keys

    field = shown.driver.find_element("id", "view-search")
    told = shown.driver.find_element("css selector", "#view-found [role=status]")
    for words, n in (("lighthouses", 1), ("STRENGTHENING  international", 1), ("targets:", 14), ("61st plenary", 1)):
        field.clear()
        field.send_keys(words)
        assert told.text == f"Found: {n}", words
        assert shown.run("return CSS.highlights.get('view-found').size") == n
    field.send_keys(Keys.ENTER)
    assert shown.until(
        "const box = [...CSS.highlights.get('view-found-at')][0].getBoundingClientRect();"
        "return box.top > 0 && box.bottom < innerHeight"
    )
    field.clear()
    field.send_keys("buoys")
    assert told.text == "Nothing found"
    field.clear()
    field.send_keys(" \b")
    assert not told.is_displayed()
