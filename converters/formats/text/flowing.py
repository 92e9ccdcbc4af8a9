"""Texts whose lines are as long as their paragraphs, and the few line breaks in them that end no paragraph."""

from __future__ import annotations

from itertools import pairwise

from converters.formats.text.lines import Line, Page, is_numbered, right_margin
from converters.formats.text.weighing import COMMAS, STOPS, begins, ends_in_small_word, room_for

_FULL = 0.8  # of the width: lines that reach it may be wrapped
_FLOWING = 160  # columns; no printed page has so many, so a text with longer lines is not wrapped
_BEYOND = 1.5  # times the right margin: no line of a wrapped text is so long


def is_flowing(pages: list[Page]) -> bool:
    """True if lines are as long as paragraphs: most characters stand in lines that no wrap has made.

    Those are longer than a page is wide, or run well beyond the lines that another line follows.  A text is also such
    if each line that another one follows had room for much more.
    """
    ends = sorted(a.end for page in pages for a, b in pairwise(page.lines) if not b.gap)
    if not ends:
        return False
    longest = min(_FLOWING, right_margin(ends) * _BEYOND)
    sizes = [len(line.text) for page in pages for line in page.lines]
    if sum(size for size in sizes if size > longest) * 2 > sum(sizes):
        return True
    usual = _usual(sizes) * _FULL
    return all(
        room_for(a, b.text, usual) > 0 or _is_no_wrap(a.text, b.text)
        for page in pages
        for a, b in pairwise(page.lines)
        if not b.gap and a.text and b.text  # no empty rows of tables
    )


def _is_no_wrap(before: str, text: str) -> bool:
    """True if the forms of two full lines make it unlikely that one goes on with the other."""
    if before[-1] in STOPS or before[-1] == "]" or text[0] == "[" or begins(text):
        return not text[0].islower()
    return before[-1] in COMMAS and is_numbered(text)


def _usual(sizes: list[int]) -> int:
    """The length of line in which, and in longer ones, half of the characters stand."""
    left = sum(sizes) / 2
    for size in sorted(sizes, reverse=True):
        left -= size
        if left <= 0:
            return size
    return 0


def breaks_off(before: Line, line: Line) -> bool:
    """True for a line break inside a sentence of a text whose lines are otherwise as long as its paragraphs."""
    if line.text[:1].islower():
        return before.text[-1:].isalnum() and not is_numbered(line.text)
    return ends_in_small_word(before.text) and not is_numbered(line.text)
