"""The versions of a work in several languages against each other: what one finds and another misses.

A resolution in six languages says the same six times, so no gold is needed.  Texts and Word files are converted, AKN
files taken as they are; those of one work (four languages or more) are set side by side, unit by unit:

* `skeleton`: works whose versions have the same units;
* `refs`, `dates`: of the addresses and days that half of the versions find in a unit, the share that each finds; below,
  the share of those that its text prints: the numbers of the target, or the year and the day, stand in the unit, and no
  other date is printed for it.  What is left is ours, or says it in other words ("its paragraph 3"): it has to be read;
* `actions`: units in which a language has as many actions as the middle one of the versions;
* `keys`: paragraphs in which the first action has one key in all versions; `sense` counts synonyms as one;
* `asked`, `due`, `often`: paragraphs in which all versions ask the same ones (by key), by the same time, as often, of
  those in which any does; then of those in which all have as many actions;
* `extra`: addresses and days that one version alone finds, a hundred units: wrong targets show here; and of those the
  ones whose numbers another version prints as well.

`--show` prints each difference with its cause, as far as a machine can tell it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from statistics import median_low

from lxml import etree
from msgspec import Struct, field

from akn import Mandate, mandates, read_xml
from akn.bodies.grammar import unroman
from akn.inline.places import numeral_value
from akn.languages import load
from akn.languages.shape import forms
from akn.languages.view import fold
from converters.mandates import understood
from proofs.tallies import files

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_WHOLE = "paragraph point container section division article attachment authorialNote crossHeading formula"
_BESIDE = frozenset({"intro", "wrapUp"})  # parts of a unit: where they end is no matter of the skeleton
_UNITS = _BESIDE | set(_WHOLE.split())
_SYNONYMS = {
    one: first
    for first, *others in (
        ("emphasizing", "stressing", "underlining", "underscoring"),
        ("emphasizes", "stresses", "underlines", "underscores"),
        ("recognizing", "acknowledging", "cognizant"),
        ("recognizes", "acknowledges"),
        ("noting", "takingNote"),
        ("notes", "takesNote"),
        ("mindful", "bearingInMind"),
        ("callsUpon", "callsFor"),
        ("decides", "resolves"),
    )
    for one in others
}
"""Verbs that versions of one text use for each other, as most languages have fewer of them."""
_VERSIONS = 4
WANTED = {"refs": 0.995, "dates": 0.998}
_LEAST = 0.99  # of the references, in each language
_EXTRA = 1.0


class Unit(Struct):
    """What one version says in one unit."""

    kind: str
    text: str = ""
    refs: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    actions: list[str] = field(default_factory=list)
    clauses: dict[str, frozenset[str]] = field(default_factory=dict)


Version = Mapping[str, Unit]


class Tally(Struct):
    """The counts over all works, and what was found different, line by line."""

    works: int = 0
    same: int = 0
    units: int = 0
    extra: int = 0
    extra_printed: int = 0
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
    print(f"extra {extra:.2f}, printed by others as well {printed:.2f}")
    for what in ("refs", "printed refs", "dates", "printed dates", "actions", "keys"):
        each = "  ".join(f"{x} {tally.rate(what, x):.4f}" for x in languages)
        print(f"{what:13} {tally.rate(what, 'all' if what == 'keys' else ''):.4f}   {each}")
    print(f"{'sense':13} {tally.rate('sense', 'all'):.4f}")
    for what in _CLAUSES:
        alike = [f"{tally.rate(what, of):.4f} of {tally.due[what, of]}" for of in ("all", "as many")]
        print(f"{what:13} {alike[0]}; with as many actions {alike[1]}")
    kept = all(tally.rate(f"printed {what}") >= least for what, least in WANTED.items()) and printed <= _EXTRA
    return 0 if kept and all(tally.rate("printed refs", x) >= _LEAST for x in languages) else 1


def version(path: Path) -> tuple[str, str, Version] | None:
    """The work of a file, its language, and its units; None for what is no AKN document."""
    if path.suffix == ".xml":
        data = path.read_bytes()
    else:
        from converters import convert

        data = convert(path, validate=False).output
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
    shapes = {x: {n for n, u in units.items() if u.kind not in _BESIDE} for x, units in versions.items()}
    common = set.intersection(*shapes.values())
    tally.same += all(shape == common for shape in shapes.values())
    tally.told += [f"skeleton {work} {x}: {' '.join(sorted(s - common))}" for x, s in shapes.items() if s - common]
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


def _marks(what: str, have: Mapping[str, Unit], versions: Mapping[str, Version], where: str, tally: Tally) -> None:
    found: dict[str, Counter[str]] = {x: getattr(unit, what) for x, unit in have.items()}
    for value in sorted(set().union(*found.values())):
        due = median_low([marks[value] for marks in found.values()])
        lone = [x for x, marks in found.items() if marks[value]]
        if not due and len(lone) == 1:
            causes = [cause(value, have[x], versions[x], x) for x in have if x != lone[0]]
            tally.extra += 1
            tally.extra_printed += "" in causes
            why = "" if "" in causes else f": {', '.join(sorted(set(causes)))} in the others"
            tally.told.append(f"{what} {lone[0]} alone has {value} in {where}{why}")
        for x, marks in found.items() if due else ():
            missing = tally.count(what, x, due, marks[value])
            why = cause(value, have[x], versions[x], x) if missing else ""
            tally.count(f"printed {what}", x, marks[value] if why else due, marks[value])
            if missing:
                tally.told.append(f"{what} {x} misses {value} in {where}{why and ': '}{why}")


def cause(value: str, unit: Unit, version: Version, language: str) -> str:
    """Why the text of a unit cannot hold an address or a day that others have; empty if that has to be read."""
    there = numbers_in(unit.text, language)
    if not all(number in there for number in numbers_of(value)):
        return "not printed"
    if (supplement := _SUPPLEMENT.search(value)) and supplement[0] not in unit.text:
        return "not printed"
    begins, _, number = value.rpartition("_")
    ranges = (href.split() for href in unit.refs if " " in href)
    if number and any(all(end.rpartition("_")[0] == begins for end in ends) for ends in ranges):
        return "in a range"
    if (dated := _DATED.match(value)) and all(dated[2] not in other.dates for other in version.values()):
        begins, ends = value[: dated.start(2)], value[dated.end(2) :]
        same = [href for href in unit.refs if href.startswith(begins[: begins.index("/", 1)]) and href.endswith(ends)]
        if any((other := _DATED.match(href)) and other[1] == dated[1] and other[2] != dated[2] for href in same):
            return "dated otherwise"
    return ""


_SUPPLEMENT = re.compile(r"(?:Add|Corr|Rev)[.][0-9]+(?=/!|$)")
_DATED = re.compile(r"(/akn/\S*?/)([0-9]{4}-[0-9]{2}-[0-9]{2})(?=/)")


def numbers_of(value: str) -> list[int]:
    """The numbers that an address or a day is printed with; for an annex and for letters there are none.

    >>> numbers_of("2021-06-30"), numbers_of("/akn/un/statement/deliberation/unga/1968/2480B-XXIII/!main#chp_IV")
    ([2021, 30], [2480, 23, 4])
    """
    if "/" not in value:
        return [int(value[:4]), int(value[8:])]
    found: list[int] = []
    for address in value.split():
        work, _, place = address.partition("/!")
        step = place.rpartition("#")[2].rpartition("__")[2] if "#" in place else ""
        for token in re.findall("[0-9]+|(?<![A-Za-z])[IVXLC]+(?![A-Za-z])", f"{work.rpartition('/')[2]} {step[-8:]}"):
            found.append(int(token) if token.isdecimal() else unroman(token))
    return found


@lru_cache(maxsize=64)
def numbers_in(text: str, language: str) -> frozenset[int]:
    """The numbers in a text, however they are written: digits, Roman numerals, ideographs, words.

    >>> sorted(numbers_in("第七章第12段", "zho") | numbers_in("the fourth of part II", "eng"))
    [2, 4, 7, 12]
    """
    words, content = load(language).citations, unicodedata.normalize("NFKC", fold(text).content)
    found = {int(digits) for digits in re.findall(r"\d+", content)}
    found |= {unroman(m) for m in re.findall("(?<![A-Za-z])[IVXLC]+(?![A-Za-z])", content)}
    if words.numerals:
        found |= {numeral_value(m) for m in re.findall(f"[{words.numerals}]+", content)}
    spelled = ((i, form) for i, many in enumerate(words.ordinals, 1) for form in forms(many))
    return frozenset(found | {i for i, form in spelled if fold(form).content in content})


def _actions(have: Mapping[str, Unit], where: str, tally: Tally) -> None:
    due = median_low([len(unit.actions) for unit in have.values()])
    firsts = {x: unit.actions[0] for x, unit in have.items() if unit.actions}
    most = max(((n, key) for key, n in Counter(firsts.values()).items()), default=(0, ""))[1]
    for x, unit in have.items():
        if tally.count("actions", x, 1, len(unit.actions) == due):
            tally.told.append(f"actions {x} has {len(unit.actions)}, not {due}, in {where}")
        if len(firsts) == len(have) and tally.count("keys", x, 1, firsts[x] == most):
            tally.told.append(f"keys {x} has {firsts[x]}, not {most}, in {where}")
    if len(firsts) == len(have):
        tally.count("keys", "all", 1, len(set(firsts.values())) == 1)
        tally.count("sense", "all", 1, len({_SYNONYMS.get(key, key) for key in firsts.values()}) == 1)


_CLAUSES: dict[str, Callable[[Mandate], Iterable[str]]] = {
    "asked": lambda row: (a.key for a in row.addressees if a.key and not a.inherited),
    "due": lambda row: [row.due.value] if row.due else (),
    "often": lambda row: [row.frequency] if row.frequency else (),
}


def _read_clauses(data: bytes, units: Mapping[str, Unit], names: Mapping[str, str]) -> None:
    """Add what the clauses of a document say to its units."""
    for row in mandates(understood(read_xml(data).value)):
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
