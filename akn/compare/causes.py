"""Findings of several rows that have one cause, said once: where it begins, or not at all where nothing is amiss.

a paragraph that a language joins with the one before it, or puts elsewhere    nothing is missing
the paragraph numbers of a language that are shifted from somewhere on         said where that begins
notes that a language adds, names of a list that it orders otherwise           said once, `also` has the other rows
the same symbol or date wrong in several places                                said once
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from msgspec.structs import replace

from akn.compare.evidence import ComparedUnit, Profile, shared
from akn.compare.findings import MAIN_KINDS, Caused, ComparedRows, Finding, FindingKind, beginning
from akn.compare.values import Row, Severity
from akn.compare.variants import Variant
from akn.patterns import lazy_pattern
from akn.walk import Place

_NEAR = 2  # rows: a sentence that stands in another paragraph stands in one beside it
_STRAYED = 6  # rows: a translation of 2023 puts a clause three paragraphs on, with rows between that it has alone
_SIMILAR = 1.3  # by how much the parts of a document that a unit takes may differ between languages
_EQUAL = 1.15  # the same where nothing else speaks for them
_MANY = 3  # notes: so many more of a language are the work of its translators
_NAME = 80  # characters: so long is a name in a list
_ABSENT = ("missing", "extra")


def one_a_cause(found: Sequence[Caused], compared: ComparedRows) -> list[Finding]:
    """The findings, one for each cause, in the order of the rows."""
    kept = _swapped(_without_heads(found, compared), compared)
    kept = _without_moved(_parted(kept), compared)
    kept = _without_joined(kept, compared)
    kept = [told for one in kept if (told := _divided(one, compared))]
    kept = _with_notes(_without_uncalled(kept, compared), compared)
    kept = sorted([*kept, *_numbering(kept, compared)], key=lambda f: f.row)
    return [f.finding for f in _folded(_lists(kept, compared), compared)]


def other_texts(found: Sequence[Finding], compared: ComparedRows) -> list[Finding]:
    """For each version that is another text, as half of all rows say, a finding at the first of them."""
    alone = Counter(code for code, _ in {(c, key) for f in found for c in f.languages for key in (f.key, *f.also)})
    made = []
    for code in sorted(code for code, times in alone.items() if times > max(8, len(compared.rows) / 2)):
        first = next((f for f in found if [*f.languages] == [code]), None)
        if first is not None:
            row = compared.by_key[first.key]
            others_say = next((beginning(seen) for c, seen in row.items() if c != code), "")
            made.append(Finding("text", first.key, {code: beginning(row[code]) if code in row else ""}, others_say))
    return made


# what stands elsewhere

_HEADS = ("annex", "part", "heading", "line")


def _without_heads(found: Sequence[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings without heads that one language lacks and has in another line, as "Annex" in one with the title, and
    without lines that are a paragraph in the others ("54th plenary meeting" after the last paragraph)."""
    heads = {n: next(iter(row)) for n, row in enumerate(compared.rows) if len(row) == 1 and _is_head(row)}
    gone: set[int] = set()
    for one in found:
        row = compared.rows[one.row]
        near = _reach(row, len(compared.rows))
        if one.finding.kind == "missing" and len(one.finding.languages) == 1 and near:
            least = Profile.of(list(row.values())).share / _SIMILAR
            own = (n for n, code in heads.items() if code in one.finding.languages and n not in gone)
            there = (
                n for n in own if next(iter(compared.rows[n].values())).share >= least and abs(n - one.row) <= near
            )
            gone |= {one.row, n} if (n := next(there, None)) is not None else set()
    return [f for f in found if f.row not in gone or f.finding.kind not in _ABSENT]


def _reach(row: Row, rows: int) -> int:
    """How many rows away the line of another language may be that says what a row does: a head wherever it stands, a
    short text beside it; 0: nowhere.
    """
    if _is_line(row):
        return 0
    return rows if _is_head(row) else int(_is_short(row))


def _is_line(row: Row) -> bool:
    return all(seen.unit.kind == "line" for seen in row.values())


def _is_head(row: Row) -> bool:
    return all(seen.unit.kind in _HEADS for seen in row.values())


def _is_short(row: Row) -> bool:
    return all(seen.unit.kind == "text" and len(seen.unit.text) <= _NAME for seen in row.values())


def _without_moved(found: list[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings without paragraphs that one row lacks and another has alone; that they stand elsewhere, with others
    between, is a finding of little weight."""
    gone: set[int] = set()
    made: list[Caused] = []
    for at, extra in enumerate(found):
        if extra.finding.kind != "extra" or len(extra.finding.languages) > 1:
            continue
        (code,) = extra.finding.languages
        for other, missing in enumerate(found):
            if other in gone or missing.finding.kind != "missing" or [*missing.finding.languages] != [code]:
                continue
            if _is_same(compared, extra.row, code, missing.row, _are_alone((extra, missing), found, compared)):
                gone |= {at, other}
                first, last = sorted((extra.row, missing.row))
                if any(code in row for row in compared.rows[first + 1 : last]):
                    made.append(_in_other_order(extra, missing, code, compared))
                break
    return [*(f for at, f in enumerate(found) if at not in gone), *made]


def _in_other_order(extra: Caused, missing: Caused, code: str, compared: ComparedRows) -> Caused:
    """That what a row lacks stands elsewhere, said where the others have it; of points under other labels of one list
    it weighs more, and most of what stands before the text, for it is no line of the title."""
    there = compared.rows[extra.row][code].unit
    near = [
        row[code].unit for row in compared.rows[max(0, missing.row - _NEAR) : missing.row + _NEAR + 1] if code in row
    ]
    listed = there.kind == "point" and any(u.parent == there.parent and u.kind == "point" for u in near)
    key, languages = missing.finding.key, extra.finding.languages
    before = there.place is Place.PREFACE
    weighs: Severity = "high" if before else "medium" if listed else "low"
    also = (extra.finding.key,) if before else ()
    order = Finding("order", key, languages, missing.finding.expected, weighs, also=also)
    return Caused(order, missing.row)


def _are_alone(two: tuple[Caused, Caused], found: Sequence[Caused], compared: ComparedRows) -> bool:
    """Whether a paragraph that a language has alone and one that it lacks are of one kind and place, and the only ones
    that it has alone and lacks there."""

    def sort(f: Caused) -> tuple[str, Place]:
        unit = next(iter(compared.rows[f.row].values())).unit
        return unit.kind, unit.place

    (code,) = two[0].finding.languages
    alike = [f for f in found if f.finding.kind in _ABSENT and code in f.finding.languages and sort(f) == sort(two[0])]
    return sort(two[0]) == sort(two[1]) and len(alike) == len(two)


def _is_same(compared: ComparedRows, row: int, code: str, other: int, alone: bool) -> bool:
    """Whether a unit says what the units of another row say; more so if no other units can be meant (`alone`)."""
    seen, profile = compared.rows[row][code], Profile.of(list(compared.rows[other].values()))
    sizes = sorted((seen.share, profile.share))
    alike = shared(profile, seen)
    similar = _SIMILAR if alike > 0 or alone else _EQUAL
    return alike >= 0 and sizes[1] <= similar * sizes[0] and seen.values <= profile.values.keys()


def _swapped(found: Sequence[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings; two rows next to each other that exchange values in a language have changed places in it."""
    own: dict[tuple[int, str], list[Caused]] = {}
    for one in found:
        if len(one.finding.languages) == 1 and (one.alone or one.lacking):
            own.setdefault((one.row, next(iter(one.finding.languages))), []).append(one)
    gone: list[Caused] = []
    made: list[Caused] = []
    for (n, code), here in own.items():
        there = own.get((n + 1, code), [])
        gained, given = _alone(here) & _lacking(there), _alone(there) & _lacking(here)
        if gained and given:
            row = compared.rows[n]
            expected = next(beginning(seen) for c, seen in row.items() if c != code)
            order = Finding("order", compared.keys[n], {code: beginning(row[code])}, expected, "medium")
            gone += [f for f in here if f.alone <= gained and f.lacking <= given]
            gone += [f for f in there if f.alone <= given and f.lacking <= gained]
            made.append(Caused(order, n))
    return [*(f for f in found if f not in gone), *made]


def _alone(found: Sequence[Caused]) -> frozenset[str]:
    return frozenset().union(*(f.alone for f in found))


def _lacking(found: Sequence[Caused]) -> frozenset[str]:
    return frozenset().union(*(f.lacking for f in found))


def _parted(found: Sequence[Caused]) -> list[Caused]:
    """The findings; a value that stands against another one and is lacking in a row beside it only went there, so it is
    no reading of the other one: each is a finding of its own."""
    made: list[Caused] = []
    for one in found:
        near = (
            two
            for two in found
            if 0 < abs(one.row - two.row) <= _STRAYED and one.finding.languages.keys() == two.finding.languages.keys()
        )
        if (
            len(one.finding.languages) == 1
            and one.lacking
            and any(one.alone and one.alone == two.lacking for two in near)
        ):
            (code,) = one.finding.languages
            prints = {other: text for other, text in one.finding.printed.items() if other != code}
            apart = replace(one.finding, severity="medium", variant=None)
            there = {other: at for other, at in one.finding.spans.items() if other != code}
            lacks = replace(apart, languages={code: ""}, printed=prints, spans=there)
            own = {of: at for of, at in one.finding.spans.items() if of == code}
            has = replace(apart, expected="", printed={code: one.finding.languages[code]}, spans=own)
            made += [replace(one, finding=has, lacking=frozenset()), replace(one, finding=lacks, alone=frozenset())]
        else:
            made.append(one)
    return made


def _without_joined(found: list[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings without values that stand in the paragraph beside it, where a language parts its text otherwise."""
    gone: set[int] = set()
    for at, one in enumerate(found):
        if len(one.finding.languages) > 1 or not (one.alone or one.lacking) or (one.alone and one.lacking):
            continue
        (code,) = one.finding.languages
        for other, two in enumerate(found):
            if [*two.finding.languages] == [code] and _explains(one, two, code, compared):
                gone |= {at, other}
    return [f for at, f in enumerate(found) if at not in gone]


def _explains(one: Caused, two: Caused, code: str, compared: ComparedRows) -> bool:
    """Whether the values that a language says alone in one row, or lacks there, are why another row differs."""
    row, apart = compared.rows[two.row], abs(one.row - two.row)
    if not 0 < apart <= (_NEAR if two.finding.kind in _ABSENT else _STRAYED):
        return False
    if two.finding.kind == "missing":
        return bool(one.alone) and any(one.alone <= seen.values for seen in row.values())
    if two.finding.kind == "extra":
        return bool(one.lacking) and code in row and one.lacking <= row[code].values
    return bool(one.alone) and one.alone == two.lacking and not two.alone


def _divided(one: Caused, compared: ComparedRows) -> Caused | None:
    """The finding; of a paragraph that a language makes of a part of the one beside it, or joins with it, only where
    its text is divided, which weighs little or is no finding: with it the paragraph beside it is as long as that of the
    others.  A head may be divided as it will."""
    sides = _joined_with(one, compared) if one.finding.kind in _ABSENT and not _is_note(one, compared) else None
    if sides is None:
        return one
    if _is_head(compared.rows[one.row]):
        return None
    return replace(
        one, finding=replace(one.finding, kind="order", severity="low", variant=_how_sure(one, *sides, compared))
    )


def _how_sure(one: Caused, rest: Profile, whole: Profile, compared: ComparedRows) -> Variant | None:
    """That a text is divided otherwise, if it is no paragraph, or holds values or an action by which it is known in the
    `whole`: without this, 2 of 180 paragraphs that were dropped from 183 works would be taken for divided ones."""
    members = list(compared.rows[one.row].values())
    profile = Profile.of(members)
    known = profile.values or (profile.actions and {*profile.actions, *rest.actions} == whole.actions.keys())
    return "division" if members[0].unit.kind not in MAIN_KINDS or known else None


def _joined_with(one: Caused, compared: ComparedRows) -> tuple[Profile, Profile] | None:
    """What is left of a text, and the whole, of which a paragraph that languages lack or have alone is a part: the one
    beside it, there or in the others; None if it is no part of one."""
    own = compared.rows[one.row]
    profile = Profile.of(list(own.values()))
    place = next(iter(own.values())).unit.place
    for n in (one.row - 1, one.row + 1):
        row = compared.rows[n] if 0 <= n < len(compared.rows) else {}
        named = [seen for code, seen in row.items() if code in one.finding.languages]
        others = [seen for code, seen in row.items() if code not in one.finding.languages]
        if not others or len(named) < len(one.finding.languages) or named[0].unit.place is not place:
            continue
        sides = Profile.of(named), Profile.of(others)
        rest, whole = sides if one.finding.kind == "extra" else sides[::-1]
        if not profile.values.keys() <= whole.values.keys():
            continue
        together = rest.share + profile.share
        # its action, or value, is one of the whole, and none of what is beside it
        parted = (
            rest.share * _SIMILAR < whole.share
            or profile.actions.keys() & whole.actions.keys() - rest.actions.keys()
            or (one.finding.kind == "extra" and profile.values.keys() - rest.values.keys())
        )
        if parted and max(together, whole.share) < _SIMILAR * min(together, whole.share):
            return rest, whole
    return None


# notes


def _without_uncalled(found: list[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings without notes that are missing or alone because their call is, which is a finding of its own."""
    called = [f for f in found if f.finding.kind == "note"]
    keys = {
        (code, kind)
        for f in called
        for code, own in f.finding.languages.items()
        for kind in _ABSENT
        if (int(own) < int(f.finding.expected)) == (kind == "missing")
    }
    return [
        f
        for f in found
        if not (
            f.finding.kind in _ABSENT
            and _is_note(f, compared)
            and all((code, f.finding.kind) in keys for code in f.finding.languages)
        )
    ]


def _with_notes(found: Sequence[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings; notes that are called in a paragraph which is missing, or which a language has alone, are said with
    it."""
    notes = _called_in(found, compared)
    gone = [note for called in notes.values() for note in called]
    made = []
    for one in found:
        if one.finding.kind in _ABSENT and (called := notes.get(one.row)):
            keys = (*one.finding.also, *(key for note in called for key in (note.finding.key, *note.finding.also)))
            one = replace(one, finding=replace(one.finding, also=keys))
        if one not in gone:
            made.append(one)
    return made


def _called_in(found: Sequence[Caused], compared: ComparedRows) -> dict[int, list[Caused]]:
    """The notes that are missing, or there alone, as the paragraph is that calls them, by the row of that paragraph."""
    absent = [f for f in found if f.finding.kind in _ABSENT]
    callers = {
        (code, key): f
        for f in absent
        for code, seen in compared.rows[f.row].items()
        for key in seen.notes
        if not _is_note(f, compared)
    }
    notes: dict[int, list[Caused]] = {}
    for note in absent if callers else ():
        caller = callers.get(_call(compared.rows[note.row], compared)) if _is_note(note, compared) else None
        if caller and _absence(caller) == _absence(note):
            notes.setdefault(caller.row, []).append(note)
    return notes


def _absence(one: Caused) -> tuple[str, Set[str]]:
    """Whether something is missing or there alone, and in which languages."""
    return one.finding.kind, one.finding.languages.keys()


def _call(row: Row, compared: ComparedRows) -> tuple[str, str]:
    """By what the first language of a row of notes calls its note: the language and the key."""
    code, seen = next(iter(row.items()))
    (document,) = (v.document for v in compared.versions if v.language.code == code)
    return code, document.notes[int(seen.unit.path[1])].key


def _is_note(found: Caused, compared: ComparedRows) -> bool:
    return next(iter(compared.rows[found.row].values())).unit.place is Place.NOTE


# the numbers of paragraphs


def _numbering(found: Sequence[Caused], compared: ComparedRows) -> Iterator[Caused]:
    """Where the paragraph numbers of a language begin to differ from those of the others by more or less than before;
    not after a paragraph that it lacks or has alone."""
    absent = {(f.row, code) for f in found if f.finding.kind in _ABSENT for code in f.finding.languages}
    shift: Counter[str] = Counter()
    excused: set[str] = set()
    for n, row in enumerate(compared.rows):
        excused |= {code for at, code in absent if at == n}
        numbers = {code: number for code, seen in row.items() if (number := _number_of(seen))}
        for code, own in numbers.items():
            others = Counter(number for other, number in numbers.items() if other != code)
            if others.total() < min(2, len(compared.versions) - 1):
                continue
            if len(compared.versions) == 2 and code == compared.versions[0].language.code:
                continue
            usual, times = others.most_common(1)[0]
            if 2 * times <= others.total() or shift[code] == own - usual:
                continue
            if own != usual and code not in excused:
                printed = {c: str(number) for c, number in numbers.items()}
                told = Finding("numbering", compared.keys[n], {code: str(own)}, str(usual), "medium", printed)
                yield Caused(told, n)
            shift[code] = own - usual
            excused.discard(code)


def _number_of(seen: ComparedUnit) -> int:
    """The number of a paragraph, or of the one that a point is of: "58.b)" begins another one than (b) after 57 (a);
    0 if there is none."""
    unit = seen.unit
    if unit.kind == "point":
        return int(found[-1]) if (found := _PARAGRAPHS.findall(unit.eid)) else 0
    return int(seen.number or 0) if unit.kind == "operative" and unit.text.content.strip() else 0


_PARAGRAPHS = lazy_pattern(r"(?:^|__)para_([0-9]+)(?=__|$)")


# findings that are said once

_REPEATED: tuple[FindingKind, ...] = ("symbol", "date")


def _lists(found: Sequence[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings, those on names of one list, which each language orders by its alphabet, as one."""
    made: list[Caused] = []
    for name, group in groupby(found, key=lambda f: _list_of(f, compared)):
        those = list(group)
        if name and len(those) > 1:
            first = those[0]
            keys = tuple(dict.fromkeys(f.finding.key for f in those[1:]))
            languages = {code: text for f in reversed(those) for code, text in f.finding.languages.items()}
            told = replace(first.finding, languages=languages, severity="low", also=keys)
            those = [replace(first, finding=told)]
        made += those
    return made


def _list_of(found: Caused, compared: ComparedRows) -> str:
    """The paragraph of a name that is missing or alone; empty for all else."""
    seen = next(iter(compared.rows[found.row].values()))
    if found.finding.kind not in _ABSENT or seen.unit.kind not in ("text", "point") or len(seen.unit.text) > _NAME:
        return ""
    return seen.unit.eid.partition("__list")[0]


def _folded(found: Sequence[Caused], compared: ComparedRows) -> list[Caused]:
    """The findings, those that say the same of one language in several rows as one."""
    many = Counter(key for f in found if (key := _notes_of(f, compared)))
    made: dict[object, Caused] = {}
    for n, one in enumerate(found):
        reason: object = n
        notes = _notes_of(one, compared)
        if notes and many[notes] >= _MANY:
            reason = notes
        elif one.finding.kind in _REPEATED and one.finding.expected and any(one.finding.languages.values()):
            reason = (one.finding.kind, tuple(one.finding.languages.items()), one.finding.expected)
        if reason in made:
            first = made[reason].finding
            also = tuple(dict.fromkeys((*first.also, one.finding.key, *one.finding.also)))
            made[reason] = replace(made[reason], finding=replace(first, also=also))
        else:
            made[reason] = one
    return list(made.values())


def _notes_of(found: Caused, compared: ComparedRows) -> tuple[str, ...]:
    """The languages of a finding that they have more notes; empty for all else: each note that is missing is a fault of
    its own."""
    finding = found.finding
    if finding.kind == "note":
        more = all(int(own) > int(finding.expected) for own in finding.languages.values())
    else:
        more = finding.kind == "extra" and _is_note(found, compared)
    return tuple(finding.languages) if more else ()
