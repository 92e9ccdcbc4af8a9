"""Where one language stands alone against the others: a number, a date, a note, a paragraph; one finding a cause.

Values are compared row by row (`akn.compare.values`).  What several rows say for one reason is said once
(`akn.compare.causes`): a paragraph number that is shifted from somewhere on, notes that one language adds throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import Mandate
from akn.clauses.shape import act_of
from akn.compare.asked import others_asked
from akn.compare.evidence import Anchor, ComparedUnit, Members, Version, bare, targets
from akn.compare.lengths import lengths
from akn.compare.provisions import divisions, provisions
from akn.compare.values import (
    AGREED,
    Difference,
    Row,
    Severity,
    Span,
    apart,
    beside,
    by_cause,
    differences,
    said,
    severity,
    spans,
    with_month,
)
from akn.compare.variants import Variant, variant
from akn.compare.words import likeness
from akn.languages.shape import Language
from akn.patterns import lazy_pattern
from akn.text import Kind
from akn.walk import Place, Unit

FindingKind = Literal[
    "number", "date", "symbol", "reference", "numbering", "note", "missing", "extra", "order", "addressee", "due",
    "action", "text", "length",
]  # fmt: skip
_DIGITS = lazy_pattern(r"[0-9]+")


class Finding(Struct, frozen=True):
    """One language against the others in one row.

    `languages` says who stands alone, and what it says there (empty: it lacks what the others say); `expected` is what
    the others say, as the first of them prints it (empty: they say nothing of the kind).  `severity` is high where one
    value stands against another, or an operative paragraph is missing, low where languages often differ without a
    fault.  The kind "text" says that a version is another text, of which nothing else is said.  `printed` is what each
    language of the row prints of it, as far as they do; `also` are the keys of further rows that have the same cause.
    `variant` is the kind of a difference that editions have (`akn.compare.variants`), which is no finding; null for a
    finding.  `spans` say where values stand in the texts that print them, by language.
    """

    kind: FindingKind
    key: str
    languages: dict[str, str]
    expected: str
    severity: Severity = "high"
    printed: dict[str, str] = {}
    also: tuple[str, ...] = ()
    variant: Variant | None = None
    spans: dict[str, tuple[Span, ...]] = {}


class Caused(Struct, frozen=True):
    """A finding with what tells its cause: the index of its row, and the values that it is about, by their kinds: those
    that only the one language says, and those that it lacks."""

    finding: Finding
    row: int
    alone: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()


Swapped = Sequence[tuple[int, str]]
"""Rows, by index, whose unit in a language had changed places with the next one."""


class ComparedRows(Struct, frozen=True):
    """The rows of a work as they are searched: their keys, their units by language, and the versions.

    `places` are the keys of the rows by the eIds of the units of a language, `by_key` the rows by their keys.
    """

    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    versions: tuple[Version, ...]
    places: Mapping[str, Mapping[str, str]]
    by_key: Mapping[str, Row]

    @staticmethod
    def of(named: Sequence[tuple[str, Members]], versions: Sequence[Version]) -> ComparedRows:
        """The rows with their evidence."""
        table = {v.language.code: v for v in versions}
        rows = tuple({code: table[code].seen[i] for code, i in members.items()} for _, members in named)
        places: dict[str, dict[str, str]] = {code: {} for code in table}
        for (key, _), row in zip(named, rows, strict=True):
            for code, seen in row.items():
                places[code].setdefault(seen.unit.eid, key)
        keys = tuple(key for key, _ in named)
        return ComparedRows(keys, rows, tuple(versions), places, dict(zip(keys, rows, strict=True)))

    def without(self, codes: Collection[str], swapped: Swapped = ()) -> tuple[ComparedRows, Swapped]:
        """The rows and those that had changed places, without some of the languages."""
        versions = tuple(v for v in self.versions if v.language.code not in codes)
        left = [{code: seen for code, seen in row.items() if code not in codes} for row in self.rows]
        kept = [n for n, row in enumerate(left) if row]
        keys, rows = tuple(self.keys[n] for n in kept), tuple(left[n] for n in kept)
        places = {code: self.places[code] for code in self.places if code not in codes}
        moved = [(kept.index(n), code) for n, code in swapped if code not in codes and left[n]]
        return ComparedRows(keys, rows, versions, places, dict(zip(keys, rows, strict=True))), moved

    def targets(self, code: str, seen: ComparedUnit) -> Counter[str]:
        """Where the references of a unit lead; a place of the document itself by its row, whatever its number is."""
        return Counter(self.target(code, target) for target in seen.targets)

    def number(self, code: str, target: str) -> str:
        """The number that a language gives the paragraph of a row, which a target names (`target`)."""
        row = self.by_key.get(target[1:], {})
        return row[code].number if code in row else ""

    def target(self, code: str, target: str) -> str:
        """A target, the row in its place where it is one of the document itself."""
        return f"#{self.places[code].get(target[1:], target[1:])}" if target.startswith("#") else target


def find(compared: ComparedRows, swapped: Swapped = ()) -> list[Caused]:
    """What is found row by row, in the order of the rows."""
    table = {v.language.code: v for v in compared.versions}
    elsewhere = {code: frozenset(a for seen in v.seen for a in seen.values) for code, v in table.items()}
    found: list[Caused] = []
    moved: dict[int, list[str]] = {}
    for n, code in swapped:
        moved.setdefault(n, []).append(code)
    for n, (key, row) in enumerate(zip(compared.keys, compared.rows, strict=True)):
        first = next(iter(row.values()))
        for code in moved.get(n, ()):
            order = Finding("order", key, {code: beginning(row[code])}, beginning(first), "medium")
            found.append(Caused(order, n))
        whole = _absences(key, row, compared.versions)
        found += [Caused(f, n) for f in whole]
        if (not whole or 2 * len(row) > len(compared.versions)) and len(row) > 1:
            found += _in_row(n, compared, table, elsewhere)
    return found


MAIN_KINDS = ("operative", "point", "preambular")


def _absences(key: str, row: Row, versions: Sequence[Version]) -> list[Finding]:
    """A paragraph, point or note that one language lacks, or has alone."""
    sample = next(iter(row.values()))
    if len(row) == len(versions) or not any(map(str.isalnum, sample.unit.text.content)):
        return []  # of a rule nobody misses the words
    if sample.unit.kind == "line" and not _is_missed(row, versions):
        return []
    if all(bare(row[v.language.code].unit.text.content) in v.cells for v in versions if v.language.code in row):
        return []  # left over of a table that is there
    codes = [v.language.code for v in versions]
    there, gone = [c for c in codes if c in row], [c for c in codes if c not in row]
    weighs = _weight(sample.unit)
    if len(there) >= len(gone) and (len(there) > 1 or codes[0] in row):
        return [Finding("missing", key, dict.fromkeys(gone, ""), beginning(row[there[0]]), weighs)]
    return [Finding("extra", key, {c: beginning(row[c]) for c in there}, "", weighs)]


def _is_missed(row: Row, versions: Sequence[Version]) -> bool:
    """Whether it is told of a line that languages lack it, or that one has it alone: the one before the text that says
    when this was adopted, and a long one there of several values, which is no line of a title (of 183 works none)."""
    lines = list(row.values())
    if any(seen.unit.place is not Place.PREFACE for seen in lines):
        return False
    if len(row) == 1:
        return len(lines[0].unit.text) > _LINE and len(lines[0].values) > 1
    return len(row) == len(versions) - 1 >= _LEAST - 1 and all(_DATED in seen.roles for seen in lines)


def _weight(unit: Unit) -> Severity:
    """What it weighs that a unit is missing."""
    if unit.kind in MAIN_KINDS:
        return "high"
    return "medium" if unit.place is Place.NOTE or unit.kind in ("row", "line") else "low"


def beginning(seen: ComparedUnit) -> str:
    """The first words of a unit, after its number."""
    return beginning_of(seen.unit)


def beginning_of(unit: Unit) -> str:
    """The same of a unit that is not compared."""
    return _cut(" ".join(f"{unit.num} {unit.text.content[:200]}".split()))


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _in_row(
    n: int, compared: ComparedRows, table: Mapping[str, Version], elsewhere: Mapping[str, frozenset[str]]
) -> Iterator[Caused]:
    """Differences inside a row that all languages have."""
    key, row = compared.keys[n], compared.rows[n]
    found = list(_of_values(n, compared, table, elsewhere))
    values = [f.finding for f in found]
    stated = list(_clauses(key, row, values, {code: table[code].language for code in row}))
    # a due date is reported as such, not as a number
    due = [f for f in stated if f.kind == "due"]
    yield from (v for v in found if not any(_is_within(v.finding, f, c) for f in due for c in f.languages))
    references = [f for f in _references(key, row, compared) if not any(_leads_there(v, f) for v in found)]
    yield from (Caused(f, n) for f in (*_notes(key, row), *references, *stated))


def _of_values(
    n: int, compared: ComparedRows, table: Mapping[str, Version], elsewhere: Mapping[str, frozenset[str]]
) -> Iterator[Caused]:
    """The numbers, dates and symbols of a row; several languages that say the same in the place of the same are one."""
    key, row = compared.keys[n], compared.rows[n]
    told = [d for d in differences(row, table) if not _leads_alike(d, row, compared)]
    made: dict[tuple[object, ...], Caused] = {}
    for cause in by_cause(told):
        code = cause[0].code
        values = frozenset(v for d in cause if (v := _value(d.has)))
        known = any(values <= those for other, those in elsewhere.items() if other != code)
        kind = variant(cause, row, table, known=known, stated=elsewhere[code])
        weighs = "low" if kind else severity(cause, row, known, table[code].language.numbers.volumes)
        told_so = _of_cause(key, cause, row, weighs, kind, table)
        one = Caused(told_so, n, values, frozenset(v for d in cause if (v := _value(d.lacks))))
        alike = (one.finding.kind, one.finding.expected, one.alone)
        if one.finding.expected and alike in made:
            before = made[alike].finding
            one = Caused(_joined(before, one.finding), n, one.alone, one.lacking)
        made[alike if one.finding.expected else (code, *alike)] = one
    yield from made.values()


def _joined(one: Finding, two: Finding) -> Finding:
    """Two languages that say the same in the place of the same."""
    both = {name: {**getattr(one, name), **getattr(two, name)} for name in ("languages", "printed", "spans")}
    return replace(one, **both)


def _value(anchor: Anchor | None) -> str:
    return f"{anchor.kind} {anchor.value}" if anchor else ""


def _of_cause(
    key: str,
    cause: Sequence[Difference],
    row: Row,
    weighs: Severity,
    variant_of: Variant | None,
    table: Mapping[str, Version],
) -> Finding:
    """The finding of differences that have one cause; a day and its month are a date, though no year is printed."""
    code = cause[0].code
    languages = {of: table[of].language for of in row}
    cause = [_as_day(d, row, languages) for d in cause]
    kinds = {d.kind for d in cause}
    kind = next(kind for kind in ("symbol", "date", "reference", "length", "number") if kind in kinds)
    has = [d.has for d in cause if d.has]
    lacks = [(d.sample, d.lacks, d.has) for d in cause if d.lacks]
    expected = said(row[lacks[0][0]], [a for of, a, _ in lacks if of == lacks[0][0]]) if lacks else ""
    wanted = {(a.kind, a.value): own for _, a, own in lacks}
    stated = {code: has or _shortened(row[code], cause)}
    for other, seen in row.items():
        if other != code:
            stated[other] = [
                beside(seen, a, row[code], wanted[a.kind, a.value]) for a in _anchors_of(wanted, seen, languages[other])
            ]
    printed = {of: said(row[of], anchors) for of, anchors in stated.items() if anchors}
    places = {of: spans(row[of], anchors) for of, anchors in stated.items() if anchors}
    own = printed.get(code, "")
    return Finding(kind, key, {code: own}, expected, weighs, printed, variant=variant_of, spans=places)


def _as_day(d: Difference, row: Row, languages: Mapping[str, Language]) -> Difference:
    """A difference, as one of days with their months where both texts say such."""
    if d.kind not in ("number", "date"):
        return d
    has = with_month(row[d.code], d.has, languages[d.code]) if d.has else None
    lacks = with_month(row[d.sample], d.lacks, languages[d.sample]) if d.lacks else None
    days = all(a.kind == "day" for a in (has, lacks) if a)
    return replace(d, kind="date", has=has, lacks=lacks) if days else d


def _anchors_of(wanted: Collection[tuple[str, str]], seen: ComparedUnit, language: Language) -> list[Anchor]:
    """Where a text first prints some values, by their kinds."""
    said_so = [*seen.anchors.printed, *seen.anchors.unsure]
    kinds = {kind for kind, _ in wanted}
    if "provision" in kinds:
        said_so += (*provisions(seen, language), *divisions(seen, language))
    if "length" in kinds:
        said_so += lengths(seen, language)
    if "day" in kinds:
        said_so += (with_month(seen, a, language) for a in seen.anchors.printed)
    return list({(a.kind, a.value): a for a in reversed(said_so) if (a.kind, a.value) in wanted}.values())


def _shortened(seen: ComparedUnit, cause: Sequence[Difference]) -> list[Anchor]:
    """The one symbol that a text lacks, without what it lacks of it: a resolution of the Security Council without its
    year."""
    if len(cause) != 1 or cause[0].lacks is None or cause[0].lacks.kind != "symbol":
        return []
    number, _, year = cause[0].lacks.value.partition(" (")
    return [a for a in seen.anchors.printed if year and a.kind == "number" and a.value == number][:1]


def _leads_alike(d: Difference, row: Row, compared: ComparedRows) -> bool:
    """Whether a number is that of a paragraph of the document itself to which the others lead as well: then languages
    number their paragraphs otherwise, which is said where that begins."""
    if d.kind != "reference" or d.has is None or d.lacks is None:
        return False
    there = compared.targets(d.sample, row[d.sample])
    rows = (
        compared.target(d.code, target)
        for target, m in targets(row[d.code].unit.text)
        if target.startswith("#") and m.start <= d.has.start < m.end
    )
    return any(
        key in there and compared.number(d.code, key) == d.has.value and compared.number(d.sample, key) == d.lacks.value
        for key in rows
    )


def _notes(key: str, row: Row) -> Iterator[Finding]:
    """The number of notes called in a row, where most others agree on another; of two the first is right."""
    called = {code: len(seen.notes) for code, seen in row.items()}
    apart: dict[int, dict[str, str]] = {}
    for code, own in called.items():
        others = Counter(n for other, n in called.items() if other != code)
        usual, times = others.most_common(1)[0]
        agreed = AGREED * others.total() if own in others else others.total() / 2 + 0.5
        if own != usual and times >= agreed and not (len(row) == 2 and code == next(iter(row))):
            apart.setdefault(own, {})[code] = str(own)
            expected = str(usual)
    yield from (Finding("note", key, languages, expected, "medium") for languages in apart.values())


def _references(key: str, row: Row, compared: ComparedRows) -> Iterator[Finding]:
    """A reference that leads elsewhere than those of most others, or than its own words say and no other does."""
    stated = {code: compared.targets(code, seen) for code, seen in row.items()}
    for code, more, less in apart(stated):
        shapes = Counter(_DIGITS.sub("", has) for has in more.elements())
        for has in more:
            alike = [lacks for lacks in less if _DIGITS.sub("", has) == _DIGITS.sub("", lacks)]
            if alike and shapes[_DIGITS.sub("", has)] == 1:
                yield Finding("reference", key, {code: has}, max(alike, key=lambda lacks: likeness(has, lacks)))
            elif sum(has in values for values in stated.values()) == 1 and not (
                _is_printed(row[code], has) and _leads_somewhere(row[code], has, code, compared)
            ):
                yield Finding("reference", key, {code: has}, "", "medium")


def _leads_there(value: Caused, reference: Finding) -> bool:
    """Whether a value that is wrong or lacking in print is why a reference leads elsewhere."""
    ((code, target),) = reference.languages.items()
    if code not in value.finding.languages:
        return False
    said = value.finding.languages[code], value.finding.expected
    pairs = ((said[0], value.alone, target), (said[1], value.lacking, reference.expected))
    return any(
        _numbers(" ".join((text, *(v for v in values if v.startswith("number "))))) & _numbers(_last(place))
        for text, values, place in pairs
    )


def _last(target: str) -> str:
    """What the address of a text ends with, and the place in it: "2500-2019 para_14"."""
    address, _, place = target.partition("#")
    return f"{address.partition('/!')[0].rpartition('/')[2]} {place}"


def _numbers(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"\d+", text)}


def _is_printed(seen: ComparedUnit, target: str) -> bool:
    """Whether the words of a reference say the last number of its target, or no number that is not in it."""
    work, _, place = target.removesuffix("/!main").replace("/!annex", "#annex").rpartition("#")
    numbers = _DIGITS.findall(_LIST.sub("", place if work else place.rpartition("/")[2]))
    for found, m in targets(seen.unit.text):
        if found == target:
            shown = {str(int(n)) for n in re.findall(r"\d+", seen.unit.text.content[m.start : m.end])}
            shown |= {a.value for a in seen.anchors.printed if a.spelled and m.start <= a.start < m.end}
            if numbers[-1:] and numbers[-1] not in shown and not shown < set(numbers):
                return False
    return True


def _leads_somewhere(seen: ComparedUnit, target: str, code: str, compared: ComparedRows) -> bool:
    """Whether a place of the document itself is there, and whether a whole text that is cited by a word alone ("that
    resolution") is cited elsewhere in it, too."""
    (own,) = (v for v in compared.versions if v.language.code == code)
    if target.startswith("#"):
        place = target[1:]
        return place in compared.by_key or any(f"{s.unit.eid}__".startswith(f"{place}__") for s in own.seen)
    if "!" in target:
        return True
    words = (seen.unit.text.content[m.start : m.end] for found, m in targets(seen.unit.text) if found == target)
    if any(map(str.isdigit, "".join(words))):
        return True
    return seen.targets.count(target) > 1 or any(target in other.targets for other in own.seen if other is not seen)


_LIST = lazy_pattern("list_[0-9]+")


# who is asked, by when, with what force

Stated = dict[str, str]
"""Values, and how the text prints them."""


def _clauses(key: str, row: Row, values: Sequence[Finding], languages: Mapping[str, Language]) -> Iterator[Finding]:
    """What the clauses of a row say otherwise in one language, by keys; `values` are what the row has been found to
    print otherwise.

    At least three languages, or all others, agree against it.  Languages ask, note and decide by words of many shades
    and name the same people by narrower or wider names: so only names that are marked in the text count, actions only
    where no clause of the paragraph is of that force, and due dates only where the text prints another number.
    """
    yield from _other_addressees(key, row, languages)
    actions = list(_other_actions(key, row))
    yield from actions
    yield from _left_out(key, row, values, {code for f in actions for code in f.languages})
    stated = {code: _dues(seen) for code, seen in row.items()}
    for code, own, usual in _one_against(row, stated):
        due = _stating("due", key, code, own, usual, stated)
        if any(_is_within(value, due, code) for value in values) or all(v[0] == "P" for v in (*own, *usual)):
            yield due


def _stating(
    kind: FindingKind, key: str, code: str, own: Stated, usual: Stated, stated: Mapping[str, Stated | None]
) -> Finding:
    """The finding that a language says one thing and the others another one, each as its text prints it."""
    printed = {
        other: ", ".join(text for value, text in values.items() if value in (own if other == code else usual))
        for other, values in stated.items()
        if values is not None and (other == code or values.keys() & usual.keys())
    }
    return Finding(kind, key, {code: printed[code]}, ", ".join(usual.values()), printed=printed)


def _other_addressees(key: str, row: Row, languages: Mapping[str, Language]) -> Iterator[Finding]:
    stated = {code: _addressees(seen) for code, seen in row.items()}
    told: set[str] = set()
    for code, own, usual in _one_against(row, stated):
        named = {entity for other, seen in row.items() if other != code for entity in seen.entities}
        if not own.keys() & named and not usual.keys() & set(row[code].entities):
            told.add(code)
            yield _stating("addressee", key, code, own, usual, stated)
    for code, who, usually, asked in others_asked(row, languages):
        if code not in told:
            told.add(code)
            yield _stating("addressee", key, code, who, usually, asked)


def _other_actions(key: str, row: Row) -> Iterator[Finding]:
    stated = {code: _actions(seen) for code, seen in row.items()}
    for code, own, usual in _one_against(row, stated):
        others = set().union(*(_acts_in(row, other) for other in row if other != code))
        # declarations act in the first person, which is not marked alike
        if not _acts_in(row, code) & usual.keys() and not own.keys() & others:
            yield replace(_stating("action", key, code, own, usual, stated), severity="medium")
    unread: dict[str, Stated | None] = {code: {"": ""} for code, seen in row.items() if _is_unread(seen)}
    for code, _, usual in _one_against(row, {**stated, **unread}) if unread else ():
        if code in unread and not _acts_in(row, code) & usual.keys():
            yield Finding("action", key, {code: ""}, ", ".join(usual.values()), "low", variant="wording")


_LINE = 80  # characters, at most, of a line of a title
_DATED = Kind.DOC_DATE.value
_LEAST = 4  # languages, of which three say what one does not
# How long a paragraph without one of its clauses is, at most, of the shortest other one, each a part of its document;
# and how much better its clauses fit those of the others in length without that one than with it.  Of 1,609 paragraphs
# of 183 works that have two clauses or more one is told, and does lack a request; of 824 with one taken out 605 are.
_SHORTER, _FITS = 0.8, 0.05


def _left_out(key: str, row: Row, values: Sequence[Finding], acting: Collection[str]) -> Iterator[Finding]:
    """A request or decision that one language leaves out of a paragraph: all others have one more, every action is
    marked, and the text is shorter by as much; else it may stand there and not be read so ("prie … et de …").  Of
    `acting` it is said already that they do something else."""
    if len(row) < _LEAST or not all(map(_is_read, row.values())):
        return
    clauses = {code: seen.clauses for code, seen in row.items()}
    for act in ("asks", "decides"):
        for code in _with_one_less(act, clauses):
            if code in acting or any(value.languages.get(code) == "" for value in values):  # said of what goes with it
                continue
            others = {other: found for other, found in clauses.items() if other != code}
            gone = {other: _gone(clauses[code], found, act) for other, found in others.items()}
            shorter = row[code].share < _SHORTER * min(row[other].share for other in others)
            if shorter or all(_fits(clauses[code], found, gone[other]) for other, found in others.items()):
                yield _without_clause(key, code, row, {other: others[other][n] for other, n in gone.items()})


def _is_read(seen: ComparedUnit) -> bool:
    """Whether the action of every clause of a paragraph is marked."""
    return seen.unit.kind in MAIN_KINDS and bool(seen.clauses) and all(c.how == "marked" for c in seen.clauses)


def _with_one_less(act: str, clauses: Mapping[str, Sequence[Mandate]]) -> list[str]:
    """The languages in which one clause less acts so than in each of the others."""
    counts = {code: sum(act_of(c.action) == act for c in found) for code, found in clauses.items()}
    return [code for code, n in counts.items() if all(m == n + 1 for other, m in counts.items() if other != code)]


def _without_clause(key: str, code: str, row: Row, lacks: Mapping[str, Mandate]) -> Finding:
    """The finding that a language lacks a clause; `lacks` is that of each other language."""
    printed = {other: _cut(row[other].unit.text.content[c.start : c.end].strip()) for other, c in lacks.items()}
    places: dict[str, tuple[Span, ...]] = {
        other: ((c.start, c.start + len(printed[other].rstrip("…"))),) for other, c in lacks.items()
    }
    return Finding("action", key, {code: ""}, next(iter(printed.values())), printed=printed, spans=places)


def _gone(own: Sequence[Mandate], other: Sequence[Mandate], act: str) -> int:
    """Which clause of another language has no counterpart: of those that ask (or decide) the first in whose place
    another one stands."""
    mine = [clause.action for clause in own if act_of(clause.action) == act]
    theirs = [n for n, clause in enumerate(other) if act_of(clause.action) == act]
    alike = sum(1 for _ in takewhile(bool, (a == other[n].action for a, n in zip(mine, theirs, strict=False))))
    return theirs[alike]


def _fits(own: Sequence[Mandate], other: Sequence[Mandate], gone: int) -> bool:
    """Whether the clauses act as those of another language without one of them, and are as long, as parts of the whole,
    rather than with that one as a part of the clause before it."""
    rest = [clause.action for clause in (*other[:gone], *other[gone + 1 :])]
    if len(own) < 2 or not gone or [clause.action for clause in own] != rest:
        return False
    mine, theirs = ([c.end - c.start for c in found] for found in (own, other))
    without = [*theirs[:gone], *theirs[gone + 1 :]]
    joined = [*theirs[: gone - 1], theirs[gone - 1] + theirs[gone], *theirs[gone + 1 :]]
    apart = [sum(abs(a / sum(mine) - b / sum(found)) for a, b in zip(mine, found, strict=True)) / 2
             for found in (joined, without)]  # fmt: skip
    return apart[0] - apart[1] > _FITS


def _one_against(row: Row, stated: Mapping[str, Stated | None]) -> Iterator[tuple[str, Stated, Stated]]:
    """The language that says one thing where all others that tell say another; None: it cannot be told."""
    known = {code: values for code, values in stated.items() if values is not None}
    for code, own in known.items():
        others = [values for other, values in known.items() if other != code]
        if len(others) < min(3, len(row) - 1) or (len(row) == 2 and code == next(iter(row))):
            continue
        usual = others[0]
        has, lacks = ({v: t for v, t in a.items() if v not in b} for a, b in ((own, usual), (usual, own)))
        if len(has) == len(lacks) == 1 and all(o.keys() == usual.keys() for o in others):
            yield code, has, lacks


def _is_within(value: Finding, due: Finding, code: str) -> bool:
    """Whether a value that a language prints otherwise is that of its due date."""
    if value.kind not in ("number", "date", "length") or code not in value.languages:
        return False
    own = value.languages[code]
    return own in due.languages[code] if own else value.expected in due.expected


def _addressees(seen: ComparedUnit) -> Stated | None:
    named = {f"#{a.key}": a.text for c in seen.clauses if c.how == "marked" for a in c.addressees}
    return named if named and named.keys() <= set(seen.entities) else None


def _is_unread(seen: ComparedUnit) -> bool:
    """Whether no action was read in a paragraph that should have one: in ten of ten of 281 works the action is there in
    other words."""
    return bool(seen.clauses) and seen.unit.kind == "operative" and seen.clauses[0].how == "none"


def _actions(seen: ComparedUnit) -> Stated | None:
    """Whether the first action asks, decides or does neither."""
    if not seen.clauses or seen.unit.kind != "operative":
        return None
    first = seen.clauses[0]
    return {act: first.verb} if first.how == "marked" and (act := act_of(first.action)) else None


def _acts_in(row: Row, code: str) -> set[str]:
    """What all clauses of a unit do: "Noting the tide, decides" is "Decides, noting the tide" elsewhere."""
    return {act_of(c.action) for c in row[code].clauses} - {""}


def _dues(seen: ComparedUnit) -> Stated | None:
    # of events languages speak too freely
    return {c.due.value: c.due.text for c in seen.clauses if c.due and c.due.kind != "event"} or None
