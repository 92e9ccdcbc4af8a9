"""Rows of units that belong together: the versions of one work in several languages, side by side.

Where all versions have the same skeleton, the units stand beside each other as they come.  A version with another one
is laid along the rows of the others by dynamic programming: what two units share (`shared`) is worth a
match, and leaving one out costs.  Notes stand in the row of the text that calls them, so they follow from there.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import log

from akn.compare.evidence import ComparedUnit, Members, Profile, Version, shared
from akn.walk import Place

_FRONT = (Place.COVER, Place.PREFACE)
_FRONT_PLACES, _MAIN_PLACES = set(_FRONT), {Place.PREAMBLE, Place.OPERATIVE}
_BAND = 12  # rows that a unit may be off its place besides the difference in length
_GAP = -1.5  # a unit without a counterpart
_LENGTH = 0.35  # how far the logarithms of two lengths differ in general


def build_rows(versions: Sequence[Version]) -> list[Members]:
    """The rows of all units but notes, in the order of the text; the first version gives it where versions differ."""
    rows: list[Members] = []
    for zone in ("front", "main", "back"):
        held = [[i for i, seen in enumerate(v.seen) if _zone_of(seen) == zone] for v in versions]
        rows += _zone(held, versions)
    return rows


def _zone_of(seen: ComparedUnit) -> str:
    place = seen.unit.place
    if place in _FRONT and seen.unit.kind == "line":
        return "front"
    return {Place.CONCLUSIONS: "back", Place.NOTE: "notes"}.get(place, "main")


def _zone(zones: Sequence[list[int]], versions: Sequence[Version]) -> list[Members]:
    """The rows of one stretch of the text in all versions."""
    skeletons = [tuple(_bone(v.seen[i]) for i in zone) for v, zone in zip(versions, zones, strict=True)]
    counts = Counter(skeletons)
    common = max(skeletons, key=lambda s: (counts[s], -skeletons.index(s)))
    sides = list(zip(versions, zones, skeletons, strict=True))
    alike = [(v, zone) for v, zone, skeleton in sides if skeleton == common]
    rows: list[Members] = [{v.language.code: zone[at] for v, zone in alike} for at in range(len(common))]
    profiles = [Profile.of([v.seen[zone[at]] for v, zone in alike]) for at in range(len(common))]
    for v, zone, skeleton in sides:
        if skeleton != common:
            rows, profiles = _laid_along(rows, profiles, v, zone)
    return _tables_by_value(rows, versions)


def _bone(seen: ComparedUnit) -> tuple[object, ...]:
    unit = seen.unit
    if _zone_of(seen) != "main":
        return (unit.kind, unit.place, tuple(sorted(seen.roles)))
    return (unit.kind, unit.place, unit.depth, seen.number)


def _laid_along(
    rows: list[Members], profiles: list[Profile], version: Version, zone: Sequence[int]
) -> tuple[list[Members], list[Profile]]:
    """The rows with the units of one more version in them."""
    seen = [version.seen[i] for i in zone]
    new_rows: list[Members] = []
    new_profiles: list[Profile] = []
    code = version.language.code
    for at, j in best_path(profiles, seen):
        members, profile = (rows[at], profiles[at]) if at >= 0 else ({}, Profile(seen[j]))
        if j >= 0:
            members[code] = zone[j]
            if at >= 0:
                profile.add(seen[j])
        new_rows.append(members)
        new_profiles.append(profile)
    return new_rows, new_profiles


def best_path(profiles: Sequence[Profile], seen: Sequence[ComparedUnit]) -> list[tuple[int, int]]:
    """The best way through rows and units side by side: pairs of indices, -1 where one has no counterpart."""
    m, n = len(profiles), len(seen)
    band = abs(m - n) + _BAND
    minus = float("-inf")
    best = [[minus] * (n + 1) for _ in range(m + 1)]
    best[0][0] = 0.0
    steps = [bytearray(n + 1) for _ in range(m + 1)]
    for i in range(m + 1):
        centre = i * n // max(1, m)
        for j in range(max(0, centre - band), min(n, centre + band) + 1):
            if i == j == 0:
                continue
            match = best[i - 1][j - 1] + likeness(profiles[i - 1], seen[j - 1]) if i and j else minus
            less = best[i - 1][j] + _GAP if i else minus
            more = best[i][j - 1] + _GAP if j else minus
            if match >= less and match >= more:
                best[i][j], steps[i][j] = match, 1
            elif less >= more:
                best[i][j], steps[i][j] = less, 2
            else:
                best[i][j], steps[i][j] = more, 3
    return _backwards(steps)


def _backwards(steps: Sequence[bytearray]) -> list[tuple[int, int]]:
    """The way that the steps lead, found from its end: 1 takes a row and a unit, 2 a row, 3 a unit."""
    path = []
    i, j = len(steps) - 1, len(steps[0]) - 1
    while i or j:
        step = steps[i][j] or (2 if i else 3)
        if step == 1:
            i, j = i - 1, j - 1
            path.append((i, j))
        elif step == 2:
            i -= 1
            path.append((i, -1))
        else:
            j -= 1
            path.append((-1, j))
    return path[::-1]


def likeness(profile: Profile, seen: ComparedUnit) -> float:
    """What it is worth to put a unit into a row; below 0 it does not belong there."""
    one, two = profile.first.unit, seen.unit
    score = 0.5
    if one.place is not two.place:
        # published files count preambular paragraphs among the operative ones now and then
        near = {one.place, two.place} in (_FRONT_PLACES, _MAIN_PLACES)
        score -= 1 if near else 4
    if one.kind != two.kind:
        score -= 0.6
    score -= min(0.9, 0.3 * abs(one.depth - two.depth))
    if profile.first.number or seen.number:
        score += 0.4 if profile.first.number == seen.number else -0.4
    if profile.first.label and seen.label:
        score += 0.4 if profile.first.label & seen.label else -0.4
    if profile.first.roles or seen.roles:
        score += 1.5 if profile.first.roles == seen.roles else -1.5
    score += shared(profile, seen)
    return score + alike_in_length(profile.share, seen.share)


def alike_in_length(one: float, two: float) -> float:
    """The cost of different lengths, as a part of the whole document each."""
    apart = log((one + 1e-4) / (two + 1e-4)) / _LENGTH
    return -min(3.0, apart * apart / 2)


def _tables_by_value(rows: list[Members], versions: Sequence[Version]) -> list[Members]:
    """The rows again, those of tables put beside each other by their values where a language orders them by its
    alphabet."""
    made: list[Members] = []
    for is_table, group in groupby(rows, key=lambda members: _is_table_row(members, versions)):
        block = list(group)
        made += _by_value(block, versions) if is_table and len(block) > 2 else block
    return made


def _is_table_row(members: Members, versions: Sequence[Version]) -> bool:
    return all(v.seen[members[v.language.code]].unit.kind == "row" for v in versions if v.language.code in members)


def _by_value(block: list[Members], versions: Sequence[Version]) -> list[Members]:
    """The rows of a table again: each language in the order of the first, where that puts more of the same together."""
    first, *others = versions
    for other in others:
        pairs = _pairs_by_value(block, first, other)
        one, two = first.language.code, other.language.code
        now = sum(first.seen[m[one]].values == other.seen[m[two]].values for m in block if one in m and two in m)
        if len(pairs) <= 1.1 * now + 3:
            continue
        own = [m.pop(two) for m in block if two in m]
        free = set(own) - set(pairs.values())
        for members in block:
            if one in members and members[one] in pairs:
                members[two] = pairs[members[one]]
        open_ = [m for m in block if two not in m and one in m]
        for members, i in zip(open_, [i for i in own if i in free], strict=False):
            members[two] = i
            free.discard(i)
        block += [{two: i} for i in own if i in free]
        block = [m for m in block if m]
    return block


def _pairs_by_value(block: Sequence[Members], first: Version, other: Version) -> dict[int, int]:
    """The rows of two languages that say the same values, one after another where several do."""
    queues: dict[frozenset[str], deque[int]] = {}
    for members in block:
        if other.language.code in members:
            i = members[other.language.code]
            queues.setdefault(other.seen[i].values, deque()).append(i)
    pairs = {}
    for members in block:
        at = members.get(first.language.code, -1)
        if at >= 0 and first.seen[at].values and (queue := queues.get(first.seen[at].values)):
            pairs[at] = queue.popleft()
    return pairs


def note_rows(rows: Iterable[Members], versions: Sequence[Version]) -> list[Members]:
    """The notes in the order of their calls: those that are called in one row are told apart by what they say."""
    by_key = [_notes_by_key(v) for v in versions]
    placed: list[set[int]] = [set() for _ in versions]
    found: list[Members] = []
    for members in rows:
        called = []
        for at, v in enumerate(versions):
            keys = v.seen[members[v.language.code]].notes if v.language.code in members else ()
            here = [by_key[at][key] for key in dict.fromkeys(keys) if key in by_key[at]]
            here = [i for i in here if i not in placed[at]]
            placed[at].update(here)
            called.append(here)
        found += _matched(called, versions)
    rest = [[i for i in table.values() if i not in placed[at]] for at, table in enumerate(by_key)]
    return found + _matched(rest, versions)


def _notes_by_key(version: Version) -> Mapping[str, int]:
    notes = [i for i, seen in enumerate(version.seen) if seen.unit.place is Place.NOTE and seen.unit.kind == "note"]
    return {note.key: i for note, i in zip(version.document.notes, notes, strict=False)}


def _matched(called: Sequence[Sequence[int]], versions: Sequence[Version]) -> list[Members]:
    """Notes of one place put into rows: each with the one of the others that says most of the same."""
    order = sorted(range(len(versions)), key=lambda at: (-len(called[at]), at))
    rows: list[Members] = []
    profiles: list[Profile] = []
    for at in order:
        free = set(range(len(rows)))
        pairs = sorted(
            (-(shared(profiles[k], versions[at].seen[i]) - 0.05 * abs(k - n)), n, k)
            for n, i in enumerate(called[at])
            for k in range(len(rows))
        )
        taken: set[int] = set()
        code = versions[at].language.code
        for _, n, k in pairs:
            if k in free and n not in taken:
                free.discard(k)
                taken.add(n)
                rows[k][code] = called[at][n]
                profiles[k].add(versions[at].seen[called[at][n]])
        for n, i in enumerate(called[at]):
            if n not in taken:
                rows.append({code: i})
                profiles.append(Profile(versions[at].seen[i]))
    return rows
