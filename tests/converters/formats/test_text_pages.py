"""What printing put on the page and is no text: headers, page numbers, job numbers, rules; and where pages cut."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from converters.formats import text as text_format
from tests.converters.formats.text_shown import noticed, shown

_BODY = "Recalling its resolution on the protection of the night sky and of those who study it, and"


def test_headers_page_numbers_and_job_numbers_are_left_out_and_counted() -> None:
    text = (
        "A/RES/99/7\n\nFirst page.\n\n1/3    44-12345 (E)\n*4412345*\n"
        "\fA/RES/99/7\n\nSecond page.\n\n2/3    44-12345\n"
        "\fA/RES/99/7\n\nThird page.\n\n3/3    44-12345\n"
    )
    assert shown(text) == ["A/RES/99/7", "First page. ...", "Second page. ...", "Third page."]
    found = noticed(text)["FURNITURE_DROPPED"]
    assert "6 lines" in found.message
    assert (
        "1 bar code, 3 page numbers, 2 running headers: “1/3 44-12345 (E)”, “*4412345*”, “A/RES/99/7”, …"
        in found.message
    )
    assert found.position.line == 5


def test_a_rule_above_notes_is_told_by_its_kind_its_line_and_its_signs() -> None:
    found = noticed("See the books.¹\n\n__________\n¹ A/99/41.\n")["FURNITURE_DROPPED"]
    assert found.message == "1 line that is no part of the text was left out: 1 horizontal rule: “__________”"
    assert found.position.line == 3


def test_long_lines_that_were_left_out_are_shown_in_part_and_with_their_own_signs() -> None:
    header = "Report of the islands \\* on all the tidal libraries of the coast"
    text = "\f".join(f"{header}\n\nThe text of page {n} goes here.\n" for n in ("one", "two", "three", "four"))
    found = noticed(text)["FURNITURE_DROPPED"]
    assert found.message.endswith("3 running headers: “Report of the islands * on all the tidal…”")


def test_a_header_of_several_lines_on_left_and_right_pages_is_left_out() -> None:
    title = "Protection of the night sky"
    text = (
        f"United Nations          A/RES/99/7\n\n99/7.  {title}\n\nOne.\n"
        f"\f                 {title}\nA/RES/99/7\n\nTwo.\n\n2/4        44-12345\n"
        f"\f{title}\n                      A/RES/99/7\n\nThree.\n\n44-12345        3/4\n"
        f"\f                 {title}\nA/RES/99/7\n\nFour.\n\n4/4        44-12345\n"
    )
    assert shown(text) == [
        "United Nations",
        "A/RES/99/7",
        f"99/7. {title}",
        "One. ...",
        "Two. ...",
        "Three. ...",
        "Four.",
    ]


@pytest.mark.parametrize("number", ["- {} -", "{}", "Page {}", "Página {}", "{}/4", "{} of 4", "— {} —"])
def test_a_page_number_counts_along_with_the_pages(number: str) -> None:
    text = "\f".join(f"The text of page {n} goes here.\n\n{number.format(n)}\n" for n in range(1, 5))
    assert [line.removesuffix(" ...") for line in shown(text)] == [
        f"The text of page {n} goes here." for n in range(1, 5)
    ]


def test_a_number_at_the_end_of_a_page_that_does_not_count_stays() -> None:
    text = "The first page says\n\n7\n\fThe second page says\n\n5\n\fThe third page says\n\n12\n"
    assert [line for line in shown(text) if line.removesuffix(" ...").isdecimal()] == ["7 ...", "5 ...", "12"]


def test_a_date_or_a_heading_at_the_edge_of_a_page_stays() -> None:
    text = "One.\n\nArticle 1\n\fTwo.\n\nAnnex\n\fAnnex\n\nThree.\n\n3 May 2044\n\fFour.\n\n4 May 2044\n"
    kept = [line.removesuffix(" ...") for line in shown(text)]
    assert kept == ["One.", "Article 1", "Two.", "Annex", "Annex", "Three.", "3 May 2044", "Four.", "4 May 2044"]


def test_nothing_in_the_middle_of_a_page_is_furniture() -> None:
    text = "\f".join(f"Above {n}.\n\nA/RES/99/7\n\n{n}/3\n\nBelow, at the end of page {n}.\n" for n in (1, 2, 3))
    assert [line for line in shown(text) if line in ("A/RES/99/7", "1/3", "2/3", "3/3")] == [
        line for n in (1, 2, 3) for line in ("A/RES/99/7", f"{n}/3")
    ]


def test_page_numbers_of_a_scan_without_form_feeds_part_its_pages() -> None:
    filler = "word " * 100
    text = f"One {filler}\n\n- 1 -\n\nTwo {filler}\n\n- 2 -\n\nThree {filler}\n\n- 3 -\n"
    blocks = text_format.read(text.encode()).value
    assert [b.page for b in blocks] == [1, 2, 3]
    assert len(blocks) == 3


def test_the_rule_above_notes_is_left_out_and_any_other_stays() -> None:
    rule = "____________________"
    assert shown(f"Text.¹\n\n{rule}\n\n¹ Note.\n") == ["Text.{1}", "NOTE 1: Note."]
    assert shown(f"Text.\n\n{rule}\n\nMore text.\n") == ["Text.", rule, "More text."]


def test_a_page_cuts_a_paragraph_unless_the_next_page_begins_with_an_indent() -> None:
    page = f"     {_BODY}\nmindful of its importance for astronomy, seafaring and the life of birds that fly at"
    last = "     Aware of the importance of the matter for all peoples and\nStates,\n"
    text = f"{page}\n\fnight over great distances,\n\n{page}\n\f{last}"
    assert [b.cut for b in text_format.read(text.encode()).value if isinstance(b, Block)] == [True, False, False, False]


def test_the_masthead_is_parted_at_wide_gaps() -> None:
    text = (
        "        United Nations                                    A/RES/99/7\n"
        "        General Assembly                          Distr.: General\n"
        "                                                  6 December 2044\n\n\n"
        "Ninety-ninth session\nAgenda item 94\nProtection of the night sky and of those who study it, in\n"
        "all its parts\n"
    )
    assert shown(text) == [
        "United Nations",
        "A/RES/99/7",
        "General Assembly",
        "Distr.: General",
        "6 December 2044",
        "Ninety-ninth session",
        "Agenda item 94",
        "Protection of the night sky and of those who study it, in all its parts",
    ]


def test_a_masthead_set_by_tabs_is_parted_too() -> None:
    text = "United Nations\tA/RES/99/7\nGeneral Assembly\tDistr.: General\n\t6 December 2044\n\nText.\n"
    assert shown(text) == [
        "United Nations",
        "A/RES/99/7",
        "General Assembly",
        "Distr.: General",
        "6 December 2044",
        "Text.",
    ]


def test_positions_tell_line_column_and_page() -> None:
    text = "First.\n\n   Second.\n\fThird.\n"
    where = [
        (b.source.source, b.source.line, b.source.column, b.source.page)
        for b in text_format.read(text.encode(), "a.txt").value
    ]
    assert where == [("a.txt", 1, 1, 1), ("a.txt", 3, 4, 1), ("a.txt", 4, 1, 2)]


_PLAIN = {
    "en": (
        "Keeping of mountain ponies",
        "Recalling the report on ponies{} and on those who keep them, ",
        "See A/98/1.",
    ),
    "fr": (
        "Élevage des poneys de montagne",
        "Rappelant le rapport sur les poneys{} et sur leurs éleveurs, ",
        "A/98/1.",
    ),
    "ru": ("Разведение горных пони", "ссылаясь на доклад о горных пони{} и о тех, кто их разводит, ", "См. A/98/1."),
    "ar": ("تربية الخيول الجبلية", "إذ تشير إلى التقرير عن الخيول الجبلية{} وعن مربيها في كل مكان، ", "انظر A/98/1."),
}
_FEET = {
    "job numbers": ("44-12345 (E)    120344\n*4412345*", "{}/4          44-12345"),
    "job numbers in front": ("GE.44-12345 (E)", "GE.44-12345 {}"),
    "page numbers": ("1/4", "{}/4"),
}


@pytest.mark.parametrize("foot", _FEET)
@pytest.mark.parametrize("language", _PLAIN)
def test_page_ends_are_told_without_form_feeds(language: str, foot: str) -> None:
    title, words, note = _PLAIN[language]
    first, later = _FEET[foot]
    pages = [f"A/RES/99/7\n\n{title}\n\n{words.format('1') * 9}\n\n_______________\n1 {note}\n\n{first}"]
    for n in range(2, 5):
        header = f"{title}\nA/RES/99/7" if n % 2 else f"{title}        A/RES/99/7"
        pages.append(f"{header}\n\n{words.format(n) * 9}\n\n_______________\n{n} {note}\n\n{later.format(n)}")
    fed = shown("\n\f".join(pages))
    assert sum(line.startswith("NOTE") for line in fed) == 4
    for between in ("\n", "\n\n\n"):
        assert shown(between.join(pages)) == fed


def test_the_symbol_of_another_document_and_a_sentence_with_the_own_one_part_no_pages() -> None:
    lines = ["A/RES/99/7", "Night sky", *[f"{n}. {_BODY};" for n in range(1, 9)], "A/RES/99/8", "See A/RES/99/7", _BODY]
    assert shown("\n\n".join(lines))[-3:] == lines[-3:]


def test_one_long_line_that_repeats_its_symbol_is_one_page() -> None:
    assert shown("A/RES/99/7 " * 80) == [("A/RES/99/7 " * 80).strip()]


@pytest.mark.parametrize("footer", ["44-12345 1/1", "1/1 44-12345"])
def test_a_job_number_beside_the_page_number_is_no_text_of_one_page(footer: str) -> None:
    text = f"The General Assembly,\n\nRecalling it,\n\n1. Decides to act.\n\n{footer}\n"
    assert shown(text) == ["The General Assembly,", "Recalling it,", "1. Decides to act."]
    assert "1 page number" in noticed(text)["FURNITURE_DROPPED"].message


@pytest.mark.parametrize("text", ["\fHello", "\f\f\nHello\n", "\f"])
def test_a_form_feed_before_the_first_word_is_no_page(text: str) -> None:
    assert shown(text) == (["Hello"] if "Hello" in text else [])


_LOST = {
    "printed": "United Nations A/RES/99/7\nGeneral Assembly\n44-99071 (E) 231244\n*4499071*\nOne\ntwo.\n\fThree.\n",
    "read": "A/RES/99/7\n\n1.\nOne;\n2.\nTwo:\n(a)\nThree.\n\fFour.\n",
}


@pytest.mark.parametrize("order", _LOST)
def test_a_dump_that_has_lost_its_layout_is_told(order: str) -> None:
    assert "pdftotext -layout" in str(noticed(_LOST[order])["LAYOUT_LOST"].hint)
    indented = "\n".join(f"   {line}" for line in _LOST[order].split("\n"))
    assert "LAYOUT_LOST" not in noticed(indented)
    assert "LAYOUT_LOST" not in noticed(_LOST[order].replace("\f", ""))
