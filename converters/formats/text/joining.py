"""Pages of typed lines to paragraphs: tables and the columns of a masthead, text, what the end of a page cuts, notes.

Where a paragraph ends on its page, `converters.formats.printed.paragraphs` decides.
"""

from __future__ import annotations

from itertools import pairwise

from converters.formats.printed.lines import is_symbol
from converters.formats.printed.openings import Openings
from converters.formats.printed.page_ends import page_end
from converters.formats.printed.paragraphs import PageFlow, PageLayout, edge, layouts, room
from converters.formats.text.lines import Page, Paragraph, Role, TextLine, columns, in_rows
from converters.formats.text.notes import foot_paragraphs
from converters.formats.text.wrapping import Wraps, is_loose

_FLOWING = 160  # columns; no printed page has so many, so a text with longer lines is not wrapped
_SYMBOL = 3  # lines at the top of the first page that may set the symbol off by a tab
_MASTHEAD = 12  # lines at the top of the first page that may be set in two columns


def is_flowing(pages: list[Page]) -> bool:
    """True if lines are as long as paragraphs: no line follows another, or most characters stand in lines unwrapped.

    Those are longer than a page is wide, or run well beyond the lines that another line follows.  A text is also such
    if each line that another one follows had room for much more.
    """
    ends = [a.end for page in pages for a, b in pairwise(page.lines) if not b.gap]
    if not ends:
        return True
    sizes = sorted((len(line.text) for page in pages for line in page.lines), reverse=True)
    left, usual = sum(sizes), 0
    for usual in sizes:  # half of the characters stand in lines of this length and in longer ones
        left -= 2 * usual
        if left <= 0:
            break
    return usual > min(_FLOWING, edge(ends) * 1.5) or all(
        b.gap or not a.text or not b.text or room(a, b.text, int(usual * 0.8)) > 0
        for page in pages
        for a, b in pairwise(page.lines)
    )


def to_paragraphs(pages: list[Page]) -> tuple[list[Paragraph], Wraps]:
    """The paragraphs of all pages in order, notes at the foot after the running text of their page.

    The last paragraph of a page is marked `cut` unless the next page begins with the indent of a new paragraph.
    """
    found: list[Paragraph] = []
    texts = [line.text for page in pages for line in page.lines]
    layouts_, words = [PageLayout()] * len(pages), None
    if not is_flowing(pages):
        layouts_, words = layouts([page.lines for page in pages]), Openings(texts)
    wraps = Wraps(loose=len(pages) > 1 and is_loose(texts), texts=texts)
    # the last paragraph of the page before, which may go on; the lines of that page, how it is set, what ends it
    cut: Paragraph | None = None
    before, layout, closed = list[TextLine](), PageLayout(), False
    for number, (page, shape) in enumerate(zip(pages, layouts_, strict=True)):
        lines = page.lines
        own = _group(lines, shape, wraps, words, masthead=not number)
        if cut is not None and lines:
            end = page_end(before[-1], cut.column - 1, layout, lines, shape, closed=closed)
            cut.cut = end.cut
            if own:
                own[0].opening = end.opening
            cut = None
        if own and own[-1].role is Role.TEXT:
            cut, before, layout, closed = own[-1], lines, shape, page.ended
        found += own
        if page.foot:
            found += foot_paragraphs(page, wraps, shape.right)
    return found, wraps


def _group(
    lines: list[TextLine], page: PageLayout, wraps: Wraps, words: Openings | None, *, masthead: bool
) -> list[Paragraph]:
    """The paragraphs of a page; in a masthead also what its columns hold."""
    found: list[Paragraph] = []
    lines, table = in_rows(lines)
    tabbed = _tabbed(len(lines), table) if masthead and table else 0
    flow = PageFlow(lines, page, words)
    group: list[TextLine] = []
    for i, line in enumerate(lines):
        row = table[i] if i in table and i >= tabbed else ""
        if flow.goes_on(i, parted=bool(row)):
            group.append(line)
            continue
        if group:
            found.append(wraps.paragraph(group, None, page.right, page.wide))
        parts = columns(line) if masthead and i < _MASTHEAD and not row else []
        if row:
            parts = [Paragraph(row, line.number, line.indent + 1, line.page, Role.ROW)]
        if parts:
            flow.part(i)
        found += parts
        group = [] if parts else [line]
    return [*found, wraps.paragraph(group, None, page.right, page.wide)] if group else found


def _tabbed(count: int, table: dict[int, str]) -> int:
    """How many lines at the top set the masthead in columns by tabs; one of the first three has a symbol."""
    cells = [cell for i in range(_SYMBOL) for cell in table.get(i, "").split("\t")]
    return next(i for i in range(count + 1) if i not in table) if any(map(is_symbol, cells)) else 0
