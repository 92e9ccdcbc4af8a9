"""Requests in the passive, which nobody marks: "States are urged to …", "Se invita a los Estados a …".

They stand in declarations and programmes of action, in sentences of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from msgspec import Struct

from akn.clauses.addressees import addressees
from akn.clauses.lookup import Templates, TemplateTable
from akn.clauses.shape import words
from akn.clauses.times import clock
from akn.languages.shape import Language
from akn.languages.view import view
from akn.patterns import lazy_pattern

_SENTENCE = lazy_pattern(r"(?:[.;؛。；](?:(?<=[。；؛])|[ \s]))")
_LEAD = 40  # characters, at most, before a request that stands before those who are asked ("A ese respecto, se invita")
_TO = 120  # characters, at most, between it and what is asked


class Passive(Struct, frozen=True, gc=False):
    """A request in the passive: offsets of its sentence's start and of its words in the text, the key of the action."""

    sentence: int
    start: int
    end: int
    key: str


def find_passive(text: str, language: Language, acts: Collection[int] = ()) -> Iterator[Passive]:
    """The requests in the passive in a text, at most one in a sentence, of those who are known; none in a sentence in
    which the speaker acts before it ends, where it does at `acts`.

    >>> from akn.languages import load
    >>> [(p.start, p.key) for p in find_passive("The Secretary-General is requested to report.", load("eng"))]
    [(22, 'requests')]
    """
    seen = view(language, text)
    content = seen.content
    ways = [(key, way) for key, way in _ways(language).of(content) if way.search(content)]
    if not ways:
        return
    acted = sorted(acts)
    ends = [m.end() for m in _SENTENCE.finditer(content)]
    for start, end in zip([0, *ends], [*ends, len(content)], strict=True):
        found = min(_found(content[start:end], ways), default=None)
        if found is None:
            continue
        passive = Passive(seen.start(start), seen.start(start + found[0]), seen.end(start + found[1]), found[2])
        following = bisect_left(acted, passive.sentence)
        acts_before = following < len(acted) and acted[following] < passive.end
        if not acts_before and _asks_someone(content[start:end], found[0], found[1], language):
            yield passive


def _found(sentence: str, ways: Iterable[tuple[str, Templates]]) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), key) for key, way in ways if (m := way.search(sentence))]


def _asks_someone(sentence: str, start: int, end: int, language: Language) -> bool:
    """Whether a request of a sentence asks those who are known for something."""
    known = addressees(language)
    if words(language.code).passives_first:
        return start <= _LEAD and bool(known.asked(sentence[end:], lambda a, b: False).parts)
    if not known.said.asks.search(sentence, end, min(len(sentence), end + _TO)):
        return False
    parts = known.subject(sentence, start).parts
    return bool(parts) and bool(parts[0].key)


@cache
def _ways(language: Language) -> TemplateTable:
    return TemplateTable((key, clock(language).pattern(ways)) for key, ways in words(language.code).passives.items())
