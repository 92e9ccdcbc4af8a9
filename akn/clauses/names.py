"""The names of those who can be asked, as they stand in the words of a language, and whose they are."""

from __future__ import annotations

import itertools
import threading
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from msgspec.structs import replace

from akn.clauses.lists import Lists
from akn.clauses.parts import Named, kinds
from akn.clauses.patterns import Patterns
from akn.clauses.shape import entities, states, words
from akn.data import did_you_mean
from akn.errors import DataError
from akn.inline.lexicon import NameLexicon, contracted
from akn.languages.shape import Language, forms
from akn.languages.view import views
from akn.patterns import least
from akn.vocabulary import entities as marked

_BEFORE = 24  # characters before a name that tell whether it begins there: a letter, what is written in one with it
_HEADED = 8  # characters before an office in which the organization that it is of stands, where words are not spaced


class Names:
    """The names of one language, and the words around them; made once (`names`)."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._table = table = _table(language)
        self.said = Patterns(language, table)
        self.lists = Lists(self.said)
        self._listed = NameLexicon(language, table)
        self._begun: dict[str, list[str]] = {}
        for name, key in table.items():
            self._begun.setdefault(key, []).append(name.partition("+")[0])

    def beginnings(self, keys: Iterable[str]) -> list[str]:
        """The beginnings of all names with some keys, of which a view has one that has such a name."""
        return least(begun for key in keys for begun in self._begun.get(key, ()))

    def opens(self, content: str, key: str) -> bool:
        """Whether a view can begin with a name that has a key."""
        return content.lstrip().startswith(tuple(self._begun.get(key, ())))

    def stripped(self, content: str) -> list[str]:
        """The words of a view without an article that is written in one with them."""
        articles = self.said.words.glued_articles
        return [next((w.removeprefix(a) for a in articles if w.startswith(a)), w) for w in content.split()]

    def with_words(self, words: Collection[str]) -> frozenset[str]:
        """The keys of which a name holds all of some words."""
        bare = ((name.replace("+", ""), key) for name, key in self._table.items())
        near = ((name, key) for name, key in bare if all(map(name.__contains__, words)))  # few are cut into words
        return frozenset(key for name, key in near if all(map(self.stripped(name).__contains__, words)))

    @property
    def tells_deeds(self) -> bool:
        """Whether the words of the language tell what is encouraged from who is ("the efforts", "the gardeners")."""
        return bool(self.said.words.deeds)

    def find(self, content: str, start: int, end: int) -> Iterator[Named]:
        """The names between two offsets of a view, in order."""
        apart = end >= len(content) or not self.language.spaced
        if apart or not (_is_letter(content[end - 1 : end]) and _is_letter(content[end])):
            begin = start
            for named in _read(self, content).after(start):
                if named.end <= start:
                    continue
                if named.outer >= end:
                    return
                if named.outer < start or named.end > end:
                    break  # one of the offsets lies in a name: between them it may be another one
                yield named
                begin = named.end
            else:
                return
            start = begin
        yield from self.found(content, start, end)

    def found(self, content: str, start: int, end: int) -> Iterator[Named]:
        """The names between two offsets of a view, which are looked for there."""
        elsewhere = entities().elsewhere
        left = max(start - _BEFORE, 0)
        for begins, begun, ended, key in self._listed.find(content[left:end], start - left, end - left):
            named = Named(left + begun, left + ended, key, left + begins)
            yield self._of_another(content, named, end) if key in elsewhere else named

    def _of_another(self, content: str, named: Named, end: int) -> Named:
        """An office, with the other organization that it is of ("the Secretary-General of the Authority")."""
        key = entities().elsewhere[named.key]
        before = self.said.elsewhere_before.search(content[max(named.start - _HEADED, 0) : named.start])
        if before:
            return replace(named, key=key)
        after = self.said.elsewhere.match(content, named.end + self.language.spaced) if named.end < end else None
        return replace(named, end=after.end(), key=key) if after and after.end() <= end else named

    def first(self, content: str) -> Named | None:
        """The first name in a view, as the list of those who are asked reads it."""
        named = list(itertools.islice(self.find(content, 0, len(content)), 3))
        if not named:
            return None
        key, end = self.lists.head(content, named)
        return Named(named[0].start, max(end, named[0].end), key, named[0].outer)

    def said_before(self, content: str, key: str) -> Named | None:
        """The last name in a view that a general one stands for: of "the Office" that of the High Commissioner."""
        if key not in self.said.general:
            return None
        word = self.said.general[key]
        found = [
            n for n in self.find(content, 0, len(content)) if n.key != key and word.search(content[n.start : n.end])
        ]
        return found[-1] if found else None


def _is_letter(character: str) -> bool:
    """Whether names do not end right before a character."""
    return character.isalnum() or character == "_"


class _Read:
    """The names of a view, which are looked for as far as they are asked for, and once, whichever thread asks."""

    def __init__(self, names: Names, content: str) -> None:
        self._lock = threading.RLock()
        self._found: list[Named] = []
        self._ends: list[int] = []  # how far each of them, and those before it, reach
        self._more = names.found(content, 0, len(content))
        self._all = False

    def after(self, start: int) -> Iterator[Named]:
        """The names but for those that stand before the first one that ends after an offset."""
        found, at = self._found, bisect_right(self._ends, start)
        while True:
            while at < len(found):
                yield found[at]
                at += 1
            with self._lock:
                if at == len(found) and not self._all:
                    self._read_on()
            if at == len(found):
                return

    def _read_on(self) -> None:
        """Look for one more name."""
        more = next(self._more, None)
        if more is None:
            self._all = True
            return
        self._found.append(more)
        self._ends.append(max(more.end, self._ends[-1] if self._ends else 0))


@lru_cache(256)
def _read(names: Names, content: str) -> _Read:
    """The names of a view: those of a clause are asked for by who is asked, when, what and for whom."""
    return _Read(names, content)


def _table(language: Language) -> dict[str, str]:
    """The names of those who can be asked, as they stand in views, with their keys."""
    code, further = language.code, words(language.code).names
    if unknown := further.keys() - kinds():
        meant = did_you_mean(min(unknown), kinds())
        raise DataError(f"clauses/{code}.toml: names.{min(unknown)} is no key of akn/clauses/entities.toml{meant}")
    listed = [(e.eid, e.names.get(code, "")) for e in marked().entities]
    listed += [(e.key, e.names.get(code, "")) for e in entities().listed]
    listed += ((key, names.get(code, "")) for key, names in states().items())
    listed += further.items()
    contractions = marked().contractions.get(code, {})
    printed = [(name, key) for key, written in listed for name in contracted(forms(written), contractions)]
    found: dict[str, str] = {}
    for name, (_, key) in zip(views(language, [name for name, _ in printed]), printed, strict=True):
        found.setdefault(name, key)
    return found


@cache
def names(language: Language) -> Names:
    """The names of a language."""
    return Names(language)
