"""HTML pages that hold a resolution: our own (`converters.view`) to the letter, those of others by what they show.

Classes of our pages are AKN element names after `akn-`, ids are eIds; what a text means stands in `data-` attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.errors import UnreadableInput
from akn.patterns import lazy_pattern
from akn.text import Kind, Text, TextBuilder, even
from akn.xml.parser import MAX_DEPTH
from converters.formats import Loss
from converters.formats.encoding import decode, without_controls

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LOSES = frozenset({Loss.MEANINGS, Loss.NOTE_PLACES})
"""What a page of ours cannot carry back: what findings mean, and where on the page a note stood."""

_SKIPPED = {
    *("head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "img", "hr", "nav"),
    *("input", "select", "button", "textarea", "title", "meta", "link"),
}
_HEADINGS = {"h1": Style.TITLE} | {f"h{n}": Style.HEADING for n in range(2, 7)}
_LINES = frozenset(["p", "dt", "dd", "figcaption", "caption", "address", "summary", "legend", *_HEADINGS])
_HOLDERS = {
    *("html", "body", "div", "main", "section", "article", "header", "footer", "aside", "blockquote", "figure"),
    *("ol", "ul", "li", "dl", "table", "tr", "td", "th", "thead", "tbody", "tfoot", "form", "fieldset", "details"),
    *("center", "pre"),
}
_NOTES = frozenset({"li", "div", "p", "aside", "dd"})  # what pages of others make their notes of
LOOKS = {"i": Kind.ITALIC, "em": Kind.ITALIC, "cite": Kind.ITALIC, "b": Kind.BOLD, "strong": Kind.BOLD}
LOOKS |= {"u": Kind.UNDERLINE, "ins": Kind.UNDERLINE, "sup": Kind.SUPERSCRIPT, "sub": Kind.SUBSCRIPT}
_BACK = lazy_pattern(r"^[\u21a9\u2191^\ufe0e\ufe0f\s]*$")
_DECLARATION = lazy_pattern(r"^\s*<\?xml[^>]*\?>")


_UNSEEN = lazy_pattern(r"<!--.*?(?:-->|$)|<(script|style|template|title)\b.*?(?:</\1\b|$)", re.DOTALL | re.IGNORECASE)
_TAG = lazy_pattern(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>")


def _flat(tag: re.Match[str]) -> str:
    """What stays of a tag in a page that nests too deep: the beginning of a paragraph, or of a line."""
    name = tag[1].lower()
    return "<p>" if name in _HOLDERS | _LINES else "<br>" if name == "br" else ""


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a page, notes after them.

    Raises:
        UnreadableInput: the bytes are no text, or no HTML can be made of it.
    """
    from lxml import etree, html

    text, diagnostics = decode(data, source)
    text = _DECLARATION.sub("", text)
    if not text.strip():
        return Result((), (*diagnostics, Code.EMPTY_INPUT.at(Position(source=source))))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root: Any = html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        # lxml says so of a page without any element
        return Result((), (*diagnostics, Code.EMPTY_INPUT.at(Position(source=source))))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(f"{source or '-'}: no HTML: {error}") from error
    found: list[Diagnostic] = list(diagnostics)
    if any("Excessive depth" in error.message for error in parser.error_log):
        # the parser left out all that stands deeper
        found.append(Code.NESTED_TOO_DEEP.at(Position(source=source), depth=MAX_DEPTH))
        root = html.document_fromstring(_TAG.sub(_flat, _UNSEEN.sub("", text)), parser=parser)
    reader = _HtmlReader(root, source)
    blocks = reader.blocks()
    if not blocks:
        found.append(Code.EMPTY_INPUT.at(Position(source=source)))
    return Result(blocks, tuple(found))


class _HtmlReader:
    def __init__(self, root: HtmlElement, source: str) -> None:
        self._root = root
        self._source = source
        self._notes: dict[str, HtmlElement] = {}  # by id: elements that a call leads to
        self._keys: dict[str, str] = {}
        # the main part of a page of ours: its lines run in its direction
        ours = next((e for e in root.iter("main") if e.get("data-akn")), None)
        self.direction = (ours.get("dir") or "") if ours is not None else ""
        self._find_notes()
        self._note_elements = set(self._notes.values())

    def blocks(self) -> Blocks:
        body = [e for e in self._root if e.tag != "head"]
        flow = [block for element in body for block in self._of(element, 0, Zone.BODY)]
        notes = [self._note(id_, element) for id_, element in self._notes.items()]
        return (*flow, *notes)

    # notes

    def _find_notes(self) -> None:
        """Our own notes, and in pages of others what a raised link leads to and holds more than the link."""
        elements = [e for e in self._root.iter() if isinstance(e.tag, str)]
        for e in elements:
            if "akn-authorialNote" in _classes(e):
                id_ = e.get("id") or f"note-{len(self._notes)}"
                self._notes[id_] = e
                if e.get("data-key") is None:  # somebody has taken it out, or uses our class
                    self._keys[id_] = str(len(self._keys) + 1)
        by_id = {e.get("id"): e for e in elements if e.get("id")}
        for e in elements:
            if _is_call(e):
                id_ = _target(e)
                target = by_id.get(id_)
                if target is not None and id_ not in self._notes and target.tag in _NOTES:
                    self._notes[id_] = target
                    self._keys[id_] = str(len(self._keys) + 1)

    def _note(self, id_: str, element: HtmlElement) -> NoteBlock:
        inner = (self._line if element.tag in _LINES else self._children)(element, 0, Zone.BODY)
        found = tuple(b for b in inner if not isinstance(b, NoteBlock))
        if element.get("data-key") is not None:
            return NoteBlock(element.get("data-key") or "", element.get("data-marker") or "", found)
        key = self._keys[id_]
        marker = next((_words(e) for e in self._root.iter("a") if _target(e) == id_), key)
        return NoteBlock(key, marker.strip("[]()") or key, found)

    # structure

    def _of(self, element: HtmlElement, indent: int, zone: Zone) -> Iterator[AnyBlock]:
        tag = element.tag
        if not isinstance(tag, str) or _is_beside(element) or self._is_note(element):
            return
        if tag == "table":
            yield from self._table(element, indent, zone)
        elif tag in _LINES and "akn-lines" in _classes(element):
            for line in element:
                yield from self._line(line, indent, zone)
        elif tag in _LINES:
            yield from self._line(element, indent, zone)
        elif tag == "ol" and "akn-list" in _classes(element):
            for item in element:
                yield from self._children(item, indent + 1, zone)
        elif tag in ("ol", "ul"):
            yield from self._list(element, indent, zone)
        elif tag == "pre":
            yield from _kept_lines(element, indent, zone)
        else:
            inside = Zone.MASTHEAD if "akn-coverPage" in _classes(element) else zone
            yield from self._children(element, indent, inside)

    def _is_note(self, element: HtmlElement) -> bool:
        return element.get("id") in self._notes or element in self._note_elements

    def _children(self, element: HtmlElement, indent: int, zone: Zone) -> Iterator[AnyBlock]:
        """The blocks in an element that holds blocks; running text between them is a block of its own."""
        run = _Line(self)
        run.add(element.text)
        for child in element:
            if isinstance(child.tag, str) and (child.tag in _HOLDERS or child.tag in _LINES):
                yield from run.blocks(indent, zone)
                run = _Line(self)
                yield from self._of(child, indent, zone)
            else:
                run.element(child)
            run.add(child.tail)
        yield from run.blocks(indent, zone)

    def _list(self, element: HtmlElement, indent: int, zone: Zone) -> Iterator[AnyBlock]:
        start = element.get("start") or "1"
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        for child in element:
            if child.tag != "li":
                yield from self._of(child, indent + 1, zone)
                continue
            value = child.get("value") or ""
            number = int(value) if value.isdecimal() and len(value) < 6 else number
            label = "•" if element.tag == "ul" else _label(element.get("type") or "1", number)
            number += 1
            first = True
            inside = () if child in self._note_elements else self._children(child, indent + 1, zone)
            for block in inside:
                if first and isinstance(block, Block) and not block.label:
                    yield Block(
                        block.text, label, Style.LIST, indent, zone, block.align, block.direction, block.language
                    )
                else:
                    yield block
                first = False

    def _line(self, element: HtmlElement, indent: int, zone: Zone) -> Iterator[Block]:
        run = _Line(self)
        label = ""
        run.add(element.text)
        for i, child in enumerate(element):
            if i == 0 and child.get("data-label") is not None:
                label = _words(child)
            else:
                run.element(child)
            run.add(child.tail)
        text = run.text()
        if not text and not label:
            return
        data_indent = element.get("data-indent") or ""
        direction = element.get("dir") or ""
        yield Block(
            text,
            label,
            _style(element),
            int(data_indent) if data_indent.isdecimal() and len(data_indent) < 4 else indent,
            zone,
            _align(element),
            direction if direction in ("ltr", "rtl") else self.direction,
            element.get("lang") or "",
            element.get("data-cut") is not None,
            anchor=element.get("id") or "",
            new_page=element.get("data-new-page") is not None,
            source=Position(source=self._source, line=int(element.sourceline or 0)),
        )

    def _table(self, element: HtmlElement, indent: int, zone: Zone) -> Iterator[AnyBlock]:
        for caption in element.iterchildren("caption"):
            yield from self._of(caption, indent, zone)
        rows = [tuple(self._cell(c) for c in row if c.tag in ("td", "th")) for row in _rows(element)]
        if any(rows):
            yield TableBlock(tuple(row for row in rows if row))

    def _cell(self, element: HtmlElement) -> CellBlock:
        inside = tuple(b for b in self._children(element, 0, Zone.BODY) if not isinstance(b, NoteBlock))
        header = element.get("data-seen", element.tag) == "th"
        return CellBlock(inside, header, _span(element, "rowspan"), _span(element, "colspan"))

    def call_of(self, element: HtmlElement) -> dict[str, str]:
        """The key and the marker of the call of a note that an element is; empty if it is none."""
        if "akn-noteRef" in _classes(element):
            return {"key": element.get("data-key") or "", "marker": element.get("data-marker") or ""}
        key = self._keys.get(_target(element)) if _is_call(element) else None
        return {"key": key} if key is not None else {}

    def is_way_back(self, element: HtmlElement) -> bool:
        """Whether a link leads from a note back to its call."""
        if element.tag != "a" or "akn-ref" in _classes(element):  # a reference of ours may be around a lone space
            return False
        if "akn-marker" in _classes(element):  # of our own notes, whose marker is an attribute as well
            marker = element.getparent().get("data-marker") or ""
            return _words(element) == " ".join(marker.split())
        return (element.get("href") or "").startswith("#") and bool(_BACK.match(_words(element)))


class _Line:
    """Running text in the making."""

    def __init__(self, reader: _HtmlReader) -> None:
        self._reader = reader
        self._built = TextBuilder()

    def add(self, content: str | None) -> None:
        self._built.add(without_controls(content or ""))

    def element(self, element: HtmlElement) -> None:
        """An inline element, its tail left to the caller."""
        tag = element.tag
        if not isinstance(tag, str) or _is_beside(element) or self._reader.is_way_back(element):
            return
        if tag == "br":
            self._built.anchor(Kind.BREAK)
            return
        call = self._reader.call_of(element)
        if call:
            self._built.anchor(Kind.NOTE, **call)
            return
        start = len(self._built)
        self.add(element.text)
        for child in element:
            self.element(child)
            self.add(child.tail)
        if tag in LOOKS:
            self._built.mark(start, LOOKS[tag])
        if href := _link(element):
            self._built.mark(start, Kind.LINK, (("href", href),))

    def text(self) -> Text:
        return even(self._built.text())

    def blocks(self, indent: int, zone: Zone) -> Iterator[Block]:
        text = self.text()
        if text.content or text.of(Kind.NOTE):
            yield Block(text, indent=indent, zone=zone, direction=self._reader.direction)


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element is no part of the text: what no page shows as text, and what our own pages mark."""
    return element.tag in _SKIPPED or element.get("data-view") is not None


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _target(element: HtmlElement) -> str:
    """The id that a link, or the link in a raised element, leads to."""
    link = element if element.tag == "a" else next(iter(element.iter("a")), None)
    href = (link.get("href") or "") if link is not None else ""
    return href[1:] if href.startswith("#") else ""


def _is_call(element: HtmlElement) -> bool:
    """Whether a page of others calls a note here: a raised link, or one that says that it is a call."""
    if element.tag == "a":
        return element.get("role") == "doc-noteref" and bool(_target(element))
    return element.tag == "sup" and len(element) == 1 and element[0].tag == "a" and bool(_target(element))


def _link(element: HtmlElement) -> str:
    """The address of a link to another page; references of ours are no links."""
    if "akn-a" in _classes(element):
        return element.get("data-href") or ""
    href = element.get("href") or ""
    ours = any(name.startswith("akn-") for name in _classes(element))
    return href if element.tag == "a" and href[:1] not in ("", "#") and not ours else ""


def _align(element: HtmlElement) -> str:
    found = element.get("data-align") or element.get("align") or ""
    return {"center": "center", "end": "end", "right": "end"}.get(found, "")


def _rows(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _span(element: HtmlElement, name: str) -> int:
    value = element.get(name) or "1"
    return max(1, int(value)) if value.isdecimal() and len(value) < 5 else 1


def _kept_lines(element: HtmlElement, indent: int, zone: Zone) -> Iterator[Block]:
    """The lines of an element that keeps its white space, blank ones left out."""
    for line in "".join(element.itertext()).splitlines():
        if line.strip():
            yield Block(Text(" ".join(line.split())), indent=indent, zone=zone)


def _style(element: HtmlElement) -> Style:
    """The style that the element names, else that of its tag."""
    named = element.get("data-style") or ""
    return Style(named) if named and named in set(Style) else _HEADINGS.get(str(element.tag), Style.NONE)


def _label(kind: str, number: int) -> str:
    """The number of an item as a browser prints it."""
    from converters.formats.docx.counting import FORMATS

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    most = 26 if kind in ("a", "A") else 3999
    return f"{FORMATS[forms.get(kind, 'decimal') if 1 <= number <= most else 'decimal'](number)}."
