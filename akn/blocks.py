"""What was seen: the blocks of a source in reading order, before anyone asks what they mean.

Blocks are the contract between the formats and the core.  A reader of a format reports what stands in the file:
text with looks, numbers that the format keeps apart from the text, indentation, notes, tables, pages.  It does not
guess that a paragraph is preambular.  A writer of a format shows blocks and knows no law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from operator import attrgetter

from msgspec.structs import replace

from akn.diagnostics import Position
from akn.text import Node, Text


class Zone(StrEnum):
    """Where on the page a block stands."""

    BODY = "body"
    MASTHEAD = "masthead"  # the first-page header, or a table or text box that serves as one


class Style(StrEnum):
    """What the typography of a block suggests; evidence for the parser, never proof.

    A reader maps what its format has (Word style ids, Markdown marks) to these few.
    """

    NONE = ""
    TITLE = "title"  # the title line of the document (H1, HCh, TitleHCH)
    HEADING = "heading"  # a heading inside the text (H23, H4 and their kin)
    PARAGRAPH = "paragraph"  # running text (SingleTxt, SingleTxtG)
    SESSION = "session"
    AGENDA_ITEM = "agendaItem"
    AGENDA_TITLE = "agendaTitle"
    MEETING = "meeting"  # the closing lines with meeting and date
    LIST = "list"
    NOTE = "note"


class Opening(StrEnum):
    """What the indent of its first line tells of a block after one that a page cut."""

    UNKNOWN = ""
    NEW = "new"  # it is deeper than the next line, as the first line of a paragraph is
    REST = "rest"  # it stands at the left edge, and the paragraph that was cut began with a deeper line


# where a thing stands, and what only writers need: no part of what is compared
_BESIDE = frozenset({"tabbed", "anchor", "new_page", "page", "opening", "wrapped", "spots", "until", "source"})


@cache
def _compared(kind: type[_Placed]) -> Callable[[_Placed], object]:
    return attrgetter(*(name for name in kind.__struct_fields__ if name not in _BESIDE))


class _Placed(Node, frozen=True):
    """Something at a place in the source; two are equal if they say the same, wherever they stand."""

    def __eq__(self, other: object) -> bool:
        """True if both are of one class and say the same."""
        if not isinstance(other, _Placed) or type(self) is not type(other):
            return NotImplemented
        said = _compared(type(self))
        return said(self) == said(other)

    def __hash__(self) -> int:
        """As equality has it."""
        return hash(_compared(type(self))(self))


class Spot(Node, frozen=True):
    """Where a line of a block is printed: the offset of its text, its page, and its box on the page.

    The box is left, bottom, right and top in points (1/72 inch) from the lower left corner of the page as it is read.
    """

    at: int
    page: int
    box: tuple[float, float, float, float]


class Block(_Placed, frozen=True):
    """One paragraph or line of the source.

    `text` holds the characters as printed, a typed number included; runs of white space are one space, none at the
    ends.  `label` is a number or bullet that the format itself computes (Word's automatic numbering, a Markdown list
    number), as it prints.  `indent` counts levels of indentation from 0.  `tabbed` means that a tab stood
    after a typed number.  `cut` means that the reader saw the block end at the foot of a page or before a note
    that interrupts it, so that the next block may continue it.  `opening` says of the block after such an end
    what the indent of its first line says about that.  `page` counts from 1, 0 is unknown.
    `spots` are its lines on the page, of a format that has pages.
    Note calls are NOTE anchors whose `key` names a NoteBlock; a call whose note the reader could not find has a
    `marker` and no `key`.
    """

    text: Text
    label: str = ""
    style: Style = Style.NONE
    indent: int = 0
    zone: Zone = Zone.BODY
    align: str = ""  # "", "center", "end"
    direction: str = ""  # "", "ltr", "rtl"
    language: str = ""  # BCP 47, if the source says so
    cut: bool = False
    tabbed: bool = False
    anchor: str = ""  # for writers: the eId of the unit that starts here
    new_page: bool = False  # for writers: starts a page (an annex)
    page: int = 0
    opening: Opening = Opening.UNKNOWN
    wrapped: bool = False  # was put together from several lines of the source
    spots: tuple[Spot, ...] = ()
    until: int = 0  # the number of its last line, if it has several
    source: Position = Position()


class CellBlock(Node, frozen=True):
    """One cell of a table: its blocks, and how many rows and columns it spans."""

    blocks: tuple[Block | TableBlock, ...]
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


class TableBlock(_Placed, frozen=True):
    """A table, row by row."""

    rows: tuple[tuple[CellBlock, ...], ...]
    page: int = 0
    source: Position = Position()


class NoteBlock(_Placed, frozen=True):
    """The body of a footnote or endnote.

    `key` is what the NOTE anchors name; `marker` is the printed call (`1`, `*`, `a`), digits as 0-9.  Where the note
    stands among the blocks tells the page it was printed on; a format without pages puts all notes at the end.
    """

    key: str
    marker: str
    blocks: tuple[Block | TableBlock, ...]
    page: int = 0
    source: Position = Position()


AnyBlock = Block | TableBlock | NoteBlock
Blocks = tuple[AnyBlock, ...]


def blocks_in(block: TableBlock | NoteBlock) -> Iterable[Block | TableBlock]:
    """The blocks that a note or the cells of a table hold, in order."""
    if isinstance(block, NoteBlock):
        return block.blocks
    return (inner for row in block.rows for cell in row for inner in cell.blocks)


def paragraphs(blocks: Iterable[AnyBlock]) -> list[Block]:
    """The paragraphs of blocks in order, those of cells and notes included."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Block):
            found.append(block)
        else:
            found += paragraphs(blocks_in(block))
    return found


def parted(block: Block, at: int) -> tuple[Block, Block]:
    """The two blocks that a block is before and after an offset of its text."""
    here = [spot for spot in block.spots if spot.at < at] or list(block.spots[:1])
    there = [Spot(max(0, spot.at - at), spot.page, spot.box) for spot in (here[-1:] + list(block.spots[len(here) :]))]
    first = replace(block, text=block.text.slice(0, at).strip(), cut=False, spots=tuple(here))
    return first, replace(block, text=block.text.slice(at).strip(), label="", spots=tuple(there))
