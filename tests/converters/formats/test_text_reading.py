"""Tables, looks, list numbers and the odd inputs of plain text."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.errors import UnreadableInput
from converters.formats import text as text_format
from tests.converters.formats.text_shown import noticed, shown


def test_lines_with_tabs_are_rows_of_one_table_with_or_without_blank_lines() -> None:
    assert shown("Post\tGrade\nDriver\tG-2\n\nText.\n") == ["TABLE Post | Grade || Driver | G-2", "Text."]
    assert shown("Post\tGrade\n\nDriver\tG-2\n\nText.\n") == ["TABLE Post | Grade || Driver | G-2", "Text."]


def test_empty_cells_are_kept_and_short_rows_filled() -> None:
    text = "Section\tAmount\tNote\n\t\t\n\tSubtotal\t7\n1\tOffice\t\nTotal\t9\n"
    wanted = "TABLE Section | Amount | Note ||  |  |  ||  | Subtotal | 7 || 1 | Office |  || Total | 9 | "
    assert shown(text) == [wanted]


def test_a_tab_behind_a_typed_number_makes_no_table() -> None:
    blocks = text_format.read(b"1.\tRequests a report;\n\n2.\tDecides to meet;\n\n\t(a)\tFirst.\n").value
    assert [b.text.content for b in blocks if isinstance(b, Block)] == [
        "1. Requests a report;",
        "2. Decides to meet;",
        "(a) First.",
    ]
    assert all(isinstance(b, Block) and b.tabbed for b in blocks)


def test_looks_of_markdown_become_marks() -> None:
    assert shown("1. **Requests** a *report*, ***at once*** and **soon**.\n") == [
        "1. **Requests** a //report//, **//at once**// and **soon**."
    ]
    assert shown("1. **请**秘书长**继续**审议\n") == ["1. **请**秘书长**继续**审议"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna (Norway)*, Bo (Sweden)**, Carl (Chad)*, Dan (Laos)**.",
        "成员：甲、* 乙、** 丙、**丁、* 戊、** 己、* 庚。*",
        "5 * 3 * 2",
        "a*b*c",
        "**open",
        "*.txt, *.md",
        "snake__case__x",
        "__init__ files and __soon__",
        "_one_ and two_",
        "The code *2519999* and so on",
        "x**y**z",
        "2**8 and 2**9",
    ],
)
def test_stars_without_a_partner_are_characters(text: str) -> None:
    assert shown(text) == [text]
    assert "LOOKS_READ" not in noticed(text)


def test_looks_stand_where_scripts_join_words_and_around_numbers() -> None:
    assert shown("و**تؤكد** ذلك، **призывае**т, **67/1**.\n") == ["و**تؤكد** ذلك، **призывае**т, **67/1**."]


def test_what_was_read_as_in_markdown_is_counted_at_the_first_line() -> None:
    found = noticed("One.\n\n**Two** and *three*.\n\nIn C:\\temp\\*.txt and \\[x].\n")
    assert (found["LOOKS_READ"].position.line, found["LOOKS_READ"].message[:11]) == (3, "2 passages ")
    assert (found["ESCAPES_READ"].position.line, found["ESCAPES_READ"].message[:14]) == (5, "2 backslashes ")
    assert not {"LOOKS_READ", "ESCAPES_READ"} & noticed("Anna (Norway)*, Bo (Sweden)*, in C:\\dir.\n").keys()


def test_a_bullet_before_a_number_is_the_number_of_the_list() -> None:
    assert shown("- ١٤ - تلاحظ ذلك؛\n- ١٥ - تشجع ذلك.\n") == ["[- ١٤ -] تلاحظ ذلك؛", "[- ١٥ -] تشجع ذلك."]
    assert shown("- A bullet.\n") == ["- A bullet."]


def test_a_backslash_makes_signs_characters() -> None:
    assert shown("A \\*star\\* and \\^(1) and C:\\dir.\n\n\\&(1) No note.\n") == [
        "A *star* and ^(1) and C:\\dir.",
        "(1) No note.",
    ]


@pytest.mark.parametrize("data", [b"", b" \n\n\t\n", b"\xef\xbb\xbf", b"\x0c\x0c"])
def test_an_empty_file_has_no_blocks_and_an_error(data: bytes) -> None:
    result = text_format.read(data, "a.txt")
    assert result.value == ()
    assert not result.ok
    assert "EMPTY_INPUT" in noticed(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        (b"\x00\x01\x02\x03" * 50, "control codes"),
        (bytes(range(256)) * 4, "null bytes"),
    ],
)
def test_a_binary_is_refused_with_what_it_looks_like(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableInput, match=name) as caught:
        text_format.read(data, "scan.txt")
    assert "scan.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_text_that_is_no_resolution_keeps_every_paragraph() -> None:
    lines = [
        "It was a dark and stormy night; the rain fell.",
        "“Who goes there?” she said.",
        "Nobody answered 1 of them.",
    ]
    assert shown("\n\n".join(lines)) == lines


def test_a_table_is_a_rectangle_without_empty_rows_at_its_ends() -> None:
    text = "Section\tAmount\tNote\n\t\t\n1\tTides\n\t\t\n"
    assert shown(text) == ["TABLE Section | Amount | Note ||  |  |  || 1 | Tides | "]
    blocks = text_format.read(text.encode()).value
    assert text_format.read(text_format.write(blocks)).value == blocks
