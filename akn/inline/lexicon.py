"""Many words looked for at once, fast: what recognisers find words of a language file with.

The forms are put into one pattern that branches letter by letter and begins with plain letters, so that the scan skips
everything else at the speed of the engine; whether a word stands free is asked only where one was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from akn.fold import fold
from akn.languages.shape import Language, forms

V = TypeVar("V")


class Lexicon(Generic[V]):
    """Words of a language, each with a value, to be found in folded texts.

    A form matches with a small or a capital first letter, with either apostrophe, and with one of the `prefixes` of the
    language glued on.  In a language that sets spaces between words only whole words are found.

    >>> from akn.languages import load
    >>> words = Lexicon(load("eng"), {"Assembly | General Assembly": "unga"})
    >>> list(words.find("The General Assembly, in assembly-line style")), words.value_of("Assembly")
    ([(4, 20, 'unga'), (25, 33, 'unga')], 'unga')
    """

    __slots__ = ("_here", "_pattern", "_prefixes", "_spaced", "_table")

    def __init__(self, language: Language, entries: Mapping[str, V]) -> None:
        self._table: dict[str, V] = {}
        for many, value in entries.items():
            for form in forms(many):
                for variant in variants(form):
                    self._table.setdefault(variant, value)
        self._spaced = language.spaced
        self._prefixes = frozenset(language.citations.prefixes)
        source = branching(self._table) if self._table else "(?!)"
        # a digit may follow a word at once: "para.32", "و67/195"
        end = r"(?![^\W\d_])" if self._spaced else ""
        self._pattern = re.compile(source + end)
        glued = f"(?:{branching(dict.fromkeys(self._prefixes))})?" if self._prefixes else ""
        self._here = re.compile(f"{glued}({source}){end}")

    def find(self, content: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, V]]:
        """The words in a folded text from `start` to `end`: where each starts and ends, and its value."""
        stop = len(content) if end is None else end
        for m in self._pattern.finditer(content, start, stop):
            at = self._begins(content, m.start())
            if at >= 0:
                yield at, m.end(), self._table[m[0]]

    def cover(self, content: str, start: int, end: int, light: str = " ,،、，;(") -> list[V] | None:
        """The values of the words that fill a stretch of a folded text; None if anything else stands there.

        Blanks and light punctuation may stand between.  The longest word counts, so the time is linear.
        """
        found: list[V] = []
        at = start
        while at < end:
            if content[at] in light:
                at += 1
                continue
            m = self._here.match(content, at, end)
            if m is None:
                return None
            found.append(self._table[m[1]])
            at = m.end()
        return found

    def lead(self, content: str, start: int, end: int, light: str = " ,،、，(") -> tuple[int, list[V]]:
        """How far words of the lexicon reach from `start`, and their values."""
        found: list[V] = []
        at, end = start, min(end, len(content))
        while at < end:
            if content[at] in light:
                at += 1
                continue
            m = self._here.match(content, at, end)
            if m is None:
                break
            found.append(self._table[m[1]])
            at = m.end()
        return at, found

    def value_of(self, word: str) -> V | None:
        """The value of a word that stands alone, prefixes seen through."""
        found = self._table.get(word)
        if found is None and self._prefixes:
            for size in range(1, min(5, len(word))):
                if word[:size] in self._prefixes and (found := self._table.get(word[size:])) is not None:
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
