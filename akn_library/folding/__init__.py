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
    elided       words that an apostrophe joins to the next one: a query asks for that one alone
    fleeting     a pattern: what goes out of a stem, because other forms of the word are without it

A change of anything else here is a change of the index: raise `akn_library.schema.VERSION`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from msgspec import Struct

from akn.data import Shape, checked, read_toml
from akn.errors import MissingDependency
from akn.languages.view import Folded, fold
from akn.patterns import lazy_pattern

_HAN = lazy_pattern("[\u3400-\u9fff\uf900-\ufaff]+")
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
    elided: tuple[str, ...] = ()
    fleeting: str = ""


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


@lru_cache(maxsize=2048)
def stem(word: str, language: str) -> str:
    """The stem of a word in lower case whose letters are evened; the word itself in a language without stems.

    Of 572,393 words in 404 published files 99,851 are made with so many remembered, and 54,292 with eight times as
    many, in the same time: making one in C costs little more than looking it up.
    """
    folding = _of(language)
    if folding.stemmer:
        found: str = _snowball(folding.stemmer).stemWord(word)
        return _pattern(folding.fleeting).sub("", found) if folding.fleeting else found
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
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written)


def elided(language: str) -> tuple[str, ...]:
    """Words of a language that an apostrophe joins to the next one.

    >>> "qu" in elided("fra")
    True
    """
    return _of(language).elided


def require_stems() -> None:
    """Raise MissingDependency where the package that makes stems is not installed."""
    for folding in foldings():
        if folding.stemmer:
            _snowball(folding.stemmer)


@cache
def _snowball(name: str) -> Any:
    try:
        import Stemmer
    except ImportError as error:
        raise MissingDependency("stems of words need PyStemmer: pip install 'PyStemmer>=3.0'") from error
    return Stemmer.Stemmer(name, 0)  # `stem` remembers: a second memory of 10,000 words saves nothing


# ---- words with their places, for what a query found in a text

_PIECE = lazy_pattern("[\u3400-\u9fff\uf900-\ufaff]|[^\\W_\u3400-\u9fff\uf900-\ufaff]+")


class Pieces(Struct, frozen=True, gc=False):
    """The words of a text, of a Chinese run each character, in their order, and where they stand in it."""

    words: list[str]
    _folded: Folded

    def offsets(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The offsets in the text of runs of words, which are named by the first and the last of them."""
        asked = list(spans)
        if not asked:
            return []
        most = max(last for _, last in asked)
        places = [m.span() for m in islice(_PIECE.finditer(self._folded.content), most + 1)]
        return [(self._folded.origin(places[a][0]), self._folded.end(places[b][1])) for a, b in asked]


def pieces(text: str) -> Pieces:
    """The words of a text as its typography is evened out.

    >>> found = pieces("The lamps of 灯塔")
    >>> found.words, found.offsets([(1, 1), (3, 4)])
    (['The', 'lamps', 'of', '灯', '塔'], [(4, 9), (13, 15)])
    """
    folded = fold(text)
    return Pieces(_PIECE.findall(folded.content), folded)


@lru_cache(maxsize=65_536)
def surface(word: str, language: str) -> str:
    """A word of `pieces` as the index has it."""
    return plainest(word.translate(_letters_of(language)))


@lru_cache(maxsize=65_536)
def root(word: str, language: str) -> str:
    """The stem of a word of `pieces` as the index has it."""
    return plainest(stem(word.translate(_letters_of(language)).casefold(), language))


def keeps_beginnings(language: str) -> bool:
    """Whether the stem of a word begins as the word does: no prefix is taken away."""
    return not _of(language).prefixes


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
