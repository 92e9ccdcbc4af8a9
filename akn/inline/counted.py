"""Numbers in running text that belong to words beside them: "paragraph 3", "items 7 and 8", "with 3 abstentions".

Whoever typed a text off set the calls of its notes as numbers after a space, too: "the Secretary-General 3 and".
"""

from __future__ import annotations

import re
from functools import cache

from akn.inline.lexicon import Lexicon, lexicon, passage_nouns
from akn.languages import Language
from akn.languages.view import fold
from akn.patterns import lazy_pattern, one_of

_letter_last = lazy_pattern(r"(?<![\w.’'])[^\W\d_]\Z")


def is_counted(language: Language, before: str, after: str, number: int) -> bool:
    """True if a number that stands between two texts, a space before it, belongs to the words there.

    It follows the noun of a passage, an item or another thing with numbers, a word that leads to more, the name of one
    of a row ("area B 2"), or it is one of a list of numbers that rise ("areas 1, 2 and 3", "stage 1 and stage 2").

    >>> from akn.languages import load
    >>> is_counted(load("eng"), "and paragraph ", " of that resolution", 3)
    True
    >>> is_counted(load("eng"), "the report of the Secretary-General ", " and", 3)
    False
    """
    words = before.split()
    if not words or words[-1] in language.stop_words or _letter_last.search(words[-1]):
        return True
    near = fold(before.rstrip()).content
    if any(noun.end == len(near) for nouns in _nouns(language) for noun in nouns.find(near)):
        return True
    following, preceding = _following(language).match(after), _preceding(language).search(before)
    return any(
        found is not None and int(found["number"]) == due and found["word"] in (None, words[-1])
        for found, due in ((following, number + 1), (preceding, number - 1))
    )


def is_first_count(language: Language, after: str) -> bool:
    """True if a number before a text seems to be the first of two counts: up to three words, none that leads to more,
    and another count after a joint.

    >>> from akn.languages import load
    >>> is_first_count(load("eng"), " old lamp and 2 new ones")
    True
    >>> is_first_count(load("eng"), " of the lamps and 2 new ones")
    False
    """
    return _counts(language).match(after) is not None


@cache
def _nouns(language: Language) -> tuple[Lexicon[str], ...]:
    """The words that numbers follow."""
    return passage_nouns(language), lexicon(language, "items", "unrelated", "dated")


def _joint(language: Language) -> str:
    return rf"(?:\s?[,،、]\s?|\s(?:{one_of(language.citations.join)})\s?)"


@cache
def _following(language: Language) -> re.Pattern[str]:
    """The next number of a list, whose word may stand before it once more; none that begins a date."""
    number = r"(?P<number>\d{1,3})(?!\w|\s+\D{2,20}\s\d{4})"
    return lazy_pattern(rf"{_joint(language)}(?:(?P<word>[^\W\d_]{{1,30}})\s)?{number}")


@cache
def _preceding(language: Language) -> re.Pattern[str]:
    return lazy_pattern(rf"(?<!\S)(?P<number>\d{{1,3}}){_joint(language)}(?:(?P<word>[^\W\d_]{{1,30}})\s)?\Z")


@cache
def _counts(language: Language) -> re.Pattern[str]:
    stop = one_of(language.stop_words)
    words = rf"(?:\s(?!(?:{stop})\s)[^\W\d_][\w’'-]*){{1,3}}"
    return lazy_pattern(rf"{words}\s(?:{one_of(language.citations.join)})\s\d{{1,3}}\s[^\W\d_]")
