"""What two texts have in common word by word, and how alike they are.

A word is what stands between spaces and signs; a sign is a word of its own, and so is a character of a script that
sets no spaces between words (Han, kana, Hangul, Thai).  The space before a word belongs to it, so that the words of a
text together are the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Indel

from akn.languages.fold import fold

Sign = Literal["=", "-", "+"]
Piece = tuple[Sign, str]
"""A stretch of words that both texts have (`=`), only the old one (`-`) or only the new one (`+`)."""

HEAVY = 0.5
"""Below this similarity two texts are shown whole, one after the other: word by word nothing could be read."""

_UNSPACED = "\u0e00-\u0e7f\u2e80-\u2fdf\u3040-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_INSIDE = "\u00ad\u0300-\u036f\u0640\u064b-\u0652\u0670\u200c\u200d"
_LETTERS = rf"[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[{_INSIDE}])*"
# numbers, symbols and compounds are one word: 1,200  76/154  S/2044/18  long-term
_ONE = rf"(?:[{_UNSPACED}]|{_LETTERS}(?:[-/.,'’\u2010\u2011]{_LETTERS})*|[^\s])"
_BARE = re.compile(_ONE)
_WORD = re.compile(rf"\s*{_ONE}|\s+")
_QUOTES = dict.fromkeys("‘’‚‛ʼ´`", "'") | dict.fromkeys("“”„‟«»", '"')
_QUOTED = re.compile(f"[{''.join(_QUOTES)}]")


class Reworded(Struct, frozen=True):
    """How alike two texts are, from 0 to 1 (the same words), and the way from the old one to the new one."""

    similarity: float
    pieces: tuple[Piece, ...]


def words_of(text: str) -> list[str]:
    """The words of a text, each with the space before it; together they are the text.

    >>> words_of("Notes 1,200 lamps; 回顾")
    ['Notes', ' 1,200', ' lamps', ';', ' 回', '顾']
    """
    return _WORD.findall(text)


def plain_text(text: str) -> str:
    """A text as it is compared: typography evened out.

    >>> plain_text("l’Assemblée\\u00a0;")
    "l'Assemblée ;"
    """
    if text.isascii():
        return text
    text = fold(text).content
    for sign in set(_QUOTED.findall(text)):  # many times faster than to translate all
        text = text.replace(sign, _QUOTES[sign])
    return text


def plain_words(text: str) -> list[str]:
    """The words of a text as they are compared.

    >>> plain_words("Notes l’Assemblée :")
    ['Notes', "l'Assemblée", ':']
    """
    return _BARE.findall(plain_text(text))


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """How alike two sequences are: the share of their elements that both have in the same order, from 0 to 1."""
    return Indel.normalized_similarity(old, new)


def compare_words(old: str, new: str, *, exactly: bool = False) -> Reworded:
    """The way from the old text to the new one; `-` before `+` where both stand at one place.

    Words that differ in typography only (spaces, forms of hyphens, quotation marks and digits) are the same, unless
    `exactly`; so the pieces `=` and `+` are the new text, `=` and `-` the old one as far as words go.  Two texts that
    have less than half of their words in common are shown whole.

    >>> compare_words("Requests a report by 2044;", "Requests a full report by 2045;").pieces
    (('=', 'Requests a'), ('+', ' full'), ('=', ' report by'), ('-', ' 2044'), ('+', ' 2045'), ('=', ';'))
    """
    if old == new:
        return Reworded(1.0, (("=", new),) if new else ())
    a, b = words_of(old), words_of(new)
    x, y = (a, b) if exactly else (_compared(old, a), _compared(new, b))
    if x == y:
        return Reworded(1.0, (("=", new),) if new else ())
    moves = _readable(
        [
            (
                step.tag == "equal",
                "".join(a[step.src_start : step.src_end]),
                "".join(b[step.dest_start : step.dest_end]),
            )
            for step in Indel.opcodes(x, y)
        ]
    )
    similarity = round(likeness(x, y), 3)
    if similarity < HEAVY:
        moves = [(False, old, new)]
    pieces: list[Piece] = []
    for equal, before, after in moves:
        if equal:
            pieces.append(("=", after))
            continue
        if before:
            pieces.append(("-", before))
        if after:
            pieces.append(("+", after))
    return Reworded(min(similarity, 0.999), tuple(pieces))


def _compared(text: str, words: list[str]) -> list[str]:
    """The words of a text as they are compared, one for each."""
    if plain_text(text) == text:
        return [w.strip() for w in words]
    return [plain_text(w).strip() for w in words]


_Move = tuple[bool, str, str]  # whether both have it, the old text, the new text


def _readable(steps: list[_Move]) -> list[_Move]:
    """Neighbouring changes as one, and what both texts have only by chance between two larger changes as a change.

    A stretch that is shorter than the change before it and the change after it is such a chance ("of the").
    """
    moves: list[_Move] = []
    for step in steps:
        moves.append(step)
        while len(moves) > 1 and not moves[-1][0]:
            if not moves[-2][0]:
                moves[-2:] = [_joined(moves[-2:])]
            elif len(moves) > 2 and _by_chance(*moves[-3:]):
                moves[-3:] = [_joined(moves[-3:])]
            else:
                break
    return moves


def _by_chance(before: _Move, kept: _Move, after: _Move) -> bool:
    size = len(kept[2].strip())
    return size <= min(max(len(before[1]), len(before[2])), max(len(after[1]), len(after[2])))


def _joined(moves: Sequence[_Move]) -> _Move:
    return False, "".join(m[1] for m in moves), "".join(m[2] for m in moves)
