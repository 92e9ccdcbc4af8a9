"""Footnotes and endnotes, their markers, and calls that come again."""

from __future__ import annotations

from unittest import mock

from akn.blocks import Block, NoteBlock, TableBlock
from akn.text import Kind
from converters.conversion import Status, convert_bytes
from converters.formats.docx.notes import Called
from converters.options import Options
from tests.converters.formats.word_file import blocks, field, p, parts, r, told, word, zipped

REF = "<w:r><w:footnoteRef/></w:r>"


def call(n: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{n}"/></w:r>'


def starred(n: int, mark: str) -> str:
    return f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{n}"/><w:t>{mark}</w:t></w:r>'


def note(n: int, *content: str, kind: str = "footnote") -> str:
    inner = "".join(c if c.startswith("<w:p>") else p(REF, " " + c) for c in content)
    return f'<w:{kind} w:id="{n}">{inner}</w:{kind}>'


RULE = f'<w:footnote w:type="separator" w:id="-1">{p("______")}</w:footnote>'


def calls(block: object) -> list[tuple[int, str, str]]:
    assert isinstance(block, Block)
    return [(m.start, m.get("key"), m.get("marker")) for m in block.text.of(Kind.NOTE)]


def notes(data: bytes) -> list[tuple[str, str, str]]:
    found = [b for b in blocks(data) if isinstance(b, NoteBlock)]
    return [(b.key, b.marker, " / ".join(i.text.content for i in b.blocks if isinstance(i, Block))) for b in found]


def test_a_call_is_an_anchor_without_width_and_the_note_stands_at_the_end() -> None:
    data = word(p("One", call(1), " two", call(2), "."), footnotes=RULE + note(1, "First.") + note(2, "Second."))
    assert calls(blocks(data)[0]) == [(3, "1", ""), (7, "2", "")]
    assert blocks(data)[0].text.content == "One two."  # type: ignore[union-attr]
    assert notes(data) == [("1", "1", "First."), ("2", "2", "Second.")]


def test_the_ids_of_word_are_not_the_numbers_that_print() -> None:
    data = word(p("a", call(7)) + p("b", call(3)), footnotes=note(3, "Later.") + note(7, "Sooner."))
    assert notes(data) == [("2", "2", "Later."), ("1", "1", "Sooner.")]


def test_a_mark_of_ones_own_is_read_and_does_not_count() -> None:
    data = word(
        p("Title", starred(1, "*")) + p("a", call(2)),
        footnotes=note(1, p(r("*", '<w:vertAlign w:val="superscript"/>'), "\tReissued.")) + note(2, "First."),
    )
    assert notes(data) == [("*", "*", "Reissued."), ("1", "1", "First.")]
    assert calls(blocks(data)[0]) == [(5, "*", "")]


def test_a_note_of_several_paragraphs_keeps_them() -> None:
    data = word(p("a", call(1)), footnotes=note(1, p(REF, " One."), p("Two.")))
    assert notes(data) == [("1", "1", "One. / Two.")]


def test_notes_are_called_in_tables_and_headings() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('cell', call(2))}</w:tc></w:tr></w:tbl>"
    data = word(p("Head", call(1), style="H23") + table + p("x"), footnotes=note(1, "A.") + note(2, "B."))
    head, grid = blocks(data)[:2]
    assert calls(head) == [(4, "1", "")]
    assert isinstance(grid, TableBlock)
    assert calls(grid.rows[0][0].blocks[0]) == [(4, "2", "")]


def test_a_reference_that_comes_again_is_the_same_note() -> None:
    data = word(p("a", call(1), " b", call(1), " c", call(2)), footnotes=note(1, "A.") + note(2, "B."))
    assert calls(blocks(data)[0]) == [(1, "1", ""), (3, "1", ""), (5, "2", "")]


def test_a_field_that_repeats_the_number_of_a_note_is_a_second_call() -> None:
    mark = '<w:bookmarkStart w:id="5" w:name="_Ref1"/>' + call(1) + '<w:bookmarkEnd w:id="5"/>'
    for name in ("NOTEREF", "REF"):
        data = word(p("a", mark) + p("b", field(f" {name} _Ref1 \\f \\h ", "1"), " c"), footnotes=note(1, "A."))
        assert calls(blocks(data)[1]) == [(1, "1", "")]
        assert blocks(data)[1].text.content == "b c"  # type: ignore[union-attr]


def test_the_field_may_stand_before_the_note() -> None:
    mark = '<w:bookmarkStart w:id="5" w:name="_Ref1"/>' + call(1) + '<w:bookmarkEnd w:id="5"/>'
    table = f"<w:tbl><w:tr><w:tc>{p('x', field('NOTEREF _Ref1', '1'))}</w:tc></w:tr></w:tbl>"
    data = word(p("b", field("NOTEREF _Ref1", "1")) + table + p("a", mark), footnotes=note(1, "A."))
    assert calls(blocks(data)[0]) == [(1, "1", "")]
    assert notes(data) == [("1", "1", "A.")]


def test_a_reference_to_text_around_a_note_is_text() -> None:
    mark = '<w:bookmarkStart w:id="5" w:name="Place"/>' + r("the harbour") + call(1) + '<w:bookmarkEnd w:id="5"/>'
    data = word(p(mark) + p("see ", field("REF Place", "the harbour")), footnotes=note(1, "A."))
    assert blocks(data)[1].text.content == "see the harbour"  # type: ignore[union-attr]
    assert calls(blocks(data)[1]) == []


def test_a_field_whose_note_is_gone_keeps_its_number_as_a_call_without_a_note() -> None:
    data = word(p("b", field("NOTEREF _Gone", "4")))
    assert calls(blocks(data)[0]) == [(1, "", "4")]
    assert "R205" in told(data)


def test_a_call_without_a_body_is_told() -> None:
    data = word(p("a", call(9), " b", call(1)), footnotes=note(1, "A."))
    assert calls(blocks(data)[0]) == [(1, "", "1"), (3, "2", "")]
    assert "1" in told(data)["R205"]


def test_a_file_without_its_footnotes_part_is_read_and_told() -> None:
    made = parts(p("a", call(1)), footnotes=note(1, "A."))
    del made["word/footnotes.xml"]
    assert [b.text.content for b in blocks(zipped(made)) if isinstance(b, Block)] == ["a"]
    assert {"R205", "R207"} <= set(told(zipped(made)))


def test_endnotes_count_for_themselves_in_the_form_that_the_file_sets() -> None:
    end = call(1, "endnote")
    ends = note(1, p("<w:r><w:endnoteRef/></w:r>", " E."), kind="endnote")
    data = word(p("a", call(1), " b", end), footnotes=note(1, "F."), endnotes=ends)
    assert notes(data) == [("1", "1", "F."), ("i", "i", "E.")]
    form = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    data = word(p("a", call(1), " b", end), footnotes=note(1, "F."), endnotes=ends, section=form)
    assert notes(data) == [("1", "1", "F."), ("1.2", "1", "E.")]


def test_numbers_start_again_where_the_file_says_so() -> None:
    again = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    end = f"<w:p><w:pPr><w:sectPr>{again}</w:sectPr></w:pPr></w:p>"
    data = word(p("a", call(1)) + end + p("b", call(2)), footnotes=note(1, "A.") + note(2, "B."), section=again)
    assert notes(data) == [("1", "1", "A."), ("1.2", "1", "B.")]
    assert calls(blocks(data)[1]) == [(1, "1.2", "")]


def test_the_form_of_the_numbers_may_stand_in_the_settings() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="chicago"/><w:numStart w:val="2"/></w:footnotePr>'
    data = word(p("a", call(1)), footnotes=note(1, "A."), settings=settings)
    assert notes(data) == [("†", "†", "A.")]


def test_the_rules_above_the_notes_are_no_notes() -> None:
    assert notes(word(p("a", call(1)), footnotes=RULE + note(1, "A."))) == [("1", "1", "A.")]


def test_a_note_that_nothing_calls_does_not_print() -> None:
    assert notes(word(p("a", call(1)), footnotes=note(1, "A.") + note(2, "Left over."))) == [("1", "1", "A.")]


def test_notes_that_call_the_one_before_them_are_looked_at_once_each() -> None:
    def looked_at(count: int) -> int:
        bodies = "".join(note(n, p(REF, f" Lamp {n}", call(n - 1) if n else "")) for n in range(count))
        with mock.patch("converters.formats.docx.notes.Called", side_effect=Called) as made:
            found = notes(word(p("a", call(count - 1)), footnotes=bodies))
        assert [text for _, _, text in found] == [f"Lamp {n}" for n in range(count)]
        return made.call_count

    assert looked_at(80) <= 2 * looked_at(40)


def test_a_typed_mark_that_looks_like_the_key_of_another_note_has_a_key_of_its_own() -> None:
    document = word(
        p("a", call(1), starred(2, "1"), starred(3, "1.2"), starred(4, "1")),
        footnotes=note(1, "A.") + note(2, "B.") + note(3, "C.") + note(4, "D."),
    )
    found = notes(document)
    assert [words for *_, words in found] == ["A.", "B.", "C.", "D."]
    assert len({key for key, *_ in found}) == 4


def test_a_note_whose_words_were_deleted_is_told_and_makes_nothing_invalid() -> None:
    emptied = '<w:p><w:del w:id="9"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>'
    text = p("The General Assembly,") + p("1. Decides", call(1), " to meet", call(2), ";")
    done = convert_bytes(word(text, footnotes=note(1, emptied) + note(2, "Kept.")), "a.docx", Options())
    assert done.status is not Status.INVALID
    (found,) = [d for d in done.diagnostics if d.rule == "R-084"]
    assert (found.code.code, found.message) == ("V304", "the note is empty")
    assert done.document is not None
    assert [n.marker for n in done.document.notes] == ["1", "2"]
