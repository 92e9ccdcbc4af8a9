"""Languages of a work at the desk: the newest file counts, what they say differently is counted and can be had."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")
pytest.importorskip("xlsxwriter")

from akn_desk.folder import COMPARED, Folder, key_of
from converters.batch.bounded import Readers
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.akn_desk.test_publishing_from_a_desk import FRENCH
from tests.browser import browser, needs_browser

BOTH = FRENCH.replace(
    "L’Assemblée générale,\n", "L’Assemblée générale,\n\nRappelant sa résolution 98/7 du 3 décembre 2043,\n"
)
ENGLISH = RESOLUTION.replace("\nStrengthening international cooperation for\n", "")
WRONG = BOTH.replace("98/7", "89/7")


def _papers(tmp_path: Path, french: str) -> Path:
    """A folder with a resolution in English and in French."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "e.txt").write_text(ENGLISH)
    (folder / "f.txt").write_text(french)
    return folder


def _row(running: Running) -> str:
    page = running.ask("/")[2].decode()
    (row,) = [part for part in page.split("<tr ")[1:] if "/w/" in part]
    return row


def test_the_newest_file_is_compared_and_what_languages_say_differently_is_counted(tmp_path: Path) -> None:
    folder = _papers(tmp_path, BOTH)
    old = time.time() - 1000
    os.utime(folder / "f.txt", (old, old))
    with desk(folder) as running:
        running.wait()
        assert "The languages agree." in running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        (taken,) = running.drop(("f.txt", WRONG.encode()))["taken"]
        assert taken["name"] == "f (2).txt"
        assert "f (2).txt" in taken["note"]
        running.wait()
        page = running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        assert "The languages agree." not in page
        assert "89/7" in page, "the newest file is compared, whatever its name"
        assert '<bdi lang="fr">89/7</bdi>' in page, "what a language prints keeps its own direction"
        for _ in range(600):
            if running.json("/progress")["index"] and "remarks to look at" in _row(running):
                break
            time.sleep(0.1)
        assert "remarks to look at" in _row(running)
        rows = running.ask("/")[2].decode().split("<tr ")[1:]
        (older,) = [part for part in rows if "their words differ" in part and "/w/" not in part]
        assert "f (2).txt\u2069, \u2068f.txt" in older, "both are named, the one that counts first"
        assert 'class="tag draft">earlier version<' in older, "and no draft"


def test_a_finding_counts_until_it_is_ticked_itself(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running:
        running.wait()

        def tick(key: str, mark: str, *, off: bool = False) -> None:
            assert running.ask("/seen", "POST", json.dumps({"key": key, "remark": mark, "off": off}).encode())[0] == 200

        def count() -> int:
            (told,) = re.findall(r'<td class="differences" data-sort="(\d+)"', _row(running))
            return int(told or 0)

        for _ in range(600):
            if running.json("/progress")["index"] and count():
                break
            time.sleep(0.1)
        page = running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        (key,) = re.findall(r'data-desk="beside" data-key="([^"]*)"', page)
        (mark,) = re.findall(r'<li data-mark="([^"]*)"', page)
        before = count()
        tick(key, "what another text said")
        assert count() == before
        tick(key, mark)
        assert count() == before - 1
        tick(key, mark, off=True)
        assert count() == before


def test_what_was_compared_is_kept_until_a_file_changes(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    kept = folder / COMPARED
    with desk(folder) as running:
        running.wait()
        for _ in range(600):
            if running.json("/progress")["counted"]:
                break
            time.sleep(0.05)
        assert 'class="differences" data-sort="1"' in _row(running)
    assert kept.is_file()
    for changed in (False, True):
        if changed:
            (folder / "f.txt").write_text(BOTH)
        with Readers(1) as readers:
            papers = Folder(str(folder), readers, readers)
            papers.look()
            while papers.is_busy():
                time.sleep(0.05)
            (group,) = papers.works()
            assert papers.is_compared(group) is not changed
            assert len(papers.differences(group)) == (0 if changed else 1)
    kept.write_text("{")
    with Readers(1) as readers:
        assert not Folder(str(folder), readers, readers).differences(group), "a damaged one says nothing"


def test_the_workbook_has_the_texts_of_the_language_that_is_chosen(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    folder = _papers(tmp_path, WRONG)
    spanish = BOTH.replace("Rappelant sa résolution", "Recordando su resolución").replace(
        "L’Assemblée générale,", "La Asamblea General,"
    )
    (folder / "s.txt").write_text(f"{spanish}\n")
    (folder / "s.txt.akn.toml").write_text('language = "es"\n')
    with desk(folder) as running:
        running.wait()
        texts = []
        for code in ("eng", "spa"):
            *_, book = running.ask(f"/w/{key_of('e.txt')}/as/xlsx?with={code}")
            rows = list(openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True))
            at = rows[0].index("Compared with")
            texts.append(next(row[at] for row in rows[1:] if row[3] == "French"))
        assert texts[0].startswith("Recalling its resolution")
        assert texts[1].startswith("Recordando su resolución")
        *_, page = running.ask(f"/w/{key_of('e.txt')}")
        assert '<option value="eng" selected>English</option>' in page.decode()


def test_findings_can_be_had_as_a_workbook_and_as_comments_in_word(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running:
        running.wait()
        page = running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        for address in (f"/w/{key_of('e.txt')}/as/xlsx", f"/w/{key_of('e.txt')}/as/docx?of=fra"):
            assert address in page
        assert "<bdi>Français</bdi> (1): <bdi>f.txt</bdi>" in page
        status, headers, book = running.ask(f"/w/{key_of('e.txt')}/as/xlsx")
        assert (status, book[:2]) == (200, b"PK")
        assert "A-RES-99-12-findings.xlsx" in headers["content-disposition"]
        _, headers, word = running.ask(f"/w/{key_of('e.txt')}/as/docx?of=fra")
        assert "f%20comments.docx" in headers["content-disposition"], "as the file of the person is called"
        assert b"89/7" in zipfile.ZipFile(io.BytesIO(word)).read("word/comments.xml")
        assert running.ask(f"/w/{key_of('e.txt')}/as/docx?of=rus")[0] == 400
        openpyxl = pytest.importorskip("openpyxl")
        *_, book = running.ask(f"/w/{key_of('e.txt')}/as/xlsx", Accept_Language="fr")
        heads, row = list(openpyxl.load_workbook(io.BytesIO(book))["différences"].iter_rows(values_only=True))[:2]
        assert heads[:6] == ("Traité", "Importance", "Nature", "Langue", "Endroit", "Ce qu’elle dit autrement")
        assert heads[-2:] == ("Observation", "Texte (adresse)"), "no key that only a program reads"
        assert (heads[8], row[8]) == ("Langue comparée", "Anglais")
        assert row[1:5] == ("grande", "cote", "Français", "alinéa 1 du préambule")
        for code in ("fr", "en"):  # the comments are for who writes in the file, whoever asks for them
            *_, word = running.ask(f"/w/{key_of('e.txt')}/as/docx?of=fra", Accept_Language=code)
            comments = zipfile.ZipFile(io.BytesIO(word)).read("word/comments.xml").decode()
            assert "cote\u00a0: “89/7” (Français), “98/7” (English)" in comments
            assert "akn (langues comparées)" in comments
        assert running.ask(f"/w/{key_of('e.txt')}/as/exe")[0] == 404


@needs_browser
def test_a_button_leads_from_finding_to_finding(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/w/{key_of('e.txt')}")
        for begins in ("1 / 1", "From the start again: 1 / 1"):  # after the last one the first again, and that is said
            shown.driver.find_element("id", "desk-next").click()
            assert "89/7" in shown.run("return document.querySelector('tr.desk-at').textContent")
            assert shown.run("return document.activeElement.closest('tr').previousElementSibling.matches('.desk-at')")
            assert shown.run("return document.activeElement.type") == "checkbox", "one key more ticks it off"
            told = shown.run("return document.getElementById('desk-told').textContent")
            assert told.translate({0x2066: None, 0x2069: None}).startswith(begins)


def test_comments_come_in_the_word_file_that_was_given_with_what_was_said_of_them(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "e.txt").write_text(ENGLISH.replace("\n1. Calls", "\nWelcoming the report,\n\n1. Calls"))
    given = docx.Document()
    for line in WRONG.splitlines():
        if line.strip():
            given.add_paragraph(line)
    given.core_properties.keywords = "job 44-12345"
    given.sections[0].header.paragraphs[0].text = "A header of our own"
    given.save(folder / "NV 44 F.docx")
    with desk(folder) as running:
        running.wait()
        page = running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        (key,) = re.findall(r'data-desk="beside" data-key="([^"]*)"', page)
        marks = re.findall(r'<li data-mark="([^"]*)"', page)
        wrong = next(m for m in marks if "89/7" in page.split(f'<li data-mark="{m}"')[1].split("</li>")[0])
        for address, told in (("/seen", {"off": False}), ("/say", {"said": "to be corrected: 98"})):
            body = json.dumps({"key": key, "remark": wrong} | told).encode()
            assert running.ask(address, "POST", body)[0] == 200
        _, headers, word = running.ask(f"/w/{key_of('e.txt')}/as/docx?of=fra")
        assert "NV%2044%20F%20comments.docx" in headers["content-disposition"]
        made = docx.Document(io.BytesIO(word))
        assert made.sections[0].header.paragraphs[0].text == "A header of our own"
        assert made.core_properties.keywords == "job 44-12345"
        assert [p.text for p in made.paragraphs] == [p.text for p in given.paragraphs]
        archive = zipfile.ZipFile(io.BytesIO(word))
        comments = archive.read("word/comments.xml").decode()
        assert "to be corrected: 98" in comments
        assert "après ce paragraphe : alinéa 2 du préambule" in comments
        assert "Welcoming the report" in comments
        (resolved,) = re.findall('paraId="(.*?)" w15:done="1"', archive.read("word/commentsExtended.xml").decode())
        assert resolved in comments.split("to be corrected")[0].rpartition("<w:comment ")[2]
        marked = archive.read("word/document.xml").decode()
        number = comments.split("to be corrected")[0].rpartition('<w:comment w:id="')[2][0]
        between = marked.split(f'commentRangeStart w:id="{number}"')[1].split("commentRangeEnd")[0]
        assert "89/7" in between
        again = running.ask(f"/w/{key_of('e.txt')}/as/docx?of=eng")[2]
        assert b"89/7" in zipfile.ZipFile(io.BytesIO(again)).read("word/comments.xml"), "the first has those of all"
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(io.BytesIO(running.ask(f"/w/{key_of('e.txt')}/as/xlsx")[2]))["findings"]
        head, *rows = book.iter_rows(values_only=True)
        told = [dict(zip(head, row, strict=True)) for row in rows]
        assert [row["Remark"] for row in told if row["Worked through"] == "x"] == ["to be corrected: 98"]
        body = json.dumps({"key": key, "remark": wrong, "said": " "}).encode()
        assert running.ask("/say", "POST", body)[0] == 200
        assert not (folder / ".akn-desk-said.json").read_text().strip("{} \n"), "what is taken back is kept no more"


@needs_browser
def test_a_finding_is_ticked_and_answered_where_it_stands_and_counted_alike_everywhere(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    address = f"/w/{key_of('e.txt')}"
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(running.base + address)
        counts = "return [...document.querySelectorAll('[data-left]')].map((e) => e.textContent)"
        assert shown.run(counts) == ["1", "1"]
        shown.run("document.querySelector('tr.told .desk-tick input').click()")
        assert shown.until("return document.querySelector('li .desk-tick input').checked"), "in the list as well"
        assert shown.run(counts) == ["0 of 1 left", "0 of 1 left"]
        shown.run("document.querySelector('tr.told .desk-tick input').focus()")
        shown.driver.switch_to.active_element.send_keys("\t")  # as the help says, to the line beside it
        shown.driver.switch_to.active_element.send_keys("typed")
        kept = "return document.querySelector('li .desk-said').value === 'typed'"
        assert shown.until(kept), "without leaving it"
        line = shown.driver.find_element("css selector", "tr.told .desk-said")
        line.clear()
        line.send_keys("justified\t")
        assert shown.until("return document.querySelector('li .desk-said').value === 'justified'")
        rows = "return [...document.querySelectorAll('tr.alone, tr.told')].filter((e) => e.offsetParent).length"
        assert shown.run(rows) == 2
        shown.run("document.getElementById('view-only').click()")
        shown.run("document.getElementById('desk-hide').click()")
        assert shown.run(rows) == 0, "what was seen is out of sight in the columns too"
        shown.driver.get(running.base + address)
        assert shown.until("return document.querySelector('tr.told .desk-said')?.value === 'justified'")
        assert shown.run(counts) == ["0 of 1 left", "0 of 1 left"]
        assert shown.run("return document.getElementById('desk-hide').checked"), "and stays so"


@needs_browser
def test_columns_take_the_room_of_those_that_are_not_shown_and_a_jump_fills_no_cell(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/w/{key_of('e.txt')}")
        shown.resize(1440, 900)
        width = "return document.querySelector('td.in-fr').offsetWidth / document.querySelector('.beside').offsetWidth"
        assert shown.run(width) < 0.6
        shown.run("document.getElementById('view-show-en').click()")
        assert shown.run(width) > 0.9
        shown.run("document.getElementById('view-show-en').click()")
        shown.run("location.hash = document.querySelector('tr.alone').id")
        shown.run("document.getElementById('view-show-fr').click()")
        kept = "return [...document.querySelectorAll('tr.told, .told li')].filter((e) => e.checkVisibility()).length"
        assert shown.run(kept) == 0, "nothing is said of a language that is not shown"
        assert shown.run("return document.querySelector('header [data-left]').textContent") == "0"
        shown.run("document.getElementById('view-show-fr').click()")
        assert shown.run("return document.querySelector('header [data-left]').textContent") == "1"
        colour = "return getComputedStyle(document.querySelector('tr.alone > td.in-{}')).backgroundColor"
        assert shown.run(colour.format("en")) != shown.run(colour.format("fr")), "it is still seen which one differs"
        shown.run("document.getElementById('desk-next').click()")
        assert shown.run("return document.querySelector('.desk-told').textContent") == (
            "\u20661 / 1\u2069 preambular paragraph 1"
        )


@needs_browser
def test_the_next_difference_brings_what_is_marked_into_sight(tmp_path: Path) -> None:
    """A paragraph may be higher than the window: its middle says nothing."""
    long = " ".join(["keeping the light burning for all who are at sea"] * 150)
    french = " ".join(["garder la lumière allumée pour tous ceux qui sont en mer"] * 150)
    folder = tmp_path / "papers"
    folder.mkdir()
    calls = "1. Calls upon all keepers to keep the light burning"
    (folder / "e.txt").write_text(ENGLISH.replace(calls, f"{calls} in 44 towers, {long}"))
    first = next(line for line in BOTH.splitlines() if line.startswith("1. "))
    (folder / "f.txt").write_text(BOTH.replace(first, f"{first.rstrip(';')} dans 45 tours, {french};"))
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/w/{key_of('e.txt')}")
        shown.resize(1280, 700)
        assert shown.run("return document.querySelector('tr.alone').offsetHeight") > 700
        for _ in range(shown.run("return document.querySelectorAll('tr.alone').length")):
            shown.run("document.getElementById('desk-next').click()")
            top, bottom, head, tools = shown.run(
                "const box = document.activeElement.closest('.odd').getBoundingClientRect(), at = (s, e) =>"
                " document.querySelector(s).getBoundingClientRect()[e];"
                " return [box.top, box.bottom, at('thead th', 'bottom'), at('#desk', 'top')]"
            )
            assert head <= top < bottom <= tools, "all that is said of it is in the window, with its tick"
            assert "paragraph" in shown.run("return document.querySelector('.desk-told').textContent")
        shown.run("document.getElementById('desk-only').click()")
        assert shown.run("return document.getElementById('view-only').checked"), "the tools have that box"
        assert shown.run("return document.getElementById('view-only').offsetParent === null"), "and nothing else"


def test_smaller_differences_can_be_had_in_word_too(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    (folder / "e.txt").write_text(ENGLISH.replace("keep the light", "keep two thirds of the light"))
    with desk(folder) as running:
        running.wait()
        page = running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        low = page.count('class="told slight"')
        assert low > 0
        menu = page.partition("Differences as comments in Word")[2]
        for code in ("eng", "fra"):
            few, all_of_them = (
                _comments(running.ask(f"/w/{key_of('e.txt')}/as/docx?of={code}{more}")[2]) for more in ("", "&all=1")
            )
            assert all_of_them - few in (0, low)
            assert (f"of={code}&amp;all=1" in menu) == (all_of_them > few)


def _comments(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return held.read("word/comments.xml").count(b"<w:comment ")


@needs_browser
def test_in_a_page_from_right_to_left_a_value_stands_beside_its_language(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.execute_cdp_cmd("Network.enable", {})
        shown.driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": "ar"}})
        shown.driver.get(f"{running.base}/w/{key_of('e.txt')}")
        shown.run("document.querySelector('details.told').open = true")
        pairs = """const at = (e) => e.getBoundingClientRect();
            return [...document.querySelectorAll('.says > div')].map((e) => [...e.children]).map(([name, value]) => [
              name.textContent, value.textContent.trim(), at(name).left > at(value.querySelector('bdi')).left,
              at(name).top - at(value).top])"""
        assert shown.run(pairs) == [["English", "98/7", True, 0], ["Français", "89/7", True, 0]]
        assert shown.faults() == []


ARABIC = "A/RES/99/12\n\nإن الجمعية العامة،\n\n1 - تطلب توفير 000 250 مصباح؛\n\n2 - تقرر أن تبقي المسألة قيد نظرها.\n"


@needs_browser
def test_groups_of_digits_run_as_in_their_text_wherever_they_are_shown(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    english = "A/RES/99/12\n\nThe General Assembly,\n\n1. Requests 240,000 lamps;\n\n2. Decides to remain seized.\n"
    (folder / "e.txt").write_text(english)
    (folder / "a.txt").write_text(ARABIC)
    order = """const text = [...arguments[0].childNodes].find((n) => n.textContent.includes('000'));
        const left = (word) => { const range = document.createRange(), at = text.textContent.indexOf(word);
          range.setStart(text, at); range.setEnd(text, at + 3); return range.getBoundingClientRect().left; };
        return left('250') < left('000')"""
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/w/{key_of('e.txt')}")
        shown.run("document.querySelector('details.told').open = true")
        values = shown.run("return [...document.querySelectorAll('.says bdi[lang=ar], tr.told bdi')]")
        values = [value for value in values if "250" in value.get_attribute("textContent")]
        assert len(values) > 1
        assert all(shown.run(order, value) for value in values), "250 000 as the Arabic text shows it"
        shown.shoot("desk-arabic-groups")


CHINESE = "A/RES/99/12\n\n大会，\n\n回顾2043年12月3日第98/7号决议，\n\n1. 请所有国家点亮灯；\n\n4. 决定继续处理此案。\n"


def test_what_is_remarked_on_a_text_is_said_in_the_language_of_its_reader(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "z.txt").write_text(CHINESE, encoding="utf-8")
    with desk(folder) as one:
        one.wait()
        for asked, lang, told in (
            ("en", "en", "paragraph numbers are missing: 1. is followed by 4."),
            ("fr", "fr", "des numéros de paragraphe manquent : 1. est suivi de 4."),
            ("ar", "ar", "1."),
        ):
            page = one.ask(f"/d/{key_of('z.txt')}", Accept_Language=asked)[2].decode()
            noticed = page.partition('id="view-doubts"')[2].partition("</section>")[0]
            assert f'lang="{lang}"' in noticed.partition(">")[0]
            assert told in noticed
            assert "缺" not in noticed, "nothing of the box is in the language of the text"
            assert f'<html lang="{lang}"' in page
            assert re.search('<main [^>]* lang="zh', page), "the text stays in its own"


@needs_browser
def test_mandates_and_calendar_say_which_rows_languages_differ_on(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    report = "2. Requests the Secretary-General to report to it by 1 March 2046;\n\n3. Decides"
    (folder / "e.txt").write_text(ENGLISH.replace("2. Decides", report))
    asked = "2. Prie le Secrétaire général de lui faire rapport d’ici au 1er mars 2047 ;\n\n3. Décide"
    (folder / "f.txt").write_text(BOTH.replace("2. Décide", asked))
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        for _ in range(600):
            if running.json("/progress")["index"] and 'data-sort="1"' in _row(running):
                break
            time.sleep(0.1)
        shown.driver.get(running.address)
        tags = "return [...document.querySelectorAll('td.symbol a.rival')].map((a) => [a.textContent, a.title])"
        for table in ("mandates", "calendar"):
            shown.driver.get(f"{running.base}/{table}?d={key_of('f.txt')}&lang=fra")
            ((told, title),) = shown.run(tags)
            assert told == "Differences of languages"
            assert "2047" in title
            assert shown.faults() == []
            shown.run("document.querySelector('td.symbol a.rival').scrollIntoView({ block: 'center' })")
            shown.shoot(f"desk-{table}-apart")
        shown.run("document.querySelector('td.symbol a.rival').click()")
        shown.until("return document.querySelector('tr.told .desk-tick input') !== null")
        shown.run("document.querySelector('tr.told .desk-tick input').click()")
        shown.until("return document.querySelector('tr.told.desk-seen') !== null")
        shown.driver.get(f"{running.base}/calendar?d={key_of('f.txt')}&lang=fra")
        assert shown.run(tags) == []
