"""Markdown: CommonMark with tables and footnotes, as wikis, issue trackers and static sites show it.

Titles and headings are headings, looks are emphasis, notes are footnotes; numbers stand in the text as printed.  The
parser is that of markdown-it-py.  Every character of a written text that Markdown might take for a sign of its own is
escaped, so that what is read is what was written.  Looks that CommonMark has no sign for, or whose signs would not hold
at that place, are HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock
from akn.diagnostics import Code, Position, Result
from akn.errors import MissingDependency
from akn.patterns import lazy_pattern
from akn.text import LOOKS, Kind, Mark, Text, TextBuilder, even, mark
from akn.xml.nest import Inline, nest
from converters.formats import Loss, without
from converters.formats.encoding import NOT_IN_HTML, decode
from converters.formats.html import LOOKS as HTML_LOOKS
from converters.formats.html import read as read_html

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LOSES = frozenset(Loss) - {Loss.LOOKS, Loss.BREAKS, Loss.NOTE_PARAGRAPHS, Loss.FINDINGS}
"""What Markdown cannot carry; of styles it keeps titles and headings."""

_TAG = lazy_pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^>]*>")
_HREF = lazy_pattern(r"""\bhref=["']([^"']*)["']""")
_REPEATED = lazy_pattern(r"(.+)\.\d+")


_DEEPEST = 40
_MARKERS = lazy_pattern(r"^(?=.{20})[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*", re.MULTILINE)


def _flat(markers: re.Match[str]) -> str:
    """The signs that open quotations and lists in a line: those of lists as characters, which open nothing."""
    return "".join(f"&#{ord(c)};" if not c.isspace() else " " for c in markers[0] if c != ">").lstrip()


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a Markdown text, notes after them.

    Raises:
        UnreadableInput: the bytes are no text.
        MissingDependency: markdown-it-py is not installed (extra `markdown`).
    """
    text, diagnostics = decode(data, source)
    tokens = _parser().parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # the parser leaves out all that stands deeper
        diagnostics = (*diagnostics, Code.NESTED_TOO_DEEP.at(Position(source=source), depth=_DEEPEST))
        tokens = _parser().parse(_MARKERS.sub(_flat, text))
    reader = _MarkdownReader(tokens, source)
    flow = list(reader.blocks(0, len(reader.tokens), 0))
    blocks = (*(b for b in flow if not isinstance(b, NoteBlock)), *(b for b in flow if isinstance(b, NoteBlock)))
    if not blocks:
        diagnostics = (*diagnostics, Code.EMPTY_INPUT.at(Position(source=source)))
    return Result(blocks, tuple(diagnostics))


@cache
def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError as error:
        raise MissingDependency("reading Markdown needs markdown-it-py: pip install 'akn-un[markdown]'") from error

    class Parser(MarkdownIt):
        """A parser that leaves addresses as they are written."""

        def normalizeLink(self, url: str) -> str:
            return url

    parser = Parser("commonmark").enable("table").use(footnote_plugin, inline=False)
    # notes stay where they are defined, so that one which nothing calls is kept too
    parser.disable("footnote_tail")
    parser.options["maxNesting"] = _DEEPEST
    return parser


class _MarkdownReader:
    def __init__(self, tokens: Sequence[Token], source: str) -> None:
        self.tokens = tokens
        self._source = source

    def _end(self, start: int) -> int:
        """The place of the token that closes the one at `start`."""
        depth = 0
        for i in range(start, len(self.tokens)):
            depth += self.tokens[i].nesting
            if depth == 0:
                return i
        return len(self.tokens) - 1

    def blocks(self, start: int, end: int, indent: int) -> Iterator[AnyBlock]:
        """The blocks of the tokens from `start` to `end`."""
        i = start
        while i < end:
            token = self.tokens[i]
            close = self._end(i)
            if token.type in ("paragraph_open", "heading_open"):
                yield from self._line(self.tokens[i + 1], token, indent)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield from self._list(i, close, indent)
            elif token.type == "blockquote_open":
                yield from self.blocks(i + 1, close, indent + 1)
            elif token.type == "table_open":
                yield self._table(i + 1, close)
            elif token.type == "footnote_reference_open":
                yield self._note(i, close)
            elif token.type in ("fence", "code_block"):
                for line in token.content.splitlines():
                    if line.strip():
                        yield Block(even(Text(line)), indent=indent, source=self._position(token))
            elif token.type == "html_block":
                yield from read_html(token.content.encode(), self._source).value
            i = close + 1

    def _position(self, token: Token) -> Position:
        return Position(source=self._source, line=token.map[0] + 1 if token.map else 0)

    def _line(self, inline: Token, holder: Token, indent: int) -> Iterator[Block]:
        text = _text(inline.children or ())
        style = Style.NONE
        if holder.type == "heading_open":
            style = Style.TITLE if holder.tag == "h1" else Style.HEADING
        if text:
            yield Block(text, style=style, indent=indent, source=self._position(holder))

    def _list(self, start: int, end: int, indent: int) -> Iterator[AnyBlock]:
        is_ordered = self.tokens[start].type == "ordered_list_open"
        i = start + 1
        while i < end:
            item, close = self.tokens[i], self._end(i)
            label = f"{item.info}{item.markup}" if is_ordered else "•"
            first = True
            for block in self.blocks(i + 1, close, indent + 1):
                if first and isinstance(block, Block):
                    yield Block(block.text, label, Style.LIST, indent, source=block.source)
                else:
                    yield block
                first = False
            i = close + 1

    def _table(self, start: int, end: int) -> TableBlock:
        rows: list[tuple[CellBlock, ...]] = []
        cells: list[CellBlock] = []
        for i in range(start, end):
            token = self.tokens[i]
            if token.type in ("th_open", "td_open"):
                text = _text(self.tokens[i + 1].children or ())
                cells.append(CellBlock((Block(text),) if text else (), token.type == "th_open"))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return TableBlock(tuple(rows), source=self._position(self.tokens[start - 1]))

    def _note(self, start: int, end: int) -> NoteBlock:
        key = str(self.tokens[start].meta.get("label", ""))
        repeated = _REPEATED.fullmatch(key)
        inside = tuple(b for b in self.blocks(start + 1, end, 0) if not isinstance(b, NoteBlock))
        return NoteBlock(key, repeated.group(1) if repeated else key, inside, source=self._position(self.tokens[start]))


def _text(tokens: Sequence[Token]) -> Text:
    """Running text: the children of an inline token."""
    builder = TextBuilder()
    opened: list[tuple[Kind, int, str]] = []  # looks and links that are open, where they began, their address

    def close(kind: Kind) -> None:
        for i in range(len(opened) - 1, -1, -1):
            if opened[i][0] is kind:
                _, start, href = opened.pop(i)
                if kind is not Kind.LINK or href:
                    builder.mark(start, kind, mark(0, 0, kind, href=href).attributes)
                return

    for token in tokens:
        kind = token.type
        if kind in ("text", "text_special", "code_inline", "image"):
            builder.add(token.content)
        elif kind == "softbreak":
            builder.add(" ")
        elif kind == "hardbreak":
            builder.anchor(Kind.BREAK)
        elif kind in ("em_open", "strong_open"):
            opened.append((HTML_LOOKS[token.tag], len(builder), ""))
        elif kind in ("em_close", "strong_close"):
            close(HTML_LOOKS[token.tag])
        elif kind == "link_open":
            opened.append((Kind.LINK, len(builder), str(token.attrGet("href") or "")))
        elif kind == "link_close":
            close(Kind.LINK)
        elif kind == "footnote_ref":
            builder.anchor(Kind.NOTE, key=str(token.meta.get("label", "")))
        elif kind == "html_inline":
            _html(token.content, builder, opened, close)
    return even(builder.text())


def _html(tag: str, builder: TextBuilder, opened: list[tuple[Kind, int, str]], close: Callable[[Kind], None]) -> None:
    """A tag in running text: looks and line breaks are known, of others nothing stays but the text around them."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return
    name = found.group(2).lower()
    if name == "br":
        builder.anchor(Kind.BREAK)
    elif name == "a":
        href = _HREF.search(tag)
        if found.group(1):
            close(Kind.LINK)
        else:
            opened.append((Kind.LINK, len(builder), unescape(href.group(1)) if href else ""))
    elif name in HTML_LOOKS:
        if found.group(1):
            close(HTML_LOOKS[name])
        else:
            opened.append((HTML_LOOKS[name], len(builder), ""))


_HEADINGS = {Style.TITLE: "# ", Style.HEADING: "## "}
_SIGNS = {Kind.ITALIC: "*", Kind.BOLD: "**"}

_SPECIAL = lazy_pattern(r"[\\`*_\[\]<>&|~^]")
# what begins a block where it begins a line: headings, lists, quotations, rules, tables, fences
_STARTS = lazy_pattern(r"[#+\-=:!$%]")
_NUMBER = lazy_pattern(r"(\d{1,9})([.)])(?=\s|$)")
_ADDRESS = lazy_pattern(r"https?://[\w./?#=&%~+,;:@-]+", re.ASCII)
_CALL = lazy_pattern(r"(\[\^[^\]\s]+\])(?=[(:])")
_NO_LABEL = lazy_pattern(r"[\s\[\]\\^]")
_ENDS = lazy_pattern(r"^\s+|\s+$")


def write(blocks: Blocks) -> bytes:
    """The blocks as Markdown in UTF-8, notes after them.

    >>> from akn.blocks import Block
    >>> from akn.text import Text
    >>> write((Block(Text("Decides to meet again."), label="1."),))
    b'1\\\\. Decides to meet again.\\n'
    """
    pieces = [piece for block in without(blocks, LOSES - {Loss.STYLE}) for piece in _block(block)]
    return ("\n\n".join(pieces) + "\n").encode() if pieces else b""


def _block(block: Block | TableBlock | NoteBlock) -> Iterator[str]:
    if isinstance(block, Block):
        yield _HEADINGS.get(block.style, "") + _line(block.text)
    elif isinstance(block, TableBlock):
        yield _table(block)
    else:
        inside = "\n\n".join(piece for b in block.blocks for piece in _block(b)) or "<!-- -->"
        yield f"[^{_label(block.key)}]: " + inside.replace("\n", "\n    ").replace("\n    \n", "\n\n")


def _table(table: TableBlock) -> str:
    """A table: its first row stands as the header, because Markdown has no table without one."""
    rows = [[" ".join(_line(b.text) for b in c.blocks if isinstance(b, Block)) for c in row] for row in table.rows]
    rule = ["---"] * len(rows[0])
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def _label(key: str) -> str:
    """The key of a note as a label: no white space, no bracket, never empty."""
    return _NO_LABEL.sub("-", key) or "-"


def _line(text: Text) -> str:
    """A text as one line of Markdown."""
    # a bracket or a colon after a call would make it a link or the definition of a note
    line = _CALL.sub(r"\1\\", _inline(nest(_plain(text)), outer=()))
    number = _NUMBER.match(line)
    if number:
        return f"{number.group(1)}\\{line[number.end(1) :]}"
    return f"\\{line}" if _STARTS.match(line) else line


def _plain(text: Text) -> Text:
    """The text less the findings that Markdown has no word for, which would only part the signs of looks."""
    return text.keeping(lambda m: m.kind in LOOKS or m.kind in (Kind.NOTE, Kind.BREAK, Kind.LINK))


def _inline(nodes: Iterable[str | Inline], outer: tuple[Kind, ...]) -> str:
    pieces = []
    for node in nodes:
        pieces.append(_escaped(node) if isinstance(node, str) else _element(node, outer))
    return "".join(pieces)


def _element(node: Inline, outer: tuple[Kind, ...]) -> str:
    kind, m = node.kind, Mark(0, 0, node.kind, node.attributes)
    if kind is Kind.BREAK:
        return "<br>"
    if kind is Kind.NOTE:
        return f"[^{_label(m.get('key'))}]" if m.get("key") else _escaped(m.get("marker"))
    inside = _inline(node.children, (*outer, kind))
    if kind is Kind.LINK:
        address = m.get("href")
        # a link that holds a call or a link, or an odd address, is more than Markdown can say
        if all(isinstance(child, str) or child.kind in LOOKS for child in node.children) and _ADDRESS.fullmatch(
            address
        ):
            return f"[{inside}](<{address}>)"
        return f'<a href="{escape(address)}">{inside}</a>'
    only = node.children[0] if len(node.children) == 1 else ""
    if kind in _SIGNS and not outer and isinstance(only, str) and only[:1].isalnum() and only[-1:].isalnum():
        return f"{_SIGNS[kind]}{inside}{_SIGNS[kind]}"
    return f"<{kind.value}>{inside}</{kind.value}>"


def _escaped(content: str) -> str:
    """Characters as Markdown shows them; white space that a reader would trim is written as its number."""
    content = NOT_IN_HTML.sub("\ufffd", content)
    content = _SPECIAL.sub(lambda found: f"\\{found.group()}", content)
    return _ENDS.sub(lambda found: "".join(c if c == " " else f"&#{ord(c)};" for c in found.group()), content)
