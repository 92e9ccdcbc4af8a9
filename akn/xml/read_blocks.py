"""Paragraphs, lists and tables as content of the model: the mirror of the blocks of emit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.diagnostics import Code
from akn.document import Cell, Content, Point, PointList, Raw, Table
from akn.text import ANCHORS, EMPTY, Kind, Mark, Text, joined
from akn.xml.names import DIVISIONS, HIERARCHY
from akn.xml.nest import looks_like_bullets, words_in
from akn.xml.read_inline import INLINE, Context, name_of, raw_of, read_inline, read_text
from akn.xml.values import OBJECT

if TYPE_CHECKING:
    from lxml.etree import _Element

# elements whose content is running text
LINES = frozenset(
    {*("p", "block", "heading", "subheading", "listIntroduction", "listWrapUp", "caption", "crossHeading", "num")}
)

UNITS = frozenset({"paragraph", "point", "indent", "alinea"})
_AS_POINTS = UNITS | DIVISIONS  # what a list holds beside blocks

# elements that only hold blocks, and are seen through
_SHELLS = frozenset(
    {*("content", "container", "blockContainer", "intro", "wrapUp", "longTitle", "formula", "recitals", "recital")}
    | {*("citations", "citation", "div", "interstitial", "speech", "speechGroup", "from", "subFlow")}
)


def read_blocks(element: _Element, context: Context, *, cell: bool = False) -> Iterator[Content]:
    """The content of an element that holds blocks: texts, tables, lists; anything else is kept as it stands.

    A `p` without anything in it stands only where the XSD wants one, and says nothing.  In a cell of a table, which
    holds only texts and tables, what is kept stands in a text.
    """
    context.wrap(element)
    for child in element:
        yield from read_block(child, context, cell=cell)


def read_block(child: _Element, context: Context, *, cell: bool = False) -> Iterator[Content]:
    """One of the blocks, wherever it stands."""
    name = name_of(child)
    if name == "table":
        yield from read_table(child, context)
    elif name == "blockList":
        yield from read_block_list(child, context)
    elif name in ("list", "sublist", "alinea"):
        yield from (read_alinea if name == "alinea" else read_list)(child, context)
    elif name in LINES:
        if name == "p":
            context.count_attributes(child)
        else:
            context.read_as(child, "a paragraph")
        text = read_text(child, context)
        if text:
            yield text
    elif name in _SHELLS:
        context.read_as(child, "its content")
        yield from read_blocks(child, context, cell=cell)
    elif cell or name in INLINE:
        context.read_as(child, "a paragraph")
        if text := read_inline(child, context):
            yield text
    else:
        context.say(Code.ELEMENT_KEPT, child, element=name)
        yield raw_of(child)


def read_lines(element: _Element | None, context: Context) -> tuple[Text, ...]:
    """Cover page, preface or conclusions: one text a line; anything that holds lines is seen through."""
    if element is None:
        return ()
    context.count_attributes(element)
    return tuple(_lines(element, context))


def read_as_lines(element: _Element, context: Context) -> tuple[Text, ...]:
    """An element that the model has no place for, as lines."""
    context.read_as(element, "lines")
    if name_of(element) in LINES:
        return tuple(filter(None, [read_text(element, context)]))
    return read_lines(element, context)


def _lines(element: _Element, context: Context) -> Iterator[Text]:
    context.wrap(element)
    for child in element:
        if name_of(child) in LINES:
            context.count_attributes(child)
            if name_of(child) != "p":
                context.read_as(child, "a line")
            if text := read_text(child, context):
                yield text
        else:
            context.read_as(child, "its lines")
            yield from _lines(child, context)


def read_note_blocks(element: _Element, context: Context) -> tuple[Text | Table | Raw, ...]:
    """The content of a note; a list in it is kept as it stands."""
    found: list[Text | Table | Raw] = []
    context.wrap(element)
    for child in element:
        lists = [e for e in child.iter() if (name := name_of(e)) == "blockList" or name in HIERARCHY]
        for one in lists:
            context.say(Code.ELEMENT_KEPT, one, element=name_of(one))
        items = [raw_of(child)] if lists else read_block(child, context)
        found += (item for item in items if not isinstance(item, PointList))
    return tuple(found)


def read_num(element: _Element, context: Context) -> tuple[str, Text]:
    """The label in a `num`, and the calls of notes in it, which go to the text after it."""
    text = read_text(element, context)
    number = text.content
    if not text.marks:
        return number, EMPTY
    if any(m.kind not in ANCHORS for m in text.marks):
        for m in text.of(Kind.FOREIGN):
            number = number.replace(OBJECT, words_in(m.get("xml")), 1) if m.get("xml") else number
        number = " ".join(number.split())
        context.say(Code.NUMBER_MARKUP, element, number=number)
    calls = text.of(Kind.NOTE)
    return number, Text("", tuple(m.moved(-m.start) for m in calls))


def prefixed(calls: Text, content: Sequence[Content]) -> tuple[Content, ...]:
    """The content with calls of notes before its first text."""
    if not calls:
        return tuple(content)
    for i, item in enumerate(content):
        if isinstance(item, Text):
            return (*content[:i], calls + item, *content[i + 1 :])
    return (calls, *content)


def read_content(element: _Element, context: Context) -> Iterator[Content]:
    """The content of a paragraph, point or alinea, in reading order."""
    context.wrap(element)
    for child in element:
        name = name_of(child)
        if name in ("content", "intro", "wrapUp"):
            yield from read_blocks(child, context)
        elif name in ("list", "sublist"):
            yield from read_list(child, context)
        elif name == "alinea":
            yield from read_alinea(child, context)
        elif name in HIERARCHY:
            context.say(Code.ELEMENT_KEPT, child, element=name)
            yield raw_of(child)
        elif name not in ("num", "heading", "subheading"):
            if name == "p":
                context.read_as(child, "its content")
            if name not in ("crossHeading", "p"):
                yield from read_block(child, context)
            elif text := read_text(child, context):
                yield text


def read_alinea(element: _Element, context: Context) -> Iterator[Content]:
    """An alinea as the content that follows: what heads it, then what stands in it."""
    num, calls, heading, subheading = read_head(element, context)
    yield from (text for text in (Text(num) + calls, heading, subheading) if text)
    yield from read_content(element, context)


def read_list(element: _Element, context: Context) -> Iterator[Content]:
    """A list: the text that leads to it, then its points.

    A list among the points belongs to the point before it (profile section 4, row 21).
    """
    points: list[Point] = []
    wrap_up: list[Text] = []
    following: list[Content] = []
    bullets = True
    context.count_attributes(element)
    context.wrap(element)
    if name_of(element) == "sublist":
        context.read_as(element, "a list")
    for child in element:
        name = name_of(child)
        if name in _AS_POINTS:
            if name not in ("point", "indent"):
                context.read_as(child, "a point")
            bullets = bullets and name == "indent"
            points.append(_read_point(child, context))
            continue
        if name in ("list", "sublist") and points:
            context.read_as(child, "a list in the point before it")
        found = list((read_blocks if name in ("intro", "wrapUp") else read_block)(child, context))
        if name == "wrapUp":
            wrap_up += (item for item in found if isinstance(item, Text))
            following += (item for item in found if not isinstance(item, Text))
        elif not points:
            yield from found
        elif wrap_up or following:
            following += found
        else:
            last = points.pop()
            points.append(replace(last, content=(*last.content, *found)))
    if points:
        node = PointList(tuple(points), tuple(wrap_up), bullets)
        context.came_from(node, element)
        yield node
    else:
        yield from wrap_up
    yield from following


def _read_point(element: _Element, context: Context) -> Point:
    above = _above_number(element, context)
    num, calls, heading, subheading = read_head(element, context, besides=len(above))
    context.count_attributes(element)
    heads = [text for text in (heading, subheading) if text]
    if heads:
        context.read_as(element, "a point whose heading is its first paragraph")
    content = (*heads, *read_content(element, context))
    point = Point(num, prefixed(calls, content), joined(filter(None, above), " "))
    context.came_from(point, element)
    return point


def _above_number(element: _Element, context: Context) -> list[Text]:
    """The headings that stand before anything else in a point: lines that are printed above it."""
    lines = takewhile(lambda child: name_of(child) in ("heading", "subheading"), element)
    return [read_text(child, context) for child in lines]


def read_head(element: _Element, context: Context, *, besides: int = 0) -> tuple[str, Text, Text, Text]:
    """Number, calls of notes in it, heading and subheading of a unit; `besides` so many elements, which are read."""
    num, calls = "", EMPTY
    headings: list[Text] = []
    subheadings: list[Text] = []
    begun = False
    for child in islice(element, besides, None):
        name = name_of(child)
        if name not in ("num", "heading", "subheading"):
            begun = True
        elif begun:
            context.read_as(child, "part of its head")
        if name == "num":
            label, more = read_num(child, context)
            num = f"{num} {label}".strip()
            calls = calls + more if more else calls
        elif name == "heading":
            headings.append(read_text(child, context))
        elif name == "subheading":
            subheadings.append(read_text(child, context))
    if not headings and not subheadings:
        return num, calls, EMPTY, EMPTY
    return num, calls, joined(filter(None, headings), " "), joined(filter(None, subheadings), " ")


def read_block_list(element: _Element, context: Context) -> Iterator[Content]:
    """A blockList: the text that leads to it, then its points."""
    points: list[Point] = []
    wrap_up: tuple[Text, ...] = ()
    following: list[Content] = []
    context.count_attributes(element, "class")
    context.wrap(element)
    for child in element:
        name = name_of(child)
        if name == "item":
            points.append(_read_item(child, context))
        elif name == "listWrapUp":
            wrap_up += tuple(split_lines(read_text(child, context)))
        elif points or wrap_up:
            context.read_as(child, "a paragraph after the list")
            following += read_block(child, context)
        elif name != "listIntroduction":
            context.read_as(child, "a paragraph before the list")
            yield from read_block(child, context)
        elif text := read_text(child, context):
            yield text
    found = PointList(tuple(points), wrap_up)
    bullets = looks_like_bullets(found)
    if element.get("class") in ("bullets", "points"):
        bullets = element.get("class") == "bullets"
    if points:
        result = PointList(found.points, wrap_up, bullets)
        context.came_from(result, element)
        yield result
    else:
        yield from wrap_up
    yield from following


def split_lines(text: Text) -> list[Text]:
    """The text cut at its line breaks; a call that stands before a break stays on its line."""
    cuts = [0, *(m.start for m in text.of(Kind.BREAK)), len(text.content)]
    found = []
    for n, (start, end) in enumerate(pairwise(cuts)):
        marks = []
        breaks = 0
        for m in text.marks:
            if m.kind is Kind.BREAK:
                breaks += 1
            elif m.kind in ANCHORS:
                if breaks == n:
                    marks.append(m.moved(-start))
            elif m.start < end and m.end > start:
                marks.append(Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.attributes))
        found.append(Text(text.content[start:end], tuple(marks)))
    return [line for line in found if line]


def _read_item(element: _Element, context: Context) -> Point:
    num, calls = "", Text()
    content: list[Content] = []
    context.count_attributes(element)
    context.wrap(element)
    above = _above_number(element, context)
    for child in islice(element, len(above), None):
        if name_of(child) == "num" and not num:
            num, calls = read_num(child, context)
        else:
            content += read_block(child, context)
    point = Point(num, prefixed(calls, content), joined(filter(None, above), " "))
    context.came_from(point, element)
    return point


def read_table(element: _Element, context: Context) -> Iterator[Text | Table]:
    """A table, or only its caption if no row has a cell; how it is drawn is left out."""
    rows: list[tuple[Cell, ...]] = []
    captions: list[Text] = []
    context.count_attributes(element)
    context.wrap(element)
    for child in element:
        name = name_of(child)
        if name == "caption":
            captions.append(read_text(child, context))
        elif name == "tr":
            context.count_attributes(child)
            context.wrap(child)
            rows.append(tuple(filter(None, (_read_cell(cell, context) for cell in child))))
        else:
            context.read_as(child, "a row")
            cell = Cell(tuple(_in_cell(read_block(child, context, cell=True))))
            rows.append((cell,) if cell.content else ())
    caption = joined(captions, " ") if captions else Text()
    if any(rows):
        table = Table(tuple(filter(None, rows)), caption)
        context.came_from(table, element)
        yield table
    elif caption:
        yield caption


def _in_cell(items: Iterable[Content]) -> Iterator[Text | Table]:
    for item in items:
        if isinstance(item, (Text, Table)):
            yield item
        else:
            yield from _as_texts(item)


def _read_cell(element: _Element, context: Context) -> Cell | None:
    """A cell of a row; what else stands in a row is one if it says anything."""
    if name_of(element) not in ("td", "th"):
        context.read_as(element, "a cell")
        content = tuple(_in_cell(read_block(element, context, cell=True)))
        return Cell(content) if content else None
    context.count_attributes(element, "rowspan", "colspan")
    return Cell(
        tuple(_in_cell(read_blocks(element, context, cell=True))),
        header=name_of(element) == "th",
        rowspan=_span(element.get("rowspan")),
        colspan=_span(element.get("colspan")),
    )


def _span(value: str | None) -> int:
    value = (value or "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _as_texts(item: PointList | Raw) -> list[Text | Table]:
    """A list or a kept element in a cell, where the model holds texts only: label and text in one line."""
    if isinstance(item, Raw):
        words = words_in(item.xml)
        return [Text(words)] if words else []
    found: list[Text | Table] = []
    for point in item.points:
        label = Text(point.num)
        for part in point.content:
            if isinstance(part, Text):
                found.append(joined([label, part], " ") if label else part)
                label = Text()
            elif isinstance(part, Table):
                found.append(part)
            else:
                found += _as_texts(part)
        if label:
            found.append(label)
    return [*found, *item.wrap_up]
