"""Elements as they will be written, and the one place that makes characters of them.

What is to be XML is a tree of `Element` (`akn.xml.lower`); names, values and words are escaped here and nowhere else.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from akn.document import Raw
from akn.patterns import lazy_pattern
from akn.text import Attributes
from akn.xml.names import AKN

Step = str | int
Path = tuple[Step, ...]
"""The way to a node from the document: field names and indices in turn (`akn.xml.eids`)."""

# what XML 1.0 cannot hold; lone surrogates too, which UTF-8 cannot
_ILLEGAL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})

_BESIDE = frozenset({"num", "heading"})  # stand on the line of the unit that they are of


class Element(Struct, gc=False):
    """An element: its name, its attributes without identifiers, what it holds, and the node that it is written for.

    `path` leads to that node; an element without an eId that has one holds the text at that path.  Where such a text
    stands in an element that is a unit itself, it has an element without a name, of which only the content is written;
    so has the call of a note, which has the eId of the note.  `wid` is the wId where it differs from `eid`.
    An element that holds nothing at all is one tag.  What it holds stands on lines of its own if it is `broken`.

    >>> print(written(Element("p", (("class", 'a "b"'),), ["x < y", Element("eol")], eid="p_1")), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <p eId="p_1" class="a &quot;b&quot;">x &lt; y<eol/></p>
    """

    name: str
    attributes: Attributes = ()
    children: list[Element | Raw | str] = []
    path: Path = ()
    eid: str = ""
    wid: str = ""
    broken: bool = False


Child = Element | Raw | str


def written(root: Element) -> str:
    """The elements as the characters of a file, with a declaration and a line feed at the end."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, "\n", out)
    out.append("\n")
    return "".join(out)


def _write(element: Element, nl: str, out: list[str]) -> None:
    """Add the characters of an element; `nl` is a line feed and its indentation, empty inside of a line."""
    name, children = element.name, element.children
    if not name:
        _write_all(children, "", out)
        return
    tag = f"<{name}"
    if element.eid:  # eIds and wIds hold letters, digits and signs that are not escaped
        tag += f' eId="{element.eid}" wId="{element.wid}"' if element.wid else f' eId="{element.eid}"'
    if element.attributes:
        tag += _attributes(element.attributes)
    if not children:
        out.append(f"{tag}/>")
    elif len(children) == 1 and isinstance(children[0], str):  # most elements
        out.append(f"{tag}>{escape(children[0])}</{name}>")
    else:
        inner = f"{nl} " if nl and element.broken else ""
        out.append(f"{tag}>")
        _write_all(children, inner, out)
        out.append(f"{nl}</{name}>" if inner else f"</{name}>")


def _write_all(children: list[Child], nl: str, out: list[str]) -> None:
    """Add the characters of what an element holds, on lines of their own unless `nl` is empty."""
    for child in children:
        if isinstance(child, str):
            out.append(escape(child))
        elif isinstance(child, Element):
            if nl and child.name not in _BESIDE:
                out.append(nl)
            _write(child, nl, out)
        else:
            out += (nl, kept(child))


@lru_cache(maxsize=8192)
def _attributes(attributes: Attributes) -> str:
    return "".join([f' {name}="{quoted(value)}"' for name, value in attributes])


def escape(text: str) -> str:
    """Characters as XML content."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def quoted(text: str) -> str:
    """Characters as the value of an attribute, without the quotation marks around it."""
    text = escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "\n" in text or "\t" in text:
        text = text.replace("\n", "&#10;").replace("\t", "&#9;")
    return text


def kept(raw: Raw) -> str:
    """The XML of a kept element, without the declaration of the namespace that the root declares already."""
    end = raw.xml.find(">") + 1
    return raw.xml[:end].replace(f' xmlns="{AKN}"', "", 1) + raw.xml[end:]


def encoded(xml: str) -> bytes:
    """The finished XML in UTF-8; characters that XML cannot hold become U+FFFD, so that none is lost unseen.

    Readers of formats report and drop such characters; here is only the last line of defence.
    """
    if "\r" in xml:
        xml = xml.replace("\r", "&#13;")
    try:
        data = xml.encode()
    except UnicodeEncodeError:
        return _ILLEGAL.sub("\ufffd", xml).encode()
    if len(data.translate(None, _CONTROLS)) != len(data) or b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        return _ILLEGAL.sub("\ufffd", xml).encode()
    return data
