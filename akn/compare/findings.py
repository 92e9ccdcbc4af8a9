"""Where one language stands alone against the others: a number, a date, a note, a paragraph.

A value counts as missing in a language if all others can be read as saying it, most of them certainly, and that one
cannot; as alone in it if it certainly says what none of the others can be read as saying.  Two values that stand
against each other make one finding.  What a language writes in its own way is no finding: it is in its data
(`numbers.stems`, `numbers.inflected`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from akn.bodies.grammar import unroman
from akn.clauses.shape import act_of
from akn.compare.evidence import Anchor, Seen, Version
from akn.compare.order import Members
from akn.text import Kind

FindingKind = Literal[
    "number",
    "date",
    "symbol",
    "reference",
    "note",
    "missing",
    "extra",
    "order",
    "addressee",
    "due",
    "action",
]
_SCALES = (1000, 1_000_000, 1_000_000_000)
_DIGITS = re.compile(r"[0-9]+")
_SESSION = re.compile(r"\(([IVXLC]+)\)")


class Finding(Struct, frozen=True):
    """One language against the others in one row.

    `languages` says who stands alone, and what it says there (empty: it lacks what the others say); `expected` is what
    the others say, as the first of them prints it (empty: they say nothing of the kind).
    """

    kind: FindingKind
    key: str
    languages: dict[str, str]
    expected: str


T = TypeVar("T", bound=Hashable)
Row = dict[str, Seen]
"""The units of a row by language, with their evidence."""


def find(
    named: Sequence[tuple[str, Members]], versions: Sequence[Version], swapped: Sequence[tuple[int, str]] = ()
) -> list[Finding]:
    """All findings, in the order of the rows; `swapped`: rows whose unit in a language changed places with the next."""
    table = {v.language.code: v for v in versions}
    shared = Counter((code, i) for _, members in named for code, i in members.items())
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
        if most and len(row) > 1 and not any(shared[member] > 1 for member in members.items()):
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


def _beginning(seen: Seen) -> str:
    text = " ".join(f"{seen.unit.num} {seen.unit.text.content[:200]}".split())
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _in_row(key: str, row: Row, table: Mapping[str, Version]) -> Iterator[Finding]:
    """Differences inside a row that all languages have."""
    found = [f for kind in ("symbol", "date", "number") for f in _values(key, row, table, kind)]
    found = found or list(_exchanged(key, row))
    said = list(_clauses(key, row, found))
    # a due date is told as such, not as a number
    found = [v for v in found if not any(f.kind == "due" and _is_within(v, f, c) for f in said for c in f.languages)]
    yield from found
    yield from _notes(key, row)
    # a number that is wrong in print leads elsewhere as well
    named = {code for f in found for code in f.languages}
    yield from (f for f in _references(key, row) if not named & f.languages.keys())
    yield from said


def _values(
    key: str, row: Row, table: Mapping[str, Version], kind: Literal["symbol", "date", "number"]
) -> Iterator[Finding]:
    kinds = ("date", "month") if kind == "date" else (kind,)
    said = {code: _said(seen, kinds) for code, seen in row.items()}
    everything = dict.fromkeys(value for values in said.values() for value in values)
    first = next(iter(row))
    lacking: dict[str, list[str]] = {}
    alone: dict[str, list[Anchor]] = {}
    for value in everything:
        say = [code for code in row if value in said[code]]
        sample = said[say[0]][value]
        can = [code for code, seen in row.items() if value in said[code] or _may_say(seen, sample)]
        if len(can) == len(row):
            continue
        if len(can) == len(row) - 1 and 2 * len(say) >= len(row) - 1 and not sample.named:
            (code,) = row.keys() - set(can)
            if sample.value not in table[code].language.numbers.inflected and not (len(row) == 2 and code == first):
                lacking.setdefault(code, []).append(_printed(row[say[0]], sample))
        if len(can) == 1 and not (len(row) == 2 and can[0] == first) and not _is_part(row, can[0], sample):
            alone.setdefault(can[0], []).append(sample)
    for code in row:
        lacks = lacking.get(code, [])
        # words that may be said for the sake of the language ("these two goals") only where they take another's place
        has = [a for a in alone.get(code, []) if lacks or not (a.spelled or a.kind == "month")]
        if lacks and not has:  # what the language says in its place, though the others could be read as saying it
            free = [a for v, a in said[code].items() if sum(v in those for those in said.values()) == 1]
            has = free if len(free) == len(lacks) else []
        yield from _against(key, kind, code, row, lacks, has)


def _exchanged(key: str, row: Row) -> Iterator[Finding]:
    """One value in the place of another, where most others print the same values as often, though each of the two may
    stand elsewhere in the row: "18 December" for "8 December" in a list of dates."""
    printed = {code: _atoms(seen) for code, seen in row.items()}
    first = next(iter(row))
    for code, own in printed.items():
        others = Counter(frozenset(p.items()) for c, p in printed.items() if c != code)
        usual, times = others.most_common(1)[0]
        wanted = Counter(dict(usual))
        if (len(row) == 2 and code == first) or 2 * times < len(row) - 1 or own == wanted:
            continue
        more, less = own - wanted, wanted - own
        if more.total() == less.total() == 1:
            (has,), (lacks,) = more, less
            sample = next(c for c, p in printed.items() if p == wanted)
            one, two = _holding(row[code], has, row[sample]), _holding(row[sample], lacks, row[code])
            if one is None or two is None or one.kind != two.kind or one.spelled or two.spelled:
                continue
            if not _may_be(has, lacks) and lacks not in one.parts and has not in two.parts:
                kind: FindingKind = "date" if one.kind == "month" else one.kind
                yield Finding(
                    _sort(kind, row[code], one), key, {code: _printed(row[code], one)}, _printed(row[sample], two)
                )


def _atoms(seen: Seen) -> Counter[str]:
    """The numbers that a text prints, those in dates and symbols by themselves; years and months count once, as
    languages repeat them or not ("6 and 8 June", "2044年6月6日和8日")."""
    found = Counter(part for a in seen.anchors.said if not a.named for part in _parts(a))
    return Counter({p: 1 if p[0] == "m" or (len(p) == 4 and p[:2] in ("19", "20")) else n for p, n in found.items()})


def _parts(anchor: Anchor) -> list[str]:
    if anchor.kind == "number":
        return [anchor.value]
    numbers = [str(int(digits)) for digits in _DIGITS.findall(anchor.value)]
    if anchor.kind == "date":
        return [numbers[0], f"m{numbers[1]}", numbers[2]]
    return [f"m{numbers[0]}"] if anchor.kind == "month" else numbers


def _holding(seen: Seen, atom: str, other: Seen) -> Anchor | None:
    """A value of a text that holds a number, one that another text does not say if there is such a one."""
    found = [a for a in seen.anchors.said if atom in _parts(a)]
    return max(found, key=lambda a: f"{a.kind} {a.value}" not in other.values, default=None)


def _may_be(one: str, two: str) -> bool:
    """Whether two numbers can be one in two languages: "715 million" and "715", "2019" and "19"."""
    short, long = sorted((one, two), key=len)
    scaled = [value.replace(".", "").rstrip("0") for value in (one, two)]
    return ((len(long), len(short)) == (4, 2) and long.endswith(short)) or scaled[0] == scaled[1]


def _is_part(row: Row, code: str, anchor: Anchor) -> bool:
    """Whether the others say the first part of what one says: "53 thousand" may be "53 A" where letters number, and
    "resolution 1267 (1999)" is the "1267 Committee"."""
    others = [seen for other, seen in row.items() if other != code]
    if anchor.kind == "symbol":
        number, _, year = anchor.value.partition(" (")
        same = any(a.value.startswith(f"{number} (") for seen in others for a in seen.anchors.said)
        return bool(year) and not same and all(number in seen.anchors.possible for seen in others)
    return bool(anchor.parts) and all(anchor.parts[0] in seen.anchors.possible for seen in others)


def _against(
    key: str, kind: FindingKind, code: str, row: Row, lacking: Sequence[str], alone: Sequence[Anchor]
) -> Iterator[Finding]:
    """The values that a language lacks beside those that it has alone, in the order of the text."""
    for i in range(max(len(lacking), len(alone))):
        expected = lacking[i] if i < len(lacking) else ""
        printed = _printed(row[code], alone[i]) if i < len(alone) else ""
        yield Finding(_sort(kind, row[code], alone[i] if i < len(alone) else None), key, {code: printed}, expected)


def _printed(seen: Seen, anchor: Anchor) -> str:
    return seen.unit.text.content[anchor.start : anchor.end]


def _sort(kind: FindingKind, seen: Seen, anchor: Anchor | None) -> FindingKind:
    """What a difference of values is about: a number inside a reference is a reference."""
    if kind == "number" and anchor is not None:
        for m in seen.unit.text.of(Kind.REF, Kind.RREF):
            if m.start <= anchor.start < m.end:
                return "reference"
    return kind


def _said(seen: Seen, kinds: Sequence[str]) -> dict[str, Anchor]:
    """The values that a text certainly says, each with the first place where it does."""
    found: dict[str, Anchor] = {}
    for anchor in seen.anchors.said:
        if anchor.kind in kinds:
            found.setdefault(f"{anchor.kind} {anchor.value}", anchor)
    return found


def _may_say(seen: Seen, anchor: Anchor) -> bool:
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
    if "." in value:
        return False
    number = int(value)
    if any(str(number * scale) in possible for scale in _SCALES):  # "between 702 and 828 million"
        return True
    return 1900 <= number < 2100 and number % 10 == 0 and str(number % 100) in possible  # "the 1990s"


def _notes(key: str, row: Row) -> Iterator[Finding]:
    """The number of notes called in a row."""
    for code, own, usual in _against_most({code: str(len(seen.notes)) for code, seen in row.items()}):
        yield Finding("note", key, {code: own}, usual)


def _references(key: str, row: Row) -> Iterator[Finding]:
    """What references point at, where all but one target are those of most others."""
    counted = {code: frozenset(Counter(map(_bare, seen.targets)).items()) for code, seen in row.items() if seen.targets}
    for code, own, usual in _against_most(counted):
        more, less = (Counter(dict(a)) - Counter(dict(b)) for a, b in ((own, usual), (usual, own)))
        if more.total() == less.total() == 1:
            (has,), (lacks,) = more, less
            if _DIGITS.sub("", has) == _DIGITS.sub("", lacks):  # one kind of place in works of one body
                yield Finding("reference", key, {code: has}, lacks)


def _bare(target: str) -> str:
    """A target without language and version."""
    return _EXPRESSION.sub("", target)


_EXPRESSION = re.compile(r"/[a-z]{2,3}(?:@[^/!#]*)?(?=/?(?:[!#]|$))")


def _against_most(said: Mapping[str, T]) -> Iterator[tuple[str, T, T]]:
    """The languages that say something else than most of the others, what they say, and what the others say; of two
    the first is right."""
    first = next(iter(said), "")
    for code, own in said.items():
        others = Counter(value for other, value in said.items() if other != code)
        if others and not (len(said) == 2 and code == first):
            usual, times = others.most_common(1)[0]
            if own != usual and own not in others and times > others.total() / 2:
                yield code, own, usual


# who is asked, by when, with what force

Told = dict[str, str]
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


def _one_against(row: Row, said: Mapping[str, Told | None]) -> Iterator[tuple[str, Told, Told]]:
    """The language that says one thing where all others that tell say another; None: it cannot be told."""
    told = {code: values for code, values in said.items() if values is not None}
    for code, own in told.items():
        others = [values for other, values in told.items() if other != code]
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


def _addressees(seen: Seen) -> Told | None:
    named = {f"#{a.key}": a.text for c in seen.clauses if c.how == "marked" for a in c.addressees}
    return named if named and named.keys() <= set(seen.entities) else None


def _actions(seen: Seen) -> Told | None:
    """Whether the first action asks, decides or does neither; an empty value where a paragraph has no action."""
    if not seen.clauses or seen.unit.kind != "operative":
        return None
    first = seen.clauses[0]
    if first.how == "none":
        return {"": ""}
    return {act: first.verb} if first.how == "marked" and (act := act_of(first.action)) else None


def _dues(seen: Seen) -> Told | None:
    return {c.due.value: c.due.text for c in seen.clauses if c.due} or None
