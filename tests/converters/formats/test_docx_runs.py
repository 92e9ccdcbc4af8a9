"""What stands inside a paragraph: runs, fields, links, wrappers, special characters."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.text import Kind, Text, mark
from converters.formats.docx.runs import address
from tests.converters.formats.word_file import blocks, field, lines, p, r, told, word


def text(*runs: str, **others: object) -> Text:
    (block,) = blocks(word(p(*runs), **others))  # type: ignore[arg-type]
    assert isinstance(block, Block)
    return block.text


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def test_runs_split_anywhere_are_one_look() -> None:
    found = text(r("Rec", "<w:i/>"), r("all", "<w:i/>"), r("ing", "<w:i/>"), r(" it"))
    assert found == Text("Recalling it", (mark(0, 9, Kind.ITALIC),))


@pytest.mark.parametrize(
    ("properties", "kinds"),
    [
        ("<w:i/>", {Kind.ITALIC}),
        ("<w:b/>", {Kind.BOLD}),
        ('<w:b w:val="0"/><w:i w:val="true"/>', {Kind.ITALIC}),
        ('<w:u w:val="single"/>', {Kind.UNDERLINE}),
        ('<w:u w:val="none"/>', set()),
        ('<w:vertAlign w:val="superscript"/>', {Kind.SUPERSCRIPT}),
        ('<w:vertAlign w:val="subscript"/>', {Kind.SUBSCRIPT}),
        ("<w:b/><w:i/><w:u w:val='double'/>", {Kind.BOLD, Kind.ITALIC, Kind.UNDERLINE}),
        ("<w:bCs/><w:iCs/>", set()),
    ],
)
def test_the_looks_of_a_run(properties: str, kinds: set[Kind]) -> None:
    assert {m.kind for m in text(r("abc", properties)).marks} == kinds


@pytest.mark.parametrize("properties", ["<w:rtl/><w:bCs/>", "<w:rtl/><w:b/>", "<w:bCs/>", "<w:cs/><w:bCs/>"])
def test_complex_script_bold_counts_on_arabic(properties: str) -> None:
    assert [m.kind for m in text(r("تشير", properties)).marks] == [Kind.BOLD]


def test_a_character_style_gives_looks_and_a_run_may_undo_them() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Base"><w:name w:val="b"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Word"><w:name w:val="w"/><w:basedOn w:val="Base"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    found = text(r("a", '<w:rStyle w:val="Word"/>'), r("b", '<w:rStyle w:val="Word"/><w:i w:val="0"/>'), styles=styles)
    assert found == Text("ab", (mark(0, 1, Kind.ITALIC), mark(0, 2, Kind.BOLD)))


def test_white_space_is_evened_out_across_runs() -> None:
    assert text(r("  a "), r(" b\n"), run("<w:tab/>"), r(" c ")).content == "a b c"
    assert text(r("25\u00a0%")).content == "25\u00a0%"


def test_a_line_break_is_an_anchor_and_keeps_words_apart() -> None:
    found = text(r("61st meeting"), run("<w:br/>"), r("4 May 2044"))
    assert found == Text("61st meeting 4 May 2044", (mark(13, 13, Kind.BREAK),))


def test_a_line_break_at_the_end_of_a_paragraph_breaks_nothing() -> None:
    assert text(run("<w:br/>"), r("a"), run("<w:br/>")) == Text("a")


def test_page_and_column_breaks_keep_words_apart_and_count_pages() -> None:
    page, column = run('<w:br w:type="page"/>'), run('<w:br w:type="column"/>')
    data = word(p("a", page, "b") + p(run("<w:lastRenderedPageBreak/>"), "c") + p("d", column, "e"))
    assert lines(data) == ["a b", "c", "d e"]
    pages = [b.page for b in blocks(data)]
    assert pages[1] > pages[0]
    assert pages[2] == pages[1]


def test_a_paragraph_behind_a_page_break_starts_a_page() -> None:
    data = word(p("a", run('<w:br w:type="page"/>')) + p("b") + p("c", properties="<w:pageBreakBefore/>") + p("d"))
    assert [b.new_page for b in blocks(data) if isinstance(b, Block)] == [False, True, True, False]


def test_hyphens_that_word_keeps_as_elements() -> None:
    found = text(r("vice"), run("<w:noBreakHyphen/>"), r("chair"), run("<w:softHyphen/>"), r("man"))
    assert found.content == "vice\u2011chair\u00adman"


def test_characters_of_symbol_fonts() -> None:
    assert text(run('<w:sym w:font="Symbol" w:char="F0B7"/>')).content == "•"
    assert text(run('<w:sym w:font="Wingdings" w:char="F0FE"/>')).content == "☑"
    assert text(r("\uf061", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')).content == "α"
    assert text(r("a", '<w:rFonts w:ascii="Arial"/>')).content == "a"


def test_a_symbol_that_nobody_knows_is_kept_and_told() -> None:
    data = word(p(run('<w:sym w:font="Wingdings" w:char="F0FF"/>'), run('<w:sym w:font="X" w:char="zz"/>')))
    assert lines(data) == ["\uf0ff"]
    assert "1" in told(data)["R211"]


def test_hidden_text_is_left_out_and_counted() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="s"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Whisper"><w:name w:val="w"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p("a", r("bcd", "<w:vanish/>"), r("e", '<w:vanish w:val="0"/>'), r("fg", '<w:rStyle w:val="Whisper"/>'))
    data = word(body + p("hij", style="Secret"), styles=styles)
    assert lines(data) == ["ae"]
    assert "8 characters" in told(data)["R204"]


def test_wrappers_are_looked_through() -> None:
    inner = (
        f"<w:smartTag><w:smartTagPr/>{r('a')}</w:smartTag>",
        f"<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>",
        f"<w:customXml>{r('c')}</w:customXml><w:bdo w:val='rtl'>{r('d')}</w:bdo><w:unheardOf>{r('e')}</w:unheardOf>",
        "<m:oMath><m:r><m:t>f</m:t></m:r></m:oMath>",
        "<w:r><w:ruby><w:rubyPr/><w:rubyBase><w:r><w:t>g</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    )
    assert text(*inner).content == "abcdefg"


def test_content_controls_around_paragraphs_and_rows_are_looked_through() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = f"<w:tc>{p('cell')}</w:tc>"
    row = f"<w:tr>{control.format(cell)}</w:tr>"
    data = word(control.format(p("a") + p("b")) + f"<w:tbl>{control.format(row)}</w:tbl>")
    assert lines(data) == ["a", "b"]
    assert blocks(data)[2].rows[0][0].blocks[0].text.content == "cell"  # type: ignore[union-attr]


def test_the_result_of_a_field_is_text_and_its_instruction_is_not() -> None:
    assert text(r("on "), field(' DATE \\@ "d MMMM yyyy" ', "4 May 2044")).content == "on 4 May 2044"
    assert text('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>").content == "7"
    inner = field("PAGE", "3")
    assert text('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("<w:instrText>IF </w:instrText>") + inner +
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("yes") +
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>').content == "yes"  # fmt: skip


def test_a_field_that_never_ends_loses_no_text() -> None:
    open_field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("<w:instrText>REF x</w:instrText>")
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert lines(word(p(open_field + separate, "a") + p("b"))) == ["a", "b"]
    assert lines(word(p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "a"))) == ["a"]
    assert lines(word(p(open_field) + p("a"))) == ["a"]


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
NUMBER = BEGIN + run("<w:instrText>NOTEREF _Lamp</w:instrText>") + SEPARATE
ADDRESS = BEGIN + run('<w:instrText>HYPERLINK "https://example.org/"</w:instrText>') + SEPARATE
NOTE = '<w:r><w:footnoteReference w:id="7"/></w:r>'
STARRED = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="7"/><w:t>*</w:t></w:r>'


@pytest.mark.parametrize(
    ("inner", "first"),
    [
        (NUMBER + r("lamps"), "See lamps"),
        (BEGIN + r("the ") + NUMBER + r("lamps"), "See the lamps"),
        (BEGIN + r("the ") + NUMBER + r("lamps") + END + r("burn"), "See the burn"),
        (NUMBER + r("the ") + BEGIN + r("PAGE") + SEPARATE + r("lamps") + END, "See the lamps"),
        (NUMBER + r("the ") + NUMBER + r("lamps"), "See the lamps"),
        (NUMBER + r("the") + run("<w:tab/>") + r("lamps") + run("<w:br/>") + r("burn"), "See the lamps burn"),
        (NUMBER + r("the") + STARRED + r(" lamps"), "See the lamps"),
        (BEGIN + r("the") + STARRED + r(" lamps"), "See the lamps"),
    ],
)
def test_a_field_for_the_number_of_a_note_that_never_ends_loses_no_text(inner: str, first: str) -> None:
    assert lines(word(p("See ", inner) + p("by the sea.") + p("Soon."))) == [first, "by the sea.", "Soon."]


def test_words_in_the_instruction_of_a_field_that_ends_are_told() -> None:
    data = word(p("See ", BEGIN + ADDRESS + r("the lamps") + END + SEPARATE, "harbours", END))
    assert lines(data) == ["See harbours"]
    assert "9 characters" in told(data)["R204"]


@pytest.mark.parametrize("name", ["_Lamp", "_Gone"])
def test_what_is_too_long_for_the_number_of_a_note_is_text(name: str) -> None:
    call = '<w:bookmarkStart w:id="1" w:name="_Lamp"/>' + NOTE + '<w:bookmarkEnd w:id="1"/>'
    assert lines(word(p("Lit", call) + p(field(f"NOTEREF {name}", "the lamp of the harbour"))))[1:] == [
        "the lamp of the harbour"
    ]


def test_marks_in_a_field_that_never_ends_stand_where_they_stood() -> None:
    found = text(r("See "), BEGIN, r("the"), STARRED, r(" "), NUMBER, r("4"), END, ADDRESS, r("lamps"), END, r(" burn"))
    assert found.content == "See the lamps burn"
    assert [(m.start, m.get("marker")) for m in found.of(Kind.NOTE)] == [(7, "*"), (8, "4")]
    assert [(m.start, m.end) for m in found.of(Kind.LINK)] == [(8, 13)]


def test_blocks_that_are_kept_in_two_forms_are_read_once() -> None:
    forms = (
        f"<mc:AlternateContent><mc:Choice>{p('a')}</mc:Choice><mc:Fallback>{p('b')}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(word(forms + p("c"))) == ["a", "c"]


def test_fields_that_print_what_the_file_does_not_hold_are_told() -> None:
    def bare(instruction: str) -> str:
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>' for t in ("begin", "end"))
        return begin + run(f"<w:instrText>{instruction}</w:instrText>") + end

    assert text('<w:r><w:t xml:space="preserve">a </w:t></w:r>', bare("SYMBOL 183 \\f Symbol")).content == "a •"
    assert "1 LISTNUM" in told(word(p("a ", bare("LISTNUM LegalDefault"))))["R213"]


LINKS = [("rId9", "https://example.org/a")]


def test_a_hyperlink_is_a_link_over_its_text_and_its_underline_is_none_of_the_text() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:u w:val="single"/></w:rPr></w:style>'
    )
    inner = r("A/RES", '<w:rStyle w:val="Hyperlink"/>') + r("/97/3", '<w:rStyle w:val="Hyperlink"/>')
    found = text("see ", f'<w:hyperlink r:id="rId9">{inner}</w:hyperlink>', ".", links=LINKS, styles=styles)
    assert found == Text("see A/RES/97/3.", (mark(4, 14, Kind.LINK, href="https://example.org/a"),))


def test_links_that_word_has_split_are_one() -> None:
    pieces = (f'<w:hyperlink r:id="rId9">{r(t)}</w:hyperlink>' for t in ("A/", "RES"))
    assert text(*pieces, links=LINKS).of(Kind.LINK) == (mark(0, 5, Kind.LINK, href="https://example.org/a"),)


def test_a_hyperlink_field_is_a_link() -> None:
    found = text(field(' HYPERLINK "https://example.org/b" \\o "tip" ', "here"))
    assert found == Text("here", (mark(0, 4, Kind.LINK, href="https://example.org/b"),))


def test_links_inside_the_document_or_to_nowhere_are_plain_text() -> None:
    inside = f'<w:hyperlink w:anchor="_Toc1">{r("a")}</w:hyperlink>'
    lost = f'<w:hyperlink r:id="rIdX">{r("b")}</w:hyperlink>'
    assert text(inside, lost, field(' HYPERLINK \\l "_Toc1" ', "c")) == Text("abc")


def test_pictures_charts_and_objects_are_told() -> None:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/{}"
    drawing = "<w:r><w:drawing><a:graphic><a:graphicData uri='{}'/></a:graphic></w:drawing></w:r>"
    body = p("a", drawing.format(uri.format("picture")), drawing.format(uri.format("chart")), run("<w:object/>"))
    data = word(body + '<w:altChunk r:id="x"/>')
    assert lines(data) == ["a"]
    message = told(data)["R209"]
    assert all(kind in message for kind in ("1 picture", "1 chart", "1 embedded object", "1 embedded document"))


def test_a_drawn_line_is_nothing_to_tell() -> None:
    shape = "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'/>"
    assert "R209" not in told(word(p("a", f"<w:r><w:drawing><a:graphic>{shape}</a:graphic></w:drawing></w:r>")))


def test_the_language_of_a_paragraph_is_that_of_all_its_runs() -> None:
    def language(*runs: str) -> str:
        (block,) = blocks(word(p(*runs)))
        assert isinstance(block, Block)
        return block.language

    english, french = '<w:lang w:val="en-GB" w:bidi="ar-SA" w:eastAsia="zh-CN"/>', '<w:lang w:val="fr-FR"/>'
    assert language(r("a", english), r(" "), r("b", english)) == "en-GB"
    assert language(r("a", english), r("b", french)) == ""
    assert language(r("a", english), r("b")) == ""
    assert language(r("تشير", "<w:rtl/>" + english)) == "ar-SA"
    assert language(r("大会", english)) == "zh-CN"


def test_right_to_left_paragraphs_say_so() -> None:
    (block,) = blocks(word(p(r("تشير", "<w:rtl/>"), properties="<w:bidi/>")))
    assert isinstance(block, Block)
    assert block.direction == "rtl"


def test_an_address_that_names_its_place_keeps_it_whatever_the_switch_says() -> None:
    assert address(["HYPERLINK", "https://example.org/a#lamp", "\\l", "oil"]) == "https://example.org/a#lamp"
