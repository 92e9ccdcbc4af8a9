"""Remarks: what a person should look at in a conversion, where it is, and each thing once.

Three steps, over the finished document and what the passes noticed:

    checks    what looks wrong in the document itself (`akn.remarks.checks`, a table)
    places    the unit of the document and the place of the source that each remark speaks of (`akn.remarks.places`)
    lines     one line a kind and document, with its places behind it (`akn.remarks.merging`)
"""

from __future__ import annotations

from collections.abc import Iterable

from akn.diagnostics import Diagnostic
from akn.outline import Outline
from akn.remarks.merging import in_lines, of_the_text
from akn.remarks.places import place_of, shown_place, shown_places, with_places

__all__ = ["in_lines", "of_the_text", "place_of", "remarks_on", "shown_place", "shown_places", "with_places"]


def remarks_on(
    outline: Outline,
    noticed: Iterable[Diagnostic],
    *,
    source: str = "",
    counts_paragraphs: bool = False,
    recognised: bool = False,
) -> tuple[Diagnostic, ...]:
    """All that is to be said of a document that was read from a source, each remark with its place.

    `outline` is that of the document with the blocks that the source showed, `noticed` what the passes said; `source`
    names it.  `counts_paragraphs` tells that it is a Word file, whose places are paragraphs; `recognised` that its
    letters come from a PDF file or a picture, which may hold wrong ones.
    """
    from akn.remarks.checks import checked

    noticed = tuple(noticed)
    told = (*noticed, *checked(outline, source, noticed, letters=recognised))
    placed = with_places(told, outline, source, counts_paragraphs=counts_paragraphs)
    return of_the_text(placed, outline, joins_doubtful=counts_paragraphs)
