"""What words and templates find in a view, looked for only where it holds one of theirs, and the stretches taken up."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from akn.inline.lexicon import sign_of
from akn.languages import templates
from akn.languages.shape import Language
from akn.languages.view import edged, shown
from akn.patterns import hinted_pattern, holds_any, lazy_pattern, least, one_of, whole_words

CLAUSE_END = lazy_pattern(r"[;؛；。]|[.؟] ")
PART_END = lazy_pattern(r"[,，;؛；。]|[.؟] ")
Kernel = Callable[[str], Sequence[tuple[int, int]]]
"""From where to where something can be found in a text."""
_WAYS = 100  # texts, at most, one of which stands before or after what is looked for
_LAST = 8  # texts that are asked about one after another: those of a clause


def any_of(language: Language, pieces: Iterable[str], beside: str = "") -> re.Pattern[str]:
    """A pattern of whole words, the longest first, `+` any ending of one; none of the signs `beside` stands next to
    them.

    >>> from akn.languages import load
    >>> any_of(load("eng"), ["State+", "all States", ","]).findall("all states, a state, stateless and interstate")
    ['all states', ',', 'state', ',', 'stateless']
    """
    given = tuple(pieces)

    @cache
    def forms() -> list[str]:
        return [form.strip() for form in shown(language, given)]

    def source() -> str:
        ways = [re.escape(form) for form in forms() if not _letter.search(form)]
        wording = list(filter(_letter.search, forms()))
        elided = any(form.endswith("'") for form in wording)  # "d'~", written in one with what follows
        if elided:
            after = rf"(?:(?<=')|(?<!')(?![\w{beside}]))"
            ways.append(rf"(?<![\w{beside}]){one_of(wording, sign_of)}{after}")
        elif wording:
            ways.append(edged(language, wording, before=rf"\w{beside}", after=rf"\w{beside}", sign=sign_of))
        return "|".join(ways) or "(?!)"

    if language.spaced and not any("+" in piece for piece in given):
        return whole_words(source, forms, beside)
    return hinted_pattern(source, lambda: _hints(forms()))


def at_end(words: re.Pattern[str], content: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """What a pattern of words finds at the end of a text, or of what stands between two offsets, before blanks.

    >>> from akn.languages import load
    >>> at_end(any_of(load("eng"), ["by", "of", "or by"]), "of States or by ").span()
    (10, 15)
    """
    last = [None, *words.finditer(content, start, end)][-1]
    return None if last is None or content[last.end() : end].strip(" ") else last


def without(words: re.Pattern[str], content: str) -> str:
    """A text without what a pattern of words finds; where few texts are asked, their words tell what to look for, and
    that pattern is not compiled.

    >>> from akn.languages import load
    >>> without(any_of(load("eng"), ["as well", "also"]), "the keepers also, as well")
    'the keepers , '
    """
    rest, at = "", 0
    for m in words.finditer(content):
        rest, at = rest + content[at : m.start()], m.end()
    return rest + content[at:]


def hints_of(language: Language, pieces: Iterable[str]) -> list[str]:
    """Of each piece what a view that holds it has, whatever ends its words."""
    return _hints(form.strip() for form in shown(language, pieces))


def _hints(forms: Iterable[str]) -> list[str]:
    return [max(form.split("+"), key=len) for form in forms]


_letter = lazy_pattern(r"\w")


class Places(NamedTuple):
    """Where a template can stand in a text: where its slots can find something, which others share (a kernel), right
    after one of some texts, and before one of others; without a kernel anywhere where one of the latter stands.
    """

    kernel: Kernel | None
    before: tuple[str, ...]
    after: tuple[str, ...]

    def any_in(self, content: str) -> bool:
        """Whether there is such a place in a text."""
        if self.kernel is None:
            return holds_any(content, self.after)
        before, after = self.before, self.after
        return any(content.endswith(before, 0, a) and content.startswith(after, b) for a, b in self.kernel(content))


class Way:
    """One template: what a text holds wherever it matches, some words of each of several sets, and where it can stand
    there; its pattern, made when such a text is looked through, and which of its matches count.
    """

    def __init__(
        self,
        needs: Iterable[Sequence[str]],
        source: Callable[[], str],
        places: Callable[[], Places],
        counts: Callable[[re.Match[str]], bool],
    ) -> None:
        self.needs = tuple(needs)
        self.pattern = lazy_pattern(source)
        self._given = places
        self._counts = counts

    @cached_property
    def _places(self) -> Places:
        return self._given()

    def may_stand_in(self, content: str) -> bool:
        """False of most texts in which it does not match."""
        for need in self.needs:
            for hint in need:
                if hint in content:
                    break
            else:
                return False
        return self._places.any_in(content)

    def search(self, content: str, at: int = 0) -> re.Match[str] | None:
        """The first match from an offset on."""
        found = self.pattern.search(content, at)
        while found and not self._counts(found):
            found = self.pattern.search(content, found.start() + 1)
        return found

    def match(self, content: str, at: int) -> re.Match[str] | None:
        """A match that begins at an offset."""
        found = self.pattern.match(content, at)
        return found if found and self._counts(found) else None


class Templates:
    """Several templates that match as one pattern of all would: the leftmost, of those that begin there the first.

    Most texts hold the words of none, and most others of one alone: only that is looked for.
    """

    def __init__(self, ways: Callable[[], Iterable[Way]]) -> None:
        self._given = ways  # made when a text is first looked through: most languages of a run ask few
        self._standing = lru_cache(_LAST)(self._standing_in)

    @cached_property
    def _ways(self) -> tuple[Way, ...]:
        return tuple(self._given())

    @cached_property
    def hints(self) -> list[str]:
        """Of which a text has one wherever one of them matches."""
        return least(hint for way in self._ways for hint in (way.needs or [("",)])[0])

    def _standing_in(self, content: str) -> list[Way]:
        """The templates that can match in a text."""
        if not holds_any(content, self.hints):
            return []
        return [way for way in self._ways if way.may_stand_in(content)]

    def match(self, content: str, start: int) -> re.Match[str] | None:
        """A match that begins at an offset."""
        return next(filter(None, (way.match(content, start) for way in self._standing(content))), None)

    def search(self, content: str) -> re.Match[str] | None:
        """The first match."""
        found = filter(None, [way.search(content) for way in self._standing(content)])
        return min(found, key=re.Match.start, default=None)

    def finditer(self, content: str) -> Iterator[re.Match[str]]:
        """All matches."""
        return self._all(content, re.Match.end)

    def overlapping(self, content: str) -> Iterator[re.Match[str]]:
        """All matches, also those that begin inside another one."""
        return self._all(content, lambda m: m.start() + 1)

    def _all(self, content: str, following: Callable[[re.Match[str]], int]) -> Iterator[re.Match[str]]:
        """All matches, each after where the one before it lets the next one begin."""
        ways = self._standing(content)
        if not ways:
            return
        found = [way.search(content) for way in ways]
        while m := min(filter(None, found), key=re.Match.start, default=None):
            yield m
            at = following(m)
            found = [
                way.search(content, at) if one and one.start() < at else one
                for way, one in zip(ways, found, strict=True)
            ]


class TemplateTable:
    """Several templates by what they mean."""

    def __init__(self, entries: Iterable[tuple[str, Templates]]) -> None:
        self.entries = tuple(entries)

    @cached_property
    def _hints(self) -> list[str]:
        return least(hint for _, pattern in self.entries for hint in pattern.hints)

    def of(self, content: str) -> tuple[tuple[str, Templates], ...]:
        """The entries but for those that cannot find anything in a text."""
        if not content or not holds_any(content, self._hints):
            return ()
        return tuple([entry for entry in self.entries if holds_any(content, entry[1].hints)])


class Taken:
    """The stretches of a text that patterns find; they are looked for once one is asked for."""

    def __init__(self, content: str, *patterns: re.Pattern[str] | Templates) -> None:
        self._content = content
        self._patterns = patterns
        self._spans: list[tuple[int, int]] = []

    def add(self, *patterns: re.Pattern[str] | Templates) -> None:
        """More patterns."""
        self._patterns += patterns

    def meet(self, m: re.Match[str]) -> bool:
        """Whether one of them overlaps a match."""
        self._spans += [found.span() for pattern in self._patterns for found in pattern.finditer(self._content)]
        self._patterns = ()
        return any(a < m.end() and m.start() < b for a, b in self._spans)


def needs_of(pieces: templates.Sequence, slot: Callable[[str], Sequence[str]]) -> list[tuple[str, ...]]:
    """What each match of some pieces holds, one of each, what tells most first: its literals, words of its slots, those
    of the ways of a choice, of each way by what tells most.
    """
    found: list[tuple[str, ...]] = []
    for piece in pieces:
        if isinstance(piece, templates.Literal):
            found.append((piece.text.strip(),))
        elif isinstance(piece, templates.Slot):
            found.append(tuple(slot(piece.name)))
        elif isinstance(piece, templates.Choice):
            found.append(tuple([hint for way in piece.ways for hint in (needs_of(way, slot) or [("",)])[0]]))
    found = [need for need in found if need and all(need)]
    return sorted(found, key=_tells, reverse=True) if len(found) > 1 else found


def _tells(hints: Iterable[str]) -> int:
    """How much some words tell, of which a text holds one: as much as the shortest."""
    return min(map(len, hints))


def slots_of(pieces: templates.Sequence) -> tuple[templates.Sequence, templates.Sequence, templates.Sequence]:
    """The pieces before, from and after the slots that stand together, of several such stretches the longest."""
    found: list[tuple[int, int]] = []
    for is_choice, run in itertools.groupby(enumerate(pieces), lambda piece: isinstance(piece[1], templates.Choice)):
        places = [i for i, piece in run if isinstance(piece, templates.Slot)]
        if places and not is_choice:
            found.append((places[0], places[-1] + 1))
    first, last = max(found, key=lambda ends: ends[1] - ends[0], default=(0, 0))
    return pieces[:first], pieces[first:last], pieces[last:]


def endings(pieces: templates.Sequence) -> tuple[str, ...]:
    """How a text can end that some pieces match: one of these stands at its end, as far as they are no slots."""
    return _joined(reversed(pieces), lambda ending, text: text + ending)


def beginnings(pieces: templates.Sequence) -> tuple[str, ...]:
    """How a text can begin that some pieces match, as far as they are no slots."""
    return _joined(pieces, lambda beginning, text: beginning + text)


def _joined(pieces: Iterable[templates.Piece], join: Callable[[str, str], str]) -> tuple[str, ...]:
    """The texts that pieces match, one after another, as far as they are few."""
    found = [""]
    for piece in pieces:
        ways = _texts(piece)
        if not ways or len(ways) * len(found) > _WAYS:
            break
        found = [join(text, way) for text in found for way in ways]
    return tuple(dict.fromkeys(found))


def _texts(piece: templates.Piece) -> list[str]:
    """All texts that a piece matches, none where a slot is in it."""
    if isinstance(piece, templates.Literal):
        return [piece.text]
    if isinstance(piece, templates.Gap):
        return ["", " "]
    found: list[str] = []
    for way in piece.ways if isinstance(piece, templates.Choice) else ():
        several = [_texts(one) for one in way]
        if not all(several):
            return []
        found += map("".join, itertools.product(*several))
    return found
