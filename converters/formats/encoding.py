"""Bytes to characters: which encoding a text is in, and what of it XML can hold.

UTF-8 and anything with a byte order mark is known at once.  For the older code pages of UN files (Windows 1256,
KOI8-R, GB 18030, Big5 and their kin) charset-normalizer decides, and a diagnostic says what it decided.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import UnreadableInput

# How files of other kinds begin, and what a person calls them.  A file is never judged by its name.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"PK\x03\x04", "a ZIP archive, such as a Word (.docx) document"),
    (b"PK\x05\x06", "a ZIP archive without files"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file, such as a Word 97 (.doc) document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_BOMS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The code pages that charset-normalizer chooses from: those in which texts in the languages of the United Nations
# are found.  Leaving the rest out makes it both faster and more often right.
_CODE_PAGES = (
    "cp1252",
    "cp1251",
    "cp1256",
    "koi8_r",
    "gb18030",
    "big5",
    "cp866",
    "cp850",
    "cp864",
    "cp720",
    "iso8859_1",
    "iso8859_5",
    "iso8859_6",
    "iso8859_15",
    "mac_arabic",
    "mac_cyrillic",
    "mac_roman",
)
_HARMLESS = bytes(b for b in range(256) if b >= 0x20 or b in b"\t\n\v\f\r")
_SAMPLE = 400_000  # bytes that are enough to know a code page by


def decode(data: bytes, source: str = "") -> tuple[str, tuple[Diagnostic, ...]]:
    """The characters of a text file, lines ended by a line feed, and what was noticed on the way.

    Kept as they are: bidi controls, tatweel, soft hyphens, non-breaking spaces, composed and decomposed letters.
    Left out and reported: control characters that XML 1.0 cannot hold (its production Char).

    Raises UnreadableInput if the bytes are no text at all; the message names what they look like.

    >>> decode("Décision".encode("utf-16"))[0]
    'Décision'
    """
    _refuse_other_files(data, source)
    text, diagnostics = _characters(data, source)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if data.translate(None, _HARMLESS) or "\ufffe" in text or "\uffff" in text:
        text, count = _forbidden().subn("", text)
        if count > 8 and count * 50 > len(text):
            raise UnreadableInput(f"{source or 'the input'} is no text: {count} of its characters are control codes")
        if count:
            diagnostics += (Code.CONTROL_CHARACTERS.at(Position(source=source), count=count),)
    return text, diagnostics


def encode(text: str) -> bytes:
    """The bytes of a text in UTF-8, with a byte order mark only where they would be taken for another kind of file."""
    data = text.encode("utf-8", "replace")
    if text[:1] == "\ufeff" or any(data.startswith(signature) for signature, _ in _SIGNATURES):
        return codecs.BOM_UTF8 + data
    return data


def _refuse_other_files(data: bytes, source: str) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(f"{source or 'the input'} is no text; it looks like {name}")


def _characters(data: bytes, source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    where = Position(source=source)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), (Code.ENCODING_GUESSED.at(where, encoding=wide),)
    if text or not data:
        return text, ()
    if b"\x00" in data:
        raise UnreadableInput(f"{source or 'the input'} is no text; it holds null bytes")
    if _nearly_utf8(data):
        return _replacing(data, "utf-8", where)
    name = _guess(data[:_SAMPLE])
    text, diagnostics = _replacing(data, name, where)
    return text, (Code.ENCODING_GUESSED.at(where, encoding=name), *diagnostics)


def _replacing(data: bytes, name: str, where: Position) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text, with U+FFFD for what cannot be decoded, which is counted and reported."""
    try:
        return data.decode(name), ()
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        count = text.count("\ufffd")
        return text, (Code.UNDECODABLE_BYTES.at(where, count=count, encoding=name),)


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark: null bytes stand at the same place of every unit, and only there."""
    if b"\x00" not in data[:4096] or len(data) < 4:
        return ""
    head = data[: 4096 if len(data) >= 4096 else len(data) // 4 * 4 or len(data)]
    nulls = [head[i::4].count(0) for i in range(4)]
    units = len(head) // 4
    if nulls[2] == nulls[3] == units and nulls[0] == 0:
        return "utf-32-le"
    if nulls[0] == nulls[1] == units and nulls[3] == 0:
        return "utf-32-be"
    for low, high, name in ((0, 1, "utf-16-le"), (1, 0, "utf-16-be")):
        # spaces and line ends alone make one unit in ten have a null byte, in any script
        if nulls[low] + nulls[low + 2] == 0 and (nulls[high] + nulls[high + 2]) * 12 > units * 2:
            try:
                data.decode(name)
            except UnicodeDecodeError:
                return ""
            return name
    return ""


def _nearly_utf8(data: bytes) -> bool:
    """True for UTF-8 with a few damaged bytes: no code page makes so many valid sequences by chance."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    return good > 20 * bad


def _guess(sample: bytes) -> str:
    """The code page that fits best, by charset-normalizer; Windows 1252 if it does not know."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_CODE_PAGES), preemptive_behaviour=False).best()
    return best.encoding if best else "cp1252"


@cache
def _forbidden() -> re.Pattern[str]:
    # Production Char of XML 1.0 without the form feed, which ends a page here, and the vertical tab (a line end)
    return re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
