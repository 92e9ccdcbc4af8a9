"""Letters that a file prints one by one, as Chromium does, put together to what stands without white space between."""

from __future__ import annotations

from converters.formats.pdf.page import Piece, Space

_SINGLE = 2.0  # letters a piece: files that print words have four and more, those that print letters hardly above one
_TOUCHING = 0.1  # of the size: so near each other stand the letters of a word


def put_together(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a page, those that hold single letters as words; all others as they are."""
    if sum(len(p.text) for p in pieces) >= _SINGLE * len(pieces):
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        if found and _continues(found[-1], piece):
            last = found[-1]
            last.text += piece.text
            last.right, last.top = max(last.right, piece.right), max(last.top, piece.top)
            last.bottom = min(last.bottom, piece.bottom)
        else:
            piece.at = len(found)
            found.append(piece)
    return found


def _continues(a: Piece, b: Piece) -> bool:
    """True if the second of two neighbours belongs to the word that the first is part of."""
    return (
        b.space is Space.NONE
        and a.face == b.face
        and (a.tag, a.artifact) == (b.tag, b.artifact)
        and abs(a.base - b.base) < _TOUCHING * a.face.size
        and abs(b.left - a.right) < _TOUCHING * a.face.size
    )
