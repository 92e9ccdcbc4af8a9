"""Bytes to characters: UTF-8, UTF-16 and the older code pages; what is damaged is said."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.diagnostics import Code
from akn.errors import UnreadableInput
from converters.formats.encoding import decode, encode

_ENGLISH = "The General Assembly,\n\nRecalling the “night sky” – and its people’s right to it,\n" * 6
_FRENCH = "L’Assemblée générale,\n\nRappelant la « nuit étoilée » et le droit des peuples à la contempler,\n" * 6
_SPANISH = (
    "La Asamblea General,\n\nRecordando el cielo nocturno y el derecho de los niños a contemplarlo en las montañas,\n"
    * 6
)
_RUSSIAN = "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию о защите ночного неба от света больших городов,\n" * 6
_ARABIC = "إن الجمعية العامة،\n\nإذ تشير إلى قرارها المتعلق بحماية سماء الليل من أضواء المدن الكبيرة،\n" * 6
_ARABIC_DIGITS = _ARABIC + "القرار ٩٨/١ المؤرخ ٣ كانون الأول/ديسمبر ٢٠٤٣،\n" * 3
_CHINESE = "大会，\n\n回顾其关于保护夜空不受大城市灯光影响的决议，并注意到秘书长的报告，\n" * 6


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (_ENGLISH, "cp1252"),
        (_FRENCH, "cp1252"),
        (_SPANISH, "cp1252"),
        (_RUSSIAN, "cp1251"),
        (_RUSSIAN, "koi8_r"),
        (_RUSSIAN, "iso8859_5"),
        (_RUSSIAN, "cp866"),
        (_ARABIC, "cp1256"),
        (_ARABIC, "iso8859_6"),
        (_ARABIC_DIGITS, "mac_arabic"),
        (_CHINESE, "gb18030"),
        (_CHINESE, "gbk"),
    ],
)
def test_older_code_pages_are_known_and_said(text: str, name: str) -> None:
    found, diagnostics = decode(text.encode(name), "old.txt")
    assert found == text
    assert [d.code for d in diagnostics] == [Code.ENCODING_GUESSED]
    assert diagnostics[0].position.source == "old.txt"


@pytest.mark.parametrize("text", [_ENGLISH, _RUSSIAN, _ARABIC, _CHINESE])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_a_byte_order_mark_needs_no_guess(text: str, name: str) -> None:
    assert decode(text.encode(name)) == (text, ())


@pytest.mark.parametrize("text", [_ENGLISH, _RUSSIAN, _ARABIC, _CHINESE])
@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_unicode_without_a_mark_is_known_by_its_spaces(text: str, name: str) -> None:
    found, diagnostics = decode(text.encode(name))
    assert found == text
    assert dict(diagnostics[0].details)["encoding"] == name


def test_line_ends_of_all_systems_become_line_feeds() -> None:
    assert decode(b"a\r\nb\rc\nd")[0] == "a\nb\nc\nd"


def test_letters_are_neither_composed_nor_taken_apart() -> None:
    text = "e\u0301 é \u200f\u202b \u0640 \u00ad \u00a0"
    assert decode(text.encode()) == (text, ())


def test_control_characters_that_xml_cannot_hold_are_left_out_and_counted() -> None:
    found, diagnostics = decode(b"one\x01 two\x08 three\x0c\tfour")
    assert found == "one two three\x0c\tfour"
    assert [(d.code, dict(d.details)) for d in diagnostics] == [(Code.CONTROL_CHARACTERS, {"count": "2"})]


def test_damaged_utf8_is_read_as_utf8_and_the_damage_is_counted() -> None:
    found, diagnostics = decode((_ARABIC + "X").encode().replace(b"X", b"\xff\xfe\xff"))
    assert found.startswith(_ARABIC)
    assert [d.code for d in diagnostics] == [Code.UNDECODABLE_BYTES]


def test_a_text_that_begins_like_another_kind_of_file_is_written_with_a_mark() -> None:
    assert decode(encode("%PDF-1 is how a PDF file begins"))[0] == "%PDF-1 is how a PDF file begins"
    assert decode(encode("\ufeffmark"))[0] == "\ufeffmark"
    assert encode("plain") == b"plain"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_that_xml_can_hold_or_are_refused_in_one_line(data: bytes) -> None:
    said, text = "", ""
    try:
        text, _ = decode(data, "x")
    except UnreadableInput as error:
        said = str(error)
    assert "\n" not in said
    assert not any(c < " " and c not in "\t\n\v\f" for c in text)
    assert "\ufffe" not in text


def test_utf8_does_not_load_the_detector() -> None:
    code = (
        "import sys; from converters.formats import text; text.read('é'.encode());"
        "print('charset_normalizer' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
