"""Blocks of a Markdown text, by the parser of markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock
from akn.diagnostics import Code, Position, Result
from akn.errors import MissingDependency
from akn.text import Kind, Text, TextBuilder, even, mark
from converters.formats.encoding import decode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LOOKS = {"i": Kind.ITALIC, "em": Kind.ITALIC, "b": Kind.BOLD, "strong": Kind.BOLD, "u": Kind.UNDERLINE}
_LOOKS |= {"ins": Kind.UNDERLINE, "sup": Kind.SUPERSCRIPT, "sub": Kind.SUBSCRIPT}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^>]*>")
_HREF = re.compile(r"""\bhref=["']([^"']*)["']""")
_REPEATED = re.compile(r"(.+)\.\d+")


_DEEPEST = 40
_MARKERS = re.compile(r"^(?=.{20})[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*", re.MULTILINE)


def _flat(markers: re.Match[str]) -> str:
    """The signs that open quotations and lists in a line: those of lists as characters, which open nothing."""
    return "".join(f"&#{ord(c)};" if not c.isspace() else " " for c in markers[0] if c != ">").lstrip()


def read_markdown(data: bytes, source: str) -> Result[Blocks]:
    """The blocks of the text, notes after them.

    Raises:
        UnreadableInput: the bytes are no text.
        MissingDependency: markdown-it-py is not installed.
    """
    text, diagnostics = decode(data, source)
    tokens = _parser().parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # the parser leaves out all that stands deeper
        diagnostics = (*diagnostics, Code.NESTED_TOO_DEEP.at(Position(source=source), depth=_DEEPEST))
        tokens = _parser().parse(_MARKERS.sub(_flat, text))
    reader = _Reader(tokens, source)
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


class _Reader:
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
                block = self._line(self.tokens[i + 1], token, indent)
                if block is not None:
                    yield block
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
                yield from self._page(token)
            i = close + 1

    def _position(self, token: Token) -> Position:
        return Position(source=self._source, line=token.map[0] + 1 if token.map else 0)

    def _line(self, inline: Token, holder: Token, indent: int) -> Block | None:
        text = _text(inline.children or ())
        if not text:
            return None
        style = Style.NONE
        if holder.type == "heading_open":
            style = Style.TITLE if holder.tag == "h1" else Style.HEADING
        return Block(text, style=style, indent=indent, source=self._position(holder))

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

    def _page(self, token: Token) -> Iterator[AnyBlock]:
        """A stretch of HTML, which is read as such."""
        from converters.formats.html.reading import read_html

        yield from read_html(token.content.encode(), self._source).value


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
        if kind in ("text", "text_special", "code_inline"):
            builder.add(token.content)
        elif kind == "softbreak":
            builder.add(" ")
        elif kind == "hardbreak":
            builder.anchor(Kind.BREAK)
        elif kind in ("em_open", "strong_open"):
            opened.append((_LOOKS[token.tag], len(builder), ""))
        elif kind in ("em_close", "strong_close"):
            close(_LOOKS[token.tag])
        elif kind == "link_open":
            opened.append((Kind.LINK, len(builder), str(token.attrGet("href") or "")))
        elif kind == "link_close":
            close(Kind.LINK)
        elif kind == "footnote_ref":
            builder.anchor(Kind.NOTE, key=str(token.meta.get("label", "")))
        elif kind == "image":
            builder.add(token.content)
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
    elif name in _LOOKS:
        if found.group(1):
            close(_LOOKS[name])
        else:
            opened.append((_LOOKS[name], len(builder), ""))
