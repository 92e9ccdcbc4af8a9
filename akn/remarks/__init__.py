"""Remarks: what a person should look at in a conversion, where it is, and each thing once.

Three steps, over the finished document and what the passes noticed:

    checks    what looks wrong in the document itself (`akn.remarks.checks`, a table)
    places    the unit of the document and the place of the source that each remark speaks of (`akn.remarks.places`)
    lines     one line a kind and document, with its places behind it (`akn.remarks.merging`)
"""

from __future__ import annotations

from collections.abc import Iterable

from akn.blocks import Blocks
from akn.diagnostics import Diagnostic
from akn.document import Document
from akn.remarks.merging import in_lines, of_the_text
from akn.remarks.places import place_of, shown_place, shown_places, with_places

__all__ = ["in_lines", "of_the_text", "place_of", "remarks_on", "shown_place", "shown_places", "with_places"]


def remarks_on(
    document: Document,
    noticed: Iterable[Diagnostic],
    *,
    blocks: Blocks = (),
    source: str = "",
    counts_paragraphs: bool = False,
    recognised: bool = False,
) -> tuple[Diagnostic, ...]:
    """All that is to be said of a document that was read from a source, each remark with its place.

    `noticed` is what the passes said, `blocks` what the source showed; `source` names it.  `counts_paragraphs` tells
    that it is a Word file, whose places are paragraphs; `recognised` that its letters come from a PDF file or a
    picture, which may hold wrong ones.
    """
    from akn.remarks.checks import checked

    noticed = tuple(noticed)
    told = (*noticed, *checked(document, source, noticed, blocks=blocks, letters=recognised))
    placed = with_places(told, blocks, document, source, counts_paragraphs=counts_paragraphs)
    return of_the_text(placed, document, joins_doubtful=counts_paragraphs)
