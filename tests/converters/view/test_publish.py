"""A published site: calm, complete, linked, searched without a server, made again only where something changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from akn.errors import AknError
from akn.validate import validate_xml
from converters.batch.plan import Found
from converters.cli import main
from converters.options import Options
from converters.view.published import remembered
from converters.view.searching import shard_of, words_of
from tests.browser import ROOT, Browser, browser, needs_axe, needs_browser
from tests.converters.command import RESOLUTION, without_processes
from tests.page_links import dead

BASE = "https://un.example.org/texts/"
LATER = (
    RESOLUTION.replace("99/12", "100/3")
    .replace("9 December 2044", "7 December 2045")
    .replace("98/7 of 3 December 2043", "99/12 of 9 December 2044")
    .replace("keep the light burning", "keep all lights burning, as paragraph 1 of resolution 99/12 says")
)


def _publish(*arguments: object) -> int:
    with without_processes():
        return main(["publish", *map(str, arguments)])


def _files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def _made(site: Path) -> dict[str, bytes]:
    return {name: data for name, data in _files(site).items() if "/." not in f"/{name}"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for path in sorted((ROOT / "examples").glob("tidal*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "old.txt").write_text(RESOLUTION)
    (folder / "new.txt").write_text(LATER)
    return folder


@pytest.fixture(scope="module")
def few(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of the texts, one of them an example."""
    folder = tmp_path_factory.mktemp("few")
    for name in ("tidal-libraries.en.txt", "old.txt", "new.txt"):
        (folder / name).write_bytes((source / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def site(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert _publish(source, "--output-dir", folder, "--base-url", BASE, "--quiet") == 0
    return folder


def _pages(site: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in _made(site).items() if name.endswith(".html")}


def test_no_page_shows_the_workshop(site: Path) -> None:
    pages = _pages(site)
    assert len(pages) >= 10
    for name, page in pages.items():
        main_part = page.partition("</style>")[2].partition("<script")[0]
        for word in ("view-doubt", "view-with-source", "view-correct", ">Remarks", "data-from"):
            assert word not in main_part, (name, word)


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    assert dead(_pages(site) | dict.fromkeys(_made(site).keys() - _pages(site).keys(), "")) == []
    files = _made(site)
    for name, page in _pages(site).items():
        for href in re.findall(r'href="([^"#]*\.(?:xml|docx|txt))"', page):
            assert (Path(name).parent / href).as_posix() in files


def test_downloads_are_whole(site: Path) -> None:
    files = _made(site)
    assert files["old.docx"].startswith(b"PK")
    assert b"Calls upon all keepers" in files["old.txt"]
    assert [d for d in validate_xml(files["old.xml"], profile="xsd") if d.severity == "error"] == []


def test_a_paragraph_says_who_cites_it(site: Path) -> None:
    page = _pages(site)["old.html"]
    assert re.search(r'<a class="view-cited" data-view href="#view-cited-para_1">Cited by 1</a>', page)
    cited = page.partition('class="cited"')[2]
    assert "The whole text" in cited
    assert re.search(r'href="new.html#[^"]*"><bdi>A/RES/100/3, preambular paragraph 1</bdi>', cited)
    assert re.search(r'href="new.html#para_1"><bdi>A/RES/100/3, paragraph 1</bdi>', cited)


def test_no_picture_of_citations_shows_the_date_that_stands_for_none(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    cited = "".join(f"Recalling document A/{n}/40 and its resolution {n}/7,\n\n" for n in (95, 96, 97))
    (tmp_path / "in" / "one.txt").write_text(RESOLUTION.replace("1. Calls", f"{cited}1. Calls"))
    assert _publish(tmp_path / "in", "--output-dir", tmp_path / "out", "--quiet") == 0
    text = _pages(tmp_path / "out")["one.html"]
    assert "9999-12-31" not in text.replace("/9999-12-31/", "")
    (table,) = re.findall(r"(?s)<table[^>]*>(?:(?!</table>).)*2043.*?</table>", text)
    assert "9999" not in table


def test_years_and_comparisons_are_there_where_they_can_be(site: Path) -> None:
    pages = _pages(site)
    assert "years/A-RES-100-3.eng.html" in pages
    assert "compared/A-RES-99-12--A-RES-100-3.eng.html" in pages
    assert [name for name, page in pages.items() if re.search("built-in|object at|Undefined", page)] == []
    assert 'href="compared/A-RES-99-12--A-RES-100-3.eng.html">Compared with A/RES/99/12' in pages["new.html"]
    assert 'href="years/A-RES-100-3.eng.html"' in pages["old.html"]


def test_addresses_are_absolute_where_the_site_has_one(site: Path) -> None:
    page = _pages(site)["old.html"]
    assert f'<link rel="canonical" href="{BASE}old.html">' in page
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    found = json.loads(data)
    assert (found["@id"], found["url"]) == (f"{BASE}old.html", f"{BASE}old.html")
    assert f"{BASE}old.xml" in [one["contentUrl"] for one in found["encoding"]]
    listed = etree.fromstring(_made(site)["sitemap.xml"]).findall(".//{*}loc")
    assert {one.text for one in listed} == {BASE + name for name in _pages(site) if name != "search.html"}


def test_a_second_run_writes_only_what_changed_and_takes_away_what_went(source: Path, tmp_path: Path) -> None:
    folder, site = tmp_path / "in", tmp_path / "site"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    (folder / "b.txt").write_text(RESOLUTION.replace("99/12. Lighthouses", "99/13. Tides"))
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    before = {p: p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()}
    first = _made(site)
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    assert {p: p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()} == before
    (folder / "b.txt").unlink()
    (site / "a.html").write_bytes(first["a.html"] + b"<!-- by hand -->")
    assert _publish(folder, "--output-dir", site, "--quiet") == 1, "a file of the site stays"
    left = _made(site)
    assert not [name for name in left if name.startswith("b.")]
    assert left["a.html"].endswith(b"<!-- by hand -->")


def test_what_others_put_into_the_folder_of_a_site_stays(tmp_path: Path) -> None:
    folder, site, other = tmp_path / "in", tmp_path / "site", tmp_path / "other"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    (folder / "b.txt").write_text(RESOLUTION.replace("99/12. Lighthouses", "99/13. Tides"))
    with without_processes():
        for there in (site / "xml", other):
            assert main(["convert", str(folder), "--output-dir", str(there), "--quiet"]) == 0
    (site / "linked").symlink_to(other)
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    (folder / "b.txt").unlink()
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    assert not (site / "b.html").exists()
    for there in (site / "xml", other):
        assert {"a.xml", "b.xml"} <= {path.name for path in there.iterdir()}


def test_no_page_goes_while_an_input_cannot_be_read(tmp_path: Path) -> None:
    folder, site = tmp_path / "in", tmp_path / "site"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    assert main(["convert", str(folder / "a.txt"), "-o", str(folder / "b.docx"), "--quiet"]) == 0
    whole = (folder / "b.docx").read_bytes()
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    assert (site / "b.html").exists()
    (folder / "b.docx").write_bytes(whole[:3000])
    assert _publish(folder, "--output-dir", site, "--quiet") == 1
    assert (site / "b.html").exists()
    (folder / "b.docx").unlink()
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    assert not (site / "b.html").exists(), "the list of the site outlives a run in which an input failed"


def test_a_site_is_no_folder_of_inputs_and_no_input_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    assert _publish(tmp_path, "--output-dir", tmp_path) == 2
    assert _publish(tmp_path / "a.txt", "--output-dir", tmp_path) == 2
    for _ in range(2):
        assert _publish(tmp_path, "--output-dir", tmp_path / "site", "--quiet") == 0
    assert [name for name in _made(tmp_path / "site") if name.endswith(".xml") and name != "sitemap.xml"] == ["a.xml"]


def test_what_was_read_of_a_text_goes_with_it(tmp_path: Path) -> None:
    folder, site = tmp_path / "in", tmp_path / "site"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    (folder / "b.txt").write_text(RESOLUTION.replace("Lighthouses", "Withdrawn"))
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    (folder / "b.txt").unlink()
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    assert not [name for name, data in _files(site).items() if b"Withdrawn" in data]


def test_there_is_a_volume_only_where_one_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Minutes of a lunch.\n")
    assert _publish(tmp_path, "--output-dir", tmp_path / "site", "--quiet") == 0
    assert "volume.html" not in _made(tmp_path / "site")


def test_a_volume_of_nothing_is_told(few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _publish(few, "--output-dir", tmp_path, "--volume", "X/*", "--quiet") == 1
    assert "no text has a symbol like 'X/*'" in capsys.readouterr().err


def test_a_second_run_says_what_the_first_one_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, site = tmp_path / "in", tmp_path / "site"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    (folder / "b.txt").write_text("Minutes of a lunch.\n")
    told = []
    for _ in range(2):
        assert _publish(folder, "--output-dir", site, "--format", "json") == 0
        told.append([json.loads(line) | {"time": ""} for line in capsys.readouterr().err.splitlines()])
    assert [one["code"] for one in told[0]].count("S201") == 1
    assert told[0] == told[1]
    (folder / "b.txt").unlink()
    assert _publish(folder, "--output-dir", site, "--quiet") == 0
    assert len([name for name in _files(site) if ".akn-published" in name and "remarks" in name]) == 1


def test_the_site_is_the_same_whatever_was_read_before(few: Path, tmp_path: Path) -> None:
    made = []
    for folder in ("one", "two", "two"):
        assert _publish(few, "--output-dir", tmp_path / folder, "--base-url", BASE, "--quiet") == 0
        made.append(_made(tmp_path / folder))
    assert made[0] == made[1] == made[2]


def test_called_wrongly(source: Path, tmp_path: Path) -> None:
    assert _publish(source, "--output-dir", tmp_path, "--base-url", "ftp://x") == 2
    assert _publish(tmp_path / "absent", "--output-dir", tmp_path / "site") == 1


@pytest.mark.parametrize(
    ("text", "word"),
    [("Überschreitung", "uberschreitung"), ("强调指出", "调指"), ("القرار", "القرار"), ("Решение", "решение")],
)
def test_words_of_the_index_are_plain(text: str, word: str) -> None:
    assert word in list(words_of(text))
    assert shard_of(word) == shard_of(word[:2])


def test_a_selection_is_one_printable_volume(few: Path, tmp_path: Path) -> None:
    assert _publish(few, "--output-dir", tmp_path, "--volume", "A/RES/[19]*/*[23]", "--quiet") == 0
    pages = _pages(tmp_path)
    volume = pages["volume.html"]
    assert re.findall(r'<span class="quiet">([^<]*)</span>', volume) == ["A/RES/99/12", "A/RES/100/3"]
    ids = re.findall(r' id="([^"]*)"', volume)
    assert len(ids) == len(set(ids))
    assert dead(pages | dict.fromkeys(_made(tmp_path).keys() - pages.keys(), "")) == []
    assert 'href="volume.html"' in pages["index.html"]


# in a browser


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


def _find(shown: Browser, site: Path, query: str) -> list[str]:
    from urllib.parse import quote

    from selenium.webdriver.support.ui import WebDriverWait

    shown.driver.get(f"{(site / 'search.html').as_uri()}?q={quote(query)}")
    told = "return document.querySelector('#view-told').textContent"
    WebDriverWait(shown.driver, 20).until(lambda _: shown.run(told))
    script = "return [...document.querySelectorAll('#view-found a')].map((a) => a.getAttribute('href'))"
    count = int(shown.run(told))
    WebDriverWait(shown.driver, 20).until(lambda _: len(shown.run(script)) == min(count, 50))
    links: list[str] = shown.run(script)
    return links


@needs_browser
@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("keep lights", "new.html#para_1"),
        ("LIGHTHOUSE", "old.html#preface"),
        ("bibliothèques", "tidal-libraries.fr.html"),
        ("潮汐", "tidal-libraries.zh.html"),
        ("المكتبات", "tidal-libraries.ar.html"),
        ("библиотек", "tidal-libraries.ru.html"),
        ("bibliotecas", "tidal-libraries.es.html"),
    ],
)
def test_words_are_found_in_all_languages_without_a_server(shown: Browser, site: Path, query: str, page: str) -> None:
    assert any(link.startswith(page) for link in _find(shown, site, query))
    assert _find(shown, site, "zyxwv") == []


COUNCIL = """\
Security Council

Resolution 2999 (2044)

Adopted by the Security Council at its 9031st meeting, on 12 May 2044

The Security Council,

Recalling all its resolutions,

1. Decides to remain seized of the matter.
"""


@needs_browser
def test_the_document_of_a_symbol_is_first_with_its_year_and_without(shown: Browser, tmp_path: Path) -> None:
    (folder := tmp_path / "in").mkdir()
    citing = RESOLUTION.replace("resolution 98/7 of 3 December 2043", "Security Council resolution 2999 (2044)")
    for name, text in (("a-citing", citing), ("council", COUNCIL), ("later", LATER)):
        (folder / f"{name}.txt").write_text(text)
    assert _publish(folder, "--output-dir", tmp_path / "site", "--quiet") == 0
    for query in ("S/RES/2999 (2044)", "s/res/2999", "2999(2044)", "2999"):
        assert _find(shown, tmp_path / "site", query)[0] == "council.html", query
    assert _find(shown, tmp_path / "site", "100/3")[0] == "later.html"
    shown.shoot("published-symbol")
    links = _find(shown, tmp_path / "site", "A/RES/99/12")
    assert links[0] == "a-citing.html"
    assert "later.html#para_1" in links, "and the places that cite it"
    assert "a-citing.html" not in _find(shown, tmp_path / "site", "12"), "half a number"


@needs_browser
def test_a_list_in_which_no_title_fits_says_so_and_leads_to_the_search_with_the_words(
    shown: Browser, site: Path
) -> None:
    shown.open(site / "index.html")
    write = (
        "const field = document.getElementById('view-words'); field.value = arguments[0];"
        "field.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    told = "return document.getElementById('view-none').textContent"
    link = "const e = document.getElementById('view-further'); return e.hidden ? '' : e.firstElementChild.href"
    assert (shown.run(told), shown.run(link)) == ("", "")
    named = shown.run("return document.getElementById('view-words').labels[0].innerText")
    assert named.startswith("Filter symbols and titles")
    shown.run(write, "zyxwv & 1")
    assert shown.run(told) == "Nothing found"
    assert shown.run(link).endswith("search.html?q=zyxwv%20%26%201")
    shown.shoot("published-nothing")
    shown.run(write, "")
    assert (shown.run(told), shown.run(link)) == ("", "")


@needs_axe
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_published_pages(shown: Browser, site: Path, dark: bool) -> None:
    found = {}
    for name in ("index", "old", "tidal-libraries.ar", "search", "years/A-RES-100-3.eng"):
        shown.open(site / f"{name}.html", dark=dark)
        shown.shoot(f"published-{name.rpartition('/')[2]}.{'dark' if dark else 'light'}")
        shown.run("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
        if faults := shown.faults():
            found[name] = faults
    assert found == {}


@needs_axe
def test_axe_finds_nothing_in_a_volume_with_notes(shown: Browser, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    noted = RESOLUTION.replace("light burning;", "light burning;¹").replace(
        "61st plenary meeting", "¹ See A/99/12.\n\n61st plenary meeting"
    )
    for name in ("12", "13"):
        (tmp_path / f"in/{name}.txt").write_text(noted.replace("99/12. L", f"99/{name}. L"))
    assert _publish(tmp_path / "in", "--output-dir", tmp_path / "site", "--volume", "A/RES/*", "--quiet") == 0
    shown.open(tmp_path / "site/volume.html")
    assert shown.run("return document.querySelectorAll('[role=doc-endnotes]').length") == 2
    assert shown.faults() == []
    shown.open(tmp_path / "site/search.html")
    assert not shown.run("return document.getElementById('view-count').checkVisibility()"), "nothing was sought"


@needs_browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_no_published_page_is_wider_than_the_screen(shown: Browser, site: Path, width: int) -> None:
    shown.messages()
    for name in ("index", "old", "tidal-libraries.ar", "search", "compared/A-RES-99-12--A-RES-100-3.eng"):
        shown.open(site / f"{name}.html", width=width)
        assert shown.run("return document.documentElement.scrollWidth") <= width, name
    assert shown.messages() == []


@needs_browser
def test_the_citation_of_the_paragraph_that_is_named_can_be_copied(shown: Browser, site: Path) -> None:
    shown.driver.get(f"{(site / 'old.html').as_uri()}#para_2")
    told = shown.run("return document.querySelector('#view-cite output').textContent")
    assert told == f"A/RES/99/12, paragraph 2 – Lighthouses, 9 December 2044 – {BASE}old.html#para_2"


@needs_browser
def test_a_citation_has_no_address_that_nobody_else_can_open(shown: Browser, source: Path, tmp_path: Path) -> None:
    assert _publish(source, "--output-dir", tmp_path / "site", "--quiet") == 0
    shown.driver.get(f"{(tmp_path / 'site/old.html').as_uri()}#para_2")
    told = shown.run("return document.querySelector('#view-cite output').textContent")
    assert told == "A/RES/99/12, paragraph 2 – Lighthouses, 9 December 2044"


@needs_browser
def test_a_symbol_is_found_whole_where_it_is_cited(shown: Browser, tmp_path: Path) -> None:
    """Numbers of the same figures elsewhere are other texts; a note that prints it in Arabic is a place as well."""
    folder = tmp_path / "in"
    folder.mkdir()
    near = RESOLUTION.replace("99/12", "99/14").replace("its resolution 98/7 of 3 December 2043", "98 of its 7 RES A")
    (folder / "a.txt").write_text(RESOLUTION)
    (folder / "b.txt").write_text(near)
    (folder / "c.txt").write_text(LATER.replace("resolution 99/12 says", "decision 98/407 says"))
    assert _publish(folder, "--output-dir", tmp_path / "site", "--quiet") == 0
    for query in ("A/RES/98/7", "a/res/98/7", "98/7"):
        assert [link.partition("#")[0] for link in _find(shown, tmp_path / "site", query)] == ["a.html"], query
        assert shown.run("return document.querySelector('#view-found mark').textContent") == "98/7"
    assert _find(shown, tmp_path / "site", "A/DEC/98/407") == ["c.html#para_1"]
    assert _find(shown, tmp_path / "site", "A/RES/98/407") == []


@needs_browser
def test_published_pages_say_all_with_scripts_off(shown: Browser, site: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    shown.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        shown.open(site / "old.html")
        document = pdfium.PdfDocument(shown.printed())
    finally:
        shown.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Calls upon all keepers" in text


def test_what_cannot_be_kept_costs_no_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str, data: bytes) -> None:
        raise AknError(f"{path}: cannot be written: no space left on device")

    (tmp_path / "a.txt").write_text(RESOLUTION)
    monkeypatch.setattr("converters.view.published.write_atomically", full)
    one = remembered(Found(str(tmp_path / "a.txt"), "a"), Options(to="html", validate=False), str(tmp_path / "site"))
    assert one.status.there
    assert one.document.metadata.language == "eng"
