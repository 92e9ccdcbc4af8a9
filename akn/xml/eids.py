"""Identifiers of all units of a finished document, read off what is written (profile R-063 to R-079).

A unit is named by its path: the way to it from the document, field names and indices in turn.

    ("body", 0)                                    the first node of the body
    ("body", 0, "children", 2)                     the third child of a division
    ("body", 0, "content", 1)                      a list (or a table) in a paragraph
    ("body", 0, "content", 1, "points", 0)         its first point
    ("annexes", 0, "body", 3)                      a paragraph of the first annex
    ("parts", 1)                                   the second resolution of a multi-part issue
    ("notes", 4)                                   the fifth note, where it is called first
    ("preamble", 2, "content", 0, 1)               mark 1 of a text: a ref, or a repeated call of a note

Elements that AKN has and the model has not stand after the path of what they belong to: `(..., "intro")` after a list
or, where a kept element follows, a paragraph; `(..., "wrap_up")`; `(..., "alinea")` after the first content of an
alinea; `("cover",)`, `("preface",)`, `("body",)`, `("conclusions",)`, in annexes and parts after their path.

>>> from akn.document import Document, Operative, Point, PointList
>>> from akn.text import Text
>>> points = PointList((Point("(a)", (Text("One;"),)), Point("(b)", (Text("Two."),))))
>>> ids = assign_eids(Document(body=(Operative("3.", (Text("Decides:"), points)),)))
>>> ids["body", 0], ids["body", 0, "content", 1, "points", 1]
('para_3', 'para_3__list_1__point_b')
"""

from __future__ import annotations

from msgspec import Struct

from akn.document import Document
from akn.xml.elements import Element, Path
from akn.xml.lower import lower


class Identifiers(Struct, frozen=True):
    """What the elements of a document are named, and what stands around its texts."""

    eids: dict[Path, str]
    """The eId of every path."""
    wids: dict[Path, str]
    """The wId of those paths where it differs (R-070, R-079)."""
    around: dict[Path, tuple[str, ...]]
    """The eIds of what each text stands in, outermost first, by the path of the text; those of a note begin with it."""


def assign_eids(document: Document) -> dict[Path, str]:
    """The eId of every unit of the document that R-076 names, and of those that print one without need."""
    return identify(document).eids


def identify(document: Document, *, texts: bool = True) -> Identifiers:
    """eIds and wIds of every unit of the document; without `texts` those of references and notes are left out."""
    return identifiers_in(lower(document, marks="named" if texts else "none").root)


def eids_in(root: Element) -> dict[Path, str]:
    """The eIds of elements (`akn.xml.lower`) alone, by the paths of these.

    >>> from akn.document import Document, Operative
    >>> from akn.text import Text
    >>> from akn.xml.lower import lower
    >>> eids_in(lower(Document(body=(Operative("3.", (Text("Decides;"),)),))).root)
    {('body',): 'body', ('body', 0): 'para_3'}
    """
    found: dict[Path, str] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.eid:
            found[element.path] = element.eid
        waiting += [child for child in element.children if type(child) is Element]
    return found


def identifiers_in(root: Element) -> Identifiers:
    """The identifiers of elements (`akn.xml.lower`), in the order in which they are written.

    >>> from akn.document import Document, Operative, Point, PointList
    >>> from akn.text import Text
    >>> from akn.xml.lower import lower
    >>> points = PointList((Point("(a)", (Text("One;"),)),))
    >>> root = lower(Document(body=(Operative("3.", (Text("Decides:"), points)),))).root
    >>> identifiers_in(root).around["body", 0, "content", 0]
    ('body', 'para_3', 'para_3__list_1', 'para_3__list_1__intro')
    """
    found = Identifiers({}, {}, {})
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, outer = waiting.pop()
        path = element.path
        if element.eid:
            found.eids[path] = element.eid
            outer = (element.eid,) if path[0] == "notes" and element.name else (*outer, element.eid)
            if element.wid:
                found.wids[path] = element.wid
        elif path:
            found.around[path] = outer
        for child in reversed(element.children):
            if type(child) is Element:
                waiting.append((child, outer))
    return found
