"""HTML: a page to read and to link to, and pages that hold a resolution.

A written page stands on its own: no script, nothing loaded, one style sheet inside; right-to-left languages run from
right to left.  Classes are AKN element names after `akn-`, ids are eIds, so that `page.html#para_4` leads to
paragraph 4.  Written pages come back as the blocks that they were; of pages of others what they show is read.
"""

from __future__ import annotations

from akn.blocks import Blocks
from akn.diagnostics import Result
from converters.formats import Loss
from converters.formats.html.reading import read_html
from converters.formats.html.writing import write_html

LOSES = frozenset({Loss.MEANINGS, Loss.NOTE_PLACES})
"""What a page cannot carry back: what findings mean, and where on the page a note stood."""

ANCHORS = True
"""The eIds of units are the ids of elements."""

LANGUAGE = True
"""`write` takes the language of the document, which the page names."""


def read(data: bytes, source: str = "") -> Result[Blocks]:
    """The blocks of a page.

    Raises UnreadableInput if the bytes are no text, or no HTML can be made of it.
    """
    return read_html(data, source)


def write(blocks: Blocks, *, language: str = "") -> bytes:
    """The page in UTF-8, the same bytes for the same blocks; `language` (BCP 47) is the language of the whole.

    >>> from akn.blocks import Block
    >>> from akn.text import Text
    >>> b'<p class="akn-p">Decides</p>' in write((Block(Text("Decides")),))
    True
    """
    return write_html(blocks, language)
