"""What libxml2 says about a document and the schema, in plainer words: what is wrong, and what to do.

>>> of = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
>>> plain(f"Element '{of}keyword': The attribute 'showAs' is required but missing.").problem
'keyword lacks the attribute showAs'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from akn.diagnostics import Code
from akn.xml.names import AKN


class Plain(Struct, frozen=True):
    """A message of the schema validator: its kind, what is wrong, what to do."""

    code: Code
    problem: str
    remedy: str


_SHOWN = 12
_ELEMENT = r"Element '(?P<element>[^']*)'"
_VALUE = "'(?P<value>.*)'"
_ATTRIBUTE = rf"{_ELEMENT}, attribute '(?P<attribute>[^']*)'"


def plain(message: str) -> Plain:
    """A message of libxml2 in plainer words; in its own words, namespaces left out, if it is of an unknown kind."""
    short = re.sub(r"\{http://www\.w3\.org/XML/1998/namespace\}", "xml:", message.replace(f"{{{AKN}}}", "").strip())
    for pattern, make in _patterns():
        found = pattern.match(short)
        if found:
            return make(found)
    return Plain(Code.XSD_OTHER, short, "see the schema of Akoma Ntoso 3.0")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Plain]], ...]:
    return tuple(
        (re.compile(source, re.DOTALL), make)
        for source, make in (
            (rf"{_ELEMENT}: This element is not expected\.(?P<rest>.*)", _not_expected),
            (rf"{_ELEMENT}: Missing child element\(s\)\.(?P<rest>.*)", _incomplete),
            (rf"{_ELEMENT}: The attribute '(?P<attribute>[^']*)' is required but missing", _attribute_missing),
            (rf"{_ATTRIBUTE}: The attribute '[^']*' is not allowed", _attribute_unknown),
            (rf"{_ELEMENT}: Character content other than whitespace is not allowed", _text),
            (rf"{_ELEMENT}: (?:Element content|Character content) is not allowed", _text),
            (rf"{_ELEMENT}: Duplicate key-sequence \['(?P<value>[^']*)'\]", _duplicate),
            (
                rf"{_ATTRIBUTE}: \[facet '\w+'\] The value {_VALUE} is not an element of the set \{{(?P<set>.*)\}}",
                _set,
            ),
            (rf"{_ATTRIBUTE}: \[facet 'pattern'\] The value {_VALUE} is not accepted by the pattern", _pattern),
            (
                rf"{_ATTRIBUTE}: {_VALUE} is not a valid value of the [\w ]*? type(?: '(?P<name>[^']*)')?",
                _value,
            ),
            (rf"{_ELEMENT}: No matching global (?:element )?declaration", _root),
        )
    )


def _expected(rest: str) -> str:
    names = [n for n in re.split(r"[\s(),.]+", rest.partition("Expected is")[2]) if n not in ("", "one", "of")]
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN or "..." in rest else "")
    return shown


def _not_expected(m: re.Match[str]) -> Plain:
    expected = _expected(m["rest"])
    problem = f"{m['element']} cannot stand here"
    remedy = f"here may stand: {expected}" if expected else "nothing more may stand here: move it, or remove it"
    return Plain(Code.XSD_ELEMENT, problem, remedy)


def _incomplete(m: re.Match[str]) -> Plain:
    expected = _expected(m["rest"])
    return Plain(
        Code.XSD_INCOMPLETE, f"{m['element']} is not complete", f"add {expected}" if expected else "add content"
    )


def _attribute_missing(m: re.Match[str]) -> Plain:
    problem = f"{m['element']} lacks the attribute {m['attribute']}"
    return Plain(Code.XSD_ATTRIBUTE_MISSING, problem, f"add {m['attribute']}")


def _attribute_unknown(m: re.Match[str]) -> Plain:
    problem = f"{m['element']} has no attribute {m['attribute']}"
    return Plain(Code.XSD_ATTRIBUTE_UNKNOWN, problem, "remove it, or correct its name")


def _text(m: re.Match[str]) -> Plain:
    return Plain(
        Code.XSD_TEXT, f"text directly in {m['element']}", "put it into p, or into the element that it belongs to"
    )


def _duplicate(m: re.Match[str]) -> Plain:
    problem = f"the id “{m['value']}” of this {m['element']} is taken already"
    return Plain(Code.XSD_DUPLICATE_ID, problem, "give each element an id of its own")


def _set(m: re.Match[str]) -> Plain:
    allowed = ", ".join(re.findall(r"'([^']*)'", m["set"]))
    return Plain(Code.XSD_VALUE, f"{m['attribute']} of {m['element']} is “{m['value']}”", f"write one of {allowed}")


def _pattern(m: re.Match[str]) -> Plain:
    problem = f"{m['attribute']} of {m['element']} is “{m['value']}”"
    remedy = "write an id without spaces, or remove the attribute" if m["attribute"].endswith("Id") else "correct it"
    return Plain(Code.XSD_VALUE, problem, remedy)


_REMEDIES = {
    "date": "write a date as YYYY-MM-DD",
    "href": "write an IRI without spaces and brackets",
    "xs:anyURI": "write an IRI without spaces and brackets",
    "xs:integer": "write a whole number",
    "xs:boolean": "write true or false",
    "xml:lang": "write a language code, as en",
    "xml:id": "write an id that begins with a letter",
}


def _value(m: re.Match[str]) -> Plain:
    if m["attribute"] == "xml:id" and re.fullmatch(r"[^\W\d][\w.-]*", m["value"]):
        problem = f"the xml:id “{m['value']}” of {m['element']} is taken already"
        return Plain(Code.XSD_VALUE, problem, "give each element an id of its own")
    remedy = _REMEDIES.get(m["attribute"]) or _REMEDIES.get(m["name"] or "") or "correct the value"
    return Plain(Code.XSD_VALUE, f"{m['attribute']} of {m['element']} is “{m['value']}”", remedy)


def _root(m: re.Match[str]) -> Plain:
    return Plain(Code.XSD_ELEMENT, f"the root element {m['element']} is none of Akoma Ntoso", "begin with akomaNtoso")
