"""Notes that a file prints at the foot of its pages and calls no part of its text (artifacts)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from converters.formats.pdf.composing import is_call, lift, rows
from converters.formats.pdf.page import PageNotes, Paragraph, Piece

_NEAR = 1.2  # sizes between a marker and the line of its words, at most


def notes_in_artifacts(
    page: int, artifacts: Sequence[Piece], text: Sequence[Piece], middle: float
) -> tuple[PageNotes | None, list[Piece]]:
    """The notes among the artifacts of a page, and the artifacts that are none.

    A note is a line below the `middle` of the page that a sign stands before, a little higher, which a raised sign of
    the `text` of the page repeats; the lines below it belong to it up to the next sign.  Running feet have no sign, and
    a page number is called by nothing.
    """
    called = {b.text for a, b in pairwise(text) if is_call(b.text) and lift(a, b) > 0}
    if not called:
        return None, list(artifacts)
    notes: list[Paragraph] = []
    rest: list[Piece] = []
    lines = rows(artifacts)
    for i, line in enumerate(lines):
        sign = line[0]
        words = line[1:] or (lines[i + 1] if i + 1 < len(lines) else [])
        begins = sign.base < middle and sign.text in called and bool(words) and _before(sign, words[0])
        if begins:
            notes.append(Paragraph(line[1:], page, label=[sign]))
        elif notes and _near(notes[-1], line):
            notes[-1].pieces += line
        else:
            rest += line
    return (PageNotes([*notes], page) if notes else None), rest


def _before(sign: Piece, word: Piece) -> bool:
    """True if a sign stands before a word and higher than its baseline."""
    return sign.left < word.left and 0 < sign.base - word.base < _NEAR * word.face.size


def _near(note: Paragraph, line: Sequence[Piece]) -> bool:
    """True if a line stands close below what there is of a note, and has words."""
    last = (note.pieces or note.label)[-1]
    return 0 < last.base - line[0].base < _NEAR * 1.2 * last.face.size and any(p.text[-1:].isalpha() for p in line)
