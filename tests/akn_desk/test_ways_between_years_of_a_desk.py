"""The years of a resolution at the desk: a paragraph by its number, notes left out, ways between the tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.browser import browser, needs_browser

pytestmark = pytest.mark.timeout(600)

MORE = "".join(f"{n}. Urges Member States to mend lamp number {n} of their harbours;\n\n" for n in range(2, 30))
NOTED = MORE.replace("number 3 of", "number 3[^1] of")
LAST = RESOLUTION.replace("2. Decides", f"{MORE}30. Decides")
NEXT = (
    RESOLUTION.replace("2. Decides", f"{NOTED}30. Decides")
    .replace("99/12", "100/3")
    .replace("9 December 2044", "7 December 2045")
    .replace("lamp number 7", "every lamp")
) + "\n[^1]: See A/99/12.\n"
FILES = {
    "a.md": LAST,
    "b.md": NEXT,
    "c.md": NEXT.replace("100/3", "101/9").replace("7 December 2045", "8 December 2046"),
    "tides.md": RESOLUTION.replace("99/12. Lighthouses", "99/13. Tides"),
}
A, B, C, TIDES = map(key_of, FILES)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("desk") / "papers"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    with desk(folder) as found:
        found.wait()
        yield found


@needs_browser
def test_a_number_leads_to_its_paragraph_and_notes_can_be_left_out(running: Running, tmp_path: Path) -> None:
    with browser(tmp_path) as shown:
        shown.resize(1400)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/y/{B}")
        number = shown.driver.find_element("css selector", "#view-jump input")
        number.send_keys("9\n")
        at = "return document.querySelector('tr[data-number=\"9\"]').getBoundingClientRect().top"
        assert 0 < shown.run(at) < 300, "below the heads, which stay"
        assert shown.run("return document.activeElement.textContent") == "paragraph 9"
        shown.driver.find_element("id", "view-only").click()
        rows = "return [...document.querySelectorAll('.series tbody tr')].filter((e) => e.checkVisibility()).length"
        notes = "[...document.querySelectorAll('td.state .noted')].filter((e) => e.checkVisibility())"
        noted = f"return {notes}.map((e) => e.innerText.trim())"
        changed = shown.run(rows)
        assert shown.run(noted)[0] == "note 1: added"
        shown.driver.find_element("id", "view-notes").click()
        assert shown.run(rows) == changed - 1, "of one paragraph only a note came"
        assert shown.run(noted) == []
        number.clear()
        number.send_keys("12\n")
        assert shown.run(rows) > changed, "a paragraph that did not change is shown when it is asked for"
        number.clear()
        number.send_keys("77\n")
        assert (
            shown.run("return document.querySelector('#view-jump input').validationMessage")
            == "no paragraph 77 is here"
        )
        shown.resize(390, 844)
        stays = "return ['.keeps', '.legend'].map((e) => getComputedStyle(document.querySelector(e)).position)"
        assert shown.run(stays) == ["sticky", "static"]
        assert shown.run("return document.querySelector('.keeps').getBoundingClientRect().height") <= 70
        for page, listed in (
            (f"/compare?d={A}&d={B}", "#changes li.noted"),
            (f"/compare?d={A}&d={B}&d={C}", ".noted"),
        ):
            shown.driver.get(f"{running.base}{page}")
            some = f"return [...document.querySelectorAll('{listed}')].filter((e) => e.checkVisibility()).length"
            assert shown.run(some) > 0, page
            shown.driver.find_element("id", "view-notes").click()
            assert shown.run(some) == 0, page
        assert shown.messages() == []


@needs_browser
def test_a_comparison_leads_to_what_became_of_the_same_texts_and_back(running: Running, tmp_path: Path) -> None:
    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/y/{B}")
        shown.driver.get(f"{running.base}/compare?d={A}&d={B}")
        shown.driver.find_element("link text", "What became of the mandates").click()
        shown.until("return location.pathname === '/follow'")
        assert shown.run("return new URLSearchParams(location.search).getAll('d')") == [A, B]
        shown.driver.find_element("link text", "Compare these texts").click()
        shown.until("return location.pathname === '/compare'")
        assert shown.run("return new URLSearchParams(location.search).getAll('d')") == [A, B]
        shown.driver.get(f"{running.base}/follow?d={C}")
        back = shown.driver.find_element("link text", "Compare these texts").get_attribute("href")
        assert str(back).endswith(f"?d={B}&d={C}"), "of one text the last two of its series are compared"
        shown.driver.get(f"{running.base}/follow")
        assert not shown.driver.find_elements("link text", "Compare these texts")
        shown.driver.get(f"{running.base}/compare?d={A}&d={TIDES}")
        assert len(shown.driver.find_elements("link text", "What became of the mandates")) == 1, (
            "one of them is followed"
        )
        assert shown.messages() == []
