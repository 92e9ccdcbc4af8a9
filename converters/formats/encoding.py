"""Bytes to characters: which encoding a text is in, and what of it XML can hold.

UTF-8 and anything with a byte order mark is known at once.  For the older code pages of UN files (Windows 1256,
KOI8-R, GB 18030, Big5 and their kin) charset-normalizer decides, and a diagnostic says what it decided.
"""

from __future__ import annotations

import codecs
import re

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import NotText
from akn.patterns import lazy_pattern

# How files of other kinds begin, and what a person calls them.  A file is never judged by its name.
_SIGNATURES = (
    (b"%PDF-", "a PDF document, which is read as PDF if no other format is asked for"),
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
_SAVE_IT = "save it as .docx, by hand or with soffice --headless --convert-to docx"
_REMEDIES = {name: _SAVE_IT for _, name in _SIGNATURES if "Office" in name or "RTF" in name}
_OTHER = "name it by what it is (.docx, .pdf, .png ...), or say so with --from; files of other kinds are not read"
_BOMS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The code pages that charset-normalizer chooses from, the likelier ones first: those in which texts in the languages
# of the United Nations are found.  Leaving the rest out makes it both faster and more often right.
_CODE_PAGES = (
    *("cp1252", "cp1251", "cp1256", "koi8_r", "gb18030", "big5", "iso8859_5", "iso8859_6", "cp866"),
    *("mac_cyrillic", "cp720", "iso8859_15", "mac_roman", "cp850"),
)
_LATIN = frozenset({"cp1252", "iso8859_15", "mac_roman", "cp850"})
_HARMLESS = bytes(b for b in range(256) if b >= 0x20 or b in b"\t\n\v\f\r")
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_ASCII = bytes(range(0x80))
# what Windows 1252 has beyond ASCII in most texts: quotation marks, dashes, the non-breaking space, small letters
_USUAL_1252 = b"\x85\x91\x92\x93\x94\x96\x97\xa0\xa7\xab\xad\xb0\xba\xbb" + bytes(range(0xDF, 0x100))
_CONTROLS = bytes(range(0x80, 0xA0))
_SAMPLE = 400_000  # bytes that are enough to know a code page by


def decode(data: bytes, source: str = "") -> tuple[str, tuple[Diagnostic, ...]]:
    """The characters of a text file, lines ended by a line feed, and what was noticed on the way.

    Kept as they are: bidi controls, tatweel, soft hyphens, non-breaking spaces, composed and decomposed letters.
    Left out and reported: control characters that XML 1.0 cannot hold (its production Char).

    Raises UnreadableInput if the bytes are no text at all; the message names what they look like.

    >>> decode("Décision".encode("utf-16"))[0]
    'Décision'
    """
    if name := looks_like(data):
        raise NotText(
            f"{source or 'the input'} is not a text; it looks like {name}", remedy=_REMEDIES.get(name, _OTHER)
        )
    text, diagnostics = _characters(data, source)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\v" in text:  # the line break inside a paragraph of a text saved by Word
        text = text.replace("\v", "\n")
    if data.translate(None, _HARMLESS) or "\ufffe" in text or "\uffff" in text:
        text, count = _FORBIDDEN.subn("", text)
        if count > 8 and count * 50 > len(text):
            raise NotText(f"{source or 'the input'} is not a text: {count} of its characters are control codes")
        if count:
            diagnostics += (Code.CONTROL_CHARACTERS.at(Position(source=source), count=count),)
    return text, diagnostics


def looks_like(data: bytes) -> str:
    """What a person calls a file that is no text and begins so, empty if nothing tells.

    >>> looks_like(b"GIF89a"), looks_like(b"Recalling")
    ('a GIF picture', '')
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    return ""


def without_controls(text: str) -> str:
    """Characters that a file spelled out (`&#1;`), those that XML cannot hold as U+FFFD.

    >>> without_controls("a\\x01b")
    'a\ufffdb'
    """
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text.replace("\v", " "))


def encode(text: str) -> bytes:
    """The bytes of a text in UTF-8, with a byte order mark only where they would be taken for another kind of file."""
    data = text.encode("utf-8", "replace")
    if text[:1] == "\ufeff" or looks_like(data):
        return codecs.BOM_UTF8 + data
    return data


def _characters(data: bytes, source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    where = Position(source=source)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if b"\x00" in data and (wide := _wide(data)):
        return data.decode(wide, "replace"), (Code.ENCODING_GUESSED.at(where, encoding=wide),)
    if text or not data:
        return text, ()
    if b"\x00" in data:
        raise NotText(f"{source or 'the input'} is not a text; it holds null bytes")
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
    """UTF-16 or UTF-32 without a byte order mark, known by the spaces, line ends and digits that every text has."""
    head = data[: min(len(data), 8192) // 4 * 4]
    if head.count(0) * 50 < len(head) or len(data) % 2 or not head:
        return ""
    for name in ("utf-32-le", "utf-32-be"):
        if len(data) % 4 == 0 and _common(head, name) * 20 > len(head) // 4:
            return name
    little, big = _common(head, "utf-16-le"), _common(head, "utf-16-be")
    if max(little, big) * 30 < len(head) // 2:
        return ""
    return "utf-16-le" if little > big else "utf-16-be"


def _common(data: bytes, name: str) -> int:
    """How many ASCII characters a text holds in an encoding; 0 if it is none or holds null characters."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        if error.end < len(data):
            return 0
        text = data[: error.start].decode(name)
    return 0 if "\x00" in text else sum(1 for c in text if " " <= c <= "~" or c in "\r\n\t")


def _nearly_utf8(data: bytes) -> bool:
    """True for UTF-8 with a few damaged bytes: no code page makes so many valid sequences by chance."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    return good > 20 * bad


def _guess(sample: bytes) -> str:
    """The code page that fits best, by charset-normalizer; Windows 1252 if it does not know."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=list(_CODE_PAGES), preemptive_behaviour=False)
    best = found.best()
    name = "cp1252"
    if best:
        # code pages of one script often fit alike: then the likeliest one
        alike = {m.encoding for m in found if m.chaos <= best.chaos + 0.005 and m.coherence >= best.coherence - 0.02}
        name = next((page for page in _CODE_PAGES if page in alike), best.encoding)
    if name in _LATIN and not sample.translate(None, _ASCII + _USUAL_1252):
        name = "cp1252"
    if name == "iso8859_15" and len(sample.translate(None, _CONTROLS)) < len(sample):
        name = "cp1252"  # which has quotation marks where ISO 8859 has control codes
    # a text that makes sense is in some language
    senseless = best is None or (best.chaos > 0.1 and best.coherence == 0) or name in _LATIN
    return "mac_arabic" if senseless and _is_mac_arabic(sample) else name


def _is_mac_arabic(sample: bytes) -> bool:
    """True for the code page that charset-normalizer does not know; few letters of a Latin text are beyond ASCII."""
    beyond = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    if beyond * 5 <= len(sample) * 2:
        return False
    text = sample.decode("mac_arabic", "replace")
    return sum(1 for c in text if c > "~" and c.isalpha()) * 10 > beyond * 7


_FORBIDDEN = lazy_pattern(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

NOT_IN_HTML = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What neither HTML nor Markdown can hold; lone surrogates too, which UTF-8 cannot."""
