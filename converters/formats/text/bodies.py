"""Paragraphs that have the form of a note body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from converters.formats.text.calls import LETTERS, SIGNS, SUPERS, WORD, plain_marker
from converters.formats.text.lines import Paragraph, Role

Place = tuple[int, int]  # index of the paragraph, offset in it

_FORMS = (
    rf"[(⁽]?[⁰¹²³⁴-⁹]{{1,3}}[)⁾]?|[ᵃ-ᵿ](?=\s)|\^?\({WORD}\)(?=\s|$)|\^\((?:{WORD}|[*†‡§]{{1,3}})\)|\^\d{{1,3}}"
    rf"|\$?\^\{{\(?{WORD}\)?\}}\$?|\[\d{{1,3}}\](?=\s|$)|\[\^{WORD}\]:?|<sup>\(?{WORD}\)?</sup>"
)
_FIRST = frozenset("(⁽^[$<").union(SUPERS, LETTERS)  # what a note in running text begins with
_FOOT_FORMS = r"|\)\d{1,3}\(|\d{1,3}(?=[\s.)]|[^\W\d_a-z]|$)[.)]?(?!\s*[-–—])|[*†‡§]{1,3}(?![*†‡§])"


class Body(Struct):
    """A note body: the paragraph at `index`, its text from `start` on; `sure` if its form means nothing else."""

    index: int
    start: int
    marker: str
    page: int
    sure: bool
    foot: bool
    bracketed: bool
    key: str = ""
    call: Place | None = None


def bodies_of(paragraphs: list[Paragraph]) -> Iterator[Body]:
    """Paragraphs that have the form of a note body."""
    for i, p in enumerate(paragraphs):
        if p.role is Role.ROW or not p.text:
            continue
        foot = p.role is Role.NOTE
        if not foot and p.text[0] not in _FIRST:
            continue
        m = (_FOOT_FORM if foot else _BODY_FORM).match(p.text)
        if m and (m.end() < len(p.text) or not m[0].strip().isdecimal()):  # a bare number alone has lost its note
            sure = any(sign in m[1] for sign in SIGNS)
            yield Body(i, m.end(), plain_marker(m[1]), p.page, sure, foot, bracketed=m[1][0] in "()[")


def note_marker(text: str) -> str:
    """The marker of a paragraph of running text that is a note if it has a call, empty if it cannot be one."""
    m = _BODY_FORM.match(text)
    return plain_marker(m[1]) if m else ""


def in_order(bodies: list[Body]) -> list[Body]:
    """Bodies in the order of their numbers, run by run: on a page they may stand in another."""
    runs: list[list[Body]] = [[]]
    seen: set[str] = set()
    for b in bodies:
        if b.marker in seen:
            runs.append([])
            seen = set()
        seen.add(b.marker)
        runs[-1].append(b)
    return [b for run in runs for b in sorted(run, key=lambda b: int(b.marker) if b.marker.isdecimal() else 0)]


_BODY_FORM = re.compile(rf"({_FORMS})\s*")


_FOOT_FORM = re.compile(rf"({_FORMS}{_FOOT_FORMS})\s*")
