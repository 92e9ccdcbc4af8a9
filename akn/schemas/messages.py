"""What is wrong with a file as such, in plain words: what it is if no Akoma Ntoso, what libxml2 says of it if it is.

`unreadable` names bytes that do not parse; `foreign` names a document that does: older Akoma Ntoso, LegalDocML.de,
XML of another vocabulary; `of_others` names Akoma Ntoso 3.0 that follows another profile (AKN4EU, national ones).
Each gives one diagnostic, or None.  `plain` rewords the errors of the schema validator.

>>> of = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
>>> plain(f"Element '{of}keyword': The attribute 'showAs' is required but missing.").problem
'the element keyword lacks the attribute showAs'
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import DtdFound, InvalidXml
from akn.patterns import lazy_pattern
from akn.xml.names import AKN

if TYPE_CHECKING:
    from lxml.etree import _Element


class Plain(Struct, frozen=True):
    """A message of the schema validator: its kind, what is wrong, what to do."""

    code: Code
    problem: str
    remedy: str


_SHOWN = 12  # elements, at most, that a remedy lists
_ELEMENT = r"Element '(?P<element>[^']*)'"
_VALUE = "'(?P<value>.*)'"
_ATTRIBUTE = rf"{_ELEMENT}, attribute '(?P<attribute>[^']*)'"
_UNLIKE = "{attribute} of {element} is “{value}”"
_OWN_ID = "give each element an id of its own"
_MISPLACED = "if one of these is missing before it, add that: {expected}; else move it to where it may stand"
_INTO_P = "put it into p; in a body or a section into p in the content of a paragraph"
_NO_TEXT = "(?:Character content other than whitespace|Element content|Character content) is not allowed"

# what libxml2 says, the kind, the same in plain words, what to do; the first that fits counts
_MESSAGES = (
    (
        rf"{_ELEMENT}: This element is not expected\..*?Expected is(?P<expected>.*)",
        *(Code.XSD_ELEMENT, "{element} cannot stand here", _MISPLACED),
    ),
    (
        rf"{_ELEMENT}: This element is not expected\.",
        *(Code.XSD_ELEMENT, "{element} cannot stand here", "nothing more may stand here: move it, or remove it"),
    ),
    (
        rf"{_ELEMENT}: Missing child element\(s\)\..*?Expected is(?P<expected>.*)",
        *(Code.XSD_INCOMPLETE, "{element} is not complete", "add what is missing: {expected}"),
    ),
    (
        rf"{_ELEMENT}: Missing child element\(s\)\.",
        *(Code.XSD_INCOMPLETE, "{element} is not complete", "add content"),
    ),
    (
        rf"{_ELEMENT}: The attribute '(?P<attribute>[^']*)' is required but missing",
        *(Code.XSD_ATTRIBUTE_MISSING, "the element {element} lacks the attribute {attribute}", "add {attribute}"),
    ),
    (
        rf"{_ATTRIBUTE}: The attribute '[^']*' is not allowed",
        *(Code.XSD_ATTRIBUTE_UNKNOWN, "{element} has no attribute {attribute}", "remove it, or correct its name"),
    ),
    (
        rf"{_ELEMENT}: {_NO_TEXT}",
        *(Code.XSD_TEXT, "text directly in {element}", _INTO_P),
    ),
    (
        rf"{_ELEMENT}: Duplicate key-sequence \['(?P<value>[^']*)'\]",
        *(Code.XSD_DUPLICATE_ID, "the id “{value}” of this {element} is taken already", _OWN_ID),
    ),
    (
        rf"{_ATTRIBUTE}: \[facet '\w+'\] The value {_VALUE} is not an element of the set \{{(?P<set>.*)\}}",
        *(Code.XSD_VALUE, _UNLIKE, "write one of {set}"),
    ),
    (
        rf"{_ELEMENT}, attribute '(?P<attribute>[^']*Id)': \[facet 'pattern'\] The value {_VALUE} is not accepted",
        *(Code.XSD_VALUE, _UNLIKE, "write an id without spaces, or remove the attribute"),
    ),
    (
        rf"{_ATTRIBUTE}: \[facet 'pattern'\] The value {_VALUE} is not accepted",
        *(Code.XSD_VALUE, _UNLIKE, "correct it"),
    ),
    (
        rf"{_ELEMENT}, attribute 'xml:id': '(?P<value>[^\W\d][\w.-]*)' is not a valid value of the",
        *(Code.XSD_VALUE, "the xml:id “{value}” of {element} is taken already", _OWN_ID),
    ),
    (
        rf"{_ATTRIBUTE}: {_VALUE} is not a valid value of the [\w ]*? type(?: '(?P<name>[^']*)')?",
        *(Code.XSD_VALUE, _UNLIKE, "{remedy}"),
    ),
    (
        rf"{_ELEMENT}: No matching global (?:element )?declaration",
        *(Code.XSD_ELEMENT, "the root element {element} is none of Akoma Ntoso", "begin with akomaNtoso"),
    ),
)
_REMEDIES = {
    "date": "write a date as YYYY-MM-DD",
    "href": "write an IRI without spaces and brackets",
    "xs:anyURI": "write an IRI without spaces and brackets",
    "xs:integer": "write a whole number",
    "xs:boolean": "write true or false",
    "xml:lang": "write a language code, as en",
    "xml:id": "write an id that begins with a letter",
}
"""What to do about a value that is none of its type, by its attribute or its type."""


def plain(message: str, present: Collection[str] = ()) -> Plain:
    """A message of libxml2 in plainer words; in its own words, namespaces left out, if it is of an unknown kind.

    Of the elements that may complete another one, those that are `present` in it are not named.
    """
    short = re.sub(r"\{http://www\.w3\.org/XML/1998/namespace\}", "xml:", message.replace(f"{{{AKN}}}", "").strip())
    for pattern, code, problem, remedy in _MESSAGES:
        if found := re.match(pattern, short, re.DOTALL):
            words = found.groupdict("")
            words["set"] = ", ".join(re.findall(r"'([^']*)'", words.get("set", "")))
            lacking = code is Code.XSD_INCOMPLETE
            words["expected"] = _listed(words.get("expected", ""), present if lacking else ())
            words["remedy"] = _REMEDIES.get(words.get("attribute", "")) or _REMEDIES.get(
                words.get("name", ""), "correct the value"
            )
            return Plain(code, problem.format(**words), remedy.format(**words))
    return Plain(
        Code.XSD_OTHER,
        short,
        "show this to whoever made the file: these are the words of the validator",
    )


def _listed(expected: str, present: Collection[str] = ()) -> str:
    names = [n for n in re.split(r"[\s(),.]+", expected) if n not in ("", "one", "of")]
    names = [n for n in names if n not in present] or names
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN or "..." in expected else "")


_CONVERT = "make XML of it with `akn convert` first"
_ZIP, _END_OF_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_MAGIC = (
    (_ZIP, "a zip archive, as Word files are", _CONVERT),
    (b"%PDF", "a PDF file", _CONVERT),
    (b"{\\rtf", "an RTF file", _CONVERT),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", _CONVERT),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
)
_HTML = lazy_pattern(rb"\s*(?:<!--.*?-->\s*)*+(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_UPGRADE = (
    "ask its publisher for Akoma Ntoso 3.0; if there is none, convert the Word or PDF file of the document with "
    "`akn convert`"
)
_PROFILE_XSD = "check it against the schema alone with the option `--profile xsd`"
_HTML_REMEDY = "only Akoma Ntoso is validated; `akn convert` makes it of an HTML page"
_OTHER_REMEDY = (
    "only Akoma Ntoso is validated, and akn reads no other XML; convert the Word, PDF or text file of the document "
    "with `akn convert`"
)

# roots and namespaces that people in this field meet, by a piece of the namespace
_VOCABULARIES = (
    ("www.w3.org/1999/xhtml", "an XHTML page"),
    ("www.metalex.eu", "a MetaLex document"),
    ("legislation.gov.uk/namespaces", "Crown Legislation Markup (CLML)"),
    ("xml/uslm", "United States Legislative Markup (USLM)"),
    ("schemas/uslm", "United States Legislative Markup (USLM)"),
    ("normeinrete", "a NormeInRete document"),
    ("schemas.microsoft.com/office", "an Office document in flat XML"),
    ("schemas.openxmlformats.org", "a part of a Word file"),
    ("oasis:names:tc:opendocument", "an OpenDocument file in flat XML"),
    ("www.tei-c.org", "a TEI document"),
    ("docbook.org", "a DocBook document"),
    ("www.w3.org/2001/XMLSchema", "an XML schema"),
    ("www.w3.org/1999/XSL", "an XSLT stylesheet"),
    ("purl.oclc.org/dsdl/schematron", "a Schematron schema"),
)


def unreadable(error: InvalidXml, source: str) -> Diagnostic:
    """The one diagnostic of bytes that do not parse: what they are if they are no XML, else why they do not."""
    data, where = error.data or b"", Position(source, error.line, error.column)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if not start.strip():
        return Code.NOT_XML.at(Position(source), what="the file is empty", remedy="get it again from where it came")
    if start.startswith(_ZIP) and _END_OF_ZIP not in data:
        what = "a zip archive, as Word files are, that is cut off or damaged"
        return Code.NOT_XML.at(Position(source), what=what, remedy="get the file again from where it came")
    for magic, what, remedy in _MAGIC:
        if start.startswith(magic):
            return Code.NOT_XML.at(Position(source), what=what, remedy=remedy)
    if _HTML.match(start) or source.lower().endswith((".html", ".htm")):
        return Code.NOT_XML.at(Position(source, 1, 1), what="an HTML page", remedy=_HTML_REMEDY)
    first = start.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()[:1]
    if first in (b"{", b"["):
        return Code.NOT_XML.at(Position(source, 1, 1), what="JSON", remedy="give the XML file")
    if first != b"<":
        return Code.NOT_XML.at(Position(source, 1, 1), what="text without mark-up", remedy=_CONVERT)
    if isinstance(error, DtdFound):
        remedy = "remove the DOCTYPE declaration, and write out the entities that it declares"
        return Code.XML_REFUSED.at(where, problem="the file has a DTD, which is never followed", remedy=remedy)
    if re.search(r"deep|Excessive depth|[Mm]aximum.*depth", error.message):
        remedy = "real documents nest no deeper than 40; check how the file was made"
        return Code.XML_REFUSED.at(where, problem="elements nest too deep", remedy=remedy)
    if re.search(r"huge|too long|too many|limit|out of memory|XML_PARSE_HUGE|Memory", error.message, re.IGNORECASE):
        remedy = "no resolution needs so much in one place; check how the file was made"
        return Code.XML_REFUSED.at(where, problem=error.message, remedy=remedy)
    return Code.NOT_WELL_FORMED.at(where, problem=_why(data, error))


_DECLARED = lazy_pattern(rb"<\?xml[^>]*?encoding\s*=\s*[\"'](?P<encoding>[\w.:-]+)")


_CROSSED = lazy_pattern(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)")


def _why(data: bytes, error: InvalidXml) -> str:
    """What the parser says, and what is after it where the encoding is another than the declaration says."""
    message = " ".join(error.message.split())
    if crossed := _CROSSED.search(message):
        return f"<{crossed[1]}>, opened in line {crossed[2]}, is closed by </{crossed[3]}>"
    declared = _DECLARED.match(data[:200].removeprefix(b"\xef\xbb\xbf"))
    encoding = declared["encoding"].decode().upper() if declared else "UTF-8"
    if encoding.startswith(("UTF-16", "UTF-32", "UCS-")) and b"\0" not in data[:200]:
        return f"the declaration says {encoding}, but the bytes are not"
    if "encoding" in message.lower() and "unsupported" not in message.lower():
        return f"{message}: the file says {encoding}" if declared else f"{message}: the file is not UTF-8"
    return message


def foreign(root: _Element, source: str) -> Diagnostic | None:
    """The one diagnostic of a document that is not Akoma Ntoso 3.0, None if it is."""
    from lxml import etree

    name = etree.QName(root)
    namespace = name.namespace or ""
    where = Position(source, _line(root), 0, path=f"/{name.localname}")
    if namespace == AKN:
        return None
    if re.search(r"legaldocml\.de", namespace, re.IGNORECASE):
        version = namespace.rstrip("/").rpartition("/")[2]
        what = f"LegalDocML.de {version}" if re.match(r"[\d.]+$", version) else "LegalDocML.de"
        return Code.OTHER_AKN.at(where, what=what, remedy="use the schemas of LegalDocML.de for it")
    what = _older(namespace, name.localname)
    if what:
        return Code.OTHER_AKN.at(where, what=what, remedy=_remedy_of(namespace))
    for piece, vocabulary in _VOCABULARIES:
        if piece in namespace:
            remedy = _HTML_REMEDY if "xhtml" in piece else _OTHER_REMEDY
            return Code.OTHER_XML.at(where, what=vocabulary, remedy=remedy)
    if name.localname.lower() == "html":
        return Code.OTHER_XML.at(where, what="an HTML page", remedy=_HTML_REMEDY)
    words = f"the root element is {name.localname}" + (f" of the namespace {namespace}" if namespace else "")
    return Code.OTHER_XML.at(
        where, what=words, remedy=f'{_OTHER_REMEDY}; Akoma Ntoso begins with <akomaNtoso xmlns="{AKN}">'
    )


def _older(namespace: str, name: str) -> str:
    """A version of Akoma Ntoso before the standard, in words; empty if the namespace is none."""
    draft = re.fullmatch(r"https?://docs\.oasis-open\.org/legaldocml/ns/akn/(.+?)/?", namespace)
    if draft:
        return f"Akoma Ntoso {' '.join(draft[1].split('/'))}, a draft"
    old = re.fullmatch(r"https?://www\.akomantoso\.org/([\d.]+)/?", namespace)
    if old:
        return f"Akoma Ntoso {old[1]}, an older version"
    if name.lower() == "akomantoso":
        return "akomaNtoso without a namespace" if not namespace else f"akomaNtoso of the namespace {namespace}"
    return ""


def _remedy_of(namespace: str) -> str:
    if "oasis-open" in namespace:
        return f"bring it to the final namespace {AKN}; elements and attributes differ between the drafts"
    return _UPGRADE if namespace else f'write <akomaNtoso xmlns="{AKN}">'


def of_others(root: _Element, source: str) -> Diagnostic | None:
    """The diagnostic of Akoma Ntoso 3.0 by others than the United Nations, None if it may be of the United Nations."""
    document = next((c for c in root if isinstance(c.tag, str)), None)
    where = Position(source, _line(root), 0, path="/akomaNtoso")
    if any("europa.eu/akn" in uri for uri in _namespaces(root)) or _attribute(root, "FRBRuri").startswith(
        "http://data.europa.eu/"
    ):
        return Code.OTHER_PROFILE.at(where, what="AKN4EU, the profile of the European Union", remedy=_PROFILE_XSD)
    if document is None:
        return None
    iris = (_attribute(root, "FRBRuri"), _attribute(root, "FRBRthis"))
    country = _attribute(root, "FRBRcountry")
    if country.lower() == "un" or any(iri.startswith(("/akn/un/", "/un/")) for iri in iris):
        return None
    name = document.tag.rpartition("}")[2]
    if not country and name in ("statement", "documentCollection"):
        return None
    of = f" of the country {country}" if country else " without an identifier of the United Nations (/akn/un/…)"
    return Code.OTHER_PROFILE.at(where, what=f"an Akoma Ntoso {name}{of}", remedy=_PROFILE_XSD)


def _line(root: _Element) -> int:
    line: object = root.sourceline
    return line if isinstance(line, int) else 0


def _namespaces(root: _Element) -> list[str]:
    declared = list(root.nsmap.values())
    for child in root:
        declared += child.nsmap.values()
    return declared


def _attribute(root: _Element, name: str) -> str:
    found = next(root.iter(f"{{{AKN}}}{name}"), None)
    return (found.get("value") or "") if found is not None else ""
