"""What a page holds, in order, however it was found: paragraphs, tables, notes."""

from __future__ import annotations

from msgspec import Struct

from converters.formats.pdf.seen import Piece


class Paragraph(Struct):
    """The pieces of one paragraph on one page, in order.

    `ended` tells whether the paragraph ends with it (a paragraph mark, a last line with room), `begun` whether it
    begins with it (an indent); None where nothing tells.  `kind` is that of its tag, `label` what a tag calls its
    label: the number of a list item or of a note.
    """

    pieces: list[Piece]
    page: int
    kind: str = "P"
    ended: bool | None = None
    begun: bool | None = None
    masthead: bool = False
    label: list[Piece] = []


class Cell(Struct):
    """A cell of a table."""

    items: list[Item]
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


class Table(Struct):
    """A table, or what of it stands on one page."""

    rows: list[list[Cell]]
    page: int


class Notes(Struct):
    """What stands in the notes of a page."""

    items: list[Item]
    page: int


Item = Paragraph | Table | Notes


def paragraphs_in(items: list[Item]) -> list[Paragraph]:
    """The paragraphs, those in tables too."""
    found: list[Paragraph] = []
    for item in items:
        if isinstance(item, Paragraph):
            found.append(item)
        elif isinstance(item, Table):
            for row in item.rows:
                for cell in row:
                    found += paragraphs_in(cell.items)
        else:
            found += paragraphs_in(item.items)
    return found
