"""How the content of the model falls into the elements of AKN: decided once, for identifiers, emit and read.

A paragraph holds its content in reading order; AKN wants a `list` with an `intro`, and what follows it in an `alinea`
(profile 1.4, R-018 to R-020).  The rules here give every sequence exactly one shape, and that shape the sequence back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from akn.document import Content, PointList, Preambular, Raw
from akn.text import Text
from akn.xml.names import HIERARCHY

_TAG = re.compile(r"<[^<>]*>")
_NAME = re.compile(r"<(?:[^\s/>:]+:)?([^\s/>:]+)")


def raw_name(raw: Raw) -> str:
    """The local name of a kept element.

    >>> raw_name(Raw('<a:clause xmlns:a="urn:x"/>'))
    'clause'
    """
    found = _NAME.match(raw.xml)
    return found.group(1) if found else ""


def words_in(xml: str) -> str:
    """The characters of an element that is kept as XML, without its tags, white space evened out.

    >>> words_in("<list><num>1</num> <p>A &amp; b</p></list>")
    '1 A & b'
    """
    from html import unescape  # its table of entities is slow to load, and few documents need it

    return " ".join(unescape(_TAG.sub("", xml)).split())


class Group(Struct, frozen=True):
    """Blocks, and the hierarchical element that they lead to, if any: each with its index in the content."""

    blocks: tuple[tuple[int, Content], ...]
    tail: tuple[int, PointList | Raw] | None = None


def groups(content: Sequence[Content]) -> list[Group]:
    """The content of a paragraph, a point or a division as groups; at least one.

    A list, or a kept element of the hierarchy, ends a group.  The first group stands in the paragraph itself, the
    blocks before a list are its `intro`; what comes after the last list is an `alinea`.  A list without points has
    no place in AKN and counts as a block.
    """
    found: list[Group] = []
    blocks: list[tuple[int, Content]] = []
    for i, item in enumerate(content):
        if (isinstance(item, PointList) and item.points) or (isinstance(item, Raw) and raw_name(item) in HIERARCHY):
            found.append(Group(tuple(blocks), (i, item)))
            blocks = []
        else:
            blocks.append((i, item))
    if blocks or not found:
        found.append(Group(tuple(blocks)))
    return found


def is_cross_heading(node: Preambular, *, in_division: bool) -> bool:
    """Whether preambular text in the body is a `crossHeading`.

    The XSD wants inline content there and allows none directly in `mainBody` (profile section 4, row 24); all other
    preambular text in the body is an `hcontainer`.
    """
    return in_division and len(node.content) == 1 and isinstance(node.content[0], Text)


def looks_like_bullets(points: PointList) -> bool:
    """Whether no label of the list holds a letter or a digit: a list in a preamble shows bullets in no other way."""
    return not any(c.isalnum() for point in points.points for c in point.num)


def needs_paragraph(node: Raw, *, in_division: bool) -> bool:
    """Whether a kept element stands in a paragraph of its own: in a division the XSD takes only units beside units."""
    name = raw_name(node)
    return in_division and name not in HIERARCHY and name not in ("crossHeading", "componentRef")
