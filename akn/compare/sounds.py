"""How words sound, so that names and words which languages share are found in any alphabet: "sodium" and "натрий" are
two words, "ammonium", "аммоний" and "أمونيوم" are one.

A letter sounds as the first consonant of its name in Unicode ("CYRILLIC SMALL LETTER EM", "ARABIC LETTER MEEM"), so no
alphabet is listed here.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from unicodedata import name

from akn.patterns import lazy_pattern

_SEMIVOWELS = "HWY"  # written or not, as the language likes
_NO_CONSONANTS = f"AEIOU{_SEMIVOWELS}"
_ALIKE = str.maketrans("CGJQSXZDPVF", "KKKKKKKTBBB")  # languages write one for the other
_LEAST, _MOST = 3, 4  # sounds: of less many words are made; what follows languages inflect
_LETTERS = 5  # of a word, as well: "port" and "protecting" begin alike
_LETTER = lazy_pattern(rf"[{_NO_CONSONANTS}]?([^{_NO_CONSONANTS}])")
_RUN = lazy_pattern(r"(.)\1+")


def sounds(word: str) -> str:
    """The first sounds of a word in small letters, "A" for vowels before them; empty if it is too short to tell.

    >>> sounds("ammonium"), sounds("аммоний"), sounds("أمونيوم"), sounds("dog")
    ('AMNM', 'AMN', 'AMNM', '')
    """
    heard = "".join(map(_sound, word)) if len(word) >= _LETTERS else ""
    if not heard:
        return ""
    begins = "" if _sound(word[0]) else "A"
    runs = _RUN.sub(r"\1", heard)
    return f"{begins}{runs}"[:_MOST] if len(begins + runs) >= _LEAST else ""


def sounding_alike(some: Collection[str], others: Collection[str]) -> frozenset[str]:
    """Those of some words, by their sounds, that one of the others begins like or goes on like.

    >>> sorted(sounding_alike({"AMN", "KTM"}, {"AMNM"}))
    ['AMN']
    """
    return frozenset(one for one in some if any(one.startswith(two) or two.startswith(one) for two in others))


@cache
def _sound(letter: str) -> str:
    """The consonant that a letter stands for; empty for vowels, signs, and what is no letter of an alphabet."""
    _, is_letter, named = name(letter, "").partition("LETTER ")
    words = named.partition(" WITH ")[0].split()
    if not is_letter or "SIGN" in words:
        return ""
    called = words[-1] if len(words[-1]) == 1 else words[0]  # "SHORT I", "TEH MARBUTA"
    m = _LETTER.match(called)
    if m is None or (len(called) > 2 and called[0] in _NO_CONSONANTS):
        return ""
    return m[1].translate(_ALIKE)
