"""When something is due, as the tables of a desk say it: in the next report, overdue, answered perhaps."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from tests.akn_desk.running import RESOLUTION, Running, desk_of
from tests.browser import browser, needs_browser

pytestmark = pytest.mark.timeout(600)

ASKS = (
    "2. Requests the Secretary-General to provide further tables in his next report on lamps;\n\n"
    "3. Requests the Secretary-General to report on oil by 1 March 2019 and annually thereafter;\n\n"
    "4. Requests the Secretary-General to report on wicks by 1 April 2019;\n\n"
    "5. Requests the Secretary-General to keep the lamps lit;\n\n"
    "6. Requests the Secretary-General to report on gulls by 1 March 2091;\n\n7. Decides"
)
PAST = RESOLUTION.replace("2. Decides", ASKS).replace("99/12", "73/12").replace("2044", "2018")
NEXT, UNDATED, YEARLY = "With the next report", "Without a date", "Every year"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with desk_of(tmp_path_factory.mktemp("desk") / "papers", {"past.txt": PAST}) as found:
        yield found


@needs_browser
def test_what_is_due_in_the_next_report_is_found_by_filter_in_the_calendar_and_in_the_workbook(
    running: Running, tmp_path: Path
) -> None:
    from selenium.webdriver.support.ui import Select

    openpyxl = pytest.importorskip("openpyxl")
    seen = "[...document.querySelectorAll('tbody tr[data-who]')].filter((e) => e.checkVisibility())"
    rows = f"return {seen}.map((e) => e.textContent)"
    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/mandates")
        when = Select(shown.driver.find_element("id", "view-year"))
        assert [option.text for option in when.options][1:] == ["2019", "2091", NEXT, YEARLY, UNDATED]
        for choice, word in ((NEXT, "tables"), (YEARLY, "oil"), (UNDATED, "lit")):
            when.select_by_visible_text(choice)
            left = shown.run(rows)
            assert left, choice
            assert any(word in row for row in left), choice
            href = str(shown.driver.find_element("id", "desk-workbook").get_attribute("href"))
            book = openpyxl.load_workbook(io.BytesIO(running.ask(href.removeprefix(running.base))[2]))
            assert book.worksheets[0].max_row == 1 + len(left), choice
        when.select_by_index(0)  # what has no row by the filter is not in the picture
        shown.driver.find_element("css selector", "[data-value=nextReport]").click()
        assert len(shown.run(rows)) == 1
        assert "in his next report" in shown.run(rows)[0]
        shown.driver.get(f"{running.base}/calendar")
        shown.driver.find_element("link text", NEXT).click()
        section = shown.driver.find_element("id", "mnextReport")
        assert "further tables" in section.text
        assert shown.messages() == []


@needs_browser
def test_the_calendar_of_a_desk_begins_with_what_is_overdue_today_and_counts_it(
    running: Running, tmp_path: Path
) -> None:
    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/calendar")
        first = shown.driver.find_element("css selector", ".month")
        assert first.get_attribute("id") == "overdue"
        assert first.find_element("tag name", "h2").text == "Overdue 2"
        seen = "return [...document.querySelectorAll('tr[data-known=overdue]')].map((e) => e.checkVisibility())"
        assert shown.run(seen) == [True, True]
        assert shown.driver.find_element("css selector", ".months").text.startswith("Overdue\n2\n")
        shown.run(
            "const field = document.getElementById('view-words'); field.value = 'wicks';"
            "field.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        assert first.find_element("tag name", "h2").text == "Overdue 1"
        shown.driver.get(f"{running.base}/calendar?as_of=")
        assert not shown.driver.find_elements("id", "overdue"), "of no day nothing is"
        assert shown.messages() == []


@needs_browser
def test_the_table_of_mandates_on_paper_has_its_heads_and_names_and_is_light(running: Running, tmp_path: Path) -> None:
    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/mandates")
        dark = [{"name": "prefers-color-scheme", "value": "dark"}]
        shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": dark})
        seen = "return [...document.querySelectorAll('{of}')].every((e) => e.checkVisibility() && e.innerText.trim())"
        assert shown.run(seen.replace("{of}", ".sums li:not([hidden]) button"))
        assert shown.run(seen.replace("{of}", ".mandates thead th button"))
        ask, table = (
            shown.run(f"return document.querySelector('{of}').getBoundingClientRect().width")
            for of in (".mandates th:nth-child(4)", ".mandates")
        )
        assert ask > 0.4 * table
        assert shown.run("return getComputedStyle(document.documentElement).getPropertyValue('--added')") == "#dff1e0"
