"""What kind a change is, between units whose words differ.

A unit states facts: what it cites, its dates and numbers, its action, whom it addresses.  A fact that only the old unit
states or only the new one is a change of its kind; where no fact changed, the change is one of wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Literal

from msgspec import Struct

from akn.clauses import Due, Mandate
from akn.clauses.shape import strength_between
from akn.compare.words import Piece
from akn.languages import load, usual
from akn.languages.amounts import amounts
from akn.languages.shape import Language
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark
from akn.walk import Place, Unit

ChangeKind = Literal[
    "paragraph", "action", "addressee", "due", "citation", "date", "number", "note", "passage", "punctuation", "wording"
]
Detail = Literal["", "added", "removed", "moved", "later", "earlier", "stronger", "weaker"]
Dues = tuple[Mapping[str, Sequence[Mandate]], Mapping[str, Sequence[Mandate]]]
"""The clauses with a due date of the old and of the new document, by eId."""
_NO_DUES: Dues = ({}, {})
_KINDS: tuple[ChangeKind, ...] = ("action", "addressee", "due", "citation", "date", "number")


class Change(Struct, frozen=True):
    """One change: its kind, what the old unit says there and what the new one says (None: nothing).

    `detail` says more where more is known: a citation that now points to a `later` document was brought up to date, a
    date or a due date is `later` or `earlier`, an action `stronger` or `weaker`; a paragraph is `added` or `removed`; a
    passage that stands in another paragraph now is `moved`, and `old` and `new` name the paragraphs.
    """

    kind: ChangeKind
    old: str | None = None
    new: str | None = None
    detail: Detail = ""

    def shown(self) -> str:
        """The change in words.

        >>> Change("date", "2044-12-09", "2045-12-09", "later").shown()
        'date later: 2044-12-09 → 2045-12-09'
        """
        named = f"{self.kind} {self.detail}".rstrip()
        values = " → ".join(v for v in (self.old, self.new) if v)
        return f"{named}: {values}" if values else named

    def as_dict(self) -> dict[str, str | None]:
        """The change as a row of the JSON."""
        return {"kind": self.kind, "old": self.old, "new": self.new, "detail": self.detail or None}


class Fact(Struct, frozen=True):
    """Something that a unit states: what it is, by what it is compared, how it prints.

    Later ones have a higher `order`; `at` is where it stands, -1 if nobody asks.
    """

    kind: ChangeKind
    value: str
    printed: str
    order: str = ""
    at: int = -1


def changes_of(
    old: Sequence[Unit],
    new: Sequence[Unit],
    words: Sequence[Piece] = (),
    language: Language | None = None,
    dues: Dues = _NO_DUES,
) -> tuple[Change, ...]:
    """The changes between units whose words differ; several old or new ones where a unit was merged or split.

    Where the language is known, numbers in words and ordinals count as numbers; `words` tell whether any changed.
    `dues` are when the old units and the new ones say that something is due.

    >>> from akn.text import Text, mark
    >>> def unit(year):
    ...     at = f"/akn/un/statement/deliberation/unga/{year}-12-09/{year - 1946}-7"
    ...     text = Text(f"Recalling resolution {year - 1946}/7,", (mark(21, 25, Kind.REF, href=at),))
    ...     return Unit((), (), "", "preambular", "", text, Place.PREAMBLE, 0, -1)
    >>> [change.shown() for change in changes_of([unit(2044)], [unit(2045)])]
    ['citation later: 98/7 → 99/7']
    """
    found: list[Change] = []
    changed = " ".join(text for sign, text in words if sign != "=")
    speaks = language or load(usual())
    counts = speaks if not words or amounts(speaks, changed) else None
    before, after = _facts(old, counts, dues[0]), _facts(new, counts, dues[1])
    for kind in _KINDS:
        one, two = before.get(kind, []), after.get(kind, [])
        gone, come = _without(one, two), _without(two, one)
        if kind == "due":  # what both print is no change, where only one of two clauses was read so
            gone, come = _not_printed(gone, new), _not_printed(come, old)
        paired = _beside(one, two, gone, come) if kind == "number" else zip_longest(gone, come)
        found += [_change(kind, a, b) for a, b in paired]
    return tuple(found) or (Change("wording" if any(map(_says, words)) or not words else "punctuation"),)


def _says(piece: Piece) -> bool:
    """Whether a stretch of words that one side alone has is more than signs."""
    sign, text = piece
    return sign != "=" and any(map(str.isalnum, text))


def _facts(
    units: Sequence[Unit], language: Language | None, dues: Mapping[str, Sequence[Mandate]]
) -> dict[ChangeKind, list[Fact]]:
    found: dict[ChangeKind, list[Fact]] = {}
    for unit in units:
        due = [(m.due, m.start) for m in dues.get(unit.eid, ()) if m.due and m.text == unit.text.content]
        spans = [(at, at + len(d.text)) for d, start in due if (at := unit.text.content.find(d.text, start)) >= 0]
        facts = [fact for state in (_actions, _addressees, _citations, _dates) for fact in state(unit)]
        facts += _amounts(unit, language) if language else ()
        # the number or date of a due date is no change of its own
        facts = [f for f in facts if f.kind not in ("number", "date") or not any(a <= f.at < b for a, b in spans)]
        facts += [Fact("due", d.value, d.text, _order(d)) for d, _ in due]
        for fact in facts:
            found.setdefault(fact.kind, []).append(fact)
    return found


def _order(due: Due) -> str:
    """What tells a later due date: of sessions the year and the number (the third of a year is after its first).

    >>> _order(Due("at its ninetieth session", "session", "unhrc.90", 2045))
    '2045 00090'
    """
    number = due.value.rpartition(".")[2]
    if due.kind == "session" and number.isdigit():
        return f"{due.year or 0} {int(number):05}"
    return due.value if due.kind == "date" else ""


def _without(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """Those of the facts that the others do not state, as often as they do not."""
    left = Counter(f.value for f in others)
    found = []
    for fact in facts:
        if left[fact.value]:
            left[fact.value] -= 1
        else:
            found.append(fact)
    return found


def _not_printed(facts: Sequence[Fact], units: Sequence[Unit]) -> list[Fact]:
    return [f for f in facts if not any(f.printed in unit.text.content for unit in units)]


def _beside(
    one: Sequence[Fact], two: Sequence[Fact], gone: Sequence[Fact], come: Sequence[Fact]
) -> Iterator[tuple[Fact | None, Fact | None]]:
    """What is gone with what has come in its place: between the same of the facts that both state."""

    def by_place(facts: Sequence[Fact], alone: Sequence[Fact]) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        left, shared = list(alone), 0
        for fact in facts:
            if left and fact is left[0]:
                found.setdefault(shared, []).append(left.pop(0))
            else:
                shared += 1
        return found

    before, after = by_place(one, gone), by_place(two, come)
    for place in sorted(before.keys() | after.keys()):
        yield from zip_longest(before.get(place, ()), after.get(place, ()))


def _change(kind: ChangeKind, old: Fact | None, new: Fact | None) -> Change:
    if old is None or new is None:
        detail: Detail = "added" if old is None else "removed"
    elif kind == "action":
        force = strength_between(old.value, new.value)
        detail = "stronger" if force > 0 else "weaker" if force < 0 else ""
    elif old.order and new.order and old.order != new.order:
        detail = "later" if new.order > old.order else "earlier"
    else:
        detail = ""
    return Change(kind, *_shown(kind, old, new), detail)


def _shown(kind: ChangeKind, old: Fact | None, new: Fact | None) -> tuple[str | None, str | None]:
    """What is printed on both sides; of citations that print the same ("para. 8" of another resolution) more."""
    if kind == "citation" and old and new and old.printed == new.printed:
        one, two = _cited(old.value), _cited(new.value)
        if one == two:  # of one number the dates
            one, two = old.order, new.order
        return f"{old.printed} ({one})", f"{new.printed} ({two})"
    return old.printed if old else None, new.printed if new else None


def _cited(target: str) -> str:
    """The number in the address of a work."""
    return target.partition("#")[0].partition("/!")[0].rstrip("/").rpartition("/")[2].replace("-", "/")


# what units state

_REFERENCES = (Kind.REF, Kind.RREF)
_BESIDE = 16  # characters between a citation and its date: "resolution 99/7 of 9 December", "2044年12月9日第99/7号"
_ADDRESSED = 24  # characters between an action and whom it addresses: "Requests the Secretary-General"
_DAY = lazy_pattern(r"/(\d{4}(?:-\d\d-\d\d)?)/")


def _citations(unit: Unit) -> Iterator[Fact]:
    for m in unit.text.of(*_REFERENCES):
        target = m.get("href") or f"{m.get('from')} {m.get('upTo')}"
        if not target.startswith("#"):  # a paragraph of the document itself has a new number, not a new meaning
            day = _DAY.search(target)
            yield Fact("citation", target, _printed(unit, m), day[1] if day else "")


def _dates(unit: Unit) -> Iterator[Fact]:
    """Dates that are not those of what is cited."""
    cited = unit.text.of(*_REFERENCES)
    for m in unit.text.of(Kind.DATE, Kind.DOC_DATE):
        if not any(m.start - r.end <= _BESIDE and r.start - m.end <= _BESIDE for r in cited):
            value = m.get("date")
            yield Fact("date", value, _printed(unit, m), value, m.start)


def _actions(unit: Unit) -> Iterator[Fact]:
    for m in unit.text.of(Kind.ACTION)[:1]:
        yield Fact("action", m.get("refersTo").removeprefix("#action_"), _printed(unit, m))


def _addressees(unit: Unit) -> Iterator[Fact]:
    """The organ or office that an operative paragraph or a point speaks to: the first, next to the action."""
    if unit.place is Place.OPERATIVE:
        action = next(iter(unit.text.of(Kind.ACTION)), None)
        start = action.end if action is not None else 0
        for m in unit.text.of(Kind.ORGANIZATION, Kind.ROLE)[:1]:
            if 0 <= m.start - start <= _ADDRESSED:
                yield Fact("addressee", m.get("refersTo"), _printed(unit, m))


def _amounts(unit: Unit, language: Language) -> Iterator[Fact]:
    """Numbers in digits and in words, ordinals among them, by their values; none goes over from cell to cell."""
    at = 0
    for cell in unit.text.content.split("\t"):
        for amount in amounts(language, cell):
            part_of_a_name = amount.how == "digits" and (amount.named or _is_inside(cell, amount.start, amount.end))
            if amount.sure and not part_of_a_name and _is_free(unit, at + amount.start, at + amount.end):
                yield Fact("number", amount.value, cell[amount.start : amount.end], at=at + amount.start)
        at += len(cell) + 1


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a longer name ("16.4.1", "B2B", "3D")."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if (before[-1:].isascii() and before[-1:].isalpha()) or (after[:1].isascii() and after[:1].isupper()):
        return True
    return (before[-1:] == "." and before[:1].isdigit()) or (after[:1] == "." and after[1:].isdigit())


def _is_free(unit: Unit, start: int, end: int) -> bool:
    """Whether a number is no part of a citation or a date."""
    kinds = (*_REFERENCES, Kind.MREF, Kind.DATE, Kind.DOC_DATE, Kind.DOC_NUMBER)
    return not any(start < m.end and m.start < end for m in unit.text.of(*kinds))


def _printed(unit: Unit, m: Mark) -> str:
    return unit.text.content[m.start : m.end]
