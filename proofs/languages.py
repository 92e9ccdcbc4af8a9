"""Planted errors between languages: which of them `akn.compare` finds, and what it finds where none was planted.

In works that all six official languages have, errors are planted in one version: a number, a date, a symbol or the
target of a reference changed, a call of a note left out, a paragraph dropped, two points that follow each other swapped
under their labels.  Several errors of a kind are planted at once where they stand well apart, dropped paragraphs one by
one.  An error is caught if the language is named in its row by a new finding, for a dropped paragraph also in the row
before or after it.  In a version that is found to be another text, of which nothing else is said, nothing is planted.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.concord import Concordance, concord_versions, work_of
from akn.compare.evidence import AnchorKind, ComparedUnit, Version, version
from akn.document import Document
from akn.errors import InvalidXml
from akn.read import read_xml
from akn.text import Kind, Text
from akn.upgrade import upgrade_xml
from akn.walk import Unit, texts_of, with_texts
from akn.xml.elements import Path as NodePath
from proofs.tallies import files

LANGUAGES = ("ara", "fra", "rus", "spa", "zho")
CAUGHT, FALSE = 0.98, 0.005
_FIRST = "eng"
_EDITED = ("preambular", "operative", "point", "text", "note")


class Planted(Struct, frozen=True):
    """An error: the units of a version that it concerns, and their new texts; a unit without one is gone."""

    places: tuple[Unit, ...]
    texts: tuple[Text, ...] = ()


Work = dict[str, Version]
Tried = tuple[int, Planted, bool]
"""The index of a work, an error in it, and whether it was caught."""


def prove(folder: Path, count: int, seed: int, *, pairs: bool = False, shown: int = 0) -> int:
    """Plant `count` errors of each kind in each language of the works in a folder of AKN files, and print the numbers.

    With `pairs` each version is compared with the English one alone, else with all others.
    """
    works = works_in(folder)
    start = time.process_time()
    untouched = {code: [_side_by_side(work, code, pairs) for work in works] for code in LANGUAGES if pairs}
    if not pairs:
        together = [_side_by_side(work, "", pairs) for work in works]
        untouched = dict.fromkeys(LANGUAGES, together)
    print(f"{len(works)} works compared in {time.process_time() - start:.1f} s, evidence known")
    good = True
    for code in LANGUAGES:
        told = []
        for kind in KINDS:
            tries = list(tried(works, untouched[code], code, kind, count, seed, pairs=pairs))
            missed = [planted for _, planted, is_caught in tries if not is_caught]
            for planted in missed[:shown]:
                print(f"  {code} {kind}: {' | '.join(u.eid + ' ' + u.text.content[:70] for u in planted.places)}")
            told.append(f"{kind} {1 - len(missed) / max(1, len(tries)):.4f}")
            good = good and len(missed) <= (1 - CAUGHT) * len(tries) and len(tries) > 0
        rows = sum(code in row.units for c in untouched[code] for row in c.rows)
        named = sum(code in f.languages for c in untouched[code] for f in c.findings)
        good = good and named <= FALSE * rows
        print(f"{code} caught: {' '.join(told)}; untouched: {named} findings in {rows} rows ({named / rows:.2%})")
    return 0 if good else 1


def works_in(folder: Path) -> list[Work]:
    """The works of a folder that English and all languages of `LANGUAGES` have."""
    found: dict[tuple[str, str, str], Work] = {}
    for path in files(folder, (".xml",)):
        try:
            # published files mark no references; an upgrade does
            document = read_xml(upgrade_xml(path.read_bytes()).value or path.read_bytes()).value
        except InvalidXml:
            continue
        if document.metadata.language in (_FIRST, *LANGUAGES):
            found.setdefault(work_of(document), {}).setdefault(document.metadata.language, version(document, path.name))
    return [work for work in found.values() if len(work) == len(LANGUAGES) + 1]


def _side_by_side(work: Work, code: str, pairs: bool) -> Concordance:
    return concord_versions([work[_FIRST], work[code]] if pairs else list(work.values()), first=_FIRST)


def tried(
    works: Sequence[Work],
    untouched: Sequence[Concordance],
    code: str,
    kind: str,
    count: int,
    seed: int,
    *,
    pairs: bool = False,
) -> Iterator[Tried]:
    """Errors of a kind in works drawn at random, and which of them are caught."""
    random = Random(f"{seed} {code} {kind}")
    drawn: dict[int, list[Planted]] = {}
    tries = done = 0
    while done < count and tries < 20 * count:
        tries += 1
        at = random.randrange(len(works))
        if any(f.kind == "text" and code in f.languages for f in untouched[at].findings):
            continue
        planted = KINDS[kind](works[at][code], random)
        if planted is not None:
            done += 1
            drawn.setdefault(at, []).append(planted)
    for at, errors in drawn.items():
        for batch in _apart(errors, untouched[at], code):
            document = planted_in(works[at][code], batch)
            after = _side_by_side({**works[at], code: version(document)}, code, pairs)
            for planted in batch:
                yield at, planted, _is_caught(planted, untouched[at], after, code)


def _apart(errors: Sequence[Planted], before: Concordance, code: str) -> list[list[Planted]]:
    """The errors in groups: in one group they stand some rows apart; a dropped paragraph stands alone."""
    most = max(1, min(8, len(before.rows) // 12))
    groups: list[tuple[set[int], list[Planted]]] = []
    for planted in errors:
        rows = _rows_of(planted, before, code)
        near = {n + step for n in rows for step in range(-3, 4)}
        fits = (g for g in groups if len(g[1]) < most and planted.texts and g[1][0].texts and not g[0] & near)
        taken, group = next(fits, (set(), []))
        if not group:
            groups.append((taken, group))
        taken |= rows
        group.append(planted)
    return [group for _, group in groups]


def _rows_of(planted: Planted, before: Concordance, code: str) -> set[int]:
    texts = {id(u.text) for u in planted.places}
    return {n for n, row in enumerate(before.rows) if code in row.units and id(row.units[code].text) in texts}


def planted_in(version: Version, errors: Sequence[Planted]) -> Document:
    """The document of a version with errors."""
    document = version.document
    new = {id(unit.text): text for p in errors for unit, text in zip(p.places, p.texts, strict=False)}
    if new:
        return with_texts(document, lambda text, _: new.get(id(text), text))
    (unit,) = errors[0].places
    keys = {m.get("key") for m in unit.text.of(Kind.NOTE)}
    rest: Document = _without(document, unit.path)
    return replace(rest, notes=tuple(n for n in rest.notes if n.key not in keys))


def _without(node: Any, path: NodePath) -> Any:
    """A node without what stands at a path below it."""
    step, *rest = path
    if isinstance(node, tuple):
        assert isinstance(step, int)
        inner = (_without(node[step], tuple(rest)),) if rest else ()
        return (*node[:step], *inner, *node[step + 1 :])
    return replace(node, **{str(step): _without(getattr(node, str(step)), tuple(rest))})


def _is_caught(planted: Planted, before: Concordance, after: Concordance, code: str) -> bool:
    at = _rows_of(planted, before, code)
    if not planted.texts:
        at |= {n + step for n in at for step in (1, -1) if 0 <= n + step < len(before.rows)}
    keys = {before.rows[n].key for n in at}
    known, found = (
        Counter((f.key, f.kind, f.languages[code]) for f in c.findings if code in f.languages) for c in (before, after)
    )
    return any(key in keys for key, _, _ in found - known)


# what is planted


def _draw(seen: Sequence[ComparedUnit], random: Random, fits: Callable[[ComparedUnit], Any]) -> ComparedUnit | None:
    those = [s for s in seen if s.unit.kind in _EDITED and fits(s)]
    return random.choice(those) if those else None


def _written(version: Version, *changed: tuple[Unit, Text]) -> Planted | None:
    """Texts in the place of others, if each of these stands once in the document."""
    those = {id(unit.text) for unit, _ in changed}
    if sum(id(t) in those for t, _ in texts_of(version.document)) != len(changed):
        return None
    return Planted(tuple(unit for unit, _ in changed), tuple(text for _, text in changed))


def _digits_changed(content: str, start: int, end: int, random: Random) -> str:
    """The content with one digit of a stretch made another one, the first not zero; empty if there is none."""
    places = [i for i in range(start, end) if content[i].isdecimal()]
    if not places:
        return ""
    at = random.choice(places)
    zero = chr(ord(content[at]) - int(content[at]))
    digit = random.choice([d for d in "123456789" if d != str(int(content[at]))])
    return f"{content[:at]}{chr(ord(zero) + int(digit))}{content[at + 1 :]}"


def _value(kind: AnchorKind) -> Callable[[Version, Random], Planted | None]:
    def plant(version: Version, random: Random) -> Planted | None:
        seen = _draw(version.seen, random, lambda s: any(a.kind == kind and not a.spelled for a in s.anchors.printed))
        if seen is None:
            return None
        text = seen.unit.text
        anchor = random.choice([a for a in seen.anchors.printed if a.kind == kind and not a.spelled])
        content = _digits_changed(text.content, anchor.start, anchor.end, random)
        return _written(version, (seen.unit, Text(content, text.marks))) if content else None

    return plant


def _reference(version: Version, random: Random) -> Planted | None:
    seen = _draw(version.seen, random, lambda s: any(re.search(r"\d", t) for t in s.targets))
    if seen is None:
        return None
    text = seen.unit.text
    m = random.choice([m for m in text.of(Kind.REF) if re.search(r"\d", m.get("href"))] or [None])
    if m is None:
        return None
    href = m.get("href")
    *_, last = re.finditer(r"\d+", href)
    changed = _digits_changed(href, *last.span(), random)
    attributes = tuple((name, changed if name == "href" else value) for name, value in m.attributes)
    marks = tuple(replace(k, attributes=attributes) if k is m else k for k in text.marks)
    return _written(version, (seen.unit, Text(text.content, marks)))


def _note(version: Version, random: Random) -> Planted | None:
    seen = _draw(version.seen, random, lambda s: s.notes)
    if seen is None:
        return None
    text = seen.unit.text
    call = random.choice(text.of(Kind.NOTE))
    return _written(version, (seen.unit, Text(text.content, tuple(m for m in text.marks if m is not call))))


def _dropped(version: Version, random: Random) -> Planted | None:
    # of a rule between two parts nobody misses the words
    seen = _draw(
        version.seen, random, lambda s: s.unit.kind in _EDITED[:3] and any(map(str.isalnum, s.unit.text.content))
    )
    return Planted((seen.unit,)) if seen else None


def _swapped(version: Version, random: Random) -> Planted | None:
    """Two points, else two paragraphs, that follow each other and hold nothing but a text."""
    units = [s.unit for s in version.seen]
    parents = {u.parent for u in units}
    pairs = [
        (one, two)
        for at, (one, two) in enumerate(pairwise(units))
        if one.kind == two.kind == "point"
        and one.parent == two.parent
        and not {at, at + 1} & parents
        and one.text.content.strip() != two.text.content.strip()
        and min(len(one.text), len(two.text)) > 0
    ]
    if not pairs:
        return None
    one, two = random.choice(pairs)
    return _written(version, (one, two.text), (two, one.text))


KINDS: dict[str, Callable[[Version, Random], Planted | None]] = {
    "number": _value("number"),
    "date": _value("date"),
    "symbol": _value("symbol"),
    "reference": _reference,
    "note": _note,
    "dropped": _dropped,
    "swapped": _swapped,
}
