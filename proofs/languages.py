"""Planted errors between languages: which of them `akn.compare` finds, and what it finds where none was planted.

In works that all six official languages have, one error at a time is planted in one version: a number, a date, a
symbol or the target of a reference changed, a call of a note left out, a paragraph dropped, two points that follow each
other swapped under their labels.  It is caught if the language is named in its row by a new finding, for
a dropped paragraph also in the row before or after it.
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
from akn.compare.evidence import AnchorKind, Seen, Version, version
from akn.document import Document
from akn.errors import InvalidXml
from akn.outline import Unit
from akn.read import read_xml
from akn.text import Kind, Text
from akn.upgrade import upgrade_xml
from akn.walk import Path as NodePath
from akn.walk import texts_of, with_texts
from proofs.tallies import files

LANGUAGES = ("ara", "fra", "rus", "spa", "zho")
CAUGHT, FALSE = 0.98, 0.005
_FIRST = "eng"
_EDITED = ("preambular", "operative", "point", "text", "note")


class Planted(Struct, frozen=True):
    """A version with an error, and the texts that it concerns, as they were."""

    document: Document
    places: tuple[Unit, ...]
    is_gone: bool = False


Work = dict[str, Version]


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
        rows = sum(code in row.units for c in untouched[code] for row in c.rows)
        named = sum(code in f.languages for c in untouched[code] for f in c.findings)
        caught = {}
        for kind, plant in KINDS.items():
            found, tries = 0, 0
            random = Random(f"{seed} {code} {kind}")
            for at, planted in _planted(works, code, plant, count, random):
                tries += 1
                is_caught = _is_caught(planted, works[at], code, untouched[code][at], pairs)
                found += is_caught
                if not is_caught and tries - found <= shown:
                    print(f"  {code} {kind}: {' | '.join(u.eid + ' ' + u.text.content[:70] for u in planted.places)}")
            caught[kind] = found / max(1, tries)
            good = good and found >= CAUGHT * tries and tries > 0
        good = good and named <= FALSE * rows
        told = " ".join(f"{kind} {share:.4f}" for kind, share in caught.items())
        print(f"{code} caught: {told}; untouched: {named} findings in {rows} rows ({named / max(1, rows):.2%})")
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


def _planted(
    works: Sequence[Work], code: str, plant: Callable[[Version, Random], Planted | None], count: int, random: Random
) -> Iterator[tuple[int, Planted]]:
    """Errors in works drawn at random; a work that has no place for one is left out."""
    tries = done = 0
    while done < count and tries < 20 * count:
        tries += 1
        at = random.randrange(len(works))
        planted = plant(works[at][code], random)
        if planted is not None:
            done += 1
            yield at, planted


def _is_caught(planted: Planted, work: Work, code: str, before: Concordance, pairs: bool) -> bool:
    touched = {**work, code: version(planted.document)}
    after = _side_by_side(touched, code, pairs)
    texts = {id(u.text) for u in planted.places}
    at = {n for n, row in enumerate(before.rows) if code in row.units and id(row.units[code].text) in texts}
    if planted.is_gone:
        at |= {n + step for n in at for step in (1, -1) if 0 <= n + step < len(before.rows)}
    keys = {before.rows[n].key for n in at}
    known = Counter((f.key, f.kind, f.languages.get(code)) for f in before.findings)
    found = Counter((f.key, f.kind, f.languages.get(code)) for f in after.findings if code in f.languages)
    return any(key in keys for key, _, _ in found - known)


# what is planted


def _draw(seen: Sequence[Seen], random: Random, fits: Callable[[Seen], Any]) -> Seen | None:
    those = [s for s in seen if s.unit.kind in _EDITED and fits(s)]
    return random.choice(those) if those else None


def _written(version: Version, unit: Unit, text: Text) -> Planted | None:
    """The version with a text in the place of another."""
    document = version.document
    if sum(t is unit.text for t, _ in texts_of(document)) != 1:
        return None
    return Planted(with_texts(document, lambda t, _: text if t is unit.text else t), (unit,))


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
        seen = _draw(version.seen, random, lambda s: any(a.kind == kind and not a.spelled for a in s.anchors.said))
        if seen is None:
            return None
        text = seen.unit.text
        anchor = random.choice([a for a in seen.anchors.said if a.kind == kind and not a.spelled])
        content = _digits_changed(text.content, anchor.start, anchor.end, random)
        return _written(version, seen.unit, Text(content, text.marks)) if content else None

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
    return _written(version, seen.unit, Text(text.content, marks))


def _note(version: Version, random: Random) -> Planted | None:
    seen = _draw(version.seen, random, lambda s: s.notes)
    if seen is None:
        return None
    text = seen.unit.text
    call = random.choice(text.of(Kind.NOTE))
    return _written(version, seen.unit, Text(text.content, tuple(m for m in text.marks if m is not call)))


def _dropped(version: Version, random: Random) -> Planted | None:
    seen = _draw(version.seen, random, lambda s: s.unit.kind in _EDITED[:3] and s.unit.text.content.strip())
    if seen is None:
        return None
    keys = set(seen.notes)
    document = _without(version.document, seen.unit.path)
    return Planted(replace(document, notes=tuple(n for n in document.notes if n.key not in keys)), (seen.unit,), True)


def _without(node: Any, path: NodePath) -> Any:
    """A node without what stands at a path below it."""
    step, *rest = path
    if isinstance(node, tuple):
        assert isinstance(step, int)
        inner = (_without(node[step], tuple(rest)),) if rest else ()
        return (*node[:step], *inner, *node[step + 1 :])
    return replace(node, **{str(step): _without(getattr(node, str(step)), tuple(rest))})


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
    texts = [t for t, _ in texts_of(version.document)]
    if sum(t is one.text or t is two.text for t in texts) != 2:
        return None

    def swap(text: Text, _: object) -> Text:
        return two.text if text is one.text else one.text if text is two.text else text

    return Planted(with_texts(version.document, swap), (one, two))


KINDS: dict[str, Callable[[Version, Random], Planted | None]] = {
    "number": _value("number"),
    "date": _value("date"),
    "symbol": _value("symbol"),
    "reference": _reference,
    "note": _note,
    "dropped": _dropped,
    "swapped": _swapped,
}
