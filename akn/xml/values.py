"""Values as the XSD allows them: addresses, dates, the element that a mark becomes and its attributes."""

from __future__ import annotations

import re
from functools import lru_cache

from akn.patterns import lazy_pattern
from akn.text import Attributes, Kind
from akn.xml.names import AKN, ALLOWED, COMMON, REQUIRED, STATUS, URIS, XML
from akn.xml.uri import is_day

OBJECT = "\ufffc"
"""Stands in a text for an element that holds no text of its own (an image): a FOREIGN mark on it has its `xml`."""

_NAME = lazy_pattern(r"(?:\{([^{}\s\"<&]*)\})?([A-Za-z_][\w.-]*)")
_PLAIN_URI = lazy_pattern(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[^\x00-\x1f:#\[\]%\ud800-\udfff\ufffe\uffff]*"
    r"(?:#[^\x00-\x1f#\[\]%\ud800-\udfff\ufffe\uffff]*)?"
)
_UNSAFE = lazy_pattern(r"[\[\]\x00-\x1f\ud800-\udfff\ufffe\uffff]|%(?![0-9A-Fa-f]{2})")
_PERIOD = lazy_pattern(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?")


def uri(value: str) -> str:
    """The value as an xsd:anyURI: what the type does not allow is percent-encoded.

    >>> uri("https://example.org/?a=[1]"), uri("/akn/un/x#para_1")
    ('https://example.org/?a=%5B1%5D', '/akn/un/x#para_1')
    """
    if _PLAIN_URI.fullmatch(value):
        return value
    value = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode("utf-8", "replace")), value)
    base, hash_, fragment = value.partition("#")
    scheme, colon, rest = base.partition(":")
    if colon and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        base = base.replace(":", "%3A")
    elif colon and rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        if not re.fullmatch(r"[^:]*(?::\d+)?", host):
            host = host.replace(":", "%3A")
        base = f"{scheme}://{host}{slash}{path}"
    return base + hash_ + fragment.replace("#", "%23")


def is_date(value: str) -> bool:
    """Whether the value is an xsd:date or xsd:dateTime that exists in the calendar."""
    return _PERIOD.fullmatch(value) is not None and is_day(value[:10])


@lru_cache(maxsize=1024)
def element_of(kind: Kind, attributes: Attributes) -> tuple[str, Attributes]:
    """The name of the element that a mark becomes, and the attributes of that.

    A mark without the attributes that its element needs becomes a `span` whose class tells what it was: the words are
    kept and the file is valid.

    >>> element_of(Kind.DATE, (("date", "2044-12-09"),)), element_of(Kind.DATE, (("date", "soon"),))
    (('date', (('date', '2044-12-09'),)), ('span', (('class', 'date'),)))
    """
    if kind is Kind.FOREIGN:
        return _foreign(attributes)
    found = dict(as_written(kind, attributes))
    if any(name not in found for name in REQUIRED.get(kind, ())):
        return "span", (("class", kind.value),)
    return kind.value, tuple([pair for i, (name, value) in enumerate(found.items()) for pair in _pairs(i, name, value)])


@lru_cache(maxsize=1024)
def as_written(kind: Kind, attributes: Attributes) -> Attributes:
    """The attributes of a mark that the XSD allows, with values that it allows."""
    allowed = ALLOWED[kind]
    return tuple(
        (name, _value(name, value))
        for name, value in attributes
        if name.startswith("{") or ((name in allowed or name in COMMON) and _fits(name, value))
    )


def _fits(name: str, value: str) -> bool:
    if name == "date":
        return is_date(value)
    return name != "status" or value in STATUS


def _value(name: str, value: str) -> str:
    if name in URIS:
        return uri(value)
    return " ".join(uri(token) for token in value.split()) if name == "refersTo" else value


def _pairs(i: int, name: str, value: str) -> Attributes:
    """One attribute; before one with a namespace (`{urn:x}name`) the declaration of that."""
    if not name.startswith("{"):
        return ((name, value),)
    found = _NAME.fullmatch(name)
    if found is None:
        return ()
    namespace, local = found.groups()
    if namespace == XML:  # bound to its prefix by XML itself, and to no other
        return ((f"xml:{local}", value),)
    return (f"xmlns:n{i}", namespace), (f"n{i}:{local}", value)


def _foreign(attributes: Attributes) -> tuple[str, Attributes]:
    """An element that the library has no kind for, under the name in its `tag`."""
    tag = ""
    pairs: list[tuple[str, str]] = []
    for i, (name, value) in enumerate(attributes):
        if name == "tag":
            tag = value
        elif name != "xml":
            pairs += _pairs(i, name, value)
    found = _NAME.fullmatch(tag)
    if found is None:
        return "span", (("class", "foreign"),)
    namespace, local = found.groups()
    if namespace == AKN:
        return local, tuple(pairs)
    return f"f:{local}", (("xmlns:f", namespace or ""), *pairs)
