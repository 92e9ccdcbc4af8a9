"""Pages that know each other: every link leads somewhere, languages stand side by side, nothing depends on the run."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from akn.document import Document, Metadata, Operative, Preambular
from akn.text import Text
from akn.validate import validate_xml
from converters import convert
from converters.cli import main
from converters.conversion import Status
from converters.options import Options
from converters.view.site import Site, SiteInput
from tests.browser import needs_browser
from tests.converters.command import RESOLUTION, without_processes
from tests.page_links import dead

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def _view(*arguments: object) -> int:
    with without_processes():
        return main(["view", *map(str, arguments)])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    assert _view(EXAMPLES, "--output-dir", folder, "--links", "relative", "--quiet") == 0
    return _read(folder)


def _read(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.html"))}


def test_every_link_between_pages_leads_somewhere(pages: dict[str, str]) -> None:
    assert len(pages) > 8
    assert dead(pages) == []


def test_a_citation_of_a_document_of_the_run_leads_to_its_page_in_the_same_language(tmp_path: Path) -> None:
    cited = RESOLUTION.replace("99/12. L", "98/7. L").replace("2044", "2043")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "old one.txt").write_text(cited.replace("98/7 of 3 December 2043", "97/7 of 3 December 2042"))
    (tmp_path / "in" / "new.txt").write_text(RESOLUTION)
    _view(tmp_path / "in", "--output-dir", tmp_path / "out", "--links", "relative", "--quiet")
    found = _read(tmp_path / "out")
    assert 'href="old%20one.html" data-cite="A/RES/98/7' in found["new.html"]
    assert dead(found) == []


def test_a_citation_of_a_place_leads_to_the_place_only_if_it_is_there() -> None:
    old = _seen("old", "98/12", "One.")
    site = Site([old, _seen("new", "99/1", "Two.")])
    lead = site._siblings("new.html", "eng")
    identity = ("statement", "deliberation", "unga", "98-12")
    assert lead(identity, "para_1") == "old.html#para_1"
    assert lead(identity, "para_7") == "old.html"
    assert lead(("statement", "deliberation", "unga", "1-1"), "para_1") == ""


def _seen(stem: str, number: str, text: str, language: str = "eng") -> SiteInput:
    metadata = Metadata(
        kind="resolution",
        actor="unga",
        number=number,
        number_iri=number.replace("/", "-"),
        symbols=(f"A/RES/{number}",),
        language=language,
        date="2044-12-01",
    )
    return SiteInput(
        f"{stem}.txt", stem, Document(metadata, body=(Operative("1.", (Text(text),)),)), (), Status.CONVERTED
    )


def test_versions_have_a_switch_an_alternate_and_a_page_side_by_side(pages: dict[str, str]) -> None:
    page = pages["tidal-libraries.fr.html"]
    assert '<link rel="alternate" hreflang="es" href="tidal-libraries.es.html">' in page
    assert re.search(r'<a href="tidal-libraries.fr.html"[^>]* aria-current="page">Français</a>', page)
    assert 'href="versions/A-RES-99-7.html"' in page
    beside = pages["versions/A-RES-99-7.html"]
    assert len(re.findall(r"<th scope", beside)) == 6
    assert 'href="../tidal-libraries.fr.html#sec_I__para_2"' in beside
    assert not re.search(r' id="([^"]+)"[^$]* id="\1"', beside)


def test_where_a_language_stands_alone_is_marked() -> None:
    texts = (("eng", "Requests 5 reports."), ("fra", "Demande 5 rapports."), ("spa", "Solicita 6 informes."))
    site = dict(Site([_seen(code, "99/1", text, code) for code, text in texts]).pages())
    beside = site["versions/A-RES-99-1.html"].decode()
    assert beside.count("alone none") == 0
    assert re.search(r'<td class="in-es alone"[^>]*>.*?Solicita <mark>6</mark>', beside)
    (told,) = re.findall(r'<tr class="told".*?</tr>', beside, re.DOTALL)
    assert re.findall(r'<td class="(in-.*?)".*?<bdi[^>]*>(\d)</bdi>(?:</p>)?</td>', told, re.DOTALL) == [
        ("in-en", "5"),
        ("in-fr", "5"),
        ("in-es odd", "6"),
    ]


def test_languages_agree_only_where_each_has_all_rows() -> None:
    both = [_seen("eng", "99/1", "Requests reports."), _seen("fra", "99/1", "Demande des rapports.", "fra")]
    told = "versions/A-RES-99-1.html"
    assert "The languages agree." in dict(Site(both).pages())[told].decode()
    titled = replace(both[0], document=replace(both[0].document, preface=(Text("Tides"),)))
    page = dict(Site([titled, both[1]]).pages())[told].decode()
    assert "The languages agree." not in page
    assert "No difference was found." in page


def test_rows_that_a_language_does_not_have_are_listed_beside_what_differs_too() -> None:
    texts = (("eng", "Requests 5 reports."), ("fra", "Demande 5 rapports."), ("spa", "Solicita 6 informes."))
    seen = [_seen(code, "99/1", text, code) for code, text in texts]
    seen[1] = replace(seen[1], document=replace(seen[1].document, preface=(Text("Marées & phares"),)))
    page = dict(Site(seen).pages())["versions/A-RES-99-1.html"].decode()
    (listed,) = re.findall(r'<details class="[^"]*holes">.*?</details>', page, re.DOTALL)
    assert "Rows that a language does not have (–)" in listed
    (target,) = re.findall(r'<a href="#([^"]*)"', listed)
    assert f'<tr id="{target}"' in page
    assert re.findall(r'<bdi lang="(..)">', listed) == ["en", "es", "fr", "fr"]
    assert "Marées &amp; phares" in listed
    assert (
        "holes"
        not in dict(Site([_seen(c, "99/1", t, c) for c, t in texts]).pages())["versions/A-RES-99-1.html"].decode()
    )


def test_a_second_version_in_one_language_and_what_has_no_number_stand_by_themselves() -> None:
    unknown = SiteInput("x.txt", "x", Document(body=(Operative("1.", (Text("One."),)),)), (), Status.FOREIGN)
    seen = [_seen("a", "99/1", "One."), _seen("b", "99/1", "One."), unknown, unknown]
    names = [name for name, _ in Site(seen).pages()]
    assert names == ["a.html", "b.html", "x.html", "x.txt.html", "index.html"]


def test_names_are_no_markup_no_address_and_not_the_index(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["a#b?c%d.txt", "<b>&\"'.txt", "index.txt", "same.txt", "SAME.md", "n\u0303.txt"]
    for name in names:
        (folder / name).write_text(RESOLUTION, encoding="utf-8")
    (folder / "zero.txt").write_bytes(b"\0" * 900)
    assert _view(folder, "--output-dir", tmp_path / "out", "--quiet") == 1
    found = _read(tmp_path / "out")
    assert len(found) == len(names) + 1
    assert dead(found) == []
    assert "zero.txt" in found["index.html"]
    assert "<b>" not in found["index.html"]
    assert "index.txt.html" in found


def test_the_pages_are_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    names = ("tidal-libraries.en", "tidal-libraries.fr", "next-year/tidal-libraries.en")
    arguments = (*(str(EXAMPLES / f"{name}.txt") for name in names), "--links", "relative", "--quiet")
    assert _view(*arguments, "--output-dir", tmp_path / "one") == 0
    assert main(["view", *arguments, "--output-dir", str(tmp_path / "two"), "--jobs", "2"]) == 0
    assert len(_read(tmp_path / "one")) > 3
    assert _read(tmp_path / "one") == _read(tmp_path / "two")


def test_one_input_is_one_page_and_its_place_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    source, page = tmp_path / "a.txt", tmp_path / "a.html"
    source.write_text(RESOLUTION)
    assert _view(source, "-o", page, "--open") == 0
    assert capsys.readouterr().out == f"{page}\n"
    assert opened == [page.as_uri()]
    text = page.read_text(encoding="utf-8")
    assert re.search(r'<li id="view-from-11"[^>]*>1. Calls upon all keepers to keep the light burning;</li>', text)
    assert re.search(r'<div id="para_1"[^>]* data-from="11 11"', text)
    assert _view(source) == 0
    assert os.path.isfile(capsys.readouterr().out.strip())


def test_published_files_have_pages(tmp_path: Path) -> None:
    source = tmp_path / "in" / "a.txt"
    source.parent.mkdir()
    source.write_text(RESOLUTION)
    assert main(["convert", str(source), "-o", str(tmp_path / "in" / "b.xml")]) == 0
    source.unlink()
    assert _view(tmp_path / "in", "--output-dir", tmp_path / "out") == 0
    assert set(_read(tmp_path / "out")) == {"b.html", "index.html"}


def test_dead_links_are_found() -> None:
    pages = {
        "a.html": '<p id="x"><a href="b/c.html#y">',
        "b/c.html": '<a href="../a.html#x"><a href="d.html"><a href="#z">',
    }
    assert dead(pages) == [("a.html", "b/c.html#y"), ("b/c.html", "#z"), ("b/c.html", "d.html")]


def test_what_is_given_is_named_if_it_needs_a_folder_for_its_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    for inputs, words in (((tmp_path,), "a folder needs "), ((tmp_path / "a.txt", tmp_path), "several inputs need ")):
        assert _view(*inputs, "-o", tmp_path / "a.html") == 2
        assert f"error: {words}--output-dir DIR" in capsys.readouterr().err
    assert _view(tmp_path / "b.txt", "-o", tmp_path / "b.html") == 1
    assert "no such file" in capsys.readouterr().err


def test_no_page_takes_the_place_of_an_input(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>The General Assembly,</p><p>1. Decides to wait.</p>")
    before = page.read_bytes()
    assert _view(page, "-o", page) == 2
    assert _view(page, "--output-dir", tmp_path) == 2
    assert page.read_bytes() == before


def test_corrections_beside_an_input_or_named_are_applied(tmp_path: Path) -> None:
    source, page, named = tmp_path / "a.txt", tmp_path / "a.html", tmp_path / "b.toml"
    source.write_text(RESOLUTION)
    named.write_text('symbol = "A/RES/99/13"')
    assert _view(source, "-o", page, "--corrections", named) == 0
    assert "A/RES/99/13" in page.read_text(encoding="utf-8")
    named.rename(tmp_path / "a.txt.akn.toml")
    assert _view(source, "--output-dir", tmp_path / "out") == 0
    assert "A/RES/99/13" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert _view(source, page, "--corrections", tmp_path / "a.txt.akn.toml") == 2


def test_what_is_no_resolution_has_its_page_and_its_exit_code(tmp_path: Path) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("Dear Anna,\n\nthe boat leaves at nine.\n")
    assert _view(source, "-o", tmp_path / "notes.html") == 3
    assert "the boat leaves at nine" in (tmp_path / "notes.html").read_text(encoding="utf-8")
    assert _view(tmp_path / "absent.txt", "-o", tmp_path / "x.html") == 1
    assert _view(EXAMPLES, "-o", tmp_path / "x.html") == 2
    assert not (tmp_path / "x.html").exists()


def test_what_convert_writes_as_html_is_the_page_that_view_writes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION + "\n2. Decides again.\n")
    assert main(["convert", str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.html"), "--quiet"]) == 0
    assert _view(tmp_path / "a.txt", "-o", tmp_path / "b.html", "--quiet") == 0
    page = (tmp_path / "a.html").read_text()
    assert page == (tmp_path / "b.html").read_text()
    assert 'id="view-doubts"' in page
    assert 'id="view-source"' in page


def test_how_many_corrections_were_applied_is_told_and_the_page_goes_on_from_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    said = 'symbol = "A/RES/99/12"\n\n[[line]]\nstarts = "Nowhere"\nrole = "heading"\n'
    (tmp_path / "a.txt.akn.toml").write_text(said)
    assert _view(tmp_path, "--output-dir", tmp_path / "out") == 0
    told = capsys.readouterr().err
    assert "a.txt: info S224: 1 of 2 corrections applied" in told
    assert (
        "warning S221: a correction was not applied: the source does not have the words that it names, “Nowhere" in told
    )
    assert "B1" not in told
    (tmp_path / "a.txt.akn (1).toml").write_text(said)
    assert _view(tmp_path, "--output-dir", tmp_path / "out") == 0
    assert f"{tmp_path}/a.txt.akn (1).toml: warning B111" in capsys.readouterr().err
    page = (tmp_path / "out" / "a.html").read_text().replace("&#34;", '"')
    assert f'spellcheck="false">\n{said}</textarea>' in page


def test_the_index_counts_the_remarks_of_a_page_and_calls_each_document_something(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear keepers,\n\nthe lamps of the coast are lit.\n")
    (tmp_path / "two.txt").write_text(RESOLUTION.replace("99/12. Lighthouses", "99/12. Lighthouses\n\nB"))
    _view(tmp_path, "--output-dir", tmp_path / "out", "--quiet")
    found = _read(tmp_path / "out")
    counts = [len(re.findall('<li id="view-doubt-', found[name])) for name in ("two.html", "letter.html")]
    assert [int(n) for n in re.findall(r'<td class="remarks" data-sort="(\d*)"', found["index.html"])] == counts
    listed = found["index.html"].split('class="remarks"')[1:]
    assert [re.findall(r'href="([^"]*)#view-doubts"', cell) for cell in listed] == [["two.html"], ["letter.html"]]
    for cell, name in zip(listed, ("two.html", "letter.html"), strict=True):
        tags = re.findall(r'<span class="tag (?:warning|error|info)"', found[name].split('id="view-doubts"')[1])
        warnings = len(tags) - tags.count('<span class="tag info"')
        assert (f"warnings: {warnings}" in cell) == bool(warnings), "the list says how many warn"
    assert "<title>Dear keepers,</title>" in found["letter.html"]
    assert ">Lighthouses – B<" in found["index.html"], "the number stands beside it"


def test_a_page_that_was_changed_by_hand_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    folder = tmp_path / "out"
    assert _view(tmp_path, "--output-dir", folder) == 0
    assert _view(tmp_path, "--output-dir", folder) == 0
    (folder / "a.html").write_text("mine")
    assert _view(tmp_path, "--output-dir", folder) == 1
    assert "B110" in capsys.readouterr().err
    assert _view(tmp_path / "a.txt", "-o", folder / "a.html") == 1
    assert (folder / "a.html").read_text() == "mine"
    assert _view(tmp_path, "--output-dir", folder, "--force") == 0
    assert (folder / "a.html").read_text() != "mine"


def test_an_earlier_index_stays_if_no_input_could_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    assert _view(tmp_path, "--output-dir", tmp_path / "out") == 0
    before = _read(tmp_path / "out")
    capsys.readouterr()
    assert _view(tmp_path / "absent", "--output-dir", tmp_path / "out") == 1
    told = capsys.readouterr()
    assert (told.out, "B101" in told.err) == ("", True)
    assert _read(tmp_path / "out") == before
    assert _view(tmp_path / "absent", tmp_path / "a.txt", "--output-dir", tmp_path / "out") == 1
    assert "absent" in _read(tmp_path / "out")["index.html"]


def test_a_rule_that_a_file_breaks_often_is_told_once_and_marked_at_each_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.xml"
    page.write_bytes(re.sub(rb' refersTo="#', b' refersTo="#no_', convert(RESOLUTION.encode(), name="a.txt").output))
    all_of_them = [d for d in validate_xml(page.read_bytes()) if d.code.code == "V301"]
    assert len(all_of_them) > 4
    for arguments in ([page, "-o", tmp_path / "a.html"], [page, tmp_path / "a.xml", "--output-dir", tmp_path / "out"]):
        assert _view(*arguments) == 1
        lines = [line for line in capsys.readouterr().err.splitlines() if "V301" in line]
        assert len(lines) == 1
        assert f"; and {len(all_of_them) - 1} more [" in lines[0]
        assert (tmp_path / "a.html").read_text().count("but no TLC entry has this eId</bdi>") == len(all_of_them)
    _view(page, "-o", tmp_path / "a.html", "--format", "json")
    (line,) = [json.loads(x) for x in capsys.readouterr().err.splitlines() if "V301" in x]
    assert (line["count"], len(line["places"])) == (len(all_of_them), len(all_of_them))


def test_the_index_counts_as_people_do_and_names_what_is_there_twice_and_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in ("99/103", "99/54", "100/7"):
        text = RESOLUTION.replace("99/12", number)
        (folder / f"{number.replace('/', '_')}.txt").write_text(text)
    (folder / "copy.txt").write_text(RESOLUTION.replace("99/12", "99/54"))
    (folder / "letter.txt").write_text("Dear keepers,\n\nthe lamps of the coast are lit.\n")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "~$99_54.docx").write_bytes(b"lock")
    _view(folder, "--output-dir", tmp_path / "out")
    told = capsys.readouterr().err
    assert f"{folder / 'old.doc'}: warning B121: left out" in told
    assert "save it as .docx" in told
    assert f"{folder / 'copy.txt'}: warning B114" in told or f"{folder / '99_54.txt'}: warning B114" in told
    assert "letter.txt:1: warning S201" in told
    assert "~$" not in told
    index = _read(tmp_path / "out")["index.html"]
    symbols = re.findall(r'<td class="symbol"[^>]*><bdi>([^<]*)</bdi>', index)
    assert symbols == ["A/RES/99/54", "A/RES/99/54", "A/RES/99/103", "A/RES/100/7", ""]
    assert "The same document as 99_54.txt" in index
    assert re.findall(r'<tr data-body="[^"]*" data-session="([^"]*)"', index) == ["99", "99", "99", "100", ""]
    assert '<select id="view-session"><option value="">All</option><option>100</option><option>99</option>' in index
    assert "old.doc: left out" in index


def test_the_contents_do_not_put_the_paragraphs_under_the_preamble() -> None:
    seen = _seen("a", "99/1", "Prie les gardiens de veiller.", "fra")
    seen = replace(seen, document=replace(seen.document, preamble=(Preambular((Text("Notant la tempête,"),)),) * 3))
    page = dict(Site([seen]).pages())["a.html"].decode()
    contents = page.partition('<nav aria-label="Sommaire">')[2].partition("</nav>")[0]
    heads = ["Préambule", "Dispositif", "<b>1"]
    assert sorted((word for word in heads if word in contents), key=contents.index) == heads


def test_a_page_on_paper_needs_a_browser_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(RESOLUTION)
    monkeypatch.setattr("converters.view.paper.BROWSERS", ("no-such-browser",))
    assert main(["view", str(tmp_path / "a.txt"), "--to", "pdf", "-o", str(tmp_path / "a.pdf")]) == 2
    assert "none is here that can: install Chromium" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


@needs_browser
def test_a_page_on_paper_is_the_same_bytes_and_has_its_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")

    (tmp_path / "a.txt").write_text(RESOLUTION)
    made = []
    for name in ("one.pdf", "two.pdf"):
        assert main(["view", str(tmp_path / "a.txt"), "--to", "pdf", "-o", str(tmp_path / name), "--quiet"]) == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0][:5] == b"%PDF-"
    assert made[0] == made[1]
    text = convert(made[0], name="a.pdf", options=Options(to="text")).output.decode()
    assert "Calls upon all keepers to keep the light burning" in " ".join(text.split())
    assert "Correct" not in text


def test_paper_is_for_one_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.view.paper.browser", lambda: "chromium")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(RESOLUTION)
    assert main(["view", str(tmp_path), "--to", "pdf", "--output-dir", str(tmp_path / "out")]) == 2
