"""What emit writes for each structure, and what it does with documents that no parser makes."""

from __future__ import annotations

import pytest
from lxml import etree
from msgspec.structs import replace

from akn.document import (
    Annex,
    Cell,
    Content,
    Division,
    Document,
    Formula,
    Metadata,
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Raw,
    Table,
    Term,
)
from akn.emit import emit_xml
from akn.read import read_xml
from akn.text import Kind, Mark, Text, mark
from akn.xml.emit_meta import facts_of, misprinted
from akn.xml.lower import DEEPEST
from akn.xml.names import AKN
from tests.xsd import why_invalid

NS = {"a": AKN}


def written(document: Document) -> etree._Element:
    """The XML of a document, valid against the official schema."""
    xml = emit_xml(document)
    assert why_invalid(xml) == ""
    return etree.fromstring(xml)


def part_of(document: Document, path: str) -> str:
    """The XML of the one element at a path, without declarations and white space between elements."""
    found = written(document).xpath(path, namespaces=NS)
    assert len(found) == 1, found
    etree.cleanup_namespaces(found[0])
    found[0].tail = None
    text = etree.tostring(found[0], encoding="unicode").replace(f' xmlns="{AKN}"', "")
    return "".join(line.strip() for line in text.split("\n"))


def body(*content: Content, num: str = "1.") -> Document:
    return Document(body=(Operative(num, content),))


def points(*labels: str, content: tuple[Content, ...] = (Text("x;"),)) -> PointList:
    return PointList(tuple(Point(label, content) for label in labels))


def test_a_paragraph_holds_its_number_and_its_content() -> None:
    assert part_of(body(Text("Decides;")), "//a:paragraph") == (
        '<paragraph eId="para_1"><num>1.</num><content><p>Decides;</p></content></paragraph>'
    )


def test_no_number_is_invented() -> None:
    assert "<num" not in part_of(body(Text("Decides;"), num=""), "//a:paragraph")


def test_a_paragraph_with_points_is_a_list_with_its_intro_and_a_new_sentence_an_alinea() -> None:
    content = (Text("Requests:"), PointList(points("(a)").points, (Text("by 2045;"),)), Text("Also."))
    assert part_of(body(*content), "//a:paragraph") == (
        '<paragraph eId="para_1"><num>1.</num><list eId="para_1__list_1">'
        '<intro eId="para_1__list_1__intro"><p>Requests:</p></intro>'
        '<point eId="para_1__list_1__point_a"><num>(a)</num><content><p>x;</p></content></point>'
        '<wrapUp eId="para_1__list_1__wrapup"><p>by 2045;</p></wrapUp></list>'
        '<alinea eId="para_1__al_1"><content><p>Also.</p></content></alinea></paragraph>'
    )


def test_text_between_two_lists_leads_to_the_second() -> None:
    found = part_of(body(points("(a)"), Text("and:"), points("(a)")), "//a:paragraph/a:list[2]/a:intro")
    assert found == '<intro eId="para_1__list_2__intro"><p>and:</p></intro>'


def test_lists_in_a_preamble_are_block_lists() -> None:
    listed = Preambular((Text("Noting:", (mark(0, 6, Kind.ACTION, refersTo="#action_noting"),)), points("(a)")))
    assert part_of(Document(preamble=(listed,)), "//a:container") == (
        '<container eId="container_1" name="Noting" refersTo="#action_noting"><blockList eId="container_1__list_1">'
        '<listIntroduction eId="container_1__list_1__intro">'
        '<concept refersTo="#action_noting">Noting</concept>:</listIntroduction>'
        '<item eId="container_1__list_1__item_a"><num>(a)</num><p>x;</p></item></blockList></container>'
    )


def test_a_preambular_paragraph_without_action_says_so_in_its_name() -> None:
    assert part_of(Document(preamble=(Preambular((Text("On the sea,"),)),)), "//a:container/@name/..").startswith(
        '<container eId="container_1" name="preambularParagraph">'
    )


def test_the_name_of_a_container_is_its_action_with_single_spaces() -> None:
    text = Text("Noting  with concern it", (mark(0, 20, Kind.ACTION, refersTo="#action_x"),))
    assert 'name="Noting with concern"' in part_of(Document(preamble=(Preambular((text,)),)), "//a:container")


def test_the_formula_has_no_id_above_it() -> None:
    document = Document(preamble=(Formula(Text("The Assembly,", (Mark(0, 12, Kind.ITALIC),))),))
    assert part_of(document, "//a:preamble") == (
        '<preamble><formula eId="formula_1" name="enactingFormula"><p><i>The Assembly</i>,</p></formula></preamble>'
    )


def test_preambular_text_in_a_section_is_a_cross_heading() -> None:
    text = Text("Recalling it,", (mark(0, 9, Kind.ACTION, refersTo="#action_recalling"),))
    section = Division("section", "I", Text("H"), (Preambular((text,)), Operative("1.", (Text("x"),))))
    assert part_of(Document(body=(section,)), "//a:crossHeading") == (
        '<crossHeading eId="sec_I__crossHeading_1" refersTo="#preamble #action_recalling">'
        '<concept refersTo="#action_recalling">Recalling</concept> it,</crossHeading>'
    )


@pytest.mark.parametrize("content", [(Text("x"), points("(a)")), (Text("x"), Text("y")), ()])
def test_preambular_text_that_no_cross_heading_can_hold_is_a_container_of_the_hierarchy(
    content: tuple[Content, ...],
) -> None:
    section = Division("section", "I", children=(Preambular(content),))
    assert part_of(Document(body=(section,)), "//a:hcontainer").startswith(
        '<hcontainer eId="sec_I__preambularParagraph_1" name="preambularParagraph" refersTo="#preamble"><content>'
    )


def test_preambular_text_directly_in_the_body_is_one_too() -> None:
    found = written(Document(body=(Preambular((Text("x"),)),)))
    assert found.xpath("count(//a:mainBody/a:hcontainer)", namespaces=NS) == 1
    assert found.xpath("count(//a:crossHeading)", namespaces=NS) == 0


def test_a_note_stands_at_its_first_call_and_is_referred_to_by_the_next() -> None:
    text = Text("A, b", (mark(2, 2, Kind.NOTE, key="k"), mark(4, 4, Kind.NOTE, key="k")))
    document = replace(body(text), notes=(Note("k", "*", (Text("See."),)),))
    assert part_of(document, "//a:p[parent::a:content]") == (
        '<p>A,<authorialNote eId="authorialNote_1" marker="*" placement="bottom"><p>See.</p></authorialNote> b'
        '<noteRef eId="noteRef_1" href="#authorialNote_1" marker="*" placement="bottom"/></p>'
    )


def test_raised_type_is_cut_where_a_note_is_called() -> None:
    text = Text(
        "Recalls (x)", (mark(8, 11, Kind.SUPERSCRIPT), mark(8, 11, Kind.ITALIC), mark(9, 9, Kind.NOTE, key="1"))
    )
    document = Document(body=(Operative("1.", (text,)),), notes=(Note("1", "1", (Text("See."),)),))
    assert written(document).xpath("count(//a:sup)", namespaces=NS) == 2
    assert written(document).xpath("count(//a:sup//a:authorialNote)", namespaces=NS) == 0
    assert read_xml(emit_xml(document)).value.body == document.body


def test_a_symbol_that_the_cover_misprints_is_an_alias_of_its_own() -> None:
    def of(printed: str) -> Document:
        cover = (Text(printed, (mark(0, len(printed), Kind.DOC_NUMBER, refersTo="#symbol"),)),)
        return Document(Metadata(kind="resolution", actor="unga", symbols=("A/RES/99/7",)), cover)

    aliases = "//a:FRBRalias[@name='printed']/@value"
    assert written(of("A/RES/99/6")).xpath(aliases, namespaces=NS) == ["A/RES/99/6"]
    assert written(of("A/RES/٩٩/٧")).xpath(aliases, namespaces=NS) == []
    read = read_xml(emit_xml(of("A/RES/99/6")))
    assert read.value.metadata.symbols == ("A/RES/99/7",)
    assert emit_xml(read.value) == emit_xml(of("A/RES/99/6"))


def test_notes_that_call_each_other_end() -> None:
    def calling(key: str) -> tuple[Text, ...]:
        return (Text("x", (mark(1, 1, Kind.NOTE, key=key),)),)

    document = replace(body(*calling("1")), notes=(Note("1", "1", calling("2")), Note("2", "2", calling("1"))))
    found = written(document)
    assert found.xpath("count(//a:authorialNote)", namespaces=NS) == 2
    assert found.xpath("string(//a:noteRef/@href)", namespaces=NS) == "#authorialNote_1"


def test_notes_that_call_each_other_without_end_stand_side_by_side() -> None:
    count = 300
    notes = tuple(
        Note(str(i), str(i), (Text(f"Lamp {i}", (mark(4, 4, Kind.NOTE, key=str(i + 1)),)),)) for i in range(1, count)
    )
    last = Note(str(count), str(count), (Text("Last"),))
    call = Text("x", (mark(1, 1, Kind.NOTE, key="1"),))
    root = written(Document(body=(Operative("1.", (call,)),), notes=(*notes, last)))
    assert len(root.findall(".//a:authorialNote", NS)) == count
    assert max(len(list(e.iterancestors())) for e in root.iter()) < 100
    targets = {e.get("eId") for e in root.iter(f"{{{AKN}}}authorialNote")}
    assert {e.get("href", "")[1:] for e in root.iter(f"{{{AKN}}}noteRef")} <= targets


def test_a_note_that_nothing_calls_is_not_lost() -> None:
    lost = Note("9", "9", (Text("Lost words."),))
    found = written(replace(body(Text("x")), conclusions=(Text("End."),), notes=(lost,)))
    assert found.xpath("string(//a:conclusions//a:authorialNote)", namespaces=NS) == "Lost words."
    assert written(Document(notes=(lost,))).xpath("count(//a:authorialNote)", namespaces=NS) == 1


def test_a_call_without_a_note_stays_as_it_is_printed() -> None:
    assert "<p>x<sup>7</sup></p>" in part_of(body(Text("x", (mark(1, 1, Kind.NOTE, marker="7"),))), "//a:content")


def test_a_table_has_cells_with_paragraphs_and_never_an_empty_row() -> None:
    table = Table(((Cell((Text("Item"),), header=True), Cell(colspan=2)), ()), Text("Costs"))
    assert part_of(body(table), "//a:table") == (
        '<table eId="para_1__table_1"><caption>Costs</caption>'
        '<tr><th><p>Item</p></th><td colspan="2"><p/></td></tr></table>'
    )


def test_a_section_holds_its_units() -> None:
    assert part_of(
        Document(body=(Division("section", "I", Text("On ships"), (Operative("1.", (Text("x"),)),)),)), "//a:section"
    ) == (
        '<section eId="sec_I"><num>I</num><heading>On ships</heading>'
        '<paragraph eId="sec_I__para_1"><num>1.</num><content><p>x</p></content></paragraph></section>'
    )


METADATA = Metadata(
    kind="resolution",
    language="eng",
    actor="unga",
    number="99/7",
    number_iri="99-7",
    symbols=("A/RES/99/7",),
    date="2044-12-09",
    date_name="adoption",
    published="2044-12-20",
    markup="2045-01-03",
)


def values(document: Document, path: str) -> list[str]:
    return [str(value) for value in written(document).xpath(path, namespaces=NS)]


def test_the_three_levels_name_the_document() -> None:
    work = "/akn/un/statement/deliberation/unga/2044-12-09/99-7"
    document = Document(metadata=METADATA)
    assert values(document, "//a:FRBRthis/@value") == [f"{work}/!main", f"{work}/eng@/!main", f"{work}/eng@/!main.xml"]
    assert values(document, "//a:FRBRuri/@value") == [work, f"{work}/eng@", f"{work}/eng@.xml"]
    assert values(document, "//a:FRBRdate/@date") == ["2044-12-09", "2044-12-20", "2045-01-03"]
    assert values(document, "//a:FRBRdate/@name") == ["adoption", "publication", "markup"]
    assert values(document, "//a:FRBRalias/@value") == ["A/RES/99/7"]
    assert values(document, "//a:FRBRnumber/@showAs") == ["99/7"]
    assert values(document, "//a:publication/@number") == ["A/RES/99/7"]


def test_what_is_unknown_is_left_out_or_said_to_be_unknown() -> None:
    document = Document(metadata=Metadata(kind="resolution", actor="unga"))
    assert values(document, "//a:FRBRdate/@date") == ["9999-12-31"] * 3
    assert values(document, "//a:FRBRdate/@name") == ["unknown", "unknown", "markup"]
    assert values(document, "//a:publication | //a:workflow | //a:references | //a:FRBRnumber") == []


def test_the_author_is_the_organization_of_the_actor() -> None:
    terms = (
        Term("TLCOrganization", "generalAssembly", "/akn/ontology/organization/un/unga", "General Assembly"),
        Term("TLCRole", "author", "/akn/ontology/role/un/author", "Author"),
        Term("TLCConcept", "adopted", "/akn/ontology/concept/un/outcome/adopted", "Adopted"),
    )
    document = Document(metadata=METADATA, terms=terms)
    assert values(document, "//a:FRBRWork/a:FRBRauthor/@href") == ["#generalAssembly"]
    assert values(document, "//a:FRBRauthor/@as") == ["#author"]
    assert values(document, "//a:step/@*") == ["2044-12-09", "#generalAssembly", "#adopted"]
    assert values(document, "//a:TLCOrganization/@showAs") == ["General Assembly"]


def test_a_german_text_is_a_translation_without_authority() -> None:
    document = Document(metadata=replace(METADATA, language="deu", official=False))
    assert values(document, "//a:FRBRtranslation/@authoritative") == ["false"]
    assert values(Document(metadata=METADATA), "//a:FRBRtranslation") == []
    french = Document(metadata=replace(METADATA, original_language="fra"))
    assert values(french, "//a:FRBRtranslation/@href") == ["/akn/un/statement/deliberation/unga/2044-12-09/99-7/fra@"]


def test_what_is_no_resolution_is_a_plain_document() -> None:
    document = Document(metadata=Metadata(kind="document"))
    assert values(document, "/*/a:doc/@name") == ["document"]
    assert values(document, "//a:FRBRWork/a:FRBRuri/@value")[0].startswith("/akn/un/doc/")


def test_annexes_are_components_of_their_host() -> None:
    appendix = Annex((Text("Appendix"),))
    annexes = (
        Annex((Text("Annex I"), Text("Terms", (mark(0, 5, Kind.DOC_TITLE),)))),
        Annex((Text("Annex II"),), annexes=(appendix,)),
    )
    document = Document(metadata=METADATA, annexes=annexes)
    work = "/akn/un/statement/deliberation/unga/2044-12-09/99-7"
    assert values(document, "//a:hasAttachment/@href") == [
        f"{work}/!annex_1",
        f"{work}/!annex_2",
        f"{work}/!annex_2/annex_1",
    ]
    assert values(document, "//a:hasAttachment/@showAs") == ["Terms", "Annex II", "Appendix"]
    assert values(document, "//a:doc//a:FRBRWork/a:FRBRthis/@value") == values(document, "//a:hasAttachment/@href")


def test_an_issue_of_several_resolutions_is_a_collection() -> None:
    parts = tuple(
        Part(letter, replace(METADATA, number=f"99/7 {letter}", number_iri=f"99-7{letter}"), (Text(letter),))
        for letter in "AB"
    )
    document = Document(metadata=replace(METADATA, number_iri="A-RES-99-7A-B"), parts=parts)
    assert values(document, "/*/a:documentCollection/@name") == ["publicationResolution"]
    assert values(document, "//a:documentRef/@href") == ["#cmp_A", "#cmp_B"]
    assert values(document, "//a:documentRef/@showAs") == ["99/7 A", "99/7 B"]
    assert values(document, "/*/a:components/a:component/a:statement//a:FRBRWork/a:FRBRuri/@value") == [
        "/akn/un/statement/deliberation/unga/2044-12-09/99-7A",
        "/akn/un/statement/deliberation/unga/2044-12-09/99-7B",
    ]
    assert values(document, "//a:documentCollection//a:FRBRWork/a:FRBRuri/@value") == [
        "/akn/un/documentCollection/publication/unga/2044-12-09/A-RES-99-7A-B"
    ]


def test_kept_elements_stand_where_the_schema_wants_them() -> None:
    kept = (
        Raw(
            f'<classification xmlns="{AKN}" source="#x"><keyword value="v" showAs="v" dictionary="d"/></classification>'
        ),
        Raw(f'<original xmlns="{AKN}" href="/x" showAs="x"/>'),
        Raw('<n:mine xmlns:n="urn:n">z</n:mine>'),
    )
    found = written(Document(metadata=METADATA, meta=tuple(reversed(kept))))
    assert [etree.QName(e).localname for e in found.xpath("/*/a:statement/a:meta/*", namespaces=NS)] == [
        *("identification", "publication", "classification", "references", "proprietary")
    ]


@pytest.mark.parametrize("character", ["\0", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_is_replaced_and_not_dropped(character: str) -> None:
    assert "<p>a\ufffdb</p>" in part_of(body(Text(f"a{character}b")), "//a:content")


def test_special_characters_are_escaped() -> None:
    text = Text("<a> & \"b\" 'c' ]]>", (mark(0, 3, Kind.SPAN, **{"class": "a\"&<b>'\n"}),))
    found = written(body(text))
    assert found.xpath("string(//a:p)", namespaces=NS) == "<a> & \"b\" 'c' ]]>"
    assert found.xpath("string(//a:span/@class)", namespaces=NS) == "a\"&<b>'\n"


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        (Kind.REF, {}),
        (Kind.RREF, {"from": "#para_1"}),
        (Kind.DATE, {"date": "2044-02-30"}),
        (Kind.DATE, {"date": "soon"}),
        (Kind.ACTION, {}),
        (Kind.VOTE, {}),
        (Kind.INLINE, {}),
        (Kind.FOREIGN, {}),
    ],
)
def test_a_finding_without_what_its_element_needs_is_a_span(kind: Kind, attributes: dict[str, str]) -> None:
    found = part_of(body(Text("word", (mark(0, 4, kind, **attributes),))), "//a:content//a:span")
    assert found.endswith(f'class="{kind.value}">word</span>')


@pytest.mark.parametrize("href", ["http://[x", "%zz", ":", "a:b:c", "#a#b", "https://example.org/?a=[1]", ""])
def test_any_address_at_all_is_written_as_one_that_the_schema_takes(href: str) -> None:
    written(body(Text("word", (Mark(0, 4, Kind.LINK, (("href", href),)),))))


def test_thousands_of_marks_in_one_paragraph_are_all_written() -> None:
    size = 5000
    content = "ab " * size
    marks = tuple(Mark(i * 3, i * 3 + 2, Kind.ITALIC) for i in range(size))
    assert emit_xml(body(Text(content, marks))).count(b"<i>") == size


def test_the_meeting_of_the_closing_lines_counts_before_one_that_the_head_names() -> None:
    def line(number: str) -> Text:
        return Text(number, (mark(0, len(number), Kind.QUANTITY, refersTo="#meetingNumber", normalized=number),))

    assert facts_of(Document(preface=(line("51"),), conclusions=(line("63"),)))["meeting"] == "63"
    assert facts_of(Document(cover=(line("9"),), preface=(line("51"),)))["meeting"] == "51"


def test_one_strange_symbol_on_the_cover_is_a_misprint_and_two_are_none() -> None:
    def cover(*symbols: str) -> Document:
        lines = tuple(Text(symbol, (mark(0, len(symbol), Kind.DOC_NUMBER),)) for symbol in symbols)
        return Document(Metadata(symbols=("A/RES/99/7",)), cover=lines)

    assert misprinted(cover("A/RES/99/8")) == "A/RES/99/8"
    assert misprinted(cover("A/RES/99/7")) == misprinted(cover("A/RES/99/8", "A/99/L.8")) == ""


def test_a_note_that_another_call_puts_too_deep_gets_a_call_of_its_own() -> None:
    deep = [Note(str(i), "*", (Text(f"d{i}", (mark(0, 0, Kind.NOTE, key=str(i + 1)),)),)) for i in range(DEEPEST)]
    first = Text("x", (mark(1, 1, Kind.NOTE, key="0"),))
    lost = Note("lost", "*", (first,))  # stands before the annex, so that the others are called in it
    document = Document(annexes=(Annex((first,)),), notes=(*deep, lost))
    found = written(document)
    words = [note.xpath("string(a:p)", namespaces=NS) for note in found.iter(f"{{{AKN}}}authorialNote")]
    assert len(words) == len(document.notes)
    for reference in found.iter(f"{{{AKN}}}noteRef"):
        assert found.xpath("//*[@eId = $id]", id=reference.get("href").removeprefix("#")), reference.attrib
