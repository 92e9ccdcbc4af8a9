"""Tracked changes: accepted, rejected or reported, and always counted; comments."""

from __future__ import annotations

import pytest

from akn.errors import UsageError
from akn.text import Kind
from tests.converters.formats.word_file import blocks, lines, p, r, told, word

NEW = '<w:ins w:author="A. Drafter" w:date="2044-05-04T00:00:00Z">{}</w:ins>'
OLD = '<w:del w:author="A. Drafter">{}</w:del>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


BODY = p("Lamps shall be ", OLD.format(gone("dim")), NEW.format(r("bright")), ".")


@pytest.mark.parametrize(
    ("way", "expected"),
    [("accept", "Lamps shall be bright."), ("reject", "Lamps shall be dim."), ("report", "Lamps shall be bright.")],
)
def test_words_are_settled_as_asked(way: str, expected: str) -> None:
    assert lines(word(BODY), revisions=way) == [expected]


def test_they_are_counted_and_in_a_report_each_is_told() -> None:
    assert told(word(BODY))["R201"] == "tracked changes were accepted: 1 insertion, 1 deletion"
    assert "R202" not in told(word(BODY))
    assert told(word(BODY), revisions="reject")["R201"] == "tracked changes were rejected: 1 insertion, 1 deletion"
    reported = told(word(p(NEW.format(r("bright")))), revisions="report")
    assert reported["R202"] == "tracked change, insertion by A. Drafter: “bright”"


def test_a_file_without_changes_says_nothing_of_them() -> None:
    assert "R201" not in told(word(p("x")))


def test_any_other_way_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(UsageError, match="accept, reject, report"):
        lines(word(p("x")), revisions="maybe")


def test_moved_words_stand_where_they_went_or_where_they_came_from() -> None:
    here = p("a", "<w:moveTo>" + r(" moved") + "</w:moveTo>")
    there = p("b", "<w:moveFrom>" + r(" moved") + "</w:moveFrom>")
    assert lines(word(here + there)) == ["a moved", "b"]
    assert lines(word(here + there), revisions="reject") == ["a", "b moved"]
    assert told(word(here + there))["R201"] == "tracked changes were accepted: 1 move"


def test_a_removed_end_of_paragraph_joins_it_with_the_next() -> None:
    body = p("One ", properties="<w:rPr><w:del/></w:rPr>", style="H1") + p("two.", style="SingleTxt") + p("Three.")
    assert lines(word(body)) == ["One two.", "Three."]
    assert lines(word(body), revisions="reject") == ["One", "two.", "Three."]
    new = body.replace("<w:del/>", "<w:ins/>")
    assert lines(word(new)) == ["One", "two.", "Three."]
    assert lines(word(new), revisions="reject") == ["One two.", "Three."]


def test_a_removed_end_before_a_table_or_at_the_very_end_loses_nothing() -> None:
    open_end = p("One", properties="<w:rPr><w:del/></w:rPr>")
    table = f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>"
    found = blocks(word(open_end + table))
    assert found[0].text.content == "One"  # type: ignore[union-attr]
    assert lines(word(open_end)) == ["One"]


def test_rows_that_were_put_in_or_taken_out() -> None:
    def row(text: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{p(text)}</w:tc></w:tr>"

    data = word(f"<w:tbl>{row('kept')}{row('new', '<w:ins/>')}{row('old', '<w:del/>')}</w:tbl>")

    def cells(way: str) -> list[str]:
        (table,) = blocks(data, revisions=way)
        return [row[0].blocks[0].text.content for row in table.rows]  # type: ignore[union-attr]

    assert cells("accept") == ["kept", "new"]
    assert cells("reject") == ["kept", "old"]


def test_looks_that_were_changed_come_back_on_rejection() -> None:
    changed = r("x", "<w:i/><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>")

    def looks(way: str) -> list[Kind]:
        (block,) = blocks(word(p(changed)), revisions=way)
        return [m.kind for m in block.text.marks]  # type: ignore[union-attr]

    assert looks("accept") == [Kind.ITALIC]
    assert looks("reject") == [Kind.BOLD]
    assert told(word(p(changed)))["R201"] == "tracked changes were accepted: 1 change of format"


def test_places_that_were_changed_come_back_on_rejection() -> None:
    changed = '<w:jc w:val="center"/><w:pPrChange><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>'

    def align(way: str) -> str:
        (block,) = blocks(word(p("x", properties=changed)), revisions=way)
        return block.align  # type: ignore[union-attr]

    assert (align("accept"), align("reject")) == ("center", "end")


def test_comments_are_left_out_and_counted() -> None:
    body = p(
        '<w:commentRangeStart w:id="1"/>',
        "x",
        '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
    )
    assert lines(word(body)) == ["x"]
    assert told(word(body))["R203"] == "1 comment was left out"
