"""Markdown-like looks in plain text: **bold**, *italic* and ***both*** become marks."""

from __future__ import annotations

import re

from akn.text import Kind, Mark

_KINDS = {"*": (Kind.ITALIC,), "**": (Kind.BOLD,), "***": (Kind.BOLD, Kind.ITALIC)}
_AFTER_OPENING = frozenset(",.;:!?)]}»”’、。，；：！？）》」،؛؟")  # what no look begins with
_BEFORE_OPENING = frozenset("([{«“‘„‚《〈「（—–-/\"'")  # what may stand before a look that begins inside a word


Cuts = list[tuple[int, int]]  # what was cut out: offset in the old text, length


def find_looks(text: str) -> tuple[str, list[Mark], Cuts]:
    """The text without look signs, the looks as marks, and what was cut out.

    A sign that has no partner in its paragraph stays a character, and so do stars behind names in lists of members,
    and single stars around what has no letter: the printed form of a bar code is *2044999*.  Where most signs have no
    partner, those that seem to have one stand behind names, too.

    >>> find_looks("a **b** (C)*, **d**")[0]
    'a b (C)*, d'
    """
    pairs = _pairs(text)
    if not pairs:
        return text, [], []
    if len(pairs) == 1:
        a, b, size = pairs[0]
        kinds = _KINDS[text[a : a + size]]
        content = text[:a] + text[a + size : b] + text[b + size :]
        return content, [Mark(a, b - size, kind) for kind in kinds], [(a, size), (b, size)]
    return _without(text, sorted(pairs))


def _without(text: str, pairs: list[tuple[int, int, int]]) -> tuple[str, list[Mark], Cuts]:
    cuts = sorted([(a, size) for a, _, size in pairs] + [(b, size) for _, b, size in pairs])
    pieces: list[str] = []
    at = gone = 0
    moved: dict[int, int] = {}
    for start, size in cuts:
        pieces.append(text[at:start])
        moved[start] = start - gone
        gone += size
        at = start + size
    pieces.append(text[at:])
    marks = [Mark(moved[a], moved[b], kind) for a, b, size in pairs for kind in _KINDS[text[a : a + size]]]
    return "".join(pieces), marks, cuts


def _pairs(text: str) -> list[tuple[int, int, int]]:
    """Opening sign, closing sign and their length, properly nested."""
    found: list[tuple[int, int, int]] = []
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}  # how many of each sign are open
    letter = seen = 0  # behind the last letter; up to where it was looked for
    signs = 0
    for m in _SIGNS.finditer(text):
        sign = m[0]
        if sign not in _KINDS:
            continue
        signs += 1
        start, end = m.span()
        letter = max(letter, next((i for i in range(start, seen, -1) if text[i - 1].isalpha()), 0))
        seen = end
        if waiting.get(sign) and _closes(sign, text[start - 1], text[end : end + 1]):
            while stack:
                other, at = stack.pop()
                waiting[other] -= 1
                if other == sign:
                    if at + len(sign) < start and (len(sign) > 1 or at < letter):
                        found.append((at, start, len(sign)))
                    break
        elif _opens(sign, text[start - 1 : start], text[end : end + 1]):
            stack.append((sign, start))
            waiting[sign] = waiting.get(sign, 0) + 1
    return found if signs <= 4 * len(found) else []


def _opens(sign: str, before: str, after: str) -> bool:
    if not after or after.isspace() or after in _AFTER_OPENING:
        return False
    if not before or before.isspace() or before in _BEFORE_OPENING or before == "*":
        return True
    # some scripts set no space between words, or a conjunction right before its word
    return len(sign) > 1 and after.isalpha() and before > "\u0590"


def _closes(sign: str, before: str, after: str) -> bool:
    if before.isspace():
        return False
    return len(sign) > 1 or not after or not after.isalnum()


_SIGNS = re.compile(r"\*+")
