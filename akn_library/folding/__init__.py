"""Words folded for search: what a text is found by, and what a query looks for.

Two forms of a text go into the index.  The *surface* is what is printed, evened out: typography (`akn.languages.view`),
letters that are written in several ways (the language's file here), and Chinese, which sets no spaces, as overlapping
pairs of characters.  The *stem* holds the words without their endings, where these differ: by Snowball, or by the light
affixes that the file of the language lists.  Both count in the rank, because short stems of different words meet.

    letters      what is written in several ways, and what it is read as
    stemmer      the Snowball algorithm of the language
    prefixes     stand before a word, suffixes after it: the longest of each goes where `least` letters stay
    least        letters that a stem has at least
    joined       what is written as one with the word after it, and no prefix: a query asks for its words with each of
                 these too (letters that may as well begin a word cannot be taken away)

A change of anything else here is a change of the index: raise `akn_library.schema.VERSION`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from akn.data import Shape, checked, read_toml
from akn.languages.view import fold
from akn.patterns import lazy_pattern

_HAN = lazy_pattern("[\u3400-\u9fff\uf900-\ufaff]+")
_WORD = lazy_pattern(r"[^\W_]+")
_LETTERS = lazy_pattern(r"[^\W\d_]{2,}")


class Folding(Shape, frozen=True):
    """The file of a language: see the module."""

    languages: tuple[str, ...]
    script: str
    stemmer: str = ""
    letters: Mapping[str, str] = {}
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    least: int = 3
    joined: tuple[str, ...] = ()


@cache
def foldings() -> tuple[Folding, ...]:
    """The files of all languages that have one."""
    folder = os.path.dirname(__file__)
    names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    return tuple(checked(Folding, read_toml(os.path.join(folder, name)), name) for name in names)


@cache
def _of(language: str) -> Folding:
    return next((f for f in foldings() if language in f.languages), Folding((language,), ""))


@cache
def _letters_of(language: str) -> dict[int, str]:
    return str.maketrans(dict(_of(language).letters))


def evened(text: str, language: str) -> str:
    """The text with its typography and its letters evened out, of the same words in the same order."""
    content = fold(text).content
    letters = _letters_of(language)
    return content.translate(letters) if letters else content


def folded(text: str, language: str) -> tuple[str, str]:
    """What the index holds of a text: as it is printed, and the stems of its words in their order, without those that
    are the words themselves.

    >>> folded("气候变化 2044", "zho")
    ('气候 候变 变化 化 2044', '')
    >>> folded("The lighthouses", "eng")
    ('The lighthouses', 'lighthous')
    """
    content = evened(text, language)
    return _surface(content), _stems(content, language)


def _surface(content: str) -> str:
    return _HAN.sub(lambda m: f" {' '.join(pairs(m[0]))} ", content).strip() if _HAN.search(content) else content


def _stems(content: str, language: str) -> str:
    if not _has_stems(language):
        return ""
    words = _LETTERS.findall(content.casefold())
    return " ".join([found for word in words if (found := stem(word, language)) != word])


def pairs(run: str) -> list[str]:
    """The overlapping pairs of characters of a Chinese run, and its last character, which begins no pair.

    >>> pairs("变化"), pairs("水")
    (['变化', '化'], ['水'])
    """
    return [run[i : i + 2] for i in range(len(run))]


def joined_to(word: str, language: str) -> tuple[str, ...]:
    """A word of a query, and what it may be written as one with.

    >>> joined_to("lamp", "eng")
    ('lamp',)
    """
    return (word, *(before + word for before in _of(language).joined))


@cache
def _has_stems(language: str) -> bool:
    folding = _of(language)
    return bool(folding.stemmer or folding.prefixes or folding.suffixes)


@lru_cache(maxsize=131_072)
def stem(word: str, language: str) -> str:
    """The stem of a word in lower case whose letters are evened; the word itself in a language without stems.

    The 1,165 published files have 70,000 words in languages with stems.
    """
    folding = _of(language)
    if folding.stemmer:
        found: str = _snowball(folding.stemmer).stemWord(word)
        return found
    return _light(word, folding)


def _light(word: str, folding: Folding) -> str:
    for affix in folding.prefixes:
        if word.startswith(affix) and len(word) - len(affix) >= folding.least:
            word = word[len(affix) :]
            break
    for affix in folding.suffixes:
        # a letter alone ends many a short word of another root
        if word.endswith(affix) and len(word) - len(affix) >= folding.least + (len(affix) == 1):
            return word[: -len(affix)]
    return word


@cache
def _snowball(name: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(name)


# ---- words with their places, for what a query found in a text


class Word(Struct, frozen=True, gc=False):
    """A word of a text: from `start` to `end`, as the index has it, and its stem."""

    start: int
    end: int
    surface: str
    stem: str


def words_of(text: str, language: str, begins: frozenset[str] | None = None) -> Iterator[Word]:
    """The words of a text with their offsets in it; of a Chinese run each character is one.

    `begins` are the first two letters of what is looked for: where no prefix is taken away a stem begins as its word
    does, so that most words need not be looked at; they have neither surface nor stem then.
    """
    folded = fold(text)
    sought = begins if begins is not None and not _of(language).prefixes else None
    letters = _letters_of(language)
    for m in _WORD.finditer(folded.content):
        if sought is not None and not _begins(m[0][:2], letters, sought) and not _HAN.search(m[0]):
            yield _OTHER
            continue
        plain = plainest(m[0].translate(letters) if letters else m[0])
        at, end = folded.origin(m.start()), folded.end(m.end())
        if _HAN.search(m[0]):
            for k in range(len(m[0])):
                yield Word(folded.origin(m.start() + k), folded.end(m.start() + k + 1), m[0][k], m[0][k])
        else:
            cased = (m[0].translate(letters) if letters else m[0]).casefold()
            yield Word(at, end, plain, plainest(stem(cased, language)))


_OTHER = Word(0, 0, "", "")
"""A word that is not looked for."""


def _begins(letters_of_word: str, letters: Mapping[int, str], sought: frozenset[str]) -> bool:
    """Whether a word that begins with these one or two letters can be one that is looked for."""
    plain = plainest(letters_of_word.translate(letters) if letters else letters_of_word)
    return plain[:2] in sought or plain[:1] in sought


@lru_cache(maxsize=65_536)
def plainest(word: str) -> str:
    """A word as the tokenizer of the index leaves it: in lower case, Latin letters without accents."""
    import unicodedata

    apart = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if not _ACCENT.match(c))) if apart != word else word


_ACCENT = lazy_pattern("[\u0300-\u036f]")


# ---- scripts


@cache
def languages_of(word: str) -> tuple[str, ...]:
    """The languages with stems in which a word can be, by its script; for a query that names no language."""
    script = "Arabic" if _ARABIC.search(word) else "Cyrillic" if _CYRILLIC.search(word) else "Latin"
    return tuple(f.languages[0] for f in foldings() if f.script == script)


_ARABIC = lazy_pattern("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = lazy_pattern("[\u0400-\u04ff]")
