"""Blocks as Markdown: CommonMark with the tables of GitHub and with footnotes.

Every character of the text that Markdown might take for a sign of its own is escaped, so that what is read is what was
written.  Looks that CommonMark has no sign for, or whose signs would not hold at that place, are HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from akn.blocks import Block, Blocks, NoteBlock, Style, TableBlock
from akn.text import LOOKS, Kind, Mark, Text
from akn.xml.nest import Inline, nest

_HEADINGS = {Style.TITLE: "# ", Style.HEADING: "## "}
_SIGNS = {Kind.ITALIC: "*", Kind.BOLD: "**"}

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~^]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# what begins a block where it begins a line: headings, lists, quotations, rules, tables, fences
_STARTS = re.compile(r"[#+\-=:!$%]")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ADDRESS = re.compile(r"https?://[\w./?#=&%~+,;:@-]+", re.ASCII)
_CALL = re.compile(r"(\[\^[^\]\s]+\])(?=[(:])")
_ENDS = re.compile(r"^\s+|\s+$")


def write_markdown(blocks: Blocks) -> bytes:
    """The text in UTF-8, notes after it; blocks are those that are left when nothing is lost any more."""
    pieces = [piece for block in blocks for piece in _block(block)]
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
    rows = [[_cell(cell.blocks) for cell in row] for row in table.rows]
    rule = ["---"] * len(rows[0])
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def _cell(blocks: Iterable[Block | TableBlock]) -> str:
    return " ".join(_line(b.text) for b in blocks if isinstance(b, Block))


def _label(key: str) -> str:
    """The key of a note as a label: no white space, no bracket, never empty."""
    return re.compile(r"[\s\[\]\\^]").sub("-", key) or "-"


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
    content = _ILLEGAL.sub("\ufffd", content)
    content = _SPECIAL.sub(lambda found: f"\\{found.group()}", content)
    return _ENDS.sub(lambda found: "".join(c if c == " " else f"&#{ord(c)};" for c in found.group()), content)
