"""Which paragraphs are notes, where their calls stand, and which call belongs to which note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from converters.formats._text.lines import Paragraph, Role

_SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_SUPERS, "0123456789")
_SYMBOLS = "*†‡§"


@dataclass(slots=True)
class Call:
    """A note call: the characters from `start` to `end` of a paragraph, and what they say."""

    start: int
    end: int
    marker: str
    key: str = ""


@dataclass(slots=True)
class Body:
    """A note body: the paragraph at `index`, its text from `start` on."""

    index: int
    start: int
    marker: str
    key: str = ""


@dataclass(slots=True)
class Notes:
    """What was found: bodies by the index of their paragraph, calls by the index of theirs, and what does not fit."""

    bodies: dict[int, Body] = field(default_factory=dict)
    calls: dict[int, list[Call]] = field(default_factory=dict)
    lone_bodies: list[Body] = field(default_factory=list)
    lone_calls: list[tuple[int, Call]] = field(default_factory=list)


def plain_marker(printed: str) -> str:
    """A marker as it is compared: digits of any kind and superscripts as 0-9, brackets left out.

    >>> plain_marker("(١٢)"), plain_marker("³"), plain_marker("*")
    ('12', '3', '*')
    """
    bare = printed.strip("^()[]⁽⁾ ").translate(_PLAIN)
    return str(int(bare)) if bare.isdecimal() else bare


def find_notes(paragraphs: list[Paragraph]) -> Notes:
    """The notes of a document and their calls (see the module's text for the forms)."""
    notes = Notes()
    candidates = list(_candidates(paragraphs))
    if not candidates:
        return notes
    markers = {b.marker for b in candidates}
    found: dict[int, list[Call]] = {}
    for i, p in enumerate(paragraphs):
        calls = [c for c in _calls(p.text) if c.marker in markers]
        if calls:
            found[i] = calls
    return _pair(notes, candidates, found)


def _candidates(paragraphs: list[Paragraph]) -> Iterator[Body]:
    """Paragraphs that have the form of a note body."""
    below = False
    for i, p in enumerate(paragraphs):
        if p.role is Role.RULE:
            below = True
        elif p.plain or not p.text:
            continue
        elif m := _body_form().match(p.text):
            printed = m[1]
            if printed[0] in "(^[" or below or p.role is Role.NOTE:
                yield Body(i, m.end(), plain_marker(printed))


def _pair(notes: Notes, candidates: list[Body], found: dict[int, list[Call]]) -> Notes:
    by_marker: dict[str, Body] = {}
    for body in candidates:
        if body.marker in by_marker:
            continue
        calls = [c for i, cs in found.items() if i != body.index for c in cs if c.marker == body.marker]
        if calls:
            by_marker[body.marker] = body
            body.key = body.marker
            notes.bodies[body.index] = body
    for i, calls in found.items():
        start = notes.bodies[i].start if i in notes.bodies else 0
        kept = [c for c in calls if c.marker in by_marker and c.start >= start]
        for c in kept:
            c.key = by_marker[c.marker].key
        if kept:
            notes.calls[i] = kept
    return notes


def _calls(text: str) -> Iterator[Call]:
    for m in _call_form().finditer(text):
        yield Call(m.start(), m.end(), plain_marker(m[0]))


@cache
def _call_form() -> re.Pattern[str]:
    return re.compile(r"[(⁽][⁰¹²³⁴-⁹]{1,3}[)⁾]|[⁰¹²³⁴-⁹]{1,3}|\^(?:\(\w{1,4}\)|\d{1,3})|\[\d{1,3}\]")


@cache
def _body_form() -> re.Pattern[str]:
    return re.compile(r"([(⁽]?[⁰¹²³⁴-⁹]{1,3}[)⁾]?|\^?\(\w{1,4}\)|\^\d{1,3}|\[\d{1,3}\])(?:\s+|(?=[^\s\d])|$)")
