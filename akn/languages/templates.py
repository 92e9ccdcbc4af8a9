"""Templates: how the patterns of language files are written, and how they match.

    {date}          a slot: what `akn.languages.slots` knows under this name
    {a|b|}          one of several pieces, which may hold slots; an empty piece makes it optional
    {name:a|b}      the same, reported under a name
    ~               a space that may be missing
    everything else stands for itself, letters in either case

Matching walks the pieces from left to right and tries the longest candidate of each slot first.  Nothing is compiled,
so a language costs nothing before its first line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator

from msgspec import Struct

from akn.errors import DataError
from akn.languages.shape import Language
from akn.languages.view import letters
from akn.patterns import lazy_pattern

_NAME = lazy_pattern(r"([a-z]+):")


class Literal(Struct, frozen=True):
    """Characters that stand for themselves."""

    text: str


class Gap(Struct, frozen=True):
    """A space that may be missing."""


class Slot(Struct, frozen=True):
    """A named place."""

    name: str


class Choice(Struct, frozen=True):
    """One of several sequences; with a name it is reported, with the value of the slot inside if there is one."""

    ways: tuple[Sequence, ...]
    name: str = ""


Piece = Literal | Gap | Slot | Choice
Sequence = tuple[Piece, ...]


class Found(Struct, frozen=True):
    """What a slot found: offsets in the view, and its value (empty: the characters as printed)."""

    name: str
    start: int
    end: int
    value: str


Candidates = Iterator[tuple[int, str]]
SlotReader = Callable[[Language, str, int], Candidates]


def parse(template: str, language: Language, slots: Container[str]) -> Sequence:
    """The pieces of a template.  Raises DataError for an unknown slot or a brace without its twin."""
    pieces, at = _sequence(template, 0, language, slots, nested=False)
    if at != len(template):
        raise DataError(f"{language.code}: brace without its twin in template {template!r}")
    return pieces


def _sequence(template: str, at: int, language: Language, slots: Container[str], nested: bool) -> tuple[Sequence, int]:
    pieces: list[Piece] = []
    literal: list[str] = []

    def flush() -> None:
        text = "".join(literal).translate(letters(language)).lower()
        text = text if language.spaced else text.replace(" ", "")
        if text:
            pieces.append(Literal(text))
        literal.clear()

    while at < len(template):
        c = template[at]
        if c == "~":
            flush()
            if language.spaced:
                pieces.append(Gap())
            at += 1
        elif c == "{":
            flush()
            piece, at = _braces(template, at + 1, language, slots)
            pieces.append(piece)
        elif c == "}" or (c == "|" and nested):
            break
        else:
            literal.append(c)
            at += 1
    flush()
    return tuple(pieces), at


def _braces(template: str, at: int, language: Language, slots: Container[str]) -> tuple[Piece, int]:
    closing = template.find("}", at)
    name = template[at:closing]
    if closing >= 0 and name.isascii() and name.isidentifier():
        if name not in slots:
            raise DataError(f"{language.code}: unknown slot {{{name}}} in template {template!r}")
        return Slot(name), closing + 1
    ways: list[Sequence] = []
    label = _NAME.match(template, at)
    at = label.end() if label else at
    while True:
        way, at = _sequence(template, at, language, slots, nested=True)
        ways.append(way)
        if at >= len(template):
            raise DataError(f"{language.code}: brace without its twin in template {template!r}")
        at += 1
        if template[at - 1] == "}":
            return Choice(tuple(ways), label[1] if label else ""), at


def source(pieces: Sequence, slot: Callable[[str], str]) -> str:
    """The source of a pattern of the pieces for views, `slot` giving those of slots."""
    made = []
    for piece in pieces:
        if isinstance(piece, Literal):
            made.append(re.escape(piece.text))
        elif isinstance(piece, Gap):
            made.append(" ?")
        elif isinstance(piece, Slot):
            made.append(slot(piece.name))
        else:
            made.append(f"(?:{'|'.join(source(way, slot) for way in piece.ways)})")
    return "".join(made)


def held(found: re.Match[str]) -> dict[str, str]:
    """What the groups of a match hold, by what stands before the `_` of their names; of two of a kind the first."""
    groups = reversed(found.groupdict().items())
    return {name.partition("_")[0]: value for name, value in groups if value is not None}


def walk(
    pieces: Sequence, content: str, at: int, language: Language, slots: dict[str, SlotReader]
) -> Iterator[tuple[int, tuple[Found, ...]]]:
    """All ways in which the pieces match at an offset of a view: where each ends, and what its slots found."""
    literals = 0
    for first in pieces:
        if not isinstance(first, Literal):
            break
        if not content.startswith(first.text, at):
            return
        at += len(first.text)
        literals += 1
    else:
        yield at, ()
        return
    rest = pieces[literals + 1 :]
    if isinstance(first, Gap):
        if content.startswith(" ", at):
            yield from walk(rest, content, at + 1, language, slots)
        yield from walk(rest, content, at, language, slots)
    elif isinstance(first, Slot):
        for end, value in slots[first.name](language, content, at):
            for last, found in walk(rest, content, end, language, slots):
                yield last, (Found(first.name, at, end, value), *found)
    else:
        for way in first.ways:
            for end, found in walk(way, content, at, language, slots):
                named = _named(first.name, at, end, found) if first.name else found
                for last, more in walk(rest, content, end, language, slots):
                    yield last, named + more


def _named(name: str, start: int, end: int, inner: tuple[Found, ...]) -> tuple[Found, ...]:
    """A named choice: it takes the place of a slot with a value that fills it, and stands before all others."""
    if len(inner) == 1 and inner[0].value and (inner[0].start, inner[0].end) == (start, end):
        return (Found(name, start, end, inner[0].value),)
    return (Found(name, start, end, ""), *inner)


def beginnings(pieces: Sequence, of_slot: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Characters of which one must stand where a match begins; an empty one if a match may begin with others.

    `of_slot` tells those of slots.
    """
    if not pieces:
        return ("",)
    first = pieces[0]
    if isinstance(first, Literal):
        return (first.text,)
    if isinstance(first, Slot):
        return tuple(of_slot(first.name))
    ways = first.ways if isinstance(first, Choice) else ((), (Literal(" "),))
    found = dict.fromkeys(text for way in ways for text in beginnings(way + pieces[1:], of_slot))
    return ("",) if "" in found else tuple(found)


def needed(pieces: Sequence, of_slot: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Characters of which one must stand in every match, the longest there are; none if a match may do without.

    `of_slot` tells those of slots.  Looking for them first is far cheaper than walking, and most lines hold none.
    """
    found: list[tuple[str, ...]] = []
    for piece in pieces:
        if isinstance(piece, Literal):
            found.append((piece.text,))
        elif isinstance(piece, Slot):
            found.append(of_slot(piece.name))
        elif isinstance(piece, Choice) and all(ways := [needed(way, of_slot) for way in piece.ways]):
            found.append(tuple(dict.fromkeys(text for way in ways for text in way)))
    return max(filter(None, found), key=lambda texts: min(map(len, texts)), default=())


def longest(pieces: Sequence, of_slot: Callable[[str], float]) -> float:
    """How many characters a match can have at most, `of_slot` telling those of slots; infinite if any number."""
    total = 0.0
    for piece in pieces:
        if isinstance(piece, Literal):
            total += len(piece.text)
        elif isinstance(piece, Slot):
            total += of_slot(piece.name)
        else:
            total += max(longest(way, of_slot) for way in piece.ways) if isinstance(piece, Choice) else 1
    return total
