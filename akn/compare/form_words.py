"""The words of a language that say nothing of what is asked: of the form alone, or that may be put into any clause."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from akn.clauses.shape import words
from akn.compare.words import plain_text, plain_words
from akn.languages import codes, load


@cache
def form_words(code: str) -> frozenset[str]:
    """The words of a language that are of the form alone ("the", "that"): its stop words, its articles and what points
    back as these do ("these"), but for those that join or part, that deny, and that say how many ("all").
    """
    if code not in codes():
        return frozenset()
    said = words(code)
    articles = {*said.definite, *said.indefinite, *said.datives, *said.anaphors}
    telling = {w for piece in (*said.alternatives, *said.negations) for w in piece.casefold().split()}
    telling |= {piece for piece in said.joints if " " not in piece}
    telling |= {w for piece in said.first_openings for w in piece.casefold().split()} - articles
    return frozenset((*load(code).stop_words, *said.indefinite, *said.anaphors)) - telling


@cache
def joining_words(code: str) -> frozenset[str]:
    """The words of a language that join two of a list ("and"), but none that parts them ("or"): they come and go as a
    list is continued.
    """
    if code not in codes():
        return frozenset()
    said = words(code)
    apart = {w for piece in said.alternatives for w in piece.casefold().split()}
    return frozenset(w for piece in said.joints for w in piece.casefold().split()) - apart


@cache
def small_words(code: str) -> frozenset[str]:
    """The words of a language that tell nothing by themselves: those of the form alone, and those that join."""
    return form_words(code) | joining_words(code)


@cache
def insertions(code: str) -> frozenset[tuple[str, ...]]:
    """The words of what may be put into any clause of a language ("as appropriate")."""
    return _as_words(words(code).insertions if code in codes() else ())


@cache
def contained(code: str) -> frozenset[tuple[str, ...]]:
    """The words of a language that say of something that it is in what was named before ("contained therein")."""
    return _as_words(words(code).contained if code in codes() else ())


def _as_words(said: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word for word in plain_words(plain_text(one).casefold()) if word.isalnum()) for one in said)
