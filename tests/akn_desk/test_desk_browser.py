"""The desk in a real browser: drop, correct, save, undo, seen, search, compare; by keyboard; on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from converters import Options, convert
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.browser import Browser, needs_axe, needs_browser

pytestmark = [needs_browser, pytest.mark.timeout(600)]

LATER = RESOLUTION.replace("99/12", "100/3").replace("9 December 2044", "7 December 2045")


@pytest.fixture
def running(tmp_path: Path, shown: Browser) -> Iterator[Running]:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "a.docx").write_bytes(convert(RESOLUTION.encode(), name="a.txt", options=Options(to="docx")).output)
    (folder / "b.txt").write_text(LATER.replace("keep the light burning", "keep all lights burning"))
    with desk(folder) as found:
        found.wait()
        shown.resize(1280)
        shown.driver.get(found.address)
        yield found


def _open(shown: Browser, symbol: str) -> None:
    script = (
        "return [...document.querySelectorAll('.index tbody tr')].find((r) => r.textContent.includes(arguments[0]))"
    )
    shown.run(f"{script}.querySelector('td > a').click()".replace("return ", "", 1), symbol)
    shown.until("return document.querySelector('#desk[data-desk=document]') !== null")


def test_the_address_of_the_list_has_no_token(shown: Browser, running: Running) -> None:
    assert shown.driver.current_url == f"{running.base}/"
    assert shown.run("return document.cookie") == ""


def test_files_that_are_dropped_become_pages(shown: Browser, running: Running, tmp_path: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text(RESOLUTION.replace("99/12. Lighthouses", "99/13. Tides"))
    shown.driver.find_element("css selector", "#desk-drop input").send_keys(str(more))
    shown.until("return document.body.textContent.includes('A/RES/99/13')")
    assert (running.folder / "more.txt").read_bytes() == more.read_bytes()
    # what the event of a drop carries goes the same way
    shown.run(
        "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'drop.txt'));"
        "document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
        RESOLUTION.replace("99/12. Lighthouses", "99/14. Lamps"),
    )
    shown.until("return document.body.textContent.includes('A/RES/99/14')")
    assert (running.folder / "drop.txt").is_file()


def test_a_heading_is_corrected_in_three_actions_and_the_page_keeps_its_place(shown: Browser, running: Running) -> None:
    _open(shown, "A/RES/99/12")
    shown.run("sessionStorage.clear()")
    shown.driver.find_element("id", "desk-correct").click()
    line = "[...document.querySelectorAll('main [data-key]')].find((e) => e.textContent.includes('Strengthening'))"
    shown.run(f"document.documentElement.style.scrollBehavior = 'auto'; {line}.scrollIntoView()")
    before = shown.run("return scrollY")
    shown.run(f"{line}.click()")
    role = "const role = document.getElementById('desk-role'); role.value = 'preambular';"
    shown.run(f"{role} role.dispatchEvent(new Event('change'))")
    shown.driver.find_element("id", "desk-save").click()
    shown.until("return document.getElementById('desk-told')?.textContent.startsWith('Saved.')")
    said = (running.folder / "a.docx.akn.toml").read_text()
    assert 'starts = "Strengthening' in said
    assert 'role = "preambular"' in said
    assert shown.run("return document.getElementById('desk-panel').hidden") is False, (
        "the next line can be chosen at once"
    )
    heads = "return [...document.querySelectorAll('main :is(h2, h3, h4)')].map((e) => e.textContent)"
    assert not any("Strengthening" in head for head in shown.run(heads))
    assert abs(shown.run("return scrollY") - before) < 200
    shown.driver.find_element("id", "desk-undo").click()
    shown.until("return document.getElementById('desk-told')?.textContent === 'Undone.'")
    assert not (running.folder / "a.docx.akn.toml").exists()
    assert any("Strengthening" in head for head in shown.run(heads))


def test_the_first_correction_takes_three_actions_too(shown: Browser, running: Running) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.support.ui import Select

    _open(shown, "A/RES/99/12")
    shown.run("sessionStorage.clear(); document.documentElement.style.scrollBehavior = 'auto'")
    lines = shown.driver.find_elements("css selector", "main [data-key]")
    line = next(one for one in lines if "Strengthening" in one.text)
    ActionChains(shown.driver).move_to_element(line).perform()
    shown.driver.find_element("id", "desk-here").click()
    Select(shown.driver.find_element("id", "desk-role")).select_by_value("preambular")
    shown.driver.find_element("id", "desk-save").click()
    shown.until("return document.getElementById('desk-told')?.textContent.startsWith('Saved.')")
    assert 'starts = "Strengthening' in (running.folder / "a.docx.akn.toml").read_text()


def test_a_line_that_was_joined_to_the_one_before_is_chosen_by_a_click_on_its_words(
    shown: Browser, running: Running
) -> None:
    cut = "light burning,\n\nand the lamps of the coast clean;"
    (running.folder / "c.txt").write_text(
        RESOLUTION.replace("99/12", "99/15")
        .replace("Strengthening international", "Noting")
        .replace("light burning;", cut)
    )
    shown.driver.get(running.base)
    shown.until("return document.body.textContent.includes('A/RES/99/15')")
    _open(shown, "A/RES/99/15")
    shown.run("sessionStorage.clear(); document.documentElement.style.scrollBehavior = 'auto'")
    shown.driver.find_element("id", "desk-correct").click()

    def chosen(words: str) -> str:
        shown.run(
            "const all = [...document.querySelectorAll('main [data-key]')]; const range = document.createRange();"
            "const line = all.find((e) => e.textContent.includes('lamps of the coast'));"
            "line.scrollIntoView({block: 'center'});"
            "const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT); let node;"
            "while ((node = walker.nextNode()) && !node.data.includes(arguments[0]));"
            "range.setStart(node, node.data.indexOf(arguments[0])); range.setEnd(node, range.startOffset + 3);"
            "const box = range.getBoundingClientRect(); node.parentElement.dispatchEvent(new MouseEvent('click',"
            "{bubbles: true, cancelable: true, clientX: box.left + 6, clientY: box.top + box.height / 2}))",
            words,
        )
        return str(shown.run("return document.getElementById('desk-lines').textContent"))

    assert chosen("lamps of the coast").startswith("and the lamps")
    assert chosen("keep the light").startswith("1. Calls upon")


def test_what_holds_of_the_whole_document_is_put_right(shown: Browser, running: Running) -> None:
    from selenium.webdriver.support.ui import Select

    _open(shown, "A/RES/99/12")
    shown.driver.find_element("css selector", "#desk-facts summary").click()
    Select(shown.driver.find_element("id", "desk-fact")).select_by_value("date")
    field = shown.driver.find_element("id", "desk-fact-value")
    assert field.get_attribute("value") == "2044-12-09"
    field.clear()
    field.send_keys("2044-12-08")
    shown.driver.find_element("css selector", "#desk-facts form button").click()
    shown.until("return document.getElementById('desk-told')?.textContent.startsWith('Saved.')")
    assert (running.folder / "a.docx.akn.toml").read_text() == 'date = "2044-12-08"\n'


def test_a_volume_is_named_and_taken_apart(shown: Browser, running: Running) -> None:
    work = "Resolution {} (2044)\n\nThe Security Council,\n\n1. Decides to meet again.\n\n"
    running.drop(("volume.txt", (work.format(900) + work.format(901)).encode()))
    running.wait()
    shown.driver.get(running.base)
    shown.driver.find_element("css selector", "[data-part]").click()
    shown.until("return document.querySelector('.index').textContent.includes('S/RES/901 (2044)')")
    assert len(list((running.folder / "volume.txt.works").glob("*.xml"))) == 2


def test_a_page_for_a_reader_of_another_language_says_that_some_remarks_are_english(running: Running) -> None:
    from akn_desk.folder import key_of
    from tests.akn_desk.test_publishing_from_a_desk import FRENCH

    running.drop(("f.txt", FRENCH.replace("9 décembre 2044", "").encode()))
    running.wait()
    for asked, there in (("fr", True), ("en", False)):  # in the language of the reader, not of the text
        page = running.ask(f"/d/{key_of('f.txt')}", Accept_Language=asked)[2].decode()
        assert ("Certaines remarques sont en anglais." in page) is there
        assert 'id="view-doubts"' in page


def test_published_akn_says_why_it_cannot_be_corrected(shown: Browser, running: Running) -> None:
    from akn_desk.folder import key_of

    running.drop(("p.xml", convert(RESOLUTION.encode(), name="a.txt").output))
    shown.driver.get(f"{running.base}/d/{key_of('p.xml')}")
    assert shown.driver.find_elements("id", "desk-correct") == []
    shown.driver.find_element("css selector", "#desk-why summary").click()
    assert "Download: Word" in shown.driver.find_element("css selector", "#desk-why p").text
    shown.driver.get(f"{running.base}/d/{key_of('a.docx')}")
    assert shown.driver.find_elements("id", "desk-why") == []


def test_by_keyboard_alone(shown: Browser, running: Running) -> None:
    from selenium.webdriver.common.keys import Keys

    _open(shown, "A/RES/99/12")

    def active() -> str:
        return str(shown.run("const e = document.activeElement; return e.dataset.key || e.id || ''"))

    def press(*keys: str) -> None:
        shown.driver.switch_to.active_element.send_keys(*keys)

    for _ in range(80):
        press(Keys.TAB)
        if active() == "desk-correct":
            break
    press(Keys.ENTER)
    shown.run("document.querySelector('main [data-key]').focus()")
    for _ in range(60):
        if "1. Calls" in active() or "Calls upon" in active():
            break
        press(Keys.ARROW_DOWN)
    assert "Calls upon" in active()
    press(Keys.ENTER)
    assert active() == "desk-role"
    press("a heading")
    for _ in range(8):
        press(Keys.TAB)
        if active() == "desk-save":
            break
    press(Keys.ENTER)
    told = "(document.getElementById('desk-told')?.textContent ?? '')"
    shown.until(f"return {told} !== '' && !{told}.startsWith('Reading')")
    assert 'role = "heading"' in (running.folder / "a.docx.akn.toml").read_text()


def test_two_windows_lose_nothing_of_each_other(running: Running) -> None:
    key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
    one = {"lines": ['starts = "Strengthening"'], "role": "preambular"}
    two = {"lines": ['starts = "2. Decides"'], "role": "closing"}
    for choice in (one, two):
        assert running.json(f"/d/{key}/correct", choice)["status"] == 200
    (said,) = [path.read_text() for path in running.folder.glob("*.akn.toml")]
    assert said.count("[[line]]") == 2
    path = next(running.folder.glob("*.akn.toml"))
    path.write_text(f"{said}# by hand\n")
    answer = running.json(f"/d/{key}/undo", {})
    assert answer["status"] == 400
    assert "changed by somebody else" in answer["error"]
    assert path.read_text().endswith("# by hand\n")


def test_what_is_no_correction_is_refused_in_words(running: Running) -> None:
    key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
    bad = [
        {"lines": ["x = 1\nsymbol = 'A/RES/1/1'"], "role": "heading"},
        {"lines": ['starts = "a"'], "role": "emperor"},
        {"lines": ['starts = "a"'], "unknown": 1},
    ]
    for choice in bad:
        answer = running.json(f"/d/{key}/correct", choice)
        assert (answer["status"], bool(answer["error"])) == (400, True)
    (why,) = running.json(f"/d/{key}/correct", {"fact": "symbol", "value": "nonsense"})["refused"]
    assert "nonsense" in why
    assert list(running.folder.glob("*.akn.toml")) == []


def test_what_was_seen_stays_seen(shown: Browser, running: Running) -> None:
    _open(shown, "A/RES/99/12")
    assert shown.run("return document.querySelectorAll('.desk-tick input').length") > 0
    shown.run("document.querySelector('.desk-tick input').click()")
    shown.until("return document.querySelector('.desk-seen') !== null")
    shown.driver.refresh()
    assert shown.until("return document.querySelector('.desk-tick input')?.checked")
    assert (running.folder / ".akn-desk.json").is_file()


def test_words_are_found_in_all_texts_and_lead_to_their_paragraph(shown: Browser, running: Running) -> None:
    import time

    for _ in range(100):
        if running.json("/progress")["index"]:
            break
        time.sleep(0.2)
    shown.driver.get(f"{running.base}/search?q=keepers+burning")
    links = shown.run("return [...document.querySelectorAll('.found li a')].map((a) => a.textContent)")
    assert len(links) == 2
    assert any("A/RES/99/12" in link and "paragraph 1" in link for link in links)
    shown.run("document.querySelector('.found li a').click()")
    shown.until("return location.hash.endsWith('para_1') && document.getElementById(location.hash.slice(1)) !== null")


def test_two_years_are_compared_and_followed(shown: Browser, running: Running) -> None:
    shown.run("document.querySelectorAll('input[name=d]').forEach((e) => e.click())")
    shown.driver.find_element("id", "desk-compare").click()
    shown.until("return document.querySelector('.diff') !== null")
    assert shown.run("return document.querySelector('h1').textContent") == "A/RES/99/12 → A/RES/100/3"
    assert "all lights" in shown.run("return [...document.querySelectorAll('ins')].map((e) => e.textContent).join(' ')")
    shown.driver.get(running.base)
    _open(shown, "A/RES/100/3")
    shown.run("document.querySelector('a[href^=\"/y/\"]').click()")
    shown.until("return document.querySelector('table.series') !== null")
    assert "/d/" in shown.run("return document.querySelector('.series th a').getAttribute('href')")


@pytest.mark.parametrize("form", ["xml", "docx", "text", "json"])
def test_a_document_can_be_had_in_other_formats(running: Running, form: str) -> None:
    key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
    status, headers, body = running.ask(f"/d/{key}/as/{form}")
    assert status == 200
    assert headers["content-disposition"].startswith("attachment;")
    assert "A-RES-99-12.en." in headers["content-disposition"], "all formats by one form of names"
    assert {"xml": b"<akomaNtoso", "docx": b"PK", "text": b"Calls upon", "json": b"{"}[form] in body


def test_mandates_are_a_table_and_a_workbook(shown: Browser, running: Running) -> None:
    pytest.importorskip("xlsxwriter")
    shown.driver.get(f"{running.base}/mandates")
    assert "keepers" in shown.run("return document.querySelector('table.mandates').textContent")
    assert running.ask("/mandates?to=xlsx")[2].startswith(b"PK")


def test_a_browser_is_answered_in_its_language(running: Running) -> None:
    for tag, word in (("fr-FR,fr;q=0.9", "Enregistrer"), ("ar", "حفظ"), ("zh-CN", "保存"), ("", "Save")):
        key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
        page = running.ask(f"/d/{key}", Accept_Language=tag)[2].decode()
        assert f">{word}<" in page
    lost = running.ask("/d/none", Accept_Language="es")[2].decode()
    assert "ya no está" in lost


def test_the_list_has_states_gaps_and_archives(shown: Browser, running: Running) -> None:
    import io
    import time
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("c.txt", RESOLUTION.replace("99/12. Lighthouses", "99/15. Buoys"))
    (running.folder / "more.zip").write_bytes(made.getvalue())
    shown.driver.get(running.base)
    states = "return [...document.querySelectorAll('#view-status option')].map((o) => o.textContent)"
    first = "return [document.querySelector('.index tbody tr').dataset.status]"
    assert "remarks to look at" in [
        *shown.run(states),
        *shown.run(first),
    ]
    shown.driver.find_element("css selector", ".desk-archives button").click()
    shown.until("return document.body.textContent.includes('A/RES/99/15')")
    assert (running.folder / "c.txt").is_file()
    for _ in range(100):
        if running.json("/progress")["index"]:
            break
        time.sleep(0.2)
    shown.driver.get(f"{running.base}/gaps")
    assert "13–14" in shown.run("return document.querySelector('main table').textContent")


def test_the_list_of_an_empty_folder_stays_as_it_is(shown: Browser, tmp_path: Path) -> None:
    import time

    with desk(tmp_path / "empty") as found:
        shown.driver.get(found.address)
        shown.until("return document.getElementById('desk-drop') !== null")
        assert shown.run("return document.querySelector('table.index').hidden"), "there is nothing to list"
        time.sleep(1)
        shown.run("window.here = true")
        time.sleep(1.5)
        assert shown.run("return window.here === true"), "it was loaded anew"


def test_pictures_of_pages_are_made_when_they_are_asked_for(running: Running) -> None:
    pytest.importorskip("pypdfium2")
    from akn_desk.folder import key_of
    from tests.converters.view.test_source import _two_pages

    running.drop(("p.pdf", _two_pages()))
    key = key_of("p.pdf")
    page = running.ask(f"/d/{key}")[2].decode()
    assert f'src="/d/{key}/page/1" loading="lazy"' in page
    assert "data:image" not in page
    status, headers, body = running.ask(f"/d/{key}/page/1")
    assert (status, headers["content-type"], body[:4]) == (200, "image/png", b"\x89PNG")
    assert running.ask(f"/d/{key}/page/3")[0] == 404
    assert running.ask("/d/none/page/1")[0] == 404


def _name(path: str, key: str) -> str:
    """What the picture of a page is called."""
    return f"desk{path.split('?')[0].replace('/', '-').replace(key, 'document')}"


@needs_axe
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(shown: Browser, running: Running, dark: bool) -> None:
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
    found = {}
    for path in ("/", f"/d/{key}", f"/y/{key}", "/search?q=keepers", "/mandates", "/gaps", f"/cited/{key}", "/d/none"):
        shown.driver.get(running.base + path)
        if path.startswith("/d/") and path != "/d/none":
            shown.run("document.getElementById('desk-correct').click()")
            shown.run(
                "document.querySelector('main [data-key]').click(); document.querySelector('.desk-menu').open = true"
            )
        shown.shoot(
            f"desk{path.split('?')[0].replace('/', '-').replace(key, 'document')}.{'dark' if dark else 'light'}"
        )
        if faults := shown.faults():
            found[path] = faults
    assert found == {}


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_is_wider_than_the_screen_and_the_console_is_silent(
    shown: Browser, running: Running, width: int
) -> None:
    key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
    shown.messages()
    for path in ("/", f"/d/{key}", "/search?q=keepers"):
        shown.resize(width)
        shown.driver.get(running.base + path)
        if path == f"/d/{key}":
            shown.run("document.getElementById('desk-correct').click()")
        shown.shoot(f"{_name(path, key)}.{width}")
        assert shown.run("return document.documentElement.scrollWidth") <= width, path
    assert shown.messages() == []


def test_nothing_leaves_the_machine(shown: Browser, running: Running) -> None:
    key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
    shown.requests()
    for path in ("/", f"/d/{key}", "/search?q=keepers", "/mandates"):
        shown.driver.get(running.base + path)
    asked = {url for url in shown.requests() if not url.startswith(("data:", "chrome:", "chrome-untrusted:"))}
    assert all(url.startswith(running.base) for url in asked)


def test_a_page_is_that_of_akn_view_but_for_its_tools(running: Running) -> None:
    from akn_desk.pages import HEAD
    from akn_desk.reading import read as read_file
    from converters.view import POLICY
    from converters.view.page import write_page

    key = running.ask("/")[2].decode().partition('href="/d/')[2][:16]
    page = running.ask(f"/d/{key}")[2]
    read = read_file(str(running.folder / "a.docx"))
    alone = write_page(read.document, links="relative", diagnostics=read.diagnostics, source=read.shown, up="/")
    bare = page.replace(HEAD, b"")
    start, _, rest = bare.partition(b'<div id="desk"')
    assert start + b"</body>" + rest.rpartition(b"</body>")[2] == alone.replace(POLICY + b"\n", b"")
