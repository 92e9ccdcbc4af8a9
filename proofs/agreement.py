"""The versions of a work in several languages against each other: what one finds and another misses.

A resolution in six languages says the same six times, so no gold is needed.  Texts and Word files are converted, AKN
files taken as they are; those of one work (four languages or more) are set side by side, unit by unit:

* `skeleton`: works whose versions have the same units; then all but those in which a version has as many labels as the
  others, and other units;
* `refs`, `dates`: of the addresses and days that half of the versions find in a unit, the share that each finds; below,
  the share of those that its text prints: the numbers of the target, or the year and the day, stand in the unit, and no
  other date is printed for it.  What is left is ours, or says it in other words ("its paragraph 3"): it has to be read;
* `actions`: units in which a language has as many actions as the middle one of the versions; below, all but those in
  which words of such an action stand unmarked, here or in the others;
* `keys`: paragraphs in which the first action has one key in all versions; `sense` counts synonyms as one;
* `asked`, `due`, `often`: paragraphs in which all versions ask the same ones (by key), by the same time, as often, of
  those in which any does; then of those in which all have as many actions;
* `extra`: addresses and days that one version alone finds, a hundred units: wrong targets show here; and of those the
  ones whose numbers another version prints as well.

`--show` prints each difference with its cause, as far as a machine can tell it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median_low

from lxml import etree
from msgspec import Struct, field

from akn import Mandate, mandates
from akn.published import understand_xml
from proofs import causes
from proofs.causes import BESIDE, Unit, Version
from proofs.tallies import files

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_WHOLE = "paragraph point container section division article attachment authorialNote crossHeading formula"
_UNITS = BESIDE | set(_WHOLE.split())
_VERSIONS = 4
_SHOWN = 8  # units and labels of a skeleton that are named
WANTED = {"refs": 0.995, "dates": 0.998}
_LEAST = 0.99  # of the references, in each language
_EXTRA = 1.0


class Tally(Struct):
    """The counts over all works, and what was found different, line by line."""

    works: int = 0
    same: int = 0
    units: int = 0
    extra: int = 0
    extra_printed: int = 0
    read: int = 0
    due: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def rate(self, what: str, language: str = "") -> float:
        """The share of what is due that is found, in one language or all."""
        keys = [key for key in self.due if key[0] == what and language in ("", key[1])]
        return sum(self.found[key] for key in keys) / max(1, sum(self.due[key] for key in keys))

    def count(self, what: str, language: str, due: int, found: int) -> bool:
        """Add to a measure; True if something is missing."""
        self.due[what, language] += due
        self.found[what, language] += min(due, found)
        return found < due


def prove(folder: Path, jobs: int, every: int, *, shown: bool = False) -> int:
    """Print the measures, with `shown` each difference as well; 1 if one is below what is wanted."""
    paths = list(files(folder, (".xml", ".txt", ".docx"), every))
    works: dict[str, dict[str, Version]] = defaultdict(dict)
    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(version, paths, chunksize=4):
            if found:
                works[found[0]][found[1]] = found[2]
    tally = Tally()
    for work, versions in sorted(works.items()):
        if len(versions) >= _VERSIONS:
            compare(work, versions, tally)
    if not tally.works:
        print(f"no work in {_VERSIONS} languages found")
        return 1
    if shown:
        print(*tally.told, sep="\n")
    languages = sorted({language for _, language in tally.due} - {"all", "as many"})
    extra, printed = (100 * count / max(1, tally.units) for count in (tally.extra, tally.extra_printed))
    print(f"{tally.works} works, {tally.units} units; skeleton {tally.same / tally.works:.4f}, ", end="")
    print(f"as far as printed {1 - tally.read / tally.works:.4f}, ", end="")
    print(f"extra {extra:.2f}, printed by others as well {printed:.2f}")
    for what in ("refs", "printed refs", "dates", "printed dates", "actions", "printed actions", "keys"):
        each = "  ".join(f"{x} {tally.rate(what, x):.4f}" for x in languages)
        print(f"{what:15} {tally.rate(what, 'all' if what == 'keys' else ''):.4f}   {each}")
    print(f"{'sense':15} {tally.rate('sense', 'all'):.4f}")
    for what in _CLAUSES:
        alike = [f"{tally.rate(what, of):.4f} of {tally.due[what, of]}" for of in ("all", "as many")]
        print(f"{what:15} {alike[0]}; with as many actions {alike[1]}")
    kept = all(tally.rate(f"printed {what}") >= least for what, least in WANTED.items()) and printed <= _EXTRA
    return 0 if kept and all(tally.rate("printed refs", x) >= _LEAST for x in languages) else 1


def version(path: Path) -> tuple[str, str, Version] | None:
    """The work of a file, its language, and its units; None for what is no AKN document."""
    if path.suffix == ".xml":
        data = path.read_bytes()
    else:
        from converters import Options, convert

        data = convert(path, options=Options(validate=False)).output
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return None
    work, language = root.find(f".//{_AKN}FRBRWork/{_AKN}FRBRuri"), root.find(f".//{_AKN}FRBRlanguage")
    if work is None or language is None:
        return None
    units: dict[str, Unit] = {}
    _collect(root, "", units)
    _read_clauses(
        data, units, {str(e.get("eId")): str(e.get("wId") or e.get("eId")) for e in root.iter() if e.get("eId")}
    )
    return str(work.get("value")), str(language.get("language")), units


def _collect(element: etree._Element, unit: str, units: dict[str, Unit]) -> None:
    """Add what an element and all below say to their units; the names of units are those of the English text."""
    name = str(element.tag).rpartition("}")[2]
    if name == "meta" or not isinstance(element.tag, str):
        return
    if name in _UNITS and element.get("eId"):
        unit = str(element.get("wId") or element.get("eId"))
        units.setdefault(unit, Unit(name))
        units[unit].text += " "
    elif unit and name == "num":
        units[unit].label = unit.rpartition("__")[2]
    elif unit:
        here = units[unit]
        if (href := element.get("href") or "").startswith("/") and name == "ref":
            here.refs[href] += 1
        elif name == "rref" and str(element.get("from")).startswith("/"):
            here.refs[f"{element.get('from')} {element.get('upTo')}"] += 1
        elif name == "date" and element.get("date"):
            here.dates[str(element.get("date"))] += 1
        elif name != "p" and "action_" in (element.get("refersTo") or ""):
            here.actions.append(str(element.get("refersTo")).partition("action_")[2].split()[0])
    if unit:
        units[unit].text += element.text or ""
    for child in element:
        _collect(child, unit, units)
        if unit:
            units[unit].text += child.tail or ""


def compare(work: str, versions: Mapping[str, Version], tally: Tally) -> None:
    """Count one work: its versions against each other, unit by unit."""
    tally.works += 1
    shapes = {x: {n for n, u in units.items() if u.kind not in BESIDE} for x, units in versions.items()}
    common = set.intersection(*shapes.values())
    tally.same += all(shape == common for shape in shapes.values())
    tally.read += bool(sum(_skeleton(work, x, versions, tally) for x in versions))  # each is told
    for name in sorted(set().union(*shapes.values()), key=str):
        have = {x: units[name] for x, units in versions.items() if name in units}
        if len(have) >= _VERSIONS:
            tally.units += 1
            where = f"{work} {name}"
            for what in WANTED:
                _marks(what, have, {x: versions[x] for x in have}, where, tally)
            _actions(have, where, tally)
            if len(have) == len(versions):
                _clauses(have, where, tally)


def _skeleton(where: str, x: str, versions: Mapping[str, Version], tally: Tally) -> bool:
    """Tell in which units a version stands against most others, and why; True if its text prints the same labels."""
    shapes = {v: {n for n, u in units.items() if u.kind not in BESIDE} for v, units in versions.items()}
    of = Counter(name for shape in shapes.values() for name in shape)
    odd = sorted(name for name, n in of.items() if (name in shapes[x]) != (2 * n > len(versions)))
    if not odd:
        return False
    other = causes.other_labels(odd, x, versions)
    signed = " ".join(("+" if name in shapes[x] else "-") + name for name in odd[:_SHOWN])
    tally.told.append(f"skeleton {where} {x}: {signed}: {', '.join(other[:_SHOWN]) or 'read'}")
    return not other


def _marks(what: str, have: Mapping[str, Unit], versions: Mapping[str, Version], where: str, tally: Tally) -> None:
    found: dict[str, Counter[str]] = {x: getattr(unit, what) for x, unit in have.items()}
    for value in sorted(set().union(*found.values())):
        due = median_low([marks[value] for marks in found.values()])
        lone = [x for x, marks in found.items() if marks[value]]
        if not due and len(lone) == 1:
            reasons = [causes.of_mark(value, have[x], versions[x], x) for x in have if x != lone[0]]
            tally.extra += 1
            tally.extra_printed += "" in reasons
            why = "" if "" in reasons else f": {', '.join(sorted(set(reasons)))} in the others"
            tally.told.append(f"{what} {lone[0]} alone has {value} in {where}{why}")
        for x, marks in found.items() if due else ():
            missing = tally.count(what, x, due, marks[value])
            why = causes.of_mark(value, have[x], versions[x], x) if missing else ""
            tally.count(f"printed {what}", x, marks[value] if why else due, marks[value])
            if missing:
                tally.told.append(f"{what} {x} misses {value} in {where}{why and ': '}{why}")


def _actions(have: Mapping[str, Unit], where: str, tally: Tally) -> None:
    due = median_low([len(unit.actions) for unit in have.values()])
    firsts = {x: unit.actions[0] for x, unit in have.items() if unit.actions}
    most = max(((n, key) for key, n in Counter(firsts.values()).items()), default=(0, ""))[1]
    for x, unit in have.items():
        why = tally.count("actions", x, 1, len(unit.actions) == due) and causes.of_actions(x, have)
        tally.count("printed actions", x, 1, why != "read")
        if why:
            other = next((" ".join(u.actions) for u in have.values() if len(u.actions) == due), "")
            has = " ".join(unit.actions) or "none"
            tally.told.append(f"actions {x} has {has}, not {due} as {other or 'none'}, in {where}: {why}")
        if len(firsts) == len(have) and tally.count("keys", x, 1, firsts[x] == most):
            tally.told.append(f"keys {x} has {firsts[x]}, not {most}, in {where}")
    if len(firsts) == len(have):
        tally.count("keys", "all", 1, len(set(firsts.values())) == 1)
        tally.count("sense", "all", 1, len({causes.sense(key) for key in firsts.values()}) == 1)


_CLAUSES: dict[str, Callable[[Mandate], Iterable[str]]] = {
    "asked": lambda row: (a.key for a in row.addressees if a.key and not a.inherited),
    "due": lambda row: [row.due.value] if row.due else (),
    "often": lambda row: [row.frequency] if row.frequency else (),
}


def _read_clauses(data: bytes, units: Mapping[str, Unit], names: Mapping[str, str]) -> None:
    """Add what the clauses of a document say to its units."""
    for row in mandates(understand_xml(data).value):
        if unit := units.get(names.get(row.eId, "")):
            for what, values in _CLAUSES.items():
                unit.clauses[what] = unit.clauses.get(what, frozenset()) | frozenset(values(row))


def _clauses(have: Mapping[str, Unit], where: str, tally: Tally) -> None:
    as_many = len({len(unit.actions) for unit in have.values()}) == 1
    for what in _CLAUSES:
        said = {x: unit.clauses.get(what, frozenset()) for x, unit in have.items()}
        if not any(said.values()):
            continue
        most = max(((n, sorted(values)) for values, n in Counter(said.values()).items()), default=(0, []))[1]
        odd = {x: sorted(values) for x, values in said.items() if sorted(values) != most}
        for of in ("all", "as many")[: 1 + as_many]:
            tally.count(what, of, 1, not odd)
        alone = "alone " if len(odd) == 1 else ""
        tally.told += [
            f"{what} {x} {alone}has {' '.join(v) or 'none'}, not {' '.join(most)}, in {where}" for x, v in odd.items()
        ]
