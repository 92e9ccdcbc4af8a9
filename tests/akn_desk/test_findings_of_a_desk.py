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

from akn_desk.folder import key_of
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


@pytest.mark.timeout(240)
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
        assert "\u206889/7" in page, "what a language prints keeps its own direction"
        for _ in range(600):
            if running.json("/progress")["index"] and "remarks to look at" in _row(running):
                break
            time.sleep(0.1)
        assert "remarks to look at" in _row(running)
        rows = running.ask("/")[2].decode().split("<tr ")[1:]
        (older,) = [part for part in rows if "their words differ" in part and "/w/" not in part]
        assert "f (2).txt\u2069, \u2068f.txt" in older, "both are named, the one that counts first"
        assert 'class="tag draft">earlier version<' in older, "and no draft"


@pytest.mark.timeout(240)
def test_a_finding_counts_until_it_is_ticked_itself(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running:
        running.wait()

        def tick(key: str, mark: str, *, off: bool = False) -> None:
            assert running.ask("/seen", "POST", json.dumps({"key": key, "remark": mark, "off": off}).encode())[0] == 200

        def count() -> int:
            (told,) = re.findall(r'<td class="remarks">(\d*)</td>', _row(running))
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


@pytest.mark.timeout(240)
def test_findings_can_be_had_as_a_workbook_and_as_comments_in_word(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running:
        running.wait()
        page = running.ask(f"/w/{key_of('e.txt')}")[2].decode()
        for address in (f"/w/{key_of('e.txt')}/as/xlsx", f"/w/{key_of('e.txt')}/as/docx?of=fra"):
            assert address in page
        status, headers, book = running.ask(f"/w/{key_of('e.txt')}/as/xlsx")
        assert (status, book[:2]) == (200, b"PK")
        assert "A-RES-99-12-findings.xlsx" in headers["content-disposition"]
        word = running.ask(f"/w/{key_of('e.txt')}/as/docx?of=fra")[2]
        assert b"89/7" in zipfile.ZipFile(io.BytesIO(word)).read("word/comments.xml")
        assert running.ask(f"/w/{key_of('e.txt')}/as/docx?of=rus")[0] == 400
        assert running.ask(f"/w/{key_of('e.txt')}/as/exe")[0] == 404


@needs_browser
@pytest.mark.timeout(240)
def test_a_button_leads_from_finding_to_finding(tmp_path: Path) -> None:
    folder = _papers(tmp_path, WRONG)
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/w/{key_of('e.txt')}")
        for _ in range(2):  # after the last one the first again
            shown.driver.find_element("id", "desk-next").click()
            assert "alone" in shown.run("return document.activeElement.className")
            assert "89/7" in shown.run("return document.activeElement.textContent")
