"""A plain view of a text for matching, with the way back to the offsets of the text itself.

Recognisers must see through typography: no-break spaces, non-breaking hyphens, Arabic-Indic digits, tatweel, vowel
signs, bidirectional controls, soft hyphens.  The text is never rewritten for that; it is folded, and what is found in
the fold is mapped back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from operator import itemgetter

from msgspec import Struct

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f"
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
# characters of no width or no weight: format controls, tatweel, Arabic vowel signs
_GONE = (
    "\u00ad\u034f\u061c\u0640\u064b-\u0652\u0670\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_gone = re.compile(f"[{_GONE}]")


@cache
def _table() -> dict[str, str]:
    table = dict.fromkeys(_SPACES, " ")
    table.update(dict.fromkeys(_HYPHENS, "-"))
    for row in _DIGITS:
        table.update({c: str(i) for i, c in enumerate(row)})
    return table


@cache
def _evened() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_table()))}]")


@cache
def _uneven() -> re.Pattern[str]:
    """Anything that is evened out, or gone."""
    return re.compile(f"[{re.escape(''.join(_table()))}{_GONE}]")


class Folded(Struct, frozen=True):
    """The folded characters, and where each stood: `origin(i)` is the offset in the text of fold offset `i`."""

    content: str
    gaps: tuple[tuple[int, int], ...] = ()  # (fold offset, characters left out before it), ascending

    def origin(self, offset: int) -> int:
        """The offset in the text of a start found at `offset` of the fold (after what was left out there)."""
        if not self.gaps:
            return offset
        before = bisect_right(self.gaps, offset, key=itemgetter(0))
        return offset + (self.gaps[before - 1][1] if before else 0)

    def end(self, offset: int) -> int:
        """The offset in the text of an end found at `offset` of the fold (before what was left out there)."""
        return self.origin(offset - 1) + 1 if offset else 0


def fold(text: str) -> Folded:
    """The text with typography evened out: see the module.

    >>> f = fold("الأمــم ٦٧")
    >>> f.content, f.origin(len("الأم"))
    ('الأمم 67', 6)
    """
    if text.isascii() and "\t" not in text and "\n" not in text:
        return Folded(text)
    # looking for the few characters with a pattern is many times faster than translating all
    if not _uneven().search(text):
        return Folded(text)
    table, plain = _table(), text
    for character in set(_evened().findall(text)):
        plain = plain.replace(character, table[character])
    if not _gone.search(plain):
        return Folded(plain)
    gaps: list[tuple[int, int]] = []
    for total, m in enumerate(_gone.finditer(plain), 1):
        at = m.start() - total + 1
        if gaps and gaps[-1][0] == at:
            gaps[-1] = (at, total)
        else:
            gaps.append((at, total))
    return Folded(_gone.sub("", plain), tuple(gaps))
