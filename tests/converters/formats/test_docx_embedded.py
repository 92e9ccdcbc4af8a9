"""Words that stand in a Word file in another way than as its own text: reading aids, embedded documents, two parts."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from akn.blocks import Block
from akn.errors import UnreadableInput
from akn.text import Kind, Text, mark
from converters.conversion import look
from converters.options import Options
from tests.converters.formats.word_file import R, blocks, lines, p, parts, r, told, word, zipped

CHUNK = '<w:altChunk r:id="chunk"/>'
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="chunk" Type="{R}/aFChunk" Target="{{}}"/></Relationships>'
)
PAGE = b"<html><body><p>All lamps are lit.</p><p>No ship is lost.</p></body></html>"
ARCHIVE = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><body><p>All lamps are lit.</p><p>No ship is=20lost.</p></body></html>\r\n--x--\r\n"
)


def ruby(base: str, aid: str) -> str:
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(aid)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"


def with_chunk(name: str, data: bytes, body: str = CHUNK) -> bytes:
    made = parts(p("Before.") + body + p("After."))
    made["word/_rels/document.xml.rels"] = _RELATIONSHIPS.format(name)
    return zipped(made | {f"word/{name}": data})


def with_chunks(chunks: list[tuple[str, bytes]]) -> bytes:
    body = "".join(f'<w:altChunk r:id="c{i}"/>' for i in range(len(chunks)))
    made = parts(p("Before.") + body + p("After."))
    links = "".join(
        f'<Relationship Id="c{i}" Type="{R}/aFChunk" Target="{name}"/>' for i, (name, _) in enumerate(chunks)
    )
    head, _, _ = _RELATIONSHIPS.partition("<Relationship ")
    made["word/_rels/document.xml.rels"] = f"{head}{links}</Relationships>"
    return zipped(made | {f"word/{name}": data for name, data in chunks})


def test_the_reading_aid_above_a_word_stands_raised_after_it() -> None:
    (block,) = blocks(word(p("the ", ruby("灯台", "とうだい"), " stands")))
    assert isinstance(block, Block)
    assert block.text == Text("the 灯台とうだい stands", (mark(6, 10, Kind.SUPERSCRIPT),))


def test_two_reading_aids_beside_each_other_are_two() -> None:
    (block,) = blocks(word(p(ruby("灯", "とう"), ruby("台", "だい"))))
    assert isinstance(block, Block)
    assert block.text == Text("灯とう台だい", (mark(1, 3, Kind.SUPERSCRIPT), mark(4, 6, Kind.SUPERSCRIPT)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", PAGE),
        ("page.mht", ARCHIVE),
        ("plain.txt", b"All lamps are lit.\n\nNo ship is lost.\n"),
        ("inner.docx", word(p("All lamps are lit.") + p("No ship is lost."))),
    ],
)
def test_the_words_of_an_embedded_document_stand_where_it_stands(name: str, data: bytes) -> None:
    outer = with_chunk(name, data)
    assert lines(outer) == ["Before.", "All lamps are lit.", "No ship is lost.", "After."]
    assert "R209" not in told(outer)
    assert "R220" not in told(outer)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("old.rtf", b"{\\rtf1 All lamps}", "its format is not read here"),
        ("empty.mht", b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", "its web archive holds no page"),
        ("cut.docx", word(p("All lamps"))[:200], "its archive is cut off or damaged"),
        ("inner.docx", with_chunk("inner.docx", word(p("a"))), "it stands in a file that stands in this one"),
    ],
)
def test_an_embedded_document_that_is_not_read_is_told_with_the_reason(name: str, data: bytes, reason: str) -> None:
    message = told(with_chunk(name, data))["R220"]
    assert reason in message
    assert message.startswith("a document that is embedded in the file, word/")


def test_an_embedded_document_without_words_is_told_as_that() -> None:
    assert "1 embedded document" in told(with_chunk("page.html", b"<html><body></body></html>"))["R209"]


def test_embedded_documents_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.formats.docx.XML_BYTES", 3 * len(PAGE))
    data = with_chunks([(f"page{i}.html", PAGE) for i in range(5)])
    assert lines(data).count("All lamps are lit.") == 3
    assert "all of them are larger than" in told(data)["R220"]


def test_a_document_that_stands_in_the_file_often_is_kept_once_and_counted() -> None:
    data = with_chunk("page.html", PAGE, CHUNK * 4000)
    assert lines(data) == ["Before.", "All lamps are lit.", "No ship is lost.", "After."]
    assert "the document word/page.html is embedded in the file 4000 times" in told(data)["R221"]


def test_what_is_said_of_an_embedded_page_names_the_file() -> None:
    page = b"<p>1. Decides</p><table><tr><td><a href='javascript:x'>that</a></td></tr></table>"
    seen = look(with_chunk("page.html", page), "in/a.docx", Options(validate=False))
    assert "S232" in {d.code.code for d in seen.diagnostics}
    assert {d.position.source for d in seen.diagnostics} == {"in/a.docx"}


def test_notes_of_embedded_documents_keep_their_calls() -> None:
    inner = word(
        p("Lamps", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=f'<w:footnote w:id="2">{p("Of glass.")}</w:footnote>',
    )
    found = blocks(with_chunks([("inner.docx", inner), ("again.docx", inner)]))
    keys = [m.get("key") for b in found if isinstance(b, Block) for m in b.text.of(Kind.NOTE)]
    assert len(set(keys)) == 2
    assert keys == [b.key for b in found if not isinstance(b, Block)]  # type: ignore[union-attr]


@pytest.mark.parametrize("second", ["word/document.xml", "word/Document.xml"])
@pytest.mark.parametrize(("text", "message"), [("two", "two different parts"), ("one", "two parts")])
def test_two_parts_of_one_name_are_an_error(second: str, text: str, message: str) -> None:
    made = parts(p("one"))
    with warnings.catch_warnings(), zipfile.ZipFile(out := io.BytesIO(zipped(made)), "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(second, str(made["word/document.xml"]).replace("one", text))
    with pytest.raises(UnreadableInput, match=rf"{message} are called word/document\.xml"):
        blocks(out.getvalue())
