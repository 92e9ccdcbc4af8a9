"""The same resolution over the years: every paragraph of a series of documents, and what became of it in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from akn.compare.changes import Change
from akn.compare.comparison import MAIN, Compared, Comparison, compare_units, language_of
from akn.compare.note_pairs import with_calls
from akn.compare.passages import MovedPassage
from akn.compare.words import plain_words
from akn.document import Document
from akn.locations import name_of, quoted
from akn.text import Kind
from akn.walk import Unit, units

State = Literal["new", "same", "slight", "changed", "moved", "absent"]

# words: a paragraph of fewer ("Welcomes the report;") may be another one; in 64 series of three years, of which 41 lose
# longer ones, none is put back
_KNOWN_AGAIN = 6
_TRACED = ("preambular", "operative", "point", "text", "heading", "row")


class Noted(Struct, frozen=True):
    """A note of a paragraph that is not what it was in the text before: its units there and here (None: there is none),
    and what changed in it.
    """

    old: Unit | None
    new: Unit | None
    changes: tuple[Change, ...]

    @property
    def state(self) -> Literal["added", "removed", "changed"]:
        """What became of it."""
        return "removed" if self.new is None else "added" if self.old is None else "changed"


class Standing(Struct, frozen=True):
    """What became of a paragraph in a document: its state and its unit there (as in `Traced`), of one that moved after
    which unit it stands now (None: after none) and which that was in the text before, and its notes that changed.
    """

    state: State
    unit: Unit | None = None
    after: Unit | None = None
    after_was: Unit | None = None
    notes: tuple[Noted, ...] = ()
    joined: tuple[Unit, ...] = ()


class Traced(Struct, frozen=True):
    """A paragraph, point, heading or row over a series of documents.

    `eid`, `name` and `text` are those of the latest document that has it; `states` say for each document whether it is
    `new` there, the `same` as before (after `absent`: put back word for word), `slight`: changed only as is expected
    between two years (`akn.compare.comparison.Compared`), `changed`, `moved` with the same words, or `absent`, and
    `units` are what it is there (None: absent, or `moved` into another paragraph); `standings` say both and more.
    What is `quoted` is a paragraph of another text (`akn.locations.quoted`).
    """

    eid: str
    name: str
    kind: str
    text: str
    states: tuple[State, ...]
    units: tuple[Unit | None, ...]
    standings: tuple[Standing, ...] = ()
    quoted: bool = False

    @property
    def came_in(self) -> int:
        """The index of the document in which it came in."""
        return self.states.index("new")

    @property
    def last_changed(self) -> int:
        """The index of the document in which its words were changed last; where it came in if they never were."""
        return max(i for i, state in enumerate(self.states) if state in ("new", "changed"))

    def is_back(self, k: int) -> bool:
        """Whether the k-th document has it again, with the words of one before the document before."""
        return k > 1 and self.states[k] == "same" and self.units[k - 1] is None

    def seen_before(self, k: int) -> int:
        """The index of the latest document before the k-th that has it; -1 if none does."""
        return max((i for i in range(k) if self.units[i] is not None), default=-1)

    @property
    def is_constant(self) -> bool:
        """Whether it stands in all documents, its words are always the same, but for what is expected between two
        years, and so are its notes.
        """
        return self.keeps_words and not any(one.notes for one in self.standings)

    @property
    def keeps_words(self) -> bool:
        """Whether it stands in all documents with the same words, but for what is expected between two years, whatever
        its notes.
        """
        return self.states[0] == "new" and set(self.states[1:]) <= {"same", "slight"}

    @property
    def last_seen(self) -> int:
        """The index of the latest document that has it."""
        return max(i for i, unit in enumerate(self.units) if unit is not None)


def trace(documents: Sequence[Document]) -> tuple[Traced, ...]:
    """Every paragraph of a series of documents, oldest document first: those of the latest in order, then the others.

    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> def document(*texts):
    ...     return Document(body=tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1)))
    >>> old = document("Welcomes the lamps;", "Requests a report by 2044;")
    >>> new = document("Requests a report by 2045;", "Notes the tide;")
    >>> [(t.text, t.states) for t in trace([old, new])]  # doctest: +NORMALIZE_WHITESPACE
    [('Requests a report by 2045;', ('new', 'changed')), ('Notes the tide;', ('absent', 'new')),
     ('Welcomes the lamps;', ('new', 'absent'))]
    """
    known = [with_calls(units(d), language_of(d.metadata.language)) for d in documents]
    gone: list[Traced] = []
    last: tuple[Traced, ...] = ()
    for k, (here, lost) in enumerate(_stages(known, documents[-1].metadata.language if documents else "")):
        last = here
        before = known[k - 1]
        apart = quoted(before) if lost else frozenset()
        gone += [_traced(before, i, those, len(known), apart) for i, those in lost if _is_traced(before[i])]
    again = {id(unit) for row in (*last, *gone) for unit in row.units[: row.last_seen]}  # of what was put back later
    return (*last, *(row for row in gone if id(row.units[row.last_seen]) not in again))


def standings(known: Sequence[Sequence[Unit]], language: str) -> Iterator[tuple[Traced, ...]]:
    """For each text of a series in a language (ISO 639-2/T), oldest first and given by its units (`akn.units`), its
    paragraphs with what they were in the texts up to it.
    """
    return (here for here, _ in _stages(known, language))


def _stages(
    known: Sequence[Sequence[Unit]], language: str
) -> Iterator[tuple[tuple[Traced, ...], list[tuple[int, _Years]]]]:
    """For each text its paragraphs, and what the text before it had alone."""
    years: dict[int, _Years] = {}
    lost: list[tuple[int, _Years]] = []
    away: dict[tuple[str, ...], _Years] = {}  # what texts had no more, by its words: it may be put back
    for k, those in enumerate(known):
        if k:
            years, lost = _next_years(compare_units(known[k - 1], those, language), years, k)
            for i, (*_, one) in list(years.items()):
                unit = one.unit
                if one.state == "new" and unit is not None and (earlier := away.pop(_name_of_words(unit), None)):
                    years[i] = [*earlier, *([_ABSENT] * (k - len(earlier))), Standing("same", unit)]
            away |= {_name_of_words(known[k - 1][i]): lone for i, lone in lost if _is_long(known[k - 1][i])}
        else:
            years = {i: [Standing("new", unit)] for i, unit in enumerate(those)}
        apart = quoted(those)
        rows = (_traced(those, i, years[i], k + 1, apart) for i, unit in enumerate(those) if _is_traced(unit))
        yield tuple(rows), lost


_Years = list[Standing]
"""What became of a unit in each document so far."""
_ABSENT = Standing("absent")


def _next_years(
    found: Comparison, years: dict[int, _Years], k: int
) -> tuple[dict[int, _Years], list[tuple[int, _Years]]]:
    """The years of the units of the k-th document, and those of the units that it no longer has."""
    after: dict[int, _Years] = {}
    kept: set[int] = set()
    came = {p.new: p.old for p in found.passages if _is_most(p, found.new_units[p.new])}
    went = {p.old for p in found.passages if _is_most(p, found.old_units[p.old])}
    into, joined = words_of_gone(found)
    notes = notes_changed(found)
    for p in found.pairs:
        if p.new < 0:
            continue
        unit = found.new_units[p.new]
        if p.old < 0 and p.new in came:  # a part of a paragraph that stands by itself now
            after[p.new] = [*years[came[p.new]], Standing("changed", unit)]
        elif p.old < 0:
            after[p.new] = [*([_ABSENT] * k), Standing("new", unit, joined=joined.get(p.new, ()))]
        elif p.new not in after:
            after[p.new] = [*years[p.old], _standing(p, found, notes.get(p.new, ()), joined.get(p.new, ()))]
        kept.add(p.old)
    lost = ((i, those) for i, those in years.items() if i not in kept)
    states: dict[int, State] = {i: "moved" if i in went else "absent" for i in (*went, *into)}
    return after, [
        (i, [*those, Standing(states[i], joined=into.get(i, ()))] if i in states else those) for i, those in lost
    ]


def _is_long(unit: Unit) -> bool:
    """Whether a unit says enough to be known again by its words."""
    return len(_name_of_words(unit)) > _KNOWN_AGAIN


def _name_of_words(unit: Unit) -> tuple[str, ...]:
    """What a unit is known again by: its kind and its words."""
    return (unit.kind, *(word for word in plain_words(unit.text.content.casefold()) if word[0].isalnum()))


def words_of_gone(found: Comparison) -> tuple[Mapping[int, tuple[Unit, ...]], Mapping[int, tuple[Unit, ...]]]:
    """Where words of what is gone stand: for each old unit that is gone the new ones which hold a passage of it, for
    each new one the old ones from which it has one, or which were joined in it besides the first.
    """
    kept: dict[int, int] = {}
    links: dict[tuple[int, int], None] = {}
    for p in found.pairs:
        if p.old >= 0 and p.new >= 0:
            if p.kind == "merged" and p.new in kept.values():
                links[p.old, p.new] = None
            kept[p.old] = p.new
    links.update({(m.old, m.new): None for m in found.passages if m.old not in kept})
    into: dict[int, tuple[Unit, ...]] = {}
    of: dict[int, tuple[Unit, ...]] = {}
    for old, new in links:
        into[old] = (*into.get(old, ()), found.new_units[new])
        of[new] = (*of.get(new, ()), found.old_units[old])
    return into, of


def _standing(p: Compared, found: Comparison, notes: tuple[Noted, ...], joined: tuple[Unit, ...]) -> Standing:
    """What became of a unit that both texts have."""
    state = _state_of(p)
    if p.move is None or state != "moved":
        return Standing(state, found.new_units[p.new], notes=notes, joined=joined)
    after = found.new_units[p.move.after] if p.move.after >= 0 else None
    was = found.old_units[p.move.was] if p.move.was >= 0 else None
    return Standing(state, found.new_units[p.new], after, was, notes, joined)


def _state_of(p: Compared) -> State:
    if p.slight:
        return "slight"
    if p.similarity < 1 or p.kind in ("split", "merged"):
        return "changed"
    return "moved" if p.kind == "moved" else "same"


def notes_changed(found: Comparison) -> Mapping[int, tuple[Noted, ...]]:
    """The notes that are not what they were, slight changes aside, by the index of the new unit that calls each, of one
    that is gone by that of the unit which called it before; those that nothing calls, or what is gone, are left out.
    """
    callers = [_callers(side) for side in (found.old_units, found.new_units)]
    partners = {p.old: p.new for p in found.pairs if p.old >= 0 and p.new >= 0}
    kept = set(partners.values())
    changed: dict[int, list[Noted]] = {}
    for p in found.pairs:
        old, new = (
            units[at] if at >= 0 else None for units, at in ((found.old_units, p.old), (found.new_units, p.new))
        )
        note = new or old
        if note is None or note.kind != "note" or p.slight or p.kind in ("same", "renumbered"):
            continue
        caller = callers[1].get(note.key) if new else partners.get(callers[0].get(note.key, -1))
        if caller in kept:
            changed.setdefault(caller, []).append(Noted(old, new, p.changes))
    return {at: tuple(notes) for at, notes in changed.items()}


def _callers(those: Sequence[Unit]) -> Mapping[str, int]:
    """The index of the unit that calls each note first, by the key of the note."""
    found: dict[str, int] = {}
    for i, unit in enumerate(those):
        for m in unit.text.of(Kind.NOTE):
            found.setdefault(m.get("key"), i)
    return found


def called_in(found: Comparison) -> Mapping[tuple[bool, str], Unit]:
    """The unit that calls each note first, by the side (whether it is the new one) and the key of the note."""
    sides = (found.old_units, found.new_units)
    return {(bool(n), key): side[i] for n, side in enumerate(sides) for key, i in _callers(side).items()}


def tally(found: Comparison) -> Counter[str]:
    """How many paragraphs of two documents are new, changed, moved and gone, and how many notes changed (`notes`): as
    the years of the two count them.
    """
    start: dict[int, _Years] = {i: [Standing("new", unit)] for i, unit in enumerate(found.old_units)}
    years, lost = _next_years(found, start, 1)
    counts: Counter[str] = Counter(those[-1].state for i, those in years.items() if _is_traced(found.new_units[i]))
    last = (those[-1].state if len(those) > 1 else "gone" for i, those in lost if _is_traced(found.old_units[i]))
    counts.update(last)
    counts["notes"] = sum(map(len, notes_changed(found).values()))
    return counts


def _is_most(passage: MovedPassage, unit: Unit) -> bool:
    """Whether a passage is most of what a unit says."""
    return passage.words * 2 >= sum(word[0].isalnum() for word in plain_words(unit.text.content))


def _is_traced(unit: Unit) -> bool:
    return unit.kind in _TRACED and unit.place in MAIN and bool(unit.text)


def _traced(those: Sequence[Unit], i: int, years: _Years, count: int, apart: Container[int]) -> Traced:
    unit = those[i]
    standings = (*years, *([_ABSENT] * (count - len(years))))
    states, found = tuple(one.state for one in standings), tuple(one.unit for one in standings)
    name = f"{name_of(those, i)}, quoted" if i in apart else name_of(those, i)
    return Traced(unit.eid, name, unit.kind, unit.text.content, states, found, standings, i in apart)
