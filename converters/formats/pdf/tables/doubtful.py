"""Pages that look as if they hold a table although none was found on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from akn.patterns import lazy_pattern
from converters.formats.pdf.lines import lines_of
from converters.formats.pdf.page import Item, Paragraph
from converters.formats.pdf.tables.chunks import Chunk, chunks_of

_FIGURES = 4  # so many paragraphs in a row of figures alone: of 243 real files 3 had some, and each had lost a table
_LINES = 5  # so many lines in a row with chunks below each other
_ROOM = 2.4  # sizes between two such chunks: three times what parts two cells; justified lines have none
_ALIGNED = 0.5  # of the size
_figures = lazy_pattern(r"[\s.,()%–—-]*+\d[\d\s.,()%–—-]*")
_label = lazy_pattern(r"[•·●▪■◦–—*-]|\(?\w{1,5}[.)]")


def doubtful_pages(items: Sequence[Item], *, rtl: bool) -> Iterator[int]:
    """The numbers of pages whose paragraphs, figures alone or lines in columns, may be a table that was not found."""
    paragraphs = [item for item in items if isinstance(item, Paragraph) and not item.masthead]
    for number, held in groupby(paragraphs, key=lambda p: p.page):
        found = list(held)
        if _has_figures(found) or _has_columns(found, rtl=rtl):
            yield number


def _has_figures(paragraphs: Sequence[Paragraph]) -> bool:
    """True if many paragraphs in a row are figures alone; one figure with a stop is a label."""
    run = 0
    for paragraph in paragraphs:
        text = "".join(p.text for p in paragraph.pieces)
        run = run + 1 if not paragraph.label and _figures.fullmatch(text) and text[-1] != "." else 0
        if run >= _FIGURES:
            return True
    return False


def _has_columns(paragraphs: Sequence[Paragraph], *, rtl: bool) -> bool:
    """True if lines in a row have several chunks, far from each other, below those of the line above."""
    run = 1
    before: list[Chunk] = []
    for line in lines_of([p for paragraph in paragraphs for p in (*paragraph.label, *paragraph.pieces)], rtl=rtl):
        chunks = chunks_of(line.pieces, line.size)
        far = [b for a, b in pairwise(chunks) if b.left - a.right > _ROOM * line.size]
        if _label.fullmatch("".join(p.text for p in chunks[-1 if rtl else 0].pieces)):
            far = []
        run = run + 1 if far and before and _below(before, far, _ALIGNED * line.size) else 1
        before = far
        if run >= _LINES:
            return True
    return False


def _below(above: Sequence[Chunk], chunks: Sequence[Chunk], near: float) -> bool:
    return any(abs(a.left - b.left) < near or abs(a.right - b.right) < near for a in above for b in chunks)
