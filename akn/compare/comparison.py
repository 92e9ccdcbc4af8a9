"""Two documents compared: every unit of both with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from akn.compare.align import Pair, align
from akn.compare.changes import Change, changes_of
from akn.compare.divided import divided
from akn.compare.moves import moved
from akn.compare.units import Unit, units
from akn.compare.words import Piece, compare_words
from akn.document import Document
from akn.languages import codes, load
from akn.languages.shape import Language

PairKind = Literal["same", "renumbered", "changed", "moved", "split", "merged", "added", "removed"]


class Compared(Struct, frozen=True):
    """What became of a unit: its indices among the old and the new units (-1: there is none), and what changed.

    `same` and `renumbered` say the same words; `moved` may be reworded as well, then it has `words`.  A unit that was
    split or merged has one of these for each of its parts; the first holds the words of all.
    """

    old: int
    new: int
    kind: PairKind
    similarity: float = 0.0
    words: tuple[Piece, ...] = ()
    changes: tuple[Change, ...] = ()


class Comparison(Struct, frozen=True):
    """The units of two documents, and what became of each, in the order of the new document.

    What was removed stands where it stood before.
    """

    old_units: tuple[Unit, ...]
    new_units: tuple[Unit, ...]
    pairs: tuple[Compared, ...]


def compare(old: Document, new: Document) -> Comparison:
    """What became of each unit of the old document, and where each of the new one comes from.

    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> one = Document(body=(Operative("1.", (Text("Welcomes the lamps;"),)),))
    >>> more = (Operative("1.", (Text("Notes the tide;"),)), Operative("2.", (Text("Welcomes the lamps;"),)))
    >>> two = Document(body=more)
    >>> [(p.old, p.new, p.kind) for p in compare(one, two).pairs]
    [(-1, 0, 'added'), (0, 1, 'renumbered')]
    """
    before, after = units(old), units(new)
    return Comparison(before, after, tuple(_Comparing(before, after, _language_of(new)).pairs()))


def _language_of(document: Document) -> Language | None:
    code = document.metadata.language
    return load(code) if code in codes() else None


class _Comparing:
    """The units of both sides while they are compared."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], language: Language | None) -> None:
        self.old, self.new, self.language = old, new, language
        self.found = align(old, new)
        self.moved = moved(old, new, self.found)
        self.split = divided(old, new, self.found)
        taken = {j for parts in self.split.values() for j in parts}
        exchanged = [Pair(p.new, p.old, p.similarity) for p in self.found if p.old not in self.split]
        merged = divided(new, old, exchanged) if len(self.found) < len(old) else {}
        self.merged = {j: parts for j, parts in merged.items() if j not in taken}

    def pairs(self) -> Iterator[Compared]:
        """What became of all units, in the order of the new side."""
        partners = {p.new: p for p in self.found}
        parts = {j: i for i, those in self.split.items() for j in those}
        joined = {i for those in self.merged.values() for i in those}
        removed = self._removed(joined)
        yield from (Compared(i, -1, "removed", changes=_REMOVED) for i in removed.get(-1, ()))
        for j in range(len(self.new)):
            if j in parts:
                yield self._split(parts[j], j)
            elif j in self.merged:
                yield from self._merged(j)
            elif j in partners:
                yield self._pair(partners[j])
            else:
                yield Compared(-1, j, "added", changes=_ADDED)
            yield from (Compared(i, -1, "removed", changes=_REMOVED) for i in removed.get(j, ()))

    def _removed(self, joined: set[int]) -> dict[int, list[int]]:
        """The old units without a counterpart, by the new unit that the one before them became."""
        partner = {p.old: p.new for p in self.found}
        at = -1
        found: dict[int, list[int]] = {}
        for i in range(len(self.old)):
            if i in partner:
                if i not in self.moved:
                    at = max(self.split.get(i, (partner[i],)))
            elif i not in joined:
                found.setdefault(at, []).append(i)
        return found

    def _pair(self, p: Pair) -> Compared:
        one, two = self.old[p.old], self.new[p.new]
        found = compare_words(one.text.content, two.text.content)
        reworded = found.similarity < 1
        if p.old in self.moved:
            kind: PairKind = "moved"
        elif reworded:
            kind = "changed"
        else:
            kind = "same" if _pinpoint(self.old, p.old) == _pinpoint(self.new, p.new) else "renumbered"
        if not reworded:
            return Compared(p.old, p.new, kind, 1.0)
        return Compared(
            p.old, p.new, kind, found.similarity, found.pieces, changes_of([one], [two], found.pieces, self.language)
        )

    def _split(self, i: int, j: int) -> Compared:
        parts = self.split[i]
        found = compare_words(self.old[i].text.content, " ".join(self.new[k].text.content for k in parts))
        words = found.pieces if j == parts[0] else ()
        changes = changes_of([self.old[i]], [self.new[k] for k in parts], words, self.language) if words else ()
        return Compared(i, j, "split", found.similarity, words, changes)

    def _merged(self, j: int) -> Iterator[Compared]:
        parts = self.merged[j]
        found = compare_words(" ".join(self.old[k].text.content for k in parts), self.new[j].text.content)
        for i in parts:
            words = found.pieces if i == parts[0] else ()
            changes = changes_of([self.old[k] for k in parts], [self.new[j]], words, self.language) if words else ()
            yield Compared(i, j, "merged", found.similarity, words, changes)


_ADDED = (Change("paragraph", detail="added"),)
_REMOVED = (Change("paragraph", detail="removed"),)


def _pinpoint(units: Sequence[Unit], at: int) -> tuple[str, ...]:
    """The printed numbers that lead to a unit; a note is known by its mark."""
    numbers = []
    while at >= 0:
        unit = units[at]
        if unit.num:
            numbers.append(unit.num)
        at = unit.parent
    return tuple(numbers)


class _PairRecord(Struct, frozen=True):
    old: str | None
    new: str | None
    kind: str
    changes: tuple[dict[str, str | None], ...]
    similarity: float
    words: tuple[Piece, ...]


class _Record(Struct, frozen=True):
    old: str
    new: str
    pairs: tuple[_PairRecord, ...]


def as_json(comparison: Comparison, old: str = "", new: str = "") -> bytes:
    """The comparison as JSON; `old` and `new` are what the caller calls the documents.

    {"old", "new", "pairs": [{"old", "new": eId or null, "kind", "changes": [{"kind", "old", "new", "detail"}],
    "similarity", "words": [["=" or "-" or "+", text]]}]}
    """
    made = tuple(
        _PairRecord(
            comparison.old_units[p.old].eid if p.old >= 0 else None,
            comparison.new_units[p.new].eid if p.new >= 0 else None,
            p.kind,
            tuple(c.as_dict() for c in p.changes),
            p.similarity,
            p.words,
        )
        for p in comparison.pairs
    )
    return msgspec.json.format(msgspec.json.encode(_Record(old, new, made)), indent=1) + b"\n"
