"""Two documents compared: every unit of both with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import Literal

import msgspec
from msgspec import Struct
from rapidfuzz.distance import LCSseq

from akn.clauses import Mandate, mandates
from akn.compare.align import PARTS, Pair, align
from akn.compare.words import Change, Dues, Piece, changes_of, compare_words, heaviest_chain, likeness, plain_words
from akn.document import Document
from akn.languages import codes, load
from akn.languages.shape import Language
from akn.vocabulary.numerals import cleaned
from akn.walk import Place, Unit, units

LITTLE = 0.1
"""Below this agreement two documents are hardly versions of one: of unrelated resolutions of a body it is .085 at most,
of one resolution in two years .5 and more."""
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

    @property
    def agreement(self) -> float:
        """How much of the paragraphs of the longer document the other one says too, from 0 to 1."""
        sizes = [sum(_size(u) for u in side) for side in (self.old_units, self.new_units)]
        shared = {p.new: p.similarity * _size(self.new_units[p.new]) for p in self.pairs if p.old >= 0 and p.new >= 0}
        return sum(shared.values()) / max(sizes) if any(sizes) else 1.0


def _size(unit: Unit) -> int:
    return len(unit.text) if unit.place in (Place.PREAMBLE, Place.OPERATIVE, Place.ANNEX) else 0


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
    return Comparison(before, after, tuple(_Comparing(before, after, _language_of(new), (old, new)).pairs()))


def _language_of(document: Document) -> Language | None:
    code = document.metadata.language
    return load(code) if code in codes() else None


class _Comparing:
    """The units of both sides while they are compared."""

    def __init__(
        self,
        old: Sequence[Unit],
        new: Sequence[Unit],
        language: Language | None,
        documents: tuple[Document, Document],
    ) -> None:
        self.old, self.new, self.language, self.documents = old, new, language, documents
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
                i = parts[j]
                if j == self.split[i][0]:
                    yield from self._together((i,), self.split[i], "split")
            elif j in self.merged:
                yield from self._together(self.merged[j], (j,), "merged")
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
        changes = self._changes([one], [two], found.pieces)
        return Compared(p.old, p.new, kind, found.similarity, found.pieces, changes)

    @cached_property
    def _dues(self) -> Dues:
        """The clauses with a due date of the units that changed, on both sides."""
        pairs = [(p.old, p.new) for p in self.found]
        pairs += [(i, j) for i, parts in self.split.items() for j in parts]
        pairs += [(i, j) for j, parts in self.merged.items() for i in parts]
        changed = [(self.old[i], self.new[j]) for i, j in pairs if self.old[i].text.content != self.new[j].text.content]
        one, two = self.documents
        return _by_unit(mandates(one, {u.eid for u, _ in changed})), _by_unit(
            mandates(two, {u.eid for _, u in changed})
        )

    def _changes(self, old: Sequence[Unit], new: Sequence[Unit], words: Sequence[Piece]) -> tuple[Change, ...]:
        acts = any(u.place in (Place.OPERATIVE, Place.ANNEX) for u in (*old, *new))
        return changes_of(old, new, words, self.language, *((self._dues,) if acts else ()))

    def _together(self, old: Sequence[int], new: Sequence[int], kind: PairKind) -> Iterator[Compared]:
        """Units that were split or merged; the first pair holds the words of all."""
        olds, news = [self.old[i] for i in old], [self.new[j] for j in new]
        found = compare_words(*(" ".join(u.text.content for u in side) for side in (olds, news)))
        for n, (i, j) in enumerate(product(old, new)):
            words = found.pieces if n == 0 else ()
            changes = self._changes(olds, news, words) if words else ()
            yield Compared(i, j, kind, found.similarity, words, changes)


def _by_unit(clauses: Iterable[Mandate]) -> dict[str, list[Mandate]]:
    found: dict[str, list[Mandate]] = {}
    for clause in clauses:
        if clause.due:
            found.setdefault(clause.eId, []).append(clause)
    return found


_ADDED = (Change("paragraph", detail="added"),)
_REMOVED = (Change("paragraph", detail="removed"),)


def _pinpoint(units: Sequence[Unit], at: int) -> tuple[str, ...]:
    """The printed numbers that lead to a unit; a note is known by its mark."""
    return tuple(units[i].num for i in _chain(units, at) if units[i].num)


def as_json(comparison: Comparison, old: str = "", new: str = "") -> bytes:
    """The comparison as JSON; `old` and `new` are what the caller calls the documents.

    {"old", "new", "pairs": [{"old", "new": eId or null, "kind", "changes": [{"kind", "old", "new", "detail"}],
    "similarity", "words": [["=" or "-" or "+", text]]}]}
    """
    made = [
        {
            "old": comparison.old_units[p.old].eid if p.old >= 0 else None,
            "new": comparison.new_units[p.new].eid if p.new >= 0 else None,
            "kind": p.kind,
            "changes": [c.as_dict() for c in p.changes],
            "similarity": p.similarity,
            "words": p.words,
        }
        for p in comparison.pairs
    ]
    return msgspec.json.format(msgspec.json.encode({"old": old, "new": new, "pairs": made}), indent=1) + b"\n"


# which units moved


_LONG = 10_000


def moved(old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]) -> frozenset[int]:
    """The old units that moved, by index.

    The fewest paragraphs that had to move are those that did, of two that changed places the shorter one.  What stands
    in a paragraph moves with it; within the paragraph the points are looked at by themselves.  Notes do not move: they
    stand where they are called.
    """
    found = {p.old for p in pairs if old[p.old].place is not new[p.new].place}
    partner = {p.old: p.new for p in pairs}
    roots = _roots(old), _roots(new)
    outer = [p for p in pairs if p.old == roots[0][p.old] and p.new == roots[1][p.new] and p.old not in found]
    chain = heaviest_chain((p.old, p.new, 1 + min(len(old[p.old].text), _LONG) / _LONG**2) for p in outer)
    kept = {i for i, _, _ in chain}
    found |= {p.old for p in outer if p.old not in kept}
    inside: dict[tuple[int, int], list[Pair]] = {}
    for p in pairs:
        i, j = roots[0][p.old], roots[1][p.new]
        if (p.old == i and p.new == j) or p.old in found:
            continue
        if partner.get(i) == j:
            inside.setdefault((i, j), []).append(p)
    for (i, _), those in inside.items():
        stayed = {k for k, _, _ in heaviest_chain((p.old, p.new, 1.0) for p in those)} if i not in found else set()
        found |= {p.old for p in those if p.old not in stayed}
    return frozenset(i for i in found if old[i].kind != "note")


def _roots(units: Sequence[Unit]) -> list[int]:
    """For each unit the paragraph, heading or line in which it stands, or which it is."""
    roots: list[int] = []
    for i, unit in enumerate(units):
        roots.append(roots[unit.parent] if unit.kind in PARTS and unit.parent >= 0 else i)
    return roots


# which units were divided or joined


_HELD = 0.8  # so much of the smaller unit is found in the larger one
_LEAST = 4  # words: less than that is found anywhere
_GAIN = 0.05  # by so much the parts together are more like the whole than the first part alone
_MOST = 12


def divided(one: Sequence[Unit], many: Sequence[Unit], pairs: Iterable[Pair]) -> dict[int, tuple[int, ...]]:
    """For each unit of `one` that several of `many` hold together: their indices in order.

    `pairs` pairs `one` (as `old`) with `many`.  Called with the sides exchanged it finds what was joined.
    """
    known = {p.old: p for p in pairs}
    taken = {p.new for p in known.values()}
    found: dict[int, tuple[int, ...]] = {}
    for p in known.values():
        if p.similarity == 1 or not any(True for step in (1, -1) for _ in _run(p.new, step, many, taken)):
            continue
        parts = _parts(one[p.old], many, p.new, taken)
        if len(parts) > 1:
            found[p.old] = parts
            taken.update(parts)
    return found


def _run(at: int, step: int, many: Sequence[Unit], taken: set[int]) -> Iterable[int]:
    """The unpaired units of the same place next to a paired one, nearest first."""
    place = many[at].place
    for k in range(1, _MOST):
        j = at + k * step
        if not 0 <= j < len(many) or j in taken or many[j].place is not place or many[j].kind == "note":
            return
        yield j


def _parts(whole: Unit, many: Sequence[Unit], first: int, taken: set[int]) -> tuple[int, ...]:
    wanted = _words(whole)
    parts, words = [first], _words(many[first])
    best = likeness(wanted, words)
    for step in (1, -1):
        for j in _run(first, step, many, taken):
            more = _words(many[j])
            if len(more) < _LEAST or LCSseq.similarity(more, wanted) < _HELD * len(more):
                break
            together = [*words, *more] if step > 0 else [*more, *words]
            alike = likeness(wanted, together)
            if alike < best + min(_GAIN, len(more) / len(wanted) / 2):
                break
            parts.append(j)
            words, best = together, alike
    return tuple(sorted(parts))


def _words(unit: Unit) -> list[str]:
    return plain_words(unit.text.content.casefold())


# what a person calls a unit


_PLACES = {
    Place.COVER: "cover",
    Place.PREFACE: "title",
    Place.FORMULA: "enacting formula",
    Place.CONCLUSIONS: "closing lines",
}
_KINDS = {"heading": "heading", "caption": "table title", "row": "table row", "kept": "element"}


def name_of(units: Sequence[Unit], at: int) -> str:
    """The name of a unit in English.

    >>> from akn.walk import units
    >>> from akn.document import Document, Operative, Point, PointList
    >>> from akn.text import Text
    >>> points = PointList((Point("(a)", (Text("One;"),)),))
    >>> found = units(Document(body=(Operative("3.", (Text("Decides:"), points)),)))
    >>> name_of(found, 0), name_of(found, 1)
    ('paragraph 3', 'paragraph 3 (a)')
    """
    unit = units[at]
    if unit.place in _PLACES:
        return _PLACES[unit.place]
    if unit.kind == "note":
        return f"note {unit.num}"
    names = [_step(units, i) for i in _chain(units, at)]
    if unit.kind == "text":
        names.append(", continued")
    return "".join(names).removeprefix(", ") or "paragraph"


def _chain(units: Sequence[Unit], at: int) -> list[int]:
    found = []
    while at >= 0:
        found.append(at)
        at = units[at].parent
    return found[::-1]


def _step(units: Sequence[Unit], at: int) -> str:
    unit = units[at]
    if unit.kind == "annex":
        return f", annex {unit.eid.rpartition('_')[2]}"
    if unit.kind == "part":
        return f", part {unit.eid.rpartition('_')[2]}"
    if unit.kind == "preambular":
        return f", preamble {unit.eid.rpartition('_')[2]}"
    if unit.kind == "operative":
        return f", paragraph {cleaned(unit.num)}".rstrip() if unit.num else ", unnumbered paragraph"
    if unit.kind == "point":
        return f" {unit.num}" if unit.num else " dash"
    if unit.kind == "heading":
        return f", {unit.num.rstrip('.')}" if unit.num else ", heading"
    return f", {_KINDS[unit.kind]}" if unit.kind in _KINDS else ""
