"""The backslash, which makes the sign behind it an ordinary character, as in Markdown.

While a text is read, an escaped character is a private-use one, so that no pass takes it for a sign; the blocks get
it back.  `\\&` is nothing at all: a paragraph that begins with it is a paragraph whatever it looks like.
"""

from __future__ import annotations

import re
from functools import cache

# planes 15 and 16 hold private-use characters only: room for each escaped character at its own distance
_BASES = (0xF0000, 0x100000)
_SIGNS = r"\\*_^\[\]$&<⁰¹²³⁴-⁹ᵃ-ᵿ"
GUARD = "\\&"


def hide(text: str) -> tuple[str, int]:
    """The text with escaped characters hidden, and where they are hidden (0 if there are none)."""
    if "\\" not in text:
        return text, 0
    for base in _BASES:
        if not re.compile(f"[{chr(base)}-{chr(base + 0xFFFD)}]").search(text):
            return _hide_at(text, base)
    return text, 0


def _hide_at(text: str, base: int) -> tuple[str, int]:
    hidden, count = _ESCAPE.subn(lambda m: chr(base + ord(m[1])), text)
    return hidden, base if count else 0


def show(text: str, base: int) -> str:
    """The text with the characters that `hide` has hidden."""
    return _hidden(base).sub(lambda m: chr(ord(m[0]) - base), text) if base else text


def escapes(text: str, base: int) -> tuple[int, int]:
    """How many characters `hide` has hidden, and the line of the first."""
    found = _hidden(base).findall(text) if base else []
    return len(found), text.count("\n", 0, text.index(found[0])) + 1 if found else 0


def guard(base: int) -> str:
    """What `\\&` is while it is hidden."""
    return chr(base + ord("&")) if base else ""


def escape(text: str) -> str:
    """The text with a backslash before every sign of a note call and before backslashes."""
    pattern = _TO_ESCAPE
    return pattern.sub(r"\\\g<0>", text) if pattern.search(text) else text


def escape_looks(text: str) -> str:
    """The text with a backslash before stars."""
    return text.replace("*", "\\*")


_ESCAPE = re.compile(rf"\\([{_SIGNS}])")


_TO_ESCAPE = re.compile(r"[\\^⁰¹²³⁴-⁹ᵃ-ᵿ]|<(?=sup>)")


@cache
def _hidden(base: int) -> re.Pattern[str]:
    return re.compile(f"[{chr(base)}-{chr(base + 0xFFFD)}]")
