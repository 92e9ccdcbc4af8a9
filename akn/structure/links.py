"""The links of a source made fit for a reader elsewhere: what leads nowhere outside its machine is no link."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock, TableBlock
from akn.diagnostics import Code, Diagnostic, Result
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text

_WEB = lazy_pattern(r"(?i:https?)://[^\s/]")
_HOST = lazy_pattern(r"www\.[^\s/]+\.[^\s/]")
_SPACE = lazy_pattern(r"\s")


def with_web_links(blocks: Blocks) -> Result[Blocks]:
    """The blocks, their links mended or taken away; the words stay.

    Word files link to mail addresses, bookmarks (`#_Toc1`), files of their author and hosts without a scheme; a page
    made to attack links to scripts.  Only http and https lead anywhere (R-089).
    """
    if not _may_link(blocks):
        return Result(blocks)
    noticed: list[Diagnostic] = []
    return Result(tuple(_mended(block, noticed) for block in blocks), tuple(noticed))


def web_address(printed: str) -> str:
    """The address as an absolute one of http or https without spaces; empty if it is none.

    >>> web_address("www.un.org/en"), web_address("https://example.org/a b"), web_address("javascript:alert(1)")
    ('https://www.un.org/en', 'https://example.org/a%20b', '')
    """
    address = printed.strip()
    if _HOST.match(address):
        address = f"https://{address}"
    scheme, _, rest = address.partition(":")
    return f"{scheme.lower()}:{_SPACE.sub('%20', rest)}" if _WEB.match(address) else ""


def _mended(block: AnyBlock, noticed: list[Diagnostic]) -> AnyBlock:
    if isinstance(block, NoteBlock):
        return replace(block, blocks=_all(block.blocks, noticed)) if _may_link(block.blocks) else block
    return _mended_piece(block, noticed)


def _mended_piece(block: Block | TableBlock, noticed: list[Diagnostic]) -> Block | TableBlock:
    if isinstance(block, Block):
        text = _text(block, noticed)
        return block if text is block.text else replace(block, text=text)
    if not any(_may_link(cell.blocks) for row in block.rows for cell in row):
        return block
    rows = tuple(tuple(replace(c, blocks=_all(c.blocks, noticed)) for c in row) for row in block.rows)
    return replace(block, rows=rows)


def _all(blocks: Iterable[Block | TableBlock], noticed: list[Diagnostic]) -> tuple[Block | TableBlock, ...]:
    return tuple(_mended_piece(block, noticed) for block in blocks)


def _may_link(blocks: Iterable[AnyBlock]) -> bool:
    return any(not isinstance(b, Block) or (b.text.marks and b.text.of(Kind.LINK)) for b in blocks)


def _text(block: Block, noticed: list[Diagnostic]) -> Text:
    text = block.text
    if not text.of(Kind.LINK):
        return text
    marks: list[Mark] = []
    for m in text.marks:
        printed = m.get("href") if m.kind is Kind.LINK else ""
        address = web_address(printed) if m.kind is Kind.LINK else ""
        if address == printed:
            if address or m.kind is not Kind.LINK:
                marks.append(m)
            continue
        words = text.content[m.start : m.end].strip()
        if address:
            marks.append(m.with_attributes(href=address))
            noticed.append(Code.LINK_MENDED.at(block.source, words=words, link=printed, address=address))
        else:
            noticed.append(Code.LINK_UNUSABLE.at(block.source, words=words, link=printed))
    return Text(text.content, tuple(marks)) if len(marks) < len(text.marks) or tuple(marks) != text.marks else text
