"""A page says since when its paragraphs stand so, where the texts that it follows are known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.akn.compare.harbours import YEARS
from tests.converters.command import akn
from tests.page_links import dead

pytest.importorskip("jinja2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for session, text in YEARS.items():
        (tmp_path / "in" / f"{session}.txt").write_text(text)
    return tmp_path


def _signs(page: str) -> list[str]:
    """What stands at the paragraphs, without its tags."""
    return [re.sub("<[^>]+>", "", m) for m in re.findall(r'<(?:a|span) class="view-year.*?</(?:a|span)>', page)]


def test_each_operative_paragraph_says_since_when_it_stands_so(folder: Path) -> None:
    assert akn("view", "in", "--output-dir", "out", "--quiet", cwd=folder).returncode == 0
    pages = {path.name: path.read_text() for path in (folder / "out").glob("*.html")}
    assert _signs(pages["97.html"]) == []
    assert _signs(pages["98.html"]) == ["changed", "changed", "changed", "changed", "changed", "new"]
    assert _signs(pages["99.html"]) == ["changed", "since A/RES/98/40"]
    assert '<a class="view-year" data-view href="98.html">' in pages["99.html"]
    assert dead(pages) == []


def test_what_changed_this_year_is_listed_with_the_words_of_both_years(folder: Path) -> None:
    akn("view", "in", "--output-dir", "out", "--quiet", cwd=folder)
    page = (folder / "out" / "98.html").read_text()
    assert "What changed since A/RES/97/31" in page
    listed = re.search(r'<dt id="view-year-para_2">.*?</dd>', page, re.DOTALL)
    assert listed is not None
    assert "<del>Urges </del><ins>Encourages</ins> all States" in listed[0]


def test_a_published_site_says_it_too(folder: Path) -> None:
    assert akn("publish", "in", "--output-dir", "site", "--quiet", cwd=folder).returncode == 0
    assert _signs((folder / "site" / "99.html").read_text()) == ["changed", "since A/RES/98/40"]


def test_a_library_knows_the_texts_that_a_file_follows(folder: Path) -> None:
    added = akn("library", "add", "in/97.txt", "in/98.txt", "--library", "un.db", cwd=folder)
    assert added.returncode == 0
    akn("view", "in/99.txt", "-o", "page.html", "--library", "un.db", cwd=folder)
    page = (folder / "page.html").read_text()
    assert _signs(page) == ["changed", "since A/RES/98/40"]
    akn("view", "in/99.txt", "-o", "alone.html", cwd=folder)
    assert _signs((folder / "alone.html").read_text()) == []


def test_the_page_reads_back_as_the_same_document(folder: Path) -> None:
    akn("view", "in", "--output-dir", "out", "--quiet", cwd=folder)
    one = akn("convert", "in/99.txt", "--to", "xml", cwd=folder).stdout
    assert akn("convert", "out/99.html", "--to", "xml", cwd=folder).stdout == one
