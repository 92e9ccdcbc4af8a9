"""Where one language stands alone against the others: a number, a date, a note, a paragraph.

A value counts as missing in a language if all others can be read as saying it, most of them certainly, and that one
cannot; as alone in it if it certainly says what none of the others can be read as saying.  Two values that stand
against each other make one finding.  What a language writes in its own way is no finding: it is in its data
(`numbers.stems`, `numbers.inflected`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Literal

from msgspec import Struct

from akn.clauses.shape import act_of
from akn.compare.evidence import Anchor, ComparedUnit, Members, Version, targets
from akn.compare.words import likeness
from akn.patterns import lazy_pattern
from akn.text import Kind
from akn.vocabulary.numerals import unroman

FindingKind = Literal[
    "number", "date", "symbol", "reference", "note", "missing", "extra", "order", "addressee", "due", "action"
]  # fmt: skip
_AGREED = 0.75  # so many of the others have to say the same
_SCALES = (1000, 1_000_000, 1_000_000_000)
_DIGITS = lazy_pattern(r"[0-9]+")
_SESSION = lazy_pattern(r"\(([IVXLC]+)\)")


class Finding(Struct, frozen=True):
    """One language against the others in one row.

    `languages` says who stands alone, and what it says there (empty: it lacks what the others say); `expected` is what
    the others say, as the first of them prints it (empty: they say nothing of the kind).
    """

    kind: FindingKind
    key: str
    languages: dict[str, str]
    expected: str


Row = dict[str, ComparedUnit]
"""The units of a row by language, with their evidence."""


def find(
    named: Sequence[tuple[str, Members]], versions: Sequence[Version], swapped: Sequence[tuple[int, str]] = ()
) -> list[Finding]:
    """All findings, in the order of the rows; `swapped`: rows whose unit in a language changed places with the next."""
    table = {v.language.code: v for v in versions}
    found: list[Finding] = []
    moved: dict[int, list[str]] = {}
    for n, code in swapped:
        moved.setdefault(n, []).append(code)
    for n, (key, members) in enumerate(named):
        row = {code: table[code].seen[i] for code, i in members.items()}
        first = next(iter(row.values()))
        for code in moved.get(n, ()):
            found.append(Finding("order", key, {code: _beginning(row[code])}, _beginning(first)))
        whole = _absences(key, row, versions)
        found += whole
        most = not whole or 2 * len(row) > len(versions)
        if most and len(row) > 1:
            found += _in_row(key, row, table)
    return _without_others(found, len(named))


def _without_others(found: list[Finding], rows: int) -> list[Finding]:
    """The findings; if a version is another text, as half of all rows say, only the first of them."""
    alone = Counter(code for code, _ in {(c, f.key) for f in found for c in f.languages})
    others = {code for code, times in alone.items() if times > max(8, rows / 2)}
    kept = []
    for finding in found:
        if len(finding.languages) == 1 and others & finding.languages.keys():
            if alone[next(iter(finding.languages))] < 0:
                continue
            alone[next(iter(finding.languages))] = -1
        kept.append(finding)
    return kept


def _absences(key: str, row: Row, versions: Sequence[Version]) -> list[Finding]:
    """A paragraph, point or note that one language lacks, or has alone."""
    sample = next(iter(row.values()))
    if sample.unit.kind == "line" or len(row) == len(versions) or not sample.unit.text.content.strip():
        return []
    codes = [v.language.code for v in versions]
    there, gone = [c for c in codes if c in row], [c for c in codes if c not in row]
    if len(there) >= len(gone) and (len(there) > 1 or codes[0] in row):
        return [Finding("missing", key, dict.fromkeys(gone, ""), _beginning(row[there[0]]))]
    return [Finding("extra", key, {c: _beginning(row[c]) for c in there}, "")]


def _beginning(seen: ComparedUnit) -> str:
    text = " ".join(f"{seen.unit.num} {seen.unit.text.content[:200]}".split())
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _in_row(key: str, row: Row, table: Mapping[str, Version]) -> Iterator[Finding]:
    """Differences inside a row that all languages have."""
    found = [f for kind in ("symbol", "date", "number") for f in _values(key, row, table, kind)]
    found = found or list(_exchanged(key, row))
    stated = list(_clauses(key, row, found))
    # a due date is reported as such, not as a number
    found = [v for v in found if not any(f.kind == "due" and _is_within(v, f, c) for f in stated for c in f.languages)]
    yield from found
    yield from _notes(key, row)
    yield from (f for f in _references(key, row) if not any(_leads_there(v, f) for v in found))
    yield from stated


def _values(
    key: str, row: Row, table: Mapping[str, Version], kind: Literal["symbol", "date", "number"]
) -> Iterator[Finding]:
    stated = {code: _stated(seen, ("date", "month") if kind == "date" else (kind,)) for code, seen in row.items()}
    lacking, alone = _differing(row, table, stated)
    for code in row:
        lacks = lacking.get(code, [])
        # words that may be said for the sake of the language ("these two goals") only where they take another's place
        has = [a for a in alone.get(code, []) if lacks or not (a.spelled or a.kind == "month")]
        if lacks and not has:  # what the language says in its place, though the others could be read as saying it
            free = [a for v, a in stated[code].items() if sum(v in those for those in stated.values()) == 1]
            has = free if len(free) == len(lacks) else []
        yield from _against(key, kind, code, row, lacks, has)


def _differing(
    row: Row, table: Mapping[str, Version], stated: Mapping[str, Mapping[str, Anchor]]
) -> tuple[dict[str, list[str]], dict[str, list[Anchor]]]:
    """By language the values that all others but it say, as one of them prints them, and those that it says alone.

    Of two languages the first is right: it lacks nothing, and says nothing alone.
    """
    right = next(iter(row)) if len(row) == 2 else ""
    lacking: dict[str, list[str]] = {}
    alone: dict[str, list[Anchor]] = {}
    for value in dict.fromkeys(chain.from_iterable(stated.values())):
        say = [code for code in row if value in stated[code]]
        sample = stated[say[0]][value]
        can = [code for code, seen in row.items() if value in stated[code] or _may_state(seen, sample)]
        if len(can) == len(row):
            continue
        if len(can) == len(row) - 1 and 2 * len(say) >= len(row) - 1 and not sample.named:
            (code,) = row.keys() - set(can)
            if sample.value not in table[code].language.numbers.inflected and code != right:
                lacking.setdefault(code, []).append(_printed(row[say[0]], sample))
        if len(can) == 1 and can[0] != right and not _is_part(row, can[0], sample):
            alone.setdefault(can[0], []).append(sample)
    return lacking, alone


def _exchanged(key: str, row: Row) -> Iterator[Finding]:
    """One number in the place of another, though each of the two may stand elsewhere in the row: "18 December" for
    "8 December" in a list of dates."""
    printed = {code: _atoms(seen) for code, seen in row.items()}
    for code, more, less in _apart(printed):
        if not more.total() == less.total() == 1:
            continue
        (has,), (lacks,) = more, less
        sample = next(c for c, p in printed.items() if c != code and p[lacks] > printed[code][lacks])
        one, two = _places(row[code], has, row[sample], lacks)
        if one and two and not _may_be(has, lacks) and lacks not in one.parts and has not in two.parts:
            kind: FindingKind = "date" if two.kind == "month" else two.kind
            yield Finding(
                _sort(kind, row[code], one), key, {code: _printed(row[code], one)}, _printed(row[sample], two)
            )


def _places(seen: ComparedUnit, has: str, other: ComparedUnit, lacks: str) -> tuple[Anchor, Anchor] | tuple[None, None]:
    """The values of one kind that hold the number which one text has, and the one that another has in its place."""
    ones, twos = _holding(seen, has, other), _holding(other, lacks, seen)
    # where there is no such month there is no date: 2044年42月9日
    no_month = lacks[0] == "m" and has.isdigit() and int(has) > 12
    return next(((a, b) for a in ones for b in twos if a.kind == b.kind or no_month), (None, None))


def _apart(stated: Mapping[str, Counter[str]]) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    """What each language says more often and less often than the others, of what most others say equally often; of two
    the first is right."""
    first = next(iter(stated), "")
    for code, own in stated.items():
        others = [values for other, values in stated.items() if other != code]
        if not others or (len(stated) == 2 and code == first):
            continue
        more: Counter[str] = Counter()
        for value in dict.fromkeys(value for values in (own, *others) for value in values):
            usual, times = Counter(values[value] for values in others).most_common(1)[0]
            if times >= _AGREED * len(others):
                more[value] = own[value] - usual
        yield code, +more, -more


def _atoms(seen: ComparedUnit) -> Counter[str]:
    """The numbers that a text prints, those in dates and symbols by themselves, those tied to names apart."""
    return Counter(part for a in seen.anchors.printed for part in _parts(a))


def _parts(anchor: Anchor) -> list[str]:
    if anchor.kind == "number":
        return [f"-{anchor.value}" if anchor.named else anchor.value]
    numbers = [str(int(digits)) for digits in _DIGITS.findall(anchor.value)]
    if anchor.kind == "date":
        return [numbers[0], f"m{numbers[1]}", numbers[2]]
    return [f"m{numbers[0]}"] if anchor.kind == "month" else numbers


def _holding(seen: ComparedUnit, atom: str, other: ComparedUnit) -> list[Anchor]:
    """The values in digits of a text that hold a number, first those that another text says less often."""
    often = Counter((a.kind, a.value) for a in seen.anchors.printed)
    often.subtract((a.kind, a.value) for a in other.anchors.printed)
    found = [a for a in seen.anchors.printed if atom in _parts(a) and not a.spelled]
    return sorted(found, key=lambda a: -often[a.kind, a.value])


def _may_be(one: str, two: str) -> bool:
    """Whether two numbers can be one in two languages: "715 million" and "715", "2019" and "19", "9 p.m." and "21"."""
    short, long = sorted((one.lstrip("-"), two.lstrip("-")), key=len)
    if short.isdigit() and long.isdigit() and abs(int(short) - int(long)) == 12 and int(long) <= 24:
        return True
    scaled = [value.replace(".", "").rstrip("0") for value in (short, long)]
    return ((len(long), len(short)) == (4, 2) and long.endswith(short)) or scaled[0] == scaled[1]


def _is_part(row: Row, code: str, anchor: Anchor) -> bool:
    """Whether the others say the first part of what one says: "53 thousand" may be "53 A" where letters number, and
    "resolution 1267 (1999)" is the "1267 Committee"."""
    others = [seen for other, seen in row.items() if other != code]
    if anchor.kind == "symbol":
        number, _, year = anchor.value.partition(" (")
        same = any(a.value.startswith(f"{number} (") for seen in others for a in seen.anchors.printed)
        return bool(year) and not same and all(number in seen.anchors.possible for seen in others)
    return bool(anchor.parts) and all(anchor.parts[0] in seen.anchors.possible for seen in others)


def _against(
    key: str, kind: FindingKind, code: str, row: Row, lacking: Sequence[str], alone: Sequence[Anchor]
) -> Iterator[Finding]:
    """The values that a language lacks beside those that it has alone, in the order of the text."""
    for expected, anchor in zip_longest(lacking, alone):
        printed = _printed(row[code], anchor) if anchor else ""
        yield Finding(_sort(kind, row[code], anchor), key, {code: printed}, expected or "")


def _printed(seen: ComparedUnit, anchor: Anchor) -> str:
    return seen.unit.text.content[anchor.start : anchor.end]


def _sort(kind: FindingKind, seen: ComparedUnit, anchor: Anchor | None) -> FindingKind:
    """What a difference of values is about: a number inside a reference is a reference."""
    if kind == "number" and anchor is not None:
        for m in seen.unit.text.of(Kind.REF, Kind.RREF):
            if m.start <= anchor.start < m.end:
                return "reference"
    return kind


def _stated(seen: ComparedUnit, kinds: Sequence[str]) -> dict[str, Anchor]:
    """The values that a text certainly says, each with the first place where it does."""
    found: dict[str, Anchor] = {}
    for anchor in seen.anchors.printed:
        if anchor.kind in kinds:
            found.setdefault(f"{anchor.kind} {anchor.value}", anchor)
    return found


def _may_state(seen: ComparedUnit, anchor: Anchor) -> bool:
    """Whether a text can be read as saying a value that it does not print in so many words."""
    possible, value = seen.anchors.possible, anchor.value
    if anchor.kind == "month":
        return value in seen.anchors.months
    if anchor.kind == "date":
        year, month, day = value.split("-")
        return month in seen.anchors.months and {str(int(year)), str(int(day))} <= possible
    if anchor.kind == "symbol":
        rooted = any(c.isalpha() for c in value)  # its parts may stand in other symbols: "A/66/89 and Corr.3"
        numbers = {str(int(n)) for n in _DIGITS.findall(value)}
        numbers |= {str(unroman(m[1])) for m in _SESSION.finditer(value)}
        return numbers <= (possible if rooted else seen.anchors.plain)
    if value in possible or (anchor.parts and possible.issuperset(anchor.parts)):
        return True
    return "." not in value and _may_round(possible, int(value))


def _may_round(possible: frozenset[str], number: int) -> bool:
    """Whether a number stands in a text in another scale, or as a decade."""
    if any(str(number * scale) in possible for scale in _SCALES):  # "between 702 and 828 million"
        return True
    return 1900 <= number < 2100 and number % 10 == 0 and str(number % 100) in possible  # "the 1990s"


def _notes(key: str, row: Row) -> Iterator[Finding]:
    """The number of notes called in a row, where most others agree on another; of two the first is right."""
    called = {code: len(seen.notes) for code, seen in row.items()}
    for code, own in called.items():
        others = Counter(n for other, n in called.items() if other != code)
        usual, times = others.most_common(1)[0]
        if own not in others and 2 * times > others.total() and not (len(row) == 2 and code == next(iter(row))):
            yield Finding("note", key, {code: str(own)}, str(usual))


def _references(key: str, row: Row) -> Iterator[Finding]:
    """A reference that leads elsewhere than those of most others, or than its own words say and no other does."""
    stated = {code: Counter(seen.targets) for code, seen in row.items()}
    for code, more, less in _apart(stated):
        shapes = Counter(_DIGITS.sub("", has) for has in more.elements())
        for has in more:
            alike = [lacks for lacks in less if _DIGITS.sub("", has) == _DIGITS.sub("", lacks)]
            if alike and shapes[_DIGITS.sub("", has)] == 1:
                yield Finding("reference", key, {code: has}, max(alike, key=lambda lacks: likeness(has, lacks)))
            elif sum(has in values for values in stated.values()) == 1 and not _is_printed(row[code], has):
                yield Finding("reference", key, {code: has}, "")


def _leads_there(value: Finding, reference: Finding) -> bool:
    """Whether a number that is wrong in print is why a reference leads elsewhere."""
    ((code, target),) = reference.languages.items()
    printed = set(map(int, re.findall(r"\d+", value.languages.get(code, ""))))
    return not printed.isdisjoint(map(int, _DIGITS.findall(target)))


def _is_printed(seen: ComparedUnit, target: str) -> bool:
    """Whether the words of a reference say the last number of its target, or no number that is not in it."""
    work, _, place = target.removesuffix("/!main").replace("/!annex", "#annex").rpartition("#")
    numbers = _DIGITS.findall(_LIST.sub("", place if work else place.rpartition("/")[2]))
    for found, m in targets(seen.unit.text):
        if found == target:
            printed = {str(int(n)) for n in re.findall(r"\d+", seen.unit.text.content[m.start : m.end])}
            printed |= {a.value for a in seen.anchors.printed if a.spelled and m.start <= a.start < m.end}
            if numbers[-1:] and numbers[-1] not in printed and not printed < set(numbers):
                return False
    return True


_LIST = lazy_pattern("list_[0-9]+")


# who is asked, by when, with what force

Stated = dict[str, str]
"""Values, and how the text prints them."""


def _clauses(key: str, row: Row, values: Sequence[Finding]) -> Iterator[Finding]:
    """What the clauses of a row say otherwise in one language, by keys; `values` are what the row has been found to
    print otherwise.

    At least three languages, or all others, agree against it.  Languages ask, note and decide by words of many shades
    and name the same people by narrower or wider names: so only names that are marked in the text count, actions only
    where they are of another force or lacking, and due dates only where the text prints another number.
    """
    for code, own, usual in _one_against(row, {code: _addressees(seen) for code, seen in row.items()}):
        named = {entity for other, seen in row.items() if other != code for entity in seen.entities}
        if not own.keys() & named and not usual.keys() & set(row[code].entities):
            yield Finding("addressee", key, {code: ", ".join(own.values())}, ", ".join(usual.values()))
    for code, own, usual in _one_against(row, {code: _actions(seen) for code, seen in row.items()}):
        if "" not in usual:  # declarations act in the first person, which is not marked alike
            yield Finding("action", key, {code: ", ".join(own.values())}, ", ".join(usual.values()))
    for code, own, usual in _one_against(row, {code: _dues(seen) for code, seen in row.items()}):
        due = Finding("due", key, {code: ", ".join(own.values())}, ", ".join(usual.values()))
        if any(_is_within(value, due, code) for value in values) or all(v[0] == "P" for v in (*own, *usual)):
            yield due


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
    if value.kind not in ("number", "date") or code not in value.languages:
        return False
    printed = value.languages[code]
    return printed in due.languages[code] if printed else value.expected in due.expected


def _addressees(seen: ComparedUnit) -> Stated | None:
    named = {f"#{a.key}": a.text for c in seen.clauses if c.how == "marked" for a in c.addressees}
    return named if named and named.keys() <= set(seen.entities) else None


def _actions(seen: ComparedUnit) -> Stated | None:
    """Whether the first action asks, decides or does neither; an empty value where a paragraph has no action."""
    if not seen.clauses or seen.unit.kind != "operative":
        return None
    first = seen.clauses[0]
    if first.how == "none":
        return {"": ""}
    return {act: first.verb} if first.how == "marked" and (act := act_of(first.action)) else None


def _dues(seen: ComparedUnit) -> Stated | None:
    # of events languages speak too freely
    return {c.due.value: c.due.text for c in seen.clauses if c.due and c.due.kind != "event"} or None
