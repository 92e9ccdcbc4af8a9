"""The words of a language that say nothing of what is asked: of the form alone, or that may be put into any clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from unicodedata import normalize

from akn.clauses.shape import words
from akn.compare.words import plain_text, plain_words
from akn.languages import codes, load
from akn.languages.amounts import amounts
from akn.patterns import lazy_pattern


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
    telling |= {piece for piece in said.indefinite if any(one.value != "1" for one in amounts(load(code), piece))}
    return frozenset((*load(code).stop_words, *said.indefinite, *said.anaphors, *said.elided)) - telling


@cache
def articles_of(code: str) -> frozenset[str]:
    """The articles of a language."""
    said = words(code) if code in codes() else None
    return frozenset((*said.indefinite, *said.definite)) & form_words(code) if said else frozenset()


_LEANING = lazy_pattern(r"\s*\w+['\u2019\u02bc](?=\w)")


@cache
def _elided(code: str) -> frozenset[str]:
    return frozenset(words(code).elided if code in codes() else ())


def without_elisions(code: str, word: str) -> tuple[str, ...]:
    """The parts of a word, which are it together: what leans on it, and itself.

    >>> without_elisions("fra", " l'adoption"), without_elisions("eng", "o'clock")
    ((" l'", 'adoption'), ("o'clock",))
    """
    found = _LEANING.match(word) if _elided(code) else None
    if found is None or plain_text(found[0]).strip().casefold() not in _elided(code):
        return (word,)
    return word[: found.end()], word[found.end() :]


def said_words(code: str, text: str) -> tuple[str, ...]:
    """The words of a text as those of clauses are compared, without signs.

    >>> said_words("fra", "Selon qu’il conviendra")
    ('selon', "qu'", 'il', 'conviendra')
    """
    said = (part for word in plain_words(plain_text(text).casefold()) for part in without_elisions(code, word))
    return tuple(word for word in said if any(map(str.isalnum, word)))


@cache
def joining_words(code: str) -> frozenset[str]:
    """The words of a language that join two of a list ("and"), but none that parts them ("or"): they come and go as a
    list is continued.
    """
    if code not in codes():
        return frozenset()
    said = words(code)
    apart = {w for piece in said.alternatives for w in piece.casefold().split()}
    return frozenset(w for piece in said.joints for w in said_words(code, piece)) - apart


@cache
def long_joints(code: str) -> tuple[tuple[str, ...], ...]:
    """What joins two of a list in a language by three words and more ("as well as")."""
    said = (said_words(code, piece) for piece in (words(code).joints if code in codes() else ()))
    return tuple(one for one in said if len(one) > 2)


@cache
def list_joints(code: str) -> frozenset[str]:
    """The words of a language between which the items of a list stand ("and"), each alone."""
    return joining_words(code) & frozenset(words(code).joints if code in codes() else ())


@cache
def closing_words(code: str) -> frozenset[str]:
    """The words of a language before the last item of a list ("and", "or"), each alone."""
    said = words(code).alternatives if code in codes() else ()
    return list_joints(code) | {w for piece in said for w in said_words(code, piece)}


@cache
def inflections(code: str) -> tuple[tuple[str, ...], ...]:
    """The endings of words of a language that change nothing, those that stand for each other together."""
    return tuple(tuple(group.split("|")) for group in (words(code).inflections if code in codes() else ()))


@cache
def small_words(code: str) -> frozenset[str]:
    """The words of a language that tell nothing by themselves: those of the form alone, and those that join."""
    return form_words(code) | joining_words(code)


@cache
def pointing_words(code: str) -> frozenset[str]:
    """The words of a language that point back to what was named before ("such")."""
    return frozenset(words(code).anaphors if code in codes() else ())


@cache
def denying_words(code: str) -> frozenset[tuple[str, ...]]:
    """The words of a language that deny, or say what is not asked for ("not", "refrain from")."""
    if code not in codes():
        return frozenset()
    said = words(code)
    return frozenset(said_words(code, w) for w in (*said.negations, *said.refrains, *said.nobody))


@cache
def insertions(code: str) -> frozenset[tuple[str, ...]]:
    """The words of what may be put into any clause of a language ("as appropriate")."""
    return frozenset(said_words(code, one) for one in (words(code).insertions if code in codes() else ()))


@cache
def asides(code: str) -> frozenset[tuple[str, ...]]:
    """What may be put into any clause (`insertions`), and the words of how something is done ("in this regard")."""
    said = words(code).adverbials if code in codes() else ()
    return insertions(code) | {said_words(code, one) for one in said}


@cache
def contained(code: str) -> frozenset[tuple[str, ...]]:
    """The words of a language that say of something that it is in what was named before ("contained therein")."""
    return frozenset(said_words(code, one) for one in (words(code).contained if code in codes() else ()))


@cache
def vague_words(code: str) -> frozenset[str]:
    """The words of a language that do not tell who is meant: small ones, those before a name, others ("relevant")."""
    if code not in codes():
        return frozenset()
    said = words(code)
    opening = {word for piece in (*said.openings, *said.first_openings) for word in said_words(code, piece)}
    return small_words(code) | opening | frozenset(said.vague)


def telling_letters(code: str, text: str) -> dict[str, str]:
    """The words of a name that tell who is meant, as printed, by their bare letters: accents are set in many ways.

    >>> telling_letters("fra", "tous les organismes de règlementation")
    {'organismes': 'organismes', 'reglementation': 'règlementation'}
    """
    return dict(telling_sequence(code, text))


def telling_sequence(code: str, text: str) -> list[tuple[str, str]]:
    """The words of any text that tell who is meant, as `telling_letters`, in order and however often each stands."""
    vague = vague_words(code)
    said = (part for word in plain_words(plain_text(text)) for part in without_elisions(code, word.strip()))
    bare = (("".join(c for c in normalize("NFKD", word.casefold()) if c.isalnum()), word) for word in said)
    return [(letters, word) for letters, word in bare if letters and word.casefold() not in vague]


def without(said: Sequence[str], form: frozenset[str]) -> list[str]:
    """Some words without those of a set.

    >>> without(["the", "lamp"], frozenset({"the"}))
    ['lamp']
    """
    return [word for word in said if word not in form]
