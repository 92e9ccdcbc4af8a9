"""What stands in the Word files that we write."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.text import Kind, Text, mark
from converters.formats import docx, without
from converters.formats.docx.package import OWN_STYLES
from converters.formats.docx.template import FOOTNOTE_TEXT, PLACES, bookmark, setting, styles
from tests.converters.formats.word_file import W
from tests.converters.formats.word_samples import ARABIC, CHINESE, ENGLISH, SAMPLES


class File:
    """A written file, taken apart without our reader."""

    def __init__(self, blocks: Blocks) -> None:
        self.data = docx.write(blocks)
        self.archive = zipfile.ZipFile(io.BytesIO(self.data))

    def root(self, part: str) -> etree._Element:
        return etree.fromstring(self.archive.read(part))

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        found = self.root(part).xpath(path, namespaces={"w": W})
        assert isinstance(found, list)
        return found

    def text(self, part: str = "word/document.xml") -> str:
        return "".join(map(str, self.root(part).itertext()))


@pytest.mark.parametrize("language", list(SAMPLES))
def test_a_sample_comes_back(language: str) -> None:
    back = docx.read(docx.write(SAMPLES[language]))
    assert back.value == without(SAMPLES[language], docx.LOSES)
    assert {d.code.code for d in back.diagnostics} == {"R102"}


@pytest.mark.parametrize("language", list(SAMPLES))
def test_python_docx_opens_it_and_sees_the_same_paragraphs(language: str) -> None:
    opened = pytest.importorskip("docx").Document(io.BytesIO(docx.write(SAMPLES[language])))
    expected = [b for b in SAMPLES[language] if isinstance(b, Block) and b.zone is Zone.BODY]
    seen = [p for p in opened.paragraphs if p.text.strip()]
    assert len(seen) == len(expected)
    for paragraph, block in zip(seen, expected, strict=True):
        # python-docx shows a second call as the number that its field prints
        shown = re.sub(r"\s", " ", paragraph.text)
        assert shown.startswith(block.text.content) or shown.replace("1", "") == block.text.content.replace("1", "")
        assert (paragraph.style.name == "Session Line") is (block.style is Style.SESSION)
    assert opened.core_properties.title == next(b.text.content for b in expected if b.style is Style.TITLE)
    assert opened.core_properties.language == language


def test_the_same_blocks_give_the_same_bytes_in_every_process() -> None:
    here = hashlib.sha256(docx.write(ENGLISH)).hexdigest()
    code = (
        "import hashlib; from converters.formats import docx;"
        "from tests.converters.formats.word_samples import ENGLISH;"
        "print(hashlib.sha256(docx.write(ENGLISH)).hexdigest())"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "TZ": "Asia/Tokyo"},
        )  # fmt: skip
        assert run.stdout.strip() == here


def test_no_clock_is_asked() -> None:
    file = File(ENGLISH)
    assert {m.date_time for m in file.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search(rb"<dcterms:|20[0-9]{2}-[0-9]{2}-[0-9]{2}T", file.archive.read("docProps/core.xml"))


def test_every_part_has_its_content_type_and_every_relationship_its_part() -> None:
    file = File(ENGLISH)
    names = set(file.archive.namelist())
    types = file.root("[Content_Types].xml")
    typed = {e.get("PartName", "").lstrip("/") for e in types if e.get("PartName")}
    assert typed == {n for n in names if n.endswith(".xml") and n != "[Content_Types].xml"}
    for rels in (n for n in names if n.endswith(".rels") and n != "_rels/.rels"):
        for e in file.root(rels):
            if e.get("TargetMode") != "External":
                assert f"word/{e.get('Target')}" in names


def test_the_masthead_stands_in_the_first_page_header_and_the_symbol_in_the_others() -> None:
    file = File(ENGLISH)
    section = file.find("//w:sectPr")[0]
    assert section.find(f"{{{W}}}titlePg") is not None
    types = [(e.get(f"{{{W}}}type"), e.tag.split("}")[1]) for e in section if e.tag.endswith("Reference")]
    assert {t for t, kind in types if kind == "headerReference"} == {"first", "default", "even"}
    first = file.text("word/header1.xml")
    assert all(line in first for line in ("United Nations", "General Assembly", "Distr.: General", "9 December 2044"))
    assert "A/RES/97/12" in first
    assert file.text("word/header2.xml") == file.text("word/header3.xml") == "A/RES/97/12"
    assert "United Nations" not in file.text()


def test_a_masthead_with_a_note_stands_on_the_page_because_no_header_can_hold_notes() -> None:
    text = Text("A/RES/97/12", (mark(11, 11, Kind.NOTE, key="n"),))
    made: Blocks = (
        Block(Text("United Nations"), zone=Zone.MASTHEAD),
        Block(text, zone=Zone.MASTHEAD),
        Block(Text("x")),
        NoteBlock("n", "*", (Block(Text("Reissued.")),)),
    )
    file = File(made)
    assert len(file.find("//w:footnoteReference")) == 1
    assert docx.read(file.data).value == without(made, docx.LOSES)


def test_notes_are_real_footnotes_and_a_further_call_is_a_noteref_field() -> None:
    file = File(ENGLISH)
    ids = [e.get(f"{{{W}}}id") for e in file.find("//w:footnoteReference")]
    assert ids == ["1", "2", "3"]
    bodies = file.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert [e.get(f"{{{W}}}id") for e in bodies] == ids
    fields = [e.text for e in file.find("//w:instrText")]
    assert fields == [" NOTEREF _RefNote1 \\f \\h "]
    (start,) = file.find("//w:bookmarkStart[@w:name='_RefNote1']")
    inside = start.getnext()
    assert inside is not None
    assert inside.find(f"{{{W}}}footnoteReference") is not None


def test_markers_that_word_would_not_count_are_typed() -> None:
    file = File(ENGLISH)
    custom = [e.get(f"{{{W}}}customMarkFollows") for e in file.find("//w:footnoteReference")]
    assert custom == [None, None, "1"]
    assert len(file.find("//w:footnoteRef", "word/footnotes.xml")) == 2


def test_a_file_without_notes_has_no_footnotes_part() -> None:
    file = File((Block(Text("x")),))
    assert "word/footnotes.xml" not in file.archive.namelist()
    assert not file.find("//w:footnotePr", "word/settings.xml")


def test_anchors_are_bookmarks_and_references_to_them_are_links() -> None:
    long = "annex_1__sec_2__para_12__list_1__point_a__indent_iii"
    made: Blocks = (
        Block(Text("1. See paragraph 2 and the annex.", (
            mark(7, 18, Kind.REF, href="#para_2"), mark(23, 32, Kind.REF, href="#" + long))), anchor="para_1"),
        Block(Text("2. Lamps.", (mark(3, 8, Kind.REF, href="#nowhere"),)), anchor="para_2"),
        Block(Text("(iii) Oil."), anchor=long),
    )  # fmt: skip
    file = File(made)
    names = [e.get(f"{{{W}}}name", "") for e in file.find("//w:bookmarkStart")]
    assert names == ["para_1", "para_2", bookmark(long)]
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", n, re.ASCII) for n in names)
    links = [(e.get(f"{{{W}}}anchor"), "".join(map(str, e.itertext()))) for e in file.find("//w:hyperlink")]
    assert links == [("para_2", "paragraph 2"), (bookmark(long), "the annex")]
    starts, ends = (file.find(f"//w:bookmark{which}") for which in ("Start", "End"))
    assert [e.get(f"{{{W}}}id") for e in starts] == [e.get(f"{{{W}}}id") for e in ends]


def test_bookmarks_of_different_units_never_share_a_name() -> None:
    eids = [f"annex_{i}__para_{'x' * 40}_{j}" for i in range(20) for j in range(20)] + [
        "para_1-a",
        "para_1_a",
        "para_1.a",
    ]
    assert len({bookmark(e) for e in eids}) == len(eids)


def test_addresses_are_external_relationships() -> None:
    href = "https://example.org/a?b=1&c=2"
    file = File((Block(Text("see here", (mark(4, 8, Kind.LINK, href=href),))),))
    found = [e for e in file.root("word/_rels/document.xml.rels") if e.get("TargetMode") == "External"]
    assert [e.get("Target") for e in found] == [href]
    assert len(file.find("//w:hyperlink")) == 1


def test_an_annex_starts_a_page() -> None:
    (found,) = File(ENGLISH).find("//w:p[w:pPr/w:pageBreakBefore]")
    assert "".join(map(str, found.itertext())) == "Annex"


def test_arabic_runs_from_right_to_left_but_its_symbols_do_not() -> None:
    file = File(ARABIC)
    assert file.find("//w:sectPr/w:bidi")
    assert all(p.find(f"{{{W}}}pPr/{{{W}}}bidi") is not None for p in file.find("//w:body/w:p[w:r]"))
    set_from_right = {"".join(map(str, e.itertext())) for e in file.find("//w:r[w:rPr/w:rtl]")}
    set_from_left = {"".join(map(str, e.itertext())) for e in file.find("//w:r[not(w:rPr/w:rtl)]")}
    assert "A/C.2/97/L.4" in set_from_left
    assert any("تشير" in t for t in set_from_right)
    assert not any(re.search("[؀-ۿ]", t) for t in set_from_left)
    assert file.find("//w:tbl/w:tblPr/w:bidiVisual")
    bold = file.find("//w:r[w:rPr/w:rtl][w:rPr/w:b]")
    assert bold
    assert all(e.find(f"{{{W}}}rPr/{{{W}}}bCs") is not None for e in bold)


def test_chinese_has_an_east_asian_font_and_its_language() -> None:
    file = File(CHINESE)
    (fonts,) = file.find("//w:docDefaults//w:rFonts", "word/styles.xml")
    assert fonts.get(f"{{{W}}}eastAsia") == "SimSun"
    languages = {e.get(f"{{{W}}}eastAsia") for e in file.find("//w:body//w:p/w:r/w:rPr/w:lang")}
    assert languages == {"zh"}
    assert file.find("//w:rFonts[@w:hint='eastAsia']")


def test_typed_numbers_have_a_tab_behind_them() -> None:
    file = File((Block(Text("12. Decides"), tabbed=True), Block(Text("Oil;"), label="(a)"), Block(Text("1. x"))))
    assert [len(p.findall(f".//{{{W}}}tab")) for p in file.find("//w:body/w:p")] == [1, 1, 0]


def test_spans_are_merged_cells() -> None:
    def c(text: str, rows: int = 1, columns: int = 1, header: bool = False) -> CellBlock:
        return CellBlock((Block(Text(text)),), header, rows, columns)

    table = TableBlock(((c("a", 1, 2, True), c("b", 1, 1, True)), (c("c", 2), c("d", 2), c("e")), (c("f"),)))
    file = File((table,))
    assert [e.get(f"{{{W}}}val") for e in file.find("//w:gridSpan")] == ["2"]
    assert [e.get(f"{{{W}}}val") for e in file.find("//w:vMerge")] == ["restart", "restart", "continue", "continue"]
    assert len(file.find("//w:tblHeader")) == 1
    assert docx.read(file.data).value == (table,)


def test_a_cell_that_spans_more_than_there_is_comes_back() -> None:
    def c(rows: int = 1) -> CellBlock:
        return CellBlock((Block(Text("x")),), rowspan=rows)

    below, beside = TableBlock(((c(), c(3)),)), TableBlock(((c(), c(), c(2)), (c(),)))
    assert docx.read(docx.write((below,))).value == (below,)
    assert docx.read(docx.write((beside,))).value == (beside,)
    endless = docx.read(docx.write((TableBlock(((c(10**9),),)),))).value
    assert isinstance(endless[0], TableBlock)
    assert endless[0].rows[0][0].rowspan < 200


def test_tables_that_follow_each_other_stay_apart_and_none_is_the_last() -> None:
    table = TableBlock(((CellBlock((Block(Text("a")), TableBlock(((CellBlock(()),),)))),),))
    file = File((table, table))
    for tbl in file.find("//w:tbl"):
        following = tbl.getnext()
        assert following is not None
        assert following.tag == f"{{{W}}}p"
    assert docx.read(file.data).value == (table, table)


def test_characters_that_xml_cannot_hold_do_not_spoil_the_file() -> None:
    assert docx.read(docx.write((Block(Text("a\x00b\x0bc\ufffe<&>")),))).value == (Block(Text("abc<&>")),)


def test_nothing_at_all_is_a_file_too() -> None:
    assert docx.read(docx.write(())).value == ()


def _order(names: str) -> dict[str, int]:
    return {name: i for i, name in enumerate(names.split())}


# the sequences of CT_PPr, CT_RPr, CT_TcPr, CT_TblPr and CT_SectPr (ECMA-376 part 1, annex A), as far as we use them
ORDERS = {
    "pPr": _order("pStyle keepNext keepLines pageBreakBefore pBdr tabs bidi spacing ind jc outlineLvl"),
    "rPr": _order("rStyle rFonts b bCs i iCs color sz szCs u vertAlign rtl lang"),
    "tcPr": _order("cnfStyle tcW gridSpan vMerge tcBorders tcMar vAlign"),
    "tblPr": _order("tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar"),
    "trPr": _order("gridAfter trHeight tblHeader"),
    "sectPr": _order("headerReference footerReference pgSz pgMar cols titlePg bidi"),
}


def _properties(file: File) -> Iterator[etree._Element]:
    for name in file.archive.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            yield from file.root(name).iter(*(f"{{{W}}}{tag}" for tag in ORDERS))


@pytest.mark.parametrize("language", list(SAMPLES))
def test_properties_stand_in_the_order_that_the_schema_asks_for(language: str) -> None:
    seen = 0
    for e in _properties(File(SAMPLES[language])):
        tag = e.tag.split("}")[1]
        names = [c.tag.split("}")[1] for c in e]
        if tag == "sectPr":
            names = ["headerReference" if n == "footerReference" else n for n in names]
        places = [ORDERS[tag][n] for n in names]
        assert places == sorted(places), (tag, names)
        seen += 1
    assert seen > 100


def test_every_style_that_is_used_is_there_and_has_a_name_for_people() -> None:
    for blocks in SAMPLES.values():
        file = File(blocks)
        known = {e.get(f"{{{W}}}styleId") for e in file.find("//w:style", "word/styles.xml")}
        for part in (n for n in file.archive.namelist() if re.fullmatch(r"word/\w+\.xml", n)):
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
                used = {e.get(f"{{{W}}}val") for e in file.root(part).iter(f"{{{W}}}{tag}")}
                assert used <= known, part
        names = [e.get(f"{{{W}}}val", "") for e in file.find("//w:style/w:name", "word/styles.xml")]
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[A-Za-z ]+", n) for n in names)


def test_levels_add_to_the_place_of_a_style() -> None:
    from converters.formats.docx.template import Where

    assert setting(Style.PARAGRAPH, 0, Where.BODY)[1] == ""
    assert 'w:left="2217"' in setting(Style.PARAGRAPH, 2, Where.BODY)[1]
    assert 'w:left="475"' in setting(Style.PARAGRAPH, 1, Where.CELL)[1]


def test_the_styles_stand_where_the_writer_counts_their_levels_from() -> None:
    root = etree.fromstring(styles().encode())
    found = {e.get(f"{{{W}}}styleId"): e.find(f"{{{W}}}pPr/{{{W}}}ind") for e in root.iter(f"{{{W}}}style")}
    for style, name in OWN_STYLES.items():
        place, own = PLACES[style], found[FOOTNOTE_TEXT if style is Style.NOTE else name]
        left, hanging, first = (
            own.get(f"{{{W}}}{a}", "0") if own is not None else "0" for a in ("left", "hanging", "firstLine")
        )
        assert (int(left), int(first) - int(hanging)) == (place.left, place.first), name
