"""Signs in a plain text that are no characters of it: the backslash that hides one, and **bold** and *italic*.

The backslash makes the sign after it an ordinary character, as in Markdown.  While a text is read, an escaped character
is a private-use one, so that no pass takes it for a sign; the blocks get it back.  `\\&` is nothing at all: a paragraph
that begins with it is a paragraph whatever it looks like.
"""

from __future__ import annotations

import re

from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text, even
from converters.formats.printed.labels import POINTS, SURE, Reference

_SIGNS = "\\*_^[]$&<⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" + "".join(map(chr, range(0x1D43, 0x1D80)))
_ESCAPE = lazy_pattern(rf"\\([{re.escape(_SIGNS)}])")
_TO_ESCAPE = lazy_pattern(r"[\\^⁰¹²³⁴-⁹ᵃ-ᵿ]|<(?=sup>)")
# an escaped sign is half a surrogate pair while it is hidden: no decoded text has one
_HIDDEN = {sign: chr(0xD800 + i) for i, sign in enumerate(_SIGNS)}
_SHOWN = {ord(hidden): sign for sign, hidden in _HIDDEN.items()}
_GUARD = _HIDDEN["&"]
GUARD = "\\&"
NUMBERED_BULLET = lazy_pattern(r"[-*] (\d{1,4}(?: ?[-–]|[.)]))\s+(?=[^\W\d])")
"""A Markdown bullet before a number."""


def hide(text: str) -> tuple[str, int, int]:
    """The text with escaped characters hidden, how many they are, and the line of the first."""
    first = _ESCAPE.search(text) if "\\" in text else None
    if not first:
        return text, 0, 0
    hidden, count = _ESCAPE.subn(lambda m: _HIDDEN[m[1]], text)
    return hidden, count, text.count("\n", 0, first.start()) + 1


def show(text: str) -> str:
    """The text with the characters that `hide` has hidden."""
    return text if text.isprintable() else text.translate(_SHOWN)


def escape(text: str) -> str:
    """The text with a backslash before every sign of a note call and before backslashes."""
    return _TO_ESCAPE.sub(r"\\\g<0>", text)


_KINDS = {"*": (Kind.ITALIC,), "**": (Kind.BOLD,), "***": (Kind.BOLD, Kind.ITALIC)}
_AFTER_OPENING = frozenset(",.;:!?)]}»”’、。，；：！？）》」،؛؟")  # what no look begins with
_BEFORE_OPENING = frozenset("([{«“‘„‚《〈「（—–-/\"'")  # what may stand before a look that begins inside a word


Cuts = list[tuple[int, int]]  # what was cut out: offset in the old text, length


def find_looks(text: str) -> tuple[str, list[Mark], Cuts]:
    """The text without look signs, the looks as marks, and what was cut out.

    A sign that has no partner in its paragraph stays a character, and so do stars after names in lists of members,
    and single stars around what has no letter: the printed form of a bar code is *2044999*.  Where most signs have no
    partner, those that seem to have one stand after names, too.

    >>> find_looks("a **b** (C)*, **d**")[0]
    'a b (C)*, d'
    """
    pairs = sorted(_pairs(text))
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
    letter = seen = 0  # after the last letter; up to where it was looked for
    signs = 0
    for m in _STARS.finditer(text):
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


_STARS = lazy_pattern(r"\*+")


def marked(content: str, calls: list[Reference]) -> Text:
    """The text of a paragraph: calls become anchors, look signs become looks, hidden characters come back."""
    if content[:1] == _GUARD:
        content, calls = content[1:], [c.moved(-1) for c in calls]
    marks: list[Mark] = []
    if calls:
        pieces: list[str] = []
        at = size = 0
        for call in calls:
            piece = content[at : call.start]
            if piece[-1:] == " " and stands_apart(call, content[call.end : call.end + 1]):
                piece = piece[:-1]  # it belongs to the word before it
            pieces.append(piece)
            size += len(piece)
            at = call.end
            marks.append(Mark(size, size, Kind.NOTE, (("key", call.key),)))
        pieces.append(content[at:])
        content = "".join(pieces)
    if "*" in content:
        content, looks, cuts = find_looks(content)
        marks = _shifted(marks, cuts) + looks if cuts else marks
    content = show(content)
    text = Text(content, tuple(marks))
    if calls and "  " in content:  # several calls stood between two words
        return even(text)
    return text.strip() if content and (content[0].isspace() or content[-1].isspace()) else text


def stands_apart(call: Reference, following: str) -> bool:
    """True if the space before a call is not one between words: dumps and typists set calls apart."""
    return following in (" ", "") or (call.weight < SURE and following in POINTS)


def _shifted(marks: list[Mark], cuts: list[tuple[int, int]]) -> list[Mark]:
    """The marks where they stand after the cuts; both are in order."""
    found: list[Mark] = []
    gone = n = 0
    for m in marks:
        while n < len(cuts) and cuts[n][0] < m.start:
            gone += cuts[n][1]
            n += 1
        found.append(m.moved(-gone))
    return found
