"""Many words looked for at once, fast: what recognisers find words of a language file with.

The beginnings of the forms are put into one pattern that branches letter by letter and starts with plain letters, so
that the scan skips everything else at the speed of the engine; which form it is, and whether it stands free, is asked
only where one may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Generic, TypeVar

from akn.bodies import named_in
from akn.languages.citations_shape import Citations
from akn.languages.fold import fold
from akn.languages.shape import Language, forms

V = TypeVar("V")

_HEAD = 5
"""So many letters of a form are in the pattern that looks for it."""
_KEY = 4
"""By so many letters the forms at a place are looked up."""


class Lexicon(Generic[V]):
    """Words of a language, each with a value, to be found in folded texts.

    A form matches with a small or a capital first letter, with either apostrophe, and with one of the `prefixes` of the
    language glued on.  In a language that sets spaces between words only whole words are found.

    >>> from akn.languages import load
    >>> words = Lexicon(load("eng"), {"Assembly | General Assembly": "unga"})
    >>> list(words.find("The General Assembly, in assembly-line style")), words.value_of("Assembly")
    ([(4, 20, 'unga'), (25, 33, 'unga')], 'unga')
    """

    __slots__ = ("_forms", "_heads", "_prefixes", "_sizes", "_spaced", "_table")

    def __init__(self, language: Language, entries: Mapping[str, V]) -> None:
        self._table: dict[str, V] = {}
        for many, value in entries.items():
            for form in forms(many):
                for variant in variants(form):
                    self._table.setdefault(variant, value)
        self._spaced = language.spaced
        self._prefixes = tuple(sorted(set(language.citations.prefixes), key=lambda p: (-len(p), p)))
        self._forms: dict[str, list[str]] = {}
        for form in sorted(self._table, key=lambda form: (-len(form), form)):
            self._forms.setdefault(form[:_KEY], []).append(form)
        self._sizes = tuple(sorted({len(key) for key in self._forms}, reverse=True))
        self._heads: re.Pattern[str] | None = None

    def find(self, content: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, V]]:
        """The words in a folded text from `start` to `end`: where each starts and ends, and its value."""
        if self._heads is None:
            # only beginnings are in the pattern: whole names would take longer to compile than to look at
            beginnings = {form[:_HEAD]: None for form in self._table}
            self._heads = re.compile(branching(beginnings) if beginnings else "(?!)")
        stop = len(content) if end is None else end
        last = start
        for m in self._heads.finditer(content, start, stop):
            at = m.start()
            if at < last:
                continue
            form = self._form_at(content, at, stop)
            if form:
                begins = self._begins(content, at)
                if begins >= 0:
                    last = at + len(form)
                    yield begins, last, self._table[form]

    def cover(self, content: str, start: int, end: int, light: str = " ,،、，;(") -> list[V] | None:
        """The values of the words that fill a stretch of a folded text; None if anything else stands there.

        Blanks and light punctuation may stand between.  The longest word counts, so the time is linear.
        """
        at, found = self.lead(content, start, end, light)
        return found if at >= end else None

    def lead(self, content: str, start: int, end: int, light: str = " ,،、，(") -> tuple[int, list[V]]:
        """How far words of the lexicon reach from `start`, and their values."""
        found: list[V] = []
        at, end = start, min(end, len(content))
        while at < end:
            if content[at] in light:
                at += 1
                continue
            here = at
            form = self._form_at(content, here, end)
            if not form:
                for prefix in self._prefixes:
                    if content.startswith(prefix, at, end):
                        here = at + len(prefix)
                        form = self._form_at(content, here, end)
                        if form:
                            break
            if not form:
                break
            found.append(self._table[form])
            at = here + len(form)
        return at, found

    def _form_at(self, content: str, at: int, end: int) -> str:
        """The longest form that stands at an offset and ends there as a word; empty if there is none."""
        for size in self._sizes:
            for form in self._forms.get(content[at : at + size], ()):
                if content.startswith(form, at, end):
                    behind = at + len(form)
                    # a digit may follow a word at once: "para.32", "و67/195"
                    if not self._spaced or not form[-1].isalpha() or not content[behind : behind + 1].isalpha():
                        return form
        return ""

    def value_of(self, word: str) -> V | None:
        """The value of a word that stands alone, prefixes seen through."""
        found = self._table.get(word)
        if found is None and self._prefixes:
            for prefix in self._prefixes:
                if word.startswith(prefix) and (found := self._table.get(word[len(prefix) :])) is not None:
                    break
        return found

    def _begins(self, content: str, start: int) -> int:
        """Where the word begins that holds a form at `start`, its prefix included; -1 if it is the rest of a word."""
        if not self._spaced or not start or not (content[start - 1].isalnum() or content[start - 1] == "_"):
            return start
        for size in range(1, min(5, start + 1)) if self._prefixes else ():
            if start == size or not content[start - size - 1].isalnum():
                return start - size if content[start - size : start] in self._prefixes else -1
        return -1


def variants(form: str) -> list[str]:
    """The ways a form may be written: small or capital at the start, with a curly or a straight apostrophe.

    >>> variants("l’Assemblée")
    ['l’Assemblée', 'L’Assemblée', "l'Assemblée", "L'Assemblée"]
    """
    plain = fold(form).content
    low, high = plain[0].lower() + plain[1:], plain[0].upper() + plain[1:]
    cases = [plain] if low == high else [low, high]
    return cases + [case.replace("’", "'") for case in cases if "’" in case]


_END = ""
_Trie = dict[str, "_Trie"]


def branching(words: Mapping[str, object]) -> str:
    """The source of a pattern that matches any of the words, the longest that fits, branching letter by letter.

    >>> branching({"para": 1, "paragraph": 1, "part": 1})
    'par(?:a(?:graph)?|t)'
    """
    trie: _Trie = {}
    for word in sorted(words):
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _source(trie)


def _source(node: _Trie) -> str:
    prefix = ""
    while len(node) == 1 and _END not in node:
        letter, node = next(iter(node.items()))
        prefix += re.escape(letter) if letter != " " else " "
    if not node or set(node) == {_END}:
        return prefix
    branches = [_source({letter: below}) for letter, below in node.items() if letter != _END]
    inner = branches[0] if len(branches) == 1 and _END not in node else f"(?:{'|'.join(branches)})"
    return prefix + inner + ("?" if _END in node else "")


# ---- the lexicons that recognisers share, made once per language from its `[citations]` words

NOT_ADOPTING = frozenset({"un"})
"""Actors that adopt nothing: the name of the organisation is in half of all other names."""


@cache
def lexicon(language: Language, *kinds: str) -> Lexicon[str]:
    """The words of some fields of `Citations`, each with the name of its field; the first field that has it counts.

    `organ` stands for the names of all organs, the short ones of councils included.
    """
    entries: dict[str, str] = {}
    for kind in kinds:
        for form in _forms(language, kind):
            entries.setdefault(form, kind)
    return Lexicon(language, entries)


def _forms(language: Language, kind: str) -> Iterable[str]:
    words: Citations = language.citations
    if kind == "organ":
        return [names for _, names in organs(language)] + list(words.council)
    if kind == "parts":
        return [*words.parts, *"ABCDEFАВС"]
    found: Iterable[str] = getattr(words, kind)
    return found


def organs(language: Language) -> Iterable[tuple[str, str]]:
    """The names of the organs that adopt texts, as actor code and forms; `foreign` for those without addresses."""
    for table in (named_in(language.code), language.organs, language.citations.organs):
        for actor, names in table.items():
            if actor not in NOT_ADOPTING:
                yield actor, names
    for names in language.citations.foreign:
        yield "foreign", names


@cache
def passage_nouns(language: Language) -> Lexicon[str]:
    """Nouns of passages that stand before their numbers, with their level."""
    return Lexicon(language, {names: level for level, names in language.citations.passages.items()})
