"""Inputs that broke a promise once, or are made to break one: what must hold of every input holds of them."""

from __future__ import annotations

import io
import socket
import time
import zipfile
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from akn.blocks import Block, CellBlock, TableBlock
from akn.clauses import mandates
from akn.document import Annex, Document, Metadata, Note, Operative, Part
from akn.emit import emit_xml
from akn.parse import parse_blocks
from akn.read import read_xml
from akn.text import Kind, Text, mark
from akn.upgrade import upgrade_document, upgrade_xml
from akn.validate import validate_xml
from converters import convert
from converters.conversion import convert_bytes
from converters.options import Options
from converters.view.page import write_page
from proofs.changes import Broken
from proofs.swarm import Swarm
from proofs.wild import word_file
from tests.converters.command import akn
from tests.converters.formats.pdf_file import Page, pdf
from tests.documents import document_of
from tests.once import remembered
from tests.promises import Uses
from tests.thorough import is_full, of_full
from tests.work import grows_linearly

_AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_FORMULA = "The General Assembly,\n\n"


@pytest.mark.parametrize(
    ("form", "source"),
    [
        ("text", "see http://example.]"),
        ("text", "see https://x://www.example.org/y"),
        ("markdown", "[a](http://[b])"),
        ("html", "<p><a href='http://[&#1;]'>a</a></p>"),
        ("html", "<p>a&#11;b&#1;c&#xfffe;d</p>"),
        ("html", "<p>a\vb</p>"),
        ("markdown", "a\vb"),
        ("text", "a\vb"),
        ("markdown", f"{_FORMULA}\u00ad\n3. Decides to meet;"),
        ("text", f"{_FORMULA}1. Decides to meet:\n\n\u00ad (a) Soon;\n\n\u200b \u00ad(b) Often."),
        ("text", f"{_FORMULA}(a)\n"),
        ("html", "7(i)\u3099\u00b23>: Sea {Resolution 1 (I)"),
        ("text", f"{_FORMULA}– words\n"),
        ("text", "\t\u06f4x\n\t\r\u9644"),
        ("text", "\t(\n\t\f\u200d"),
        ("text", ",\n\nA\n\n."),
        ("text", "\u007f\f_____\n1 -\nx"),
        ("text", "x\n-\nword"),
        ("text", "i\n\n2C\n\ta\n\t\f"),
        ("text", "(i\u1d43)\n\n*\n(a)\n\nx"),
        ("text", "x\n^(1)^(1)\n4les\n[1]"),
        ("html", "<sub><a href=x>7/6\u00b5</sub>."),
        ("html", "of<p><a href=b>Appendix 2.x<a>o"),
        ("text", "\u202di\ufe0f)\n\u2068A/E\nS/9/\u0662\u0662"),
    ],
)
def test_what_broke_a_promise_once_breaks_none(form: str, source: str) -> None:
    uses = Uses()
    with nullcontext() if is_full() else remembered():
        for _ in range(12):  # each time it is used in another way
            assert uses.source(source.encode(), form) in ("converted", "doubtful", "foreign", "invalid")


@pytest.mark.parametrize(
    ("form", "opening", "depth"),
    [
        *(
            ("html", f"<{name}>", 1000)
            for name in ("div", "ol><li", "blockquote", "b><i", "span", "script></script><p")
        ),
        ("html", "<table><tr><td>", 300),
        ("html", "<a href='http://www.example.org/'>", 1000),
        ("markdown", ">", 1000),
        ("markdown", "- ", 1000),
        ("markdown", "1. > * ", 300),
        ("markdown", "*a **b ", 1000),
        ("markdown", "[", 1000),
        ("markdown", "<b><i>", 1000),
    ],
)
def test_what_nests_deeper_than_a_parser_goes_is_there_with_all_its_words(form: str, opening: str, depth: int) -> None:
    source = "".join(f"{opening}word{i} " for i in range(depth)) if form == "html" else opening * depth
    done = convert_bytes(f"first\n\n{source} last".encode(), "x", Options(from_=form))
    said = "".join(etree.fromstring(done.output).find(".//{*}mainBody").itertext())
    assert said.split()[0] == "first"
    assert said.split()[-1] == "last"
    if form == "html":
        assert [w for w in said.split() if w.startswith("word")] == [f"word{i}" for i in range(depth)]
    assert not any(d.code.code[:2] in ("V1", "V2") or d.code.code == "S215" for d in done.diagnostics)
    assert read_xml(done.output).value == done.document


def test_nesting_that_is_not_kept_is_told() -> None:
    for form, source in (("html", "<div>" * 300 + "a"), ("markdown", "> " * 50 + "a")):
        done = convert_bytes(source.encode(), "x", Options(from_=form))
        assert "R117" in [d.code.code for d in done.diagnostics]
    assert "R117" not in [
        d.code.code for d in convert_bytes(b"> " * 30 + b"a", "x", Options(from_="markdown")).diagnostics
    ]


def _inputs() -> dict[str, bytes]:
    """One input of each format, with addresses that a reader could follow."""
    text = f"99/7. Lamps\n\n{_FORMULA}1. Decides, see http://www.example.org/a and https://undocs.org/A/RES/98/12;\n"
    xml = convert(text.encode()).output
    page = Page()
    page.put(72, 700, "The General Assembly,")
    page.put(72, 680, "1. Decides to meet, see http://www.example.org/a;")
    word = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(convert(xml, options=Options(to="docx")).output)) as old,
        zipfile.ZipFile(word, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                outside = b'<Relationship Id="x" TargetMode="External" Type="http://schemas.openxmlformats.org/'
                outside += b'officeDocument/2006/relationships/image" Target="http://www.example.org/i.png"/>'
                part = part.replace(b"</Relationships>", outside + b"</Relationships>")
            new.writestr(name, part)
    return {
        "text": text.encode(),
        "markdown": f"{text}\n![i](http://www.example.org/i.png)\n".encode(),
        "html": b"<link rel='stylesheet' href='http://www.example.org/s.css'><base href='http://www.example.org/'>"
        b"<p>The General Assembly,</p><p>1. Decides<img src='http://www.example.org/i.png'>;</p>",
        "docx": word.getvalue(),
        "pdf": pdf([page]),
        "xml": xml.replace(
            b"<akomaNtoso ",
            b'<?xml-stylesheet href="http://www.example.org/s.xsl"?><akomaNtoso '
            b'xmlns:x="http://www.w3.org/2001/XMLSchema-instance" '
            b'x:schemaLocation="urn:x http://example.org/x.xsd" ',
        ),
        "json": convert(xml, options=Options(to="json")).output,
    }


def test_no_input_makes_the_program_open_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = _inputs()
    opened: list[str] = []

    def refuse(*args: object, **more: object) -> None:
        opened.append(str(args))
        raise OSError("no network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    for form, data in inputs.items():
        for to in ("xml", "docx", "html", "markdown", "text", "json"):
            assert convert(data, options=Options(from_=form, to=to)).document is not None, (form, to)
        if form == "xml":
            upgrade_xml(data)
            validate_xml(data)
    assert opened == []


def test_a_promise_that_is_broken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    once = convert(f"{_FORMULA}1. Decides;".encode()).output
    twice = iter((once, once + b"\n"))
    monkeypatch.setattr("tests.promises.emit_xml", lambda document: next(twice))
    with pytest.raises(Broken, match="second writing"):
        Uses().published(once)


def test_a_note_that_nothing_calls_is_not_called_a_change_of_words() -> None:
    lone = Document(body=(Operative("1.", (Text("Decides;"),)),), notes=(Note("4", "4", (Text("See it."),)),))
    codes = [d.code.code for d in upgrade_document(lone).diagnostics]
    assert "N301" in codes
    assert "X216" not in codes


def test_metadata_that_the_schema_has_no_place_for_is_read_as_it_is_written() -> None:
    xml = convert(f"{_FORMULA}1. Decides;".encode()).output
    odd = b'<content href="#a"/><x:y xmlns:x="urn:x" x:z="1"><x:w/></x:y>'
    twice = b'<TLCRole eId="r" href="/a[" showAs="r"/><TLCRole eId="r" href="/b" showAs="r"/>'
    twice += b'<keyword value="w"/></references>'
    xml = xml.replace(b"</meta>", odd + b"</meta>", 1).replace(b"</references>", twice, 1)
    document = read_xml(xml).value
    assert len(document.meta) == 3
    assert [t.href for t in document.terms if t.eid == "r"] == ["/a%5B"]
    assert read_xml(emit_xml(document)).value == document


@pytest.mark.parametrize(
    "body",
    [
        "<paragraph><content><p><ref>paragraphs 1 to 11</ref> of it</p></content></paragraph>",
        "<paragraph><content><p><date date='2044-02-30'>30 February</date></p></content></paragraph>",
        "<section><FRBRExpression/></section>",
        "<paragraph><list><content/></list></paragraph>",
        "<paragraph><list><content><p>a</p></content><point><content><p>b</p></content></point></list></paragraph>",
        "<paragraph><container><p>a</p></container></paragraph>",
        "<paragraph><content><list/></content></paragraph>",
        "<paragraph><content><p><span refersTo='75th year : 2020' status='odd'>a</span></p></content></paragraph>",
        "<paragraph><content><p>a</p><list><point><num>1.</num><content><p>b</p></content></point></list></content>"
        "</paragraph>",
        "<paragraph><content><p>a<authorialNote marker='1'><container><blockList><item><p>b</p></item></blockList>"
        "</container></authorialNote> c</p></content></paragraph>",
        "<paragraph><content><table>a<tr>b<td><p>c</p></td>d</tr><p>e</p>f</table></content></paragraph>",
        "<paragraph><content><table><tr/></table><p>a</p><table/></content></paragraph>",
        "<paragraph><num>1. <content><p>a</p></content></num><content><p>b</p></content></paragraph>",
        "<paragraph><list>a<wrapUp><p>b</p></wrapUp></list></paragraph>",
        "<paragraph><list><num/><point>a<content><p>b</p></content>c</point></list></paragraph>",
        "<paragraph><content><p>a <eol>b</eol> c <noteRef href='#d'>e</noteRef></p></content></paragraph>",
        "<paragraph><p/><list><intro><p>a</p></intro><point><content><p>b</p></content></point></list></paragraph>",
        "<paragraph><alinea><num>a</num><content><p>b</p></content></alinea></paragraph>",
        "<paragraph><content><blockList>a<listWrapUp>b</listWrapUp></blockList></content></paragraph>",
        "<paragraph><content><alinea>a</alinea></content></paragraph>",
        "<paragraph><content><p><session value='7'><img src='x'/></session> a</p></content></paragraph>",
        "<paragraph><content><mainBody><authorialNote eId='authorialNote_1' marker='7'><p>a</p></authorialNote>"
        "</mainBody></content></paragraph><paragraph><content><p>b<authorialNote eId='n' marker='1'><p>c</p>"
        "</authorialNote> d<noteRef href='#n' marker='1'/></p></content></paragraph>",
        "<hcontainer name='preambularParagraph'>a<content><p>b</p></content><p>c <i>d</i></p>e</hcontainer>",
        "<division><authorialNote marker='1'/>a</division>",
        "<division><heading>a</heading><formula name='b'><p>c,</p></formula></division>",
        "<division><heading>a</heading><heading/><paragraph><content><p>b</p></content></paragraph></division>",
        "<division><heading>a</heading><blockList>b</blockList><blockList/></division>",
        "<division><heading>a</heading><arguments><p>b</p><ul><li>c</li></ul><formula><p>d</p></formula></arguments>"
        "</division>",
        "<paragraph><content><p>a</p></content></paragraph><crossHeading/>",
        "<paragraph><content><p>a</p></content></paragraph></mainBody><attachments><block/></attachments><mainBody>",
        "<paragraph><content>a <b>b</b> c<authorialNote marker='1'><p>d</p></authorialNote></content></paragraph>",
        "<paragraph><content><table><tr><td><authorialNote marker='a'/>a</td><td><paragraph><content><p>b"
        "<authorialNote marker='1'><p>c</p></authorialNote></p></content></paragraph></td></tr></table></content>"
        "</paragraph>",
    ],
)
def test_what_was_written_once_is_written_so_again(body: str) -> None:
    data = f"<akomaNtoso xmlns='{_AKN}'><statement><mainBody>{body}</mainBody></statement></akomaNtoso>".encode()
    document = read_xml(data).value
    once = emit_xml(document)
    assert read_xml(once).value.body == document.body
    assert emit_xml(read_xml(once).value) == once
    words = " ".join(etree.fromstring(data).itertext()).split()
    assert [w for w in " ".join(etree.fromstring(once).itertext()).split() if w in words] == words
    assert "X216" not in [d.code.code for d in upgrade_xml(data).diagnostics]


@pytest.mark.parametrize(
    ("inside", "code", "words"),
    [
        ("<mainBody><paragraph><content><p>a <i>b</i></p></content></paragraph></mainBody>", "", ""),
        (
            "<meta><identification><FRBRWork>Lamps are lit</FRBRWork></identification></meta><mainBody/>",
            "X116",
            "Lamps are lit",
        ),
        ("<mainBody><division><heading>Of lamps</heading><num>7</num></division></mainBody>", "X117", "Of lamps 7"),
        (
            "<meta><identification><FRBRWork>not</FRBRWork></identification></meta><mainBody><paragraph><content>"
            "<p>a<authorialNote marker='1'><p><i>Of</i> it.</p></authorialNote></p></content></paragraph></mainBody>",
            "X116",
            "not",
        ),
        (
            "<meta><references><TLCRole eId='author' href='/x' showAs='A'/>Lamps are lit</references></meta>",
            "X116",
            "Lamps are lit",
        ),
    ],
)
def test_words_that_reading_loses_or_moves_are_told(inside: str, code: str, words: str) -> None:
    data = f"<akomaNtoso xmlns='{_AKN}'><statement>{inside}</statement></akomaNtoso>".encode()
    told = [d for d in read_xml(data).diagnostics if d.code.code in ("X116", "X117")]
    assert [d.code.code for d in told] == [code] * bool(code)
    assert all(words in d.message for d in told)


def test_what_stands_beside_the_documents_of_a_collection_is_kept() -> None:
    part = "<component>a<doc><mainBody><paragraph><content><p>b</p></content></paragraph></mainBody></doc>c</component>"
    collection = f"<documentCollection><collectionBody>d{part}<p>e</p></collectionBody></documentCollection>"
    data = f"<akomaNtoso xmlns='{_AKN}'>{collection}<components>{part}<p>f</p>g</components></akomaNtoso>".encode()
    read = read_xml(data)
    assert Counter("".join(etree.fromstring(emit_xml(read.value)).itertext())) >= Counter("abcdabcefg")
    assert read_xml(emit_xml(read.value)).value == read.value
    assert "X116" not in [d.code.code for d in read.diagnostics]


def test_notes_of_lines_beside_a_document_are_numbered_as_they_are_written() -> None:
    annex = "<attachments><attachment><doc><mainBody><division><heading>a<authorialNote><p>b</p></authorialNote>"
    annex += "</heading></division></mainBody></doc></attachment></attachments>"
    document = read_xml(f"<akomaNtoso xmlns='{_AKN}'><doc>{annex}</doc><doc>{annex}</doc></akomaNtoso>".encode()).value
    assert [note.key for note in document.notes] == ["1", "2"]
    assert read_xml(emit_xml(document)).value == document


def test_notes_of_an_annex_and_of_parts_are_numbered_in_one_order() -> None:
    notes = tuple(Note(str(n), str(n), (Text(f"Note {n}."),)) for n in (1, 2))
    called = [Operative("1.", (Text("Decides;", (mark(8, 8, Kind.NOTE, key=str(n)),)),)) for n in (1, 2)]
    document = Document(
        parts=(Part("A", Metadata(), body=(called[0],)),), annexes=(Annex(body=(called[1],)),), notes=notes
    )
    assert read_xml(emit_xml(document)).value.notes == notes


@pytest.mark.parametrize(
    ("work", "expression", "published"),
    [
        ('<FRBRdate date="2044-12-09" name="publication"/>', "", "2044-12-09"),
        ('<FRBRdate date="2044-12-09" name="publication"/>', '<FRBRdate date="1" name="publication"/>', "2044-12-09"),
        ('<FRBRnumber value="#x y"/>', "", ""),
    ],
)
def test_odd_metadata_are_read_as_they_are_written(work: str, expression: str, published: str) -> None:
    meta = f"<FRBRWork>{work}</FRBRWork><FRBRExpression>{expression}</FRBRExpression>"
    inside = f"<meta><identification>{meta}</identification></meta><mainBody/>"
    document = read_xml(f"<akomaNtoso xmlns='{_AKN}'><statement>{inside}</statement></akomaNtoso>".encode()).value
    assert document.metadata.published == published
    assert read_xml(emit_xml(document)).value == document


def test_a_document_that_repeats_its_parts_keeps_all_their_words() -> None:
    akn = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    doc = (
        "a<preface><p>b</p></preface>c<preamble>d<container><p>e</p></container></preamble>"
        "<preamble><container><p>f</p></container>g</preamble><mainBody><paragraph><content><p>h</p></content>"
        "</paragraph></mainBody><mainBody><paragraph><content><p>i</p></content></paragraph></mainBody>j"
        "<conclusions><p>k</p></conclusions><conclusions><p>l</p></conclusions>"
    )
    attached = f"<attachments>m<attachment>n<doc>{doc}</doc><doc>{doc}</doc>o</attachment>p</attachments>"
    data = f"<akomaNtoso xmlns='{akn}'><p>q</p>r<statement><meta/>{doc}{attached}</statement>s</akomaNtoso>".encode()
    read = read_xml(data)
    once = emit_xml(read.value)
    words, kept = (Counter("".join(etree.fromstring(d).itertext())) for d in (data, once))
    assert {letter: kept[letter] for letter in words} == words
    assert read_xml(once).value == read.value
    assert {"X104", "X105"} <= {d.code.code for d in read.diagnostics}


def test_a_word_table_without_rows_or_cells_keeps_its_words() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    table = f"<w:tbl>{paragraph.format('one')}<w:tr>{paragraph.format('two')}<w:tc>{paragraph.format('three')}</w:tc>"
    table += f"</w:tr><w:tc>{paragraph.format('four')}</w:tc></w:tbl>"
    done = convert_bytes(word_file(f'<w:document xmlns:w="{w}"><w:body>{table}</w:body></w:document>'), "x", Options())
    assert " ".join(etree.fromstring(done.output).find(".//{*}mainBody").itertext()).split() == [
        *("one", "two", "three", "four")
    ]


def test_the_words_of_a_field_of_word_that_never_ends_are_kept() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "<w:r><w:t>one</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t> two</w:t></w:r>"
    done = convert_bytes(
        word_file(f'<w:document xmlns:w="{w}"><w:body><w:p>{runs}</w:p></w:body></w:document>'), "x", Options()
    )
    assert "".join(etree.fromstring(done.output).find(".//{*}mainBody").itertext()).split() == ["one", "two"]


@pytest.mark.parametrize("marks", ["begin begin separate", "begin begin separate T end", "begin begin"])
def test_the_words_of_a_field_within_a_field_of_word_that_never_ends_are_kept(marks: str) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    two = "<w:r><w:t> two</w:t></w:r>"
    runs = "".join(two if mark == "T" else f"<w:r><w:fldChar w:fldCharType='{mark}'/></w:r>" for mark in marks.split())
    runs = f"<w:r><w:t>one</w:t></w:r>{runs}{two * ('T' not in marks)}"
    data = word_file(f'<w:document xmlns:w="{w}"><w:body><w:p>{runs}</w:p></w:body></w:document>')
    done = convert_bytes(data, "x", Options())
    assert "".join(etree.fromstring(done.output).find(".//{*}mainBody").itertext()).split() == ["one", "two"]


def test_a_note_that_is_called_in_a_field_of_word_that_never_ends_is_kept() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
    note = "<w:footnote w:id='2'><w:p><w:r><w:t>two</w:t></w:r></w:p></w:footnote>"
    data = word_file(
        f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>one</w:t></w:r>{runs}</w:p></w:body></w:document>',
        footnotes=f'<w:footnotes xmlns:w="{w}">{note}</w:footnotes>',
    )
    done = convert_bytes(data, "x", Options())
    assert "".join(etree.fromstring(done.output).find(".//{*}mainBody").itertext()).split() == ["onetwo"]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word(body: str, **notes: str) -> bytes:
    """A Word file of a body, and of footnotes and endnotes."""
    parts = {kind: f'<w:{kind} xmlns:w="{_W}">{inner}</w:{kind}>' for kind, inner in notes.items()}
    return word_file(f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>', **parts)


def _call(number: int, more: str = "") -> str:
    return f"<w:r><w:footnoteReference w:id='{number}'{more}/></w:r>"


def _note(number: int, inner: str) -> str:
    return f"<w:footnote w:id='{number}'><w:p><w:r><w:t>{inner}</w:t></w:r></w:p></w:footnote>"


@pytest.mark.parametrize("inside", ["end", "begin", "end begin", "begin separate", "begin begin end end end"])
def test_marks_of_other_fields_inside_a_simple_field_of_word_lose_no_words(inside: str) -> None:
    marks = "".join(f"<w:r><w:fldChar w:fldCharType='{mark}'/></w:r>" for mark in inside.split())
    one, two = (f"<w:r><w:t>{word} </w:t></w:r>" for word in ("one", "two"))
    field = f"<w:p><w:fldSimple w:instr='QUOTE x'>{marks}{one}</w:fldSimple>{two}</w:p><w:p>{two}</w:p>"
    done = convert_bytes(_word(field), "x", Options(from_="docx"))
    assert "".join(etree.fromstring(done.output).find(".//{*}mainBody").itertext()).split() == ["one", "two", "two"]


def test_a_note_of_word_that_is_called_by_a_later_note_is_kept() -> None:
    third = f"<w:footnote w:id='3'><w:p><w:r><w:t>two</w:t></w:r>{_call(2)}</w:p></w:footnote>"
    data = _word(f"<w:p><w:r><w:t>one</w:t></w:r>{_call(3)}</w:p>", footnotes=_note(2, "three") + third)
    assert b"three" in convert_bytes(data, "x", Options(from_="docx")).output


def test_a_note_call_in_the_instruction_of_a_field_is_told() -> None:
    begin, separate = (f"<w:r><w:fldChar w:fldCharType='{mark}'/></w:r>" for mark in ("begin", "separate"))
    data = _word(f"<w:p>{begin}{_call(2)}{separate}<w:r><w:t>one</w:t></w:r></w:p>", footnotes=_note(2, "two"))
    assert "R204" in {d.code.code for d in convert_bytes(data, "x", Options(from_="docx")).diagnostics}


def test_a_label_of_a_cell_without_words_has_no_space_after_it() -> None:
    table = TableBlock(((CellBlock((Block(Text(""), label="(a)"),)),),))
    document = parse_blocks((Block(Text("The General Assembly,")), table)).value
    assert read_xml(emit_xml(document)).value == document


def test_a_note_without_words_stays_a_note() -> None:
    akn = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    body = "<paragraph><content><p>a<authorialNote marker='6'><p/></authorialNote> b</p></content></paragraph>"
    data = f"<akomaNtoso xmlns='{akn}'><statement><mainBody>{body}</mainBody></statement></akomaNtoso>".encode()
    upgraded = upgrade_xml(data)
    assert b"<authorialNote" in upgraded.value
    assert not {"X216", "N301"} & {d.code.code for d in upgraded.diagnostics}


def test_what_a_file_says_its_language_is_opens_no_file() -> None:
    document = document_of(f"{_FORMULA}1. Requests the Secretary-General to report;")
    assert document is not None
    unknown = replace(document, metadata=replace(document.metadata, language="und"))
    for language in ("../forces", "../../languages/eng", "x" * 300, "a\0b"):
        strange = replace(document, metadata=replace(document.metadata, language=language))
        assert mandates(strange) == mandates(unknown)
        assert b"Skip to the text" in write_page(strange)


def test_a_name_cannot_forge_a_line_or_steer_the_terminal(tmp_path: Path) -> None:
    for name in ("a\nb: error V101: x.txt", "\x1b[31mred.txt", "\u202etxt.exe.txt"):
        (tmp_path / name).write_bytes(b"")
    for command in (("convert", ".", "--output-dir", "out"), ("validate", *map(str, tmp_path.glob("*.txt")))):
        done = akn(*command, cwd=tmp_path)
        told = done.stdout.decode() + done.stderr.decode()
        assert not set(told) & set("\x1b\u202e")
        assert r"a\nb: error V101: x.txt:" in told
        assert r"\x1b[31mred.txt:" in told


def test_the_swarm_finds_nothing_and_tells_what_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    swarm = Swarm(seed=1, trees=of_full(200, 20))
    assert [found for number in range(of_full(60, 10)) if (found := swarm.one(1, number))[3]] == []
    assert {name.split()[0] for name in swarm.counts} >= {"text", "html", "xml"}
    monkeypatch.setattr("proofs.swarm.emit_xml", lambda document: b"<akomaNtoso/>")
    assert any(swarm.one(1, number)[3] for number in range(40))


@pytest.mark.parametrize("atom", ["I", "A.", "A-", "A和"])
def test_a_run_of_capitals_in_a_chinese_text_costs_no_time(atom: str) -> None:
    begun = time.process_time()
    done = convert(f"大会，\n\n1. 又注意到{atom * 3_000}拉斯；".encode(), options=Options(language="zho"))
    assert time.process_time() - begun < 5
    assert atom * 3_000 in done.document.body[0].content[0].content  # type: ignore[union-attr]


@pytest.mark.parametrize("atom", ["5(a)、", "(a)、", "第5、"])
def test_a_long_list_of_places_costs_no_time(atom: str) -> None:
    begun = time.process_time()
    convert(f"大会，\n\n1. 决定第5段{atom * 3_000}；".encode(), options=Options(language="zho"))
    assert time.process_time() - begun < 5


def test_the_list_of_a_collection_is_made_anew_in_whatever_element_it_stands() -> None:
    akn = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    listed = "<component eId='body__cmp_1'><documentRef href='#cmp_A' showAs='A'/></component>"
    inner = "<mainBody><paragraph><content><p>one</p></content></paragraph></mainBody>"
    inner = f"<statement name='resolution'>{inner}</statement>"
    parts = f"<components><component eId='cmp_A'>{inner}</component></components>"
    data = f"<akomaNtoso xmlns='{akn}'><FRBRuri><collectionBody>{listed}</collectionBody></FRBRuri>{parts}</akomaNtoso>"
    document = read_xml(data.encode()).value
    assert (document.body, len(document.parts)) == ((), 1)
    assert read_xml(emit_xml(document)).value == document


def test_two_parts_of_one_letter_keep_it() -> None:
    inner = "<statement name='resolution'><mainBody><paragraph><content><p>one</p></content></paragraph></mainBody>"
    parts = "".join(f"<component eId='cmp_A{n}'>{inner}</statement></component>" for n in ("", "_2"))
    collection = "<documentCollection><collectionBody/></documentCollection>"
    data = f"<akomaNtoso xmlns='{_AKN}'>{collection}<components>{parts}</components></akomaNtoso>".encode()
    document = read_xml(data).value
    assert [part.letter for part in document.parts] == ["A", "A"]
    assert read_xml(emit_xml(document)).value == document


def test_what_stands_before_part_a_has_the_number_without_a_letter() -> None:
    part = f"{_FORMULA}Recalling lamps,\n\n1. Decides to keep them;\n\n"
    source = f"A/RES/99/7\n\n99/7. Lamps\n\n{part}A\n\nLamps of the sea\n\n{part}B\n\nLamps of the land\n\n{part}"
    done = convert(source.encode())
    assert done.document is not None
    assert [p.metadata.number_iri for p in done.document.parts] == ["99-7", "99-7A", "99-7B"]
    assert [p.metadata.symbols for p in done.document.parts] == [(f"A/RES/99/7{x}",) for x in ("", " A", " B")]
    assert not [d for d in done.diagnostics if d.severity == "error"]
    assert read_xml(done.output).value == done.document


@pytest.mark.parametrize("title", ["“(a)", "“(a) Lamps", "“(a)\n\n“(b) Lamps"])
def test_the_title_of_a_draft_within_a_text_keeps_its_number(title: str) -> None:
    done = convert(f"{_FORMULA}1. Adopts:\n\n{title}\n\n{_FORMULA}“1. Decides to meet.”".encode())
    assert title.replace("\n\n", " ") in done.output.decode()
    assert "S215" not in [d.code.code for d in done.diagnostics]


def test_a_note_that_is_called_very_often_costs_no_time() -> None:
    def source(n: int) -> bytes:
        return f"{_FORMULA}1. Decides {'word¹ ' * n}.\n\n____\n¹ Note.".encode()

    assert convert(source(800), options=Options(to="html")).output.count(b"word") >= 800
    grows_linearly(lambda n: lambda: convert(source(n), options=Options(to="html")), 100)
