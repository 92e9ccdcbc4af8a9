"""What kind a change is, between units whose words differ.

A unit states facts: what it cites, its dates and numbers, its action, whom it addresses.  A fact that only the old unit
states or only the new one is a change of its kind; where no fact changed, the change is one of wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import groupby, zip_longest
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import AskedProduct, Deadline, Due
from akn.clauses.shape import act_of, strength_between
from akn.compare.facing import ENOUGH, Facing, Span
from akn.compare.form_words import small_words
from akn.compare.hours import of_day, telling_words
from akn.compare.words import Piece, SplitTexts, plain_text, plain_words
from akn.languages import load, usual
from akn.languages.amounts import Amount, amounts, says_number
from akn.languages.dates import days_of_months
from akn.languages.labels import ordinal_words
from akn.languages.phrases import lexicon
from akn.languages.shape import Language
from akn.languages.view import view
from akn.patterns import lazy_pattern, one_of
from akn.punctuation import COMMAS, FULL_STOPS, SEMICOLONS
from akn.text import Kind, Mark, Stretches
from akn.walk import Place, Unit
from akn.xml.uri import UNKNOWN_DATE

ChangeKind = Literal[
    "paragraph",
    "action",
    "addressee",
    "product",
    "due",
    "citation",
    "date",
    "number",
    "note",
    "passage",
    "punctuation",
    "wording",
]
Detail = Literal["", "added", "removed", "moved", "later", "earlier", "stronger", "weaker"]
Dues = tuple[Mapping[str, Sequence[Deadline]], Mapping[str, Sequence[Deadline]]]
"""The clauses with a due date, or that ask for a product, of the old and of the new document, by eId."""
NO_DUES: Dues = ({}, {})
_ROUND = f" {COMMAS}{SEMICOLONS}{FULL_STOPS}"  # signs around words that went or came
_BETWEEN = " "  # units that were merged or split
_KINDS: tuple[ChangeKind, ...] = ("action", "addressee", "product", "due", "citation", "date", "number")


class Change(Struct, frozen=True, gc=False):
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


class Fact(Struct, frozen=True, gc=False):
    """Something that a unit states: what it is, by what it is compared, how it prints, and where.

    Later ones have a higher `order`.  `sort` is that of a number: an ordinal, a year or another.  One that is not
    `sure` ("second") is no change by itself.
    """

    kind: ChangeKind
    value: str
    printed: str
    span: Span = (0, 0)
    order: str = ""
    sort: str = ""
    sure: bool = True


def changes_of(
    old: Sequence[Unit],
    new: Sequence[Unit],
    words: Sequence[Piece] = (),
    language: Language | None = None,
    dues: Dues = NO_DUES,
    split: SplitTexts | None = None,
) -> tuple[Change, ...]:
    """The changes between units whose words differ; several old or new ones where a unit was merged or split.

    Where the language is known, numbers in words and ordinals count as numbers; `words` tell whether any changed.
    `dues` are when the old units and the new ones say that something is due, and the products that they ask for;
    `split` are the texts of both sides in words, where the caller has them.

    >>> from akn.text import Text, mark
    >>> def unit(year):
    ...     at = f"/akn/un/statement/deliberation/unga/{year}-12-09/{year - 1946}-7"
    ...     text = Text(f"Recalling resolution {year - 1946}/7,", (mark(21, 25, Kind.REF, href=at),))
    ...     return Unit((), (), "", "preambular", "", text, Place.PREAMBLE, 0, -1)
    >>> [change.shown() for change in changes_of([unit(2044)], [unit(2045)])]
    ['citation later: 98/7 → 99/7']
    """
    changed = " ".join(text for sign, text in words if sign != "=")
    speaks = language or load(usual())
    counts = speaks if not words or says_number(speaks, changed) or _tells_half(changed, speaks) else None
    symbols = speaks if not words or "/" in changed else None
    before, after = _facts(old, counts, dues[0], symbols), _facts(new, counts, dues[1], symbols)
    sides = _Sides(old, new, language, split)
    found: list[Change] = []
    for kind in _KINDS:
        if kind in before or kind in after:
            found += _of_kind(kind, before, after, sides)
    if found and all(change.kind == "due" for change in found):  # of these alone nobody sees what else was said
        found += _besides(words, found, speaks)
    return tuple(found) or (Change("wording" if any(map(_says, words)) or not words else "punctuation"),)


def _besides(words: Sequence[Piece], told: Sequence[Change], language: Language) -> Iterator[Change]:
    """The words that went or came and are not those of the changes that are `told`, but for those of the form alone."""
    known = frozenset(plain_words(" ".join(said for change in told for said in (change.old, change.new) if said)))
    known |= small_words(language.code)
    for equal, run in groupby(words, lambda piece: piece[0] == "="):
        if equal:
            continue
        sides = ["", ""]
        for sign, text in run:
            sides[sign == "+"] += text
        telling = [{word for word in plain_words(side) if any(map(str.isalnum, word))} - known for side in sides]
        gone, come = (
            " ".join(side.split()).strip(_ROUND) if own else "" for side, own in zip(sides, telling, strict=True)
        )
        if gone.casefold() != come.casefold():
            detail: Detail = "" if gone and come else "added" if come else "removed"
            yield Change("wording", gone or None, come or None, detail)


def _of_kind(
    kind: ChangeKind, before: Mapping[ChangeKind, list[Fact]], after: Mapping[ChangeKind, list[Fact]], sides: _Sides
) -> Iterator[Change]:
    """What changed among the facts of a kind: what stays and is said by another action, then what went or came."""
    one, two = before.get(kind, []), after.get(kind, [])
    sides.look_at(one, two)
    same = [f.value for f in one] == [f.value for f in two]
    gone, come = ([], []) if same else (_without(one, two), _without(two, one))
    if kind != "due" and gone and come:
        gone, come = _without_kept(one, two, sides.facing)
    if kind in _HELD and one and two:
        held = _apart(one, gone), _apart(two, come)
        yield from _exchanged(*held, (before.get("action", []), after.get("action", [])), sides)
    if gone or come:
        yield from _PAIRED[kind](gone, come, sides)


def _tells_half(changed: str, language: Language) -> bool:
    """Whether words that changed may move a time to the other half of the day: "10 a.m.", "10 p.m."."""
    words = telling_words(language)
    return bool(words) and not words.isdisjoint(plain_words(changed.casefold()))


def _says(piece: Piece) -> bool:
    """Whether a stretch of words that one side alone has is more than signs."""
    sign, text = piece
    return sign != "=" and any(map(str.isalnum, text))


def _facts(
    units: Sequence[Unit],
    counts: Language | None,
    dues: Mapping[str, Sequence[Deadline]],
    symbols: Language | None,
) -> dict[ChangeKind, list[Fact]]:
    """What units state, by its kind, at its places in their texts one after the other; numbers and symbols that lead
    nowhere only where a language is given for them.
    """
    found: dict[ChangeKind, list[Fact]] = {}
    base = 0
    for unit in units:
        told = [m for m in dues.get(unit.eid, ()) if m.text == unit.text.content]
        asked = _asked(unit, told)
        for fact in (*_without_dues(_stated(unit, counts, symbols), asked), *asked):
            placed = replace(fact, span=(base + fact.span[0], base + fact.span[1])) if base else fact
            found.setdefault(fact.kind, []).append(placed)
        base += len(unit.text.content) + len(_BETWEEN)
    return found


def _stated(unit: Unit, counts: Language | None, symbols: Language | None) -> Iterator[Fact]:
    """What the words of a unit state, whether somebody is asked or not."""
    for state in (_actions, _addressees, _citations, _dates):
        yield from state(unit)
    if counts:
        yield from _amounts(unit, counts)
    if symbols:
        yield from _unlinked(unit, symbols)


def _asked(unit: Unit, told: Sequence[Deadline]) -> list[Fact]:
    """By when its clauses ask for something, then what they ask for."""
    dues = ((m.due, unit.text.content.find(m.due.text, m.start)) for m in told if m.due)
    found = [Fact("due", d.value, d.text, (at, at + len(d.text)), _order(d)) for d, at in dues]
    return [*found, *(_product(unit, made) for m in told for made in m.products)]


def _without_dues(facts: Iterator[Fact], asked: Sequence[Fact]) -> Iterator[Fact]:
    """The facts without the numbers and dates of due dates, which are no change of their own."""
    due = [fact.span for fact in asked if fact.kind == "due"]
    if not due:
        return facts
    spans = Stretches(due)
    return (f for f in facts if f.kind not in _COUNTED or not spans.meet(f.span[0], f.span[0] + 1))


_VERBAL = "verb"


def _product(unit: Unit, made: AskedProduct) -> Fact:
    """A product that is asked for, by its kind and its name."""
    printed = unit.text.content[made.start : made.end]
    value = f"{made.kind} {' '.join(plain_words(printed.casefold()))}"
    return Fact("product", value, printed, (made.start, made.end), sort=_VERBAL if made.verbal else made.kind)


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
    if not facts or not others:
        return [*facts]
    left: dict[str, int] = {}
    for fact in others:
        left[fact.value] = left.get(fact.value, 0) + 1
    found = []
    for fact in facts:
        if left.get(fact.value):
            left[fact.value] -= 1
        else:
            found.append(fact)
    return found


def _without_kept(one: Sequence[Fact], two: Sequence[Fact], facing: Facing) -> tuple[list[Fact], list[Fact]]:
    """The facts of both sides that the other does not state as often, those set aside that stand in their place: of
    "fiftieth session" and "paragraph 50" the session changed."""
    there = {(f.span, f.value) for f in two}
    kept = {(f.span, f.value): (span, f.value) for f in one if ((span := facing.opposite(0, f.span)), f.value) in there}
    back = set(kept.values())
    one = [f for f in one if (f.span, f.value) not in kept]
    two = [f for f in two if (f.span, f.value) not in back]
    return _without(one, two), _without(two, one)


def _apart(facts: Sequence[Fact], alone: Sequence[Fact]) -> list[Fact]:
    """The facts without those that one side alone states."""
    left_out = set(map(id, alone))
    return [f for f in facts if id(f) not in left_out]


# which of what is gone became which of what has come


class _Sides:
    """The old units and the new ones while their facts are paired."""

    def __init__(
        self,
        old: Sequence[Unit],
        new: Sequence[Unit],
        language: Language | None = None,
        split: SplitTexts | None = None,
    ) -> None:
        self.units = old, new
        self._split = split
        self.language = language
        self.dues: tuple[list[Span], list[Span]] = [], []  # what was found to say when something is due
        self.look_at([], [])

    def look_at(self, old: list[Fact], new: list[Fact]) -> None:
        """All facts of a kind come next."""
        self.facts = old, new
        self._placed: dict[int, dict[tuple[Span, str], Fact]] = {}

    def standing(self, side: int, span: Span, sort: str) -> Fact | None:
        """The fact of a sort that stands at a place of a side."""
        if side not in self._placed:
            self._placed[side] = {(f.span, f.sort): f for f in self.facts[side]}
        return self._placed[side].get((span, sort))

    @cached_property
    def texts(self) -> tuple[str, str]:
        old, new = (_BETWEEN.join(u.text.content for u in side) for side in self.units)
        return old, new

    @cached_property
    def facing(self) -> Facing:
        """Their words side by side."""
        return Facing(*(self._split or self.texts))

    def verbs_differ(self, old: Fact, new: Fact) -> bool:
        """Whether the first actions, which are one, are said in another verb ("Reconnaît", "Constate": 23 of 2,446
        changed paragraphs): they differ in more than adverbs, and no paragraph went to the operative part."""
        one, two = (side[0].place for side in self.units)
        if old.printed == new.printed:
            return False
        short, long = sorted((without_adverbs(fact.printed, self.language) for fact in (old, new)), key=len)
        return one is two and not long.startswith(short)  # "Reiterates", "Reiterates its call"

    def as_due(self, old: Fact | None, new: Fact | None) -> tuple[Fact | None, Fact | None]:
        """A due date that one side alone has, with what stands in its place on the other, if that differs in its
        numbers only: one of the two clauses was not read."""
        known = old or new
        if known is None:
            return old, new
        side = 0 if old else 1
        span = self.facing.opposite(side, known.span)
        there = self.texts[1 - side][slice(*span)]
        if not there or _DIGITS.sub("0", there) != _DIGITS.sub("0", known.printed):
            return old, new
        self.dues[1 - side].append(span)
        order = there if known.order else ""
        made = Fact("due", there, there, span, order)
        known = replace(known, order=known.printed if order else "")
        return (known, made) if old else (made, known)

    def alike(self, spans: tuple[Span, Span], actions: tuple[Sequence[Fact], Sequence[Fact]]) -> bool:
        """Whether the words after two stretches, up to the next action on each side, are mostly the same."""
        ends = (
            next((f.span[0] for f in those if f.span[0] >= end), len(text))
            for (_, end), those, text in zip(spans, actions, self.texts, strict=True)
        )
        return self.facing.shared(*((end, stop) for (_, end), stop in zip(spans, ends, strict=True))) >= _CLAUSE

    def changed(self, side: int, fact: Fact) -> bool:
        """Whether a fact that the other side does not state is a change of its own: its words are not there either (a
        citation may be of another document with the same words), or only in a longer one ("urges", "strongly urges"),
        and it is no part of a due date."""
        kept = fact.kind != "citation" and self.facing.kept(side, fact.span) and not self._grown(side, fact)
        return not kept and not any(start <= fact.span[0] < end for start, end in self.dues[side])

    def _grown(self, side: int, fact: Fact) -> bool:
        """Whether the words of an action are a part of another one on the other side, of which some came."""
        if fact.kind != "action":
            return False
        start, end = self.facing.opposite(side, fact.span)
        longer = (f for f in self.facts[1 - side] if f.span[0] <= start < end <= f.span[1] and f.value != fact.value)
        return any(not self.facing.kept(1 - side, f.span) for f in longer)

    def has_beside(self, side: int, one: Fact, two: Fact) -> bool:
        """Whether a side names a fact beside another one that seems to stand for it: that only joined it."""
        return any(_are_listed(two, f) for f in self.facts[side] if f.value == one.value)

    def named(self, side: int, kinds: Sequence[Kind], reference: str) -> bool:
        """Whether a side names something anywhere (by its `refersTo`)."""
        return any(m.get("refersTo") == reference for u in self.units[side] for m in u.text.of(*kinds))


def _actions_paired(gone: Sequence[Fact], come: Sequence[Fact], sides: _Sides) -> Iterator[Change]:
    """The first actions of both sides, then what is done further on, where the words beside them say that one became
    another."""
    first = [next((f for f in facts if f.sort == _FIRST), None) for facts in (gone, come)]
    a, b = first
    if a and b and not _is_outdone(a, b, gone, come, sides.facing):
        if sides.facing.meet(a.span, b.span):
            yield _change("action", a, b)
        else:
            yield Change("action", a.printed, b.printed)  # of two deeds neither is the stronger one
        gone, come = [f for f in gone if f is not a], [f for f in come if f is not b]
    yield from _by_words([replace(f, sort="") for f in gone], [replace(f, sort="") for f in come], sides)


def _is_outdone(one: Fact, two: Fact, gone: Sequence[Fact], come: Sequence[Fact], facing: Facing) -> bool:
    """Whether one of two first actions goes on further on ("Notes", "Is aware …, notes with concern")."""
    least = max(facing.answer(one.span, two.span), ENOUGH)
    further = [(one, f) for f in come if f is not two] + [(f, two) for f in gone if f is not one]
    return any(facing.answer(a.span, b.span) > least for a, b in further)


_COUNTED: frozenset[ChangeKind] = frozenset({"number", "date"})
_HELD: frozenset[ChangeKind] = frozenset({"action", "addressee"})
_CLAUSE = 0.5  # the words of a clause that are the same


def _exchanged(
    one: Sequence[Fact], two: Sequence[Fact], actions: tuple[Sequence[Fact], Sequence[Fact]], sides: _Sides
) -> Iterator[Change]:
    """Facts that both sides state, with each other's place: of two verbs each does what the other did, as the words of
    the clause after it say.  Clauses that changed places are no such change, but the first action is another then."""
    for n, (a, b) in enumerate(zip(one, two, strict=False)):
        if a.value == b.value:
            if a.kind == "addressee":
                yield from _unnamed(a, b, actions, sides)
            elif n == 0 and a.sort == b.sort == _FIRST and sides.verbs_differ(a, b):
                yield Change(a.kind, a.printed, b.printed)
        elif sides.alike((a.span, b.span), actions):
            yield _change(a.kind, a, b)
        elif n == 0 and a.sort == b.sort == _FIRST:
            yield Change(a.kind, a.printed, b.printed)


def _unnamed(one: Fact, two: Fact, actions: tuple[Sequence[Fact], Sequence[Fact]], sides: _Sides) -> Iterator[Change]:
    """Who is asked on both sides, but in another place: whom nobody knows by name ("the Committee") stands there."""
    facing = sides.facing
    there, here = facing.replaced(0, one.span), facing.replaced(1, two.span)
    if there and here and sides.alike((one.span, there), actions) and sides.alike((here, two.span), actions):
        yield Change("addressee", sides.texts[0][slice(*here)], two.printed)
        yield Change("addressee", one.printed, sides.texts[1][slice(*there)])


def _addressees_paired(gone: Sequence[Fact], come: Sequence[Fact], sides: _Sides) -> Iterator[Change]:
    """The addressees; who is named in both texts was not put in or left out."""
    for a, b in zip_longest(gone, come):
        if a and not b and sides.named(1, _ADDRESSEES, a.value):
            continue
        if b and not a and sides.named(0, _ADDRESSEES, b.value):
            continue
        yield _change("addressee", a, b)


def _dues_paired(gone: Sequence[Fact], come: Sequence[Fact], sides: _Sides) -> Iterator[Change]:
    """The due dates in their order; what both print as often is no change, where only one of two clauses was read so
    and no other due date stands in its place ("from its seventieth to its seventy-sixth session")."""
    both = [
        [there.count(f.printed) >= here.count(f.printed) for f in facts]
        for facts, here, there in zip((gone, come), sides.texts, reversed(sides.texts), strict=True)
    ]
    met = _answering(gone, come, sides.facing) if any(map(any, both)) and gone and come else {}
    gone = [f for i, f in enumerate(gone) if not both[0][i] or i in met]
    come = [f for j, f in enumerate(come) if not both[1][j] or j in met.values()]
    for a, b in zip_longest(gone, come):
        if a is None or b is None:
            a, b = sides.as_due(a, b)
        yield _change("due", a, b)


def _products_paired(gone: Sequence[Fact], come: Sequence[Fact], sides: _Sides) -> Iterator[Change]:
    """The products that are asked for: one that went with one of its kind that came ("a report" → "an oral report"),
    and those that one side alone has; what one side says by a verb ("to report") is whichever of its kind the other
    one names, and what stayed where it stands was not taken for one before.
    """
    left = [(b, sides.changed(1, b)) for b in come]
    for a in gone:
        went = sides.changed(0, a)
        met = next(((b, came) for b, came in left if _are_one(a, b, both=went and came)), None)
        if met is not None:
            left.remove(met)
            if _VERBAL not in (a.sort, met[0].sort):
                yield _change("product", a, met[0])
        elif went:
            yield _change("product", a, None)
    yield from (_change("product", None, b) for b, came in left if came)


def _are_one(gone: Fact, come: Fact, *, both: bool) -> bool:
    """Whether one product became another: of a kind, and with a word of its name unless both changed."""
    (kind, *one), (other, *two) = gone.value.split(), come.value.split()
    return kind == other and (both or _VERBAL in (gone.sort, come.sort) or not set(one).isdisjoint(two))


def _by_words(gone: Sequence[Fact], come: Sequence[Fact], sides: _Sides) -> Iterator[Change]:
    """Facts of which one took the place of the other, as the words beside them say, and those that are gone or came."""
    gone, come = ([f for f in facts if sides.changed(side, f)] for side, facts in enumerate((gone, come)))
    pairs = _paired(gone, come, sides)
    paired = set(pairs.values())
    for i, a in enumerate(gone):
        b = come[pairs[i]] if i in pairs else None
        if b is None:
            yield from _alone(a, 0, sides)
        elif a.sure or b.sure:
            yield _change(a.kind, a, b)
    for j, b in enumerate(come):
        if j not in paired:
            yield from _alone(b, 1, sides)


def _paired(gone: Sequence[Fact], come: Sequence[Fact], sides: _Sides) -> dict[int, int]:
    """The facts that answer each other, by their indices, and of what is left the only one on each side."""
    pairs = _answering(gone, come, sides.facing)
    if gone and gone[0].kind == "number":  # "2020 and 2021" became "2020, 2021 and 2022"
        pairs = {i: j for i, j in pairs.items() if not sides.has_beside(1, gone[i], come[j])}
    paired = set(pairs.values())
    left = [i for i in range(len(gone)) if i not in pairs], [j for j in range(len(come)) if j not in paired]
    if len(left[0]) == len(left[1]) == 1 and _became(gone[left[0][0]], come[left[1][0]], sides.facing):
        pairs[left[0][0]] = left[1][0]
    return pairs


def _became(one: Fact, two: Fact, facing: Facing) -> bool:
    """Whether the only number or date that is gone became the only one that came: of one sort, in one change."""
    exchanged = one.kind in _COUNTED and one.sort == two.sort != "year" and facing.exchanged(one.span, two.span)
    return exchanged or _are_years(one, two)


def _are_years(one: Fact, two: Fact) -> bool:
    """Whether two numbers are a year and a later one: the only number that is gone became the only one that came."""
    years = all(f.kind == "number" and _A_YEAR.fullmatch(f.printed) for f in (one, two))
    return years and one.printed < two.printed


def _answering(gone: Sequence[Fact], come: Sequence[Fact], facing: Facing) -> dict[int, int]:
    """Which facts of the old side and of the new one answer each other, by their indices; each once at most."""
    if not gone or not come:
        return {}
    answers = sorted(
        (-worth, i, j)
        for i, j in facing.near([f.span for f in gone], [f.span for f in come])
        if gone[i].sort == come[j].sort and (worth := facing.answer(gone[i].span, come[j].span)) >= ENOUGH
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in answers:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _alone(fact: Fact, side: int, sides: _Sides) -> Iterator[Change]:
    """A fact that one side alone states, or that has the place of one that stands elsewhere, too ("fourteenth" became
    "fifteenth", and the old text named a fifteenth further on); a number in a clause that came or went is a part of its
    wording, and a date that the other side has beside a citation is there."""
    place = sides.facing.replaced(side, fact.span) if fact.kind == "number" and fact.sure else None
    there = sides.standing(1 - side, place, fact.sort) if place else None
    if there and not sides.has_beside(side, there, fact) and not sides.has_beside(1 - side, fact, there):
        yield _change(fact.kind, *((fact, there) if side == 0 else (there, fact)))
        return
    if fact.kind == "date" and fact.printed in sides.texts[1 - side]:
        return
    if fact.kind != "number" or (fact.sure and sides.facing.alone(side, fact.span) <= _FEW):
        yield _change(fact.kind, *((fact, None) if side == 0 else (None, fact)))


def _are_listed(one: Fact, two: Fact) -> bool:
    """Whether two facts of a text stand beside each other: "eleventh" came to "tenth" where "tenth and eleventh" is."""
    first, second = sorted((one.span, two.span))
    return second[0] - first[1] <= _BETWEEN_DAYS


_FEW = 4  # words: "in March 2044", "of 4 trillion dollars"
_PAIRED: dict[ChangeKind, Callable[[Sequence[Fact], Sequence[Fact], _Sides], Iterator[Change]]] = {
    "action": _actions_paired,
    "addressee": _addressees_paired,
    "product": _products_paired,
    "due": _dues_paired,
    "citation": _by_words,
    "date": _by_words,
    "number": _by_words,
}


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
            one, two = old.order or UNKNOWN_DATE, new.order or UNKNOWN_DATE
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
            order = day[1] if day and day[1] != UNKNOWN_DATE else ""
            yield Fact("citation", target, _printed(unit, m), (m.start, m.end), order)


def _unlinked(unit: Unit, language: Language) -> Iterator[Fact]:
    """Symbols that lead nowhere, of other organisations and of conferences: "EC-104/DG.19", "resolution 11/6"."""
    content = unit.text.content
    linked = Stretches((m.start, m.end) for m in unit.text.of(*_NUMBERED))
    for m in _SYMBOL.finditer(content):
        if linked.meet(*m.span()):
            continue
        printed = m[0].rstrip(".-")
        value = plain_text(printed)
        around = content[max(m.start() - _NAMED, 0) : m.end() + 2]
        if _OF_DOCUMENT.fullmatch(value) or (_NUMBER.fullmatch(value) and _kinds(language).search(around)):
            yield Fact("citation", value, printed, (m.start(), m.start() + len(printed)))


@cache
def _kinds(language: Language) -> re.Pattern[str]:
    """The words for what has a number: "resolution", "decisions"."""
    return re.compile(one_of((*language.citations.resolution, *language.citations.decision), re.escape), re.IGNORECASE)


# capitals or digits first, and both somewhere, so that neither addresses nor fractions, days and seasons are meant
_OF_DOCUMENT = lazy_pattern(r"(?=[^A-Z]*[A-Z])(?=[^0-9]*[0-9])[A-Z0-9-]++(?:/[0-9A-Za-z.-]++)++")
_NUMBER = lazy_pattern(r"[0-9]{1,3}/[0-9]+")
# characters between "resolutions" and the last of them: 42 numbers without a link in 5 of 162 comparisons stand behind
# such a word, three of them farther than 20
_NAMED = 60


_BETWEEN_DAYS = 8  # characters: " to ", " and "
_A_YEAR = lazy_pattern(r"\d{4}")
_DIGITS = lazy_pattern(r"\d+")


def _dates(unit: Unit) -> list[Fact]:
    """Dates that are not those of what is cited."""
    dates: Sequence[Mark] = unit.text.of(Kind.DATE, Kind.DOC_DATE)
    if not dates:
        return []
    dates = _not_beside(dates, [(m.start, m.end) for m in unit.text.of(*_REFERENCES)])
    if dates:  # symbols are looked for where a date is beside no reference, which few are
        symbols = _SYMBOL.finditer(unit.text.content)
        dates = _not_beside(dates, [m.span() for m in symbols if any(map(str.isdigit, m[0]))])
    found: list[Fact] = []
    for m in dates:
        value, start = m.get("date"), m.start
        before = found[-1] if found else None
        if before and start - before.span[1] <= _BETWEEN_DAYS and not _A_YEAR.search(before.printed):
            found.pop()  # "10 to 12 May 2044" is one
            value, start = f"{before.value} {value}", before.span[0]
        found.append(Fact("date", value, unit.text.content[start : m.end], (start, m.end), m.get("date")))
    return found


def _not_beside(dates: Sequence[Mark], cited: Sequence[Span]) -> list[Mark]:
    """The dates that do not stand beside something that is cited."""
    near = Stretches((start - _BESIDE, end + _BESIDE + 1) for start, end in cited)
    return [m for m in dates if not near.meet(m.start, m.end + 1)]


_FIRST = "first"


def _actions(unit: Unit) -> Iterator[Fact]:
    for n, m in enumerate(unit.text.of(Kind.ACTION)):
        value = m.get("refersTo").removeprefix("#action_")
        yield Fact("action", value, _printed(unit, m), (m.start, m.end), sort="" if n else _FIRST)


_ADDRESSEES = (Kind.ORGANIZATION, Kind.ROLE)


def _addressees(unit: Unit) -> Iterator[Fact]:
    """The organs or offices that an operative paragraph or a point speaks to: each the first after an action and next
    to it, unless that only says something of it."""
    if unit.place is not Place.OPERATIVE:
        return
    if not (named := unit.text.of(*_ADDRESSEES)):
        return
    cited = {m.start for m in unit.text.of(*_REFERENCES)}
    named = tuple(m for m in named if m.end not in cited)  # 大会第76/238号决议 names a resolution
    actions = unit.text.of(Kind.ACTION) if named else ()
    acts = [(m.end, act_of(m.get("refersTo").removeprefix("#action_"))) for m in actions]
    for start, act in acts or [(0, "")]:
        m = next((m for m in named if m.start >= start), None)
        if act != "says" and m is not None and m.start - start <= _ADDRESSED:
            yield Fact("addressee", m.get("refersTo"), _printed(unit, m), (m.start, m.end))


def _amounts(unit: Unit, language: Language) -> Iterator[Fact]:
    """Numbers in digits and in words, ordinals among them, by their values; none goes over from cell to cell."""
    content = unit.text.content
    cited = [(m.start, m.end) for m in unit.text.of(*_NUMBERED)]
    base = 0
    for cell in content.split("\t"):
        for amount in amounts(language, cell, [(start - base, end - base) for start, end in cited]):
            span = base + amount.start, base + amount.end
            if _counts(amount, content, span, language):
                year = amount.how == "digits" and _YEAR.fullmatch(content, *span) is not None
                sort = "ordinal" if amount.how in ("ordinal", "stem") else "year" if year else ""
                if amount.how == "digits":
                    amount = of_day(amount, cell, language)
                    span = base + amount.start, base + amount.end
                yield Fact("number", amount.value, content[slice(*span)], span, sort=sort, sure=amount.sure)
        base += len(cell) + 1


def _counts(amount: Amount, content: str, span: Span, language: Language) -> bool:
    """Whether a number says how many: neither a part of a name or of a date, nor a word that may be something else."""
    if amount.how == "digits" and (amount.named or _is_inside(content, *span) or _is_day(language, content, span[0])):
        return False
    if not amount.sure and content[slice(*span)].casefold() not in ordinal_words(language):
        return False
    return amount.how != "word" or amount.value != "1"  # an article in half of the languages


def _is_day(language: Language, content: str, at: int) -> bool:
    """Whether the day of a month begins there; no day has three digits."""
    return not _LONG.match(content, at) and at in _days(language, content)


_days = lru_cache(maxsize=1)(days_of_months)  # for all numbers of one text
_LONG = lazy_pattern(r"[0-9]{3}")


_NUMBERED = (*_REFERENCES, Kind.MREF, Kind.DATE, Kind.DOC_DATE, Kind.DOC_NUMBER)  # numbers in these are no amounts
_YEAR = lazy_pattern("(?:1[89]|20)[0-9]{2}")
_SYMBOL = lazy_pattern(
    r"(?<![0-9A-Za-z.\-\u2010\u2011])[0-9A-Za-z.\-\u2010\u2011]++(?:/[0-9A-Za-z.\-\u2010\u2011]++)++"
)
_RUN = lazy_pattern(r"[0-9A-Za-z]+(?:[./\-\u2010\u2011][0-9A-Za-z]+)*")


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a longer name or symbol ("16.4.1", "B2B", "15/4", "XY75.8")."""
    first = start
    while first and (text[first - 1].isascii() and (text[first - 1].isalnum() or text[first - 1] in _WITHIN)):
        first -= 1
    m = next((m for m in _RUN.finditer(text, first) if m.end() > start), None)
    return (
        m is not None
        and m.start() <= start
        and (
            "/" in m[0]
            or any(map(str.isalpha, text[m.start() : start]))
            or (text[end : end + 1].isascii() and text[end : end + 1].isupper())
            or (text[start - 1 : start] == "." and m.start() < start)
            or (text[end : end + 1] == "." and m.end() > end)
        )
    )


_WITHIN = "./-"


def _printed(unit: Unit, m: Mark) -> str:
    return unit.text.content[m.start : m.end]


def without_adverbs(phrase: str, language: Language | None) -> str:
    """The letters of an action without its adverbs and what may stand inside it; none where its language is not known.

    French has two verbs for one action, which are not the same word ("Encourage", "Engage").
    """
    if language is None:
        return ""
    known = lexicon(language)
    said = view(language, phrase).content
    for pattern in (known.inner, known.leading):
        said = pattern.sub(" ", said)
    return "".join(filter(str.isalnum, said))
