"""Templates: how the patterns of language files are written, and how they match.

    {date}          a slot: what `akn.languages.slots` knows under this name
    {a|b|}          one of several pieces, which may hold slots; an empty piece makes it optional
    {name:a|b}      the same, reported under a name
    ~               a space that may be missing
    everything else stands for itself, letters in either case

Matching walks the pieces from left to right and tries the longest candidate of each slot first.  All templates of a
language are walked as one tree (`Templates`): most lines match none, and fail at the few ways in which one can begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import repeat
from operator import itemgetter

from msgspec import Struct

from akn.errors import DataError
from akn.languages.shape import Language
from akn.languages.view import read_alike
from akn.patterns import escaped, lazy_pattern

# "{date}" is a slot, "{name:" and "{" begin ways
_SIGNS = lazy_pattern(r"(\{(?:[a-z]+:|[a-zA-Z_][a-zA-Z_0-9]*\})?|[~}|])")
_APART = "|"  # no text between signs holds it
_OPENINGS = 512  # characters, at most, of which a node keeps what may begin with them: a language has some hundred


class Literal(Struct, frozen=True, gc=False):
    """Characters that stand for themselves; with a name they are reported."""

    text: str
    name: str = ""


class Gap(Struct, frozen=True, gc=False):
    """A space that may be missing."""


class Slot(Struct, frozen=True, gc=False):
    """A named place."""

    name: str


class Choice(Struct, frozen=True, gc=False):
    """One of several sequences; with a name it is reported, with the value of the slot inside if there is one."""

    ways: tuple[Sequence, ...]
    name: str = ""


Piece = Literal | Gap | Slot | Choice
Sequence = tuple[Piece, ...]


class SlotMatch(Struct, frozen=True, gc=False):
    """What a slot found: offsets in the view, and its value (empty: the characters as printed)."""

    name: str
    start: int
    end: int
    value: str


Candidates = Iterable[tuple[int, str]]
SlotReader = Callable[[Language, str, int], Candidates]


class SlotPattern(Struct, frozen=True):
    """A reader of a slot that patterns describe, the first that matches decides.

    What is found stands for itself, or for what `value` makes of it, nothing if that is empty; if `printed`, it has no
    value but what is printed.  With `shorter` it stands for the first group of its pattern, and may end with that too.
    Patterns that take long to make are asked only where the cheap one of `begins` matches; none is asked where what
    it finds cannot begin with the character that stands there, as far as `opens` tells.
    """

    patterns: Callable[[Language], tuple[re.Pattern[str], ...]]
    value: Callable[[Language, re.Match[str]], str] | None = None
    printed: bool = False
    shorter: bool = False
    begins: re.Pattern[str] | None = None
    opens: Callable[[Language, str], bool] | None = None

    def may_open(self, language: Language, first: str) -> bool:
        """False if nothing that it finds begins with a character."""
        return self.opens is None or self.opens(language, first)

    def __call__(self, language: Language, content: str, at: int) -> Candidates:
        if self.begins and not self.begins.match(content, at):
            return ()
        for pattern in self.patterns(language):
            if found := pattern.match(content, at):
                if self.printed:
                    return ((found.end(), ""),)
                if self.shorter:
                    ends = dict.fromkeys((found.end(), found.end(1)))
                    return zip(ends, repeat(found[1]), strict=False)
                value = self.value(language, found) if self.value else found[0]
                return ((found.end(), value),) if value else ()
        return ()


class SlotWords(Struct, frozen=True):
    """A reader of a slot that words of a table fill, the longest first; in a language with spaces only whole ones."""

    table: Callable[[Language], WordTable]

    def may_open(self, language: Language, first: str) -> bool:
        """False if no word begins with a character."""
        return first in self.table(language).firsts

    def __call__(self, language: Language, content: str, at: int) -> Candidates:
        table = self.table(language)
        for end in range(min(len(content), at + table.longest), at, -1):
            value = table.values.get(content[at:end])
            if value is not None and not (table.spaced and content[end : end + 1].isalnum()):
                yield end, value


class WordTable(Struct, frozen=True):
    """Words as views show them, with their values; their first characters, the length of the longest."""

    values: Mapping[str, str]
    firsts: frozenset[str]
    longest: int
    spaced: bool

    @staticmethod
    def of(words: Mapping[str, str | int], *, spaced: bool) -> WordTable:
        """The table of some words; if `spaced`, they are found whole only."""
        values = {word: str(value) for word, value in words.items()}
        return WordTable(values, frozenset(word[:1] for word in values), max(map(len, values), default=0), spaced)


Slots = Mapping[str, tuple[SlotReader, ...]]
"""What can fill each slot: its readers, asked one after another."""


class Reader(Struct, frozen=True):
    """A reader for one language, or for templates of none; what it finds begins with what `may_open` allows."""

    read: Callable[[str, int], Candidates]
    may_open: Callable[[str], bool] = lambda _first: True

    @classmethod
    def of(cls, reader: SlotReader, language: Language) -> Reader:
        """A reader of slots for a language."""
        if isinstance(reader, SlotPattern | SlotWords):
            return cls(partial(reader, language), partial(reader.may_open, language))
        return cls(partial(reader, language))


Readers = Mapping[str, tuple[Reader, ...]]
"""What can fill each slot, for one language, or for templates of none."""


def readers(language: Language, slots: Slots) -> Readers:
    """What can fill each slot in a language."""
    return {name: tuple(Reader.of(reader, language) for reader in found) for name, found in slots.items()}


def parse(template: str, language: Language | None, slots: Container[str]) -> Sequence:
    """The pieces of a template; of one of no language, as symbols are, each character stands for itself alone.

    Raises DataError for an unknown slot or a brace without its twin.
    """
    return _Written(template, language, slots).whole()


class _Written:
    """A template as it is written, read from left to right: texts, as views of the language show them, between any two
    of them a sign or a slot.
    """

    def __init__(self, template: str, language: Language | None, slots: Container[str]) -> None:
        self._template, self._language, self._slots = template, language, slots
        self._spaced = language is None or language.spaced
        parts = _SIGNS.split(template)
        if language:
            texts = read_alike(language, _APART.join(parts[::2])).lower()
            parts[::2] = (texts if self._spaced else texts.replace(" ", "")).split(_APART)
        self._parts = iter(parts)

    def whole(self) -> Sequence:
        """All its pieces."""
        pieces, sign = self._sequence(nested=False)
        if sign:
            raise self._lacks_twin()
        return pieces

    def _sequence(self, *, nested: bool) -> tuple[Sequence, str]:
        """The pieces that come next, and the sign that ends them; none at the end of the template."""
        pieces: list[Piece] = []
        parts = self._parts
        while True:
            text, sign = next(parts), next(parts, "")
            while sign == "|" and not nested:
                text, sign = text + sign + next(parts), next(parts, "")
            if text:
                pieces.append(Literal(text))
            if sign[-1:] == "}" and len(sign) > 1:
                pieces.append(self._slot(sign[1:-1]))
            elif sign[:1] == "{":
                pieces.append(self._choice(sign[1:-1]))
            elif sign != "~":
                return tuple(pieces), sign
            elif self._spaced:
                pieces.append(Gap())

    def _choice(self, name: str) -> Choice:
        """The ways up to a closing brace."""
        ways: list[Sequence] = []
        sign = "|"
        while sign == "|":
            way, sign = self._sequence(nested=True)
            ways.append(way)
        if not sign:
            raise self._lacks_twin()
        return Choice(tuple(ways), name)

    def _slot(self, name: str) -> Slot:
        if name not in self._slots:
            raise DataError(f"{self._of()}unknown slot {{{name}}} in template {self._template!r}")
        return Slot(name)

    def _lacks_twin(self) -> DataError:
        return DataError(f"{self._of()}brace without its twin in template {self._template!r}")

    def _of(self) -> str:
        return f"{self._language.code}: " if self._language else ""


def source(pieces: Sequence, slot: Callable[[str], str], gap: str = " ?") -> str:
    """The source of a pattern of the pieces for views, `slot` giving those of slots, `gap` that of their spaces."""
    made = []
    for piece in pieces:
        if isinstance(piece, Literal):
            made.append(escaped(piece.text))
        elif isinstance(piece, Gap):
            made.append(gap)
        elif isinstance(piece, Slot):
            made.append(slot(piece.name))
        elif repeated := _repeated(piece):
            made.append(f"(?:{source(repeated, slot, gap)}){{0,{len(piece.ways) - 1}}}?")
        else:
            made.append(f"(?:{'|'.join(source(way, slot, gap) for way in piece.ways)})")
    return "".join(made)


def _repeated(choice: Choice) -> Sequence:
    """What a choice offers not at all, once, twice and so on, in this order; nothing if it offers anything else."""
    some = choice.ways[1] if len(choice.ways) > 2 else ()
    return some if all(way == some * i for i, way in enumerate(choice.ways)) else ()


def held(found: re.Match[str]) -> dict[str, str]:
    """What the groups of a match hold, by what stands before the `_` of their names; of two of a kind the first."""
    groups = reversed(found.groupdict().items())
    return {name.partition("_")[0]: value for name, value in groups if value is not None}


class Templates:
    """Several templates, each with the kind that it stands for, as one tree: what they begin with alike is tried once.

    A choice, or a space that may be missing, at the beginning of a template makes it several, so that those share what
    follows too; a choice further on is a tree of its own.
    """

    def __init__(self, templates: Iterable[tuple[str, Sequence]], slots: Readers) -> None:
        self._templates, self._slots = tuple(templates), slots
        self._kinds: list[str] = []

    @cached_property
    def _root(self) -> _Node:
        """The tree, made when a line comes so far; and the kinds of its templates."""
        root = _Node(0)
        for kind, pieces in self._templates:
            for way in _ways(pieces):
                number = len(self._kinds)
                node = root
                for piece in way:
                    node = self._below(node, piece, number)
                node.ends.append(number)
                self._kinds.append(kind)
        return root

    def _below(self, node: _Node, piece: Piece, number: int) -> _Node:
        """The node that a piece of a template leads to; templates come in the order of their numbers."""
        if isinstance(piece, Literal):
            return node.literals.setdefault(piece.text[0], {}).setdefault(piece, _Node(number))
        if isinstance(piece, Slot):
            if piece.name not in node.slots:
                node.slots[piece.name] = below = _Node(number)
                node.readers += [(piece.name, reader, below) for reader in self._slots[piece.name]]
            return node.slots[piece.name]
        if isinstance(piece, Gap):
            node.gap = node.gap or _Node(number)
            return node.gap
        if piece not in node.choices:
            ways = Templates((("", way) for way in piece.ways), self._slots)
            node.choices[piece] = ways, _Node(number)
        return node.choices[piece][1]

    def matches(self, content: str, at: int, end: int = -1) -> list[tuple[str, int, tuple[SlotMatch, ...]]]:
        """The matches at an offset of a view, in the order of the templates: kind, end, what the slots found.

        With `end`, those after the first match that ends there are left out.
        """
        root = self._root
        if not (root.readers or root.ends or root.gap or root.choices) and content[at : at + 1] not in root.literals:
            return []
        walk = _Walk(content, end, len(self._kinds))
        walk.follow(root, at, ())
        if not walk.matches:
            return []
        walk.matches.sort(key=itemgetter(0))
        return [(self._kinds[template], last, slotted) for template, last, slotted in walk.matches]


class _Walk(Struct):
    """A walk along a tree of templates; those with the number `least` or a higher one are no longer asked."""

    content: str
    end: int
    least: int
    matches: list[tuple[int, int, tuple[SlotMatch, ...]]] = []

    def follow(self, node: _Node, at: int, slotted: tuple[SlotMatch, ...]) -> None:
        """Find the matches of what can follow at an offset, after what the slots before it found."""
        content = self.content
        for template in node.ends:
            if at == self.end:
                self.least = min(self.least, template)
            self.matches.append((template, at, slotted))
        for literal, following in node.literals.get(content[at : at + 1], _NO_LITERALS).items():
            if content.startswith(literal.text, at):
                last = at + len(literal.text)
                named = (SlotMatch(literal.name, at, last, ""),) if literal.name else ()
                self.follow(following, last, slotted + named)
        for name, reads, following in node.asked(content[at : at + 1]) if node.readers else ():
            if following.first < self.least:
                for last, value in reads(content, at):
                    self.follow(following, last, (*slotted, SlotMatch(name, at, last, value)))
        if node.gap:
            if content.startswith(" ", at):
                self.follow(node.gap, at + 1, slotted)
            self.follow(node.gap, at, slotted)
        for choice, (ways, following) in node.choices.items():
            for _, last, found in ways.matches(content, at) if following.first < self.least else ():
                self.follow(following, last, slotted + _named(choice, at, last, found))


def _named(choice: Choice, start: int, end: int, found: tuple[SlotMatch, ...]) -> tuple[SlotMatch, ...]:
    """What a choice found; one with a name takes the place of a slot with a value that fills it, and stands before all
    others.
    """
    if not choice.name:
        return found
    value = found[0].value if len(found) == 1 else ""
    filled = value and (found[0].start, found[0].end) == (start, end)
    return (SlotMatch(choice.name, start, end, value if filled else ""), *(() if filled else found))


class _Node:
    """What can follow in a tree of templates: `first` is the least of their numbers, `ends` those that end here."""

    __slots__ = ("_asked", "choices", "ends", "first", "gap", "literals", "readers", "slots")

    def __init__(self, first: int) -> None:
        self.first = first
        self.ends: list[int] = []
        self.literals: dict[str, dict[Literal, _Node]] = {}  # by their first character
        self.slots: dict[str, _Node] = {}
        self.readers: list[tuple[str, Reader, _Node]] = []  # of the slots
        self._asked: dict[str, list[tuple[str, Callable[[str, int], Candidates], _Node]]] = {}
        self.gap: _Node | None = None
        self.choices: dict[Choice, tuple[Templates, _Node]] = {}

    def asked(self, first: str) -> list[tuple[str, Callable[[str, int], Candidates], _Node]]:
        """The readers that may find something that begins with a character: few of many."""
        found = self._asked.get(first)
        if found is None:
            if len(self._asked) >= _OPENINGS:
                self._asked.clear()
            may_find = ((name, reader, below) for name, reader, below in self.readers if reader.may_open(first))
            found = self._asked[first] = [(name, reader.read, below) for name, reader, below in may_find]
        return found


def _ways(pieces: Sequence) -> Iterator[Sequence]:
    """The templates that together match what this one does, in its order; none begins with a choice of literals."""
    first = pieces[0] if pieces else None
    if isinstance(first, Gap):
        yield from ((Literal(" "), *pieces[1:]), pieces[1:])
    elif isinstance(first, Choice):
        for way in first.ways:
            if not first.name:
                yield from _ways(way + pieces[1:])
            elif len(way) == 1 and isinstance(way[0], Literal):
                yield (Literal(way[0].text, first.name), *pieces[1:])
            else:
                yield (Choice((way,), first.name), *pieces[1:])
    else:
        yield pieces


_NO_LITERALS: dict[Literal, _Node] = {}
