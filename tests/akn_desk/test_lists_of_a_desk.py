"""What the list counts, what leads from it, what goes out of it; answers beside remarks; what a site leaves out."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn.diagnostics import Code
from akn_desk.folder import key_of
from converters.view.page import Version
from converters.view.site import noticed_in
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.akn_desk.test_findings_of_a_desk import ENGLISH, WRONG
from tests.browser import Browser, needs_axe, needs_browser

pytestmark = pytest.mark.timeout(600)

NOTED = RESOLUTION.replace("99/12. Lighthouses", "99/15. Buoys").replace(
    "2. Decides to remain seized of the matter.",
    "2. Decides to remain seized of the matter.[1]\n\n3. Notes the report of the keepers in document A/99/302;\n\n"
    "[1] Resolution 70/1.",
)


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Running]:
    citing = NOTED.replace("resolution 98/7 of 3 December 2043", "resolution 2999 (2044) of 12 May 2044")
    citing = citing.replace("Recalling its", "Recalling Security Council")
    with desk(_desk(tmp_path / "papers", s=COUNCIL, a=citing)) as running:
        running.wait()
        yield running


def _desk(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def _counted(running: Running) -> None:
    for _ in range(600):
        if running.json("/progress")["counted"]:
            return
        time.sleep(0.1)
    raise AssertionError("nothing was counted")


@needs_browser
def test_the_list_says_what_is_still_counted_and_counts_it_without_being_asked(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", e=ENGLISH)
    with desk(folder) as running:
        running.wait()
        shown.driver.get(running.address)
        assert not shown.run("return document.querySelector('td.differences')"), "one language differs from none"
        more = tmp_path / "f.txt"
        more.write_text(WRONG)
        shown.driver.find_element("css selector", "#desk-drop input").send_keys(str(more))
        assert shown.until("return document.querySelector('td.differences')?.dataset.sort === '1'")
        assert shown.until("return document.querySelector('.desk-told').textContent === ''")
        assert "Documents: 1 in 2 files" in shown.run("return document.querySelector('header').textContent")
        assert shown.run("return document.querySelector('td.differences a').pathname").startswith("/w/")
        assert shown.run("return document.querySelector('.index tbody tr').dataset.status") == "remarks to look at"


@needs_browser
def test_a_page_says_what_its_language_says_otherwise_and_leads_there(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", e=ENGLISH, f=WRONG)
    with desk(folder) as running:
        running.wait()
        _counted(running)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('f.txt')}")
        shown.run("document.querySelector('#desk-apart summary').click()")
        assert "89/7" in shown.run("return document.querySelector('#desk-apart li').textContent")
        shown.run("document.querySelector('#desk-apart li a').click()")
        assert "89/7" in shown.run("return document.querySelector(':target').textContent")
        shown.driver.find_element("css selector", "body").send_keys("\ue00c")  # Escape
        assert shown.run("return document.querySelector('#desk-apart').open") is False
        shown.driver.get(f"{running.base}/d/{key_of('e.txt')}")
        assert "None in this language." in shown.run("return document.querySelector('#desk-apart').textContent")


@needs_axe
def test_what_a_remark_asks_has_a_field_with_a_name_and_a_button(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", a=NOTED.replace("70/1", "A/RES/53/11 of 3 May 2001"))
    with desk(folder) as running:
        running.wait()
        _counted(running)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        shown.run("document.querySelectorAll('details.correct, section details').forEach((e) => { e.open = true; })")
        forms = "return [...document.querySelectorAll('.desk-answer')]"
        assert shown.run(f"{forms}.length") > 0
        assert all(shown.run(f"{forms}.map((e) => e.querySelector('button').offsetHeight)")), "the button is in sight"
        assert all(shown.run(f"{forms}.map((e) => e.querySelector('label').textContent.trim())"))
        assert shown.run(f"{forms}.every((e) => e.previousElementSibling.hidden)"), "and no code"
        assert shown.faults() == []


def test_a_note_that_cites_is_shown_and_languages_are_named(tmp_path: Path) -> None:
    french = WRONG.replace("89/7", "70/1")
    folder = _desk(tmp_path / "papers", a=NOTED, f=french)
    with desk(folder) as running:
        running.wait()
        _counted(running)
        page = running.ask("/cited?of=A/RES/70/1")[2].decode()
        items = page.split("<li>")[1:]
        assert len(items) == 2
        assert any("Resolution <mark>70/1</mark>." in item for item in items), "the words of the note"
        assert all(re.search(r'lang="(en|fr)">(English|Français)<', item) for item in items)
        found = running.ask("/search?q=A%2FRES%2F70%2F1")[2].decode()
        assert "is cited here: 2" in found
        assert "Places found: 0" not in found, "nothing that contradicts it"


COUNCIL = """\
Security Council

Resolution 2999 (2044)

Adopted by the Security Council at its 9031st meeting, on 12 May 2044

The Security Council,

Recalling all its resolutions,

1. Decides to remain seized of the matter.
"""


@pytest.mark.parametrize("typed", ["S/RES/2999", "S/RES/2999 (2044)", "s/res/2999(2044)", "2999", "2999 (2044)"])
def test_a_symbol_with_its_year_and_without_it_finds_the_document_before_there_is_an_index(
    council: Running, typed: str
) -> None:
    found = council.ask(f"/search?q={quote(typed)}")[2].decode()
    (called,) = re.findall(r'<ul class="called">(.*?)</ul>', found)
    assert f'href="/d/{key_of("s.txt")}"' in called
    assert "The index is" in found or "data-index" in found, "which is not there yet"


def test_who_cites_a_text_is_told_where_its_symbol_lacks_the_year(council: Running) -> None:
    _counted(council)
    for typed in ("S/RES/2999", "2999"):
        assert "S/RES/2999 (2044) is cited here: 1" in council.ask(f"/search?q={typed}")[2].decode()


@needs_browser
def test_a_file_is_taken_out_of_the_folder_and_not_lost(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", a=RESOLUTION, b=NOTED)
    (folder / "a.txt.akn.toml").write_text('language = "eng"\n')
    with desk(folder) as running:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        shown.run("window.confirm = () => true; document.getElementById('desk-remove').click()")
        assert shown.until("return document.querySelector('.desk-told')?.textContent.includes('akn-desk-removed')")
        assert "Lighthouses" not in shown.run("return document.querySelector('table.index').textContent")
        assert (folder / ".akn-desk-removed" / "a.txt").read_text() == RESOLUTION
        assert (folder / ".akn-desk-removed" / "a.txt.akn.toml").is_file()
        assert not (folder / "a.txt").exists()
        (folder / "a.txt").write_text("another one")
        running.ask("/")
        assert running.ask(f"/d/{key_of('a.txt')}/remove", "POST")[0] == 200
        assert (folder / ".akn-desk-removed" / "a (2).txt").read_text() == "another one"


@needs_browser
def test_after_undo_the_line_is_in_sight(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", a=RESOLUTION.replace("\n2. Decides", "\n1 bis. Waits;\n" * 60 + "\n2. Decides"))
    with desk(folder) as running:
        running.wait()
        line = 'starts = "2. Decides to remain"'
        body = json.dumps({"lines": [line], "role": "closing"}).encode()
        assert running.ask(f"/d/{key_of('a.txt')}/correct", "POST", body)[0] == 200
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        shown.run("document.getElementById('desk-undo').click()")
        assert shown.until("return document.getElementById('desk-told')?.textContent === 'Undone.'")
        find = "[...document.querySelectorAll('main [data-key]')].find((e) => e.textContent.includes('seized'))"
        inside = f"const b = {find}.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight"
        assert shown.until(inside, 10)


@needs_browser
def test_what_is_there_twice_counts_once(shown: Browser, tmp_path: Path) -> None:
    with desk(_desk(tmp_path / "papers", a=RESOLUTION, b=RESOLUTION)) as running:
        running.wait()
        _counted(running)
        shown.driver.get(running.address)
        assert shown.until("return document.getElementById('view-count').textContent === 'Documents: 1'")


@needs_browser
def test_a_filter_that_leaves_the_second_file_alone_leaves_a_document(shown: Browser, tmp_path: Path) -> None:
    other = RESOLUTION.replace("99/12", "99/13")
    with desk(_desk(tmp_path / "papers", a=RESOLUTION, b=RESOLUTION, c=other)) as running:
        running.wait()
        _counted(running)
        shown.driver.get(running.address)
        count = "document.getElementById('view-count').textContent"
        assert shown.until(f"return {count} === 'Documents: 2'")
        field = "document.getElementById('view-status')"
        twice = f"[...{field}.options].find((one) => one.value.startsWith('there twice'))"
        shown.run(f"{field}.value = {twice}.value; {field}.dispatchEvent(new Event('change', {{ bubbles: true }}))")
        rows = "[...document.querySelectorAll('table.index tbody tr')].filter((row) => !row.hidden).length"
        assert shown.run(f"return {rows}") == 1
        assert shown.run(f"return {count}") == "Documents: 1 / 2"


@needs_browser
def test_a_line_that_became_a_heading_stays_where_it_was(shown: Browser, tmp_path: Path) -> None:
    waits = "".join(f"{n}. Waits for the lamps of coast {n};\n\n" for n in range(2, 42))
    with desk(_desk(tmp_path / "papers", a=RESOLUTION.replace("2. Decides", f"{waits}42. Decides"))) as running:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        line = "[...document.querySelectorAll('main [data-key]')].find((e) => e.textContent.includes('of coast 21'))"
        top = f"{line}.getBoundingClientRect().top"
        shown.run("document.getElementById('desk-correct').click()")
        shown.run(f"{line}.scrollIntoView({{ block: 'center', behavior: 'instant' }}); {line}.click()")
        before = shown.run(f"return {top}")
        shown.run(
            "const role = document.getElementById('desk-role'); role.value = 'heading';"
            "role.dispatchEvent(new Event('change')); document.getElementById('desk-save').click()"
        )
        assert shown.until("return document.getElementById('desk-told')?.textContent.startsWith('Saved.')")
        assert shown.until(f"return !!{line}?.closest('h2, h3, h4, h5, h6')")
        assert shown.until(f"return Math.abs({top} - {before}) < 40"), (before, shown.run(f"return {top}"))


@needs_browser
def test_a_tick_that_the_page_left_behind_is_set_all_the_same(shown: Browser, tmp_path: Path) -> None:
    text = RESOLUTION.replace("2. Decides", "4. Decides")
    with desk(_desk(tmp_path / "papers", a=text)) as running:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        box = "document.querySelector('.doubts .desk-tick input')"
        assert shown.run(f"return {box}.checked") is False
        # the page is left before the answer comes, and the new one does not know of the tick
        shown.run(f"window.fetch = () => new Promise(() => {{}}); {box}.click()")
        shown.driver.refresh()
        assert shown.until(f"return {box}?.checked")
        shown.driver.refresh()
        assert shown.until(f"return {box}?.checked")
        # and is forgotten once the answer came, which a page that is left may not have waited for
        assert shown.until("return !Object.keys(sessionStorage).some((name) => name.startsWith('desk-unsaid'))")


@needs_browser
def test_each_role_is_explained_and_cancel_closes(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", a=RESOLUTION)
    with desk(folder) as running:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        shown.run("sessionStorage.clear(); document.getElementById('desk-correct').click()")
        shown.run("document.querySelector('main [data-key]').click()")  # what a line can be is offered
        roles = shown.run(
            "return [...document.querySelectorAll('#desk-role option')].map((e) => e.value).filter(Boolean)"
        )
        told = set()
        for role in roles:
            change = "const e = document.getElementById('desk-role'); e.value = arguments[0];"
            shown.run(f"{change} e.dispatchEvent(new Event('change'))", role)
            told.add(shown.run("return document.getElementById('desk-why-role').textContent"))
        assert len(told) == len(roles) > 10
        assert "" not in told
        for is_closed in (False, True):  # first nothing is chosen any more, then nothing is to be corrected
            shown.run("document.getElementById('desk-clear').click()")
            assert shown.run("return document.getElementById('desk-panel').hidden") is is_closed


@needs_browser
def test_a_site_asks_about_what_nobody_may_want_on_it(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", a=RESOLUTION, b=NOTED, shell="United Nations\n\nA/99/604\n\nGeneral Assembly\n")
    (folder / "copy.md").write_text(RESOLUTION)
    with desk(folder) as running:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/publish")
        left = "[...document.querySelectorAll('[name=leave]')].map((e) => [e.labels[0].textContent.trim(), e.checked])"
        boxes = dict(shown.run(f"return {left}"))
        assert boxes["shell.txt"] is True
        assert sorted(set(boxes) & {"a.txt", "copy.md"}) == [name for name in ("a.txt", "copy.md") if boxes.get(name)]
        assert len(set(boxes) & {"a.txt", "copy.md"}) == 1, "one of the two that are the same"
        assert "Documents with remarks" in shown.run("return document.querySelector('main').textContent")
        shown.run("document.querySelector('main form').requestSubmit()")
        assert shown.until("return document.querySelector('#desk-open-site') !== null")
        index = (tmp_path / "papers-site" / "index.html").read_text()
        assert index.count("Lighthouses</bdi>") == 1
        assert "A/99/604" not in index


@needs_axe
def test_the_list_stays_while_somebody_is_about_to_click_in_it(shown: Browser, tmp_path: Path) -> None:
    folder = _desk(tmp_path / "papers", a=RESOLUTION)
    with desk(folder) as running:
        running.wait()
        shown.driver.get(running.address)
        row = "document.querySelector('table.index tbody tr')"
        shown.run(
            f"const move = () => {row}.dispatchEvent(new PointerEvent('pointermove', {{bubbles: true}}));"
            " window.stays = setInterval(move, 100);"
            " const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'e.txt'));"
            " const input = document.querySelector('#desk-drop input'); input.files = data.files;"
            " input.dispatchEvent(new Event('change'))",
            ENGLISH.replace("99/12", "99/13"),
        )
        running.wait()
        time.sleep(1)
        assert shown.run("return window.stays > 0"), "the page is the same, though all is read"
        shown.run("clearInterval(window.stays)")
        assert shown.until(
            "return window.stays === undefined && document.querySelectorAll('.index tbody tr').length === 2"
        )


def test_what_all_versions_of_a_work_have_is_said_once_in_the_list() -> None:
    found = [Code.YEAR_UNKNOWN.at(text="A/CONF.900/8", count=1)]
    one = noticed_in(Version("fra", "Français", "f"), found)
    assert one is not None
    assert one.first == (("the date of “A/CONF.900/8” is not known", False),)
    two = noticed_in(Version("spa", "Español", "s"), found, told=("C108",))
    assert two is not None
    assert (two.first, two.notes) == ((), 1)


@needs_axe
def test_the_list_says_why_a_document_needs_attention(shown: Browser, tmp_path: Path) -> None:
    text = RESOLUTION.replace("2. Decides", "4. Decides").replace("98/7 of 3 December 2043", "98/7")
    cover = "United Nations\n\nA/99/604\n\nGeneral Assembly\n\nDistr.: General\n\n7 April 2045\n"
    folder = _desk(tmp_path / "papers", a=text, e=ENGLISH, f=WRONG, z=cover)
    with desk(folder) as running:
        running.wait()
        _counted(running)
        shown.driver.get(running.address)
        row = "[...document.querySelectorAll('.index tbody tr')].find((e) => e.textContent.includes('A/RES/99/12'))"
        cell = shown.run(f"return {row}.querySelector('.remarks').textContent")
        assert "warnings: 1" in cell
        assert "notes: " in cell
        assert "1" in shown.run(f"return {row}.querySelector('.remarks .why').textContent"), "its first words"
        assert "paragraph numbers" in cell
        assert shown.run("return [...document.querySelectorAll('.differences .why')].some((e) => e.textContent)")
        assert "a cover and no text" in shown.run("return document.querySelector('.index').textContent")
        assert shown.faults() == []
        shown.run(f"{row}.querySelector('.remarks a').click()")
        assert shown.until("return location.hash") == "#view-doubts"
        assert shown.run("return document.querySelector('#view-doubts .tag.warning') !== null")


@needs_axe
def test_what_is_missing_has_a_row_for_each_body_and_a_workbook(shown: Browser, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    import io

    council = (
        "Security Council\n\nS/RES/{n} (2023)\n\nResolution {n} (2023)\n\nThe Security Council,\n\n1. Decides to go.\n"
    )
    files = {n: council.replace("{n}", n[1:]) for n in ("s2715", "s2718")}
    folder = _desk(tmp_path / "papers", a=RESOLUTION, f=WRONG, **files)
    with desk(folder) as running:
        running.wait()
        _counted(running)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/gaps")
        rows = shown.run(
            "return [...document.querySelectorAll('main table:first-of-type tbody tr')]"
            ".map((e) => [...e.cells].map((c) => c.textContent.trim()))"
        )
        told = {row[0].replace("\u2068", "").replace("\u2069", ""): row[-1] for row in rows}
        assert told["Security Council"] == "2716–2717"
        assert "General Assembly, session 99" in told
        assert "S/RES/2716" in shown.run("return document.querySelector('main table a').href"), "and leads to it"
        assert shown.faults() == []
        book = openpyxl.load_workbook(io.BytesIO(running.ask("/gaps?to=xlsx")[2]))
        values = {value for row in book.worksheets[0].iter_rows(values_only=True) for value in row}
        assert {"2716", "2717", "S/RES/2716 (2023)"} <= {str(value) for value in values}


def test_the_list_and_the_page_call_what_is_missing_alike(tmp_path: Path) -> None:
    """It has no number where it is missing: the languages that have it tell it."""
    english = ENGLISH.replace(
        "1. Calls", "Noting the many wrecks of the coast,\n\nConcerned about the loss of lamps at sea,\n\n1. Calls"
    )
    french = WRONG.replace("89/7", "98/7").replace("1. ", "Préoccupée par la perte de lampes en mer,\n\n1. ", 1)
    folder = _desk(tmp_path / "papers", e=english, f=french)
    with desk(folder) as running:
        running.wait()
        _counted(running)
        (missing,) = re.findall(
            r"<li data-mark=[^>]*><a [^>]*>([^<]*)</a>", running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        )
        assert missing == "preambular paragraph 2"
        for address in ("/", f"/d/{key_of('f.txt')}"):
            assert f"{missing}: missing" in running.ask(address)[2].decode(), address
