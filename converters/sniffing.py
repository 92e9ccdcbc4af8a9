"""Which format an input is in: by its first bytes where they tell, else by its suffix.

Pictures are told by their bytes only, so that folders are read without them: often each holds one page of many.

Files that are of none of our formats (Word 97) are not named here: the reader that is asked to read
them refuses them with the name of what they look like.
"""

from __future__ import annotations

_CORE_SUFFIXES = {".xml": "xml", ".akn": "xml", ".json": "json"}  # the formats of the core itself
_OUTPUT_SUFFIXES = {"markdown": "md", "text": "txt"}


def format_by_suffix(name: str) -> str:
    """The format that the suffix of a name stands for, empty if none.

    >>> format_by_suffix("a.b/RES.MD"), format_by_suffix("a.xml"), format_by_suffix("a.doc")
    ('markdown', 'xml', '')
    """
    for suffix, format_ in _CORE_SUFFIXES.items():
        if name.lower().endswith(suffix):
            return format_
    from converters.formats import by_suffix

    return by_suffix(name)


def suffix_of(format_: str) -> str:
    """The suffix that an output in a format gets.

    >>> suffix_of("xml"), suffix_of("text")
    ('.xml', '.txt')
    """
    return "." + _OUTPUT_SUFFIXES.get(format_, format_)


def sniff(data: bytes, name: str = "") -> str:
    """The format of an input; `text` if nothing tells otherwise.

    >>> sniff(b'<?xml version="1.0"?><akomaNtoso/>'), sniff(b"Recalling", "a.md"), sniff(b"Recalling")
    ('xml', 'markdown', 'text')
    """
    by_suffix = format_by_suffix(name)
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")):
        return "image"
    head = _head(data)
    if head.startswith(("<!doctype html", "<html")):
        return "html"
    if head.startswith("<?xml"):
        return "html" if by_suffix == "html" or "<html" in head else "xml"
    if "akomantoso" in head and head.startswith("<"):
        return "xml"
    return by_suffix or "text"


def _head(data: bytes) -> str:
    """The first characters in lower case, whichever Unicode encoding they are in."""
    start = data[:2048]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = start.decode("utf-16", "replace")
    elif start[:4] == b"<\0?\0":
        text = start.decode("utf-16-le", "replace")
    elif start[:4] == b"\0<\0?":
        text = start.decode("utf-16-be", "replace")
    else:
        text = start.decode("utf-8-sig", "replace")
    return text.lstrip().lower()
