"""Damaged, hostile and mistaken files: one line each, bounded work, nothing fetched, nothing written."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from akn.errors import UnreadableInput
from converters.formats import docx
from converters.formats.docx import package
from tests.converters.formats.word_file import R, lines, p, parts, told, word, zipped
from tests.work import grows_linearly

GOOD = parts(p("The General Assembly,"), footnotes="", styles="", header1=p("x"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]><x>&j;</x>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'


def refusal(data: bytes) -> str:
    """The one line that refuses a file."""
    with pytest.raises(UnreadableInput) as caught:
        docx.read(data, "a.docx")
    message = str(caught.value)
    assert message.startswith("a.docx: ")
    assert "\n" not in message
    assert len(message) < 300
    return message


@pytest.fixture(autouse=True)
def _nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: object) -> None:
        raise AssertionError("a file must not make the reader open a connection")

    monkeypatch.setattr(socket.socket, "connect", connect)


def test_the_good_file_is_good() -> None:
    assert lines(zipped(GOOD)) == ["The General Assembly,"]
    assert told(zipped(GOOD)) == {"R102": told(zipped(GOOD))["R102"]}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"The General Assembly,", "not a Word file"),
        (b"{\\rtf1 x}", "rich text"),
        (OLE, "a Word file of before 2007"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"PK\x03\x04" + b"x" * 50, "no Word file: its archive is cut off or damaged"),
        (zipped({"a.txt": "x"}), "word/document.xml is missing"),
    ],
)
def test_what_is_no_word_file_is_named(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_a_truncated_file_is_refused_wherever_it_ends() -> None:
    data = zipped(GOOD)
    for end in range(4, len(data) - 1, 97):
        refusal(data[:end])


def test_a_file_with_flipped_bytes_is_refused_or_read_but_never_breaks_the_reader() -> None:
    data = bytearray(zipped(GOOD))
    for at in range(0, len(data), 13):
        spoilt = bytes(data[:at]) + bytes([data[at] ^ 0xFF]) + bytes(data[at + 1 :])
        with contextlib.suppress(UnreadableInput):
            docx.read(spoilt, "a.docx")


def test_a_missing_main_part_is_named() -> None:
    made = {name: content for name, content in GOOD.items() if name != "word/document.xml"}
    assert "word/document.xml is missing" in refusal(zipped(made))


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(zipped(GOOD))
    at = data.index(b"PK\x01\x02")
    while at >= 0:  # the flag that says "encrypted" in each entry of the directory
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert "password" in refusal(bytes(data))


WITH_DTD = pytest.mark.parametrize(
    "content", [BOMB, OUTSIDE, REMOTE, BOMB.encode("utf-16")], ids=["bomb", "file", "net", "utf-16"]
)


@WITH_DTD
@pytest.mark.parametrize(
    "name",
    [
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/styles.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "docProps/custom.xml",
    ],
)
def test_entities_are_refused_in_every_part_that_is_read(name: str, content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    assert "DTD" in refusal(zipped({**GOOD, name: data}))


@pytest.mark.parametrize("data", ["<broken", "<DTD></dtd>"])
def test_a_damaged_part_is_passed_over_whatever_it_holds_and_the_file_is_called(data: str) -> None:
    found = docx.read(zipped({**GOOD, "word/styles.xml": data}), "DTD.docx")
    assert "R206" in [d.code.code for d in found.diagnostics]


@WITH_DTD
def test_entities_in_a_part_that_is_not_read_do_nothing(content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    made = {**GOOD, "[Content_Types].xml": data, "customXml/item1.xml": data}
    assert lines(zipped(made)) == ["The General Assembly,"]


def test_the_letters_of_a_dtd_in_a_comment_are_harmless() -> None:
    made = dict(GOOD)
    made["word/document.xml"] = "<!-- <!DOCTYPE x> -->" + str(GOOD["word/document.xml"]).split("?>", 1)[1]
    assert lines(zipped(made)) == ["The General Assembly,"]


def _small(data: bytes) -> str:
    """Why a file is refused, which takes little memory, whatever it says that it holds."""
    tracemalloc.start()
    try:
        said = refusal(data)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()
    return said


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({**GOOD, "word/document.xml": b"<x>" + b" " * (12 * 2**20) + b"</x>"})
    assert len(bomb) < 2**17
    assert "zip bomb" in _small(bomb)


def test_many_parts_that_are_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "XML_BYTES", 200_000)
    made = {**GOOD, **{f"word/x{i}.xml": os.urandom(60_000) for i in range(4)}}
    assert "zip bomb" in refusal(zipped(made))


def test_a_directory_that_lies_about_sizes_does_not_unpack_more_than_it_says() -> None:
    data = bytearray(zipped({"word/document.xml": b"<x>" + b" " * (12 * 2**20) + b"</x>"}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 1000)
    _small(bytes(data))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PARTS", 5)
    assert "parts inside" in refusal(zipped(GOOD))


def test_a_part_name_that_leaves_the_file_is_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("../evil.xml", "/etc/evil.xml", "word/../../evil.xml", "C:\\evil.xml", "..\\evil.xml")
    data = zipped({**GOOD, **dict.fromkeys(names, "<x/>")})
    assert lines(data) == ["The General Assembly,"]
    assert "R208" in told(data)
    assert list(tmp_path.iterdir()) == []


def test_a_relationship_that_leaves_the_file_or_leads_nowhere_is_told() -> None:
    made = dict(GOOD)
    broken = f'<Relationship Id="z" Type="{R}/footnotes" Target="../../../etc/passwd"/>'
    made["word/_rels/document.xml.rels"] = str(GOOD["word/_rels/document.xml.rels"]).replace(
        "</Relationships>", broken + "</Relationships>"
    )
    assert lines(zipped(made)) == ["The General Assembly,"]
    assert "something that the Word file uses is missing from it" in told(zipped(made))["R207"]


@pytest.mark.parametrize("name", ["word/styles.xml", "word/footnotes.xml", "word/header1.xml"])
@pytest.mark.parametrize("content", ["", "no XML", "<w:open>"])
def test_a_damaged_part_is_told_and_the_text_is_read(name: str, content: str) -> None:
    data = zipped({**GOOD, name: content})
    assert lines(data) == ["The General Assembly,"]
    assert name in told(data)["R206"]


def test_a_damaged_main_part_is_refused() -> None:
    assert "word/document.xml" in refusal(zipped({**GOOD, "word/document.xml": "<w:open>"}))


def test_a_part_with_a_wrong_check_sum_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in GOOD.items():
            archive.writestr(name, content)
    data = out.getvalue().replace(b"The General Assembly", b"The General Assambly")
    assert "word/document.xml is damaged" in refusal(data)


def test_deep_nesting_is_refused_or_read_within_bounds() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + p("x") + "</w:sdtContent></w:sdt>" * 5000
    refusal(word(deep))
    tables = "<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80
    assert docx.read(word(tables), "a.docx").value


def test_a_file_without_text_says_so() -> None:
    assert set(told(word(p()))) == {"R103"}
    assert "R103" in told(zipped({**GOOD, "word/document.xml": "<x/>"}))


def test_the_strict_form_of_the_standard_is_read_as_well() -> None:
    made = {
        name: str(content)
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in GOOD.items()
    }  # fmt: skip
    assert lines(zipped(made)) == ["The General Assembly,"]


def test_the_work_of_reading_grows_with_the_text_and_no_faster() -> None:
    def run(n: int) -> Callable[[], object]:
        data = word(p("Recalling its resolutions and decisions on the matter,") * n)
        return lambda: docx.read(data, "a.docx")

    grows_linearly(run, 200)
