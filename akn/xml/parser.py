"""Parse XML from anyone: no DTD, no entity, no inclusion, no network, no bomb.

Everything in this library that opens XML opens it here, so that there is one place to get it right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from akn.errors import DtdFound, InvalidXml, UsageError
from akn.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element, _ElementTree

MAX_DEPTH = 256
"""Elements may nest this deep: the limit of libxml2 without XML_PARSE_HUGE; real documents stay below 40."""

_HUGE = 10_000_000  # the longest text node that libxml2 takes without XML_PARSE_HUGE

_DTD = "a DTD is never followed: remove the DOCTYPE declaration"

# what may stand before the root element or a DTD: declaration, comments, instructions, white space
_PROLOG = lazy_pattern(rb"(?:[\s\xef\xbb\xbf\xff\xfe]+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)


def parse_xml(data: bytes) -> _ElementTree:
    """The tree of an XML file; comments and processing instructions are left out.

    A DTD of any kind is refused before the parser sees it, so that entities can neither expand nor reach out;
    XInclude elements stay as plain elements.

    Raises:
        InvalidXml: not well formed, a DTD (DtdFound), deeper than `MAX_DEPTH`, or not XML at all; `line` and `column`
            say where.
        UsageError: `data` is not bytes.
    """
    if isinstance(data, str):
        raise UsageError(
            "XML is given as bytes, not as str: Path(path).read_bytes() for a file, text.encode() for a text"
        )
    from lxml import etree

    # UTF-16 and UTF-32 write ASCII with null bytes between; a null in UTF-8 is an error that the parser will find
    start = data.replace(b"\0", b"") if b"\0" in data[:4] else data
    prolog = _PROLOG.match(start)
    at = prolog.end() if prolog else 0
    if start[at : at + 9].upper() == b"<!DOCTYPE":
        raise DtdFound(_DTD, start.count(b"\n", 0, at) + 1, data=data)
    try:
        root: _Element = etree.fromstring(data, _parser(huge=False))
    except etree.XMLSyntaxError as error:
        if len(data) <= _HUGE:
            raise _invalid(error, data) from error
        root = _parse_huge(data)
    tree: _ElementTree = root.getroottree()
    # a DTD in an encoding that the look at the prolog cannot see (EBCDIC): the entity limits of libxml2 held so far
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise DtdFound(_DTD, 1, data=data)
    return tree


def _parser(*, huge: bool) -> XMLParser:
    """A fresh parser: a parser object keeps the errors of its last file and is not shared between threads."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        # an xml:id that is there twice is an error against the schema, which tells its line, not one of form
        collect_ids=False,
    )


def _parse_huge(data: bytes) -> _Element:
    """The root of a file with a text of more than ten million characters; the depth limit is ours then."""
    from lxml import etree

    try:
        root: _Element = etree.fromstring(data, _parser(huge=True))
    except etree.XMLSyntaxError as error:
        raise _invalid(error, data) from error
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise InvalidXml(f"elements nest more than {MAX_DEPTH} deep", element.sourceline or 0, data=data)
    return root


def _invalid(error: SyntaxError, data: bytes) -> InvalidXml:
    message = (error.msg or "not well formed").split(", line ")[0]
    line, column = error.position if hasattr(error, "position") else (0, 0)
    return InvalidXml(message, line, column, data)
