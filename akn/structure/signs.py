"""How texts begin and end: the signs of all scripts that the organs print.  No word of a language is known here."""

from __future__ import annotations

# What may end a sentence or a clause that is complete on the page, in the scripts that the organs print.
STOPS = ".;:!?؛؟。；：！？"
COMMAS = ",،，、"
# Marks of writing direction, which stand behind a sign without being seen.
DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CLOSERS = "\"'”“’‘»›)]）］」』》〉"


def last_sign(text: str) -> str:
    """The last character that is no closing quotation mark or bracket; empty if there is none."""
    return text.rstrip().rstrip(CLOSERS + DIRECTION + " ")[-1:]


def ends_complete(text: str) -> bool:
    """True if the text ends as a sentence or a list point ends."""
    sign = text.rstrip()[-1:]
    return bool(sign) and (sign in STOPS or last_sign(text) in STOPS)


def ends_with_comma(text: str) -> bool:
    """True if the text ends with a comma of any script."""
    sign = text.rstrip()[-1:]
    return bool(sign) and (sign in COMMAS or last_sign(text) in COMMAS)


def ends_with_colon(text: str) -> bool:
    """True if the text announces a list."""
    sign = last_sign(text)
    return bool(sign) and sign in ":：—–"


def starts_lower(text: str) -> bool:
    """True if the first letter is lower case (never in scripts without case)."""
    return next((c for c in text if c.isalpha()), "").islower()
