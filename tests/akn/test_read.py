"""What read makes of files that others wrote: nothing is lost, and every liberty is told."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree

from akn.diagnostics import Code, Result
from akn.document import Annex, Division, Document, Operative, Point, PointList, Preambular, Raw
from akn.emit import emit_xml
from akn.errors import InvalidXml, UnreadableInput
from akn.read import read_xml
from akn.text import Kind, Text, mark
from akn.xml.names import AKN
from tests.shared import SHARED, needs_shared
from tests.xsd import why_invalid

META = """<meta><identification source="#x">
<FRBRWork><FRBRthis value="/x/!main"/><FRBRuri value="/akn/un/statement/deliberation/unga/2044-12-09/99-7/"/>
<FRBRdate date="2044-12-09" name="adoption"/><FRBRauthor href="#x"/><FRBRcountry value="un"/></FRBRWork>
<FRBRExpression><FRBRthis value="/x"/><FRBRuri value="/x"/><FRBRdate date="0001-01-01" name="publication"/>
<FRBRauthor href="#x"/><FRBRlanguage language="eng"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/x"/><FRBRuri value="/x"/><FRBRdate date="2045-01-01" name="markup"/>
<FRBRauthor href="#x"/></FRBRManifestation></identification>%s</meta>"""


def file(inside: str, meta: str = "", attributes: str = f'xmlns="{AKN}"') -> bytes:
    head = META % meta
    return f'<akomaNtoso {attributes}>\n<statement name="resolution">{head}{inside}</statement></akomaNtoso>'.encode()


def read(inside: str, meta: str = "") -> Result[Document]:
    return read_xml(file(inside, meta), "file.xml")


def codes(result: Result[Document]) -> set[Code]:
    """What was said, the mended IRI and the false date of the frame set apart."""
    return {d.code for d in result.diagnostics} - {Code.IRI_MENDED, Code.METADATA_LEFT_OUT}


def body(inside: str) -> Result[Document]:
    return read(f"<mainBody>{inside}</mainBody>")


def test_white_space_of_the_layout_is_no_text() -> None:
    found = body(
        "<paragraph>\n <num>\t1. </num>\n <content><p>\n\tDecides <i> to\n go</i> on;\t</p></content></paragraph>"
    )
    assert found.value.body == (Operative("1.", (Text("Decides to go on;", (mark(8, 13, Kind.ITALIC),)),)),)
    assert codes(found) == set()


def test_a_slash_at_the_end_of_an_iri_is_mended_and_told() -> None:
    found = body("<paragraph/>")
    assert found.value.metadata.actor == "unga"
    assert found.value.metadata.number_iri == "99-7"
    assert [d.code for d in found.diagnostics] == [Code.IRI_MENDED, Code.METADATA_LEFT_OUT]
    assert found.diagnostics[0].position.line == 3


def test_a_false_date_is_no_date() -> None:
    assert body("<paragraph/>").value.metadata.published == ""


def test_a_paragraph_that_is_only_a_heading_is_a_division() -> None:
    found = body("<paragraph><heading>On ships</heading></paragraph>")
    assert found.value.body == (Division("division", heading=Text("On ships")),)
    assert codes(found) == {Code.ELEMENT_READ_AS}


def test_a_list_between_points_belongs_to_the_point_before_it() -> None:
    found = body(
        "<paragraph><num>1.</num><list><intro><p>x:</p></intro><point><num>(a)</num><content><p>y:</p></content></point>"
        "<sublist><point><num>(i)</num><content><p>z</p></content></point></sublist></list></paragraph>"
    )
    inner = PointList((Point("(i)", (Text("z"),)),))
    assert found.value.body == (Operative("1.", (Text("x:"), PointList((Point("(a)", (Text("y:"), inner)),)))),)


def test_text_where_none_may_stand_is_a_paragraph() -> None:
    found = body("<paragraph><content>Bare <p>x</p> words</content></paragraph>Loose")
    assert found.value.body == (
        Operative("", (Text("Bare"), Text("x"), Text("words"))),
        Operative("", (Text("Loose"),)),
    )
    assert codes(found) == {Code.TEXT_MISPLACED}


def test_blocks_directly_in_the_body_are_paragraphs() -> None:
    found = body('<p>x</p><container name="c"><p>y</p></container><heading>h</heading>')
    assert list(found.value.body) == [Operative("", (Text(t),)) for t in "xyh"]


@pytest.mark.parametrize(
    "xml",
    [
        "<embeddedStructure><p>q</p></embeddedStructure>",
        '<img src="x.png"/>',
        "<mod>x <quotedStructure><p>y</p></quotedStructure></mod>",
        '<placeholder originalText="z"/>',
    ],
)
def test_an_inline_element_that_the_model_has_no_word_for_is_kept_as_it_stands(xml: str) -> None:
    found = body(f"<paragraph><content><p>a {xml} b</p></content></paragraph>")
    text = found.value.body[0].content[0]  # type: ignore[union-attr]
    assert isinstance(text, Text)
    assert text.content == "a \ufffc b"
    assert codes(found) == {Code.ELEMENT_KEPT}
    assert f"<p>a {xml} b</p>".encode() in emit_xml(found.value)


def test_an_inline_element_of_others_is_a_mark_on_its_words() -> None:
    found = body('<paragraph><content><p>a <abbr title="t">UN</abbr> b</p></content></paragraph>')
    assert found.value.body == (
        Operative("", (Text("a UN b", (mark(2, 4, Kind.FOREIGN, tag=f"{{{AKN}}}abbr", title="t"),)),)),
    )
    assert b'<abbr title="t">UN</abbr>' in emit_xml(found.value)


def test_a_unit_inside_of_a_paragraph_is_kept_as_it_stands() -> None:
    xml = "<subparagraph><num>1</num><content><p>y</p></content></subparagraph>"
    found = body(f"<paragraph><intro><p>x</p></intro>{xml}</paragraph>")
    content = found.value.body[0].content  # type: ignore[union-attr]
    assert content[0] == Text("x")
    assert isinstance(content[1], Raw)
    assert xml.encode() in emit_xml(found.value)


def test_notes_among_the_metadata_stand_at_their_call() -> None:
    notes = '<notes source="#x"><note eId="n1"><p>See <b>it</b>.</p></note></notes>'
    found = read(
        '<mainBody><paragraph><content><p>x<noteRef href="#n1" marker="1"/></p></content></paragraph></mainBody>', notes
    )
    assert found.value.notes[0].content == (Text("See it.", (mark(4, 6, Kind.BOLD),)),)
    assert found.value.notes[0].marker == "1"
    assert found.value.meta == ()


def test_notes_that_call_each_other_without_end_are_read() -> None:
    count = 400
    chain = "".join(
        f'<note eId="n{i}"><p>Lamp {i}<noteRef href="#n{i + 1}" marker="{i + 1}"/></p></note>' for i in range(1, count)
    )
    found = read(
        '<mainBody><paragraph><content><p>x<noteRef href="#n1" marker="1"/></p></content></paragraph></mainBody>',
        f'<notes source="#x">{chain}<note eId="n{count}"><p>Lamp {count}</p></note></notes>',
    )
    assert [note.key for note in found.value.notes] == [str(i) for i in range(1, count + 1)]
    assert [note.content[0].content for note in found.value.notes] == [  # type: ignore[union-attr]
        f"Lamp {i}" for i in range(1, count + 1)
    ]


@pytest.mark.parametrize("name", ["statement", "documentCollection"])
def test_a_body_beside_components_stands_before_that_of_the_first(name: str) -> None:
    note = '<authorialNote marker="{}" placement="bottom"><p>{}</p></authorialNote>'

    def whole(number: int, more: str = "") -> str:
        inner = f"<p>Lamp {number}.{note.format(number, f'Note {number}.')}</p>"
        return f"<meta/><mainBody><paragraph><content>{inner}</content></paragraph></mainBody>{more}"

    end = f"<conclusions><p>Done.{note.format(9, 'Last.')}</p></conclusions>"
    component = f"<components><component><statement name='decision'>{whole(2)}</statement></component></components>"
    data = f'<akomaNtoso xmlns="{AKN}"><{name} name="x">{whole(1, end + component)}</{name}></akomaNtoso>'
    document = read_xml(data.encode()).value
    assert [len(part.body) for part in document.parts] == [2]
    xml = emit_xml(document)
    assert read_xml(xml).value == document
    assert emit_xml(read_xml(xml).value) == xml


def test_a_note_that_calls_others_stands_before_them_and_they_before_the_next() -> None:
    def note(words: str) -> str:
        return f'<authorialNote marker="*"><p>{words}</p></authorialNote>'

    inner = note("one" + note("two" + note("three")) + note("four"))
    found = body(f"<paragraph><content><p>x{inner} y{note('five')}</p></content></paragraph>")
    assert [note.content[0].content for note in found.value.notes] == [  # type: ignore[union-attr]
        *("one", "two", "three", "four", "five")
    ]
    assert [note.key for note in found.value.notes] == ["1", "2", "3", "4", "5"]
    assert read_xml(emit_xml(found.value)).value == found.value


def test_a_call_of_a_note_that_is_not_there_keeps_its_marker_as_text() -> None:
    found = body('<paragraph><content><p>x<noteRef href="#n1" marker="7"/></p></content></paragraph>')
    assert found.value.body == (Operative("", (Text("x7", (mark(1, 2, Kind.SUPERSCRIPT),)),)),)
    assert codes(found) == {Code.NOTE_UNKNOWN}


def test_a_note_in_a_number_is_called_before_the_text() -> None:
    note = '<authorialNote marker="1"><p>n</p></authorialNote>'
    found = body(f"<paragraph><num>1.{note}</num><content><p>x</p></content></paragraph>")
    assert found.value.body == (Operative("1.", (Text("x", (mark(0, 0, Kind.NOTE, key="1"),)),)),)


def test_local_references_follow_the_units_that_they_name() -> None:
    found = body(
        '<paragraph eId="para_13"><num>2.</num><content><p>x</p></content></paragraph>'
        '<paragraph eId="para_14"><num>3.</num><content><p><ref href="#para_13">above</ref>'
        ' <rref from="#para_13" upTo="#nowhere">both</rref></p></content></paragraph>'
    )
    text = found.value.body[1].content[0]  # type: ignore[union-attr]
    assert isinstance(text, Text)
    assert [m.attributes for m in text.marks] == [(("href", "#para_2"),), (("from", "#para_2"), ("upTo", "#nowhere"))]
    assert codes(found) == {Code.REFERENCE_DANGLING}


def test_equal_units_are_told_apart_by_the_references_to_them() -> None:
    same = "".join(f'<paragraph eId="p{i}"><content><p>The same;</p></content></paragraph>' for i in range(3))
    found = body(
        f'{same}<paragraph><content><p><ref href="#p1">one</ref> <ref href="#p2">two</ref></p></content></paragraph>'
    )
    text = found.value.body[3].content[0]  # type: ignore[union-attr]
    assert isinstance(text, Text)
    assert [m.get("href") for m in text.marks] == ["#para_2", "#para_3"]


def test_metadata_that_the_model_has_no_word_for_is_kept() -> None:
    kept = '<classification source="#x"><keyword value="v" showAs="v" dictionary="d"/></classification>'
    found = read("<mainBody><paragraph/></mainBody>", kept)
    assert [raw.xml for raw in found.value.meta] == [kept.replace("<classification", f'<classification xmlns="{AKN}"')]
    assert kept.encode() in emit_xml(found.value)


def test_a_file_in_an_older_namespace_is_read_and_told() -> None:
    old = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13"
    found = read_xml(file("<mainBody><paragraph><num>1.</num></paragraph></mainBody>", attributes=f'xmlns="{old}"'))
    assert found.value.body == (Operative("1."),)
    assert Code.NAMESPACE_OLDER in codes(found)


def test_an_act_is_read_as_a_plain_document() -> None:
    data = file("<body><section><num>1</num><content><p>x</p></content></section></body>")
    found = read_xml(data.replace(b'statement name="resolution"', b"act").replace(b"/statement", b"/act"))
    assert found.value.metadata.kind == "document"
    assert found.value.body == (Division("section", "1", children=(Operative("", (Text("x"),)),)),)
    assert Code.DOCUMENT_FOREIGN in codes(found)


def test_preamble_and_annexes_of_others() -> None:
    found = read(
        "<preamble><recitals><recital><num>(1)</num><p>Whereas</p></recital></recitals><p>Having</p></preamble>"
        '<mainBody><paragraph/></mainBody><attachments><attachment><heading>Annex</heading><doc name="annex">'
        f"{META % ''}<mainBody><paragraph><num>1.</num></paragraph></mainBody>"
        "<conclusions><p>Done.</p></conclusions></doc></attachment></attachments>"
    )
    assert found.value.preamble == (Preambular((Text("(1)"), Text("Whereas"))), Preambular((Text("Having"),)))
    assert found.value.annexes == (Annex((Text("Annex"),), body=(Operative("1."), Operative("", (Text("Done."),)))),)


@pytest.mark.parametrize("data", [b"<html/>", b"<akomaNtoso/>", f'<x xmlns="{AKN}"/>'.encode()])
def test_xml_that_is_no_akoma_ntoso_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read_xml(data)


def test_what_is_not_well_formed_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidXml) as caught:
        read_xml(b"<akomaNtoso>\n<statement></akomaNtoso>")
    assert caught.value.line == 2


def _files() -> list[str]:
    if SHARED is None:
        return []
    found = sorted(SHARED.glob("corpus/*/*/*.xml"))
    # every body in every language, a few files of each
    return [str(path) for path in found[::40]]


def _words(xml: bytes) -> Counter[str]:
    root = etree.fromstring(xml)
    for meta in list(root.iter(f"{{{AKN}}}meta")):
        parent = meta.getparent()
        assert parent is not None
        parent.remove(meta)
    return Counter("".join("".join(str(piece) for piece in root.itertext()).split()))


@needs_shared
@pytest.mark.parametrize("path", _files())
def test_a_published_file_is_read_whole_and_comes_out_valid(path: str) -> None:
    with open(path, "rb") as stream:
        data = stream.read()
    document = read_xml(data, path).value
    xml = emit_xml(document)
    assert why_invalid(xml) == ""
    assert _words(xml) == _words(data)
    assert read_xml(xml).value == document


def test_an_xml_id_of_an_inline_element_stays_one() -> None:
    """The prefix of XML is bound to its namespace, so no other may be."""
    found = body('<paragraph><content><p>Of <inline name="a" xml:id="x1">ships</inline></p></content></paragraph>')
    written = emit_xml(found.value)
    assert b'xml:id="x1"' in written
    assert read_xml(written).value == found.value
    assert why_invalid(written) == ""


_ODD = '<lamp xmlns="urn:lamps">wick</lamp>'
_WORD = '<keyword value="a" showAs="A" dictionary="d"'


@pytest.mark.parametrize(
    ("meta", "place"),
    [
        (f'<classification source="#x">{_WORD}>{_ODD}</keyword></classification>', "keyword"),
        (f'<classification source="#x">{_ODD}{_WORD}/></classification>', "classification"),
        (f'<workflow source="#x"><step date="2044-12-09" by="#x"/>{_ODD}</workflow>', "workflow"),
        (f'<references source="#x"><original eId="o" href="/o" showAs="O">{_ODD}</original></references>', "original"),
    ],
)
def test_elements_of_others_that_metadata_have_no_place_for_are_left_out_and_told(meta: str, place: str) -> None:
    found = read("<mainBody><p>Lamps.</p></mainBody>", meta)
    written = emit_xml(found.value)
    assert b"urn:lamps" not in written
    assert why_invalid(written) == ""
    told = [d.message for d in found.diagnostics if d.code is Code.METADATA_LEFT_OUT]
    assert f"{{urn:lamps}}lamp was left out: the schema has no place for it in {place}" in told


def test_elements_of_others_stay_in_metadata_that_are_open_to_them() -> None:
    meta = f'<workflow source="#x"><step date="2044-12-09" by="#x">{_ODD}</step></workflow>'
    meta += f'<proprietary source="#x"><lamps xmlns="urn:lamps">{_ODD}</lamps></proprietary>'
    found = read("<mainBody><p>Lamps.</p></mainBody>", meta)
    written = emit_xml(found.value)
    assert written.count(b"<lamp") == 3
    assert why_invalid(written) == ""


@pytest.mark.parametrize("words", ["", " ", "lamps"])
def test_elements_of_others_in_an_element_out_of_place_among_the_metadata_stay(words: str) -> None:
    document = read("", f'<conclusions><x:lamp xmlns:x="urn:lamps">{words}</x:lamp></conclusions>').value
    assert any("urn:lamps" in raw.xml for raw in document.meta)
    assert read_xml(emit_xml(document)).value == document


def test_an_id_means_one_thing_among_the_references_that_are_kept() -> None:
    entries = "<TLCRole eId='a' href='/a' showAs='A'/><TLCRole eId='a' href='/b' showAs='B' xmlns:l='urn:l' l:m='n'/>"
    entries += "<TLCTerm eId='b' href='/c' showAs='C' xmlns:l='urn:l' l:m='n'/><original eId='b' href='/d' showAs='D'/>"
    found = read("<mainBody><p>Lamps.</p></mainBody>", f'<references source="#x">{entries}</references>')
    written = emit_xml(found.value)
    assert why_invalid(written) == ""
    assert [e.get("href") for e in etree.fromstring(written).iterfind(".//{*}references/*")] == ["/a", "/c"]
    told = [d.message for d in found.diagnostics if d.code is Code.METADATA_LEFT_OUT]
    assert "TLCRole was left out: #a means /a already" in told
    assert "original was left out: #b means /c already" in told


def test_an_id_that_a_term_has_is_left_out_of_other_metadata() -> None:
    words = f'{_WORD} eId="a"/>{_WORD} eId="k"/>{_WORD} eId="k"/>'
    meta = f'<classification source="#x">{words}</classification>'
    meta += '<references source="#x"><TLCRole eId="a" href="/a" showAs="A"/></references>'
    found = read("<mainBody><p>Lamps.</p></mainBody>", meta)
    written = emit_xml(found.value)
    assert why_invalid(written) == ""
    assert [e.get("eId") for e in etree.fromstring(written).iter("{*}keyword")] == [None, "k", None]
    told = [d.message for d in found.diagnostics if d.code is Code.METADATA_LEFT_OUT]
    assert [m for m in told if "keyword" in m] == [f"keyword/@eId was left out: #{eid} is taken" for eid in "ak"]


def test_what_is_said_of_an_element_names_its_eid() -> None:
    xml = emit_xml(Document(body=(Operative("1.", (Text("Decides;"),)),)))
    other = xml.replace(b"<content>", b'<content><blockquote eId="para_1__quote" startQuote="x"/>', 1)
    found = [d for d in read_xml(other, source="a.xml").diagnostics if d.code is Code.ELEMENT_KEPT]
    assert [d.position.eid for d in found] == ["para_1__quote"]
