"""The page of a document: it reads back, every eId is a place on it, every link leads somewhere, it stands alone."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from akn.diagnostics import Code, Position
from akn.document import Annex, Cell, Division, Document, Metadata, Note, Operative, Preambular, Table, Term
from akn.emit import emit_xml, with_all_notes_called
from akn.layout import layout_blocks
from akn.parse import parse_blocks
from akn.text import Kind, Mark, Text
from akn.walk import with_texts
from benchmarks.resolutions import as_text
from converters.batch.plan import Found
from converters.conversion import convert, read_file
from converters.formats import html, without
from converters.options import Options
from converters.view.page import write_page
from converters.view.site import see
from converters.view.source import Source
from tests.strategies import documents

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # what HTML cannot hold
ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
CASES = EXAMPLES + sorted((ROOT / "tests" / "golden").glob("*/source.txt"))


@cache
def _document(path: Path) -> Document:
    return read_file(path).value


@cache
def _page(path: Path) -> str:
    return write_page(_document(path)).decode()


@pytest.fixture(params=CASES, ids=lambda p: p.stem if p in EXAMPLES else p.parent.name)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def document(path: Path) -> Document:
    return _document(path)


@pytest.fixture
def page(path: Path) -> str:
    return _page(path)


def _ids(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<[^>]* id="([^"]*)"', page)]


def test_a_page_reads_back_as_the_layout_of_its_document(document: Document, page: str) -> None:
    blocks = layout_blocks(document)
    assert html.read(page.encode()).value == without(blocks, html.LOSES)


def test_what_a_page_says_itself_is_in_the_language_of_who_reads_it() -> None:
    document = _document(ROOT / "examples" / "tidal-libraries.ar.txt")
    page = write_page(document, reader="eng").decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    assert re.search(r'<main [^>]* lang="ar" dir="rtl">', page)
    assert "<summary>Contents</summary>" in page
    assert '<ol lang="ar" dir="rtl">' in page, "its headings are those of the text"
    before, text = page.partition("<main ")[0].partition('<ol lang="ar" dir="rtl">')[::2]
    said = before.partition("</style>")[2] + text.partition("</ol>")[2]
    assert "Colours for verbs" in said
    assert not re.search("[\u0600-\u06ff]", said)
    assert write_page(document) == write_page(document, reader="ara"), "nothing else changes"


@given(documents())
def test_any_document_reads_back_from_its_page(document: Document) -> None:
    document = with_texts(document, lambda text, _: Text(_ILLEGAL.sub("\ufffd", text.content), text.marks))
    blocks = layout_blocks(with_all_notes_called(document))
    assert html.read(write_page(document)).value == without(blocks, html.LOSES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_is_the_same_document_after_a_page(path: Path, document: Document, page: str) -> None:
    again = parse_blocks(html.read(page.encode()).value, hints=(path.stem,)).value
    assert again == parse_blocks(without(layout_blocks(document), html.LOSES), hints=(path.stem,)).value
    assert again.body == document.body


def test_every_eid_of_the_xml_is_an_id_of_the_page_and_none_stands_twice(document: Document, page: str) -> None:
    wanted = set(re.findall(r'<[^>]* eId="([^"]*)"', emit_xml(document).decode()))
    there = Counter(_ids(page))
    assert wanted
    assert wanted <= set(there)
    assert not [name for name, count in there.items() if count > 1]


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    inside = {unescape(found) for found in re.findall(r'href="#([^"]*)"', page)}
    assert inside
    assert inside <= set(_ids(page))


def test_a_page_has_one_first_heading_and_an_outline_without_gaps(page: str) -> None:
    levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", page)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_document_without_a_title_has_a_first_heading_that_is_no_part_of_its_text() -> None:
    document = Document(Metadata(symbols=("A/RES/99/7",)), body=(Operative("1.", (Text("Decides."),)),))
    page = write_page(document)
    assert b"<h1 data-view>A/RES/99/7</h1>" in page
    assert [b.text.content for b in html.read(page).value] == ["1. Decides."]


def test_the_same_document_gives_the_same_page() -> None:
    document = _document(EXAMPLES[0])
    assert write_page(document) == write_page(document)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_of_fifty_paragraphs_is_no_larger_than_a_picture(language: str) -> None:
    seen = see(Found("a.txt", "a", as_text(language, 50, 10)), Options(to="html"))
    assert len(seen.document.body) + len(seen.document.preamble) >= 40
    assert len(write_page(seen.document, diagnostics=seen.diagnostics, source=seen.shown)) < 250_000


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    assert not re.search(r"<(?:img|iframe|script[^>]* src|link[^>]* rel=\"stylesheet)|url\(|@import", page)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("docs", 'href="https://docs.un.org/en/A/RES/98/12"'),
        ("akn", 'href="/akn/un/statement/deliberation/unga/2043-12-01/98-12"'),
        ("none", '<span id="container_1__ref_3" class="akn-ref"'),
    ],
)
def test_citations_go_where_they_are_told_to(links: str, expected: str) -> None:
    page = write_page(_document(ROOT / "examples" / "tidal-libraries.en.txt"), links=links).decode()
    assert expected in page
    assert 'data-cite="A/RES/98/12 · 2043-12-01 · /akn/un/' in page


def test_citations_of_the_same_run_go_to_its_pages() -> None:
    def siblings(identity: tuple[str, str, str, str], fragment: str) -> str:
        there = identity == ("statement", "deliberation", "unga", "98-12")
        return ("a/98-12.html" + ("#" + fragment if fragment else "")) if there else ""

    document = _document(ROOT / "examples" / "tidal-libraries.en.txt")
    page = write_page(document, links="relative", siblings=siblings).decode()
    assert 'href="a/98-12.html"' in page
    assert 'href="a/98-12.html#para_4"' in page
    assert 'href="https://docs.un.org/en/A/RES/96/41"' in page  # no page of this run


@pytest.mark.parametrize("to", ["docx", "markdown"])
def test_word_and_markdown_files_carry_the_links_and_come_back_as_the_same_document(to: str) -> None:
    path = ROOT / "examples" / "tidal-libraries.en.txt"
    linked, plain = (convert(path, options=Options(to=to, links=links)) for links in ("docs", "none"))
    assert linked.output != plain.output
    again = [read_file(done.output, name="x", options=Options(from_=to)).value for done in (linked, plain)]
    assert again[0] == again[1]


def test_a_list_is_a_list_and_a_number_links_to_its_place() -> None:
    page = write_page(_document(ROOT / "examples" / "tidal-libraries.en.txt")).decode()
    assert '<ol id="sec_I__para_2__list_1" class="akn-list" role="list">' in page
    assert '<li id="sec_I__para_2__list_1__point_a" class="akn-point">' in page
    assert '<a class="akn-num" href="#sec_I__para_2">2.</a>' in page


def test_the_first_row_of_a_table_is_its_head_but_comes_back_as_it_was() -> None:
    page = write_page(_document(ROOT / "examples" / "tidal-libraries.en.txt"))
    assert b'<th scope="col" data-seen="td">2045</th>' in page
    table = Table(((Cell((Text("Lamp"),)), Cell((Text("lit"),))), (Cell((Text("A"),)), Cell((Text("no"),)))))
    document = Document(body=(Operative("1.", (Text("As follows:"), table)),))
    cells = [c.header for b in html.read(write_page(document)).value if hasattr(b, "rows") for r in b.rows for c in r]
    assert cells == [False] * 4


def test_latin_words_keep_their_order_in_an_arabic_line() -> None:
    text = Text("صدر في 11 February 2043 بالوثيقة A/99/12")
    document = Document(Metadata(language="ara"), body=(Operative("1 -", (text,)),))
    page = write_page(document)
    assert '<bdi dir="ltr">11 February 2043</bdi>' in page.decode()
    assert b'lang="ar" dir="rtl"' in page
    assert html.read(page).value[0].text.content == f"1 - {text.content}"


def test_a_call_after_a_number_and_a_stop_after_a_symbol_keep_their_places_in_an_arabic_page() -> None:
    text = Text("إذ تشير إلى 2041", (Mark(16, 16, Kind.NOTE, (("key", "1"),)),))
    document = Document(
        Metadata(language="ara", actor="unga"),
        preamble=(Preambular((text,)),),
        notes=(Note("1", "1", (Text("A/99/302."),)), Note("2", "2", (Text("See Supplement No. 4."),))),
    )
    page = write_page(document).decode()
    assert '2041<sup dir="ltr" class="akn-noteRef"' in page, "apart from the number before it"
    assert '<bdi dir="ltr">A/99/302</bdi>.' in page, "the stop ends the line, which runs from right to left"
    assert '<bdi dir="ltr">See Supplement No. 4.</bdi>' in page, "that of a Latin sentence is its own"


def test_a_line_of_latin_words_alone_runs_from_left_to_right_whatever_is_marked_in_it() -> None:
    text = Text("Distr.: General", (Mark(8, 15, Kind.DOC_STATUS),))
    page = write_page(Document(Metadata(language="ara"), cover=(text,), body=(Operative("1 -", (Text("تقرر"),)),)))
    assert '<bdi dir="ltr">Distr.: <span class="akn-docStatus">General</span></bdi>' in page.decode()
    assert html.read(page).value[0].text.content == "Distr.: General"


def test_what_the_text_says_cannot_become_markup_script_or_style() -> None:
    bad = '</script></style><img src=x onerror=alert(1)> "\\ & \x07'
    mark = Mark(0, 4, Kind.LINK, (("href", "javascript:alert(1)"),))
    document = Document(
        Metadata(symbols=(bad,), number=bad, kind=bad),
        preface=(Text(bad),),
        preamble=(Preambular((Text(bad, (mark,)),)),),
        body=(Division("section", bad, Text(bad)), Operative(bad, (Text(bad),))),
        annexes=(Annex((Text(bad),)),),
        terms=(Term("TLCConcept", "x", bad, bad),),
    )
    told = [Code.NUMBER_GAP.at(Position(bad, eid="para_1"), found=bad, previous=bad)]
    page = write_page(document, diagnostics=told).decode()
    assert "<img" not in page
    assert page.count("</script>") == 2
    assert page.count("</style>") == 1
    assert ' href="javascript:' not in page
    assert "\x07" not in page


def test_a_link_without_words_is_no_link() -> None:
    text = Text("See \u00a0 there", (Mark(4, 5, Kind.LINK, (("href", "https://example.org"),)),))
    page = write_page(Document(body=(Operative("1.", (text,)),)))
    assert b'<span class="akn-a" data-href="https://example.org">' in page
    assert b'<a href="https://example.org">' not in page


def test_a_diagnostic_stands_at_its_unit_and_in_the_list() -> None:
    document = Document(body=(Operative("1.", (Text("Decides;"),)), Operative("3.", (Text("Waits."),))))
    told = [Code.NUMBER_GAP.at(Position("a.txt", eid="para_3"), found="3", previous="1")]
    page = write_page(document, diagnostics=told).decode()
    unit = page[page.index('<div id="para_3"') :]
    assert 'href="#view-doubt-1"' in unit[: unit.index("</div>")]
    assert "paragraph numbers are missing: 1 is followed by 3" in page[page.index('<li id="view-doubt-1"') :]
    assert [b.text.content for b in html.read(page.encode()).value] == ["1. Decides;", "3. Waits."]


def test_a_correction_of_a_line_that_was_joined_to_another_names_that_line() -> None:
    document = Document(body=(Operative("1.", (Text("Calls upon all keepers Programme of the keepers"),)),))
    first, joined = 'starts = "Calls upon"', 'starts = "Programme of"'
    source = Source(
        keys={"para_1": first}, says={first: "Calls upon all keepers", joined: "Programme of the keepers"}, lines=()
    )
    where = Position(eid="para_1")
    told = Code.PARAGRAPH_JOINED.at(where, following="Programme of the", opening="Calls", before="22", parted="False")
    page = write_page(document, diagnostics=[told], source=source).decode()
    assert "[[line]]\nstarts = &#34;Programme of&#34;" in page
    gap = Code.NUMBER_GAP.at(where, found="3.", previous="1.")
    assert "[[line]]\nstarts = &#34;Calls upon&#34;" in write_page(document, diagnostics=[gap], source=source).decode()


def test_a_figure_stays_on_its_line_and_a_row_of_figures_does_not() -> None:
    row = " ".join(["302 705 412"] * 40)
    text = f"The General Assembly,\n\n1. Notes the sum of 1 302 705 412.5 dollars;\n\n2. Notes the sums {row}.\n"
    held = re.findall(
        r'<span class="nb">([^<]*)</span>', convert(text.encode(), options=Options(to="html")).output.decode()
    )
    assert "1 302 705 412.5" in held
    assert max(map(len, held)) < 20
