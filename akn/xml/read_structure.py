"""Preamble, body and annexes: the mirror of the structure of emit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from akn.diagnostics import Code
from akn.document import (
    Annex,
    BodyNode,
    Content,
    Division,
    Formula,
    Operative,
    Preambular,
)
from akn.text import Text
from akn.xml.names import DIVISIONS, PREAMBULAR
from akn.xml.nest import needs_paragraph
from akn.xml.read_blocks import (
    LINES,
    UNITS,
    prefixed,
    read_block,
    read_blocks,
    read_content,
    read_head,
    read_lines,
)
from akn.xml.read_inline import INLINE, PARTS, Context, name_of, raw_of, read_text

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_preamble(element: _Element | None, context: Context) -> tuple[Formula | Preambular, ...]:
    """The preamble: formula, then a container for each preambular paragraph."""
    return tuple(_preamble(element, context)) if element is not None else ()


def _preamble(element: _Element, context: Context) -> Iterator[Formula | Preambular]:
    context.wrap(element)
    for child in element:
        name = name_of(child)
        if name == "formula":
            yield from _read_formula(child, context)
        elif name == "container":
            context.count_attributes(child, "name", "refersTo")
            node = Preambular(tuple(read_blocks(child, context)))
            context.came_from(node, child)
            yield node
        elif name in ("recitals", "citations"):
            context.read_as(child, "preambular paragraphs")
            yield from _preamble(child, context)
        else:
            context.read_as(child, "a preambular paragraph")
            content = filter(None, [read_text(child, context)]) if name in LINES else read_blocks(child, context)
            if found := tuple(content):
                yield Preambular(found)


def _read_formula(element: _Element, context: Context) -> Iterator[Formula | Preambular]:
    context.count_attributes(element, "name")
    for item in read_blocks(element, context):
        if isinstance(item, Text):
            node = Formula(item)
            context.came_from(node, element)
            yield node
        else:
            yield Preambular((item,))


def read_body(element: _Element | None, context: Context) -> tuple[BodyNode, ...]:
    """The nodes of a body; a single paragraph without number and content is the empty body."""
    if element is None:
        return ()
    context.count_attributes(element)
    nodes = tuple(_nodes(element, context))
    return () if nodes == (Operative(""),) else nodes


def _nodes(element: _Element, context: Context, *, divided: bool = False, heads: bool = True) -> Iterator[BodyNode]:
    """The nodes among the children of a body or, `divided`, of a division; number and heading are paragraphs of their
    own, or without `heads` the caller's."""
    context.wrap(element)
    for child in element:
        name = name_of(child)
        if name in UNITS:
            if name != "paragraph":
                context.read_as(child, "a paragraph")
            yield _read_unit(child, context)
        elif name == "hcontainer" and child.get("name") == PREAMBULAR:
            yield _read_preambular(child, context)
        elif name in DIVISIONS:
            yield _read_division(child, context)
        elif name == "crossHeading":
            node = Preambular(tuple(filter(None, [read_text(child, context)])))
            context.came_from(node, child)
            yield node
        elif heads or name not in ("num", "heading", "subheading"):
            yield from _other(child, name, context, divided=divided)


def _other(child: _Element, name: str, context: Context, *, divided: bool) -> Iterator[BodyNode]:
    """What is no unit of the hierarchy, among units: paragraphs without numbers."""
    if name in ("intro", "wrapUp", "container", "blockContainer", "div"):
        context.read_as(child, "paragraphs")
        for item in read_blocks(child, context):
            yield Operative("", (item,))
    elif name in ("content", "list", "sublist", "table") or name in LINES or name in INLINE:
        if name in ("list", "sublist", "table", "p"):
            context.read_as(child, "a paragraph")
        if content := tuple((read_blocks if name == "content" else read_block)(child, context)):
            yield Operative("", content)
    elif name in _SEEN_THROUGH:
        context.read_as(child, "its content")
        yield from _nodes(child, context, divided=divided)
    elif needs_paragraph(raw := raw_of(child), in_division=divided):  # it is read as what it is written as
        if content := tuple(read_block(child, context)):
            yield Operative("", content)
    else:
        context.say(Code.ELEMENT_KEPT, child, element=name)
        yield raw


# the divisions of a judgment: the XSD allows them in no other body
_SEEN_THROUGH = frozenset({"introduction", "background", "arguments", "remedies", "motivation", "decision", "header"})


def _read_division(element: _Element, context: Context) -> Division:
    kind = name_of(element)
    num, calls, heading, subheading = read_head(element, context)
    context.count_attributes(element, "name", "refersTo")
    children = tuple(_nodes(element, context, divided=True, heads=False))
    if subheading:
        context.read_as(element, "a division with a division for its subheading")
        children = (Division("division", heading=subheading, children=children),)
    name = (element.get("name") or kind) if kind == "hcontainer" else ""
    division = Division(kind, num, calls + heading if calls else heading, children, name)
    context.came_from(division, element)
    return division


def _read_preambular(element: _Element, context: Context) -> Preambular:
    """Preambular text in the body that is no crossHeading."""
    content: list[Content] = []
    context.wrap(element)
    for child in element:
        content += read_blocks(child, context) if name_of(child) == "content" else read_block(child, context)
    node = Preambular(tuple(content))
    context.came_from(node, element)
    return node


def _read_unit(element: _Element, context: Context) -> Operative | Division:
    """A paragraph; one that has a heading is a division that holds it."""
    num, calls, heading, subheading = read_head(element, context)
    context.count_attributes(element)
    content = prefixed(calls, tuple(read_content(element, context)))
    if not heading and not subheading:
        node = Operative(num, content)
        context.came_from(node, element)
        return node
    context.read_as(element, "a division with a heading")
    paragraph = Operative(num, content)
    context.came_from(paragraph, element)
    children: tuple[BodyNode, ...] = (paragraph,) if content else ()
    if heading and subheading:
        children = (Division("division", heading=subheading, children=children),)
    return Division("division", "" if content else num, heading or subheading, children)


def read_annexes(element: _Element | None, context: Context) -> tuple[Annex, ...]:
    """The annexes among attachments."""
    if element is None:
        return ()
    context.wrap(element)
    return tuple(_read_attachment(child, context) for child in element)


def _read_attachment(element: _Element, context: Context) -> Annex:
    lines: list[Text] = []
    annexes: list[Annex] = []
    context.wrap(element)
    if name_of(element) in LINES:
        text = read_text(element, context)
        return Annex(body=(Operative("", (text,)),) if text else ())
    for child in element:
        name = name_of(child)
        if name in LINES:
            context.read_as(child, "the first lines of the annex")
            lines.append(read_text(child, context))
        elif name in ("documentRef", "componentRef"):
            context.read_as(child, "a line of the annex")
            lines.append(Text(child.get("showAs") or child.get("href") or ""))
        else:
            annexes.append(read_annex(child, context))
    annex = annexes[0] if annexes else Annex()
    if annexes[1:]:
        annex = Annex(annex.preface, annex.preamble, annex.body, (*annex.annexes, *annexes[1:]), annex.name)
    if lines:
        annex = Annex((*lines, *annex.preface), annex.preamble, annex.body, annex.annexes, annex.name)
    context.came_from(annex, element)
    return annex


def read_annex(element: _Element, context: Context) -> Annex:
    """The document element of an annex."""
    context.gather(element)
    parts = {name_of(child): child for child in element}
    cover = read_lines(parts.get("coverPage"), context)
    if cover:
        context.read_as(parts["coverPage"], "the first lines of the annex")
    preface = cover + read_lines(parts.get("preface"), context)
    preamble = read_preamble(parts.get("preamble"), context)
    body = read_body(body_of(element), context)
    conclusions = read_lines(parts.get("conclusions"), context)
    if conclusions:
        context.read_as(parts["conclusions"], "the last paragraphs of the annex")
        body += tuple(Operative("", (line,)) for line in conclusions)
    annexes = read_annexes(parts.get("attachments"), context)
    for part in element:
        if name_of(part) not in PARTS and part is not body_of(element):
            context.read_as(part, "the last paragraphs of the annex")
            body += tuple(Operative("", (line,)) for line in read_lines(part, context))
    return Annex(preface, preamble, body, annexes, element.get("name") or "annex")


def body_of(element: _Element) -> _Element | None:
    """The element that holds the body of a document of any kind: mainBody, body, judgmentBody, ..."""
    for child in element:
        name = name_of(child)
        if name == "body" or name.endswith("Body"):
            return child
    return None
