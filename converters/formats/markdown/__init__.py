"""Markdown: CommonMark with tables and footnotes, as wikis, issue trackers and static sites show it.

Titles and headings are headings, looks are emphasis, notes are footnotes; numbers stand in the text as printed.
"""

from __future__ import annotations

from akn.blocks import Blocks
from akn.diagnostics import Result
from converters.formats import Loss, without
from converters.formats.markdown.reading import read_markdown
from converters.formats.markdown.writing import write_markdown

LOSES = frozenset(Loss) - {Loss.LOOKS, Loss.BREAKS, Loss.NOTE_PARAGRAPHS, Loss.FINDINGS}
"""What Markdown cannot carry; of styles it keeps titles and headings."""


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a Markdown text.

    Raises UnreadableInput if the bytes are no text, MissingDependency without the extra `markdown`.
    """
    return read_markdown(data, source)


def write(blocks: Blocks) -> bytes:
    """The blocks as Markdown in UTF-8.

    >>> from akn.blocks import Block
    >>> from akn.text import Text
    >>> write((Block(Text("Decides to meet again."), label="1."),))
    b'1\\\\. Decides to meet again.\\n'
    """
    return write_markdown(without(blocks, LOSES - {Loss.STYLE}))
