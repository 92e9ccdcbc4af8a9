"""Whom a general name means in its document: "the Mission", "the Government", "the Malian authorities".

What a paragraph leaves open the document around it can tell: the one mission that it names, the one State whose
Government it names.  Where it names several, nobody is meant.
"""

from __future__ import annotations

import itertools
import operator
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from akn.clauses.lists import state_of
from akn.clauses.names import Names
from akn.clauses.parts import Named, kinds
from akn.clauses.shape import entities, states
from akn.clauses.shape import words as clause_words
from akn.languages.shape import Language, forms
from akn.languages.view import view, views
from akn.patterns import holds_any, lazy_pattern
from akn.punctuation import CLAUSE_COMMAS

# letters of a name that an adjective must share with it at least, and their share of the name; States, at most, in
# whose names a word stands that tells one; characters of an article before a name, and between a State and its organ;
# letters of a word between an organ and the adjective that is no preposition ("gouvernement fédéral somalien")
_SHARED, _SHARE, _SEVERAL, _ARTICLE, _NEAR, _LONG = 4, 0.7, 3, 4, 60, 5
_COMMAS = frozenset(CLAUSE_COMMAS)
_word = lazy_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # "sud-soudanais"


def _pieces(words: str) -> list[str]:
    """The words of some words, and the parts of those with a hyphen."""
    return [piece for word in _word.findall(words) for piece in dict.fromkeys([word, *word.split("-")])]


class Around:
    """Who a document names; its texts are read once, and only where a general name asks for it."""

    def __init__(self, names: Names, texts: Callable[[], Iterable[str]]) -> None:
        self._names = names
        self._texts = texts
        self._kin: dict[str, frozenset[str]] = {}  # those that a general name can stand for, by its key

    @cached_property
    def _views(self) -> tuple[str, ...]:
        return tuple(view(self._names.language, text).content for text in self._texts())

    def _naming(self, keys: Iterable[str]) -> Iterator[tuple[str, list[Named]]]:
        """The views in which a name with one of some keys can stand, each with all names in it."""
        begun = self._names.beginnings(keys)
        for content in self._views:
            if holds_any(content, begun):
                yield content, list(self._names.find(content, 0, len(content)))

    def _named(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of some keys that are named; with an article that its name has not ("المالي") none is a State."""
        articles = clause_words(self._names.language.code).glued_articles
        named = ((content, n) for content, several in self._naming(keys) for n in several if n.key in keys)
        return frozenset(n.key for content, n in named if not content[n.outer : n.start].endswith(articles))

    @cached_property
    def _governed(self) -> frozenset[str]:
        """The States of which an organ is named that acts for them."""
        found: set[str] = set()
        for content, named in self._naming(entities().state_organs):
            for one, other in itertools.pairwise(named):
                if other.start - one.end <= _NEAR and not _COMMAS.intersection(content[one.end : other.start]):
                    found.add(state_of(one.key, other.key))
            for organ in named:
                if organ.key in entities().state_organs:
                    kin = self._beside(content, organ)
                    found.update(kin if len(kin) == 1 else ())
        # "المالية" is financial as well as Malian: a State that only an adjective tells is none beside others (15 rows)
        organized = frozenset(found - {""})
        return self._named(organized) or organized

    def _beside(self, content: str, organ: Named) -> frozenset[str]:
        """The States whose adjective stands beside the name of an organ."""
        before = _word.findall(content[max(0, organ.start - _NEAR) : organ.start])[-2:]
        after = _word.findall(content[organ.end : organ.end + _NEAR])[:2]
        near = [before[-1:], before[:1] if len(before[-1:]) and len(before[-1]) >= _LONG else []]
        near += [after[:1], after[1:] if after and len(after[0]) >= _LONG else []]
        return next(filter(None, (adjectives(self._names.language, " ".join(words)) for words in near)), frozenset())

    def _lone(self, content: str, printed: Container[str]) -> bool:
        """Whether a name has nothing but an article, and words that say nothing of whose it is ("كل من")."""
        article = min(_ARTICLE, len(content)) if self._names.language.spaced else 0
        before = self._names.said.before.match(content) if self._names.said.words.before else None
        bare = content[before.end() :].lstrip() if before else content
        return any(words[at:] in printed for words in (content, bare) for at in range(article + 1))

    def longer(self, key: str, printed: str) -> str:
        """The key of the only one that a general name stands for that is printed so; where none is printed in full the
        only one whose name has the very word ("la Force", of which the initials alone are printed); the general one
        where several or none are named.
        """
        word = self._names.said.general[key]
        seen = view(self._names.language, printed).content
        if key not in entities().general_alone or not self._lone(seen, self._names.said.lone[key]):
            return key
        if key not in self._kin:
            self._kin[key] = frozenset(
                n.key
                for content, named in self._naming([key])
                for n in named
                if n.key != key and word.search(content[n.start : n.end])
            )
        kin = self._kin[key]
        if not kin and key in entities().general_exact:
            own = [w for w in self._names.stripped(seen) if len(w) >= _ARTICLE]
            others = self._named(self._names.with_words(own) - {key})
            kin = frozenset(other for other in others if kinds().get(other) == kinds().get(key))
        return next(iter(kin)) if len(kin) == 1 else key

    def governing(self, key: str, printed: str) -> str:
        """The State for which an organ acts whose name is printed so, by an adjective beside it or as the only one;
        else the organ.
        """
        seen = view(self._names.language, printed).content
        organ = next((n for n in self._names.find(seen, 0, len(seen)) if n.key == key), None)
        if organ is None:
            return key
        lone = self._lone(seen, self._names.said.lone_organs)  # "федеральное", which no Federation has
        kin = self._governed if lone else self._beside(seen, organ)
        if len(kin) > 1 and not lone:
            kin &= self._named(kin)
        return next(iter(kin)) if len(kin) == 1 else key

    def of_each(self, content: str) -> list[str]:
        """The keys of the States of which one name has the Governments, by an adjective each ("Gouvernements soudanais
        et sud-soudanais", 6 clauses); none where they are not told apart.
        """
        pieces = [piece.strip() for piece in self._names.said.joints.split(content)]
        if len(pieces) < 2 or any(" " in piece for piece in pieces[1:]):
            return []
        kin = [adjectives(self._names.language, " ".join(piece.split()[-1:])) for piece in pieces]
        single = frozenset().union(*(keys for keys in kin if len(keys) == 1))
        told = [keys if len(keys) == 1 else keys - single for keys in kin]
        return [next(iter(keys)) for keys in told] if all(len(keys) == 1 for keys in told) else []


@cache
def _words_of_states(language: Language) -> dict[str, dict[str, set[str]]]:
    """Words of the names of States, without accents, with the States that have them, by their first letters: names of
    their own where there are some ("Micronésie"), else what describes them ("centrafricaine").
    """
    if not language.spaced:
        return {}
    named = {k: [w for n in forms(names.get(language.code, "")) for w in _pieces(n)] for k, names in states().items()}
    pieces = list(dict.fromkeys(w for several in named.values() for w in several))
    bare = dict(zip(pieces, _all_bare(language, pieces), strict=True))
    count = Counter(word for several in named.values() for word in {bare[w] for w in several})
    found: dict[str, dict[str, set[str]]] = {}
    for key, several in named.items():
        for word in _telling(several, bare, count):
            found.setdefault(word[:_SHARED], {}).setdefault(word, set()).add(key)
    return found


def _telling(printed: Sequence[str], bare: Mapping[str, str], count: Mapping[str, int]) -> Iterator[str]:
    """The words of a State's names that few others have: names of their own where there are some, else the rest."""
    telling = [w for w in printed if count[bare[w]] <= _SEVERAL]
    capital = [w for w in telling if w[:1].isupper() and not w.isupper()]
    return (bare[w] for w in capital or telling if len(bare[w]) >= _SHARED)


def adjectives(language: Language, words: str) -> frozenset[str]:
    """The States of which one of some words is the adjective ("Malian", "centrafricaines"), by their shared letters.

    >>> from akn.languages import load
    >>> adjectives(load("eng"), "malian"), adjectives(load("fra"), "haïtiennes"), adjectives(load("eng"), "local")
    (frozenset({'MLI'}), frozenset({'HTI'}), frozenset())
    """
    found: dict[str, int] = {}
    for word in _all_bare(language, _pieces(words)):
        named = _words_of_states(language).get(word[:_SHARED], {})
        for name, keys in named.items() if word not in named else ():
            shared = sum(itertools.takewhile(bool, map(operator.eq, word, name)))
            if shared >= _SHARE * len(name):
                found |= {key: max(shared, found.get(key, 0)) for key in keys}
    most = max(found.values(), default=0)
    return frozenset(key for key, shared in found.items() if shared == most)


def _all_bare(language: Language, words: Sequence[str]) -> list[str]:
    """Words as views show them, without the accents of their letters and an article that is written in one with one."""
    articles = clause_words(language.code).glued_articles
    found: list[str] = []
    for word in views(language, words):
        letters = word if word.isascii() else unicodedata.normalize("NFD", word)
        bare = "".join(itertools.filterfalse(unicodedata.combining, letters))
        found.append(next((bare.removeprefix(a) for a in articles if bare.startswith(a)), bare))
    return found
