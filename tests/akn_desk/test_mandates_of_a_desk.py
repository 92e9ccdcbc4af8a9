"""Mandates at the desk: the rows that filters leave as a workbook, what became of them, what is due, three texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk_of
from tests.browser import browser, needs_browser

pytestmark = pytest.mark.timeout(600)

FIRST = RESOLUTION.replace(
    "2. Decides",
    "2. Requests the Secretary-General to submit a report on lamps by 1 March 2046;\n\n"
    "3. Urges Member States to mend their lamps;\n\n4. Decides",
)
SECOND = (
    FIRST.replace("99/12", "100/3")
    .replace("9 December 2044", "7 December 2045")
    .replace("1 March 2046", "1 March 2047")
    .replace("Urges Member", "Invites Member")
)
THIRD = SECOND.replace("100/3", "101/9").replace("7 December 2045", "8 December 2046").replace("on lamps", "on oil")
FILES = {"a.txt": FIRST, "b.txt": SECOND, "c.txt": THIRD}
A, B, C = map(key_of, FILES)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    alone = RESOLUTION.replace("99/12. Lighthouses", "99/13. Tides and their tables")
    with desk_of(tmp_path_factory.mktemp("desk") / "papers", {**FILES, "alone.txt": alone}) as found:
        yield found


def _rows(book: bytes) -> list[list[object]]:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_of_mandates_holds_what_the_filters_leave(running: Running) -> None:
    head, *everything = _rows(running.ask("/mandates?to=xlsx")[2])
    _, *asked = _rows(running.ask("/mandates?to=xlsx&who=secretaryGeneral")[2])
    at, file = head.index("Who is asked"), head.index("File")
    assert len(everything) > len(asked) == 3
    assert {row[at] for row in asked} == {"the Secretary-General"}
    assert {row[file] for row in asked} == set(FILES), "each row says which file it is from"
    _, *of_one_year = _rows(running.ask("/mandates?to=xlsx&who=secretaryGeneral&year=2047&words=REPORT%20oil")[2])
    assert [row[file] for row in of_one_year] == ["c.txt"]
    _, *of_one = _rows(running.ask(f"/mandates?to=xlsx&d={A}&product=report")[2])
    assert [row[file] for row in of_one] == ["a.txt"]


def test_the_page_of_mandates_names_the_chosen_documents_at_its_top(running: Running) -> None:
    page = running.ask(f"/mandates?d={A}&d={B}")[2].decode()
    top = page[: page.index("<table")]
    assert "<bdi>A/RES/99/12 · Lighthouses</bdi>" in top
    assert "<bdi>A/RES/100/3 · Lighthouses</bdi>" in top
    assert 'class="ui named"' not in running.ask("/mandates")[2].decode(), "all documents need no names"


def test_what_is_due_at_a_session_says_until_when_it_is_in_time(tmp_path: Path) -> None:
    asked = "2. Requests the Secretary-General to report on lamps to it at its 101st session;\n\n3. Decides"
    with desk_of(tmp_path / "papers", {"s.txt": RESOLUTION.replace("2. Decides", asked)}) as found:
        page = found.ask("/calendar")[2].decode()
    assert '<span class="quiet">in time until 2047-0' in page


def test_page_and_workbook_say_the_same_of_when_something_is_due(tmp_path: Path) -> None:
    yearly = (
        "2. Requests the Secretary-General to report on the keepers to the General Assembly every year;\n\n3. Decides"
    )
    with desk_of(tmp_path / "papers", {"y.txt": RESOLUTION.replace("2. Decides", yearly)}) as found:
        head, *rows = _rows(found.ask("/mandates?to=xlsx")[2])
        (due,) = {row[head.index("Due")] for row in rows} - {None, ""}
        page = found.ask("/mandates")[2].decode()
    assert f'<span class="quiet">{due}</span></td>' in page


@needs_browser
def test_the_button_of_the_workbook_follows_the_filters(running: Running, tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import Select

    with browser(tmp_path) as shown:
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/mandates")
        book = shown.driver.find_element("id", "desk-workbook")
        count = int(shown.run("return document.getElementById('view-count').textContent").partition(" / ")[0])
        assert book.text.endswith(f"{count})")
        Select(shown.driver.find_element("id", "view-who")).select_by_value("secretaryGeneral")
        assert book.text.endswith("3)")
        path = str(book.get_attribute("href")).removeprefix(running.base)
        assert len(_rows(running.ask(path)[2])) == 1 + 3
        # a tool that fills in forms may say that a choice changed, and nothing of input
        shown.run(
            "const who = document.getElementById('view-who'); who.value = '';"
            "who.dispatchEvent(new Event('change', {bubbles: true}))"
        )
        assert book.text.endswith(f"{count})")
        # a row leads to its paragraph at the desk
        assert f"/d/{A}#dvs_1__para_1" in shown.run("return document.querySelector('.mandates td a').href")


def test_what_became_of_mandates_is_a_page_and_a_workbook(running: Running) -> None:
    page = running.ask("/follow")[2].decode()
    assert "renewed" in page
    assert f'href="/d/{B}"' in page
    assert "99/13" not in page
    head, *rows = _rows(running.ask("/follow?to=xlsx")[2])
    became = head.index("What became of it")
    assert {"renewed", "changed", "open"} <= {row[became] for row in rows}
    _, *some = _rows(running.ask("/follow?to=xlsx&became=changed&became=open")[2])
    assert {row[became] for row in some} == {"changed", "open"}, "the ticks of the page hold for the workbook"
    since = {str(row[head.index("since")]) for row in rows}
    assert "A/RES/99/12 or earlier" in since, "as the page says it"
    assert "A/RES/99/12" not in since
    french, *_ = _rows(running.ask("/follow?to=xlsx", Accept_Language="fr")[2])
    assert french[0] == "Cote"
    title = re.findall(r'<section[^>]* data-subject="([^"]+)"', page)[0]
    _, *of_title = _rows(running.ask(f"/follow?to=xlsx&subject={quote(title)}")[2])
    assert of_title
    assert _rows(running.ask("/follow?to=xlsx&subject=another")[2])[1:] == []
    assert running.ask(f"/follow?d={A}")[0] == 200
    status, _, told = running.ask(f"/follow?d={key_of('alone.txt')}")
    assert status == 400
    assert b"no other year of alone.txt is here" in told
    assert f'href="/follow?d={A}&amp;lang=eng"' in running.ask(f"/d/{A}")[2].decode(), "from its page it is one click"


@needs_browser
def test_what_became_of_mandates_is_filtered_by_who_is_asked_and_so_is_its_workbook(
    running: Running, tmp_path: Path
) -> None:
    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/follow")
        rows = "return [...document.querySelectorAll('.follow tbody tr')].filter((e) => e.offsetParent).length"
        everything = shown.run(rows)
        counts = "return [...document.querySelectorAll('[data-state]')].map((e) => Number(e.textContent))"
        seen = "[...document.querySelectorAll('.counts')].filter((e) => e.checkVisibility())"
        heads = f"return {seen}.map((e) => e.innerText)"
        of_rows = (
            "return ['renewed', 'changed', 'dropped', 'new', 'open'].map((state) =>"
            " document.querySelectorAll(`.follow tbody tr.${state}:not([hidden])`).length)"
        )
        before = shown.run(heads)
        assert shown.run(counts) == shown.run(of_rows)
        shown.run(
            "const who = document.getElementById('view-who'); who.value = 'secretaryGeneral';"
            "who.dispatchEvent(new Event('change', {bubbles: true}))"
        )
        left = shown.run(rows)
        assert 0 < left < everything
        book = shown.run("return document.getElementById('desk-workbook').getAttribute('href')")
        _, *some = _rows(running.ask(book)[2])
        asked = shown.run("return document.querySelectorAll('tr[data-who~=secretaryGeneral]').length")
        assert len(some) == asked == left
        of_who = shown.run(counts)
        assert of_who == shown.run(of_rows)
        assert sum(of_who) == asked
        told = shown.run(heads)
        assert sum(int(n) for head in told for n in re.findall(r"\d+", head)) == asked
        assert sum(int(n) for head in before for n in re.findall(r"\d+", head)) > asked
        button = shown.driver.find_element("id", "desk-workbook")
        assert button.text == f"As a workbook (rows: {left})"
        for state in ("renewed", "changed"):
            shown.driver.find_element("id", f"view-{state}").click()
        some = _rows(running.ask(str(button.get_attribute("href")).removeprefix(running.base))[2])[1:]
        assert shown.run(rows) == len(some) == sum(of_who[2:])
        assert button.text == f"As a workbook (rows: {len(some)})"
        assert not any("renewed" in head for head in shown.run(heads))
        assert shown.run(counts) == of_who, "beside a tick stands what it would bring"
        assert shown.messages() == []


@needs_browser
def test_filters_go_along_from_table_to_table_and_the_calendar_begins_with_what_is_due_next(
    running: Running, tmp_path: Path
) -> None:
    from selenium.webdriver.support.ui import Select

    rows = "return [...document.querySelectorAll('table tbody tr[data-who]')].filter((e) => e.checkVisibility()).length"
    who = "return document.getElementById('view-who').value"
    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/mandates")
        Select(shown.driver.find_element("id", "view-who")).select_by_value("secretaryGeneral")
        for there in ("/follow", "/calendar"):
            shown.driver.find_element("css selector", f"a[data-along][href^='{there}']").click()
            shown.until("return document.readyState === 'complete'")
            assert "who=secretaryGeneral" in shown.run("return location.search"), there
            assert there == "/calendar" or shown.run(who) == "secretaryGeneral"
            book = shown.run("return document.getElementById('desk-workbook').getAttribute('href')")
            assert there == "/calendar" or "who=secretaryGeneral" in book
        shown.driver.get(f"{running.base}/calendar?as_of=2047-01-01")
        past = shown.driver.find_element("css selector", "details.past")
        assert "2047-01-01: 1" in past.text
        assert shown.run(rows) == 2, "what is due before that day is folded"
        past.find_element("css selector", "summary").click()
        assert shown.run(rows) == 3
        shown.driver.get(f"{running.base}/calendar?as_of=2047-01-02#m2046-03")
        shown.until("return document.querySelector('details.past').open")
        assert shown.messages() == []


def test_what_is_due_is_a_page_a_file_for_calendars_and_a_workbook(running: Running) -> None:
    page = running.ask("/calendar")[2].decode()
    assert "2046-03-01" in page
    assert f"/d/{A}#dvs_1__para_2" in page
    assert "<bdi>paragraph 2</bdi>" in page
    assert "tag overdue" not in page, "without a day nothing is"
    assert "data-overdue" not in page
    later = running.ask("/calendar?as_of=2050-01-01")[2].decode()
    assert ">overdue<" in later
    of_one = running.ask(f"/calendar?d={C}")[2].decode()
    assert "2046-03-01" not in of_one
    assert "2047-03-01" in of_one
    _, *rows = _rows(running.ask("/calendar?to=xlsx")[2])
    assert len(rows) == 3
    assert running.ask("/calendar?as_of=soon")[0] == 400
    assert b"Nothing is due" in running.ask(f"/calendar?d={key_of('alone.txt')}")[2]
    pytest.importorskip("icalendar")
    status, headers, made = running.ask("/calendar?to=ics")
    assert status == 200
    assert headers["content-type"].startswith("text/calendar")
    assert made.count(b"BEGIN:VEVENT") == 3


def test_three_texts_stand_side_by_side(running: Running) -> None:
    status, _, body = running.ask(f"/compare?d={C}&d={A}&d={B}")
    page = body.decode().partition("<thead>")[2]
    assert status == 200
    assert page.index("A/RES/99/12</bdi>") < page.index("A/RES/100/3</bdi>") < page.index("A/RES/101/9</bdi>")
    assert "<ins>oil</ins>" in page
    assert f'href="/d/{A}"' in page, "the symbols over the columns lead to the texts"
    assert running.ask(f"/compare?d={A}")[0] == 400
    assert running.ask(f"/compare?d={A}&d={A}")[0] == 400


@needs_browser
def test_three_that_are_ticked_are_compared(running: Running, tmp_path: Path) -> None:
    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        button = shown.driver.find_element("id", "desk-compare")
        ticks = shown.driver.find_elements("css selector", "input[name=d]")
        for n, tick in enumerate(ticks[:3]):
            assert button.is_enabled() == (n > 1)
            tick.click()
        names = ("compare", "mandates", "calendar", "follow", "only")
        counted = [shown.driver.find_element("id", f"desk-{name}").text[-3:] for name in names]
        assert counted == ["(3)"] * 5, "choices of an earlier comparison are counted on each button that takes them"
        alone = (
            "return [...document.querySelectorAll('table.index tbody tr')].filter((e) => e.checkVisibility()).length"
        )
        words = shown.driver.find_element("id", "view-words")
        words.send_keys("no such title")
        assert shown.run(alone) == 0
        only = shown.driver.find_element("id", "desk-only")
        only.click()
        assert shown.run(alone) == 3, "one click shows what is chosen, whatever a filter hides"
        assert only.get_attribute("aria-pressed") == "true"
        only.click()
        assert shown.run(alone) == 4
        shown.driver.find_element("id", "desk-follow").click()
        shown.until("return location.pathname === '/follow'")
        assert shown.run("return new URLSearchParams(location.search).getAll('d').length") == 3
        shown.driver.back()
        shown.until("return document.querySelectorAll('input[name=d]:checked').length === 3")
        shown.driver.find_element("id", "desk-none").click()
        assert not shown.driver.find_element("id", "desk-only").is_displayed()
        assert not shown.driver.find_element("id", "desk-follow").is_enabled()
        for tick in shown.driver.find_elements("css selector", "input[name=d]")[:3]:
            tick.click()
        button = shown.driver.find_element("id", "desk-compare")
        button.click()
        shown.until("return document.querySelectorAll('table.beside th').length === 3")


def test_two_texts_are_had_in_word_with_tracked_changes(running: Running) -> None:
    page = running.ask(f"/compare?d={B}&d={A}")[2].decode()
    assert f'href="/compare?to=docx&amp;d={A}&amp;d={B}"' in page
    status, headers, book = running.ask(f"/compare?to=docx&d={B}&d={A}")
    assert status == 200
    assert "A-RES-99-12-A-RES-100-3.docx" in headers["content-disposition"]
    text = zipfile.ZipFile(io.BytesIO(book)).read("word/document.xml").decode()
    assert "<w:ins " in text
    assert "<w:del " in text


def test_three_texts_are_had_in_word_in_columns(running: Running) -> None:
    page = running.ask(f"/compare?d={B}&d={A}&d={C}")[2].decode()
    assert f'href="/compare?to=docx&amp;d={A}&amp;d={B}&amp;d={C}" download>In Word, in columns' in page
    status, headers, book = running.ask(f"/compare?to=docx&d={B}&d={A}&d={C}")
    assert status == 200
    assert ".docx" in headers["content-disposition"]
    text = zipfile.ZipFile(io.BytesIO(book)).read("word/document.xml").decode()
    assert text.count("<w:gridCol ") == 3
    assert text.index("A/RES/99/12") < text.index("A/RES/100/3") < text.index("A/RES/101/9")
    assert 'w:rStyle w:val="CameIn"' in text


@needs_browser
def test_mandates_are_filtered_by_subject_and_the_words_of_the_title_are_found(
    running: Running, tmp_path: Path
) -> None:
    from selenium.webdriver.support.ui import Select

    with browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/mandates")
        subject = Select(shown.driver.find_element("id", "view-subject"))
        assert len(subject.options) == 1 + 2, "three years of one subject are one, and all of them are another choice"
        book = shown.driver.find_element("id", "desk-workbook")
        rows = "return [...document.querySelectorAll('.mandates tbody tr')].filter((e) => e.offsetParent).length"
        everything = shown.run(rows)
        subject.select_by_visible_text("Tides and their tables")
        left = shown.run(rows)
        assert 0 < left < everything
        head, *kept = _rows(running.ask(str(book.get_attribute("href")).removeprefix(running.base))[2])
        assert len(kept) == left
        assert {row[head.index("Title")] for row in kept} == {"Tides and their tables"}
        subject.select_by_index(0)
        Select(shown.driver.find_element("id", "view-who")).select_by_value("secretaryGeneral")
        shown.run(
            "const field = document.getElementById('view-words'); field.value = 'LIGHTHOUSES report';"
            "field.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        assert shown.run(rows) == 3, "no request of the Secretary-General says lighthouses: the title does"
        head, *kept = _rows(running.ask(str(book.get_attribute("href")).removeprefix(running.base))[2])
        assert len(kept) == 3


@needs_browser
def test_the_calendar_is_filtered_by_subject_and_its_picture_and_the_other_tables_follow(tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import Select

    tides = FIRST.replace("99/12. Lighthouses", "99/13. Tides and their tables").replace("1 March", "1 June")
    files = {**FILES, "tides.txt": tides.replace("99/12", "99/13")}
    with desk_of(tmp_path / "papers", files) as running, browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/calendar")
        rows = "return [...document.querySelectorAll('.calendar tbody tr')].filter((e) => e.offsetParent).length"
        bars_of = "[...document.querySelectorAll('rect[data-at]')].filter((e) => Number(e.getAttribute('height')))"
        high = f"return {bars_of}.length"
        months = (
            "return [...document.querySelectorAll('.months .quiet')].reduce((n, e) => n + Number(e.textContent), 0)"
        )
        as_of = "return document.querySelector('input[name=as_of][type=date]').value"
        assert shown.run(as_of) == shown.run("return new Date().toLocaleDateString('sv')"), (
            "today, until another is chosen"
        )
        everything = shown.run(rows)
        bars = shown.run(high)
        assert bars == 3
        subject = Select(shown.driver.find_element("id", "view-subject"))
        assert len(subject.options) == 1 + 2
        subject.select_by_visible_text("Tides and their tables")
        left = shown.run(rows)
        assert 0 < left < everything
        assert shown.run(months) == left
        assert shown.run(high) == left
        assert shown.run("return document.querySelector('text.top').textContent") == "1"
        along = shown.run("return document.querySelector('a[data-along][href^=\"/follow\"]').getAttribute('href')")
        assert "subject=tides" in along
        files = {
            e.text: str(e.get_attribute("href"))
            for e in shown.driver.find_elements("css selector", "#desk a[download]")
        }
        assert len(files) == 2
        assert {href.partition("to=")[2][:3] for href in files.values()} == {"ics", "xls"}
        assert all("subject=tides" in href for href in files.values())
        kept = [running.ask(href.removeprefix(running.base))[2] for href in files.values()]
        assert next(made for made in kept if made.startswith(b"BEGIN")).count(b"BEGIN:VEVENT") == left
        assert len(_rows(next(made for made in kept if made.startswith(b"PK")))) == 1 + left
        subject.select_by_index(0)
        assert shown.run(high) == bars
        assert not any(
            "subject" in str(e.get_attribute("href"))
            for e in shown.driver.find_elements("css selector", "#desk a[download]")
        )
        shown.run(
            "const field = document.getElementById('view-words'); field.value = 'LIGHTHOUSES';"
            "field.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        typed = shown.run(rows)
        buttons = shown.driver.find_elements("css selector", "#desk a[download]")
        assert [re.findall(r"\d+", button.text) for button in buttons] == [[str(typed)]] * 2
        kept = [running.ask(str(e.get_attribute("href")).removeprefix(running.base))[2] for e in buttons]
        assert kept[0].count(b"BEGIN:VEVENT") == len(_rows(kept[1])) - 1 == typed < everything
        assert shown.run(rows) == everything - left, "the title says lighthouses"


@needs_browser
def test_the_pictures_of_mandates_count_what_the_filters_leave_and_agree(tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import Select

    more = (
        "4. Requests States to report on their oil by 2046;\n\n"
        "5. Invites States to report on it by 1 May 2047;\n\n"
        "6. Requests the Secretary-General to report to it by 1 June 2047;\n\n7. Decides"
    )
    files = {name: text.replace("4. Decides", more) for name, text in FILES.items()}
    with desk_of(tmp_path / "papers", files) as running, browser(tmp_path) as shown:
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/mandates")
        sums = (
            "return Object.fromEntries([...document.querySelectorAll('[data-sums={name}] li')]"
            ".filter((e) => e.offsetParent)"
            ".map((e) => [e.querySelector('button').dataset.value, Number(e.querySelector('.count').textContent)]))"
        )
        months = (
            "return [...document.querySelectorAll('figure.picture tbody tr')]"
            ".map((e) => [e.cells[0].textContent.slice(0, 4), Number(e.cells[1].textContent)])"
        )
        left = "const e = document.querySelector('.left'); return e.hidden ? 0 : Number(e.textContent.match(/\\d+/))"
        rows = "return [...document.querySelectorAll('.mandates tbody tr')].filter((e) => e.offsetParent)"
        keys = f"{rows}.map((e) => e.dataset.{{name}})"

        def agree() -> dict[str, int]:
            by_year = shown.run(sums.replace("{name}", "year"))
            said = Counter(year for years in shown.run(keys.format(name="year")) for year in years.split())
            assert {year: n for year, n in by_year.items() if n} == said
            drawn = Counter[str]()
            for year, n in shown.run(months):
                drawn[year] += n
            assert sum(drawn.values()) + shown.run(left) == sum(n for year, n in said.items() if year.isdigit())
            who = Counter(key for keys_of in shown.run(keys.format(name="who")) for key in keys_of.split())
            assert sorted(shown.run(sums.replace("{name}", "who")).values()) == sorted(who.values())
            return dict(said)

        everything = agree()
        assert shown.run(left) > 0, "a year alone stands in no month"
        Select(shown.driver.find_element("id", "view-who")).select_by_visible_text("Secretary-General")
        some = agree()
        assert sum(some.values()) < sum(everything.values())
        assert shown.run(left) == 0
        button = shown.driver.find_element("css selector", "[data-sums=year] button[data-value='2047']")
        button.click()
        assert agree() == {"2047": some["2047"]}
        assert button.get_attribute("aria-pressed") == "true"
        form, table = (
            shown.run(f"return document.querySelector('{at}').getBoundingClientRect().top")
            for at in ("#view-filters", ".mandates")
        )
        assert form < 200, "the filters stand first"
        assert table < 700, "the table begins on the first screen"


@needs_browser
def test_a_finger_meets_ticks_links_and_buttons_of_24_pixels(running: Running, tmp_path: Path) -> None:
    small = """
        const long = (e) => e.textContent.trim().length;
        const lone = (e) => long(e) + 25 > long(e.parentElement) || !e.closest('p, td, div');
        return [...document.querySelectorAll('a, button, input[type=checkbox], select, summary')]
          .filter((e) => e.checkVisibility() && !e.closest('.skip') && (!e.matches('a') || lone(e)))
          .filter((e) => { const r = e.getBoundingClientRect(); return Math.min(r.width, r.height) < 24; })
          .map((e) => e.outerHTML.slice(0, 120));"""
    with browser(tmp_path) as shown:
        shown.resize(390)
        shown.driver.get(running.address)
        pages = ("/", "/follow", "/calendar", "/mandates", f"/y/{A}", f"/compare?d={A}&d={B}&d={C}")
        for page in pages:
            shown.driver.get(f"{running.base}{page}")
            shown.until("return document.readyState === 'complete'")
            assert shown.run(small) == [], page
            assert shown.run("return document.documentElement.scrollWidth") <= 390, page
