"""A site of the folder by a button: the bytes of `akn publish`, in no folder that is somebody's."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn.errors import UsageError
from akn_desk.folder import Folder
from akn_desk.publishing import Publishing, SiteOrder, make_site
from converters import Options, convert
from converters.batch.bounded import Readers
from converters.cli import main
from converters.status import Status
from converters.view.site import SiteInput
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.browser import Browser, needs_axe
from tests.converters.command import without_processes
from tests.documents import document_of

pytestmark = pytest.mark.timeout(600)  # a site takes a process of its own

LATER = (
    RESOLUTION.replace("99/12", "100/3")
    .replace("9 December 2044", "7 December 2045")
    .replace("98/7 of 3 December 2043", "99/12 of 9 December 2044")
)
FRENCH = """\
Assemblée générale

Résolution adoptée par l’Assemblée générale le 9 décembre 2044

99/12. Phares

L’Assemblée générale,

1. Demande à tous les gardiens d’entretenir la lumière ;

2. Décide de rester saisie de la question.

61e séance plénière
9 décembre 2044
"""


def _filled(folder: Path) -> Path:
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(RESOLUTION)
    (folder / "a.docx").write_bytes(convert(RESOLUTION.encode(), name="a.txt", options=Options(to="docx")).output)
    (folder / "sub/b.txt").write_text(LATER)
    (folder / "c.txt").write_text(FRENCH)
    (folder / "b.akn.toml").write_text("")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    return folder


_FORM = "application/x-www-form-urlencoded"


def _site(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {name: data for name, data in found.items() if "/." not in f"/{name}"}


def _until_made(running: Running) -> str:
    for _ in range(300):
        if not running.json("/publish/state")["busy"]:
            return running.ask("/publish")[2].decode()
        time.sleep(0.1)
    raise AssertionError("the site is not there")


def _publish(running: Running, name: str) -> int:
    return running.ask("/publish", "POST", f"name={name}&base_url=&volume=".encode(), Content_Type=_FORM)[0]


def test_the_site_is_that_of_the_command_line(tmp_path: Path) -> None:
    folder = _filled(tmp_path / "mine")
    with desk(folder) as running:
        running.wait()
        assert _publish(running, "site") == 200
        page = _until_made(running)
    with without_processes():
        assert main(["publish", str(folder), "--output-dir", str(tmp_path / "other"), "--quiet"]) == 1
    assert _site(tmp_path / "site") == _site(tmp_path / "other")
    assert len([name for name in _site(tmp_path / "site") if name.endswith(".html")]) == 8
    assert str(tmp_path / "site" / "index.html") in page
    assert "broken.docx" in page, "what is not in the site is named"
    assert "<bdi>a.docx</bdi>" in page, "and what another of its name, that was there first, stands for"


def test_what_is_ticked_and_nothing_else_is_left_out_and_what_stands_there_is_counted(tmp_path: Path) -> None:
    folder = _filled(tmp_path / "mine")
    (folder / "copy.md").write_text(RESOLUTION)
    with desk(folder) as running:
        running.wait()
        page = running.ask("/publish")[2].decode()
        boxes = re.findall(r'name="leave" value="(\w+)"( checked)?> <bdi>(.*?)</bdi>', page)
        keys = {name: key for key, _, name in boxes}
        assert len([name for _, checked, name in boxes if checked]) == len(keys) == 2, "of three that are the same"
        kept, left = sorted(keys)
        offered = "".join(f"&offered={key}" for key in keys.values())
        assert running.ask(
            "/publish", "POST", f"name=site{offered}&leave={keys[left]}".encode(), Content_Type=_FORM
        )[0] == 200  # fmt: skip
        page = _until_made(running)
        assert f"<bdi>{left}</bdi> <span" in page, "with the reason"
        assert f"<bdi>{kept}</bdi> <span" not in page.partition('id="desk-made"')[2].partition("</table>")[0]
        index = (tmp_path / "site/index.html").read_text()
        assert index.count("Lighthouses</bdi>") == 3, "both years, and the one whose tick was taken away"
        rows = index.partition("<tbody>")[2].count("<tr ")
        assert f">Documents: {rows}<" in index
        (folder / "later.md").write_text(RESOLUTION)  # nobody was asked about it
        running.json("/progress")
        time.sleep(1)
        running.wait()
        page = running.ask("/publish")[2].decode()
        after = {
            name: bool(on)
            for _, on, name in re.findall(r'name="leave" value="(\w+)"( checked)?> <bdi>(.*?)</bdi>', page)
        }
        assert (after[kept], after[left], after.get("later.md", True)) == (False, True, True)


def test_a_second_site_writes_what_changed_and_keeps_what_somebody_wrote(tmp_path: Path) -> None:
    folder = _filled(tmp_path / "mine")
    with desk(folder) as running:
        running.wait()
        _publish(running, "site")
        _until_made(running)
        (tmp_path / "site/c.html").write_text("by hand")
        (folder / "sub/b.txt").unlink()
        (folder / "broken.docx").unlink()
        _publish(running, "site")
        page = _until_made(running)
    assert (tmp_path / "site/c.html").read_text() == "by hand"
    assert "<bdi>c.html</bdi>" in page
    assert not (tmp_path / "site/sub/b.html").exists()


@pytest.fixture
def sites(tmp_path: Path) -> Publishing:
    (tmp_path / "mine").mkdir()
    idle = Readers(1)
    return Publishing(Folder(str(tmp_path / "mine"), idle, idle), idle)


@pytest.mark.parametrize("name", ["mine", "taken", "file.txt", "../mine"])
def test_no_folder_of_somebody_becomes_a_site(sites: Publishing, tmp_path: Path, name: str) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/letter.txt").write_text("mine")
    (tmp_path / "file.txt").write_text("mine")
    with pytest.raises(UsageError, match="site_taken"):
        sites.start(name)
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["letter.txt"]


def test_an_address_is_one_of_the_web(sites: Publishing) -> None:
    with pytest.raises(UsageError, match="site_address"):
        sites.start("site", "ftp://example.org")


def test_nothing_to_publish_and_nowhere_to_put_it_are_said(tmp_path: Path) -> None:
    assert make_site(SiteOrder((), str(tmp_path / "site"))).fault == "site_empty"
    (tmp_path / "file").write_text("")
    assert "cannot be written" in make_site(SiteOrder((), str(tmp_path / "file" / "site"))).fault


def test_how_far_a_site_is_can_be_read_while_it_is_made(sites: Publishing, tmp_path: Path) -> None:
    read = tuple(
        SiteInput(f"{name}.txt", name, document_of(text), status=Status.CONVERTED)
        for name, text in (("a", RESOLUTION), ("b", LATER), ("c", FRENCH))
    )
    told = tmp_path / "progress"
    made = make_site(SiteOrder(read, str(tmp_path / "site"), "https://example.org", progress=str(told)))
    known, _, done = told.read_bytes().partition(b"\n")
    files = _site(tmp_path / "site")
    assert len(done) == made.files == len(files)
    assert int(known) == len(files), "what is told is what there will be, with the search"
    assert sites.progress == (0, 0), "of no site nothing is told"
    sites.order = SiteOrder((), str(tmp_path / "site"), progress=str(told))
    assert sites.progress == (len(files), len(files))
    told.write_bytes(b"30\n....")
    assert sites.progress == (4, 30)
    told.write_bytes(b"")
    assert sites.progress == (0, 0)
    told.unlink()
    assert sites.progress == (0, 0), "a file that is gone tells nothing"


def test_the_state_of_a_site_can_be_asked_for_before_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    with desk(tmp_path / "papers") as running:
        assert running.json("/publish/state") == {"status": 200, "busy": False, "made": 0, "known": 0, "told": ""}


@needs_axe
def test_a_site_by_two_clicks(shown: Browser, tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    with desk(_filled(tmp_path / "mine")) as running:
        running.wait()
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.messages()
        shown.driver.find_element("link text", "Publish as a site").click()
        assert shown.faults() == []
        field = shown.driver.find_element("id", "desk-name")
        field.clear()
        field.send_keys("mine")
        shown.driver.find_element("css selector", "main form button").click()
        told = "return document.getElementById('desk-told').textContent"
        WebDriverWait(shown.driver, 60).until(lambda _: "choose another name" in shown.run(told))
        shown.messages()
        field.clear()
        field.send_keys("mine-site")
        shown.driver.find_element("css selector", "main form button").click()
        script = "return document.getElementById('desk-made')?.textContent ?? ''"
        WebDriverWait(shown.driver, 60).until(lambda _: shown.run(script))
        assert (tmp_path / "mine-site/index.html").is_file()
        assert str(tmp_path / "mine-site" / "index.html") in shown.run("return document.body.textContent")
        shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        shown.shoot("desk-publish")
        assert shown.faults() == []
        look = shown.driver.find_element("id", "desk-open-site")
        assert look.get_attribute("target") == "_blank", "the desk stays where it is"
        shown.driver.get(look.get_attribute("href"))
        assert shown.run("return location.pathname") == "/site/index.html"
        shown.driver.find_element("css selector", "header.bar a").click()  # its search, with scripts of its own
        field = shown.driver.find_element("id", "view-words")
        field.send_keys("A/RES/98/7")
        assert shown.until("return document.querySelectorAll('#view-found a').length") >= 1
        shown.driver.find_element("css selector", "#view-found a").click()
        cited = shown.until("return document.querySelector('#view-cite output')?.textContent")
        assert "A/RES/99/" in cited
        assert "127.0.0.1" not in cited
        assert shown.messages() == []
        for name in ("../mine/a.txt", ".akn-published/files.json", "none.html"):
            assert running.ask(f"/site/{name}")[0] == 404
        (tmp_path / "mine-site/index.html").write_text("<p>other</p>")
        assert running.ask("/site/index.html")[0] == 404, "what somebody changed is not shown as ours"
