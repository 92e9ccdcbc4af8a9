"""HTML: a page to read and to link to, and pages that hold a resolution.

A written page stands on its own: no script, nothing loaded, one style sheet inside; right-to-left languages run from
right to left.  Classes are AKN element names after `akn-`, as the readers of Akoma Ntoso on the web use them; ids are
eIds, so that `page.html#para_4` leads to paragraph 4.  What the text shows stands as content, what it means in
attributes.  Written pages come back as the blocks that they were; of pages of others what they show is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.text import LOOKS, Kind, Mark, Text
from akn.xml.nest import Inline, nest
from converters.formats import Loss
from converters.formats.html.reading import read as read

LOSES = frozenset({Loss.MEANINGS, Loss.NOTE_PLACES})
"""What a page cannot carry back: what findings mean, and where on the page a note stood."""

ANCHORS = True
"""The eIds of units are the ids of elements."""

LANGUAGE = True
"""`write` takes the language of the document, which the page names."""

# the element that an eId names, by the last of its segments (profile R-065); other segments are element names
_ELEMENTS = {
    "al": "alinea",
    "art": "article",
    "att": "attachment",
    "chp": "chapter",
    "cl": "clause",
    "cmp": "component",
}
_ELEMENTS |= {
    "dvs": "division",
    "para": "paragraph",
    "sec": "section",
    "subpara": "subparagraph",
    "subsec": "subsection",
}

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|ftp://|[#/])", re.IGNORECASE)
_NAME = re.compile(r"[^\w-]+")


def write(blocks: Blocks, *, language: str = "") -> bytes:
    """The page in UTF-8, the same bytes for the same blocks; `language` (BCP 47) is the language of the whole.

    Characters that HTML cannot hold become U+FFFD.

    >>> from akn.blocks import Block
    >>> from akn.text import Text
    >>> b'<p class="akn-p">Decides</p>' in write((Block(Text("Decides")),))
    True
    """
    return _ILLEGAL.sub("\ufffd", "".join(_Page(blocks, language).pieces())).encode()


class _Page:
    def __init__(self, blocks: Blocks, language: str) -> None:
        self._language = language
        self._blocks = blocks
        self._notes = [b for b in blocks if isinstance(b, NoteBlock)]
        self._markers = {note.key: note.marker for note in reversed(self._notes)}
        self._calls: Counter[str] = Counter()

    def pieces(self) -> Iterator[str]:
        texts = [b for b in self._blocks if isinstance(b, Block)]
        title = next((b for b in texts if b.style is Style.TITLE), next(iter(texts), None))
        direction = next((b.direction for b in texts if b.direction), "")
        language = self._language or next((b.language for b in texts if b.language), "")
        yield "<!DOCTYPE html>\n<html"
        yield _attributes(lang=language, dir=direction)
        yield '>\n<head>\n<meta charset="utf-8">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>{escape(title.text.content if title else '')}</title>\n<style>\n{_SHEET}</style>\n</head>\n"
        yield '<body>\n<main class="akn-akomaNtoso">\n'
        in_masthead = False
        for block in self._blocks:
            if isinstance(block, NoteBlock):
                continue
            masthead = isinstance(block, Block) and block.zone is Zone.MASTHEAD
            if masthead != in_masthead:
                yield '<header class="akn-coverPage">\n' if masthead else "</header>\n"
                in_masthead = masthead
            yield from self._block(block)
        if in_masthead:
            yield "</header>\n"
        if self._notes:
            yield '<section class="akn-notes" role="doc-endnotes">\n'
            for note in self._notes:
                yield from self._note(note)
            yield "</section>\n"
        yield "</main>\n</body>\n</html>\n"

    def _block(self, block: Block | TableBlock) -> Iterator[str]:
        if isinstance(block, TableBlock):
            yield from self._table(block)
            return
        element = {Style.TITLE: "h1", Style.HEADING: "h2"}.get(block.style, "p")
        style = "" if element != "p" else block.style.value
        named = block.anchor.rpartition("__")[2].partition("_")[0]
        kind = _ELEMENTS.get(named, named) or {"h1": "docTitle", "h2": "heading"}.get(element, "p")
        yield f"<{element}"
        yield _attributes(
            id=block.anchor,
            class_=f"akn-{kind}",
            dir=block.direction,
            lang=block.language,
            data_style=style,
            data_indent=str(block.indent or ""),
            data_align=block.align,
            data_cut="cut" if block.cut else "",
            data_new_page="page" if block.new_page else "",
        )
        yield ">"
        if block.label:
            yield f'<span class="akn-num" data-label="label">{escape(block.label)}</span> '
        yield self._inline(nest(_with_number(block)))
        yield f"</{element}>\n"

    def _table(self, table: TableBlock) -> Iterator[str]:
        yield '<table class="akn-table">\n'
        for row in table.rows:
            yield "<tr>"
            for cell in row:
                yield from self._cell(cell)
            yield "</tr>\n"
        yield "</table>\n"

    def _cell(self, cell: CellBlock) -> Iterator[str]:
        element = "th" if cell.header else "td"
        spans = _attributes(
            rowspan=str(cell.rowspan) if cell.rowspan != 1 else "",
            colspan=str(cell.colspan) if cell.colspan != 1 else "",
        )
        yield f"<{element}{spans}>"
        for block in cell.blocks:
            yield from self._block(block)
        yield f"</{element}>"

    def _note(self, note: NoteBlock) -> Iterator[str]:
        place = _place(note.key)
        yield "<div"
        yield _attributes(
            id=f"note-{place}",
            class_="akn-authorialNote",
            role="doc-footnote",
            data_key=note.key,
            data_marker=note.marker,
        )
        called = f' href="#call-{place}-1"' if self._calls[note.key] else ""
        yield f'><a class="akn-marker"{called}>{escape(note.marker)}</a><div>\n'
        for block in note.blocks:
            yield from self._block(block)
        yield "</div></div>\n"

    def _inline(self, nodes: Iterable[str | Inline]) -> str:
        return "".join(escape(n, quote=False) if isinstance(n, str) else self._element(n) for n in nodes)

    def _element(self, node: Inline) -> str:
        kind, m = node.kind, Mark(0, 0, node.kind, node.attributes)
        if kind is Kind.BREAK:
            return "<br>"
        if kind is Kind.NOTE:
            return self._call(m)
        inside = self._inline(node.children)
        if kind in LOOKS:
            return f"<{kind.value}>{inside}</{kind.value}>"
        if kind is Kind.SPAN and m.get("class") == "akn-num":
            return f'<span class="akn-num">{inside}</span>'
        href = m.get("href") or m.get("from")
        if kind in (Kind.LINK, Kind.REF, Kind.RREF) and _SAFE_ADDRESS.match(href):
            name = _attributes(class_="" if kind is Kind.LINK else f"akn-{kind.value}")
            return f'<a{name} href="{escape(href)}"{self._data(m, "href", "from")}>{inside}</a>'
        if kind is Kind.LINK:
            # an address of a kind that must not be followed (javascript:) is shown, not linked
            return f'<span class="akn-a" data-href="{escape(href)}">{inside}</span>'
        element = "time" if kind in (Kind.DATE, Kind.DOC_DATE) else "span"
        when = _attributes(datetime=m.get("date")) if element == "time" else ""
        return f'<{element} class="akn-{kind.value}"{when}{self._data(m, "date")}>{inside}</{element}>'

    def _data(self, m: Mark, *shown: str) -> str:
        """What else the finding says, as data attributes."""
        return "".join(
            f' data-{_NAME.sub("-", name).strip("-")}="{escape(value)}"'
            for name, value in m.attributes
            if name not in shown and name not in ("xml", "tag", "style")
        )

    def _call(self, m: Mark) -> str:
        key, own = m.get("key"), m.get("marker")
        if not key:
            return f'<sup class="akn-noteRef" data-marker="{escape(own)}">{escape(own)}</sup>'
        self._calls[key] += 1
        place = _place(key)
        shown = escape(own or self._markers.get(key, key))
        known = f' href="#note-{place}"' if key in self._markers else ""
        data = _attributes(data_key=key, data_marker=own)
        id_ = f"call-{place}-{self._calls[key]}"
        return f'<sup class="akn-noteRef"{data}><a id="{id_}"{known} role="doc-noteref">{shown}</a></sup>'


def _with_number(block: Block) -> Text:
    """The text with its typed number marked; tabbed blocks have one before their first space."""
    number, space, _ = block.text.content.partition(" ")
    if not block.tabbed or not space or block.label:
        return block.text
    return block.text.marked([Mark(0, len(number), Kind.SPAN, (("class", "akn-num"),))])


def _place(key: str) -> str:
    """The key of a note as a part of an id."""
    return _NAME.sub("-", key) or "-"


def _attributes(**values: str) -> str:
    """Attributes that have a value; `class_` and `data_x` stand for `class` and `data-x`."""
    return "".join(f' {name.strip("_").replace("_", "-")}="{escape(value)}"' for name, value in values.items() if value)


# readable on a screen and on paper, in either direction, nothing loaded
_SHEET = """\
:root { color-scheme: light dark; }
body { margin: 0; font: 1.05rem/1.6 Georgia, "Times New Roman", "Noto Naskh Arabic", "Noto Serif CJK SC", serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 0 1.5rem; }
.akn-coverPage { border-block-end: 2px solid; margin-block-end: 1.5rem; padding-block-end: .5rem; }
.akn-coverPage p { margin: .2rem 0; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 1.6rem 0 1rem; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .6rem; }
p { margin: 0 0 .8rem; }
.akn-num { display: inline-block; min-width: 1.6em; }
.akn-concept { font-style: italic; }
:lang(ar) .akn-concept, :lang(zh) .akn-concept { font-style: normal; font-weight: bold; }
.akn-noteRef { line-height: 0; }
.akn-noteRef a { text-decoration: none; padding: 0 .1em; }
.akn-notes { border-block-start: 1px solid; margin-block-start: 2rem; padding-block-start: .8rem; font-size: .88rem; }
.akn-authorialNote { display: flex; gap: .5rem; }
.akn-authorialNote > div { flex: 1; }
.akn-authorialNote p { margin-block-end: .4rem; }
table { border-collapse: collapse; margin: 0 0 1rem; width: 100%; }
td, th { border: 1px solid; padding: .3rem .5rem; text-align: start; vertical-align: top; }
td p, th p { margin: 0; }
[data-align="center"] { text-align: center; }
[data-align="end"] { text-align: end; }
[data-new-page] { border-block-start: 1px solid; margin-block-start: 3rem; padding-block-start: 1rem; }
[data-indent="1"] { margin-inline-start: 2rem; }
[data-indent="2"] { margin-inline-start: 4rem; }
[data-indent="3"] { margin-inline-start: 6rem; }
[data-indent="4"] { margin-inline-start: 8rem; }
:target { background: Mark; color: MarkText; }
@media print { main { max-width: none; margin: 0; } [data-new-page] { break-before: page; border: 0; } }
"""
