"""What is printed on a page: pieces of text with their boxes, blanks, links, tags; and the paragraphs, tables, notes.

These values are all that the rest of the reader knows of a page.  They come from the text of a file (`library`); words
that are recognised in a picture fit them as well (`confidence`), so one geometry serves both.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from msgspec import Struct

from akn.patterns import lazy_pattern

Box = tuple[float, float, float, float]  # left, bottom, right, top


def rounded(box: Box) -> Box:
    """A box to a tenth of a point: what is seen of it on a page."""
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them.

    >>> around([(1, 2, 3, 4), (0, 3, 2, 5)])
    (0, 2, 3, 5)
    """
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def listed(words: Sequence[str]) -> str:
    """Some of the words, for a message."""
    return ", ".join(f"“{w}”" for w in words[:8]) + (", …" if len(words) > 8 else "")


NO_TAG = -1
_LEVEL = 0.5  # pieces of one line differ by less than this share of their size in height
_STRIPE, _STRIPES = 20, 2_000  # a page is looked through for links by stripes of so many points


class Space(Enum):
    """What lies between two pieces that follow each other."""

    NONE = 0  # the second goes on where the first ends
    PRINTED = 1  # a space
    GAP = 2  # no character; whether it means a space is for the geometry to say
    SOLID = 3  # nothing at all, as the geometry says


class Face(Struct, frozen=True):
    """How characters are set."""

    size: float
    italic: bool = False
    bold: bool = False


class Piece(Struct):
    """Characters that are printed one after another on one baseline, in one face.

    Distances are points (1/72 inch) from the lower left corner of the page as it is read: rows of text are level.
    `tag` is the marked-content id, -1 outside of the tags; `artifact` says that the file itself calls it no part of
    the text.  `space` tells what lies between it and the piece before.  `confidence` (0 to 1) is below 1 for what was
    recognised in a picture, and `href` is the address to which it leads.
    """

    at: int  # its number on the page
    text: str
    left: float
    right: float
    base: float
    bottom: float
    top: float
    face: Face
    tag: int = NO_TAG
    artifact: bool = False
    space: Space = Space.GAP
    confidence: float = 1.0
    href: str = ""

    @property
    def box(self) -> Box:
        """The rectangle that it fills."""
        return (self.left, self.bottom, self.right, self.top)


class Blank(Struct, frozen=True):
    """White space that is printed by itself, which holds words apart and ends paragraphs."""

    left: float
    base: float
    tag: int


class Blanks:
    """Where the white space of a page stands, to ask whether a gap holds some."""

    def __init__(self, blanks: Iterable[Blank]) -> None:
        """Take the blanks of a page."""
        self._rows: dict[int, list[float]] = {}
        for blank in blanks:
            self._rows.setdefault(round(blank.base), []).append(blank.left)
        for row in self._rows.values():
            row.sort()

    def inside(self, base: float, left: float, right: float) -> bool:
        """True if white space stands on a baseline between two places."""
        for key in (round(base), round(base) - 1, round(base) + 1):
            row = self._rows.get(key)
            if row:
                i = bisect_left(row, left)
                if i < len(row) and row[i] <= right:
                    return True
        return False


class Link(Struct, frozen=True):
    """A place on the page that leads to an address."""

    box: Box
    href: str


class Tag(Struct):
    """An element of the structure tree: its kind (P, H1, Table, Note, ...) and what it holds, in order.

    A child is another element or the id of marked content on this page.
    """

    kind: str
    children: list[Tag | int]
    rowspan: int = 1
    colspan: int = 1


class Picture(Struct, frozen=True):
    """The picture of a page: bytes of grey from the upper left corner, and how many of them make an inch."""

    data: bytes
    width: int
    height: int
    stride: int
    dpi: int


class Page(Struct):
    """One page: `width` and `height` as it is read, its pieces in the order of reading, its tags if it has any."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    blanks: list[Blank]
    links: list[Link]
    tags: list[Tag]
    unmapped: int = 0  # characters whose font does not tell which letters they are
    covered: float = 0.0  # the share of the page that pictures cover
    strokes: list[Box] = []  # thin areas and lines that are drawn
    radicals: int = 0  # signs that the file stores as radicals and that were read as characters


def lead(pieces: list[Piece], links: list[Link]) -> None:
    """Tell the pieces that stand in the place of a link where it leads."""
    stripes: dict[int, list[Link]] = {}
    for link in links:
        for stripe in range(int(link.box[1] // _STRIPE), min(int(link.box[3] // _STRIPE), _STRIPES) + 1):
            stripes.setdefault(stripe, []).append(link)
    for piece in pieces if links else ():
        x, y = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
        near = stripes.get(int(y // _STRIPE), ())
        piece.href = next((k.href for k in near if k.box[0] <= x <= k.box[2] and k.box[1] <= y <= k.box[3]), "")


def is_level(a: Piece, b: Piece) -> bool:
    """True if two pieces stand on one line."""
    size, other = a.face.size, b.face.size
    return abs(a.base - b.base) < _LEVEL * (size if size > other else other)


def is_unspaced(c: str) -> bool:
    """True for a character of a script that sets no spaces between words, and its signs (Han, kana)."""
    return "\u2e80" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or "\uff00" <= c <= "\uff60" or c >= "\U00020000"


_rtl = lazy_pattern("[\u0590-\u08ff\ufb1d-\ufefe]")


def is_right_to_left(text: str) -> bool:
    """True for text in a script that runs from right to left."""
    return not text.isascii() and _rtl.search(text) is not None


# what a page holds, in order, however it was found


class Paragraph(Struct):
    """The pieces of one paragraph on one page, in order.

    `ended` tells whether the paragraph ends with it (a paragraph mark), `begun` whether it begins with it (a blank);
    None where nothing tells.  `kind` is that of its tag, `label` what a tag calls its label: the number of a list item
    or of a note.
    """

    pieces: list[Piece]
    page: int
    kind: str = "P"
    ended: bool | None = None
    begun: bool | None = None
    masthead: bool = False
    label: list[Piece] = []


class PageCell(Struct):
    """A cell of a table."""

    items: list[Item]
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


class PageTable(Struct):
    """A table, or what of it stands on one page."""

    rows: list[list[PageCell]]
    page: int


class PageNotes(Struct):
    """What stands in the notes of a page."""

    items: list[Item]
    page: int


Item = Paragraph | PageTable | PageNotes


def pieces_of(item: Item) -> Iterator[Piece]:
    """All pieces of an item, but for those of notes."""
    if isinstance(item, Paragraph):
        yield from item.label
        yield from item.pieces
    elif isinstance(item, PageTable):
        for row in item.rows:
            for cell in row:
                for inner in cell.items:
                    yield from pieces_of(inner)
