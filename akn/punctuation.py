"""The signs that end sentences, clauses and names, in all scripts that the organs print: one table.

Whoever asks what ends a sentence, a clause or a paragraph asks here, so that a sign counts everywhere or nowhere.

>>> "The lamp burns…"[-1] in SENTENCE_ENDS, "أوقدوا المصابيح؛"[-1] in STOPS
(True, True)
"""

from __future__ import annotations

FULL_STOPS = ".。।"  # the last is that of Devanagari, which scans have for the Arabic one
QUESTION_MARKS = "?？؟"
EXCLAMATION_MARKS = "!！"
ELLIPSES = "…"
SEMICOLONS = ";؛；"
COLONS = ":："
CLAUSE_COMMAS = ",،，"
_CLAUSE_COMMAS = frozenset(CLAUSE_COMMAS)
COMMAS = f"{CLAUSE_COMMAS}、"  # the last parts names in a list, and never clauses

SENTENCE_ENDS = FULL_STOPS + QUESTION_MARKS + EXCLAMATION_MARKS + ELLIPSES
STOPS = SENTENCE_ENDS + SEMICOLONS + COLONS
"""What may end a sentence or a clause, and so a paragraph, that is complete on the page."""
ENDS = STOPS + COMMAS
"""What no name and no heading ends with."""


def has_comma(words: str) -> bool:
    """Whether a comma stands in some words that can part clauses.

    >>> has_comma("the lamp, which burns"), has_comma("灯、火")
    (True, False)
    """
    return not _CLAUSE_COMMAS.isdisjoint(words)
