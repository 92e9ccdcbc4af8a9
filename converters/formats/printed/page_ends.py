"""What the end of a page cuts: whether its last paragraph goes on overleaf, and what the next page begins with.

A page tells no more than that the one or the other is likely; `akn.structure.continuation` decides, with the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from akn.blocks import Opening
from converters.formats.printed.lines import PrintedLine
from converters.formats.printed.paragraphs import PageLayout, room

# Columns: a line with a sign at its end that leaves so much room for the first word of the next page is the last of its
# paragraph.  So 303 of 1,268 sources tell (dumps, typed texts, PDF pages without tags); 172 tell by an indent overleaf.
_ROOM = 8


class PageEnd(Struct, frozen=True):
    """Whether the end of a page may have `cut` its last paragraph, and how the first one of the next page begins."""

    cut: bool
    opening: Opening


def page_end(
    last: PrintedLine, begun: int, before: PageLayout, below: Sequence[PrintedLine], page: PageLayout, *, closed: bool
) -> PageEnd:
    """What parts the `last` line of a page, of a paragraph that begins at the column `begun`, from those `below`.

    These are the first of the next page; `before` and `page` are how the two pages are set.  `closed` tells that notes
    end the first and no edge of paper.

    >>> from msgspec.structs import replace
    >>> above, first, second = (PrintedLine(text, 4, 0, 60) for text in ("in the waters of", "Recalls", "it"))
    >>> layout = PageLayout(0, 60, indents=True)
    >>> page_end(above, 4, layout, [replace(first, indent=0), second], layout, closed=False)
    PageEnd(cut=True, opening=<Opening.REST: 'rest'>)
    >>> page_end(above, 4, layout, [first, replace(second, indent=0)], layout, closed=False)
    PageEnd(cut=False, opening=<Opening.NEW: 'new'>)
    """
    first, ragged = below[0], before.ragged
    deep = first.indent > page.left + 1
    left = room(last, first.text, before.right)
    # a row of figures has room, too, and no sign at its end
    ended = left > _ROOM and not ragged and not last.text[-1:].isalnum()
    cut = first.text[:1].islower() or not (closed or ended or (page.indents and deep))
    if closed or not before.right:
        return PageEnd(cut, Opening.UNKNOWN)
    return PageEnd(cut, _opening(below, deep, inset=begun > before.left + 1, full=left <= 0 and not ragged))


def _opening(below: Sequence[PrintedLine], deep: bool, *, inset: bool, full: bool) -> Opening:
    """What the first line of a page tells, set in (`deep`) or not, below a paragraph that is `inset` or ends `full`."""
    second = below[1] if len(below) > 1 and not below[1].gap else None
    if deep:
        return Opening.NEW if second is None or second.indent < below[0].indent - 1 else Opening.UNKNOWN
    # the rest of a paragraph whose first line was set in, or whose last one is full and goes on in more than one
    return Opening.REST if inset or (full and second is not None) else Opening.UNKNOWN
