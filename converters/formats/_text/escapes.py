"""The backslash, which makes the sign behind it an ordinary character, as in Markdown.

While a text is read, an escaped character is a private-use one, so that no pass takes it for a sign; the blocks get
it back.  A paragraph that would be taken for something else begins with an escaped character.
"""

from __future__ import annotations

import re
from functools import cache

# planes 15 and 16 hold private-use characters only: room for each escaped character at its own distance
_BASES = (0xF0000, 0x100000)
SIGNS = r"\\*_^\[\](){}$/.\-–—―─━‗=†‡§•⁰¹²³⁴-⁹ᵃ-ᵿ0-9"


def hide(text: str) -> tuple[str, int]:
    """The text with escaped characters hidden, and where they are hidden (0 if there are none)."""
    if "\\" not in text:
        return text, 0
    for base in _BASES:
        if not re.search(f"[{chr(base)}-{chr(base + 0xFFFF)}]", text):
            hidden = _escape().sub(lambda m: chr(base + ord(m[1])), text)
            return hidden, base if hidden != text else 0
    return text, 0


def show(text: str, base: int) -> str:
    """The text with the characters that `hide` has hidden."""
    if not base:
        return text
    return _hidden(base).sub(lambda m: chr(ord(m[0]) - base), text)


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(rf"\\([{SIGNS}]|\d)")


@cache
def _hidden(base: int) -> re.Pattern[str]:
    return re.compile(f"[{chr(base)}-{chr(base + 0xFFFF)}]")
