"""Which note of one document answers to which of another: by what it says, and by where it is called.

Notes are short and much of one form ("United Nations, Treaty Series, vol. 660, No. 9464"), so words count by how few
notes have them.  A note is another's counterpart where it says the same, wherever it is called now, and where it is
called at the same words of a paragraph that is a pair, as the report of last year is; two notes that share neither are
one that went and one that came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log, sqrt

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.words import plain_words
from akn.languages.dates import find_dates
from akn.languages.shape import Language
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text, mark
from akn.walk import Unit

# set on the notes of 64 pairs of real years, which were read, and of `python -m proofs edits`
_SAME = 0.5  # so alike notes with the same figures are one, wherever they are called ("See" and "Ibid." aside)
_RELATED = 0.2  # less alike ones only where their form is the same, or the words before their calls
_CALLED = 0.5  # what it is worth that two are called in paragraphs that are a pair
_MOVED = 0.6  # that they say the same
_STAYED = _CALLED + _RELATED  # two that stayed where they were called, rather than one that moved
_CONTEXT = 0.1  # and each word before the call that is the same
_SIDE, _SURE = 4, 2  # words before a call that are compared, and those that are enough
_BEFORE = 80  # characters
_PARTS = lazy_pattern(r"[/.\-\u2010\u2011]+")
_DIGITS = lazy_pattern(r"\d+")
_FIGURE = 2  # characters: a letter, a Roman numeral
_AGREE = 3  # the rarest words of a note by which others are found


def pair_notes(
    old: Sequence[Unit], new: Sequence[Unit], partner: Mapping[int, int], language: Language | None
) -> Iterator[tuple[int, int]]:
    """The notes that are pairs, by their indices among all units; `partner` are the pairs of all other units.

    Of a `language` "Ibid." is known, which stands for what the note before it cites.
    """
    said = _WordsOf()
    sides = _Notes(old, language, said), _Notes(new, language, said)
    if not sides[0].calls or not sides[1].calls:
        return
    found = []
    stayed = []
    for match in _matches(*sides, partner):
        worth = match.worth
        if worth is None:
            continue
        found.append((-worth, abs(match.old - match.new), match.old, match.new))
        if match.called and worth >= _STAYED:
            stayed.append((match.old, match.new))
    yield from sorted(_put_back(_best(found), sorted(stayed)).items())


class _Match(Struct, frozen=True, gc=False):
    """Two notes that may be a pair, by their indices, and what speaks for it.

    `alike` is the weight of the words that they share, from 0 to 1; `context` counts the words right before both calls
    that are the same.
    """

    old: int
    new: int
    alike: float
    context: int
    called: bool  # in units that are a pair
    alone: bool  # each the only note of the unit that calls it, or the only one of its form and of one form
    same: bool  # by their words, or alike with the same figures
    formed: bool  # the same but for digits

    @property
    def worth(self) -> float | None:
        """How much speaks for the pair; None if it is none."""
        if not self.same and not self._stayed:
            return None
        own = self.alike + _MOVED if self.same else self.alike
        return own + _CALLED * self.called + _CONTEXT * self.context

    @property
    def _stayed(self) -> bool:
        """Whether both are called at the same place, and more than the place speaks for them."""
        placed = self.called and (self.context > 0 or self.alone)
        return placed and (self.formed or self.alike >= _RELATED or self.context >= _SURE)


def _matches(old: _Notes, new: _Notes, partner: Mapping[int, int]) -> Iterator[_Match]:
    """The candidates, each with what speaks for it."""
    weights = _weights([[*side.words.values()] for side in (old, new)])
    sizes = [{i: _size(words, weights) for i, words in side.words.items()} for side in (old, new)]
    for i, j in _candidates(old, new, weights, partner):
        one, two = old.words[i], new.words[j]
        alike = _size(one & two, weights) / sqrt(sizes[0][i] * sizes[1][j]) if sizes[0][i] and sizes[1][j] else 0.0
        same_figures = old.figures[i] == new.figures[j] and any(map(str.isdigit, old.figures[i]))
        (caller, before), (other_caller, other_before) = old.calls[i], new.calls[j]
        yield _Match(
            i,
            j,
            alike,
            _shared_before(before, other_before),
            called=partner.get(caller) == other_caller,
            alone=(old.is_alone(i) and new.is_alone(j)) or old.only_form(i) == new.only_form(j) != "",
            same=(one == two and old.meant[i] == new.meant[j]) or (same_figures and alike >= _SAME),
            formed=old.forms[i] == new.forms[j],
        )


def _best(found: Iterable[tuple[float, int, int, int]]) -> dict[int, int]:
    """The pairs that most speaks for, the nearest first; each note is in one of them at most."""
    made: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(found):
        if i not in made and j not in taken:
            made[i] = j
            taken.add(j)
    return made


def _put_back(made: Mapping[int, int], stayed: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The pairs; one that moved makes way for two that `stayed` where they were called, if the other notes are free."""
    pairs = dict(made)
    taken = set(made.values())
    news: dict[int, list[int]] = {}
    olds: dict[int, list[int]] = {}
    for i, j in stayed:
        news.setdefault(i, []).append(j)
        olds.setdefault(j, []).append(i)
    for i, j in sorted(made.items()):
        if j in news.get(i, ()):
            continue
        there = next((b for b in news.get(i, ()) if b not in taken), None)
        here = next((a for a in olds.get(j, ()) if a not in pairs), None)
        if there is not None and here is not None:
            pairs[i], pairs[here] = there, j
            taken.add(there)
    return pairs


class _WordsOf(dict[str, Sequence[str]]):
    """The words of the texts of both sides; most notes, and most words before a call, stand on both."""

    def __missing__(self, text: str) -> Sequence[str]:
        return self.setdefault(text, _said(text))


class _Notes:
    """The notes of a document: by index the unit that calls each first with the words before the call, their numbers
    aside, and what it says."""

    def __init__(self, units: Sequence[Unit], language: Language | None, said: _WordsOf) -> None:
        notes = [i for i, u in enumerate(units) if u.kind == "note"]
        calls: dict[str, tuple[int, Sequence[str]]] = {}
        for i, unit in enumerate(units) if notes else ():
            for m in unit.text.of(Kind.NOTE):
                before = _DIGITS.sub("0", unit.text.content[max(0, m.start - _BEFORE) : m.start])
                calls.setdefault(m.get("key"), (i, said[before][-_SIDE:]))
        self.calls = {i: calls.get(units[i].key, (-1, ())) for i in notes}
        self.words = {i: frozenset(said[units[i].text.content]) for i in notes}
        self.meant = _meant(self.words, language)
        self.texts = {i: units[i].text.content for i in notes}
        self.forms = {i: _DIGITS.sub("0", text) for i, text in self.texts.items()}
        self.figures = {
            i: {w for w in words if w.isascii() and (w.isdigit() or len(w) <= _FIGURE)}
            for i, words in self.words.items()
        }
        self._callers = Counter(caller for caller, _ in self.calls.values())
        self._formed = Counter((self.calls[i][0], form) for i, form in self.forms.items())

    def is_alone(self, note: int) -> bool:
        """Whether the unit that calls a note calls no other one first."""
        return self._callers[self.calls[note][0]] == 1

    def only_form(self, note: int) -> str:
        """The form of a note, where the unit that calls it calls no other one of this form; else nothing."""
        form = self.forms[note]
        return form if self._formed[self.calls[note][0], form] == 1 else ""


def _meant(words: Mapping[int, frozenset[str]], language: Language | None) -> Mapping[int, frozenset[str]]:
    """What notes cite, by their words: one of no other word than "Ibid." what the note before it does."""
    ibid = frozenset(word for form in language.citations.ibid for word in _said(form)) if language else frozenset()
    meant: dict[int, frozenset[str]] = {}
    before: frozenset[str] = frozenset()
    for i, own in words.items():
        before = meant[i] = before if own and own <= ibid else own
    return meant


def _said(text: str) -> list[str]:
    """The words of a text, those of symbols apart, without signs."""
    return [w for w in plain_words(_PARTS.sub(" ", text.casefold())) if len(w) > 1 or w.isalnum()]


def _weights(sides: Sequence[Sequence[frozenset[str]]]) -> Mapping[str, float]:
    """How much it says that two notes share a word: the fewer have it, the more."""
    one, two = (Counter(chain.from_iterable(side)) for side in sides)
    count = one | two  # what both have is not the commoner for it
    total = max(map(len, sides)) + 1
    weight = {times: log(total / times) ** 2 for times in set(count.values())}
    return {word: weight[times] for word, times in count.items()}


def _size(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(map(weights.__getitem__, words))


def _candidates(
    old: _Notes, new: _Notes, weights: Mapping[str, float], partner: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The pairs that are worth a look: those that are called in a pair of units, that share a rare word, or that say
    the same."""
    called: dict[int, list[int]] = {}
    same: dict[str, list[int]] = {}
    index: dict[str, list[int]] = {}
    for j, (caller, _) in new.calls.items():
        called.setdefault(caller, []).append(j)
        same.setdefault(new.texts[j], []).append(j)
        for word in _rarest(new.words[j], weights):
            index.setdefault(word, []).append(j)
    for i, (caller, _) in old.calls.items():
        there = dict.fromkeys((*called.get(partner.get(caller, -1), ()), *same.get(old.texts[i], ())))
        for word in _rarest(old.words[i], weights):
            there.update(dict.fromkeys(index.get(word, ())))
        yield from ((i, j) for j in there)


def _rarest(words: Iterable[str], weights: Mapping[str, float]) -> list[str]:
    return sorted(words, key=lambda word: (-weights[word], word))[:_AGREE]


def _shared_before(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words right before two calls are the same."""
    count = 0
    for a, b in zip(reversed(one), reversed(two), strict=False):
        if a != b:
            break
        count += 1
    return count


def note_keys(units: Iterable[Unit]) -> dict[str, str]:
    """The keys of the notes by the numbers that are printed with them."""
    return {u.num: u.key for u in units if u.kind == "note" and u.num}


def raised_calls(text: Text, notes: Mapping[str, str], language: Language) -> list[Mark]:
    """The figures that are set high right after a date and have the number of a note (`notes`): calls of it that are
    not marked as calls.  After any other number a figure set high may be an exponent.

    >>> from akn.languages import load
    >>> text = Text("of 12 August 19492, 103", (mark(17, 18, Kind.SUPERSCRIPT), mark(22, 23, Kind.SUPERSCRIPT)))
    >>> [m.start for m in raised_calls(text, {"2": "b", "3": "c"}, load("eng"))]
    [17]
    """
    content = text.content
    return [
        m
        for m in text.of(Kind.SUPERSCRIPT)
        if content[m.start : m.end] in notes
        and (
            content[max(0, m.start - 1) : m.start] in tuple(",;:)")
            or (
                content[max(0, m.start - 1) : m.start].isdigit()
                and any(date.end == m.start for date in find_dates(language, content[: m.start]))
            )
        )
    ]


def with_calls(units: Sequence[Unit], language: Language | None) -> Sequence[Unit]:
    """The units with the calls that are only set high (`raised_calls`) as calls of their notes."""
    notes = note_keys(units) if language else {}
    if not notes or language is None:
        return units
    return [_with_calls(u, notes, raised_calls(u.text, notes, language)) if u.text.marks else u for u in units]


def _with_calls(unit: Unit, notes: Mapping[str, str], calls: Sequence[Mark]) -> Unit:
    text = unit.text
    for m in reversed(calls):
        key = notes[text.content[m.start : m.end]]
        text = text.replaced(m.start, m.end).marked([mark(m.start, m.start, Kind.NOTE, key=key)])
    return replace(unit, text=text) if calls else unit
